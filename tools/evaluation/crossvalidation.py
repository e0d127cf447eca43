"""`python -m tools.evaluation.crossvalidation`: what `rasa train` fits, fitted on a part of the examples and tried on the rest.

Once the rest are lines drawn at random, and once all that some writers wrote (each file of `data/acts` is one), whom the fitted
model has then not met; lines of `data/nlu`, whose writers are not known, are learnt from and not tried there. The encoder is
frozen: it was tuned on these examples, so that what both make of them together is no held-out figure, and is told apart.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from pathlib import Path
from typing import Dict, Iterator, List, NamedTuple, Sequence, Tuple

import numpy as np
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.model_selection import GroupKFold, KFold

from nlu.acts import ActReader
from nlu.encoder import FOLDER as ENCODER
from nlu.encoder import Encoder
from nlu.importer import FactImporter
from nlu.labels import FOLDER, messages_in
from nlu.reader import READING, FactReader, in_fixed_order
from nlu.words import WordModel
from operation.servers import ROOT
from tools.evaluation.utterances import TRAINING
from tools.in_process import CONTEXT, configured

_SEED = 1


class Held(NamedTuple):
    """Of examples that were held out: how many, and how many labels the words get right, and the words with the frozen encoder."""

    way: str
    tried: int
    by_words: int
    with_encoder: int

    def __str__(self) -> str:
        shares = f"words {self.by_words / self.tried:.1%}, with the encoder, which knows them, {self.with_encoder / self.tried:.1%}"
        return f"by {self.way}: {shares} of {self.tried}"


def writers() -> Dict[str, str]:
    """The words of each annotated part, in small letters, and the file in which they stand first."""
    found: Dict[str, str] = {}
    for file in sorted(FOLDER.glob("*.jsonl")):
        for message in messages_in(file):
            for part in message.parts:
                found.setdefault(message.text[part.start : part.end].strip().lower(), file.stem)
    return found


def read_examples(count: int) -> List[Message]:
    """So many of the examples of a training, drawn at random, or all if there are no more (0: all); read as a training reads them."""
    importer = FactImporter(str(ROOT / "config.yml"), str(ROOT / "domain.yml"), [str(TRAINING.parent)])
    examples = in_fixed_order(e for e in importer.get_nlu_data().intent_examples if e.get(TEXT))
    if 0 < count < len(examples):
        examples = random.Random(_SEED).sample(examples, count)
    data = TrainingData(examples)
    with tempfile.TemporaryDirectory() as folder:
        settings = (configured(FactReader), LocalModelStorage(Path(folder)), Resource("reader"), CONTEXT)
        FactReader.create(*settings).train(data)
        FactReader.load(*settings).process_training_data(data)
    return data.intent_examples


def folds(examples: Sequence[Message], way: str, count: int) -> Iterator[Tuple[List[int], List[int]]]:
    """Which examples are learnt from and which are tried, `count` times.

    Args:
        examples: all of them.
        way: "line" or "writer".
        count: into how many parts they are split; each is tried once.
    """
    if way == "line":
        yield from ((list(a), list(b)) for a, b in KFold(count, shuffle=True, random_state=_SEED).split(np.arange(len(examples))))
        return
    of = writers()
    wrote = [of.get(example.get(TEXT).strip().lower(), "") for example in examples]
    known = [i for i, writer in enumerate(wrote) if writer]
    always = [i for i, writer in enumerate(wrote) if not writer]
    for learnt, tried in GroupKFold(count).split(known, groups=[wrote[i] for i in known]):
        yield always + [known[i] for i in learnt], [known[i] for i in tried]


def held(examples: Sequence[Message], way: str, count: int, tried_at_most: int = 0) -> Held:
    """Learn and try; of each fold at most so many are tried, drawn at random (0: all)."""
    encoder, share = Encoder(ENCODER), configured(ActReader)["words"]
    tried = by_words = with_encoder = 0
    for learnt, rest in folds(examples, way, count):
        model = WordModel.fit([examples[i].get(READING) for i in learnt], [examples[i].get(INTENT) for i in learnt])
        for i in random.Random(_SEED).sample(rest, tried_at_most) if 0 < tried_at_most < len(rest) else rest:
            example = examples[i]
            words = model.judge(example.get(READING)["words"], example.get(READING)["kinds"])
            both = encoder.alone(example.get(TEXT)).beside(words, share).labels
            tried += 1
            by_words += max(words, key=words.__getitem__) == example.get(INTENT)
            with_encoder += max(both, key=both.__getitem__) == example.get(INTENT)
    return Held(way, tried, by_words, with_encoder)


def main() -> None:
    """Measure in both ways and print."""
    parser = argparse.ArgumentParser(prog="python -m tools.evaluation.crossvalidation", description=__doc__.splitlines()[0])
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--examples", type=int, default=0, help="so many of them, drawn at random (default: all)")
    parser.add_argument("--tried", type=int, default=0, help="at most so many of each fold (default: all)")
    options = parser.parse_args()
    examples = read_examples(options.examples)
    print(f"{len(examples)} examples, {options.folds} folds", flush=True)
    for way in ("line", "writer"):
        print(held(examples, way, options.folds, options.tried), flush=True)


if __name__ == "__main__":
    main()
