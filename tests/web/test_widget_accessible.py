"""Everybody can use it: in what opens, in forced colours, enlarged, by keyboard and by ear."""

from __future__ import annotations

from typing import Any, Callable

import pytest
from playwright.sync_api import Page, expect

from tests.web.test_widget import PHONE, ask, asked, violations
from tests.web.test_widget_answers import DIFFERENCE, answer, told
from tools.servers import Bot

Visit = Callable[..., Page]

TOO_SMALL = """() => [...document.querySelector('outsourcing-assistant').shadowRoot.querySelectorAll('button, a, summary, input, textarea')]
    .filter(e => e.checkVisibility() && !e.closest('p, dd'))
    .map(e => [(e.closest('label') ?? e).getBoundingClientRect(), e])
    .filter(([box]) => box.height < 24 || box.width < 24)
    .map(([box, e]) => `${e.outerHTML.slice(0, 80)} ${box.width}x${box.height}`)"""


@pytest.mark.parametrize("scheme, forced", [("light", "none"), ("dark", "none"), ("dark", "active")])
def test_axe_finds_nothing_in_what_opens(bot: Bot, visit: Visit, scheme: str, forced: str) -> None:
    page = visit(bot.url, color_scheme=scheme, forced_colors=forced)
    asked(page, DIFFERENCE)
    page.get_by_role("button", name="Tampilkan semua").click()
    page.get_by_role("button", name="bagian lain").click()
    page.get_by_role("button", name="Jawaban ini tidak membantu").click()
    expect(page.get_by_role("radio")).to_have_count(5)
    page.mouse.move(0, 0)
    assert violations(page) == []
    assert page.evaluate(TOO_SMALL) == []
    for opener, closer in (("Simpan atau salin percakapan", "Batal"), ("Infografis", "Tutup gambar")):
        page.get_by_role("button", name=opener).click()
        expect(page.get_by_role("dialog")).to_be_visible()
        assert violations(page) == []
        assert page.evaluate(TOO_SMALL) == []
        page.get_by_role("dialog").get_by_role("button", name=closer).click()
        expect(page.get_by_role("button", name=opener)).to_be_focused()


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_in_five_models_and_a_contact(bot: Bot, visit: Visit, width: int) -> None:
    page = visit(bot.url, viewport={"width": width, "height": 800})
    columns = ["Segi", *(f"Model {number}" for number in range(5))]
    told(page, answer(table={"columns": columns, "rows": [["Dasar", *"12345"]]}, contact={"text": "ext. 5"}))
    assert violations(page) == []


def test_forced_colours_keep_the_language_the_vote_and_the_focus_visible(bot: Bot, visit: Visit) -> None:
    page = visit(bot.url, forced_colors="active", color_scheme="dark")
    asked(page, "Apa itu BPO?")
    up, down = (page.get_by_role("button", name=f"Jawaban ini {kind}membantu") for kind in ("", "tidak "))
    up.click()
    ground = "e => getComputedStyle(e).backgroundColor"
    assert up.evaluate(ground) != down.evaluate(ground)
    indonesian, english = (page.get_by_role("button", name=name) for name in ("Bahasa Indonesia", "English"))
    assert indonesian.evaluate(ground) != english.evaluate(ground)
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.querySelector('outsourcing-assistant').shadowRoot.activeElement).outlineStyle") == "solid"


@pytest.mark.parametrize("zoom", [2, 4])
def test_it_can_be_enlarged(bot: Bot, visit: Visit, zoom: int) -> None:
    """To the page a browser's zoom is a smaller window."""
    page = visit(bot.url, viewport={"width": 1280 // zoom, "height": 1024 // zoom}, device_scale_factor=zoom)
    asked(page, DIFFERENCE)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator(".scroll").evaluate("e => e.scrollWidth <= e.clientWidth && e.clientHeight > 80")
    expect(page.get_by_role("textbox")).to_be_in_viewport()
    assert violations(page) == []


def test_a_panel_that_fills_the_screen_keeps_the_focus(bot: Bot, visit: Visit, embedding: str) -> None:
    page = visit(embedding, **PHONE)
    behind = page.get_by_role("main")
    launcher = page.get_by_role("button", name="Buka obrolan")
    launcher.click()
    expect(page.locator(".cards button")).to_have_count(4)
    assert page.evaluate("document.querySelector('main').closest('[inert]') !== null")
    expect(page.locator(".panel")).to_have_attribute("aria-modal", "true")
    page.get_by_role("button", name="Bahasa Indonesia").focus()
    inside = "document.querySelector('outsourcing-assistant').shadowRoot.activeElement?.closest('.panel') !== null"
    for key in ("Shift+Tab", "Tab", "Shift+Tab", "Shift+Tab"):
        page.keyboard.press(key)
        assert page.evaluate(f"document.activeElement.tagName === 'OUTSOURCING-ASSISTANT' && {inside}"), key
    page.keyboard.press("Escape")
    expect(launcher).to_be_focused()
    expect(behind).to_be_visible()
    assert not page.evaluate("document.querySelector('main').closest('[inert]') !== null")


def test_typing_is_announced_once(bot: Bot, visit: Visit) -> None:
    page = visit(bot.url)
    held: list[Any] = []
    page.route("**/chat/messages", lambda route: held.append(route))
    status = page.locator(".status")
    status.evaluate(
        """status => {
            window.announced = [];
            new MutationObserver(changes => announced.push(...changes.flatMap(c => [...c.addedNodes]).map(n => n.textContent.trim()).filter(Boolean)))
                .observe(status, {childList: true, subtree: true});
        }"""
    )
    ask(page, "Apa itu BPO?")
    expect(status).to_contain_text("Asisten sedang mengetik")
    page.get_by_role("textbox").fill("Dan")
    page.get_by_role("textbox").fill("Dan KPO")
    while not held:
        page.wait_for_timeout(20)
    held[0].continue_()
    expect(page.locator(".answer")).to_have_count(1)
    expect(status).not_to_contain_text("mengetik")
    assert page.evaluate("announced") == ["Asisten sedang mengetik"]


def test_the_counter_is_told_near_the_limit_and_not_at_every_letter(bot: Bot, visit: Visit) -> None:
    page = visit(bot.url)
    told_now = page.locator(".composer [role=status]")
    for length, said in ((1700, ""), (1801, "Sisa 200 karakter"), (1840, "Sisa 200 karakter"), (1991, "Sisa 10 karakter"), (2001, "")):
        page.get_by_role("textbox").fill("a" * length)
        expect(told_now).to_have_text(said)
