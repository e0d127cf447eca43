"""Starts the gateway between Slack and the bot: `python -m channels.slack`."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys

from sanic import Sanic
from sanic.server import AsyncioServer
from sqlalchemy.exc import SQLAlchemyError

from channels.slack import events_api, settings, socket_mode
from channels.slack.bot import Bot
from channels.slack.events import Identity
from channels.slack.gateway import Gateway
from channels.slack.settings import Settings, SettingsError
from channels.slack.store import Store
from channels.slack.workspace import Refused, TryAgain, Workspace

logger = logging.getLogger("channels.slack")


async def serve(chosen: Settings) -> None:
    """Receive and answer until the process is told to stop."""
    workspace = Workspace(chosen.bot_token, chosen.api_url)
    identity = await _identify(workspace)
    async with Bot(chosen.bot_url) as bot:
        gateway = Gateway(identity, _store(chosen.store_url), bot, workspace)
        server = await _listen(events_api.application(gateway, chosen.signing_secret), chosen)
        logger.info("Slack gateway: ready on port %d", chosen.port)
        jobs = [asyncio.create_task(gateway.run()), asyncio.create_task(_stop_signal())]
        if chosen.app_token:
            jobs.append(asyncio.create_task(socket_mode.receive(gateway, workspace, chosen.app_token)))
        try:
            finished, _ = await asyncio.wait(jobs, return_when=asyncio.FIRST_COMPLETED)
        finally:
            server.close()
            for job in jobs:
                job.cancel()
            await asyncio.gather(*jobs, return_exceptions=True)
    for job in finished:
        job.result()


async def _identify(workspace: Workspace) -> Identity:
    while True:
        try:
            return await workspace.identify()
        except Refused as refusal:
            raise SettingsError(
                f"SLACK_BOT_TOKEN is wrong: Slack says {refusal.code}; reinstall the app and copy the token again"
            ) from None
        except TryAgain:
            await asyncio.sleep(5)


def _store(url: str) -> Store:
    try:
        return Store(url)
    except (SQLAlchemyError, OSError) as failure:
        fault = type(failure).__name__
        raise SettingsError(f"SLACK_STORE_URL is wrong: the store cannot be opened ({fault})") from None


async def _listen(app: Sanic, chosen: Settings) -> AsyncioServer:
    try:
        server = await app.create_server(chosen.host, chosen.port, return_asyncio_server=True, access_log=False)
    except OSError:
        raise SettingsError(f"SLACK_PORT is wrong: port {chosen.port} of {chosen.host} cannot be used") from None
    await server.startup()
    return server


async def _stop_signal() -> None:
    told = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, told.set)
    await told.wait()


def main() -> int:
    """Read the environment, serve; a fault of the settings is one line and exit code 1."""
    os.umask(0o077)  # the store holds what people write until it is answered, and tokens of conversations
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("slack_sdk").setLevel(logging.WARNING)  # below that it logs what people write
    try:
        asyncio.run(serve(settings.read(os.environ)))
    except SettingsError as fault:
        print(fault, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
