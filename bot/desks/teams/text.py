"""Words as Adaptive Cards take them: which are never parsed, and which have to be made harmless first.

A TextRun is plain text but for `{{DATE(…)}}` and `{{TIME(…)}}`. A TextBlock and a Fact are Markdown, in which
`<at>…</at>` becomes a mention when the card lists one of that text.
Source: Microsoft's "Format cards in Microsoft Teams".
"""

import re

_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Overrides and isolates of writing direction: in a name they would turn our own words around it."""

_INVISIBLE = "\u200b"
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_LOOKALIKES = str.maketrans({"*": "∗", "~": "∼", "`": "ˋ", "[": "❲", "]": "❳", "\\": "⧵"})
_FIRST = re.compile(r"(?m)^(?=\s*(?:[-+#]+\s|>|\d+[.)]\s))")


def unparsed(text: str) -> str:
    """Words for a TextRun: what would be read as a date function is not one any more."""
    return _DIRECTION.sub("", text).replace("{{", f"{{{_INVISIBLE}{{")


def harmless(text: str) -> str:
    """Words for Markdown: they neither format, nor link, nor mention; markers become characters that look like them."""
    shown = _UNDERSCORE.sub("ˍ", unparsed(text).translate(_LOOKALIKES))
    return _FIRST.sub(_INVISIBLE, shown).replace("<", f"<{_INVISIBLE}")


def cut(text: str, longest: int) -> str:
    """Return at most `longest` characters; what was cut shows as an ellipsis."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


def is_web(address: str) -> bool:
    """Whether this is an http(s) address."""
    return address.lower().startswith(("http://", "https://"))
