"""HTTP mode: what is let in, and what is told to whom is not."""

import io
import json
from collections.abc import Callable

import aiohttp
import pytest

from bot.desks.slack import SlackCallError, SlackDesk, SlackSettings
from bot.workspace.signing import signature, signed_headers
from handlers.intents import Noticed
from tests.bot.desks.slack.scene import INTAKE, Scene
from tests.handlers.examples import speaker

EVENT = json.dumps(
    {
        "type": "event_callback",
        "event_id": "Ev1",
        "team_id": "T0SVARVAKT",
        "api_app_id": "A0SVARVAKT",
        "event": {"type": "message", "channel": INTAKE, "user": "U0ADA", "ts": "1793610000.000100", "text": "hei"},
    }
).encode()


def headers(secret: str, body: bytes) -> dict[str, str]:
    return signed_headers(secret, body) | {"Content-Type": "application/json"}


async def post(scene: Scene, body: bytes, given: dict[str, str]) -> tuple[int, str]:
    async with (
        aiohttp.ClientSession() as session,
        session.post(scene.events_url, data=io.BytesIO(body), headers=given) as answer,
    ):
        return answer.status, await answer.text()


@pytest.mark.parametrize(
    ("change", "status"),
    [
        (lambda given: given, 200),
        (lambda given: given | {"X-Slack-Signature": "v0=" + "0" * 64}, 401),
        (lambda given: given | {"X-Slack-Signature": "v0=ø"}, 401),
        (lambda given: given | {"X-Slack-Request-Timestamp": "soon"}, 401),
        (lambda given: given | {"X-Slack-Request-Timestamp": "9" * 5000}, 401),
        (lambda given: given | {"X-Slack-Request-Timestamp": ""}, 401),
        (lambda given: {name: value for name, value in given.items() if "Signature" not in name}, 401),
        (lambda given: {}, 401),
        (lambda given: given | {"Content-Type": "application/json; charset=nonsense"}, 200),
    ],
)
async def test_signatures(scene: Scene, change: Callable[[dict[str, str]], dict[str, str]], status: int) -> None:
    await scene.connect(http=True)
    answered, _ = await post(scene, EVENT, change(headers(scene.workspace.signing_secret, EVENT)))
    assert answered == status
    assert len(scene.asked.intents) == (status == 200)


async def test_a_replay_after_five_minutes_is_refused(scene: Scene) -> None:
    await scene.connect(http=True)
    secret = scene.workspace.signing_secret
    old = str(int(headers(secret, EVENT)["X-Slack-Request-Timestamp"]) - 301)
    given = {"X-Slack-Request-Timestamp": old, "X-Slack-Signature": signature(secret, old, EVENT)}
    assert (await post(scene, EVENT, given))[0] == 401
    assert scene.asked.intents == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"x" * (1024 * 1024 + 1), 413),
        (b"{", 400),
        (b"[]", 400),
        (b"7", 400),
        (b"[" * 100_000, 400),
        (b"\xff\xfe", 401),
        (b'{"type":"event_callback","event":7}', 500),
        (b'{"type":"view_submission","view":{}}', 200),
        (b'{"type":"url_verification","challenge":"abc"}', 200),
        (b'{"type":"app_rate_limited"}', 200),
    ],
)
async def test_odd_bodies(scene: Scene, body: bytes, status: int) -> None:
    await scene.connect(http=True)
    answered, text = await post(scene, body, headers(scene.workspace.signing_secret, body))
    assert answered == status
    assert "Traceback" not in text
    assert scene.asked.intents == []


async def test_an_event_with_its_slack_headers(scene: Scene) -> None:
    await scene.connect(http=True)
    given = headers(scene.workspace.signing_secret, EVENT) | {"x-slack-retry-num": "nonsense"}
    assert (await post(scene, EVENT, given))[0] == 200
    assert scene.asked.of(Noticed)[0].text == "hei"


async def test_which_mode(scene: Scene) -> None:
    assert scene.new_desk().routes() == []
    assert [route.path for route in scene.new_desk(http=True).routes()] == ["/slack/events"]
    unsigned = SlackDesk(
        settings=SlackSettings("xoxb-1"),
        ask=scene.asked,
        intake=tuple,
        identity={}.get,
        position=scene.asked.position,
        now=lambda: scene.now,
        speaks=lambda _: speaker(),
    )
    assert unsigned.routes() == []
    assert "xoxb" not in repr(SlackSettings("xoxb-1", "xapp-1", "secret"))


async def test_a_wrong_token_stops_the_start_in_words(scene: Scene) -> None:
    scene.workspace.fail_next("auth.test", error="invalid_auth")
    desk = scene.new_desk(http=True)
    with pytest.raises(SlackCallError, match="refused: invalid_auth"):
        await desk.start()
    scene.workspace.fail_next("apps.connections.open", error="invalid_auth")
    desk = scene.new_desk()
    with pytest.raises(SlackCallError, match="refused: invalid_auth"):
        await desk.start()
    await desk.stop()


async def test_what_changed_about_a_person_is_asked_anew(scene: Scene) -> None:
    await scene.connect(http=True)
    body = json.dumps(
        {"type": "event_callback", "event_id": "Ev2", "event": {"type": "user_change", "user": {"id": "U0ADA"}}}
    ).encode()
    for asked in (1, 1, 2):
        await scene.workspace.post(scene.ada, INTAKE, "hei")
        await scene.workspace.idle()
        assert [call.method for call in scene.workspace.log].count("users.info") == asked
        if len(scene.asked.intents) == 2:
            assert (await post(scene, body, headers(scene.workspace.signing_secret, body)))[0] == 200
