"""The fixtures of the other tests, and how much is long."""

import os

os.environ.setdefault("BAD_INPUTS", "5100")
os.environ.setdefault("DISTINCT_WORDS", "1000000")

from tests.conftest import model  # noqa: E402

__all__ = ["model"]
