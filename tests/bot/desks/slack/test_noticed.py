"""Which messages are handed on to intake."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.desks.slack.noticed import Self, moment_of, noticed, wanted
from handlers.intents import Actor

US = Self("U0US", "B0US", "A0US", "T0")
TS = "1793610000.000100"


@pytest.mark.parametrize(
    ("message", "integration"),
    [
        ({"user": "U0ADA"}, ""),
        ({"user": "U0ADA", "thread_ts": TS}, ""),
        ({"user": "U0ADA", "subtype": "file_share"}, ""),
        ({"user": "U0ADA", "subtype": "thread_broadcast", "thread_ts": "1.0"}, ""),
        ({"subtype": "bot_message", "bot_id": "B1", "username": "Facebook"}, "Facebook"),
        ({"user": "U0APP", "bot_id": "B1", "bot_profile": {"name": "X"}}, "X"),
        ({"bot_id": "B1", "bot_profile": None}, "B1"),
        ({"subtype": "bot_message"}, "app"),
    ],
)
def test_handed_on(message: dict[str, Any], integration: str) -> None:
    found = noticed({"ts": TS, "text": "hei", **message}, "C1", US)
    assert found is not None
    assert found.key == f"slack:C1:{TS}"
    assert found.integration == integration
    assert (found.actor is None) == bool(integration)


@pytest.mark.parametrize(
    "message",
    [
        {"user": "U0ADA", "subtype": "channel_join"},
        {"user": "U0ADA", "subtype": "message_changed"},
        {"user": "U0ADA", "subtype": "message_deleted"},
        {"user": "U0ADA", "subtype": "nobody_knows"},
        {"user": "U0ADA", "thread_ts": "1793600000.000100"},
        {"user": "U0ADA", "hidden": True},
        {"user": "U0US"},
        {"bot_id": "B0US", "subtype": "bot_message"},
        {"bot_id": "B0HOOK", "app_id": "A0US"},
        {"user": "U0ADA", "text": "<@U0US> status"},
    ],
)
def test_dropped(message: dict[str, Any]) -> None:
    assert noticed({"ts": TS, "text": "hei", **message}, "C1", US) is None


def test_any_message_but_ours_may_be_wanted() -> None:
    bo = Actor("slack", "U0BO")
    found = wanted({"ts": TS, "user": "U0ADA", "text": "hei", "thread_ts": "1.0"}, "C1", US, bo)
    assert found is not None
    assert found.key == f"slack:make:C1:{TS}:U0BO"
    assert wanted({"ts": TS, "user": "U0US", "text": "hei"}, "C1", US, bo) is None


def test_moments() -> None:
    assert moment_of("1793610000.123456") == datetime(2026, 11, 2, 9, 0, 0, 123456, tzinfo=UTC)
    for nonsense in ("", "x", "NaN", "1e400", "Infinity"):
        with pytest.raises(ValueError):
            moment_of(nonsense)
