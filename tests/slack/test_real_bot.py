"""A whole conversation with the real bot: Slack on loopback, the gateway, Rasa, the action server."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from typing import Any

import pytest
import pytest_asyncio

from tests.slack import events
from tests.slack.conftest import Workspace
from tests.slack.transcript import shown
from tools.servers import Bot

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def real(workspace: Workspace, bot: Bot) -> Workspace:
    """A workspace whose gateway asks the real bot."""
    workspace.slack.locales = {"U1": "id-ID", "U2": "en-GB"}
    await workspace.start(SLACK_BOT_URL=bot.url, SLACK_APP_TOKEN="xapp-good")
    return workspace


async def said(real: Workspace, who: str, payload: dict[str, Any]) -> list[dict[str, Any]]:
    """Deliver a payload; the messages that came of it."""
    before = len(real.slack.posts())
    assert await real.deliver(payload) == 200
    await real.idle()
    replies = real.slack.posts()[before:]
    text = payload.get("event", {}).get("text") or payload.get("text") or payload["type"]
    print(f"\n{who}: {text[:200]}\n" + "\n".join(shown(reply) for reply in replies))
    return replies


async def test_conversation_in_a_thread(real: Workspace) -> None:
    await said(real, "U1 chooses", events.settings_sent("C1", "threads"))
    first = events.mention(":wave: apa itu KPO?")
    thread = first["event"]["ts"]
    (definition,) = await said(real, "U1", first)
    assert "KPO" in definition["text"] and definition["thread_ts"] == thread
    assert any(block["type"] == "context" and block["elements"][0]["text"].startswith("Sumber: ") for block in definition["blocks"])
    (ellipsis,) = await said(real, "U1", events.message("kalau BPO?", thread_ts=thread))
    assert "BPO" in ellipsis["text"]
    (english,) = await said(real, "U2", events.message("what drives KPO?", user="U2", thread_ts=thread))
    assert "nsight" in english["text"]
    indonesian, picture = await said(real, "U1", events.message("apa bedanya dengan KPO?", thread_ts=thread))
    assert any(block["type"] == "table" for block in indonesian["blocks"])
    assert picture["thread_ts"] == thread
    assert real.slack.uploads[picture["files"][0]["id"]].startswith(b"\x89PNG")
    (chosen,) = await said(real, "U1 clicks", events.click(indonesian))
    assert chosen["thread_ts"] == thread
    (updated,) = [post for post in real.slack.posts() if post["ts"] == indonesian["ts"]]
    assert any(str(block.get("elements", [{}])[0].get("text", "")).startswith("✓") for block in updated["blocks"])
    await said(real, "U2 votes", events.click(english, user="U2", kind="context_actions"))
    assert real.slack.called("chat.postEphemeral")


async def test_command_and_home(real: Workspace) -> None:
    await said(real, "U2 /command", events.command("what is BPO?", f"{real.slack.url}/respond/1", user="U2"))
    (answer,) = real.slack.called("response_url")
    assert "BPO" in answer["text"]
    await said(real, "U1 opens Home", events.event(type="app_home_opened", tab="home", user="U1"))
    (home,) = real.slack.called("views.publish")
    print(shown(home["view"]))
    (reply,) = await said(real, "U1 clicks", events.home_click(home["view"], "suggestion:id:0"))
    assert reply["channel"] == "D1"


async def test_emoji_alone_is_acknowledged(real: Workspace) -> None:
    (reply,) = await said(real, "U1", events.message(":+1::skin-tone-2:", channel="D1"))
    assert reply["text"] and not any(block["type"] == "context_actions" for block in reply["blocks"])


async def test_too_long_a_text_is_refused_politely(real: Workspace) -> None:
    (reply,) = await said(real, "U1", events.message("x" * 100_000, channel="D1"))
    assert "2.000" in reply["text"] or "2,000" in reply["text"]


async def test_acknowledges_while_the_real_bot_is_stopped(real: Workspace, bot: Bot) -> None:
    await said(real, "U9", events.message("apa itu KPO?", channel="D9", user="U9"))
    seconds = []
    os.kill(bot.rasa.pid, signal.SIGSTOP)
    try:
        begun = time.monotonic()
        while time.monotonic() - begun < 4:
            number = len(seconds)
            start = time.monotonic()
            assert await real.deliver(events.message("apa itu BPO?", channel=f"D{number}", user=f"U{number}")) == 200
            seconds.append(time.monotonic() - start)
            await asyncio.sleep(0.05)
    finally:
        os.kill(bot.rasa.pid, signal.SIGCONT)
    seconds.sort()
    print(f"\n{len(seconds)} events: p99 {seconds[int(len(seconds) * 0.99) - 1]:.3f} s, worst {seconds[-1]:.3f} s")
    assert seconds[-1] < 1
    await real.idle()
    assert len(real.slack.posts()) == 1 + len(seconds)
