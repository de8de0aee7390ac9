"""What Slack refuses, with its error words."""

from collections.abc import Callable
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace import Workspace
from tests.bot.workspace.conftest import ADA, INTAKE, Clock

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def section(text: str = "x", **more: Any) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def button(**more: Any) -> Json:
    return {"type": "button", "text": plain("Press"), **more}


def actions(*elements: Json, **more: Any) -> Json:
    return {"type": "actions", "elements": list(elements), **more}


def option(number: int = 0, text: str = "") -> Json:
    return {"text": plain(text or f"option {number}"), "value": str(number)}


def select(count: int, **more: Any) -> Json:
    return {"type": "static_select", "options": [option(number) for number in range(count)], **more}


def chart(**more: Any) -> Json:
    return {
        "type": "data_visualization",
        "title": "Late",
        "chart": {"type": "pie", "segments": [{"label": "a", "value": 1}]},
        **more,
    }


INVALID_BLOCKS = {
    "51 blocks": ([section()] * 51, "no more than 50 items allowed [json-pointer:/blocks]"),
    "unknown type": ([{"type": "poem"}], "unsupported type: poem [json-pointer:/blocks/0/type]"),
    "long section": ([section("x" * 3001)], "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"),
    "empty section": ([section("")], "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
    "no text": ([{"type": "section"}], "missing required field: text or fields [json-pointer:/blocks/0]"),
    "11 fields": ([{"type": "section", "fields": [plain("x")] * 11}], "no more than 10 items"),
    "long field": ([{"type": "section", "fields": [plain("x" * 2001)]}], "/blocks/0/fields/0/text"),
    "long header": ([{"type": "header", "text": plain("x" * 151)}], "less than 151"),
    "marked header": ([{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}], "must be one of plain_text"),
    "long button": ([actions({"type": "button", "text": plain("x" * 76)})], "less than 76"),
    "long value": ([actions(button(value="x" * 2001))], "less than 2001"),
    "bad style": ([actions(button(style="secondary"))], "must be one of primary, danger"),
    "26 buttons": ([actions(*[button()] * 26)], "no more than 25 items"),
    "no buttons": ([actions()], "no fewer than 1 items"),
    "11 in context": ([{"type": "context", "elements": [plain("x")] * 11}], "no more than 10 items"),
    "101 options": ([actions(select(101))], "no more than 100 items"),
    "long option": ([actions(select(1) | {"options": [option(0, "x" * 76)]})], "less than 76"),
    "no options": ([actions({"type": "static_select"})], "missing required field: options or option_groups"),
    "same action_id": ([actions(button(action_id="a"), button(action_id="a"))], "`action_id` 'a' already exists"),
    "same block_id": ([section(block_id="a"), section(block_id="a")], "`block_id` 'a' already exists"),
    "unknown field": ([section(colour="red")], "invalid additional property: colour"),
    "wrong element": ([actions({"type": "plain_text_input"} | {"label": "x"})], "invalid additional property: label"),
    "not an object": (["section"], "must be an object [json-pointer:/blocks/0]"),
    "three charts": ([chart()] * 3, "no more than 2 data_visualization blocks"),
    "long chart title": ([chart(title="x" * 51)], "less than 51"),
    "nested": ([{"type": "container", "title": plain("x"), "child_blocks": [{"type": "poem"}]}], "child_blocks/0/type"),
}


@pytest.mark.parametrize(("blocks", "place"), INVALID_BLOCKS.values(), ids=INVALID_BLOCKS)
async def test_invalid_blocks(client: AsyncWebClient, workspace: Workspace, blocks: list[Json], place: str) -> None:
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel=INTAKE, text="x", blocks=blocks)
    assert caught.value.response["error"] == "invalid_blocks"
    messages = caught.value.response["response_metadata"]["messages"]
    assert any(place in message for message in messages), messages
    assert workspace.history(INTAKE) == []


