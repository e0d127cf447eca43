"""A bot that was trained anew on a copy of the store with more models in it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Iterable

from facts import facts_path
from nlu.importer import ACTS
from nlu.labels import FOLDER
from operation.servers import ROOT, quiet_environment
from tools.evaluation.utterances import sample
from tools.servers import Bot

_EXAMPLES = 3_000
# One annotated message in so many.
_ONE_IN = 16


def some_examples(folder: Path) -> Path:
    """A sample of the lines and of the annotated messages, in a folder."""
    (folder / ACTS).mkdir(parents=True)
    sample(_EXAMPLES, folder / "nlu.yml")
    for file in sorted(FOLDER.glob("*.jsonl")):
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        (folder / ACTS / file.name).write_text("".join(lines[::_ONE_IN]), encoding="utf-8")
    return folder


def bot_with(models: Iterable[Path], folder: Path) -> Bot:
    """A bot, not yet started, that learnt some examples and answers from a copy of the store with some more models."""
    facts = Path(shutil.copytree(facts_path(), folder / "facts"))
    for model in models:
        shutil.copy(model, facts / "models")
    environment = {"FACTS_PATH": str(facts)}
    training = subprocess.run(
        [
            *(sys.executable, "-m", "rasa", "train", "--skip-validation"),
            *("--data", "data/rules", "data/stories", str(some_examples(folder / "examples"))),
            *("--out", str(folder), "--fixed-model-name", "anew"),
        ],
        cwd=ROOT,
        env={**quiet_environment(), **environment},
        capture_output=True,
        text=True,
    )
    assert training.returncode == 0, training.stderr[-2000:]
    return Bot(folder, folder / "anew.tar.gz", environment=environment)
