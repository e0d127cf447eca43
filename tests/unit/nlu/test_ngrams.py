"""N-grams of words: what a training remembers, and that nothing of what people write is."""

from __future__ import annotations

import random
import string
import tracemalloc
from collections.abc import Callable, Sequence

import pytest

from nlu import language, words
from nlu.linear import Features, character_ngrams, remembered_ngrams


def test_what_is_remembered_is_the_same() -> None:
    ngrams = remembered_ngrams()
    assert (
        ngrams("gaji", 3, 4)
        == ngrams("gaji", 3, 4)
        == character_ngrams("gaji", 3, 4)
        == ["_ga", "gaj", "aji", "ji_", "_gaj", "gaji", "aji_"]
    )


@pytest.mark.parametrize("features", [lambda text: words._features(text, [""]), language._features], ids=["words", "language"])
def test_of_words_as_long_as_a_message_nothing_stays(features: Callable[[Sequence[str]], Features]) -> None:
    rng = random.Random(1)
    tracemalloc.start()
    try:
        for _ in range(50):
            features(["".join(rng.choices(string.ascii_lowercase, k=1900))])
        assert tracemalloc.get_traced_memory()[0] < 2**20
    finally:
        tracemalloc.stop()
