"""Tables of projects in text that was taken from a PDF line by line, whose cells follow each other:

取組名 内容 担当課                              | 取組名              | 内容        | 担当課
高齢者の見守り                                  +---------------------+-------------+-------------
新聞店などと協定を結び、異変に気付いたときは ->  | 高齢者の見守り      | 新聞店など… | 福祉課
連絡する仕組みを広げます。
福祉課

A row ends with its departments, behind a sentence, or before the next number. A table is read whole or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, takewhile

from corpus.text import display_width, squeeze
from ingest.flowed_measures import COUNTED, HEADING, LONGEST_TITLE, MARK, SHORTEST_TITLE, head_of_measures
from ingest.grid import Cell, Grid
from ingest.lines import SENTENCE_END, join, plain
from ingest.sheets import department_ends, words

NEARLY_FULL = 6  # columns that may be left of a line that goes on in the next one
LONGEST_CATEGORY = 4
LONGEST_OWNER, MOST_FIELDS, MOST_TITLE_LINES = 24, 5, 3
MOST_ROW_LINES = 30
_BEHIND_TABLE = re.compile(r"[(]\d{1,2}[)]\s?\D|(?:コラム|図|表|資料|参考|第?\s?\d+\s?[章節])")  # begins a line that is of no row
_TITLE_MARK = re.compile(r"[【\[〔][^【】\[\]〔〕]{1,4}[】\]〕]")  # stands below a title (【新規】)
_LEAD = re.compile(r"(?P<before>[(（]?(?:\d+[-－.])*)(?P<last>\d{1,2}|(?P<circled>[①-⑳]))(?P<behind>[)）.．]?)(?=[ 　]|$|(?<=[①-⑳)）.．]))")
_OPEN = re.compile(r"[(（][^()（）。]{2,14}")
_OWNER_TORN = re.compile(r"[^。、]{0,4}[課室局係]")  # the rest of a department's name


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a table of projects, and the place behind it."""

    title: str
    text: str
    departments: Sequence[str]
    mark: str
    end: int


def projects(lines: Sequence[str], place: int) -> tuple[Grid, int] | None:
    """The table of projects, a title, a text and departments each, whose head stands at a place, and the place behind it; None where none does."""
    count, fields = head_of_projects(lines, place)
    if not fields:
        return None
    head = squeeze("".join(lines[place : place + count]))
    rows: list[_Row] = []
    at = place + count
    while row := _project(lines, at, head, marked=fields[-1] == "category"):
        rows.append(row)
        at = row.end
        while (again := head_of_projects(lines, at))[0] and squeeze("".join(lines[at : at + again[0]])) == head:
            at += again[0]
    if not rows or not (at == len(lines) or _ends_table(lines, at) or _BEHIND_TABLE.match(plain(lines[at]))):
        return None
    named = [words()["labels"][field][0] for field in ("title", "description", "departments", "category")]
    cells = [Cell(0, left, 1, left + 1, text) for left, text in enumerate(named[: 4 if fields[-1] == "category" else 3])]
    for top, row in enumerate(rows, 1):
        texts = (row.title, row.text, "\n".join(row.departments), row.mark)
        cells += [Cell(top, left, top + 1, left + 1, text) for left, text in enumerate(texts) if text]
    return Grid(tuple(cells)), at


def head_of_projects(lines: Sequence[str], place: int) -> tuple[int, tuple[str, ...]]:
    """How many lines have the head that begins at a place, on one line or a word on each, and the fields of its columns; none where no head begins."""
    for count in (1, 3, 4, 5):
        if place + count <= len(lines) and (fields := fields_of("".join(lines[place : place + count]))) and (count == 1 or len(fields) == count):
            return count, fields
    return 0, ()


