"""Figures for Prometheus of what the gateway does; those of the store are read when they are asked for."""

from __future__ import annotations

from collections.abc import Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

_SECONDS = (0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 3600)


class Figures:
    """The figures of one gateway."""

    def __init__(self) -> None:
        registry = self._registry = CollectorRegistry()
        self._waiting = Gauge("slack_waiting", "Tasks that are not done.", registry=registry)
        self._oldest = Gauge("slack_oldest_seconds", "For how long the oldest of them has waited.", registry=registry)
        self._dead = Gauge("slack_dead", "Tasks that were given up and are kept.", registry=registry)
        self._done = Counter("slack_tasks", "Tasks by kind; outcome: done, again or dead.", ["kind", "outcome"], registry=registry)
        self._seconds = Histogram("slack_task_seconds", "From a task's arrival to its end.", ["kind"], buckets=_SECONDS, registry=registry)
        self._failures = Gauge("slack_api_failures", "Calls that Slack refused or that did not reach it.", ["failure"], registry=registry)

    def ended(self, kind: str, outcome: str, seconds: float) -> None:
        """Count an attempt at a task; one that is to be tried again has not ended yet."""
        self._done.labels(kind, outcome).inc()
        if outcome != "again":
            self._seconds.labels(kind).observe(seconds)

    def text(self, waiting: int, oldest: float, dead: int, failures: Mapping[str, int]) -> bytes:
        """All figures as Prometheus reads them."""
        self._waiting.set(waiting)
        self._oldest.set(oldest)
        self._dead.set(dead)
        for failure, count in failures.items():
            self._failures.labels(failure).set(count)
        return generate_latest(self._registry)
