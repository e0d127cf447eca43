"""What the parts of a message wish together: one wish that was cut in several parts, and what goes on from nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from acts import Act, Form, aspects_of, named_by
from dialogue import edits
from dialogue.memory import Memory

# Parts that ask for an edit of what was shown, and those that may only name what shall stand in it.
_EDITS = ("object", "correct", "reform", "shorten", "elaborate")
_MAY_NAME = (*_EDITS, "follow_up", "nothing", "ask_aspect", "ask_difference")
# Parts beside them that wish nothing.
# What wants so many of what was shown, and may be heard poorly.
_MAY_COUNT = ("reform", "shorten", "nothing")
_COURTESY = ("acknowledge", "thank", "greet", "deny")
# What makes a part a question or a claim of its own.
_OF_ITS_OWN = frozenset({"yn", "which", "why", "how_many", "said", "swaps", "rest", "matters"})
# What an objection says of the last reply, and who says it: it was met once the wish is.
_OF_THE_OBJECTION = frozenset({"back", "contrary", "first_person", "asked_before"})
# Parts that go on from an answer: before there is one, what they name is asked for.
_GOES_ON = ("choose_listed", "correct", "reform", "shorten", "elaborate", "repeat", "go_back", "recall", "goodbye")
# Questions that open a list, and what its entries are.
_OPENS = {"ask_classification": "services", "ask_choice": "services", "ask_difference": "aspects"}
# What is asked of a thing that is only named, by the kind of it.
_ASKED_OF = (
    ("values", "ask_aspect"),
    ("aspects", "ask_aspect"),
    ("services", "ask_classification"),
    ("types", "ask_types"),
    ("relations", "ask_relation"),
    ("models", "ask_definition"),
)


def as_one(acts: Sequence[Act]) -> tuple[Act, ...]:
    """The acts, one in place of several that tell together which rows are wanted and how.

    "Not as points. Whole sentences: this, that and the other"; "a table of both, by this and that alone".
    """
    beside = tuple(act for act in acts if act.label in (*_COURTESY, "tell") and not (act.names_something or act.outside or act.form))
    wishes = tuple(act for act in acts if act not in beside)
    if len(wishes) < 2 or not all(_only_names(act) for act in wishes):
        return tuple(acts)
    one = _one(wishes)
    return (*beside, one) if one else tuple(acts)


def _one(acts: Sequence[Act]) -> Act | None:
    names = [act for act in acts if _aspects(act)]
    aspects = tuple(dict.fromkeys(name for act in names for name in _aspects(act)))
    form = Form()
    for act in acts:
        form = act.form.filled(form)
    cues = frozenset(cue for act in acts for cue in act.cues if not cue.startswith("o:")) - _OF_THE_OBJECTION
    if "a_paragraph" in cues and not form.shape:
        form = replace(form, shape="paragraph", length="", points=0, unit="")
    first = acts[0]
    if first.label == "ask_difference" and len(first.models) > 1:
        # Rows are told apart from a question on one of them by what says that they are the only ones, or rows.
        rows = any(act.has("only") or act.has("by_sides") for act in acts[1:])
        if not (names and rows) or any(act.models for act in acts[1:]):
            return None
        return first.with_(aspects=aspects, form=form, cues=first.cues | cues, values=())
    edits_it = any(act.label in _EDITS for act in acts)
    if not edits_it or len(names) < 2 or sum(bool(act.models) for act in acts) > 1:
        return None
    models = named_by(acts, "models")
    # A table has a column for everyone that was spoken of.
    label = "reform" if form.shape == "table" else "follow_up"
    return Act(label, models=models, aspects=aspects, form=form, cues=cues, words=first.words, span=first.span)


def _aspects(act: Act) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*act.aspects, *aspects_of(act.values))))


def _only_names(act: Act) -> bool:
    """Whether a part names rows, or says how they are wanted, and asks nothing else."""
    elsewhere = act.services or act.types or act.relations or act.outside or act.besides or act.ordinals or act.mark or act.anaphor
    claims = set(aspects_of(act.values)) - set(act.aspects)
    return act.label in _MAY_NAME and not (elsewhere or claims or act.language or act.cues & _OF_ITS_OWN)


def answered_by_yes_or_no(acts: Sequence[Act]) -> tuple[Act, ...]:
    """The acts, in which "yes or no, please" makes the question before it one of yes or no, and asks nothing itself."""
    found: list[Act] = []
    for act in acts:
        before = found[-1] if found else None
        bare = act.has("yes_or_no") and not (act.names_something or act.outside) and act.label not in ("object", "correct")
        if before is not None and bare and before.topic and (before.services or before.values or before.relations):
            found[-1] = before.with_(cues=before.cues | {"yn"})
        else:
            found.append(act)
    return tuple(found)


def without_bare_repeats(acts: Sequence[Act]) -> tuple[Act, ...]:
    """The acts without a question that another asks more closely: "the difference in staff alone. What is the difference?"."""
    closer = any(act.label == "ask_difference" and act.has("only") and act.aspects for act in acts)
    return tuple(act for act in acts if not (closer and act.label == "ask_difference" and not (act.things or act.form or act.outside)))


def anew(acts: Sequence[Act]) -> tuple[Act, ...]:
    """The acts of a talk in which nothing was answered yet: what goes on from an answer asks for what it names, "this one first"."""
    if any(act.topic for act in acts):
        return tuple(acts)
    return tuple(_asking(act) if act.label in _GOES_ON else act for act in acts)


def told_and_asked(acts: Sequence[Act]) -> Act | None:
    """What is only told, where the message asks for an answer and names nothing else: "I have to say why it is so. Briefly?"."""
    told = [act for act in acts if act.label == "tell" and act.models and (act.values or act.aspects)]
    return _asking(told[-1]) if told else None


def _asking(act: Act) -> Act:
    label = next((label for kind, label in _ASKED_OF if getattr(act, kind)), "")
    if label == "ask_definition" and act.form.points > 1 and act.form.unit == "points":
        # "Four points of it" are of all that is told of it.
        label = "ask_overview"
    if not label:
        return act
    if label == "ask_aspect":
        act = act.with_(aspects=_aspects(act), values=())
    return act.with_(label=label, ordinals=(), cues=act.cues - {"back", "leads", "first_person", "others", "said"})


def each_its_own(acts: Sequence[Act]) -> tuple[Act, ...]:
    """The acts, in which what opens a list is not heard to name its first entry: "sort these: hiring people", "by these: a) driver".

    Whoever says which rows alone are wanted says which ones are not: "only these. Drop the rest".
    """
    kept = [
        act for before, act in zip([Act("nothing"), *acts], acts) if not (before.has("only") and before.aspects and _drops_the_rest(act))
    ]
    return tuple(
        act.with_(**{kind: tuple(n for n in getattr(act, kind) if n in act.named or n not in getattr(following, kind))})
        if (kind := _OPENS.get(act.label)) and len(act.models) > 1 and following.label not in ("correct", "ask_difference")
        else act
        for act, following in zip(kept, [*kept[1:], Act("correct")])
    )


def _drops_the_rest(act: Act) -> bool:
    return act.label in edits.HANDLERS and act.has("rest") and act.has("besides") and not act.named


def each_its_number(acts: Sequence[Act]) -> tuple[Act, ...]:
    """The acts, of which each has as many entries as it asks for: "3 differences and 2 similarities"."""
    counts = {act.form.points for act in acts if act.topic and act.form.unit == "points" and act.form.points}
    if len(counts) < 2:
        return tuple(acts)
    return tuple(
        act.with_(numbers=(act.form.points,), cues=act.cues | {"own_number"}) if act.topic and act.form.points in counts else act
        for act in acts
    )


def only_so_many(act: Act) -> bool:
    """Whether an act wants so many and no more: "just three"."""
    return act.has("only") and len(act.numbers) == 1


def in_a_word(act: Act) -> Form:
    """The form that an act wishes for: "one word" is the name in no more than that."""
    if act.form.shape == "table" and act.form.name:
        # "One word a cell" is no table of one row.
        return replace(act.form, name=False, points=0, unit="")
    if act.form.unit == "words" and act.form.points:
        return replace(act.form, name=False)
    if act.label in _MAY_COUNT and not act.form and only_so_many(act):
        # "Only two of those."
        return Form(points=act.numbers[0], unit="points")
    return replace(act.form, each=1) if act.form.name and act.numbers == (1,) else act.form


def without_a_table(acts: Sequence[Act], memory: Memory) -> tuple[Act, ...]:
    """The acts, in which the table that was shown is what is not wanted where sentences are: "scrap the table, one sentence"."""
    last = memory.last_answer
    as_text = any(act.form.length == "line" or act.form.unit == "sentences" or act.form.shape == "paragraph" for act in acts)
    if not (as_text and last and last.form.shape == "table"):
        return tuple(acts)
    return tuple(act.with_(form=replace(act.form, shape="")) if act.form.shape == "table" else act for act in acts)


def lines_of_their_own(acts: Sequence[Act], memory: Memory) -> tuple[Act, ...]:
    """The acts, in which as many lines as there are things are one for each: "I meant three lines"."""
    last = memory.last_answer
    count = len(last.listed) if last else 0
    said = any(count in act.numbers for act in acts) and not any(act.names_something or act.outside for act in acts)
    if count < 2 or not said:
        return tuple(acts)
    return tuple(_as_list(act) if act.form.length == "line" else act for act in acts)


def _as_list(act: Act) -> Act:
    return act.with_(form=replace(act.form, length="", shape=act.form.shape or "bullets"))


def counted_as_before(acts: Sequence[Act], memory: Memory) -> tuple[Act, ...]:
    """The acts, in which a number alone counts what was counted last: "in ten words", "five"."""
    last = memory.last
    if last is None or last.form.unit != "words" or len(acts) != 1:
        return tuple(acts)
    act = acts[0]
    bare = act.form in (Form(), Form(points=act.form.points, unit="points")) and not (
        act.names_something or act.outside or act.has("as_points")
    )
    if not bare or len(act.numbers) != 1 or act.label not in (*_GOES_ON, "nothing", "follow_up", "object"):
        return tuple(acts)
    return (act.with_(label="reform", ordinals=(), form=Form(points=act.numbers[0], unit="words")),)


def not_too_short(acts: Sequence[Act]) -> tuple[Act, ...]:
    """The acts, in which "too short" wishes for nothing short: "too short, add the staff"."""
    return tuple(
        act.with_(form=replace(act.form, length=""))
        if act.label == "object" and act.has("o:partial") and act.form.length == "short"
        else act
        for act in acts
    )


def a_sentence_each(acts: Sequence[Act]) -> tuple[Act, ...]:
    """The acts, in which so many differences, a sentence each, are told one by one, and not side by side."""
    each = any(act.has("each") and act.form.length == "line" for act in acts)
    counted = [act for act in acts if act.label == "ask_difference" and act.form.points and act.form.unit == "points"]
    return tuple(act.with_(cues=act.cues | {"each"}) if each and act in counted else act for act in acts)
