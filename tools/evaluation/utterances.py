"""The test messages, and which of them also stand in the training data."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any, Dict, Iterable, List, Set, Tuple

import srsly
from rasa.shared.nlu.training_data.formats.readerwriter import TrainingDataWriter
from rasa.shared.nlu.training_data.loading import load_data
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from ruamel.yaml import YAML
from sklearn.model_selection import train_test_split

from facts.schema import LANGUAGES
from nlu import labels
from nlu.matters import questions as matter_questions
from nlu.text import clean
from operation.servers import ROOT

TRAINING = ROOT / "data" / "nlu"
UNSEEN = ROOT / "tests" / "nlu"
NO_LANGUAGE = "none"
_SEED = 1


@lru_cache(maxsize=None)
def training_data() -> TrainingData:
    """The lines of `data/nlu`; read once, as that takes six seconds."""
    return load_data(str(TRAINING))


@lru_cache(maxsize=None)
def annotated_messages() -> Tuple[labels.AnnotatedMessage, ...]:
    """The messages of `data/acts`."""
    return tuple(labels.messages())


def sample(count: int, file: Path) -> Path:
    """Write so many of the examples into a file, or all of them if there are no more; the same ones each time.

    Each intent has the same share in each language as in all examples.
    """
    examples = sorted(training_data().intent_examples, key=lambda e: (e.get("text"), e.get("intent")))
    if count < len(examples):
        kinds = [f"{e.get('intent')} {intent_metadata(e, 'language')}" for e in examples]
        examples, _ = train_test_split(examples, train_size=count, random_state=_SEED, stratify=kinds)
    return write(examples, file)


def write(examples: Iterable[Message], file: Path) -> Path:
    """Write examples into a file, with their metadata: Rasa's own writer gives those of one to all of its intent."""
    blocks: Dict[str, Dict[str, Any]] = {}
    for example in examples:
        block = {"intent": example.get("intent"), "metadata": (example.get("metadata") or {}).get("intent") or {}}
        lines = blocks.setdefault(srsly.json_dumps(block), {**block, "examples": ""})
        lines["examples"] += f"- {TrainingDataWriter.generate_message(example.as_dict())}\n"
    with file.open("w", encoding="utf-8") as target:
        YAML(typ="safe").dump({"version": "3.1", "nlu": list(blocks.values())}, target)
    return file


def unseen_data(language: str = "", one_in: int = 1) -> TrainingData:
    """The test messages of one language, or of both; all, or every so-manieth."""
    chosen = [language] if language else LANGUAGES
    first, *others = (load_data(str(UNSEEN / f"{name}.yml")) for name in chosen)
    merged = first.merge(*others)
    return merged if one_in == 1 else TrainingData(merged.intent_examples[::one_in])


def language_messages(file: Path = UNSEEN / "language.yml") -> Dict[str, List[str]]:
    """Messages by the language that they are in, `NO_LANGUAGE` for none."""
    return {language: [str(m) for m in messages] for language, messages in YAML(typ="safe").load(file).items()}


def intent_metadata(example: Message, key: str) -> str:
    """What the metadata of an example's intent block say: `language`, or `scope` of what is out of scope."""
    return ((example.get("metadata") or {}).get("intent") or {}).get(key, "")


def normalised(text: str) -> str:
    """The words of a message alone: no case, punctuation, emoji or tricks of writing."""
    return " ".join(re.findall(r"\w+", clean(text).text.casefold()))


def seen_in_training(messages: Iterable[str]) -> List[str]:
    """Those messages that the bot was trained on, whole or as a part; one without a word cannot be."""
    known: Set[str] = {normalised(example.get("text")) for example in training_data().intent_examples}
    for message in annotated_messages():
        known.add(normalised(message.text))
        known.update(normalised(message.text[part.start : part.end]) for part in message.parts)
    known.update(normalised(question.text) for question in matter_questions())
    known.discard("")
    return [message for message in messages if normalised(message) in known]
