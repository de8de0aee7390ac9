"""Lists on both databases: who sees which words, and that the largest fit both desks."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from bot.desks.slack.cards import Cards as SlackCards
from bot.desks.slack.fitting import characters
from bot.desks.slack.limits import MESSAGE_BLOCKS, MESSAGE_CHARACTERS
from bot.desks.teams.cards import LARGEST, size
from bot.desks.teams.cards import Cards as TeamsCards
from handlers.books import Books, offer
from handlers.dispatch import Dispatch
from handlers.intents import Actor, Click, Said, Submit
from handlers.replies import Done, Refused
from handlers.scene import Scene
from routing.item import Author, Place, Post, Urgency
from routing.messages import Message
from storage import placements
from storage.database import Database
from tests.databases import fresh_database
from tests.storage.examples import NOON, PLAIN, added
from tests.stories.company import COMPANY
from tests.stories.reading import text_of
from tests.teams.reading import text_of_card
from tests.teams.rules import wrong_with

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
"""Wednesday, 10 o'clock in Oslo."""

LONG = "Æ" * 118
SLACK, TEAMS = SlackCards(lambda _: None), TeamsCards(lambda _: None)


def link(place: Place) -> str:
    """As the desks give it: Teams has none."""
    return f"https://{'a-long-name-' * 5}.slack.com/archives/{place.conversation}/p{place.message}"


def on_both(handbook: str) -> str:
    """Everybody has the same id on both desks."""
    return re.sub(r'slack = ("U0[A-Z]+")', r"slack = \1\nteams = \1", handbook)


def program_of(database: Database, handbook: str = COMPANY) -> Dispatch:
    offer(database, on_both(handbook), NOW)
    return Dispatch(database, Books(), ("slack", "teams"), link=link)


def comes(program: Dispatch, number: int, words: str = "Hvor er pakken?", *, private: bool = False) -> None:
    author = Author("Kari " + LONG, "@kari")
    post = Post("facebook", str(number), words, NOW, f"https://www.facebook.com/{number}", author, private=private)
    program.command(Submit(f"k{number}", post), NOW)


def told(program: Dispatch, user: str, words: str, *, now: datetime = NOW, guest: bool = False) -> Message:
    replies = []
    for desk in ("slack", "teams"):
        said = Said(f"{user} {words}", Actor(desk, user, guest), words)
        assert program.is_question(said)
        reply = program.question(said, now).reply
        assert isinstance(reply, Refused) if guest else isinstance(reply, Done | Refused)
        message = reply.whisper if isinstance(reply, Done) else reply.message
        assert message is not None
        fits(message, desk)
        replies.append(message)
    return replies[0]


def shown(program: Dispatch, user: str, words: str, **more: object) -> str:
    return text_of(SLACK.message(told(program, user, words, **more)))


def fits(message: Message, desk: str) -> None:
    """With nothing left out."""
    if desk == "slack":
        blocks = SLACK.message(message)["blocks"]
        assert len(blocks) <= MESSAGE_BLOCKS
        assert characters(blocks) <= MESSAGE_CHARACTERS
        drawn = text_of({"blocks": blocks})
    else:
        card = TEAMS.card(message)
        assert size(card) <= LARGEST
        assert not wrong_with(card)
        drawn = text_of_card(card)
    assert not drawn.endswith("\n…"), "something was left out"


def test_private_words_open_for_those_who_may_answer_alone(database: Database) -> None:
    program = program_of(database)
    comes(program, 1, "Pakken er hemmelig", private=True)
    comes(program, 2, "Pakken er ikke kommet")
    for user in ("U0BO", "U0CY"):
        assert "hemmelig" in shown(program, user, "queue")
        assert "#1 " in shown(program, user, "find hemmelig")
        assert "Pakken er hemmelig" in shown(program, user, "show 1")
    for user in ("U0EVA", "U0ADA", "U0DEE"):
        assert "hemmelig" not in shown(program, user, "queue")
        assert "private message" in shown(program, user, "queue")
        assert "I have found nothing" in shown(program, user, "find hemmelig")
        assert "I have found nothing" in shown(program, user, "find kari hemmelig")
        assert "hemmelig" not in shown(program, user, "show 1")
        assert "Kari" not in shown(program, user, "show 1")
        assert "#2 " in shown(program, user, "find kari")
        assert "#1 " not in shown(program, user, "find kari")
    program.command(Click("c", Actor("slack", "U0DEE"), "claim", "item:1"), NOW)
    mine = shown(program, "U0DEE", "mine")
    assert "#1 " in mine
    assert "hemmelig" not in mine
    for words in ("mine", "queue", "find kari", "show 1", "12"):
        assert "Guests" in shown(program, "U0EVA", words, guest=True)
    assert "ada" not in shown(program, "U0ADA", "mine").split()


