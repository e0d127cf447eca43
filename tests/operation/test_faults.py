"""What people see while a part fails, and that nothing is lost or doubled when it is back."""

from __future__ import annotations

import json
import os
import resource
import signal
import socket
import sqlite3
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from http.client import HTTPConnection
from pathlib import Path
from typing import List, Tuple
from urllib.parse import urlsplit

import httpx
import pytest

from operation import ready, run
from operation.servers import LOOPBACK
from tests.operation.conftest import SORRY, FragileBot, is_ready, until
from tools.servers import Bot


def told(bot: Bot, text: str, sender: str) -> str:
    """What the person reads while the bot cannot answer."""
    answer = bot.answer(text, sender)
    assert answer["topic"] == "unavailable", answer
    return answer["text"]


def test_the_action_server_is_killed_and_comes_back(fragile: FragileBot) -> None:
    assert fragile.answer("Apa itu BPO?", "killed-id")["topic"] == "definition"
    assert fragile.answer("What is BPO?", "killed-en")["topic"] == "definition"
    fragile.actions.stop(hard=True)
    try:
        assert told(fragile, "Apa saja jenis-jenis BPO?", "killed-id").startswith(SORRY["id"])
        assert told(fragile, "What are the types of BPO?", "killed-en").startswith(SORRY["en"])
        until(lambda: not is_ready(fragile))
        assert urllib.request.urlopen(f"{fragile.url}/health/live").status == 200
    finally:
        fragile.start_actions()
    until(lambda: is_ready(fragile), 30)
    assert "KPO" in fragile.answer("kalau KPO?", "killed-id")["text"]
    topics = [said for who, said in fragile.stored("killed-id") if who == "bot"]
    assert topics == ["definition", topics[-1]]


def test_a_slow_action_is_waited_for_and_a_hanging_one_is_not(fragile: FragileBot) -> None:
    fragile.obstacle.seconds = {"slow": 10, "hanging": 60, "hanging-en": 60}
    others = []
    try:
        with ThreadPoolExecutor(4) as pool:
            started = time.monotonic()
            slow = pool.submit(fragile.answer, "Apa itu BPO?", "slow")
            hanging = pool.submit(told, fragile, "Apa itu KPO?", "hanging")
            english = pool.submit(told, fragile, "What is KPO?", "hanging-en")
            while time.monotonic() - started < 5:
                begun = time.monotonic()
                assert fragile.answer("What is BPO?", "unharmed")["topic"] == "definition"
                others.append(time.monotonic() - begun)
                time.sleep(0.5)
            assert slow.result()["topic"] == "definition"
            assert hanging.result().startswith(SORRY["id"])
            assert english.result().startswith(SORRY["en"])
            assert time.monotonic() - started < 15
    finally:
        fragile.obstacle.seconds = {}
    assert max(others) < 1
    assert fragile.answer("Apa itu KPO?", "hanging")["topic"] == "definition"
    assert fragile.stored("hanging") == [("person", "Apa itu KPO?"), ("bot", "definition")]


def test_an_action_that_says_what_is_no_answer_makes_it_not_ready_until_it_answers(fragile: FragileBot) -> None:
    fragile.answer("Apa itu BPO?", "invalid")
    before = fragile.stored("invalid")
    fragile.obstacle.instead = json.dumps({"events": [], "responses": [{"custom": {"answer": {"kind": "?"}}}]}).encode()
    try:
        assert told(fragile, "What is KPO?", "invalid-en").startswith(SORRY["en"])
        until(lambda: not is_ready(fragile))
        reply = httpx.get(f"{fragile.url}/health/ready", timeout=10)
        assert reply.status_code == 503 and reply.json()["fault"] == "ValidationError"
        assert httpx.get(f"{fragile.url}/health/live").status_code == 200
    finally:
        fragile.obstacle.instead = None
    until(lambda: is_ready(fragile))
    assert fragile.stored("invalid") == before
    assert fragile.answer("Apa itu KPO?", "invalid")["topic"] == "definition"


def test_a_full_disk_is_told_and_leaves_the_conversation_whole(fragile: FragileBot) -> None:
    if not os.path.ismount(fragile.disk):
        pytest.skip("only root may mount a small disk")
    fragile.answer("Apa itu BPO?", "full")
    before = fragile.stored("full")
    filling = fragile.disk / "filling"
    try:
        with filling.open("wb", buffering=0) as file, pytest.raises(OSError):
            while True:
                file.write(b"x" * 4096)
        # The write-ahead log may have room for a turn or two.
        until(lambda: fragile.answer("Apa itu outsourcing?", "full-filler")["topic"] == "unavailable")
        assert told(fragile, "Apa saja jenis BPO?", "full").startswith(SORRY["id"])
        until(lambda: not is_ready(fragile))
    finally:
        filling.unlink()
    until(lambda: is_ready(fragile))
    assert fragile.stored("full") == before
    assert fragile.answer("Apa itu KPO?", "full")["topic"] == "definition"
    assert fragile.stored("full") == [*before, ("person", "Apa itu KPO?"), ("bot", "definition")]


