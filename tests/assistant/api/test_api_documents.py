"""Documents: lines as JSON, pages for people."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from fastapi.testclient import TestClient

from assistant.api.contract import DocumentOut
from assistant.api.page import Page, render
from corpus.library import Library
from corpus.text import tidy
from corpus.values import Line

ICT = "sagamihara-ict2-r6-r9"
BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


class Marks(HTMLParser):
    """Reads which lines of a page are marked, and which text it shows."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.line = 0
        self.marked: list[int] = []
        self.tags: list[str] = []
        self.shown = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note lines and marks."""
        self.tags.append(tag)
        if tag == "li":
            self.line = int(dict(attrs)["value"] or 0)
        if tag == "mark":
            self.marked.append(self.line)

    def handle_data(self, data: str) -> None:
        """Note text."""
        self.shown += data


def test_lines_come_as_stored_and_tidied(client: TestClient, library: Library) -> None:
    """The lines asked for are given with number and page, empty ones too, in ordinary characters."""
    reply = client.get(f"/v1/documents/{ICT}", params={"from": 540, "to": 545}).json()
    assert DocumentOut.model_validate(reply).model_dump(by_alias=True) == reply
    expected = library.lines(ICT, 540, 545)
    assert [(line["number"], line["page"], line["text"]) for line in reply["lines"]] == [(each.number, each.page, tidy(each.text)) for each in expected]


def test_a_whole_document_can_be_read_in_calls_of_400_lines(client: TestClient) -> None:
    """One call gives at most 400 lines and says where it ended; following calls give the rest."""
    numbers: list[int] = []
    while True:
        reply = client.get(f"/v1/documents/{ICT}", params={"from": len(numbers) + 1}).json()
        numbers += [line["number"] for line in reply["lines"]]
        assert len(reply["lines"]) <= 400 and reply["to"] == numbers[-1]
        if reply["to"] == reply["line_count"]:
            break
    assert numbers == list(range(1, reply["line_count"] + 1))


@pytest.mark.parametrize("query", ["from=9&to=8", "from=999999", "from=0", "from=x", "to=0"])
def test_lines_that_are_not_there_are_a_problem(client: TestClient, query: str) -> None:
    """A range that is none, or lies behind the end, is refused."""
    reply = client.get(f"/v1/documents/{ICT}?{query}")
    assert reply.status_code == 400 and reply.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["/v1/documents/none", "/v1/documents/none/pages/1", f"/v1/documents/{ICT}/pages/99"])
def test_a_document_or_page_that_is_not_there_is_a_problem(client: TestClient, path: str) -> None:
    """An unknown document or page gets a 404."""
    assert client.get(path).status_code == 404


def test_a_page_marks_the_lines_asked_for(client: TestClient) -> None:
    """Exactly the lines of `highlight` that hold text are marked, under their own numbers."""
    reply = client.get(f"/v1/documents/{ICT}/pages/9", params={"highlight": "542-543,559"})
    assert reply.headers["content-type"] == "text/html; charset=utf-8"
    assert Marks(reply.text).marked == [542, 543, 559]
    assert '<html lang="ja">' in reply.text and reply.text.count("autofocus") == 1


def test_a_browser_that_opens_a_citation_sees_its_page(client: TestClient) -> None:
    """The address of a citation shows people the page with the cited lines marked, programs the lines."""
    address = f"/v1/documents/{ICT}?from=542&to=543"
    assert Marks(client.get(address, headers=BROWSER).text).marked == [542, 543]
    assert client.get(address, headers={"Accept": "*/*"}).json()["from"] == 542
    assert all("Accept" in client.get(address, headers=headers).headers["vary"] for headers in (BROWSER, {}))


def test_a_browser_that_opens_a_document_sees_its_first_page_unmarked(client: TestClient) -> None:
    """Without lines a browser starts on the first page."""
    assert Marks(client.get(f"/v1/documents/{ICT}", headers=BROWSER).text).marked == []


def test_a_page_shows_all_text_of_its_lines(client: TestClient, library: Library) -> None:
    """A page leaves out nothing but empty lines."""
    shown = Marks(client.get(f"/v1/documents/{ICT}/pages/9").text).shown
    expected = [tidy(line.text) for line in library.lines(ICT, 1, 10_000) if line.page == 9]
    assert all(text in shown for text in expected)


def test_turning_the_page_keeps_the_marks(client: TestClient) -> None:
    """The links to the pages beside it keep the marked lines, and every page is reached."""
    pages, address = [], f"/v1/documents/{ICT}/pages/1?highlight=542-543"
    while address:
        html = client.get(address).text
        pages += Marks(html).marked
        following = re.search(r'rel="next" href="([^"]+)"', html)
        address = following[1].replace("&amp;", "&") if following else ""
    assert pages == [542, 543]


def test_marks_on_other_pages_are_told(client: TestClient) -> None:
    """A page says when marked lines stand on another one."""
    assert "ほかのページ" in client.get(f"/v1/documents/{ICT}/pages/8?highlight=542").text
    assert "ほかのページ" not in client.get(f"/v1/documents/{ICT}/pages/9?highlight=542").text


@pytest.mark.parametrize("highlight", ["x", "1-", "1;2", "<script>", ",".join(["1"] * 101), "1" * 30])
def test_a_highlight_that_is_none_is_a_problem(client: TestClient, highlight: str) -> None:
    """A text that names no lines is refused."""
    assert client.get(f"/v1/documents/{ICT}/pages/9", params={"highlight": highlight}).status_code == 400


def test_nothing_in_a_document_becomes_markup(library: Library) -> None:
    """A line or title that holds HTML is shown, never run."""
    hostile = '<script>alert(1)</script><img src=x onerror="alert(1)">&amp;'
    plan = replace(library.plans[0], title=hostile, publisher=hostile)
    html = Marks(render(Page(plan, 1, (1,), (Line(1, 1, hostile),), (range(1, 2),))))
    assert not {"script", "img"} & set(html.tags)
    assert html.shown.count(hostile) == 4


def test_a_page_may_load_and_run_nothing(client: TestClient) -> None:
    """The policy of a page allows its own style and no script, frame or form."""
    policy = client.get(f"/v1/documents/{ICT}/pages/9").headers["content-security-policy"]
    assert "default-src 'none'" in policy and "script-src" not in policy and "unsafe" not in policy
