"""The place of each turn, so that one is found, and a page of them read, without reading the whole conversation."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_AT_A_TIME = 1000


def upgrade() -> None:
    """Make the table and fill it from the messages that are there."""
    turns = op.create_table(
        "turns",
        sa.Column("sender_id", sa.String(255), primary_key=True),
        sa.Column("turn_id", sa.String(255), primary_key=True),
        sa.Column("event_id", sa.Integer, nullable=False),
    )
    op.create_index("ix_turns_event_id", "turns", ["event_id"])
    connection, last = op.get_bind(), 0
    events = sa.table("events", sa.column("id"), sa.column("sender_id"), sa.column("type_name"), sa.column("data"))
    while True:
        query = sa.select(events.c.id, events.c.sender_id, events.c.data).where(events.c.type_name == "user", events.c.id > last)
        rows = connection.execute(query.order_by(events.c.id).limit(_AT_A_TIME)).fetchall()
        if not rows:
            return
        last = rows[-1].id
        for row in rows:
            turn_id = (json.loads(row.data).get("metadata") or {}).get("message_id")
            if turn_id:
                same = (turns.c.sender_id == row.sender_id) & (turns.c.turn_id == turn_id)
                connection.execute(turns.delete().where(same))
                connection.execute(turns.insert().values(sender_id=row.sender_id, turn_id=turn_id, event_id=row.id))
