"""The JSON in which Slack shows people, conversations, messages and files.

Field names follow the skeletons recorded in slackapi/java-slack-sdk (json-logs, MIT).
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from bot.workspace.model import Channel, Integration, Json, Message, Person, StoredFile
from bot.workspace.state import State
from bot.workspace.timeline import stamp

STRANGERS_TEAM = "T0STRANGER"


def user_shape(state: State, person: Person, with_locale: bool = False) -> Json:
    """Return a person as users.info does; the zone's offset is that of now."""
    moment = datetime.fromtimestamp(state.now(), UTC).astimezone(ZoneInfo(person.zone))
    offset = moment.utcoffset()
    first, _, last = person.real_name.rpartition(" ")
    team = STRANGERS_TEAM if person.stranger else state.team_id
    profile: Json = {
        "title": person.title,
        "real_name": person.real_name,
        "real_name_normalized": person.real_name,
        "display_name": person.name,
        "display_name_normalized": person.name,
        "first_name": first or last,
        "last_name": last if first else "",
        "status_text": "",
        "status_emoji": "",
        "team": team,
    }
    if not person.stranger:
        profile["email"] = person.email
    shape: Json = {
        "id": person.id,
        "team_id": team,
        "name": person.name,
        "deleted": person.deleted,
        "color": person.color,
        "real_name": person.real_name,
        "tz": person.zone,
        "tz_label": moment.tzname() or person.zone,
        "tz_offset": int(offset.total_seconds()) if offset is not None else 0,
        "profile": profile,
        "is_admin": False,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": person.guest,
        "is_ultra_restricted": False,
        "is_bot": False,
        "is_app_user": False,
        "updated": person.updated,
    }
    if person.stranger:
        shape["is_stranger"] = True
    if with_locale:
        shape["locale"] = person.locale
    return shape


def bot_user_shape(state: State) -> Json:
    """Return our own app's bot user as users.info does."""
    profile = {
        "real_name": state.bot_name,
        "display_name": state.bot_name,
        "bot_id": state.bot_id,
        "api_app_id": state.app_id,
        "always_active": True,
        "team": state.team_id,
    }
    return {
        "id": state.bot_user_id,
        "team_id": state.team_id,
        "name": state.bot_name,
        "deleted": False,
        "color": "1d3557",
        "real_name": state.bot_name,
        "tz": "UTC",
        "tz_label": "UTC",
        "tz_offset": 0,
        "profile": profile,
        "is_admin": False,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": False,
        "is_ultra_restricted": False,
        "is_bot": True,
        "is_app_user": False,
        "updated": state.created,
    }


def bot_profile(state: State) -> Json:
    """Return what stands as bot_profile on our bot's messages."""
    return _profile(state, state.bot_id, state.bot_name, state.app_id, "")


def integration_profile(state: State, integration: Integration) -> Json:
    """Return what stands as bot_profile on another app's messages."""
    return _profile(state, integration.id, integration.name, integration.app_id, integration.icon)


def _profile(state: State, bot_id: str, name: str, app_id: str, icon: str) -> Json:
    return {
        "id": bot_id,
        "deleted": False,
        "name": name,
        "updated": state.created,
        "app_id": app_id,
        "icons": {"image_48": icon} if icon else {},
        "team_id": state.team_id,
    }


def bot_shape(state: State, bot_id: str) -> Json | None:
    """Return a bot as bots.info does, or None when there is no such bot."""
    if bot_id == state.bot_id:
        return bot_profile(state) | {"user_id": state.bot_user_id}
    integration = state.integrations.get(bot_id)
    return None if integration is None else integration_profile(state, integration)


def channel_shape(state: State, channel: Channel, with_count: bool = False) -> Json:
    """Return a conversation as conversations.info and conversations.list do."""
    if channel.direct_with is not None:
        return {
            "id": channel.id,
            "created": channel.created,
            "is_archived": False,
            "is_im": True,
            "is_org_shared": False,
            "user": channel.direct_with,
            "is_user_deleted": state.people[channel.direct_with].deleted,
            "priority": 0,
            "context_team_id": state.team_id,
            "updated": channel.created * 1000,
        }
    shape: Json = {
        "id": channel.id,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": True,
        "is_group": False,
        "is_im": False,
        "is_mpim": False,
        "is_private": False,
        "created": channel.created,
        "creator": state.bot_user_id,
        "is_archived": channel.archived,
        "is_general": False,
        "is_shared": False,
        "is_ext_shared": False,
        "is_org_shared": False,
        "is_pending_ext_shared": False,
        "pending_shared": [],
        "unlinked": 0,
        "is_member": channel.holds(state.bot_user_id),
        "topic": {"value": channel.topic, "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "previous_names": [],
        "context_team_id": state.team_id,
        "updated": channel.created * 1000,
    }
    if with_count:
        shape["num_members"] = len(state.members(channel))
    return shape


def message_shape(message: Message, with_metadata: bool = False) -> Json:
    """Return a message as conversations.history does, with its reactions and what its thread holds."""
    shape: dict[str, Any] = dict(message.body)
    if message.replies:
        shape |= {
            "thread_ts": message.ts,
            "reply_count": len(message.replies),
            "reply_users_count": len(message.reply_users),
            "reply_users": list(message.reply_users),
            "latest_reply": stamp(message.replies[-1]),
            "is_locked": False,
            "subscribed": False,
        }
    if message.reactions:
        shape["reactions"] = [
            {"name": name, "users": list(users), "count": len(users)} for name, users in message.reactions.items()
        ]
    if with_metadata and message.metadata is not None:
        shape["metadata"] = message.metadata
    return shape


def file_shape(file: StoredFile, url: str) -> Json:
    """Return a file as messages and files.completeUploadExternal do."""
    address = f"{url}/files/{file.id}/{quote(file.name, safe='')}"
    return {
        "id": file.id,
        "created": file.created,
        "timestamp": file.created,
        "name": file.name,
        "title": file.title,
        "mimetype": file.mimetype,
        "filetype": file.name.rpartition(".")[2],
        "pretty_type": file.name.rpartition(".")[2].upper(),
        "user": file.owner,
        "size": file.length,
        "mode": "hosted",
        "is_external": False,
        "is_public": True,
        "editable": False,
        "url_private": address,
        "url_private_download": address,
        "permalink": address,
    }
