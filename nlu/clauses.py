"""What is asked, in the person's own clause: the name of what no noun names, in words that fit into "my source says nothing about …"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import takewhile

from facts.schema import LANGUAGES
from nlu.language_data import LANGUAGE_DATA, listed, only_word, read
from nlu.places import known
from nlu.stop_words import STOP_WORDS

_WORD = re.compile(r"\w[\w'’-]*")
_LONGEST = 14
_ASKS = listed("asks_with")
# "When did people start": the order of words of a question, that only quotation marks hold.
_INVERTS = listed("inverts")
_OF_WHOM = listed("asks_with_a_subject")
_EDGES = listed("vocatives") | listed("connectors") | listed("fillers")
# Letters of a possessive of a thing at hand: "kateringnya".
ITS, _LEAST = "nya", 4
# "Pembuatan", "penyusunan": Indonesian nouns of what is done to something.
_DOING = re.compile(r"pe[mnlrw]\w{3,}an", re.IGNORECASE)
_NO_NAME = listed("no_name")
# "What are the drawbacks?", "gimana cara …?": behind these stands the name of what is asked.
_BEFORE_A_NOUN, _IS, _WAYS = listed("before_a_noun"), listed("copulas"), listed("names_the_way")
_OPENS_A_CLAUSE = listed("opens_a_clause")
_OPENS_YN, _ENDS_YN, _VIEWS = listed("opens_yes_or_no"), listed("ends_yes_or_no"), listed("asks_a_view")
_MAY_OPEN_YN = listed("may_open_yes_or_no")
# "… or does it?"; "do they …?", whose verb stays as it is; "if" for "whether".
_ASKS_AGAIN, _DO, _MAY_MEAN_WHETHER = listed("asks_again"), listed("asks_of_several"), listed("may_mean_whether")
_OR, _ARTICLES = listed("or_not"), listed("articles")
_WHETHER = {language: only_word("says_whether", language) for language in LANGUAGES}
# Verbs that stand before the subject of a question and nowhere else, and subjects of a word.
SUPPORTS, _SUBJECTS = listed("supports"), listed("subjects")
_OPENS = re.compile(r"(?:\w+\s){0,3}\w+:\s")
_SENTENCE = re.compile(r"[.?!]\s*$")
# "How long I need" is told as "how long you need".
PERSONS: dict[str, str] = {str(k): str(v) for file in sorted(LANGUAGE_DATA.glob("*/persons.yml")) for k, v in read(file).items()}
_SPEAKS = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(PERSONS, key=len, reverse=True)))})\b", re.IGNORECASE)


def clause_in(text: str, part: tuple[int, int], placed: Sequence[tuple[str, str, int]]) -> tuple[str, int]:
    """The clause of a part that begins with a question word, quoted where it is no clause inside another; and where it begins.

    Args:
        text: the message. part: where the part starts and ends. placed: its plain words with their kinds and places.

    Returns:
        "" and -1 where none begins so, or where it is too long.
    """
    asking = [i for i, (word, _, _) in enumerate(placed) if word in _ASKS and i < len(placed) - 1]
    before = [i for i in asking if all(w in _EDGES or not w.isalnum() for w, _, _ in placed[:i]) or placed[i][0] in _ASKS]
    if not before:
        return "", -1
    first = before[0]
    words = text[placed[first][2] : part[1]].strip(" ,;:.?!\n").split()
    while words and words[-1].lower().strip(",.?!") in _EDGES:
        words.pop()
    plain = [word for word, _, _ in placed[first + 1 : first + 4]]
    if plain[0] in _WAYS:
        return " ".join(words[1:]), placed[first + 1][2]
    if placed[first][0] in _OF_WHOM and len(plain) > 2 and plain[0] in _IS and plain[1] in _BEFORE_A_NOUN and len(words) > 3:
        return told_of(" ".join(words[2:])), placed[first + 2][2]
    # "Who is …?" has the order of a clause, "when is …?" and "what does …?" have not.
    of_whom = placed[first][0] in _OF_WHOM and plain[0] in _INVERTS and plain[0] not in SUPPORTS
    if len(plain) > 1 and len(words) > 3 and plain[0] in _INVERTS - SUPPORTS and plain[1] in _SUBJECTS:
        # "What will they ask?" is told as "what they will ask".
        words[1:3] = words[2], words[1]
        plain = []
    inverted = any(word in _INVERTS for word in plain) and not of_whom
    said = " ".join(words).rstrip(" ,;:.?!")
    if not 1 < len(words) <= _LONGEST or not without_edges(said):
        return "", -1
    return (f"“{said}”" if inverted else told_of(_small(said, text))), placed[first][2]


def quoted(text: str) -> str:
    """A part in quotation marks, without what only joins it on; "" where it is too long or too short to be quoted."""
    # "One worry: …": what only leads in is no part of the question.
    opening = _OPENS.match(text)
    words = text[opening.end() if opening else 0 :].strip(" ,;:.?!\n").split()
    while words and words[-1].lower().strip(",.?!") in _EDGES:
        words.pop()
    while words and words[0].lower().strip(",.?!") in _EDGES:
        words.pop(0)
    said = _small(" ".join(words).rstrip(" ,;:.?!"), text)
    return f"“{said}”" if 1 < len(words) <= _LONGEST else ""


def told_of(clause: str) -> str:
    """A clause in which whoever spoke is spoken to: "how long you need"."""
    return _SPEAKS.sub(lambda person: PERSONS[person.group().lower()], clause)


def whether(said: str, asks: bool = False) -> str:
    """What a question of yes or no asks, as a clause: "whether they will train you", "apakah Anda diterima"; "" where it is no such order.

    Args:
        said: the question, in quotation marks or not. asks: an Indonesian one that is known to be such a question: "gajinya besar dong?".
    """
    words = said.strip("“” ?!.").split()
    plain = [word.lower().strip(",") for word in words]
    # "…, or is that on me?" asks once more.
    again = next((i for i in range(2, len(plain) - 1) if plain[i] in _ASKS_AGAIN and plain[i + 1] in _INVERTS), len(plain))
    words, plain = words[:again], plain[:again]
    if len(words) > 2 and plain[0] in _INVERTS - SUPPORTS and plain[1] in _SUBJECTS:
        return f"{_WHETHER['en']} {told_of(' '.join([words[1], words[0].lower(), *words[2:]]))}"
    if len(words) > 2 and plain[0] in _DO and plain[1] in _SUBJECTS:
        return f"{_WHETHER['en']} {told_of(' '.join(words[1:]))}"
    text = f" {' '.join(words)} "
    for view in _VIEWS:
        text = re.sub(rf" {view} ", " ", text, flags=re.IGNORECASE)
    words = text.split()
    front = list(takewhile(lambda word: word.lower() in _OPENS_YN | _NO_NAME, words))
    words = words[len(front) :]
    back = list(takewhile(lambda word: word.lower().strip(",") in _ENDS_YN | _EDGES, reversed(words)))
    words = words[: len(words) - len(back)]
    if back and words and words[-1].lower() in _OR:
        # "… apa ndak?"
        words.pop()
    marks = {word.lower().strip(",") for word in (*front, *back)} & (_OPENS_YN | _ENDS_YN)
    asked = asks or marks or (words and words[0].lower() in _MAY_OPEN_YN)
    return f"{_WHETHER['id']} {told_of(_small(' '.join(words), ' '.join(words)))}" if asked and len(words) > 1 else ""


def clause_behind(text: str) -> str:
    """The clause of a question behind the word that opens it: "does it say [whether X does Y]?"; "" without one."""
    words = text.strip(" ?!.\n").split()
    opening = [i for i, word in enumerate(words) if word.lower() in _OPENS_A_CLAUSE]
    rest = words[opening[-1] + 1 :] if opening else []
    word = words[opening[-1]].lower() if opening else ""
    word = _WHETHER["en"] if word in _MAY_MEAN_WHETHER else word
    return f"{word} {told_of(' '.join(rest))}" if 1 < len(rest) <= _LONGEST else ""


def without_edges(thing: str) -> str:
    """A thing without the words at its ends that are no part of its name: "hm", "mana", "yesterday"."""
    words = thing.split()
    while words and words[0].lower() in _NO_NAME:
        words.pop(0)
    while words and words[-1].lower() in _NO_NAME | _ENDS_YN:
        words.pop()
    return " ".join(words)


def all_worded(things: Sequence[str], text: str, asks: bool, is_nothing: Callable[[str], bool]) -> tuple[str, ...]:
    """Things as they are told, see `worded`, without those that are no things."""
    return tuple(worded(thing, text, asks) for thing in things if not is_nothing(thing))


def worded(thing: str, text: str, asks: bool) -> str:
    """A thing as it is told that the source says nothing about it; `asks`: whether it is asked if something is so."""
    if thing.startswith("“"):
        return (whether(thing) if asks else "") or thing
    thing = tidy(grown(thing, text), text)
    return with_article(without_edges(thing) or thing, text)


def with_article(thing: str, text: str) -> str:
    """A thing with the article that it has in a message: "[a] canteen"."""
    at = text.find(thing)
    before = text[:at].split()[-1:] if at > 0 and text[at - 1].isspace() else []
    return f"{before[0].lower()} {thing}" if before and before[0].lower() in _ARTICLES else thing


def tidy(thing: str, text: str) -> str:
    """A thing as it stands in the middle of a sentence: no capital of the sentence that it began, no "-nya" of one at hand."""
    at = text.find(thing)
    begins = at >= 0 and (not text[:at].strip() or bool(_SENTENCE.search(text[:at])))
    words = thing.split()
    if begins and words and words[0].istitle() and words[0].lower() not in known() and not (len(words) > 1 and words[1][:1].isupper()):
        words[0] = words[0].lower()
    if begins and words and words[-1].endswith(ITS) and len(words[-1]) >= len(ITS) + _LEAST and len(words) == 1:
        words[-1] = words[-1][: -len(ITS)]
    return _small(" ".join(words), text)


def grown(thing: str, text: str) -> str:
    """A thing with what it is done to, where it is a word for doing: "pembuatan [akta]"."""
    at = text.find(thing)
    behind = _WORD.match(text, at + len(thing) + 1) if at >= 0 and _DOING.fullmatch(thing) else None
    return text[at : behind.end()] if behind and behind.group().lower() not in STOP_WORDS | _EDGES else thing


def _small(words: str, text: str) -> str:
    """Words of a message that was written in capitals, in small letters."""
    shouted = text.isupper() and len(_WORD.findall(text)) > 2
    return (
        words.lower() if shouted else words[:1].lower() + words[1:] if words[:1].isupper() and words.split()[0].lower() in _ASKS else words
    )
