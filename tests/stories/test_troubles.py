"""What the platforms do to messages on their way: on both desks nothing is lost, and people are told."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from storage import unreadable
from tests.stories.reading import text_of
from tests.stories.world import TRIAGE, world_of

POST = "Hvor er pakken min? https://www.facebook.com/fjellro/posts/1"


@pytest.mark.shows("posted_anew")
async def test_a_card_that_somebody_deleted_is_posted_anew_with_the_next_change(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.ada.posts(POST)
        await world.bo.clicks("Claim", item=1)
        await world.bo.clicks("Release", item=1)
        await world.take_down(world.card(1))
        assert not world.cards()
        world.finn.is_reminded("Bo Berg gave it back")
        await world.finn.clicks("Claim")
        assert "Finn Holm took it" in text_of(world.card(1))
        assert "Bo Berg gave it back" in world.thread(1)
        assert len(world.cards()) == 1


@pytest.mark.shows("arrives_later")
async def test_what_is_refused_for_the_moment_arrives_later_and_once(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        world.refuse_posts(times=2, seconds=30)
        await world.ada.posts(POST)
        await world.forward(seconds=59)
        assert not world.cards()
        await world.forward(minutes=2)
        assert len(world.cards()) == 1


@pytest.mark.only_on("slack", "look_up")
@pytest.mark.shows("look_up")
async def test_a_post_whose_sending_timed_out_is_looked_for_and_not_sent_again(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        world.answer_no_post()
        await world.ada.posts(POST)
        assert len(world.cards()) == 1
        await world.forward(seconds=20)
        await world.bo.clicks("Claim", item=1)
        assert len(world.cards()) == 1
        assert "Bo Berg took it" in text_of(world.card(1))


@pytest.mark.shows("page_passed_over")
async def test_who_cannot_be_written_to_is_passed_over_and_the_administrators_are_told(tmp_path: Path) -> None:
    async with world_of(tmp_path, begins="2026-03-04 20:00") as world:
        world.keep_from_writing_to("U0DEE")
        await world.ada.posts(POST)
        world.cards()
        await world.forward(hours=1, minutes=31)
        world.dee.has_direct_messages(0)
        assert "A message (page) could not be delivered" in world.eva.sees("needs an administrator")
        # Whom no way reaches is passed over at once.
        world.gro.is_paged("#1")
        await world.gro.clicks("I take it")
        assert "Gro Lie took it" in text_of(world.card(1))
        for person in (world.dee, world.gro, world.eva):
            person.sees_all()


@pytest.mark.shows("unreadable")
async def test_an_event_that_cannot_be_read_is_kept_and_told(tmp_path: Path, expects_errors: None) -> None:
    async with world_of(tmp_path) as world:
        await world.send_nonsense()
        with world.application.database.read() as transaction:
            (kept,) = unreadable.list_open(transaction)
        assert "Hemmelig" in kept.raw
        assert "Hemmelig" not in world.eva.sees("needs an administrator")
        await world.ada.posts(POST)
        assert len(world.cards()) == 1


@pytest.mark.shows("try_again")
async def test_whoever_presses_while_nothing_can_be_stored_is_told_to_try_again(tmp_path: Path) -> None:
    async with world_of(tmp_path, patience=timedelta(milliseconds=50)) as world:
        await world.ada.posts(POST)
        card = world.card(1)
        with closing(sqlite3.connect(tmp_path / "svarvakt.db", isolation_level=None)) as somebody_else:
            somebody_else.execute("BEGIN IMMEDIATE")
            assert (await world.workspace.click("U0BO", TRIAGE, card["ts"], label="Claim")).acknowledged
            somebody_else.execute("ROLLBACK")
        await world.settle()
        world.bo.is_told("nothing was stored. Please try again.")
        await world.bo.clicks("Claim", item=1)
        assert "Bo Berg took it" in text_of(world.card(1))
