"""Every reason that routing gives: its code, and the values that its sentence can use. A sentence for each is found
on the floor above; a test holds this table and the code together.
"""

from collections.abc import Mapping

CODES: Mapping[str, tuple[str, ...]] = {
    # Which domain: routing.match
    "rule_matched": ("rule", "domain"),
    "rule_matched_words": ("rule", "domain", "words"),
    "rule_because": ("because",),
    "no_rule_fits": ("domain",),
    # What rules without a domain add: routing.match
    "rule_added": ("rule",),
    "rule_added_words": ("rule", "words"),
    "added_urgency": ("urgency",),
    "added_situation": ("situation",),
    "added_tags": ("tags",),
    # How a rule that was tried stood, condition by condition: routing.explaining
    "tried_words_found": ("words",),
    "tried_words_missing": ("wanted",),
    "tried_words_absent": ("wanted",),
    "tried_words_barred": ("words",),
    "tried_expression_found": ("words",),
    "tried_expression_missing": ("wanted",),
    "tried_source_fits": ("source",),
    "tried_source_differs": ("source", "wanted"),
    "tried_language_fits": ("language",),
    "tried_language_differs": ("language", "wanted"),
    "tried_kind_fits": ("kind",),
    "tried_kind_differs": ("kind", "wanted"),
    "tried_author_fits": ("author",),
    "tried_author_differs": ("wanted",),
    "tried_links_fit": ("sites",),
    "tried_links_differ": ("wanted",),
    "tried_reach_fits": ("reach", "least"),
    "tried_reach_too_small": ("reach", "least"),
    "tried_reach_unknown": ("least",),
    "tried_private": (),
    "tried_public": (),
    # What is wrong with rules: routing.rule_checks
    "rule_bars_itself": ("words", "barred"),
    "rule_is_shadowed": ("rule",),
    "rule_finds_nothing": ("words",),
    "word_claimed_twice": ("word", "rules"),
    # Which expert: routing.delegate.choose
    "chosen_only_one": ("person",),
    "chosen_fewest_open": ("person", "open"),
    "chosen_longest_since": ("person", "open", "last_at"),
    "chosen_never_before": ("person", "open"),
    "chosen_starts_soonest": ("person", "starts_at"),
    "chosen_deputy": ("person", "domain"),
    "chosen_lead": ("person", "domain"),
    "nobody_at_work": ("person", "domain", "starts_at"),
    "nobody_ever_at_work": ("domain",),
    "on_call_is": ("person", "until_at"),
    # By when: routing.target
    "target": ("target_seconds", "zone", "source", "urgency", "starts_at"),
    "came_unstaffed": ("target_seconds", "zone", "source", "urgency", "opens_at"),
    # Language and kind: routing.language, routing.kind
    "language_words": ("language", "words"),
    "language_prior": ("language",),
    "kind_question_mark": (),
    "kind_question_word": ("word",),
    "kind_critique": ("words",),
    "kind_praise": ("words",),
    "kind_only_thanks": (),
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
}
