"""Whatever is wrong with a handbook, people are told the file, the place and the mend."""

import re
from datetime import date

import pytest

from routing.handbook_checks import warnings_on
from routing.handbook_problems import HandbookError
from routing.handbook_text import read_handbook
from tests.routing.bad_handbooks import END, GOOD
from tests.routing.bad_rules import MISTAKES

LINE = re.compile(r" \(line \d+\)")
COLUMN = re.compile(r"column \d+")


def told(text: str, name: str = "handbook.toml") -> list[str]:
    """What is said about a bad handbook, without lines and columns (which differ by Python's version)."""
    with pytest.raises(HandbookError) as error:
        read_handbook(text, name)
    assert str(error.value).splitlines() == [str(problem) for problem in error.value.problems]
    return [COLUMN.sub("column N", LINE.sub("", str(problem))) for problem in error.value.problems]


def test_the_good_one_is_good() -> None:
    assert read_handbook(GOOD).warnings == ()


@pytest.mark.parametrize("kind", MISTAKES)
def test_every_mistake_is_told_with_its_file_its_place_and_its_mend(kind: str) -> None:
    mistake = MISTAKES[kind]
    assert f"rules.toml: {mistake.told}" in told(mistake.text, "rules.toml")


ALONE = set(MISTAKES) - {
    "person twice", "domain twice", "situation twice", "answer twice", "id with blanks", "section misspelled",
    "single brackets", "several rotas", "ladder twice", "empty", "text where true belongs", "words of schema 1",
    "reason to decline twice", "target twice", "own day twice", "ladder without rungs",
}  # fmt: skip


@pytest.mark.parametrize("kind", sorted(ALONE))
def test_one_mistake_is_one_sentence(kind: str) -> None:
    assert told(MISTAKES[kind].text) == [f"handbook.toml: {MISTAKES[kind].told}"]


def test_the_place_holds_the_line_of_the_sections_header_whatever_stands_in_values() -> None:
    text = (
        MISTAKES["answer for no domain"]
        .text.replace("Vi finner ut av det.", "x")
        .replace('name = "A parcel is late"', 'name = """A\n[[answer]]\n# [[answer]]\n"""')
    )
    with pytest.raises(HandbookError) as error:
        read_handbook(text)
    (problem,) = error.value.problems
    line = text.splitlines().index('id = "late-nb"')
    assert (problem.file, problem.place) == ("handbook.toml", f'[[answer]] "late-nb" (line {line})')


@pytest.mark.parametrize(
    ("change", "warnings"),
    [
        (("", ""), ()),
        (
            ("until = 2027-01-31", "until = 2026-11-27"),
            ('[[domain]] "delivery": deputy "ada" was one until 2026-11-27; take them out, or write another day',),
        ),
        (("until = 2027-01-31", "until = 2026-11-28"), ()),
    ],
)  # fmt: skip
def test_a_deputy_whose_last_day_is_over_is_only_warned_of(change: tuple[str, str], warnings: tuple[str, ...]) -> None:
    handbook = read_handbook(GOOD.replace(*change))
    assert handbook.warnings == ()
    assert warnings_on(handbook, date(2026, 11, 28)) == warnings


@pytest.mark.parametrize(
    ("old", "new", "warnings"),
    [
        ('kind = "critique"', 'source = "facebok"', ['[[rule]] "angry": source "facebok"|facebook']),
        ('kind = "critique"', 'source = ["Blogg", "x", "press"]', ['[[rule]] "angry": source "blogg"|blog']),
        ('["facebook", "x"]', '["*", "youtub"]', ['[[target]] number 1: sources "youtub"|youtube']),
        ('id = "quick"', 'id = "quick"\nsources = "forums"', ['[[ladder]] "quick": sources "forums"|forum']),
        ('kind = "critique"', 'source = "fjordforum"', []),
    ],
)
def test_a_source_that_is_nearly_a_known_one_is_warned_of(old: str, new: str, warnings: list[str]) -> None:
    text = GOOD.replace(old, new)
    assert text != GOOD
    wanted = [
        f'{begin} is no source that I know; did you mean "{meant}"?'
        for begin, meant in (warning.split("|") for warning in warnings)
    ]
    assert [LINE.sub("", warning).removeprefix("handbook.toml: ") for warning in read_handbook(text).warnings] == wanted


