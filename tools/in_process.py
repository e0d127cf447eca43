"""The bot without its servers: the reading of a model and the custom actions, in this process."""

from __future__ import annotations

import time
from collections import defaultdict
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeVar

from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from actions.assistant import answer_to
from nlu.acts import ActReader
from nlu.language import LanguageIdentifier
from nlu.language_data import read
from nlu.reader import FactReader
from operation.servers import ROOT

_Reading = TypeVar("_Reading", bound="Reading")
COMPONENTS = (FactReader, LanguageIdentifier, ActReader)
CONTEXT = ExecutionContext(GraphSchema({}))


def configured(component: type) -> dict[str, Any]:
    """What config.yml says of a component of ours."""
    name = f"{component.__module__}.{component.__name__}"
    return {key: value for part in read(ROOT / "config.yml")["pipeline"] if part["name"] == name for key, value in part.items() if key != "name"}


class Reading:
    """The components that read a message, in their order."""

    def __init__(self, loaded: list[Any]) -> None:
        self._loaded = loaded

    @classmethod
    def of_model(cls: type[_Reading], model: Path, folder: Path) -> _Reading:
        """Those of a model as Rasa wrote it, unpacked below a folder."""
        storage, metadata = LocalModelStorage.from_model_archive(folder, model)
        nodes = {node.uses: node for node in metadata.predict_schema.nodes.values() if node.uses in COMPONENTS}
        assert set(nodes) == set(COMPONENTS)
        return cls([of.load(nodes[of].config, storage, nodes[of].resource, CONTEXT) for of in COMPONENTS])

    def parse(self, text: str, said: str = "", reply: str = "") -> dict[str, Any]:
        """What is understood of a message, behind what was said last and the reply to it."""
        message = Message({TEXT: text})
        tracker = DialogueStateTracker.from_events("person", [UserUttered(said), BotUttered(reply)] if reply else [])
        for component in self._loaded:
            needs = {"tracker": tracker} if component is self._loaded[-1] else {}
            component.process([message], **needs)
        return message.as_dict()


class InProcess:
    """Answers like the running bot, for thousands of messages; which action Rasa would run changes no reply."""

    def __init__(self, pipeline: Reading) -> None:
        self._pipeline = pipeline
        self._slots: defaultdict[str, dict[str, Any]] = defaultdict(dict)
        self._said: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)

    def answer(self, text: str, sender: str) -> dict[str, Any]:
        """The Answer to a message of a sender, with its plain text as `text`."""
        slots, parsed = self._slots[sender], self._pipeline.parse(text, *self._said[sender])
        answer, events = answer_to(SimpleNamespace(slots=slots, latest_message=parsed), time.time())
        slots.update({event["name"]: event["value"] for event in events})
        message = answer.message()
        self._said[sender] = (text, message["text"])
        return {**message["json_message"]["answer"], "text": message["text"]}
