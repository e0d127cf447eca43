"""The custom actions: each reads the conversation, asks a topic for a reply, and remembers it."""

from __future__ import annotations

import time
from typing import Any, Dict, List, Optional, Sequence, Tuple

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions import style
from actions.answers import Answer, Block
from actions.composer import MAX_SUGGESTIONS, Composer, Reply
from actions.conversation import CARRIED, Conversation, carry_over, resolve
from actions.questions import Question
from actions.topics import TOPICS, reply_to
from actions.topics.common import all_models
from actions.wording import Wording
from facts import FactStore, facts_path
from facts.live import Live
from operation.logs import event_log

log = event_log(__name__)

facts = Live(facts_path(), FactStore.load)
wording = Wording.load()


class AssistantAction(Action):
    """Base of all actions: one answer a turn, in the person's language, whatever happens."""

    action_name = ""

    def name(self) -> str:
        """The action's name in the domain."""
        return self.action_name

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]
    ) -> List[EventType]:
        """Say the reply and return what to remember; a fault is told to the person, not raised."""
        started = time.monotonic()
        request = tracker.latest_message.get("message_id")
        language = str(tracker.slots.get("language") or "id")
        try:
            store = facts()
            conversation = Conversation(tracker, store)
            language = conversation.language
            answer, events = self.reply(conversation, Composer(store, wording, language))
        except Exception:
            log.exception("action failed", request=request, action=self.name())
            answer, events = _apology(language), []
        dispatcher.utter_message(**answer.message())
        milliseconds = round((time.monotonic() - started) * 1000, 1)
        log.info("action", request=request, action=self.name(), kind=answer.kind, milliseconds=milliseconds)
        return events

    def reply(self, conversation: Conversation, c: Composer) -> Tuple[Answer, List[EventType]]:
        """The answer to say and the events to store."""
        raise NotImplementedError


def _apology(language: str) -> Answer:
    return Answer(
        kind="social",
        topic="apology",
        lang=language,
        title=wording("title.apology", language),
        body=[Block(text=wording("apology.text", language))],
    )


class TopicAction(AssistantAction):
    """Answers every question of the message, the first of them on the topic that the policy chose."""

    topic = ""

    def reply(self, conversation: Conversation, c: Composer) -> Tuple[Answer, List[EventType]]:
        first, *others = conversation.questions
        if first.topic in TOPICS:
            first = first.with_(topic=self.topic)
        elif _asks_for_no_entry(first, conversation):
            return _no_such_entry(conversation, c), conversation.keep()
        # An ellipsis with nothing before it is about the topic that the policy chose.
        before = conversation.context or Question(self.topic)
        if first.topic in CARRIED and first.names_only_models and not others and conversation.together > 1:
            replies = [_answer(first, question, conversation.listed, c) for question in conversation.last_reply]
        else:
            replies = _answer_all([_pick(first, conversation), *others], before, conversation.listed, c)
        answer = joined([reply.answer for reply in replies])
        if answer.kind in ("decline", "clarify"):
            return answer, conversation.keep()
        told = [reply for reply in replies if reply.answer.kind == "answer"]
        return answer, conversation.remember(told, self.topic if first.topic in TOPICS else None)


def _pick(new: Question, conversation: Conversation) -> Question:
    """The question with the entries of the last list that its positions mean, if it names nothing else."""
    entries = _entries(conversation)
    if not entries or new.types or new.services:
        return new
    kind = entries[0][0]
    picked = new.with_(**{kind: tuple(name for of_kind, name in entries if of_kind == kind)})
    if kind == "services" and not new.models and conversation.last:
        return picked.with_(models=conversation.last.models)
    return picked


def _entries(conversation: Conversation) -> List[Tuple[str, str]]:
    """The entries of the last list at the positions that are asked for, as far as it has them."""
    count = len(conversation.listed)
    positions = [p for p in conversation.ordinals if -count <= p <= count]
    return [conversation.listed[p if p < 0 else p - 1] for p in positions]


def _asks_for_no_entry(new: Question, conversation: Conversation) -> bool:
    return bool(conversation.ordinals) and not new.names_something and not _entries(conversation)


