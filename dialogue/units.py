"""The questions of a message, one by one: what is taken back, asked in two parts, or asked together with a neighbour.

Each row of the table is a function from acts to acts, so that what is decided of an act is decided of a whole question.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from acts import MATTER, Act, aspects_of, named_by
from dialogue import of_neighbours
from dialogue.memory import Memory
from dialogue.query import KINDS

# Courtesy that is none where it names what a question beside it is about.
_COURTESY = ("acknowledge", "thank", "deny", "agree", "remark", "goodbye", "nothing")
# What makes a part a question.
_ASKS = frozenset({"yn", "which", "why", "how_many"})
# What goes on with what was said, or tells what a question beside it is about.
_CARRIES_ON = ("tell", "correct", "follow_up")
# The size of the company that it suits, of which the source says nothing.
_SIZE = f"{MATTER}company_size"
# Requests that may be taken back in the same breath.
_REQUESTS = ("reform", "shorten", "elaborate", "repeat", "out_of_scope", "help")


def heard_as_questions(acts: Sequence[Act], memory: Memory) -> tuple[Act, ...]:
    """The acts, in which what was taken for nothing asks for a pick: "so what had I better do?" behind jobs or needs that were told."""
    told = any(t.partition(":")[0] in ("services", "values") for t in memory.told)
    return tuple(
        act.with_(label="ask_choice") if told and act.label == "nothing" and {"advised", "first_person"} <= act.cues else act
        for act in acts
    )


def without_unasked(acts: Sequence[Act]) -> tuple[Act, ...]:
    """The acts, in which what somebody says not to have asked of names nothing for the question beside it: "not the phones. Is X one?"."""
    asks = any(act.names_something and (act.topic or act.label in _CARRIES_ON) for act in acts)
    nameless = {kind: () for kind in (*KINDS, "named", "outside", "items")}
    return tuple(
        act.with_(label="nothing", **nameless) if asks and act.label in ("object", "deny") and act.has("o:unasked") else act for act in acts
    )


def still_wanted(acts: Sequence[Act]) -> tuple[Act, ...]:
    """The acts, without what is taken back before something else is asked for: "write me a quiz. No, don't: just list them"."""
    for at, act in enumerate(acts[1:], 1):
        before, behind = acts[at - 1], acts[at + 1 :]
        denies = act.label == "deny" and not (act.names_something or act.has("asks") or act.cues & _ASKS)
        denies = denies and bool(before.topic or before.label in _REQUESTS)
        # In the part that asks for something else only what cannot be had at all is taken back: a length would be wished away, too.
        in_vain = act.has("takes_back") and (before.form.cannot or before.language == "other" or before.label == "out_of_scope")
        rest = behind if denies or not (act.topic or act.label in _REQUESTS) else acts[at:]
        if (denies or in_vain) and any(other.topic or other.form for other in rest):
            # "… about X. No: only what it covers" is still about X.
            return (*acts[: at - 1], *(other if other.models else other.with_(models=before.models) for other in rest))
    return tuple(acts)


def one_by_one(acts: Sequence[Act], memory: Memory) -> tuple[Act, ...]:
    """The acts of a message, each of which asks a whole question, or none.

    Args:
        acts: what the message does, in its order.
        memory: the talk before it.
    """
    found = tuple(acts)
    for row in _ROWS:
        found = row(found, memory)
    return found


def _named_in_passing(acts: tuple[Act, ...], memory: Memory) -> tuple[Act, ...]:
    """ "OK: this, that and the other. Which goes where?": what names jobs is no courtesy, but what is asked about."""
    if not any(act.topic for act in acts):
        return acts
    return tuple(act.with_(label="tell") if act.label in _COURTESY and set(act.services) & set(act.named) else act for act in acts)


def _jobs_asked_of(acts: tuple[Act, ...], memory: Memory) -> tuple[Act, ...]:
    """ "One of them does payroll, the other gardening. What of these?" asks where those jobs belong, known ones and unknown."""
    last = memory.last_asked
    sorts = last is not None and last.of_jobs
    for at, act in enumerate(acts):
        told = [other for other in acts[:at] if other.label == "tell" and other.services and not other.has("neg")]
        half = act.label == "follow_up" and not (act.names_something or act.ordinals and not act.outside or act.mark or act.form)
        heard = sorts or any(other.sense.label == "ask_classification" for other in (*told, act))
        if not (told and half and heard) or not (act.has("back") or act.has("asks")) or any(other.topic for other in acts):
            continue
        beside = (*told, act)
        whole = act.with_(
            label="ask_classification",
            services=named_by(beside, "services"),
            outside=named_by(beside, "outside"),
            items=tuple(item for other in beside for item in other.items),
            named=named_by(beside, "named"),
            ordinals=(),
            cues=frozenset(),
        )
        return (*(other for other in acts[:at] if other not in told), whole, *acts[at + 1 :])
    return acts


def _listed_jobs(acts: tuple[Act, ...], memory: Memory) -> tuple[Act, ...]:
    """ "Read it again: (1) support, (2) digging in data": jobs under numbers that are heard to be sorted, where nothing else asks it."""
    points = [act for act in acts if act.label == "tell" and act.mark and act.services]
    heard = any(act.sense.label == "ask_classification" for act in acts)
    if len(points) < 2 or not heard or any(act.topic for act in acts):
        return acts
    return tuple(act.with_(label="ask_classification") if act in points else act for act in acts)


def _unknown_entry(acts: tuple[Act, ...], memory: Memory) -> tuple[Act, ...]:
    """ "I mean number three of my list, the staff meals": of an unknown entry of somebody's own list nothing else is asked."""
    return tuple(act.with_(aspects=(), values=()) if act.outside and act.has("my_list") and not act.named else act for act in acts)


