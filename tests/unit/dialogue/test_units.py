"""The questions of a message, one by one."""

from __future__ import annotations

import pytest

from acts import Act, Form, Sense
from dialogue import Memory
from dialogue.units import one_by_one, still_wanted
from tests.unit.talk import Talk, ask


def has(*cues: str) -> frozenset[str]:
    return frozenset(cues)


POEM = Act("reform", models=("kpo",), form=Form(cannot=True))
SORT = ask("classification", cues="which back", models=("bpo", "kpo"))


@pytest.mark.parametrize(
    ("acts", "labels"),
    [
        ((POEM, Act("deny"), ask("services", cues="only")), ["ask_services"]),
        ((POEM, ask("full_form", cues="takes_back")), ["ask_full_form"]),
        ((POEM, Act("nothing", cues=has("takes_back")), ask("types")), ["ask_types"]),
        # A length that is not wished for takes nothing back.
        ((ask("definition", models=("bpo",)), Act("shorten", cues=has("takes_back"))), ["ask_definition", "shorten"]),
        ((ask("definition", models=("bpo",)), Act("deny")), ["ask_definition", "deny"]),
    ],
)
def test_what_is_taken_back_is_not_answered(acts: tuple[Act, ...], labels: list[str]) -> None:
    found = still_wanted(acts)
    assert [act.label for act in found] == labels
    if POEM not in found and POEM in acts:
        assert found[0].models == ("kpo",)


@pytest.mark.parametrize("label", ["acknowledge", "thank"])
def test_jobs_in_passing_are_sorted(label: str) -> None:
    jobs = ("market_research", "payroll", "call_center")
    said = Talk("en").say(Act(label, services=jobs, named=jobs), ask("classification", cues="back which"))
    assert {ref.split(".")[0] for ref in said.facts} == {"bpo", "kpo"} and len(said.facts) == 3


@pytest.mark.parametrize("unknown", [(), ("gardening",)])
def test_jobs_are_asked_of_by_half_a_sentence(unknown: tuple[str, ...]) -> None:
    talk = Talk("en")
    talk.say(ask("classification", services=("data_analysis",), cues="which"))
    said = talk.say(Act("tell", services=("payroll",), outside=unknown), Act("follow_up", cues=has("asks", "back")))
    assert said.facts == ["bpo.services.human_resources"]
    assert said.unanswered == list(unknown)


def test_what_is_no_job_in_a_list_is_told_behind_it() -> None:
    names = ("payroll", "data_analysis")
    jobs = Act("tell", services=names, types=("onshore",), values=("bpo.reliance",), named=(*names, "onshore", "bpo.reliance"))
    said = Talk("en").say(jobs, SORT)
    assert said.facts[-2:] == ["bpo.types.onshore", "bpo.reliance"] and len(said.facts) == 4 and not said.unanswered


def test_points_of_a_list_are_sorted() -> None:
    heard = Sense(label="ask_classification")
    points = [Act("tell", services=(job,), mark=str(i + 1), sense=heard) for i, job in enumerate(("customer_service", "market_research"))]
    said = Talk("en").say(Act("repeat", sense=heard), *points)
    assert [block.text[:2] for block in said.body if block.text] == ["1.", "2."]
    assert said.facts[0].startswith("bpo") and said.facts[-1].startswith("kpo")


def test_an_either_or_gets_no_yes() -> None:
    said = Talk("en").say(
        Act("tell", services=("call_center",), named=("call_center",)),
        ask("classification", models=("bpo",), cues="said yn back"),
        SORT,
    )
    assert said.verdict is None and said.facts == ["bpo.services.customer_service"]


def test_a_word_of_the_source_is_spelt_out_beside_the_models() -> None:
    said = Talk("en").say(ask("full_form", models=("bpo", "kpo"), relations=("b2b",)))
    assert {"bpo.full_form", "kpo.full_form", "relation.b2b"} <= set(said.facts)


def test_how_they_stand_to_one_another_is_asked_of_what_is_named() -> None:
    said = Talk("en").say(ask("term", relations=("b2b",)), ask("relation", models=("bpo",), cues="which"))
    assert said.facts == ["relation.b2b"] and len(said.body) == 1


@pytest.mark.parametrize(
    "before", [Act("out_of_scope", outside=("wages",)), ask("source", services=("finance_accounting",))], ids=["a thing", "its topic"]
)
def test_whether_the_source_speaks_of_it_is_one_question(before: Act) -> None:
    mention = ask("source", cues="w:mention yn asks", outside=() if before.outside else ("wages",))
    said = Talk("en").say(before, mention)
    assert len(said.body) == 1 and said.plain_text().startswith("No,") and "wages" in said.plain_text()


