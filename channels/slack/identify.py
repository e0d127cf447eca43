"""Who the bot is in the workspace of its token; what of its set-up is wrong is said before anything is received."""

from __future__ import annotations

import asyncio
import logging
import time
from email.utils import parsedate_to_datetime

from channels.slack import manifest
from channels.slack.calls import Refused, TryAgain
from channels.slack.events import Identity
from channels.slack.mends import mend
from channels.slack.settings import SettingsError
from channels.slack.workspace import CLOCKS_DIFFER, Workspace

logger = logging.getLogger(__name__)

_PAUSE_SECONDS = 5


async def identify(workspace: Workspace, described: manifest.Manifest) -> Identity:
    """Who the token makes the gateway, asked until Slack answers.

    Raises:
        SettingsError: Slack does not know the token, or it is not of one workspace.
    """
    while True:
        try:
            me, heads = await workspace.me()
            app = await workspace.app(me.get("bot_id"))
        except Refused as refusal:
            raise SettingsError(
                f"SLACK_BOT_TOKEN is wrong: Slack says {refusal.code}; reinstall the app and copy the token again"
            ) from None
        except TryAgain:
            await asyncio.sleep(_PAUSE_SECONDS)
            continue
        if me.get("is_enterprise_install"):
            raise SettingsError("SLACK_BOT_TOKEN is wrong: it is of a whole organisation; install the app in one workspace of it")
        _compare_clocks(heads.get("date"))
        granted = {scope.strip() for scope in heads.get("x-oauth-scopes", "").split(",") if scope.strip()}
        _tell_missing(described, granted)
        return Identity(me["user_id"], me["team_id"], described.has_agent(granted or described.scopes), app)


def _tell_missing(described: manifest.Manifest, granted: set[str]) -> None:
    missing = ",".join(scope for scope in described.scopes if scope not in granted)
    if granted and missing:
        logger.warning("the app in Slack lacks scopes of %s: missing=%s mend=%s", manifest.PATH.name, missing, mend("missing_scope"))


def _compare_clocks(slacks: str | None) -> None:
    """Say so if this machine's clock is not Slack's: signatures would be refused, and what was sent already not be found."""
    try:
        seconds = round(time.time() - parsedate_to_datetime(slacks).timestamp()) if slacks else 0
    except (ValueError, TypeError):
        return
    if abs(seconds) >= CLOCKS_DIFFER:
        logger.error("the clock of this machine is %d s %s Slack's: mend=set it", abs(seconds), "ahead of" if seconds > 0 else "behind")
