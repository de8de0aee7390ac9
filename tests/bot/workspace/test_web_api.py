"""The Web API through Slack's own client: history, threads, people, files, faults."""

import asyncio
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace import Workspace
from tests.bot.workspace.conftest import ADA, BO, INTAKE, Clock

METADATA = {"event_type": "svarvakt_card", "event_payload": {"outbox": "17"}}


async def test_history_page_by_page_with_metadata(workspace: Workspace, client: AsyncWebClient, clock: Clock) -> None:
    stamps = [await workspace.post(ADA, INTAKE, f"message {number}") for number in range(5)]
    clock.forward(60)
    stamps.append((await client.chat_postMessage(channel=INTAKE, text="card", metadata=METADATA))["ts"])
    assert stamps[0] == "1790000000.000100"
    assert stamps == sorted(set(stamps))

    pages, cursor = [], None
    while cursor != "":
        page = await client.conversations_history(channel=INTAKE, limit=4, cursor=cursor)
        pages.append([message["ts"] for message in page["messages"]])
        cursor = (page.get("response_metadata") or {}).get("next_cursor", "")
        assert page["has_more"] is (cursor != "")
    assert pages == [stamps[:1:-1], stamps[1::-1]]

    newest = (await client.conversations_history(channel=INTAKE, limit=1, include_all_metadata=True))["messages"][0]
    assert newest["metadata"] == METADATA
    plain = (await client.conversations_history(channel=INTAKE, limit=1))["messages"][0]
    assert "metadata" not in plain


@pytest.mark.parametrize(
    ("inclusive", "expected"),
    [(False, ["2"]), (True, ["3", "2", "1"])],
)
async def test_history_between_two_moments(
    workspace: Workspace, client: AsyncWebClient, inclusive: bool, expected: list[str]
) -> None:
    stamps = [await workspace.post(ADA, INTAKE, str(number)) for number in range(5)]
    found = await client.conversations_history(channel=INTAKE, oldest=stamps[1], latest=stamps[3], inclusive=inclusive)
    assert [message["text"] for message in found["messages"]] == expected


async def test_replies_page_by_page(workspace: Workspace, client: AsyncWebClient) -> None:
    parent = await workspace.post(ADA, INTAKE, "parent")
    for number in range(3):
        await workspace.post(BO, INTAKE, f"reply {number}", thread_ts=parent)
    first = await client.conversations_replies(channel=INTAKE, ts=parent, limit=2)
    assert [message["text"] for message in first["messages"]] == ["parent", "reply 0", "reply 1"]
    assert first["messages"][0]["reply_count"] == 3
    assert first["messages"][1]["parent_user_id"] == ADA
    cursor = first["response_metadata"]["next_cursor"]
    rest = await client.conversations_replies(channel=INTAKE, ts=parent, limit=2, cursor=cursor)
    assert [message["text"] for message in rest["messages"]] == ["reply 2"]
    assert not rest["has_more"]
    top = (await client.conversations_history(channel=INTAKE))["messages"]
    assert [message["text"] for message in top] == ["parent"]


async def test_update_and_delete(workspace: Workspace, client: AsyncWebClient) -> None:
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "card"}}]
    ts = (await client.chat_postMessage(channel=INTAKE, text="one", blocks=blocks))["ts"]
    await client.chat_update(channel=INTAKE, ts=ts, text="two", metadata=METADATA)
    message = workspace.history(INTAKE)[0]
    assert (message["text"], message["metadata"]) == ("two", METADATA)
    assert message["blocks"][0]["text"]["text"] == "card"
    await client.chat_update(channel=INTAKE, ts=ts, text="three", blocks=[])
    assert "blocks" not in workspace.history(INTAKE)[0]
    await client.chat_delete(channel=INTAKE, ts=ts)
    assert workspace.history(INTAKE) == []


async def test_a_deleted_parent_leaves_a_marker(workspace: Workspace, client: AsyncWebClient) -> None:
    ts = (await client.chat_postMessage(channel=INTAKE, text="card"))["ts"]
    await client.chat_postMessage(channel=INTAKE, text="more", thread_ts=ts)
    await client.chat_delete(channel=INTAKE, ts=ts)
    assert [message.get("subtype") for message in workspace.replies(INTAKE, ts)] == ["tombstone", None]


