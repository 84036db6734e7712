"""Pages: where they begin, and what is printed on each of them that is no part of the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby, pairwise

from corpus.text import display_width, squeeze, tidy
from corpus.values import Line
from ingest.lines import Piece, plain
from ingest.profile import Page

LEAST_PAGES = 3  # with numbers that follow each other before bare numbers are taken for page numbers
LEAST_BETWEEN = 4  # visible lines between two page numbers; target cells stand closer
_ENDS_TITLE = re.compile(r"(?:計画|プラン|大綱|戦略|シート|調書|報告書|ビジョン|(?:管理|進捗|進行|一覧)表|事業集|(?:計画|実績|事業)書)$")
_BESIDE_TEXT = re.compile(r"[-–—―] ?(?P<one>\d{1,3}) ?[-–—―] ?(?P<behind>\D{2,40})|(?P<before>\D{2,40}?) ?[-–—―] ?(?P<other>\d{1,3}) ?[-–—―]")
_FORM_FEED = re.compile(r"\s*\f")
_FORM_FEED_BEHIND = re.compile(r"\S\s*\f")
_BARE_NUMBER = re.compile(r"\d{1,3}")
_MARKED_NUMBER = re.compile(r"\d{1,3} ?/ ?\d{1,3}|[-–—―] ?\d{1,3} ?[-–—―]|[Pp](?:age|\.)? ?\d{1,3}|\d{1,3} ?ページ")


_FRAMES = dict.fromkeys(map(ord, "│┃┆┇┊┋┌┍┎┏┐┑┒┓└┕┖┗┘┙┚┛├┝┞┟┠┡┢┣┤┥┦┧┨┩┪┫┬┭┮┯┰┱┲┳┴┵┶┷┸┹┺┻┼┽┾┿╀╁╂╃╄╅╆╇╈╉╊╋║╔╗╚╝╠╣╦╩╬"), " ")  # of tables; a ─ may be a dash


def to_pieces(lines: Sequence[Line], noise: Collection[int] = ()) -> list[Piece]:
    """Lines with radicals mapped, the frames of tables left out and blanks collapsed; those numbered in `noise` are as if empty."""
    margin = _margin([line.text for line in lines])
    return [
        Piece(line.number, line.page, text, line.text[margin : margin + 1].isspace(), display_width(line.text.rstrip()), line.until)
        for line in lines
        for text in ("" if line.number in noise else tidy(line.text.translate(_FRAMES)),)
    ]


def without_spacing(lines: Sequence[Line]) -> list[Line]:
    """The lines without the empty ones that stand between all lines of the document."""
    spaced = set(_spacing([bool(line.text.strip()) for line in lines]))
    return [line for i, line in enumerate(lines) if i not in spaced]


def _margin(texts: Sequence[str]) -> int:
    """Blanks that every line begins with."""
    return min((len(text) - len(text.lstrip()) for text in texts if text.strip()), default=0)


def _spacing(shown: Sequence[bool]) -> Iterator[int]:
    """Indexes of the empty lines that stand between all lines, as many in every gap; none where some lines follow each other."""
    visible = [i for i, each in enumerate(shown) if each]
    gaps = [after - before - 1 for before, after in pairwise(visible)]
    least = min(gaps, default=0)
    if not least:
        return
    doubled = all(gap % (least + 1) == least for gap in gaps)  # empty lines were spaced like any other
    for start, gap in zip(visible, gaps, strict=False):
        kept = gap // (least + 1) if doubled else gap - least
        yield from range(start + 1 + kept, start + 1 + gap)


def paginate(texts: Sequence[str], rules: Page, footers: Collection[int] = ()) -> tuple[Line, ...]:
    """The lines with their pages, counted from 1. `footers`: lines, counted from 1, that end a page besides those that the rules know.

    A page begins at a form feed, behind a footer, or at a line with a leading blank that a `starts` pattern matches: a
    leading blank alone is not enough, since lost bullets leave one too.
    """
    lines, page, page_ended, anything = [], 1, False, False
    margin = _margin([text.replace("\f", "") for text in texts])
    for number, text in enumerate(texts, 1):
        shown = plain(text)
        starts = text.replace("\f", "")[margin : margin + 1].isspace() and any(pattern.search(shown) for pattern in rules.starts)
        if anything and (_FORM_FEED.match(text) or starts or (page_ended and shown)):
            page, page_ended = page + 1, False
        lines.append(Line(number, page, text.replace("\f", "")))
        anything = anything or bool(shown)
        page_ended = page_ended or number in footers or bool(_FORM_FEED_BEHIND.search(text)) or any(pattern.search(shown) for pattern in rules.footers)
    return tuple(lines)


def page_numbers(texts: Sequence[str]) -> set[int]:
    """The lines, counted from 1, that hold nothing but a page number.

    That is one with a mark of its own (3/6, - 3 -, P.3), beside the same words on all pages too (- 3 - 総務課), or a bare number where each is one more than
    the one before: at the ends of the pages where form feeds tell these, else with a page of text between.
    """
    marked = {number for number, text in enumerate(texts, 1) if _MARKED_NUMBER.fullmatch(plain(text))} | _beside_text(texts)
    if ending := _ending_pages(texts):
        return marked | ending
    chain: list[tuple[int, int, int]] = []  # line, visible lines so far, number
    best: list[tuple[int, int, int]] = []
    visible = 0
    for number, text in enumerate(texts, 1):
        shown = plain(text)
        visible += bool(shown)
        if not _BARE_NUMBER.fullmatch(shown):
            continue
        value = int(shown)
        if chain and (value != chain[-1][2] + 1 or visible - chain[-1][1] <= LEAST_BETWEEN):
            if value == chain[-1][2] + 1 or visible - chain[-1][1] <= LEAST_BETWEEN:
                continue
            chain = []
        chain.append((number, visible, value))
        best = max(best, chain.copy(), key=len)
    return marked | ({line for line, _, _ in best} if len(best) >= LEAST_PAGES else set())


def _beside_text(texts: Sequence[str]) -> set[int]:
    """The lines, counted from 1, of marked numbers that rise from page to page beside the same words."""
    found: dict[str, list[tuple[int, int]]] = {}
    for number, text in enumerate(texts, 1):
        if match := _BESIDE_TEXT.fullmatch(plain(text)):
            found.setdefault(match["behind"] or match["before"], []).append((number, int(match["one"] or match["other"])))
    rising = [each for each in found.values() if len(each) >= LEAST_PAGES and all(one[1] < other[1] for one, other in pairwise(each))]
    return {number for each in rising for number, _ in each}


def _ending_pages(texts: Sequence[str]) -> set[int]:
    """The lines, counted from 1, of the bare numbers with which pages between form feeds end, where most go with the pages; none where they do not."""
    ends: dict[int, tuple[int, str]] = {}  # by page, its last visible line
    page = 0
    for number, text in enumerate(texts, 1):
        page += text.count("\f")
        if plain(text):
            ends[page] = (number, plain(text))
    steps = {number: int(shown) - page for page, (number, shown) in ends.items() if _BARE_NUMBER.fullmatch(shown)}
    step, count = max(Counter(steps.values()).items(), key=lambda each: each[1], default=(0, 0))
    return {number for number, own in steps.items() if own == step} if count >= LEAST_PAGES else set()


def shows_pages(texts: Sequence[str], numbers: Collection[int]) -> bool:
    """Whether form feeds or page numbers, which stand on the lines `numbers`, tell where pages end."""
    return any("\f" in text for text in texts) or len(numbers) >= LEAST_PAGES


def running_heads(lines: Sequence[Line], titles: Sequence[str]) -> set[int]:
    """The numbers of lines that say the title of the document again: its first line, or one of `titles` at the head of a page or for a second time; and of

    those that head most pages alike and end like such a title (○○市行政改革実施計画 個別取組シート).
    """
    first = next((line.text for line in lines if line.text.strip()), "")
    known = {squeeze(title) for title in (first, *titles) if squeeze(title)}
    heads = [next(each) for _, each in groupby((line for line in lines if line.text.strip()), lambda line: line.page)]
    alike = Counter(squeeze(line.text) for line in heads)
    printed = {said for said, times in alike.items() if times >= max(LEAST_PAGES, len(heads) / 2) and _ENDS_TITLE.search(said)}
    seen: set[str] = set()
    found = {line.number for line in heads if squeeze(line.text) in printed}
    page = 1
    for line in (line for line in lines if line.text.strip()):
        said = squeeze(line.text)
        if said in known and (said in seen or line.page != page):
            found.add(line.number)
        seen.add(said)
        page = line.page
    return found
