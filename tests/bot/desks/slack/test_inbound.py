"""Events over Socket Mode and over HTTP, through real Bolt: what becomes an intent, and what Slack is told."""

import json
import logging
from datetime import UTC, datetime

import pytest

from handlers.intents import Actor, Noticed, Said, Unreadable
from handlers.replies import Busy, Done, Ignored, OpenForm, Stored
from routing.item import Place
from routing.messages import Form, Quote
from tests.bot.desks.slack.scene import IMPATIENT, INTAKE, TRIAGE, Scene, said

BOTH = pytest.mark.parametrize("http", [False, True], ids=["socket", "http"])


@BOTH
async def test_a_persons_message(scene: Scene, http: bool) -> None:
    await scene.connect(http=http)
    ts = await scene.workspace.post(
        scene.ada, INTAKE, "se <https://a.example/1|her>\n&gt; hvor er pakken?", files=["kvittering.png"]
    )
    await scene.workspace.idle()
    assert scene.asked.intents == [
        Noticed(
            key=f"slack:{INTAKE}:{ts}",
            place=Place("slack", INTAKE, ts),
            actor=Actor("slack", scene.ada),
            text="se her (https://a.example/1)\n> hvor er pakken?",
            written_at=datetime(2026, 11, 2, 9, 0, 0, 100, tzinfo=UTC),
            links=("https://a.example/1",),
            quotes=True,
            files=("kvittering.png",),
        )
    ]


