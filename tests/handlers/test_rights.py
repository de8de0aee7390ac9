"""Every action by everybody, in their own domain and in another: a cell that changes is seen here.

`yes` may, `-` may not. Who is what, and when, is in WHO; docs/rights.md says the same in words.
"""

import ast
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from pathlib import Path

import pytest

from handlers import access
from handlers.access import Action, Denial, Permit
from handlers.intents import Actor
from handlers.speakers import Names
from handlers.words import Speaker
from handlers.words.reasons import sentence
from handlers.words.speaker import plain
from routing.absence import Absence
from routing.handbook import Handbook
from routing.handbook_text import read_handbook
from tests.handlers.examples import NOW, item
from tests.handlers.test_access import FULL

OWN = """
                member free limited never deputy standin lead call paged owner manager book admin unknown guest outsider
see             yes    yes  yes     yes   yes    yes     yes  yes  yes   yes   yes     yes  yes   yes     -     -
submit          yes    yes  yes     yes   yes    yes     yes  yes  yes   yes   yes     yes  yes   yes     -     -
share_status    yes    yes  yes     yes   yes    yes     yes  yes  yes   yes   yes     yes  yes   yes     -     -
claim           -      yes  yes     yes   yes    yes     yes  yes  yes   yes   -       -    -     -       -     -
release         -      yes  yes     yes   yes    yes     yes  yes  yes   yes   -       -    -     -       -     -
release_others  -      -    -       -     -      -       yes  -    -     -     -       -    -     -       -     -
answer          -      yes  -       -     yes    yes     yes  -    -     -     -       -    -     -       -     -
hold            -      yes  yes     -     yes    yes     yes  yes  yes   yes   -       -    -     -       -     -
decline         -      yes  yes     yes   yes    yes     yes  yes  yes   yes   -       -    -     -       -     -
not_an_item     -      yes  yes     yes   yes    yes     yes  yes  yes   yes   -       -    -     -       -     -
reopen          -      yes  yes     yes   yes    yes     yes  yes  yes   yes   -       -    -     -       -     -
correct         -      yes  yes     yes   yes    yes     yes  yes  yes   yes   yes     yes  -     -       -     -
see_handbook    -      -    -       -     -      -       -    -    -     -     -       yes  yes   -       -     -
change_handbook -      -    -       -     -      -       -    -    -     -     -       yes  -     -       -     -
reload_handbook -      -    -       -     -      -       -    -    -     -     -       yes  yes   -       -     -
set_absence     -      -    -       -     -      -       yes  -    -     -     yes     -    -     -       -     -
see_delegation  -      -    -       -     -      -       yes  -    -     -     yes     yes  -     -       -     -
pause           -      yes  yes     yes   yes    yes     yes  yes  yes   yes   -       -    -     -       -     -
pause_others    -      -    -       -     yes    yes     yes  -    -     -     -       -    -     -       -     -
subscribe       yes    yes  yes     yes   yes    yes     yes  yes  yes   yes   yes     yes  yes   -       -     -
draft           -      yes  yes     -     yes    yes     yes  -    -     -     -       -    -     -       -     -
approve         -      -    -       -     yes    yes     yes  -    -     -     -       -    -     -       -     -
hand_over       -      yes  yes     yes   yes    yes     yes  yes  yes   yes   -       -    -     -       -     -
ask             -      yes  yes     yes   yes    yes     yes  yes  yes   yes   -       -    -     -       -     -
reply           yes    yes  yes     yes   yes    yes     yes  yes  yes   yes   yes     yes  yes   -       -     -
tip             yes    yes  yes     yes   yes    yes     yes  yes  yes   yes   yes     yes  yes   yes     -     -
report_conflict -      yes  yes     yes   yes    yes     yes  yes  yes   yes   -       -    -     -       -     -
settle_conflict -      -    -       -     yes    yes     yes  -    -     -     -       -    -     -       -     -
hold_locked     -      -    -       -     yes    yes     yes  yes  yes   -     -       -    -     -       -     -
merge           -      yes  yes     yes   yes    yes     yes  yes  yes   yes   -       -    -     -       -     -
overrule        -      -    -       -     -      -       yes  -    -     -     -       -    -     -       -     -
share_praise    -      yes  yes     yes   yes    yes     yes  yes  yes   yes   -       -    -     -       -     -
take_shift      yes    yes  yes     yes   yes    yes     yes  yes  yes   yes   yes     yes  yes   -       -     -
set_rota        -      -    -       -     -      -       yes  -    -     -     yes     yes  yes   -       -     -
"""

