"""Decline, and "not an item": always with a reason, each counted apart."""

from pathlib import Path

import pytest

from tests.stories.company import COMPANY
from tests.stories.reading import text_of
from tests.stories.world import world_of

POST = "Hvor er pakken min? https://www.facebook.com/fjellro/posts/"


@pytest.mark.parametrize(
    ("button", "title", "choice", "state", "line", "sign"),
    [
        (
            "Decline", "Decline item 1", "An insult without a question", "Bo Berg declined Wed 4 Mar 10:00",
            "Bo Berg declined: An insult without a question.", "no_entry_sign",
        ),
        (
            "Not an item", "Not an item: 1", "Talk among colleagues",
            "Bo Berg closed it as not an item Wed 4 Mar 10:00",
            "Bo Berg closed it, not an item: Talk among colleagues.", "heavy_multiplication_x",
        ),
    ],
)  # fmt: skip
async def test_it_is_closed_with_a_reason(
    tmp_path: Path, button: str, title: str, choice: str, state: str, line: str, sign: str
) -> None:
    async with world_of(tmp_path) as world:
        post = await world.ada.posts(f"{POST}1")
        await world.bo.clicks(button, item=1)
        world.bo.sees_form(title)
        assert "reason" in await world.bo.fills(note="no reason chosen")
        assert await world.bo.fills(reason=choice, note="") == {}
        card = text_of(world.card(1))
        assert state in card
        assert f"Reason: {choice}" in card
        assert line in world.thread()
        world.has_signs(post, [sign])
        await world.forward(hours=4)
        for name in ("bo", "cy", "finn"):
            getattr(world, name).has_direct_messages(0)


async def test_something_else_must_be_said_in_words(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.ada.posts(f"{POST}1")
        await world.bo.clicks("Decline", item=1)
        something = "Something else (say what below)"
        assert await world.bo.fills(reason=something) == {"note": "Say in a line why: it stands in the record."}
        assert await world.bo.fills(reason=something, note="They asked us not to reply.") == {}
        assert "They asked us not to reply." in text_of(world.card(1))


@pytest.mark.shows("decline", "not_an_item")
async def test_ends_are_counted_apart_and_are_no_answers(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        for number in range(1, 5):
            await world.ada.posts(f"{POST}{number}")
        await world.bo.clicks("Decline", item=1)
        await world.bo.fills(reason="Spam or advertising")
        await world.bo.clicks("Not an item", item=2)
        await world.bo.fills(reason="A test")
        await world.bo.clicks("Answer", item=3)
        await world.bo.fills(text="I dag.")
        await world.finn.clicks("Decline", item=4)
        await world.finn.fills(reason="Spam or advertising")
        await world.forward(hours=4)
        await world.eva.says("/svar status")
        status = world.eva.is_told("How we stand")
        assert "Facebook: 100% (1 of 1)" in status
        assert "2 declined · 1 not an item" in status
        world.cards()


REASONS = """
[[decline_reason]]
id = "insult"
name = "Rude, and no question"

[[decline_reason]]
id = "no-longer-sold"
name = "We do not sell it any more"
"""


@pytest.mark.shows("own_reasons")
async def test_the_handbooks_own_reasons_are_offered_and_read_everywhere(tmp_path: Path) -> None:
    async with world_of(tmp_path, handbook=COMPANY + REASONS) as world:
        for number in (1, 2):
            await world.ada.posts(f"{POST}{number}")
        await world.bo.clicks("Decline", item=1)
        form = str(world.bo.sees_form("Decline item 1"))
        assert "Rude, and no question" in form
        assert "We do not sell it any more" in form
        assert "Something else (say what below)" in form
        assert "Spam or advertising" not in form
        assert await world.bo.fills(reason="We do not sell it any more") == {}
        assert "Reason: We do not sell it any more" in text_of(world.card(1))
        assert "Bo Berg declined: We do not sell it any more." in world.thread(1)
        await world.bo.clicks("Decline", item=2)
        assert "note" in await world.bo.fills(reason="Something else (say what below)")
        assert await world.bo.fills(reason="Rude, and no question") == {}
        assert "Bo Berg declined: Rude, and no question." in world.thread(2)
        await world.eva.says("/svar show 1")
        assert "Bo Berg declined: We do not sell it any more." in world.eva.is_told("The history of item 1")

        # Later handbooks have other reasons: the built-in names, and what the id says.
        await world.write_handbook(COMPANY)
        await world.eva.says("/svar show 1")
        assert "Bo Berg declined: No longer sold." in world.eva.is_told("The history of item 1")
        await world.eva.says("/svar show 2")
        assert "Bo Berg declined: An insult without a question." in world.eva.is_told("The history of item 2")
        world.cards()
        world.eva.sees_all()


@pytest.mark.shows("overrule")
async def test_a_lead_overrules_and_whoever_declined_hears_why(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        for number in (1, 2):
            await world.ada.posts(f"{POST}{number}")
        await world.bo.clicks("Claim", item=1)
        await world.bo.clicks("Decline", item=1)
        await world.bo.fills(reason="Spam or advertising")
        await world.forward(hours=1)
        await world.cy.clicks("Re-open", item=1)
        world.cy.sees_form("Bo Berg closed it, and hears from me why you open it again.")
        assert "The answer was not enough" not in str(world.cy.sees_form("Why does it need an answer?"))
        assert (
            await world.cy.fills(reason="It asks something that we should answer", note="She wants her parcel.") == {}
        )
        card = text_of(world.card(1))
        assert "New: nobody has taken it yet" in card
        assert "Taken by" not in card
        line = "Cy Dahl overruled that and opened it again: It asks something that we should answer."
        assert line in world.thread(1)
        told = world.bo.is_reminded("Cy Dahl opened again what you had closed without an answer")
        assert "She wants her parcel." in told

        # What the lead has declined themself, or somebody else opens, is no overruling.
        await world.finn.clicks("Decline", item=2)
        await world.finn.fills(reason="Spam or advertising")
        await world.bo.clicks("Re-open", item=2)
        world.bo.sees_form("Why is it not over?")
        assert await world.bo.fills(reason="It was closed by mistake") == {}
        assert "Bo Berg opened it again: It was closed by mistake." in world.thread(2)
        for name in ("bo", "finn", "cy"):
            getattr(world, name).sees_all()
