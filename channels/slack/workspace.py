"""The Slack workspace as the gateway uses it: Slack's Web API, with its failures told apart."""

from __future__ import annotations

import asyncio
import logging
import re
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from channels.slack.events import Identity
from channels.slack.mends import mend
from channels.slack.render import Message, chosen
from channels.slack.tasks import Choice, Place

logger = logging.getLogger(__name__)

_PASSING = {"internal_error", "fatal_error", "service_unavailable", "request_timeout", "ratelimited", "rate_limited"}
_LANGUAGE_SECONDS = 3600.0
_SILENT_SECONDS = 3600.0
_MARK = "answered_event"


class Refused(Exception):
    """Slack will not do it, however often it is asked: the method, and Slack's error code."""

    def __init__(self, method: str, code: str) -> None:
        super().__init__(f"{method} {code}")
        self.method = method
        self.code = code


class TryAgain(Exception):
    """Slack could not be reached or could not do it now; it may have done it all the same."""


class Workspace:
    """Slack's Web API with the bot's token.

    Every call raises `Refused` or `TryAgain`; each failure is logged with Slack's error
    code and counted in `failures`.
    """

    def __init__(self, token: str, api_url: str) -> None:
        self.failures: Counter[str] = Counter()
        patient = [AsyncRateLimitErrorRetryHandler(max_retry_count=5)]
        persistent = [*patient, AsyncConnectionErrorRetryHandler(), AsyncServerErrorRetryHandler()]
        self._web = AsyncWebClient(token, base_url=api_url, retry_handlers=persistent)
        # A post that failed halfway may be in the channel: it is looked for before it is repeated,
        # so only what Slack certainly did not take is repeated blindly.
        self._posting = AsyncWebClient(token, base_url=api_url, retry_handlers=patient)
        self._patient = patient
        self._languages: dict[str, tuple[float, str | None]] = {}
        self._direct: dict[str, str] = {}
        self._said: dict[str, float] = {}

    async def identify(self) -> Identity:
        """Who the token makes the gateway in which workspace."""
        me = await self._call("auth.test", self._web.auth_test())
        return Identity(user=me["user_id"], team=me["team_id"])

    async def socket_url(self, app_token: str) -> str:
        """A fresh address for a Socket Mode connection."""
        opened = await self._call("apps.connections.open", self._web.apps_connections_open(app_token=app_token))
        return opened["url"]

    async def language(self, user: str) -> str | None:
        """The language of the person's Slack, two letters; None if Slack does not tell."""
        until, language = self._languages.get(user, (0.0, None))
        if time.monotonic() < until:
            return language
        try:
            info = await self._call("users.info", self._web.users_info(user=user, include_locale=True))
        except (Refused, TryAgain):
            info = {}
        language = (info.get("user", {}).get("locale") or "")[:2] or None
        self._languages[user] = (time.monotonic() + _LANGUAGE_SECONDS, language)
        return language

    async def direct_channel(self, user: str) -> str:
        """The id of the bot's direct channel with a person."""
        if user not in self._direct:
            opened = await self._call("conversations.open", self._web.conversations_open(users=user))
            self._direct[user] = opened["channel"]["id"]
        return self._direct[user]

    async def post(self, channel: str, thread: str | None, message: Message, mark: str) -> None:
        """Post a message; `mark` is what `shows` finds it by."""

        async def send(blocks: list[Block]) -> None:
            sending = self._posting.chat_postMessage(
                channel=channel,
                thread_ts=thread,
                text=message.text,
                blocks=blocks,
                metadata={"event_type": _MARK, "event_payload": {"mark": mark}},
                unfurl_links=False,
                unfurl_media=False,
            )
            await self._call("chat.postMessage", sending)

        await _in_known_blocks(message, send)

    async def whisper(self, response_url: str, message: Message, replace: bool) -> None:
        """Answer a command, or a click on such an answer, so that only the person sees it."""
        webhook = AsyncWebhookClient(response_url, retry_handlers=self._patient)

        async def send(blocks: list[Block]) -> None:
            sending = webhook.send(
                text=message.text,
                blocks=blocks,
                response_type="ephemeral",
                replace_original=replace,
                unfurl_links=False,
                unfurl_media=False,
            )
            await self._call("response_url", _checked(sending))

        await _in_known_blocks(message, send)

    async def shows(self, channel: str, thread: str | None, mark: str, since: float) -> bool:
        """Whether a message or file with this mark is in the channel: what seemed to fail did not."""
        common = {"channel": channel, "oldest": f"{since:.6f}", "limit": 200, "include_all_metadata": True}
        try:
            if thread:
                found = await self._call("conversations.replies", self._web.conversations_replies(ts=thread, **common))
            else:
                found = await self._call("conversations.history", self._web.conversations_history(**common))
        except Refused:
            return False  # the app may not read here: rather say it twice than not at all
        return any(mark in _marks(message) for message in found["messages"])

    async def upload(self, channel: str, thread: str | None, picture: bytes, name: str, alt: str) -> None:
        """Share a picture in a channel, without a public address."""
        await self._call(
            "files.completeUploadExternal",
            self._posting.files_upload_v2(
                channel=channel, thread_ts=thread, file=picture, filename=name, title=alt[:255], alt_txt=alt[:1000]
            ),
        )

    async def show_chosen(self, channel: str, choice: Choice) -> None:
        """Show a clicked suggestion as chosen, in the message that offered it."""
        await self._call(
            "chat.update",
            self._web.chat_update(channel=channel, ts=choice.ts, text=choice.text, blocks=chosen(choice)),
        )

    async def tell(self, place: Place, user: str, message: Message) -> None:
        """Say something in a place that only one person sees."""
        if place.response_url:
            await self.whisper(place.response_url, message, replace=False)
            return
        telling = self._web.chat_postEphemeral(
            channel=place.channel, thread_ts=place.thread, user=user, text=message.text, blocks=message.blocks
        )
        await self._call("chat.postEphemeral", telling)

    async def has_member(self, channel: str, user: str) -> bool:
        """Whether a person is a member of a channel."""
        cursor: str | None = None
        while cursor != "":
            asking = self._web.conversations_members(channel=channel, limit=1000, cursor=cursor)
            page = await self._call("conversations.members", asking)
            if user in page["members"]:
                return True
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        return False

    async def show_home(self, user: str, view: View) -> None:
        """Draw the App Home page for a person."""
        await self._call("views.publish", self._web.views_publish(user_id=user, view=view))

    async def open_modal(self, trigger_id: str, view: View) -> None:
        """Open a modal, within three seconds of the click that asked for it."""
        await self._call("views.open", self._posting.views_open(trigger_id=trigger_id, view=view))

    async def _call(self, method: str, call: Awaitable[Any]) -> Any:
        try:
            return await call
        except SlackApiError as failure:
            code, status, needed = _reason(failure)
        except (SlackRequestError, aiohttp.ClientError, asyncio.TimeoutError) as failure:
            code, status, needed = type(failure).__name__, 0, ""
        self._failed(method, code, needed)
        if not 0 < status < 500 or status == 429 or code in _PASSING:
            raise TryAgain(code)
        raise Refused(method, code)

    def _failed(self, method: str, code: str, needed: str) -> None:
        """Count a failure, and say it once an hour: a storm of one error is one line with its mend."""
        failure = f"{method} {code}"
        self.failures[failure] += 1
        if time.monotonic() > self._said.get(failure, 0.0):
            self._said[failure] = time.monotonic() + _SILENT_SECONDS
            count = self.failures[failure]
            logger.error("Slack API failed: method=%s error=%s%s count=%d mend=%s", method, code, needed, count, mend(code))


def _marks(message: dict[str, Any]) -> list[str | None]:
    payload = (message.get("metadata") or {}).get("event_payload") or {}
    return [payload.get("mark"), *(file.get("name") for file in message.get("files") or [])]


async def _in_known_blocks(message: Message, send: Callable[[list[Block]], Awaitable[None]]) -> None:
    try:
        await send(message.blocks)
    except Refused as refusal:
        if refusal.code != "invalid_blocks":
            raise
        await send(message.classic)


async def _checked(sending: Awaitable[Any]) -> None:
    """A response_url tells its failures as HTTP status and a word in the body."""
    response = await sending
    if response.status_code != 200:
        raise SlackApiError("refused", response)


def _reason(failure: SlackApiError) -> tuple[str, int, str]:
    """Slack's error code, the HTTP status, and the scope that is missing, as words for the log."""
    response = failure.response
    status = getattr(response, "status_code", None) or getattr(response, "status", 200)
    data = getattr(response, "data", None)
    if isinstance(data, dict) and "error" in data:
        return str(data["error"]), status, f" needed={data['needed']}" if data.get("needed") else ""
    word = getattr(response, "body", None)
    return word if isinstance(word, str) and re.fullmatch("[a-z_]{1,60}", word) else f"http_{status}", status, ""
