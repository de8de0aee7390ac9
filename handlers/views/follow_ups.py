"""What the customer wrote after their post, as cards, reminders and forms show it."""

from handlers.scene import Scene
from handlers.views.parts import excerpt
from handlers.words import Speaker
from routing.follow_up import Need
from routing.follow_up_marks import COUNT
from routing.item import Item
from routing.messages import Aside, Block, Line
from storage import follow_ups

LONGEST = 600


def latest(scene: Scene, speaker: Speaker, item: Item, *, may_read: bool = False) -> list[Block]:
    """The latest follow-up and how many there are; of a private message no words, unless the reader `may_read` them."""
    count = int(item.marks.get(COUNT, "0"))
    found = follow_ups.latest(scene.transaction, item.number) if count else None
    if found is None:
        return []
    when = speaker.moment(found.posted_at)
    said = (
        speaker.line("The customer wrote again {when}", when=when)
        if count == 1
        else speaker.line("The customer wrote again {when} ({count} times in all)", when=when, count=str(count))
    )
    # The thanks of an earlier round: somebody has opened the item again since, and knows better.
    need = Need.NEEDS_ANSWER if found.need is Need.ONLY_THANKS and item.round > found.round else found.need
    blocks: list[Block] = [Aside((*said, *_need(speaker, need)))]
    if may_read or not item.post.private:
        blocks.append(speaker.quote(excerpt(found.text, LONGEST) or speaker.text("(no text)")))
    return blocks


def _need(speaker: Speaker, need: Need) -> Line:
    """What it is, unless it plainly needs an answer."""
    match need:
        case Need.ONLY_THANKS:
            return (" · ", speaker.text("only thanks"))
        case Need.DOUBT:
            return (" · ", speaker.text("perhaps only thanks"))
    return ()
