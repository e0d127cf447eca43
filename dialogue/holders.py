"""Who holds a claim, and whether they are right: "is my lecturer right, then?", "so I was wrong?", "which of us is right?"."""

from __future__ import annotations

from collections.abc import Sequence

from acts import Act, aspects_of
from dialogue.context import Turn
from dialogue.follow import again
from dialogue.plan import Move
from dialogue.query import Query, query_of

# What asks of a claim the other way round: who rejects it, says that it is wrong, or that it is the contrary.
TURNS = ("rejected", "disputed", "reversed")
TURN = frozenset(TURNS)
_ME, _OTHERS = "first_person", "others"


def opposite(verdict: str) -> str:
    """The verdict on the contrary of what was claimed; "partly" and none stay."""
    return {"yes": "no", "no": "yes"}.get(verdict, verdict)


def holder(of: Act | Query) -> str:
    """Who claims it: the person, others, or "" where nobody is named. "My lecturer" is not the person."""
    if of.has(_OTHERS) or (of.has("said") and not of.has(_ME)):
        return _OTHERS
    return _ME if of.has(_ME) else ""


def of_holder(act: Act, turn: Turn) -> list[Move]:
    """Whether the one who is spoken of is right in what they claimed, in this talk, whatever was said since; nothing without a claim."""
    who = holder(act)
    if not who or act.has("rejected") or not (act.has("yn") or act.has("disputed")):
        return []
    last = turn.memory.last
    several = last is not None and sum(holder(query) in (who, "") for query, _ in last.judged) > 1
    if last and several and sum(holder(query) == who for query, _ in last.judged) != 1:
        # Of several claims each gets its own.
        return []
    found = _claim_of(who, turn)
    if not found:
        return []
    query, verdict = found
    if who == _OTHERS and not holder(query) and act.has("disputed") and not act.has("asks"):
        # "So he is wrong, then": who was not heard before has said the contrary of what was asked.
        verdict = opposite(verdict)
    turned = act.cues & (TURN - {"rejected"})
    query = query.with_(cues=(query.cues - TURN - {"whose"}) | turned | {"yn"})
    turn.asked.append(query)
    if who == _ME and act.has("disputed"):
        # "Was I wrong?": a yes or no alone could be read either way.
        return [Move("answer", query.with_(cues=query.cues - TURN), lead=f"was_wrong_{verdict}", verdict="", kept=verdict, retold=True)]
    return [Move("answer", query, verdict=verdict, retold=True)]


def _claim_of(who: str, turn: Turn) -> tuple[Query, str] | None:
    """The last claim of one, with whether it is right; of the person who only spoke against others, whether they are."""
    asked = [pair for exchange in reversed(turn.memory.exchanges) for pair in reversed(tuple(zip(exchange.queries, exchange.verdicts)))]
    judged = [(query, verdict) for query, verdict in asked if verdict]
    for query, verdict in asked:
        if not verdict:
            if query.has("yn") and holder(query) in (who, ""):
                # The claim that is meant got no yes or no.
                return None
            continue
        # The verdict on a claim that was turned round is that of whoever turned it.
        turned = bool(query.cues & TURN)
        claims = holder(query)
        if who == _ME and "rejected" in query.cues:
            return query.with_(cues=query.cues - {_OTHERS, "said"} | {_ME}), verdict
        if who == _ME and "doubted" in query.cues and not turned and claims != _OTHERS:
            # Who doubts it is right where it is not so.
            return query, opposite(verdict)
        if claims == who or (not claims and query.has("yn")):
            return query, opposite(verdict) if turned else verdict
        if claims and not any(holder(q) == who for q, _ in judged):
            # Whoever spoke against it is right where it is not so.
            other = query.with_(cues=query.cues - {_ME, _OTHERS, "said"} | {who})
            return other, verdict if turned else opposite(verdict)
    return None


def which_is_right(turn: Turn) -> list[Move]:
    """ "Which of us is right?" behind claims that were judged, here or in the reply before: each with whether it is right."""
    last = turn.last_answer
    judged = list(last.judged) if last else []
    before = [pair for exchange in turn.memory.exchanges[-2:-1] for pair in exchange.judged]
    if len(judged) == 1 and last is turn.memory.last:
        judged = [pair for pair in before if _sides(pair[0]) & _sides(judged[0][0]) and pair[0] != judged[0][0]] + judged
    if not judged:
        return again(turn, lead="only_says")
    turn.asked += [query for query, _ in judged]
    return [
        Move("answer", query.with_(cues=query.cues | {"whose"} - TURN), verdict=opposite(v) if query.cues & TURN else v, retold=True)
        for query, v in judged
    ]


def _sides(query: Query) -> set[str]:
    return set(aspects_of(query.values)) | set(query.services)


def told_against(act: Act, turn: Turn) -> list[Move]:
    """What others are told to say of a property, or a job, that was spoken of right before: whether it is so."""
    before = turn.before
    told = act.label == "tell" and act.has(_OTHERS) and not (act.models or act.has("need") or before is None)
    if not told or not before or len(turn.acts) > 1 or before.topic != "aspect":
        return []
    query = query_of(act.with_(label="ask_aspect", cues=act.cues | {"yn"})).with_(models=before.models[:1])
    if not act.values or not _sides(query) & (_sides(before) | set(before.aspects)):
        return []
    return turn.asks(Move("answer", query))


def with_rivals(acts: Sequence[Act]) -> list[Act]:
    """The acts, in which what others say against a claim in a word is that claim denied: "you say it is low. My textbook says high"."""
    found = list(acts)
    for at, (before, act) in enumerate(zip(acts, acts[1:])):
        if not (act.has("said") and act.cues & {_ME, _OTHERS}) or act.has("asks") or act.has("disputed") or before.label == "tell":
            continue
        whose = act.cues & {_ME, _OTHERS, "said"}
        cues = before.cues - {_ME, _OTHERS, "said"} | whose | {"yn"}
        names = act.values or act.aspects or act.services or act.types or act.relations or act.outside
        if names:
            continue
        if before.services and before.models and act.models and set(act.models) != set(before.models):
            # "I say that this job is of the one, my boss says of the other."
            found[at + 1] = before.with_(models=act.models, cues=cues, words=act.words or before.words, span=act.span)
        elif before.values and act.has("contrary") and not act.models and not (act.label == "doubt" and act.has("yn")):
            found[at] = before.with_(label="ask_aspect", cues=before.cues | {"yn", "whose"})
            found[at + 1] = found[at].with_(cues=cues ^ {"neg"} | {"whose"}, words=act.words or before.words, span=act.span)
    return found