def targets(*written: str) -> str:
    """The good handbook with these targets instead of its own; each stands here without its time."""
    first, last = GOOD.index("[[target]]"), GOOD.index("[[ladder]]")
    sections = "".join(f'[[target]]\nanswer_within = "2h"\n{one}\n' for one in written)
    return GOOD[:first] + sections + GOOD[last:]


FIRST = "is asked before it and fits all the same posts; put this one first"


@pytest.mark.parametrize(
    ("written", "warning"),
    [
        (["sources = 'x'", "kind = 'critique'"], ""),
        (["sources = ['x', 'blog']", "sources = 'x'\nkind = 'critique'"], f"2: 1 {FIRST}"),
        (["kind = ['critique', 'question']", "domains = ['billing']", "kind = 'critique'"], f"3: 1 {FIRST}"),
        (["kind = 'critique'", "kind = ['critique', 'question']"], ""),
        (["urgency = 'high'", "urgency = 'high'\nsources = '*'\ndomains = ['billing']"], f"2: 1 {FIRST}"),
        (["sources = '*'", "sources = 'x'"], ""),
        (["", "sources = 'x'\nkind = 'praise'"], ""),
        (["", "sources = '*'"], "2: 1 is for all other posts already; keep one"),
        (["sources = ['x', '*']", "sources = 'x'\nkind = 'praise'"], f"2: 1 {FIRST}"),
        (["sources = ['x', '*']", "sources = 'blog'\nkind = 'praise'"], ""),
    ],
)
def test_a_target_that_is_never_reached_is_warned_of(written: list[str], warning: str) -> None:
    told = [LINE.sub("", one) for one in read_handbook(targets(*written)).warnings]
    later, _, rest = warning.partition(": ")
    earlier, _, sentence = rest.partition(" ")
    wanted = f"handbook.toml: [[target]] number {later}: is never reached: [[target]] number {earlier} {sentence}"
    assert told == ([wanted] if warning else [])


def test_a_source_that_an_intake_channel_names_is_known() -> None:
    text = GOOD.replace('kind = "critique"', 'source = "blogs"')
    assert len(read_handbook(text).warnings) == 1
    assert read_handbook(text.replace('source = "facebook" }', 'source = "Blogs" }')).warnings == ()


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + GOOD,
        GOOD.replace("\n", "\r\n"),
        GOOD.replace(" = ", "\t=\t"),
        GOOD.replace("\n[", "\n\t [").replace("[rota]", "[ rota ]"),
        GOOD.replace('"Ada Lund"', '"Ada\\tLund"'),
        GOOD.replace('"Ada Lund"', "'Ada \u2028 Lund'"),
    ],
    ids=["a mark at the beginning", "Windows' line ends", "tabs", "indented headers", "a tab", "an odd line end"],
)
def test_what_editors_do_to_a_text_is_fine(text: str) -> None:
    assert [domain.id for domain in read_handbook(text).domains] == ["billing", "delivery"]


def test_of_many_problems_fifty_are_told_and_how_many_more_there_are() -> None:
    rules = "".join(f'[[rule]]\nid = "r{number}"\nany = ["a"]\ndomain = "none"\n' for number in range(63))
    with pytest.raises(HandbookError) as error:
        read_handbook(GOOD + rules)
    assert (error.value.count, len(error.value.problems)) == (63, 51)
    assert str(error.value.problems[-1]) == "and 13 more problems; mend these first"


def test_fifty_problems_are_all_told() -> None:
    rules = "".join(f'[[rule]]\nid = "r{number}"\nany = ["a"]\ndomain = "none"\n' for number in range(50))
    assert len(told(GOOD + rules)) == 50


_ONCE = 'so that it comes at once; write a part of the target, such as "25%", or give them a ladder of their own'


_REST = '[[target]]\nanswer_within = "1d"\n'
_NAMED = 'id = "usual"\nsources = '


