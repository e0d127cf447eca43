"""Adds to the training data what follows from the fact store: names, and the questions that the bot offers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.training_data.structures import StoryGraph
from rasa.shared.data import get_data_files, is_nlu_file
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.loading import load_data
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from facts import FactStore, facts_path, terms_of
from facts.schema import LANGUAGES
from nlu.examples import Example
from nlu.labels import FOLDER, messages
from nlu.language_data import WORDING, read
from nlu.side_by_side import each

# The folder of annotated messages, below one of training data.
ACTS = FOLDER.name


class FactImporter(TrainingDataImporter):
    """Rasa's own file importer, with lookup tables, synonyms, offered questions and annotated messages.

    Any component that reads them (RegexFeaturizer, EntitySynonymMapper) then knows the
    store; an error in a file of the store stops the training with one line.
    """

    def __init__(
        self,
        config_file: str | None = None,
        domain_path: str | None = None,
        training_data_paths: list[str] | None = None,
    ) -> None:
        self._files = RasaFileImporter(config_file, domain_path, training_data_paths)
        self._of_examples = get_data_files(training_data_paths, is_nlu_file)
        # The annotated messages are training data like any other: those that lie in the folders that are given.
        folders = [Path(path) / ACTS for path in training_data_paths or ()]
        self._annotated = [folder for folder in folders if folder.is_dir()]

    def get_domain(self) -> Domain:
        """The domain of the project."""
        return self._files.get_domain()

    def get_stories(self, exclusion_percentage: int | None = None) -> StoryGraph:
        """The rules and stories of the project."""
        return self._files.get_stories(exclusion_percentage)

    def get_config(self) -> dict[str, Any]:
        """The configuration of the project."""
        config: dict[str, Any] = self._files.get_config()
        return config

    def get_config_file_for_auto_config(self) -> str | None:
        """The file that Rasa would complete."""
        file: str | None = self._files.get_config_file_for_auto_config()
        return file

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """The examples of the project, and what the store names; of all languages."""
        return self._nlu_data

    @cached_property
    def _nlu_data(self) -> TrainingData:
        # Rasa asks twice, with a language and without one, and keeps both answers.
        store = FactStore.load(facts_path())
        pipeline = {component["name"] for component in self.get_config().get("pipeline") or []}
        files = each(load_data, self._of_examples)
        known = without_what_is_known([example for file in files for example in file.training_examples], store)
        for file in files:
            # Rasa would copy and hash each once more.
            file.training_examples = []
        of_files = TrainingData().merge(*files)
        names = _names(store, pipeline)
        examples = [Example.of(e) for e in (*known, *_annotated(known, self._annotated), *_offered(store))]
        if not pipeline & _LEARN_ENTITIES:
            # Rasa warns of marks that no component of the pipeline learns from.
            examples = [example.without(ENTITIES) for example in examples]
        return TrainingData(
            examples,
            entity_synonyms={**of_files.entity_synonyms, **names.entity_synonyms},
            regex_features=of_files.regex_features,
            lookup_tables=[*of_files.lookup_tables, *names.lookup_tables],
            responses=of_files.responses,
        )


# Rasa warns of data that none of its own components reads, so each is added only where one does.
_LEARN_ENTITIES = {"DIETClassifier", "CRFEntityExtractor", "MitieEntityExtractor"}
_READ_LOOKUPS = {"RegexFeaturizer", "RegexEntityExtractor"}
_READ_SYNONYMS = {"EntitySynonymMapper"}
_THINGS = {"model", "type"}


def without_what_is_known(examples: Sequence[Message], store: FactStore) -> list[Message]:
    """The examples without those that mark as unknown what has come into the store since they were written."""
    known = {term.phrase.lower() for term in terms_of(store) if term.entity in _THINGS}

    def holds(example: Message) -> bool:
        marked = (example.get(TEXT)[e["start"] : e["end"]].lower() for e in example.get(ENTITIES, []))
        return not known.intersection(marked)

    return [example for example in examples if holds(example)]


def _annotated(of_files: Sequence[Message], folders: Sequence[Path] = (FOLDER,)) -> list[Message]:
    """The parts of the annotated messages in folders, each an example of the intent that its label is, without what stands in files.

    Rasa warns of a text that is an example of two intents: a label is finer than the intents of files.
    """
    known = {(example.get(TEXT) or "").lower() for example in of_files}
    examples: dict[str, Message] = {}
    for message in (message for folder in folders for message in messages(folder)):
        for part in message.parts:
            text = message.text[part.start : part.end].strip()
            if text and text.lower() not in known:
                examples.setdefault(text.lower(), Message.build(text, part.label, intent_metadata={"language": message.language}))
    return list(examples.values())


def _names(store: FactStore, pipeline: set[str]) -> TrainingData:
    phrases: dict[str, list[str]] = {}
    synonyms: dict[str, str] = {}
    for term in terms_of(store):
        phrases.setdefault(term.entity, []).append(term.phrase)
        synonyms.setdefault(term.phrase, term.value)
    return TrainingData(
        entity_synonyms=synonyms if pipeline & _READ_SYNONYMS else None,
        lookup_tables=[{"name": entity, "elements": names} for entity, names in phrases.items()] if pipeline & _READ_LOOKUPS else None,
    )


def _offered(store: FactStore) -> list[Message]:
    """The messages that the bot itself suggests: they must be understood.

    One of each kind is enough, since the classifier sees names by their kind alone.
    """
    model = next((m for m in store.models if store.types(m.id)), store.models[0])
    examples = []
    for lang in LANGUAGES:
        name = model.name[lang]
        wording = read(WORDING / f"{lang}.yml")
        names = wording["join"]["last"].join(m.name[lang] for m in store.models[:2])
        service = store.services(model.id)[0].name[lang]
        values = {"name": name, "names": names, "question": "", "value": "", "service": service}
        for key, intent in _INTENT_OF_SUGGESTION.items():
            for filled in _fillings(key, store, lang, values):
                text = wording["suggest"][key]["message"].format(**filled)
                examples.append(Message.build(text, intent, intent_metadata={"language": lang}))
    return examples


def _fillings(key: str, store: FactStore, lang: str, values: dict[str, str]) -> list[dict[str, str]]:
    if key == "aspect":
        # Full form, definition and services have intents of their own.
        own = {intent[len("ask_") :] for intent in _INTENT_OF_SUGGESTION.values()} | {"full_form"}
        questions = [a.question(values["name"], lang) for a in store.aspects if a.compared and a.id not in own]
        return [{**values, "question": question} for question in questions if question]
    if key == "need":
        facts = [fact for model in store.models for fact in model.facts.values() if fact.traits.all()]
        return [{**values, "value": fact.brief(lang).lower()} for fact in facts]
    return [values]


_INTENT_OF_SUGGESTION = {
    "definition": "ask_definition",
    "difference": "ask_difference",
    "types": "ask_types",
    "services": "ask_services",
    "aspect": "ask_aspect",
    "outsourced": "ask_services",
    "reasons": "ask_reasons",
    "users": "ask_users",
    "choice": "ask_choice",
    "relation": "ask_relation",
    "need": "ask_choice",
    "place": "ask_classification",
    "why_listed": "ask_why",
    "type": "ask_definition",
}
