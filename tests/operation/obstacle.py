"""What stands between Rasa and its action server in a test: it passes calls on, late if told to, or answers them itself."""

from __future__ import annotations

import json
import threading
import time
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Dict, Optional

from operation.servers import LOOPBACK


class Obstacle:
    """Passes each action call on after `seconds[sender]`; at once where there is none. Where `instead` is set, that is the reply to all."""

    def __init__(self, behind: int) -> None:
        self.seconds: Dict[str, float] = {}
        self.instead: Optional[bytes] = None
        obstacle = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                time.sleep(obstacle.seconds.get(json.loads(body)["sender_id"], 0))
                onward = urllib.request.Request(f"http://{LOOPBACK}:{behind}{self.path}", body, dict(self.headers))
                if obstacle.instead is None:
                    with urllib.request.urlopen(onward) as reply:
                        content = reply.read()
                else:
                    content = obstacle.instead
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: Any) -> None:
                """Quiet."""

            def handle_one_request(self) -> None:
                try:
                    super().handle_one_request()
                except OSError:
                    self.close_connection = True  # Rasa has hung up, or there is nobody behind

        self._server = ThreadingHTTPServer((LOOPBACK, 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """Stop."""
        self._server.shutdown()
        self._server.server_close()
