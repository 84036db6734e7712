"""The widget in a real browser, on the demo page and on pages that are hard on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Playwright, ViewportSize, expect, sync_playwright

pytestmark = pytest.mark.browser

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}
PATIENCE_MS = 15000
SMALLEST_TEXT_PX = 18
SMALLEST_TARGET_PX = 44
READABLE = 4.5  # contrast that WCAG AA asks of text

expect.set_options(timeout=PATIENCE_MS)

SMALL_TARGETS = """(smallest) =>
  [...document.querySelector("plan-assistant").shadowRoot.querySelectorAll("button, a, textarea")]
  .map((item) => [item.textContent, item.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.width < smallest - 0.5 || box.height < smallest - 0.5))
  .map(([text]) => text)"""
TEXTS = """() => [...document.querySelector("plan-assistant").shadowRoot.querySelectorAll("*")]
  .filter((item) => item.getClientRects().length)
  .filter((item) => [...item.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
  .map((item) => {
    let behind = item;
    while (getComputedStyle(behind).backgroundColor === "rgba(0, 0, 0, 0)") behind = behind.parentElement;
    const style = getComputedStyle(item);
    return [item.textContent, parseFloat(style.fontSize), style.color, getComputedStyle(behind).backgroundColor];
  })"""


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """Playwright, for this module only: while it runs, nothing else in this thread can run an event loop."""
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Debian's Chromium."""
    if not CHROMIUM.exists():
        pytest.skip(f"no browser at {CHROMIUM}")
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture
def page(browser: Browser, fake_api: Any) -> Iterator[Page]:
    """The demo page on a wide screen. Whatever the page itself prints to the console fails the test."""
    context = browser.new_context(viewport=WIDE, locale="ja-JP", reduced_motion="reduce")
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    printed: list[str] = []
    page.on("console", lambda message: printed.append(message.text))
    page.on("pageerror", lambda error: printed.append(str(error)))
    page.goto(fake_api.url)
    yield page
    context.close()
    assert [text for text in printed if not text.startswith("Failed to load resource")] == []


def launcher(page: Page) -> Locator:
    """The button that opens the widget."""
    return page.get_by_role("button", name="計画について質問する")


def dialog(page: Page) -> Locator:
    """The open panel."""
    return page.get_by_role("dialog", name="計画について質問する")


def question(page: Page) -> Locator:
    """The input."""
    return page.get_by_label("質問を入力してください")


def ask(page: Page, text: str) -> None:
    """Nothing; `text` was typed and sent with Enter."""
    question(page).fill(text)
    question(page).press("Enter")


def open_and_ask(page: Page, text: str) -> None:
    """Nothing; the panel is open and `text` asked."""
    launcher(page).click()
    ask(page, text)


def answered(page: Page) -> None:
    """Nothing; every question that was asked has its answer."""
    expect(page.locator(".waiting")).to_have_count(0)


def luminance(colour: str) -> float:
    """The relative luminance of `rgb(…)`, as WCAG 2 defines it."""
    channels = [int(part) / 255 for part in colour[colour.index("(") + 1 : -1].split(",")[:3]]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_one_tag_puts_a_labelled_button_on_the_page(page: Page) -> None:
    """The button says what it is for, and the panel is closed until it is pressed."""
    expect(launcher(page)).to_be_visible()
    expect(dialog(page)).to_be_hidden()


def test_opening_takes_the_focus_to_the_input_and_tells_what_can_be_asked(page: Page) -> None:
    """The panel opens ready to type, with the plans it knows and questions to try."""
    launcher(page).click()
    expect(question(page)).to_be_focused()
    expect(dialog(page).get_by_text("第2次相模原市ICT総合戦略 実施事業集（令和6〜9年度）")).to_be_visible()
    expect(dialog(page).get_by_role("button", name="「RPAによる業務効率化の推進」の担当課はどこですか")).to_be_visible()


def test_answer_is_read_out_politely(page: Page) -> None:
    """Question and answer stand in a log that screen readers announce without interrupting."""
    open_and_ask(page, "RPAの担当課は？")
    log = page.get_by_role("log", name="質問と回答")
    expect(log).to_contain_text("担当課は DX推進課 です。")
    expect(log).to_have_attribute("aria-live", "polite")


def test_mark_opens_plan_project_lines_quote_and_document(page: Page, fake_api: Any) -> None:
    """Pressing [1] opens the source: plan, project, page and lines, the quote, and a link to the document."""
    open_and_ask(page, "RPAの担当課は？")
    page.get_by_role("button", name="出典1を開く").click()
    expect(page.get_by_role("definition").get_by_text("9ページ 542〜543行目")).to_be_visible()
    expect(page.locator("blockquote:visible")).to_have_text("事業名 RPA による業務効率化の推進 担当課・\n機関 DX 推進課")
    link = page.get_by_role("link", name="文書を開く")
    expect(link).to_have_attribute("href", f"{fake_api.url}/v1/documents/sagamihara-ict2-r6-r9?from=542&to=543")
    page.get_by_role("button", name="回答に戻る").click()
    expect(page.locator("blockquote:visible")).to_have_count(0)
    expect(page.get_by_role("button", name="出典1を開く")).to_be_focused()


def test_escape_closes_and_gives_the_focus_back(page: Page) -> None:
    """Esc closes the panel, and the focus is on the button that opened it."""
    launcher(page).click()
    page.keyboard.press("Escape")
    expect(dialog(page)).to_be_hidden()
    expect(launcher(page)).to_be_focused()


def test_everything_can_be_done_with_the_keyboard(page: Page) -> None:
    """From the page to an open source and back with Tab, Enter and Esc alone, the focus always to be seen."""
    launcher(page).focus()
    page.keyboard.press("Enter")
    page.keyboard.type("RPAの担当課は？")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="出典1を開く")).to_be_visible()
    for _ in range(20):
        page.keyboard.press("Shift+Tab")
        if page.get_by_role("button", name="出典1を開く").evaluate("item => item.matches(':focus-visible')"):
            break
    page.keyboard.press("Enter")
    head = page.get_by_role("button", name="1 RPAによる業務効率化の推進 9ページ 542〜543行目")
    expect(head).to_be_focused()
    assert head.evaluate("item => getComputedStyle(item).outlineWidth") == "3px"
    page.keyboard.press("Escape")
    expect(launcher(page)).to_be_focused()


