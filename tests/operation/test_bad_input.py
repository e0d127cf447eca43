"""Generated bad input on every public address of a real server, and what it does to others."""

from __future__ import annotations

import json
import os
import re
import threading
import time
from pathlib import Path
from typing import Iterator, List

import httpx
import psutil
import pytest
from hypothesis import HealthCheck, given, seed, settings

from channels.guard import MAX_BODY_BYTES
from tests.operation.bad_input import Request, odd, rest, web
from tools.servers import Bot

INPUTS = int(os.environ.get("BAD_INPUTS", 450))
"""For all addresses together; `make soak` sets more."""

generated = settings(
    max_examples=INPUTS // 3, deadline=None, database=None, suppress_health_check=list(HealthCheck), print_blob=False
)


@pytest.fixture(scope="module")
def bot(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """A bot without limits on how much is asked: here one person asks everything."""
    running = Bot(tmp_path_factory.mktemp("bad_input"), model, environment={"MESSAGES_PER_MINUTE": "0"})
    try:
        yield running.start()
    finally:
        running.stop()
    logs = running.rasa.log.read_text() + running.actions.log.read_text()
    assert "Traceback" not in logs, logs[logs.index("Traceback") - 1000 :][:4000]


@pytest.fixture(scope="module")
def client(bot: Bot) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=bot.url, timeout=30) as client:
        yield client


def send(client: httpx.Client, request: Request) -> httpx.Response:
    """Send it; nobody may wait for longer than two seconds, nor be told that the server failed."""
    started = time.monotonic()
    try:
        response = client.request(request.method, request.path, headers=request.headers, content=request.body)
    except httpx.TransportError:
        if len(request.body) > MAX_BODY_BYTES:
            # The server has answered, and hung up in the midst of a body that is far too long.
            response = httpx.Response(413, json={"error": {"message": "hung up"}})
        else:
            # It hung up on the request before, over the same connection: a new one it is.
            response = client.request(request.method, request.path, headers=request.headers, content=request.body)
    assert time.monotonic() - started < 2
    assert response.status_code < 500, response.text
    assert "Traceback" not in response.text
    return response


def test_rest(client: httpx.Client) -> None:
    @seed(7)
    @generated
    @given(rest)
    def attack(request: Request) -> None:
        response = send(client, request)
        if response.status_code != 200:
            assert response.json()["error"]
        else:
            messages = [json.loads(line) for line in response.text.splitlines()] if "true" in request.path else response.json()
            assert messages[0]["text"]

    attack()


def test_web(client: httpx.Client) -> None:
    holders: List[dict] = []

    @seed(7)
    @generated
    @given(web)
    def attack(request: Request) -> None:
        if len(holders) % 20 == 0:
            holders.append({"Authorization": f"Bearer {client.post('/chat/session').json()['token']}"})
        response = send(client, request._replace(headers={**request.headers, **holders[-1]}))
        if response.status_code == 200:
            assert response.json()["answer"]["body"]
        elif response.status_code != 204:
            assert response.json()["error"]["message"]

    attack()


def test_other_addresses(client: httpx.Client) -> None:
    @seed(7)
    @generated
    @given(odd)
    def attack(request: Request) -> None:
        send(client, request)

    attack()


def test_too_long_a_text_is_refused_at_once_and_delays_nobody(bot: Bot, client: httpx.Client) -> None:
    bot.answer("Apa itu BPO?", "warm-up")
    slowest: List[float] = []
    stop = threading.Event()

    def another_person() -> None:
        while not stop.is_set():
            started = time.monotonic()
            bot.answer("What is KPO?", "another person")
            slowest.append(time.monotonic() - started)

    thread = threading.Thread(target=another_person)
    thread.start()
    try:
        for text in ("terlalu panjang " * 200, "x" * 31_000):
            started = time.monotonic()
            reply = client.post("/webhooks/rest/webhook", json={"sender": "long", "message": text}).json()
            assert time.monotonic() - started < 0.2
            assert "2.000" in reply[0]["text"] or "2,000" in reply[0]["text"]
        assert send(client, Request("POST", "/webhooks/rest/webhook", {}, b"x" * 1_000_000)).status_code == 413
    finally:
        stop.set()
        thread.join()
    assert max(slowest) < 1


def test_bodies_of_any_size_leave_memory_alone(bot: Bot, client: httpx.Client) -> None:
    before = psutil.Process(bot.rasa.pid).memory_info().rss
    for _ in range(20):
        assert send(client, Request("POST", "/webhooks/rest/webhook", {}, b"x" * 5_000_000)).status_code == 413
    assert psutil.Process(bot.rasa.pid).memory_info().rss - before < 50_000_000


def test_only_channels_health_and_files_are_reachable(client: httpx.Client) -> None:
    for path in ("/model", "/model/parse", "/model/train", "/conversations/x/tracker", "/status", "/version", "/domain", "/metrics"):
        for method in ("GET", "POST", "PUT"):
            assert client.request(method, path, content=b"" if method == "GET" else b"{}").status_code in (404, 405)


def test_no_other_site_may_read_a_reply(client: httpx.Client) -> None:
    origin = {"Origin": "https://evil.example"}
    for path in ("/webhooks/rest/webhook", "/health/ready", "/chat/messages"):
        for method in ("OPTIONS", "POST", "GET"):
            response = client.request(method, path, headers=origin)
            assert "access-control-allow-origin" not in response.headers


def test_every_reply_carries_the_security_headers(client: httpx.Client) -> None:
    for path in ("/", "/webhooks/rest/", "/webhooks/rest/webhook", "/health/live", "/nothing", "/chat/history"):
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert re.fullmatch(r"[A-Za-z0-9-]{8,64}", headers.get("x-request-id", "0" * 8))
