"""What the owner of a page can set, and how it looks."""

from __future__ import annotations

import re
from typing import Any, Callable, Dict, List

import pytest
from playwright.sync_api import Page, expect

from tests.web.hosts.conftest import Site, ask, chat, launcher

Host = Callable[..., Page]

SETTINGS = {
    "heading": "Tanya BPO",
    "greeting": "Selamat datang",
    "questions": "Apa itu BPO?|Apa itu KPO?",
    "position": "left",
    "launcher-text": "Bantuan",
    "color-scheme": "dark",
    "z-index": "77",
    "privacy": "/privacy",
    "contact": "mailto:help@example.com",
    "locale": "id",
    "avatar": "/face.svg",
    "launcher-icon": "/face.svg",
    "data-plan": "pro",
}


def camel(name: str) -> str:
    return re.sub("-(.)", lambda match: match.group(1).upper(), name)


def as_object() -> str:
    rest = {camel(name): value for name, value in SETTINGS.items() if not name.startswith("data-")}
    return str({**rest, "zIndex": 77, "questions": ["Apa itu BPO?", "Apa itu KPO?"], "context": {"plan": "pro"}})


ATTRIBUTES = " ".join(f'{name}="{value}"' for name, value in SETTINGS.items())
WAYS = {
    "attributes of the script": f"<script src='{{bot}}/chat/widget.js' defer {ATTRIBUTES}></script>",
    "attributes of the element": f"{{tag}}<outsourcing-assistant {ATTRIBUTES}></outsourcing-assistant>",
    "an object": f"<script>outsourcingAssistantSettings = {as_object()}</script>{{tag}}",
}


@pytest.mark.parametrize("way", WAYS)
def test_settings_are_attributes_or_an_object(host: Host, way: str) -> None:
    page = host(WAYS[way], locale="en-GB")
    button = page.locator(".launcher")
    expect(button).to_have_text("Bantuan")
    assert button.bounding_box()["x"] < 100
    expect(button.locator("img")).to_have_attribute("src", re.compile("/face.svg$"))
    button.click()
    expect(page.get_by_role("heading", name="Tanya BPO")).to_be_visible()
    expect(page.locator(".avatar")).to_have_attribute("src", re.compile("/face.svg$"))
    expect(page.get_by_text("Selamat datang")).to_be_visible()
    expect(page.locator(".cards button")).to_have_text(["Apa itu BPO?", "Apa itu KPO?"])
    expect(page.get_by_role("link", name="Privasi")).to_have_attribute("href", re.compile("/privacy$"))
    panel = page.locator(".panel")
    assert panel.evaluate("e => [getComputedStyle(e).zIndex, getComputedStyle(e).backgroundColor]") == ["77", "rgb(20, 24, 28)"]
    sent: List[Dict[str, Any]] = []
    page.on("request", lambda request: sent.append(request.post_data_json) if request.url.endswith("messages") else None)
    page.locator(".cards button").first.click()
    expect(page.locator(".answer")).to_have_count(1)
    assert sent[-1]["context"] == {"plan": "pro"}
    link = page.get_by_role("link", name="Hubungi petugas").get_attribute("href")
    assert link.startswith("mailto:help@example.com?subject=") and "Apa%20itu%20BPO" in link


WRONG = {
    "position": ("middle", "right, left, inline, page"),
    "locale": ("fr", "auto, id, en"),
    "open": ("maybe", "true or false"),
    "z-index": ("high", "a whole number"),
    "contact": ("javascript:alert(1)", "webhook, or an address"),
    "privacy": ("javascript:alert(1)", "an address"),
    "launcher-icon": ("data:image/png,x", "an address"),
    "data-long": ("x" * 201, "200 characters"),
}


def test_a_wrong_value_is_named_with_what_is_allowed(site: Site, visit: Callable[..., Page]) -> None:
    lines: List[str] = []
    page = visit("about:blank")
    page.on("console", lambda message: lines.append(message.text) if message.type == "warning" else None)
    attributes = " ".join(f'{name}="{value}"' for name, (value, _) in WRONG.items())
    page.goto(site.page(f"<script src='{{bot}}/chat/widget.js' defer {attributes}></script>"))
    chat(page)
    for name, (value, allowed) in WRONG.items():
        assert any(f"{name}=" in line and value in line and allowed in line for line in lines), name
    assert page.locator(".panel").bounding_box()["x"] > 400


