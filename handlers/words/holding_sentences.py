"""What is said about holding answers."""

from collections.abc import Mapping

from handlers.words.marking import translatable

HOLDING: Mapping[str, str] = {
    "held": translatable("{by} sent a holding answer: it promises an answer by {due_at}, the new deadline."),
    "held_again": translatable("{by} sent another holding answer; the deadline stays {due_at}."),
    "held_target": translatable(
        "A holding answer was sent: {target_seconds} from {starts_at}, when {domain} starts again."
    ),
    "hold_without_shift": translatable(
        "Nobody of {domain} ever has working hours, so a holding answer would promise nothing: it needs people with "
        "hours in the handbook, or somebody to stand in."
    ),
    "hold_not_prepared": translatable(
        "The handbook has no holding answer for {domain}. {people} can add one to the handbook: an [[answer]] with "
        "holding = true."
    ),
}
