"""Helps the topics to put facts into sentences, in one language."""

from __future__ import annotations

from typing import Any, Iterable, List, NamedTuple, Optional, Sequence, Tuple

from actions.answers import Answer, Block, Image, Suggestion, Table
from actions.questions import Question
from actions.wording import Wording
from facts import Aspect, Fact, FactStore, Subject

MAX_SUGGESTIONS = 3


class Reply(NamedTuple):
    """An answer, the question as it was understood, and what can be picked from it.

    `listed` holds (kind, id) pairs in the order in which the list was shown.
    """

    answer: Answer
    question: Question
    listed: Tuple[Tuple[str, str], ...] = ()


class Composer:
    """The fact store and the wording, speaking one language."""

    def __init__(self, store: FactStore, wording: Wording, lang: str) -> None:
        self.store = store
        self.lang = lang
        self._wording = wording

    def say(self, key: str, **values: Any) -> str:
        """A phrase of `data/wording`."""
        return self._wording(key, self.lang, **values)

    def join(self, names: Sequence[str]) -> str:
        """"a", "a and b", "a, b and c"."""
        if len(names) < 2:
            return "".join(names)
        joint = self.say("join.last" if len(names) == 2 else "join.series")
        return ", ".join(names[:-1]) + joint + names[-1]

    def name(self, subject_id: str) -> str:
        """The name of a model, or of outsourcing."""
        return self.store.subject(subject_id).name[self.lang]

    def names(self, subject_ids: Iterable[str]) -> str:
        """The joined names of subjects."""
        return self.join([self.name(subject_id) for subject_id in subject_ids])

    def text(self, fact: Fact) -> str:
        """The full sentence of a fact."""
        return fact.text[self.lang]

    def brief(self, fact: Fact) -> str:
        """The gist of a fact."""
        return fact.brief(self.lang)

    def aspect(self, aspect: Aspect) -> str:
        """The name of an aspect, as it stands inside a sentence."""
        return aspect.phrase[self.lang] if aspect.phrase else lower_first(aspect.label[self.lang])

    def number(self, count: int) -> str:
        """A small number as a word, a larger one in digits."""
        words = self.say("numbers").split()
        return words[count] if count < len(words) else str(count)

    def contrast(self, facts: Sequence[Fact]) -> str:
        """Facts on one aspect as running text; two short ones become one sentence."""
        texts = [self.text(fact) for fact in facts]
        names = [subject.name[self.lang] for subject in (*self.store.models, self.store.outsourcing)]
        begins_with_name = len(texts) == 2 and any(texts[1].startswith(name) for name in names)
        if begins_with_name and not set(",;") & set(texts[0]) and len(" ".join(texts).split()) <= 26:
            return texts[0].rstrip(".") + self.say("join.contrast") + texts[1]
        return " ".join(texts)

    def answer(
        self,
        topic: str,
        title: str,
        blocks: Sequence[Block],
        facts: Sequence[str],
        suggestions: Sequence[Suggestion] = (),
        table: Optional[Table] = None,
        image: Optional[Image] = None,
    ) -> Answer:
        """An answer that states facts of the store."""
        return Answer(
            kind="answer",
            topic=topic,
            lang=self.lang,
            title=upper_first(title),
            body=list(blocks),
            facts=list(dict.fromkeys(facts)),
            table=table,
            image=image,
            suggestions=list(suggestions)[:MAX_SUGGESTIONS],
        )

    def reply_without_facts(
        self, kind: str, topic: str, title: str, text: str, suggestions: Sequence[Suggestion]
    ) -> Answer:
        """A clarify, decline or social reply."""
        return Answer(
            kind=kind,
            topic=topic,
            lang=self.lang,
            title=upper_first(title),
            body=[Block(text=text)],
            suggestions=list(suggestions)[:MAX_SUGGESTIONS],
        )

    def suggest(self, key: str, **values: Any) -> Suggestion:
        """A next question, worded by `suggest.<key>`."""
        return Suggestion(
            title=upper_first(self.say(f"suggest.{key}.title", **values)),
            message=self.say(f"suggest.{key}.message", **values),
        )

    def suggest_for(self, subject: Subject, *leave_out: str) -> List[Suggestion]:
        """Next questions on a subject, without those on the topics in `leave_out`."""
        name = subject.name[self.lang]
        models = [model.id for model in self.store.models]
        options = []
        if subject.id not in models:
            options += [("users", {}), ("reasons", {"name": name}), ("outsourced", {})]
        else:
            if getattr(subject, "types", None):
                options.append(("types", {"name": name}))
            options.append(("services", {"name": name}))
        options.append(("difference", {"names": self.names(models)}))
        options.append(("definition", {"name": name}))
        options.append(("reasons", {"name": name}))
        return [self.suggest(key, **values) for key, values in options if key not in leave_out]

    def suggest_start(self) -> List[Suggestion]:
        """Questions to begin with."""
        models = [model.id for model in self.store.models]
        first = self.store.models[0]
        return [
            self.suggest("definition", name=first.name[self.lang]),
            self.suggest("difference", names=self.names(models)),
            self.suggest("choice"),
        ]

    def all_subjects(self) -> str:
        """The names of all that can be explained."""
        return self.names([self.store.outsourcing.id, *(model.id for model in self.store.models)])

    def verdict(self, holds: Optional[bool]) -> List[Block]:
        """The first line of a reply to a claim: whether it holds; nothing where none was made."""
        return [] if holds is None else [Block(text=self.say("premise.right" if holds else "premise.wrong"))]

    def lacking(self, things: Sequence[str]) -> List[Block]:
        """A line for each unknown thing that was asked about beside known ones."""
        return [Block(text=self.say("decline.also", thing=thing)) for thing in things]

    def decline(self, thing: str = "") -> Answer:
        """What lies outside is declined, by name where it has one, with an offer."""
        offer = self.say("decline.offer", subjects=self.all_subjects())
        text = (
            self.say("decline.named", thing=thing, offer=offer)
            if thing
            else self.say("decline.unnamed", offer=offer)
        )
        return self.reply_without_facts(
            "decline", "decline", self.say("title.decline"), text, self.suggest_start()
        )


def lower_first(text: str) -> str:
    """Lower-case the first letter, save of an abbreviation or of a name of several capitals."""
    is_name = text[:2].isupper() or any(word[0].isupper() for word in text.split()[1:2])
    return text if is_name else text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    """Upper-case the first letter."""
    return text[:1].upper() + text[1:]
