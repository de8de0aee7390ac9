"""Who may do what: the table of rights, cell by cell, and what those are told who may not."""

from itertools import product

import pytest

from handlers.access import (
    Action,
    Denial,
    Permit,
    Role,
    check_absence,
    check_calendar,
    check_delegation,
    check_handbook,
    check_item,
    check_member,
    check_reply,
    check_rota,
    check_shift,
    roles,
)
from handlers.intents import Actor
from handlers.rights import RIGHTS, WITHHELD
from routing.absence import Absence
from routing.handbook import Handbook
from routing.handbook_sections import Level
from tests.handlers.examples import HANDBOOK, NOW, handbook, item

ROLES = {
    Role.MEMBER: "gro", Role.EXPERT: "bo", Role.DEPUTY: "finn", Role.LEAD: "cy", Role.ON_CALL: "dee",
    Role.APPROVER: "rut", Role.MANAGER: "eva", Role.HANDBOOK_OWNER: "ida", Role.ADMINISTRATOR: "jon", Role.SELF: "gro",
}  # fmt: skip
"""Who is what to the item of the examples, or to what is asked."""

TABLE = """
                 member  expert  deputy  lead  approver  on_call  manager  handbook_owner  administrator  self
see              yes     yes     yes     yes   yes       yes      yes      yes             yes            yes
submit           yes     yes     yes     yes   yes       yes      yes      yes             yes            yes
share_status     yes     yes     yes     yes   yes       yes      yes      yes             yes            yes
claim            -       yes     yes     yes   -         yes      -        -               -              -
release          -       yes     yes     yes   -         yes      -        -               -              -
release_others   -       -       -       yes   -         -        -        -               -              -
answer           -       yes     yes     yes   -         -        -        -               -              -
hold             -       yes     yes     yes   -         yes      -        -               -              -
decline          -       yes     yes     yes   -         yes      -        -               -              -
not_an_item      -       yes     yes     yes   -         yes      -        -               -              -
reopen           -       yes     yes     yes   -         yes      -        -               -              -
correct          -       yes     yes     yes   -         yes      yes      yes             -              -
see_handbook     -       -       -       -     -         -        -        yes             yes            -
change_handbook  -       -       -       -     -         -        -        yes             -              -
reload_handbook  -       -       -       -     -         -        -        yes             yes            -
set_absence      -       -       -       yes   -         -        yes      -               -              yes
see_delegation   -       -       -       yes   -         -        yes      yes             -              -
pause            -       yes     yes     yes   -         yes      -        -               -              -
pause_others     -       -       yes     yes   -         -        -        -               -              -
subscribe        yes     yes     yes     yes   yes       yes      yes      yes             yes            yes
draft            -       yes     yes     yes   -         -        -        -               -              -
approve          -       -       yes     yes   yes       -        -        -               -              -
hand_over        -       yes     yes     yes   -         yes      -        -               -              -
ask              -       yes     yes     yes   -         yes      -        -               -              -
reply            -       -       -       -     -         -        -        -               -              yes
tip              yes     yes     yes     yes   yes       yes      yes      yes             yes            yes
report_conflict  -       yes     yes     yes   -         yes      -        -               -              -
settle_conflict  -       -       yes     yes   -         -        -        -               -              -
hold_locked      -       -       yes     yes   -         yes      -        -               -              -
merge            -       yes     yes     yes   -         yes      -        -               -              -
overrule         -       -       -       yes   -         -        -        -               -              -
share_praise     -       yes     yes     yes   -         yes      -        -               -              -
take_shift       -       -       -       -     -         -        -        -               -              yes
set_rota         -       -       -       yes   -         -        yes      yes             yes            -
"""

LEVELS = """
         freely  with_approval  never
claim    yes     yes            yes
release  yes     yes            yes
answer   yes     -              -
draft    yes     yes            -
hold     yes     yes            -
decline  yes     yes            yes
reopen   yes     yes            yes
correct  yes     yes            yes
"""

FULL = HANDBOOK.replace(
    "[[domain]]",
    '[[person]]\nid = "ida"\nname = "Ida"\nslack = "U0IDA"\nroles = ["handbook_owner"]\n'
    '[[person]]\nid = "jon"\nname = "Jon"\nslack = "U0JON"\nroles = ["administrator"]\n'
    '[[person]]\nid = "rut"\nname = "Rut"\nslack = "U0RUT"\n\n[[domain]]\napprovers = ["rut"]',
    1,
).replace('roles = ["manager", "administrator"]', 'roles = ["manager"]')


def cells(table: str) -> dict[tuple[str, str], bool]:
    head, *rows = table.strip("\n").splitlines()
    found: dict[tuple[str, str], bool] = {}
    for row in rows:
        action, *marks = row.split()
        found |= {(column, action): mark == "yes" for column, mark in zip(head.split(), marks, strict=True)}
    return found


RIGHT = cells(TABLE)


def actor(person: str) -> Actor:
    return Actor("slack", f"U0{person.upper()}")


