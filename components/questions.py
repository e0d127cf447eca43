"""Where one question ends and the next begins, within a message."""

from __future__ import annotations

from typing import Iterator, List, NamedTuple, Sequence, Set

from actions.claims import BECAUSE, SINCE

_STOPS = {"?", "!", ".", ";", "...", "??", "?!"}
_JOINTS = {
    "dan", "and", "terus", "lalu", "serta", "also", "then", "juga", ",", "plus", "sama", "sekalian", "&", "-", ":",
}  # fmt: skip
_INTERROGATIVES = {
    "apa", "apakah", "apanya", "bagaimana", "kenapa", "mengapa", "siapa", "siapakah", "mana", "manakah", "berapa",
    "what", "how", "why", "who", "which", "where", "when",
}  # fmt: skip
_ASKING = _INTERROGATIVES | {
    "jelaskan", "sebutkan", "bedakan", "bandingkan", "contoh", "beda", "bedanya", "perbedaan", "sebutin", "jelasin",
    "uraikan", "diuraikan", "penjelasan", "menerangkan", "sebut", "paparkan", "berikan",
    "explain", "list", "compare", "describe", "tell", "give", "define", "name", "provide", "state", "outline", "summarise",
    "summarize",
}
# What a request may ask for next: "explain the meaning, the types and the services of …".
_ASKED_FOR = {
    "definisi", "pengertian", "arti", "kepanjangan", "singkatan", "jenis", "macam", "tipe", "layanan", "contoh", "tujuan",
    "perbedaan", "definition", "meaning", "full", "acronym", "types", "kinds", "services", "examples", "purpose", "list",
    "difference", "differences",
}
# "I need the meaning, the purpose and the types of …" asks without asking.
_REQUESTING = {"need", "want", "require", "mohon", "minta", "butuh", "perlu", "memerlukan", "membutuhkan", "tolong", "please", "pengen", "ingin"}
_DETERMINERS = {"the", "its", "their", "also", "juga", "serta", "a"}  # fmt: skip
_AUXILIARIES = {"is", "are", "do", "does", "can", "may", "must"}
_OPEN_A_QUESTION = _AUXILIARIES | {"did", "could", "would", "will", "should", "has", "have"}
_OPENERS = {"and", "so", "but", "well", "hi", "hello", "hey", "ok", "okay", "oh", "also", "plus", "eh", ","}
# "My boss wants to know what …" asks like "what …".
_KNOWING = {"know", "understand", "wonder", "wondering", "asked", "asks", "asking", "tahu", "tau", "tanya", "bertanya", "nanya", "paham"}
_COMMA = {",", "-"}
_SEQUENCE = {"terus", "lalu", "then", "also"}
_WITHIN = {"also", "juga"}
_RELATIVE = {"who", "which", "where", "when", "mana"}
_ALTERNATIVE = {"atau", "or"}
_SUBORDINATORS = {*BECAUSE, *SINCE}
_CONJUNCTIONS = {"dan", "and", "serta", "&", *_ALTERNATIVE}
_REACH = 4
_OPENING = 3
_A_STATEMENT = 3

# Words that say nothing about what is asked: "is that X or Y then?" needs what was told before it.
_PARTICLES = {
    "apakah", "atau", "itu", "ini", "tuh", "nih", "ya", "yah", "iya", "kah", "kan", "bukan", "sih", "dong", "deh", "saja",
    "tidak", "jadi", "berarti", "jadinya", "masuk", "masuknya", "termasuk", "tergolong", "digolongkan", "golongan", "kategori", "ke",
    "dihitung", "hitungannya", "ranah", "ranahnya", "yang", "mana", "dan", "juga", "kak", "benar", "betul", "nya", "aja",
    "terus", "lalu", "also", "sudah", "tepat", "bener", "salah", "keliru", "tertukar", "terbalik", "pernyataan", "begitu",
    "saya", "aku", "gue", "gua", "kami", "kita", "dia", "mereka",
    "is", "it", "that", "this", "these", "or", "and", "the", "a", "then", "so", "right", "yes", "no", "not", "are", "they",
    "be", "'s", "would", "which", "one", "of", "either", "too", "i", "we", "am", "fall", "falls", "under", "in", "into", "count",
    "counts", "correct", "true", "false", "accurate", "wrong", "statement", "as", "belong", "belongs", "to", "bucket", "category", "does", "do", "considered",
}  # fmt: skip
_WHAT = {"apa", "what"}
_WHETHER = {
    *_OPEN_A_QUESTION, "apakah", "kah", "bisa", "boleh", "termasuk", "masuk", "juga", "kan", "tidak",
}  # fmt: skip
_POSSESSIVE = "'s"
_COPULAS = {"itu", "tuh", "is", "are", "'s"}


class Piece(NamedTuple):
    """A part of a message: the words from `start` up to `end`; its question begins at `question`.

    `hollow` says that the question only names models: "X?", "and Y?".
    """

    start: int
    question: int
    end: int
    hollow: bool = False


