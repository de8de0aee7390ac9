"""Fetches a calendar from its secret address."""

from dataclasses import dataclass
from urllib.parse import urlsplit

import aiohttp
from yarl import URL

from bot.calendars.troubles import CalendarTrouble, of_status
from bot.settings_checks import is_loopback

LARGEST = 5 * 1024 * 1024
"""Bytes of a calendar, unpacked."""

LONGEST = 30.0
"""Real seconds for one answer, body and all."""

MOST_REDIRECTS = 3
_PIECE = 64 * 1024
_REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True)
class Fetched:
    """What stood there, and by what its server knows it again."""

    text: str
    etag: str = ""
    last_modified: str = ""


async def fetch(address: str, known: Fetched | None = None) -> Fetched:
    """What stands there now; `known` again when it has not changed. Raises CalendarTrouble."""
    headers = {"Accept": "text/calendar, */*;q=0.1"}
    if known is not None and known.etag:
        headers["If-None-Match"] = known.etag
    if known is not None and known.last_modified:
        headers["If-Modified-Since"] = known.last_modified
    try:
        # A proxy of the environment knows no way back to this machine.
        through_proxy = not is_loopback(urlsplit(address).hostname or "")
        async with aiohttp.ClientSession(trust_env=through_proxy) as session:
            return await _follow(session, address, headers, known)
    except TimeoutError:
        raise CalendarTrouble("too_slow") from None
    except (aiohttp.ClientError, OSError, ValueError):
        # Their words hold the address.
        raise CalendarTrouble("unreachable") from None


async def _follow(
    session: aiohttp.ClientSession, address: str, headers: dict[str, str], known: Fetched | None
) -> Fetched:
    for redirects in range(1 + MOST_REDIRECTS):
        async with session.get(
            _allowed(address, first=redirects == 0), headers=headers, allow_redirects=False,
            timeout=aiohttp.ClientTimeout(total=LONGEST), max_line_size=16_384, max_field_size=16_384,
        ) as response:  # fmt: skip
            if response.status in _REDIRECTS and "Location" in response.headers:
                address = str(response.url.join(URL(response.headers["Location"])))
                continue
            if response.status == 304 and known is not None:
                return known
            if response.status != 200:
                raise of_status(response.status)
            return await _read(response)
    raise CalendarTrouble("redirected")


def _allowed(address: str, *, first: bool) -> str:
    """Https, since the way there is as secret as the address; or this machine, if the settings themselves say so."""
    parts = urlsplit(address)
    if parts.scheme == "https" or (first and parts.scheme == "http" and is_loopback(parts.hostname or "")):
        return address
    raise CalendarTrouble("redirected")


async def _read(response: aiohttp.ClientResponse) -> Fetched:
    found = bytearray()
    async for piece in response.content.iter_chunked(_PIECE):
        found += piece
        if len(found) > LARGEST:
            raise CalendarTrouble("too_large")
    try:
        text = found.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CalendarTrouble("not_text") from None
    return Fetched(text, response.headers.get("ETag", ""), response.headers.get("Last-Modified", ""))
