"""Which language a message is written in, by its grammar words rather than its terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from pathlib import Path

import srsly
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.language_data import LANGUAGE_DATA, read
from nlu.linear import Features, LinearModel, NGrams, character_ngrams, remembered_ngrams
from nlu.reader import READING, in_fixed_order
from nlu.trained import TrainedComponent

LANGUAGE = "language"
OTHER = "other"
# A text of so few words names a language only where that is sure (`certainty_short` of config.yml); of a longer one the likelier is meant.
_FEW = 2
# How much the examples are trusted (`C` of scikit-learn), and how many of the commonest words of each language are learnt beside them: by
# hand, see docs/evaluation.md for what they reach.
_STRENGTH, _COMMONEST = 30.0, 3000
# A word is one of a language if it is ten times as usual there as in the other.
_TEN_TIMES = 1.0
# The thresholds of a foreign message below were set by hand, on what strangers wrote in eight other languages; tests/nlu/language.yml and
# tests/conversations hold them.
# Languages whose most usual words tell that a message is in none of ours: those that people of chat pages write most.
_FOREIGN = ("de", "es", "fr", "it", "nl", "pl", "pt", "tr")
# How usual such a word is there (Zipf: 5 is once in 10,000 words), and how much less so in ours.
_USUAL, _RARER = 5.2, 1.2
# So many of them, and such a share of the words, make a message a foreign one.
_FEWEST, _SHARE = 2, 0.35
# A word of so many of our examples is one of ours.
_OFTEN = 4
# Shorter ones are anything in a chat.
_SHORTEST = 3
_NEUTRAL = LANGUAGE_DATA / "neutral.yml"
_GROUP_WEIGHTS = {"words": 1.0, "letters": 1.0}


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER], is_trainable=True)
class LanguageIdentifier(TrainedComponent):
    """Sets `language` of a message to "id" or "en", or "other" for one of no language of ours; leaves it out where the text has none.

    A small model of our own, trained on the examples, which name their language, and on
    the commonest words of each: on short chat text it is right more often than a general
    library (see docs/evaluation.md).
    """

    _model: LinearModel
    _neutral: frozenset[str]
    _foreign: frozenset[str]

    @classmethod
    def required_components(cls) -> list[type]:
        """The words come from the reader."""
        from nlu.reader import FactReader

        return [FactReader]

    def read(self, folder: Path) -> None:
        """Take over what training wrote into `folder`."""
        self._model = LinearModel.load(folder)
        self._neutral = frozenset(srsly.read_json(folder / "neutral.json"))
        self._foreign = frozenset(srsly.read_json(folder / "foreign.json"))

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from every example whose metadata names a language."""
        documents, labels = _examples(training_data)
        words, of = _common_words(_COMMONEST)
        self._model = LinearModel.fit([*documents, *words], [*labels, *of], _GROUP_WEIGHTS, _STRENGTH)
        with self._model_storage.write_to(self._resource) as folder:
            self._model.save(folder)
            srsly.write_json(folder / "neutral.json", read(_NEUTRAL)["neutral"])
            told = Counter(word for document in documents for word in set(document["words"]))
            ours = {word for word, count in told.items() if count >= _OFTEN}
            srsly.write_json(folder / "foreign.json", sorted(_foreign_words() - ours))
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Name the language of each message."""
        for message in messages:
            language = self._language(message.get(READING))
            if language:
                message.set(LANGUAGE, language, add_to_output=True)
        return messages

    def _language(self, reading: Mapping[str, Sequence[str]] | None) -> str | None:
        words = _telling_words(reading, self._neutral) if reading else []
        if not words:
            return None
        long = [word for word in words if len(word) >= _SHORTEST]
        foreign = [word for word in long if word in self._foreign]
        if len(foreign) >= _FEWEST and len(foreign) >= _SHARE * len(long):
            return OTHER
        language, certainty = self._model.rank(_features(words))[0]
        return language if len(words) > _FEW or certainty >= self._config["certainty_short"] else None


def _telling_words(reading: Mapping[str, Sequence[str]], neutral: Set[str] = frozenset()) -> list[str]:
    """Words that are no names; where there are none, those of names that are words of a language."""
    pairs = [
        (word, kind)
        for word, kind in zip(reading["words"], reading["kinds"])
        # A letter alone is mostly the mark of a point.
        if word not in neutral and sum(character.isalpha() for character in word) > 1
    ]
    free = [word for word, kind in pairs if not kind]
    return free or [word for word, kind in pairs if kind not in ("model", "type", "outside")]


def _features(words: Sequence[str], ngrams: NGrams = character_ngrams) -> Features:
    return {
        "words": words,
        "letters": [ngram for word in words for ngram in ngrams(word, 2, 4)],
    }


def _examples(training_data: TrainingData) -> tuple[list[Features], list[str]]:
    documents: list[Features] = []
    labels: list[str] = []
    ngrams = remembered_ngrams()
    for example in in_fixed_order(training_data.intent_examples):
        language = ((example.get("metadata") or {}).get("intent") or {}).get("language")
        words = _telling_words(example.get(READING)) if example.get(TEXT) and language else []
        if language and words:
            documents.append(_features(words, ngrams))
            labels.append(language)
    return documents, labels


def _foreign_words() -> set[str]:
    """The most usual words of other languages that are none of ours."""
    from wordfreq import top_n_list, zipf_frequency

    return {
        word
        for language in _FOREIGN
        for word in top_n_list(language, 1000)
        if word.isalpha()
        and len(word) >= _SHORTEST
        and zipf_frequency(word, language) >= _USUAL
        and zipf_frequency(word, language) > max(zipf_frequency(word, ours) for ours in ("id", "en")) + _RARER
    }


def _common_words(count: int) -> tuple[list[Features], list[str]]:
    """The commonest words that one language has and the other has not, as texts of one word."""
    from wordfreq import top_n_list, zipf_frequency

    documents, labels = [], []
    for language, other in (("id", "en"), ("en", "id")):
        for word in top_n_list(language, count):
            if zipf_frequency(word, language) > zipf_frequency(word, other) + _TEN_TIMES:
                documents.append(_features([word]))
                labels.append(language)
    return documents, labels
