"""The components that read a message, as they are loaded from a trained model."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, List, Set, Tuple

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.descriptions import Descriptions
from components.importer import DESCRIBES, FactImporter, without_what_is_known
from components.intent import IntentClassifier
from components.language import LanguageIdentifier
from components.outside import OutsideTagger
from components.questions import asks_whether, split
from nlu.reader import READING, FactReader
from nlu.text import clean, shape_norm
from facts import FactStore
from operation.servers import ROOT

COMPONENTS = (FactReader, LanguageIdentifier, IntentClassifier)
CONTEXT = ExecutionContext(GraphSchema({}))


class Pipeline:
    """The components, loaded in their order."""

    def __init__(self, loaded: List[Any]) -> None:
        self._loaded = loaded

    @classmethod
    def of_model(cls, model: Path, folder: Path) -> "Pipeline":
        """Those of a model as Rasa wrote it."""
        storage, metadata = LocalModelStorage.from_model_archive(folder, model)
        nodes = [node for node in metadata.predict_schema.nodes.values() if node.uses in COMPONENTS]
        return cls(
            [
                node.uses.load({**node.uses.get_default_config(), **node.config}, storage, node.resource, CONTEXT)
                for node in sorted(nodes, key=lambda node: COMPONENTS.index(node.uses))
            ]
        )

    @classmethod
    def trained(cls, folder: Path) -> "Pipeline":
        """Those of a small training of our own, saved below a folder and loaded from there."""
        folder.mkdir()
        files = [str(ROOT / "data" / "nlu" / "en" / f"{topic}.yml") for topic in ("types", "social", "out_of_scope")]
        data = FactImporter(str(ROOT / "config.yml"), str(ROOT / "domain.yml"), files).get_nlu_data()
        storage = LocalModelStorage(folder)
        loaded = []
        for component in COMPONENTS:
            settings = (component.get_default_config(), storage, Resource(component.__name__), CONTEXT)
            component.create(*settings).train(data)
            loaded.append(component.load(*settings))
            loaded[-1].process_training_data(data)
        return cls(loaded)

    def parse(self, text: str) -> Dict[str, Any]:
        """What is understood of a message."""
        message = Message({TEXT: text})
        for component in self._loaded:
            component.process([message])
        return message.as_dict()

    def cuts(self, text: str) -> List[Tuple[int, int]]:
        """Where the questions of a message begin and end."""
        message = Message({TEXT: text})
        self._loaded[0].process([message])
        reading = message.get(READING)
        pieces = split(reading["words"], reading["kinds"])
        return [(reading["starts"][piece.question], reading["ends"][piece.end - 1]) for piece in pieces]

    def words(self, text: str) -> List[str]:
        """The plain words of a message."""
        message = Message({TEXT: text})
        self._loaded[0].process([message])
        return message.get(READING)["words"]

    def names(self, text: str) -> List[Tuple[str, str, str]]:
        """The names that the reader finds: the words as typed, the kind, the value."""
        message = Message({TEXT: text})
        self._loaded[0].process([message])
        return [(text[e["start"] : e["end"]], e["entity"], e["value"]) for e in message.get("entities")]


@pytest.fixture(scope="module")
def pipeline(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Pipeline:
    """The components of the project's model."""
    return Pipeline.of_model(model, tmp_path_factory.mktemp("nlu"))


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


@pytest.mark.parametrize(
    "word, plain",
    [
        ("Jenis-jenis", "jenis"),
        ("jenis2", "jenis"),
        ("apaaaa", "apa"),
        ("BPO", "bpo"),
        ("b2b", "b2b"),
        ("on-shore", "on-shore"),
        ("2", "2"),
    ],
)
def test_reduplication_and_stretching_are_undone(word: str, plain: str) -> None:
    assert shape_norm(word) == plain


