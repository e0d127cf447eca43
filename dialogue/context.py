"""One turn as the decision sees it: the store, the memory, and what was already resolved in this message."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from acts import Act, Form, aspects_of
from dialogue.memory import Exchange, Memory
from dialogue.plan import Move
from dialogue.query import Query
from facts import FactStore


@dataclass
class Turn:
    """What changes while the acts of one message are decided, one after the other.

    Attributes:
        asked: the questions of this message so far, resolved.
        told: what this message told of needs and jobs, as in `Memory.told`. told_before: what was told before and still holds.
        places: where the person and providers are, as in `Act.places`.
        form: the form asked for in this message.
        subjects: the models that this message named first, for questions that name none.
        first: the model that shall stand first in a comparison.
        back_to: the question of before to which the message goes back: "back to my first one: and that model?".
    """

    store: FactStore
    memory: Memory
    acts: tuple[Act, ...]
    asked: list[Query] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    told_before: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    form: Form = Form()
    subjects: tuple[str, ...] = ()
    first: str = ""
    back_to: Query | None = None

    def asks(self, move: Move) -> list[Move]:
        """A move by itself, whose question is one of this message's from now on."""
        self.asked.append(move.query)
        return [move]

    @property
    def all_told(self) -> tuple[str, ...]:
        """All that the person told of needs and jobs and has not taken back."""
        return tuple(dict.fromkeys((*self.told_before, *self.told)))

    @property
    def unknown_told(self) -> tuple[str, ...]:
        """The unknown things that this message tells of."""
        return tuple(thing for act in self.acts if act.label == "tell" for thing in act.outside)

    @property
    def unknown_jobs(self) -> tuple[str, ...]:
        """The unknown things that this message lists beside several jobs that are known."""
        # Beside a single job stand circumstances, unless it is what they wish for.
        telling = [act for act in self.acts if act.label in ("tell", "ask_choice") and act.services]
        return tuple(o for act in telling if len(act.services) > 1 or {"need", "first_person"} <= act.cues for o in act.outside)

    @property
    def everyone(self) -> tuple[str, ...]:
        """All models, in the order of the store."""
        return tuple(model.id for model in self.store.models)

    @property
    def all_types(self) -> tuple[str, ...]:
        """All types, in the order of the store."""
        return tuple(type_.id for model in self.store.models for type_ in self.store.types(model.id))

    @property
    def before(self) -> Query | None:
        """The question before this act: of this message, else that to which it goes back, else the last one asked."""
        if self.asked:
            return self.asked[-1]
        if self.back_to:
            return self.back_to
        last = self.memory.last_asked
        return last.queries[-1] if last else None

    @property
    def answered_before(self) -> tuple[Query, ...]:
        """The questions that the last reply answered; those before a digression where the last answered none."""
        last = self.memory.last_answer
        return tuple(q for q, ok in last.outcomes if ok) if last else ()

    @property
    def last_answer(self) -> Exchange | None:
        """The last reply that stated facts."""
        return self.memory.last_answer

    def models_before(self) -> tuple[str, ...]:
        """The models that were talked about last, without those that others were only compared with."""
        if self.asked and self.asked[-1].models:
            last = self.asked[-1]
            if any(name in self.store.relations and self.store.relations[name].comes_from for name in last.relations):
                # "X grew out of Y and needs Z" goes on with X.
                return last.models[:1]
            owners = owners_of(last.services, self.store) if last.topic == "classification" else ()
            if len(owners) == 1 and len(last.models) != 1:
                # "Is X the one or the other, and whom does it need?" goes on with the one that lists it.
                return owners
            if both := self._asked_of_each():
                return both
            return tuple(m for m in last.models if m not in last.than) or last.models
        if self.subjects:
            return self.subjects
        of_jobs = self._owners_of_jobs()
        if len(of_jobs) == 1:
            return of_jobs
        for exchange in reversed(self.memory.exchanges):
            for query in reversed(exchange.queries):
                if query.models:
                    return tuple(m for m in query.models if m not in query.than) or query.models
        return ()

    def _asked_of_each(self) -> tuple[str, ...]:
        """The models of which one thing was asked in turn: "is X complex? Is Y? And whom do they hire?" goes on with both."""
        of = [query for query in self.asked if query.topic == self.asked[-1].topic]
        alike = len({query.aspects or aspects_of(query.values) for query in of}) == 1
        return tuple(dict.fromkeys(name for query in of for name in query.models)) if alike and len(of) == len(self.asked) > 1 else ()

    def spoken_of(self, turns: int = 3) -> tuple[str, ...]:
        """The models that the latest turns were about, in the order of the store."""
        asked = [query for exchange in self.memory.exchanges[-turns:] for query in exchange.queries]
        return tuple(m for m in self.everyone if any(m in query.models for query in asked))

    def _owners_of_jobs(self) -> tuple[str, ...]:
        """The models that list the jobs that this message asked about last, or told of: "I do payroll. Is that complex?"."""
        told = [name for of in self.told for kind, _, name in (of.partition(":"),) if kind == "services"]
        # A pick is made of the jobs that were told.
        services = self.asked[-1].services if self.asked and self.asked[-1].topic != "choice" else told
        return owners_of(services, self.store)


def owners_of(services: Iterable[str], store: FactStore) -> tuple[str, ...]:
    """The models that list any of some services, in the order of these."""
    owners = (owner.id for service in services for owner, _ in store.classify(service))
    return tuple(dict.fromkeys(name for name in owners if store.has_model(name)))


def owned(values: Iterable[str], store: FactStore) -> bool:
    """Whether any of some values is one of a model, and not of outsourcing, whichever way it is done."""
    return any(store.has_model(value.partition(".")[0]) for value in values)


def only_models(names: Sequence[str], store: FactStore) -> tuple[str, ...]:
    """Those of some subjects that are models."""
    return tuple(name for name in names if store.has_model(name))
