"""The first tables."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

BUSY_TABLES = ("item", "outbox")
"""Rows here are updated all day and looked for by partial indexes: old versions must go soon (measured: an empty look
for what is due grew from 0.05 to 7-15 ms until a vacuum)."""


def upgrade() -> None:
    _cursor()
    _handbook()
    _inbox()
    _item()
    _outbox()
    _outbox_hold()
    _page()
    _placement()
    _unreadable()
    _history()
    _page_item()
    if op.get_bind().dialect.name == "postgresql":
        for table in BUSY_TABLES:
            op.execute(
                f"ALTER TABLE {table} SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000,"
                " autovacuum_vacuum_cost_delay = 0, fillfactor = 85)"
            )


def _where(condition: str) -> dict[str, Any]:
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


def _cursor() -> None:
    op.create_table(
        "cursor",
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("conversation", sa.Text(), nullable=False),
        sa.Column("position", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("desk", "conversation", name="pk_cursor"),
    )


def _handbook() -> None:
    op.create_table(
        "handbook",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_handbook"),
    )


def _inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("reply", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_inbox"),
    )
    op.create_index("ix_inbox_received_at", "inbox", ["received_at"])


def _item() -> None:
    op.create_table(
        "item",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("posted_at", sa.BigInteger(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("author_name", sa.Text(), nullable=False),
        sa.Column("author_handle", sa.Text(), nullable=False),
        sa.Column("author_reach", sa.BigInteger(), nullable=True),
        sa.Column("post_language", sa.Text(), nullable=False),
        sa.Column("post_kind", sa.Text(), nullable=True),
        sa.Column("in_reply_to", sa.Text(), nullable=False),
        sa.Column("attachments", sa.JSON(), nullable=False),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("domain", sa.Text(), nullable=False),
        sa.Column("urgency", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("expert", sa.Text(), nullable=True),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("carried_by", sa.Text(), nullable=True),
        sa.Column("claimed_at", sa.BigInteger(), nullable=True),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("starts_at", sa.BigInteger(), nullable=False),
        sa.Column("target", sa.BigInteger(), nullable=False),
        sa.Column("deadline_because", sa.JSON(), nullable=False),
        sa.Column("came_unstaffed", sa.Boolean(), nullable=False),
        sa.Column("ladder", sa.JSON(), nullable=False),
        sa.Column("climb", sa.JSON(), nullable=False),
        sa.Column("next_due_at", sa.BigInteger(), nullable=True),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("handbook", sa.Text(), nullable=False),
        sa.Column("origin_desk", sa.Text(), nullable=True),
        sa.Column("origin_conversation", sa.Text(), nullable=True),
        sa.Column("origin_message", sa.Text(), nullable=True),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("closed_by", sa.Text(), nullable=True),
        sa.Column("closing_reason", sa.Text(), nullable=True),
        sa.Column("answer_link", sa.Text(), nullable=True),
        sa.Column("answer_text", sa.Text(), nullable=True),
        sa.Column("held_until", sa.BigInteger(), nullable=True),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_item"),
        sa.UniqueConstraint("source", "external_id", name="uq_item_source_external_id"),
    )
    op.create_index("ix_item_carried_by", "item", ["carried_by", "urgency"], **_where("carried_by IS NOT NULL"))
    op.create_index("ix_item_closed_at", "item", ["closed_at"], **_where("closed_at IS NOT NULL"))
    op.create_index("ix_item_due_at", "item", ["due_at"])
    op.create_index("ix_item_expert_received_at", "item", ["expert", "received_at"])
    op.create_index("ix_item_next_due_at", "item", ["next_due_at"], **_where("next_due_at IS NOT NULL"))
    op.create_index("ix_item_open_due_at", "item", ["due_at", "number"], **_where("is_open"))
    op.create_index(
        "ix_item_origin", "item", ["origin_conversation", "origin_message"], **_where("origin_desk IS NOT NULL")
    )


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("conversation", sa.Text(), nullable=False),
        sa.Column("lane", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("merge_key", sa.Text(), nullable=True),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("first_due_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease_until", sa.BigInteger(), nullable=True),
        sa.Column("lease_owner", sa.Text(), nullable=True),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.Column("landed_conversation", sa.Text(), nullable=True),
        sa.Column("landed_message", sa.Text(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
    )
    op.create_index("ix_outbox_gave_up", "outbox", ["id"], **_where("state = 'gave_up'"))
    op.create_index("ix_outbox_pending_due_at", "outbox", ["lane", "due_at"], **_where("state = 'pending'"))
    op.create_index(
        "ix_outbox_pending_lane", "outbox", ["lane", "priority", "id", "due_at"], **_where("state = 'pending'")
    )
    op.create_index("ix_outbox_settled_at", "outbox", ["settled_at"], **_where("settled_at IS NOT NULL"))
    op.create_index("ix_outbox_unknown_due_at", "outbox", ["due_at"], **_where("state = 'unknown'"))
    op.create_index("uq_outbox_leased_lane", "outbox", ["lane"], unique=True, **_where("state = 'leased'"))
    op.create_index("uq_outbox_pending_merge_key", "outbox", ["merge_key"], unique=True, **_where("state = 'pending'"))


def _outbox_hold() -> None:
    op.create_table(
        "outbox_hold",
        sa.Column("lane", sa.Text(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("lane", name="pk_outbox_hold"),
    )


def _page() -> None:
    op.create_table(
        "page",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("sounded_at", sa.BigInteger(), nullable=False),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.Column("sounding", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_page"),
    )
    op.create_index("uq_page_sounding_person", "page", ["person"], unique=True, **_where("state = 'sounding'"))


def _placement() -> None:
    op.create_table(
        "placement",
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("conversation", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("drawn", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("subject", "desk", "purpose", name="pk_placement"),
    )


def _unreadable() -> None:
    op.create_table(
        "unreadable",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_unreadable"),
        sa.UniqueConstraint("key", name="uq_unreadable_key"),
    )


def _history() -> None:
    op.create_table(
        "history",
        sa.Column("item", sa.BigInteger(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("words_salt", sa.Text(), nullable=True),
        sa.Column("words_digest", sa.Text(), nullable=True),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("previous_digest", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("item", "sequence", name="pk_history"),
        sa.ForeignKeyConstraint(["item"], ["item.number"], name="fk_history_item"),
    )


def _page_item() -> None:
    op.create_table(
        "page_item",
        sa.Column("page", sa.BigInteger(), nullable=False),
        sa.Column("item", sa.BigInteger(), nullable=False),
        sa.Column("joined_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("page", "item", name="pk_page_item"),
        sa.ForeignKeyConstraint(["item"], ["item.number"], name="fk_page_item_item"),
        sa.ForeignKeyConstraint(["page"], ["page.id"], name="fk_page_item_page"),
    )
    op.create_index("ix_page_item_item", "page_item", ["item"])
