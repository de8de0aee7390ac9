"""The sections of the scheduled message: one row each. What is to be told further is a row more."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from handlers.access import led_by, sees_every_domain
from handlers.findings import theirs
from handlers.views.health import Entry, entry
from routing.handbook import Handbook, Person
from routing.health_findings import OF_THE_ROTA, Finding, Kind
from routing.reasons import Reason
from routing.rota import layers
from storage.corrections import RuleCount

EVERY = (1, 7, 30, 0)
"""How often a section can come, in days; each "less of this" goes one on. 0 is never."""

AGAIN = 7
"""Days after which what was said already is said again, if it still is so."""

_REPORT_ONLY = frozenset({Kind.RULE_UNUSED, Kind.LADDER_WAKES})


@dataclass(frozen=True)
class Look:
    """What there is to tell of at one moment: what is found, and what became of the last week's decisions."""

    handbook: Handbook
    findings: tuple[Finding, ...]
    week: tuple[RuleCount, ...]


@dataclass(frozen=True)
class Told:
    """One line of a section. `key` is the same as long as it is the same trouble."""

    key: str
    entry: Entry


@dataclass(frozen=True)
class Section:
    """`usual` is how often it comes, in days at most, unless the person has chosen; `find` what it has for a person."""

    name: str
    usual: int
    find: Callable[[Look, Person], Iterator[Told]]


def _delegation(look: Look, person: Person) -> Iterator[Told]:
    """To a lead: what is about their domains."""
    found = theirs(look.handbook, person.id, look.findings)
    rest = (one for one in found if not one.rule and one.kind not in OF_THE_ROTA and not _is_of_the_handbook(one))
    yield from _told(look, rest)


def _rota(look: Look, person: Person) -> Iterator[Told]:
    """To leads and the handbook's owners: hours with nobody on call, vacant turns, swaps without an answer."""
    if person in keepers(look.handbook) or led_by(look.handbook, person.id):
        yield from _told(look, (one for one in look.findings if one.kind in OF_THE_ROTA))


def _handbook(look: Look, person: Person) -> Iterator[Told]:
    """To its owners: what is about rules and people."""
    if person in keepers(look.handbook):
        yield from _told(look, (one for one in look.findings if one.rule or _is_of_the_handbook(one)))


def _corrections(look: Look, person: Person) -> Iterator[Told]:
    """To owners and managers all of them, to leads what rules for their domains decided."""
    led = led_by(look.handbook, person.id)
    every = person in keepers(look.handbook) or sees_every_domain(look.handbook, person.id)
    for count in look.week:
        rule = look.handbook.rule(count.rule)
        if not (count.moved or count.kinds or count.languages):
            continue
        if every or (rule is not None and rule.domain in led):
            title = rule.title if rule is not None else count.rule or ""
            yield Told(count.rule or "", Entry("", "", _corrected(title, count)))


def _quiet(look: Look, person: Person) -> Iterator[Told]:
    """To whoever is on call: that their own chat will be quiet then."""
    yield from _told(look, (one for one in look.findings if one.kind is Kind.QUIET and one.person == person.id))


SECTIONS: tuple[Section, ...] = (
    Section("delegation", 1, _delegation),
    Section("rota", 1, _rota),
    Section("handbook", 1, _handbook),
    Section("corrections", 7, _corrections),
    Section("quiet", 1, _quiet),
)


def section(name: str) -> Section | None:
    return next((one for one in SECTIONS if one.name == name), None)


def keepers(handbook: Handbook) -> tuple[Person, ...]:
    """The owners of the handbook, else the administrators."""
    return handbook.with_role("handbook_owner") or handbook.with_role("administrator")


def readers(handbook: Handbook) -> tuple[Person, ...]:
    """Everybody for whom a section can have something, each once."""
    orders = (order for layer in layers(handbook) for order in layer.orders)
    on_call = (name for order in orders for name in order.people)
    people = (handbook.person(name) for name in (*(domain.lead for domain in handbook.domains), *on_call))
    found = [*(person for person in people if person is not None), *keepers(handbook)]
    return tuple({person.id: person for person in found}.values())


def _is_of_the_handbook(finding: Finding) -> bool:
    """What only who changes the handbook can mend, and what nobody but them has to know."""
    return not finding.domain and finding.kind in (Kind.REACH, Kind.PERSON_LANGUAGE, Kind.ABSENCE)


def _told(look: Look, findings: Iterator[Finding]) -> Iterator[Told]:
    yield from (Told(one.key, entry(look.handbook, one)) for one in findings if one.kind not in _REPORT_ONLY)


def _corrected(rule: str, count: RuleCount) -> Reason:
    values = {"decided": count.decided, "moved": count.moved, "kinds": count.kinds, "languages": count.languages}
    return Reason("rule_corrected", {"rule": rule, **values}) if rule else Reason("no_rule_corrected", values)