def test_nothing_and_what_is_wrong(database: Database) -> None:
    program = program_of(database)
    for words, said in (
        ("mine", "Nothing waits for you"),
        ("queue", "Nothing is open: no question is unanswered."),
        ("queue late", "Nothing that is open fits “late”."),
        ("find parcel", "I have found nothing with “parcel”."),
        ("find", "Write what to look for"),
        ("show 3", "There is no item 3: there are none yet."),
        ("show", "“show 12”"),
        ("show parcel", "“find parcel” looks for the words."),
        ("queue delivry", "Did you mean “delivery”?\nFields: Delivery, Billing\nSources: Facebook"),
        ("show 999999999999999999", "There is no item 999999999999999999"),
    ):
        assert said in shown(program, "U0BO", words), words
    comes(program, 1)
    assert "There is no item 12. The nearest is 1." in shown(program, "U0BO", "#12")
    assert "#1 " in shown(program, "U0BO", "find 1")
    assert "#1 " in shown(program, "U0BO", "find pakken before #2")
    assert "nothing with “pakken”" in shown(program, "U0BO", "finn pakken før #1")
    later = NOW + timedelta(hours=4)
    assert "late since" in shown(program, "U0BO", "mine", now=later)
    assert "1 open, 1 late, 1 taken by nobody" in shown(program, "U0BO", "queue late", now=later)
    without_bo = COMPANY.replace('"bo", "finn"', '"finn"').replace('"finn", "bo"', '"finn"')
    without_bo = without_bo.replace('[[person]]\nid = "bo"\nname = "Bo Berg"\nslack = "U0BO"\n', "")
    assert "Bo Berg" in shown(program_of(database, without_bo), "U0FINN", "queue")


def test_three_hundred_with_long_names_fit(tmp_path: Path) -> None:
    """Names and letters as long as they get, a link to each card on Slack."""
    longer = COMPANY.replace('"Delivery"', f'"Delivery {LONG}"').replace('"Bo Berg"', f'"Bo {LONG}"')
    with fresh_database("sqlite", tmp_path) as database:
        program = program_of(database, longer)
        posts = [
            replace(PLAIN.post, external_id=str(number), text=words * 80)
            for number, words in enumerate(["pakke Hvor er pakken? ", "pakke Где моя посылка 😡 "] * 150)
        ]
        added(database, *[
            replace(PLAIN, post=post, expert=("bo", "finn")[number < 150], urgency=Urgency.CRITICAL)
            for number, post in enumerate(posts)
        ])  # fmt: skip
        for number in range(1, 301):
            program.run(partial(stand, number=number), NOON)
        now = NOON + timedelta(hours=2, minutes=30)
        mine, queue, found = (shown(program, "U0BO", said, now=now) for said in ("mine", "queue", "find pakke"))
        for text, total in ((mine, 150), (queue, 300), (found, 200)):
            listed = text.count("#")
            assert 12 <= listed <= 20
            assert f"And {total - listed} more." in text
        assert "More than 200 items with “pakke”" in found
        assert "at risk" in queue
        for turn in range(30):
            program.command(Click(f"c{turn}", Actor("slack", "U0BO"), "claim", "item:1"), NOON)
            program.command(Click(f"r{turn}", Actor("slack", "U0BO"), "release", "item:1"), NOON)
        assert "earlier lines are left out" in shown(program, "U0BO", "show 1", now=now)


def stand(scene: Scene, number: int) -> None:
    """The item's card stands on Slack."""
    placements.put(scene.transaction, f"item:{number}", "card", Place("slack", "C0TRIAGE", "1712345678.000100"))
