"""What was written while nobody listened."""

import asyncio
from typing import Any

import pytest

from handlers.intents import CaughtUp, Intent, Noticed, Unreadable
from handlers.replies import Busy, Done, Reply, Stored
from routing.messages import Heading
from tests.bot.desks.slack.scene import INTAKE, Scene, said


async def away(scene: Scene, *minutes: int) -> list[str]:
    """Let Ada write while no desk is there, so many minutes after each other."""
    written = []
    for passed in minutes:
        scene.forward(minutes=passed)
        written.append(await scene.workspace.post(scene.ada, INTAKE, f"after {passed} minutes"))
    await scene.workspace.idle()
    return written


async def test_the_first_start_reads_nothing_old(scene: Scene) -> None:
    old = await away(scene, 0, 1)
    desk = await scene.connect()
    await desk.catch_up()
    assert scene.asked.intents == [CaughtUp("slack", INTAKE, old[-1])]
    await desk.catch_up()
    assert len(scene.asked.intents) == 1


async def test_an_empty_channel_is_read_from_its_first_message_on(scene: Scene) -> None:
    desk = await scene.connect()
    await desk.catch_up()
    assert scene.asked.positions == {INTAKE: "0"}


async def test_what_was_missed_comes_oldest_first_and_only_the_recent_is_asked_back(scene: Scene) -> None:
    scene.asked.positions[INTAKE] = (await away(scene, 0))[0]
    missed = await away(scene, 5, 50, 20)
    desk = await scene.connect()
    await scene.card(Heading("our own"), channel=INTAKE)
    await desk.catch_up()
    noticed = scene.asked.of(Noticed)
    assert [each.place.message for each in noticed] == missed
    assert [each.asks for each in noticed] == [False, True, True]
    assert [each.key for each in noticed] == [f"slack:{INTAKE}:{ts}" for ts in missed]
    assert float(scene.asked.positions[INTAKE]) > float(missed[-1])


async def test_many_pages(scene: Scene) -> None:
    scene.asked.positions[INTAKE] = "1.000000"
    missed = await away(scene, *[0] * 450)
    desk = await scene.connect()
    await desk.catch_up()
    assert [each.place.message for each in scene.asked.of(Noticed)] == missed


async def test_a_busy_bot_is_asked_again_from_where_it_stopped(scene: Scene) -> None:
    scene.asked.positions[INTAKE] = "1.000000"
    missed = await away(scene, 0, 1, 1)

    def busy_at_the_second(intent: Intent) -> Reply:
        second = isinstance(intent, Noticed) and intent.place.message == missed[1]
        return Busy() if second else Done()

    scene.asked.answer = busy_at_the_second
    desk = await scene.connect()
    await desk.catch_up()
    assert scene.asked.positions[INTAKE] == missed[0]
    scene.asked.answer = lambda _: Done()
    scene.asked.intents.clear()
    await desk.catch_up()
    assert [each.place.message for each in scene.asked.of(Noticed)] == missed[1:]


async def test_one_unreadable_message_does_not_hide_the_next(scene: Scene) -> None:
    scene.asked.positions[INTAKE] = "1.000000"
    missed = await away(scene, 0, 1)

    def fails_at_the_first(intent: Intent) -> Reply | Exception:
        first = isinstance(intent, Noticed) and intent.place.message == missed[0]
        return KeyError("x") if first else Stored(1, False)

    scene.asked.answer = fails_at_the_first
    desk = await scene.connect()
    await desk.catch_up()
    (unreadable,) = scene.asked.of(Unreadable)
    assert unreadable.key == f"slack:unreadable:{INTAKE}:{missed[0]}"
    assert scene.asked.positions[INTAKE] == missed[1]


@pytest.mark.parametrize(
    ("fault", "read"),
    [
        ({"error": "ratelimited", "retry_after": 0}, True),
        ({"error": "ratelimited", "retry_after": 31}, False),
        ({"error": "not_in_channel"}, False),
        ({"status": 500}, False),
    ],
)
async def test_trouble_never_kills_the_desk(scene: Scene, fault: dict[str, Any], read: bool) -> None:
    scene.asked.positions[INTAKE] = "1.000000"
    await away(scene, 0)
    desk = await scene.connect()
    scene.workspace.fail_next("conversations.history", **fault)
    await desk.catch_up()
    assert bool(scene.asked.of(Noticed)) is read
    await desk.catch_up()
    assert scene.asked.of(Noticed)


async def test_when_nothing_can_be_stored_the_position_stays(scene: Scene) -> None:
    scene.asked.positions[INTAKE] = "1.000000"
    await away(scene, 0)
    scene.asked.answer = lambda _: ConnectionError("no database")
    desk = await scene.connect()
    await desk.catch_up()
    assert scene.asked.positions[INTAKE] == "1.000000"


async def test_nobody_is_asked_twice_about_what_came_as_an_event(scene: Scene) -> None:
    scene.asked.positions[INTAKE] = "1.000000"
    scene.asked.answer = lambda _: Done(said("Make this an item?"))
    desk = await scene.connect()
    await away(scene, 0)
    await desk.catch_up()
    assert len(scene.asked.of(Noticed)) == 1
    assert scene.whispers(INTAKE, scene.ada) == ["Make this an item?"]


async def test_runs_do_not_overlap(scene: Scene) -> None:
    scene.asked.positions[INTAKE] = "1.000000"
    missed = await away(scene, 0, 1, 1)
    desk = await scene.connect()
    await asyncio.gather(*(desk.catch_up() for _ in range(5)))
    assert [each.place.message for each in scene.asked.of(Noticed)] == missed


async def test_what_an_integration_put_below_a_post_comes_after_it(scene: Scene) -> None:
    (old,) = await away(scene, 0)
    scene.asked.positions[INTAKE] = old
    (new,) = await away(scene, 1)
    bot = scene.workspace.add_integration("Facebook Pages")
    below = []
    for ts in (old, new):
        scene.forward(minutes=1)
        below.append(await scene.workspace.post_as_integration(bot, INTAKE, "And now?", thread_ts=ts))
        await scene.workspace.post(scene.ada, INTAKE, "I call her", thread_ts=ts)
    await scene.workspace.idle()

    def busy_below(intent: Intent) -> Reply:
        return Busy() if isinstance(intent, Noticed) and intent.replies_to else Stored(1, False)

    scene.asked.answer = busy_below
    desk = await scene.connect()
    await desk.catch_up()
    assert scene.asked.positions[INTAKE] == old
    scene.asked.answer = lambda _: Stored(1, False)
    scene.asked.intents.clear()
    await desk.catch_up()
    await desk.catch_up()
    found = [(each.place.message, each.replies_to) for each in scene.asked.of(Noticed)]
    assert found == [(below[0], old), (below[1], new)]
    assert scene.asked.positions[INTAKE] == new
