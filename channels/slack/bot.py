"""The running bot, asked over the HTTP of its web channel.

That channel begins a conversation that only the holder of its token can enter, answers a
message that is put to it again with the first answer, and keeps votes where those of the
web page are: all of it is needed here, and its guarded REST neighbour has none of it.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Callable
from typing import Any, NamedTuple

import aiohttp

from answers.answer import Answer, Block, Suggestion
from channels.bare_answer import bare
from channels.slack.texts import texts
from facts.schema import LANGUAGES
from operation import traces

_TIMEOUT = aiohttp.ClientTimeout(total=60)


class BotUnavailable(Exception):
    """The bot cannot be reached, or does not do what it is asked."""


class Unknown(Exception):
    """The bot does not know the token any more, or what is named: asking again would not help."""


class Past(NamedTuple):
    """A message of a person in the past, with its answer."""

    turn: str
    text: str
    answer: Answer


Enough = Callable[[list[Past]], bool]


def turn_id(event_id: str) -> str:
    """The id of the turn that an event of Slack leads to, the same at every attempt."""
    return hashlib.blake2b(event_id.encode(), digest_size=16).hexdigest()


class Bot:
    """Asks the bot at `url`; used inside `async with`."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Bot:
        self._session = aiohttp.ClientSession(timeout=_TIMEOUT)
        return self

    async def __aexit__(self, *_: Any) -> None:
        await self._session.close()

    async def begin(self) -> str:
        """Begin a conversation; the token that opens it."""
        try:
            return json.loads(await self._call("POST", "/chat/session"))["token"]
        except Unknown:
            raise BotUnavailable("there is no web channel at the bot's address") from None

    async def ask(self, token: str, turn: str, text: str, language: str | None) -> Answer:
        """The answer to one message; `language` is a guess until the person's words show another."""
        message = {"id": turn, "text": text, "language": language if language in LANGUAGES else None}
        told = json.loads(await self._call("POST", "/chat/messages", token, message))["answer"]
        return _with_contact(Answer.parse_obj(bare(told)), told.get("contact"))

    async def vote(self, token: str, turn: str, vote: str, reason: str | None = None, words: str | None = None) -> None:
        """Tell what a person thinks of the answer of a turn, "up" or "down", and why it is no good."""
        why = {name: value for name, value in (("reason", reason), ("words", words)) if value}
        await self._call("POST", "/chat/feedback", token, {"turn": turn, "vote": vote, **why})

    async def history(self, token: str, enough: Enough = lambda said: False) -> list[Past]:
        """What was said in a conversation, oldest first: all, or from its end until it is enough."""
        said: list[Past] = []
        before, page = "", {"earlier": True}
        while page["earlier"] and not enough(said):
            page = json.loads(await self._call("GET", f"/chat/history{before}", token))
            turns = page["turns"]
            before = f"?before={turns[0]['id']}" if turns else before
            said = [Past(turn["id"], turn["text"], Answer.parse_obj(bare(turn["answer"]))) for turn in turns if turn["answer"]] + said
        return said

    async def forget(self, token: str) -> None:
        """Delete all that was said in a conversation, votes too."""
        await self._call("DELETE", "/chat/conversation", token)

    async def first(self, language: str) -> list[Suggestion]:
        """Questions to begin with."""
        return [Suggestion.parse_obj(one) for one in json.loads(await self._call("GET", f"/chat/first/{language}"))["suggestions"]]

    async def picture(self, path: str) -> bytes:
        """The image that an answer points to, below the bot's own address."""
        return await self._call("GET", path)

    async def _call(self, method: str, path: str, token: str = "", body: dict[str, Any] | None = None) -> bytes:
        headers = {"Content-Type": "application/json", **traces.handed_on()}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        if body and "id" in body:
            headers["X-Request-ID"] = body["id"]
        data = json.dumps(body, ensure_ascii=False).encode() if body else None
        try:
            async with self._session.request(method, self._url + path, data=data, headers=headers) as response:
                if 400 <= response.status < 500 and response.status != 429:
                    raise Unknown(f"HTTP {response.status} from {path}")
                if response.status >= 300:
                    raise BotUnavailable(f"HTTP {response.status} from {path}")
                return await response.read()
        except (aiohttp.ClientError, asyncio.TimeoutError) as failure:
            raise BotUnavailable(type(failure).__name__) from None


def _with_contact(answer: Answer, contact: dict[str, Any] | None) -> Answer:
    """An answer that also says who else can be asked, where the bot's owner has set somebody."""
    if not contact:
        return answer
    return answer.copy(update={"body": [*answer.body, Block(text=texts(answer.lang).contact.format(contact=contact["text"]))]})
