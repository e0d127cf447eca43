"""What stands around every channel of a server: limits, headers, a request's id, a store that may not forget."""

from __future__ import annotations

import asyncio
import ipaddress
import re
import uuid
from typing import Any, Optional

from sanic import Blueprint, Sanic
from sanic.exceptions import PayloadTooLarge, SanicException
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response

from channels import hosts, limits, proxies, wire
from operation import metrics, traces
from operation.conversations import named_store
from operation.logs import event_log, request_id
from operation.retention import keep_forgetting

log = event_log(__name__)

MAX_BODY_BYTES = 32 * 1024
"""2,000 characters, each escaped in JSON, and room to say that more are too many."""

_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}")


def protect(blueprint: Blueprint) -> None:
    """Guard the server that the blueprint becomes part of; any number of channels may ask for it."""

    @blueprint.listener("before_server_start")
    async def stand_around(app: Sanic, _: Any) -> None:
        if getattr(app.ctx, "guarded", False):
            return
        app.ctx.guarded, app.ctx.forgetting = True, None
        traces.begin("assistant", follow_calls=True)
        app.config.REQUEST_MAX_SIZE = MAX_BODY_BYTES
        app.register_middleware(admit, "request")
        app.register_middleware(_label, "response")
        app.error_handler.add(PayloadTooLarge, _too_large)
        app.error_handler.add(wire.Malformed, _malformed)
        app.error_handler.add(SanicException, _refused)
        wire.be_strict()

    @blueprint.listener("after_server_start")
    async def keep_to_the_store(app: Sanic, _: Any) -> None:
        if app.ctx.forgetting:
            return
        # Rasa goes on in memory when its store fails, and forgets that with the process. A turn
        # that cannot be kept is to fail instead, so that the person is told.
        store = app.ctx.agent.tracker_store
        store._on_tracker_store_error = _raise
        app.ctx.forgetting = asyncio.ensure_future(keep_forgetting(named_store(store)))

    @blueprint.listener("before_server_stop")
    async def end(app: Sanic, _: Any) -> None:
        if app.ctx.forgetting:
            app.ctx.forgetting.cancel()


async def admit(request: Request) -> Optional[HTTPResponse]:
    """Gives a request its id; refuses one that calls the server by a name of others, or an address that asks too often.

    Each is counted once, whoever asks first.
    """
    if getattr(request.ctx, "admitted", False):
        return None
    request.ctx.admitted = True
    given = request.headers.get("x-request-id", "")
    traces.go_on(request.headers)
    request_id.set(given if _REQUEST_ID.fullmatch(given) else uuid.uuid4().hex)
    client = proxies.client_of(request.ip, request.headers.get("x-forwarded-for", ""))
    # Behind a proxy of ours the proxy has seen to it.
    if not hosts.may_be_called(request.host, None if client.is_passed_on else client.address):
        metrics.REFUSED.labels("host").inc()
        return json_response({"error": {"code": "host", "message": "This server is not called so: see ALLOWED_HOSTS."}}, status=421)
    # This machine is not counted: it is a person trying the bot out, or a proxy that counts by itself.
    if not hosts.is_local(client.address) and not await limits.requests.allows(_counted_as(client.address)):
        metrics.REFUSED.labels("address").inc()
        return json_response(
            {"error": {"code": "too_many", "message": "Too many requests; try again in a minute."}},
            status=429,
            headers={"Retry-After": "60"},
        )
    return None


def is_json(request: Request) -> bool:
    """Whether a request says that its body is JSON; what a page of elsewhere may send without asking does not."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower() == "application/json"


def _counted_as(address: str) -> str:
    """The key of an address: one line has a whole /64 of IPv6."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((found, 64), strict=False)) if found.version == 6 else address


async def _label(request: Request, response: HTTPResponse) -> None:
    for header, value in _HEADERS.items():
        response.headers.setdefault(header, value)
    if request_id.get():
        response.headers["X-Request-ID"] = request_id.get()


def _too_large(_: Request, __: Exception) -> HTTPResponse:
    message = f"The body exceeds {MAX_BODY_BYTES} bytes."
    return json_response({"error": {"code": "too_large", "message": message}}, status=413)


def _malformed(_: Request, fault: wire.Malformed) -> HTTPResponse:
    metrics.REFUSED.labels("malformed").inc()
    return json_response({"error": {"code": "malformed", "message": str(fault)}}, status=fault.status_code)


def _refused(_: Request, fault: SanicException) -> HTTPResponse:
    """Sanic's own reply is written in what the `Accept` of the request names, and fails where that cannot be read."""
    status = getattr(fault, "status_code", 500)
    if status >= 500:
        log.error("request failed", status=status, fault=str(fault))
    error = {"code": "refused" if status < 500 else "unavailable", "message": str(fault)}
    return json_response({"error": error}, status=status, headers=getattr(fault, "headers", None))


def _raise(failure: Exception) -> None:
    raise failure