OTHER = """
                member free limited never deputy standin lead call paged owner manager book admin unknown guest outsider
see             yes    yes  yes     yes   yes    yes     yes  yes  yes   yes   yes     yes  yes   yes     -     -
submit          yes    yes  yes     yes   yes    yes     yes  yes  yes   yes   yes     yes  yes   yes     -     -
share_status    yes    yes  yes     yes   yes    yes     yes  yes  yes   yes   yes     yes  yes   yes     -     -
claim           -      -    -       -     -      -       -    yes  yes   yes   -       -    -     -       -     -
release         -      -    -       -     -      -       -    yes  yes   yes   -       -    -     -       -     -
release_others  -      -    -       -     -      -       -    -    -     -     -       -    -     -       -     -
answer          -      -    -       -     -      -       -    -    -     -     -       -    -     -       -     -
hold            -      -    -       -     -      -       -    yes  yes   yes   -       -    -     -       -     -
decline         -      -    -       -     -      -       -    yes  yes   yes   -       -    -     -       -     -
not_an_item     -      -    -       -     -      -       -    yes  yes   yes   -       -    -     -       -     -
reopen          -      -    -       -     -      -       -    yes  yes   yes   -       -    -     -       -     -
correct         -      -    -       -     -      -       -    yes  yes   yes   yes     yes  -     -       -     -
see_handbook    -      -    -       -     -      -       -    -    -     -     -       yes  yes   -       -     -
change_handbook -      -    -       -     -      -       -    -    -     -     -       yes  -     -       -     -
reload_handbook -      -    -       -     -      -       -    -    -     -     -       yes  yes   -       -     -
set_absence     -      -    -       -     -      -       yes  -    -     -     yes     -    -     -       -     -
see_delegation  -      -    -       -     -      -       yes  -    -     -     yes     yes  -     -       -     -
pause           -      -    -       -     -      -       -    yes  yes   yes   -       -    -     -       -     -
pause_others    -      -    -       -     -      -       -    -    -     -     -       -    -     -       -     -
subscribe       yes    yes  yes     yes   yes    yes     yes  yes  yes   yes   yes     yes  yes   -       -     -
draft           -      -    -       -     -      -       -    -    -     -     -       -    -     -       -     -
approve         -      -    -       -     -      -       -    -    -     -     -       -    -     -       -     -
hand_over       -      -    -       -     -      -       -    yes  yes   yes   -       -    -     -       -     -
ask             -      -    -       -     -      -       -    yes  yes   yes   -       -    -     -       -     -
reply           yes    yes  yes     yes   yes    yes     yes  yes  yes   yes   yes     yes  yes   -       -     -
tip             yes    yes  yes     yes   yes    yes     yes  yes  yes   yes   yes     yes  yes   yes     -     -
report_conflict -      -    -       -     -      -       -    yes  yes   yes   -       -    -     -       -     -
settle_conflict -      -    -       -     -      -       -    -    -     -     -       -    -     -       -     -
hold_locked     -      -    -       -     -      -       -    yes  yes   -     -       -    -     -       -     -
merge           -      -    -       -     -      -       -    yes  yes   yes   -       -    -     -       -     -
overrule        -      -    -       -     -      -       -    -    -     -     -       -    -     -       -     -
share_praise    -      -    -       -     -      -       -    yes  yes   yes   -       -    -     -       -     -
take_shift      yes    yes  yes     yes   yes    yes     yes  yes  yes   yes   yes     yes  yes   -       -     -
set_rota        -      -    -       -     -      -       yes  -    -     -     yes     yes  yes   -       -     -
"""

