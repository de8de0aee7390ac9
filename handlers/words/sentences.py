"""A sentence for every reason that a decision can have, and for every line of an item's history.

The names in braces are the reason's values; `handlers.words.reasons` says how each is shown.
"""

from collections.abc import Mapping

DECISIONS: Mapping[str, str] = {
    "language_prior": "The language is taken to be {language}, as usual here: the words do not tell.",
    "language_words": "The language is {language}: “{words}”.",
    "kind_question_mark": "It is a question: it has a question mark.",
    "kind_question_word": "It is a question: “{word}”.",
    "kind_critique": "It is critique: “{words}”.",
    "kind_only_thanks": "It is praise: only thanks.",
    "kind_praise": "It is praise: “{words}”.",
    "kind_in_doubt": "It is taken for a question: in doubt it needs an answer.",
    "rule_matched": "The rule “{rule}” sends it to {domain}.",
    "rule_matched_words": "The rule “{rule}” sends it to {domain}: it found “{words}”.",
    "rule_because": "The handbook says why: {because}",
    "no_rule_fits": "No rule fits, so it goes to {domain}, which takes what has no rule.",
    "chosen_only_one": "{person} is the only one at work.",
    "chosen_fewest_open": "{person} is at work and has the fewest open items.",
    "chosen_longest_since": "{person} is at work and was named longest ago ({last_at}).",
    "chosen_never_before": "{person} is at work and was not named before.",
    "chosen_starts_soonest": "Nobody is at work; {person} starts first, {starts_at}.",
    "chosen_deputy": "{person} stands in as deputy: no expert of {domain} is there.",
    "chosen_lead": "{person} is asked as the lead: nobody else of {domain} is there.",
    "nobody_at_work": "Nobody who may answer for {domain} is at work in time; {person} starts first, {starts_at}.",
    "nobody_ever_at_work": "Nobody who may answer for {domain} has hours: ask the administrator to give them some.",
    "on_call_is": "{person} is on call until {until_at}.",
    "target": "{source} is to be answered within {target_seconds}, around the clock, from {starts_at}.",
    "came_unstaffed": "It came outside our hours: {target_seconds} from {opens_at}.",
}

CLIMBING: Mapping[str, str] = {
    "rung_unclaimed": "nobody has taken it yet, with {left_seconds} left.",
    "rung_unclaimed_late": "nobody has taken it, and its time is up.",
    "rung_claimed": "{person} has it and has not answered yet, with {left_seconds} left.",
    "rung_claimed_late": "{person} has it and has not answered, and its time is up.",
    "given_back": "{by} gave it back, and you are named for it now.",
    "yours": "you have it and have not answered yet, with {left_seconds} left.",
    "yours_late": "you have it and have not answered, and its time is up.",
    "rung_gone": "{person} is not in the handbook any more, so nobody was reminded.",
    "rung_quiet": "{person} was not reminded: off work until {back_at}.",
    "rung_quiet_always": "{person} was not reminded: they have no hours at all.",
    "rung_empty": "nobody else was at work to be reminded.",
    "covered_at_work": "Somebody who may answer is at work: {people}.",
    "covered_from_next_shift": "{person} starts {starts_at}, in time for the answer.",
    "covered_owner_at_work": "{person} has it and is at work.",
    "covered_owner_on_call": "{person} has it and is on call.",
    "covered_owner_took_it_off_hours": "{person} took it outside their own hours.",
    "uncovered_nobody": "nobody who may answer for {domain} is at work.",
    "uncovered_until": "nobody who may answer for {domain} is at work before {starts_at}; it is due {due_at}.",
    "uncovered_late": "it is late since {due_at} and nobody who may answer for {domain} is at work.",
    "uncovered_owner_gone": "its owner is not in the handbook any more, and it must be answered by {due_at}.",
    "uncovered_owner_away": "{person} has it but is off work, and it must be answered by {due_at}.",
    "uncovered_owner_away_late": "{person} has it but is off work, and it is late since {due_at}.",
    "page_unanswered": "{person} did not answer the page.",
    "page_again_unanswered": "nobody answered the page so far ({people}).",
    "page_again_unclaimed": "{person} acknowledged it, but nobody has taken it since.",
    "page_handed_on": "{person} passed it on.",
    "page_exhausted": "nobody is left to page after {people}; it begins again {sounds_again_at}.",
    "page_ended": "Nobody needs to be woken any more.",
    "page_ended_held": "Nobody needs to be woken: a holding answer stands until {until_at}.",
    "page_is_over": "The page is over.",
    "page_is_with": "The page is with {person} now.",
    "page_never_closed": "Nobody is woken: it is {state}.",
    "page_never_kind": "Nobody is woken for {kind}.",
    "page_never_low": "Nobody is woken: its urgency is low.",
    "page_never_without_rota": "Nobody is woken: there is no rota.",
    "not_reachable": "{person} cannot be reached: the handbook gives no chat identity on a connected desk.",
    "step_failed": "Item {number} could not be decided ({error}). It is tried again in five minutes.",
}

HISTORY: Mapping[str, str] = {
    "received": "It came in from {source}.",
    "named": "{person} was named for {domain}.",
    "claimed": "{by} took it.",
    "released": "{by} gave it back.",
    "answered": "{by} answered.",
    "declined": "{by} declined: {why}.",
    "not_an_item": "{by} closed it, not an item: {why}.",
    "managers_told": "The managers' channel was told: it stays there until somebody takes it.",
    "page_acknowledged": "{by} acknowledged the page; quiet until {until_at}.",
    "page_waits": "{by} said it can wait until {until_at}: {wait_reason}.",
    "page_cannot_wait": "{by} said it can wait, but nobody of {domain} ever starts: the paging goes on.",
    "page_passed_on": "{by} passed the page on to {person}.",
    "page_passed_to_nobody": "{by} passed the page on, and nobody is left to page.",
}

ANSWERS: Mapping[str, str] = {
    "you_have_it": "You have item {number} already.",
    "already_claimed": "{owner} took item {number} {claimed_at}.",
    "already_answered": "{by} answered item {number} {closed_at}.",
    "already_declined": "{by} declined item {number} {closed_at}.",
    "already_not_an_item": "{by} closed item {number} as not an item {closed_at}.",
    "already_merged": "{by} merged item {number} into another {closed_at}.",
    "already_withdrawn": "The customer withdrew item {number} {closed_at}.",
    "already_moved": "Item {number} is free now: {state}. Look at its card and try again.",
    "not_in_domain": "Only those who answer for {domain} can do this: {people}. {lead} is the lead and can add you.",
    "on_call_may_not_answer": "On call you may take and decline; an answer about {domain} is for: {people}.",
    "not_known": 'The handbook does not know you. {people} can add you to it, with {desk} = "{identity}".',
    "release_of_another": "Item {number} is {owner}'s: only they, or {lead} as the lead of {domain}, can give it back.",
    "guests_may_nothing": "Guests and people of other organisations cannot use Svarvakt. Ask the one who invited you.",
    "unknown_subject": "This belongs to an item that does not exist here any more.",
    "page_of_another": "This page was for {person}.",
    "page_settled": "You settled this page {settled_at}.",
    "nothing_left_to_take": "Nothing on this page was free any more: others were quicker.",
}

FAULTS: Mapping[str, str] = {
    "gave_up": "A message ({what}) could not be delivered on {desk}: {error}. It is about {subject}.",
    "unreadable_event": "An event from {desk} could not be handled ({error}). It is kept and can be given again.",
}

SENTENCES: Mapping[str, str] = {**DECISIONS, **CLIMBING, **HISTORY, **ANSWERS, **FAULTS}