@pytest.mark.parametrize(
    ("changes", "warned"),
    [
        ({"-10m": "-3h"}, []),
        ({"-10m": "-5h"}, ["3h ([[target]] number 1, answer_within)"]),
        ({"-10m": "-5h", '"3h"': '"6h"'}, ["3h (the usual target of what has none)"]),
        # The shortest of those that the ladder can meet is told.
        ({"-10m": "-5h", '"3h"': '"4h"\nnext_answer_within = "2h"'}, ["2h ([[target]] number 1, next_answer_within)"]),
        (
            {"-10m": "-5h", 'id = "usual"': _NAMED + '"x"', '"3h"': f'"4h"\n{_REST}'},
            ["4h ([[target]] number 1, answer_within)"],
        ),
        # Of no such item, by its source or because another ladder takes it; or by office hours.
        ({"-10m": "-5h", 'id = "usual"': _NAMED + '"blog"', '"3h"': f'"4h"\n{_REST}'}, []),
        ({"-10m": "-5h", '"3h"': f'"4h"\ndomains = ["delivery"]\n{_REST}'}, []),
        ({"-10m": "-5h", '"3h"': f'"4h"\nclock = "office"\n{_REST}'}, []),
    ],
)
def test_a_rung_before_there_is_an_item_is_warned_of(changes: dict[str, str], warned: list[str]) -> None:
    text = GOOD
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new, 1)
    assert [LINE.sub("", warning) for warning in read_handbook(text).warnings] == [
        f'handbook.toml: [[ladder.rung]] "end": at = "-5h" is before the beginning of items that are to be answered '
        f"within {each}, {_ONCE}"
        for each in warned
    ]


_DAY, _NIGHT = ('[[rota.layer]]\nid = "day"\n', '[[rota.layer]]\nid = "night"\n')
_ORDER = "[[rota.layer.order]]\nfrom = "
_ADA, _BOTH = 'people = ["ada"]\n', 'people = ["ada", "cy"]\n'
_ALONE = (
    '[rota]: "ada" is alone in it, so that a page that they do not answer goes on to the domain\'s lead at most; add a '
    "second one"
)
_FAR = '[rota], layer "{}": 2037-01-05 is more than a year ahead; nobody is on call in it before: is the year right?'
_ODD = (
    '[rota], layer "day": 2037-01-05 is more than a year ahead; an order that begins so late is odd: is the year right?'
)


@pytest.mark.parametrize(
    ("rota", "warnings"),
    [
        (_ADA, [_ALONE]),
        ('people = ["ada", "zoe"]\n', [_ALONE]),
        (f"{_BOTH}starts = 2037-01-05\n", [_FAR.format("rota")]),
        (f"{_DAY}{_ADA}{_NIGHT}{_ADA}", [_ALONE]),
        (f"{_DAY}{_ADA}{_NIGHT}{_BOTH}starts = 2037-01-05\n", [_FAR.format("night")]),
        (f"{_DAY}{_ADA}{_NIGHT}calendar = true\n", []),
        # By those who come, not by those who were.
        (f"{_DAY}{_ORDER}2026-01-05\n{_BOTH}{_ORDER}2026-11-02\n{_ADA}", [_ALONE]),
        (f"{_DAY}{_ORDER}2026-01-05\n{_BOTH}{_ORDER}2037-01-05\n{_ADA}", [_ODD]),
    ],
)
def test_a_rota_of_one_and_one_of_another_decade_are_warned_of(rota: str, warnings: list[str]) -> None:
    handbook = read_handbook(GOOD.replace(END, f"[rota]\n{rota}"))
    assert list(warnings_on(handbook, date(2026, 11, 28))) == warnings


@pytest.mark.parametrize(
    ("rota", "warnings"),
    [
        (f'{_DAY}name = "Support"\n{_BOTH}{_NIGHT}{_BOTH}', []),
        (
            f'{_DAY}{_BOTH}{_NIGHT}name = "Day"\n{_BOTH}',
            ['[[rota.layer]] "night": "day" is what the layer "day" is called too, so that nobody can tell them apart '
             "in chat; give one another name"],
        ),
        (_BOTH + 'second_leg_after = "9m"\n', []),
        (
            _BOTH + 'second_leg_after = "1h"\n',
            ["[rota]: second_leg_after is 1h and pass_on_after 10m, so that the next one is woken before a page goes "
             "out by page_also; write a shorter second_leg_after"],
        ),
    ],
)  # fmt: skip
def test_a_rota_that_is_hardly_meant_is_warned_of(rota: str, warnings: list[str]) -> None:
    text = GOOD.replace(END, f"[rota]\n{rota}")
    also = text.replace('slack = "U0BO"', 'slack = "U0BO"\npage_also = "webhook"')
    for each, wanted in ((text, [one for one in warnings if "page_also" not in one]), (also, warnings)):
        found = [LINE.sub("", warning).removeprefix("handbook.toml: ") for warning in read_handbook(each).warnings]
        assert found == wanted
