"""Every reason that routing gives: its code, and the values that its sentence can use. A sentence for each is found
on the floor above; a test holds this table and the code together.
"""

from collections.abc import Mapping

CODES: Mapping[str, tuple[str, ...]] = {
    # Which domain: routing.delegate.match
    "rule_matched": ("rule", "domain"),
    "rule_matched_words": ("rule", "domain", "words"),
    "rule_because": ("because",),
    "no_rule_fits": ("domain",),
    # Which expert: routing.choose
    "chosen_only_one": ("person",),
    "chosen_language": ("person", "language"),
    "chosen_fewest_open": ("person", "open"),
    "chosen_answers_freely": ("person",),
    "chosen_longest_since": ("person", "open", "last_at"),
    "chosen_never_before": ("person", "open"),
    "chosen_starts_soonest": ("person", "starts_at"),
    "chosen_before_others": ("person", "people"),
    "chosen_near_language": ("person", "language"),
    "chosen_other_language": ("person", "language"),
    "chosen_deputy": ("person", "domain"),
    "chosen_stand_in": ("person", "absent", "domain"),
    "chosen_lead": ("person", "domain"),
    "nobody_at_work": ("person", "domain", "starts_at"),
    "nobody_ever_at_work": ("domain",),
    "on_call_is": ("person", "until_at"),
    # Why somebody else was named: routing.fairness, routing.choose_reasons
    "passed_may_not_answer": ("person", "domain"),
    "passed_turn": ("person", "role"),
    "passed_language": ("person", "language"),
    "passed_more_open": ("person", "open"),
    "passed_needs_approval": ("person",),
    "passed_named_later": ("person", "last_at"),
    "passed_order": ("person",),
    "passed_off_work": ("person", "starts_at"),
    "passed_no_hours": ("person",),
    "passed_away": ("person",),
    "passed_away_until": ("person", "starts_at"),
    # Why somebody is not at work: routing.calendar
    "off_absent": ("person", "until_at"),
    "off_absent_open": ("person",),
    "off_holiday": ("person", "name"),
    "off_own_day": ("person", "name"),
    "off_hours": ("person", "starts_at"),
    "off_never": ("person",),
    # By when: routing.target
    "target": ("target_seconds", "zone", "source", "urgency", "starts_at"),
    "came_unstaffed": ("target_seconds", "zone", "source", "urgency", "opens_at"),
    # Language and kind: routing.language, routing.kind
    "language_words": ("language", "words"),
    "language_words_probable": ("language", "words"),
    "language_spelling": ("language",),
    "language_spelling_probable": ("language",),
    "language_prior": ("language",),
    "kind_question_mark": (),
    "kind_question_word": ("word",),
    "kind_critique": ("words",),
    "kind_mocking": ("words",),
    "kind_praise": ("words",),
    "kind_only_thanks": (),
    "kind_only_tag": (),
    "kind_to_a_friend": ("words",),
    "kind_not_for_us": ("words",),
    "kind_in_doubt": (),
    # Why somebody is told (notices): routing.escalation
    "rung_unclaimed": ("rung", "due_at", "left_seconds"),
    "rung_unclaimed_late": ("rung", "due_at", "late_seconds"),
    "rung_claimed": ("rung", "due_at", "person", "left_seconds"),
    "rung_claimed_late": ("rung", "due_at", "person", "late_seconds"),
    # Why a rung was passed over (history): routing.audience
    "rung_quiet": ("rung", "person", "back_at"),
    "rung_quiet_always": ("rung", "person"),
    "rung_empty": ("rung", "audience"),
    "rung_gone": ("rung", "person"),
    # Why somebody is woken (pages): routing.coverage, routing.paging
    "uncovered_until": ("domain", "due_at", "starts_at"),
    "uncovered_nobody": ("domain", "due_at"),
    "uncovered_late": ("domain", "due_at"),
    "uncovered_owner_away": ("person", "due_at"),
    "uncovered_owner_away_late": ("person", "due_at"),
    "uncovered_owner_gone": ("due_at",),
    "page_unanswered": ("person",),
    "page_handed_on": ("person",),
    "page_again_unclaimed": ("person",),
    "page_again_unanswered": ("people",),
    # What the managers' channel hears of a used-up chain, also in the history
    "page_exhausted": ("people", "sounds_again_at"),
    # Why paging ended (history): "page_ended" and then what covers the item now; "page_ended_held" stands alone
    "page_ended": (),
    "page_ended_held": ("until_at",),
    "covered_at_work": ("people",),
    "covered_from_next_shift": ("person", "starts_at"),
    "covered_owner_at_work": ("person",),
    "covered_owner_on_call": ("person",),
    "covered_owner_took_it_off_hours": ("person",),
    # Why nobody is ever woken about an item as it is
    "page_never_closed": ("state",),
    "page_never_without_rota": (),
    "page_never_kind": ("kind",),
    "page_never_low": (),
    # Why "Pass on" did nothing (said to the one who clicked)
    "page_is_over": ("person",),
    "page_is_with": ("person",),
    # Why a time at which somebody says to be away is not taken: routing.spoken_times
    "when_unclear": ("words",),
    "when_impossible": ("words",),
    "when_past": ("words",),
    "when_backwards": (),
    "when_too_far": (),
}
