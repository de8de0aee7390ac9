"""Four eyes where the source can publish: what is approved goes out, and whoever wrote it hears of it."""

from pathlib import Path

from routing.delivery import GaveUp, RetryAfter
from tests.stories.publisher import StandIn
from tests.stories.reading import text_of
from tests.stories.test_approvals import DRAFT, FOUR_EYES
from tests.stories.test_conflicts import heard
from tests.stories.world import World, world_of

PARCEL = "Hvor er pakken min? https://www.facebook.com/fjellro/posts/1"
ACCOUNT = "Fjellro (Facebook page)"


async def sends(world: World, text: str = DRAFT) -> str:
    """Bo sends an answer to be approved: the question to Cy."""
    await world.bo.clicks("Answer", item=1)
    form = text_of(world.bo.sees_form("Write it here and do not post it yet."))
    assert "Publish it as" not in form
    assert await world.bo.fills(text=text) == {}
    world.card(1)
    return world.cy.sees("Bo Berg asks for approval of an answer.")


async def test_edited_it_goes_out_as_the_account_that_the_approver_was_shown(tmp_path: Path) -> None:
    source = StandIn()
    async with world_of(tmp_path, publishers={"facebook": source}, handbook=FOUR_EYES) as world:
        await world.ada.posts(PARCEL)
        asked = await sends(world)
        assert f"It goes out as {ACCOUNT}, for everybody to read." in asked
        assert "[Approve and publish]" in asked
        await world.cy.clicks("Edit")
        form = text_of(world.cy.sees_form(f"It goes out as {ACCOUNT}, for everybody to read; Bo Berg is told."))
        assert "and posts it" not in form
        assert await world.cy.fills(text="x" * 301) == {
            "text": f"{ACCOUNT} takes 300 characters at most, and this has 301."
        }
        assert await world.cy.fills(text=f"{DRAFT} Hilsen Bo") == {}
        assert source.words == [f"{DRAFT} Hilsen Bo"]
        world.bo.sees(
            f"Cy Dahl has changed your answer to item 1 and approved it: it goes out as {ACCOUNT}, as it is now."
        )
        assert "🟢 Answered: Bo Berg answered" in text_of(world.card(1))
        world.cy.has_direct_messages(1)


async def test_what_failed_after_it_was_approved_goes_out_by_its_writer_word_for_word(tmp_path: Path) -> None:
    source = StandIn(befalls=[GaveUp("page_is_locked")])
    async with world_of(tmp_path, publishers={"facebook": source}, handbook=FOUR_EYES) as world:
        await world.ada.posts(PARCEL)
        await sends(world)
        await world.cy.clicks("Approve and publish")
        world.bo.sees(f"Cy Dahl has approved your answer to item 1: it goes out as {ACCOUNT}.")
        world.bo.sees(f"Your answer could not go out as {ACCOUNT}: page_is_locked.")
        world.eva.sees("An answer to item 1 could not go out")
        await world.bo.clicks("Answer")
        form = str(world.bo.sees_form("Cy Dahl approved this answer"))
        assert f"Publish it as {ACCOUNT}" in form
        assert "post it on the platform as it is" not in form
        assert await world.bo.fills() == {}
        assert DRAFT in text_of(world.bo.sees_form(f"below the post, as {ACCOUNT}:"))
        assert await world.bo.fills() == {}
        assert source.words == [DRAFT]
        assert "🟢 Answered: Bo Berg answered" in text_of(world.card(1))
        world.cy.has_direct_messages(1)


async def test_what_is_too_long_for_the_account_is_approved_and_posted_by_hand(tmp_path: Path) -> None:
    source = StandIn(longest=20)
    async with world_of(tmp_path, publishers={"facebook": source}, handbook=FOUR_EYES) as world:
        await world.ada.posts(PARCEL)
        asked = await sends(world)
        assert "goes out as" not in asked
        await world.cy.clicks("Approve")
        world.bo.sees("Cy Dahl has approved your answer: post it, and record the link.")
        await world.bo.clicks("Answer")
        assert await world.bo.fills(text=DRAFT, how="I have posted it myself: only record it") == {}
        assert source.given == []
        assert "🟢 Answered: Bo Berg answered" in text_of(world.card(1))


async def test_who_approves_reads_what_the_customer_wrote_meanwhile(tmp_path: Path) -> None:
    again = {"source": "facebook", "in_reply_to": "p1", "author": {"name": "Kari"}}
    async with world_of(tmp_path, handbook=FOUR_EYES) as world:
        await world.hands_in({"source": "facebook", "external_id": "p1", "text": "Hvor er pakken min?"})
        asked = await sends(world)
        assert "adressen" not in asked
        await world.hands_in({**again, "external_id": "p2", "text": "Og hva er adressen deres?"})
        assert "Og hva er adressen deres?" in world.cy.sees("Bo Berg asks for approval of an answer.")
        world.cy.has_direct_messages(1)
        world.card(1)


async def test_nothing_is_merged_with_an_item_whose_answer_is_on_its_way(tmp_path: Path) -> None:
    source = StandIn(befalls=[RetryAfter(600)])
    waits = {"number": "An answer by Bo Berg to item 1 is on its way: wait until it is out."}
    async with world_of(tmp_path, publishers={"facebook": source}) as world:
        for number in (1, 2):
            await world.ada.posts(f"Hvor er pakken min? https://www.facebook.com/fjellro/posts/{number}")
        await world.finn.clicks("Merge with…", item=1)
        await world.bo.clicks("Answer", item=1)
        assert await world.bo.fills(text=DRAFT) == {}
        assert await world.bo.fills() == {}
        await world.finn.fills(number="2")
        world.finn.sees_form("An answer by Bo Berg to item 1 is on its way: wait until it is out.")
        await world.finn.clicks("Merge with…", item=2)
        assert await world.finn.fills(number="1") == waits
        await world.forward(minutes=11)
        assert source.words == [DRAFT]
        assert "🟢 Answered: Bo Berg answered" in text_of(world.card(1))
        assert "[Claim]" in text_of(world.card(2))


async def test_what_was_published_is_evidence_of_a_conflict(tmp_path: Path) -> None:
    source = StandIn()
    async with world_of(tmp_path, publishers={"facebook": source}) as world:
        await world.ada.posts(PARCEL)
        await world.bo.clicks("Answer", item=1)
        assert await world.bo.fills(text=DRAFT) == {}
        assert await world.bo.fills() == {}
        await world.bo.clicks("Re-open", item=1)
        assert await world.bo.fills(reason="not_enough") == {}
        await world.bo.clicks("Report conflict", item=1)
        assert await world.bo.fills(line="De nekter for det") == {}
        heard(world.bo, "Item 1 is locked")
        evidence = world.cy.sees("Bo Berg reported a conflict")
        assert "Bo Berg wrote to the customer" in evidence
        assert DRAFT in evidence
        world.card(1)
