"""Helps the topics to put facts into sentences, in one language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from acts import MATTER
from answers.answer import Source, Suggestion
from answers.letters import lower_first, upper_first
from answers.piece import Piece, Point
from answers.wording import Wording
from dialogue import Query
from facts import Aspect, Fact, FactStore, Service, Type

MAX_SUGGESTIONS = 3


class Composer:
    """The fact store and the wording, speaking one language.

    Args:
        store: the fact store.
        wording: the sentences that hold answers together.
        lang: the language to speak.
        contact: where a person can be reached, if the owner has set one.
        days_kept: after so many days without a word a conversation is deleted; 0: never.
        for_a_child: whether simple words are those that a child understands.
    """

    def __init__(
        self, store: FactStore, wording: Wording, lang: str, contact: str = "", days_kept: float = 0, for_a_child: bool = False
    ) -> None:  # fmt: skip
        self.store = store
        self.lang = lang
        self.contact = contact
        self.days_kept = days_kept
        self.for_a_child = for_a_child
        self._wording = wording

    def say(self, key: str, **values: Any) -> str:
        """A phrase of `data/wording`."""
        return self._wording(key, self.lang, **values)

    def has(self, key: str) -> bool:
        """Whether `data/wording` has a phrase of that key."""
        return self._wording.has(key, self.lang)

    def join(self, names: Sequence[str]) -> str:
        """ "a", "a and b", "a, b and c"."""
        names = list(dict.fromkeys(names))
        if len(names) < 2:
            return "".join(names)
        joint = self.say("join.last" if len(names) == 2 else "join.series")
        if any(self.say("join.last") in name for name in (names[0], names[-1])):
            # "Recruitment, and finance and accounting".
            joint = self.say("join.nested")
        return ", ".join(names[:-1]) + joint + names[-1]

    def number(self, count: int) -> str:
        """A number in words, up to ten."""
        words = self.say("numbers").split()
        return words[count] if count < len(words) else str(count)

    def either(self, subject_ids: Sequence[str]) -> str:
        """The names of subjects, of which one is meant."""
        return self.one_of([self.name(s) for s in subject_ids])

    def one_of(self, names: Sequence[str]) -> str:
        """ "a or b", "a, b, or c"."""
        if len(names) < 2:
            return "".join(names)
        joint = self.say("join.or" if len(names) == 2 else "join.or_series")
        return ", ".join(names[:-1]) + joint + names[-1]

    @property
    def everyone(self) -> tuple[str, ...]:
        """All models, in the order of the store."""
        return tuple(model.id for model in self.store.models)

    def models(self, query: Query) -> tuple[str, ...]:
        """The models that a question is about, without outsourcing itself and without those to leave out."""
        return tuple(m for m in query.models if self.store.has_model(m) and m not in query.besides)

    def subjects_of(self, query: Query) -> str:
        """The names of what something is said of: subjects but those that others are compared with, else types, else services."""
        subjects = [m for m in query.models if self.store.has_subject(m) and m not in query.besides]
        alone = [m for m in subjects if query.has("which") or m not in query.than] or subjects
        types = [self.store.type(t)[1] for t in query.types]
        return self.names(alone) or self.type_names(types) or self.service_names(query.services)

    def models_or_all(self, query: Query) -> tuple[str, ...]:
        """The models that a question is about, or all that it does not leave out."""
        return self.models(query) or tuple(m for m in self.everyone if m not in query.besides)

    def name(self, subject_id: str) -> str:
        """The name of a model, or of outsourcing."""
        return self.store.subject(subject_id).name[self.lang]

    def names(self, subject_ids: Iterable[str]) -> str:
        """The joined names of subjects."""
        return self.join([self.name(subject_id) for subject_id in subject_ids])

    def point(self, fact: Fact, label: str = "") -> Point:
        """A fact as a point; one that leads in a list names its entries."""
        subject, _, name = fact.ref.partition(".")
        if name == "services":
            services = self.service_list(subject)
            text = self.services_line(subject)
            return Point(fact.ref, text, fact.simple(self.lang) if fact.plain else text, services, label, shorter=self.shorter(fact))
        parts = [part[self.lang] for part in fact.parts]
        plain = fact.simplest(self.lang) if self.for_a_child else fact.simple(self.lang)
        return Point(fact.ref, fact.text[self.lang], plain, fact.brief(self.lang), label, parts=parts, shorter=self.shorter(fact))

    def shorter(self, entry: Fact | Type) -> list[str]:
        """The gist of a fact or type in ever fewer words."""
        return [text[self.lang] for text in entry.short]

    def point_of(self, ref: str) -> Point:
        """The point of a reference of any kind."""
        entry = self.store.entry(ref)
        if isinstance(entry, Type):
            return self.type_point(entry)
        if isinstance(entry, Service):
            return self.service_point(entry)
        if isinstance(entry, Fact):
            return self.point(entry)
        items = [lower_first(t.name[self.lang]) for t in entry.items]
        text = f"{entry.text[self.lang].format(count=self.number(len(items))).rstrip(':')}: {self.join(items)}."
        return Point(ref, text, entry.simple(self.lang).format(count=self.number(len(items))), self.join(items))

    def type_point(self, type_: Type) -> Point:
        """A type as a point."""
        name, where = type_.name[self.lang], type_.value[self.lang]
        return Point(type_.ref, type_.text[self.lang], type_.simple(self.lang), where, name, shorter=self.shorter(type_))

    def service_point(self, service: Service) -> Point:
        """A service with its details as a point of a list."""
        name, details = service.name[self.lang], [d.name[self.lang] for d in service.details]
        text = self.say("services.item", service=name, details=", ".join(details)) if details else name
        return Point(service.ref, text, text, ", ".join(details) or (service.value or service.name)[self.lang], name)

    def aspect(self, aspect: Aspect) -> str:
        """An aspect as a noun phrase inside a sentence."""
        return aspect.phrase[self.lang] if aspect.phrase else lower_first(aspect.label[self.lang])

    def service_name(self, service_id: str) -> tuple[str, bool]:
        """The name of a service or detail, and whether it is a detail."""
        service = self.store.classify(service_id)[0][1]
        for detail in service.details:
            if detail.id == service_id:
                return detail.name[self.lang], True
        return service.name[self.lang], False

    def service_names(self, service_ids: Sequence[str]) -> str:
        """The joined names of services and details, as they stand inside a sentence."""
        return self.join([lower_first(self.service_name(s)[0]) for s in service_ids])

    def type_names(self, types: Sequence[Type]) -> str:
        """The joined names of types, as they stand inside a sentence."""
        return self.join([lower_first(t.name[self.lang]) for t in types])

    def gist(self, points: Sequence[Point]) -> str:
        """What points say in a word or two: "one: volume; other: insight"; of a single one without what it is about."""
        if len(points) == 1:
            return points[0].brief
        return "; ".join(f"{p.label}: {lower_first(p.brief)}" if p.label else p.brief for p in points)

    def offering(self, service_id: str) -> list[str]:
        """The models whose list has a service or detail."""
        return [owner.id for owner, _ in self.store.classify(service_id) if self.store.has_model(owner.id)]

    def examples(self, subject_id: str, count: int) -> tuple[list[str], list[str]]:
        """The names of so many services, or parts of them, that stand for a subject's, and their references."""
        known = self.store.model(subject_id).examples if self.store.has_model(subject_id) else []
        names = [*known, *(s.id for s in self.store.services(subject_id) if s.id not in known)][:count]
        of = [next(s.ref for owner, s in self.store.classify(name) if owner.id == subject_id) for name in names]
        return [self.service_name(name)[0] for name in names], of

    def service_list(self, subject_id: str, services: Sequence[Service] = ()) -> str:
        """The services of a subject in one phrase, or some of them."""
        services = services or self.store.services(subject_id)
        names = [(s.value or s.name)[self.lang] for s in services]
        return self.join([names[0], *(lower_first(n) for n in names[1:])])

    def services_line(self, subject_id: str, services: Sequence[Service] = ()) -> str:
        """The services of a subject in a sentence, or some of them."""
        key = "services.line" if self.store.has_model(subject_id) else "services.outsourced_line"
        return self.say(key, name=self.name(subject_id), services=lower_first(self.service_list(subject_id, services)))

    def contrast(self, points: Sequence[Point]) -> list[str]:
        """Facts as sentences; two short ones on one aspect, of which the second begins with a name, become one."""
        names = [subject.name[self.lang] for subject in (*self.store.models, self.store.outsourcing)]
        found = []
        for _, row in groupby(points, key=lambda point: point.ref.partition(".")[2]):
            texts = [point.text for point in row]
            begins_with_name = len(texts) == 2 and any(texts[1].startswith(name) for name in names)
            if begins_with_name and not set(",;") & set(texts[0]) and len(" ".join(texts).split()) <= 26:
                texts = [texts[0].rstrip(".") + self.say("join.contrast") + texts[1]]
            found += texts
        return found

    def sources(self, refs: Sequence[str]) -> list[Source]:
        """Where facts stand, each section once."""
        known = [ref for ref in refs if self.store.has_entry(ref)]
        title = self.store.article.title[self.lang]
        return [Source(title=title, section=section.label[self.lang]) for section in self.store.sections_of(known)]

    def sections(self, refs: Sequence[str]) -> str:
        """The sections in which facts stand, quoted, as a phrase."""
        known = [ref for ref in refs if self.store.has_entry(ref)]
        return self.join([f"“{section.label[self.lang]}”" for section in self.store.sections_of(known)][:2])

    def suggest(self, key: str, **values: Any) -> Suggestion:
        """A next question, worded by `suggest.<key>`."""
        return Suggestion(
            title=upper_first(self.say(f"suggest.{key}.title", **values)), message=self.say(f"suggest.{key}.message", **values)
        )

    def suggest_aspect(self, aspect_id: str, model: str) -> Suggestion:
        """The question that a person would ask about an aspect of a model."""
        question = self.store.aspect(aspect_id).question(self.name(model), self.lang)
        return self.suggest("aspect", question=question)

    def suggest_for(self, subject_ids: Sequence[str], *leave_out: str) -> list[Suggestion]:
        """Next questions on subjects, without those on the topics in `leave_out`."""
        everyone = self.everyone
        subject = subject_ids[-1] if subject_ids else everyone[0]
        name = self.name(subject)
        options: list[tuple[str, dict[str, str]]] = []
        if subject not in everyone:
            options += [("users", {}), ("reasons", {"name": name}), ("outsourced", {})]
        else:
            if self.store.types(subject):
                options.append(("types", {"name": name}))
            options.append(("services", {"name": name}))
        options += [("difference", {"names": self.names(everyone)}), ("definition", {"name": name}), ("choice", {})]
        return [self.suggest(key, **values) for key, values in options if key not in leave_out]

    def suggest_start(self) -> list[Suggestion]:
        """Questions to begin with."""
        first = self.store.models[0]
        return [
            self.suggest("definition", name=first.name[self.lang]),
            self.suggest("difference", names=self.names(self.everyone)),
            self.suggest("choice"),
        ]

    def all_subjects(self) -> str:
        """The names of all that can be explained."""
        return self.names([self.store.outsourcing.id, *self.everyone])

    def things(self, outside: Sequence[str]) -> tuple[str, ...]:
        """Unknown things as they are named; a matter by its name in `data/wording`."""
        return tuple(self.say(f"matter.{t.removeprefix(MATTER)}") if t.startswith(MATTER) else t for t in outside)

    def decline(self, query: Query, things: Sequence[str] = (), topic: str = "decline") -> Piece:
        """What the store does not tell, named in the person's words, with questions that fit."""
        things = list(things or self.things(query.outside))
        models = self.models(query)
        of = self.subjects_of(query) or (self.names(self.everyone) if query.has("which") else "")
        if query.has("predicate") and things and of:
            key = "which_is" if query.has("which") else "is_than" if query.than else "whether_is"
            sentence = self.say(f"decline.{key}", name=of, thing=things[0], other=self.names(query.than))
        elif query.has("predicate") and things:
            sentence = self.say("decline.named", thing=f"“{things[0]}”")
        elif things and query.models and query.has("too") and not things[0].startswith("“"):
            # "And of the other one?" behind what is not covered.
            sentence = self.say("decline.also_of", thing=self.join(things), names=self.names(query.models))
        elif things:
            # A clause in quotation marks is a question, and has an answer or none.
            sentence = self.say("decline.quoted" if all(t.startswith("“") for t in things) else "decline.named", thing=self.join(things))
        elif len({*models, *query.than}) > 1:
            sentence = self.say("decline.compare", names=self.names(dict.fromkeys((*models, *query.than))))
        elif query.words and query.has("yn") and not query.has("yes_or_no"):
            sentence = self.say("decline.quoted", thing=f"“{lower_first(query.words.rstrip('?! '))}”")
        elif query.models:
            sentence = self.say("decline.of", names=self.names(query.models))
        else:
            sentence = self.say("decline.unnamed")
        if query.types:
            of = self.store.type(query.types[0])[1].name[self.lang]
            suggestions = [
                self.suggest("type", name=lower_first(of)),
                self.suggest("types", name=self.name(self.store.type(query.types[0])[0].id)),
            ]
        elif query.services:
            suggestions = [
                self.suggest("place", service=lower_first(self.service_name(query.services[0])[0]), names=self.either(self.everyone)),
                *self.suggest_start()[1:],
            ]
        elif models:
            suggestions = self.suggest_for(models)
        else:
            suggestions = self.suggest_start()
        return Piece("decline", topic, self.say("title.decline"), query, lead=[sentence], declined=things, suggestions=suggestions[:2])


__all__ = ["MAX_SUGGESTIONS", "Composer", "lower_first", "upper_first"]