async def test_direct_conversations(workspace: Workspace, client: AsyncWebClient) -> None:
    assert workspace.direct(ADA) is None
    opened = (await client.conversations_open(users=ADA))["channel"]["id"]
    assert workspace.direct(ADA) == opened
    await client.chat_postMessage(channel=ADA, text="by person")
    await client.chat_postMessage(channel=opened, text="by conversation")
    assert [message["text"] for message in workspace.history(opened, ADA)] == ["by person", "by conversation"]
    again = await client.conversations_open(users=ADA, return_im=True)
    assert (again["channel"]["id"], again["already_open"]) == (opened, True)
    direct = (await client.conversations_list(types="im"))["channels"]
    assert [channel["user"] for channel in direct] == [ADA]


async def test_people(workspace: Workspace, client: AsyncWebClient, clock: Clock) -> None:
    guest = workspace.add_person("gro", real_name="Gro Gjest", guest=True)
    stranger = workspace.add_person("siv", stranger=True)
    ada = (await client.users_info(user=ADA, include_locale=True))["user"]
    assert (ada["tz"], ada["tz_offset"], ada["locale"]) == ("Europe/Oslo", 7200, "en-US")
    assert (ada["is_restricted"], ada["profile"]["title"]) == (False, "Customer service")
    assert "locale" not in (await client.users_info(user=BO))["user"]
    assert (await client.users_info(user=guest))["user"]["is_restricted"] is True
    assert (await client.users_info(user=stranger))["user"]["is_stranger"] is True
    assert (await client.users_info(user=workspace.bot_user_id))["user"]["is_bot"] is True
    assert (await client.users_lookupByEmail(email="Ada@example.com"))["user"]["id"] == ADA

    first = await client.users_list(limit=2)
    rest = await client.users_list(limit=2, cursor=first["response_metadata"]["next_cursor"])
    named = [member["name"] for page in (first, rest) for member in page["members"]]
    assert named == ["ada", "bo", "gro", "svarvakt"]

    workspace.do_not_disturb(ADA, clock() + 3600, clock() + 7200)
    quiet = await client.dnd_info(user=ADA)
    assert (quiet["dnd_enabled"], quiet["next_dnd_start_ts"]) == (True, 1_790_003_600)
    assert (await client.dnd_info(user=BO))["dnd_enabled"] is False

    workspace.remove_person(BO)
    assert (await client.users_info(user=BO))["user"]["deleted"] is True
    assert BO not in (await client.conversations_members(channel=INTAKE))["members"]


async def test_channels(workspace: Workspace, client: AsyncWebClient) -> None:
    closed = workspace.add_channel("lukket", members=[ADA])
    names = [channel["name"] for channel in (await client.conversations_list())["channels"]]
    assert names == ["kundepost", "lukket"]
    info = (await client.conversations_info(channel=INTAKE, include_num_members=True))["channel"]
    assert (info["topic"]["value"], info["num_members"], info["is_member"]) == ("What customers write", 3, True)
    assert (await client.conversations_members(channel=closed))["members"] == [ADA]
    mine = [channel["name"] for channel in (await client.users_conversations())["channels"]]
    assert mine == ["kundepost"]
    joined = (await client.conversations_join(channel=closed))["channel"]
    assert joined["is_member"] is True
    await client.chat_postMessage(channel="#lukket", text="here I am")


async def test_reactions(workspace: Workspace, client: AsyncWebClient) -> None:
    ts = await workspace.post(ADA, INTAKE, "hello")
    await workspace.react(BO, INTAKE, ts, "eyes")
    await client.reactions_add(channel=INTAKE, timestamp=ts, name="eyes")
    found = (await client.reactions_get(channel=INTAKE, timestamp=ts))["message"]["reactions"]
    assert found == [{"name": "eyes", "users": [BO, workspace.bot_user_id], "count": 2}]
    await client.reactions_remove(channel=INTAKE, timestamp=ts, name="eyes")
    assert workspace.history(INTAKE)[0]["reactions"] == [{"name": "eyes", "users": [BO], "count": 1}]


async def test_a_file_is_uploaded_in_three_steps(workspace: Workspace, client: AsyncWebClient) -> None:
    await client.files_upload_v2(
        channel=INTAKE, filename="report.csv", title="Report", content="a;b\n1;2\n", initial_comment="the figures"
    )
    message = workspace.history(INTAKE)[-1]
    assert (message["subtype"], message["text"]) == ("file_share", "the figures")
    (shown,) = message["files"]
    assert workspace.files[shown["id"]].content == b"a;b\n1;2\n"
    headers = {"Authorization": f"Bearer {workspace.bot_token}"}
    async with aiohttp.ClientSession() as session, session.get(shown["url_private"], headers=headers) as response:
        assert await response.text() == "a;b\n1;2\n"


