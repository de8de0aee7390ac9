"""`make handbook-docs`: the tables of docs/handbook.md, made of what the sections' fields say of themselves."""

import re
from pathlib import Path

from routing.handbook_schema import SECTIONS, SectionWords, fields

PAGE = Path(__file__).parents[1] / "docs" / "handbook.md"
_TABLE = re.compile(r"(<!-- fields: (?P<header>.+?) -->\n).*?(<!-- end -->)", re.DOTALL)


def written(page: str) -> str:
    """The page with its tables as they must be. KeyError for the fields of a section that there is not."""
    sections = {section.header: section for section in SECTIONS}
    return _TABLE.sub(lambda found: found[1] + _table(sections[found["header"]]) + found[3], page)


def shown(page: str) -> list[str]:
    """The sections whose fields the page shows."""
    return [found["header"] for found in _TABLE.finditer(page)]


def _table(section: SectionWords) -> str:
    rows = [f"{section.about}\n", "| field | | what it says |", "|---|---|---|"]
    for field in fields(section.model):
        usual = "needed" if field.needed else f"else {_code(field.usual)}" if field.usual else ""
        rows.append(f"| `{field.name}` | {usual} | {field.about.replace('|', chr(92) + '|')} |")
    return "\n".join(rows) + "\n"


def _code(usual: str) -> str:
    return usual if usual.startswith("the ") else f"`{usual}`"


def main() -> None:
    PAGE.write_text(written(PAGE.read_text("utf-8")), "utf-8")
    print(f"{PAGE.name} says what the code says.")


if __name__ == "__main__":
    main()
