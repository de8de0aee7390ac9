"""Share with the team: praise as a message of its own in the team's channel, once on each desk."""

from handlers import announce
from handlers.access import Action, Denial, check_item
from handlers.intents import Click
from handlers.refusing import refused
from handlers.replies import Done, Ignored, Refused, Reply
from handlers.scene import Scene
from handlers.subjects import item_of
from handlers.views import praise as view
from handlers.views import private
from routing.delivery import Priority
from routing.item import Item, Kind
from routing.reasons import Reason
from storage import history, placements
from storage.outbox import Queued

PRAISE = "praise"
"""The kind of the message, and its purpose among those about the item."""


def share(scene: Scene, click: Click) -> Reply:
    """Posts the customer's words where the team reads them; what was shared already is not shared twice."""
    item = item_of(scene, click.subject)
    permit = check_item(scene.handbook, click.actor, Action.SHARE_PRAISE, item, scene.now)
    if isinstance(permit, Denial):
        return refused(scene, click.actor, permit.reason)
    speaker, desk = scene.speaker(permit.person), click.actor.desk
    channels = scene.handbook.desk(desk)
    if channels is None:
        return Ignored()
    if (wrong := _not_to_be_shared(item)) is not None:
        return Refused(private.refusal(speaker, wrong))
    before = next((one for one in history.read(scene.transaction, item.number) if _is_share(one, desk)), None)
    if before is not None:
        stands = placements.get(scene.transaction, desk, announce.item_subject(item.number), PRAISE)
        address = scene.link(stands) if stands is not None else ""
        return Refused(view.shared_already(speaker, before.who, before.at, address))
    history.append(scene.transaction, item.number, scene.now, permit.person, "praise_shared", {"desk": desk})
    announce.history_changed(scene, item)
    announce.queue(scene, Queued(
        desk=desk, conversation=channels.team or channels.triage, kind=PRAISE,
        subject=announce.item_subject(item.number), payload={"by": permit.person}, priority=Priority.CARD,
        merge_key=f"{PRAISE}:{item.number}:{desk}", due_at=scene.now,
    ))  # fmt: skip
    return Done(private.note(speaker, Reason("praise_goes_out", {"number": item.number})))


def _not_to_be_shared(item: Item) -> Reason | None:
    if item.post.private:
        return Reason("private_is_not_shared", {"number": item.number})
    if item.kind is not Kind.PRAISE:
        return Reason("only_praise_is_shared", {"number": item.number})
    return None


def _is_share(entry: history.Entry, desk: str) -> bool:
    return entry.what == "praise_shared" and entry.values.get("desk") == desk
