"""A sentence for every reason that a decision can have, and for every line of an item's history.

The names in braces are the reason's values; `handlers.words.reasons` says how each is shown.
"""

from collections.abc import Mapping

from handlers.words.absence_sentences import ABSENCES
from handlers.words.approval_sentences import APPROVALS
from handlers.words.calendar_sentences import CALENDARS
from handlers.words.clock_sentences import CLOCKS
from handlers.words.colleague_sentences import COLLEAGUES
from handlers.words.conflict_sentences import CONFLICTS
from handlers.words.departure_sentences import DEPARTURES
from handlers.words.drafting_sentences import DRAFTING
from handlers.words.follow_up_sentences import FOLLOW_UPS
from handlers.words.health_sentences import HEALTH
from handlers.words.holding_sentences import HOLDING
from handlers.words.leg_sentences import LEG_LINES
from handlers.words.list_sentences import LISTS
from handlers.words.marking import translatable
from handlers.words.merging_sentences import MERGING
from handlers.words.praise_sentences import PRAISE
from handlers.words.publishing_sentences import PUBLISHING
from handlers.words.rota_sentences import ROTA
from handlers.words.rule_sentences import RULES
from handlers.words.shift_sentences import SHIFTS
from handlers.words.two_legged_sentences import TWO_LEGGED

DECISIONS: Mapping[str, str] = {
    "language_given": translatable("The language is {language}: so it was said."),
    "kind_given": translatable("It is {kind}: so it was said."),
    "language_prior": translatable("The language is taken to be {language}, as usual here: the words do not tell."),
    "language_words": translatable("The language is {language}: “{words}”."),
    "language_words_probable": translatable("The language is probably {language}: “{words}”."),
    "language_spelling": translatable("The language is {language}, by its spelling."),
    "language_spelling_probable": translatable("The language is probably {language}, by its spelling."),
    "kind_question_mark": translatable("It is a question: it has a question mark."),
    "kind_question_word": translatable("It is a question: “{word}”."),
    "kind_critique": translatable("It is critique: “{words}”."),
    "kind_only_thanks": translatable("It is praise: only thanks."),
    "kind_praise": translatable("It is praise: “{words}”."),
    "kind_mocking": translatable("It is critique: it praises mockingly, “{words}”."),
    "kind_only_tag": translatable("It needs no answer: it only tags a friend."),
    "kind_to_a_friend": translatable("It needs no answer: it is said to a friend, “{words}”."),
    "kind_not_for_us": translatable("It needs no answer: “{words}”."),
    "kind_in_doubt": translatable("It is taken for a question: in doubt it needs an answer."),
    "rule_matched": translatable("The rule “{rule}” sends it to {domain}."),
    "rule_matched_words": translatable("The rule “{rule}” sends it to {domain}: it found “{words}”."),
    "rule_because": translatable("The handbook says why: {because}"),
    "no_rule_fits": translatable("No rule fits, so it goes to {domain}, which takes what has no rule."),
    "rule_added": translatable("The rule “{rule}” holds as well."),
    "rule_added_words": translatable("The rule “{rule}” holds as well: it found “{words}”."),
    "added_urgency": translatable("It makes the urgency {urgency} at least."),
    "added_situation": translatable("It says which situation this is: {situation}."),
    "added_tags": translatable("It adds the tags {tags}."),
    "chosen_only_one": translatable("{person} is the only one at work."),
    "chosen_after_giver": translatable("{by} gave it back; {person} is the only other one at work."),
    "chosen_language": translatable("{person} is at work and answers in {language}."),
    "chosen_fewest_open": translatable("{person} is at work and has the fewest open items."),
    "chosen_answers_freely": translatable("{person} is at work and answers without approval."),
    "chosen_longest_since": translatable("{person} is at work and was named longest ago ({last_at})."),
    "chosen_never_before": translatable("{person} is at work and was not named before."),
    "chosen_starts_soonest": translatable("Nobody is at work; {person} starts in time, {starts_at}."),
    "chosen_before_others": translatable(
        "{person} comes before {people}: by language, then by open items, then by who was named longest ago."
    ),
    "chosen_near_language": translatable("Nobody there answers in {language}; {person} answers in one close to it."),
    "chosen_other_language": translatable("Nobody there answers in {language}; {person} is asked all the same."),
    "chosen_deputy": translatable("{person} stands in as deputy: no expert of {domain} is there."),
    "chosen_stand_in": translatable("{person} stands in for {absent}, who is away."),
    "chosen_lead": translatable("{person} is asked as the lead: nobody else of {domain} is there."),
    "nobody_at_work": translatable(
        "Nobody who may answer for {domain} is at work in time; {person} starts first, {starts_at}."
    ),
    "nobody_ever_at_work": translatable(
        "Nobody who may answer for {domain} will be at work: they need hours in the handbook, or somebody to stand in."
    ),
    "on_call_is": translatable("{person} is on call until {until_at}."),
    "passed_may_not_answer": translatable("{person} may not answer for {domain}, only give a tip."),
    "passed_gave_back": translatable("{person} gave it back."),
    "passed_turn": translatable("{person} ({role}) is asked only when nobody before them can be."),
    "passed_language": translatable("{person} does not answer in {language}, and others do better."),
    "passed_more_open": translatable("{person} has more open items (together they weigh {open})."),
    "passed_needs_approval": translatable("{person} answers with approval only."),
    "passed_named_later": translatable("{person} has as few open items, but was named later ({last_at})."),
    "passed_order": translatable("{person} has as few open items, but stands later in the handbook."),
    "off_absent": translatable("{person} is away until {until_at}."),
    "off_absent_open": translatable("{person} is away, until they say that they are back."),
    "off_holiday": translatable("{person} is off work: it is a public holiday ({name})."),
    "off_own_day": translatable("{person} is off work: it is a day of the company's own ({name})."),
    "off_hours": translatable("{person} is off work until {starts_at}."),
    "off_never": translatable("{person} has no hours at all."),
}