def split(words: Sequence[str], kinds: Sequence[str]) -> List[Piece]:
    """Cut a message at the end of each sentence, before "and what …", and where it counts "1) … 2) …".

    A sentence that asks nothing is the context of the question that follows it; a question
    that only names models ("…. Is that X?") is one with that context.

    Args:
        words: the plain words of the message, punctuation included.
        kinds: the kind of name that each word belongs to, "" for none.

    Returns:
        One piece for each question, in order; none if the message asks nothing.
    """
    numbers = _numbers(words)
    cuts = sorted({0, len(words), *numbers, *_cuts(words, kinds)})
    pieces: List[Piece] = []
    start = 0
    for begin, end in zip(cuts, cuts[1:]):
        is_sentence = end == len(words) or words[end - 1] in _STOPS
        goes_on = bool(pieces) and words[begin - 1] not in _STOPS and _first_word(words[begin:end]) in _ASKED_FOR
        asks = begin in numbers or goes_on or _asks(words[begin:end], elsewhere="?" in words and is_sentence)
        if not asks or not _has_words(words[begin:end]):
            continue
        if begin < min(numbers, default=0) and "?" not in words[begin:end]:
            continue
        joined = begin > 0 and words[begin - 1] not in _STOPS
        hollow = _is_hollow(words[begin:end], kinds[begin:end], asks_what=joined)
        told = sum(word.isalnum() for word in words[start:begin]) >= _A_STATEMENT
        if hollow and told:
            pieces.append(Piece(start, start, end))
        elif hollow and pieces and not any(kinds[begin:end]):
            pieces[-1] = pieces[-1]._replace(end=end)
        else:
            pieces.append(Piece(start, begin, end, hollow and begin > 0))
        start = end
    return pieces


def parts(words: Sequence[str]) -> List[slice]:
    """The parts of a message between stops, commas and conjunctions."""
    return _parted(words, _STOPS | _JOINTS)


def asks_whether(words: Sequence[str]) -> bool:
    """Whether a question asks if something is so, rather than what there is: "do they …?", "apakah …?"."""
    what = [word for word, following in zip(words, [*words[1:], ""]) if word in _ASKING and following != "kah"]
    return bool(_WHETHER & set(words)) and not what


def is_alternative(words: Sequence[str], kinds: Sequence[str]) -> bool:
    """Whether a message only leaves the choice between models: "so is it X or Y?"."""
    return _stands_between(words, kinds, _ALTERNATIVE | _WHAT, "model") and _is_hollow(words, kinds)


def is_choice_of_types(words: Sequence[str], kinds: Sequence[str]) -> bool:
    """Whether a message leaves the choice between two types: "our vendor is next door, so X or Y?"."""
    return _stands_between(words, kinds, _ALTERNATIVE, "type")


def gives_a_reason(words: Sequence[str]) -> bool:
    """Whether what stands before a question is what it takes for granted: "since X is simple, why …?"."""
    last = max((i + 1 for i, word in enumerate(words) if word in _STOPS), default=0)
    return next((word for word in words[last:] if word not in _OPENERS), "") in _SUBORDINATORS


def clauses(words: Sequence[str]) -> List[slice]:
    """The parts of a message between stops and commas, if none of them asks what is not answered by itself.

    A part with a question mark may be a doubt ("really?"); one with a word that asks is a question.
    """
    return [] if _ASKING & set(words) else _parted(words, _STOPS | {","})


def _parted(words: Sequence[str], separators: Set[str]) -> List[slice]:
    ends = [i + 1 for i, word in enumerate(words) if word in separators] + [len(words)]
    return [slice(start, end) for start, end in zip([0, *ends], ends) if _has_words(words[start:end])]


def _cuts(words: Sequence[str], kinds: Sequence[str]) -> Iterator[int]:
    last = 0
    for index, word in enumerate(words):
        if kinds[index]:
            continue
        joins = word in _JOINTS and not _joins_names(words, kinds, index) and not _is_told(words, index)
        if word in _STOPS or (joins and _joins_questions(words[last:index], word, words[index + 1 :], kinds[index + 1 :])):
            last = index + 1
            yield last


def _is_told(words: Sequence[str], index: int) -> bool:
    """Whether a word stands in a sentence that tells something, before one that asks: "… who buys, what they like. Is …?"."""
    start = next((i + 1 for i in range(index - 1, -1, -1) if words[i] in _STOPS), 0)
    end = next((i for i in range(index, len(words)) if words[i] in _STOPS), len(words))
    asks_later = "?" in words[end + 1 :] and words[end : end + 1] != ["?"]
    return asks_later and not _asks(words[start:end], elsewhere=True)


