"""What the benchmarks say to the bots: a fixed choice of the unseen test messages, both languages."""

from __future__ import annotations

import random
import re
from typing import List

from operation.servers import ROOT

TEST_FILES = tuple(ROOT / "tests" / "nlu" / f"{language}.yml" for language in ("id", "en"))
TURNS = 4
"""How many messages a person sends: a new person begins a new conversation."""

_MARK_UP = re.compile(r"\[([^\]]+)\](\([^)]*\)|\{[^}]*\})")


def messages(count: int) -> List[str]:
    """So many messages, the same at every run."""
    examples = [
        _MARK_UP.sub(r"\1", line.strip()[2:])
        for file in TEST_FILES
        for line in file.read_text().splitlines()
        if line.startswith("    - ")
    ]
    order = random.Random(0)
    order.shuffle(examples)
    return [examples[index % len(examples)] for index in range(count)]
