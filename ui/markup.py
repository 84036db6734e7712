"""HTML and Markdown made from data. All data is escaped here, since titles, quotes and answers come from documents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape

from ui.values import Citation, DocumentLines, Line
from ui.wording import Wording

TIED_MARK = re.compile(r"(?P<tail>[^\s\[\]]{0,3})\[(?P<number>\d+)\]")
SENTENCE_END = re.compile(r"([。.](?:\[\d+\])+) ?(?=[^\s\[])")  # with its marks; the next sentence begins a new line
WORD_JOINER = "\u2060"
MARKDOWN_SIGN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~>$:<])")
NOT_SET = frozenset({"", "-", "－", "ー", "―", "—", "–", "‐", "−"})

STYLE = """<style>
.stChatMessage { scroll-margin-top: 4.5rem; }
.stButton button p { text-align: left; }
.pa-answer { font-size: 1.05rem; line-height: 1.9; white-space: pre-wrap; overflow-wrap: anywhere; }
.pa-tied { white-space: nowrap; }
[data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] * { color: inherit !important; }
[data-testid="stCaptionContainer"] { opacity: .8 !important; }
.pa-mark { display: inline-block; margin: 0 .1em; padding: 0 .4em; border-radius: .4em; background: #0b4f8a; color: #fff;
  font-size: .8em; line-height: 1.6; font-weight: 700; }
.pa-lines { max-height: 24rem; overflow: auto; border: 1px solid #c9d1d9; border-radius: .5rem; background: #fff;
  color: #1a1a1a; }
.pa-lines table { width: 100%; border-collapse: collapse; }
.pa-lines th { width: 1%; padding: .1rem .75rem; text-align: right; font-weight: 400; color: #57606a;
  vertical-align: top; font-variant-numeric: tabular-nums; border: 0; }
.pa-lines td { padding: .1rem .75rem; white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.7; border: 0; }
.pa-lines tr { border: 0; }
.pa-lines .pa-cited { background: #fff3bf; box-shadow: inset 4px 0 0 #b35900; }
.pa-lines .pa-cited th { color: #1a1a1a; font-weight: 700; }
.pa-lines mark { background: none; color: inherit; font-weight: 600; }
.pa-quote { margin: 0; padding: .5rem 1rem; border-left: 4px solid #b35900; white-space: pre-wrap; line-height: 1.7; }
.pa-years { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .75rem; margin: 0;
  padding: 0 !important; }
.pa-years div { padding: .75rem 1rem; border: 1px solid #c9d1d9; border-top: 4px solid #0b4f8a; border-radius: .5rem; }
.pa-years dt { font-weight: 400; opacity: .8; }
.pa-years dd { margin: .25rem 0 0; font-size: 1.15rem; font-weight: 700; line-height: 1.5; overflow-wrap: anywhere; }
.pa-years .pa-unset { border-top-style: dashed; }
.pa-years .pa-unset dd { font-weight: 400; opacity: .8; }
</style>"""


def plain(text: str) -> str:
    """`text` for a place that reads Markdown, shown letter by letter; an address in it does not become a link."""
    return MARKDOWN_SIGN.sub(r"\\\1", text.replace("://", f":{WORD_JOINER}//"))


def answer_html(answer: str, language: str) -> str:
    """The answer with its [1] marks set off, each tied to the letters before it so that it never begins a line; `language` (ja, en) is for screen readers."""
    answer = SENTENCE_END.sub(r"\1\n", answer)
    pieces, end = [], 0
    for found in TIED_MARK.finditer(answer):
        mark = f'<span class="pa-mark">{found["number"]}</span>'
        pieces += [escape(answer[end : found.start()]), f'<span class="pa-tied">{escape(found["tail"])}{mark}</span>']
        end = found.end()
    return f'<div class="pa-answer" lang="{escape(language)}">{"".join(pieces)}{escape(answer[end:])}</div>'


def lines_html(source: DocumentLines, citation: Citation, words: Wording) -> str:
    """A table of the document's lines, those that are cited highlighted."""
    rows = "".join(_line_row(line, citation, words) for line in source.lines)
    return f'<div class="pa-lines"><table>{rows}</table></div>'


def _line_row(line: Line, citation: Citation, words: Wording) -> str:
    """A row: line number and text."""
    text = escape(line.text.strip()) or "&nbsp;"
    if not citation.line_start <= line.number <= citation.line_end:
        return f"<tr><th>{line.number}</th><td>{text}</td></tr>"
    label = f'<th title="{escape(words.cited_line)}">{line.number}</th>'
    return f'<tr class="pa-cited">{label}<td><mark>{text}</mark></td></tr>'


def quote_html(quote: str) -> str:
    """A quote set off from what the app says."""
    return f'<blockquote class="pa-quote">{escape(quote.strip())}</blockquote>'


def targets_html(targets: Mapping[str, str], words: Wording) -> str:
    """A card for each fiscal year with the target as printed."""
    cards: Iterable[str] = (_target_card(words.fiscal_year(year), cell, words) for year, cell in targets.items())
    return f'<dl class="pa-years">{"".join(cards)}</dl>'


def _target_card(year: str, cell: str, words: Wording) -> str:
    """A card: the year over its target."""
    unset = cell.strip() in NOT_SET
    kind = ' class="pa-unset"' if unset else ""
    value = f"{cell.strip()} {words.target_not_set}".strip() if unset else cell
    return f"<div{kind}><dt>{escape(year)}</dt><dd>{escape(value)}</dd></div>"
