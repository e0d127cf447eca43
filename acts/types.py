"""Act, Sense and Span. A message is a list of acts, in its order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, NamedTuple

from acts.form import Form

# Moods that are told: the cue "m:worry" and so on.
MOODS = ("luck", "worry", "sad", "tired", "joy", "love", "joke", "angry")

# Before the id of a matter that the store does not tell, where no noun names it: its name is one of `data/wording`.
MATTER = "matter:"


class Span(NamedTuple):
    """Where an act stands in the message: characters from `start` up to, not including, `end`."""

    start: int
    end: int


class _OfThings:
    """What names, or is about, things of the store."""

    types: tuple[str, ...]
    services: tuple[str, ...]
    aspects: tuple[str, ...]
    values: tuple[str, ...]
    relations: tuple[str, ...]

    @property
    def things(self) -> tuple[str, ...]:
        """All ids that it is about, but those of models."""
        return (*self.types, *self.services, *self.aspects, *self.values, *self.relations)


@dataclass(frozen=True)
class Sense(_OfThings):
    """What an act means behind what was said before it, where its own words do not tell; empty where that is not sure.

    Attributes:
        label: the question that is to be answered ("ask_types").
        models, types, services, aspects, values, relations: what it is about, as in `Act`; the models also where they are named.
        unknown: whether it is about something that the store does not know.
        verdict: what is right to say to its claim: "yes", "no", "partly" or "unknown".
        owed: whether it objects to the reply with right. mistaken: whether it objects to what the source says.
    """

    label: str = ""
    models: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    aspects: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    unknown: bool = False
    verdict: str = ""
    owed: bool = False
    mistaken: bool = False

    def __bool__(self) -> bool:
        return any(getattr(self, f.name) for f in fields(self))

    def as_json(self) -> dict[str, Any]:
        """The fields that are set."""
        return {f.name: list(v) if isinstance(v, tuple) else v for f in fields(self) if (v := getattr(self, f.name))}

    @classmethod
    def from_json(cls, value: Any) -> Sense:
        """What `as_json` wrote; unknown keys are dropped."""
        known = {f.name for f in fields(cls)}
        found = value.items() if isinstance(value, Mapping) else ()
        kept: dict[str, Any] = {k: tuple(map(str, v)) if isinstance(v, list) else v for k, v in found if k in known}
        return cls(**kept)


@dataclass(frozen=True)
class Act(_OfThings):
    """One thing that a message does.

    Attributes:
        label: what it does: a question on a topic ("ask_aspect"), a step in the talk ("follow_up", "object"), courtesy.
        models, types, services, aspects, relations: ids of the fact store, in the order in which they are meant.
        values: references of facts ("<model>.driver") whose value the words mean, whatever they are said of.
        named: those ids and references that stand there by a name of the store, not in other words.
        outside: the words of things and properties that the store does not know; of a matter that no noun names its id ("matter:price").
        words: the words of a part that a yes or no may be said to, so that it can be told what that was said to.
        cues: yn, which, why, how_many, neg, only, besides, than, too, said, doubted, need, back; what is asked of the source
            ("w:author"), what an objection says of the answer ("o:repeated"), a mood ("m:worry"); those of the word lists
            (same, differ, disputed, a kind of hello).
        than: models that another is compared with.
        besides: models and services that shall be left out; values that are denied beside those that are claimed.
        form: the form that is asked for here. language: a language that is asked for ("other" if we do not speak it).
        ordinals: positions in a list, from 1; -1 is the last. numbers: amounts that are named.
        anaphor: "other", "both", "first", "last" for models that are meant but not named.
        items: the jobs of a list, each as "service:words", the service empty where none is known.
        places: places that are named: "own/ID/Medan" (whose, the countries that it may be in, its name); see `nlu/places.py`.
        mark: the letter or number that a point of a letter bears ("a").
        sense: what it means behind what was said before it.
        expansion: "right" or "wrong" where the act says what the letters of a name stand for.
        letters: those letters of a model's name that are asked of one by one ("kb").
        confidence: how sure the label is. answerable: how sure it is that the store can tell (0 to 1).
        span: where it stands. why: what decided, for whoever debugs.
    """

    label: str
    models: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    aspects: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    words: str = ""
    cues: frozenset[str] = frozenset()
    than: tuple[str, ...] = ()
    besides: tuple[str, ...] = ()
    form: Form = field(default_factory=Form)
    language: str = ""
    ordinals: tuple[int, ...] = ()
    numbers: tuple[int, ...] = ()
    anaphor: str = ""
    items: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    mark: str = ""
    sense: Sense = field(default_factory=Sense)
    expansion: str = ""
    letters: str = ""
    confidence: float = 1.0
    answerable: float = 1.0
    span: Span = Span(0, 0)
    why: str = ""

    @property
    def topic(self) -> str:
        """The topic of a question, empty for anything else."""
        return self.label[4:] if self.label.startswith("ask_") else ""

    @property
    def names_something(self) -> bool:
        """Whether anything of the store is named or described."""
        return bool(self.models or self.things or self.anaphor)

    @property
    def nouns(self) -> tuple[str, ...]:
        """The unknown things that are named, without clauses that are only quoted."""
        return tuple(thing for thing in self.outside if not thing.startswith("“"))

    def has(self, cue: str) -> bool:
        """Whether a cue was found."""
        return cue in self.cues

    def with_(self, **changes: Any) -> Act:
        """The same act with other fields."""
        return replace(self, **changes)

    def as_json(self) -> dict[str, Any]:
        """Plain JSON: the fields that are set."""
        empty = Act(self.label)
        found = {f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name) != getattr(empty, f.name)}
        found["label"] = self.label
        for name in ("form", "sense"):
            if name in found:
                found[name] = getattr(self, name).as_json()
        if "cues" in found:
            found["cues"] = sorted(self.cues)
        if "span" in found:
            found["span"] = list(self.span)
        return {k: list(v) if isinstance(v, tuple) else v for k, v in found.items()}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Act:
        """What `as_json` wrote; what does not fit is dropped."""
        found: dict[str, Any] = {}
        for f in fields(cls):
            if f.name not in value:
                continue
            v = value[f.name]
            if f.name == "form":
                found[f.name] = Form.from_json(v)
            elif f.name == "sense":
                found[f.name] = Sense.from_json(v)
            elif f.name == "cues":
                found[f.name] = frozenset(map(str, v))
            elif f.name == "span":
                found[f.name] = Span(int(v[0]), int(v[1]))
            elif f.name in ("ordinals", "numbers"):
                found[f.name] = tuple(int(x) for x in v)
            elif f.name in ("confidence", "answerable"):
                found[f.name] = float(v)
            elif isinstance(v, (list, tuple)):
                found[f.name] = tuple(map(str, v))
            else:
                found[f.name] = str(v)
        found.setdefault("label", "nothing")
        return cls(**found)


def aspects_of(values: Sequence[str]) -> tuple[str, ...]:
    """The aspects that values ("<model>.driver") are of, once each."""
    return tuple(dict.fromkeys(value.rpartition(".")[2] for value in values))


def named_by(acts: Iterable[Act], kind: str) -> tuple[str, ...]:
    """What some acts name of a kind (a field of `Act`: "models", "outside"), in their order, once each."""
    return tuple(dict.fromkeys(name for act in acts for name in getattr(act, kind)))


def acts_to_json(acts: Sequence[Act]) -> list[dict[str, Any]]:
    """A list of acts as plain JSON."""
    return [act.as_json() for act in acts]


def acts_from_json(value: Any) -> tuple[Act, ...]:
    """The acts of a parsed message, empty where there are none."""
    return tuple(Act.from_json(v) for v in value if isinstance(v, Mapping)) if isinstance(value, list) else ()
