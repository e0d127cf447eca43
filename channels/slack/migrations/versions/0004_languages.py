"""In which language somebody was last answered in a conversation, and when."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the columns; what was said before has neither."""
    for column in (sa.Column("language", sa.String(2)), sa.Column("answered", sa.Float)):
        op.add_column("slack_sessions", column)