CLIMBING: Mapping[str, str] = {
    "rung_unclaimed": translatable("nobody has taken it yet, with {left_seconds} left."),
    "rung_unclaimed_late": translatable("nobody has taken it, and its time is up."),
    "rung_claimed": translatable("{person} has it and has not answered yet, with {left_seconds} left."),
    "rung_claimed_late": translatable("{person} has it and has not answered, and its time is up."),
    "moved_here": translatable("{by} moved it to your field, and you are named for it now."),
    "given_back": translatable("{by} gave it back, and you are named for it now."),
    "yours": translatable("you have it and have not answered yet, with {left_seconds} left."),
    "yours_late": translatable("you have it and have not answered, and its time is up."),
    "rung_gone": translatable("{person} is not in the handbook any more, so nobody was reminded."),
    "rung_quiet": translatable("{person} was not reminded: off work until {back_at}."),
    "rung_quiet_always": translatable("{person} was not reminded: they have no hours at all."),
    "managers_not_yet": translatable(
        "The managers are told when it is late, or when nobody has it any more: {person} took it in time."
    ),
    "rung_empty": translatable("nobody else was at work to be reminded."),
    "covered_at_work": translatable("Somebody who may answer is at work: {people}."),
    "covered_from_next_shift": translatable("{person} starts {starts_at}, in time for the answer."),
    "covered_owner_at_work": translatable("{person} has it and is at work."),
    "covered_owner_on_call": translatable("{person} has it and is on call."),
    "covered_owner_took_it_off_hours": translatable("{person} took it outside their own hours."),
    "uncovered_nobody": translatable("nobody who may answer for {domain} is at work."),
    "uncovered_until": translatable(
        "nobody who may answer for {domain} is at work before {starts_at}; it is due {due_at}."
    ),
    "uncovered_louder": translatable(
        "it has become urgent since the holding answer, and nobody who may answer for {domain} is at work."
    ),
    "uncovered_late": translatable("it is late since {due_at} and nobody who may answer for {domain} is at work."),
    "uncovered_owner_gone": translatable(
        "its owner is not in the handbook any more, and it must be answered by {due_at}."
    ),
    "uncovered_owner_away": translatable("{person} has it but is off work, and it must be answered by {due_at}."),
    "uncovered_owner_away_late": translatable("{person} has it but is off work, and it is late since {due_at}."),
    "uncovered_owner_on_call_late": translatable(
        "{person}, who is on call, has it and has not answered; it is late since {due_at}."
    ),
    "page_unanswered": translatable("{person} did not answer the page in {waited_seconds}."),
    "page_again_unanswered": translatable("nobody answered the page so far ({people})."),
    "page_again_unclaimed": translatable("{person} acknowledged it, but nobody has taken it since."),
    "page_again_no_answer": translatable("{person} acknowledged it, but it has had no answer since."),
    "page_again_yours": translatable("You acknowledged it, but nobody has taken it since."),
    "page_unanswered_yours": translatable("You did not answer the page in {waited_seconds}."),
    "page_handed_on": translatable("{person} passed it on."),
    "page_exhausted": translatable("nobody is left to page after {people}; it begins again {sounds_again_at}."),
    "page_ended": translatable("Nobody needs to be woken any more."),
    "page_ended_held": translatable("Nobody needs to be woken: a holding answer stands until {until_at}."),
    "page_is_over": translatable("The page is over."),
    "page_is_with": translatable("The page is with {person} now."),
    "page_never_closed": translatable("Nobody is woken: it is {state}."),
    "page_never_kind": translatable("Nobody is woken for {kind}."),
    "page_never_low": translatable("Nobody is woken: its urgency is low."),
    "page_never_without_rota": translatable("Nobody is woken: there is no rota."),
    "not_reachable": translatable(
        "{person} cannot be reached: the handbook gives no chat identity on a connected desk."
    ),
    "step_failed": translatable("Item {number} could not be decided ({error}). It is tried again in five minutes."),
}

