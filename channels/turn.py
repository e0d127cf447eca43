"""One turn of a conversation, the same for every channel: text in, an Answer out.

A channel checks who is speaking and draws the reply; what lies between is here, so that
no channel can forget the length limit, let a typed "/intent" past the NLU, or stay silent.
"""

from __future__ import annotations

import asyncio
import os
import re
import time
from typing import Any, Awaitable, Callable, Coroutine, Dict, List, NamedTuple, Optional, Sequence

from opentelemetry.trace import SpanKind
from pydantic import ValidationError
from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

from answers.answer import Answer
from channels import limits, notices, queues
from channels.glance import language_at_a_glance
from facts.schema import LANGUAGES
from operation import metrics, traces
from operation.logs import event_log, new_request_id, spoken
from operation.recent import MESSAGE_ID

log = event_log(__name__)

MAX_CHARACTERS = 2000
TURN_SECONDS = float(os.environ.get("TURN_SECONDS", 12))

_RETRY_SECONDS = 3

_REPEATED = re.compile(r"(\S)\1{8,}")

OnNewMessage = Callable[[UserMessage], Awaitable[Any]]


class Reply(NamedTuple):
    """What the bot says in one turn.

    `answer` is the reply to draw; `messages` is the same as Rasa's REST channel
    lists it: dicts with `recipient_id` and `text` (with `buttons`) or `custom`.
    `retry_after`: in so many seconds the same message may be sent again, since there are too
    many for now; 0 where it was answered.
    """

    answer: Answer
    messages: List[Dict[str, Any]]
    retry_after: int = 0


async def take_turn(
    agent: Agent,
    on_new_message: OnNewMessage,
    sender_id: str,
    text: str,
    input_channel: str,
    metadata: Optional[Dict[str, Any]] = None,
) -> Reply:
    """Put one message of a person to the bot.

    Args:
        agent: the running agent (`request.app.ctx.agent`), asked for the person's
            language when there is no answer to show.
        on_new_message: Rasa's handler, as given to `InputChannel.blueprint`.
        sender_id: the conversation; the channel vouches that it belongs to this person.
        text: what was typed; neither empty nor only white space.
        input_channel: the name of the channel, e.g. "web".
        metadata: stored with the message; `{"language": "id"}` is the language of the
            medium, used until the person's own words show another.

    Returns:
        The reply, never empty: too long a text, too many of them, a failure or silence of
        the bot is answered with a notice in the person's language. The messages of a person are
        answered in the order in which they came; waiting for those before is not counted as a
        part of the turn.
    """
    started = time.monotonic()
    message = UserMessage(
        _readable(text),
        CollectingOutputChannel(),
        sender_id,
        input_channel=input_channel,
        metadata=metadata,
        message_id=new_request_id(),
    )
    with traces.span("turn", SpanKind.SERVER, request=message.message_id, channel=input_channel) as turn:
        if len(text) > MAX_CHARACTERS:
            metrics.REFUSED.labels("too_long").inc()
            reply = await _refusal(agent, notices.too_long, sender_id, text, metadata)
        elif queues.too_many_wait():
            reply = await _busy(agent, sender_id, text, metadata)
        elif not await limits.messages.allows(sender_id):
            metrics.REFUSED.labels("too_fast").inc()
            reply = await _refusal(agent, notices.too_fast, sender_id, text, metadata)
        else:
            try:
                with metrics.UNDER_WAY.track_inprogress():
                    async with queues.of_one.turn(sender_id):
                        turn.add_event("its turn has come")
                        reply = await _answered(agent, on_new_message, message)
            except queues.Full:
                metrics.REFUSED.labels("too_fast").inc()
                reply = await _refusal(agent, notices.too_fast, sender_id, text, metadata)
        turn.set_attributes({"language": reply.answer.lang, "kind": reply.answer.kind, "topic": reply.answer.topic})
    _record(message, reply.answer, time.monotonic() - started)
    return reply


async def _answered(agent: Agent, on_new_message: OnNewMessage, message: UserMessage) -> Reply:
    """The reply to a message whose turn has come."""
    sender_id, metadata = message.sender_id, message.metadata
    try:
        fault = await _fault_of(agent, on_new_message, message)
    except queues.Full:
        return await _busy(agent, sender_id, message.text, metadata)
    try:
        answer = answer_in(message.output_channel.messages)
    except ValidationError:
        log.exception("no valid answer", request=message.message_id)
        fault, answer = "invalid", None
    if not fault and answer is not None:
        return Reply(answer, message.output_channel.messages)
    metrics.FAILURES.labels(message.input_channel, fault or "silent").inc()
    guesses = (_held_language(agent, sender_id), _read_language(message))
    return _said(notices.unavailable, sender_id, await _first_known(guesses, metadata))


