"""What the encoder learns from: how it is read, what is known of it, and that it moves with the text."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from facts import FactStore
from nlu.labels import LABELS, messages_in
from tools.encoder import corpus as corpus_module
from tools.encoder.corpus import QUICK, Corpus, Recipe, epoch, read_corpus
from tools.encoder.examples import (
    ANSWERABLE,
    Example,
    Line,
    Part,
    lines,
    mark_of,
    marks_in_order,
    of_line,
    of_message,
    phrases,
    without_brackets,
)
from tools.encoder.names import Names
from tools.encoder.negatives import negatives
from tools.encoder.variants import joined, mistyped, replaced, swapped, undressed

NONE = frozenset()


@pytest.fixture(scope="module")
def store() -> FactStore:
    return FactStore.load()


@pytest.fixture(scope="module")
def marks(store: FactStore) -> frozenset:
    return frozenset(marks_in_order(store))


@pytest.fixture(scope="module")
def names(store: FactStore) -> Names:
    return Names(store)


@pytest.fixture(scope="module")
def corpus(store: FactStore) -> Corpus:
    return read_corpus(store, QUICK)


def example(text: str, *pieces: str, outside: tuple = (), has: frozenset = NONE, lacks: frozenset = NONE) -> Example:
    """An example whose parts begin with some words."""
    starts = [text.index(piece) for piece in pieces or (text,)]
    parts = tuple(Part(s, e, ("ask_aspect",), has, lacks) for s, e in zip(starts, [*starts[1:], len(text)]))
    spans = tuple((text.index(words), text.index(words) + len(words)) for words in outside)
    return Example(text, parts, tuple(starts), True, spans, 1.0, "en")


def of_parts(of: Example) -> list:
    return [of.text[part.start : part.end] for part in of.parts]


def of_outside(of: Example) -> list:
    return [of.text[start:end] for start, end in of.outside or ()]


def test_annotated_message(tmp_path: Path, marks: frozenset) -> None:
    file = tmp_path / "voice.jsonl"
    file.write_text(
        '{"l": "en", "p": [["We do payroll. ", "tell", "s:payroll"], ["What is the salary?", "ask_aspect", "yn x:\\"salary\\""], '
        '[" Is it complex", "ask_aspect", "a:complexity"], [" rain", "out_of_scope", ""]]}'
    )
    (message,) = messages_in(file)
    read = of_message(message, marks)
    assert of_parts(read) == ["We do payroll. ", "What is the salary?", "Is it complex", "rain"]
    assert read.cuts == tuple(part.start for part in read.parts) and read.whole
    assert of_outside(read) == ["salary"]
    tell, unknown, asked, outside = read.parts
    assert tell.has == {"s:payroll"} and ANSWERABLE not in tell.lacks and "s:training" in tell.lacks
    assert unknown.has == {"yn"} and ANSWERABLE not in unknown.lacks
    assert asked.has == {"a:complexity", ANSWERABLE}
    assert ANSWERABLE in outside.lacks and ANSWERABLE not in outside.has


def test_brackets_go_and_unknown_things_stay_where_they_are() -> None:
    text, outside = without_brackets('the [salary](outside) in [Java]{"entity": "x"} of [cats](outside)')
    assert text == "the salary in Java of cats"
    assert [text[s:e] for s, e in outside] == ["salary", "cats"]


def test_lines_of_nlu_files(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "one.yml").write_text(
        'nlu:\n- intent: ask_aspect\n  metadata: {language: en, describes: "trait:kpo.driver"}\n'
        "  examples: |\n    - what about the [price](outside)\n    -\n- intent: greet\n  examples: |\n    - hi\n"
    )
    assert list(lines(tmp_path)) == [
        Line("what about the price", "ask_aspect", "en", ((15, 20),), "trait:kpo.driver"),
        Line("hi", "greet", "en", (), ""),
    ]


def test_marks_of_a_line_are_known_from_what_it_describes(marks: frozenset) -> None:
    (part,) = of_line(Line("which is for slips", "ask_classification", "en", (), "service:payroll"), marks).parts
    assert part.has == {"s:payroll", ANSWERABLE}
    assert "s:training" in part.lacks and not {"v:kpo.driver", "yn"} & part.lacks
    (part,) = of_line(Line("which is it", "ask_classification", "en", (), ""), marks).parts
    assert part.has == {ANSWERABLE} and not part.lacks


def test_unknown_things_of_a_line_are_known_where_it_marks_them() -> None:
    marked = of_line(Line("who bakes bread here then", "out_of_scope", "en", ((10, 15),), ""), NONE)
    assert marked.outside == ((10, 15),) and marked.parts[0].lacks == {ANSWERABLE}
    assert of_line(Line("bread", "out_of_scope", "en", (), ""), NONE).outside is None
    assert of_line(Line("what is it", "ask_definition", "en", (), ""), NONE).outside == ()


def test_a_short_line_is_one_part_of_a_long_one_that_is_not_known() -> None:
    short = of_line(Line("what is it", "ask_definition", "en", (), ""), NONE)
    long = of_line(Line("well I saw a sign, what is it", "ask_definition", "en", (), ""), NONE)
    assert (short.cuts, short.whole) == ((0,), True)
    assert (long.cuts, long.whole) == ((), False)


@pytest.mark.parametrize(
    "thing, mark",
    [("aspect:basis", "a:basis"), ("relation:b2b", "r:b2b"), ("trait:kpo.driver", "v:kpo.driver"), ("model:bpo", ""), ("nothing", "")],
)
def test_marks_of_things(thing: str, mark: str) -> None:
    assert mark_of(thing) == mark


def test_phrases(tmp_path: Path, marks: frozenset) -> None:
    (tmp_path / "phrases.en.yml").write_text(
        '"service:payroll": [slips, both]\n"service:training": [both]\n"model:bpo": [the first]\n"aspect:basis": [rests on]\n'
        '"service:gone": [of a model that has gone]\nnothing: [bakes bread]\n'
    )
    of = {e.text: e.parts[0] for e in phrases(tmp_path, marks)}
    assert set(of) == {"slips", "both", "rests on", "bakes bread"}
    assert of["both"].has == {"s:payroll", "s:training"}
    assert of["rests on"].has == {"a:basis"} and {"a:driver", "s:payroll"} <= of["rests on"].lacks
    assert not of["bakes bread"].has and "s:payroll" in of["bakes bread"].lacks and "a:basis" not in of["bakes bread"].lacks
    assert all(not part.labels for part in of.values())


def test_joined_messages_keep_their_parts_cuts_and_unknown_things() -> None:
    chosen = [
        example("Hi there!!"),
        example("Who sells rice? And what is KPO?", "Who", "And", outside=("rice",)),
        example("Is it cheap?", outside=("cheap?",)),
        example("Thanks ..."),
    ]
    for seed in range(300):
        of = joined(chosen, ["", "", "and ", ""], random.Random(seed))
        starts = [part.start for part in of.parts]
        assert list(of.cuts) == starts and of.whole
        assert [part.end for part in of.parts] == [*starts[1:], len(of.text)]
        begins = [piece.lower()[:7] for piece in of_parts(of)]
        assert begins == ["hi ther", "who sel", "and wha", "and is ", "thanks "] or begins[-1] == "thanks."
        rice, cheap = of_outside(of)
        assert rice == "rice" and cheap.rstrip("?").lower() == "cheap"


def test_of_a_message_joined_of_others_is_known_what_is_known_of_all() -> None:
    unsure = Example("well I saw a sign what is it", (Part(0, 28, ("ask_definition",), NONE, NONE),))
    of = joined([example("Hello"), unsure], ["", ""], random.Random(1))
    assert not of.whole and of.outside is None
    assert of.cuts == tuple(part.start for part in of.parts)


def test_other_dress_moves_nothing() -> None:
    before = example("Is BPO cheap? And what is its price?!", "Is", "And", outside=("price",))
    seen = set()
    for seed in range(400):
        after = undressed(before, random.Random(seed))
        seen.add(after.text)
        assert (after.cuts, after.outside, after.whole) == (before.cuts, before.outside, True)
        assert [p.start for p in after.parts] == [p.start for p in before.parts]
        assert after.parts[-1].end == len(after.text)
        assert of_outside(after)[0].lower() == "price"
    assert {before.text, before.text.upper(), before.text.lower(), "is bpo cheap  and what is its price  "} <= seen


def test_letters_that_become_two_are_left() -> None:
    before = example("Straße")
    assert all(len(undressed(before, random.Random(seed)).text) >= 6 for seed in range(200))
    assert "STRASSE" not in {undressed(before, random.Random(seed)).text for seed in range(200)}


def test_mistyped_examples_end_where_their_text_does() -> None:
    for seed in range(200):
        after = mistyped(example("what drives business processes"), random.Random(seed))
        assert after.parts[0].end == len(after.text) and after.cuts == (0,)
    of_two = example("what is it? And why?", "what", "And")
    assert mistyped(of_two, random.Random(1)) is of_two


def test_replaced_words_move_what_stands_behind_them() -> None:
    before = example("A BPO. Is BPO at home in Peru?", "A ", "Is ", outside=("Peru",))
    after = replaced(before, [(2, 5, "knowledge outsourcer"), (10, 13, "X")])
    assert of_parts(after) == ["A knowledge outsourcer. ", "Is X at home in Peru?"]
    assert of_outside(after) == ["Peru"] and after.cuts == tuple(p.start for p in after.parts)


def test_names_are_exchanged_and_their_marks_follow(names: Names, marks: frozenset) -> None:
    before = example(
        "Is payroll complex? Hm, in Peru?", "Is", "Hm", outside=("Peru",), has=frozenset({"s:payroll", "v:bpo.complexity"}), lacks=marks
    )
    for seed in range(50):
        after = swapped(before, names, random.Random(seed))
        first, second = after.parts
        (service,) = [mark for mark in first.has if mark.startswith("s:")]
        assert service != "s:payroll" and "payroll" not in after.text
        assert "v:bpo.complexity" in first.has and "s:payroll" not in first.lacks
        assert second.has == before.parts[1].has
        assert of_outside(after) == ["Peru"] and first.labels == ("ask_aspect",)
        assert {n.value for n in names.within(after.text) if n.kind == "service"} == {service[2:]}


def test_models_are_exchanged_for_one_another(names: Names) -> None:
    before = example("is KPO simpler than BPO", has=frozenset({"v:bpo.complexity"}))
    after = swapped(before, names, random.Random(4))
    assert [n.value for n in names.within(after.text)] == ["bpo", "kpo"]
    assert after.parts[0].has == {"v:bpo.complexity"}


def test_what_is_no_name_is_not_exchanged(names: Names, marks: frozenset) -> None:
    rng = random.Random(1)
    in_unknown = example("who is the best BPO vendor", outside=("best BPO vendor",))
    no_service = example("some training is needed", lacks=marks)
    whole = example("what is outsourcing")
    for before in (in_unknown, no_service, whole):
        assert swapped(before, names, rng) is before


def test_names_of_the_longest_kind_are_found(names: Names) -> None:
    found = names.within("Outsourcing of knowledge processes, a call centre, offshore, kposs")
    assert [(n.kind, n.value) for n in found] == [("model", "kpo"), ("service", "call_center"), ("type", "offshore")]


def test_negatives_are_many_different_texts(names: Names) -> None:
    of = [example("what is BPO")._replace(parts=(Part(0, 11, ("ask_definition",), NONE, NONE),))]
    made = negatives(of, names, 300, random.Random(1))
    assert len(set(made)) == 300 and made == negatives(of, names, 300, random.Random(1))
    assert {language for _, language in made} == {"en", "id"}
    assert not any("{" in text for text, _ in made)


def test_everything_that_an_epoch_sees_is_in_order(corpus: Corpus) -> None:
    known = set(corpus.marks)
    for number in (0, 1):
        for of in epoch(corpus, QUICK._replace(lines=200, phrases=100, negatives=100), number, random.Random(number)):
            assert of.parts and all(0 <= p.start < p.end <= len(of.text) for p in of.parts)
            assert all(a.end <= b.start for a, b in zip(of.parts, of.parts[1:]))
            assert not of.whole or of.cuts == tuple(p.start for p in of.parts)
            assert all(of.text[s:e].strip() for s, e in of.outside or ())
            assert all(set(p.labels) <= set(LABELS) and p.has | p.lacks <= known for p in of.parts)


def test_an_epoch_is_the_same_for_the_same_seed(corpus: Corpus) -> None:
    assert epoch(corpus, QUICK, 0, random.Random(5)) == epoch(corpus, QUICK, 0, random.Random(5))


def test_nothing_that_is_held_out_is_learnt(corpus: Corpus) -> None:
    learnt = {e.text.lower() for e in (*corpus.messages, *corpus.lines)}
    assert corpus.held_messages and corpus.held_lines
    assert not learnt & {e.text.lower() for e in (*corpus.held_messages, *corpus.held_lines)}


@pytest.mark.nightly
def test_a_voice_is_held_out_as_a_whole(store: FactStore) -> None:
    file = sorted(corpus_module.ACTS.glob("*.jsonl"))[0]
    held = read_corpus(store, QUICK, [file.name])
    of_file = {message.text for message in messages_in(file)}
    assert held.held_messages and {e.text for e in held.held_messages} <= of_file
    with pytest.raises(FileNotFoundError, match="data/acts/nobody.jsonl"):
        read_corpus(store, QUICK, ["nobody.jsonl"])


def test_a_recipe_takes_other_values() -> None:
    assert Recipe().with_(["epochs=2", "rate=1e-4"])[:] == Recipe(epochs=2, rate=1e-4)[:]
    with pytest.raises(ValueError, match="no 'epoch'"):
        Recipe().with_(["epoch=2"])
