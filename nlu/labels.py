"""The labels and marks of annotated messages (`data/acts`), and their reader."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from acts import MOODS
from facts import FactStore
from nlu.encoder import context_of
from nlu.matters import matters

FOLDER = Path(__file__).parents[1] / "data" / "acts"

# What a part of a message does; each is an intent of the domain.
LABELS = tuple(
    [
        "ask_definition",
        "ask_full_form",
        "ask_difference",
        "ask_aspect",
        "ask_types",
        "ask_services",
        "ask_classification",
        "ask_choice",
        "ask_users",
        "ask_reasons",
        "ask_relation",
        "ask_why",
        "ask_source",
        "ask_term",
        "ask_overview",
        "follow_up",
        "correct",
        "object",
        "doubt",
        "agree",
        "confused",
        "elaborate",
        "shorten",
        "reform",
        "repeat",
        "recall",
        "go_back",
        "choose_listed",
        "unsure",
        "start_over",
        "switch_language",
        "tell",
        "greet",
        "thank",
        "goodbye",
        "acknowledge",
        "deny",
        "ask_bot",
        "help",
        "ask_human",
        "complain",
        "emotion",
        "remark",
        "out_of_scope",
        "nothing",
    ]
)
CUES = tuple(["yn", "which", "why", "how_many", "neg", "only", "besides", "than", "too", "said", "doubted", "need", "back"])
FORMS = tuple(
    [
        "line",
        "short",
        "long",
        "points",
        "words",
        "bullets",
        "numbered",
        "lettered",
        "table",
        "paragraph",
        "plain",
        "example",
        "name",
        "lang=id",
        "lang=en",
        "lang=other",
        "both",
        "formal",
        "cannot",
    ]
)
# What is asked of the source ("w:author"), and what an objection says of the answer ("o:repeated").
OF_THE_SOURCE = ("author", "date", "sections", "figures", "trust", "cite", "link", "place", "mention", "title")
OBJECTIONS = ("repeated", "unasked", "long", "partial", "wrong", "form", "unclear")
# What a part means in its talk: whether it is so, whether an objection to the reply is rightful, or to a fact; something unknown.
VERDICTS = ("yes", "no", "partly", "unknown")
OF_THE_TALK = ("owe", "mistaken", "~x")
_MARK = re.compile(r'x:"([^"]*)"|(\S+)')


class AnnotationError(ValueError):
    """An annotated message cannot be used; the message is one line: file, line, mend."""


class Annotated(NamedTuple):
    """One part of an annotated message: where it stands, its label, its marks, and the unknown things in it.

    `talk` are the marks of what it means behind what was said before it, see `talk_marks_of`; None where that is not annotated.
    """

    start: int
    end: int
    label: str
    marks: tuple[str, ...]
    outside: tuple[str, ...]
    talk: tuple[str, ...] | None = None


class AnnotatedMessage(NamedTuple):
    """A message with its parts, in their order; `before` is what was said before it, see `nlu.encoder.context_of`."""

    text: str
    language: str
    parts: tuple[Annotated, ...]
    before: str = ""


def marks_of(store: FactStore) -> dict[str, set[str]]:
    """Kind of mark -> the ids that it may name."""
    return {
        "v": {f.ref for s in (*store.models, store.outsourcing) for f in s.facts.values()},
        "a": {a.id for a in store.aspects},
        "s": {n for s in (*store.models, store.outsourcing) for v in s.described for n in (v.id, *(d.id for d in v.details))},
        "t": {t.id for m in store.models for t in store.types(m.id)},
        "r": set(store.relations),
        "f": set(FORMS),
        "w": set(OF_THE_SOURCE),
        "o": set(OBJECTIONS),
        "m": set(MOODS),
        "q": matters(),
    }


def talk_marks_of(store: FactStore) -> tuple[str, ...]:
    """The marks of what a part means in its talk.

    "as:ask_types": the question that is to be answered; "of:<model>": what it is about; "is:no": what is right to say to its claim;
    "~s:<service>", "~v:<value>" …: what it is about that its own words do not say; and those of `OF_THE_TALK`.
    """
    subjects = (*(model.id for model in store.models), store.outsourcing.id)
    questions = (label for label in LABELS if label.startswith("ask_") or label == "out_of_scope")
    things = (f"~{kind}:{name}" for kind, names in marks_of(store).items() if kind in "vastr" for name in sorted(names))
    return (*(f"as:{q}" for q in questions), *(f"of:{s}" for s in subjects), *(f"is:{v}" for v in VERDICTS), *things, *OF_THE_TALK)


def messages(folder: Path = FOLDER) -> Iterator[AnnotatedMessage]:
    """All annotated messages, in the order of the files.

    Raises:
        AnnotationError: for the first line that is not of the form.
    """
    for file in sorted(folder.glob("*.jsonl")):
        yield from messages_in(file)


def messages_in(file: Path) -> Iterator[AnnotatedMessage]:
    """The annotated messages of one file: those of one voice. Raises as `messages` does."""
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            yield _message(line, f"{file}:{number}")


def _message(line: str, where: str) -> AnnotatedMessage:
    try:
        row = json.loads(line)
        pieces = [(str(text), str(label), str(marks), *map(str, talk)) for text, label, marks, *talk in row["p"]]
        language = row["l"]
        before = context_of(*row["before"]) if "before" in row else ""
    except (ValueError, KeyError, TypeError):
        raise AnnotationError(f'{where}: is not {{"l": language, "p": [[text, label, marks], …]}}: mend the line') from None
    if not pieces:
        raise AnnotationError(f"{where}: has no part: write at least one, or drop the line")
    text, parts = "", []
    for piece, label, marks, *talk in pieces:
        if label not in LABELS:
            raise AnnotationError(f"{where}: '{label}' is no label: take one of nlu/labels.py")
        outside = tuple(m[1] for m in _MARK.finditer(marks) if m[1] is not None)
        for phrase in outside:
            if phrase not in piece:
                raise AnnotationError(f"{where}: '{phrase}' does not stand in its part: copy it as it stands there")
        start = len(text) + len(piece) - len(piece.lstrip())
        text += piece
        named = tuple(m[2] for m in _MARK.finditer(marks) if m[2])
        parts.append(Annotated(start, len(text), label, named, outside, tuple(talk[0].split()) if talk else None))
    return AnnotatedMessage(text, language, tuple(parts), before)


def problems(store: FactStore, folder: Path = FOLDER) -> list[str]:
    """A line for each mark that names what neither the store nor the lists above know."""
    known, of_talk, found = marks_of(store), talk_marks_of(store), []
    for message in messages(folder):
        for part in message.parts:
            for mark in part.marks:
                kind, _, value = mark.partition(":")
                if mark not in CUES and value not in known.get(kind, ()):
                    found.append(f"data/acts: “{message.text[:60]}”: there is no {mark}: correct it")
            found += [
                f"data/acts: “{message.text[:60]}”: there is no {mark}: correct it" for mark in part.talk or () if mark not in of_talk
            ]
    return found
