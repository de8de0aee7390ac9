"""Every reason has a sentence, every place in a sentence is filled, and no sentence is left over."""

from string import Formatter

import pytest

from handlers.words.reasons import sentence
from handlers.words.sentences import SENTENCES
from handlers.words.speaker import plain
from routing.item import CLOSED_STATES
from routing.reason_codes import CODES
from routing.reasons import Reason
from tests.handlers.codes import history_lines, reasons
from tests.handlers.examples import speaker

CLOSED = ("number", "by", "closed_at")
OURS: dict[str, tuple[str, ...]] = {
    **{f"already_{state}": CLOSED for state in CLOSED_STATES},
    "already_claimed": ("number", "owner", "claimed_at"),
    "already_moved": ("number", "state"),
    "you_have_it": ("number",),
    "not_in_domain": ("domain", "people", "lead"),
    "on_call_may_not_answer": ("domain", "people"),
    "not_known": ("identity", "desk", "people"),
    "guests_may_nothing": (),
    "level_may_not_answer": ("domain", "people"),
    "handbook_is_owned": ("people",),
    "handbook_has_no_owner": ("people",),
    "handbook_taken": ("name",),
    "handbook_refused": ("name", "problems"),
    "handbook_changed": ("by", "digest"),
    "handbook_undone": ("by", "digest"),
    "handbook_has_none_before": (),
    "handbook_undo_takes_nothing": (),
    "handbook_of_no_version": ("version",),
    "draft_is_settled": ("digest", "settled_at"),
    "file_no_handbook": (),
    "file_too_large": ("name",),
    "file_not_text": ("name",),
    "file_not_downloaded": ("name",),
    "corrected_domain": ("by", "from_domain", "to_domain"),
    "corrected_kind": ("by", "from_kind", "to_kind"),
    "corrected_language": ("by", "from_language", "to_language"),
    "correction_unknown": (),
    "correction_same": (),
    "moved_here": ("by",),
    "route_needs_text": (),
    "queue_unknown": ("words",),
    "queue_unknown_near": ("words", "guess"),
    "find_needs_words": (),
    "show_which": (),
    "show_words": ("words",),
    "item_unknown": ("number", "nearest"),
    "item_unknown_none": ("number",),
    "stands_in": ("absent", "back_at"),
    "stands_in_open": ("absent",),
    "stands_in_later": ("absent", "starts_at", "back_at"),
    "stands_in_later_open": ("absent", "starts_at"),
    "asked_of_another": ("person",),
    "not_an_approver": ("domain", "people"),
    "absence_of_another": ("person", "people"),
    "release_of_another": ("number", "owner", "lead", "domain"),
    "unknown_subject": (),
    "page_of_another": ("person",),
    "page_settled": ("settled_at",),
    "nothing_left_to_take": (),
    "managers_told": (),
    "managers_not_yet": ("rung", "person"),
    "thread_told": (),
    "channel_told": (),
    "owner_left": ("owner",),
    "expert_left": ("person",),
    "expert_changed": ("person", "domain"),
    "field_left_to_you": ("by", "count"),
    "left_to_you": ("by",),
    "left_to_you_many": ("by", "count"),
    "not_reachable": ("person",),
    "person_not_named": ("words",),
    "deputy_missing": (),
    "deputy_is_self": ("person",),
    "deputy_away": ("person",),
    "deputy_not_reachable": ("person",),
    "deputy_partly_away": ("person",),
    "deputy_loop": ("person", "absent"),
    "not_away": ("person",),
    "absence_is_planned": ("person", "people"),
    "absence_is_over": (),
    "chosen_back": ("person",),
    "handed_over": ("absent", "person", "back_at"),
    "handed_over_open": ("absent", "person"),
    "handed_to_nobody": ("absent", "back_at"),
    "handed_back": ("person",),
    "health_is_for": ("people",),
    "rota_none": (),
    "rota_none_staffed": ("ends_at",),
    "rota_none_waits": ("starts_at",),
    "rota_is_set_by": ("people",),
    "shift_none_at_all": ("person",),
    "shift_none_then": ("person", "starts_at"),
    "shift_several": ("person", "count"),
    "shift_is_theirs_already": ("person", "ends_at"),
    "shift_nobodys_then": (),
    "oncall_needs_person": (),
    "take_is_for_oneself": (),
    "cover_needs_person": (),
    "cover_takes_nothing_back": (),
    "cover_not_reachable": ("person",),
    "cover_away": ("person", "until_at"),
    "cover_away_open": ("person",),
    "cover_on_call_elsewhere": ("person", "starts_at", "ends_at"),
    "cover_is_over": (),
    "cover_given": ("starts_at", "ends_at", "absent", "by"),
    "cover_given_gap": ("starts_at", "ends_at", "by"),
    "cover_relieved": ("person", "starts_at", "ends_at"),
    "shift_inherited": ("starts_at", "ends_at", "absent"),
    "shift_inherited_more": ("starts_at", "ends_at", "absent", "more"),
    "shift_inherited_no_more": ("starts_at", "ends_at", "absent"),
    "cover_no_more": ("starts_at", "ends_at", "by"),
    "cover_taken_back": ("starts_at", "ends_at", "by"),
    "line_cover": ("person", "starts_at", "ends_at", "absent"),
    "line_cover_gap": ("person", "starts_at", "ends_at"),
    "cover_and_more": ("more",),
    "line_covers": ("person", "starts_at", "ends_at", "count"),
    "line_covers_taken_back": ("person", "starts_at", "ends_at", "count"),
    "cover_too_much": ("days", "shifts"),
    "line_taken_back": ("person", "starts_at", "ends_at"),
    "swap_needs_person": (),
    "swap_with_oneself": (),
    "swap_overlaps": (),
    "swap_asked_already": (),
    "swap_of_another": ("person",),
    "swap_shift_changed": ("starts_at", "ends_at", "person"),
    "swap_overtaken": ("person", "starts_at", "ends_at"),
    "swap_accepted": ("person", "starts_at", "ends_at"),
    "swap_declined": ("person", "starts_at", "ends_at"),
    "swap_expired": ("person", "starts_at", "ends_at"),
    "swap_expired_over": ("person", "starts_at", "ends_at"),
    "swap_asked_has_left": ("person", "starts_at", "ends_at"),
    "swap_was_overtaken": ("settled_at",),
    "swap_was_accepted": ("person", "settled_at"),
    "swap_was_declined": ("person", "settled_at"),
    "swap_was_withdrawn": ("person", "settled_at"),
    "swap_was_expired": ("settled_at", "person"),
    "rule_corrected": ("rule", "decided", "moved", "kinds", "languages"),
    "no_rule_corrected": ("decided", "moved", "kinds", "languages"),
    "handover_failed": ("person", "error"),
    "item_not_handed_over": ("number", "person", "error"),
    "step_failed": ("number", "error"),
    "calendar_without_rota": (),
    "calendar_without_address": ("people",),
    "calendar_without_url": (),
    "calendar_not_read": ("layer", "since_at", "trouble"),
    "calendar_doubt": ("layer", "doubt"),
    "calendar_emptied": ("layer",),
    "calendar_empty": ("layer",),
    "calendar_never_read": ("layer", "since_at", "trouble"),
    "gave_up": ("what", "desk", "subject", "error"),
    "unreadable_event": ("desk", "error"),
    "given_back": ("by",),
    "yours": ("left_seconds",),
    "yours_late": ("late_seconds",),
    "page_again_yours": ("person",),
    "page_unanswered_yours": ("person", "waited_seconds"),
    "page_did_not_arrive": ("person",),
    "nobody_reached": ("person", "error"),
    **{f"leg_{why}": ("person", "leg") for why in ("unanswered", "while_quiet", "without_chat")},
    "leg_failed": ("person", "leg", "error"),
    "leg_failed_chat_again": ("person", "leg", "error"),
    "page_acknowledged": ("by", "until_at"),
    "page_waits": ("by", "until_at", "wait_reason"),
    "page_cannot_wait": ("by", "domain"),
    "page_passed_on": ("by", "person"),
    "page_passed_to_nobody": ("by",),
    "held": ("by", "due_at", "link"),
    "held_again": ("by", "due_at", "link"),
    "hold_without_shift": ("domain",),
    "hold_not_prepared": ("domain", "people"),
    "customer_wrote": ("by", "said"),
    "customer_wrote_private": ("by",),
    "urgency_raised": ("from_urgency", "to_urgency"),
    "kind_raised": ("from_kind", "to_kind"),
    "opened_again": (),
    "stays_with": ("person",),
    "woken_by_reply": (),
    "reopened": ("by", "why"),
    "said_to_need_answer": ("by",),
    "written_below": ("number",),
    "asked_again": (),
    "asked_again_named": (),
    "asked_again_paused": (),
    "reopened_yours": ("by",),
    "reopened_named": ("by",),
    "nothing_to_reopen": ("number", "state"),
    "no_thanks_to_answer": (),
    "sent_by_level": ("by", "person", "domain"),
    "sent_by_situation": ("by", "situation"),
    **{f"answer_{what}": ("by", "person") for what in ("approved", "edited", "sent_back", "withdrawn")},
    **{f"was_{what}": ("by", "settled_at") for what in ("approved", "sent_back", "withdrawn")},
    "already_waits_for_approval": ("number", "owner"),
    "approval_of_own": ("people",),
    "approval_of_another": ("person",),
    "nobody_approves": ("domain", "people"),
    "writer_hears_later": ("person", "starts_at"),
    "writer_hears_later_post": ("person", "starts_at"),
    "received": ("source",),
    "named": ("person", "domain"),
    "claimed": ("by", "role"),
    "released": ("by",),
    "answered": ("by", "link"),
    "declined": ("by", "why"),
    "not_an_item": ("by", "why"),
    "paused": ("by", "until_at", "pause_reason"),
    "resumed": ("by", "due_at"),
    "pause_over": ("due_at",),
    "was_paused": ("by", "until_at", "pause_reason"),
    "already_paused": ("by", "number", "until_at"),
    "pause_is_over": ("number",),
    "pause_of_another": ("number", "owner", "people", "domain"),
    "pause_of_nobodys": ("number", "people", "domain"),
}
"""Reasons and lines of history of this floor, with the values that they carry."""

