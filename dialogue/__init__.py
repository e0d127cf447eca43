"""What to say: memory of the talk, what is referred to, and the decision. Acts in, a plan out; no text is read here."""

from dialogue.decide import decide
from dialogue.groups import GROUP
from dialogue.holders import TURNS, opposite
from dialogue.memory import Exchange, Memory
from dialogue.plan import Move, Plan
from dialogue.query import Query

__all__ = ["GROUP", "TURNS", "Exchange", "Memory", "Move", "Plan", "Query", "decide", "opposite"]
