"""Chat spelling and its plain form: our own list, and indoNLP's for Indonesian."""

from __future__ import annotations

from pathlib import Path

from nlu.language_data import read

# A spelling that is usual in English means its English word here: "so", "make", "past". How usual (Zipf: 3.2 is once in 600,000 words)
# was set by hand, on what the list would have turned into Indonesian.
_USUAL_IN_ENGLISH = 3.2


def chat_spelling(file: Path) -> dict[str, str]:
    """Spelling -> plain form, in lower case; where both lists know one, that of `file` holds."""
    from indoNLP.preprocessing.slang_data import SLANG_DATA
    from wordfreq import zipf_frequency

    own: dict[str, str] = read(file)["spelling"]
    indonesian = {
        spelling: " ".join(own.get(word, word) for word in plain.split())
        for spelling, plain in SLANG_DATA.items()
        if spelling.isalpha() and zipf_frequency(spelling, "en") < _USUAL_IN_ENGLISH
    }
    return {**indonesian, **own}
