"""Decides whether a message is for the bot."""

from __future__ import annotations

import re

from cachetools import TTLCache

from channels.slack.talks import Talks
from channels.slack.tasks import Hush, Mode, Question, Task
from channels.words import denials, words
from nlu.language_data import one_of

DEFAULT_MODE: Mode = "mentions"

_MODE_SECONDS = 2.0
_STOP = frozenset(
    " ".join(filter(None, (before, word, after)))
    for before in ("", *words("before_stop"))
    for word in words("stop")
    for after in ("", *words("after_stop"))
)
_LAST = rf"(?:{one_of(*words('asks_last'))})(?: (?:{one_of(*words('behind_last'))}))?"
# "Tidak apa", "apa-apa", "kapan-kapan" ask nothing.
_NOT = "".join(rf"(?<!\b{re.escape(word)} )" for word in denials())
_ASKING = re.compile(
    rf"\?|^(?:(?:{one_of(*words('greetings'))})\b[\s,.!]*){{0,3}}(?:{one_of(*words('asks_first'))})\b(?!-)|(?<!-){_NOT}\b{_LAST}[\s.!]*$",
    re.IGNORECASE,
)


class Attention:
    """In a channel the bot speaks when it is mentioned, and else as far as the channel's members chose.

    Nobody's talk with somebody else is answered: a message that calls others never comes here, and
    where several people speak in a thread only a question counts, and only if the bot knows the answer.
    """

    def __init__(self, talks: Talks) -> None:
        self._talks = talks
        self._modes: TTLCache[str, Mode] = TTLCache(maxsize=4096, ttl=_MODE_SECONDS)

    async def admits(self, task: Task) -> Task | None:
        """The task to work off for this one; None for a message that is not for the bot."""
        if not isinstance(task, Question) or task.direct or not task.place.thread:
            return task
        thread = f"{task.place.channel}/{task.place.thread}"
        if task.uninvited:
            return await self._uninvited(thread, task)
        if is_stop(task.text):
            return await self._silenced(thread, task)
        await self._talks.spoke(thread, task.user)
        return task

    async def _uninvited(self, thread: str, task: Question) -> Task | None:
        mode = await self._mode(task.place.channel)
        if mode == "mentions":
            return None
        known = None if task.opening else await self._talks.thread(thread)
        if known is None:
            return _overheard(task) if mode == "questions" else None
        if known.silent:
            return None
        if is_stop(task.text):
            return await self._silenced(thread, task)
        await self._talks.spoke(thread, task.user)
        return task if known.speaker in (None, task.user) else _overheard(task)

    async def _silenced(self, thread: str, task: Question) -> Hush:
        await self._talks.spoke(thread, task.user, silent=True)
        return Hush(**task.dict(include={"event_id", "subject", "team", "user"}), place=task.place)

    async def _mode(self, channel: str) -> Mode:
        mode = self._modes.get(channel)
        if mode is None:
            mode = self._modes[channel] = await self._talks.mode(channel) or DEFAULT_MODE
        return mode


def is_stop(text: str) -> bool:
    """Whether a message asks the bot to be silent, and nothing else."""
    return re.sub(r"[^\w ]", "", text).strip().lower() in _STOP


def is_asking(text: str) -> bool:
    """Whether a message is a question, as far as its form shows: by its mark, or by how it begins or ends."""
    return bool(_ASKING.search(text))


def _overheard(task: Question) -> Question | None:
    return task.copy(update={"overheard": True}) if is_asking(task.text) else None
