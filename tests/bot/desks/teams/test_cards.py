"""Neutral messages as Adaptive Cards: what they say, what is never parsed, and that they always fit."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.desks.teams.cards import LARGEST, Cards, size
from bot.desks.teams.elements import Json
from bot.desks.teams.forms import form_card
from routing.messages import (
    Actions,
    Aside,
    Block,
    Button,
    Choice,
    ChoiceField,
    Confirm,
    Facts,
    Form,
    Heading,
    Lines,
    Link,
    Mention,
    Menu,
    Message,
    Moment,
    More,
    Picture,
    Quote,
    Rule,
    Status,
    Strong,
    TextField,
    Tone,
)
from tests.teams.reading import acted_on, text_of_card
from tests.teams.rules import actions, wrong_with

CARDS = Cards(lambda person: {"bo": "u-bo"}.get(person))
AT = Moment(datetime(2026, 3, 4, 12, 0, tzinfo=UTC), "Wed 4 Mar 13:00")


def card_of(*blocks: Block) -> Json:
    drawn = CARDS.message(Message(blocks, "summary"))
    assert wrong_with(drawn) == ""
    card: Json = drawn["attachments"][0]["content"]
    return card


@pytest.mark.parametrize(
    ("block", "shown"),
    [
        (Heading("#1 · Facebook"), "#1 · Facebook"),
        (Lines((("Answer by ", AT, "."), ("second",))), "Answer by Wed 4 Mar 13:00.\nsecond"),
        (Lines((("By ", Moment(AT.at, "02:30 CET", doubled=True)),)), "By 02:30 CET"),
        (Lines(((Strong("3"), " open"),)), "3 open"),
        (Lines((("Lead: ", Mention("bo", "Bo Berg")),)), "Lead: Bo Berg"),
        (Lines((("For ", Mention("bo", "Bo Berg", ping=True)),)), "For <@u-bo>"),
        (Lines((("For ", Mention("cy", "Cy Dahl", ping=True)),)), "For Cy Dahl"),
        (Lines(((Link("Open", "https://x.com/1"),),)), "Open"),
        (Facts((("For", (Mention("bo", "Bo", ping=True),)), ("By", (AT,)))), "For\n<@u-bo>\nBy\nWed 4 Mar 13:00"),
        (Facts((("Post", (Link("Open", "https://x.com/1"),)),)), "Post\nOpen"),
        (Aside(("small ", Strong("print"))), "small print"),
        (Quote("Hvor er\n\npakken?"), "Hvor er\n \npakken?"),
        (Actions((Button("claim", "item:1", "Claim", "primary"),)), "[Claim]"),
        (Actions((Menu("wait", "page:1", "Can wait", (Choice("a", "A"), Choice("b", "B"))),)), "[Can wait]"),
        (Status(Tone.BAD, ("🔴 ", Strong("Late"), ": since ", AT)), "🔴 Late: since Wed 4 Mar 13:00"),
        (Picture("https://x.com/1.png", "Picture 1"), "(Picture 1)"),
        (Actions((More("More", (Button("why", "item:1", "Why?"),)),)), "[Why?]"),
    ],
)  # fmt: skip
def test_each_block_is_drawn(block: Block, shown: str) -> None:
    assert text_of_card(card_of(block)) == shown


def test_empty_blocks_leave_nothing_and_a_message_always_says_something() -> None:
    empty = (Heading(" "), Quote(" "), Facts(()), Lines(()), Actions((Menu("x", "y", "z", ()),)))
    assert card_of(*empty)["body"] == []
    assert text_of_card(CARDS.card(Message((), "Only this"))) == "Only this"


def test_a_rule_is_a_line_above_what_follows() -> None:
    body = card_of(Heading("a"), Rule(), Heading("b"))["body"]
    assert [part.get("separator", False) for part in body] == [False, True]


def test_a_button_can_be_pressed_whatever_stands_in_the_fields_and_comes_with_a_way_for_old_clients() -> None:
    (action, sent), *_ = actions(card_of(Actions((Button("claim", "item:1", "Claim", "danger"),))))
    assert (action["data"], action["style"], sent) == (
        {"do": "click", "action": "claim", "subject": "item:1"}, "destructive", [],
    )  # fmt: skip
    assert (action["fallback"]["type"], action["fallback"]["data"]) == ("Action.Submit", action["data"])


def test_a_button_that_asks_first_opens_its_question() -> None:
    asks = Button("close", "item:1", "Close", "danger", Confirm("Sure?", "It ends here.", "Close it", "Keep"))
    card = card_of(Actions((asks,)))
    opened = card["body"][0]["actions"][0]
    assert (opened["type"], opened["title"]) == ("Action.ShowCard", "Close")
    assert "It ends here." in text_of_card(opened["card"])
    assert [action["title"] for action, _ in actions(card)] == ["Close it"]


def test_menus_of_one_card_do_not_send_each_others_choice() -> None:
    menus = tuple(Menu(name, "x", name, (Choice("1", "One"),)) for name in ("first", "second"))
    for action, sent in actions(card_of(Actions(menus))):
        assert (action["data"]["do"], [entry["id"] for entry in sent]) == ("choose", ["choice"])


def test_more_buttons_than_teams_shows_stand_in_rows() -> None:
    card = card_of(Actions(tuple(Button("a", str(n), str(n)) for n in range(8))))
    assert [len(part["actions"]) for part in card["body"]] == [6, 2]


def test_what_is_folded_away_stands_behind_the_last_rows_dots_and_takes_no_place_there() -> None:
    more = More("More", tuple(Button("b", f"item:{n}", f"m{n}") for n in range(7)))
    rows = card_of(Actions((*(Button("a", str(n), str(n)) for n in range(7)), more)))["body"]
    folded = [[action["title"] for action in row["actions"] if action.get("mode") == "secondary"] for row in rows]
    assert folded == [[], [f"m{n}" for n in range(7)]]
    assert [len(row["actions"]) for row in rows] == [6, 8]
    last = rows[1]["actions"][-1]
    assert (last["data"]["subject"], last["fallback"]["mode"]) == ("item:6", "secondary")


def test_colours_and_pictures() -> None:
    styles = [card_of(Status(tone, ("x",)))["body"][0]["style"] for tone in Tone]
    assert styles == ["default", "accent", "good", "warning", "attention"]
    assert (
        card_of(Picture("javascript:alert(1)", "A picture"), Picture("a.png", ""), Status(Tone.BAD, ()))["body"] == []
    )


def test_a_form_has_its_fields_and_can_be_left() -> None:
    fields = (
        TextField("link", "Link", hint="Where", initial="https://", longest=50),
        ChoiceField("why", "Why?", tuple(Choice(str(n), f"Reason {n}") for n in range(9)), required=False),
    )
    card = form_card(Form("f", "item:1", "Title", "Send", "Back", (Quote("words"), *fields)), CARDS, None, None, {})
    link, why = (part for part in card["body"] if part["type"].startswith("Input."))
    assert (link["value"], link["maxLength"], link["isRequired"]) == ("https://", 50, True)
    assert (why["style"], "isRequired" in why) == ("compact", False)
    (send, sent), (back, unsent) = actions(card)
    assert ([entry["id"] for entry in sent], unsent) == (["field.link", "field.why"], [])
    assert (send["title"], back["title"], back["data"]["action"]) == ("Send", "Back", "show")


HOSTILE = (
    "**bold** _italic_ [link](https://evil.example) <at>Bo Berg</at> {{DATE(2020-01-01T00:00:00Z,SHORT)}} `code` ~~x~~"
    "\n- list\n1. list\n# head\n> quote \u202eturned"
)


@pytest.mark.parametrize(
    "block",
    [
        Heading(HOSTILE), Quote(HOSTILE), Aside((HOSTILE,)), Lines(((HOSTILE, Mention("bo", "Bo Berg", ping=True)),)),
        Facts(((HOSTILE, (HOSTILE, Strong(HOSTILE), Link(HOSTILE, "https://x.com/1"))),)),
        Lines(((Mention("bo", HOSTILE, ping=True),),)), Actions((Button("a", "b", HOSTILE),)),
        Status(Tone.BAD, (HOSTILE, Strong(HOSTILE))), Picture(f"https://x.com/{HOSTILE[:20]}", HOSTILE),
        Actions((More(HOSTILE, (Button("a", "b", HOSTILE),)),)),
    ],
    ids=lambda block: type(block).__name__,
)  # fmt: skip
def test_words_neither_format_nor_link_nor_mention(block: Block) -> None:
    assert acted_on(card_of(block)) == []


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "https://x.com/)](https://evil.example", ""]
)
def test_a_link_leads_to_the_web_or_nowhere(url: str) -> None:
    for block in (Lines(((Link("Open", url),),)), Facts((("Post", (Link("Open", url),)),))):
        assert not [fact for fact in card_of(block)["body"][0].get("facts", ()) if "](https://evil" in fact["value"]]
        assert "javascript:" not in str(card_of(block))
        assert "data:text" not in str(card_of(block))


@given(some.lists(some.text(max_size=9_000), max_size=8), some.integers(0, 60))
def test_a_card_always_fits_and_keeps_its_buttons(quotes: list[str], lines: int) -> None:
    words = tuple(((f"line {number} " + "å" * 500),) for number in range(lines))
    blocks = (*map(Quote, quotes), Lines(words), Actions((Button("claim", "item:1", "Claim"),)))
    card = card_of(*blocks)
    assert size(card) <= LARGEST
    assert "[Claim]" in text_of_card(card)


def test_a_long_quotation_says_how_much_is_missing() -> None:
    assert "characters more)" in text_of_card(card_of(Quote("x" * 40_000)))
    assert "tecken till)" in text_of_card(card_of(Quote("x" * 40_000, "sv")))
