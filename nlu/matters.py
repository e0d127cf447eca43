"""Matters: what people ask of that the store does not know ("pay", "working hours"), by examples, and which one is heard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from nlu.language_data import read

# Matter -> questions of it, a file for each language; its name in a reply stands in data/wording (matter).
FOLDER = Path(__file__).parents[1] / "data" / "matters"
# The marks of matters, as the encoder hears them: "q:pay".
_MARK = "q:"


class MatterError(ValueError):
    """A file of matters cannot be used; the message is one line: file, matter, mend."""


class Question(NamedTuple):
    """An example: a question, its matter, its language."""

    text: str
    matter: str
    language: str

    @property
    def mark(self) -> str:
        """The mark that the encoder learns of it."""
        return f"{_MARK}{self.matter}"


def questions(folder: Path = FOLDER) -> Iterator[Question]:
    """All examples, in the order of the files.

    Raises:
        MatterError: for the first matter that has no list of texts.
    """
    for file in sorted(folder.glob("*.yml")):
        for matter, texts in read(file).items():
            if not (isinstance(texts, list) and texts and all(isinstance(text, str) and text.strip() for text in texts)):
                raise MatterError(f"{file}: {matter}: give it a list of questions, each a text in quotation marks")
            yield from (Question(text, str(matter), file.stem) for text in texts)


def matters(folder: Path = FOLDER) -> set[str]:
    """The names of all matters."""
    return {str(matter) for file in folder.glob("*.yml") for matter in read(file)}


def likeliest(marks: Mapping[str, float]) -> tuple[str, float]:
    """The matter that is heard best among the marks of a part, and how surely; "" and 0 where the encoder knows none."""
    heard = [(p, mark.removeprefix(_MARK)) for mark, p in marks.items() if mark.startswith(_MARK)]
    likely, matter = max(heard, default=(0.0, ""))
    return matter, likely
