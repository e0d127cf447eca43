"""The jobs of a list, one by one. Each is judged by itself: what stands beside it colours what is heard of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from acts import Act
from facts import FactStore
from nlu.cues import Cues
from nlu.encoder import Judgement
from nlu.entries import OnlyNear, is_near
from nlu.language_data import listed, one_of
from nlu.names import Certainties, Entity
from nlu.naming import VERB

# So many different jobs of a message are judged: each costs a run of the encoder.
_MOST_JUDGED = 16

# Parts that may list jobs, beside a question of which is which.
_MAY_LIST = ("tell", "nothing", "remark", "out_of_scope", "ask_services", "ask_definition")
# Points that name a job even if nothing is known of it.
_NAMES = ("tell", "nothing", "remark", "ask_classification")
_MARKS = r"[,;\n•]|[.?!:](?=\s|$)|\s[-+]\s|(?<!\w)\(?(?:\d{1,2}|[a-h])[.)](?=[\s,;]|$)"
_PARTS = re.compile(rf"{_MARKS}|\s(?:{one_of('&', *listed('joins_jobs'))})(?=\s)", re.IGNORECASE)
# In a story "sama" is "with", or "by".
_PARTS_OF_A_LIST = re.compile(rf"{_PARTS.pattern}|\s(?:{one_of(*listed('joins_jobs_listed'))})(?=\s)", re.IGNORECASE)
_WORD = re.compile(r"\w[\w'/-]*")
_COPULAS = listed("copulas")
# Words of an entry of a list in a question, in a story, and of one that stands by itself.
_LONGEST, _LONGEST_TOLD, _LONGEST_ENTRY = 7, 5, 9
# So many names of an entry without commas are a list.
_SIDE_BY_SIDE = 2
# Words of an unknown job with which a list may begin.
_LONGEST_UNKNOWN = 3


class Item(NamedTuple):
    """A job in its words, and the service that it is; "" if none."""

    words: str
    service: str

    def coded(self) -> str:
        """As it stands in an act: "payroll:paying wages"."""
        return f"{self.service}:{self.words}"


class Span(NamedTuple):
    """Where an entry stands; whether no model is named beside it."""

    start: int
    end: int
    alone: bool


def with_items(
    acts: Sequence[Act],
    text: str,
    entities: Sequence[Entity],
    judged: Callable[[str], Judgement],
    near: OnlyNear,
    cues: Cues,
    store: FactStore,
    c: Certainties,
) -> tuple[Act, ...]:
    """The acts, in which jobs that are listed to be sorted are what each of them is by itself.

    Args:
        acts: as they were heard. text: the message. entities: the names in it.
        judged: judges a text by itself. near: the services that words between two places are only near.
        cues: the word lists. store: the fact store. c: certainties.
    """
    if not any(_sorts(act) for act in acts):
        return tuple(acts)
    reader = _Reader(text, entities, _at_most(judged, _MOST_JUDGED), near, cues, store, c)
    # Points of a letter, and things told one by one, are entries of one list.
    several = {act.label for act in acts if sum(other.label == act.label == "tell" for other in acts) > 1}
    marked = sum(bool(act.mark) for act in acts) > 1
    return tuple(reader.listed(act, (marked and bool(act.mark)) or act.label in several) for act in acts)


@dataclass(frozen=True)
class _Reader:
    """Reads the jobs of one message; see `with_items`."""

    text: str
    entities: Sequence[Entity]
    judged: Callable[[str], Judgement]
    near: OnlyNear
    cues: Cues
    store: FactStore
    c: Certainties

    def listed(self, act: Act, entry: bool) -> Act:
        """An act with the jobs that it lists; as it is where it lists none. `entry`: whether it is one entry of a list."""
        # "c) not mentioned: X, Y" denies nothing of X.
        denied = act.has("neg") and not (act.mark and ":" in self.text[slice(*act.span)])
        speaks_of_more = act.aspects or act.values or act.relations or act.types or act.besides or denied
        if speaks_of_more or not (_sorts(act) or act.label in _MAY_LIST):
            return act
        text, spans = self.text, self._spans(act)
        most = _LONGEST_ENTRY if entry else _LONGEST if _sorts(act) else _LONGEST_TOLD
        # Two clauses of a story are a job and its circumstances.
        few = 1 if entry else 2 if _sorts(act) else 3
        long = any(len(_WORD.findall(text[a:b])) > (most if i else max(most, _LONGEST)) for i, (a, b, _) in enumerate(spans))
        if len(spans) < few or long or not (entry or _is_list(text, spans) or self._names_in(spans) > _SIDE_BY_SIDE):
            return act
        items = [Item(text[a:b], self._service(a, b)) for a, b, _ in spans]
        items = [item for item, (_, _, alone) in zip(items, spans) if item.service or (alone and not _is_a_clause(item.words))]
        if len(items) < few:
            return act
        leads_in = not entry and ":" not in text[slice(*act.span)]
        if leads_in and items and not items[0].service and len(items[0].words.split()) > _LONGEST_UNKNOWN:
            # "Quick one before lunch, X, Y and Z": what the list begins with is none of it.
            items = items[1:]
        if not any(item.service for item in items) and not (act.mark and act.label in _NAMES and act.outside):
            return act
        services = tuple(dict.fromkeys(item.service for item in items if item.service))
        unknown = tuple(item.words for item in items if not item.service)
        return replace(act, services=services, outside=unknown, items=tuple(item.coded() for item in items))

    def _spans(self, act: Act) -> list[Span]:
        """Where the items of a list stand: between its separators, without what leads in, asks of them, or names a model."""
        text = self.text
        names = [e for e in self.entities if e["entity"] in ("service", "type")]
        span, separators = act.span, _PARTS_OF_A_LIST if _sorts(act) else _PARTS
        cuts = [m for m in separators.finditer(text, *span) if not any(e["start"] < m.end() and m.start() < e["end"] for e in names)]
        edges = [span[0], *(m.end() for m in cuts)]
        ends = [*(m.start() for m in cuts), span[1]]
        # What stands before a colon leads in.
        first = max((i + 1 for i, m in enumerate(cuts) if ":" in m.group()), default=0)
        models = [
            e for e in self.entities if e["entity"] == "anaphor" or (e["entity"] == "model" and self.store.has_model(str(e["value"])))
        ]
        led_in = first == 0 and len(cuts) > 0
        found = []
        for a, b in list(zip(edges, ends))[first:]:
            if led_in and a == span[0]:
                # "Our shop wants to hand over X, Y and Z": what stands before the name leads in.
                a = min((e["start"] for e in names if a <= e["start"] < b), default=a)
            inside = [e["start"] for e in names if a <= e["start"] < b]
            if len(inside) == 1 and len(VERB.findall(text[a : inside[0]])) > 1:
                # "We intend to hand over X": so many verbs before a name tell what is done with it.
                a = inside[0]
            beside = [e for e in models if e["start"] < b and a < e["end"]]
            # "X, Y, Z: this or that?": what stands before the models.
            end = min([b, *(e["start"] for e in beside)])
            found += [Span(x, y, not beside) for p, q in self._apart(a, end, names) for x, y in self._job(p, q)]
        return found

    def _apart(self, start: int, end: int, names: Sequence[Entity]) -> list[tuple[int, int]]:
        """The jobs of an entry: several names that stand side by side are one each, and what stands between them is another."""
        inside = [(int(e["start"]), int(e["end"])) for e in names if start <= e["start"] and e["end"] <= end]
        if len(inside) < _SIDE_BY_SIDE or any(b > c for (_, b), (c, _) in zip(inside, inside[1:])):
            return [(start, end)]
        edges = [start, *(at for pair in inside for at in pair), end]
        return [(a, b) for a, b in zip(edges, edges[1:]) if self.text[a:b].strip()]

    def _job(self, start: int, end: int) -> list[tuple[int, int]]:
        """Where a job stands in an entry, without what leads in or asks of it; nowhere if nothing else is there."""
        cues, words = self.cues, list(_WORD.finditer(self.text, start, end))
        while words and self._leads(words[0].group().lower()):
            words.pop(0)
        while words and cues.leads_in(words[-1].group()):
            words.pop()
        return [(words[0].start(), words[-1].end())] if words else []

    def _leads(self, word: str) -> bool:
        return word.isdecimal() or self.cues.connects(word) or self.cues.calls([word]) or self.cues.leads_in(word)

    def _service(self, start: int, end: int) -> str:
        """The service that a job is: the one that stands there by name, else the likeliest that is heard in it.

        It is "" if none is, or where what is named is only near it: making a website is not keeping one.
        """
        service = self._named(start, end) or self._heard(self.text[start:end])
        return "" if service and is_near(service, self.near(start, end), self.store) else service

    def _names_in(self, spans: Sequence[Span]) -> int:
        """How many jobs are named in entries that nothing parts."""
        return sum(bool(self._named(a, b)) for a, b, _ in spans)

    def _named(self, start: int, end: int) -> str:
        named = [str(e["value"]) for e in self.entities if e["entity"] == "service" and start <= e["start"] < end]
        return named[0].split()[0] if named else ""

    def _heard(self, words: str) -> str:
        marks = self.judged(words).marks
        sure, best = max(((p, m[2:]) for m, p in marks.items() if m.startswith("s:") and self.store.classify(m[2:])), default=(0.0, ""))
        known = sure >= self.c.entry and (marks.get("answerable", 1.0) >= self.c.near or sure >= self.c.rival)
        return best if known else ""


def _sorts(act: Act) -> bool:
    """Whether an act asks which job belongs where, and not whether one belongs somewhere."""
    return act.label == "ask_classification" and (not act.has("yn") or act.has("which"))


def _is_a_clause(words: str) -> bool:
    """Whether the words of an entry say what something is: "as the term is used" names no job."""
    return bool(_COPULAS & {word.lower() for word in words.split()[1:]})


def _is_list(text: str, spans: Sequence[Span]) -> bool:
    """Whether more than a word joins the entries: "neraca dan laba rugi" is one job."""
    return any(set(text[end:start]) & set(",;\n•+") for (_, end, _), (start, _, _) in zip(spans, spans[1:]))


def _at_most(judged: Callable[[str], Judgement], most: int) -> Callable[[str], Judgement]:
    """Judges so many different texts, each once; of what comes after them nothing is heard."""
    known: dict[str, Judgement] = {}

    def judge(words: str) -> Judgement:
        if words not in known:
            if len(known) >= most:
                return Judgement({}, {})
            known[words] = judged(words)
        return known[words]

    return judge


__all__ = ["Item", "with_items"]
