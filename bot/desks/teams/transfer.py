"""Files' bytes, to and from the OneDrive of the person whose they are: addresses that carry their own permission.

The bot's token is never sent there. Sources: Microsoft's "Send and receive files using bot" and "Upload bytes to the
upload session".
"""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin

import aiohttp
from yarl import URL

from bot.desks.teams.quiet import LOG
from bot.desks.teams.settings import TeamsSettings
from handlers.intents import LARGEST_FILE
from routing.text import clean_file

TOO_LARGE, NOT_TEXT, NOT_DOWNLOADED = "too_large", "not_text", "not_downloaded"
"""`handlers.intents.Handed.trouble`."""

LONGEST = 8.0
"""Real seconds for one file: Teams sends a message again after fifteen."""

_REDIRECTED = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS = 3
_PIECE = 64 * 1024
_PLAIN = {"Accept-Encoding": "identity"}


@dataclass(frozen=True)
class Fetched:
    """A file's clean text; "" with a word for what went wrong."""

    text: str
    trouble: str = ""


class _Missed(Exception):
    """The file was not fetched; the text is the trouble."""


class Transfer:
    """Fetches and puts. `session` gives the desk's own."""

    def __init__(self, settings: TeamsSettings, session: Callable[[], aiohttp.ClientSession]) -> None:
        self._settings = settings
        self._session = session
        self._timeout = aiohttp.ClientTimeout(total=LONGEST)

    async def fetch(self, address: str) -> Fetched:
        """The text of the file at this address, of at most LARGEST_FILE bytes."""
        try:
            return Fetched(_text(await self._bytes(address)))
        except _Missed as missed:
            return Fetched("", str(missed))
        except (aiohttp.ClientError, TimeoutError, ValueError, OSError) as error:
            LOG.warning("a file could not be fetched: %s", type(error).__name__)
            return Fetched("", NOT_DOWNLOADED)

    async def put(self, address: str, data: bytes) -> bool:
        """Put a whole file at the address of an upload session. False, and a line in the log, when it was not taken."""
        if not self._settings.trusts_file(address):
            LOG.warning("a file was to be put at an address that is not Microsoft's")
            return False
        headers = {"Content-Range": f"bytes 0-{len(data) - 1}/{len(data)}", "Content-Type": "application/octet-stream"}
        try:
            async with self._session().put(
                _url(address), data=data, headers=headers, allow_redirects=False, timeout=self._timeout
            ) as response:
                if response.status in (200, 201):
                    return True
                LOG.warning("a file was not taken: %d", response.status)
        except (aiohttp.ClientError, TimeoutError, ValueError, OSError) as error:
            LOG.warning("a file was not taken: %s", type(error).__name__)
        return False

    async def _bytes(self, address: str) -> bytes:
        for _ in range(_MOST_REDIRECTS + 1):
            if not self._settings.trusts_file(address):
                LOG.warning("a file was to be fetched from an address that is not Microsoft's")
                raise _Missed(NOT_DOWNLOADED)
            async with self._session().get(
                _url(address), headers=_PLAIN, allow_redirects=False, timeout=self._timeout
            ) as response:
                if response.status in _REDIRECTED:
                    address = urljoin(address, response.headers.get("Location", ""))
                    continue
                if response.status != 200:
                    LOG.warning("a file could not be fetched: %d", response.status)
                    raise _Missed(NOT_DOWNLOADED)
                return await _whole(response)
        raise _Missed(NOT_DOWNLOADED)


async def _whole(response: aiohttp.ClientResponse) -> bytes:
    """Never more than a piece beyond the largest, whatever the other side says of its length."""
    if (response.content_length or 0) > LARGEST_FILE:
        raise _Missed(TOO_LARGE)
    data = bytearray()
    async for piece in response.content.iter_chunked(_PIECE):
        data += piece
        if len(data) > LARGEST_FILE:
            raise _Missed(TOO_LARGE)
    return bytes(data)


def _text(data: bytes) -> str:
    try:
        return clean_file(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise _Missed(NOT_TEXT) from error


def _url(address: str) -> URL:
    """As it is: the permission in it is signed."""
    return URL(address, encoded=True)
