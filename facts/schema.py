"""What stands in the files of `data/facts`: typed, immutable, validated by pydantic."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConstrainedStr, Extra, Field, StrictBool, validator

LANGUAGES = ("id", "en")


if TYPE_CHECKING:
    # To readers of types they are what they validate.
    Text = str
    Identifier = str
    Truth = bool
else:
    Truth = StrictBool

    class Text(ConstrainedStr):
        """A text that is there: neither empty nor only white space, and no number that YAML made of it."""

        strict = True
        min_length = 1
        strip_whitespace = True

    class Identifier(ConstrainedStr):
        """The name by which other facts and the code refer to a thing."""

        strict = True
        regex = r"^[a-z][a-z0-9_]*$"


class Entry(BaseModel):
    """Base of everything in the store: no unknown keys, no change after load.

    What may be no character long in a file (`ref`) is set by the store when it loads.
    """

    class Config:
        extra = Extra.forbid
        allow_mutation = False

        @staticmethod
        def schema_extra(schema: dict[str, Any], model: type[Entry]) -> None:
            """For editors: no key that the store sets, and nothing where it may be nothing."""
            properties = {name: p for name, p in schema["properties"].items() if p.get("maxLength") != 0}
            empty = {name for name in properties if model.__fields__[name].allow_none}
            schema["properties"] = {name: {"anyOf": [p, {"type": "null"}]} if name in empty else p for name, p in properties.items()}


class Localized(Entry):
    """One text in every language."""

    id: Text
    en: Text

    def __getitem__(self, lang: str) -> str:
        text: str = getattr(self, lang)
        return text


class Phrases(Entry):
    """How people name a thing, in every language."""

    id: list[Text] = []
    en: list[Text] = []

    def all(self) -> list[str]:
        """Every phrase, Indonesian ones first."""
        return [*self.id, *self.en]


class Fact(Entry):
    """One thing that the article says.

    `text` is the full sentence, `value` its gist (a cell of a table), `short` that gist in fewer and fewer words, the longest
    first, for whoever counts them, `plain` the sentence in simple words, `child` one that a child understands,
    `clause` a part of a sentence whose subject is the model;
    `level` its place on a scale that the article tells of (1 is low), 0 where there is none; `source` names the
    sections of the article; `see_also` the facts that a longer answer adds. What is `said_by_denial`
    ("not the core work") is not denied by a denial beside it. `holds_too` names facts of other models
    whose value holds of this one as well. What is told `jointly` of several models is not told of each.
    `parts` are the several things that it names, each readable by itself in a list. Of what is told jointly, `gone` is the
    model that it tells to be gone, and `turned` the sentence that begins with its other half. `letters` is an
    abbreviation that it explains, `stands_for` what that means.
    """

    ref: str = Field("", max_length=0)
    text: Localized
    value: Localized | None = None
    short: list[Localized] = []
    plain: Localized | None = None
    child: Localized | None = None
    clause: Localized | None = None
    level: int = Field(0, ge=0)
    source: list[Identifier] = Field(min_items=1)
    see_also: list[Text] = []
    traits: Phrases = Phrases()
    synonyms: Phrases = Phrases()
    models: list[Identifier] = []
    comes_from: Identifier | None = None
    said_by_denial: Truth = False
    holds_too: list[Text] = []
    jointly: Truth = False
    gone: Identifier | None = None
    turned: Localized | None = None
    parts: list[Localized] = []
    letters: Text | None = None
    stands_for: Localized | None = None

    def brief(self, lang: str) -> str:
        """The gist, or the full sentence where there is none."""
        return (self.value or self.text)[lang]

    def simple(self, lang: str) -> str:
        """The sentence in simple words, or the usual one where there is none."""
        return (self.plain or self.text)[lang]

    def simplest(self, lang: str) -> str:
        """The sentence that a child understands, or the simplest one that there is."""
        return (self.child or self.plain or self.text)[lang]


class Detail(Entry):
    """A part of a service."""

    id: Identifier
    name: Localized
    synonyms: Phrases = Phrases()


class Service(Entry):
    """A service of a model; `value` is its short name, `plain` says it simply, `details` are its parts."""

    id: Identifier
    ref: str = Field("", max_length=0)
    name: Localized
    value: Localized | None = None
    plain: Localized | None = None
    synonyms: Phrases = Phrases()
    source: list[Identifier] = Field(min_items=1)
    details: list[Detail] = []

    def simple(self, lang: str) -> str:
        """The sentence that says it in simple words, or the name where there is none."""
        return (self.plain or self.name)[lang]


class SameService(Entry):
    """A service that is described under another subject.

    `source` names the sections that tell it of this one; `details: false` that they give no
    parts of it.
    """

    same_as: Identifier
    source: list[Identifier] | None = Field(None, min_items=1)
    details: Truth = True


class Type(Entry):
    """A type of a model, for instance by place; `short` is its `value` in fewer and fewer words.

    Without a `source`, it has that of all types of the model.
    """

    id: Identifier
    ref: str = Field("", max_length=0)
    name: Localized
    value: Localized
    short: list[Localized] = []
    text: Localized
    plain: Localized | None = None
    synonyms: Phrases = Phrases()
    source: list[Identifier] = []

    def simple(self, lang: str) -> str:
        """The sentence in simple words, or the usual one where there is none."""
        return (self.plain or self.text)[lang]


class Types(Entry):
    """The types of a model; `text` leads them in and may say their `{count}`.

    `aspect` is what they differ in: asked about such a type of a model that has none, the
    bot tells that aspect of the model.
    """

    ref: str = Field("", max_length=0)
    text: Localized
    plain: Localized | None = None
    aspect: Identifier | None = None
    source: list[Identifier] = Field(min_items=1)
    items: list[Type] = Field(min_items=1)

    def simple(self, lang: str) -> str:
        """The list as a sentence in simple words, or the usual lead-in where there is none."""
        return (self.plain or self.text)[lang]


class Subject(Entry):
    """Something that facts are about: a model, or outsourcing itself."""

    id: Identifier
    name: Localized
    synonyms: Phrases = Phrases()
    facts: Mapping[Identifier, Fact]
    services: list[Service | SameService] = []

    @property
    def described(self) -> list[Service]:
        """The services that are told here; in a loaded store all are."""
        return [service for service in self.services if isinstance(service, Service)]

    @validator("services", pre=True, each_item=True)
    def _of_one_form(cls, service: Any) -> Any:
        """So that a fault is told of the form that was meant."""
        if not isinstance(service, dict):
            return service
        return (SameService if "same_as" in service else Service).parse_obj(service)


class Model(Subject):
    """An outsourcing model, with a fact for each aspect that the source describes; `examples` are services, or parts of them,
    that are given where an example is asked for, the best known first.
    """

    types: Types | None = None
    examples: list[Identifier] = []


class Aspect(Entry):
    """A point on which models are described.

    `compared` aspects are rows of the overall comparison and of the infographic, where `icon` names
    their drawing; `top` ones tell most of how models differ, and `gist` ones say it in a sentence.
    `phrase` names the aspect inside a sentence, `ask` is the question that a person would ask about
    it of `{name}`. Phrases may name an aspect together with the one that it `shares` them with.
    """

    id: Identifier
    compared: Truth
    top: Truth = False
    gist: Truth = False
    icon: Identifier | None = None
    shares: Identifier | None = None
    label: Localized
    ask: Localized | None = None
    phrase: Localized | None = None
    synonyms: Phrases = Phrases()

    def question(self, name: str, lang: str) -> str | None:
        """The question about this aspect of the thing called `name`; None where none is written."""
        return self.ask[lang].format(name=name) if self.ask else None


class Article(Entry):
    """Where all facts come from; None is what is not known of it."""

    title: Localized
    subtitle: Localized | None = None
    language: Identifier
    author: Text | None = None
    address: Text | None = None
    date: Text | None = None


class Section(Entry):
    """A section of the article: its `heading` as it stands there, its `label` in a reply."""

    id: str = Field("", max_length=0)
    heading: Text
    label: Localized


class SourcesFile(Entry):
    """`sources.yml`: the article, and its sections by the names that facts use."""

    article: Article
    sections: dict[Identifier, Section]


class AspectsFile(Entry):
    """`aspects.yml`, in the order in which aspects are shown."""

    aspects: list[Aspect] = Field(min_items=1)


class RelationsFile(Entry):
    """`relations.yml`: how the models stand to one another."""

    id: Identifier
    facts: Mapping[Identifier, Fact]
