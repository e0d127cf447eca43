"""Rules, dashboard and runbook speak of figures that there are, and each alert tells what to do."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from typing import Any, Set

import pytest
import yaml
from prometheus_client.metrics import MetricWrapperBase

from operation import metrics
from operation.servers import ROOT

FOLDER = ROOT / "deploy" / "monitoring"
ALERTS = [rule for group in yaml.safe_load((FOLDER / "rules.yml").read_text())["groups"] for rule in group["rules"] if "alert" in rule]


def served() -> Set[str]:
    """The names of all figures of ours, as Prometheus sees them."""
    described = [metric for kind in vars(metrics).values() if isinstance(kind, MetricWrapperBase) for metric in kind.describe()]
    endings = {"counter": ["_total"], "histogram": ["_bucket", "_count", "_sum"], "gauge": [""]}
    return {metric.name + ending for metric in described for ending in endings[metric.type]}


@pytest.mark.parametrize("file", ["rules.yml", "rules_test.yml", "rules_week_test.yml", "dashboard.json"])
def test_only_figures_that_there_are_are_spoken_of(file: str) -> None:
    written = (FOLDER / file).read_text()
    spoken_of = set(re.findall(r"(?<![\w:])assistant_\w+", re.sub(r"name: assistant_\w+", "", written)))
    assert spoken_of and spoken_of <= served()
    recorded = {
        rule["record"]
        for group in yaml.safe_load((FOLDER / "rules.yml").read_text())["groups"]
        for rule in group["rules"]
        if "record" in rule
    }
    assert set(re.findall(r"assistant:\w+:\w+", written)) <= recorded


def test_the_bound_of_the_objective_is_one_of_the_figures() -> None:
    assert 1 in metrics.SECONDS._upper_bounds


@pytest.mark.parametrize("alert", ALERTS, ids=lambda alert: alert["alert"])
def test_each_alert_says_what_to_do(alert: Any) -> None:
    runbook = (ROOT / "docs" / "runbook.md").read_text()
    assert alert["labels"]["severity"] in ("page", "ticket") and alert["annotations"]["summary"]
    assert alert["annotations"]["runbook_url"] == f"docs/runbook.md#{alert['alert'].lower()}"
    entry = runbook.partition(f"\n## {alert['alert']}\n")[2].partition("\n## ")[0]
    assert len(entry.split()) > 20
    assert (
        alert["alert"] in "".join(file.read_text() for file in FOLDER.glob("*_test.yml")) or alert["alert"] == "AssistantBudgetBurnsSlowly"
    )


def test_the_reasons_of_the_runbook_are_those_of_the_figures() -> None:
    source = " ".join((ROOT / "channels" / name).read_text() for name in ("turn.py", "guard.py", "web.py"))
    assert {*re.findall(r'REFUSED\.labels\("(\w+)"\)', source)} == {
        "address",
        "busy",
        "host",
        "malformed",
        "person",
        "too_fast",
        "too_long",
    }
    for reason in ("silent", "slow", "failed", "invalid"):
        assert f'"{reason}"' in source and f"| `{reason}` |" in (ROOT / "docs" / "runbook.md").read_text()


def test_the_dashboard_draws_each_figure_once() -> None:
    dashboard = json.loads((FOLDER / "dashboard.json").read_text())
    panels = dashboard["panels"]
    assert len({panel["id"] for panel in panels}) == len(panels) == len({panel["title"] for panel in panels})
    assert all(panel["targets"] and panel["datasource"]["uid"] == "${datasource}" for panel in panels)


def test_the_rules_do_what_they_say() -> None:
    promtool = shutil.which("promtool")
    if not promtool:
        pytest.skip("promtool is not installed")
    for command in (["check", "rules", "rules.yml"], ["test", "rules", "rules_test.yml", "rules_week_test.yml"]):
        done = subprocess.run([promtool, *command], cwd=FOLDER, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
