"""The figures as a table, as JSON and as a picture, and their ratios beside the targets."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Dict, List, NamedTuple, Optional

import numpy as np

from tools.benchmarks.assistants import FLOOR, LIGHT, OURS, STOCK

Figures = Dict[str, Any]


class Target(NamedTuple):
    """A ratio of ours to the stock assistant that is aimed at."""

    label: str
    figure: str
    limit: float
    at_least: bool = False


TARGETS = (
    Target("latency of a turn, median", "latency.median", 0.33),
    Target("throughput with 16 clients", "clients.16.throughput", 3.0, at_least=True),
    Target("memory of all processes", "memory.all", 0.45),
    Target("start to first answer", "start_s", 0.2),
    Target("training", "training_s", 0.2),
)


def summary(latencies: List[float]) -> Dict[str, float]:
    """Median, 95th and 99th percentile."""
    median, p95, p99 = np.percentile(latencies, [50, 95, 99])
    return {"median": median, "p95": p95, "p99": p99}


def figure(figures: Figures, path: str) -> Optional[float]:
    """A figure by its dotted path; None where it was not taken."""
    value: Any = figures
    for key in path.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return value


def table(results: Dict[str, Any]) -> str:
    """Everything measured, as text."""
    by_name = results["assistants"]
    rows = [("", *by_name)]
    for label, path, form in _rows(by_name[OURS]):
        cells = (figure(by_name[name], path) for name in by_name)
        rows.append((label, *("–" if cell is None else form.format(cell) for cell in cells)))
    lines = _aligned(rows)
    lines += ["", *_aligned([("ours : stock", "ratio", "target", ""), *_ratio_rows(results)])]
    beside_light = ((label, _said(ratio)) for label, ratio in ratios(results, LIGHT).items())
    lines += ["", *_aligned([("ours : light", "ratio"), *beside_light])]
    for name in ("long_conversation", "many_conversations", "knowledge"):
        for entry in results.get(name, []):
            lines.append(f"{name}: " + ", ".join(f"{key} {value:.4g}" for key, value in entry.items()))
    return "\n".join([*lines, *(f"Note: {note}" for note in results["notes"])])


def save(results: Dict[str, Any], folder: Path) -> None:
    """Write `benchmarks.json`, `benchmarks.txt` and `benchmarks.png`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "benchmarks.json").write_text(json.dumps(results, indent=2))
    (folder / "benchmarks.txt").write_text(table(results) + "\n")
    _plot(results["assistants"], folder / "benchmarks.png")


def ratios(results: Dict[str, Any], peer: str = STOCK) -> Dict[str, Optional[float]]:
    """Ours divided by those of a peer, by the label of each target; the targets themselves are set beside the stock assistant."""
    ours, theirs = results["assistants"][OURS], results["assistants"][peer]
    found = {}
    for target in TARGETS:
        one, other = figure(ours, target.figure), figure(theirs, target.figure)
        found[target.label] = one / other if one is not None and other else None
    return found


def _rows(figures: Figures) -> List[tuple]:
    clients = [int(number) for number in figures["clients"]]
    return [
        ("training, s", "training_s", "{:.0f}"),
        ("start to first answer, s", "start_s", "{:.1f}"),
        *((f"memory of {name}, MB", f"memory.{name}", "{:.0f}") for name in figures["memory"]),
        *((f"latency, {name}, ms", f"latency.{name}", "{:.1f}") for name in ("median", "p95", "p99")),
        *((f"messages a second, {n} clients", f"clients.{n}.throughput", "{:.0f}") for n in clients),
        *((f"latency, p99, ms, {n} clients", f"clients.{n}.p99", "{:.0f}") for n in clients),
        ("messages without an answer", "failures", "{:.0f}"),
        ("accuracy of intents, unseen", "accuracy", "{:.1%}"),
    ]


def _ratio_rows(results: Dict[str, Any]) -> List[tuple]:
    rows = []
    for target, ratio in zip(TARGETS, ratios(results).values()):
        sign = "≥" if target.at_least else "≤"
        reached = ratio is not None and (ratio >= target.limit if target.at_least else ratio <= target.limit)
        rows.append((target.label, _said(ratio), f"{sign} {target.limit:.2f}×", "reached" if reached else "not reached"))
    return rows


def _said(ratio: Optional[float]) -> str:
    return "–" if ratio is None else f"{ratio:.2f}×"


def _aligned(rows: List[tuple]) -> List[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "  ".join(cell.ljust(width) if i == 0 else cell.rjust(width) for i, (cell, width) in enumerate(zip(row, widths)))
        for row in rows
    ]


def _plot(by_name: Dict[str, Figures], file: Path) -> None:
    import matplotlib

    matplotlib.use("agg")
    import matplotlib.pyplot as plt

    bars = (
        ("Training (s)", "training_s"),
        ("Start to first answer (s)", "start_s"),
        ("Memory (MB)", "memory.all"),
        ("Latency, median (ms)", "latency.median"),
        ("Messages a second, 16 clients", "clients.16.throughput"),
    )
    colours = {OURS: "#0f766e", STOCK: "#c2410c", LIGHT: "#a16207", FLOOR: "#9ca3af"}
    picture, axes = plt.subplots(1, len(bars), figsize=(15, 3.2))
    for axis, (title, path) in zip(axes, bars):
        found = {name: figure(figures, path) for name, figures in by_name.items()}
        found = {name: value for name, value in found.items() if value is not None}
        drawn = axis.bar(list(found), list(found.values()), color=[colours[name] for name in found])
        axis.bar_label(drawn, [f"{value:.0f}" if value >= 100 else f"{value:.3g}" for value in found.values()])
        axis.set_title(title, fontsize=10)
        axis.spines[["top", "right"]].set_visible(False)
    picture.tight_layout()
    picture.savefig(file, dpi=120)
    plt.close(picture)
