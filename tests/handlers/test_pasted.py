"""Which words are a handbook that somebody has pasted."""

from pathlib import Path

import pytest

from handlers.pasted import looks_like_handbook

EXAMPLE = Path(__file__).parents[2] / "handbook.example.toml"


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        (EXAMPLE.read_text("utf-8"), True),
        ("# ours\n[company]", True),
        ("\n\n  schema = 1\r\n\r\n[company]\r\nname = 1", True),
        ("schema=1\n  [company]  # us", True),
        ('include = ["a.toml"]\n[company]\n', True),
        ("[company]\nname = 1", True),
        ("\ufeffschema = 1\n[company]", True),
        ("schema = 1\n[companyx]", False),
        ("schema = 1\n[[company]]", False),
        ("schema = 1 [company]", False),
        ("# the [company] is closed", False),
        ("#1 is late\nwhy?", False),
        ("status", False),
        ("Hei!\n# ours\n[company]", False),
        ("schemas\n[company]", False),
        ("", False),
    ],
)
def test_a_handbook_is_known_by_its_first_line_and_its_company(text: str, is_one: bool) -> None:
    assert looks_like_handbook(text) == is_one
