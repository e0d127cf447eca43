"""Loading, checking and asking the fact store."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from facts.folder import passed_over, read_folder
from facts.schema import LANGUAGES, Article, Aspect, Fact, Localized, Model, SameService, Section, Service, Subject, Type, Types

logger = logging.getLogger(__name__)

_DEFAULT_PATH = Path(__file__).parents[1] / "data" / "facts"

_S = TypeVar("_S", bound=Subject)
_Entry = Fact | Types | Type | Service


def facts_path() -> Path:
    """Where the fact store is: `FACTS_PATH` of the environment, else `data/facts`."""
    return Path(os.environ.get("FACTS_PATH", _DEFAULT_PATH))


class Row(NamedTuple):
    """One aspect of a comparison: the fact of each model, None where the source has none."""

    aspect: Aspect
    facts: tuple[Fact | None, ...]


class FactStore:
    """All facts, read once and never changed.

    Every fact has a reference such as "<model>.driver", "<model>.types.nearshore" or
    "<model>.services.human_resources"; answers name what they state by it.
    """

    def __init__(
        self,
        models: Sequence[Model],
        aspects: Sequence[Aspect],
        outsourcing: Subject,
        relations: Mapping[str, Fact],
        article: Article,
        sections: Mapping[str, Section],
    ) -> None:
        self.models = tuple(models)
        self.aspects = tuple(aspects)
        self.outsourcing = outsourcing
        self.relations = dict(relations)
        self.article = article
        self.sections = dict(sections)
        self._models = {model.id: model for model in self.models}
        self._subjects: dict[str, Subject] = {s.id: s for s in (*self.models, outsourcing)}
        self._aspects = {aspect.id: aspect for aspect in aspects}
        self._services: dict[str, list[tuple[Subject, Service]]] = {}
        for subject in self._subjects.values():
            for service in subject.described:
                for name in (service.id, *(detail.id for detail in service.details)):
                    self._services.setdefault(name, []).append((subject, service))
        self._types = {type_.id: (model, type_) for model in self.models for type_ in self.types(model.id)}
        self._facts = {
            fact.ref: fact
            for fact in (
                *(fact for subject in self._subjects.values() for fact in subject.facts.values()),
                *self.relations.values(),
            )
        }
        self._entries: dict[str, _Entry] = {
            **self._facts,
            **{service.ref: service for s in self._subjects.values() for service in s.described},
            **{type_.ref: type_ for _, type_ in self._types.values()},
            **{model.types.ref: model.types for model in self.models if model.types},
        }

    @classmethod
    def load(cls, path: Path = _DEFAULT_PATH) -> FactStore:
        """Read and check the files below `path`.

        Raises:
            FactError: for the first fault found, in one line that names file, key and mend.
        """
        folder, faults = read_folder(path)
        if faults or folder is None:
            raise faults[0].and_more(len(faults) - 1)
        for file in passed_over(path):
            logger.warning("%s is passed over: it is no file of the fact store", file)
        described = {service.id: service for subject in (*folder.models.values(), folder.outsourcing) for service in subject.described}
        relations = folder.relations
        return cls(
            [_complete(model, described) for model in folder.models.values()],
            folder.aspects.aspects,
            _complete(folder.outsourcing, described),
            {name: fact.copy(update={"ref": f"{relations.id}.{name}"}) for name, fact in relations.facts.items()},
            folder.sources.article,
            {name: section.copy(update={"id": name}) for name, section in folder.sources.sections.items()},
        )

    def model(self, model_id: str) -> Model:
        """The model of that id; KeyError if there is none."""
        return self._models[model_id]

    def has_model(self, model_id: str) -> bool:
        """Whether `model_id` is a model that can be compared with others."""
        return model_id in self._models

    def has_subject(self, subject_id: str) -> bool:
        """Whether `subject_id` is a model or outsourcing itself."""
        return subject_id in self._subjects

    def subject(self, subject_id: str) -> Subject:
        """A model, or outsourcing itself; KeyError if there is none."""
        return self._subjects[subject_id]

    def aspect(self, aspect_id: str) -> Aspect:
        """The aspect of that id; KeyError if there is none."""
        return self._aspects[aspect_id]

    def has_aspect(self, aspect_id: str) -> bool:
        """Whether models are described on an aspect of that id."""
        return aspect_id in self._aspects

    def fact(self, ref: str) -> Fact:
        """The fact of that reference, such as "<model>.driver"; KeyError if there is none."""
        return self._facts[ref]

    def has_fact(self, ref: str) -> bool:
        """Whether there is a fact of that reference."""
        return ref in self._facts

    def entry(self, ref: str) -> _Entry:
        """The fact, type, service or list of types of that reference; KeyError if there is none."""
        return self._entries[ref]

    def has_entry(self, ref: str) -> bool:
        """Whether something in the store goes by that reference."""
        return ref in self._entries

    @property
    def references(self) -> list[str]:
        """The references of all facts, services and types, in the order of the files."""
        return list(self._entries)

    def section(self, section_id: str) -> Section:
        """The section of the article of that id; KeyError if there is none."""
        return self.sections[section_id]

    def sections_of(self, refs: Iterable[str]) -> list[Section]:
        """The sections of the article that say what goes by these references, once each, in the article's order."""
        cited = {section for ref in refs for section in self.entry(ref).source}
        return [section for name, section in self.sections.items() if name in cited]

    def compare(self, model_ids: Sequence[str], aspects: Iterable[str] | None = None) -> list[Row]:
        """The models side by side, on the given aspects or on all that are compared."""
        chosen = (
            [self.aspect(aspect) for aspect in aspects] if aspects is not None else [aspect for aspect in self.aspects if aspect.compared]
        )
        rows = [Row(aspect, tuple(self.subject(m).facts.get(aspect.id) for m in model_ids)) for aspect in chosen]
        return [row for row in rows if any(row.facts)]

    def services(self, subject_id: str) -> list[Service]:
        """The services of a model, or those that are commonly outsourced."""
        return self.subject(subject_id).described

    def classify(self, service_id: str) -> list[tuple[Subject, Service]]:
        """The subjects that offer a service or a detail of one, with that service."""
        return list(self._services.get(service_id, []))

    def types(self, model_id: str) -> list[Type]:
        """The types of a model, empty where the source names none."""
        types = self.model(model_id).types
        return list(types.items) if types else []

    def list_of_types(self, model_id: str) -> Types:
        """The types of a model with the text that leads them in; KeyError if it has none."""
        types = self.model(model_id).types
        if types is None:
            raise KeyError(model_id)
        return types

    def type(self, type_id: str) -> tuple[Model, Type]:
        """A type and the model that it belongs to; KeyError if there is none."""
        return self._types[type_id]

    def has_type(self, type_id: str) -> bool:
        """Whether some model has a type of that id."""
        return type_id in self._types


