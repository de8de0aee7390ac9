"""Earlier questions that are like a new one."""

from routing.likeness import likest

EARLIER = {
    1: "Hvor er pakken min? Jeg har ventet i to uker",
    2: "Når åpner dere på lørdag?",
    3: "PAKKEN kom aldri fram, og jeg har ventet lenge",
    4: "Hva med ost?",
}


def test_those_that_share_most_words_come_first_and_of_equals_the_newer() -> None:
    assert likest("Jeg har ventet på pakken i uker nå", EARLIER, 5) == (1, 3)
    assert likest("pakken?", EARLIER, 5) == (3, 1)
    assert likest("pakken?", EARLIER, 1) == (3,)
    assert likest("Hei på dere, er han der?", EARLIER, 5) == (2,)
    assert likest("", EARLIER, 5) == ()


def test_a_word_that_many_have_tells_nothing() -> None:
    many = {number: f"Hvor er pakken nummer {'abcdefghijkl'[number] * 4}" for number in range(12)}
    assert likest("Hvor er pakken nummer dddd", many, 5) == (3,)
