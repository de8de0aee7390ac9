"""Messages drawn as Block Kit: what Slack's own models and the workspace's tables of limits say about them."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from slack_sdk.models.blocks import Block as SlackBlock

from bot.desks.slack.cards import Cards
from bot.desks.slack.elements import meaning
from bot.desks.slack.fitting import characters
from bot.workspace.blocks import checked_blocks
from routing.messages import (
    Actions,
    Aside,
    Block,
    Button,
    Choice,
    Confirm,
    Facts,
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
    Tone,
)

AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
CARDS = Cards({"bo": "U0BO"}.get)

HOSTILE = [
    "<!channel> <@U0BO> <https://evil.example|click>",
    "x" * 100_000,
    "<" * 100_000,
    "a\ufffdb",
    "\u202eabc\u202c \u200f",
    "🙂" * 10_000 + "👩‍👩‍👧",
    "&amp; &lt;b&gt;",
    "```code``` `x` *b* _i_ ~s~",
    "\u200b\u200b",
    " \n ",
    "",
]


def expects_valid(drawn: dict[str, Any]) -> list[dict[str, Any]]:
    """Check against the SDK's models and the workspace's limits; return the blocks."""
    blocks: list[dict[str, Any]] = drawn.get("blocks", [])
    parsed = SlackBlock.parse_all(blocks)
    assert len(parsed) == len(blocks)
    for block in parsed:
        block.validate_json()
    checked_blocks(blocks)
    assert len(blocks) <= 50
    assert characters(blocks) <= 12_000
    assert drawn["text"].strip()
    assert len(drawn["text"]) <= 40_000
    return blocks


def drawn(*blocks: Block) -> list[dict[str, Any]]:
    return expects_valid(CARDS.message(Message(blocks, "summary")))


@pytest.mark.parametrize("count", [5, 6])
@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_shown_harmlessly_everywhere(words: str, count: int) -> None:
    line = (words, Strong(words), Mention("cy", words), Link(words, f"https://a.example/{words}"), Moment(AT, words))
    blocks: list[Block] = [
        Heading(words),
        Lines((line, line)),
        Quote(words),
        Facts(((words, line), ("x", (words,)))),
        Aside(line),
        Status(Tone.BAD, line),
        Picture(f"https://a.example/{words}", words),
        Actions((Button("claim", "item:1", words), Menu("pick", "item:1", words, (Choice("a", words),)))),
        Actions((More(words, tuple(Button("decline", "item:1", words) for _ in range(count))),)),
    ]
    message = CARDS.message(Message(tuple(blocks), words))
    for text in mrkdwn_of(expects_valid(message)):
        assert "<!channel>" not in text
        assert "<!here" not in text
        assert "<@" not in text
        assert "|click>" not in text
    assert "<" not in message["text"]


def mrkdwn_of(part: object) -> list[str]:
    if isinstance(part, dict):
        if part.get("type") == "mrkdwn":
            assert part["verbatim"] is True
            return [part["text"]]
        return [text for value in part.values() for text in mrkdwn_of(value)]
    if isinstance(part, list):
        return [text for value in part for text in mrkdwn_of(value)]
    return []


def test_each_block() -> None:
    blocks = drawn(
        Heading("Item 12"),
        Lines((("Bo ", Strong("took")), ("it",))),
        Quote("hvor er <b>pakken</b>?"),
        Facts((("Source", ("Facebook",)), ("Due", (Moment(AT, "10:00"),)))),
        Aside(("small",)),
        Rule(),
        Actions((Button("claim", "item:12", "Claim", "primary"),)),
    )
    assert [block["type"] for block in blocks] == [
        "header",
        "section",
        "rich_text",
        "section",
        "context",
        "divider",
        "actions",
    ]
    assert blocks[1]["text"]["text"] == "Bo *took*\nit"
    quote = blocks[2]["elements"][0]
    assert quote == {
        "type": "rich_text_quote",
        "elements": [{"type": "text", "text": "hvor er <b>pakken</b>?"}],
    }
    assert blocks[3]["fields"][0]["text"] == "*Source*\nFacebook"
    assert blocks[6]["elements"][0] == {
        "type": "button",
        "action_id": "claim",
        "text": {"type": "plain_text", "text": "Claim"},
        "value": "item:12",
        "style": "primary",
    }


def test_what_is_empty_is_left_out() -> None:
    assert drawn(Heading(" "), Lines(()), Quote(""), Facts(()), Aside(("",)), Actions(())) == []
    assert drawn(Actions((Menu("pick", "item:1", "Pick", ()),))) == []


def test_ids_differ_within_a_block() -> None:
    menu = Menu("pick", "item:1", "Pick", (Choice("a", "A"),))
    (block,) = drawn(Actions((Button("claim", "item:1", "A"), Button("claim", "item:2", "B"), menu, menu)))
    assert [each["action_id"] for each in block["elements"]] == ["claim", "claim#2", "pick@item:1", "pick@item:1#2"]


def test_what_is_folded_away_comes_back_as_the_button_that_it_is() -> None:
    """Five stand behind Slack's dots; a sixth makes a select of them. Every button keeps its own subject."""
    for count, kind in ((1, "overflow"), (5, "overflow"), (6, "static_select")):
        more = More("More", tuple(Button(f"act_{n}", f"item:{n}", str(n)) for n in range(count)))
        (block,) = drawn(Actions((Button("claim", "item:1", "Claim"), more, more)))
        _, element, second = block["elements"]
        assert (element["type"], element["action_id"], second["action_id"]) == (kind, "more", "more#2")
        chosen = [meaning({"action_id": second["action_id"], "selected_option": one}) for one in element["options"]]
        assert chosen == [(f"act_{n}", f"item:{n}", "") for n in range(count)]
    assert meaning({"action_id": "more"}) == ("", "", "")
    assert drawn(Actions((More("More", ()),))) == []


