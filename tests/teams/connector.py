"""Microsoft's side on this machine: signing keys, the bot's tokens, the Connector's REST service, and its faults."""

import asyncio
import json
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import unquote

from aiohttp import ClientSession, web

from tests.teams.onedrive import OneDrive
from tests.teams.rules import is_consent, wrong_with
from tests.teams.signing import claims_for, microsoft

Json = dict[str, Any]
APP, TENANT = "11111111-2222-3333-4444-555555555555", "99999999-8888-7777-6666-555555555555"
SECRET = "a-secret-of-the-bot"
BOT = f"28:{APP}"
BOT_NAME = "Svarvakt"


@dataclass
class Fault:
    """What happens to the next calls of a method (and a part of the path). `done`: after the call was carried out.

    `status` 0: no answer at all until the bot hangs up.
    """

    method: str
    status: int
    word: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    done: bool = False
    times: int = 1
    path: str = ""


@dataclass
class Message:
    """One message as the service keeps it; `by` is a user or the bot."""

    id: str
    by: str
    activity: Json
    at: datetime
    thread: str = ""
    edits: int = 0


@dataclass
class Conversation:
    """A channel, or the personal chat of one user."""

    id: str
    mode: str
    user: str = ""
    messages: list[Message] = field(default_factory=list)


