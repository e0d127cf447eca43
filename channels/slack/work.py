"""Does a task: asks the bot, draws its answer, delivers it to Slack."""

from __future__ import annotations

import contextlib
import logging
import time

from answers.answer import Answer, Block, Image
from channels import notices
from channels.slack import render, views
from channels.slack.asking import Asking
from channels.slack.attention import DEFAULT_MODE
from channels.slack.bot import BotUnavailable, Unknown, turn_id
from channels.slack.delivery import Delivery
from channels.slack.store import Held, Store
from channels.slack.talks import Talks
from channels.slack.tasks import Chosen, HomeOpened, Hush, ModalWanted, Question, SettingsWanted, Vote
from channels.slack.texts import DEFAULT, TEXTS, texts
from channels.slack.workspace import Refused, Workspace

logger = logging.getLogger(__name__)

_BOT_PATIENCE = 60.0  # a bot that is being restarted is back by then


class Work:
    """Does tasks one by one; raises what hinders it."""

    def __init__(self, store: Store, talks: Talks, asking: Asking, workspace: Workspace) -> None:
        self._store = store
        self._talks = talks
        self._asking = asking
        self._workspace = workspace
        self._doers = {
            Question: self._answer,
            Hush: self._hush,
            SettingsWanted: self._open_settings,
            Chosen: self._choose,
            HomeOpened: self._show_home,
            ModalWanted: self._open_modal,
            Vote: self._vote,
        }

    async def do(self, held: Held) -> None:
        """Do a task.

        Raises:
            Refused: Slack will not have it, however often it is tried.
            TryAgain, BotUnavailable: not now.
        """
        await self._doers[type(held.task)](held, held.task)

    async def _show_home(self, held: Held, task: HomeOpened) -> None:
        await self._workspace.show_home(task.user, views.home([await self._asking.help(lang) for lang in TEXTS]))

    async def _open_modal(self, held: Held, task: ModalWanted) -> None:
        language = task.language or await self._language(task.user)
        await self._workspace.open_modal(task.trigger_id, views.question(language))

    async def _hush(self, held: Held, task: Hush) -> None:
        await self._workspace.tell(task.place, task.user, render.word(texts(await self._language(task.user)).silent))

    async def _open_settings(self, held: Held, task: SettingsWanted) -> None:
        channel = task.place.channel
        mode = await self._talks.mode(channel) if channel else None
        view = views.settings(await self._language(task.user), channel, mode or DEFAULT_MODE)
        await self._workspace.open_modal(task.trigger_id, view)

    async def _choose(self, held: Held, task: Chosen) -> None:
        """Keep what a member chose, and say so where it holds; a stranger to the channel is told why not."""
        words = texts(await self._language(task.user))
        try:
            may = await self._workspace.has_member(task.place.channel, task.user)
        except Refused:  # a private channel that the bot does not see either
            may = False
        if not may:
            direct = await self._workspace.direct_channel(task.user)
            return await self._workspace.post(direct, None, render.word(words.only_members), task.event_id)
        await self._talks.choose(task.place.channel, task.mode)
        said = words.saved.format(user=f"<@{task.user}>", mode=getattr(words, task.mode))
        await self._workspace.post(task.place.channel, None, render.note(said), task.event_id)

    async def _vote(self, held: Held, vote: Vote) -> None:
        if await self._asking.vote(vote.about, vote.turn, vote.vote):
            thanks = texts(await self._language(vote.user)).thanks
            await self._workspace.tell(vote.place, vote.user, render.word(thanks))

    async def _language(self, user: str) -> str:
        language = await self._workspace.language(user)
        return language if language in TEXTS else DEFAULT

    async def _answer(self, held: Held, question: Question) -> None:
        channel = question.place.channel or await self._workspace.direct_channel(question.user)
        if question.choice and question.choice.ts and not held.answer:
            with contextlib.suppress(Refused):  # the message may be gone; the question stands
                await self._workspace.show_chosen(channel, question.choice)
        answer = Answer.parse_raw(held.answer) if held.answer else await self._asked(held, question)
        if question.overheard:
            if answer.kind != "answer":
                return
            await self._talks.spoke(f"{channel}/{question.place.thread}", question.user)
        delivery = Delivery(self._workspace, self._store, held, channel)
        await delivery.messages(answer)
        picture = await self._picture(held, answer.image) if answer.image else None
        if picture:
            await delivery.picture(answer.image, picture)

    async def _asked(self, held: Held, question: Question) -> Answer:
        """The bot's answer, kept; a notice once the bot has been away too long."""
        language = await self._workspace.language(question.user)
        words = texts(language or DEFAULT)
        try:
            if question.files and not question.text:
                answer = _sentence(words.files, language)
            else:
                text = question.text or words.help
                answer = await self._asking.ask(question.conversation, turn_id(question.event_id), text, language)
        except BotUnavailable:
            if time.time() - held.received < _BOT_PATIENCE:
                raise
            answer = notices.unavailable(language if language in TEXTS else DEFAULT)
        await self._store.answered(held.number, answer.json(exclude_none=True))
        return answer

    async def _picture(self, held: Held, image: Image) -> bytes | None:
        try:
            return await self._asking.bot.picture(image.url)
        except Unknown:
            reason = "there is none at its address"
        except BotUnavailable as failure:
            if time.time() - held.received < _BOT_PATIENCE:
                raise
            reason = str(failure)
        logger.error("picture not sent: reason=%s", reason)
        return None


def _sentence(text: str, language: str | None) -> Answer:
    """Something that is said without asking the bot."""
    return Answer(kind="social", topic="files", lang=language if language in TEXTS else DEFAULT, title="", body=[Block(text=text)])
