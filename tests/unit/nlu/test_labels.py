"""Annotated messages."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from facts import FactStore
from nlu.labels import LABELS, AnnotationError, messages, problems

ROOT = Path(__file__).parents[3]


def _file(folder: Path, line: str) -> Path:
    (folder / "one.jsonl").write_text(line + "\n", encoding="utf-8")
    return folder


def test_a_message_is_its_parts(tmp_path: Path) -> None:
    (message,) = messages(
        _file(tmp_path, '{"l": "en", "p": [["hi, ", "greet", ""], ["is Quux BPO?", "ask_classification", "yn x:\\"Quux\\""]]}')
    )
    assert (message.text, message.language) == ("hi, is Quux BPO?", "en")
    greeting, question = message.parts
    assert message.text[greeting.start : greeting.end] == "hi, "
    assert message.text[question.start : question.end] == "is Quux BPO?"
    assert (question.label, question.marks, question.outside) == ("ask_classification", ("yn",), ("Quux",))


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("not json", "mend the line"),
        ('{"l": "en"}', "mend the line"),
        ('{"l": "en", "p": [["hi", "wave", ""]]}', "'wave' is no label"),
        ('{"l": "en", "p": []}', "has no part"),
        ('{"l": "en", "p": [["hi", "out_of_scope", "x:\\"Oz\\""]]}', "'Oz' does not stand in its part"),
    ],
)
def test_a_fault_is_one_line_that_names_file_and_line(tmp_path: Path, line: str, fault: str) -> None:
    with pytest.raises(AnnotationError) as raised:
        list(messages(_file(tmp_path, line)))
    assert fault in str(raised.value) and "one.jsonl:1" in str(raised.value) and "\n" not in str(raised.value)


def test_a_mark_that_nobody_knows_is_told(tmp_path: Path) -> None:
    (problem,) = problems(FactStore.load(), _file(tmp_path, '{"l": "en", "p": [["why?", "ask_why", "why v:bpo.colour"]]}'))
    assert "v:bpo.colour" in problem


def test_all_that_is_annotated_is_known() -> None:
    assert problems(FactStore.load()) == []


def test_every_label_is_annotated_and_is_an_intent() -> None:
    annotated = {part.label for message in messages() for part in message.parts}
    intents = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))["intents"]
    assert set(intents) == set(LABELS)
    assert annotated >= set(LABELS) - {"nothing"}
