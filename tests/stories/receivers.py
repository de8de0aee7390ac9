"""Who gets the second leg of a page in stories: a telephone service that takes webhooks, and a mail server. Both are
real, on this machine alone."""

import asyncio
import base64
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from typing import Any

from aiohttp import web
from pydantic import SecretStr
from standardwebhooks import Webhook

WEBHOOK_SECRET = "whsec_" + base64.b64encode(b"a secret of the pager, 24+").decode()
USER, PASSWORD = "svarvakt", "mail-pass-word"


@dataclass(frozen=True)
class Call:
    """One request that the telephone service got; it was signed with the secret."""

    id: str
    at: datetime
    body: Any
    raw: str


@dataclass
class Pager:
    """`answers` are the statuses of the next calls, 204 when there are no more."""

    url: str = ""
    calls: list[Call] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)

    async def take(self, request: web.Request) -> web.Response:
        raw = (await request.read()).decode()
        key, seconds = request.headers["webhook-id"], int(request.headers["webhook-timestamp"])
        at = datetime.fromtimestamp(seconds, UTC)
        # Verified as `Webhook.verify` does, which reads the real clock.
        assert request.headers["webhook-signature"] == Webhook(WEBHOOK_SECRET).sign(key, at, raw)
        assert request.content_type == "application/json"
        self.calls.append(Call(key, at, json.loads(raw), raw))
        return web.Response(status=self.answers.pop(0) if self.answers else 204)

    @property
    def settings(self) -> dict[str, Any]:
        return {"page_webhook_url": self.url, "page_webhook_secret": SecretStr(WEBHOOK_SECRET)}


@asynccontextmanager
async def pager() -> AsyncIterator[Pager]:
    """Open while the story runs."""
    service = Pager()
    application = web.Application()
    application.add_routes([web.post("/page", service.take)])
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    service.url = f"http://127.0.0.1:{runner.addresses[0][1]}/page"
    try:
        yield service
    finally:
        await runner.cleanup()


@dataclass
class Post:
    """A mail server that takes mail of who logs in. `refuses` are the answers to the next recipients."""

    port: int = 0
    mails: list[EmailMessage] = field(default_factory=list)
    envelopes: list[tuple[str, list[str]]] = field(default_factory=list)
    refuses: list[str] = field(default_factory=list)
    guests: dict[asyncio.Task[None], asyncio.StreamWriter] = field(default_factory=dict)

    @property
    def settings(self) -> dict[str, Any]:
        return {
            "smtp_host": "127.0.0.1", "smtp_port": self.port, "smtp_tls": "none", "smtp_user": USER,
            "smtp_password": SecretStr(PASSWORD), "smtp_from": "svarvakt@fjellro.example",
        }  # fmt: skip

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self.guests[task] = writer
        sender, recipients, logged_in = "", list[str](), False

        def answer(line: str) -> None:
            writer.write(f"{line}\r\n".encode())

        answer("220 mail.example ESMTP")
        while line := (await reader.readline()).decode().strip():
            verb = line.upper()
            if verb.startswith("EHLO"):
                answer("250-mail.example")
                answer("250-SMTPUTF8")
                answer("250 AUTH PLAIN")
            elif verb.startswith("AUTH PLAIN"):
                given = base64.b64decode(line.split()[2]).decode().split("\0")[1:]
                logged_in = given == [USER, PASSWORD]
                answer("235 welcome" if logged_in else "535 who are you?")
            elif verb.startswith("MAIL FROM"):
                sender = line.partition("<")[2].partition(">")[0]
                recipients = []
                answer("250 yes" if logged_in else "530 log in first")
            elif verb.startswith("RCPT TO"):
                refused = self.refuses.pop(0) if self.refuses else ""
                recipients += [] if refused else [line.partition("<")[2].partition(">")[0]]
                answer(refused or "250 yes")
            elif verb == "DATA":
                answer("354 go on")
                content = (await reader.readuntil(b"\r\n.\r\n")).removesuffix(b".\r\n").replace(b"\r\n..", b"\r\n.")
                self.mails.append(BytesParser(EmailMessage, policy=policy.default).parsebytes(content))
                self.envelopes.append((sender, recipients))
                answer("250 taken")
            else:
                answer("221 bye" if verb == "QUIT" else "250 yes")
        writer.close()


@asynccontextmanager
async def post_office() -> AsyncIterator[Post]:
    """Open while the story runs."""
    post = Post()
    server = await asyncio.start_server(post.serve, "127.0.0.1", 0)
    post.port = server.sockets[0].getsockname()[1]
    try:
        yield post
    finally:
        server.close()
        for writer in post.guests.values():
            writer.close()
        await asyncio.gather(*post.guests)
