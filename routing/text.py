"""Customers' text, cleaned once at the edge."""

LONGEST_TEXT = 40_000
"""Characters kept of one post: Slack's own limit for a message's text."""

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def clean(text: str) -> str:
    """NUL and lone surrogates become U+FFFD: PostgreSQL refuses the first, both databases' drivers the second."""
    return "".join(REPLACEMENT if letter == "\0" or "\ud800" <= letter <= "\udfff" else letter for letter in text)
