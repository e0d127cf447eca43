"""The web channel: the chat page at the server's root address, the widget, and their plain HTTP.

| address                        | what it does                                                       |
|--------------------------------|--------------------------------------------------------------------|
| `GET /`                        | the page                                                           |
| `GET /chat/<file>`             | the built widget; `widget.js` is the one tag that embeds the chat  |
| `GET /infographic/<lang>.png`  | the differences as a picture; also `.svg`, and `<lang>-dark`       |
| `GET /facts/<lang>`            | all facts to read; `/facts` leads to the reader's language         |
| `GET /chat/first/<lang>`       | what is shown before anything was said: `knowledge.first_screen`   |
| `POST /chat/session`           | begins a session, and so starts over: `{"id", "token"}`            |
| `POST /chat/messages`          | `{"id", "text", "language", "context"}` in, `{"id", "answer"}` out |
| `GET /chat/history`            | `{"turns": [{"id", "text", "answer", "vote", "time"}], "earlier"}`: |
|                                | the latest, or with `?before=<id>` those before a turn             |
| `POST /chat/feedback`          | `{"turn", "vote": "up" | "down" | null}`; with a "down" also       |
|                                | `"reason"` and `"words"` of the person's                           |
| `POST /chat/handover`          | `{"id", "reach", "note"}`: hands the conversation over to people   |
|                                | (`channels.handover`), once for each id; 404 if nobody is set      |
| `GET /chat/conversation`       | all that is kept of it, as a file                                  |
| `DELETE /chat/conversation`    | deletes all that was said in it, votes too                         |
| `DELETE /chat/session`         | ends the session: its token opens nothing any more                 |

The last seven want `Authorization: Bearer <token>`. A message is safe to send again: its id is
the client's, and a repeat gets the reply that the first one got, from whichever worker. Errors
are `{"error": {"code", "message"}}`: 4xx says what to mend, 429 and 503 to try again.
"""

from __future__ import annotations

import logging
import re
from typing import Any, Awaitable, Callable, Dict, List, Optional

from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel, UserMessage
from rasa.shared.exceptions import RasaException
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, empty
from sanic.response import json as json_response

from channels import handover, limits, queues, web_own
from channels.guard import admit, protect
from channels.knowledge import first_screen
from channels.turn import take_turn
from channels.web_answer import presented
from channels.web_assets import PAGE, built
from channels.web_bodies import Feedback, Message, Refused, error, not_found, parsed
from channels.web_pages import PREFIXES, add_pages
from facts.schema import LANGUAGES
from operation import metrics
from operation.conversations import Conversations, named_store
from operation.recent import MESSAGE_ID
from operation.sessions import sessions
from operation.transcript import Turn, feedback_event, turns

logger = logging.getLogger(__name__)

