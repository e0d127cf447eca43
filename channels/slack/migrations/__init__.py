"""The versions of the gateway's database, and how an older one becomes this one (Alembic)."""

from __future__ import annotations

import time
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

VERSION_TABLE = "slack_version"
# Of all gateways that start at once on PostgreSQL one changes the database; the others wait. The number is ours.
_LOCK = 0x736C_6B
_TRIES, _PAUSE_SECONDS = 5, 0.5


def upgrade(engine: sa.engine.Engine) -> None:
    """Bring a database, empty or of any older version, to this version.

    Raises:
        ValueError: for a database that a newer program wrote, in one line that says what to do.
    """
    for _ in range(_TRIES - 1):
        try:
            return _upgrade(engine)
        except (sa.exc.OperationalError, sa.exc.ProgrammingError):
            time.sleep(_PAUSE_SECONDS)  # SQLite: another gateway is making it at this moment
    _upgrade(engine)


def _upgrade(engine: sa.engine.Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    scripts = ScriptDirectory.from_config(config)
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.text("SET LOCAL statement_timeout = 0"))
            connection.execute(sa.text("SET LOCAL lock_timeout = 0"))
            connection.execute(sa.text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
        found = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE}).get_current_revision()
        if found == scripts.get_current_head():
            return
        if found is not None and found not in {script.revision for script in scripts.walk_revisions()}:
            raise ValueError(
                f"the store is of version {found}, which this program does not know: "
                "start the newer program that wrote it, or restore a backup from before"
            )
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
