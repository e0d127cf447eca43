"""Figures for Prometheus, served on a port of their own when `METRICS_PORT` is set."""

from __future__ import annotations

import os

from prometheus_client import Counter, Gauge, Histogram, start_http_server

from operation.servers import LOOPBACK

MESSAGES = Counter(
    "assistant_messages",
    "Messages answered; kind: answer, clarify, decline or social.",
    ["channel", "language", "kind", "topic"],
)
SECONDS = Histogram(
    "assistant_message_seconds",
    "From a message's arrival in a channel to its reply.",
    ["channel"],
    buckets=(0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15),
)
FAILURES = Counter(
    "assistant_failures",
    "Turns that ended in an apology; reason: slow, failed, silent or invalid.",
    ["channel", "reason"],
)
REFUSED = Counter(
    "assistant_refused",
    "What was refused; reason: address, busy, host, malformed, person, too_fast or too_long.",
    ["reason"],
)

UNDER_WAY = Gauge(
    "assistant_messages_under_way",
    "Messages that have come and are not answered yet, those that wait among them: the load.",
)
READY = Gauge(
    "assistant_ready",
    "1 if the last probe was answered, 0 if the process says that it is not ready.",
)


def serve() -> None:
    """Begin to serve the figures, on `METRICS_HOST` (the loopback address if unset)."""
    port = os.environ.get("METRICS_PORT")
    if port:
        start_http_server(int(port), os.environ.get("METRICS_HOST", LOOPBACK))
