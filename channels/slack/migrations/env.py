"""What Alembic runs for each upgrade: the versions, on the connection that `upgrade` gives."""

from __future__ import annotations

from alembic import context

from channels.slack.migrations import VERSION_TABLE

context.configure(connection=context.config.attributes["connection"], version_table=VERSION_TABLE)
context.run_migrations()
