"""What the gateway asks the bot: each conversation with its own token, begun anew when the bot has forgotten it."""

from __future__ import annotations

import logging
import time

from answers.answer import Answer
from channels.slack.bot import Bot, Enough, Past, Unknown, turn_id
from channels.slack.talks import Talks
from channels.slack.texts import texts

logger = logging.getLogger(__name__)

_HELP_SECONDS = 600.0
_HELP_TURN = "help"


class Asking:
    """The bot, with the conversations that are held with it."""

    def __init__(self, bot: Bot, talks: Talks) -> None:
        self.bot = bot
        self._talks = talks
        self._help: dict[str, tuple[float, Answer]] = {}

    async def ask(self, conversation: str, turn: str, text: str, language: str | None) -> Answer:
        """The answer to one message of a conversation."""
        token = await self._talks.session(conversation)
        if token:
            try:
                return await self.bot.ask(token, turn, text, language)
            except Unknown:
                logger.info("conversation begins anew: the bot does not know its token any more")
        token = await self.bot.begin()
        await self._talks.begin(conversation, token)
        return await self.bot.ask(token, turn, text, language)

    async def vote(self, conversation: str, turn: str, vote: str, reason: str | None = None, words: str | None = None) -> bool:
        """Tell what a person thinks of an answer; False if the bot has forgotten it."""
        token = await self._talks.session(conversation)
        try:
            await self.bot.vote(token or "none", turn, vote, reason, words)
        except Unknown as failure:
            logger.info("vote not kept: the bot does not take it: %s", failure)
            return False
        return True

    async def past(self, conversation: str, enough: Enough = lambda said: False) -> list[Past]:
        """What was said in a conversation, or its end until that is enough; nothing if the bot has forgotten it."""
        token = await self._talks.session(conversation)
        try:
            return await self.bot.history(token, enough) if token else []
        except Unknown:
            return []

    async def help(self, language: str) -> Answer:
        """What the bot says when asked for help, asked anew from time to time."""
        until, answer = self._help.get(language, (0.0, None))
        if answer is None or time.monotonic() > until:
            answer = await self.bot.ask(await self.bot.begin(), turn_id(_HELP_TURN), texts(language).help, language)
            self._help[language] = (time.monotonic() + _HELP_SECONDS, answer)
        return answer
