"""Language identification, by the length of the message, next to what well-kept libraries make of the same messages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, Dict, List, Optional

from tools.evaluation.model import Model
from tools.evaluation.utterances import LANGUAGES, NO_LANGUAGE, language_messages, unseen_data

Recogniser = Callable[[str], Optional[str]]
SHORT, LONG, NONE, UNSEEN_LONG = (
    "one or two words",
    "three words and more",
    "no language of its own",
    "test messages of three words and more",
)


@dataclass(frozen=True)
class Group:
    """Messages of one length class: how many, how many are right, and the others as "expected: message (found)"."""

    name: str
    right: int
    total: int
    failures: List[str]

    @property
    def rate(self) -> float:
        """The share that is right."""
        return self.right / self.total


def ours(model: Model) -> Recogniser:
    """The language that the bot's own pipeline names."""
    return lambda text: model.parse(text).get("language")


def libraries(quick: bool) -> Dict[str, Recogniser]:
    """Libraries of the dependency group `evaluation`, all told that only two languages are possible.

    Args:
        quick: leave out the one that takes long to load.
    """
    return {
        "py3langid": _py3langid(),
        "langdetect": _langdetect(),
        **({} if quick else {"lingua": _lingua()}),
    }


def score(recognise: Recogniser, one_in: int = 1) -> List[Group]:
    """The figures of one recogniser on all groups of messages; of each on all, or on every so-manieth."""
    groups: Dict[str, Dict[str, str]] = {SHORT: {}, LONG: {}, NONE: {}, UNSEEN_LONG: {}}
    for language, messages in language_messages().items():
        for message in messages:
            length = SHORT if len(message.split()) < 3 else LONG
            groups[NONE if language == NO_LANGUAGE else length][message] = language
    for language in LANGUAGES:
        for example in unseen_data(language).intent_examples:
            if len(example.get("text").split()) > 2:
                groups[UNSEEN_LONG][example.get("text")] = language
    return [_score(name, dict(list(messages.items())[::one_in]), recognise) for name, messages in groups.items()]


def _score(name: str, messages: Dict[str, str], recognise: Recogniser) -> Group:
    found = {message: recognise(message) or NO_LANGUAGE for message in messages}
    failures = [f"{right}: {m} ({found[m]})" for m, right in messages.items() if found[m] != right]
    return Group(name, len(messages) - len(failures), len(messages), failures)


def _py3langid() -> Recogniser:
    import py3langid

    py3langid.set_languages(list(LANGUAGES))
    return lambda text: py3langid.classify(text)[0]


def _langdetect() -> Recogniser:
    from langdetect import DetectorFactory, LangDetectException, detect_langs

    DetectorFactory.seed = 0

    def recognise(text: str) -> Optional[str]:
        try:
            return next((guess.lang for guess in detect_langs(text) if guess.lang in LANGUAGES), None)
        except LangDetectException:
            return None

    return recognise


def _lingua() -> Recogniser:
    from lingua import Language, LanguageDetectorBuilder

    detector = LanguageDetectorBuilder.from_languages(Language.INDONESIAN, Language.ENGLISH).build()

    def recognise(text: str) -> Optional[str]:
        language = detector.detect_language_of(text)
        return language.iso_code_639_1.name.lower() if language else None

    return recognise
