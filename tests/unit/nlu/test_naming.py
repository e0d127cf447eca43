"""How what is unknown is named: by a noun phrase that stands there, else by the matter that its words speak for."""

from __future__ import annotations

import pytest

from answers.wording import Wording
from facts.schema import LANGUAGES
from nlu.language_data import LANGUAGE_DATA, read
from nlu.naming import Matters

MATTERS = Matters.load()


def named(text: str, *things: str, asks: bool = True) -> tuple[tuple[str, ...], bool]:
    """What is named of a part whose words are read as they stand; models are in capitals."""
    words, at = text.split(), 0
    starts = []
    for word in words:
        starts.append(text.index(word, at))
        at = starts[-1] + len(word)
    plain = [word.lower().strip("?.,") for word in words]
    kinds = ["model" if word.strip("?.,").isupper() else "" for word in words]
    return MATTERS.named(things, text, (0, len(text)), {"words": plain, "kinds": kinds, "starts": starts}, asks)


@pytest.mark.parametrize(
    ("text", "thing", "name"),
    [
        # What is said of a thing is no thing.
        ("which of them is dearer", "dearer", "matter:price"),
        ("yang lebih awet dan murah mana", "murah", "matter:price"),
        ("is it lawful in Spain", "lawful in Spain", "matter:law"),
        ("who founded the first firm", "founded the first firm", "matter:origin"),
        ("how do we convince the board", "convince the board", "matter:howto"),
        ("berapa lama masa percobaannya", "masa percobaannya", "masa percobaannya"),
        # Words that say nothing by themselves name nothing.
        ("siapa aja emang", "emang", "matter:who"),
        ("apa emang begitu", "emang", ""),
        # A clause is named by what it is of.
        ("robot bakal ambil alih", "robot bakal ambil alih", "robot"),
        ("uang jaminan kalau batal", "uang jaminan kalau batal", "uang jaminan"),
        ("kalau penyedianya bangkrut bagaimana", "penyedianya bangkrut", "matter:what_if"),
        # Nouns stay as they are.
        ("a pension plan for agents", "pension plan", "pension plan"),
        ("berapa uang lembur di sana", "uang lembur", "uang lembur"),
        ("is a better office chair part of it", "better office chair", "office chair"),
    ],
)
def test_the_unknown_is_named_by_a_noun_or_its_matter(text: str, thing: str, name: str) -> None:
    assert named(text, thing) == ((name,) if name else (), False)


def test_without_a_thing_the_matter_is_named() -> None:
    assert named("how long does that take") == (("matter:duration",), False)
    assert named("hmm begitu") == ((), False)


@pytest.mark.parametrize(
    ("text", "thing", "asks", "predicate"),
    [
        ("is KPO glamorous?", "glamorous", True, True),
        ("BPO ramah anak tidak?", "ramah anak", True, True),
        ("mana yang lebih luwes", "luwes", True, True),
        ("is insurance a part of it?", "insurance", True, False),
        ("KPO insurance", "insurance", False, False),
    ],
)
def test_what_may_be_so_is_no_thing(text: str, thing: str, asks: bool, predicate: bool) -> None:
    assert named(text, thing, asks=asks) == ((thing,), predicate)


def test_every_matter_has_a_name_and_a_word_in_each_language() -> None:
    wording = Wording.load()
    for language in LANGUAGES:
        for matter, of in read(LANGUAGE_DATA / language / "matters.yml").items():
            assert wording(f"matter.{matter}", language) and of["words"], (language, matter)
