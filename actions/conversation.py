"""What was talked about: the language, the questions before, and the last list shown."""

from __future__ import annotations

import re
import time
from typing import Any, List, Mapping, Optional, Sequence, Tuple

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet

from actions.claims import asks_which
from actions.composer import Reply
from actions.questions import Question, is_known, read_question
from actions.topics import TOPICS
from facts import FactStore
from facts.schema import LANGUAGES

_NEXT = "next"
FRESH_SECONDS = 30 * 60
MAX_HISTORY = 6

# Intents of messages that are no questions by themselves: what they lack is taken from the last one.
CARRIED = ("follow_up", "correct", "choose_listed", "elaborate")

# "Don't understand English", "bukan Inggris"; but "can't you speak English?" asks for it.
_LANGUAGE_IS_DENIED = re.compile(
    r"(?<!why )(?<!kenapa )(?<!kok )\b(not|never|stop|cannot|(?:do|can|could|did|would|wo|ca)n'?t(?! you\b)|instead of|rather than|hard|difficult|struggl\w+"
    r"|ga|gak|nggak|ngga|enggak|gk|tdk|tidak|tak|jangan|jgn|bukan|bkn|kurang|susah|kesulitan|belum)\s+(?:[\w']+\s+){0,4}$",
    re.IGNORECASE,
)
_LANGUAGE_IS_WEAK = re.compile(
    r"^\w*\s+(?:(?:saya|aku|gue|gw|gua|ku|is|masih|agak|so|very|too|a bit|emang|memang)\s+){0,3}"
    r"(bad|poor|weak|not|isn't|isnt|terrible|rusty|limited|broken|jelek|kurang|lemah|pas-pasan|buruk|ancur|payah|minim|belepotan)\b",
    re.IGNORECASE,
)

_TOO = re.compile(r"\b(juga|too|also|as well)\W*$", re.IGNORECASE)
_TAKES_BACK = re.compile(
    r"\b(bukan|bukannya|not|isn't|instead of|rather than|ga|gak|nggak|jangan)\s+((yang|soal|tentang|the|about)\s+)?$",
    re.IGNORECASE,
)


