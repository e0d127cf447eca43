"""What was said before a message, and what a part of it means behind that."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa.shared.core.events import BotUttered, Restarted, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from acts import Sense
from nlu.encoder import context_of

# Field of a `Sense` -> the kind of mark that names what it is about.
_ABOUT = {"models": "of", "types": "~t", "services": "~s", "aspects": "~a", "values": "~v", "relations": "~r"}

# The same of what it is, and no thing.
_FLAGS = (("unknown", "~x"), ("owed", "owe"), ("mistaken", "mistaken"))


def said_before(tracker: DialogueStateTracker) -> str:
    """What a message is heard behind (see `context_of`): the last reply of the bot, and what that was said to; "" for a first message."""
    reply = ""
    for event in reversed(tracker.events):
        if isinstance(event, (Restarted, SessionStarted)):
            break
        if isinstance(event, BotUttered) and event.text:
            reply = reply or event.text
        elif isinstance(event, UserUttered) and reply:
            return context_of(event.text or "", reply)
    return ""


def sense_of(talk: Mapping[str, float], sure: float) -> Sense:
    """What a part means.

    Args:
        talk: mark -> probability, see `Judgement.talk`.
        sure: how sure each mark has to be.
    """

    def heard(kind: str) -> list[str]:
        found = sorted(((p, mark) for mark, p in talk.items() if p >= sure and mark.startswith(f"{kind}:")), reverse=True)
        return [mark.partition(":")[2] for _, mark in found]

    about: dict[str, Any] = {field: tuple(heard(kind)) for field, kind in _ABOUT.items()}
    flags: dict[str, Any] = {name: talk.get(mark, 0.0) >= sure for name, mark in _FLAGS}
    return Sense(label="".join(heard("as")[:1]), verdict="".join(heard("is")[:1]), **about, **flags)
