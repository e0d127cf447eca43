"""What nginx says by itself, and what it tells the workers: the configuration of `deploy`, before a worker that is none of ours."""

from __future__ import annotations

import json
import os
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Dict, Iterator

import httpx
import pytest

from operation.servers import LOOPBACK, Command, free_port
from tests.operation.conftest import until
from tools.servers import Process
from tools.soak.cluster import configure_nginx

NGINX = Path("/usr/sbin/nginx")
HEADERS = {
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
}


class Worker(BaseHTTPRequestHandler):
    """Answers with the headers that it was sent."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        body = json.dumps({name.lower(): value for name, value in self.headers.items()}).encode()
        self.send_response(200)
        for name, value in {
            "Content-Security-Policy": "default-src 'self'",
            "X-Frame-Options": "DENY",
            "Content-Length": len(body),
        }.items():
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if not NGINX.exists():
        pytest.skip("nginx is not installed")
    folder = tmp_path_factory.mktemp("nginx")
    worker = ThreadingHTTPServer((LOOPBACK, 0), Worker)
    threading.Thread(target=worker.serve_forever, daemon=True).start()
    port = free_port()
    values = {
        "LISTEN": f"{LOOPBACK}:{port}",
        "ACTION_LISTEN": f"{LOOPBACK}:{free_port()}",
        "WORKERS": f"server {LOOPBACK}:{worker.server_port};",
        "ACTIONS": f"server {LOOPBACK}:{worker.server_port};",
        "CLIENT_RATE": "1r/m",
        "PROXIES": f"set_real_ip_from {LOOPBACK};",
    }
    file = configure_nginx(folder, values)
    nginx = Process(Command([str(NGINX), "-c", str(file), "-e", str(folder / "log")], dict(os.environ)), folder / "log")
    nginx.start()
    try:
        until(lambda: _answers(f"http://{LOOPBACK}:{port}"))
        yield f"http://{LOOPBACK}:{port}"
    finally:
        nginx.stop()
        worker.shutdown()
        worker.server_close()


def _answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/nothing").status_code == 404
    except httpx.TransportError:
        return False


_PEOPLE = httpx.Client()


def get(url: str, path: str, client: str = "192.0.2.1", **headers: str) -> httpx.Response:
    return _PEOPLE.get(url + path, headers={"X-Forwarded-For": client, **headers})


def test_every_reply_has_the_security_headers_once(url: str) -> None:
    for reply in (get(url, "/nothing"), get(url, "/webhooks/rest/webhook"), httpx.get(f"{url}/chat/x", headers={"X": "y" * 40_000})):
        assert reply.status_code in (400, 404)
        assert {name: reply.headers.get_list(name) for name in HEADERS} == {name: [value] for name, value in HEADERS.items()}
        assert len(reply.headers["x-request-id"]) == 32
    passed_on = get(url, "/chat/history")
    assert passed_on.headers.get_list("content-security-policy") == ["default-src 'self'"]
    assert passed_on.headers.get_list("x-frame-options") == ["DENY"] and passed_on.headers.get_list("x-content-type-options") == ["nosniff"]
    assert "strict-transport-security" not in passed_on.headers
    assert "max-age=31536000" in get(url, "/nothing", **{"X-Forwarded-Proto": "https"}).headers["strict-transport-security"]


def test_what_a_browser_calls_its_request_the_workers_call_it(url: str) -> None:
    def seen(**headers: str) -> Dict[str, str]:
        return get(url, "/chat/history", **headers).json()

    assert seen(**{"X-Request-ID": "a1b2c3d4-from-the-browser"})["x-request-id"] == "a1b2c3d4-from-the-browser"
    for none in ({}, {"X-Request-ID": "short"}, {"X-Request-ID": "x" * 65}, {"X-Request-ID": "with spaces in it"}):
        assert len(seen(**none)["x-request-id"]) == 32
    assert seen()["x-forwarded-for"] == "192.0.2.1"


def test_an_address_is_limited(url: str) -> None:
    statuses = [get(url, "/chat/history", "192.0.2.77").status_code for _ in range(110)]
    assert statuses[0] == 200 and statuses[-1] == 429
    assert get(url, "/chat/history", "192.0.2.78").status_code == 200


def test_one_line_of_ipv6_is_limited_as_one(url: str) -> None:
    statuses = [get(url, "/chat/history", f"2001:db8:7:7::{number:x}").status_code for number in range(110)]
    assert statuses[0] == 200 and statuses[-1] == 429
    refused = get(url, "/chat/history", "2001:db8:7:7:ffff::1")
    assert refused.status_code == 429 and refused.headers.get_list("retry-after") == ["10"]
    assert refused.headers["x-content-type-options"] == "nosniff"
    assert get(url, "/chat/history", "2001:db8:7:8::1").status_code == 200


def test_only_what_is_public_is_passed_on(url: str) -> None:
    for path, status in {
        "/": 200, "/chat/history": 200, "/infographic/id.png": 200, "/.well-known/security.txt": 200,
        "/.well-known/other": 404, "/webhooks/rest/webhook": 404, "/health/ready": 404, "/metrics": 404, "/webhook": 404,
    }.items():  # fmt: skip
        assert get(url, path, "198.51.100.3").status_code == status, path
