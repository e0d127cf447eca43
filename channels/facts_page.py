"""All facts of the store as a page to read, search, print and link to: `/facts/<lang>`, each fact at `#<reference>`."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Dict, Iterable, List, Sequence

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from answers.composer import Composer, upper_first
from channels.knowledge import facts, wording
from facts import Fact, FactStore, Model, Service, Subject
from facts.schema import LANGUAGES

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "pages"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_LANGUAGE_NAMES = {"id": "Bahasa Indonesia", "en": "English"}
_LABELS = {
    "id": {
        "title": "{names}: semua fakta",
        "heading": "Semua fakta tentang {names}",
        "description": "Pengertian, perbedaan, jenis, dan layanan {names}, lengkap dengan bagian artikel yang menjadi sumbernya.",
        "contents": "Daftar isi",
        "section": "Bagian artikel",
        "chat": "Tanya asisten",
        "search": "Cari fakta",
        "one": "fakta ditemukan",
        "found": "fakta ditemukan",
        "none": "Tidak ada fakta yang cocok",
        "relations": "Hubungan antarmodel",
        "types": "Jenis {name}",
        "services": "Layanan {name}",
        "source": "Sumber: artikel “{article}”.",
    },
    "en": {
        "title": "{names}: all facts",
        "heading": "All facts about {names}",
        "description": "What {names} mean, how they differ, their types and services, each with the section of the article that says it.",
        "contents": "Contents",
        "section": "In the article",
        "chat": "Ask the assistant",
        "search": "Search the facts",
        "one": "fact found",
        "found": "facts found",
        "none": "No fact matches",
        "relations": "How the models relate",
        "types": "Types of {name}",
        "services": "Services of {name}",
        "source": "Source: the article “{article}”.",
    },
}


@dataclass(frozen=True)
class _Entry:
    """A fact, or a list with its `parts`; `ref` is its anchor."""

    ref: str
    name: str
    text: str
    sections: Sequence[str]
    parts: Sequence["_Entry"] = field(default_factory=tuple)
    details: Sequence[str] = ()


@dataclass(frozen=True)
class _Chapter:
    id: str
    name: str
    entries: Sequence[_Entry]


def page(lang: str) -> bytes:
    """The page in one of the store's languages, as the facts are now."""
    return _drawn(facts(), lang)


@lru_cache(maxsize=len(LANGUAGES))
def _drawn(store: FactStore, lang: str) -> bytes:
    """Drawn once for each state of the facts: a changed file makes a new store."""
    c = Composer(store, wording, lang)
    values = {"names": c.names(c.everyone), "article": store.article.title[lang]}
    label = {key: text.format(name="{name}", **values) for key, text in _LABELS[lang].items()}
    chapters = _chapters(c, label)
    drawn = _TEMPLATES.get_template("facts.html").render(
        lang=lang, languages=_LANGUAGE_NAMES, label=label, chapters=chapters, data=_structured(c, label["heading"])
    )
    return drawn.encode()


def _chapters(c: Composer, label: Dict[str, str]) -> List[_Chapter]:
    subjects: List[Subject] = [c.store.outsourcing, *c.store.models]
    relations = [_fact(fact, fact.brief(c.lang), c) for fact in c.store.relations.values()]
    return [
        *(_Chapter(subject.id, upper_first(subject.name[c.lang]), _of_subject(subject, c, label)) for subject in subjects),
        _Chapter("relation", label["relations"], relations),
    ]


def _of_subject(subject: Subject, c: Composer, label: Dict[str, str]) -> List[_Entry]:
    order = [aspect.id for aspect in c.store.aspects]
    named = sorted(subject.facts, key=lambda name: order.index(name) if name in order else len(order))
    entries = [_fact(subject.facts[name], _name(subject, name, c), c) for name in named if name != "services"]
    name = subject.name[c.lang]
    types = subject.types if isinstance(subject, Model) else None
    if types:
        parts = [_Entry(t.ref, t.name[c.lang], t.text[c.lang], _sections([t.ref], c)) for t in types.items]
        lead = types.text[c.lang].format(count=c.number(len(parts)))
        entries.append(_Entry(types.ref, label["types"].format(name=name), lead, _sections([types.ref], c), parts))
    services = [_service(service, c) for service in c.store.services(subject.id)]
    lead = subject.facts["services"].text[c.lang].format(count=c.number(len(services)))
    ref = subject.facts["services"].ref
    entries.append(_Entry(ref, label["services"].format(name=name), lead, _sections([ref], c), services))
    return entries


def _fact(fact: Fact, name: str, c: Composer) -> _Entry:
    return _Entry(fact.ref, upper_first(name), fact.text[c.lang], _sections([fact.ref], c))


def _service(service: Service, c: Composer) -> _Entry:
    details = [detail.name[c.lang] for detail in service.details]
    text = service.plain[c.lang] if service.plain else ""
    return _Entry(service.ref, service.name[c.lang], text, _sections([service.ref], c), details=details)


def _name(subject: Subject, fact: str, c: Composer) -> str:
    """The head of a fact: its aspect's, or the title that an answer on it has."""
    if c.store.has_aspect(fact):
        return c.store.aspect(fact).label[c.lang]
    try:
        return c.say(f"title.{fact}", name=subject.name[c.lang])
    except KeyError:
        return subject.facts[fact].brief(c.lang)


def _sections(refs: Iterable[str], c: Composer) -> List[str]:
    return [section.label[c.lang] for section in c.store.sections_of(refs)]


def _structured(c: Composer, name: str) -> Dict[str, Any]:
    """What search engines read: the terms that the page explains (schema.org)."""
    subjects = [(subject, subject.facts["definition"]) for subject in (c.store.outsourcing, *c.store.models)]
    terms = [(upper_first(subject.name[c.lang]), fact.text[c.lang], fact.ref) for subject, fact in subjects]
    terms += [(t.name[c.lang], t.text[c.lang], t.ref) for model in c.store.models for t in c.store.types(model.id)]
    return {
        "@context": "https://schema.org",
        "@type": "DefinedTermSet",
        "name": name,
        "inLanguage": c.lang,
        "hasDefinedTerm": [{"@type": "DefinedTerm", "name": term, "description": text, "url": f"#{ref}"} for term, text, ref in terms],
    }
