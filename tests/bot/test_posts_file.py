"""Files of posts as spreadsheets write them: read with every quirk, or refused with line, column and mend."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cannot_start import CannotStart
from bot.posts_file import LARGEST, read_posts
from routing.item import Author, Kind, Urgency
from routing.trial import Trial
from tests.routing.handbooks import handbook, oslo

NOW = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)
BOOK = handbook()

QUIRKY = (
    "\ufeffText;SOURCE; at ;Language;kind;author;reach;url;id;private;domain;urgency;Merknad\r\n"
    '"Hvor er ""pakken"" min?\r\nDen skulle kommet; i går.";Facebook;24.12.2026 21:00;no-NO;Question;"Ola; N";12 000;'
    "https://facebook.com/1;a-1;ja;LEVERING;High;husk\r\n"
    ";;;;;;;;;;;;\r\n"
    "Takk!;x;2026-12-24T21:00+00:00\r\n"
    "Hej;blog;2026-12-24 21:00;;;;;;;nej;billing;;\r\n"
)
"""Nordic Excel: a mark at the beginning, semicolons, quoted quotation marks and line breaks, an empty line, cells left
out at the end, a column of one's own."""


def read(folder: Path, text: str | bytes, source: str = "") -> tuple[Trial, ...]:
    file = folder / "posts.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_posts(file, BOOK, NOW, source).trials


def refused(folder: Path, text: str | bytes, source: str = "") -> list[str]:
    with pytest.raises(CannotStart) as caught:
        read(folder, text, source)
    return [sentence.replace(str(folder / "posts.csv"), "posts.csv") for sentence in caught.value.sentences]


def test_every_quirk(tmp_path: Path) -> None:
    one, two, three = read(tmp_path, QUIRKY)
    assert one.post.text.replace("\r\n", "\n") == 'Hvor er "pakken" min?\nDen skulle kommet; i går.'
    assert (one.line, one.name, one.domain, one.urgency) == (2, "a-1", "delivery", Urgency.HIGH)
    assert (one.post.source, one.post.language, one.post.kind) == ("facebook", "nb", Kind.QUESTION)
    assert (one.post.author, one.post.private) == (Author("Ola; N", "Ola; N", 12_000), True)
    assert one.post.posted_at == oslo("2026-12-24 21:00")
    assert (two.line, two.name, two.post.posted_at) == (5, "5", datetime(2026, 12, 24, 21, tzinfo=UTC))
    assert (three.post.posted_at, three.domain, three.urgency) == (oslo("2026-12-24 21:00"), "billing", None)
    assert read_posts(tmp_path / "posts.csv", BOOK, NOW).unused == ("Merknad",)


@pytest.mark.parametrize(
    "text",
    [
        'text,source\n"Hei, du",x\n',
        'text;source\n"Hei, du";x\n',
        "text\tsource\nHei, du\tx\n",
        'sep=;\ntext;source\n"Hei, du";x\n',
        'source,text\r\nx,"Hei, du"\r\n',
        'text,source\nHei\x00,x\n"Hei, du",x',
    ],
)
def test_delimiters_and_ends_of_lines(tmp_path: Path, text: str) -> None:
    post = read(tmp_path, text)[-1].post
    assert (post.text, post.source, post.posted_at) == ("Hei, du", "x", NOW)


def test_one_source_for_all(tmp_path: Path) -> None:
    first, second = read(tmp_path, "text,source\nHei,\nHei,x\n", source="facebook")
    assert (first.post.source, second.post.source) == ("facebook", "x")
    assert read(tmp_path, "text\nHei\n", source="facebook")[0].post.source == "facebook"


