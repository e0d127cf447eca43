"""Verdicts, row by row: values x models x negation x only, services, counts, sameness, relations."""

from __future__ import annotations

import pytest

from acts import Act
from answers import verdicts
from dialogue import Query
from tests.unit.talk import STORE, Talk, ask


def claim(cues: str = "", **fields: object) -> Query:
    return Query("aspect", cues=frozenset({"yn", *cues.split()}), **fields)


@pytest.mark.parametrize(
    "value, model, cues, verdict",
    [
        ("bpo.basis", "bpo", "", "yes"),
        ("bpo.basis", "kpo", "", "no"),
        ("kpo.basis", "bpo", "", "no"),
        ("bpo.basis", "bpo", "neg", "no"),
        ("bpo.basis", "kpo", "neg", "yes"),
        ("bpo.basis", "bpo", "only", "yes"),
        ("bpo.basis", "kpo", "only", "no"),
        ("bpo.goal", "bpo", "only", "partly"),
        ("bpo.goal", "bpo", "only neg", "yes"),
        ("kpo.goal", "bpo", "", "yes"),
        ("bpo.reliance", "kpo", "", "no"),
        ("kpo.skills", "bpo", "", "no"),
        ("bpo.motive", "kpo", "", ""),
        ("bpo.gone", "kpo", "", ""),
    ],
)
def test_a_value_of_a_model(value: str, model: str, cues: str, verdict: str) -> None:
    assert verdicts.of_values(claim(cues, values=(value,)), [model], STORE) == verdict


def test_what_one_is_for_by_name_is_not_told_of_the_other() -> None:
    assert verdicts.of_values(claim(values=("bpo.goal",), named=("bpo.goal",)), ["kpo"], STORE) == ""


@pytest.mark.parametrize(
    "values, models, than, verdict",
    [
        (("bpo.basis", "bpo.driver"), ["bpo"], (), "yes"),
        (("bpo.basis", "kpo.driver"), ["bpo"], (), "partly"),
        (("bpo.basis",), ["bpo", "kpo"], (), "partly"),
        (("kpo.complexity",), ["kpo", "bpo"], ("bpo",), "yes"),
        (("kpo.complexity",), ["bpo", "kpo"], ("kpo",), "no"),
        ((), ["bpo"], (), ""),
        (("bpo.basis",), [], (), ""),
    ],
)
def test_several_values_and_models(values: tuple[str, ...], models: list[str], than: tuple[str, ...], verdict: str) -> None:
    assert verdicts.of_values(claim(values=values, than=than), models, STORE) == verdict


@pytest.mark.parametrize("cues", ["", "which yn", "neg"])
def test_no_claim_no_verdict(cues: str) -> None:
    assert verdicts.of_values(Query("aspect", values=("bpo.basis",), cues=frozenset(cues.split())), ["bpo"], STORE) == ""


@pytest.mark.parametrize(
    "cues, models, placed, verdict",
    [
        ("", ["bpo"], [["bpo"]], "yes"),
        ("", ["kpo"], [["bpo"]], "no"),
        ("neg", ["kpo"], [["bpo"]], "yes"),
        ("", ["bpo"], [["bpo"], ["kpo"]], "partly"),
        ("", ["bpo"], [[]], "no"),
        ("only", ["bpo"], [["bpo", "kpo"]], "partly"),
        ("only", ["bpo"], [["bpo"]], "yes"),
        ("", ["bpo", "kpo"], [["bpo"]], ""),
        ("", [], [["bpo"]], ""),
    ],
)
def test_services(cues: str, models: list[str], placed: list[list[str]], verdict: str) -> None:
    assert verdicts.of_services(claim(cues), models, placed) == verdict


@pytest.mark.parametrize("numbers, cues, verdict", [((3,), "", "yes"), ((4,), "", "no"), ((4,), "neg", "yes"), ((), "", "")])
def test_counts(numbers: tuple[int, ...], cues: str, verdict: str) -> None:
    assert verdicts.of_count(claim(cues, numbers=numbers), 3) == verdict


@pytest.mark.parametrize(
    "cues, verdict",
    [
        ("same", "no"),
        ("differ", "yes"),
        ("same neg", "yes"),
        ("differ neg", "no"),
        ("same differ", "no"),
        ("same differ same_or_other", ""),
        ("", ""),
    ],
)
def test_sameness(cues: str, verdict: str) -> None:
    assert verdicts.of_sameness(claim(cues)) == verdict


@pytest.mark.parametrize("found, one", [([], ""), (["yes"], "yes"), (["yes", "no"], "partly"), (["no", "no"], "no"), (["yes", ""], "")])
def test_one_verdict_on_several(found: list[str], one: str) -> None:
    assert verdicts.joined(found) == one


@pytest.mark.parametrize("value, held", [("bpo.basis", ["bpo"]), ("kpo.goal", ["kpo"]), ("relation.b2b", []), ("bpo.gone", [])])
def test_owners(value: str, held: list[str]) -> None:
    assert verdicts.owners(value, STORE) == held


