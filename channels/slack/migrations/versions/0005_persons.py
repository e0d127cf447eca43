"""Whose a conversation is: the end of its key, in a column of its own, by which it is found without reading all."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the column, fill it for the conversations that are there, and index it."""
    op.add_column("slack_sessions", sa.Column("person", sa.String(60)))
    conversation, person = sa.column("conversation"), sa.column("person")
    sessions = sa.table("slack_sessions", conversation, person)
    connection = op.get_bind()
    for (key,) in connection.execute(sa.select(conversation).select_from(sessions)).fetchall():
        connection.execute(sessions.update().where(conversation == key).values(person=key.rpartition("/")[2]))
    op.create_index("ix_slack_sessions_person", "slack_sessions", ["person"])
