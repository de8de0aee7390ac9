""" "Wrong?": somebody who knows better corrects what routing decided: the domain, the kind, the language.

Both decisions stay in the history; the rule that had decided is counted in the report of rules.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from handlers import announce
from handlers.access import Action, Denial, Permit, check_item, may
from handlers.correcting import DOUBTED, LANGUAGES, Correction
from handlers.intents import Click
from handlers.moves import happened, move
from handlers.naming import named_again, tell_named
from handlers.refusing import refused
from handlers.replies import Done, Refused, Reply
from handlers.scene import Scene
from handlers.subjects import item_of
from handlers.views import private
from handlers.views.parts import says_where
from routing.item import Item, Kind, State
from routing.reasons import Reason
from routing.sorting import sort_as
from storage import corrections

BY_HAND = "by_hand"
"""What an item's mark "domain" says when somebody has chosen its domain: no rule moves it again."""


def correct(scene: Scene, click: Click) -> Reply:
    """A choice of "Wrong?": "domain:billing", "kind:praise" or "language:da"."""
    item = item_of(scene, click.subject)
    permit = check_item(scene.handbook, click.actor, Action.CORRECT, item, scene.now)
    if isinstance(permit, Denial):
        return refused(scene, click.actor, permit.reason, item)
    speaker = scene.speaker(permit.person)
    if item.state not in DOUBTED:
        return Refused(private.refusal(speaker, happened(item)))
    what, _, value = click.value.partition(":")
    change = _CHANGES.get(what)
    if change is None or not _is_known(scene, what, value):
        return Refused(private.refusal(speaker, Reason("correction_unknown")))
    correction = Correction(what, _stands(item, what), value)
    if correction.before == correction.after:
        return Refused(private.refusal(speaker, Reason("correction_same")))
    if not change(scene, item, correction, permit):
        return Refused(private.refusal(speaker, happened(item_of(scene, click.subject))))
    return Done()


def _is_known(scene: Scene, what: str, value: str) -> bool:
    known: Mapping[str, Callable[[], bool]] = {
        "domain": lambda: scene.handbook.domain(value) is not None,
        "kind": lambda: value in list(Kind),
        "language": lambda: value in LANGUAGES,
    }
    return known[what]()


def _stands(item: Item, what: str) -> str:
    return {"domain": item.domain, "kind": item.kind.value, "language": item.language}[what]


def _domain(scene: Scene, item: Item, correction: Correction, permit: Permit) -> bool:
    marks = {**item.marks, "domain": BY_HAND}
    return _moved(scene, item, replace(item, domain=correction.after, marks=marks), correction, permit)


def _kind(scene: Scene, item: Item, correction: Correction, permit: Permit) -> bool:
    return _sorted_anew(scene, item, replace(item, kind=Kind(correction.after)), correction, permit)


def _language(scene: Scene, item: Item, correction: Correction, permit: Permit) -> bool:
    marks = {name: value for name, value in item.marks.items() if name != "language"}
    after = replace(item, language=correction.after, marks=marks)
    return _sorted_anew(scene, item, after, correction, permit)


_CHANGES: Mapping[str, Callable[[Scene, Item, Correction, Permit], bool]] = {
    "domain": _domain,
    "kind": _kind,
    "language": _language,
}


def _sorted_anew(scene: Scene, before: Item, after: Item, correction: Correction, permit: Permit) -> bool:
    """The rules are asked again with what is known now, unless somebody works on it or has chosen its domain.

    The handbook in force decides then, and the item says so; the clock and the ladder that it began with stay.
    """
    if before.state is State.NEW and before.marks.get("domain") != BY_HAND:
        found = sort_as(scene.handbook, after.post, after.kind, after.language)
        kept = tuple(reason for reason in after.reasons if not says_where(reason))
        after = replace(
            after, domain=found.domain, rule=found.rule, urgency=found.urgency, situation=found.situation,
            tags=found.tags, reasons=(*kept, *found.reasons), handbook=scene.handbook.digest,
        )  # fmt: skip
    return _moved(scene, before, after, correction, permit)


def _moved(scene: Scene, before: Item, after: Item, correction: Correction, permit: Permit) -> bool:
    """Writes the correction; an item of another domain is named anew, unless its owner may answer there as well."""
    changed = {f"from_{correction.what}": correction.before, f"to_{correction.what}": correction.after}
    told = Reason(f"corrected_{correction.what}", {"by": permit.person, **changed})
    after = replace(after, reasons=(*after.reasons, told))
    elsewhere = after.domain != before.domain
    owner_stays = before.owner is not None and may(scene.handbook, before.owner, Action.DRAFT, after, scene.now)
    renamed = elsewhere and not owner_stays
    if renamed:
        after = named_again(scene, replace(after, state=State.NEW, owner=None, claimed_at=None), before.owner or "")
    values = {**changed, "decided_by": before.rule or ""}
    moved = move(scene, before, after, who=permit.person, what=told.code, values=values)
    if moved is None:
        return False
    corrections.add(
        scene.transaction, before.number, scene.now, permit.person, correction.what, correction.before,
        correction.after, before.rule, before.handbook,
    )  # fmt: skip
    if elsewhere:
        announce.item_moved_away(scene, before, moved)
    if renamed:
        tell_named(scene, moved, permit.person, why="moved_here")
    return True
