"""Four eyes and the table of rights say the same; who may see, and record, what waits or was approved."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from hypothesis import given, settings

from handlers.access import Action, Denial, Permit, Role, check_answer, check_approval_seen, may, may_read, who_may
from handlers.intents import Actor
from handlers.moves import move
from handlers.replies import Refused
from handlers.scene import Scene
from handlers.subjects import item_of
from routing.approval import needs_approval
from routing.asking_next import second_eyes
from routing.handbook import Handbook
from routing.item import State
from routing.request import Request, RequestKind
from storage import approvals
from storage.approvals import ApprovalState
from tests.handlers import examples
from tests.handlers.examples import HANDBOOK, NOW, handbook
from tests.handlers.life import Company
from tests.routing.handbooks import item
from tests.routing.rosters import MONDAY, PEOPLE, companies

LEARNING = HANDBOOK.replace(
    'experts = ["bo"]', 'experts = [{ person = "bo", level = "with_approval" }]\napprovers = ["gro"]'
)


@settings(max_examples=60)
@given(companies())
def test_it_agrees_with_the_table_of_rights(rules: Handbook) -> None:
    about = item(domain="all")
    for person in PEOPLE:
        drafts, answers = (
            may(rules, person, action, about, MONDAY) is not None for action in (Action.DRAFT, Action.ANSWER)
        )
        assert (needs_approval(rules, about, person, MONDAY) is not None) == (drafts and not answers)
    also = ("ada",)
    domain = rules.domains[0].model_copy(update={"approvers": also})
    named = replace(rules, domains=(domain,))
    assert set(second_eyes(named, about, MONDAY, also)) == set(who_may(named, Action.APPROVE, about, MONDAY))


def test_who_answers_with_approval_records_what_was_approved_for_them_alone() -> None:
    rules, about = handbook(LEARNING), examples.item()
    for approved_for, granted in ((None, False), ("finn", False), ("bo", True)):
        found = check_answer(rules, actor("bo"), about, NOW, approved_for)
        assert isinstance(found, Permit) == granted
    assert check_answer(rules, actor("cy"), about, NOW, None) == Permit("cy", Role.LEAD)
    # On call for it is no level: nothing that somebody approves makes it one.
    assert isinstance(check_answer(rules, actor("dee"), about, NOW, "dee"), Denial)


def test_what_waits_is_seen_by_those_who_answer_or_approve_and_by_whoever_was_asked() -> None:
    rules, about = handbook(LEARNING), examples.item(State.WAITING_FOR_APPROVAL, "bo")
    asked = replace(about, request=Request(RequestKind.APPROVAL, "bo", ("dee",), NOW))
    for person in ("bo", "finn", "cy", "gro"):
        assert isinstance(check_approval_seen(rules, actor(person), about, NOW), Permit)
    for person in ("dee", "eva", "ada"):
        assert isinstance(check_approval_seen(rules, actor(person), about, NOW), Denial)
    assert check_approval_seen(rules, actor("dee"), asked, NOW) == Permit("dee", Role.ON_CALL)
    assert isinstance(check_approval_seen(rules, Actor("slack", "U0DEE", guest=True), asked, NOW), Denial)


def test_an_approver_reads_private_messages_of_the_domain_and_the_person_on_call_does_not() -> None:
    rules, about = handbook(LEARNING), examples.item()
    private = replace(about, post=replace(about.post, private=True))
    assert [may_read(rules, person, private, NOW) for person in ("bo", "gro", "cy", "dee")] == [True, True, True, False]


def test_whatever_takes_the_place_of_the_request_withdraws_what_was_written(tmp_path: Path) -> None:
    company = Company(tmp_path, NOW, "four eyes")
    company.posts("Hvor er pakken min?", "facebook", timedelta(), private=False)
    company.fills("bo", "answer", "item:1", text="Den kommer i dag.")
    company.delivers()

    def locks(scene: Scene) -> None:
        before = item_of(scene, "item:1")
        conflict = Request(RequestKind.CONFLICT, "finn", ("cy",), scene.now)
        after = replace(before, state=State.LOCKED, request=conflict)
        assert move(scene, before, after, who="finn", what="claimed", values={}) is not None

    company.program.run(locks, NOW)
    with company.database.read() as transaction:
        overtaken = approvals.newest(transaction, 1)
    assert overtaken is not None
    assert (overtaken.state, overtaken.decided_by) == (ApprovalState.WITHDRAWN, None)
    told = [drawn.message.summary for leased, drawn in company.delivers(changes=True) if leased.kind == "approval"]
    assert len(told) == 1
    assert told[0].startswith("Bo Berg's answer needs no approval any more: ")
    # Whoever presses a button of a message that still stands somewhere is told so.
    assert isinstance(company.clicks("cy", "approve", f"approval:{overtaken.id}"), Refused)
    company.close()


def actor(person: str) -> Actor:
    return Actor("slack", f"U0{person.upper()}")
