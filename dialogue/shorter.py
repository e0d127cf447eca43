"""The last answer in fewer words than it had: all of it, or one point of its list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from acts import LISTS, Act, Form
from dialogue.context import Turn
from dialogue.follow import again
from dialogue.memory import Exchange
from dialogue.plan import Move

# Lists whose points are told in words of their own.
_OF_POINTS = ("", *(shape for shape in LISTS if shape != "table"))
# Parts that may ask for it.
_MAY_SHORTEN = ("object", "shorten", "reform", "correct", "complain")
# What "too long" may be heard for: in Indonesian it is also what letters stand for.
_HEARD_FOR_LONG = {"full_form"}


def a_point(act: Act, turn: Turn) -> list[Move]:
    """ "The first one is still too long", "the second in three words": the list again, with that point in fewer words."""
    last = turn.last_answer
    names = set(act.things) - _HEARD_FOR_LONG or act.models or act.outside
    counts_words = turn.form.unit == "words" or turn.form.each or act.label == "shorten"
    wants = act.has("o:long") or (counts_words and not (names or act.has("only")))
    if not (wants and act.ordinals and act.label in _MAY_SHORTEN) or last is None or last is not turn.memory.last:
        return []
    if not _is_list(last):
        return []
    count = len(last.widths)
    meant = {n - 1 if n > 0 else count + n for n in act.ordinals}
    if not meant <= set(range(count)):
        return []
    most = turn.form.points if turn.form.unit == "words" else turn.form.each
    before = [*last.form.widths, *(0 for _ in last.widths)]
    turn.form = replace(last.form, widths=tuple((most or w - 1) if i in meant else before[i] for i, w in enumerate(last.widths)))
    return again(turn)


def less(turn: Turn) -> Form:
    """The form of an answer that is to be shorter: one that was cut down already in fewer words, a list in shorter points."""
    last = turn.last_answer
    if last is None or last is not turn.memory.last or not last.widths:
        return Form(length="short")
    if _is_list(last):
        return replace(last.form, length="", each=0, widths=_fewer(last.widths))
    cut_down = last.form.length and last.form.length != "long"
    if cut_down or last.form.name or last.form.unit == "words":
        return Form(points=sum(last.widths), unit="words", tighter=True)
    return Form(length="short")


def _is_list(last: Exchange) -> bool:
    listed = last.form.shape in LISTS or (last.form.points > 1 and last.form.unit == "points") or last.form.each
    return bool(listed) and last.form.shape in _OF_POINTS and len(last.widths) > 1


def _fewer(widths: Sequence[int]) -> tuple[int, ...]:
    return tuple(max(1, width - 1) for width in widths)
