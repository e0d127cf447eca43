"""The chat on pages that do what real pages do."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Callable

import pytest
from playwright.sync_api import Page, expect

from tests.web.hosts.conftest import OPEN, Site, ask, chat, launcher

Host = Callable[..., Page]

COMPOSED = """(box, order) => {
    box.focus();
    box.value = 'にほ';
    box.dispatchEvent(new InputEvent('input', {bubbles: true, composed: true}));
    const key = (name, options) => box.dispatchEvent(
        new KeyboardEvent('keydown', {key: name, bubbles: true, composed: true, cancelable: true, ...options}));
    box.dispatchEvent(new CompositionEvent('compositionstart', {bubbles: true, composed: true}));
    const end = () => box.dispatchEvent(new CompositionEvent('compositionend', {bubbles: true, composed: true}));
    for (const name of ['Enter', 'Escape']) {
        if (order === 'safari') { end(); key(name, {keyCode: 229, isComposing: false}); }
        if (order === 'chromium') { key('Process', {keyCode: 229, isComposing: true}); key(name, {keyCode: 229, isComposing: true}); end(); }
        if (order === 'firefox') { key(name, {keyCode: 13, isComposing: true}); end(); }
    }
}"""


@pytest.mark.parametrize("order", ["safari", "chromium", "firefox"])
def test_a_key_of_a_composition_neither_sends_nor_closes(host: Host, order: str) -> None:
    page = chat(host("{tag}"))
    box = page.get_by_role("textbox")
    box.evaluate(COMPOSED, order)
    expect(box).to_be_visible()
    expect(box).to_have_value("にほ")
    assert page.locator(".said").count() == 0
    page.keyboard.press("Enter")
    expect(page.locator(".said")).to_have_count(1)


def test_what_is_typed_does_not_reach_the_page(host: Host) -> None:
    page = host(
        """{tag}<script>
        window.stolen = [];
        for (const type of ['keydown', 'keypress', 'keyup', 'input', 'paste'])
            document.addEventListener(type, event => { stolen.push(type); if ('/jk'.includes(event.key)) event.preventDefault(); });
        </script>"""
    )
    chat(page)
    page.evaluate("stolen.length = 0")
    page.keyboard.type("jk/jk")
    expect(page.get_by_role("textbox")).to_have_value("jk/jk")
    assert page.evaluate("stolen") == []
    page.keyboard.press("Escape")
    expect(page.locator(".panel")).to_be_hidden()


def test_a_focus_trap_of_the_page_leaves_its_focus(host: Host) -> None:
    page = host(
        """{tag}<div id="modal"><button>Trap</button></div><script>
        document.addEventListener('focusin', event => { if (!modal.contains(event.target)) modal.querySelector('button').focus(); });
        </script>"""
    )
    chat(page)
    page.keyboard.type("Apa")
    expect(page.get_by_role("textbox")).to_have_value("Apa")


JEALOUS = """<style>html, body { user-select: none }</style><p style="height: 5000px">Text</p>{tag}<script>
    addEventListener('wheel', event => event.preventDefault(), {passive: false});
    const fields = ['input', 'textarea', 'select'];
    document.onmousedown = event => fields.includes(event.target.tagName.toLowerCase());
    document.onselectstart = document.oncontextmenu = document.oncopy = document.ondragstart = () => false;
</script>"""


def test_a_page_that_forbids_copying_and_scrolls_by_itself_leaves_it_alone(host: Host) -> None:
    """Blogs against copying; smooth scrolling by a script, which takes the wheel away."""
    page = chat(host(JEALOUS, viewport={"width": 900, "height": 420}))
    answer = ask(page, "Apa bedanya BPO dan KPO?")
    page.locator(".scroll").focus()
    page.get_by_role("textbox").click()
    expect(page.get_by_role("textbox")).to_be_focused()
    scroller = page.locator(".scroll")
    scroller.evaluate("e => e.scrollTo({top: 0, behavior: 'instant'})")
    scroller.hover()
    page.mouse.wheel(0, 60)
    page.wait_for_function("document.querySelector('outsourcing-assistant').shadowRoot.querySelector('.scroll').scrollTop > 30")
    assert page.evaluate("scrollY") == 0
    paragraph = answer.locator("p").first
    paragraph.click(click_count=3)
    assert page.evaluate("getSelection().toString()").strip() == paragraph.inner_text()
    assert answer.evaluate("e => getComputedStyle(e).userSelect") == "text"


def test_it_is_not_on_paper(host: Host) -> None:
    page = host("{tag}")
    expect(page.locator(".launcher")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".launcher")).to_be_hidden()
    page.emulate_media(media="screen")
    chat(page)
    page.emulate_media(media="print")
    expect(page.locator(".panel")).to_be_hidden()


WILD = """<style>
    html { font-size: 5px; direction: rtl; color-scheme: dark; }
    * { color: red !important; font: 3px serif !important; direction: rtl !important; text-transform: uppercase !important;
        letter-spacing: 9px !important; writing-mode: vertical-rl !important; }
    body * { all: unset !important; display: block !important; float: left !important; transform: scale(0.2) !important;
        opacity: 0.1 !important; position: static !important; visibility: hidden !important; }
