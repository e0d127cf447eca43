"""The processes of the bot: how each is started, and when it can answer."""

from __future__ import annotations

import json
import os
import socket
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any, Dict, List, NamedTuple, Optional
from urllib.error import URLError

ROOT = Path(__file__).parents[1]
LOOPBACK = "127.0.0.1"


class Command(NamedTuple):
    """A process: what to run, and the environment to run it in."""

    arguments: List[str]
    environment: Dict[str, str]


def action_server(port: int, **environment: str) -> Command:
    """The action server, on the loopback address only: it has no authentication."""
    return Command(
        [sys.executable, "-m", "rasa_sdk", "--actions", "actions", "--port", str(port)],
        {**quiet_environment(), "SANIC_HOST": LOOPBACK, **environment},
    )


def rasa_server(
    port: int,
    model: Path,
    endpoints: Path = ROOT / "endpoints.yml",
    credentials: Path = ROOT / "credentials.yml",
    host: str = LOOPBACK,
    **environment: str,
) -> Command:
    """Rasa with the channels of the project; its HTTP API stays off."""
    return Command(
        [
            *(sys.executable, "-m", "operation.serve", "--interface", host, "--port", str(port)),
            *("--model", str(model), "--endpoints", str(endpoints), "--credentials", str(credentials)),
        ],
        {**quiet_environment(), **environment},
    )


def slack_gateway(bot_url: str) -> Command:
    """The gateway between a Slack workspace and the bot at `bot_url`."""
    return Command([sys.executable, "-m", "channels.slack"], {**quiet_environment(), "SLACK_BOT_URL": bot_url})


def quiet_environment() -> Dict[str, str]:
    """The environment of every process: no telemetry, no warnings of libraries."""
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "ignore",
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "3",
    }


def cannot_listen(host: str, port: int) -> Optional[OSError]:
    """Why nothing can listen at an address; None if it can."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as fault:
            return fault
    return None


def is_free(port: int) -> bool:
    """Whether a process of this machine may listen on a port that none listens on yet."""
    return cannot_listen(LOOPBACK, port) is None


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return probe.getsockname()[1]


def ask(url: str, text: str, sender: str, timeout: float = 5.0) -> Optional[List[Dict[str, Any]]]:
    """Put a message to the bot over REST; None while it cannot be reached."""
    body = json.dumps({"sender": sender, "message": text}).encode()
    request = urllib.request.Request(
        f"{url}/webhooks/rest/webhook", body, {"Content-Type": "application/json"}
    )
    try:
        with urllib.request.urlopen(request, timeout=timeout) as response:
            return json.load(response)
    except (URLError, OSError, ValueError):
        return None


def wait_until_answering(url: str, seconds: float) -> bool:
    """Wait for the first real answer: the port alone opens before the bot can speak."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        messages = ask(url, "help", "readiness-probe") or []
        answers = [m["custom"]["answer"] for m in messages if "custom" in m]
        if answers and answers[0]["topic"] == "help":
            return True
        time.sleep(0.3)
    return False
