"""Four eyes: an answer that somebody else sees before the customer does."""

import asyncio
from pathlib import Path

import pytest

from tests.stories.company import COMPANY
from tests.stories.reading import text_of
from tests.stories.test_conflicts import heard
from tests.stories.world import MANAGERS, world_of

PARCEL = "Hvor er pakken min? https://www.facebook.com/fjellro/posts/"
LIBEL = "Dere er tyver, og pakken var tom! Advokat! https://www.facebook.com/fjellro/posts/"
LINK = "https://www.facebook.com/fjellro/posts/1?comment=2"
DRAFT = "Pakken din kommer i morgen."

FOUR_EYES = (
    COMPANY.replace(
        'experts = ["bo", "finn"]',
        'experts = ["finn", { person = "bo", level = "with_approval" }]\ndeputies = ["eva"]',
        1,
    )
    .replace('experts = ["finn", "bo"]', 'experts = ["finn", "bo"]\napprovers = ["eva"]')
    .replace(
        "[rota]",
        """[[rule]]
id = "libel"
words = ["advokat"]
situation = "libel"

[[situation]]
id = "libel"
name = "Libel and threats"
approval = true

[rota]""",
    )
)


@pytest.mark.shows("send_for_approval", "approve")
async def test_who_answers_with_approval_sends_it_posts_it_and_records_it(tmp_path: Path) -> None:
    async with world_of(tmp_path, handbook=FOUR_EYES) as world:
        post = await world.ada.posts(f"{PARCEL}1")
        await world.bo.clicks("Answer", item=1)
        form = text_of(world.bo.sees_form("Bo Berg answers for Delivery with approval."))
        assert "Write it here and do not post it yet. It can be approved by Cy Dahl, Eva Foss." in form
        assert "Link to your answer" not in form
        before = world.card(1)
        assert await world.bo.fills(text="  ") == {"text": "Write the answer."}
        assert await world.bo.fills(text=DRAFT) == {}
        card = text_of(world.card(1))
        assert "⏳ Waits for approval: Bo Berg wrote an answer Wed 4 Mar 10:00; it is with Cy Dahl now" in card
        for label in ("Answer", "Claim", "Release", "Decline", "Pause", "Not an item"):
            assert f"[{label}]" not in card
        assert DRAFT not in card
        thread = world.thread(1)
        assert thread.index("Bo Berg took it.") < thread.index("sent an answer to be approved.")
        assert "Cy Dahl, the lead of Delivery, was asked." in thread
        assert DRAFT not in thread
        world.has_signs(post, ["hourglass_flowing_sand"])
        asked = world.cy.sees("Bo Berg asks for approval of an answer.")
        for words in ("Hvor er pakken min?", DRAFT, "Bo Berg answers for Delivery with approval.", "Answer by"):
            assert words in asked
        assert "If nobody has decided by Wed 4 Mar 10:30, the next is asked." in asked
        # Neither answered meanwhile, nor declined, by whoever still has the card of before on the screen.
        for person, label in ((world.bo, "Answer"), (world.finn, "Decline")):
            await person.clicks_on(before, label)
            person.is_told("Bo Berg's answer to item 1 waits for approval.")
        await world.cy.clicks("Approve")
        assert "You approved Bo Berg's answer Wed 4 Mar 10:00." in world.cy.sees("#1")
        assert "Cy Dahl approved Bo Berg's answer." in world.thread(1)
        told = world.bo.sees("Cy Dahl has approved your answer: post it, and record the link.")
        assert DRAFT in told
        assert "🟣 Taken: Bo Berg took it" in text_of(world.card(1))

        await world.bo.clicks("Answer")
        assert DRAFT in str(world.bo.sees_form("Cy Dahl approved this answer"))
        wrong = await world.bo.fills(text="Pakken din kommer aldri.", link=LINK)
        assert "These are not the words that were approved." in wrong["text"]
        assert await world.bo.fills(text=f"{DRAFT} ", link=LINK) == {}
        assert "🟢 Answered: Bo Berg answered Wed 4 Mar 10:00" in text_of(world.card(1))
        # Finn answers freely, and is not asked to wait.
        await world.ada.posts(f"{PARCEL}2")
        await world.finn.clicks("Answer", item=2)
        assert await world.finn.fills(link=LINK) == {}
        world.cy.has_direct_messages(1)


