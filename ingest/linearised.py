"""Tables told line by line, each cell behind the words that head it, as someone would read them out:

事業名  津波避難タワー整備事業
担当課  危機管理課
指標名  津波避難タワーの整備数（累計）
現状値（令和6年度）  1基
目標値  令和7年度：1基  令和8年度：2基

Where the cells of a table are known nothing is left to guess: which project a row is of, which year a column. What is told so is a document as any other: the
lines are those that are stored, divided and cited.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise, takewhile

from corpus.years import without_years
from ingest.alike import alike
from ingest.bars import PLACE, bar, number_above
from ingest.blocks import GOES_ON
from ingest.cards import card
from ingest.cells_apart import with_cells_apart
from ingest.double_heads import apart_from_beside, with_single_heads
from ingest.form_parts import is_numbered, parts_of_forms, told_by_part
from ingest.form_rows import begins_part, goes_on, is_form, unknown_rows, yearly_steps
from ingest.goals_in_remarks import with_goals
from ingest.grid import Cell, Grid, Page, Paragraph
from ingest.head_lines import with_lines_apart
from ingest.label_cells import apart, below_years, chosen, graded, heads_by_shade, is_judged, is_record, looks_like_label
from ingest.label_lines import (
    AS_ABOVE,
    CATEGORY,
    DESCRIPTION,
    NUMBER,
    REMARKS,
    SEVERAL,
    TITLE,
    below,
    heads_goal,
    is_number,
    may_be_title,
    pair,
    parted,
    titled,
    told_label,
)
from ingest.lines import plain
from ingest.listed import Under, headings_listed, told_under, with_headings
from ingest.lone_sheets import with_lone_sheets
from ingest.measures import told_with_figures
from ingest.offices_by_mark import offices_by_mark
from ingest.prose_projects import told_as_sheets
from ingest.reports import with_actual_years
from ingest.revised import with_revisions
from ingest.row_labels import names_indicator
from ingest.same_indicator import told_once
from ingest.sheets import department_ends, words
from ingest.short_years import with_eras
from ingest.table_columns import LONGEST_LABEL, Column, Head, bare, called, heads, is_generic, is_kind, is_label, kind_of, of_year, with_unit
from ingest.table_pages import joined, numbers_form, running_lines, runs
from ingest.table_projects import FEWEST_ALIKE, Known, OfRow, bare_number, gives_marks, projects_of, records
from ingest.table_rows import Rows
from ingest.title_marks import categories_told
from ingest.titles_in_texts import with_titles_apart
from ingest.upper_lower import with_kinds
from ingest.years_across import with_years_across
from ingest.years_aside import with_years_above
from ingest.years_beside import with_forms
from ingest.years_down import with_years_turned

PAGE_BREAK = "\f"
LINKING = 0.5  # share of the cells of a column that must name projects, for its table to be of these
NUMBERED = 0.8  # share of the projects that must have numbers, for these to name them
MOST_ABOVE_TITLE = 4  # lines of a sheet with other labels above its title
FILLED = 2  # cells to a label in a row of labels and their texts
_BETWEEN_NAMES = re.compile(r"[、,，・／/\s]+")
_MARK_BETWEEN = re.compile(r"[ 　]+[・／/][ 　]+")  # of departments: 環境課 ・ 農林課
_LABEL_END = re.compile(r"  |[:：]")  # between a label and its text
_COURSE = re.compile(r"の(?:推移|状況|達成状況|進捗状況|一覧)$")
_AND = re.compile(r"と|・|及び|、")
_BETWEEN_NUMBERS = re.compile(r"[、,，・･/／]")
_NUMBER_AND_NAME = re.compile(r"(?P<number>\d{1,3}(?:-\d{1,3})+)[:.]?(?=[^\d\-.])")
_UNIT = re.compile(r"[(\[]?単位")  # begins what says the unit of a table
_MARKS = "★☆"  # behind a title
_HEADING = re.compile(r"[■◆●□◇]")
_CENTRE = "センター"
_LISTED = re.compile(r"\n\(?\d")  # lines of a cell that each begin with a number


@dataclass(frozen=True, slots=True)
class Document:
    """The lines of a document, without line ends.

    told: where they tell tables whose cells were known, and nothing is to be made out of their columns, the numbers, from 1, of the lines of projects that
    are rows of a table: nothing of others stands between these. None for a text.

    is_text: whether the lines are those of a text file, in which no cell of a table is known.

    labels: words behind which a line tells the text of another cell, as tables show; of forms that are all alike none, since these repeat theirs.
    """

    texts: tuple[str, ...]
    told: frozenset[int] | None = None
    is_text: bool = False
    labels: frozenset[str] = frozenset()


def linearised(pages: Sequence[Page]) -> Document:
    """The lines of a document, its tables line by line; a form feed begins each page but the first."""
    pages = with_titles_apart(with_single_heads(with_actual_years(with_kinds(with_eras(apart_from_beside(with_lines_apart(pages)))))))
    parts = parts_of_forms(pages)
    pages = told_by_part(with_years_above(with_years_across(with_years_turned(with_forms(with_goals(with_cells_apart(joined(pages))))))), parts)
    pages = told_with_figures(with_lone_sheets(told_as_sheets(pages)))
    recurring = _recurring(_grids(pages))
    running = running_lines(pages)
    under = headings_listed(pages)
    pages = told_under(pages, under)
    headed = any(head.tells_projects and head.of("title") and head.of("heading") for grid in _grids(pages) if (head := Head.at(grid, 0)))
    known: dict[str, Known] = {}
    telling = _Telling(recurring, known, running, parts, under)
    for _ in range(2):  # the projects are known first, then those that a table of indicators names
        told = [line for page in pages for line in telling.page(page)]
        known = {title: each for title, each in known.items() if each.short} | projects_of(told)
        telling = _Telling(recurring, known, running, parts, under, _begin_with_number(told), headed)
    lines: list[str] = []
    of_rows: list[int] = []
    alike_told, differed = alike([_together(list(telling.page(page))) for page in pages], telling.labels)
    for number, own in enumerate(told_once(page) for page in categories_told(offices_by_mark(alike_told))):
        of_rows += [len(lines) + place for place, line in enumerate(own, 1) if isinstance(line, OfRow)]
        if number:
            own[:1] = [PAGE_BREAK + (own[0] if own else "")]
        lines += own
    lines = _offices_apart(_same_offices(lines))
    owned = sum(heads(_LABEL_END.split(line, maxsplit=1)[0], "departments") for line in lines)
    labels = {label for label in (PLACE, REMARKS) if any(line.startswith(f"{label}  ") for line in lines)}
    return Document(tuple(lines), frozenset(of_rows) if owned >= FEWEST_ALIKE else None, labels=frozenset(labels | telling.labels if differed else labels))


def _together(lines: Sequence[str]) -> list[str]:
    """The lines of a page without the blank ones between a table of a project and what else is told of it."""
    rows = [isinstance(line, OfRow) for line in lines]
    label = [bare(line.partition("  ")[0]) for line in lines]
    between = (
        place
        for place in range(1, len(lines) - 1)
        if not (lines[place] or rows[place]) and rows[place - 1] and rows[place + 1] and lines[place + 1] and label[place + 1] not in called("title")
    )
    left_out = set(between)
    return [line for place, line in enumerate(lines) if place not in left_out]


def _begin_with_number(lines: Sequence[str]) -> bool:
    """Whether sheets print their number above their title, as then everything that is told of a project must."""
    labels = [bare(line.partition("  ")[0]) for line in lines if not isinstance(line, OfRow)]
    return sum(above in called("number") and own in called("title") for above, own in pairwise(labels)) >= FEWEST_ALIKE


def _same_offices(lines: Sequence[str]) -> list[str]:
    """The lines, those of departments that say the same as above with the departments of the project above (担当課  同上), and one mark between several."""
    told, above = list[str](), ""
    for line in lines:
        label, _, text = line.partition("  ")
        if bare(label) in called("departments"):
            line = type(line)(f"{label}  {_MARK_BETWEEN.sub('、', text)}") if text else line
        if above and AS_ABOVE.fullmatch("".join(text.split())) and bare(label) in called("departments"):
            line = type(line)(f"{label}  {above}")
        elif text and bare(label) in called("departments"):
            above = text
        told.append(line)
    return told


def _offices_apart(lines: Sequence[str]) -> list[str]:
    """The lines, with a mark between two departments that stand right behind each other in one cell where each stands by itself in another, or the second

    of them behind a センター, which has no departments.
    """
    owners = {line: set(_BETWEEN_NAMES.split(text)) for line in lines for label, _, text in [line.partition("  ")] if bare(label) in called("departments")}
    known = sorted({name for names in owners.values() for name in names if len(name) > 1 and name[0] not in "(（"})
    told = list(lines)
    for place, line in enumerate(lines):
        for name in sorted(owners.get(line, ())):
            pairs = ((name[: -len(second)], second) for second in known if name.endswith(second) and name != second)
            parts = next(((first, second) for first, second in pairs if first in known or first.endswith(_CENTRE)), None)
            told[place] = told[place].replace(name, "、".join(parts)) if parts else told[place]
    return told


def _grids(pages: Sequence[Page]) -> list[Grid]:
    return [block for page in pages for block in page.blocks if isinstance(block, Grid)]


def _recurring(grids: Sequence[Grid]) -> frozenset[str]:
    """The short texts that stand in several tables, and may be labels though no list has them."""
    found = Counter(word for grid in grids for word in {bare(cell.text) for cell in grid.cells})
    return frozenset(word for word, times in found.items() if times >= FEWEST_ALIKE and looks_like_label(word))


# --- tables ---------------------------------------------------------------------------------------


class _Telling:
    """Tells pages line by line. `recurring`: texts that may be labels though no list has them. `projects`: those of the document, by title. `running`: heads

    of its pages. `parts`: headings of the parts of its forms. `number_first`: whether a project begins with its number. `headed_rows`: whether tables that

    tell projects tell what they stand under, which a table that adds to them need not say again.
    """

    def __init__(
        self,
        recurring: Collection[str],
        projects: Mapping[str, Known],
        running: Collection[str],
        parts: Collection[str],
        under: Under,
        number_first: bool = False,
        headed_rows: bool = False,
    ) -> None:
        self._recurring = recurring
        self._number_first = number_first
        self._headed_rows = headed_rows
        self._running = running
        self._under = under
        self.labels: set[str] = set()  # found so far
        self._headed = False  # whether a line above the table says that it is a schedule
        self._parts_of_forms = parts
        self._projects = projects
        self._numbered = _by_number(projects.values())

    def page(self, page: Page) -> Iterator[str]:
        """The lines of a page. What stands right above a sheet without a title of its own is its title, or says what it is about, below its title."""
        above: list[str] = []
        for block in page.blocks:
            if isinstance(block, Paragraph) and numbers_form(block.text):
                continue
            if isinstance(block, Paragraph) and runs(block.text, self._running):
                yield from (*above, block.text)
                above = []
                continue
            if isinstance(block, Paragraph):
                above.append(block.text)
                continue
            block = with_unit(block, above)
            boxed = card(block)
            title, block = boxed or bar(block, self._projects)
            if not title and above and (title := number_above(above[-1], block)):
                above.pop()
            owner = self._owner_above(above) if not title else None
            self._headed = bool(above) and heads(above[-1], "schedule", "achievements")
            told = self._table(block, of_project=owner is not None, caption=above[-1] if above else "")
            own = with_revisions(with_headings(_title_first([*title, *told], always=bool(title)), self._under))
            of_form = bool(above) and above[-1].strip() in self._parts_of_forms
            labelled = bool(own) and is_label(own[0].split("  ")[0])
            says_no_more = bool(above) and (_says_the_same(above[-1], own) or (of_form and labelled and is_numbered(above[-1])))
            before = above[:-1] if says_no_more else above
            yield from before if owner == "" or of_form else _above(before, own)
            if owner is not None and not {bare(line.split("  ")[0]) for line in own} & called("title", *(["departments"] if owner else [])):
                yield from ["", OfRow(owner)] if owner else []
                own = [OfRow(line) for line in own]
            yield from map(OfRow, own) if boxed else own  # what stands beside a card is none of it
            yield ""
            above = []
        yield from above

    def _owner_above(self, above: Sequence[str]) -> str | None:
        """The line that heads the project which the caption above a table names (橋りょう修繕事業の工程); empty where the table stands right below its text."""
        if above and isinstance(above[-1], OfRow):
            return ""
        named = self._named(Cell(0, 0, 1, 1, above[-1])) if above and may_be_title(above[-1].strip()) else []
        return named[0] if len(named) == 1 else None

    def _table(self, grid: Grid, of_project: bool = False, caption: str = "") -> Iterator[str]:
        """The lines of a table: row by row where it heads its columns, and else label by label. `of_project`: whether it is known to be of one. `caption`:

        the line above it.
        """
        head = Head.at(grid, 0)
        if head and head.tells_projects and _has_tables_within(grid, head):
            yield from map(OfRow, self._parts(grid, of_project, caption, head))
        else:
            yield from self._parts(grid, of_project, caption)

    def _parts(self, grid: Grid, of_project: bool, caption: str, projects: Head | None = None) -> Iterator[str]:
        """The lines of a table part by part. `projects`: its head where each row of a project has a table of its own below it."""
        top = 0
        while top < grid.height:
            head = None if _has_table_beside(grid, top) else Head.at(grid, top)
            begin = top + head.height if head else top
            if projects and projects.fits(grid.rows[top]):
                head = projects
            if head is None and goes_on(grid.rows[top]):
                top += 1
                continue
            if head is None and (end := unknown_rows(grid, top)) > top:
                yield from self._fenced(grid, range(top, end))
                top = end
                continue
            if head is None:
                steps = list(yearly_steps(grid, top, caption)) if not top or is_form(grid) else []
                yield from steps[1:] if self._headed and not top else steps
                top = top + len(steps) - 1 if steps else (yield from self._labelled(grid, top))
                continue
            top = self._end(grid, begin, head, projects)
            if not head.of("title") and head.tells_values:
                yield from self._values(grid, head, range(begin, top), of_project)
            elif not head.of("title"):
                yield from _rows(grid, range(begin - head.height, top))
            elif (tells := head.tells_projects and not gives_marks(grid, head, range(begin, top))) or self._adds(grid, head, range(begin, top)):
                before = begin - head.height
                head = head.without(*head.of("heading")) if self._headed_rows and not tells else head
                above = "".join(cell.text for cell in grid.rows[before - 1]) if before else caption
                lines = records(grid, head, begin, top, self._projects, self._number_first, above)
                yield from map(OfRow, lines) if top - begin > 1 else lines
            else:  # a list of the projects that follow
                yield from _rows(grid, range(begin, top))

    def _fenced(self, grid: Grid, rows: range) -> Iterator[str]:
        """The lines of a table that says nothing known, in a form behind a label of its own, which nothing of a field goes on behind."""
        told = list(_rows(grid, rows))
        label, _, rest = told[0].partition("  ")
        if is_form(grid):
            self.labels.add(label)
            yield from below(label, [rest, *told[1:]])
        else:
            yield from told

    def _adds(self, grid: Grid, head: Head, rows: range) -> bool:
        """Whether a table tells of projects that are known what no other says (委員会の意見): more than a mark (○) or the page on which each stands."""
        titles = {cell.text: cell for cell in grid.cells if cell.top in rows and cell.left == head.of("title")[0].left}
        known = sum("".join(text.split()) in self._projects for text in titles)
        unsaid = [column for column in head.columns if column.role is None or (column.role == "other" and column.year)]  # R6評価
        further = [column for column in unsaid if column.printed and bare(column.printed) not in words()["table"]["page"]]
        cells = [cell for cell in grid.cells if cell.top in rows and any(column.left <= cell.left and cell.right <= column.right for column in further)]
        return known > LINKING * len(titles) and any(len(plain(cell.text)) > 1 and not is_number(cell.line) for cell in cells)

    def _values(self, grid: Grid, head: Head, rows: range, of_project: bool) -> Iterator[str]:
        """The lines of a table of values: by the projects that one of its columns names (関連する取組), or row by row."""
        of_sheet = of_project or any(heads(cell.text, "departments") for cell in grid.cells)
        owners, texts = head.of("departments"), head.of("description") if head.of("departments") else []
        measured = bool(head.of("indicator", "kind"))
        behind = [column for column in head.columns if column.role not in ("number", "heading") and not any(year.kind for year in head.of("year"))]
        linking = [column for column in head.columns if column.role in (None, "other") and (measured or column in (head.columns[0], *behind[:1]))]
        link = next((column for column in linking if self._links(grid, column, rows)), None)
        for column in (*owners, *texts) if link is None else ():
            cells = [cell for cell in grid.cells if column.left <= cell.left < column.right and cell.top in rows]
            yield from pair(Cell(0, 0, 1, 1, column.printed), list({cell.text: cell for cell in cells}.values()))
        head = head.without(*texts)
        whole = Rows(grid, head, rows, of_sheet=of_sheet)
        if link is None:
            yield from whole.lines(rows)
            return
        told = Rows(grid, head.without(link), rows, of_sheet=of_sheet)
        named = {row: self._named(told.at(link, row)) for row in rows}
        yield ""
        yield from map(OfRow, told.lines([row for row in rows if not named[row]]))  # of the plan, and none of the sheet above
        for title in dict.fromkeys(title for titles in named.values() for title in titles):
            own = [row for row in rows if title in named[row]]
            parts = groupby(own, key=lambda row: self._says_more(told.at(link, row)))  # 短期入所（福祉型）
            yield ""
            yield from (OfRow(line) for line in (title, *(line for more, part in parts for line in (whole if more else told).lines(list(part)))))

    def _says_more(self, cell: Cell | None) -> bool:
        """Whether a cell that names one project says more than its title or number."""
        text = "".join(cell.text.split()) if cell else ""
        titles = [title for title in self._projects if title in text]
        return len(self._named(cell)) == 1 and bool(titles) and parted(text)[1] != titles[0]

    def _links(self, grid: Grid, column: Column, rows: range) -> bool:
        """Whether most cells of a column name projects."""
        cells = [cell for cell in grid.cells if column.left <= cell.left < column.right and cell.top in rows]
        return bool(cells) and sum(bool(self._named(cell)) for cell in cells) > LINKING * len(cells)

    def _named(self, cell: Cell | None) -> list[str]:
        """The lines that head the projects which a cell names, or gives the numbers of (1、2), in its order."""
        left = "".join(cell.text.split()) if cell else ""
        numbers = [bare_number(part) for line in cell.text.split("\n") for part in _BETWEEN_NUMBERS.split(line)] if cell else []
        if numbers and all(number in self._numbered for number in numbers):
            return [self._numbered[number] for number in numbers]
        found: list[tuple[int, str]] = []
        for title, known in self._projects.items():
            bare_title = title.rstrip(_MARKS)
            if bare_title in left:
                found.append((left.index(bare_title), known.line))
                left = left.replace(bare_title, "　" * len(bare_title))
        return [line for _, line in sorted(found)] or self._numbered_so(cell)

    def _numbered_so(self, cell: Cell | None) -> list[str]:
        """The line that heads the project whose number a cell gives before a shorter name (1-2 ＤＢ共有); a number of one part alone says nothing."""
        match = _NUMBER_AND_NAME.match(bare_number(cell.line)) if cell else None
        return [self._numbered[match["number"]]] if match and match["number"] in self._numbered else []

    def _end(self, grid: Grid, top: int, head: Head, projects: Head | None) -> int:
        """The row behind the last one of a table with this head: one that begins a further head or is of the next of the projects around it, or is a label

        with its text across the columns.
        """
        by_year = head.columns[0].role == "years" and not head.of("year")
        for row in range(top, grid.height):
            cells = grid.rows[row]
            if by_year and cells and cells[0].left == 0 and of_year(cells[0].text):
                continue
            if projects and (projects.fits(cells) if head is not projects else cells and is_label(cells[0].text)):
                return row
            begins = Head.at(grid, row) or _has_table_beside(grid, row)
            further = row > top and (
                begins or (not head.of("title") and (self._is_labelled(grid, row, head) or _crosses(head, cells) or begins_part(grid, row, head)))
            )
            headed = len(cells) == 1 and bool(_HEADING.match(cells[0].text)) and not (head.of("title") and heads_goal(cells[0].text))
            if further or (headed and row > top) or (by_year and cells and cells[0].left == 0):
                return row
        return grid.height

    def _is_labelled(self, grid: Grid, row: int, head: Head) -> bool:
        """Whether a row is a label and its text, or several of them, and none of the table above, whose cells stand below its years."""
        cells = grid.rows[row]
        if names_indicator(cells, head) or _stands_below(cells, head):
            return False
        years = sum(cell.left == year.left for cell in cells for year in head.of("year"))
        labels = [cell for cell in cells if is_label(cell.text) and not (is_kind(cell.text) and years >= min(FILLED, len(head.of("year"))))]
        carried = any(cell.top < row < cell.bottom for cell in grid.cells)
        if not labels or labels[0] is not cells[0] or carried:
            return False
        return len(cells) <= FILLED * len(labels) or (bool(head.of("year")) and not years and cells[0].bottom > row + 1)

    def _labelled(self, grid: Grid, top: int) -> Generator[str, None, int]:
        """The lines of the row that begins here, with those beside its label; returns the row behind."""
        cells = grid.rows[top]
        first = cells[0] if cells else None
        if first and first.bottom > top + 1 and first.right < grid.width and all(cell.bottom <= first.bottom for cell in cells):
            yield from self._beside(first, below_years(grid, first, grid.part(top, first.bottom, first.right)))
            return first.bottom
        if len(cells) > 1 and is_number(cells[0].line) and (known := self._projects.get("".join(cells[1].line.split()))):
            number = [] if GOES_ON.search(plain(cells[0].line)) else [f"{NUMBER}  {cells[0].line}"]
            yield from ("", str(known.line), *number, *(cell.line for cell in cells[2:]))  # a further sheet below
            return top + 1
        if len(cells) == 1 and top and cells[0].text.startswith("※") and cells[0].right - cells[0].left == grid.width and _is_sheet(grid):
            yield f"{REMARKS}  {cells[0].line}"
            return top + 1
        if len(cells) > 1 and heads_goal(cells[0].text) and all(_UNIT.match(plain(cell.text)) for cell in cells[1:]):
            yield from (cell.line for cell in cells)
            return top + 1
        label: Cell | None = None
        texts: list[Cell] = []
        for cell in apart(cells):
            if label and not texts and not without_years(bare(cell.text)):
                texts.append(cell)  # 事業開始年度: 平成21年度
            elif (
                is_label(cell.text)
                or (cell is first and len(cells) > 1 and looks_like_label(bare(cell.text)))
                or (texts and (bare(cell.text) in self._recurring or heads_by_shade(cell, cells)))
            ):
                yield from pair(label, texts)
                label, texts = cell, []
                own = (is_label(cell.text) and not of_year(cell.text)) or heads_by_shade(cell, cells)
                self.labels |= {told_label(cell)} if own else set()
            else:
                texts.append(replace(cell, text=chosen(cell.text)))
        yield from pair(label, texts)
        return top + 1

    def _beside(self, first: Cell, inner: Grid) -> Iterator[str]:
        """The lines of the rows beside one label."""
        text = inner.rows[0][0] if inner.rows[0] else None
        further = inner.part(0, inner.height, text.right) if text and text.bottom == inner.height and text.right < inner.width else None
        if text and further and not is_label(text.text) and all(row and is_label(row[0].text) for row in further.rows):
            yield from pair(first, [text])
            yield from self._table(further)
            return
        head = Head.at(inner, 0)
        if head:
            rows = range(head.height, inner.height)
            yield from Rows(inner, head, rows, first.line).lines(rows)
        elif all(row and of_year(row[0].text) for row in inner.rows):
            yield first.line
            yield from (f"{row[0].line}：{line}" for row in inner.rows for cell in row[1:] for line in cell.text.split("\n"))
        elif all(row and is_label(row[0].text) for row in inner.rows):
            yield from [] if bare(first.text) in called("indicator", "years", "baseline") else [first.line]
            yield from self._table(inner)
        elif is_judged(inner):
            for row in inner.rows[1:]:
                yield from below(f"{first.line}（{row[0].line}）", ["  ".join(cell.line for cell in row[1:])])
        elif views := graded(first, inner):
            yield from views
        elif is_record(inner):
            for head, cell in zip(*inner.rows, strict=True):
                yield from pair(first if is_generic(head.text) else head, [cell])
        else:
            yield from below(first.line, ["  ".join(cell.line for cell in row) for row in inner.rows if row])


def _by_number(projects: Collection[Known]) -> dict[str, str]:
    """The lines that head the projects by their numbers; none where several have one number, or many have none."""
    lines = {known.line for known in projects}
    numbered = {bare_number(known.number): known.line for known in projects if known.number}
    return numbered if len(set(numbered.values())) == len({known.line for known in projects if known.number}) > NUMBERED * len(lines) else {}


def _rows(grid: Grid, rows: range) -> Iterator[str]:
    """Rows as they are, a line for each; the lines of a cell as a list."""
    return ("  ".join("、".join(cell.text.split("\n")) if _LISTED.search(cell.text) else cell.line for cell in grid.rows[row]) for row in rows)


def _crosses(head: Head, cells: Sequence[Cell]) -> bool:
    """Whether a row is a label with texts that go across the years of the head above."""
    years = [] if names_indicator(cells, head) else head.of("year")
    across = [cell for cell in cells if sum(cell.left <= year.left < cell.right for year in years) > 1 and len(cell.text) > LONGEST_LABEL]
    labelled = bool(cells and across) and cells[0].left == 0 and is_label(cells[0].text) and not is_kind(cells[0].text)
    return labelled or (bool(years) and len(cells) == FILLED and _covers_all(head, cells))


def _stands_below(cells: Sequence[Cell], head: Head) -> bool:
    """Whether the cell behind the first one stands apart from it, below one of the years."""
    return len(cells) > 1 and cells[1].left > cells[0].right and any((cells[1].left, cells[1].right) == (year.left, year.right) for year in head.of("year"))


def _covers_all(head: Head, cells: Sequence[Cell]) -> bool:
    """Whether a row is what may be a label, and a text across all columns behind it, the years and what stands before these."""
    label, text = cells
    whole = label.right == text.left < head.of("year")[0].left and text.right == max(column.right for column in head.columns)
    return whole and not label.left and looks_like_label(bare(label.text)) and not is_kind(label.text)


def _title_first(lines: list[str], always: bool = False) -> list[str]:
    """The lines of a sheet, the one with its title before those with other labels that stand above it (事業期間); its number may, if not `always`."""
    labels = [bare(label) if text else "" for label, _, text in (line.partition("  ") for line in lines[: MOST_ABOVE_TITLE + 1])]
    place = next((at for at, label in enumerate(labels) if label in called("title")), 0)
    if not all(labels[:place]) or (not always and set(labels[:place]) <= called("number")):
        return lines
    return [lines[place], *lines[:place], *lines[place + 1 :]]


def _says_the_same(text: str, lines: Sequence[str]) -> bool:
    """Whether the heading of a table (■ 成果指標と目標値) says no more than the label that its lines begin with."""
    first = lines[0].split("  ")[0] if lines else ""
    field = next((field for field in ("indicator", "schedule", "achievements") if heads(first, field)), None)
    parts = _AND.split(bare(text))
    return field is not None and any(heads(part, field) for part in (*parts, *([_COURSE.sub("", parts[0])] if len(parts) == 1 else [])))


def _is_sheet(grid: Grid) -> bool:
    """Whether a table is of one project: labels with its title, or whose it is."""
    return any(bare(cell.text) in called("title", "departments") for cell in grid.cells)


def _has_tables_within(grid: Grid, head: Head) -> bool:
    """Whether a row of a project stands behind another head than that of the projects."""
    other = next((row for row in range(head.height, grid.height) if Head.at(grid, row)), grid.height)
    return any(head.fits(grid.rows[row]) for row in range(other, grid.height))


def _has_table_beside(grid: Grid, row: int) -> bool:
    """Whether a label stands beside several rows that are a table with a head of its own, which is not as high as the label, and no more words of a head."""
    first = grid.rows[row][0] if grid.rows[row] else None
    if first is None or first.bottom == row + 1 or first.right >= grid.width:
        return False
    beside = grid.part(row, first.bottom, first.right)
    head = Head.at(beside, 0)
    return head is not None and head.height < first.bottom - row and not all(is_label(cell.text) or kind_of(cell.text) for cell in beside.cells)


def _above(texts: Sequence[str], lines: Sequence[str]) -> Iterator[str]:
    """The lines above a table; where it is a sheet without a title of its own, its title, and below it the prose that stands between."""
    labels = {bare(label) for line in lines for label, _, text in [line.partition("  ")] if text}
    listed = sum(bool(text) and bool(department_ends().search(plain(label))) for label, _, text in (line.partition("  ") for line in lines))
    described = bool(labels & called("description"))
    prose = [] if described else list(takewhile(lambda text: text.strip().endswith("。"), reversed(texts)))[::-1]
    before = texts[: len(texts) - len(prose)]
    title, *behind = re.split(r" {2,}", before[-1].strip()) if before else [""]
    untitled = labels & called("departments", "description") and not labels & called("title") and listed < SEVERAL
    if not untitled or not may_be_title(title) or (prose and heads_goal(title)):
        yield from texts
        return
    yield from before[:-1]
    yield ""
    yield from titled(TITLE, title)
    yield from (f"{CATEGORY}  {mark}" for mark in behind[:1])  # 新規, 拡充 at the end of its line
    yield from below(DESCRIPTION, prose) if prose else ()
