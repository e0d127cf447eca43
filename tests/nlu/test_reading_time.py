"""What any text may cost: time in proportion to its length, and no memory that stays."""

from __future__ import annotations

import gc
import os
import random
import re
import time
from pathlib import Path
from typing import Any, Callable, List

import psutil
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from ruamel.yaml import YAML
from spacy.language import Language
from spacy.tokenizer import Tokenizer

from nlu import language_model
from nlu.encoder import Encoder
from nlu.reader import FactReader
from nlu.text import clean
from operation.servers import ROOT
from tests.pipeline import Pipeline

LONGEST = 2000
# A third to a half of it on a quiet machine.
READER_SECONDS, SECONDS = 0.04, 0.3
# What the network alone takes for the longest text on the machine that these are for; on a slower one all may take longer.
NETWORK_SECONDS = 0.06
DISTINCT_WORDS = int(os.environ.get("DISTINCT_WORDS", 100_000))
MARKS = "—–-…._!?,;:'\"“”‘’«»()[]{}<>/\\|@#$%^&*+=~`·•°§¿¡"
ALPHABETS = {
    "quotes, dashes, ellipses": "—…",
    "marks": MARKS,
    "brackets": "()[]{}",
    "letters": "abcdefghijklmnopqrstuvwxyz",
    "digits": "0123456789",
    "digits and marks": "0123456789.,-+%$",
    "emoji": "😀😃👍🏽🎉❤️👩‍💻🇮🇩",
    "Thai": "กขคงจฉชซฌญฎฏะาเแโใไำ",
    "Arabic": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "Chinese": "的一是不了人我在有他这中大来上国",
    "signs for many letters": "ﷺ﷽ﷲ㍿㌀⑽⒜㋉½",
    "accents": "a\u0300\u0301\u0302e\u0308",
    "line ends": " \n\t\r\u2028\u00a0",
    "words of a letter": "a b c d e , . ? ! ",
    "names": ["bpo", "kpo", "outsourcing", "apaitu", "dan", "-"],
    "names and spaces": ["bpo ", "kpo ", "dan ", "offshore ", ", ", "? "],
    "endings": ["nya", "kah", "'s", "-nya", "ku"],
    "units": ["1", "km", "kg", "€", "%", ".", "°C"],
    "reduplication": ["jenis-", "jenis", "ab-", "-"],
    "addresses": ["http://", "a.b", "/", "@", ".com", "?", "&", "="],
    "stretched": ["aaaa", "!!!!", "....", "----", "????"],
    "questions": ["apa itu BPO? ", "what is KPO? ", "dan ", "1) ", "2) ", "; "],
    "mixed": "ab1. -…'\"😀ก:/@—,",
}


@pytest.fixture(scope="module")
def reader(pipeline: Pipeline) -> FactReader:
    pipeline.parse("apa itu BPO?")  # what is loaded at first use is loaded
    return pipeline.reader


@pytest.fixture(scope="module")
def nlp(reader: FactReader) -> Language:
    return reader._nlp


@pytest.fixture(scope="module")
def of_spacy(nlp: Language) -> Tokenizer:
    """spaCy's own tokenizer, with the same rules and patterns as ours."""
    patterns = {
        name: getattr(re.compile(getattr(nlp.tokenizer, name).__self__.pattern), name.split("_")[1])
        for name in ("prefix_search", "suffix_search", "infix_finditer", "token_match", "url_match")
    }
    return Tokenizer(nlp.vocab, nlp.tokenizer.rules, **patterns)


def texts_of(folder: Path) -> List[str]:
    """Every line of the examples in a folder, as it stands there and without its marks."""
    texts = set()
    for file in sorted(folder.rglob("*.yml")):
        for block in YAML(typ="safe").load(file).get("nlu", []):
            for line in re.split(r"\n", str(block.get("examples", ""))):
                texts |= {line.strip(), re.sub(r"\[([^\]]*)\](\([^)]*\)|\{[^}]*\})", r"\1", line.lstrip("- ")).strip()}
    return sorted(texts)


@pytest.mark.parametrize("folder", [pytest.param("data/nlu", marks=pytest.mark.nightly), "tests/nlu"])
def test_the_tokens_of_every_example_are_those_of_spacy(nlp: Language, of_spacy: Tokenizer, folder: str) -> None:
    texts = texts_of(ROOT / folder)
    assert len(texts) > 100
    for text in texts:
        plain = clean(text).text
        assert [token.text_with_ws for token in nlp.tokenizer(plain)] == [token.text_with_ws for token in of_spacy(plain)]
        assert len(language_model.read(nlp, plain)) == len(of_spacy(plain)), "read to its end"


short_texts = st.one_of(
    st.text(max_size=80),
    *(st.lists(st.sampled_from(list(pieces)), max_size=40).map("".join) for pieces in ALPHABETS.values()),
)


