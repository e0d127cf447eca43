"""Examples are messages like any other, only cheaper."""

from __future__ import annotations

import copy

from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.tokenizers.tokenizer import Token
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.examples import Example


def example(text: str = "what is BPO?", intent: str = "ask_definition") -> Example:
    return Example.of(Message.build(text, intent, [{"entity": "model", "start": 8, "end": 11, "value": "bpo"}]))


def test_the_same_message_is_the_same_example() -> None:
    assert example() == example() and hash(example()) == hash(example())
    assert example() != example("what is KPO?") and example() != example(intent="ask_types")


def test_what_is_set_later_tells_examples_apart() -> None:
    first, second = example(), example()
    second.set("reading", {"words": ["what", "is", "bpo"]})
    assert first != second
    first.set("reading", {"words": ["what", "is", "bpo"]})
    assert first == second
    first.set(TOKENS_NAMES[TEXT], [Token("what", 0)])
    second.set(TOKENS_NAMES[TEXT], [Token("What", 0)])
    assert first != second


def test_a_copy_is_of_its_own() -> None:
    first = example()
    second = copy.deepcopy(first)
    assert second == first and isinstance(second, Example)
    second.set(INTENT, "ask_types")
    assert first.get(INTENT) == "ask_definition" and second != first
    third = copy.deepcopy(first)
    first.set("reading", {"words": []}, add_to_output=True)
    assert third.get("reading") is None and "reading" not in third.output_properties and third != first


def test_an_example_without_a_property_keeps_the_rest() -> None:
    bare = example().without(ENTITIES)
    assert bare.get(ENTITIES) is None and bare.get(INTENT) == "ask_definition" and bare != example()


def test_rasa_merges_them_and_drops_what_is_there_twice() -> None:
    merged = TrainingData([example()]).merge(TrainingData([example(), example("what is KPO?")]))
    assert [e.get(TEXT) for e in merged.training_examples] == ["what is BPO?", "what is KPO?"]
    assert all(isinstance(e, Example) for e in merged.training_examples)
