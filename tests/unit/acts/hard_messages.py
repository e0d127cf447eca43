"""Thirty hard messages in our form of acts.

What a careful reader takes from each stands in `hard_messages.yml` in words of its own. Here is a table from those words to labels and
fields of `Act`, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML

from acts import MATTER, Act, Form, Sense

FILE = Path(__file__).with_name("hard_messages.yml")
Wanted = Mapping[str, Any]

# What an act does, where one word tells it; a question is told by its topic.
_LABELS = {
    ("kind", "tell"): "tell",
    ("kind", "claim"): "ask_aspect",
    ("kind", "correct"): "correct",
    ("kind", "choose"): "ask_choice",
    ("kind", "answer_to_bot"): "choose_listed",
    ("kind", "form"): "reform",
    ("kind", "ask"): "out_of_scope",
    ("kind", "outside"): "out_of_scope",
    ("kind", "refer"): "follow_up",
    ("what", "greeting"): "greet",
    ("what", "thanks"): "thank",
    ("what", "not understood"): "confused",
    ("asks_nothing", True): "remark",
    ("agrees", True): "agree",
    ("of", "types"): "ask_types",
    ("language", "en"): "switch_language",
}
# Cues by what they are called there.
_CUES = {
    ("cues", "yes_no"): "yn",
    ("cues", "which"): "which",
    ("cues", "negated"): "neg",
    ("time", "morning"): "morning",
    ("about", "self"): "first_person",
    ("by", "other"): "others",
    ("doubted", True): "doubted",
    ("need", True): "need",
    ("joke", True): "m:joke",
    ("what", "may be quoted"): "w:cite",
    ("what", "author"): "w:author",
    ("of", "types"): "which",
    ("to", "last answer"): "back",
    ("refers", "that type"): "back",
    ("from", "told before"): "back",
    ("objection", "bot repeated the claim"): "o:repeated",
    ("objection", "count of the list shown"): "o:wrong",
}
# What is claimed of a property, by the fact whose value it is.
_VALUES = {
    ("basis", "rules"): "bpo.basis",
    ("basis", "judgement"): "kpo.basis",
    ("complexity", "low"): "bpo.complexity",
    ("coordination", "low"): "bpo.coordination",
}
# What the bot had asked to choose from, and what else is told in a word.
_MEANT = {"cost": "bpo.goal", "skill": "kpo.skills"}
_TERMS: dict[str, dict[str, Any]] = {"cost arbitrage": {"values": ("bpo.reliance",)}, "b2b": {"relations": ("b2b",)}}
_RELATIONS = {"both from one provider": "together"}
_SERVICES = {"legal": "legal_process"}
_PREDICATES: dict[str, tuple[str, frozenset[str]]] = {
    "price": ("price", frozenset()),
    "cheaper": ("price", frozenset({"than"})),
    "since when": ("when", frozenset()),
}
_COUNTRIES = {"Medan": "ID", "Penang": "MY"}
_SIDES = {"customer_in": "own", "provider_in": "other"}
# What a word says that is so anyhow: a form is one of the last answer, and a claim without a subject leaves it unsaid.
_IMPLIED = (("form", "refers", "last answer"), ("claim", "subject", "unsaid"))


class Hard(NamedTuple):
    """A message, and the acts that a careful reader takes from it: in that reader's words, and in ours."""

    say: str
    after: list[Any]
    wanted: list[Wanted]

    @property
    def acts(self) -> tuple[Act, ...]:
        """The acts in our form."""
        return tuple(as_act(wanted) for wanted in self.wanted)


def hard_messages() -> list[Hard]:
    """All thirty, in their order."""
    return [Hard(str(m["say"]), m.get("after") or [], m["acts"]) for m in YAML(typ="safe").load(FILE)]


def is_implied(wanted: Wanted, key: str, value: Any) -> bool:
    """Whether a word of a wanted act says nothing that the rest of it does not say, too."""
    subjects = [claim.get("subject") for claim in wanted.get("propositions", ())]
    of_types = key == "topic" and "of" in wanted
    return (wanted["kind"], key, value) in _IMPLIED or of_types or (key == "subject" and subjects.count(value) > 1)


def as_act(wanted: Wanted) -> Act:
    """An act in our form.

    Raises:
        KeyError: for a word that has no place in it.
    """
    act = Act("nothing")
    for key, value in wanted.items():
        for change in _changes(key, value, wanted):
            act = _with(act, change)
    return act


def _with(act: Act, change: Mapping[str, Any]) -> Act:
    """An act with a change: what is listed is added, the rest replaced."""
    merged: dict[str, Any] = {}
    for name, value in change.items():
        before = getattr(act, name)
        if isinstance(value, frozenset):
            merged[name] = before | value
        elif isinstance(value, tuple):
            merged[name] = (*before, *value)
        elif isinstance(value, Form):
            merged[name] = value.filled(before)
        elif isinstance(value, Sense):
            merged[name] = Sense(**{**vars(before), **{k: v for k, v in vars(value).items() if v}})
        else:
            merged[name] = value
    return act.with_(**merged)


