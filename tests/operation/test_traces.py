"""A message is followed through both servers by a collector of OpenTelemetry, which learns no text and holds nobody up."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import Any, Dict, Iterator
from uuid import uuid4

import httpx
import pytest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import StatusCode

from operation import traces
from operation.servers import quiet_environment
from tests.operation.conftest import FragileBot, until
from tests.operation.spans import Collector, Span


@pytest.fixture
def collector() -> Iterator[Collector]:
    found = Collector()
    yield found
    found.close()


def send(bot: FragileBot, text: str, **headers: str) -> Any:
    body = {"sender": f"traced-{uuid4().hex}", "message": text}
    return httpx.post(f"{bot.url}/webhooks/rest/webhook", json=body, headers=headers, timeout=10)


def test_a_message_is_one_trace_from_who_sends_it_to_the_action(fragile: FragileBot) -> None:
    trace, parent, request = uuid4().hex, uuid4().hex[:16], uuid4().hex
    headers = {"traceparent": f"00-{trace}-{parent}-01", "X-Request-ID": request}
    headers |= {"baggage": "secret=rahasia7733", "tracestate": "vendor=rahasia7733"}
    send(fragile, "Apa itu BPO? rahasia7733", **headers)
    until(lambda: {"turn", "action"} <= {span.name for span in fragile.collector.spans(trace)})
    found = {span.name: span for span in fragile.collector.spans(trace)}
    assert {name: span.service for name, span in found.items()} == {
        **dict.fromkeys(("turn", "read", "answer", "POST"), "assistant"),
        "action": "assistant-actions",
    }
    parents = {span.id: name for name, span in found.items()}
    assert found["turn"].parent == parent
    assert {name: parents[found[name].parent] for name in ("read", "answer", "POST", "action")} == {
        "read": "turn", "answer": "turn", "POST": "answer", "action": "POST",
    }  # fmt: skip
    assert found["turn"].attributes["request"] == found["action"].attributes["request"] == request
    assert (found["turn"].attributes["topic"], found["action"].attributes["kind"]) == ("definition", "answer")
    assert not any(b"rahasia7733" in body or b"traced-" in body for body in fragile.collector.bodies)


def test_each_message_is_a_trace_of_its_own(fragile: FragileBot) -> None:
    requests = [uuid4().hex, uuid4().hex]
    with httpx.Client(base_url=fragile.url) as kept:
        for request in requests:
            body = {"sender": f"traced-{request}", "message": "Apa itu KPO?"}
            kept.post("/webhooks/rest/webhook", json=body, headers={"X-Request-ID": request}, timeout=10)

    def found() -> Dict[str, Span]:
        return {span.attributes["request"]: span for span in fragile.collector.all() if span.name == "turn"}

    until(lambda: found().keys() >= set(requests))
    first, second = (found()[request] for request in requests)
    assert first.trace != second.trace and not first.parent and not second.parent


def test_a_collector_that_takes_nothing_is_told_of_once_and_holds_nobody_up(fragile: FragileBot) -> None:
    began = len(fragile.rasa.log.read_text())
    fragile.collector.status = 400
    try:
        for _ in range(4):
            started = time.monotonic()
            assert send(fragile, "Apa itu BPO?").status_code == 200
            assert time.monotonic() - started < 2
            time.sleep(0.3)
        until(lambda: "traces are not taken" in fragile.rasa.log.read_text()[began:])
    finally:
        fragile.collector.status = 200
    send(fragile, "Apa itu BPO?")
    until(lambda: "traces are taken again" in fragile.rasa.log.read_text()[began:])
    said = fragile.rasa.log.read_text()[began:]
    assert said.count("traces are not taken") == 1 and "Traceback" not in said


def test_what_goes_wrong_is_told_by_its_kind_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    kept, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(kept))
    monkeypatch.setattr(traces, "_tracer", provider.get_tracer("test"))
    with pytest.raises(ValueError), traces.span("part"):
        raise ValueError("rahasia7734")
    (span,) = kept.get_finished_spans()
    assert (span.status.status_code, span.status.description, span.events) == (StatusCode.ERROR, "ValueError", ())


def test_where_no_collector_is_named_none_is_loaded() -> None:
    program = "import sys; from operation import traces; traces.begin('x', True); print('opentelemetry.sdk.trace' in sys.modules)"
    for named, loaded in (("", "False"), ("http://127.0.0.1:1", "True")):
        environment = {**quiet_environment(), "OTEL_EXPORTER_OTLP_ENDPOINT": named}
        done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True)
        assert done.stdout.split() == [loaded], done.stderr


def end_of_a_process(collector: str, trace: str) -> float:
    """How long a process takes from its start to its end in which there was one span."""
    program = (
        "from operation import traces; traces.begin('ending')\n"
        f"traces.go_on({{'traceparent': '00-{trace}-0123456789abcdef-01'}})\n"
        "with traces.span('last'): pass\n"
    )
    environment = {**quiet_environment(), "OTEL_EXPORTER_OTLP_ENDPOINT": collector}
    started = time.monotonic()
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True)
    assert done.returncode == 0 and "Traceback" not in done.stderr, done.stderr
    return time.monotonic() - started


def test_what_is_left_at_the_end_of_a_process_is_sent(collector: Collector) -> None:
    trace = uuid4().hex
    end_of_a_process(collector.url, trace)
    assert [span.name for span in collector.spans(trace)] == ["last"]


def test_the_end_of_a_process_waits_for_no_collector(collector: Collector) -> None:
    collector.answers.clear()
    # OpenTelemetry's own end waits ten seconds for each try.
    assert end_of_a_process(collector.url, uuid4().hex) < 6
