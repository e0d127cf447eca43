"""Small talk: its texts stand in `data/wording`, under the name of the intent.

They are no responses of the domain, because Rasa picks a response's variation by the slots
as they were before the action, which knows the language that the person asked to hold, and
because every reply carries an Answer.
"""

from __future__ import annotations

from typing import List, Tuple

from rasa_sdk.events import EventType

from actions.answers import Answer, Block
from actions.assistant import AssistantAction, joined
from actions.composer import Composer
from actions.conversation import Conversation
from actions.topics import reply_to


class ActionSmallTalk(AssistantAction):
    """Greeting, thanks, goodbye, help and the like."""

    action_name = "action_small_talk"

    def reply(self, conversation: Conversation, c: Composer) -> Tuple[Answer, List[EventType]]:
        return _say(conversation.intent, c), conversation.keep()


class ActionStartOver(AssistantAction):
    """Forgets what was talked about, but not the language asked for."""

    action_name = "action_start_over"

    def reply(self, conversation: Conversation, c: Composer) -> Tuple[Answer, List[EventType]]:
        return _say("start_over", c), conversation.forget()


class ActionSwitchLanguage(AssistantAction):
    """Holds a language from now on, and repeats the last answer in it."""

    action_name = "action_switch_language"

    def reply(self, conversation: Conversation, c: Composer) -> Tuple[Answer, List[EventType]]:
        if conversation.last is None:
            return _say("switch_language", c), conversation.keep()
        replies = [reply_to(question, c) for question in conversation.last_reply]
        return joined([reply.answer for reply in replies]), conversation.step_back(replies)


def _say(intent: str, c: Composer) -> Answer:
    text = c.say(f"small_talk.{intent}", subjects=c.all_subjects())
    return Answer(
        kind="social",
        topic=intent,
        lang=c.lang,
        title="",
        body=[Block(text=line) for line in text.split("\n")],
        suggestions=c.suggest_start() if intent != "goodbye" else [],
    )
