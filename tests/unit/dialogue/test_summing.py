"""Several earlier answers as one, and sets over lists."""

from __future__ import annotations

from acts import Act, Form
from tests.unit.talk import Talk, ask

ALL = frozenset({"everything"})
MERGE = frozenset({"merges"})
ITEMS = ("payroll:payroll", "market_research:market research", ":catering")
PARAGRAPH = Form(shape="paragraph")


def talk_of_three() -> Talk:
    talk = Talk("en")
    talk.say(ask("definition", models=("kpo",)))
    talk.say(ask("aspect", models=("kpo",), aspects=("reliance",)))
    talk.say(ask("aspect", models=("kpo",), values=("kpo.complexity",), cues="yn"))
    return talk


def test_all_that_was_said_is_summed_up_each_thing_once_and_without_a_verdict() -> None:
    said = talk_of_three().say(Act("recall", cues=ALL))
    assert said.facts == ["kpo.definition", "kpo.reliance", "kpo.complexity"]
    assert said.verdict is None and not said.plain_text().startswith("Yes")


def test_it_is_shared_out_to_as_many_letters_as_are_wished_for() -> None:
    lines = talk_of_three().say(Act("recall", cues=ALL, mark="ab")).plain_text().split("\n")
    assert [line[:2] for line in lines] == ["a.", "b."]


def test_the_rows_of_two_tables_are_merged() -> None:
    talk = Talk("en")
    talk.say(ask("difference", form=Form(shape="table", points=2, unit="points")))
    talk.say(ask("aspect", models=("bpo", "kpo"), aspects=("coordination", "focus"), form=Form(shape="table")))
    table = talk.say(Act("reform", cues=MERGE, form=Form(shape="table"), anaphor="both")).table
    assert [row[0] for row in table.rows] == ["Basis", "Complexity", "Coordination and collaboration", "Focus"]


def test_a_topic_that_is_named_is_merged_in() -> None:
    talk = Talk()
    talk.say(ask("definition", models=("outsourcing",)))
    said = talk.say(Act("reform", cues=MERGE | {"meant_reasons"}, form=PARAGRAPH))
    assert {"outsourcing.definition", "outsourcing.reasons"} <= set(said.facts)


def test_jobs_that_are_not_in_the_source_are_told_and_stand_in_the_table() -> None:
    talk = Talk("en")
    talk.say(ask("classification", services=("payroll", "market_research"), outside=("catering",), items=ITEMS, cues="which"))
    talk.say(Act("follow_up", outside=("driving",)))
    told = talk.say(Act("ask_source", cues=frozenset({"unlisted", "which"}))).plain_text()
    assert "catering" in told and "driving" in told
    table = talk.say(Act("reform", cues=ALL, form=Form(shape="table"))).table
    assert len(table.rows) == 4


def test_no_service_is_on_both_lists() -> None:
    talk = Talk("en")
    talk.say(ask("services", models=("bpo",)))
    said = talk.say(ask("services", cues="in_both which"))
    assert said.verdict is None and said.facts == ["bpo.services", "kpo.services"]
    assert talk.say(Act("doubt", cues=frozenset({"same", "neg", "yn"}))).verdict == "yes"


FOR_US = ask("relation", cues="asks concludes for_us")


def test_what_comes_out_of_it_is_what_was_found_for_whom_it_was_told() -> None:
    talk = Talk("en")
    talk.say(ask("classification", cues="which", services=("payroll", "market_research"), outside=("catering",)))
    reply = talk.say(FOR_US)
    assert reply.plain_text().startswith("So, for what you told me:") and reply.unanswered == ["catering"]
    assert set(reply.facts) == {"bpo.services.human_resources", "kpo.services.market_research"}


def test_a_pick_is_what_comes_out_of_it() -> None:
    talk = Talk("en")
    talk.say(Act("tell", services=("legal_process",), cues=frozenset({"need"})), ask("choice", cues="which"))
    assert "KPO is the better fit" in talk.say(FOR_US).plain_text()


def test_without_a_story_there_is_nothing_to_conclude() -> None:
    assert not Talk("en").say(FOR_US).plain_text().startswith("So, for")