def test_dots_never_stand_beside_dots() -> None:
    """What is about the whole item stands beside the words at the top, where there are any."""
    first, last = (More("More", (Button(name, "item:1", name),)) for name in ("ask", "merge"))
    row = Actions((Button("claim", "item:1", "Claim"), first, last))
    top, below = drawn(Heading("#1"), Status(Tone.FRESH, ("New",)), Quote("words"), row)[1], drawn(row)[0]
    assert [one["text"]["text"] for one in top["accessory"]["options"]] == ["merge"]
    assert [one["type"] for one in below["elements"]] == ["button", "overflow", "overflow"], "there is nothing above it"


def test_a_picture_that_is_at_no_address_is_left_out() -> None:
    for address in ("javascript:alert(1)", "a.png", "", "https://a.example/" + "x" * 3_000):
        assert drawn(Picture(address, "A picture")) == []


def test_long_lines_are_split_and_nothing_of_them_is_lost() -> None:
    words = " ".join(f"word{number}" for number in range(1000))
    blocks = drawn(Lines(((words,),)))
    assert len(blocks) == 3
    assert "".join(block["text"]["text"] for block in blocks) == words


def test_a_long_quotation_says_how_much_is_missing() -> None:
    blocks = drawn(Quote("x" * 100_000), Actions((Button("claim", "item:1", "Claim"),)))
    shown = blocks[0]["elements"][0]["elements"][0]["text"]
    kept = shown.count("x")
    assert kept > 11_000
    assert shown.endswith(f"… ({100_000 - kept} characters more)")
    norwegian = drawn(Quote("x" * 100_000, "nb"))[0]["elements"][0]["elements"][0]["text"]
    assert norwegian.endswith("tegn til)")
    assert blocks[1]["type"] == "actions"


def test_buttons_stay_when_there_is_too_much() -> None:
    lines = tuple(Lines(((f"{number} " * 100,),)) for number in range(60))
    blocks = drawn(*lines, Quote("hei"), Actions((Button("claim", "item:1", "Claim"),)))
    assert [block["type"] for block in blocks[-3:]] == ["rich_text", "actions", "context"]


def test_a_confirmation() -> None:
    confirm = Confirm("Sure? " * 30, "Really " * 60, "Yes" * 20, "No")
    (block,) = drawn(Actions((Button("drop", "item:1", "Drop", "danger", confirm),)))
    assert len(block["elements"][0]["confirm"]["text"]["text"]) == 300


@pytest.mark.parametrize(
    "element",
    [
        Button("claim", "x" * 2001, "Claim"),
        Button("cl@im", "item:1", "Claim"),
        Menu("pick", "x" * 300, "Pick", (Choice("a", "A"),)),
        Menu("pick", "item:1", "Pick", (Choice("", "A"),)),
        Button("more", "item:1", "More"),
        More("More", (Button("drop", "item:1", "Drop", confirm=Confirm("Sure?", "Really?", "Yes", "No")),)),
        More("More", (Button("drop", "x" * 150, "Drop"),)),
    ],
)
def test_what_cannot_travel_is_a_mistake_of_ours(element: Button | Menu | More) -> None:
    with pytest.raises(ValueError):
        CARDS.message(Message((Actions((element,)),), "x"))


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=400) | st.sampled_from(HOSTILE)
names = st.text("abcdefgh:_0123456789", min_size=1, max_size=60)
spans = st.one_of(
    words,
    st.builds(Strong, words),
    st.builds(Mention, st.sampled_from(["bo", "cy"]), words, st.booleans()),
    st.builds(Link, words, words | st.builds("https://{}".format, words)),
    st.builds(Moment, st.just(AT), words),
)
lines = st.lists(spans, max_size=4).map(tuple)
choices = st.lists(st.builds(Choice, names, words), max_size=120).map(tuple)
confirms = st.none() | st.builds(Confirm, words, words, words, words)
elements = st.one_of(
    st.builds(Button, names, names, words, st.sampled_from(["", "primary", "danger", "odd"]), confirms),
    st.builds(Menu, names, names, words, choices),
    st.builds(More, words, st.lists(st.builds(Button, names, names, words), max_size=8).map(tuple)),
)
blocks_of_any_kind = st.one_of(
    st.builds(Heading, words),
    st.builds(Lines, st.lists(lines, max_size=5).map(tuple)),
    st.builds(Quote, words),
    st.builds(Status, st.sampled_from(Tone), lines),
    st.builds(Picture, words | st.builds("https://{}".format, words), words),
    st.builds(Facts, st.lists(st.tuples(words, lines), max_size=15).map(tuple)),
    st.builds(Aside, lines),
    st.just(Rule()),
    st.builds(Actions, st.lists(elements, max_size=4).map(tuple)),
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(blocks_of_any_kind, max_size=70), words)
def test_any_message_is_within_slacks_limits(blocks: list[Block], summary: str) -> None:
    expects_valid(CARDS.message(Message(tuple(blocks), summary)))
