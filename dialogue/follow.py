"""Acts that rest on what was said: half sentences, picks, other forms."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from acts import LISTS, Act, Form, aspects_of
from dialogue.context import Turn, only_models, owned, owners_of
from dialogue.lists import answer_rest, as_before, rest_of_list
from dialogue.meant import meant
from dialogue.plan import Move
from dialogue.query import QUESTIONS, Query
from dialogue.references import carried, entries_meant, nth_asked, resolved

# Acts that want the last answer again.
_AGAIN = ("repeat", "object", "reform", "shorten", "elaborate")
# Topics whose answer is a list.
_LISTED = ("services", "types", "classification")
# Topics of which nothing is claimed: "that one, too?" asks for the same of another.
_TOLD = ("services", "types", "definition", "overview")
# Topics that may be asked of any model.
_OF_A_MODEL = ("definition", "full_form", "aspect", "reasons", "services", "types", "users")
_CARRIES_ON = ("follow_up", "correct", "go_back", "recall", "choose_listed")


def again(turn: Turn, lead: str = "", retold: bool = False) -> list[Move]:
    """The questions of the last answer once more; `retold`: in other words."""
    queries = turn.answered_before
    if not queries:
        last = turn.memory.last_asked
        if last:
            return [Move("decline", q) for q in last.queries]
        return [Move("clarify", key="nothing_before")]
    # What was not covered was said once; a table of jobs has a row for it.
    each = any(act.has("each") for act in turn.acts)
    rows = bool(turn.form.shape in LISTS or turn.form.points or turn.form.each or each)
    queries = tuple(q if not q.things or _sorts(q, rows) else q.with_(outside=()) for q in queries)
    if turn.form.alphabetical:
        # Only a list has an order.
        queries = tuple(q for q in queries if q.topic in _LISTED) or queries
    if each:
        queries = tuple(query.with_(cues=query.cues | {"each"}) for query in queries)
    turn.asked += queries
    return [Move("answer", q, lead=lead if i == 0 else "", retold=retold) for i, q in enumerate(queries)]


def unsaid(moves: Sequence[Move], turn: Turn) -> list[Move]:
    """The moves without a yes or no, which is remembered all the same: who asks later if that was wrong asks of what was claimed."""
    judged = {query.with_(outside=()): verdict for query, verdict in turn.last_answer.judged} if turn.last_answer else {}
    return [replace(m, verdict="", kept=m.kept or judged.get(m.query.with_(outside=()), "")) if m.kind == "answer" else m for m in moves]


def _sorts(query: Query, rows: bool) -> bool:
    """Whether what is not covered is a part of what was sorted: a row of its table, or one of its groups."""
    return query.topic == "classification" and (rows or len(query.items) > 1)


def answer(query: Query, turn: Turn) -> list[Move]:
    """A question that was made whole, answered or declined."""
    if query.topic == "choice":
        denied = "-" if query.has("neg") else ""
        turn.told += [f"{denied}{kind}:{name}" for kind in ("services", "types", "values") for name in getattr(query, kind)]
        query = query.with_(told=turn.all_told)
    turn.asked.append(query)
    kind = "decline" if query.topic in ("outside", "") or (query.outside and not query.things) else "answer"
    return [Move(kind, query)]


def follow_up(act: Act, turn: Turn) -> list[Move]:
    """A half sentence: the last question of something else."""
    if turn.memory.pending == "need" and not turn.asked and (act.values or act.aspects or act.services):
        return need(act, turn)
    if (
        act.label == "follow_up"
        and _says_nothing(act)
        and not act.form
        and any(o.label in _AGAIN and (o.form or o.language) for o in turn.acts)
    ):
        # "The next slide. The same in English, please.": the other part says what is wanted.
        return []
    if (
        act.values
        and act.models
        and act.has("asks")
        and not (act.has("which") or act.form or set(aspects_of(act.values)) <= set(act.aspects))
    ):
        # "And that one, easier?" claims it; "and its staff?" asks for the property.
        act = act.with_(cues=act.cues | {"yn"})
    if act.values and act.has("asks") and not (act.has("which") or act.models) and not owned(act.values, turn.store):
        # "And time?": of what holds of outsourcing, whichever way it is done.
        act = act.with_(cues=act.cues | {"yn"})
    if act.mark and not act.names_something and (found := of_points(act.mark, turn)):
        return found
    if act.letters and turn.before and turn.before.topic == "full_form":
        # "And B?"
        return answer(Query("full_form", models=act.models, letters=act.letters, cues=act.cues, words=act.words), turn)
    if act.has("only") and act.has("back") and turn.asked and turn.asked[-1].has("because"):
        # "Why both now? It was only that one before."
        return []
    last = turn.last_answer
    claims = act.has("yn") and not (turn.before and turn.before.topic in _TOLD)
    if (act.models or act.anaphor) and not turn.form and not claims:
        turn.form = as_before(act, turn)
    if act.ordinals and not act.names_something and last and len(last.queries) > 1 and not last.listed:
        # "Number two?" of several questions that were answered.
        return [Move("answer" if ok else "decline", q) for q, ok in nth_asked(act, turn)] or [Move("clarify", key="recall_what")]
    # "The other one" of two that were told of three is the third.
    of_types = act.anaphor == "other" and bool(base_types(turn))
    rests = act.has("besides") or act.has("rest") or of_types
    rest = rest_of_list(turn) if rests and (of_types or not act.names_something) else None
    if rest:
        return answer_rest(rest, turn)
    if rests and act.besides and not act.names_something and (owners := owners_of(act.besides, turn.store)):
        # "Besides that job, what else?": what else its model lists.
        return answer(Query("services", models=owners[:1], besides=act.besides), turn)
    if act.ordinals and turn.memory.listed and not entries_meant(act, turn):
        return [Move("clarify", key="no_position", values={"count": str(len(turn.memory.listed))})]
    if turn.before is not None and not turn.asked and not act.has("yn") and (asked := meant(act, turn)):
        return answer(asked, turn)
    if act.than and turn.before is not None and turn.before.topic == "aspect" and not act.things:
        # "Compared with that one?" asks for both.
        sides = aspects_of(turn.before.values) or turn.before.aspects
        return answer(Query("aspect", models=turn.everyone, aspects=sides), turn)
    if act.outside and not (act.types or act.services or act.aspects or act.values or act.relations or act.anaphor):
        return answer(resolved(act.with_(label="ask_outside"), turn), turn)
    base = turn.before
    beside = tuple(v for o in turn.acts if o is not act for v in o.values if v.partition(":")[0].partition(".")[0] not in act.models)
    if act.has("too") and act.has("yn") and act.models and beside and not act.with_(models=(), anaphor="").names_something:
        # "This one lowers the costs. That one, too?"
        return answer(Query("aspect", models=act.models, values=beside, cues=act.cues & {"yn", "too"}), turn)
    if base is not None and base.has("yn") and act.form and act.has("too") and act.models:
        # "The other one in a sentence, too" goes on from what was told in one, not from what was claimed since.
        act = act.with_(cues=act.cues - {"yn", "too"})
        base = next((q for e in reversed(turn.memory.exchanges) for q, ok in e.outcomes if ok and q.models and not q.has("yn")), None)
    answered = turn.answered_before if turn.last_answer is turn.memory.last else ()
    if base is not None and base.topic in ("outside", "") and not base.outside and answered:
        # "That is half of it. And the other?" goes on from the half that was answered.
        base = answered[-1]
    if base is not None and base.topic in ("outside", ""):
        # What lies outside is asked of something else: it still lies outside; but a thing alone is explained.
        if (act.models or act.anaphor) and base.models:
            return answer(Query("outside", models=act.models, outside=base.outside, cues=frozenset({"too"})), turn)
        base = next((q for e in reversed(turn.memory.exchanges) for q in reversed(e.queries) if q.topic not in ("outside", "")), None)
    if base is not None and base.topic == "choice" and not act.has("too"):
        take_back(act, turn)
    if base is not None and base.topic == "types" and act.has("which") and (act.values or act.relations) and not act.models:
        # "Which of them is the cheapest?": nothing is told of types but where they are.
        return answer(Query("outside", models=base.models), turn)
    only = _only_of_sorted(act, turn)
    if only:
        return only
    if several := _all_of_another(act, turn):
        return [move for query in several for move in answer(query, turn)]
    query = carried(act, turn, base)
    if query is not None and query == base and act.has("yn") and act.names_something:
        # "So both are?": the verdict once more.
        return [replace(move, lead="source_says") for move in answer(query, turn)]
    if base is not None and (base.types or base.topic == "types") and _where_only(act, turn):
        # "And if they were in X?": where that is, only the person knows.
        return answer(Query("types", types=turn.all_types, cues=frozenset({"which"})), turn)
    if query is not None and query == base and base.topic == "classification" and base.services and base.has("yn"):
        # "So where does it belong?" behind a no.
        return answer(base.with_(models=(), cues=frozenset({"which"})), turn)
    if query is None or (query == base and not turn.form):
        # Nothing that is known was named: the same answer would be no answer.
        return [Move("decline", Query("outside"))] if act.has("yn") else [Move("clarify", key="what")]
    return answer(query, turn)


def base_types(turn: Turn) -> tuple[str, ...]:
    """The types that the last question was of."""
    return turn.before.types if turn.before else ()


def _only_of_sorted(act: Act, turn: Turn) -> list[Move]:
    """ "So only that one?" behind jobs that were sorted: whether no other of them belongs there."""
    base = turn.before
    if not (base and base.topic == "classification" and len(base.services) > 1 and act.services and act.has("only") and act.has("yn")):
        return []
    models = {owner.id for s in act.services for owner, _ in turn.store.classify(s)}
    mine = {s for s in base.services if any(owner.id in models for owner, _ in turn.store.classify(s))}
    query = base.with_(services=act.services, outside=(), cues=frozenset())
    return turn.asks(Move("answer", query, verdict="yes" if mine == set(act.services) else "no"))


def _all_of_another(act: Act, turn: Turn) -> list[Query]:
    """ "And that one?" behind several questions of one model: all of them of the other; nothing where it names more."""
    asked = turn.answered_before if not turn.asked and turn.before in turn.answered_before else ()
    several = len(asked) > 1
    of_each = [only_models(query.models, turn.store) for query in asked]
    if several:
        # What was asked beside it of outsourcing is not asked of a model.
        asked, of_each = tuple(q for q, of in zip(asked, of_each) if of), [of for of in of_each if of]
    plain = [query.topic in _OF_A_MODEL and not query.has("yn") for query in asked]
    # Claims alone are judged one by one.
    of_one = len(set(of_each)) == 1 and any(plain) and all(query.topic in (*_OF_A_MODEL, "relation") for query in asked)
    names_more = act.things or act.outside or act.ordinals or act.has("yn") or turn.back_to
    if not (several and of_one) or names_more or not (act.models or act.anaphor):
        return []
    half = act.with_(cues=act.cues - {"same", "too", "back"})
    return [query for base in asked if (query := carried(half, turn, base)) is not None and query != base]


def _where_only(act: Act, turn: Turn) -> bool:
    """Whether a half sentence names nothing that is known, nor a place in a list, nor a form."""
    return act.label == "follow_up" and not (act.names_something or act.ordinals or turn.form or act.has("yn"))


def of_points(marks: str, turn: Turn) -> list[Move]:
    """The points of a letter that are spoken of, each by its latest question: "and b?"."""
    of_mark = {q.mark: (q, ok) for e in turn.memory.exchanges for q, ok in e.outcomes if q.mark}
    found = [of_mark[mark] for mark in ([marks] if marks.isdigit() else marks) if mark in of_mark]
    if len(found) > 1 and (turn.form.length == "line" or turn.form.unit == "sentences"):
        # In so many sentences they bear no letters.
        return taken_up([(query.with_(mark="", cues=query.cues - {"yn"} | {"by_letter"}), ok) for query, ok in found], turn)
    return taken_up([(query.with_(cues=query.cues | {"by_letter"}), ok) for query, ok in found], turn)


def of_a_point(act: Act, turn: Turn) -> list[Move]:
    """A point of a letter that is only pointed at: "b isn't there", "point b is too long"."""
    if not act.mark or act.label not in ("nothing", "object", "remark") or act.names_something or asks_otherwise(act, turn):
        return []
    if act.has("o:long") and not turn.form:
        turn.form = Form(length="short")
    return of_points(act.mark, turn)


def taken_up(outcomes: Sequence[tuple[Query, bool]], turn: Turn) -> list[Move]:
    """Questions of this talk once more, each with whether it was answered; of one that was not, that it was still open."""
    turn.asked += [query for query, _ in outcomes]
    return [
        Move("answer" if ok else "decline", query, lead="" if ok or query.has("by_letter") else "asked_before") for query, ok in outcomes
    ]


def need(act: Act, turn: Turn) -> list[Move]:
    """A short answer to "what matters most to you?"."""
    denied = "-" if act.has("neg") else ""
    told = [f"{denied}{kind}:{name}" for kind in ("values", "services", "types") for name in getattr(act, kind)]
    turn.told += told
    if not told:
        return (
            [Move("answer", Query("aspect", models=turn.everyone, aspects=act.aspects))]
            if act.aspects
            else [Move("clarify", key="need", pending="need")]
        )
    return answer(Query("choice"), turn)


def take_back(act: Act, turn: Turn) -> None:
    """What was told of the kinds that a correction names no longer holds; a denial takes back only what it names."""
    for kind in ("services", "types", "values"):
        names = getattr(act, kind)
        taken = [f"{kind}:{name}" for name in names] if act.has("neg") else [t for t in turn.told_before if names and kind in t]
        turn.told_before = tuple(t for t in turn.told_before if t not in taken)


def asks_otherwise(act: Act, turn: Turn) -> bool:
    """Whether another part of the message asks something, which is answered in place of what was said before.

    Of two wishes to hear it again that which says what, or how, is meant.
    """
    # "Not like that" alone asks for nothing.
    others = [o for o in turn.acts if o is not act and not (o.label in ("correct", "follow_up") and _says_nothing(o))]
    says_how = any(other.label in _AGAIN and (other.form or other.ordinals or other.names_something) for other in others)
    vague = act.label in _AGAIN and not (act.form or act.ordinals or act.names_something)
    edits = not act.names_something and any(o.label in _AGAIN and o.aspects and o.cues & {"too", "besides", "swaps"} for o in others)
    of_a_list = edits or any(other.has(cue) for other in others for cue in ("rest", "opposed", "further"))
    # "Shorter, please. Only the services": the form of the one is that of the other.
    says_what = act.form and not act.names_something and any(o.label in _AGAIN and o.names_something and o.form for o in others)
    return of_a_list or any(other.label in (*QUESTIONS, *_CARRIES_ON) for other in others) or bool(vague and says_how) or bool(says_what)


def _says_nothing(act: Act) -> bool:
    return not (act.names_something or act.outside or act.besides or act.ordinals or act.mark or act.has("yn") or act.has("all_of"))


def near(turn: Turn) -> tuple[Query, ...]:
    """Other questions on what was talked about."""
    before = turn.before
    models = (before.models if before else ()) or turn.everyone[:1]
    topics = [t for t in ("definition", "services", "difference") if not before or t != before.topic]
    return tuple(Query(t, models=models if t != "difference" else turn.everyone) for t in topics)


HANDLERS: dict[str, Callable[[Act, Turn], list[Move]]] = {
    "follow_up": follow_up,
}
