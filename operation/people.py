"""One person's data in every store: to hand them out, to delete them, and to see that nothing is left."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any, Dict, FrozenSet, Iterable, Iterator

from operation.conversations import Conversations
from operation.gateway import Gateway
from operation.sessions import Sessions


@dataclass(frozen=True)
class Person:
    """Somebody, by what the stores call them: names of conversations with the bot, and of those of Slack's gateway."""

    senders: FrozenSet[str]
    slack: FrozenSet[str]


@dataclass(frozen=True)
class Deleted:
    """How much was deleted."""

    events: int
    gateway_rows: int


class Stores:
    """All that keep something of people: the conversations, with their votes, and the gateway of Slack."""

    def __init__(self, conversations: Conversations, gateway: Gateway, sessions: Sessions) -> None:
        self._conversations, self._gateway, self._sessions = conversations, gateway, sessions

    def person(self, senders: Iterable[str] = (), slack_users: Iterable[str] = ()) -> Person:
        """Somebody, found in every store from what one of them calls them.

        Args:
            senders: names of conversations with the bot.
            slack_users: ids that Slack gives to people.
        """
        wanted, opened, names = set(senders), set(), set()
        of_users = {found.name for user in slack_users for found in self._gateway.of_user(user)}
        for found in self._gateway.conversations():
            sender = self._sessions.sender_id(found.token) if found.token else None
            if found.name in of_users or sender in wanted:
                names.add(found.name)
                opened |= {sender} if sender else set()
        return Person(frozenset(wanted | opened), frozenset(names))

    def export(self, person: Person) -> Iterator[Dict[str, Any]]:
        """All that is kept of somebody, an object an event, or a row of the gateway."""
        for sender in sorted(person.senders):
            tracker = asyncio.run(self._conversations.retrieve_full_tracker(sender))
            for event in tracker.events if tracker else ():
                yield {"conversation": sender, **event.as_dict()}
        yield from self._gateway.rows(person.slack)

    def forget(self, person: Person) -> Deleted:
        """Delete somebody from all stores; from the gateway first, so that it does not begin anew what is deleted."""
        rows = self._gateway.forget(person.slack)
        return Deleted(self._conversations.forget(person.senders), rows)

    def tidy(self) -> bool:
        """Whether the files of the conversations hold nothing of what was deleted: not while somebody reads what was before."""
        return self._conversations.tidy()

    def left_of(self, person: Person) -> Dict[str, int]:
        """How many rows each table still holds of somebody."""
        left = self._conversations.count(person.senders)
        rows = self._gateway.rows(person.slack)
        return {**left, **{table: sum(row["table"] == table for row in rows) for table in self._gateway.tables}}
