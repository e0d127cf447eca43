"""Which role a model has in a part: spoken of, compared with, denied."""

from __future__ import annotations

import re

import pytest

from acts import Act, Span
from facts import FactStore
from nlu.cues import Cues
from nlu.roles import compared_models, denied_models, joined_models, with_roles
from tests.unit.nlu.fakes import entity

CUES = Cues.load()
STORE = FactStore.load()
NAMES = {"BPO": ("model", "bpo"), "KPO": ("model", "kpo"), "payroll": ("service", "payroll")}


def reading(text: str) -> dict[str, list]:
    """The plain words of a text and their places."""
    found = list(re.finditer(r"\S+", text))
    return {"words": [m[0] for m in found], "starts": [m.start() for m in found]}


def names(text: str) -> list[dict[str, object]]:
    """The names of models and services in a text."""
    return [entity(*NAMES[m[0]], m.start(), m.end()) for m in re.finditer("|".join(NAMES), text)]


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("bukan BPO", ("bpo",)),
        ("not the BPO", ("bpo",)),
        ("maksud saya bukan BPO", ("bpo",)),
        ("bukan , BPO", ()),
        ("no BPO", ()),
        ("BPO", ()),
    ],
)
def test_a_model_is_denied_by_what_stands_before_it(text: str, denied: tuple[str, ...]) -> None:
    assert denied_models(names(text), reading(text), CUES) == denied


@pytest.mark.parametrize(
    ("text", "compared"),
    [
        ("is KPO harder than BPO", ("bpo",)),
        ("KPO lebih rumit daripada payroll", ("bpo",)),
        ("than payroll , is it harder", ("bpo",)),
        ("KPO is harder", None),
        ("KPO is harder than the rest", None),
    ],
)
def test_what_stands_behind_than_is_compared_with(text: str, compared: tuple[str, ...] | None) -> None:
    assert compared_models(names(text), reading(text), CUES, STORE) == compared


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("BPO and KPO run on volume", ("bpo", "kpo")),
        ("baik BPO maupun KPO", ("bpo", "kpo")),
        ("BPO/KPO", ("bpo", "kpo")),
        ("KPO is a smaller kind of BPO", ("kpo",)),
        ("KPO", ("kpo",)),
    ],
)
def test_models_that_something_joins_are_spoken_of_together(text: str, joined: tuple[str, ...]) -> None:
    assert joined_models(names(text), text, CUES) == joined


def test_of_two_models_that_nothing_joins_a_claim_is_made_of_the_first() -> None:
    text = "KPO runs on volume , unlike BPO"
    claim = Act("ask_aspect", models=("kpo", "bpo"), values=("bpo.driver",), cues=frozenset({"yn"}))
    assert with_roles(claim, names(text), text, reading(text), CUES, STORE, {}).than == ("bpo",)
    for other in (claim.with_(cues=frozenset({"yn", "same"})), claim.with_(anaphor="both"), claim.with_(cues=frozenset())):
        assert not with_roles(other, names(text), text, reading(text), CUES, STORE, {}).than


def test_what_is_added_is_not_dropped_with_what_is_dropped() -> None:
    text = "drop the basis and add the complexity"
    places = {"a:basis": text.index("basis"), "a:complexity": text.index("complexity")}
    act = Act("reform", aspects=("basis", "complexity"), cues=frozenset({"besides", "too"}), span=Span(0, len(text)))
    found = with_roles(act, [], text, reading(text), CUES, STORE, places)
    assert (found.besides, found.aspects) == (("basis",), ("complexity",))
