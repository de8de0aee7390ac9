"""Every key that the workspace sends is one that Slack sends, as recorded in slackapi/java-slack-sdk (json-logs, MIT).

The tables name the fields that may stand in each payload. "name(...)" is an object or a list of objects, "name*" one
whose inside is free (blocks, values by id, what the caller gave).
"""

import json
import re
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qsl

import pytest
from aiohttp import web
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace import Workspace
from tests.bot.workspace.conftest import ADA, BO, INTAKE, Clock

Json = dict[str, Any]

TEXT = "type text emoji"
PROFILE = "bot_profile(id deleted name updated app_id icons* team_id)"
EDITED = "edited(user ts)"
THREAD = "thread_ts parent_user_id"
COUNTS = "reply_count reply_users_count latest_reply is_locked subscribed"
FILE = (
    "files(id created timestamp name title mimetype filetype pretty_type user size mode is_external is_public editable"
    " url_private url_private_download permalink)"
)
PLAIN = f"client_msg_id type team user bot_id {PROFILE} text blocks* attachments* ts {EDITED} {THREAD}"
INNER = f"{PLAIN} subtype hidden {COUNTS}"
VIEW = (
    f"id team_id type title({TEXT}) submit({TEXT}) close({TEXT}) blocks* private_metadata callback_id external_id"
    " state* hash clear_on_close notify_on_close submit_disabled root_view_id previous_view_id app_id"
    " app_installed_team_id bot_id"
)
USER = (
    "id team_id name deleted color real_name tz tz_label tz_offset profile(title real_name real_name_normalized"
    " display_name display_name_normalized first_name last_name status_text status_emoji team email api_app_id bot_id"
    " always_active) is_admin is_owner is_primary_owner is_restricted is_ultra_restricted is_bot is_app_user"
    " is_stranger updated locale"
)
CALLBACK = (
    "token team_id api_app_id event(%s) type event_id event_time authorizations(enterprise_id team_id user_id is_bot"
    " is_enterprise_install) is_ext_shared_channel event_context"
)
AROUND = "channel event_ts channel_type"
REACTION = "type user item(type channel ts) reaction item_user event_ts"
EVENTS = {
    "message": f"{PLAIN} {AROUND}",
    "message/bot_message": f"type subtype bot_id username icons* text blocks* attachments* thread_ts ts {AROUND}",
    "message/file_share": f"type subtype text blocks* {FILE} upload display_as_bot user {THREAD} ts {AROUND}",
    "message/thread_broadcast": f"client_msg_id type subtype user text blocks* attachments* ts thread_ts {AROUND}",
    "message/message_changed": f"type subtype hidden message({INNER}) previous_message({INNER}) ts {AROUND}",
    "message/message_deleted": f"type subtype hidden deleted_ts previous_message({INNER}) ts {AROUND}",
    "app_mention": f"type client_msg_id user bot_id {PROFILE} text blocks* ts team thread_ts {EDITED} channel event_ts",
    "reaction_added": REACTION,
    "reaction_removed": REACTION,
    "member_joined_channel": "type user channel channel_type team event_ts",
    "member_left_channel": "type user channel channel_type team event_ts",
    "app_home_opened": f"type user channel tab event_ts view({VIEW})",
    "user_change": f"type user({USER}) cache_ts",
}
WHO = "type team(id domain) user(id username name team_id) api_app_id token enterprise is_enterprise_install"
MESSAGE = (
    f"{PLAIN} subtype username icons* app_id metadata(event_type event_payload*) {FILE} upload display_as_bot"
    f" reactions(name users count) reply_users {COUNTS}"
)
ACTED = f"type action_id block_id action_ts text({TEXT}) value style placeholder({TEXT}) selected_option*"
INTERACTIONS = {
    "block_actions": (
        f"{WHO} trigger_id container(type message_ts channel_id is_ephemeral thread_ts view_id) channel(id name)"
        f" message({MESSAGE.replace('users count', 'count')}) view({VIEW}) state* response_url actions({ACTED})"
    ),
    # response_urls is in Slack's documentation of view_submission, not in the recording.
    "view_submission": f"{WHO} trigger_id view({VIEW}) response_urls",
    "view_closed": f"{WHO} view({VIEW}) is_cleared",
    "command": (
        "token team_id team_domain channel_id channel_name user_id user_name command text api_app_id"
        " is_enterprise_install response_url trigger_id"
    ),
}
DESCRIBED = "(value creator last_set)"
CHANNEL = (
    "id name name_normalized is_channel is_group is_im is_mpim is_private created creator is_archived is_general"
    " is_shared is_ext_shared is_org_shared is_pending_ext_shared pending_shared unlinked is_member"
    f" topic{DESCRIBED} purpose{DESCRIBED} previous_names context_team_id updated"
)
DIRECT = "id created is_archived is_im is_org_shared user is_user_deleted priority context_team_id updated"
NEXT = "response_metadata(next_cursor)"
FOUND = f"ok messages({MESSAGE}) has_more {NEXT}"
SHOWN = f"ok view({VIEW})"
ANSWERS = {
    "auth.test": "ok url team user team_id user_id bot_id is_enterprise_install",
    "bots.info": "ok bot(id deleted name updated app_id user_id icons*)",
    "chat.delete": "ok channel ts",
    "chat.getPermalink": "ok permalink channel",
    "chat.postEphemeral": "ok message_ts",
    "chat.postMessage": (
        f"ok channel ts message(type text user ts team bot_id {PROFILE} app_id blocks* attachments* {THREAD} subtype"
        " metadata(event_type event_payload*))"
    ),
    "chat.update": (
        f"ok channel ts text message(type text user team bot_id {PROFILE} app_id blocks* {EDITED} files*"
        " metadata(event_type event_payload*))"
    ),
    "conversations.history": f"{FOUND} pin_count channel_actions_ts channel_actions_count",
    "conversations.info": f"ok channel({CHANNEL} num_members)",
    "conversations.join": f"ok channel({CHANNEL}) warning response_metadata(warnings)",
    "conversations.list": f"ok channels({CHANNEL} num_members {DIRECT}) {NEXT}",
    "conversations.members": f"ok members {NEXT}",
    "conversations.open": f"ok channel({DIRECT.replace(' is_user_deleted', '')} is_open) no_op already_open",
    "conversations.replies": FOUND,
    "dnd.info": "ok dnd_enabled next_dnd_start_ts next_dnd_end_ts",
    "files.completeUploadExternal": f"ok {FILE}",
    "files.getUploadURLExternal": "ok upload_url file_id",
    "files.info": f"ok {FILE.replace('files(', 'file(')} comments {NEXT}",
    "reactions.add": "ok",
    "reactions.get": (
        f"ok type channel message(type text user ts team bot_id {PROFILE} reactions(name users count) permalink app_id"
        " blocks*)"
    ),
    "reactions.remove": "ok",
    "users.conversations": f"ok channels({CHANNEL.replace(' is_member', '')} {DIRECT}) {NEXT}",
    "users.info": f"ok user({USER})",
    "users.list": f"ok members({USER.replace(' is_stranger', '')}) cache_ts {NEXT}",
    "users.lookupByEmail": f"ok user({USER.replace(' is_stranger', '').replace(' locale', '')})",
    "views.open": SHOWN,
    "views.publish": SHOWN,
    "views.push": SHOWN,
    "views.update": SHOWN,
}
TOKEN = re.compile(r"[\w.]+|[()*]")


