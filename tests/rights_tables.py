"""`make handbook-docs`: docs/rights.md, made of the table of rights."""

from collections.abc import Mapping
from pathlib import Path

from handlers.rights import RIGHTS, WITHHELD, Action, Role
from routing.handbook_sections import Level

PAGE = Path(__file__).parents[1] / "docs" / "rights.md"

ROLES: Mapping[Role, tuple[str, str]] = {
    Role.MEMBER: ("member", "every full member of the workspace, also whom the handbook does not name"),
    Role.EXPERT: ("expert", "`experts` of the item's domain, until their last day there (`until`)"),
    Role.DEPUTY: ("deputy", "`deputies` of the item's domain; and whoever stands in for somebody absent, as long as "
                  "the absence lasts, with the rights of the absent one"),
    Role.LEAD: ("lead", "`lead` of the item's domain; of what is about no item, the lead of any domain"),
    Role.APPROVER: ("approver", "`approvers` of the item's domain"),
    Role.ON_CALL: ("on call", "whose shift it is, of any layer of the rota; whoever was paged about the item; and its "
                   "owner, who keeps it when the shift is over (but cannot hold what a conflict locks)"),
    Role.MANAGER: ("manager", '`roles = ["manager"]`'),
    Role.HANDBOOK_OWNER: ("handbook owner", '`roles = ["handbook_owner"]`'),
    Role.ADMINISTRATOR: ("administrator", '`roles = ["administrator"]`'),
    Role.SELF: ("oneself", "everybody whom the handbook names, about themselves"),
}  # fmt: skip

ACTIONS: Mapping[Action, str] = {
    Action.SEE: "see items, `find`, `status`, who is on call",
    Action.SUBMIT: "make an item of a post",
    Action.SHARE_STATUS: "share the status in a channel",
    Action.CLAIM: "claim an item",
    Action.RELEASE: "give back what one owns",
    Action.RELEASE_OTHERS: "give back what somebody else owns",
    Action.ANSWER: "answer",
    Action.HOLD: "send a holding answer of the playbook",
    Action.DECLINE: "decline",
    Action.NOT_AN_ITEM: "close as not an item",
    Action.REOPEN: "open a closed item again",
    Action.CORRECT: "correct domain, kind or language",
    Action.SEE_HANDBOOK: "see the handbook",
    Action.CHANGE_HANDBOOK: "change the handbook",
    Action.RELOAD_HANDBOOK: "have the handbook's file read again",
    Action.SET_ABSENCE: "say that somebody is away",
    Action.SEE_DELEGATION: "see the health of the delegation (leads: of their domains)",
    Action.PAUSE: "pause what one owns, and end the pause",
    Action.PAUSE_OTHERS: "pause what somebody else owns, or nobody",
    Action.SUBSCRIBE: "have the rota in one's own calendar (whom the handbook names)",
    Action.DRAFT: "write an answer that somebody approves first",
    Action.APPROVE: "approve an answer (never one's own)",
    Action.HAND_OVER: "hand over what one owns",
    Action.ASK: "ask an expert about an item",
    Action.REPLY: "reply to what one was asked",
    Action.TIP: "write a word to whoever has an item",
    Action.REPORT_CONFLICT: "report a conflict, which locks the item",
    Action.SETTLE_CONFLICT: "unlock what a conflict has locked",
    Action.HOLD_LOCKED: "send a holding answer while a conflict locks the item",
    Action.MERGE: "merge an item into another, and take it out again",
    Action.OVERRULE: "overrule a decline",
    Action.SHARE_PRAISE: "share praise with the team",
    Action.TAKE_SHIFT: "take a shift, or ask somebody to swap",
    Action.SET_ROTA: "say that somebody else is on call",
}

LEVELS: Mapping[Level, str] = {
    Level.FREELY: "answers freely",
    Level.WITH_APPROVAL: "answers with approval",
    Level.NEVER: "may not answer",
}

BEGINS = """\
# Who may do what

This page is made of the program's own table of rights, the only one there is; a test goes over every cell of it, for
every role, in one's own domain and in another. Whoever has several roles may what any of them may, and everybody
is a member too. People are known by their chat identity, never by name; guests, and people of other organisations in
shared channels, may nothing. Who is refused is told, for them alone, what is missing and who can grant it.

Do not edit: `make handbook-docs` writes this page.
"""

ENDS = """\
## Words of private messages

A customer's private message is never shown in a channel. Its words open for those who may answer in its domain, freely
or with approval, as expert, deputy, stand-in or lead; an export has them only when it is asked for words.
"""


def written() -> str:
    """The page. KeyError for a role, an action or a level that has no words here."""
    head = [ROLES[role][0] for role in RIGHTS]
    rows = [_row(["", *head]), _row(["---"] * (len(head) + 1))]
    rows += [
        _row([ACTIONS[action], *("✓" if action in RIGHTS[role] | RIGHTS[Role.MEMBER] else "" for role in RIGHTS)])
        for action in Action
    ]
    roles = [_row(["role", "who has it"]), _row(["---"] * 2), *(_row(ROLES[role]) for role in RIGHTS)]
    taken = [f"- {LEVELS[level]}: {_left(level)}" for level in Level]
    parts = (
        BEGINS, "\n".join(rows) + "\n", "## Who has which role\n\n" + "\n".join(roles) + "\n",
        "## The level of experts and deputies\n\nIt takes away from the role's rights in that domain:\n\n"
        + "\n".join(taken) + "\n",
        ENDS,
    )  # fmt: skip
    return "\n".join(parts)


def _left(level: Level) -> str:
    withheld = ", ".join(ACTIONS[action] for action in Action if action in WITHHELD[level])
    return f"all that the role may, except: {withheld}." if withheld else "all that the role may."


def _row(cells: list[str] | tuple[str, ...]) -> str:
    return "| " + " | ".join(cells) + " |"


def main() -> None:
    PAGE.write_text(written(), "utf-8")
    print(f"{PAGE.name} says what the code says.")


if __name__ == "__main__":
    main()
