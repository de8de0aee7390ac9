"""Sentences about taking, swapping and covering shifts: refusals, news to people, lines in a channel."""

from collections.abc import Mapping

from handlers.words.marking import translatable

SHIFTS: Mapping[str, str] = {
    "rota_none": translatable("There is no rota: nobody is on call, and nobody is woken after hours."),
    "rota_none_staffed": translatable(
        "There is no rota: nobody is on call. The staffed hours are under way until {ends_at}; what comes after them "
        "waits for the next ones."
    ),
    "rota_none_waits": translatable(
        "There is no rota: nobody is on call. What comes now waits for the staffed hours, which begin {starts_at}."
    ),
    "rota_is_set_by": translatable(
        "Leads, managers, owners of the handbook and administrators can say that somebody else is on call: {people}. "
        "You can ask somebody yourself: “swap @bo friday”."
    ),
    "shift_none_at_all": translatable("{person} has no shift. “oncall week” says who is on call when."),
    "shift_none_then": translatable("{person} has no shift then; the next one begins {starts_at}."),
    "shift_several": translatable(
        "{person} has {count} shifts then: name one, by its day, or by the day and the layer."
    ),
    "shift_is_theirs_already": translatable("{person} is on call then already, until {ends_at}."),
    "shift_nobodys_then": translatable("There is no shift then: “oncall week” says who is on call when."),
    "oncall_needs_person": translatable(
        "I do not know you: the handbook does not name you. “oncall week” says who is on call when."
    ),
    "take_is_for_oneself": translatable(
        "“take” is for yourself: “take 2 hours”, “take friday”. To ask somebody else: “swap @bo friday”."
    ),
    "cover_needs_person": translatable("Say who is on call then, with @ or by their id: “cover @bo friday”."),
    "cover_takes_nothing_back": translatable(
        "A shift in return goes with “swap” alone: “swap @bo friday for tuesday”."
    ),
    "cover_not_reachable": translatable(
        "{person} cannot be on call: the handbook gives no chat identity on a connected desk. Name somebody else."
    ),
    "cover_too_much": translatable(
        "That is too much at once: say at most {days} days and {shifts} shifts, for example “take next week”. For "
        "longer, change the rota in the handbook."
    ),
    "cover_away": translatable("{person} is away then, until {until_at}, and cannot be on call."),
    "cover_away_open": translatable("{person} is away until they say that they are back, and cannot be on call."),
    "cover_on_call_elsewhere": translatable(
        "{person} is on call in another layer already from {starts_at} until {ends_at}: name somebody else."
    ),
    "cover_is_over": translatable("That is over, or was taken back already."),
    "cover_given": translatable(
        "You are on call from {starts_at} until {ends_at} instead of {absent}: {by} has set it."
    ),
    "cover_given_gap": translatable("You are on call from {starts_at} until {ends_at}: {by} has set it."),
    "cover_relieved": translatable("{person} is on call instead of you from {starts_at} until {ends_at}."),
    "cover_no_more": translatable("You are not on call from {starts_at} until {ends_at} after all: {by} took it back."),
    "shift_inherited": translatable(
        "You are on call from {starts_at} until {ends_at}: {absent}, whose turn it is, is away then."
    ),
    "shift_inherited_more": translatable(
        "You are on call from {starts_at} until {ends_at}: {absent}, whose turn it is, is away then. And {more} more "
        "times like that."
    ),
    "shift_inherited_no_more": translatable(
        "You are not on call from {starts_at} until {ends_at} after all: {absent}, whose turn it is, is there."
    ),
    "cover_taken_back": translatable("You are on call from {starts_at} until {ends_at} after all: {by} took it back."),
    "line_cover": translatable("{person} is on call from {starts_at} until {ends_at} instead of {absent}."),
    "line_cover_gap": translatable("{person} is on call from {starts_at} until {ends_at}: nobody was."),
    "cover_and_more": translatable("And {more} more."),
    "line_covers": translatable("{person} is on call from {starts_at} until {ends_at}: {count} shifts of others."),
    "line_covers_taken_back": translatable(
        "{person} is not on call from {starts_at} until {ends_at} after all: {count} shifts."
    ),
    "line_taken_back": translatable("{person} is not on call from {starts_at} until {ends_at} after all."),
    "swap_needs_person": translatable("Say whom you ask, with @ or by their id: “swap @bo friday”."),
    "swap_with_oneself": translatable("You cannot swap with yourself: name somebody else, as in “swap @bo friday”."),
    "swap_overlaps": translatable("The two shifts overlap: name one that lies before or after."),
    "swap_asked_already": translatable("Somebody is asked for that shift already: “oncall mine” takes it back."),
    "swap_of_another": translatable("Only {person} can do that."),
    "swap_shift_changed": translatable(
        "The rota has changed meanwhile: from {starts_at} until {ends_at} it is no longer {person}'s shift. The swap "
        "is off, and whoever asked is told."
    ),
    "swap_overtaken": translatable(
        "You have asked {person} to be on call from {starts_at} until {ends_at}, but the rota has changed meanwhile: "
        "the swap is off."
    ),
    "swap_accepted": translatable("{person} is on call instead of you from {starts_at} until {ends_at}: agreed."),
    "swap_declined": translatable(
        "{person} cannot be on call from {starts_at} until {ends_at}: you still are. Ask somebody else?"
    ),
    "swap_expired": translatable(
        "{person} has not answered: you are on call from {starts_at} until {ends_at}, as the rota says."
    ),
    "swap_expired_over": translatable(
        "{person} has not answered: you were on call from {starts_at} until {ends_at}, as the rota says."
    ),
    "swap_asked_has_left": translatable(
        "{person} has left, and is asked no more to be on call from {starts_at} until {ends_at}. Ask somebody else?"
    ),
    "swap_was_overtaken": translatable("The rota has changed meanwhile: the swap is off since {settled_at}."),
    "swap_was_accepted": translatable("{person} accepted it {settled_at}."),
    "swap_was_declined": translatable("{person} declined it {settled_at}."),
    "swap_was_withdrawn": translatable("{person} took it back {settled_at}."),
    "rota_gap_again": translatable("And {more} more times like that."),
    "rota_turn_vacant": translatable(
        "A turn on call, from {starts_at}, is still that of {absent}, who has left; {person} has it. Write a new "
        "order for the rota, with the day from which it holds."
    ),
    "ladder_wakes_for_all": translatable(
        "The ladder “{ladder}” calls whoever is on call at any hour (rung “{rung}”), also for praise, or for what has "
        "low urgency. Give it kind and urgency, or take on_call out of that rung."
    ),
    "rota_swap_open": translatable(
        "{by} wants to swap the shift that begins {starts_at}, and {person} has not answered yet. Ask, or put somebody "
        "on call: “cover @bo friday”."
    ),
    "swap_was_expired": translatable("It ran out {settled_at}: {person} keeps the shift."),
}
