"""The page's HTTP API, below /page/: what a visitor sees, and everything they do, as JSON."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from bot.workspace import page_shapes, reading
from bot.workspace.acts import Acts
from bot.workspace.changes import Change
from bot.workspace.core import Core
from bot.workspace.modals import OpenView
from bot.workspace.model import Channel, Json, Outcome
from bot.workspace.page_attachments import Wrong, attached, seen_file
from bot.workspace.page_controls import PageControls
from bot.workspace.page_files import SECURITY, index, static
from bot.workspace.refusal import Refusal
from bot.workspace.rich_text import typed, typed_command
from bot.workspace.routes import served

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class PageApi:
    """Serves the page of one workspace."""

    def __init__(self, core: Core, controls: PageControls, acts: Acts) -> None:
        self._core = core
        self._controls = controls
        self._acts = acts

    def routes(self) -> list[web.RouteDef]:
        """Return every address of the page but its socket."""
        reads = {
            "state": self.state,
            "conversations": self.conversations,
            "messages": self.messages,
        }
        acts = {
            "post": self.post,
            "click": self.click,
            "command": self.command,
            "shortcut": self.shortcut,
            "submit": self.submit,
            "close": self.close,
            "react": self.react,
            "view-action": self.view_action,
            "home": self.home,
            "clock": self.clock,
            "customers": self.customers,
        }
        return [
            web.get("/", index),
            web.get("/page/static/{file}", static),
            web.get("/page/file", self.file),
            *(web.get(f"/page/{name}", self._answering(serve, self._query)) for name, serve in reads.items()),
            *(web.post(f"/page/{name}", self._answering(serve, self._body)) for name, serve in acts.items()),
        ]

    def _answering(
        self, serve: Callable[[Json], Awaitable[Any]], read: Callable[[web.Request], Awaitable[Json]]
    ) -> Handler:
        async def answer(request: web.Request) -> web.StreamResponse:
            try:
                said = await serve(await read(request))
                return web.json_response({"ok": True} | said if isinstance(said, dict) else said, headers=SECURITY)
            except (Wrong, LookupError) as wrong:
                return self._wrong(str(wrong), 400)
            except Refusal as refusal:
                return self._wrong(refusal.error, 409)

        return answer

    @staticmethod
    def _wrong(sentence: str, status: int) -> web.Response:
        return web.json_response({"ok": False, "error": sentence}, status=status, headers=SECURITY)

    @staticmethod
    async def _query(request: web.Request) -> Json:
        return dict(request.query)

    @staticmethod
    async def _body(request: web.Request) -> Json:
        try:
            body = json.loads(await request.read() or b"{}")
        except ValueError:
            raise Wrong("That was not JSON.") from None
        if not isinstance(body, dict):
            raise Wrong("That was not a JSON object.")
        return body

    def _person(self, said: Json) -> str:
        user = said.get("as")
        if not isinstance(user, str) or user not in self._core.state.people:
            raise Wrong(f"There is no person {user!r}.")
        return user

    def _channel(self, said: Json) -> Channel:
        return self._core.people.channel(self._person(said), str(said.get("channel", "")))

    def _view(self, user: str, said: Json) -> OpenView:
        view = self._core.views.get(str(said.get("view_id", "")))
        if view.user != user:
            raise Wrong("That view is somebody else's.")
        return view

    async def state(self, said: Json) -> Json:
        """Serve what the page needs once."""
        state, controls = self._core.state, self._controls
        channels = [channel for channel in state.channels.values() if channel.direct_with is None]
        return {
            "team": {"name": state.team_name},
            "bot_user_id": state.bot_user_id,
            "people": page_shapes.people(state),
            "channels": [
                {
                    "id": channel.id,
                    "name": channel.name,
                    "topic": channel.topic,
                    "members": [user for user in state.members(channel) if user != state.bot_user_id],
                }
                for channel in channels
                if not channel.archived
            ],
            "commands": state.commands,
            "shortcuts": state.shortcuts,
            "clock": self._clock(),
            "playable": controls.playable or [{"id": user, "role": "", "hint": ""} for user in state.people],
            "samples": controls.samples,
            "can": {
                "clock": controls.forward is not None or controls.next_morning is not None,
                "customers": controls.customers is not None,
                "home": controls.home,
            },
        }

    def _clock(self) -> Json:
        return {"now": self._core.state.now(), "zone": self._controls.zone}

    async def conversations(self, said: Json) -> list[Json]:
        """Serve a person's conversations, as a bare list; the app's is there before a word was said, as in Slack."""
        user = self._person(said)
        self._core.state.direct(user)
        return page_shapes.conversations(self._core, user)

    async def messages(self, said: Json) -> Json:
        """Serve a conversation or a thread; a conversation counts as read then."""
        user, channel = self._person(said), self._channel(said)
        state = self._core.state
        thread_ts = said.get("thread_ts")
        if thread_ts:
            shown = reading.replies(state, channel.id, thread_ts, user)
        else:
            shown = reading.history(state, channel.id, user)
            self._core.posting.mark_read(user, channel)
        return {"messages": [message | {"author": page_shapes.author(state, message)} for message in shown]}

    async def post(self, said: Json) -> Json:
        """Let the visitor write what was typed."""
        user, channel = self._person(said), self._channel(said)
        text, files = str(said.get("text", "")), attached(said)
        if not text.strip() and not files:
            raise Wrong("There is nothing to send.")
        thread = said.get("thread_ts") or None
        ts = await self._acts.post(user, channel.id, typed(text, self._names()), files=files, thread_ts=thread)
        return {"ts": ts}

    async def file(self, request: web.Request) -> web.StreamResponse:
        """Serve a file that the visitor sees."""
        try:
            return served(seen_file(self._core.state, self._person(dict(request.query)), request.query.get("file", "")))
        except Wrong as wrong:
            return self._wrong(str(wrong), 404)

    def _names(self) -> dict[str, str]:
        state = self._core.state
        return {person.name: person.id for person in state.people.values()} | {state.bot_name: state.bot_user_id}

    async def click(self, said: Json) -> Json:
        """Let the visitor press or choose in a message."""
        user, channel = self._person(said), self._channel(said)
        outcome = await self._acts.click(user, channel.id, str(said.get("ts")), **_meant(said))
        return _came(outcome)

    async def view_action(self, said: Json) -> Json:
        """Let the visitor press or choose in a view; `state` says what else is filled in there."""
        user = self._person(said)
        view = self._view(user, said)
        self._core.submissions.fill_state(view, _values(said))
        return _came(await self._acts.click_in_view(user, view_id=said.get("view_id"), **_meant(said)))

    async def command(self, said: Json) -> Json:
        """Let the visitor type a command."""
        user, channel = self._person(said), self._channel(said)
        command = str(said.get("command", ""))
        if not command.startswith("/"):
            raise Wrong("A command begins with a slash.")
        channels = {name: channel.id for name, channel in self._core.state.channels_by_name.items()}
        text = typed_command(str(said.get("text", "")), self._names(), channels)
        return _came(await self._acts.command(user, channel.id, command, text))

    async def shortcut(self, said: Json) -> Json:
        """Let the visitor choose a global shortcut."""
        return _came(await self._acts.global_shortcut(self._person(said), str(said.get("callback_id"))))

    async def submit(self, said: Json) -> Json:
        """Let the visitor submit a modal with view.state.values as filled in."""
        user = self._person(said)
        view = self._view(user, said)
        self._core.submissions.fill_state(view, _values(said))
        outcome = await self._core.submissions.submit(view)
        return _came(outcome) | {"errors": outcome.errors, "ok": outcome.acknowledged and not outcome.errors}

    async def close(self, said: Json) -> Json:
        """Let the visitor close a modal."""
        await self._acts.close_view(self._person(said), said.get("view_id"))
        return {}

    async def react(self, said: Json) -> Json:
        """Let the visitor add a reaction, or take it back."""
        user, channel = self._person(said), self._channel(said)
        ts, name = str(said.get("ts")), str(said.get("name"))
        if not await self._acts.react(user, channel.id, ts, name):
            await self._acts.unreact(user, channel.id, ts, name)
        return {}

    async def home(self, said: Json) -> Json:
        """Open the home tab; answers with what is published there once the app has heard of it, or three seconds on."""
        user = self._person(said)
        await self._acts.open_home(user)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._core.delivery.acknowledge_within):
                await self._core.activity.idle()
        return {"view": self._acts.home(user)}

    async def clock(self, said: Json) -> Json:
        """Move the demo's clock."""
        if said.get("to") == "next_morning" and self._controls.next_morning is not None:
            await self._controls.next_morning()
        elif isinstance(said.get("forward"), int | float) and self._controls.forward is not None:
            await self._controls.forward(max(0.0, float(said["forward"])))
        else:
            raise Wrong("The clock cannot be moved here.")
        self._core.changes.tell(Change({"type": "clock"} | self._clock()))
        return {"clock": self._clock()}

    async def customers(self, said: Json) -> Json:
        """Let customers write."""
        if self._controls.customers is None:
            raise Wrong("No customers can be called here.")
        count = said.get("count", 1)
        if not isinstance(count, int) or not 1 <= count <= 500:
            raise Wrong("Between 1 and 500 at a time.")
        await self._controls.customers(said.get("sample"), count)
        return {}


def _meant(said: Json) -> dict[str, Any]:
    return {key: said.get(key) for key in ("block_id", "action_id", "value", "option")}


def _values(said: Json) -> dict[str, dict[str, Json]]:
    """Return Slack's view.state.values as the page sends them; raises Wrong when they have another shape."""
    state = said.get("state") or {}
    values = state.get("values", state) if isinstance(state, dict) else None
    if not isinstance(values, dict) or not all(
        isinstance(actions, dict) and all(isinstance(entry, dict) and "type" in entry for entry in actions.values())
        for actions in values.values()
    ):
        raise Wrong("The form could not be read.")
    return values


def _came(outcome: Outcome) -> Json:
    return {"acknowledged": outcome.acknowledged}