_OURS = ("/chat/", *PREFIXES)
_MAX_HISTORY = 200
_SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Resource-Policy": "cross-origin",  # an embedding page shows the widget and the pictures
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class WebInput(InputChannel):
    """The channel named "web"; `origins` are the other sites whose pages may embed the chat."""

    @classmethod
    def name(cls) -> str:
        """What its conversations are stored under."""
        return "web"

    @classmethod
    def from_credentials(cls, credentials: Optional[Dict[str, Any]]) -> "WebInput":
        """The channel as `credentials.yml` sets it."""
        origins = (credentials or {}).get("origins") or []
        return cls(origins if isinstance(origins, list) else [origins])

    def __init__(self, origins: List[str]) -> None:
        for origin in origins:
            if not re.fullmatch(r"https?://[^/\s]+", str(origin)):
                raise RasaException(f"credentials, {self.name()}: origins: write a list of https://example.com, not {origin!r}")
        self._origins = frozenset(origins)
        self._sessions = sessions()
        self._files = built()
        self._webhook = handover.Webhook.from_environment()
        if PAGE not in self._files:
            logger.warning("web/dist is not built: run `npm ci && npm run build` in web/")

    def url_prefix(self) -> str:
        """The root: the channel's addresses do not stand below Rasa's /webhooks."""
        return "/"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The addresses of the channel."""
        web = Blueprint("web_channel")
        protect(web)
        web_own.add_to(web, self._holder)
        handover.add_to(web, self._holder, self._webhook)
        add_pages(web)

        @web.listener("before_server_start")
        async def stand_around_rasa(app: Sanic, _: Any) -> None:
            # Rasa answers "/" and, through sanic-cors, every OPTIONS; the first to see a request
            # and the last to see a response decide what leaves.
            app.request_middleware.appendleft(self._before)
            app.response_middleware.append(self._after)

        @web.exception(Refused)
        async def refuse(_: Request, refused: Refused) -> HTTPResponse:
            return error(refused.status_code, refused.code, str(refused), refused.headers)

        @web.exception(Exception)
        async def fail(request: Request, failure: Exception) -> HTTPResponse:
            logger.error("web channel failed: path=%s", request.path, exc_info=failure)
            return error(503, "unavailable", "The bot cannot answer right now; try again.")

        @web.post("/chat/session")
        async def begin(_: Request) -> HTTPResponse:
            return json_response(self._sessions.new()._asdict(), status=201)

        @web.post("/chat/messages", stream=True)
        async def receive(request: Request) -> HTTPResponse:
            sender_id = await self._holder(request)
            message = await parsed(request, Message)
            answer = await _answer(request.app.ctx.agent, on_new_message, sender_id, message)
            return json_response({"id": message.id, "answer": presented(answer)})

        @web.get("/chat/history")
        async def history(request: Request) -> HTTPResponse:
            page = await _store(request.app.ctx.agent).page(await self._holder(request), _MAX_HISTORY, request.args.get("before"))
            return json_response({"turns": [_shown(turn) for turn in turns(page.events).values()], "earlier": page.earlier})

        @web.post("/chat/feedback", stream=True)
        async def rate(request: Request) -> HTTPResponse:
            sender_id = await self._holder(request)
            await _record(request.app.ctx.agent, sender_id, await parsed(request, Feedback))
            return empty()

        @web.get("/chat/first/<lang:str>")
        async def first(_: Request, lang: str) -> HTTPResponse:
            if lang not in LANGUAGES:
                raise not_found()
            return json_response(first_screen(lang))

        @web.get("/chat/<name:str>")
        async def file(request: Request, name: str) -> HTTPResponse:
            if name not in self._files:
                raise not_found()
            return self._files[name].response(request)

        return web

    async def _before(self, request: Request) -> Optional[HTTPResponse]:
        """Serves the page at "/", and lets nothing through to the channel that may not come in."""
        refused = await admit(request)
        if refused:
            return refused
        if request.path == "/" and request.method in ("GET", "HEAD"):
            page = self._files.get(PAGE)
            return page.response(request) if page else error(503, "not_built", "web/dist is not built.")
        if not request.path.startswith(_OURS):
            return None
        if not self._may_call(request):
            return error(403, "origin", "This site may not embed the chat.")
        if request.method == "OPTIONS":
            return empty()
        if request.route is None:
            return error(404, "not_found", "There is no such address, or not for this method.")
        return None

    def _after(self, request: Request, response: HTTPResponse) -> None:
        """Headers of every response of ours; Rasa's own `--cors` does not open this channel."""
        if request.path != "/" and not request.path.startswith(_OURS):
            return
        for header in [h for h in response.headers if h.lower().startswith("access-control-")]:
            del response.headers[header]
        response.headers.update(_SECURITY_HEADERS)
        response.headers.add("Vary", "Origin")
        origin = request.headers.get("origin")
        if self._is_file(request):
            response.headers["Access-Control-Allow-Origin"] = "*"
        elif origin in self._origins:
            response.headers["Access-Control-Allow-Origin"] = origin
            response.headers["Access-Control-Expose-Headers"] = "Retry-After"
            if request.method == "OPTIONS":
                response.headers["Access-Control-Allow-Methods"] = "GET, POST, DELETE"
                response.headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type, X-Request-ID"
                response.headers["Access-Control-Max-Age"] = "600"

    def _is_file(self, request: Request) -> bool:
        """Whether it is a file of the widget, which holds nothing of anybody: on a site that is not listed it says so."""
        return request.method in ("GET", "HEAD") and request.path.startswith("/chat/") and request.path[6:] in self._files

    def _may_call(self, request: Request) -> bool:
        """Whether the page that calls is ours or one that may embed us; no page, no restriction."""
        origin = request.headers.get("origin")
        return (
            origin is None
            or self._is_file(request)
            or origin in self._origins
            # The scheme is left out: behind a proxy that ends TLS the server sees http.
            or origin.partition("://")[2] == request.headers.get("host")
        )

    async def _holder(self, request: Request) -> str:
        """The conversation of the token that the request carries."""
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        sender_id = self._sessions.sender_id(token) if kind == "Bearer" else None
        if sender_id and not await limits.visits.allows(sender_id):
            metrics.REFUSED.labels("person").inc()
            raise Refused(429, "too_many", "Too many requests; try again in a minute.", {"Retry-After": "60"})
        if sender_id is None or await _store(request.app.ctx.agent).is_revoked(sender_id):
            raise Refused(401, "session", "Begin a session: the token is missing, altered, expired or ended.")
        return sender_id


