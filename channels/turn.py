"""One turn of a conversation, the same for every channel: text in, an Answer out.

A channel checks who is speaking and draws the reply; what lies between is here, so that
no channel can forget the length limit, let a typed "/intent" past the NLU, or stay silent.
"""

from __future__ import annotations

import logging
from typing import Any, Awaitable, Callable, Dict, List, NamedTuple, Optional

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

from actions.answers import Answer
from channels import notices

logger = logging.getLogger(__name__)

MAX_CHARACTERS = 2000
LANGUAGES = ("id", "en")

OnNewMessage = Callable[[UserMessage], Awaitable[Any]]


class Reply(NamedTuple):
    """What the bot says in one turn.

    `answer` is the reply to draw; `messages` is the same as Rasa's REST channel
    lists it: dicts with `recipient_id` and `text` (with `buttons`) or `custom`.
    """

    answer: Answer
    messages: List[Dict[str, Any]]


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
        The reply, never empty: too long a text, a failure or silence of the bot
        is answered with a notice in the person's language.
    """
    if len(text) > MAX_CHARACTERS:
        return await _notice(agent, notices.too_long, sender_id, text[:200], metadata)
    collector = CollectingOutputChannel()
    message = UserMessage(
        _without_intent_prefix(text),
        collector,
        sender_id,
        input_channel=input_channel,
        metadata=metadata,
    )
    try:
        await on_new_message(message)
    except Exception:
        logger.exception("turn failed: channel=%s", input_channel)
    answer = _answer_in(collector.messages)
    if answer is None:
        return await _notice(agent, notices.unavailable, sender_id, text, metadata)
    return Reply(answer, collector.messages)


def _without_intent_prefix(text: str) -> str:
    """Rasa takes "/intent" for a payload that skips the NLU; the bot itself offers none."""
    return text.strip().lstrip("/ ") or "?"


def _answer_in(messages: List[Dict[str, Any]]) -> Optional[Answer]:
    found = [m["custom"]["answer"] for m in messages if "answer" in m.get("custom", {})]
    return Answer.parse_obj(found[-1]) if found else None


async def _notice(
    agent: Agent,
    notice: Callable[[str], Answer],
    sender_id: str,
    text: str,
    metadata: Optional[Dict[str, Any]],
) -> Reply:
    answer = notice(await _language(agent, sender_id, text, metadata))
    return Reply(answer, messages_of(answer, sender_id))


def messages_of(answer: Answer, sender_id: str) -> List[Dict[str, Any]]:
    """An answer that no action sent, listed as Rasa's REST channel would."""
    parts = answer.message()
    spoken = {"recipient_id": sender_id, "text": parts["text"]}
    if parts["buttons"]:
        spoken["buttons"] = parts["buttons"]
    return [spoken, {"recipient_id": sender_id, "custom": parts["json_message"]}]


async def _language(
    agent: Agent, sender_id: str, text: str, metadata: Optional[Dict[str, Any]]
) -> str:
    """The language to speak when the bot could not: asked for, then typed, then the medium's."""
    for guess in (_held_language(agent, sender_id), _typed_language(agent, text)):
        try:
            language = await guess
        except Exception as failure:
            logger.warning("language unknown: %s", type(failure).__name__)
            continue
        if language in LANGUAGES:
            return language
    stated = (metadata or {}).get("language")
    return stated if stated in LANGUAGES else LANGUAGES[0]


async def _held_language(agent: Agent, sender_id: str) -> Optional[str]:
    tracker = await agent.tracker_store.retrieve(sender_id)
    return tracker.get_slot("language_choice") if tracker else None


async def _typed_language(agent: Agent, text: str) -> Optional[str]:
    parsed = await agent.parse_message(_without_intent_prefix(text))
    return parsed.get("language")
