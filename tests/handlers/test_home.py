"""A home on both databases: what waits for whom, what is chosen of the queue; the fullest one fits both desks."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert

from bot.desks.slack.fitting import characters
from bot.desks.slack.homes import home_view
from bot.desks.slack.limits import VIEW_BLOCKS, VIEW_CHARACTERS
from bot.desks.teams.cards import LARGEST, size
from handlers.dispatch import Dispatch
from handlers.home_subject import chosen_in, subject_of, with_choice
from handlers.intents import Actor, Click, Opened
from handlers.replies import Refused, ShowHome
from handlers.subjects import UnknownSubject
from handlers.views.room import cost
from routing.item import State
from routing.request import Request, RequestKind
from storage import items
from storage.database import Database
from storage.tables_desk import approval, draft, internal_note
from tests.handlers.test_lists import LONG, NOW, SLACK, TEAMS, comes, program_of
from tests.stories.company import COMPANY
from tests.stories.reading import text_of
from tests.teams.reading import text_of_card
from tests.teams.rules import wrong_with

EARLIER = NOW - timedelta(hours=1)


def opened(program: Dispatch, user: str, subject: str = "home:", *, guest: bool = False) -> ShowHome:
    """The home of somebody, which fits on both desks with nothing left out."""
    for desk in ("slack", "teams"):
        intent = Opened("k", Actor(desk, user, guest), subject)
        assert program.is_question(intent)
        reply = program.question(intent, NOW).reply
        assert isinstance(reply, ShowHome), reply
        expects_room(reply)
    return reply


def expects_room(reply: ShowHome) -> None:
    view = home_view(reply, SLACK)
    assert len(view["blocks"]) <= VIEW_BLOCKS
    assert characters(view["blocks"]) <= VIEW_CHARACTERS
    card = TEAMS.card(reply.home, {"home": reply.subject})
    assert size(card) <= LARGEST
    assert not wrong_with(card)
    for drawn in (text_of({"blocks": view["blocks"]}), text_of_card(card)):
        assert not drawn.endswith("\n…"), "something was left out"


def read(program: Dispatch, user: str, subject: str = "home:") -> str:
    return text_of({"blocks": home_view(opened(program, user, subject), SLACK)["blocks"]})


def row(program: Dispatch, table: Any, **values: Any) -> None:
    with program.database.write() as transaction:
        transaction.connection.execute(insert(table).values(values))


def begins(program: Dispatch, number: int, person: str) -> None:
    row(program, draft, item=number, person=person, fields={"text": "x"}, begun_at=EARLIER, changed_at=EARLIER)


def waits_for_approval(program: Dispatch, number: int, by: str, asked: tuple[str, ...]) -> None:
    row(
        program, approval, item=number, round=1, asked_by=by, asked_at=EARLIER, because={}, first_text="x", text="x",
        state="waiting",
    )  # fmt: skip
    request = Request(RequestKind.APPROVAL, by, asked, EARLIER)
    moves(program, number, state=State.WAITING_FOR_APPROVAL, owner=by, request=request)


def is_handed(program: Dispatch, number: int, by: str, to: str) -> None:
    request = Request(RequestKind.HANDOVER, by, (to,), EARLIER, NOW + timedelta(minutes=15))
    moves(program, number, state=State.CLAIMED, owner=by, request=request)


def is_asked(program: Dispatch, number: int, person: str, text: str) -> None:
    row(
        program, internal_note, item=number, kind="question", by="cy", by_name="", person=person, at=EARLIER,
        text=text,
    )  # fmt: skip


def moves(program: Dispatch, number: int, **changes: Any) -> None:
    with program.database.write() as transaction:
        item = items.lock(transaction, number)
        assert item is not None
        assert items.change(transaction, item, replace(item, version=item.version + 1, **changes))


def test_what_waits_for_whom(database: Database) -> None:
    program = program_of(database, COMPANY)
    for number in range(1, 6):
        comes(program, number, f"Hvor er pakken nummer {number}?")
    program.command(Click("c1", Actor("slack", "U0BO"), "claim", "item:1"), NOW)
    begins(program, 1, "bo")
    waits_for_approval(program, 2, "bo", ("cy",))
    is_handed(program, 3, "finn", "bo")
    is_asked(program, 4, "bo", "Kan pakken være i Ålesund?")
    bo = read(program, "U0BO")
    assert bo.startswith("2 open items are yours")
    order = [
        "Yours", "You are named, and nobody has taken it", "Handed to you: do you take it?", "from Finn Holm, until",
        "You are asked", "Cy Dahl: “Kan pakken være i Ålesund?”", "You have begun an answer", "[Go on]",
        "The team's queue", "5 open", "On call now", "Dee Eik",
    ]  # fmt: skip
    assert sorted(order, key=bo.index) == order
    assert "Waits for your approval" not in bo, "nobody approves their own"
    cy = read(program, "U0CY")
    assert "Waits for your approval\n#2 · Facebook · question · Bo Berg asked" in cy
    assert "Handed to you" not in cy
    finn = read(program, "U0FINN")
    assert "Waits for your approval" not in finn
    assert "You have begun" not in finn
    dee = read(program, "U0DEE")
    assert dee.startswith("🟢 Nothing waits for you")
    assert "Yours" not in dee


def test_what_belongs_to_a_closed_item_waits_for_nobody(database: Database) -> None:
    program = program_of(database)
    comes(program, 1)
    begins(program, 1, "bo")
    is_asked(program, 1, "bo", "Hva nå?")
    moves(program, 1, state=State.WITHDRAWN)
    bo = read(program, "U0BO")
    assert bo.startswith("🟢 Nothing waits for you")
    assert "begun" not in bo
    assert "Hva nå?" not in bo


def test_private_words_are_for_those_who_may_answer_alone(database: Database) -> None:
    program = program_of(database)
    comes(program, 1, "Pakken er hemmelig", private=True)
    assert "hemmelig" in read(program, "U0BO")
    for user in ("U0DEE", "U0ADA"):
        assert "hemmelig" not in read(program, user)


def test_strangers_see_how_the_team_stands_and_guests_nothing(database: Database) -> None:
    program = program_of(database)
    comes(program, 1)
    ada = read(program, "U0ADA")
    assert "1 open, 1 taken by nobody" in ada
    assert "Eva Foss can add you to it" in ada
    assert "[New item]" in ada
    assert "[I am away…]" not in ada
    guest = text_of(SLACK.message(opened(program, "U0GUEST", guest=True).home))
    assert "Guests" in guest
    assert "open" not in guest


def test_the_fullest_home_fits_both_desks(database: Database) -> None:
    fields = "".join(
        f'[[domain]]\nid = "{"d" * 30}-{n}"\nname = "{n} {LONG}"\nlead = "cy"\nexperts = ["finn"]\n\n'
        for n in range(40)
    )
    named = COMPANY.replace("[[rule]]", fields + "[[rule]]", 1).replace('"Bo Berg"', f'"Bo {LONG}"')
    program = program_of(database, named)
    for number in range(1, 41):
        comes(program, number, f"pakke {LONG}")
    for number in range(1, 13):
        program.command(Click(f"c{number}", Actor("slack", "U0BO"), "claim", f"item:{number}"), NOW)
        begins(program, number, "bo")
    for number in range(13, 19):
        waits_for_approval(program, number, "finn", ("bo",))
    for number in range(19, 25):
        is_handed(program, number, "finn", "bo")
    for number in range(25, 31):
        is_asked(program, number, "bo", LONG)
    bo = read(program, "U0BO", subject_of({"domain": "delivery", "state": "claimed"}))
    assert bo.count("And ") >= 5
    assert "Field: Delivery" in bo
    assert "Only: claimed" in bo
    assert "Dee Eik" in bo


@pytest.mark.parametrize(
    ("subject", "choice", "after"),
    [
        ("home:", "domain=delivery", "home:domain=delivery"),
        ("home:domain=delivery", "state=late", "home:domain=delivery;state=late"),
        ("home:domain=delivery;state=late", "domain=", "home:state=late"),
        ("home:", "source=app store#1;x", "home:source=app%20store%231%3Bx"),
        ("home:source=app%20store%231%3Bx", "source=blog", "home:source=blog"),
    ],
)
def test_choices(subject: str, choice: str, after: str) -> None:
    assert with_choice(subject, choice) == after
    assert subject_of(chosen_in(after)) == after


@pytest.mark.parametrize("subject", ["", "item:1", "home:person=bo", "home:state=asleep", f"home:source={'x' * 200}"])
def test_a_subject_that_no_home_has_is_refused(database: Database, subject: str) -> None:
    with pytest.raises(UnknownSubject):
        chosen_in(subject)
    reply = program_of(database).question(Opened("k", Actor("slack", "U0BO"), subject), NOW).reply
    assert isinstance(reply, Refused)


def test_a_home_takes_no_more_room_than_was_counted_for_it(database: Database) -> None:
    program = program_of(database)
    for number in range(1, 13):
        comes(program, number, f"pakke {LONG[: number * 9]}")
        program.command(Click(f"c{number}", Actor("slack", "U0BO"), "claim", f"item:{number}"), NOW)
    reply = opened(program, "U0BO", "home:state=claimed")
    card = size(TEAMS.card(reply.home, {"home": reply.subject}))
    assert card <= cost(reply.home.blocks, len(reply.subject)) <= card * 1.3
