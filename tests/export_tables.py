"""`make handbook-docs`: the tables of docs/export.md, made of what the export's columns say of themselves."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.export_columns import HISTORY, ITEMS, Column

PAGE = Path(__file__).parents[1] / "docs" / "export.md"
TABLES: Mapping[str, Sequence[Column]] = {"items": ITEMS, "history": HISTORY}
_TABLE = re.compile(r"(<!-- columns: (?P<name>.+?) -->\n).*?(<!-- end -->)", re.DOTALL)


def written(page: str) -> str:
    """The page with its tables as they must be. KeyError for a table that there is not."""
    return _TABLE.sub(lambda found: found[1] + _table(TABLES[found["name"]]) + found[3], page)


def shown(page: str) -> list[str]:
    """Which tables the page has."""
    return [found["name"] for found in _TABLE.finditer(page)]


def _table(columns: Sequence[Column]) -> str:
    rows = ["| column | | what stands in it |", "|---|---|---|"]
    rows += [f"| `{one.name}` | {'with words' if one.words else ''} | {one.about} |" for one in columns]
    return "\n".join(rows) + "\n"


def main() -> None:
    PAGE.write_text(written(PAGE.read_text("utf-8")), "utf-8")
    print(f"{PAGE.name} says what the code says.")


if __name__ == "__main__":
    main()
