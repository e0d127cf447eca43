"""What the encoder learns from: annotated messages, lines of `data/nlu`, and phrases that describe a thing."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Dict, FrozenSet, Iterable, Iterator, List, NamedTuple, Optional, Set, Tuple

from facts import FactStore
from nlu.encoder import is_of_talk
from nlu.labels import CUES, AnnotatedMessage, marks_of, talk_marks_of
from nlu.language_data import read
from nlu.matters import Question

ANSWERABLE = "answerable"
OUT_OF_SCOPE = "out_of_scope"
# The letter of the marks of matters: of a message they are not annotated.
_MATTERS = "q"
# Kinds of things by name -> letter of their marks; names of models are no marks.
MARK_OF = {"service": "s", "type": "t", "trait": "v", "relation": "r", "aspect": "a"}

# An intent of data/nlu may be any of these labels.
_ALSO = {
    "complain": ("object",),
    "repeat": ("doubt",),
    "elaborate": ("confused", "reform"),
    "ask_reasons": ("ask_why",),
    "acknowledge": ("agree",),
    "shorten": ("reform",),
    "ask_definition": ("ask_term",),
    "correct": ("object",),
    OUT_OF_SCOPE: ("remark", "emotion", "ask_source", "ask_human", "ask_term"),
    "ask_bot": ("ask_source",),
    "help": ("ask_human",),
    "thank": ("acknowledge",),
    "deny": ("unsure",),
    "go_back": ("recall",),
    # Lines that were moved here from a wider intent, as the encoder took them.
    "object": ("complain", "correct"),
    "doubt": ("repeat",),
    "confused": ("elaborate",),
    "reform": ("elaborate", "shorten"),
    "agree": ("acknowledge",),
    "ask_source": ("ask_bot",),
    "ask_human": ("help",),
    "unsure": ("deny",),
}
# Parts that ask nothing of the store: whether it can answer is no question of theirs.
_NOT_ASKED = frozenset(
    """greet thank goodbye acknowledge deny ask_bot help ask_human complain emotion nothing tell start_over switch_language""".split()
)
_UNANSWERABLE = (OUT_OF_SCOPE, "remark")
# Lines of data/nlu in which there is no mark at all, and those that name nothing but may hold a cue.
_MARKLESS = ("greet", "goodbye")
_THINGLESS = ("acknowledge", "deny", "thank", "complain", "ask_bot", "help")
# So short a line of data/nlu is one part.
_ONE_PART = 5
_ENTITY = re.compile(r"\[([^\]]*)\](?:\(([^)]*)\)|\{[^}]*\})")


class Part(NamedTuple):
    """A part of an example.

    Attributes:
        start, end: from which character up to which.
        labels: what it may be called, any of them is right; none where that is not known.
        has: the marks that it has. lacks: those that it has not, but for `has`. Of all others nothing is known.
    """

    start: int
    end: int
    labels: Tuple[str, ...]
    has: FrozenSet[str]
    lacks: FrozenSet[str]


class Example(NamedTuple):
    """A text, and what is known of it.

    Attributes:
        parts: its parts, in their order.
        cuts: where parts are known to begin. whole: whether they begin nowhere else.
        outside: where the names of unknown things stand, from character to character; None where that is not known.
        weight: how much it counts. language: of the text; "" if of several.
        before: what was said before it, see `nlu.encoder.context_of`; "" if nothing, or if that is not known.
    """

    text: str
    parts: Tuple[Part, ...]
    cuts: Tuple[int, ...] = ()
    whole: bool = False
    outside: Optional[Tuple[Tuple[int, int], ...]] = None
    weight: float = 1.0
    language: str = ""
    before: str = ""

    @property
    def label(self) -> str:
        """The first label of its first part; "" where none is known."""
        return next(iter(self.parts[0].labels), "")


class Line(NamedTuple):
    """An example line of `data/nlu`: its text without brackets, where its unknown things stand, what its block says of it."""

    text: str
    intent: str
    language: str
    outside: Tuple[Tuple[int, int], ...]
    describes: str


def marks_in_order(store: FactStore) -> Tuple[str, ...]:
    """Every mark that the encoder learns of this store: cues, ids by kind, forms, and whether the store can answer."""
    named = sorted(f"{kind}:{value}" for kind, values in marks_of(store).items() for value in values)
    return (*sorted(CUES), *named, ANSWERABLE, *talk_marks_of(store))


def of_message(message: AnnotatedMessage, marks: FrozenSet[str]) -> Example:
    """An annotated message, of which all is known but, of most, what it means in its talk; `marks` are all that there are.

    What stands behind nothing means nothing that was said before.
    """
    of_talk = _of_talk(marks)
    untold = frozenset() if message.before else frozenset(mark for mark in of_talk if mark.startswith("~"))
    parts, outside = [], []
    for part in message.parts:
        has = marks.intersection((*part.marks, *(part.talk or ())))
        lacks = (marks if part.talk is not None else (marks - of_talk) | untold) - _of_kinds(marks, _MATTERS)
        if part.label in _NOT_ASKED or (part.outside and part.label not in _UNANSWERABLE):
            lacks = lacks - {ANSWERABLE}
        elif part.label not in _UNANSWERABLE:
            has = has | {ANSWERABLE}
        parts.append(Part(part.start, part.end, (part.label,), has, lacks))
        for phrase in filter(None, map(str.strip, part.outside)):
            at = message.text.index(phrase, part.start)
            outside.append((at, at + len(phrase)))
    cuts = tuple(part.start for part in parts)
    return Example(message.text, tuple(parts), cuts, True, tuple(outside), 1.0, message.language, message.before)


def lines(folder: Path) -> Iterator[Line]:
    """All lines of a folder of Rasa's NLU files, in the order of the files."""
    for file in sorted(folder.rglob("*.yml")):
        for block in read(file)["nlu"]:
            about = block.get("metadata") or {}
            for row in block["examples"].splitlines():
                raw = row.strip()[1:].strip()
                if raw:
                    text, outside = without_brackets(raw)
                    yield Line(text, block["intent"], about.get("language", file.parent.name), outside, about.get("describes", ""))


