"""What is said about answers that go out at their source."""

from collections.abc import Mapping

from handlers.words.marking import translatable

PUBLISHING: Mapping[str, str] = {
    "publishing": translatable("{by} sent an answer on its way: it goes out as {account}."),
    "published": translatable("The answer of {by} went out as {account}."),
    "published_late": translatable("An answer went out as {account} after all."),
    "publish_failed": translatable("The answer could not go out as {account}: {error}."),
    "publish_account_changed": translatable("The answer did not go out: the account {account} was changed."),
    "publish_asked_again": translatable("The answer did not go out: the customer wrote again before."),
    "publish_too_long": translatable("The answer could not go out as {account} for {waited_seconds}: given up."),
    "publish_unknown": translatable("Nobody knows whether the answer went out as {account}."),
    "publish_lost": translatable("No answer is on its way any more."),
    "publish_stopped": translatable("{by} stopped the answer before it went out."),
    "published_late_yours": translatable("Your answer to item {number} went out as {account} after all."),
    "publish_failed_yours": translatable(
        "Your answer could not go out as {account}: {error}. Your words are kept: press Answer to try again."
    ),
    "publish_account_changed_yours": translatable(
        "Your answer did not go out: the account {account} was changed. Your words are kept: press Answer to look "
        "again."
    ),
    "publish_asked_again_yours": translatable(
        "Your answer did not go out: the customer wrote again before. Your words are kept: press Answer to look again."
    ),
    "publish_too_long_yours": translatable(
        "Your answer could not go out as {account} for {waited_seconds}, so it is not tried any more. Your words are "
        "kept: press Answer to try again."
    ),
    "publish_unknown_yours": translatable(
        "Nobody knows whether your answer went out as {account}. Look at the post: if it is there, press Answer and "
        "give the link to it; if not, publish it once more."
    ),
    "publish_left_out": translatable(
        "Your answer to item {number} did not go out as {account}: the item was closed or given to somebody else "
        "before."
    ),
    "being_published": translatable("An answer by {by} to item {number} is on its way: wait until it is out."),
    "preview_is_over": translatable(
        "This preview is out of date, so nothing went out. Press Answer on the card once more."
    ),
    "preview_asked_again": translatable(
        "The customer has written again, so nothing went out. Your words are kept: press Answer on item {number} to "
        "look again."
    ),
    "publish_has_left": translatable("The answer to item {number} may be out already: it cannot be stopped any more."),
    "publish_of_another": translatable(
        "Item {number} is {owner}'s: only they, or {lead} as the lead of {domain}, can stop the answer."
    ),
    "publish_gave_up": translatable("An answer to item {number} could not go out as {account}: {error}."),
    "publish_stuck": translatable(
        "An answer to item {number} is stuck on its way to {account}. Whoever wrote it was told; look whether the "
        "connection to {account} works."
    ),
}
