"""Takes in what Slack sends and sees that each task is worked off: once, in order, and if need be again."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import Any

from channels.slack.attention import Attention
from channels.slack.bot import BotUnavailable
from channels.slack.calls import Refused, TryAgain
from channels.slack.database import Database, StoreUnavailable
from channels.slack.events import app_of, left_by, teams_of, understand
from channels.slack.figures import Figures
from channels.slack.seldom import Seldom
from channels.slack.store import LEASE_SECONDS, Held, Store
from channels.slack.talks import Talks
from channels.slack.teams import Teams

logger = logging.getLogger(__name__)

_AT_ONCE = 16
_LOOK_SECONDS = 1.0
_FORGET_SECONDS = 3600.0
_PATIENCE = 3600.0
_LONGEST_PAUSE = 60.0
_FAULTS = 5
_TOO_MANY = "more than 30,000 an hour: take the bot out of busy channels, or leave message.channels out of the manifest"
_OTHER_APP = "SLACK_BOT_TOKEN must be of the app that SLACK_APP_TOKEN and SLACK_SIGNING_SECRET are of"


class Gateway:
    """Takes payloads in with `accept`, and has them worked off while `run` runs."""

    def __init__(self, teams: Teams, database: Database, figures: Figures, keep_seconds: float) -> None:
        self._teams = teams
        self._database = database
        self._store = Store(database)
        self._talks = Talks(database)
        entrance = database.urgent()  # an acknowledgement does not wait for what is worked off
        self._inbox = Store(entrance)
        self._attention = Attention(Talks(entrance))
        self._figures = figures
        self._keep_seconds = keep_seconds
        self._log = Seldom(logger)
        self._news = asyncio.Event()
        self._running: dict[int, asyncio.Task[None]] = {}
        self._is_tidy = False

    async def accept(self, payload: Any) -> None:
        """Understand a payload and keep what is to be done; when this returns it can be acknowledged."""
        named = teams_of(payload)
        team = await self._teams.of(*named)
        its, ours = app_of(payload), team.identity.app if team else None
        if its and ours and its != ours:
            return self._log.error("app", "payload of another app: app=%s ours=%s mend=%s", its, ours, _OTHER_APP)
        if left_by(payload):
            return await self._left(next(iter(named), None), payload.get("event_time"))
        if isinstance(payload, dict) and payload.get("type") == "app_rate_limited":
            return self._log.error("less", "Slack keeps events back: team=%s mend=%s", ",".join(named), _TOO_MANY)
        if team is None:
            logger.warning("payload of a workspace in which the app is not installed: team=%s", ",".join(named) or None)
            return
        understood = understand(payload, team.identity)
        task = await self._attention.admits(understood) if understood else None
        if task and await self._inbox.keep(task):
            self._news.set()

    async def _left(self, team: str | None, when: Any) -> None:
        """The app was removed from a workspace: what is waiting there cannot be answered any more."""
        logger.warning("removed from a workspace: team=%s", team)
        if team:
            await self._teams.left(team, float(when) if isinstance(when, (int, float)) else time.time())

    async def run(self) -> None:
        """Work tasks off until cancelled; what is under way is then put back for the next start."""
        cleaned = renewed = float("-inf")
        try:
            while True:
                self._news.clear()
                try:
                    if time.monotonic() - cleaned > _FORGET_SECONDS:
                        await self._store.forget(self._keep_seconds)
                        await self._talks.forget(self._keep_seconds)
                        cleaned = time.monotonic()
                    if self._running and time.monotonic() - renewed > LEASE_SECONDS / 4:
                        await self._store.renew(self._running)
                        renewed = time.monotonic()
                    free = _AT_ONCE - len(self._running)
                    for held in await self._store.hold(free) if free else ():
                        self._running[held.number] = asyncio.create_task(self._attempt(held))
                        self._is_tidy = False
                    if not self._running and not self._is_tidy:
                        self._is_tidy = await self._database.tidy()
                except StoreUnavailable as failure:
                    logger.error("store unavailable: reason=%s", failure)
                    await asyncio.sleep(_LOOK_SECONDS)
                # Now and then without news: another worker may have left something.
                look = asyncio.get_running_loop().call_later(_LOOK_SECONDS, self._news.set)
                await self._news.wait()
                look.cancel()
        finally:
            await self._leave()

    async def _leave(self) -> None:
        for work in self._running.values():
            work.cancel()
        for number in list(self._running):
            await self._store.put_back(number, 0)

    async def _attempt(self, held: Held) -> None:
        try:
            await self._end(held, await self._outcome(held))
        except StoreUnavailable as failure:
            # Nothing can be noted; the lease runs out and the task is taken up again.
            logger.error("store unavailable: kind=%s reason=%s", held.task.kind, failure)
        finally:
            self._running.pop(held.number, None)
            self._news.set()

    async def _outcome(self, held: Held) -> Exception | None:
        """Do a task; what went wrong with it."""
        try:
            team = await self._teams.of(held.task.team)
            if team is None:
                raise Refused("gateway", "not_installed")
            await team.work.do(held)
        except StoreUnavailable:
            raise
        except (Refused, TryAgain, BotUnavailable) as failure:
            return failure
        except Exception as failure:
            logger.exception("task failed: kind=%s", held.task.kind)
            return failure
        return None

    async def _end(self, held: Held, failure: Exception | None) -> None:
        """Note that a task is done, is to be tried again, or is given up."""
        kind, seconds = held.task.kind, time.time() - held.received
        if failure is None:
            self._figures.ended(kind, "done", seconds)
            return await self._store.finish(held.number)
        passing = isinstance(failure, (TryAgain, BotUnavailable))
        ours = not passing and not isinstance(failure, Refused)
        reason = f"failed: {type(failure).__name__}" if ours else f"{type(failure).__name__}: {failure}"
        over = seconds > _PATIENCE if passing else not ours or held.faults + 1 >= _FAULTS
        self._figures.ended(kind, "dead" if over else "again", seconds)
        if over:
            logger.error("task given up: kind=%s attempts=%d reason=%s", kind, held.attempts, reason)
            await self._tell_given_up(held, failure)
            return await self._store.bury(held.number, reason)
        pause = min(2.0 ** (held.attempts - 1), _LONGEST_PAUSE)
        logger.warning("task put back: kind=%s pause=%.0fs reason=%s", kind, pause, reason)
        await self._store.put_back(held.number, pause, faults=int(ours))

    async def _tell_given_up(self, held: Held, failure: Exception) -> None:
        """Tell who asked, if they can be told: what is given up is given up all the same."""
        try:
            team = await self._teams.of(held.task.team)
            if team:
                await team.work.give_up(held, failure)
        except StoreUnavailable:
            raise
        except Exception:
            logger.exception("nobody told of what was given up: kind=%s", held.task.kind)
