"""Dead letters; what a channel's members chose, who spoke last in a thread; keys without the team.

Which team a payload names depends on where it comes from (shared channels, Enterprise Grid), so
keys of conversations and threads do not begin with it any more.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables and columns, and take the team out of the keys that are there."""
    op.create_table(
        "slack_dead",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("event_id", sa.String(255), nullable=False),
        sa.Column("conversation", sa.String(255), nullable=False, index=True),
        sa.Column("task", sa.Text),
        sa.Column("answer", sa.Text),
        sa.Column("sent", sa.Integer, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("received", sa.Float, nullable=False),
        sa.Column("died", sa.Float, nullable=False),
        sa.Column("reason", sa.String(255), nullable=False),
        sqlite_autoincrement=True,  # a number names one letter for ever
    )
    op.create_table(
        "slack_channels",
        sa.Column("channel", sa.String(60), primary_key=True),
        sa.Column("mode", sa.String(20), nullable=False),
    )
    op.add_column("slack_tasks", sa.Column("faults", sa.Integer, nullable=False, server_default="0"))
    op.add_column("slack_threads", sa.Column("speaker", sa.String(60)))
    op.add_column("slack_threads", sa.Column("silent", sa.Boolean, nullable=False, server_default=sa.false()))
    for table, key, parts in (
        ("slack_sessions", "conversation", 4),
        ("slack_threads", "thread", 3),
        ("slack_tasks", "conversation", 4),
    ):
        _take_the_team_out(table, key, parts)


def _take_the_team_out(table: str, key: str, parts: int) -> None:
    connection = op.get_bind()
    column = sa.column(key)
    rows = sa.table(table, column)
    known = {row[0] for row in connection.execute(sa.select(column).select_from(rows)).fetchall()}
    for old in known:
        _, _, new = old.partition("/")
        if old.count("/") != parts - 1:
            continue
        if new in known and table != "slack_tasks":
            connection.execute(rows.delete().where(column == old))
            continue
        known = known | {new}
        connection.execute(rows.update().where(column == old).values({key: new}))
