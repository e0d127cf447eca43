"""Courtesy, feelings and remarks: which wording each gets."""

from __future__ import annotations

from collections.abc import Callable

from acts import Act
from dialogue.context import Turn
from dialogue.plan import Move

# Said before an answer, in a word, where the message also asks: which key, and which one says it briefly.
BESIDE_AN_ANSWER = {"greet": "greet_short"}
_HELLOS = ("salam", "morning", "noon", "afternoon", "evening")
# Of several courtesies in a message without a question the weightiest is answered.
WEIGHT = {
    "start_over": 9,
    "ask_human": 8,
    "switch_language": 7,
    "language_unknown": 7,
    "ask_bot": 6,
    "help": 6,
    "complain": 5,
    "emotion": 4,
    "cannot": 4,
    "form_noted": 4,
    "goodbye": 3,
    "thank": 3,
    "told": 3,
    "remark": 2,
    "greet": 2,
    "deny": 1,
    "acknowledge": 1,
}


def say(key: str) -> Callable[[Act, Turn], list[Move]]:
    """A handler that says the wording of a key."""
    return lambda act, turn: [Move("social", key=key)]


def greet(act: Act, turn: Turn) -> List[Move]:
    """A greeting in kind: the salam for the salam, a good evening for a good evening."""
    hello = next((h for h in _HELLOS if act.has(h)), "plain")
    return [Move("social", key="greet", values={"hello": hello})]


def start_over(act: Act, turn: Turn) -> list[Move]:
    """Forget the talk; questions beside it are still answered."""
    return [Move("social", key="start_over")]


def acknowledge(act: Act, turn: Turn) -> list[Move]:
    """Ok, hmm, I see: after a question of the bot "ok" takes what was offered first."""
    return [Move("social", key="acknowledge")]


def nothing(act: Act, turn: Turn) -> list[Move]:
    """What could not be read at all."""
    return [Move("clarify", key="what")]


HANDLERS: dict[str, Callable[[Act, Turn], list[Move]]] = {
    **{key: say(key) for key in ("thank", "goodbye", "deny", "ask_bot", "help", "ask_human", "complain", "emotion", "remark")},
    "acknowledge": acknowledge,
    "greet": greet,
    "start_over": start_over,
    "nothing": nothing,
}
