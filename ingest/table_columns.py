"""The columns of a table whose cells are known: what the words above each say of its cells, and of which year they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from corpus.years import FiscalYear, find_years, without_years
from ingest.grid import Cell, Grid
from ingest.lines import join, plain
from ingest.sheets import field_of, words

LONGEST_LABEL = 16  # characters
MOST_HEAD_ROWS = 3
KNOWN = 0.6  # share of the columns of a head without years that must have known words
FEWEST_KNOWN = 3  # of them
Role = Literal[
    "number",
    "title",
    "departments",
    "description",
    "indicator",
    "unit",
    "baseline",
    "target",
    "result",
    "kind",
    "year",
    "years",
    "heading",
    "other",
]
Kind = Literal["planned", "actual"]
_ACTUAL = re.compile(r"実績|結果|実施状況|取組状況|進捗状況")
_PLANNED = re.compile(r"目標|計画|予定|見込")
_AND = r"\S?\s?[・/、と]\s?"
_BOTH = re.compile(f"(?:{_ACTUAL.pattern}){_AND}(?:{_PLANNED.pattern})|(?:{_PLANNED.pattern}){_AND}(?:{_ACTUAL.pattern})")  # 目標値・実績値
_FILLER = re.compile(r"[()\s/・、:~-]|年度?|目標|計画|予定|実績|見込み?|結果|値|決算|当初予算|予算|末|まで|時点|取組|最終|中間|数値|内容|指標|状況|の|単位")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_KIND_WORDS = re.compile(r"(?:年度)?(?:目標|計画|予定|見込|実績)(?:値|額|量)?|(?:実施|取組)(?:計画|予定|状況|実績|結果)")
_KINDS = ("区分", "項目", "種別")
_GENERIC = (*_KINDS, "判定", "視点", "観点", "評価項目", "評価の視点")  # heads what another label says of it
YEARS = ("年度", "年次", "年")
_TITLES = re.compile(r"(?:事業|取組|施策|項目|措置)名(?:称)?$")  # how a word that heads titles ends (事業・取組名)
_TITLES_AND_TEXTS = re.compile(
    r"(?:事業|取組|施策|項目|措置|^)(?:の?名称?|項目)(?:[・/、,と]|及び)(?:事業|取組|施策|措置)?の?(?:内容|概要)"
)  # heads cells that begin with a title
_LINKS = re.compile(r"関連|対応|該当|対象")  # begins what heads the names or numbers of projects that rows are of
_AMOUNT = re.compile(r"額$|事業費$|経費$|予算$|決算$")
_SO_FAR = re.compile(r"(?<!\d)(?:[124-9]|1[0-2])月末(?:現在|時点)?|上半?期|前半期|中間期?(?=実績)")
_CAPTION = re.compile(r"[■◆●□◇▼◎]")
_UNIT_OF_AMOUNTS = re.compile(r"単位\s?[:：]?\s?((?:千|百万|万|億)?円)")
_UNIT_ALONE = re.compile(r"[(\[]?単位[:\s]\s?([^\s()\[\]、・,/円\d:]{1,6})[)\]]?")
_BARE = re.compile(r"[\d,.]+")
_DATE = re.compile(r"\d月")
_FIGURES_BELOW = re.compile(r"\d\n\d")
_NO_TITLES = re.compile(r"時期|時間|年?月日?|日[時程付]|期[日間]|曜日|場所|会場")  # heads when or where something is, and no titles
_NAMES_INDICATOR = re.compile(r"(?:主な|主要な?|代表的?な?)(?:成果|評価|数値)?指標名?")
_BASELINE = re.compile(r"現状値?|基準値?|当初値?|策定時値?|現況値?")
_DATED_BASELINE = re.compile(rf"(?:{_BASELINE.pattern})\(?(?:[HR]|令和|平成)?\d{{1,4}}[.年]\d{{1,2}}(?:[.月]\d{{1,2}})?日?(?:現在|時点)?\)?")  # 基準値R5.4.1
_BUDGETED = re.compile(r"当初(?:予算)?$")  # of a year, behind other years


@dataclass(frozen=True, slots=True)
class Column:
    """Columns `left` to `right` of a grid under one word. `word`: without what explains it in brackets; `year`, `kind`: of its cells, where it says so."""

    left: int
    right: int
    printed: str
    word: str
    role: Role | None
    year: FiscalYear | None = None
    kind: Kind | None = None

    @property
    def when(self) -> str:
        """The year as it is told before a cell."""
        return self.year.japanese if self.year else ""

    @property
    def so_far(self) -> str:
        """The part of its year that its results are of, as printed (９月末, 上半期); empty where they are of all of it, or it has none."""
        match = _SO_FAR.search("".join(plain(self.printed).split())) if self.kind == "actual" else None
        return match[0] if match else ""

    @property
    def undated(self) -> str:
        """What the head says but for the year of the cells (事業費（千円）, 進捗状況)."""
        return without_years("".join(self.printed.split())).replace("()", "")

    @property
    def has_texts(self) -> bool:
        """Whether its cells tell of what their first line names (事業名・内容)."""
        return self.role == "title" and bool(_TITLES_AND_TEXTS.search("".join(plain(self.printed).split())))

    def name_and_texts(self, cells: Sequence[Cell]) -> list[str]:
        """The title that its cells hold, and the lines of what they tell besides."""
        lines = [line for cell in cells for line in cell.text.split("\n")]
        return lines if self.has_texts else [join(lines)]


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a table: its height in rows and its columns."""

    height: int
    columns: tuple[Column, ...]

    @classmethod
    def at(cls, grid: Grid, top: int) -> Head | None:
        """The head that begins in this row; None where none does, or nothing stands below it."""
        height = _height(grid, top)
        if not height or top + height >= grid.height or _is_caption(grid.rows[top]):
            return None
        cells = [cell for cell in grid.cells if top <= cell.top < top + height]
        if any(len(bare(cell.text)) > LONGEST_LABEL or re.search(r"[。、]", cell.text) or _names_department(cell.text) for cell in cells):
            return None
        columns = _with_goals(_titled(_columns(cells, grid.width)), grid, top + height)
        return cls(height, columns) if _is_head(columns) else None

    @property
    def tells_projects(self) -> bool:
        """Whether rows with this head say of projects more than their names and whose they are."""
        return any(
            column.role in ("description", "indicator", "target", "result", "year") or column.word in called("achievements", "schedule")
            for column in self.columns
        )

    @property
    def tells_values(self) -> bool:
        """Whether rows with this head have values, or stand for years."""
        return bool(self.of("year", "years", "indicator", "unit", "baseline", "target", "result"))

    def fits(self, cells: Sequence[Cell]) -> bool:
        """Whether the cells of a row stand one below each of the columns."""
        return [(cell.left, cell.right) for cell in cells] == [(column.left, column.right) for column in self.columns]

    def without(self, *columns: Column) -> Head:
        """The head without some of its columns."""
        return Head(self.height, tuple(each for each in self.columns if each not in columns))

    def of(self, *roles: Role) -> list[Column]:
        """The columns with one of these roles."""
        return [column for column in self.columns if column.role in roles]


