"""The rooms between a message and its answer: what they may not do."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import fields
from functools import lru_cache
from pathlib import Path

import pytest

from acts import Form
from facts import FactStore
from facts.schema import LANGUAGES
from nlu.language_data import LANGUAGE_DATA, read
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


@lru_cache(maxsize=1)
def known() -> set[str]:
    """The identifiers of acts, topics, fields and the store, of which code may hold lists."""
    from dialogue.decide import HANDLERS
    from dialogue.query import KINDS, TOPICS
    from dialogue.social import WEIGHTIEST
    from nlu.labels import CUES

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


def docstrings(tree: ast.AST) -> set[ast.AST]:
    """What describes, and is no code."""
    return {n.value for n in ast.walk(tree) if isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant)}


@pytest.mark.parametrize("file", files(*NO_READERS), ids=short)
def test_no_words_are_hidden_after_the_acts(file: Path) -> None:
    """No list is split from a string, no phrase is looked up in a table, nothing compared with a figure, nothing looked for in a
    person's words."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            of, name = node.func.value, node.func.attr
            assert not (isinstance(of, ast.Constant) and name.endswith(("split", "splitlines"))), f"line {node.lineno}: a string is split"
            assert not is_said(of) or name.endswith("strip"), f"line {node.lineno}: .{name}() of what a person said"
        elif isinstance(node, ast.Dict):
            keys = [k.value for k in node.keys if isinstance(k, ast.Constant) and isinstance(k.value, str)]
            assert not [k for k in keys if " " in k], f"line {node.lineno}: {keys}"
        elif isinstance(node, ast.Compare):
            sides = (node.left, *node.comparators)
            figures = [n.value for n in sides if isinstance(n, ast.Constant) and isinstance(n.value, float)]
            assert not figures, f"line {node.lineno}: {figures}"
            looks = any(isinstance(op, (ast.In, ast.NotIn)) for op in node.ops) and any(map(is_said, node.comparators))
            assert not looks, f"line {node.lineno}: something is looked for in what a person said"


def is_said(node: ast.AST) -> bool:
    """Whether an expression is the words of a person, as an act carries them."""
    return isinstance(node, ast.Attribute) and node.attr == "words"


@pytest.mark.parametrize("file", files(*ROOMS), ids=short)
def test_no_word_of_a_language_stands_in_code(file: Path) -> None:
    """Our lists are of both languages: where no text, list or pattern has an Indonesian word, no words of a language stand."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    told = docstrings(tree)
    texts = [n for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str) and n not in told]
    examples = [n.args[-1] for n in ast.walk(tree) if isinstance(n, ast.Call) and getattr(n.func, "id", "") == "Rule"]
    found = {(n.lineno, word) for n in texts if n not in examples for word in indonesian(n.value)}
    assert {(line, word) for line, word in found if word not in _AFFIXES | _NO_WORDS} == set()


@pytest.mark.parametrize("file", files("channels"), ids=short)
def test_a_channel_looks_for_no_word_that_stands_in_its_code(file: Path) -> None:
    """What a channel says may stand there; what it looks for stands in `data/language/<language>/chat.yml`."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    looked_for: list[ast.AST] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            named = getattr(node.func, "id", getattr(node.func, "attr", ""))
            looked_for += node.args if named in ("frozenset", "set", "compile", "search", "match", "fullmatch", "findall") else []
            looked_for += [node.func.value] if named == "split" and isinstance(node.func, ast.Attribute) else []
        elif isinstance(node, (ast.Tuple, ast.Set, ast.List)) and len(node.elts) > 1:
            looked_for += [e for e in node.elts if isinstance(e, ast.Constant) and isinstance(e.value, str) and " " not in e.value]
        elif isinstance(node, ast.Compare):
            looked_for += [node.left, *node.comparators]
    texts = [n for node in looked_for for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    assert {(n.lineno, word) for n in texts for word in indonesian(n.value) if word not in _NO_WORDS} == set()


def test_words_of_a_language_are_found() -> None:
    """The tests above can fail: so they find what stood in code once."""
    for hidden in ("dan and sama serta", r"\s(?:dan|and|juga)(?=\s)", "berapa", "halo|hai|permisi", "pengaturan"):
        assert indonesian(hidden)
    for allowed in ("the services of it", "ask_definition", "data/language", r"[^\w\s]+", "bpo.basis"):
        assert not indonesian(allowed)


def indonesian(text: str) -> list[str]:
    """The words of a text that are far more usual in Indonesian than in English."""
    from wordfreq import zipf_frequency

    words = re.findall(r"[a-z]{2,}", text.lower())
    return [w for w in words if zipf_frequency(w, "id") >= max(3.5, zipf_frequency(w, "en") + 1)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_denial_is_spelt_in_one_place(language: str) -> None:
    """A list of words that deny names their kind; in longer phrases, which are looked for in plain words, the plain one stands."""
    folder = LANGUAGE_DATA / language
    spellings = {str(word) for of in read(folder / "negation.yml").values() for word in of}
    assert len(spellings) == sum(len(of) for of in read(folder / "negation.yml").values())
    chat = set(read(LANGUAGE_DATA / "chat_spelling.yml")["spelling"]) & spellings
    lists = read(folder / "cues.yml")
    alone = {(cue, phrase) for cue, phrases in lists.items() for phrase in map(str, phrases) if phrase in spellings}
    assert alone <= _MEAN_MORE
    assert {(cue, p) for cue, phrases in lists.items() for p in map(str, phrases) if chat & set(p.split())} == set()
    assert all(kind in read(folder / "negation.yml") for cues in lists.values() for p in cues for kind in re.findall(r"<(\w+)>", str(p)))


# "No" is an answer, and denies only before a thing; "nobody" is somebody who does something.
_MEAN_MORE = {("denies", "no"), ("opens_a_question", "no"), ("contrary", "no"), ("before_a_verb", "nobody")}

# Times of the day are cues of a greeting; a reply names its own parts.
# What patterns of Indonesian words are made of: their endings and beginnings, and the word that a name may have inside.
_AFFIXES = set(["nya", "ku", "mu", "kah", "ber", "nge", "lang", "ting", "perni", "musa", "kk", "yang"])
# Names of programs, of languages and of a greeting, an English word of another room's.
_NO_WORDS = {"rasa", "salam", "alias", "es", "pt", "api", "modal", "jakarta", "pontianak", "makassar", "jayapura"}
_HELD = {"salam", "morning", "noon", "afternoon", "evening"}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_of_reading_has_an_example(rule: object) -> None:
    assert rule.example.strip() and rule.name.strip()


def test_names_of_rules_are_their_own() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