def _changes(key: str, value: Any, wanted: Wanted) -> Iterator[dict[str, Any]]:
    """What a word of a wanted act says in our form."""
    if key == "cues":
        yield {"cues": frozenset(_CUES[key, cue] for cue in value)}
    elif key == "topic":
        # "This topic" of what is not asked anew is the one that the talk is on.
        yield {"label": f"ask_{value}"}
    elif key in _FIELDS:
        yield from _FIELDS[key](value, wanted)
    else:
        known = [{"label": _LABELS[key, value]}] if (key, value) in _LABELS else []
        known += [{"cues": frozenset({_CUES[key, value]})}] if (key, value) in _CUES else []
        if not known and key != "kind":
            raise KeyError(f"{key}: {value}")
        yield from known


def _subjects(value: Any, wanted: Wanted) -> Iterator[dict[str, Any]]:
    models = tuple([value] if isinstance(value, str) else value)
    # Those that only the talk tells are what it means, and not what it names.
    yield {"sense": Sense(models=models)} if "refers" in wanted else {"models": models}


def _refers(value: str, wanted: Wanted) -> Iterator[dict[str, Any]]:
    if value != "subject of the last" and not is_implied(wanted, "refers", value):
        yield {"cues": frozenset({_CUES["refers", value]})}


def _outside(value: Wanted, wanted: Wanted) -> Iterator[dict[str, Any]]:
    if "thing" in value:
        yield {"outside": (value["thing"],)}
    if "predicate" in value:
        matter, cues = _PREDICATES[value["predicate"]]
        yield {"outside": (f"{MATTER}{matter}",), "cues": cues | {"predicate"}}
    if "words" in value:
        yield {"words": value["words"]}


def _propositions(value: list[Wanted], wanted: Wanted) -> Iterator[dict[str, Any]]:
    for claim in value:
        if "aspect" in claim:
            yield {"values": (_VALUES[claim["aspect"], claim["value"]],)}
        if "topic" in claim:
            yield {"label": f"ask_{claim['topic']}"}
        if "only" in claim:
            yield {"values": (_MEANT[claim["only"]],), "cues": frozenset({"only"})}
        if "outside" in claim:
            yield {"outside": (claim["outside"],)}
    subjects = tuple(dict.fromkeys(c["subject"] for c in value if c.get("subject", "unsaid") != "unsaid"))
    yield {"models": subjects} if subjects else {}


def _proposition(value: Wanted, wanted: Wanted) -> Iterator[dict[str, Any]]:
    yield {"services": (_SERVICES[value["service"]],)} if "service" in value else {}
    yield {"models": (value["in"],)} if "in" in value else {}
    yield {"besides": (value["not_in"],)} if "not_in" in value else {}


def _described(value: Any, wanted: Wanted) -> Iterator[dict[str, Any]]:
    if isinstance(value, str):
        yield {"words": value}
    else:
        yield {"places": tuple(f"{_SIDES[side]}/{_COUNTRIES[town]}/{town}" for side, town in value.items())}


def _keeps(value: Wanted, wanted: Wanted) -> Iterator[dict[str, Any]]:
    if "topic" in value:
        yield {"sense": Sense(label=f"ask_{value['topic']}")}
    if "aspects" in value:
        yield {"sense": Sense(aspects=tuple(value["aspects"]))}


def _to(value: str, wanted: Wanted) -> Iterator[dict[str, Any]]:
    if value.startswith("own question "):
        yield {"label": "recall", "mark": value.rpartition(" ")[2]}
    elif value == "the other model":
        yield {"anaphor": "other"}
    elif value == "last answer":
        yield {"cues": frozenset({"back"})}
    else:
        raise KeyError(f"to: {value}")


def _what(value: str, wanted: Wanted) -> Iterator[dict[str, Any]]:
    if value in _RELATIONS:
        yield {"relations": (_RELATIONS[value],)}
    else:
        yield {**({"label": _LABELS["what", value]} if ("what", value) in _LABELS else {"cues": frozenset({_CUES["what", value]})})}


_FIELDS: dict[str, Any] = {
    "subjects": _subjects,
    "subject": _subjects,
    "refers": _refers,
    "outside": _outside,
    "propositions": _propositions,
    "proposition": _proposition,
    "described": _described,
    "keeps": _keeps,
    "to": _to,
    "what": _what,
    "names": lambda value, wanted: [{"models": tuple(value)}],
    "aspects": lambda value, wanted: [{"aspects": tuple(value)}],
    "types": lambda value, wanted: [{"types": tuple(value)}],
    "services": lambda value, wanted: [{"services": tuple(_SERVICES.get(name, name) for name in value)}],
    "besides": lambda value, wanted: [{"besides": tuple(value)}],
    "takes_back": lambda value, wanted: [{"besides": (value["topic"],)}],
    "value": lambda value, wanted: [{"values": tuple(_MEANT[name] for name in value)}],
    "term": lambda value, wanted: [_TERMS[value]],
    "mark": lambda value, wanted: [{"mark": value}],
    "points": lambda value, wanted: [{"form": Form(points=value, unit="points")}],
    "plain": lambda value, wanted: [{"form": Form(plain=value)}],
    "length": lambda value, wanted: [{"form": Form(length=value)}],
    "language": lambda value, wanted: [{"label": "switch_language", "language": value}],
}
