"""The wish for a form in a part, from its marks."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from acts import Form
from nlu.cues import Cues
from nlu.encoder import Judgement

_LENGTHS = ("line", "long", "short")
_SHAPES = ("table", "numbered", "lettered", "bullets", "paragraph")
_MOST = 12
_MOST_WORDS = 200
# Words of a short point.
_SHORT = 8
# Questions of whose answer so many points may be wanted.
_OF_SO_MANY = ("ask_difference", "ask_services", "ask_types", "ask_overview")
# Questions whose answer may be wished for in so many words.
_IN_SO_MANY_WORDS = (*_OF_SO_MANY, "ask_definition", "ask_aspect", "ask_reasons", "ask_users")
# Parts that speak of a form, and want none.
_NO_FORM = ("tell", "object", "remark")
# What says nothing of how an answer looks.
_NO_SHAPE = frozenset({"use", "polite"})
# Parts that edit the last reply.
_EDITS = ("reform", "shorten", "correct", "repeat")
# Forms of yes or no.
_FLAGS = ("plain", "child", "bare", "example", "name", "formal", "cannot", "alphabetical", "spelt", "question", "unjudged", "use", "polite")
# Forms with which a number says how many.
_COUNTED = frozenset({"points", "words", "line", "bullets", "numbered", "lettered", "short", "table", "paragraph", "use", "example"})


def wished(
    label: str,
    sure: bool,
    judgement: Judgement,
    words: Sequence[str],
    found: Collection[str],
    denied: Collection[str],
    cues: Cues,
    certainty: float,
) -> tuple[Form, str]:
    """The form, and the language, that a part asks for.

    Args:
        label: what the part does; sure: whether that is sure. found: its cues. denied: the marks of forms that it does not want.
        judgement, words, cues, certainty: as in `form_of`.
    """
    counts = label in _OF_SO_MANY and "yn" not in found
    form, language = form_of(judgement, words, cues, certainty, label == "reform" and sure, counts, denied)
    if label == "ask_services" and form.examples and not form.points:
        # "Two examples of its services" are two of them.
        form = replace(form, points=form.examples, unit="points", examples=0)
    if label in _IN_SO_MANY_WORDS and not (form.points or form.each) and (most := cues.words_told(words)):
        # "A six word definition", "one sentence, at most nine words".
        form = replace(form, points=min(most, _MOST_WORDS), unit="words", length="")
    # "You forgot the table" wants one.
    missing = "o:partial" in found and form.shape and not form.points
    if label == "elaborate" and "further" in found and form.length == "line":
        # "One more line" is one more of them.
        form = replace(form, length="")
    if label in _NO_FORM and "o:form" not in found and not missing:
        # "That is not alphabetical" wants it so.
        form = Form(alphabetical=form.alphabetical, spelt=form.spelt) if label == "object" else Form()
    return form, language


def form_of(
    judgement: Judgement,
    words: Sequence[str],
    cues: Cues,
    certainty: float,
    asks: bool,
    counts: bool = False,
    denied: Collection[str] = (),
) -> tuple[Form, str]:
    """The form, and the language that is asked for ("" if none).

    Args:
        judgement: the marks of the part. words: its plain words. cues: the word lists.
        certainty: from which on a mark is heard.
        asks: whether the part surely asks for a form.
        counts: whether a counted noun behind a number is a wish for so many. denied: marks of forms that are not wanted.
    """
    heard = {m[2:]: p for m, p in judgement.marks.items() if m.startswith("f:") and p >= certainty}
    if asks and heard.keys() <= _NO_SHAPE:
        # It surely asks for a form: the likeliest one, if it is a third as sure as elsewhere (by hand).
        shapes = ((m, p) for m, p in judgement.marks.items() if m.startswith("f:") and m[2:] not in _NO_SHAPE)
        best, sure = max(shapes, key=lambda pair: pair[1], default=("", 0.0))
        heard |= {best[2:]: sure} if sure >= certainty / 3 else {}
    if "table" in heard and cues.found(words) & {"into_a_file"}:
        # "I shall copy it into Word" asks for no shape.
        del heard["table"]
    if cues.found(words) & {"with_commas"}:
        # "Comma separated": the names, one behind the other.
        heard = {mark: p for mark, p in heard.items() if mark not in ("paragraph", "line", "bullets")} | {"name": certainty}
    if "a_paragraph" in cues.found(words) and cues.has_denial(words):
        # "Line by line, not a paragraph."
        heard = {mark: p for mark, p in heard.items() if mark != "paragraph"} | {"bullets": certainty}
    elif "a_paragraph" in cues.found(words):
        # "Too short for one paragraph": it is the shape, and no number of points; a short one is no sentence.
        heard = {mark: p for mark, p in heard.items() if mark not in ("line", "points")} | {"paragraph": certainty}
    if "child" in heard:
        heard["plain"] = heard["child"]
    refused = _without_refused(heard, denied, judgement, words, cues, certainty)
    # "One table" is no table of one row.
    of_a_number = heard.keys() & _COUNTED
    named_only = bool(heard.keys() & {"table", "paragraph"}) or of_a_number <= {"use", "example"}
    count, unit = cues.count(words, named_only=named_only) if of_a_number else (0, "")
    if of_a_number <= {"use"} and unit == "points":
        # What it is for counts no points: "to send three things abroad".
        count, unit = 0, ""
    if unit == "points" and "line" in heard and "all_of" in cues.found(words):
        # "All three points in one sentence": so many there are.
        count, unit = 0, ""
    if counts and heard.keys() <= {*_NO_SHAPE, "name"}:
        # "Five differences" is a wish, too; "just one difference" is no wish for its name.
        count, unit = cues.count(words, named_only=True)
        heard = {mark: p for mark, p in heard.items() if not (count and mark == "name")}
    if count > 1 and unit == "points" and "each" in cues.found(words) and cues.behind("sentences", words) is not None:
        # "Three differences, one sentence each."
        unit = "sentences"
    if count == 1 and unit == "points" and cues.found(words) & {"a_paragraph", "per_point"}:
        # One paragraph is no one point, nor is one per line.
        count, unit = 0, ""
    examples = min(count, _MOST) if unit == "examples" else 0
    if examples:
        count, unit = 0, ""
    per_point = unit == "words" and bool(cues.found(words) & {"each", "per_point"})
    if per_point:
        # "One word a point."
        count, unit = 0, ""
        heard.pop("name", None)
    if count > _MOST_WORDS:
        count, unit = 0, ""
    if "table" in heard and count:
        unit = "points"  # rows
    if asks and unit == "points" and "adds" in cues.found(words):
        # "Add one row" says how many more, not how many.
        count, unit = 0, ""
        heard.pop("line", None)
    if refused and heard.keys() & {"paragraph"} and unit == "points":
        # "Three differences, no table."
        heard["bullets"] = heard.pop("paragraph")
    if unit != "words":
        count = min(count, _MOST)
    length = _best(heard, _LENGTHS)
    each = cues.count(words)[0] if per_point else cues.words_each(words) if count and unit == "points" else 0
    if count and unit == "points" and length == "short" and not each:
        each = _SHORT
    if count == 1 and (unit == "sentences" or "line" in heard):
        length, count, unit = "line", 0, ""
    shape = _best(heard, _SHAPES)
    if "alphabetical" in heard and shape == "lettered":
        shape = ""
    spoken = any(m.startswith("lang=") for m in heard)
    several = len(cues.letters(words)) > 1
    as_text = several and (length == "line" or unit == "sentences") and not per_point
    if as_text:
        # "A and c in one sentence": the letters say what is meant.
        shape = ""
    # "Parts a and c in English" are parts, not letters that are wished for.
    elif several and not spoken and (asks or shape in ("bullets", "numbered") or "points" in heard):
        # "As points a, b, c": of a question so many are wanted.
        named = cues.count(words, named_only=True)[0] if counts else 0
        shape, count, unit = "lettered", named or (len(cues.letters(words)) if counts else 0), "points"
    if "words" in heard and not (count or length or per_point):
        length = "short"
    language = _best({m[5:]: p for m, p in heard.items() if m.startswith("lang=")}, ("id", "en", "other"))
    flags: dict[str, Any] = {flag: flag in heard and not (flag == "name" and count > 1 and unit == "points") for flag in _FLAGS}
    form = Form(
        length="" if count and length in ("line", "short") else length,
        shape=shape,
        points=count,
        unit=unit if count else "",
        each=each,
        both=heard.get("both", 0.0) > max((p for m, p in heard.items() if m.startswith("lang=")), default=0.0),
        examples=examples,
        **flags,
    )
    return form, language


def _without_refused(
    heard: dict[str, float], denied: Collection[str], judgement: Judgement, words: Sequence[str], cues: Cues, certainty: float
) -> bool:
    """Take the shapes that are not wanted out of those that are heard, and put another in place of a table; whether there were any."""
    unwanted = {mark[2:] for mark in denied} & {*_SHAPES}
    # "With what is not mentioned" refuses no shape.
    of_content = "unlisted" in cues.found([part for word in words for part in word.split("-")])
    denies = not of_content and (judgement.marks.get("neg", 0.0) >= certainty or cues.denies([*words, ""]))
    if "table" in heard and denies and not unwanted - {"table"}:
        unwanted.add("table")
    for shape in unwanted:
        heard.pop(shape, None)
    if "table" in unwanted and not heard.keys() & {"bullets", "numbered", "lettered"}:
        # "No table": points where they are spoken of, else sentences.
        heard.pop("paragraph", None)
        heard["bullets" if "as_points" in cues.found(words) else "paragraph"] = certainty
    return bool(unwanted)


def settled(form: Form, hints: Collection[str], found: Collection[str], label: str, spoken: Collection[object], names: bool) -> Form:
    """The form without what was only heard near something else.

    Args:
        form: it. hints: marks that phrases speak for. found: the cues of the part. label: what it does.
        spoken: the languages that are named: "both of them in English" means both things, in one language.
        names: whether anything is named, or counted out: "without a table" drops no row.
    """
    # "Add a row" leaves the shape of the last reply as it is.
    edits = {"too", "swaps", *(("besides",) if names or not any(hint.startswith("f:") for hint in hints) else ())} & set(found)
    if label in _EDITS and edits and f"f:{form.shape}" not in hints:
        form = replace(form, shape="")
    shaped = form.shape or form.length or form.points
    if form.use and label not in (*_EDITS, "doubt") and ("yn" in found or not shaped):
        # "Is this right for the minutes?" asks for a yes or no; "for my report, what is that?" tells why it is asked.
        form = replace(form, use=False)
    if form.cannot and ("own_words" in found or (form.use and shaped)):
        # A paragraph for a leaflet can be had.
        form = replace(form, cannot=False)
    if (
        form.name
        and "yn" in found
        and label.startswith("ask_")
        and (names or not {"yes_or_no", "true_or_false"} & set(found))
        and "bare_verdict" not in found
    ):
        # "They differ in name alone": of a name something is claimed; "true or false: it is so" wants what is so, too.
        form = replace(form, name=False)
    if form.both and len(spoken) < 2 and ("f:both" not in hints or ("in_a_language" in found and "too" not in found)):
        form = replace(form, both=False)
    return form


def _best(heard: Mapping[str, float], options: Sequence[str]) -> str:
    return max((o for o in options if o in heard), key=lambda o: heard[o], default="")