def fields_of(line: str) -> tuple[str, ...] | None:
    """The fields of the columns that a line heads, where these are those of a table of projects; None where they are not."""
    found: list[str] = []
    rest = squeeze(plain(line))
    while rest and len(found) < MOST_FIELDS:
        label, field = next(((label, field) for label, field in _labels() if rest.startswith(label)), ("", ""))
        if not label:
            return None
        found.append(field)
        rest = rest[len(label) :]
    inner = [field for field in found if field not in ("number", "category")]
    return tuple(found) if inner == ["title", "description", "departments"] and not rest else None


@lru_cache(maxsize=1)
def _labels() -> list[tuple[str, str]]:
    """The words that may head columns of such a table, the longest first, each with its field."""
    fields = ("number", "title", "description", "departments", "category")
    return sorted(((squeeze(plain(word)), field) for field in fields for word in words()["labels"][field]), key=lambda each: len(each[0]), reverse=True)


def _project(lines: Sequence[str], place: int, head: str, marked: bool) -> _Row | None:
    """The row that begins at a place; None where the table ends, or where it is not clear which line is of which cell."""
    end = _next_number(lines, place)
    if end is not None:
        own = _without_heads(lines[place:end], head)
        found = _owned(own) or _owned_within(own)
        cells = _cells(found[0]) if found else None
        return _Row(*cells, found[1], "", end) if found and cells else None
    for at in range(place, min(place + MOST_ROW_LINES, len(lines))):
        own = _without_heads(lines[place:at], head)
        if _ends_table(lines, at) and not (own and len(own) <= MOST_TITLE_LINES and _TITLE_MARK.fullmatch(lines[at])):
            cells = _cells(own) if own and COUNTED.match(own[0]) and _ends_text(own[-1]) else None  # its departments stand beside several rows
            return _Row(*cells, (), "", at) if cells else None
        own = _without_heads(lines[place : at + 1], head)
        behind = lines[at + 1] if at + 1 < len(lines) else ""
        goes_on = not own or _OPEN.fullmatch(behind) or _is_owner(behind) or (_OWNER_TORN.fullmatch(behind) and not _is_owner(own[-1]))
        if found := None if goes_on else _owned(own):
            cells = _cells(found[0])
            mark = behind if marked and len(behind) <= LONGEST_CATEGORY else ""
            return _Row(*cells, found[1], mark, at + 1 + bool(mark)) if cells else None
    return None


def _without_heads(lines: Sequence[str], head: str) -> list[str]:
    """The lines without the head of the table, which each page prints anew; a line that a bracket opens with the one that closes it."""
    found: list[str] = []
    place = 0
    while place < len(lines):
        torn = len(found) > 0 and _OPEN.fullmatch(found[-1]) and lines[place].endswith(("）", ")"))
        if torn:  # （地域包括支援 / センター）
            found[-1] += lines[place]
            place += 1
            continue
        count = next((count for count in range(1, MOST_FIELDS + 1) if squeeze("".join(lines[place : place + count])) == head), 0)
        found += [] if count else [lines[place]]
        place += max(count, 1)
    return found


def _ends_table(lines: Sequence[str], at: int) -> bool:
    """Whether a line is none of a table of projects: a heading of its own, a note, or the head of a table of indicators."""
    return bool(HEADING.match(plain(lines[at])) or MARK.match(lines[at])) or head_of_measures(lines, at) is not None


def _next_number(lines: Sequence[str], place: int) -> int | None:
    """The place at which the row behind the one at a place begins, where both begin with numbers that follow each other (① and ②)."""
    rows = range(place + 1, min(place + MOST_ROW_LINES, len(lines)))
    within = takewhile(lambda at: not _ends_table(lines, at), rows)
    return next((at for at in within if _follows(lines[at], lines[place])), None) if place < len(lines) else None


