"""The handbook is changed from chat: given as a file, sent back, looked through, put in force, and undone."""

from pathlib import Path

import pytest

from routing.handbook_text import read_handbook
from storage import handbooks, items
from tests.stories.keepers import BROKEN, KEPT, PARCELS_TO_BILLING, POST, WITHOUT_FINN
from tests.stories.reading import text_of
from tests.stories.world import TRIAGE, World, world_of


def digest(world: World, handbook: str) -> str:
    return read_handbook(world.worded(handbook)).digest


def in_force(world: World) -> handbooks.StoredHandbook:
    with world.application.database.read() as transaction:
        row = handbooks.current(transaction)
    assert row is not None
    return row


async def sends(world: World, name: str, handbook: str) -> None:
    """Somebody sends a handbook to the bot as a file."""
    await world.person(name).hands_over("handbook.toml", world.worded(handbook))


@pytest.mark.shows("handbook", "handbook_sent", "handbook_apply", "news")
@pytest.mark.shows("file", on="teams")
async def test_an_owner_gets_the_file_changes_it_and_puts_it_in_force(tmp_path: Path) -> None:
    async with world_of(tmp_path, handbook=KEPT) as world:
        for number in (1, 2):
            await world.ada.posts(f"{POST}{number}")
        await world.ada.posts("Hva koster det? https://www.facebook.com/fjellro/posts/3")
        world.cards()

        await world.gro.says("/svar handbook")
        name, text = await world.gro.gets_file()
        assert (name, text) == ("handbook.toml", world.worded(KEPT))
        said = world.gro.sees("send it back to me in a direct message")
        assert digest(world, KEPT)[:12] in said
        assert "the first start" in said
        world.gro.sees_all()
        world.gro.sees_all(TRIAGE)

        await world.gro.hands_over(name, world.worded(PARCELS_TO_BILLING))
        shown = world.gro.sees("would change")
        assert "Of 3 posts of the last 30 days 2 would go elsewhere:" in shown
        assert "• 2 × Delivery → Billing" in shown
        assert "#1 Delivery → Billing · “Hvor er pakken min?" in shown
        assert "Rules · changed: parcels" in shown
        assert in_force(world).text == world.worded(KEPT), "nothing is in force by itself"

        await world.gro.clicks("Put it in force")
        assert digest(world, PARCELS_TO_BILLING)[:12] in world.gro.sees("is in force now")
        row = in_force(world)
        assert (row.text, row.changed_by, row.why) == (world.worded(PARCELS_TO_BILLING), "gro", "sent in chat")
        for keeper in (world.cy, world.eva):
            keeper.sees("Gro Lie has put a changed handbook in force")
        await world.ada.posts(f"{POST}4")
        assert "The rule “parcels” sends it to Billing" in text_of(world.card(4))


@pytest.mark.shows("handbook_file")
async def test_one_with_problems_is_answered_with_all_of_them(tmp_path: Path) -> None:
    async with world_of(tmp_path, handbook=KEPT) as world:
        broken = BROKEN.replace('zone = "Europe/Oslo"', 'zone = "Europe/Olso"')
        await sends(world, "gro", broken)
        said = world.gro.sees("problems, so nothing has changed")
        assert said.count("lead") == 2
        assert "Europe/Olso" in said
        assert "(line " in said
        await world.gro.clicks("The file in force")
        assert (await world.gro.gets_file())[1] == world.worded(KEPT)
        world.gro.sees_all()
        assert in_force(world).text == world.worded(KEPT)


async def test_a_hundred_problems_are_told_as_thirty_and_a_count(tmp_path: Path) -> None:
    async with world_of(tmp_path, handbook=KEPT) as world:
        odd = "".join(f'\n[[rule]]\nid = "odd-{n}"\nwords = ["odd{n}"]\ndomain = "no-{n}"\n' for n in range(100))
        await sends(world, "gro", KEPT.replace("\n[rota]", f"{odd}\n[rota]"))
        said = world.gro.sees("has 100 problems")
        assert said.count("•") == 30
        assert "and 70 more" in said


