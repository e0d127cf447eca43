"""Real servers for tests: Rasa and its action server on free ports, each in a process of its own."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import Dict, Iterator, List, Optional

from operation.servers import (
    LOOPBACK,
    ROOT,
    Command,
    action_server,
    ask,
    free_port,
    rasa_server,
    wait_until_answering,
)

START_SECONDS = 120


class Process:
    """A command that is started, stopped and started again, its output kept in a file."""

    def __init__(self, command: Command, log: Path) -> None:
        self._command = command
        self.log = log
        self._running: Optional[subprocess.Popen] = None

    @property
    def pid(self) -> int:
        """The process id while it runs."""
        assert self._running is not None
        return self._running.pid

    def start(self) -> None:
        """Start it; the output is added to the log."""
        with self.log.open("ab") as log:
            self._running = subprocess.Popen(
                self._command.arguments,
                env=self._command.environment,
                cwd=ROOT,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def stop(self, hard: bool = False) -> None:
        """End it and wait until it is gone."""
        if self._running is None:
            return
        (self._running.kill if hard else self._running.terminate)()
        try:
            self._running.wait(30)
        except subprocess.TimeoutExpired:
            self._running.kill()
            self._running.wait()
        self._running = None


class Bot:
    """A whole bot on free ports: `url` is Rasa's address, `folder` holds its logs and data."""

    def __init__(
        self,
        folder: Path,
        model: Path,
        credentials: Path = ROOT / "credentials.yml",
        environment: Optional[Dict[str, str]] = None,
    ) -> None:
        self.folder = folder
        self.port, self.action_port = free_port(), free_port()
        self.url = f"http://{LOOPBACK}:{self.port}"
        endpoints = folder / "endpoints.yml"
        endpoints.write_text(
            f"action_endpoint: {{url: 'http://{LOOPBACK}:{self.action_port}/webhook', enable_selective_domain: true}}\n"
            f"tracker_store: {{type: operation.conversations.Conversations, dialect: sqlite, db: '{folder / 'conversations.db'}'}}\n"
        )
        variables = {"AUDIT_LOG": str(folder / "audit.log"), **(environment or {})}
        self.actions = Process(action_server(self.action_port, **variables), folder / "actions.log")
        self.rasa = Process(
            rasa_server(self.port, model, endpoints, credentials, **variables), folder / "rasa.log"
        )

    def start(self) -> "Bot":
        """Start both servers and wait for the first real answer."""
        self.start_actions()
        self.start_rasa()
        return self

    def stop(self) -> None:
        """Stop both servers."""
        self.stop_rasa()
        self.stop_actions()

    def start_actions(self) -> None:
        """Start the action server."""
        self.actions.start()

    def stop_actions(self) -> None:
        """Stop the action server."""
        self.actions.stop()

    def start_rasa(self) -> None:
        """Start Rasa and wait until it answers."""
        self.rasa.start()
        if not wait_until_answering(self.url, START_SECONDS):
            raise RuntimeError(f"the bot does not answer; Rasa wrote:\n{self.rasa.log.read_text()[-3000:]}")

    def stop_rasa(self, hard: bool = False) -> None:
        """Stop Rasa."""
        self.rasa.stop(hard)

    def say(self, text: str, sender: str) -> List[dict]:
        """Put a message over REST; the list of messages of the reply."""
        messages = ask(self.url, text, sender, timeout=30)
        assert messages is not None, "the bot cannot be reached"
        return messages

    def answer(self, text: str, sender: str) -> dict:
        """Put a message over REST; the Answer of the reply, with its plain text as `text`."""
        messages = self.say(text, sender)
        answers = [m["custom"]["answer"] for m in messages if "custom" in m]
        assert len(answers) == 1, messages
        return {**answers[0], "text": "\n".join(m["text"] for m in messages if "text" in m)}


@contextmanager
def running_copy(of: Path) -> Iterator[Bot]:
    """A bot that runs a copy of a model, and has no limits: a training meanwhile does not change it, and nobody asks as fast as a
    measurement does."""
    with tempfile.TemporaryDirectory() as folder:
        model = Path(shutil.copy(of, folder))
        bot = Bot(Path(folder), model, environment={"MESSAGES_PER_MINUTE": "0", "REQUESTS_PER_MINUTE": "0"})
        try:
            yield bot.start()
        finally:
            bot.stop()
