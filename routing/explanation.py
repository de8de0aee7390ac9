"""What would become of a post, and why, step by step: for trying out. Nothing of it is stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from routing.audience import applies, hearing
from routing.choose import Chosen, choose, is_alarm
from routing.coverage import coverage
from routing.explaining import Outcome
from routing.handbook import Handbook
from routing.item import Deadline, How, Item, Post, Repeat
from routing.language import Model
from routing.match import rulebook_of
from routing.moments import stamp
from routing.opening import opened
from routing.paging import never_paged, next_turn, page_from, turn
from routing.reasons import Reason
from routing.rota import chain, on_call
from routing.sorting import PROBABLE, Sorted, sort


@dataclass(frozen=True)
class RuleTried:
    """A rule that came near: `routing.explaining.Tried` with what the handbook calls it, and what it gives."""

    rule: str
    title: str
    domain: str
    outcome: Outcome
    held: tuple[Reason, ...]
    failed: tuple[Reason, ...]


@dataclass(frozen=True)
class Waking:
    """Whom the first page would wake while nobody takes the item, `at` when, and who after them; else why nobody.

    `because` is true of the moment `holds_at`, which may lie ahead; None: whenever one looks.
    """

    because: Reason
    at: datetime | None = None
    person: str = ""
    then: tuple[str, ...] = ()
    holds_at: datetime | None = None


@dataclass(frozen=True)
class RungAhead:
    """A rung of the ladder: when, in which state ("unclaimed", "claimed", "open"), and who hears it, and how.

    `whom` is what the handbook says. `people` by id, `channel` (the managers'), `thread` (all who read the card's) and
    `notes` (who is off work then) are as they would be while nobody takes the item; of a rung that is for claimed items
    alone they are empty.
    """

    id: str
    at: datetime
    when: str
    whom: tuple[str, ...]
    people: tuple[str, ...] = ()
    channel: bool = False
    notes: tuple[Reason, ...] = ()
    thread: bool = False
    how: How = How.MESSAGE
    repeat: Repeat | None = None


@dataclass(frozen=True)
class Explanation:
    """The item as it would be stored, and how it came about.

    `certainty` of the language is "given", "sure", "probable" or "prior". `match` are the reasons of the domain and of
    what else the rules add. `there` says whether anybody who may answer is there at `now`, and `covered` that it is so;
    `alarm`: the channel would be told at once that nobody is. `on_call` is None where nobody is on call.
    """

    item: Item
    now: datetime
    certainty: str
    language: Reason
    kind: Reason
    tried: tuple[RuleTried, ...]
    match: tuple[Reason, ...]
    chosen: Chosen
    covered: bool
    there: Reason
    alarm: bool
    on_call: Reason | None
    waking: Waking
    ladder: tuple[RungAhead, ...]


def explain(
    handbook: Handbook,
    post: Post,
    now: datetime,
    loads: Mapping[str, int],
    last_named: Mapping[str, datetime],
    model: Model | None = None,
) -> Explanation:
    """All about a post that would arrive at `now`, as intake decides it. `loads` and `last_named`: `routing.choose`."""
    found = sort(handbook, post, model)

    def name(domain: str, deadline: Deadline, language: str) -> Chosen:
        return choose(handbook, domain, loads, last_named, now, deadline, language)

    new = opened(handbook, found, now, name)
    item, shift, look = new.item, on_call(handbook, now), coverage(new.item, handbook, now)
    certainty, language, kind = _told(found)
    return Explanation(
        item=item,
        now=now,
        certainty=certainty,
        language=language,
        kind=kind,
        tried=_tried(handbook, found),
        match=found.match.reasons,
        chosen=new.chosen,
        covered=look.covered,
        there=look.reason,
        alarm=is_alarm(item.reasons),
        on_call=None if shift is None else _on_call(shift.person, shift.ends_at),
        waking=_waking(item, handbook, now),
        ladder=tuple(sorted(map(partial(_rung, item, handbook, now), range(len(item.ladder))), key=lambda one: one.at)),
    )


def _told(found: Sorted) -> tuple[str, Reason, Reason]:
    """How certain the language is, and why language and kind are taken to be what they are."""
    own = list(found.reasons[: len(found.reasons) - len(found.match.reasons)])
    if found.post.language:
        certainty, language = "given", Reason("language_given", {"language": found.post.language})
    else:
        language = own.pop(0)
        certainty = PROBABLE if found.marks.get("language") == PROBABLE else "sure"
        certainty = "prior" if language.code == "language_prior" else certainty
    kind = own.pop(0) if own else Reason("kind_given", {"kind": found.kind.value})
    return certainty, language, kind


def _tried(handbook: Handbook, found: Sorted) -> tuple[RuleTried, ...]:
    near = rulebook_of(handbook).explain(found.post, found.kind, found.language)
    by_id = {rule.id: rule for rule in handbook.rules}
    return tuple(
        RuleTried(one.rule, by_id[one.rule].title, by_id[one.rule].domain, one.outcome, one.held, one.failed)
        for one in near
    )


def _on_call(person: str, until: datetime) -> Reason:
    return Reason("on_call_is", {"person": person, "until_at": stamp(until)})


def _waking(item: Item, handbook: Handbook, now: datetime) -> Waking:
    never = never_paged(item, handbook)
    if never is not None or handbook.rota is None:
        return Waking(never or Reason("page_never_without_rota"))
    at = next_turn(item, handbook, now)
    first = turn(item, handbook, at) if at is not None else None
    if at is None or first is None or first.order is None:
        looked = max(now, page_from(item, handbook, handbook.rota))
        return Waking(coverage(item, handbook, looked).reason, holds_at=looked)
    then = tuple(person for person in chain(handbook, item.domain, at) if person != first.order.person)
    return Waking(first.order.reason, at, first.order.person, then, holds_at=at)


def _rung(item: Item, handbook: Handbook, now: datetime, place: int) -> RungAhead:
    rung = item.ladder[place]
    at = max(rung.at(item.deadline), now)
    if not applies(rung, item):
        return RungAhead(rung.id, at, rung.when, rung.whom, how=rung.how, repeat=rung.repeat)
    heard = hearing(item, handbook, rung, at)
    off = tuple(_off_then(note) for note in heard.notes if "person" in note.values)
    return RungAhead(
        rung.id, at, rung.when, rung.whom, heard.people, heard.channel, off, heard.thread, rung.how, rung.repeat
    )


def _off_then(note: Reason) -> Reason:
    """Who is passed over (`routing.audience`), said of what has not been yet."""
    if "back_at" in note.values:
        return Reason("off_hours", {"person": note.values["person"], "starts_at": note.values["back_at"]})
    return Reason("off_never", {"person": note.values["person"]})
