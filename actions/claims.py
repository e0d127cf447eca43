"""Whether a message claims something, and what: so that an answer can say first if it is so."""

from __future__ import annotations

import re
from typing import List, Optional, Sequence

# What opens a clause that says why: those of the first line may also ask, behind a question: "why do they, because …?".
BECAUSE = ("because", "karena", "karna", "lantaran")
SINCE = ("since", "given", "mengingat", "berhubung")

_WHICH = re.compile(r"\b(which|who|mana|manakah|siapa)\b", re.IGNORECASE)
_ALTERNATIVE = re.compile(r"\b(what|apa yang|atau|or|yg mn|yang mn|mn)\b", re.IGNORECASE)
_OPENING = re.compile(
    r"^\W*(?:(?:so|and|but|hi|hello|jadi|terus|kak|min|halo|emang|emangnya|memangnya|eh|well|wait)\W+)*"
    r"(is|are|isn't|isnt|aren't|does|do|doesn't|don't|can|could|will|would|has|have|was|am i right"
    r"|apakah|apa benar|apa bener|apa iya|apa betul|benarkah|benar|bener|betul|betulkah|bisakah|bukankah|masa|masak)\b",
    re.IGNORECASE,
)
_TAG = re.compile(
    r"\b(right|correct|true|yes|no|isn't it|isnt it|aren't they|doesn't it|innit|kan|bukan|betul|benar|bener|ya|iya|yah"
    r"|dong|nggak|gak|ga|tidak|enggak|ngga|yak)\s*(ya|sih|kak|min|kah)?\W*$",
    re.IGNORECASE,
)
_INTERROGATIVE = re.compile(
    r"\b(which|who|what|why|how|where|when|mana|manakah|siapa|apa(?! (?:benar|bener|iya|betul))|apanya|apaan|kenapa|mengapa|gimana"
    r"|bagaimana|berapa|atau|or)\b",
    re.IGNORECASE,
)
_TAKES_FOR_GRANTED = re.compile(
    r"\b(why|how come|since|given that|reason|only|just|says|said|insists|claims|claimed|told|heard|kenapa|mengapa|kok|ko"
    r"|hanya|cuma|cuman|kan|karena|knp|alasan\w*|sebab\w*|katanya|bilang|konon|dengar|denger|ngotot)\b",
    re.IGNORECASE,
)
_ONLY = re.compile(r"\b(only|just|solely|exclusively|hanya|cuma|cuman|doang|doank|khusus)\b", re.IGNORECASE)
_MUST_OR_MAY = re.compile(
    r"\b(must|has to|have to|need to|needs to|always|only|allowed|may|can|could|harus|wajib|selalu|mesti|kudu|musti|boleh"
    r"|bisa|dapat|hanya|cuma)\b",
    re.IGNORECASE,
)


def asks_which(text: str) -> bool:
    """Whether a message asks which of several, or who."""
    return bool(_WHICH.search(text))


def leaves_open(text: str) -> bool:
    """Whether a message that names several things asks for one of them, and so claims nothing."""
    return asks_which(text) or bool(_ALTERNATIVE.search(text))


def asks_whether(text: str) -> bool:
    """Whether a message asks to be told yes or no: "is X complex?", "X itu gampang, kan?"."""
    if _INTERROGATIVE.search(text):
        return False
    return bool(_OPENING.search(text) or _TAG.search(text))


def takes_for_granted(text: str) -> bool:
    """Whether a message states what it says, if only on the way: "why are there four?", "there are four, right?"."""
    return asks_whether(text) or bool(_TAKES_FOR_GRANTED.search(text))


def says_of_what(text: str, name: str) -> bool:
    """Whether a message says that something comes out of the thing of that name: "an extension of …"."""
    return bool(re.search(rf"\b(dari|daripada|dr|of|from)\W+{re.escape(name)}\b", text, re.IGNORECASE))


def says_only(text: str) -> bool:
    """Whether a message says that something holds of some alone: "only big firms do, right?"."""
    return bool(_ONLY.search(text)) and takes_for_granted(text)


def says_where_it_must_be(text: str) -> bool:
    """Whether a message asks if something has to be, or may be, somewhere."""
    return asks_whether(text) or bool(_MUST_OR_MAY.search(text))


def numbers_in(text: str, names: Sequence[str]) -> List[int]:
    """The numbers of a message, as digits or by their names, of which the first is that of zero."""
    words = re.findall(r"[^\W_]+", text.lower())
    return [int(w) if w.isdecimal() else names.index(w) for w in words if w.isdecimal() or w in names]


def expansion_in(text: str, abbreviation: str) -> Optional[str]:
    """The words that a message says an abbreviation stands for: those that begin with its letters."""
    words = re.findall(r"[^\W\d_]+", text)
    for start in range(len(words) - len(abbreviation) + 1):
        run = words[start : start + len(abbreviation)]
        if all(len(w) > 1 and w[0].lower() == letter.lower() for w, letter in zip(run, abbreviation)):
            return " ".join(run)
    return None