@pytest.mark.parametrize(
    "topic, fields, cues, verdict",
    [
        ("relation", {"relations": ("extension",), "models": ("kpo", "bpo")}, "", "yes"),
        ("relation", {"relations": ("extension",), "models": ("bpo", "kpo")}, "", "no"),
        ("relation", {"relations": ("b2b",), "models": ("bpo",), "named": ("b2b",)}, "", "yes"),
        ("relation", {"relations": ("b2b",), "models": ("bpo",), "named": ("b2b",)}, "neg", "no"),
        ("types", {"models": ("bpo",), "numbers": (3,)}, "", "yes"),
        ("types", {"models": ("bpo",), "numbers": (4,)}, "", "no"),
        ("services", {"models": ("kpo",), "numbers": (5,)}, "", "yes"),
        ("difference", {}, "same", "no"),
        ("full_form", {"models": ("bpo",), "expansion": "wrong"}, "", "no"),
        ("full_form", {"models": ("bpo",), "expansion": "right"}, "", "yes"),
        ("full_form", {"models": ("bpo",)}, "", None),
        ("users", {}, "", "yes"),
        ("users", {}, "only", "no"),
        ("users", {"outside": ("RS Harapan",)}, "", None),
        ("choice", {"services": ("payroll",), "models": ("bpo",)}, "", "yes"),
        ("choice", {"services": ("payroll",), "models": ("kpo",)}, "", "no"),
        ("definition", {"types": ("nearshore",), "named": ("nearshore",), "models": ("kpo",)}, "", None),
        ("aspect", {"models": ("bpo",), "aspects": ("driver",)}, "", None),
        ("why", {"models": ("kpo",), "values": ("bpo.complexity",)}, "", "no"),
    ],
)
@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_text_begins_with_the_verdict(topic: str, fields: dict[str, object], cues: str, verdict: str | None, lang: str) -> None:
    assert Talk(lang).say(ask(topic, cues=f"yn {cues}", **fields)).verdict == verdict


@pytest.mark.parametrize(
    "act, verdict",
    [
        # It may be abroad; it need not be.
        (ask("aspect", models=("kpo",), values=("kpo.location",), cues="yn"), "yes"),
        (ask("aspect", models=("bpo",), values=("kpo.location",), cues="yn"), "yes"),
        (ask("aspect", models=("kpo",), values=("kpo.location",), cues="yn always"), "no"),
        # A value that is said by a denial: "not the core work".
        (ask("aspect", models=("bpo",), values=("bpo.definition",), cues="yn neg"), "yes"),
        (ask("aspect", models=("bpo",), values=("bpo.definition",), cues="yn"), None),
        # That one kind of staff is needed does not say that no other is.
        (ask("aspect", models=("kpo",), values=("bpo.talent",), cues="yn neg"), None),
        (ask("aspect", models=("kpo",), values=("bpo.talent",), cues="yn"), "no"),
        # Two values of one property are a choice, no claim.
        (ask("aspect", models=("kpo",), values=("kpo.basis", "bpo.basis"), cues="yn"), None),
        # What is told of both together is not told of one.
        (ask("relation", models=("bpo",), relations=("together",), cues="yn"), None),
        (ask("relation", models=("bpo", "kpo"), relations=("together",), cues="yn"), "yes"),
        (ask("aspect", models=("bpo", "kpo"), aspects=("driver",), cues="yn same"), "no"),
        (ask("aspect", models=("bpo", "kpo"), aspects=("driver",), cues="yn differ"), "yes"),
    ],
)
def test_what_is_and_what_is_not_a_claim_that_can_be_judged(act: Act, verdict: str | None) -> None:
    assert Talk().say(act).verdict == verdict


@pytest.mark.parametrize(
    "model, claimed, denied, verdict",
    [
        ("kpo", "kpo.driver", "bpo.driver", "yes"),
        ("kpo", "bpo.driver", "kpo.driver", "no"),
        # Of two properties one half may be so.
        ("bpo", "bpo.driver", "bpo.basis", "partly"),
        ("bpo", "bpo.driver", "kpo.basis", "yes"),
        # What else staff may need is not told.
        ("kpo", "kpo.talent", "bpo.talent", "yes"),
        ("kpo", "bpo.talent", "kpo.talent", "no"),
    ],
)
def test_both_halves_of_a_contrast_are_judged(model: str, claimed: str, denied: str, verdict: str) -> None:
    assert Talk("en").say(ask("aspect", models=(model,), values=(claimed,), besides=(denied,), cues="yn asks")).verdict == verdict


def test_several_properties_are_judged_one_by_one() -> None:
    answer = Talk("en").say(ask("aspect", models=("kpo",), values=("kpo.driver", "bpo.basis"), cues="yn"))
    assert answer.verdict == "partly"
    assert answer.plain_text().startswith("Partly: right about the driver, but not about the basis.")


@pytest.mark.parametrize(
    ("values", "named", "verdict"),
    [
        (("bpo.basis", "kpo.basis"), True, "yes"),
        # Each is said of the other one.
        (("kpo.basis", "bpo.basis"), True, "no"),
        # What is only heard has no order.
        (("kpo.basis", "bpo.basis"), False, "yes"),
    ],
)
def test_values_that_are_named_in_their_order_are_each_said_of_one(values: tuple[str, ...], named: bool, verdict: str) -> None:
    query = claim(models=("bpo", "kpo"), values=values, named=values if named else ())
    assert verdicts.of_values(query, ("bpo", "kpo"), STORE) == verdict
