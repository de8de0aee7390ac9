"""The handbook as a file, for those who keep it; and which were in force."""

from handlers.access import Action, Denial, check_handbook
from handlers.intents import Actor, Click, Said
from handlers.pasted import PASTED_NAME
from handlers.refusing import refused
from handlers.replies import Done, GiveFile, Refused, Reply
from handlers.scene import Scene
from handlers.subjects import UnknownSubject, digest_of
from handlers.views import handbook as views
from routing.reasons import Reason
from storage import handbooks
from storage.handbooks import StoredHandbook

LISTED = 10


def show(scene: Scene, said: Said) -> Reply:
    """`handbook`: the one in force as a file; `handbook 1a2b3c4d`: one from before, by how its version begins."""
    denial = _denied(scene, said.actor)
    if denial is not None:
        return denial
    _, _, version = said.text.strip().partition(" ")
    version = version.strip().casefold()
    row = handbooks.by_beginning(scene.transaction, version) if version else handbooks.current(scene.transaction)
    if row is None:
        reason = Reason("handbook_of_no_version", {"version": version[:40]})
        return refused(scene, said.actor, reason)
    return _given(scene, said.actor, row)


def file(scene: Scene, click: Click) -> Reply:
    """ "The file in force", and a desk that asks for a file anew: see `handlers.replies.GiveFile`."""
    denial = _denied(scene, click.actor)
    if denial is not None:
        return denial
    row = handbooks.by_digest(scene.transaction, digest_of(click.subject))
    if row is None:
        raise UnknownSubject(click.subject)
    return _given(scene, click.actor, row)


def history(scene: Scene, said: Said) -> Reply:
    """`handbook history`: the last ten, with when, who and why."""
    denial = _denied(scene, said.actor)
    if denial is not None:
        return denial
    rows = handbooks.newest(scene.transaction, LISTED)
    return Done(views.history(scene, scene.speaker_of(said.actor), rows))


def _denied(scene: Scene, actor: Actor) -> Refused | None:
    permit = check_handbook(scene.handbook, actor, Action.SEE_HANDBOOK)
    return refused(scene, actor, permit.reason) if isinstance(permit, Denial) else None


def _given(scene: Scene, actor: Actor, row: StoredHandbook) -> GiveFile:
    message = views.given(scene, scene.speaker_of(actor), row, in_force=row.digest == scene.handbook.digest)
    return GiveFile(PASTED_NAME, row.text, message, f"handbook:{row.digest}")
