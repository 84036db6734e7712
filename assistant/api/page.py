"""One page of a document as HTML: no script, nothing from elsewhere, everything escaped."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from corpus.values import Line, Plan

STYLE = """
:root { color-scheme: light dark }
body { max-width: 50rem; margin: 0 auto; padding: 1rem 1.25rem 4rem; font: 1.0625rem/1.8 "BIZ UDPGothic", "Hiragino Sans", "Yu Gothic UI", Meiryo,
  "Noto Sans JP", "Noto Sans CJK JP", sans-serif }
h1 { margin: 0; font-size: 1.375rem; line-height: 1.5 }
header p { margin: .25rem 0 }
nav { display: flex; justify-content: space-between; gap: 1rem; margin: 1rem 0; padding: .5rem 0; border: solid #8888; border-width: 1px 0 }
ol { margin: 0; padding: 0 0 0 3.5rem }
li { padding: 0 .25rem; overflow-wrap: anywhere }
li::marker { color: #767676; font-size: .8125rem; font-variant-numeric: tabular-nums }
li.gap { margin-top: .75rem }
mark { padding: .125rem .25rem; color: #1a1a1a; background: #ffe066; scroll-margin-top: 30vh }
mark:focus { outline: none }
"""
STYLE_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
CSP = f"default-src 'none'; style-src 'sha256-{STYLE_HASH}'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_HTML = """<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{number} ページ - {title}</title>
<link rel="icon" href="data:,">
<style>{style}</style>
</head>
<body>
<header>
<p>{publisher}</p>
<h1>{title}</h1>
<p>{number} ページ（全 {count} ページ）{note}</p>
</header>
{turns}
<main>
<ol>
{lines}
</ol>
</main>
{turns}
</body>
</html>
"""
MARKED = "・根拠となる行に色を付けています"
MARKED_ELSEWHERE = "・根拠となる行はほかのページにもあります"


@dataclass(frozen=True)
class Page:
    """What a page shows: `numbers` are all page numbers of the document, `marked` the lines to mark (also of other pages)."""

    plan: Plan
    number: int
    numbers: tuple[int, ...]
    lines: tuple[Line, ...]
    marked: tuple[range, ...] = ()
    root: str = ""


def render(page: Page) -> str:
    """The HTML of a page."""
    return _HTML.format(
        number=page.number,
        count=len(page.numbers),
        title=escape(page.plan.title),
        publisher=escape(page.plan.publisher),
        style=STYLE,
        note=_note(page),
        turns=_turns(page),
        lines=_lines(page),
    )


def _is_marked(page: Page, line: Line) -> bool:
    return any(line.number in lines for lines in page.marked)


def _note(page: Page) -> str:
    """What the head says of marked lines."""
    if not page.lines or not page.marked:
        return ""
    first, last = page.lines[0].number, page.lines[-1].number
    here = any(_is_marked(page, line) for line in page.lines)
    elsewhere = any(lines and (lines[0] < first or lines[-1] > last) for lines in page.marked)
    return (MARKED if here else "") + (MARKED_ELSEWHERE if elsewhere else "")


def _turns(page: Page) -> str:
    """The links to the pages before and after."""
    place = page.numbers.index(page.number)
    before = _link(page, page.numbers[place - 1], "前のページ", "prev") if place > 0 else "<span></span>"
    after = _link(page, page.numbers[place + 1], "次のページ", "next") if place + 1 < len(page.numbers) else "<span></span>"
    return f'<nav aria-label="ページ">{before}{after}</nav>'


def _link(page: Page, number: int, words: str, relation: str) -> str:
    highlight = ",".join(f"{lines[0]}-{lines[-1]}" for lines in page.marked if lines)
    address = f"{page.root}/v1/documents/{quote(page.plan.document_id, safe='')}/pages/{number}"
    return f'<a rel="{relation}" href="{escape(address + (f"?highlight={highlight}" if highlight else ""))}">{words}</a>'


def _lines(page: Page) -> str:
    """The lines that hold text, under their own numbers; the first marked one is scrolled into view."""
    items: list[str] = []
    shown, focus = 0, " tabindex=-1 autofocus"  # a focus moves the view without a script
    for line in page.lines:
        if not line.text:
            continue
        text = escape(line.text)
        if _is_marked(page, line):
            text, focus = f"<mark{focus}>{text}</mark>", ""
        gap = ' class="gap"' if shown and line.number > shown + 1 else ""
        items.append(f'<li id="L{line.number}" value="{line.number}"{gap}>{text}</li>')
        shown = line.number
    return "\n".join(items)
