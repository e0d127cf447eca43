"""The rooms between a message and its answer: what they may not do."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from acts import Form
from facts import FactStore
from nlu.rules import RULES

ROOT = Path(__file__).parents[2]
ROOMS = ("acts", "actions", "answers", "dialogue", "facts", "nlu")
# Those that are given acts, and read no text.
NO_READERS = ("actions", "answers", "dialogue")


def files(*rooms: str) -> list[Path]:
    return [file for room in rooms for file in sorted((ROOT / room).rglob("*.py"))]


def short(file: Path) -> str:
    return str(file.relative_to(ROOT))


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def known() -> set[str]:
    """The identifiers of acts, topics, fields and the store, of which code may hold lists."""
    from dialogue.decide import HANDLERS
    from dialogue.query import KINDS, TOPICS
    from dialogue.social import WEIGHTIEST
    from nlu.labels import CUES
    from nlu.language_data import LANGUAGE_DATA, read

    store = FactStore.load()
    aspects = {a.id for a in store.aspects} | set(store.outsourcing.facts)
    kinds = {"answer", "decline", "clarify", "social", "yes", "no", "partly", "bullets", "numbered", "lettered", "points", "unit"}
    absent = {"sources", "unanswered", "form", "topic", "expansion", "mark", "outside"}
    of_lists = {cue for file in LANGUAGE_DATA.glob("*/cues.yml") for cue in read(file)}
    forms = {field.name for field in fields(Form)}
    return {*of_lists, *forms, *HANDLERS, *TOPICS, *KINDS, *WEIGHTIEST, *CUES, *aspects, *kinds, *absent, "", "_"}


@pytest.mark.parametrize("file", files(*ROOMS), ids=short)
def test_a_file_can_be_read_at_once(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("file", files(*NO_READERS), ids=short)
def test_nothing_is_read_after_the_acts(file: Path) -> None:
    """No patterns, no lists of words: whoever gets acts knows their identifiers and no language."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    assert not {"re", "regex", "rapidfuzz", "spacy"} & {name.partition(".")[0] for name in imports(tree)}
    identifiers = known()
    exported = [n.value for n in ast.walk(tree) if isinstance(n, ast.Assign) and getattr(n.targets[0], "id", "") == "__all__"]
    for node in ast.walk(tree):
        if node not in exported and isinstance(node, (ast.List, ast.Set, ast.Tuple)) and len(node.elts) > 1:
            texts = [e.value for e in node.elts if isinstance(e, ast.Constant) and isinstance(e.value, str)]
            words = [t for t in texts if len(texts) == len(node.elts) and t not in identifiers]
            assert all("_" in w or w in _HELD for w in words), f"line {node.lineno}: {words}"


# Times of the day are cues of a greeting; a reply names its own parts.
_HELD = {"salam", "morning", "noon", "afternoon", "evening"}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_of_reading_has_an_example(rule: object) -> None:
    assert rule.example.strip() and rule.name.strip()


def test_names_of_rules_are_their_own() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
