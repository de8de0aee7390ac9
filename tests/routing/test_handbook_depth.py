"""What is refused before it is parsed, and what is not."""

import pytest

from routing.handbook_depth import too_deep

DOTS, KEY = "." * 30, "b" + ".b" * 11


@pytest.mark.parametrize(
    "text",
    [
        f'a = "{DOTS}"', f"a = '{DOTS}'", f'a = """\n{DOTS}\n"quoted" {DOTS}"""', f"a = '''\n{DOTS}\n'{DOTS}'''",
        f"# {DOTS}", f'"{DOTS}" = 1', f"a = 1 # {DOTS}", f'a = "\\"{DOTS}"', "a = [" + "1.5, " * 20 + "]",
        'a = "https://a.b.c.d.e.f.g.h.i.j.k.l.m.n"', "b.c = 1\n" * 20, "[[a.b.c]]\n" * 30, "a = " + "[" * 20 + "]" * 20,
        "b" + ".b" * 10 + " = 1", f"a = '\n{KEY} = 1", f'a = """\n{KEY} = 1', "",
    ],
)  # fmt: skip
def test_what_is_left_to_the_parser(text: str) -> None:
    assert too_deep(text) is None


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"{KEY} = 1", 1), (f"[{KEY}]", 1), (f"\n[[{KEY}]]", 2), (f"a = {{ c = 1, {KEY} = 1 }}", 1),
        (f'a = """\n\n"""\n{KEY} = 1', 4), (f"a = ''''x''''\n{KEY} = 1", 2), (f'a = """x"""""\n{KEY} = 1', 2),
        ("'b'" + " . \"b\"" * 11 + " = 1", 1), ("a = " + "[\n" * 21, 21), ("a = " + "{a = " * 21, 1),
        (f'a = ""\n{KEY} = 1', 2),
    ],
)  # fmt: skip
def test_what_is_refused_and_its_line(text: str, line: int) -> None:
    found = too_deep(text)
    assert found is not None
    assert found[0] == line
