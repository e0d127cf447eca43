"""Socket Mode: the same without a public address, over a connection that comes and goes."""

from __future__ import annotations

import asyncio

import pytest
import pytest_asyncio

from channels.slack import socket_mode
from tests.slack import events
from tests.slack.conftest import Workspace

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def connected(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A workspace whose gateway is connected, and notices a lost connection soon."""
    monkeypatch.setattr(socket_mode, "_PING_SECONDS", 0.5)
    monkeypatch.setattr(socket_mode, "_GIVE_UP_SECONDS", 3.0)
    monkeypatch.setattr(socket_mode, "_PAUSE_SECONDS", 0.2)
    await workspace.start(SLACK_APP_TOKEN="xapp-good", SLACK_SIGNING_SECRET=None)
    await workspace.slack.until(lambda: workspace.slack.sockets)
    return workspace


async def test_event_command_and_click_are_acknowledged_and_answered(connected: Workspace) -> None:
    slack = connected.slack
    sent = [await slack.push("events_api", events.mention("what is A?"))]
    await slack.until(slack.posts)
    sent.append(await slack.push("slash_commands", events.command("difference", f"{slack.url}/respond/1")))
    sent.append(await slack.push("interactive", events.click(slack.posts()[0])))
    sent.append(await slack.push("interactive", events.submission("and B?")))
    sent.append(await slack.push("interactive", {"type": "something new"}))
    await slack.until(lambda: len(slack.posts()) == 3 and slack.called("response_url"))
    assert set(sent) <= set(slack.acks)
    assert sorted(connected.bot.texts) == ["and B?", "difference", "difference", "what is A?"]


@pytest.mark.timed
async def test_acknowledges_while_the_bot_is_blocked(connected: Workspace) -> None:
    connected.bot.seconds = 4
    loop = asyncio.get_running_loop()
    start = loop.time()
    sent = [await connected.slack.push("events_api", events.mention("hello", user=f"U{n}")) for n in range(20)]
    await connected.slack.until(lambda: set(sent) <= set(connected.slack.acks), seconds=3)
    assert loop.time() - start < 3


async def test_reconnects_when_slack_asks_for_it(connected: Workspace) -> None:
    slack = connected.slack
    payload = events.mention("before")
    await slack.push("events_api", payload)
    await slack.sockets[-1].send_json({"type": "disconnect", "reason": "refresh_requested"})
    await slack.until(lambda: len(slack.sockets) == 2)
    await slack.push("events_api", payload)  # what was not acknowledged in time comes again
    await slack.push("events_api", events.mention("after"))
    await slack.until(lambda: len(slack.posts()) == 2)
    await connected.idle()
    assert sorted(connected.bot.texts) == ["after", "before"] and slack.opened == 2


async def test_socket_mode_that_is_switched_off_is_told(connected: Workspace, caplog: pytest.LogCaptureFixture) -> None:
    slack = connected.slack
    for number in (2, 3):
        await slack.sockets[-1].send_json({"type": "disconnect", "reason": "link_disabled"})
        await slack.until(lambda: len(slack.sockets) == number)
    assert caplog.text.count("Socket Mode is switched off in the app's settings: mend=switch it on") == 1


async def test_reconnects_when_the_network_drops(connected: Workspace) -> None:
    slack = connected.slack
    payload = events.mention("before")
    await slack.push("events_api", payload)
    await slack.until(slack.posts)
    slack.sockets[-1]._req.transport.abort()
    await slack.until(lambda: len(slack.sockets) == 2)
    await slack.push("events_api", payload)
    await slack.push("events_api", events.mention("after"))
    await slack.until(lambda: len(slack.posts()) == 2)
    await connected.idle()
    assert connected.bot.texts == ["before", "after"]


async def test_takes_a_fresh_address_where_the_client_keeps_to_a_stale_one(connected: Workspace) -> None:
    slack = connected.slack
    stale = {"ok": True, "url": f"ws://127.0.0.1:{slack.port}/no-such-ticket"}
    slack.script("apps.connections.open", {"body": stale})
    slack.sockets[-1]._req.transport.abort()
    await slack.until(lambda: len(slack.sockets) == 2)
    await slack.push("events_api", events.mention("after"))
    await slack.until(slack.posts)
