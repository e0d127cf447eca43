"""The card of the encoder: that it says all, and that the one in the repository fits the project."""

from __future__ import annotations

import json
import warnings
from pathlib import Path

import pytest

from facts import FactStore
from nlu.encoder import FOLDER
from nlu.labels import LABELS
from tools.encoder.batches import Vocabulary
from tools.encoder.card import card, hash_of, stand_ins
from tools.encoder.corpus import ROOT, Recipe, sources
from tools.encoder.examples import Example, Part, marks_in_order

KEYS = set(["labels", "marks", "longest", "layers", "stand_ins", "source", "recipe", "counts", "data", "figures", "date", "begun_with"])
# Without these the encoder cannot be served.
SERVED = ("labels", "marks", "longest", "layers", "stand_ins")


@pytest.fixture(scope="module")
def store() -> FactStore:
    return FactStore.load()


def test_a_card_says_all(store: FactStore, tmp_path: Path) -> None:
    vocabulary = Vocabulary(LABELS, marks_in_order(store))
    made = card(vocabulary, Recipe(), stand_ins(store, []), [], {"messages": 1}, ["voice.jsonl"], {"messages": {}}, "2026-01-31")
    assert set(made) == KEYS
    assert json.loads(json.dumps(made)) == made
    assert made["recipe"]["held_files"] == ["voice.jsonl"] and made["recipe"]["rate"] == Recipe().rate
    assert made["source"]["license"] == "MIT"
    assert f"{made['source']['package']}=={made['source']['version']} " in (ROOT / "tools" / "encoder" / "base.txt").read_text()


def test_stand_ins_are_of_the_store(store: FactStore) -> None:
    heard = [Example("x", (Part(0, 1, (), frozenset({"s:help_desk", "s:data_analysis"}), frozenset()),))]
    made = stand_ins(store, heard)
    assert set(made["model"]) == {*(m.id for m in store.models), store.outsourcing.id}
    assert set(made["type"]) == {t.id for m in store.models for t in store.types(m.id)}
    assert {"help_desk", "data_analysis"} <= set(made["service"]) and all(store.classify(s) for s in made["service"])
    assert made["service"]["help_desk"] == "help desks" and not any("outsourcing" in words for words in made["service"].values())


def test_the_hash_is_of_names_and_contents(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("a"), two.write_text("b")
    whole = hash_of([one, two], tmp_path)
    assert whole == hash_of([two, one], tmp_path)
    two.write_text("c")
    assert hash_of([one, two], tmp_path) != whole
    assert len({hash_of([one], tmp_path), hash_of([two], tmp_path), whole}) == 3


def test_all_that_is_learnt_from_is_in_the_repository() -> None:
    assert all(file.is_file() and ROOT in file.parents for file in sources())
    assert {file.suffix for file in sources()} == {".jsonl", ".yml"}


@pytest.mark.skipif(not (FOLDER / "card.json").is_file(), reason="there is no encoder in data/encoder yet")
def test_the_card_of_the_repository_fits(store: FactStore) -> None:
    """A new model or service needs no new encoder: a mark that it has not heard of is only told."""
    kept = json.loads((FOLDER / "card.json").read_text(encoding="utf-8"))
    assert set(SERVED) <= set(kept)
    assert sorted(kept["labels"]) == sorted(LABELS)
    missing = [mark for mark in marks_in_order(store) if mark not in kept["marks"]]
    if missing:
        warnings.warn(f"data/encoder does not know {', '.join(missing)}: run 'make encoder' when there is time", stacklevel=2)
