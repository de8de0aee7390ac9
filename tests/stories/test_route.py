"""Trying out: what would become of a customer's words? Told to whoever asks, and to nobody else."""

from pathlib import Path

import pytest

from tests.stories.company import COMPANY
from tests.stories.reading import text_of
from tests.stories.world import TRIAGE, world_of


@pytest.mark.shows("route")
async def test_anybody_may_ask_where_a_post_would_go_and_nothing_is_stored(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.ada.says("/svar route Hvor er pakken min? Source: Facebook")
        said = world.ada.is_told("It would go to Delivery.")
        for words in (
            "Hvor er pakken min?", "Bo Berg would be named, to answer by Wed 4 Mar 13:00.",
            "The rule “parcels” sends it to Delivery: it found “pakken”.",
            "It comes from Facebook.", "It is a question: it has a question mark.", "“parcels” decides: Delivery",
            "Bo Berg is at work and was not named before.",
            "Finn Holm has as few open items, but stands later in the handbook.",
            "Dee Eik is on call until Mon 9 Mar 08:00.", "While nobody takes it, Dee Eik is woken",
            "Wed 4 Mar 11:30, if nobody has taken it: Bo Berg", "Wed 4 Mar 13:30, if it is not answered: the managers",
            "nothing was stored",
        ):  # fmt: skip
            assert words in said, f"no {words!r} in:\n{said}"
        assert said.index("It would go to") < said.index("What it is") < said.index("By when")
        world.bo.sees_nothing_of("It would go to")
        assert world.count_in(TRIAGE) == 0
        await world.eva.says("/svar status")
        world.eva.is_told("Nothing is open")


async def test_what_people_have_on_their_desks_counts(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.ada.posts("Hvor er pakken? https://www.facebook.com/fjellro/posts/1")
        await world.ada.says("/svar route Hvor er pakken? https://x.com/ola/status/1")
        said = world.ada.is_told("Finn Holm would be named")
        assert "It comes from X." in said
        assert "Bo Berg has more open items (together they weigh 2)." in said
        world.cards()
        await world.ada.posts("Hvor er pakken? https://x.com/ola/status/1")
        assert "Finn Holm" in text_of(world.card(2)), "as it was told"


async def test_it_answers_in_the_askers_language_and_hears_the_other_names(tmp_path: Path) -> None:
    handbook = COMPANY.replace('slack = "U0GRO"', 'slack = "U0GRO"\nlanguage = "da"')
    async with world_of(tmp_path, handbook=handbook) as world:
        for command in ("rute", "rutt", "prøv", "pröva", "Try"):
            await world.gro.says(f"/svar {command} Noget farligt? dangerous kilde: blog")
            said = world.gro.is_told("Delivery")
            assert "Det ville gå til Delivery." in said
            assert "Blog" in said


async def test_without_words_it_says_how_and_guests_are_refused(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        for command in ("/svar route", "/svar route source: facebook"):
            await world.ada.says(command)
            world.ada.is_told("Write what a customer wrote behind it")
        await world.guest.says("/svar route Hvor er pakken?")
        world.guest.is_told("Guests and people of other organisations cannot use Svarvakt")


async def test_what_a_customer_wrote_stays_plain_words(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.ada.says("/svar route pakke *fet* <!channel> <https://evil.example|her> @bo")
        said = world.ada.is_told("It would go to Delivery.")
        assert "*fet*" in said
        world.bo.sees_nothing_of("It would go to")


async def test_of_a_very_long_text_the_beginning_is_looked_at(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.ada.says("/svar route " + "Hvor er det? " * 400 + "pakken source: facebook")
        said = world.ada.is_told("Only the first 4000 characters were looked at.")
        assert "pakken" not in said
        assert "It comes from Facebook." in said
        await world.ada.says("/svar route Hvor er pakken min?")
        assert "Only the first" not in world.ada.is_told("It would go to Delivery.")