@pytest.mark.parametrize("text", ["", "é", "ﬁnance", "a\u200bb", "𝐁", "😀 BPO", "e\u0301tude", "\ud800"])
def test_every_clean_character_knows_where_it_stood(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned.text) == len(cleaned.origin)
    assert all(0 <= origin < len(text) for origin in cleaned.origin)
    assert cleaned.origin == sorted(cleaned.origin)


@pytest.mark.parametrize("text", ["", " ", "?", "😀", "\u200b", "....", "12345", pytest.param("BPO" * 600, id="one long word"), pytest.param("apa " * 500, id="many words")])
def test_any_text_is_read(pipeline: Pipeline, text: str) -> None:
    parsed = pipeline.parse(text)
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
    "text, intents",
    [
        ("What is BPO? And what are its types?", ["ask_definition", "ask_types"]),
        ("Apa itu KPO dan apa saja layanannya?", ["ask_definition", "ask_services"]),
        ("BPO singkatan apa, dan KPO itu apa?", ["ask_full_form", "ask_definition"]),
    ],
)
def test_several_questions_are_told_apart(pipeline: Pipeline, text: str, intents: List[str]) -> None:
    parsed = pipeline.parse(text)
    assert [question["intent"]["name"] for question in parsed["questions"]] == intents
    assert parsed["intent"]["name"] == intents[0]
    assert all(question["text"] in text for question in parsed["questions"])


@pytest.mark.parametrize(
    "text", ["What is BPO?", "apa bedanya BPO dan KPO", "Research and development: is it KPO?", "halo"]
)
def test_one_question_stays_one(pipeline: Pipeline, text: str) -> None:
    assert len(pipeline.parse(text).get("questions", [])) <= 1


@pytest.mark.parametrize(
    "text, questions",
    [
        ("I count the wages of three shops. Is that BPO?", ["I count the wages of three shops. Is that BPO?"]),
        ("who relies on cost arbitrage, BPO apa KPO?", ["who relies on cost arbitrage, BPO apa KPO?"]),
        ("apa bedanya outsourcing, BPO, dan KPO?", ["apa bedanya outsourcing, BPO, dan KPO?"]),
        ("BPO singkatan apa, KPO apa?", ["BPO singkatan apa,", "KPO apa?"]),
        ("two things: (1) types of BPO (2) who outsources", ["(1) types of BPO", "(2) who outsources"]),
        ("what is KPO based on, rules or something else?", ["what is KPO based on, rules or something else?"]),
        ("do vendors also list training?", ["do vendors also list training?"]),
        ("explain the meaning and the types of BPO", ["explain the meaning and", "the types of BPO"]),
        ("we lack the know-how. which one suits us?", ["which one suits us?"]),
        ("what's the purpose of BPO? And what's KPO's?", ["what's the purpose of BPO?", "And what's KPO's?"]),
        ("study the market: who buys, what they like. Is that BPO?", ["study the market: who buys, what they like. Is that BPO?"]),
        ("in English please. My aunt wants to know what KPO is", ["My aunt wants to know what KPO is"]),
        ("Could you spell BPO out, and does it have types?", ["Could you spell BPO out, and", "does it have types?"]),
        ("saya perlu tiga hal: tujuan BPO, jenisnya, serta layanannya", ["saya perlu tiga hal: tujuan BPO,", "jenisnya,", "serta layanannya"]),
    ],
)
def test_a_message_is_cut_where_a_question_begins(pipeline: Pipeline, text: str, questions: List[str]) -> None:
    assert [text[start:end].strip() for start, end in pipeline.cuts(text)] == questions


