"""`swap @bo friday`: somebody is asked to take a shift over, perhaps for one of theirs, and says yes or no."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from handlers import announce, cover_news
from handlers.access import Denial, check_shift, person_of
from handlers.covers import put
from handlers.intents import Click, Said
from handlers.refusing import refused
from handlers.replies import Done, Refused, Reply
from handlers.roster import alone_with_rota
from handlers.rota_words import asked
from handlers.scene import Scene
from handlers.shifts_found import cannot, no_rota, theirs, when_to_tell
from handlers.subjects import swap_of
from handlers.views import swaps as views
from routing.delivery import Priority
from routing.moments import stamp
from routing.reasons import Reason
from routing.rota import shifts
from routing.rota_cover import CoverKind
from routing.rota_swap import Swap, SwapState, Turn
from routing.turns_meant import as_one
from storage import rota_swaps
from storage.outbox import Queued

_ASKED, _ASKER = attrgetter("asked"), attrgetter("asker")


def swap(scene: Scene, said: Said) -> Reply:
    """`swap @bo friday`, `swap @bo friday for tuesday`: asks; nothing changes until the other accepts."""
    alone_with_rota(scene)
    missing = no_rota(scene)
    if missing is not None:
        return refused(scene, said.actor, missing)
    permit = check_shift(scene.handbook, said.actor)
    if isinstance(permit, Denial):
        return refused(scene, said.actor, permit.reason)
    wanted = _wanted(scene, said, permit.person)
    if isinstance(wanted, Reason):
        return refused(scene, said.actor, wanted)
    kept = rota_swaps.ask(scene.transaction, permit.person, wanted.asked, wanted.turn, wanted.back, scene.now)
    person = scene.handbook.person(wanted.asked)
    assert person is not None, "who can be on call is known"
    at = when_to_tell(scene, person, kept.expires_at)
    _show(scene, kept, at)
    scene.wakes.at(kept.expires_at)
    return Done(views.asked(scene, kept, at))


@dataclass(frozen=True)
class _Wanted:
    """`asked` is to take `turn` over, and to give `back` in return, if anything."""

    asked: str
    turn: Turn
    back: Turn | None


def _wanted(scene: Scene, said: Said, asker: str) -> _Wanted | Reason:
    """What the asker's words mean, or why it cannot be."""
    _, _, words = said.text.strip().partition(" ")
    found = asked(scene.handbook, said.actor.desk, words)
    if isinstance(found, Reason):
        return found
    if not found.person:
        return Reason("swap_needs_person")
    if found.person == asker:
        return Reason("swap_with_oneself")
    given = theirs(scene, asker, found, found.when)
    if isinstance(given, Reason):
        return given
    turn = Turn(given.layer, given.starts_at, given.ends_at)
    back = None
    if found.back:
        taken = theirs(scene, found.person, found, found.back)
        if isinstance(taken, Reason):
            return taken
        back = Turn(taken.layer, taken.starts_at, taken.ends_at)
        if back.overlaps(turn):
            return Reason("swap_overlaps")
    refusal = cannot(scene, found.person, [turn]) or (cannot(scene, asker, [back]) if back else None)
    if refusal is not None:
        return refusal
    if any(_is_same(one, asker, turn) for one in rota_swaps.waiting(scene.transaction)):
        return Reason("swap_asked_already")
    return _Wanted(found.person, turn, back)


def accept(scene: Scene, click: Click) -> Reply:
    """ "Accept": what both have agreed on is laid over the rota, unless it has changed meanwhile."""
    opened, refusal = _opened(scene, click, _ASKED)
    if refusal is not None:
        return refusal
    left = _turns(scene, opened)
    for turn, giver, _ in left:
        if not _is_still_theirs(scene, turn, giver):
            _overtake(scene, opened)
            return refused(scene, click.actor, Reason("swap_shift_changed", {"person": giver, **_when(turn)}))
    for turn, _, taker in left:
        reason = cannot(scene, taker, [turn])
        if reason is not None:
            return refused(scene, click.actor, reason)
    _settle(scene, opened, SwapState.ACCEPTED)
    covers = put(scene, [(turn, taker, giver) for turn, giver, taker in left], CoverKind.SWAP, opened.asked)
    cover_news.line(scene, covers, taken_back=False)
    _tell_asker(scene, opened, Reason("swap_accepted", {"person": opened.asked, **_when(opened.turn)}))
    return Done()


def decline(scene: Scene, click: Click) -> Reply:
    """ "Decline": the asker hears of it, and stays on call."""
    opened, refusal = _opened(scene, click, _ASKED)
    if refusal is not None:
        return refusal
    _settle(scene, opened, SwapState.DECLINED)
    _tell_asker(scene, opened, Reason("swap_declined", {"person": opened.asked, **_when(opened.turn)}))
    return Done()


def withdraw(scene: Scene, click: Click) -> Reply:
    """ "Undo", by the asker, until it is answered."""
    opened, refusal = _opened(scene, click, _ASKER)
    if refusal is not None:
        return refusal
    _settle(scene, opened, SwapState.WITHDRAWN)
    return Done(views.withdrawn(scene, opened), replaces=True)


@dataclass(frozen=True)
class Late:
    """Swaps that nobody has answered in time, or that cannot be any more, by number; when the next is."""

    numbers: tuple[int, ...]
    next_at: datetime | None