HISTORY: Mapping[str, str] = {
    "received": translatable("It came in from {source}."),
    "named": translatable("{person} was named for {domain}."),
    "claimed": translatable("{by} took it."),
    "released": translatable("{by} gave it back."),
    "answered": translatable("{by} answered."),
    "declined": translatable("{by} declined: {why}."),
    "not_an_item": translatable("{by} closed it, not an item: {why}."),
    "corrected_domain": translatable("{by} moved it from {from_domain} to {to_domain}."),
    "corrected_kind": translatable("{by} corrected what it is: {to_kind}, not {from_kind}."),
    "corrected_language": translatable("{by} corrected the language: {to_language}, not {from_language}."),
    "thread_told": translatable("The channel was told, in the card's thread."),
    "managers_told": translatable("The managers' channel was told: it stays there until somebody takes it."),
    "channel_told": translatable("The channel was told at once: nobody can take it now."),
    "page_acknowledged": translatable("{by} acknowledged the page; quiet until {until_at}."),
    "page_waits": translatable("{by} said it can wait until {until_at}: {wait_reason}."),
    "page_cannot_wait": translatable("{by} said it can wait, but nobody of {domain} ever starts: the paging goes on."),
    "page_passed_on": translatable("{by} passed the page on to {person}."),
    "page_passed_to_nobody": translatable("{by} passed the page on, and nobody is left to page."),
}