ABROAD = """
[[person]]
id = "hal"
name = "Hal Moe"
slack = "U0HAL"

[[domain]]
id = "abroad"
name = "Abroad"
lead = "hal"
experts = ["hal"]
"""
"""A domain in which none of them has a part."""


@dataclass(frozen=True)
class Who:
    """Somebody of the company. `level`: of Bo as expert. `paged`, `owner`: of the item that it is about."""

    user: str
    level: str = "freely"
    bo_away: bool = False
    paged: bool = False
    owner: bool = False
    guest: bool = False


WHO: Mapping[str, Who] = {
    "member": Who("gro"),  # of the handbook, without any role
    "free": Who("bo"),  # expert who answers freely
    "limited": Who("bo", "with_approval"),  # expert who answers with approval
    "never": Who("bo", "never"),  # expert who may not answer
    "deputy": Who("finn"),
    "standin": Who("gro", bo_away=True),  # for an absent expert who answers freely
    "lead": Who("cy"),
    "call": Who("dee"),  # on call
    "paged": Who("gro", paged=True),  # was woken about it
    "owner": Who("gro", owner=True),  # has claimed it, as the person on call did whose shift is over
    "manager": Who("eva"),
    "book": Who("ida"),  # owner of the handbook
    "admin": Who("jon"),
    "unknown": Who("stranger"),  # a full member of the workspace whom the handbook does not name
    "guest": Who("cy", guest=True),  # even if the handbook names them
    "outsider": Who("stranger", guest=True),  # of another organisation, in a shared channel
}


def cells(table: str) -> dict[tuple[str, str], bool]:
    head, *rows = table.strip("\n").splitlines()
    found: dict[tuple[str, str], bool] = {}
    for row in rows:
        action, *marks = row.split()
        found |= {(action, who): mark == "yes" for who, mark in zip(head.split(), marks, strict=True)}
    return found


@cache
def company(level: str, *, bo_away: bool) -> Handbook:
    text = FULL.replace('experts = ["bo"]', f'experts = [{{ person = "bo", level = "{level}" }}]', 1)
    rules = read_handbook(text.replace("[[rule]]", f"{ABROAD}\n[[rule]]", 1))
    return rules.with_roster([Absence("bo", NOW.replace(hour=0), NOW.replace(hour=23), "gro")] if bo_away else [])


def asked(who: Who, action: Action, domain: str) -> Permit | Denial:
    """As the handlers ask: most about an item, some about the handbook, an absence of somebody else, or the rota."""
    rules, actor = company(who.level, bo_away=who.bo_away), Actor("slack", f"U0{who.user.upper()}", who.guest)
    about = replace(
        item(owner=who.user if who.owner else None, paged=("dee", who.user) if who.paged else ()), domain=domain
    )
    match action:
        case Action.SUBMIT | Action.SHARE_STATUS:
            return access.check_member(actor, action)
        case Action.SEE_HANDBOOK | Action.CHANGE_HANDBOOK | Action.RELOAD_HANDBOOK:
            return access.check_handbook(rules, actor, action)
        case Action.SET_ABSENCE:
            return access.check_absence(rules, actor, "finn" if who.user != "finn" else "bo")
        case Action.SEE_DELEGATION:
            return access.check_delegation(rules, actor)
        case Action.SUBSCRIBE:
            return access.check_calendar(rules, actor)
        case Action.TAKE_SHIFT:
            return access.check_shift(rules, actor)
        case Action.REPLY:
            return access.check_reply(rules, actor, who.user)
        case Action.SET_ROTA:
            return access.check_rota(rules, actor)
        case _:
            return access.check_item(rules, actor, action, about, NOW)


