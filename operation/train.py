"""`python -m operation.train`: trains a model if what it is made from has changed."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from pathlib import Path
from typing import Iterator, Optional, Set

from operation.sentences import in_a_sentence

# isort: split
# Behind it: Ctrl-C while these are imported shows no traceback.
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from facts import FactError, FactStore, facts_path, learnt_of
from operation import encoder
from operation.console import progress, step
from operation.servers import ROOT, quiet_environment

MODEL = ROOT / "models" / "main.tar.gz"
LOG = ROOT / "var" / "train.log"
CACHE = ROOT / ".rasa" / "cache"
LEARNT = (
    *("config.yml", "domain.yml", "uv.lock", "acts", "facts", "nlu"),
    *("data/acts", "data/encoder", "data/language", "data/nlu", "data/rules", "data/stories"),
)
"""Files and folders all of which a training learns; of facts and wording it learns a part."""
WORDING = ROOT / "data" / "wording"
_KINDS = (".yml", ".py", ".jsonl", ".json", ".npz", ".onnx", ".tsv")
_BEGUN = re.compile(r"(?:Starting to train|Restored) component '(\w+)'")
_NOISE = re.compile(r"\x1b\[[0-9;]*m")


def ensure_model() -> Optional[str]:
    """Train if needed; None when a model is there, else one line that says what went wrong."""
    stamp = MODEL.with_suffix(".sources")
    try:
        fingerprint = _fingerprint()
    except FactError as fault:
        return str(fault)
    if _is_of(fingerprint):
        return None
    # A model of just these sources was trained with just this encoder.
    if wrong := encoder.fault_elsewhere():
        return wrong
    step("Training a model (about a minute) ...")
    # Whatever interrupts the training: what lies there is not taken for a model of these sources.
    stamp.unlink(missing_ok=True)
    LOG.parent.mkdir(exist_ok=True)
    # Rasa's validation would read all data twice more; faults of facts stop the training anyhow, and `make test` validates.
    returncode = _train()
    if returncode != 0 or not MODEL.exists():
        reason = _reason(LOG.read_text(encoding="utf-8", errors="replace"))
        if "No space left" in reason:
            return "The training failed: the disk is full. Free some space, then start again."
        return f"The training failed: {reason} (all of it: {LOG.relative_to(ROOT)})"
    stamp.write_text(fingerprint)
    return None


def is_trained() -> bool:
    """Whether the model is one of what there is to learn."""
    try:
        return _is_of(_fingerprint())
    except FactError:
        return False


def _is_of(fingerprint: str) -> bool:
    stamp = MODEL.with_suffix(".sources")
    return MODEL.exists() and stamp.exists() and stamp.read_text() == fingerprint


def _train() -> int:
    """Train, tell how far it is, and log the rest; the exit code."""
    components = _components()
    begun: Set[str] = set()
    command = [
        *(sys.executable, "-m", "operation.command", "train", "--data", "data", "--skip-validation"),
        *("--out", str(MODEL.parent), "--fixed-model-name", MODEL.name.split(".")[0]),
        # Where nothing was trained before, nothing has to be looked for.
        *(() if CACHE.exists() else ("--force",)),
    ]
    process = subprocess.Popen(command, cwd=ROOT, env=quiet_environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert process.stdout is not None
    try:
        with LOG.open("w", encoding="utf-8") as log:
            for line in process.stdout:
                log.write(line)
                log.flush()
                named = _BEGUN.search(line)
                if named and named[1] in components - begun:
                    begun.add(named[1])
                    progress(named[1], len(begun), len(components))
        if process.wait() == 0:
            # Not every component is trained.
            progress("packed", len(components), len(components))
        return process.returncode
    finally:
        # Whatever stops this: no training goes on by itself, to write over the model of the next one.
        process.kill()
        process.wait()


def _components() -> Set[str]:
    """The components of the pipeline and the policies; Rasa trains them in an order of its own."""
    config = YAML(typ="safe").load(ROOT / "config.yml")
    return {part["name"].rpartition(".")[2] for key in ("pipeline", "policies") for part in config[key]}


def _fingerprint() -> str:
    """A digest of what a training learns: other sentences ask for no other model."""
    digest = hashlib.sha256(sys.version.encode())
    for file in _learnt_files():
        digest.update(str(file.relative_to(ROOT)).encode())
        digest.update(file.read_bytes())
    digest.update(repr(learnt_of(FactStore.load(facts_path()))).encode())
    for file in sorted(WORDING.glob("[!.]*.yml")):
        digest.update(learnt_of_wording(file).encode())
    return digest.hexdigest()


def learnt_of_wording(file: Path) -> str:
    """The messages that the bot suggests by a file of wording; all of it where it cannot be read: whoever reads it says why."""
    try:
        content = YAML(typ="safe").load(file)
        return repr([content["join"]["last"], {kind: words["message"] for kind, words in content["suggest"].items()}])
    except (YAMLError, KeyError, TypeError, AttributeError):
        return file.read_text("utf-8", "replace")


def _learnt_files() -> Iterator[Path]:
    for source in LEARNT:
        path = ROOT / source
        if path.is_file():
            yield path
        else:
            yield from sorted(f for f in path.rglob("[!.]*") if f.suffix in _KINDS and f.is_file())


def _reason(log: str) -> str:
    """The line of a training's output that names the fault."""
    lines = [_NOISE.sub("", line).strip() for line in log.splitlines()]
    faults = [line for line in lines if re.match(r"[\w.]*(Error|Exception)\b.*: ", line)]
    said = [line for line in faults if "GraphComponentException" not in line]
    return (said or faults or [line for line in lines if line] or ["it wrote nothing"])[-1]


if __name__ == "__main__":
    sys.exit(in_a_sentence(ensure_model))
