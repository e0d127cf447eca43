"""The talk so far, as a list of exchanges. All of it expires together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from acts import Form
from dialogue.query import Query
from facts import FactStore

FRESH_SECONDS = 60 * 60
MOST_EXCHANGES = 12
# Questions of the person's own jobs.
OF_JOBS = frozenset({"classification", "choice"})


@dataclass(frozen=True)
class Exchange:
    """One turn: what was asked, and what was said to it.

    Attributes:
        queries: the questions as they were resolved, in their order.
        answered: for each of them whether it was answered.
        kind: the kind of the reply. facts: what it stated. verdict: yes, no, partly or "". verdicts: that of each question.
        latent: the verdict that it would have had, had it been asked for yes or no.
        listed: (kind, id) pairs in the order in which the last list was shown; kind is a field of `Query`.
        form: the form that it was told in. pending: what the bot asked back. key: the wording of a reply without facts.
        said: a digest of the text. widths: how many words each of its lines had, or each point of its list.
    """

    queries: tuple[Query, ...] = ()
    answered: tuple[bool, ...] = ()
    kind: str = "answer"
    facts: tuple[str, ...] = ()
    verdict: str = ""
    verdicts: tuple[str, ...] = ()
    latent: str = ""
    listed: tuple[tuple[str, str], ...] = ()
    pending: str = ""
    key: str = ""
    said: str = ""
    widths: tuple[int, ...] = ()
    form: Form = field(default_factory=Form)

    @property
    def outcomes(self) -> tuple[tuple[Query, bool], ...]:
        """The questions, each with whether it was answered."""
        return tuple(zip(self.queries, self.answered))

    @property
    def judged(self) -> tuple[tuple[Query, str], ...]:
        """The questions that were answered by a verdict, each with it."""
        return tuple((query, verdict) for query, verdict in zip(self.queries, self.verdicts) if verdict)

    @property
    def of_jobs(self) -> bool:
        """Whether a question was of the person's own jobs."""
        return any(query.topic in OF_JOBS for query in self.queries)

    @property
    def left_open(self) -> tuple[Query, ...]:
        """The questions that were not answered."""
        return tuple(query for query, ok in self.outcomes if not ok)

    def as_json(self) -> dict[str, Any]:
        """Plain JSON."""
        return {
            "queries": [q.as_json() for q in self.queries],
            "answered": list(self.answered),
            "kind": self.kind,
            "facts": list(self.facts),
            "verdict": self.verdict,
            "verdicts": list(self.verdicts),
            "latent": self.latent,
            "listed": [list(pair) for pair in self.listed],
            "pending": self.pending,
            "key": self.key,
            "said": self.said,
            "widths": list(self.widths),
            "form": self.form.as_json(),
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any], store: FactStore) -> Exchange:
        """What `as_json` wrote, without what has left the store since."""
        queries = tuple(Query.from_json(q, store) for q in _list(value.get("queries")) if isinstance(q, Mapping))
        return cls(
            queries=queries,
            answered=tuple(map(bool, _list(value.get("answered"))))[: len(queries)],
            kind=str(value.get("kind") or "answer"),
            facts=tuple(map(str, _list(value.get("facts")))),
            verdict=str(value.get("verdict") or ""),
            verdicts=tuple(map(str, _list(value.get("verdicts"))))[: len(queries)],
            latent=str(value.get("latent") or ""),
            listed=tuple((str(p[0]), str(p[1])) for p in _list(value.get("listed")) if isinstance(p, list) and len(p) == 2),
            pending=str(value.get("pending") or ""),
            key=str(value.get("key") or ""),
            said=str(value.get("said") or ""),
            widths=tuple(int(n) for n in _list(value.get("widths")) if isinstance(n, int)),
            form=Form.from_json(value.get("form")),
        )


@dataclass(frozen=True)
class Memory:
    """What is remembered.

    Attributes:
        exchanges: latest last. told: what the person told of needs and jobs, as "services:payroll" or "-values:<ref>" (denied).
        form: the form that holds. language: that of the last reply. language_held: the one the person asked for.
    """

    exchanges: tuple[Exchange, ...] = ()
    told: tuple[str, ...] = ()
    form: Form = field(default_factory=Form)
    language: str = ""
    language_held: str = ""

    @property
    def last(self) -> Exchange | None:
        """The last exchange, of any kind."""
        return self.exchanges[-1] if self.exchanges else None

    @property
    def last_answer(self) -> Exchange | None:
        """The last exchange in which facts were stated."""
        return next((e for e in reversed(self.exchanges) if e.kind == "answer"), None)

    @property
    def last_asked(self) -> Exchange | None:
        """The last exchange with a question in it, answered or not."""
        return next((e for e in reversed(self.exchanges) if e.queries), None)

    @property
    def listed(self) -> tuple[tuple[str, str], ...]:
        """The last list that was shown."""
        return next((e.listed for e in reversed(self.exchanges) if e.listed), ())

    @property
    def pending(self) -> str:
        """What the bot asked in its last reply, if anything."""
        return self.last.pending if self.last else ""

    @property
    def told_again(self) -> bool:
        """Whether the last reply answered the same questions as the one before it."""
        return len(self.exchanges) > 1 and self.exchanges[-1].queries == self.exchanges[-2].queries

    def with_exchange(self, exchange: Exchange, told: tuple[str, ...], form: Form, language: str, held: str) -> Memory:
        """The memory after one more turn; `told`, `form` and the languages are those that hold from now on."""
        return replace(
            self,
            exchanges=(*self.exchanges, exchange)[-MOST_EXCHANGES:],
            told=told[-MOST_EXCHANGES:],
            form=form,
            language=language,
            language_held=held,
        )

    def as_json(self, now: float) -> dict[str, Any]:
        """Plain JSON for a slot, with the time (seconds since 1970) from which it expires."""
        return {
            "exchanges": [e.as_json() for e in self.exchanges],
            "told": list(self.told),
            "form": self.form.as_json(),
            "language": self.language,
            "language_held": self.language_held,
            "at": now,
        }

    @classmethod
    def from_json(cls, value: Any, store: FactStore, now: float) -> Memory:
        """What `as_json` wrote; only the languages where it is older than `FRESH_SECONDS`, nothing where it does not fit."""
        if not isinstance(value, Mapping):
            return cls()
        spoken, held = str(value.get("language") or ""), str(value.get("language_held") or "")
        at = value.get("at")
        if not isinstance(at, (int, float)) or now - at > FRESH_SECONDS:
            return cls(language=spoken, language_held=held)
        return cls(
            exchanges=tuple(Exchange.from_json(e, store) for e in _list(value.get("exchanges")) if isinstance(e, Mapping)),
            told=tuple(map(str, _list(value.get("told")))),
            form=Form.from_json(value.get("form")),
            language=spoken,
            language_held=held,
        )


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
