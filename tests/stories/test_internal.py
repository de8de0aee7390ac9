"""What colleagues write each other about an item: questions, replies, tips. None of it goes to the customer."""

from pathlib import Path

import pytest

from tests.stories.company import COMPANY
from tests.stories.player import Player
from tests.stories.reading import choices_of, text_of
from tests.stories.world import TRIAGE, World, world_of

POST = "Hvor er pakken min? https://www.facebook.com/fjellro/posts/1"
GRO_IN_THE_EVENING = COMPANY.replace('slack = "U0GRO"', 'slack = "U0GRO"\nhours = "mon-fri 18:00-22:00"')
PRIVATE = {"source": "facebook", "external_id": "1", "text": "Hvor er pakken til Storgata 1?", "private": True}


def is_answered(world: World, player: Player, words: str) -> None:
    """What a form was answered with: on Teams it stands where the form stood."""
    if world.desk == "teams":
        player.sees_form(words)
    else:
        player.is_told(words)


@pytest.mark.shows("ask", "reply_note", "question", "internal_reply")
async def test_a_question_and_its_reply(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.ada.posts(POST)
        await world.bo.clicks("Claim", item=1)
        before = text_of(world.card(1))
        await world.bo.clicks("Ask an expert", item=1)
        # Those of the field come first.
        offered = choices_of(world.bo.sees_form("Whom do you ask?"))
        assert offered == [
            f"{name} · at work until 16:00" for name in ("Finn Holm", "Cy Dahl", "Dee Eik", "Eva Foss", "Gro Lie")
        ]
        assert await world.bo.fills(person="Eva Foss · at work until 16:00", question=" ") == {
            "question": "Write what you want to know."
        }
        assert not await world.bo.fills(person="Eva Foss · at work until 16:00", question="Ble <!channel> den sendt?")
        is_answered(world, world.bo, "Eva Foss has your question. I tell you when the reply is there.")
        asked = world.eva.sees("Bo Berg asks you about this:")
        assert "Hvor er pakken min?" in asked
        assert "den sendt?" in asked
        assert "[Reply]" in asked
        assert "Internal: Bo Berg asked Eva Foss: “Ble" in world.thread()

        await world.eva.says("/svar mine")
        told = world.eva.is_told("1 question waits for your reply:")
        assert "Bo Berg asks you about item 1." in told
        assert "Nothing waits" not in told
        await world.eva.clicks("Reply about #1")
        world.eva.sees_form("Only colleagues see it: the customer gets no answer by this.")
        assert await world.eva.fills(reply=" ") == {"reply": "Write your reply."}
        assert not await world.eva.fills(reply="Ja, mandag. *Spor* den.")
        replied = world.eva.sees("You replied Wed 4 Mar 10:00:")
        assert "Spor" in replied
        assert "[Reply]" not in replied
        told = world.bo.sees("Eva Foss replied to your question:")
        assert "Ja, mandag." in told
        assert "[Answer]" in told
        assert "Internal: Eva Foss replied to Bo Berg: “Ja, mandag." in world.thread()
        # Neither the owner nor the clock has changed.
        assert text_of(world.card(1)) == before
        await world.eva.says("/svar mine")
        world.eva.is_told("Nothing waits for you: you have no open items.")
        world.eva.sees_all(TRIAGE)
        world.eva.sees_all()


async def test_only_the_one_who_was_asked_can_reply_and_once(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.hands_in(PRIVATE)
        await world.bo.clicks("Ask an expert", item=1)
        assert not await world.bo.fills(person="Dee Eik · at work until 16:00", question="Hvem kjører i Storgata?")
        is_answered(world, world.bo, "Dee Eik has your question.")
        # Dee does not answer for this field: the customer's words stay closed to her.
        asked = world.dee.sees("Bo Berg asks you about this:")
        assert "A private message. Its words open only for those who may answer it." in asked
        assert "Storgata 1" not in asked
        assert "Internal: Bo Berg asked Dee Eik.\n" in f"{world.thread()}\n"
        direct = str(world.workspace.direct("U0DEE"))
        stood = world.workspace.history(direct)[-1]
        await world.dee.clicks("Reply")
        assert not await world.dee.fills(reply="Gro.")
        world.bo.sees("Dee Eik replied to your question:")
        await world.dee.clicks_on(stood, "Reply", direct)
        world.dee.is_told("You replied to this Wed 4 Mar 10:00.")
        assert "Internal: Dee Eik replied to Bo Berg.\n" in f"{world.thread()}\n"
        # Who may read the message reads these as well.
        await world.finn.says("/svar show 1")
        assert "Internal: Dee Eik replied to Bo Berg: “Gro.”." in world.finn.is_told("The history of item 1")
        await world.eva.says("/svar show 1")
        assert "“Gro.”" not in world.eva.is_told("The history of item 1")


async def test_who_is_off_work_is_asked_when_they_start(tmp_path: Path) -> None:
    async with world_of(tmp_path, handbook=GRO_IN_THE_EVENING) as world:
        await world.ada.posts(POST)
        await world.bo.clicks("Claim", item=1)
        await world.bo.clicks("Ask an expert", item=1)
        assert not await world.bo.fills(person="Gro Lie · back 18:00", question="Kjører du i kveld?")
        is_answered(
            world,
            world.bo,
            "Gro Lie is off work and gets your question Wed 4 Mar 18:00. I tell you when the reply is there.",
        )
        await world.bo.clicks("Ask an expert", item=1)
        assert not await world.bo.fills(person="Gro Lie · back 18:00", question="Og i morgen?")
        is_answered(world, world.bo, "Gro Lie is off work")
        world.gro.has_direct_messages(0)
        await world.bo.clicks("Pause", item=1)
        assert not await world.bo.fills(reason="Waiting for the customer", until="friday")
        await world.until("2026-03-04 18:01")
        assert "Kjører du i kveld?" in world.gro.sees("Kjører du i kveld?")
        world.gro.sees("Og i morgen?")
        await world.gro.says("/svar mine")
        assert world.gro.is_told("2 questions wait for your reply:").count("[Reply about #1]") == 2
        await world.gro.clicks("Reply")
        assert not await world.gro.fills(reply="Nei.")
        # Bo is off work by now, and hears it in the morning.
        world.bo.has_direct_messages(0)
        world.gro.sees_all()
        await world.until("2026-03-05 08:01")
        world.bo.sees("Gro Lie replied to your question:")


@pytest.mark.shows("tip", "who_can", "told_alone")
async def test_who_may_not_answer_sees_who_can_and_leaves_a_tip(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.ada.posts(POST)
        await world.bo.clicks("Claim", item=1)
        await world.gro.clicks("Answer", item=1)
        refused = world.gro.is_told("Only those who answer for Delivery can do this")
        assert "[Who can?]\n[Tip the owner]" in refused
        await world.gro.clicks("Who can?")
        told = world.gro.is_told("These answer for Delivery:")
        assert "Bo Berg · at work until 16:00 · has it" in told
        assert "Finn Holm · at work until 16:00" in told
        assert "Cy Dahl is the lead." in told
        await world.gro.clicks("Tip the owner")
        world.gro.sees_form("Only colleagues see it. It goes to Bo Berg, and stands below the card.")
        assert await world.gro.fills(tip=" ") == {"tip": "Write what they should know."}
        assert not await world.gro.fills(tip="Den står på *lageret* <!channel>.")
        is_answered(world, world.gro, "Thank you. Bo Berg has your tip.")
        tip = world.bo.sees("A tip from Gro Lie:")
        assert "lageret" in tip
        assert "[Answer]" in tip
        assert "Internal: a tip from Gro Lie: “Den står på" in world.thread()
        # Whom the handbook does not know may give one, too; guests may not, and its owner needs none.
        await world.ada.clicks("Tip the owner", item=1)
        assert not await world.ada.fills(tip="Jeg så den i går.")
        is_answered(world, world.ada, "Thank you. Bo Berg has your tip.")
        world.bo.sees(f"A tip from a colleague who is not in the handbook ({world.desk}:U0ADA):")
        assert "Internal: a tip from a colleague who is not in the handbook" in world.thread()
        await world.bo.clicks("Tip the owner", item=1)
        world.bo.is_told("A tip about item 1 would come to you.")
        for label in ("Tip the owner", "Ask an expert", "Hand over"):
            await world.guest.clicks(label, item=1)
            world.guest.is_told("Guests and people of other organisations cannot use Svarvakt.")
        await world.gro.clicks("Ask an expert", item=1)
        assert "[Who can?]" in world.gro.is_told("Only those who answer for Delivery")


async def test_a_tip_about_what_is_named_and_about_what_is_closed(tmp_path: Path) -> None:
    async with world_of(tmp_path, begins="2026-03-04 15:50") as world:
        await world.ada.posts(POST)
        stood = world.card(1)
        await world.until("2026-03-04 17:00")
        world.dee.sees_all()
        await world.gro.clicks("Tip the owner", item=1)
        assert not await world.gro.fills(tip="Den står på lageret.")
        is_answered(world, world.gro, "Thank you. Bo Berg is off work and gets your tip Thu 5 Mar 08:00.")
        await world.dee.clicks("Claim", item=1)
        await world.dee.clicks("Decline", item=1)
        assert not await world.dee.fills(reason="spam")
        await world.gro.clicks_on(stood, "Tip the owner")
        world.gro.is_told("Dee Eik declined item 1")
        # It is closed by the morning: there is nothing to know any more.
        await world.until("2026-03-05 09:00")
        world.bo.has_direct_messages(0)
        world.expects_hand_overs()
