"""Matters: their examples are well formed, each has a name in a reply, and the one that is heard best is taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from answers.wording import Wording
from facts.schema import LANGUAGES
from nlu.matters import MatterError, likeliest, matters, questions


def test_every_matter_has_a_name_and_examples_in_each_language() -> None:
    wording, found = Wording.load(), list(questions())
    for language in LANGUAGES:
        assert {q.matter for q in found if q.language == language} == matters()
        assert all(wording(f"matter.{matter}", language) for matter in matters())


def test_an_example_stands_under_one_matter() -> None:
    texts = [(q.text.lower(), q.language) for q in questions()]
    assert sorted({t for t in texts if texts.count(t) > 1}) == []


@pytest.mark.parametrize("content", ["pay: salary?", "pay: []", 'pay: ["salary?", ""]', "pay: [1]"])
def test_a_matter_without_a_list_of_texts_is_told_in_one_line(tmp_path: Path, content: str) -> None:
    (tmp_path / "en.yml").write_text(content, encoding="utf-8")
    with pytest.raises(MatterError) as raised:
        list(questions(tmp_path))
    assert str(raised.value) == f"{tmp_path / 'en.yml'}: pay: give it a list of questions, each a text in quotation marks"


def test_the_matter_that_is_heard_best_is_taken() -> None:
    assert likeliest({"yn": 0.9, "q:pay": 0.2, "q:law": 0.7}) == ("law", 0.7)
    assert likeliest({"yn": 0.9}) == ("", 0.0)
