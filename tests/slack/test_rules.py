"""Slack's rules: signatures, acknowledgements, repeats, rate limits, failures."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import time

import pytest

from tests.slack import events
from tests.slack.conftest import Workspace

pytestmark = [pytest.mark.asyncio, pytest.mark.usefixtures("impatient")]

TOO_MANY = {"status": 429, "headers": {"Retry-After": "1"}, "body": {"ok": False, "error": "ratelimited"}}
BROKEN = {"status": 500, "body": {"ok": False, "error": "internal_error"}}


async def test_address_is_verified(slack: Workspace) -> None:
    body = events.body_of({"type": "url_verification", "challenge": "abc"})
    assert await slack.post(body, events.signed(body)) == (200, "abc")


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Slack-Signature": "v0=" + "0" * 64},
        {"X-Slack-Signature": "v0=\u00e4"},
        {"X-Slack-Request-Timestamp": "soon"},
        {"X-Slack-Request-Timestamp": str(int(time.time()) + 100)},
    ],
)
async def test_unsigned_and_forged_are_refused(slack: Workspace, headers: dict) -> None:
    body = events.body_of(events.mention("hello"))
    signed = {**events.signed(body), **headers} if headers else {}
    assert (await slack.post(body, signed))[0] == 401
    await slack.idle()
    assert slack.bot.turns == []


@pytest.mark.parametrize("minutes", [-6, 6])
async def test_old_and_future_signatures_are_refused(slack: Workspace, minutes: int) -> None:
    body = events.body_of(events.mention("hello"))
    stale = events.signed(body, at=str(int(time.time()) + 60 * minutes))
    assert (await slack.post(body, stale))[0] == 401
    wrong = events.signed(body, secret="another")
    assert (await slack.post(body, wrong))[0] == 401
    await slack.idle()
    assert slack.bot.turns == []


async def test_any_spelling_of_the_content_type(slack: Workspace) -> None:
    spellings = ["application/json; charset=utf-8", "Application/JSON", "text/plain", "multipart/form-data"]
    for spelling in spellings:
        assert await slack.deliver(events.mention(spelling), {"Content-Type": spelling}) == 200
    await slack.idle()
    assert sorted(slack.bot.texts) == sorted(spellings)


_EVENT = events.message("x", channel="D1")


_JUNK = [
    b"", b"{", b"[]", b"[1]", b"{}", b"null", b"1", b"\xff\xfe", b"payload=", b"payload={", b"payload=[]", b"payload=1",
    b"[" * 100_000, b"ssl_check=1", b"command=/x", b"type=event_callback",
    *(
        json.dumps(value).encode()
        for value in (
            {"type": "event_callback"},
            {"type": "event_callback", "event": []},
            {"type": ["event_callback"]},
            {**_EVENT, "event_id": None},
            {**_EVENT, "event_id": "\ud800"},
            {**_EVENT, "event_id": "x" * 10_000},
            {**_EVENT, "event": {**_EVENT["event"], "text": ["x"]}},
            {**_EVENT, "event": {**_EVENT["event"], "text": None, "ts": {}}},
            {**_EVENT, "event": {**_EVENT["event"], "channel": "C\u0000"}},
            {**_EVENT, "event": {**_EVENT["event"], "user": {"id": "U1"}}},
            {"type": "block_actions", "actions": []},
            {"type": "block_actions", "actions": [{"type": "checkboxes", "action_id": "x"}], "trigger_id": "1"},
            {"type": "view_submission", "view": {"callback_id": "ask"}},
            {"type": "view_closed", "view": {}},
            {"type": "message_action", "callback_id": "x"},
            {"type": "block_suggestion"},
            {"command": "/x", "text": 1},
        )
    ),
]  # fmt: skip


async def test_no_payload_is_answered_with_an_error(slack: Workspace) -> None:
    for payload in _JUNK:
        status, _ = await slack.post(payload, events.signed(payload))
        assert status in (200, 401), payload  # 401: what is no text cannot be signed
    await slack.idle()
    assert slack.bot.turns == []


async def test_strange_characters_are_text(slack: Workspace) -> None:
    await slack.deliver(events.message("half \ud83d and \u0000 nul", channel="D1"))
    await slack.idle()
    assert slack.bot.texts == ["half ? and \u0000 nul"]


async def test_retry_storm_is_one_answer(slack: Workspace) -> None:
    slack.bot.seconds = 0.3
    payload = events.mention("hello")
    reasons = ["http_timeout", "http_error", "connection_failed", "ssl_error", "too_many_redirects"]
    storm = [
        slack.deliver(payload, {"X-Slack-Retry-Num": str(number), "X-Slack-Retry-Reason": reasons[number % 5]}) for number in range(10)
    ]
    assert set(await asyncio.gather(*storm)) == {200}
    await slack.idle()
    await slack.deliver(payload)
    await slack.idle()
    assert slack.bot.texts == ["hello"] and len(slack.slack.posts()) == 1


async def test_rate_limit_is_obeyed_and_nothing_is_lost(slack: Workspace) -> None:
    slack.slack.script("chat.postMessage", TOO_MANY)
    start = time.monotonic()
    await slack.deliver(events.mention("hello"))
    await slack.idle()
    assert time.monotonic() - start >= 1
    assert len(slack.slack.posts()) == 1 and slack.bot.texts == ["hello"]


async def test_server_error_is_tried_again_and_counted(slack: Workspace) -> None:
    slack.slack.script("chat.postMessage", BROKEN)
    await slack.deliver(events.mention("hello"))
    await slack.idle()
    assert len(slack.slack.posts()) == 1 and slack.bot.texts == ["hello"]
    assert (await slack.health())["failures"] == {"chat.postMessage internal_error": 1}


@pytest.mark.parametrize(
    "failure", [{**BROKEN, "done": True}, {"cut": True, "done": True}, {"cut": True}], ids=["500", "cut", "cut before"]
)
async def test_post_that_only_seemed_to_fail_is_not_repeated(slack: Workspace, failure: dict) -> None:
    slack.slack.script("chat.postMessage", failure)
    await slack.deliver(events.mention("hello"))
    await slack.idle()
    assert len(slack.slack.posts()) == 1 and slack.bot.texts == ["hello"]


@pytest.mark.parametrize("failure", [{**BROKEN, "done": True}, {"cut": True, "done": True}], ids=["500", "cut"])
async def test_upload_that_only_seemed_to_fail_is_not_repeated(slack: Workspace, failure: dict) -> None:
    slack.slack.script("files.completeUploadExternal", failure)
    await slack.deliver(events.mention("picture"))
    await slack.idle()
    assert [bool(post.get("files")) for post in slack.slack.posts()] == [False, True]


async def test_refusal_is_logged_with_slacks_code(slack: Workspace, caplog: pytest.LogCaptureFixture) -> None:
    refusal = {"ok": False, "error": "missing_scope", "needed": "chat:write"}
    slack.slack.script("chat.postMessage", {"body": refusal})
    await slack.deliver(events.mention("secret words"))
    await slack.idle()
    assert "method=chat.postMessage error=missing_scope needed=chat:write count=1" in caplog.text
    assert "secret words" not in caplog.text and "xoxb" not in caplog.text
    await slack.deliver(events.mention("next"))
    await slack.idle()
    assert len(slack.slack.posts()) == 1


async def test_what_slack_does_not_draw_is_sent_in_older_blocks_and_its_place_is_logged(
    slack: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    """The place alone: what else Slack says of it may hold what people write."""
    messages = ["[ERROR] secret words must be shorter [json-pointer:/blocks/1/text/text]"]
    refusal = {"ok": False, "error": "invalid_blocks", "response_metadata": {"messages": messages}}
    slack.slack.script("chat.postMessage", {"body": refusal})
    await slack.deliver(events.mention("secret words"))
    await slack.idle()
    assert "error=invalid_blocks at=/blocks/1/text/text count=1 mend=" in caplog.text and "secret words" not in caplog.text
    assert len(slack.slack.posts()) == 1


async def test_bot_that_comes_back_answers(slack: Workspace) -> None:
    slack.bot.down = True
    await slack.deliver(events.mention("hello"))
    await asyncio.sleep(0.5)
    slack.bot.down = False
    await slack.idle()
    assert slack.bot.texts == ["hello"] and len(slack.slack.posts()) == 1


async def test_bot_that_stays_away_is_excused(slack: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("channels.slack.answering._BOT_PATIENCE", 0)
    slack.slack.locales["U1"] = "id-ID"
    slack.bot.down = True
    await slack.deliver(events.mention("halo"))
    await slack.idle()
    assert slack.slack.posts()[0]["text"].startswith("Maaf, saya sedang mengalami gangguan")


async def test_conversation_whose_token_is_over_begins_anew(slack: Workspace) -> None:
    await slack.deliver(events.message("hello", channel="D1"))
    await slack.idle()
    slack.bot.tokens = {"another"}
    await slack.deliver(events.message("again", channel="D1"))
    await slack.idle()
    assert slack.bot.texts == ["hello", "again"] and len(slack.slack.posts()) == 2
    slack.bot.tokens = {"another"}
    await slack.deliver(events.click(slack.slack.posts()[0], kind="context_actions"))
    await slack.idle()
    assert slack.bot.votes == []


async def test_messages_of_a_person_reach_the_bot_in_order(slack: Workspace) -> None:
    slack.bot.seconds = 0.05
    for number in range(6):
        await slack.deliver(events.message(f"number {number}", channel="D1"))
    await slack.idle()
    assert slack.bot.texts == [f"number {number}" for number in range(6)]


async def test_two_workers_answer_once(workspace: Workspace) -> None:
    ports = []
    for _ in range(2):
        await workspace.start()
        ports.append(workspace.port)
    payloads = [events.mention(f"question {number}", user=f"U{number}") for number in range(10)]
    for payload in payloads:
        await asyncio.gather(*(workspace.deliver(payload, port=port) for port in ports * 2))
    await workspace.idle()
    assert sorted(workspace.bot.texts) == [f"question {number}" for number in range(10)]
    assert len(workspace.slack.posts()) == 10


async def test_what_was_acknowledged_survives_the_end_of_the_gateway(workspace: Workspace) -> None:
    gateway = await workspace.start()
    workspace.bot.seconds = 60
    assert await workspace.deliver(events.mention("hello")) == 200
    await workspace.slack.until(lambda: workspace.bot.turns)
    await workspace.stop(gateway)
    workspace.bot.seconds = 0
    await workspace.start()
    await workspace.slack.until(workspace.slack.posts)
    await workspace.idle()
    assert len(workspace.slack.posts()) == 1


async def test_event_that_could_not_be_kept_is_not_acknowledged(slack: Workspace) -> None:
    payload = events.mention("hello")
    with sqlite3.connect(slack.folder / "slack.db", isolation_level=None) as connection:
        connection.execute("alter table slack_tasks rename to away")
        assert await slack.deliver(payload) == 503
        connection.execute("alter table away rename to slack_tasks")
    assert await slack.deliver(payload) == 200
    await slack.idle()
    assert len(slack.slack.posts()) == 1


async def test_what_people_write_is_not_kept(slack: Workspace) -> None:
    await slack.deliver(events.mention("secret words"))
    await slack.idle()
    with sqlite3.connect(slack.folder / "slack.db") as connection:
        assert connection.execute("select task, answer from slack_tasks").fetchall() == [(None, None)]
    files = list(slack.folder.glob("slack.db*"))
    await slack.slack.until(lambda: not any(b"secret words" in file.read_bytes() for file in files))
