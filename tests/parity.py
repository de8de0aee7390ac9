"""The parity table, docs/parity.md: what the bot can do, and which story shows it on which desk (`make parity`).

A story says by its marks what it shows (`@pytest.mark.shows`), and fails when it did not happen: so the table cannot
say more than the stories do. It is made of the marks alone, and the same every time.
"""

import html
import importlib
import inspect
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from handlers.abilities import WITHOUT
from tests.stories.abilities import ABILITIES, DESKS, GROUPS, Ability, program
from tests.stories.marks import claimed, desks_of

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "docs" / "parity.md"
TITLES = {"slack": "Slack", "teams": "Microsoft Teams"}

Cell = tuple[str, str]
"""A desk and the name of an ability."""

BEGINS = """\
# What each desk can do

Whatever works in Slack works in Microsoft Teams and the other way round, unless the platform does not let a bot do it.
This table is made of the tests: beside each ability stands a story that shows it on that desk, with the production
wiring, against a local Slack and a local Teams. While a story runs, a watch at the seam between desk and program sees
what really happens, and a story that does not show what it says fails. Where a platform does not let a bot do
something, its reason stands here instead.

Do not edit: `make parity` writes this page. The tests fail when it is not up to date, when an ability has neither a
story nor a reason on one of the desks, and when a reason is given for what a story shows.
"""


@dataclass(frozen=True)
class Story:
    """One story on one desk, and the names of the abilities that it says it shows there.

    `only` is the ability for whose sake it runs on this desk alone, "" for none.
    """

    file: str
    name: str
    desk: str
    shows: tuple[str, ...]
    only: str = ""


def stories() -> list[Story]:
    """All stories, by file, in the order in which they are written. Those that may be skipped show nothing."""
    found = []
    for path in sorted((ROOT / "tests" / "stories").glob("test_*.py")):
        module = importlib.import_module(f"tests.stories.{path.stem}")
        for name, function in vars(module).items():
            if not name.startswith("test_") or not inspect.isfunction(function):
                continue
            marks = [*getattr(function, "pytestmark", ()), *_listed(getattr(module, "pytestmark", ()))]
            if {mark.name for mark in marks} & {"skip", "skipif", "xfail"}:
                continue
            only = next((str(mark.args[1]) for mark in marks if mark.name == "only_on"), "")
            found += [Story(path.name, name, desk, claimed(marks, desk), only) for desk in desks_of(marks)]
    return found


def first_shown(told: Iterable[Story]) -> dict[Cell, Story]:
    """For each desk and ability the story to name: the first of those that show the fewest."""
    first: dict[Cell, Story] = {}
    for story in told:
        for name in story.shows:
            known = first.get((story.desk, name))
            if known is None or len(story.shows) < len(known.shows):
                first[story.desk, name] = story
    return first


def problems(
    abilities: Sequence[Ability],
    named_by_the_program: Mapping[str, Sequence[str]],
    without: Mapping[Cell, str],
    shown: Mapping[Cell, Story],
) -> list[str]:
    """What is wrong with the table, in words; see `BEGINS`."""
    names = [ability.name for ability in abilities]
    proofs = {fact for ability in abilities for fact in ability.proof}
    found = [f"“{name}” is named twice" for name in sorted({name for name in names if names.count(name) > 1})]
    for thing, facts in named_by_the_program.items():
        if not proofs.intersection(facts):
            found.append(f"no ability in tests/stories/abilities.py stands for the program's {thing}")
    for ability in abilities:
        if not ability.proof:
            found.append(f"“{ability.name}” is proved by nothing")
        for desk in DESKS:
            cell = desk, ability.name
            if cell not in shown and cell not in without:
                found.append(f"no story shows “{ability.name}” on {desk}, and handlers/abilities.py gives no reason")
    for cell in sorted({*shown, *without}):
        desk, name = cell
        if name not in names or desk not in DESKS:
            found.append(f"there is no ability “{name}” on {desk}")
        if cell in shown and cell in without:
            found.append(f"handlers/abilities.py says that {desk} cannot “{name}”, but {shown[cell].name} shows it")
    return found


def table(groups: Mapping[str, Sequence[Ability]], without: Mapping[Cell, str], shown: Mapping[Cell, Story]) -> str:
    """The page."""
    lines = [BEGINS]
    heads = " | ".join(TITLES[desk] for desk in DESKS)
    for title, abilities in groups.items():
        lines += [f"## {title}\n", f"| ability | {heads} |", "|---" * (1 + len(DESKS)) + "|"]
        for ability in abilities:
            cells = " | ".join(_cell((desk, ability.name), without, shown) for desk in DESKS)
            lines.append(f"| {ability.words} | {cells} |")
        lines.append("")
    return "\n".join(lines)


def page() -> str:
    """docs/parity.md as it should be."""
    return table(GROUPS, WITHOUT, first_shown(stories()))


def _cell(cell: Cell, without: Mapping[Cell, str], shown: Mapping[Cell, Story]) -> str:
    if cell in shown:
        story = shown[cell]
        return f"[`{story.file}::{story.name}`](../tests/stories/{story.file})"
    # A reason is plain text: what would be a tag or the end of the cell is none.
    return f"**No.** {html.escape(without[cell], quote=False).replace('|', '&#124;')}" if cell in without else "–"


def _listed(marks: object) -> list[object]:
    listed = marks if isinstance(marks, list | tuple) else [marks]
    return [getattr(mark, "mark", mark) for mark in listed]


def main() -> None:
    """Writes the page; what is wrong with it ends with 1."""
    wrong = problems(ABILITIES, program(), WITHOUT, first_shown(stories()))
    for problem in wrong:
        print(problem, file=sys.stderr)
    TABLE.write_text(page(), encoding="utf-8")
    if wrong:
        sys.exit(1)


if __name__ == "__main__":
    main()
