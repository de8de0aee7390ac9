"""The words of the HTML in which Teams hands over what people write."""

import re
from html.parser import HTMLParser

_BLOCKS = frozenset({"p", "div", "br", "li", "ul", "ol", "tr", "h1", "h2", "h3", "pre", "blockquote", "table"})
_KEPT = frozenset({"pre", "codeblock"})
"""Within these every line break is one."""

_SILENT = frozenset({"script", "style", "head"})
_BLANKS = re.compile(r"[ \t\xa0]+")
_GAPS = re.compile(r"\n{3,}")


class _Typed(HTMLParser):
    """Gathers what somebody typed or pasted, line by line: nothing is added for links, lists or quotations."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[list[str]] = [[]]
        self._kept = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _KEPT:
            self._kept += 1
        if tag == "br" or (tag in _BLOCKS and self.lines[-1]):
            self.lines.append([])

    def handle_endtag(self, tag: str) -> None:
        if tag in _KEPT:
            self._kept = max(self._kept - 1, 0)
        if tag in _BLOCKS and tag != "br" and self.lines[-1]:
            self.lines.append([])

    def handle_data(self, data: str) -> None:
        data = data.replace("\r\n", "\n")
        first, *others = data.split("\n") if self._kept else [data.replace("\n", " ")]
        # What stands between two blocks is for the eyes of whoever reads the HTML; a hard blank is an empty line.
        if self._kept or self.lines[-1] or first.strip(" \t"):
            self.lines[-1].append(first)
        self.lines += [[line] for line in others]


class _Reader(HTMLParser):
    """Gathers words, links, and what tells a quotation or a file."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.links: list[str] = []
        self.quotes = False
        self.attachments = 0
        self.images: list[str] = []
        self._href = ""
        self._label: list[str] = []
        self._quoted = 0
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _SILENT:
            self._silent += 1
        if tag in _BLOCKS:
            self.parts.append("\n")
        match tag:
            case "blockquote":
                self.quotes = True
                self._quoted += 1
            case "li":
                self.parts.append("• ")
            case "a":
                self._href, self._label = given.get("href", ""), []
            case "emoji":
                self.parts.append(given.get("alt", ""))
            case "img":
                self._image(given)
            case "attachment":
                self.attachments += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(self._silent - 1, 0)
        if tag == "a" and self._href:
            self._end_link()
        if tag in _BLOCKS:
            self.parts.append("\n")
        if tag == "blockquote":
            self._quoted = max(self._quoted - 1, 0)

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        words = _BLANKS.sub(" ", data.replace("\r", "").replace("\n", " "))
        (self._label if self._href else self.parts).append(f"> {words}" if self._quoted and words.strip() else words)

    def _image(self, given: dict[str, str]) -> None:
        if "emoji" in given.get("itemtype", "").lower():
            self.parts.append(given.get("alt", ""))
        else:
            self.images.append(given.get("alt", "") or "image")

    def _end_link(self) -> None:
        label = "".join(self._label).strip()
        if self._href.lower().startswith(("http://", "https://")):
            self.links.append(self._href)
        shown = self._href if not label or label in self._href else f"{label} ({self._href})"
        self.parts.append(shown)
        self._href = ""


def typed_in(html: str) -> str:
    """What somebody typed or pasted, with its line breaks, links as their own words alone."""
    reader = _Typed()
    _feed(reader, html)
    return "\n".join("".join(parts).replace("\xa0", " ").rstrip() for parts in reader.lines).strip("\n")


def read_html(html: str) -> tuple[str, list[str], bool, int, list[str]]:
    """Words, links in order, whether somebody is quoted, how many attachments are named, and pictures' names."""
    reader = _Reader()
    _feed(reader, html)
    lines = [_BLANKS.sub(" ", line).strip() for line in "".join(reader.parts).split("\n")]
    words = _GAPS.sub("\n\n", "\n".join(lines)).strip()
    return words, reader.links, reader.quotes, reader.attachments, reader.images


def _feed(reader: HTMLParser, html: str) -> None:
    # Half a declaration is an AssertionError to some versions of Python's parser: it is no words anyhow.
    reader.feed(html.replace("<!", "&lt;!"))
    reader.close()
