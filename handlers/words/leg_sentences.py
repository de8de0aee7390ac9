"""What an item's history says of the second leg of a page, and of legs that fail."""

from collections.abc import Mapping

from handlers.words.marking import translatable

LEG_LINES: Mapping[str, str] = {
    "page_did_not_arrive": translatable("the page did not reach {person}."),
    "nobody_reached": translatable("No way reaches {person} now ({error}): the page goes on."),
    "leg_unanswered": translatable("{person} was paged by {leg} as well: the page in chat has no answer."),
    "leg_while_quiet": translatable("{person} was paged by {leg} at once: their chat is quiet now."),
    "leg_without_chat": translatable("{person} was paged by {leg} at once: the page does not reach their chat."),
    "leg_failed": translatable("{person} could not be paged by {leg} ({error})."),
    "leg_failed_chat_again": translatable(
        "{person} could not be paged by {leg} ({error}): the page sounds in chat once more."
    ),
}
