"""The fixtures of the other tests."""

from tests.conftest import model

__all__ = ["model"]
