"""The acts of a message, as the trained model and the encoder find them; and that what is found is put together rightly.

Each case is one that a person would read in no other way. How well it does over all is measured in
`tests/nlu/test_understanding.py`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Dict, List, Set

import pytest

from acts import Act
from facts import FactStore
from tests.pipeline import Pipeline, open_fault
from tools.evaluation.scores import things_of


def labels(pipeline: Pipeline, text: str) -> List[str]:
    return [act.label for act in pipeline.acts(text)]


@pytest.mark.parametrize(
    "text, wanted",
    [
        ("What is BPO? And what are its types?", ["ask_definition", "ask_types"]),
        ("Apa itu KPO dan apa saja layanannya?", ["ask_definition", "ask_services"]),
        ("BPO singkatan apa, dan KPO itu apa?", ["ask_full_form", "ask_definition"]),
        ("halo kak, BPO itu apa ya?", ["greet", "ask_definition"]),
        ("thanks! what are the types of BPO?", ["thank", "ask_types"]),
        ("My cousin works in Cebu. What is KPO?", ["tell", "ask_definition"]),
        ("one moment please? my aunt keeps writing KPO and I have no idea what it is", ["ask_definition"]),
        ("I work at a bank. What are the types of BPO?", ["tell", "ask_types"]),
    ],
)
def test_several_things_are_told_apart(pipeline: Pipeline, text: str, wanted: List[str]) -> None:
    found = labels(pipeline, text)
    assert [label for label in found if label in wanted] == wanted
    assert sum(label.startswith("ask_") for label in found) == sum(label.startswith("ask_") for label in wanted)


@pytest.mark.parametrize(
    "text",
    [
        "What is BPO?",
        "apa bedanya BPO dan KPO",
        "apa bedanya outsourcing, BPO, dan KPO?",
        "what is KPO based on, rules or something else?",
        "is finance and accounting BPO?",
        "who relies on cost arbitrage, BPO apa KPO?",
    ],
)
def test_one_question_stays_one(pipeline: Pipeline, text: str) -> None:
    assert len(labels(pipeline, text)) == 1


@pytest.mark.parametrize(
    "text",
    ["What is BPO? And what are its types?", "halo, BPO itu apa? makasih", "a. what is BPO\nb. what is KPO", "I do payroll. BPO or KPO?", "👍"],
)
def test_acts_lie_beside_one_another_and_cover_the_words(pipeline: Pipeline, text: str) -> None:
    acts = pipeline.acts(text)
    for act, following in zip(acts, acts[1:]):
        assert act.span.end <= following.span.start
    covered = {i for act in acts for i in range(*act.span)}
    assert {i for i, c in enumerate(text) if c.isalnum()} <= covered
    assert all(0 <= act.span.start < act.span.end <= len(text) for act in acts)


@pytest.mark.parametrize(
    "text, kind, value",
    [
        ("I spend my days sorting applications and interviewing candidates. BPO or KPO?", "service", "recruitment"),
        ("I reconcile invoices and close the books for a firm overseas. BPO or KPO?", "service", "finance_accounting"),
        ("ngitung upah buruh tiap akhir bulan itu masuk mana?", "service", "payroll"),
        ("penyedia kami di Johor, jadi kami memakai BPO jenis apa?", "type", "nearshore"),
    ],
)
def test_what_is_described_is_found(pipeline: Pipeline, store: FactStore, text: str, kind: str, value: str) -> None:
    assert value in things_of(pipeline.acts(text), kind, store)


@pytest.mark.parametrize(
    "text, label",
    [
        ("do they mop floors too?", "yn"),
        ("apakah kerja begitu termasuk BPO?", "yn"),
    ],
)
def test_whether_something_is(pipeline: Pipeline, text: str, label: str) -> None:
    assert any(act.has(label) for act in pipeline.acts(text))


@pytest.mark.parametrize("text", ["what do they do?", "layanan BPO apa saja", "mohon daftar layanan BPO"])
def test_what_there_is_is_no_question_of_yes_or_no(pipeline: Pipeline, text: str) -> None:
    assert not any(act.has("yn") for act in pipeline.acts(text))


@pytest.mark.parametrize(
    "text, label",
    [
        ("My brother runs a bakery. Which are the services that a BPO firm can take?", "ask_services"),
        ("bukan, maksud saya KPO", "correct"),
        ("is a salary higher in onshore or offshore centres?", "out_of_scope"),
        ("will AI wipe it out by 2030", "out_of_scope"),
        ("wipe it all, start over", "start_over"),
        ("kenapa KPO lebih rumit?", "ask_why"),
        ("where did you get this from?", "ask_source"),
        ("apa artinya arbitrase biaya?", "ask_term"),
        ("in a table please", "reform"),
        ("what did I ask first?", "recall"),
        ("that's not what I asked", "object"),
        ("are you sure about that?", "doubt"),
        ("can I talk to a human?", "ask_human"),
    ],
)
def test_what_is_wanted_is_told_by_the_whole_message(pipeline: Pipeline, text: str, label: str) -> None:
    assert pipeline.parse(text)["intent"]["name"] == label


@pytest.mark.parametrize(
    "text, things",
    [
        ("what is quuxing?", ["quuxing"]),
        ("apa itu frobnikasi?", ["frobnikasi"]),
        ("berapa harga gorengan di stasiun?", ["harga gorengan"]),
        ("what's the capital of Freedonia", ["capital of Freedonia"]),
        ("what is the salary in a BPO?", ["salary"]),
        ("apakah quuxisme itu BPO atau KPO?", ["quuxisme"]),
        ("Zorbix sama Quuxly bagusan mana?", ["Zorbix", "Quuxly"]),
    ],
)
def test_what_is_unknown_is_named(pipeline: Pipeline, text: str, things: List[str]) -> None:
    found = [e["value"] for e in pipeline.parse(text)["entities"] if e["entity"] == "outside"]
    said = " ".join(found)
    assert all(thing.split()[-1] in said for thing in things), found
    assert all(text[e["start"] : e["end"]] == e["value"] for e in pipeline.parse(text)["entities"] if e["entity"] == "outside")


@pytest.mark.parametrize("text", ["apa itu BPO?", "what are the types of BPO?", "layanan KPO apa saja", "saya pegawai bank, BPO itu apa ya?"])
def test_what_is_known_is_not_unknown(pipeline: Pipeline, text: str) -> None:
    assert not [e for e in pipeline.parse(text)["entities"] if e["entity"] == "outside"]


@pytest.mark.parametrize(
    "text, form",
    [
        ("explain BPO in one sentence", {"length": "line"}),
        ("sebutkan 3 perbedaan BPO dan KPO", {"points": 3, "unit": "points"}),
        ("bandingkan BPO dan KPO dalam tabel", {"shape": "table"}),
        ("jelaskan KPO pakai bahasa yang gampang", {"plain": True}),
    ],
)
def test_the_form_that_is_asked_for(pipeline: Pipeline, text: str, form: Dict[str, object]) -> None:
    found = {key: value for act in pipeline.acts(text) for key, value in act.form.as_json().items()}
    assert form.items() <= found.items()


@pytest.mark.parametrize("sign, label", [("👍", "acknowledge"), ("🙏", "thank"), ("?", "confused"), ("😢", "emotion"), (":)", "acknowledge"), ("👋", "greet")])
def test_signs_without_words(pipeline: Pipeline, sign: str, label: str) -> None:
    assert labels(pipeline, sign) == [label]


@open_fault("ActReader keeps numbers only")
def test_the_next_one_is_kept(pipeline: Pipeline) -> None:
    """A position that is no number reaches the acts as well."""
    (act,) = [act for act in pipeline.acts("what about the next one?") if act.label in ("choose_listed", "follow_up")]
    assert act.ordinals or act.anaphor


@pytest.mark.parametrize(
    "text, models, than",
    [("is KPO more complex than BPO?", {"kpo"}, ("bpo",)), ("apakah KPO lebih rumit daripada BPO?", {"kpo"}, ("bpo",))],
)
def test_what_is_compared_with_what(pipeline: Pipeline, text: str, models: Set[str], than: tuple) -> None:
    (act,) = pipeline.acts(text)
    assert act.than == than and set(act.models) - set(act.than) == models


@pytest.mark.nightly
def test_training_twice_gives_the_same_figures(tmp_path: Path) -> None:
    one, other = (Pipeline.trained(tmp_path / name) for name in ("one", "other"))
    for text in ("what are the types of BPO?", "thanks a lot", "will it rain?", "nearshore", "who is quux?"):
        assert one.parse(text) == other.parse(text)
    assert one.parse("what are the types of BPO?")["intent"]["name"] == "ask_types"


def test_acts_are_found_again_in_what_rasa_passes_on(pipeline: Pipeline) -> None:
    parsed = pipeline.parse("is payroll BPO?")
    assert all(Act.from_json(act).as_json() == act for act in parsed["acts"])


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("pakai bahasa Sunda dong", "other"),
        ("bisa jawab pakai bahasa Jawa?", "other"),
        ("pakai bahasa dong", "id"),
        ("jawab dalam bahasa Indonesia", "id"),
        ("in bahasa please", "id"),
    ],
)
def test_the_word_for_a_language_is_one_only_by_itself(pipeline: Pipeline, text: str, language: str) -> None:
    assert [act.language for act in pipeline.acts(text) if act.language] == [language]


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("sebutkan dua layanan KPO saja", 2),
        ("name three services of KPO", 3),
        ("Which services can one buy from a BPO provider?", 0),
        ("mau nanya 2 hal: 1) jenis bpo 2) layanan kpo", 0),
    ],
)
def test_so_many_of_a_list_are_those_that_are_counted(pipeline: Pipeline, text: str, points: int) -> None:
    assert {act.form.points for act in pipeline.acts(text) if act.label.startswith("ask_")} == {points}


@pytest.mark.parametrize(
    "text, named",
    [
        ("satpamnya galak gak?", "apakah satpamnya galak"),
        ("Tetangganya berisik dong?", "apakah tetangganya berisik"),
        ("atasannya cerewet kan", "apakah atasannya cerewet"),
    ],
)
def test_what_is_asked_if_it_is_so_is_named_by_its_clause(pipeline: Pipeline, text: str, named: str) -> None:
    assert [thing for act in pipeline.acts(text) for thing in act.outside] == [named]
