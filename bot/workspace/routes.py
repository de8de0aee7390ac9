"""The addresses that the workspace serves, apart from the page's."""

from __future__ import annotations

import asyncio
import hashlib
import json
from urllib.parse import quote

from aiohttp import web

from bot.workspace.core import Core
from bot.workspace.model import StoredFile
from bot.workspace.refusal import Refusal
from bot.workspace.web_api.service import WebApi

DOWNLOAD = "download"
"""The name of downloads for faults, which have no method."""
GONE = frozenset({"invalid_url", "expired_url", "used_url"})


class Routes:
    """Response URLs, uploads and downloads."""

    def __init__(self, core: Core) -> None:
        self._core = core

    async def response_url(self, request: web.Request) -> web.StreamResponse:
        """Serve a POST to a response URL: "ok", or Slack's error word with 404 (gone) or 400."""
        with self._core.activity.work():
            try:
                said = json.loads(await request.read() or b"{}")
                if not isinstance(said, dict):
                    raise Refusal("invalid_payload")
                self._core.response_urls.answer(request.match_info["token"], said)
            except ValueError:
                return web.json_response({"ok": False, "error": "invalid_payload"}, status=400)
            except Refusal as refusal:
                return web.json_response(refusal.body(), status=404 if refusal.error in GONE else 400)
            return web.Response(text="ok")

    async def upload(self, request: web.Request) -> web.StreamResponse:
        """Serve the middle step of an upload: take the bytes, bare or as a form."""
        file = self._core.state.files.get(request.match_info["file"])
        if file is None or file.content is not None:
            return web.Response(status=404, text="no such upload")
        with self._core.activity.work():
            content = await _content(request)
        file.content = content
        file.length = len(content)
        return web.Response(text=f"OK - {len(content)}")

    async def download(self, request: web.Request) -> web.StreamResponse:
        """Serve a file to the app; without its token, or the scope, one is sent on to sign in, as by Slack."""
        state = self._core.state
        fault = self._core.faults.take(DOWNLOAD)
        if fault is not None and fault.delay:
            await asyncio.sleep(fault.delay)
        if fault is not None and fault.status is not None:
            return web.Response(status=fault.status, text="fault asked for")
        signed_in = request.headers.get("Authorization") == f"Bearer {state.bot_token}"
        if not signed_in or "files:read" not in state.scopes:
            return web.Response(status=302, headers={"Location": f"{self._core.url}/?redir={quote(request.path)}"})
        return served(state.files.get(request.match_info["file"]))


async def _content(request: web.Request) -> bytes:
    if request.content_type == "multipart/form-data":
        for value in (await request.post()).values():
            if isinstance(value, web.FileField):
                return value.file.read()
    return await request.read()


def served(file: StoredFile | None) -> web.Response:
    """Return a file as something to keep, never to show: whatever a person put into it, no browser runs it."""
    if file is None or file.content is None:
        return web.Response(status=404, text="no such file")
    headers = {
        "Content-Disposition": "attachment",
        "X-Content-Type-Options": "nosniff",
        "ETag": hashlib.sha256(file.content).hexdigest(),
    }
    return web.Response(body=file.content, content_type=file.mimetype, headers=headers)


def routes(core: Core, web_api: WebApi) -> list[web.RouteDef]:
    """Return what the server serves to the app."""
    own = Routes(core)
    return [
        web.route("*", "/api/{method}", web_api.serve),
        web.get("/link/", core.socket_mode.accept),
        web.post("/response/{team}/{token}", own.response_url),
        web.post("/upload/{file}", own.upload),
        web.get("/files/{file}/{name}", own.download),
    ]
