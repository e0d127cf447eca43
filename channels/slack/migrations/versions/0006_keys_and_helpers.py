"""Whose a task or a dead letter is and of which workspace, in columns of their own; who helps in each workspace."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the columns, fill them for what is there, and make the table."""
    connection = op.get_bind()
    for name in ("slack_tasks", "slack_dead"):
        for column in ("person", "team"):
            op.add_column(name, sa.Column(column, sa.String(60)))
        number, conversation, task, person, team = (sa.column(name) for name in ("number", "conversation", "task", "person", "team"))
        table = sa.table(name, number, conversation, task, person, team)
        for row in connection.execute(sa.select(number, conversation, task).select_from(table)).fetchall():
            values = {"person": row.conversation.rpartition("/")[2][:60], "team": _team(row.task)}
            connection.execute(table.update().where(number == row.number).values(**values))
    op.create_table(
        "slack_helpers",
        sa.Column("team", sa.String(60), primary_key=True),
        sa.Column("person", sa.String(60)),
    )


def _team(task: Any) -> str | None:
    """The workspace of a task as it was kept; None of one that is done or cannot be read."""
    try:
        team = json.loads(task)["team"]
    except (ValueError, LookupError, TypeError):
        return None
    return team[:60] if isinstance(team, str) else None
