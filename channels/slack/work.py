"""Does a task, whichever it is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from channels.slack.answering import Answering
from channels.slack.asking import Asking
from channels.slack.choosing import Choosing
from channels.slack.errands import Errands
from channels.slack.helpers import Helper
from channels.slack.languages import Languages
from channels.slack.sharing import Sharing
from channels.slack.store import Held, Store
from channels.slack.talks import Talks
from channels.slack.tasks import Question
from channels.slack.workspace import Workspace


class Work:
    """Does tasks one by one; raises what hinders it. `helper` tells who helps where the bot cannot."""

    def __init__(self, store: Store, talks: Talks, asking: Asking, workspace: Workspace, helper: Helper) -> None:
        languages = Languages(talks, workspace)
        self._answering = Answering(store, talks, asking, workspace, languages, helper)
        self._doers: dict[type, Callable[[Held, Any], Awaitable[None]]] = {
            Question: self._answering.answer,
            **Errands(store, talks, asking, workspace, languages).doers,
            **Choosing(talks, workspace, languages, helper).doers,
            **Sharing(talks, asking, workspace, languages, helper).doers,
        }

    async def do(self, held: Held) -> None:
        """Do a task.

        Raises:
            Refused: Slack will not have it, however often it is tried.
            TryAgain, BotUnavailable: not now.
        """
        await self._doers[type(held.task)](held, held.task)

    async def give_up(self, held: Held, failure: Exception) -> None:
        """Tell who asked that a question is given up."""
        if isinstance(held.task, Question):
            await self._answering.apologise(held, held.task, failure)
