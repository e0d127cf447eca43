"""Names and described things of a part, and names of the unknown."""

from __future__ import annotations

import pytest

from facts import FactStore
from nlu.names import in_their_order, outside_in, things, without_echoes
from tests.unit.nlu.fakes import CERTAINTIES, encoded, entity, judgement

STORE = FactStore.load()


@pytest.mark.parametrize(
    ("marks", "entities", "field", "found"),
    [
        ({"s:payroll": 0.6}, [], "services", ("payroll",)),
        ({"s:payroll": 0.4}, [], "services", ()),
        # Beside a name of its kind a described thing has to be surer; jobs are told of in one breath.
        ({"t:offshore": 0.6}, [entity("type", "onshore")], "types", ("onshore",)),
        ({"t:offshore": 0.8}, [entity("type", "onshore")], "types", ("onshore",)),
        ({"s:payroll": 0.6}, [entity("service", "help_desk")], "services", ("help_desk", "payroll")),
        ({"s:data_analysis": 0.8}, [entity("service", "help_desk")], "services", ("help_desk", "data_analysis")),
        # A common word names a property only where the sentence is heard to speak of it.
        ({"a:basis": 0.01}, [entity("aspect", "basis")], "aspects", ()),
        ({"a:basis": 0.3}, [entity("aspect", "basis")], "aspects", ("basis",)),
        # One that the encoder does not know is believed.
        ({}, [entity("aspect", "basis")], "aspects", ("basis",)),
        ({"v:bpo.driver": 0.9, "v:kpo.driver": 0.95}, [], "values", ("kpo.driver", "bpo.driver")),
        ({}, [entity("trait", "bpo.reliance kpo.goal")], "values", ("bpo.reliance", "kpo.goal")),
    ],
)
def test_names_and_described_things(marks: dict[str, float], entities: list[dict[str, object]], field: str, found: tuple[str, ...]) -> None:
    assert things(judgement(marks), entities, (), STORE, CERTAINTIES)[0][field] == found


@pytest.mark.parametrize(
    ("marks", "named", "hinted", "field", "found"),
    [
        # Of several values of one aspect the likeliest is meant, unless others are as good as sure.
        ({"v:bpo.driver": 0.6, "v:kpo.driver": 0.7}, "", (), "values", ("kpo.driver",)),
        ({"v:bpo.driver": 0.8, "v:kpo.driver": 0.9}, "", (), "values", ("kpo.driver",)),
        ({"v:bpo.driver": 0.92, "v:kpo.driver": 0.95}, "", (), "values", ("kpo.driver", "bpo.driver")),
        # One of another aspect is meant if it is surer than a guess.
        ({"v:bpo.driver": 0.6, "v:kpo.basis": 0.7}, "", (), "values", ("kpo.basis",)),
        ({"v:bpo.driver": 0.85, "v:kpo.basis": 0.9}, "", (), "values", ("kpo.basis", "bpo.driver")),
        ({"v:bpo.driver": 0.6, "v:kpo.basis": 0.8}, "", ("v:bpo.driver",), "values", ("kpo.basis", "bpo.driver")),
        ({"v:bpo.driver": 0.7}, "kpo.driver", (), "values", ("kpo.driver",)),
        # One property is asked for, unless others are as good as sure, or a phrase speaks for them.
        ({"a:basis": 0.6, "a:driver": 0.7}, "", (), "aspects", ("driver",)),
        ({"a:basis": 0.8, "a:driver": 0.9}, "", (), "aspects", ("driver", "basis")),
        ({"a:basis": 0.6, "a:driver": 0.7}, "", ("a:basis",), "aspects", ("driver", "basis")),
        ({"r:b2b": 0.6, "r:extension": 0.7}, "", (), "relations", ("extension",)),
    ],
)
def test_rivals(marks: dict[str, float], named: str, hinted: tuple[str, ...], field: str, found: tuple[str, ...]) -> None:
    entities = [entity("trait", named)] if named else []
    assert things(judgement(marks), entities, hinted, STORE, CERTAINTIES)[0][field] == found


def test_a_part_is_not_described_beside_its_whole() -> None:
    whole, part = next((s.id, s.details[0].id) for m in STORE.models for s in m.described if s.details)
    found, named = things(judgement({f"s:{part}": 0.99}), [entity("service", whole)], (), STORE, CERTAINTIES)
    assert found["services"] == (whole,) and named == (whole,)
    found, named = things(judgement({f"s:{part}": 0.99, f"s:{whole}": 0.9}), [], (), STORE, CERTAINTIES)
    assert found["services"] == (part,) and named == ()


@pytest.mark.parametrize(
    ("text", "unknown", "taken", "found"),
    [
        ("what is the capital of Oz?", {"capital": 0.9, "of": 0.9, "Oz": 0.9}, [], ("capital of Oz",)),
        ("what is the capital of Oz?", {"capital": 0.4}, [], ()),
        ("Zorbix or Quuxly?", {"Zorbix": 0.9, "Quuxly": 0.9}, [], ("Zorbix", "Quuxly")),
        # What the store has a name for is not unknown, unless more than the name is.
        ("what is BPO?", {"BPO": 0.9}, [entity("model", "bpo", 8, 11)], ()),
        ("what is BPO law?", {"BPO": 0.9, "law": 0.9}, [entity("model", "bpo", 8, 11)], ("BPO law",)),
        ("the basis?", {"basis": 0.9}, [entity("aspect", "basis", 4, 9)], ("basis",)),
    ],
)
def test_what_is_unknown_is_named(text: str, unknown: dict[str, float], taken: list[dict[str, object]], found: tuple[str, ...]) -> None:
    assert outside_in(text, encoded(text, outside=unknown), 0, len(text), taken, 0.5, 0.0) == found


@pytest.mark.parametrize("word", ["they", "itu", "and yang"])
def test_a_word_that_names_nothing_is_not_unknown(word: str) -> None:
    assert outside_in(word, encoded(word, outside=dict.fromkeys(word.split(), 1.0)), 0, len(word), [], 0.5, 0.0) == ()


def test_only_what_stands_in_the_part_is_named() -> None:
    text = "Oz? Quux?"
    assert outside_in(text, encoded(text, outside={"Oz": 1.0, "Quux": 1.0}), 4, len(text), [], 0.5, 0.0) == ("Quux",)


def test_what_another_part_names_is_no_more_than_an_echo() -> None:
    fields = {"services": ("payroll", "help_desk"), "values": ("bpo.driver",)}
    elsewhere = [entity("service", "help_desk"), entity("trait", "bpo.driver bpo.basis")]
    assert without_echoes(fields, ("payroll",), elsewhere) == {"services": ("payroll",), "values": ()}
    # What this part names itself stays.
    assert without_echoes(fields, ("payroll", "help_desk"), elsewhere)["services"] == ("payroll", "help_desk")


def test_aspects_stand_in_their_order() -> None:
    named, heard_at = [entity("aspect", "driver", 20, 26)], {"a:basis": 4, "a:talent": 30}
    assert in_their_order(("driver", "basis", "talent", "focus"), named, heard_at) == ("basis", "driver", "talent", "focus")
