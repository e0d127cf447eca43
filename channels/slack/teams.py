"""The workspaces that the gateway serves: the one of its bot token, or all that installed the app."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol

from channels.slack.events import Identity
from channels.slack.installations import Installations, InstalledBot
from channels.slack.manifest import Manifest
from channels.slack.people import People
from channels.slack.work import Work
from channels.slack.workspace import CLOCKS_DIFFER


class Team(NamedTuple):
    """A workspace: who the bot is in it, and who does what is to be done there."""

    identity: Identity
    work: Work


class Teams(Protocol):
    """Which workspaces there are."""

    async def of(self, *named: str) -> Team | None:
        """The first workspace of these ids in which the app is installed; None if there is none."""

    async def left(self, team: str, when: float) -> None:
        """The app was removed from a workspace, at a time in seconds since 1970."""


class OneTeam:
    """The workspace of the bot token, whichever team a payload names."""

    def __init__(self, team: Team, people: People) -> None:
        self._team = team
        self._people = people

    async def of(self, *named: str) -> Team:
        """The only one."""
        return self._team

    async def left(self, team: str, when: float) -> None:
        """Erase what was said there; its token is in the environment.

        Raises:
            BotUnavailable: the bot, which keeps what was said, is away.
        """
        await self._people.forget_team(self._team.identity.team)


class ManyTeams:
    """The workspaces that installed the app, described by its manifest; `make` makes what does the work for one with its token."""

    def __init__(self, installations: Installations, people: People, described: Manifest, make: Callable[[str, Identity], Work]) -> None:
        self._described = described
        self._installations = installations
        self._people = people
        self._make = make
        self._known: dict[str, tuple[str, Team]] = {}

    async def of(self, *named: str) -> Team | None:
        """A workspace; made anew when it was installed again with another token."""
        for team in named:
            bot = await self._installations.bot(team)
            if bot:
                return self._made(team, bot)
        return None

    def _made(self, team: str, bot: InstalledBot) -> Team:
        token, found = self._known.get(team, ("", None))
        if found is None or token != bot.token:
            identity = Identity(user=bot.user, team=team, agent=self._described.has_agent(bot.scopes), app=bot.app)
            found = Team(identity, self._make(bot.token, identity))
            self._known[team] = (bot.token, found)
        return found

    async def left(self, team: str, when: float) -> None:
        """Erase a workspace's token, and what was said there, unless the app was installed anew since.

        Raises:
            BotUnavailable: the bot, which keeps what was said, is away; the token is gone all the same.
        """
        if await self._installations.since(team) - CLOCKS_DIFFER > when:
            return
        self._known.pop(team, None)
        await self._installations.erase(team)
        await self._people.forget_team(team)
