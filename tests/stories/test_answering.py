"""Writing an answer: what the form shows and offers, what it keeps, and who hears of it."""

from pathlib import Path

import pytest

from tests.stories.company import COMPANY
from tests.stories.reading import text_of
from tests.stories.world import slack_world, world_of

POST = "Hvor er pakken min? Jeg har ventet i to uker. https://www.facebook.com/fjellro/posts/{}"
CRITIQUE = "My parcel is late again. This is really bad service! https://www.facebook.com/fjellro/posts/2"
LINK = "https://www.facebook.com/fjellro/posts/1?reply=2"

PLAYBOOK = (
    COMPANY.replace('words = ["pakke", "parcel"]\n', 'words = ["pakke", "parcel"]\nsituation = "late"\n').replace(
        'experts = ["bo", "finn"]\n',
        'experts = ["bo", "finn"]\nlinks = [{ name = "Track a parcel", url = "https://fjellro.example/track" }]\n',
        1,
    )
    + """
[[situation]]
id = "late"
name = "A parcel is late"
do = ["Find it first."]
dont = ["Guess."]

[[advice]]
sources = ["facebook"]
do = ["Be short."]

[[answer]]
id = "late-nb"
situation = "late"
language = "nb"
text = "Vi leter etter den. Hilsen {name}"

[[answer]]
id = "any-en"
text = "Hello {customer}! {company} is sorry."

[[answer]]
id = "holding-nb"
language = "nb"
holding = true
text = "Svar kommer {time}."
"""
)


@pytest.mark.shows("answer_with")
async def test_a_prepared_answer_is_chosen_added_to_and_sent(tmp_path: Path) -> None:
    async with world_of(tmp_path, handbook=PLAYBOOK) as world:
        await world.ada.posts(POST.format(1))
        await world.bo.clicks("Answer", item=1)
        form = text_of(world.bo.sees_form("Answer item 1"))
        assert "A parcel is late\n✓ Find it first.\n✓ Be short.\nBetter not:\n✗ Guess." in form
        assert "[Earlier answers]" not in form
        assert world.bo.field("text") == ""
        await world.bo.chooses("Prepared answers", "Vi leter etter den. Hilsen Bo Berg")
        assert world.bo.field("text") == "Vi leter etter den. Hilsen Bo Berg"
        await world.bo.types(text="Hei Kari!", link=LINK)
        await world.bo.chooses("Prepared answers", "Vi leter etter den. Hilsen Bo Berg")
        assert world.bo.field("text") == "Hei Kari!\n\nVi leter etter den. Hilsen Bo Berg"
        await world.bo.chooses("Links", "Track a parcel")
        words = "Hei Kari!\n\nVi leter etter den. Hilsen Bo Berg https://fjellro.example/track"
        assert (world.bo.field("text"), world.bo.field("link")) == (words, LINK)
        await world.bo.puts_away()
        await world.bo.clicks("Answer", item=1)
        assert (world.bo.field("text"), world.bo.field("link")) == (words, LINK)
        assert await world.bo.fills() == {}
        card = text_of(world.card(1))
        assert "Bo Berg answered" in card
        assert "Hei Kari!" in card
        assert "[Claim]" not in card


async def test_an_answer_to_a_like_question_is_offered_again_and_one_in_another_language_says_so(
    tmp_path: Path,
) -> None:
    async with world_of(tmp_path, handbook=PLAYBOOK) as world:
        await world.ada.posts(POST.format(1))
        await world.bo.clicks("Answer", item=1)
        await world.bo.fills(text="Den ligger på Lillehammer.")
        await world.ada.posts("Hei, når kommer pakken? Skal jeg vente? https://www.facebook.com/fjellro/posts/2")
        await world.finn.clicks("Answer", item=2)
        await world.finn.chooses("Earlier answers", "#1: Den ligger på Lillehammer.")
        assert world.finn.field("text") == "Den ligger på Lillehammer."
        await world.finn.fills(text="Den er på vei.")
        await world.ada.posts(
            "Jag har väntat länge på mitt paket, var är det? parcel https://www.facebook.com/f/posts/3"
        )
        await world.finn.clicks("Answer", item=3)
        await world.finn.chooses("Prepared answers", "In Norwegian Bokmål: Vi leter etter den. Hilsen Finn Holm")
        assert world.finn.field("text") == "Vi leter etter den. Hilsen Finn Holm"
        assert await world.finn.fills() == {}


