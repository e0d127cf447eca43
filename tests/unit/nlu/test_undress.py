"""What the encoder is not shown of a message."""

from __future__ import annotations

import pytest

from nlu.text import clean
from nlu.undress import Courtesy, undressed
from tests.unit.nlu.fakes import entity

COURTESY = Courtesy.load()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Halo kak, apa itu BPO?", ["Halo kak, ", "apa itu BPO?"]),
        ("hi who outsources its work?", ["hi ", "who outsources its work?"]),
        ("Selamat siang. Apa beda BPO?", ["Selamat siang. ", "Apa beda BPO?"]),
        ("what is BPO? Thanks a lot", ["what is BPO? ", "Thanks a lot"]),
        ("BPO itu apa ya makasih sebelumnya kak", ["BPO itu apa ya ", "makasih sebelumnya kak"]),
        ("KPO. Terima kasih.", ["KPO. ", "Terima kasih."]),
        ("hai min BPO apa ya thx!", ["hai min ", "BPO apa ya ", "thx!"]),
        # Courtesy alone is one piece; so is what only begins like it, or says "thanks" in passing.
        ("halo kak", ["halo kak"]),
        ("no thanks", ["no thanks"]),
        ("ok thx", ["ok thx"]),
        ("hi-tech BPO?", ["hi-tech BPO?"]),
        ("higher cost of BPO", ["higher cost of BPO"]),
        ("thanks to BPO we save money", ["thanks to BPO we save money"]),
    ],
)
def test_courtesy_stands_apart(text: str, found: list[str]) -> None:
    named = [entity("model", "bpo")] if "PO" in text else []
    pieces = COURTESY.apart(clean(text), named)
    assert [piece.text for piece in pieces] == found
    assert [place for piece in pieces for place in piece.origin] == list(range(len(text)))


@pytest.mark.parametrize(
    ("text", "calm"),
    [
        ("APA ITU BPO????", "apa itu BPO?"),
        ("what is it?!?!", "what is it?"),
        ("wow!!", "wow!"),
        # Few letters in capitals may be names.
        ("BPO VS KPO", "BPO VS KPO"),
        ("What is BPO", "What is BPO"),
        ("who hands over\nits work", "who hands over its work"),
        ("payroll.\nResearch", "payroll.\nResearch"),
        ("a. one\nb. two", "a. one\nb. two"),
    ],
)
def test_a_message_is_said_calmly(text: str, calm: str) -> None:
    at = text.find("BPO")
    seen = undressed(clean(text), [entity("model", "bpo", at, at + 3)] if at >= 0 else [], {})
    assert seen.text == calm and len(seen.origin) == len(calm)
    # It ends where the message does.
    assert seen.origin[-1] == len(text) - 1


@pytest.mark.parametrize(
    ("text", "word", "calm"),
    [
        ("how skileld is it", "skilled", "how skilled is it"),
        ("HOW SKILELD IS IT AT ALL", "skilled", "how skilled is it at all"),
        # What else the reader makes plain stays as it was typed.
        ("how skiled is it", "skilled", "how skiled is it"),
        ("gimana sih", "bagaimana", "gimana sih"),
        ("salt form it", "slat", "salt form it"),
    ],
)
def test_swapped_letters_are_put_right(text: str, word: str, calm: str) -> None:
    typed = next(w for w in text.split() if sorted(w.lower()) == sorted(word) or w in ("skiled", "gimana"))
    at = text.index(typed)
    assert undressed(clean(text), [], {"words": [word], "starts": [at], "ends": [at + len(typed)]}).text == calm
