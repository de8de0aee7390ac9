"""Each person is spoken to in their own language, and channels in the company's: a Norwegian company with a Swede (Bo)
and two Danes (Eva, who leads, and Dee, who is on call)."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.handlers.words.english import english_words, words
from tests.stories.company import COMPANY, INTAKE, MANAGERS, PEOPLE, TRIAGE
from tests.stories.reading import text_of
from tests.stories.world import World, world_of

POST = "Hvor er pakken min? https://www.facebook.com/fjellro/posts/1"

NORWEGIAN = COMPANY.replace('language = "en"', 'language = "nb"')


def with_languages(handbook: str, **languages: str) -> str:
    """The handbook with these people's own languages."""
    for person, language in languages.items():
        handbook = handbook.replace(f'id = "{person}"\n', f'id = "{person}"\nlanguage = "{language}"\n')
    return handbook


MIXED = with_languages(NORWEGIAN, bo="sv", gro="sv", dee="da", eva="da")


async def test_channels_are_spoken_to_in_the_companys_language(tmp_path: Path) -> None:
    async with world_of(tmp_path, handbook=MIXED) as world:
        await world.ada.posts(POST)
        card = text_of(world.card(1))
        for said in (
            "#1 · Facebook · spørsmål",
            "Ny: ingen har tatt den ennå",
            "Svar innen",
            "[Ta saken]",
            "[Hvorfor?]",
        ):
            assert said in card
        await world.bo.clicks("Ta saken")
        assert "Bo Berg tok den" in text_of(world.card(1))
        await world.bo.clicks("Legg tilbake")
        thread = world.thread()
        assert "Kom inn fra Facebook." in thread
        assert "Facebook: Svarfristen er 3 t, døgnet rundt, fra " in thread
        assert "Bo Berg la den tilbake." in thread
        world.finn.sees("Bo Berg la den tilbake, og nå er du utpekt til å svare.")


async def test_a_swede_is_refused_asked_and_corrected_in_swedish(tmp_path: Path) -> None:
    async with world_of(tmp_path, handbook=MIXED) as world:
        await world.ada.posts(POST)
        await world.gro.clicks("Ta saken")
        world.gro.is_told("Bara de som svarar för Delivery kan göra det här: Bo Berg, Finn Holm.")
        await world.bo.clicks("Svar", item=1)
        form = text_of(world.bo.sees_form("Svara på ärende 1"))
        for said in ("Länk till ditt svar", "Ditt svar", "Skriv det här och kopiera det till plattformen"):
            assert said in form
        assert await world.bo.fills(link="ingen länk") == {
            "link": "Det är ingen webbadress. En sådan börjar med https:// eller http://."
        }
        assert await world.bo.fills(link="", text="Den kommer i dag.") == {}
        assert "Bo Berg svarte" in text_of(world.card(1))
        await world.finn.clicks("Hvorfor?", item=1)
        world.finn.is_told("Hvorfor sak 1 havnet der den havnet")
        await world.bo.clicks("Hvorfor?", item=1)
        why = world.bo.is_told("Varför ärende 1 hamnade där det hamnade")
        assert "Språket är norskt bokmål: ”" in why
        assert "Regeln ”parcels” skickar ärendet till Delivery: den hittade ”" in why


async def test_a_dane_reads_the_status_in_danish_and_shares_it_in_norwegian(tmp_path: Path) -> None:
    async with world_of(tmp_path, handbook=MIXED) as world:
        await world.ada.posts(POST)
        world.card(1)
        await world.eva.says("/svar status", INTAKE)
        status = world.eva.is_told("Sådan står det til")
        assert "Har vagt\nDee Eik til " in status
        assert "Ingen frist er udløbet de seneste syv dage." in status
        await world.eva.clicks("Del i kanalen")
        world.eva.is_told("Delt i kanalen.")
        shared = world.finn.sees("Slik ligger vi an")
        assert "Har vakt\nDee Eik til " in shared
        assert "Delt av Eva Foss" in shared
        await world.eva.says("/svar stauts", INTAKE)
        assert world.eva.is_told("Jeg kender ikke »stauts«. Mente du ")


async def test_a_dane_is_woken_in_danish(tmp_path: Path) -> None:
    async with world_of(tmp_path, handbook=MIXED, begins="2026-03-04 20:00") as world:
        await world.ada.posts(POST)
        world.card(1)
        await world.until("2026-03-04 21:31")
        page = world.dee.sees("Du har vagt: #1 · Facebook · spørgsmål skal besvares senest 23:00")
        for said in ("Ingen, der må svare for Delivery, er på arbejde før", "[Jeg tager den]", "[Kan vente til 08:00]"):
            assert said in page
        assert "Dee Eik ble tilkalt: ingen som kan svare for Delivery, er på jobb før" in world.thread()
        await world.dee.clicks("Bekræft")
        assert "👀 Du bekræftede" in world.dee.sees("[Jeg tager den]")
        assert "Dee Eik bekreftet tilkallingen; stille til" in world.thread()