VALID_BLOCKS = {
    "50 blocks": [section()] * 50,
    "section": [section("x" * 3000, accessory=button(), expand=True)],
    "actions": [actions(*[button()] * 24, select(100, placeholder=plain("Pick")))],
    "rich text": [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": []}]}],
    "table": [{"type": "table", "rows": [[{"type": "raw_text", "text": "a"}]]}],
    "markdown": [{"type": "markdown", "text": "# x"}],
    "alert": [{"type": "alert", "text": plain("x"), "level": "warning"}],
    "carousel": [{"type": "carousel", "elements": [{"type": "card", "title": plain("x"), "actions": [button()]}]}],
    "container": [{"type": "container", "title": plain("x"), "child_blocks": [section(), {"type": "divider"}]}],
    "plan": [
        {
            "type": "plan",
            "title": "x",
            "tasks": [{"type": "task_card", "task_id": "1", "title": "x", "status": "pending"}],
        }
    ],
    "charts": [chart(), chart()],
    "image": [{"type": "image", "image_url": "https://example.com/x.png", "alt_text": "x"}],
}


@pytest.mark.parametrize("blocks", VALID_BLOCKS.values(), ids=VALID_BLOCKS)
async def test_valid_blocks(client: AsyncWebClient, blocks: list[Json]) -> None:
    message = (await client.chat_postMessage(channel=INTAKE, text="x", blocks=blocks))["message"]
    assert all(block["block_id"] for block in message["blocks"])


class Scene:
    """What the refusals below need to be there."""

    def __init__(self, workspace: Workspace, of_ada: str, of_bot: str) -> None:
        self.workspace = workspace
        self.of_ada = of_ada
        self.of_bot = of_bot
        self.closed = workspace.add_channel("lukket", members=[ADA])
        self.bot_only = workspace.add_channel("bot", members=[workspace.bot_user_id])
        self.archived = workspace.add_channel("gammel")
        workspace.archive(self.archived)


LONG = [section("x" * 3000)] * 5
Arguments = Callable[[Scene], Json]
REFUSALS: list[tuple[str, str, Arguments]] = [
    ("chat.postMessage", "channel_not_found", lambda scene: {"channel": "C404", "text": "x"}),
    ("chat.postMessage", "not_in_channel", lambda scene: {"channel": scene.closed, "text": "x"}),
    ("chat.postMessage", "is_archived", lambda scene: {"channel": scene.archived, "text": "x"}),
    ("chat.postMessage", "no_text", lambda scene: {"channel": INTAKE, "text": ""}),
    ("chat.postMessage", "msg_too_long", lambda scene: {"channel": INTAKE, "text": "x" * 40_001}),
    ("chat.postMessage", "msg_blocks_too_long", lambda scene: {"channel": INTAKE, "text": "x", "blocks": LONG}),
    ("chat.postMessage", "invalid_blocks_format", lambda scene: {"channel": INTAKE, "text": "x", "blocks": "[{"}),
    ("chat.postMessage", "thread_not_found", lambda scene: {"channel": INTAKE, "text": "x", "thread_ts": "1.0"}),
    (
        "chat.postMessage",
        "invalid_metadata_format",
        lambda scene: {"channel": INTAKE, "text": "x", "metadata": {"a": 1}},
    ),
    ("chat.postMessage", "invalid_metadata_format", lambda scene: {"channel": INTAKE, "text": "x", "metadata": "{"}),
    ("chat.postEphemeral", "user_not_in_channel", lambda scene: {"channel": scene.bot_only, "user": ADA, "text": "x"}),
    ("chat.postEphemeral", "user_not_found", lambda scene: {"channel": INTAKE, "user": "U404", "text": "x"}),
    ("chat.update", "message_not_found", lambda scene: {"channel": INTAKE, "ts": "1.000000", "text": "x"}),
    ("chat.update", "message_not_found", lambda scene: {"channel": INTAKE, "ts": "nonsense", "text": "x"}),
    ("chat.update", "cant_update_message", lambda scene: {"channel": INTAKE, "ts": scene.of_ada, "text": "x"}),
    ("chat.update", "no_text", lambda scene: {"channel": INTAKE, "ts": scene.of_bot, "text": ""}),
    ("chat.delete", "cant_delete_message", lambda scene: {"channel": INTAKE, "ts": scene.of_ada}),
    ("chat.getPermalink", "message_not_found", lambda scene: {"channel": INTAKE, "message_ts": "1.000000"}),
    ("conversations.history", "channel_not_found", lambda scene: {"channel": "C404"}),
    ("conversations.history", "not_in_channel", lambda scene: {"channel": scene.closed}),
    ("conversations.history", "invalid_cursor", lambda scene: {"channel": INTAKE, "cursor": "nonsense"}),
    ("conversations.history", "invalid_limit", lambda scene: {"channel": INTAKE, "limit": "many"}),
    ("conversations.history", "invalid_ts_oldest", lambda scene: {"channel": INTAKE, "oldest": "yesterday"}),
    ("conversations.replies", "thread_not_found", lambda scene: {"channel": INTAKE, "ts": "1.000000"}),
    ("conversations.open", "user_not_found", lambda scene: {"users": "U404"}),
    ("conversations.join", "is_archived", lambda scene: {"channel": scene.archived}),
    ("users.info", "user_not_found", lambda scene: {"user": "U404"}),
    ("users.lookupByEmail", "users_not_found", lambda scene: {"email": "nobody@example.com"}),
    ("dnd.info", "user_not_found", lambda scene: {"user": "U404"}),
    ("bots.info", "bot_not_found", lambda scene: {"bot": "B404"}),
    ("reactions.add", "already_reacted", lambda scene: {"channel": INTAKE, "timestamp": scene.of_bot, "name": "eyes"}),
    ("reactions.add", "message_not_found", lambda scene: {"channel": INTAKE, "timestamp": "1.0", "name": "eyes"}),
    ("reactions.add", "invalid_name", lambda scene: {"channel": INTAKE, "timestamp": scene.of_bot, "name": "A B"}),
    ("reactions.remove", "no_reaction", lambda scene: {"channel": INTAKE, "timestamp": scene.of_ada, "name": "eyes"}),
    ("files.completeUploadExternal", "file_not_found", lambda scene: {"files": [{"id": "F404"}]}),
    ("views.open", "invalid_trigger_id", lambda scene: {"trigger_id": "1.2.3", "view": modal()}),
    ("views.update", "not_found", lambda scene: {"view_id": "V404", "view": modal()}),
    ("views.publish", "user_not_found", lambda scene: {"user_id": "U404", "view": {"type": "home", "blocks": []}}),
    ("apps.connections.open", "not_allowed_token_type", lambda scene: {}),
    ("chat.poem", "unknown_method", lambda scene: {}),
]


@pytest.mark.parametrize(("method", "error", "arguments"), REFUSALS)
async def test_refusals(
    workspace: Workspace, client: AsyncWebClient, method: str, error: str, arguments: Arguments
) -> None:
    of_bot = (await client.chat_postMessage(channel=INTAKE, text="mine"))["ts"]
    await client.reactions_add(channel=INTAKE, timestamp=of_bot, name="eyes")
    scene = Scene(workspace, await workspace.post(ADA, INTAKE, "hers"), of_bot)
    before = workspace.history(INTAKE)
    with pytest.raises(SlackApiError) as caught:
        await client.api_call(method, json=arguments(scene))
    assert caught.value.response["error"] == error
    assert workspace.history(INTAKE) == before


@pytest.mark.parametrize(("token", "error"), [("", "not_authed"), ("xoxb-wrong", "invalid_auth")])
async def test_tokens(workspace: Workspace, token: str, error: str) -> None:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{workspace.api_url}auth.test", headers=headers) as response,
    ):
        assert await response.json() == {"ok": False, "error": error}


