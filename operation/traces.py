"""What a message goes through, as spans of OpenTelemetry, for the collector that `OTEL_EXPORTER_OTLP_ENDPOINT` names.

Where none is named a span is nothing. Spans carry the id of the request, as the log does, and neither text of people nor
the name of a conversation. All other `OTEL_…` variables (sampling, headers, a name of the service) hold as OpenTelemetry has them.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import Dict, Iterator, Mapping, Union

from opentelemetry import context, trace
from opentelemetry.trace import Span, SpanKind, StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

_COLLECTORS = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
_tracer = trace.get_tracer("outsourcing-assistant")
_headers = TraceContextTextMapPropagator()


def begin(service: str, follow_calls: bool = False) -> None:
    """Begin to send spans, if a collector is named.

    Args:
        service: the name of this process, unless `OTEL_SERVICE_NAME` gives one.
        follow_calls: whether what this process calls by aiohttp is told of the trace, with a span for each call.
    """
    if any(os.environ.get(name) for name in _COLLECTORS):
        from operation import collector

        collector.send_spans(service, follow_calls)


@contextmanager
def span(name: str, kind: SpanKind = SpanKind.INTERNAL, **attributes: Union[str, float]) -> Iterator[Span]:
    """A part of the way of a message; within another one it is a part of that.

    What is raised in it is told by its kind alone: an error may quote what people write.
    """
    with _tracer.start_as_current_span(
        name, kind=kind, attributes=attributes, record_exception=False, set_status_on_exception=False
    ) as current:
        try:
            yield current
        except BaseException as fault:
            current.set_status(StatusCode.ERROR, type(fault).__name__)
            raise


def go_on(headers: Mapping[str, str]) -> None:
    """Let what follows in this task be part of the trace that a request came with (`traceparent`); of a new one if it has none.

    Nothing else that strangers send is read: `tracestate` and `baggage` may be long.
    """
    given = headers.get("traceparent")
    context.attach(_headers.extract({"traceparent": given} if given else {}, context.Context()))


def handed_on() -> Dict[str, str]:
    """The headers by which another process goes on with this trace."""
    headers: Dict[str, str] = {}
    _headers.inject(headers)
    return headers
