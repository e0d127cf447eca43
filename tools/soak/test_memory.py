"""A million words that nobody has said before."""

from tests.nlu.test_reading_time import nlp, reader, test_words_never_seen_before_are_not_kept

__all__ = ["nlp", "reader", "test_words_never_seen_before_are_not_kept"]
