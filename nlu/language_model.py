"""The spaCy pipeline that reads a message: tokens, plain forms, names of the fact store."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any, cast

import spacy
import srsly
from spacy.language import Language
from spacy.pipeline import SpanRuler
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc, Span, Token
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, filter_spans, registry

from facts import Term
from nlu.slips import Words, nearest, swapped, unswapped
from nlu.text import shape_norm
from nlu.tokenizer import LinearTokenizer

SPAN_KEY = "names"
_LONGEST_SHORT = 4
_LONGEST_WORD = 30
_PLAIN_FORMS = "plain_forms"
_SEPARATOR = "|"

# "Jenis-jenis" is one token. spaCy lists some 16,000 such words, which took half of every start to load.
_REDUPLICATION = r"(?i)(\w{2,})-\1$"

# The enclitics -nya and -kah are tokens of their own ("penggerak|nya", "apa|kah");
# words that merely end so are not cut.
_OWNERS = ("ku", "mu")
_FINAL_CLITIC = re.compile(r"(?<=\w{4})nya$", re.IGNORECASE)
_CLITICS = [
    r"(?<=\w\w\w)(?<!^ta)(?<!^ha)(?<!^pu)(?<!^berta)(?<!^menta)(?<!^empu)(?<!^kepu)[nN][yY][aA]",
    r"(?<=\w\w\w)(?<!^lang)(?<!^ting)(?<!^perni)(?<!^pe)(?<!^musa)[kK][aA][hH]",
    r"(?<=\w\w\w)'s",
]


MOST_TOKENS = 600
"""What is read of a text: 2,000 characters of any language are some 400 words. What comes later is piled-up marks."""
_MARK = re.compile(r"[^\w\s]")
_MOST_WORDS_KEPT = 20_000


def build(terms: Sequence[Term], spelling: Mapping[str, str], common_words: Iterable[str], usual_words: Iterable[str]) -> Language:
    """A blank Indonesian pipeline with the names of the store as patterns.

    Args:
        terms: every name in the store, and phrases that name what lies outside it.
        spelling: chat spelling and its plain form.
        common_words: correctly spelt words that are never taken for a misspelt name.
        usual_words: words of questions, commonest first, towards which misspelt ones are corrected too.
    """
    nlp = spacy.blank("id", config={"nlp": {"tokenizer": {"@tokenizers": _SAVED_TOKENIZER}}})
    defaults = nlp.Defaults
    nlp.tokenizer = LinearTokenizer(
        nlp.vocab,
        {text: tokens for text, tokens in defaults.tokenizer_exceptions.items() if "-" not in text},
        compile_prefix_regex(defaults.prefixes or ()).search,
        compile_suffix_regex([*(defaults.suffixes or ()), *_CLITICS]).search,
        compile_infix_regex(defaults.infixes or ()).finditer,
        re.compile(_REDUPLICATION).match,
        defaults.url_match,
    )
    plain = cast(PlainForms, nlp.add_pipe(_PLAIN_FORMS))
    plain.spelling = dict(spelling)
    phrases = [variant for term in terms for variant in _variants(term)]
    plain.known = {shape_norm(word) for word in common_words} | {phrase.lower() for phrase in phrases if phrase.isalpha()}
    plain.names = Words(_words_of(nlp, phrases))
    # "Pertamaku" is "pertama" with an owner.
    plain.known -= {word for word in plain.known if word.endswith(_OWNERS) and word[:-2] in plain.names}
    plain.models = sorted({term.phrase.lower() for term in terms if term.entity == "model" and term.phrase.isalpha()})
    # A name that people often misspell is as common in their questions as a word.
    usual = [w for w in usual_words if w not in plain.names and (w in plain.known or not plain.name_near(w))]
    plain.usual = Words(sorted(word for word in usual if len(word) > _LONGEST_SHORT))
    plain.short = dict.fromkeys(word for word in usual if len(word) <= _LONGEST_SHORT)
    ruler = cast(SpanRuler, nlp.add_pipe("span_ruler", config={"spans_key": SPAN_KEY, "phrase_matcher_attr": "NORM"}))
    ruler.add_patterns([{"label": _label(term), "pattern": phrase} for term, phrase in _unique(terms)])
    nlp.tokenizer = _tokenizer(nlp).renewed()
    return nlp


_SAVED_TOKENIZER = "saved_tokenizer"


def _make_saved_tokenizer() -> Callable[[Language], Tokenizer]:
    """An empty tokenizer, into which spaCy reads the saved one: to that of the language it would add all its exceptions first."""
    return lambda nlp: LinearTokenizer(nlp.vocab)


registry.tokenizers.register(_SAVED_TOKENIZER, func=_make_saved_tokenizer)


def _tokenizer(nlp: Language) -> LinearTokenizer:
    return cast(LinearTokenizer, nlp.tokenizer)


def load(path: Path) -> Language:
    """The pipeline saved below `path`."""
    nlp = spacy.load(path)
    nlp.tokenizer = _tokenizer(nlp).renewed()
    return nlp


def read(nlp: Language, text: str) -> Doc:
    """The tokens of a text, as far as it is read, with their norms and the names in them."""
    if len(_tokenizer(nlp).vocab) > _MOST_WORDS_KEPT:
        # spaCy keeps every word that it has ever seen.
        nlp.tokenizer = _tokenizer(nlp).renewed()
    spare = next(islice(_MARK.finditer(text), MOST_TOKENS, None), None)
    doc = nlp.make_doc(text[: spare.start()] if spare else text)
    if len(doc) > MOST_TOKENS:
        doc = nlp.make_doc(text[: doc[MOST_TOKENS].idx])
    return nlp(doc)


def seams(nlp: Language, text: str) -> list[int]:
    """Where words of a text stick to the name of a model, and so have to be cut."""
    plain = cast(PlainForms, nlp.get_pipe(_PLAIN_FORMS))
    return [word.start() + cut for word in re.finditer(r"[^\W\d_]+", text) for cut in plain.seams(word.group())]


def names_in(doc: Doc) -> list[tuple[Span, str, str]]:
    """The names found, longest first choice, in order: (span, entity, value)."""
    ordered = sorted(doc.spans.get(SPAN_KEY, ()), key=lambda span: _RANK[span.label_.split(_SEPARATOR)[0]])
    chosen = filter_spans(ordered)
    return [(span, entity, value) for span in chosen for entity, value in (span.label_.split(_SEPARATOR, 1),)]


# Of two names for the same words the kind that stands first wins.
_RANK = {
    kind: rank
    for rank, kind in enumerate(
        (
            "model",
            "type",
            "service",
            "ordinal",
            "anaphor",
            "target_language",
            "manner",
            "trait",
            "aspect",
            "relation",
            "outside",
        )
    )
}


def _label(term: Term) -> str:
    return f"{term.entity}{_SEPARATOR}{term.value}"


def _unique(terms: Sequence[Term]) -> list[tuple[Term, str]]:
    seen: set[tuple[str, str]] = set()
    unique = []
    for term in terms:
        for phrase in _variants(term):
            key = (_label(term), phrase.lower())
            if key not in seen:
                seen.add(key)
                unique.append((term, phrase))
    return unique


def _variants(term: Term) -> list[str]:
    """A phrase as people vary it: with and without hyphens; "kerumitan (yang) tinggi"; an acronym spelt out, or with
    a letter twice."""
    # "Satunya" is the other one, "satu" is one.
    phrase = term.phrase if term.entity == "anaphor" else _FINAL_CLITIC.sub("", term.phrase)
    variants = [phrase]
    if term.entity == "trait" and re.fullmatch(r"[^\W\d]+ [^\W\d]+", phrase):
        variants.append(phrase.replace(" ", " yang "))
    if "-" in phrase:
        variants += [phrase.replace("-", " "), phrase.replace("-", "")]
    if _is_abbreviation(term):
        letters = list(phrase)
        variants += [sep.join(letters) for sep in (" ", ".", "-", ". ")]
        variants += ["".join([*letters[:i], letters[i], *letters[i:]]) for i in range(len(letters))]
        variants.append(".".join(letters) + ".")
    return variants


def _is_abbreviation(term: Term) -> bool:
    return term.entity == "model" and term.phrase.isupper() and term.phrase.isalpha() and len(term.phrase) <= 5


def _words_of(nlp: Language, phrases: Iterable[str]) -> dict[str, None]:
    words: dict[str, None] = {}
    for doc in _tokenizer(nlp).pipe(phrases):
        for token in doc:
            if token.is_alpha and len(token) >= 5:
                words[token.lower_] = None
    return words


@Language.factory(_PLAIN_FORMS)
def _make_plain_forms(nlp: Language, name: str) -> "PlainForms":
    """spaCy's factory; it reads these annotations, so this module does not postpone them."""
    return PlainForms()


