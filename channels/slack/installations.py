"""Where the app is installed: slack_sdk's stores, with tokens encrypted at rest."""

from __future__ import annotations

from typing import NamedTuple

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from slack_sdk.oauth.installation_store.models.bot import Bot
from slack_sdk.oauth.installation_store.models.installation import Installation
from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from slack_sdk.oauth.state_store.sqlalchemy import SQLAlchemyOAuthStateStore
from sqlalchemy import select

from channels.slack.database import Database

STATE_SECONDS = 600


class InstalledBot(NamedTuple):
    """The bot in a workspace: its token, its id there, what it may do there, and its app."""

    token: str
    user: str
    scopes: frozenset[str] = frozenset()
    app: str | None = None


class Installations:
    """Installations in the gateway's database.

    `keys` encrypt the tokens: the first is used for what is kept from now on, all for reading, so that a
    new key is put first and the old one dropped once `rotate` has run.

    Raises:
        ValueError: for keys that are none.
    """

    def __init__(self, database: Database, client_id: str, keys: list[str]) -> None:
        self._database = database
        self._cipher = MultiFernet([Fernet(key) for key in keys])
        self._store = SQLAlchemyInstallationStore(client_id, database.engine)
        self._states = SQLAlchemyOAuthStateStore(STATE_SECONDS, database.engine)

    async def new_state(self) -> str:
        """A secret that a browser takes to Slack and back."""
        return await self._database.run(self._states.issue)

    async def is_ours(self, state: str) -> bool:
        """Whether a state was issued here and not used yet; from now on it is."""
        return await self._database.run(self._states.consume, state)

    async def keep(self, team: str, installation: Installation) -> None:
        """Keep an installation in a workspace; an earlier one there is replaced."""
        installation.bot_token = self._cipher.encrypt(installation.bot_token.encode()).decode()
        installation.user_token = None  # nothing is done in a person's name
        installation.enterprise_id = None  # a workspace is known by its own id, whichever organisation it is of
        await self.erase(team)
        await self._database.run(self._store.save, installation)

    async def bot(self, team: str) -> InstalledBot | None:
        """The bot in a workspace; None where the app is not installed, or no key opens its token."""
        found = await self._found(team)
        try:
            token = self._cipher.decrypt(found.bot_token.encode()).decode() if found else None
        except InvalidToken:
            return None
        return InstalledBot(token, found.bot_user_id, frozenset(found.bot_scopes or ()), found.app_id) if token else None

    async def since(self, team: str) -> float:
        """When the app was installed in a workspace, in seconds since 1970; 0 where it is not."""
        found = await self._found(team)
        return found.installed_at if found else 0.0

    async def _found(self, team: str) -> Bot | None:
        return await self._database.run(lambda: self._store.find_bot(enterprise_id=None, team_id=team))

    async def erase(self, team: str) -> None:
        """Delete the tokens of a workspace."""
        await self._database.run(lambda: self._store.delete_all(enterprise_id=None, team_id=team))

    async def rotate(self) -> int:
        """Encrypt all tokens with the first key; how many there were."""
        count = 0
        for table in (self._store.bots, self._store.installations):
            for row in await self._database.rows(select(table.c.id, table.c.bot_token)):
                token = self._cipher.rotate(row.bot_token.encode()).decode()
                await self._database.change(table.update().where(table.c.id == row.id).values(bot_token=token))
                count += table is self._store.bots
        return count
