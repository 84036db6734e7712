"""The indicator of a project: its name, its baseline, and the target of every fiscal year.

A sheet prints the years above the indicator and the cells below it, or the indicator first and the years with their cells behind it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from corpus.text import is_unset, normalise
from corpus.values import Target, Text
from corpus.years import FiscalYear, YearMention, find_years
from ingest.lines import Piece, groups, join, to_text
from ingest.profile import ProjectRules
from ingest.several import bare, marked_text, marks_of, split_marked
from ingest.tables import Cell, alike, cell_text, is_row, rows_apart

MOST_LINES = 12  # lines of name and baseline together
LONGEST_SHOWN = 120  # characters of unclear cells that a warning shows: all of six cells, and not the captions of a whole page
MEASURED = ("indicator", "baseline", "years")
_BETWEEN_YEARS = re.compile(r"[\s()（）・/:：]|年度|目標値?|計画値?|予定|最終|(?<![\d,.])(?:19|20)\d\d(?![\d,.])")  # what a table's head holds beside its years
_BASELINE = re.compile(r"現状|基準|当初|実績")
_BEFORE_VALUE = re.compile(r"^[\s)）:：=]+")


@dataclass(frozen=True, slots=True)
class Indicator:
    """What a project measures. `rest`: the pieces behind its cells. `expected`: target cells that were looked for; `certain`: each was found.

    `unclear`: the text in which the cells are, where it is not certain which is whose.
    """

    name: Text | None
    baseline: Text | None
    targets: tuple[Target, ...]
    rest: list[Piece]
    expected: int
    certain: bool
    unclear: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """Targets that are printed each behind its year, a baseline among them, and the pieces behind."""

    targets: tuple[Target, ...]
    baseline: Text | None
    rest: list[Piece]


def read_indicator(fields: Mapping[str, Sequence[Piece]], rules: ProjectRules, document_id: str, at_page_end: bool = False) -> Indicator:
    """The indicator in the `fields` of a sheet, which stand in printed order. `at_page_end`: captions may stand behind the cells."""
    last = next(label for label in reversed(list(fields)) if label in MEASURED)
    years = fields.get("years", ())
    listed = _listed(years, rules.baseline_column, document_id)
    head, behind_years = _head_of(years, last == "years")
    columns = [] if listed else year_columns(" ".join(piece.text for piece in head), rules.baseline_column)
    if last == "indicator" and (several := _one_by_one(fields, rules, columns, document_id, at_page_end)):
        return several
    named, based, behind_name = _split(fields["indicator"], rules, columns)
    own, behind_baseline = _first_paragraph(fields.get("baseline", ()))
    stated = marked_text([piece for piece in own if not is_unset(piece.text)], document_id, rules.row_mark)
    baseline = _baseline(based, rules.baseline, document_id) or stated
    rest = {"indicator": behind_name, "baseline": behind_baseline, "years": behind_years}[last]
    names = named if last == "indicator" else [*named, *behind_name]
    name = marked_text(names, document_id, rules.row_mark)
    if listed:
        torn = any(_pairs(piece, rules.baseline_column) for piece in listed.rest if not piece.blank)
        behind = listed.rest if last == "years" else rest
        unclear = _shown(years) if torn else ""
        return Indicator(name, baseline or listed.baseline, () if torn else listed.targets, behind, len(listed.targets), not torn, unclear)
    cells: list[Cell] = []
    certain, below, in_middle = not any(piece.text for piece in head), rest, last != list(fields)[-1]
    if columns:
        cells, rest, certain = split_marked(rest, names, len(columns), rules.row_mark, at_page_end and not in_middle)
        certain = certain and len(cells) == len(columns)
    unclear = "" if certain else _shown(below if columns else head)
    row = to_text(head, document_id)
    targets: list[Target] = []
    for year, cell in zip(columns, cells, strict=False):
        text = _cell(cell, document_id, certain, rules.row_mark)
        if text and row and year:
            targets.append(Target(year, text, row.span))
        elif year is None:
            baseline = baseline or (text if certain else None)
    if in_middle and unclear:  # before the next label there are no captions: each year's cell is somewhere in it
        whole = to_text([*below], document_id, glue=" ", certain=False)
        targets = targets or [Target(year, whole, row.span) for year in columns if year and whole and row]
        rest = []
    return Indicator(name, baseline, tuple(targets), rest, len(columns), certain, unclear)


def _one_by_one(
    fields: Mapping[str, Sequence[Piece]], rules: ProjectRules, columns: Sequence[FiscalYear | None], document_id: str, at_page_end: bool
) -> Indicator | None:
    """Several indicators, each name with its baseline and its cells right behind its mark (①), as one; None where they are not, or one is not certain."""
    pieces = fields["indicator"]
    marks = marks_of(pieces, rules.row_mark)
    starts = [i for i, piece in enumerate(pieces) if (match := rules.row_mark.match(piece.text)) and match[0] in marks]
    if not marks or len(marks) != len(starts) or not columns or any(not piece.blank for piece in pieces[: next(iter(starts), 0)]):
        return None
    runs = [[bare(pieces[start], rules.row_mark), *pieces[start + 1 : end]] for start, end in pairwise([*starts, len(pieces)])]
    read = [read_indicator({**fields, "indicator": run}, rules, document_id, at_page_end) for run in runs]
    years = [year for year in columns if year]
    if any(not each.certain or not each.name or [target.year for target in each.targets] != years for each in read):
        return None
    if any(not piece.blank for each in read[:-1] for piece in each.rest):
        return None
    targets = (replace(first[0], cell=_with_marks([each.cell for each in first], marks)) for first in zip(*(each.targets for each in read), strict=True))
    based = [(mark, each.baseline) for mark, each in zip(marks, read, strict=True) if each.baseline]
    baseline = _with_marks([text for _, text in based], [mark for mark, _ in based]) if based else None
    name = _with_marks([each.name for each in read if each.name], marks)
    return Indicator(name, baseline, tuple(targets), read[-1].rest, read[0].expected, True)


def _with_marks(texts: Sequence[Text], marks: Sequence[str]) -> Text:
    """The texts as one, each behind its mark; where none sets a target, a dash."""
    unset = all(is_unset(text.printed) for text in texts)
    printed = texts[0].printed if unset else " ".join(f"{mark} {text.printed}" for mark, text in zip(marks, texts, strict=True))
    return Text(printed, replace(texts[0].span, line_end=texts[-1].span.line_end))


def _shown(pieces: Sequence[Piece]) -> str:
    """The beginning of what the pieces say."""
    text = " ".join(piece.text for piece in pieces if not piece.blank)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def untorn(fields: Mapping[str, Sequence[Piece]], rules: ProjectRules) -> tuple[list[Piece], list[Piece]] | None:
    """The pieces of the last measured field, which goes on over the page, and those that stood between as captions; None where that is not clear.

    Its name stands right below its label. All its cells stand on the one page or on the other.
    """
    last = next(label for label in reversed(list(fields)) if label in MEASURED)
    pieces = fields[last]
    before = [piece for piece in pieces if piece.page == pieces[0].page]
    behind = [piece for piece in pieces if piece.page != pieces[0].page]
    columns = year_columns(" ".join(piece.text for piece in fields.get("years", ())), rules.baseline_column)
    named, based, rest = _split(before, rules, columns)
    if last != "indicator" or not any(piece in named for piece in before[:2]):
        return None
    for own, detached in ((before, behind), ([*named, *based, Piece(0, 0, ""), *behind], rest)):
        found = read_indicator({**fields, last: own}, rules, "", at_page_end=True)
        one_line = len({target.cell.span.line_start for target in found.targets}) == 1
        if found.certain and found.targets and (one_line or alike([target.cell.printed for target in found.targets])):
            return own, detached
    return None


def _first_paragraph(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    own = next(iter(groups(pieces)), [])
    return own, [piece for piece in pieces if own and piece.number > own[-1].number]


def _head_of(pieces: Sequence[Piece], with_cells: bool) -> tuple[list[Piece], list[Piece]]:
    """The lines that head the columns and, where the cells stand behind them, those behind."""
    if not with_cells:
        return list(pieces), []
    shown = [piece for piece in pieces if not piece.blank]
    heads = next((i for i, piece in enumerate(shown) if i and not _is_head(piece)), len(shown))
    return shown[:heads], [piece for piece in pieces if heads and piece.number > shown[heads - 1].number]


def year_columns(row: str, baseline: re.Pattern[str] | None = None) -> list[FiscalYear | None]:
    """The fiscal year of each column that a table's head names; None for a column that `baseline` says is no target.

    A year without an era (令和7年度 8年度 9年度) has the era of the one before it; a year said twice (2025年度（R7）) is one column. Where a column
    of what stood before has no year of its own (現状値 R7 R8), it is the first column.
    """
    columns: list[FiscalYear | None] = []
    text, end = normalise(row), 0
    mentions = _mentions(row)
    for i, (mention, years) in enumerate(mentions):
        before = text[end : mention.start]
        marked = baseline is not None and baseline.search(before)
        apart = marked and not before.endswith("(") and i + 1 < len(mentions) and mentions[i + 1][1][0].year == years[-1].year + 1
        columns += [None, *years] if apart else [None] if marked else list(years)
        end = mention.end
    return columns


def _mentions(row: str) -> list[tuple[YearMention, tuple[FiscalYear, ...]]]:
    """The mentions of years in a row, with the years of each; one that says the year before it again is left out."""
    found: list[tuple[YearMention, tuple[FiscalYear, ...]]] = []
    for mention in find_years(row):
        years = mention.years
        if not years and mention.number and found:
            years = (FiscalYear.of_era(found[-1][1][-1].era[0], mention.number),)
        if years and not (found and found[-1][1] == years):
            found.append((mention, years))
    return found


def _listed(pieces: Sequence[Piece], baseline: re.Pattern[str] | None, document_id: str) -> Listed | None:
    """Targets printed each behind its year (R7:20件), on lines of their own or all on one, up to the first line without; None where they are not.

    What stands behind a year must be a figure or a dash, unless there are several such lines: a head of columns may have words beside its years.
    """
    shown = [piece for piece in pieces if not piece.blank]
    lines = list(takewhile(bool, (_pairs(piece, baseline) for piece in shown)))
    pairs = [pair for line in lines for pair in line]
    figures = any(is_unset(value.text) or any(char.isdigit() for char in value.text) for _, value in pairs)
    if not pairs or not (figures or len(lines) > 1):
        return None
    texts = [(year, to_text([value], document_id)) for year, value in pairs]
    targets = tuple(Target(year, text, text.span) for year, text in texts if year and text)
    last = shown[len(lines) - 1].number
    return Listed(targets, next((text for year, text in texts if year is None), None), [piece for piece in pieces if piece.number > last])


def _pairs(piece: Piece, baseline: re.Pattern[str] | None) -> list[tuple[FiscalYear | None, Piece]]:
    """Each year on the line with what stands behind it; none unless something stands behind every year. The year is None for what stood before."""
    text = normalise(piece.text)
    mentions = [mention for mention in find_years(piece.text) if len(mention.years) == 1]
    pairs: list[tuple[FiscalYear | None, Piece]] = []
    for i, mention in enumerate(mentions):
        if i and mentions[i - 1].years == mention.years:  # 2025年度（R7）
            pairs.pop()
        start = mentions[i - 1].end if i else 0
        end = mentions[i + 1].start if i + 1 < len(mentions) else len(text)
        before = baseline is not None and baseline.search(text[start : mention.start])
        value = _BEFORE_VALUE.sub("", _printed(piece.text, mention.end, end)).rstrip(" 　（(、")
        pairs.append((None if before else mention.years[0], replace(piece, text=value)))
    return pairs if all(_BETWEEN_YEARS.sub("", normalise(value.text)) for _, value in pairs) else []


def _printed(text: str, start: int, end: int) -> str:
    """What is printed at [start, end) of the normalised text."""
    reached = [len(normalise(text[:i] + "|")) - 1 for i in range(len(text) + 1)]
    first, last = (next((i for i, length in enumerate(reached) if length >= at), len(text)) for at in (start, end))
    return text[first:last].strip()


def _is_head(piece: Piece) -> bool:
    """Whether a line holds years and nothing else that counts."""
    text, end, between = normalise(piece.text), 0, ""
    for mention in find_years(piece.text):
        between, end = between + text[end : mention.start] + " ", mention.end
    return bool(end) and not _BETWEEN_YEARS.sub("", between + text[end:])


def _cell(cell: Cell, document_id: str, certain: bool, mark: re.Pattern[str]) -> Text | None:
    text = marked_text(cell, document_id, mark, certain)
    several = len(marks_of(cell, mark)) > 1
    return replace(text, printed=cell_text(cell)) if text and not several else text


def _split(pieces: Sequence[Piece], rules: ProjectRules, columns: Sequence[FiscalYear | None]) -> tuple[list[Piece], list[Piece], list[Piece]]:
    """The pieces of the indicator's name, of its baseline, and those behind both."""
    pieces = rows_apart(pieces, len(columns), rules.baseline)
    paragraphs = groups(pieces)
    if not paragraphs:
        return [], [], []
    first = _until_row(paragraphs[0], len(columns), rules.row_mark)
    until = next((year for year in columns if year), None)
    start, end = _find_baseline(first, rules.baseline, until) or (len(first), len(first))
    named, based = first[:start], first[start:end]
    if not based and len(paragraphs) > 1 and (found := _find_baseline(paragraphs[1], rules.baseline, until)) and found[0] == 0:
        based = paragraphs[1][: found[1]]
    last = (based or named)[-1]
    at = next(i for i, piece in enumerate(pieces) if piece is last)
    return named, based, pieces[at + 1 :]


