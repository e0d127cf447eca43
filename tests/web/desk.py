"""Whoever a conversation is handed over to."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Dict, List

SECRET = "s" * 32


class Desk:
    """The other side of the webhook: keeps what it is sent, and answers with these statuses, then 200."""

    def __init__(self) -> None:
        self.statuses: List[int] = []
        self.received: List[Dict[str, Any]] = []
        desk = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                desk.received.append({"headers": dict(self.headers), "body": body})
                self.send_response(desk.statuses.pop(0) if desk.statuses else 200)
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                """Quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
