"""Sentences about clocks: by when an item must be answered and how that came about, and pauses."""

from collections.abc import Mapping

from handlers.words.marking import translatable

CLOCKS: Mapping[str, str] = {
    "target": translatable("{source} is to be answered within {target_seconds}, around the clock, from {starts_at}."),
    "target_office": translatable(
        "{source} is to be answered within {target_seconds} of office time, from {starts_at}: the hours of "
        "{domain} count."
    ),
    "target_office_company": translatable(
        "{source} is to be answered within {target_seconds} of office time, from {starts_at}: our hours count."
    ),
    "next_target": translatable(
        "The customer asked again: to be answered within {target_seconds}, around the clock, from {starts_at}."
    ),
    "next_target_office": translatable(
        "The customer asked again: to be answered within {target_seconds} of office time, from {starts_at}: the hours "
        "of {domain} count."
    ),
    "next_target_office_company": translatable(
        "The customer asked again: to be answered within {target_seconds} of office time, from {starts_at}: our hours "
        "count."
    ),
    "came_late": translatable("It came late: its {target_seconds} from {starts_at} were over before it came here."),
    "taken_for_thanks": translatable(
        "It was taken for mere thanks at first: its {target_seconds} from {starts_at} were over when that was seen."
    ),
    "came_unstaffed": translatable("It came outside our hours: {target_seconds} from {opens_at}."),
    "page_never_came_late": translatable("Nobody is woken: it was late already when it came."),
    "page_never_paused": translatable("Nobody is woken: it is paused until {until_at}."),
    "paused": translatable("{by} paused it until {until_at}: {pause_reason}."),
    "was_paused": translatable("It was paused until {until_at} by {by}: {pause_reason}."),
    "resumed": translatable("{by} ended the pause; it must be answered by {due_at}."),
    "pause_over": translatable("the pause is over; it must be answered by {due_at}."),
    "already_paused": translatable("{by} paused item {number} until {until_at}."),
    "pause_is_over": translatable("Item {number} is not paused any more."),
    "pause_of_another": translatable(
        "Item {number} is {owner}'s: only they, or {people} as lead or deputy of {domain}, can do this."
    ),
    "pause_of_nobodys": translatable(
        "Nobody has item {number}: claim it first. Unclaimed, only {people} can pause it, as lead or deputy of "
        "{domain}."
    ),
    "pause_needs_an_end": translatable("A pause needs an end. Say for example “friday”, “24.12. 12:00” or “2 days”."),
    "pause_too_long": translatable("A pause lasts 7 days at most: until {latest_at}."),
    "pause_is_past": translatable("That is over already. Say for example “friday”, “24.12. 12:00” or “2 days”."),
    "pause_begins_now": translatable("A pause begins now: say only until when, for example “friday” or “2 days”."),
    "written_unclear": translatable(
        "“{words}” is no time that I understand. Say a day and a time, for example “today 14:05”, “yesterday 9:30” or "
        "“2 hours ago”; or leave it empty for now."
    ),
    "written_in_future": translatable("{written_at} lies ahead: nobody has written it yet."),
    "written_too_long_ago": translatable("That is more than a year ago."),
}
