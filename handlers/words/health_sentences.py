"""A sentence for everything that a look at the delegation can find; each says what to do about it."""

from collections.abc import Mapping

from handlers.words.marking import translatable

HEALTH: Mapping[str, str] = {
    "gap": translatable("{domain}: nobody who may answer is there from {starts_at} until {ends_at}."),
    "gap_in_hours": translatable(
        "{domain}: nobody who may answer is there in its hours from {starts_at} until {ends_at} ({hours} h)."
    ),
    "gap_again": translatable(
        "{domain}: nobody who may answer is there from {starts_at} until {ends_at}, and {more} more times like that."
    ),
    "domain_of_nobody": translatable(
        "{domain}: nobody who may answer is ever at work. Add two people with hours to its experts."
    ),
    "domain_of_one": translatable("{domain} hangs on {person} alone. Add a second one to its experts or deputies."),
    "domain_left_to_one": translatable(
        "{domain} is left to {person} alone from {starts_at}; away then: {people}. Name somebody who stands in."
    ),
    "domain_loses_deputies": translatable(
        "{domain} is left to {person} alone from {starts_at}: no longer a deputy then: {people}. Name another one, or "
        "a later day."
    ),
    "domain_near_language": translatable(
        "{domain}: nobody answers in {language}, only in a language close to it. Add somebody who does."
    ),
    "domain_without_language": translatable(
        "{domain}: nobody answers in {language}, one of the company's languages. Add somebody who does."
    ),
    "person_without_identity": translatable(
        "{person} has no identity in chat and can be told nothing. Give them slack or teams in the handbook."
    ),
    "person_out_of_reach": translatable(
        "{person} answers, leads or is on call, but has no identity on a desk that is connected. Give them one there."
    ),
    "absence_over": translatable("{person}'s absence in the handbook is over since {ended_at}. Take it out."),
    "absence_without_end": translatable(
        "{person} is away since {since_at}, without an end. Say until when, or name somebody else for what is theirs."
    ),
    "stand_ins_away": translatable(
        "{person} is away from {starts_at}, and whoever should stand in is away as well: {people}. Name somebody else."
    ),
    "stand_ins_in_a_circle": translatable(
        "{person} is away from {starts_at}, and those who should stand in do so in a circle, all of them away: "
        "{people}. Name somebody else."
    ),
    "person_of_other_languages": translatable(
        "{person} answers in none of the company's languages ({languages}, not {wanted}). Set one of the two right."
    ),
    "quiet_in_shift": translatable(
        "{person} is on call, but their chat is quiet from {starts_at} until {ends_at}: a page would make no sound. "
        "Ask them to change that, or give them page_also in the handbook."
    ),
    "quiet_in_shift_but_leg": translatable(
        "{person} is on call while their chat is quiet, from {starts_at} until {ends_at}: pages reach them the second "
        "way then."
    ),
    "rule_corrected_often": translatable(
        "The rule “{rule}” is corrected often: {moved} of its {decided} items were moved. Look at its words."
    ),
    "rule_unused": translatable("The rule “{rule}” has decided nothing in the last {days} days."),
    "rule_corrected": translatable(
        "“{rule}”: of {decided} items {moved} were moved; {kinds} got another kind, {languages} another language."
    ),
    "no_rule_corrected": translatable(
        "What no rule decided: of {decided} items {moved} were moved; {kinds} got another kind, {languages} another "
        "language."
    ),
    "health_is_for": translatable(
        "That is for those who lead a field, for managers and for owners of the handbook: {people}."
    ),
}
