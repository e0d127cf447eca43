"""Where providers of a model may be, asked in words for places: whether one will do, near or far."""

from __future__ import annotations

from collections.abc import Sequence

from acts import Act, named_by
from dialogue.context import owners_of
from dialogue.memory import Memory
from facts import FactStore

# The aspect of a model that says where its provider may be.
_WHERE = "location"
# Cues of a part that asks whether it may, or must, be so.
_MAY_BE = ("able", "allowed", "always")
# Parts that may ask it.
_MAY_ASK = (
    *("ask_types", "follow_up", "tell", "ask_choice", "ask_classification", "ask_definition", "correct", "ask_aspect", "nothing"),
    *("out_of_scope", "recall", "ask_term", "ask_relation", "remark", "doubt", "object", "ask_source"),
)
# Parts that may ask of a place alone whether it will do.
_ASKS_OF_A_PLACE = ("ask_choice", "ask_relation", "out_of_scope", "correct", "follow_up", "nothing")
# Parts that may ask which of two places it is.
_ASKS_WHICH = ("ask_aspect", "ask_types", "ask_classification", "ask_definition", "follow_up", "out_of_scope")


def of_where(acts: Sequence[Act], memory: Memory, store: FactStore) -> tuple[Act, ...]:
    """The acts, of which one that asks whether a place will do at all asks where a provider may be: "could they sit in Cebu?"."""
    found = tuple(_whether_it_may(_here_or_abroad(act, acts, memory, store), store) for act in acts)
    placed = {act.models for act, before in zip(found, acts) if act is not before and act.label == "ask_aspect"}
    # "X is by definition …" asks for no definition.
    return tuple(a for a in found if not (a.label == "ask_definition" and {"always", "said"} <= a.cues and a.models in placed))


def _here_or_abroad(act: Act, acts: Sequence[Act], memory: Memory, store: FactStore) -> Act:
    """ "Must it be near us, or may it be abroad?" is asked of the one model that is meant: that has an answer, and no type."""
    named = set(act.types) & set(act.named)
    if not act.has("which") or act.label not in _ASKS_WHICH or named or act.has("in_order") or len(act.models) > 1:
        return act
    meant = act.models or _meant(act, acts, memory, store)
    # What has no types is in none of them.
    of_no_type = bool(act.types) and not act.services and len(meant) == 1 and store.has_model(meant[0]) and not store.types(meant[0])
    if len(meant) != 1 or not (_WHERE in act.aspects or of_no_type) or not store.has_fact(f"{meant[0]}.{_WHERE}"):
        return act
    kept = act.cues - {"which", "placed", "either", *_MAY_BE}
    return act.with_(label="ask_aspect", models=meant, types=(), services=(), outside=(), aspects=(_WHERE,), values=(), cues=kept)


def _meant(act: Act, acts: Sequence[Act], memory: Memory, store: FactStore) -> tuple[str, ...]:
    """The model that a place is asked of: of the job that is named, of the rest of the message, of what was talked about."""
    if act.services:
        return owners_of(act.services, store)
    told = named_by(acts, "models") or owners_of(named_by(acts, "services"), store)
    last = memory.last_asked
    before = [owners_of(q.services, store) or q.models for q in (last.queries if last else ())]
    return told or (before[-1] if before else ())


def _whether_it_may(act: Act, store: FactStore) -> Act:
    """ "Could they sit in Cebu?", "must it be abroad?", "X is always that type": claimed of where the providers of a model may be."""
    others = _untyped(act, store)
    may_be = any(act.has(cue) for cue in (*_MAY_BE, *(("still",) if act.places else ())))
    asks = act.has("yn") and act.label in _MAY_ASK and (may_be or bool(others))
    owner = next((store.type(name)[0].id for name in act.types), "")
    # "For that, may they be in X?": of the model that is talked about.
    heard = act.sense.models if act.places and act.label in _ASKS_OF_A_PLACE else ()
    of_jobs = owners_of(act.services, store) if act.types else ()
    meant = others or act.models or of_jobs or ((owner,) if owner else heard)
    named = set(act.types) & set(act.named)
    in_words = act.has("located") or act.has("of_place")
    where = act.places or (act.types and (act.models or of_jobs)) or others or (act.models and in_words and not act.values)
    if not asks or not where or act.has("in_order") or act.relations or len(set(act.models)) > 1 or (named and meant == (owner,)):
        return act
    refs = tuple(f"{model}.{_WHERE}" for model in meant)
    if not refs or not all(map(store.has_fact, refs)):
        return act
    cues = act.cues - {"w:mention"}
    if others:
        # "X is of that type" is said of all of its providers; "… is wrong" denies it.
        cues = cues - {"disputed", "said"} | {"always"} | ({"neg"} if act.has("disputed") else set())
    return act.with_(label="ask_aspect", models=meant, types=(), services=(), outside=(), aspects=(_WHERE,), values=refs, cues=cues)


def _untyped(act: Act, store: FactStore) -> tuple[str, ...]:
    """The one model without types of which a type is claimed that stands there by its name."""
    heard = tuple(v.partition(".")[0] for v in act.values if v.endswith(f".{_WHERE}"))
    named = set(act.types) & set(act.named)
    meant = act.models or heard
    typed = len(meant) == 1 and store.has_model(meant[0]) and not store.types(meant[0])
    claims = act.has("disputed") or any(act.has(cue) for cue in _MAY_BE)
    return meant if named and typed and claims and not (act.services or act.has("which")) else ()
