"""Pictures and files of a post on its card: the pictures themselves where a desk can fetch them, and a line of links.

Never for a private message. A file's name and address are the customer's: names are plain text, and a link says where
it leads.
"""

import ipaddress
from urllib.parse import unquote, urlsplit

from handlers.views.parts import joined_by, one_line
from handlers.words import Speaker
from routing.item import Item
from routing.links import host_of
from routing.messages import Aside, Block, Line, Link, Picture
from routing.text import clean

MOST_PICTURES = 3
MOST_NAMED = 5
LONGEST_NAME = 40

_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".heic", ".bmp")
_DRAWN = (".png", ".jpg", ".jpeg", ".gif")
"""What both desks draw; other pictures are links."""


def attached(speaker: Speaker, item: Item) -> list[Block]:
    """The first pictures, and below them what there is in all, with the way there."""
    found = tuple(dict.fromkeys(item.post.attachments))
    if not found or item.post.private:
        return []
    drawn = [one for one in found if _is_fetchable(one)][:MOST_PICTURES]
    blocks: list[Block] = [
        Picture(one, speaker.text("Picture {n} of {count} in the post", n=number, count=len(drawn)))
        for number, one in enumerate(drawn, 1)
    ]
    return [*blocks, Aside(listed(speaker, found))]


def listed(speaker: Speaker, found: tuple[str, ...]) -> Line:
    """How many, and the way to each: "2 pictures, 1 file: a.jpg (example.com), b.jpg (example.com), terms.pdf"."""
    pictures = sum(_name(one).lower().endswith(_PICTURES) for one in found)
    counts = [
        *([speaker.counted("{n} picture", "{n} pictures", pictures)] if pictures else ()),
        *([speaker.counted("{n} file", "{n} files", len(found) - pictures)] if len(found) > pictures else ()),
    ]
    names = joined_by(", ", (_named(one) for one in found[:MOST_NAMED]))
    more = len(found) - MOST_NAMED
    rest = speaker.counted(" and {n} more", " and {n} more", more) if more > 0 else ""
    return (f"{speaker.listed(counts)}: ", *names, *([rest] if rest else ()))


def _named(one: str) -> Line:
    host = host_of(one)
    shown = one_line(_name(one), LONGEST_NAME) or "–"
    return (Link(f"{shown} ({one_line(host, LONGEST_NAME)})", one),) if host else (shown,)


def _name(one: str) -> str:
    """The last part of an address; a name as it is."""
    if not host_of(one):
        return one
    return clean(unquote(urlsplit(one).path.rpartition("/")[2], errors="replace"))


def _is_fetchable(one: str) -> bool:
    """Whether it is a picture at an address that can be reached from everywhere: https, a name and no port."""
    host = host_of(one)
    if not host or "." not in host.strip(".") or _is_number(host):
        return False
    parts = urlsplit(one)
    plain = parts.scheme == "https" and parts.port in (None, 443) and parts.username is None and one.isascii()
    return plain and one.isprintable() and parts.path.lower().endswith(_DRAWN) and not host.endswith(_INSIDE)


_INSIDE = (".local", ".internal", ".localhost", ".lan", ".home", ".test", ".invalid")


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return host.rpartition(".")[2].isdecimal()
    return True