class PlainForms:
    """Sets each token's NORM: chat spelling and misspelt names become their plain form.

    Attributes:
        spelling: chat spelling -> plain form.
        known: words that are spelt correctly; they are never corrected.
        names: words that occur in names, towards which unknown words are corrected.
        usual: words of questions, to which they are corrected where no name is near.
        short: short words of questions, commonest first; of these only two letters may have changed places.
        models: their names of one word, in lower case; words that stick to them are cut off.
    """

    def __init__(self) -> None:
        self.spelling: dict[str, str] = {}
        self.known: set[str] = set()
        self.names = Words()
        self.usual = Words()
        self.short: dict[str, None] = {}
        self.models: list[str] = []

    def __call__(self, doc: Doc) -> Doc:
        """Set the norms of a document's tokens."""
        for token in doc:
            token.norm_ = self.plain(token)
        return doc

    def plain(self, token: Token) -> str:
        """The plain form of one token."""
        norm = shape_norm(token.text)
        norm = self.spelling.get(norm, norm)
        if self._is_word(norm) or len(norm) < 3 or not norm.isalpha():
            return norm
        if len(norm) <= _LONGEST_SHORT:
            return swapped(norm, self.short) or norm
        return self.name_near(norm) or nearest(norm, self.usual, slips=1) or unswapped(norm, self.known) or norm

    def name_near(self, word: str) -> str | None:
        """The word of a name that a word misspells, if any."""
        return nearest(word, self.names, slips=1 if len(word) < 8 else 2) if len(word) > _LONGEST_SHORT else None

    def seams(self, word: str) -> list[int]:
        """Where to cut a word that holds the name of a model, into the fewest known words: "apaitubpo".

        Words are cut into those that people write, of two letters and more; none are where some letters are left over.
        """
        word = word.lower()
        if self._is_word(word) or not any(name in word and name != word for name in self.models):
            return []
        cuts: list[list[int] | None] = [[], *[None] * len(word)]
        for end in range(2, len(word) + 1):
            for start in range(max(0, end - _LONGEST_WORD), end - 1):
                before = cuts[start]
                if before is None or word[start:end] not in self._pieces:
                    continue
                reached = cuts[end]
                if reached is None or len(before) + 1 < len(reached):
                    cuts[end] = [*before, start]
        edges = [*(cuts[-1] or []), len(word)]
        pieces = [word[start:end] for start, end in zip(edges, edges[1:])]
        return edges[1:-1] if any(piece in self.models for piece in pieces) else []

    def _is_word(self, word: str) -> bool:
        return word in self.known or word in self.names or word in self.usual or word in self.short

    @cached_property
    def _pieces(self) -> frozenset[str]:
        """What a word may be cut into, in one set: it is asked for each stretch of a word."""
        return frozenset().union(self.models, self.spelling, self.known, self.names, self.usual, self.short)

    def to_disk(self, path: Any, exclude: Sequence[str] = ()) -> None:
        """Save beside the pipeline."""
        content = {
            "spelling": self.spelling,
            "known": sorted(self.known),
            "names": list(self.names),
            "usual": list(self.usual),
            "short": list(self.short),
            "models": self.models,
        }
        srsly.write_json(Path(path).with_suffix(".json"), content)

    def from_disk(self, path: Any, exclude: Sequence[str] = ()) -> "PlainForms":
        """Load what `to_disk` saved."""
        content = srsly.read_json(Path(path).with_suffix(".json"))
        self.spelling = content["spelling"]
        self.known = set(content["known"])
        self.names = Words(content["names"])
        self.usual = Words(content["usual"])
        self.short = dict.fromkeys(content["short"])
        self.models = content["models"]
        return self
