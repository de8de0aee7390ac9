"""What a Teams message says: its words without our own name, links, quotations, files."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.desks.teams.activities import Came, Json, dicts, string
from bot.desks.teams.html import read_html
from routing.text import LONGEST_TEXT, clean

_BARE_LINK = re.compile(r"https?://[^\s<>|\"\[\]]+", re.IGNORECASE)
_AFTER_LINK = ".,;:!?)]}'*_~"
_QUOTED_LINE = re.compile(r"^\s*>", re.MULTILINE)
_QUOTED = frozenset({"messageReference", "forwardedMessageReference"})
DOWNLOAD = "application/vnd.microsoft.teams.file.download.info"
"""A file that somebody gives to the bot in the personal chat."""

FILES = frozenset({"reference", DOWNLOAD})
_AT = re.compile(r"<at[^>]*>(.*?)</at>", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True)
class Content:
    """Clean words of at most `routing.text.LONGEST_TEXT` characters; links in order, each once; names of files."""

    text: str
    links: tuple[str, ...]
    quotes: bool
    files: tuple[str, ...]

    @property
    def is_a_customers(self) -> bool:
        """Whether more than a colleague's own words stand in it."""
        return bool(self.links or self.quotes or self.files)


def content_of(came: Came) -> Content:
    """Read a message activity. The HTML beside it, where there is one, says more than its text."""
    attachments, page = dicts(came.body.get("attachments")), page_of(came)
    own = [name for name in _own_names(came) if name]
    return read_content(_without_us(page, own) if page else "", plain_text(came), attachments)


def page_of(came: Came) -> str:
    """The HTML beside the text, "" where there is none."""
    attachments = dicts(came.body.get("attachments"))
    pages = (string(each.get("content")) for each in attachments if each.get("contentType") == "text/html")
    return next((page for page in pages if page), "")


def read_content(page: str, text: str, attachments: list[Json]) -> Content:
    """Read the HTML, or the plain text where there is none, and the attachments beside it."""
    words, links, quotes, named, images = read_html(page) if page else (text.strip(), [], False, 0, [])
    found = [*links, *(link.rstrip(_AFTER_LINK) for link in _BARE_LINK.findall(words))]
    kinds = [string(each.get("contentType")) for each in attachments]
    quoted = sum(kind in _QUOTED for kind in kinds)
    files = [
        string(each.get("name")) or "file"
        for each, kind in zip(attachments, kinds, strict=True)
        if kind in FILES or (kind.startswith("image/") and not images)
    ]
    unnamed = max(named - quoted - len(files) - sum("card" in kind for kind in kinds), 0)
    names = [clean(name) for name in (*files, *images, *["file"] * unnamed)]
    return Content(
        text=clean(words)[:LONGEST_TEXT],
        links=tuple(dict.fromkeys(clean(link) for link in found)),
        quotes=quotes or bool(quoted) or bool(_QUOTED_LINE.search(words)),
        files=tuple(names),
    )


def plain_text(came: Came, users: Mapping[str, str] | None = None) -> str:
    """The words of the text alone, without our own name.

    `users` are the users' ids behind Teams' own ids of accounts: who is mentioned becomes "@" and that id, whose id is
    not among them "@" and their name.
    """
    own, known = _own_names(came), users or {}
    meant = _mentioned(came)

    def shown(match: re.Match[str]) -> str:
        name = match[1].strip()
        if name in own:
            return ""
        # Of two people of one name the first is mentioned first.
        accounts = meant.get(name, [])
        account = (accounts.pop(0) if len(accounts) > 1 else accounts[0]) if accounts else ""
        return f"@{known.get(account, name)}"

    return _AT.sub(shown, came.text).strip()


def accounts_in(came: Came) -> tuple[str, ...]:
    """The accounts of the people mentioned, without ours, each once."""
    return tuple(dict.fromkeys(each for accounts in _mentioned(came).values() for each in accounts))


def mentions_us(came: Came) -> bool:
    """Whether we are mentioned in it."""
    return bool(_own_names(came))


def begins_with_us(came: Came) -> bool:
    """Whether it is said to us: our name comes first."""
    first = _AT.match(came.text.lstrip())
    return first is not None and first[1].strip() in _own_names(came)


def _own_names(came: Came) -> list[str]:
    return [name for name, account in _mentions(came) if account == came.bot]


def _mentioned(came: Came) -> dict[str, list[str]]:
    """Everybody mentioned but us: their accounts by the name that stands in the text, in order."""
    found: dict[str, list[str]] = {}
    for name, account in _mentions(came):
        if account and account != came.bot:
            found.setdefault(name, []).append(account)
    return found


def _mentions(came: Came) -> Iterator[tuple[str, str]]:
    for entity in dicts(came.body.get("entities")):
        mentioned = entity.get("mentioned")
        if entity.get("type") == "mention" and isinstance(mentioned, dict):
            text = _AT.search(string(entity.get("text")))
            yield text[1].strip() if text else string(mentioned.get("name")), string(mentioned.get("id"))


def _without_us(page: str, own: list[str]) -> str:
    """In the HTML a mention is a span or an <at>; the one with our name goes."""
    for name in own:
        escaped = re.escape(name)
        page = re.sub(rf"<(at|span)\b[^>]*>\s*{escaped}\s*</\1>", "", page, flags=re.IGNORECASE)
    return page
