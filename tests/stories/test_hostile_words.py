"""Whatever stands in a post, it is stored and shown harmlessly, or refused with a reason."""

from pathlib import Path

import pytest

from tests.stories.reading import text_of
from tests.stories.world import TRIAGE, World, world_of
from tests.teams.reading import acted_on

HOSTILE = {
    "a ping for everybody": "<!channel> <!here> <@U0BO> <#C0TRIAGE> hvor er pakken?",
    "a link that lies": "<https://evil.example|https://fjellro.example> hvor er pakken?",
    "NUL": "hvor er\0 pakken?",
    "turned around": "\u202ehvor er pakken?\u202c \u200f\u200e \u2067x",
    "emoji": "👩‍👩‍👧‍👦🏳️‍🌈 hvor er pakken? 🇳🇴" * 20,
    "a lone surrogate": "hvor er \ud800 pakken? \udfff",
    "marks": "*fet* _skrå_ ~strøket~ `kode` ```blokk``` &gt; > hvor er pakken? &lt;!channel&gt;",
    "very long": "hvor er pakken? " + "x" * 100_000,
    "very many lines": "hvor er pakken?\n" * 3_000,
    "zalgo": "h" + "\u0301" * 5_000 + " hvor er pakken?",
    "a date": "<!date^0^{date}|hvor er pakken?>",
    "a Markdown link": "[https://fjellro.example](https://liar.example) **hvor** er pakken?",
    "a mention in Teams": "<at>Bo Berg</at> hvor er pakken?",
    "a date in Teams": "{{DATE(2020-01-01T00:00:00Z,SHORT)}} {{TIME(2020-01-01T00:00:00Z)}} hvor er pakken?",
}


def marked_texts(part: object) -> list[str]:
    """Every mrkdwn text below a block; words in a rich text or a plain text are never acted on."""
    if isinstance(part, list):
        return [text for each in part for text in marked_texts(each)]
    if not isinstance(part, dict):
        return []
    own = [part["text"]] if part.get("type") == "mrkdwn" else []
    return own + [text for each in part.values() for text in marked_texts(each)]


@pytest.mark.parametrize("way", ["handed in", "written by a person"])
async def test_hostile_words_are_shown_harmlessly(tmp_path: Path, way: str) -> None:
    await expects_them_shown_harmlessly(tmp_path, way)


@pytest.mark.only_on("slack", "integration")
async def test_hostile_words_of_an_integration_are_shown_harmlessly(tmp_path: Path) -> None:
    await expects_them_shown_harmlessly(tmp_path, "written by an integration")


async def expects_them_shown_harmlessly(tmp_path: Path, way: str) -> None:
    async with world_of(tmp_path) as world:
        for number, (name, words) in enumerate(HOSTILE.items(), 1):
            before = len(world.cards())
            if way == "handed in":
                body = {"source": "x", "external_id": str(number), "text": words, "author": {"name": words[:200]}}
                answer = await world.hands_in(body)
                if len(words) > 40_000:
                    assert answer.status == 400
                    assert "text has more than 40,000 characters" in str(answer.body)
                    continue
                assert answer.status == 202, (name, answer)
            elif way == "written by an integration":
                attachment = {"author_name": words[:200], "title_link": "https://x.com/1", "text": words}
                await world.integration_posts(text=words[:3_000], attachments=[attachment])
            else:
                await world.ada.posts(f"{words[:11_000]} https://x.com/ola/{number}")
            assert len(world.cards()) == before + 1, name
        for card in world.cards():
            harmless(card)
        await world.eva.says("/svar status")
        harmless(next(m for m in world.workspace.history(TRIAGE, "U0EVA") if m.get("ephemeral")))
        world.eva.is_told("How we stand")


def harmless(message: dict[str, object]) -> None:
    assert text_of(message)
    if message.get("card"):
        assert not acted_on(message["card"])
        assert "<at>" not in str(message.get("summary", ""))
        return
    evil = ("<!channel", "<!here", "<#C0", "<https://evil.example|https://fjellro", "<!date^0", "\0", "\ud800")
    for text in [str(message["text"]), *marked_texts(message["blocks"])]:
        assert not [each for each in evil if each in text], text
    assert "<@U" not in str(message["text"])


async def test_hostile_words_in_forms_and_commands(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.ada.posts("Hvor er pakken? https://x.com/ola/1")
        await world.bo.clicks("Answer", item=1)
        evil = "<!channel> <https://evil.example|x> \u202e *fet* \0"
        assert await world.bo.fills(text=evil) == {}
        harmless(world.card(1))
        for words in (evil, "x" * 5_000, "\u202estatus", "status\0", "<@U0BO>"):
            await world.eva.says(f"/svar {words}")
            harmless(newest_alone(world, "U0EVA"))
            world.eva.is_told("")


def newest_alone(world: World, user: str) -> dict[str, object]:
    return [message for message in world.workspace.history(TRIAGE, user) if message.get("ephemeral")][-1]


@pytest.mark.only_on("slack", "integration")
@pytest.mark.parametrize("link", ["https://[abc/d", "<https://[::1|se her>", "<http://[bad]/x>", "https://a＠b℀.com/x"])
async def test_a_broken_link_is_words_and_the_post_an_item(tmp_path: Path, link: str) -> None:
    async with world_of(tmp_path) as world:
        await world.integration_posts(text=f"{link} hvor er pakken?")
        assert "hvor er pakken?" in text_of(world.card(1))
        await world.integration_posts(attachments=[{"title_link": "https://[x", "text": "Og denne?", "fallback": "?"}])
        assert "Og denne?" in text_of(world.card(2))
