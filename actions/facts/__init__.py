"""The fact store: the only reader of `data/facts`."""

from actions.facts.schema import Aspect, Fact, Localized, Model, Service, Subject, Type
from actions.facts.store import FactError, FactStore, Row, facts_path
from actions.facts.terms import Term, terms_of

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
