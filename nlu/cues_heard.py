"""Which cues a part has: those that the encoder hears, finer ones of its label, those that word lists and its last sign tell."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.cues import Cues
from nlu.encoder import Judgement
from nlu.labelling import finer
from nlu.labels import CUES
from nlu.names import Certainties

# Of which kind the marks are that tell more of a label: what is asked of the source, what an objection says, a mood.
_FINER = {"ask_source": "w:", "object": "o:", "emotion": "m:", "tell": "m:", "remark": "m:"}
# Parts that edit the last reply: what heads its rows is meant there.
EDITS = ("reform", "shorten", "correct", "repeat")


def cues_of(judgement: Judgement, label: str, text: str, words: Sequence[str], denies: bool, lists: Cues, c: Certainties) -> frozenset[str]:
    """The cues of a part.

    Args:
        judgement: what the encoder hears. label: what the part does. text, words: it as it was typed, and in plain words.
        denies: whether a word in it denies what is claimed. lists: the word lists. c: certainties.
    """
    marks = {mark for mark, p in judgement.marks.items() if p >= c.mark}
    cues = {cue for cue in CUES if cue in marks} | lists.found(words)
    if label in EDITS:
        # "Add", "drop": what is named is beside the rest of the reply, or out of it.
        cues |= {"too" for _ in cues & {"adds"}} | {"besides" for _ in cues & {"drops"}}
    cues -= {"adds", "drops", *(("besides",) if "with_commas" in cues else ())}
    if label in _FINER:
        cues |= finer(judgement, _FINER[label], c)
    # A denial is one of words; the encoder says whether it is of this property or only a tag.
    denied = judgement.marks.get("neg", 0.0) >= c.doubtful and denies
    cues -= {"neg"}
    # "…, not the staff", apart from what is meant.
    if label in ("correct", "object") and lists.only_denies(words):
        denied, cues = denied or label == "correct", cues | {"only_denies"}
    if "contrary" in cues and "contrary" not in lists.found(lists.without_tags(words)):
        # "…, or not?"
        cues -= {"contrary"}
    if text.rstrip().endswith("?"):
        cues |= {"asks"}
    if lists.counts_entries(words):
        cues |= {"so_many"}
    if lists.true_or_false(words):
        # "True or false?" takes neither side.
        cues = cues - {"disputed", "which"} | {"yn", "true_or_false"}
    if label == "ask_relation" and {"yn", "asks"} <= cues and lists.offers(words):
        # "Is it a part of that, or are they siblings?" is no question of yes or no.
        cues = cues - {"yn"} | {"which"}
    if label == "ask_aspect" and "which" in cues and lists.offers(words):
        # "High or low?"
        cues |= {"either"}
    if "open" in cues and "said" not in cues:
        # "On what basis is it?" has no yes.
        cues = cues - {"yn"}
    if "requests" in cues and not {"said", "back"} & cues:
        # "Can you tell me …?" asks for no yes.
        cues = cues - {"yn"}
    if "not_only" in cues:
        # "Not only X" claims X.
        return frozenset(cues - {"only", "not_only", "than", "besides"})
    return frozenset(cues | ({"neg"} if denied else set()))