async def _fault_of(agent: Agent, on_new_message: OnNewMessage, message: UserMessage) -> Optional[str]:
    """Take the turn; what went wrong with it. A turn that fails or is broken off is not stored."""
    try:
        with traces.span("read"):
            # Rasa does not read again what comes read.
            talk = await agent.tracker_store.retrieve(message.sender_id)
            message.parse_data = await queues.read(agent, message.text, talk)
        with traces.span("answer"):
            # Rasa itself waits five minutes for an action. `wait_for` waits for the end of what it breaks off, and `within` would not:
            # the lock is given back before the next message of this person is begun.
            await asyncio.wait_for(on_new_message(message), TURN_SECONDS)
    except queues.Full:
        raise
    except asyncio.TimeoutError:
        log.error("turn broken off", request=message.message_id, seconds=TURN_SECONDS)
        return "slow"
    except Exception:
        log.exception("turn failed", request=message.message_id)
        return "failed"
    return None


def _record(message: UserMessage, answer: Answer, seconds: float) -> None:
    metrics.MESSAGES.labels(message.input_channel, answer.lang, answer.kind, answer.topic).inc()
    metrics.SECONDS.labels(message.input_channel).observe(seconds)
    log.info(
        "turn",
        request=message.message_id,
        channel=message.input_channel,
        language=answer.lang,
        kind=answer.kind,
        topic=answer.topic,
        milliseconds=round(seconds * 1000),
        message=(message.metadata or {}).get(MESSAGE_ID),
        **spoken(message.text),
    )


def _readable(text: str) -> str:
    """What the NLU is given of a text.

    Rasa takes "/intent" for a payload that skips the NLU; the bot itself offers none. A character
    said over and over tells no more than eight of it.
    """
    return _REPEATED.sub(r"\1\1\1\1\1\1\1\1", text).strip().lstrip("/ ") or "?"


def answer_in(messages: List[Dict[str, Any]]) -> Optional[Answer]:
    """The Answer among the messages of a reply; None without one.

    Raises:
        pydantic.ValidationError: if what stands there is none.
    """
    found = [m["custom"]["answer"] for m in messages if "answer" in m.get("custom", {})]
    return Answer.parse_obj(found[-1]) if found else None


async def _refusal(
    agent: Agent,
    notice: Callable[[str], Answer],
    sender_id: str,
    text: str,
    metadata: Optional[Dict[str, Any]],
) -> Reply:
    """Declines a message unread: those who send too much must not cost more than those who do not."""
    guesses = (
        _held_language(agent, sender_id),
        language_at_a_glance(text),
        _held_language(agent, sender_id, "language"),
    )
    return _said(notice, sender_id, await _first_known(guesses, metadata))


async def _busy(agent: Agent, sender_id: str, text: str, metadata: Optional[Dict[str, Any]]) -> Reply:
    """Declines a message for now; nothing is looked up for one whose own words tell its language."""
    metrics.REFUSED.labels("busy").inc()
    guesses = (language_at_a_glance(text), _held_language(agent, sender_id))
    return _said(notices.busy, sender_id, await _first_known(guesses, metadata))._replace(retry_after=_RETRY_SECONDS)


def _said(notice: Callable[[str], Answer], sender_id: str, language: str) -> Reply:
    answer = notice(language)
    return Reply(answer, messages_of(answer, sender_id))


def messages_of(answer: Answer, sender_id: str) -> List[Dict[str, Any]]:
    """An answer that no action sent, listed as Rasa's REST channel would."""
    parts = answer.message()
    spoken = {"recipient_id": sender_id, "text": parts["text"]}
    if parts["buttons"]:
        spoken["buttons"] = parts["buttons"]
    return [spoken, {"recipient_id": sender_id, "custom": parts["json_message"]}]


async def _first_known(guesses: Sequence[Coroutine[Any, Any, Optional[str]]], metadata: Optional[Dict[str, Any]]) -> str:
    """The language to speak when the bot could not: the first that is known, or the medium's."""
    known = None
    for guess in guesses:
        if known:
            guess.close()
            continue
        try:
            language = await guess
        except Exception as failure:
            log.warning("language unknown", reason=type(failure).__name__)
            continue
        known = language if language in LANGUAGES else None
    stated = (metadata or {}).get("language")
    return known or (stated if stated in LANGUAGES else LANGUAGES[0])


async def _held_language(agent: Agent, sender_id: str, slot: str = "language_choice") -> Optional[str]:
    tracker = await agent.tracker_store.retrieve(sender_id)
    return tracker.get_slot(slot) if tracker else None


async def _read_language(message: UserMessage) -> Optional[str]:
    return (message.parse_data or {}).get("language")
