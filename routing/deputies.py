"""Who stands in for somebody who is away: deputies of deputies, without going in circles."""

from datetime import datetime

from routing.handbook import Handbook
from routing.reasons import Reason


def is_away(handbook: Handbook, person_id: str, now: datetime) -> bool:
    """Whether an absence of theirs is under way."""
    person = handbook.person(person_id)
    # Asked of everybody at every choice, and hardly anybody has absences.
    if person is None or not person.absences:
        return False
    return any(absence.is_under_way(now) for absence in person.absences)


def chain_of_deputies(handbook: Handbook, person_id: str, now: datetime) -> tuple[str, ...]:
    """From an absent person's deputy on to the first who is not away; empty when there is nobody, or no absence.

    Where a branch ends in a circle or with somebody who has no deputy, the next one is tried. Everybody is asked once.
    """
    seen: set[str] = set()
    waiting: list[tuple[str, ...]] = [(person_id,)]
    while waiting:
        chain = waiting.pop()
        if chain[-1] in seen:
            continue
        seen.add(chain[-1])
        if not is_away(handbook, chain[-1], now):
            return chain[1:]
        waiting += [(*chain, name) for name in reversed(_deputies(handbook, chain[-1], now))]
    return ()


def stands_in(person_id: str, absent: str, domain_id: str) -> Reason:
    """Why somebody is named who was asked to stand in."""
    return Reason("chosen_stand_in", {"person": person_id, "absent": absent, "domain": domain_id})


def _deputies(handbook: Handbook, person_id: str, now: datetime) -> tuple[str, ...]:
    """Who is asked to stand in: first whom the absences under way name, the latest first, then the handbook's."""
    person = handbook.person(person_id)
    if person is None:
        return ()
    named = [absence.deputy for absence in reversed(person.absences) if absence.is_under_way(now)]
    return tuple(name for name in dict.fromkeys((*named, person.deputy)) if handbook.person(name) is not None)