@pytest.mark.parametrize(
    "text, intent, kind, value",
    [
        ("I spend my days sorting applications and interviewing candidates. BPO or KPO?", "ask_classification", "service", "recruitment"),
        ("I reconcile invoices and close the books for a firm overseas. BPO or KPO?", "ask_classification", "service", "finance_accounting"),
        ("ngitung upah buruh tiap akhir bulan itu masuk mana?", "ask_classification", "service", "payroll"),
        ("penyedia kami di Johor, jadi kami memakai BPO jenis apa?", "ask_types", "type", "nearshore"),
    ],
)
def test_what_is_described_is_found(pipeline: Pipeline, text: str, intent: str, kind: str, value: str) -> None:
    parsed = pipeline.parse(text)
    (question,) = parsed.get("questions") or [parsed]
    assert question["intent"]["name"] == intent
    assert (kind, value) in {(e["entity"], e["value"]) for e in question["entities"]}
    assert all(e["start"] < e["end"] <= len(text) for e in question["entities"])


@pytest.mark.parametrize(
    "text, words",
    [
        ("apaitubpo", ["apa", "itu", "bpo"]),
        ("layananBPOapasaja", ["layanan", "bpo", "apa", "saja"]),
        ("whooutsources", ["who", "outsources"]),
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
    "text, whether",
    [
        ("do they mop floors too?", True),
        ("apakah kerja begitu termasuk BPO?", True),
        ("what do they do?", False),
        ("layanan BPO apa saja", False),
        ("mohon daftar layanan BPO", False),
    ],
)
def test_whether_something_is_or_what_there_is(pipeline: Pipeline, text: str, whether: bool) -> None:
    assert asks_whether(pipeline.words(text)) == whether


@pytest.mark.parametrize(
    "text, things",
    [
        ("My contract says KPO. What does that mean?", {("model", "kpo")}),
        ("I answer angry callers all day, and I read contracts for lawyers. BPO or KPO?", {("service", "legal_process")}),
        ("They keep talking of RPO. What is it?", {("outside", "RPO")}),
    ],
)
def test_what_was_told_before_a_question_belongs_to_it(pipeline: Pipeline, text: str, things: Set[Tuple[str, str]]) -> None:
    parsed = pipeline.parse(text)
    (question,) = parsed.get("questions") or [parsed]
    assert things <= {(e["entity"], e["value"]) for e in question["entities"]}


@pytest.mark.parametrize(
    "text, intent",
    [
        ("My brother runs a bakery. Which are the services that a BPO firm can take?", "ask_services"),
        ("We need the floors mopped. Which service would that be?", "out_of_scope"),
        ("bukan, maksud saya layanannya apa saja", "ask_services"),
        ("bukan, maksud saya KPO", "correct"),
        ("is a salary higher in onshore or offshore centres?", "out_of_scope"),
        ("elaborate on RPO please", "out_of_scope"),
        ("elaborate please, with examples of daily life", "elaborate"),
        ("one moment please? my aunt keeps writing KPO and I have no idea what it is", "ask_definition"),
    ],
)
def test_what_is_wanted_is_told_by_the_whole_message(pipeline: Pipeline, text: str, intent: str) -> None:
    parsed = pipeline.parse(text)
    assert (parsed.get("questions") or [parsed])[0]["intent"]["name"] == intent


def test_a_name_outside_is_no_chat_spelling(pipeline: Pipeline) -> None:
    assert [name[1] for name in pipeline.names("guru PPPK itu apa")] == ["outside"]
    assert pipeline.names("kami pakai itu") == []


def test_nothing_is_forgotten_on_a_guess(pipeline: Pipeline) -> None:
    assert pipeline.parse("will AI wipe it out by 2030")["intent"]["name"] != "start_over"
    assert pipeline.parse("wipe it all, start over")["intent"]["name"] == "start_over"


def test_examples_of_what_came_into_the_store_are_left_out() -> None:
    example = Message.build("apa itu KPO", "out_of_scope")
    example.set(ENTITIES, [{"entity": "outside", "start": 8, "end": 11, "value": "KPO"}])
    other = Message.build("apa itu ITO", "out_of_scope")
    other.set(ENTITIES, [{"entity": "outside", "start": 8, "end": 11, "value": "ITO"}])
    kept = without_what_is_known(TrainingData([example, other]), FactStore.load()).training_examples
    assert [e.get(TEXT) for e in kept] == ["apa itu ITO"]


def test_a_description_of_an_unknown_thing_is_told_in_one_line() -> None:
    reading = {"words": ["counts", "sheep"], "kinds": ["", ""]}
    example = Message({TEXT: "counts sheep", READING: reading, DESCRIBES: "service:shepherding"})
    with pytest.raises(InvalidConfigException, match='"counts sheep" describes "service:shepherding"'):
        Descriptions.fit([example], FactStore.load(), strength=1.0)


def test_a_name_is_never_cut() -> None:
    words = ["what", "is", "finance", "and", "accounting", "?"]
    kinds = ["", "", "service", "service", "service", ""]
    (piece,) = split(words, kinds)
    assert (piece.start, piece.end) == (0, len(words))
    assert split([], []) == [] and split(["halo"], [""]) == []


def test_what_is_unknown_is_named(pipeline: Pipeline) -> None:
    for text, thing in (("what is quuxing?", "quuxing"), ("apa itu frobnikasi?", "frobnikasi")):
        entities = pipeline.parse(text)["entities"]
        assert [e["value"] for e in entities if e["entity"] == "outside"] == [thing]


@pytest.mark.parametrize(
    "text, things",
    [
        ("berapa harga gorengan di stasiun?", ["harga gorengan"]),
        ("what's the capital of Freedonia", ["capital of Freedonia"]),
        ("what is the salary in a BPO?", ["salary"]),
        ("apakah quuxisme itu BPO atau KPO?", ["quuxisme"]),
        ("Zorbix sama Quuxly bagusan mana?", ["Zorbix", "Quuxly"]),
    ],
)
def test_what_lies_outside_is_named_from_end_to_end(pipeline: Pipeline, text: str, things: List[str]) -> None:
    entities = pipeline.parse(text)["entities"]
    assert [e["value"] for e in entities if e["entity"] == "outside"] == things


def test_without_examples_nothing_lies_outside(tmp_path: Path) -> None:
    tagger = OutsideTagger.fit([], {}, tmp_path / "none.crfsuite")
    reading = {"words": ["what", "is", "quux"], "kinds": [""] * 3, "starts": [0, 5, 8], "ends": [4, 7, 12]}
    assert tagger.find("what is quux", reading) == []


@pytest.mark.parametrize(
    "text, position",
    [("nomor tiga dong", "3"), ("option two pls", "2"), ("nomer siji", "1"), ("yang #4", "4"), ("point 1 please", "1")],
)
def test_a_position_is_told_by_a_word_and_a_number(pipeline: Pipeline, text: str, position: str) -> None:
    assert [value for _, kind, value in pipeline.names(text) if kind == "ordinal"] == [position]


@pytest.mark.parametrize(
    "text, languages",
    [("ubah bahasanya jadi Inggris", ["en"]), ("in bahasa please", ["id"]), ("pakai bahasa Inggris ya", ["en"])],
)
def test_the_word_for_language_is_no_language(pipeline: Pipeline, text: str, languages: List[str]) -> None:
    entities = pipeline.parse(text)["entities"]
    assert [e["value"] for e in entities if e["entity"] == "target_language"] == languages


def test_who_asks_is_not_asked_about(pipeline: Pipeline) -> None:
    for text in ("saya pegawai bank, BPO itu apa ya?", "I'm an employee of a mill, so what is BPO?"):
        assert [e["entity"] for e in pipeline.parse(text)["entities"]] == ["model"]


def test_training_twice_gives_the_same_figures(tmp_path: Path) -> None:
    one, other = (Pipeline.trained(tmp_path / name) for name in ("one", "other"))
    for text in ("what are the types of BPO?", "thanks a lot", "will it rain?", "nearshore", "who is quux?"):
        assert one.parse(text) == other.parse(text)
    assert one.parse("what are the types of BPO?")["intent"]["name"] == "ask_types"
