"""Starts the gateway between Slack and the bot: `python -m channels.slack`; with a word behind it, looks after its store."""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken
from sanic import Sanic
from sanic.server import AsyncioServer
from sqlalchemy.exc import SQLAlchemyError

from channels.slack import events_api, helpers, letters, manifest, oauth, settings, socket_mode
from channels.slack.asking import Asking
from channels.slack.bot import Bot, BotUnavailable
from channels.slack.calls import Calls
from channels.slack.database import Database, StoreUnavailable
from channels.slack.events import Identity
from channels.slack.figures import Figures
from channels.slack.gateway import Gateway
from channels.slack.health import Health
from channels.slack.identify import identify
from channels.slack.installations import Installations
from channels.slack.people import People
from channels.slack.settings import Settings, SettingsError
from channels.slack.store import Store
from channels.slack.talks import Talks
from channels.slack.teams import ManyTeams, OneTeam, Team, Teams
from channels.slack.work import Work
from channels.slack.workspace import Workspace
from operation import audit, traces
from operation.settings import SLACK

logger = logging.getLogger("channels.slack")


async def serve(chosen: Settings) -> None:
    """Receive and answer until the process is told to stop."""
    traces.begin("assistant-slack")
    described = manifest.read()
    calls, figures, database = Calls(), Figures(), _database(chosen.store_url)
    workspace = Workspace(chosen.bot_token or "", chosen.api_url, calls)
    async with Bot(chosen.bot_url) as bot:
        store = Store(database)
        state = Health(store, calls, bot, figures)

        def work(workspace: Workspace, team: str) -> Work:
            talks = Talks(database, team)
            return Work(store, talks, Asking(bot, talks), workspace, helpers.Helper(database, team, chosen.person))

        installations, people = None, People(database, Asking(bot, Talks(database)))
        if chosen.oauth:
            installations = Installations(database, chosen.oauth.client_id, chosen.oauth.keys)

            def made(token: str, identity: Identity) -> Work:
                return work(Workspace(token, chosen.api_url, calls, identity.agent), identity.team)

            teams: Teams = ManyTeams(installations, people, described, made)
        else:
            identity = await identify(workspace, described)
            workspace.agent = identity.agent
            teams = OneTeam(Team(identity, work(workspace, identity.team)), people)
        gateway = Gateway(teams, database, figures, chosen.keep_days * 86400.0)
        app = events_api.application(gateway, state, chosen.signing_secret)
        if chosen.oauth and installations:
            oauth.add_to(app, installations, chosen.oauth, described, chosen.api_url, calls)
        server = await _listen(app, chosen)
        logger.info("Slack gateway: ready on port %d", chosen.port)
        if not (await state.ready())["bot"]:
            logger.warning("the bot is not there: SLACK_BOT_URL=%s mend=start it (make run); questions wait a minute", chosen.bot_url)
        jobs = [asyncio.create_task(gateway.run()), asyncio.create_task(_stop_signal())]
        if chosen.app_token:
            jobs.append(asyncio.create_task(socket_mode.receive(gateway, state, workspace, chosen.app_token)))
        try:
            finished, _ = await asyncio.wait(jobs, return_when=asyncio.FIRST_COMPLETED)
        finally:
            server.close()
            for job in jobs:
                job.cancel()
            await asyncio.gather(*jobs, return_exceptions=True)
            await database.close()
    for job in finished:
        job.result()


def _database(url: str) -> Database:
    try:
        return Database(url)
    except ValueError as fault:
        raise SettingsError(f"SLACK_STORE_URL is wrong: {fault}") from None
    except (SQLAlchemyError, OSError) as failure:
        raise SettingsError(f"SLACK_STORE_URL is wrong: the store cannot be opened ({type(failure).__name__})") from None


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


async def _look_after(arguments: argparse.Namespace) -> int:
    if arguments.word == "key":
        print(Fernet.generate_key().decode())
        return 0
    if arguments.word == "manifest":
        manifest.read(arguments.file)
        return 0
    database = _database(settings.store_url(os.environ))
    if arguments.word == "dead":
        return await letters.handle(Store(database), arguments)
    if arguments.word == "person":
        return await helpers.handle(database, arguments)
    if arguments.word == "rotate":
        installations = Installations(database, os.environ.get("SLACK_CLIENT_ID", ""), settings.token_keys(os.environ))
        try:
            audit.record("slack_rotate")
            print(f"encrypted anew: {await installations.rotate()} tokens")
        except InvalidToken:
            raise SettingsError("SLACK_TOKEN_KEYS is wrong: none of its keys opens the tokens that are kept") from None
        return 0
    async with Bot(settings.bot_url(os.environ)) as bot:
        people = People(database, Asking(bot, Talks(database)))
        try:
            if arguments.word == "export":
                print(json.dumps(await people.export(arguments.user), ensure_ascii=False, indent=2))
            else:
                print(f"forgotten: {await people.forget(arguments.user)} conversations")
        except ValueError as fault:
            print(fault, file=sys.stderr)
            return 1
        except BotUnavailable as fault:
            print(f"the bot cannot be asked ({fault}): start it, then try again", file=sys.stderr)
            return 1
    return 0


def _arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m channels.slack", description=__doc__)
    kinds = parser.add_subparsers(dest="word")
    dead = kinds.add_parser("dead", help="tasks that were given up")
    dead.add_argument("what", choices=("list", "retry", "delete"), nargs="?", default="list")
    dead.add_argument("number", nargs="?", help="a number of the list, or all")
    checked = kinds.add_parser("manifest", help="check the app's manifest before it is pasted into Slack")
    checked.add_argument("file", nargs="?", type=Path, default=manifest.PATH)
    person = kinds.add_parser("person", help="who helps where the bot cannot: list, or choose for a workspace")
    person.add_argument("team", nargs="?", help="the workspace's id, T…")
    person.add_argument("person", nargs="?", help=f"the id of a channel (C…) or a person (U…), or {helpers.NOBODY}")
    kinds.add_parser("key", help="print a new key for SLACK_TOKEN_KEYS")
    kinds.add_parser("rotate", help="encrypt the tokens of all workspaces with the first key of SLACK_TOKEN_KEYS")
    for word, meaning in (("export", "print what is kept of a person"), ("forget", "delete what is kept of a person")):
        kinds.add_parser(word, help=meaning).add_argument("user", help="the person's id, U…")
    return parser.parse_args(words)


def main(words: Sequence[str] | None = None) -> int:
    """Read the environment, serve or do what the words say; a fault of the settings is one line and exit code 1."""
    os.umask(0o077)  # the store holds what people write until it is answered, and tokens of conversations
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for loud in ("slack_sdk", "alembic", "sanic.root"):  # below that the first logs what people write, the others each step
        logging.getLogger(loud).setLevel(logging.WARNING)
    arguments = _arguments(words)
    try:
        if arguments.word:
            return asyncio.run(_look_after(arguments))
        chosen = settings.read(os.environ)
        audit.record_configuration("slack", SLACK)
        asyncio.run(serve(chosen))
    except (SettingsError, manifest.ManifestError) as fault:
        print(fault, file=sys.stderr)
        return 1
    except audit.NotRecorded as fault:
        print(fault, file=sys.stderr)
        return 1
    except StoreUnavailable as failure:
        print(f"the store cannot be read or written now ({failure}): try again", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
