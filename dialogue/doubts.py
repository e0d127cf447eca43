"""Doubts: "are you sure?", "is he right, then?", "yes or no?" behind what was said."""

from __future__ import annotations

from dataclasses import replace

from acts import Act, Form
from dialogue.context import Turn
from dialogue.follow import again, answer, asks_otherwise, follow_up, of_points, unsaid
from dialogue.holders import TURN, of_holder, opposite, which_is_right
from dialogue.plan import Move
from dialogue.query import Query
from dialogue.references import resolved


def doubt(act: Act, turn: Turn) -> list[Move]:
    """ "Are you sure?": the same from its place in the source, not the same sentence."""
    if asks_otherwise(act, turn):
        return []
    if not turn.answered_before and act.has("trusts") and not act.has("neg"):
        # "Is all of this valid?"
        return answer(Query("source", cues=frozenset({"w:trust"})), turn)
    asked = turn.memory.last_asked
    if asked and asked is not turn.last_answer and (act.has("yes_or_no") or (act.has("yn") and act.has("allowed"))):
        # What was declined has no word.
        return [Move("decline", asked.queries[-1], key="no_word")]
    of_source = asked and asked is turn.memory.last and asked.queries[-1].topic == "source" and not asked.queries[-1].has("w:trust")
    if of_source and not (act.names_something or act.has("yes_or_no")):
        # "So nobody knows if it is any good?"
        return answer(Query("source", cues=frozenset({"w:trust"})), turn)
    if turn.memory.last and turn.memory.last.key in ("ask_bot", "ask_bot_again", "which_bot"):
        # "Seriously, a bot?"
        return [Move("social", key="ask_bot")]
    if not turn.answered_before:
        return [Move("clarify", key="what")] if not turn.memory.last_asked else again(turn)
    if act.anaphor == "both" and act.has("yn") and not (act.things or act.models or act.cues & (TURN | {"said", "whose", "disputed"})):
        # "Is that true of both?" is asked of the other one, too.
        return follow_up(act.with_(label="follow_up", cues=act.cues | {"same", "too"}), turn)
    if act.outside and act.has("yn") and not (act.names_something or act.has("yes_or_no")):
        # "It is about tax, you are sure?": of what the source does not tell nothing is said again.
        return answer(resolved(act.with_(label="ask_outside"), turn), turn)
    if act.has("which") and act.values and not (act.has("yn") or act.has("whose")):
        # "Which one is the low one, then?"
        return answer(resolved(act.with_(label="ask_aspect"), turn), turn)
    if _claims_anew(act, turn):
        # "So my job is low-level, you say?"
        return answer(resolved(act.with_(label="ask_aspect"), turn), turn)
    descends = any(turn.store.relations[name].comes_from for query in turn.answered_before for name in query.relations)
    if descends and act.has("same") and act.has("yn") and not (act.models or act.values or act.aspects or act.services):
        # "So which is it, the same thing or not?"
        return answer(Query("difference", models=turn.everyone, cues=frozenset({"yn", "same"})), turn)
    if act.services and act.has("yn") and not (act.models or act.values or act.types) and _passed_over(act, turn):
        # "Customer support is surely something that you know?"
        return answer(Query("classification", services=act.services, named=act.named, cues=frozenset({"yn", "back"})), turn)
    if of_another := _of_another(act, turn):
        return of_another
    if act.has("yes_or_no") and any(other is not act and _claims_anew(other, turn) for other in turn.acts):
        return []
    if act.mark and (points := of_points(act.mark, turn)):
        # "Is point c right or not?"
        return [replace(move, query=move.query.with_(cues=move.query.cues | {"yn"})) for move in points]
    # "Yes or no?" asks for no other form of what was said.
    turn.form = replace(turn.form, name=False)
    last = turn.last_answer
    verdict = (last.verdict or last.latent) if last else ""
    if act.has("whose"):
        # "Which of us is right?" is no question of yes or no.
        return which_is_right(turn)
    if act.has("yes_or_no"):
        return in_a_word(act, turn)
    if found := of_holder(act, turn):
        return found
    sure = act.has("sure") and not (act.cues & TURN or act.has("said") or act.has("true_or_false"))
    asks = any(act.has(cue) for cue in ("yn", "said", "disputed", "reversed", "true_or_false"))
    if verdict and last and len(last.queries) == 1 and asks and not sure:
        # "Is he right, then?" asks for the verdict: again, or at last.
        before = turn.answered_before[0]
        if before.cues & TURN:
            # It was the verdict on the claim the other way round.
            verdict = opposite(verdict)
        cues = before.cues - TURN | act.cues & (TURN | {"true_or_false"})
        query = before.with_(cues=cues, words=act.words if act.cues & TURN else before.words)
        if before.has("neg") and act.has("able"):
            # "Can it, or can it not?" is no more asked of the denial.
            query, verdict = query.with_(cues=query.cues - {"neg"}), opposite(verdict)
        turn.asked.append(query)
        if before.has("always") and (act.has("allowed") or act.has("able")):
            # "But may it?" is no more asked of what has to be.
            return [Move("answer", query.with_(cues=query.cues - {"always"}), retold=True)]
        return [Move("answer", query, verdict=verdict, retold=True)]
    all_wrong = act.has("disputed") and (act.has("yn") or act.anaphor == "both")
    if last and len(last.queries) > 1 and (act.has("yn") or all_wrong) and last.latent:
        # "Was I right?" behind several claims: each gets its verdict. "All of it wrong?" of what is alike in that.
        turned = act.cues & (TURN if last.latent in ("yes", "no") else {"reversed"})
        queries = [query.with_(cues=query.cues - TURN - {"which"} | {"yn"} | turned) for query in turn.answered_before]
        turn.asked += queries
        return [Move("answer", query, retold=True) for query in queries]
    if asks and not sure and any(query.has("part_of") and query.relations for query in turn.answered_before):
        # "So is he wrong?", "that is a no, then?" of what the source puts in other words.
        return unsaid(again(turn, lead="put_otherwise", retold=True), turn)
    # Of what the source does not decide it says no more than what stands there.
    undecided = last is not None and not verdict and any(query.has("yn") and query.topic != "relation" for query in last.queries)
    lead = "misread" if act.sense.owed else "only_says" if undecided else "sure" if act.has("sure") or not act.has("yn") else ""
    return unsaid(again(turn, lead=lead, retold=True), turn)