@pytest.mark.parametrize("cues", ["w:mention yn", "back yn"])
def test_whether_it_is_mentioned_is_asked_of_what_was_declined(cues: str) -> None:
    talk = Talk("en")
    talk.say(Act("out_of_scope", outside=("wages",)))
    said = talk.say(ask("source", cues=cues, words="is it mentioned at all?"))
    assert said.plain_text().startswith("No,") and "wages" in said.plain_text()


def test_types_of_a_model_are_asked_behind_types() -> None:
    said = Talk("en").say(ask("difference", types=("onshore", "nearshore")), ask("aspect", models=("kpo",), cues="which"))
    assert "KPO" in said.plain_text()


def test_an_unknown_entry_of_a_list_is_all_that_is_asked() -> None:
    act = Act("correct", aspects=("talent",), outside=("staff meals",), cues=has("my_list"))
    assert one_by_one((act,), Memory()) == (act.with_(aspects=()),)


TOLD, HE_SAYS = Act("tell", services=("help_desk",)), Act("tell", models=("kpo",), cues=has("others", "said"), words="he calls it KPO")


@pytest.mark.parametrize(
    ("claim", "asked", "verdict"),
    [
        (HE_SAYS, Act("doubt", cues=has("yn", "back")), "no"),
        (HE_SAYS, ask("classification", cues="yn back trusts others"), "no"),
        (HE_SAYS.with_(label="ask_classification", models=("bpo",)), Act("doubt", cues=has("yn", "back")), "yes"),
        (HE_SAYS, Act("doubt", cues=has("yn", "back", "disputed")), "yes"),
    ],
)
def test_what_is_claimed_of_a_job_told_before_is_judged(claim: Act, asked: Act, verdict: str) -> None:
    assert Talk("en").say(TOLD, claim, asked).verdict == verdict


def test_what_is_claimed_of_a_job_by_its_name_is_claimed_of_that_one() -> None:
    claim = HE_SAYS.with_(label="ask_classification", services=("data_analysis",))
    assert one_by_one((TOLD, claim, Act("doubt", cues=has("yn", "back"))), Memory())[1].services == ("data_analysis",)


FIVE = Act(
    "tell", services=("recruitment", "data_analysis"), outside=("guards",), numbers=(3,),
    items=("recruitment:recruitment", "data_analysis:data", ":guards"),
)  # fmt: skip


@pytest.mark.parametrize(("numbers", "is_entry"), [((3,), False), ((), True)])
def test_beside_a_list_of_a_length_that_is_told_nothing_is_an_entry(numbers: tuple[int, ...], is_entry: bool) -> None:
    mine = Act("tell", services=("payroll",), items=("payroll:payroll at a bank",))
    text = Talk("en").say(mine, FIVE.with_(numbers=numbers), SORT).plain_text()
    assert ("payroll at a bank" in text) is is_entry and "recruitment" in text


def test_rows_that_go_on_in_the_next_part_are_of_the_same_table() -> None:
    three = ask("difference", models=("bpo", "kpo"), aspects=("basis", "complexity"), form=Form(points=3, unit="points"))
    need = ask("difference", aspects=("requirement", "talent"), named=("talent",))
    (act,) = one_by_one((three, need), Memory())
    assert act.aspects == ("basis", "complexity", "talent")
    # A question of yes or no is another one.
    assert len(one_by_one((three, need.with_(cues=has("yn"))), Memory())) == 2


def test_as_many_properties_as_points_are_rows() -> None:
    rows = ask("aspect", aspects=("talent", "driver"), form=Form(points=2, unit="points"))
    text = Talk("en").say(rows).plain_text()
    assert text.count("\n") == 1 and "(BPO)" in text and "(KPO)" in text
    assert one_by_one((rows.with_(models=("kpo",)),), Memory())[0].label == "ask_aspect"


@pytest.mark.parametrize(("topic", "told"), [("relation", False), ("definition", True)])
def test_beside_what_cannot_be_had_nothing_long_is_told(topic: str, told: bool) -> None:
    text = Talk("en").say(ask(topic, models=("kpo",), form=Form(cannot=True))).plain_text()
    assert text.startswith("Sorry") and ("\n" in text) is told
