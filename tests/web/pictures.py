"""Pictures of the chat for the documentation: `python -m tests.web.pictures docs/images` makes them anew, of what the bot says today.

The widget has to be built, and a model to be trained: `make run` does both.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any, Callable, Dict, NamedTuple

from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright

from operation.train import MODEL
from tests.web.conftest import FLAGS, system_browser
from tests.web.test_widget import asked
from tools.servers import Bot

COMPARISON = "Apa bedanya BPO dan KPO?"


class Picture(NamedTuple):
    """What is on a picture: a window of this size, and what was done in it."""

    width: int
    height: int
    take: Callable[[Page], Any]
    at: str = "/"
    options: Dict[str, Any] = {}


def _top(page: Page) -> None:
    asked(page, COMPARISON).scroll_into_view_if_needed()
    page.locator(".said").first.evaluate("said => said.scrollIntoView({ block: 'start' })")


def _cards(page: Page) -> None:
    _top(page)
    page.get_by_text("Tingkat kerumitan", exact=True).first.evaluate("row => row.scrollIntoView({ block: 'start' })")


def _reasons(page: Page) -> None:
    asked(page, "Apa pendorong KPO?")
    page.get_by_role("button", name="Jawaban ini tidak membantu").click()
    expect(page.locator(".reasons")).to_be_visible()


PICTURES = {
    "first": Picture(1280, 960, lambda page: expect(page.locator(".first")).to_be_visible()),
    "desktop": Picture(1280, 960, _top),
    "phone": Picture(390, 844, _cards, options={"device_scale_factor": 1.5, "is_mobile": True, "has_touch": True}),
    "dark": Picture(768, 900, _top, options={"color_scheme": "dark"}),
    "reasons": Picture(768, 640, _reasons),
    "facts": Picture(900, 800, lambda page: page.get_by_label("Cari fakta").fill("wawasan"), at="/facts"),
}


def draw(url: str, folder: Path) -> None:
    """Draw all pictures of the bot at an address into a folder."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=system_browser("chromium"), args=FLAGS)
        for name, picture in PICTURES.items():
            size = {"width": picture.width, "height": picture.height}
            page = browser.new_context(locale="id-ID", reduced_motion="reduce", viewport=size, **picture.options).new_page()
            page.goto(url + picture.at)
            picture.take(page)
            # What comes in, an infographic for one, is there.
            page.wait_for_load_state("networkidle")
            page.wait_for_timeout(500)
            path = folder / f"{name}.png"
            page.screenshot(path=str(path), animations="disabled")
            Image.open(path).convert("RGB").quantize(128).save(path, optimize=True)
        browser.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as of_bot:
        bot = Bot(Path(of_bot), MODEL)
        try:
            draw(bot.start().url, Path(sys.argv[1]))
        finally:
            bot.stop()
