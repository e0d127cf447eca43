"""The files of the scaled-out bot name one another rightly and leave no door open; that it runs is tested by the soak."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Dict, Iterator, List, NamedTuple, Set

import pytest
import yaml  # Rasa teaches the reader of the project, ruamel.yaml, to fill variables in

from operation.servers import ROOT, quiet_environment

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

DEPLOY = ROOT / "deploy"
SECRETS = {"POSTGRES_PASSWORD", "REDIS_PASSWORD"}
PINNED = re.compile(r"[\w./-]+:[\w.-]+@sha256:[0-9a-f]{64}")
OURS = {"outsourcing-assistant", "outsourcing-assistant-actions"}

COMPOSE = yaml.safe_load((DEPLOY / "compose.yml").read_text())
SERVICES: Dict[str, Any] = COMPOSE["services"]
MANIFESTS = [
    manifest for file in sorted((DEPLOY / "kubernetes").glob("*.yml")) for manifest in yaml.safe_load_all(file.read_text()) if manifest
]


class Pod(NamedTuple):
    """A pod of a deployment, and its one container."""

    labels: Dict[str, str]
    spec: Dict[str, Any]
    container: Dict[str, Any]


def manifests(kind: str) -> List[Any]:
    return [manifest for manifest in MANIFESTS if manifest["kind"] == kind]


def pods() -> Iterator[Pod]:
    for deployment in manifests("Deployment"):
        template = deployment["spec"]["template"]
        assert deployment["spec"]["selector"]["matchLabels"] == template["metadata"]["labels"]
        (container,) = template["spec"]["containers"]
        yield Pod(template["metadata"]["labels"], template["spec"], container)


PODS = {pod.labels["app"]: pod for pod in pods()}
each_pod = pytest.mark.parametrize("pod", PODS.values(), ids=list(PODS))
each_service = pytest.mark.parametrize("service", SERVICES.values(), ids=list(SERVICES))


def variables(name: str) -> Set[str]:
    return set(re.findall(r"\$\{(\w+)\}", (DEPLOY / name).read_text()))


def environment(app: str) -> Set[str]:
    return {variable["name"] for variable in PODS[app].container.get("env", [])}


def test_compose_sets_what_the_endpoints_and_nginx_need() -> None:
    assert variables("endpoints.yml") <= set(SERVICES["rasa"]["environment"])
    assert variables("nginx.conf.template") <= set(SERVICES["proxy"]["environment"])


def test_kubernetes_sets_what_the_endpoints_and_nginx_need() -> None:
    (config,) = manifests("ConfigMap")
    assert variables("endpoints.yml") <= set(config["data"]) | environment("rasa")
    assert variables("nginx.conf.template") <= environment("proxy")


@pytest.mark.parametrize("app", ["rasa", "actions", "slack"])
def test_each_part_can_tell_a_collector_and_reach_it(app: str) -> None:
    (config,) = manifests("ConfigMap")
    name = "OTEL_EXPORTER_OTLP_ENDPOINT"
    assert name in SERVICES[app]["environment"] and name in config["data"]
    assert name in environment(app) or PODS[app].container["envFrom"] == [{"configMapRef": {"name": config["metadata"]["name"]}}]
    (own,) = [policy["spec"] for policy in manifests("NetworkPolicy") if policy["spec"]["podSelector"].get("matchLabels") == {"app": app}]
    assert [{"port": 4318}] in [rule["ports"] for rule in own["egress"] if "to" in rule]


@pytest.mark.parametrize("secret", ["POSTGRES_PASSWORD", "REDIS_PASSWORD", "WEB_SESSION_SECRET"])
def test_a_missing_secret_stops_it_and_is_named(secret: str) -> None:
    assert re.match(rf"\$\{{{secret}:\?\w", SERVICES["rasa"]["environment"][secret])
    (given,) = [variable for variable in PODS["rasa"].container["env"] if variable["name"] == secret]
    assert given["valueFrom"]["secretKeyRef"] == {"name": "assistant", "key": secret}


def test_no_secret_stands_in_a_file() -> None:
    for file in (DEPLOY / "compose.yml", DEPLOY / "endpoints.yml", *(DEPLOY / "kubernetes").glob("*.yml")):
        for line in file.read_text().splitlines():
            match = re.match(r"\s*(?:\w*PASSWORD|\w*SECRET|\w*TOKEN|password|REDISCLI_AUTH):\s*\"?(\S+)", line)
            assert match is None or match[1].startswith("${"), f"{file.name}: {line}"


@each_pod
def test_a_pod_may_do_no_more_than_it_must(pod: Pod) -> None:
    assert pod.spec["automountServiceAccountToken"] is False
    assert pod.spec["securityContext"]["runAsNonRoot"] is True and pod.spec["securityContext"]["runAsUser"] > 0
    assert pod.spec["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    rights = pod.container["securityContext"]
    assert rights == {"allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True, "capabilities": {"drop": ["ALL"]}}
    assert PINNED.fullmatch(pod.container["image"]) or pod.container["image"] in OURS
    for amounts in pod.container["resources"]["requests"], pod.container["resources"]["limits"]:
        assert set(amounts) == {"cpu", "memory", "ephemeral-storage"}


@each_pod
def test_a_pod_is_watched_and_ended_gently(pod: Pod) -> None:
    for probe in ("startupProbe", "readinessProbe", "livenessProbe"):
        assert set(pod.container[probe]) & {"httpGet", "tcpSocket"}
    # Alive is not started again for one slow reply, and for nothing that is wrong elsewhere.
    liveness = pod.container["livenessProbe"]
    assert liveness["failureThreshold"] * liveness["periodSeconds"] >= 60
    assert pod.spec["terminationGracePeriodSeconds"] >= 30
    budgets = [budget["spec"] for budget in manifests("PodDisruptionBudget") if budget["spec"]["selector"]["matchLabels"] == pod.labels]
    assert [budget["minAvailable"] for budget in budgets] == [1]


@pytest.mark.parametrize(
    "pod, probe, path",
    [("rasa", "livenessProbe", "/health/live"), ("rasa", "readinessProbe", "/health/ready"), ("slack", "livenessProbe", "/live")],
)
def test_kubernetes_probes_what_tells(pod: str, probe: str, path: str) -> None:
    assert PODS[pod].container[probe]["httpGet"]["path"] == path


@each_pod
def test_a_pod_is_called_by_those_alone_who_have_to(pod: Pod) -> None:
    default, *others = [policy["spec"] for policy in manifests("NetworkPolicy")]
    assert default["policyTypes"] == ["Ingress", "Egress"] and "ingress" not in default
    assert pod.labels["app"] in default["podSelector"]["matchExpressions"][0]["values"]
    (own,) = [policy for policy in others if policy["podSelector"]["matchLabels"] == pod.labels]
    callers = {
        peer.get("podSelector", {}).get("matchLabels", {}).get("app", "monitoring") if peer else "anybody"
        for rule in own.get("ingress", []) for peer in rule.get("from", [None])
    }  # fmt: skip
    assert (
        callers == {"proxy": {"anybody"}, "rasa": {"proxy", "slack", "monitoring"}, "actions": {"rasa"}, "slack": set()}[pod.labels["app"]]
    )


def test_every_name_of_the_manifests_leads_to_something() -> None:
    services = {service["metadata"]["name"]: service["spec"] for service in manifests("Service")}
    assert all(spec["selector"]["app"] in PODS for spec in services.values())
    hosts = set(re.findall(r"server ([\w-]+):\d+", str([pod.container.get("env") for pod in PODS.values()])))
    assert hosts == {"rasa-pods", "actions"} <= set(services)
    (scaler,) = manifests("HorizontalPodAutoscaler")
    assert scaler["spec"]["scaleTargetRef"]["name"] == "rasa" and scaler["spec"]["minReplicas"] >= 2
    (ingress,) = manifests("Ingress")
    (backend,) = {path["backend"]["service"]["name"] for rule in ingress["spec"]["rules"] for path in rule["http"]["paths"]}
    assert backend == "proxy" and ingress["spec"]["tls"]
    listed = yaml.safe_load((DEPLOY / "kustomization.yaml").read_text())["resources"]
    files = {f"kubernetes/{file.name}" for file in (DEPLOY / "kubernetes").glob("*.yml")}
    assert set(listed) == files - {"kubernetes/slack.yml"}


def test_kubectl_reads_it_as_one() -> None:
    if not shutil.which("kubectl"):
        pytest.skip("kubectl is not installed")
    done = subprocess.run(["kubectl", "kustomize", str(DEPLOY)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    made = [manifest for manifest in yaml.safe_load_all(done.stdout) if manifest]
    (template,) = [
        m["data"]["default.conf.template"] for m in made if m["kind"] == "ConfigMap" and m["metadata"]["name"].startswith("nginx")
    ]
    assert template == (DEPLOY / "nginx.conf.template").read_text()


@each_service
def test_a_service_may_do_no_more_than_it_must(service: Dict[str, Any]) -> None:
    assert service["restart"] == "unless-stopped"
    assert service["read_only"] is True and service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"] and service["pids_limit"]
    assert int(service["user"].partition(":")[0]) > 0
    assert service["mem_limit"] and service["cpus"] and service["healthcheck"]["test"]
    assert PINNED.fullmatch(service["image"]) or service["image"] in OURS


def test_of_compose_the_proxy_alone_is_reached_from_outside() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
    assert COMPOSE["networks"]["back"] == {"internal": True}
    assert {name for name, service in SERVICES.items() if "front" in service["networks"]} == {"proxy", "slack"}


def stage(name: str) -> List[str]:
    """The lines of a stage of the Dockerfile."""
    stages = re.split(r"^FROM ", (DEPLOY / "Dockerfile").read_text(), flags=re.MULTILINE)
    (found,) = [text for text in stages if text.splitlines()[0].endswith(f" AS {name}")]
    return found.splitlines()


def test_images_are_built_from_what_is_pinned_and_run_as_nobody() -> None:
    bases = re.findall(r"^FROM (\S+) AS (\w+)", (DEPLOY / "Dockerfile").read_text(), re.MULTILINE)
    names = {name for _, name in bases}
    assert all(base in names or PINNED.fullmatch(base) for base, _ in bases)
    for image in ("bot", "actions"):
        assert "USER 10001" in stage(image)
    assert "--require-hashes" in " ".join(stage("base")) and "--hash=sha256:" in (DEPLOY / "uv.txt").read_text()


_ONLY = """
import importlib.abc, importlib.metadata, sys

