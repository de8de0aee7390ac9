"""The handbook from before is brought back; once more, and what was taken back is in force again."""

from dataclasses import replace

from handlers import announce
from handlers.access import Denial, check_handbook
from handlers.handbook_change import change
from handlers.handbook_check import ReadFile, check_text
from handlers.handbook_compare import compared
from handlers.handbook_file import looked_at
from handlers.intents import Actor, Click, Said
from handlers.pasted import PASTED_NAME
from handlers.prospect import Prospect
from handlers.refusing import refused
from handlers.replies import Done, Refused, Reply
from handlers.scene import Scene
from handlers.subjects import digest_of
from handlers.views import handbook as views
from handlers.views import private, what_if
from routing.reasons import Reason
from storage import handbooks

UNDO = "undo"
"""Why the handbook changed, when one from before was brought back."""

MOST = 1_000
"""Posts that are compared, the newest: whoever undoes something waits for it."""


def look(scene: Scene, intent: Said | Click, _: ReadFile) -> Prospect | None:
    """Before both: reads the one from before and compares it."""
    if isinstance(check_handbook(scene.handbook, intent.actor), Denial):
        return None
    now = handbooks.current(scene.transaction)
    earlier = handbooks.other_before(scene.transaction, now) if now is not None else None
    if earlier is None:
        return None
    found = compared(scene, PASTED_NAME, check_text(earlier.text, PASTED_NAME, scene.desks), MOST)
    return replace(found, restores=earlier)


def undo(scene: Scene, said: Said) -> Reply:
    """`handbook undo`, and nothing behind it: who writes a number there means something that this does not do."""
    if len(said.text.split()) > 2:
        return refused(scene, said.actor, Reason("handbook_undo_takes_nothing"))
    return _undo(scene, said.actor, None)


def undo_clicked(scene: Scene, click: Click) -> Reply:
    """ "Undo": only while what the button speaks of is in force."""
    return _undo(scene, click.actor, digest_of(click.subject))


def _undo(scene: Scene, actor: Actor, taken_back: str | None) -> Reply:
    speaker = scene.speaker_of(actor)
    permit = check_handbook(scene.handbook, actor)
    if isinstance(permit, Denial):
        return Refused(private.refusal(speaker, permit.reason))
    now = handbooks.current(scene.transaction)
    assert now is not None, "the scene has a handbook"
    if handbooks.other_before(scene.transaction, now) is None:
        return Refused(private.refusal(speaker, Reason("handbook_has_none_before")))
    found = looked_at(scene)
    clicked = taken_back is not None
    if found.base != now.digest or taken_back not in (None, now.digest) or found.restores is None:
        return Done(views.changed_meanwhile(scene, speaker, now, None), replaces=clicked)
    if found.checked.handbook is None:
        return Done(views.problems(scene, speaker, found.name, found.checked), replaces=clicked)
    changed = change(scene, found.checked.handbook, permit.person, UNDO)
    assert changed is not None, "its digest is another one"
    values = {"by": permit.person, "digest": scene.handbook.digest[:12]}
    announce.to_keepers(scene, Reason("handbook_undone", values), but=permit.person, also=changed.keepers)
    blocks = what_if.in_short(speaker, found)
    return Done(
        views.brought_back(scene, permit.person, found.restores, now, blocks), replaces=clicked
    )  # fmt: skip
