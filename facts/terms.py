"""The names of all things in the store, from which patterns and lookups are generated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from facts.normalisation import normalised
from facts.schema import LANGUAGES, Detail, Service
from facts.store import FactStore

# A phrase may stand for several of them: "skills" for the staff and for the work.
MAY_BE_SEVERAL = ("aspect", "trait")
_PARENTHESES = re.compile(r"\s*\(([^)]*)\)")


class Term(NamedTuple):
    """A way to name a thing: `entity` is its kind, `value` its id, `phrase` the words.

    The value of a trait is the space-separated references of the facts that state it, that
    of an aspect the ids of those that go by the phrase.
    """

    entity: str
    value: str
    phrase: str


def terms_of(store: FactStore) -> list[Term]:
    """Every name in the store, once each, in the order of the files."""
    found: dict[tuple[str, str, str], Term] = {}
    shared: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for entity, value, phrase in _named(store):
        if entity in MAY_BE_SEVERAL:
            shared.setdefault((entity, normalised(phrase)), []).append((value, phrase))
            continue
        for variant in _variants(phrase):
            found.setdefault((entity, value, normalised(variant)), Term(entity, value, variant))
    several = [
        Term(entity, " ".join(dict.fromkeys(value for value, _ in named)), phrase)
        for (entity, _), named in shared.items()
        for phrase in dict.fromkeys(phrase for _, phrase in named)
    ]
    return [*found.values(), *several]


def learnt_of(store: FactStore) -> list[str]:
    """What a training learns of the store: its names, and the short values and questions that the bot itself suggests.

    Sentences are no part of it: they are looked up when they are said.
    """
    facts = (fact for model in store.models for fact in model.facts.values() if fact.traits.all())
    values = (fact.brief(lang) for fact in facts for lang in LANGUAGES)
    questions = (aspect.question("", lang) or "" for aspect in store.aspects if aspect.compared for lang in LANGUAGES)
    names = (f"{term.phrase} ({term.entity} {term.value})" for term in terms_of(store))
    return [*names, *values, *questions]


def _variants(phrase: str) -> list[str]:
    """A name such as "call centre (pusat panggilan)" is two names."""
    inside = _PARENTHESES.findall(phrase)
    return [_PARENTHESES.sub("", phrase), *inside] if inside else [phrase]


def _named(store: FactStore) -> Iterator[tuple[str, str, str]]:
    for subject in (*store.models, store.outsourcing):
        for phrase in (subject.name.id, subject.name.en, *subject.synonyms.all()):
            yield "model", subject.id, phrase
        for fact in subject.facts.values():
            for phrase in fact.traits.all():
                yield "trait", fact.ref, phrase
        for service in subject.described:
            parts: list[Service | Detail] = [service, *service.details]
            for part in parts:
                for phrase in (part.name.id, part.name.en, *part.synonyms.all()):
                    yield "service", part.id, phrase
    for model in store.models:
        for type_ in store.types(model.id):
            for phrase in (type_.name.id, type_.name.en, *type_.synonyms.all()):
                yield "type", type_.id, phrase
    for aspect in store.aspects:
        for phrase in aspect.synonyms.all():
            yield "aspect", aspect.id, phrase
    for name, fact in store.relations.items():
        for phrase in fact.synonyms.all():
            yield "relation", name, phrase
