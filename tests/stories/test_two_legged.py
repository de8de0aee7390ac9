"""The two-legged answer: a message to the customer alone, and a public note that says so. It is whole with both."""

from pathlib import Path

import pytest

from tests.stories.company import COMPANY
from tests.stories.reading import text_of
from tests.stories.world import world_of

POST = "Where is my parcel? https://www.facebook.com/fjellro/posts/"
PRIVATE = "https://www.facebook.com/messages/t/77"
NOTE = "https://www.facebook.com/fjellro/posts/1?comment=3"
OUR_OWN = "Thank you for writing to us! We have sent you a private message: please look in your inbox."
WITH_NOTES = (
    COMPANY
    + """
[[answer]]
id = "inbox"
language = "en"
inbox = true
text = "Dear {customer}, look in your inbox. {company}"

[[answer]]
id = "inbox-delivery"
language = "en"
domains = ["delivery"]
inbox = true
text = "Look in your inbox, {customer}: we have asked for the number of your parcel. {company}"
"""
)


@pytest.mark.shows("follow_up_privately", "add_leg")
async def test_the_item_is_done_when_both_legs_are(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        post = await world.ada.posts(f"{POST}1")
        await world.finn.clicks("Follow up privately", item=1)
        form = text_of(world.finn.sees_form("Follow up: item 1"))
        assert "Where is my parcel?" in form
        assert OUR_OWN in form
        assert await world.finn.fills() == {"private_link": "Give at least a link, or what you wrote."}
        no_address = "That is no web address. It begins with https:// or http://."
        assert await world.finn.fills(private_link="messenger", public_link="x") == {
            "private_link": no_address,
            "public_link": no_address,
        }
        assert (
            await world.finn.fills(
                private_link="", public_link="", private_text="Hello! What is the number of your parcel?"
            )
            == {}
        )
        # Half of it: the item is his, and its clock and its ladder go on.
        card = text_of(world.card(1))
        assert "🌗 Half answered: Finn Holm took it Wed 4 Mar 10:00" in card
        assert "Private message: Finn Holm, Wed 4 Mar 10:00" in card
        assert "Still missing: the public note" in card
        assert "number of your parcel" not in card
        assert card.endswith(
            "[Add the public note]\n[Hand over]\n[Release]\n[Ask an expert]\n[Tip the owner]\n[Holding answer]\n"
            "[Decline]\n[Report conflict]\n[Why?]"
        )
        thread = world.thread()
        assert thread.index("Finn Holm took it.") < thread.index("Finn Holm wrote to the customer privately.")
        assert "number of your parcel" not in thread
        world.has_signs(post, ["hourglass_flowing_sand"])
        await world.until("2026-03-04 12:16")
        reminder = world.finn.is_reminded("You have it and have not answered yet")
        assert "[Add the public note]" in reminder
        await world.until("2026-03-04 13:01")
        assert "🔴 Late since Wed 4 Mar 13:00: Finn Holm took it" in text_of(world.card(1))
        for person in (world.finn, world.cy, world.bo):
            person.sees_all()
        # Nothing but the missing leg answers it, and only its owner gives it.
        await world.bo.clicks("Add the public note", item=1)
        world.bo.is_told("Half of the answer to item 1 is given, and Finn Holm has the item.")
        await world.finn.clicks("Add the public note", item=1)
        form = text_of(world.finn.sees_form("Finish item 1"))
        assert "private message" not in form.replace(OUR_OWN, "")
        assert await world.finn.fills() == {"public_link": "Give at least a link, or what you wrote."}
        assert await world.finn.fills(public_link=NOTE) == {}
        card = text_of(world.card(1))
        assert "🟢 Answered: Finn Holm answered in private and in public Wed 4 Mar 13:01" in card
        assert "Public note: Finn Holm, Wed 4 Mar 13:01" in card
        assert card.endswith("[Re-open]\n[Why?]")
        thread = world.thread()
        assert "Finn Holm posted the public note. Open the answer" in thread
        assert thread.splitlines()[-1].endswith("Nothing is missing any more: Finn Holm has answered.")
        world.has_signs(post, ["white_check_mark"])
        # The first answer is the later leg: the deadline was missed.
        await world.eva.says("/svar status")
        assert "Facebook: 0% (0 of 1)" in world.eva.is_told("How we stand")


async def test_the_note_may_come_first_and_both_may_come_at_once(tmp_path: Path) -> None:
    async with world_of(tmp_path, handbook=WITH_NOTES) as world:
        await world.hands_in(
            {"source": "x", "external_id": "1", "text": "Where is my parcel?", "author": {"name": "Kari"}}
        )
        await world.bo.clicks("Follow up privately", item=1)
        prepared = "Look in your inbox, Kari: we have asked for the number of your parcel. Fjellro"
        world.bo.sees_form(prepared)
        assert await world.bo.fills(posted="as_it_stands") == {}
        card = text_of(world.card(1))
        assert "Still missing: the private message" in card
        assert "[Add the private message]" in card
        # “Answer” of an older card, or of a reminder, asks for what is missing as well.
        await world.bo.clicks("Add the private message", item=1)
        assert "Link to your private message" in text_of(world.bo.sees_form("Finish item 1"))
        assert await world.bo.fills(private_link=PRIVATE) == {}
        card = text_of(world.card(1))
        assert "🟢 Answered: Bo Berg answered in private and in public" in card
        assert prepared in card
        assert PRIVATE not in str(world.card(1)) + world.thread(1)
        # Only in one's own view of it, for those who may answer.
        await world.bo.says("/svar show 1")
        assert "Private message: Bo Berg, Wed 4 Mar 10:00 · Open" in world.bo.sees("The history of item 1")
        # Opened again nothing of it is given any more.
        await world.bo.clicks("Re-open", item=1)
        assert await world.bo.fills(reason="not_enough") == {}
        assert "Private message" not in text_of(world.card(1))
        await world.bo.clicks("Follow up privately", item=1)
        assert await world.bo.fills(private_link=PRIVATE, public_link=NOTE) == {}
        card = text_of(world.card(1))
        assert "Still missing" not in card
        assert "Bo Berg answered in private and in public" in card
        await world.until("2026-03-04 13:01")
        await world.eva.says("/svar status")
        assert "X: 100% (2 of 2)" in world.eva.is_told("How we stand")


async def test_what_is_half_answered_is_given_back_taken_declined_and_is_an_item(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        for number in (1, 2):
            await world.ada.posts(f"{POST}{number}")
            await world.bo.clicks("Follow up privately", item=number)
            assert await world.bo.fills(private_link=PRIVATE) == {}
        await world.bo.clicks("Release", item=1)
        world.finn.sees("gave it back, and you are named for it now")
        card = text_of(world.card(1))
        assert "🌗 Half answered: nobody has it now" in card
        assert "Private message: Bo Berg" in card
        assert "[Claim]\n[Add the public note]\n" in card
        await world.finn.says("/svar mine")
        assert "answer by Wed 4 Mar 13:00 · half answered" in world.finn.is_told("1 waits for you")
        await world.finn.clicks("Claim", item=1)
        card = text_of(world.card(1))
        assert "🌗 Half answered: Finn Holm took it" in card
        assert "Private message: Bo Berg" in card
        # Of another's it is refused as ever; its own end is a decline, and nothing that says that it is no item.
        await world.bo.clicks("Decline", item=1)
        world.bo.is_told("Half of the answer to item 1 is given, and Finn Holm has the item.")
        await world.finn.clicks("Decline", item=1)
        assert await world.finn.fills(reason="said_elsewhere") == {}
        assert "Finn Holm declined" in text_of(world.card(1))
        # Who adds what is missing of a free one has taken it, as with an answer.
        await world.bo.clicks("Release", item=2)
        world.finn.sees_all()
        await world.finn.clicks("Add the public note", item=2)
        assert await world.finn.fills(public_text="We have written to you.") == {}
        thread = world.thread(2)
        assert thread.index("Bo Berg wrote to the customer privately.") < thread.index("Finn Holm took it.")
        assert "🟢 Answered: Finn Holm answered in private and in public" in text_of(world.card(2))


async def test_who_may_not_answer_and_what_is_private_already(tmp_path: Path) -> None:
    async with world_of(tmp_path, begins="2026-03-04 20:00") as world:
        await world.ada.posts(f"{POST}1")
        await world.dee.clicks("Follow up privately", item=1)
        world.dee.is_told("an answer about Delivery is for: Bo Berg, Finn Holm, Cy Dahl.")
        await world.hands_in({"source": "x", "external_id": "1", "text": "Where is my parcel?", "private": True})
        assert "[Follow up privately]" not in text_of(world.card(2))
        # The person on call may take what is half answered, and it is only kept for the field.
        await world.bo.clicks("Follow up privately", item=1)
        assert await world.bo.fills(private_link=PRIVATE) == {}
        await world.bo.clicks("Release", item=1)
        await world.dee.clicks("Claim", item=1)
        assert "🌗 Half answered: Dee Eik took it" in text_of(world.card(1))
        await world.finn.clicks("Add the public note", item=1)
        assert await world.finn.fills(public_link=NOTE) == {}
        assert "Finn Holm answered in private and in public" in text_of(world.card(1))