class Conversation:
    """One turn seen with what came before it.

    Attributes:
        questions: what is asked in the latest message, one or more.
        history: the questions answered before, latest last; empty when they are older
            than `FRESH_SECONDS`.
        listed: (kind, id) pairs of the last list shown, in its order.
        language: the language to answer in.
        together: how many of the latest questions were answered in one reply.
        went_aside: whether the last reply left the history alone (small talk, a decline).
    """

    def __init__(self, tracker: Tracker, store: FactStore, now: Optional[float] = None) -> None:
        self._now = now if now is not None else time.time()
        self._parsed: Mapping[str, Any] = tracker.latest_message or {}
        slots = tracker.current_slot_values()
        fresh = self._now - _seconds(slots.get("answered_at")) < FRESH_SECONDS
        self.history = _questions_in(slots.get("history"), store) if fresh else ()
        self.listed = _pairs_in(slots.get("listed"), store) if fresh else ()
        self._mentioned = _models_in(slots.get("mentioned"), store) if fresh else ()
        self.together = max(1, int(_seconds(slots.get("together"))))
        self.went_aside = bool(slots.get("went_aside")) and fresh
        self.intent = str((self._parsed.get("intent") or {}).get("name") or "")
        self.questions = self._read_questions(store)
        self.language_asked_for = self._language_asked_for()
        self._choice = self.language_asked_for or _known(slots.get("language_choice"))
        self.language = (
            self._choice
            or _known(self._parsed.get("language"))
            or _known(slots.get("language"))
            or _known((self._parsed.get("metadata") or {}).get("language"))
            or LANGUAGES[0]
        )

    @property
    def last(self) -> Optional[Question]:
        """The question answered before this turn."""
        return self.history[-1] if self.history else None

    @property
    def last_reply(self) -> Tuple[Question, ...]:
        """All questions that the last reply answered."""
        return self.history[-self.together :]

    @property
    def context(self) -> Optional[Question]:
        """What a question is filled in from: the last one, about the models named since.

        What was asked of each model in turn, "x is based on what, and y?", was asked of all of them.
        """
        if self._mentioned:
            return (self.last or Question("definition")).with_(models=self._mentioned)
        if not self.last:
            return None
        alike = [q for q in self.last_reply if (q.topic, q.aspects) == (self.last.topic, self.last.aspects)]
        return self.last.with_(models=tuple(dict.fromkeys(model for q in alike for model in q.models)))

    @property
    def ordinals(self) -> List[int]:
        """The positions asked for: 1 is the first, -1 the last."""
        named = [e.get("value") for e in self._parsed.get("entities") or [] if e.get("entity") == "ordinal"]
        values = [value for text in named for value in str(text).split()]
        positions = [int(value) for value in values if re.fullmatch(r"-?\d{1,3}", value)]
        if _NEXT in values:
            positions += self._position_behind_last()
        return list(dict.fromkeys(position for position in positions if position))

    def _position_behind_last(self) -> List[int]:
        """The position behind that of the entry that was asked about last; none where none was."""
        asked = [
            position
            for position, (kind, name) in enumerate(self.listed, start=1)
            if self.last and name in getattr(self.last, kind)
        ]
        return [asked[-1] + 1] if asked else []

    @property
    def ranking(self) -> List[Tuple[str, float]]:
        """The intents that the message may have, likeliest first."""
        ranked = self._parsed.get("intent_ranking") or []
        return [(str(i.get("name")), float(i.get("confidence") or 0)) for i in ranked]

    def remember(self, replies: Sequence[Reply], topic: Optional[str] = None) -> List[EventType]:
        """Events that store the questions that were answered, and the topic if policies shall know it."""
        return self._remember(self.history, replies, topic)

    def step_back(self, replies: Sequence[Reply]) -> List[EventType]:
        """Events that make the questions of `replies` the latest ones again."""
        again = [reply.question.as_slot() for reply in replies]
        earlier = [question for question in self.history if question.as_slot() not in again]
        return self._remember(earlier, replies, replies[-1].question.topic)

    def keep(self) -> List[EventType]:
        """Events of a reply that is no answer: only the language, and models named, are stored."""
        events = [*self._language_events(), SlotSet("went_aside", True)]
        named = [model for question in self.questions for model in question.models]
        if not named:
            return events
        return [*events, SlotSet("mentioned", named), SlotSet("answered_at", self._now)]

    def forget(self) -> List[EventType]:
        """Events of a new beginning."""
        return [
            *self._language_events(),
            SlotSet("history", []),
            SlotSet("listed", []),
            SlotSet("mentioned", []),
            SlotSet("topic", None),
            SlotSet("went_aside", False),
        ]

    def _remember(
        self, earlier: Sequence[Question], replies: Sequence[Reply], topic: Optional[str]
    ) -> List[EventType]:
        history = [*earlier, *(reply.question for reply in replies)]
        listed = _last_list([reply.listed for reply in replies]) or self.listed
        events = [
            *self._language_events(),
            SlotSet("history", [question.as_slot() for question in history[-MAX_HISTORY:]]),
            SlotSet("together", len(replies)),
            SlotSet("listed", [list(pair) for pair in listed]),
            SlotSet("mentioned", []),
            SlotSet("answered_at", self._now),
            SlotSet("went_aside", False),
        ]
        return [*events, SlotSet("topic", topic)] if topic else events

    def _language_events(self) -> List[EventType]:
        events = [SlotSet("language", self.language)]
        if self.language_asked_for:
            events.append(SlotSet("language_choice", self.language_asked_for))
        return events

    def _read_questions(self, store: FactStore) -> List[Question]:
        several = self._parsed.get("questions") or []
        parts = [part for part in several if isinstance(part, dict)] or [self._parsed]
        message = str(self._parsed.get("text") or "")
        return [read_question(_corrected(part, message), store, message) for part in parts]

    def _language_asked_for(self) -> Optional[str]:
        """The language wanted, instead of one that is not; a language that is not asked for is no entity."""
        text = str(self._parsed.get("text") or "")
        wanted, denied = [], []
        for entity in self._parsed.get("entities") or []:
            language = _known(entity.get("value"))
            if entity.get("entity") != "target_language" or not language:
                continue
            before, after = text[: int(entity.get("start") or 0)], text[int(entity.get("end") or 0) :]
            if _LANGUAGE_IS_DENIED.search(before) or _LANGUAGE_IS_WEAK.search(after):
                denied.append(language)
            else:
                wanted.append(language)
        if denied and not wanted and self.intent == "switch_language":
            wanted = [language for language in LANGUAGES if language not in denied]
        return wanted[-1] if wanted else None


