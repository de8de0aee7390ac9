"""What is said about conflicts, which lock an item, and about a lead who overrules."""

from collections.abc import Mapping

from handlers.words.marking import translatable

LOCKING: Mapping[str, str] = {
    "conflict_reported": translatable("{by} reported a conflict: it is locked, and the lead has it."),
    "conflict_asked": translatable("{person} was asked to see to the conflict."),
    "conflict_waits_until": translatable("Nobody is there to see to the conflict: somebody is asked {until_at}."),
    "conflict_waits": translatable("Nobody can be asked to see to the conflict: it waits for the lead."),
    "conflict_settled": translatable("{by} unlocked it: {why}."),
    "conflict_taken_over": translatable("{by} unlocked it and took it: {why}."),
    "already_locked": translatable("Item {number} is locked: the lead, {lead_of}, has this."),
}

UNLOCKING: Mapping[str, str] = {
    "unlock_is_for": translatable(
        "Item {number} is locked: only {people} can unlock it, and whoever reported the conflict within 5 minutes."
    ),
    "nothing_to_unlock": translatable("Item {number} is not locked any more."),
    "conflict_told": translatable(
        "Item {number} is locked, and {person} hears of it now. If it was a mistake, unlock it within 5 minutes."
    ),
    "conflict_told_at": translatable(
        "Item {number} is locked. Nobody who can see to it is there before {until_at}; then I ask them. If it was a "
        "mistake, unlock it within 5 minutes."
    ),
    "conflict_told_nobody": translatable(
        "Item {number} is locked, but nobody can be asked: write to {lead_of} yourself. If it was a mistake, unlock it "
        "within 5 minutes."
    ),
    "unlocked_yours": translatable("{by} unlocked it, and you have it again: {why}."),
    "unlocked_named": translatable("{by} unlocked it, and you are named for it: {why}."),
    "unlocked_taken": translatable("Item {number} is unlocked, and {by} has it now: {why}."),
    "unlocked": translatable("Item {number}, of which you reported a conflict, is unlocked by {by}: {why}."),
}

OVERRULING: Mapping[str, str] = {
    "overruled": translatable("{by} overruled that and opened it again: {why}."),
    "overruled_yours": translatable("{by} opened again what you had closed without an answer: {why}."),
}

CONFLICTS: Mapping[str, str] = {**LOCKING, **UNLOCKING, **OVERRULING}
