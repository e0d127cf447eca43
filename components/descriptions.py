"""What is told in other words than its name: "picking up angry callers" is the work of a call centre."""

from __future__ import annotations

from pathlib import Path
from typing import AbstractSet, Dict, Iterable, List, Mapping, NamedTuple, Optional, Sequence, Text, Tuple

import srsly
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from actions.questions import is_known
from components.importer import DESCRIBES
from components.linear import Features, LinearModel, character_ngrams
from components.reader import READING
from facts import FactStore, terms_of

_NOTHING = ""
_SAYS_NOTHING = "nothing"
_CLEARLY = 2.0
_GROUP_WEIGHTS = {"words": 1.0, "pairs": 0.5, "letters": 1.0}

# A job is told apart from other jobs, a property from other properties.
_FAMILIES = {"service": ("service",), "type": ("type",), "property": ("aspect", "trait", "relation")}
_FAMILY_OF = {kind: family for family, kinds in _FAMILIES.items() for kind in kinds}
_KINDS = ("model", *_FAMILY_OF)
# Names that say nothing of what is described: the job may be either model's.
_NOT_READ = ("model", "target_language")


class Described(NamedTuple):
    """A thing of the store, and how certain it is that a text describes it."""

    kind: str
    value: str
    certainty: float


class Descriptions:
    """A linear model for each family of things, which also knows when nothing is described.

    They learn from the phrases of `data/language/described`, from the examples whose metadata
    say what they describe (`metadata: {describes: "service:payroll"}`), from those that name
    one thing and no other, and from the names in the store; that nothing is described, from
    the rest.
    """

    def __init__(self, models: Mapping[str, LinearModel], wholes: Mapping[str, str]) -> None:
        self._models = dict(models)
        self._wholes = dict(wholes)

    @classmethod
    def fit(cls, examples: Iterable[Message], store: FactStore, strength: float) -> "Descriptions":
        """Train on examples and phrases that were read.

        Raises:
            InvalidConfigException: one of them describes what the store does not know.
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
                if len(set(labels[family])) > 1
            },
            {
                f"service:{detail.id}": f"service:{service.id}"
                for subject in (*store.models, store.outsourcing)
                for service in store.services(subject.id)
                for detail in service.details
            },
        )

    def find(self, reading: Mapping[str, Sequence[str]]) -> Dict[str, Described]:
        """The likeliest thing of each kind that a text describes; a type only where no other is nearly as likely."""
        features = _features(reading)
        found: Dict[str, Described] = {}
        for model in self._models.values():
            ranking = [(label, likelihood) for label, likelihood in model.rank(features) if label != _NOTHING]
            # What speaks for a part of a service speaks for the service.
            whole: Dict[str, float] = {}
            for label, likelihood in ranking:
                name = self._wholes.get(label, label)
                whole[name] = whole.get(name, 0.0) + likelihood
            for label, _ in ranking:
                kind, _, value = label.partition(":")
                certainty = whole[self._wholes.get(label, label)]
                if kind not in found or certainty > found[kind].certainty:
                    found[kind] = Described(kind, value, certainty)
            if len(ranking) > 1 and ranking[0][0].startswith("type:") and ranking[0][1] < _CLEARLY * ranking[1][1]:
                del found["type"]
        return found

    def trait_of(self, reading: Mapping[str, Sequence[str]], aspects: AbstractSet[str]) -> Optional[Described]:
        """The likeliest property of some aspects, its certainty among the properties of those aspects alone."""
        model = self._models.get("property")
        ranking = [
            (label, likelihood)
            for label, likelihood in (model.rank(_features(reading)) if model else ())
            if label.startswith("trait:") and label.rpartition(".")[2] in aspects
        ]
        if not ranking:
            return None
        kind, _, value = ranking[0][0].partition(":")
        return Described(kind, value, ranking[0][1] / sum(likelihood for _, likelihood in ranking))

    def telling_word(self, reading: Mapping[str, Sequence[str]], thing: Described) -> int:
        """The index of the word in a text that speaks most for a thing."""
        model, label = self._models[_FAMILY_OF[thing.kind]], f"{thing.kind}:{thing.value}"
        indices = [
            index
            for index, (word, kind) in enumerate(zip(reading["words"], reading["kinds"]))
            if kind not in _NOT_READ and word.isalpha()
        ]
        words = {i: _features({"words": [reading["words"][i]], "kinds": [""]}) for i in indices}
        return max(indices, key=lambda index: model.evidence(words[index], label), default=0)

    def save(self, folder: Path) -> None:
        """Write each model into a folder of its own."""
        for family, model in self._models.items():
            model.save(folder / family)
        srsly.write_json(folder / "wholes.json", self._wholes)

    @classmethod
    def load(cls, folder: Path) -> "Descriptions":
        """Read what `save` wrote."""
        models = {family: LinearModel.load(folder / family) for family in _FAMILIES if (folder / family).exists()}
        return cls(models, srsly.read_json(folder / "wholes.json"))


def described_by(example: Message) -> Optional[Text]:
    """What an example is said to describe, as "kind:id"."""
    return example.get(DESCRIBES) or ((example.get("metadata") or {}).get(INTENT) or {}).get(DESCRIBES)


def _labels(example: Message, store: FactStore) -> Dict[str, str]:
    """What an example says of each family: a thing, or that it describes nothing; or it says nothing."""
    described = described_by(example)
    if described == _SAYS_NOTHING:
        return dict.fromkeys(_FAMILIES, _NOTHING)
    if described:
        kind, _ = _checked(described, store, example.get(TEXT))
        # A paraphrase of a model is no description of any of these.
        return {_FAMILY_OF[kind]: described} if kind in _FAMILY_OF else {}
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
    if kind in _KINDS and is_known(kind, value, store):
        return kind, value
    raise InvalidConfigException(
        f'data: "{text}" describes "{described}", which the fact store does not know: '
        f"write {DESCRIBES}: kind:id with one of the kinds {', '.join(_KINDS)} and an id of data/facts."
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
