"""Decides whether a message is for the bot."""

from __future__ import annotations

from channels.slack.talks import Talks
from channels.slack.tasks import Question, Task


class Attention:
    """What a person says in a thread counts where the bot takes part; being asked there makes it take part."""

    def __init__(self, talks: Talks) -> None:
        self._talks = talks

    async def admits(self, task: Task) -> bool:
        """Whether a task is to be worked off."""
        if not isinstance(task, Question) or task.direct or not task.place.thread:
            return True
        thread = f"{task.place.channel}/{task.place.thread}"
        if task.uninvited:
            return await self._talks.thread(thread) is not None
        await self._talks.spoke(thread, task.user)
        return True
