"""What is denied beside what is claimed."""

from __future__ import annotations

import pytest

from acts import Act
from nlu.contrasts import with_denied
from nlu.cues import Cues

CUES = Cues.load()
RULES, JUDGEMENT, SAVING = "bpo.basis", "kpo.basis", "kpo.goal"
# Words for each value, as a clause is heard.
SPOKEN = {"rules": RULES, "aturan": RULES, "judgement": JUDGEMENT, "pertimbangan": JUDGEMENT, "hemat": SAVING, "saving": SAVING}


def read(text: str, values: tuple[str, ...], label: str = "ask_aspect", cues: str = "yn", until: int | None = None) -> Act:
    def heard(start: int, end: int) -> tuple[dict[str, float], list[str]]:
        words = text[start:end].lower().replace(",", " ,").replace("?", " ?").split()
        return {f"v:{value}": 0.9 for word, value in SPOKEN.items() if word in words}, words

    act = Act(label, values=values, cues=frozenset(cues.split()))
    return with_denied(act, text, (0, len(text) if until is None else until), heard, CUES, 0.5)


@pytest.mark.parametrize(
    "text, values, claimed, denied",
    [
        ("that runs on rules, not judgement", (RULES, JUDGEMENT), (RULES,), (JUDGEMENT,)),
        ("itu soal aturan bukan pertimbangan kan", (RULES, JUDGEMENT), (RULES,), (JUDGEMENT,)),
        ("apakah ini bukan soal aturan melainkan pertimbangan?", (RULES, JUDGEMENT), (JUDGEMENT,), (RULES,)),
        ("this isn't about rules but about judgement", (RULES, JUDGEMENT), (JUDGEMENT,), (RULES,)),
        ("it needs judgement instead of rules", (RULES, JUDGEMENT), (JUDGEMENT,), (RULES,)),
        # Of the other half the likelier value may be all that was heard.
        ("this is all about rules and not judgement", (RULES,), (RULES,), (JUDGEMENT,)),
        # A tag, a question that opens with a denial, and one denial of all.
        ("ini soal aturan, bukan?", (RULES,), (RULES,), ()),
        ("isn't that about rules and judgement?", (RULES, JUDGEMENT), (RULES, JUDGEMENT), ()),
    ],
)
def test_each_half_of_a_contrast(text: str, values: tuple[str, ...], claimed: tuple[str, ...], denied: tuple[str, ...]) -> None:
    act = read(text, values)
    assert (act.values, act.besides, act.has("neg")) == (claimed, denied, False)


def test_what_is_denied_beside_something_unknown_is_denied() -> None:
    assert read("that is for quality rather than saving", (SAVING,)).has("neg")
    # The turn may begin the next part.
    text = "tujuannya bukan hemat biaya tapi mutu"
    assert read(text, (SAVING,), until=text.index("tapi")).has("neg")
    # A denial alone is left to what the encoder hears of it.
    assert not read("tujuannya bukan hemat biaya", (SAVING,)).has("neg")


def test_what_was_not_meant_is_left_out() -> None:
    act = read("not saving, I asked about the rules", (SAVING, RULES), label="correct", cues="")
    assert (act.values, act.besides) == ((RULES,), (SAVING,))


def test_what_is_compared_is_no_contrast() -> None:
    act = read("it has more rules than judgement, not less", (RULES, JUDGEMENT), cues="yn than")
    assert act.values == (RULES, JUDGEMENT) and not act.besides
