"""The components that read a message, loaded from a trained model, without the rest of Rasa."""

from __future__ import annotations

from pathlib import Path
from typing import List, Optional, Tuple

import pytest
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from acts import Act, acts_from_json
from nlu.importer import FactImporter
from nlu.language import LanguageIdentifier
from nlu.reader import READING, FactReader
from operation.servers import ROOT
from tools.in_process import COMPONENTS, CONTEXT, Reading, configured


def open_fault(what: str) -> pytest.MarkDecorator:
    """Marks a message that a person reads rightly and the bot does not yet; once it does, the test fails until this goes."""
    return pytest.mark.xfail(strict=True, reason=what)


class Pipeline(Reading):
    """What a trained model makes of a message, in the words of a test."""

    @classmethod
    def trained(cls, folder: Path) -> "Pipeline":
        """Those of a small training of our own, saved below a folder and loaded from there."""
        folder.mkdir()
        files = [str(ROOT / "data" / "nlu" / "en" / f"{topic}.yml") for topic in ("types", "social", "out_of_scope")]
        data = FactImporter(str(ROOT / "config.yml"), str(ROOT / "domain.yml"), files).get_nlu_data()
        storage = LocalModelStorage(folder)
        loaded = []
        for component in COMPONENTS:
            settings = (configured(component), storage, Resource(component.__name__), CONTEXT)
            component.create(*settings).train(data)
            loaded.append(component.load(*settings))
            loaded[-1].process_training_data(data)
        return cls(loaded)

    @property
    def reader(self) -> FactReader:
        """The first of them."""
        return self._loaded[0]

    def acts(self, text: str) -> Tuple[Act, ...]:
        """The acts of a message."""
        return acts_from_json(self.parse(text)["acts"])

    def words(self, text: str) -> List[str]:
        """The plain words of a message."""
        return self._read(text).get(READING)["words"]

    def names(self, text: str) -> List[Tuple[str, str, str]]:
        """The names that the reader finds: the words as typed, the kind, the value."""
        return [(text[e["start"] : e["end"]], e["entity"], e["value"]) for e in self._read(text).get("entities")]

    def language(self, text: str) -> Optional[str]:
        """The language of a message; what it does is not read."""
        return self._read(text, LanguageIdentifier).get("language")

    def _read(self, text: str, last: type = FactReader) -> Message:
        """A message as the components up to one leave it."""
        message = Message({TEXT: text})
        for component in self._loaded[: COMPONENTS.index(last) + 1]:
            component.process([message])
        return message
