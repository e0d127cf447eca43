"""The tuning: epochs of batches, all heads at once; figures of what was held out after each epoch."""

from __future__ import annotations

import random
import time
from pathlib import Path
from typing import Any, Mapping, Optional, Sequence

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from tools.encoder.batches import Batch, Batches, Vocabulary, grouped, rows_of
from tools.encoder.corpus import Corpus, Recipe, epoch
from tools.encoder.examples import Example
from tools.encoder.figures import Figures
from tools.encoder.network import Heard, Network
from tools.encoder.warm import go_on_from

_STEPS_PER_LINE = 100
# Weights of the losses beside that of the labels; marks are many, and few of them are there.
_OUTSIDE, _MARKS = 0.7, 0.18
# How much a cut or a mark that is there counts beside one that is not; of unknown things: none, beginning, going on.
_CUT_THERE, _MARK_THERE = 2.0, 3.0
_OUTSIDE_CLASSES = (1.0, 2.0, 1.5)


def tuned(
    corpus: Corpus,
    tensors: Mapping[str, np.ndarray],
    config: Mapping[str, Any],
    tokenizer: Any,
    vocabulary: Vocabulary,
    recipe: Recipe,
    begun_with: Optional[Path] = None,
) -> Network:
    """A network tuned by a recipe, on a GPU where there is one; it is left on the CPU.

    Args:
        corpus: what is learnt from, and what is held out.
        tensors, config: of the base, see `extract`.
        tokenizer: its own, set to cut what is too long.
        vocabulary: labels and marks in the order of the heads.
        recipe: rates, epochs and so on.
        begun_with: the folder of an encoder to go on from, if it is not the base.
    """
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.manual_seed(recipe.seed)
    rng = random.Random(recipe.seed)
    network = Network(config, recipe.layers, len(vocabulary.labels), len(vocabulary.marks), recipe.dropout)
    network.load_base(tensors)
    if begun_with:
        go_on_from(network, begun_with, vocabulary)
    for layer in network.layers[: recipe.frozen]:
        layer.requires_grad_(False)
    if recipe.only:
        learn_only(network, [mark.startswith(f"{recipe.only}:") for mark in vocabulary.marks])
    network.to(device).train()
    batches = Batches(vocabulary, config["pad"])
    begun = time.monotonic()
    epochs = [grouped(rows_of(epoch(corpus, recipe, i, rng), tokenizer), recipe.tokens, rng) for i in range(recipe.epochs)]
    steps = sum(map(len, epochs))
    print(f"{steps} steps on {device}; batches made in {time.monotonic() - begun:.0f} s", flush=True)
    optimiser = _optimiser(network, recipe)
    warm = max(1, int(recipe.warm * steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / warm, max(0.02, (steps - step) / max(1, steps - warm)))
    )
    begun, done, running = time.monotonic(), 0, 0.0
    for number, groups in enumerate(epochs, 1):
        for group in groups:
            loss = _step(network, on(device, batches.batch(group)), optimiser)
            schedule.step()
            done += 1
            running = loss if done == 1 else 0.98 * running + 0.02 * loss
            if done % _STEPS_PER_LINE == 0:
                print(f"step {done} of {steps}, loss {running:.3f}, {time.monotonic() - begun:.0f} s", flush=True)
        print(f"epoch {number} of {recipe.epochs}, {time.monotonic() - begun:.0f} s", flush=True)
        for name, held in (("messages", corpus.held_messages), ("lines", corpus.held_lines)):
            print(f"  {name} held out: {evaluated(network, held, tokenizer, batches, vocabulary, recipe).line()}", flush=True)
    return network.cpu().eval()


def learn_only(network: Network, marks: Sequence[bool]) -> None:
    """Let a network learn nothing but some of its marks: `marks` tells which, in the order of the head."""
    rows = torch.tensor(list(marks), dtype=torch.float32)
    network.requires_grad_(False)
    for weights in network.marks.parameters():
        weights.requires_grad_(True)
        weights.register_hook(lambda gradient: gradient * rows.to(gradient.device).reshape(-1, *[1] * (gradient.ndim - 1)))


