"""The files of the scaled-out bot name one another's settings rightly; that it runs is tested by the soak."""

from __future__ import annotations

import re
from typing import Any, List, Set

import pytest
import yaml  # Rasa teaches the reader of the project, ruamel.yaml, to fill variables in

from operation.servers import ROOT

DEPLOY = ROOT / "deploy"
SECRETS = {"POSTGRES_PASSWORD", "REDIS_PASSWORD"}


def documents(name: str) -> List[Any]:
    return list(yaml.safe_load_all((DEPLOY / name).read_text()))


def variables(name: str) -> Set[str]:
    return set(re.findall(r"\$\{(\w+)\}", (DEPLOY / name).read_text()))


def kind(name: str, wanted: str) -> Any:
    return next(d for d in documents("kubernetes.yml") if d["kind"] == wanted and d["metadata"]["name"] == name)


def test_compose_sets_what_the_endpoints_need() -> None:
    services = documents("compose.yml")[0]["services"]
    assert variables("endpoints.yml") <= set(services["rasa"]["environment"])
    assert variables("nginx.conf.template") <= set(services["proxy"]["environment"])


def test_kubernetes_sets_what_the_endpoints_need() -> None:
    assert variables("endpoints.yml") - SECRETS <= set(kind("assistant", "ConfigMap")["data"])


@pytest.mark.parametrize("probe, path", [("livenessProbe", "/health/live"), ("readinessProbe", "/health/ready")])
def test_kubernetes_probes_what_tells(probe: str, path: str) -> None:
    container = kind("rasa", "Deployment")["spec"]["template"]["spec"]["containers"][0]
    assert container[probe]["httpGet"]["path"] == path


def test_no_secret_stands_in_a_file() -> None:
    for file in (DEPLOY / "compose.yml", DEPLOY / "kubernetes.yml", DEPLOY / "endpoints.yml"):
        for line in file.read_text().splitlines():
            match = re.match(r"\s*(?:\w*PASSWORD|\w*SECRET|password):\s*(\S+)", line)
            assert match is None or match[1].startswith("${"), f"{file.name}: {line}"
