"""What is kept of a person, told and deleted: `python -m channels.slack export USER`, `python -m channels.slack forget USER`."""

from __future__ import annotations

import contextlib
import json
import re
from typing import Any

from sqlalchemy import select

from channels.slack.asking import Asking
from channels.slack.bot import Unknown
from channels.slack.database import Database, dead, helpers, sessions, tasks, threads
from operation import audit

_USER = re.compile(r"[A-Z0-9]{2,30}")


class People:
    """What the gateway and the bot keep of a person in Slack."""

    def __init__(self, database: Database, asking: Asking) -> None:
        self._database = database
        self._asking = asking

    async def export(self, user: str) -> dict[str, Any]:
        """All that is kept of a person.

        Raises:
            ValueError: that is no id of a person.
            BotUnavailable: the bot, which keeps what was said, cannot be asked.
        """
        _check(user)
        talks = {row.conversation: await self._said(row.conversation) for row in await self._sessions(user)}
        waiting = select(tasks.c.event_id, tasks.c.task, tasks.c.answer).where(tasks.c.person == user, tasks.c.done.is_(None))
        letters = select(dead.c.event_id, dead.c.task, dead.c.answer, dead.c.reason).where(dead.c.person == user)
        spoke = select(threads.c.thread, threads.c.last).where(threads.c.speaker == user)
        helps = select(helpers.c.team).where(helpers.c.person == user)
        audit.record("slack_export", slack=audit.digests([user]))
        return {
            "user": user,
            "conversations": talks,
            "waiting": [dict(row._mapping) for row in await self._database.rows(waiting)],
            "dead": [dict(row._mapping) for row in await self._database.rows(letters)],
            "spoke_last": [dict(row._mapping) for row in await self._database.rows(spoke)],
            "helps_in": [row.team for row in await self._database.rows(helps)],
        }

    async def _said(self, conversation: str) -> list[dict[str, Any]]:
        said = await self._asking.past(conversation)
        return [{"id": past.turn, "text": past.text, "answer": json.loads(past.answer.json())} for past in said]

    async def forget(self, user: str) -> int:
        """Delete all that is kept of a person, at the bot first; how many conversations there were.

        Raises:
            ValueError, BotUnavailable: as for `export`; nothing is lost that was not deleted at the bot.
        """
        _check(user)
        rows = await self._sessions(user)
        audit.record("slack_forget", slack=audit.digests([user]), conversations=len(rows))
        await self._forget(rows)
        await self._database.change(
            tasks.delete().where(tasks.c.person == user),
            dead.delete().where(dead.c.person == user),
            threads.update().where(threads.c.speaker == user).values(speaker=None),
            helpers.delete().where(helpers.c.person == user),
        )
        await self._database.tidy()
        return len(rows)

    async def forget_team(self, team: str) -> None:
        """Delete what is kept of a workspace that removed the app: conversations, at the bot too, tasks, and who helps there.

        Raises:
            BotUnavailable: as for `forget`.
        """
        rows = await self._database.rows(select(sessions).where(sessions.c.team == team))
        audit.record("slack_forget_team", team=team, conversations=len(rows))
        await self._forget(rows)
        await self._database.change(*(table.delete().where(table.c.team == team) for table in (tasks, dead, helpers)))
        await self._database.tidy()

    async def _forget(self, rows: list[Any]) -> None:
        for row in rows:
            with contextlib.suppress(Unknown):  # the bot may have forgotten it already
                await self._asking.bot.forget(row.token)
            await self._database.change(sessions.delete().where(sessions.c.conversation == row.conversation))

    async def _sessions(self, user: str) -> list[Any]:
        return await self._database.rows(select(sessions).where(sessions.c.person == user))


def _check(user: str) -> None:
    if not _USER.fullmatch(user):
        raise ValueError(f"{user!r} is no id of a person in Slack: give U… from their profile")