@lru_cache(maxsize=32)
def called(*fields: str) -> frozenset[str]:
    """The words with which plans head these fields, in plain form without blanks."""
    lists = (words()["labels"].get(field) or words()["headings"].get(field) or words()["table"].get(field) or () for field in fields)
    return frozenset(bare(word) for each in lists for word in each)


def heads(text: str, *fields: str) -> bool:
    """Whether a label heads one of these fields, by its word or, where no list has it, by its end (取組工程)."""
    word = bare(text)
    return word in called(*fields) or (bool(word) and word not in known_labels() and field_of(word) in fields)


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """A word in plain form without blanks, marks before it, a colon behind it, and what explains it in brackets."""
    word = "".join(plain(text).split()).strip("■◆◇●○□▼▽◎【】[]〔〕《》<>:.")
    return _IN_BRACKETS.sub("", word) or word


@lru_cache(maxsize=1)
def known_labels() -> frozenset[str]:
    """Every word that heads something."""
    lists = (*words()["labels"].values(), words()["other"]["words"], *words()["table"].values(), *words()["headings"].values())
    return frozenset(bare(word) for each in lists for word in each)


@lru_cache(maxsize=1)
def other_labels() -> frozenset[str]:
    """The words that head what is no field."""
    return frozenset(map(bare, words()["other"]["words"]))