def late(scene: Scene) -> Late:
    """Reads only."""
    waiting = rota_swaps.waiting(scene.transaction)
    numbers = tuple(one.id for one in waiting if one.expires_at <= scene.now or _is_overtaken(scene, one))
    return Late(numbers, min((one.expires_at for one in waiting if one.expires_at > scene.now), default=None))


def expire(scene: Scene, number: int) -> None:
    """Nobody has answered and the shift begins, so that the asker has it; or the rota has changed, or one of the two
    has left: the asker is told which. Nothing when it was settled meanwhile."""
    alone_with_rota(scene)
    opened = rota_swaps.read(scene.transaction, number)
    if opened is None or opened.state is not SwapState.ASKED:
        return
    if _is_overtaken(scene, opened):
        _overtake(scene, opened)
    elif opened.expires_at <= scene.now:
        _settle(scene, opened, SwapState.EXPIRED)
        over = opened.turn.ends_at <= scene.now
        code = "swap_expired_over" if over else "swap_expired"
        _tell_asker(scene, opened, Reason(code, {"person": opened.asked, **_when(opened.turn)}))


def _opened(scene: Scene, click: Click, who_may: Callable[[Swap], str]) -> tuple[Swap, Refused | None]:
    """The swap, for whoever may settle it and while nobody has; else what happened meanwhile."""
    alone_with_rota(scene)
    found = swap_of(scene, click.subject)
    if person_of(scene.handbook, click.actor) != who_may(found):
        return found, refused(scene, click.actor, Reason("swap_of_another", {"person": who_may(found)}))
    if found.state is SwapState.ASKED and found.expires_at > scene.now:
        return found, None
    return found, refused(scene, click.actor, _settled(scene, found))


def _settled(scene: Scene, found: Swap) -> Reason:
    at = stamp(found.settled_at or found.expires_at)
    match found.state:
        case SwapState.ACCEPTED:
            return Reason("swap_was_accepted", {"person": found.asked, "settled_at": at})
        case SwapState.DECLINED:
            return Reason("swap_was_declined", {"person": found.asked, "settled_at": at})
        case SwapState.WITHDRAWN:
            return Reason("swap_was_withdrawn", {"person": found.asker, "settled_at": at})
        case SwapState.OVERTAKEN:
            return Reason("swap_was_overtaken", {"settled_at": at})
    return Reason("swap_was_expired", {"person": found.asker, "settled_at": at})


def _settle(scene: Scene, opened: Swap, state: SwapState) -> None:
    settled = rota_swaps.settle(scene.transaction, opened, state, scene.now)
    assert settled, "nobody else changes the rota at this moment"
    _show(scene, opened, scene.now)


def _overtake(scene: Scene, opened: Swap) -> None:
    _settle(scene, opened, SwapState.OVERTAKEN)
    has_left = scene.handbook.person(opened.asked) is None
    code = "swap_asked_has_left" if has_left else "swap_overtaken"
    _tell_asker(scene, opened, Reason(code, {"person": opened.asked, **_when(opened.turn)}))


def _is_overtaken(scene: Scene, about: Swap) -> bool:
    if any(scene.handbook.person(one) is None for one in (about.asker, about.asked)):
        return True
    return any(
        not _is_still_theirs(scene, turn, giver)
        for turn, giver, _ in _turns(scene, about)
        if turn.starts_at < turn.ends_at
    )


def _turns(scene: Scene, about: Swap) -> list[tuple[Turn, str, str]]:
    """What is left of the turns: each with who gives it, and who takes it."""
    turns = [(_left(scene, about.turn), about.asker, about.asked)]
    if about.back is not None:
        turns.append((_left(scene, about.back), about.asked, about.asker))
    return turns


def _left(scene: Scene, turn: Turn) -> Turn:
    return Turn(turn.layer, max(turn.starts_at, scene.now), turn.ends_at)


def _is_still_theirs(scene: Scene, turn: Turn, person: str) -> bool:
    """Whether the person is on call all through the turn."""
    found = as_one(shifts(scene.handbook, turn.layer, turn.starts_at, turn.ends_at))
    return any(
        one.person == person and one.starts_at <= turn.starts_at and turn.ends_at <= one.ends_at for one in found
    )


def _is_same(one: Swap, asker: str, turn: Turn) -> bool:
    return one.asker == asker and one.turn.layer == turn.layer and one.turn.overlaps(turn)


def _show(scene: Scene, about: Swap, due_at: datetime) -> None:
    """The message to whom was asked: sent, or brought up to date."""
    desk = announce.desk_of(scene, about.asked)
    if desk is not None:
        announce.queue(scene, Queued(
            desk=desk, conversation=f"person:{about.asked}", kind="swap", subject=f"swap:{about.id}", payload={},
            priority=Priority.NOTICE, merge_key=f"swap:{about.id}", due_at=due_at,
        ))  # fmt: skip


def _tell_asker(scene: Scene, about: Swap, reason: Reason) -> None:
    asker = scene.handbook.person(about.asker)
    if asker is not None:
        announce.news(scene, asker.id, "rota:0", reason, when_to_tell(scene, asker, about.turn.starts_at),
                      layer=about.turn.layer)  # fmt: skip


def _when(turn: Turn) -> dict[str, str | int]:
    return {"starts_at": stamp(turn.starts_at), "ends_at": stamp(turn.ends_at)}
