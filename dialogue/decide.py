"""From acts and memory to a plan: what each act of a message gets, in their order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from acts import Act, Form, named_by
from dialogue import (
    asking,
    counts,
    distances,
    edits,
    follow,
    groups,
    guessed,
    holders,
    jobs,
    lists,
    looked_up,
    objections,
    of_the_bot,
    picks,
    places,
    promises,
    recall,
    rows,
    senses,
    shorter,
    shown,
    social,
    summing,
    taking_up,
    telling,
    whose,
    wishes,
)
from dialogue.contended import contended
from dialogue.context import Turn
from dialogue.gathered import taken_together
from dialogue.joining import as_one
from dialogue.memory import Memory
from dialogue.plan import MOST_QUESTIONS, Move, Plan
from dialogue.query import KINDS, QUESTIONS, TOPICS, Query
from facts import FactStore

_MAY_TELL_A_NEED = ("tell", "remark", "emotion", "nothing", "acknowledge", "deny", "ask_aspect", "object", "correct")
_OBJECTS = ("object", "doubt", "confused", "correct")

# So many sentences has a paragraph, and a short one.
_PARAGRAPH, _SHORT_PARAGRAPH = 3, 2
# Beside what cannot be had, a list of this nobody asked for is not the next best.
_TOO_LONG_FOR_NEXT_BEST = ("relation", "overview", "users", "reasons")
# What an act does to what was shown, whatever it was taken for.
_OF_WHAT_WAS_SHOWN = (
    guessed.withdrawn,
    of_the_bot.asked_of_it,
    promises.promised,
    looked_up.left_open,
    counts.of_each,
    counts.counted,
    distances.by_distance,
    holders.told_against,
    picks.preferred,
    picks.of_both,
    picks.for_each,
    contended,
    summing.concluded,
    summing.in_both,
    summing.of_the_unlisted,
    summing.still_unlisted,
    summing.all_points,
    summing.summed,
    jobs.claimed,
    jobs.put_to,
    jobs.of_ones_own,
    jobs.of_one_model,
    groups.one_group,
    follow.of_a_point,
    edits.simpler,
    edits.complains_of_language,
    edits.in_a_language,
    rows.weightiest,
    rows.ordered,
    rows.put_first,
    rows.one_row,
    rows.in_sentences,
    rows.edited,
    shorter.a_point,
    shown.whole,
    lists.restored,
    lists.parts_left,
    lists.goes_on,
)

Handler = Callable[[Act, Turn], list[Move]]


HANDLERS: dict[str, Handler] = {
    **dict.fromkeys((f"ask_{topic}" for topic in TOPICS), asking.ask),
    "out_of_scope": asking.outside,
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
    memory = guessed.corrected(memory)
    acts = taken_together(acts, memory, store)
    told, places_before = whose.parted(memory.told)
    sited = places.settled(acts, places_before, memory, store)
    acts, types = sited.acts, sited.types
    acts = wishes.each_its_number(acts)
    turn = Turn(store, memory, acts, told_before=told, places=sited.places, subjects=_subjects(acts, store))
    # What is told anywhere in the message counts for what is asked in it.
    for act in acts:
        telling.note(act, turn)
        turn.form = wishes.in_a_word(act).filled(turn.form)
    if turn.form.unit == "points" and any(act.has("each") and act.form.length == "line" for act in acts):
        # "Two differences, one sentence each" are two sentences.
        turn.form = replace(turn.form, length="", unit="sentences")
    if types:
        # Where things are is what was told last of it.
        turn.told_before = tuple(t for t in turn.told_before if not t.startswith("types:"))
        turn.told = [*(t for t in turn.told if not t.lstrip("-").startswith("types:")), *(f"types:{name}" for name in types)]
    if turn.form.polite and not (turn.form.use or any(act.has("puts_right") for act in acts)):
        # Who asks for a polite answer wants nobody put right.
        turn.form = replace(turn.form, polite=False)
    if turn.form.use and any(act.label in QUESTIONS and not act.form.use and (act.has("yn") or act.has("said")) for act in acts):
        # A question of yes or no is answered, whatever the answer is for.
        turn.form = replace(turn.form, use=False)
    if (turn.told or turn.unknown_told) and _tells_anew(turn):
        turn.told_before = ()
    # What is disliked anywhere in it is not wished for elsewhere in it; what is told now is meant, not its contrary of before.
    turn.told = [told for told in turn.told if f"-{told}" not in turn.told]
    turn.told_before = tuple(told for told in turn.told_before if telling.contrary(told) not in turn.told)
    wish = turn.form
    turn.first, acts = rows.first_side(acts, wish.over(memory.form).shape, turn)
    moves: list[Move] = []
    for act in acts:
        if turn.memory.pending == "need" and act.label in _MAY_TELL_A_NEED and (act.values or act.services):
            # An answer to the bot's own question, whatever it looks like.
            moves += follow.need(act, turn)
            continue
        if picks.asks_of_change(act, turn):
            moves += picks.changed(act, turn)
            continue
        if edited := next((found for of_shown in _OF_WHAT_WAS_SHOWN if (found := of_shown(act, turn))), None):
            moves += edited
            continue
        handler = taking_up.of_verdict(act, turn) or HANDLERS.get(act.label, social.nothing)
        decided = handler(act, turn)
        moves += senses.in_place_of(decided, act, turn) if decided and all(map(_asks_back, decided)) else decided
    if not memory.last_asked and all(_asks_back(move) or move.key == "nothing_before" for move in moves):
        asked = wishes.told_and_asked(acts)
        moves = asking.ask(asked, turn) if asked else moves
    moves = looked_up.in_place_of(moves or _taken_together(acts, turn), turn)
    if wish.cannot and not any(act.label in QUESTIONS or act.names_something for act in acts):
        # What was said last is no poem, and is not said again.
        moves = [Move("social", key="cannot")]
    if wish.cannot and moves and not any(move.key == "cannot" for move in moves):
        # A poem, a quiz: that it cannot be had is said; of its name nothing is asked.
        moves = [Move("social", key="cannot"), *(replace(m, query=m.query.with_(outside=())) for m in moves)]
        moves = [m for m in moves if m.kind != "decline" and m.query.topic not in _TOO_LONG_FOR_NEXT_BEST]
    moves = [_as_wished(rows.led(places.at(move, sited), turn), turn.form.filled(turn.memory.form)) for move in moves]
    if foreign:
        said = Move("social", key="language_unknown")
        moves = [said, *(m for m in moves if m.kind == "answer")] if not (memory.last and memory.last.key == said.key) else moves
    return _planned(as_one(moves, wish.over(turn.memory.form)), wish, turn)


def _taken_together(acts: Sequence[Act], turn: Turn) -> list[Move]:
    """What the parts of a message ask together, each of which was left to the others: "too much. Four rows: this, that"."""
    named = {kind: named_by(acts, kind) for kind in KINDS}
    if any(named.values()) and turn.before:
        return follow.follow_up(Act("follow_up", form=turn.form).with_(**named), turn)
    return follow.again(turn) if turn.form and turn.answered_before else []


def _asks_back(move: Move) -> bool:
    """Whether a move says that it is not known what is meant."""
    return (move.kind == "clarify" and not (move.values or move.pending)) or move.key == "form_noted"


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
    if turn.told and any(act.label == "ask_choice" and not act.models for act in turn.acts):
        # "He likes analysing. Which suits him?" behind jobs that were placed, or a pick: those were told for that.
        answered = {s for e in turn.memory.exchanges for q in e.queries if q.topic in ("choice", "classification") for s in q.services}
        earlier = [e for e in turn.memory.exchanges if any(q.topic == "choice" for q in e.queries)]
        picked = picked or bool(earlier) or bool(answered & set(telling.names_told(turn.told_before, "services")))
    if any(act.label == "ask_classification" and act.has("back") for act in turn.acts) and turn.told:
        # "And our routine work, where does that belong?" is asked of what is told now.
        picked = True
    return picked and not any(act.has("too") or act.has("counters") or act.label in ("doubt", "object", "follow_up") for act in turn.acts)


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
        plain=held.plain,
        child=held.child,
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
        act.has("own_words")
        or act.has("yes_or_no")
        or act.has("my_list")
        or (act.language and (not act.form or act.label == "object"))
        or act.label in ("repeat", "recall", "go_back", "switch_language")
        # "Any examples?" behind a list of them wants others.
        or (act.label in QUESTIONS and not (act.form.example and not act.names_something))
        for act in turn.acts
    )
    return Plan(
        tuple(moves) or (Move("social", key="acknowledge"),),
        form=form.filled(once),
        form_held=held,
        told=(*(tuple(turn.told) if forget else turn.all_told), *whose.kept(() if forget else turn.places)),
        again=anew or form.use or form.unjudged,
        edits=bool(asked) and not anew,
        reshapes=bool(asked),
        forget=forget,
        puzzled=any(act.label == "confused" for act in turn.acts),
        objects=any(act.label in _OBJECTS or act.has("cites_verdict") for act in turn.acts),
    )


__all__ = ["HANDLERS", "MOST_QUESTIONS", "Query", "decide"]
