"""Claims as they were worded, made plain: whom they are of, what the source sees in them, what turns them round."""

from __future__ import annotations

from collections.abc import Sequence

from acts import Act, aspects_of
from dialogue.holders import with_rivals

# What makes a yes or no of what is told.
_POLAR = frozenset({"yn", "said", "able"})

# Parts that may claim something.
CLAIMS = (
    "tell",
    "ask_aspect",
    "ask_classification",
    "ask_types",
    "ask_relation",
    "ask_reasons",
    "ask_services",
    "ask_users",
    "ask_full_form",
    "ask_difference",
)


def made_plain(acts: Sequence[Act]) -> list[Act]:
    """The acts of a message, each claim of it in plain terms."""
    return _spelt_out(with_rivals(_of_both(_as_the_source_sees_it(_not_turned(_claimed_by_a_term(_of_nothing_else(acts)))))))


def _claimed_by_a_term(acts: Sequence[Act]) -> list[Act]:
    """The acts, in which a term that is said of a model is claimed of it, and not asked for its meaning."""

    def claims(act: Act) -> bool:
        return act.label == "ask_term" and bool(act.models and act.values) and {"yn", "said"} <= act.cues

    return [act.with_(label="ask_aspect") if claims(act) else act for act in acts]


def _not_turned(acts: Sequence[Act]) -> list[Act]:
    """The acts, of which only those turn a claim round that name nothing themselves, or doubt what others say: "it is the opposite"."""

    def turns(act: Act) -> bool:
        return not act.things or (act.has("said") and act.has("doubted"))

    return [act if turns(act) else act.with_(cues=act.cues - {"reversed"}) for act in acts]


def _as_the_source_sees_it(acts: Sequence[Act]) -> list[Act]:
    """The acts, in which what the source says to a story is asked of the story: of its jobs, else whether its claims are so."""
    found = list(acts)
    for at, act in enumerate(acts):
        told = [i for i in range(at) if acts[i].label == "tell"]
        points = act.has("back") or any(acts[i].has("able") for i in told)
        # "And how is that, by your source?" may look like a question for a property that it does not name.
        asks_of_it = act.label in ("ask_source", "ask_aspect") and points and not (act.names_something or act.outside)
        of_the_article = act.has("disputed") or any(cue.startswith("w:") for cue in act.cues - {"w:mention"} - {"w:place"})
        if not told or not asks_of_it or of_the_article:
            continue
        jobs = [i for i in told if acts[i].services and act.label == "ask_source"]
        cues = frozenset(cue for cue in act.cues if not cue.startswith("w:")) | {"back", "yn"}
        if jobs:
            # Who tells what he is, and then what he wishes to give away, asks of the latter.
            meant = [i for i in jobs if acts[i].has("able") or acts[i].has("need")] or jobs
            services = tuple(dict.fromkeys(s for i in meant for s in acts[i].services))
            # "I do X. What does your source say to that?" is open.
            polar = act.has("yn") or any(acts[i].cues & _POLAR for i in told)
            found[at] = act.with_(label="ask_classification", services=services, cues=cues if polar else cues - {"yn"})
            for i in jobs:
                found[i] = acts[i].with_(label="nothing")
        elif any(is_claim(acts[i], True) for i in told):
            found[at] = act.with_(label="doubt", cues=cues)
    return found


def _of_nothing_else(acts: Sequence[Act]) -> list[Act]:
    """The acts, in which a claim of a value by its name asks for no property that is not named: "it focuses on this, right?"."""

    def told(act: Act) -> tuple[str, ...]:
        mine = {*aspects_of(act.values), *act.named}
        claims = act.label == "ask_aspect" and act.has("yn") and set(act.values) & set(act.named)
        return tuple(a for a in act.aspects if a in mine) if claims else act.aspects

    return [act.with_(aspects=told(act)) for act in acts]


def _of_both(acts: Sequence[Act]) -> list[Act]:
    """The acts, in which a claim that two jobs are the same, or differ, is made of those that were told of before it."""
    found = list(acts)
    for at, act in enumerate(acts):
        told = [i for i in range(at) if acts[i].label == "tell" and acts[i].services and not acts[i].models]
        services = tuple(dict.fromkeys(s for i in (*told, at) for s in acts[i].services))
        if told and act.anaphor == "both" and act.label == "ask_classification" and act.models and act.has("said"):
            # "We give this and that away. She calls both of it one."
            found[at] = act.with_(services=services, anaphor="")
            continue
        if told and of_two(act) and len(services) > 1 and not (act.models or act.values or act.aspects or act.types):
            found[at] = act.with_(services=services, anaphor="", label="ask_services" if act.label != "tell" else "tell")
            for i in told:
                found[i] = acts[i].with_(label="nothing")
    return found


def _spelt_out(acts: Sequence[Act]) -> list[Act]:
    """The acts, in which letters that are said to stand for something unknown are spelt out wrongly."""
    found = list(acts)
    for at, act in enumerate(acts):
        if act.label != "ask_full_form" or not act.has("yn") or act.expansion or len(act.models) != 1:
            continue
        behind = acts[at + 1] if at + 1 < len(acts) else act
        if act.outside or (behind is not act and behind.label == "out_of_scope" and not behind.models):
            found[at] = act.with_(expansion="wrong", outside=())
            if not act.outside:
                found[at + 1] = behind.with_(label="nothing")
    return found


def is_claim(act: Act, pointed: bool) -> bool:
    """Whether a part claims something; what is told without a model is a claim only where it is pointed at."""
    things = act.values or act.services or act.relations or act.expansion or act.types or act.numbers
    of_a_thing = bool(things) or act.has("related") or of_two(act)
    if pointed and act.label == "tell" and act.outside and not act.has("need"):
        # "They say that it is cheap. True?" is asked of what the store does not know.
        return True
    # "…, and not very complex" may look like an objection.
    said = act.label in CLAIMS or (act.label == "object" and act.values and not any(cue.startswith("o:") for cue in act.cues))
    return bool(said and of_a_thing) and (act.label != "tell" or (bool(act.models) and not act.types) or pointed) and not act.has("which")


def of_two(act: Act) -> bool:
    """Whether a part says of two things that were spoken of that they are the same, or differ."""
    return act.anaphor == "both" and (act.has("same") or act.has("differ"))