def test_a_broken_fact_file_leaves_the_old_facts_in_use(fragile: FragileBot) -> None:
    file = next(path for path in sorted(fragile.facts.rglob("*.yml")) if "bpo" in path.name)
    whole = file.read_text()
    expected = fragile.answer("Apa itu BPO?", "facts-1")["text"]
    try:
        file.write_text(whole + "\n  unknown_key: [broken\n")
        until(lambda: bool(fragile.answer("Apa itu BPO?", "facts-2")) and "stays in use" in fragile.logs)
        assert fragile.answer("Apa itu BPO?", "facts-3")["text"] == expected
        ready = httpx.get(f"{fragile.url}/health/ready", timeout=10)
        assert ready.status_code == 200 and ready.json()["facts"].startswith("models/bpo.yml:"), ready.text
    finally:
        file.write_text(whole)
    until(lambda: "facts" not in httpx.get(f"{fragile.url}/health/ready", timeout=10).json())
    assert fragile.answer("Apa itu BPO?", "facts-4")["text"] == expected


_POST = b"POST /webhooks/rest/webhook HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
# What a request begins with, and a byte with which it goes on as slowly as may be.
_BEGUN = [(b"GET /health/li", b"1"), (_POST + b"Content-Length: 50\r\n\r\n{", b" "), (_POST + b"Transfer-Encoding: chunked\r\n\r\n1", b"")]


def _sent_slowly(port: int, begun: bytes, drop: bytes) -> Tuple[bytes, float]:
    """The answer, and after how many seconds the connection was closed."""
    with socket.create_connection((LOOPBACK, port)) as line:
        line.sendall(begun)
        line.settimeout(0.3)
        answer, started = b"", time.monotonic()
        while time.monotonic() - started < 10:
            try:
                came = line.recv(4096)
            except TimeoutError:
                line.sendall(drop)
                continue
            if not came:
                break
            answer += came
        return answer, time.monotonic() - started


def test_who_sends_slowly_is_not_waited_for(fragile: FragileBot) -> None:
    with ThreadPoolExecutor(len(_BEGUN)) as pool:
        sent = [pool.submit(_sent_slowly, fragile.port, *begun) for begun in _BEGUN]
        assert httpx.get(f"{fragile.url}/health/live").status_code == 200
        for answer, seconds in (one.result() for one in sent):
            assert answer.startswith(b"HTTP/1.1 408 ") and b"did not come within 2 s" in answer
            assert 1.5 < seconds < 8


def test_connections_without_end_take_nothing_from_those_who_are_served(fragile: FragileBot) -> None:
    with httpx.Client(base_url=fragile.url) as client, ExitStack() as lines:

        def ask() -> str:
            message = {"sender": "served", "message": "What is KPO?"}
            return client.post("/webhooks/rest/webhook", json=message).json()[-1]["custom"]["answer"]["topic"]

        assert ask() == "definition"
        limits = resource.prlimit(fragile.rasa.pid, resource.RLIMIT_NOFILE)
        logged = len(fragile.rasa.log.read_text())
        try:
            resource.prlimit(fragile.rasa.pid, resource.RLIMIT_NOFILE, (300, limits[1]))
            opened = [lines.enter_context(socket.create_connection((LOOPBACK, fragile.port))) for _ in range(350)]
            assert ask() == "definition"
            assert _hung_up_on(opened) > 150
        finally:
            resource.prlimit(fragile.rasa.pid, resource.RLIMIT_NOFILE, limits)
    assert "Too many open files" not in fragile.rasa.log.read_text()[logged:]


def _hung_up_on(lines: List[socket.socket]) -> int:
    def is_closed(line: socket.socket) -> bool:
        line.setblocking(False)
        try:
            return line.recv(1) == b""
        except ConnectionResetError:
            return True
        except BlockingIOError:
            return False

    return sum(is_closed(line) for line in lines)


def test_a_bot_may_have_many_connections_wherever_it_is_started(fragile: FragileBot) -> None:
    assert resource.prlimit(fragile.rasa.pid, resource.RLIMIT_NOFILE)[0] == min(20_000, resource.getrlimit(resource.RLIMIT_NOFILE)[1])


