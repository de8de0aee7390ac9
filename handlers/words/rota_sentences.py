"""Sentences about who is on call and why, and about gaps in the rota."""

from collections.abc import Mapping

from handlers.words.marking import translatable

ROTA: Mapping[str, str] = {
    "shift_turn": translatable("It is {person}'s turn."),
    "shift_vacant": translatable("{person} has the turn of {absent}, who has left: it is passed on."),
    "shift_away": translatable("{person} has the turn of {absent}, who is away."),
    "shift_calendar": translatable("{person} has the shift in the calendar."),
    "shift_unnamed": translatable("The calendar names nobody known for this shift; {person} comes next in it."),
    "shift_override": translatable("{person} was put on call by {by}."),
    "shift_swap": translatable("{person} has it in a swap with {absent}."),
    "shift_taken": translatable("{person} took it."),
    "rota_uncovered": translatable("Nobody is on call from {starts_at} until {ends_at}: no layer of the rota covers."),
    "rota_nobody_able": translatable(
        "Nobody is on call from {starts_at} until {ends_at}: everybody of the layer “{layer}” is away or has left."
    ),
    "rota_layer_empty": translatable(
        "The layer “{layer}” has nobody from {starts_at} until {ends_at}: everybody of it is away or has left. Another "
        "layer has somebody."
    ),
}