def test_enter_that_chooses_kanji_does_not_send(page: Page, fake_api: Any) -> None:
    """While Japanese is being converted, Enter and Esc belong to the conversion; Shift+Enter begins a line."""
    launcher(page).click()
    question(page).fill("たんとうか")
    for key in ("Enter", "Escape"):
        question(page).dispatch_event("keydown", {"key": key, "isComposing": True, "bubbles": True})
    question(page).press("Shift+Enter")
    assert fake_api.posted == []
    assert question(page).input_value() == "たんとうか\n"


def test_waiting_is_shown_and_a_second_question_is_held_back(page: Page, fake_api: Any) -> None:
    """While an answer is being looked for the panel says so, and what is typed meanwhile stays in the input."""
    open_and_ask(page, "RPAの答えを待つ")
    expect(page.get_by_text("計画を調べています")).to_be_visible()
    ask(page, "RPAの目標値は？")
    expect(question(page)).to_have_value("RPAの目標値は？")
    answered(page)
    assert len(fake_api.posted) == 1


def test_candidates_are_buttons_that_ask_about_the_project(page: Page, fake_api: Any) -> None:
    """When several projects fit they are offered with their departments, and choosing one asks about it."""
    open_and_ask(page, "図書館の担当課は？")
    expect(page.get_by_text("当てはまる事業が複数あります", exact=True)).to_be_visible()
    page.get_by_role("button", name="図書館DXの推進（図書館）").click()
    expect(page.get_by_text("「図書館DXの推進」について：図書館の担当課は？")).to_be_visible()
    answered(page)
    assert fake_api.posted[-1][1]["question"] == "「図書館DXの推進」について：図書館の担当課は？"


def test_suggestion_goes_on_in_the_same_conversation(page: Page, fake_api: Any) -> None:
    """Pressing a suggestion asks it under the same conversation; older suggestions give way."""
    open_and_ask(page, "RPAの担当課は？")
    page.get_by_role("button", name="「RPAによる業務効率化の推進」の事業内容は何ですか").click()
    answered(page)
    expect(page.get_by_text("続けて質問できます")).to_have_count(1)
    assert [body["conversation_id"] for _, body in fake_api.posted] == [None, "c-1"]


def test_conversation_survives_a_change_of_page_and_can_be_started_over(page: Page, fake_api: Any) -> None:
    """On the next page of the site the conversation is still there, until the visitor starts over."""
    open_and_ask(page, "RPAの担当課は？")
    expect(page.get_by_role("button", name="出典1を開く")).to_be_visible()
    page.reload()
    launcher(page).click()
    expect(page.get_by_role("button", name="出典1を開く")).to_be_visible()
    page.get_by_role("button", name="最初から").click()
    expect(page.get_by_role("button", name="出典1を開く")).to_be_hidden()
    ask(page, "RPAの担当課は？")
    expect(page.get_by_role("button", name="出典1を開く")).to_be_visible()
    assert [body["conversation_id"] for _, body in fake_api.posted] == [None, None]