async def _answer(
    agent: Agent,
    on_new_message: Callable[[UserMessage], Awaitable[Any]],
    sender_id: str,
    message: Message,
) -> Dict[str, Any]:
    """The reply to a message, the same however often and wherever the message arrives."""
    # Rasa's lock is shared by all workers; one per message, since the turn itself takes the conversation's.
    async with agent.lock_store.lock(f"{sender_id}/{message.id}", wait_time_in_seconds=0.2):
        past = await _turn(agent, sender_id, message.id)
        if past and past.answer:
            return past.answer
        metadata = {"language": message.language, MESSAGE_ID: message.id}
        if message.context:
            metadata["context"] = message.context
        reply = await take_turn(agent, on_new_message, sender_id, message.text, WebInput.name(), metadata)
        if reply.answer.topic == "too_fast":
            raise Refused(429, "too_fast", "You are sending too fast; try again.", {"Retry-After": str(limits.messages.seconds)})
        if reply.retry_after:
            raise Refused(503, "busy", "Too many people are asking; try again.", {"Retry-After": str(reply.retry_after)})
        return reply.answer.as_json()


def _shown(turn: Turn) -> Dict[str, Any]:
    """A turn of the history; its time in seconds since 1970."""
    return {"id": turn.id, "text": turn.text, "answer": presented(turn.answer), "vote": turn.vote, "time": turn.timestamp}


def _store(agent: Agent) -> Conversations:
    return named_store(agent.tracker_store)


async def _turn(agent: Agent, sender_id: str, turn_id: str) -> Optional[Turn]:
    return turns(await _store(agent).turn(sender_id, turn_id)).get(turn_id)


async def _record(agent: Agent, sender_id: str, feedback: Feedback) -> None:
    """Store a vote among the events of the conversation."""
    async with queues.of_one.turn(sender_id), agent.lock_store.lock(sender_id):
        turn = await _turn(agent, sender_id, feedback.turn)
        if turn is None or turn.answer is None:
            raise Refused(404, "turn", "There is no such answer in this conversation.")
        tracker = await agent.tracker_store.retrieve(sender_id)
        tracker.update(feedback_event(feedback.turn, feedback.vote, feedback.reason, feedback.words), agent.domain)
        await agent.tracker_store.save(tracker)
