"""Two hundred deaths in the middle of writing, for each kind of database."""

from tests.operation.test_crashes import test_what_was_acknowledged_outlives_any_death

__all__ = ["test_what_was_acknowledged_outlives_any_death"]
