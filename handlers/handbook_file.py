"""The handbook's file, as the process has read it: put in force when it is sound, told to its owners when it is not."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from handlers import announce
from handlers.access import Action, Denial, check_handbook
from handlers.handbook_change import FILE, Changed, change
from handlers.handbook_check import Checked, HandbookFile, ReadFile, check_file
from handlers.intents import Said
from handlers.prospect import Prospect
from handlers.replies import Done, Refused, Reply
from handlers.scene import Scene
from handlers.views import handbook as views
from handlers.views import private
from handlers.words.listing import bulleted
from routing.reasons import Reason
from storage import inbox
from storage.errors import StorageBusy

TOLD = 10
"""Problems of a saved file that its owners are told: whoever saved it mends these first."""

LATE = timedelta(minutes=10)
"""How much later than the first another replica may see the same save. After that it counts as saved once more: a file
that is brought back with its old time (`cp -p`) looks the same."""


@dataclass(frozen=True)
class Saved:
    """What became of a saved file: `changed` when it is in force now; `known` when it was seen to before."""

    changed: Changed | None
    known: bool = False


def saved(scene: Scene, offered: HandbookFile, checked: Checked) -> Saved:
    """A file was saved: it is put in force, or refused with its problems and the old one goes on.

    Its owners and the administrators are told either way. One save counts once, whichever replica sees it: one that is
    late must not put the file in force over what was done in chat since.
    """
    key = _key(offered, checked)
    if _is_known(scene, key):
        return Saved(None, known=True)
    _remember(scene, key)
    if checked.handbook is not None:
        changed = change(scene, checked.handbook, FILE, offered.name)
        if changed is not None:
            announce.to_keepers(scene, Reason("handbook_taken", {"name": offered.name}), also=changed.keepers)
        return Saved(changed)
    values = {"name": offered.name, "problems": bulleted(checked.problems, checked.count, TOLD)}
    announce.to_keepers(scene, Reason("handbook_refused", values))
    return Saved(None)


def _key(offered: HandbookFile, checked: Checked) -> str:
    """The same for all replicas that see the same file saved; another one when it is saved again."""
    parts = (offered.saved, offered.name, offered.text, *checked.problems)
    return "handbook:" + hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _is_known(scene: Scene, key: str) -> bool:
    first = inbox.seen(scene.transaction, key)
    return not isinstance(first, inbox.NotSeen) and scene.now - datetime.fromisoformat(first["at"]) < LATE


def _remember(scene: Scene, key: str) -> None:
    """From now on. StorageBusy, to be run again, when another replica does the same at this moment."""
    inbox.forget(scene.transaction, key)
    inbox.remember(scene.transaction, key, {"at": scene.now.isoformat()}, scene.now)


def look_at_file(scene: Scene, said: Said, read_file: ReadFile) -> Prospect | None:
    """Before `reload`: the process reads its file now. None for whoever may not."""
    if isinstance(check_handbook(scene.handbook, said.actor, Action.RELOAD_HANDBOOK), Denial):
        return None
    offered = read_file()
    checked = check_file(offered, scene.desks)
    return Prospect(offered.name, scene.handbook.digest, checked, save=_key(offered, checked))


def reload(scene: Scene, said: Said) -> Reply:
    """`reload`: the file is put in force, or its problems are answered."""
    permit = check_handbook(scene.handbook, said.actor, Action.RELOAD_HANDBOOK)
    speaker = scene.speaker_of(said.actor)
    if isinstance(permit, Denial):
        return Refused(private.refusal(speaker, permit.reason))
    found = looked_at(scene)
    if found.checked.handbook is None:
        return Refused(views.problems(scene, speaker, found.name, found.checked))
    # Whoever is about to see that the file was saved has nothing more to do.
    _remember(scene, found.save)
    changed = change(scene, found.checked.handbook, permit.person, found.name)
    if changed is None:
        return Done(views.in_force_already(speaker, scene.handbook))
    values = {"by": permit.person, "digest": scene.handbook.digest[:12]}
    announce.to_keepers(scene, Reason("handbook_changed", values), but=permit.person, also=changed.keepers)
    return Done(views.in_force(scene, permit.person, changed))


def looked_at(scene: Scene) -> Prospect:
    """What was looked at before the transaction. StorageBusy, to be run again, when whoever asks had no right then."""
    if scene.prospect is None:
        raise StorageBusy("nothing was looked at beforehand")
    return scene.prospect
