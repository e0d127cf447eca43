"""A question as it was resolved: what it is about, with nothing left to be carried over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from acts import Act
from facts import FactStore

# The topics of questions that stand on their own.
TOPICS = (
    "definition",
    "full_form",
    "difference",
    "aspect",
    "types",
    "services",
    "classification",
    "choice",
    "users",
    "reasons",
    "relation",
    "why",
    "source",
    "term",
    "overview",
)
# The labels of acts that ask without leaning on what was said.
QUESTIONS = (*(f"ask_{topic}" for topic in TOPICS), "out_of_scope")
KINDS = ("models", "types", "services", "aspects", "values", "relations")


@dataclass(frozen=True)
class Query:
    """One question. The fields are those of `Act`; `models` are now those that it is about, also where they were only meant.

    Attributes:
        items: as in `Act`: the person's own jobs, in their words.
        sites: the names of the places where providers are, of which a type is asked.
        told: services, types and values that the person has told of (for a pick, or for "which one is that?").
        words: the words that claim or ask it; heard: the verdict that its whole sentence is heard to deserve. They make it
            no other question.
    """

    topic: str
    models: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    aspects: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    cues: frozenset[str] = frozenset()
    than: tuple[str, ...] = ()
    besides: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    told: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    expansion: str = ""
    letters: str = ""
    mark: str = ""
    words: str = field(default="", compare=False)
    heard: str = field(default="", compare=False)

    def has(self, cue: str) -> bool:
        """Whether a cue was found."""
        return cue in self.cues

    def with_(self, **changes: Any) -> Query:
        """The same question with other fields."""
        return replace(self, **changes)

    @property
    def things(self) -> tuple[str, ...]:
        """All ids that it names, of every kind."""
        return tuple(name for kind in KINDS for name in getattr(self, kind))

    def as_json(self) -> dict[str, Any]:
        """Plain JSON: the fields that are set."""
        return {
            f.name: sorted(v) if isinstance(v, frozenset) else list(v) if isinstance(v, tuple) else v
            for f in fields(self)
            if f.name != "heard" and (v := getattr(self, f.name))
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any], store: FactStore) -> Query:
        """What `as_json` wrote, without what has left the store since."""
        found: dict[str, Any] = {}
        for f in fields(cls):
            v = value.get(f.name)
            if isinstance(v, str) and (f.name == "topic" or isinstance(f.default, str)):
                found[f.name] = v
            elif not isinstance(v, list):
                continue
            elif f.name == "cues":
                found[f.name] = frozenset(map(str, v))
            elif f.name == "numbers":
                found[f.name] = tuple(n for n in v if isinstance(n, int))
            else:
                found[f.name] = tuple(str(x) for x in v if f.name not in KINDS or is_known(f.name, str(x), store))
        found.setdefault("topic", "")
        return cls(**found)


def query_of(act: Act) -> Query:
    """The question that an act asks by itself."""
    return Query(
        act.topic,
        **{kind: getattr(act, kind) for kind in KINDS},
        outside=act.outside,
        words=act.words,
        named=act.named,
        cues=act.cues,
        than=act.than,
        besides=act.besides,
        numbers=act.numbers,
        items=act.items,
        expansion=act.expansion,
        letters=act.letters,
        mark=act.mark,
        heard=act.sense.verdict,
    )


def is_known(kind: str, name: str, store: FactStore) -> bool:
    """Whether the store has a thing of a kind (a field of `Query`) and id."""
    knows: dict[str, Callable[[str], bool]] = {
        "models": store.has_subject,
        "types": store.has_type,
        "services": lambda n: bool(store.classify(n)),
        "aspects": store.has_aspect,
        "values": store.has_fact,
        "relations": lambda n: n in store.relations,
    }
    return knows[kind](name)