def test_settings_change_while_it_is_there(host: Host) -> None:
    page = chat(host("{tag}"))
    page.evaluate("outsourcingAssistant.setAttribute('heading', 'Lain')")
    expect(page.get_by_role("heading", name="Lain")).to_be_visible()
    page.evaluate("outsourcingAssistant.setAttribute('position', 'left')")
    assert page.locator(".panel").bounding_box()["x"] < 100
    page.set_viewport_size({"width": 390, "height": 700})
    assert page.locator(".panel").bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 700}, "a phone's screen has no sides"


def test_it_opens_at_start_until_the_person_closes_it(host: Host) -> None:
    page = host("<script src='{bot}/chat/widget.js' defer open></script>")
    expect(page.get_by_role("textbox")).to_be_visible()
    assert page.evaluate("document.activeElement === document.body"), "the focus is the page's"
    page.get_by_role("dialog").get_by_role("button", name="Tutup obrolan").click()
    page.reload()
    expect(launcher(page)).to_be_visible()
    expect(page.locator(".panel:visible")).to_have_count(0)


def test_in_the_page_it_stands_where_it_is_put(host: Host) -> None:
    page = host(
        """{tag}<style>outsourcing-assistant { --assistant-width: 400px; --assistant-height: 500px; }</style>
        <main style="margin-left: 50px"><outsourcing-assistant position="inline"></outsourcing-assistant></main>"""
    )
    ask(page, "Apa itu BPO?")
    box = page.locator(".panel").bounding_box()
    assert (box["x"], box["width"], box["height"]) == (pytest.approx(58, abs=1), 400, 500)
    expect(page.locator(".launcher:visible")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator(".panel")).to_be_visible()


CONTRASTS = """() => {
    const root = document.querySelector('outsourcing-assistant').shadowRoot;
    const rgb = text => text.match(/[\\d.]+/g).slice(0, 3).map(Number);
    const luminance = color => { const [r, g, b] = color.map(v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
    const contrast = (a, b) => { const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
    const ground = element => { for (let e = element; e; e = e.parentElement) {
        const color = getComputedStyle(e).backgroundColor; if (!/^rgba\\(.*, 0\\)$/.test(color)) return rgb(color); } };
    return ['.name', '.said p', '.answer p', '.chips button', 'textarea', '.care button', '.launcher'].map(name => {
        const element = root.querySelector(name);
        return [name, contrast(rgb(getComputedStyle(element).color), ground(element))];
    });
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "theme",
    ["--assistant-accent: #ffd400", "--assistant-accent: oklch(45% 0.2 300)", "--assistant-surface: #fdf6e3; --assistant-text: #eee8d5"],
)
def test_from_an_accent_or_a_surface_a_theme_follows_that_can_be_read(host: Host, scheme: str, theme: str) -> None:
    page = chat(host(f"<style>outsourcing-assistant {{ {theme} }}</style>{{tag}}", color_scheme=scheme))
    ask(page, "Apa itu BPO?")
    low = [(name, value) for name, value in page.evaluate(CONTRASTS) if value < 4.5]
    assert low == []
    if "ffd400" in theme:
        assert page.locator(".header").evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(255, 212, 0)"
        assert page.locator(".languages [aria-pressed=true]").evaluate("e => getComputedStyle(e).color") == "rgb(255, 212, 0)"


def test_the_theme_follows_the_page_s_own_switch(host: Host) -> None:
    page = chat(
        host(
            """<style>outsourcing-assistant { --assistant-radius: 3px; --assistant-font: monospace; }
            .dark outsourcing-assistant { --assistant-surface: #102030; }</style>{tag}"""
        )
    )
    panel = page.locator(".panel")
    assert panel.evaluate("e => [getComputedStyle(e).borderRadius, getComputedStyle(e).fontFamily]") == ["3px", "monospace"]
    page.evaluate("document.documentElement.className = 'dark'")
    page.wait_for_timeout(100)
    assert panel.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(16, 32, 48)"


def test_parts_can_be_styled(host: Host) -> None:
    page = host("<style>outsourcing-assistant::part(launcher) { border-radius: 7px }</style>{tag}")
    assert launcher(page).evaluate("e => getComputedStyle(e).borderRadius") == "7px"


def test_the_launcher_alone_is_small_and_nothing_else_is_loaded_before_it_is_opened(host: Host) -> None:
    page = host("{tag}")
    expect(launcher(page)).to_be_visible()
    loaded = page.evaluate(
        "performance.getEntriesByType('resource').filter(e => e.name.includes('/chat/')).map(e => e.name.split('/chat/')[1])"
    )
    assert loaded == ["widget.js"]
