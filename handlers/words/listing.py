"""Lists within a sentence."""

from collections.abc import Sequence


def bulleted(lines: Sequence[str], count: int, most: int) -> str:
    """The first `most` lines, one below the other, and how many of `count` are left out: a sign, no words."""
    shown = "\n".join(f"• {line}" for line in lines[:most])
    more = count - min(len(lines), most)
    return f"{shown}\n(+ {more})" if more > 0 else shown
