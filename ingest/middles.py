"""Labels that stand in the middle of their cells, as a PDF gives a table whose cells are centred where the text is taken line by line and no layout is kept:

市民がいつでも手続できるよう、電子申請の対象を            事業内容 市民がいつでも手続できるよう、電子申請の対象を
事業内容                                             ->   増やし、利便性の向上を図る。
増やし、利便性の向上を図る。                              取組実績
令和元年度 要綱を改正した。                               令和元年度 要綱を改正した。
3施設で試行し、利用者に意見を聞いた。待ち時                令和2年度 3施設で試行し、利用者に意見を聞いた。待ち時
取組実績 令和2年度                                        間は短くなった。
間は短くなった。

As many lines of a cell stand above its label as below. So the lines between two labels are those below the one and those above the other, and where nothing
stands above the first, how many each has follows for all of them. A label beside several rows of years is put above the first of these. Lines keep their
numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.values import Line
from ingest.lines import Piece, plain, without_start
from ingest.sheets import ROWS, STEPS, YEAR, as_often, listed_labels, spaced, words

FEWEST = 3  # cells with a label in their middle, before it is believed that a document is laid out so
FEWEST_WORDS = 2  # different labels among these
MOST_AGAINST = 0.2  # labels with nothing above and text below, as a share of these
MOST_SINGLE = 0.5  # labels that a single line parts from the next, as a share of these: 0.8 and more where each cell stands below its label
LEAST_CUT = 0.2  # share of the lines right above a label that go on below it: 0.6 where cells are centred, 0.06 where labels head their texts
FULL_LINE = 12  # characters of a line that may go on
MOST_LINES = 6  # of a cell above its label
UNEVEN, LEFT, TOP = 3, 1, 4  # cost of a line more on one side, of a line of no cell, of a label at the head of its text
_YEAR = re.compile(rf"(?:{YEAR}|20\d\d)年度?(?=\s|$)")
_ENDED = re.compile(r"[。．.)」』】\]%]$|\d ?[件人回社校台]$")
_ENDS = re.compile(r"^※|^[-–—―－] ?\d+ ?[-–—―－]|^\d+ ?/ ?\d+$|^第?\d+章")


@dataclass(frozen=True, slots=True)
class _Labels:
    """The labels of a document, as a pattern for one."""

    pattern: re.Pattern[str]

    @classmethod
    def of(cls, texts: Sequence[str]) -> _Labels:
        """Those that plans have, and words that begin lines about as often as these do in the document."""
        called = sorted({*listed_labels(), *as_often(texts, listed_labels())} - ROWS, key=len, reverse=True)
        return cls(re.compile(rf"(?:{'|'.join(map(spaced, called))})(?=[\s:]|$)"))

    def begin(self, text: str) -> str | None:
        """The labels, or the year, with which a line begins: several where one ends it, behind the value of another (総合評価 A 今後の方向性)."""
        first = _YEAR.match(text) or self.pattern.match(text)
        last = next((found for found in self.pattern.finditer(text) if found.end() == len(text) and text[found.start() - 1] == " "), None)
        return text if first and last else first.group() if first else None

    def spanning(self, texts: Sequence[str]) -> frozenset[str]:
        """Labels of what was done or is to be done that mostly stand beside the rows of years below them."""
        called = {"".join(plain(word).split()) for field in STEPS for word in words()["labels"][field]}
        beside: Counter[str] = Counter()
        begun: Counter[str] = Counter()
        in_years = False
        for text in filter(None, texts):
            word, _, rest = text.partition(" ")
            if word in called:
                begun[word] += 1
                beside[word] += in_years or bool(_YEAR.match(rest))
            in_years = bool(_YEAR.match(text)) or (in_years and self.begin(text) is None)
        return frozenset(word for word, times in beside.items() if times >= FEWEST and times > begun[word] / 2)


@dataclass(frozen=True, slots=True)
class _Row:
    """A line that begins with labels: its place, the labels, and the text behind the last of them."""

    place: int
    labels: str
    text: str

    @property
    def is_alone(self) -> bool:
        """Whether no text stands beside the labels."""
        return not self.text


@dataclass(frozen=True, slots=True)
class _Chain:
    """Labels with lines of text between them and no boundary: lines before the first, between them, and behind the last."""

    rows: tuple[_Row, ...]
    gaps: tuple[int, ...]

    def single_lines(self) -> int:
        """How often a single line stands between two labels that are alone: a text of one line stands beside its centred label, not below it."""
        return sum(gap == 1 and above.is_alone and below.is_alone for (above, below), gap in zip(pairwise(self.rows), self.gaps[1:-1], strict=True))

    def sides(self) -> list[tuple[int, int]]:
        """For each label how many lines of its cell stand above and below it, so that least is uneven.

        Found row by row: for each number of lines above a label the least cost so far, and the number above the label before that leads to it.
        """
        first, *between, behind = self.gaps
        costs = {above: (first - above) * LEFT for above in range(min(first, MOST_LINES) + 1)}
        chosen: list[dict[int, int]] = []  # for each label but the first, by the lines above it, those above the one before
        for row, gap in zip(self.rows, between, strict=False):
            best = {above: min((cost + _cost(row, former, gap - above), former) for former, cost in costs.items()) for above in range(min(gap, MOST_LINES) + 1)}
            chosen.append({above: former for above, (_, former) in best.items()})
            costs = {above: cost for above, (cost, _) in best.items()}
        last = min(
            (cost + _cost(self.rows[-1], above, below) + (behind - below) * LEFT, above, below) for above, cost in costs.items() for below in range(behind + 1)
        )
        found = [(last[1], last[2])]
        for gap, formers in zip(reversed(between), reversed(chosen), strict=True):
            above = found[-1][0]
            found.append((formers[above], gap - above))
        return found[::-1]


def _cost(row: _Row, above: int, below: int) -> int:
    """How little a label stands in the middle of its cell."""
    return abs(above - below) * UNEVEN + (TOP if row.is_alone and below and not above else 0)


def labels_before(lines: Sequence[Line], noise: Collection[int]) -> list[Line]:
    """The lines with every label that stands in the middle of its cell before the text; as they are where hardly any does. `noise`: lines that are no text."""
    printed = list(map(_plain, lines))
    labels = _Labels.of(printed)
    spread = labels.spanning(printed)
    texts = [_without(text, spread) for text in printed]
    ends = _boundaries(lines, texts, noise, labels)
    found = [(chain, chain.sides()) for chain in _chains(texts, ends, labels)]
    alone = [(row.labels, sides) for chain, cells in found for row, sides in zip(chain.rows, cells, strict=True) if row.is_alone]
    centred = [label for label, (above, below) in alone if above and below]
    against = sum(not above and below > 0 for _, (above, below) in alone)
    single = sum(chain.single_lines() for chain, _ in found)
    above_labels = [texts[row.place - 1] for chain, cells in found for row, (above, _) in zip(chain.rows, cells, strict=True) if above]
    cut = sum(map(_goes_on, above_labels))
    few = len(centred) < FEWEST or len(set(centred)) < FEWEST_WORDS
    if few or against > MOST_AGAINST * len(centred) or single > MOST_SINGLE * len(centred) or cut < LEAST_CUT * len(above_labels):
        return list(lines)
    moved: dict[int, tuple[_Row, int, int]] = {row.place: (row, *sides) for chain, cells in found for row, sides in zip(chain.rows, cells, strict=True)}
    return list(_moved(lines, texts, moved, ends, spread))


def _goes_on(text: str) -> bool:
    """Whether a line breaks off within a sentence."""
    return len(text) >= FULL_LINE and not _ENDED.search(text)


def _plain(line: Line) -> str:
    return plain(line.text)


def _without(text: str, spread: frozenset[str]) -> str:
    """The text without a label beside several rows."""
    word, _, rest = text.partition(" ")
    return rest if word in spread else text


def _boundaries(lines: Sequence[Line], texts: Sequence[str], noise: Collection[int], labels: _Labels) -> frozenset[int]:
    """The places of lines that are part of no cell: blank ones, what pages repeat, headings, notes."""
    headings = "|".join(word for each in words()["headings"].values() for word in each)
    heading = re.compile(rf"^(?:{headings})\s?[\dIVX]")
    alike = Counter(re.sub(r"\d+", "#", text) for text in texts if text)
    repeated = {text for text, times in alike.items() if times >= FEWEST and re.search(r"#", text) and _ENDS.match(text.replace("#", "1"))}
    found = set[int]()
    for place, text in enumerate(texts):
        said = re.sub(r"\d+", "#", text)
        heads_page = place - 1 in found and alike[said] >= FEWEST and not labels.begin(text)  # below the foot of the page before
        if not text or lines[place].number in noise or _ENDS.match(text) or heading.match(text) or said in repeated or heads_page:
            found.add(place)
    return frozenset(found)


def _chains(texts: Sequence[str], ends: Collection[int], labels: _Labels) -> Iterator[_Chain]:
    """The runs of labelled cells between boundaries."""
    rows: list[_Row] = []
    gaps = [0]
    for place, text in enumerate([*texts, ""]):
        if place in ends or place == len(texts):
            if rows:
                yield _Chain(tuple(rows), tuple(gaps))
            rows, gaps = [], [0]
        elif label := labels.begin(text):
            rows.append(_Row(place, label, text[len(label) :].strip()))
            gaps.append(0)
        else:
            gaps[-1] += 1


def _moved(
    lines: Sequence[Line], texts: Sequence[str], moved: dict[int, tuple[_Row, int, int]], ends: Collection[int], spread: frozenset[str]
) -> Iterator[Line]:
    """The lines, each label before its text, and one beside several rows above the first of them."""
    shown = [place for place, text in enumerate(texts) if text and place not in ends]
    order = {place: at for at, place in enumerate(shown)}
    head: dict[int, _Row] = {}  # by the place of the first line of a cell, whose label it gets
    for place, (row, count, _) in moved.items():
        if count:
            head[shown[order[place] - count]] = row
    heading, in_years = next(iter(spread), None), False
    for place, line in enumerate(lines):
        text, above, own = texts[place], head.get(place), moved.get(place)
        begins = above or (own[0] if own and not own[1] else None)
        is_year = bool(begins and _YEAR.match(begins.labels))
        if is_year and not in_years and heading:
            yield replace(line, text=heading)
        in_years = is_year if begins else in_years
        printed = _behind(line, len(plain(line.text)) - len(own[0].text if own and own[1] else text)) if text else ""
        if above:
            yield replace(line, text=f"{above.labels} {printed}")
        elif printed or not (own or text or plain(line.text)):
            yield replace(line, text=printed) if printed else line


def _behind(line: Line, start: int) -> str:
    """The text of a line, as printed, from a character of its plain form on."""
    return without_start(Piece(line.number, line.page, line.text), start).text if start else line.text
