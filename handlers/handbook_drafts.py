"""A handbook sent in chat: answered with its problems, or with what it would change and a button to put it in force."""

from handlers import announce
from handlers.access import Denial, check_handbook
from handlers.handbook_change import change
from handlers.handbook_check import ReadFile, check_text
from handlers.handbook_compare import compared
from handlers.handbook_file import looked_at
from handlers.intents import Click, Handed
from handlers.pasted import PASTED_NAME, looks_like_handbook
from handlers.prospect import Prospect
from handlers.refusing import refused
from handlers.replies import Done, Refused, Reply
from handlers.scene import Scene
from handlers.subjects import UnknownSubject, number_of
from handlers.views import handbook as views
from handlers.views import private, what_if
from routing.reasons import Reason
from storage import handbook_drafts, handbooks
from storage.handbook_drafts import Draft

SENT = "sent in chat"
"""Why the handbook changed, when somebody sent one."""

TROUBLES = {"too_large": "file_too_large", "not_text": "file_not_text", "not_downloaded": "file_not_downloaded"}


def look_at_file(scene: Scene, given: Handed, _: ReadFile) -> Prospect | None:
    """Before `handed`: checks it and compares it. None where it needs no look."""
    if _wrong(given) is not None or isinstance(check_handbook(scene.handbook, given.actor), Denial):
        return None
    return compared(scene, given.name, check_text(given.text, given.name, scene.desks))


def handed(scene: Scene, given: Handed) -> Reply:
    """A file in a direct message, or text pasted into one."""
    speaker = scene.speaker_of(given.actor)
    wrong = _wrong(given)
    if wrong is not None:
        return Refused(private.refusal(speaker, wrong))
    permit = check_handbook(scene.handbook, given.actor)
    if isinstance(permit, Denial):
        return Refused(private.refusal(speaker, permit.reason))
    return _offered(scene, permit.person, looked_at(scene))


def look_at_draft(scene: Scene, click: Click, _: ReadFile) -> Prospect | None:
    """Before `apply`: reads the draft."""
    if isinstance(check_handbook(scene.handbook, click.actor), Denial):
        return None
    checked = check_text(_draft(scene, click).text, PASTED_NAME, scene.desks)
    return Prospect(PASTED_NAME, scene.handbook.digest, checked)


def apply(scene: Scene, click: Click) -> Reply:
    """ "Put it in force": once, and only while what it was compared with is in force."""
    draft, speaker = _draft(scene, click), scene.speaker_of(click.actor)
    permit = check_handbook(scene.handbook, click.actor)
    if isinstance(permit, Denial):
        return Refused(private.refusal(speaker, permit.reason))
    now = handbooks.current(scene.transaction)
    assert now is not None, "a draft was compared with one in force"
    if draft.digest == now.digest:
        return Done(views.in_force_already(speaker, scene.handbook), replaces=True)
    if draft.settled_at is not None:
        values = {"digest": draft.digest[:12], "settled_at": draft.settled_at.isoformat()}
        return Refused(private.refusal(speaker, Reason("draft_is_settled", values)))
    if draft.base != now.digest:
        return Done(views.changed_meanwhile(scene, speaker, now, draft.id), replaces=True)
    found = looked_at(scene)
    if found.checked.handbook is None:
        return Done(views.problems(scene, speaker, found.name, found.checked), replaces=True)
    handbook_drafts.settle(scene.transaction, draft.id, scene.now)
    changed = change(scene, found.checked.handbook, permit.person, SENT)
    assert changed is not None, "its digest is another one"
    values = {"by": permit.person, "digest": draft.digest[:12]}
    announce.to_keepers(scene, Reason("handbook_changed", values), but=permit.person, also=changed.keepers)
    return Done(views.in_force(scene, permit.person, changed), replaces=True)


def look_anew(scene: Scene, click: Click, _: ReadFile) -> Prospect | None:
    """Before `compare_anew`."""
    if isinstance(check_handbook(scene.handbook, click.actor), Denial):
        return None
    return compared(scene, PASTED_NAME, check_text(_draft(scene, click).text, PASTED_NAME, scene.desks))


def compare_anew(scene: Scene, click: Click) -> Reply:
    """ "Compare anew": with what is in force now; it becomes a draft of its own."""
    _draft(scene, click)
    permit = check_handbook(scene.handbook, click.actor)
    if isinstance(permit, Denial):
        return refused(scene, click.actor, permit.reason)
    reply = _offered(scene, permit.person, looked_at(scene))
    return Done(reply.whisper, replaces=True) if isinstance(reply, Done) else reply


def _offered(scene: Scene, person: str, found: Prospect) -> Done | Refused:
    speaker, handbook = scene.speaker(person), found.checked.handbook
    if handbook is None:
        return Refused(views.problems(scene, speaker, found.name, found.checked))
    if found.what_if is None:
        return Done(views.in_force_already(speaker, handbook))
    draft = handbook_drafts.add(
        scene.transaction, handbook.digest, found.base, handbook.text, person, scene.now
    )  # fmt: skip
    return Done(what_if.offered(speaker, found, person, draft.id))


def _wrong(given: Handed) -> Reason | None:
    """Why this is no handbook's text at all; None when it may be one."""
    if given.trouble:
        return Reason(TROUBLES.get(given.trouble, "file_not_downloaded"), {"name": given.name})
    if not given.name.casefold().endswith(".toml") and not looks_like_handbook(given.text):
        return Reason("file_no_handbook")
    return None


def _draft(scene: Scene, click: Click) -> Draft:
    draft = handbook_drafts.read(scene.transaction, number_of(click.subject, "draft"))
    if draft is None:
        raise UnknownSubject(click.subject)
    return draft
