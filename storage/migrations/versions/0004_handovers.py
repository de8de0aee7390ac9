"""What was handed over when an absence began: once each, and told to the one who comes back."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "handover",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("starts_at", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("moved", sa.JSON(), nullable=False),
        sa.Column("told_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("person", "starts_at", name="pk_handover"),
    )
    untold = sa.text("told_at IS NULL")
    op.create_index("ix_handover_untold", "handover", ["person"], sqlite_where=untold, postgresql_where=untold)