def test_failure_says_what_to_do_and_can_be_retried(page: Page, fake_api: Any) -> None:
    """After a failure one button asks the same question again, and the answer takes the failure's place."""
    fake_api.failures = 1
    open_and_ask(page, "RPAの担当課は？")
    expect(page.get_by_text("ただいま回答できません。")).to_be_visible()
    page.get_by_role("button", name="もう一度試す").click()
    expect(page.get_by_role("button", name="出典1を開く")).to_be_visible()
    expect(page.get_by_text("ただいま回答できません。")).to_be_hidden()


def test_lost_connection_is_told_in_words(page: Page) -> None:
    """Without a connection the visitor reads about the connection, not about an error code."""
    launcher(page).click()
    page.route("**/v1/ask", lambda route: route.abort())
    ask(page, "RPAの担当課は？")
    expect(page.get_by_text("回答サーバーにつながりませんでした。")).to_be_visible()


def test_refused_question_comes_back_to_be_changed(page: Page) -> None:
    """A question that is not accepted shows the API's reason, and returns to the input to be changed."""
    open_and_ask(page, "もっと詳しく")
    expect(page.get_by_text("質問が長すぎます。300文字以内で入力してください。")).to_be_visible()
    page.get_by_role("button", name="質問を直す").click()
    expect(question(page)).to_have_value("もっと詳しく")
    expect(question(page)).to_be_focused()


def test_what_the_api_sends_is_text_and_never_code(page: Page) -> None:
    """Tags and scripts in an answer, title, quote or address are shown or left out, never run."""
    open_and_ask(page, "HTMLの質問")
    expect(page.get_by_text("<img src=x onerror=")).to_be_visible()
    page.get_by_role("button", name="出典1を開く").click()
    expect(page.locator("blockquote:visible")).to_contain_text("<script>")
    expect(page.get_by_role("link", name="文書を開く")).to_have_count(0)
    assert page.title() != "broken"


def test_text_can_be_made_larger_and_stays_so(page: Page) -> None:
    """One button enlarges all text of the conversation, also on the next page."""
    open_and_ask(page, "RPAの担当課は？")
    answered(page)
    page.get_by_role("button", name="文字を大きく").click()
    page.reload()
    launcher(page).click()
    answer = page.get_by_text("担当課は DX推進課")
    assert answer.evaluate("item => getComputedStyle(item).fontSize") == "24px"
    expect(page.get_by_role("button", name="文字を標準に")).to_be_visible()


def test_question_left_before_its_answer_is_asked_again_on_the_next_page(page: Page, fake_api: Any) -> None:
    """Who follows a link too soon finds question and answer there, once, and no question that was answered is asked again."""
    open_and_ask(page, "RPAの担当課は？")
    answered(page)
    ask(page, "待つ")
    page.reload()
    launcher(page).click()
    answered(page)
    expect(page.locator(".question")).to_have_count(2)
    expect(page.locator(".reply")).to_have_count(2)
    page.reload()
    expect(page.locator(".question")).to_have_count(2)
    assert [body["question"] for _, body in fake_api.posted].count("RPAの担当課は？") == 1


def test_language_switch_changes_words_and_answers(page: Page, fake_api: Any) -> None:
    """In English all words of the panel are English and answers are asked for in English."""
    open_and_ask(page, "RPAの担当課は？")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("button", name="Open source 1")).to_be_visible()
    page.get_by_label("Your question", exact=True).fill("Who is the owner?")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_text("The department responsible is")).to_be_visible()
    assert [body["language"] for _, body in fake_api.posted] == [None, "en"]


def test_answer_arrives_also_when_the_language_is_switched_meanwhile(page: Page) -> None:
    """Switching the language while an answer is being looked for does not lose the answer."""
    open_and_ask(page, "RPAの答えを待つ")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_text("Looking in the plans")).to_be_visible()
    expect(page.get_by_role("button", name="Open source 1")).to_be_visible()


def test_starting_over_meanwhile_leaves_the_late_answer_out(page: Page, fake_api: Any) -> None:
    """An answer that arrives after the visitor started over is not shown, and its conversation not taken up."""
    open_and_ask(page, "RPAの答えを待つ")
    page.get_by_role("button", name="最初から").click()
    expect(page.get_by_role("button", name="質問する", exact=True)).to_have_attribute("aria-disabled", "false")
    expect(page.get_by_role("button", name="出典1を開く")).to_have_count(0)
    ask(page, "RPAの担当課は？")
    expect(page.get_by_role("button", name="出典1を開く")).to_be_visible()
    assert [body["conversation_id"] for _, body in fake_api.posted] == [None, None]


