"""The page's web sockets: each visitor is told what changed on their screen."""

from __future__ import annotations

import asyncio
import json

from aiohttp import web

from bot.workspace.changes import Change
from bot.workspace.core import Core
from bot.workspace.model import Json

QUEUE = 1000


class Visitor:
    """One open page, and what it has still to be told; None ends it."""

    def __init__(self, user: str) -> None:
        self.user = user
        self.queue: asyncio.Queue[Json | None] = asyncio.Queue(QUEUE)
        self.lost = False

    def tell(self, body: Json) -> None:
        """Queue a word; a page that does not keep up is cut off, and reads everything again when it is back."""
        try:
            self.queue.put_nowait(body)
        except asyncio.QueueFull:
            self.lost = True


class PageSockets:
    """All open pages."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._visitors: set[Visitor] = set()
        self._sockets: set[web.WebSocketResponse] = set()
        core.changes.listen(self._hear)

    def routes(self) -> list[web.RouteDef]:
        """Return the address of the socket."""
        return [web.get("/page/socket", self.serve)]

    def _hear(self, change: Change) -> None:
        for visitor in self._visitors:
            if self._concerns(change, visitor.user):
                visitor.tell(change.body)
                if change.body["type"] == "message":
                    visitor.tell(self._unread(visitor.user, change.body["channel"]))

    def _concerns(self, change: Change, user: str) -> bool:
        if change.person is not None:
            return change.person == user
        return change.channel is None or self._core.state.channels[change.channel].holds(user)

    def _unread(self, user: str, channel: str) -> Json:
        place = self._core.state.channels[channel]
        mentions = self._core.state.mentions.get((user, channel), 0)
        return {
            "type": "unread",
            "channel": channel,
            "unread": self._core.posting.unread(user, place),
            "mentions": mentions,
        }

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Serve one page until it leaves."""
        user = request.query.get("as", "")
        if user not in self._core.state.people:
            return web.json_response({"ok": False, "error": f"There is no person {user}."}, status=404)
        socket = web.WebSocketResponse(heartbeat=20.0)
        await socket.prepare(request)
        visitor = Visitor(user)
        self._visitors.add(visitor)
        self._sockets.add(socket)
        stack = [self._core.views.shape(view) for view in self._core.views.stack(user)]
        visitor.tell({"type": "view", "stack": stack})
        speaking = asyncio.get_running_loop().create_task(self._speak(visitor, socket))
        try:
            async for _ in socket:
                pass
        finally:
            self._visitors.discard(visitor)
            self._sockets.discard(socket)
            speaking.cancel()
            await asyncio.gather(speaking, return_exceptions=True)
        return socket

    async def _speak(self, visitor: Visitor, socket: web.WebSocketResponse) -> None:
        while not visitor.lost:
            body = await visitor.queue.get()
            if body is None or socket.closed:
                return
            await socket.send_str(json.dumps(body))
        await socket.close()

    async def close(self) -> None:
        """End every page's socket because the workspace stops."""
        for socket in tuple(self._sockets):
            await socket.close()