def _numbers(words: Sequence[str]) -> Set[int]:
    """Where the numbers of a counted message stand: "1) … 2) …", "(1) … (2) …"; none unless there are two."""
    found = set()
    for index, (word, following) in enumerate(zip(words, words[1:])):
        if following == ")" and (word.isdecimal() or (len(word) == 1 and word.isalpha())):
            found.add(index - 1 if index and words[index - 1] == "(" else index)
    return found if len(found) > 1 else set()


def _has_words(words: Sequence[str]) -> bool:
    return any(character.isalnum() for word in words for character in word)


def _is_hollow(words: Sequence[str], kinds: Sequence[str], asks_what: bool = False) -> bool:
    """Whether a part has only models and particles, so that it asks nothing by itself.

    "What is X?" asks something; in "X singkatan apa, Y apa?" the second part does not: with
    `asks_what`, a lone "what" is a particle too, as in "what's X's?". Between two models "apa" means "or".
    """
    is_possessive = bool(words) and any(
        kind == "model" and following == _POSSESSIVE and not _has_words(words[index + 2 :])
        for index, (kind, following) in enumerate(zip(kinds, words[1:]))
    )
    asks_what = is_possessive or (asks_what and not _COPULAS & set(words))
    return all(
        kind == "model"
        or word in _PARTICLES
        or not _has_words([word])
        or (word in _WHAT and (asks_what or words[index + 1 : index + 2] == ["kah"]))
        or (word in _WHAT and kinds[index - 1 : index] == kinds[index + 1 : index + 2] == ["model"])
        for index, (word, kind) in enumerate(zip(words, kinds))
    )


def _stands_between(words: Sequence[str], kinds: Sequence[str], between: Set[str], kind: str) -> bool:
    """Whether one of some words stands between two names of a kind."""
    return any(
        word in between and kinds[index - 1 : index] == kinds[index + 1 : index + 2] == [kind]
        for index, word in enumerate(words)
    )


def _joins_names(words: Sequence[str], kinds: Sequence[str], index: int) -> bool:
    """Whether a joint stands between two names of a kind: "X and Y", "X, Y, and Z"."""
    following = index + 1
    while words[following : following + 1] and words[following] in _CONJUNCTIONS:
        following += 1
    return index > 0 and bool(kinds[index - 1]) and kinds[index - 1 : index] == kinds[following : following + 1]


def _joins_questions(before: Sequence[str], joint: str, behind: Sequence[str], kinds: Sequence[str]) -> bool:
    """Whether a joint stands between questions: "…, and what …", "what is x and y is what"."""
    if not _has_words(before) or sum(map(str.isalnum, behind[: _REACH + 1])) < 2:
        return False
    sentence = next((i for i, word in enumerate(behind) if word in _STOPS), len(behind))
    clause, kinds = behind[:sentence], kinds[:sentence]
    if joint in _COMMA and _is_hollow(clause, kinds, asks_what=True):
        return kinds.count("model") == 1 and not _ALTERNATIVE & set(clause)
    if joint in _COMMA and _ALTERNATIVE & set(clause) and behind[0] not in _ASKING:
        # "…, rules or something else?": the choice that the question leaves.
        return False
    if joint in _COMMA and _first_word(before) in _SUBORDINATORS and _asks(clause, elsewhere=False):
        # "Since X is simple, what …?"
        return True
    if joint in _WITHIN and behind[0] not in _INTERROGATIVES and before[-1] not in _JOINTS:
        # "They also provide …"
        return False
    if behind[0] in _ASKING or (behind[0] in _AUXILIARIES and joint not in _COMMA):
        return True
    if joint == ":":
        return bool(_INTERROGATIVES & set(clause))
    if _first_word(clause) in _ASKED_FOR and _ASKED_FOR & set(before):
        return True
    if _ASKED_FOR & set(before) and _asks(before, elsewhere=False) and _INTERROGATIVES & set(behind[:_OPENING]):
        return True
    if not _INTERROGATIVES & set(before):
        return False
    if joint in _SEQUENCE or before[-1] in _COMMA:
        return bool(_INTERROGATIVES & set(clause))
    return bool((_INTERROGATIVES - _RELATIVE) & set(behind[:_REACH]))


def _first_word(words: Sequence[str]) -> str:
    """The first word but for determiners."""
    return next((word for word in words if word not in _DETERMINERS), "")


def _asks(words: Sequence[str], elsewhere: bool) -> bool:
    """Whether a sentence asks; where the message has a question mark, one without must begin like a question."""
    if "?" in words:
        return True
    opening = [word for word in words[:_OPENING] if word not in _OPENERS]
    if opening and opening[0] in _OPEN_A_QUESTION:
        return True
    if _ASKED_FOR & set(words) and (_REQUESTING & set(words) or _first_word(words) in _ASKED_FOR):
        return True
    if any(word in _KNOWING and following in _INTERROGATIVES for word, following in zip(words, words[1:])):
        return True
    return bool(_ASKING & set(words[:_OPENING] if elsewhere else words))
