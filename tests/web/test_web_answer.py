"""What the page gets beside an Answer: links to its facts, the rows that tell most, who else may be asked."""

from __future__ import annotations

from typing import Any, Dict, Optional

import pytest

from channels.bare_answer import bare
from channels.web_answer import address, presented
from facts import FactStore


def answer(store: FactStore, lang: str, **parts: Any) -> Dict[str, Any]:
    return {"kind": "answer", "topic": "difference", "lang": lang, "title": "", "body": [], **parts}


@pytest.mark.parametrize("lang", ["id", "en"])
def test_a_source_links_to_the_first_fact_that_stands_there(store: FactStore, lang: str) -> None:
    model, other = store.models[:2]
    refs = [f"{model.id}.driver", f"{other.id}.driver"]
    sections = [section.label[lang] for section in store.sections_of(refs)]
    given = [{"title": "T", "section": name} for name in sections] + [{"title": "T", "section": "elsewhere"}]
    shown = presented(answer(store, lang, facts=["gone.with_an_earlier_store", *refs], sources=given))
    assert [source.get("url") for source in shown["sources"]] == [f"/facts/{lang}#{refs[0]}"] * len(sections) + [None]


def test_the_rows_that_tell_most_are_named(store: FactStore) -> None:
    rows = [[aspect.label.en, "x", "y"] for aspect in store.aspects] + [["A row of another kind", "x", "y"]]
    shown = presented(answer(store, "en", facts=["x"], table={"columns": ["", "a", "b"], "rows": rows}))
    assert [rows[number][0] for number in shown["table"]["telling"]] == [a.label.en for a in store.aspects if a.top]
    assert shown["table"]["rows"] == rows


def test_only_a_decline_names_a_person(store: FactStore) -> None:
    decline = answer(store, "en", kind="decline")
    assert presented(decline, "help@example.com")["contact"] == {"text": "help@example.com", "url": "mailto:help@example.com"}
    assert "contact" not in presented(decline, "")
    assert "contact" not in presented(answer(store, "en", kind="social"), "help@example.com")
    assert presented(None) is None


@pytest.mark.parametrize(
    "contact, url",
    [
        ("the helpdesk, help@example.com", "mailto:help@example.com"),
        ("https://example.com/help", "https://example.com/help"),
        ("+62 21 555 0100", "tel:+62215550100"),
        ("room 3", None),
        ("javascript:alert(1)", None),
    ],
)
def test_a_contact_is_a_link_where_it_can_be(contact: str, url: Optional[str]) -> None:
    assert address(contact) == url


def test_what_was_added_for_the_page_can_be_left_out_again() -> None:
    answer = {
        **{"kind": "answer", "lang": "en", "facts": ["bpo.basis"], "sources": [{"title": "BPO vs KPO", "section": "Comparison table"}]},
        "table": {"columns": ["", "BPO"], "rows": [["Basis", "Rules"]]},
    }
    assert bare(presented(answer)) == answer
    decline = {"kind": "decline", "lang": "en"}
    assert bare(presented(decline, "help@example.com")) == decline
