"""What customers write after their post: it continues the item, and where it needs an answer the clock runs."""

from pathlib import Path

import pytest

from tests.stories.reading import text_of
from tests.stories.world import INTAKE, MANAGERS, World, world_of

LINK = "https://x.com/fjellro/status/2"
POST = {"source": "x", "external_id": "7", "text": "Hvor er pakken?", "author": {"name": "Kari", "handle": "@kari"}}


async def writes_again(world: World, name: str, text: str, after: str = "7", **more: object) -> int:
    """The same customer, below an earlier post; returns the item's number."""
    answer = await world.hands_in({**POST, "external_id": name, "in_reply_to": after, "text": text, **more})
    assert answer.status == 202
    number: int = answer.body["item"]
    return number


async def bo_answers(world: World) -> None:
    await world.bo.clicks("Answer", item=1)
    assert not await world.bo.fills(link=LINK)


@pytest.mark.shows("follow_up")
async def test_a_question_after_the_answer_starts_the_clock_of_the_next_answer(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.hands_in(POST)
        await bo_answers(world)
        await world.forward(minutes=30)
        assert await writes_again(world, "8", "Takk, men når kommer den da?") == 1
        card = text_of(world.card(1))
        for words in (
            "Bo Berg took it", "Hvor er pakken?", "The customer wrote again Wed 4 Mar 10:30",
            "Takk, men når kommer den da?", "Answer by\nWed 4 Mar 13:30",
        ):  # fmt: skip
            assert words in card
        assert "[Re-open]" not in card
        thread = world.thread(1)
        for words in (
            "Bo Berg answered. Open the answer", "The customer wrote again: “Takk, men når kommer den da?”.",
            "It needs an answer: it has a question mark.", "It is open again", "Bo Berg had it, and has it again.",
        ):  # fmt: skip
            assert words in thread
        assert "Takk, men når kommer den da?" in world.bo.is_reminded("The customer has written again")
        # Delivered once more: nothing happens. Asked once more while it is open: kept, and the clock runs on.
        again = await world.hands_in({**POST, "external_id": "8", "in_reply_to": "7", "text": "Takk?"})
        assert (again.status, again.body) == (200, {"item": 1})
        await world.forward(minutes=10)
        assert await writes_again(world, "9", "Den er dangerous!", after="8") == 1
        card = text_of(world.card(1))
        assert "(2 times in all)" in card
        assert "Answer by\nWed 4 Mar 13:30" in card
        assert "urgency: critical" in card
        assert "the urgency is critical, no longer normal" in world.thread(1)
        world.bo.has_direct_messages(1)
        # The ladder is climbed once more, from its foot; the managers' line too is a new one.
        await world.until("2026-03-04 12:46")
        world.bo.is_reminded("You have it and have not answered yet")
        await world.bo.clicks("Answer", item=1)
        world.bo.sees_form("Den er dangerous!")
        await world.bo.fills(link=LINK)
        assert len(world.cards()) == 1
        await world.until("2026-03-04 14:00")
        await world.eva.says("/svar status")
        assert "2 of 2" in world.eva.sees("How we stand")


@pytest.mark.shows("needs_answer")
async def test_only_thanks_are_kept_and_start_no_clock_until_somebody_says_so(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.hands_in(POST)
        assert await writes_again(world, "8", "Takk!") == 1  # nothing is answered yet: it stays as it was
        assert "[Needs an answer]" not in text_of(world.card(1))
        await bo_answers(world)
        await world.forward(minutes=30)
        assert await writes_again(world, "9", "Tusen takk for hjelpen 👍🏽") == 1
        card = text_of(world.card(1))
        assert "Bo Berg answered" in card
        assert "only thanks" in card
        assert "Tusen takk for hjelpen 👍🏽" in card
        assert "It is only thanks" in world.thread(1)
        await world.forward(hours=1)
        await world.gro.clicks("Needs an answer", item=1)
        world.gro.is_told("Only those who answer for Delivery")
        await world.finn.clicks("Needs an answer", item=1)
        card = text_of(world.card(1))
        assert "Answer by\nWed 4 Mar 13:30" in card  # from when the customer wrote, not from the press
        assert "only thanks" not in card
        assert "Finn Holm said that this needs an answer." in world.thread(1)
        world.bo.is_reminded("Finn Holm opened it again, and you have it")
        await bo_answers(world)
        # Seen hours later, in the evening: it did not come late, and it wakes somebody as any open question does.
        assert await writes_again(world, "10", "Takk!") == 1
        await world.until("2026-03-04 20:00")
        await world.dee.clicks("Needs an answer", item=1)
        card = text_of(world.card(1))
        assert "Late since Wed 4 Mar 14:30" in card
        assert "It was taken for mere thanks at first: its 3 h from Wed 4 Mar 11:30, Oslo time were over" in card
        assert "Came late" not in card
        assert "only thanks" not in card
        world.dee.is_paged("#1 · X · question was due")
        await world.dee.clicks("I take it")
        world.bo.has_direct_messages(1)
        world.sees_all(MANAGERS)
        world.cards()


async def test_at_night_a_question_wakes_somebody_and_a_doubt_nobody(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.hands_in(POST)
        await world.hands_in({**POST, "external_id": "70", "author": {"name": "Ola"}})
        for number in (1, 2):
            await world.bo.clicks("Answer", item=number)
            await world.bo.fills(link=LINK)
        await world.until("2026-03-04 19:00")
        assert await writes_again(world, "8", "Takk, da prøver jeg det") == 1
        card = text_of(world.card(1))
        assert "Answer by\nWed 4 Mar 22:00" in card
        assert "perhaps only thanks" in card
        assert "In doubt it needs an answer" in world.thread(1)
        await world.until("2026-03-04 23:00")
        world.dee.has_direct_messages(0)
        world.bo.has_direct_messages(0)
        # A real question takes the doubt away.
        await writes_again(world, "9", "Når kommer den?")
        await world.forward(minutes=1)
        world.dee.is_paged("#1 · X · question")
        await world.dee.clicks("I take it")
        # So does a rule that makes it urgent, whatever the words may mean.
        await writes_again(world, "71", "Takk, så dangerous", after="70", author={"name": "Ola"})
        world.dee.is_paged("#2 · X · question · urgency: critical")
        await world.dee.clicks("I take it")
        world.sees_all(MANAGERS)
        for name in ("bo", "cy", "dee", "finn"):
            world.person(name).sees_all()
        world.cards()


async def test_the_customers_next_reply_ends_a_pause_but_mere_thanks_do_not(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.hands_in(POST)
        await world.bo.clicks("Claim", item=1)
        await world.bo.clicks("Pause", item=1)
        await world.bo.fills(reason="waiting_for_customer", until="tomorrow 12:00")
        await world.forward(hours=2)
        await writes_again(world, "8", "Takk 😊")
        assert "[Resume]" in text_of(world.card(1))
        await writes_again(world, "9", "Ordrenummeret er 4711")
        card = text_of(world.card(1))
        assert "[Resume]" not in card
        assert "Bo Berg took it" in card
        assert "Answer by\nWed 4 Mar 15:00" in card
        assert "It is no longer paused: the customer has written." in world.thread(1)
        assert "Ordrenummeret er 4711" in world.bo.is_reminded("The customer has written")
        await bo_answers(world)


@pytest.mark.shows("reopen")
async def test_what_is_closed_is_opened_again_and_what_was_none_becomes_another_item(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.hands_in(POST)
        await world.bo.clicks("Not an item", item=1)
        await world.bo.fills(reason="test")
        await world.forward(minutes=30)
        # What was no item is not taken up again by itself: what its author writes now is looked at anew.
        assert await writes_again(world, "8", "Når kommer pakken?") == 2
        assert await writes_again(world, "9", "Takk!") == 1
        await world.gro.clicks("Re-open", item=1)
        world.gro.is_told("Only those who answer for Delivery")
        await world.finn.clicks("Re-open", item=1)
        assert await world.finn.fills(reason="other") == {"note": "Say in a line why: it stands in the record."}
        await world.finn.fills(reason="by_mistake")
        card = text_of(world.card(1))
        assert "New: nobody has taken it yet" in card
        assert "Answer by\nWed 4 Mar 13:30" in card
        assert "Finn Holm opened it again: It was closed by mistake." in world.thread(1)
        for name in ("bo", "finn"):
            world.person(name).sees_all()
        # Another customer below the first one's post, and our own answer coming back.
        assert await writes_again(world, "10", "Samme her!", author={"name": "Ola", "handle": "@ola"}) == 3
        await world.bo.clicks("Why?", item=3)
        world.bo.is_told("Somebody else wrote it below item 1.")
        ours = await world.hands_in(
            {**POST, "external_id": "11", "in_reply_to": "7", "text": "Hei?", "author": {"handle": "@fjellro"}}
        )
        assert (ours.status, ours.body) == (200, {"item": 1})
        assert "wrote again" in text_of(world.card(1))
        assert "Hei?" not in text_of(world.card(1))
        # A private message below a public post is not shown on the card that everybody reads.
        assert await writes_again(world, "13", "Nummeret mitt er 99887766", private=True) == 4
        assert "99887766" not in text_of(world.card(1)) + text_of(world.card(4))
        await world.bo.clicks("Answer", item=4)
        await world.bo.fills(link=LINK)
        assert await writes_again(world, "14", "Hemmelig nummer 4711?", after="13", private=True) == 4
        assert "Hemmelig" not in text_of(world.card(4)) + world.thread(4)
        assert "The customer wrote again, in private." in world.thread(4)
        assert "Hemmelig" not in world.bo.is_reminded("The customer has written again")
        await world.bo.clicks("Answer", item=4)
        world.bo.sees_form("Hemmelig nummer 4711?")
        unknown = await world.hands_in({**POST, "external_id": "12", "in_reply_to": "4711"})
        assert (unknown.status, unknown.body) == (202, {"item": 5})
        world.cards()


@pytest.mark.only_on("slack", "integration_reply")
@pytest.mark.shows("integration_reply")
async def test_an_integration_replies_below_a_post_and_colleagues_talk_there(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        ts = await world.integration_posts(text="Hvor er pakken? https://www.facebook.com/fjellro/1")
        await bo_answers(world)
        await world.ada.posts("Jeg ringer henne? https://www.facebook.com/fjellro/1", thread_ts=ts)
        assert "wrote again" not in text_of(world.card(1))
        bot = next(iter(world.workspace.core.state.integrations))
        await world.workspace.post_as_integration(bot, INTAKE, "Den er her ikke?", thread_ts=ts)
        await world.settle()
        assert "Den er her ikke?" in text_of(world.card(1))
        assert "Bo Berg took it" in text_of(world.card(1))
        world.bo.is_reminded("The customer has written again")
        assert len(world.cards()) == 1
