"""What word lists tell."""

from __future__ import annotations

import pytest

from nlu.cues import Cues
from nlu.labels import LABELS

CUES = Cues.load()


@pytest.mark.parametrize(
    ("words", "cue"),
    [
        ("are they the same", "same"),
        ("apakah sama", "same"),
        ("she is lying", "disputed"),
        ("selamat pagi", "morning"),
    ],
)
def test_cues_of_phrases(words: str, cue: str) -> None:
    assert cue in CUES.found(words.split())
    assert cue not in CUES.found(["what", "is", "bpo"])


@pytest.mark.parametrize(
    ("words", "counts"),
    [
        ("three services of it", True),
        ("dua layanan saja", True),
        ("which services can one buy", False),
        ("the kpo ones", False),
        ("1 ) jenis bpo", False),
        ("two of them", False),
    ],
)
def test_entries_are_counted_by_their_noun(words: str, counts: bool) -> None:
    assert CUES.counts_entries(words.split()) is counts


@pytest.mark.parametrize(
    "word", ["tidak", "tak", "kgk", "bukan", "sanes", "belum", "tanpa", "jangan", "not", "weren't", "havent", "couldn't", "no"]
)
def test_a_denial_denies_in_every_spelling(word: str) -> None:
    assert CUES.denies(["itu", word, "rumit"]) and CUES.is_denial(word)


@pytest.mark.parametrize("name", [["kaga"], ["mboten"], ["jgn", "yang"], ["wasn't"], ["neither"]])
def test_a_name_is_denied_in_every_spelling(name: list[str]) -> None:
    assert CUES.denies_name(name)


def test_a_phrase_is_whole_words() -> None:
    assert "same" not in CUES.found(["bersamaan", "samecorp"])


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("give me 3 points", (3,)),
        ("tiga poin", (3,)),
        ("in 2 or four", (2, 4)),
        ("b2b", ()),
        ("1234", ()),
        ("in 50 words", (50,)),
        ("lima belas kata", (15,)),
        ("dua puluh lima", (25,)),
        ("five or fifteen", (5, 15)),
        ("", ()),
    ],
)
def test_numbers(text: str, numbers: tuple[int, ...]) -> None:
    assert CUES.numbers(text) == numbers


@pytest.mark.parametrize(
    ("words", "count", "unit"),
    [
        ("in two sentences", 2, "sentences"),
        ("dua kalimat", 2, "sentences"),
        ("50 words", 50, "words"),
        ("tiga hal", 3, "points"),
        ("a word on kpo", 0, ""),
        ("3 points in a sentence", 3, "points"),
        ("satu kalimat saja", 1, "sentences"),
        ("how the two differ in three bullets", 3, "points"),
        ("only 2 please", 2, "points"),
        ("paling banyak lima belas kata", 15, "words"),
    ],
)
def test_what_a_number_counts(words: str, count: int, unit: str) -> None:
    assert CUES.count(words.split()) == (count, unit)


@pytest.mark.parametrize(
    ("words", "denied"),
    [
        ("it is not complex", True),
        ("bpo tidak rumit", True),
        ("bpo gak rumit ya", True),
        ("it is complex", False),
        # A tag, an opening and the last word ask.
        ("bpo is complex , isn't it", False),
        ("rumit atau tidak", False),
        ("bpo rumit , bener tidak", False),
        ("isn't it complex", False),
        ("bukankah bpo rumit", False),
        ("is it complex or not", False),
        ("rumit kan gak", False),
        # Beside a tag a denial is still one.
        ("bpo tidak rumit , iya tidak", True),
        ("it is not complex , is it not", True),
        ("", False),
    ],
)
def test_a_denial_is_one_of_words(words: str, denied: bool) -> None:
    assert CUES.denies(words.split()) is denied


@pytest.mark.parametrize(
    ("before", "denied"),
    [
        ("not", True),
        ("bukan", True),
        ("bukan yang", True),
        ("maksud saya bukan", True),
        ("bukan ,", False),
        ("no", False),
        ("no ,", False),
        ("tidak , maksud saya", False),
        ("bukan itu maksud saya", False),
        ("", False),
    ],
)
def test_a_name_is_denied_by_what_stands_right_before_it(before: str, denied: bool) -> None:
    assert CUES.denies_name(before.split()) is denied


@pytest.mark.parametrize(
    ("words", "letters"),
    [
        ("poin b", "b"),
        ("what about c", "c"),
        ("a bank", ""),
        ("point a", "a"),
        ("bpo", ""),
        ("butir a , b , dan e", "abe"),
        ("points b to d", "bcd"),
        ("huruf a sampai c", "abc"),
    ],
)
def test_the_letters_that_are_spoken_of(words: str, letters: str) -> None:
    assert CUES.letters(words.split()) == letters


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("👍", "acknowledge"),
        ("🙏🙏", "thank"),
        ("??", "confused"),
        ("...", "acknowledge"),
        (":(", "emotion"),
        ("XD", "acknowledge"),
        ("halo 👍", None),
        ("", "acknowledge"),
    ],
)
def test_a_message_without_words(text: str, label: str | None) -> None:
    assert CUES.wordless(text) == label
    assert label is None or label in LABELS


@pytest.mark.parametrize(
    ("words", "cue"),
    [
        ("the other way round , right ?", "reversed"),
        ("berarti kebalik ya", "reversed"),
        ('" yes " to what ?', "cites_verdict"),
        ("jadi jawabannya tidak", "answer_no"),
        ("or do you not know", "or_unknown"),
        ("can you tell me how complex it is", "requests"),
        ("cukup ya atau tidak", "bare_verdict"),
    ],
)
def test_what_takes_a_verdict_up(words: str, cue: str) -> None:
    assert cue in CUES.found(words.split())


def test_whether_it_is_so_is_no_mere_request() -> None:
    assert "requests" not in CUES.found(["can", "you", "tell", "me", "if", "it", "is", "complex"])
    assert "disputed" not in CUES.found(["correct", "me", "if", "i", "am", "wrong"])


@pytest.mark.parametrize(
    ("words", "offered"), [("is it a part or a sibling", True), ("is it a part or not", False), ("induk atau anak", True), ("or", False)]
)
def test_a_choice_that_is_offered(words: str, offered: bool) -> None:
    assert CUES.offers(words.split()) is offered


@pytest.mark.parametrize(
    ("words", "only"),
    [
        ("not the staff", True),
        ("bukan koordinasinya .", True),
        ("bukan itu maksudku", False),
        ("not that", False),
        ("the staff", False),
        ("not the types ,", True),
    ],
)
def test_a_part_that_only_denies(words: str, only: bool) -> None:
    assert CUES.only_denies(words.split()) is only


@pytest.mark.parametrize(
    ("words", "either"),
    [
        ("bener / salah", True),
        ("benar apa salah", True),
        ("itu tepat atau keliru ?", True),
        ("true or false", True),
        ("wrong or right", True),
        ("benar salah", False),
        ("so it is wrong or not", False),
        ("right or left", False),
    ],
)
def test_true_or_false_takes_neither_side(words: str, either: bool) -> None:
    assert CUES.true_or_false(words.split()) is either
