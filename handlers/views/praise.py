"""Praise: the thank-you to copy, and the message to the team."""

from datetime import datetime

from handlers.scene import Scene
from handlers.speakers import Names
from handlers.views.parts import excerpt, one_line, posted_line
from handlers.views.private import of_lines
from handlers.words import Speaker
from routing.answer_places import filled
from routing.item import Item
from routing.messages import Actions, Aside, Block, Button, Heading, Line, Lines, Link, Message, Quote
from routing.praise import is_shown
from routing.praise import thank_you as prepared


def thank_you(scene: Scene, item: Item) -> str:
    """The thank-you in the customer's language: the playbook's, else one of our own."""
    found = prepared(item, scene.handbook)
    if found is not None:
        return filled(found.text, {"customer": item.post.author.name, "company": scene.handbook.company.name})
    language = item.language if item.language in ("nb", "nn", "sv", "da", "en") else scene.handbook.company.language
    speaker = Speaker(language, scene.handbook.company.zone, Names(scene.handbook))
    return speaker.text("Thank you so much for your kind words! They made our day.")


def thank_button(speaker: Speaker, item: Item) -> Button:
    return Button("thank", f"item:{item.number}", speaker.text("Thank"))


def liked_button(speaker: Speaker, item: Item) -> Button:
    return Button("liked", f"item:{item.number}", speaker.text("I liked it"))


def share_buttons(speaker: Speaker, item: Item) -> tuple[Button, ...]:
    """ "Share with the team", where everybody may see it."""
    share = Button("share_praise", f"item:{item.number}", speaker.text("Share with the team"))
    return (share,) if is_shown(item) else ()


def answered(speaker: Speaker, item: Item) -> Message:
    """To whoever clicked: the words to copy, where there are any, and the way back."""
    closing = item.closing
    text = closing.text if closing is not None else ""
    said = (
        speaker.line("Item {number} is answered. Copy this and post it below the customer's words:", number=item.number)
        if text
        else speaker.line("Item {number} is answered: you liked it on the platform.", number=item.number)
    )
    words: list[Block] = [Quote(text, speaker.language)] if text else []
    way: list[Block] = [Aside((Link(speaker.text("Open the post"), item.post.url),))] if item.post.url else []
    undo = Button("undo_thanks", f"item:{item.number}", speaker.text("Undo"))
    buttons = Actions((*share_buttons(speaker, item), undo))
    return Message((Lines((said,)), *words, *way, buttons), of_lines(said).summary)


def shared(scene: Scene, item: Item, by: str) -> Message:
    """What the team reads."""
    speaker = scene.company
    heading = speaker.text("Praise from a customer")
    said = speaker.line("{person} shared it with you.", person=speaker.person(by))
    blocks: tuple[Block, ...] = (
        Heading(heading),
        speaker.quote(excerpt(item.post.text)),
        Aside(posted_line(speaker, item)),
        Aside(said),
    )
    return Message(blocks, f"{heading}: {one_line(item.post.text, 60)}")


def shared_already(speaker: Speaker, by: str, at: datetime, address: str) -> Message:
    """Who has shared it when, and where it stands where a desk can say so."""
    said: Line = speaker.line("{person} shared it {when}.", person=speaker.person(by), when=speaker.moment(at))
    where: Line = (" ", Link(speaker.text("Open it"), address)) if address else ()
    return of_lines((*said, *where))