async def test_who_has_no_language_and_who_is_unknown_hear_the_companys(tmp_path: Path) -> None:
    """Finn's language is not in the handbook, and Ada is not in it at all."""
    async with world_of(tmp_path, handbook=MIXED) as world:
        await world.ada.posts(POST)
        await world.finn.clicks("Svar", item=1)
        world.finn.sees_form("Svar på sak 1")
        assert await world.finn.fills() == {"text": "Lim inn svaret ditt her, eller oppgi lenken til det nedenfor."}
        await world.ada.clicks("Ta saken", item=1)
        world.ada.is_told("Håndboken kjenner deg ikke. Eva Foss kan legge deg til i den")
        await world.ada.says("/svar help")
        assert "slik ligger vi an" in world.ada.is_told("denne listen")


async def test_the_desks_own_sentences_are_in_the_readers_language(tmp_path: Path) -> None:
    """While somebody else holds the database, nothing can be stored."""
    async with world_of(tmp_path, handbook=MIXED, patience=timedelta(milliseconds=50)) as world:
        await world.ada.posts(POST)
        card = world.card(1)
        for person, told in (
            (world.bo, "Försök igen om en stund."),
            (world.eva, "Prøv igen om lidt."),
            (world.finn, "Prøv igjen om litt."),
            (world.ada, "Prøv igjen om litt."),
        ):
            with closing(sqlite3.connect(tmp_path / "svarvakt.db", isolation_level=None)) as somebody_else:
                somebody_else.execute("BEGIN IMMEDIATE")
                outcome = await world.workspace.click(person.user, TRIAGE, card["ts"], label="Ta saken")
                somebody_else.execute("ROLLBACK")
            await world.settle()
            assert outcome.acknowledged
            person.is_told(told)


async def test_in_a_norwegian_company_no_english_is_left(tmp_path: Path) -> None:
    """A day and a night with everything that people do; all that anybody can read is looked through."""
    english, read = english_words("nb"), set[str]()

    def look(world: World) -> None:
        for user in world.everybody():
            for channel in (INTAKE, TRIAGE, MANAGERS, world.workspace.direct(user)):
                if channel:
                    read.update(world.sees_all(channel, user).splitlines())
            read.update(line for view in world.workspace.open_views(user) for line in text_of(view).splitlines())
        for card in world.cards():
            replies: list[dict[str, Any]] = world.workspace.replies(TRIAGE, card["ts"])
            world.seen |= {(TRIAGE, reply["ts"]) for reply in replies}
            read.update(line for reply in replies for line in text_of(reply).splitlines())

    async with world_of(tmp_path, handbook=NORWEGIAN) as world:
        for number in range(1, 5):
            await world.ada.posts(POST.replace("posts/1", f"posts/{number}"))
        await world.ada.posts("Lunsj i dag?")
        look(world)
        await world.ada.clicks("Nei, bare prat")
        await world.gro.clicks("Ta saken", item=1)
        await world.bo.clicks("Ta saken", item=1)
        await world.finn.clicks("Ta saken", item=2)
        await world.finn.clicks("Legg tilbake", item=2)
        await world.bo.clicks("Svar", item=1)
        look(world)
        await world.bo.fills(text="Den kommer i dag.")
        for label, reason in (("Avvis", "Gjelder ikke oss"), ("Ikke en sak", "En test")):
            await world.bo.clicks(label, item=2 if label == "Avvis" else 3)
            look(world)
            assert await world.bo.fills(reason=reason) == {}
        for person in (world.bo, world.eva, world.ada):
            for text in ("/svar status", "/svar help", "/svar hjelp"):
                await person.says(text)
        for number in range(1, 5):
            await world.cy.clicks("Hvorfor?", item=number)
        look(world)
        await world.until("2026-03-04 12:31")
        look(world)
        await world.until("2026-03-04 20:00")
        await world.ada.posts(POST.replace("posts/1", "posts/9"))
        for moment in ("21:31", "21:45", "22:30"):
            await world.until(f"2026-03-04 {moment}")
            look(world)
        await world.gro.clicks("Send videre")
        look(world)
        await world.until("2026-03-05 09:00")
        await world.eva.says("/svar status")
        await world.eva.clicks("Del i kanalen")
        look(world)
    for name in (*PEOPLE.values(), "Delivery", "Billing"):
        read = {line.replace(name, "") for line in read}
    assert len(read) > 60
    assert {line for line in read if words(line) & english} == set()
