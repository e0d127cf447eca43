"""Sends spans to a collector, by OTLP over HTTP. `operation.traces` imports it where one is named, and nobody else."""

from __future__ import annotations

import atexit
import logging
import os
from typing import Optional, Sequence

from opentelemetry import propagate, trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import SERVICE_NAME, Resource
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExportResult
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from operation.logs import event_log

log = event_log(__name__)

_LAST_MILLISECONDS = 1000
"""What is left when the process ends is sent for so long: the end waits for no collector."""


class Delivery(OTLPSpanExporter):
    """Says once that the collector takes nothing, and once that it does again: an error for each try would flood the log."""

    _fault: Optional[str] = None

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        """Send them; what cannot be sent is lost."""
        try:
            fault = None if super().export(spans) is SpanExportResult.SUCCESS else "refused"
        except Exception as failure:
            fault = type(failure).__name__
        if fault and not self._fault:
            log.warning("traces are not taken", reason=fault)
        elif self._fault and not fault:
            log.info("traces are taken again")
        self._fault = fault
        return SpanExportResult.FAILURE if fault else SpanExportResult.SUCCESS


def send_spans(service: str, follow_calls: bool) -> None:
    """Send all spans of this process, in a thread beside what is measured; see `operation.traces.begin`."""
    logging.getLogger("opentelemetry").setLevel(logging.CRITICAL)
    named = {} if os.environ.get("OTEL_SERVICE_NAME") else {SERVICE_NAME: service}
    provider = TracerProvider(resource=Resource.create(named), shutdown_on_exit=False)
    provider.add_span_processor(BatchSpanProcessor(Delivery()))
    trace.set_tracer_provider(provider)
    atexit.register(provider.force_flush, _LAST_MILLISECONDS)
    # Nothing else that came with a request, such as `baggage`, is told to others.
    propagate.set_global_textmap(TraceContextTextMapPropagator())
    if follow_calls:
        from opentelemetry.instrumentation.aiohttp_client import AioHttpClientInstrumentor

        # Of an address only where it leads: the rest may be a secret, as a webhook's is.
        AioHttpClientInstrumentor().instrument(url_filter=lambda url: str(url.origin()), skip_dep_check=True)
