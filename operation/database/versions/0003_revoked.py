"""Whose tokens are of no use any more."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "revoked",
        sa.Column("sender_id", sa.String(255), primary_key=True),
        sa.Column("until", sa.Float, nullable=False),
    )
