"""How what is unknown is named: by a noun phrase that stands there, else by the matter that its words speak for."""

from __future__ import annotations

import pytest

from answers.wording import Wording
from facts.schema import LANGUAGES
from nlu.clauses import tidy
from nlu.language_data import LANGUAGE_DATA, read
from nlu.naming import Asked, Matters

MATTERS = Matters.load()


def named(text: str, *things: str, asks: bool = True, alone: bool = False) -> tuple[tuple[str, ...], bool]:
    """What is named of a part whose words are read as they stand; models are in capitals."""
    words, at = text.split(), 0
    starts = []
    for word in words:
        starts.append(text.index(word, at))
        at = starts[-1] + len(word)
    plain = [word.lower().strip("?.,") for word in words]
    kinds = ["model" if word.strip("?.,").isupper() else "" for word in words]
    return MATTERS.named(things, text, (0, len(text)), {"words": plain, "kinds": kinds, "starts": starts}, Asked(asks, alone=alone))


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


@pytest.mark.parametrize(
    ("text", "thing", "name"),
    [
        # A name that leaves telling words out does not say what is asked.
        ("do firms pay for gym cards of their cleaners", "gym", "“do firms pay for gym cards of their cleaners”"),
        ("apakah dinas boleh menyerahkan parkir tanpa lelang", "dinas", "apakah dinas boleh menyerahkan parkir tanpa lelang"),
        ("bagaimana cara merawat anggrek bulan", "", "cara merawat anggrek bulan"),
        ("Zebu itu apaan sih", "", "zebu"),
        # One that leaves out next to nothing does.
        ("berapa uang lembur malam di sana", "uang lembur", "uang lembur"),
        ("ada resep pempek gak", "resep pempek", "resep pempek"),
    ],
)
def test_a_question_that_no_noun_tells_is_quoted(text: str, thing: str, name: str) -> None:
    assert named(text, *([thing] if thing else []), alone=True) == ((name,), False)


def test_without_a_thing_the_matter_is_named() -> None:
    assert named("how long does that take") == (("matter:duration",), False)
    assert named("hmm begitu") == ((), False)


@pytest.mark.parametrize(
    ("text", "thing", "asks", "predicate"),
    [
        ("is KPO glamorous?", "glamorous", True, True),
        ("BPO ramah anak tidak?", "ramah anak", True, True),
        ("is insurance a part of it?", "insurance", True, False),
        ("KPO insurance", "insurance", False, False),
    ],
)
def test_what_may_be_so_is_no_thing(text: str, thing: str, asks: bool, predicate: bool) -> None:
    assert named(text, thing, asks=asks) == ((thing,), predicate)


def test_how_much_of_it_belongs_to_what_may_be_so() -> None:
    assert named("mana yang lebih luwes", "luwes") == (("lebih luwes",), True)


@pytest.mark.parametrize(
    ("text", "thing", "name"),
    [
        # What somebody does is no noun: the clause that asks it is its name.
        ("does it say why companies move to Peru", "move to Peru", "why companies move to Peru"),
        ("who first dreamt up the term KPO?", "dreamt up the term KPO", "who first dreamt up the term KPO"),
        ("kapan akronim BPO mulai populer", "akronim BPO", "kapan akronim BPO mulai populer"),
        # A question whose words stand in its own order is quoted.
        ("how sturdy is it?", "sturdy", "“how sturdy is it”"),
        ("why do people love the acronym KPO", "people love the acronym", "“why do people love the acronym KPO”"),
        # What somebody earns is asked, whoever it is.
        ("how much does a KPO clerk earn in Oslo", "clerk earn in Oslo", "matter:pay"),
        # A capital belongs to the beginning of a sentence, or to a name; "-nya" to a thing at hand.
        ("Resep pempek ada?", "Resep pempek", "resep pempek"),
        ("Parkirannya gimana", "Parkirannya", "parkiran"),
        ("Siapa Budi Santoso", "Budi Santoso", "Budi Santoso"),
        # What it is the place or the manner of belongs to it.
        ("a plan for living in Bali", "Bali", "living in Bali"),
        ("its crisis-proof plans", "crisis", "crisis-proof"),
    ],
)
def test_the_unknown_is_named_in_words_that_fit_a_sentence(text: str, thing: str, name: str) -> None:
    assert named(text, thing, asks=False)[0] == (name,)


def test_a_message_in_capitals_is_quoted_in_small_letters() -> None:
    assert tidy("CANTEEN", "IS THERE A CANTEEN?") == "canteen"


def test_what_is_heard_in_a_word_is_not_unknown() -> None:
    text = "is it harder than that"
    words = text.split()
    starts = [text.index(word) for word in words]
    reading = {"words": words, "kinds": [""] * len(words), "starts": starts}
    assert MATTERS.named(["harder"], text, (0, len(text)), reading, Asked(True, known=True)) == ((), False)


def test_every_matter_has_a_name_and_a_word_in_each_language() -> None:
    wording = Wording.load()
    for language in LANGUAGES:
        for matter, of in read(LANGUAGE_DATA / language / "matters.yml").items():
            assert wording(f"matter.{matter}", language) and of["words"], (language, matter)
