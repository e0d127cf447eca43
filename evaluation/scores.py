"""Figures of intents and entities, by Rasa's own evaluation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict, List, Sequence

from rasa.nlu.test import EntityEvaluationResult, evaluate_entities, evaluate_intents

from evaluation.model import Predictions

_SUMMARIES = ("accuracy", "micro avg", "macro avg", "weighted avg")


@dataclass(frozen=True)
class Row:
    """The figures of one intent or one kind of entity."""

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
class EntityScores:
    """Figures by token over all kinds (micro average), and by kind, weakest first."""

    precision: float
    recall: float
    f1: float
    rows: List[Row]
    failures: List[Dict[str, Any]]


def score_intents(predictions: Predictions) -> IntentScores:
    """Accuracy, precision, recall and F1 of the intents."""
    result = evaluate_intents(predictions.intents, None, False, False, True, report_as_dict=True)
    failures = [p for p in result["predictions"] if p["intent"] != p["predicted"]]
    return IntentScores(
        result["accuracy"],
        len(predictions.intents),
        _rows(result["report"]),
        sorted(failures, key=lambda failure: failure["intent"]),
    )


def score_entities(predictions: Predictions, kinds: Sequence[str] = ()) -> EntityScores:
    """Precision, recall and F1 of the entities by token, of the given kinds alone where any are given."""
    results = [_only(result, kinds) for result in predictions.entities] if kinds else predictions.entities
    result = evaluate_entities(results, {"pipeline"}, None, False, False, True, report_as_dict=True)["pipeline"]
    overall = result["report"].get("micro avg") or result["report"]["weighted avg"]
    return EntityScores(
        overall["precision"],
        overall["recall"],
        overall["f1-score"],
        _rows(result["report"]),
        [_difference(r) for r in results if _labels(r.entity_targets) != _labels(r.entity_predictions)],
    )


def _rows(report: Dict[str, Any]) -> List[Row]:
    rows = [
        Row(name, figures["precision"], figures["recall"], figures["f1-score"], int(figures["support"]))
        for name, figures in report.items()
        if name not in _SUMMARIES
    ]
    return sorted(rows, key=lambda row: row.f1)


def _only(result: EntityEvaluationResult, kinds: Sequence[str]) -> EntityEvaluationResult:
    return result._replace(
        entity_targets=[e for e in result.entity_targets if e["entity"] in kinds],
        entity_predictions=[e for e in result.entity_predictions if e["entity"] in kinds],
    )


def _labels(entities: Sequence[Dict[str, Any]]) -> set:
    return {(entity["entity"], entity["start"], entity["end"]) for entity in entities}


def _difference(result: EntityEvaluationResult) -> Dict[str, Any]:
    right, found = _labels(result.entity_targets), _labels(result.entity_predictions)
    return {
        "text": result.message,
        "missed": [f"{kind}: {result.message[start:end]}" for kind, start, end in sorted(right - found)],
        "wrong": [f"{kind}: {result.message[start:end]}" for kind, start, end in sorted(found - right)],
    }
