"""Who talks with the bot where: conversations, the threads it takes part in, what channels chose."""

from __future__ import annotations

import time
from typing import NamedTuple

from sqlalchemy import select

from channels.slack.database import Database, channels, sessions, threads


class Thread(NamedTuple):
    """A thread that the bot takes part in: who spoke last, and whether it was asked to be silent."""

    speaker: str | None
    silent: bool


class Talks:
    """Conversations, threads and channels in a database; `team` is the workspace whose conversations begin here."""

    def __init__(self, database: Database, team: str | None = None) -> None:
        self._database = database
        self._team = team

    async def session(self, conversation: str) -> str | None:
        """The token of the bot's side of a conversation."""
        return await self._database.scalar(select(sessions.c.token).where(sessions.c.conversation == conversation))

    async def begin(self, conversation: str, token: str) -> None:
        """Remember the token of a conversation that begins, or begins anew, and whose it is."""
        person = conversation.rpartition("/")[2]
        values = {"token": token, "begun": time.time(), "team": self._team, "person": person}
        await self._database.put(sessions, {"conversation": conversation}, values)

    async def answered(self, conversation: str, language: str) -> None:
        """Remember in which language something was said in a conversation, and when."""
        its = sessions.c.conversation == conversation
        await self._database.change(sessions.update().where(its).values(language=language, answered=time.time()))

    async def language(self, user: str) -> str | None:
        """The language in which a person was last answered; None if they were not."""
        theirs = select(sessions.c.language).where(sessions.c.person == user, sessions.c.answered.is_not(None))
        return await self._database.scalar(theirs.order_by(sessions.c.answered.desc()).limit(1))

    async def thread(self, thread: str) -> Thread | None:
        """A thread that the bot takes part in; None for any other."""
        found = await self._database.rows(select(threads.c.speaker, threads.c.silent).where(threads.c.thread == thread))
        return Thread(*found[0]) if found else None

    async def spoke(self, thread: str, speaker: str, silent: bool = False) -> None:
        """Remember that the bot takes part in a thread, who spoke last in it, and whether it is to be silent."""
        await self._database.put(threads, {"thread": thread}, {"last": time.time(), "speaker": speaker, "silent": silent})

    async def mode(self, channel: str) -> str | None:
        """What a channel's members chose; None if they did not."""
        return await self._database.scalar(select(channels.c.mode).where(channels.c.channel == channel))

    async def choose(self, channel: str, mode: str) -> None:
        """Keep what a channel's members chose."""
        await self._database.put(channels, {"channel": channel}, {"mode": mode})

    async def forget(self, keep_seconds: float) -> None:
        """Delete conversations and threads that are older than may be kept."""
        oldest = time.time() - keep_seconds
        await self._database.change(threads.delete().where(threads.c.last < oldest), sessions.delete().where(sessions.c.begun < oldest))
