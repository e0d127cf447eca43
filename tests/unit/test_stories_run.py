"""That `make test` fails where stories were not run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.stories_run import STORIES, fault


@pytest.mark.parametrize(
    ("total", "correct", "expected"),
    [
        (2, 2, None),
        (0, 0, "0 of 2 stories were run, 0 are right"),
        (1, 1, "1 of 2 stories were run, 1 are right"),
        (2, 1, "2 of 2 stories were run, 1 are right"),
    ],
)
def test_stories_that_were_not_run_are_told(tmp_path: Path, total: int, correct: int, expected: str | None) -> None:
    (tmp_path / "test_two.yml").write_text("stories:\n- story: one\n- story: two\n")
    report = tmp_path / "story_report.json"
    counted: Any = {"conversation_accuracy": {"total": total, "correct": correct}}
    report.write_text(json.dumps(counted))
    assert fault(tmp_path, report) == expected


def test_no_report_and_no_stories_are_told(tmp_path: Path) -> None:
    assert fault(STORIES, tmp_path / "none.json")
    report = tmp_path / "story_report.json"
    report.write_text("{}")
    assert fault(tmp_path, report)
