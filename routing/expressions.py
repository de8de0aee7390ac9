"""Regular expressions of the handbook's rules, all in one pass, by an engine that takes linear time (RE2).

What people know from other engines is kept where RE2 knows only English letters: `\\w` and `\\W` take any letter, and
`\\b` at the beginning or the end of an expression, or of one of its alternatives, knows å, æ and ø. Large and small
letters are the same.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import re2  # type: ignore[import-untyped]  # it has no types

from routing.whole_words import Span

_MEMORY = 64 << 20
"""Bytes that a set of expressions may use. What needs more is split into several sets."""


def _options(memory: int) -> "re2.Options":
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.max_mem = memory
    return options


_OF_SETS = _options(_MEMORY)
_OF_ONE = _options(_MEMORY >> 3)

_TOKEN = re.compile(r"\\p\{\^?\w+\}|\\x\{\w+\}|\\.|\(\?[\w:<>=!-]*|.", re.DOTALL)
_WORD = r"\pL\pN_"
_BEGINS = rf"(?:^|[^{_WORD}])"
_ENDS = rf"(?:$|[^{_WORD}])"

_MENDS = (
    (
        re.compile(r"invalid escape sequence: \\[1-9]"),
        "refers back to a group, which cannot be done in linear time; write out what may stand there",
    ),
    (
        re.compile(r"invalid perl operator: \(\?<?[=!]"),
        "looks ahead or behind, which cannot be done in linear time; say it with any, all or not",
    ),
    (re.compile(r"invalid perl operator"), "has a group that is not known here; write (?:…) or (…)"),
    (re.compile(r"invalid escape sequence: \\Z"), r"has \Z; write \z, or $"),
    (re.compile(r"missing \]"), r"has a [ that is not closed; close it, or write \[ for the sign itself"),
    (re.compile(r"missing \)"), r"has a ( that is not closed; close it, or write \( for the sign itself"),
    (re.compile(r"unexpected \)"), r"has a ) too many; take it out, or write \) for the sign itself"),
    (re.compile(r"no argument for repetition"), r"repeats nothing; put something before *, + or ?, or write \* for it"),
    (re.compile(r"bad repetition operator"), "has two repetitions after one another; keep one"),
    (re.compile(r"invalid repetition size"), "repeats too often; repeat at most 1000 times in all"),
    (re.compile(r"trailing \\"), r"ends with \; write \\ for the sign itself"),
    (re.compile(r"too large"), "is too large; make several expressions of it"),
)


_NONE: frozenset[str] = frozenset()

_ANYTHING = ("", "a", "Å", "1", " ", "!", "\n")
"""Texts that no expression fits all of, unless it fits any."""


class Expressions:
    """Expressions to look for in one pass. Raises ValueError as `check` does."""

    def __init__(self, patterns: Iterable[str]) -> None:
        self._sets = list(_sets(list(dict.fromkeys(patterns))))

    def found_in(self, text: str) -> frozenset[str]:
        """Those that match somewhere in the text."""
        return frozenset(pattern for one in self._sets for pattern in one.found_in(text)) if self._sets else _NONE


class _Set:
    """Several expressions in one automaton, with one more that always matches: when that one is not found, the
    automaton's memory did not suffice for this text, and the expressions are looked for one by one."""

    def __init__(self, patterns: Sequence[str]) -> None:
        self._patterns = patterns
        self._automaton = re2.Set.SearchSet(_OF_SETS)
        for pattern in patterns:
            self._automaton.Add(understood(pattern))
        self._automaton.Add("")
        self._automaton.Compile()

    def found_in(self, text: str) -> list[str]:
        numbers = self._automaton.Match(text)
        if len(self._patterns) in numbers:
            return [self._patterns[number] for number in numbers if number < len(self._patterns)]
        return [pattern for pattern in self._patterns if _compiled(pattern).search(text)]


