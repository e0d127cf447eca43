"""What Slack's gateway keeps of a person, for those who delete it or hand it out: its database, seen from outside."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Dict, Iterable, List, NamedTuple, Optional, Tuple

import sqlalchemy as sa

_METADATA = sa.MetaData()
_sessions = sa.Table("slack_sessions", _METADATA, sa.Column("conversation"), sa.Column("token"))
_tasks = sa.Table("slack_tasks", _METADATA, sa.Column("conversation"))
_OF_PERSONS = (_sessions, _tasks)


class SlackConversation(NamedTuple):
    """A person in a thread of Slack, and the token that opens their conversation with the bot."""

    name: str
    token: Optional[str]


def store_url() -> sa.engine.URL:
    """Where the gateway's database is: `SLACK_STORE_URL`."""
    return sa.engine.make_url(os.environ.get("SLACK_STORE_URL", "sqlite:///var/slack.db"))


class Gateway:
    """The gateway's database; one that is not there holds nothing."""

    def __init__(self) -> None:
        self.url = store_url()
        self._engine = sa.create_engine(self.url, future=True, hide_parameters=True) if self._is_there() else None

    @property
    def tables(self) -> List[str]:
        """The tables in which people are."""
        return [table.name for table in self._present()]

    def of_user(self, user: str) -> List[SlackConversation]:
        """All conversations of somebody: `USER` in every workspace, or `TEAM/USER`."""
        team, _, person = user.rpartition("/")
        return [
            conversation
            for conversation in self.conversations()
            if conversation.name.endswith(f"/{person}") and conversation.name.startswith(f"{team}/" if team else "")
        ]

    def conversations(self) -> List[SlackConversation]:
        """All that it knows."""
        found: Dict[str, Optional[str]] = {}
        for table in self._present():
            token = table.c.token if "token" in table.c else sa.null()
            for name, value in self._read(sa.select(table.c.conversation, token)):
                found[name] = found.get(name) or value
        return [SlackConversation(name, token) for name, token in sorted(found.items())]

    def rows(self, names: Iterable[str]) -> List[Dict[str, Any]]:
        """All that is kept of these conversations but their tokens, which open them."""
        rows = []
        for table in self._present():
            whole = sa.Table(table.name, sa.MetaData(), autoload_with=self._engine)
            for row in self._read(sa.select(whole).where(whole.c.conversation.in_(list(names)))):
                rows.append({"table": table.name, **{key: value for key, value in row._mapping.items() if key != "token"}})
        return rows

    def forget(self, names: Iterable[str]) -> int:
        """Delete all of these conversations; how many rows that were. SQLite's files hold nothing of them afterwards."""
        deleted, wanted = 0, list(names)
        if not wanted:
            return deleted
        for table in self._present():
            with self._engine.begin() as connection:
                deleted += connection.execute(table.delete().where(table.c.conversation.in_(wanted))).rowcount
        if self._engine and self._engine.dialect.name == "sqlite":
            with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                # What was deleted before, as the gateway does when it has answered, still stands between the rows.
                connection.execute(sa.text("VACUUM"))
                connection.execute(sa.text("PRAGMA wal_checkpoint(TRUNCATE)"))
        return deleted

    def _is_there(self) -> bool:
        return self.url.get_backend_name() != "sqlite" or bool(self.url.database and Path(self.url.database).exists())

    def _present(self) -> Tuple[sa.Table, ...]:
        if not self._engine:
            return ()
        inspector = sa.inspect(self._engine)
        return tuple(table for table in _OF_PERSONS if inspector.has_table(table.name))

    def _read(self, statement: Any) -> List[Any]:
        with self._engine.connect() as connection:
            return connection.execute(statement).all()
