"""What may be the same post: words in four languages, and authors; near misses are told apart."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.duplicates import COMPARED, Candidate, Like, likely, marked, nearly_same, suggested
from routing.item import Author, Post

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
KARI, OLA, NOBODY = Author("Kari", "@kari"), Author("Ola", "@ola"), Author()

COMPLAINT = "Pakken min har ligget i Ålesund siden mandag, og ingen i butikken tar telefonen når jeg ringer."
KLAGAN = "Mitt paket har legat i Malmö sedan i måndags och ingen i butiken svarar när jag ringer till er."
KLAGEN = "Min pakke har ligget i Aarhus siden i mandags, og ingen i butikken tager telefonen, når jeg ringer."
PROTEST = "My parcel has been in Leeds since Monday and nobody in your shop answers the phone when I call you."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hvor er pakken min?", "Hei! Hvor er pakken min https://x.com/1"),
        ("Hvor er pakken min?", "@fjellro HVOR ER PAKKEN MIN!!! 😡"),
        ("Hvor er pakken min?", "hvor er paken min"),
        ("Var är mitt paket?", "Hej, var är mitt pakket? Tack"),
        ("Hvornår kommer min pakke?", "Hvornår kommer min pakke?? Mvh Jens"),
        ("Where is my parcel?", "Hello, where is my parcel? Regards"),
        ("Hvor er ordre 12345?", "Hei, hvor er ordre 12345?"),
        (COMPLAINT, f"Kjære Fjellro. {COMPLAINT} Mvh Kari"),
        (COMPLAINT, COMPLAINT.replace("mandag", "tirsdag").replace("Ålesund", "Molde")),
        (KLAGAN, f"{KLAGAN} Vänliga hälsningar Åsa"),
        (KLAGEN, KLAGEN.replace("i mandags", "i tirsdags")),
        (PROTEST, f"RT: {PROTEST.upper()}"),
        (COMPLAINT * 40, COMPLAINT * 41),
    ],
)
def test_nearly_the_same_words(one: str, other: str) -> None:
    assert nearly_same(one, other)
    assert nearly_same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("", ""),
        ("Takk!", "Takk!"),
        ("👍", "👍"),
        ("Fine sko", "Fine sko"),  # too little to tell
        ("https://x.com/1", "https://x.com/1"),
        ("Hvor er pakken min?", "Hvor er pengene mine?"),
        ("Hvor er pakken min?", "Hvor er pakken hans?"),
        ("Hvor er ordre 12345?", "Hvor er ordre 12346?"),  # two orders
        (f"{COMPLAINT} Ordre 12345", f"{COMPLAINT} Ordre 54321"),
        ("Pakken er kommet i dag", "Pakken er ikke kommet i dag"),
        ("Var är mitt paket?", "Var är min faktura?"),
        ("Hvornår kommer min pakke?", "Hvornår kommer mine penge?"),
        ("Where is my parcel?", "Where is my refund?"),
        (COMPLAINT, KLAGEN),
        (COMPLAINT, "Teltet mitt har ligget i boden siden i fjor, og ingen i familien vil bli med når jeg spør dem."),
        (PROTEST, "My tent has been in the loft since May and nobody in our house wants to come when I go camping."),
    ],
)
def test_near_misses(one: str, other: str) -> None:
    assert not nearly_same(one, other)


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_two_texts_are_compared_alike_from_both_sides(one: str, other: str) -> None:
    assert nearly_same(one, other) == nearly_same(other, one)


def post(text: str, author: Author = KARI, source: str = "x", *, private: bool = False) -> Post:
    return Post(source, "new", text, NOON, author=author, private=private)


def earlier(number: int, text: str, author: Author = KARI, hours: float = 1, source: str = "x") -> Candidate:
    return Candidate(number, source, text[:COMPARED], author, NOON - timedelta(hours=hours), True, True)


@pytest.mark.parametrize(
    ("new", "candidate", "why"),
    [
        (post("Hallo, er dere der?"), earlier(1, "Hvor er pakken min?"), "same_author"),
        (post("Hallo, er dere der?"), earlier(1, "Hvor er pakken min?", hours=71), "same_author"),
        (post("Hallo, er dere der?"), earlier(1, "Hvor er pakken min?", hours=73), ""),
        (post("Hallo, er dere der?"), earlier(1, "Hvor er pakken min?", source="facebook"), ""),
        (post("Hallo, er dere der?"), earlier(1, "Hvor er pakken min?", Author("Kari")), ""),  # another Kari, perhaps
        (post("Hallo?", Author("Kari")), earlier(1, "Hvor er pakken min?", Author("Kari")), "same_author"),
        (post("Hallo?", NOBODY), earlier(1, "Hvor er pakken min?", NOBODY), ""),
        (post("Hallo?"), replace(earlier(1, "Hvor er pakken min?"), is_open=False), ""),
        (post("Hvor er pakken min?"), earlier(1, "Hvor er pakken min?"), "same_both"),
        # The same short question of two customers is two questions; of somebody unknown it may be one.
        (post("Hvor er pakken min?"), earlier(1, "Hvor er pakken min?", OLA), ""),
        (post("Hvor er pakken min?"), earlier(1, "Hvor er pakken min?", NOBODY), "same_words"),
        (post(COMPLAINT), earlier(1, COMPLAINT, OLA, source="facebook"), "same_words"),
        (post(COMPLAINT), earlier(1, COMPLAINT, OLA, hours=24 * 7), "same_words"),
        (post(COMPLAINT), earlier(1, COMPLAINT, OLA, hours=24 * 7 + 1), ""),
        (post(COMPLAINT), replace(earlier(1, COMPLAINT, OLA), is_open=False), "same_words"),
        (post(COMPLAINT), replace(earlier(1, COMPLAINT, OLA), same_field=False), ""),
        (post(COMPLAINT, private=True), earlier(1, COMPLAINT), ""),
    ],
)
def test_why_a_post_may_be_the_same(new: Post, candidate: Candidate, why: str) -> None:
    assert likely(new, [candidate]) == ((Like(1, why),) if why else ())


def test_the_likeliest_three_come_first_and_stand_in_the_marks() -> None:
    found = likely(
        post(COMPLAINT),
        [
            earlier(1, "Hallo?"), earlier(2, COMPLAINT, OLA), earlier(3, COMPLAINT, hours=30),
            earlier(4, COMPLAINT, OLA, hours=20), earlier(5, COMPLAINT, hours=2),
        ],
    )  # fmt: skip
    assert found == (Like(5, "same_both"), Like(3, "same_both"), Like(2, "same_words"))
    marks = marked({"language": "probable"}, found)
    assert marks == {"language": "probable", "like": "5:same_both,3:same_both,2:same_words"}
    assert suggested(marks) == found
    assert marked(marks, ()) == {"language": "probable"}
    assert suggested({}) == ()
