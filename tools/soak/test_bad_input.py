"""The generated bad input of `tests/operation`, more than ten times as much of it."""

from tests.operation.test_bad_input import bot, client, test_other_addresses, test_rest, test_web

__all__ = ["bot", "client", "test_other_addresses", "test_rest", "test_web"]