def asked(person: str, action: Action, role: Role = Role.MEMBER) -> Permit | Denial:
    """Asked as whoever wants to do it asks."""
    rules = handbook(FULL)
    if action in (Action.SEE_HANDBOOK, Action.CHANGE_HANDBOOK):
        return check_handbook(rules, actor(person), action)
    if action is Action.SET_ABSENCE:
        return check_absence(rules, actor(person), person if role is Role.SELF else "somebody-else")
    if action is Action.SEE_DELEGATION:
        return check_delegation(rules, actor(person))
    if action is Action.SUBSCRIBE:
        return check_calendar(rules, actor(person))
    if action is Action.SET_ROTA:
        return check_rota(rules, actor(person))
    if action is Action.REPLY:
        return check_reply(rules, actor(person), person if role is Role.SELF else "somebody-else")
    if action is Action.TAKE_SHIFT and role is Role.SELF:
        return check_shift(rules, actor(person))
    return check_item(rules, actor(person), action, item(), NOW)


def test_the_table_here_has_every_cell() -> None:
    assert set(RIGHT) == set(product(Role, Action))
    assert set(RIGHTS) == set(Role)
    assert set(WITHHELD) == set(Level)


@pytest.mark.parametrize(("role", "action"), list(product(Role, Action)))
def test_the_table_of_rights(role: Role, action: Action) -> None:
    person = ROLES[role]
    found = asked(person, action, role)
    if not RIGHT[role, action]:
        assert isinstance(found, Denial)
        return
    assert isinstance(found, Permit)
    assert found.person == person
    assert found.role in (role, Role.MEMBER)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize(
    "action", [Action.CHANGE_HANDBOOK, Action.SEE_HANDBOOK, Action.SET_ABSENCE, Action.SEE_DELEGATION, Action.SET_ROTA]
)
def test_rights_that_are_about_no_item_are_of_the_same_table(role: Role, action: Action) -> None:
    """But for those whom a question about an item cannot know: whose absence it is about."""
    if role is not Role.SELF:
        found = check_item(handbook(FULL), actor(ROLES[role]), action, item(), NOW)
        assert isinstance(found, Permit) is RIGHT[role, action]


@pytest.mark.parametrize(("level", "action"), list(cells(LEVELS)))
@pytest.mark.parametrize("part", ["experts", "deputies"])
def test_a_level_takes_away_the_answer(part: str, level: str, action: str) -> None:
    name = {"experts": "bo", "deputies": "finn"}[part]
    entry = f'{{ person = "{name}", level = "{level}" }}'
    rules = handbook(FULL.replace(f'{part} = ["{name}"]', f"{part} = [{entry}]", 1))
    found = check_item(rules, actor(name), Action(action), item(), NOW)
    theirs = Action(action) in RIGHTS[Role.EXPERT if part == "experts" else Role.DEPUTY]
    assert isinstance(found, Permit) is (theirs and cells(LEVELS)[level, action])
    if isinstance(found, Denial):
        others = {"experts": "finn,cy", "deputies": "bo,cy"}[part]
        assert found.reason.code == "level_may_not_answer"
        assert found.reason.values == {"domain": "delivery", "people": others}


def with_bo_away(level: str = "freely", hours: int = 1) -> Handbook:
    text = FULL.replace('experts = ["bo"]', f'experts = [{{ person = "bo", level = "{level}" }}]', 1)
    until = NOW.replace(hour=NOW.hour + hours)
    return handbook(text).with_roster([Absence("bo", NOW.replace(hour=0), until, "gro")])


def test_who_stands_in_is_a_deputy_with_the_rights_of_the_absent_one_until_they_are_back() -> None:
    assert roles(with_bo_away(), "gro", item(), NOW) == (Role.DEPUTY, Role.MEMBER)
    assert check_item(with_bo_away(), actor("gro"), Action.ANSWER, item(), NOW) == Permit("gro", Role.DEPUTY)
    denied = check_item(with_bo_away("never"), actor("gro"), Action.ANSWER, item(), NOW)
    assert isinstance(denied, Denial)
    assert denied.reason.values["people"] == "finn,cy"
    back = NOW.replace(hour=NOW.hour + 1)
    assert roles(with_bo_away(), "gro", item(), back) == (Role.MEMBER,)
    # Bo himself may go on answering: nobody's rights are taken for being away.
    assert check_item(with_bo_away(), actor("bo"), Action.ANSWER, item(), NOW) == Permit("bo", Role.EXPERT)


@pytest.mark.parametrize("action", list(Action))
def test_guests_may_nothing(action: Action) -> None:
    guest = Actor("slack", "U0CY", guest=True)
    assert check_item(handbook(), guest, action, item(), NOW) == check_member(guest, action)
    assert isinstance(check_member(guest, action), Denial)
    assert check_handbook(handbook(), guest) == check_absence(handbook(), guest, "cy") == check_member(guest, action)


@pytest.mark.parametrize("action", list(Action))
def test_who_is_not_in_the_handbook_is_a_member(action: Action) -> None:
    found = check_item(handbook(), Actor("slack", "U0ADA"), action, item(), NOW)
    if RIGHT[Role.MEMBER, action]:
        assert found == Permit("", Role.MEMBER)
    else:
        assert isinstance(found, Denial)
        assert found.reason.code == "not_known"
        assert found.reason.values == {"identity": "U0ADA", "desk": "slack", "people": "eva"}