def test_control_characters_reach_no_terminal(tmp_path: Path) -> None:
    assert read(tmp_path, "text,source\n\x1b[31mHei,x\n")[0].post.text == "[31mHei"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "- line 1: is empty; the first line names the columns: text, source and"),
        ("text,source\n", "- line 2: holds no post; write one a line below"),
        ("source\nx\n", "- line 1, column text: is missing; the first line names the columns"),
        ("text\nHei\n", "- line 1, column source: is missing; add it, or give --source for all of them"),
        ("tekst,source\nHei,x\n", '- line 1, column tekst: is no column; did you mean "text"?'),
        ("text,source,text\nHei,x,Hei\n", "- line 1, column text: stands twice; take one of the two out"),
        ("text,source\n,x\n", "- line 2, column text: is empty; write what the customer wrote"),
        ("text,source\nHei,\n", "- line 2, column source: is empty; write for example facebook, or give --source"),
        ("text,source\nHei,Face book\n", "- line 2, column source: must be 1 to 40 of the letters a-z"),
        ('text,source\n"a\nb",x\nHei,x!\n', "- line 4, column source: must be"),
        ("text,source\nHei, du,x\n", '- line 2: has 3 cells, but there are 2 columns; put text that holds "," in'),
        ('text,source\n"Hei,x\nHo,x\n', '- line 2: opens a quotation mark (") that is never closed'),
        ('text,source\n"Hei" du,x\n', '- line 2: has a quotation mark (") inside a quoted cell, followed by no ","'),
        ("text,source,language\nHei,x,norsk bokmål\n", "- line 2, column language: must be a language tag such as nb"),
        ("text,source,kind\nHei,x,spørsmål\n", "- line 2, column kind: must be one of question, critique, praise"),
        ("text,source,reach\nHei,x,mange\n", '- line 2, column reach: "mange" must be a whole number of followers'),
        ("text,source,url\nHei,x,javascript:1\n", "- line 2, column url: must be an address that starts with http"),
        ("text,source,at\nHei,x,i morgen\n", '- line 2, column at: "i morgen" is no moment; write for example "2026'),
        ("text,source,at\nHei,x,1999-01-01\n", '- line 2, column at: "1999-01-01" lies before 2000 or after 2199'),
        ("text,source,private\nHei,x,kanskje\n", '- line 2, column private: "kanskje" must be yes or no'),
        ("text,source,domain\nHei,x,bilingg\n", '"bilingg" is no domain of the handbook; did you mean "billing"?'),
        ("text,source,domain\nHei,x,q\n", '"q" is no domain of the handbook; its domains are billing, delivery'),
        ("text,source,urgency\nHei,x,haster\n", 'column urgency: "haster" must be one of low, normal, high, critical'),
        ("text,source\n" + "x" * 40_001 + ",x\n", "- line 2, column text: is longer than 40000 characters"),
    ],
)
def test_what_is_wrong_is_told_with_line_column_and_mend(tmp_path: Path, text: str, told: str) -> None:
    head, *problems = refused(tmp_path, text)
    assert head == f"posts.csv has {len(problems)} problem{'s' * (len(problems) != 1)}; nothing was tried."
    assert any(told in problem for problem in problems), problems


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("text,source\nHei på deg,x\n".encode("latin-1"), "posts.csv is not UTF-8 (line 2, byte 17). Save it"),
        ("text\tsource\nHei\tx\n".encode("utf-16"), "posts.csv is not UTF-8 (line 1, byte 0). Save it"),
        (b"PK\x03\x04rest", 'posts.csv is a workbook. Save it in your spreadsheet as "CSV UTF-8".'),
        (b" " * (LARGEST + 1), "posts.csv is larger than 64 MiB."),
    ],
)
def test_what_is_no_table_at_all(tmp_path: Path, data: bytes, told: str) -> None:
    (sentence,) = refused(tmp_path, data)
    assert sentence.startswith(told)


def test_all_problems_at_once_but_not_a_thousand(tmp_path: Path) -> None:
    head, *problems = refused(tmp_path, "text,source\n" + "Hei,!\n" * 1000)
    assert head == "posts.csv has 1000 problems; nothing was tried."
    assert (len(problems), problems[-1]) == (21, "- … and 980 more.")


def test_a_file_that_is_not_there_or_a_folder(tmp_path: Path) -> None:
    for path, told in ((tmp_path / "no.csv", "is not there. Give --file"), (tmp_path, "cannot be read: Is a dir")):
        with pytest.raises(CannotStart, match=told):
            read_posts(path, BOOK, NOW)
