"""`POST /intake/<name>` through a real server; the signatures are made here, by hand."""

import base64
import hashlib
import hmac
import io
import json
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
from pydantic import SecretStr

from bot.clock import Clock
from bot.engine import EngineStopped, TooBusy
from bot.sources.webhook.inbound import intake_routes
from bot.web import LARGEST_BODY, Check, Health, WebServer
from handlers.intents import Intent, Submit
from handlers.replies import Busy, Reply, Stored
from routing.item import Post
from routing.text import clean

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
KEY = b"a key of thirty-two bytes, no le"
FACEBOOK = "whsec_" + base64.b64encode(KEY).decode()
FORUM = "a plain secret of the forum's own"
POST: dict[str, Any] = {"source": "facebook", "external_id": "123_456", "text": "Hvor er pakken min?"}

STORED = Stored(7, existed=False)


@dataclass
class Recorder:
    """Stands for the process: keeps what was asked and answers what it is told to."""

    reply: Reply | Exception = STORED
    asked: list[Intent] = field(default_factory=list)

    async def __call__(self, intent: Intent) -> Reply:
        self.asked.append(intent)
        if isinstance(self.reply, Exception):
            raise self.reply
        return self.reply

    @property
    def post(self) -> Post:
        (intent,) = self.asked
        assert isinstance(intent, Submit)
        return intent.post


@dataclass
class Sender:
    session: aiohttp.ClientSession
    address: str

    async def send(
        self, body: object, name: str = "facebook", headers: dict[str, str] | None = None
    ) -> tuple[int, dict[str, Any]]:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        sent = {"Content-Type": "application/json"} | (signed(raw) if headers is None else headers)
        async with self.session.post(f"{self.address}/intake/{name}", data=raw, headers=sent) as response:
            return response.status, await response.json()


def signed(
    body: bytes, key: bytes = KEY, message: str = "msg_1", at: float | None = None, version: str = "v1"
) -> dict[str, str]:
    """Headers as the Standard Webhooks specification describes them. `at` in seconds since 1970; none: this moment."""
    stamp = str(int(Clock().epoch() if at is None else at))
    digest = hmac.new(key, f"{message}.{stamp}.".encode() + body, hashlib.sha256).digest()
    signature = f"{version},{base64.b64encode(digest).decode()}"
    return {"webhook-id": message, "webhook-timestamp": stamp, "webhook-signature": signature}


@pytest.fixture
def recorder() -> Recorder:
    return Recorder()


@pytest.fixture
async def sender(recorder: Recorder) -> AsyncIterator[Sender]:
    async def ready() -> Health:
        return Health({})

    secrets = {"facebook": SecretStr(FACEBOOK), "forum": SecretStr(FORUM)}
    routes = intake_routes(secrets, recorder, lambda: NOW)
    server = WebServer("127.0.0.1", 0, routes, lambda: Health({"one": Check(True, "It is.")}), ready)
    await server.start()
    try:
        async with aiohttp.ClientSession() as session:
            yield Sender(session, f"http://127.0.0.1:{server.port}")
    finally:
        await server.stop()


async def test_a_signed_post_is_stored(sender: Sender, recorder: Recorder) -> None:
    assert await sender.send(POST | {"posted_at": "2026-03-02T07:30:00Z", "private": True}) == (202, {"item": 7})
    posted_at = datetime(2026, 3, 2, 7, 30, tzinfo=UTC)
    post = Post("facebook", "123_456", "Hvor er pakken min?", posted_at, private=True)
    assert recorder.asked == [Submit("webhook:facebook:msg_1", post)]


