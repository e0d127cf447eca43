"""`python -m tools.benchmarks.load URL`: puts messages to a bot over REST and prints what came of it as JSON.

A process of its own, so that the bot does not wait for the one who measures it.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import subprocess
import sys
import time
import uuid
from typing import Iterator, List, NamedTuple, Tuple

import aiohttp

from operation.servers import ROOT, quiet_environment
from tools.benchmarks.messages import TURNS, messages

_NO_ANSWERS = {"unavailable", "too_fast", "too_long", "apology"}


class Load(NamedTuple):
    """How it went: milliseconds of each message, in order; seconds in all; messages without an answer."""

    latencies: List[float]
    seconds: float
    failures: int

    @property
    def throughput(self) -> float:
        """Messages a second."""
        return len(self.latencies) / self.seconds


def put(url: str, count: int, clients: int = 1, turns: int = TURNS) -> Load:
    """Run the load in a process of its own.

    Args:
        url: the address of the bot.
        count: how many messages.
        clients: how many at once, each waiting for its answer before it goes on.
        turns: messages of one conversation.
    """
    done = subprocess.run(
        [
            *(sys.executable, "-m", "tools.benchmarks.load", url, "--count", str(count)),
            *("--clients", str(clients), "--turns", str(turns)),
        ],
        cwd=ROOT,
        env=quiet_environment(),
        check=True,
        capture_output=True,
        text=True,
    )
    return Load(**json.loads(done.stdout))


async def _run(url: str, count: int, clients: int, turns: int) -> Load:
    waiting = iter(list(enumerate(messages(count))))
    run = uuid.uuid4().hex[:8]
    results: List[Tuple[float, bool]] = []

    async def client(session: aiohttp.ClientSession, number: int, todo: Iterator[Tuple[int, str]]) -> None:
        for said, (_, text) in enumerate(todo):
            body = {"sender": f"{run}-{number}-{said // turns}", "message": text}
            started = time.perf_counter()
            async with session.post(f"{url}/webhooks/rest/webhook", json=body) as response:
                reply = await response.json()
            results.append(((time.perf_counter() - started) * 1000, answered(reply)))

    timeout = aiohttp.ClientTimeout(total=300)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        started = time.perf_counter()
        await asyncio.gather(*(client(session, number, waiting) for number in range(clients)))
        seconds = time.perf_counter() - started
    return Load([latency for latency, _ in results], seconds, sum(not answered for _, answered in results))


def answered(reply: List[dict]) -> bool:
    """Whether a reply is one of the assistant, not a notice that it has none."""
    topics = [m["custom"]["answer"]["topic"] for m in reply if "answer" in m.get("custom", {})]
    return bool(topics) and not _NO_ANSWERS & set(topics)


def main() -> None:
    """Read the arguments, run, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    parser.add_argument("--count", type=int, required=True)
    parser.add_argument("--clients", type=int, default=1)
    parser.add_argument("--turns", type=int, default=TURNS)
    given = parser.parse_args()
    load = asyncio.run(_run(given.url, given.count, given.clients, given.turns))
    print(json.dumps(load._asdict()))


if __name__ == "__main__":
    main()
