"""The fact store: the only reader of `data/facts`."""

from facts.problems import FactError
from facts.schema import Article, Aspect, Fact, Localized, Model, Section, Service, Subject, Type, Types
from facts.store import FactStore, Row, facts_path
from facts.terms import Term, learnt_of, terms_of

__all__ = [
    "Article",
    "Aspect",
    "Fact",
    "FactError",
    "FactStore",
    "Localized",
    "Model",
    "Row",
    "Section",
    "Service",
    "Subject",
    "Term",
    "Type",
    "Types",
    "facts_path",
    "learnt_of",
    "terms_of",
]
