"""Courtesy, feelings and remarks: which wording each gets."""

from __future__ import annotations

from collections.abc import Callable

from acts import MOODS, Act
from dialogue.context import Turn
from dialogue.plan import Move

# What is said before an answer, in a word, where the message also asks: courtesy -> its wording there.
BESIDE_AN_ANSWER = {
    "greet": "greet_short",
    "cannot": "cannot",
    "language_unknown": "language_unknown",
    "emotion_worry": "emotion_worry",
    "emotion_sad": "emotion_sad",
    "no_opinion": "no_opinion_short",
}
# What is said to a question on the bot itself: no courtesy, and said beside an answer as it stands.
OF_THE_BOT = ("ask_bot", "kept", "made", "which_bot")
# Characters of a sigh.
_SIGH = 20
_HELLOS = ("salam", "morning", "noon", "afternoon", "evening")
# Of several courtesies in a message without a question the weightiest is answered: weightiest first.
WEIGHTIEST = (
    "start_over",
    "ask_human",
    "switch_language",
    "language_unknown",
    "kept",
    "only_source",
    "unable",
    "unable_agreed",
    "no_search",
    "no_search_right",
    "elsewhere",
    "no_opinion",
    "made",
    "which_bot",
    "ask_bot",
    "help",
    "puzzled",
    "complain",
    "cannot",
    "form_noted",
    *(f"emotion_{mood}" for mood in MOODS),
    "repeated",
    "goodbye",
    "thank",
    "told",
    "told_on",
    "agree",
    "emotion",
    "opinion",
    "deny",
    "remark",
    "greet",
    "acknowledge",
)


def say(key: str) -> Callable[[Act, Turn], list[Move]]:
    """A handler that says the wording of a key."""
    return lambda act, turn: [Move("social", key=key)]


def greet(act: Act, turn: Turn) -> list[Move]:
    """A greeting in kind: the salam for the salam, a good evening for a good evening."""
    if act.has("letter") and any(other.label not in ("greet", "nothing", "tell") for other in turn.acts):
        # A letter is answered, not greeted.
        return []
    hello = next((h for h in _HELLOS if act.has(h)), "plain")
    return [Move("social", key="greet", values={"hello": hello})]


def mood_of(act: Act) -> str:
    """The mood that an act tells, "" if none."""
    return next((m for m in MOODS if act.has(f"m:{m}")), "")


def emotion(act: Act, turn: Turn) -> list[Move]:
    """A feeling, by its mood; a sigh of a word or two before a question is none to be consoled."""
    mood = mood_of(act) or ("joke" if act.has("laughs") else "")
    asks = any(other.topic or other.label == "out_of_scope" for other in turn.acts)
    if asks and 0 < act.span.end - act.span.start <= _SIGH:
        return []
    return [Move("social", key=f"emotion_{mood}" if mood else "emotion")]


def remark(act: Act, turn: Turn) -> list[Move]:
    """A remark: one that tells a mood is met by it, a view is understood."""
    return emotion(act, turn) if mood_of(act) else [Move("social", key="opinion" if act.has("opines") else "remark")]


def ask_bot(act: Act, turn: Turn) -> list[Move]:
    """What the bot is, what it keeps of the talk, or why it cannot what others can."""
    if of_it := next((key for key in ("made", "which_bot") if act.has(key)), ""):
        return [Move("social", key=of_it)]
    if act.language == "other" and act.has("yn"):
        # "Do you speak Javanese?"
        return [Move("social", key="language_unknown")]
    if act.has("able") and act.has("yn") and not (act.names_something or act.has("kept") or act.has("beside_others") or act.form):
        return [Move("social", key="unable_agreed" if act.has("neg") else "unable")]
    of_the_talk = act.has("kept") or (act.has("of_talk") and act.has("yn"))
    return [Move("social", key="kept" if of_the_talk else "only_source" if act.has("beside_others") else "ask_bot")]


def thank(act: Act, turn: Turn) -> list[Move]:
    """Thanks; folded hands as a first word are a greeting."""
    return acknowledge(act, turn) if act.has("wordless") and not turn.memory.exchanges else [Move("social", key="thank")]


def only_source(turn: Turn) -> list[Move]:
    """Why it cannot: it has one source."""
    return [Move("social", key="only_source")]


def start_over(act: Act, turn: Turn) -> list[Move]:
    """Forget the talk; questions beside it are still answered."""
    return [Move("social", key="start_over")]


def acknowledge(act: Act, turn: Turn) -> list[Move]:
    """Ok, hmm, I see; as a first word it is a greeting."""
    if not turn.memory.exchanges and len(turn.acts) == 1:
        return [Move("social", key="greet", values={"hello": "plain"})]
    # Who has asked nothing yet has nothing "else" to ask.
    asked = turn.memory.last_asked or not turn.memory.exchanges or len(turn.acts) > 1
    return [Move("social", key="acknowledge" if asked else "told")]


def nothing(act: Act, turn: Turn) -> list[Move]:
    """What could not be read at all; a word in passing is acknowledged."""
    if act.has("filler"):
        return acknowledge(act, turn)
    return [Move("clarify", key="what")]


HANDLERS: dict[str, Callable[[Act, Turn], list[Move]]] = {
    **{key: say(key) for key in ("goodbye", "deny", "help", "ask_human", "complain")},
    "acknowledge": acknowledge,
    "ask_bot": ask_bot,
    "emotion": emotion,
    "greet": greet,
    "remark": remark,
    "start_over": start_over,
    "thank": thank,
    "nothing": nothing,
}