def _answer_all(
    questions: Sequence[Question], last: Question, listed: Sequence[Tuple[str, str]], c: Composer
) -> List[Reply]:
    """A reply to each question, which may rest on the one before it.

    "The definition, the types and the services of …" names its model at the end: it holds for all.
    """
    named = [question.models for question in questions if question.models]
    if len(questions) > 1 and len(named) == 1 and not questions[0].names_something:
        last = last.with_(models=named[0])
    replies: List[Reply] = []
    for question in questions:
        reply = _answer(question, last, listed, c)
        if reply.answer.kind == "answer":
            last, listed = reply.question, reply.listed or listed
        replies.append(reply)
    return replies


def _answer(question: Question, last: Question, listed: Sequence[Tuple[str, str]], c: Composer) -> Reply:
    """The reply to one question: a whole one, an ellipsis, or one about something unknown."""
    if question.topic in TOPICS:
        return reply_to(resolve(question, last, listed, all_models(c)), c)
    if question.topic in CARRIED and not (question.outside and not question.names_something):
        whole = carry_over(question, last, all_models(c))
        return reply_to(whole, c) if whole else Reply(_ask_back(c, "clarify.what"), question)
    return Reply(c.decline(question.outside[0] if question.outside else ""), question)


def joined(answers: Sequence[Answer]) -> Answer:
    """Several answers as one: an answer if any of them is, with the facts of all."""
    if any(answer.kind == "answer" for answer in answers):
        answers = [answer for answer in answers if answer.kind != "clarify"]
    first, *others = sorted(answers, key=lambda answer: answer.kind != "answer")
    if not others:
        return first
    return first.copy(
        update={
            "title": " · ".join(dict.fromkeys(answer.title for answer in answers)),
            "body": [
                block
                for answer in answers
                for block in (*answer.body, *_rows_as_text(answer, unless=first))
            ],
            "facts": list(dict.fromkeys(ref for answer in answers for ref in answer.facts)),
        }
    )


def _rows_as_text(answer: Answer, unless: Answer) -> List[Block]:
    """The table of a joined answer: only the first can keep its own."""
    if answer is unless or not answer.table:
        return []
    return [Block(items=[line[2:] for line in answer.table.plain_lines()])]


def _ask_back(c: Composer, key: str, **values: Any) -> Answer:
    return c.reply_without_facts(
        "clarify", "clarify", c.say("title.clarify"), c.say(key, **values), c.suggest_start()
    )


def _no_such_entry(conversation: Conversation, c: Composer) -> Answer:
    if not conversation.listed:
        return _ask_back(c, "clarify.no_list")
    return _ask_back(c, "clarify.no_position", count=len(conversation.listed))


class ActionDefine(TopicAction):
    """Definitions of models, types, services and outsourcing."""

    action_name, topic = "action_define", "definition"


class ActionSpellOut(TopicAction):
    """Full forms."""

    action_name, topic = "action_spell_out", "full_form"


class ActionCompare(TopicAction):
    """Models, or types, side by side."""

    action_name, topic = "action_compare", "difference"


class ActionDescribeAspect(TopicAction):
    """One aspect of one or more models."""

    action_name, topic = "action_describe_aspect", "aspect"


class ActionListTypes(TopicAction):
    """The types of a model."""

    action_name, topic = "action_list_types", "types"


class ActionListServices(TopicAction):
    """The services of a model, and their details."""

    action_name, topic = "action_list_services", "services"


class ActionClassify(TopicAction):
    """The model that a service belongs to."""

    action_name, topic = "action_classify", "classification"


class ActionChoose(TopicAction):
    """The model that suits a need."""

    action_name, topic = "action_choose", "choice"


class ActionNameUsers(TopicAction):
    """Who outsources."""

    action_name, topic = "action_name_users", "users"


class ActionGiveReasons(TopicAction):
    """Why companies outsource."""

    action_name, topic = "action_give_reasons", "reasons"


class ActionRelate(TopicAction):
    """How the models stand to one another."""

    action_name, topic = "action_relate", "relation"