def entry(**more: Any) -> Json:
    return {"type": "input", "label": plain("Words"), "element": {"type": "plain_text_input"}, **more}


def modal(**more: Any) -> Json:
    return {"type": "modal", "title": plain("Title"), "blocks": [section()], **more}


INVALID_VIEWS = {
    "long title": (modal(title=plain("x" * 25)), "less than 25 characters"),
    "no title": ({"type": "modal", "blocks": []}, "missing required field: title"),
    "long metadata": (modal(private_metadata="x" * 3001), "less than 3001"),
    "101 blocks": (modal(blocks=[section()] * 101), "no more than 100 items"),
    "no submit": (modal(blocks=[entry()]), "missing required field: submit"),
    "wrong type": (modal() | {"type": "home"}, "must be modal"),
    "same block_id": (modal(blocks=[section(block_id="a")] * 2), "already exists"),
}


@pytest.mark.parametrize(("view", "place"), INVALID_VIEWS.values(), ids=INVALID_VIEWS)
async def test_invalid_views(workspace: Workspace, client: AsyncWebClient, view: Json, place: str) -> None:
    trigger = workspace.core.triggers.new(ADA)
    with pytest.raises(SlackApiError) as caught:
        await client.views_open(trigger_id=trigger, view=view)
    assert caught.value.response["error"] == "invalid_arguments"
    assert place in " ".join(caught.value.response["response_metadata"]["messages"])


async def error_of(call: Any) -> str:
    with pytest.raises(SlackApiError) as caught:
        await call
    return str(caught.value.response["error"])


async def test_triggers_stacks_and_hashes(workspace: Workspace, client: AsyncWebClient, clock: Clock) -> None:
    triggers = workspace.core.triggers
    old = triggers.new(ADA)
    clock.forward(3.1)
    assert await error_of(client.views_open(trigger_id=old, view=modal())) == "expired_trigger_id"

    used = triggers.new(ADA)
    opened = (await client.views_open(trigger_id=used, view=modal(external_id="one")))["view"]
    assert await error_of(client.views_open(trigger_id=used, view=modal())) == "exchanged_trigger_id"

    for _ in range(2):
        await client.views_push(trigger_id=triggers.new(ADA), view=modal())
    assert await error_of(client.views_push(trigger_id=triggers.new(ADA), view=modal())) == "push_limit_reached"
    assert workspace.open_views(ADA)[0]["previous_view_id"] is None
    assert {view["root_view_id"] for view in workspace.open_views(ADA)} == {opened["id"]}

    updated = (await client.views_update(external_id="one", view=modal(), hash=opened["hash"]))["view"]
    assert updated["hash"] != opened["hash"]
    late = client.views_update(view_id=opened["id"], view=modal(), hash=opened["hash"])
    assert await error_of(late) == "hash_conflict"


async def test_response_urls_end_after_five_uses_or_thirty_minutes(workspace: Workspace, clock: Clock) -> None:
    async def say(url: str, **said: Any) -> tuple[int, str]:
        async with aiohttp.ClientSession() as session, session.post(url, json=said) as response:
            return response.status, await response.text()

    url = workspace.core.response_urls.new(ADA, INTAKE)
    assert await say(url, text="") == (400, '{"ok": false, "error": "no_text"}')
    for _ in range(4):
        assert await say(url, text="x") == (200, "ok")
    assert await say(url, text="x") == (404, '{"ok": false, "error": "used_url"}')
    late = workspace.core.response_urls.new(ADA, INTAKE)
    clock.forward(1801)
    assert await say(late, text="x") == (404, '{"ok": false, "error": "expired_url"}')
    assert len(workspace.history(INTAKE, ADA)) == 4
