"""What is said of praise."""

from collections.abc import Mapping

from handlers.words.marking import translatable

PRAISE: Mapping[str, str] = {
    "thanked": translatable("{by} thanked the customer."),
    "liked": translatable("{by} liked the post."),
    "thanks_taken_back": translatable("{by} took the thank-you back: it is open again."),
    "like_taken_back": translatable("{by} took the like back: it is open again."),
    "praise_shared": translatable("{by} shared it with the team."),
    "open_as_it_was": translatable("Item {number} is open again, as it was."),
    "only_praise_is_thanked": translatable("One click answers praise only, and item {number} is none."),
    "others_are_merged": translatable(
        "Others are merged into item {number}: answer it with “Answer”, which asks for the answer to each."
    ),
    "nothing_to_take_back": translatable("Item {number} is open: there is nothing to take back."),
    "too_late_to_take_back": translatable(
        "That was {closed_at}, which is too long ago to take back. Re-open item {number} on its card."
    ),
    "praise_goes_out": translatable("The team will see item {number} in a moment."),
    "only_praise_is_shared": translatable("Only praise is shared with the team, and item {number} is none."),
    "private_is_not_shared": translatable("Item {number} is a private message: it is shared with nobody."),
}