def is_label(text: str) -> bool:
    """Whether a cell holds a word that heads another: one of those that plans use, or that with a year (令和6年度の実績)."""
    word = bare(text)
    return (
        word in known_labels() or bool(_BASELINE.fullmatch(word) or _KIND_WORDS.fullmatch(word)) or (len(word) <= LONGEST_LABEL and _of_year(word) is not None)
    )


def _of_year(word: str) -> FiscalYear | None:
    """The only year of a head that says nothing besides but what a column is (令和6年度の目標値)."""
    years = {year for mention in find_years(word) for year in mention.years}
    if len(years) != 1 or _DATE.search(word) or word.endswith("~"):
        return None
    return next(iter(years)) if not _FILLER.sub("", without_years(word)) else None


def of_year(text: str) -> FiscalYear | None:
    """The only year that a cell says, with nothing else but what is told of that year."""
    return _of_year("".join(plain(text).split())) or _of_year(bare(text))


def _names_department(text: str) -> bool:
    """Whether a cell holds the name of a department with the one it belongs to (市民部 市民課), and no word that heads others."""
    parts = "".join(_IN_BRACKETS.sub("", plain(line)) for line in text.split("\n"))
    return bool(re.search(r"(?:部|局)[\s　]?\S*(?:課|室|係)", parts)) and not is_label(text)


def kind_of(text: str) -> Kind | None:
    """Whether a word says that cells are of what is planned, or of what came out."""
    word = "".join(plain(text).split()) if len(text) <= LONGEST_LABEL else ""
    if _BOTH.search(word):
        return None
    return "actual" if _ACTUAL.search(word) else "planned" if _PLANNED.search(word) else None


def names_titles(text: str) -> bool:
    """Whether a word heads titles."""
    word = bare(text)
    return word in called("title") or bool(_TITLES.search(word))


def is_kind(text: str) -> bool:
    """Whether a cell says no more than that."""
    return bool(_KIND_WORDS.fullmatch(bare(text)))


def is_generic(text: str) -> bool:
    """Whether a word that heads a cell says nothing of it without the label beside (今後の方向性: 区分)."""
    return bare(text) in _GENERIC


def _is_caption(cells: Sequence[Cell]) -> bool:
    """Whether a row heads a table as a whole (◆ 年次計画 across several columns)."""
    return bool(cells) and cells[0].right - cells[0].left > 1 and bool(_CAPTION.match(cells[0].text))


def with_unit(grid: Grid, above: Sequence[str]) -> Grid:
    """The table with the unit of its amounts, which a line above it or a cell at its top gives (単位：千円), beside the words that head them."""
    said = [*above[-1:], *(cell.text for cell in grid.cells if not cell.top)]
    grid = _with_unit_of_names(grid)
    unit = next((match[1] for text in said if (match := _UNIT_OF_AMOUNTS.search(plain(text)))), "")
    amounts = {cell for cell in grid.cells if cell.top < MOST_HEAD_ROWS and _AMOUNT.search(bare(cell.text)) and "円" not in cell.text}
    return Grid(tuple(replace(cell, text=f"{cell.text}（{unit}）") if unit and cell in amounts else cell for cell in grid.cells))


