"""Socket Mode: web sockets to the app, an envelope for each payload, an acknowledgement for each envelope.

Shapes and behaviour: docs.slack.dev "Using Socket Mode", and what slack_sdk's client sends and expects.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import uuid

from aiohttp import WSMsgType, web

from bot.workspace.model import Json
from bot.workspace.outbound import Answer, Retry

CONNECTIONS = 10


class Connection:
    """One open web socket and the envelopes it has not acknowledged."""

    def __init__(self, socket: web.WebSocketResponse, request: web.Request) -> None:
        self.socket = socket
        self.request = request
        self.waiting: dict[str, asyncio.Future[Answer]] = {}

    def drop_all(self) -> None:
        """Give up on everything that this connection still owes."""
        for future in self.waiting.values():
            if not future.done():
                future.set_result(Answer(False, reason="connection_failed"))
        self.waiting.clear()

    def abort(self) -> None:
        """Cut the line without a word."""
        if self.request.transport is not None:
            self.request.transport.abort()


class SocketMode:
    """All open connections; each payload goes to one of them, in turn."""

    def __init__(self, app_id: str) -> None:
        self._app_id = app_id
        self._tickets: set[str] = set()
        self._connections: list[Connection] = []
        self._turn = 0
        self._came = asyncio.Condition()

    def ticket(self) -> str:
        """Return a ticket that lets one client connect once."""
        ticket = secrets.token_urlsafe(16)
        self._tickets.add(ticket)
        return ticket

    def connected(self) -> bool:
        """Whether at least one client is connected."""
        return bool(self._connections)

    def count(self) -> int:
        """Return how many clients are connected."""
        return len(self._connections)

    async def wait_for(self, count: int) -> None:
        """Return when at least so many clients are connected."""
        async with self._came:
            await self._came.wait_for(lambda: len(self._connections) >= count)

    async def accept(self, request: web.Request) -> web.StreamResponse:
        """Serve one client until it leaves."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=401, text="unknown or used ticket")
        self._tickets.discard(ticket)
        socket = web.WebSocketResponse(max_msg_size=0)
        await socket.prepare(request)
        if len(self._connections) >= CONNECTIONS:
            await socket.send_json({"type": "disconnect", "reason": "too_many_websockets"})
            await socket.close()
            return socket
        connection = Connection(socket, request)
        self._connections.append(connection)
        try:
            await socket.send_json(self._hello())
            async with self._came:
                self._came.notify_all()
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    self._acknowledge(connection, message.data)
        except ConnectionError:
            pass
        finally:
            self._forget(connection)
        return socket

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self._connections),
            "debug_info": {"host": "local", "build_number": 1, "approximate_connection_time": 18060},
            "connection_info": {"app_id": self._app_id},
        }

    def _acknowledge(self, connection: Connection, text: str) -> None:
        try:
            said = json.loads(text)
            future = connection.waiting.pop(said["envelope_id"], None)
        except (ValueError, TypeError, KeyError):
            return
        if future is not None and not future.done():
            body = said.get("payload")
            future.set_result(Answer(True, body if isinstance(body, dict) else {}))

    def _forget(self, connection: Connection) -> None:
        if connection in self._connections:
            self._connections.remove(connection)
        connection.drop_all()

    async def send(self, kind: str, payload: Json, retry: Retry, within: float) -> Answer:
        """Send an envelope to the next client and wait for its acknowledgement."""
        if not self._connections:
            return Answer(False, reason="connection_failed")
        self._turn = (self._turn + 1) % len(self._connections)
        connection = self._connections[self._turn]
        envelope_id = str(uuid.uuid4())
        envelope: Json = {"envelope_id": envelope_id, "type": kind, "payload": payload}
        envelope["accepts_response_payload"] = kind != "events_api"
        if kind == "events_api":
            envelope |= {"retry_attempt": retry.attempt, "retry_reason": retry.reason}
        future: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        connection.waiting[envelope_id] = future
        try:
            async with asyncio.timeout(within):
                await connection.socket.send_str(json.dumps(envelope))
                return await future
        except TimeoutError:
            return Answer(False, reason="timeout")
        except ConnectionError:
            return Answer(False, reason="connection_failed")
        finally:
            connection.waiting.pop(envelope_id, None)

    async def disconnect(self, abruptly: bool) -> None:
        """End every connection: with Slack's `disconnect` message first, or without a word."""
        connections = tuple(self._connections)
        for connection in connections:
            self._forget(connection)
            if not abruptly:
                await self._say_goodbye(connection)
            connection.abort()

    async def _say_goodbye(self, connection: Connection) -> None:
        try:
            await connection.socket.send_json({"type": "disconnect", "reason": "refresh_requested", "debug_info": {}})
            await connection.socket.close(drain=False)
        except ConnectionError:
            return

    async def close(self) -> None:
        """End every connection because the workspace stops."""
        self._tickets.clear()
        await self.disconnect(abruptly=True)
