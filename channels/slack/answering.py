"""Answers a question: asks the bot, delivers what it says."""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import AsyncIterator

from opentelemetry.trace import SpanKind

from answers.answer import Answer, Block, Image
from channels import notices
from channels.slack.asking import Asking
from channels.slack.bot import BotUnavailable, Unknown, turn_id
from channels.slack.calls import Refused, TryAgain
from channels.slack.delivery import Delivery
from channels.slack.languages import Languages
from channels.slack.store import Held, Store
from channels.slack.talks import Talks
from channels.slack.tasks import Question
from channels.slack.texts import DEFAULT, TEXTS, texts
from channels.slack.workspace import Workspace
from operation import traces

logger = logging.getLogger(__name__)

_BOT_PATIENCE = 60.0  # a bot that is being restarted is back by then


class Answering:
    """Answers questions; `person` is who helps where the bot cannot, if anybody does."""

    def __init__(self, store: Store, talks: Talks, asking: Asking, workspace: Workspace, languages: Languages, person: str | None) -> None:
        self._store = store
        self._talks = talks
        self._asking = asking
        self._workspace = workspace
        self._languages = languages
        self._person = person

    async def answer(self, held: Held, question: Question) -> None:
        """Answer a question, from where an earlier attempt stopped."""
        channel = question.place.channel or await self._workspace.direct_channel(question.user)
        if question.choice and question.choice.ts and not held.answer:
            with contextlib.suppress(Refused):  # the message may be gone; the question stands
                await self._workspace.show_chosen(channel, question.choice)
        async with self._at_work(channel, question):
            answer = Answer.parse_raw(held.answer) if held.answer else await self._asked(held, question)
            await self._deliver(held, question, channel, answer)

    @contextlib.asynccontextmanager
    async def _at_work(self, channel: str, question: Question) -> AsyncIterator[None]:
        """Show in the thread of a direct message that an answer is made; the thread is named by its first question."""
        thread = question.place.thread
        shown = question.direct and thread and not question.place.response_url
        if shown:
            with contextlib.suppress(Refused, TryAgain):  # of an app without the agent view
                await self._workspace.session(channel, thread, "processing", question.text)
        try:
            yield
        finally:
            if shown:
                with contextlib.suppress(Refused, TryAgain):
                    await self._workspace.session(channel, thread, "active")

    async def _deliver(self, held: Held, question: Question, channel: str, answer: Answer) -> None:
        if question.overheard:
            if answer.kind != "answer":
                return
            await self._talks.spoke(f"{channel}/{question.place.thread}", question.user)
        delivery = Delivery(self._workspace, self._store, held, channel, person=bool(self._person))
        await delivery.messages(answer)
        picture = await self._picture(held, answer.image) if answer.image else None
        if picture:
            await delivery.picture(answer.image, picture)

    async def _asked(self, held: Held, question: Question) -> Answer:
        """The bot's answer, kept; a notice once the bot has been away too long."""
        language = await self._languages.guess(question.user)
        words = texts(language or DEFAULT)
        turn = turn_id(question.event_id)
        try:
            if question.files and not question.text:
                answer = _sentence(words.files, language)
            else:
                text = question.text or words.help
                with traces.span("ask", SpanKind.CLIENT, request=turn):
                    answer = await self._asking.ask(question.conversation, turn, text, language)
                await self._talks.answered(question.conversation, answer.lang)
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
