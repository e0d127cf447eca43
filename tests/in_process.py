"""The bot without its servers: the reading of a model and the custom actions, in this process."""

from __future__ import annotations

import time
from collections import defaultdict
from types import SimpleNamespace
from typing import Any

from actions.assistant import answer_to
from tests.pipeline import Pipeline


class InProcess:
    """Answers like the running bot, for tests that put thousands of messages; which action Rasa would run changes no reply."""

    def __init__(self, pipeline: Pipeline) -> None:
        self._pipeline = pipeline
        self._slots: defaultdict[str, dict[str, Any]] = defaultdict(dict)
        self._said: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)

    def answer(self, text: str, sender: str) -> dict[str, Any]:
        """The Answer to a message of a sender, with its plain text as `text`."""
        slots, parsed = self._slots[sender], self._pipeline.parse(text, *self._said[sender])
        answer, events = answer_to(SimpleNamespace(slots=slots, latest_message=parsed), time.time())
        slots.update({event["name"]: event["value"] for event in events})
        message = answer.message()
        self._said[sender] = (text, message["text"])
        return {**message["json_message"]["answer"], "text": message["text"]}
