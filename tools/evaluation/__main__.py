"""`python -m tools.evaluation`: measures, and writes var/evaluation/report.html and results.json."""

from __future__ import annotations

import argparse
import dataclasses
import sys
from pathlib import Path
from typing import Optional

import srsly

from operation.servers import ROOT
from operation.train import MODEL, ensure_model
from tools.evaluation import page
from tools.evaluation.model import Predictions
from tools.evaluation.report import Report, measure
from tools.servers import running_copy

FOLDER = ROOT / "var" / "evaluation"


def write(report: Report, predictions: Predictions, folder: Path) -> None:
    """Write the figures for programs and the page for people into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    srsly.write_json(folder / "results.json", dataclasses.asdict(report))
    html = page.render(report=report, picture=page.confusion_matrix(predictions.intents))
    (folder / "report.html").write_text(html, encoding="utf-8")


def main() -> Optional[str]:
    """Measure and write; None, or one line that says why not."""
    parser = argparse.ArgumentParser(prog="python -m tools.evaluation", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="without Rasa's default pipeline and the slowest library"
    )
    parser.add_argument(
        "--examples", type=int, default=3000, help="that Rasa's default pipeline learns from (default: 3000)"
    )
    options = parser.parse_args()
    fault = ensure_model()
    if fault:
        return fault
    with running_copy(MODEL) as bot:
        report, predictions = measure(bot.answer, bot.folder, options.quick, options.examples)
    write(report, predictions, FOLDER)
    for target in report.targets:
        print(f"{'met   ' if target.met else 'missed'} {target.name}: {target.reached:.1%}")
    print(f"See {(FOLDER / 'report.html').relative_to(ROOT)}")
    return None


if __name__ == "__main__":
    sys.exit(main())
