"""The database of conversations: its versions, and how an older one becomes this one."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any, Dict, Optional

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

LOCK_SECONDS, STATEMENT_SECONDS, CONNECTION_SECONDS = 3, 5, 5
"""Whoever waits longer for a lock, a statement or a connection is told that it failed."""
# A connection whose other end says nothing any more is given up; its thread would wait for hours otherwise.
_TCP = {"connect_timeout": 3, "keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 3, "tcp_user_timeout": 8000}

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


def limit_waiting(engine: sa.engine.Engine) -> None:
    """Let no connection wait for long.

    PostgreSQL waits for locks, and for the end of a statement, as long as it takes otherwise; and we for a machine that is gone.
    """

    @sa.event.listens_for(engine, "do_connect")
    def _notice_its_end(_: Any, __: Any, ___: Any, settings: Dict[str, Any]) -> None:
        settings.update({**_TCP, **settings})

    @sa.event.listens_for(engine, "connect")
    def _set_up(connection: Any, _: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = '{LOCK_SECONDS}s'")
            cursor.execute(f"SET statement_timeout = '{STATEMENT_SECONDS}s'")
        connection.commit()

    # Those that there are already have none of it.
    engine.dispose()


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
