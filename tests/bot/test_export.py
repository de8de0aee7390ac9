"""`svarvakt export`: what stands in it, what is left out, and what it says of a history that was tampered with."""

import csv
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.wall_time import read_end
from handlers.books import Books, offer
from handlers.dispatch import Dispatch
from handlers.intents import Actor, Click, Filled, Submit
from handlers.replies import FieldErrors, Refused
from handlers.status import PERIOD
from routing.handbook_text import read_handbook
from routing.item import Author, Post
from routing.report import staffed_before, status
from storage import reports
from storage.database import Database
from tests.bot.test_cli import Svarvakt, svarvakt
from tests.databases import copy_migrated
from tests.stories.company import COMPANY

assert svarvakt

MORNING = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
BO = Actor("slack", "U0BO")
SECRET = "Hvor er pakken til Kari?"

POSTS = (
    Post("facebook", "1", SECRET, MORNING, "https://facebook.example/kari/1", Author("=1+1", "@kari")),
    Post("x", "2", "Er det mulig å hente pakken selv?", MORNING, private=True),
    Post("instagram", "3", "Hvor er pakken?", MORNING),
)


@pytest.fixture
def where(tmp_path: Path) -> Mapping[str, str]:
    """Three items: one paused for two hours, answered in time and asked again; a private one; one that was declined."""
    file = tmp_path / "ledger.db"
    database = Database(copy_migrated(file))
    offer(database, COMPANY, MORNING - 30 * PERIOD)
    program = Dispatch(database, Books(), ("slack",))
    for number, post in enumerate(POSTS):
        program.command(Submit(post.external_id, post), MORNING + number * timedelta(minutes=1))
    for at, intent in (
        (0.1, Click("claim", BO, "claim", "item:1")),
        (0.5, Filled("pause", BO, "pause", "item:1", {"reason": "waiting_for_customer", "until": "6h"})),
        (2.5, Click("resume", BO, "resume", "item:1")),
        (3, Filled("answer", BO, "answer", "item:1", {"text": "Pakken er hos naboen, Kari."})),
        (1, Filled("decline", BO, "decline", "item:3", {"reason": "other", "note": "@SUM(A1) sagt før"})),
        (
            4,
            Submit("again", Post("facebook", "1b", "Hvilken nabo, den med hund?", MORNING + 4 * HOUR, in_reply_to="1")),
        ),
    ):
        assert not isinstance(program.command(intent, MORNING + at * HOUR).reply, Refused | FieldErrors)
    database.close()
    return {"DATABASE_URL": f"sqlite:///{file}"}


def table(told: str, separator: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(told, newline=""), delimiter=separator))


def test_a_row_an_item_with_its_figures_and_without_words(svarvakt: Svarvakt, where: Mapping[str, str]) -> None:
    told = svarvakt("export", **where)
    assert (told.returncode, told.stderr) == (0, "")
    one, two, three = table(told.stdout)
    expected = {
        "number": "1", "source": "facebook", "private": "no", "state": "claimed", "domain": "delivery",
        "posted_at": "2026-03-04T09:00:00+00:00", "posted_local": "2026-03-04 10:00:00",
        "first_answer_at": "2026-03-04T12:00:00+00:00", "first_answer_seconds": "10800", "target_seconds": "10800",
        "rounds": "2", "rounds_due": "2", "rounds_met": "1", "within_target": "no", "late": "yes",
        "paused_seconds": "7200", "owner": "bo", "answer_given_as": "", "broken_from": "",
    }  # fmt: skip
    assert {name: one[name] for name in expected} == expected
    assert (two["private"], two["state"], two["rounds_due"], two["rounds_met"]) == ("yes", "new", "1", "0")
    assert (three["state"], three["reason"], three["within_target"], three["late"]) == ("declined", "other", "", "no")
    for word in ("Kari", "pakken", "nabo", "facebook.example", "SUM", "1+1"):
        assert word not in told.stdout


