"""Adds lookup tables and synonyms, generated from the fact store, to the training data."""

from __future__ import annotations

from typing import Dict, List, Optional, Text

from rasa.shared.core.domain import Domain
from rasa.shared.core.training_data.structures import StoryGraph
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.training_data import TrainingData

from actions.facts import FactStore, facts_path, terms_of


class FactImporter(TrainingDataImporter):
    """Rasa's own file importer, with the names of the store as lookup tables and synonyms.

    Any component that reads them (RegexFeaturizer, EntitySynonymMapper) then knows the
    store; an error in a file of the store stops the training with one line.
    """

    def __init__(
        self,
        config_file: Optional[Text] = None,
        domain_path: Optional[Text] = None,
        training_data_paths: Optional[List[Text]] = None,
    ) -> None:
        self._files = RasaFileImporter(config_file, domain_path, training_data_paths)

    def get_domain(self) -> Domain:
        """The domain of the project."""
        return self._files.get_domain()

    def get_stories(self, exclusion_percentage: Optional[int] = None) -> StoryGraph:
        """The rules and stories of the project."""
        return self._files.get_stories(exclusion_percentage)

    def get_config(self) -> Dict:
        """The configuration of the project."""
        return self._files.get_config()

    def get_config_file_for_auto_config(self) -> Optional[Text]:
        """The file that Rasa would complete."""
        return self._files.get_config_file_for_auto_config()

    def get_nlu_data(self, language: Optional[Text] = "en") -> TrainingData:
        """The examples of the project, and what the store names."""
        return self._files.get_nlu_data(language).merge(_names_of_the_store())


def _names_of_the_store() -> TrainingData:
    phrases: Dict[str, List[str]] = {}
    synonyms: Dict[str, str] = {}
    for term in terms_of(FactStore.load(facts_path())):
        phrases.setdefault(term.entity, []).append(term.phrase)
        synonyms.setdefault(term.phrase, term.value)
    return TrainingData(
        entity_synonyms=synonyms,
        lookup_tables=[{"name": entity, "elements": names} for entity, names in phrases.items()],
    )
