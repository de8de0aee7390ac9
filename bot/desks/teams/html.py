"""The words of the HTML in which Teams hands over what people write."""

import re
from html.parser import HTMLParser

_BLOCKS = frozenset({"p", "div", "br", "li", "ul", "ol", "tr", "h1", "h2", "h3", "pre", "blockquote", "table"})
_SILENT = frozenset({"script", "style", "head"})
_BLANKS = re.compile(r"[ \t\xa0]+")
_GAPS = re.compile(r"\n{3,}")


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


def read_html(html: str) -> tuple[str, list[str], bool, int, list[str]]:
    """Words, links in order, whether somebody is quoted, how many attachments are named, and pictures' names."""
    reader = _Reader()
    # Half a declaration is an AssertionError to some versions of Python's parser: it is no words anyhow.
    reader.feed(html.replace("<!", "&lt;!"))
    reader.close()
    lines = [_BLANKS.sub(" ", line).strip() for line in "".join(reader.parts).split("\n")]
    words = _GAPS.sub("\n\n", "\n".join(lines)).strip()
    return words, reader.links, reader.quotes, reader.attachments, reader.images