@pytest.mark.shows("approval_edit", "approval_back")
async def test_what_is_marked_in_the_playbook_is_sent_back_edited_and_approved(tmp_path: Path) -> None:
    async with world_of(tmp_path, handbook=FOUR_EYES) as world:
        await world.ada.posts(f"{LIBEL}1")
        # The lead's own answer is for the deputy to see.
        await world.cy.clicks("Answer", item=1)
        world.cy.sees_form("The handbook wants a second pair of eyes here: Libel and threats.")
        await world.cy.fills(text="Vi ser på saken.")
        world.eva.sees("Cy Dahl asks for approval of an answer.")
        await world.cy.clicks("See the answer", item=1)
        seen = world.cy.is_told("Cy Dahl asks for approval of an answer.")
        assert "[Approve]" not in seen
        assert "Vi ser på saken." in seen
        await world.eva.clicks("Send back")
        assert await world.eva.fills(line=" ") == {"line": "Say what is to be changed: a line will do."}
        assert await world.eva.fills(line="Ingen løfter, takk") == {}
        assert "You sent Cy Dahl's answer back Wed 4 Mar 10:00." in world.eva.sees("#1")
        told = world.cy.sees("Eva Foss has sent your answer back:")
        assert "“Ingen løfter, takk”" in told
        assert "Ingen løfter" not in text_of(world.card(1)) + world.thread(1)

        await world.cy.clicks("Answer")
        world.cy.sees_form("Eva Foss sent it back: “Ingen løfter, takk”")
        assert "Vi ser på saken." in str(world.cy.sees_form("Your answer"))
        await world.cy.fills(text="Vi har lest dette.")
        assert "Vi har lest dette." in world.eva.sees("Cy Dahl asks for approval of an answer.")
        await world.eva.clicks("Edit")
        world.eva.sees_form("What you change is approved with it. Cy Dahl is told, and posts it.")
        assert await world.eva.fills(text=" ") == {"text": "Write the answer."}
        assert await world.eva.fills(text="Vi har lest dette, og ringer deg.") == {}
        told = world.cy.sees("Eva Foss has changed your answer and approved it")
        assert "Vi har lest dette, og ringer deg." in told
        assert "You wrote" in told
        assert "Eva Foss changed Cy Dahl's answer and approved it." in world.thread(1)
        await world.cy.clicks("Answer", item=1)
        assert await world.cy.fills() == {}  # Pasted as it was approved.
        assert "Vi har lest dette, og ringer deg." in text_of(world.card(1))
        world.eva.has_direct_messages(2)


@pytest.mark.shows("approval_goes_on")
async def test_after_half_an_hour_the_next_is_asked_and_at_night_the_person_on_call(tmp_path: Path) -> None:
    async with world_of(tmp_path, begins="2026-03-04 15:00", handbook=FOUR_EYES) as world:
        await world.ada.posts(f"{PARCEL}1")
        await world.bo.clicks("Answer", item=1)
        await world.bo.fills(text=DRAFT)
        world.cy.sees("Bo Berg asks for approval of an answer.")
        await world.until("2026-03-04 15:29")
        world.eva.has_direct_messages(0)
        await world.until("2026-03-04 15:31")
        assert "Eva Foss was told as well." in world.cy.sees("Bo Berg asks")
        world.eva.sees("If nobody has decided by Wed 4 Mar 16:00, the next is asked.")
        assert "it is with Eva Foss now" in text_of(world.card(1))
        assert "Eva Foss, who may decide for Delivery as well, was asked." in world.thread(1)
        # They have gone home: the person on call cannot approve it, and can say that an answer will come.
        await world.until("2026-03-04 16:01")
        told = world.dee.sees("You are on call and cannot approve it.")
        assert "[Approve]" not in told
        assert "[Holding answer]" in told
        assert "Dee Eik, who is on call, was told: nobody who may decide for Delivery is at work." in world.thread(1)
        await world.until("2026-03-04 16:31")
        assert "Nobody else can be asked for Delivery: it waits for whoever was." in world.thread(1)
        # Whoever was asked before can still say yes. Bo is off work: whoever approved it may post it as well.
        await world.eva.clicks("Approve")
        world.eva.is_told(
            "Bo Berg is off work and hears of it Thu 5 Mar 08:00. If it should not wait, press “Answer” on the card "
            "and post it yourself."
        )
        for person in (world.cy, world.dee):
            person.sees("Eva Foss approved Bo Berg's answer Wed 4 Mar 16:31.")
        await world.finn.clicks("Answer", item=1)
        world.finn.is_told("Bo Berg took item 1")
        await world.eva.clicks("Answer", item=1)
        assert DRAFT in str(world.eva.sees_form("Eva Foss approved this answer"))
        assert await world.eva.fills(link=LINK) == {}
        assert "🟢 Answered: Eva Foss answered Wed 4 Mar 16:31" in text_of(world.card(1))
        world.dee.sees("Settled: nothing on this page needs you any more.")  # Bo's half of the target was gone.
        await world.until("2026-03-05 08:01")
        for person in (world.bo, world.finn):
            person.has_direct_messages(0)


