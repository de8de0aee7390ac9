"""Four eyes on an answer in two legs: both are written, seen together, and posted then, word for word."""

from pathlib import Path

from tests.stories.reading import text_of
from tests.stories.test_approvals import FOUR_EYES
from tests.stories.world import world_of

PARCEL = "Hvor er pakken min? https://www.facebook.com/fjellro/posts/1"
SECRET = "Hei! Hva er nummeret på pakken?"
NOTE = "Vi har skrevet til deg i innboksen."
LINK = "https://www.facebook.com/fjellro/posts/1?comment=2"
OUR_OWN = "ta gjerne en titt i innboksen"


async def test_both_legs_are_sent_edited_approved_and_posted(tmp_path: Path) -> None:
    async with world_of(tmp_path, handbook=FOUR_EYES) as world:
        await world.ada.posts(PARCEL)
        await world.bo.clicks("Follow up privately", item=1)
        form = text_of(world.bo.sees_form("Write it here and do not post it yet."))
        assert "Link to your" not in form
        assert OUR_OWN in world.bo.field("public_text")
        assert await world.bo.fills(private_text=" ", public_text=NOTE) == {
            "private_text": "Both are approved together: write this one as well."
        }
        assert await world.bo.fills(private_text=SECRET, public_text=NOTE) == {}
        assert "Waits for approval: Bo Berg wrote an answer" in text_of(world.card(1))
        asked = world.cy.sees("Bo Berg asks for approval of an answer.")
        assert SECRET in asked
        assert NOTE in asked
        await world.cy.clicks("Edit")
        assert world.cy.field("private_text") == SECRET
        assert await world.cy.fills(private_text=f"{SECRET} Hilsen Bo") == {}
        told = world.bo.sees("Cy Dahl has changed your answer and approved it")
        assert f"{SECRET} Hilsen Bo" in told

        # What is recorded is what was approved: by its link, or as it stands.
        await world.bo.clicks("Answer", item=1)
        form = text_of(world.bo.sees_form("Cy Dahl approved this"))
        assert OUR_OWN not in form
        assert form.count(NOTE) == 1
        assert await world.bo.fills(private_posted="as_it_stands") == {}
        card = text_of(world.card(1))
        assert "🌗 Half answered: Bo Berg took it" in card
        await world.bo.clicks("Add the public note", item=1)
        form = text_of(world.bo.sees_form("Finish item 1"))
        assert NOTE in form
        assert SECRET not in form
        assert await world.bo.fills(public_link=LINK) == {}
        assert "🟢 Answered: Bo Berg answered in private and in public" in text_of(world.card(1))
        assert SECRET not in text_of(world.card(1)) + world.thread(1)


async def test_sent_back_both_are_there_again_and_whoever_takes_the_half_posts_what_was_approved(
    tmp_path: Path,
) -> None:
    async with world_of(tmp_path, handbook=FOUR_EYES) as world:
        await world.ada.posts(PARCEL)
        await world.bo.clicks("Follow up privately", item=1)
        await world.bo.fills(private_text=SECRET, public_text=NOTE)
        world.cy.sees("Bo Berg asks for approval of an answer.")
        await world.cy.clicks("Send back")
        form = text_of(world.cy.sees_form("Send back: item 1"))
        assert SECRET in form
        assert await world.cy.fills(line="Vennligere, takk") == {}
        world.bo.sees("Cy Dahl has sent your answer back:")
        await world.bo.clicks("Follow up privately")
        world.bo.sees_form("Cy Dahl sent it back: “Vennligere, takk”")
        assert (world.bo.field("private_text"), world.bo.field("public_text")) == (SECRET, NOTE)
        await world.bo.fills(private_text=f"{SECRET} 🙂", public_text=NOTE)
        world.cy.sees("Bo Berg asks for approval of an answer.")
        await world.bo.clicks("Withdraw", item=1)
        await world.bo.clicks("Follow up privately", item=1)
        assert world.bo.field("private_text") == f"{SECRET} 🙂"
        await world.bo.fills()
        world.cy.sees("Bo Berg asks for approval of an answer.")
        await world.cy.clicks("Approve")
        world.bo.sees("Cy Dahl has approved your answer: post it, and record the link.")
        await world.bo.clicks("Follow up privately")
        await world.bo.fills(private_link=LINK)
        await world.bo.clicks("Release", item=1)
        world.finn.sees("gave it back, and you are named for it now")
        await world.finn.clicks("Add the public note", item=1)
        assert NOTE in text_of(world.finn.sees_form("Cy Dahl approved this"))
        assert await world.finn.fills(posted="as_it_stands") == {}
        card = text_of(world.card(1))
        assert "🟢 Answered: Finn Holm answered in private and in public" in card
        assert NOTE in card
        for name in ("bo", "cy"):
            world.person(name).sees_all()


async def test_the_note_of_an_answer_in_two_legs_is_no_answer_to_the_next_who_asks(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.ada.posts(PARCEL)
        await world.bo.clicks("Follow up privately", item=1)
        assert await world.bo.fills(private_text=SECRET, public_text=NOTE) == {}
        world.card(1)
        await world.ada.posts("Hvor er pakken min? https://www.facebook.com/fjellro/posts/2")
        await world.bo.clicks("Answer", item=2)
        form = str(world.bo.sees_form("Answer item 2"))
        assert NOTE not in form
        assert SECRET not in form
        world.card(2)


async def test_the_longest_words_are_seen_whole_by_whoever_approves(tmp_path: Path) -> None:
    longest = ("Hei æøå <b>&amp; *x* " * 150)[:2999] + "!"
    body = {
        "source": "facebook", "external_id": "1", "text": "Hvor er pakken min? " + "ord " * 700,
        "author": {"name": "N" * 200}, "url": "https://www.facebook.com/" + "a" * 1500,
    }  # fmt: skip
    async with world_of(tmp_path, handbook=FOUR_EYES) as world:
        await world.hands_in(body)
        await world.bo.clicks("Follow up privately", item=1)
        assert await world.bo.fills(private_text=longest, public_text=longest) == {}
        assert world.cy.sees("Bo Berg asks for approval of an answer.").count(longest) == 2
        await world.cy.clicks("Edit")
        assert world.cy.field("text") == longest
        assert await world.cy.fills(private_text=f"?{longest[1:]}") == {}
        assert world.bo.sees("Cy Dahl has changed your answer").count(longest[1:]) == 2
        await world.bo.clicks("Follow up privately")
        assert text_of(world.bo.sees_form("Cy Dahl approved this")).count(longest[1:]) == 2
        assert await world.bo.fills(private_posted="as_it_stands", posted="as_it_stands") == {}
        assert "🟢 Answered: Bo Berg answered in private and in public" in text_of(world.card(1))
