"""The custom actions: acts and memory in, an Answer and slots out. What is said is decided in `dialogue` and `answers`."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from typing import Any

from opentelemetry.trace import SpanKind
from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.parsed import acts_in
from acts import Act
from answers.answer import Answer, Block
from answers.compose import compose
from answers.composer import Composer
from answers.wording import Wording
from dialogue import Memory, Plan, decide
from dialogue.edits import language_wanted
from facts import FactStore, facts_path
from facts.live import Live
from facts.schema import LANGUAGES
from operation import traces
from operation.logs import event_log
from operation.settings import KEEP_DAYS

log = event_log(__name__)

_ASKS = "ask_"
# The language of a message that is in none of ours.
_OTHER = "other"
# Courtesy of so few characters tells nothing of the language of a talk.
_COURTESY, _SHORT = ("thank", "acknowledge", "goodbye", "agree"), 16

facts = Live(facts_path(), FactStore.load)
wording = Wording.load()

# Where a person can be reached, for those who ask for one: a mail address, a page, a number.
CONTACT = os.environ.get("CONTACT", "")

# The topics of questions that a half sentence may go on from: the values of the slot `topic`.
TOPICS = (
    "definition",
    "full_form",
    "difference",
    "aspect",
    "types",
    "services",
    "classification",
    "choice",
    "users",
    "reasons",
    "relation",
)


class AssistantAction(Action):
    """Base of all actions: one answer a turn, in the person's language, whatever happens."""

    action_name = ""

    def name(self) -> str:
        """The action's name in the domain."""
        return self.action_name

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Say the reply and return what to remember; a fault is told to the person, not raised."""
        started = time.monotonic()
        request = tracker.latest_message.get("message_id") or ""
        language = str(tracker.slots.get("language") or LANGUAGES[0])
        with traces.span("action", SpanKind.SERVER, request=request, action=self.name()) as span:
            try:
                answer, events = answer_to(tracker, time.time())
            except Exception:
                log.exception("action failed", request=request, action=self.name())
                answer, events = _apology(language), []
            span.set_attributes({"kind": answer.kind, "topic": answer.topic})
        dispatcher.utter_message(**answer.message())
        milliseconds = round((time.monotonic() - started) * 1000, 1)
        log.info("action", request=request, action=self.name(), kind=answer.kind, milliseconds=milliseconds)
        return events


def answer_to(tracker: Tracker, now: float) -> tuple[Answer, list[EventType]]:
    """The answer to the latest message, and the slots to set.

    Args:
        tracker: the conversation.
        now: seconds since 1970.
    """
    store = facts()
    parsed = tracker.latest_message or {}
    memory = Memory.from_json(tracker.slots.get("memory"), store, now)
    acts = acts_in(parsed, store)
    plan = decide(acts, memory, store, foreign=parsed.get("language") == _OTHER)
    known, held = _languages(acts, parsed, memory)
    language = known or LANGUAGES[0]
    other = next(lang for lang in LANGUAGES if lang != language)
    ours, theirs = (Composer(store, wording, spoken, CONTACT, KEEP_DAYS, plan.form.child) for spoken in (language, other))
    # Who has shown no language yet, by a sign or a name, is met in both.
    reply = compose(plan, memory, ours, theirs, in_both=not known)
    if plan.forget:
        memory = Memory()
    memory = memory.with_exchange(reply.exchange, plan.told, plan.form_held, known, held)
    return reply.answer, [
        SlotSet("memory", memory.as_json(now)),
        SlotSet("topic", _topic(plan, tracker)),
        SlotSet("language", language),
        SlotSet("language_choice", held or None),
    ]


def _languages(acts: Sequence[Act], parsed: dict[str, Any], memory: Memory) -> tuple[str, str]:
    """The language to answer in, "" if nothing tells; and the one that holds because it was asked for."""
    courtesy = all(act.label in _COURTESY and act.span.end <= _SHORT for act in acts)
    if courtesy and memory.language:
        # "Ok thx" is said in any language.
        return memory.language, memory.language_held
    wanted = (language_wanted(act, str(parsed.get("language") or "")) for act in reversed(acts))
    asked = next((language for language in wanted if language in LANGUAGES), "")
    held = asked or memory.language_held
    if any(act.language == "other" for act in acts) and memory.language:
        # It is written in neither: the talk goes on as it was.
        return memory.language, held
    guesses = (held, parsed.get("language"), memory.language, (parsed.get("metadata") or {}).get("language"))
    if parsed.get("language") == _OTHER and not (held or memory.language):
        # More of those who write in neither read English.
        return LANGUAGES[-1], held
    return next((str(g) for g in guesses if g in LANGUAGES), ""), held


def _topic(plan: Plan, tracker: Tracker) -> Any:
    """The topic that a half sentence would go on from: that of the last question that stood on its own.

    It stays as it is through a half sentence: the stories of half sentences begin and end with one topic, and Rasa would else
    find no story to end the turn, and ask the person back ten times.
    """
    intent = str(((tracker.latest_message or {}).get("intent") or {}).get("name") or "")
    topic = intent[len(_ASKS) :] if intent.startswith(_ASKS) else ""
    return None if plan.forget else topic if topic in TOPICS else tracker.slots.get("topic")


def _apology(language: str) -> Answer:
    return Answer(
        kind="social",
        topic="apology",
        lang=language,
        title=wording("title.apology", language),
        body=[Block(text=wording("apology.text", language))],
    )


# One action a topic, so that rules and stories say what is done; all of them answer the acts of the message.
ACTIONS = (
    "action_define",
    "action_spell_out",
    "action_compare",
    "action_describe_aspect",
    "action_list_types",
    "action_list_services",
    "action_classify",
    "action_choose",
    "action_name_users",
    "action_give_reasons",
    "action_relate",
    "action_tell_why",
    "action_name_source",
    "action_explain_term",
    "action_sum_up",
    "action_repeat",
    "action_elaborate",
    "action_shorten",
    "action_reform",
    "action_recall",
    "action_go_back",
    "action_object",
    "action_clarify",
    "action_decline",
    "action_small_talk",
    "action_start_over",
    "action_switch_language",
)


def _made(action_name: str) -> type[AssistantAction]:
    class_name = "".join(part.capitalize() for part in action_name.split("_"))
    return type(class_name, (AssistantAction,), {"action_name": action_name, "__module__": __name__, "__doc__": AssistantAction.__doc__})


# The action server finds actions as classes of a module.
globals().update({cls.__name__: cls for cls in map(_made, ACTIONS)})
