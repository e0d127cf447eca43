"""What a person sees of `make run`: a line a message, and faults; all else is in the logs. And how far a training is."""

from __future__ import annotations

import io
import json
from datetime import datetime
from pathlib import Path
from typing import List, Optional, Tuple

import pytest
from honcho.printer import Message

from operation import train
from operation.console import Console, progress, shown_of

TURN = {"request": "1", "channel": "web", "language": "id", "kind": "answer", "topic": "definition", "milliseconds": 35, "event": "turn"}


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        (json.dumps({**TURN, "level": "info"}), "web    id  definition  35 ms"),
        (f"2024-01-01 INFO     channels.turn  - {json.dumps(TURN)}", "web    id  definition  35 ms"),
        (json.dumps({"event": "not ready", "fault": "there is no model", "level": "error"}), "fault: not ready (there is no model)"),
        ("2024-01-01 12:00:00 ERROR    facts.live  - models/kpo.yml:3: id: is missing", "fault: models/kpo.yml:3: id: is missing"),
        (json.dumps({"event": "action", "level": "info"}), None),
        ("/lib/x.py:3: DeprecationWarning: {old} is old", None),
        ("2024-01-01 INFO     root  - Rasa server is up and running.", None),
        ("{not JSON", None),
        ("2024-01-01 12:00:00 ERROR    asyncio  - Task was destroyed but it is pending!", None),
        ('{"event": ["turn"]}', None),
    ],
)
def test_a_person_is_shown_messages_and_faults(line: str, shown: Optional[str]) -> None:
    assert shown_of(line) == shown


def test_all_else_goes_to_a_log_for_each_process(tmp_path: Path) -> None:
    seen = io.StringIO()
    console = Console(tmp_path / "var", seen)
    console.write(Message("line", json.dumps(TURN) + "\n", datetime(2024, 1, 1, 11, 0), "probe", None))
    console.ready = True
    for name, data in (("rasa", b"\x1b[32mup\x1b[0m\n"), ("actions", json.dumps(TURN) + "\n"), ("rasa", b"\xff\n")):
        console.write(Message("line", data, datetime(2024, 1, 1, 12, 0), name, None))
    assert seen.getvalue() == "12:00:00  web    id  definition  35 ms\n"
    assert (tmp_path / "var" / "rasa.log").read_text("utf-8") == "2024-01-01 12:00:00 up\n2024-01-01 12:00:00 \ufffd\n"


def test_progress_is_a_line_where_nothing_can_move() -> None:
    seen = io.StringIO()
    progress("ActReader", 3, 6, seen)
    assert seen.getvalue() == "  3 of 6: ActReader\n"


def test_progress_is_a_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = io.StringIO()
    monkeypatch.setattr(seen, "isatty", lambda: True)
    progress("ActReader", 3, 6, seen)
    assert seen.getvalue().endswith("[############............] 3 of 6: ActReader")
    progress("MemoizationPolicy", 6, 6, seen)
    assert seen.getvalue().endswith("\n")


def test_a_training_tells_which_component_it_is_at_and_goes_forward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In whatever order Rasa takes them, and though one is named twice."""
    lines = [
        f"INFO rasa.engine.training.hooks  - Starting to train component '{name}'." for name in ("RulePolicy", "FactReader", "FactReader")
    ]
    lines.append("INFO rasa.engine.training.hooks  - Restored component 'ActReader' from cache.")
    training = tmp_path / "training"
    training.write_text("#!/bin/sh\n" + "".join(f'echo "{line}"\n' for line in lines))
    training.chmod(0o700)
    told: List[Tuple[object, ...]] = []
    monkeypatch.setattr(train.sys, "executable", str(training))
    monkeypatch.setattr(train, "LOG", tmp_path / "train.log")
    monkeypatch.setattr(train, "progress", lambda *said: told.append(said))
    assert train._train() == 0
    assert told == [("RulePolicy", 1, 6), ("FactReader", 2, 6), ("ActReader", 3, 6), ("packed", 6, 6)]


def test_a_full_disk_is_told_in_a_sentence_and_nothing_is_taken_for_a_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = tmp_path / "main.tar.gz"
    model.write_bytes(b"half")
    stamp = model.with_suffix(".sources")
    stamp.write_text("of other sources")

    def fails() -> int:
        assert not stamp.exists(), "were it interrupted now, half a model would be taken for one"
        train.LOG.write_text("OSError: [Errno 28] No space left on device\n")
        return 1

    monkeypatch.setattr(train, "MODEL", model)
    monkeypatch.setattr(train, "LOG", tmp_path / "train.log")
    monkeypatch.setattr(train, "_train", fails)
    assert train.ensure_model() == "The training failed: the disk is full. Free some space, then start again."
