"""Who helps where the bot cannot: a channel or a person, for each workspace its own.

An admin chooses it in Slack (`/bpo settings`), or who runs the gateway does: `python -m channels.slack person TEAM ID`.
"""

from __future__ import annotations

import argparse
import json
import re
import sys

from sqlalchemy import select

from channels.slack.database import Database, helpers
from operation import audit

PERSON = re.compile(r"[CGUW][A-Z0-9]{1,59}")
NOBODY = "none"
_TEAM = re.compile(r"T[A-Z0-9]{1,59}")


def is_person(helper: str) -> bool:
    """Whether this is the id of a person, not of a channel."""
    return helper.startswith(("U", "W"))


class Helper:
    """Who helps in one workspace; `default` where nobody was chosen there."""

    def __init__(self, database: Database, team: str, default: str | None = None) -> None:
        self._database = database
        self._default = default
        self.team = team

    async def who(self) -> str | None:
        """The id of the channel or person; None if nobody is to be promised."""
        return await self._database.scalar(select(helpers.c.person).where(helpers.c.team == self.team)) or self._default

    async def choose(self, person: str | None, by: str | None = None) -> None:
        """Keep who helps from now on; `by` is who chose it in Slack, None takes the choice back.

        Raises:
            NotRecorded: it could not be written to the audit log, so nothing was changed.
        """
        audit.record("slack_person", team=self.team, slack=audit.digests(filter(None, (by, person))))
        if person:
            return await self._database.put(helpers, {"team": self.team}, {"person": person})
        await self._database.change(helpers.delete().where(helpers.c.team == self.team))


async def handle(database: Database, arguments: argparse.Namespace) -> int:
    """List who was chosen, or choose for a workspace; the exit code, 1 for an id that is none."""
    if not arguments.team:
        for row in await database.rows(select(helpers).where(helpers.c.person.is_not(None)).order_by(helpers.c.team)):
            print(json.dumps({"team": row.team, "person": row.person}))
        return 0
    person = None if arguments.person == NOBODY else arguments.person or ""
    if not _TEAM.fullmatch(arguments.team):
        print(f"{arguments.team!r} is no id of a workspace: give T…", file=sys.stderr)
        return 1
    if person is not None and not PERSON.fullmatch(person):
        print(f"{person!r} is no id of a channel (C…) or a person (U…), nor {NOBODY}", file=sys.stderr)
        return 1
    await Helper(database, arguments.team).choose(person)
    return 0
