"""Watching over the gateway, and what it keeps of people."""

from __future__ import annotations

import asyncio
import json
import re
import signal
import sqlite3

import pytest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from operation import traces
from tests.slack import events
from tests.slack.conftest import Workspace

pytestmark = pytest.mark.asyncio


async def got(slack: Workspace, path: str) -> tuple[int, str]:
    """What the gateway says at an address."""
    async with slack.http.get(f"http://127.0.0.1:{slack.port}/{path}") as response:
        return response.status, await response.text()


async def test_live_and_ready_and_what_is_missing(slack: Workspace) -> None:
    assert (await got(slack, "live"))[0] == 200
    assert await got(slack, "ready") == (200, '{"store":true,"bot":true,"slack":true}')
    slack.bot.down = True
    assert await got(slack, "ready") == (503, '{"store":true,"bot":false,"slack":true}')
    slack.bot.down = False
    with sqlite3.connect(slack.folder / "slack.db", isolation_level=None) as connection:
        connection.execute("alter table slack_tasks rename to away")
        assert await got(slack, "ready") == (503, '{"store":false,"bot":true,"slack":true}')
        assert (await got(slack, "live"))[0] == 200
        connection.execute("alter table away rename to slack_tasks")


async def test_ready_only_once_socket_mode_is_connected(workspace: Workspace) -> None:
    workspace.slack.script("apps.connections.open", *[{"status": 500, "body": {"ok": False, "error": "internal_error"}}] * 3)
    await workspace.start(SLACK_APP_TOKEN="xapp-good", SLACK_SIGNING_SECRET=None)
    assert (await got(workspace, "ready"))[0] == 503


async def test_figures_for_prometheus(slack: Workspace) -> None:
    slack.slack.script("chat.postMessage", {"body": {"ok": False, "error": "is_archived"}})
    await slack.deliver(events.mention("one"))
    await slack.idle()
    await slack.deliver(events.mention("two"))
    await slack.idle()
    status, figures = await got(slack, "metrics")
    assert status == 200
    for line in (
        "slack_waiting 0.0",
        "slack_oldest_seconds 0.0",
        "slack_dead 1.0",
        'slack_tasks_total{kind="question",outcome="done"} 1.0',
        'slack_tasks_total{kind="question",outcome="dead"} 1.0',
        'slack_api_failures{failure="chat.postMessage is_archived"} 1.0',
        'slack_task_seconds_count{kind="question"} 2.0',
    ):
        assert line in figures.splitlines()