@pytest.mark.shows("approval_withdraw", "see_approval")
async def test_withdrawn_or_overtaken_it_is_asked_no_more_and_who_comes_late_is_told(tmp_path: Path) -> None:
    async with world_of(tmp_path, handbook=FOUR_EYES) as world:
        await world.ada.posts(f"{LIBEL}1")
        await world.finn.clicks("Answer", item=1)
        await world.finn.fills(text="Vi ser på saken.")
        await world.gro.clicks("See the answer", item=1)
        world.gro.is_told("Only those who answer for Delivery can do this")
        await world.bo.clicks("Withdraw", item=1)
        world.bo.is_told("Finn Holm wrote this answer, and only Finn Holm can withdraw it.")
        world.cy.sees("Finn Holm asks for approval")
        await world.finn.clicks("Withdraw", item=1)
        assert "Finn Holm withdrew the answer Wed 4 Mar 10:00." in world.cy.sees("#1")
        assert "Finn Holm withdrew their answer before it was approved." in world.thread(1)
        await world.finn.clicks("Answer", item=1)
        assert "Vi ser på saken." in str(world.finn.sees_form("Your answer"))
        await world.finn.fills(text="Vi ser på saken nå.")

        # Two approvers at once: one wins, the other is told.
        world.cy.sees("Finn Holm asks for approval")
        await world.eva.clicks("See the answer", item=1)
        world.eva.is_told("Finn Holm asks for approval")
        await asyncio.gather(world.cy.clicks("Approve"), world.eva.clicks("Approve"))
        assert world.thread(1).count(" approved Finn Holm's answer.") == 1
        told = [text for person in (world.cy, world.eva) for text in (person.sees_all(),)]
        assert sum("approved this answer Wed 4 Mar 10:00." in text for text in told) <= 1
        world.finn.sees("has approved your answer")

        # Finn goes home ill: what was theirs to post goes to somebody else, and nothing is asked any more.
        await world.ada.posts(f"{LIBEL}2")
        await world.finn.clicks("Answer", item=2)
        await world.finn.fills(text="Vi ser på saken.")
        world.cy.sees("Finn Holm asks for approval")
        await world.finn.says("/svar away until monday")
        world.finn.is_told("away")
        assert "Finn Holm's answer needs no approval any more: " in world.cy.sees("#2")
        assert "New: nobody has taken it yet" in text_of(world.card(2))
        for name in ("bo", "cy", "eva", "finn"):
            getattr(world, name).sees_all()


async def test_where_nobody_else_could_approve_it_the_mend_is_named(tmp_path: Path) -> None:
    alone = FOUR_EYES.replace('deputies = ["eva"]', "")
    async with world_of(tmp_path, handbook=alone) as world:
        await world.ada.posts(f"{LIBEL}1")
        await world.cy.clicks("Answer", item=1)
        world.cy.is_told(
            "This answer needs approval, and nobody but you could approve it in Delivery. Eva Foss can name a deputy "
            "or approvers for it in the handbook."
        )
        assert "[Claim]" in text_of(world.card(1))
        told = world.cy.sees("What you should know today")
        assert "Delivery: only Cy Dahl could approve answers (Libel and threats), and nobody those of Cy Dahl." in told
        assert "Billing" not in told


async def test_at_night_without_a_rota_nobody_is_woken_and_the_lead_is_asked_in_the_morning(tmp_path: Path) -> None:
    calm = FOUR_EYES[: FOUR_EYES.index("[rota]")]
    async with world_of(tmp_path, begins="2026-03-04 20:00", handbook=calm) as world:
        await world.ada.posts(f"{PARCEL}1")
        await world.bo.clicks("Answer", item=1)
        await world.bo.fills(text=DRAFT)
        assert "nobody was asked yet" in text_of(world.card(1))
        later = "Nobody else who may decide for Delivery is at work; the next is asked Thu 5 Mar 08:00."
        world.bo.sees(later)
        assert later in world.thread(1)
        await world.until("2026-03-05 07:59")
        world.cy.has_direct_messages(0)
        await world.until("2026-03-05 08:01")
        assert "Bo Berg asks for approval" in world.cy.sees_all()
        for name in ("bo", "finn", "eva"):
            getattr(world, name).sees_all()


