"""Works the tasks off: ask the bot, draw its answer, deliver it to Slack, once."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import Any

from answers.answer import Answer, Image
from channels import notices
from channels.slack import render
from channels.slack.bot import Bot, BotUnavailable, Unknown, turn_id
from channels.slack.delivery import Delivery
from channels.slack.events import Identity, understand
from channels.slack.store import Held, Store, StoreUnavailable
from channels.slack.tasks import HomeOpened, ModalWanted, Question, Task, Vote
from channels.slack.texts import DEFAULT, TEXTS, texts
from channels.slack.workspace import Refused, TryAgain, Workspace

logger = logging.getLogger(__name__)

_AT_ONCE = 16
_LOOK_SECONDS = 1.0
_FORGET_SECONDS = 3600.0
_BOT_PATIENCE = 60.0  # a bot that is being restarted is back by then
_SLACK_PATIENCE = 3600.0
_LONGEST_PAUSE = 60.0
_HELP_SECONDS = 600.0
_HELP_TURN = "help"
_NO_TOKEN = "none"


class Gateway:
    """Takes payloads in with `accept`, and answers them while `run` runs."""

    def __init__(self, identity: Identity, store: Store, bot: Bot, workspace: Workspace) -> None:
        self._identity = identity
        self._store = store
        self._bot = bot
        self._workspace = workspace
        self._news = asyncio.Event()
        self._running: dict[int, asyncio.Task[None]] = {}
        self._help: dict[str, tuple[float, Answer]] = {}

    async def accept(self, payload: Any) -> None:
        """Understand a payload and keep what is to be done; when this returns it can be acknowledged."""
        task = understand(payload, self._identity)
        if task is None or not await self._is_meant(task):
            return
        if await self._store.keep(task):
            self._news.set()

    async def _is_meant(self, task: Task) -> bool:
        """A question in a thread counts where the bot takes part; being asked there makes it take part."""
        if not isinstance(task, Question) or task.direct or not task.place.thread:
            return True
        thread = f"{task.team}/{task.place.channel}/{task.place.thread}"
        if task.uninvited:
            return await self._store.takes_part(thread)
        await self._store.join(thread)
        return True

    async def status(self) -> dict[str, Any]:
        """Figures for those who watch over the gateway."""
        return {"waiting": await self._store.waiting(), "failures": dict(self._workspace.failures)}

    async def run(self) -> None:
        """Work tasks off until cancelled; what is under way is then put back for the next start."""
        cleaned = float("-inf")
        try:
            while True:
                self._news.clear()
                try:
                    if time.monotonic() - cleaned > _FORGET_SECONDS:
                        await self._store.forget()
                        cleaned = time.monotonic()
                    await self._store.renew(self._running)
                    for held in await self._store.hold(_AT_ONCE - len(self._running)):
                        self._running[held.number] = asyncio.create_task(self._work(held))
                except StoreUnavailable as failure:
                    logger.error("store unavailable: reason=%s", failure)
                    await asyncio.sleep(_LOOK_SECONDS)
                # Now and then without news: another worker may have left something.
                look = asyncio.get_running_loop().call_later(_LOOK_SECONDS, self._news.set)
                await self._news.wait()
                look.cancel()
        finally:
            await self._leave()

    async def _leave(self) -> None:
        for work in self._running.values():
            work.cancel()
        for number in list(self._running):
            await self._store.put_back(number, 0)

    async def _work(self, held: Held) -> None:
        try:
            await self._attempt(held)
        except StoreUnavailable as failure:
            # Nothing can be noted; the lease runs out and the task is taken up again.
            logger.error("store unavailable: kind=%s reason=%s", held.task.kind, failure)
        finally:
            self._running.pop(held.number, None)
            self._news.set()

    async def _attempt(self, held: Held) -> None:
        try:
            await self._do(held)
        except Refused:
            pass  # logged and counted; another attempt would end the same
        except (TryAgain, BotUnavailable) as failure:
            return await self._put_back(held, failure)
        except StoreUnavailable:
            raise
        except Exception:
            logger.exception("task failed: kind=%s", held.task.kind)
            return await self._put_back(held, None)
        await self._store.finish(held.number)

    async def _put_back(self, held: Held, failure: Exception | None) -> None:
        if time.time() - held.received > _SLACK_PATIENCE:
            logger.error("task given up: kind=%s attempts=%d reason=%s", held.task.kind, held.attempts, failure)
            await self._store.finish(held.number)
            return
        pause = min(2.0 ** (held.attempts - 1), _LONGEST_PAUSE)
        logger.warning("task put back: kind=%s pause=%.0fs reason=%s", held.task.kind, pause, failure)
        await self._store.put_back(held.number, pause)

    async def _do(self, held: Held) -> None:
        task = held.task
        if isinstance(task, Question):
            await self._answer(held, task)
        elif isinstance(task, HomeOpened):
            await self._workspace.show_home(task.user, render.home([await self._helped(lang) for lang in TEXTS]))
        elif isinstance(task, ModalWanted):
            language = task.language or await self._workspace.language(task.user) or DEFAULT
            await self._workspace.open_modal(task.trigger_id, render.modal(language))
        elif isinstance(task, Vote):
            await self._voted(task)
        else:
            raise TypeError(task)

    async def _answer(self, held: Held, question: Question) -> None:
        channel = question.place.channel or await self._workspace.direct_channel(question.user)
        if question.choice and question.choice.ts and not held.answer:
            await self._show_chosen(channel, question)
        answer = Answer.parse_raw(held.answer) if held.answer else await self._asked(held, question)
        delivery = Delivery(self._workspace, self._store, held, channel)
        await delivery.messages(answer)
        picture = await self._picture(held, answer.image) if answer.image else None
        if picture:
            await delivery.picture(answer.image, picture)

    async def _show_chosen(self, channel: str, question: Question) -> None:
        try:
            await self._workspace.show_chosen(channel, question.choice)
        except Refused:
            pass  # the message may be gone; the question stands

    async def _asked(self, held: Held, question: Question) -> Answer:
        """The bot's answer, kept; a notice once the bot has been away too long."""
        language = await self._workspace.language(question.user)
        text = question.text or texts(language or DEFAULT).help
        try:
            answer = await self._ask(question.conversation, turn_id(question.event_id), text, language)
        except BotUnavailable:
            if time.time() - held.received < _BOT_PATIENCE:
                raise
            answer = notices.unavailable(language if language in TEXTS else DEFAULT)
        await self._store.answered(held.number, answer.json(exclude_none=True))
        return answer

    async def _ask(self, conversation: str, turn: str, text: str, language: str | None) -> Answer:
        token = await self._store.session(conversation)
        if token:
            try:
                return await self._bot.ask(token, turn, text, language)
            except Unknown:
                logger.info("conversation begins anew: the bot does not know its token any more")
        token = await self._bot.begin()
        await self._store.begin(conversation, token)
        return await self._bot.ask(token, turn, text, language)

    async def _voted(self, vote: Vote) -> None:
        token = await self._store.session(vote.about)
        try:
            await self._bot.vote(token or _NO_TOKEN, vote.turn, vote.vote)
        except Unknown:
            logger.info("vote not kept: the bot has forgotten the conversation")
            return
        language = await self._workspace.language(vote.user) or DEFAULT
        await self._workspace.tell(vote.place, vote.user, render.word(texts(language).thanks))

    async def _picture(self, held: Held, image: Image) -> bytes | None:
        try:
            return await self._bot.picture(image.url)
        except Unknown:
            reason = "there is none at its address"
        except BotUnavailable as failure:
            if time.time() - held.received < _BOT_PATIENCE:
                raise
            reason = str(failure)
        logger.error("picture not sent: reason=%s", reason)
        return None

    async def _helped(self, language: str) -> Answer:
        """What the bot says when asked for help, asked anew from time to time."""
        until, answer = self._help.get(language, (0.0, None))
        if answer is None or time.monotonic() > until:
            answer = await self._bot.ask(await self._bot.begin(), turn_id(_HELP_TURN), texts(language).help, language)
            self._help[language] = (time.monotonic() + _HELP_SECONDS, answer)
        return answer
