"""Clocks, ladders and the rota: pauses and rounds of items, follow-ups, covers, swaps, calendars, quiet times."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    # Added in place: making the table anew would copy every item. The defaults are for the rows that are there already.
    op.add_column("item", sa.Column("came_late", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("item", sa.Column("clock", sa.Text(), nullable=False, server_default="around"))
    op.add_column("item", sa.Column("round", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("item", sa.Column("pause", sa.JSON(), nullable=True))
    reminders = sa.text("kind = 'notice'")
    op.create_index(
        "ix_outbox_notice_due_at", "outbox", ["lane", "due_at"], sqlite_where=reminders, postgresql_where=reminders
    )
    _follow_ups()
    _rounds()
    _covers_and_swaps()
    _calendars()


def _follow_ups() -> None:
    op.create_table(
        "follow_up",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("item", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("posted_at", sa.BigInteger(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("author_name", sa.Text(), nullable=False),
        sa.Column("author_handle", sa.Text(), nullable=False),
        sa.Column("attachments", sa.JSON(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_follow_up"),
        sa.UniqueConstraint("source", "external_id", name="uq_follow_up_source_external_id"),
        sa.ForeignKeyConstraint(["item"], ["item.number"], name="fk_follow_up_item"),
    )
    op.create_index("ix_follow_up_item", "follow_up", ["item"])


def _rounds() -> None:
    op.create_table(
        "item_round",
        sa.Column("item", sa.BigInteger(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("domain", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("target", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=False),
        sa.Column("came_unstaffed", sa.Boolean(), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.Column("person", sa.Text(), nullable=True),
        sa.Column("came_late", sa.Boolean(), nullable=False),
        sa.Column("clock", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("item", "round", name="pk_item_round"),
        sa.ForeignKeyConstraint(["item"], ["item.number"], name="fk_item_round_item"),
    )
    op.create_index("ix_item_round_due_at", "item_round", ["due_at"])
    op.create_index("ix_item_round_closed_at", "item_round", ["closed_at"])


def _covers_and_swaps() -> None:
    op.create_table(
        "rota_cover",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("layer", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("instead_of", sa.Text(), nullable=False),
        sa.Column("starts_at", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.Column("said_at", sa.BigInteger(), nullable=False),
        sa.Column("ends", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_rota_cover"),
        sa.ForeignKeyConstraint(["ends"], ["rota_cover.id"], name="fk_rota_cover_ends"),
    )
    op.create_index("ix_rota_cover_ends_at", "rota_cover", ["ends_at"])
    op.create_table(
        "rota_swap",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("asker", sa.Text(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("layer", sa.Text(), nullable=False),
        sa.Column("starts_at", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.Column("back_layer", sa.Text(), nullable=True),
        sa.Column("back_starts_at", sa.BigInteger(), nullable=True),
        sa.Column("back_ends_at", sa.BigInteger(), nullable=True),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_rota_swap"),
    )
    asked = sa.text("state = 'asked'")
    op.create_index("ix_rota_swap_asked", "rota_swap", ["starts_at"], sqlite_where=asked, postgresql_where=asked)
    op.create_table(
        "shift_note",
        sa.Column("layer", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("starts_at", sa.BigInteger(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("layer", "person", "starts_at", "what", name="pk_shift_note"),
    )


def _calendars() -> None:
    op.create_table(
        "calendar_feed",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("secret_digest", sa.Text(), nullable=False),
        sa.Column("whose", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("revoked_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_calendar_feed"),
        sa.UniqueConstraint("secret_digest", name="uq_calendar_feed_secret_digest"),
    )
    op.create_index("ix_calendar_feed_made_by", "calendar_feed", ["made_by"])
    op.create_table(
        "calendar_import",
        sa.Column("layer", sa.Text(), nullable=False),
        sa.Column("address_digest", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("read_at", sa.BigInteger(), nullable=False),
        sa.Column("tried_at", sa.BigInteger(), nullable=False),
        sa.Column("trouble", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("layer", name="pk_calendar_import"),
    )
    op.create_table(
        "quiet_time",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("starts_at", sa.BigInteger(), nullable=True),
        sa.Column("ends_at", sa.BigInteger(), nullable=True),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("person", "desk", name="pk_quiet_time"),
    )
