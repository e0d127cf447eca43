"""Installations in several workspaces (tables of slack_sdk), and to which workspace a conversation belongs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore as Installations
from slack_sdk.oauth.state_store.sqlalchemy import SQLAlchemyOAuthStateStore as States

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables, and the column."""
    metadata = sa.MetaData()
    Installations.build_bots_table(metadata, Installations.default_bots_table_name)
    Installations.build_installations_table(metadata, Installations.default_installations_table_name)
    States.build_oauth_states_table(metadata, States.default_table_name)
    metadata.create_all(op.get_bind())
    op.add_column("slack_sessions", sa.Column("team", sa.String(60)))
