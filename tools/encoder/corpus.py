"""All that is learnt from, what is held out of it, and what each epoch sees."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Callable, Dict, Iterable, List, NamedTuple, Sequence, Tuple

from facts import FactStore, facts_path
from facts.schema import LANGUAGES
from nlu.labels import FOLDER, messages_in
from nlu.language_data import LANGUAGE_DATA
from nlu.matters import FOLDER as MATTERS
from nlu.matters import questions
from tools.encoder.examples import OUT_OF_SCOPE, Example, lines, marks_in_order, of_line, of_matters, of_message, of_negatives, phrases
from tools.encoder.names import Names
from tools.encoder.negatives import WORDS, negatives
from tools.encoder.variants import Pools, composed, in_a_talk, mistyped, swapped, undressed, unheard

ROOT = Path(__file__).parents[2]
ACTS = FOLDER
NLU = ROOT / "data" / "nlu"
DESCRIBED = LANGUAGE_DATA / "described"
# Of the lines of data/nlu, and of the questions of matters, one in so many is held out.
_LINES_PER_HELD, _QUESTIONS_PER_HELD = 40, 17


class Recipe(NamedTuple):
    """How the encoder is tuned; all of it stands in the card.

    Attributes:
        seed: of all that is random. layers: of the base, from below. longest: the word pieces that are read of a message.
        words: so many usual words of each language keep their word pieces.
        epochs, rate, head_rate, decay, dropout, warm: of the optimiser; rates are those of the encoder and of the heads,
            `warm` the share of the steps in which they rise. tokens: the word pieces of a batch, padding included.
        first_lines, first_phrases, first_negatives: how many of each the first epoch sees, besides all annotated messages.
        lines, phrases, negatives: how many each further epoch sees, besides all annotated messages twice.
        in_talk: how often an epoch sees each message of which it is known what it means in its talk; a `first_heard` share of
            them are heard as if nothing had been said. alone: so many of the other annotated messages an epoch sees; 0: all.
        matters: how often an epoch sees each question of a matter.
        composed: how many messages an epoch sees that are put together of others.
        counterfactuals: how many negatives there are to choose from.
        swapped, mistyped: shares of an epoch. messages: so many annotated messages only, for a try; 0: all.
        held: the share of the annotated messages that is held out.
        frozen: so many layers, from below, stay as they are.
        only: marks of this kind ("q") alone are learnt, and all else stays as it is; "": everything is learnt.
    """

    seed: int = 1
    layers: int = 12
    longest: int = 256
    words: int = 30000
    epochs: int = 4
    rate: float = 2.5e-4
    head_rate: float = 2e-3
    decay: float = 0.01
    dropout: float = 0.1
    warm: float = 0.06
    tokens: int = 2048
    first_lines: int = 20000
    first_phrases: int = 9000
    first_negatives: int = 5000
    lines: int = 6000
    phrases: int = 2500
    negatives: int = 2500
    in_talk: int = 3
    first_heard: float = 0.1
    alone: int = 0
    matters: int = 1
    composed: int = 6000
    counterfactuals: int = 12000
    swapped: float = 0.35
    mistyped: float = 0.06
    messages: int = 0
    held: float = 0.05
    frozen: int = 0
    only: str = ""

    def with_(self, changes: Iterable[str]) -> "Recipe":
        """The recipe with some values changed, each as "epochs=2"; ValueError for one that there is not."""
        changed = {}
        for change in changes:
            name, _, value = change.partition("=")
            if name not in self._fields:
                raise ValueError(f"there is no '{name}' in the recipe: take one of {', '.join(self._fields)}")
            changed[name] = type(getattr(self, name))(value)
        return self._replace(**changed)


# A few hundred examples, to see that all works.
QUICK = Recipe(
    epochs=1, first_lines=100, first_phrases=50, first_negatives=50, composed=50, counterfactuals=200, messages=150
)  # fmt: skip


class Corpus(NamedTuple):
    """What is learnt from: examples by where they come from; what is held out; and what examples are put together of."""

    marks: Tuple[str, ...]
    names: Names
    messages: List[Example]
    lines: List[Example]
    phrases: List[Example]
    negatives: List[Example]
    matters: List[Example]
    held_messages: List[Example]
    held_lines: List[Example]
    pools: Pools

    def texts(self) -> List[str]:
        """All texts, those that are held out left out."""
        known = [e for examples in (self.messages, self.lines, self.phrases, self.negatives, self.matters) for e in examples]
        return [*(e.text for e in known), *dict.fromkeys(e.before for e in known if e.before)]


def sources() -> List[Path]:
    """The files that are learnt from."""
    folders = ((ACTS, "*.jsonl"), (NLU, "**/*.yml"), (DESCRIBED, "*.yml"), (MATTERS, "*.yml"), (facts_path(), "**/*.yml"))
    return [*(file for folder, names in folders for file in sorted(folder.glob(names))), WORDS]


def read_corpus(store: FactStore, recipe: Recipe, held_files: Sequence[str] = ()) -> Corpus:
    """Read all that is learnt from.

    Args:
        store: the fact store.
        recipe: how much is held out, and so on.
        held_files: names of files of `data/acts` that are held out as a whole, in place of a share of all of them: so the
            figures are those of voices that were never heard.

    Raises:
        FileNotFoundError: there is no such file.
        AnnotationError: an annotated message is not of the form.
    """
    marks = marks_in_order(store)
    all_marks, names, rng = frozenset(marks), Names(store), random.Random(recipe.seed)
    files = sorted(ACTS.glob("*.jsonl"))
    missing = set(held_files) - {file.name for file in files}
    if missing:
        raise FileNotFoundError(f"data/acts/{min(missing)}: there is no such file to hold out")
    of_file = {file.name: [of_message(message, all_marks) for message in messages_in(file)] for file in files}
    messages = [e for name, examples in of_file.items() if name not in held_files for e in examples]
    held = [e for name in held_files for e in of_file[name]]
    if not held_files:
        rng.shuffle(messages)
        share = round(len(messages) * recipe.held)
        held, messages = messages[:share], messages[share:]
    if recipe.messages:
        messages = rng.sample(messages, min(recipe.messages, len(messages)))
    known = [of_line(line, all_marks) for line in lines(NLU) if not _is_known_by_now(line.text, line.outside, names)]
    trained = [line for i, line in enumerate(known) if i % _LINES_PER_HELD]
    learnt = {e.text.lower() for e in (*messages, *trained)}
    made = negatives(trained, names, recipe.counterfactuals, rng)
    return Corpus(
        marks,
        names,
        messages,
        trained,
        phrases(DESCRIBED, all_marks),
        of_negatives(made),
        of_matters((question for i, question in enumerate(questions()) if i % _QUESTIONS_PER_HELD), all_marks),
        [e for e in held if e.text.lower() not in learnt],
        [e for e in known[::_LINES_PER_HELD] if e.text.lower() not in learnt],
        pools_of(messages, trained),
    )


def _is_known_by_now(text: str, outside: Sequence[Tuple[int, int]], names: Names) -> bool:
    """Whether a line marks as unknown what has come into the store since it was written."""
    marked = {text[start:end].lower() for start, end in outside}
    return any(text[n.start : n.end].lower() in marked for n in names.within(text) if n.kind in ("model", "type")) if marked else False


def pools_of(messages: Sequence[Example], known_lines: Sequence[Example]) -> Dict[Tuple[str, str], List[Example]]:
    """What messages are put together of: by what it does (g greets, q asks, t thanks, r remarks, f wants another form,
    a answers back) and by language. What is annotated comes more often."""

    def of(*labels: str) -> List[Example]:
        return [e for e in known_lines if e.label in labels]

    def single(*labels: str) -> List[Example]:
        return [e for e in messages if len(e.parts) == 1 and e.label in labels]

    asked = [e for e in known_lines if _asks(e.label) and len(e.text) < 90]
    asked += of(OUT_OF_SCOPE)[::4]
    asked += 4 * [e for e in messages if len(e.text) < 160 and all(_asks(p.labels[0]) or p.labels[0] in (OUT_OF_SCOPE, "tell") for p in e.parts)]
    by_kind = {
        "q": asked,
        "g": of("greet") + single("greet"),
        "t": of("thank", "goodbye") + single("thank", "goodbye"),
        "r": single("remark", "emotion"),
        "f": of("shorten", "elaborate", "switch_language") + 3 * single("reform", "shorten"),
        "a": of("acknowledge", "deny", "complain", "correct") + 3 * single("object", "doubt", "correct"),
    }
    pools = {(kind, language): [e for e in found if e.language == language] for kind, found in by_kind.items() for language in LANGUAGES}
    return {(kind, language): found or pools["q", language] for (kind, language), found in pools.items()}


def _asks(label: str) -> bool:
    return label.startswith("ask_") and label != "ask_bot"


def epoch(corpus: Corpus, recipe: Recipe, number: int, rng: random.Random) -> List[Example]:
    """What an epoch sees: a draw of everything, some of it in other words and other dress.

    Args:
        corpus: all there is.
        recipe: how many of what.
        number: of the epoch, from 0.
        rng: draws.
    """

    def some(examples: List[Example], most: int) -> List[Example]:
        return rng.sample(examples, min(most, len(examples)))

    of_talk = [e for e in corpus.messages if e.before or in_a_talk(e)]
    alone = [e for e in corpus.messages if not (e.before or in_a_talk(e))]
    alone = some(alone, recipe.alone or len(alone))
    if number == 0:
        drawn = some(corpus.lines, recipe.first_lines) + some(corpus.phrases, recipe.first_phrases)
        drawn += some(corpus.negatives, recipe.first_negatives) + alone
    else:
        drawn = some(corpus.lines, recipe.lines) + some(corpus.phrases, recipe.phrases)
        drawn += some(corpus.negatives, recipe.negatives) + (1 if recipe.alone else 2) * alone
    drawn += recipe.in_talk * of_talk + recipe.matters * corpus.matters
    drawn += [composed(corpus.pools, rng) for _ in range(recipe.composed)]
    steps: Tuple[Tuple[float, Callable[[Example], Example]], ...] = (
        (recipe.first_heard, unheard),
        (recipe.swapped, lambda e: swapped(e, corpus.names, rng)),
        (1.0, lambda e: undressed(e, rng)),
        (recipe.mistyped, lambda e: mistyped(e, rng)),
    )
    for share, step in steps:
        drawn = [step(e) if rng.random() < share else e for e in drawn]
    return drawn