def _corrected(parsed: Mapping[str, Any], message: str) -> Mapping[str, Any]:
    """A correction without what it takes back: "not that, I meant this" is about this."""
    entities = parsed.get("entities") or []
    if (parsed.get("intent") or {}).get("name") != "correct" or len(entities) < 2:
        return parsed
    meant = [e for e in entities if not _TAKES_BACK.search(message[: int(e.get("start") or 0)])]
    return {**parsed, "entities": meant} if meant else parsed


def resolve(
    question: Question, last: Question, listed: Sequence[Tuple[str, str]], everyone: Sequence[str]
) -> Question:
    """Fill in what a question leaves to what was talked about: "its driver?", "which types?".

    Args:
        question: what is asked now.
        last: what was asked before, in this message or in an earlier one.
        listed: the last list shown.
        everyone: all models, of which one may be "the other one".
    """
    if question.topic == "difference":
        return _resolve_difference(question, last, listed)
    if question.topic in ("classification", "choice") and last.topic == "types" and not question.names_more_than_models:
        return last.with_(text=question.text)
    if question.topic == "classification" and not question.services and not question.outside:
        return question.with_(services=last.services)
    if question.topic == "choice" and not question.traits and not question.services:
        need = last.topic in ("choice", "classification")
        return question.with_(traits=last.traits, services=last.services) if need else question
    meant = meant_by_anaphor(question, last, everyone)
    if meant:
        return question.with_(models=meant)
    if question.topic == "aspect" and question.than and question.models == question.than:
        others_meant = last.models if not set(last.models) & set(question.than) else ()
        others_meant = others_meant or tuple(model for model in everyone if model not in question.than)
        return question.with_(models=(*others_meant, *question.than))
    if question.topic == "aspect" and last.topic == "aspect" and not question.names_something and asks_which(question.text):
        return question.with_(models=tuple(everyone), aspects=last.aspects)
    bare = not (question.models or question.types or question.services or question.outside)
    if question.topic == "aspect" and not question.models:
        return question if asks_which(question.text) and len(last.models) < 2 else question.with_(models=last.models)
    if bare and question.topic in ("definition", "full_form", "services", "types", "reasons"):
        keeps_type = question.topic == "definition"
        return question.with_(models=last.models, types=last.types if keeps_type else ())
    return question


def meant_by_anaphor(question: Question, last: Question, everyone: Sequence[str]) -> Tuple[str, ...]:
    """The models that "the other one", "both" or "the former" stands for; none where that is not plain."""
    if question.models or not question.anaphor:
        return ()
    if question.anaphor == "both":
        return last.models if len(last.models) > 1 else tuple(everyone)
    if question.anaphor in ("first", "last"):
        named = last.models if len(last.models) > 1 else tuple(everyone)
        return (named[0] if question.anaphor == "first" else named[-1],)
    rest = others(last, everyone)
    # Who talks of "the other one" of two that were both told of has one in mind: it is in an answer about both.
    return rest if len(rest) == 1 else () if rest else last.models


