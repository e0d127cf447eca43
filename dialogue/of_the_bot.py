"""What is asked of the bot itself beside its source: its opinion, a search, whom else to ask, something of interest."""

from __future__ import annotations

from collections.abc import Callable

from acts import Act
from dialogue.context import Turn
from dialogue.follow import again, unsaid
from dialogue.plan import Move
from dialogue.query import QUESTIONS, Query

# Questions whose answer is not told by what the source says.
_OF_AN_OPINION = ("ask_choice", "ask_classification", "ask_difference", "ask_aspect")
_INTERESTING = "interesting"
# Parts that may ask whether a word is that of the source.
_OF_A_WORD = ("ask_source", "doubt", "object", "follow_up", "agree", "remark", "correct")


def asked_of_it(act: Act, turn: Turn) -> list[Move]:
    """What is said to a question that is for the bot; nothing where the act is none."""
    if act.has("w:mention") and any(other.has("of_the_word") for other in turn.acts):
        act = act.with_(cues=act.cues | {"of_the_word"})
    return next((moves for cue, handler in _OF_IT if act.has(cue) and (moves := handler(act, turn))), [])


def _opinion(act: Act, turn: Turn) -> list[Move]:
    if (
        act.label == "ask_source"
        or act.services
        or act.types
        or act.outside
        or any(o is not act and o.label in QUESTIONS for o in turn.acts)
    ):
        return []
    asks = act.label in _OF_AN_OPINION and (act.models or turn.all_told) and not act.has("which")
    said = Move("social", key="no_opinion")
    if asks and turn.all_told:
        query = Query("choice", told=turn.all_told)
        turn.asked.append(query)
        return [said, Move("answer", query)]
    return [said]


def _of_the_word(act: Act, turn: Turn) -> list[Move]:
    """ "Does it say that word, or did you equate them?": what the source names, and that other words are taken for it."""
    services = act.services or tuple(s for query in turn.answered_before for s in query.services)
    equated = any(other is not act and other.has("of_the_word") and other.has("back") for other in turn.acts)
    # Of something unknown, which nobody took for what was spoken of, the source says nothing.
    new = act.outside and not (act.services or equated)
    if act.label not in _OF_A_WORD or not services or new or act.with_(services=()).names_something or act.has("explained"):
        return []
    return turn.asks(Move("answer", Query("source", services=services, cues=frozenset({"w:word"}))))


def _written(act: Act, turn: Turn) -> list[Move]:
    """ "Is that your own conclusion, or is it written there?" """
    return unsaid(again(turn, lead="written", retold=True), turn) if turn.answered_before and not act.outside else []


def _search(act: Act, turn: Turn) -> list[Move]:
    if act.names_something or act.label == "ask_source":
        return []
    return [Move("social", key="no_search_right" if act.has("neg") else "no_search")]


def _elsewhere(act: Act, turn: Turn) -> list[Move]:
    return [] if act.names_something else [Move("social", key="elsewhere")]


def _interesting(act: Act, turn: Turn) -> list[Move]:
    """A fact that is told with interest, another one each time."""
    asks_else = any(other is not act and other.label in QUESTIONS for other in turn.acts)
    if act.services or act.types or act.values or act.has("yn") or asks_else:
        return []
    return _next_of(act.models, turn)


def _another(act: Act, turn: Turn) -> list[Move]:
    last = turn.memory.last
    return _next_of((), turn) if last and last.key == _INTERESTING and not act.names_something else []


def _next_of(models: tuple[str, ...], turn: Turn) -> list[Move]:
    told = [query for exchange in turn.memory.exchanges if exchange.key == _INTERESTING for query in exchange.queries]
    again = {(query.topic, query.relations) for query in told}
    fresh = [query for query in _of_interest(turn) if (query.topic, query.relations) not in again]
    fresh = [q for q in fresh if not models or not q.models or set(models) & set(q.models)] or fresh or _of_interest(turn)
    turn.asked.append(fresh[0])
    return [Move("answer", fresh[0], key=_INTERESTING, lead="interesting_too" if told else _INTERESTING, verdict="")]


def _of_interest(turn: Turn) -> list[Query]:
    """What surprises most comes first: what is only quoted of several, where one comes from another, who uses it, all lists."""
    relations = turn.store.relations.items()
    quoted = [Query("relation", relations=(name,)) for name, fact in relations if fact.jointly]
    descended = [Query("relation", relations=(name,)) for name, fact in relations if fact.comes_from]
    return [*quoted, Query("users"), *descended, Query("services", models=turn.everyone)]


def _other_word(act: Act, turn: Turn) -> list[Move]:
    """ "Is there another word for that?": none but the one that was said."""
    before = turn.before
    if before is None or act.models or act.services or act.types:
        return []
    turn.asked.append(before)
    return [Move("decline", before.with_(outside=()), key="no_other_word")]


_OF_IT: tuple[tuple[str, Callable[[Act, Turn], list[Move]]], ...] = (
    ("of_the_word", _of_the_word),
    ("own_or_written", _written),
    ("own_opinion", _opinion),
    ("searches", _search),
    ("asks_elsewhere", _elsewhere),
    ("interests", _interesting),
    ("bored", _interesting),
    ("further", _another),
    ("other_word", _other_word),
)
