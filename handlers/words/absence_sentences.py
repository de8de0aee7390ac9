"""A sentence for everything that can be said about absences: refusals, warnings, lines of an item's history."""

from collections.abc import Mapping

from handlers.words.marking import translatable

ABSENCES: Mapping[str, str] = {
    "stands_in": translatable("{absent} is away and back {back_at}: you stand in for them."),
    "stands_in_open": translatable("{absent} is away until they say that they are back: you stand in for them."),
    "stands_in_later": translatable("{absent} is away from {starts_at}, back {back_at}: you stand in for them."),
    "stands_in_later_open": translatable(
        "{absent} is away from {starts_at} until they say that they are back: you stand in for them."
    ),
    "when_misspelt": translatable("I do not understand “{words}” as a time: did you mean “{guess}”?"),
    "when_unclear": translatable(
        "I do not understand “{words}” as a time. Say for example “until friday”, “24.12. until 2.1.”, “two weeks” or"
        " “until friday 14:00”; people are named with @ or by their id in the handbook."
    ),
    "when_impossible": translatable(
        "There is no “{words}” in the calendar. Say for example “until friday”, “24.12. until 2.1.” or “2026-12-24”."
    ),
    "when_past": translatable("“{words}” is past already. Say for example “until friday” or “24.12. until 2.1.”."),
    "when_backwards": translatable("That ends before it begins. Say for example “from 24.12. until 2.1.”."),
    "when_too_far": translatable(
        "That is more than a year ahead: the handbook is the place for it. Here say for example “until friday”."
    ),
    "person_not_named": translatable(
        "I know nobody as “{words}”: name people with @ or by their id in the handbook, never by their name."
    ),
    "deputy_missing": translatable("Say who stands in, with @ or by their id in the handbook: “deputy @…”."),
    "deputy_is_self": translatable("{person} cannot stand in for themself: name somebody else."),
    "deputy_away": translatable("{person} is away for all of that time and cannot stand in: name somebody else."),
    "deputy_not_reachable": translatable(
        "{person} cannot stand in: the handbook gives no chat identity on a connected desk. Name somebody else."
    ),
    "deputy_partly_away": translatable(
        "{person} is away for part of that time: then their own deputy is asked, or whoever is there."
    ),
    "deputy_loop": translatable("{person}'s own deputy is {absent}: while both are away, others are asked."),
    "not_away": translatable("{person} is not away."),
    "absence_is_planned": translatable("{person}'s absence is planned in the handbook; {people} can change it there."),
    "absence_is_over": translatable("That absence is over, or was taken back already."),
    "chosen_back": translatable("{person} is there after all."),
    "handed_over": translatable("{absent} is away until {back_at}: it went to {person}."),
    "handed_over_open": translatable("{absent} is away: it went to {person}."),
    "handed_to_nobody": translatable("{absent} is away, and nobody else is there for it."),
    "handed_back": translatable("{person} is there after all: it is {person}'s again."),
}
