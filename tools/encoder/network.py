"""The network: the lower layers of the base, and heads for cuts, unknown things, labels and marks."""

from __future__ import annotations

import math
from typing import Any, Dict, List, Mapping, NamedTuple, Tuple

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from tools.encoder.batches import Batch

_MASKED = -1e4


class Layer(nn.Module):
    """A post-norm transformer layer, as in BERT.

    Args:
        hidden, inner: widths. heads: of attention. eps: of the norms.
    """

    def __init__(self, hidden: int, inner: int, heads: int, eps: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(hidden, 3 * hidden)
        self.ao = nn.Linear(hidden, hidden)
        self.aln = nn.LayerNorm(hidden, eps)
        self.fi = nn.Linear(hidden, inner)
        self.fo = nn.Linear(inner, hidden)
        self.oln = nn.LayerNorm(hidden, eps)

    def forward(self, x: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
        """Vectors of shape (rows, n, hidden) to such; `bias` masks the padding, shape (rows, 1, 1, n).

        Attention is written out: for short messages its backward pass is several times as fast as the fused one.
        """
        rows, length, hidden = x.shape
        q, k, v = self.qkv(x).view(rows, length, 3, self.heads, hidden // self.heads).permute(2, 0, 3, 1, 4)
        scores = (q @ k.transpose(-1, -2)).float() / math.sqrt(hidden // self.heads) + bias
        y = scores.softmax(-1).to(v.dtype) @ v
        x = self.aln(x + self.ao(y.transpose(1, 2).reshape(rows, length, hidden)))
        return self.oln(x + self.fo(F.gelu(self.fi(x))))


class Heard(NamedTuple):
    """What the heads say, as logits; shapes (rows, n), (rows, n, 3), (parts, labels), (parts, marks)."""

    cut: torch.Tensor
    outside: torch.Tensor
    labels: torch.Tensor
    marks: torch.Tensor


class Network(nn.Module):
    """The encoder with its heads.

    Args:
        config: of the base, see `extract`. layers: how many of it, from below.
        labels, marks: how many.
        dropout: before the heads of parts.
    """

    def __init__(self, config: Mapping[str, Any], layers: int, labels: int, marks: int, dropout: float = 0.1) -> None:
        super().__init__()
        hidden = config["hidden"]
        self.word = nn.Embedding(config["vocabulary"], hidden)
        self.pos = nn.Embedding(config["positions"], hidden)
        self.eln = nn.LayerNorm(hidden, config["eps"])
        self.layers = nn.ModuleList(Layer(hidden, config["inner"], config["heads"], config["eps"]) for _ in range(layers))
        self.dropout = nn.Dropout(dropout)
        self.cut = nn.Linear(hidden, 1)
        self.outside = nn.Linear(hidden, 3)
        self.label = nn.Linear(3 * hidden, labels)
        self.marks = nn.Linear(3 * hidden, marks)
        self._begin()

    def _begin(self) -> None:
        """Heads begin where nothing is marked: else their first steps push all vectors the same way, and little else is learnt."""
        for head in (self.cut, self.outside, self.label, self.marks):
            nn.init.normal_(head.weight, std=0.01)
            nn.init.zeros_(head.bias)
        nn.init.constant_(self.marks.bias, -4.0)
        nn.init.constant_(self.cut.bias, -2.5)
        nn.init.constant_(self.outside.bias[:1], 3.0)

    def load_base(self, tensors: Mapping[str, np.ndarray]) -> None:
        """Take the weights of the base; word and position embeddings stay as they are."""
        part: Dict[str, torch.Tensor] = {key: torch.tensor(value) for key, value in tensors.items()}
        self.word.weight.data = part["emb.word"]
        self.pos.weight.data = part["emb.pos"] + part["emb.type"][0]
        self.eln.weight.data, self.eln.bias.data = part["emb.ln.w"], part["emb.ln.b"]
        for i, layer in enumerate(self.layers):
            for end, field in (("w", "weight"), ("b", "bias")):
                getattr(layer.qkv, field).data = torch.cat([part[f"l{i}.{name}.{end}"] for name in "qkv"])
                for name in ("ao", "aln", "fi", "fo", "oln"):
                    getattr(getattr(layer, name), field).data = part[f"l{i}.{name}.{end}"]
        self.word.requires_grad_(False)
        self.pos.requires_grad_(False)

    def heads(self) -> List[nn.Parameter]:
        """The weights of the heads."""
        return [weight for head in (self.cut, self.outside, self.label, self.marks) for weight in head.parameters()]

    def body(self) -> List[nn.Parameter]:
        """The weights of the encoder that are tuned."""
        of_heads = {id(weight) for weight in self.heads()}
        return [weight for weight in self.parameters() if weight.requires_grad and id(weight) not in of_heads]

    def encode(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Word pieces, shape (rows, n), to vectors, shape (rows, n, hidden)."""
        x = self.eln(self.word(ids) + self.pos.weight[: ids.shape[1]])
        bias = ((1 - mask.to(x.dtype)) * _MASKED)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def forward(self, batch: Batch) -> Heard:
        """What is heard in a batch (of tensors). A part is judged by the mean of its pieces, by what is strongest among
        them (a word may name a thing that the mean drowns), and by the mean of the message."""
        x = self.encode(batch.ids, batch.mask)
        own = batch.own.to(x.dtype)
        pieces = x[batch.row]
        parts = torch.einsum("pn,pnh->ph", batch.pool.to(x.dtype), pieces)
        strongest = (pieces + ((batch.pool <= 0).to(x.dtype) * _MASKED)[..., None]).amax(1).clamp(min=-100)
        mean = (x * own[..., None]).sum(1) / own.sum(1, keepdim=True)
        both = self.dropout(torch.cat([parts, strongest, mean[batch.row]], -1))
        return Heard(self.cut(x).squeeze(-1), self.outside(x), self.label(both), self.marks(both))


class Served(nn.Module):
    """The encoder as it is served: what `nlu.encoder.Encoded` holds of each piece, for the word pieces of messages."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> Tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Vectors, certainties of a cut, and of beginning or going on with something unknown."""
        x = self.network.encode(ids, mask.to(torch.float32))
        outside = torch.softmax(self.network.outside(x), -1)[..., 1:]
        return x, torch.sigmoid(self.network.cut(x)).squeeze(-1), outside
