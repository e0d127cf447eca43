"""Training and asking a Rasa NLU model in this process, by Rasa's own functions."""

from __future__ import annotations

import asyncio
import contextlib
import io
import logging
import os
from pathlib import Path
from typing import Any, Dict, List, NamedTuple

# Nothing is taken from an earlier training; read by Rasa when it is imported.
os.environ.update(RASA_MAX_CACHE_SIZE="0", RASA_TELEMETRY_ENABLED="false")

import rasa.model_training
import rasa.nlu.test
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.nlu.test import EntityEvaluationResult, IntentEvaluationResult
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.utils.log_utils import configure_structlog

from operation.servers import ROOT

PROJECT_CONFIG = ROOT / "config.yml"
DEFAULT_CONFIG = Path(__file__).with_name("default_pipeline.yml")
_DOMAIN = ROOT / "domain.yml"


class Predictions(NamedTuple):
    """What a model makes of test messages, next to what is right."""

    intents: List[IntentEvaluationResult]
    entities: List[EntityEvaluationResult]


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
        """Parse test messages as `rasa test nlu` does."""
        with contextlib.redirect_stderr(io.StringIO()):  # a progress bar
            intents, _, entities = asyncio.run(rasa.nlu.test.get_eval_data(self._processor, data))
        return Predictions(intents, [_of_one_extractor(result) for result in entities])

    def parse(self, text: str) -> Dict[str, Any]:
        """What the model makes of one message."""
        return asyncio.run(self._processor.parse_message(UserMessage(text)))


def _of_one_extractor(result: EntityEvaluationResult) -> EntityEvaluationResult:
    """Rasa scores each extractor as if it had to find everything; what counts is what they find together."""
    found = [{**entity, "extractor": "pipeline"} for entity in result.entity_predictions]
    return result._replace(entity_predictions=found)
