"""Training and asking a Rasa NLU model in this process, by Rasa's own functions."""

from __future__ import annotations

import asyncio
import contextlib
import io
import logging
import os
from pathlib import Path
from typing import Any, Dict, List, NamedTuple, Tuple

# Nothing is taken from an earlier training; read by Rasa when it is imported.
os.environ.update(RASA_MAX_CACHE_SIZE="0", RASA_TELEMETRY_ENABLED="false")

import rasa.model_training
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.nlu.test import IntentEvaluationResult
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.utils.log_utils import configure_structlog

from acts import Act, acts_from_json
from operation.servers import ROOT

PROJECT_CONFIG = ROOT / "config.yml"
DEFAULT_CONFIG = Path(__file__).with_name("default_pipeline.yml")
_DOMAIN = ROOT / "domain.yml"


class Reading(NamedTuple):
    """A test message: the entities that are annotated in it, and the acts and entities that a model finds."""

    text: str
    annotated: List[Dict[str, Any]]
    acts: Tuple[Act, ...]
    entities: List[Dict[str, Any]]


class Predictions(NamedTuple):
    """What a model makes of test messages, next to what is right."""

    intents: List[IntentEvaluationResult]
    readings: List[Reading]


class Model:
    """A trained NLU model."""

    def __init__(self, archive: Path) -> None:
        configure_structlog(logging.ERROR)
        logging.getLogger("rasa").setLevel(logging.ERROR)
        self._processor = Agent.load(str(archive)).processor

    @classmethod
    def train(cls, folder: Path, data: Path, config: Path = PROJECT_CONFIG) -> "Model":
        """Train on the examples in a file or folder; the archive is kept in `folder`."""
        configure_structlog(logging.ERROR)
        with contextlib.redirect_stdout(io.StringIO()):
            archive = rasa.model_training.train_nlu(str(config), str(data), str(folder), domain=str(_DOMAIN))
        assert archive, f"{config.name} could not be trained"
        return cls(Path(archive))

    def predict(self, data: TrainingData) -> Predictions:
        """Read test messages."""
        predictions = Predictions([], [])
        for example in data.intent_examples:
            text = example.get("text")
            parsed = self.parse(text)
            intent = parsed["intent"]
            predictions.intents.append(
                IntentEvaluationResult(example.get("intent"), intent.get("name") or "", text, intent.get("confidence") or 0.0)
            )
            annotated = list(example.get("entities") or [])
            predictions.readings.append(Reading(text, annotated, acts_from_json(parsed.get("acts")), parsed["entities"]))
        return predictions

    def parse(self, text: str) -> Dict[str, Any]:
        """What the model makes of one message."""
        return asyncio.run(self._processor.parse_message(UserMessage(text)))
