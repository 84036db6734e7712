"""A table whose rows are the projects, with a column for title, departments and text, as a PDF gives it where the layout is kept:

      事業名              実施主体      概要
 １   がん検診受診促進    健康推進課、  【事業内容】がんを早く見つけて治療につなげるため、
      事業                市医師会      集団検診と個別検診を実施する。

Each line holds a piece of several cells. The table is unfolded: the cells of a row stand one below the other, each behind the word of its column, as the
labels of a sheet do. Lines keep their numbers. Cells may be centred, so that number and title stand in the middle of a row, which then ends with a blank line.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import accumulate, pairwise, takewhile

from corpus.text import is_unset, nfkc
from corpus.values import Line
from ingest.beside import parted_labels
from ingest.centred import labels_first, names_whole
from ingest.copied_rows import with_copied_rows
from ingest.dense import parted_cells
from ingest.halves import labels_joined
from ingest.lines import MEASURES, Measure, cells_at, plain
from ingest.marked import LABELS, marked_projects
from ingest.middles import labels_before
from ingest.pages import without_spacing
from ingest.rows_by_kind import with_rows_by_kind
from ingest.sheets import YEAR, words
from ingest.stacked import unstacked
from ingest.unlabelled import with_labelled_texts
from ingest.year_table import with_year_tables

FEWEST_CENTRED = 3  # columns that a row has whose cells are centred
FEWEST_ROWS = 3  # from which lines are taken for such a table
LEAST_LINES = 3.0  # of a row, on average; a list of projects has one for each
FEWEST_CELLS = 3  # on a line, whose figures may have blanks within
_LOOSE_FIGURE = re.compile(r"(?<=[ 　]{2})[△▲-]?\d[\d,.]* (?!目標|実績|計画)[^\d\s]{1,3}(?: \d+ [^\d\s]{1,2})?(?=[ 　]{2}|$)")
_NUMBER = re.compile(r"(?:No\.?)?\d{1,3}(?:-\d{1,3})*\.?")
_CELL = re.compile(r"\S+(?:[ 　]\S+)*")
_TARGETS = frozenset({"目標", "目標値", "計画値"})
_NUMBER_WORD = re.compile(r"[ 　]*(?:No\.?|№|番号)[ 　]+")
_BRACKETED = re.compile(r"\([^()]+\)")
_INDICATOR = re.compile(r"[【\[〔<《](?:成果|評価)?指標")
_DATED = re.compile(rf"(?P<word>[^()]+)\((?P<year>{YEAR}|20\d\d)(?:年度)?\)")
_LABELLED = re.compile(r"[【\[〔<《]")
_YEAR = re.compile(rf"{YEAR}(?:年度)?(?:目標値?)?|20\d\d(?:年度)?")
_MARKED = re.compile(r"[ 　]*(?P<mark>[■◆●【〔])\S")
_IN_BRACKETS = re.compile(r"\(.*")


@dataclass(frozen=True, slots=True)
class _Head:
    """The columns of a table: the word of each and where it begins, in columns of a fixed-width face or in characters (`measure`).

    `title`, `indicator`: the places of the columns of titles and of indicators; `values`: those of the indicators' values, by year or as the baseline, with
    what their heads print.
    """

    line: Line
    words: tuple[str, ...]
    starts: tuple[int, ...]
    measure: Measure
    title: int
    indicator: int | None = None
    values: tuple[tuple[int, str], ...] = ()
    years: Line | None = None  # the line below it that says in brackets of which year the values are

    @property
    def dated_values(self) -> dict[int, tuple[str, str]]:
        """By place, the columns of a baseline or target, each with its word and the year that stands below it in brackets."""
        found = {place: _DATED.fullmatch(word) for place, word in enumerate(self.words)}
        return {place: (match["word"], match["year"]) for place, match in found.items() if match and match["word"] in _TARGETS | _called("baseline")}

    def dated(self, line: Line, years: Sequence[tuple[int, str]]) -> _Head:
        """The same with what stands in brackets on the line below it, each with the column in which it begins, behind the nearest of its words."""
        words = list(self.words)
        for start, printed in years:
            words[min(range(len(words)), key=lambda place: abs(self.starts[place] - start))] += printed
        return replace(self, words=tuple(words), years=line)

    def cells(self, line: str) -> tuple[str, ...] | None:
        """The parts of a line, what stands before the first column in front; None where text goes over a border, or where no number stands there."""
        found = [""] * (len(self.starts) + 1)
        before = " "
        for at, char in zip(accumulate((self.measure(char) for char in line), initial=0), line, strict=False):
            place = sum(start <= at for start in self.starts)
            if at in self.starts and not before.isspace():
                return None
            if place < len(self.starts) and not char.isspace() and at + self.measure(char) > self.starts[place]:
                return None
            found[place] += char
            before = char
        cells = tuple(cell.strip() for cell in found)
        return cells if not cells[0] or _NUMBER.fullmatch(plain(cells[0])) else None


@dataclass
class _Row:
    """The lines of a row, each with its cells."""

    head: _Head
    lines: list[tuple[Line, tuple[str, ...]]] = field(default_factory=list)

    def unfolded(self) -> Iterator[Line]:
        """The cells one below the other, the title first, each behind the word of its column; a cell that begins with a label of its own needs none."""
        number = next((replace(line, text=f"番号 {cells[0]}") for line, cells in self.lines if cells[0]), None)
        measured = {self.head.indicator, *(place for place, _ in self.head.values)} if self.head.values else set()
        dated = {} if measured else self.head.dated_values
        text = next((at for at, word in enumerate(self.head.words) if dated and word in _called("description")), None)  # an indicator may stand at its end
        measures = text is not None and any(_INDICATOR.match(plain(cells[text + 1])) for _, cells in self.lines)
        dated = dated if measures or not self._sets(dated) else {}
        places = sorted(set(range(len(self.head.words))) - measured - {*dated}, key=lambda at: (at != self.head.title, at == text, at))
        yield from [number] if number else []
        for place in places:
            own = [replace(line, text=cells[place + 1]) for line, cells in self.lines if cells[place + 1]]
            if own and not _LABELLED.match(plain(own[0].text)):
                own[0] = replace(own[0], text=f"{self.head.words[place]} {own[0].text}")
            yield from own
        yield from self._measured() if measured else self._dated(dated) if measures else ()

    def _sets(self, columns: Iterable[int]) -> bool:
        """Whether anything but dashes stands in some of these columns."""
        return any(cells[at + 1] and not is_unset(cells[at + 1]) for at in columns for _, cells in self.lines)

    def _dated(self, columns: Mapping[int, tuple[str, str]]) -> Iterator[Line]:
        """The baseline and the target of the indicator with which another cell ends, this one below its year, which stands in the head alone."""
        for place, (word, year) in sorted(columns.items(), key=lambda each: each[1][0] in _TARGETS):
            own = [(line, cells[place + 1]) for line, cells in self.lines if cells[place + 1]]
            line = next((line for line, cell in own if re.search(r"\d", cell)), own[0][0] if own else None)  # told by the line that holds the figure
            value = "".join(cell for _, cell in own)
            if line and word in _TARGETS:
                yield replace(self.head.years or self.head.line, text=year)
                yield replace(line, text=f"目標値 {value}")
            elif line:
                yield replace(line, text=f"{word} {value}")

    def _measured(self) -> Iterator[Line]:
        """Each indicator with its values as a sheet prints them: its name, its baseline, the years, and a row of targets below."""
        place = self.head.indicator or 0
        found: list[tuple[Line, str, dict[str, str]]] = []
        begun = ""
        for line, cells in self.lines:
            values = {printed: cells[at + 1] for at, printed in self.head.values}
            if any(values.values()):
                found.append((line, begun + cells[place + 1], values))
                begun = ""
            elif found:  # the name goes on below its values
                found[-1] = (found[-1][0], found[-1][1] + cells[place + 1], found[-1][2])
            else:
                begun += cells[place + 1]
        for line, name, values in found:
            years = {printed: "".join(value.split()) or "－" for printed, value in values.items() if _YEAR.fullmatch(plain(printed))}
            before = [f"{_IN_BRACKETS.sub('', plain(printed))} {value}" for printed, value in values.items() if printed not in years and value]
            yield from (replace(line, text=text) for text in (f"{self.head.words[place]} {name}", *before))  # its year stands in the head alone
            yield replace(self.head.line, text=" ".join(years))
            yield replace(line, text=" ".join(["目標値", *years.values()]))


@dataclass(frozen=True, slots=True)
class Unfolded:
    """The lines of a document, and the numbers of those of a row: nothing of others stands between them, though they go over a page.

    labels: by field, those that were put before parts without any; None where the document has labels of its own.
    """

    lines: tuple[Line, ...]
    of_rows: frozenset[int] = frozenset()
    labels: Mapping[str, Sequence[str]] | None = None


def as_told(lines: Sequence[Line], of_rows: Collection[int]) -> Unfolded:
    """The lines of a document whose tables were told line by line, `of_rows` those of projects that are rows: nothing is to be unfolded."""
    return Unfolded(tuple(lines), frozenset(of_rows))


def unfolded(lines: Sequence[Line], noise: Collection[int] = ()) -> Unfolded:
    """The lines with such a table, or with marked projects, unfolded; then each label by itself before its text, and each indicator before its rows.

    Empty lines that stand between all lines of the document are left out.

    `noise`: the numbers of lines that are no text.
    """
    spaced_out = with_copied_rows(without_spacing(lines))
    found = _unfolded(parted_labels(unstacked(labels_before(spaced_out, noise), noise)), noise)
    whole = labels_first(_parted(labels_joined(with_labelled_texts(_owners_whole(found.lines), noise))))
    return replace(found, lines=tuple(with_rows_by_kind(names_whole(with_year_tables(parted_cells(whole, noise), noise)))))


def _unfolded(lines: Sequence[Line], noise: Collection[int]) -> Unfolded:
    """The lines with such a table, or with marked projects, unfolded; as they are where there is neither."""
    tables = [_table(lines, noise, measure) for measure in MEASURES]
    best = max(filter(None, tables), key=lambda table: len(table.of_rows), default=None)
    if best is None and (marked := marked_projects(lines, noise)):
        return Unfolded(*marked, {field: [label] for field, label in LABELS.items()})
    return best or Unfolded(tuple(lines))


def _table(lines: Sequence[Line], noise: Collection[int], measure: Measure) -> Unfolded | None:
    """The lines with the rows of such a table unfolded; None where too few lines are rows of one."""
    heads = _heads(lines, measure)
    parts: list[_Row | Line] = []
    head: _Head | None = None
    row: _Row | None = None
    place, blank = 0, True
    while heads and place < len(lines):
        line = lines[place]
        place += 1
        if line.number in heads:
            head, blank = heads[line.number], True
            continue
        shown = bool(line.text.strip()) and line.number not in noise
        if head and shown and blank and (whole := _centred(lines[place - 1 :], noise, head)):
            parts.append(_Row(head, whole))
            place += len(whole) - 1
            row, blank = None, False
            continue
        cells = head.cells(line.text) if head and shown else None
        if head and cells and _begins(cells, head, blank):
            row = _Row(head)
            parts.append(row)
        if row and cells:
            row.lines.append((line, cells))
        elif shown or row is None:
            row = None
            parts.append(line)
        blank = not shown if line.number not in noise else blank
    rows = [part for part in parts if isinstance(part, _Row)]
    of_rows = frozenset(line.number for row in rows for line, _ in row.lines)
    if len(rows) < FEWEST_ROWS or len(of_rows) < LEAST_LINES * len(rows):
        return None
    own = {id(row): tuple(row.unfolded()) for row in rows}
    of_rows = frozenset(line.number for unfolded in own.values() for line in unfolded)  # with the head, where the years of their values stand
    return Unfolded(tuple(line for part in parts for line in (own[id(part)] if isinstance(part, _Row) else (part,))), of_rows)


def _centred(lines: Sequence[Line], noise: Collection[int], head: _Head) -> list[tuple[Line, tuple[str, ...]]]:
    """The lines up to a blank one, with their cells, that are a row whose number and title stand below its first line; none where they are not."""
    found: list[tuple[Line, tuple[str, ...]]] = []
    for line in takewhile(lambda line: line.text.strip() and line.number not in noise, lines):
        cells = head.cells(line.text)
        if cells is None:
            return []
        found.append((line, cells))
    columns = [[cell for cell in column if cell] for column in zip(*(cells for _, cells in found), strict=True)]
    titled = bool(columns[head.title + 1]) and len(columns[0]) == (head.starts[0] > 1)
    whole = titled and not _begins(found[0][1], head, True) and sum(map(bool, columns[1:])) >= FEWEST_CENTRED
    return found if whole else []


def _parted(lines: Iterable[Line]) -> list[Line]:
    """Lines on which several labels stand side by side, in the same brackets or behind the same mark (■担当課 総務課  ■関係課 税務課), each by itself.

    So are headings side by side (基本目標1 …  施策1-2 …), and one beside departments. Left out are a number between the label of a title and the title, and a
    word before the head of a table of indicators, which says that this is one (数値目標  指標名  単位 …).
    """
    found: list[Line] = []
    for line in lines:
        begins = _MARKED.match(line.text)
        behind = list(re.finditer(rf"(?:[ 　]{{2,}}|　)(?={re.escape(begins['mark'])}\S)", line.text)) if begins else []
        cuts = [0, *(match.end() for match in behind), len(line.text)]
        margin = line.text[: begins.start("mark")] if begins else ""
        parts = [replace(line, text=margin + line.text[start:end].strip()) for start, end in pairwise(cuts)]
        line = replace(line, text=_numbered_title().sub(lambda match: match[1], _tight(line.text)))
        headed: list[str] = []
        for _, cell in cells_at(line.text):
            if not headed or _numbered_heading().match(plain(cell)):
                headed.append(cell)
            else:
                headed[-1] += f"  {cell}"
        if len(headed) > 1 and (_numbered_heading().match(plain(headed[0])) or (len(headed) == 2 and _owned(headed[0]))):
            found += [replace(line, text=text) for text in headed]
        else:
            found += parts if behind else [replace(line, text=_table_word().sub("", line.text))]
    return found


def _owners_whole(lines: Sequence[Line]) -> list[Line]:
    """The lines, departments that stand side by side behind their labels and go on below, each whole and by itself:

    所管課     市民課、デジタル推進 関係課 北部支所、東部支所
               課
    """
    found: list[Line] = []
    place = 0
    while place < len(lines):
        line = lines[place]
        place += 1
        parts = [(match["label"], match.start("text"), match["text"]) for match in _side_by_side().finditer(line.text)]
        texts = [text for _, _, text in parts]
        while len(parts) > 1 and place < len(lines) and (below := cells_at(lines[place].text, len)) and len(below) <= len(parts):
            columns = [next((at for at, (_, start, _) in enumerate(parts) if start == begins), None) for begins, _ in below]
            if None in columns:
                break
            for at, (_, cell) in zip(columns, below, strict=True):
                texts[at or 0] += cell
            place += 1
        whole = [replace(line, text=f"{label}  {text}") for (label, _, _), text in zip(parts, texts, strict=True)]
        found += whole if texts != [text for _, _, text in parts] else [line]
    return found


@lru_cache(maxsize=1)
def _side_by_side() -> re.Pattern[str]:
    """The label of departments and the text behind it, up to the next such label or the end of the line."""
    called = "|".join(sorted(map(re.escape, words()["labels"]["departments"]), key=len, reverse=True))
    return re.compile(rf"(?:^|(?<=[ 　]))(?P<label>{called})[ 　]+(?P<text>\S.*?)(?=[ 　]+(?:{called})[ 　]|[ 　]*$)")


def _owned(text: str) -> bool:
    """Whether a text is the label of departments and what stands behind it; a heading beside it is none of them."""
    cells = [plain(cell) for _, cell in cells_at(text)]
    first, _, rest = cells[0].partition(" ")
    return first in words()["labels"]["departments"] and bool(rest or cells[1:])


def _tight(text: str) -> str:
    """A line of cells that stand apart, without the blanks within those that are figures (1 分 30 秒); what stands behind keeps its column."""
    if len(cells_at(text)) < FEWEST_CELLS:
        return text
    return _LOOSE_FIGURE.sub(lambda match: "".join(match[0].split()) + " " * match[0].count(" "), text)


@lru_cache(maxsize=1)
def _numbered_heading() -> re.Pattern[str]:
    """The word of a goal, a policy or a number with a number behind it (基本目標1 …, 施策1-2 …, 事業番号 3)."""
    called = {word for each in words()["headings"].values() for word in each} | set(words()["labels"]["number"])
    return re.compile(rf"(?:{'|'.join(sorted(map(re.escape, called), key=len, reverse=True))}) ?[\dIVX]+(?:-\d+)*(?![\d年月日人件])")


@lru_cache(maxsize=1)
def _numbered_title() -> re.Pattern[str]:
    """The label of a title, and the number of several parts, or apart from the title, that stands behind it (事業名 1-1-2 避難所環境充実事業)."""
    titles = "|".join(sorted(map(re.escape, words()["labels"]["title"]), key=len, reverse=True))
    return re.compile(rf"^([ 　]*(?:{titles})[ 　]+)(?:\d{{1,3}}(?:[-－.]\d{{1,3}})+[ 　]+|\d{{1,3}}[ 　]{{2,}})(?=[^\s\d])")


@lru_cache(maxsize=1)
def _table_word() -> re.Pattern[str]:
    """The word of an indicator before another and the word of a unit."""
    names, units = ("|".join(map(re.escape, each)) for each in (words()["labels"]["indicator"], words()["table"]["unit"]))
    return re.compile(rf"^[ 　]*(?:{names})[ 　]+(?=(?:{names})[ 　]+(?:{units})(?:[ 　]|$))")


def _begins(cells: tuple[str, ...], head: _Head, blank: bool) -> bool:
    """Whether a row begins with these cells: with its number or, behind a blank line, with its title and something beside it."""
    titled = bool(cells[head.title + 1])
    return titled and (bool(cells[0]) or (blank and sum(map(bool, cells)) > 1 and head.starts[0] < 2))


def _heads(lines: Sequence[Line], measure: Measure) -> dict[int, _Head]:
    """By number, the heads of such tables; the line below one that says the years of its columns in brackets, too."""
    found: dict[int, _Head] = {}
    for line, below in zip(lines, [*lines[1:], None], strict=True):
        head = _head(line, measure)
        years = [(_start(match, measure), plain(match[0])) for match in _CELL.finditer(below.text)] if head and below else []
        if head and below and years and all(_BRACKETED.fullmatch(printed) for _, printed in years):
            head = found[below.number] = head.dated(below, years)
        if head:
            found[line.number] = head
    return found


def _head(line: Line, measure: Measure) -> _Head | None:
    """The columns that a line heads: at least one of titles, one of departments and one of text, far apart."""
    numbered = _NUMBER_WORD.match(line.text)
    cells = _CELL.finditer(line.text, numbered.end() if numbered else 0)
    parts = [(_start(match, measure), match[0], _word(match[0])) for match in cells]
    parts = [part for part in parts if part[2] not in _called("number")]
    names = [name for _, _, name in parts]
    title, indicator = (next((place for place, name in enumerate(names) if name in _called(field)), None) for field in ("title", "indicator"))
    if title is None or not all(any(name in _called(*fields) for name in names) for fields in (("departments",), ("description", "achievements"))):
        return None
    years = {place for place, name in enumerate(names) if _YEAR.fullmatch(name)} if indicator is not None else set()
    values = [(place, printed) for place, (_, printed, name) in enumerate(parts) if place in years or name in _called("baseline")] if years else []
    return _Head(line, tuple(names), tuple(start for start, _, _ in parts), measure, title, indicator, tuple(values))


def _start(match: re.Match[str], measure: Measure) -> int:
    """The column in which a match begins."""
    return measure(match.string[: match.start()])


def _word(printed: str) -> str:
    """The word of a column without what explains it in brackets."""
    return "".join(_IN_BRACKETS.sub("", plain(printed)).split())


@lru_cache(maxsize=16)
def _called(*fields: str) -> frozenset[str]:
    """The words with which plans head these fields, as `_word` gives them."""
    return frozenset(nfkc(word) for field in fields for word in words()["labels"][field])
