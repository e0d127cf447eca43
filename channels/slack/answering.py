"""Answers a question: asks the bot, delivers what it says."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator

from opentelemetry.trace import SpanKind

from answers.answer import Answer, Block, Image
from channels import notices
from channels.slack import render
from channels.slack.asking import Asking
from channels.slack.bot import BotUnavailable, Unknown, turn_id
from channels.slack.calls import Refused, TryAgain
from channels.slack.delivery import Delivery
from channels.slack.helpers import Helper
from channels.slack.languages import Languages
from channels.slack.store import Held, Store
from channels.slack.talks import Talks
from channels.slack.tasks import Place, Question
from channels.slack.texts import DEFAULT, TEXTS, texts
from channels.slack.workspace import Workspace
from operation import traces

logger = logging.getLogger(__name__)

_APOLOGY = -1  # in the place of the number of a part
# Codes of Slack's for a place in which the bot may not write, and for a reply to a command that comes too late.
_CLOSED = frozenset(
    ("channel_not_found", "not_in_channel", "is_archived", "restricted_action", "restricted_action_read_only_channel")
    + ("restricted_action_thread_only_channel", "restricted_action_non_threadable_channel")
)
_OVER = frozenset(("expired_url", "used_url"))
_BOT_PATIENCE = 60.0  # a bot that is being restarted is back by then


class Answering:
    """Answers questions; `helper` tells who helps where the bot cannot, if anybody does."""

    def __init__(self, store: Store, talks: Talks, asking: Asking, workspace: Workspace, languages: Languages, helper: Helper) -> None:
        self._store = store
        self._talks = talks
        self._asking = asking
        self._workspace = workspace
        self._languages = languages
        self._helper = helper

    async def answer(self, held: Held, question: Question) -> None:
        """Answer a question, from where an earlier attempt stopped."""
        channel = question.place.channel or await self._workspace.direct_channel(question.user)
        if question.choice and question.choice.ts and not held.answer:
            with contextlib.suppress(Refused):  # the message may be gone; the question stands
                await self._workspace.show_chosen(channel, question.choice)
        async with self._at_work(channel, question):
            answer = Answer.parse_raw(held.answer) if held.answer else await self._asked(held, question)
            if not await self._store.is_stopped(held.number):
                await self._deliver(held, question, channel, answer)

    async def apologise(self, held: Held, question: Question, failure: Exception) -> None:
        """Tell a person that their question is given up, directly where the bot may not write in its place."""
        code = failure.code if isinstance(failure, Refused) else None
        if question.overheard or (code and code not in _CLOSED | _OVER):
            return  # nobody waits; or Slack will not have anything from us
        language = await self._languages.of(question.user)
        text = notices.unavailable(language).plain_text()
        if code in _CLOSED:
            text = texts(language).no_place
        place = Place() if code else question.place
        with contextlib.suppress(Refused, TryAgain):
            if place.response_url:
                return await self._workspace.whisper(place.response_url, render.word(text), replace=False)
            channel = place.channel or await self._workspace.direct_channel(question.user)
            await self._workspace.post_once(held, channel, place.thread, render.word(text), _APOLOGY)

    @contextlib.asynccontextmanager
    async def _at_work(self, channel: str, question: Question) -> AsyncIterator[None]:
        """Show in the thread of a question that an answer is made; a thread that begins is named by it."""
        if not question.place.thread or question.place.response_url or question.overheard:
            yield
            return
        # It is told beside the work: nobody waits longer for an answer so that Slack can show that they wait.
        shown = asyncio.create_task(self._session(channel, question, "processing", question.text))
        try:
            yield
        finally:
            await shown
            await self._session(channel, question, "active")

    async def _session(self, channel: str, question: Question, status: str, title: str | None = None) -> None:
        with contextlib.suppress(Refused, TryAgain):  # of an app without the agent view
            await self._workspace.session(channel, question.place.thread, question.user, status, title)

    async def _deliver(self, held: Held, question: Question, channel: str, answer: Answer) -> None:
        if question.overheard:
            if answer.kind != "answer":
                return
            await self._talks.spoke(f"{channel}/{question.place.thread}", question.user)
        is_helped = render.may_need_a_person(answer) and await self._helper.who() is not None
        delivery = Delivery(self._workspace, self._store, held, channel, person=is_helped)
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
                    answer = await self._offering(await self._asking.ask(question.conversation, turn, text, language))
                await self._talks.answered(question.conversation, answer.lang)
        except BotUnavailable:
            if time.time() - held.received < _BOT_PATIENCE:
                raise
            answer = notices.unavailable(language if language in TEXTS else DEFAULT)
        await self._store.answered(held.number, answer.json(exclude_none=True))
        return answer

    async def _offering(self, answer: Answer) -> Answer:
        """The bot knows of no human who helps; here there may be one."""
        if answer.topic != render.WANTS_A_PERSON or not await self._helper.who():
            return answer
        return answer.copy(update={"body": [Block(text=texts(answer.lang).person_offer)]})

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