UNSPOKEN = {code for code in CODES if code.startswith(("may_", "not_in_handbook"))}
"""Reasons of routing that nobody is told: what people may is asked in `handlers.access`."""

EXAMPLES = {"number": 12, "open": 2, "zone": "America/New_York"}


def value(name: str) -> str | int:
    if name.endswith("_at"):
        return "2026-03-04T09:00:00+00:00"
    if name.endswith("_seconds"):
        return 5400
    return EXAMPLES.get(name, "bo")


def test_every_reason_is_known_here() -> None:
    assert reasons("routing") <= set(CODES)
    assert reasons("handlers") | history_lines() <= set(OURS)


def test_no_sentence_is_missing_and_none_left_over() -> None:
    assert set(SENTENCES) == (set(CODES) - UNSPOKEN) | set(OURS)


@pytest.mark.parametrize(("code", "values"), sorted({**CODES, **OURS}.items()))
def test_every_place_in_a_sentence_is_filled(code: str, values: tuple[str, ...]) -> None:
    if code in UNSPOKEN:
        return
    places = {name for _, name, _, _ in Formatter().parse(SENTENCES[code]) if name}
    assert places <= set(values)
    said = plain(sentence(speaker(), Reason(code, {name: value(name) for name in values})))
    assert said[0].isupper() or said[0] in "{“"
    assert said[-1] in ".?" or code == "rule_because"
    assert "{" not in said.removeprefix("{")


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (
            Reason("rung_unclaimed", {"left_seconds": 5399, "told": "bo"}),
            "Bo Berg was told: nobody has taken it yet, with 1 h 30 min left.",
        ),
        (Reason("rung_unclaimed", {"left_seconds": 599}), "Nobody has taken it yet, with 10 min left."),
        (Reason("rung_unclaimed", {"left_seconds": 59}), "Nobody has taken it yet, with 59 s left."),
        (Reason("rung_unclaimed", {"left_seconds": 60}), "Nobody has taken it yet, with 1 min left."),
        (
            Reason("page_unanswered", {"person": "bo", "waited_seconds": 600, "paged": "dee"}),
            "Dee Eik was paged: Bo Berg did not answer the page in 10 min.",
        ),
        (Reason("covered_at_work", {"people": "bo,cy"}), "Somebody who may answer is at work: Bo Berg, Cy Dahl."),
        (Reason("declined", {"by": "bo", "why": "spam"}), "Bo Berg declined: Spam or advertising."),
        (Reason("claimed", {"by": "somebody-who-left"}), "somebody-who-left took it."),
        *(
            (Reason("gave_up", {"what": what, "desk": "slack", "subject": subject, "error": "x"}),
             f"A message ({said}) could not be delivered on slack: x. It is about {about}.")
            for what, subject, said, about in (
                ("card", "item:12", "card", "item 12"), ("page", "page:3", "page", "page 3"),
                ("status", "status:0", "status", "how we stand"), ("new", "odd", "new", "odd"),
            )
        ),
        (Reason("kind_critique", {"words": "{person} <!channel>"}), "It is critique: “{person} <!channel>”."),
        (Reason("target_office", {"source": "blog", "target_seconds": 28800, "starts_at": "2026-03-04T09:00:00+00:00",
                                  "zone": "America/New_York", "domain": "delivery"}),
         "Blog is to be answered within 8 h of office time, from Wed 4 Mar 04:00, New York time: the hours of Delivery "
         "count."),
        (Reason("paused", {"by": "bo", "until_at": "2026-03-04T09:00:00+00:00", "pause_reason": "waiting_for_legal"}),
         "Bo Berg paused it until Wed 4 Mar 10:00: Waiting for legal advice."),
        (Reason("target", {"source": "mastodon", "target_seconds": 90, "starts_at": "2026-03-04T09:00:00+00:00"}),
         "Mastodon is to be answered within 1 min 30 s, around the clock, from Wed 4 Mar 10:00."),
    ],
)  # fmt: skip
def test_reasons_in_words(reason: Reason, said: str) -> None:
    assert plain(sentence(speaker(), reason)) == said
