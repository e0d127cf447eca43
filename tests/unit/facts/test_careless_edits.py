"""What people type into a fact file without thinking of YAML: each is one line, and writing what it says mends it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from facts import FactError, FactStore
from facts.folder import passed_over, read_folder

# A short file: it is read in a moment.
FILE = "relations.yml"
FACT = "extension"
BLOCK = "id: KPO merupakan perluasan dari BPO."
BRACES = "{id: KPO perluasan dari BPO, en: KPO extends BPO}"
LIST = "id: [versi perpanjangan]"

# What is typed for a text: YAML makes something else of it, or stops.
TEXTS = [
    "10.000",
    "1.50",
    "007",
    "+62",
    "-5",
    ".5",
    "1e3",
    "0x1F",
    "0o17",
    "1_000",
    "true",
    "True",
    "2024-01-31",
    "=",
    "Volume is the #1 driver",
    "#1 driver",
    "10 # besar",
    "&wawasan dan data",
    "*wawasan",
    "!penting wawasan",
    "%5 wawasan",
    "@kpo wawasan",
    "`kpo` wawasan",
    "- wawasan",
    "? wawasan",
    "> 5 orang",
    "|wawasan",
    "Pendorong: wawasan",
    "wawasan:",
]
# In braces and lists some of them are plain text, and others are not.
IN_BRACES = [text for text in TEXTS if text not in ("- wawasan", "? wawasan", "> 5 orang", "|wawasan", "wawasan:")] + [
    "wawasan, data, dan ilmu"
]
IN_LISTS = ["10.000", "true", "2024-01-31", "&wawasan dan data", "*wawasan", "!penting wawasan", "@kpo", "Volume #1"]


def told(folder: Path) -> tuple[int, str, str]:
    """The line, the key and the mend of the one fault."""
    _, faults = read_folder(folder)
    (fault,) = faults
    found = re.fullmatch(r".*relations\.yml:(\d+): (\S+): (.+)", str(fault))
    assert found, fault
    return int(found[1]), found[2], found[3]


def edit(folder: Path, old: str, new: str) -> int:
    """Replace a text of the file; the number of its line."""
    file = folder / FILE
    text = file.read_text("utf-8")
    assert text.count(old) == 1, old
    file.write_text(text.replace(old, new), "utf-8")
    return text[: text.index(old)].count("\n") + 1


def mended_by_what_is_told(folder: Path, plain: str, careless: Callable[[str], str], text: str, key: str) -> FactStore:
    line = edit(folder, plain, careless(text))
    where, named, mend = told(folder)
    assert where == line and named == key
    found = re.search(r'"(?:[^"\\]|\\.)*"', mend)
    assert found and json.loads(found[0]) == text, mend
    edit(folder, careless(text), careless(found[0]))
    return FactStore.load(folder)


@pytest.mark.parametrize("text", TEXTS)
def test_what_yaml_would_change_is_told_with_what_to_write(folder: Path, text: str) -> None:
    store = mended_by_what_is_told(folder, BLOCK, lambda value: f"id: {value}", text, "facts.extension.text.id")
    assert store.fact("relation.extension").text["id"] == text


@pytest.mark.parametrize("text", IN_BRACES)
def test_in_braces_too(folder: Path, text: str) -> None:
    file = folder / FILE
    line = edit(folder, BRACES, f"{{id: {text}, en: KPO extends BPO}}")
    _, faults = read_folder(folder)
    assert all(re.fullmatch(r".*relations\.yml:\d+: .+", str(fault)) for fault in faults)
    fault = str(faults[0])
    assert f"{FILE}:{line}: facts.{FACT}.value" in fault and json.dumps(text, ensure_ascii=False) in fault
    file.write_text(file.read_text("utf-8").replace(f"id: {text}, en", f"id: {json.dumps(text, ensure_ascii=False)}, en"), "utf-8")
    assert FactStore.load(folder).fact("relation.extension").value["id"] == text


@pytest.mark.parametrize("text", IN_LISTS)
def test_in_lists_too(folder: Path, text: str) -> None:
    line = edit(folder, LIST, f"id: [{text}, versi perpanjangan]")
    fault = str(read_folder(folder)[1][0])
    assert f"{FILE}:{line}: facts.{FACT}.synonyms" in fault and json.dumps(text) in fault


@pytest.mark.parametrize(
    ("new", "key", "mend"),
    [
        ("id: 'Perusahaan's wawasan'", "facts.extension.text.id", "put the text in quotes"),
        ("id: |\n        KPO didorong oleh wawasan.", "", ""),
        ("id:\tKPO didorong oleh wawasan.", "facts.extension.text.id", "spaces"),
        ("\tid: KPO merupakan perluasan.", "facts.extension.text.id", "spaces"),
        ("id: [KPO, didorong]", "facts.extension.text.id", "write one text"),
        ("id: {a: b}", "facts.extension.text.id", "write one text"),
        ("id: null", "facts.extension.text.id", "write the text"),
        ("id: ~", "facts.extension.text.id", "write the text"),
        ("id: ''", "facts.extension.text.id", "write the text"),
        ("id: yes", "", ""),
        ("id: 12:30", "", ""),
        ("id: KPO C# dan a:b -c", "", ""),
    ],
)
def test_other_forms(folder: Path, new: str, key: str, mend: str) -> None:
    edit(folder, BLOCK, new)
    if key:
        _, named, said = told(folder)
        assert named == key and mend in said
    else:
        assert FactStore.load(folder).fact("relation.extension").text["id"]


@pytest.mark.parametrize("word", ["yes", "1", '"true"', "on"])
def test_only_true_and_false_are_truths(folder: Path, word: str) -> None:
    file = folder / "aspects.yml"
    file.write_text(file.read_text("utf-8").replace("compared: true", f"compared: {word}", 1), "utf-8")
    with pytest.raises(FactError, match="compared: is neither true nor false"):
        FactStore.load(folder)


def test_what_the_store_sets_is_no_key_of_a_file(folder: Path) -> None:
    edit(folder, f"  {FACT}:\n", f"  {FACT}:\n    ref: kpo.motor\n")
    _, named, said = told(folder)
    assert named == "facts.extension.ref" and "remove it" in said


def test_names_of_things_are_small_letters(folder: Path) -> None:
    line = edit(folder, f"  {FACT}:\n", "  Driver-Utama:\n")
    where, named, said = told(folder)
    assert (where, named) == (line, "facts.Driver-Utama") and "small letters" in said


def test_all_faults_of_all_files_are_told_at_once(folder: Path) -> None:
    edit(folder, BLOCK, "id: 10.000")
    edit(folder, BRACES, "{id: KPO perluasan dari BPO}")
    (folder / "outsourcing.yml").write_text("id: outsourcing\nfacts: @\n")
    _, faults = read_folder(folder)
    assert len(faults) == 3
    with pytest.raises(FactError, match=r"\(and 2 more: `python -m facts check` tells all\)$"):
        FactStore.load(folder)


def test_all_that_files_say_of_one_another_is_told_at_once(folder: Path) -> None:
    file = folder / "models" / "kpo.yml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("source: [kpo]", "source: [kpq]").replace("[kpo.skills]", "[kpo.skils]"), "utf-8")
    _, faults = read_folder(folder)
    assert len(faults) == text.count("source: [kpo]") + text.count("[kpo.skills]")


def test_files_beside_the_store_are_no_models_and_are_named(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    models = folder / "models"
    (models / ".#kpo.yml").symlink_to("somebody@machine.1234")
    (models / "._kpo.yml").write_bytes(b"\0\5\x16\7")
    (models / "kpo.yml~").write_text("id: old")
    (models / "#kpo.yml#").write_text("id: old")
    (models / "bpo.yaml").write_text("id: bpo2")
    assert [model.id for model in FactStore.load(folder).models] == ["bpo", "kpo"]
    names = {".#kpo.yml", "._kpo.yml", "kpo.yml~", "#kpo.yml#", "bpo.yaml"}
    assert {file.name for file in passed_over(folder)} == names
    assert all(any(f"{name} is passed over" in record.getMessage() for record in caplog.records) for name in names)


@pytest.mark.parametrize(
    ("make", "mend"),
    [
        (lambda file: file.symlink_to("nowhere.yml"), "is a link to nothing"),
        (lambda file: file.mkdir(), "is no file"),
        (lambda file: file.write_bytes(b"id: \xff"), "save it as UTF-8"),
        (lambda file: file.write_bytes(b""), "id: is missing"),
    ],
)
def test_what_is_no_readable_file_is_one_line(folder: Path, make: Callable[[Path], None], mend: str) -> None:
    make(folder / "models" / "rpo.yml")
    with pytest.raises(FactError, match=mend) as fault:
        FactStore.load(folder)
    assert "rpo.yml" in str(fault.value) and "\n" not in str(fault.value)
