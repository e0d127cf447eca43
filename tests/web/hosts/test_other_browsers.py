"""The chat in other browsers than Chromium, Debian's: the page, and the tag on another site."""

from __future__ import annotations

from pathlib import Path
from typing import Iterator

import pytest

from tests.web.conftest import system_program
from tests.web.driven import Driven
from tests.web.firefox import Firefox
from tests.web.hosts.conftest import Site
from tests.web.webkit import WebKit
from tools.servers import Bot

ROOT = "document.querySelector('outsourcing-assistant').shadowRoot"
TEXTS = f"[...{ROOT}.querySelectorAll('.said p')].map(p => p.textContent)"


def firefox(folder: Path) -> Driven:
    return Firefox(system_program("firefox-esr", "firefox-esr", "firefox"), folder)


def webkit(folder: Path) -> Driven:
    return WebKit(system_program("webkit2gtk-driver", "WebKitWebDriver"), system_program("xvfb", "Xvfb"), folder)


@pytest.fixture(scope="module", params=[firefox, webkit])
def other(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driven]:
    """A browser that knows nothing yet."""
    browser = request.param(tmp_path_factory.mktemp("browser"))
    yield browser
    browser.close()


def answered(other: Driven, number: int) -> None:
    other.wait(f"{ROOT}.querySelectorAll('.answer .title').length === {number} && !{ROOT}.querySelector('.typing')")


def is_focused(other: Driven, selector: str) -> None:
    other.wait(f"document.querySelector('outsourcing-assistant')?.shadowRoot.activeElement?.matches('{selector}')")


def test_the_page_answers_keeps_and_forgets_a_conversation(bot: Bot, other: Driven) -> None:
    other.goto(bot.url)
    is_focused(other, "#text")
    other.type("Apa bedanya BPO dan KPO?", "Enter")
    answered(other, 1)
    assert other.evaluate(f"{ROOT}.querySelectorAll('th[role=rowheader]').length") >= 5
    width, height = other.wait(f"(img => img.naturalWidth && [img.clientWidth, img.clientHeight])({ROOT}.querySelector('.picture img'))")
    assert width and height
    other.type("Apa itu KPO?", "Enter")
    answered(other, 2)
    other.reload()
    answered(other, 2)
    assert other.evaluate(TEXTS) == ["Apa bedanya BPO dan KPO?", "Apa itu KPO?"]
    other.evaluate("window.outsourcingAssistant.startOver()")
    other.wait(f"{ROOT}.querySelectorAll('.cards button').length === 4")
    other.reload()
    other.wait(f"{ROOT}.querySelectorAll('.cards button').length === 4")
    assert other.evaluate(TEXTS) == []


def test_on_another_site_it_opens_answers_and_closes(site: Site, other: Driven) -> None:
    other.goto(site.page("{tag}"))
    other.evaluate(f"{ROOT}.querySelector('.launcher').click()")
    is_focused(other, "#text")
    other.type("Apa itu BPO?", "Enter")
    answered(other, 1)
    height = f"{ROOT}.querySelector('#text').offsetHeight"
    one_line = other.evaluate(height)
    other.type("kata " * 20)
    other.wait(f"{height} > {one_line} + 15 && {ROOT}.querySelector('#text').scrollHeight <= {height}")
    other.type("Enter")
    other.wait(f"{height} === {one_line}")
    other.type("Escape")
    is_focused(other, ".launcher")
    assert other.evaluate(f"getComputedStyle({ROOT}.querySelector('.launcher')).backgroundColor") == "rgb(11, 93, 102)"
