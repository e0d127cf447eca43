"""spaCy's tokenizer, in a time that is linear in the length of a word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from re import Match, Pattern
from typing import Any

import srsly
from spacy.attrs import IS_ALPHA, IS_SPACE, LOWER
from spacy.tokenizer import Tokenizer
from spacy.vocab import Vocab

_Search = Callable[[str], Match[str] | None]

# No suffix of the language is longer, but for a row of dots; none looks further back.
_LONGEST_SUFFIX = 16


class _Ending:
    """A pattern of suffixes, searched for where it can match only: at the end of a word, however long that is."""

    def __init__(self, suffixes: Pattern[str]) -> None:
        self._suffixes = suffixes
        self.pattern = suffixes.pattern

    def search(self, word: str) -> Match[str] | None:
        """As the pattern's own `search`."""
        found = self._suffixes.search(word[-_LONGEST_SUFFIX:])
        if found and found.start() == 0 and len(word) > _LONGEST_SUFFIX:
            return self._suffixes.search(word)
        return found


class LinearTokenizer(Tokenizer):
    """spaCy's tokenizer, with the same tokens, in a time that does not grow with the square of a word's length.

    spaCy cuts a row of marks one by one, and before each cut looks through all that is left for a prefix, which can only be
    at its beginning, and for a suffix, which can only be at its end.
    """

    prefix_search: _Search | None
    suffix_search: _Search | None

    def __init__(
        self,
        vocab: Vocab,
        rules: Any = None,
        prefix_search: _Search | None = None,
        suffix_search: _Search | None = None,
        *others: Any,
    ) -> None:
        super().__init__(vocab, rules, _at_the_beginning(prefix_search), _at_the_end(suffix_search), *others)

    def from_bytes(self, bytes_data: bytes, *, exclude: Sequence[str] = ()) -> LinearTokenizer:
        """Load what this or spaCy's own tokenizer saved."""
        super().from_bytes(bytes_data, exclude=[*exclude, "exceptions"])
        self.prefix_search = _at_the_beginning(self.prefix_search)
        self.suffix_search = _at_the_end(self.suffix_search)
        # The rules come last: for each pattern that is set spaCy goes through all of them.
        self.rules = srsly.msgpack_loads(bytes_data)["exceptions"]
        return self

    def renewed(self) -> LinearTokenizer:
        """The same tokenizer, which remembers no words; of a word it learns no more than what is asked here."""
        vocab = Vocab(lex_attr_getters={LOWER: str.lower, IS_ALPHA: str.isalpha, IS_SPACE: str.isspace})
        return LinearTokenizer(vocab, *self.__reduce__()[1][1:])


def _at_the_beginning(search: _Search | None) -> _Search | None:
    patterns = getattr(search, "__self__", None)
    return patterns.match if isinstance(patterns, Pattern) else search


def _at_the_end(search: _Search | None) -> _Search | None:
    patterns = getattr(search, "__self__", None)
    return _Ending(patterns).search if isinstance(patterns, Pattern) else search