@settings(max_examples=1500, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(text=short_texts)
@example(text="." * 40)
@example(text="a" + "." * 40)
@example(text="berta" * 5 + "nya")
@example(text="US$" * 12 + "5km²")
def test_the_tokens_of_any_text_are_those_of_spacy(nlp: Language, of_spacy: Tokenizer, text: str) -> None:
    assert [token.text_with_ws for token in nlp.tokenizer(text)] == [token.text_with_ws for token in of_spacy(text)]


def seconds(work: Callable[[], Any], least: int = 1) -> float:
    """What it takes, the quickest time of several: others use the machine too."""
    taken = []
    for _ in range(least):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return min(taken)


@pytest.fixture(scope="module")
def limit(pipeline: Pipeline) -> float:
    """What a text may take here, in seconds: 0.3, and more on a machine whose processor is slow at what the network computes."""
    encoder = Encoder()
    network = seconds(lambda: encoder.encode("kata " * (LONGEST // 5)), 5)
    return SECONDS * max(1.0, network / NETWORK_SECONDS)


def reading(reader: FactReader, text: str) -> Callable[[], Any]:
    return lambda: reader.process([Message({TEXT: text})])


def of_length(pieces: Any, length: int, number: int) -> str:
    random_ = random.Random(number)
    text = ""
    while len(text) < length:
        text += random_.choice(list(pieces))
    return text[:length]


@pytest.mark.timed
def test_of_a_hundred_texts_as_long_as_may_be_99_are_read_at_once(reader: FactReader) -> None:
    taken = sorted(
        (seconds(reading(reader, of_length(pieces, LONGEST, number)), 3), name)
        for name, pieces in ALPHABETS.items()
        for number in range(10)
    )
    print("median, p99, longest:", taken[len(taken) // 2], taken[int(len(taken) * 0.99) - 1], taken[-1])
    assert taken[int(len(taken) * 0.99) - 1][0] <= READER_SECONDS, taken[-5:]


@pytest.mark.timed
@pytest.mark.parametrize("name", ALPHABETS)
def test_twice_the_text_takes_no_more_than_about_twice_the_time(reader: FactReader, name: str) -> None:
    half, whole = (seconds(reading(reader, of_length(ALPHABETS[name], length, 1)), 5) for length in (LONGEST // 2, LONGEST))
    assert whole < 3 * half + 0.003


@pytest.mark.timed
def test_a_thousand_dashes_and_ellipses_are_read_at_once(reader: FactReader, pipeline: Pipeline, limit: float) -> None:
    assert seconds(reading(reader, "—…" * 1000), 3) < READER_SECONDS
    assert seconds(lambda: pipeline.parse("—…" * 1000), 3) < limit


categories = st.sampled_from(["Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Pc", "Sm", "Sc", "Sk", "So", "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Nd", "Nl", "No", "Zs", "Cf"])
pieces = st.one_of(
    st.sampled_from(list(ALPHABETS.values())),
    st.lists(categories, min_size=1, max_size=4).flatmap(
        lambda some: st.lists(st.text(st.characters(whitelist_categories=some), min_size=1, max_size=8), min_size=1, max_size=30)
    ),
    st.lists(st.text(min_size=1, max_size=20), min_size=1, max_size=20),
)


@pytest.mark.timed
@settings(max_examples=300, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(some=pieces, length=st.integers(1, LONGEST), number=st.integers(0, 1000))
def test_any_text_is_understood_at_once(pipeline: Pipeline, limit: float, some: Any, length: int, number: int) -> None:
    text = of_length(some, length, number)
    if seconds(lambda: pipeline.parse(text)) > limit:
        assert seconds(lambda: pipeline.parse(text), 5) <= limit


def test_of_piled_up_marks_the_first_are_read_and_their_places_kept(pipeline: Pipeline) -> None:
    for text in ("apa itu BPO? " + "—…" * 900, "BPO " + "a b " * 490, "ﷺ" * 100 + " BPO", "…" * 200 + " BPO"):
        assert ("BPO", "model", "bpo") in pipeline.names(text)
    assert ("BPO", "model", "bpo") in pipeline.names("kata " * 399 + "BPO")


def test_words_never_seen_before_are_not_kept(reader: FactReader, nlp: Language) -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    random_ = random.Random(3)

    def new_words(count: int) -> str:
        return " ".join("".join(random_.choice(letters) for _ in range(8)) for _ in range(count))

    for _ in range(10):
        reader.process([Message({TEXT: new_words(220)})])
    gc.collect()
    process = psutil.Process()
    before, most = process.memory_info().rss, 0
    for _ in range(DISTINCT_WORDS // 220):
        reader.process([Message({TEXT: new_words(220)})])
        most = max(most, process.memory_info().rss)
        assert len(nlp.tokenizer.vocab) < 22_000
    print(f"{DISTINCT_WORDS:,} words: {(most - before) / 1e6:.1f} MB")
    assert most - before < 30_000_000
