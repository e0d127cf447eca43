"""The same facts at another length: shorter, or with what the store adds to them."""

from __future__ import annotations

from typing import Dict, List

from actions.answers import Answer, Block
from actions.composer import MAX_SUGGESTIONS, Composer, lower_first, upper_first


def shorten(answer: Answer, c: Composer) -> Answer:
    """The facts of an answer by their gist alone; a reply that states none stays as it is."""
    if not answer.facts:
        return answer
    gists: Dict[str, List[str]] = {}
    for ref in answer.facts:
        owner, gist = _gist(ref, answer.facts, c)
        if gist:
            gists.setdefault(owner, []).append(gist)
    lines = []
    for owner, parts in gists.items():
        text = "; ".join([upper_first(parts[0]), *(lower_first(part) for part in parts[1:])])
        lines.append(f"{owner}: {lower_first(text)}." if owner else f"{text}.")
    return answer.copy(
        update={
            "body": [Block(text=line) for line in lines],
            "table": None,
            "image": None,
            "suggestions": [c.suggest("elaborate"), *answer.suggestions][:MAX_SUGGESTIONS],
        }
    )


def _gist(ref: str, all_refs: List[str], c: Composer) -> tuple:
    """The owner's name and the gist of a fact; the gist of a list is that of its entries."""
    owner_id, _, rest = ref.partition(".")
    owner = c.name(owner_id) if c.store.has_subject(owner_id) else ""
    kind, _, item = rest.partition(".")
    if kind == "types" and item:
        type_ = c.store.type(item)[1]
        return owner, f"{type_.name[c.lang]} {type_.value[c.lang]}"
    if kind == "services" and item:
        service = next(s for s in c.store.services(owner_id) if s.id == item)
        in_list = f"{owner_id}.services" in all_refs
        name = (service.value or service.name)[c.lang]
        return ("", "") if in_list else ("", f"{owner}: {name}")
    if kind == "types":
        return owner, ""
    return owner, c.brief(c.store.fact(ref))


def elaborate(answer: Answer, c: Composer) -> Answer:
    """The answer with the facts that its facts refer to, else with those that define its subjects."""
    if not answer.facts:
        return answer
    extra = _related(answer.facts, c)
    if not extra:
        note = Block(text=c.say("more.nothing"))
        return answer.copy(update={"body": [*answer.body, note]})
    blocks, facts = [], []
    for ref in extra:
        block, refs = _told(ref, c)
        blocks.append(block)
        facts += refs
    return answer.copy(
        update={
            "body": [*answer.body, *blocks],
            "facts": list(dict.fromkeys([*answer.facts, *facts])),
            "suggestions": [c.suggest("shorten"), *answer.suggestions][:MAX_SUGGESTIONS],
        }
    )


def _related(refs: List[str], c: Composer) -> List[str]:
    known = [ref for ref in refs if c.store.has_fact(ref)]
    named = [more for ref in known for more in c.store.fact(ref).see_also]
    owners = dict.fromkeys(ref.split(".", 1)[0] for ref in refs)
    defining = [f"{owner}.definition" for owner in owners if c.store.has_subject(owner)]
    relating = [fact.ref for fact in c.store.relations.values() if set(fact.models) <= set(owners)]
    for candidates in (named, defining, relating):
        fresh = [ref for ref in dict.fromkeys(candidates) if ref not in refs]
        if fresh:
            return fresh
    return []


def _told(ref: str, c: Composer) -> tuple:
    """A fact, or a whole list of them, as a block with the references that it states."""
    owner, _, kind = ref.partition(".")
    if kind == "types":
        types = c.store.model(owner).types
        items = [t.text[c.lang] for t in types.items]
        lead = types.text[c.lang].format(count=c.number(len(types.items)))
        return Block(text=lead, items=items), [ref, *(t.ref for t in types.items)]
    if kind == "services":
        services = c.store.services(owner)
        lead = c.text(c.store.fact(ref)).format(count=c.number(len(services)))
        return Block(text=lead, items=[s.name[c.lang] for s in services]), [ref, *(s.ref for s in services)]
    return Block(text=c.text(c.store.fact(ref))), [ref]
