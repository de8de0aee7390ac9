"""Customers' text, cleaned once at the edge."""

import re

LONGEST_TEXT = 40_000
"""Characters kept of one post: Slack's own limit for a message's text."""

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

_REFUSED = re.compile("[\0\ud800-\udfff]")
_CONTROL = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]")


def clean(text: str) -> str:
    """NUL and lone surrogates become U+FFFD: PostgreSQL refuses the first, both databases' drivers the second.

    Other control characters but line breaks and tabs become spaces: nobody can read them.
    """
    return _CONTROL.sub(" ", _REFUSED.sub(REPLACEMENT, text))


def clean_file(text: str) -> str:
    """A file's text: NUL and lone surrogates become U+FFFD as in `clean`; nothing else changes."""
    return _REFUSED.sub(REPLACEMENT, text)