def _with_unit_of_names(grid: Grid) -> Grid:
    """The table, the unit in a row of its own above it (単位：km) behind the names of the indicators that have bare figures."""
    first = grid.rows[0] if grid.rows else ()
    unit = _UNIT_ALONE.fullmatch(plain(first[0].text)) if len(first) == 1 else None
    head = next((cell for cell in grid.cells if cell.top and heads(cell.text, "indicator")), None)
    if unit is None or head is None:
        return grid
    measured = {cell.top for cell in grid.cells if cell.left > head.left and _BARE.fullmatch(plain(cell.text))}
    named = [cell for cell in grid.cells if cell.left == head.left and cell.top >= head.bottom and cell.top in measured]
    return Grid.of(replace(cell, text=f"{cell.text}（{unit[1]}）") if cell in named else cell for cell in grid.cells if cell is not first[0])


def _height(grid: Grid, top: int) -> int:
    """How many rows the head would have that begins in this row: those of its highest cell, and one more where a cell of several columns parts below."""
    first = grid.rows[top]
    height = max((cell.bottom for cell in first), default=top) - top
    groups = [cell for cell in first if cell.right - cell.left > 1 and cell.bottom == top + 1 and (is_label(cell.text) or kind_of(cell.text))]
    if height == 1 and groups and top + 1 < grid.height:
        below = [cell for cell in grid.rows[top + 1] for group in groups if group.left <= cell.left < group.right]
        within = all(any(upper.left <= cell.left and cell.right <= upper.right for upper in first) for cell in grid.rows[top + 1])
        height += within and len(below) > len(groups) and all(is_label(cell.text) for cell in below)
    return height if height <= MOST_HEAD_ROWS else 0


def _columns(cells: Sequence[Cell], width: int) -> tuple[Column, ...]:
    """The columns under these cells, each with its words from top to bottom."""
    found: list[Column] = []
    before: list[Cell] = []
    era: FiscalYear | None = None
    for place in range(width):
        above = sorted(cell for cell in cells if cell.left <= place < cell.right)
        if found and above and before and above[-1] is before[-1]:
            last = found[-1]
            found[-1] = Column(last.left, place + 1, last.printed, last.word, last.role, last.year, last.kind)
        else:
            found.append(_column(place, [cell.text for cell in above], era) if above else Column(place, place + 1, "", "", None))
            era = found[-1].year or era
        before = above
    return tuple(found)


