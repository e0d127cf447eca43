"""What was asked: a message's intent and entities as the topics need them."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, replace
from typing import Any, Callable, Dict, Iterable, List, Mapping, Sequence, Tuple

from actions.claims import BECAUSE, SINCE
from facts import FactStore
from facts.terms import MAY_BE_SEVERAL

_PREFIX = "ask_"
_KINDS = {
    "model": "models",
    "type": "types",
    "service": "services",
    "aspect": "aspects",
    "trait": "traits",
    "relation": "relations",
    "outside": "outside",
}
_DENIED = re.compile(
    r"\b(not|no|never|without|nor|neither|cannot|\w+n't|dont|doesnt|isnt|tidak|tdk|tak|ga|gak|nggak|ngga|enggak|bukan|bkn|tanpa)"
    r"\W+(?:\w+\W+){0,5}$",
    re.IGNORECASE,
)
_LEFT_OUT_BEFORE = re.compile(
    r"\b(nothing (?:on|about)|not|no|without|except|besides|other than|apart from|aside from|forget|never mind|skip|bukan|jangan"
    r"|tanpa|kecuali|selain|lupakan)\s+(?:the\s+|yang\s+|soal\s+|urusan\s+|bidang\s+|layanan\s+)?$",
    re.IGNORECASE,
)
_LEFT_OUT_BEHIND = re.compile(
    r"^(?:-?nya)?\s*(?:(?:gak|ga|nggak|ngga|tidak|tak|jangan|ndak)\s+(?:usah|perlu)|skip\b|aside\b|apart\b)", re.IGNORECASE
)
_GIVES_A_REASON = re.compile(
    rf"(?:(?:^|[.;!?])\W*(?:{'|'.join(BECAUSE)})|\b(?:{'|'.join(SINCE)})(?: that)?"
    r"|\b(?:why|kenapa|mengapa)\b[^.;!?]*\b(?:if|when|kalau|kalo|padahal))\s+(?P<of>[^,.;!?]*)$",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"(it|they|it's|they're|its|dia|ia|mereka)\b", re.IGNORECASE)
_TURNS = re.compile(r"[.;!?]|\b(but|rather|instead|tapi|tetapi|melainkan|namun)\b", re.IGNORECASE)
# Who has none of a thing needs it: "we have no experts".
_LACKS = re.compile(
    r"\b(?:have|has|got)\s+no\b|\b(?:have|has|got|lack|punya|memiliki|mempunyai|ada)\b(?! to\b)", re.IGNORECASE
)
_AUXILIARY = 10
# "I have no information on the capital of …".
_ARTICLE = re.compile(r"\bthe\s+$", re.IGNORECASE)
_COMPARED_WITH = re.compile(
    r"\b(than|compared (?:to|with)|versus|dari|daripada|dari pada|drpd|dr|ketimbang|timbang|dibanding(?:kan|in)?)\s+$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Question:
    """One question.

    Every field of things holds ids of the fact store in the order in which they were
    named; `traits` holds references of facts, `outside` the words themselves. `anaphor` is
    "other" for "the other one" of two that were talked about, "both" for "the two", "first"
    and "last" for "the former" and "the latter". `than` holds the models that others are
    compared with: "it is simpler than …"; `described` says that traits are told in other words
    than their names, so that a claim is less certain; `denied` are those of them that are said
    not to hold: "it needs no experts"; `granted` are those that a model is taken to have on the way:
    "since it is simple, why …?".
    """

    topic: str
    models: Tuple[str, ...] = ()
    types: Tuple[str, ...] = ()
    services: Tuple[str, ...] = ()
    aspects: Tuple[str, ...] = ()
    traits: Tuple[str, ...] = ()
    relations: Tuple[str, ...] = ()
    outside: Tuple[str, ...] = ()
    text: str = ""
    anaphor: str = ""
    than: Tuple[str, ...] = ()
    described: bool = False
    denied: Tuple[str, ...] = ()
    granted: Tuple[str, ...] = ()

    @property
    def names_something(self) -> bool:
        """Whether any thing of the store is named."""
        return any(getattr(self, field) for kind, field in _KINDS.items() if kind != "outside")

    @property
    def names_more_than_models(self) -> bool:
        """Whether anything else than models is named, be it unknown."""
        return any(getattr(self, field) for field in _KINDS.values() if field != "models")

    @property
    def names_only_models(self) -> bool:
        """Whether models are named, or meant by "the other one", and nothing else."""
        return bool(self.models or self.anaphor) and not self.names_more_than_models

    def with_(self, **changes: Any) -> "Question":
        """The same question with other fields."""
        return replace(self, **changes)

    def as_slot(self) -> Dict[str, Any]:
        """The question as it is stored in a slot: plain JSON."""
        return asdict(self)

    @classmethod
    def from_slot(cls, value: Mapping[str, Any], store: FactStore) -> "Question":
        """The question that `as_slot` stored, without what has left the store since."""
        things = {
            field: tuple(v for v in _texts(value.get(field)) if kind == "outside" or is_known(kind, v, store))
            for kind, field in _KINDS.items()
        }
        return cls(str(value.get("topic") or ""), text=str(value.get("text") or ""), **things)


def read_question(parsed: Mapping[str, Any], store: FactStore, message: str) -> Question:
    """The question in an NLU result, or in a part of one.

    Values that the store does not know are dropped: a payload typed by hand, or a model
    that was trained before a thing left the store, must not break an answer. What is only
    compared with stands last among the models: "compared with x, y is …" is about y.

    Args:
        parsed: intent, text and entities; these say where they stand in `message`.
        store: the fact store.
        message: the whole text of the person.
    """
    intent = str((parsed.get("intent") or {}).get("name") or "")
    topic = intent[len(_PREFIX) :] if intent.startswith(_PREFIX) else intent
    found: Dict[str, List[str]] = {field: [] for field in _KINDS.values()}
    than: List[str] = []
    denied: List[str] = []
    granted: List[str] = []
    entities = _without_left_out(parsed.get("entities") or [], message)
    for entity in entities:
        field = _KINDS.get(str(entity.get("entity")))
        if field:
            before = message[: int(entity.get("start") or 0)]
            new = [v for v in _values(entity, store) if v not in found[field]]
            if field == "outside" and _ARTICLE.search(before):
                new = [f"the {v}" for v in new]
            found[field] += new
            if field == "models" and _COMPARED_WITH.search(before):
                than += new
            if field == "traits" and "confidence_entity" not in entity and _is_denied(before, topic):
                denied += new
            if field == "traits" and _is_granted(before, entities):
                granted += new
    found["models"].sort(key=lambda model: model in than)
    return Question(
        topic,
        text=str(parsed.get("text") or ""),
        anaphor=next((str(entity.get("value")) for entity in entities if entity.get("entity") == "anaphor"), ""),
        than=tuple(than),
        denied=tuple(denied),
        granted=tuple(granted),
        described=any("confidence_entity" in e for e in entities if e.get("entity") == "trait"),
        **{k: tuple(v) for k, v in found.items()},
    )


def _without_left_out(entities: Sequence[Mapping[str, Any]], message: str) -> Sequence[Mapping[str, Any]]:
    """The entities without models and services that shall stay out of the answer: "nothing on X please, only Y", "besides Z".

    At least one model stays.
    """
    left_out = {
        str(e.get("value"))
        for e in entities
        if e.get("entity") in ("model", "service")
        and (
            _LEFT_OUT_BEFORE.search(message[: int(e.get("start") or 0)])
            or _LEFT_OUT_BEHIND.search(message[int(e.get("end") or 0) :])
        )
    }
    wanted = [e for e in entities if e.get("entity") not in ("model", "service") or str(e.get("value")) not in left_out]
    return wanted if any(e.get("entity") == "model" for e in wanted) else entities


def _is_granted(before: str, entities: Sequence[Mapping[str, Any]]) -> bool:
    """Whether what follows some words is said of a model as a reason: "since X is …", "why …, given that it is …"."""
    reason = _GIVES_A_REASON.search(before)
    if not reason:
        return False
    starts = {int(e.get("start") or 0) for e in entities if e.get("entity") == "model"}
    return reason.start("of") in starts or bool(_PRONOUN.match(reason["of"]))


def _is_denied(before: str, topic: str) -> bool:
    """Whether what follows some words is said not to hold, or not to be needed."""
    denial = _DENIED.search(before)
    if not denial or _TURNS.search(denial.group()):
        return False
    return topic != "choice" or not _LACKS.search(before[max(0, denial.start() - _AUXILIARY) :])


def _values(entity: Mapping[str, Any], store: FactStore) -> Iterable[str]:
    kind, value = entity["entity"], str(entity.get("value") or "")
    if kind == "outside":
        return [value[:60]] if value and entity.get("is_name", True) else []
    return [v for v in (value.split() if kind in MAY_BE_SEVERAL else [value]) if is_known(kind, v, store)]


def is_known(kind: str, value: str, store: FactStore) -> bool:
    """Whether the store has a thing of that kind and id."""
    known: Dict[str, Callable[[str], Any]] = {
        "model": store.has_subject,
        "type": store.has_type,
        "service": store.classify,
        "aspect": store.has_aspect,
        "trait": store.has_fact,
        "relation": lambda name: name in store.relations,
    }
    return bool(known[kind](value))


def _texts(value: Any) -> List[str]:
    return [v for v in value if isinstance(v, str)] if isinstance(value, (list, tuple)) else []
