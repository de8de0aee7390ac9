"""One line of a file of posts: each cell read, and the words for what is wrong with it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from typing import Any

from bot.sources.webhook.body import LARGEST_REACH, http_address, kind_named, primary_language, source_slug
from bot.wall_time import read_moment
from routing.handbook import Handbook
from routing.item import Author, Post, Urgency
from routing.text import LONGEST_TEXT, clean
from routing.trial import Trial

COLUMNS = ("text", "source", "language", "kind", "author", "reach", "url", "at", "id", "private", "domain", "urgency")

_YES = frozenset({"yes", "y", "true", "1", "x", "ja", "j"})
_NO = frozenset({"no", "n", "false", "0", "nei", "nej"})


@dataclass(frozen=True)
class Wrong:
    """A problem at a line of the file. `sentence` follows the name of the column, "" for the whole line."""

    line: int
    column: str
    sentence: str

    def __str__(self) -> str:
        column = f", column {self.column}" if self.column else ""
        return f"line {self.line}{column}: {self.sentence}"


class Reader:
    """Reads lines for one handbook: `now` and `source` are of those that say none."""

    def __init__(self, handbook: Handbook, now: datetime, source: str) -> None:
        self._handbook, self._now, self._source = handbook, now, source

    def trial(self, line: int, cells: Mapping[str, str], problems: list[Wrong]) -> Trial | None:
        """The post of a line; None when something is wrong, which is added to `problems`."""
        before = len(problems)

        def cell(name: str, read: Callable[[str], Any], otherwise: Any) -> Any:
            written = cells.get(name, "").strip()
            if not written:
                return otherwise
            try:
                return read(written)
            except ValueError as error:
                problems.append(Wrong(line, name, str(error)))
                return otherwise

        text = clean(cells.get("text", "")).strip()
        if not text:
            problems.append(Wrong(line, "text", "is empty; write what the customer wrote, or take the line out"))
        elif len(text) > LONGEST_TEXT:
            problems.append(Wrong(line, "text", f"is longer than {LONGEST_TEXT} characters; shorten it"))
        source = cell("source", source_slug, self._source)
        if not source and not cells.get("source", "").strip():
            problems.append(Wrong(line, "source", "is empty; write for example facebook, or give --source"))
        author = cell("author", clean, "")
        name = cell("id", clean, str(line))
        post = Post(
            source=source,
            external_id=name,
            text=text,
            posted_at=cell("at", lambda written: read_moment(written, self._handbook.zone), self._now),
            url=cell("url", http_address, ""),
            author=Author(name=author, handle=author, reach=cell("reach", _reach, None)),
            language=cell("language", primary_language, ""),
            kind=cell("kind", kind_named, None),
            private=cell("private", _yes_or_no, False),
        )
        domain = cell("domain", self._domain, "")
        urgency = cell("urgency", _urgency, None)
        return Trial(line, name, post, domain, urgency) if len(problems) == before else None

    def _domain(self, written: str) -> str:
        """A domain by its id or its name."""
        folded = written.casefold()
        for domain in self._handbook.domains:
            if folded in (domain.id.casefold(), domain.name.casefold()):
                return domain.id
        ids = [domain.id for domain in self._handbook.domains]
        near = nearest(folded, ids)
        mend = f'did you mean "{near}"?' if near else f"its domains are {', '.join(ids)}"
        raise ValueError(f'"{written[:40]}" is no domain of the handbook; {mend}')


def nearest(written: str, known: Iterable[str]) -> str:
    """The known word that is meant by one that is written wrong; "" for none."""
    return next(iter(get_close_matches(written, list(known), n=1, cutoff=0.66)), "")


def _reach(written: str) -> int:
    digits = "".join(written.split())
    if not (digits.isascii() and digits.isdigit()) or int(digits) > LARGEST_REACH:
        raise ValueError(f'"{written[:40]}" must be a whole number of followers, such as 12000')
    return int(digits)


def _yes_or_no(written: str) -> bool:
    folded = written.casefold()
    if folded in _YES or folded in _NO:
        return folded in _YES
    raise ValueError(f'"{written[:40]}" must be yes or no')


def _urgency(written: str) -> Urgency:
    try:
        return Urgency(written.lower())
    except ValueError:
        raise ValueError(f'"{written[:40]}" must be one of {", ".join(Urgency)}') from None
