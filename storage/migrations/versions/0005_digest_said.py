"""What a section of the scheduled message said last: nobody wants the same list every morning."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("digest_choice", sa.Column("said", sa.JSON(), nullable=False, server_default="[]"))
