"""The fact store: what it holds, what it refuses, and how it follows its files."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from actions.parsed import acts_in
from answers.composer import Composer
from answers.topics import TOPICS
from answers.wording import Wording
from dialogue.query import Query, is_known, query_of
from facts import FactError, FactStore, Term, live, terms_of
from facts.normalisation import normalised
from facts.schema import LANGUAGES

DESCRIBED = Path(__file__).parents[3] / "data" / "language" / "described"
THIRD_MODEL = Path(__file__).parents[2] / "third_model" / "rpo.yml"

# Kind of entity -> field of a question, where that is not its plural.
FIELDS = {"trait": "values"}

# What the article says: reference -> words that must stand in the text, Indonesian and English.
ARTICLE: dict[str, tuple[list[str], list[str]]] = {
    "outsourcing.definition": (["penyedia", "pihak ketiga"], ["third-party provider"]),
    "outsourcing.users": (
        ["hampir semua sektor", "multinasional", "semua industri"],
        ["nearly every sector", "multinational", "all industries"],
    ),
    "outsourcing.reasons": (["biaya", "waktu", "tenaga kerja"], ["cost", "time", "labour"]),
    "bpo.full_form": (["Business Process Outsourcing"], ["Business Process Outsourcing"]),
    "bpo.definition": (
        ["kegiatan nonutama", "pihak ketiga", "biaya", "produktivitas", "efisiensi"],
        ["non-primary activities", "third-party", "costs", "productivity", "efficiency"],
    ),
    "bpo.scope": (["proses", "fungsi"], ["processes", "functions"]),
    "bpo.basis": (["aturan"], ["rules"]),
    "bpo.complexity": (["tidak terlalu rumit"], ["not very complex"]),
    "bpo.requirement": (["keahlian proses"], ["process expertise"]),
    "bpo.driver": (["volume"], ["volume"]),
    "bpo.coordination": (["koordinasi", "kolaborasi", "rendah"], ["little", "coordination", "collaboration"]),
    "bpo.talent": (["komunikasi"], ["communication skills"]),
    "bpo.focus": (["tingkat rendah"], ["low-level"]),
    "bpo.reliance": (["arbitrase biaya"], ["cost arbitrage"]),
    "bpo.motive": (["menyewa", "arbitrase biaya"], ["hire", "cost arbitrage"]),
    "bpo.process": (["sudah ditentukan"], ["set in advance"]),
    "bpo.types.onshore": (["negara yang sama"], ["same country"]),
    "bpo.types.nearshore": (["negara", "dekat"], ["nearby country"]),
    "bpo.types.offshore": (["luar negeri"], ["abroad"]),
    "kpo.full_form": (["Knowledge Process Outsourcing"], ["Knowledge Process Outsourcing"]),
    "kpo.definition": (
        ["sangat terampil", "pengetahuan", "proses", "kepada perusahaan lain"],
        ["highly skilled", "knowledge", "process", "to another company"],
    ),
    "kpo.location": (["dalam maupun luar negeri"], ["at home or abroad"]),
    "kpo.goal": (["meminimalkan biaya"], ["minimise costs"]),
    "kpo.skills": (
        ["keterampilan tinggi", "pengetahuan mendalam", "keahlian", "interpretasi"],
        ["high level of skill", "deep knowledge", "expertise", "interpret"],
    ),
    "kpo.basis": (["pertimbangan"], ["judgement"]),
    "kpo.complexity": (["sangat rumit"], ["very complex"]),
    "kpo.requirement": (["keahlian pengetahuan"], ["knowledge expertise"]),
    "kpo.driver": (["wawasan"], ["insight"]),
    "kpo.coordination": (["koordinasi", "kolaborasi", "tinggi"], ["high", "coordination", "collaboration"]),
    "kpo.talent": (["profesional", "kualifikasi"], ["professional", "qualified"]),
    "kpo.focus": (["tingkat tinggi"], ["high-level"]),
    "kpo.reliance": (["arbitrase pengetahuan"], ["knowledge arbitrage"]),
    "kpo.process": (["penerapan", "pemahaman bisnis"], ["application", "understanding"]),
    "relation.b2b": (["B2B"], ["B2B"]),
    "relation.choice": (["kebutuhan"], ["needs"]),
    "relation.extension": (["perluasan"], ["extended version"]),
    "relation.together": (["telah kehilangan eksistensinya", "sekaligus"], ["lost its existence", "together"]),
    "relation.outsourcing": (["BPO dan KPO sama-sama termasuk outsourcing"], ["BPO and KPO are both forms of outsourcing"]),
}

SERVICES = {
    "outsourcing": {"marketing", "operations", "human_resources", "technical_support", "customer_service"},
    "bpo": {
        "human_resources",
        "customer_service",
        "technical_support",
        "technical_solutions",
        "finance_accounting",
        "website_services",
    },
    "kpo": {"investment_research", "market_research", "data_analysis", "business_research", "legal_process"},
}

DETAILS = {
    "human_resources": {"training", "recruitment", "payroll"},
    "customer_service": {"call_center", "help_desk"},
    "website_services": {"website_maintenance", "website_updates"},
}

# Reference -> the sections of the article that say it.
SECTIONS = {
    "outsourcing.users": ["intro", "conclusion"],
    "outsourcing.services.human_resources": ["intro", "conclusion"],
    "bpo.services": ["intro", "bpo", "differences", "table", "conclusion"],
    "bpo.services.human_resources": ["intro", "bpo", "differences", "table", "conclusion"],
    "bpo.services.finance_accounting": ["bpo", "differences", "table", "conclusion"],
    "bpo.types": ["bpo"],
    "bpo.types.nearshore": ["bpo"],
    "bpo.full_form": ["intro", "bpo", "differences", "table"],
    "bpo.basis": ["differences", "table"],
    "bpo.process": ["differences"],
    "bpo.motive": ["conclusion"],
    "bpo.reliance": ["differences"],
    "kpo.reliance": ["differences", "conclusion"],
    "kpo.goal": ["kpo"],
    "relation.together": ["conclusion"],
}


def all_references(store: FactStore) -> set[str]:
    """Every fact, type and service of a store."""
    subjects = (*store.models, store.outsourcing)
    return {
        *(fact.ref for subject in subjects for fact in subject.facts.values()),
        *(service.ref for subject in subjects for service in subject.services),
        *(type_.ref for model in store.models for type_ in store.types(model.id)),
        *(fact.ref for fact in store.relations.values()),
    }


@pytest.mark.parametrize("ref", ARTICLE)
def test_the_store_says_what_the_article_says(store: FactStore, ref: str) -> None:
    text = store.type(ref.split(".")[-1])[1].text if ".types." in ref else store.fact(ref).text
    for lang, words in zip(LANGUAGES, ARTICLE[ref]):
        for word in words:
            assert word.lower() in text[lang].lower()


def test_services_and_their_details_are_those_of_the_article(store: FactStore) -> None:
    assert {subject: {s.id for s in store.services(subject)} for subject in SERVICES} == SERVICES
    found = {s.id: {d.id for d in s.details} for subject in SERVICES for s in store.services(subject)}
    assert {service: details for service, details in found.items() if details} == DETAILS


def test_parts_of_a_service_are_those_of_the_subject_that_has_them(store: FactStore) -> None:
    outsourced = {service.id: service.details for service in store.services("outsourcing")}
    assert outsourced["human_resources"] == outsourced["customer_service"] == []
    assert [subject.id for subject, _ in store.classify("payroll")] == ["bpo"]
    assert [subject.id for subject, _ in store.classify("human_resources")] == ["bpo", "outsourcing"]


@pytest.mark.parametrize("ref", SECTIONS)
def test_every_entry_knows_its_sections(store: FactStore, ref: str) -> None:
    assert store.entry(ref).source == SECTIONS[ref]
    assert [section.id for section in store.sections_of([ref, ref])] == SECTIONS[ref]


def test_what_the_article_is_and_what_is_not_known_of_it(store: FactStore) -> None:
    assert [store.article.title[lang] for lang in LANGUAGES] == ["BPO vs KPO"] * 2
    assert store.article.language == "id"
    assert store.article.author is store.article.address is store.article.date is None
    assert store.section("conclusion").heading == "Kesimpulan"
    assert store.section("conclusion").label["en"] == "Conclusion"
    with pytest.raises(KeyError):
        store.section("preface")


def test_everything_can_be_said_in_simple_words(store: FactStore) -> None:
    for ref in all_references(store) | {"bpo.types"}:
        entry = store.entry(ref)
        assert entry.plain, ref
        for lang in LANGUAGES:
            assert entry.simple(lang) == entry.plain[lang]
            assert entry.plain[lang].endswith(".") and "{" not in entry.plain[lang], ref
            assert "arbitra" not in entry.plain[lang].lower(), ref
    plainless = store.fact("bpo.driver").copy(update={"plain": None})
    assert plainless.simple("en") == plainless.text["en"]


def test_every_aspect_has_a_question_and_a_name_inside_a_sentence(store: FactStore) -> None:
    for aspect in store.aspects:
        for lang in LANGUAGES:
            question = aspect.question("XYZ", lang)
            assert question.count("XYZ") == 1 and question.endswith("?"), aspect.id
            assert aspect.phrase[lang][0].islower(), aspect.id
    assert store.aspect("reliance").question("KPO", "id") == "Apa yang diandalkan KPO?"
    assert store.aspect("talent").question("KPO", "en") == "What kind of staff does KPO need?"
    assert store.aspect("talent").copy(update={"ask": None}).question("KPO", "en") is None


def test_the_aspects_that_tell_most_are_those_of_the_default_comparison(store: FactStore) -> None:
    assert {a.id for a in store.aspects if a.top} == {"basis", "complexity", "driver", "talent", "process"}
    assert all(a.compared for a in store.aspects if a.top)


def test_models_are_compared_on_twelve_aspects(store: FactStore) -> None:
    rows = store.compare(["bpo", "kpo"])
    assert len(rows) == 12 and all(all(row.facts) for row in rows)


def test_every_fact_is_reached_by_asking_for_it(store: FactStore) -> None:
    wording = Wording.load()
    topics = {
        "model": ("definition", "full_form", "difference", "services", "types", "reasons", "users"),
        "type": ("definition",),
        "service": ("services", "classification"),
        "aspect": ("aspect",),
        "trait": ("aspect",),
        "relation": ("relation",),
    }
    for lang in LANGUAGES:
        c = Composer(store, wording, lang)
        stated: set[str] = set()
        # An aspect or a relation may have no name that is always its own.
        described = [
            *(Term("aspect", aspect.id, "") for aspect in store.aspects),
            *(Term("relation", name, "") for name in store.relations),
        ]
        for term in (*terms_of(store), *described):
            for topic in topics[term.entity]:
                parsed = {"intent": {"name": f"ask_{topic}"}, "entities": [term._asdict()]}
                (act,) = acts_in(parsed, store)
                stated.update(TOPICS[topic](query_of(act), c).facts)
        assert all_references(store) - stated == set()


def test_a_name_is_hard_and_they_are_few(store: FactStore) -> None:
    """Whatever else people say of a thing is an example to learn from, in `data/language/described`."""
    named = [
        *store.aspects,
        *store.relations.values(),
        *(*store.models, store.outsourcing),
        *(type_ for model in store.models for type_ in store.types(model.id)),
        *(service for subject in store.models for service in store.services(subject.id)),
        *(detail for subject in store.models for service in store.services(subject.id) for detail in service.details),
    ]
    traits = [fact.traits for model in store.models for fact in model.facts.values()]
    for lang in LANGUAGES:
        assert max(len(getattr(thing.synonyms, lang)) for thing in named) <= 6
        assert max(len(getattr(fact.synonyms, lang)) for fact in store.relations.values()) <= 2
        assert max(len(getattr(phrases, lang)) for phrases in traits) <= 3


def test_common_words_are_no_names(store: FactStore) -> None:
    names = {normalised(term.phrase) for term in terms_of(store)}
    common = {"dasar", "lokasi", "proses", "pilihan", "biaya", "murah", "tujuan", "fokus", "orang", "staf", "tempat"}
    common |= {"basis", "location", "process", "choice", "cost", "cheap", "purpose", "focus", "people", "staff", "skills"}
    assert names & common == set()


def test_what_is_described_is_known_and_is_no_name_of_it(store: FactStore) -> None:
    names = {(term.entity, term.value, normalised(term.phrase)) for term in terms_of(store)}
    for file in sorted(DESCRIBED.glob("phrases_of_*.yml")):
        for thing, phrases in YAML(typ="safe").load(file).items():
            kind, _, value = thing.partition(":")
            # What is lacked is a value, and what is only near a service tells of one.
            kind = {"lack": "trait", "near": "service"}.get(kind, kind)
            assert is_known(FIELDS.get(kind, f"{kind}s"), value, store), f"{file.name}: {thing}"
            assert [p for p in phrases if (kind, value, normalised(p)) in names] == [], f"{file.name}: {thing}"
            assert len(set(phrases)) == len(phrases), f"{file.name}: {thing}"


def test_what_is_stated_exists(store: FactStore) -> None:
    known = all_references(store) | {f"{m.id}.types" for m in store.models if m.types}
    c = Composer(store, Wording.load(), "en")
    for topic, answer in TOPICS.items():
        for model in (m.id for m in store.models):
            assert set(answer(Query(topic, models=(model,)), c).facts) <= known


def _edited(name: str, old: str, new: str) -> Callable[[Path], None]:
    def edit(folder: Path) -> None:
        text = (folder / name).read_text("utf-8")
        assert old in text, f"{name} no longer holds {old!r}: adapt the test"
        (folder / name).write_text(text.replace(old, new, 1), "utf-8")

    return edit


def _added(name: str, more: bytes) -> Callable[[Path], None]:
    return lambda folder: (folder / name).write_bytes((folder / name).read_bytes() + more)


def _emptied(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).write_bytes(b"")


def _without(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink()


def _twice(name: str, other: str) -> Callable[[Path], None]:
    return lambda folder: shutil.copy(folder / name, folder / other) and None


def _cut(file: Path, before: str) -> None:
    text = file.read_text("utf-8")
    file.write_text(text[: text.index(before)], "utf-8")


def _no_models(folder: Path) -> None:
    shutil.rmtree(folder / "models")


KPO = "models/kpo.yml"
BPO = "models/bpo.yml"

# What is done to a copy of the store -> the file, the key and the mend that the one line must name.
BROKEN = {
    "unknown key": (_added(KPO, b"\ncolour: red\n"), "kpo.yml", "colour", "correct its spelling"),
    "unknown key in a fact": (_edited(KPO, "see_also:", "see_too:"), "kpo.yml", "see_too", "correct its spelling"),
    "missing language": (_edited(KPO, "{id: Wawasan, en: Insight}", "{id: Wawasan}"), "kpo.yml", "facts.driver.value.en", "add it"),
    "empty text": (_edited(KPO, "en: Insight}", 'en: " "}'), "kpo.yml", "facts.driver.value.en", "write the text"),
    "null text": (_edited(KPO, "en: Insight}", "en: }"), "kpo.yml", "facts.driver.value.en", "write the text"),
    "no source": (_edited("relations.yml", "source: [conclusion]", "source: []"), "relations.yml", "source", "name at least one"),
    "dangling source": (_edited(KPO, "source: [kpo]", "source: [kpq]"), "kpo.yml", "source", "'kpq' is not in sources.yml"),
    "dangling see_also": (
        _edited(KPO, "see_also: [kpo.skills]", "see_also: [kpo.skils]"),
        "kpo.yml",
        "facts.talent.see_also",
        "correct the reference",
    ),
    "dangling same_as": (
        _edited("outsourcing.yml", "same_as: technical_support", "same_as: tech"),
        "outsourcing.yml",
        "same_as",
        "correct the name",
    ),
    "same_as of a detail": (
        _edited("outsourcing.yml", "same_as: technical_support", "same_as: payroll"),
        "outsourcing.yml",
        "same_as",
        "correct the name",
    ),
    "dangling model": (_edited("relations.yml", "models: [bpo, kpo]", "models: [bpo, kop]"), "relations.yml", "models", "correct the name"),
    "relation of no models": (_edited("relations.yml", "models: [bpo, kpo]", ""), "relations.yml", "models", "list the models"),
    "unknown aspect": (_edited(KPO, "  driver:\n", "  drive:\n"), "kpo.yml", "facts.drive", "add it to"),
    "needed fact of a model": (_edited(KPO, "  full_form:\n", "  scope:\n"), "kpo.yml", "facts.full_form", "is missing"),
    "needed fact of outsourcing": (_edited("outsourcing.yml", "  users:\n", "  usage:\n"), "outsourcing.yml", "facts.users", "is missing"),
    "duplicate id of a model": (_twice(KPO, "models/zpo.yml"), "zpo.yml", "id", "choose another"),
    "duplicate id of a service": (_edited(KPO, "id: market_research", "id: payroll"), "kpo.yml", "services.1.id", "same_as: payroll"),
    "duplicate id of a type": (_edited(BPO, "- id: nearshore", "- id: onshore"), "bpo.yml", "types", "choose another"),
    "duplicate synonym": (
        _edited(KPO, "en: [knowledge process outsourcing,", "en: [business process outsourcing,"),
        "kpo.yml",
        "synonyms",
        "keep it in one place",
    ),
    "unknown placeholder": (_edited(KPO, "lists {count}", "lists {number}"), "kpo.yml", "facts.services.text", "{count}"),
    "lone brace": (_edited(BPO, "There are {count} types", "There are {count types"), "bpo.yml", "types.text", "{count}"),
    "duplicate key": (_added(KPO, b"\nid: kpo\n"), "kpo.yml", "id", "mend the YAML"),
    "YAML syntax": (_added(KPO, b"\n  - [\n"), "kpo.yml", "services", "mend the YAML"),
    "not UTF-8": (_added(KPO, "# é\n".encode("latin-1")), "kpo.yml", "text", "UTF-8"),
    "a list for a file": (lambda folder: (folder / KPO).write_text("- id: kpo\n"), "kpo.yml", "file", "add the keys"),
    "empty file": (_emptied("aspects.yml"), "aspects.yml", "aspects", "add it"),
    "missing file": (_without("sources.yml"), "sources.yml", "file", "restore it"),
    "plain in one language": (_edited(KPO, "      en: Deep understanding drives KPO.\n", ""), "kpo.yml", "facts.driver.plain.en", "add it"),
    "plain of a service": (_edited(KPO, "      en: Data analysis means studying data.\n", ""), "kpo.yml", "services.2.plain.en", "add it"),
    "plain of a type": (
        _edited(BPO, "        en: Offshore means that the provider is abroad.\n", ""),
        "bpo.yml",
        "types.items.2.plain.en",
        "add it",
    ),
    "question of nobody": (_edited("aspects.yml", "Serumit apa {name}?", "Serumit apa KPO?"), "aspects.yml", "complexity.ask.id", "{name}"),
    "question with other braces": (
        _edited("aspects.yml", "How complex is {name}?", "How complex is {name} for {whom}?"),
        "aspects.yml",
        "complexity.ask.en",
        "{name}",
    ),
    "question in one language": (_edited("aspects.yml", ', en: "How complex is {name}?"', ""), "aspects.yml", "ask.en", "add it"),
    "phrase with braces": (
        _edited("aspects.yml", "en: the complexity}", 'en: "the complexity of {name}"}'),
        "aspects.yml",
        "complexity.phrase.en",
        "without them",
    ),
    "short form that is longer": (
        _edited("models/bpo.yml", "en: Low-level}", "en: Processes of a rather low level}"),
        "models/bpo.yml",
        "facts.focus.short",
        "longest first",
    ),
    "top of no yes or no": (_edited("aspects.yml", "    top: true", "    top: perhaps"), "aspects.yml", "top", "true nor false"),
    "no article": (_edited("sources.yml", "article:", "articles:"), "sources.yml", "article", "add it"),
    "article without a title": (
        _edited("sources.yml", "  title: {id: BPO vs KPO, en: BPO vs KPO}\n", ""),
        "sources.yml",
        "article.title",
        "add it",
    ),
    "unknown key of the article": (
        _edited("sources.yml", "  author:", "  writer:"),
        "sources.yml",
        "article.writer",
        "correct its spelling",
    ),
    "section without a label": (
        _edited("sources.yml", "    label: {id: Infografis, en: Infographic}\n", ""),
        "sources.yml",
        "sections.infographic.label",
        "add it",
    ),
    "dangling source of a type": (
        _edited(BPO, "- id: offshore", "- id: offshore\n      source: [bqo]"),
        "bpo.yml",
        "types.offshore.source",
        "'bqo' is not in sources.yml",
    ),
    "dangling source of the same service": (
        _edited("outsourcing.yml", "details: false\n    source: [intro,", "details: false\n    source: [entro,"),
        "outsourcing.yml",
        "services.2.source",
        "'entro' is not in sources.yml",
    ),
    "unknown key of the same service": (
        _edited("outsourcing.yml", "details: false", "detail: false"),
        "outsourcing.yml",
        "services.2.detail",
        "correct its spelling",
    ),
    "number for a text": (_edited(KPO, "en: Insight}", "en: 10.000}"), "kpo.yml", "facts.driver.value.en", "in quotes"),
    "date for a text": (_edited("sources.yml", "  date:", "  date: 2020-01-31"), "sources.yml", "article.date", "in quotes"),
    "truth for a name": (_edited(KPO, "id: [penelitian investasi,", "id: [true,"), "kpo.yml", "services.0.synonyms.id.0", "in quotes"),
    "text cut short": (
        _edited(KPO, "id: KPO didorong oleh wawasan.", "id: KPO didorong oleh wawasan #1."),
        "kpo.yml",
        "facts.driver.text.id",
        "in quotes",
    ),
    "text cut short in a mapping": (
        _edited(KPO, "{id: Wawasan, en: Insight}", "{id: Wawasan, en: Insight #1\n}"),
        "kpo.yml",
        "facts.driver.value.en",
        "in quotes",
    ),
    "an example that is no service": (
        _edited(KPO, "examples: [market_research,", "examples: [payroll,"),
        "kpo.yml",
        "examples",
        "no service",
    ),
    "no service": (lambda folder: _cut(folder / KPO, "\nservices:\n"), "kpo.yml", "services", "at least one"),
    "no model": (_no_models, "models", "file", "add at least one"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_file_is_told_in_one_line(folder: Path, fault: str) -> None:
    break_it, file, key, mend = BROKEN[fault]
    break_it(folder)
    with pytest.raises(FactError) as told:
        FactStore.load(folder)
    line = str(told.value)
    assert "\n" not in line
    path, named_key, said = line.split(": ", 2)
    assert re.fullmatch(rf".*{re.escape(file)}(:\d+)?", path) and key in named_key and mend in said


def test_comments_stand_behind_what_is_no_bare_text(folder: Path) -> None:
    _edited("aspects.yml", "    top: true\n", "    top: true  # tells most\n")(folder)
    _edited(KPO, "value: {id: Wawasan, en: Insight}", 'value: {id: Wawasan, en: "Insight #1"}  # the gist')(folder)
    assert FactStore.load(folder).fact("kpo.driver").brief("en") == "Insight #1"


def test_edited_facts_are_read_again_and_broken_ones_are_not(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(live, "CHECK_EVERY", 0.0)
    monkeypatch.setattr(live, "SETTLED_AFTER", 0.0)
    facts = live.Live(folder, FactStore.load)
    before = facts()
    assert facts() is before

    _edited(KPO, "{id: Wawasan, en: Insight}", "{id: Wawasan}")(folder)
    assert facts() is before and facts() is before
    (record,) = caplog.records
    assert record.levelname == "ERROR" and "\n" not in record.getMessage()
    assert re.search(r"kpo\.yml:\d+: facts\.driver\.value\.en: is missing", record.getMessage())

    _edited(KPO, "{id: Wawasan}", "{id: Wawasan, en: Deep insight}")(folder)
    assert facts().fact("kpo.driver").brief("en") == "Deep insight"
    _without(KPO)(folder)
    assert facts().has_model("kpo")


def test_a_broken_store_stops_the_start(folder: Path) -> None:
    _without("aspects.yml")(folder)
    with pytest.raises(FactError):
        live.Live(folder, FactStore.load)


def test_any_number_of_models_is_compared(folder: Path) -> None:
    shutil.copy(THIRD_MODEL, folder / "models")
    store = FactStore.load(folder)
    rows = {row.aspect.id: row.facts for row in store.compare(["rpo", "kpo", "bpo"])}
    assert len(rows) == 12
    assert [fact.ref for fact in rows["driver"] if fact] == ["rpo.driver", "kpo.driver", "bpo.driver"]
    assert rows["basis"][0] is None and rows["basis"][1].ref == "kpo.basis"
    assert rows["services"][0].brief("en") == "Candidate sourcing, HR"
    owners = {subject.id for subject, _ in store.classify("payroll")}
    assert owners == {"rpo", "bpo"}
    assert {service.ref for service in store.services("rpo")} == {
        "rpo.services.candidate_sourcing",
        "rpo.services.human_resources",
    }
