"""The jobs of a list, one by one."""

from __future__ import annotations

import pytest

from acts import Act, Span
from facts import FactStore
from nlu.cues import Cues
from nlu.encoder import Judgement
from nlu.items import with_items
from tests.unit.nlu.fakes import CERTAINTIES, entity, judgement

CUES, STORE = Cues.load(), FactStore.load()
HEARD = {"wages": "payroll", "charts": "investment_research", "laws": "legal_process"}


def alone(words: str) -> Judgement:
    """By itself a job is what one word of it says."""
    marks = {f"s:{service}": 0.9 for word, service in HEARD.items() if word in words}
    return judgement({**marks, "answerable": 0.9 if marks else 0.0})


def items(text: str, label: str = "ask_classification", cues: str = "which", **fields: object) -> tuple[str, ...]:
    names = [entity("model", name.lower(), at, at + 3) for name in ("BPO", "KPO") if (at := text.find(name)) >= 0]
    names += [entity("service", "finance_accounting", at, at + 22) for at in (text.find("finance and accounting"),) if at >= 0]
    act = Act(label, cues=frozenset(cues.split()), span=Span(0, len(text)), **fields)
    asks = Act("ask_classification", cues=frozenset({"which"}), span=Span(0, 0))
    return with_items((act, asks), text, names, alone, lambda start, end: {}, CUES, STORE, CERTAINTIES)[0].items


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("please sort: wages, charts, baking bread", ("payroll:wages", "investment_research:charts", ":baking bread")),
        ("BPO or KPO: wages, laws and baking", ("payroll:wages", "legal_process:laws", ":baking")),
        ("wages; laws - BPO or KPO?", ("payroll:wages", "legal_process:laws")),
        ("tolong kelompokkan wages, laws. BPO atau KPO?", ("payroll:wages", "legal_process:laws")),
        ("sort finance and accounting, laws", ("finance_accounting:finance and accounting", "legal_process:laws")),
        ("just a fast one first, wages + laws which is KPO", ("payroll:wages", "legal_process:laws")),
        ("kalo wages, laws masuk mana", ("payroll:wages", "legal_process:laws")),
        # Words that belong to no job.
        ("wages, laws, where do they go", ("payroll:wages", "legal_process:laws")),
        ("kami memiliki laws, wages, sama baking. masuk mana", ("legal_process:laws", "payroll:wages", ":baking")),
        ("laws yang mana saja yang dimaksud, misalnya wages", ("legal_process:laws", "payroll:wages")),
        ("we have 4 teams - wages, laws, baking - BPO or KPO?", ("payroll:wages", "legal_process:laws", ":baking")),
        ("wages, as the term is used there, laws", ("payroll:wages", "legal_process:laws")),
        (
            "laws, kami bermaksud mengalihdayakan finance and accounting",
            ("legal_process:laws", "finance_accounting:finance and accounting"),
        ),
        # One job, and what none of is known.
        ("balance sheets and wages", ()),
        ("baking, sewing", ()),
        ("wages of all the very many people who work for us here, laws", ()),
    ],
)
def test_entries_of_a_list(text: str, found: tuple[str, ...]) -> None:
    assert items(text) == found


def test_a_claim_of_jobs_is_no_list_to_be_sorted() -> None:
    assert items("wages, laws are BPO", cues="yn") == ()


def test_a_point_of_a_letter_is_one_entry() -> None:
    text = "1) wages 2) sweeping floors 3) laws"
    acts = [
        Act("tell", mark="1", span=Span(0, 8)),
        Act("tell", mark="2", outside=("sweeping",), span=Span(9, 27)),
        Act("tell", mark="3", span=Span(28, 35)),
        Act("ask_classification", cues=frozenset({"which"}), span=Span(35, 35)),
    ]
    found = with_items(acts, text, [], alone, lambda start, end: {}, CUES, STORE, CERTAINTIES)
    assert [act.items for act in found] == [("payroll:wages",), (":sweeping floors",), ("legal_process:laws",), ()]
    assert found[1].outside == ("sweeping floors",)


def test_what_is_only_near_a_service_is_none() -> None:
    text = "sort: wages, laws"
    near = {"laws": {"legal_process": "laws"}, "wages": {}}
    act = Act("ask_classification", cues=frozenset({"which"}), span=Span(0, len(text)))
    found = with_items((act,), text, [], alone, lambda a, b: near[text[a:b]], CUES, STORE, CERTAINTIES)
    assert found[0].items == ("payroll:wages", ":laws")


def test_only_so_many_jobs_of_a_message_are_judged() -> None:
    asked: list[str] = []

    def judged(words: str) -> Judgement:
        asked.append(words)
        return alone(words)

    text = "sort: " + ", ".join(f"wages {number}" for number in range(40)) + ", wages 1"
    act = Act("ask_classification", cues=frozenset({"which"}), span=Span(0, len(text)))
    with_items((act,), text, [], judged, lambda start, end: {}, CUES, STORE, CERTAINTIES)
    assert 1 < len(asked) <= 20 and len(set(asked)) == len(asked)