@pytest.mark.parametrize("enlarged", [False, True])
@pytest.mark.parametrize("screen", [WIDE, PHONE], ids=["wide", "phone"])
def test_text_is_large_and_readable_and_targets_are_easy_to_hit(page: Page, screen: Any, enlarged: bool) -> None:
    """No text is under 18 px or below the contrast of WCAG AA, and nothing to press is smaller than 44 px."""
    page.set_viewport_size(screen)
    open_and_ask(page, "予算はいくらですか")
    page.get_by_role("button", name="出典1を開く").click()
    if enlarged:
        page.get_by_role("button", name="文字を大きく").click()
    texts = page.evaluate(TEXTS)
    assert len(texts) > 10
    assert [text for text, size, *_ in texts if size < SMALLEST_TEXT_PX] == []
    assert [text for text, _, ink, paper in texts if contrast(ink, paper) < READABLE] == []
    assert page.evaluate(SMALL_TARGETS, SMALLEST_TARGET_PX) == []


def test_on_a_phone_the_panel_fills_the_screen_and_keeps_the_focus(page: Page) -> None:
    """At 390 px the panel covers everything, Tab goes round inside it, and the page behind does not scroll."""
    page.set_viewport_size(PHONE)
    launcher(page).click()
    assert dialog(page).bounding_box() == {"x": 0, "y": 0, **PHONE}
    expect(dialog(page)).to_have_attribute("aria-modal", "true")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="閉じる")).to_be_focused()
    assert page.evaluate("document.documentElement.style.overflow") == "hidden"
    page.get_by_role("button", name="閉じる").click()
    assert page.evaluate("document.documentElement.style.overflow") == ""


@pytest.mark.parametrize("width", [320, 390])
def test_nothing_sticks_out_on_a_small_screen(page: Page, width: int) -> None:
    """Down to 320 px, with large text and a source open, nothing has to be scrolled sideways."""
    page.set_viewport_size({"width": width, "height": 640})
    open_and_ask(page, "RPAの担当課は？")
    page.get_by_role("button", name="文字を大きく").click()
    page.get_by_role("button", name="出典2を開く").click()
    for part in (dialog(page), page.get_by_role("log")):
        assert part.evaluate("item => item.scrollWidth - item.clientWidth") <= 0


def test_styles_of_the_page_cannot_reach_the_widget(page: Page) -> None:
    """A page that hides buttons, shrinks text and moves everything leaves the widget as it is."""
    hostile = "* { font-size: 6px !important; display: none !important; transform: scale(3) !important }"
    before = launcher(page).bounding_box()
    page.add_style_tag(content=f"html, body {{ display: block !important; transform: none !important }} body {hostile}")
    expect(launcher(page)).to_be_visible()
    assert launcher(page).bounding_box() == before
    assert launcher(page).evaluate("item => getComputedStyle(item).fontSize") == "18px"


def test_widget_works_under_a_strict_content_security_policy(page: Page, fake_api: Any) -> None:
    """A page that allows no inline styles and no inline scripts can still embed it, from another address."""
    policy = f"default-src 'none'; script-src {fake_api.url}; connect-src {fake_api.url}"
    source = f"{fake_api.url}/widget/plan-assistant.js"
    body = f'<body><script src="{source}" data-api="{fake_api.url}" data-language="en" defer></script>'
    fake_api.pages["/city"] = (body, policy)
    page.goto(f"{fake_api.url.replace('127.0.0.1', 'localhost')}/city")
    opener = page.get_by_role("button", name="Ask about the plans")
    assert opener.evaluate("item => getComputedStyle(item).position") == "fixed"
    opener.click()
    page.get_by_label("Your question", exact=True).fill("Who is the owner?")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The department responsible is")).to_be_visible()


def test_demo_page_says_that_it_is_a_demo(page: Page) -> None:
    """Nobody takes the demo page for a page of a real city."""
    expect(page.get_by_text("これはデモ用のページです。")).to_be_visible()


def test_second_tag_on_the_same_page_changes_nothing(page: Page, fake_api: Any) -> None:
    """A page that embeds the widget twice by mistake shows it once."""
    page.add_script_tag(url=f"{fake_api.url}/widget/plan-assistant.js")
    expect(page.locator("plan-assistant")).to_have_count(1)