def _types_of_the_other(acts: tuple[Act, ...], memory: Memory) -> tuple[Act, ...]:
    """ "How do these two types differ, and which of them has that model?": a question that names no property behind one on types."""
    found: list[Act] = []
    for act in acts:
        before = found[-1] if found else None
        open_ = act.label == "ask_aspect" and act.models and act.has("which") and not (act.things or act.outside)
        found.append(act.with_(label="ask_types", cues=act.cues - {"which"}) if open_ and before and before.types else act)
    return tuple(found)


def _no_jobs_in_a_list(acts: tuple[Act, ...], memory: Memory) -> tuple[Act, ...]:
    """ "Sort payroll, onshore and cost arbitrage": of what is no job it is told what it is, and whose."""
    found: list[Act] = []
    behind: list[Act] = []
    for act in acts:
        types = tuple(name for name in act.types if name in act.named)
        values = tuple(name for name in act.values if name in act.named)
        sorts = act.label in ("ask_classification", "tell") and len({*act.services} & {*act.named}) > 1
        asks = any(other.label == "ask_classification" for other in acts)
        if not (sorts and asks and (types or values)) or act.has("yn") or act.has("said"):
            found.append(act)
            continue
        found.append(act.with_(types=(), values=()))
        if types:
            behind.append(Act("ask_definition", types=types, named=types, span=act.span))
        if values:
            owners = tuple(dict.fromkeys(value.partition(".")[0] for value in values))
            behind.append(Act("ask_aspect", models=owners, aspects=aspects_of(values), span=act.span))
    return (*found, *behind)


def _either_or(acts: tuple[Act, ...], memory: Memory) -> tuple[Act, ...]:
    """ "They call it this one. Is it this or that?": the choice between them asks for more than a yes, and is answered alone."""
    return tuple(
        act
        for act, following in zip(acts, [*acts[1:], Act("nothing")])
        if not (
            act.label == following.label == "ask_classification"
            and len(act.models) == 1
            and not act.things
            and following.has("which")
            and len(following.models) > 1
            and not following.things
        )
    )


def _of_what_was_declined(acts: tuple[Act, ...], memory: Memory) -> tuple[Act, ...]:
    """ "Is it mentioned at all?" behind what is not covered: whether the source speaks of that."""
    last = memory.last
    thing = last.queries[-1].outside if last and last.kind == "decline" and last.queries else ()
    act = acts[0] if len(acts) == 1 else None
    asks = act is not None and act.label == "ask_source" and act.has("yn") and (act.has("w:mention") or act.has("back"))
    if act is None or not (asks and thing) or act.names_something or act.outside:
        return acts
    if any(cue[:2] == "w:" and cue != "w:mention" for cue in act.cues):
        # Who wrote it, or where it stands, is another question.
        return acts
    return (act.with_(outside=thing, cues=act.cues | {"w:mention"}),)


def _spelt_out(acts: tuple[Act, ...], memory: Memory) -> tuple[Act, ...]:
    """ "What do X, Y and Z stand for?", of which Z is no model but a word of the source: what it stands for is asked of it, too."""
    found: list[Act] = []
    for act in acts:
        if act.label == "ask_full_form" and act.relations and act.models and not act.expansion:
            found += [act.with_(relations=()), Act("ask_term", relations=act.relations, named=act.named, form=act.form, span=act.span)]
        else:
            found.append(act)
    return tuple(found)


def _related_by(acts: tuple[Act, ...], memory: Memory) -> tuple[Act, ...]:
    """ "What does Z mean, and is it this one or that one?": how they stand to one another is asked of the one thing that is named."""
    found: list[Act] = []
    for act in acts:
        named = next((other.relations for other in reversed(found) if other.relations), ())
        open_ = act.label == "ask_relation" and not (act.things or act.outside or act.anaphor)
        found.append(act.with_(relations=named) if open_ and named else act)
    return tuple(found)


def _of_the_source(acts: tuple[Act, ...], memory: Memory) -> tuple[Act, ...]:
    """ "As to X: does it mention that at all?": whether the source speaks of what the part before names."""
    found: list[Act] = []
    for act in acts:
        before = found[-1] if found else None
        mentions = act.label == "ask_source" and act.has("w:mention") and act.has("yn")
        if before and mentions and before.label == "ask_source" and not (before.outside or before.cues):
            found[-1] = act
        elif before and mentions and not (act.names_something or act.outside) and before.outside and not before.named:
            found[-1] = act.with_(outside=before.outside, cues=frozenset(cue for cue in act.cues if cue == "w:mention" or cue[:2] != "w:"))
        else:
            found.append(act)
    return tuple(found)


def _of_a_size(acts: tuple[Act, ...], memory: Memory) -> tuple[Act, ...]:
    """ "Who uses it, only big firms?": what is not told of its size gets no yes or no through the question beside it."""
    if not any(act.label == "ask_users" and _SIZE in act.outside for act in acts):
        return acts
    return tuple(act.with_(cues=act.cues - {"yn", "only"}) if act.label == "ask_users" and not act.outside else act for act in acts)


_ROWS: tuple[Callable[[tuple[Act, ...], Memory], tuple[Act, ...]], ...] = (
    _named_in_passing,
    _jobs_asked_of,
    _listed_jobs,
    _no_jobs_in_a_list,
    _unknown_entry,
    _types_of_the_other,
    _either_or,
    _of_what_was_declined,
    _spelt_out,
    _related_by,
    _of_the_source,
    _of_a_size,
    *of_neighbours.ROWS,
)
