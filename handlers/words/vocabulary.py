"""One word each for sources, kinds, urgencies and states."""

from collections.abc import Mapping

from handlers.words.marking import translatable
from handlers.words.speaker import Speaker
from routing.item import Kind, State, Urgency

SOURCES: Mapping[str, str] = {
    "facebook": translatable("Facebook"),
    "instagram": translatable("Instagram"),
    "x": translatable("X"),
    "blog": translatable("Blog"),
    "forum": translatable("Forum"),
    "review": translatable("Review"),
    "youtube": translatable("YouTube"),
    "linkedin": translatable("LinkedIn"),
    "tiktok": translatable("TikTok"),
    "other": translatable("Elsewhere"),
}

KINDS: Mapping[str, str] = {
    Kind.QUESTION: translatable("question"),
    Kind.CRITIQUE: translatable("critique"),
    Kind.PRAISE: translatable("praise"),
    Kind.OTHER: translatable("other"),
}

URGENCIES: Mapping[str, str] = {
    Urgency.LOW: translatable("low"),
    Urgency.NORMAL: translatable("normal"),
    Urgency.HIGH: translatable("high"),
    Urgency.CRITICAL: translatable("critical"),
}

QUEUE_STATES: Mapping[str, str] = {
    "late": translatable("late"),
    "at_risk": translatable("at risk"),
    "unclaimed": translatable("unclaimed"),
    "claimed": translatable("claimed"),
    "paused": translatable("paused"),
    "held": translatable("held"),
}
"""How an open item stands, as the queue is asked for it."""

STATES: Mapping[str, str] = {
    State.NEW: translatable("nobody has taken it"),
    State.CLAIMED: translatable("taken"),
    State.WAITING_FOR_APPROVAL: translatable("waits for approval"),
    State.HALF_ANSWERED: translatable("half answered"),
    State.PAUSED: translatable("paused"),
    State.LOCKED: translatable("locked"),
    State.ANSWERED: translatable("answered"),
    State.DECLINED: translatable("declined"),
    State.NOT_AN_ITEM: translatable("not an item"),
    State.MERGED: translatable("merged"),
    State.WITHDRAWN: translatable("withdrawn by the customer"),
}

STANDINGS: Mapping[str, str] = {
    "late": translatable("Late"),
    "at_risk": translatable("At risk"),
    State.NEW: translatable("New"),
    State.CLAIMED: translatable("Taken"),
    State.WAITING_FOR_APPROVAL: translatable("Waits for approval"),
    State.HALF_ANSWERED: translatable("Half answered"),
    State.PAUSED: translatable("Paused"),
    State.LOCKED: translatable("Locked"),
    State.ANSWERED: translatable("Answered"),
    State.DECLINED: translatable("Declined"),
    State.NOT_AN_ITEM: translatable("Not an item"),
    State.MERGED: translatable("Merged"),
    State.WITHDRAWN: translatable("Withdrawn"),
}
"""How an item stands, at a glance: the state, unless its deadline matters more."""


def word(speaker: Speaker, words: Mapping[str, str], key: str) -> str:
    """The word for a key in the speaker's language; a source that we do not know is called as it calls itself."""
    known = words.get(key)
    return speaker.text(known) if known is not None else key


DECLINE_REASONS: Mapping[str, str] = {
    "insult": translatable("An insult without a question"),
    "spam": translatable("Spam or advertising"),
    "said_elsewhere": translatable("Already answered elsewhere"),
    "not_ours": translatable("Not about us"),
    "others_answered": translatable("Other customers have answered it well"),
    "only_thanks": translatable("Only thanks: there is nothing to answer"),
    "other": translatable("Something else (say what below)"),
}

NOT_AN_ITEM_REASONS: Mapping[str, str] = {
    "own_post": translatable("Our own post or reply"),
    "talk": translatable("Talk among colleagues"),
    "test": translatable("A test"),
    "duplicate": translatable("The same post twice"),
    "other": translatable("Something else (say what below)"),
}

OVERRULE_REASONS: Mapping[str, str] = {
    "asks_something": translatable("It asks something that we should answer"),
    "about_us": translatable("It is about us"),
    "not_said": translatable("It has not been answered elsewhere"),
    "other": translatable("Something else (say what below)"),
}
"""Why a lead opens again what somebody else has declined."""

REOPEN_REASONS: Mapping[str, str] = {
    "not_enough": translatable("The answer was not enough"),
    "was_wrong": translatable("The answer was wrong"),
    "by_mistake": translatable("It was closed by mistake"),
    "asked_elsewhere": translatable("The customer has asked again elsewhere"),
    "other": translatable("Something else (say what below)"),
}

