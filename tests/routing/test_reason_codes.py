import ast
from pathlib import Path

import routing
from routing.reason_codes import CODES

FOLDER = Path(routing.__file__).parent


def made_in(file: Path) -> list[tuple[str, ast.expr]]:
    """Every place in `file` where a Reason is made, with its first argument."""
    calls = [node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call)]
    return [(file.name, call.args[0]) for call in calls if isinstance(call.func, ast.Name) and call.func.id == "Reason"]


def test_every_reason_made_is_in_the_table_and_the_other_way_round() -> None:
    made = [found for file in FOLDER.glob("*.py") if file.name != "reasons.py" for found in made_in(file)]
    codes = {code.value for _, code in made if isinstance(code, ast.Constant)}
    assert [place for place, code in made if not isinstance(code, ast.Constant)] == []
    assert codes == set(CODES)


def test_the_names_of_values_say_what_they_are() -> None:
    typed = {"person", "people", "domain"}
    for names in CODES.values():
        assert all(name in typed or name.islower() for name in names)
        assert not {"expert", "owner", "lead", "due", "until", "seconds"}.intersection(names)
