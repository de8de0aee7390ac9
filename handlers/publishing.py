"""Publishing: an answer that somebody has previewed goes out at its source, in the bot's name for the company.

Nothing but an answer gets here: what people write in a card's thread, tips and notes have no way to a source. The row
of the outbox names the publication alone; its words are read when it leaves. What became of it: `handlers.published`.
"""

from dataclasses import replace
from datetime import timedelta

from handlers import announce
from handlers.merged import to_answer_below
from handlers.moves import move
from handlers.scene import Scene
from routing.delivery import Priority
from routing.item import Item, State
from routing.pausing import resumed
from routing.publishing import Account
from routing.request import Request, RequestKind
from storage import publications
from storage.approvals import Approval
from storage.outbox import Queued
from storage.publications import Publication

KIND = "publish"
"""The kind of the outbox's rows."""

SENDER = "publisher:"
"""How the outbox's name of a publisher begins; its source follows."""

PATIENCE = timedelta(minutes=30)
"""How long an answer may be on its way. Afterwards it does not go out any more, or nobody knows whether it did: whoever
wrote it has to look."""


def account_for(scene: Scene, item: Item) -> Account | None:
    """As whom an answer to this item would go out; None where its source cannot publish, for a private message (what
    is published is for everybody to read), for the missing part of an answer in two, and where answers below merged
    posts belong to it: these are recorded."""
    if item.post.private or item.state is State.HALF_ANSWERED or to_answer_below(scene, item):
        return None
    return scene.publishing.get(item.post.source)


def goes_out_as(scene: Scene, item: Item, approval: Approval) -> Account | None:
    """As whom an answer goes out as soon as it is approved; None where its writer posts it: also what is too long."""
    account = None if approval.private_text else account_for(scene, item)
    return account if account is not None and len(approval.text) <= account.longest else None


def queue(scene: Scene, item: Item, by: str, text: str) -> Item | None:
    """Sends an answer by this person on its way, which somebody has seen word for word; their item stays theirs until
    it is out. For an item that `account_for` knows an account for. None when somebody else changed it first."""
    account = account_for(scene, item)
    assert account is not None, "nobody can publish there"
    shown = publications.preview(scene.transaction, item, by, account.name, text, scene.now)
    return begin(scene, item, shown)


def begin(scene: Scene, item: Item, shown: Publication) -> Item | None:
    """Sends what was previewed on its way. None when somebody else changed the item first, or it is on its way."""
    if item.is_being_published or not publications.queue(scene.transaction, shown.id, scene.now):
        return None
    request = Request(RequestKind.PUBLICATION, shown.by, (), scene.now, scene.now + PATIENCE)
    ahead = resumed(item, scene.handbook, scene.now)
    after = replace(ahead, state=State.CLAIMED, request=request, climb=replace(ahead.climb, paging=None))
    values = {"account": shown.account}
    moved = move(scene, item, after, who=shown.by, what="publishing", values=values)
    if moved is None:
        return None
    announce.queue(scene, Queued(
        desk=SENDER + shown.source, conversation="answers", kind=KIND, subject=announce.item_subject(item.number),
        payload={"publication": shown.id}, priority=Priority.REPLY, merge_key=key_of(item.number), due_at=scene.now,
    ))  # fmt: skip
    return moved


def key_of(number: int) -> str:
    """One answer to an item at a time: none leaves while nobody knows what became of the one before."""
    return f"{KIND}:{number}"


def is_on_its_way(item: Item, publication: Publication) -> bool:
    """Whether the item still waits for this very answer."""
    return item.is_being_published and item.round == publication.round
