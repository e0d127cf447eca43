"""An Answer as the page draws it: what it is made of stays as it is, and what only a page can use is added."""

from __future__ import annotations

import os
import re
from typing import Any, Dict, List, Optional

from channels.knowledge import facts
from facts import FactStore

CONTACT = os.environ.get("CONTACT", "")

_LINKS = (
    (re.compile(r"https?://[^\s<>\"]+"), "{}"),
    (re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+"), "mailto:{}"),
    (re.compile(r"\+?[0-9][0-9 ()-]{5,}[0-9]"), "tel:{}"),
)


def presented(answer: Optional[Dict[str, Any]], contact: str = CONTACT) -> Optional[Dict[str, Any]]:
    """An Answer, which may be of an earlier time, with additions:

    - `sources[].url`: where a section's first fact of this answer stands among all facts;
    - `table.telling`: the numbers of the rows that tell most of how models differ;
    - `contact` of a decline: who can be asked instead, as `{"text", "url"}`.
    """
    if not answer:
        return answer
    store, lang = facts(), answer["lang"]
    added: Dict[str, Any] = {}
    if answer.get("sources"):
        added["sources"] = _linked(answer["sources"], answer.get("facts", []), store, lang)
    if answer.get("table"):
        telling = {aspect.label[lang] for aspect in store.aspects if aspect.top}
        rows = answer["table"]["rows"]
        added["table"] = {**answer["table"], "telling": [number for number, row in enumerate(rows) if row[0] in telling]}
    if contact and answer["kind"] == "decline":
        added["contact"] = {"text": contact, "url": address(contact)}
    return {**answer, **added}


def address(contact: str) -> Optional[str]:
    """The link that a contact is or has in it: a page, a mailbox or a telephone; None if it is none of them."""
    for pattern, link in _LINKS:
        found = pattern.search(contact)
        if found:
            return link.format(re.sub(r"[ ()]", "", found.group()))
    return None


def _linked(sources: List[Dict[str, Any]], refs: List[str], store: FactStore, lang: str) -> List[Dict[str, Any]]:
    first = {store.section(name).label[lang]: ref for ref in reversed(refs) if store.has_entry(ref) for name in store.entry(ref).source}
    return [
        {**source, "url": f"/facts/{lang}#{first[source['section']]}"} if source["section"] in first else source for source in sources
    ]