async def test_pasted_into_the_message_it_is_the_same(tmp_path: Path) -> None:
    async with world_of(tmp_path, handbook=KEPT) as world:
        direct = world.workspace.open_direct("U0GRO")
        await world.gro.posts(world.worded(PARCELS_TO_BILLING), direct)
        assert "Rules · changed: parcels" in world.gro.sees("would change")
        await world.gro.clicks("Put it in force")
        world.gro.sees("is in force now")
        assert in_force(world).text.strip() == world.worded(PARCELS_TO_BILLING).strip()
        world.cy.sees_all()
        world.eva.sees_all()


@pytest.mark.shows("handbook_compare")
async def test_when_another_came_into_force_meanwhile_it_is_compared_anew(tmp_path: Path) -> None:
    async with world_of(tmp_path, handbook=KEPT) as world:
        await sends(world, "gro", PARCELS_TO_BILLING)
        world.gro.sees("would change")
        await sends(world, "cy", WITHOUT_FINN)
        await world.cy.clicks("Put it in force")
        world.cy.sees("No longer in the handbook: Finn Holm.")
        world.gro.sees("Cy Dahl has put a changed handbook in force")
        world.eva.sees("Cy Dahl has put a changed handbook in force")

        await world.gro.clicks("Put it in force")
        said = world.gro.sees("Nothing was changed: Cy Dahl has put another handbook in force")
        assert digest(world, WITHOUT_FINN)[:12] in said
        assert in_force(world).changed_by == "cy"
        await world.gro.clicks("Compare anew")
        assert "People · new: Finn Holm" in world.gro.sees("would change")
        await world.gro.clicks("Put it in force")
        world.gro.sees("is in force now")
        assert in_force(world).text == world.worded(PARCELS_TO_BILLING)
        world.cy.sees("Gro Lie has put a changed handbook in force")
        world.eva.sees("Gro Lie has put a changed handbook in force")


@pytest.mark.shows("handbook_undo", "undo_command", "handbook_history")
async def test_undo_brings_back_the_one_before_and_undone_again_the_other(tmp_path: Path) -> None:
    async with world_of(tmp_path, handbook=KEPT) as world:
        await world.ada.posts(f"{POST}1")
        world.card(1)
        await world.gro.says("/svar handbook undo")
        world.gro.is_told("There is no handbook from before")
        await sends(world, "gro", PARCELS_TO_BILLING)
        await world.gro.clicks("Put it in force")
        world.gro.sees("is in force now")

        await world.cy.says("/svar handbook undo")
        said = world.cy.sees("is in force again")
        assert f"is in force again ({digest(world, KEPT)[:12]})" in said
        assert f"Taken back: {digest(world, PARCELS_TO_BILLING)[:12]}, which Gro Lie had put in force" in said
        assert "• 1 × Billing → Delivery" in said
        assert in_force(world).text == world.worded(KEPT)
        world.gro.sees("Cy Dahl has brought back the handbook from before")

        await world.cy.clicks("Undo")
        assert in_force(world).text == world.worded(PARCELS_TO_BILLING)
        world.cy.sees(f"is in force again ({digest(world, PARCELS_TO_BILLING)[:12]})")

        await world.eva.says("/svar handbook history")
        said = world.eva.is_told("The last handbooks")
        assert said.count(digest(world, PARCELS_TO_BILLING)[:12]) == 2
        assert said.count(digest(world, KEPT)[:12]) == 2
        assert "Cy Dahl · brought back · in force" in said
        for keeper in (world.gro, world.cy, world.eva):
            keeper.sees_all()


async def test_undo_of_what_is_in_force_no_longer_changes_nothing(tmp_path: Path) -> None:
    async with world_of(tmp_path, handbook=KEPT) as world:
        await sends(world, "gro", PARCELS_TO_BILLING)
        await world.gro.clicks("Put it in force")
        world.gro.sees("is in force now")
        await sends(world, "cy", WITHOUT_FINN)
        await world.cy.clicks("Put it in force")
        await world.gro.clicks("Undo")
        world.gro.sees("Nothing was changed: Cy Dahl has put another handbook in force")
        assert in_force(world).changed_by == "cy"
        for keeper in (world.gro, world.cy, world.eva):
            keeper.sees_all()


