"""What works on one desk works on the other, or handlers/abilities.py says why the platform does not let it."""

import ast
from collections.abc import Iterator
from pathlib import Path

from handlers.abilities import WITHOUT, can

STORIES = Path(__file__).parents[1] / "stories"
OTHER = {"slack": "teams", "teams": "slack"}


def marked() -> Iterator[tuple[str, str, str]]:
    """File, desk and ability of every story that runs on one desk alone."""
    for path in sorted(STORIES.glob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "only_on":
                desk, ability = (ast.literal_eval(argument) for argument in node.args)
                yield path.name, desk, ability


def test_a_story_of_one_desk_alone_has_the_platforms_reason() -> None:
    assert [(file, desk, ability) for file, desk, ability in marked() if can(OTHER[desk], ability)] == []
    assert all(reason.endswith(".") for reason in WITHOUT.values())
