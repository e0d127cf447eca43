"""Small talk: its texts stand in the domain, as conditional variations on the language slot."""

from __future__ import annotations

from typing import Any, Dict, List, Tuple

from rasa_sdk.events import EventType

from actions.answers import Answer, Block
from actions.assistant import AssistantAction
from actions.composer import Composer
from actions.conversation import Conversation
from actions.topics import TOPICS


class ActionSmallTalk(AssistantAction):
    """Greeting, thanks, goodbye, help and the like: the response named after the intent.

    The action picks the variation itself, because a language asked for outranks that of
    the message, which Rasa's own choice by slot comes too early to see.
    """

    action_name = "action_small_talk"

    def reply(
        self, conversation: Conversation, c: Composer, domain: Dict[str, Any]
    ) -> Tuple[Answer, List[EventType]]:
        return _say(conversation.intent, c, domain), conversation.keep()


class ActionStartOver(AssistantAction):
    """Forgets what was talked about, but not the language asked for."""

    action_name = "action_start_over"

    def reply(
        self, conversation: Conversation, c: Composer, domain: Dict[str, Any]
    ) -> Tuple[Answer, List[EventType]]:
        return _say("start_over", c, domain), conversation.forget()


class ActionSwitchLanguage(AssistantAction):
    """Holds a language from now on, and repeats the last answer in it."""

    action_name = "action_switch_language"

    def reply(
        self, conversation: Conversation, c: Composer, domain: Dict[str, Any]
    ) -> Tuple[Answer, List[EventType]]:
        if conversation.last is None:
            return _say("switch_language", c, domain), conversation.keep()
        again = TOPICS[conversation.last.topic](conversation.last, c)
        return again.answer, conversation.step_back(again)


def _say(intent: str, c: Composer, domain: Dict[str, Any]) -> Answer:
    wanted = {"type": "slot", "name": "language", "value": c.lang}
    variations = domain["responses"][f"utter_{intent}"]
    text = next(v["text"] for v in variations if wanted in v["condition"])
    return Answer(
        kind="social",
        topic=intent,
        lang=c.lang,
        title="",
        body=[Block(text=line) for line in text.strip().format(subjects=c.all_subjects()).split("\n")],
        suggestions=c.suggest_start() if intent in _OPENERS else [],
    )


_OPENERS = ("greet", "help", "ask_bot", "complain", "start_over", "switch_language", "deny", "acknowledge", "thank")
