"""The tuned network as files that are served without torch: ONNX with int8 weights, heads, tokenizer."""

from __future__ import annotations

import logging
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from tools.encoder.network import Network, Served

_OPSET = 17


def export(network: Network, tokenizer: Any, folder: Path) -> None:
    """Write encoder.onnx, heads.npz and tokenizer.json into a folder.

    The graph takes `ids` and `mask`, (rows, n), and gives `hidden`, (rows, n, width), `cut`, (rows, n), and `outside`,
    (rows, n, 2). The heads of parts stay outside of it, as parts are known only when cuts are.
    """
    whole = folder / "float.onnx"
    ids = torch.randint(4, 1000, (2, 12))
    axes = {0: "rows", 1: "pieces"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the older of torch's two exporters: the graph of the newer is not quantised as well
        torch.onnx.export(
            Served(network.eval()),
            (ids, torch.ones_like(ids)),
            str(whole),
            input_names=["ids", "mask"],
            output_names=["hidden", "cut", "outside"],
            dynamic_axes={name: axes for name in ("ids", "mask", "hidden", "cut", "outside")},
            opset_version=_OPSET,
            dynamo=False,
        )
    logging.getLogger().setLevel(logging.ERROR)  # it advises a step of preparation that gains nothing here
    # Unsigned weights: signed ones overflow on processors without VNNI, which then read otherwise than others do.
    quantize_dynamic(
        str(whole), str(folder / "encoder.onnx"), weight_type=QuantType.QUInt8, per_channel=True,
        op_types_to_quantize=["MatMul", "Gemm", "Gather"],
    )  # fmt: skip
    whole.unlink()
    onnx.checker.check_model(str(folder / "encoder.onnx"))
    heads = {
        f"{name}.{end}": getattr(getattr(network, name), end).detach().numpy() for name in ("label", "marks") for end in ("weight", "bias")
    }
    np.savez(folder / "heads.npz", **heads)
    tokenizer.save(str(folder / "tokenizer.json"))
