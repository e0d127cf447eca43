"""What people may do with their own conversation on the web: take all of it with them, delete it, end the session."""

from __future__ import annotations

import asyncio
import json
import time
from contextlib import asynccontextmanager
from typing import AsyncIterator, Awaitable, Callable, Tuple

from rasa.core.agent import Agent
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, empty, raw

from channels import queues
from operation import audit
from operation.conversations import Conversations, named_store
from operation.sessions import LIFETIME

_PERSON = "the person"


def add_to(web: Blueprint, holder: Callable[[Request], Awaitable[str]]) -> None:
    """Add the addresses.

    Args:
        web: the channel.
        holder: tells whose conversation a request may open; raises if it may open none.
    """

    @web.get("/chat/conversation")
    async def export(request: Request) -> HTTPResponse:
        sender_id = await holder(request)
        await _recorded("export", sender_id)
        tracker = await named_store(request.app.ctx.agent.tracker_store).retrieve_full_tracker(sender_id)
        body = await asyncio.to_thread(lambda: json.dumps([event.as_dict() for event in tracker.events] if tracker else []))
        headers = {"Content-Disposition": 'attachment; filename="conversation.json"'}
        return raw(body.encode(), content_type="application/json", headers=headers)

    @web.delete("/chat/conversation")
    async def forget(request: Request) -> HTTPResponse:
        async with _alone(request.app.ctx.agent, await holder(request)) as (store, sender_id):
            await _recorded("forget", sender_id)
            await store.in_thread(lambda: store.forget([sender_id]))
        return empty()

    @web.delete("/chat/session")
    async def end(request: Request) -> HTTPResponse:
        async with _alone(request.app.ctx.agent, await holder(request)) as (store, sender_id):
            await _recorded("revoke", sender_id)
            await store.in_thread(lambda: store.revoke([sender_id], time.time() + LIFETIME))
        return empty()


@asynccontextmanager
async def _alone(agent: Agent, sender_id: str) -> AsyncIterator[Tuple[Conversations, str]]:
    """With no turn of the conversation under way, in any process: it would be written afterwards."""
    async with queues.of_one.turn(sender_id), agent.lock_store.lock(sender_id):
        yield named_store(agent.tracker_store), sender_id


async def _recorded(act: str, sender_id: str) -> None:
    await asyncio.to_thread(audit.record, act, _PERSON, conversations=audit.digests([sender_id]))
