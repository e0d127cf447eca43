"""Where a message is cut."""

from __future__ import annotations

import pytest

from nlu.segments import parts, point_of
from tests.unit.nlu.fakes import encoded


@pytest.mark.parametrize(
    ("text", "cuts", "found"),
    [
        ("what is BPO?", {}, ["what is BPO?"]),
        ("halo, BPO itu apa?", {"BPO": 0.9}, ["halo, ", "BPO itu apa?"]),
        ("halo, BPO itu apa?", {"BPO": 0.4}, ["halo, BPO itu apa?"]),
        # Where a sentence ends, less is needed.
        ("halo. BPO itu apa?", {"BPO": 0.4}, ["halo. ", "BPO itu apa?"]),
        ("halo. BPO itu apa?", {"BPO": 0.1}, ["halo. BPO itu apa?"]),
        ("a. what is BPO\nb. what is KPO", {}, ["a. what is BPO\n", "b. what is KPO"]),
        ("1) BPO\n2) KPO", {}, ["1) BPO\n", "2) KPO"]),
        ("Bandingkan a) BPO b) KPO", {}, ["Bandingkan ", "a) BPO ", "b) KPO"]),
        # Behind a point the next of its row is one wherever it stands.
        ("these: 1. BPO 2. KPO", {}, ["these: ", "1. BPO ", "2. KPO"]),
        ("a. BPO b. KPO", {}, ["a. BPO ", "b. KPO"]),
        ("a. grade c. of KPO", {}, ["a. grade c. of KPO"]),
        ("Grade a. what is it", {}, ["Grade a. what is it"]),
        ("a) BPO", {"BPO": 0.9}, ["a) BPO"]),
        # Where a sentence ends a cut is likely, and needs less to be believed.
        ("it is BPO. is KPO?", {"is": 0.3}, ["it is BPO. ", "is KPO?"]),
        ("it is BPO.) is KPO?", {"is": 0.3}, ["it is BPO.) ", "is KPO?"]),
        ("it is BPO. is KPO?", {"is": 0.1}, ["it is BPO. is KPO?"]),
        ("BPO\nKPO", {"KPO": 0.3}, ["BPO\n", "KPO"]),
        ("BPO, KPO ?!", {"?": 0.9}, ["BPO, KPO ?!"]),
        ("BPO", {"BPO": 0.9}, ["BPO"]),
        ("", {}, [""]),
    ],
)
def test_a_message_is_cut_where_the_encoder_says_and_at_points(text: str, cuts: dict[str, float], found: list[str]) -> None:
    assert [text[start:end] for start, end in parts(text, encoded(text, cuts), 0.5, 0.2)] == found


def test_no_word_is_cut_in_two() -> None:
    text = "gotta run"
    of = encoded(text, {})
    inside = of._replace(starts=of.starts + 2, cut=of.cut + 1.0)
    assert parts(text, inside, 0.5, 0.2) == [(0, len(text))]


@pytest.mark.parametrize(
    ("text", "mark"), [("b. what is BPO", "b"), ("(2) KPO", "2"), ("B) KPO", "b"), ("what is BPO", ""), ("z. KPO", "")]
)
def test_the_letter_of_a_point(text: str, mark: str) -> None:
    assert point_of(text) == mark
