"""Fixtures that every suite may use: the fact store, a trained model, a running bot."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Iterator

import pytest

from facts import FactStore
from operation.train import MODEL, ensure_model
from tools.servers import Bot

if TYPE_CHECKING:
    from tests.pipeline import Pipeline


@pytest.fixture(scope="session")
def store() -> FactStore:
    """The real fact store."""
    return FactStore.load()


@pytest.fixture(scope="session")
def model() -> Path:
    """The model of the project, trained if what it is made from has changed."""
    fault = ensure_model()
    assert fault is None, fault
    return MODEL


@pytest.fixture(scope="session")
def bot(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """A running bot, shared by the tests: each uses senders of its own."""
    running = Bot(tmp_path_factory.mktemp("bot"), model)
    try:
        yield running.start()
    finally:
        running.stop()


@pytest.fixture(scope="session")
def pipeline(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Pipeline:
    """The components of the project's model that read a message."""
    # Rasa, and TensorFlow with it, takes ten seconds to import: tests that do without need not wait for it.
    from tests.pipeline import Pipeline

    return Pipeline.of_model(model, tmp_path_factory.mktemp("nlu"))
