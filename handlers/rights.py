"""The table of rights: role × action. Who has which role where, and when, `handlers.access` says; it alone asks this.

docs/rights.md is made of it (`make handbook-docs`); `tests/handlers/test_rights.py` holds every cell.
"""

from collections.abc import Mapping
from enum import StrEnum

from routing.handbook_sections import Level


class Role(StrEnum):
    """What a person is to one item, or to what is asked, at one moment; a person may be several at once.

    Who stands in for somebody absent is a deputy as long as the absence lasts. `SELF` is the one whom it is about.
    """

    MEMBER = "member"
    EXPERT = "expert"
    DEPUTY = "deputy"
    LEAD = "lead"
    APPROVER = "approver"
    ON_CALL = "on_call"
    MANAGER = "manager"
    HANDBOOK_OWNER = "handbook_owner"
    ADMINISTRATOR = "administrator"
    SELF = "self"


class Action(StrEnum):
    """`HOLD` is to send a holding answer of the playbook. `CORRECT` is to change an item's domain, kind or language.
    `SEE_DELEGATION`: what is wrong with the delegation, and how often rules were corrected. `PAUSE` is for the owner,
    to pause and to end a pause; `PAUSE_OTHERS` for what is another's, or nobody's. `SUBSCRIBE`: to have the rota in
    one's own calendar. `DRAFT`: to write an answer that somebody with `APPROVE` sees first; nobody approves their own.
    `ASK`: to ask an expert; `REPLY`: to answer such a question; `TIP`: to write a word to whoever has the item.
    `SETTLE_CONFLICT`: to unlock what a reported conflict has locked; `HOLD_LOCKED`: to send a holding answer meanwhile.
    `OVERRULE`: to open again what somebody else has declined. `TAKE_SHIFT`: to be on call oneself, or to ask somebody
    else; `SET_ROTA`: to say that somebody else is."""

    SEE = "see"
    SUBMIT = "submit"
    SHARE_STATUS = "share_status"
    CLAIM = "claim"
    RELEASE = "release"
    RELEASE_OTHERS = "release_others"
    ANSWER = "answer"
    HOLD = "hold"
    DECLINE = "decline"
    NOT_AN_ITEM = "not_an_item"
    REOPEN = "reopen"
    CORRECT = "correct"
    SEE_HANDBOOK = "see_handbook"
    CHANGE_HANDBOOK = "change_handbook"
    RELOAD_HANDBOOK = "reload_handbook"
    SET_ABSENCE = "set_absence"
    SEE_DELEGATION = "see_delegation"
    PAUSE = "pause"
    PAUSE_OTHERS = "pause_others"
    SUBSCRIBE = "subscribe"
    DRAFT = "draft"
    APPROVE = "approve"
    HAND_OVER = "hand_over"
    ASK = "ask"
    REPLY = "reply"
    TIP = "tip"
    REPORT_CONFLICT = "report_conflict"
    SETTLE_CONFLICT = "settle_conflict"
    HOLD_LOCKED = "hold_locked"
    MERGE = "merge"
    OVERRULE = "overrule"
    SHARE_PRAISE = "share_praise"
    TAKE_SHIFT = "take_shift"
    SET_ROTA = "set_rota"


_FIELD = frozenset(
    {
        Action.CLAIM,
        Action.RELEASE,
        Action.ANSWER,
        Action.HOLD,
        Action.DECLINE,
        Action.NOT_AN_ITEM,
        Action.REOPEN,
        Action.CORRECT,
        Action.PAUSE,
        Action.DRAFT,
        Action.HAND_OVER,
        Action.ASK,
        Action.REPORT_CONFLICT,
        Action.MERGE,
        Action.SHARE_PRAISE,
    }
)  # fmt: skip

_SECOND_EYES = frozenset({Action.APPROVE, Action.SETTLE_CONFLICT, Action.HOLD_LOCKED, Action.PAUSE_OTHERS})

RIGHTS: Mapping[Role, frozenset[Action]] = {
    Role.MEMBER: frozenset({Action.SEE, Action.SUBMIT, Action.SHARE_STATUS, Action.SUBSCRIBE, Action.TIP}),
    Role.EXPERT: _FIELD,
    Role.DEPUTY: _FIELD | _SECOND_EYES,
    Role.APPROVER: frozenset({Action.APPROVE}),
    Role.LEAD: _FIELD
    | _SECOND_EYES
    | {Action.RELEASE_OTHERS, Action.SET_ABSENCE, Action.SEE_DELEGATION, Action.SET_ROTA, Action.OVERRULE},
    Role.ON_CALL: (_FIELD - {Action.ANSWER, Action.DRAFT}) | {Action.HOLD_LOCKED},
    Role.MANAGER: frozenset({Action.CORRECT, Action.SET_ABSENCE, Action.SEE_DELEGATION, Action.SET_ROTA}),
    Role.HANDBOOK_OWNER: frozenset(
        {
            Action.CORRECT,
            Action.SEE_HANDBOOK,
            Action.CHANGE_HANDBOOK,
            Action.RELOAD_HANDBOOK,
            Action.SEE_DELEGATION,
            Action.SET_ROTA,
        }
    ),
    Role.ADMINISTRATOR: frozenset({Action.SEE_HANDBOOK, Action.RELOAD_HANDBOOK, Action.SET_ROTA}),
    Role.SELF: frozenset({Action.SET_ABSENCE, Action.TAKE_SHIFT, Action.REPLY}),
}

WITHHELD: Mapping[Level, frozenset[Action]] = {
    Level.FREELY: frozenset(),
    Level.WITH_APPROVAL: frozenset({Action.ANSWER, Action.APPROVE}),
    Level.NEVER: frozenset({Action.ANSWER, Action.HOLD, Action.DRAFT, Action.APPROVE}),
}
"""What the level of an expert, a deputy or a stand-in takes away from the role's rights."""
