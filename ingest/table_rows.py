"""The rows of a table told line by line: indicators with their values, steps of a schedule, what was done, each behind its year."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from corpus.text import is_unset
from corpus.years import FiscalYear, find_years, without_years
from ingest.grid import Cell, Grid
from ingest.label_lines import REMARKS, STATE, heads_goal, listed
from ingest.lines import plain, unpadded
from ingest.row_labels import indicator_below, names_indicator, names_indicators, names_steps, says_both, says_done, step_kind
from ingest.rows_across import Across, row_across
from ingest.sheets import JUDGED, PLANNED_AND_DONE, TOLD_INDICATOR, TOLD_STEPS
from ingest.table_columns import LONGEST_LABEL, Column, Head, Kind, bare, heads, is_kind, kind_of, other_labels

_WITH_BASELINE = re.compile(
    r"(?P<name>.*[^\s（(〔［])\s*[（(〔［]\s*(?:(?P<word>(?:現状|基準)値?)[\s:：]+)?"
    r"(?:(?P<year>(?:令和|平成|[HRＨＲ])\s?(?:[\d０-９]{1,2}|元)(?:年度?)?)末?(?P<expected>見込み?)?(?:実績|現在)?(?(word)[\s:：]+|\s*[:：]\s*)|(?(word)|(?!)))(?P<value>[^（）()〔〕［］]+)[）)〕］]$"
)
INDICATOR, BASELINE, TARGETS, RESULTS = TOLD_INDICATOR, "現状値", "目標値", "実績値"
SCHEDULE, DONE = TOLD_STEPS
COSTS = "事業費"
SHORT = 12  # characters of a value in words (検討, 全校で実施) in the table of an indicator
MOSTLY = 0.5  # share of the cells of a column that must be texts
_AS_NAME = re.compile(r"^(?:成果|活動|評価|目標|数値)?指標(?:名)?\s?[①-⑳\d]{0,2}(?:[\s:：]+|(?<=[①-⑳])|(?=[-－]$))")  # before the name of an indicator
_MONEY = re.compile(
    r"(?:事業費計?|予算額?|決算額?|計画額|概算額|経費|財源|コスト|費用|人件費|一般財源|効果額)(?:$|内訳|単位|の推移|の内訳|の?集計|の?一覧)|達成率"
)
_FUND = re.compile(  # where money comes from, or all of it
    r"(?:うち)?(?:(?:[国県都道府市町村](?:庫)?[・、]?)+(?:支出金|補助金?|負担金|債|費)|(?:一般|特定)(?:財源)?|その他(?:財源)?|起債|地方債|基金|繰入金|使用料|総額|合計|総事業費|計)"
)
_BUDGETED = re.compile(r"決算|当初|予算")  # in the heads of years
_TEXTS = re.compile(r"取組|取り組み|内容|予定|実施")  # in the head of a year whose cells are texts
_TIME_ALONE = re.compile(r"(?:\d{1,2}月(?:~|から|頃|ごろ|末|[上中下]旬)*(?:\d{1,2}月)?|[上下前後]半?期|第?\d四半期|[春夏秋冬]頃?|年度[内末当]初?め?)")
_PLACE_ALONE = re.compile(r"【[^】]+】")  # says of what the next line is
_GOES_ON = re.compile(r"[のをにはがとでへ、)）](?!ぞみ)")
_AWAITS = re.compile(r"[^ぁ-ん](?:の|を|に|と)$")  # ends a line within a phrase
_VERB_ALONE = re.compile(r"(?:開始|導入|決定|完了|終了|実施|反映)$")  # says what is done with what the line above names
_COUNT_ALONE = re.compile(r"(?:約|計)?\d[\d,]*[一-龯ァ-ヶ]{1,2}")
_BEFORE_BRACKET = re.compile(r"\n(?=[(（])")  # 工事 / (2校)
_OWN_YEAR = re.compile(r"(?P<year>(?:令和|平成|[HRＨＲ])\s?(?:[\d０-９]{1,2}|元)(?:年度)?)末?\s?[:：]\s?(?P<value>\S.*)")  # of a baseline: Ｒ３：128人
_OWN_YEAR_BEHIND = re.compile(r"(?P<value>[^\n(（]+)\n?\s*[(（](?P<year>(?:令和|平成|[HRＨＲ])\s?(?:[\d０-９]{1,2}|元)(?:年度)?)末?[)）]")  # 3,140人（R6）
_ALL_MONEY = re.compile(
    r"(?:事業費|予算額?|決算額?|計画額|経費|財源|コスト|費用|人件費|効果額)(?:の?(?:集計|一覧|推移|内訳)表?)?$"
)  # ends the heading of a table
_UNIT_OF_AMOUNTS = re.compile(r"単位\s?[:：]?\s?((?:千|百万|万|億)?円)")
_SPACED = re.compile(r"(?<=[一-龯])[ 　]+(?=[一-龯](?:[ 　]|$))")  # 効　果　額
_NOT_SET = re.compile(r"[-－―ー]\s?[(※]|(?:目標は)?(?:設定)?(?:しない|なし|していない)")  # －（※）
_NOTE = re.compile(r"※|[*＊]|[(（]?注")
_BARE = re.compile(r"[△▲-]?[\d,.]+")  # a figure without its unit
_UNIT = re.compile(r"\((?:単位[:\s]*)?([^()\d:]{1,6})\)")  # of all figures of a table
_NO_NAME = ("number", "heading", "unit", "baseline", "departments")  # columns before the years that say nothing of what a row is
_STRUCK = re.compile(r"[/／＼]")  # a cell that is struck out
_UNSET = re.compile(r"なし|無し|(?:設定|設け)\S{0,3}ない")
_ELSEWHERE = re.compile(r"^[(（]?※|とおり|通り|参照|に記載|に掲載")
_COUNT = re.compile(r"\(?(?:\d{1,2}|[①-⑳])[).]?")
_ARROW = re.compile(r"[→⇒➡➔⇨▶►⟶]+")
_YEAR = r"(?:[HRＨＲ]|令和|平成)\s?(?:[\d０-９]{1,2}|元)(?:年度)?\s?(?:[~～〜](?:[HRＨＲ]|令和|平成)?[\d０-９]{0,2}(?:年度)?)?"
_LED_BY_YEAR = re.compile(rf"(?:^|\n|(?<=。))\s*(?={_YEAR}[　 :：])|\s*(?=【{_YEAR}】)")  # of a text: Ｒ８　増設する, 【Ｒ８】増設する
_LEADING_YEAR = re.compile(r"【?(?P<year>(?:[HR]|令和|平成)\s?(?:\d{1,2}|元))(?:年度)?\s?(?P<on>~(?P<to>(?:[HR]|令和|平成)?\s?\d{1,2})?(?:年度)?)?[ :】]\s*")
_TOLD_VALUE = re.compile(r"(?:(?P<when>(?:令和|平成)[^：]+)：)?(?P<text>[\s\S]*)")
_MARK = re.compile(r"([①-⑳])")
_AS_ABOVE = re.compile(r"〃|同上")
_AS_LEFT = re.compile(r"[(（]?(?:同左|左に同じ)[)）]?")
_NEXT = re.compile(r"[②-⑳]")  # before the name of a further indicator
_FIGURE = re.compile(r"\D{0,3}?[+＋±▲△-]?\d[\d,.]*\s?(?:\D{0,6}|[kc]?m[23]\D{0,3})(?:\(.*\))?")


@dataclass(frozen=True, slots=True)
class Dated:
    """A cell under a year, or under several, `first` to `last`, with its text."""

    first: Column
    last: Column
    text: str

    @property
    def when(self) -> str:
        """Its years as told: 令和7年度, 令和7年度～令和9年度."""
        return self.first.when if self.last is self.first else f"{self.first.when}～{self.last.when}"


@dataclass(frozen=True, slots=True)
class _Steps:
    """The texts of a row by year: of which undertaking, and whether planned or done, where the row says it."""

    name: str
    kind: Kind | None
    texts: tuple[Dated, ...]


@dataclass(frozen=True, slots=True)
class _Said:
    """What the cells before the years say of a row.

    Whose it is, whether planned or done and the word for that, its unit; `other`: that it is neither (達成率, 予算額); `scheduled`: that its cells are steps;

    `done_and_planned`: of which those of years with results are done; `undertaking`: what has these steps, where the row names it.
    """

    name: str
    kind: Kind | None
    kind_said: str
    unit: str
    other: str
    scheduled: bool
    done_and_planned: bool
    undertaking: str = ""


class Rows:
    """The rows of a table under its head. `label`: the cell beside the table, if any, which says what all of it is. `of_sheet`: whether it is of a project:

    figures that are of no kind are planned there, and else told under their years alone (人口の推移). `amounts`: what all figures of the table are, where its
    heading says so (効果額の集計).
    """

    def __init__(self, grid: Grid, head: Head, rows: Sequence[int], label: str = "", of_sheet: bool = True, amounts: str = "") -> None:
        told_across = {row: across for row in rows if (across := row_across(grid, head, row))}
        rows = [row for row in rows if row not in told_across]
        head = _with_baseline(grid, head, rows)
        self._told_across = told_across
        self._grid, self._head, self._label = grid, head, label
        self._first = min((column.left for column in head.of("year")), default=0)
        self._planned = of_sheet or bool(head.of("baseline", "unit", "indicator")) or any(column.kind for column in head.columns)
        self._categories = [column for column in head.of("kind") if self._says_categories(column, rows)]
        costs = [] if head.of("title") else [column.printed for column in self._lead() if _MONEY.search(bare(column.printed))]
        self._all_amounts = amounts
        self._costs = bool(costs or _MONEY.search(bare(label)) or bare(label).endswith("費") or self._tells_funds(rows))
        self._judged = [column for column in head.of("year") if self._says_marks(column, rows)]
        self._amounts = [column for column in head.of("year") if _MONEY.search(bare(column.printed))] if head.of("title") else []
        self._unit = next((match[1] for each in costs if (match := _UNIT.search(plain(each)))), "")
        self._kinds = [column for column in head.of("kind") if any((cell := self.at(column, row)) and is_kind(cell.text) for row in rows)]
        unsaid = [column for column in head.of("kind") if column not in (*self._kinds, *self._categories) and column.left < self._first]
        self._names = head.of("indicator") or unsaid  # 量の見込み, 確保方策 below 区分
        self._behind = {column.left for each in head.of("indicator")[:1] for column in head.columns if column.left > each.left}  # the name of an indicator
        self._measures = not heads(label, "schedule", "achievements") and bool(head.of("indicator", "baseline", "unit"))
        self._scheduled = any(heads(said, "schedule") for said in (label, head.columns[0].printed))
        self._indicators = self._among_steps(rows) if self._scheduled else {}
        self._whole = [row for row in rows if self._tells_whole_years(row)]
        self._named_rows = [row for row in rows if names_indicator(grid.rows[row], head)]
        said = {row: self._said(row, False) for row in rows if row not in (*self._whole, *self._named_rows)}
        self._several = len(self._named_rows) > 1 or len({of.name for of in said.values() if of.name}) > 1  # indicators
        self._reached = self._years_reached(said)
        figures = [row for row, of in said.items() if not (of.scheduled or of.other or self._band(row))]
        self._texts = {column.left for column in head.of("year") if self._is_text(column, figures)}

    def lines(self, rows: Sequence[int], of_project: bool = False) -> Iterator[str]:
        """The lines of these rows. `of_project`: what stands beside indicators and years is told apart from them."""
        if self._head.columns[0].role == "years" and not self._head.of("year"):
            yield from self._by_year(rows)
            return
        steps: list[_Steps] = []
        others: list[str] = []
        named, measured = "", False
        for row in rows:
            if across := self._told_across.get(row):
                others += [] if across.steps else [f"{across.word}{f'（{across.year.japanese}）' if across.year else ''}  {_on_one_line(across.text)}"]
                steps += self._steps_across(across) if across.steps else []
                continue
            band = self._band(row)
            if _NOTE.match(band):
                others.append(band)
                continue
            if heads_goal(band):
                yield band
                continue
            if row in self._whole:
                steps += self._steps_of_years(row, rows)
                continue
            if band:
                named = _AS_NAME.sub("", band)
                yield from _named(named)
                continue
            if row in self._named_rows:
                named = self._grid.rows[row][1].line
                yield from _named(named)
                continue
            said = self._said(row, of_project)
            others += [
                *self._costs_of(row),
                *self._marks_of(row),
                *(f"{column.word}  {cell.line}" for column in self._categories if (cell := self.at(column, row)) and not of_project),
            ]
            if note := "" if said.scheduled else self._note(row):
                others.append(f"{REMARKS}  {note}")
                continue
            figures, texts = self._dated(row, said.scheduled, said.kind)
            alike = len({without_years(each.first.printed) for each in (*figures, *texts)}) == 1
            if texts and alike and not (self._measures or said.name or said.kind):  # 看護師１人を配置 among steps is one
                figures, texts = [], sorted((*figures, *texts), key=lambda each: each.first.left)
            unkind = not (self._planned or said.kind or said.other) and bool(figures)
            if said.other or unkind:
                pairs = [f"{each.when}：{_on_one_line(each.text)}{said.unit if _BARE.fullmatch(each.text) else ''}" for each in (*figures, *texts)]
                of_whom = said.name or (named if len(self._named_rows) > 1 else "")
                if said.other and (marks := _marks(figures, texts)):
                    beside = [of_whom] if self._several else []
                    others += [f"{_SPACED.sub('', said.other)}（{each.when}）  {'　'.join(filter(None, [each.text, *beside]))}" for each in marks]
                    continue
                others += ["  ".join(filter(None, [_SPACED.sub("", said.other), of_whom, said.kind_said, *pairs]))] if pairs else []
                continue
            if texts and said.done_and_planned:
                steps += _parted(texts, self._reached)
            elif texts:
                steps.append(_Steps(said.undertaking if self._measures or said.scheduled else said.name, said.kind, tuple(texts)))
            told = f"{said.name}（{said.unit}）" if said.unit and f"({plain(said.unit)})" not in plain(said.name) else said.name
            if not said.scheduled and (parts := _by_mark(told, list(self._values(row, figures, said.kind)))):
                named = told
                yield from parts
                continue
            if told and told != named and not said.scheduled and (self._head.of("indicator") or figures):
                named = told
                yield from _named(_AS_NAME.sub("", told))
            if not said.scheduled:
                values = list(self._values(row, figures, said.kind))
                measured = measured or (bool(values) and not of_project)
                yield from values
        yield from sorted(others, key=lambda line: not (measured and _NOTE.match(line)))  # a note of the values is none of how they are judged
        yield from self._steps(steps)

    def _note(self, row: int) -> str:
        """What one cell says across the name of an indicator and all years where that is a note, or leads elsewhere (別表のとおり); nothing for another row."""
        years = self._head.of("year")
        cells = [cell for column in self._head.of("indicator") for cell in self._across(column, row) if years and cell.top == row]
        return next((cell.line for cell in cells if cell.left < self._first and cell.right >= years[-1].right and _ELSEWHERE.search(cell.line)), "")

    def _years_reached(self, said: Mapping[int, _Said]) -> set[FiscalYear | None]:
        """The years that have results, or marks by which they are judged."""
        found = set[FiscalYear | None]()
        for row, of in said.items():
            cells = self._beginning(self._head.of("year"), row) if (of.kind == "actual" or of.other) and not of.scheduled else []
            found |= {column.year for column, cell in cells if of.kind == "actual" or JUDGED.fullmatch(plain(cell.line))}
        return found

    def _tells_whole_years(self, row: int) -> bool:
        """Whether the cells of a row are texts below both what is planned and what came out in a year (取組の実績・予定)."""
        cells = self._beginning(self._head.of("year"), row)
        kinds = [{column.kind for column, cell in cells if cell is each} for each in {id(cell): cell for _, cell in cells}.values()]
        return bool(kinds) and all({"planned", "actual"} <= of_cell for of_cell in kinds) and not any(_FIGURE.fullmatch(plain(cell.line)) for _, cell in cells)

    def _steps_of_years(self, row: int, rows: Sequence[int]) -> list[_Steps]:
        """The texts of such a row: what was done in years for which the other rows have results, what is planned for the others."""
        others = [each for each in rows if each not in self._whole]
        known = {column.year for column in self._head.of("year") if column.kind == "actual" and any(self.at(column, each) for each in others)}
        cells = {id(cell): (column, cell) for column, cell in reversed(self._beginning(self._head.of("year"), row))}
        texts = [Dated(own, own, cell.text) for column, cell in cells.values() for own in (replace(column, kind=None),)]
        return _parted(sorted(texts, key=lambda each: each.first.left), known)

    def _steps_across(self, told: Across) -> list[_Steps]:
        """The texts of a row across the values: of the year before them, each of its own, or of none; done in years with results where the word says both."""
        years = [replace(column, kind=None) for column in self._head.of("year")]
        whole = Dated(years[0], years[-1], told.text)
        if told.year:
            column = next((each for each in years if each.year == told.year), replace(years[0], year=told.year))
            texts = [Dated(column, column, told.text)]
        elif (texts := _by_own_years(whole, years)) == [whole]:
            undated = replace(years[0], year=None)
            texts = [Dated(undated, undated, told.text)]
        kind = step_kind(told.word) or ("actual" if texts[0].first.year is None and says_done(told.word) else None)
        return [_Steps("", kind, tuple(texts))] if kind else _parted(texts, self._reached)

    def _said(self, row: int, of_project: bool) -> _Said:
        """What the cells before the years say of a row."""
        columns = [*self._names, *self._kinds] if of_project else self._lead()
        found = [(cell.line, column) for column in columns for cell in self._across(column, row)]
        cells = list(dict.fromkeys(cell for cell, _ in found))
        if self._costs and not cells:
            cells = [cell.line for cell in self._grid.rows[row] if cell.right <= self._first] or [self._label or COSTS]
        texts = self._tells_texts(row)
        measured = {cell for cell, column in found if column.role == "indicator" and names_steps(cell) and not (texts or heads(cell, "schedule"))}  # 実施状況
        others = [cell for cell in cells if _is_other(cell)] or (cells[-1:] if self._costs else [self._all_amounts] if self._all_amounts else [])
        steps = [cell for cell in cells if names_steps(cell) and cell not in measured]
        scheduled = bool(steps) or any(heads(cell, "schedule") for cell in cells if cell not in measured)
        names = [cell for cell in cells if cell in measured or (not is_kind(cell) and cell not in (*others, *steps))]
        names = [cell for cell in names if len(names) == 1 or not heads(cell, "indicator")]  # 活動指標 beside the name
        of_whom = {cell.line for column in self._head.of("kind") if column.left in self._behind for cell in self._across(column, row)}
        name = "".join(f"（{cell}）" if cell in of_whom and cell not in names[:1] else cell for cell in names)
        units = [cell.line for column in self._head.of("unit") for cell in self._across(column, row) if cell.left == column.left]
        kinds = [cell for cell in cells if is_kind(cell) and cell not in measured]
        kind = next(map(kind_of, kinds), None) or next(filter(None, map(step_kind, steps)), None) or kind_of(self._label)
        unit = units[0] if units and not is_unset(units[0]) else self._unit
        kinds_told = bool(kinds) or any(column.kind for column in self._head.of("year"))
        unmeasured = not (scheduled or kinds_told) and self._tells_no_figures(row) and self._names_no_indicator(name, row)
        undertaking = "" if not unmeasured or is_unset(name) else name
        other = others[-1] if others else ""
        if row in self._indicators:
            return _Said(self._indicators[row], kind, next(iter(kinds), ""), unit, "", False, False)
        return _Said(name, kind, next(iter(kinds), ""), unit, other, scheduled or unmeasured, any(map(says_both, steps)), undertaking)

    def _among_steps(self, rows: Sequence[int]) -> dict[int, str]:
        """The indicators that rows of a schedule have the values of, by row: their names stand below a word for these or behind it, or have behind them where

        they stood, or have the next number after one of these.
        """
        found: dict[int, str] = {}
        for row in rows:
            cells = [cell for column in self._lead() for cell in self._across(column, row)]
            said = [cell for cell in cells if not is_kind(cell.text)]
            name = next((name for cell in cells if (name := indicator_below(cell.text))), "")
            if len(said) > 1 and not name and names_indicators(said[0].text) and self._tells_figures(row):
                name = said[-1].line
            last = cells[-1].line if cells and self._tells_figures(row) else ""
            counted = row - 1 in found and bool(_NEXT.match(last))
            if name or counted or _WITH_BASELINE.match(last):
                found[row] = name or last
        return found

    def _tells_figures(self, row: int) -> bool:
        """Whether what stands below the years in a row are figures, some left open (－)."""
        cells = [plain(cell.line) for _, cell in self._beginning(self._head.of("year"), row) if not is_unset(cell.line)]
        return bool(cells) and all(map(_FIGURE.fullmatch, cells))

    def _names_no_indicator(self, name: str, row: int) -> bool:
        """Whether a row of a table of indicators names none (－), or its name goes across the column of where they stood (町道１号線 | 測量 | 工事)."""
        baseline = self._head.of("baseline")[:1]
        cells = [cell for column in self._head.of("indicator") for cell in self._across(column, row)]
        across = any(column.left > cell.left and column.right <= cell.right <= self._first for column in baseline for cell in cells)
        return bool(cells) and (is_unset(name) or across)

    def _tells_no_figures(self, row: int) -> bool:
        """Whether nothing that stands below the years in a row is a figure."""
        return not any(_FIGURE.fullmatch(plain(cell.line)) for _, cell in self._beginning(self._head.of("year"), row))

    def _tells_texts(self, row: int) -> bool:
        """Whether all that stands below the years in a row is longer than what is put in place of a figure."""
        told = [cell.line for _, cell in self._beginning(self._head.of("year"), row) if not is_unset(cell.line)]
        return bool(told) and all(len(text) > SHORT and not _FIGURE.fullmatch(plain(text)) for text in told)

    def _band(self, row: int) -> str:
        """What a row of one cell says that goes across the table or is a note; nothing for another."""
        cells = self._grid.rows[row]
        alone = len(cells) == 1 and cells[0].left == 0
        return cells[0].line if alone and (cells[0].right == self._grid.width or cells[0].text.startswith("※")) else ""

    def _across(self, column: Column, row: int) -> list[Cell]:
        """All cells of a column in a row."""
        return [cell for cell in self._grid.cells if cell.top <= row < cell.bottom and cell.left < column.right and cell.right > column.left]

    @property
    def told(self) -> list[Column]:
        """The columns that are told as rows of values."""
        return [*self._head.of("year", "unit", "baseline", "target", "result"), *self._names, *self._kinds]

    def at(self, column: Column, row: int) -> Cell | None:
        """The cell of a column in a row, which may have begun above it or before it."""
        return next(iter(self._across(column, row)), None)

    def _beginning(self, columns: Sequence[Column], row: int) -> list[tuple[Column, Cell]]:
        """The cells of these columns that begin in a row, each with its column."""
        return [(column, cell) for column in columns if (cell := self.at(column, row)) and cell.top == row]

    def _lead(self) -> list[Column]:
        """The columns before the years that say what a row is."""
        columns = self._head.columns
        found = [column for column in columns if column.role == "indicator" or (column.left < self._first and column.role not in _NO_NAME)]
        lead = [column for column in found if column not in self._categories]
        return [column for column in lead if not self._counts(column)] or lead

    def _counts(self, column: Column) -> bool:
        """Whether a column without a word above it numbers the rows."""
        cells = [cell.text for cell in self._grid.cells if cell.left == column.left and cell.top >= self._head.height] if not column.printed else []
        return bool(cells) and all(_COUNT.fullmatch(plain(text)) for text in cells)

    def _tells_funds(self, rows: Sequence[int]) -> bool:
        """Whether rows without indicators are amounts: by the heads of the years (R6決算, R8当初), or by the names of most, where money comes from."""
        if self._head.of("title", "indicator", "unit", "baseline") or not self._head.of("year"):
            return False
        names = [cells[0].line for row in rows if (cells := self._grid.rows[row]) and cells[0].right <= self._first]
        funds = sum(bool(_FUND.match(bare(name)) or _MONEY.search(bare(name)) or bare(name).endswith("費")) for name in names)
        return funds > MOSTLY * len(names) or sum(bool(_BUDGETED.search(column.printed)) for column in self._head.of("year")) > 1

    def _says_categories(self, column: Column, rows: Sequence[int]) -> bool:
        """Whether the cells of a column say of which category projects are (新規, 継続)."""
        cells = [cell for row in rows if (cell := self.at(column, row))]
        return bool(cells) and all(STATE.fullmatch(cell.line) for cell in cells)

    def _is_text(self, column: Column, rows: Sequence[int]) -> bool:
        """Whether most cells of a column are texts, neither figures nor, in the table of an indicator, short words in place of one."""
        said = without_years(column.printed)
        others = [without_years(other.printed) for other in self._head.of("year") if other.year == column.year]
        scheduled = heads(said, "schedule") or heads(column.word, "schedule")
        if _TEXTS.search(said) or (scheduled and any(not heads(other, "schedule") for other in others)):  # スケジュール beside 目標値
            return True
        cells = [
            cell.text for row in rows if (cell := self.at(column, row)) and cell.top == row and not _NOT_SET.match(plain(cell.line)) and not is_unset(cell.line)
        ]
        texts = [text for text in cells if not all(map(_FIGURE.fullmatch, map(plain, text.split("\n")))) and not (self._measures and len(text) <= SHORT)]
        return self._scheduled or len(texts) > MOSTLY * len(cells)

    def _costs_of(self, row: int) -> list[str]:
        """The amounts below years whose heads say that they are amounts (R7事業費（千円）), year by year behind what the heads have alike."""
        told: dict[str, list[str]] = {}
        for column, cell in self._beginning(self._amounts, row):
            if not is_unset(cell.line):
                told.setdefault(column.undated, []).append(f"{column.when}：{_on_one_line(cell.text)}")
        return [f"{name}  {'  '.join(pairs)}" for name, pairs in told.items()]

    def _marks_of(self, row: int) -> list[str]:
        """How a row is judged in each year, behind the word of its column (進捗状況)."""
        return [f"{_SPACED.sub('', column.undated)}（{column.when}）  {cell.line}" for column, cell in self._beginning(self._judged, row)]

    def _says_marks(self, column: Column, rows: Sequence[int]) -> bool:
        """Whether the cells of a column say how projects are judged (◎, △), and some do: all, or most below a word that says so (評価 above Ｒ６)."""
        cells = [plain(cell.line) for row in rows if (cell := self.at(column, row)) and not is_unset(cell.line)]
        marks = sum(bool(JUDGED.fullmatch(cell)) for cell in cells)
        judged = bare(column.undated) in other_labels()
        return bool(marks) and (marks > MOSTLY * len(cells) if judged else marks == len(cells))

    def _dated(self, row: int, scheduled: bool, kind: Kind | None) -> tuple[list[Dated], list[Dated]]:
        """The figures and the texts under years; an arrow goes on with what stands before it, and so does 〃 in a row of figures that is of no kind, as which

        it may stand for what is above.
        """
        figures: list[Dated] = []
        texts: list[Dated] = []
        cells = self._beginning([column for column in self._head.of("year") if column not in (*self._amounts, *self._judged)], row)
        for _, group in groupby((each for each in cells if not _STRUCK.fullmatch(each[1].text)), key=lambda each: id(each[1])):
            covered = list(group)
            first, last, text = covered[0][0], covered[-1][0], covered[0][1].text.strip()
            into = texts if scheduled or (first.left in self._texts and row not in self._indicators) else figures
            if scheduled and is_unset(text):
                continue
            said = unpadded(_ARROW.sub("", text).strip())
            as_left = _AS_LEFT.fullmatch(said) or (said == "〃" and (self._scheduled if into is texts else not kind))
            before = next((at for at in reversed(range(len(into))) if into[at].first.kind == first.kind), None)  # 計画 → beside 実績
            if before is not None and as_left and into is figures and said == "〃" and into[before].last.right == first.left:
                into.append(Dated(first, last, into[before].text))
            elif before is not None and (not said or (as_left and into[before].last.right == first.left)):
                into[before] = replace(into[before], last=last)
            elif said:
                into.append(Dated(first, last, said if _ARROW.fullmatch(text[-1]) else unpadded(text)))
        years = self._head.of("year")
        return figures, [own for each in texts for own in _by_own_years(each, [column for column in years if each.first.left <= column.left <= each.last.left])]

    def _values(self, row: int, figures: Sequence[Dated], kind: Kind | None) -> Iterator[str]:
        """The lines of one row of values: where it stood, what is planned for each year, what came out."""
        for column in self._head.of("baseline"):
            cell = self.at(column, row)
            if cell and cell.top == row and cell.left == column.left:
                dated = _OWN_YEAR.fullmatch(cell.text) or (_OWN_YEAR_BEHIND.fullmatch(cell.text) if column.year else None)
                when = f"（{dated['year']}）" if dated else f"（{column.when}）" if column.year else ""
                yield f"{BASELINE}{when}  {_on_one_line(dated['value'] if dated else cell.text)}"
        for wanted, word in (("planned", TARGETS), ("actual", RESULTS)):
            own = (each for each in figures if (kind or each.first.kind or "planned") == wanted)
            pairs = [f"{when}：{_so_far(each)}" for each in own for when in self._years_of(each, kind)]
            yield from [f"{word}  {'  '.join(pairs)}"] if pairs else []
        for column in self._head.of("target", "result"):
            cell = self.at(column, row)
            if cell and cell.top == row and not is_kind(cell.text):
                yield f"{column.word}  {_on_one_line(cell.text)}"

    def _years_of(self, value: Dated, kind: Kind | None) -> list[str]:
        """The years of a value as told: each of several for which a figure of an indicator, words that name no year and do set something, or

        what stands in a row of a `kind`, holds alike.
        """
        of_one = len(value.text) > SHORT and not kind and (find_years(value.text) or _UNSET.search(value.text))
        if not self._measures or of_one:
            return [value.when]
        return [column.when for column in self._head.of("year") if value.first.left <= column.left <= value.last.left and column.kind == value.first.kind]

    def _steps(self, steps: Sequence[_Steps]) -> Iterator[str]:
        """The lines of texts: what is planned for a year and what was done, as which what has no word counts for a year that has results."""
        known = {column.year for column in self._head.of("year") if column.kind == "actual" and column.left not in self._texts}
        planned: list[tuple[str, Dated]] = []
        done: list[tuple[str, Dated]] = []
        for step in steps:
            for each in step.texts:
                kind = each.first.kind or step.kind or ("actual" if each.first.year in known else "planned")
                (planned if kind == "planned" else done).append((step.name, each))
        if planned and done and not any(name for name, _ in (*planned, *done)):
            yield self._label if heads(self._label, "achievements") else PLANNED_AND_DONE
            for year in dict.fromkeys(each.when for _, each in sorted((*planned, *done), key=lambda pair: pair[1].first.left)):
                both = [(word, each) for word, part in (("計画", planned), ("実績", done)) for _, each in part if each.when == year]
                yield from (f"{year}  {word}  {text}" for word, each in both for text in listed(each.text))
            return
        for own, word, field in ((planned, SCHEDULE, "schedule"), (done, DONE, "achievements")):
            if own:
                yield self._label if heads(self._label, field) else word
            for name, entries in groupby(own, key=lambda each: each[0]):
                yield from [f"○{name}"] if name else []
                yield from (f"{each.when}：{line.lstrip('・')}" if each.when else line for _, each in entries for line in _steps_of(each.text))

    def _by_year(self, rows: Sequence[int]) -> Iterator[str]:
        """The lines of a table with a row for each year."""
        told: list[tuple[int, int, str]] = []
        steps: list[str] = []
        others: list[str] = []
        for place, column in enumerate(self._head.columns[1:]):
            own = [(row, when, _on_one_line(cell.text)) for row in rows if (when := self._when(row)) and (cell := self.at(column, row)) and cell.top == row]
            figures = [text for _, _, text in own if _FIGURE.fullmatch(plain(text)) or is_unset(text)]
            if column.kind and len(figures) > MOSTLY * len(own):
                yield f"{TARGETS if column.kind == 'planned' else RESULTS}  {'  '.join(f'{when}：{text}' for _, when, text in own)}"
            elif column.kind:
                told += [(row, place, f"{when}  {'計画' if column.kind == 'planned' else '実績'}  {text}") for row, when, text in own]
            elif heads(column.word, "description", "schedule") and len(figures) <= MOSTLY * len(own):
                steps += [f"{when}：{text}" for _, when, text in own if not is_unset(text)]
            else:
                others += [f"{column.word}（{when}）  {text}" for _, when, text in own]
        if told:
            yield self._label if heads(self._label, "achievements") else PLANNED_AND_DONE
            yield from (line for _, _, line in sorted(told))
        if steps:
            yield self._label if heads(self._label, "schedule") else SCHEDULE
            yield from steps
        yield from others

    def _when(self, row: int) -> str:
        """The year of a row, as told."""
        cell = self.at(self._head.columns[0], row)
        years = [year for mention in find_years(cell.text) for year in mention.years] if cell else []
        return years[0].japanese if len(years) == 1 else ""


def _parted(texts: Sequence[Dated], reached: Collection[FiscalYear | None]) -> list[_Steps]:
    """The steps of the years that have results, which are done, and those of the others, which are planned."""
    done = tuple(each for each in texts if each.first.year in reached)
    planned = tuple(each for each in texts if each.first.year not in reached)
    return [*([_Steps("", "actual", done)] if done else []), *([_Steps("", "planned", planned)] if planned else [])]


def _by_own_years(steps: Dated, years: Sequence[Column]) -> list[Dated]:
    """The steps below several years line by line where each line says its year (Ｒ８　増設する / Ｒ９～　継続); else as they are."""
    parts = [part for part in _LED_BY_YEAR.split(steps.text) if part.strip()] if len(years) > 1 else []
    told: list[Dated] = []
    for part in parts:
        led = _LEADING_YEAR.match(plain(part))
        said = [year for mention in find_years(f"{led['year']}~{led['to']}" if led["to"] else led["year"]) for year in mention.years] if led else []
        covered = [column for column in years if column.year in said]
        if led is None or not said or not covered or covered[0].year != said[0]:
            return [steps]
        lines = part.strip().split("\n")
        begin = re.match(r"\S+?[~～〜]?[　 :：]+|【[^】]+】\s*", lines[0])
        text = "\n".join([lines[0][begin.end() if begin else 0 :], *lines[1:]])
        last = years[-1] if led["on"] and not led["to"] else covered[-1]
        if told and _AS_ABOVE.fullmatch(text.strip()):
            told[-1] = replace(told[-1], last=last)
        else:
            told.append(Dated(covered[0], last, text))
    return told or [steps]


def _marks(figures: Sequence[Dated], texts: Sequence[Dated]) -> list[Dated]:
    """The cells of a row that says how each year is judged; none of another row."""
    cells = [replace(each, text=_on_one_line(each.text)) for each in (*figures, *texts)]
    judged = [bool(JUDGED.fullmatch(plain(each.text))) for each in cells]
    return cells if any(judged) and all(known or is_unset(each.text) for known, each in zip(judged, cells, strict=True)) else []


def amounts_of(caption: str) -> str:
    """What the heading of a table says that its figures are, where they are amounts (効果額の集計（単位：千円）: 効果額の集計（千円）); else nothing."""
    word, unit = bare(caption).partition("(")[0], _UNIT_OF_AMOUNTS.search(plain(caption))
    if not _ALL_MONEY.search(word) or len(word) > LONGEST_LABEL or not (unit or word.endswith(("集計", "一覧", "推移", "内訳", "表"))):
        return ""
    return f"{word}（{unit[1]}）" if unit else word


def _with_baseline(grid: Grid, head: Head, rows: Sequence[int]) -> Head:
    """The head, its first year that of the baseline where each of its cells stands beside both rows of an indicator (目標, 実績), below no word of its own."""
    years = head.of("year")
    if len(years) < 2 or head.of("baseline", "title") or years[0].kind or without_years(years[0].printed) not in ("", "年度"):
        return head
    before = [[cell for cell in grid.cells if cell.top in rows and cell.left == year.left] for year in years[:2]]
    kinds = {cell.top: cell for cell in grid.cells if cell.top in rows and cell.right <= years[0].left and is_kind(cell.text)}
    both = all(len({kind_of(kinds[row].text) for row in range(cell.top, cell.bottom) if row in kinds}) > 1 for cell in before[0])
    if not before[0] or not both or any(cell.bottom > cell.top + 1 for cell in before[1]):
        return head
    return Head(head.height, tuple(replace(column, role="baseline") if column is years[0] else column for column in head.columns))


def _is_other(text: str) -> bool:
    """Whether a word says that figures are neither planned nor results of an indicator (達成率, 予算額, 事業費)."""
    word = bare(text)
    return bool(word) and not is_kind(text) and (word in other_labels() or bool(_MONEY.search(word)))


def _by_mark(name: str, values: Sequence[str]) -> list[str]:
    """The lines of several indicators whose names stand in one cell behind marks, as their values do (①講座の数②参加者数: ①年２回 ②30人).

    None where a value has another mark, or none.
    """
    names = _marked(name)
    told: dict[str, list[str]] = {mark: [f"{INDICATOR}  {text}"] for mark, text in names.items()}
    for line in values if len(names) > 1 else ():
        label, _, rest = line.partition("  ")
        dated = [(match["when"], _marked(match["text"])) for each in rest.split("  ") if (match := _TOLD_VALUE.fullmatch(each))]
        if not all(found and found.keys() <= names.keys() for _, found in dated):
            return []
        for mark in names:
            own = [f"{when}：{found[mark]}" if when else found[mark] for when, found in dated if mark in found]
            told[mark] += [f"{label}  {'  '.join(own)}"] if own else []
    return [line for each in told.values() for line in each] if len(names) > 1 and values else []


def _marked(text: str) -> dict[str, str]:
    """What stands behind each mark of a text (①年２回 ②30人); empty where none opens it."""
    parts = _MARK.split(text.strip())
    return dict(zip(parts[1::2], map(str.strip, parts[2::2]), strict=True)) if len(parts) > 1 and not parts[0] else {}


def _named(name: str) -> Iterator[str]:
    """The line of an indicator, and that of its baseline where its name has it behind it (受診率（現状値 令和４年度：12.4％）)."""
    match = _WITH_BASELINE.match(name)
    yield f"{INDICATOR}  {match['name'] if match else name}"
    if match:
        when = f"{match['year'] or ''}{match['expected'] or ''}"
        yield f"{BASELINE}{f'（{when}）' if when else ''}  {match['value']}"


def _steps_of(text: str) -> list[str]:
    """The steps in a cell of a schedule, a line each; a line that a time, or a name in brackets, alone stands on begins the next one, and one that is only

    the rest of a word or tells how many goes on the one before (７月 / 本庁で稼働, ビジョン / の策定, ベンチ / 11基).
    """
    told: list[str] = []
    for line in _BEFORE_BRACKET.sub("", text).split("\n"):
        above = plain(told[-1]) if told else ""
        if above and _TIME_ALONE.fullmatch(above):
            told[-1] += f" {line}"
        elif above and (
            _PLACE_ALONE.fullmatch(above)
            or _GOES_ON.match(line)
            or _AWAITS.search(above)
            or (_VERB_ALONE.fullmatch(plain(line)) and not _VERB_ALONE.search(above))
            or (_COUNT_ALONE.fullmatch(plain(line)) and not re.search(r"\d", above))
        ):
            told[-1] += line
        else:
            told.append(line)
    return told


def _so_far(value: Dated) -> str:
    """A value on one line, with the part of the year that it is of where its head says so (120世帯（9月末）)."""
    text, part = _on_one_line(value.text), value.first.so_far
    return f"{text}（{part}）" if part and not is_unset(text) and part not in plain(text) else text


def _on_one_line(text: str) -> str:
    return " ".join(text.split("\n"))
