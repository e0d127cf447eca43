"""Claims and the words that ask about them: "…, is that right?" belongs to what was claimed before it."""

from __future__ import annotations

from collections.abc import Sequence

from acts import Act, Form, aspects_of
from dialogue.holders import holder, with_rivals
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
# What makes a yes or no of what is told.
_POLAR = frozenset({"yn", "said", "able"})
# Parts that name entries of a list.
_LISTS = ("ask_services", "ask_types", "tell", "ask_classification")
_CLAIMS = (
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


def with_tags(acts: Sequence[Act]) -> tuple[Act, ...]:
    """The acts of a message, in which a part that only asks whether it is so is joined to the claims before it, or behind it."""
    found = _spelt_out(with_rivals(_of_both(_as_the_source_sees_it(_not_turned(_claimed_by_a_term(acts))))))
    found = _side_by_side(_each_complete(_asked_in_a_word(_rest_of_named(_with_subjects(found)))))
    for at, act in enumerate(tuple(found)):
        pointed = act.has("back") or act.has("disputed")
        before = _claims_before(found, at, pointed)
        if not _only_asks_whether(act, [found[i] for i in before]):
            continue
        if not act.has("reversed"):
            before = before or [i for i in (at + 1,) if i < len(found) and _is_claim(found[i], pointed)]
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
        elif any(_is_claim(acts[i], True) for i in told):
            found[at] = act.with_(label="doubt", cues=cues)
    return found


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
        alike = act.anaphor == "both" and (act.has("same") or act.has("differ"))
        if told and alike and len(services) > 1 and not (act.models or act.values or act.aspects or act.types):
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


def _with_subjects(acts: Sequence[Act]) -> list[Act]:
    """The acts, in which a part that only names what a claim is about is joined to the claim behind it."""
    found = list(acts)
    for at, (act, behind) in enumerate(zip(acts, acts[1:])):
        only_a_model = act.models and not (
            act.values or act.aspects or act.services or act.types or act.relations or act.outside or act.expansion
        )
        if only_a_model and act.label in ("ask_aspect", "tell") and behind.values and not behind.models and behind.label in _CLAIMS:
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
        if not _is_claim(acts[i], pointed):
            break
        places.insert(0, i)
    # What is only told of nobody is no claim beside one that is made of something.
    return [i for i in places if acts[i].label != "tell" or acts[i].models] or places


def _is_claim(act: Act, pointed: bool) -> bool:
    """Whether a part claims something; what is told without a model is a claim only where it is pointed at."""
    things = act.values or act.services or act.relations or act.expansion or act.types or act.numbers
    of_a_thing = bool(things) or act.has("related") or _of_two(act)
    if pointed and act.label == "tell" and act.outside and not act.has("need"):
        # "They say that it is cheap. True?" is asked of what the store does not know.
        return True
    # "…, and not very complex" may look like an objection.
    said = act.label in _CLAIMS or (act.label == "object" and act.values and not any(cue.startswith("o:") for cue in act.cues))
    return bool(said and of_a_thing) and (act.label != "tell" or (bool(act.models) and not act.types) or pointed) and not act.has("which")


def _of_two(act: Act) -> bool:
    """Whether a part says of two things that were spoken of that they are the same, or differ."""
    return act.anaphor == "both" and (act.has("same") or act.has("differ"))


def _asked(claim: Act, tag: Act) -> Act:
    label = claim.label
    if tag.has("whose"):
        # Of what two say against each other each gets its verdict, said of whoever holds it.
        question = next((question for kind, question in _QUESTION_OF if getattr(claim, kind)), label)
        return claim.with_(label=question if label == "tell" else label, cues=claim.cues | {"yn", "whose"})
    if label == "tell":
        unknown = "out_of_scope" if claim.outside else "ask_difference" if _of_two(claim) else label
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