def table(written: str) -> dict[str, Any]:
    """Return {name: None (no inside), "*" (free inside) or {…}}."""
    levels: list[dict[str, Any]] = [{}]
    name = ""
    for token in TOKEN.findall(written):
        if token == "(":
            levels.append({})
        elif token == ")":
            inside = levels.pop()
            name = next(reversed(levels[-1]))
            levels[-1][name] = inside
        elif token == "*":
            levels[-1][name] = "*"
        else:
            name = token
            levels[-1][name] = None
    return levels[0]


def strangers(value: Any, known: Any, at: str = "") -> set[str]:
    """Return the paths of keys that the table does not know."""
    if known == "*":
        return set()
    if isinstance(value, list):
        return set().union(*(strangers(each, known, at) for each in value))
    if not isinstance(value, dict):
        return set()
    inside = known or {}
    unknown = {f"{at}.{name}" for name in value if name not in inside}
    known_ones = [name for name in value if name in inside]
    return unknown.union(*(strangers(value[name], inside[name], f"{at}.{name}") for name in known_ones))


@pytest.fixture
async def received(workspace: Workspace) -> AsyncIterator[list[tuple[str, Json]]]:
    """All that is sent to the app, as (kind, payload)."""
    received: list[tuple[str, Json]] = []

    async def receive(request: web.Request) -> web.Response:
        if request.content_type == "application/json":
            payload = await request.json()
            subtype = payload["event"].get("subtype")
            received.append((f"{payload['event']['type']}{f'/{subtype}' if subtype else ''}", payload))
        else:
            form = dict(parse_qsl(await request.text(), keep_blank_values=True))
            payload = json.loads(form["payload"]) if "payload" in form else form
            received.append((payload.get("type", "command"), payload))
        return web.Response()

    server = web.Application()
    server.add_routes([web.post("/", receive)])
    runner = web.AppRunner(server)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    workspace.events_url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    yield received
    await runner.cleanup()


MODAL = {
    "type": "modal",
    "title": {"type": "plain_text", "text": "Title"},
    "submit": {"type": "plain_text", "text": "Send"},
    "notify_on_close": True,
    "blocks": [{"type": "divider"}],
}
BUTTONS = {
    "type": "actions",
    "elements": [
        {
            "type": "button",
            "action_id": "go",
            "text": {"type": "plain_text", "text": "Go"},
            "value": "1",
            "style": "primary",
        },
        {
            "type": "static_select",
            "action_id": "pick",
            "placeholder": {"type": "plain_text", "text": "Pick"},
            "options": [{"text": {"type": "plain_text", "text": "One"}, "value": "1"}],
        },
    ],
}


