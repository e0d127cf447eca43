"""What asks for a training, and what does not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from facts import FactStore, facts_path, learnt_of
from nlu.importer import _offered
from operation import train

KPO = "models/kpo.yml"
SENTENCE = ("KPO is driven by insight.", "KPO runs on insight.")
SYNONYM = ("[knowledge process outsourcing,", "[knowledge work outsourcing, knowledge process outsourcing,")
VALUE = ("en: Insight}", "en: Deep insight}")


@pytest.fixture
def facts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copied = Path(shutil.copytree(facts_path(), tmp_path / "facts"))
    monkeypatch.setenv("FACTS_PATH", str(copied))
    return copied


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize(("change", "learns"), [(SENTENCE, False), (SYNONYM, True), (VALUE, True)])
def test_names_are_learnt_and_sentences_are_not(facts: Path, change: tuple[str, str], learns: bool) -> None:
    before, store = train._fingerprint(), FactStore.load(facts)
    edit(facts / KPO, *change)
    assert (train._fingerprint() != before) is learns
    # What the training is given besides the names is the same, too.
    offered = ([example.get("text") for example in _offered(known)] for known in (store, FactStore.load(facts)))
    assert len({tuple(texts) for texts in offered}) == (2 if change is VALUE else 1)
    assert (learnt_of(store) != learnt_of(FactStore.load(facts))) is learns


def test_what_an_editor_leaves_is_not_learnt(facts: Path) -> None:
    before = train._fingerprint()
    (facts / "models" / ".#kpo.yml").symlink_to("somebody@machine.1234")
    assert train._fingerprint() == before


def test_facts_that_cannot_be_read_are_told_before_a_training(facts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(train, "_train", lambda: pytest.fail("it trains"))
    edit(facts / KPO, "en: Insight}", "en: 10.000}")
    assert '"10.000"' in str(train.ensure_model())


@pytest.mark.parametrize(
    ("old", "new", "learns"),
    [
        ('message: "What is {name}?"', 'message: "What does {name} mean?"', True),
        ('title: "What is {name}?"', 'title: "{name}?"', False),
        ('  definition: "{name}"', '  definition: "On {name}"', False),
        ("suggest:", "suggest: [", True),
    ],
)
def test_of_the_wording_the_suggestions_are_learnt(tmp_path: Path, old: str, new: str, learns: bool) -> None:
    file = Path(shutil.copy(train.WORDING / "en.yml", tmp_path))
    before = train.learnt_of_wording(file)
    edit(file, old, new)
    assert (train.learnt_of_wording(file) != before) is learns
