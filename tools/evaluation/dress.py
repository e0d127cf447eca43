"""Dress changes nothing: a question has the same facts with a greeting before it, in capitals, over several lines …

Every dress is made by a function of the question, its language and its number, so that each run dresses alike.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Callable, Dict, Iterator, List, Sequence, Tuple

from tools.evaluation.conversations import ATTACKS, FOLDER, Ask, load

# What has been read; what fails of the others is left to those who measure with them.
_READ = ("first", "second", "third")
_SENTENCES = {
    "greeting before": {
        "id": ("Halo, {}", "Selamat siang. {}", "Permisi min, {}", "Assalamualaikum, {}", "hai {}"),
        "en": ("Hello, {}", "Good morning. {}", "Hey there! {}", "Hi team, {}", "hi {}"),
    },
    "halo kak before": {"id": ("Halo kak, {}", "halo kak {}"), "en": ("Hi there, {}", "hey guys {}")},
    "thanks after": {
        "id": ("{} Terima kasih.", "{} Terima kasih sebelumnya!", "{} thx"),
        "en": ("{} Thank you.", "{} Thanks in advance!", "{} thx"),
    },
    "makasih ya after": {"id": ("{} Makasih ya", "{} makasih kak"), "en": ("{} Thanks a lot", "{} cheers mate")},
    "a sentence before": {
        "id": ("Saya mahasiswa semester tiga. {}", "Saya baru mulai magang minggu ini. {}", "gw lagi baca artikelnya nih. {}"),
        "en": ("I am a student in my third term. {}", "I started as a trainee this week. {}", "im reading the article right now. {}"),
    },
    "a sentence after": {
        "id": ("{} Saya mahasiswa semester tiga.", "{} Saya baru mulai magang minggu ini.", "{} gw lagi baca artikelnya nih"),
        "en": ("{} I am a student in my third term.", "{} I started as a trainee this week.", "{} im reading the article right now"),
    },
    "quick please": {
        "id": ("{} Cepat ya.", "{} tolong dijawab cepat ya", "buruan dong, {}"),
        "en": ("{} Quick please.", "{} quick answer please", "quick please: {}"),
    },
}
_MARKS = re.compile(r"[.,;:?!\"“”()…]+")
_AT_END = re.compile(r"[\s.?!]*$")
_WORD = re.compile(r"[^\W\d_]{6,}")
_WORDS_A_LINE = 4


@dataclass(frozen=True)
class Question:
    """A question of the read sets in its language."""

    text: str
    language: str


@dataclass(frozen=True)
class DressRate:
    """Of the questions in one dress, how many keep their facts; of the others the message with what it lost and got."""

    name: str
    kept: int
    total: int
    changed: List[str]

    @property
    def rate(self) -> float:
        """The share that keeps its facts."""
        return self.kept / self.total


def _in_words(name: str) -> Callable[[Question, int], str]:
    def put(question: Question, number: int) -> str:
        patterns = _SENTENCES[name][question.language]
        text = question.text.strip()
        # What comes behind a question stands behind its mark, or a full stop.
        ended = text if text[-1] in ".?!" or patterns[number % len(patterns)].endswith("{}") else f"{text}."
        return patterns[number % len(patterns)].format(ended)

    return put


def _without_marks(question: Question, number: int) -> str:
    # A mark inside a word or a number ("3.5", "b/c") is no punctuation.
    return " ".join(_MARKS.sub(" ", question.text).split())


def _swapped(question: Question, number: int) -> str:
    """Two neighbours inside one of the long words change places; as it was where there is no long word."""
    words = list(_WORD.finditer(question.text))
    if not words:
        return question.text
    word = words[number % len(words)]
    inside = range(word.start() + 1, word.end() - 2)
    places = [i for i in inside if question.text[i].lower() != question.text[i + 1].lower()]
    if not places:
        return question.text
    i = places[number % len(places)]
    text = question.text
    return text[:i] + text[i + 1] + text[i] + text[i + 2 :]


def _over_lines(question: Question, number: int) -> str:
    words = question.text.split()
    lines = [words[i : i + _WORDS_A_LINE] for i in range(0, len(words), _WORDS_A_LINE)]
    return "\n".join(map(" ".join, lines))


DRESSES: Dict[str, Callable[[Question, int], str]] = {
    **{name: _in_words(name) for name in _SENTENCES},
    "capitals": lambda question, number: question.text.upper(),
    "no punctuation": _without_marks,
    "????": lambda question, number: _AT_END.sub("????", question.text, count=1),
    "two letters swapped": _swapped,
    "over several lines": _over_lines,
}


def first_messages() -> Iterator[Tuple[str, str]]:
    """What the read conversations begin with, and the language that the reply must have ("" if that is free)."""
    seen = set()
    for folder in (FOLDER, *(ATTACKS[name] for name in _READ)):
        for conversation in load(folder):
            first = conversation.turns[0]
            if first.say.strip() and first.say not in seen:
                seen.add(first.say)
                yield first.say, first.expect.lang or ""


def score(ask: Ask, one_in: int = 1) -> List[DressRate]:
    """Put every question that facts answer in every dress; the rates, worst first.

    Args:
        ask: puts a message of a sender.
        one_in: every so-manieth question alone.
    """
    kept: Counter = Counter()
    total: Counter = Counter()
    changed: Dict[str, List[str]] = {name: [] for name in DRESSES}
    for number, (text, language) in enumerate(list(first_messages())[::one_in]):
        plain = ask(text, f"plain {number}")
        facts = set(plain["facts"])
        if plain["kind"] != "answer" or not facts:
            continue
        question = Question(text, language or plain["lang"])
        for name, put in DRESSES.items():
            dressed = put(question, number)
            if dressed == text:
                continue
            found = set(ask(dressed, f"{name} {number}")["facts"])
            total[name] += 1
            kept[name] += found == facts
            if found != facts:
                changed[name].append(f"{dressed!r}: {_difference(facts, found)}")
    rates = [DressRate(name, kept[name], total[name], changed[name]) for name in DRESSES if total[name]]
    return sorted(rates, key=lambda rate: rate.rate)


def overall(rates: Sequence[DressRate]) -> DressRate:
    """All dresses together."""
    return DressRate("all", sum(r.kept for r in rates), sum(r.total for r in rates), [line for r in rates for line in r.changed])


def _difference(before: set, after: set) -> str:
    return " ".join([*(f"-{fact}" for fact in sorted(before - after)), *(f"+{fact}" for fact in sorted(after - before))])
