"""The desk: requests and merges of items, drafts, approvals, legs of answers, conflicts, notes, publications."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    # Added in place: making the table anew would copy every item.
    op.add_column("item", sa.Column("request", sa.JSON(), nullable=True))
    op.add_column("item", sa.Column("merged_into", sa.BigInteger(), nullable=True))
    _index("ix_item_url", "item", ["url"], "length(url) BETWEEN 1 AND 500")
    _index("ix_item_author", "item", ["source", "author_handle", "number"], "length(author_handle) BETWEEN 1 AND 200")
    _index("ix_item_merged_into", "item", ["merged_into"], "merged_into IS NOT NULL")
    _drafts_and_approvals()
    _legs_and_publications()
    _conflicts_and_notes()


def _index(name: str, table: str, columns: list[str], condition: str) -> None:
    where = sa.text(condition)
    op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)


def _drafts_and_approvals() -> None:
    op.create_table(
        "draft",
        sa.Column("item", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("begun_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("item", "person", name="pk_draft"),
        sa.ForeignKeyConstraint(["item"], ["item.number"], name="fk_draft_item"),
    )
    op.create_index("ix_draft_person", "draft", ["person"])
    op.create_table(
        "approval",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("item", sa.BigInteger(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("because", sa.JSON(), nullable=False),
        sa.Column("first_text", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("private_text", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("decided_at", sa.BigInteger(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_approval"),
        sa.ForeignKeyConstraint(["item"], ["item.number"], name="fk_approval_item"),
    )
    op.create_index("ix_approval_item", "approval", ["item"])
    _index("ix_approval_waiting", "approval", ["item"], "state = 'waiting'")


def _legs_and_publications() -> None:
    op.create_table(
        "answer_leg",
        sa.Column("item", sa.BigInteger(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("leg", sa.Text(), nullable=False),
        sa.Column("about", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("item", "round", "leg", "about", name="pk_answer_leg"),
        sa.ForeignKeyConstraint(["item"], ["item.number"], name="fk_answer_leg_item"),
        sa.ForeignKeyConstraint(["about"], ["item.number"], name="fk_answer_leg_about"),
    )
    op.create_table(
        "publication",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("item", sa.BigInteger(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("leg", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=True),
        sa.Column("external_id", sa.Text(), nullable=True),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_publication"),
        sa.ForeignKeyConstraint(["item"], ["item.number"], name="fk_publication_item"),
    )
    op.create_index("ix_publication_item", "publication", ["item"])


def _conflicts_and_notes() -> None:
    op.create_table(
        "conflict",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("item", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("settled_by", sa.Text(), nullable=True),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_conflict"),
        sa.ForeignKeyConstraint(["item"], ["item.number"], name="fk_conflict_item"),
    )
    op.create_index("ix_conflict_item", "conflict", ["item"])
    op.create_table(
        "internal_note",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("item", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=True),
        sa.Column("replied_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_internal_note"),
        sa.ForeignKeyConstraint(["item"], ["item.number"], name="fk_internal_note_item"),
    )
    op.create_index("ix_internal_note_item", "internal_note", ["item"])
    _index("ix_internal_note_open", "internal_note", ["person"], "kind = 'question' AND replied_at IS NULL")
