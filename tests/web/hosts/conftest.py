"""Host pages of all kinds, from one small server for all tests; the bot and the browser are those of `tests/web`."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List, Optional, Tuple

import pytest
from playwright.sync_api import Page, expect

from tools.servers import Bot

OPEN = "Buka obrolan dengan asisten"


@dataclass
class Site:
    """A site that the bot lists (`url`), and the same under a name that it does not (`stranger`)."""

    port: int
    bot: str
    pages: Dict[str, Tuple[bytes, Dict[str, str]]] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def stranger(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def tag(self) -> str:
        return f'<script src="{self.bot}/chat/widget.js" defer></script>'

    def page(self, html: str, path: str = "/", **headers: str) -> str:
        """Serve a page, whose `{tag}` is the tag of the chat and `{bot}` its address; the page's address."""
        body = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Host</title>{html}</html>'
        self.put(path, body.replace("{tag}", self.tag).replace("{bot}", self.bot), "text/html; charset=utf-8", **headers)
        return self.url + path

    def put(self, path: str, body: str, content_type: str, **headers: str) -> None:
        """Serve a file."""
        sent = {"Content-Type": content_type, **{name.replace("_", "-"): value for name, value in headers.items()}}
        self.pages[path] = (body.encode(), sent)


@pytest.fixture(scope="package")
def server(hosts_port: int) -> Iterator[Dict[str, Tuple[bytes, Dict[str, str]]]]:
    """The one server of all host pages, by path."""
    pages: Dict[str, Tuple[bytes, Dict[str, str]]] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body, headers = pages.get(self.path.partition("?")[0], (b"", {}))
            self.send_response(200 if headers else 404)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", hosts_port), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield pages
    server.shutdown()
    server.server_close()


@pytest.fixture
def site(bot: Bot, hosts_port: int, server: Dict[str, Tuple[bytes, Dict[str, str]]]) -> Site:
    """A listed site without pages."""
    server.clear()
    return Site(hosts_port, bot.url, server)


@pytest.fixture
def host(site: Site, visit: Callable[..., Page]) -> Callable[..., Page]:
    """Visits a page of that HTML."""

    def host(html: str, headers: Optional[Dict[str, str]] = None, **options: Any) -> Page:
        return visit(site.page(html, **(headers or {})), **options)

    return host


def launcher(page: Page) -> Any:
    return page.get_by_role("button", name=OPEN)


def chat(page: Page) -> Page:
    """Open the chat; the page."""
    launcher(page).click()
    expect(page.get_by_role("textbox", name="Pertanyaan Anda")).to_be_focused()
    return page


def ask(page: Page, text: str, number: int = 1) -> Any:
    """Ask, and wait for the answer of that number."""
    page.get_by_role("textbox", name="Pertanyaan Anda").fill(text)
    page.keyboard.press("Enter")
    answers = page.locator(".answer")
    expect(answers).to_have_count(number)
    return answers.nth(number - 1)


def pytest_collection_modifyitems(items: List[pytest.Item]) -> None:
    """They are many and start pages of all kinds: the night has time for them."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.nightly)
