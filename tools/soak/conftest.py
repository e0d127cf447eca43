"""The fixtures of the other tests, and how much is long."""

import os

os.environ.setdefault("BAD_INPUTS", "5100")
os.environ.setdefault("CRASHES", "200")
os.environ.setdefault("DISTINCT_WORDS", "1000000")

from tests.conftest import model, pipeline  # noqa: E402
from tests.operation.conftest import postgres, settings  # noqa: E402

__all__ = ["model", "pipeline", "postgres", "settings"]
