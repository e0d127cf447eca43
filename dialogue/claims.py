"""Claims and the words that ask about them: "…, is that right?" belongs to what was claimed before it."""

from __future__ import annotations

from collections.abc import Sequence

from acts import Act

# What a claim is about -> the question that it is.
_QUESTION_OF = (("services", "ask_classification"), ("relations", "ask_relation"), ("values", "ask_aspect"), ("types", "ask_types"))
_ASKS_WHETHER = ("nothing", "doubt", "agree", "object", "ask_aspect", "ask_classification", "ask_types", "ask_definition", "ask_full_form", "ask_relation", "ask_difference",
                 "ask_reasons", "ask_services", "ask_source", "ask_choice")  # fmt: skip
_CLAIMS = ("tell", "ask_aspect", "ask_classification", "ask_types", "ask_relation", "ask_reasons", "ask_services", "ask_users", "ask_full_form", "ask_difference")


def with_tags(acts: Sequence[Act]) -> tuple[Act, ...]:
    """The acts of a message, in which a part that only asks whether it is so is joined to the claims before it, or behind it."""
    found = list(acts)
    for at, act in enumerate(acts):
        if not _only_asks_whether(act):
            continue
        before = _claims_before(found, at) or [i for i in (at + 1,) if i < len(found) and _is_claim(found[i])]
        for i in before:
            found[i] = _asked(found[i], act)
        if before:
            found[at] = act.with_(label="nothing")
    return tuple(found)


def _only_asks_whether(act: Act) -> bool:
    says_nothing = not (act.names_something or act.outside or act.ordinals or act.numbers or act.expansion)
    return says_nothing and act.label in _ASKS_WHETHER and (act.has("yn") or act.has("disputed"))


def _claims_before(acts: Sequence[Act], at: int) -> list[int]:
    """The places of the claims that stand right before a part."""
    places: list[int] = []
    for i in range(at - 1, -1, -1):
        if acts[i].label == "nothing":
            continue
        if not _is_claim(acts[i]):
            break
        places.insert(0, i)
    return places


def _is_claim(act: Act) -> bool:
    of_a_thing = act.values or act.services or act.relations or act.expansion or (act.types and act.label != "tell") or act.numbers
    return act.label in _CLAIMS and bool(of_a_thing) and (act.label != "tell" or bool(act.models)) and not act.has("which")


def _asked(claim: Act, tag: Act) -> Act:
    label = claim.label
    if label == "tell":
        label = next((question for kind, question in _QUESTION_OF if getattr(claim, kind)), label)
    return claim.with_(label=label, cues=claim.cues | {"yn"} | (tag.cues & {"disputed"}))