@pytest.mark.parametrize(
    ("user", "action", "paged", "owner", "may"),
    [
        ("U0GRO", Action.CLAIM, ("dee", "gro"), None, True),
        ("U0GRO", Action.ANSWER, ("dee", "gro"), None, False),
        ("U0GRO", Action.RELEASE, (), "gro", True),
        ("U0GRO", Action.ANSWER, (), "gro", False),
        ("U0GRO", Action.RELEASE_OTHERS, ("gro",), "bo", False),
    ],
)
def test_who_was_woken_or_has_it_may_what_the_person_on_call_may(
    user: str, action: Action, paged: tuple[str, ...], owner: str | None, may: bool
) -> None:
    found = check_item(handbook(), Actor("slack", user), action, item(owner=owner, paged=paged), NOW)
    assert isinstance(found, Permit) is may


@pytest.mark.parametrize(
    ("user", "action", "code", "people"),
    [
        ("U0GRO", Action.CLAIM, "not_in_domain", "bo,finn"),
        ("U0EVA", Action.ANSWER, "not_in_domain", "bo,finn"),
        ("U0DEE", Action.ANSWER, "on_call_may_not_answer", "bo,finn,cy"),
        ("U0DEE", Action.RELEASE_OTHERS, "not_in_domain", "cy"),
    ],
)
def test_a_refusal_says_what_is_missing_and_whom_to_ask(user: str, action: Action, code: str, people: str) -> None:
    found = check_item(handbook(), Actor("slack", user), action, item(), NOW)
    assert isinstance(found, Denial)
    assert (found.reason.code, found.reason.values["people"]) == (code, people)


@pytest.mark.parametrize(
    ("text", "code", "values"),
    [
        (FULL, "handbook_is_owned", {"people": "ida"}),
        (HANDBOOK, "handbook_has_no_owner", {"people": "eva"}),
    ],
)
def test_who_may_not_change_the_handbook_is_told_whose_it_is(text: str, code: str, values: dict[str, str]) -> None:
    found = check_handbook(handbook(text), actor("bo"))
    assert isinstance(found, Denial)
    assert (found.reason.code, found.reason.values) == (code, values)
    unknown = check_handbook(handbook(text), actor("ada"))
    assert isinstance(unknown, Denial)
    assert unknown.reason.code == "not_known"


def test_who_may_say_that_somebody_is_away() -> None:
    rules = handbook(FULL)
    assert check_absence(rules, actor("gro"), "gro") == Permit("gro", Role.SELF)
    assert check_absence(rules, actor("cy"), "gro") == Permit("cy", Role.LEAD)
    assert check_absence(rules, actor("eva"), "gro") == Permit("eva", Role.MANAGER)
    found = check_absence(rules, actor("bo"), "gro")
    assert isinstance(found, Denial)
    assert (found.reason.code, found.reason.values) == ("absence_of_another", {"person": "gro", "people": "cy,eva"})
    unknown = check_absence(rules, actor("ada"), "gro")
    assert isinstance(unknown, Denial)
    assert unknown.reason.code == "not_known"


def test_people_are_known_by_their_identity_on_that_desk() -> None:
    found = check_item(handbook(), Actor("teams", "U0BO"), Action.CLAIM, item(), NOW)
    assert isinstance(found, Denial)


def test_an_item_of_a_field_that_is_gone_belongs_to_the_default_field() -> None:
    text = HANDBOOK.replace('id = "delivery"', 'id = "other"').replace('domain = "delivery"', 'domain = "other"')
    found = check_item(handbook(text), Actor("slack", "U0FINN"), Action.ANSWER, item(), NOW)
    assert found == Permit("finn", Role.EXPERT)


def test_who_may_see_how_healthy_the_delegation_is_is_said_to_others() -> None:
    denied = check_delegation(handbook(FULL), actor("bo"))
    assert isinstance(denied, Denial)
    assert denied.reason.values == {"people": "ida,eva"}
    nobody = FULL.replace('roles = ["manager"]', "").replace('roles = ["handbook_owner"]', "")
    denied = check_delegation(handbook(nobody), actor("bo"))
    assert isinstance(denied, Denial)
    assert denied.reason.values == {"people": "cy"}
    unknown = check_delegation(handbook(FULL), actor("ada"))
    assert isinstance(unknown, Denial)
    assert unknown.reason.code == "not_known"


def test_only_those_whom_the_handbook_names_have_addresses_of_calendars() -> None:
    assert check_calendar(handbook(FULL), actor("gro")) == Permit("gro", Role.MEMBER)
    unknown = check_calendar(handbook(FULL), actor("ada"))
    guest = check_calendar(handbook(FULL), Actor("slack", "U0GRO", guest=True))
    assert isinstance(unknown, Denial)
    assert isinstance(guest, Denial)
    assert (unknown.reason.code, guest.reason.code) == ("not_known", "guests_may_nothing")
