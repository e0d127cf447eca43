"""Checks that span files: references, identifiers and names used twice."""

from __future__ import annotations

from pathlib import Path
from typing import Dict, Mapping, Sequence, Tuple

from actions.facts.schema import Aspect, Model, RelationsFile, SameService, Service, SourcesFile, Subject
from actions.facts.store import FactError
from actions.facts.terms import normalised


def check(
    path: Path,
    sources: SourcesFile,
    aspects: Sequence[Aspect],
    outsourcing: Subject,
    relations: RelationsFile,
    models: Mapping[Path, Model],
) -> None:
    """Raise FactError for the first reference, identifier or name that does not hold."""
    if not models:
        raise FactError(path / "models", "file", "no model is there: add at least one")
    subjects: Dict[Path, Subject] = {**models, path / "outsourcing.yml": outsourcing}
    _unique_ids(subjects)
    _aspects_exist(models, {aspect.id for aspect in aspects}, path)
    _services_resolve(subjects)
    relations_file = path / "relations.yml"
    _sources_exist(subjects, relations_file, relations, set(sources.sources))
    _references_resolve(subjects, relations_file, relations)
    _names_are_unique(path, subjects, aspects, relations)


def _unique_ids(subjects: Mapping[Path, Subject]) -> None:
    seen: Dict[str, Path] = {}
    for file, subject in subjects.items():
        if subject.id in seen:
            raise FactError(file, "id", f"'{subject.id}' is taken by {seen[subject.id].name}: choose another")
        seen[subject.id] = file


def _aspects_exist(models: Mapping[Path, Model], known: set, path: Path) -> None:
    for file, model in models.items():
        for name in model.facts:
            if name not in known:
                raise FactError(
                    file, f"facts.{name}", f"is no aspect: add it to {path / 'aspects.yml'} or correct its spelling"
                )
        for name in ("full_form", "definition", "services"):
            if name not in model.facts:
                raise FactError(file, f"facts.{name}", "is missing: every model needs it")


def _services_resolve(subjects: Mapping[Path, Subject]) -> None:
    described: Dict[str, Path] = {}
    for file, subject in subjects.items():
        for number, service in enumerate(subject.services):
            if not isinstance(service, Service):
                continue
            for name in (service.id, *(detail.id for detail in service.details)):
                if name in described:
                    raise FactError(
                        file,
                        f"services.{number}.id",
                        f"'{name}' is described in {described[name].name} already: write 'same_as: {name}' here",
                    )
                described[name] = file
    for file, subject in subjects.items():
        for number, service in enumerate(subject.services):
            if isinstance(service, SameService) and service.same_as not in described:
                raise FactError(
                    file, f"services.{number}.same_as", f"no service is called '{service.same_as}': correct the name"
                )


def _sources_exist(
    subjects: Mapping[Path, Subject], relations_file: Path, relations: RelationsFile, known: set
) -> None:
    cited = [
        *((file, f"facts.{name}", fact.source) for file, s in subjects.items() for name, fact in s.facts.items()),
        *(
            (file, f"services.{number}", service.source)
            for file, s in subjects.items()
            for number, service in enumerate(s.services)
            if isinstance(service, Service)
        ),
        *((file, "types", s.types.source) for file, s in subjects.items() if getattr(s, "types", None)),
        *((relations_file, f"facts.{name}", fact.source) for name, fact in relations.facts.items()),
    ]
    for file, key, source in cited:
        for section in source:
            if section not in known:
                raise FactError(file, f"{key}.source", f"'{section}' is not in sources.yml: add it or correct it")


def _references_resolve(
    subjects: Mapping[Path, Subject], relations_file: Path, relations: RelationsFile
) -> None:
    known = {f"{s.id}.{name}" for s in subjects.values() for name in s.facts}
    known |= {f"{s.id}.types" for s in subjects.values() if getattr(s, "types", None)}
    for file, subject in subjects.items():
        for name, fact in subject.facts.items():
            for reference in fact.see_also:
                if reference not in known:
                    raise FactError(
                        file, f"facts.{name}.see_also", f"there is no fact '{reference}': correct the reference"
                    )
    ids = {subject.id for subject in subjects.values()}
    for name, fact in relations.facts.items():
        for model in fact.models:
            if model not in ids:
                raise FactError(
                    relations_file, f"facts.{name}.models", f"there is no model '{model}': correct the name"
                )


def _names_are_unique(
    path: Path, subjects: Mapping[Path, Subject], aspects: Sequence[Aspect], relations: RelationsFile
) -> None:
    """A name may stand for one thing of a kind; traits may be shared within an aspect."""
    seen: Dict[Tuple[str, str], Tuple[str, Path]] = {}

    def claim(kind: str, phrase: str, owner: str, file: Path, key: str) -> None:
        other, where = seen.setdefault((kind, normalised(phrase)), (owner, file))
        if other != owner:
            raise FactError(
                file, key, f"'{phrase}' stands for {other} in {where.name} too: keep it in one place"
            )

    for aspect in aspects:
        for phrase in (aspect.label.id, aspect.label.en, *aspect.synonyms.all()):
            claim("aspect", phrase, aspect.id, path / "aspects.yml", f"{aspect.id}.synonyms")
    for file, subject in subjects.items():
        for phrase in (subject.name.id, subject.name.en, *subject.synonyms.all()):
            claim("model", phrase, subject.id, file, "synonyms")
        for name, fact in subject.facts.items():
            for phrase in fact.traits.all():
                claim("trait", phrase, name, file, f"facts.{name}.traits")
        for service in subject.services:
            if isinstance(service, Service):
                for part in (service, *service.details):
                    for phrase in (part.name.id, part.name.en, *part.synonyms.all()):
                        claim("service", phrase, part.id, file, f"services.{part.id}.synonyms")
        for type_ in getattr(subject, "types", None).items if getattr(subject, "types", None) else ():
            for phrase in (type_.name.id, type_.name.en, *type_.synonyms.all()):
                claim("type", phrase, type_.id, file, f"types.{type_.id}.synonyms")
    for name, fact in relations.facts.items():
        for phrase in fact.synonyms.all():
            claim("relation", phrase, name, path / "relations.yml", f"facts.{name}.synonyms")