@pytest.mark.parametrize("name", ["eva", "bo", "ada"])
async def test_who_does_not_own_it_is_told_who_does(tmp_path: Path, name: str) -> None:
    async with world_of(tmp_path, handbook=KEPT) as world:
        person = world.person(name)
        refusal = "Cy Dahl, Gro Lie can add you" if name == "ada" else "Only Cy Dahl, Gro Lie may change the handbook."
        await sends(world, name, PARCELS_TO_BILLING)
        person.sees(refusal)
        await person.says("/svar handbook undo")
        person.sees(refusal)
        if name != "eva":
            for command in ("handbook", "handbook history", "reload"):
                await person.says(f"/svar {command}")
                person.sees(refusal)
        person.sees_all(TRIAGE)
        person.sees_all()
        assert in_force(world).text == world.worded(KEPT)


async def test_who_leaves_stays_known_by_name_and_their_items_are_given_back(tmp_path: Path) -> None:
    async with world_of(tmp_path, handbook=KEPT) as world:
        await world.ada.posts(f"{POST}1")
        await world.finn.clicks("Claim", item=1)
        await sends(world, "gro", WITHOUT_FINN)
        said = world.gro.sees("would change")
        assert "People · gone: Finn Holm" in said
        assert "1 open item of people who are not in it would be given back." in said
        await world.gro.clicks("Put it in force")
        said = world.gro.sees("No longer in the handbook: Finn Holm.")
        assert "1 open item of theirs is given back, and somebody else is named." in said
        assert "Finn Holm has left; it is free again." in world.thread(1)
        assert "Dee Eik was named for Delivery" in world.thread(1)
        assert "[Claim]" in text_of(world.card(1))
        world.dee.sees("Finn Holm has left, and you are named for it now.")
        for keeper in (world.cy, world.eva):
            keeper.sees_all()


async def test_a_private_message_is_counted_but_its_words_are_not_told(tmp_path: Path) -> None:
    async with world_of(tmp_path, handbook=KEPT) as world:
        await world.hands_in({
            "source": "facebook", "external_id": "1", "text": "Hvor er pakken? Hemmelig!", "private": True,
            "posted_at": world.clock.now().isoformat(),
        })  # fmt: skip
        world.card(1)
        await sends(world, "gro", PARCELS_TO_BILLING)
        said = world.gro.sees("would change")
        assert "#1 Delivery → Billing · private message" in said
        assert "Hemmelig" not in said


async def test_every_item_says_which_handbook_decided_it(tmp_path: Path) -> None:
    async with world_of(tmp_path, handbook=KEPT) as world:
        await world.ada.posts(f"{POST}1")
        await sends(world, "gro", PARCELS_TO_BILLING)
        await world.gro.clicks("Put it in force")
        await world.ada.posts(f"{POST}2")
        world.cards()
        with world.application.database.read() as transaction:
            found = items.read_many(transaction, (1, 2))
        assert [(item.domain, item.handbook) for item in found] == [
            ("delivery", digest(world, KEPT)),
            ("billing", digest(world, PARCELS_TO_BILLING)),
        ]
        for keeper in (world.gro, world.cy, world.eva):
            keeper.sees_all()


async def test_without_the_desk_it_works_on_it_is_refused(tmp_path: Path) -> None:
    async with world_of(tmp_path, handbook=KEPT) as world:
        start, end = KEPT.index("[desks."), KEPT.index("[[person]]")
        await sends(world, "gro", KEPT[:start] + KEPT[end:])
        world.gro.sees(f"[desks.{world.desk}] is missing, but the bot works there")


async def test_who_takes_the_right_from_themself_is_warned(tmp_path: Path) -> None:
    async with world_of(tmp_path, handbook=KEPT) as world:
        await sends(world, "gro", KEPT.replace('name = "Gro Lie"\nroles = ["handbook_owner"]\n', 'name = "Gro Lie"\n'))
        assert "You would not be an owner of the handbook any more." in world.gro.sees("would change")
        await world.gro.clicks("Leave it")
        world.gro.sees("All right, I leave it.")


async def test_without_its_last_administrator_it_is_warned_of(tmp_path: Path) -> None:
    async with world_of(tmp_path, handbook=KEPT) as world:
        alone = KEPT.replace('people = ["dee", "gro"]', 'people = ["dee"]')
        assert alone != KEPT
        await sends(world, "gro", alone.replace('["manager", "administrator"]', '["manager"]'))
        said = world.gro.sees("would change")
        assert "Nobody would be administrator" in said
        assert '[rota]: "dee" is alone in it' in said
        await world.gro.clicks("Leave it")
        world.gro.sees("All right, I leave it.")
