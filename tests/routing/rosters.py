"""Absences laid over a handbook, and short ways to say who stands where, for tests."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import strategies as st

from routing.absence import Absence
from routing.handbook import Handbook
from routing.people import stand
from tests.routing.handbooks import NORDIC, handbook, oslo

PEOPLE = ("ada", "bo", "cy", "dee", "eva", "finn", "gro")
MONDAY = oslo("2026-11-16 00:00")
FORTNIGHT = 14 * 24


def away(person: str, start: str = "2026-11-16 00:00", until: str | None = "2026-11-21 00:00", by: str = "") -> Absence:
    """Away from `start` until `until` (None: until they come back) on Oslo's wall; `by` stands in for them."""
    return Absence(person, oslo(start), oslo(until) if until else None, by)


def company(*absences: Absence, text: str = NORDIC, **deputies: str) -> Handbook:
    """The handbook with these people away; `bo="eva"`: Eva is Bo's deputy wherever he may answer."""
    rules = handbook(text)
    people = (replace(person, deputy=deputies.get(person.id, "")) for person in rules.people)
    return replace(rules, people=tuple(people)).with_roster(absences)


def standing(rules: Handbook, domain: str, now: str) -> list[str]:
    """Everybody's part in words: "bo expert freely", "gro stand_in freely for bo"."""
    return [
        f"{one.person} {one.part} {one.level}" + (f" for {one.for_whom}" if one.for_whom else "")
        for one in stand(rules, domain, oslo(now))
    ]


_HOURS = ("mon-fri 08:00-16:00", "mon-sun 08:00-20:00", "mon-fri 12:00-21:00", "fri-sun 22:00-06:00", "always", "never")
_LEVELS = ("freely", "freely", "with_approval", "never")
_LANGUAGES = ("", '"nb"', '"sv", "da"', '"en"', '"nn", "en"')
_ROTA = '\n[rota]\npeople = ["gro", "finn"]\n'


@st.composite
def absences(draw: st.DrawFn) -> Absence:
    """Whole hours within a fortnight; the deputy is anybody, themself, nobody, or somebody unknown."""
    start = MONDAY + timedelta(hours=draw(st.integers(0, FORTNIGHT)))
    length = draw(st.none() | st.integers(1, 100))
    until = None if length is None else start + timedelta(hours=length)
    return Absence(draw(st.sampled_from(PEOPLE)), start, until, draw(st.sampled_from((*PEOPLE, "", "unknown"))))


@st.composite
def companies(draw: st.DrawFn) -> Handbook:
    """Seven people with all kinds of hours, languages, levels, deputies and absences; one domain, "all"."""
    text = '[company]\nname = "C"\nzone = "Europe/Oslo"\n[desks.slack]\ntriage = "C0T"\n'
    for name in PEOPLE:
        hours, spoken = draw(st.sampled_from(_HOURS)), draw(st.sampled_from(_LANGUAGES))
        text += f'[[person]]\nid = "{name}"\nname = "{name}"\nslack = "U{name}"\nhours = "{hours}"\n'
        text += f"languages = [{spoken}]\n"
    members = draw(st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=5, unique=True))
    parts = draw(st.integers(1, len(members)))
    experts, deputies = _members(draw, members[:parts]), _members(draw, members[parts:])
    if "freely" not in experts and "with_approval" not in experts:
        experts = experts.replace("never", "freely", 1)  # The file refuses a domain in which nobody may answer.
    lead = draw(st.sampled_from(PEOPLE))
    text += f'[[domain]]\nid = "all"\nname = "All"\nlead = "{lead}"\nexperts = [{experts}]\ndeputies = [{deputies}]\n'
    rules = handbook(f"schema = 2\n{text}" + (_ROTA if draw(st.booleans()) else ""))
    # The file refuses circles of deputies, so they are put in here.
    chosen = {name: draw(st.sampled_from((*PEOPLE, "", ""))) for name in PEOPLE}
    people = tuple(replace(person, deputy=chosen[person.id]) for person in rules.people)
    return replace(rules, people=people).with_roster(draw(st.lists(absences(), max_size=6)))


def _members(draw: st.DrawFn, names: list[str]) -> str:
    written = []
    for name in names:
        until = draw(st.sampled_from(("", "", ", until = 2026-11-18", ", until = 2026-11-24")))
        written.append(f'{{ person = "{name}", level = "{draw(st.sampled_from(_LEVELS))}"{until} }}')
    return ", ".join(written)