def test_links_and_pasted_words_are_counted_apart(svarvakt: Svarvakt, tmp_path: Path) -> None:
    file = tmp_path / "answers.db"
    database = Database(copy_migrated(file))
    offer(database, COMPANY, MORNING - 30 * PERIOD)
    program = Dispatch(database, Books(), ("slack",))
    answers = ({"link": "https://x.com/1"}, {"text": "Hos naboen."}, {"link": "https://x.com/2", "text": "Hos naboen."})
    for number, fields in enumerate(answers, 1):
        program.command(Submit(f"post {number}", Post("x", str(number), "Hvor er pakken?", MORNING)), MORNING)
        program.command(Filled(f"answer {number}", BO, "answer", f"item:{number}", fields), MORNING + HOUR)
    database.close()
    rows = table(svarvakt("export", DATABASE_URL=f"sqlite:///{file}").stdout)
    assert [row["answer_given_as"] for row in rows] == ["linked", "pasted", "linked"]
    assert {row["reason"] for row in rows} == {""}


def test_the_shares_are_those_of_the_status(svarvakt: Svarvakt, where: Mapping[str, str]) -> None:
    rows = [json.loads(line) for line in svarvakt("export", "--format", "json", **where).stdout.splitlines()]
    database, now = Database(where["DATABASE_URL"]), MORNING + PERIOD - HOUR
    with database.read() as transaction:
        lines = reports.status_lines(transaction, now - PERIOD, now)
    database.close()
    figures = status(lines, now - PERIOD, now, staffed_before(read_handbook(COMPANY), now))
    found = (sum(row["rounds_met"] for row in rows), sum(row["rounds_due"] for row in rows))
    assert found == (figures.within_all.answered, figures.within_all.due)
    assert (sum(row["late"] for row in rows), len([row for row in rows if row["state"] == "declined"])) == (
        figures.late, figures.declined,
    )  # fmt: skip


def test_a_row_a_line_of_history_says_who_what_when_and_why(svarvakt: Svarvakt, where: Mapping[str, str]) -> None:
    told = svarvakt("export", "--history", "--separator", "semicolon", "--speak", "nb", **where)
    assert told.returncode == 0, told.stderr
    rows = table(told.stdout, ";")
    paused = next(row for row in rows if row["what"] == "paused")
    assert (paused["number"], paused["who"], paused["who_name"]) == ("1", "bo", "Bo Berg")
    assert paused["happened_local"] == "2026-03-04 10:30:00"
    assert "Bo Berg" in paused["told"]
    came = next(row for row in rows if (row["number"], row["what"]) == ("1", "received"))
    assert came["told"].startswith("Kom inn fra Facebook. Facebook: Svarfristen er 3 t"), came["told"]
    assert json.loads(paused["values"])["pause_reason"] == "waiting_for_customer"
    assert [int(row["line"]) for row in rows if row["number"] == "1"] == list(range(1, 1 + len(
        [row for row in rows if row["number"] == "1"]
    )))  # fmt: skip
    for word in ("Kari", "nabo", "SUM", "hund"):
        assert word not in told.stdout


def test_words_are_there_when_they_are_asked_for_and_are_no_formulas(
    svarvakt: Svarvakt, where: Mapping[str, str]
) -> None:
    one, two, _ = table(svarvakt("export", "--with-words", **where).stdout)
    assert (one["text"], one["author_name"], one["author_handle"]) == (SECRET, "'=1+1", "'@kari")
    assert (two["text"], two["private"]) == (POSTS[1].text, "yes")
    words = [row["words"] for row in table(svarvakt("export", "--history", "--with-words", **where).stdout)]
    assert {SECRET, POSTS[1].text, "Pakken er hos naboen, Kari.", "'@SUM(A1) sagt før"} <= set(words)
    plain = svarvakt("export", "--with-words", "--format", "json", **where).stdout.splitlines()[0]
    assert json.loads(plain)["author_name"] == "=1+1"


