"""A conversation in acts, without Rasa: decide and compose, each reply checked against the contract of answers."""

from __future__ import annotations

import re
from collections import Counter

from acts import Act, Form
from answers.answer import Answer
from answers.compose import compose
from answers.composer import Composer
from answers.wording import Wording
from dialogue import Exchange, Memory, Plan, decide
from facts import FactStore
from facts.schema import LANGUAGES

WORDING = Wording.load()
STORE = FactStore.load()


def composer(lang: str, store: FactStore = STORE, for_a_child: bool = False) -> Composer:
    """Speaks one language."""
    return Composer(store, WORDING, lang, for_a_child=for_a_child)


def ask(topic: str, form: Form | None = None, cues: str = "", **fields: object) -> Act:
    """A question; its cues stand in one string."""
    return Act(f"ask_{topic}", form=form or Form(), cues=frozenset(cues.split()), **fields)


class Talk:
    """Acts in, answers out; what was said is remembered."""

    def __init__(self, lang: str = "id", store: FactStore = STORE) -> None:
        self.lang = lang
        self.store = store
        self.memory = Memory()
        self.plan = Plan(())

    def say_foreign(self, *acts: Act) -> Answer:
        """The answer to a message in a language of others."""
        return self.say(*acts, foreign=True)

    def say(self, *acts: Act, foreign: bool = False) -> Answer:
        """The answer to a message."""
        self.plan = decide(acts, self.memory, self.store, foreign)
        other = next(lang for lang in LANGUAGES if lang != self.lang)
        child = self.plan.form.child
        reply = compose(self.plan, self.memory, composer(self.lang, self.store, child), composer(other, self.store, child))
        memory = Memory() if self.plan.forget else self.memory
        self.memory = memory.with_exchange(reply.exchange, self.plan.told, self.plan.form_held, self.lang, "")
        assert not faults(reply.answer, self.store), reply.answer.plain_text()
        return reply.answer

    @property
    def last(self) -> Exchange:
        """The last exchange."""
        return self.memory.exchanges[-1]


def sentences(text: str) -> list[str]:
    """The sentences and entries of a text. A point inside brackets or before a small letter ends none."""
    lines = [re.sub(r"^(•|\d+\.|[a-h]\.) ", "", line) for line in text.split("\n")]
    return [s for line in lines for s in re.split(r"(?<=[.?!])\s+(?=[A-Z“\"])", line) if s]


def faults(answer: Answer, store: FactStore) -> list[str]:
    """What is wrong with an answer of any kind."""
    text = answer.plain_text()
    found = []
    if not text.strip() or "\n\n" in text or re.search(r"\*\*|__|\{|\}|None|  |\.\.| [.,;:]|^\s|\s$", text):
        found.append("text")
    said = Counter(s.lower().rstrip(".") for s in sentences(text))
    # One word, the cell of a table, may come twice.
    found += [f"twice: {s}" for s, n in said.items() if n > 1 and len(s.split()) > 2]
    found += [f"small letter: {s}" for s in sentences(text)[:1] if s[:1].islower()]
    found += [f"unknown: {ref}" for ref in answer.facts if not store.has_entry(ref)]
    if len(answer.facts) != len(set(answer.facts)) or (answer.kind == "answer") != bool(answer.facts):
        found.append("facts")
    sections = {s.label[answer.lang] for s in store.sections_of(answer.facts)}
    if {s.section for s in answer.sources} != sections or len(answer.sources) != len(sections):
        found.append("sources")
    messages = [s.message for s in answer.suggestions]
    if len(messages) > 4 or len(set(messages)) != len(messages):
        found.append("suggestions")
    if answer.kind in ("decline", "clarify") and len(messages) < 2:
        found.append("too few suggestions")
    found += [f"unanswered, yet not in the text: {thing}" for thing in answer.unanswered if thing not in text]
    opening = {"id": {"yes": "Ya", "no": "Tidak", "partly": "Sebagian"}, "en": {"yes": "Yes", "no": "No", "partly": "Partly"}}
    if answer.verdict and not text.startswith(opening[answer.lang][answer.verdict]):
        found.append("verdict")
    return found
