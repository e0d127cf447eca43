"""The fixtures of the other tests, and how much is long."""

import os

os.environ.setdefault("BAD_INPUTS", "5100")

from tests.conftest import model  # noqa: E402

__all__ = ["model"]
