"""What is said when somebody has left the handbook, or a field."""

from collections.abc import Mapping

from handlers.words.marking import translatable

DEPARTURES: Mapping[str, str] = {
    "left_to_you": translatable("{by} has left, and you are named for it now."),
    "left_to_you_many": translatable(
        "{by} has left; you are named for {count} of their items now, for this one first."
    ),
    "field_left_to_you": translatable("{by} does not answer for its field any more, and you are named for it now."),
    "owner_left": translatable("{owner} has left; it is free again."),
    "expert_left": translatable("{person} has left; somebody else is asked."),
    "expert_changed": translatable("{person} may not answer for {domain} any more; somebody else is asked."),
}
