"""Names that the encoder was not tuned with."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from facts import FactStore, facts_path
from nlu.stand_ins import stand_ins
from nlu.text import clean
from tests.unit.nlu.fakes import entity, judgement

CARD = {
    "marks": ["s:payroll", "s:market_research", "t:offshore"],
    "stand_ins": {
        "model": {"bpo": "BPO", "kpo": "KPO"},
        "service": {"payroll": "payroll", "market_research": "market research"},
        "type": {"offshore": "offshore"},
    },
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> FactStore:
    """The store with a third model."""
    folder = tmp_path_factory.mktemp("three")
    facts = Path(shutil.copytree(facts_path(), folder / "facts"))
    shutil.copy(Path(__file__).parents[2] / "third_model" / "rpo.yml", facts / "models")
    return FactStore.load(facts)


def _named(text: str, kind: str, value: str, words: str) -> dict[str, object]:
    at = text.index(words)
    return entity(kind, value, at, at + len(words))


def test_what_the_encoder_knows_stays(store: FactStore) -> None:
    text = "is payroll BPO?"
    known = [_named(text, "service", "payroll", "payroll"), _named(text, "model", "bpo", "BPO")]
    seen = stand_ins(clean(text), known, CARD, store)
    assert seen.text == text and not seen.stands_for


def test_a_new_model_is_shown_as_one_that_is_not_named(store: FactStore) -> None:
    text = "how do BPO and RPO differ?"
    seen = stand_ins(clean(text), [_named(text, "model", "bpo", "BPO"), _named(text, "model", "rpo", "RPO")], CARD, store)
    assert seen.text == "how do BPO and KPO differ?"


def test_two_new_things_get_two_stand_ins(store: FactStore) -> None:
    text = "candidate sourcing or job adverts?"
    new = [_named(text, "service", "candidate_sourcing", "candidate sourcing"), _named(text, "service", "job_adverts", "job adverts")]
    seen = stand_ins(clean(text), new, CARD, store)
    assert seen.text == "payroll or market research?"
    marks = seen.translated(judgement({"s:payroll": 0.9, "s:market_research": 0.2, "yn": 0.7})).marks
    assert marks == {"s:candidate_sourcing": 0.9, "s:job_adverts": 0.2, "yn": 0.7}


def test_places_are_those_of_the_message(store: FactStore) -> None:
    text = "apa itu candidate sourcing?"
    new = _named(text, "service", "candidate_sourcing", "candidate sourcing")
    seen = stand_ins(clean(text), [new], CARD, store)
    assert len(seen.text) == len(seen.origin) and seen.origin == sorted(seen.origin)
    start = seen.text.index("payroll")
    assert (seen.original(start), seen.original_end(start + len("payroll"))) == (new["start"], new["end"])
    (moved,) = seen.moved([new])
    assert seen.text[moved["start"] : moved["end"]] == "payroll"
    assert seen.original(len(seen.text)) == len(text)


def test_what_is_not_in_the_store_stays(store: FactStore) -> None:
    text = "is quuxing BPO?"
    assert stand_ins(clean(text), [_named(text, "service", "quuxing", "quuxing")], CARD, store).text == text
