"""What the card holds besides the words: the state at a glance, pictures and files, what the author wrote before."""

from pathlib import Path

from tests.stories.reading import text_of
from tests.stories.test_hostile_words import harmless
from tests.stories.world import World, world_of

PICTURE = "https://cdn.example.com/a/telt.jpg?size=large"
KARI = {"source": "x", "author": {"name": "Kari", "handle": "@kari"}}


async def kari_writes(world: World, number: int, text: str, **more: object) -> str:
    answer = await world.hands_in({**KARI, "external_id": str(number), "text": text, **more})
    assert answer.body == {"item": number}
    harmless(world.card(number))
    return text_of(world.card(number))


async def test_pictures_files_and_what_the_author_wrote_before(tmp_path: Path) -> None:
    hostile = "https://liar.example/**x**%3C!channel%3E%E2%80%AE%5Ba%5D(https:%2F%2Fevil.example)"
    attached = [
        PICTURE, "https://10.0.0.1/inside.png", "http://old.example/b.gif", "https://x.com/Vilk%C3%A5r.pdf", hostile,
        "https://x.com/c.zip", "https://x.com/d.zip",
    ]  # fmt: skip
    async with world_of(tmp_path) as world:
        card = await kari_writes(world, 1, "Hvor er pakken?", attachments=[*attached, PICTURE])
        # One of them is where everybody can fetch it; the others are links.
        assert "(Picture 1 of 1 in the post)" in card
        assert "Picture 2" not in card
        assert (
            "3 pictures, 4 files: telt.jpg (cdn.example.com), inside.png (10.0.0.1), b.gif (old.example), Vilkår"
            in card
        )
        assert " and 2 more" in card
        assert "Wrote before" not in card
        card = await kari_writes(world, 2, "En hemmelighet", private=True, attachments=[PICTURE])
        assert "Wrote before" not in card
        assert "Picture" not in card
        assert "telt.jpg" not in card
        await world.bo.clicks("Decline", item=1)
        assert not await world.bo.fills(reason="spam")
        for number in (3, 4, 5):
            await kari_writes(world, number, "Hvor er <!channel> *pakken*?", url=f"https://x.com/{number}")
        await world.hands_in({"source": "facebook", "external_id": "1", "text": "Hei?", "author": KARI["author"]})
        assert "Wrote before" not in text_of(world.card(6))
        card = await kari_writes(world, 7, "Hallo?")
        before = card.partition("Wrote before\n")[2].splitlines()
        assert [line.partition(" ")[0] for line in before[:4]] == ["#5", "#4", "#3", "and"]
        assert before[0].startswith("#5 · Wed 4 Mar · open · Hvor er ")
        assert before[3] == "and 1 more"
        assert "hemmelighet" not in card
        await world.bo.clicks("Claim", item=4)
        assert "#1 · Wed 4 Mar · declined · Hvor er pakken?" in text_of(world.card(4))


async def test_the_state_at_a_glance_and_what_can_be_done_then(tmp_path: Path) -> None:
    """What is done every day stands in the first row; Slack's own row and menu are looked at in a picture."""
    async with world_of(tmp_path) as world:
        card = await kari_writes(world, 1, "Hvor er pakken?")
        assert card.splitlines()[1] == "🔵 New: nobody has taken it yet"
        assert card.endswith(
            "[Claim]\n[Answer]\n[Wrong?]\n[Follow up privately]\n[Ask an expert]\n[Tip the owner]\n[Decline]\n"
            "[Merge with…]\n[Report conflict]\n[Pause]\n[Not an item]\n[Why?]"
        )
        await world.bo.clicks("Claim", item=1)
        card = text_of(world.card(1))
        assert card.splitlines()[1] == "🟣 Taken: Bo Berg took it Wed 4 Mar 10:00"
        assert (
            "[Answer]\n[Hand over]\n[Release]\n[Wrong?]\n[Follow up privately]\n[Ask an expert]\n[Tip the owner]\n"
            "[Holding answer]\n[Decline]\n[Merge with…]\n[Report conflict]\n[Pause]\n[Not an item]\n[Why?]"
        ) in card
        await world.bo.clicks("Why?", item=1)
        assert "Why item 1" in world.bo.is_told("Why item 1")
        await world.until("2026-03-04 12:31")
        assert "🟡 At risk: Bo Berg took it" in text_of(world.card(1))
        await world.until("2026-03-04 13:01")
        assert "🔴 Late since Wed 4 Mar 13:00: Bo Berg took it Wed 4 Mar 10:00" in text_of(world.card(1))
        await world.bo.clicks("Answer", item=1)
        assert not await world.bo.fills(text="På vei!")
        card = text_of(world.card(1))
        assert card.splitlines()[1] == "🟢 Answered: Bo Berg answered Wed 4 Mar 13:01"
        assert card.endswith("[Re-open]\n[Why?]")
        assert "You have it and have not answered yet" in world.bo.sees_all()
        assert "its time is up" in world.cy.sees_all()