# Python 3.10 has packages_distributions() look at top_level.txt alone, which not every package has. To list all files takes long.
owners_of = {}
for distribution in importlib.metadata.distributions():
    told = distribution.read_text("top_level.txt")
    tops = told.split() if told else {file.parts[0].partition(".")[0] for file in distribution.files or ()}
    for top in tops:
        owners_of.setdefault(top, set()).add(distribution.metadata["Name"].lower().replace(".", "-").replace("_", "-"))

class Only(importlib.abc.MetaPathFinder):
    allowed = set(sys.argv[1:])

    def find_spec(self, name, path=None, target=None):
        owners = owners_of.get(name, set())
        if owners and not owners & self.allowed:
            raise ModuleNotFoundError(f"{name} is not in the image", name=name)

sys.meta_path.insert(0, Only())
import actions.assistant, rasa_sdk.__main__, rasa_sdk.endpoint
from facts import FactStore
from operation import traces
FactStore.load()
traces.begin("assistant-actions")
"""


def test_the_image_of_the_action_server_has_all_that_it_needs(tmp_path: Path) -> None:
    for source, target in re.findall(r"^COPY (\S+) (\S+)$", "\n".join(stage("actions")), re.MULTILINE):
        shutil.copytree(ROOT / source, tmp_path / target)
    there = installed_by("actions")
    assert "rasa-sdk" in there and not there & {"rasa", "tensorflow", "spacy"}
    where = {**quiet_environment(), "PYTHONPATH": str(tmp_path), "OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:1"}
    for missing in ({"structlog"}, {"requests"}, set()):
        run = subprocess.run([sys.executable, "-c", _ONLY, *(there - missing)], cwd=tmp_path, env=where, capture_output=True, text=True)
        assert run.returncode == bool(missing), run.stderr[-2000:]


def installed_by(group: str) -> Set[str]:
    """All packages that a group of the lock installs."""
    packages = tomllib.loads((ROOT / "uv.lock").read_text())["package"]
    (own,) = [package for package in packages if package["source"] == {"virtual": "."}]
    needs: Dict[str, Set[str]] = {}
    for package in packages:
        needs.setdefault(package["name"], set()).update(need["name"] for need in package.get("dependencies", ()))
    found: Set[str] = set()
    waiting = {need["name"] for need in own["dev-dependencies"][group]}
    while waiting:
        found |= waiting
        waiting = {need for package in waiting for need in needs[package]} - found
    return found
