"""Checks that span files: references, identifiers and names used twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from facts.normalisation import normalised
from facts.problems import FactError
from facts.schema import LANGUAGES, Aspect, Detail, Fact, Model, RelationsFile, SameService, Service, SourcesFile, Subject, Type


def check(
    path: Path,
    sources: SourcesFile,
    aspects: Sequence[Aspect],
    outsourcing: Subject,
    relations: RelationsFile,
    models: Mapping[Path, Model],
) -> Iterator[FactError]:
    """Every reference, identifier or name that does not hold."""
    if not models:
        yield FactError(path / "models", "file", "no model is there: add at least one")
        return
    subjects: dict[Path, Subject] = {**models, path / "outsourcing.yml": outsourcing}
    yield from _unique_ids(subjects)
    yield from _aspects_exist(models, {aspect.id for aspect in aspects}, path)
    yield from _needed_facts_exist(subjects)
    yield from _lists_can_be_led_in(subjects)
    yield from _aspects_can_be_asked_for(path / "aspects.yml", aspects)
    yield from _short_forms_get_shorter(subjects)
    yield from _services_resolve(subjects)
    yield from _examples_are_services(models)
    relations_file = path / "relations.yml"
    yield from _sources_exist(subjects, relations_file, relations, set(sources.sections))
    yield from _references_resolve(subjects, relations_file, relations)
    yield from _names_are_unique(path, subjects, aspects, relations)


def _unique_ids(subjects: Mapping[Path, Subject]) -> Iterator[FactError]:
    seen: dict[str, Path] = {}
    for file, subject in subjects.items():
        if subject.id in seen:
            yield FactError(file, "id", f"'{subject.id}' is taken by {seen[subject.id].name}: choose another")
        seen[subject.id] = file
    types: dict[str, Path] = {}
    for file, subject in subjects.items():
        for type_ in _types(subject):
            if type_.id in types:
                yield FactError(file, "types.id", f"'{type_.id}' is taken in {types[type_.id].name}: choose another")
            types[type_.id] = file


def _aspects_exist(models: Mapping[Path, Model], known: set[str], path: Path) -> Iterator[FactError]:
    for file, model in models.items():
        for name in model.facts:
            if name not in known:
                yield FactError(file, f"facts.{name}", f"is no aspect: add it to {path / 'aspects.yml'} or correct its spelling")
        if model.types and model.types.aspect and model.types.aspect not in known:
            yield FactError(file, "types.aspect", f"'{model.types.aspect}' is no aspect: correct its spelling")


def _examples_are_services(models: Mapping[Path, Model]) -> Iterator[FactError]:
    for file, model in models.items():
        own = {name for s in model.services for name in ((s.id, *(d.id for d in s.details)) if isinstance(s, Service) else (s.same_as,))}
        for name in model.examples:
            if name not in own:
                yield FactError(file, "examples", f"'{name}' is no service of this model, nor a part of one: correct its spelling")


def _needed_facts_exist(subjects: Mapping[Path, Subject]) -> Iterator[FactError]:
    for file, subject in subjects.items():
        kind, needed = _NEEDED[isinstance(subject, Model)]
        for name in needed:
            if name not in subject.facts:
                yield FactError(file, f"facts.{name}", f"is missing: {kind} needs it")
        if not subject.services:
            yield FactError(file, "services", f"is missing: {kind} needs at least one")


_NEEDED = {
    True: ("every model", ("full_form", "definition", "services")),
    False: ("outsourcing", ("definition", "users", "services", "reasons")),
}


def _lists_can_be_led_in(subjects: Mapping[Path, Subject]) -> Iterator[FactError]:
    """The text before a list may say how many entries it has, and nothing else in braces."""
    for file, subject in subjects.items():
        leads = [("facts.services.text", subject.facts["services"].text)] if "services" in subject.facts else []
        if isinstance(subject, Model) and subject.types:
            leads.append(("types.text", subject.types.text))
        for key, text in leads:
            try:
                [phrase.format(count=0) for _, phrase in text]
            except (AttributeError, LookupError, ValueError):
                yield FactError(file, key, "has braces around other words: use {count} only")


def _aspects_can_be_asked_for(file: Path, aspects: Sequence[Aspect]) -> Iterator[FactError]:
    """A question names the model that it asks about; a phrase stands for any of them."""
    for aspect in aspects:
        for lang, question in aspect.ask or ():
            try:
                named = "{name}" in question and question.format(name="")
            except (AttributeError, LookupError, ValueError):
                named = False
            if not named:
                yield FactError(file, f"{aspect.id}.ask.{lang}", "must name the model by {name}, with no other braces: correct it")
        for lang, phrase in aspect.phrase or ():
            if set("{}") & set(phrase):
                yield FactError(file, f"{aspect.id}.phrase.{lang}", "has braces: write the phrase without them")


def _short_forms_get_shorter(subjects: Mapping[Path, Subject]) -> Iterator[FactError]:
    for file, subject in subjects.items():
        told: list[tuple[str, Fact | Type]] = [(f"facts.{name}", fact) for name, fact in subject.facts.items()]
        for key, entry in (*told, *((f"types.{type_.id}", type_) for type_ in _types(subject))):
            forms = [entry.value, *entry.short] if entry.value else entry.short
            for lang in LANGUAGES:
                counts = [len(form[lang].split()) for form in forms]
                if counts != sorted(counts, reverse=True):
                    yield FactError(file, f"{key}.short", "does not get shorter: put the longest first, none longer than the value")


def _services_resolve(subjects: Mapping[Path, Subject]) -> Iterator[FactError]:
    described: dict[str, Path] = {}
    whole: set[str] = set()
    for file, subject in subjects.items():
        for number, service in enumerate(subject.services):
            if not isinstance(service, Service):
                continue
            whole.add(service.id)
            for name in (service.id, *(detail.id for detail in service.details)):
                if name in described:
                    yield FactError(
                        file,
                        f"services.{number}.id",
                        f"'{name}' is described in {described[name].name} already: write 'same_as: {name}' here",
                    )
                described[name] = file
    for file, subject in subjects.items():
        for number, service in enumerate(subject.services):
            if isinstance(service, SameService) and service.same_as not in whole:
                yield FactError(file, f"services.{number}.same_as", f"no service is called '{service.same_as}': correct the name")


def _sources_exist(
    subjects: Mapping[Path, Subject], relations_file: Path, relations: RelationsFile, known: set[str]
) -> Iterator[FactError]:
    cited = [
        *((file, f"facts.{name}", fact.source) for file, s in subjects.items() for name, fact in s.facts.items()),
        *((file, f"services.{number}", service.source) for file, s in subjects.items() for number, service in enumerate(s.services)),
        *((file, "types", s.types.source) for file, s in subjects.items() if isinstance(s, Model) and s.types),
        *((file, f"types.{type_.id}", type_.source) for file, s in subjects.items() for type_ in _types(s)),
        *((relations_file, f"facts.{name}", fact.source) for name, fact in relations.facts.items()),
    ]
    for file, key, source in cited:
        for section in source or ():
            if section not in known:
                yield FactError(file, f"{key}.source", f"'{section}' is not in sources.yml: add it or correct it")


def _references_resolve(subjects: Mapping[Path, Subject], relations_file: Path, relations: RelationsFile) -> Iterator[FactError]:
    known = {f"{s.id}.{name}" for s in subjects.values() for name in s.facts}
    known |= {f"{s.id}.types" for s in subjects.values() if getattr(s, "types", None)}
    for file, subject in subjects.items():
        for name, fact in subject.facts.items():
            for reference in fact.see_also:
                if reference not in known:
                    yield FactError(file, f"facts.{name}.see_also", f"there is no fact '{reference}': correct the reference")
    ids = {subject.id for subject in subjects.values()}
    for name, fact in relations.facts.items():
        if not fact.models:
            yield FactError(relations_file, f"facts.{name}.models", "is missing: list the models that it relates")
        for model in fact.models:
            if model not in ids:
                yield FactError(relations_file, f"facts.{name}.models", f"there is no model '{model}': correct the name")


def _types(subject: Subject) -> list[Type]:
    return list(subject.types.items) if isinstance(subject, Model) and subject.types else []


def _names_are_unique(
    path: Path, subjects: Mapping[Path, Subject], aspects: Sequence[Aspect], relations: RelationsFile
) -> Iterator[FactError]:
    """A name may stand for one thing of a kind; a trait for one fact of each subject, as several may have it."""
    seen: dict[tuple[str, str], tuple[str, Path]] = {}

    def claim(kind: str, phrase: str, owner: str, file: Path, key: str) -> Iterator[FactError]:
        other, where = seen.setdefault((kind, normalised(phrase)), (owner, file))
        if other != owner:
            yield FactError(file, key, f"'{phrase}' stands for {other} in {where.name} too: keep it in one place")

    of_others = {a.id: {p for b in aspects if b.id == a.shares for p in b.synonyms.all()} for a in aspects}
    for aspect in aspects:
        for phrase in (aspect.label.id, aspect.label.en, *aspect.synonyms.all()):
            if phrase not in of_others[aspect.id]:
                yield from claim("aspect", phrase, aspect.id, path / "aspects.yml", f"{aspect.id}.synonyms")
    for file, subject in subjects.items():
        for phrase in (subject.name.id, subject.name.en, *subject.synonyms.all()):
            yield from claim("model", phrase, subject.id, file, "synonyms")
        for name, fact in subject.facts.items():
            for phrase in fact.traits.all():
                yield from claim(f"trait of {subject.id}", phrase, name, file, f"facts.{name}.traits")
        for service in subject.described:
            parts: list[Service | Detail] = [service, *service.details]
            for part in parts:
                for phrase in (part.name.id, part.name.en, *part.synonyms.all()):
                    yield from claim("service", phrase, part.id, file, f"services.{part.id}.synonyms")
        for type_ in _types(subject):
            for phrase in (type_.name.id, type_.name.en, *type_.synonyms.all()):
                yield from claim("type", phrase, type_.id, file, f"types.{type_.id}.synonyms")
    for name, fact in relations.facts.items():
        for phrase in fact.synonyms.all():
            yield from claim("relation", phrase, name, path / "relations.yml", f"facts.{name}.synonyms")
