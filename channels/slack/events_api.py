"""Receives what Slack posts to a public address (Events API), and tells how the gateway fares."""

from __future__ import annotations

import hmac
import json
import logging
import time
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from prometheus_client import CONTENT_TYPE_LATEST
from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, empty, raw, text
from sanic.response import json as json_response
from slack_sdk.signature import SignatureVerifier

from channels import wire
from channels.slack.bot import BotUnavailable
from channels.slack.database import StoreUnavailable
from channels.slack.gateway import Gateway
from channels.slack.health import Health
from channels.slack.seldom import Seldom

logger = logging.getLogger(__name__)

_MAX_EVENT_BYTES = 1024 * 1024


class _Refusal(NamedTuple):
    """Why a request is not taken, and what to do about it."""

    reason: str
    mend: str


_UNSIGNED = _Refusal("not signed", "nothing, unless you sent it: it is not Slack's")
_FORGED = _Refusal("signature does not fit", "copy SLACK_SIGNING_SECRET of this app from 'Basic Information'; else it is not Slack's")
_OLD = _Refusal("signed at a wrong time", "set the clock of this machine; else somebody repeats an old request")


def application(gateway: Gateway, state: Health, signing_secret: str | None) -> Sanic:
    """The HTTP server: `POST /slack/events` for all that Slack sends, and for those who watch over the gateway
    `GET /live`, `/ready`, `/health` and `/metrics`.

    Without a signing secret nothing can be verified, so nothing is received.
    """
    # As on every port of ours: Sanic's own reading of a head may never end.
    wire.be_strict()
    app = Sanic("slack_gateway", configure_logging=False)
    app.config.REQUEST_MAX_SIZE = _MAX_EVENT_BYTES
    app.config.ACCESS_LOG = False

    @app.exception(StoreUnavailable, BotUnavailable)
    async def refuse(request: Request, failure: Exception) -> HTTPResponse:
        # Not acknowledged, so Slack sends it again.
        logger.error("%s: reason=%s", type(failure).__name__, failure)
        return text("try again", status=503)

    @app.get("/health")
    async def health(request: Request) -> HTTPResponse:
        return json_response(await state.summary())

    @app.get("/live")
    async def live(request: Request) -> HTTPResponse:
        return json_response({"live": True})

    @app.get("/ready")
    async def ready(request: Request) -> HTTPResponse:
        needed = await state.ready()
        return json_response(needed, status=200 if all(needed.values()) else 503)

    @app.get("/metrics")
    async def metrics(request: Request) -> HTTPResponse:
        return raw(await state.figures(), content_type=CONTENT_TYPE_LATEST)

    if signing_secret is None:
        return app
    verifier, log = SignatureVerifier(signing_secret), Seldom(logger)

    @app.post("/slack/events")
    async def receive(request: Request) -> HTTPResponse:
        refusal = _refusal(verifier, request)
        if refusal:
            log.error(refusal.mend, "request refused: reason=%s mend=%s", *refusal)
            return text("signature refused", status=401)
        payload = _payload(request.body)
        if isinstance(payload, dict) and payload.get("type") == "url_verification":
            return text(str(payload.get("challenge", "")))
        await gateway.accept(payload)
        return empty(status=200)

    return app


def _refusal(verifier: SignatureVerifier, request: Request) -> _Refusal | None:
    """Why a request is not taken; None for one that Slack signed within the last minutes."""
    at, signature = (request.headers.get(name) for name in ("X-Slack-Request-Timestamp", "X-Slack-Signature"))
    if not at or not signature:
        return _UNSIGNED
    try:
        if verifier.is_valid(request.body, at, signature):
            return None
        is_slacks = hmac.compare_digest(verifier.generate_signature(timestamp=at, body=request.body) or "", signature)
        seconds = round(time.time() - int(at))
    except (ValueError, TypeError):  # a timestamp that is no number, a signature or body that is no text
        return _UNSIGNED
    return _OLD._replace(reason=f"{_OLD.reason}, {abs(seconds)} s {'ago' if seconds > 0 else 'ahead'}") if is_slacks else _FORGED


def _payload(body: bytes) -> Any:
    """JSON, or a form that is a slash command or holds JSON; told by the body, not by the content type."""
    try:
        if body.lstrip()[:1] in (b"{", b"["):
            return json.loads(body)
        form = dict(parse_qsl(body.decode("utf-8")))
        return json.loads(form["payload"]) if "payload" in form else form
    except (ValueError, RecursionError):
        logger.warning("body not understood")
        return {}
