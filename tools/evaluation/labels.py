"""The intents of `tests/nlu` and of `data/nlu`, written before some of them were split, and the labels that are right for them."""

from __future__ import annotations

from rasa.nlu.test import IntentEvaluationResult

# Besides itself. Whoever wrote an intent down had no other for what is told apart now.
SPLIT = {
    "complain": ("object",),
    "repeat": ("doubt",),
    "elaborate": ("confused", "reform"),
    "shorten": ("reform",),
    "acknowledge": ("agree",),
    "ask_reasons": ("ask_why",),
    "ask_definition": ("ask_term",),
    "ask_bot": ("ask_source",),
    "help": ("ask_human",),
    "correct": ("object",),
    "deny": ("unsure",),
    "out_of_scope": ("remark", "emotion", "ask_source", "ask_human"),
}


def is_right(intent: str, label: str) -> bool:
    """Whether a label is right for a message of an intent."""
    return label == intent or label in SPLIT.get(intent, ())


def as_annotated(result: IntentEvaluationResult) -> IntentEvaluationResult:
    """A result whose label counts as the intent where it is right for it."""
    if is_right(result.intent_target, result.intent_prediction):
        return result._replace(intent_prediction=result.intent_target)
    return result
