"""What makes the page pleasant to read: the first screen, one's place in it, what is kept, and what can be taken along."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Callable, List

from playwright.sync_api import Page, expect

from facts import FactStore
from tests.web.test_widget import PHONE, answers, ask, asked
from tests.web.test_widget_answers import DIFFERENCE
from tools.servers import Bot

Visit = Callable[..., Page]

COARSE = {"is_mobile": True, "has_touch": True}
SHADOW = "document.querySelector('outsourcing-assistant').shadowRoot"


def size_of_type(page: Page, selector: str) -> float:
    return float(page.locator(selector).first.evaluate("e => getComputedStyle(e).fontSize").removesuffix("px"))


def test_the_first_screen_says_what_the_models_are_and_comes_back(bot: Bot, visit: Visit, store: FactStore) -> None:
    page = visit(bot.url, viewport={"width": 1280, "height": 800})
    first = page.locator(".first")
    expect(first.get_by_role("heading", level=2)).to_have_text("Outsourcing, dijelaskan dengan sederhana")
    assert size_of_type(page, ".headline") == 28
    left = "e => e.getBoundingClientRect().left"
    assert page.locator(".name").evaluate(left) == page.locator(".column").evaluate(left)
    expect(first.locator("dt")).to_have_text([f"{m.name.id} {m.facts['full_form'].brief('id')}" for m in store.models])
    for model in store.models:
        expect(first.locator("dd")).to_contain_text([m.facts["definition"].simple("id") for m in store.models])
        assert first.get_by_role("link", name=model.name.id).get_attribute("href") == f"{bot.url}/facts/id#{model.id}.definition"
    expect(first.locator(".cards button")).to_have_count(4)
    expect(first.get_by_text("Jawaban otomatis dari satu artikel, “BPO vs KPO”")).to_be_visible()
    page.get_by_text("Privasi").click()
    expect(first.get_by_text("dihapus otomatis 90 hari")).to_be_visible()
    expect(first.get_by_text("Anda dapat menghapusnya kapan saja")).to_be_visible()
    asked(page, "Apa itu BPO?")
    expect(first).to_have_count(0)
    page.get_by_role("button", name="Mulai dari awal").click()
    page.get_by_role("button", name="Ya, mulai dari awal").click()
    expect(first.locator(".cards button")).to_have_count(4)


def test_in_a_panel_the_first_screen_is_smaller_and_the_host_s_root_does_not_matter(bot: Bot, visit: Visit, embedding: str) -> None:
    page = visit(embedding)
    page.get_by_role("button", name="Buka obrolan").click()
    expect(page.locator(".cards button")).to_have_count(4)
    assert size_of_type(page, ".headline") == 22
    before = page.locator(".panel").evaluate("e => [e.offsetWidth, getComputedStyle(e.querySelector('.title, dd')).fontSize]")
    page.add_style_tag(content="html { font-size: 5px }")
    assert page.locator(".panel").evaluate("e => [e.offsetWidth, getComputedStyle(e.querySelector('.title, dd')).fontSize]") == before


def test_what_did_not_come_is_asked_for_again(bot: Bot, visit: Visit) -> None:
    page = visit(bot.url)
    asked(page, "Apa itu BPO?")
    failures: List[str] = []

    def fail_once(route: Any) -> None:
        if route.request.url in failures:
            route.fallback()
        else:
            failures.append(route.request.url)
            route.abort()

    page.route("**/chat/history", fail_once)
    page.reload()
    expect(page.get_by_label("Memuat percakapan")).to_be_visible()
    expect(answers(page)).to_have_count(1)
    expect(page.get_by_label("Memuat percakapan")).to_have_count(0)
    page.route("**/chat/first/*", fail_once)
    page.get_by_role("button", name="English").click()
    page.get_by_role("button", name="Start over").click()
    page.get_by_role("button", name="Yes, start over").click()
    expect(page.locator(".cards .skeleton")).to_have_count(4)
    expect(page.locator(".cards button")).to_have_count(4)
    assert len(failures) == 2


def test_a_draft_outlives_a_reload_and_the_input_has_the_focus(bot: Bot, visit: Visit) -> None:
    page = visit(bot.url)
    expect(page.get_by_role("textbox")).to_be_focused()
    page.keyboard.type("Apa itu KP")
    page.reload()
    expect(page.get_by_role("textbox")).to_have_value("Apa itu KP")
    page.keyboard.press("End")
    page.keyboard.type("O?")
    page.keyboard.press("Enter")
    expect(answers(page)).to_have_count(1)
    page.reload()
    expect(page.get_by_role("textbox")).to_have_value("")


def test_a_touch_screen_does_not_bring_up_its_keyboard(bot: Bot, visit: Visit) -> None:
    page = visit(bot.url, **PHONE)
    expect(page.locator(".cards button")).to_have_count(4)
    expect(page.get_by_role("textbox")).not_to_be_focused()


def test_a_question_in_the_address_is_asked_once(bot: Bot, visit: Visit) -> None:
    page = visit(f"{bot.url}/?q=Apa%20itu%20BPO%3F&from=mail")
    expect(answers(page)).to_have_count(1)
    expect(page.locator(".said p")).to_have_text("Apa itu BPO?")
    assert page.url == f"{bot.url}/?from=mail"
    page.reload()
    expect(answers(page)).to_have_count(1)
    expect(page.locator(".said")).to_have_count(1)


def test_lines_are_neither_short_nor_long(bot: Bot, visit: Visit) -> None:
    page = visit(bot.url, viewport={"width": 1280, "height": 800})
    asked(page, DIFFERENCE)
    characters = page.evaluate(
        f"""() => [...{SHADOW}.querySelectorAll('.answer p')].map(p => {{
            const range = document.createRange();
            range.selectNodeContents(p);
            const lines = new Set([...range.getClientRects()].map(box => Math.round(box.top))).size;
            return lines > 2 ? p.textContent.trim().length / (lines - 0.5) : 60;
        }})"""
    )
    assert characters and all(45 <= count <= 75 for count in characters), characters


def test_one_s_place_is_kept(bot: Bot, visit: Visit) -> None:
    page = visit(bot.url, viewport={"width": 390, "height": 560})
    asked(page, "Apa itu BPO?")
    asked(page, DIFFERENCE, 2)
    page.wait_for_timeout(600)
    top = "element => element.getBoundingClientRect().top"
    assert 0 <= page.locator(".said").last.evaluate(top) - page.locator(".scroll").evaluate(top) < 60, (
        "a new answer is read from its question"
    )
    latest = page.get_by_role("button", name="Ke pesan terbaru")
    expect(latest).to_be_visible()
    latest.click()
    expect(latest).to_be_hidden()
    expect(page.locator(".chips")).to_be_in_viewport()


def test_the_time_is_told(bot: Bot, visit: Visit) -> None:
    page = visit(bot.url)
    asked(page, "Apa itu BPO?")
    page.reload()
    moment = page.locator(".foot time")
    said = moment.evaluate(
        "time => new Intl.DateTimeFormat('id-ID', {dateStyle: 'medium', timeStyle: 'short'}).format(new Date(time.dateTime))"
    )
    expect(moment).to_have_text(said)
    words = page.locator(".said p").evaluate(
        "p => { const r = document.createRange(); r.selectNodeContents(p); return r.getBoundingClientRect().width; }"
    )
    assert abs(page.locator(".said").bounding_box()["width"] - words - 28) < 1, "a hidden time makes no room for itself"
    page.mouse.move(0, 0)
    expect(moment).to_have_css("opacity", "0")
    page.locator(".answer").hover()
    expect(moment).to_have_css("opacity", "1")


def test_paper_shows_the_whole_conversation(bot: Bot, visit: Visit) -> None:
    page = visit(bot.url, viewport={"width": 800, "height": 400})
    asked(page, "Apa itu BPO?")
    asked(page, DIFFERENCE, 2)
    page.emulate_media(media="print")
    expect(page.get_by_role("rowheader")).to_have_count(12)
    for part in (
        page.locator(".composer"),
        page.locator(".care"),
        page.locator(".chips"),
        page.get_by_role("button", name="Mulai dari awal"),
    ):
        expect(part).to_be_hidden()
    height = page.evaluate("document.documentElement.scrollHeight")
    assert height >= page.locator(".scroll").evaluate("e => e.scrollHeight") > 400


TAKEN = {
    "Teks": ("percakapan.txt", ["Anda (", "Apa bedanya BPO dan KPO?", "Dasar\tAturan\tPertimbangan", "BPO vs KPO › "]),
    "Markdown": ("percakapan.md", ["> Apa bedanya BPO dan KPO?", "| Dasar | Aturan | Pertimbangan |", "*Sumber: BPO vs KPO › "]),
    "HTML": ("percakapan.html", ["<!doctype html>", "<th>Dasar</th><td>Aturan</td>", "&lt;b&gt;", "<small>BPO vs KPO › "]),
}


def test_the_conversation_can_be_taken_along(bot: Bot, visit: Visit) -> None:
    page = visit(bot.url, permissions=["clipboard-read", "clipboard-write"])
    take = page.get_by_role("button", name="Simpan atau salin percakapan")
    expect(page.locator(".cards button")).to_have_count(4)
    expect(take).to_have_count(0)
    asked(page, DIFFERENCE)
    asked(page, "apa itu <b>KPO</b>?", 2)
    for format, (name, parts) in TAKEN.items():
        take.click()
        page.get_by_role("radio", name=format).check()
        assert page.get_by_role("radio", name=format).evaluate("e => e.closest('label').offsetHeight") < 40, "its words stand beside it"
        with page.expect_download() as download:
            page.get_by_role("button", name="Unduh").click()
        assert download.value.suggested_filename == name
        content = Path(download.value.path()).read_text()
        assert [part for part in parts if part not in content] == []
        assert "<b>" not in content or format == "Teks"
    take.click()
    page.get_by_role("radio", name="Teks").check()
    page.get_by_role("dialog").get_by_role("button", name="Salin").click()
    expect(page.get_by_text("Sudah disalin.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").startswith("Anda (")


def test_an_answer_is_read_aloud_in_its_language_until_it_is_stopped(bot: Bot, visit: Visit) -> None:
    page = visit(bot.url)
    page.evaluate(
        """() => {
            window.heard = [];
            speechSynthesis.speak = words => heard.push([words.lang, words.text]);
            speechSynthesis.cancel = () => heard.push('stop');
        }"""
    )
    asked(page, "What is KPO?")
    page.get_by_role("button", name="Bacakan jawaban").click()
    page.get_by_role("button", name="Berhenti membacakan").click()
    expect(page.get_by_role("button", name="Bacakan jawaban")).to_be_visible()
    (language, words), stopped = page.evaluate("heard")
    assert (language, stopped) == ("en-GB", "stop")
    assert "Knowledge Process Outsourcing" in words


def test_of_a_long_conversation_only_what_is_seen_is_drawn(bot: Bot, visit: Visit) -> None:
    page = visit(bot.url)
    asked(page, "Apa itu BPO?")

    def many(route: Any) -> None:
        history = route.fetch().json()
        [turn] = history["turns"]
        route.fulfill(json={"turns": [*({**turn, "id": f"message-{number}"} for number in range(499)), turn], "earlier": False})

    page.route("**/chat/history", many)
    page.reload()
    expect(page.locator(".said")).to_have_count(500)
    expect(page.locator(".chips")).to_be_in_viewport()
    drawn = f"[...{SHADOW}.querySelectorAll('.said')].filter(e => e.checkVisibility({{contentVisibilityAuto: true}})).length"
    assert 0 < page.evaluate(drawn) < 40
    ask(page, "Apa itu KPO?")
    expect(page.locator(".said").last).to_be_in_viewport()
