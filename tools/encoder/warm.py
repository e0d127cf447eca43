"""The weights of an encoder that was built before, to go on from: a third of the steps, where there is no GPU."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Dict, List, Mapping, Sequence, Tuple

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from tools.encoder.batches import Vocabulary
from tools.encoder.network import Network

# The matrices of a layer in the order in which the graph multiplies by them; behind those of all layers come two heads.
_OF_A_LAYER = ("qkv", "ao", "fi", "fo")
_HEADS = ("outside", "cut")


def go_on_from(network: Network, folder: Path, vocabulary: Vocabulary) -> None:
    """Give a network the weights of the encoder in a folder; a label or mark that it did not know begins anew.

    The word vectors stay those of the base: they are never tuned.

    Args:
        network: with the weights of the base.
        folder: of encoder.onnx, heads.npz and card.json.
        vocabulary: labels and marks in the order of the network's heads.

    Raises:
        FileNotFoundError: a file is missing.
        ValueError: the encoder is of another shape.
    """
    vectors, matrices = _weights(onnx.load(str(folder / "encoder.onnx")))
    names = [f"layers.{i}.{name}" for i in range(len(network.layers)) for name in _OF_A_LAYER] + list(_HEADS)
    if len(names) != len(matrices):
        raise ValueError(f"{folder / 'encoder.onnx'}: has {len(matrices)} matrices, not {len(names)}: tune from the base")
    state = network.state_dict()
    found = {**vectors, **{f"{name}.weight": matrix.T for name, matrix in zip(names, matrices)}}
    for name, value in found.items():
        if name in state and not name.startswith("word."):
            state[name] = torch.tensor(np.ascontiguousarray(value), dtype=torch.float32)
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    heads = np.load(folder / "heads.npz", allow_pickle=False)
    for head, before, now in (("label", card["labels"], vocabulary.labels), ("marks", card["marks"], vocabulary.marks)):
        for end in ("weight", "bias"):
            state[f"{head}.{end}"] = _moved(state[f"{head}.{end}"], heads[f"{head}.{end}"], before, now)
    network.load_state_dict(state)


def become_the_mean_of(network: Network, folders: Sequence[Path], vocabulary: Vocabulary) -> None:
    """Give a network the mean of the weights of several encoders that were tuned on from one another.

    What each learnt last it knows best; their mean knows nearly as much of all of it (Wortsman et al., *Model soups*, 2022).
    A label or mark that not all of them know is the mean of those that do. The other arguments, and what is raised, are those of
    `go_on_from`.
    """
    states, cards = [], []
    for folder in folders:
        go_on_from(network, folder, vocabulary)
        states.append({name: weights.clone() for name, weights in network.state_dict().items()})
        cards.append(json.loads((folder / "card.json").read_text(encoding="utf-8")))
    mean = {name: torch.stack([state[name].float() for state in states]).mean(0) for name in states[0]}
    for head, kind, names in (("label", "labels", vocabulary.labels), ("marks", "marks", vocabulary.marks)):
        for i, name in enumerate(names):
            knowing = [state for state, card in zip(states, cards) if name in card[kind]] or states
            for end in ("weight", "bias"):
                mean[f"{head}.{end}"][i] = torch.stack([state[f"{head}.{end}"][i].float() for state in knowing]).mean(0)
    network.load_state_dict(mean)


def _moved(head: torch.Tensor, old: np.ndarray, before: Sequence[str], now: Sequence[str]) -> torch.Tensor:
    """The rows of a head as they were, each at the place of its name."""
    rows = head.clone()
    for i, name in enumerate(now):
        if name in before:
            rows[i] = torch.tensor(old[before.index(name)])
    return rows


def _weights(model: onnx.ModelProto) -> Tuple[Dict[str, np.ndarray], List[np.ndarray]]:
    """The vectors by their names, and the matrices, (in, out), in the order of the graph."""
    tensors: Mapping[str, np.ndarray] = {i.name: numpy_helper.to_array(i) for i in model.graph.initializer}
    vectors = {name[len("network.") :]: t for name, t in tensors.items() if name.startswith("network.") and t.dtype == np.float32}
    matrices = []
    for node in model.graph.node:
        if node.op_type == "MatMulInteger":
            name = node.input[1]
            scale = tensors[name.replace("_quantized", "_scale")]
            zero = tensors[node.input[3]].astype(np.float32)
            matrices.append((tensors[name].astype(np.float32) - zero) * scale)
    return vectors, matrices
