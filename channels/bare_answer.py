"""An Answer without what the web channel adds for its page (`channels.web_answer`), for another channel that asks by it.

A module of its own, so that whoever only reads an Answer does not load the facts.
"""

from __future__ import annotations

from typing import Any, Dict


def bare(answer: Dict[str, Any]) -> Dict[str, Any]:
    """The Answer as its contract has it; the address of an article stays with its source, those of our page go."""
    kept = {name: value for name, value in answer.items() if name != "contact"}
    if kept.get("sources"):
        kept["sources"] = [_without_our_page(source) for source in kept["sources"]]
    if kept.get("table"):
        kept["table"] = {name: value for name, value in kept["table"].items() if name != "telling"}
    return kept


def _without_our_page(source: Dict[str, Any]) -> Dict[str, Any]:
    # Addresses of our page begin at its root.
    of_page = str(source.get("url") or "").startswith("/")
    return {name: value for name, value in source.items() if not (of_page and name == "url")}
