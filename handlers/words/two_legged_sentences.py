"""What is said of answers that have several legs."""

from collections.abc import Mapping

from handlers.words.marking import translatable

TWO_LEGGED: Mapping[str, str] = {
    "leg_private": translatable("{by} wrote to the customer privately."),
    "leg_public": translatable("{by} posted the public note."),
    "leg_answer": translatable("{by} answered below the post."),
    "leg_merged": translatable("{by} answered below item {about}, which was merged into this one."),
    "answered_whole": translatable("Nothing is missing any more: {by} has answered."),
    "already_half_answered": translatable("Half of the answer to item {number} is given, and {owner} has the item."),
    "half_answered_free": translatable(
        "Half of the answer to item {number} is given, and nobody has the item now: claim it, or add what is missing."
    ),
    "half_answered_is_one": translatable(
        "Half of the answer to item {number} is given: add what is missing, or decline it."
    ),
    "private_already": translatable("Item {number} is a private message already: answer it there, with “Answer”."),
    "nothing_is_missing": translatable("Nothing is missing of the answer to item {number}. Look at its card again."),
}
