"""Cross checks about targets: sources named twice, domains that are none, hours that never come, what is never met."""

from collections.abc import Iterator, Mapping

from routing.handbook_problems import Problem, Source, Table, word, words
from routing.hours import parse_hours
from routing.item import Clock

_REST = "*"
_CONDITIONS = ("kind", "urgency", "domains")
"""What a target may ask for besides the source."""


def check(source: Source) -> Iterator[Problem]:
    """What makes the targets unusable."""
    yield from _sources(source)
    yield from _domains(source)
    yield from _hours(source)


def warnings(source: Source) -> Iterator[Problem]:
    """Targets that no post can ever have: one before them takes them all."""
    targets = source.rows("target")
    order = sorted(range(len(targets)), key=lambda position: _is_for_the_rest(targets[position]))
    for place, position in enumerate(order):
        before = next((one for one in order[:place] if _covers(targets[one], targets[position])), None)
        if before is not None:
            earlier = source.place("target", before).title
            sentence = f"is never reached: {earlier} is asked before it and fits all the same posts; put this one first"
            if _is_for_the_rest(targets[position]):
                sentence = f"is never reached: {earlier} is for all other posts already; keep one"
            yield source.place("target", position).problem(sentence)


def _sources(source: Source) -> Iterator[Problem]:
    """A source that two targets without other conditions name: the second could never be meant."""
    seen: set[str] = set()
    for position, target in enumerate(source.rows("target")):
        if any(words(target.get(field)) for field in _CONDITIONS):
            continue
        for name in _folded(target.get("sources")):
            if name in seen:
                sentence = f'source "{name}" has a target already; keep one'
                yield source.place("target", position).problem(sentence)
            seen.add(name)


def _domains(source: Source) -> Iterator[Problem]:
    known = {word(row.get("id")) for row in source.rows("domain")}
    for position, target in enumerate(source.rows("target")):
        for name in words(target.get("domains")):
            if name not in known:
                mend = f'add a [[domain]] with id = "{name}" or name another one'
                yield source.place("target", position).problem(f'domain "{name}" is no [[domain]]; {mend}')


def _hours(source: Source) -> Iterator[Problem]:
    """The office clock of a domain whose hours never come would never run."""
    company = source.table("company").get("hours")
    for position, target in enumerate(source.rows("target")):
        if word(target.get("clock")).strip().lower() != Clock.OFFICE:
            continue
        meant = words(target.get("domains"))
        for domain in source.rows("domain"):
            name = word(domain.get("id"))
            if (not meant or name in meant) and _is_never(domain.get("hours", company)):
                sentence = (
                    f'clock "office" never runs for the domain "{name}", which has no hours; give it hours, name other '
                    'domains, or write clock = "around"'
                )
                yield source.place("target", position).problem(sentence)


def _is_never(hours: object) -> bool:
    """Whether these are hours that can be read, and there are none."""
    lines = words(hours)
    try:
        return bool(lines) and parse_hours(lines).is_never
    except ValueError:
        return False


def _is_for_the_rest(target: Table) -> bool:
    named = set(_folded(target.get("sources"))) - {_REST}
    return not named and not any(words(target.get(field)) for field in _CONDITIONS)


def _covers(earlier: Table, later: Table) -> bool:
    """Whether every post that fits the later one fits the earlier one too."""
    if _is_for_the_rest(earlier):
        return _is_for_the_rest(later)
    return all(
        not one or (two and two <= one) for one, two in zip(_conditions(earlier), _conditions(later), strict=True)
    )


def _conditions(target: Mapping[str, object]) -> tuple[set[str], ...]:
    """Sources, kinds, urgencies and domains; an empty set is any."""
    other = (set(_folded(target.get("kind"))), set(_folded(target.get("urgency"))), set(words(target.get("domains"))))
    sources = set(_folded(target.get("sources")))
    if _REST in sources:
        # Beside other sources alone "*" is what is asked last; beside other conditions it is any source.
        sources = set() if any(other) or sources == {_REST} else sources - {_REST}
    return (sources, *other)


def _folded(value: object) -> list[str]:
    return [entry.strip().lower() for entry in words(value)]
