"""A collector of OpenTelemetry that keeps what it is sent, and takes nothing while it is told to."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Dict, List, NamedTuple

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from operation.servers import LOOPBACK


class Span(NamedTuple):
    """A span as it arrived."""

    service: str
    name: str
    trace: str
    id: str
    parent: str
    attributes: Dict[str, str]


class Collector:
    """Serves on a free port; `bodies` is all that came, as it came. `status` is its reply, while `answers` is set."""

    def __init__(self) -> None:
        self.bodies: List[bytes] = []
        self.status = 200
        self.answers = threading.Event()
        self.answers.set()
        collector = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                collector.answers.wait()
                if collector.status == 200:
                    collector.bodies.append(body)
                self.send_response(collector.status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer((LOOPBACK, 0), Handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        """Its address, as `OTEL_EXPORTER_OTLP_ENDPOINT` names it."""
        return f"http://{LOOPBACK}:{self._server.server_port}"

    def close(self) -> None:
        """Stop."""
        self.answers.set()
        self._server.shutdown()
        self._server.server_close()

    def spans(self, trace: str) -> List[Span]:
        """All spans of a trace."""
        return [span for span in self.all() if span.trace == trace]

    def all(self) -> List[Span]:
        """All spans that came."""
        return [
            _span(of_process.resource, span)
            for request in map(ExportTraceServiceRequest.FromString, list(self.bodies))
            for of_process in request.resource_spans
            for scope in of_process.scope_spans
            for span in scope.spans
        ]


def _span(resource: Any, span: Any) -> Span:
    (service,) = [pair.value.string_value for pair in resource.attributes if pair.key == "service.name"]
    attributes = {pair.key: pair.value.string_value for pair in span.attributes}
    return Span(service, span.name, span.trace_id.hex(), span.span_id.hex(), span.parent_span_id.hex(), attributes)
