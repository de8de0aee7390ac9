"""Web addresses as people and customers write them: looked at without trusting them."""

import re
from urllib.parse import urlsplit

_IN_TEXT = re.compile(r"(?:https?://|www\.)[^\s<>\"]{1,2000}", re.IGNORECASE)
_BARE = re.compile(r"(?<![\w@/.-])[\w-]++(?:\.[\w-]++)++(?!@)")
_TOP_LEVEL = re.compile(r"\.[a-z]{2,6}\Z")
_LONGEST_HOST = 253
_AFTER_A_LINK = ".,;:!?)]}'»”…"


def host_of(link: str) -> str:
    """The host of an http or https address, in lower case; "" for anything else, however it is broken."""
    try:
        parts = urlsplit(link)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return ""
    broken = parts.scheme not in ("http", "https") or any(letter.isspace() for letter in link)
    return "" if broken else host or ""


def hosts_in(text: str) -> tuple[str, ...]:
    """The hosts of the addresses in a text, with or without their scheme, each once, in order."""
    if "://" not in text and "www." not in text.lower():
        return ()
    found = (link.rstrip(_AFTER_A_LINK) for link in _IN_TEXT.findall(text))
    hosts = (host_of(link if "://" in link else f"https://{link}") for link in found)
    return tuple(dict.fromkeys(host for host in hosts if host))


def bare_hosts_in(text: str) -> tuple[str, ...]:
    """What may be hosts among the words of a text, outside addresses: "dr.dk" in "see dr.dk/news", and "home.now" in
    "come home.now". Only for hosts that somebody has named. An e-mail address holds none."""
    if "." not in text:
        return ()
    words = (word.lower() for word in _BARE.findall(_IN_TEXT.sub(" ", text)))
    return tuple(dict.fromkeys(word for word in words if len(word) <= _LONGEST_HOST and _TOP_LEVEL.search(word)))


def site(entry: str) -> str:
    """The host that somebody means who writes "example.com", "www.example.com" or a whole address of it."""
    host = host_of(entry if "://" in entry else f"https://{entry}")
    return host.rstrip(".").removeprefix("www.")


def with_parents(host: str) -> tuple[str, ...]:
    """A host and the domains above it: "m.shop.example.com", "shop.example.com", "example.com"."""
    names = host.rstrip(".").split(".")
    return tuple(".".join(names[start:]) for start in range(max(1, len(names) - 1)))
