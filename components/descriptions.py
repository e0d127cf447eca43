"""What is told in other words than its name: "picking up angry callers" is the work of a call centre."""

from __future__ import annotations

from pathlib import Path
from typing import Dict, Iterable, List, Mapping, NamedTuple, Optional, Sequence, Text, Tuple

from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from actions.facts import FactStore, terms_of
from actions.questions import is_known
from components.linear import Features, LinearModel, character_ngrams
from components.reader import READING

DESCRIBES = "describes"
_NOTHING = ""
_GROUP_WEIGHTS = {"words": 1.0, "pairs": 0.5, "letters": 1.0}

# A job is told apart from other jobs, a property from other properties.
_FAMILIES = {"service": ("service",), "type": ("type",), "property": ("aspect", "trait", "relation")}
_FAMILY_OF = {kind: family for family, kinds in _FAMILIES.items() for kind in kinds}
# Names that say nothing of what is described: the job may be either model's.
_NOT_READ = ("model", "target_language")


class Described(NamedTuple):
    """A thing of the store, and how certain it is that a text describes it."""

    kind: str
    value: str
    certainty: float


class Descriptions:
    """A linear model for each family of things, which also knows when nothing is described.

    They learn from the examples whose metadata say what they describe
    (`metadata: {describes: "service:payroll"}`), from those that name one thing and no
    other, and from the names in the store; that nothing is described, from the rest.
    """

    def __init__(self, models: Mapping[str, LinearModel]) -> None:
        self._models = dict(models)

    @classmethod
    def fit(cls, examples: Iterable[Message], store: FactStore, strength: float) -> "Descriptions":
        """Train on examples that were read.

        Raises:
            InvalidConfigException: an example describes what the store does not know.
        """
        documents: Dict[str, List[Features]] = {family: [] for family in _FAMILIES}
        labels: Dict[str, List[str]] = {family: [] for family in _FAMILIES}
        for example in examples:
            features = _features(example.get(READING))
            for family, label in _labels(example, store).items():
                documents[family].append(features)
                labels[family].append(label)
        for term in terms_of(store):
            family = _FAMILY_OF.get(term.entity)
            if family and " " not in term.value:
                words = term.phrase.lower().split()
                documents[family].append(_features({"words": words, "kinds": [""] * len(words)}))
                labels[family].append(f"{term.entity}:{term.value}")
        return cls(
            {
                family: LinearModel.fit(documents[family], labels[family], _GROUP_WEIGHTS, strength)
                for family in _FAMILIES
            }
        )

    def find(
        self, reading: Mapping[str, Sequence[str]], kinds: Sequence[str], certainty: float
    ) -> Optional[Described]:
        """The likeliest thing of these kinds that a text describes, if it is as certain as asked for."""
        features = _features(reading)
        found = []
        for family in dict.fromkeys(_FAMILY_OF[kind] for kind in kinds):
            for label, likelihood in self._models[family].rank(features):
                kind, _, value = label.partition(":")
                if label == _NOTHING or likelihood < certainty:
                    break
                if kind in kinds:
                    found.append(Described(kind, value, likelihood))
                    break
        return max(found, key=lambda described: described.certainty, default=None)

    def save(self, folder: Path) -> None:
        """Write each model into a folder of its own."""
        for family, model in self._models.items():
            model.save(folder / family)

    @classmethod
    def load(cls, folder: Path) -> "Descriptions":
        """Read what `save` wrote."""
        return cls({family: LinearModel.load(folder / family) for family in _FAMILIES})


def _labels(example: Message, store: FactStore) -> Dict[str, str]:
    """What an example says of each family: a thing, or that it describes nothing; or it says nothing."""
    described = ((example.get("metadata") or {}).get(INTENT) or {}).get(DESCRIBES)
    if described:
        kind, value = _checked(described, store, example.get(TEXT))
        return {_FAMILY_OF[kind]: described}
    reading = example.get(READING)
    labels = {}
    for family, kinds in _FAMILIES.items():
        named = {(k, v) for k, v in zip(reading["kinds"], reading["values"]) if k in kinds}
        if not named:
            labels[family] = _NOTHING
        elif len(named) == 1:
            kind, value = named.pop()
            if " " not in value:
                labels[family] = f"{kind}:{value}"
    return labels


def _checked(described: Text, store: FactStore, text: Text) -> Tuple[str, str]:
    kind, _, value = described.partition(":")
    if kind in _FAMILY_OF and is_known(kind, value, store):
        return kind, value
    raise InvalidConfigException(
        f'data/nlu: the example "{text}" describes "{described}", which the fact store does not know: '
        f"write {DESCRIBES}: kind:id with one of the kinds {', '.join(_FAMILY_OF)} and an id of data/facts."
    )


def _features(reading: Mapping[str, Sequence[str]]) -> Features:
    words = [
        word
        for word, kind in zip(reading["words"], reading["kinds"])
        if kind not in _NOT_READ and any(character.isalpha() for character in word)
    ]
    return {
        "words": words,
        "pairs": [f"{a} {b}" for a, b in zip(words, words[1:])],
        "letters": [ngram for word in words for ngram in character_ngrams(word, 3, 5)],
    }
