from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from routing.item import Author
from storage import (
    alike,
    answer_legs,
    approvals,
    backlog,
    conflicts,
    courier,
    drafts,
    due,
    earlier,
    earlier_answers,
    follow_ups,
    home,
    inbox,
    internal_notes,
    items,
    loads,
    merges,
    open_items,
    pages,
    publications,
    reports,
    rota_covers,
    rota_swaps,
    searching,
)
from storage.database import Transaction
from tests.databases import fresh_database
from tests.storage.examples import HOUR, NOON, PLAIN

LINK = "https://x.com/1"
ASKED = replace(PLAIN, number=9, post=replace(PLAIN.post, url=LINK, author=Author("Kari", "@kari")))

LOOKS: list[tuple[str, Callable[[Transaction], Any], set[str]]] = [
    ("due", lambda t: due.items(t, NOON), {"ix_item_next_due_at"}),
    ("earliest_due", items.earliest_due, {"ix_item_next_due_at"}),
    ("oldest_open", lambda t: items.oldest_open(t, 5), {"ix_item_open_due_at"}),
    ("open_items", lambda t: open_items.read(t, NOON), {"ix_item_open_due_at"}),
    ("open_items_of_one", lambda t: open_items.read(t, NOON, "ada"), {"ix_item_carried_by"}),
    ("loads", lambda t: loads.read(t, ("ada", "bo")), {"ix_item_carried_by", "ix_item_expert_received_at"}),
    ("carried_by_others", lambda t: items.count_carried_by_others(t, ("ada",)), {"ix_item_carried_by"}),
    ("received_since", lambda t: items.received_since(t, NOON, 5), {"ix_item_received_at"}),
    ("number_of", lambda t: items.number_of(t, "x", "1"), {"sqlite_autoindex_item_1"}),
    ("seen", lambda t: inbox.seen(t, "1"), {"sqlite_autoindex_inbox_1"}),
    ("read_by_origin", lambda t: items.read_by_origin(t, "slack", "C1", "1"), {"ix_item_origin"}),
    (
        "status_lines",
        lambda t: reports.status_lines(t, NOON - HOUR, NOON),
        {
            "ix_item_open_due_at",
            "ix_item_due_at",
            "ix_item_closed_at",
            "ix_item_round_due_at",
            "ix_item_round_closed_at",
        },
    ),
    ("follow_up_item_of", lambda t: follow_ups.item_of(t, "x", "1"), {"sqlite_autoindex_follow_up_1"}),
    ("follow_up_latest", lambda t: follow_ups.latest(t, 1), {"ix_follow_up_item"}),
    (
        "lease",
        lambda t: courier.lease(t, NOON, "one", 5),
        {
            "ix_outbox_pending_lane",
            "uq_outbox_leased_lane",
            "ix_outbox_unknown_due_at",
            "sqlite_autoindex_outbox_hold_1",
        },
    ),
    ("unknown", lambda t: courier.unknown(t, NOON), {"ix_outbox_unknown_due_at"}),
    (
        "next_due",
        courier.next_due,
        {
            "ix_outbox_pending_due_at",
            "uq_outbox_leased_lane",
            "ix_outbox_unknown_due_at",
            "sqlite_autoindex_outbox_hold_1",
        },
    ),
    (
        "counts",
        backlog.counts,
        {"uq_outbox_leased_lane", "ix_outbox_unknown_due_at", "ix_outbox_gave_up"},
    ),
    ("covers", lambda t: rota_covers.current(t, NOON), {"ix_rota_cover_ends_at"}),
    ("swaps", rota_swaps.waiting, {"ix_rota_swap_asked"}),
    ("answer_legs", lambda t: answer_legs.of_round(t, 1, 1), {"sqlite_autoindex_answer_leg_1"}),
    ("sounding", lambda t: pages.sounding(t, "dee"), {"uq_page_sounding_person"}),
    ("open_questions", lambda t: internal_notes.open_questions(t, "dee"), {"ix_internal_note_open"}),
    ("last_handover", lambda t: internal_notes.last_handover(t, 1), {"ix_internal_note_item"}),
    ("by_link", lambda t: items.by_link(t, LINK, NOON), {"ix_item_url"}),
    ("at_address", lambda t: searching.at_address(t, LINK, ["delivery"]), {"ix_item_url"}),
    ("earlier", lambda t: earlier.by_author(t, ASKED, 3), {"ix_item_author"}),
    ("alike", lambda t: alike.candidates(t, ASKED), {"ix_item_author", "ix_item_received_at"}),
    ("merged_into", lambda t: merges.merged_into(t, 1), {"ix_item_merged_into"}),
    ("of_item", lambda t: pages.of_item(t, 1), {"ix_page_item_item"}),
    ("conflicts", lambda t: conflicts.of_item(t, 1), {"ix_conflict_item"}),
    ("settle_conflict", lambda t: conflicts.settle(t, 1, "cy", NOON, None), {"ix_conflict_item"}),
    ("every_leg", lambda t: answer_legs.of_item(t, 1), {"sqlite_autoindex_answer_leg_1"}),
    ("answered_below", lambda t: answer_legs.answered_below(t, 1, 2), {"sqlite_autoindex_answer_leg_1"}),
    ("newest_approval", lambda t: approvals.newest(t, 1), {"ix_approval_item"}),
    ("under_way", lambda t: publications.under_way(t, 1), {"ix_publication_item"}),
    ("being_written", lambda t: drafts.being_written(t, [1, 2], NOON), {"sqlite_autoindex_draft_1"}),
    ("asked_since", lambda t: follow_ups.asked_since(t, 1, NOON), {"ix_follow_up_item"}),
    ("every_follow_up", lambda t: follow_ups.every(t, 1), {"ix_follow_up_item"}),
    ("earlier_answers", lambda t: earlier_answers.like(t, ASKED), set()),
    ("home_drafts", lambda t: home.drafts(t, "dee"), {"ix_draft_person"}),
    ("home_approvals", home.approvals, {"ix_approval_waiting"}),
    ("home_questions", lambda t: home.questions(t, "dee"), {"ix_internal_note_open"}),
    ("home_requests", home.requests, {"ix_item_open_due_at"}),
]


