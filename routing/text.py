"""Customers' text, cleaned once at the edge."""

import re

LONGEST_TEXT = 40_000
"""Characters kept of one post: Slack's own limit for a message's text."""

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

_REFUSED = re.compile("[\0\ud800-\udfff]")


def clean(text: str) -> str:
    """NUL and lone surrogates become U+FFFD: PostgreSQL refuses the first, both databases' drivers the second."""
    return _REFUSED.sub(REPLACEMENT, text)
