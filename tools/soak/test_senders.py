"""A thousand people who have nothing to do with each other, and ask at the same moment."""

from __future__ import annotations

import asyncio
import json
import os
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Iterator, List

import aiohttp
import psutil
import pytest

from tools.servers import Bot

SENDERS = int(os.environ.get("SOAK_SENDERS", 1000))
_QUESTIONS = {"Apa itu BPO?": ["bpo.definition"], "What is KPO?": ["kpo.definition"]}
_PATIENCE_SECONDS = 180


@pytest.fixture
def bot(model: Path, tmp_path: Path) -> Iterator[Bot]:
    """A bare bot: no proxy before it."""
    running = Bot(tmp_path, model)
    try:
        yield running.start()
    finally:
        running.stop()


@dataclass
class Seen:
    """Seconds until each answer, and until each word that there are too many; seconds that `/health/live` took."""

    answered: List[float] = field(default_factory=list)
    refused: List[float] = field(default_factory=list)
    alive: List[float] = field(default_factory=list)
    apologies: int = 0


async def _ask(http: aiohttp.ClientSession, url: str, number: int, seen: Seen) -> None:
    question = list(_QUESTIONS)[number % len(_QUESTIONS)]
    message = {"sender": f"sender-{number}", "message": question}
    end = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < end:
        started = time.monotonic()
        # One of four asks for a stream: who is refused for now is told so by its status too.
        stream = {"stream": "true"} if number % 4 == 0 else {}
        async with http.post(f"{url}/webhooks/rest/webhook", json=message, params=stream) as response:
            content = [json.loads(line) for line in (await response.text()).splitlines()] if stream else await response.json()
        lasted = time.monotonic() - started
        answer = next(part["custom"]["answer"] for part in content if "custom" in part)
        if answer["topic"] == "unavailable":
            # On a busy machine a turn may take too long: they are told, and ask again.
            seen.apologies += 1
            continue
        if response.status == 200:
            assert answer["facts"] == _QUESTIONS[question], answer
            seen.answered.append(lasted)
            return
        assert response.status == 503 and answer["topic"] == "busy", (response.status, answer)
        seen.refused.append(lasted)
        await asyncio.sleep(int(response.headers["Retry-After"]))
    raise AssertionError(f"no answer within {_PATIENCE_SECONDS} s")


async def _all(url: str) -> Seen:
    seen = Seen()
    timeout = aiohttp.ClientTimeout(total=_PATIENCE_SECONDS)

    async def look() -> None:
        async with aiohttp.ClientSession(timeout=timeout) as http:
            while True:
                started = time.monotonic()
                async with http.get(f"{url}/health/live") as response:
                    assert response.status == 200
                seen.alive.append(time.monotonic() - started)
                await asyncio.sleep(0.2)

    looking = asyncio.ensure_future(look())
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0, force_close=True), timeout=timeout) as http:
        await asyncio.gather(*(_ask(http, url, number, seen) for number in range(SENDERS)))
    assert not looking.done(), looking.exception()
    looking.cancel()
    return seen


def test_a_thousand_senders_at_once(bot: Bot) -> None:
    process = psutil.Process(bot.rasa.pid)
    started, before = time.monotonic(), sum(process.cpu_times()[:2])
    seen = asyncio.run(_all(bot.url))
    lasted, worked = time.monotonic() - started, sum(process.cpu_times()[:2]) - before
    print(
        f"\n{SENDERS} senders: all answered in {lasted:.0f} s ({worked:.0f} s of processor time), {len(seen.refused)} times told to come again (after {max(seen.refused, default=0):.1f} s at most), "
        f"{seen.apologies} apologies, slowest answer {max(seen.answered):.1f} s, /health/live {max(seen.alive):.2f} s at most of {len(seen.alive)}"
    )
    assert len(seen.answered) == SENDERS and seen.apologies < SENDERS / 100
    assert "Traceback" not in bot.rasa.log.read_text() + bot.actions.log.read_text()
