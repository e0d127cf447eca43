"""What cannot stand in a reply as it was typed is named by the matter that is heard."""

from __future__ import annotations

import pytest

from nlu.unknown import Sure, named_well


@pytest.mark.parametrize(
    ("names", "matter", "said"),
    [
        # What is quoted, or has chatter in it, gives way to a matter that is surely heard.
        (["“do firms pay for gym cards of their cleaners”"], ("pay", 0.9), ["matter:pay"]),
        (["sih tiap bulan di sana"], ("pay", 0.9), ["matter:pay"]),
        (["kantin", "dong jam bukanya"], ("hours", 0.8), ["kantin", "matter:hours"]),
        # So does one plain word, and what no name was found for.
        (["extra"], ("pay", 0.9), ["matter:pay"]),
        ([], ("weather", 0.9), ["matter:weather"]),
        # A name or a clause that stands well is kept, and so is all where no matter is sure.
        (["uang lembur"], ("hours", 0.9), ["uang lembur"]),
        (["Zebu"], ("pay", 0.9), ["Zebu"]),
        (["who founded it"], ("origin", 0.9), ["who founded it"]),
        (["“do firms pay for gym cards”"], ("pay", 0.1), []),
        (["extra"], ("pay", 0.4), ["extra"]),
        (["zebuing"], ("other_terms", 0.9), ["zebuing"]),
        (["sih tiap bulan di sana"], ("pay", 0.1), []),
    ],
)
def test_what_cannot_stand_in_a_reply_gives_way_to_its_matter(names: list[str], matter: tuple[str, float], said: list[str]) -> None:
    assert list(named_well(names, True, lambda: matter, Sure(0.3, 0.6), str.split)) == said


def test_beside_another_question_what_cannot_be_named_is_quoted() -> None:
    assert named_well(["“do firms pay for gym cards”"], False, lambda: ("pay", 0.1), Sure(0.3, 0.6), str.split) == (
        "“do firms pay for gym cards”",
    )


def test_a_chat_spelling_of_a_question_word_is_no_part_of_a_name() -> None:
    assert named_well(["knp jago banget"], True, lambda: ("pay", 0.1), Sure(0.3, 0.6), lambda name: ["kenapa", "jago", "banget"]) == ()


@pytest.mark.parametrize(
    ("names", "matter", "said"),
    [
        (["“atasannya pelit”"], ("pay", 0.1), ["apakah atasannya pelit"]),
        (["“atasannya pelit”"], ("pay", 0.9), ["matter:pay"]),
        (["kantin"], ("pay", 0.1), ["kantin"]),
        ([], ("pay", 0.1), ["apakah atasannya pelit"]),
    ],
)
def test_what_is_asked_if_it_is_so_is_told_as_a_clause_where_no_noun_and_no_matter_names_it(
    names: list[str], matter: tuple[str, float], said: list[str]
) -> None:
    named = named_well(names, True, lambda: matter, Sure(0.3, 0.6), str.split, lambda: "apakah atasannya pelit")
    assert list(named) == said