def _claims_anew(act: Act, turn: Turn) -> bool:
    """Whether a doubt claims a property that was not spoken of in the last answer."""
    spoken_of = {value for query in turn.answered_before for value in query.values}
    claims = act.label == "doubt" and act.has("yn") and not (act.has("sure") or act.has("said") or act.cues & TURN)
    return claims and bool(act.values) and not set(act.values) & spoken_of


def _passed_over(act: Act, turn: Turn) -> bool:
    """Whether the last answer did not say where the jobs that are named belong."""
    return any(query.topic == "choice" or set(act.services) - set(query.services) for query in turn.answered_before)


def _of_another(act: Act, turn: Turn) -> list[Move]:
    """ "Would it be true of the other one?" behind several claims: each of that one."""
    judged = turn.last_answer.judged if turn.last_answer else ()
    bare = act.models and not (act.with_(models=()).names_something or act.outside or act.cues & (TURN | {"said", "others"}))
    claimed = [query for query, _ in judged if query.values and set(query.models) != set(act.models)]
    if not (bare and act.has("asks") and act.has("yn")) or len(judged) < 2 or len(claimed) < len(judged):
        return []
    queries = [query.with_(models=act.models, cues=query.cues - TURN | {"yn"}) for query in claimed]
    turn.asked += queries
    return [Move("answer", query) for query in queries]


def in_a_word(act: Act, turn: Turn) -> list[Move]:
    """ "Yes or no?" of the last answer: its word, and what is so; who insists gets the word alone, or that there is none."""
    last = turn.last_answer
    verdict = (last.verdict or last.latent) if last else ""
    insists = act.has("bare_verdict") or turn.memory.told_again or any(o.has("o:long") or o.has("o:unasked") for o in turn.acts)
    queries = turn.answered_before
    turn.asked += queries
    if verdict and insists and len(queries) == 1:
        turn.form = Form(name=True)
        return [Move("answer", queries[0], verdict=verdict)]
    if insists and not verdict:
        return [Move("decline", queries[-1], key="no_word")]
    turn.form = replace(turn.form, name=False)
    if verdict and len(queries) == 1:
        return [Move("answer", queries[0], verdict=verdict, retold=True)]
    return [
        Move("answer", query, lead="" if verdict or i else "only_says", verdict=None if verdict else "", retold=True)
        for i, query in enumerate(queries)
    ]
