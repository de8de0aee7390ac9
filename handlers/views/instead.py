"""What somebody who may not do something can do instead: see who may, and leave whoever has the item a tip."""

from collections.abc import Collection, Sequence

from handlers.scene import Scene
from handlers.views.parts import title
from handlers.views.presence import there
from handlers.views.shifts import and_more
from handlers.words import Speaker
from handlers.words.reasons import sentence
from handlers.words.speaker import plain
from routing.item import Item
from routing.messages import Actions, Aside, Button, Line, Lines, Message, Strong
from routing.reasons import Reason

MOST = 15


def refusal(speaker: Speaker, reason: Reason, item: Item) -> Message:
    """What is missing and who can grant it, and what they can do all the same."""
    said = sentence(speaker, reason)
    see = Button("who_can", f"item:{item.number}", speaker.text("Who can?"))
    return Message((Lines((said,)), Actions((see, tip(speaker, item)))), plain(said))


def who_can(scene: Scene, speaker: Speaker, item: Item, able: Sequence[str], freely: Collection[str]) -> Message:
    """Whoever may answer, in this order, and when each is there; `freely`: those who need nobody's approval."""
    domain = speaker.domain(item.domain)
    if able:
        asked = speaker.line("These answer for {domain}:", domain=domain)
    else:
        asked = speaker.line("Nobody may answer for {domain} now.", domain=domain)
    lines = [_line(scene, speaker, item, one, approved=one not in freely) for one in able[:MOST]]
    more = and_more(speaker, able, MOST)
    lead = scene.handbook.domain_or_default(item.domain).lead
    blocks = (
        Lines(((Strong(title(speaker, item)),), asked, *lines, *more)),
        Aside(speaker.line("{person} is the lead.", person=speaker.person(lead))),
        Actions((tip(speaker, item),)),
    )
    return Message(blocks, plain(asked))


def tip(speaker: Speaker, item: Item) -> Button:
    """A word to whoever has the item, else to whoever is named."""
    return Button("tip", f"item:{item.number}", speaker.text("Tip the owner"))


def _line(scene: Scene, speaker: Speaker, item: Item, one: str, *, approved: bool) -> Line:
    person = scene.handbook.person(one)
    said: list[str] = [there(scene, speaker, person)] if person is not None else []
    if approved:
        said.append(speaker.text("with approval"))
    if one == item.owner:
        said.append(speaker.text("has it"))
    elif item.owner is None and one == item.expert:
        said.append(speaker.text("is named for it"))
    return (speaker.person(one), *(f" · {word}" for word in said))