</style>"""

LOOK = """() => {
    const root = document.querySelector('outsourcing-assistant').shadowRoot;
    return ['.panel', '.header', 'textarea', '.send', '.launcher', '.answer', '.answer .title'].map(name => {
        const element = root.querySelector(name), style = getComputedStyle(element), box = element.getBoundingClientRect();
        return [name, Math.round(box.width), Math.round(box.left), ...['color', 'backgroundColor', 'fontFamily', 'direction',
            'textTransform', 'letterSpacing', 'opacity', 'visibility', 'writingMode', 'transform'].map(name => style[name])];
    });
}"""


def test_the_page_s_styles_do_not_change_it(host: Host, site: Site, visit: Callable[..., Page]) -> None:
    plain = chat(host("{tag}"))
    ask(plain, "Apa itu BPO?")
    expected = plain.evaluate(LOOK)
    wild = visit(site.page(WILD + "{tag}"))
    launcher(wild).click()
    ask(wild, "Apa itu BPO?")
    # A root font size of its own is the styles' part: sizes there are compared at the same root.
    wild.evaluate("document.documentElement.style.setProperty('font-size', '16px', 'important')")
    assert wild.evaluate(LOOK) == expected


PARENT = "document.querySelector('outsourcing-assistant')?.parentNode.localName"


def test_it_goes_beside_the_body_when_frameworks_have_looked_at_the_page_and_it_is_closed(host: Host) -> None:
    """React 18 takes a document that it has sent whole for another one if something stands beside its body."""
    page = chat(host("{tag}<main>One</main>"))
    page.wait_for_timeout(1200)
    assert page.evaluate(PARENT) == "body"
    page.keyboard.press("Escape")
    page.wait_for_function(f"{PARENT} === 'html'")
    expect(launcher(page)).to_be_focused()


def test_on_an_enlarged_page_all_of_it_is_on_the_screen(host: Host) -> None:
    page = chat(host("<style>html { zoom: 1.5 }</style>{tag}"))
    box = page.locator(".panel").bounding_box()
    assert box["y"] >= 0 and box["y"] + box["height"] <= 720


def test_a_body_that_is_moved_or_hidden_takes_it_nowhere(host: Host) -> None:
    """An off-canvas menu; a modal that makes all beside it inert."""
    page = host("<body style='transform: translateX(-120px); height: 5000px' aria-hidden='true' inert>{tag}</body>")
    page.wait_for_function(f"{PARENT} === 'html'")
    assert page.locator(".launcher").bounding_box() == {"x": 1208, "y": 648, "width": 56, "height": 56}
    ask(chat(page), "Apa itu BPO?")


def test_it_lives_on_when_the_body_is_replaced(host: Host) -> None:
    page = chat(host("{tag}<main>One</main>"))
    ask(page, "Apa itu BPO?")
    for replaced in (
        "document.body.replaceWith(Object.assign(document.createElement('body'), {innerHTML: '<main>Two</main>'}))",
        "document.body.innerHTML = '<main>Three</main>'",
        "document.body.replaceChildren()",
        "document.documentElement.replaceChildren(document.createElement('head'), document.createElement('body'))",
    ):
        page.evaluate(replaced)
        expect(page.locator(".answer")).to_have_count(1)
        expect(page.locator("outsourcing-assistant")).to_have_count(1)
    ask(page, "Apa itu KPO?", 2)


def test_an_element_of_the_page_lives_through_rendering_anew(host: Host) -> None:
    page = host("{tag}<div id='app'><outsourcing-assistant position='inline'></outsourcing-assistant></div>")
    ask(page, "Apa itu BPO?")
    page.evaluate("app.innerHTML = '<section><outsourcing-assistant position=\"inline\"></outsourcing-assistant></section>'")
    expect(page.locator(".answer")).to_have_count(1)
    page.evaluate("document.body.append(document.querySelector('outsourcing-assistant'))")
    ask(page, "Apa itu KPO?", 2)
    expect(page.locator("outsourcing-assistant")).to_have_count(1)


def test_it_goes_where_the_page_takes_it_away_for_good(host: Host) -> None:
    page = chat(host("{tag}"))
    page.evaluate("outsourcingAssistant.destroy(); document.body.innerHTML = ''")
    page.wait_for_timeout(100)
    expect(page.locator("outsourcing-assistant")).to_have_count(0)


WAYS = {
    "in the head": "<head><script src='{bot}/chat/widget.js'></script></head><body></body>",
    "in the body": "<body><script src='{bot}/chat/widget.js'></script><p>After</p></body>",
    "async": "<script src='{bot}/chat/widget.js' async></script>",
    "with a version": "<script src='{bot}/chat/widget.js?v=7' defer></script>",
    "as a module": "<script src='{bot}/chat/widget.js' type='module'></script>",
    "imported": "<script type='module'>import('{bot}/chat/widget.js')</script>",
    "made by a script": "<script>document.head.append(Object.assign(document.createElement('script'), {src: '{bot}/chat/widget.js'}))</script>",
    "twice": "{tag}<script src='{bot}/chat/widget.js'></script>",
    "inlined, with an attribute": "<script>{source}</script><outsourcing-assistant bot='{bot}'></outsourcing-assistant>",
}


@pytest.mark.parametrize("way", WAYS)
def test_it_may_be_loaded_in_any_way(host: Host, site: Site, way: str) -> None:
    from tests.web.conftest import WEB

    source = (WEB / "dist" / "widget.js").read_text().replace("</script", "<\\/script")
    page = chat(host(WAYS[way].replace("{source}", source)))
    ask(page, "Apa itu BPO?")
    expect(page.locator("outsourcing-assistant")).to_have_count(1)


def test_a_translator_s_edits_do_not_break_later_answers(host: Host) -> None:
    page = chat(host("{tag}"))
    ask(page, "Apa itu BPO?")
    assert page.locator(".panel").get_attribute("translate") == "no"
    page.evaluate(
        """() => {
            const walker = document.createTreeWalker(document.querySelector('outsourcing-assistant').shadowRoot, NodeFilter.SHOW_TEXT);
            const texts = [];
            while (walker.nextNode()) if (walker.currentNode.data.trim()) texts.push(walker.currentNode);
            for (const text of texts) {
                const font = document.createElement('font');
                font.textContent = `[${text.data}]`;
                text.replaceWith(font);
            }
        }"""
    )
    ask(page, "Apa itu KPO?", 2)
    expect(page.locator(".answer").last).to_contain_text("KPO")
    page.get_by_role("button", name=re.compile("English")).click()
    expect(page.get_by_role("textbox", name="Your question")).to_be_visible()


def test_an_element_that_a_blocker_removes_inside_does_not_break_later_answers(host: Host) -> None:
    page = chat(host("{tag}"))
    ask(page, "Apa itu BPO?")
    page.evaluate("document.querySelector('outsourcing-assistant').shadowRoot.querySelector('.log').remove()")
    ask(page, "Apa itu KPO?", 2)


CSP = "default-src 'none'; script-src {bot}; connect-src {bot}; img-src {bot}; require-trusted-types-for 'script'; trusted-types lit-html"


def test_it_works_behind_a_strict_policy(site: Site, visit: Callable[..., Page]) -> None:
    policy = CSP.replace("{bot}", site.bot)
    page = chat(visit(site.page("{tag}", Content_Security_Policy=policy)))
    answer = ask(page, "Apa bedanya BPO dan KPO?")
    expect(answer.get_by_role("table").or_(answer.locator("dl")).first).to_be_visible()
    assert page.locator(".header").evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(11, 93, 102)"
    page.get_by_role("button", name="Simpan atau salin percakapan").click()
    page.get_by_role("radio", name="HTML").check()
    with page.expect_download() as download:
        page.get_by_role("button", name="Unduh").click()
    assert "<th>Dasar</th><td>Aturan</td>" in Path(download.value.path()).read_text()


def test_it_works_behind_a_nonce(site: Site, visit: Callable[..., Page]) -> None:
    policy = f"script-src 'nonce-abc' 'strict-dynamic'; style-src 'nonce-abc'; connect-src {site.bot}; img-src {site.bot}"
    page = visit(site.page(f"<script nonce='abc' src='{site.bot}/chat/widget.js' defer></script>", Content_Security_Policy=policy))
    ask(chat(page), "Apa itu BPO?")


@pytest.mark.parametrize(
    "headers",
    [
        {"Referrer_Policy": "no-referrer"},
        {"Referrer_Policy": "same-origin"},
        {"Cross_Origin_Opener_Policy": "same-origin", "Cross_Origin_Embedder_Policy": "require-corp"},
        {"Cross_Origin_Embedder_Policy": "credentialless"},
    ],
    ids=lambda headers: "; ".join(headers.values()),
)
def test_it_works_under_the_page_s_other_policies(host: Host, headers: Any) -> None:
    page = chat(host("{tag}", headers))
    answer = ask(page, "Apa bedanya BPO dan KPO?")
    expect(answer).to_be_visible()


def test_it_works_in_a_frame_and_says_why_not_in_one_without_an_origin(site: Site, visit: Callable[..., Page]) -> None:
    site.page("{tag}", path="/inner")
    page = visit(site.page("<iframe src='/inner' width=500 height=600></iframe>"))
    frame = page.frame_locator("iframe")
    frame.get_by_role("button", name=OPEN).click()
    frame.get_by_role("textbox").fill("Apa itu BPO?")
    frame.get_by_role("textbox").press("Enter")
    expect(frame.locator(".answer")).to_have_count(1)

    lines: list = []
    page = visit("about:blank")
    page.on("console", lambda message: lines.append(message.text))
    page.goto(site.page("<iframe src='/inner' sandbox='allow-scripts' width=500 height=600></iframe>", path="/outer"))
    frame = page.frame_locator("iframe")
    frame.get_by_role("button", name=OPEN).click()
    expect(frame.get_by_text("belum diizinkan di situs ini").first).to_be_visible()
    assert any("allow-same-origin" in line for line in lines)
