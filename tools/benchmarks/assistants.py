"""The bots that are compared: how each is trained, started and measured."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Dict, List, NamedTuple, Optional

import psutil
import rasa
from ruamel.yaml import YAML

from operation.servers import (
    LOOPBACK,
    ROOT,
    action_server,
    ask,
    free_port,
    quiet_environment,
    rasa_server,
)
from tools.benchmarks.load import answered
from tools.servers import Process

OURS, STOCK, LIGHT, FLOOR = "ours", "stock", "light", "floor"
LIGHT_CONFIG = Path(__file__).with_name("light.yml")
START_SECONDS = 180

# Limits for one person and one address would decide the figures otherwise.
_UNLIMITED = {"MESSAGES_PER_MINUTE": "0", "REQUESTS_PER_MINUTE": "0"}
_DEFAULT_CONFIG = Path(rasa.__file__).parent / "engine" / "recipes" / "config_files" / "default_config.yml"


class Trained(NamedTuple):
    """A model and how many seconds its training took."""

    model: Path
    seconds: float


def stock_config(folder: Path, epochs: Optional[int]) -> Path:
    """The configuration that `rasa init` writes, from Rasa itself, with the names of the fact store as ours.

    Args:
        folder: where to write it.
        epochs: of each neural network, where they are to be fewer than Rasa's 100.
    """
    yaml = YAML()
    config = yaml.load(_DEFAULT_CONFIG)
    config["language"] = "id"
    config["importers"] = [{"name": "nlu.importer.FactImporter"}]
    for component in (*config["pipeline"], *config["policies"]):
        if "epochs" in component:
            component["epochs"] = epochs or component["epochs"]
        if component["name"] in ("DIETClassifier", "ResponseSelector", "TEDPolicy", "UnexpecTEDIntentPolicy"):
            component["random_seed"] = 1
    file = folder / "stock.yml"
    yaml.dump(config, file)
    return file


def train(config: Path, folder: Path, name: str, examples: Path, **environment: str) -> Trained:
    """Train on a file of examples, and on the rules and stories of the project, from nothing: Rasa's cache is a new one."""
    started = time.monotonic()
    with (folder / f"{name}-training.log").open("w") as log:
        subprocess.run(
            [
                *(sys.executable, "-m", "rasa", "train", "--force", "--config", str(config)),
                *("--data", str(examples), "data/rules", "data/stories"),
                *("--out", str(folder), "--fixed-model-name", name),
            ],
            cwd=ROOT,
            env={**quiet_environment(), "RASA_CACHE_DIRECTORY": str(folder / f"{name}-cache"), **environment},
            stdout=log,
            stderr=subprocess.STDOUT,
            check=True,
        )
    return Trained(folder / f"{name}.tar.gz", time.monotonic() - started)


class Assistant:
    """Rasa and its action server, started for measuring.

    Args:
        name: `OURS` is started as the project starts it. `STOCK` and `LIGHT` are plain `rasa run` with
            Rasa's own SQL store; `FLOOR` the same, with a handler that knows one answer.
        model: what it serves.
        folder: for its logs and its conversations.
        environment: variables of both processes.
    """

    def __init__(self, name: str, model: Path, folder: Path, environment: Optional[Dict[str, str]] = None) -> None:
        self.name = name
        folder = folder / f"{name}-{free_port()}"
        folder.mkdir()
        self.database = folder / "conversations.db"
        port, action_port = free_port(), free_port()
        self.url = f"http://{LOOPBACK}:{port}"
        variables = {**_UNLIMITED, "SERVE_LIGHT": "1" if name == OURS else "0", **(environment or {})}
        store = "operation.conversations.Conversations" if name == OURS else "SQL"
        endpoints, credentials = folder / "endpoints.yml", folder / "credentials.yml"
        endpoints.write_text(
            f"action_endpoint: {{url: 'http://{LOOPBACK}:{action_port}/webhook', enable_selective_domain: true}}\n"
            f"tracker_store: {{type: {store}, dialect: sqlite, db: '{self.database}'}}\n"
        )
        channel = "tools.benchmarks.floor.Floor" if name == FLOOR else "channels.rest.GuardedRest"
        credentials.write_text(f"{channel}:\n")
        self.processes = {
            "action server": Process(action_server(action_port, **variables), folder / "actions.log"),
            "rasa": Process(rasa_server(port, model, endpoints, credentials, **variables), folder / "rasa.log"),
        }

    def start(self) -> float:
        """Start both processes; the seconds until the first answer."""
        started = time.monotonic()
        for process in self.processes.values():
            process.start()
        while not self._answers():
            if time.monotonic() - started > START_SECONDS:
                raise RuntimeError(f"{self.name} does not answer: see {self.processes['rasa'].log}")
            time.sleep(0.05)
        return time.monotonic() - started

    def stop(self) -> None:
        """Stop both processes."""
        for process in self.processes.values():
            process.stop()

    def memory(self) -> Dict[str, float]:
        """Resident megabytes of each process with its children."""
        return {
            name: sum(p.memory_info().rss for p in _family(process.pid)) / 2**20
            for name, process in self.processes.items()
        }

    def _answers(self) -> bool:
        return answered(ask(self.url, "Apa itu BPO?", "start") or [])


def accuracy(model: Path) -> float:
    """The share of the unseen test messages whose intent is found, measured by Rasa in a new process."""
    done = subprocess.run(
        [sys.executable, "-m", "tools.benchmarks.accuracy", str(model)],
        cwd=ROOT,
        env=quiet_environment(),
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


def _family(pid: int) -> List[psutil.Process]:
    process = psutil.Process(pid)
    return [process, *process.children(recursive=True)]
