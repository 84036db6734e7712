"""The HTML report: everything in one file, held cases kept to themselves, and readable on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from evals.answers import Outcome
from evals.extraction import Check, FieldScore
from evals.gate import Broken
from evals.page.chart import charts
from evals.page.render import to_html
from evals.run import Run

CHROMIUM = Path("/usr/bin/chromium")
BROKEN = (Broken("open", "right", "0.5000, must be at least 0.95"),)


@pytest.fixture
def run(outcomes: tuple[Outcome, ...]) -> Run:
    """An open case that passes, two that fail, one of them asking with markup, and a held one that fails."""
    markup = replace(outcomes[1], case=replace(outcomes[1].case, id="when-ja-002", kind="when", question="<b>いつ</b>ですか"))
    wrong = FieldScore("titles", 49, 50, (Check("titles", "第1", "甲", "乙"),))
    return Run({"commit": "abc", "cases": "def", "documents": {}}, (*outcomes, markup), extraction={"titles": wrong})


def test_a_failed_case_is_shown_whole(run: Run) -> None:
    """Question, what was expected and said, the lines cited, and why it failed."""
    page = to_html(run, BROKEN)
    for part in ("RPAの担当はどこ", "missing: DX推進課", "国際課[1]", "l.542-543", "<blockquote>"):
        assert part in page
    assert "open right: 0.5000" in page and "titles: 第1: expected 甲" in page


def test_a_held_case_is_counted_and_not_shown(run: Run) -> None:
    """Unless it is asked for."""
    assert "ひみつの質問" not in to_html(run, None)
    assert "held: 1 cases, 1 failed" in to_html(run, None)
    assert "ひみつの質問" in to_html(run, None, show_held=True)


def test_the_page_needs_nothing_else_and_shows_markup_as_text(run: Run) -> None:
    """No address of any other file stands in it."""
    page = to_html(run, BROKEN)
    assert not re.search(r"https?://|src=|@import|url\(", page)
    assert "<b>いつ" not in page and "&lt;b&gt;いつ" in page


def test_a_run_without_answers_has_a_page_too(run: Run) -> None:
    """The extraction alone: no charts, but its table and what was read wrongly."""
    page = to_html(replace(run, outcomes=()), ())
    assert "The gate is kept." in page
    assert "By kind" not in page and "49 of 50" in page


def test_a_chart_places_share_and_interval_on_a_scale_that_holds_them(run: Run) -> None:
    """Half of the width is half of the scale; a measure that was not due has no mark."""
    chart = charts(run, ["kind"])[0]
    rows = dict(chart.rows)
    right, wrong, _ = rows["owner"]
    assert [column.scale for column in chart.columns] == [1.0, 1.0, 0.25]
    assert [(mark.group, mark.at) for mark in right] == [("open", 98.0)]
    assert [(mark.group, mark.at) for mark in wrong] == [("open", 2.0)]
    assert rows["indicator"][0][0].group == "held"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    if not CHROMIUM.exists():
        pytest.skip(f"no browser at {CHROMIUM}")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser, run: Run, tmp_path: Path, width: int) -> Iterator[Page]:
    """The report, opened as a file. Whatever it prints to the console fails the test."""
    (tmp_path / "report.html").write_text(to_html(run, BROKEN), "utf-8")
    context = browser.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce")
    page = context.new_page()
    printed: list[str] = []
    page.on("console", lambda message: printed.append(message.text))
    page.on("pageerror", lambda error: printed.append(str(error)))
    page.goto((tmp_path / "report.html").as_uri())
    yield page
    context.close()
    assert printed == []


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
def test_failed_cases_are_filtered_by_kind(page: Page, width: int) -> None:
    """With the keyboard, on a desk and on a phone; the page is never wider than the screen."""
    expect(page.locator(".case:visible")).to_have_count(2)
    page.get_by_label("Kind", exact=True).focus()
    page.keyboard.press("w")  # when
    expect(page.locator(".case:visible")).to_have_count(1)
    expect(page.get_by_role("status")).to_have_text("1 shown")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert all(box["width"] > 40 for svg in page.locator(".strip > svg:visible").all() if (box := svg.bounding_box()))
