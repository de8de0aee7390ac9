"""Web addresses as people and customers write them: looked at without trusting them."""

from urllib.parse import urlsplit


def host_of(link: str) -> str:
    """The host of an http or https address, in lower case; "" for anything else, however it is broken."""
    try:
        parts = urlsplit(link)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return ""
    broken = parts.scheme not in ("http", "https") or any(letter.isspace() for letter in link)
    return "" if broken else host or ""