def _complete(subject: _S, described: Mapping[str, Service]) -> _S:
    """Give every fact its reference, and derive the gist of lists from their entries."""
    services = [(_told_elsewhere(service, described) if isinstance(service, SameService) else service) for service in subject.services]
    services = [service.copy(update={"ref": f"{subject.id}.services.{service.id}"}) for service in services]
    facts = {name: fact.copy(update={"ref": f"{subject.id}.{name}"}) for name, fact in subject.facts.items()}
    if "services" in facts:
        facts["services"] = facts["services"].copy(update={"value": _names(services)})
    update: dict[str, Any] = {"services": services, "facts": facts}
    types = subject.types if isinstance(subject, Model) else None
    if types:
        items = [t.copy(update={"ref": f"{subject.id}.types.{t.id}", "source": t.source or types.source}) for t in types.items]
        update["types"] = types.copy(update={"ref": f"{subject.id}.types", "items": items})
    return subject.copy(update=update)


def _told_elsewhere(same: SameService, described: Mapping[str, Service]) -> Service:
    service = described[same.same_as]
    return service.copy(
        update={
            "source": same.source or service.source,
            "details": service.details if same.details else [],
        }
    )


def _names(services: Sequence[Service]) -> Localized:
    def joined(lang: str) -> str:
        names = [(service.value or service.name)[lang] for service in services]
        return ", ".join([names[0], *(_lower_first(name) for name in names[1:])])

    return Localized(**{lang: joined(lang) for lang in LANGUAGES})


def _lower_first(name: str) -> str:
    """Lower-case the first letter, save of an abbreviation such as "HR"."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]