LIKENESS: Mapping[str, str] = {
    "same_author": translatable("the same author"),
    "same_words": translatable("nearly the same words"),
    "same_both": translatable("the same author, nearly the same words"),
}
"""Why an item may be the same as another."""

SETTLE_REASONS: Mapping[str, str] = {
    "settled": translatable("It is settled"),
    "no_conflict": translatable("It can be answered like any other"),
    "reported_by_mistake": translatable("It was reported by mistake"),
    "other": translatable("Something else (say what below)"),
}
"""Why somebody unlocks what a conflict has locked."""

WAIT_REASONS: Mapping[str, str] = {
    "no_harm": translatable("Nobody is harmed by waiting"),
    "needs_expert": translatable("It needs the expert in the morning"),
    "customer_asleep": translatable("The customer will not read it before then"),
    "answered_in_part": translatable("Others have answered it for now"),
}

PAUSE_REASONS: Mapping[str, str] = {
    "waiting_for_customer": translatable("Waiting for the customer"),
    "waiting_for_legal": translatable("Waiting for legal advice"),
}

HANDBOOK_WHYS: Mapping[str, str] = {
    "the file at the first start": translatable("the first start"),
    "sent in chat": translatable("sent in chat"),
    "undo": translatable("brought back"),
}
"""Why a handbook came into force, where the program has said so; the name of a file, and people's words, are as they
are."""

HANDBOOK_SECTIONS: Mapping[str, str] = {
    "company": translatable("the company"),
    "desks": translatable("the desks and their channels"),
    "targets": translatable("the targets"),
    "ladders": translatable("the ladders"),
    "rota": translatable("the rota"),
    "days": translatable("the company's own days"),
    "planned": translatable("planned absences"),
    "situations": translatable("situations"),
    "answers": translatable("prepared answers"),
    "decline_reasons": translatable("reasons to decline"),
}
"""What else can be different between two handbooks: `routing.what_if.WhatIf.sections`."""

MESSAGES: Mapping[str, str] = {
    "card": translatable("card"),
    "thread": translatable("history"),
    "notice": translatable("reminder"),
    "call": translatable("line in the card's thread"),
    "was_late": translatable("note that Svarvakt was late"),
    "managers": translatable("line to the managers"),
    "page": translatable("page"),
    "second_leg": translatable("second leg of a page"),
    "status": translatable("status"),
    "handover": translatable("note about items handed over"),
    "digest": translatable("scheduled message"),
    "digest_choice": translatable("how often a scheduled message comes"),
    "cover": translatable("line about who is on call"),
    "swap": translatable("question whether somebody takes a shift"),
    "shift_note": translatable("note about a shift"),
    "handover_asked": translatable("question whether somebody takes an item over"),
    "question": translatable("question to a colleague"),
    "internal_reply": translatable("a colleague's reply"),
    "tip": translatable("tip"),
    "conflict": translatable("word about a conflict"),
    "praise": translatable("praise for the team"),
    "publish": translatable("answer that goes out"),
    "approval": translatable("question whether an answer is approved"),
    "verdict": translatable("what became of an answer that needed approval"),
}
"""What a message is, by the kind of its row in the outbox."""

SUBJECTS: Mapping[str, str] = {
    "item": translatable("item {number}"),
    "page": translatable("page {number}"),
    "status": translatable("how we stand"),
    "handover": translatable("items handed over"),
    "digest": translatable("the health of the delegation"),
    "rota": translatable("who is on call"),
    "swap": translatable("swap {number}"),
    "note": translatable("words of a colleague ({number})"),
    "conflict": translatable("conflict {number}"),
    "approval": translatable("an answer that needs approval"),
}
"""What a message is about, by the first half of its subject ("item:12")."""

LEGS: Mapping[str, str] = {
    "webhook": translatable("telephone service"),
    "email": translatable("e-mail"),
}
"""How a page reaches somebody besides chat, by its name in the handbook's `page_also`."""

ROLES: Mapping[str, str] = {
    "expert": translatable("expert"),
    "deputy": translatable("deputy"),
    "stand_in": translatable("stand-in"),
    "lead": translatable("lead"),
    "approver": translatable("approver"),
    "on_call": translatable("person on call"),
    "manager": translatable("manager"),
    "handbook_owner": translatable("owner of the handbook"),
    "administrator": translatable("administrator"),
    "member": translatable("colleague"),
}

AUDIENCES: Mapping[str, str] = {
    "expert": translatable("whoever is named"),
    "experts": translatable("the others of the field"),
    "owner": translatable("whoever has it"),
    "lead": translatable("the lead"),
    "on_call": translatable("whoever is on call"),
    "managers": translatable("the managers' channel"),
    "channel": translatable("everybody in the card's thread"),
}
"""Whom a rung of a ladder tells."""
