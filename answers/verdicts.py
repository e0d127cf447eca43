"""Whether what a question claims is so: yes, no, partly, or "" where no whole proposition of the store is claimed.

Each row is a pure function of a question and the store; nothing here knows words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dialogue import Query, opposite
from facts import FactStore

# Aspects whose values mean the same wish: to save. A claim of one is true where another holds.
_SAVING = ("goal", "reliance", "reasons")
# Aspects whose fact names several things at once.
_SEVERAL = ("goal", "reasons", "skills", "definition", "location", "users")
# Aspects whose fact names what may be, not what has to be.
OPEN = ("location",)
# Questions of which a verdict that was only heard is right more often than none.
_HEARD = ("aspect", "full_form", "relation", "definition")
# What one model needs of these is not all that it may need.
NOT_ALONE = ("talent", "requirement", "skills")


def asked(query: Query) -> bool:
    """Whether a yes or no is expected, or a claim made."""
    return query.has("yn") and not query.has("which")


def as_heard(verdict: str, query: Query) -> str:
    """The verdict of a claim: what the store decides; of a property, what it does not, as its whole sentence was heard to deserve."""
    # Of what a thing is nothing is claimed, unless something of it is.
    claims = query.topic != "definition" or query.values or query.relations or query.has("said") or query.has("equates")
    of_a_property = query.topic in _HEARD and claims and not (query.types or query.services)
    heard = query.heard if query.heard in ("yes", "no") and of_a_property else ""
    return verdict or (heard if asked(query) else "")


def of_a_promise(query: Query) -> str:
    """Whether what the source gives as an aim is promised: it is not."""
    return told([False], query.has("neg")) if query.has("promised") and asked(query) else ""


def of_the_unknown_alone(query: Query) -> str:
    """Whether a side is something that the source does not name, and nothing else: "is its purpose only to save tax?"."""
    alone = query.has("only") and query.aspects and query.outside and not (query.values or query.services)
    return told([False], query.has("neg")) if alone and asked(query) else ""


def told(truths: Iterable[bool | None], denied: bool = False) -> str:
    """One verdict on several claims; "" where one of them cannot be judged."""
    found = list(truths)
    if not found or any(t is None for t in found):
        return ""
    held = [bool(t) is not denied for t in found]
    return "yes" if all(held) else "no" if not any(held) else "partly"


def owners(value: str, store: FactStore) -> list[str]:
    """The subjects of which a value holds: those whose fact on that aspect has the same gist."""
    if not store.has_fact(value):
        return []
    subject, _, aspect = value.partition(".")
    if not store.has_subject(subject):
        return []
    gist = _gist(value, store)
    return [
        s.id
        for s in (*store.models, store.outsourcing)
        if aspect in s.facts and (_gist(f"{s.id}.{aspect}", store) == gist or value in s.facts[aspect].holds_too)
    ]


def lacking(value: str, store: FactStore) -> list[str]:
    """The models that somebody is unfit for who lacks a quality: those of whose staff it is told."""
    return owners(value, store) if value.rpartition(".")[2] in NOT_ALONE else []


def _gist(ref: str, store: FactStore) -> tuple[str, str]:
    fact = store.fact(ref)
    gist = fact.value or fact.text
    return gist.id, gist.en


def of_values(query: Query, models: Sequence[str], store: FactStore) -> str:
    """Whether the values that are claimed hold of the models that they are claimed of."""
    if asked(query) and query.has("always") and query.aspects and not query.values and set(query.aspects) <= set(OPEN):
        # "Must it be in the same place?": it may be.
        return told([False], query.has("neg"))
    if not asked(query) or not query.values or not (models or query.has("equates")):
        return ""
    if query.has("equates") and len(query.values) > 1:
        # That two properties are one is said of none; two of one kind are those of different models.
        return told([False], query.has("neg")) if _one_aspect(query.values) else ""
    if query.has("only_of") and len(models) == 1:
        return _of_one_alone(query, models[0], store)
    if len(models) == 1 and len(query.values) > 1 and _one_aspect(query.values) and not _all_save(query.values):
        # "Rules or judgement?" is a choice between two; of "simple, not complex" it is not known which is denied.
        return ""
    denied = query.has("neg") and not any(store.has_fact(v) and store.fact(v).said_by_denial for v in query.values)
    subjects = [m for m in models if m not in query.than] or list(models)
    if len(query.values) > 1 and len(subjects) > 1 and _one_each(query.values, subjects, store):
        # Named in their order, each is said of one: "X rules, Y judgement".
        in_order = len(query.values) == len(subjects) and set(query.values) <= set(query.named)
        return told([s in owners(v, store) for v, s in zip(query.values, subjects)] if in_order else [True], denied)
    if all(value.rpartition(".")[2] in OPEN for value in query.values):
        # "Can it be abroad?" It can. "Must it be abroad?", "only abroad?": it may be.
        return told([not (query.has("always") or query.has("only"))], denied)
    truths = [(value, _holds(value, subject, query, store)) for value in query.values for subject in subjects]
    truths += [(value, fails) for value in query.besides for subject in subjects for fails in _fails(value, subject, query, store)]
    if denied and any(holds is False and value.rpartition(".")[2] in NOT_ALONE for value, holds in truths):
        # That staff of one kind is needed does not say that no other is.
        return ""
    verdict = told(holds for _, holds in truths)
    if verdict == "yes" and any(store.has_fact(v) and store.fact(v).said_by_denial for v in query.values) and not query.has("neg"):
        # Whether the core work or the rest of it is meant, the value alone does not tell.
        return ""
    if verdict == "yes" and query.has("only") and any(_has_more(value, store) for value in query.values):
        # What is said to be all is a part of it; whoever denies that it is all is right.
        return "yes" if denied else "partly"
    return opposite(verdict) if denied else verdict


def _of_one_alone(query: Query, model: str, store: FactStore) -> str:
    """Whether what is claimed holds of one model, and is told of no other."""
    others = [m.id for m in store.models if m.id != model]
    held = [_holds(value, model, query, store) for value in query.values]
    elsewhere = any(_holds(value, other, query, store) for value in query.values for other in others)
    return told([None if None in held else all(held) and not elsewhere], query.has("neg"))


def holders(query: Query, models: Sequence[str], store: FactStore) -> tuple[list[str], list[str]]:
    """The models of which what is claimed is so, and those of which it is not."""
    subjects = [m for m in models if m not in query.than] or list(models)
    held = {m: all(_holds(v, m, query, store) for v in query.values) is not query.has("neg") for m in subjects}
    return [m for m in subjects if held[m]], [m for m in subjects if not held[m]]


def _one_each(values: Sequence[str], subjects: Sequence[str], store: FactStore) -> bool:
    """Whether values of one aspect are shared out among subjects, one each: "rules for one and judgement for the other"."""
    if not _one_aspect(values):
        return False
    of = [set(owners(value, store)) & set(subjects) for value in values]
    return all(of) and set().union(*of) == set(subjects)


def _one_aspect(values: Sequence[str]) -> bool:
    return len({value.rpartition(".")[2] for value in values}) == 1


def _all_save(values: Sequence[str]) -> bool:
    return all(value.rpartition(".")[2] in _SAVING for value in values)


def alike(values: Sequence[str], store: FactStore) -> list[str]:
    """The models of which values hold alike: all of them, of a wish to save, or of where a provider may be."""
    anywhere = bool(values) and all(value.rpartition(".")[2] in OPEN for value in values)
    return [m.id for m in store.models] if anywhere or _all_save(values) else []


def _has_more(value: str, store: FactStore) -> bool:
    """Whether a value is one of several things, or holds of more than one subject."""
    return value.rpartition(".")[2] in (*_SEVERAL, *_SAVING) or len(owners(value, store)) > 1


def _holds(value: str, subject: str, query: Query, store: FactStore) -> bool | None:
    aspect = value.rpartition(".")[2]
    if subject in owners(value, store):
        return True
    if aspect in _SAVING and any(store.has_fact(f"{subject}.{a}") for a in ("goal", "reasons")):
        # All of them are to save: only the kind of arbitrage differs; what else one is for is not told of another.
        return None if (value in query.named or query.has("gains")) and aspect != "reliance" else aspect != "reliance"
    if store.has_fact(f"{subject}.{aspect}"):
        return False
    # The subject has nothing on that aspect: what holds of another alone cannot be judged of it.
    return False if owners(value, store) and store.has_subject(subject) and aspect in ("skills", "definition") else None


def _fails(value: str, subject: str, query: Query, store: FactStore) -> list[bool | None]:
    """Whether a value is rightly denied of a subject, beside another that is claimed; nothing where it is only another need."""
    if not store.has_fact(value):
        return []
    holds = _holds(value, subject, query, store)
    if holds is False and value.rpartition(".")[2] in NOT_ALONE:
        return []
    return [None if holds is None else not holds]


def of_same_value(query: Query, models: Sequence[str], aspects: Sequence[str], store: FactStore) -> str:
    """ "Are both driven by the same?", "do they differ in staff?": whether all have one value on the aspects that are named."""
    if not asked(query) or len(models) < 2 or query.has("same") is query.has("differ"):
        return ""
    if query.values and query.has("same") and (_all_save(query.values) or query.has("equates")):
        # "Are both to save?" is claimed of each; "is this the same as that?" of neither.
        return ""
    if any(a in _SAVING and a != "reliance" for a in aspects):
        # All of them are to save, and some are for more.
        return "partly"
    gists = [{_gist(f"{m}.{a}", store) for m in models if store.has_fact(f"{m}.{a}")} for a in aspects]
    return told([(len(of) == 1) is query.has("same") for of in gists if of], query.has("neg"))


def of_services(query: Query, models: Sequence[str], placed: Sequence[Sequence[str]]) -> str:
    """Whether services belong to the one model named, or each to its own.

    `placed` holds the models of each service, [] for one under none.
    """
    models = [m for m in models if m not in query.than] or list(models)
    if not asked(query) or not models or not placed:
        return ""
    verdict = told(each_service(query, models, placed))
    return "partly" if query.has("only") and verdict == "yes" and len(models) == 1 and any(len(n) > 1 for n in placed) else verdict


def is_less_than_all(query: Query, models: Sequence[str], placed: Sequence[Sequence[str]]) -> bool:
    """Whether services are said to be all that one model does: "is it only call centres?"; not that no other does them."""
    limits = asked(query) and query.has("only") and not query.has("only_of")
    return limits and len(models) == 1 and bool(placed) and all(models[0] in names for names in placed)


def each_service(query: Query, models: Sequence[str], placed: Sequence[Sequence[str]]) -> list[bool]:
    """Of each service whether what is claimed of it is so; none where it is not known which model is claimed of which."""
    denied = query.has("neg")
    if len(models) == 1:
        return [(models[0] in names) is not denied for names in placed]
    if denied:
        # "It is neither."
        return [not set(models) & set(names) for names in placed]
    # One of each, in the order in which they are named: "X is this one, Y is that one".
    return [model in names for model, names in zip(models, placed)] if len(models) == len(placed) else []


def of_one_kind(query: Query, placed: Sequence[Sequence[str]]) -> str:
    """ "Are these the same kind of work?": no where they are listed apart; of two that are listed together it is not told."""
    if not asked(query) or len(placed) < 2 or not (query.has("same") or query.has("differ")) or not all(placed):
        return ""
    apart = not set.intersection(*map(set, placed))
    return told([query.has("differ")], query.has("neg")) if apart else ""


def of_count(query: Query, count: int) -> str:
    """Whether a list has as many entries as is said."""
    if not query.numbers or not asked(query):
        return ""
    return told([count in query.numbers], query.has("neg"))


def of_all(query: Query, count: int) -> str:
    """ "Is it only for …?", of a list that is not: no."""
    return told([count < 2], query.has("neg")) if asked(query) and query.has("only") else ""


def of_a_part(query: Query, named: Sequence[str], whole: Sequence[str]) -> str:
    """Whether what is said to be all of a list is all of it: "partly" where it is only a part."""
    held = set(named) >= set(whole)
    return told([held], query.has("neg")) if held or query.has("neg") else "partly"


def of_sameness(query: Query) -> str:
    """ "Are they the same?" no; "do they differ?" yes."""
    if not asked(query):
        return ""
    # "The same, only the letters differ" says that they are the same; "the same or different?" says neither.
    if query.has("same_or_other"):
        return ""
    differ = query.has("differ") and not query.has("same")
    if query.has("same") is not differ:
        return told([differ], query.has("neg"))
    return ""


def joined(verdicts: Sequence[str]) -> str:
    """One verdict on several questions; "" unless each has one."""
    if not verdicts or not all(verdicts):
        return ""
    return verdicts[0] if len(set(verdicts)) == 1 else "partly"
