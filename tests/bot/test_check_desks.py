"""Whether a handbook and the connected desks belong together: said before a start, or a night, finds it out."""

import pytest

from bot.check_desks import problems, warnings
from routing.handbook_text import read_handbook

SLACK = """[desks.slack]
intake = ["C0INTAKE"]
triage = "C0TRIAGE"
"""
TEAMS = """[desks.teams]
intake = ["19:intake@thread.tacv2"]
triage = "19:triage@thread.tacv2"
"""
BO, CY = "5f1c0a52-0000-0000-0000-0000000000b0", "5f1c0a52-0000-0000-0000-0000000000c0"


def handbook(desks: str, bo: str, cy: str) -> str:
    return f"""schema = 1
[company]
name = "Fjord"
zone = "Europe/Oslo"
{desks}
[[person]]
id = "bo"
name = "Bo"
{bo}
[[person]]
id = "cy"
name = "Cy"
{cy}
[[domain]]
id = "all"
name = "All"
lead = "cy"
experts = ["bo"]
"""


IN_SLACK = handbook(SLACK, 'slack = "U0BO"', 'slack = "U0CY"')
IN_TEAMS = handbook(TEAMS, f'teams = "{BO}"', f'teams = "{CY}"')


@pytest.mark.parametrize(
    ("text", "desks", "words"),
    [
        (IN_SLACK, ("teams",), "[desks.teams] is missing, but Teams is to be connected"),
        (IN_TEAMS, ("slack",), "[desks.slack] is missing, but Slack is to be connected"),
        (handbook(TEAMS, "", ""), ("teams",), "Nobody has teams"),
        (handbook(TEAMS, 'slack = "U0BO"', ""), ("teams",), "Nobody has teams"),
        (IN_TEAMS.replace("19:triage@", "19%3Atriage%40"), ("teams",), "write : for %3A and @ for %40"),
        (IN_TEAMS.replace(BO, "bo@fjord.example"), ("teams",), "teams is an e-mail address"),
    ],
)
def test_what_keeps_the_bot_from_its_work(text: str, desks: tuple[str, ...], words: str) -> None:
    found = problems(read_handbook(text), desks)
    assert any(words in sentence for sentence in found), found


@pytest.mark.parametrize(
    ("text", "desks", "words"),
    [
        (handbook(SLACK + TEAMS, 'slack = "U0BO"', 'slack = "U0CY"'), ("slack",), "Teams's credentials are not"),
        (handbook(TEAMS, f'teams = "{BO}"', ""), ("teams",), "cannot write to cy: they have no id on Teams"),
        (IN_TEAMS.replace("19:triage@thread.tacv2", "Triage"), ("teams",), "does not look like a channel's id"),
        (IN_TEAMS.replace(BO, "Bo Berg"), ("teams",), "does not look like an Object ID"),
    ],
)
def test_what_will_surprise_somebody(text: str, desks: tuple[str, ...], words: str) -> None:
    read = read_handbook(text)
    assert any(words in sentence for sentence in warnings(read, desks)), warnings(read, desks)
    assert not any(words in sentence for sentence in problems(read, desks))


@pytest.mark.parametrize(
    ("text", "desks"),
    [
        (IN_SLACK, ("slack",)), (IN_TEAMS, ("teams",)), (IN_SLACK, ()),
        (handbook(SLACK + TEAMS, f'slack = "U0BO"\nteams = "{BO}"', f'teams = "{CY}"'), ("slack", "teams")),
    ],
)  # fmt: skip
def test_nothing_to_say(text: str, desks: tuple[str, ...]) -> None:
    read = read_handbook(text)
    assert (problems(read, desks), warnings(read, desks)) == ((), ())
