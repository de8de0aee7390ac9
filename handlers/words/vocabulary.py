"""One word each for sources, kinds, urgencies and states."""

from collections.abc import Mapping

from handlers.words.speaker import Speaker
from routing.item import Kind, State, Urgency

SOURCES: Mapping[str, str] = {
    "facebook": "Facebook",
    "instagram": "Instagram",
    "x": "X",
    "blog": "Blog",
    "forum": "Forum",
    "review": "Review",
    "youtube": "YouTube",
    "linkedin": "LinkedIn",
    "tiktok": "TikTok",
    "other": "Elsewhere",
}

KINDS: Mapping[str, str] = {
    Kind.QUESTION: "question",
    Kind.CRITIQUE: "critique",
    Kind.PRAISE: "praise",
    Kind.OTHER: "other",
}

URGENCIES: Mapping[str, str] = {
    Urgency.LOW: "low",
    Urgency.NORMAL: "normal",
    Urgency.HIGH: "high",
    Urgency.CRITICAL: "critical",
}

STATES: Mapping[str, str] = {
    State.NEW: "nobody has taken it",
    State.CLAIMED: "taken",
    State.WAITING_FOR_APPROVAL: "waits for approval",
    State.HALF_ANSWERED: "half answered",
    State.PAUSED: "paused",
    State.LOCKED: "locked",
    State.ANSWERED: "answered",
    State.DECLINED: "declined",
    State.NOT_AN_ITEM: "not an item",
    State.MERGED: "merged",
    State.WITHDRAWN: "withdrawn by the customer",
}


def word(speaker: Speaker, words: Mapping[str, str], key: str) -> str:
    """The word for a key in the speaker's language; a source that we do not know is called as it calls itself."""
    known = words.get(key)
    return speaker.text(known) if known is not None else key


DECLINE_REASONS: Mapping[str, str] = {
    "insult": "An insult without a question",
    "spam": "Spam or advertising",
    "said_elsewhere": "Already answered elsewhere",
    "not_ours": "Not about us",
    "others_answered": "Other customers have answered it well",
    "other": "Something else (say what below)",
}

NOT_AN_ITEM_REASONS: Mapping[str, str] = {
    "own_post": "Our own post or reply",
    "talk": "Talk among colleagues",
    "test": "A test",
    "duplicate": "The same post twice",
    "other": "Something else (say what below)",
}

WAIT_REASONS: Mapping[str, str] = {
    "no_harm": "Nobody is harmed by waiting",
    "needs_expert": "It needs the expert in the morning",
    "customer_asleep": "The customer will not read it before then",
    "answered_in_part": "Others have answered it for now",
}

ROLES: Mapping[str, str] = {
    "expert": "expert",
    "deputy": "deputy",
    "lead": "lead",
    "on_call": "person on call",
    "manager": "manager",
    "member": "colleague",
}
