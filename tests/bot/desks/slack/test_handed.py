"""Files that people hand to the bot in a direct message: what becomes of them, and what is never fetched."""

from typing import Any

import pytest

from bot.desks.slack.transfers import is_slacks_own
from handlers.intents import LARGEST_FILE, Actor, Handed, Said
from handlers.replies import Busy, Done, Reply
from tests.bot.desks.slack.scene import IMPATIENT, INTAKE, Scene, said

Json = dict[str, Any]
HANDBOOK = 'schema = 1\n[company]\nname = "Fjellrø"\n'


async def hand_over(scene: Scene, *files: Json, words: str = "", user: str = "") -> str:
    """Send files to the bot in a direct message; returns the conversation."""
    direct = scene.workspace.open_direct(user or scene.ada)
    await scene.workspace.post(user or scene.ada, direct, words, files=list(files))
    await scene.workspace.idle()
    return direct


def named(name: str, content: str | bytes = HANDBOOK) -> Json:
    return {"name": name, "content": content}


def read(scene: Scene) -> list[tuple[str, str, str]]:
    return [(each.name, each.text, each.trouble) for each in scene.asked.of(Handed)]


@pytest.mark.parametrize("http", [False, True], ids=["socket", "http"])
async def test_a_file_is_handed_on_and_its_sender_answered(scene: Scene, http: bool) -> None:
    scene.asked.answer = lambda _: Done(said("It is in force."))
    await scene.connect(http=http)
    direct = await hand_over(scene, named("handbook.toml"), words="see here")
    (handed,) = scene.asked.of(Handed)
    assert (handed.actor, handed.name, handed.text) == (Actor("slack", scene.ada), "handbook.toml", HANDBOOK)
    assert handed.trouble == ""
    assert handed.key.startswith("slack:Ev")
    assert scene.asked.of(Said) == [], "the file is what counts"
    assert scene.seen(direct, scene.ada)[-1]["text"] == "It is in force."


async def test_each_file_of_a_message_is_asked_about(scene: Scene) -> None:
    await scene.connect()
    await hand_over(scene, named("a.toml", "a = 1"), named("b.toml", "b = 2"))
    assert read(scene) == [("a.toml", "a = 1", ""), ("b.toml", "b = 2", "")]
    assert len({each.key for each in scene.asked.of(Handed)}) == 2


@pytest.mark.parametrize(
    ("content", "text", "trouble"),
    [
        (b"\xef\xbb\xbfwith = 'a byte order mark'\r\n", "with = 'a byte order mark'\r\n", ""),
        ("a\0b\n\tc", "a\N{REPLACEMENT CHARACTER}b\n\tc", ""),
        ("x" * LARGEST_FILE, "x" * LARGEST_FILE, ""),
        ("x" * (LARGEST_FILE + 1), "", "too_large"),
        (b"\xff\xfeU\x00T\x00F\x00", "", "not_text"),
        ("blåbær".encode("latin-1"), "", "not_text"),
    ],
    ids=["bom", "nul", "largest", "too large", "utf-16", "latin-1"],
)
async def test_what_can_be_read(scene: Scene, content: str | bytes, text: str, trouble: str) -> None:
    await scene.connect()
    await hand_over(scene, named("handbook.toml", content))
    ((name, found, said_wrong),) = read(scene)
    assert (name, found == text, said_wrong) == ("handbook.toml", True, trouble)


async def test_a_size_that_is_not_true_lets_no_more_in(scene: Scene) -> None:
    await scene.connect()
    await hand_over(scene, named("handbook.toml", "x" * (LARGEST_FILE + 1)) | {"shown": {"size": 10}})
    assert read(scene) == [("handbook.toml", "", "too_large")]


@pytest.mark.parametrize(
    "shown",
    [
        {"mode": "external", "is_external": True, "url_private": "https://drive.example/1"},
        {"mode": "hidden_by_limit"},
        {"mode": "tombstone"},
        {"url_private": "", "url_private_download": ""},
        {"url_private_download": "https://slack.com.evil.example/files/F1/handbook.toml"},
        {"url_private_download": "http://files.slack.com/files/F1/handbook.toml"},
        {"url_private_download": "http://127.0.0.1:1/files/F1/handbook.toml"},
        {"url_private_download": "file:///etc/passwd"},
        {"url_private_download": "https://[files.slack.com/x"},
    ],
    ids=["external", "hidden", "deleted", "nowhere", "foreign", "plain http", "port", "no web", "nonsense"],
)
async def test_what_slack_does_not_hold_is_not_fetched(scene: Scene, shown: Json) -> None:
    await scene.connect()
    await hand_over(scene, named("handbook.toml") | {"shown": shown})
    assert read(scene) == [("handbook.toml", "", "not_downloaded")]


