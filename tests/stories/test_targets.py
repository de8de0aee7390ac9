"""By when: on the office clock over Christmas, and for posts that were old already when they came."""

import json
from pathlib import Path

import pytest

from tests.stories.company import COMPANY, WITHOUT_ROTA
from tests.stories.reading import text_of
from tests.stories.test_ladder import direct_messages
from tests.stories.world import MANAGERS, World, world_of

TARGETS = """
[[target]]
sources = ["blog"]
clock = "office"
answer_within = "8h"

[[target]]
sources = ["*"]
answer_within = "3h"

[[day]]
date = 2026-12-24
name = "Christmas Eve"
open = "08:00-12:00"
"""
CHRISTMAS = (COMPANY + TARGETS).replace('language = "en"\n', 'language = "en"\nholidays = "NO"\n', 1)


async def hands_in(world: World, number: int, posted_at: str, source: str = "facebook", text: str = "pakken?") -> None:
    post = {"source": source, "external_id": str(number), "text": f"Hvor er {text}", "posted_at": posted_at}
    assert (await world.hands_in(json.dumps(post).encode())).status == 202


async def test_a_blog_comment_on_christmas_eve(tmp_path: Path) -> None:
    """One hour is left of the short day; the clock stands still over the holidays, and so do rungs and pages."""
    async with world_of(tmp_path, begins="2026-12-24 11:00", handbook=CHRISTMAS) as world:
        await hands_in(world, 1, "2026-12-24T11:00:00+01:00", "blog")
        assert "Answer by\nMon 28 Dec 15:00" in text_of(world.card(1))
        await world.eva.clicks("Why?", item=1)
        world.eva.is_told(
            "Blog is to be answered within 8 h of office time, from Thu 24 Dec 11:00, Oslo time: our hours count."
        )
        await world.eva.says("/svar route Hvor er pakken? source: blog")
        world.eva.is_told("within 8 h of office time, from Thu 24 Dec 11:00, Oslo time: our hours count.")
        await world.until("2026-12-28 10:59")
        notes = {"dee": 1, "gro": 1}  # of the hand-over on Monday
        world.expects_hand_overs()
        assert direct_messages(world) == notes
        await world.until("2026-12-28 11:01")
        assert direct_messages(world) == notes | {"bo": 1}
        world.bo.is_reminded("Answer by Mon 28 Dec 15:00")
        await world.until("2026-12-28 13:01")
        assert direct_messages(world) == notes | {"bo": 1, "finn": 1}
        world.finn.is_reminded()
        await world.bo.clicks("Claim", item=1)
        assert "from Thu 24 Dec 11:00, Oslo time" in world.thread()


async def test_forty_old_posts_at_once(tmp_path: Path) -> None:
    """They came late: nobody is woken, no channel gets forty lines, and their ladder begins when they come."""
    async with world_of(tmp_path, begins="2026-03-04 20:00") as world:
        for number in range(1, 41):
            await hands_in(world, number, "2026-03-03T10:00:00+01:00")
        assert len(world.cards()) == 40
        card = text_of(world.card(1))
        assert "Came late: the time to answer was over before it came here." in card
        assert "Late since Tue 3 Mar 13:00" in card
        await world.forward(minutes=20)
        assert direct_messages(world) == {}
        assert world.count_in(MANAGERS) == 0
        await world.eva.says("/svar status")
        assert "40 came late" in world.eva.is_told("How we stand")
        await hands_in(world, 41, "2026-03-03T10:00:00+01:00", text="den? It is dangerous")
        assert direct_messages(world) == {"dee": 1}
        assert "#41 " in world.dee.is_paged()
        await world.dee.clicks("Decline", item=41)
        await world.dee.fills(reason="Already answered elsewhere")
        await world.eva.clicks("Why?", item=1)
        world.eva.is_told("It came late: its 3 h from Tue 3 Mar 10:00, Oslo time were over before it came here.")
        await world.until("2026-03-04 23:25")
        assert direct_messages(world) == {"dee": 1}
        assert world.count_in(MANAGERS) == 0


@pytest.mark.parametrize("handbook", [WITHOUT_ROTA])
async def test_without_a_rota_what_came_late_waits_for_the_next_hours(tmp_path: Path, handbook: str) -> None:
    async with world_of(tmp_path, begins="2026-03-04 20:00", handbook=handbook) as world:
        await hands_in(world, 1, "2026-03-03T10:00:00+01:00")
        assert "Came late" in text_of(world.card(1))
        world.sees_all(MANAGERS)
        await world.until("2026-03-05 09:29")
        assert direct_messages(world) == {}
        await world.until("2026-03-05 09:31")
        assert direct_messages(world) == {"bo": 1}
        world.bo.is_reminded("Was due Tue 3 Mar 13:00")
