"""Before a handbook comes into force it is said whose turns on call would move."""

from handlers.handbook_check import Checked
from handlers.prospect import Prospect
from handlers.views.what_if import in_short
from handlers.words.speaker import plain
from routing.what_if import compare
from tests.handlers.examples import HANDBOOK, NOW, handbook, speaker


def shown(people: str) -> list[str]:
    return compared(HANDBOOK.replace('people = ["dee", "gro"]', people))


def compared(text: str) -> list[str]:
    old, new = handbook(), handbook(text)
    prospect = Prospect("handbook.toml", old.digest, Checked(new), compare(old, new, (), NOW))
    return [plain(line) for line in in_short(speaker(), prospect)]


def test_whose_turns_would_move_and_how_to_leave_them() -> None:
    lines = shown('people = ["dee", "bo", "gro"]')
    place = lines.index("Turns on call would move, since people were changed without a new order from a day:")
    assert [line.partition(" (rota): ")[0] for line in lines[place + 1 : place + 3]] == ["• Dee Eik", "• Gro Lie"]
    assert " → " in lines[place + 1]
    assert lines[place + 3] == "To leave them where they are, begin a [[rota.layer.order]] from the day of the change."


def test_who_takes_somebody_s_place_moves_nobody() -> None:
    assert not any("Turns on call" in line for line in shown('people = ["dee", "bo"]'))


def test_whose_shifts_would_be_others_is_said_in_few_lines() -> None:
    rota = HANDBOOK[HANDBOOK.index("[rota]") :]
    for change in ('handover = "tue 08:00"\n', "starts = 2026-01-12\n"):
        lines = compared(HANDBOOK.replace(rota, f'[rota]\npeople = ["dee", "gro"]\n{change}'))
        place = lines.index("Somebody else would be on call than now:")
        told = lines[place + 1 : place + 6]
        assert all("(rota): " in line and " – " in line and " → " in line for line in told), told
        assert "Dee Eik → Gro Lie" in told[0] + told[1]
        assert lines[place + 6].startswith("and "), lines
        assert "Layers of the rota · changed: rota" in lines
    lines = compared(HANDBOOK.replace(rota, '[rota]\nlayer = [{ id = "day", people = ["dee", "gro"] }]\n'))
    assert "Layers of the rota · new: day · gone: rota" in lines
    assert not any("Somebody else" in line for line in lines)