def _follows(line: str, first: str) -> bool:
    """Whether a line begins with the number behind that with which the first line of a row begins, printed alike (① and ②, 3-1 and 3-2)."""
    own, behind = _LEAD.match(first), _LEAD.match(line)
    if own is None or behind is None:
        return False
    shapes = [(plain(lead["before"]), lead["circled"] is None, lead["behind"].strip()) for lead in (own, behind)]
    return shapes[0] == shapes[1] and int(plain(behind["last"])) == int(plain(own["last"])) + 1


def _owned_within(own: Sequence[str]) -> tuple[list[str], list[str]] | None:
    """The lines of a row without the departments that stand among them, as cells give them that are centred, and these."""
    departments = [line for line in own if _is_owner(line)]
    return ([line for line in own if not _is_owner(line)], departments) if departments and _ends_text(own[-1]) else None


def _is_owner(line: str) -> bool:
    """Whether a line names departments and nothing else."""
    parts = [part.strip("()（）") for part in re.split(r"[、,・\s]", line.strip()) if part]
    short = len(line) <= LONGEST_OWNER and not SENTENCE_END.search(line)
    return bool(parts) and short and all(department_ends().search(re.sub(r"[(（].*", "", part)) and len(part) > 2 for part in parts)


def _owned(own: Sequence[str]) -> tuple[list[str], list[str]] | None:
    """The lines of a row without its departments, and these: behind a sentence, or at the end of its first line where each line holds a part of all cells."""
    count = sum(1 for _ in takewhile(_is_owner, reversed(own)))
    texts, departments = list(own[: len(own) - count]), list(own[len(own) - count :])
    if texts and _ends_text(texts[-1]):
        first = texts[0].split(" ")
        if not count and len(first) > 2 and _is_owner(first[-1]):
            return [" ".join(first[:-1]), *texts[1:]], [first[-1]]
        return (texts, departments) if count else None
    before, blank, last = texts[-1].rpartition(" ") if texts else ("", "", "")
    if blank and _is_owner(last) and _ends_text(before):
        return [*texts[:-1], before], [last, *departments]
    return None


def _ends_text(line: str) -> bool:
    """Whether a sentence ends with a line."""
    return bool(re.search(r"。[)）」]?$", line.strip()))


def _cells(own: Sequence[str]) -> tuple[str, str] | None:
    """Title and text of a row; None where it is not clear which line is of which.

    Both may begin on one line. Else the text begins with the first line that is full, or is the last line.
    """
    first, blank, behind = own[0].partition(" ")
    if blank and len(behind) > len(first) and not COUNTED.match(first):
        more = own[1].partition(" ") if len(own) > 1 else ("", "", "")
        if more[1] and len(more[0]) < len(first) and not _ends_text(more[0]):  # the second line holds the rest of the title as well
            return _checked(first + more[0], [behind, more[2], *own[2:]])
        return _checked(first, [behind, *own[1:]])
    if len(own) < 2:
        return None
    marked = next((at for at, line in enumerate(own[:MOST_TITLE_LINES]) if re.search(rf"{_TITLE_MARK.pattern}$", line)), None)
    if marked is not None:
        return _checked(join(list(own[: marked + 1])), own[marked + 1 :])
    widest = max(map(display_width, own))
    full = next((at for at, line in enumerate(own[:-1]) if at and display_width(line) >= widest - NEARLY_FULL), len(own) - 1)
    return _checked(join(list(own[:full])), own[full:])


def _checked(title: str, text: Sequence[str]) -> tuple[str, str] | None:
    """Title and text, where the one is as long as titles are and no sentence, and no title of another row stands in the other."""
    widest = max(map(display_width, text), default=0)
    begun_anew = (_ends_text(above) and display_width(below) < widest - NEARLY_FULL and not _ends_text(below) for above, below in pairwise(text))
    whole = bool(text) and not any(begun_anew)
    fits = SHORTEST_TITLE <= len(squeeze(title)) <= LONGEST_TITLE and "。" not in title and whole and not any(map(_is_owner, text))
    return (title, join([part.replace(" ", "") for part in text])) if fits else None
