"""Who may answer for a domain at a moment, and as what; and who is on call.

What each may do is for `handlers.access` to say; who is at work is for `routing.calendar`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import IntEnum, StrEnum

from routing.deputies import chain_of_deputies, is_away
from routing.handbook import Handbook, Person
from routing.handbook_sections import Domain, Level, Member
from routing.remembered import by_handbook
from routing.rota import all_on_call

_RIGHTS = (Level.NEVER, Level.WITH_APPROVAL, Level.FREELY)


class Part(StrEnum):
    """As what somebody stands in a domain."""

    EXPERT = "expert"
    DEPUTY = "deputy"
    STAND_IN = "stand_in"
    LEAD = "lead"


class Turn(IntEnum):
    """Who is asked before whom: experts, then deputies and those who stand in, then the lead and their stand-in."""

    FIRST = 0
    SECOND = 1
    LAST = 2


@dataclass(frozen=True)
class Standing:
    """One person's part in a domain. `for_whom` is the id of the absent one for whom a stand-in stands in, else ""."""

    person: str
    part: Part
    level: Level
    turn: Turn
    for_whom: str = ""

    @property
    def may_answer(self) -> bool:
        """Freely or with approval."""
        return self.level is not Level.NEVER

    @property
    def answers_freely(self) -> bool:
        """Without anybody's approval."""
        return self.level is Level.FREELY


@by_handbook
def stand(handbook: Handbook, domain_id: str, now: datetime) -> tuple[Standing, ...]:
    """Everybody's parts in the domain at `now`, in the order of their turns and of the handbook.

    Experts and deputies are there until their end date, that day included, in the company's zone. While somebody is
    away, their absence's deputy stands in for them, else the deputy that the handbook gives them; while that one is
    away too, the next, and so on; a circle ends where it began. A stand-in has the rights of the absent one, and never
    more than their own where they have a part in the domain themselves. Somebody can have several parts.
    """
    own = _own(handbook, domain_id, now)
    if not any(is_away(handbook, standing.person, now) for standing in own):
        return own
    found = [*own, *_stand_ins(handbook, own, now)]
    return tuple(sorted(found, key=lambda standing: (standing.turn, standing.part is Part.STAND_IN)))


def answering(handbook: Handbook, domain_id: str, now: datetime) -> Mapping[str, Standing]:
    """Of everybody who may answer the part in which they are asked: of the earliest turn, with the most rights."""
    found: dict[str, Standing] = {}
    for one in stand(handbook, domain_id, now):
        if one.may_answer and _comes_before(one, found.get(one.person)):
            found[one.person] = one
    return found


def able(handbook: Handbook, domain_id: str, now: datetime) -> tuple[str, ...]:
    """Ids of everybody who may answer for the domain at `now`, in the order of `stand`, each once."""
    return tuple(answering(handbook, domain_id, now))


@by_handbook
def around(handbook: Handbook, domain_id: str) -> tuple[Person, ...]:
    """Everybody who has a part in the domain at some time: its own people, and whoever may come to stand in."""
    domain = handbook.domain_or_default(domain_id)
    waiting = [*domain.expert_ids, *domain.deputy_ids, domain.lead]
    found: dict[str, Person] = {}
    while waiting:
        person = handbook.person(waiting.pop(0))
        if person is not None and person.id not in found:
            found[person.id] = person
            waiting += [person.deputy, *(absence.deputy for absence in person.absences)]
    return tuple(found.values())


def changes(handbook: Handbook, domain_id: str, now: datetime, before: datetime) -> tuple[datetime, ...]:
    """Moments after `now` and before `before` at which `stand` may give something else: to be looked at anew then."""
    moments = {moment for person in around(handbook, domain_id) for moment in _edges(person)}
    domain = handbook.domain_or_default(domain_id)
    ends = (ends_at(handbook, member) for member in (*domain.experts, *domain.deputies))
    moments.update(end for end in ends if end is not None)
    return tuple(sorted(moment for moment in moments if now < moment < before))


def is_on_call(handbook: Handbook, person_id: str, now: datetime) -> bool:
    """Whether a shift under way, of any layer, is this person's."""
    return any(shift.person == person_id for shift in all_on_call(handbook, now))


def _own(handbook: Handbook, domain_id: str, now: datetime) -> tuple[Standing, ...]:
    """The parts that the handbook gives, without anybody standing in."""
    domain = handbook.domain_or_default(domain_id)
    members = [
        Standing(one.person, part, one.level, turn)
        for part, turn, group in (
            (Part.EXPERT, Turn.FIRST, domain.experts),
            (Part.DEPUTY, Turn.SECOND, domain.deputies),
        )
        for one in group
        if still_is(handbook, one, now)
    ]
    level = Level.NEVER if may_never_answer(domain, domain.lead) else Level.FREELY
    lead = Standing(domain.lead, Part.LEAD, level, Turn.LAST)
    return tuple(one for one in (*members, lead) if handbook.person(one.person) is not None)


def may_never_answer(domain: Domain, person_id: str) -> bool:
    """Whether "never" is written for them among experts or deputies: it holds for them as lead, too."""
    return any(one.person == person_id and one.level is Level.NEVER for one in (*domain.experts, *domain.deputies))


def still_is(handbook: Handbook, member: Member, now: datetime) -> bool:
    """Whether the last day of an expert or deputy is not over."""
    return (end := ends_at(handbook, member)) is None or now < end


def ends_at(handbook: Handbook, member: Member) -> datetime | None:
    """When an expert or deputy is one no longer: the end of their last day in the company's zone; None for good."""
    if member.until is None:
        return None
    return datetime.combine(member.until + timedelta(days=1), time(), handbook.zone).astimezone(UTC)


def _stand_ins(handbook: Handbook, own: tuple[Standing, ...], now: datetime) -> Iterator[Standing]:
    """One for each who is away and has somebody to stand in, unless that one's own turn comes as early."""
    levels: dict[str, Level] = {}
    turns: dict[str, Turn] = {}
    for standing in own:
        levels[standing.person] = _larger(levels.get(standing.person, Level.NEVER), standing.level)
        turns.setdefault(standing.person, standing.turn)
    for standing in own:
        chain = chain_of_deputies(handbook, standing.person, now)
        if not chain:
            continue
        turn = max(standing.turn, Turn.SECOND)
        level = min((standing.level, *(levels.get(name, standing.level) for name in chain)), key=_RIGHTS.index)
        if chain[-1] not in turns or turns[chain[-1]] > turn:
            yield Standing(chain[-1], Part.STAND_IN, level, turn, standing.person)


def _edges(person: Person) -> Iterator[datetime]:
    for absence in person.absences:
        yield absence.starts_at
        if absence.until_at is not None:
            yield absence.until_at


def _comes_before(one: Standing, other: Standing | None) -> bool:
    if other is None or one.turn < other.turn:
        return True
    return one.turn == other.turn and one.answers_freely and not other.answers_freely


def _larger(first: Level, second: Level) -> Level:
    return max(first, second, key=_RIGHTS.index)