@BOTH
async def test_an_integrations_post(scene: Scene, http: bool) -> None:
    await scene.connect(http=http)
    await scene.workspace.post_as_integration(
        scene.facebook,
        INTAKE,
        blocks=[{"type": "section", "text": {"type": "mrkdwn", "text": "Hvor er pakken &amp; kassen?"}}],
        attachments=[
            {"blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "<https://fb.example/1|Åpne>"}}]}
        ],
    )
    await scene.workspace.idle()
    (noticed,) = scene.asked.of(Noticed)
    assert noticed.integration == "Facebook Pages"
    assert noticed.actor is None
    assert noticed.text == "Hvor er pakken & kassen?\nÅpne (https://fb.example/1)"
    assert noticed.links == ("https://fb.example/1",)


@pytest.mark.parametrize(("who", "guest"), [("ada", False), ("gus", True), ("sam", True)])
async def test_guests_and_strangers_are_known_as_such(scene: Scene, who: str, guest: bool) -> None:
    await scene.connect()
    user = getattr(scene, who)
    await scene.workspace.post(user, INTAKE, "hei")
    await scene.workspace.idle()
    assert scene.asked.of(Noticed)[0].actor == Actor("slack", user, guest)


async def test_slack_is_asked_who_somebody_is_once_in_ten_minutes(scene: Scene) -> None:
    await scene.connect()
    for passed in (0, 9, 2):
        scene.forward(minutes=passed)
        await scene.workspace.post(scene.ada, INTAKE, "hei")
        await scene.workspace.idle()
    assert [call.method for call in scene.workspace.log].count("users.info") == 2
    scene.workspace.fail_next("users.info", status=500)
    scene.forward(minutes=11)
    await scene.workspace.post(scene.ada, INTAKE, "what is known from before is better than nothing")
    await scene.workspace.idle()
    assert len(scene.asked.of(Noticed)) == 4


@pytest.mark.parametrize(("who", "guest"), [("ada", False), ("gus", True)])
async def test_where_slack_refuses_to_say_who_somebody_is_the_handbook_vouches_and_posts_are_read(
    scene: Scene, who: str, guest: bool
) -> None:
    await scene.connect()
    scene.workspace.fail_next("users.info", error="missing_scope")
    user = getattr(scene, who)
    await scene.workspace.post(user, INTAKE, "hei")
    await scene.workspace.idle()
    await scene.workspace.command(user, INTAKE, "/svar", "status")
    await scene.workspace.idle()
    assert scene.asked.of(Noticed)[0].actor == Actor("slack", user, guest=False)
    assert scene.asked.of(Said)[0].actor == Actor("slack", user, guest)


async def test_what_is_nothing_for_intake(scene: Scene) -> None:
    desk = await scene.connect()
    ts = await scene.workspace.post(scene.ada, INTAKE, "first")
    await scene.workspace.idle()
    scene.asked.intents.clear()
    await scene.workspace.post(scene.bo, INTAKE, "a reply", thread_ts=ts)
    await scene.workspace.edit(scene.ada, INTAKE, ts, "first, mended")
    await scene.workspace.delete(scene.ada, INTAKE, ts)
    await scene.workspace.post(scene.ada, TRIAGE, "in another channel")
    await scene.card(Quote("our own"), channel=INTAKE)
    await scene.workspace.idle()
    assert scene.asked.intents == []
    assert desk.name == "slack"


async def test_the_answer_to_a_message_is_for_its_author_alone(scene: Scene) -> None:
    scene.asked.answer = lambda _: Done(said("Make this an item?"))
    await scene.connect()
    await scene.workspace.post(scene.ada, INTAKE, "hei")
    await scene.workspace.idle()
    assert scene.whispers(INTAKE, scene.ada) == ["Make this an item?"]
    assert scene.whispers(INTAKE, scene.bo) == []


@BOTH
async def test_what_fails_is_sent_again_and_kept_as_unreadable_the_second_time(
    scene: Scene, http: bool, caplog: pytest.LogCaptureFixture
) -> None:
    scene.workspace.acknowledge_within = IMPATIENT
    scene.asked.answer = lambda intent: Stored(1, False) if isinstance(intent, Unreadable) else KeyError("secret words")
    await scene.connect(http=http)
    await scene.workspace.post(scene.ada, INTAKE, "secret words \ud83d\ude42 \0")
    await scene.workspace.idle()
    first, second, unreadable = scene.asked.intents
    assert isinstance(first, Noticed)
    assert first == second
    assert isinstance(unreadable, Unreadable)
    raw = json.loads(unreadable.raw)
    assert unreadable.key == f"slack:{raw['event_id']}"
    assert raw["event"]["text"].startswith("secret words")
    assert (unreadable.desk, unreadable.error) == ("slack", "KeyError")
    assert unreadable.raw.isascii()
    assert scene.workspace.waiting == 0
    assert "secret" not in caplog.text


@BOTH
async def test_a_busy_bot_does_not_acknowledge(scene: Scene, http: bool) -> None:
    scene.workspace.acknowledge_within = IMPATIENT
    scene.asked.answer = lambda _: Busy()
    await scene.connect(http=http)
    await scene.workspace.post(scene.ada, INTAKE, "hei")
    await scene.workspace.idle()
    assert [type(intent) for intent in scene.asked.intents] == [Noticed, Noticed]
    assert scene.workspace.waiting == 1
    scene.asked.answer = lambda _: Stored(1, False)
    scene.forward(minutes=1)
    await scene.workspace.tick()
    await scene.workspace.idle()
    assert scene.workspace.waiting == 0
    assert scene.asked.of(Unreadable) == []


async def test_words_to_the_bot(scene: Scene) -> None:
    scene.asked.answer = lambda intent: Done(said("Here you are")) if isinstance(intent, Said) else Ignored()
    await scene.connect()
    bot = scene.workspace.bot_user_id
    ts = await scene.workspace.post(scene.ada, TRIAGE, f"<@{bot}>: status nå")
    await scene.workspace.idle()
    (mention,) = scene.asked.of(Said)
    assert (mention.text, mention.place) == ("status nå", Place("slack", TRIAGE, ts))
    assert mention.key.startswith("slack:Ev")
    assert scene.whispers(TRIAGE, scene.ada) == ["Here you are"]
    await scene.workspace.post(scene.ada, INTAKE, f"<@{bot}> status")
    await scene.workspace.idle()
    assert len(scene.asked.of(Said)) == 2
    assert scene.asked.of(Noticed) == []
    await scene.workspace.post(scene.ada, INTAKE, f"<@{bot}> se <https://fb.example/1>")
    await scene.workspace.idle()
    assert len(scene.asked.of(Noticed)) == 1


async def test_words_in_a_direct_message(scene: Scene) -> None:
    scene.asked.answer = lambda _: Done(said("Here you are"))
    await scene.connect()
    await scene.card(Quote("hello"), channel="person:ada")
    direct = scene.workspace.direct(scene.ada)
    assert direct is not None
    await scene.workspace.post(scene.ada, direct, "status")
    await scene.workspace.idle()
    assert [each.text for each in scene.asked.of(Said)] == ["status"]
    assert scene.seen(direct, scene.ada)[-1]["text"] == "Here you are"
    scene.asked.answer = lambda _: OpenForm(Form("x", "y", "T", "S", "C", ()))
    await scene.workspace.post(scene.ada, direct, "claim")
    await scene.workspace.idle()
    assert "opens a form only when you press a button" in scene.seen(direct, scene.ada)[-1]["text"]


async def test_oauth_is_never_switched_on_by_the_environment(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_BOT_TOKEN", "HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    desk = await scene.connect()
    assert desk._inbound.app.oauth_flow is None
    await scene.workspace.post(scene.ada, INTAKE, "hei")
    await scene.workspace.idle()
    assert len(scene.asked.of(Noticed)) == 1
    assert caplog.records == []


async def test_nobodys_words_or_tokens_are_logged(scene: Scene, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for name in ("slack_bolt", "slack_sdk"):
        caplog.set_level(logging.DEBUG, logger=name)
    scene.workspace.acknowledge_within = IMPATIENT
    scene.asked.answer = lambda _: RuntimeError("secret words")
    await scene.connect()
    await scene.workspace.post(scene.ada, INTAKE, "secret words")
    await scene.workspace.idle()
    logged = "\n".join(record.getMessage() + str(record.exc_info) for record in own(caplog.records))
    assert "not stored: RuntimeError" in logged
    assert "secret" not in logged
    assert "xoxb" not in logged + caplog.text
    assert "xapp" not in logged + caplog.text


def own(records: list[logging.LogRecord]) -> list[logging.LogRecord]:
    return [record for record in records if record.name.startswith(("slack", "svarvakt"))]
