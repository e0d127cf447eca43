"""What stands in the files of `data/facts`: typed, immutable, validated by pydantic."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Optional, Union

from pydantic import BaseModel, ConstrainedStr, Extra, Field, validator

LANGUAGES = ("id", "en")


class Text(ConstrainedStr):
    """A text that is there: neither empty nor only white space."""

    min_length = 1
    strip_whitespace = True


class Identifier(ConstrainedStr):
    """The name by which other facts and the code refer to a thing."""

    regex = r"^[a-z][a-z0-9_]*$"


class Entry(BaseModel):
    """Base of everything in the store: no unknown keys, no change after load."""

    class Config:
        extra = Extra.forbid
        allow_mutation = False


class Localized(Entry):
    """One text in every language."""

    id: Text
    en: Text

    def __getitem__(self, lang: str) -> str:
        return getattr(self, lang)


class Phrases(Entry):
    """How people name a thing, in every language."""

    id: List[Text] = []
    en: List[Text] = []

    def all(self) -> List[str]:
        """Every phrase, Indonesian ones first."""
        return [*self.id, *self.en]


class Fact(Entry):
    """One thing that the article says.

    `text` is the full sentence, `value` its gist (a cell of a table); `source` names
    the sections of the article; `see_also` the facts that a longer answer adds.
    """

    ref: str = ""
    text: Localized
    value: Optional[Localized] = None
    source: List[Identifier] = Field(min_items=1)
    see_also: List[str] = []
    traits: Phrases = Phrases()
    synonyms: Phrases = Phrases()
    models: List[Identifier] = []
    comes_from: Optional[Identifier] = None

    def brief(self, lang: str) -> str:
        """The gist, or the full sentence where there is none."""
        return (self.value or self.text)[lang]


class Detail(Entry):
    """A part of a service."""

    id: Identifier
    name: Localized
    synonyms: Phrases = Phrases()


class Service(Entry):
    """A service of a model; `value` is its short name, `details` are its parts."""

    id: Identifier
    ref: str = ""
    name: Localized
    value: Optional[Localized] = None
    synonyms: Phrases = Phrases()
    source: List[Identifier] = Field(min_items=1)
    details: List[Detail] = []


class SameService(Entry):
    """A service that is described under another subject.

    `source` names the sections that tell it of this one; `details: false` that they give no
    parts of it.
    """

    same_as: Identifier
    source: Optional[List[Identifier]] = Field(None, min_items=1)
    details: bool = True


class Type(Entry):
    """A type of a model, for instance by place."""

    id: Identifier
    ref: str = ""
    name: Localized
    value: Localized
    text: Localized
    synonyms: Phrases = Phrases()


class Types(Entry):
    """The types of a model; `text` leads them in and may say their `{count}`.

    `aspect` is what they differ in: asked about such a type of a model that has none, the
    bot tells that aspect of the model.
    """

    text: Localized
    aspect: Optional[Identifier] = None
    source: List[Identifier] = Field(min_items=1)
    items: List[Type] = Field(min_items=1)


class Subject(Entry):
    """Something that facts are about: a model, or outsourcing itself."""

    id: Identifier
    name: Localized
    synonyms: Phrases = Phrases()
    facts: Mapping[Identifier, Fact]
    services: List[Union[Service, SameService]] = []

    @validator("services", pre=True, each_item=True)
    def _of_one_form(cls, service: Any) -> Any:
        """So that a fault is told of the form that was meant."""
        if not isinstance(service, dict):
            return service
        return (SameService if "same_as" in service else Service).parse_obj(service)


class Model(Subject):
    """An outsourcing model, with a fact for each aspect that the source describes."""

    types: Optional[Types] = None


class Aspect(Entry):
    """A point on which models are described.

    `compared` aspects are rows of the overall comparison, `top` ones stand in the
    infographic too, and `gist` ones open the comparison as sentences. Phrases may name an
    aspect together with the one that it `shares` them with.
    """

    id: Identifier
    compared: bool
    top: bool
    gist: bool = False
    shares: Optional[Identifier] = None
    label: Localized
    synonyms: Phrases


class SourcesFile(Entry):
    """`sources.yml`: headings of the article by the names that facts use."""

    sources: Dict[Identifier, Text]


class AspectsFile(Entry):
    """`aspects.yml`, in the order in which aspects are shown."""

    aspects: List[Aspect] = Field(min_items=1)


class RelationsFile(Entry):
    """`relations.yml`: how the models stand to one another."""

    id: Identifier
    facts: Mapping[Identifier, Fact]