def _titled(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns, the first of no known word being that of the titles (取組) where departments and texts are told but no titles."""
    roles = [column.role for column in columns]
    if "title" in roles or "departments" not in roles or not {"description", "indicator", "year", "target"} & set(roles):
        return columns
    before = roles.index("indicator") if "indicator" in roles else len(roles)  # what stands behind an indicator explains that
    untold = [at for at, column in enumerate(columns[:before]) if column.printed and column.role is None and not _NO_TITLES.fullmatch(column.word)]
    if any(_LINKS.match(columns[at].word) for at in untold):
        return columns
    headings = [at for at, column in enumerate(columns) if column.role == "heading"]
    place = next(iter([*untold, *headings[-1:]]), None)
    return tuple(replace(column, role="title") if at == place else column for at, column in enumerate(columns))


def _with_goals(columns: tuple[Column, ...], grid: Grid, begin: int) -> tuple[Column, ...]:
    """The columns, one before the titles under 目標 that heads goals by their numbers (目標１ 命を守る) being no target."""
    title = next((column.left for column in columns if column.role == "title"), 0)
    found: list[Column] = []
    for column in columns:
        cells = [plain(cell.line) for cell in grid.cells if cell.top >= begin and cell.left == column.left] if column.left < title else []
        goals = column.role == "target" and bool(cells) and all(re.match(rf"{re.escape(column.word)}\s?\d", cell) for cell in cells)
        found.append(replace(column, role="heading") if goals else column)
    return tuple(found)


def _column(place: int, texts: Sequence[str], era: FiscalYear | None) -> Column:
    """The column under these words. `era`: the year before, whose era the next one has without saying so (R5 6 7)."""
    printed = join([line for text in texts for line in text.split("\n")])
    word, whole = bare(texts[-1]), "".join(plain(printed).split())
    whole_year = None if _FIGURES_BELOW.search("\n".join(map(plain, texts))) else of_year(printed)  # 20 above 19 is no 2019
    year = whole_year or of_year(texts[-1])
    if year is None and (heads(texts[-1], "schedule", "achievements") or _AMOUNT.search(word)):
        year = of_year(texts[0])  # 年次計画, 計画額 below 令和7年度
    if year is None and era and _BUDGETED.search(whole):
        year = next((year for mention in find_years(whole) for year in mention.years if era < year), None)
    if year is None and era and (match := re.fullmatch(r"(\d{1,2})(?:年度?)?\D{0,4}", bare(texts[-1]))) and int(match[1]) == era.era[1] + 1:
        year = FiscalYear.of_era(era.era[0], int(match[1]))
    kind = next((said for text in reversed(texts) if (said := kind_of(text))), None)
    if year and (not _BASELINE.search(whole) or (era is not None and era < year and _BUDGETED.search(whole))):
        return Column(place, place + 1, printed, word, "year", year, kind)
    if len(texts) > 1 and bare(texts[0]) in other_labels():  # 今後の方向性 above 区分 and 内容
        below = bare(texts[-1])
        return Column(place, place + 1, printed, bare(texts[0]) if is_generic(below) or is_label(below) else f"{bare(texts[0])}（{below}）", "other")
    own = whole if year else bare(texts[-1])  # R5（基準値）, whose year is no more than when
    role = "title" if _TITLES_AND_TEXTS.search(whole) else _role([*(bare(text) for text in texts[:-1]), own])
    if role is None and without_years(word) in other_labels() and not _AMOUNT.search(word):  # R6評価
        word, role = without_years(word), "other"
    when = [year for mention in find_years(printed) for year in mention.years] if role in ("baseline", "other") else []
    return Column(place, place + 1, printed, word, role, when[0] if len(when) == 1 else None, kind)


def _role(texts: Sequence[str]) -> Role | None:
    """What the words above a column say of it, the lowest first."""
    for word in reversed(texts):
        for role in ("title", "number", "departments"):
            if word in called(role) or (role == "title" and names_titles(word)):
                return role
        if _BASELINE.fullmatch(word) or _BASELINE.fullmatch(without_years(word).strip("()")) or _DATED_BASELINE.fullmatch(word) or word in called("baseline"):
            return "baseline"
        if word in called("unit"):
            return "unit"
        if word in called("indicator") or _NAMES_INDICATOR.fullmatch(word) or _heads_steps_and_figures(word):
            return "indicator"
        if word in _KINDS:
            return "kind"
        if word in YEARS:
            return "years"
        if _KIND_WORDS.fullmatch(word):
            return "result" if _ACTUAL.search(word) else "target"
        if word in called("goal", "policy"):
            return "heading"
        if word in called("description"):
            return "description"
        if word in known_labels():
            return "other"
    return None


def _heads_steps_and_figures(word: str) -> bool:
    """Whether a word heads rows of steps and of what measures them (工程／指標)."""
    parts = {part for part in re.split(r"[/・]", word) if part}
    steps = called("schedule") | frozenset(map(bare, words()["steps"]["words"]))
    return bool(parts & called("indicator") and parts & steps) and parts <= called("indicator") | steps


def _is_head(columns: Sequence[Column]) -> bool:
    """Whether columns are those of a table: of projects, of indicators, or with a year for each."""
    told = [column for column in columns if column.printed]
    if len(told) < 2:
        return False
    years = [column for column in told if column.role == "year"]
    known = [column for column in told if column.role is not None]
    values = [column for column in told if column.role in ("indicator", "baseline", "unit", "target", "result", "title")]
    named = any({column.role, behind.role} == {"title", "departments"} for column, behind in pairwise(told))  # whatever else is told of them
    if len(known) <= KNOWN * len(told) and not named:
        return False
    return len(years) > 1 or (bool(years) and bool(values)) or (not years and len(told) >= FEWEST_KNOWN)
