"""A conversation as turns, read back from the events that Rasa keeps of it.

Nothing is stored beside the tracker: what a person typed, what the bot answered and what
the person thought of it are all events there, so every worker and every restart sees the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict, Iterable, Optional

from rasa.shared.core.events import AgentUttered, BotUttered, Event, UserUttered

from operation.recent import MESSAGE_ID

_FEEDBACK = "feedback"


@dataclass
class Turn:
    """One message of a person with its answer (as stored) and the person's vote on that, with why it is no good."""

    id: str
    text: str
    answer: Optional[Dict[str, Any]] = None
    vote: Optional[str] = None
    reason: Optional[str] = None
    words: Optional[str] = None
    timestamp: float = 0.0


def turns(events: Iterable[Event]) -> Dict[str, Turn]:
    """The turns of a conversation by id, in the order in which they were answered.

    A message that was put to the bot again, because it got no answer at first, is one turn.
    """
    found: Dict[str, Turn] = {}
    current: Optional[Turn] = None
    for event in events:
        if isinstance(event, UserUttered):
            if not event.text:
                continue
            turn_id = event.metadata.get(MESSAGE_ID) or event.message_id or str(event.timestamp)
            found.pop(turn_id, None)
            current = found[turn_id] = Turn(turn_id, event.text, timestamp=event.timestamp)
        elif isinstance(event, BotUttered) and current is not None:
            custom = (event.data or {}).get("custom") or {}
            current.answer = custom.get("answer", current.answer)
        elif isinstance(event, AgentUttered) and _FEEDBACK in (event.data or {}):
            feedback = event.data[_FEEDBACK]
            rated = found.get(feedback["turn"])
            if rated:
                rated.vote, rated.reason, rated.words = (feedback.get(key) for key in ("vote", "reason", "words"))
    return found


def feedback_event(turn_id: str, vote: Optional[str], reason: Optional[str] = None, words: Optional[str] = None) -> Event:
    """The event that records a vote, and why it is "down"; `None` takes an earlier vote back.

    AgentUttered is the one event type of Rasa that carries data and changes nothing in the
    conversation; a type of our own would stop every tool that does not import this module.
    """
    why = {key: value for key, value in (("reason", reason), ("words", words)) if value}
    return AgentUttered(text=None, data={_FEEDBACK: {"turn": turn_id, "vote": vote, **why}})
