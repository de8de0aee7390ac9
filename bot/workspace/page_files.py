"""The page's own files: nothing is built, nothing comes from elsewhere."""

from __future__ import annotations

from pathlib import Path

from aiohttp import web

FILES = Path(__file__).parent / "page"
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".html": "text/html"}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self' ws: wss:;"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
SECURITY = {"Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}


async def index(request: web.Request) -> web.StreamResponse:
    """Serve the page itself."""
    return _file("index.html")


async def static(request: web.Request) -> web.StreamResponse:
    """Serve the page's scripts, styles and pictures."""
    return _file(request.match_info["file"])


def _file(name: str) -> web.Response:
    path = FILES / name
    if path.parent != FILES or path.suffix not in KINDS or not path.is_file():
        sentence = f"There is no file {name}."
        return web.json_response({"ok": False, "error": sentence}, status=404, headers=SECURITY)
    return web.Response(body=path.read_bytes(), content_type=KINDS[path.suffix], charset="utf-8", headers=SECURITY)
