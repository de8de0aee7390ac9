"""The handbook is changed from its file: on save, by `reload`, and what chat has written outlives it."""

from pathlib import Path

import pytest

from storage import handbooks
from tests.stories.keepers import BROKEN, KEPT, PARCELS_TO_BILLING, POST, WITHOUT_FINN
from tests.stories.reading import text_of
from tests.stories.world import TRIAGE, World, world_of


def in_force(world: World) -> handbooks.StoredHandbook:
    with world.application.database.read() as transaction:
        row = handbooks.current(transaction)
    assert row is not None
    return row


def look_at_all(world: World) -> None:
    for name in ("cy", "gro", "eva", "bo", "dee"):
        world.person(name).sees_all()


async def test_a_saved_file_is_in_force_and_its_owners_hear_of_it(tmp_path: Path) -> None:
    async with world_of(tmp_path, handbook=KEPT) as world:
        await world.write_handbook(PARCELS_TO_BILLING)
        for keeper in (world.cy, world.gro, world.eva):
            keeper.sees("The file handbook.toml was saved, and its handbook is in force now.")
        assert (in_force(world).changed_by, in_force(world).why) == ("svarvakt", "handbook.toml")
        await world.ada.posts(f"{POST}1")
        assert "The rule “parcels” sends it to Billing" in text_of(world.card(1))


async def test_a_broken_file_is_refused_and_the_old_one_goes_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with world_of(tmp_path, handbook=KEPT) as world:
        await world.write_handbook(BROKEN)
        for keeper in (world.cy, world.gro, world.eva):
            said = keeper.sees("The file handbook.toml was saved, but cannot be used as it is")
            assert said.count("•") == 2
            assert "(line " in said
        assert "handbook.toml was saved with 2 problems" in caplog.text
        assert "nobody" not in caplog.text
        await world.ada.posts(f"{POST}1")
        assert "The rule “parcels” sends it to Delivery" in text_of(world.card(1))
        await world.write_handbook(PARCELS_TO_BILLING)
        await world.ada.posts(f"{POST}2")
        assert "The rule “parcels” sends it to Billing" in text_of(world.card(2))
        look_at_all(world)


async def test_what_was_changed_in_chat_is_not_undone_by_a_file_that_nobody_touched(tmp_path: Path) -> None:
    async with world_of(tmp_path, handbook=KEPT) as world:
        await world.gro.hands_over("handbook.toml", world.worded(PARCELS_TO_BILLING))
        await world.gro.clicks("Put it in force")
        await world.restart_after(minutes=1)
        await world.forward(minutes=1)
        assert in_force(world).text == world.worded(PARCELS_TO_BILLING)
        look_at_all(world)


async def test_an_included_file_is_watched_as_well(tmp_path: Path) -> None:
    rules = KEPT[KEPT.index("[[rule]]") : KEPT.index("[rota]")]
    main = KEPT.replace(rules, "").replace("schema = 1\n", 'schema = 1\ninclude = ["rules.toml"]\n')
    (tmp_path / "rules.toml").write_text(rules, encoding="utf-8")
    async with world_of(tmp_path, handbook=main) as world:
        await world.gro.says("/svar handbook")
        assert 'id = "parcels"' in (await world.gro.gets_file())[1]
        (tmp_path / "rules.toml").write_text(rules.replace('domain = "delivery"', 'domain = "billing"'))
        await world.write_handbook(main)
        await world.ada.posts(f"{POST}1")
        assert "The rule “parcels” sends it to Billing" in text_of(world.card(1))
        (tmp_path / "rules.toml").unlink()
        await world.write_handbook(main)
        assert '"rules.toml" is not there' in world.gro.sees("cannot be used as it is")
        (tmp_path / "rules.toml").write_text(rules, encoding="utf-8")
        for _ in range(2):
            await world.forward(seconds=2.1)
        await world.ada.posts(f"{POST}2")
        assert "The rule “parcels” sends it to Delivery" in text_of(world.card(2))
        look_at_all(world)
        world.gro.sees_all(TRIAGE)


@pytest.mark.shows("reload")
async def test_reload_reads_the_file_now(tmp_path: Path) -> None:
    async with world_of(tmp_path, handbook=KEPT) as world:
        await world.ada.posts(f"{POST}1")
        await world.finn.clicks("Claim", item=1)
        await world.eva.says("/svar reload")
        world.eva.sees("This handbook is in force already")
        world.settings.handbook.write_text(world.worded(BROKEN), encoding="utf-8")
        await world.eva.says("/svar reload")
        assert world.eva.sees("has 2 problems, so nothing has changed").count("•") == 2
        world.settings.handbook.write_text(world.worded(WITHOUT_FINN), encoding="utf-8")
        await world.eva.says("/svar reload")
        said = world.eva.sees("is in force now")
        assert "No longer in the handbook: Finn Holm." in said
        assert "1 open item of theirs is given back" in said
        assert "Finn Holm has left; it is free again." in world.thread(1)
        assert (in_force(world).changed_by, in_force(world).why) == ("eva", "handbook.toml")
        world.gro.sees("Eva Foss has put a changed handbook in force")
        await world.forward(seconds=5)
        world.card(1)
        look_at_all(world)
        world.eva.sees_all(TRIAGE)


async def test_an_absence_said_in_chat_outlives_another_handbook(tmp_path: Path) -> None:
    async with world_of(tmp_path, handbook=KEPT) as world:
        await world.bo.says("/svar away until friday")
        world.bo.sees("Next shift")
        await world.write_handbook(PARCELS_TO_BILLING)
        await world.ada.posts(f"{POST}1")
        assert "Finn Holm" in text_of(world.card(1))
        await world.gro.says("/svar away list")
        world.gro.sees("Bo Berg")
        look_at_all(world)
        for name in ("bo", "gro"):
            world.person(name).sees_all(TRIAGE)
