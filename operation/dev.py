"""`make dev`: the bot of `make run`, which takes up what is edited, and says what it cannot take up without a training.

| edited | then |
|---|---|
| facts | both processes read them again by themselves; new names have to be trained in, and that is said |
| wording, code of actions, dialogue and answers | the action server is started anew, in a second |
| what is trained: examples, rules, the domain, code of reading | said: stop, and start again |
| channels, operation | said: stop, and start again |
"""

from __future__ import annotations

import shlex
import sys
import threading
from pathlib import Path
from typing import Iterable, Iterator, List, Set

from operation.sentences import in_a_sentence

# isort: split
# Behind it: Ctrl-C while these are imported shows no traceback.
from watchfiles import watch

from facts import FactError, FactStore, facts_path, learnt_of
from operation.console import step
from operation.run import ACTION_PORT, main
from operation.servers import ROOT, Command, action_server
from operation.train import LEARNT, WORDING, learnt_of_wording

RELOADED = ("actions", "acts", "answers", "dialogue", "facts", "data/wording")
RESTARTED = ("channels", "operation", "endpoints.yml", "credentials.yml")


class Advice:
    """Says what an edit asks for.

    Args:
        facts: the folder of facts, as it was when the bot was trained.
    """

    def __init__(self, facts: Path) -> None:
        self._facts = facts
        self._learnt: Set[str] = set(learnt_of(FactStore.load(facts)))
        self._wording = _learnt_of_wording()

    def on(self, edited: Iterable[Path]) -> Iterator[str]:
        """A line for each kind of what was edited."""
        files = [file for file in edited if file.suffix != ".pyc" and not file.name.startswith(".")]
        if any(self._facts in file.parents for file in files):
            yield self._on_facts()
        if _below(files, RELOADED):
            yield "Wording or code of the dialogue: the action server starts anew."
        if _below(files, LEARNT) or (_below(files, ["data/wording"]) and _learnt_of_wording() != self._wording):
            yield "What is trained was edited: Ctrl-C, then `make dev` trains it in."
        if _below(files, RESTARTED):
            yield "Code of channels or operation was edited: Ctrl-C, then `make dev` takes it up."

    def _on_facts(self) -> str:
        try:
            learnt = set(learnt_of(FactStore.load(self._facts)))
        except FactError as fault:
            return f"Facts: {fault}"
        changed = sorted(learnt ^ self._learnt)
        if not changed:
            return "Facts: taken up, no training needed."
        return f"Facts: taken up; names have changed ({', '.join(changed[:5])}): Ctrl-C, then `make dev` trains them in."


def _learnt_of_wording() -> List[str]:
    return [learnt_of_wording(file) for file in sorted(WORDING.glob("[!.]*.yml"))]


def _below(files: Iterable[Path], places: Iterable[str]) -> List[Path]:
    roots = [ROOT / place for place in places]
    return [file for file in files if any(root == file or root in file.parents for root in roots)]


def reloading_action_server() -> Command:
    """The action server, started anew whenever its code or the wording is edited."""
    server = action_server(ACTION_PORT)
    watched = [str(ROOT / place) for place in RELOADED]
    arguments = [sys.executable, "-m", "watchfiles", "--filter", "all", "--target-type", "command", "--sigint-timeout", "3"]
    return Command([*arguments, shlex.join(server.arguments), *watched], server.environment)


def _advise(advice: Advice) -> None:
    for changes in watch(ROOT / "data", *(ROOT / place for place in (*RELOADED, *LEARNT, *RESTARTED)), step=200):
        for line in advice.on(Path(file) for _, file in changes):
            step(line)


def _dev() -> "str | None":
    try:
        advice = Advice(facts_path())
    except FactError as fault:
        return str(fault)
    threading.Thread(target=_advise, args=(advice,), daemon=True).start()
    return main(reloading_action_server())


if __name__ == "__main__":
    sys.exit(in_a_sentence(_dev))
