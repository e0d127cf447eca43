"""Tasks, threads and conversations, as they were before there were versions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import CreateIndex, CreateTable

revision = "0001"
down_revision = None

_metadata = sa.MetaData()
sa.Table(
    "slack_tasks",
    _metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("event_id", sa.String(255), nullable=False, unique=True),
    sa.Column("subject", sa.String(255), unique=True),
    sa.Column("conversation", sa.String(255), nullable=False, index=True),
    sa.Column("task", sa.Text),
    sa.Column("answer", sa.Text),
    sa.Column("sent", sa.Integer, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("received", sa.Float, nullable=False),
    sa.Column("due", sa.Float, nullable=False),
    sa.Column("holder", sa.String(32)),
    sa.Column("done", sa.Float, index=True),
)
sa.Table(
    "slack_threads",
    _metadata,
    sa.Column("thread", sa.String(255), primary_key=True),
    sa.Column("last", sa.Float, nullable=False),
)
sa.Table(
    "slack_sessions",
    _metadata,
    sa.Column("conversation", sa.String(255), primary_key=True),
    sa.Column("token", sa.Text, nullable=False),
    sa.Column("begun", sa.Float, nullable=False),
)


def upgrade() -> None:
    """Make what is not there: a database from before there were versions has it already."""
    for table in _metadata.sorted_tables:
        op.execute(CreateTable(table, if_not_exists=True))
        for index in table.indexes:
            op.execute(CreateIndex(index, if_not_exists=True))
