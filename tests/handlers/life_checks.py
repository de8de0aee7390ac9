"""What must be true of an item after a sweep, said once more and apart from the program, for the lives of items."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from handlers.manager_lines import TOLD_WITH_OTHERS
from handlers.together import OTHERS
from routing.audience import applies, hearing, managers_from
from routing.choose import is_alarm
from routing.coverage import first_uncovered
from routing.escalation import LATE
from routing.handbook import Handbook
from routing.item import How, Item, PageStatus, Rung
from routing.ladder import climbable
from routing.paging import never_paged
from routing.people import able
from storage.history import Entry


def rungs_are_accounted_for(
    before: Item, after: Item, handbook: Handbook, now: datetime, fresh: Sequence[Entry], *, has_line: bool,
) -> None:  # fmt: skip
    """Every rung that has passed is done, and each one done in this sweep was said to all it is for, or says why not.

    `fresh` are the lines that the sweep has written, `has_line`: one about the item stands in the managers' channel.
    """
    told = {str(line.values[name]) for line in fresh for name in ("told", "shown", "paged") if name in line.values}
    # To whom no way leads the page has gone past, and it would have said what the rung says.
    told |= {str(line.values["person"]) for line in fresh if line.what == "not_reachable"}
    noted = {(line.what, line.values.get("rung"), line.values.get("person")) for line in fresh}
    called = any(line.what == "thread_told" for line in fresh)
    for rung in climbable(after):
        is_done = rung.id in after.climb.done
        assert is_done or rung.at(after.deadline) > now, f"{rung.id} of item {after.number} is left behind"
        is_new = is_done and (rung.id not in before.climb.done or before.round != after.round)
        if not is_new or not applies(rung, after):
            continue
        heard = hearing(after, handbook, rung, now)
        for note in heard.notes:
            one = (note.code, rung.id, note.values.get("person"))
            assert one in noted, f"{rung.id} of item {after.number}: {one} was not noted"
        for person in heard.people:
            assert person in told or _hears_otherwise(after, rung, person), f"{rung.id}: {person} heard nothing"
        assert has_line or not heard.channel, f"{rung.id} of item {after.number}: the managers have no line"
        early = f"{rung.id}@#thread" in after.climb.done
        assert called or early or not heard.thread, f"{rung.id} of item {after.number}: nobody reads it in the thread"
    for rung in climbable(after):
        if rung.id in after.climb.done and rung.when != "claimed" and "managers" in rung.whom:
            seen_from = managers_from(after, rung)
            held_back = seen_from is not None and seen_from > now
            assert has_line or held_back, f"{rung.id} of item {after.number}: the managers never hear of it"


def what_was_told_is_on_its_way(number: int, fresh: Sequence[Entry], queued: Sequence[Any]) -> None:
    """Each line of history that somebody was told has a message to them; `queued` are the sweep's own."""
    unreached = {str(line.values["person"]) for line in fresh if line.what == "not_reachable"}
    about = [row for row in queued if row.subject == f"item:{number}"]
    reached = {row.conversation.removeprefix("person:") for row in about}
    reached |= {person for row in about for person in row.payload.get("people", ())}
    for line in fresh:
        told = line.values.get("told")
        assert told is None or told in reached | unreached, f"{told} was told of item {number}, but by no message"


def what_went_along_is_carried(rows: Sequence[Any], lines: set[str]) -> None:
    """Nothing is lost where one message stands for many: `rows` are all reminders and all lines for the managers,
    `lines` the subjects of those lines that stand."""
    carried = {(row.conversation, one["subject"]) for row in rows for one in row.payload.get(OTHERS, ())}
    for row in rows:
        if row.state == "superseded" and row.error == TOLD_WITH_OTHERS:
            found = row.subject in lines if row.kind == "managers" else (row.conversation, row.subject) in carried
            assert found, f"what {row.conversation} was to hear of {row.subject} went along with nothing"


def _hears_otherwise(item: Item, rung: Rung, person: str) -> bool:
    """It was merged into an earlier message, or the person's page sounds, which says more."""
    if f"{rung.id}@{person}" in item.climb.done:
        return True
    paging = item.climb.paging
    sounds = paging is not None and paging.status is PageStatus.SOUNDING and paging.person == person
    return sounds and rung.how is not How.CARD


def somebody_has_it(item: Item, handbook: Handbook, now: datetime, *, has_line: bool) -> None:
    """Its owner is in the handbook, else its expert may answer; or nobody can, and the managers' channel says so."""
    named = item.owner or item.expert
    assert named is None or handbook.person(named) is not None, f"{named} has left, and has item {item.number}"
    if item.owner is not None:
        return
    is_able = named is not None and named in able(handbook, item.domain, now)
    codes = {reason.code for reason in item.reasons}
    nobody = codes & {"nobody_at_work", "nobody_ever_at_work"}
    assert is_able or nobody, f"{named} cannot take item {item.number}, and no reason says why"
    # A pause that begins before the line is sent keeps it back: its end sounds the alarm again.
    is_told = has_line or item.pause is not None
    assert is_told or not is_alarm(item.reasons), f"nobody can take item {item.number}, and no channel was told"


def has_nothing_to_wait_for(item: Item, handbook: Handbook, now: datetime) -> bool:
    """Why an open item may have no next moment: its ladder is climbed, and nobody is ever to be woken about it."""
    left = [rung.id for rung in climbable(item) if rung.id not in item.climb.done]
    if left or LATE not in item.climb.done:
        return False
    return never_paged(item, handbook) is not None or first_uncovered(item, handbook, now) is None
