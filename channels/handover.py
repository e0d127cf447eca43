"""Hands a conversation of the web over to people, by a webhook: signed, tried again, and known by one id however often it is tried.

| variable           | what                                                                                |
|--------------------|-------------------------------------------------------------------------------------|
| `HANDOVER_WEBHOOK` | where the conversation is sent; unset: nothing is handed over, and nothing promised |
| `HANDOVER_SECRET`  | signs it, at least 32 characters                                                    |

The request is a POST of JSON: `{"id", "reach", "note", "turns": [{"text", "answer", "vote", "when"}]}`, `answer` in plain text.
Its headers: `Idempotency-Key` is the id, the same in each try; `X-Assistant-Timestamp`; `X-Assistant-Signature` is `sha256=` and
the HMAC-SHA256 of timestamp, a full stop and the body. Any status of 2xx means that it has arrived.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import os
import time
from datetime import datetime, timezone
from typing import Any, Awaitable, Callable, Dict, Iterable, Mapping, Optional

import aiohttp
from rasa.core.agent import Agent
from rasa.shared.core.events import AgentUttered
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, empty

from answers.answer import Answer
from channels import queues
from channels.web_bodies import Handover, Refused, parsed
from operation.conversations import named_store
from operation.logs import event_log
from operation.transcript import Turn, turns

log = event_log(__name__)

_SHORTEST_SECRET = 32
_TIMEOUT = aiohttp.ClientTimeout(total=5)
_MOST_TURNS = 200
_PAUSES = (0.5, 2.0)
_HANDOVER = "handover"


class NotHandedOver(Exception):
    """The other side could not be reached, or did not take it."""


class Webhook:
    """Where conversations are handed over to."""

    def __init__(self, url: str, secret: str) -> None:
        self._url, self._secret = url, secret.encode()

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Optional["Webhook"]:
        """The webhook that is set; None without one.

        Raises:
            ValueError: if its address or its secret cannot be used.
        """
        url, secret = environment.get("HANDOVER_WEBHOOK"), environment.get("HANDOVER_SECRET", "")
        if not url:
            return None
        if not url.startswith(("https://", "http://")):
            raise ValueError("HANDOVER_WEBHOOK: write an address that begins with https://")
        if len(secret) < _SHORTEST_SECRET:
            raise ValueError(f"HANDOVER_SECRET is missing or too short: give at least {_SHORTEST_SECRET} characters")
        return cls(url, secret)

    async def send(self, handover_id: str, reach: str, note: str, said: Iterable[Turn]) -> None:
        """Send a conversation, up to three times until it is taken.

        Raises:
            NotHandedOver: if it was not.
        """
        told = {"id": handover_id, "reach": reach, "note": note, "turns": [_told(turn) for turn in said]}
        body = json.dumps(told, ensure_ascii=False).encode()
        async with aiohttp.ClientSession(timeout=_TIMEOUT) as session:
            for pause in (*_PAUSES, None):
                fault = await self._fault_of(session, handover_id, body)
                if fault is None:
                    return
                log.warning("not handed over", handover=handover_id, fault=fault)
                if pause is None or fault.startswith("status 4"):
                    raise NotHandedOver(fault)
                await asyncio.sleep(pause)

    async def _fault_of(self, session: aiohttp.ClientSession, handover_id: str, body: bytes) -> Optional[str]:
        try:
            async with session.post(self._url, data=body, headers=self._headers(handover_id, body), allow_redirects=False) as response:
                return None if response.status // 100 == 2 else f"status {response.status}"
        except (aiohttp.ClientError, asyncio.TimeoutError) as failure:
            return type(failure).__name__

    def _headers(self, handover_id: str, body: bytes) -> Dict[str, str]:
        timestamp = str(int(time.time()))
        signature = hmac.new(self._secret, f"{timestamp}.".encode() + body, hashlib.sha256).hexdigest()
        return {
            "Content-Type": "application/json",
            "Idempotency-Key": handover_id,
            "X-Assistant-Timestamp": timestamp,
            "X-Assistant-Signature": f"sha256={signature}",
        }


def add_to(web: Blueprint, holder: Callable[[Request], Awaitable[str]], webhook: Optional[Webhook]) -> None:
    """Add the address.

    Args:
        web: the channel.
        holder: tells whose conversation a request may open; raises if it may open none.
        webhook: who takes conversations; None if nobody does.
    """

    @web.post("/chat/handover", stream=True)
    async def ask_people(request: Request) -> HTTPResponse:
        sender_id, handover = await holder(request), await parsed(request, Handover)
        if webhook is None:
            raise Refused(404, "nobody", "There is nobody to hand over to.")
        await hand_over(request.app.ctx.agent, webhook, sender_id, handover)
        return empty()


async def hand_over(agent: Agent, webhook: Webhook, sender_id: str, handover: Handover) -> None:
    """Send a conversation to people, if it was not sent under this id before; the latest turns of it.

    Raises:
        Refused: if there is nothing to send, or it could not be sent.
    """
    # A lock of its own: while people are being called, the conversation goes on.
    async with agent.lock_store.lock(f"{sender_id}/{handover.id}"):
        tracker = await agent.tracker_store.retrieve(sender_id)
        if tracker is None or not tracker.events:
            raise Refused(404, "empty", "Nothing was said in this conversation.")
        if any(isinstance(event, AgentUttered) and (event.data or {}).get(_HANDOVER) == handover.id for event in tracker.events):
            return
        page = await named_store(agent.tracker_store).page(sender_id, _MOST_TURNS)
        try:
            await webhook.send(handover.id, handover.reach, handover.note, turns(page.events).values())
        except NotHandedOver:
            raise Refused(503, "handover", "Nobody could be reached; try again.") from None
        async with queues.of_one.turn(sender_id), agent.lock_store.lock(sender_id):
            tracker = await agent.tracker_store.retrieve(sender_id)
            tracker.update(AgentUttered(text=None, data={_HANDOVER: handover.id}), agent.domain)
            await agent.tracker_store.save(tracker)


def _told(turn: Turn) -> Dict[str, Any]:
    answer = Answer.parse_obj(turn.answer).plain_text() if turn.answer else None
    when = datetime.fromtimestamp(turn.timestamp, timezone.utc).isoformat(timespec="seconds")
    return {"text": turn.text, "answer": answer, "vote": turn.vote, "when": when}