class _AgainAction(AssistantAction):
    """Answers the last questions once more, in another way."""

    def reply(self, conversation: Conversation, c: Composer) -> Tuple[Answer, List[EventType]]:
        questions = _again(conversation, all_models(c))
        if not questions:
            return _ask_back(c, "clarify.nothing_before"), conversation.keep()
        replies = [reply_to(question, c) for question in questions]
        answers = [self.restyle(reply.answer, c) for reply in replies]
        return joined(answers), conversation.step_back(replies)

    def restyle(self, answer: Answer, c: Composer) -> Answer:
        """The answer in the way asked for."""
        return answer


def _again(conversation: Conversation, everyone: Sequence[str]) -> Sequence[Question]:
    """The last ones, or the last one asked of what the message names: "more on the second one"."""
    new = _pick(conversation.questions[0], conversation).with_(traits=())
    if not new.names_something and not new.anaphor:
        return conversation.last_reply
    question = carry_over(new, conversation.context or Question("definition"), everyone)
    return [question] if question else []


class ActionRepeat(_AgainAction):
    """The last answer again."""

    action_name = "action_repeat"


class ActionElaborate(_AgainAction):
    """The last answer with more."""

    action_name = "action_elaborate"

    def restyle(self, answer: Answer, c: Composer) -> Answer:
        return style.elaborate(answer, c)


class ActionShorten(_AgainAction):
    """The last answer in fewer words."""

    action_name = "action_shorten"

    def restyle(self, answer: Answer, c: Composer) -> Answer:
        return style.shorten(answer, c)


class ActionGoBack(AssistantAction):
    """The subject before this one; after small talk or a decline, the one that it interrupted."""

    action_name = "action_go_back"

    def reply(self, conversation: Conversation, c: Composer) -> Tuple[Answer, List[EventType]]:
        if not conversation.history:
            return _ask_back(c, "clarify.nothing_before"), conversation.keep()
        steps = 1 if conversation.went_aside or len(conversation.history) == 1 else 2
        question = conversation.history[-steps]
        new = conversation.questions[-1]
        if new.names_something or new.anaphor:
            question = carry_over(new, question, all_models(c)) or question
        again = reply_to(question, c)
        return again.answer, conversation.step_back([again])


class ActionClarify(AssistantAction):
    """Asks back what was not understood; what has nothing to do with the store is declined."""

    action_name = "action_clarify"

    def reply(self, conversation: Conversation, c: Composer) -> Tuple[Answer, List[EventType]]:
        question = conversation.questions[0]
        likely = [intent for intent, _ in conversation.ranking if intent != "nlu_fallback"]
        if question.outside or likely[:1] == ["out_of_scope"]:
            return c.decline(question.outside[0] if question.outside else ""), conversation.keep()
        answer = _ask_back(c, "clarify.what")
        if question.models:
            choices = c.suggest_for(c.store.subject(question.models[0]))
            answer = answer.copy(update={"suggestions": choices[:MAX_SUGGESTIONS]})
        return answer, conversation.keep()


class ActionDecline(AssistantAction):
    """What the store does not know."""

    action_name = "action_decline"

    def reply(self, conversation: Conversation, c: Composer) -> Tuple[Answer, List[EventType]]:
        first, *others = conversation.questions
        declined = c.decline(first.outside[0] if first.outside else "")
        answerable = [question for question in others if _stands_alone(question)]
        if not answerable:
            return declined, conversation.keep()
        replies = _answer_all(answerable, conversation.context or Question(""), conversation.listed, c)
        answer = joined([declined, *(reply.answer for reply in replies)])
        told = [reply for reply in replies if reply.answer.kind == "answer"]
        if not told:
            return answer, conversation.keep()
        return answer, conversation.remember(told, told[-1].question.topic)


def _stands_alone(question: Question) -> bool:
    """Whether a question that comes after an unknown thing can be about something else."""
    if question.topic not in TOPICS or not question.names_something:
        return False
    return question.topic != "difference" or len(question.models) + len(question.types) > 1
