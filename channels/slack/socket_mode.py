"""Receives what Slack sends over a connection of our own (Socket Mode): no public address needed."""

from __future__ import annotations

import asyncio
import json
import logging
import time

from aiohttp import WSMessage
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from channels.slack.bot import BotUnavailable
from channels.slack.calls import Refused, TryAgain
from channels.slack.database import StoreUnavailable
from channels.slack.gateway import Gateway
from channels.slack.health import Health
from channels.slack.seldom import Seldom
from channels.slack.settings import SettingsError
from channels.slack.workspace import Workspace

logger = logging.getLogger(__name__)

_SILENT = logging.getLogger("channels.slack.socket_mode.sdk")
_SILENT.setLevel(logging.CRITICAL + 1)  # the client logs the address it fails to reach, ticket and all
_PING_SECONDS = 5.0
_GIVE_UP_SECONDS = 20.0
_PAUSE_SECONDS = 5.0
_LOOK_SECONDS = 1.0
_OFF = "switch it on (socket_mode_enabled: true), or set SLACK_SIGNING_SECRET in place of SLACK_APP_TOKEN"


async def receive(gateway: Gateway, state: Health, workspace: Workspace, app_token: str) -> None:
    """Keep a connection open and put all that comes to the gateway, until cancelled.

    slack_sdk's client reconnects by itself when Slack asks for it or a connection ends, but
    for ever to the same address, which Slack makes for one use. A client that is away
    for too long is therefore replaced by one with a fresh address.

    Raises:
        SettingsError: Slack does not know the token.
    """

    async def on_request(client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        try:
            await gateway.accept(request.payload)
        except (StoreUnavailable, BotUnavailable) as failure:  # not acknowledged, so Slack sends it again
            logger.error("%s: reason=%s", type(failure).__name__, failure)
            return
        await client.send_socket_mode_response(SocketModeResponse(envelope_id=request.envelope_id))

    async def on_message(message: WSMessage) -> None:
        if "link_disabled" in message.data and json.loads(message.data).get("type") == "disconnect":
            log.error("off", "Socket Mode is switched off in the app's settings: mend=%s", _OFF)

    log = Seldom(logger)
    state.connected = False
    while True:
        client = SocketModeClient(app_token, logger=_SILENT, ping_interval=_PING_SECONDS)
        client.issue_new_wss_url = lambda: workspace.socket_url(app_token)  # type: ignore[method-assign]
        client.socket_mode_request_listeners.append(on_request)
        client.on_message_listeners.append(on_message)
        connecting = None
        try:
            client.wss_uri = await workspace.socket_url(app_token)
            connecting = asyncio.create_task(client.connect())
            await _until_lost(client, state)
            logger.warning("Socket Mode: connection lost")
        except Refused as refusal:
            raise SettingsError(f"SLACK_APP_TOKEN is wrong: Slack says {refusal.code}; it needs the scope connections:write") from None
        except TryAgain as failure:
            logger.warning("Socket Mode: not connected: %s", failure)
        finally:
            if connecting:
                connecting.cancel()
            await client.close()
        await asyncio.sleep(_PAUSE_SECONDS)


async def _until_lost(client: SocketModeClient, state: Health) -> None:
    """Returns once the client has not been connected for too long."""
    seen, connected = time.monotonic(), False
    while time.monotonic() - seen < _GIVE_UP_SECONDS:
        await asyncio.sleep(_LOOK_SECONDS)
        was_connected, connected = connected, await client.is_connected()
        state.connected = connected
        if connected:
            seen = time.monotonic()
        if connected and not was_connected:
            logger.info("Socket Mode: connected")
