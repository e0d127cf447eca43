"""Rows and columns of what was shown."""

from __future__ import annotations

import pytest

from acts import Act, Form
from tests.unit.talk import Talk, ask

TABLE = ask("aspect", models=("bpo", "kpo"), aspects=("basis", "driver", "focus"), form=Form(shape="table"))
FIRST = frozenset({"leads"})
SENTENCE = Form(shape="paragraph")


@pytest.mark.parametrize(
    "messages",
    [
        [(TABLE.with_(models=("kpo",), cues=FIRST),)],
        [(TABLE,), (Act("reform", models=("kpo",), cues=FIRST),)],
        [(TABLE,), (Act("ask_aspect", models=("kpo",), cues=FIRST),)],
        [(TABLE.with_(models=()), Act("object", models=("kpo",), cues=FIRST))],
    ],
)
def test_the_side_that_is_named_stands_first(messages: list[tuple[Act, ...]]) -> None:
    talk = Talk()
    said = [talk.say(*acts) for acts in messages][-1]
    assert said.table and said.table.columns[1:] == ["KPO", "BPO"] and len(said.table.rows) == 3


def test_first_alone_orders_nothing() -> None:
    assert Talk().say(ask("definition", models=("kpo",), cues="leads")).facts == ["kpo.definition"]


@pytest.mark.parametrize(
    "act",
    [
        Act("reform", ordinals=(2,), form=SENTENCE),
        Act("reform", numbers=(2,), form=SENTENCE),
        Act("repeat", ordinals=(2,), form=Form(length="line")),
    ],
)
def test_a_row_as_a_sentence_is_that_row_of_both(act: Act) -> None:
    talk = Talk("en")
    talk.say(TABLE)
    assert talk.say(act).plain_text() == "BPO is driven by volume, while KPO is driven by insight."


@pytest.mark.parametrize("before", [(TABLE,), tuple(ask("aspect", aspects=(a,), mark=m) for a, m in (("basis", "a"), ("focus", "b")))])
def test_which_matters_most_is_not_told(before: tuple[Act, ...]) -> None:
    talk = Talk("en")
    talk.say(*before)
    said = talk.say(Act("ask_aspect", cues=frozenset({"which", "matters", "all_of"})))
    assert said.kind == "decline" and "the basis" in said.plain_text() and "the focus" in said.plain_text()


def test_what_matters_most_to_the_person_is_a_need() -> None:
    talk = Talk("en")
    talk.say(TABLE)
    assert talk.say(ask("choice", values=("kpo.basis",), cues="matters need")).kind == "answer"


def edits(aspects: tuple[str, ...], besides: tuple[str, ...], cues: str, label: str = "reform") -> Act:
    return Act(label, aspects=aspects, besides=besides, cues=frozenset(cues.split()))


@pytest.mark.parametrize(
    ("edit", "rows"),
    [
        (edits(("location",), ("driver",), "too besides"), ["basis", "complexity", "location"]),
        (edits(("coordination", "talent"), (), "too"), ["basis", "complexity", "driver", "coordination", "talent"]),
        (edits((), ("basis",), "besides"), ["complexity", "driver"]),
        # "That one, not this one" stands in its place.
        (edits(("location",), ("complexity",), "", "correct"), ["basis", "location", "driver"]),
    ],
)
def test_rows_of_a_comparison_are_edited_and_stay_so_in_another_form(edit: Act, rows: list[str]) -> None:
    talk = Talk("en")
    talk.say(ask("difference", form=Form(shape="table", points=3, unit="points")))
    assert len(talk.say(edit).table.rows) == len(rows)
    told = talk.say(Act("reform", form=Form(shape="paragraph"))).facts
    assert told == [f"{model}.{row}" for row in rows for model in ("bpo", "kpo")]


