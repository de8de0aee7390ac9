"""Posts that other programs hand in at /intake/<name>."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from standardwebhooks import Webhook

from bot.clock import Clock
from tests.stories.reading import text_of
from tests.stories.world import SECRET, world_of

POST = {"source": "x", "external_id": "7", "text": "Hvor er pakken?", "author": {"name": "Kari", "handle": "@kari"}}


def signed(body: bytes, delivery: str = "d1", secret: str = SECRET, ago: timedelta = timedelta(0)) -> dict[str, str]:
    """Headers of the Standard Webhooks specification; signatures live in real time."""
    moment = Clock().now() - ago
    return {
        "webhook-id": delivery,
        "webhook-timestamp": str(int(moment.timestamp())),
        "webhook-signature": Webhook(secret.encode()).sign(delivery, moment, body.decode()),
    }


@pytest.mark.shows("handed_in")
async def test_a_post_becomes_a_card_and_a_repeat_gets_the_same_number(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        first = await world.hands_in(POST)
        assert (first.status, first.body) == (202, {"item": 1})
        card = text_of(world.card(1))
        assert "#1 · X · question" in card
        assert "Hvor er pakken?" in card
        assert "Kari (@kari) wrote Wed 4 Mar 10:00" in card

        again = await world.hands_in({**POST, "text": "Hvor er pakken min?"})
        assert (again.status, again.body) == (200, {"item": 1})
        other = await world.hands_in({**POST, "external_id": "8"})
        assert (other.status, other.body) == (202, {"item": 2})
        assert len(world.cards()) == 2


async def test_a_signed_delivery_and_its_repeats(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        body = json.dumps(POST).encode()
        answers = [await world.hands_in(body, signed(body, delivery)) for delivery in ("d1", "d1", "d2")]
        assert [answer.body for answer in answers] == [{"item": 1}] * 3
        assert [answers[0].status, answers[2].status] == [202, 200]
        assert len(world.cards()) == 1


async def test_a_delivery_id_used_for_another_post_loses_neither(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        first, second = json.dumps(POST).encode(), json.dumps({**POST, "external_id": "8"}).encode()
        assert (await world.hands_in(first, signed(first, "d1"))).body == {"item": 1}
        answer = await world.hands_in(second, signed(second, "d1"))
        assert (answer.status, answer.body) == (202, {"item": 2})
        assert len(world.cards()) == 2


async def test_what_is_not_signed_is_replayed_or_too_large_stores_nothing(tmp_path: Path) -> None:
    body = json.dumps(POST).encode()
    huge = json.dumps({**POST, "text": "x" * 2_000_000}).encode()
    replayed = signed(body, ago=timedelta(minutes=6))
    async with world_of(tmp_path) as world:
        for refused, status in (
            (await world.hands_in(body, {}), 401),
            (await world.hands_in(body, {"Authorization": "Bearer wrong"}), 401),
            (await world.hands_in(body, signed(body, secret="another secret")), 401),
            (await world.hands_in(body + b" ", signed(body)), 401),
            (await world.hands_in(body, replayed), 401),
            (await world.hands_in(huge), 413),
        ):
            assert refused.status == status, refused
        assert not world.cards()


async def test_every_problem_of_a_body_is_named(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        answer = await world.hands_in({"source": "", "text": 7, "url": "javascript:1", "postedat": "now"})
        assert answer.status == 400
        named = {problem["field"] for problem in answer.body["problems"]}
        assert named == {"source", "external_id", "text", "url", "postedat"}
        for broken in (b"", b"{", b"[]", b"\xff\xfe", b'{"a": NaN}', b"[" * 50_000):
            assert (await world.hands_in(broken)).status == 400
        assert not world.cards()


@pytest.mark.parametrize(
    ("source", "due"),
    [("facebook", "Wed 4 Mar 12:00"), ("x", "Wed 4 Mar 12:00"), ("blog", "Thu 5 Mar 09:00")],
)
async def test_the_time_runs_from_the_customers_own_posting(tmp_path: Path, source: str, due: str) -> None:
    async with world_of(tmp_path) as world:
        await world.hands_in({**POST, "source": source, "posted_at": "2026-03-04T09:00:00+01:00"})
        assert f"Answer by\n{due}" in text_of(world.card(1))