def test_a_period_is_of_the_companys_days(svarvakt: Svarvakt, where: Mapping[str, str]) -> None:
    def numbers(*options: str) -> list[str]:
        return [row["number"] for row in table(svarvakt("export", *options, **where).stdout)]

    assert numbers("--since", "4.3.2026 10:01") == ["2", "3"]
    assert numbers("--since", "2026-03-04", "--until", "2026-03-04") == ["1", "2", "3"]
    assert numbers("--until", "2026-03-04T09:01+00:00") == ["1"]
    nothing = svarvakt("export", "--since", "2026-03-05", **where)
    assert (nothing.returncode, nothing.stderr.strip()) == (0, "No item came in during that time.")
    zone = read_handbook(COMPANY).zone
    assert read_end("25.10.2026", zone) == datetime(2026, 10, 25, 23, 0, tzinfo=UTC)  # a day of 25 hours


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (("--since", "soon"), 1, '--since: "soon" is no moment'),
        (("--until", "32.1.2026"), 1, '--until: "32.1.2026" is no moment'),
        (("--since", "2026-03-05", "--until", "2026-03-04"), 1, "is not after --since"),
        (("--format", "json", "--separator", "tab"), 2, "--separator is for"),
        (("--force",), 2, "--force goes with --out"),
        (("--out", "ledger.db", "--force"), 1, "is the database itself"),
        (("--out", "nowhere/x.csv"), 1, "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_said(
    svarvakt: Svarvakt, where: Mapping[str, str], options: tuple[str, ...], code: int, words: str
) -> None:
    told = svarvakt("export", *options, **where)
    assert (told.returncode, told.stdout) == (code, "")
    assert words in told.stderr


def test_a_file_is_whole_and_never_written_over_unasked(
    svarvakt: Svarvakt, where: Mapping[str, str], tmp_path: Path
) -> None:
    out = tmp_path / "ledger.csv"
    told = svarvakt("export", "--out", "ledger.csv", **where)
    assert told.stderr.strip() == "ledger.csv is written: 3 rows about 3 items."
    assert out.read_bytes().startswith(b"\xef\xbb\xbfnumber,source")
    assert out.stat().st_mode & 0o077 == 0
    before = out.read_bytes()
    refused = svarvakt("export", "--history", "--out", "ledger.csv", **where)
    assert (refused.returncode, out.read_bytes()) == (1, before)
    assert "is there already" in refused.stderr
    assert svarvakt("export", "--history", "--force", "--out", "ledger.csv", **where).returncode == 0
    assert b"happened_at" in out.read_bytes()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_history_that_was_tampered_with_is_told_and_exported_all_the_same(
    svarvakt: Svarvakt, where: Mapping[str, str]
) -> None:
    database = Database(where["DATABASE_URL"])
    with database.write() as transaction:
        for change in (
            "UPDATE history SET details = '{\"until_at\": \"never\"}' WHERE item = 1 AND what = 'paused'",
            "DELETE FROM history WHERE item = 3",
        ):
            transaction.connection.execute(text(change))
        line = transaction.connection.execute(text("SELECT sequence FROM history WHERE what = 'paused'")).scalar_one()
    database.close()
    told = svarvakt("export", **where)
    assert told.returncode == 3
    assert told.stderr.splitlines() == [
        f"The history of item 1 is not as it was written, from line {line} on.",
        "The history of item 3 is not as it was written, from line 1 on.",
    ]
    assert [row["broken_from"] for row in table(told.stdout)] == [str(line), "", "1"]
    lines = svarvakt("export", "--history", **where)
    assert lines.returncode == 3
    assert {row["broken_from"] for row in table(lines.stdout) if row["number"] == "1"} == {str(line)}


def test_without_a_database_or_a_handbook_it_says_so(svarvakt: Svarvakt, tmp_path: Path) -> None:
    told = svarvakt("export", DATABASE_URL=f"sqlite:///{tmp_path / 'none.db'}")
    assert (told.returncode, "There is no database yet" in told.stderr) == (1, True)
    empty = svarvakt("export", DATABASE_URL=copy_migrated(tmp_path / "empty.db"))
    assert (empty.returncode, "No handbook is in force yet" in empty.stderr) == (1, True)
