"""Achievement lists: bullets, groups, items by year, notes, and the fiscal years of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.text import normalise
from corpus.values import Achievement, Span, Text
from corpus.years import FiscalYear, expand, find_years, without_years
from ingest.lines import Piece, without_start
from ingest.marks import is_every_year, since
from ingest.profile import Outline
from ingest.series import BETWEEN_VALUES, rows, years_before_colon

_BRACKETS = re.compile(r"[（(【［[〔<〈]([^（）()【】［］[\]〔〕<>〈〉]*)[）)】］\]〕>〉]")
_MONTH = re.compile(r"月|[.．]")
_SENTENCE = re.compile(r"[。．]")
_ANNOUNCES = re.compile(r"(次|以下|下記|左記)の(とおり|通り)[^。．]{0,6}[。．]?$")
YEAR_COLUMN = re.compile(r"(?:実施)?年\s?度(?: |$)")  # above years, in the head of a table
MOST_HEAD = 3  # lines of such a head
_NOTHING_MARKS = "-ー:() "  # what an entry holds that sets only a dash
LEAST_WIDTH = 74  # columns of a line that reaches the edge of its page; narrower ones are short entries
EDGE = 4  # columns, two characters, by which a line may fall short of the widest one and still be full


@dataclass
class _Item:
    """An entry of the list while it is read."""

    role: str  # bullet, group, label, yearly, note
    pieces: list[Piece] = field(default_factory=list)
    parents: list[_Item] = field(default_factory=list)
    prefix_years: tuple[FiscalYear, ...] = ()
    notes: list[_Item] = field(default_factory=list)
    mark: str = ""
    under: _Item | None = None  # of a group the bullet before it, under which it is an entry of its own where nothing stands below it


def parse_achievements(pieces: Sequence[Piece], rules: Outline, document_id: str) -> tuple[Achievement, ...]:
    """The achievements of a list, each leaf with its years (ranges expanded, of open ones the first), its parents and its notes."""
    items = _read(_without_head(pieces, rules), rules)
    above = {id(parent) for item in items for parent in item.parents}
    for item in (item for item in items if item.role == "group" and id(item) not in above and item.under):
        item.parents = [item.under] if item.under else []
    parents = {id(parent) for item in items for parent in item.parents}
    leaves = [item for item in items if item.role == "yearly" or (item.role != "note" and (id(item) not in parents or _closing_mark(item)))]
    return tuple(_achievement(item, document_id) for item in leaves if not _is_none(item))


def _without_head(pieces: Sequence[Piece], rules: Outline) -> Sequence[Piece]:
    """The lines without the head of a table by year (年度 / 取組の実績) above the first year."""
    shown = [place for place, piece in enumerate(pieces) if not piece.blank]
    first = next((at for at, place in enumerate(shown) if rules.yearly.match(pieces[place].plain)), 0)
    headed = 0 < first <= MOST_HEAD and YEAR_COLUMN.match(pieces[shown[0]].plain)
    return pieces[shown[first] :] if headed else pieces


def _is_none(item: _Item) -> bool:
    """Whether an entry holds only a dash, behind its years or alone: nothing was done."""
    left = without_years(_text(item.pieces))
    return bool(left) and not left.strip(_NOTHING_MARKS)


def year_marks(text: str) -> list[tuple[str, tuple[FiscalYear, ...]]]:
    """The bracketed year marks in `text` as printed, each with its fiscal years: of an open range the first, of "every year" none.

    A date, an open range or "every year" in brackets is a mark only at the end.
    """
    found: list[tuple[str, tuple[FiscalYear, ...]]] = []
    for match in _BRACKETS.finditer(text):
        printed, at_end = match.group(0), not text[match.end() :].strip(" 。．")
        years = expand(match.group(1))
        if years and (at_end or not tells_month(printed)):
            found.append((printed, years))
        elif at_end and (first := since(match.group(1))):
            found.append((printed, (first,)))
        elif at_end and is_every_year(match.group(1)):
            found.append((printed, ()))
    return found


def tells_month(mark: str) -> bool:
    """Whether a year mark tells the month too (R8.1), which its fiscal year does not."""
    return _MONTH.search(mark) is not None


def _read(pieces: Sequence[Piece], rules: Outline) -> list[_Item]:
    """The entries in order, with their parents; an unmarked line goes on with the entry before it."""
    items: list[_Item] = []
    edge = max(max((piece.width for piece in pieces), default=0), LEAST_WIDTH) - EDGE
    open_parents: list[_Item] = []  # the group, label or bullet that following lines may stand under
    year: _Item | None = None  # the year whose bullets follow
    for row in rows(pieces, rules):
        if row.goes_on and items:
            _last(items).pieces.append(row.piece)
            continue
        label, rest = row.name, row.piece
        if printed := rules.label_of(rest.plain):
            label, rest = _replace(rest, printed["label"]), without_start(rest, printed.end())
        if label:
            bullet_too = any(parent.role == "group" for parent in open_parents) or bool(rules.yearly.match(rest.plain))
            open_parents = [parent for parent in open_parents if parent.role == "group" or (bullet_too and parent.role == "bullet")]
            open_parents.append(_Item("label", [label]))
        item = _start(rest, rules, open_parents, items, edge)
        if item is None:
            continue
        year = _of_year(item, items, year, rules)
        if item.role == "note":
            (items[-1].notes if items else []).append(item)
            continue
        if item.role in ("bullet", "group"):
            heads = [parent for parent in open_parents if item.role == "group" and parent.role == "bullet" and not _ended(parent)]
            item.parents, open_parents = heads, [*heads, item]
            before = items[-1] if item.role == "group" and items else None
            item.under = before.under if before and before.role == "group" else before if before and before.role == "bullet" else None
        items.append(item)
    return items


def _of_year(item: _Item, items: list[_Item], year: _Item | None, rules: Outline) -> _Item | None:
    """The year that an entry is of, where bullets stand below or behind years (令和５年度 / ・開始した。); the entry becomes one of that year."""
    if item.role == "yearly":
        printed = item.pieces[0].plain
        bullet = rules.bullet.match(printed)
        if bullet:
            item.pieces[0] = without_start(item.pieces[0], bullet.end())
        return item if bullet or not printed.strip() else None
    if item.role == "bullet" and year:
        if items and items[-1] is year and not year.pieces[0].plain.strip():
            items.pop()  # told by its first bullet
        item.role, item.prefix_years, item.mark = "yearly", year.prefix_years, year.mark
        return year
    return year if item.role == "note" else None


def _start(piece: Piece, rules: Outline, open_parents: list[_Item], items: list[_Item], edge: int) -> _Item | None:
    """A new entry when a marker begins one; None when the line was taken by the entry before it. `edge`: columns from which a line is full."""
    shown = piece.plain
    if match := rules.bullet.match(shown):
        return _Item("bullet", [without_start(piece, match.end())])
    if match := rules.group.match(shown):
        return _Item("group", [without_start(piece, match.end())])
    if match := rules.note.match(shown):
        return _Item("note", [without_start(piece, match.end())])
    if match := rules.yearly.match(shown):
        years = years_before_colon(match["years"])
        return _Item("yearly", [without_start(piece, match.end())], list(open_parents), years, mark=match["years"])
    if not items:
        return _Item("bullet", [piece])
    return _continue(piece, items[-1], edge)


def _continue(piece: Piece, last: _Item, edge: int) -> _Item | None:
    """Take an unmarked line into `last`, as its wrapped text, as a note below it, or as an entry beside it."""
    target = _last([last])
    ended = _ended(target)
    if last.role == "yearly" and piece.indented and not (_wraps(target.pieces[-1]) or (not ended and target.pieces[-1].width >= edge)):
        return _Item("yearly", [piece], last.parents, last.prefix_years, mark=last.mark)
    below = last.role == "bullet" and (ended or bool(last.notes)) and not _is_mark(piece) and piece.indented
    if below and not (last.notes and _wraps(target.pieces[-1])):
        last.notes.append(_Item("note", [piece]))
    else:
        target.pieces.append(piece)
    return None


def _last(items: Sequence[_Item]) -> _Item:
    """The last entry, or the last note below it."""
    return items[-1].notes[-1] if items[-1].notes else items[-1]


def _ended(item: _Item) -> bool:
    """Whether the text of an entry ends with a sentence, other than one that announces what follows, or has its year."""
    if _ANNOUNCES.search(_text(item.pieces)):
        return False
    return bool(_SENTENCE.search(item.pieces[-1].text[-1:])) or bool(year_marks(_text(item.pieces)))


def _closing_mark(item: _Item) -> str:
    """The year mark that a bullet ends with, as printed; empty when it has none."""
    text = _text(item.pieces)
    mark = next((printed for printed, _ in reversed(year_marks(text))), "")
    return mark if item.role == "bullet" and text.endswith(mark) else ""


def _wraps(piece: Piece) -> bool:
    """Whether the line ends where its sentence cannot (及び, 、, an open bracket)."""
    return bool(re.search(r"(及び|並びに|又は|または|や|と|の|を|、|（|\()$", piece.text))


def _is_mark(piece: Piece) -> bool:
    return bool(year_marks(piece.text)) and not _BRACKETS.sub("", piece.text).strip()


def _text(pieces: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def _replace(piece: Piece, text: str) -> Piece:
    return Piece(piece.number, piece.page, text, piece.indented, piece.width)


def _as_text(item: _Item, document_id: str, printed: str | None = None) -> Text:
    first, last = item.pieces[0], item.pieces[-1]
    return Text(printed or _text(item.pieces), Span(document_id, first.page, first.number, last.number))


def _achievement(item: _Item, document_id: str) -> Achievement:
    whole = _text(item.pieces).rstrip(BETWEEN_VALUES if item.role == "yearly" else "")
    marks = year_marks(whole)
    printed, mark, years, notes = whole, item.mark, item.prefix_years, [_as_text(note, document_id) for note in item.notes]
    if marks:
        mark, years = marks[-1]
        printed, _, behind = (part.strip() for part in whole.rpartition(mark))
        if _BRACKETS.match(behind):
            notes.insert(0, _as_text(item, document_id, behind))
        elif behind.strip("。"):
            printed = whole
    elif not years:
        years = _years_in_sentence(whole) or tuple(year for parent in item.parents[-1:] for _, each in year_marks(_text(parent.pieces))[-1:] for year in each)
    parents = tuple(_as_text(parent, document_id, _text(parent.pieces).removesuffix(_closing_mark(parent))) for parent in item.parents)
    return Achievement(_as_text(item, document_id, printed), years, mark, parents, tuple(notes))


def _years_in_sentence(text: str) -> tuple[FiscalYear, ...]:
    """The fiscal years an item without a mark names itself; none when it only gives dates."""
    mentions = find_years(normalise(text))
    return tuple(sorted({year for mention in mentions if not mention.is_date for year in mention.years}))
