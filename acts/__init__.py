"""What a message wants, as data: the types between reading and deciding, and their JSON. No logic."""

from acts.form import LISTS, Form
from acts.types import MATTER, MOODS, Act, Sense, Span, acts_from_json, acts_to_json, aspects_of, named_by

__all__ = ["LISTS", "MATTER", "MOODS", "Act", "Form", "Sense", "Span", "acts_from_json", "acts_to_json", "aspects_of", "named_by"]
