"""The OneDrive of everybody: files by an address that carries its own permission, as SharePoint's do."""

from dataclasses import dataclass, field
from urllib.parse import quote

from aiohttp import web

SIGNED = "tempauth=v1.eyJz%2BdWI%3D"


@dataclass
class OneDrive:
    """`there`: the company has it, and bots may use it. `status` is what an upload is answered with, 0 for taken."""

    address: str = ""
    there: bool = True
    status: int = 0
    files: dict[str, bytes] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    says_its_length: bool = True
    asked: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)

    def routes(self) -> list[web.RouteDef]:
        return [web.get("/drive/{name}", self._get), web.put("/drive/{name}", self._put)]

    def address_of(self, name: str) -> str:
        return f"{self.address}/drive/{quote(name)}?{SIGNED}"

    async def _get(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["name"]
        self.asked.append(("GET", name, dict(request.headers)))
        if name in self.redirects:
            return web.Response(status=302, headers={"Location": self.redirects[name]})
        if name not in self.files or request.rel_url.raw_query_string != SIGNED:
            return web.Response(status=404)
        if self.says_its_length:
            return web.Response(body=self.files[name])
        response = web.StreamResponse()
        response.enable_chunked_encoding()
        await response.prepare(request)
        await response.write(self.files[name])
        return response

    async def _put(self, request: web.Request) -> web.Response:
        name, body = request.match_info["name"], await request.read()
        self.asked.append(("PUT", name, dict(request.headers)))
        if self.status:
            return web.Response(status=self.status)
        if request.headers.get("Content-Range") != f"bytes 0-{len(body) - 1}/{len(body)}":
            return web.Response(status=416)
        self.files[name] = body
        return web.json_response({"id": "item"}, status=201)
