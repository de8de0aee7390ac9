"""Bytes to and from Slack's file store, which stands beside the Web API and answers in plain HTTP.

Source: Slack's "Working with files". A file's address wants the bot's token; whoever may not read it is sent on to a
page for signing in, which must never be taken for the file, nor be shown the token.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO
from typing import Any
from urllib.parse import SplitResult, urlsplit

import aiohttp

from bot.desks.slack.api import Api, Failure, SlackCallError, Trouble
from bot.desks.slack.settings import SLACK

_CHUNK = 64 * 1024
_PAGE = "text/html"


class TooLargeError(Exception):
    """The file is larger than was asked for; the rest was not read."""


async def fetch(api: Api, address: str, most: int, kind: str = "") -> bytes:
    """Return a file's bytes; `most` of them at most, `kind` is the type that Slack says it has.

    Raises TooLargeError and SlackCallError. Refused for good are addresses that are not Slack's own
    ("foreign_address"), being sent elsewhere ("http_302") and a page in the file's place ("signed_out").
    """
    if not is_slacks_own(address, api.client.base_url):
        raise SlackCallError(Failure(Trouble.REFUSED, "foreign_address"))
    # Unpacked bytes only: what is counted is what is kept.
    headers = {"Authorization": f"Bearer {api.client.token}", "Accept-Encoding": "identity"}
    async with _answer(api, "GET", address, headers=headers) as answer:
        if answer.content_type == _PAGE and kind != _PAGE:
            raise SlackCallError(Failure(Trouble.REFUSED, "signed_out"))
        if (answer.content_length or 0) > most:
            raise TooLargeError
        content = bytearray()
        async for chunk in answer.content.iter_chunked(_CHUNK):
            content += chunk
            if len(content) > most:
                raise TooLargeError
        return bytes(content)


async def put(api: Api, address: str, content: bytes) -> None:
    """Bring a file's bytes to the address that Slack gave for them; raises SlackCallError."""
    async with _answer(api, "POST", address, data=BytesIO(content)):
        pass


def is_slacks_own(address: str, api_url: str) -> bool:
    """Whether the token may be shown there: Slack's hosts over https, or the very place that the API is at."""
    try:
        asked, api = urlsplit(address), urlsplit(api_url)
        if (asked.scheme, asked.hostname, _port(asked)) == (api.scheme, api.hostname, _port(api)):
            return True
        homes = [urlsplit(SLACK).hostname, api.hostname]
        named = asked.hostname or ""
        return (asked.scheme, _port(asked)) == ("https", 443) and any(named.endswith(f".{home}") for home in homes)
    except ValueError:
        return False


def _port(address: SplitResult) -> int | None:
    return address.port or {"https": 443, "http": 80}.get(address.scheme)


@asynccontextmanager
async def _answer(api: Api, method: str, address: str, **more: Any) -> AsyncIterator[aiohttp.ClientResponse]:
    session = api.client.session
    assert session is not None, "the desk is not connected"
    try:
        async with session.request(method, address, allow_redirects=False, proxy=api.client.proxy, **more) as answer:
            if answer.status != 200:
                raise SlackCallError(_failure(answer))
            yield answer
    except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
        raise SlackCallError(Failure(Trouble.UNREACHED, type(error).__name__)) from None
    except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
        raise SlackCallError(Failure(Trouble.LOST, type(error).__name__)) from None


def _failure(answer: aiohttp.ClientResponse) -> Failure:
    word = f"http_{answer.status}"
    if answer.status == 429:
        return Failure(Trouble.LIMITED, word, 1.0)
    return Failure(Trouble.FAILED if answer.status >= 500 else Trouble.REFUSED, word)
