"""The database of conversations: its versions, and how an older one becomes this one."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Optional

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

VERSION_TABLE = "conversations_version"
_FOLDER = Path(__file__).parent
# Of all who start at once on PostgreSQL one changes the database; the others wait. The number is ours.
_LOCK = 0x6270_6F
_TRIES, _PAUSE_SECONDS = 5, 0.5

_metadata = sa.MetaData()

turns = sa.Table(
    "turns",
    _metadata,
    sa.Column("sender_id", sa.String(255), primary_key=True),
    sa.Column("turn_id", sa.String(255), primary_key=True),
    sa.Column("event_id", sa.Integer, nullable=False, index=True),
)
"""Which event holds the message of a turn, by the id that the client of a channel gave it."""

revoked = sa.Table(
    "revoked",
    _metadata,
    sa.Column("sender_id", sa.String(255), primary_key=True),
    sa.Column("until", sa.Float, nullable=False),
)
"""Conversations that their tokens do not open any more, until those expire by themselves."""

TABLES = ("events", turns.name, revoked.name, VERSION_TABLE)
"""All of this database."""


def upgrade(engine: sa.engine.Engine) -> None:
    """Bring a database, empty or of any older version, to this version.

    Raises:
        ValueError: for a database of a version that this program does not know, in one line that says what to do.
    """
    for _ in range(_TRIES - 1):
        try:
            return _upgrade(engine)
        except (sa.exc.OperationalError, sa.exc.ProgrammingError):
            # SQLite: another process is making it at this moment.
            time.sleep(_PAUSE_SECONDS)
    _upgrade(engine)


def _upgrade(engine: sa.engine.Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.text("SET LOCAL statement_timeout = 0"))
            connection.execute(sa.text("SET LOCAL lock_timeout = 0"))
            connection.execute(sa.text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
        found = version_of(connection)
        known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
        if found is not None and found not in known:
            raise ValueError(
                f"The database of conversations is of version {found}, which this program does not know: "
                "start the newer program that wrote it, or restore a backup from before."
            )
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def version_of(connection: sa.engine.Connection) -> Optional[str]:
    """The version of a database; None for one without a version: empty, or from before there were versions."""
    return MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE}).get_current_revision()