@pytest.mark.parametrize(
    ("reply", "status"),
    [
        (STORED, 202),
        (Stored(7, existed=True), 200),
        (Busy(), 503),
        (TooBusy("1000 are waiting"), 503),
        (EngineStopped(), 503),
        (RuntimeError("Hvor er pakken min?"), 500),
    ],
)
async def test_the_answer_says_what_became_of_it(
    sender: Sender, recorder: Recorder, reply: Reply | Exception, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    recorder.reply = reply
    got, document = await sender.send(POST)
    assert got == status
    assert ("item" in document) == (status < 300)
    assert "pakken" not in json.dumps(document) + caplog.text


async def test_a_busy_answer_says_when_to_come_back(sender: Sender, recorder: Recorder) -> None:
    recorder.reply = Busy()
    body = json.dumps(POST).encode()
    headers = signed(body) | {"Content-Type": "application/json"}
    async with sender.session.post(f"{sender.address}/intake/facebook", data=body, headers=headers) as response:
        assert response.headers["Retry-After"] == "5"


RAW = json.dumps(POST).encode()


@pytest.mark.parametrize(
    ("name", "headers"),
    [
        ("facebook", {}),
        ("nobody", {}),
        ("nobody", signed(RAW)),
        ("facebook", signed(RAW, key=b"another key of many many bytes")),
        ("facebook", signed(RAW + b" ")),
        ("facebook", signed(RAW, at=Clock().epoch() - 400)),
        ("facebook", signed(RAW, at=Clock().epoch() + 400)),
        ("facebook", signed(RAW, version="v2")),
        ("facebook", signed(RAW) | {"webhook-id": "msg_2"}),
        ("facebook", signed(RAW) | {"webhook-timestamp": "soon"}),
        ("facebook", signed(RAW) | {"webhook-timestamp": "nan"}),
        ("facebook", signed(RAW) | {"webhook-signature": "nonsense"}),
        ("facebook", signed(RAW) | {"webhook-signature": "v1,@@@"}),
        ("facebook", signed(RAW) | {"webhook-signature": "v1,é"}),
        ("facebook", signed(RAW) | {"webhook-id": ""}),
        ("facebook", {"webhook-signature": "v1,AA==", "Authorization": f"Bearer {FACEBOOK}"}),
        ("facebook", {"Authorization": f"Bearer {FORUM}"}),
        ("facebook", {"Authorization": f"Basic {FACEBOOK}"}),
        ("facebook", {"Authorization": "Bearer"}),
        ("facebook", {"Authorization": "Bearer é"}),
        ("nobody", {"Authorization": f"Bearer {FACEBOOK}"}),
        ("facebook%00", {"Authorization": f"Bearer {FACEBOOK}"}),
    ],
)
async def test_others_are_turned_away_all_alike(
    sender: Sender, recorder: Recorder, name: str, headers: dict[str, str]
) -> None:
    unknown = await sender.send(POST, name="no-such-intake", headers={})
    assert await sender.send(RAW, name, headers) == unknown
    assert unknown[0] == 401
    assert recorder.asked == []


@pytest.mark.parametrize(
    ("name", "headers", "key"),
    [
        ("forum", signed(RAW, key=FORUM.encode(), message="5"), "webhook:forum:5"),
        ("facebook", signed(RAW, message="5"), "webhook:facebook:5"),
        ("forum", {"Authorization": f"Bearer {FORUM}"}, "intake:forum:facebook:123_456"),
        ("facebook", {"Authorization": f"bearer  {FACEBOOK}"}, "intake:facebook:facebook:123_456"),
    ],
)
async def test_a_delivery_is_named_by_sender_and_number(
    sender: Sender, recorder: Recorder, name: str, headers: dict[str, str], key: str
) -> None:
    assert (await sender.send(RAW, name, headers))[0] == 202
    assert [intent.key for intent in recorder.asked if isinstance(intent, Submit)] == [key]


async def test_the_second_of_several_signatures_counts(sender: Sender) -> None:
    headers = signed(RAW)
    headers["webhook-signature"] = f"v1,{base64.b64encode(b'old' * 10).decode()} {headers['webhook-signature']}"
    assert (await sender.send(RAW, headers=headers))[0] == 202


async def test_problems_are_answered_and_nothing_is_stored(sender: Sender, recorder: Recorder) -> None:
    assert await sender.send({"source": "facebook", "external_id": "1", "txt": "Hei"}) == (
        400,
        {
            "problems": [
                {"field": "text", "sentence": "text is missing."},
                {"field": "txt", "sentence": "txt is no field of the body: did you mean text?"},
            ]
        },
    )
    assert recorder.asked == []


async def test_an_over_long_post_is_refused(sender: Sender, recorder: Recorder) -> None:
    status, document = await sender.send(POST | {"text": "x" * 100_000})
    assert status == 400
    assert "40,000" in document["problems"][0]["sentence"]
    assert recorder.asked == []


@pytest.mark.parametrize("text", ["a\0b\ud83d", "\u202e👍🏽<!channel>", "x" * 40_000])
async def test_hostile_words_are_stored(sender: Sender, recorder: Recorder, text: str) -> None:
    assert (await sender.send(POST | {"text": text}))[0] == 202
    assert recorder.post.text == clean(text)


@pytest.mark.parametrize(("headers", "status"), [({"Authorization": f"Bearer {FORUM}"}, 400), (None, 401)])
async def test_other_encodings_than_utf_8_are_refused(
    sender: Sender, headers: dict[str, str] | None, status: int
) -> None:
    latin = '{"source": "blog", "external_id": "1", "text": "på"}'.encode("latin-1")
    assert (await sender.send(latin, "forum", headers or signed(latin, key=FORUM.encode())))[0] == status


@pytest.mark.parametrize("streamed", [False, True])
async def test_oversized_bodies_are_refused(sender: Sender, recorder: Recorder, streamed: bool) -> None:
    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(LARGEST_BODY // 65_536 + 1):
            yield b" " * 65_536

    data = chunks() if streamed else io.BytesIO(b" " * (LARGEST_BODY + 1))
    async with sender.session.post(f"{sender.address}/intake/facebook", data=data) as response:
        assert response.status == 413
        assert await response.json() == {"error": "The body is too large."}
    assert recorder.asked == []


@pytest.mark.parametrize(
    ("header", "value"),
    [("Content-Type", "text/plain"), ("Content-Type", "application/x-www-form-urlencoded"), ("Content-Encoding", "br")],
)
async def test_only_plain_json_is_taken(sender: Sender, recorder: Recorder, header: str, value: str) -> None:
    headers = signed(RAW) | {"Content-Type": "application/json"} | {header: value}
    async with sender.session.post(f"{sender.address}/intake/facebook", data=RAW, headers=headers) as response:
        assert response.status in (400, 415)
    assert recorder.asked == []


async def test_an_endless_webhook_id_is_refused(sender: Sender) -> None:
    status, document = await sender.send(RAW, headers=signed(RAW, message="m" * 201))
    assert (status, document["problems"][0]["field"]) == (400, "webhook-id")


async def test_customers_words_never_reach_a_log(sender: Sender, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        await sender.send(POST)
        await sender.send(POST | {"txt": "Hvor er pakken min?"})
        await sender.send(RAW, headers={})
    assert "pakken" not in caplog.text
