"""The running bot, asked over HTTP on its own address."""

from __future__ import annotations

import asyncio
from typing import Any, Optional

import aiohttp

from actions.answers import Answer

_TIMEOUT = aiohttp.ClientTimeout(total=60)


class BotUnavailable(Exception):
    """The bot cannot be reached, or says nothing."""


class Bot:
    """Asks the bot at `url`; used inside `async with`."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._session: Optional[aiohttp.ClientSession] = None

    async def __aenter__(self) -> "Bot":
        self._session = aiohttp.ClientSession(timeout=_TIMEOUT)
        return self

    async def __aexit__(self, *_: Any) -> None:
        await self._session.close()

    async def ask(self, sender_id: str, text: str, language: Optional[str], event_id: str) -> Answer:
        """The bot's answer to one message; `language` is a guess until the person's words show another."""
        body = {
            "sender": sender_id,
            "message": text,
            "input_channel": "slack",
            "metadata": {"message_id": event_id, **({"language": language} if language else {})},
        }
        replies = await self._read("POST", "/webhooks/rest/webhook", json=body)
        found = [reply["custom"]["answer"] for reply in replies if "answer" in (reply.get("custom") or {})]
        if not found:
            raise BotUnavailable("the reply holds no answer")
        return Answer.parse_obj(found[-1])

    async def picture(self, path: str) -> bytes:
        """The image that an answer points to, below the bot's own address."""
        return await self._read("GET", path)

    async def _read(self, method: str, path: str, **arguments: Any) -> Any:
        try:
            async with self._session.request(method, self._url + path, **arguments) as response:
                if response.status != 200:
                    raise BotUnavailable(f"HTTP {response.status}")
                return await (response.json() if method == "POST" else response.read())
        except (aiohttp.ClientError, asyncio.TimeoutError, ValueError) as failure:
            raise BotUnavailable(type(failure).__name__) from None
