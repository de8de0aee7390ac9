"""`away` and `back`: who is away, said in chat. What they have is handed over as soon as the absence begins."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from handlers import announce, inherited
from handlers.absence_words import LIST, Asked, asked, named
from handlers.access import Action as Right
from handlers.access import Denial, check_absence, check_member, person_of
from handlers.handing_over import back_at_work, hand_over
from handlers.intents import Actor, Click, Said
from handlers.refusing import refused
from handlers.replies import Done, Reply
from handlers.roster import alone, look_again
from handlers.scene import Scene
from handlers.subjects import number_of
from handlers.taking_back import TakenBack, take_back
from handlers.views import absences as views
from routing.absence import Absence, Overlap, overlap, overlaps
from routing.calendar import at_work, next_start
from routing.handbook import Person
from routing.messages import Message
from routing.moments import stamp
from routing.reasons import Reason, Value
from routing.spoken_times import Stretch, read_stretch
from storage import absences

FORTNIGHT = timedelta(days=14)


def away(scene: Scene, said: Said) -> Reply:
    """`away [@bo] [until friday] [deputy @cy]`, `away list`, or `away` alone."""
    _, _, words = said.text.strip().partition(" ")
    if words.strip().casefold() in LIST:
        return _list(scene, said.actor)
    alone(scene)
    found = asked(scene.handbook, said.actor.desk, words)
    if isinstance(found, Reason):
        return refused(scene, said.actor, found)
    person_id = found.person or person_of(scene.handbook, said.actor) or ""
    permit = check_absence(scene.handbook, said.actor, person_id)
    if isinstance(permit, Denial):
        return refused(scene, said.actor, permit.reason)
    person = scene.handbook.person(person_id)
    assert person is not None, "who may say it of somebody is known, and so is whom it is about"
    known = [one for one in person.absences if not one.is_over(scene.now)]
    if found == Asked("", "", "") and any(one.is_under_way(scene.now) for one in known):
        return Done(views.own(scene, person.id, known))
    kept = keep(scene, permit.person, person, found.when, found.deputy)
    return refused(scene, said.actor, kept) if isinstance(kept, Reason) else Done(kept)


def keep(scene: Scene, by: str, person: Person, when: str, deputy: str) -> Message | Reason:
    """Writes it down and says what was kept; or why that cannot be: the words mean no time, the deputy cannot."""
    stretch = read_stretch(when, scene.now, person.zone, day_is_over=_day_is_over(person, scene.now))
    if isinstance(stretch, Reason):
        return stretch
    return _cannot_stand_in(scene, deputy, person.id, stretch) or _keep(scene, by, person, stretch, deputy)


def back(scene: Scene, said: Said) -> Reply:
    """`back [@bo]`: ends what is under way."""
    _, _, words = said.text.strip().partition(" ")
    person = named(scene.handbook, said.actor.desk, words.strip()) if words.strip() else ""
    if words.strip() and not person:
        return refused(scene, said.actor, Reason("person_not_named", {"words": words.strip()[:60]}))
    alone(scene)
    person = person or person_of(scene.handbook, said.actor) or ""
    return _back(scene, said.actor, person, _absences_of(scene, person))


def back_clicked(scene: Scene, click: Click) -> Reply:
    """ "I am back": ends the absence that the button is about, and no other."""
    number = number_of(click.subject, "absence")
    alone(scene)
    person = person_of(scene.handbook, click.actor) or ""
    theirs = [one for one in _absences_of(scene, person) if one.id == number and one.is_under_way(scene.now)]
    if not theirs:
        return refused(scene, click.actor, Reason("absence_is_over"))
    reply = _back(scene, click.actor, person, theirs)
    return replace(reply, replaces=True) if isinstance(reply, Done) else reply


def undo(scene: Scene, click: Click) -> Reply:
    """ "Undo": the absence never was; what it replaced is again, and what nobody has touched is given back."""
    number = number_of(click.subject, "absence")
    alone(scene)
    mistaken = next((one for one in absences.current(scene.transaction, scene.now) if one.id == number), None)
    if mistaken is None or mistaken.is_over(scene.now):
        return refused(scene, click.actor, Reason("absence_is_over"))
    permit = check_absence(scene.handbook, click.actor, mistaken.person)
    if isinstance(permit, Denial):
        return refused(scene, click.actor, permit.reason)
    before = scene.handbook
    absences.end(scene.transaction, mistaken, mistaken.starts_at, said_by=permit.person, said_at=scene.now)
    restored = _restore(scene, mistaken, permit.person)
    look_again(scene)
    inherited.tell(scene, before, mistaken.person, mistaken.id)
    still_away = any(one.is_under_way(scene.now) for one in _absences_of(scene, mistaken.person))
    back = TakenBack() if still_away else take_back(scene, mistaken, permit.person)
    return Done(views.undone(scene, mistaken, permit.person, restored, back.returned, back.stays), replaces=True)


def _keep(scene: Scene, by: str, person: Person, stretch: Stretch, deputy: str) -> Message:
    """Writes it down, in the place of what it overlaps of what was said in chat before.

    What that had outside the new stretch stays: whoever is ill today has not given up next month's leave. A deputy that
    was named for it stays as well, unless another one is named.
    """
    replaced = tuple(one for one in person.absences if one.id and _takes_the_place_of(stretch, one))
    deputy = deputy or _deputy_so_far(scene, replaced, stretch)
    warnings = _warnings(scene, deputy, person.id, stretch)
    before = scene.handbook
    away = Absence(person.id, stretch.starts_at, stretch.until_at, deputy)
    absence = absences.add(scene.transaction, away, said_by=by, said_at=scene.now)
    for one in replaced:
        at = max(one.starts_at, stretch.starts_at)
        absences.end(scene.transaction, one, at, said_by=by, said_at=scene.now)
    rests = tuple(rest for one in replaced if (rest := _rest(scene, one, stretch, by)) is not None)
    look_again(scene)
    inherited.tell(scene, before, person.id, absence.id)
    scene.wakes.at(absence.starts_at)
    kept = views.Said(absence, by, back_at_work(scene, absence), replaced, rests, warnings)
    if absence.is_under_way(scene.now):
        handed = hand_over(scene, absence, by)
        went = len(handed.moved) - handed.without
        kept = replace(kept, went=went, without=handed.without, stays=len(handed.stays), writing=len(handed.writing))
        told = {by, *(one.receiver for one in handed.moved)}
    else:
        told = {by}
    if deputy and deputy not in told:
        _tell_deputy(scene, absence, kept.back_at)
    return views.said(scene, kept)


def _takes_the_place_of(stretch: Stretch, one: Absence) -> bool:
    """One without an end takes the place of what has begun by then alone: nobody knows yet how long it will last."""
    if stretch.until_at is None and one.starts_at > stretch.starts_at:
        return False
    return overlaps(one, stretch.starts_at, stretch.until_at)


def _deputy_so_far(scene: Scene, replaced: Sequence[Absence], stretch: Stretch) -> str:
    """Who stands in already when the stretch begins, where they still can."""
    so_far = (one for one in replaced if one.deputy and one.starts_at <= stretch.starts_at)
    usable = (one.deputy for one in so_far if _cannot_stand_in(scene, one.deputy, one.person, stretch) is None)
    return next(usable, "")


def _rest(scene: Scene, one: Absence, stretch: Stretch, by: str) -> Absence | None:
    """What a later absence has after the stretch that takes the place of its beginning stays.

    One that has begun when the stretch does gets another end: who says "until thursday" instead of Friday is back then.
    """
    if one.starts_at <= stretch.starts_at:
        return None
    if one.until_at is None or stretch.until_at is None or one.until_at <= stretch.until_at:
        return None
    rest = replace(one, starts_at=stretch.until_at)
    return absences.add(scene.transaction, rest, said_by=by, said_at=scene.now)


def _restore(scene: Scene, mistaken: Absence, by: str) -> list[Absence]:
    """What the mistaken one replaced is again, in one with what was left of it, unless that was changed since."""
    known = absences.current(scene.transaction, scene.now)
    rests = [one for one in known if one.person == mistaken.person and one.id > mistaken.id]
    restored = []
    for one in absences.replaced_by(scene.transaction, mistaken):
        if one.is_over(scene.now):
            continue
        until_at, split_at = one.until_at, mistaken.until_at
        if until_at is not None and split_at is not None and split_at < until_at:
            rest = next((other for other in rests if (other.starts_at, other.until_at) == (split_at, until_at)), None)
            if rest is not None:
                absences.end(scene.transaction, rest, rest.starts_at, said_by=by, said_at=scene.now)
            else:
                until_at = split_at
        again = replace(one, starts_at=max(one.starts_at, mistaken.starts_at), until_at=until_at)
        restored.append(absences.add(scene.transaction, again, said_by=by, said_at=scene.now))
    return [one for one in restored if one.until_at is None or one.starts_at < one.until_at]


def _tell_deputy(scene: Scene, absence: Absence, back_at: datetime | None) -> None:
    """Who stands in hears of it while they are at work, also when there is nothing to hand over to them yet."""
    values: dict[str, Value] = {"absent": absence.person}
    if back_at is not None:
        values["back_at"] = stamp(back_at)
    if absence.starts_at > scene.now:
        values["starts_at"] = stamp(absence.starts_at)
        code = "stands_in_later" if back_at is not None else "stands_in_later_open"
    else:
        code = "stands_in" if back_at is not None else "stands_in_open"
    deputy = scene.handbook.person(absence.deputy)
    assert deputy is not None
    due_at = scene.now if at_work(deputy, scene.now) else next_start(deputy, scene.now) or scene.now
    announce.news(scene, deputy.id, f"absence:{absence.id}", Reason(code, values), due_at)


def _back(scene: Scene, actor: Actor, person: str, of: Sequence[Absence]) -> Reply:
    """Ends what is under way of these absences of the person."""
    permit = check_absence(scene.handbook, actor, person)
    if isinstance(permit, Denial):
        return refused(scene, actor, permit.reason)
    under_way = [one for one in of if one.is_under_way(scene.now)]
    if not under_way:
        return refused(scene, actor, Reason("not_away", {"person": person}))
    spoken = [one for one in under_way if one.id]
    before = scene.handbook
    for one in spoken:
        absences.end(scene.transaction, one, scene.now, said_by=permit.person)
    is_planned = any(not one.id and one.is_under_way(scene.now) for one in _absences_of(scene, person))
    planned = _planned(scene, person) if is_planned else None
    if not spoken:
        assert planned is not None
        return refused(scene, actor, planned)
    # Who is at work again is told by the sweep, which comes at once, what became of their items.
    look_again(scene)
    inherited.tell(scene, before, person, spoken[-1].id)
    return Done(views.back(scene, person, permit.person, planned))


def _list(scene: Scene, actor: Actor) -> Reply:
    permit = check_member(actor, Right.SEE)
    if isinstance(permit, Denial):
        return refused(scene, actor, permit.reason)
    until = scene.now + FORTNIGHT
    found = [one for person in scene.handbook.people for one in person.absences if overlaps(one, scene.now, until)]
    found.sort(key=lambda one: (one.starts_at, one.person))
    return Done(views.listed(scene, scene.speaker_of(actor), found))


def _cannot_stand_in(scene: Scene, deputy: str, person: str, stretch: Stretch) -> Reason | None:
    if not deputy:
        return None
    if deputy == person:
        return Reason("deputy_is_self", {"person": person})
    if announce.desk_of(scene, deputy) is None:
        return Reason("deputy_not_reachable", {"person": deputy})
    if overlap(_absences_of(scene, deputy), stretch.starts_at, stretch.until_at) is Overlap.WHOLE:
        return Reason("deputy_away", {"person": deputy})
    return None


def _warnings(scene: Scene, deputy: str, person: str, stretch: Stretch) -> tuple[Reason, ...]:
    found = []
    if deputy and overlap(_absences_of(scene, deputy), stretch.starts_at, stretch.until_at) is Overlap.PART:
        found.append(Reason("deputy_partly_away", {"person": deputy}))
    last = _circle(scene, deputy, person, stretch)
    if last:
        found.append(Reason("deputy_loop", {"person": last, "absent": person}))
    return tuple(found)


def _circle(scene: Scene, deputy: str, person: str, stretch: Stretch) -> str:
    """Who of those who stand in, one for the other, has the absent person as deputy; "" when it is no circle."""
    seen: set[str] = set()
    waiting = [deputy]
    while waiting:
        known = scene.handbook.person(waiting.pop())
        if known is None or known.id in seen:
            continue
        seen.add(known.id)
        theirs = [one.deputy for one in known.absences if overlaps(one, stretch.starts_at, stretch.until_at)]
        if person in (*theirs, known.deputy):
            return known.id
        waiting += [*theirs, known.deputy]
    return ""


def _day_is_over(person: Person, now: datetime) -> bool:
    """Whether no hours of theirs are left today, whatever absences they have."""
    always = replace(person, absences=(), calendar=replace(person.calendar, away=()))
    zone, starts_at = ZoneInfo(person.zone), next_start(always, now)
    today = now.astimezone(zone).date()
    return not at_work(always, now) and (starts_at is None or starts_at.astimezone(zone).date() != today)


def _absences_of(scene: Scene, person: str) -> Sequence[Absence]:
    known = scene.handbook.person(person)
    return known.absences if known is not None else ()


def _planned(scene: Scene, person: str) -> Reason:
    owners = scene.handbook.with_role("handbook_owner") or scene.handbook.with_role("administrator")
    return Reason("absence_is_planned", {"person": person, "people": ",".join(one.id for one in owners)})
