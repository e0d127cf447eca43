"""What goes wrong is told apart, recovers by itself where it can, and loses nothing that was typed."""

from __future__ import annotations

from typing import Any, Callable, Dict, List

import pytest
from playwright.sync_api import Page, expect

from tests.web.hosts.conftest import Site, ask, chat

Visit = Callable[..., Page]
BUSY = {"error": {"code": "busy", "message": ""}}


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        ({"status": 503, "json": {"error": {"code": "unavailable", "message": ""}}}, "Asisten sedang mengalami gangguan"),
        ({"status": 502, "body": "<html>Bad gateway</html>"}, "Tidak tersambung ke asisten"),
        ({"status": 200, "body": "<html>A login page</html>"}, "Tidak tersambung ke asisten"),
        ({"status": 429, "headers": {"Retry-After": "2"}, "body": ""}, "dikirim lagi dalam 2 detik"),
        ({"status": 503, "headers": {"Retry-After": "2"}, "json": BUSY}, "Banyak yang sedang bertanya"),
    ],
)
def test_a_failure_is_told_and_recovers_by_itself(site: Site, visit: Visit, reply: Dict[str, Any], told: str) -> None:
    page = chat(visit(site.page("{tag}")))
    ask(page, "Apa itu BPO?")
    headers = {
        "Access-Control-Allow-Origin": site.url,
        "Access-Control-Expose-Headers": "Retry-After",
        **reply.pop("headers", {}),
    }
    page.route("**/chat/messages", lambda route: route.fulfill(**reply, headers=headers), times=1)
    page.get_by_role("textbox").fill("Apa itu KPO?")
    page.keyboard.press("Enter")
    expect(page.locator(".status")).to_contain_text(told)
    expect(page.locator(".answer")).to_have_count(2)
    expect(page.locator(".status p").filter(has_text=told)).to_have_count(0)
    expect(page.locator(".said")).to_have_count(2)


def test_being_offline_and_a_server_that_is_away_are_two_things(site: Site, visit: Visit) -> None:
    page = chat(visit(site.page("{tag}")))
    ask(page, "Apa itu BPO?")
    page.context.set_offline(True)
    expect(page.get_by_text("Tidak tersambung ke internet")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text("Tersambung kembali")).to_be_visible()
    page.route("**/chat/messages", lambda route: route.abort())
    page.get_by_role("textbox").fill("Apa itu KPO?")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Tidak tersambung ke asisten")).to_be_visible()
    page.unroute("**/chat/messages")
    expect(page.locator(".answer")).to_have_count(2)


def test_an_expired_session_begins_anew_and_answers(site: Site, visit: Visit) -> None:
    page = chat(visit(site.page("{tag}")))
    ask(page, "Apa itu BPO?")
    expired = {"status": 401, "json": {"error": {"code": "session", "message": ""}}}
    allowed = {"Access-Control-Allow-Origin": site.url}
    page.route("**/chat/messages", lambda route: route.fulfill(**expired, headers=allowed), times=1)
    ask(page, "Apa itu KPO?", 2)
    expect(page.get_by_text("sudah kedaluwarsa")).to_be_visible()
    expect(page.locator(".said")).to_have_count(2)


def test_a_site_that_is_not_listed_is_told_to_its_visitor_and_its_owner(site: Site, visit: Visit) -> None:
    lines: List[str] = []
    site.page("{tag}", path="/unlisted")
    page = visit("about:blank")
    page.on("console", lambda message: lines.append(message.text))
    page.goto(f"{site.stranger}/unlisted")
    page.get_by_role("button", name="Buka obrolan dengan asisten").click()
    expect(page.get_by_text("belum diizinkan di situs ini").first).to_be_visible()
    owner = [line for line in lines if line.startswith("outsourcing-assistant")]
    assert len(owner) == 1
    assert "origins" in owner[0] and "credentials.yml" in owner[0] and site.stranger in owner[0]


def test_a_policy_that_blocks_the_bot_is_told_to_the_owner(site: Site, browser: Any) -> None:
    context = browser.new_context(locale="id-ID")
    page = context.new_page()
    lines: List[str] = []
    page.on("console", lambda message: lines.append(message.text))
    page.goto(site.page("{tag}", Content_Security_Policy=f"script-src {site.bot}; connect-src 'self'; img-src {site.bot}"))
    chat(page)
    expect(page.get_by_text("Pengaturan keamanan situs ini")).to_be_visible()
    assert len([line for line in lines if "connect-src" in line and line.startswith("outsourcing-assistant")]) == 1
    context.close()


def test_a_chat_that_cannot_be_loaded_says_so_and_can_be_tried_again(site: Site, visit: Visit) -> None:
    page = visit(site.page("{tag}"))
    page.route("**/chat/chat.js", lambda route: route.abort())
    button = page.get_by_role("button", name="Buka obrolan dengan asisten")
    button.click()
    expect(page.get_by_text("Obrolan belum dapat dimuat")).to_be_visible()
    page.unroute("**/chat/chat.js")
    chat(page)


OLDER = """
    delete AbortSignal.any; delete AbortSignal.timeout; delete URL.canParse; delete Array.prototype.toSorted; delete Object.groupBy;
    delete Array.prototype.findLast; delete Array.prototype.findLastIndex; delete Promise.withResolvers; delete Array.fromAsync;
    delete Array.prototype.with; delete Set.prototype.union; delete Map.groupBy; delete HTMLElement.prototype.togglePopover;
    const supports = CSS.supports.bind(CSS);
    CSS.supports = (...given) => !/light-dark/.test(given.join(' ')) && supports(...given);
"""


def test_it_works_without_what_came_after_the_oldest_browser(site: Site, visit: Visit) -> None:
    """Chromium 100, Firefox 102, Safari 15.4: syntax by the build's target, interfaces by taking the newer away."""
    page = visit(site.page(f"<script>{OLDER}</script>{{tag}}"), color_scheme="dark")
    ask(chat(page), "Apa itu BPO?")
    sheets = page.evaluate(
        "() => document.querySelector('outsourcing-assistant').shadowRoot.adoptedStyleSheets"
        ".flatMap(sheet => [...sheet.cssRules].map(rule => rule.cssText)).join()"
    )
    assert "light-dark(" not in sheets
    assert page.locator(".panel").evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(20, 24, 28)"


def test_it_works_without_adopted_style_sheets(site: Site, visit: Visit) -> None:
    """Safari before 16.4."""
    page = visit(site.page("<script>delete Document.prototype.adoptedStyleSheets</script>{tag}"))
    ask(chat(page), "Apa itu BPO?")
    assert page.locator(".header").evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(11, 93, 102)"


def test_an_older_browser_is_told_so_in_a_sentence(site: Site, visit: Visit) -> None:
    page = visit(site.page("<script>delete window.structuredClone</script>{tag}"))
    page.get_by_role("button", name="Buka obrolan dengan asisten").click()
    expect(page.get_by_text("Versi peramban ini terlalu lama")).to_be_visible()
    page = visit(
        site.page("<script>delete window.structuredClone</script>{tag}<outsourcing-assistant position='inline'></outsourcing-assistant>")
    )
    expect(page.get_by_text("Versi peramban ini terlalu lama")).to_be_visible()
