"""`python -m tools.benchmarks [--quick]`: our pipeline, Rasa's default one and a light one, side by side, in one run.

All are trained on the same data and served on this machine, with bytecode compiled; what is
measured is printed and saved under `var/benchmarks`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Any, Dict, List, NamedTuple, Optional

from rasa.shared.nlu.training_data.loading import load_data

from operation.servers import ROOT
from tools.benchmarks import endurance, knowledge, report
from tools.benchmarks.assistants import FLOOR, LIGHT, LIGHT_CONFIG, OURS, STOCK, Assistant, Trained, accuracy, stock_config, train
from tools.benchmarks.load import put
from tools.evaluation.utterances import sample

RESULTS = ROOT / "var" / "benchmarks"
CLIENTS = (1, 4, 16, 64)


class Scale(NamedTuple):
    """How much is measured.

    `examples` of the training data are learnt from, by all alike; `stock_epochs` is None for Rasa's own number; `rounds` times each bot in turn gets
    `messages`; `per_load` messages are put for each number of clients.
    """

    examples: int
    stock_epochs: Optional[int]
    rounds: int
    messages: int
    per_load: int
    starts: int
    turns: int
    conversations: int
    trained_stores: List[int]


FULL = Scale(3000, None, 10, 100, 800, 3, 500, 10_000, [2, 20, 200])
QUICK = Scale(500, 1, 3, 40, 120, 1, 500, 3_000, [])
STORES = (2, 20, 200)


def main() -> None:
    """Train, serve, measure, print, save."""
    parser = argparse.ArgumentParser(prog="python -m tools.benchmarks", description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a few minutes; the stock networks train for one epoch")
    parser.add_argument("--examples", type=int, help=f"how many examples to learn from (default: {FULL.examples}; 0: all)")
    options = parser.parse_args()
    scale = QUICK if options.quick else FULL
    if options.examples is not None:
        scale = scale._replace(examples=options.examples or sys.maxsize)
    with tempfile.TemporaryDirectory() as folder:
        results = run(scale, Path(folder))
    report.save(results, RESULTS)
    print(f"\n{report.table(results)}\n\nSaved in {RESULTS.relative_to(ROOT)}.")


def run(scale: Scale, folder: Path) -> Dict[str, Any]:
    """All figures."""
    examples = sample(scale.examples, folder / "examples.yml")
    trained = {
        OURS: train(ROOT / "config.yml", folder, OURS, examples),
        STOCK: train(stock_config(folder, scale.stock_epochs), folder, STOCK, examples),
        LIGHT: train(LIGHT_CONFIG, folder, LIGHT, examples),
    }
    _say("trained: " + ", ".join(f"{name} {model.seconds:.0f} s" for name, model in trained.items()))
    figures: Dict[str, report.Figures] = {name: {"training_s": model.seconds} for name, model in trained.items()}
    for name in (OURS, LIGHT):
        figures[name]["accuracy"] = accuracy(trained[name].model)
    notes = [f"all learn from the same {len(load_data(str(examples)).intent_examples)} examples"]
    if scale.stock_epochs:
        notes.append(
            f"the stock networks were trained for {scale.stock_epochs} of 100 epochs, so its training is far longer than "
            "shown and its accuracy is not measured: run without --quick; its other figures do not depend on that"
        )
    else:
        figures[STOCK]["accuracy"] = accuracy(trained[STOCK].model)
    results: Dict[str, Any] = {"assistants": figures, "notes": notes}
    results.update(_serve(scale, trained, folder, figures))
    results["knowledge"] = [
        _knowledge(models, models in scale.trained_stores, scale, folder, examples) for models in STORES
    ]
    return results


def _serve(
    scale: Scale, trained: Dict[str, Trained], folder: Path, figures: Dict[str, report.Figures]
) -> Dict[str, Any]:
    """Start the bots and measure them in turn, so that a noisy machine hits all alike."""
    models = {**{name: of.model for name, of in trained.items()}, FLOOR: trained[OURS].model}
    bots = {name: Assistant(name, model, folder) for name, model in models.items()}
    figures.setdefault(FLOOR, {})
    try:
        for name, bot in bots.items():
            figures[name]["start_s"] = _start(bot, scale.starts)
        _say("started: " + ", ".join(f"{name} {figures[name]['start_s']:.1f} s" for name in bots))
        _measure(scale, bots, figures)
        for name in (FLOOR, LIGHT, STOCK):
            bots[name].stop()
        return {
            "long_conversation": [endurance.long_conversation(bots[OURS], scale.turns)],
            "many_conversations": [
                endurance.many_conversations(bots[OURS], scale.conversations, scale.per_load)
            ],
        }
    finally:
        for bot in bots.values():
            bot.stop()


def _start(bot: Assistant, times: int) -> float:
    """The least of some starts; the bot stays up."""
    seconds = []
    for _ in range(times):
        bot.stop()
        seconds.append(bot.start())
    return min(seconds)


def _measure(scale: Scale, bots: Dict[str, Assistant], figures: Dict[str, report.Figures]) -> None:
    failures = dict.fromkeys(bots, 0)
    latencies: Dict[str, List[float]] = {name: [] for name in bots}
    for bot in bots.values():
        put(bot.url, scale.messages)
    for _ in range(scale.rounds):
        for name, bot in bots.items():
            load = put(bot.url, scale.messages)
            latencies[name] += load.latencies
            failures[name] += load.failures
    for name in bots:
        figures[name]["latency"] = report.summary(latencies[name])
        figures[name]["clients"] = {}
    for clients in CLIENTS:
        for name, bot in bots.items():
            load = put(bot.url, scale.per_load, clients)
            failures[name] += load.failures
            figures[name]["clients"][str(clients)] = {
                "throughput": load.throughput,
                **report.summary(load.latencies),
            }
    for name, bot in bots.items():
        memory = bot.memory()
        figures[name]["memory"] = {**memory, "all": sum(memory.values())}
        figures[name]["failures"] = failures[name]
    _say("measured latency, throughput and memory")


def _knowledge(models: int, trained: bool, scale: Scale, folder: Path, examples: Path) -> Dict[str, float]:
    """The cost of a store with so many models; with `trained`, that of a bot that knows them too."""
    path = knowledge.store_with(models, folder)
    figures = knowledge.cost_of_loading(path)
    if not trained:
        return figures
    environment = {"FACTS_PATH": str(path)}
    model = train(ROOT / "config.yml", folder, f"knows-{models}", examples, **environment)
    bot = Assistant(OURS, model.model, folder, environment)
    try:
        start = bot.start()
        latency = report.summary(put(bot.url, scale.per_load).latencies)["median"]
        memory = sum(bot.memory().values())
    finally:
        bot.stop()
    return {**figures, "training_s": model.seconds, "start_s": start, "latency_ms": latency, "bot_mb": memory}


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
