"""How many there are: of the lists that were shown, and of the jobs that were sorted."""

from __future__ import annotations

from acts import MATTER, Act
from dialogue import summing
from dialogue.context import Turn, owners_of
from dialogue.follow import answer
from dialogue.jobs import whole_list
from dialogue.memory import Exchange
from dialogue.plan import Move
from dialogue.query import Query

# Parts that may ask for it.
_MAY_COUNT = (
    *("out_of_scope", "ask_services", "ask_types", "ask_classification", "ask_difference", "ask_aspect", "ask_choice", "follow_up"),
    *("reform", "recall", "correct", "doubt", "nothing", "repeat", "shorten", "object", "elaborate", "choose_listed", "tell"),
)
_LISTS = ("services", "types")
# Parts that may claim how many of the jobs that were sorted are of which model.
_MAY_CLAIM = ("ask_classification", "doubt", "tell", "correct")


def counted(act: Act, turn: Turn) -> list[Move]:
    """ "How many each?", "which list is longer?", "count them" behind lists, or behind jobs that were sorted."""
    counts = act.has("counts") or act.has("longer")
    unknown = [thing for thing in act.outside if not (thing.startswith(MATTER) or act.has("predicate"))]
    names = act.types or act.services or act.values or act.aspects or act.relations or (unknown and not act.has("longer"))
    how_many = act.has("how_many") and not (act.ordinals or act.form.points or act.form.length)
    # "Our slides list seven" asks for nothing.
    told = act.label == "tell" and act.numbers and not (counts or act.has("asks"))
    if not (counts or how_many) or told or act.label not in _MAY_COUNT or names or act.form.shape == "table":
        return []
    last = next((e for e in reversed(turn.memory.exchanges) if _listed(e) or _sorts(e)), None)
    more_of_two = act.label == "ask_services" and act.has("which") and act.models and not act.numbers
    if act.label in ("ask_services", "ask_types") and (act.models or not counts) and not more_of_two:
        # "How many services has X?" asks for itself.
        return []
    if last is None:
        return []
    if _sorts(last):
        query = whole_list(turn)
        return answer(query.with_(cues=frozenset({"counted"})), turn) if query else []
    shown = [q for e in turn.memory.exchanges for q in e.queries if q.topic == (topic := _listed(last)) and q.models]
    several = act.anaphor == "both" or act.has("each") or act.has("which") or act.has("longer") or len(act.models) > 1
    models = act.models if len(act.models) > 1 or not several else turn.everyone
    if several:
        # Of what only one has there is nothing to compare.
        topic = "services"
    cues = {"how_many", *act.cues & {"yn", "neg"}, *({"which"} if act.has("which") or act.has("longer") else ())}
    return answer(Query(topic, models=models or shown[-1].models, numbers=act.numbers, cues=frozenset(cues)), turn)


def of_each(act: Act, turn: Turn) -> list[Move]:
    """ "So two of them are this one and one is that one?" of jobs that were sorted: whether it is so many of each."""
    claims = act.label in _MAY_CLAIM and act.has("yn") and not act.has("which")
    of_others = set(act.named) & set(act.services) or act.types or act.values or act.aspects or act.relations or act.outside
    if not claims or of_others or not act.models or len(act.numbers) != len(act.models) or act.ordinals or act.items:
        return []
    jobs = summing.all_sorted(turn)
    if len(jobs.services) < 2:
        return []
    counts = [sum(model in owners_of((service,), turn.store) for service in jobs.services) for model in act.models]
    right = (counts == list(act.numbers)) is not act.has("neg")
    return turn.asks(Move("answer", jobs.with_(cues=frozenset({"which"}), words=act.words), verdict="yes" if right else "no"))


def _listed(exchange: Exchange) -> str:
    """The topic of the list that a reply showed, "" if it showed none."""
    topics = [q.topic for q, ok in exchange.outcomes if ok and q.topic in _LISTS and not q.services]
    return topics[-1] if topics else ""


def _sorts(exchange: Exchange) -> bool:
    """Whether a reply sorted several jobs."""
    jobs = [job for q in exchange.queries if q.topic == "classification" for job in (*q.services, *q.outside)]
    return len(jobs) > 1
