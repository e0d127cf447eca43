"""What one question gets, before it is put into a form."""

from __future__ import annotations

from dataclasses import dataclass, field

from answers.answer import Image, Kind, Suggestion, Table
from dialogue import Query


@dataclass
class Point:
    """One thing that is stated.

    Attributes:
        ref: its reference in the fact store.
        text: the full sentence. plain: the same in simple words. brief: the gist. shorter: the gist in ever fewer words.
        label: what it is about: the name of an aspect, a service, a model.
        others: references of further facts that it states. weighty: whether it tells most of its kind.
        parts: the several things that it names, for a list.
    """

    ref: str
    text: str
    plain: str = ""
    brief: str = ""
    label: str = ""
    others: list[str] = field(default_factory=list)
    weighty: bool = False
    parts: list[str] = field(default_factory=list)
    shorter: list[str] = field(default_factory=list)

    @property
    def refs(self) -> list[str]:
        """References of all that it states."""
        return [ref for ref in (self.ref, *self.others) if ref]


@dataclass
class Piece:
    """The answer to one question, or what is said instead.

    Attributes:
        kind, topic, title: as in `Answer`.
        verdict: "yes", "no", "partly" or ""; `halves`: of "partly", the names of what is so, and of what is not.
        kept: the verdict that was given before and is not said again.
        lead: sentences before the points. points: what is stated, weightiest first. after: sentences behind them.
        listed: whether the points are a list in the usual form, `ordered` a numbered one.
        line: the whole answer in one sentence, if the first point is not that; `line_facts` what stands in it, if not all.
        parts: a comparison in one clause a thing. rows: a comparison point by point. plain: a list as one sentence in simple words.
        name: its gist in a word or two. shorter: that of a list in ever fewer words. closed: whether nothing near it is an answer too.
        facts: references of all that is said. extra: references of facts that a longer answer adds.
        entries: (kind, id) pairs that can be picked by position. pending: what is asked back.
        declined: the things that are not covered. grid: the table where one is asked for, if it is another.
        table, image, suggestions: as in `Answer`. spare: whether table and image are left out beside the text.
        query: the question as it is remembered.
    """

    kind: Kind
    topic: str
    title: str
    query: Query = Query("")
    verdict: str = ""
    kept: str = ""
    halves: tuple[list[str], list[str]] | None = None
    lead: list[str] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    listed: bool = False
    ordered: bool = False
    line: str = ""
    line_facts: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    rows: list[Point] = field(default_factory=list)
    plain: str = ""
    name: str = ""
    shorter: list[str] = field(default_factory=list)
    closed: bool = False
    facts: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    entries: tuple[tuple[str, str], ...] = ()
    pending: str = ""
    key: str = ""
    declined: list[str] = field(default_factory=list)
    grid: Table | None = None
    table: Table | None = None
    image: Image | None = None
    spare: bool = False
    suggestions: list[Suggestion] = field(default_factory=list)

    @property
    def sentences(self) -> list[str]:
        """All that is said, as sentences, without the verdict."""
        return [*self.lead, *(point.text for point in self.points), *self.after]
