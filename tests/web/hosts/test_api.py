"""What a page's own scripts can do with the element, and hear of it; and what the launcher shows."""

from __future__ import annotations

from typing import Any, Callable

import pytest
from playwright.sync_api import Page, expect

from tests.web.hosts.conftest import OPEN, ask, chat
from tests.web.test_widget import violations

Host = Callable[..., Page]

LISTEN = """{tag}<script>
    window.heard = [];
    addEventListener('DOMContentLoaded', () => setTimeout(() => {
        for (const name of ['ready', 'open', 'close', 'message', 'answer', 'decline', 'vote', 'error', 'unread'])
            outsourcingAssistant.addEventListener(name, event => heard.push([name, event.detail]));
    }));
</script>"""


def awaited(page: Page, call: str) -> Any:
    """What a method's promise comes to; a failure where it does not come in time."""
    page.evaluate(f"outsourcingAssistant.{call}.then(value => window.came = [value], reason => window.came = [String(reason)])")
    came = page.wait_for_function("window.came").json_value()[0]
    page.evaluate("delete window.came")
    return came


def heard(page: Page) -> Any:
    return page.evaluate("heard.map(([name]) => name)")


def test_the_methods_do_what_the_person_can(host: Host) -> None:
    page = host("{tag}")
    awaited(page, "open()")
    expect(page.get_by_role("textbox")).to_be_focused()
    awaited(page, "toggle()")
    expect(page.locator(".panel")).to_be_hidden()
    answer = awaited(page, "ask('Apa itu BPO?')")
    assert answer["kind"] == "answer" and answer["lang"] == "id"
    awaited(page, "send('Apa itu KPO?')")
    page.wait_for_function("async () => (await outsourcingAssistant.transcript()).filter(said => said.answer).length === 2")
    assert [said["text"] for said in awaited(page, "transcript()")] == ["Apa itu BPO?", "Apa itu KPO?"]
    awaited(page, "setLanguage('en')")
    expect(page.get_by_role("button", name="Open the chat")).to_be_visible()
    awaited(page, "startOver()")
    assert awaited(page, "transcript()") == []
    page.evaluate("outsourcingAssistant.destroy()")
    expect(page.locator("outsourcing-assistant")).to_have_count(0)


def test_the_events_tell_what_happens(host: Host) -> None:
    page = chat(host(LISTEN))
    ask(page, "Apa itu BPO?")
    page.get_by_role("button", name="Jawaban ini membantu").click()
    page.wait_for_function("heard.some(([name]) => name === 'vote')")
    ask(page, "Siapa presiden Indonesia?", 2)
    page.wait_for_function("heard.some(([name]) => name === 'decline')")
    page.keyboard.press("Escape")
    assert heard(page) == ["ready", "open", "message", "answer", "vote", "message", "answer", "decline", "close"]
    details = page.evaluate("Object.fromEntries(heard)")
    assert details["vote"]["vote"] == "up"
    assert details["answer"]["text"] == "Siapa presiden Indonesia?" and details["answer"]["answer"]["kind"] == "decline"
    page.context.set_offline(True)
    page.wait_for_function("heard.some(([name, detail]) => name === 'error' && detail.kind === 'offline')")
    page.context.set_offline(False)


def test_ask_is_refused_when_the_conversation_is_begun_anew(host: Host) -> None:
    page = host("{tag}")
    page.route("**/chat/messages", lambda route: None)
    page.evaluate("void outsourcingAssistant.ask('Apa itu BPO?').catch(reason => window.reason = reason.message)")
    page.wait_for_function("async () => (await outsourcingAssistant.transcript()).length === 1")
    awaited(page, "startOver()")
    page.wait_for_function("window.reason === 'begun anew'")


def test_answers_that_come_while_it_is_closed_are_counted_and_shown(host: Host) -> None:
    page = host(f"{LISTEN}<main><h1>Host</h1></main>")
    title = page.title()
    awaited(page, "ask('Apa itu BPO?')")
    button = page.get_by_role("button", name=f"{OPEN}, 1 jawaban belum dibaca")
    expect(button).to_be_visible()
    expect(page.locator(".badge")).to_have_text("1")
    expect(page.locator(".bubble")).to_contain_text("BPO")
    assert ["unread", {"count": 1}] in page.evaluate("heard")
    assert violations(page) == []
    assert page.title() == title
    page.reload()
    expect(page.locator(".badge")).to_have_text("1")
    page.locator(".bubble .say").click()
    expect(page.locator(".answer")).to_be_visible()
    expect(page.locator(".badge:visible, .bubble:visible")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator(".badge:visible, .bubble:visible")).to_have_count(0)


def test_a_message_that_was_not_sent_is_sent_on_the_next_page_without_opening(host: Host) -> None:
    page = host("{tag}")
    page.route("**/chat/messages", lambda route: route.abort())
    awaited(page, "send('Apa itu BPO?')")
    page.wait_for_function("Object.keys(localStorage).some(name => name.endsWith('pending'))")
    page.unroute("**/chat/messages")
    page.reload()
    expect(page.locator(".badge")).to_have_text("1")


def test_what_is_under_way_goes_on_when_it_is_moved(host: Host) -> None:
    page = host("{tag}")
    held: list[Any] = []
    page.route("**/chat/messages", lambda route: held.append(route))
    awaited(page, "send('Apa itu BPO?')")
    while not held:
        page.wait_for_timeout(20)
    page.evaluate("document.body.prepend(outsourcingAssistant)")
    page.wait_for_timeout(200)
    held[0].continue_()
    expect(page.locator(".badge")).to_have_text("1")
    assert len(held) == 1


def test_a_teaser_comes_once_and_only_if_it_is_set(host: Host) -> None:
    page = host("<script src='{bot}/chat/widget.js' defer teaser='Ada pertanyaan?' teaser-after='1'></script>")
    expect(page.locator(".bubble")).to_have_text("Ada pertanyaan?")
    page.get_by_role("button", name="Tutup pemberitahuan").click()
    expect(page.locator(".bubble")).to_be_hidden()
    page.reload()
    page.wait_for_timeout(1300)
    expect(page.locator(".bubble")).to_be_hidden()


@pytest.mark.parametrize(("motion", "moves"), [("reduce", False), ("no-preference", True)])
def test_the_bubble_moves_only_where_motion_is_welcome(host: Host, motion: str, moves: bool) -> None:
    page = host("{tag}", reduced_motion=motion, color_scheme="dark")
    awaited(page, "ask('Apa itu BPO?')")
    expect(page.locator(".bubble")).to_be_visible()
    assert (page.locator(".bubble").evaluate("e => getComputedStyle(e).animationName") != "none") is moves
    assert page.locator(".bubble").evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(20, 24, 28)"
    page.locator(".launcher").focus()
    outer, inner = page.locator(".launcher").evaluate("e => [getComputedStyle(e).boxShadow, getComputedStyle(e).outlineColor]")
    assert outer.startswith("rgb(11, 93, 102)") and inner == "rgb(255, 255, 255)", "one of the two is seen on any page"
