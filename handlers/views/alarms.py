"""What a page says by its second leg: how many items, which, and by when. No word of a customer, and no way to one."""

from collections.abc import Sequence

from handlers.parcels import Alarm
from handlers.scene import Scene
from handlers.second_leg import SENDERS
from handlers.words import Speaker
from routing.handbook import Person
from routing.item import Item, Place
from routing.people import is_on_call
from storage.courier import Leased
from storage.pages import Page

MOST_LISTED = 12


def alarm(scene: Scene, leased: Leased, page: Page, items: Sequence[Item], chat: Place | None) -> Alarm:
    """`items` are those that still need somebody, the first due first; `chat` is where the page stands."""
    speaker, person = scene.speaker(page.person), scene.handbook.person(page.person)
    assert person is not None, "only who is in the handbook has a second leg"
    due_at = items[0].deadline.due_at
    due = speaker.near(due_at, scene.now)
    n = len(items)
    what = (
        speaker.counted("{n} item was due {due}", "{n} items must be answered, the first was due {due}", n, due=due)
        if items[0].is_late(scene.now)
        else speaker.counted(
            "{n} item must be answered by {due}", "{n} items must be answered, the first by {due}", n, due=due
        )
    )
    asked = (
        speaker.text("You are on call")
        if is_on_call(scene.handbook, page.person, scene.now)
        else speaker.text("Your help is needed")
    )
    shown = [f"#{item.number}" for item in items[:MOST_LISTED]]
    if len(items) > MOST_LISTED:
        shown.append(speaker.text("and {n} more", n=len(items) - MOST_LISTED))
    lines = (
        speaker.text("{asked}: {what}.", asked=asked, what=what),
        speaker.text("Which: {items}.", items=speaker.listed(shown)),
        speaker.text("Due: {due}.", due=speaker.moment(due_at).fallback),
        speaker.text(
            "The page in your direct messages has the buttons: take it, let it wait, pass it on, acknowledge it."
        ),
    )
    return Alarm(
        token=leased.token, desk=leased.desk, conversation=leased.conversation, key=key_of(page), person=person.id,
        name=person.name, email=person.email.strip(), phone=person.phone, language=person.language,
        items=tuple(item.number for item in items), due_at=due_at, heading=f"{asked}: {what}", lines=lines, chat=chat,
    )  # fmt: skip


def trial_alarm(speaker: Speaker, person: Person, leg: str, key: str) -> Alarm:
    """A page about nothing: to see whether it arrives."""
    heading = speaker.text("This is a test of a page: nothing waits for you.")
    return Alarm(
        token=key, desk=SENDERS[leg], conversation=f"person:{person.id}", key=key, person=person.id, name=person.name,
        email=person.email.strip(), phone=person.phone, language=person.language, items=(), due_at=None,
        heading=heading, lines=(heading,), is_test=True,
    )  # fmt: skip


def key_of(page: Page) -> str:
    """The same for every try of this sounding of the page, and of no other page of this or another database."""
    return f"page.{page.id}.{page.sounding}.{int(page.opened_at.timestamp())}"