@pytest.mark.shows("answer_draft")
async def test_what_was_begun_is_there_again_until_it_is_sent(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.ada.posts(POST.format(1))
        await world.bo.clicks("Answer", item=1)
        await world.bo.types(text="Hei Kari, den ligger")
        await world.forward(minutes=2)
        await world.bo.puts_away()
        await world.forward(minutes=20)
        await world.finn.clicks("Answer", item=1)
        assert "has been writing" not in text_of(world.finn.sees_form("Answer item 1"))
        assert world.finn.field("text") == ""
        await world.bo.clicks("Answer", item=1)
        form = text_of(world.bo.sees_form("Your draft from Wed 4 Mar 10:0"))
        assert "Finn Holm has been writing an answer since Wed 4 Mar 10:22." in form
        world.finn.sees("Bo Berg has begun to write an answer to item 1 too")
        assert world.bo.field("text") == "Hei Kari, den ligger"
        assert await world.bo.fills(text="Hei Kari, den ligger på Hamar.") == {}
        assert await world.finn.fills(text="Den er borte.") == {}
        told = text_of(world.finn.sees_form("Bo Berg answered item 1"))
        assert "What you wrote is kept as your draft" in told
        await world.bo.clicks("Re-open", item=1)
        await world.bo.fills(reason="The answer was not enough")
        await world.bo.clicks("Answer", item=1)
        assert world.bo.field("text") == ""
        await world.bo.clicks("Release", item=1)
        await world.finn.clicks("Answer", item=1)
        assert world.finn.field("text") == "Den er borte."
        world.bo.sees_all()
        world.finn.sees_all()


@pytest.mark.shows("two_writers")
async def test_two_who_answer_at_once_are_told_of_each_other_once(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.ada.posts(POST.format(1))
        await world.bo.clicks("Answer", item=1)
        assert "has been writing" not in text_of(world.bo.sees_form("Answer item 1"))
        await world.forward(minutes=3)
        for _ in range(2):
            await world.finn.clicks("Answer", item=1)
            world.finn.sees_form("Bo Berg has been writing an answer since Wed 4 Mar 10:00.")
        world.bo.sees(
            "Finn Holm has begun to write an answer to item 1 too; you have been writing yours since Wed 4 Mar 10:00. "
            "Agree on who sends it."
        )
        world.bo.has_direct_messages(1)
        await world.cy.clicks("Claim", item=1)
        assert "Cy Dahl took it" in text_of(world.card(1))


async def test_an_answer_to_critique_begins_with_a_thank_you_that_can_be_deleted(tmp_path: Path) -> None:
    async with world_of(tmp_path, handbook=PLAYBOOK) as world:
        await world.ada.posts(CRITIQUE)
        await world.bo.clicks("Answer", item=1)
        assert world.bo.field("text") == "Thank you for telling us."
        # Alone it is no answer, and nobody's draft.
        assert await world.bo.fills() == {"text": "Paste your answer here, or give the link to it below."}
        await world.bo.chooses("Prepared answers", "Hello! Fjellro is sorry.")
        assert world.bo.field("text") == "Thank you for telling us. Hello! Fjellro is sorry."
        assert await world.bo.fills(text="It comes tomorrow.") == {}
        assert "Thank you" not in text_of(world.card(1))


@pytest.mark.shows("advertising")
async def test_what_reads_like_advertising_is_sent_only_by_who_means_it(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.ada.posts(POST.format(1))
        await world.bo.clicks("Answer", item=1)
        said = "This reads like advertising: “rabattkoden”. Change it, or press “Save answer” again if you mean it."
        assert await world.bo.fills(text="Bruk rabattkoden FJELL neste gang.") == {"text": said}
        assert await world.bo.fills(text="Bruk rabattkoden FJELLRO neste gang.") == {"text": said}
        assert "[Claim]" in text_of(world.card(1))
        assert await world.bo.fills(text="Bruk rabattkoden FJELLRO neste gang.") == {}
        assert "Bruk rabattkoden FJELLRO" in text_of(world.card(1))


async def test_nobody_takes_an_item_from_who_is_writing_its_answer(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.ada.posts(POST.format(1))
        await world.bo.clicks("Claim", item=1)
        await world.bo.clicks("Answer", item=1)
        await world.bo.types(text="Hei Kari")
        await world.bo.puts_away()
        await world.forward(minutes=5)
        await world.cy.clicks("Release", item=1)
        world.cy.is_told("Bo Berg has been writing an answer to item 1 since Wed 4 Mar 10:00, so it stays with them")
        await world.bo.says("/svar away until friday")
        assert "1 open item stays: an answer to it is being written." in world.bo.is_told(
            "You are away until Fri 6 Mar"
        )
        assert "stays with you: you are writing an answer to it." in world.bo.sees("While you are away")
        assert "Bo Berg took it" in text_of(world.card(1))
        await world.forward(minutes=15)
        await world.cy.clicks("Release", item=1)
        assert "[Claim]" in text_of(world.card(1))
        world.finn.sees_all()


async def test_what_somebody_types_outlasts_a_stop_of_the_bot(tmp_path: Path) -> None:
    """Slack tells of each letter; the desk keeps the newest state soon, and at once when it stops."""
    async with slack_world(tmp_path) as world:
        await world.ada.posts(POST.format(1))
        await world.bo.clicks("Answer", item=1)
        await world.bo.types(text="Hei K")
        await world.bo.types(text="Hei Kari")
        await world.restart_after(minutes=1)
        await world.bo.clicks("Answer", item=1)
        assert world.bo.field("text") == "Hei Kari"
        await world.bo.types(text="")
        await world.bo.puts_away()
        await world.bo.clicks("Answer", item=1)
        assert world.bo.field("text") == ""
