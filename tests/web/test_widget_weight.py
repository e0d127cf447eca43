"""What the chat weighs, and how soon it is there."""

from __future__ import annotations

import re
from typing import Any, Callable

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import WEB
from tests.web.test_widget import asked
from tools.servers import Bot

Visit = Callable[..., Page]

KB = 1024
SHADOW = "document.querySelector('outsourcing-assistant').shadowRoot"


def size(bot: Bot, path: str) -> int:
    """Of what the server sends to a browser, compressed."""
    with httpx.stream("GET", bot.url + path, headers={"Accept-Encoding": "gzip, br"}) as response:
        return int(response.headers["content-length"])


def test_a_page_loads_little_before_the_chat_is_opened(bot: Bot) -> None:
    assert size(bot, "/chat/widget.js") <= 8 * KB


def test_a_conversation_loads_all_that_the_chat_is_made_of_and_that_is_little(bot: Bot, visit: Visit) -> None:
    """By what a browser asks for, so nothing that is loaded later is left out; answers are no part of it."""
    asked_for = set()
    page = visit("about:blank")
    page.on("request", lambda request: asked_for.add(request.url.removeprefix(bot.url)))
    page.goto(bot.url)
    asked(page, "Apa bedanya BPO dan KPO?")
    for button in page.locator(".tools .icon").all()[:3]:  # copied, read aloud, liked
        button.click()
    page.get_by_role("button", name="Simpan atau salin percakapan").click()
    page.keyboard.press("Escape")
    files = {path for path in asked_for if path == "/" or re.match(r"/chat/[\w-]+\.\w+$", path)}
    assert files == {"/", "/chat/widget.js", "/chat/chat.js", "/chat/page.css", "/chat/icon.svg"}
    assert sum(size(bot, path) for path in files) <= 30 * KB
    # What else is built belongs to the page of all facts, which the chat does not load.
    built = {f"/chat/{file.name}" for file in (WEB / "dist").glob("[!.]*") if file.suffix != ".br" and file.name != "index.html"}
    assert built - files == {"/chat/facts.css", "/chat/facts.js"}
    assert sum(size(bot, path) for path in built - files) <= 1.5 * KB


@pytest.mark.timed
def test_the_page_is_soon_there_and_ready_for_typing(bot: Bot, visit: Visit) -> None:
    page = visit("about:blank")
    page.add_init_script(
        """(function look() {
            if (document.querySelector('outsourcing-assistant')?.shadowRoot?.activeElement?.id === 'text') window.ready = performance.now();
            else requestAnimationFrame(look);
        })()"""
    )

    def load() -> Any:
        page.goto(bot.url)
        page.wait_for_function("() => window.ready && performance.getEntriesByName('first-contentful-paint').length")
        return page.evaluate("[performance.getEntriesByName('first-contentful-paint')[0].startTime, window.ready]")

    times = [load() for _ in range(8)]
    assert min(painted for painted, _ in times) <= 200, times
    assert min(ready for _, ready in times) <= 300, times


@pytest.mark.timed
def test_a_long_conversation_scrolls_smoothly(bot: Bot, visit: Visit) -> None:
    page = visit(bot.url, viewport={"width": 390, "height": 800})
    asked(page, "Apa bedanya BPO dan KPO?")

    def many(route: Any) -> None:
        [turn] = route.fetch().json()["turns"]
        route.fulfill(json={"turns": [*({**turn, "id": f"message-{number}"} for number in range(499)), turn], "earlier": False})

    page.route("**/chat/history", many)
    page.reload()
    expect(page.locator(".said")).to_have_count(500, timeout=30_000)
    scroll = f"""() => new Promise(resolve => {{
        const scroller = {SHADOW}.querySelector('.scroll'), began = performance.now();
        let frames = 0;
        const step = () => {{
            scroller.scrollTop -= 150;
            if (++frames < 90) requestAnimationFrame(step);
            else resolve(frames * 1000 / (performance.now() - began));
        }};
        requestAnimationFrame(step);
    }})"""
    rate = max(page.evaluate(scroll) for _ in range(3))
    assert rate >= 50, rate