def others(last: Question, everyone: Sequence[str]) -> Tuple[str, ...]:
    """The models that were not talked about last."""
    return tuple(model for model in everyone if model not in last.models)


def _resolve_difference(
    question: Question, last: Question, listed: Sequence[Tuple[str, str]]
) -> Question:
    if question.models or question.types:
        if len(question.models) == 1 and not question.types:
            return question.with_(models=tuple(dict.fromkeys((*last.models, *question.models))))
        return question
    if last.topic == "types":
        return question.with_(types=tuple(name for kind, name in listed if kind == "types"))
    return question


def carry_over(new: Question, last: Question, everyone: Sequence[str]) -> Optional[Question]:
    """The last question, asked of what the new message names: "and for that one?".

    "Which one does?" asks the last question of all models. Returns None where nothing is named
    and it is not plain what else could be meant.
    """
    new = new.with_(models=new.models or meant_by_anaphor(new, last, everyone))
    if new.types:
        topic = "difference" if last.topic == "difference" and len(new.types) > 1 else "definition"
        return new.with_(topic=topic)
    if new.services:
        topic = "services" if last.topic in ("services", "definition") else "classification"
        return new.with_(topic=topic)
    if new.relations:
        return new.with_(topic="relation")
    if new.aspects:
        return new.with_(topic="aspect", models=new.models or last.models)
    if new.traits:
        topic = "choice" if last.topic == "choice" else "aspect"
        return new.with_(topic=topic)
    if new.models:
        return _for_models(new, last)
    if last.topic == "aspect" and asks_which(new.text):
        return last.with_(models=tuple(everyone), text=new.text)
    return None


def _for_models(new: Question, last: Question) -> Question:
    if last.topic == "choice" and last.traits and len(new.models) == 1:
        return new.with_(topic="aspect", aspects=tuple(dict.fromkeys(ref.split(".", 1)[1] for ref in last.traits)))
    if last.topic in ("difference", "choice", "relation", "users") and len(new.models) == 1:
        return new.with_(topic="definition")
    if last.topic == "definition":
        return new.with_(topic="definition")
    if last.topic == "services" and not _TOO.search(new.text):
        # "And what has X?": not whether X has the service that was told of.
        return last.with_(models=new.models, types=(), services=(), text=new.text, outside=())
    return last.with_(models=new.models, types=(), text=new.text, outside=())


def _last_list(lists: Sequence[Sequence[Tuple[str, str]]]) -> Sequence[Tuple[str, str]]:
    """The last of several lists; one of models only if there is no other, since it is rather their order of mention."""
    shown = [entries for entries in lists if entries]
    others_than_models = [entries for entries in shown if entries[0][0] != "models"]
    return (others_than_models or shown or [()])[-1]


def _questions_in(value: Any, store: FactStore) -> Tuple[Question, ...]:
    items = [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
    questions = [Question.from_slot(item, store) for item in items]
    return tuple(question for question in questions if question.topic in TOPICS)


def _pairs_in(value: Any, store: FactStore) -> Tuple[Tuple[str, str], ...]:
    pairs = [pair for pair in value if isinstance(pair, list) and len(pair) == 2] if isinstance(value, list) else []
    named = [(str(field), str(name)) for field, name in pairs]
    return tuple(
        (field, name) for field, name in named if field in _LISTED and is_known(_LISTED[field], name, store)
    )


_LISTED = {"models": "model", "types": "type", "services": "service"}


def _models_in(value: Any, store: FactStore) -> Tuple[str, ...]:
    names = value if isinstance(value, list) else []
    return tuple(dict.fromkeys(str(name) for name in names if store.has_subject(str(name))))


def _seconds(value: Any) -> float:
    return float(value) if isinstance(value, (int, float)) else 0.0


def _known(language: Any) -> Optional[str]:
    return language if language in LANGUAGES else None
