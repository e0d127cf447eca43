"""In which language a person is spoken to where no answer of the bot decides it: buttons, modals, thanks."""

from __future__ import annotations

from channels.slack.profiles import Profile
from channels.slack.talks import Talks
from channels.slack.texts import DEFAULT, TEXTS
from channels.slack.workspace import Workspace

# Slack itself does not speak Indonesian, so that most people there see it in English.
_INDONESIAN_ZONES = ("Asia/Jakarta", "Asia/Pontianak", "Asia/Makassar", "Asia/Jayapura")


class Languages:
    """Languages of people, by what they wrote last, else by their profile in Slack."""

    def __init__(self, talks: Talks, workspace: Workspace) -> None:
        self._talks = talks
        self._workspace = workspace

    async def guess(self, user: str) -> str | None:
        """The language of a person, two letters, as far as it shows; it may be none of ours."""
        return await self._talks.language(user) or _of(await self._workspace.profile(user))

    async def of(self, user: str) -> str:
        """The language of ours in which a person is spoken to."""
        language = await self.guess(user)
        return language if language in TEXTS else DEFAULT


def _of(profile: Profile) -> str | None:
    language = profile.locale[:2]
    return "id" if language in ("en", "") and profile.zone in _INDONESIAN_ZONES else language or None
