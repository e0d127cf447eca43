"""In which form an answer is wanted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

# Shapes that are lists of points.
LISTS = ("bullets", "numbered", "lettered", "table")


# Fields of a form that no later answer keeps to.
_ONCE = ("example", "examples", "cannot", "question", "unjudged", "use", "polite")


@dataclass(frozen=True)
class Form:
    """In which form an answer is wanted; every field is empty where nothing was said.

    Attributes:
        length: "line" (one sentence), "short" or "long".
        shape: "bullets", "numbered", "lettered", "table" or "paragraph".
        points: so many points, sentences or words (`unit`), 0 if no number was said.
        unit: "points", "sentences" or "words". each: at most so many words a point.
        widths: the same for one point or another, in their order, 0 where none is meant.
        tighter: whether it is to have fewer words than so many (`points`), as that had which was said.
        plain: in simple words; child: in those that a child understands. example: with an example. examples: with so many.
        name: only the name, or yes or no. bare: without a sentence that leads in.
        both: in both languages. formal: in formal words.
        cannot: something that no text answers: a poem, a file, a picture.
        alphabetical: a list from a to z. spelt: without abbreviations. question: as a question.
        unjudged: without the yes or no. use: a statement to be used somewhere else; polite: one that puts somebody right.
    """

    length: str = ""
    shape: str = ""
    points: int = 0
    unit: str = ""
    each: int = 0
    widths: tuple[int, ...] = ()
    tighter: bool = False
    plain: bool = False
    child: bool = False
    example: bool = False
    examples: int = 0
    name: bool = False
    bare: bool = False
    both: bool = False
    formal: bool = False
    cannot: bool = False
    alphabetical: bool = False
    spelt: bool = False
    question: bool = False
    unjudged: bool = False
    use: bool = False
    polite: bool = False

    def __bool__(self) -> bool:
        return any(getattr(self, f.name) for f in fields(self))

    def filled(self, other: Form) -> Form:
        """This form, and what `other` says where this one is silent: two wishes of one message."""
        return replace(self, **{f.name: getattr(other, f.name) for f in fields(self) if not getattr(self, f.name)})

    def over(self, other: Form) -> Form:
        """This form in place of one that held before: a new length, shape or number replaces all three.

        Formal words are whole sentences: they end simple words and keywords, and simple words end them.
        """
        if self.formal:
            other = replace(other, plain=False, child=False, name=False, length="" if other.length == "short" else other.length)
        elif self.plain:
            other = replace(other, formal=False)
        filled = self.filled(other)
        if not (self.length or self.shape or self.points or self.name):
            return filled
        points, unit = self.points, self.unit
        if not points and self.shape in LISTS and self.length != "long" and other.unit in ("points", "sentences"):
            # "Number them" keeps how many there are.
            points, unit = other.points, "points"
        elif not points and self.shape == "paragraph" and other.unit in ("points", "sentences"):
            # "No list, plain sentences": as many.
            points, unit = other.points, "sentences"
        if self.name and not self.shape and other.shape != "table" and (other.shape in LISTS or other.unit == "points"):
            # "Only the names" of a list are a list, and as many.
            points, unit = (points, unit) if points else (other.points, other.unit if other.unit == "points" else "")
            return replace(filled, length="", shape=other.shape, points=points, unit=unit, name=True)
        each = self.each or (other.each if not self.points else 0)
        return replace(filled, length=self.length, shape=self.shape, points=points, unit=unit, each=each, name=self.name)

    @property
    def once(self) -> Form:
        """What of it is wished of one answer alone."""
        return Form(**{name: getattr(self, name) for name in _ONCE})

    @property
    def most_words(self) -> int:
        """How many words it may have, where so many are wished for."""
        return self.points - self.tighter

    def as_json(self) -> dict[str, Any]:
        """The fields that are set."""
        return {f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name)}

    @classmethod
    def from_json(cls, value: Any) -> Form:
        """What `as_json` wrote; unknown keys are dropped."""
        known = {f.name for f in fields(cls)}
        found = value.items() if isinstance(value, Mapping) else ()
        kept: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in found if k in known}
        return cls(**kept)
