"""What somebody has answered: read off the form's fields, and stored. Every way to answer an item ends in it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from handlers.access import Permit
from handlers.claims import take
from handlers.lengths import too_long
from handlers.moves import happened, move
from handlers.replies import Done, FieldErrors, Refused, Reply
from handlers.scene import Scene
from handlers.subjects import item_of
from handlers.views import private
from handlers.words import Speaker
from routing.item import Closing, Item, State
from routing.links import host_of
from routing.messages import Block, ChoiceField, TextField
from routing.text import clean
from storage import drafts

LINKED, PASTED = "linked", "pasted"
"""How an answer was given, as the ledger says it: by its link, or by its words where the platform gives no link."""


@dataclass(frozen=True)
class Written:
    """An answer given on the platform: `link` leads to it, `text` is what it says; at least one is given.

    `given_as` is the code by which the ledger counts it, where it is neither told by a link nor pasted.
    """

    link: str = ""
    text: str = ""
    given_as: str = ""

    @property
    def counted_as(self) -> str:
        """What stands in the ledger as its way."""
        return self.given_as or (LINKED if self.link else PASTED)


def read_written(
    speaker: Speaker, fields: Mapping[str, str], blocks: Iterable[Block | TextField | ChoiceField]
) -> Written | FieldErrors:
    """What the fields "link" and "text" hold, or what is wrong with them. `blocks` are the form's."""
    link, text = clean(fields.get("link", "")).strip(), clean(fields.get("text", "")).strip()
    if wrong := too_long(speaker, blocks, {"link": link, "text": text}):
        return FieldErrors(wrong)
    if link and not host_of(link):
        return FieldErrors({"link": speaker.text("That is no web address. It begins with https:// or http://.")})
    if not link and not text:
        return FieldErrors({"text": speaker.text("Paste your answer here, or give the link to it below.")})
    return Written(link, text)


def store_answer(scene: Scene, item: Item, permit: Permit, written: Written) -> Reply:
    """The item answered by this person, and claimed in the same step if it was free; or what happened
    meanwhile. What they had begun to write is dropped with it."""
    speaker, subject = scene.speaker(permit.person), f"item:{item.number}"
    claimed = item if item.owner == permit.person else take(scene, item, permit, to_answer=True)
    if claimed is None:
        return Refused(private.refusal(speaker, happened(item_of(scene, subject))))
    closing = Closing(scene.now, permit.person, written.counted_as, written.link, written.text)
    after = replace(claimed, state=State.ANSWERED, closing=closing, climb=replace(claimed.climb, paging=None))
    values = {"link": written.link} if written.link else {}
    words = written.text or None
    if move(scene, claimed, after, who=permit.person, what="answered", values=values, words=words) is None:
        return Refused(private.refusal(speaker, happened(item_of(scene, subject))))
    drafts.drop(scene.transaction, item.number, permit.person)
    return Done()
