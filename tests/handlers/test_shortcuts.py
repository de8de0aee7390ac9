"""A form for a new item, and reactions: what is known already, and what comes twice. On both databases."""

from datetime import timedelta

import pytest

from handlers.books import Books, offer
from handlers.dispatch import Dispatch
from handlers.intents import Actor, Click, Filled, Submit
from handlers.replies import Done, FieldErrors, Ignored, Refused, Reply
from handlers.views.new_item import LONGEST_LINK, LONGEST_WORDS
from routing.item import Item, Place, Post, State
from storage import items, placements
from storage.database import Database
from tests.handlers.examples import NOW
from tests.stories.company import COMPANY

BO, GUEST = Actor("slack", "U0BO"), Actor("slack", "U0GUEST", guest=True)
LINK = "https://www.facebook.com/fjellro/posts/7"
CARD = Place("slack", "C0TRIAGE", "1.1")


@pytest.fixture
def program(database: Database) -> Dispatch:
    offer(database, COMPANY.replace('triage = "C0TRIAGE"', 'triage = "C0TRIAGE"\nreactions = true'), NOW)
    return Dispatch(database, Books(), ("slack",))


def read(program: Dispatch, number: int) -> Item | None:
    with program.database.read() as transaction:
        return items.read(transaction, number)


def filled(key: str, actor: Actor = BO, **fields: str) -> Filled:
    return Filled(key, actor, "new_item", "new", {"words": "Hvor er pakken?", **fields})


def said(reply: Reply) -> str:
    return reply.whisper.summary if isinstance(reply, Done) and reply.whisper is not None else repr(reply)


def test_a_post_is_known_by_its_link_however_it_came(program: Dispatch) -> None:
    def hands_in(key: str, after: timedelta = timedelta(), **fields: str) -> str:
        return said(program.command(filled(key, **fields), NOW + after).reply)

    program.command(Submit("shop", Post("facebook", "77", "Hvor er pakken?", NOW, LINK)), NOW)
    assert hands_in("1", link=LINK) == "It is item 1 already."
    assert hands_in("2", link=f"{LINK}1", other_source=" App  Store ") == "It is item 2 now."
    assert hands_in("2", link=f"{LINK}1") == "It is item 2 now."  # the same delivery
    assert hands_in("3", link=f"{LINK}1", source="app store") == "It is item 2 already."
    assert hands_in("4", link="https://fjellro.example/" + "ø" * 1900) == "It is item 3 now."
    assert hands_in("5") == "It is item 4 now."
    assert hands_in("6") == "It is item 5 now."  # the same words may be another customer's
    made = read(program, 2)
    assert made is not None
    assert (made.post.source, made.post.url, made.post.private) == ("app store", f"{LINK}1", False)
    # What was closed long ago is looked for only where it has the same name at its source.
    for number in (1, 2):
        program.command(Filled(f"c{number}", BO, "decline", f"item:{number}", {"reason": "spam"}), NOW)
    later = timedelta(days=40)
    assert hands_in("7", later, link=LINK) == "It is item 6 now."
    assert hands_in("8", later, link=f"{LINK}1", source="app store") == "It is item 2 already."


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"words": " \n "}, {"words"}),
        ({"words": "x" * (LONGEST_WORDS + 1)}, {"words"}),
        ({"link": "facebook.com/1"}, {"link"}),
        ({"link": "javascript:alert(1)"}, {"link"}),
        ({"link": "https://x.com/" + "a" * LONGEST_LINK}, {"link"}),
        ({"written": "tomorrow 9:00"}, {"written"}),
        ({"written": "once"}, {"written"}),
        ({"author": "a" * 201, "other_source": "b" * 41}, {"author", "other_source"}),
        ({"words": "", "link": "x", "written": "friday"}, {"words", "link", "written"}),
    ],
)
def test_what_cannot_be_taken_is_sent_back_at_its_field(
    program: Dispatch, fields: dict[str, str], wrong: set[str]
) -> None:
    reply = program.command(filled("1", **fields), NOW).reply
    assert isinstance(reply, FieldErrors)
    assert set(reply.errors) == wrong
    assert read(program, 1) is None
    assert isinstance(program.command(filled("2", GUEST), NOW).reply, Refused)


def test_a_repeated_reaction_does_nothing_twice(program: Dispatch) -> None:
    program.command(Submit("shop", Post("facebook", "77", "Hvor er pakken?", NOW, LINK)), NOW)
    with program.database.write() as transaction:
        placements.put(transaction, "item:1", "card", CARD)
        placements.put(transaction, "item:1", "thread", Place("slack", "C0TRIAGE", "1.2"))

    def reacts(key: str, emoji: str = "eyes", actor: Actor = BO, message: str = "1.1") -> Reply:
        place = Place("slack", "C0TRIAGE", message)
        return program.command(Click(key, actor, "react", "", emoji, place), NOW).reply

    for nothing in (
        reacts("0", "tada"),
        reacts("1", actor=GUEST),
        reacts("2", message="1.2"),
        reacts("3", message="9"),
    ):
        assert nothing == Ignored()
    assert "facebook" in said(reacts("4")).lower()
    assert reacts("4") == Ignored()
    assert said(program.command(Click("5", BO, "undo_claim", "item:1"), NOW).reply) == "You gave item 1 back."
    assert reacts("4") == Ignored()
    again = read(program, 1)
    assert again is not None
    assert again.state is State.NEW
