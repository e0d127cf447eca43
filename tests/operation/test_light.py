"""Serving light: what Rasa imports at its start still is what the stand-ins stand for."""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
from io import BytesIO
from pathlib import Path

import jsonschema
import pytest
from rasa.core.actions.action import RemoteAction

from operation import command, schemas
from operation.light import stand_ins_for, stand_ins_for_training
from operation.servers import ROOT, quiet_environment

OWN_CHANNELS = ROOT / "credentials.yml"

_SERVE = """
import sys
from pathlib import Path
from operation.light import stand_in, stand_ins_for
names = stand_ins_for(Path(sys.argv[1]), Path(sys.argv[2]))
stand_in(names)
import rasa.__main__, rasa.core.run
from rasa.core.agent import Agent
agent = Agent.load(sys.argv[1])
assert agent.is_ready()
unused = [name for name in names if name not in sys.modules]
real = [m for m in ("tensorflow", "sklearn", "matplotlib", "aiogram", "twilio") if hasattr(sys.modules[m], "__version__")]
import thinc.compat
{more}
print(__import__("json").dumps({{"unused": unused, "real": real, "thinc": thinc.compat.has_tensorflow}}))
"""


def _in_a_new_process(model: Path, more: str = "") -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-c", _SERVE.format(more=more), str(model), str(OWN_CHANNELS)],
        cwd=ROOT,
        env=quiet_environment(),
        capture_output=True,
        text=True,
    )


def _model_with(component: str, folder: Path) -> Path:
    content = json.dumps({"predict_schema": {"nodes": {"one": {"uses": component}}}}).encode()
    path = folder / "model.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        member = tarfile.TarInfo("./metadata.json")
        member.size = len(content)
        archive.addfile(member, BytesIO(content))
    return path


def test_the_model_loads_with_every_stand_in_used_and_nothing_real_behind_it(model: Path) -> None:
    done = _in_a_new_process(model)
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["real"] == []
    assert found["thinc"] is False
    # What Rasa does not import any more needs no stand-in either.
    assert found["unused"] == []


def test_whoever_uses_a_stand_in_is_told_how_to_load_the_library(model: Path) -> None:
    more = "from rasa.utils.tensorflow.callback import RasaTrainingLogger\nRasaTrainingLogger(1, True)"
    done = _in_a_new_process(model, more)
    assert done.returncode != 0
    assert "set SERVE_LIGHT=0" in done.stderr.splitlines()[-1]


def test_a_model_with_a_neural_network_gets_the_real_libraries(tmp_path: Path) -> None:
    needy = _model_with("rasa.nlu.classifiers.diet_classifier.DIETClassifier", tmp_path)
    assert not any(name.startswith("tensorflow") for name in stand_ins_for(needy, OWN_CHANNELS))
    modest = _model_with("nlu.acts.ActReader", tmp_path)
    assert "tensorflow" in stand_ins_for(modest, OWN_CHANNELS)


def test_a_channel_of_rasa_gets_the_real_sdk(tmp_path: Path) -> None:
    credentials = tmp_path / "credentials.yml"
    credentials.write_text("channels.rest.GuardedRest:\ntelegram: {access_token: x}\n")
    modest = _model_with("nlu.acts.ActReader", tmp_path)
    assert "aiogram" not in stand_ins_for(modest, credentials)
    assert "aiogram" in stand_ins_for(modest, OWN_CHANNELS)


@pytest.mark.parametrize(
    ("more", "is_light"),
    [
        ("", True),
        ("- name: DIETClassifier", False),
        ("- name: rasa.core.policies.ted_policy.TEDPolicy", False),
        ("- name: SpacyNLP", False),
    ],
)
def test_a_training_imports_what_its_configuration_may_need(tmp_path: Path, more: str, is_light: bool) -> None:
    config = tmp_path / "config.yml"
    config.write_text((ROOT / "config.yml").read_text().replace("\npolicies:", f"\n{more}\npolicies:", 1))
    assert ("tensorflow" in stand_ins_for_training(config)) is is_light
    assert not stand_ins_for_training(tmp_path / "none.yml")


@pytest.mark.parametrize(("given", "is_light"), [(["train"], True), (["train", "nlu"], True), (["train", "--config=x.yml"], False)])
def test_a_training_by_another_configuration_imports_all(monkeypatch: pytest.MonkeyPatch, given: list[str], is_light: bool) -> None:
    put: list[str] = []
    monkeypatch.setattr(command, "stand_in", put.extend)
    monkeypatch.setattr(command.gc, "disable", lambda: None)
    command._train_lightly(given)
    assert ("tensorflow" in put) is is_light


@pytest.mark.nightly
def test_rasa_finds_every_component_without_the_networks() -> None:
    """It imports all that there is when it looks for one."""
    code = (
        "from operation.light import stand_in, stand_ins_for_training; import pathlib, sys\n"
        "names = stand_ins_for_training(pathlib.Path('config.yml')); stand_in(names)\n"
        "import rasa.__main__, rasa.model_training; from rasa.engine.recipes.default_recipe import DefaultV1Recipe\n"
        "assert DefaultV1Recipe._from_registry('RulePolicy'); print([name for name in names if name not in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=quiet_environment(), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.splitlines()[-1] == "[]"


def test_without_a_model_or_credentials_nothing_is_replaced(tmp_path: Path) -> None:
    assert not stand_ins_for(tmp_path, tmp_path)


@pytest.mark.parametrize("reply", [{"events": [{"event": "slot"}], "responses": []}, {"events": "none"}, {"events": [{"no": 1}]}, [], {}])
def test_replies_of_the_action_server_are_judged_as_before(reply: object) -> None:
    schema = RemoteAction.action_response_format_spec()
    said = []
    for validate in (jsonschema.validate, schemas.validate):
        try:
            validate(reply, schema)
            said.append(None)
        except jsonschema.ValidationError as fault:
            said.append((fault.message, list(fault.path), list(fault.schema_path)))
    assert said[0] == said[1]


def test_a_wrong_schema_is_still_refused() -> None:
    with pytest.raises(jsonschema.SchemaError):
        schemas.validate({}, {"type": "no such type"})


def test_rasa_takes_the_validation_that_compiles_each_schema_once(monkeypatch: pytest.MonkeyPatch) -> None:
    used = []
    monkeypatch.setattr(jsonschema, "validate", lambda *given: used.append(given))
    RemoteAction("action_any", None)._validate_action_result({"events": []})
    assert len(used) == 1
