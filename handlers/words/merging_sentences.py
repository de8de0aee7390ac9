"""Sentences about items that are merged, and taken out again."""

from collections.abc import Mapping

from handlers.words.marking import translatable

MERGING: Mapping[str, str] = {
    "merged": translatable("{by} merged it into item {other}: they are answered together."),
    "merged_in": translatable("{by} merged item {other} into it: they are answered together."),
    "merged_along": translatable("{by} merged what it was part of into item {other}; it goes along."),
    "deadline_taken": translatable("It must be answered by {due_at} now, as item {other} had to be."),
    "urgency_taken": translatable("The urgency is {to_urgency} now, as that of item {other}."),
    "taken_out": translatable("{by} took it out of item {other} again: it is answered by itself."),
    "taken_out_of": translatable("{by} took item {other} out again: it is answered by itself."),
    "not_the_same": translatable("{by} said that it is not the same as {items}."),
    "merged_yours": translatable(
        "{by} merged item {number}, which you had, into item {other}. It is not yours any more."
    ),
    "merged_to_yours": translatable(
        "{by} merged item {number} into item {other}, which you have: they are answered together, each below its own "
        "post."
    ),
    "taken_out_named": translatable("{by} took it out of another item again, and you are named for it now."),
    "merge_itself": translatable("Item {number} cannot be merged into itself. Give the number of another item."),
    "merge_is_part": translatable("Item {number} is merged into this one already."),
    "merge_closed": translatable(
        "Item {number} is closed ({state}), so nothing is merged into it. Answer this one by itself, or decline it as "
        "answered elsewhere."
    ),
    "merge_busy": translatable("Item {number} cannot be merged now: {state}. Try again when that is over."),
    "merge_private": translatable(
        "One of the two is a private message. They stay apart: merged, they would stand on one card for everybody."
    ),
}
