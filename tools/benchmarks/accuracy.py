"""`python -m tools.benchmarks.accuracy MODEL`: the accuracy of a model's intents on the unseen test messages."""

from __future__ import annotations

import asyncio
import json
import shutil
import sys
import tempfile

from rasa.core.agent import Agent
from rasa.nlu.test import run_evaluation

from tools.benchmarks.messages import TEST_FILES


def main(model: str) -> None:
    """Evaluate with Rasa's own code and print the share of right intents."""
    processor = Agent.load(model).processor
    with tempfile.TemporaryDirectory() as folder:
        for file in TEST_FILES:
            shutil.copy(file, folder)
        result = asyncio.run(run_evaluation(folder, processor, disable_plotting=True, report_as_dict=True))
    print(json.dumps(result["intent_evaluation"]["accuracy"]))


if __name__ == "__main__":
    main(sys.argv[1])