def table_of(domain: str) -> str:
    """The table as the code has it: what to paste above when a right is meant to change."""
    rows = [" " * 16 + " ".join(WHO)]
    for action in Action:
        marks = {title: "yes" if isinstance(asked(who, action, domain), Permit) else "-" for title, who in WHO.items()}
        rows.append(f"{action.value:<16}" + " ".join(mark.ljust(len(title)) for title, mark in marks.items()).rstrip())
    return "\n".join(rows)


@pytest.mark.parametrize(("table", "domain"), [(OWN, "delivery"), (OTHER, "abroad")])
def test_every_cell(table: str, domain: str) -> None:
    expected = cells(table)
    assert set(expected) == set(product([action.value for action in Action], WHO))
    found = {(action, who): isinstance(asked(WHO[who], Action(action), domain), Permit) for action, who in expected}
    wrong = {cell: may for cell, may in found.items() if may is not expected[cell]}
    assert wrong == {}, f"the code says\n{table_of(domain)}"


@pytest.mark.parametrize("domain", ["delivery", "abroad"])
def test_every_refusal_says_what_is_missing_and_who_can_grant_it(domain: str) -> None:
    """But to guests, whom nobody of the handbook can let in: they are sent to whoever invited them."""
    names = Names(company("freely", bo_away=False))
    people = {person.name for person in company("freely", bo_away=False).people}
    for (title, who), action in product(WHO.items(), Action):
        found = asked(who, action, domain)
        if isinstance(found, Permit):
            continue
        said = plain(sentence(Speaker("en", "Europe/Oslo", names), found.reason))
        if who.guest:
            assert "Ask the one who invited you" in said, (title, action)
            continue
        me = names.person_name(who.user)
        assert any(name in said for name in people - {me}), (title, action, said)
        assert ": ." not in said, (title, action, said)


def test_the_words_of_private_messages_open_for_those_who_may_answer() -> None:
    about = item()
    reads = {
        title
        for title, who in WHO.items()
        if access.reads_private(company(who.level, bo_away=who.bo_away), who.user, about, NOW) and not who.guest
    }
    assert reads == {"free", "limited", "deputy", "standin", "lead"}


def test_whoever_was_woken_may_take_it_and_nobody_else_by_their_page() -> None:
    rules, about = company("freely", bo_away=False), item()
    assert access.check_page(rules, Actor("slack", "U0GRO"), "gro", about, NOW) == Permit("gro", access.Role.ON_CALL)
    for actor in (Actor("slack", "U0EVA"), Actor("slack", "U0GRO", guest=True)):
        assert isinstance(access.check_page(rules, actor, "gro", about, NOW), Denial)


HANDLERS = Path(__file__).parents[2] / "handlers"
DECIDES = {"access.py", "rights.py"}
OF_ROLES = {"RIGHTS", "WITHHELD", "Role", "Level"}
ATTRIBUTES = {"roles", "level", "answers_freely"}


def test_no_other_handler_decides_by_role_or_level() -> None:
    """A right is asked of access.py by its action. Whom to tell of something (`with_role`) is another question."""
    found = [
        f"{path.relative_to(HANDLERS)}:{node.lineno}"
        for path in sorted(HANDLERS.rglob("*.py"))
        if path.name not in DECIDES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.stmt | ast.expr) and _decides(node)
    ]
    assert found == []


def _decides(node: ast.stmt | ast.expr) -> bool:
    match node:
        case ast.ImportFrom(module="routing.people", names=names):
            return any(one.name in {*OF_ROLES, "Part"} for one in names)
        case ast.ImportFrom(names=names):
            return any(one.name in OF_ROLES for one in names)
        case ast.Attribute(attr=name):
            return name in ATTRIBUTES
        case ast.Call(func=ast.Name(id="Permit")):
            return True
        case ast.Compare(left=left, comparators=others):
            return any(isinstance(one, ast.Attribute) and one.attr == "lead" for one in (left, *others))
        case _:
            return False
