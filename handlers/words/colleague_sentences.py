"""What is said when colleagues hand items over, ask each other and give tips: none of it is for the customer."""

from collections.abc import Mapping

from handlers.words.marking import translatable

_HISTORY: Mapping[str, str] = {
    "handover_asked": translatable("{by} asked {person} to take it over, by {until_at}."),
    "handover_asked_said": translatable("{by} asked {person} to take it over, by {until_at}: “{said}”."),
    "handover_accepted": translatable("{by} took it over from {owner}."),
    "handover_refused": translatable("{by} does not take it over: {owner} has it still."),
    "handover_unheard": translatable("{person} did not answer in time: {owner} has it still."),
    "handover_kept": translatable("{by} took the offer to {person} back."),
    "expert_asked": translatable("Internal: {by} asked {person}."),
    "expert_asked_said": translatable("Internal: {by} asked {person}: “{said}”."),
    "expert_replied": translatable("Internal: {by} replied to {person}."),
    "expert_replied_said": translatable("Internal: {by} replied to {person}: “{said}”."),
    "tipped": translatable("Internal: a tip from {by}."),
    "tipped_said": translatable("Internal: a tip from {by}: “{said}”."),
    "tipped_by_other": translatable("Internal: a tip from a colleague who is not in the handbook ({identity})."),
    "tipped_by_other_said": translatable(
        "Internal: a tip from a colleague who is not in the handbook ({identity}): “{said}”."
    ),
}

_TOLD: Mapping[str, str] = {
    "handover_came_back": translatable("{person} does not take it over: you have it still."),
    "handover_not_heard": translatable("{person} has not answered in {waited_seconds}: you have it still."),
    "handover_not_taken": translatable("{person} has not taken item {number} over: {owner} has it still."),
    "handover_done": translatable("{person} has taken item {number} over."),
    "handover_you_took": translatable("You took it over {settled_at}."),
    "handover_you_refused": translatable("You did not take it over: {owner} has it still."),
    "handover_too_late": translatable("You did not answer by {settled_at}: {owner} has it still."),
    "handover_taken_back": translatable("{by} took the offer back {settled_at}."),
}

_REFUSED: Mapping[str, str] = {
    "handover_of_another": translatable(
        "Item {number} is {owner}'s: only they, or {lead} as the lead of {domain}, can hand it over."
    ),
    "handover_of_nobodys": translatable("Nobody has item {number}: claim it first."),
    "handover_heard_later": translatable(
        "{person} is off work and hears of it {starts_at}. Until they say yes, item {number} is yours."
    ),
    "handover_waits": translatable(
        "Item {number} is offered to {person} until {until_at}: wait, or press “Keep it” first."
    ),
    "handover_is_over": translatable("Nobody is asked to take item {number} over any more."),
    "question_has_reply": translatable("You replied to this {replied_at}."),
    "tip_to_oneself": translatable("A tip about item {number} would come to you."),
}

COLLEAGUES: Mapping[str, str] = {**_HISTORY, **_TOLD, **_REFUSED}
