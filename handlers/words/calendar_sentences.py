"""Sentences about calendars: those that people subscribe to, and those that are layers of the rota."""

from collections.abc import Mapping

from handlers.words.marking import translatable

CALENDAR_TROUBLES: Mapping[str, str] = {
    "no_address": translatable("no address is set for it"),
    "unreachable": translatable("its server cannot be reached"),
    "too_slow": translatable("its server does not answer in time"),
    "redirected": translatable("its server sends us on to where we do not follow: too often, or not over https"),
    "gone": translatable("nothing stands at its address"),
    "not_allowed": translatable("its server does not let us read it"),
    "server_error": translatable("its server answers with an error"),
    "too_large": translatable("it is larger than 5 MB"),
    "not_text": translatable("it is no UTF-8 text"),
    "no_calendar": translatable("what stands there is no iCalendar file"),
    "too_many": translatable("it holds more events or repetitions than any rota"),
    "takes_too_long": translatable("it takes longer than a minute to read"),
    "endless": translatable("it repeats by rules that never come, such as 30 February"),
    "not_read": translatable("reading it failed"),
    "emptied": translatable("no shift in it lies ahead any more; those that were read before still hold"),
    "empty": translatable("no shift in it lies ahead"),
}
"""Why the calendar of a layer was not read."""

CALENDAR_DOUBTS: Mapping[str, str] = {
    "odd_zone": translatable(
        "it names a time zone that nobody knows, so that those times are read in the layer's zone"
    ),
    "endless": translatable("an event that repeats by a rule that never comes, such as 30 February, is left out"),
    "left_out": translatable("some of its events cannot be read and are left out"),
}
"""What was odd in a calendar that was read, and what was made of it."""

CALENDARS: Mapping[str, str] = {
    "calendar_without_rota": translatable("The handbook has no rota, so there are no shifts to show in a calendar."),
    "calendar_without_address": translatable(
        "Calendars cannot reach me yet: the setting PUBLIC_URL is missing. It says under which address others reach "
        "this program, such as https://svarvakt.example.com. {people} can set it."
    ),
    "calendar_without_url": translatable(
        "Calendars cannot reach me yet: the setting PUBLIC_URL is missing. It says under which address others reach "
        "this program, such as https://svarvakt.example.com. Ask whoever runs it."
    ),
    "rota_shift_unnamed": translatable(
        "The calendar of the rota's layer “{layer}” has a shift at {starts_at} that names nobody of the handbook: "
        "{person}, who comes next in it, has it. Write a name, an e-mail address or an id into its title."
    ),
    "rota_calendar_trouble": translatable(
        "The calendar of the rota's layer “{layer}” is of no use: {trouble}. Put shifts into it, or correct its "
        "address; `svarvakt check` tries it."
    ),
    "rota_calendar_doubt": translatable(
        "The calendar of the rota's layer “{layer}” is read, but {doubt}. Mend it there; `svarvakt check` says more."
    ),
    "calendar_doubt": translatable(
        "The calendar of the rota's layer “{layer}” was read, but {doubt}. Mend it there; `svarvakt check` says more."
    ),
    "calendar_emptied": translatable(
        "The calendar of the rota's layer “{layer}” was read, and no shift in it lies ahead any more. The shifts that "
        "it held before stay in force until it has some again: fill it, or take the layer out of the handbook."
    ),
    "calendar_empty": translatable(
        "The calendar of the rota's layer “{layer}” was read, and no shift in it lies ahead: nobody is on call in that "
        "layer. Put shifts into it, or correct its address; `svarvakt check` tries it."
    ),
    "calendar_not_read": translatable(
        "The calendar of the rota's layer “{layer}” has not been read since {since_at} ({trouble}). What was read then "
        "still holds. `svarvakt check` tries it."
    ),
    "calendar_never_read": translatable(
        "The calendar of the rota's layer “{layer}” has not been read once since {since_at} ({trouble}), so that layer "
        "has nobody. `svarvakt check` tries it."
    ),
}
