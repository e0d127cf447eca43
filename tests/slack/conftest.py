"""A workspace on loopback: a fake Slack, a bot, and the gateway between them."""

from __future__ import annotations

import asyncio
import contextlib
import io
import os
import shutil
import signal
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from sanic import Sanic

from channels.slack.__main__ import main, serve
from channels.slack.database import Database
from channels.slack.settings import read
from operation.servers import ROOT, free_port
from tests.slack.events import SECRET, body_of, signed
from tests.slack.fake_bot import FakeBot
from tests.slack.fake_slack import FakeSlack

# Every test starts a gateway of its own in this process; Sanic would compile its handlers anew for each.
Sanic.test_mode = True
os.environ["SANIC_TOUCHUP"] = "False"


class Workspace:
    """The fake Slack, the bot, and as many gateways as a test starts."""

    def __init__(self, slack: FakeSlack, bot: FakeBot, http: aiohttp.ClientSession, folder: Path) -> None:
        self.slack = slack
        self.bot = bot
        self.http = http
        self.folder = folder
        self.port = 0
        self._running: list = []

    def environment(self, **more: str | None) -> dict[str, str]:
        """The environment of a gateway; a variable given as None is left out."""
        variables = {
            "SLACK_BOT_TOKEN": "xoxb-good",
            "SLACK_SIGNING_SECRET": SECRET,
            "SLACK_API_URL": f"{self.slack.url}/api/",
            "SLACK_BOT_URL": self.bot.url,
            "SLACK_STORE_URL": f"sqlite:///{self.folder / 'slack.db'}",
            "SLACK_PORT": str(free_port()),
            "AUDIT_LOG": str(self.folder / "audit.log"),
            **more,
        }
        return {name: value for name, value in variables.items() if value is not None}

    async def start(self, **more: str | None) -> asyncio.Task[None]:
        """A gateway inside this process, ready when this returns."""
        chosen = read(self.environment(**more))
        self.port = chosen.port
        gateway = asyncio.create_task(serve(chosen))
        self._running.append(gateway)
        await self._ready()
        return gateway

    async def stop(self, gateway: asyncio.Task[None]) -> None:
        """Stop a gateway of this process, as its process would stop."""
        gateway.cancel()
        await asyncio.gather(gateway, return_exceptions=True)
        self._running.remove(gateway)

    async def spawn(self, **more: str | None) -> Spawned:
        """A gateway in a process of its own, ready when this returns."""
        self.port = free_port()
        spawned = Spawned(await self.process(**{"SLACK_PORT": str(self.port), **more}), self.port)
        self._running.append(spawned)
        await self._ready()
        return spawned

    async def process(self, *words: str, **more: str | None) -> asyncio.subprocess.Process:
        """The command that starts a gateway; with words, the one that looks after its store."""
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "channels.slack", *words),
            cwd=ROOT,
            stdout=asyncio.subprocess.PIPE,
            env={"PATH": os.environ["PATH"], **self.environment(**more)},
            stderr=(self.folder / "gateway.log").open("ab"),
        )

    async def command(self, *words: str, **more: str | None) -> tuple[int, str]:
        """The exit code of `python -m channels.slack` with words, and what it prints."""

        def run() -> int:
            with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(printed):
                for name, value in self.environment(**more).items():
                    patch.setenv(name, value)
                return main(words)

        printed = io.StringIO()
        return await asyncio.to_thread(run), printed.getvalue()

    async def _ready(self) -> None:
        for _ in range(400):
            try:
                await self.health()
                return
            except aiohttp.ClientError:
                await asyncio.sleep(0.05)
        raise TimeoutError("the gateway does not start")

    async def health(self) -> dict[str, Any]:
        """What the newest gateway says of itself."""
        async with self.http.get(f"http://127.0.0.1:{self.port}/health") as response:
            return await response.json()

    async def deliver(self, payload: dict[str, Any], headers: dict[str, str] | None = None, port: int = 0) -> int:
        """Deliver a payload as the Events API does; the HTTP status of the acknowledgement."""
        body = body_of(payload)
        return (await self.post(body, {**signed(body), **(headers or {})}, port))[0]

    async def post(self, body: bytes, headers: dict[str, str], port: int = 0) -> tuple:
        """Post to the gateway's address; status and text."""
        headers = {"Content-Type": "application/json", **headers}
        url = f"http://127.0.0.1:{port or self.port}/slack/events"
        async with self.http.post(url, data=body, headers=headers) as response:
            return response.status, await response.text()

    async def idle(self, seconds: float = 20) -> None:
        """Wait until everything that was accepted is done."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if not (await self.health())["waiting"]:
                return
            await asyncio.sleep(0.02)
        raise TimeoutError("the gateway does not finish")

    async def close(self) -> None:
        """Stop what runs."""
        for gateway in list(self._running):
            if isinstance(gateway, Spawned):
                await gateway.kill()
            else:
                await self.stop(gateway)


class Spawned:
    """A gateway in a process of its own."""

    def __init__(self, process: asyncio.subprocess.Process, port: int) -> None:
        self._process = process
        self.port = port

    async def kill(self, how: int = signal.SIGKILL) -> int:
        """End the process; its exit code."""
        if self._process.returncode is None:
            self._process.send_signal(how)
        return await self._process.wait()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """What failed is tried again at once, not after a second and more."""
    monkeypatch.setattr("channels.slack.gateway._LONGEST_PAUSE", 0.01)
    monkeypatch.setattr("channels.slack.gateway._LOOK_SECONDS", 0.02)


@pytest.fixture(scope="session")
def new_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty store of this version: to copy it is cheaper than to go through all versions."""
    file = tmp_path_factory.mktemp("store") / "slack.db"
    Database(f"sqlite:///{file}").engine.dispose()
    return file


@pytest_asyncio.fixture
async def workspace(tmp_path: Path, new_store: Path) -> AsyncIterator[Workspace]:
    """A workspace without a gateway; at the end every payload must have been within Slack's limits."""
    shutil.copy(new_store, tmp_path)
    async with FakeSlack() as slack, FakeBot() as bot, aiohttp.ClientSession() as http:
        workspace = Workspace(slack, bot, http, tmp_path)
        try:
            yield workspace
        finally:
            await workspace.close()
    assert slack.faults == []


@pytest_asyncio.fixture
async def slack(workspace: Workspace) -> Workspace:
    """The same with a gateway that receives by the Events API."""
    await workspace.start()
    return workspace
