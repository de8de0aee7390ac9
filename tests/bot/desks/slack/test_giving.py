"""A text file for whoever asked: it always goes to their direct messages, and they are told when it cannot."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.workspace.changes import Change
from handlers.intents import LARGEST_FILE, Intent
from handlers.replies import GiveFile, Reply
from routing.messages import Actions, Aside, Button, Heading, Lines, Message, Strong
from tests.bot.desks.slack.scene import TRIAGE, Scene, said

TEXT = 'schema = 1\n[company]\nname = "Fjellrø"\n'
SAID = Message(
    (Heading("The handbook"), Lines((("In force since ", Strong("Monday")),)), Aside(("by Ada <&>",))), "The handbook"
)


def gives(message: Message = SAID, text: str = TEXT) -> Any:
    def answer(_: Intent) -> Reply:
        return GiveFile("handbook.toml", text, message)

    return answer


def files_of(scene: Scene, user: str) -> list[tuple[str, str, str]]:
    """The files in somebody's direct messages: name, text, and what is said with it."""
    direct = scene.workspace.direct(user)
    shown = [message for message in scene.seen(direct, user) if message.get("files")] if direct else []
    return [
        (file["name"], (scene.workspace.files[file["id"]].content or b"").decode(), message["text"])
        for message in shown
        for file in message["files"]
    ]


GIVEN = ("handbook.toml", TEXT, "*The handbook*\nIn force since *Monday*\nby Ada &lt;&amp;&gt;")


@pytest.mark.parametrize("http", [False, True], ids=["socket", "http"])
async def test_asked_in_a_channel_it_goes_to_the_direct_messages(scene: Scene, http: bool) -> None:
    scene.asked.answer = gives()
    await scene.connect(http=http)
    await scene.workspace.command(scene.ada, TRIAGE, "/svar", "handbook")
    await scene.workspace.idle()
    assert files_of(scene, scene.ada) == [GIVEN]
    assert scene.whispers(TRIAGE, scene.ada) == ["I have sent it to you in our direct messages."]
    assert scene.whispers(TRIAGE, scene.bo) == []
    assert not any(message.get("files") for message in scene.seen(TRIAGE))


async def test_the_largest_file_goes_too(scene: Scene) -> None:
    text = "ø" * (LARGEST_FILE // 2)
    scene.asked.answer = gives(text=text)
    await scene.connect()
    await scene.workspace.command(scene.ada, TRIAGE, "/svar", "handbook")
    await scene.workspace.idle()
    assert [found == text for _, found, _ in files_of(scene, scene.ada)] == [True]


async def test_after_a_mention_it_does_too(scene: Scene) -> None:
    scene.asked.answer = gives()
    await scene.connect()
    await scene.workspace.post(scene.bo, TRIAGE, f"<@{scene.workspace.bot_user_id}> handbook")
    await scene.workspace.idle()
    assert files_of(scene, scene.bo) == [GIVEN]
    assert scene.whispers(TRIAGE, scene.bo) == ["I have sent it to you in our direct messages."]


async def test_in_the_direct_messages_nothing_more_is_said(scene: Scene) -> None:
    scene.asked.answer = gives()
    await scene.connect()
    direct = scene.workspace.open_direct(scene.ada)
    await scene.workspace.post(scene.ada, direct, "handbook")
    await scene.workspace.command(scene.ada, direct, "/svar", "handbook")
    await scene.workspace.idle()
    assert files_of(scene, scene.ada) == [GIVEN, GIVEN]
    assert len(scene.seen(direct, scene.ada)) == 3


async def test_buttons_follow_in_a_message_of_their_own(scene: Scene) -> None:
    undo = Button("undo", "handbook:1", "Undo")
    scene.asked.answer = gives(Message((*said("Here it is.").blocks, Actions((undo,))), "Here it is."), "")
    await scene.connect()
    direct = scene.workspace.open_direct(scene.ada)
    await scene.workspace.post(scene.ada, direct, "handbook")
    await scene.workspace.idle()
    assert files_of(scene, scene.ada) == [("handbook.toml", "\n", "Here it is.")]
    (buttons,) = scene.seen(direct, scene.ada)[-1]["blocks"]
    assert buttons["elements"][0]["text"]["text"] == "Undo"


async def test_without_the_scope_the_person_learns_what_the_administrator_must_do(scene: Scene) -> None:
    scene.workspace.scopes.discard("files:write")
    scene.asked.answer = gives()
    await scene.connect()
    await scene.workspace.command(scene.ada, TRIAGE, "/svar", "handbook")
    await scene.workspace.idle()
    (told,) = scene.whispers(TRIAGE, scene.ada)
    assert "lacks the scope files:write" in told
    assert "reinstall the app" in told


@pytest.mark.parametrize(
    ("method", "error", "words"),
    [
        ("files.getUploadURLExternal", {"error": "file_type_not_allowed"}, "does not take handbook.toml (file_type_"),
        ("files.completeUploadExternal", {"status": 503}, "took too long over handbook.toml"),
        ("conversations.open", {"error": "missing_scope"}, "lacks the scope"),
    ],
)
async def test_what_goes_wrong_is_told(scene: Scene, method: str, error: dict[str, Any], words: str) -> None:
    scene.workspace.fail_next(method, **error)
    scene.asked.answer = gives()
    await scene.connect()
    await scene.workspace.command(scene.ada, TRIAGE, "/svar", "handbook")
    await scene.workspace.idle()
    (told,) = scene.whispers(TRIAGE, scene.ada)
    assert words in told


async def test_what_takes_longer_than_a_reply_may_goes_on_after_it(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.desks.slack.replies.LONGEST", 0.45)
    scene.workspace.fail_next("files.getUploadURLExternal", delay=0.5)
    scene.asked.answer = gives()
    await scene.connect()
    told = told_alone(scene)
    outcome = await scene.workspace.command(scene.ada, TRIAGE, "/svar", "handbook")
    assert outcome.acknowledged
    assert files_of(scene, scene.ada) == []
    await told()
    assert files_of(scene, scene.ada) == [GIVEN]
    assert scene.whispers(TRIAGE, scene.ada) == ["I have sent it to you in our direct messages."]


async def test_a_desk_that_stops_finishes_what_it_gives(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.desks.slack.replies.LONGEST", 0.45)
    scene.workspace.fail_next("files.getUploadURLExternal", delay=0.3)
    scene.asked.answer = gives()
    desk = await scene.connect()
    await scene.workspace.command(scene.ada, TRIAGE, "/svar", "handbook")
    await desk.stop()
    assert files_of(scene, scene.ada) == [GIVEN]


def told_alone(scene: Scene) -> Callable[[], Awaitable[None]]:
    """Wait until somebody alone is told something."""
    heard = asyncio.Event()

    def hear(change: Change) -> None:
        if change.body["type"] == "ephemeral":
            heard.set()

    scene.workspace.on_change(hear)

    async def wait() -> None:
        async with asyncio.timeout(10):
            await heard.wait()

    return wait
