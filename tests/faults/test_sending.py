"""What can go wrong between the outbox and the desk, and that nothing is lost, doubled or out of order."""

from itertools import pairwise
from pathlib import Path

import pytest

from handlers.intents import Actor, Click
from tests.faults.stage import POST, Stage, stage_of, unsettled
from tests.stories.reading import text_of
from tests.stories.world import TRIAGE

BO = Actor("slack", "U0BO")


def everything_stands_once(stage: Stage) -> None:
    assert set(stage.tokens().values()) == {1}
    assert unsettled(stage.settings.database_url) == {}


def moments(stage: Stage) -> list[int]:
    """Seconds at which something new was posted in the triage channel or its threads, in order."""
    return sorted(int(float(message.ts)) for message in stage.messages() if message.channel == TRIAGE)


async def test_a_channel_gets_one_post_a_second_by_our_clock(tmp_path: Path) -> None:
    async with stage_of(tmp_path, pace=1.0) as stage:
        for number in range(1, 6):
            await stage.write(number)
        await stage.settle()
        assert stage.numbers() == [1]
        await stage.forward(seconds=20)
        assert stage.numbers() == [1, 2, 3, 4, 5]
        posted = moments(stage)
        assert len(posted) == 5
        assert min(after - before for before, after in pairwise(posted)) >= 1
        everything_stands_once(stage)


async def test_the_desk_is_waited_for_as_long_as_it_asks(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        stage.workspace.fail_next("chat.postMessage", error="ratelimited", retry_after=90)
        await stage.write_and_settle(1, 2)
        await stage.forward(seconds=85)
        assert stage.numbers() == []
        await stage.forward(seconds=6)
        assert stage.numbers() == [1, 2]
        everything_stands_once(stage)


async def test_order_is_kept_however_often_the_first_is_refused(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        stage.workspace.fail_next("chat.postMessage", error="ratelimited", retry_after=1, times=6)
        await stage.write_and_settle(1, 2, 3)
        await stage.forward(minutes=3)
        assert stage.numbers() == [1, 2, 3]
        everything_stands_once(stage)


async def test_a_page_overtakes_the_cards_that_wait(tmp_path: Path) -> None:
    async with stage_of(tmp_path, begins="2026-03-04 20:00", pace=1.0) as stage:
        for number in range(1, 8):
            await stage.write(number)
        await stage.ada.posts("This is dangerous! https://www.facebook.com/fjellro/posts/9")
        stage.dee.is_paged()
        assert len(stage.numbers()) < 4, "the cards still wait for their turn"


async def test_a_hundred_changes_are_few_updates_and_the_last_is_shown(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await stage.write_and_settle(1)
        stage.workspace.fail_next("chat.update", error="ratelimited", retry_after=60)
        for turn in range(50):
            for action in ("release", "claim") if turn else ("claim",):
                await stage.application.engine.ask(Click(f"{action}{turn}", BO, action, "item:1"))
        before = len(stage.calls("chat.update"))
        await stage.forward(minutes=2)
        updates = len(stage.calls("chat.update")) - before
        assert updates <= 4, "one or two each for the card and its history"
        assert "Bo Berg took it" in text_of(stage.card(1))
        everything_stands_once(stage)


@pytest.mark.parametrize("done", [True, False], ids=["it had arrived", "it had not"])
async def test_a_post_of_unknown_outcome_is_looked_for_before_it_is_sent_again(tmp_path: Path, done: bool) -> None:
    async with stage_of(tmp_path) as stage:
        cut = stage.line.cut("chat.postMessage", done=done)
        await stage.write_and_settle(1)
        assert cut.reached.is_set()
        assert len(stage.numbers()) == done
        await stage.application.engine.ask(Click("meanwhile", BO, "claim", "item:1"))
        await stage.settle()
        await stage.forward(seconds=14)
        assert "conversations.history" not in stage.line.calls[stage.line.calls.index("chat.postMessage") :]
        await stage.forward(seconds=5)
        assert stage.numbers() == [1]
        assert "Bo Berg took it" in text_of(stage.card(1))
        assert "Bo Berg took it" in stage.thread(1), "the history follows its card"
        everything_stands_once(stage)


async def test_while_the_desk_cannot_be_asked_nothing_is_sent_again(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        stage.line.cut("chat.postMessage", done=True)
        await stage.write_and_settle(1)
        stage.line.cut("conversations.history", done=False, times=1_000)
        await stage.forward(minutes=4)
        assert len(stage.calls("chat.postMessage")) == 1
        assert unsettled(stage.settings.database_url) == {"unknown": 1}
        stage.line.mend()
        await stage.forward(minutes=1)
        everything_stands_once(stage)


@pytest.mark.parametrize("word", ["missing_scope", "channel_not_found"])
async def test_where_it_may_not_look_it_sends_again_rather_than_never(tmp_path: Path, word: str) -> None:
    async with stage_of(tmp_path) as stage:
        stage.line.cut("chat.postMessage", done=False)
        await stage.write_and_settle(1)
        stage.workspace.fail_next("conversations.history", error=word, times=100)
        await stage.forward(minutes=1)
        assert stage.numbers() == [1]
        assert unsettled(stage.settings.database_url) == {}


@pytest.mark.parametrize("after_claim", [False, True])
async def test_a_deleted_card_is_posted_anew(tmp_path: Path, after_claim: bool) -> None:
    async with stage_of(tmp_path) as stage:
        await stage.write_and_settle(1)
        if after_claim:
            await stage.bo.clicks("Claim")
        card = stage.workspace.core.state.find(TRIAGE, stage.card(1)["ts"])
        assert card is not None
        for reply in tuple(card.replies):
            below = stage.workspace.core.state.timelines[TRIAGE].by_moment[reply]
            stage.workspace.core.posting.delete(below)
        stage.workspace.core.posting.delete(card)
        assert stage.numbers() == []
        await stage.application.engine.ask(Click("later", BO, "release" if after_claim else "claim", "item:1"))
        await stage.settle()
        await stage.forward(minutes=1)
        assert stage.numbers() == [1]
        assert "Facebook" in stage.thread(1), "with its history below it"
        assert unsettled(stage.settings.database_url) == {}


async def test_a_channel_that_is_gone_is_told_to_the_administrators(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        stage.workspace.fail_next("chat.postMessage", error="channel_not_found")
        await stage.write_and_settle(1)
        told = stage.eva.sees("needs an administrator")
        assert "pakken" not in told
        assert unsettled(stage.settings.database_url) == {"gave_up": 1}


@pytest.mark.parametrize(("way", "minutes"), [("503", 60), ("cut", 10), ("cut after it was done", 10)])
async def test_after_an_hour_without_the_desk_everything_arrives(tmp_path: Path, way: str, minutes: int) -> None:
    async with stage_of(tmp_path) as stage:
        if way == "503":
            stage.workspace.fail_next("*", status=503, times=1_000_000)
        else:
            stage.line.cut("*", done=way != "cut", times=1_000_000)
        for number in range(1, 11):
            await stage.integration_posts(text=POST.format(number))
            await stage.application.engine.ask(Click(f"claim {number}", BO, "claim", f"item:{number}"))
            await stage.forward(minutes=minutes / 10)
        stage.line.mend()
        stage.workspace.core.faults.clear()
        await stage.forward(minutes=2)
        assert sorted(stage.numbers()) == list(range(1, 11))
        if way == "503":
            assert stage.numbers() == list(range(1, 11))
        assert all("Bo Berg took it" in stage.thread(number) for number in range(1, 11))
        everything_stands_once(stage)
