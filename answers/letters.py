"""The first letter of a phrase, as it stands in a sentence or begins one."""

from __future__ import annotations


def lower_first(text: str) -> str:
    """Lower-case the first letter, save of an abbreviation or of a name of several capitals."""
    if text[1:2] == " ":
        # A word of one letter is no abbreviation.
        return text[:1].lower() + text[1:]
    is_name = text[:2].isupper() or any(word[:1].isupper() for word in text.split()[1:2])
    return text if is_name else text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    """Upper-case the first letter."""
    return text[:1].upper() + text[1:]
