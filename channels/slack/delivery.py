"""Delivers one reply to Slack: every part of it once, whatever happens in between."""

from __future__ import annotations

from pathlib import PurePosixPath

from answers.answer import Answer, Image
from channels.slack import render
from channels.slack.bot import turn_id
from channels.slack.store import Held, Store
from channels.slack.texts import texts
from channels.slack.workspace import CLOCKS_DIFFER, Workspace

_WHISPERS = 4  # Slack takes five replies to a command; one is left for what is clicked


class Delivery:
    """Sends the parts of one reply in their order, beginning where an earlier attempt stopped.

    The part at which it stopped may have reached Slack all the same, so it is looked for
    there before it is sent again.
    """

    def __init__(self, workspace: Workspace, store: Store, held: Held, channel: str, person: bool = False) -> None:
        self._workspace = workspace
        self._store = store
        self._held = held
        self._question = held.task
        self._private = held.task.place.response_url
        self._channel = channel
        self._thread = held.task.place.thread
        self._person = person
        self._part = 0

    async def messages(self, answer: Answer) -> None:
        """Post an answer, or whisper it to the person alone; what is too long for that comes as a direct message."""
        turn = f"{turn_id(self._question.event_id)}:{self._question.conversation}"
        words = texts(answer.lang)
        unread = words.files_unread if self._question.files and self._question.text else None
        note = words.picture if self._private and answer.image else unread
        beside = render.Beside(
            quote=self._question.quote,
            note=note,
            share=f"{turn}:{self._question.looking_at or ''}" if self._private or self._question.direct else None,
            person=self._question.conversation if self._person else None,
        )
        drawn = render.messages(answer, turn, beside)
        if self._private and len(drawn) > _WHISPERS:
            drawn[_WHISPERS - 1] = render.noted(drawn[_WHISPERS - 1], words.rest)
        for message in drawn:
            mark = f"{self._question.event_id}/{self._part}"
            if self._private and self._part == _WHISPERS:
                await self._go_on_directly()
            if self._private:
                replace = self._question.choice is not None and self._part == 0
                if self._is_due():
                    await self._workspace.whisper(self._private, message, replace)
            elif self._is_due() and not await self._arrived(mark):
                await self._workspace.post(self._channel, self._thread, message, mark)
            await self._done()

    async def picture(self, image: Image, content: bytes) -> None:
        """Upload the picture of an answer; to the direct channel if the answer is private."""
        if self._private:
            await self._go_on_directly()
        # The number tells this upload from another of the same picture.
        name = "-".join(PurePosixPath(image.url).with_suffix("").parts[1:]) + f"-{self._held.number}.png"
        if self._is_due() and not await self._arrived(name):
            await self._workspace.upload(self._channel, self._thread, content, name, image.alt)
        await self._done()

    async def _go_on_directly(self) -> None:
        self._channel = await self._workspace.direct_channel(self._question.user)
        self._thread = self._private = None

    def _is_due(self) -> bool:
        return self._part >= self._held.sent

    async def _arrived(self, mark: str) -> bool:
        if self._held.attempts == 1 or self._part > self._held.sent:
            return False
        since = self._held.received - CLOCKS_DIFFER
        return await self._workspace.shown(self._channel, self._thread, mark, since) is not None

    async def _done(self) -> None:
        if self._is_due():
            await self._store.part_sent(self._held.number, self._part + 1)
        self._part += 1
