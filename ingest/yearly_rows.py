"""Planned and actual values in rows below a row of years, once for each indicator of a sheet:

指標名 相談の延べ件数（単位：件）
基準値（令和元年度） 312
年度 令和２年度 令和３年度 令和４年度
計画値 350 380 410
実績値 298 367 428

or in rows that say the year of each value:

指標 相談の延べ件数（件） 基準値（R1）：312
目標 R2：350 R3：380 R4：410
実績 R2：298 R3：367 R4：428

or in one row that says what each value is, and of which year:

指標 相談の延べ件数（件）
策定時(R1) 312 目標(R4) 410 実績(R4) 428
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.text import ROW_MARK, is_unset
from corpus.values import Plan, Project, Span, Target, Text
from corpus.years import FiscalYear, expand, find_years, without_years
from ingest.indicator import year_columns
from ingest.lines import EMPTY, Piece, below_columns, between, join, to_text, words_at
from ingest.profile import Pattern, ProjectRules
from ingest.rows import NOTE, marked

_HEAD_FILLER = re.compile(r"[()/:・|\s]|年度|区分|項目|指標|数値|値|現状|基準|当初")
_CALLED = re.compile(r"^[^\d\s]{2,12}\d{0,2}\s(?=\S)")  # before the first of the years, with the number of the indicator
_BASELINE = re.compile(r"^(?:現\s*状|基\s*準|当\s*初)(?:\s*値)?(?:\d{1,2}(?=\s))?\s*(?:[(（](?P<when>[^()（）]+)[)）])?\s*[:：]?\s*(?P<value>[^\s:：].*)$")
_UNIT_BEHIND = re.compile(r"(?<=\d) +(?=[^\d\s＋+±▲△－-])")
_BASELINE_BEHIND = re.compile(rf"(?<=\S)\s+{_BASELINE.pattern[1:]}")
_PAIR = re.compile(r"(?:^|(?<=[\s、,/]))(?P<years>(?:[HRS]|平成|令和|昭和)(?:\d{1,2}|元)(?:年度?)?|20\d\d年度?)\s*:\s*")
_WORDED = re.compile(
    r"(?:^|(?<=[\s、,/]))(?:(?P<baseline>策定時|現状|基準|(?:計画)?当初|計画時|開始時)|(?P<planned>目標|計画)|(?P<actual>実績))値?\s?"
    r"(?:\((?P<when>[^()]{2,12})\)\s?:?\s?|(?(baseline)(?<=値)\s?:?\s|(?!)))"
)
_HEADING = re.compile(r"[【■◆●◇□]")  # begins what heads something else
_TORN_WORD = re.compile(r"(?:目標|実績|計画)(?:値)?$")  # at the end of a line, with 値（R2） or （R2） on the next
_NAMED = re.compile(r"^(?:名称|指標名)\s*[:：]?\s+")  # before the name of an indicator
_UNIT_APART = re.compile(r"\s*(?:単位\s*[:：]?\s+(?P<unit>\S{1,8})|[\[［〔【]単位\s*[:：]\s*(?P<within>[^\]］〕】]{1,8})[\]］〕】])$")  # behind it
NEAR_HEAD = 3  # lines between the years of a table and the first of its indicators
LONGEST_TAIL = 6  # characters of the last cell of such a row that may stand on the next line
_OF_BASELINE = re.compile(r"(?:現状|基準|当初)値?\W*$")
UNREAD = "the cells of this row are not as many as the {count} years above it, which is left out: {text}. Write a cell for each year, with － in an empty one"


@dataclass(frozen=True, slots=True)
class YearlyRows:
    """The indicators of a sheet with their values by year, several behind their marks. `notes`: what stands below the rows behind ※; `rest`: the pieces
    behind; `doubts`: rows that were left out.
    """

    name: Text | None
    baseline: Text | None
    targets: tuple[Target, ...]
    results: tuple[Target, ...]
    rest: list[Piece]
    notes: tuple[Text, ...] = ()
    doubts: tuple[tuple[Piece, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    """One indicator: the lines above its years, these years, and a row of cells for what is planned and for what came out."""

    above: tuple[Piece, ...]
    head: Piece
    years: tuple[FiscalYear | None, ...]
    planned: tuple[Piece, tuple[str, ...]] | None
    actual: tuple[Piece, tuple[str, ...]] | None
    paired: bool = False  # each row says its years
    ends: str = ""  # the kind of the last value, where one row says what its values are
    unread: frozenset[str] = frozenset()  # which of the two has a row that could not be read

    def row(self, kind: str | None) -> tuple[Piece, tuple[str, ...]] | None:
        """The row of this kind."""
        return {"planned": self.planned, "actual": self.actual}.get(kind or "")

    def with_row(self, kind: str | None, piece: Piece, cells: tuple[str, ...]) -> _Part:
        """The part with a row of this kind, a cell for each of its years."""
        return replace(self, planned=(piece, cells)) if kind == "planned" else replace(self, actual=(piece, cells))

    def over(self, years: tuple[FiscalYear | None, ...]) -> _Part:
        """The part with more years behind its own, of which its rows have empty cells."""
        found = replace(self, years=years)
        for kind in ("planned", "actual"):
            if row := self.row(kind):
                found = found.with_row(kind, row[0], (*row[1], *("" for _ in years[len(self.years) :])))
        return found


def has_yearly_rows(pieces: Sequence[Piece], rules: ProjectRules) -> bool:
    """Whether rows of planned or actual values stand below a row of years, or say their years."""
    return any((before_row and _years(piece)) or _paired(piece, rules) or _worded(piece) or _named(piece) for piece, before_row in _shown(pieces, rules))


def _shown(pieces: Sequence[Piece], rules: ProjectRules) -> list[tuple[Piece, bool]]:
    """The lines that are not blank, each with whether one of the two behind it is a row of values; a word that is torn over two stands whole on the second."""
    shown: list[Piece] = []
    for piece in (piece for piece in pieces if not piece.blank):
        torn = _TORN_WORD.search(shown[-1].text) if shown else None
        if torn and _WORDED.match(torn.group() + piece.plain):
            shown[-1] = replace(shown[-1], text=shown[-1].text[: torn.start()].rstrip())
            piece = replace(piece, text=torn.group() + piece.text)
        shown.append(piece)
    rows = [_row_of(piece, rules) is not None for piece in shown]
    return [(piece, any(rows[i + 1 : i + 3])) for i, piece in enumerate(shown)]


def read_yearly_rows(
    pieces: Sequence[Piece], rules: ProjectRules, label: Pattern, document_id: str, printed: Mapping[int, str] | None = None
) -> YearlyRows | None:
    """What the rows of a sheet tell; None where it prints none. `label`: of the indicator, which may stand anew above each of several.

    `printed`: the lines as stored, by number: where a row has empty cells, the columns in which its cells stand tell their years.
    """
    sheet = _Sheet(rules, label, printed or {})
    for piece, before_row in _shown(pieces, rules):
        sheet.take(piece, before_row)
    read = [part for part in sheet.parts if part.planned or part.actual]
    if not read:
        return None
    return YearlyRows(
        _together([_name(part, label) for part in read], read, document_id), _together([_baseline(part) for part in read], read, document_id),
        _values(read, "planned", document_id), _values(read, "actual", document_id), [piece for piece in pieces if piece.number > sheet.last],
        tuple(text for note in sheet.notes if (text := to_text(note, document_id))), tuple(sheet.doubts),
    )  # fmt: skip


class _Sheet:
    """The lines of a sheet taken one after the other: those above the years, the years, their rows, and notes below them."""

    def __init__(self, rules: ProjectRules, label: Pattern, printed: Mapping[int, str]) -> None:
        self._rules, self._label, self._printed = rules, label, printed
        self.parts: list[_Part] = []
        self.notes: list[list[Piece]] = []
        self.doubts: list[tuple[Piece, str]] = []
        self.last = 0  # the last line of the rows and notes
        self._above: list[Piece] = []

    def take(self, piece: Piece, before_row: bool) -> None:
        """Take the next line; `before_row`: whether a row of values stands behind it."""
        if before_row and (years := _years(piece)):
            self.parts.append(_Part(tuple(self._above), piece, tuple(years), None, None))
            self._above, self.last = [], piece.number
        elif pairs := _paired(piece, self._rules):
            self._pairs(piece, pairs)
        elif values := _worded(piece):
            self._worded(piece, values)
        elif named := _named(piece):
            self._above.append(named[0])
            self._worded(named[1], _worded(named[1]))
        elif self.parts and not self._above and (self._ends_worded(piece) or self._ends_cell(piece) or self._belongs(piece)):
            self.last = piece.number
        else:
            self._above.append(piece)

    def _pairs(self, piece: Piece, pairs: Mapping[FiscalYear, str]) -> None:
        """Take a row that says its years: of the indicator above it, or of the one whose other row stands right above."""
        kind = _row_of(piece, self._rules)
        goes_on = bool(self.parts) and not self._above and self.parts[-1].paired and self.parts[-1].row(kind) is None
        part = self.parts.pop() if goes_on else _Part(tuple(self._above), piece, (), None, None, paired=True)
        part = part.over((*part.years, *(year for year in pairs if year not in part.years)))
        self.parts.append(part.with_row(kind, piece, tuple(pairs.get(year, "") if year else "" for year in part.years)))
        self._above, self.last = [], piece.number

    def _worded(self, piece: Piece, values: Sequence[tuple[str, FiscalYear | None, str]]) -> None:
        """Take a row that says what each of its values is."""
        said = next(((f"現状値（{year}）" if year else "現状値", value) for kind, year, value in values if kind == "baseline"), None)
        baseline = replace(piece, text=" ".join(said)) if said else None
        years = tuple(dict.fromkeys(year for kind, year, _ in values if kind != "baseline"))
        part = _Part((*self._above, *([baseline] if baseline else [])), piece, years, None, None, paired=True, ends=values[-1][0])
        for wanted in ("planned", "actual"):
            told = {year: value for kind, year, value in values if kind == wanted}
            part = part.with_row(wanted, piece, tuple(told.get(year, "") for year in years)) if told else part
        self.parts.append(part)
        self._above, self.last = [], piece.number

    def _ends_worded(self, piece: Piece) -> bool:
        """Whether the line is the last value of such a row, whose word ends the line before (実績(R3) / 20,180t), or that word with its value."""
        part, pair = self.parts[-1], _pair(piece)
        row = part.row(part.ends)
        awaited = row is not None and not row[1][-1]
        if piece.number != self.last + 1 or not part.years or not (awaited or (pair and part.head.number == self.last and part.ends)):
            return False
        kind, year, value = pair or (part.ends, part.years[-1], piece.text)
        if kind == "baseline" or not year or part.years[-1] != year or (pair and part.row(kind)):
            return False
        self.parts[-1] = replace(part.with_row(kind, piece, (*("" for _ in part.years[1:]), value)), ends=kind)
        return True

    def _ends_cell(self, piece: Piece) -> bool:
        """Whether the line ends the last cell of a row that says its years (R6：供用開 / 始), which is taken with it."""
        part = self.parts[-1]
        kinds = [part.ends] if part.ends else ["planned", "actual"]
        kind = next((name for name in kinds if (row := part.row(name)) and row[0].number == piece.number - 1 == self.last), None)
        row = part.row(kind)
        if row is None or not part.paired or len(piece.text) > LONGEST_TAIL or _row_of(piece, self._rules):
            return False
        if self._label.match(piece.text) or NOTE.search(piece.text):
            return False
        self.parts[-1] = part.with_row(kind, row[0], (*row[1][:-1], row[1][-1] + piece.text))
        return True

    def _belongs(self, piece: Piece) -> bool:
        """Whether a line below the years is a row, a note or what goes on with one, or only says what a column is (（基準値）)."""
        if kind := _row_of(piece, self._rules):
            self._row(piece, kind)
        elif NOTE.search(piece.text):
            self.notes.append([piece])
        elif self.notes and piece.number == self.notes[-1][-1].number + 1 and not (self._label.match(piece.text) or _HEADING.match(piece.text)):
            self.notes[-1].append(piece)
        else:
            return not _HEAD_FILLER.sub("", piece.plain)
        return True

    def _row(self, piece: Piece, kind: str) -> None:
        part = self.parts[-1]
        cells = _cells(piece, kind, len(part.years), self._rules) or _below(part, piece, self._printed)
        if cells is None:
            self.doubts.append((piece, UNREAD.format(count=len(part.years), text=piece.text)))
            self.parts[-1] = replace(part, unread=part.unread | {kind})
        else:
            self.parts[-1] = part.with_row(kind, piece, cells)


def _years(piece: Piece) -> list[FiscalYear | None]:
    """The years of a line that holds nothing else but what it calls them (年度別の状況), None for the column of the baseline; none of another line."""
    years = year_columns(piece.text, _OF_BASELINE)
    called = _CALLED.sub("", piece.plain) if len(years) > 1 else piece.plain if _PAIR.fullmatch(f"{piece.plain}:") else ""
    return years if called and not _HEAD_FILLER.sub("", without_years(called)) else []


def _paired(piece: Piece, rules: ProjectRules) -> dict[FiscalYear, str]:
    """The values of a row that says the year of each (目標 R2：72 R3：84); none of any other line."""
    kind = _row_of(piece, rules)
    match = (rules.planned_row if kind == "planned" else rules.actual_row).match(piece.plain) if kind else None
    starts = list(_PAIR.finditer(piece.plain, match.end())) if match else []
    fewest = 1 if match and "値" in match[0] else 2  # 計画 R7：設計 is no row of values
    if not match or len(starts) < fewest or starts[0].start() != match.end():
        return {}
    ends = [*(start.start() for start in starts[1:]), None]
    values = (between(piece, start.end(), end).text.strip("、,/ 　") for start, end in zip(starts, ends, strict=True))
    return {year: value for start, value in zip(starts, values, strict=True) for year in expand(start["years"]) or ()}


def _named(piece: Piece) -> tuple[Piece, Piece] | None:
    """The name of an indicator and the row that says what each of its values is, where both stand on one line (参加者数 計画当初値 38人 目標値（R2） 80人)."""
    start = _WORDED.search(piece.plain)
    if start is None or not start.start():
        return None
    name, row = between(piece, 0, start.start()), between(piece, start.start())
    return (name, row) if _worded(row) else None


def _worded(piece: Piece) -> list[tuple[str, FiscalYear | None, str]]:
    """What each value of a row is (baseline, planned, actual), its year and itself; none of a row that does not begin so, or says it of one value alone."""
    values = _valued(piece)
    return values if len(values) > 1 and all(value for _, _, value in values[:-1]) else []


def _pair(piece: Piece) -> tuple[str, FiscalYear | None, str] | None:
    """The same of a line with one such value."""
    values = _valued(piece)
    return values[0] if len(values) == 1 and values[0][2] else None


def _valued(piece: Piece) -> list[tuple[str, FiscalYear | None, str]]:
    """The same of a line with any number of them; only of a baseline the year may be left out."""
    starts = list(_WORDED.finditer(piece.plain))
    years = [expand(start["when"]) if start["when"] else () for start in starts]
    if not starts or starts[0].start() or not all(each is not None and len(each) == bool(start["when"]) for start, each in zip(starts, years, strict=True)):
        return []
    ends = [*(start.start() for start in starts[1:]), None]
    values = (between(piece, start.end(), end).text.strip("、,/ 　") for start, end in zip(starts, ends, strict=True))
    kinds = (next(kind for kind in ("baseline", "planned", "actual") if start[kind]) for start in starts)
    return [(kind, each[0] if each else None, value) for kind, each, value in zip(kinds, years, values, strict=True)]


def _row_of(piece: Piece, rules: ProjectRules) -> str | None:
    """Whether a line is a row of `planned` or `actual` values."""
    return "planned" if rules.planned_row.match(piece.plain) else "actual" if rules.actual_row.match(piece.plain) else None


def _cells(piece: Piece, kind: str, count: int, rules: ProjectRules) -> tuple[str, ...] | None:
    """The cells behind the word of a row; None where they are not as many as the years."""
    match = (rules.planned_row if kind == "planned" else rules.actual_row).match(piece.plain)
    text = piece.text[match.end() :] if match and len(piece.plain) == len(piece.text) else piece.plain[match.end() if match else 0 :]
    for cells in (text.split(), _UNIT_BEHIND.sub("", text).split()):
        if len(cells) == count:
            return tuple("" if cell == EMPTY else cell for cell in cells)
    return None


def _below(part: _Part, row: Piece, printed: Mapping[int, str]) -> tuple[str, ...] | None:
    """The cells of a row that leaves some empty, each below the cell of the planned row, or the word of the head, that begins nearest to it.

    None where that is not clear.
    """
    above = part.planned[0] if part.planned else part.head
    columns = [start for start, _ in words_at(printed.get(above.number, ""))][-len(part.years) :]
    cells = words_at(printed.get(row.number, ""))[1:]
    placed = below_columns(cells, columns) if len(columns) == len(part.years) and cells else None
    return tuple(placed) if placed else None


def _name(part: _Part, label: Pattern) -> str:
    """The name of an indicator, without its label, its baseline and notes."""
    lines = [piece.text for piece in part.above if not (_BASELINE.match(piece.plain) or NOTE.search(piece.text))]
    name = join([label.sub("", line, count=1).lstrip(" 　:：") if label.match(line) else line for line in lines])
    mark = ROW_MARK.match(name)
    name = _BASELINE_BEHIND.sub("", name[mark.end() :] if mark else name).strip()
    unit = _UNIT_APART.search(name)
    return f"{_NAMED.sub('', name[: unit.start()]).rstrip()}（{unit['unit'] or unit['within']}）" if unit else _NAMED.sub("", name)


def _baseline(part: _Part) -> str:
    """The baseline with its year behind it; a dash where none is printed."""
    found = (_BASELINE.match(piece.plain) or _BASELINE_BEHIND.search(piece.plain) for piece in part.above)
    match = next(filter(None, found), None)
    if match is None and None in part.years:
        place = part.years.index(None)
        cells = (row[1][place] for row in (part.planned, part.actual) if row)
        year = next((year for mention in find_years(part.head.text) for year in mention.years), None)
        return next((f"{cell}（{year}）" if year else cell for cell in cells if not is_unset(cell)), "－")
    if match is None or is_unset(match["value"]):
        return "－"
    return f"{match['value']}（{match['when']}）" if match["when"] else match["value"]


def _together(texts: Sequence[str], parts: Sequence[_Part], document_id: str) -> Text | None:
    """One text of all indicators, which stand from the first of their lines to the last row; None where all are dashes."""
    rows = (row[0] for part in parts for row in (part.planned, part.actual) if row)
    heads = (part.head for part in parts if not part.above or part.head.number + NEAR_HEAD >= part.above[0].number)  # of all projects: it stands far above
    whole = to_text(sorted([*rows, *heads, *(piece for part in parts for piece in part.above)], key=lambda piece: piece.number), document_id)
    return replace(whole, printed=marked(texts)) if whole and not all(is_unset(text) or not text for text in texts) else None


def _values(parts: Sequence[_Part], kind: str, document_id: str) -> tuple[Target, ...]:
    """The values of each year, of several indicators each behind its mark."""
    rows = [part.planned if kind == "planned" else part.actual for part in parts]
    lines = [row[0] for row in rows if row]
    if not lines or any(kind in part.unread for part in parts):
        return ()
    span = Span(document_id, lines[0].page, lines[0].number, lines[-1].number)
    head = Span(document_id, parts[0].head.page, parts[0].head.number, parts[0].head.number)
    found: list[Target] = []
    for year in sorted({year for part in parts for year in part.years if year}):
        cells = [row[1][part.years.index(year)] if row and year in part.years else "" for part, row in zip(parts, rows, strict=True)]
        if any(cells):  # an empty cell says nothing
            found.append(Target(year, Text(marked([cell or "－" for cell in cells]), span), head))
    return tuple(found)


def with_first_value(project: Project, plan: Plan) -> Project:
    """The project with the actual value of a year before the plan's period as its baseline, where it has no other; a dash in such a year sets no target."""
    if not project.results:
        return project
    targets = tuple(target for target in project.targets if target.is_set or target.year >= plan.first_year)
    before = [result for result in project.results if result.is_set and result.year < plan.first_year]
    if project.baseline or not before:
        return replace(project, targets=targets)
    last = before[-1]
    return replace(project, targets=targets, baseline=Text(f"{last.cell.printed}（{last.year.japanese}）", last.span))