@pytest.mark.parametrize(("cue", "first"), [("ascending", "bpo"), ("descending", "kpo")])
def test_models_stand_by_the_level_of_a_property(cue: str, first: str) -> None:
    talk = Talk("en")
    said = talk.say(ask("aspect", models=("kpo", "bpo"), aspects=("coordination",), cues=cue))
    assert said.facts[0] == f"{first}.coordination"
    assert talk.say(Act("object", cues=frozenset({"reversed"}))).facts[-1] == f"{first}.coordination"


def rows_of(talk: Talk, *acts: Act) -> list[str]:
    return list(dict.fromkeys(ref.partition(".")[2] for ref in talk.say(*acts).facts))


MISSING = Act("object", cues=frozenset({"o:partial"}))


@pytest.mark.parametrize(
    ("acts", "rows"),
    [
        # A row that is missed is added to those that stand.
        ((Act("object", aspects=("talent",)),), ["basis", "driver", "focus", "talent"]),
        ((MISSING, ask("aspect", aspects=("talent",))), ["basis", "driver", "focus", "talent"]),
        # One in, one out, in either order, by name or by place.
        ((edits((), ("driver",), "besides"), edits(("talent",), (), "too")), ["basis", "focus", "talent"]),
        ((edits(("talent",), (), "too"), edits((), ("driver",), "besides")), ["basis", "focus", "talent"]),
        ((edits((), (), "besides").with_(ordinals=(-1,)), edits(("talent",), (), "too")), ["basis", "driver", "talent"]),
    ],
)
def test_rows_in_and_out_in_one_message(acts: tuple[Act, ...], rows: list[str]) -> None:
    talk = Talk("en")
    talk.say(TABLE)
    assert rows_of(talk, *acts) == rows


@pytest.mark.parametrize("act", [Act("reform", cues=frozenset({"back", "besides"})), Act("go_back"), edits(("driver",), (), "")])
def test_what_was_dropped_comes_back(act: Act) -> None:
    talk = Talk("en")
    talk.say(TABLE)
    assert rows_of(talk, edits((), ("driver",), "besides")) == ["basis", "focus"]
    assert rows_of(talk, act) == ["basis", "focus", "driver"]


def test_what_was_dropped_of_a_list_comes_back() -> None:
    talk = Talk("en")
    whole = talk.say(ask("services", models=("kpo",))).facts
    assert len(talk.say(Act("reform", ordinals=(1,), cues=frozenset({"besides"}))).facts) < len(whole)
    assert talk.say(Act("reform", cues=frozenset({"back"}))).facts == whole


def test_points_of_which_one_is_dropped_stay_points() -> None:
    talk = Talk("en")
    talk.say(ask("difference", form=Form(points=4, unit="points")))
    assert sum(len(block.items) for block in talk.say(edits((), (), "besides").with_(ordinals=(2,))).body) == 3


def test_the_table_that_is_not_wanted_where_a_sentence_is() -> None:
    talk = Talk("en")
    talk.say(TABLE)
    said = talk.say(Act("reform", form=Form(length="line", shape="table")))
    assert said.table is None and said.form == {"length": "line"} and "bpo.focus" in said.facts


@pytest.mark.parametrize("form", [Form(shape="paragraph"), Form(points=2, unit="sentences")])
def test_rows_that_were_shown_are_those_of_the_sentences(form: Form) -> None:
    talk = Talk("en")
    talk.say(ask("difference", form=Form(points=2, unit="points")))
    assert rows_of(talk, Act("reform", cues=frozenset({"same"}), numbers=(2,), form=form)) == ["basis", "complexity"]


def test_one_more_that_is_named_is_added_to_sentences() -> None:
    talk = Talk("en")
    each = ask("difference", cues="each", form=Form(length="line"))
    assert rows_of(talk, ask("difference", form=Form(points=2, unit="points")), each) == ["basis", "complexity"]
    said = talk.say(Act("elaborate", aspects=("talent",), numbers=(1,), cues=frozenset({"further"})))
    assert not said.body[0].items and "bpo.talent" in said.facts and "bpo.complexity" in said.facts
