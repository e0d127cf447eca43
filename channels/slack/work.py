"""Does a task: asks the bot, draws its answer, delivers it to Slack."""

from __future__ import annotations

import contextlib
import logging
import time

from answers.answer import Answer, Image
from channels import notices
from channels.slack import render
from channels.slack.asking import Asking
from channels.slack.bot import BotUnavailable, Unknown, turn_id
from channels.slack.delivery import Delivery
from channels.slack.store import Held, Store
from channels.slack.tasks import HomeOpened, ModalWanted, Question, Vote
from channels.slack.texts import DEFAULT, TEXTS, texts
from channels.slack.workspace import Refused, Workspace

logger = logging.getLogger(__name__)

_BOT_PATIENCE = 60.0  # a bot that is being restarted is back by then


class Work:
    """Does tasks one by one; raises what hinders it."""

    def __init__(self, store: Store, asking: Asking, workspace: Workspace) -> None:
        self._store = store
        self._asking = asking
        self._workspace = workspace
        self._doers = {
            Question: self._answer,
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
        await self._workspace.show_home(task.user, render.home([await self._asking.help(lang) for lang in TEXTS]))

    async def _open_modal(self, held: Held, task: ModalWanted) -> None:
        language = task.language or await self._language(task.user)
        await self._workspace.open_modal(task.trigger_id, render.modal(language))

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
        delivery = Delivery(self._workspace, self._store, held, channel)
        await delivery.messages(answer)
        picture = await self._picture(held, answer.image) if answer.image else None
        if picture:
            await delivery.picture(answer.image, picture)

    async def _asked(self, held: Held, question: Question) -> Answer:
        """The bot's answer, kept; a notice once the bot has been away too long."""
        language = await self._workspace.language(question.user)
        text = question.text or texts(language or DEFAULT).help
        try:
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
