"""What is said about answers that somebody is writing."""

from collections.abc import Mapping

from handlers.words.marking import translatable

DRAFTING: Mapping[str, str] = {
    "writes_too": translatable(
        "{person} has begun to write an answer to item {number} too; you have been writing yours since {since_at}. "
        "Agree on who sends it."
    ),
    "draft_kept": translatable("What you wrote is kept as your draft: it stands there when you press Answer again."),
    "draft_holds_item": translatable(
        "{owner} has been writing an answer to item {number} since {since_at}, so it stays with them for now. "
        "Ask them, or try again a quarter of an hour after their last word."
    ),
}