def _optimiser(network: Network, recipe: Recipe) -> torch.optim.Optimizer:
    body = network.body()
    groups = [
        {"params": [weight for weight in body if weight.ndim > 1], "lr": recipe.rate, "weight_decay": recipe.decay},
        {"params": [weight for weight in body if weight.ndim == 1], "lr": recipe.rate, "weight_decay": 0.0},
        {"params": network.heads(), "lr": recipe.head_rate, "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)


def _step(network: Network, batch: Batch, optimiser: torch.optim.Optimizer) -> float:
    with half(batch.ids.device.type):
        heard = network(batch)
    loss = loss_of(heard, batch)
    optimiser.zero_grad(set_to_none=True)
    loss.backward()
    nn.utils.clip_grad_norm_([weight for group in optimiser.param_groups for weight in group["params"]], 1.0)
    optimiser.step()
    return loss.item()


def half(device: str) -> torch.autocast:
    """Half precision where the processor has it: emulated it takes many times as long as none."""
    return torch.autocast(device, torch.bfloat16, enabled=device == "cuda" or torch.ops.mkldnn._is_mkldnn_bf16_supported())


def on(device: torch.device, batch: Batch) -> Batch:
    """A batch of arrays as one of tensors."""
    return Batch(*(torch.from_numpy(array).to(device) for array in batch))


def loss_of(heard: Heard, batch: Batch) -> torch.Tensor:
    """The loss of all heads, each over what is known only.

    Of several labels that are right, the sum of their probabilities counts.
    """
    cut, outside, labels, marks = (logits.float() for logits in heard)
    total = cut.sum() * 0.0
    known = batch.cut >= 0
    if known.any():
        total = total + F.binary_cross_entropy_with_logits(cut[known], batch.cut[known], pos_weight=torch.tensor(_CUT_THERE, device=cut.device))
    if (batch.outside >= 0).any():
        classes = torch.tensor(_OUTSIDE_CLASSES, device=cut.device)
        total = total + _OUTSIDE * F.cross_entropy(outside.reshape(-1, 3), batch.outside.reshape(-1), ignore_index=-1, weight=classes)
    labelled = batch.labels.sum(1) > 0
    if labelled.any():
        wrong = batch.labels[labelled] == 0
        right = torch.logsumexp(F.log_softmax(labels[labelled], -1).masked_fill(wrong, -1e9), -1)
        total = total - (right * batch.weights[labelled]).mean()
    of_marks = F.binary_cross_entropy_with_logits(marks, batch.marks, reduction="none", pos_weight=torch.tensor(_MARK_THERE, device=cut.device))
    return total + _MARKS * (of_marks * batch.known * batch.weights[:, None]).sum(1).mean()


@torch.no_grad()
def evaluated(
    network: Network, examples: Sequence[Example], tokenizer: Any, batches: Batches, vocabulary: Vocabulary, recipe: Recipe
) -> Figures:  # fmt: skip
    """The figures of a network on examples, in training as it was before."""
    figures, device = Figures(vocabulary), network.cut.weight.device
    network.eval()
    for group in grouped(rows_of(examples, tokenizer), recipe.tokens, random.Random(0)):
        batch = batches.batch(group)
        with half(device.type):
            heard = network(on(device, batch))
        cut, outside, labels, marks = (logits.float().cpu().numpy() for logits in heard)
        right = [part.labels for row in group for _, _, part in row.targets.parts]
        figures.labels(right, labels[: len(right)])
        figures.marks(batch.marks, batch.known, marks > 0)
        figures.pieces(batch.cut, cut > 0, batch.outside, outside.argmax(-1) > 0)
    network.train()
    return figures

