"""Why a list is not shown: what was asked for does not exist, or says nothing."""

from collections.abc import Mapping

from handlers.words.marking import translatable

LISTS: Mapping[str, str] = {
    "queue_unknown": translatable("I do not know “{words}”, and show no list for it."),
    "queue_unknown_near": translatable("I do not know “{words}”. Did you mean “{guess}”?"),
    "find_needs_words": translatable(
        "Write what to look for behind it: words of the customer, their name, a link or a number."
    ),
    "show_which": translatable("Write the item's number behind it: “show 12”."),
    "show_words": translatable("“{words}” is no item's number. “find {words}” looks for the words."),
    "item_unknown": translatable("There is no item {number}. The nearest is {nearest}."),
    "item_unknown_none": translatable("There is no item {number}: there are none yet."),
}