async def test_a_private_message_and_its_answer_are_read_by_those_who_approve_and_not_on_call(tmp_path: Path) -> None:
    named = FOUR_EYES.replace('deputies = ["eva"]', 'approvers = ["gro"]')
    body = {
        "source": "facebook", "external_id": "p1", "private": True, "text": "Pakken til meg, Kari, er borte",
        "author": {"name": "Kari Nordmann"},
    }  # fmt: skip
    async with world_of(tmp_path, begins="2026-03-04 15:20", handbook=named) as world:
        await world.hands_in(body)
        await world.bo.clicks("Answer", item=1)
        await world.bo.fills(text="Hei Kari! Den kommer i dag.")
        assert "Hei Kari!" in world.cy.sees("Bo Berg asks for approval")
        await world.until("2026-03-04 15:51")
        shown = world.gro.sees("Bo Berg asks for approval")
        assert "Pakken til meg, Kari, er borte" in shown
        assert "Hei Kari!" in shown
        await world.until("2026-03-04 16:22")
        on_call = world.dee.sees("You are on call and cannot approve it.")
        assert "A private message. Its words open only for those who may answer it." in on_call
        await world.dee.clicks("See the answer", item=1)
        seen = world.dee.is_told("Bo Berg asks for approval")
        for secret in ("Kari", "borte", "i dag"):
            assert not any(secret in text for text in (on_call, seen, text_of(world.card(1)), world.thread(1)))
        # Woken about it later, they cannot take it; what they can do is to keep the customer informed.
        await world.until("2026-03-04 17:01")
        page = world.dee.is_paged("Bo Berg wrote an answer")
        for label in ("[I take it]", "[See the answer]"):
            assert label not in page
        await world.dee.clicks("Acknowledge")
        assert "Dee Eik acknowledged the page; quiet until" in world.thread(1)
        await world.gro.clicks("Approve")
        world.gro.is_told("Bo Berg is off work and hears of it Thu 5 Mar 08:00.")
        world.bo.has_direct_messages(0)
        await world.until("2026-03-05 08:01")
        assert "Gro Lie has approved your answer: post it, and record the link." in world.bo.sees_all()
        for name in ("cy", "dee", "gro", "eva", "finn"):
            getattr(world, name).sees_all()
        world.sees_all(MANAGERS)


async def test_reminders_of_what_waits_say_so_and_show_the_answer(tmp_path: Path) -> None:
    async with world_of(tmp_path, handbook=FOUR_EYES) as world:
        await world.ada.posts(f"{PARCEL}1")
        await world.bo.clicks("Answer", item=1)
        await world.bo.fills(text=DRAFT)
        await world.forward(hours=3, minutes=1)
        for person in (world.bo, world.cy):
            reminder = person.is_reminded("Bo Berg wrote an answer Wed 4 Mar 10:00")
            assert "[Answer]" not in reminder
            assert "[See the answer]" in reminder
            person.sees_all()
        await world.cy.clicks("See the answer")
        assert DRAFT in world.cy.is_told("Bo Berg asks for approval of an answer.")
        await world.cy.clicks("Report conflict", item=1)
        assert await world.cy.fills(line="Pakken finnes ikke") == {}
        heard(world.cy, "Item 1 is locked, and Eva Foss hears of it now.")
        assert "Locked: the lead, Cy Dahl, has this" in text_of(world.card(1))
        for person in (world.bo, world.cy, world.eva):
            person.sees_all()


async def test_who_is_asked_and_goes_away_is_not_waited_for(tmp_path: Path) -> None:
    async with world_of(tmp_path, handbook=FOUR_EYES) as world:
        await world.ada.posts(f"{PARCEL}1")
        await world.bo.clicks("Answer", item=1)
        await world.bo.fills(text=DRAFT)
        world.cy.sees("Bo Berg asks for approval of an answer.")
        await world.forward(minutes=5)
        await world.cy.says("/svar away until friday")
        world.cy.is_told("away")
        await world.settle()
        assert "it is with Eva Foss now" in text_of(world.card(1))
        world.eva.sees("If nobody has decided by Wed 4 Mar 10:35, the next is asked.")
        assert "Eva Foss was told as well." in world.cy.sees("Bo Berg asks for approval of an answer.")
