"""Regular expressions: found in one pass, and refused with a sentence that says how to mend them."""

import pytest

from routing.expressions import Expressions, check, check_says_something, never_found, places
from tests.routing.rules import rule


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        (r"\bøl\b", "Har dere ØL?", "ØL"),
        (r"\bøl\b", "bølge, følge", None),
        (r"\b(får|gås)\b", "en gås", "gås"),
        (r"(?i)\bår\b|\bår$", "i år", "år"),
        (r"\w+ågen", "på Skågen", "Skågen"),
        (r"^[\w-]{8,}$", "smørbrød", "smørbrød"),
        (r"\W\d{5}\W", "nr. 12345.", "12345"),
        (r"[\W]5%\b", "gir 5%x", "5"),
        (r"ord(re)?nr\.? ?\d{3,}", "Ordrenr 1234", "Ordrenr 1234"),
        (r"\p{Lu}{4}", "STOPP", "STOP"),
        (r"x*", "abc", ""),
    ],
)
def test_what_is_found_where(pattern: str, text: str, found: str | None) -> None:
    assert (pattern in Expressions([pattern]).found_in(text)) is (found is not None)
    assert [text[start:end] for start, end in places([pattern], text, 5)] == ([found] if found else [])


def test_each_of_many_is_found_as_it_is_alone() -> None:
    patterns = [rf"(foo|bar).{{0,50}}word{number}.*x{number % 7}[a-z]{{3,90}}" for number in range(200)]
    text = "hello foo word5 bar word7 x0abcde x5fgh"
    alone = {pattern for pattern in patterns if Expressions([pattern]).found_in(text)}
    assert Expressions(patterns).found_in(text) == alone == {patterns[5], patterns[7]}
    assert Expressions([]).found_in(text) == frozenset()


@pytest.mark.parametrize(
    ("pattern", "mend"),
    [
        (r"(a)\1", "refers back to a group"),
        ("(?=a)b", "looks ahead or behind"),
        ("(?<!a)b", "say it with any, all or not"),
        ("(?>a)", r"write (?:…) or (…)"),
        ("a(", r"write \( for the sign itself"),
        ("a)", "has a ) too many"),
        ("[a", r"write \[ for the sign itself"),
        ("*a", "repeats nothing"),
        ("a++", "keep one"),
        ("a{1001}", "at most 1000 times"),
        (r"a\Z", r"write \z"),
        ("a\\", r"write \\ for the sign itself"),
        ("[z-a]", "cannot be read"),
        (r"få\b.*\bøl", "put the word under any"),
        ("((a{100}){100}){100}", "repeats too often"),
    ],
)
def test_a_broken_one_is_refused_with_its_mend(pattern: str, mend: str) -> None:
    with pytest.raises(ValueError, match="regex") as told:
        check(pattern)
    assert f'regex "{pattern}"' in str(told.value)
    assert mend in str(told.value)
    with pytest.raises(ValueError, match="regex"):
        rule("one", "x", regex=pattern)


@pytest.mark.parametrize(
    ("pattern", "never"),
    [
        ("$a", True), ("a^", True), ("a$b", True), ("$", False), ("^a", False), ("$a?", False), ("[$a]", False),
        (r"\$a", False), ("a|$b", False), ("(?m)$a", False),
    ],
)  # fmt: skip
def test_what_can_never_be_found(pattern: str, never: bool) -> None:
    assert never_found(pattern) is never


@pytest.mark.parametrize("pattern", [r"\d*", "x?", ".*", "(a|)", "$", "^", r"\b", "(?i)a{0,3}"])
def test_one_that_fits_every_text_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="fits every text"):
        check_says_something(pattern)
    with pytest.raises(ValueError, match="fits every text"):
        rule("one", "x", regex=["a", pattern])


@pytest.mark.parametrize("pattern", ["^$", r"^\s*$", "^[a-z]*$", r"\d+", "a*b"])
def test_one_that_fits_the_empty_text_alone_says_something(pattern: str) -> None:
    assert rule("one", "x", regex=pattern).regex == (pattern,)