async def test_a_person_attaches_a_file(workspace: Workspace) -> None:
    await workspace.post(ADA, INTAKE, "see", files=[{"name": "note.txt", "content": "æ"}, "empty.png"])
    shown = workspace.history(INTAKE)[0]["files"]
    assert [(file["name"], file["mimetype"], file["size"]) for file in shown] == [
        ("note.txt", "text/plain", 2),
        ("empty.png", "image/png", 0),
    ]


async def test_whoever_comes_for_a_file_without_token_or_scope_is_sent_to_sign_in(
    workspace: Workspace, client: AsyncWebClient
) -> None:
    await workspace.post(ADA, INTAKE, "see", files=[{"name": "høst plan.txt", "content": "æ"}])
    (shown,) = (await client.conversations_history(channel=INTAKE))["messages"][0]["files"]
    assert (await client.files_info(file=shown["id"]))["file"] == shown

    async def came(token: str) -> tuple[int, str]:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        async with (
            aiohttp.ClientSession() as session,
            session.get(shown["url_private"], headers=headers, allow_redirects=False) as response,
        ):
            return response.status, await response.text()

    assert await came(workspace.bot_token) == (200, "æ")
    for token in ("", "xoxb-wrong"):
        assert (await came(token))[0] == 302
    workspace.scopes.discard("files:read")
    assert (await came(workspace.bot_token))[0] == 302


async def test_a_missing_scope_is_named(workspace: Workspace, client: AsyncWebClient) -> None:
    assert "files:write" in (await client.auth_test()).headers["X-OAuth-Scopes"].split(",")
    workspace.scopes.discard("files:write")
    with pytest.raises(SlackApiError) as caught:
        await client.files_getUploadURLExternal(filename="a.txt", length=1)
    answer = caught.value.response.data
    assert (answer["error"], answer["needed"]) == ("missing_scope", "files:write")
    assert "chat:write" in answer["provided"].split(",")
    assert "files:write" not in (await client.auth_test()).headers["X-OAuth-Scopes"]


async def test_faults(workspace: Workspace, client: AsyncWebClient) -> None:
    workspace.fail_next("chat.postMessage", error="fatal_error")
    workspace.fail_next("chat.postMessage", error="ratelimited", retry_after=7)
    workspace.fail_next("chat.postMessage", status=500, times=2)
    expected: list[tuple[int, Any]] = [(200, "fatal_error"), (429, "ratelimited"), (500, None), (500, None)]
    for status, error in expected:
        with pytest.raises(SlackApiError) as caught:
            await client.chat_postMessage(channel=INTAKE, text="x")
        assert caught.value.response.status_code == status
        if error is not None:
            assert caught.value.response["error"] == error
        if status == 429:
            assert caught.value.response.headers["Retry-After"] == "7"
    assert workspace.history(INTAKE) == []
    await client.chat_postMessage(channel=INTAKE, text="x")
    assert len(workspace.history(INTAKE)) == 1


async def test_a_dropped_answer_is_stored_though_the_client_times_out(
    workspace: Workspace, client: AsyncWebClient
) -> None:
    workspace.fail_next("chat.postMessage", drop=True)
    impatient = AsyncWebClient(token=workspace.bot_token, base_url=workspace.api_url, timeout=1)
    waiting = asyncio.create_task(impatient.chat_postMessage(channel=INTAKE, text="once", metadata=METADATA))
    stored = asyncio.Event()
    workspace.on_change(lambda change: stored.set())
    await stored.wait()
    await workspace.idle()
    found = await client.conversations_history(channel=INTAKE, include_all_metadata=True)
    assert [message["metadata"] for message in found["messages"]] == [METADATA]
    with pytest.raises(asyncio.TimeoutError):
        await waiting


async def test_a_delayed_answer_still_comes(workspace: Workspace, client: AsyncWebClient) -> None:
    workspace.fail_next("auth.test", delay=0.01)
    assert (await client.auth_test())["user_id"] == workspace.bot_user_id


async def test_the_log_and_form_bodies(workspace: Workspace) -> None:
    form = {"token": workspace.bot_token, "channel": INTAKE, "text": "by form", "blocks": "[]"}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{workspace.api_url}chat.postMessage", data=form) as response,
    ):
        assert (await response.json())["ok"] is True
    (call,) = workspace.log
    assert (call.method, call.arguments["text"], call.response["channel"]) == ("chat.postMessage", "by form", INTAKE)
    assert "token" not in call.arguments


async def test_stop_may_be_called_twice_and_start_again(clock: Clock) -> None:
    workspace = Workspace(now=clock)
    await workspace.start()
    with pytest.raises(RuntimeError):
        await workspace.start()
    await workspace.stop()
    await workspace.stop()
    await workspace.start()
    await workspace.stop()
