"""The documents say what the code does: Slack's manifest, the examples of docs/intake.md, the example handbook."""

import ast
import asyncio
import json
import os
import re
import shutil
import sys
import tomllib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from slack_sdk.web.async_client import AsyncWebClient

from bot.check_scopes import FOR
from bot.clock import Clock
from bot.desks.slack.interactions import MAKE_ITEM
from bot.sources.webhook.body import AuthorBody, IntakeBody
from bot.sources.webhook.inbound import intake_routes
from bot.web import Health, WebServer
from bot.workspace.state import SCOPES as INSTALLED
from handlers.intents import Intent, Submit
from handlers.replies import Reply, Stored
from handlers.views.new_item import NEW_ITEM
from routing.handbook_schema import SECTIONS, fields
from routing.handbook_text import read_handbook
from tests import handbook_tables

ROOT = Path(__file__).parents[2]
SLACK = ROOT / "bot" / "desks" / "slack"
MANIFEST: dict[str, Any] = json.loads((ROOT / "docs" / "slack-manifest.json").read_text("utf-8"))
SLACK_GUIDE = (ROOT / "docs" / "slack.md").read_text("utf-8")
INTAKE_GUIDE = (ROOT / "docs" / "intake.md").read_text("utf-8")
EXAMPLE = (ROOT / "handbook.example.toml").read_text("utf-8")
SCOPES = set(MANIFEST["oauth_config"]["scopes"]["bot"])
EVENTS = set(MANIFEST["settings"]["event_subscriptions"]["bot_events"])

HISTORY = {"channels:history", "groups:history", "im:history"}
NEEDS: dict[str, set[str]] = {
    "apps_connections_open": set(),
    "auth_test": set(),
    "bots_info": {"users:read"},
    "chat_postEphemeral": {"chat:write"},
    "chat_postMessage": {"chat:write"},
    "chat_update": {"chat:write"},
    "conversations_history": HISTORY,
    "conversations_open": {"im:write"},
    "dnd_info": {"dnd:read"},
    "conversations_replies": HISTORY,
    "files_completeUploadExternal": {"files:write"},
    "files_getUploadURLExternal": {"files:write"},
    "files_info": {"files:read"},
    "reactions_add": {"reactions:write"},
    "reactions_get": {"reactions:read"},
    "reactions_remove": {"reactions:write"},
    "users_info": {"users:read"},
    "views_open": set(),
    "views_publish": set(),
    "views_push": set(),
    "views_update": set(),
}
"""The scopes of each Web API method (its page in Slack's reference)."""

HEARS: dict[str, set[str]] = {
    "app_home_opened": set(),
    "app_mention": {"app_mentions:read"},
    "message.channels": {"channels:history"},
    "message.groups": {"groups:history"},
    "message.im": {"im:history"},
    "reaction_added": {"reactions:read"},
    "user_change": {"users:read"},
}
"""The scopes of each event."""


def methods_called() -> set[str]:
    code = "\n".join(path.read_text("utf-8") for path in SLACK.glob("*.py"))
    return {name for name in re.findall(r"\bclient\.(\w+)", code) if callable(getattr(AsyncWebClient, name, None))}


def events_handled() -> set[str]:
    """The event types that `Events` tells apart."""
    tree = ast.parse((SLACK / "events.py").read_text("utf-8"))
    cases = [case.pattern for node in ast.walk(tree) if isinstance(node, ast.Match) for case in node.cases]
    values = [pattern.value for pattern in cases if isinstance(pattern, ast.MatchValue)]
    return {str(value.value) for value in values if isinstance(value, ast.Constant)}


def test_the_manifest_asks_for_exactly_the_scopes_that_are_used() -> None:
    assert methods_called() == set(NEEDS)
    assert set().union(*NEEDS.values(), *(HEARS[name] for name in EVENTS), {"commands"}) == SCOPES


def test_check_knows_what_each_scope_is_for_and_the_local_slack_has_them_all() -> None:
    assert set(FOR) == SCOPES
    assert set(INSTALLED) == SCOPES


def test_the_manifest_subscribes_to_exactly_the_events_that_are_handled() -> None:
    assert {name.partition(".")[0] for name in EVENTS} == events_handled()


def test_the_manifest_has_the_command_the_shortcut_and_interactivity() -> None:
    features = MANIFEST["features"]
    (command,) = features["slash_commands"]
    assert command["command"] == "/svar"
    assert command["should_escape"], "else a mention does not say whom it means"
    shortcuts = [(each["type"], each["callback_id"]) for each in features["shortcuts"]]
    assert shortcuts == [("global", NEW_ITEM), ("message", MAKE_ITEM)]
    assert MANIFEST["settings"]["interactivity"]["is_enabled"]
    assert features["app_home"]["home_tab_enabled"]
    assert features["app_home"]["messages_tab_enabled"]
    assert not features["app_home"]["messages_tab_read_only_enabled"], "people must be able to write to it"


