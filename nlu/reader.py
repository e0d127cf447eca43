"""Reads a message with spaCy: tokens, plain forms, and the names of the fact store."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.tokenizers.tokenizer import Token
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from spacy.language import Language

from facts import FactStore, Term, facts_path, terms_of
from nlu import language_model
from nlu.cues import Cues
from nlu.language_data import LANGUAGE_DATA, requested
from nlu.side_by_side import each
from nlu.spelling import chat_spelling
from nlu.text import CleanText, clean
from nlu.trained import TrainedComponent

READING = "reading"
OUT_OF_SCOPE = "out_of_scope"
_HYPHEN = "\u2010"


@DefaultV1Recipe.register(
    [
        DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER,
        DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR,
    ],
    is_trainable=True,
)
class FactReader(TrainedComponent):
    """Tokenises, and finds models, types, services, aspects, traits and relations.

    The patterns are generated from the fact store at training and saved with the model.
    Each message gets Rasa's tokens, the entities found, and under `READING` the words
    that the classifiers read: a dict of lists of one length with the plain `words`, the
    `kinds` of name that they belong to ("" for none), and their `starts` and `ends`.
    """

    _nlp: Language

    def read(self, folder: Path) -> None:
        """Load the spaCy pipeline by its path."""
        self._nlp = language_model.load(folder / "pipeline")

    def train(self, training_data: TrainingData) -> Resource:
        """Build the pipeline from the names in the fact store."""
        from wordfreq import get_frequency_dict

        store = FactStore.load(facts_path())
        terms = [*terms_of(store), *(Term(*request) for request in requested(store))]
        asked = _words_of_questions(training_data)
        spelling = chat_spelling(LANGUAGE_DATA / "chat_spelling.yml")
        least = 10 ** (self._config["common_zipf"] - 9)
        common = {w for language in ("id", "en") for w, share in get_frequency_dict(language).items() if share >= least}
        common |= Cues.load().vocabulary
        usual = [word for word, count in asked.most_common() if count >= self._config["usual_count"] and len(word) > 2]
        self._nlp = language_model.build(terms, spelling, common, usual)
        with self._model_storage.write_to(self._resource) as folder:
            self._nlp.to_disk(folder / "pipeline")
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Read the examples; what they mark by hand stays."""
        examples = [example for example in training_data.training_examples if example.get(TEXT)]
        for example, (tokens, reading) in zip(examples, each(self._read_text, [e.get(TEXT) for e in examples], at_once=500)):
            example.set(TOKENS_NAMES[TEXT], [Token(*token, lemma=plain) for *token, plain in tokens], add_to_output=True)
            example.set(READING, reading)
        return training_data

    def _read_text(self, text: str) -> tuple[list[tuple[Any, ...]], dict[str, list[Any]]]:
        """The tokens of a text, as Rasa's are made, and its reading: plain values, which are sent faster than objects."""
        message = Message({TEXT: text})
        self._read(message)
        return [(t.text, t.start, t.end, t.lemma) for t in message.get(TOKENS_NAMES[TEXT])], message.get(READING)

    def process(self, messages: list[Message]) -> list[Message]:
        """Read the messages and add the entities."""
        for message in messages:
            if message.get(TEXT) is None:
                continue
            found = self._read(message)
            message.set(ENTITIES, message.get(ENTITIES, []) + found, add_to_output=True)
        return messages

    def _read(self, message: Message) -> list[dict[str, Any]]:
        source = clean(message.get(TEXT))
        # A name goes on over the end of a line.
        source = source._replace(text=source.text.replace("\n", " "))
        source = source.cut(language_model.seams(self._nlp, source.text))
        doc = language_model.read(self._nlp, source.text)
        names = language_model.names_in(doc)
        name_of = {index: (entity, value) for span, entity, value in names for index in range(span.start, span.end)}
        tokens: list[Token] = []
        reading: dict[str, list[Any]] = {key: [] for key in ("words", "kinds", "values", "starts", "ends")}
        for token in doc:
            if token.is_space:
                continue
            start = source.start_in_original(token.idx)
            end = source.end_in_original(token.idx + len(token))
            tokens.append(Token(token.text, start, end, lemma=token.norm_))
            # A chat spelling may stand for several words: "whats", "idk"; a hyphen inside a word joins no questions.
            is_inside = token.text == "-" and token.i and not doc[token.i - 1].whitespace_ and not token.whitespace_
            for word in [_HYPHEN] if is_inside else token.norm_.split():
                for key, value in zip(reading, (word, *name_of.get(token.i, ("", "")), start, end)):
                    reading[key].append(value)
        message.set(TOKENS_NAMES[TEXT], tokens, add_to_output=True)
        message.set(READING, reading)
        return [self._entity(span, entity, value, source) for span, entity, value in names]

    def _entity(self, span: Any, entity: str, value: str, source: CleanText) -> dict[str, Any]:
        return {
            "entity": entity,
            "start": source.start_in_original(span.start_char),
            "end": source.end_in_original(span.end_char),
            "value": value or span.text,
            "extractor": type(self).__name__,
        }


def words_in(reading: Mapping[str, Sequence[Any]], start: int, end: int) -> list[str]:
    """The plain words of a reading (see `READING`) that stand between two characters of the message."""
    return [w for w, s in zip(reading.get("words", ()), reading.get("starts", ())) if start <= s < end]


def in_fixed_order(examples: Iterable[Message]) -> list[Message]:
    """The examples in an order of their own: that of files differs from machine to machine."""
    return sorted(examples, key=lambda example: (example.get(TEXT) or "", example.get(INTENT) or ""))


def _words_of_questions(training_data: TrainingData) -> Counter[str]:
    """The words of what the store can answer, with the number of examples that have them."""
    return Counter(
        word
        for example in training_data.intent_examples
        if example.get(TEXT) and example.get(INTENT) != OUT_OF_SCOPE
        for word in set(re.findall(r"\w+", example.get(TEXT).lower()))
    )
