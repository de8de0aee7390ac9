"""Refuses, before it is parsed, what keeps tomllib busy: keys of many dots take it time by their square (20,000 dots in
40 KB: 42 seconds), and brackets within brackets go deep into its stack. The text is looked at once, left to right.
"""

import re

MOST_DOTS = 10
MOST_BRACKETS = 20

_SIGN = re.compile(
    r"""
      (?P<string> \"{3} (?: [^"\\] | \\. | "{1,2}(?!") )*+ "{3,5} | '{3} (?: [^'] | '{1,2}(?!') )*+ '{3,5}
                | (?!\"{3}|'{3}) (?: " (?: [^"\\\n] | \\[^\n] )*+ " | ' [^'\n]*+ ' ) )
    | (?P<unfinished> ["'] )
    | (?P<comment> \# [^\n]*+ )
    | (?P<dot> \. )
    | (?P<open> [\[{] )
    | (?P<close> [\]}] )
    | (?P<other> [\n=,] )
    """,
    re.DOTALL | re.VERBOSE,
)


def too_deep(text: str) -> tuple[int, str] | None:
    """The line (counted from 1) of the first key or bracket that is too deep, and what is wrong with it; None for none.

    A text that is no TOML is looked at up to where tomllib gives it up."""
    dots = depth = 0
    in_value = False
    for found in _SIGN.finditer(text):
        kind = found.lastgroup
        if kind == "unfinished":
            return None
        if kind in ("string", "comment"):
            continue
        if kind == "dot":
            dots += not in_value
            if dots > MOST_DOTS:
                return _line(text, found), f"stands a key of more than {MOST_DOTS} dots; write it in sections"
            continue
        dots = 0
        in_value = found[0] == "=" or (kind == "close" and in_value)
        if kind == "open":
            depth += 1
            if depth > MOST_BRACKETS:
                return _line(text, found), "brackets are nested too deeply for a handbook; close them"
        elif kind == "close":
            depth = max(0, depth - 1)
    return None


def _line(text: str, found: re.Match[str]) -> int:
    return text.count("\n", 0, found.start()) + 1
