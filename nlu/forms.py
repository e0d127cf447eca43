"""The wish for a form in a part, from its marks."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from acts import Form
from nlu.cues import Cues
from nlu.encoder import Judgement

_LENGTHS = ("line", "long", "short")
_SHAPES = ("table", "numbered", "lettered", "bullets", "paragraph")
_MOST = 12
_MOST_WORDS = 200
# Forms with which a number says how many.
_COUNTED = frozenset({"points", "words", "line", "bullets", "numbered", "lettered", "short", "table", "paragraph"})


def form_of(judgement: Judgement, words: Sequence[str], cues: Cues, certainty: float, asks: bool, counts: bool = False) -> tuple[Form, str]:
    """The form, and the language that is asked for ("" if none).

    Args:
        judgement: the marks of the part. words: its plain words. cues: the word lists.
        certainty: from which on a mark is heard.
        asks: whether the part surely asks for a form.
        counts: whether a counted noun behind a number is a wish for so many.
    """
    heard = {m[2:]: p for m, p in judgement.marks.items() if m.startswith("f:") and p >= certainty}
    if asks and not heard:
        # It surely asks for a form: the likeliest one.
        best, sure = max(((m, p) for m, p in judgement.marks.items() if m.startswith("f:")), key=lambda pair: pair[1], default=("", 0.0))
        heard = {best[2:]: sure} if sure >= certainty / 3 else {}
    if "table" in heard and cues.found(words) & {"into_a_file"}:
        # "I shall copy it into Word" asks for no shape.
        del heard["table"]
    if "table" in heard and (judgement.marks.get("neg", 0.0) >= certainty or cues.denies([*words, ""])):
        # "No table": sentences.
        heard["paragraph"] = heard.pop("table")
    # "One table" is no table of one row.
    count, unit = cues.count(words, named_only=bool({"table", "paragraph"} & heard.keys())) if heard.keys() & _COUNTED else (0, "")
    if counts and not heard:
        # "Five differences" is a wish, too.
        count, unit = cues.count(words, named_only=True)
    if count > _MOST_WORDS:
        count, unit = 0, ""
    if "table" in heard and count:
        unit = "points"  # rows
    if unit != "words":
        count = min(count, _MOST)
    length = _best(heard, _LENGTHS)
    if count == 1 and (unit == "sentences" or "line" in heard):
        length, count, unit = "line", 0, ""
    shape = _best(heard, _SHAPES)
    if len(cues.letters(words)) > 1 and (asks or shape in ("bullets", "numbered") or "points" in heard):
        # "As points a, b, c".
        shape, count, unit = "lettered", 0, ""
    if "words" in heard and not count and not length:
        length = "short"
    language = _best({m[5:]: p for m, p in heard.items() if m.startswith("lang=")}, ("id", "en", "other"))
    form = Form(
        length="" if count and length in ("line", "short") else length,
        shape=shape,
        points=count,
        unit=unit if count else "",
        plain="plain" in heard,
        example="example" in heard,
        name="name" in heard,
        both=heard.get("both", 0.0) > max((p for m, p in heard.items() if m.startswith("lang=")), default=0.0),
        formal="formal" in heard,
        cannot="cannot" in heard,
    )
    return form, language


def settled(form: Form, hints: Collection[str], edits: Collection[str], spoken: Collection[object]) -> Form:
    """The form without what was only heard near something else.

    Args:
        form: it. hints: marks that phrases speak for.
        edits: the cues of a part that edits the last reply: "add a row" leaves the shape as it is.
        spoken: the languages that are named: "both of them in English" means both things, in one language.
    """
    if {"too", "besides", "swaps"} & set(edits) and f"f:{form.shape}" not in hints:
        form = replace(form, shape="")
    if form.both and "f:both" not in hints and len(spoken) < 2:
        form = replace(form, both=False)
    return form


def _best(heard: Mapping[str, float], options: Sequence[str]) -> str:
    return max((o for o in options if o in heard), key=lambda o: heard[o], default="")
