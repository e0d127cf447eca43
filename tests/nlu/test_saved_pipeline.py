"""A saved spaCy pipeline reads as the one that was built, whatever tokenizer it is begun with."""

from __future__ import annotations

from pathlib import Path
from typing import List, Tuple

from spacy.tokens import Doc

from facts import Term
from nlu import language_model
from tools.benchmarks.messages import messages


def test_the_loaded_pipeline_is_the_built_one(tmp_path: Path) -> None:
    terms = [Term("model", "bpo", "BPO"), Term("type", "onshore", "on-shore"), Term("service", "help_desk", "help desk")]
    built = language_model.build(terms, {"yg": "yang"}, ["jenis", "apa"], ["layanan"])
    built.to_disk(tmp_path)
    loaded = language_model.load(tmp_path)
    assert loaded.tokenizer.rules == built.tokenizer.rules
    for text in messages(200):
        one, other = built(text), loaded(text)
        assert [(t.text, t.norm_) for t in one] == [(t.text, t.norm_) for t in other]
        assert _names(one) == _names(other)


def _names(doc: Doc) -> List[Tuple[str, str, str]]:
    return [(span.text, entity, value) for span, entity, value in language_model.names_in(doc)]