def test_the_manifest_keeps_slacks_limits() -> None:
    features, information = MANIFEST["features"], MANIFEST["display_information"]
    assert len(information["name"]) <= 35
    assert len(information["description"]) <= 140
    assert all(len(each["name"]) <= 24 and len(each["description"]) <= 150 for each in features["shortcuts"])


def test_the_guide_explains_every_scope_and_event() -> None:
    assert [name for name in sorted(SCOPES | EVENTS) if f"`{name}`" not in SLACK_GUIDE] == []


def test_the_intake_guide_names_every_field() -> None:
    fields = (*IntakeBody.model_fields, *AuthorBody.model_fields)
    assert [name for name in fields if f"`{name}`" not in INTAKE_GUIDE and f'"{name}"' not in INTAKE_GUIDE] == []


SECRET = "whsec_" + "c2VjcmV0" * 5
EXAMPLES = dict(re.findall(r"```(sh|python)\n(.*?)```", INTAKE_GUIDE, re.DOTALL))
# On a machine without curl only the other example can be tried.
TRIED = [language for language in ("python", "sh") if language == "python" or shutil.which("curl")]


@pytest.fixture
async def received() -> AsyncIterator[tuple[str, list[Intent]]]:
    """An address with `/intake/our-blog`, and what has come in there."""
    intents: list[Intent] = []

    async def ask(intent: Intent) -> Reply:
        intents.append(intent)
        return Stored(17, existed=False)

    async def ready() -> Health:
        return Health({})

    routes = intake_routes({"our-blog": SecretStr(SECRET)}, ask, Clock().now)
    server = WebServer("127.0.0.1", 0, routes, lambda: Health({}), ready)
    await server.start()
    try:
        yield f"http://127.0.0.1:{server.port}", intents
    finally:
        await server.stop()


@pytest.mark.parametrize("language", TRIED)
async def test_the_examples_of_the_intake_guide_work(received: tuple[str, list[Intent]], language: str) -> None:
    address, intents = received
    program = (sys.executable, "-c") if language == "python" else ("sh", "-c")
    process = await asyncio.create_subprocess_exec(
        *program,
        EXAMPLES[language],
        env={**os.environ, "SVARVAKT": address, "SECRET": SECRET, "no_proxy": "127.0.0.1"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    told, complained = (part.decode() for part in await process.communicate())
    assert process.returncode == 0, complained
    assert "17" in told
    (intent,) = intents
    assert isinstance(intent, Submit)
    assert intent.post.url.startswith("https://")
    assert intent.post.author.name


def test_the_example_handbook_has_no_problem() -> None:
    assert read_handbook(EXAMPLE).warnings == ()


def test_the_example_handbook_shows_every_key() -> None:
    names = {field.name for section in SECTIONS for field in fields(section.model)} - {"rung", "layer", "order"}
    assert [name for name in sorted(names) if not re.search(rf"\b{name} =", EXAMPLE)] == []


def test_the_handbooks_page_shows_every_section_as_the_code_says() -> None:
    page = handbook_tables.PAGE.read_text("utf-8")
    assert handbook_tables.shown(page) == [section.header for section in SECTIONS]
    assert handbook_tables.written(page) == page, "make handbook-docs writes the tables anew"


def test_the_examples_of_the_handbooks_page_are_read() -> None:
    """Each stands in the example handbook's place: sections that it shows are taken out there."""
    page = handbook_tables.PAGE.read_text("utf-8")
    examples = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    assert len(examples) >= 5
    for example in examples:
        tables = tomllib.loads(example)
        assert not {"person", "domain"} & set(tables) or "company" in tables, example
        whole = example if "company" in tables else f"{SMALL}\n{example}"
        assert read_handbook(whole).company.name, example


SMALL = """
schema = 2
[company]
name = "Fjellbrød Bakeri"
zone = "Europe/Oslo"
[[person]]
id = "astrid"
name = "Astrid Berg"
slack = "U0ASTRID"
[[person]]
id = "bjorn"
name = "Björn Lindqvist"
slack = "U0BJORN"
[[domain]]
id = "orders"
name = "Orders"
lead = "astrid"
experts = ["astrid", "bjorn"]
default = true
[[domain]]
id = "billing"
name = "Money"
lead = "astrid"
experts = ["bjorn"]
"""
