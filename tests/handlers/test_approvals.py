"""Four eyes and the table of rights say the same; who may see, and record, what waits or was approved."""

from dataclasses import replace

from hypothesis import given, settings

from handlers.access import Action, Denial, Permit, Role, may, may_read, who_may
from handlers.access_approval import check_answer, check_approval_seen
from handlers.intents import Actor
from routing.approval import needs_approval
from routing.asking_next import second_eyes
from routing.handbook import Handbook
from routing.item import State
from routing.request import Request, RequestKind
from tests.handlers import examples
from tests.handlers.examples import HANDBOOK, NOW, handbook
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


def actor(person: str) -> Actor:
    return Actor("slack", f"U0{person.upper()}")
