"""`python -m tests.stories_run`: whether the last `rasa test core` ran every story of `tests/stories`; it passes where it finds none."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Optional

from operation.servers import ROOT

STORIES = ROOT / "tests" / "stories"
REPORT = ROOT / "results" / "story_report.json"


def fault(stories: Path = STORIES, report: Path = REPORT) -> Optional[str]:
    """None if all were run and are right, else one line."""
    written = sum(file.read_text(encoding="utf-8").count("\n- story:") for file in stories.glob("test_*.yml"))
    if not report.exists():
        return f"{report.name} was not written: no story was run"
    counted = json.loads(report.read_text(encoding="utf-8")).get("conversation_accuracy", {})
    run, right = counted.get("total", 0), counted.get("correct", 0)
    if not written or run != written or right != written:
        return f"{run} of {written} stories were run, {right} are right"
    return None


if __name__ == "__main__":
    sys.exit(fault())
