"""The health of the delegation on the command line: the file, the database's roster, the picture, `check`."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.check import Grade, check_delegation
from bot.clock import Clock
from bot.delegation import as_json, delegation, picture, told
from bot.settings import Settings
from handlers.books import offer
from routing.absence import Absence
from routing.handbook_text import read_handbook
from routing.health_findings import Kind
from routing.staffing import grid
from storage import absences, corrections
from storage.database import Database
from storage.schema import migrate
from tests.bot.test_cli import Svarvakt, svarvakt
from tests.routing.handbooks import oslo
from tests.routing.rosters import MONDAY, away, company
from tests.stories.company import COMPANY, WITHOUT_ROTA

assert svarvakt

NOW = MONDAY + timedelta(hours=9)


def settings(folder: Path, handbook: str = COMPANY) -> Settings:
    file = folder / "handbook.toml"
    file.write_text(handbook, "utf-8")
    return Settings(database_url=f"sqlite:///{folder / 'svarvakt.db'}", handbook=file)


def with_database(given: Settings) -> Database:
    database = Database(given.database_url)
    migrate(database)
    return database


def test_the_picture_has_a_row_a_day_and_a_column_an_hour() -> None:
    rules = company(away("dee"), away("eva", until="2026-11-17 10:30"))
    rows = list(picture(grid(rules, "delivery", NOW, NOW + timedelta(days=2))))
    days = {
        "Mon 16 Nov": 9 * " " + "!!!!!!!oooooooo",
        "Tue 17 Nov": "oooooooo!!/#####oooooooo",
        "Wed 18 Nov": "oooooooo#",
    }
    assert rows[0] == " " * 11 + " ".join(f"{hour:02}" for hour in range(24))
    assert rows[1:] == [f"{day} " + "  ".join(signs) for day, signs in days.items()]


def test_outside_its_hours_it_is_by_design_whether_or_not_somebody_is_on_call() -> None:
    evening = oslo("2026-11-18 18:00")
    for rules, signs in ((company(), "oo"), (company(away("dee"), away("eva"), away("ada"), away("bo")), "..")):
        found = grid(rules, "delivery", evening, evening + timedelta(hours=2))
        assert [one.state.value for one in found.stretches] == ["not staffed by design"]
        assert list(picture(found))[1].split()[3:] == list(signs)


def test_the_hour_that_comes_twice_has_two_signs() -> None:
    rules = company(text=WITHOUT_ROTA.replace("mon-fri 08:00-16:00", "always"))
    start = oslo("2026-10-25 00:00")
    rows = list(picture(grid(rules, "delivery", start, start + timedelta(hours=25))))
    assert rows[1].startswith("Sun 25 Oct #  #  ## #  #")


def test_without_a_database_the_file_alone_is_looked_at(tmp_path: Path) -> None:
    given = settings(tmp_path)
    found = delegation(given, read_handbook(COMPANY), ("slack",), NOW)
    assert found.health.findings == ()
    assert found.without == "There is no database yet."
    assert not (tmp_path / "svarvakt.db").exists()


def test_what_chat_said_and_what_rules_did_is_in_it(tmp_path: Path) -> None:
    given = settings(tmp_path)
    database = with_database(given)
    offer(database, COMPANY, NOW - timedelta(days=100))
    with database.write() as transaction:
        for person in ("bo", "cy"):
            absences.add(transaction, Absence(person, NOW, NOW + timedelta(days=3)), said_by=person, said_at=NOW)
    found = delegation(given, read_handbook(COMPANY), ("slack",), NOW)
    database.close()
    said = [told(found.handbook, one) for one in found.health.findings]
    assert "Delivery is left to Finn Holm alone from Mon 16 Nov 09:00; away then: Bo Berg, Cy Dahl." in said[0]
    assert "The rule “parcels” has decided nothing in the last 90 days." in said
    assert {one.kind for one in found.health.findings} == {Kind.SOON_FEW, Kind.RULE_UNUSED}
    written: Any = json.loads(json.dumps(as_json(found)))
    assert written["findings"][0]["kind"] == "soon_few"
    assert written["domains"][0]["stretches"][0]["state"] == "staffed"


@pytest.mark.parametrize(
    ("handbook", "grade", "words"),
    [
        (COMPANY, Grade.OK, "Somebody is there whenever somebody should be."),
        (COMPANY.replace('slack = "U0FINN"\n', ""), Grade.WARNING, "Finn Holm has no identity in chat"),
        (COMPANY.replace('name = "Delivery"', 'name = "Delivery"\nhours = "always"'), Grade.WARNING,
         "Delivery: nobody who may answer is there"),
        (COMPANY.replace('hours = "mon-fri 08:00-16:00"', 'hours = "never"'), Grade.PROBLEM,
         "Delivery: nobody who may answer is ever at work."),
    ],
)  # fmt: skip
def test_check_says_it(tmp_path: Path, handbook: str, grade: Grade, words: str) -> None:
    (finding,) = check_delegation(settings(tmp_path, handbook))
    assert finding.grade is grade
    assert words in "\n".join(finding.sentences)


def test_check_says_nothing_of_a_handbook_that_cannot_be_read(tmp_path: Path) -> None:
    assert check_delegation(settings(tmp_path, "nonsense")) == ()


def test_the_commands(tmp_path: Path, svarvakt: Svarvakt) -> None:
    wide = COMPANY.replace('name = "Delivery"', 'name = "Delivery"\nhours = "always"')
    given = settings(tmp_path, wide)
    where = {"DATABASE_URL": given.database_url, "HANDBOOK": str(given.handbook)}
    shown = svarvakt("health", **where)
    assert shown.returncode == 0, shown.stderr
    assert "warning Delivery: nobody who may answer is there" in shown.stdout
    assert "# somebody  ! nobody" in shown.stdout
    assert "\nbilling\n" not in shown.stdout
    assert "is no domain; they are delivery, billing." in svarvakt("health", "--grid", "nothing", **where).stderr
    other = tmp_path / "other.toml"
    other.write_text(COMPANY, "utf-8")
    assert "Nothing is wrong" in svarvakt("health", "--handbook", str(other), **where).stdout
    assert json.loads(svarvakt("health", "--json", "--days", "2", **where).stdout)["findings"]
    assert "There is no database yet" in svarvakt("rules", **where).stderr
    database = with_database(given)
    offer(database, wide, Clock().now())
    with database.write() as transaction:
        assert corrections.by_rule(transaction, NOW) == []
    database.close()
    table = svarvakt("rules", **where)
    assert table.returncode == 0, table.stderr
    assert "parcels" in table.stdout
    assert "never used" in table.stdout
    assert json.loads(svarvakt("rules", "--json", **where).stdout)[0]["rule"] == "parcels"