async def everything(workspace: Workspace, client: AsyncWebClient) -> None:
    """Do everything that sends something."""
    triggers = workspace.core.triggers
    bot = workspace.bot_user_id
    closed = workspace.add_channel("lukket", members=[ADA, BO])
    facebook = workspace.add_integration("Facebook Pages", icon="https://example.com/icon.png")
    metadata = {"event_type": "card", "event_payload": {"id": "1"}}

    await client.auth_test()
    await client.bots_info(bot=facebook)
    await client.bots_info(bot=workspace.bot_id)
    await client.conversations_join(channel=closed)
    await client.conversations_join(channel=closed)
    ts = await workspace.post(ADA, INTAKE, f"<@{bot}> hello", attachments=[{"text": "quoted"}])
    await workspace.post(ADA, INTAKE, "with a file", files=["note.txt"])
    await workspace.post_as_integration(facebook, INTAKE, "a customer", attachments=[{"text": "more"}])
    card = (await client.chat_postMessage(channel=INTAKE, text="card", blocks=[BUTTONS], metadata=metadata))["ts"]
    await client.chat_postMessage(channel=INTAKE, text="reply", thread_ts=card, reply_broadcast=True)
    reply = (await client.chat_postMessage(channel=INTAKE, text="reply", thread_ts=ts, blocks=[BUTTONS]))["ts"]
    mine = (await client.chat_postEphemeral(channel=INTAKE, user=ADA, text="for you", blocks=[BUTTONS]))["message_ts"]
    await workspace.react(ADA, INTAKE, card, "eyes")
    await client.reactions_add(channel=INTAKE, timestamp=card, name="eyes")
    await client.reactions_get(channel=INTAKE, timestamp=card)
    for message in (card, reply, mine):
        await workspace.click(ADA, INTAKE, message, action_id="go")
    await workspace.click(ADA, INTAKE, card, action_id="pick", option="1")
    await client.reactions_remove(channel=INTAKE, timestamp=card, name="eyes")
    await client.chat_update(channel=INTAKE, ts=card, text="changed", metadata=metadata)
    await client.chat_getPermalink(channel=INTAKE, message_ts=card)
    await client.files_upload_v2(channel=INTAKE, filename="a.csv", content="a", initial_comment="see")
    await client.files_info(file=next(iter(workspace.files)))
    await workspace.edit(ADA, INTAKE, ts, "edited")
    await client.conversations_history(channel=INTAKE, include_all_metadata=True, limit=4)
    await client.conversations_history(channel=INTAKE, include_all_metadata=True)
    await client.conversations_replies(channel=INTAKE, ts=ts, limit=1)
    await client.conversations_replies(channel=INTAKE, ts=card)
    await client.chat_delete(channel=INTAKE, ts=reply)
    await client.chat_delete(channel=INTAKE, ts=card)

    await workspace.open_home(ADA)
    await client.views_publish(user_id=ADA, view={"type": "home", "blocks": [BUTTONS]})
    await workspace.open_home(ADA)
    await workspace.click_in_view(ADA, action_id="go")
    await workspace.command(ADA, INTAKE, "/svar", "status")
    view = (await client.views_open(trigger_id=triggers.new(ADA), view=MODAL))["view"]
    await client.views_push(trigger_id=triggers.new(ADA), view=MODAL)
    await client.views_update(view_id=view["id"], view=MODAL)
    await workspace.submit(ADA)
    await workspace.close_view(ADA)

    await client.conversations_open(users=BO)
    await client.conversations_open(users=BO, return_im=True)
    await client.conversations_info(channel=INTAKE, include_num_members=True)
    await client.conversations_info(channel=closed)
    await client.conversations_list(types="public_channel,im", limit=2)
    await client.conversations_list(types="public_channel,im")
    await client.conversations_members(channel=INTAKE)
    await client.users_conversations(types="public_channel,im")
    await client.users_info(user=workspace.add_person("siv", stranger=True))
    await client.users_info(user=ADA, include_locale=True)
    await client.users_info(user=bot)
    await client.users_list(include_locale=True)
    await client.users_lookupByEmail(email="ada@example.com")
    await client.dnd_info(user=ADA)
    workspace.leave(BO, closed)
    workspace.remove_person(BO)
    await workspace.idle()


async def test_only_keys_that_slack_sends(
    workspace: Workspace, client: AsyncWebClient, received: list[tuple[str, Json]], clock: Clock
) -> None:
    await everything(workspace, client)
    expected = {kind: table(CALLBACK % keys) for kind, keys in EVENTS.items()}
    expected |= {kind: table(keys) for kind, keys in INTERACTIONS.items()}
    answers = {method: table(keys) for method, keys in ANSWERS.items()}

    unknown = [(kind, strangers(payload, expected.get(kind, {}))) for kind, payload in received]
    unknown += [(call.method, strangers(call.response, answers.get(call.method, {}))) for call in workspace.log]
    assert [(kind, paths) for kind, paths in unknown if paths] == []
    assert {kind for kind, _ in received} == set(expected)
    assert {call.method for call in workspace.log} == set(answers)
    assert all(call.response["ok"] for call in workspace.log)
