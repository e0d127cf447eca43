"""From acts and memory to a plan: what each act of a message gets, in their order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from acts import Act, Form, aspects_of
from dialogue import edits, follow, jobs, lists, objections, picks, recall, rows, social, telling
from dialogue.claims import with_tags
from dialogue.context import Turn
from dialogue.joining import as_one
from dialogue.letters import pointed
from dialogue.memory import Memory
from dialogue.plan import MOST_QUESTIONS, Move, Plan
from dialogue.query import QUESTIONS, TOPICS, Query
from dialogue.references import resolved
from facts import FactStore

_MAY_TELL_A_NEED = ("tell", "remark", "emotion", "nothing", "acknowledge", "deny", "ask_aspect", "object", "correct")

# What makes a claim, or a choice, of the values that are named.
_CLAIMS = frozenset({"yn", "which", "said", "neg", "only", "than", "doubted", "why", "same"})
# So many sentences has a paragraph, and a short one.
_PARAGRAPH, _SHORT_PARAGRAPH = 3, 2
# What an act does to what was shown, whatever it was taken for.
_OF_WHAT_WAS_SHOWN = (jobs.of_ones_own, follow.of_a_point, rows.weightiest, rows.put_first, rows.one_row, lists.goes_on)

Handler = Callable[[Act, Turn], list[Move]]


def ask(act: Act, turn: Turn) -> list[Move]:
    """A question that stands on its own."""
    query = resolved(act, turn)
    if query.topic == "overview" and not act.models and lists.rest_of_list(turn):
        # "All of them, then": of the list of which a part was shown.
        turn.form = Form(length="long")
        return follow.again(turn)
    if query.topic in ("relation", "users") and act.has("back") and act.has("yn") and not (act.relations or act.services or act.values):
        # "We hand over X. Would that be outsourcing?"
        query = query.with_(topic="classification", outside=turn.unknown_told) if turn.unknown_told else query
    if query.topic == "term" and not (query.things or query.outside) and turn.models_before():
        query = query.with_(topic="definition", models=turn.models_before())
    if query.topic == "why" and act.values and turn.before and turn.before.topic == "choice":
        # "Because of that?" asks whether that was the reason of the pick.
        query = query.with_(topic="aspect", cues=query.cues | {"yn"})
    before = turn.before
    if query.topic == "types" and act.has("how_many") and not (act.models or act.types) and before and before.topic == "services":
        # "How many are there?" of the list that was shown.
        query = query.with_(topic="services", models=before.models)
    if act.has("rest"):
        query = _without_what_is_known(query, turn)
    compares = query.has("same") or query.has("differ")
    # "Are both of them, alike, outsourcing?" is no comparison.
    alike = query.relations and sum(turn.store.has_model(m) for m in act.models) > 1
    compared = not set(query.relations) - {"outsourcing"} and len(act.models) > 1 and not alike
    if query.topic == "relation" and compares and query.has("yn") and compared:
        query = query.with_(topic="difference")
    if query.topic in ("difference", "definition") and query.relations and query.has("yn") and not compares:
        query = query.with_(topic="relation")
    if query.topic == "aspect" and not (query.aspects or query.values) and (query.services or query.relations):
        query = query.with_(topic="classification" if query.services else "relation")
    if query.topic == "aspect" and not (query.aspects or query.values or query.types or query.outside or query.services):
        return _no_property(act, query, turn)
    if query.topic == "aspect" and query.values and query.aspects and len(query.models) > 1 and not query.cues & _CLAIMS:
        # "Compare them by driver and expertise" claims nothing.
        query = query.with_(aspects=tuple(dict.fromkeys((*query.aspects, *aspects_of(query.values)))), values=())
    if query.topic in ("definition", "types", "classification") and query.types and query.has("yn"):
        query = telling.placed_by(query, turn)
    if query.topic == "users" and act.has("back") and query.has("yn"):
        # "Only that sector uses it. Is that so?" is asked of all that was told.
        query = query.with_(cues=query.cues | {cue for other in turn.acts if other.label == "tell" for cue in other.cues & {"only", "neg"}})
    sorted_before = turn.before if turn.before and turn.before.topic == "classification" and len(turn.before.services) > 1 else None
    if query.topic == "services" and sorted_before and act.has("back") and len(act.models) == 1 and not query.services:
        # "Which of mine are that, again?"
        query = query.with_(topic="classification", services=sorted_before.services, cues=query.cues - {"yn"} | {"which"})
    others = [other for other in turn.acts if other is not act and other.topic]
    bare = query.topic == "choice" and act.models and not (query.with_(models=()).things or query.outside or turn.told)
    if bare and act.has("yn") and turn.before and turn.before.topic == "aspect":
        # "And that one needs none?"
        return follow.HANDLERS["follow_up"](act, turn)
    if query.topic == "choice" and not (query.things or turn.all_told) and any(other.has("which") for other in others):
        # "This or that? Pick one" asks once.
        return []
    if query.topic == "choice":
        query = query.with_(told=turn.all_told, outside=query.outside or (() if turn.told else turn.unknown_told))
    elif query.topic == "classification" and not (query.services or query.types or query.outside or query.values):
        query = telling.told_of(query, turn)
    if query.topic == "classification" and any(other.has("each") and other.form for other in turn.acts):
        # "One line each."
        query = query.with_(cues=query.cues | {"each"})
    parts = _by_property(query)
    turn.asked += parts
    return [Move("decline" if part.topic == "outside" else "answer", part) for part in parts]


def _without_what_is_known(query: Query, turn: Turn) -> Query:
    """ "I know this one, what are the others?": the list without the entries that are named."""
    for kind in ("services", "types"):
        named = getattr(query, kind) or tuple(name for act in turn.acts for name in getattr(act, kind))
        if named and query.topic in (kind, "classification", "definition"):
            cues = query.cues - {"yn", "which", "differ"}
            return query.with_(topic=kind, **{kind: ()}, besides=(*query.besides, *named), cues=cues, numbers=())
    return query


def _by_property(query: Query) -> list[Query]:
    """A claim of several properties as one claim each: each gets its verdict."""
    aspects = aspects_of(query.values)
    if query.topic != "aspect" or len(aspects) < 2 or not query.has("yn") or query.has("which") or len(query.models) > 1:
        return [query]
    return [query.with_(values=tuple(v for v in query.values if v.endswith(f".{a}")), aspects=()) for a in aspects]


def _no_property(act: Act, query: Query, turn: Turn) -> list[Move]:
    """A question on a property that names none: one of a yes or no cannot be told, another asks what the thing is."""
    if any(other is not act and other.label in QUESTIONS for other in turn.acts):
        return []
    if turn.before and turn.before.topic != "outside" and act.has("too"):
        return follow.HANDLERS["follow_up"](act, turn)
    jobs = telling.names_told(turn.told, "services")
    if jobs and not act.models and not act.has("yn"):
        # "We do this and that. What goes where?"
        query = query.with_(topic="classification", services=jobs, outside=turn.unknown_told)
        turn.asked.append(query)
        return [Move("answer", query)]
    values = telling.names_told(turn.told, "values")
    if act.has("which") and values and len(act.models) != 1 and len(values) == len(turn.told):
        # "They speak of process expertise. Is that this one or that one?"
        query = query.with_(models=(), values=values)
        turn.asked.append(query)
        return [Move("answer", query)]
    if act.has("which") and turn.all_told and not act.models:
        # "Which model is right?" behind what was told: for that.
        query = query.with_(topic="choice", told=turn.all_told)
        turn.asked.append(query)
        return [Move("answer", query)]
    if query.models and (act.models or act.anaphor):
        query = query.with_(topic="outside" if act.has("yn") else "definition")
        turn.asked.append(query)
        return [Move("decline" if act.has("yn") else "answer", query)]
    if turn.before is None:
        return [Move("clarify", key="what")]
    return objections.HANDLERS["doubt" if act.has("yn") else "confused"](act, turn)


def outside(act: Act, turn: Turn) -> list[Move]:
    """What the store does not tell."""
    query = resolved(act.with_(label="ask_outside"), turn)
    turn.asked.append(query)
    return [Move("decline", query)]


HANDLERS: dict[str, Handler] = {
    **dict.fromkeys((f"ask_{topic}" for topic in TOPICS), ask),
    "out_of_scope": outside,
    **follow.HANDLERS,
    **edits.HANDLERS,
    **picks.HANDLERS,
    **objections.HANDLERS,
    **recall.HANDLERS,
    **telling.HANDLERS,
    **social.HANDLERS,
}


def decide(acts: Sequence[Act], memory: Memory, store: FactStore, foreign: bool = False) -> Plan:
    """The plan of the reply to a message.

    Args:
        acts: what the message does, in its order.
        memory: the talk before it.
        store: the fact store.
        foreign: whether the message is in a language that the bot does not speak, as far as it was understood all the same.

    Returns:
        Moves that answer or name every question, or one that answers in kind where nothing is asked.
    """
    acts = _meaningful(with_tags(lists.exemplified(pointed(acts, memory))))
    turn = Turn(store, memory, acts, told_before=memory.told, subjects=_subjects(acts, store))
    # What is told anywhere in the message counts for what is asked in it.
    for act in acts:
        telling.note(act, turn)
        turn.form = act.form.filled(turn.form)
    if turn.form.polite and not (turn.form.use or any(act.has("puts_right") for act in acts)):
        # Who asks for a polite answer wants nobody put right.
        turn.form = replace(turn.form, polite=False)
    if turn.form.use and any(act.label in QUESTIONS and (act.has("yn") or act.has("said")) for act in acts):
        # A question of yes or no is answered, whatever the answer is for.
        turn.form = replace(turn.form, use=False)
    if (turn.told or turn.unknown_told) and _tells_anew(turn):
        turn.told_before = ()
    # What is disliked anywhere in it is not wished for elsewhere in it.
    turn.told = [told for told in turn.told if f"-{told}" not in turn.told]
    wish = turn.form
    turn.first, acts = rows.first_side(acts, wish.over(memory.form).shape, turn)
    moves: list[Move] = []
    for act in acts:
        if turn.memory.pending == "need" and act.label in _MAY_TELL_A_NEED and (act.values or act.services):
            # An answer to the bot's own question, whatever it looks like.
            moves += follow.need(act, turn)
            continue
        if edited := next((found for of_shown in _OF_WHAT_WAS_SHOWN if (found := of_shown(act, turn))), None):
            moves += edited
            continue
        handler = objections.explained if objections.cites_verdict(act, turn) else HANDLERS.get(act.label, social.nothing)
        moves += handler(act, turn)
    if wish.cannot and moves and not any(move.key == "cannot" for move in moves):
        # A poem, a quiz: that it cannot be had is said; of its name nothing is asked.
        moves = [Move("social", key="cannot"), *(replace(m, query=m.query.with_(outside=(), quote="")) for m in moves)]
        moves = [m for m in moves if m.kind != "decline" or m.query.things]
    moves = [_as_wished(rows.led(move, turn), turn.form.filled(memory.form)) for move in moves]
    if foreign:
        said = Move("social", key="language_unknown")
        moves = [said, *(m for m in moves if m.kind == "answer")] if not (memory.last and memory.last.key == said.key) else moves
    return _planned(as_one(moves, wish.over(memory.form)), wish, turn)


def _as_wished(move: Move, form: Form) -> Move:
    """A move in what its form asks of what is said: in alphabetical order, without a verdict."""
    if move.kind != "answer":
        return move
    if form.alphabetical:
        move = replace(move, query=move.query.with_(cues=move.query.cues | {"alphabetical"}))
    return replace(move, verdict="") if form.use or form.polite or form.unjudged else move


def _tells_anew(turn: Turn) -> bool:
    """Whether what is told now stands for itself: a pick was made of what was told before, and this is not said to be beside it."""
    last = turn.memory.last_asked
    picked = last is not None and any(query.topic == "choice" and ok for query, ok in last.outcomes)
    if any(act.label == "ask_classification" and act.has("back") for act in turn.acts) and turn.told:
        # "And our routine work, where does that belong?" is asked of what is told now.
        picked = True
    return picked and not any(act.has("too") or act.label in ("doubt", "object", "follow_up") for act in turn.acts)


def _meaningful(acts: Sequence[Act]) -> tuple[Act, ...]:
    """The acts without those that do nothing, unless there is nothing else."""
    found = tuple(act for act in acts if act.label != "nothing")
    return found or tuple(acts[:1]) or (Act("nothing"),)


def _subjects(acts: Sequence[Act], store: FactStore) -> tuple[str, ...]:
    """The models that a message names, if all of it is about the same ones: "my firm does X. Who works there?"."""
    named = [act.models for act in acts if act.models]
    return named[0] if named and len(set(named)) == 1 else ()


def _planned(moves: Sequence[Move], wish: Form, turn: Turn) -> Plan:
    """The plan; only the form that was wished for in words holds from now on."""
    asked = turn.form
    held = wish.over(turn.memory.form) if wish else turn.memory.form
    once = asked.once
    # What can only be said of one answer does not hold for the next ones.
    held = Form(
        length=held.length if held.length != "long" else "",
        shape=held.shape,
        # So many words fit one answer and not the next.
        points=held.points if held.unit != "words" else 0,
        unit=held.unit if held.unit != "words" else "",
        each=held.each,
        plain=held.plain,
        both=held.both and not any(act.language for act in turn.acts),
        formal=held.formal,
        alphabetical=held.alphabetical,
        spelt=held.spelt,
    )
    form = asked.over(held) if asked else held
    asks = any(act.label in QUESTIONS for act in turn.acts)
    if asks and form.shape == "paragraph" and not form.points and any(act.has("a_paragraph") for act in turn.acts):
        # A paragraph has a few sentences.
        form = replace(form, length="", points=_SHORT_PARAGRAPH if form.length == "short" else _PARAGRAPH, unit="sentences")
    if (form.use or form.polite) and (form.length == "line" or form.unit == "sentences"):
        form = replace(form, shape="")
    forget = any(act.label == "start_over" for act in turn.acts)
    anew = any(
        act.has("own_words") or act.has("my_list") or act.label in ("repeat", "recall", "go_back", "switch_language", *QUESTIONS)
        for act in turn.acts
    )
    return Plan(
        tuple(moves) or (Move("social", key="acknowledge"),),
        form=form.filled(once),
        form_held=held,
        told=tuple(turn.told) if forget else turn.all_told,
        again=anew or form.use or form.unjudged,
        edits=bool(asked) and not anew,
        reshapes=bool(asked),
        forget=forget,
    )


__all__ = ["HANDLERS", "MOST_QUESTIONS", "Query", "decide"]