def test_a_clean_shutdown_finishes_what_is_under_way(fragile: FragileBot) -> None:
    fragile.answer("Apa itu BPO?", "shutdown")
    fragile.obstacle.seconds = {"shutdown": 3}
    logged = len(fragile.rasa.log.read_text())
    try:
        with ThreadPoolExecutor(1) as pool:
            reply = pool.submit(fragile.answer, "Apa itu KPO?", "shutdown")
            time.sleep(1)
            fragile.stop_rasa()
            assert reply.result()["topic"] == "definition"
    finally:
        fragile.obstacle.seconds = {}
        fragile.start_rasa()
    written = fragile.rasa.log.read_text()[logged:]
    assert "ERROR" not in written and written.count('"event": "retention"') == 1
    assert fragile.stored("shutdown") == [
        *(("person", "Apa itu BPO?"), ("bot", "definition")),
        *(("person", "Apa itu KPO?"), ("bot", "definition")),
    ]


def test_a_killed_server_forgets_nothing(fragile: FragileBot) -> None:
    fragile.answer("Apa saja jenis-jenis BPO?", "sigkill")
    os.kill(fragile.rasa.pid, signal.SIGKILL)
    fragile.stop_rasa()
    fragile.start_rasa()
    assert "KPO" in fragile.answer("kalau KPO?", "sigkill")["text"]
    assert [who for who, _ in fragile.stored("sigkill")] == ["person", "bot", "person", "bot"]


def test_a_corrupt_model_is_said_to_the_operator_and_to_people(tmp_path: Path, model: Path) -> None:
    corrupt = tmp_path / "model.tar.gz"
    corrupt.write_bytes(model.read_bytes()[:100_000])
    bot = Bot(tmp_path, corrupt)
    bot.rasa.start()
    try:
        until(lambda: "live" in _body(f"{bot.url}/health/live"), 90)
        assert "there is no model" in str(ready.fault(bot.url))
        assert told(bot, "Apa itu BPO?", "person").startswith(SORRY["id"])
        assert "ERROR" in bot.rasa.log.read_text()
    finally:
        bot.stop()


def _body(url: str) -> str:
    try:
        with urllib.request.urlopen(url, timeout=5) as response:
            return response.read().decode()
    except OSError:
        return ""


def test_the_port_of_the_action_server_is_not_for_the_bot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", str(run.ACTION_PORT))
    assert (run.main() or "").startswith(f"Port {run.ACTION_PORT} is the action server's own")


def test_a_locked_database_is_told_and_keeps_nobody_else_waiting(fragile: FragileBot) -> None:
    fragile.answer("Apa itu BPO?", "locked")
    before = fragile.stored("locked")
    alive = []
    with closing(sqlite3.connect(fragile.disk / "conversations.db", isolation_level=None)) as holder, ThreadPoolExecutor(2) as pool:
        holder.execute("BEGIN IMMEDIATE")
        started = time.monotonic()
        kept_waiting = pool.submit(told, fragile, "Apa itu KPO?", "locked")
        while not kept_waiting.done():
            begun = time.monotonic()
            assert urllib.request.urlopen(f"{fragile.url}/health/live").status == 200
            alive.append(time.monotonic() - begun)
            time.sleep(0.1)
        assert kept_waiting.result().startswith(SORRY["id"])
        assert time.monotonic() - started < 8
        holder.execute("ROLLBACK")
    assert len(alive) > 10 and max(alive) <= 0.5
    assert fragile.stored("locked") == before
    assert fragile.answer("Apa itu KPO?", "locked")["topic"] == "definition"
    assert fragile.stored("locked") == [*before, ("person", "Apa itu KPO?"), ("bot", "definition")]


def put(bot: Bot, text: str, sender: str) -> HTTPConnection:
    """Send a message over REST and do not wait for its reply: several that are put so set out one after another."""
    connection = HTTPConnection(urlsplit(bot.url).netloc, timeout=30)
    body = json.dumps({"sender": sender, "message": text})
    connection.request("POST", "/webhooks/rest/webhook", body, {"Content-Type": "application/json"})
    return connection


def test_many_messages_of_one_person_at_once_are_answered_in_their_order(fragile: FragileBot) -> None:
    names = ["BPO", "KPO"] * 10
    started = time.monotonic()
    put_at_once = [put(fragile, f"What is {name}?", "hurried") for name in names]
    for name, connection in zip(names, put_at_once):
        with closing(connection):
            messages = json.load(connection.getresponse())
        assert [m["custom"]["answer"]["facts"] for m in messages if "custom" in m] == [[f"{name.lower()}.definition"]]
    # Rasa lets each of them wait a whole second for the one before.
    assert time.monotonic() - started < 10
    assert [said for who, said in fragile.stored("hurried") if who == "person"] == [f"What is {name}?" for name in names]
