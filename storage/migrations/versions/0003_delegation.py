"""Delegation: what decided an item, absences, people who left, corrections, drafts of a handbook, daily messages."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _items()
    _handbooks_and_people()
    _absences_and_corrections()
    _digests()


def _items() -> None:
    # Added in place: making the table anew would copy every item. The defaults are for the rows that are there already.
    op.add_column("item", sa.Column("rule", sa.Text(), nullable=True))
    op.add_column("item", sa.Column("situation", sa.Text(), nullable=False, server_default=""))
    op.add_column("item", sa.Column("tags", sa.JSON(), nullable=False, server_default="[]"))
    op.create_index("ix_item_received_at", "item", ["received_at"])


def _handbooks_and_people() -> None:
    op.create_table(
        "handbook_draft",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("base", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("given_by", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_handbook_draft"),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("left_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
    )
    gone = sa.text("left_at IS NOT NULL")
    op.create_index("ix_person_left_at", "person", ["left_at"], sqlite_where=gone, postgresql_where=gone)


def _absences_and_corrections() -> None:
    op.create_table(
        "absence",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("starts_at", sa.BigInteger(), nullable=False),
        sa.Column("until_at", sa.BigInteger(), nullable=True),
        sa.Column("deputy", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.Column("said_at", sa.BigInteger(), nullable=False),
        sa.Column("ends", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_absence"),
        sa.ForeignKeyConstraint(["ends"], ["absence.id"], name="fk_absence_ends"),
    )
    op.create_index("ix_absence_until_at", "absence", ["until_at"])
    op.create_table(
        "correction",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("item", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=True),
        sa.Column("handbook", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_correction"),
        sa.ForeignKeyConstraint(["item"], ["item.number"], name="fk_correction_item"),
    )
    op.create_index("ix_correction_at", "correction", ["at"])


def _digests() -> None:
    op.create_table(
        "digest",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("person", "day", name="pk_digest"),
    )
    op.create_table(
        "digest_choice",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("every_days", sa.Integer(), nullable=False),
        sa.Column("shown_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("person", "section", name="pk_digest_choice"),
    )