ANSWERS: Mapping[str, str] = {
    "you_have_it": translatable("You have item {number} already."),
    "already_claimed": translatable("{owner} took item {number} {claimed_at}."),
    "already_answered": translatable("{by} answered item {number} {closed_at}."),
    "already_declined": translatable("{by} declined item {number} {closed_at}."),
    "already_not_an_item": translatable("{by} closed item {number} as not an item {closed_at}."),
    "already_merged": translatable("{by} merged item {number} into another {closed_at}."),
    "already_withdrawn": translatable("The customer withdrew item {number} {closed_at}."),
    "already_moved": translatable("Item {number} is free now: {state}. Look at its card and try again."),
    "not_in_domain": translatable(
        "Only those who answer for {domain} can do this: {people}. {lead} is the lead and can add you."
    ),
    "on_call_may_not_answer": translatable(
        "On call you may take, decline and send a holding answer; an answer about {domain} is for: {people}."
    ),
    "level_may_not_answer": translatable("An answer about {domain} is for: {people}."),
    "handbook_is_owned": translatable("Only {people} may change the handbook."),
    "handbook_has_no_owner": translatable(
        "Nobody may change the handbook from here: somebody must have the role handbook_owner in its file. "
        "{people} can see to it."
    ),
    "not_an_approver": translatable("In {domain} answers are approved by {people}."),
    "asked_of_another": translatable("{person} was asked, and only {person} can reply."),
    "absence_of_another": translatable("Only {person}, a lead or a manager can say when {person} is away: {people}."),
    "not_known": translatable(
        'The handbook does not know you. {people} can add you to it, with {desk} = "{identity}".'
    ),
    "release_of_another": translatable(
        "Item {number} is {owner}'s: only they, or {lead} as the lead of {domain}, can give it back."
    ),
    "guests_may_nothing": translatable(
        "Guests and people of other organisations cannot use Svarvakt. Ask the one who invited you."
    ),
    "correction_unknown": translatable(
        "That cannot be chosen any more: the handbook has changed. Look at the card again."
    ),
    "correction_same": translatable("That is what it says already."),
    "unknown_subject": translatable("This belongs to an item that does not exist here any more."),
    "page_of_another": translatable("This page was for {person}."),
    "page_settled": translatable("You settled this page {settled_at}."),
    "nothing_left_to_take": translatable("Nothing on this page was free any more: others were quicker."),
}

TRYING: Mapping[str, str] = {
    "route_needs_text": translatable(
        "Write what a customer wrote behind it, and I explain where it would go: “route Where is my parcel? source: "
        "facebook”. A link tells the source as well."
    ),
}

NEWS: Mapping[str, str] = {
    "handbook_taken": translatable("The file {name} was saved, and its handbook is in force now."),
    "handbook_changed": translatable("{by} has put a changed handbook in force ({digest})."),
    "handbook_undone": translatable("{by} has brought back the handbook from before ({digest})."),
    "handbook_undo_takes_nothing": translatable(
        "“handbook undo” takes nothing behind it: it goes back by one. For an older one say “handbook” and its version,"
        " and send me that file back."
    ),
    "handbook_has_none_before": translatable("There is no handbook from before: this is the first one."),
    "handbook_of_no_version": translatable(
        "No handbook has the version {version}. “handbook history” lists the last ones."
    ),
    "draft_is_settled": translatable(
        "This handbook ({digest}) was put in force {settled_at} already. Send it once more to bring it back."
    ),
    "file_no_handbook": translatable("I can read handbook files only: send one that ends in .toml."),
    "file_too_large": translatable("The file {name} is too large for a handbook, so I did not read it: 1 MiB at most."),
    "file_not_text": translatable(
        "The file {name} is not UTF-8, so I cannot read it. Save it as UTF-8 and send it again."
    ),
    "file_not_downloaded": translatable("I could not fetch the file {name}. Please send it once more."),
    "handbook_refused": translatable(
        "The file {name} was saved, but cannot be used as it is; the handbook before it goes on:\n{problems}\n"
        "Mend it and save it again."
    ),
}

FAULTS: Mapping[str, str] = {
    "gave_up": translatable("A message ({what}) could not be delivered on {desk}: {error}. It is about {subject}."),
    "item_not_handed_over": translatable(
        "Item {number} of {person}, who is away, could not be handed over ({error}). Give it to others by hand."
    ),
    "handover_failed": translatable(
        "The items of {person}, who is away, could not be handed over ({error}). Give them to others by hand."
    ),
    "unreadable_event": translatable(
        "An event from {desk} could not be handled ({error}). It is kept and can be given again."
    ),
}

SENTENCES: Mapping[str, str] = {
    **DECISIONS,
    **RULES,
    **CLIMBING,
    **HISTORY,
    **LEG_LINES,
    **ANSWERS,
    **TRYING,
    **NEWS,
    **ABSENCES,
    **DEPARTURES,
    **HOLDING,
    **DRAFTING,
    **CLOCKS,
    **HEALTH,
    **ROTA,
    **FOLLOW_UPS,
    **CALENDARS,
    **SHIFTS,
    **LISTS,
    **COLLEAGUES,
    **MERGING,
    **CONFLICTS,
    **PRAISE,
    **TWO_LEGGED,
    **PUBLISHING,
    **APPROVALS,
    **FAULTS,
}
