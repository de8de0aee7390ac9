"""Who is asked next for a second pair of eyes, about an answer or a conflict, and until when.

First the lead, when at work; then, each for a while, whoever else may and is at work: stand-ins, deputies, and whom
else the domain names. After hours the person on call, who can at least keep the customer informed: whoever is asked
is written to at once, so that nobody else is asked in their time off.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from routing.calendar import at_work, next_start, shift_end
from routing.handbook import Handbook, Person
from routing.item import Item
from routing.moments import stamp
from routing.people import Part, stand
from routing.reasons import Reason
from routing.rota import all_on_call

ASKED_FOR = timedelta(minutes=30)
"""How long somebody is waited for before the next is asked."""


@dataclass(frozen=True)
class Asked:
    """Ask `person` now (None: nobody), and look again at `until` (None: nobody is left who could be asked later).

    `reason` says why it is them.
    """

    person: str | None
    until: datetime | None
    reason: Reason


def next_asked(
    handbook: Handbook, item: Item, already: tuple[str, ...], now: datetime, also: tuple[str, ...] = ()
) -> Asked:
    """Whom to ask at `now`. `already` are all who were asked, and whoever must not be, such as the one who asks.

    `also` are people who may give their word besides the lead, the deputies and who stands in: a domain's approvers.
    """
    everybody = list(_second_eyes(handbook, item, now, also))
    there = [(person, reason) for person, reason in everybody if at_work(person, now)]
    for person, reason in there:
        if person.id not in already:
            return Asked(person.id, now + ASKED_FOR, reason)
    watching = [shift.person for shift in all_on_call(handbook, now) if shift.person not in already]
    if watching and not there:
        return Asked(
            watching[0], now + ASKED_FOR, Reason("asked_on_call", {"person": watching[0], "domain": item.domain})
        )
    moments = [next_start(person, now) for person, _ in everybody if person.id not in already]
    if handbook.rota is not None and there:
        moments.append(_last_leaves([person for person, _ in there], now))
    until = min((at for at in moments if at is not None), default=None)
    if until is None:
        return Asked(None, None, Reason("asked_nobody", {"domain": item.domain}))
    return Asked(None, until, Reason("asked_nobody_until", {"domain": item.domain, "until_at": stamp(until)}))


def second_eyes(handbook: Handbook, item: Item, now: datetime, also: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Ids of all whose word counts in the item's domain, at work or not, in the order in which they are asked."""
    return tuple(person.id for person, _ in _second_eyes(handbook, item, now, also))


def _second_eyes(
    handbook: Handbook, item: Item, now: datetime, also: tuple[str, ...]
) -> Iterator[tuple[Person, Reason]]:
    """Each person once, the lead first. Who may not answer freely does not see to what others answer either."""
    standings = [one for one in stand(handbook, item.domain, now) if one.answers_freely]
    leads = [one.person for one in standings if one.part is Part.LEAD]
    others = [one.person for one in standings if one.part in (Part.DEPUTY, Part.STAND_IN)]
    for name in dict.fromkeys((*leads, *others, *also)):
        person = handbook.person(name)
        if person is not None:
            values = {"person": name, "domain": item.domain}
            yield person, Reason("asked_lead", values) if name in leads else Reason("asked_other", values)


def _last_leaves(there: Sequence[Person], now: datetime) -> datetime | None:
    """When the last of them goes home; None while one never does."""
    ends = [shift_end(person, now) for person in there]
    return None if None in ends else max(end for end in ends if end is not None)
