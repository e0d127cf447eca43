"""What is meant but not said."""

from __future__ import annotations

import pytest

from acts import Act
from dialogue import Exchange, Memory, Query
from dialogue.context import Turn
from dialogue.references import carried, entries_meant, resolved
from tests.unit.talk import STORE, ask

TYPES = (("types", "onshore"), ("types", "nearshore"), ("types", "offshore"))
SERVICES = (("services", "human_resources"), ("services", "customer_service"))


def after(*queries: Query, listed: tuple[tuple[str, str], ...] = ()) -> Turn:
    """The turn after questions that were asked one by one."""
    exchanges = [Exchange((q,), (True,)) for q in queries[:-1]] + [Exchange(queries[-1:], (True,), listed=listed)]
    return Turn(STORE, Memory(tuple(exchanges)), ())


BPO, KPO, BOTH = ("bpo",), ("kpo",), ("bpo", "kpo")


@pytest.mark.parametrize(
    "anaphor, before, meant",
    [
        ("other", BPO, KPO),
        ("other", KPO, BPO),
        ("both", BPO, BOTH),
        ("both", BOTH, BOTH),
        ("first", BOTH, BPO),
        ("last", BOTH, KPO),
        ("first", ("kpo", "bpo"), KPO),
        ("last", ("kpo", "bpo"), BPO),
        ("first", KPO, BPO),
    ],
)
def test_models_that_are_pointed_at(anaphor: str, before: tuple[str, ...], meant: tuple[str, ...]) -> None:
    turn = after(Query("definition", models=before))
    assert resolved(ask("aspect", aspects=("driver",), anaphor=anaphor), turn).models == meant


@pytest.mark.parametrize(
    "act, models",
    [
        (ask("aspect", aspects=("driver",)), KPO),
        (ask("services"), KPO),
        (ask("users"), KPO),
        (ask("aspect", aspects=("driver",), cues="which"), ()),
        (ask("aspect", aspects=("driver",), models=BPO), BPO),
        (ask("definition", types=("nearshore",)), ()),
        (ask("classification", services=("payroll",)), ()),
        (ask("choice"), ()),
    ],
)
def test_a_question_without_a_model_is_about_the_last_one(act: Act, models: tuple[str, ...]) -> None:
    assert resolved(act, after(Query("definition", models=KPO))).models == models


def test_a_model_of_the_same_message_comes_first() -> None:
    turn = Turn(STORE, Memory((Exchange((Query("definition", models=KPO),), (True,)),)), (), subjects=BPO)
    assert resolved(ask("services"), turn).models == BPO


@pytest.mark.parametrize(
    "before, named, compared",
    [
        ((), (), BOTH),
        ((), BPO, BOTH),
        (KPO, BPO, ("kpo", "bpo")),
        (BPO, BPO, BOTH),
        (BPO, ("outsourcing",), ("bpo", "outsourcing")),
        (KPO, BOTH, BOTH),
    ],
)
def test_a_comparison_needs_two(before: tuple[str, ...], named: tuple[str, ...], compared: tuple[str, ...]) -> None:
    assert resolved(ask("difference", models=named), after(Query("definition", models=before))).models == compared


@pytest.mark.parametrize(
    "ordinals, entries",
    [
        ((1,), TYPES[:1]),
        ((-1,), TYPES[-1:]),
        ((2, 3), TYPES[1:]),
        ((1, -1), (TYPES[0], TYPES[-1])),
        ((4,), ()),
        ((-4,), ()),
        ((0,), ()),
        ((), ()),
    ],
)
def test_positions_in_the_last_list(ordinals: tuple[int, ...], entries: tuple[tuple[str, str], ...]) -> None:
    assert entries_meant(Act("follow_up", ordinals=ordinals), after(Query("types", models=BPO), listed=TYPES)) == entries


def test_a_list_is_remembered_over_other_questions() -> None:
    turn = Turn(STORE, Memory((Exchange((Query("types", models=BPO),), (True,), listed=TYPES), Exchange(kind="social"))), ())
    assert resolved(ask("definition", ordinals=(3,)), turn).types == ("offshore",)


DRIVER = Query("aspect", models=BPO, aspects=("driver",))


@pytest.mark.parametrize(
    "before, act, question",
    [
        (DRIVER, {"models": KPO}, Query("aspect", models=KPO, aspects=("driver",))),
        (DRIVER, {"anaphor": "other"}, Query("aspect", models=KPO, aspects=("driver",))),
        (DRIVER, {"aspects": ("talent",)}, Query("aspect", models=BPO, aspects=("talent",))),
        (DRIVER, {"types": ("nearshore",)}, Query("definition", types=("nearshore",))),
        (DRIVER, {"services": ("payroll",)}, Query("classification", services=("payroll",))),
        (DRIVER, {"relations": ("b2b",)}, Query("relation", models=BPO, relations=("b2b",))),
        (Query("definition", models=BPO), {"models": KPO}, Query("definition", models=KPO)),
        (Query("services", models=BPO), {"models": KPO}, Query("services", models=KPO)),
        (Query("full_form", models=BPO), {"models": KPO}, Query("full_form", models=KPO)),
        (Query("difference", models=BOTH), {"models": KPO}, Query("definition", models=KPO)),
        (Query("difference", models=BOTH, aspects=("driver",)), {"models": KPO}, Query("aspect", models=KPO, aspects=("driver",))),
        (Query("difference", types=("onshore",)), {"types": ("offshore",)}, Query("difference", types=("onshore", "offshore"))),
        (Query("types", models=BPO), {"types": ("onshore",)}, Query("definition", types=("onshore",))),
        (Query("choice", services=("payroll",)), {"services": ("data_analysis",)}, Query("choice", services=("data_analysis",))),
        (
            Query("aspect", models=BPO, values=("bpo.complexity",), cues=frozenset({"yn"})),
            {"models": KPO},
            Query("aspect", models=KPO, aspects=("complexity",)),
        ),
        (
            Query("aspect", models=BPO, values=("bpo.complexity",), cues=frozenset({"yn"})),
            {"models": KPO, "cues": frozenset({"too"})},
            Query("aspect", models=KPO, aspects=("complexity",), values=("bpo.complexity",), cues=frozenset({"too", "yn"})),
        ),
    ],
)
def test_a_half_sentence_goes_on_from_the_last_question(before: Query, act: dict[str, object], question: Query) -> None:
    assert carried(Act("follow_up", **act), after(before)) == question


@pytest.mark.parametrize(
    "act, question",
    [
        ({"models": BPO}, Query("definition", models=BPO)),
        ({"services": ("payroll",)}, Query("classification", services=("payroll",))),
        ({"aspects": ("driver",)}, Query("aspect", aspects=("driver",))),
        ({}, None),
    ],
)
def test_a_half_sentence_at_the_beginning(act: dict[str, object], question: Query | None) -> None:
    assert carried(Act("follow_up", **act), Turn(STORE, Memory(), ())) == question


@pytest.mark.parametrize(
    "listed, ordinals, kind, name", [(TYPES, (2,), "types", "nearshore"), (SERVICES, (-1,), "services", "customer_service")]
)
def test_an_entry_by_its_place_is_what_it_names(
    listed: tuple[tuple[str, str], ...], ordinals: tuple[int, ...], kind: str, name: str
) -> None:
    question = carried(Act("choose_listed", ordinals=ordinals), after(Query("types", models=BPO), listed=listed))
    assert question is not None and getattr(question, kind) == (name,)
