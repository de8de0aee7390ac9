"""HTTP mode: the one address Slack sends to, `POST /slack/events`."""

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier

from bot.desks.slack.quiet import LOG

PATH = "/slack/events"
LARGEST = 1024 * 1024
"""Bytes of one body; Slack's own are far smaller."""


def routes(app: AsyncApp, signing_secret: str) -> list[web.RouteDef]:
    """Return the routes of HTTP mode; raises ValueError for an empty secret."""
    verifier = SignatureVerifier(signing_secret)

    async def receive(request: web.Request) -> web.Response:
        body = await _body(request)
        if body is None:
            return web.Response(status=413)
        # Before Bolt, which parses first and verifies then, and fails on a time stamp that is no number.
        if not _signed(verifier, body, request):
            return web.Response(status=401)
        try:
            asked = AsyncBoltRequest(
                body=body.decode(), query=request.query_string, headers={**request.headers}, mode="http"
            )
        except (ValueError, TypeError, AttributeError, RecursionError):
            return web.Response(status=400)
        if not isinstance(asked.body, dict):
            return web.Response(status=400)
        try:
            return await to_aiohttp_response(await app.async_dispatch(asked))
        except Exception as error:
            # Bolt's own matching fails, outside its error handling, on bodies of a shape that Slack does not send.
            LOG.error("something Slack sent was not understood: %s", type(error).__name__)
            return web.Response(status=500)

    return [web.post(PATH, receive)]


async def _body(request: web.Request) -> bytes | None:
    """Return the body, None when it is too large (and then the rest is not read)."""
    if (request.content_length or 0) > LARGEST:
        return None
    body = bytearray()
    async for chunk in request.content.iter_chunked(64 * 1024):
        body += chunk
        if len(body) > LARGEST:
            return None
    return bytes(body)


def _signed(verifier: SignatureVerifier, body: bytes, request: web.Request) -> bool:
    try:
        return verifier.is_valid(
            body, request.headers.get("X-Slack-Request-Timestamp"), request.headers.get("X-Slack-Signature")
        )
    except (ValueError, TypeError):
        # No number, no UTF-8, or a signature that is not ASCII.
        return False