def _sets(patterns: list[str]) -> Iterator[_Set]:
    if not patterns:
        return
    for pattern in patterns:
        check(pattern)
    try:
        found = _Set(patterns)
    except re2.error:
        if len(patterns) == 1:
            raise ValueError(f'regex "{patterns[0]}" is too large; make several expressions of it') from None
        yield from _sets(patterns[: len(patterns) // 2])
        yield from _sets(patterns[len(patterns) // 2 :])
        return
    yield found


def places(patterns: Iterable[str], text: str, most: int) -> list[Span]:
    """Where the expressions match, `most` of each, without what is no word at either end; nothing for empty matches."""
    found = set()
    for pattern in patterns:
        for number, match in enumerate(_compiled(pattern).finditer(text)):
            start, end = match.span()
            while start < end and not text[start].isalnum():
                start += 1
            while start < end and not text[end - 1].isalnum():
                end -= 1
            found.add((start, end) if start < end else match.span())
            if number + 1 >= most:
                break
    return sorted(span for span in found if span[0] < span[1])


def check(pattern: str) -> None:
    """Raises ValueError with a sentence that names the expression and the mend."""
    try:
        _compiled(pattern)
    except re2.error as error:
        told = error.args[0] if error.args else ""
        why = told.decode("utf-8", "replace") if isinstance(told, bytes) else str(told)
        mend = next((mend for known, mend in _MENDS if known.search(why)), f"cannot be read ({why}); see RE2's syntax")
        raise ValueError(f'regex "{pattern}" {mend}') from None


def check_says_something(pattern: str) -> None:
    """Raises ValueError for an expression that fits every text, as one does that fits where nothing stands."""
    if all(_compiled(pattern).search(text) for text in _ANYTHING):
        raise ValueError(
            f'regex "{pattern}" fits every text, since nothing at all is enough for it; write + instead of *, such as '
            r"\d+ for \d*, or take it out"
        )


def never_found(pattern: str) -> bool:
    """Whether an expression can match nothing because a letter stands after the text's end or before its beginning.

    True is certain, False is not."""
    tokens = list(_outside_classes(_tokens(pattern)))
    if any(token.startswith("(?") and "m" in token for token in tokens) or "|" in tokens:
        return False
    beside = list(zip(tokens, tokens[1:], (*tokens[2:], ""), strict=False))
    optional = ("*", "?", "{")
    ends = any(one == "$" and other.isalnum() and third not in optional for one, other, third in beside)
    return ends or any(one.isalnum() and other == "^" for one, other, _ in beside)


@lru_cache(maxsize=1_024)
def _compiled(pattern: str) -> "re2._Regexp":
    return re2.compile(understood(pattern), _OF_ONE)


def understood(pattern: str) -> str:
    """The expression as RE2 must have it, for letters beyond the English ones. Raises ValueError for a \\b that cannot
    be kept."""
    tokens = _tokens(pattern)
    found: list[str] = []
    in_class = False
    for number, token in enumerate(tokens):
        before = tokens[number - 1] if number else ""
        if before == ")" and number > 1 and tokens[number - 2].startswith("(?"):
            before = "("
        after = tokens[number + 1] if number + 1 < len(tokens) else ""
        if token == "[" and not in_class:
            in_class = True
        elif token == "]" and in_class and before not in ("[", "^"):
            in_class = False
        found.append(_translated(token, before, after, pattern, in_class=in_class))
    return "".join(found)


def _translated(token: str, before: str, after: str, pattern: str, *, in_class: bool) -> str:
    if token == r"\w":
        return _WORD if in_class else f"[{_WORD}]"
    if token == r"\W" and not in_class:
        return f"[^{_WORD}]"
    if token != r"\b" or in_class:
        return token
    if (before in ("", "(", "|") or before.startswith("(?")) and not _is_sign(after):
        return _BEGINS
    if after in ("", ")", "|") and not _is_sign(before):
        return _ENDS
    if not before.isascii() or not after.isascii():
        raise ValueError(
            f'regex "{pattern}" has a \\b in its middle beside a letter that it does not know; '
            r"write [^\pL] there, or put the word under any"
        )
    return token


def _is_sign(token: str) -> bool:
    """Whether a token is a sign that no word can begin or end with, such as # or %."""
    return len(token) == 1 and token.isascii() and not token.isalnum() and token not in "_([.)]*+?}"


def _tokens(pattern: str) -> list[str]:
    return _TOKEN.findall(pattern)


def _outside_classes(tokens: list[str]) -> Iterator[str]:
    in_class, before = False, ""
    for token in tokens:
        if token == "[" and not in_class:
            in_class = True
        elif token == "]" and in_class and before not in ("[", "^"):
            in_class = False
        elif not in_class:
            yield token
        before = token
