"""What a message says, wherever in it the words stand."""

from typing import Any

import pytest

from bot.desks.slack.content import content_of

RICH = {
    "type": "rich_text",
    "elements": [
        {
            "type": "rich_text_section",
            "elements": [
                {"type": "text", "text": "Hei "},
                {"type": "emoji", "name": "flag-no", "unicode": "1f1f3-1f1f4"},
                {"type": "emoji", "name": "own"},
                {"type": "link", "url": "https://a.example/1", "text": "her"},
                {"type": "user", "user_id": "U0ADA"},
                {"type": "broadcast", "range": "channel"},
            ],
        },
        {"type": "rich_text_quote", "elements": [{"type": "text", "text": "where is\nmy parcel & <b>"}]},
        {
            "type": "rich_text_list",
            "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "one"}]}],
        },
        {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "code"}]},
    ],
}


def test_rich_text() -> None:
    content = content_of({"blocks": [RICH]}, by_app=True)
    assert content.text == (
        "Hei 🇳🇴:own:her (https://a.example/1)@U0ADA@channel\n> where is\n> my parcel & <b>\n• one\ncode"
    )
    assert content.links == ("https://a.example/1",)
    assert content.quotes


@pytest.mark.parametrize(
    ("message", "text", "links", "quotes"),
    [
        ({"text": "a &lt;b&gt; &amp;amp;"}, "a <b> &amp;", (), False),
        ({"text": "se <https://a.example/?a=1&amp;b=2>"}, "se https://a.example/?a=1&b=2", 1, False),
        ({"text": "hun skriver:\n&gt; hvor er pakken"}, "hun skriver:\n> hvor er pakken", (), True),
        ({"text": "a > b"}, "a > b", (), False),
        (
            {"text": "*Hei* du", "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "Hei du"}}]},
            "Hei du",
            (),
            False,
        ),
        (
            {
                "text": "New comment",
                "blocks": [
                    {"type": "header", "text": {"type": "plain_text", "text": "Facebook"}},
                    {"type": "section", "text": {"type": "mrkdwn", "text": "Hvor er <https://x.example|pakken>?"}},
                    {"type": "section", "fields": [{"type": "mrkdwn", "text": "*By*\nKari"}, None, 7]},
                    {"type": "context", "elements": [{"type": "mrkdwn", "text": "3 likes"}, {"type": "image"}]},
                    {"type": "divider"},
                    {"type": "nobody_knows", "text": 7},
                ],
            },
            "New comment\nFacebook\nHvor er pakken (https://x.example)?\n*By*\nKari\n3 likes",
            ("https://x.example",),
            False,
        ),
        (
            {
                "attachments": [
                    {
                        "pretext": "pre &amp; text",
                        "author_name": "Kari",
                        "title": "A title",
                        "title_link": "https://t.example",
                        "text": "Hvor?",
                        "fields": [
                            {"title": "Stars", "value": "2"},
                            {"title": None, "value": "v"},
                            {"title": None, "value": None},
                        ],
                        "fallback": "not shown",
                    }
                ]
            },
            "Hvor?\nStars: 2\nv",
            ("https://t.example",),
            False,
        ),
        ({"attachments": [{"fallback": "only &lt;this&gt;"}]}, "only <this>", (), False),
        (
            {"text": "x", "attachments": [{"blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "in"}}]}]},
            "x\nin",
            (),
            False,
        ),
        ({"text": None, "blocks": None, "attachments": "no"}, "", (), False),
        ({"text": 7, "blocks": [7, {"type": "rich_text", "elements": 7}]}, "", (), False),
    ],
)
def test_apps_put_words_anywhere(message: dict[str, Any], text: str, links: Any, quotes: bool) -> None:
    content = content_of(message, by_app=True)
    assert content.text == text
    assert content.links == links or len(content.links) == links
    assert content.quotes is quotes


HANDED_OVER = {"author_name": "Kari &amp; Ola", "title": "A title", "title_link": "https://t.example", "text": "Hvor?"}


@pytest.mark.parametrize(
    ("message", "text", "author", "links"),
    [
        ({"text": "New: <https://o.example>", "attachments": [HANDED_OVER]}, "Hvor?", "Kari & Ola",
         ("https://t.example", "https://o.example")),
        ({"attachments": [{**HANDED_OVER, "text": "Hvor?\n<https://t.example>"}]}, "Hvor?", "Kari & Ola",
         ("https://t.example",)),
        ({"attachments": [{**HANDED_OVER, "text": "<https://t.example>"}]}, "https://t.example", "Kari & Ola",
         ("https://t.example",)),
        ({"text": "Hvor?", "attachments": [{"from_url": "https://t.example", "title_link": "https://t.example",
                                            "text": "the page's own words"}]},
         "Hvor?\nthe page's own words", "", ("https://t.example",)),
        ({"text": "Hvor?", "attachments": [{"text": "and why?"}]}, "Hvor?\nand why?", "", ()),
        ({"attachments": [HANDED_OVER, {"text": "another"}]}, "Kari & Ola\nA title\nHvor?\nanother", "",
         ("https://t.example",)),
    ],
)  # fmt: skip
def test_an_app_that_hands_over_a_post_gives_its_words_alone(
    message: dict[str, Any], text: str, author: str, links: tuple[str, ...]
) -> None:
    content = content_of(message, by_app=True)
    assert (content.text, content.author, content.links) == (text, author, links)


def test_previews_are_no_words_of_the_person_but_shared_messages_are() -> None:
    preview = {"from_url": "https://a.example", "text": "the page's own words"}
    shared = {"from_url": "https://slack.example/p1", "is_share": True, "text": "forwarded words"}
    content = content_of({"text": "se <https://a.example>", "attachments": [preview, shared]}, by_app=False)
    assert content.text == "se https://a.example\nforwarded words"
    assert content.quotes


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("x" * 100_000, "x" * 40_000),
        ("a\0b\ud800c", "a\ufffdb\ufffdc"),
        ("\u202eRTL\u200f 🙂 ```x``` \u200b", "\u202eRTL\u200f 🙂 ```x``` \u200b"),
    ],
)
def test_hostile_words_are_kept_clean(text: str, kept: str) -> None:
    assert content_of({"text": text}, by_app=True).text == kept


def test_files() -> None:
    files = [{"name": "kvittering.png"}, {"title": "scan"}, {"id": "F1", "mode": "tombstone"}, {"id": "F2"}, None]
    assert content_of({"files": files}, by_app=False).files == ("kvittering.png", "scan", "F2")
