"""Text to and from Slack's way of writing."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desks.slack.spans import draw
from bot.desks.slack.text import bare_links, escape, harmless, links_in, plain, said, unescape
from routing.messages import Link, Mention, Moment, Span, Strong

AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
IDENTITY = {"bo": "U0BO", "odd": "<!channel>"}.get


@pytest.mark.parametrize(
    ("words", "escaped"),
    [
        ("<!channel> hei", "&lt;!channel&gt; hei"),
        ("<@U0BO> & co", "&lt;@U0BO&gt; &amp; co"),
        ("&amp; written so by the customer", "&amp;amp; written so by the customer"),
        ("🙂 \u200f مرحبا", "🙂 \u200f مرحبا"),
    ],
)
def test_escaping(words: str, escaped: str) -> None:
    assert escape(words) == escaped
    assert unescape(escaped) == words


@given(st.text())
def test_escaping_can_be_undone_and_leaves_no_mark(words: str) -> None:
    assert unescape(escape(words)) == words
    assert not {"<", ">"} & set(escape(words) + harmless(words))


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("*bold* and `code`", "∗bold∗ and ˋcodeˋ"),
        ("snake_case _slanted_", "snake_case ˍslantedˍ"),
        ("~gone~", "∼gone∼"),
        ("Ada\u202e\u2066nul", "Adanul"),
    ],
)
def test_words_cannot_format_or_turn_around_what_is_beside_them(words: str, shown: str) -> None:
    assert harmless(words) == shown


@pytest.mark.parametrize(
    ("marked", "seen"),
    [
        ("<https://a.example/x|her> og <https://b.example>", "her (https://a.example/x) og https://b.example"),
        ("<http://a.example|a.example>", "http://a.example"),
        ("<mailto:ada@a.example|ada@a.example>", "ada@a.example"),
        ("<@U0ADA> <@U0ADA|ada> <#C0X|triage> <#C0X>", "@U0ADA @ada #triage #C0X"),
        ("<!channel> <!here|here> <!subteam^S1|@crew>", "@channel @here @crew"),
        ("<!date^1793610000^{time}|09:00>", "09:00"),
        ("a &lt;b&gt; &amp;amp; c", "a <b> &amp; c"),
        ("<https://a.example/?a=1&amp;b=2>", "https://a.example/?a=1&b=2"),
        ("<> < a", " < a"),
    ],
)
def test_marked_text_in_plain_words(marked: str, seen: str) -> None:
    assert plain(marked) == seen


@pytest.mark.parametrize(
    ("marked", "links"),
    [
        ("<https://a.example/?a=1&amp;b=2|x> https://b.example/y. (https://c.example)", 3),
        ("<@U0ADA> mailto: <mailto:a@b.example|a@b.example> a.example", 0),
    ],
)
def test_links(marked: str, links: int) -> None:
    assert len(list(links_in(marked))) == links


def test_links_are_given_as_they_are_opened() -> None:
    assert list(links_in("<https://a.example/?a=1&amp;b=2|x>")) == ["https://a.example/?a=1&b=2"]
    assert list(bare_links("se https://a.example/y), ok?")) == ["https://a.example/y"]


@pytest.mark.parametrize(
    ("line", "drawn"),
    [
        (("Ask ", Mention("bo", "Bo Berg", ping=True)), "Ask <@U0BO>"),
        (("Ask ", Mention("bo", "Bo Berg")), "Ask *Bo Berg*"),
        (("Ask ", Mention("cy", "Cy <!here>", ping=True)), "Ask *Cy &lt;!here&gt;*"),
        (("Ask ", Mention("odd", "Odd", ping=True)), "Ask *Odd*"),
        (("due ", Moment(AT, "09:00 |> x")), "due <!date^1793610000^{date_short_pretty} {time}|09:00 ∣&gt; x>"),
        (("due ", Moment(AT, "02:30 CET", doubled=True)), "due 02:30 CET"),
        ((Moment(AT, ""),), "<!date^1793610000^{date_short_pretty} {time}|2026-11-02T09:00:00+00:00>"),
        ((Strong(" 5*3 "), "."), " *5∗3* ."),
        ((Strong("a\nb"),), "*a b*"),
        (("x", Strong("bold"), "y"), "x\u200b*bold*\u200by"),
        (("a", Strong("  "), "b"), "a b"),
        ((Link("post", "https://a.example/?a=1&b=<2>|3"),), "<https://a.example/?a=1&amp;b=%3C2%3E%7C3|post>"),
        ((Link("bad", "javascript:alert(1)"),), "bad"),
        ((Link("", "https://a.example/a b"),), "<https://a.example/a%20b>"),
        ((Link("https://a.example/~b_.ics", "https://a.example/~b_.ics"),), "<https://a.example/~b_.ics>"),
        ((Link("long", "https://a.example/" + "x" * 3000),), "long"),
    ],
)
def test_spans(line: tuple[Span, ...], drawn: str) -> None:
    assert draw(line, IDENTITY, 3000) == drawn


def test_a_line_that_is_too_long_ends_with_an_ellipsis_and_whole_escapes() -> None:
    drawn = draw(("&" * 5000,), IDENTITY, 2000)
    assert len(drawn) <= 2000
    assert drawn.removesuffix("…").replace("&amp;", "") == ""


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("away until friday deputy <@U0BO|bo>", "away until friday deputy @U0BO"),
        ("<@U0BO> <@W0CY|cy> in <#C0X|triage> <#C0P|>", "@U0BO @W0CY in #triage #C0P"),
        ("route <https://a.example/?a=1&amp;b=2> 5 &lt; 6", "route https://a.example/?a=1&b=2 5 < 6"),
        # An app that was installed without `should_escape`.
        ("away deputy @bo 5 < 6 & 7", "away deputy @bo 5 < 6 & 7"),
    ],
)
def test_a_slash_commands_words(marked: str, words: str) -> None:
    assert said(marked) == words
