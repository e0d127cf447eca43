"""Cues, numbers and signs that word lists tell: `data/language/<language>/cues.yml`, `data/language/emoji.yml`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import takewhile

from nlu.language_data import LANGUAGE_DATA, cues_in, listed, read
from nlu.numerals import in_digits, without

_ANY = ("id", "en")
# Lists of cues.yml that are no cues of an act: they say what a number counts, or open a letter's point.
_UNITS = ("sentences", "words", "examples", "counted")
_NO_CUES = (
    *_UNITS,
    *("points_of_letter", "through", "denies", "denies_a_name", "tags", "opens_a_question", "vocatives", "dislikes"),
    *("leads_in", "no_dispute", "no_same", "no_than", "no_counts", "is_a_clause", "connectors", "joins", "asks_of_it", "nobody", "turns"),
    *("denies_the_rest", "in_place_of", "degrees", "before_a_noun", "copulas", "offers", "pointed_at", "asks_with"),
    *("asks_with_a_subject", "inverts", "before_a_verb", "fillers", "it", "prepositions", "speaks_of", "asks_of_unknown"),
    *(
        "before_a_place",
        "behind_a_place",
        "clients",
        "providers",
        "given_to",
        "before_a_letter",
        "papers",
        "also_towns",
        "ourselves",
        "true_words",
    ),
    *("false_words", "or_words", "compares_with", "no_name", "opens_a_clause", "opens_yes_or_no", "ends_yes_or_no"),
    *("greetings", "thanks_said", "beside_thanks", "one_by_one"),
    *("may_open_yes_or_no", "asks_a_view", "names_the_way", "supports", "subjects", "points_at"),
)
# "/session_start", with its stroke or without: a command of Rasa's, typed, says nothing.
_COMMAND = re.compile(r"/?(?:session_start|(?:action|utter|ask)_\w+)(?:\s*\{.*\})?")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
# Cue -> the list of phrases in which its words mean something else.
_NO_CUE_IN = {"disputed": "no_dispute", "same": "no_same", "than": "no_than", "requests": "no_requests", "counts": "no_counts"}
# What parts a number from the words behind it: "chapter 2, differences" are no two differences.
_ENDS = (",", ".", ";", ":", "?", "!")
# Words of the name of a thing, and of a number.
_LONGEST_NAME = 4
# So near stand "true" and "false" to the "or" between them.
_NEXT_TO = 2
_QUOTES = frozenset("\"'“”‘’„")
_OF_IT = re.compile(r"\b(\w{2,})nya\b")
_ENTRIES = listed("entries")
_LETTER_OF_POINT = re.compile(r"^[a-h]$")


def _as_read(phrase: str) -> tuple[str, ...]:
    """A phrase, and as the reader parts its words: "apanya" is "apa nya"."""
    parted = _OF_IT.sub(r"\1 nya", phrase)
    return (phrase,) if parted == phrase else (phrase, parted)


class Cues:
    """The word lists, ready to be looked up in the plain words of a part."""

    def __init__(self, lists: Mapping[str, Sequence[str]], signs: Mapping[str, str], faces: Mapping[str, Sequence[str]]) -> None:
        self._phrases: dict[str, list[str]] = {cue: [f" {p} " for p in phrases] for cue, phrases in lists.items()}
        # Looked up by the word that they begin with: a long message has many parts, and there are thousands of phrases.
        self._cues_from: dict[str, list[tuple[str, str]]] = {}
        for cue, phrases in self._phrases.items():
            for phrase in phrases if cue not in _NO_CUES else ():
                self._cues_from.setdefault(phrase.split(" ", 2)[1], []).append((phrase, cue))
        self._signs = {sign: label for label, of in signs.items() for sign in of if sign not in "\ufe0f\u200d"}
        self._faces = {face: label for label, of in faces.items() for face in of}

    @classmethod
    def load(cls) -> Cues:
        """Read the lists of both languages: chat mixes them."""
        lists: dict[str, list[str]] = {}
        for language in _ANY:
            for cue, phrases in cues_in(language).items():
                lists.setdefault(cue, []).extend(spelt for phrase in phrases for spelt in _as_read(phrase))
        emoji = read(LANGUAGE_DATA / "emoji.yml")
        return cls(lists, {k: v for k, v in emoji.items() if k != "faces"}, emoji["faces"])

    @property
    def vocabulary(self) -> set[str]:
        """All words of the lists: none of them is a slip of another word."""
        return {word for phrases in self._phrases.values() for phrase in phrases for word in phrase.split()}

    def found(self, words: Sequence[str]) -> frozenset[str]:
        """The cues whose phrases stand among plain words."""
        # "Yes" to which? is asked of a yes, quoted or not.
        text = f" {' '.join(word for word in words if word not in _QUOTES)} "
        found = frozenset(cue for word in set(text.split(" ")) for phrase, cue in self._cues_from.get(word, ()) if phrase in text)
        for cue, others in _NO_CUE_IN.items():
            # "Salah satu" is one of several, and nothing is wrong with it.
            rest = text
            for phrase in self._phrases[others]:
                rest = rest.replace(phrase, "  ")
            found = found if any(p in rest for p in self._phrases[cue]) else found - {cue}
        return found

    def behind(self, cue: str, words: Sequence[str]) -> int | None:
        """The place of the word right behind the first phrase of a cue; None without one."""
        text = f" {' '.join(words)} "
        ends = [text.index(p) + len(p) for p in self._phrases[cue] if p in text]
        return text[: min(ends)].count(" ") - 1 if ends else None

    def places(self, cue: str, text: str) -> list[int]:
        """Where the phrases of a cue begin in a text of small letters."""
        return [m.start() for phrase in self._phrases[cue] for m in re.finditer(rf"(?<!\w){re.escape(phrase.strip())}(?!\w)", text)]

    def without_tags(self, words: Sequence[str]) -> list[str]:
        """Plain words without signs, and without tags such as "…, bener gak sih?"."""
        return [word for word in without(words, self._phrases["tags"]) if any(letter.isalnum() for letter in word)]

    def denies(self, words: Sequence[str]) -> bool:
        """Whether a word of denial stands among plain words; one in a tag denies nothing."""
        rest = self.without_tags(words)
        # "Isn't it …?", "would it not …?", "bukankah …?" open a question; the last word may be a tag of its own.
        asks = bool(rest) and f" {rest[0]} " in self._phrases["inverts"]
        rest = [word for at, word in enumerate(rest) if not ((at < 2 and self._opens(rest[:at], word)) or (asks and at == 2))]
        return any(f" {word} " in self._phrases["denies"] for word in rest[:-1])

    def _opens(self, before: Sequence[str], word: str) -> bool:
        """Whether a word opens a question, as the first or behind one that only joins it on: "but isn't it …?"."""
        return f" {word} " in self._phrases["opens_a_question"] and all(self.connects(w) or self.calls([w]) for w in before)

    def has_denial(self, words: Sequence[str]) -> bool:
        """Whether any of some plain words denies, wherever it stands."""
        return any(self.is_denial(word) for word in words)

    def is_denial(self, word: str) -> bool:
        """Whether a plain word denies."""
        return f" {word} " in self._phrases["denies"]

    def is_an_answer(self, thing: str) -> bool:
        """Whether some words only stand for an answer that is wished for, or a promise: the "yes" and the "no" of "yes or no?"."""
        word = f" {thing.lower()} "
        return word in self._phrases["promised"] or any(word in phrase for phrase in self._phrases["yes_or_no"])

    def only_denies(self, words: Sequence[str]) -> bool:
        """Whether plain words begin with a denial of what stands right behind it, and go on with nothing else: "not the staff"."""
        said = " ".join(words).strip(" .!?,").split()
        first, second = f" {said[0]} " if said else "", f" {said[1]} " if len(said) > 1 else ""
        return first in self._phrases["denies_the_rest"] and second not in ("", *self._phrases["pointed_at"]) and "," not in said

    def offers(self, words: Sequence[str]) -> bool:
        """Whether plain words offer a choice; "or not?" does not."""
        return bool({f" {w} " for w in self.without_tags(words)[1:-1]} & set(self._phrases["offers"]))

    def true_or_false(self, words: Sequence[str]) -> bool:
        """Whether plain words ask if something is right or wrong: "benar atau keliru", "wrong/right"."""
        true, false, ors = ([f" {w} " in self._phrases[of] for w in words] for of in ("true_words", "false_words", "or_words"))
        sides = [(slice(max(0, i - _NEXT_TO), i), slice(i + 1, i + 1 + _NEXT_TO)) for i, is_or in enumerate(ors) if is_or]
        return any(any(a[before]) and any(b[behind]) for before, behind in sides for a, b in ((true, false), (false, true)))

    def connects(self, word: str) -> bool:
        """Whether a word only joins what follows it to what was said before."""
        return f" {word.lower()} " in self._phrases["connectors"]

    def leads_in(self, word: str) -> bool:
        """Whether a word only asks for something to be sorted: "please", "kelompokkan"."""
        return f" {word.lower()} " in self._phrases["leads_in"]

    def joins(self, word: str) -> bool:
        """Whether a word, or nothing, joins two names as equals."""
        return not word or f" {word.lower()} " in self._phrases["joins"]

    def name_in(self, thing: str) -> str:
        """The name with which some words begin, without the clause that goes on with it: "X" of "X is near"; "" if none does."""
        words = list(takewhile(lambda w: f" {w.lower().strip(',')} " not in self._phrases["is_a_clause"], thing.split()))
        return " ".join(words).strip(" ,;:-") if len(words) <= _LONGEST_NAME else ""

    def dislikes(self, words: Sequence[str]) -> bool:
        """Whether plain words say what someone does not like or is not good at."""
        text = f" {' '.join(words)} "
        return any(p in text for p in self._phrases["dislikes"])

    def denies_name(self, before: Sequence[str]) -> bool:
        """Whether the words right before a name deny it: "not X", "bukan yang X", yet not "no, X"."""
        for word in reversed(before[-2:]):
            if not _WORD.match(word):
                return False
            if f" {word} " in self._phrases["denies_a_name"]:
                return True
        return False

    def in_its_place(self, before: Sequence[str]) -> bool:
        """Whether the words before a name end with what names one that is not meant: "this rather than X"."""
        text = f" {' '.join(before)} "
        return any(text.endswith(phrase) for phrase in self._phrases["in_place_of"])

    def count(self, words: Sequence[str], named_only: bool = False) -> tuple[int, str]:
        """How many of what a wish for a form asks for, by the words right behind a number: "sentences", "words", else "points".

        "The two in three points" are three; where nothing counted is named, the last number is meant, unless `named_only`.
        (0, "") without one.
        """
        last, words = 0, in_digits(words)
        for at, word in enumerate(words):
            number = int(word) if word.isdecimal() else 0
            one_by_one = number == 1 and word in (*words[max(at - 2, 0) : at], *words[at + 1 : at + 3])
            if not number or one_by_one or (last and at and self.is_denial(words[at - 1])):
                # "Three, not five" are three; "one by one" counts nothing.
                continue
            behind = " ".join(takewhile(lambda w: not (w.isdecimal() or w in _ENDS), words[at + 1 : at + 3]))
            found = next((unit for unit in _UNITS if any(p in f" {behind} " for p in self._phrases[unit])), "")
            if found:
                return number, "points" if found == "counted" else found
            last = number
        return (last, "points") if last and not named_only else (0, "")

    def counts_entries(self, words: Sequence[str]) -> bool:
        """Whether a number of entries of a list is named in words: "three services"; not the "one" of "which can one buy?"."""
        words = in_digits(words)
        return any(word.isdecimal() and _ENTRIES.intersection(words[at + 1 : at + 2]) for at, word in enumerate(words))

    def opens_with_denial(self, text: str) -> bool:
        """Whether a part opens with a denial of what it names: "not the staff"; "no, the staff" names what is meant."""
        first = text.lower().split()[:1]
        return f" {' '.join(first)} " in self._phrases["denies_a_name"]

    def words_each(self, words: Sequence[str]) -> int:
        """How many words a point may have, where that is told behind how many points: "three bullets, six words each"; 0 if it is not."""
        return self._counted_words(words, 1)

    def words_told(self, words: Sequence[str]) -> int:
        """The number of words that is named anywhere: "one sentence, at most nine words"; 0 if none is."""
        return self._counted_words(words, 0)

    def _counted_words(self, words: Sequence[str], first: int) -> int:
        words = in_digits(words)
        counted = [(int(w), " ".join(words[i + 1 : i + 2])) for i, w in enumerate(words) if w.isdecimal() and int(w)]
        return next((n for n, behind in counted[first:] if any(p.strip() == behind for p in self._phrases["words"])), 0)

    def numbers(self, text: str) -> tuple[int, ...]:
        """The amounts of a part, as digits or words."""
        return tuple(int(w) for w in in_digits(_WORD.findall(text.lower())) if w.isdecimal() and len(w) < 4)

    def undenied_numbers(self, text: str) -> tuple[int, ...]:
        """The amounts of a part without those behind a denial, if there are others: "three, not five"."""
        words = in_digits(_WORD.findall(text.lower()))
        kept = [w for before, w in zip(("", *words), words) if not (w.isdecimal() and self.is_denial(before))]
        return tuple(int(w) for w in kept if w.isdecimal() and len(w) < 4) or self.numbers(text)

    def relates(self, word: str) -> bool:
        """Whether what stands behind a word may be what something is compared with: "from", "to"."""
        return any(f" {word} " in self._phrases[cue] for cue in ("compares_with", "than"))

    def calls(self, words: Sequence[str]) -> bool:
        """Whether plain words only call someone: "kak", "sir", "mas mas"."""
        said = [word for word in words if _WORD.match(word)]
        return bool(said) and all(f" {word} " in self._phrases["vocatives"] for word in said)

    def letters(self, words: Sequence[str]) -> str:
        """The points of a letter that a part speaks of, one after the other: "b" of "poin b", "abe" of "a, b and e"; "" if none."""
        opening = {p.strip() for p in self._phrases["points_of_letter"]}
        words = [word.rstrip(".)") or word for word in words]
        letters = [(before, w) for before, w in zip(("", *words), words) if _LETTER_OF_POINT.match(w)]
        # "A" by itself is an article.
        several = any(w != "a" for _, w in letters)
        spoken = dict.fromkeys(w for before, w in letters if w != "a" or several or before in opening)
        if not spoken:
            digits = [w for w in words if w.isdecimal()]
            return next((w for before, w in zip(("", *words), words) if before in opening and [w] == digits and len(w) == 1), "")
        through = {p.strip() for p in self._phrases["through"]}
        if len(spoken) == 2 and through.intersection(words):
            first, last = (ord(w) for w in spoken)
            return "".join(chr(i) for i in range(first, last + 1))
        return "".join(spoken)

    def opening_letter(self, words: Sequence[str], alone: bool = False) -> str:
        """The point of a letter that a question begins with: "and for b, which staff?"; "" if none.

        Where nothing is named (`alone`) it may stand behind the word for one: "group c"; "group a few jobs" names none.
        """
        before = {p.strip() for p in self._phrases["before_a_letter"]}
        at = next((i for i, word in enumerate(words) if word not in before), 0)
        if at > 0 and _LETTER_OF_POINT.match(words[at]) and words[at + 1 : at + 2] == [","]:
            return words[at]
        opening = {p.strip() for p in self._phrases["points_of_letter"]} if alone else set()
        return next((w for first, w in zip(words, words[1:]) if first in opening and _LETTER_OF_POINT.match(w) and w != "a"), "")

    def wordless(self, text: str) -> str | None:
        """What a message without a word, or a typed command, means by its signs; None if it has words."""
        if _COMMAND.fullmatch(text.strip()):
            return "nothing"
        if _WORD.search(text):
            return self._faces.get(text.strip().lower())
        if face := self._faces.get(text.strip().lower()):
            return face
        known = next((self._signs[sign] for sign in text if sign in self._signs), "")
        return known or ("confused" if "?" in text else "acknowledge")
