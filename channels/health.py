"""Whether a server lives, and whether it can answer: for those who start, watch and replace it.

| address             | 200 when                                                                     |
|---------------------|------------------------------------------------------------------------------|
| `GET /health/live`  | the process takes requests                                                   |
| `GET /health/ready` | a question put through model, locks, actions and store has just been answered |

One question that fails may be an accident: it takes two in a row to be not ready, and one that is
answered to be ready again.
"""

from __future__ import annotations

import asyncio
import time
import uuid
from typing import Any, Optional

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response

from channels import queues
from channels.guard import protect
from channels.knowledge import facts
from channels.turn import OnNewMessage, answer_in
from operation import metrics
from operation.conversations import Conversations, named_store
from operation.logs import event_log

log = event_log(__name__)

PROBE_SECONDS = 5
_KEPT_SECONDS = 1
_FAULTS_IN_A_ROW = 2
_QUESTION = "help"


class Health(InputChannel):
    """The channel that nobody talks on; the metrics begin with it."""

    def __init__(self) -> None:
        self._asking = asyncio.Lock()
        self._asked_at = 0.0
        self._fault: Optional[str] = None
        # Who has not answered yet is not ready.
        self._faults = _FAULTS_IN_A_ROW - 1

    @classmethod
    def name(cls) -> str:
        """What its conversations are stored under while they last."""
        return "health"

    def url_prefix(self) -> str:
        """Beside Rasa's /webhooks, not below it."""
        return "/health"

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        """The two addresses."""
        blueprint = Blueprint("health")
        protect(blueprint)

        @blueprint.listener("before_server_start")
        async def begin(_: Sanic, __: Any) -> None:
            metrics.serve()

        @blueprint.get("/live")
        async def live(_: Request) -> HTTPResponse:
            return json_response({"live": True})

        @blueprint.get("/ready")
        async def ready(request: Request) -> HTTPResponse:
            fault = await self.fault(request.app.ctx.agent, on_new_message)
            if fault:
                log.error("not ready", fault=fault)
                return json_response({"ready": False, "fault": fault}, status=503)
            return json_response({"ready": True, **_facts()})

        return blueprint

    async def fault(self, agent: Agent, on_new_message: OnNewMessage) -> Optional[str]:
        """What has kept the bot from answering twice in a row; None if it answers. It is asked at most once a second."""
        async with self._asking:
            if time.monotonic() - self._asked_at > _KEPT_SECONDS:
                self._fault = await _fault(agent, on_new_message)
                self._faults = self._faults + 1 if self._fault else 0
                self._asked_at = time.monotonic()
            is_ready = self._faults < _FAULTS_IN_A_ROW
            metrics.READY.set(is_ready)
            return None if is_ready else self._fault


async def _fault(agent: Agent, on_new_message: OnNewMessage) -> Optional[str]:
    """What keeps the bot from answering; the conversation that shows it is deleted again."""
    if not agent.is_ready():
        return "there is no model"
    question = UserMessage(_QUESTION, CollectingOutputChannel(), f"probe-{uuid.uuid4().hex}", input_channel=Health.name())
    try:
        question.parse_data = await queues.read_next(agent, _QUESTION)
        # As a turn is broken off.
        await asyncio.wait_for(on_new_message(question), PROBE_SECONDS)
        store = agent.tracker_store
        kept = await store.retrieve(question.sender_id)
        await _forget(store, question.sender_id)
        answer = answer_in(question.output_channel.messages)
    except asyncio.TimeoutError:
        return f"no answer within {PROBE_SECONDS} s"
    except Exception as failure:
        return type(failure).__name__
    if not question.output_channel.messages:
        return "the action server does not answer"
    if answer is None or answer.topic != _QUESTION:
        return "the actions give no valid answer"
    return None if kept else "the conversation was not stored"


def _facts() -> dict:
    """Why edited facts are not in use, if they are not: the bot answers from those before."""
    facts()
    return {"facts": facts.fault} if facts.fault else {}


async def _forget(store: Any, sender_id: str) -> None:
    inner = named_store(store)
    if isinstance(inner, Conversations):
        await inner.in_thread(lambda: inner.forget([sender_id]))
