"""The Slack workspace as the gateway uses it: Slack's Web API, with its failures told apart."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from answers.answer import Suggestion
from channels.slack.calls import Calls, Refused, TryAgain
from channels.slack.helpers import is_person
from channels.slack.mrkdwn import crop
from channels.slack.profiles import Profile
from channels.slack.render import Message, chosen
from channels.slack.store import Held
from channels.slack.tasks import Choice, Place

T = TypeVar("T")

CLOCKS_DIFFER = 60.0

_PROFILE_SECONDS = 3600.0
_REPLY_HOSTS = ("hooks.slack.com", "hooks.slack-gov.com")
_TITLE = 200
_ONCE_SECONDS = 3
_MARK = "answered_event"


class Workspace:
    """Slack's Web API with the bot's token; `agent` says whether the bot is an agent there, whose threads have a status.

    Every call raises `Refused` or `TryAgain`.
    """

    def __init__(self, token: str, api_url: str, calls: Calls, agent: bool = False) -> None:
        self._calls = calls
        self.agent = agent
        patient = [AsyncRateLimitErrorRetryHandler(max_retry_count=5)]
        persistent = [*patient, AsyncConnectionErrorRetryHandler(), AsyncServerErrorRetryHandler()]
        self._web = AsyncWebClient(token, base_url=api_url, retry_handlers=persistent)
        # A post that failed halfway may be in the channel: it is looked for before it is repeated,
        # so only what Slack certainly did not take is repeated blindly.
        self._posting = AsyncWebClient(token, base_url=api_url, retry_handlers=patient)
        self._once = AsyncWebClient(token, base_url=api_url, retry_handlers=[], timeout=_ONCE_SECONDS)
        self._patient = patient
        self._profiles: dict[str, tuple[float, Profile]] = {}
        self._direct: dict[str, str] = {}

    async def me(self) -> tuple[dict[str, Any], dict[str, str]]:
        """What Slack tells of the bot, and the head of its answer, names in small letters."""
        told = await self._calls.make("auth.test", self._web.auth_test(), is_told=False)
        return told.data, {name.lower(): value for name, value in told.headers.items()}

    async def app(self, bot: str | None) -> str | None:
        """The app of a bot, as far as Slack tells."""
        if not bot:
            return None
        try:
            return (await self._calls.make("bots.info", self._web.bots_info(bot=bot)))["bot"]["app_id"]
        except (Refused, TryAgain, LookupError):
            return None

    async def socket_url(self, app_token: str) -> str:
        """A fresh address for a Socket Mode connection."""
        opening = self._web.apps_connections_open(app_token=app_token)
        opened = await self._calls.make("apps.connections.open", opening, is_told=False)
        return opened["url"]

    async def profile(self, user: str, anew: bool = False) -> Profile:
        """What Slack tells of a person, asked `anew` at least from time to time; nothing where it does not tell."""
        until, profile = self._profiles.get(user, (0.0, Profile()))
        if time.monotonic() < until and not anew:
            return profile
        try:
            told = (await self._calls.make("users.info", self._web.users_info(user=user, include_locale=True)))["user"]
        except (Refused, TryAgain):
            told = {}
        profile = Profile.of(told)
        self._profiles[user] = (time.monotonic() + _PROFILE_SECONDS, profile)
        return profile

    async def direct_channel(self, user: str) -> str:
        """The id of the bot's direct channel with a person."""
        if user not in self._direct:
            opened = await self._calls.make("conversations.open", self._web.conversations_open(users=user))
            self._direct[user] = opened["channel"]["id"]
        return self._direct[user]

    async def channel_of(self, helper: str) -> str:
        """Where one writes to a channel or a person."""
        return await self.direct_channel(helper) if is_person(helper) else helper

    async def post(self, channel: str, thread: str | None, message: Message, mark: str) -> str:
        """Post a message; `mark` is what it is found by. Its id, by which a thread begins."""

        async def send(blocks: list[Block]) -> str:
            sending = self._posting.chat_postMessage(
                channel=channel,
                thread_ts=thread,
                text=message.text,
                blocks=blocks,
                metadata={"event_type": _MARK, "event_payload": {"mark": mark}},
                unfurl_links=False,
                unfurl_media=False,
            )
            return (await self._calls.make("chat.postMessage", sending))["ts"]

        return await _in_known_blocks(message, send)

    async def post_once(self, held: Held, channel: str, thread: str | None, message: Message, part: int = 0) -> str:
        """Post a part of what a task leads to, unless an earlier attempt at the task did; the id of the message."""
        mark = f"{held.task.event_id}/{part}"
        found = await self.shown(channel, thread, mark, held.received - CLOCKS_DIFFER) if held.attempts > 1 else None
        return found or await self.post(channel, thread, message, mark)

    async def whisper(self, response_url: str, message: Message, replace: bool) -> None:
        """Answer a command, or a click on such an answer, so that only the person sees it."""
        if not self._is_slacks(response_url):
            raise Refused("response_url", "address_is_not_slacks")
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
            await self._calls.make("response_url", _checked(sending))

        await _in_known_blocks(message, send)

    def _is_slacks(self, url: str) -> bool:
        """Whether a reply may be sent there: nothing leaves for a host that is not Slack's, or that of the tests' Slack."""
        to, api = urlsplit(url), urlsplit(self._web.base_url)
        return (to.scheme == "https" and to.netloc in _REPLY_HOSTS) or (to.scheme, to.netloc) == (api.scheme, api.netloc)

    async def shown(self, channel: str, thread: str | None, mark: str, since: float) -> str | None:
        """The id of the message or file with this mark in the channel: what seemed to fail did not."""
        common = {"channel": channel, "oldest": f"{since:.6f}", "limit": 200, "include_all_metadata": True}
        try:
            if thread:
                found = await self._calls.make("conversations.replies", self._web.conversations_replies(ts=thread, **common))
            else:
                found = await self._calls.make("conversations.history", self._web.conversations_history(**common))
        except Refused:
            return None  # the app may not read here: rather say it twice than not at all
        return next((message["ts"] for message in found["messages"] if mark in _marks(message)), None)

    async def upload(self, channel: str, thread: str | None, picture: bytes, name: str, alt: str) -> None:
        """Share a picture in a channel, without a public address."""
        await self._calls.make(
            "files.completeUploadExternal",
            self._posting.files_upload_v2(
                channel=channel, thread_ts=thread, file=picture, filename=name, title=alt[:255], alt_txt=alt[:1000]
            ),
        )

    async def show_chosen(self, channel: str, choice: Choice) -> None:
        """Show a clicked suggestion as chosen, in the message that offered it."""
        await self._calls.make(
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
        await self._calls.make("chat.postEphemeral", telling)

    async def has_member(self, channel: str, user: str) -> bool:
        """Whether a person is a member of a channel."""
        cursor: str | None = None
        while cursor != "":
            asking = self._web.conversations_members(channel=channel, limit=1000, cursor=cursor)
            page = await self._calls.make("conversations.members", asking)
            if user in page["members"]:
                return True
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        return False

    async def show_home(self, user: str, view: View) -> None:
        """Draw the App Home page for a person."""
        await self._calls.make("views.publish", self._web.views_publish(user_id=user, view=view))

    async def suggest(self, place: Place, title: str, prompts: list[Suggestion]) -> None:
        """Offer questions to begin with, above the person's messages to the bot."""
        asking = self._web.assistant_threads_setSuggestedPrompts(
            channel_id=place.channel, thread_ts=place.thread, title=title, prompts=[prompt.dict() for prompt in prompts]
        )
        await self._calls.make("assistant.threads.setSuggestedPrompts", asking)

    async def session(self, channel: str, thread: str, user: str, status: str, title: str | None = None) -> None:
        """Show "processing" or "active" in a thread; title and person are those of a thread that begins."""
        if not self.agent:
            return
        titled = crop(title, _TITLE) if title else None
        setting = self._once.agents_sessions_setStatus(
            channel_id=channel, thread_ts=thread, status=status, title=titled, initiator_user_id=user
        )
        await self._calls.make("agents.sessions.setStatus", setting)

    async def open_modal(self, trigger_id: str, view: View) -> None:
        """Open a modal, within three seconds of the click that asked for it."""
        await self._calls.make("views.open", self._posting.views_open(trigger_id=trigger_id, view=view))


def _marks(message: dict[str, Any]) -> list[str | None]:
    payload = (message.get("metadata") or {}).get("event_payload") or {}
    return [payload.get("mark"), *(file.get("name") for file in message.get("files") or [])]


async def _in_known_blocks(message: Message, send: Callable[[list[Block]], Awaitable[T]]) -> T:
    try:
        return await send(message.blocks)
    except Refused as refusal:
        if refusal.code != "invalid_blocks":
            raise
        return await send(message.classic)


async def _checked(sending: Awaitable[Any]) -> None:
    """A response_url tells its failures as HTTP status and a word in the body."""
    response = await sending
    if response.status_code != 200:
        raise SlackApiError("refused", response)
