"""Figures of intents by Rasa's own evaluation, and of the things that acts name."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any, Dict, FrozenSet, Iterable, List, NamedTuple, Sequence, Set

from rasa.nlu.test import evaluate_intents

from acts import Act
from facts import FactStore
from tools.evaluation.labels import as_annotated
from tools.evaluation.model import Predictions, Reading

_SUMMARIES = ("accuracy", "micro avg", "macro avg", "weighted avg")
OUTSIDE = "outside"
# What a question says by its topic, whether it is named beside it or not.
_SAID_BY_TOPIC = {
    "definition": {"definition"},
    "full_form": {"full_form"},
    "reasons": {"goal"},
    "services": {"scope", "services"},
    "choice": {"choice"},
}
# Kinds of entity -> field of an act that holds what they name.
FIELDS = {
    "model": "models",
    "type": "types",
    "service": "services",
    "aspect": "aspects",
    "trait": "values",
    "relation": "relations",
    "ordinal": "ordinals",
    "anaphor": "anaphor",
    "target_language": "language",
}
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Row:
    """The figures of one intent or one kind of thing."""

    name: str
    precision: float
    recall: float
    f1: float
    support: int


@dataclass(frozen=True)
class IntentScores:
    """Of `total` messages, the share whose intent is right, and the figures by intent, weakest first."""

    accuracy: float
    total: int
    rows: List[Row]
    failures: List[Dict[str, Any]]


@dataclass(frozen=True)
class ThingScores:
    """Figures over all kinds (micro average), and by kind, weakest first."""

    precision: float
    recall: float
    f1: float
    rows: List[Row]
    failures: List[Dict[str, Any]]


class _Hits(NamedTuple):
    right: int
    wrong: int
    missed: int

    def row(self, name: str) -> Row:
        precision = self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0
        recall = self.right / (self.right + self.missed) if self.right + self.missed else 1.0
        f1 = 2 * self.right / (2 * self.right + self.wrong + self.missed) if any(self) else 1.0
        return Row(name, precision, recall, f1, self.right + self.missed)


def score_intents(predictions: Predictions) -> IntentScores:
    """Accuracy, precision, recall and F1 of the intents; a label that an intent was split into is right for it."""
    results = [as_annotated(result) for result in predictions.intents]
    result = evaluate_intents(results, None, False, False, True, report_as_dict=True)
    failures = [p for p in result["predictions"] if p["intent"] != p["predicted"]]
    return IntentScores(
        result["accuracy"],
        len(results),
        _rows(result["report"]),
        sorted(failures, key=lambda failure: failure["intent"]),
    )


def score_things(readings: Sequence[Reading], store: FactStore) -> ThingScores:
    """Precision, recall and F1 of what the acts of messages name or describe, by its ids in the store.

    Where it stands does not count, and how often: a message has each thing once. Of an annotation that names several
    ids (two models may say the same of themselves) one is enough. A property is found by its aspect ("driver") or its
    value ("<model>.driver"), as both lead to it, and what a question's topic says need not be named beside it.
    """
    hits: Dict[str, Counter] = {kind: Counter() for kind in FIELDS}
    failures = []
    for reading in readings:
        missed_all, wrong_all = [], []
        for kind in FIELDS:
            wanted = {frozenset(str(e["value"]).split()) for e in reading.annotated if e["entity"] == kind}
            found, beside = things_of(reading.acts, kind, store), _beside(reading.acts, kind)
            missed = [ids for ids in wanted if not ids & found and not {_aspect(i) for i in ids} & beside]
            annotated = {str(i) for e in reading.annotated if e["entity"] in _ALIKE.get(kind, (kind,)) for i in str(e["value"]).split()}
            fitting = annotated | {_aspect(i) for i in annotated if kind == "aspect"}
            implied = {name for act in reading.acts for name in _SAID_BY_TOPIC.get(act.topic, ())}
            wrong = sorted(name for name in found - fitting - implied if kind != "trait" or _aspect(name) not in annotated)
            hits[kind].update(right=len(wanted) - len(missed), wrong=len(wrong), missed=len(missed))
            missed_all += [f"{kind}: {' or '.join(sorted(ids))}" for ids in missed]
            wrong_all += [f"{kind}: {name}" for name in wrong]
        if missed_all or wrong_all:
            failures.append({"text": reading.text, "missed": missed_all, "wrong": wrong_all})
    return _things({kind: _Hits(of["right"], of["wrong"], of["missed"]) for kind, of in hits.items()}, failures)


_ALIKE = {"aspect": ("aspect", "trait"), "trait": ("aspect", "trait")}


def _aspect(name: str) -> str:
    """What a fact is on: "driver" of "<model>.driver"."""
    return name.rpartition(".")[2]


def _beside(acts: Iterable[Act], kind: str) -> Set[str]:
    """What acts say of a kind in another way: by the topic, or a property by its aspect or its value."""
    said = {name for act in acts for name in _SAID_BY_TOPIC.get(act.topic, ())}
    if kind == "aspect":
        said |= {_aspect(value) for act in acts for value in act.values}
    if kind == "trait":
        said |= {aspect for act in acts for aspect in act.aspects}
    return said if kind in ("aspect", "trait", "relation") else set()


def things_of(acts: Iterable[Act], kind: str, store: FactStore) -> FrozenSet[str]:
    """The ids of one kind that acts name, in whatever role."""
    found: Set[str] = set()
    for act in acts:
        value = getattr(act, FIELDS[kind])
        found.update(map(str, value) if isinstance(value, tuple) else [value] if value else [])
        if kind == "model":
            found.update(act.than)
        found.update(name for name in act.besides if _KIND_OF_STORE.get(kind, _none)(name, store))
    return frozenset(found)


def _none(name: str, store: FactStore) -> bool:
    return False


_KIND_OF_STORE = {
    "model": lambda name, store: store.has_subject(name),
    "type": lambda name, store: store.has_type(name),
    "service": lambda name, store: bool(store.classify(name)),
    "aspect": lambda name, store: store.has_aspect(name),
}


def score_outside(readings: Sequence[Reading]) -> ThingScores:
    """Precision, recall and F1 of what is marked as unknown, by word."""
    right = wrong = missed = 0
    failures = []
    for reading in readings:
        wanted, found = (_words(reading.text, entities) for entities in (reading.annotated, reading.entities))
        right, wrong, missed = right + len(wanted & found), wrong + len(found - wanted), missed + len(wanted - found)
        if wanted != found:
            lost, added = (" ".join(reading.text[s:e] for s, e in sorted(of)) for of in (wanted - found, found - wanted))
            failures.append({"text": reading.text, "missed": [lost] if lost else [], "wrong": [added] if added else []})
    return _things({OUTSIDE: _Hits(right, wrong, missed)}, failures)


def _words(text: str, entities: Iterable[Dict[str, Any]]) -> Set[tuple]:
    """Where the words of unknown things stand."""
    spans = [(e["start"], e["end"]) for e in entities if e["entity"] == OUTSIDE]
    return {m.span() for m in _WORD.finditer(text) if any(s < m.end() and m.start() < e for s, e in spans)}


def _things(hits: Dict[str, _Hits], failures: List[Dict[str, Any]]) -> ThingScores:
    whole = _Hits(*(sum(column) for column in zip(*hits.values()))).row("all")
    rows = sorted((of.row(kind) for kind, of in hits.items()), key=lambda row: row.f1)
    return ThingScores(whole.precision, whole.recall, whole.f1, rows, failures)


def _rows(report: Dict[str, Any]) -> List[Row]:
    rows = [
        Row(name, figures["precision"], figures["recall"], figures["f1-score"], int(figures["support"]))
        for name, figures in report.items()
        if name not in _SUMMARIES
    ]
    return sorted(rows, key=lambda row: row.f1)