async def test_a_token_without_the_scope_is_sent_to_sign_in_and_does_not_go_there(scene: Scene) -> None:
    scene.workspace.scopes.discard("files:read")
    await scene.connect()
    await hand_over(scene, named("handbook.toml"))
    assert read(scene) == [("handbook.toml", "", "not_downloaded")]


async def test_a_page_in_the_files_place_is_not_taken_for_it(scene: Scene) -> None:
    """Slack has also been seen to answer 200 with its page for signing in."""
    page = {"name": "handbook.toml", "content": "<html>Sign in</html>", "mimetype": "text/html"}
    await scene.connect()
    await hand_over(scene, page | {"shown": {"mimetype": "application/toml"}})
    assert read(scene) == [("handbook.toml", "", "not_downloaded")]


async def test_a_file_from_another_organisation_is_asked_for(scene: Scene) -> None:
    bare = {"file_access": "check_file_info", "url_private": None, "url_private_download": None, "size": None}
    await scene.connect()
    await hand_over(scene, named("handbook.toml") | {"shown": bare})
    assert read(scene) == [("handbook.toml", HANDBOOK, "")]
    scene.workspace.fail_next("files.info", error="file_not_found")
    await hand_over(scene, named("handbook.toml") | {"shown": bare})
    assert read(scene)[1:] == [("handbook.toml", "", "not_downloaded")]


async def test_what_slack_does_not_give_now_it_may_give_the_next_time(scene: Scene) -> None:
    scene.workspace.acknowledge_within = IMPATIENT
    scene.workspace.fail_next("download", status=503)
    await scene.connect()
    await hand_over(scene, named("handbook.toml"))
    assert read(scene) == [("handbook.toml", HANDBOOK, "")]
    scene.workspace.fail_next("download", status=503, times=2)
    await hand_over(scene, named("again.toml"))
    assert read(scene)[1:] == [("again.toml", "", "not_downloaded")]
    assert scene.workspace.waiting == 0


async def test_a_busy_bot_does_not_acknowledge_and_what_is_stored_is_not_asked_again(scene: Scene) -> None:
    scene.workspace.acknowledge_within = IMPATIENT
    stored: list[str] = []

    def answer(intent: Any) -> Reply:
        if intent.name == "b.toml" and len(scene.asked.intents) < 4:
            return Busy()
        stored.append(intent.name)
        return Done(said(f"Read {intent.name}"))

    scene.asked.answer = answer
    await scene.connect()
    direct = await hand_over(scene, named("a.toml"), named("b.toml"))
    assert scene.workspace.waiting == 1
    scene.forward(minutes=1)
    await scene.workspace.tick()
    await scene.workspace.idle()
    assert stored == ["a.toml", "b.toml"]
    told = [each["text"] for each in scene.seen(direct, scene.ada)]
    assert told[1:] == ["Read a.toml", "Read b.toml"]


async def test_files_in_channels_are_not_fetched(scene: Scene) -> None:
    await scene.connect()
    bot = scene.workspace.bot_user_id
    await scene.workspace.post(scene.ada, INTAKE, f"<@{bot}> see", files=[named("handbook.toml")])
    await scene.workspace.idle()
    assert scene.asked.of(Handed) == []


async def test_our_own_files_are_nothing_to_us(scene: Scene) -> None:
    desk = await scene.connect()
    direct = scene.workspace.open_direct(scene.ada)
    client = desk._api.client
    await client.files_upload_v2(channel=direct, filename="handbook.toml", content=HANDBOOK)
    await scene.workspace.idle()
    assert scene.asked.intents == []


@pytest.mark.parametrize(
    ("address", "api", "ours"),
    [
        ("https://files.slack.com/files-pri/T1-F1/download/handbook.toml", "https://slack.com/api/", True),
        ("https://fjord.slack.com/files/F1", "https://slack.com/api/", True),
        ("https://files.slack-gov.com/files-pri/F1", "https://slack-gov.com/api/", True),
        ("https://files.slack.com/files-pri/F1", "https://proxy.fjord.example/slack/api/", True),
        ("https://files.slack.com:8443/files-pri/F1", "https://slack.com/api/", False),
        ("https://notslack.com/files-pri/F1", "https://slack.com/api/", False),
        ("https://files.slack.com@evil.example/F1", "https://slack.com/api/", False),
        ("http://127.0.0.1:9000/files/F1", "http://127.0.0.1:9000/api/", True),
        ("http://127.0.0.1:9001/files/F1", "http://127.0.0.1:9000/api/", False),
        ("http://127.0.0.1:9000/files/F1", "https://slack.com/api/", False),
        ("https://files.slack.com:x/F1", "https://slack.com/api/", False),
        ("", "https://slack.com/api/", False),
    ],
)
def test_to_whom_the_token_may_be_shown(address: str, api: str, ours: bool) -> None:
    assert is_slacks_own(address, api) is ours
