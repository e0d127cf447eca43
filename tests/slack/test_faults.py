"""Everything at once: events faster than they are answered while the bot is blocked and Slack fails; then database and gateway fail too.

`SLACK_BURST=1000 pytest tests/slack/test_faults.py -s` is the full measure: 1,000 events in 10 seconds, and 200 more.
"""

from __future__ import annotations

import asyncio
import math
import os
import sqlite3
import time
from collections import Counter

import aiohttp
import pytest

from tests.slack import events
from tests.slack.conftest import Workspace

pytestmark = [pytest.mark.asyncio, pytest.mark.timed]

EVENTS = int(os.environ.get("SLACK_BURST", "100"))
MORE = max(100, EVENTS // 5)
PER_SECOND = 100
STORM = {"status": 429, "headers": {"Retry-After": "1"}, "body": {"ok": False, "error": "ratelimited"}}
HALF_DONE = {"status": 500, "body": {"ok": False, "error": "internal_error"}, "done": True}


async def sent(workspace: Workspace, number: int, seconds: list[float]) -> None:
    """Deliver an event as Slack does: again until it is acknowledged."""
    payload = events.mention(f"question {number}", user=f"U{number}", channel=f"C{number % 7}")
    for pause in (0.2, 0.5, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1):
        start = time.monotonic()
        try:
            if await workspace.deliver(payload) == 200:
                seconds.append(time.monotonic() - start)
                return
        except aiohttp.ClientError:
            pass  # the gateway was killed
        await asyncio.sleep(pause)
    raise AssertionError(f"event {number} was never acknowledged")


async def burst(workspace: Workspace, numbers: range, seconds: list[float]) -> None:
    """Send events at the rate of the measure."""
    begun = time.monotonic()
    sending = []
    for place, number in enumerate(numbers):
        await asyncio.sleep(max(0.0, begun + place / PER_SECOND - time.monotonic()))
        sending.append(asyncio.create_task(sent(workspace, number, seconds)))
    await asyncio.gather(*sending)


def lock(workspace: Workspace, seconds: float) -> None:
    """Keep everybody else from writing to the gateway's database."""
    connection = sqlite3.connect(workspace.folder / "slack.db", isolation_level=None, timeout=10)
    connection.execute("begin immediate")
    time.sleep(seconds)
    connection.execute("rollback")
    connection.close()


async def test_each_event_is_acknowledged_soon_and_answered_once(workspace: Workspace) -> None:
    gateway = await workspace.spawn()
    workspace.bot.seconds = 4
    workspace.slack.script("chat.postMessage", *[STORM] * 20, HALF_DONE)
    soon: list[float] = []
    begun = time.monotonic()
    await burst(workspace, range(EVENTS), soon)
    workspace.bot.seconds = 0
    late: list[float] = []
    locked = asyncio.create_task(asyncio.to_thread(lock, workspace, 3))
    sending = asyncio.create_task(burst(workspace, range(EVENTS, EVENTS + MORE), late))
    await locked
    await gateway.kill()
    await workspace.spawn()
    await sending
    await workspace.idle(120)
    answered = Counter(post["text"] for post in workspace.slack.posts())
    dead = (await workspace.health())["dead"]
    p99 = sorted(soon)[math.ceil(len(soon) * 0.99) - 1]
    load = os.getloadavg()[0] / (os.cpu_count() or 1)
    print(
        f"\n{EVENTS} events: acknowledged p99 {p99:.3f} s, worst {max(soon):.3f} s; {MORE} more, with a locked database, {max(late):.1f} s;"
        f" all answered {time.monotonic() - begun:.0f} s after the first; load {load:.1f} a core"
    )
    assert set(answered.values()) == {1} and len(answered) + dead == EVENTS + MORE and dead == 0
    assert p99 <= 0.5
