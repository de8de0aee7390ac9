"""How do we stand? The figures are exact, private, and shared only when somebody wants it."""

from pathlib import Path

import pytest

from tests.stories.company import WITHOUT_ROTA
from tests.stories.reading import text_of
from tests.stories.world import INTAKE, MANAGERS, TRIAGE, world_of

HELP = "status — how we stand: what is open, at risk and late, and who is on call"


@pytest.mark.shows("status")
@pytest.mark.shows("slash_command", on="slack")
async def test_the_figures_are_exact(tmp_path: Path) -> None:
    """Tuesday morning: eight posts. Monday 9 o'clock's were due at noon on Monday."""
    facebook, x = "https://www.facebook.com/fjellro/posts/", "https://x.com/ola/status/"
    async with world_of(tmp_path, begins="2026-03-02 09:00") as world:
        for number in range(1, 6):
            await world.ada.posts(f"Hvor er pakken {number}? {facebook}{number}")
        await world.ada.posts(f"Hvor er pakken 6? {x}6")
        for number in (1, 2, 6):
            await world.bo.clicks("Answer", item=number)
            await world.bo.fills(text="I dag.")
        await world.bo.clicks("Decline", item=3)
        await world.bo.fills(reason="Spam or advertising")
        await world.until("2026-03-02 13:00")
        await world.bo.clicks("Answer", item=4)  # an hour late
        await world.bo.fills(text="Beklager, i dag.")
        await world.ada.posts(f"Hvor er pakken 7? {x}7")
        await world.forward(minutes=1)
        await world.ada.posts("Hvor er pakken 8? https://blogg.example/8")

        await world.eva.says("/svar status")
        status = world.eva.is_told("How we stand")
        for lines in (
            "Open\n3\n", "At risk\n0\n", "Late\n🔴 1\n", "On call\nDee Eik until Mon 9 Mar 08:00\n",
            "Answered within target\nFacebook: 50% (2 of 4)\nX: 100% (1 of 1)\nAll: 60% (3 of 5)\n",
            "1 declined\n",
            "As of Mon 2 Mar 13:01. Answered within target: the last seven days.",
        ):  # fmt: skip
            assert lines in status, status
        oldest = status[status.index("The oldest") :]
        numbers = [number for number in range(1, 9) if f"#{number} ·" in oldest]
        assert numbers == [5, 7, 8]
        assert oldest.index("#5 ·") < oldest.index("#7 ·") < oldest.index("#8 ·")

        await world.until("2026-03-02 15:30")
        await world.eva.says("/svar status")
        assert "At risk\n🟡 1\n" in world.eva.is_told("As of Mon 2 Mar 15:30")
        world.cards()
        world.expects_hand_overs()
        for person in (world.bo, world.finn, world.cy):
            person.sees_all()
        world.sees_all(MANAGERS)


@pytest.mark.shows("share_status")
async def test_it_is_private_until_it_is_shared(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.eva.says("/svar status", INTAKE)
        world.eva.is_told("Nothing is open: no question is unanswered.")
        world.bo.sees_nothing_of("How we stand")
        await world.eva.clicks("Share in the channel")
        world.eva.is_told("Shared in the channel.")
        shared = world.bo.sees("How we stand")
        assert "Shared by Eva Foss" in shared
        assert "[Share in the channel]" not in shared
        assert world.count_in(INTAKE) == 1
        assert world.count_in(TRIAGE) == 0


async def test_the_oldest_five_are_named(tmp_path: Path) -> None:
    async with world_of(tmp_path, handbook=WITHOUT_ROTA) as world:
        for number in range(1, 8):
            await world.ada.posts(f"Hvor er pakken {number}? https://x.com/ola/status/{number}")
        await world.ada.says("/svar status")
        status = world.ada.is_told("How we stand")
        assert [f"#{number} ·" in status for number in range(1, 8)] == [True] * 5 + [False] * 2
        assert "On call\nnobody: there is no rota" in status
        assert "No deadline has passed in the last seven days." in status
        world.cards()


@pytest.mark.shows("nearest", "say", "help")
async def test_a_wrong_command_is_answered_with_the_nearest(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        for said, told in (
            ("/svar stauts", f"I do not know “stauts”. Did you mean {world.spoken('status')}?"),
            ("/svar Status now", "How we stand"),
            ("/svar xyzzy", "I do not know “xyzzy”."),
            ("/svar", HELP),
            ("/svar help", HELP),
        ):
            await world.ada.says(said)
            world.ada.is_told(told)
        await world.ada.says("/svar stauts")
        world.ada.is_told("Everything else:")
        await world.ada.clicks("Status")
        world.ada.sees("How we stand")
        world.ada.sees_all()
        # A question changes nothing; words of what would are answered with how to say it.
        await world.bo.says("/svar away until friday?")
        assert "[away]" not in world.bo.is_told("A question changes nothing.")
        await world.bo.says("/svar takk!")
        world.bo.is_told("You are welcome.")
        await world.bo.says("/svar away list")
        world.bo.is_told("Nobody is away.")


@pytest.mark.shows("mention_command", "direct_command")
async def test_a_mention_and_a_direct_message_are_answered_too(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        me = world.workspace.bot_user_id
        await world.eva.posts(f"<@{me}> status", channel=TRIAGE)
        world.eva.is_told("How we stand")
        world.bo.sees_nothing_of("How we stand")
        await world.eva.posts(f"<@{me}> status", channel=INTAKE)
        world.eva.is_told("How we stand")
        direct = world.workspace.open_direct("U0EVA")
        await world.eva.posts("status", channel=direct)
        assert "How we stand" in world.sees_all(direct)
        assert "[Share in the channel]" not in world.sees_all(direct)
        await world.eva.posts("hva spiser du?", channel=direct)
        assert "I do not know “hva spiser du?”." in world.sees_all(direct)
        await world.eva.posts("hvordan ligger vi an?", channel=direct)
        assert world.sees_all(direct).count("How we stand") == 2
        assert not world.cards()


@pytest.mark.shows("history")
async def test_the_history_stands_in_the_thread(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.ada.posts("Hvor er pakken? https://x.com/ola/status/1")
        await world.bo.clicks("Claim", item=1)
        await world.forward(minutes=5)
        await world.bo.clicks("Release", item=1)
        await world.forward(minutes=5)
        await world.finn.clicks("Answer", item=1)
        await world.finn.fills(link="https://x.com/fjellro/status/2")
        assert world.thread().splitlines() == [
            "Wed 4 Mar 10:00 — It came in from X.",
            "Wed 4 Mar 10:00 — X is to be answered within 3 h, around the clock, from Wed 4 Mar 10:00, Oslo time.",
            "Wed 4 Mar 10:00 — Bo Berg was named for Delivery.",
            "Wed 4 Mar 10:00 — Bo Berg took it.",
            "Wed 4 Mar 10:05 — Bo Berg gave it back.",
            "Wed 4 Mar 10:05 — Finn Holm was named for Delivery.",
            "Wed 4 Mar 10:10 — Finn Holm took it.",
            "Wed 4 Mar 10:10 — Finn Holm answered. Open the answer",
        ]
        world.finn.sees_all()
        assert "[Claim]" not in text_of(world.card(1))
