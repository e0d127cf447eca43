"""Names, plain words and the language of a message, as the components of the trained model find them."""

from __future__ import annotations

from typing import Any, List, Tuple

import pytest

from tests.pipeline import Pipeline, open_fault


@pytest.mark.parametrize(
    "text, found",
    [
        ("penggeraknya apa", ("penggerak", "aspect", "driver")),
        ("kerumitannya gimana", ("kerumitan", "aspect", "complexity")),
        ("BPOkah itu?", ("BPO", "model", "bpo")),
        ("KPO's driver", ("KPO", "model", "kpo")),
        ("BPO-nya apa", ("BPO", "model", "bpo")),
        ("near-shore itu apa", ("near-shore", "type", "nearshore")),
        ("nearshore", ("nearshore", "type", "nearshore")),
        ("near shore", ("near shore", "type", "nearshore")),
        ("what is B.P.O.?", ("B.P.O.", "model", "bpo")),
        ("apa itu B P O", ("B P O", "model", "bpo")),
        ("apa itu k-p-o", ("k-p-o", "model", "kpo")),
        ("what is ＫＰＯ", ("ＫＰＯ", "model", "kpo")),
        ("apa itu 𝐁𝐏𝐎", ("𝐁𝐏𝐎", "model", "bpo")),
        ("what is B\u200bPO", ("B\u200bPO", "model", "bpo")),
        ("what is \ufeffBPO\u200d?", ("BPO", "model", "bpo")),
        ("apa itu outsorcing", ("outsorcing", "model", "outsourcing")),
        ("ofshore vs onshore", ("ofshore", "type", "offshore")),
        ("is payrol BPO", ("payrol", "service", "payroll")),
        ("rekrutmenn masuk mana", ("rekrutmenn", "service", "recruitment")),
        ("knowledge proces outsourcing", ("knowledge proces outsourcing", "model", "kpo")),
        ("knowledge\nproces outsourcing", ("knowledge\nproces outsourcing", "model", "kpo")),
        ("marketing dan sumber daya manusia", ("sumber daya manusia", "service", "human_resources")),
        ("BPO & KPO", ("KPO", "model", "kpo")),
        ("the_second one: yang kedua", ("kedua", "ordinal", "2")),
        ("terus yang depannya K gimana", ("yang depannya K", "model", "kpo")),
    ],
)
def test_names_are_found_however_they_are_written(pipeline: Pipeline, text: str, found: Tuple[str, str, str]) -> None:
    assert found in pipeline.names(text)


@pytest.mark.parametrize(
    "text",
    ["BPOM itu lembaga apa", "I love KPOP music", "hotel with an onsen", "insourcing", "bpod", "KPK dan BPK", "pork", "inshore fishing"],
)
def test_similar_words_are_no_names(pipeline: Pipeline, text: str) -> None:
    assert [name for name in pipeline.names(text) if name[1] in ("model", "type", "service")] == []


@pytest.mark.parametrize("text", ["biaya sekolah naik", "lokasi rumah saya dekat", "the basic idea", "barang murah di pasar", "guru PPPK", "kami pakai itu"])
def test_everyday_words_are_no_names(pipeline: Pipeline, text: str) -> None:
    assert pipeline.names(text) == []


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "?", "😀", "\u200b", "....", "12345"),
        pytest.param("BPO" * 600, id="one long word"),
        pytest.param("apa " * 500, id="many words"),
    ],
)
def test_any_text_is_read(pipeline: Pipeline, text: str) -> None:
    parsed = pipeline.parse(text)
    assert parsed["acts"] and parsed["intent"]["name"] == parsed["intent_ranking"][0]["name"]
    for entity in parsed.get("entities", []):
        assert 0 <= entity["start"] < entity["end"] <= len(text)


@pytest.mark.parametrize(
    "text, language",
    [
        ("apa itu BPO", "id"),
        ("what is BPO", "en"),
        ("jelasin dong", "id"),
        ("thanks", "en"),
        ("difference antara BPO dan KPO apa", "id"),
        ("please explain alih daya to me", "en"),
        ("BPO vs KPO: complexity", "en"),
        ("BPO?", None),
        ("KPO", None),
        ("😀", None),
        ("123", None),
    ],
)
def test_the_language_is_that_of_the_grammar_words(pipeline: Pipeline, text: str, language: Any) -> None:
    assert pipeline.parse(text).get("language") == language


@pytest.mark.parametrize(
    "text, words",
    [
        ("apaitubpo", ["apa", "itu", "bpo"]),
        ("layananBPOapasaja", ["layanan", "bpo", "apa", "saja"]),
        pytest.param("whooutsources", ["who", "outsources"], marks=open_fault("“outsources” is no name any more")),
        ("bpm", ["bpm"]),
        ("kpop", ["kpop"]),
        ("xqbpozz", ["xqbpozz"]),
        ("hwo dose it wrok", ["how", "dose", "it", "work"]),
        ("jenis-jenis vendor-vendor", ["jenis", "vendor"]),
    ],
)
def test_the_plain_words_of_a_message(pipeline: Pipeline, text: str, words: List[str]) -> None:
    assert pipeline.words(text) == words


@pytest.mark.parametrize(
    "text, position",
    [
        ("nomor tiga dong", "3"),
        ("option two pls", "2"),
        ("nomer siji", "1"),
        ("yang #4", "4"),
        ("point 1 please", "1"),
        ("the last two", "-2 -1"),
        ("what about the next one?", "next"),
    ],
)
def test_a_position_is_told_by_a_word_and_a_number(pipeline: Pipeline, text: str, position: str) -> None:
    assert [value for _, kind, value in pipeline.names(text) if kind == "ordinal"] == [position]


@pytest.mark.parametrize(
    "text, languages",
    [("ubah bahasanya jadi Inggris", ["en"]), ("in bahasa please", ["id"]), ("pakai bahasa Inggris ya", ["en"]), ("tolong jawab pakai bahasa Indonesia", ["id"])],
)
def test_the_word_for_language_is_no_language(pipeline: Pipeline, text: str, languages: List[str]) -> None:
    assert [act.language for act in pipeline.acts(text) if act.language] == languages
