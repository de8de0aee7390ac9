"""`take` and `cover`: somebody is on call instead of whoever it is, at once; with "Undo".

What sounds at that moment goes on with whom it was sent to, until they acknowledge it or pass it on: nothing is lost
between two people. What comes new goes to the new one, and so does the next round of what nobody has taken.
"""

from handlers import cover_news, shift_notes
from handlers.access import Denial, check_rota, check_shift, person_of
from handlers.intents import Actor, Click, Said
from handlers.refusing import refused
from handlers.replies import Done, Reply
from handlers.roster import alone_with_rota, look_again
from handlers.rota_words import Asked, asked
from handlers.scene import Scene
from handlers.shifts_found import cannot, minute, no_rota, of_others
from handlers.subjects import number_of
from handlers.views import covers as views
from routing.reasons import Reason
from routing.rota import Shift
from routing.rota_cover import Cover, CoverKind
from routing.rota_swap import Turn
from storage import pages, rota_covers


def take(scene: Scene, said: Said) -> Reply:
    """`take 2 hours`, `take until 20:00`, `take friday`: I am on call instead of whoever it is."""
    found = _asked(scene, said)
    if isinstance(found, Reason):
        return refused(scene, said.actor, found)
    permit = check_shift(scene.handbook, said.actor)
    if isinstance(permit, Denial):
        return refused(scene, said.actor, permit.reason)
    if found.person and found.person != permit.person:
        return refused(scene, said.actor, Reason("take_is_for_oneself"))
    return _cover(scene, said.actor, permit.person, permit.person, found, CoverKind.TAKEN)


def cover(scene: Scene, said: Said) -> Reply:
    """`cover @bo friday`: somebody else is, without being asked; for those who may set the rota."""
    found = _asked(scene, said)
    if isinstance(found, Reason):
        return refused(scene, said.actor, found)
    permit = check_rota(scene.handbook, said.actor)
    if isinstance(permit, Denial):
        return refused(scene, said.actor, permit.reason)
    if not found.person:
        return refused(scene, said.actor, Reason("cover_needs_person"))
    return _cover(scene, said.actor, permit.person, found.person, found, CoverKind.OVERRIDE)


def undo(scene: Scene, click: Click) -> Reply:
    """ "Undo": what has not begun never was, what has begun ends now."""
    number = number_of(click.subject, "cover")
    alone_with_rota(scene)
    known = rota_covers.current(scene.transaction, scene.now)
    chosen = next((one for one in known if one.id == number), None)
    # What was said in one sentence is taken back in one.
    same = [one for one in known if chosen is not None and _said_together(one, chosen) and one.ends_at > scene.now]
    if not same:
        return refused(scene, click.actor, Reason("cover_is_over"))
    by = person_of(scene.handbook, click.actor)
    if by != same[0].said_by or same[0].kind is CoverKind.SWAP:  # two have agreed on a swap
        permit = check_rota(scene.handbook, click.actor)
        if isinstance(permit, Denial):
            return refused(scene, click.actor, permit.reason)
        by = permit.person
    assert by is not None
    for one in same:
        at = max(one.starts_at, minute(scene.now))
        rota_covers.end(scene.transaction, one, at, said_by=by, said_at=scene.now)
    look_again(scene)
    shift_notes.never_was(scene, same)
    cover_news.taken_back(scene, same, by)
    return Done(views.undone(scene, same, by), replaces=True)


def put(scene: Scene, turns: list[tuple[Turn, str, str]], kind: CoverKind, by: str) -> tuple[Cover, ...]:
    """Writes covers down: each a turn, who has it now, and instead of whom. From here on the handbook holds them."""
    covers = tuple(
        rota_covers.add(
            scene.transaction,
            Cover(turn.layer, person, turn.starts_at, turn.ends_at, kind, by, scene.now, instead_of=absent),
        )
        for turn, person, absent in turns
    )
    look_again(scene)
    shift_notes.said_already(scene, covers)
    return covers


def _cover(scene: Scene, actor: Actor, by: str, person: str, said: Asked, kind: CoverKind) -> Reply:
    found = of_others(scene, person, said, by)
    if isinstance(found, Reason):
        return refused(scene, actor, found)
    turns = [_turn(one) for one in found]
    # Who takes a shift upon themself may be on call twice; nobody else puts that upon them.
    refusal = cannot(scene, person, turns, elsewhere=kind is not CoverKind.TAKEN)
    if refusal is not None:
        return refused(scene, actor, refusal)
    covers = put(scene, [(turn, person, one.person) for turn, one in zip(turns, found, strict=True)], kind, by)
    told = cover_news.told(scene, covers, by)
    relieved = dict.fromkeys(one.instead_of for one in covers if one.starts_at <= scene.now and one.instead_of)
    sounding = tuple(one for one in relieved if pages.sounding(scene.transaction, one))
    return Done(views.done(scene, covers, by, told, sounding))


def _asked(scene: Scene, said: Said) -> Asked | Reason:
    alone_with_rota(scene)
    missing = no_rota(scene)
    if missing is not None:
        return missing
    _, _, words = said.text.strip().partition(" ")
    found = asked(scene.handbook, said.actor.desk, words)
    if isinstance(found, Asked) and found.back:
        return Reason("cover_takes_nothing_back")
    return found


def _turn(shift: Shift) -> Turn:
    return Turn(shift.layer, shift.starts_at, shift.ends_at)


def _said_together(one: Cover, other: Cover) -> bool:
    return (one.said_by, one.said_at, one.kind) == (other.said_by, other.said_at, other.kind)
