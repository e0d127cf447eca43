"""What Slack's gateway keeps of a person, for those who delete it or hand it out: its database, seen from outside."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Dict, Iterable, Iterator, List, NamedTuple, Optional, Tuple

import sqlalchemy as sa

TABLES = (
    *("slack_tasks", "slack_dead", "slack_threads", "slack_sessions", "slack_channels", "slack_helpers"),
    *("slack_installations", "slack_bots", "slack_oauth_states", "slack_version"),
)
"""All of that database."""

# Each row of these is of one person: the key of a conversation ends with the person's id.
_OF_PERSONS = ("slack_sessions", "slack_tasks", "slack_dead")
# Of these a column may name one.
_NAMING = {"slack_helpers": "person", "slack_threads": "speaker"}


class SlackConversation(NamedTuple):
    """A person in a thread of Slack, and the token that opens their conversation with the bot."""

    name: str
    token: Optional[str]

    @property
    def user(self) -> str:
        """The person, as Slack names them."""
        return self.name.rpartition("/")[2]


def store_url() -> sa.engine.URL:
    """Where the gateway's database is: `SLACK_STORE_URL`."""
    return sa.engine.make_url(os.environ.get("SLACK_STORE_URL", "sqlite:///var/slack.db"))


class Gateway:
    """The gateway's database; one that is not there holds nothing."""

    def __init__(self) -> None:
        self.url = store_url()
        self._engine: Any = sa.create_engine(self.url, future=True, hide_parameters=True) if self._is_there() else None
        self._tables = self._reflected()

    @property
    def tables(self) -> List[str]:
        """The tables in which people are."""
        return sorted(table.name for table in (*self._of_persons, *self._naming))

    def of_user(self, user: str) -> List[SlackConversation]:
        """All conversations of somebody, by the id that Slack gives them."""
        return [conversation for conversation in self.conversations() if conversation.user == user]

    def conversations(self) -> List[SlackConversation]:
        """All that it knows."""
        found: Dict[str, Optional[str]] = {}
        for table in self._of_persons:
            token = table.c.token if "token" in table.c else sa.null()
            for name, value in self._read(sa.select(table.c.conversation, token)):
                found[name] = found.get(name) or value
        return [SlackConversation(name, token) for name, token in sorted(found.items())]

    def rows(self, names: Iterable[str]) -> List[Dict[str, Any]]:
        """All that is kept of these conversations but their tokens, which open them."""
        return [
            {"table": table.name, **{key: value for key, value in row._mapping.items() if key != "token"}}
            for table, theirs in self._theirs(names)
            for row in self._read(sa.select(table).where(theirs))
        ]

    def forget(self, names: Iterable[str]) -> int:
        """Delete all of these conversations; how many rows that were. SQLite's files hold nothing of them afterwards."""
        changed = 0
        for table, theirs in self._theirs(names):
            naming = _NAMING.get(table.name)
            statement = table.update().values({naming: None}) if naming else table.delete()
            with self._engine.begin() as connection:
                changed += connection.execute(statement.where(theirs)).rowcount
        if changed and self._engine.dialect.name == "sqlite":
            with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                # What was deleted before, as the gateway does when it has answered, may still stand between the rows.
                connection.execute(sa.text("VACUUM"))
                connection.execute(sa.text("PRAGMA wal_checkpoint(TRUNCATE)"))
        return changed

    def _theirs(self, names: Iterable[str]) -> Iterator[Tuple[sa.Table, Any]]:
        """Each table, and which of its rows are of these conversations."""
        wanted = list(names)
        users = {SlackConversation(name, None).user for name in wanted}
        if wanted:
            yield from ((table, table.c.conversation.in_(wanted)) for table in self._of_persons)
            yield from ((table, table.c[_NAMING[table.name]].in_(users)) for table in self._naming)

    @property
    def _of_persons(self) -> List[sa.Table]:
        return [table for table in self._tables if table.name in _OF_PERSONS]

    @property
    def _naming(self) -> List[sa.Table]:
        return [table for table in self._tables if _NAMING.get(table.name, "") in table.c]

    def _is_there(self) -> bool:
        return self.url.get_backend_name() != "sqlite" or bool(self.url.database and Path(self.url.database).exists())

    def _reflected(self) -> List[sa.Table]:
        """The tables as they are, whatever the version of the gateway that made them."""
        if not self._engine:
            return []
        there = sa.inspect(self._engine)
        return [sa.Table(name, sa.MetaData(), autoload_with=self._engine) for name in (*_OF_PERSONS, *_NAMING) if there.has_table(name)]

    def _read(self, statement: Any) -> List[Any]:
        with self._engine.connect() as connection:
            return connection.execute(statement).all()
