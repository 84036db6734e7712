"""Tables in which the rows of all years stand beside one tall cell for each project, made a form for each with its years across:

事業名／担当 | 年度 | 取組の内容・実績      | 目標 | 実績 | 評価        事業名   | 就農支援事業
農－１      | 相談から研修までを支援する。                    番号    | 農－１
就農        | 指標 | 就農者数           | 基準値　２人     ->    担当    | 農林課
支援事業    | Ｒ３ | 窓口を開いた。      | ３人 | ４人 | ◎        事業内容 | 相談から研修までを支援する。
〈担当〉    | Ｒ４ | 【予定】研修を始める。 | ５人 |      |          年度    | 基準値 | Ｒ３          | Ｒ４
農林課                                                    指標    | 就農者数
                                                         目標    | ２人  | ３人          | ５人
                                                         実績    |       | ４人          |
                                                         評価    |       | ◎            |
                                                         取組実績 |       | 窓口を開いた。 |
                                                         取組計画 |       |               | 研修を始める。

Where such a table goes on over the page, the years that go on are of the project above. What is told of years of which the table says what came out is done.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.text import is_unset, marked_parts
from corpus.years import FiscalYear
from ingest.grid import Block, Cell, Grid, Page
from ingest.label_lines import CATEGORY, DESCRIPTION, NUMBER, TITLE, is_number, parted
from ingest.lines import join
from ingest.row_labels import step_kind
from ingest.table_columns import YEARS, bare, called, heads, is_kind, is_label, kind_of, names_titles, of_year, other_labels

FEWEST_YEARS = 2  # rows of years beside a project
MOSTLY = 0.5  # share of the projects that must have so many
INDICATOR, BASELINE, DONE, PLANNED = "指標", "基準値", "取組実績", "取組計画"
_BETWEEN = re.compile(r"[・／/、\n]")
_AS_ABOVE = re.compile(r"同上|〃|同")
_TO_COME = re.compile(r"^[【\[〔（(](?:予定|計画)[】\]〕）)][\s　]*")
_BRACKETED = re.compile(r"[【\[〔](?P<mark>[^】\]〕]+)[】\]〕]")
_LABELLED = re.compile(r"(?P<label>\S{2,6}?)[\s　:：]+(?P<text>\S[\s\S]*)")
_OF_ALL = re.compile(r"[\s　]*(?:\n[（(]|[（(]いずれも[\s　]*)(?:いずれも[\s　]*)?(?P<year>[^（）()\n]+)[）)]$")  # behind the last of several values
_TEXT = re.compile(r"[ぁ-ん一-龯]{3}")
_BEFORE_MARK = re.compile(r"\s*(?=[①-⑳])")

Row = list[tuple[int, int, str]]  # texts with the columns that they take


@dataclass(frozen=True, slots=True)
class _Head:
    """The head of such a table: the cells above what names a project, above its years, and above what is told of each year."""

    project: tuple[Cell, ...]
    years: Cell
    told: tuple[Cell, ...]

    @classmethod
    def of(cls, grid: Grid) -> _Head | None:
        """The head of a table; None for another one."""
        first = grid.rows[0] if grid.height > FEWEST_YEARS else ()
        years = next((cell for cell in first if bare(cell.text) in YEARS), None)
        if years is None or any(cell.bottom > 1 for cell in first):
            return None
        project, told = (tuple(cell for cell in first if (cell.left < years.left) == before and cell is not years) for before in (True, False))
        return cls(project, years, told) if any(map(_heads_titles, project)) and any(kind_of(cell.text) for cell in told) else None

    @property
    def title(self) -> Cell:
        """The cell above the titles."""
        return next(filter(_heads_titles, self.project))

    def projects(self, grid: Grid) -> list[Cell]:
        """The cells with the titles."""
        return [cell for cell in grid.cells if cell.top and cell.left == self.title.left]

    def said(self, grid: Grid, column: Cell, row: int) -> str:
        """What a cell that names a project says of it in a row."""
        return next((cell.text for cell in grid.cells if cell.left == column.left and cell.top <= row < cell.bottom), "")

    def years_of(self, grid: Grid, top: int, bottom: int) -> list[Cell]:
        """The cells with a year in these rows."""
        return [cell for cell in grid.cells if top <= cell.top < bottom and cell.left == self.years.left and of_year(cell.text)]


def _heads_titles(cell: Cell) -> bool:
    return any(map(names_titles, _BETWEEN.split(cell.text)))


# --- over the page --------------------------------------------------------------------------------


def by_year_continued(above: Grid, below: Grid) -> Grid | None:
    """Such a table and its rest on the next page under the same head as one; None where the second is another table.

    Years that go on, and the rest of a row that the page parts, are of the project above, whose cell goes on, too.
    """
    head = _Head.of(above)
    if head is None or not below.rows or _printed(below.rows[0]) != _printed(above.rows[0]):
        return None
    rest = below.part(1, below.height)
    parts = _parts_row(rest, head)
    if not (parts or _goes_on(above, rest, head)):
        return Grid(tuple(sorted((*above.cells, *_moved(rest.cells, above.height)))), above.edges)
    shift = above.height - parts
    last = {cell.left: cell for cell in above.cells if cell.bottom == above.height}
    again = {cell.left: cell for cell in rest.cells if not cell.top and (parts or cell.left < head.years.left)}
    begins = min((cell.top for cell in rest.cells if cell.top and cell.left < head.years.left), default=rest.height) + shift
    first = max((cell.bottom for cell in head.projects(above)), default=1)  # of the rows that stand beside no project yet
    cells = [cell for cell in above.cells if last.get(cell.left) != cell]
    cells += [_whole(cell, again.get(left), begins if left < head.years.left else cell.bottom) for left, cell in last.items()]
    cells += [replace(cell, top=first, bottom=begins) for left, cell in again.items() if left not in last and left < head.years.left]
    cells += _moved((cell for cell in rest.cells if again.get(cell.left) != cell or not (cell.left in last or cell.left < head.years.left)), shift)
    return Grid(tuple(sorted(cells)), above.edges)


def _printed(cells: Sequence[Cell]) -> list[tuple[int, int, str]]:
    return [(cell.left, cell.right, bare(cell.text)) for cell in cells]


def _moved(cells: Iterable[Cell], down: int) -> list[Cell]:
    return [replace(cell, top=cell.top + down, bottom=cell.bottom + down) for cell in cells]


def _whole(cell: Cell, rest: Cell | None, bottom: int) -> Cell:
    return replace(cell, text=f"{cell.text}\n{rest.text}" if rest else cell.text, bottom=bottom)


def _parts_row(rest: Grid, head: _Head) -> bool:
    """Whether the first row of a page is the rest of the last one of the page before: no year, and no text across, stands in it."""
    first = [cell for cell in rest.rows[0] if cell.left >= head.years.left] if rest.rows else []
    return bool(first) and first[0].left > head.years.left


def _goes_on(above: Grid, rest: Grid, head: _Head) -> bool:
    """Whether the years of the last project go on on the next page, or begin there, below what it is or its indicator."""
    begin = max((cell.top for cell in head.projects(above)), default=1)
    years = [year for cell in head.years_of(above, begin, above.height) if (year := of_year(cell.text))]
    first = next((cell.text for cell in rest.rows[0] if cell.left == head.years.left), "") if rest.rows else ""
    year = of_year(first)
    return (not years or years[-1] < year) if year else not years and heads(first, "indicator")


# --- forms ----------------------------------------------------------------------------------------


def with_forms(pages: Sequence[Page]) -> list[Page]:
    """The pages, a form for each project in place of such tables."""
    return [Page(tuple(each for block in page.blocks for each in (_forms(block) if isinstance(block, Grid) else [block]))) for page in pages]


def _forms(grid: Grid) -> Sequence[Block]:
    """The forms of the projects of a table; the table as it is where most have no years beside them."""
    head = _Head.of(grid)
    projects = head.projects(grid) if head else []
    if head is None or sum(len(head.years_of(grid, cell.top, cell.bottom)) >= FEWEST_YEARS for cell in projects) <= MOSTLY * len(projects):
        return [grid]
    actual = {cell.left for cell in head.told if is_kind(cell.text) and kind_of(cell.text) == "actual"}
    years = head.years_of(grid, 1, grid.height)
    told = [cell.top for cell in grid.cells if cell.top and cell.left in actual and not is_unset(cell.line)]
    reached = max((year for cell in years if any(cell.top <= row < cell.bottom for row in told) and (year := of_year(cell.text))), default=None)
    begins = [1, *(cell.top for cell in projects[1:]), grid.height]
    return [_laid_out([*_naming(grid, head, top), *_told(grid, head, range(top, bottom), reached)]) for top, bottom in pairwise(begins)]


def _laid_out(rows: Sequence[Row]) -> Grid:
    return Grid.of(Cell(top, left, top + 1, right, text) for top, row in enumerate(rows) for left, right, text in row)


def _naming(grid: Grid, head: _Head, top: int) -> Iterator[Row]:
    """The rows of a form that say which project it is, and whose: what the cells before the years of this row hold."""
    first, *lines = head.said(grid, head.title, top).split("\n")
    number = first if lines and is_number(first) else ""
    marks = [match["mark"] for line in lines if (match := _BRACKETED.fullmatch(line))]
    name = join([line for line in (*([] if number else [first]), *lines) if not _BRACKETED.fullmatch(line)])
    number, name = (number, name) if number else parted(name)
    yield [(0, 1, head.title.text if bare(head.title.text) in called("title") else TITLE), (1, 2, name)]
    yield from [[(0, 1, NUMBER), (1, 2, number)]] if number else []
    yield from ([(0, 1, CATEGORY), (1, 2, mark)] for mark in marks[:1])
    for column in head.project:
        text = head.said(grid, column, top)
        if text and column is not head.title and not heads(column.text, "indicator", "baseline"):
            yield [(0, 1, column.text), (1, 2, text)]


def _told(grid: Grid, head: _Head, rows: range, reached: FiscalYear | None) -> Iterator[Row]:
    """The rows of a form that tell what a project is, its indicator, and its years across."""
    years = head.years_of(grid, rows.start, rows.stop)
    indicator, baseline = (
        next((head.said(grid, column, rows.start) for column in head.project if heads(column.text, field)), "") for field in ("indicator", "baseline")
    )
    for row in (row for row in rows if not any(year.top <= row < year.bottom for year in years)):
        cells = [cell for cell in grid.rows[row] if cell.left >= head.years.left]
        first = cells[0].text if cells else ""
        if len(cells) == 1 and not is_label(first):
            yield [(0, 1, DESCRIPTION), (1, 2, first)]
        elif len(cells) > 1 and heads(first, "indicator"):
            indicator = cells[1].text
            labelled = {bare(match["label"]): match["text"] for cell in cells[2:] if (match := _LABELLED.fullmatch(cell.text))}
            baseline = next((text for label, text in labelled.items() if label in called("baseline")), "")
            yield from ([(0, 1, label), (1, 2, text)] for label, text in labelled.items() if label not in called("baseline"))
        elif cells:
            yield [(at, at + 1, cell.text) for at, cell in enumerate(cells)]
    yield [(0, 1, head.years.text), (1, 2, BASELINE), *((at, at + 1, year.text) for at, year in enumerate(years, 2))]
    columns = {column: _across(grid, column, years) for column in head.told}
    measured = {
        column.text: cells
        for column, cells in columns.items()
        if (is_kind(column.text) and (indicator or not _are_texts(cells))) or bare(column.text) in other_labels()
    }
    for name, stood, values in _indicators(indicator, baseline, measured):
        yield from [[(0, 1, INDICATOR), (1, len(years) + 2, name)]] if name else []
        for place, (word, told) in enumerate(values.items()):
            yield [(0, 1, word), *([(1, 2, stood)] if not place else []), *told]
    for column in (each for each in head.told if each.text not in measured):
        yield from _steps(column.text, columns[column], years, reached)


def _across(grid: Grid, column: Cell, years: Sequence[Cell]) -> Row:
    """What a column tells of the years of a project, below these across; what stands beside several of them once."""
    found: dict[tuple[int, int], list[str]] = {}
    for cell in (cell for cell in grid.cells if cell.top and column.left <= cell.left < column.right):
        at = [place for place, year in enumerate(years, 2) if cell.top < year.bottom and cell.bottom > year.top]
        if at:
            found.setdefault((at[0], at[-1] + 1), []).append(cell.text)
    return [(left, right, "\n".join(texts)) for (left, right), texts in found.items()]


def _are_texts(cells: Row) -> bool:
    """Whether most cells are texts and no figures."""
    return sum(bool(_TEXT.search(text)) for _, _, text in cells) > MOSTLY * len(cells)


def _indicators(indicator: str, baseline: str, values: dict[str, Row]) -> Iterator[tuple[str, str, dict[str, Row]]]:
    """Each indicator with where it stood and its values by the word of their column; several as one where a value does not say of which it is."""
    names = _by_mark(indicator)
    cells = [text for row in values.values() for _, _, text in row]
    whole = any(not is_unset(text) and not (_by_mark(text) and set(_by_mark(text)) <= set(names)) for text in cells)
    if len(names) < 2 or whole:
        yield join(indicator.split("\n")), baseline, values
        return
    of_all = _OF_ALL.search(baseline)
    stood = _by_mark(baseline[: of_all.start()] if of_all else baseline)
    for mark, name in names.items():
        own = {word: [(left, right, _by_mark(text).get(mark, "" if _by_mark(text) else text)) for left, right, text in row] for word, row in values.items()}
        yield name, f"{stood.get(mark, '')}{'（' + of_all['year'] + '）' if of_all and mark in stood else ''}", own


def _by_mark(text: str) -> dict[str, str]:
    """What stands behind each mark of a cell (①42人 ②－)."""
    return marked_parts(_BEFORE_MARK.sub(" ", " ".join(text.split("\n"))).strip())


def _steps(word: str, cells: Row, years: Sequence[Cell], reached: FiscalYear | None) -> Iterator[Row]:
    """The rows of what was done and of what is to be done, by the word above or else by the years that are reached; what is as above is said anew."""
    of_word = kind_of(word) if is_kind(word) else step_kind(word)
    rows: dict[str, Row] = {DONE: [], PLANNED: []}
    above = ""
    for left, right, text in cells:
        said = _TO_COME.sub("", text)
        above = said = above if _AS_ABOVE.fullmatch(said.strip()) else said
        year = of_year(years[left - 2].text)
        planned = said != text or not reached or (year is not None and year > reached)
        kind = of_word or ("planned" if planned else "actual")
        rows[PLANNED if kind == "planned" else DONE] += [] if is_unset(said) else [(left, right, said)]
    yield from ([(0, 1, label), *row] for label, row in rows.items() if row)
