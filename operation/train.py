"""`python -m operation.train`: trains a model if what it is made from has changed."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from pathlib import Path
from typing import Iterator, Optional

from operation.servers import ROOT, quiet_environment

MODEL = ROOT / "models" / "main.tar.gz"
LOG = ROOT / "var" / "train.log"
_SOURCES = ("config.yml", "domain.yml", "data", "nlu", "acts", "facts", "uv.lock")
_KINDS = (".yml", ".py", ".jsonl", ".json", ".npz", ".onnx")
_NOISE = re.compile(r"\x1b\[[0-9;]*m")


def ensure_model() -> Optional[str]:
    """Train if needed; None when a model is there, else one line that says what went wrong."""
    stamp = MODEL.with_suffix(".sources")
    fingerprint = _fingerprint()
    if MODEL.exists() and stamp.exists() and stamp.read_text() == fingerprint:
        return None
    print("Training a model (about two minutes) ...", flush=True)
    LOG.parent.mkdir(exist_ok=True)
    # Rasa's validation would read all data twice more; faults of facts stop the training anyhow, and `make test` validates.
    with LOG.open("w") as log:
        finished = subprocess.run(
            [
                *(sys.executable, "-m", "rasa", "train", "--data", "data", "--skip-validation"),
                *("--out", str(MODEL.parent), "--fixed-model-name", MODEL.name.split(".")[0]),
            ],
            cwd=ROOT,
            env=quiet_environment(),
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    if finished.returncode != 0 or not MODEL.exists():
        return f"The training failed: {_reason(LOG.read_text())} (all of it: {LOG.relative_to(ROOT)})"
    stamp.write_text(fingerprint)
    return None


def _fingerprint() -> str:
    digest = hashlib.sha256(sys.version.encode())
    for file in _source_files():
        digest.update(str(file.relative_to(ROOT)).encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _source_files() -> Iterator[Path]:
    for source in _SOURCES:
        path = ROOT / source
        if path.is_file():
            yield path
        else:
            yield from sorted(f for f in path.rglob("*") if f.suffix in _KINDS)


def _reason(log: str) -> str:
    """The line of a training's output that names the fault."""
    lines = [_NOISE.sub("", line).strip() for line in log.splitlines()]
    faults = [line for line in lines if re.match(r"[\w.]*(Error|Exception)\b.*: ", line)]
    said = [line for line in faults if "GraphComponentException" not in line]
    return (said or faults or [line for line in lines if line] or ["it wrote nothing"])[-1]


if __name__ == "__main__":
    sys.exit(ensure_model())