def without_brackets(raw: str) -> Tuple[str, Tuple[Tuple[int, int], ...]]:
    """The text of "[salary](outside) of a call center", and where what is marked `outside` stands in it."""
    text, outside, at = "", [], 0
    for match in _ENTITY.finditer(raw):
        text += raw[at : match.start()]
        if match[2] == "outside":
            outside.append((len(text), len(text) + len(match[1])))
        text += match[1]
        at = match.end()
    return text + raw[at:], tuple(outside)


def of_line(line: Line, marks: FrozenSet[str]) -> Example:
    """A line of `data/nlu`: one part, as far as is known. Its marks are known from what its block says that it describes.

    Where unknown things stand is known of a line that marks them, and of one that is in scope.
    """
    has, lacks = frozenset(), frozenset()
    if line.intent in _MARKLESS:
        lacks = marks - {ANSWERABLE} - _of_talk(marks) - _of_kinds(marks, _MATTERS)
    elif line.intent in _THINGLESS:
        lacks = _of_kinds(marks, "asvtrfwo")
    described = mark_of(line.describes)
    if described in marks:
        has, lacks = frozenset({described}), lacks | _of_kinds(marks, described[0])
    if line.intent == OUT_OF_SCOPE:
        lacks |= {ANSWERABLE}
    elif line.intent.startswith("ask_") and line.intent != "ask_bot":
        has |= {ANSWERABLE}
    whole = len(line.text.split()) <= _ONE_PART
    outside = line.outside if line.outside or line.intent != OUT_OF_SCOPE else None
    part = Part(0, len(line.text), (line.intent, *_ALSO.get(line.intent, ())), has, lacks)
    return Example(line.text, (part,), (0,) if whole else (), whole, outside, 1.0, line.language)


def mark_of(thing: str) -> str:
    """The mark of "service:payroll", which is "s:payroll"; "" for a model and for nothing."""
    kind, _, value = thing.partition(":")
    return f"{MARK_OF[kind]}:{value}" if kind in MARK_OF else ""


def phrases(folder: Path, marks: FrozenSet[str]) -> List[Example]:
    """The phrases of `data/language/described`, once each: one that stands under two things has the marks of both.

    Phrases of models are names, which are no marks, and phrases of what is not in the store teach nothing: both are left out.
    """
    found: Dict[Tuple[str, str], Set[str]] = {}
    for file in sorted(folder.glob("*.yml")):
        language = file.stem.rpartition(".")[2]
        for thing, listed in read(file).items():
            mark = mark_of(thing)
            if mark in marks or thing == "nothing":
                for phrase in map(str, listed):
                    found.setdefault((phrase, language), set()).update({mark} if mark else ())
    none_of = {also: _of_kinds(marks, "vstr" + also) for also in ("", "a")}
    examples = []
    for (phrase, language), described in found.items():
        lacks = none_of["a" if any(mark[0] == "a" for mark in described) else ""]
        part = Part(0, len(phrase), (), frozenset(described), lacks)
        examples.append(Example(phrase, (part,), weight=0.5, language=language))
    return examples


def of_matters(questions: Iterable[Question], marks: FrozenSet[str]) -> List[Example]:
    """Examples of what is asked of that the store does not know: of which matter each is, and of which it is not."""
    every = _of_kinds(marks, _MATTERS)
    return [Example(q.text, (Part(0, len(q.text), (), frozenset({q.mark}), every),), language=q.language) for q in questions]


def of_negatives(negatives: Iterable[Tuple[str, str]]) -> List[Example]:
    """Examples of texts that cannot be answered; each a text and its language."""
    lacks = frozenset({ANSWERABLE})
    return [
        Example(text, (Part(0, len(text), (OUT_OF_SCOPE,), frozenset(), lacks),), weight=0.5, language=language)
        for text, language in negatives
    ]


@lru_cache(maxsize=None)
def _of_talk(marks: FrozenSet[str]) -> FrozenSet[str]:
    return frozenset(filter(is_of_talk, marks))


@lru_cache(maxsize=None)
def _of_kinds(marks: FrozenSet[str], kinds: str) -> FrozenSet[str]:
    return frozenset(mark for mark in marks if mark[1:2] == ":" and mark[0] in kinds)
