"""The page of all facts: whole for people, printers and search engines, with a script or without."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Callable, List
from xml.etree import ElementTree

import httpx
import pytest
from playwright.sync_api import Page, expect

from channels import facts_page
from facts import FactStore, facts_path
from facts.live import Live
from tests.web.test_widget import violations
from tools.servers import Bot

Visit = Callable[..., Page]
THIRD_MODEL = Path(__file__).parents[1] / "third_model" / "rpo.yml"


def read(page: bytes) -> ElementTree.Element:
    """The page, which is well-formed XML too."""
    return ElementTree.fromstring(page)


def text_of(element: ElementTree.Element) -> str:
    return "".join(element.itertext())


def anchors(page: bytes) -> List[str]:
    return [article.get("id") for article in read(page).iter("article")]


@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_fact_is_there_once_with_its_section(store: FactStore, lang: str) -> None:
    page = facts_page.page(lang)
    assert sorted(anchors(page)) == sorted(store._entries)
    for article in read(page).iter("article"):
        entry = store.entry(article.get("id"))
        said = (entry.text if hasattr(entry, "text") else entry.name)[lang]
        assert said.partition("{count}")[0] in text_of(article)
        [sections] = article.findall("p[@class='section']")
        assert text_of(sections).partition(": ")[2].split(" · ") == [s.label[lang] for s in store.sections_of([entry.ref])]


@pytest.mark.parametrize("lang", ["id", "en"])
def test_search_engines_can_read_it(store: FactStore, lang: str) -> None:
    page = read(facts_page.page(lang))
    assert page.get("lang") == lang
    assert all(model.name[lang] in page.findtext("head/title") for model in store.models)
    assert page.find("head/meta[@name='description']").get("content")
    assert [link.get("hreflang") for link in page.findall("head/link[@rel='alternate']")] == ["id", "en"]
    data = json.loads(page.findtext("head/script[@type='application/ld+json']"))
    assert data["@type"] == "DefinedTermSet"
    described = {term["name"]: term["description"] for term in data["hasDefinedTerm"]}
    for model in store.models:
        assert described[model.name[lang]] == model.facts["definition"].text[lang]
    assert {term["url"][1:] for term in data["hasDefinedTerm"]} <= set(anchors(facts_page.page(lang)))


@pytest.fixture
def changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Path], object]], None]:
    """Has the page drawn from a copy of the facts that was changed."""

    def change(work: Callable[[Path], object]) -> None:
        work(Path(shutil.copytree(facts_path(), tmp_path / "facts")))
        monkeypatch.setattr(facts_page, "facts", Live(tmp_path / "facts", FactStore.load))

    return change


def test_a_new_model_appears_by_its_file_alone(changed: Callable) -> None:
    changed(lambda facts: shutil.copy(THIRD_MODEL, facts / "models"))
    page = facts_page.page("id")
    assert {"rpo.definition", "rpo.types.enterprise", "rpo.services.candidate_sourcing"} <= set(anchors(page))
    assert b"RPO" in re.search(b"<title>.*</title>", page).group()


def test_markup_in_a_fact_is_text(changed: Callable) -> None:
    evil = "</script><img src=x onerror=alert(1)>"

    def insert(facts: Path) -> None:
        for name, said in (("relations.yml", "BPO and KPO are both forms"), ("models/bpo.yml", "BPO (Business Process Outsourcing) is the")):
            file = facts / name
            file.write_text(file.read_text().replace(said, f"{said} {evil}"))

    changed(insert)
    page = read(facts_page.page("en"))
    assert not list(page.iter("img"))
    assert text_of(page.find("body")).count(evil) == 2


def test_the_reader_s_language_is_chosen(bot: Bot) -> None:
    def shown(accepted: str) -> str:
        return httpx.get(f"{bot.url}/facts", headers={"Accept-Language": accepted}, follow_redirects=True).url.path

    assert shown("id-ID,id;q=0.9") == "/facts/id"
    assert shown("en-GB") == "/facts/en"
    assert shown("fr") == "/facts/en"
    assert httpx.get(f"{bot.url}/facts/fr").status_code == 404


def test_it_is_whole_without_scripts_and_the_link_finds_its_fact(bot: Bot, visit: Visit) -> None:
    page = visit(f"{bot.url}/facts/id#kpo.driver", java_script_enabled=False)
    expect(page.locator("[id='kpo.driver']")).to_be_in_viewport()
    expect(page.locator("[id='kpo.driver']")).to_contain_text("KPO didorong oleh wawasan.")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("All facts about BPO and KPO")


def test_it_can_be_searched(bot: Bot, visit: Visit) -> None:
    page = visit(f"{bot.url}/facts/id")
    page.get_by_label("Cari fakta").fill("wawasan KPO")
    expect(page.locator("main article:visible")).to_have_count(1)
    expect(page.get_by_role("status")).to_have_text("1 fakta ditemukan")
    page.get_by_label("Cari fakta").fill("xyzzy")
    expect(page.get_by_role("status")).to_have_text("Tidak ada fakta yang cocok")
    page.get_by_label("Cari fakta").fill("")
    expect(page.locator("main article:visible").nth(20)).to_be_visible()
    page.get_by_role("link", name="English").click()
    page.get_by_label("Search the facts").fill("insight KPO")
    expect(page.get_by_role("status")).to_have_text("1 fact found")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_accessible_and_fits_every_screen(bot: Bot, visit: Visit, scheme: str) -> None:
    page = visit(f"{bot.url}/facts/en", color_scheme=scheme, viewport={"width": 320, "height": 600})
    assert violations(page) == []
    for width in (320, 390, 768, 1280):
        page.set_viewport_size({"width": width, "height": 600})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.emulate_media(media="print")
    expect(page.get_by_role("search")).to_be_hidden()
    expect(page.locator("main article").last).to_be_visible()
