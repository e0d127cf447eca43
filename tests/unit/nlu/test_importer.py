"""What training data follow from the store and the annotated messages."""

from __future__ import annotations

from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from facts import FactStore
from nlu.importer import _annotated, _offered, without_what_is_known
from nlu.labels import LABELS


def test_examples_of_what_came_into_the_store_are_left_out() -> None:
    def marked(text: str) -> Message:
        example = Message.build(text, "out_of_scope")
        example.set(ENTITIES, [{"entity": "outside", "start": 8, "end": 11, "value": text[8:11]}])
        return example

    kept = without_what_is_known([marked("apa itu KPO"), marked("apa itu ITO")], FactStore.load())
    assert [e.get(TEXT) for e in kept] == ["apa itu ITO"]


def test_parts_of_annotated_messages_are_examples_of_their_label() -> None:
    examples = _annotated([])
    assert {e.get(INTENT) for e in examples} <= set(LABELS) and len(examples) > 1000
    assert all(e.get("metadata")["intent"]["language"] in ("id", "en") for e in examples)
    assert all(e.get(TEXT) == e.get(TEXT).strip() != "" for e in examples)


def test_no_text_is_an_example_of_two_intents() -> None:
    (first, *_) = _annotated([])
    again = _annotated([Message.build(first.get(TEXT).upper(), "greet")])
    assert first.get(TEXT).lower() not in {e.get(TEXT).lower() for e in again}
    assert len(again) == len({e.get(TEXT).lower() for e in again})


def test_every_suggestion_is_an_example_in_both_languages() -> None:
    examples = _offered(FactStore.load())
    for language in ("id", "en"):
        found = [e for e in examples if e.get("metadata")["intent"]["language"] == language]
        assert len({e.get(INTENT) for e in found}) > 8
        assert not any("{" in e.get(TEXT) for e in found)