class Connector:
    """One organisation. `now` gives messages their time; people are known by their Entra object ids."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self.signer = microsoft()
        self.keys = [self.signer]
        self.people: dict[str, Json] = {}
        self.conversations: dict[str, Conversation] = {}
        self.blocked: set[str] = set()
        self.uninstalled: set[str] = set()
        self.installed_for_all = True
        self.metadata_status = 200
        self.drive = OneDrive()
        self.faults: list[Fault] = []
        self.calls: list[tuple[str, str]] = []
        self.bot_url = ""
        self.address = ""
        self.under_way: list[Json] = []
        self.nothing_under_way = asyncio.Event()
        self.nothing_under_way.set()
        self._ids = 0
        self._runner: web.AppRunner | None = None
        self._session: ClientSession | None = None

    async def start(self) -> None:
        application = web.Application(client_max_size=2**20)
        application.add_routes(
            [
                web.get("/.well-known/openidconfiguration", self._metadata),
                web.get("/keys", self._key_set),
                web.post("/login/{tenant}/oauth2/v2.0/token", self._token),
                web.get("/identity", self._identity),
                web.route("*", "/v3/{rest:.*}", self._service),
                *self.drive.routes(),
            ]
        )
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.address = self.drive.address = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        self._session = ClientSession()

    async def stop(self) -> None:
        if self._session is not None:
            await self._session.close()
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def service_url(self) -> str:
        return f"{self.address}/"

    def add_channel(self, conversation: str) -> Conversation:
        return self.conversations.setdefault(conversation, Conversation(conversation, "channel"))

    def chat(self, user: str) -> Conversation:
        """The personal chat with a user, made when it is not there."""
        return self.conversations.setdefault(f"a:{user}", Conversation(f"a:{user}", "personal", user))

    def new_id(self) -> str:
        self._ids += 1
        return str(int(self._now().timestamp() * 1000) * 1000 + self._ids)

    def good_token(self) -> str:
        return self.signer.token(claims_for(APP, self.service_url))

    async def deliver(self, activity: Json, authorization: str | None = None) -> tuple[int, Any]:
        """Send an activity to the bot as Teams does; HTTP's status and the body."""
        header = f"Bearer {self.good_token()}" if authorization is None else authorization
        return await self.send(json.dumps(activity).encode(), {"Authorization": header}, activity)

    async def send(self, body: bytes, headers: dict[str, str], activity: Json | None = None) -> tuple[int, Any]:
        """Send any bytes."""
        assert self._session is not None
        given = {"Content-Type": "application/json", **headers}
        with self._noted(activity or {}):
            async with self._session.post(self.bot_url, data=body, headers=given) as response:
                text = await response.text()
                return response.status, json.loads(text) if text.startswith(("{", "[")) else text

    @contextmanager
    def _noted(self, activity: Json) -> Any:
        self.under_way.append(activity)
        self.nothing_under_way.clear()
        try:
            yield
        finally:
            self.under_way.remove(activity)
            if not self.under_way:
                self.nothing_under_way.set()

    async def _metadata(self, request: web.Request) -> web.Response:
        if self.metadata_status != 200:
            return web.Response(status=self.metadata_status)
        return web.json_response({"issuer": "https://api.botframework.com", "jwks_uri": f"{self.address}/keys"})

    async def _key_set(self, request: web.Request) -> web.Response:
        self.calls.append(("GET", "keys"))
        return web.json_response({"keys": [key.public for key in self.keys]})

    async def _token(self, request: web.Request) -> web.Response:
        given = await request.post()
        if given.get("client_secret") == "away":
            return web.Response(status=503)
        good = {"client_id": APP, "client_secret": SECRET, "grant_type": "client_credentials"}
        if request.match_info["tenant"] != TENANT or any(given.get(name) != value for name, value in good.items()):
            return web.json_response({"error": "invalid_client"}, status=401)
        return web.json_response({"access_token": "good", "expires_in": 3600, "token_type": "Bearer"})

    async def _identity(self, request: web.Request) -> web.Response:
        if request.headers.get("X-IDENTITY-HEADER") != "header" or request.query.get("client_id") != APP:
            return web.json_response({"error": "unauthorized_client"}, status=400)
        return web.json_response({"access_token": "good", "expires_in": "3600", "resource": request.query["resource"]})

    async def _service(self, request: web.Request) -> web.Response:
        parts = [unquote(part) for part in request.raw_path.split("?")[0].split("/")[2:]]
        self.calls.append((request.method, "/".join(parts)))
        if request.headers.get("Authorization") != "Bearer good":
            return _refused(401, "Unauthorized")
        body = await request.json() if request.can_read_body else {}
        fault = next((f for f in self.faults if f.method == request.method and f.path in "/".join(parts)), None)
        if fault is None:
            return self._answer(request.method, parts, body)
        fault.times -= 1
        if not fault.times:
            self.faults.remove(fault)
        if fault.done:
            self._answer(request.method, parts, body)
        if not fault.status:
            await asyncio.sleep(60)
        return _refused(fault.status, fault.word, fault.headers)

    def _answer(self, method: str, parts: list[str], body: Json) -> web.Response:
        match (method, parts):
            case ("POST", ["conversations"]):
                return self._open(body)
            case ("POST", ["conversations", conversation, "activities"]):
                return self._post(conversation, body)
            case ("PUT", ["conversations", conversation, "activities", message]):
                return self._edit(conversation, message, body)
            case ("GET", ["conversations", conversation, "members", account]):
                person = self.people.get(account.removeprefix("29:"))
                known = self.conversations.get(conversation) is not None
                return web.json_response(person) if person and known else _refused(404, "MemberNotFoundInConversation")
        return _refused(404, "NotFound")

    def _open(self, body: Json) -> web.Response:
        user = body["members"][0]["id"].removeprefix("29:")
        if body.get("tenantId") != TENANT or body.get("isGroup") or body["bot"]["id"] != BOT:
            return _refused(400, "BadSyntax")
        if user not in self.people or not self.installed_for_all:
            return _refused(403, "ForbiddenOperationException")
        return web.json_response({"id": self.chat(user).id}, status=201)

    def _post(self, conversation: str, body: Json) -> web.Response:
        base, _, thread = conversation.partition(";messageid=")
        found = self.conversations.get(base)
        if found is None:
            return _refused(404, "ConversationNotFound")
        if base in self.uninstalled:
            return _refused(403, "BotNotInConversationRoster")
        if found.user in self.blocked:
            return _refused(403, "MessageWritesBlocked")
        wrong = wrong_with(body)
        if not wrong and is_consent(body) and (not self.drive.there or found.mode != "personal"):
            wrong = "BadArgument"
        if wrong:
            return _refused(413 if wrong == "MessageSizeTooBig" else 400, wrong)
        message = Message(self.new_id(), BOT, body, self._now(), thread)
        found.messages.append(message)
        self.posted(found, message)
        return web.json_response({"id": message.id}, status=201)

    def _edit(self, conversation: str, message: str, body: Json) -> web.Response:
        base = conversation.partition(";")[0]
        found = self.conversations.get(base)
        stands = next((each for each in found.messages if each.id == message), None) if found else None
        if found is None or stands is None or stands.by != BOT:
            return _refused(404, "ActivityNotFoundInConversation")
        if base in self.uninstalled:
            return _refused(403, "BotNotInConversationRoster")
        wrong = wrong_with(body)
        if wrong:
            return _refused(400, wrong)
        stands.activity, stands.edits = body, stands.edits + 1
        self.edited(found, stands)
        return web.json_response({"id": message})

    def posted(self, conversation: Conversation, message: Message) -> None:
        """For what people see."""

    def edited(self, conversation: Conversation, message: Message) -> None:
        """For what people see."""


def _refused(status: int, word: str, headers: dict[str, str] | None = None) -> web.Response:
    body = {"error": {"code": word or str(status), "message": "refused"}}
    return web.json_response(body, status=status, headers=headers)