def _until_row(paragraph: list[Piece], columns: int, mark: re.Pattern[str]) -> list[Piece]:
    """The lines before a table row that stands in the same paragraph."""
    rows = [i for i in range(1, len(paragraph)) if columns > 1 and is_row(bare(paragraph[i], mark), columns)]
    return paragraph[: rows[0]] if rows else paragraph


def _find_baseline(lines: Sequence[Piece], pattern: re.Pattern[str] | None, until: FiscalYear | None) -> tuple[int, int] | None:
    """The fewest lines [start, end) that read as a baseline, no year of it that of a target (from `until`) or later; None when there are none."""
    most = min(len(lines), MOST_LINES)
    ranges = ((start, end) for start in range(most) for end in range(start + 1, most + 1))
    texts = ((start, end, join([piece.text for piece in lines[start:end]])) for start, end in ranges)
    return next(((start, end) for start, end, text in texts if pattern and pattern.match(text) and not _is_from(text, until)), None)


def _is_from(text: str, until: FiscalYear | None) -> bool:
    """Whether a text that does not say that it is a baseline names a year from `until` on."""
    return until is not None and not _BASELINE.search(text) and any(year >= until for mention in find_years(text) for year in mention.years)


def _baseline(pieces: Sequence[Piece], pattern: re.Pattern[str] | None, document_id: str) -> Text | None:
    text = to_text(pieces, document_id)
    match = pattern.match(text.printed) if text and pattern else None
    return Text(match["text"].strip(), text.span) if match and text else None
