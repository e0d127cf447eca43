"""The pictures of the chat in `docs/images`, from the real bot in the system's Chromium: `python -m tools.pictures [NAME ...]`."""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Locator, Page, sync_playwright

from channels import infographic
from operation.servers import LOOPBACK, ROOT, free_port
from tools.servers import Bot

_FOLDER = ROOT / "docs" / "images"
_COLOURS = 128
_SITE = """<!doctype html><html lang="id"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Toko</title>
<style>body {{ font: 17px/1.6 Georgia, serif; max-width: 40rem; margin: 3rem 2rem; color: #333 }} h1 {{ font-size: 2rem }}</style>
<h1>Layanan kami</h1><p>Halaman dari situs lain, dengan satu tag di dalamnya.</p><p>Tombol di sudut membuka obrolan.</p>
<script src="{bot}/chat/widget.js" defer></script></html>"""


@dataclass(frozen=True)
class Picture:
    """What is done before it is taken, in a window of that size; `site`: on a page of another site."""

    width: int
    height: int
    steps: Callable[[Page], Any]
    locale: str = "id-ID"
    dark: bool = False
    path: str = "/"
    site: bool = False


def _answered(page: Page, question: str, number: int = 1) -> Locator:
    page.get_by_role("textbox").fill(question)
    page.keyboard.press("Enter")
    answer = page.locator(".answer").nth(number - 1)
    answer.wait_for()
    page.wait_for_timeout(800)  # it is scrolled to
    return answer


def _first(page: Page) -> None:
    page.locator(".cards button").first.wait_for()


def _compared(page: Page) -> None:
    question = "Apa bedanya BPO dan KPO?" if page.evaluate("navigator.language") == "id-ID" else "How do BPO and KPO differ?"
    _answered(page, question).locator("img").evaluate("image => image.decode()")


def _cards(page: Page) -> None:
    _compared(page)
    page.locator(".chips").scroll_into_view_if_needed()


def _reasons(page: Page) -> None:
    _answered(page, "Apa itu KPO?")
    page.get_by_role("button", name="Jawaban ini tidak membantu").click()
    page.get_by_role("radio", name="Sulit dipahami").check()
    page.wait_for_timeout(800)


def _large(page: Page) -> None:
    _compared(page)
    page.get_by_role("button", name="Infographic").click()
    page.locator(".sheet img").evaluate("image => image.decode()")


def _opened(page: Page) -> None:
    page.locator(".launcher").click()
    _first(page)


def _panel(page: Page) -> None:
    _opened(page)
    _answered(page, "Apa saja layanan KPO?")


def _unread(page: Page) -> None:
    page.evaluate("outsourcingAssistant.ask('Apa itu BPO?')")
    page.locator(".badge:visible").wait_for()
    page.wait_for_timeout(400)


def _away(page: Page) -> None:
    _answered(page, "Apa itu BPO?")
    page.context.set_offline(True)
    page.get_by_role("textbox").fill("Apa itu KPO?")
    page.keyboard.press("Enter")
    page.locator(".state").wait_for()


def _searched(page: Page) -> None:
    page.get_by_role("searchbox").fill("layanan")


PICTURES: dict[str, Picture] = {
    "first": Picture(1280, 860, _first),
    "desktop": Picture(1280, 960, _compared),
    "dark": Picture(768, 900, _compared, locale="en-GB", dark=True),
    "phone": Picture(390, 844, _cards),
    "reasons": Picture(390, 844, _reasons),
    "large": Picture(768, 900, _large, locale="en-GB", dark=True),
    "panel-first": Picture(900, 800, _opened, site=True),
    "panel": Picture(900, 800, _panel, site=True, dark=True),
    "unread": Picture(900, 420, _unread, site=True),
    "away": Picture(390, 600, _away),
    "facts": Picture(900, 800, _searched, path="/facts/id"),
}


def main() -> None:
    """Take those that are named, or all, and the infographic."""
    chosen = {name: PICTURES[name] for name in sys.argv[1:] or PICTURES}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        port = free_port()
        credentials = Path(folder) / "credentials.yml"
        credentials.write_text(f"channels.rest.GuardedRest:\nchannels.web.WebInput: {{origins: ['http://{LOOPBACK}:{port}']}}\n")
        bot = Bot(Path(folder), ROOT / "models" / "main.tar.gz", credentials)
        site = _serve(port, _SITE.format(bot=bot.url))
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--hide-scrollbars"]
        try:
            bot.start()
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
            for name, picture in chosen.items():
                address = f"http://{LOOPBACK}:{port}/" if picture.site else bot.url + picture.path
                _save(name, _taken(browser, picture, address))
            if not sys.argv[1:]:
                _save("infographic", _infographic())
        finally:
            bot.stop()
            site.shutdown()


def _taken(browser: Browser, picture: Picture, address: str) -> Image.Image:
    context = browser.new_context(
        viewport={"width": picture.width, "height": picture.height},
        locale=picture.locale,
        color_scheme="dark" if picture.dark else "light",
    )
    page = context.new_page()
    page.goto(address)
    picture.steps(page)
    page.mouse.move(0, 0)
    taken = Image.open(io.BytesIO(page.screenshot(animations="disabled", caret="hide")))
    context.close()
    return taken


def _infographic() -> Image.Image:
    drawn = Image.open(io.BytesIO(infographic.file("id.png")))
    return drawn.resize((drawn.width // 2, drawn.height // 2), Image.LANCZOS)


def _save(name: str, image: Image.Image) -> None:
    image.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE).save(_FOLDER / f"{name}.png", optimize=True)


def _serve(port: int, page: str) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, *_: Any) -> None:
            """Quiet."""

    server = ThreadingHTTPServer((LOOPBACK, port), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


if __name__ == "__main__":
    main()
