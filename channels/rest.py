"""A guarded REST channel at Rasa's own path: `POST /webhooks/rest/webhook`."""

from __future__ import annotations

import hmac
import json
import os
from typing import Any, Dict, List, NamedTuple, Optional, Text

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint
from sanic import response as respond
from sanic.request import Request
from sanic.response import HTTPResponse

from channels.guard import is_json, protect
from channels.turn import OnNewMessage, take_turn

MAX_SENDER = 200


class BadRequest(ValueError):
    """The body of a request cannot be used; the message says what is wrong with it."""


class _Turn(NamedTuple):
    sender: str
    text: str
    metadata: Optional[Dict[Text, Any]]


class GuardedRest(InputChannel):
    """Rasa's REST channel for those who call the bot from their own code.

    Takes `{"sender": "...", "message": "...", "metadata": {...}}`, answers with a list of
    messages that is never empty; with `?stream=true` the same messages, one JSON a line.
    Whoever calls it chooses the sender: expose it to trusted callers only. Where `REST_API_KEY` is
    set, they have to send it.
    """

    def __init__(self) -> None:
        self._key = os.environ.get("REST_API_KEY", "")

    @classmethod
    def name(cls) -> Text:
        """Its place in the address, below `/webhooks`."""
        return "rest"

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        """The routes of the channel."""
        blueprint = Blueprint("guarded_rest", __name__)
        protect(blueprint)

        @blueprint.route("/", methods=["GET"])
        async def health(request: Request) -> HTTPResponse:
            return respond.json({"status": "ok"})

        @blueprint.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            if self._key and not holds(request, self._key):
                return respond.json({"error": "the API key is missing or wrong: send 'Authorization: Bearer KEY'"}, status=401)
            if not is_json(request):
                return respond.json({"error": "send the body as Content-Type: application/json"}, status=415)
            try:
                turn = _read(request.body)
            except BadRequest as fault:
                return respond.json({"error": str(fault)}, status=400)
            reply = await take_turn(
                request.app.ctx.agent, on_new_message, turn.sender, turn.text, self.name(), turn.metadata
            )
            # Of a stream too it is known before it begins whether it is an answer.
            again = {"status": 503, "headers": {"Retry-After": str(reply.retry_after)}} if reply.retry_after else {}
            if request.args.get("stream", "").lower() in ("true", "1", "yes"):
                return _stream(reply.messages, **again)
            return respond.json(reply.messages, **again)

        return blueprint


def holds(request: Request, key: str) -> bool:
    """Whether a request carries the key."""
    kind, _, given = request.headers.get("authorization", "").partition(" ")
    return kind.lower() == "bearer" and hmac.compare_digest(given.strip().encode(), key.encode())


def _stream(messages: List[Dict[Text, Any]], **reply: Any) -> HTTPResponse:
    """Rasa's format for streaming: a turn is over before its first message is sent."""
    lines = "".join(json.dumps(message) + "\n" for message in messages)
    return respond.text(lines, content_type="text/event-stream", **reply)


def _read(body: bytes) -> _Turn:
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        raise BadRequest("the body is not JSON in UTF-8") from None
    if not isinstance(content, dict):
        raise BadRequest('the body must be an object such as {"sender": "...", "message": "..."}')
    sender, text, metadata = (content.get(key) for key in ("sender", "message", "metadata"))
    if not isinstance(sender, str) or not sender.strip():
        raise BadRequest("'sender' is required: a text that names the conversation")
    if not sender.isprintable():
        # Rasa ends its process on a name that a database refuses, such as one with a NUL.
        raise BadRequest("'sender' has characters that cannot be printed")
    if len(sender) > MAX_SENDER:
        raise BadRequest(f"'sender' is longer than {MAX_SENDER} characters")
    if not isinstance(text, str) or not text.strip():
        raise BadRequest("'message' is required: a text that is not empty")
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise BadRequest("'message' is not valid Unicode")
    if metadata is not None and not _is_plain(metadata):
        raise BadRequest("'metadata' must be an object of texts")
    return _Turn(sender, text, metadata)


def _is_plain(metadata: Any) -> bool:
    """It is stored with the message and sent to every action: no depths, no infinite numbers."""
    return isinstance(metadata, dict) and all(isinstance(value, str) for value in metadata.values())
