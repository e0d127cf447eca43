"""The fact store: the only reader of `data/facts`."""

from facts.problems import FactError
from facts.schema import Aspect, Fact, Localized, Model, Service, Subject, Type
from facts.store import FactStore, Row, facts_path
from facts.terms import Term, terms_of

__all__ = [
    "Aspect",
    "Fact",
    "FactError",
    "FactStore",
    "Localized",
    "Model",
    "Row",
    "Service",
    "Subject",
    "Term",
    "Type",
    "facts_path",
    "terms_of",
]
