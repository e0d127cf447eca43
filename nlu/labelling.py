"""Which label a part gets, from the certainties of all of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from nlu.encoder import Judgement
from nlu.names import Certainties

OUTSIDE = "out_of_scope"
# Parts in which a word for a property is one.
OF_A_PROPERTY = ("ask_aspect", "follow_up", "correct", "go_back", "confused")
# Parts that may speak of a point of a letter: "and b?".
POINTS_BACK = ("recall", "follow_up", "repeat", "choose_listed", "correct", "nothing", "doubt", "object", "shorten", "reform", "ask_why")
# Parts that may say which number was wished for, and which was not.
MAY_OBJECT = ("object", "correct", "reform", "shorten", "repeat")
# Parts that ask whether something is so, or is spoken of.
ASKS_OF_SOMETHING = ("ask_aspect", "ask_source", "ask_services")
# What a part that names a thing of the store may be, where nothing is sure.
_OF_SOMETHING = (
    "tell",
    "follow_up",
    "ask_definition",
    "ask_aspect",
    "ask_classification",
    "ask_services",
    "ask_choice",
    "ask_difference",
    "correct",
)


def label_of(judgement: Judgement, c: Certainties, names_something: bool, only_calls: bool = False) -> tuple[str, float]:
    """The likeliest label; what the store can hardly answer is outside. `only_calls`: whether its words only call someone."""
    label, certainty = _likeliest(judgement, c, names_something)
    if label == "greet" and only_calls:
        # To call someone is no greeting yet.
        return "nothing", certainty
    # A talk is not forgotten for a guess.
    return ("tell" if label == "start_over" and certainty < c.mark else label), certainty


def _likeliest(judgement: Judgement, c: Certainties, names_something: bool) -> tuple[str, float]:
    label, certainty = max(judgement.labels.items(), key=lambda pair: pair[1])
    outside = judgement.labels.get(OUTSIDE, 0.0)
    answerable = judgement.marks.get("answerable", 1.0)
    asks = any(judgement.marks.get(cue, 0.0) >= c.mark for cue in ("yn", "which", "how_many"))
    if label == OUTSIDE and not asks and any(p >= c.mark for mark, p in judgement.marks.items() if mark.startswith("m:")):
        # Who is tired of the world asks nothing that could be declined.
        return "emotion", certainty
    needs_the_store = label.startswith("ask_") and label not in ("ask_bot", "ask_human", "ask_source", "ask_term", "ask_classification")
    if needs_the_store and (1 - answerable + outside) / 2 > c.answerable:
        return OUTSIDE, outside
    # A greeting that is not surely one says nothing: it would stand before every answer.
    if certainty < c.label and names_something:
        # It is about something that is known: the likeliest label of those that can be.
        return max(((name, p) for name, p in judgement.labels.items() if name in _OF_SOMETHING), key=lambda pair: pair[1])
    if certainty < (c.mark if label == "greet" else c.label):
        return "nothing", certainty
    return label, certainty


def finer(judgement: Judgement, kind: str, c: Certainties) -> set[str]:
    """The marks of a kind that tell more of a label; of what asks of the source, or objects, at least the likeliest."""
    heard = sorted(((p, mark) for mark, p in judgement.marks.items() if mark.startswith(kind)), reverse=True)
    sure = {mark for p, mark in heard if p >= c.mark}
    guess = {mark for p, mark in heard[:1] if p >= c.doubtful and kind != "m:"}
    return sure or guess


def only_described(fields: Mapping[str, Sequence[str]], named: Sequence[str], hints: Collection[str]) -> bool:
    """Whether properties and relations are heard, none of which stands there by a name or a phrase of its own."""
    heard = [*fields.get("values", ()), *fields.get("relations", ())]
    spoken = {*named, *(hint.partition(":")[2] for hint in hints)}
    return bool(heard) and not spoken.intersection(heard)
