"""The page that people look at: one file of HTML, the picture inside."""

from __future__ import annotations

import base64
import io
from typing import Any, Sequence

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from matplotlib.figure import Figure
from rasa.nlu.test import IntentEvaluationResult
from sklearn.metrics import ConfusionMatrixDisplay


def render(**content: Any) -> str:
    """The page as HTML."""
    environment = Environment(
        loader=PackageLoader("tools.evaluation", "."),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["percent"] = lambda share: f"{100 * share:.1f} %"
    return environment.get_template("page.html").render(**content)


def confusion_matrix(intents: Sequence[IntentEvaluationResult]) -> str:
    """A picture of which intent was taken for which, as a data URL; the diagonal is left to the tables."""
    figure = Figure(figsize=(11, 11), layout="constrained")
    axes = figure.add_subplot()
    display = ConfusionMatrixDisplay.from_predictions(
        [result.intent_target for result in intents],
        [result.intent_prediction for result in intents],
        normalize="true",
        include_values=False,
        xticks_rotation="vertical",
        cmap="Blues",
        ax=axes,
        colorbar=False,
    )
    _label_confusions(display, axes)
    axes.set(xlabel="predicted", ylabel="right", title="Intents: share of each row, in per cent where confused")
    picture = io.BytesIO()
    figure.savefig(picture, format="png", dpi=90, metadata={"Software": None})
    return f"data:image/png;base64,{base64.b64encode(picture.getvalue()).decode()}"


def _label_confusions(display: ConfusionMatrixDisplay, axes: Any) -> None:
    """Numbers only off the diagonal: there a single per cent matters, and no colour shows it."""
    matrix = display.confusion_matrix
    for row, column in zip(*matrix.nonzero()):
        if row != column:
            axes.text(
                column, row, f"{100 * matrix[row, column]:.0f}", ha="center", va="center", color="firebrick", fontsize=8
            )
