"""The small things that people do beside asking: App Home, modals, votes."""

from __future__ import annotations

import contextlib

from slack_sdk.models.views import View

from channels.slack import render, views
from channels.slack.asking import Asking
from channels.slack.calls import Refused, TryAgain
from channels.slack.languages import Languages
from channels.slack.store import Held, Store
from channels.slack.talks import Talks
from channels.slack.tasks import (
    Explained,
    HomeOpened,
    Hush,
    ModalWanted,
    PanelOpened,
    Stopped,
    Task,
    Vote,
)
from channels.slack.texts import TEXTS, texts
from channels.slack.workspace import Workspace

_PROMPTS = 4
_TOO_LATE = ("expired_trigger_id", "trigger_expired", "exchanged_trigger_id")


class Errands:
    """Does the tasks of `doers`."""

    def __init__(self, store: Store, talks: Talks, asking: Asking, workspace: Workspace, languages: Languages) -> None:
        self._store = store
        self._talks = talks
        self._asking = asking
        self._workspace = workspace
        self._languages = languages
        self.doers = {
            HomeOpened: self._show_home,
            PanelOpened: self._suggest,
            Hush: self._hush,
            Stopped: self._stop,
            ModalWanted: self._open_question,
            Vote: self._vote,
            Explained: self._explain,
        }

    async def _show_home(self, held: Held, task: HomeOpened) -> None:
        await self._workspace.show_home(task.user, views.home([await self._asking.help(lang) for lang in TEXTS]))

    async def _suggest(self, held: Held, task: PanelOpened) -> None:
        """Offer questions to begin with, from the facts, in the person's language."""
        language = await self._languages.of(task.user)
        prompts = (await self._asking.bot.first(language))[:_PROMPTS]
        await self._workspace.suggest(task.place, texts(language).prompts, prompts)

    async def _hush(self, held: Held, task: Hush) -> None:
        words = texts(await self._languages.of(task.user))
        await self._workspace.tell(task.place, task.user, render.word(words.silent))

    async def _stop(self, held: Held, task: Stopped) -> None:
        """Leave undone what is asked in a thread, and say so; where the answer was there already, it is."""
        stopped = await self._store.stop(task)
        with contextlib.suppress(Refused, TryAgain):
            await self._workspace.session(task.place.channel, task.place.thread, task.user, "active")
        if stopped:
            words = texts(await self._languages.of(task.user))
            await self._workspace.tell(task.place, task.user, render.word(words.stopped))

    async def _open_question(self, held: Held, task: ModalWanted) -> None:
        language = task.language or await self._languages.of(task.user)
        await open_modal(self._workspace, task, task.trigger_id, views.question(language), language)

    async def _vote(self, held: Held, vote: Vote) -> None:
        """Keep a vote, and ask why an answer is no good; where the modal comes too late the vote stands."""
        language = await self._languages.of(vote.user)
        asked = False
        if vote.vote == "down" and held.attempts == 1:
            carried = {"turn": vote.turn, "about": vote.about, "place": vote.place.dict(exclude_none=True)}
            try:
                await self._workspace.open_modal(vote.trigger_id, views.reasons(language, carried))
                asked = True
            except Refused:
                pass  # logged and counted
        if await self._asking.vote(vote.about, vote.turn, vote.vote) and not asked:
            await self._workspace.tell(vote.place, vote.user, render.word(texts(language).thanks))

    async def _explain(self, held: Held, task: Explained) -> None:
        if await self._asking.vote(task.about, task.turn, "down", task.reason, task.words):
            words = texts(await self._languages.of(task.user))
            await self._workspace.tell(task.place, task.user, render.word(words.thanks))


async def open_modal(workspace: Workspace, task: Task, trigger_id: str, view: View, language: str) -> None:
    """Open a modal; if it is too late for that, say so in a direct message."""
    try:
        await workspace.open_modal(trigger_id, view)
    except Refused as refusal:
        if refusal.code not in _TOO_LATE:
            raise
        direct = await workspace.direct_channel(task.user)
        await workspace.post(direct, None, render.word(texts(language).too_late), task.event_id)


async def is_member(workspace: Workspace, channel: str, user: str) -> bool:
    """Whether a person is a member of a channel, as far as the bot may see."""
    try:
        return await workspace.has_member(channel, user)
    except Refused:  # a private channel that the bot does not see either
        return False
