"""An answer on the screen: one comparison, where it comes from, what can be done with it; and what is no answer at all."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any, Callable, Dict

import pytest
from playwright.sync_api import Page, expect

from operation.servers import ROOT
from tests.web.test_widget import PHONE, asked
from tools.servers import Bot

Visit = Callable[..., Page]

DIFFERENCE = "Apa bedanya BPO dan KPO?"
PANEL_WIDTHS = [320, 390, 416, 768, 1280]
CUT = """(answer, width) => [...answer.querySelectorAll('td, th')].filter(cell => {
    const box = cell.getBoundingClientRect(), table = cell.closest('.table');
    const scrolls = table.matches('.many') && table.scrollWidth > table.clientWidth;
    return !cell.closest('thead') && !scrolls && (box.left < 0 || box.right > width + 1 || cell.scrollWidth > cell.clientWidth + 1);
}).length"""


def told(page: Page, answer: Any, question: str = "Apa itu BPO?", number: int = 1) -> Any:
    """Ask, with the server saying this; the answer of that number."""
    page.route("**/chat/messages", lambda route: route.fulfill(json={"answer": answer}))
    return asked(page, question, number)


def answer(**parts: Any) -> Dict[str, Any]:
    whole = {"kind": "answer", "topic": "difference", "lang": "id", "title": "Judul", "body": [{"text": "Teks.", "items": [], "ordered": False}]}
    return {**whole, "facts": ["x"], "suggestions": [], **parts}


def test_the_rows_that_tell_most_come_first_and_the_rest_opens_in_place(bot: Bot, visit: Visit) -> None:
    page = visit(bot.url)
    rows = asked(page, DIFFERENCE).get_by_role("rowheader")
    expect(rows).to_have_text(["Dasar", "Tingkat kerumitan", "Pendorong", "Staf yang dibutuhkan", "Sifat proses"])
    more = page.get_by_role("button", name="Tampilkan semua (12)")
    more.click()
    expect(rows).to_have_count(12)
    expect(page.get_by_role("button", name="Tampilkan yang utama saja")).to_be_focused()
    page.keyboard.press("Enter")
    expect(rows).to_have_count(5)


@pytest.mark.parametrize("models", [2, 3, 5])
def test_nothing_of_a_comparison_is_cut(bot: Bot, visit: Visit, models: int) -> None:
    names = [f"Model {number}" for number in range(models)]
    cell = "Menuntut penerapan dan pemahaman bisnis"
    table = {"columns": ["Segi", *names], "rows": [["Sifat proses", *(cell for _ in names)], ["Biaya", *("1.250" for _ in names)]]}
    page = visit(bot.url)
    shown = told(page, answer(table=table))
    for width in PANEL_WIDTHS:
        page.set_viewport_size({"width": width, "height": 700})
        assert shown.evaluate(CUT, width) == 0, width
        if width <= 416:
            assert shown.locator(".table").evaluate("e => e.scrollWidth <= e.clientWidth"), width
            for name in names:
                expect(shown.get_by_text(name, exact=True).and_(shown.locator(".of")).first).to_be_visible()
            row, cell = (shown.locator(part).nth(1).bounding_box() for part in ("tr", "td"))
            assert models != 2 or abs(cell["x"] + cell["width"] - row["x"] - row["width"]) < 16, "two models share the whole width"
        elif models == 5:
            names_column = shown.get_by_role("rowheader").first
            before = names_column.bounding_box()
            shown.locator(".table").evaluate("e => e.scrollTo({left: 60, behavior: 'instant'})")
            assert shown.locator(".table").evaluate("e => e.scrollLeft") > 0 and names_column.bounding_box() == before, "the names stay"
        elif models == 2:
            assert shown.locator(".number").first.evaluate("e => getComputedStyle(e).textAlign") == "end"


def test_a_comparison_is_half_as_long_on_a_phone(bot: Bot, visit: Visit) -> None:
    page = visit(bot.url, **PHONE)
    assert asked(page, DIFFERENCE).bounding_box()["height"] < 1250


def test_the_picture_opens_large_and_gives_the_focus_back(bot: Bot, visit: Visit) -> None:
    page = visit(bot.url)
    thumbnail = asked(page, DIFFERENCE).get_by_role("button", name="Infografis")
    thumbnail.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Infografis")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("link", name="Unduh PNG")).to_have_attribute("href", f"{bot.url}/infographic/id.png")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(thumbnail).to_be_focused()


def test_a_source_leads_to_the_fact(bot: Bot, visit: Visit) -> None:
    page = visit(bot.url)
    asked(page, "Apa yang mendorong KPO?")
    link = page.locator(".sources a").first
    expect(page.locator(".sources")).to_contain_text("Sumber: BPO vs KPO › ")
    assert link.get_attribute("href") == f"{bot.url}/facts/id#kpo.driver"


def test_more_sources_are_shown_on_request(bot: Bot, visit: Visit) -> None:
    page = visit(bot.url)
    asked(page, DIFFERENCE)
    links = page.locator(".sources a")
    expect(links).to_have_count(2)
    page.get_by_role("button", name="bagian lain").click()
    expect(links).to_have_count(6)


def test_a_copied_answer_is_text_and_a_table_for_sheets_and_documents(bot: Bot, visit: Visit) -> None:
    page = visit(bot.url, permissions=["clipboard-read", "clipboard-write"])
    asked(page, DIFFERENCE)
    page.get_by_role("button", name="Salin jawaban").click()
    expect(page.get_by_text("Sudah disalin.")).to_be_visible()
    read = "type => navigator.clipboard.read().then(all => all[0].getType(type)).then(blob => blob.text())"
    text, markup = page.evaluate(read, "text/plain"), page.evaluate(read, "text/html")
    assert "Segi\tBPO\tKPO\n" in text and "Dasar\tAturan\tPertimbangan\n" in text
    assert "BPO vs KPO › " in text
    assert "<th>Dasar</th><td>Aturan</td><td>Pertimbangan</td>" in markup


def test_it_copies_on_a_page_without_https_too(bot: Bot, visit: Visit) -> None:
    page = visit(bot.url)
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.evaluate("addEventListener('copy', e => window.copied = e.clipboardData.getData('text/plain'))")
    asked(page, "Apa itu BPO?")
    page.get_by_role("button", name="Salin jawaban").click()
    expect(page.get_by_text("Sudah disalin.")).to_be_visible()


def test_only_answers_are_voted_on(bot: Bot, visit: Visit) -> None:
    page = visit(bot.url)
    asked(page, "Berapa gaji di BPO?")
    asked(page, "halo", 2)
    expect(page.locator(".tools")).to_have_count(0)
    asked(page, "Apa itu BPO?", 3)
    expect(page.locator(".tools")).to_have_count(1)


def test_a_decline_names_a_person_where_there_is_one(bot: Bot, visit: Visit) -> None:
    page = visit(bot.url)
    decline = answer(kind="decline", facts=[], contact={"text": "help@example.com", "url": "mailto:help@example.com"})
    told(page, decline)
    expect(page.get_by_role("link", name="Hubungi petugas")).to_have_attribute("href", "mailto:help@example.com")
    expect(page.locator(".tools")).to_have_count(0)


def test_a_dislike_asks_why_and_the_reason_is_listed(bot: Bot, visit: Visit) -> None:
    page = visit(bot.url)
    asked(page, "Siapa saja yang memakai outsourcing?")
    page.get_by_role("button", name="Jawaban ini tidak membantu").click()
    page.get_by_role("radio", name="Lainnya").check()
    page.get_by_label("Dengan kata-kata").fill("Kurang contoh.")
    page.get_by_role("button", name="Kirim masukan").click()
    expect(page.get_by_text("Terima kasih atas masukan Anda")).to_be_visible()
    expect(page.get_by_role("radio")).to_have_count(0)
    command = [sys.executable, "-m", "channels.feedback", "--endpoints", str(bot.folder / "endpoints.yml")]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    [line] = [line for line in map(json.loads, listed.splitlines()) if line["question"] == "Siapa saja yang memakai outsourcing?"]
    assert (line["reason"], line["words"]) == ("other", "Kurang contoh.")


MARKUP = "<img src=x onerror=alert(1)>"
ODD = {
    "nothing at all": {},
    "null": None,
    "a text": "hello",
    "unknown fields": answer(novelty={"deep": [1, 2]}, kind="prophecy"),
    "an empty table": answer(table={"columns": [], "rows": []}),
    "a table without rows": answer(table={"columns": ["a", "b"], "rows": []}),
    "short rows": answer(table={"columns": ["a", "b", "c"], "rows": [["x"], [], None, "row", ["x", None, 5]]}),
    "sixty rows": answer(table={"columns": ["a", "b"], "rows": [[f"row {n}", f"{n}"] for n in range(60)]}),
    "a long cell": answer(table={"columns": ["a", "b", "c"], "rows": [["x", "m" * 2000, "kata " * 400]]}),
    "a broken picture": answer(image={"url": "/infographic/none.png", "alt": "Gambar rusak"}),
    "wrong types": answer(body="text", suggestions={"a": 1}, sources=[5, {"section": {}}], title=["x"], contact="me", image=7),
    "markup": answer(
        title=MARKUP,
        sources=[{"title": MARKUP, "section": MARKUP, "url": "javascript:alert(2)"}],
        contact={"text": MARKUP, "url": "javascript:alert(3)"},
        table={"columns": [MARKUP, MARKUP], "rows": [[MARKUP, MARKUP]]},
        suggestions=[{"title": MARKUP, "message": MARKUP}],
    ),
}


def test_an_odd_answer_is_drawn_as_far_as_it_goes(bot: Bot, visit: Visit) -> None:
    page = visit(bot.url, viewport={"width": 320, "height": 600})
    for number, (name, odd) in enumerate(ODD.items(), 1):
        drawn = told(page, odd, name, number)
        assert page.locator(".scroll").evaluate("e => e.scrollWidth <= e.clientWidth"), name
        assert page.locator("a[href^='javascript'], .answer img[src='x']").count() == 0, name
        if name == "sixty rows":
            page.get_by_role("button", name="60").click()
            expect(drawn.get_by_role("row")).to_have_count(61)
        if name == "a broken picture":
            drawn.locator(".picture, p").last.scroll_into_view_if_needed()
            expect(drawn.locator("p", has_text="Gambar rusak")).to_be_visible()
    page.unroute_all()
    asked(page, "Apa itu KPO?", len(ODD) + 1)
