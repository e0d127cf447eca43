"""A start without the encoder, or with a damaged one: a sentence, no traceback, and nobody goes on without a model."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Callable, Dict, List

import pytest

from operation.servers import ROOT, free_port, quiet_environment

# Each way to start the bot. `make run` listens on the port of its action server before it starts anything.
STARTS: Dict[str, List[str]] = {
    "make run": ["-c", "import sys; from operation import run; run.ACTION_PORT = int(sys.argv[1]); sys.exit(run.main())"],
    "rasa run": ["-m", "operation.command", "run", "--port"],
    "operation.serve": ["-m", "operation.serve", "--port"],
}
MENDS = "restore it from the repository, or run 'make encoder'."


def truncate(file: Path) -> None:
    """Damage a file as a full disk, or a fetch that broke off, does."""
    content = file.read_bytes()
    file.unlink()
    file.write_bytes(content[: len(content) // 2])


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The project, with an encoder of its own that may be damaged, and a model that was trained with another one."""
    own = {"data", "models", "var", ".rasa"}
    for file in ROOT.iterdir():
        if file.name not in own:
            (tmp_path / file.name).symlink_to(file)
    for file in (ROOT / "data").iterdir():
        if file.name != "encoder":
            (tmp_path / "data").mkdir(exist_ok=True)
            (tmp_path / "data" / file.name).symlink_to(file)
    (tmp_path / "data" / "encoder").mkdir()
    for file in (ROOT / "data" / "encoder").iterdir():
        (tmp_path / "data" / "encoder" / file.name).symlink_to(file)
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "main.tar.gz").write_bytes(b"a model")
    return tmp_path


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize(
    ("damage", "said"),
    [(Path.unlink, "encoder.onnx: is missing: "), (truncate, "is damaged (")],
    ids=["missing", "damaged"],
)
def test_a_start_says_what_is_wrong_with_the_encoder(project: Path, damage: Callable[[Path], None], said: str, start: str) -> None:
    damage(project / "data" / "encoder" / "encoder.onnx")
    environment = {**quiet_environment(), "PYTHONPATH": str(project), "PORT": str(free_port())}
    command = [sys.executable, *STARTS[start], str(free_port())]
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, timeout=30)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("The bot cannot be started: ") and said in done.stderr and done.stderr.endswith(f"{MENDS}\n")
    assert done.stderr.count("\n") == 1
    assert (project / "models" / "main.tar.gz").read_bytes() == b"a model"
