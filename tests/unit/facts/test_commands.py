"""`python -m facts`: what an editor of facts is told, and the schemas by which editors check."""

from __future__ import annotations

import itertools
import json
import re
import shutil
import subprocess
from pathlib import Path

import jsonschema
import pytest
from ruamel.yaml import YAML

from facts import FactStore, facts_path
from facts.__main__ import main
from facts.coverage import citations
from facts.folder import SCHEMAS
from facts.schema import Detail, Entry, Fact, Model, SameService, Service, Type, Types
from facts.schemas import FOLDER, first_line, schema_name, schemas


def run(folder: Path, *arguments: str) -> str | None:
    return main(["--facts", str(folder), *arguments])


def test_check_tells_what_is_in_order_and_what_no_fact_cites(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "check") is None
    said = capsys.readouterr().out
    assert "in order: 2 models" in said and "infographic  nothing: no fact cites it" in said
    assert run(folder, "check", "--quiet") is None and capsys.readouterr().out == ""


def test_check_tells_every_fault_and_fails(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = folder / "models" / "kpo.yml"
    file.write_text(file.read_text("utf-8").replace("en: Insight}", "en: 10.000}").replace("en: High}", "en: }"), "utf-8")
    (folder / "models" / "kpo.yml~").write_text("")
    assert str(run(folder, "check")).startswith("2 faults.")
    said = capsys.readouterr().out
    assert '"10.000"' in said and "facts.coordination.value.en: is empty" in said and "kpo.yml~: is passed over" in said


def test_coverage_counts_each_section_of_the_article(store: FactStore) -> None:
    found = {citation.section.id: citation.refs for citation in citations(store)}
    assert list(found) == list(store.sections) and not found["infographic"]
    assert "kpo.goal" in found["kpo"] and "kpo.goal" not in found["table"]


def test_show_tells_an_entry_in_both_languages_and_where_it_stands(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "show", "kpo.driver", "bpo.types.nearshore", "outsourcing.services.human_resources", "relation.b2b") is None
    said = capsys.readouterr().out
    for text in ("KPO didorong oleh wawasan.", "KPO is driven by insight.", "“Perbedaan Head to Head BPO vs KPO”", "synonyms"):
        assert text in said
    for file, line in ((p.split(":")[0], int(p.split(":")[1])) for p in (s.split(")")[0] for s in said.split("  (")[1:])):
        lines = (folder / file).read_text("utf-8").splitlines()
        assert any(word in lines[line - 1] for word in ("driver:", "- id: nearshore", "same_as: human_resources", "b2b:"))


def test_show_lists_all_and_helps_with_a_slip(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "show") is None
    assert {"kpo.driver", "bpo.types", "kpo.services.data_analysis"} <= set(capsys.readouterr().out.split())
    assert "kpo.driver" in str(run(folder, "show", "kpo.drivr"))


def test_diff_tells_which_answers_change_and_how(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = str(facts_path())
    assert run(folder, "diff", "--before", before) is None
    assert "No answer differs." in capsys.readouterr().out
    file = folder / "models" / "kpo.yml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("KPO is driven by insight.", "KPO is driven by deep insight."), "utf-8")
    assert run(folder, "diff", "--before", before) is None
    said = capsys.readouterr().out
    assert "driver of kpo [en]\n- KPO is driven by insight.\n+ KPO is driven by deep insight." in said
    assert "driver of kpo [id]" not in said and "without a training" in said and "Names have changed" not in said
    file.write_text(text.replace("[knowledge process outsourcing,", "[knowledge work outsourcing, knowledge process outsourcing,"), "utf-8")
    assert run(folder, "diff", "--before", before) is None
    assert "Names have changed" in capsys.readouterr().out


def test_diff_goes_back_to_a_commit(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git = ["git", "-C", str(folder.parent), "-c", "user.name=a", "-c", "user.email=a@example.org"]
    for command in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "-m", "facts"]):
        subprocess.run([*git, *command], check=True)
    (folder / "models" / "kpo.yml").unlink()
    (folder / "relations.yml").write_text("id: relation\nfacts: {}\n")
    text = (folder / "outsourcing.yml").read_text("utf-8")
    assert run(folder, "diff") is None
    said = capsys.readouterr().out
    assert "definition of kpo [en]" in said and "+ (not asked)" in said and text
    with pytest.raises(SystemExit, match="name a commit"):
        run(folder, "diff", "--before", "nowhere")


def test_a_new_model_is_a_skeleton_to_fill_in(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "new", "rpo") is None
    file = folder / "models" / "rpo.yml"
    empty = file.read_text("utf-8")
    to_fill = [line for line in empty.splitlines() if not line.lstrip().startswith("#")]
    missing = sum(line.count('""') + line.count("source: []") for line in to_fill)
    assert str(run(folder, "check")).startswith(f"{missing} faults.")
    file.write_text(filled(empty), "utf-8")
    capsys.readouterr()
    assert run(folder, "check") is None, capsys.readouterr().out
    assert FactStore.load(folder).fact("rpo.definition").text["en"].startswith("Kata ")
    assert str(run(folder, "new", "rpo")).endswith("choose another name.")
    assert "small letters" in str(run(folder, "new", "R-P-O"))


def test_a_skeleton_with_all_its_comments_taken_off_holds_every_key_rightly(folder: Path) -> None:
    run(folder, "new", "rpo")
    file = folder / "models" / "rpo.yml"
    lines = file.read_text("utf-8").splitlines()
    # Comments that are keys: "# key: …" or "#   - id: …".
    keys = [line.replace("# ", "", 1) if is_key(line) else line for line in lines]
    file.write_text(filled("\n".join(keys) + "\n"), "utf-8")
    FactStore.load(folder)
    used = set(_keys(YAML(typ="safe").load(file)))
    of_relations = {"models", "comes_from", "jointly", "gone", "turned", "letters", "stands_for"}
    for schema in (Model, Fact, Service, Detail, SameService, Types, Type):
        assert {name for name, field in schema.__fields__.items() if field.field_info.max_length != 0} - of_relations <= used


def filled(text: str) -> str:
    """A skeleton with a text of its own at each place."""
    number = itertools.count()
    return re.sub('""', lambda _: f'"Kata {next(number)}"', text).replace("source: []", "source: [intro]")


def is_key(line: str) -> bool:
    bare = line.lstrip()
    return bare.startswith("# ") and bare[2:].lstrip("- ").split(":")[0].isidentifier() and ":" in bare and not bare.endswith(".")


def _keys(content: object) -> list[str]:
    if isinstance(content, dict):
        return [key for name, inner in content.items() for key in (str(name), *_keys(inner))]
    return [key for inner in content for key in _keys(inner)] if isinstance(content, list) else []


def test_schemas_are_those_of_the_classes() -> None:
    for name, text in schemas().items():
        assert (facts_path() / FOLDER / name).read_text("utf-8") == text, "write them anew: `python -m facts schema`"


@pytest.mark.parametrize("pattern", SCHEMAS)
def test_editors_find_the_schema_and_the_files_follow_it(pattern: str) -> None:
    schema = json.loads(schemas()[schema_name(pattern)])
    for file in facts_path().glob(pattern):
        assert file.read_text("utf-8").splitlines()[0] == first_line(pattern), file
        assert (file.parent / first_line(pattern).split("=")[1]).is_file()
        content = YAML(typ="safe").load(file)
        jsonschema.validate(content, schema)
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**content, "colour": "red"}, schema)
        assert all("ref" not in part["properties"] for part in schema["definitions"].values())


def test_a_number_for_a_text_is_a_fault_to_editors_too() -> None:
    schema = json.loads(schemas()["model.json"])
    content = YAML(typ="safe").load(facts_path() / "models" / "kpo.yml")
    content["facts"]["driver"]["value"]["en"] = 10.0
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(content, schema)


def test_schemas_are_written_below_the_facts(folder: Path) -> None:
    shutil.rmtree(folder / FOLDER)
    assert run(folder, "schema") is None
    assert {file.name for file in (folder / FOLDER).iterdir()} == set(schemas())
    assert issubclass(Model, Entry)
