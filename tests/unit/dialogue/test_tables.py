"""What the tables of courtesy, senses and questions say, row by row: each was a change that no other test had noticed.

Found by mutation testing (cosmic-ray, see CONTRIBUTING.md): of 191 changes to `query`, `senses` and `social` the other tests noticed
115, and these 52 more. The 24 that are left do the same in other words: annotations, which nobody reads (11), `is` for `==` between
names of the code (9), an order where nothing is greater, or less (4).
"""

from __future__ import annotations

import pytest

from acts import Act, Form, Sense, Span
from dialogue import Memory, Query
from dialogue.context import Turn
from dialogue.senses import completed
from dialogue.social import HANDLERS
from tests.unit.talk import STORE, Talk, ask

QUESTION, UNKNOWN, TOLD = ask("definition", models=("bpo",)), Act("out_of_scope", outside=("gaji",)), Act("tell")


def keys(act: Act, *others: Act, memory: Memory | None = None) -> list[str]:
    """The wordings that are chosen for a courtesy beside other acts."""
    turn = Turn(STORE, memory or Memory(), (act, *others))
    return [move.key for move in HANDLERS[act.label](act, turn)]


@pytest.mark.parametrize(
    ("span", "beside", "consoled"),
    [
        (Span(4, 24), QUESTION, False),
        (Span(4, 25), QUESTION, True),
        (Span(4, 5), QUESTION, False),
        (Span(4, 24), UNKNOWN, False),
        (Span(4, 24), TOLD, True),
        # Where it stands is not known.
        (Span(0, 0), QUESTION, True),
    ],
)
def test_a_sigh_before_a_question_is_none_to_be_consoled(span: Span, beside: Act, consoled: bool) -> None:
    assert keys(Act("emotion", span=span), beside) == (["emotion"] if consoled else [])


@pytest.mark.parametrize(
    ("cues", "fields", "said"),
    [
        ("able yn", {}, "unable"),
        ("able yn neg", {}, "unable_agreed"),
        ("able", {}, "ask_bot"),
        ("yn", {}, "ask_bot"),
        ("able yn", {"models": ("bpo",)}, "ask_bot"),
        ("able yn", {"form": Form(length="short")}, "ask_bot"),
        ("able yn kept", {}, "kept"),
        ("able yn beside_others", {}, "only_source"),
        ("kept beside_others", {}, "kept"),
    ],
)
def test_what_the_bot_is_asked_of_itself(cues: str, fields: dict[str, object], said: str) -> None:
    assert keys(Act("ask_bot", cues=frozenset(cues.split()), **fields)) == [said]  # type: ignore[arg-type]


def test_a_first_hm_is_a_greeting_and_a_later_one_or_one_beside_others_is_none() -> None:
    talk = Talk()
    talk.say(QUESTION)
    hm = Act("acknowledge")
    assert (keys(hm), keys(hm, TOLD), keys(hm, memory=talk.memory)) == (["greet"], ["acknowledge"], ["acknowledge"])


@pytest.mark.parametrize(
    ("cues", "said"), [("m:sad", "emotion_sad"), ("laughs", "emotion_joke"), ("laughs m:sad", "emotion_sad"), ("", "emotion")]
)
def test_a_feeling_is_that_of_its_mood(cues: str, said: str) -> None:
    assert keys(Act("emotion", cues=frozenset(cues.split()))) == [said]


@pytest.mark.parametrize(("cues", "said"), [("m:sad", "emotion_sad"), ("laughs", "remark"), ("", "remark")])
def test_a_remark_is_met_by_its_mood_alone(cues: str, said: str) -> None:
    assert keys(Act("remark", cues=frozenset(cues.split()))) == [said]


@pytest.mark.parametrize(("label", "greeted"), [("greet", True), ("nothing", True), ("tell", True), ("thank", False), ("ask_types", False)])
def test_a_letter_is_greeted_only_where_nothing_in_it_is_to_be_answered(label: str, greeted: bool) -> None:
    assert bool(keys(Act("greet", cues=frozenset({"letter"})), Act(label))) is greeted


WHOLE = Sense("ask_types", ("kpo",))


@pytest.mark.parametrize("lean", [{"ordinals": (1,)}, {"besides": ("bpo",)}, {"ordinals": (1,), "besides": ("bpo",)}])
def test_what_counts_or_adds_is_worked_out_from_the_talk(lean: dict[str, object]) -> None:
    assert completed(Act("follow_up", sense=WHOLE)) is not None
    assert completed(Act("follow_up", sense=WHOLE, **lean)) is None  # type: ignore[arg-type]
    assert completed(Act("ask_types", sense=WHOLE)) is None


@pytest.mark.parametrize(
    ("act", "sense", "models"),
    [
        ((), WHOLE, ("kpo",)),
        (("bpo",), WHOLE, ("kpo",)),
        (("bpo",), Sense("ask_types"), ("bpo",)),
        # It asks which one: none that was heard is meant.
        ((), Sense("ask_choice", ("kpo",), services=("payroll",)), ()),
        (("bpo",), Sense("ask_choice", ("kpo",), services=("payroll",)), ("bpo",)),
    ],
)
def test_the_model_of_half_a_sentence(act: tuple[str, ...], sense: Sense, models: tuple[str, ...]) -> None:
    assert (whole := completed(Act("follow_up", act, sense=sense))) and whole.models == models


def test_a_whole_sentence_goes_back_to_nothing_and_keeps_its_other_cues() -> None:
    for cues in ({"back", "yn"}, {"yn"}):
        assert (whole := completed(Act("go_back", cues=frozenset(cues), sense=WHOLE))) and whole.cues == {"yn"}


@pytest.mark.parametrize(
    ("act", "sense", "is_whole"),
    [
        (Act("object", ("bpo",)), Sense("ask_types"), True),
        (Act("object"), Sense("ask_types"), False),
        (Act("object", services=("payroll",)), Sense("ask_classification"), True),
        (Act("object", aspects=("driver",)), Sense("ask_aspect"), True),
        (Act("object", ("bpo",)), Sense("ask_aspect"), False),
        (Act("object", ("bpo",)), Sense("out_of_scope", ("bpo",)), False),
    ],
)
def test_what_is_named_makes_half_a_sense_whole(act: Act, sense: Sense, is_whole: bool) -> None:
    assert (completed(act.with_(sense=sense)) is not None) is is_whole


@pytest.mark.parametrize("label", ["ask_aspect", "ask_choice"])
def test_a_value_becomes_its_property_only_where_the_property_is_asked_for(label: str) -> None:
    whole = completed(Act("confused", ("kpo",), sense=Sense(label, ("kpo",), values=("bpo.driver",))))
    assert whole and (whole.aspects, whole.values) == ((("driver",), ()) if label == "ask_aspect" else ((), ("bpo.driver",)))


def test_a_memory_that_was_written_by_others_is_read_without_what_it_cannot_hold() -> None:
    written = {
        "topic": "aspect",
        "models": "bpo",
        "numbers": [3, "4", None],
        "cues": "yn",
        "aspects": ["driver", "gone"],
        "told": 5,
    }
    assert Query.from_json(written, STORE) == Query("aspect", aspects=("driver",), numbers=(3,))
    assert Query.from_json({}, STORE) == Query("")


def test_a_question_in_other_words_is_the_same() -> None:
    assert Query("types", words="apa jenisnya", heard="yes") == Query("types", words="jenisnya apa")
