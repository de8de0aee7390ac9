"""`svarvakt route` and `svarvakt handbook diff`, as a person meets them, with real files."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from bot.cli import program
from bot.clock import Clock
from bot.trying import PERIOD
from handlers.books import offer
from storage import absences, schema
from storage.database import Database
from tests.routing.handbooks import NORDIC, oslo
from tests.storage.examples import PLAIN, added

AT = ("--at", "2026-11-18T10:00")
POST = ("Hvor er pakken min?", "--source", "facebook")
POSTS = (
    "\ufefftext;source;domain;urgency;at\r\n"
    '"Hvor er\r\npakken?";facebook;delivery;normal;18.11.2026 10:00\r\n'
    "=SUM(A1) leverans;x;delivery;high;18.11.2026 10:00\r\n"
    "Hvor er fakturaen?;blog;delivery;;18.11.2026 10:00\r\n"
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a handbook to be in, and a terminal of 80 columns."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    (tmp_path / "handbook.toml").write_text(NORDIC, encoding="utf-8")
    (tmp_path / "posts.csv").write_bytes(POSTS.encode())
    return tmp_path


def svarvakt(*arguments: str) -> Result:
    return CliRunner().invoke(program, list(arguments))


def flowing(result: Result) -> str:
    """What was said, as one line: how it wraps plays no part."""
    return " ".join(result.stdout.split())


def database(folder: Path, handbook: str = NORDIC) -> Database:
    """The database of a company that has begun."""
    made = Database(f"sqlite:///{folder / 'var' / 'svarvakt.db'}")
    schema.migrate(made)
    offer(made, handbook, oslo("2026-11-18 08:00"))
    return made


def test_the_whole_decision_step_by_step() -> None:
    told = svarvakt("route", *POST, *AT, "--offline")
    assert told.exit_code == 0, told.output
    said = flowing(told)
    for words in (
        "Note: Absences said in chat and people's open items do not count: it was left out (--offline).",
        "It would go to Levering. Dee Eik would be named, to answer by Wed 18 Nov 13:00.",
        "The rule “delivery-words” sends it to Levering: it found “pakken”.",
        "What it is It comes from Facebook. The language is",
        "“delivery-words” decides: Levering ✓ It has “pakken”.",
        "By when Facebook is to be answered within 3 h, around the clock, from Wed 18 Nov 10:00, Oslo time.",
        "Who is named → expert: Dee Eik is the only one at work.",
        "Somebody who may answer is at work: Dee Eik", "is on call until",
        "if it is not answered: the managers' channel", "nothing was stored.",
    ):  # fmt: skip
        assert words in said, f"no {words!r} in {said}"
    assert max(map(len, told.stdout.splitlines())) <= 80
    assert "\x1b" not in told.stdout


def test_what_is_not_yet_so_is_told_as_what_is_ahead() -> None:
    said = flowing(svarvakt("route", *POST, "--at", "2026-11-20T15:00", "--offline"))
    now, _, ahead = said.partition("If nobody has taken it by Fri 20 Nov 16:30: ")
    assert "Somebody who may answer is at work: Dee Eik" in now
    assert ahead.startswith("Nobody who may answer for Levering is at work before Mon 23 Nov 08:00")
    by_day = flowing(svarvakt("route", *POST, *AT, "--offline"))
    assert "If nobody has taken it by Wed 18 Nov 16:00: It is late since Wed 18 Nov 13:00" in by_day


def test_at_night_it_tells_who_is_woken_and_when() -> None:
    said = flowing(svarvakt("route", *POST, "--at", "2026-11-18T22:00", "--offline"))
    assert "Nobody who may answer for Levering is at work before Thu 19 Nov 08:00" in said
    assert "is woken Wed 18 Nov 23:30." in said


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--kind", "praise"), "It is praise: so it was said."),
        (("--language", "da-DK"), "The language is Danish: so it was said."),
        (("--private",), "It is a private message."),
        (("--url", "https://x.com/ola/1"), "It comes from Facebook."),
        (("--at", "2026-11-18T10:00+00:00"), "to answer by Wed 18 Nov 14:00."),
    ],
)
def test_what_is_known_of_the_post_can_be_said(options: tuple[str, ...], words: str) -> None:
    assert words in flowing(svarvakt("route", *POST, *AT, *options, "--offline"))


def test_a_link_tells_the_source() -> None:
    told = svarvakt("route", "Hvor er pakken?", "--url", "https://x.com/ola/1", *AT, "--offline")
    assert "It comes from X." in flowing(told)


def test_for_programs(folder: Path) -> None:
    told = json.loads(svarvakt("route", *POST, *AT, "--offline", "--json").stdout)
    assert (told["domain"], told["rule"], told["expert"], told["kind"]) == (
        "delivery", "delivery-words", "dee", "question",
    )  # fmt: skip
    assert told["due_at"] == "2026-11-18T12:00:00+00:00"
    assert told["rules"][0]["held"][0] == {
        "code": "tried_words_found", "values": {"words": "pakken"}, "text": "It has “pakken”.",
    }  # fmt: skip
    assert told["considered"][0]["verdict"]["code"] == "chosen_only_one"
    assert told["covered"] is True
    assert len(told["handbook"]) == 64


def test_it_counts_who_is_away_and_who_has_how_much(folder: Path) -> None:
    made = database(folder)
    bill = ("Hvor er fakturaen?", "--source", "facebook", *AT)
    assert "Ada Lund would be named" in flowing(svarvakt("route", *bill))
    added(made, replace(PLAIN, expert="ada", domain="billing", received_at=oslo("2026-11-18 09:00")))
    said = flowing(svarvakt("route", *bill))
    assert "Bo Berg would be named" in said
    assert "Ada Lund has more open items (together they weigh 2)." in said
    assert "Ada Lund would be named" in flowing(svarvakt("route", *bill, "--offline"))
    with made.write() as transaction:
        absences.add(transaction, "bo", oslo("2026-11-17 00:00"), None, said_by="bo", said_at=oslo("2026-11-17 09:00"))
    made.close()
    assert "Bo Berg is away" in flowing(svarvakt("route", *bill))


def test_the_file_may_differ_from_the_handbook_in_force(folder: Path) -> None:
    database(folder, NORDIC.replace('"pakke", ', "")).close()
    said = flowing(svarvakt("route", *POST, *AT))
    assert "handbook.toml differs from the handbook in force (" in said
    assert "It would go to Levering." in said
    in_force = flowing(svarvakt("route", *POST, *AT, "--in-force"))
    assert "differs" not in in_force
    assert "No rule fits, so it goes to Faktura" in in_force
    (folder / "other.toml").write_text(NORDIC.replace('name = "Levering"', 'name = "Frakt"'), encoding="utf-8")
    assert "It would go to Frakt." in flowing(svarvakt("route", *POST, *AT, "--handbook", "other.toml"))


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("route",), 2, "give the words of one post, or --file"),
        (("route", "Hei", "--file", "posts.csv"), 2, "give the words of one post, or --file"),
        (("route", "Hei", "--in-force", "--offline"), 2, "--in-force is in the database"),
        (("route", "Hei", "--out", "x.csv"), 2, "--out goes with --file"),
        (("route", "Hei", "--speak", "fi"), 2, "speak"),
        (("route", "Hei", "--offline", "--at", "i morgen"), 1, '--at: "i morgen" is no moment; write for example'),
        (("route", "Hei", "--offline", "--source", "Face book"), 1, "--source must be 1 to 40 of the letters"),
        (("route", "Hei", "--offline", "--kind", "odd"), 1, "--kind must be one of question"),
        (("route", "Hei", "--offline", "--url", "x.com"), 1, "--url must be an address"),
        (("route", "Hei", "--offline", "--handbook", "no.toml"), 1, "The handbook no.toml is not there."),
        (("route", "Hei", "--in-force"), 1, "The handbook in force cannot be had: there is no database yet"),
        (("route", "--offline", "--file", "no.csv"), 1, "no.csv is not there."),
        (("route", "--offline", "--file", "posts.csv", "--out", "posts.csv"), 1, "is the file of posts itself"),
        (("route", "--offline", "--file", "posts.csv", "--out", "."), 1, "cannot be written"),
        (("handbook", "diff", "handbook.toml"), 2, "give OLD and NEW"),
        (("handbook", "diff", "--in-force", "handbook.toml"), 1, "The handbook in force cannot be had"),
        (("handbook", "diff", "handbook.toml", "no.toml"), 1, "The handbook no.toml is not there."),
    ],
)  # fmt: skip
def test_what_cannot_be_done_says_why(arguments: tuple[str, ...], code: int, words: str) -> None:
    told = svarvakt(*arguments)
    assert (told.exit_code, told.stdout) == (code, "")
    assert words in " ".join(told.stderr.replace("│", " ").split())


def test_a_broken_handbook_and_broken_settings(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "bad.toml").write_text("schema = 2\n", encoding="utf-8")
    told = svarvakt("route", "Hei", "--offline", "--handbook", "bad.toml")
    assert (told.exit_code, "[company]" in told.stderr) == (1, True)
    monkeypatch.setenv("PORT", "often")
    assert svarvakt("route", "Hei").exit_code == 2
    assert svarvakt("route", "Hei", "--offline", "--handbook", "handbook.toml").exit_code == 0, "none are needed"


def test_nothing_is_made_or_changed(folder: Path) -> None:
    svarvakt("route", *POST, *AT)
    svarvakt("handbook", "diff", "handbook.toml", "handbook.toml")
    assert sorted(path.name for path in folder.iterdir()) == ["handbook.toml", "posts.csv"]


def test_a_file_of_posts_with_figures_and_labels(folder: Path) -> None:
    told = svarvakt("route", "--file", "posts.csv", "--offline", "--out", "result.csv")
    assert told.exit_code == 0, told.output
    assert max(map(len, told.stdout.splitlines())) <= 80
    said = flowing(told)
    for words in (
        "words source lang kind rule domain urgency expert",
        "Hvor er pakken? facebook nb question delivery-wo… delivery normal dee",
        "3 posts by", "Levering 2 67 %", "Faktura 1 33 %", "delivery-words 2 67 %", "– no rule fits 1 33 %",
        "Warning: no rule fits 1 posts (33 %), so they go to Faktura.",
        "The domain is right for 2 of 3 labelled posts (67 %).", "The urgency is right for 1 of 2 labelled posts",
    ):  # fmt: skip
        assert words in said, f"no {words!r} in {said}"
    written = (folder / "result.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(written.splitlines(keepends=True), delimiter=";"))
    assert [(row["domain"], row["rule"], row["expert"], row["expected_domain"]) for row in rows] == [
        ("delivery", "delivery-words", "dee", "delivery"),
        ("delivery", "delivery-words", "dee", "delivery"),
        ("billing", "", "ada", "delivery"),
    ]
    assert rows[1]["text"] == "'=SUM(A1) leverans", "no formula for a spreadsheet"
    assert (folder / "result.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    programs = json.loads(svarvakt("route", "--file", "posts.csv", "--offline", "--json").stdout)
    assert [post["domain"] for post in programs["posts"]] == ["delivery", "delivery", "billing"]
    assert programs["domain_labels"] == {
        "labelled": 3, "right": 2,
        "pairs": [
            {"label": "delivery", "decision": "delivery", "posts": 2},
            {"label": "delivery", "decision": "billing", "posts": 1},
        ],
    }  # fmt: skip


def test_posts_of_a_file_share_themselves_out(folder: Path) -> None:
    (folder / "many.csv").write_text("text,source,at\n" + "Hvor er fakturaen?,x,2026-11-18 10:00\n" * 10)
    told = svarvakt("route", "--file", "many.csv", "--offline", "--rows", "2")
    assert "ada 5 50 % bo 5 50 %" in flowing(told)
    assert "… and 8 more: --rows shows more of them, --out writes all." in flowing(told)


def test_problems_of_a_file_stop_it_before_anything(folder: Path) -> None:
    (folder / "bad.csv").write_text("text,source\nHei,x\n,x\n")
    told = svarvakt("route", "--file", "bad.csv", "--offline", "--out", "result.csv")
    assert (told.exit_code, told.stdout, (folder / "result.csv").exists()) == (1, "", False)
    assert "- line 3, column text: is empty" in told.stderr


CHANGED = (
    NORDIC.replace('"pakke", ', "")
    .replace('name = "Eva Foss"', 'name = "Eva F. Foss"')
    .replace("[rota]\n", '[rota]\nhandover = "tue 08:00"\n')
    .replace('[[target]]', '[[rule]]\nid = "new"\nwords = ["aldri-skrevet"]\ndomain = "delivery"\n\n[[target]]')
)  # fmt: skip


def test_diff_tells_which_decisions_change(folder: Path) -> None:
    (folder / "new.toml").write_text(CHANGED, encoding="utf-8")
    told = svarvakt("handbook", "diff", "handbook.toml", "new.toml", "--file", "posts.csv")
    assert told.exit_code == 3, told.output
    assert max(map(len, told.stdout.splitlines())) <= 80
    said = flowing(told)
    for words in (
        "1 of 3 posts would be decided otherwise, 1 of them would go elsewhere.",
        "2 Hvor er pakken? delivery → billing", "Levering → Faktura 1", "Rules new: new.",
        "Rules changed: delivery-words.", "People changed: Eva F. Foss.",
        "Layers of the rota changed: rota.", "Somebody else would be on call than now:", "more within 60 days",
        "Rules that hold for none of these posts: x-critique, new.",
    ):  # fmt: skip
        assert words in said, f"no {words!r} in {said}"
    programs = json.loads(
        svarvakt("handbook", "diff", "handbook.toml", "new.toml", "--file", "posts.csv", "--json").stdout
    )
    assert programs["changes"] is True
    assert (programs["layers"]["changed"], len(programs["on_call_otherwise"]) > 8) == (["rota"], True)
    assert programs["moved"][0]["after"] == {
        "domain": "billing", "rule": None, "urgency": "normal", "situation": "", "tags": [],
    }  # fmt: skip


def test_diff_of_the_same_is_nothing(folder: Path) -> None:
    told = svarvakt("handbook", "diff", "handbook.toml", "handbook.toml", "--file", "posts.csv")
    assert (told.exit_code, "Nothing would change." in told.stdout) == (0, True)


def test_diff_looks_at_the_last_thirty_days_items_by_itself(folder: Path) -> None:
    (folder / "new.toml").write_text(CHANGED, encoding="utf-8")
    made, now = database(folder), Clock().now()
    recent = replace(PLAIN, received_at=now)
    added(made, recent, replace(recent, post=replace(PLAIN.post, external_id="old"), received_at=now - 2 * PERIOD))
    made.close()
    told = svarvakt("handbook", "diff", "--in-force", "new.toml")
    assert told.exit_code == 3, told.output
    assert "1 of 1 posts would be decided otherwise" in flowing(told)
    assert "#1 Hvor er pakken min?" in flowing(told)
    without = svarvakt("handbook", "diff", "handbook.toml", "handbook.toml")
    assert (without.exit_code, "0 of 1 posts" in flowing(without)) == (0, True)
