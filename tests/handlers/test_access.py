"""Who may do what: the table of rights, cell by cell, and what those are told who may not."""

from itertools import product

import pytest

from handlers.access import RIGHTS, Action, Denial, Permit, Role, check_item, check_member
from handlers.intents import Actor
from tests.handlers.examples import HANDBOOK, NOW, handbook, item

ROLES = {
    Role.MEMBER: "gro", Role.EXPERT: "bo", Role.DEPUTY: "finn", Role.LEAD: "cy", Role.ON_CALL: "dee",
    Role.MANAGER: "eva",
}  # fmt: skip
"""Who is what to the item of the examples."""

TABLE = """
                member  expert  deputy  lead  on_call  manager
see             yes     yes     yes     yes   yes      yes
submit          yes     yes     yes     yes   yes      yes
share_status    yes     yes     yes     yes   yes      yes
claim           -       yes     yes     yes   yes      -
release         -       yes     yes     yes   yes      -
release_others  -       -       -       yes   -        -
answer          -       yes     yes     yes   -        -
decline         -       yes     yes     yes   yes      -
not_an_item     -       yes     yes     yes   yes      -
"""


def cells() -> dict[tuple[Role, Action], bool]:
    head, *rows = TABLE.strip("\n").splitlines()
    table: dict[tuple[Role, Action], bool] = {}
    for row in rows:
        action, *marks = row.split()
        table |= {(Role(role), Action(action)): mark == "yes" for role, mark in zip(head.split(), marks, strict=True)}
    return table


def test_the_table_here_has_every_cell() -> None:
    assert set(cells()) == set(product(Role, Action))
    assert set(RIGHTS) == set(Role)


@pytest.mark.parametrize(("role", "action"), list(product(Role, Action)))
def test_the_table_of_rights(role: Role, action: Action) -> None:
    person = ROLES[role]
    found = check_item(handbook(), Actor("slack", f"U0{person.upper()}"), action, item(), NOW)
    if not cells()[role, action]:
        assert isinstance(found, Denial)
        return
    assert isinstance(found, Permit)
    assert found.person == person
    assert found.role in (role, Role.MEMBER)


@pytest.mark.parametrize("action", list(Action))
def test_guests_may_nothing(action: Action) -> None:
    guest = Actor("slack", "U0CY", guest=True)
    assert check_item(handbook(), guest, action, item(), NOW) == check_member(guest, action)
    assert isinstance(check_member(guest, action), Denial)


@pytest.mark.parametrize("action", list(Action))
def test_who_is_not_in_the_handbook_is_a_member(action: Action) -> None:
    found = check_item(handbook(), Actor("slack", "U0ADA"), action, item(), NOW)
    if cells()[Role.MEMBER, action]:
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
        ("U0DEE", Action.RELEASE_OTHERS, "not_in_domain", "bo,finn"),
    ],
)
def test_a_refusal_says_what_is_missing_and_whom_to_ask(user: str, action: Action, code: str, people: str) -> None:
    found = check_item(handbook(), Actor("slack", user), action, item(), NOW)
    assert isinstance(found, Denial)
    assert (found.reason.code, found.reason.values["people"]) == (code, people)


def test_people_are_known_by_their_identity_on_that_desk() -> None:
    found = check_item(handbook(), Actor("teams", "U0BO"), Action.CLAIM, item(), NOW)
    assert isinstance(found, Denial)


def test_an_item_of_a_field_that_is_gone_belongs_to_the_default_field() -> None:
    text = HANDBOOK.replace('id = "delivery"', 'id = "other"').replace('domain = "delivery"', 'domain = "other"')
    found = check_item(handbook(text), Actor("slack", "U0FINN"), Action.ANSWER, item(), NOW)
    assert found == Permit("finn", Role.EXPERT)
