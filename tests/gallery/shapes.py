"""Holds what the local workspace says to the bot, and answers it, against recorded shapes of Slack's own.

The recordings are not part of this project: SLACK_SHAPES names the folder with slackapi/java-slack-sdk's `json-logs`
(api/, events/, app-backend/), skeletons with every field that Slack was seen to send. Where it is set, every story
fails whose workspace says something with a field that no recording of its kind has. Blocks and what people entered
are not looked into: they are unions and maps.
"""

import json
import os
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from bot.workspace import Workspace

FOLDER = "SLACK_SHAPES"
OPAQUE = frozenset({"blocks", "values", "response_urls", "metadata", "event_payload", "profile"})
ELSEWHERE = frozenset({"conversations.replies/messages/client_msg_id"})
"""What conversations.history was seen to send of the same message."""
INTERACTIONS = {
    "block_actions": "BlockActionPayload",
    "message_action": "MessageShortcutPayload",
    "view_submission": "ViewSubmissionPayload",
    "view_closed": "ViewClosedPayload",
}


def unknown(said: Any, recorded: Any, at: str = "") -> Iterator[str]:
    """Where `said` has a field that `recorded` lacks. An empty recording says nothing of what may be in it."""
    if isinstance(said, Mapping) and isinstance(recorded, Mapping):
        for name, value in said.items():
            if name in OPAQUE or not recorded:
                continue
            if name not in recorded:
                yield f"{at}/{name}"
            else:
                yield from unknown(value, recorded[name], f"{at}/{name}")
    elif isinstance(said, list) and isinstance(recorded, list) and recorded:
        for value in said:
            yield from unknown(value, recorded[0], at)


def strange(workspace: Workspace) -> list[str]:
    """What the workspace has said or answered in a shape that was never recorded, each once; nothing where no
    recordings are given."""
    if not os.environ.get(FOLDER):
        return []
    answers = (("api", one.method, one.response) for one in workspace.log if one.response.get("ok"))
    said = ((*_recording_of(kind, payload), payload) for kind, payload in workspace.said)
    found = {
        f"{name}{place} was never recorded"
        for folder, name, payload in (*said, *answers)
        if (recorded := _recorded(folder, name)) is not None
        for place in unknown(payload, recorded)
    }
    return sorted(found - {f"{one} was never recorded" for one in ELSEWHERE})


def _recording_of(kind: str, payload: Mapping[str, Any]) -> tuple[str, str]:
    if kind == "events_api":
        words = str(payload["event"]["type"]).split("_")
        subtype = str(payload["event"].get("subtype", ""))
        words += [word for word in subtype.split("_") if word not in words]  # "message_changed", "bot_message"
        return "events", "".join(word.capitalize() for word in words) + "Payload"
    return "app-backend", "SlashCommandPayload" if kind == "slash_commands" else INTERACTIONS.get(payload["type"], "?")


@cache
def _recorded(folder: str, name: str) -> Any:
    file = Path(os.environ[FOLDER]) / folder / f"{name}.json"
    return json.loads(file.read_text("utf-8")) if file.exists() else None
