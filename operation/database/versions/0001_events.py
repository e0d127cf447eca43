"""Rasa's own table, which it makes by itself, and the index for its recent events."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the index; what was there before there were versions has it already."""
    op.execute("CREATE INDEX IF NOT EXISTS events_by_sender_type_name ON events (sender_id, type_name, action_name, id)")