async def test_person_is_told_and_forgotten(slack: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUDIT_LOG", str(slack.folder / "audit.log"))
    slack.slack.script("chat.postMessage", {"body": {"ok": False, "error": "is_archived"}})
    await slack.command("person", "T1", "U1")
    for user in ("U1", "U2", "U11"):
        await slack.deliver(events.mention(f"secret of {user}", user=user))
        await slack.idle()
    code, printed = await slack.command("export", "U1")
    told = json.loads(printed)
    ((turn,),) = told["conversations"].values()
    assert code == 0 and turn["text"] == "secret of U1" and "secret of U1" in told["dead"][0]["task"]
    assert "secret of U2" not in printed and "U11" not in printed
    assert told["helps_in"] == ["T1"] and [spoke["thread"][:3] for spoke in told["spoke_last"]] == ["C1/"]
    slack.bot.down = True
    assert await slack.command("forget", "U1") == (1, "")
    assert (await slack.health())["dead"] == 1
    slack.bot.down = False
    assert await slack.command("forget", "U1") == (0, "forgotten: 1 conversations\n")
    assert slack.bot.texts == ["secret of U2", "secret of U11"]
    with sqlite3.connect(slack.folder / "slack.db") as connection:
        dump = "\n".join(connection.iterdump())
    assert "/U1'" not in dump and "'U1'" not in dump and "/U2'" in dump and "/U11'" in dump
    assert json.loads((await slack.command("export", "U1"))[1])["conversations"] == {}
    assert (await slack.command("forget", "%"))[0] == 1
    with sqlite3.connect(slack.folder / "slack.db", isolation_level=None) as connection:
        connection.execute("alter table slack_dead rename to away")
        assert (await slack.command("dead"))[0] == 1
        connection.execute("alter table away rename to slack_dead")
    log = (slack.folder / "audit.log").read_text()
    assert '"U1"' not in log
    acts = [json.loads(line)["act"] for line in log.splitlines()]
    assert acts == ["slack_person", "slack_export", "slack_forget", "slack_forget", "slack_export"]


async def test_a_message_has_one_id_and_is_one_trace_from_the_gateway_on(slack: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    kept, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(kept))
    monkeypatch.setattr(traces, "_tracer", provider.get_tracer("test"))
    await slack.deliver(events.mention("secret of U1"))
    await slack.idle()
    (span,) = kept.get_finished_spans()
    (turn,) = slack.bot.turns
    assert slack.bot.headers["X-Request-ID"] == turn["id"] == span.attributes["request"]
    assert slack.bot.headers["traceparent"].split("-")[1:3] == [f"{span.context.trace_id:032x}", f"{span.context.span_id:016x}"]
    assert "secret" not in span.to_json() and "U1" not in span.to_json()


async def test_log_holds_nothing_that_people_wrote(workspace: Workspace) -> None:
    """Whatever goes wrong with it: Slack refuses the answer, the bot is away or says what is no answer, a task cannot be read."""
    gateway = await workspace.spawn()
    await workspace.deliver(events.mention("secret words"))
    await workspace.idle()
    workspace.slack.script("chat.postMessage", {"body": {"ok": False, "error": "is_archived"}})
    await workspace.deliver(events.mention("secret words"))
    await workspace.deliver({**events.mention("secret words"), "event": {"type": "message", "text": "secret words", "blocks": "secret words"}})
    await workspace.idle()
    workspace.bot.down = True
    await workspace.deliver(events.mention("secret words"))
    await asyncio.sleep(0.5)
    await gateway.kill(signal.SIGTERM)
    with sqlite3.connect(workspace.folder / "slack.db") as connection:
        connection.execute("update slack_tasks set task = '{\"secret words' where done is null")
    workspace.bot.down = False
    await workspace.spawn()
    await workspace.deliver(events.message("broken answer", channel="D1"))
    await workspace.slack.until(lambda: workspace.bot.texts.count("broken answer") > 1)
    log = (workspace.folder / "gateway.log").read_text()
    assert "is_archived" in log and "cannot be read" in log
    assert not re.search("secret|broken answer", log)


async def test_what_is_old_is_deleted(workspace: Workspace) -> None:
    gateway = await workspace.start()
    workspace.slack.script("chat.postMessage", {"body": {"ok": False, "error": "is_archived"}})
    await workspace.deliver(events.mention("one"))
    await workspace.idle()
    await workspace.stop(gateway)
    with sqlite3.connect(workspace.folder / "slack.db") as connection:
        for table, column in (("dead", "died"), ("threads", "last"), ("sessions", "begun"), ("tasks", "done")):
            connection.execute(f"update slack_{table} set {column} = {column} - 31 * 86400")
    await workspace.stop(await workspace.start(SLACK_KEEP_DAYS="32"))
    with sqlite3.connect(workspace.folder / "slack.db") as connection:
        assert connection.execute("select count(*) from slack_dead").fetchone() == (1,)
    await workspace.start(SLACK_KEEP_DAYS="30")
    await workspace.slack.until(lambda: not any(_count(workspace, table) for table in ("dead", "threads", "sessions", "tasks")))


def _count(workspace: Workspace, table: str) -> int:
    with sqlite3.connect(workspace.folder / "slack.db") as connection:
        return connection.execute(f"select count(*) from slack_{table}").fetchone()[0]


@pytest.mark.parametrize("address", ["https://evil.example/x", "http://hooks.slack.com/x", "https://hooks.slack.com.evil.example/x"])
async def test_replies_leave_only_for_slack(slack: Workspace, address: str) -> None:
    await slack.deliver(events.command("what is A?", address))
    await slack.idle()
    health = await slack.health()
    assert health["dead"] == 1 and "address_is_not_slacks" in (await slack.command("dead"))[1]


async def test_a_head_that_lies_about_its_length_holds_nobody_up(slack: Workspace) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", slack.port)
    writer.write(b"POST /slack/events HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n")
    status = await asyncio.wait_for(reader.readline(), 5)
    writer.close()
    assert status.startswith(b"HTTP/1.1 400")
    assert (await asyncio.wait_for(slack.health(), 5)) is not None
