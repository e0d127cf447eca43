"""Likes and dislikes told in one breath."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from acts import Act
from nlu.cues import Cues
from nlu.needs import all_sides, sides

CUES = Cues.load()
PHONES, DATA = "s:call_center", "s:data_analysis"


@pytest.mark.parametrize(
    "text, services, wished, shunned",
    [
        ("i love data, hate phones", ("data_analysis", "call_center"), ("data_analysis",), ("call_center",)),
        ("males phones tapi suka data", ("data_analysis", "call_center"), ("data_analysis",), ("call_center",)),
        ("saya suka phones tetapi tidak data", ("data_analysis", "call_center"), ("call_center",), ("data_analysis",)),
        ("phones and data please", ("data_analysis", "call_center"), ("data_analysis", "call_center"), ()),
        ("i hate phones", ("call_center",), (), ("call_center",)),
        ("i hate mondays, data is fun", ("data_analysis",), ("data_analysis",), ()),
        ("i hate mondays", (), (), ()),
        # What a firm cannot cope with is what it needs.
        ("we cannot answer our phones", ("call_center",), ("call_center",), ()),
    ],
)
def test_what_is_wished_for_and_what_is_not(text: str, services: Sequence[str], wished: tuple[str, ...], shunned: tuple[str, ...]) -> None:
    def heard(start: int, end: int) -> tuple[Mapping[str, float], Sequence[str], frozenset[str]]:
        clause = text[start:end]
        denied = float("tidak" in clause)
        return (
            {PHONES: float("phones" in clause), DATA: float("data" in clause), "neg": denied},
            clause.replace(",", "").split(),
            frozenset(),
        )

    acts = sides(Act("tell", services=tuple(services), cues=frozenset({"need"})), text, 0, heard, CUES, 0.5, 0.9)
    assert tuple(s for act in acts if not act.has("neg") for s in act.services) == wished
    assert tuple(s for act in acts if act.has("neg") for s in act.services) == shunned


def test_a_question_is_not_parted() -> None:
    act = Act("ask_classification", services=("call_center",))
    assert sides(act, "not phones, data", 0, lambda a, b: ({}, ("not",), frozenset()), CUES, 0.5, 0.9) == (act,)


@pytest.mark.parametrize(
    ("value", "words", "marks", "phrases", "shunned"),
    [
        # What the words mean is denied, or disliked.
        ("kpo.complexity", "males ribet", {"neg": 0.6}, {"v:kpo.complexity"}, True),
        # A value that is put by a denial is not denied by it.
        ("bpo.coordination", "nobody can face calls", {"neg": 0.6}, set(), False),
        # Who lacks a quality is not who is wanted for it.
        ("kpo.talent", "but no degree", {}, set(), True),
        ("bpo.talent", "i talk well", {}, set(), False),
    ],
)
def test_a_value_that_is_shunned(value: str, words: str, marks: dict[str, float], phrases: set[str], shunned: bool) -> None:
    def heard(start: int, end: int) -> tuple[Mapping[str, float], Sequence[str], frozenset[str]]:
        return {f"v:{value}": 1.0, **marks}, words.split(), frozenset(phrases)

    (act,) = sides(Act("tell", values=(value,), cues=frozenset({"need", "neg"})), words, 0, heard, CUES, 0.5, 0.9)
    assert act.has("neg") is shunned


def test_a_denial_of_another_part_is_no_dislike_of_this_one() -> None:
    text = "i talk well. no papers"
    parts = [(0, 12), (12, len(text))]

    def heard(start: int, end: int) -> tuple[Mapping[str, float], Sequence[str], frozenset[str]]:
        clause = text[start:end]
        return {"v:bpo.talent": float("talk" in clause), "neg": 1.0}, clause.replace(".", "").split(), frozenset()

    told = Act("tell", values=("bpo.talent",), cues=frozenset({"need", "neg"}))
    talks, _ = all_sides([told, Act("tell", values=("kpo.talent",))], parts, text, heard, CUES, 0.5, 0.9)
    assert not talks.has("neg")
    (alone,) = all_sides([told], parts[:1], text, heard, CUES, 0.5, 0.9)
    assert alone.has("neg")
