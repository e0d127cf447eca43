"""Limits, logs, figures, and what is kept of people."""

from __future__ import annotations

import json
import sqlite3
import sys
from pathlib import Path
from random import sample
from typing import List
from uuid import uuid4

import httpx
import pytest

from operation import audit, keep
from operation.logs import spoken
from tests.operation.conftest import ADDRESS_LIMIT, FragileBot, is_ready, until


def test_one_person_cannot_send_without_end_and_hinders_nobody(fragile: FragileBot) -> None:
    sender = f"hasty-{uuid4()}"
    # What a slow machine takes for them is given back meanwhile: as many more are answered.
    topics: List[str] = []
    while "too_fast" not in topics and len(topics) < 4 * 60:
        topics.append(fragile.answer("Apa itu BPO?", sender)["topic"])
    assert len(topics) > 60 and topics == ["definition"] * (len(topics) - 1) + ["too_fast"]
    assert fragile.answer("Apa itu BPO?", f"other-{uuid4()}")["topic"] == "definition"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("POST", "/chat/session", 201),
        ("GET", "/", 200),
        ("GET", "/facts/en", 200),
        ("GET", "/health/live", 200),
        ("POST", "/webhooks/rest/webhook", 415),
        ("GET", "/chat/history", 401),
        ("GET", "/nothing", 404),
        ("PUT", "/chat/messages", 404),
    ],
)
def test_one_address_cannot_ask_without_end_for_anything(fragile: FragileBot, method: str, path: str, status: int) -> None:
    with httpx.Client(base_url=fragile.url) as client:
        one, other = (f"2001:db8:{number:x}::1" for number in sample(range(0x10000), 2))

        def ask(address: str) -> httpx.Response:
            return client.request(method, path, headers={"X-Forwarded-For": address})

        # What a slow machine takes for them is given back meanwhile: as many more are let in.
        replies = []
        while len(replies) < 4 * ADDRESS_LIMIT and (not replies or replies[-1].status_code == status):
            replies.append(ask(one))
        assert len(replies) > ADDRESS_LIMIT
        assert replies[-1].status_code == 429
        assert replies[-1].json()["error"]["message"]
        assert "retry-after" in replies[-1].headers
        assert ask(other).status_code == status


def test_a_request_is_followed_from_channel_to_action_without_its_text(fragile: FragileBot) -> None:
    request = uuid4().hex
    body = {"sender": f"followed-{request}", "message": "Apa itu BPO? rahasia7731"}
    reply = httpx.post(f"{fragile.url}/webhooks/rest/webhook", json=body, headers={"X-Request-ID": request})
    assert reply.headers["x-request-id"] == request
    for log, event in ((fragile.rasa.log, "turn"), (fragile.actions.log, "action")):
        lines = [line[line.index("{") :] for line in log.read_text().splitlines() if request in line and "{" in line]
        assert event in [json.loads(line)["event"] for line in lines]
    assert "rahasia7731" not in fragile.logs


def test_a_failing_turn_logs_no_text_either(fragile: FragileBot) -> None:
    fragile.stop_actions()
    try:
        fragile.answer("Apa itu BPO? rahasia7732", "failing")
        until(lambda: not is_ready(fragile))
    finally:
        fragile.start_actions()
    assert "rahasia7732" not in fragile.logs


def test_texts_are_logged_when_switched_on(monkeypatch: pytest.MonkeyPatch) -> None:
    assert spoken("halo") == {}
    monkeypatch.setenv("LOG_MESSAGE_TEXT", "true")
    assert spoken("halo") == {"text": "halo"}


def test_figures_are_served_on_a_port_of_their_own(fragile: FragileBot) -> None:
    fragile.answer("What is KPO?", f"counted-{uuid4()}")
    figures = httpx.get(f"http://127.0.0.1:{fragile.metrics_port}/metrics").text
    assert 'assistant_messages_total{channel="rest",kind="answer",language="en",topic="definition"}' in figures
    assert "assistant_message_seconds_bucket" in figures
    assert httpx.get(f"{fragile.url}/metrics").status_code == 404


def command(bot: FragileBot, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture, *words: str) -> List[str]:
    monkeypatch.setattr(sys, "argv", ["keep", "--endpoints", str(bot.folder / "endpoints.yml"), *words])
    assert keep.main() is None
    return capsys.readouterr().out.splitlines()


def test_a_person_is_forgotten(
    fragile: FragileBot, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture, tmp_path: Path
) -> None:
    monkeypatch.setenv("AUDIT_LOG", str(tmp_path / "audit.log"))
    for sender in ("forgotten", "kept"):
        fragile.answer("Apa itu BPO?", sender)
    with httpx.Client(base_url=fragile.url) as client:
        token = client.post("/chat/session").json()["token"]
        holder = {"Authorization": f"Bearer {token}"}
        message = {"id": "message-1", "text": "Apa itu BPO?"}
        assert client.post("/chat/messages", json=message, headers=holder).status_code == 200
        out = command(fragile, monkeypatch, capsys, "forget", "forgotten", "--token", token)
        assert "2 conversations" in out[0]
        assert client.get("/chat/history", headers=holder).json() == {"turns": [], "earlier": False}
    assert fragile.stored("forgotten") == []
    assert len(fragile.stored("kept")) == 2
    assert "0 conversations" in command(fragile, monkeypatch, capsys, "expire", "1")[0]
    exported = [json.loads(line) for line in command(fragile, monkeypatch, capsys, "export", "kept", "forgotten")]
    assert {event["conversation"] for event in exported} == {"kept"}
    assert [event["text"] for event in exported if event["event"] == "user"] == ["Apa itu BPO?"]
    acts = [json.loads(line) for line in audit.file().read_text().splitlines()]
    assert [act["act"] for act in acts] == ["forget", "expire", "export"]
    assert acts[2]["conversations"] == audit.digests(["forgotten", "kept"])
    assert '"event": "retention"' in fragile.rasa.log.read_text()


def test_declined_questions_are_listed(
    fragile: FragileBot, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    question = "Berapa harga saham Apple hari ini?"
    assert fragile.answer(question, f"declined-{uuid4()}")["kind"] in ("decline", "clarify")
    listed = [json.loads(line) for line in command(fragile, monkeypatch, capsys, "declined")]
    assert question in [line["question"] for line in listed]
    assert listed[-1]["lang"] == "id"


def test_a_probe_leaves_nothing_behind(fragile: FragileBot) -> None:
    assert httpx.get(f"{fragile.url}/health/ready", timeout=10).json() == {"ready": True}
    with sqlite3.connect(fragile.disk / "conversations.db") as connection:
        assert connection.execute("SELECT count(*) FROM events WHERE sender_id LIKE 'probe-%'").fetchone() == (0,)
