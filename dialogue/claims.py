"""Claims and the words that ask about them: "…, is that right?" belongs to what was claimed before it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from acts import Act, Form, aspects_of
from dialogue.holders import holder
from dialogue.made_plain import CLAIMS, is_claim, made_plain, of_two
from dialogue.query import QUESTIONS

# What a claim is about -> the question that it is.
_QUESTION_OF = (("services", "ask_classification"), ("relations", "ask_relation"), ("values", "ask_aspect"), ("types", "ask_types"))
# What a part that only asks whether it is so may look like.
_ASKS_WHETHER = (
    "nothing",
    "doubt",
    "agree",
    "object",
    *(q for q in QUESTIONS if q not in ("ask_users", "ask_why", "ask_term", "out_of_scope")),
)
# Cues of a claim that is somebody's, or not one of a property alone.
_NOT_PLAIN = frozenset({"neg", "which", "others", "first_person"})
# Parts that name entries of a list.
_LISTS = ("ask_services", "ask_types", "tell", "ask_classification")


def with_tags(acts: Sequence[Act]) -> tuple[Act, ...]:
    """The acts of a message, in which a part that only asks whether it is so is joined to the claims before it, or behind it."""
    found = _side_by_side(_each_complete(_asked_in_a_word(_rest_of_named(_with_subjects(made_plain(acts))))))
    for at, act in enumerate(tuple(found)):
        pointed = act.has("back") or act.has("disputed")
        before = _claims_before(found, at, pointed)
        if not _only_asks_whether(act, [found[i] for i in before]):
            continue
        if not act.has("reversed"):
            before = before or _claims_behind(found, at, act, pointed)
        if act.has("whose"):
            # What is told by the way is no claim of anybody's.
            before = [i for i in before if found[i].label != "tell" or found[i].has("said") or found[i].models]
        mine = [i for i in before if found[i].has("first_person")]
        if mine and act.has("first_person") and not act.has("others"):
            # "I wrote this, he says that. Is mine right?"
            for i in set(before) - set(mine):
                found[i] = found[i].with_(label="nothing")
            before = mine
        for i in before:
            found[i] = _asked(found[i], act)
        if before and act.has("bare_verdict"):
            # "Only yes or no" is the form that is wanted.
            found[before[0]] = found[before[0]].with_(form=Form(name=True).filled(found[before[0]].form))
        if before:
            found[at] = act.with_(label="nothing")
    return tuple(_once_a_property(_asked_in_a_story(found)))


def _claims_behind(acts: Sequence[Act], at: int, tag: Act, pointed: bool) -> list[int]:
    """Places of the claim behind a part that only asks whether it is so; "true or false?" is asked of all points of a list behind it."""
    behind = list(takewhile(lambda i: is_claim(acts[i], pointed), range(at + 1, len(acts))))
    return behind if tag.has("true_or_false") and all(acts[i].mark for i in behind) else behind[:1]


def _asked_in_a_story(acts: Sequence[Act]) -> list[Act]:
    """The acts, in which what somebody is told to have asked is asked, where nothing else is: "my pupils ask if X is the same as Y"."""
    if any(act.label in QUESTIONS or act.label in ("doubt", "follow_up", "object", "correct") for act in acts):
        return list(acts)

    def question(act: Act) -> str:
        told = act.label == "tell" and act.models and act.has("yn")
        return next((q for kind, q in _QUESTION_OF if getattr(act, kind)), "") if told else ""

    return [act.with_(label=question(act) or act.label) for act in acts]


def _once_a_property(acts: Sequence[Act]) -> list[Act]:
    """The acts, in which a property that is asked of is not claimed, too, of hearsay: "is it hard? They say it is easy"."""
    found = list(acts)
    for at, (before, act) in enumerate(zip(acts, acts[1:])):
        asked = all(a.label == "ask_aspect" and a.has("yn") and a.values and not a.cues & _NOT_PLAIN for a in (before, act))
        hearsay = act.has("said") and not before.has("said") and act.models in ((), before.models) and act.values != before.values
        if asked and hearsay and aspects_of(before.values) == aspects_of(act.values):
            found[at + 1] = act.with_(label="nothing")
    return found


def _with_subjects(acts: Sequence[Act]) -> list[Act]:
    """The acts, in which a part that only names what a claim is about is joined to the claim behind it."""
    found = list(acts)
    for at, (act, behind) in enumerate(zip(acts, acts[1:])):
        only_a_model = act.models and not (
            act.values or act.aspects or act.services or act.types or act.relations or act.outside or act.expansion
        )
        if only_a_model and act.label in ("ask_aspect", "tell") and behind.values and not behind.models and behind.label in CLAIMS:
            found[at] = act.with_(label="nothing")
            found[at + 1] = behind.with_(models=act.models, label="ask_aspect", cues=behind.cues | act.cues)
    return found


def _rest_of_named(acts: Sequence[Act]) -> list[Act]:
    """The acts, in which what is known of a list is named by the part that asks for the rest: "I have X and Y, what else is left?"."""
    found = list(acts)
    at = next((i for i, act in enumerate(acts) if act.has("rest") and act.label in _LISTS), None)
    known = [i for i, act in enumerate(acts[:at]) if act.label in _LISTS and (act.services or act.types)] if at is not None else []
    if at is None or not known:
        return found
    for field in ("models", "services", "types"):
        names = tuple(dict.fromkeys(name for i in (*known, at) for name in getattr(acts[i], field)))
        found[at] = found[at].with_(**{field: names})
    for i in known:
        found[i] = acts[i].with_(label="nothing")
    return found


def _asked_in_a_word(acts: Sequence[Act]) -> list[Act]:
    """The acts, in which half sentences are asked for a yes or no where one is wished for: "and that one? Just yes or no"."""
    if not any(act.has("yes_or_no") for act in acts):
        return list(acts)
    return [act.with_(cues=act.cues | {"yn"}) if act.label == "follow_up" else act for act in acts]


def _each_complete(acts: Sequence[Act]) -> list[Act]:
    """The acts, in which a claim of another model takes over what it is about: "this one needs it, that one does not"."""
    found = list(acts)
    for at, (before, act) in enumerate(zip(acts, acts[1:])):
        if before.services and before.has("said") and not before.has("asks") and _asks_of_another(before, act):
            # "They call it X. Isn't it rather Y?"
            found[at], found[at + 1] = before.with_(label="nothing"), act.with_(services=before.services)
        bare = act.models and act.label == "ask_aspect" and not (act.things or act.outside or act.expansion)
        if bare and act.has("yn") and before.values and before.models and set(before.models) != set(act.models):
            alike = act.has("neg") or act.has("too")
            changes = {"values": before.values, "named": before.named} if alike else {"aspects": aspects_of(before.values)}
            found[at + 1] = act.with_(**changes)
    return found


def _side_by_side(acts: Sequence[Act]) -> list[Act]:
    """The acts, in which claims that are told together are asked together: "X is low and Y is high, right?"

    What goes on with hearsay without a name is said of the same: "they say that X is low and pays well".
    """
    found = list(acts)
    for at, act in enumerate(acts[1:], 1):
        before = found[at - 1]
        hearsay = before.has("said") and act.has("said") and not (before.has("need") or act.has("need"))
        if before.has("said") and before.values and act.label == "out_of_scope" and act.models and not (act.things or act.outside):
            # "X takes much of it and Y none": what is said of Y in a word is put right with the other half.
            found[at] = act.with_(label="nothing")
        claims = [a.label in ("tell", "ask_aspect") and bool(a.values) and not a.has("which") for a in (before, act)]
        if not all(claims) or len(before.models) != 1:
            continue
        if hearsay and act.label == "tell" and not act.models and not set(act.values) & set(before.values):
            act = found[at] = act.with_(models=before.models)
        alike = set(aspects_of(before.values)) == set(aspects_of(act.values)) and before.models != act.models
        told = before.label == "tell" or not before.has("yn")
        if act.has("yn") and len(act.models) == 1 and (alike or hearsay) and told and not (before.has("asks") or before.has("need")):
            found[at - 1] = before.with_(label="ask_aspect", cues=before.cues | {"yn"})
    return found


def _asks_of_another(before: Act, act: Act) -> bool:
    """Whether a part asks if the job before it is of another model."""
    alike = before.label == act.label == "ask_classification" and not (act.things or act.outside)
    return alike and act.has("yn") and act.has("asks") and bool(act.models) and set(act.models) != set(before.models)


def _only_asks_whether(act: Act, claims: Sequence[Act]) -> bool:
    """Whether a part asks whether it is so, and names nothing but what the claims that it points back at name."""
    asks = act.has("yn") or act.has("whose") or act.has("reversed") or (act.has("disputed") and act.label != "object")
    if act.label not in _ASKS_WHETHER or not asks:
        return False
    if act.outside or act.ordinals or act.expansion or act.models or any(cue.startswith("w:") for cue in act.cues - {"w:mention"}):
        return False
    if act.label == "ask_choice" and not act.has("disputed") and any(claim.has("need") for claim in claims):
        # "She is shy. Is that a good match?" asks for a pick.
        return False
    claimed = {name for claim in claims for name in claim.things}
    return not act.things or (act.has("back") and bool(claimed) and set(act.things) <= claimed)


def _claims_before(acts: Sequence[Act], at: int, pointed: bool) -> list[int]:
    """The places of the claims that stand right before a part."""
    places: list[int] = []
    for i in range(at - 1, -1, -1):
        if acts[i].label == "nothing":
            continue
        if not is_claim(acts[i], pointed):
            break
        places.insert(0, i)
    # What is only told of nobody is no claim beside one that is made of something.
    return [i for i in places if acts[i].label != "tell" or acts[i].models] or places


def _asked(claim: Act, tag: Act) -> Act:
    label = claim.label
    if tag.has("whose"):
        # Of what two say against each other each gets its verdict, said of whoever holds it.
        question = next((question for kind, question in _QUESTION_OF if getattr(claim, kind)), label)
        return claim.with_(label=question if label == "tell" else label, cues=claim.cues | {"yn", "whose"})
    if label == "tell":
        unknown = "out_of_scope" if claim.outside else "ask_difference" if of_two(claim) else label
        unknown = "ask_relation" if claim.has("related") else unknown
        label = next((question for kind, question in _QUESTION_OF if getattr(claim, kind)), unknown)
    named = tuple(dict.fromkeys((*claim.named, *tag.named)))
    # "It needs none. Is she right?" tells whose claim it is.
    holds = tag.cues & {"first_person", "others"} if not holder(claim) else frozenset()
    if tag.has("doubted") and not tag.has("asks"):
        # "They say so. I doubt it."
        holds |= tag.cues & {"doubted", "first_person"}
    how = tag.cues & {"disputed", "reversed", "true_or_false", "sure", "promised", "only_an_aim"}
    return claim.with_(label=label, named=named, cues=claim.cues | {"yn"} | how | holds)