@pytest.mark.parametrize(("look", "indexes"), [look[1:] for look in LOOKS], ids=[look[0] for look in LOOKS])
def test_what_is_asked_all_day_is_found_by_an_index(
    look: Callable[[Transaction], Any], indexes: set[str], tmp_path: Path
) -> None:
    """SQLite's own plan: every index named is used, and no table is read from end to end."""
    asked: list[str] = []
    with fresh_database("sqlite", tmp_path) as database, database.write() as transaction:
        driver: Any = transaction.connection.connection.driver_connection
        driver.set_trace_callback(asked.append)
        look(transaction)
        driver.set_trace_callback(None)
        plans = [row[3] for statement in asked for row in driver.execute(f"EXPLAIN QUERY PLAN {statement}")]
    used = {word for plan in plans for word in plan.split() if word.startswith(("ix_", "uq_", "sqlite_autoindex"))}
    assert indexes <= used, plans
    tables = (
        "item", "outbox", "page", "page_item", "history", "follow_up", "item_round", "draft", "approval", "answer_leg",
        "conflict", "internal_note", "publication",
    )  # fmt: skip
    assert [plan for plan in plans if plan.removeprefix("SCAN ") in tables] == []


INDEXED = ("by_link", "at_address", "earlier", "alike", "merged_into")


@pytest.mark.parametrize(("look", "indexes"), [look[1:] for look in LOOKS if look[0] in INDEXED], ids=INDEXED)
def test_postgresql_can_use_the_partial_indexes_too(
    look: Callable[[Transaction], Any], indexes: set[str], tmp_path: Path
) -> None:
    """Their conditions stand in the statements word for word: else no plan could have them, however large the table.

    The server counts by itself which indexes it has looked into.
    """
    used = text("SELECT indexrelname FROM pg_stat_user_indexes WHERE idx_scan > 0")
    with fresh_database("postgresql", tmp_path) as database:
        with database.write() as transaction:
            for setting in ("enable_seqscan", "enable_bitmapscan"):
                transaction.connection.execute(text(f"SET LOCAL {setting} = off"))
            look(transaction)
            transaction.connection.execute(text("SELECT pg_stat_force_next_flush()"))
        with database.read() as transaction:
            assert indexes <= set(transaction.connection.execute(used).scalars())
