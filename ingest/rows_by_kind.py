"""A table of indicators with a column that says whether a row is planned or actual, in which each indicator takes two rows:

指標                              区分    基準値    令和４年度  令和５年度  令和６年度
                                          (R3)
市税の収納率（現年分）（％）      目標    97.1      97.3        97.6        97.9
                                  実績              97.4        97.8

or with name, unit and baseline on a line between the two, where cells are centred:

指標                   単位   区分     基準値   R3     R4     R5
                              目標値            520    600    680
補助件数（累計）       件                412
                              実績値            508    611    702

or with what stands before the two on lines before, on and between them, where no line has all of it:

指標                   単位   基準値   区分   R3     R4     R5
補助件数
（累計）               件        412   目標   520    600    680
                                       実績   508    611

It is unfolded into what `yearly_rows` reads: a name, its baseline, the years, and a row for each of the two. Lines keep their numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field, replace

from corpus.values import Line
from ingest.lines import EMPTY, VALUE, below_columns, plain, words_at
from ingest.sheets import MARKS, YEAR, heading_of, is_listed, words

_COLUMN = ("区分", "項目", "種別")  # the word of the column
_KINDS = re.compile(r"(?:目標|計画)値?(?:実績値?)?|実績値?")
_PLANNED, _ACTUAL = "目標値", "実績値"
_YEAR = re.compile(rf"{YEAR}(?:年度)?|20\d\d(?:年度)?")
MOST_NAMED = 3  # lines of a name between the rows of its values
_WHEN = re.compile(r"\((?P<when>[^()]+)\)")


@dataclass(frozen=True, slots=True)
class _Head:
    """The head of such a table: its line, the words between the name and the column that says which row this is, and whether a baseline stands behind it.

    `columns`: where the cells behind that column begin, counted from it; `years`: their years as printed, without the baseline. `led`: whether a column before
    the name says what kind of indicator a row has (活動指標); then that of the rows may have no word.
    """

    line: Line
    before: tuple[str, ...]
    baseline: str
    behind: bool
    columns: tuple[int, ...]
    years: tuple[str, ...]
    led: bool = False

    @classmethod
    def of(cls, line: Line) -> _Head | None:
        """That of this line; None where it is none."""
        found = [(at, plain(word)) for at, word in words_at(line.text)]
        said = [word for _, word in found]
        names = {plain(word) for word in words()["labels"]["indicator"]}
        if len(said) > 2 and said[0] in _COLUMN and _WHEN.sub("", said[1]) in names:
            return cls._led(line, found[1:])
        column = next((said.index(word) for word in _COLUMN if word in said), 0)
        if not column or said[0] not in names:
            return None
        baselines = [place for place, word in enumerate(said) if _WHEN.sub("", word) in words()["labels"]["baseline"]]
        years = [word for word in said[column + 1 :] if _YEAR.fullmatch(word)]
        behind = baselines == [column + 1]
        if len(years) < 2 or len(said) != column + 1 + behind + len(years) or len(baselines) > 1:
            return None
        cells = tuple(at - found[column][0] for at, _ in found[column + 1 :])
        return cls(line, tuple(said[1:column]), said[baselines[0]] if baselines else "", behind, cells, tuple(years))

    @classmethod
    def _led(cls, line: Line, found: Sequence[tuple[int, str]]) -> _Head | None:
        """The head without the column before the names: a baseline, and nothing but years behind it."""
        said = [word for _, word in found]
        years = [word for word in said[2:] if _YEAR.fullmatch(word)]
        if len(years) < 2 or len(said) != 2 + len(years) or _WHEN.sub("", said[1]) not in words()["labels"]["baseline"]:
            return None
        return cls(line, (said[1],), said[1], False, tuple(at - found[1][0] for at, _ in found[2:]), tuple(years), led=True)


@dataclass
class _Indicator:
    """One indicator: its line, what stands before its kind, and the line and cells of its rows."""

    line: Line
    before: list[str]
    rows: dict[str, tuple[Line, list[str], list[int]]] = field(default_factory=dict)
    awaited: list[str] = field(default_factory=list)  # rows whose cells stand on lines of their own
    shifted: bool = False  # whether the cells of a row stood before their columns

    def unfolded(self, head: _Head, when: str) -> Iterator[Line]:
        """The lines that tell the same: name, baseline, years, and a row of each kind."""
        own = dict(zip(head.before, self.before[len(self.before) - len(head.before) :], strict=True)) if head.before else {}
        name = "".join(self.before[: len(self.before) - len(head.before)])
        unit = next((own[word] for word in own if word in words()["table"]["unit"]), "")
        yield replace(self.line, text=f"指標名 {name}{f'（{unit}）' if unit else ''}")
        first = next(iter(self.rows.values()))[1]
        baseline = own.get(head.baseline, "") or (first[0] if head.behind else "")
        if baseline:
            yield replace(self.line, text=f"{_WHEN.sub('', head.baseline)}{f'（{when}）' if when else ''} {baseline}")
        yield replace(head.line, text=" ".join(head.years))
        for kind, (line, cells, _) in self.rows.items():
            yield replace(line, text=" ".join([kind, *(cell or EMPTY for cell in cells[head.behind :])]))


def with_rows_by_kind(lines: Sequence[Line]) -> list[Line]:
    """The lines with every such table unfolded; one whose cells cannot be told apart is left as it is."""
    found: list[Line] = []
    place = 0
    while place < len(lines):
        head = _Head.of(lines[place])
        read = (_read(head, lines[place + 1 :]) or _read_around(head, lines[place + 1 :])) if head else None
        if read and (above := heading_of(found, len(found), "indicator")) is not None:
            del found[above:]
        found += read[0] if read else [lines[place]]
        place += 1 + (read[1] if read else 0)
    return found


def _read(head: _Head, lines: Sequence[Line]) -> tuple[list[Line], int] | None:
    """The unfolded lines of the table below a head, and how many lines it has; None where it has no rows or one of them is not clear."""
    indicators: list[_Indicator] = []
    when = match["when"] if (match := _WHEN.search(head.baseline)) else ""
    taken = 0
    for line, found, last_place in _named_first(head, lines):
        at = next((place for place, (_, word) in enumerate(found) if _KINDS.fullmatch(plain(word))), None)
        last = indicators[-1] if indicators else None
        if not indicators and (match := _WHEN.fullmatch(plain(line.text))):
            when = match["when"]
        elif not indicators and found and all(_YEAR.fullmatch(plain(word)) or plain(word) == "年度" for _, word in found):  # 年度 of torn years, the baseline's
            when = next((plain(word) for _, word in found if _YEAR.fullmatch(plain(word))), when)
        elif at is not None:
            kinds = [_ACTUAL if kind == "実績" else _PLANNED for kind in re.findall("目標|計画|実績", plain(found[at][1]))]
            if last is None or at > len(head.before) or kinds[0] in last.rows or kinds[0] in last.awaited:
                last = _Indicator(line, [word for _, word in found[head.led : at]])
                indicators.append(last)
                at_name = at - head.led
                if at_name <= len(head.before):
                    return None
            else:  # its name may go on
                name = len(last.before) - len(head.before)
                last.before[name:name] = [word for _, word in found[:at]]
            last.awaited += kinds
            behind = [(start - found[at][0], word) for start, word in found[at + 1 :]]  # a text that keeps no columns shifts whole rows
            if behind and not _take(last, head, line, behind):
                return None
        elif last and last.awaited and found and all(VALUE.fullmatch(plain(word)) for _, word in found):
            if not _take(last, head, line, found):
                return None
        else:
            break
        taken = last_place
    filled = {tuple(map(bool, each.rows[_ACTUAL][1])) for each in indicators if _ACTUAL in each.rows}
    if not indicators or any(each.awaited for each in indicators) or (any(each.shifted for each in indicators) and len(filled) > 1):
        return None  # a row that was shifted has values of the same years as the others
    return [line for each in indicators for line in each.unfolded(head, when)], taken


def _read_around(head: _Head, lines: Sequence[Line]) -> tuple[list[Line], int] | None:
    """The same where what stands before the two rows of an indicator is spread over the lines from the row above on; None where that is not clear.

    Rows of actual values that are all equally short, their cells below those of the first years, are of these: the others are yet to come.
    """
    baselines, units = {head.baseline}, set(words()["table"]["unit"])
    if head.led or head.behind or set(head.before) - baselines - units:
        return None
    found: list[_Around] = []
    current = _Around()
    taken = 0
    for place, line in enumerate(lines, 1):
        placed = words_at(line.text)
        own = [word for _, word in placed]
        at = next((at for at, word in enumerate(own) if _KINDS.fullmatch(plain(word))), None)
        heads = bool(own) and (plain(own[0]) in words()["other"]["words"] or (at is None and (is_listed(plain(own[0])) or re.match(MARKS, own[0]))))
        if heads or (own and at is None and len(current.texts) > MOST_NAMED):
            break
        if at is not None:
            kind = _ACTUAL if "実績" in plain(own[at]) else _PLANNED
            if _ACTUAL in current.rows or kind in current.rows:
                found, current = [*found, current], _Around(current.behind())
            current.rows[kind] = (line, own[at + 1 :], [start - placed[at][0] for start, _ in placed[at + 1 :]])
            taken = place
        if own[:at]:
            current.texts.append((line, own[:at]))
    found = [each for each in [*found, current] if each.rows]
    lengths = {len(row[1]) for each in found for kind, row in each.rows.items() if kind == _ACTUAL}
    told = [each.told(head, units) for each in found]
    if not found or len(lengths) > 1 or not all(each.is_clear(len(head.years)) for each in found) or not all(told):
        return None
    when = match["when"] if (match := _WHEN.search(head.baseline)) else ""
    return [line for each in told if each for line in each.unfolded(head, when)], taken


@dataclass
class _Around:
    """The rows of an indicator with their cells and where these begin behind its kind, and the words of the lines before, on and between them."""

    texts: list[tuple[Line, list[str]]] = field(default_factory=list)
    rows: dict[str, tuple[Line, list[str], list[int]]] = field(default_factory=dict)

    def is_clear(self, years: int) -> bool:
        """Whether each row has a cell for each year; one of actual values may have fewer, which stand below those of the first years."""
        planned, actual = self.rows.get(_PLANNED), self.rows.get(_ACTUAL)
        if planned and len(planned[1]) != years:
            return False
        if not actual or len(actual[1]) == years:
            return True
        columns = planned[2] if planned and len(actual[1]) < years else []
        nearest = [min(range(len(columns)), key=lambda at: abs(columns[at] - start)) for start in actual[2]] if columns else []
        return bool(columns) and nearest == list(range(len(actual[1])))

    def behind(self) -> list[tuple[Line, list[str]]]:
        """The texts behind its last row, which are of the next indicator; they are taken from it."""
        last = max(line.number for line, _, _ in self.rows.values())
        own, behind = ([each for each in self.texts if (each[0].number > last) == further] for further in (False, True))
        self.texts = own
        return behind

    def told(self, head: _Head, units: Set[str]) -> _Indicator | None:
        """The indicator with its name, unit and baseline; None where it has no name."""
        name, unit, baseline = "", "", ""
        for _, texts in self.texts:
            if head.baseline in head.before and VALUE.fullmatch(plain(texts[-1])):
                baseline = texts.pop()
            if units & set(head.before) and not unit and len(texts) > 1:
                unit = texts.pop()
            name += "".join(texts)
        if not name:
            return None
        rows = {kind: (line, [*cells, *("" for _ in head.years[len(cells) :])], list[int]()) for kind, (line, cells, _) in self.rows.items()}
        line = self.texts[0][0]
        return _Indicator(line, [name, *(unit if word in units else baseline for word in head.before)], rows)


def _named_first(head: _Head, lines: Sequence[Line]) -> Iterator[tuple[Line, list[tuple[int, str]], int]]:
    """The lines with their words and columns, and how many lines are read then.

    A name that stands between its rows is put into the first of them, with the baseline.
    """
    place = 0
    while place < len(lines):
        found = words_at(lines[place].text)
        row = _bare_row(head, found)
        end = place + 1
        while row and end < len(lines) and 0 < end - place <= MOST_NAMED and lines[end].text.strip() and not _bare_row(head, words_at(lines[end].text)):
            end += 1
        other = _bare_row(head, words_at(lines[end].text)) if row and place + 1 < end < len(lines) else None
        name = _name_between(head, [words_at(line.text) for line in lines[place + 1 : end]]) if other else None
        if row and other and name:
            own, baseline = name
            yield lines[place], [*((0, word) for word in own), row[0], *baseline, *row[1:]], end
            yield lines[end], other, end + 1
            place = end + 1
        else:
            place += 1
            yield lines[place - 1], found, place


def _bare_row(head: _Head, found: Sequence[tuple[int, str]]) -> list[tuple[int, str]] | None:
    """The words of a row that says what it is and has a value for each year but no name, at the columns of the head; None for another line."""
    if len(found) != 1 + len(head.years) or not _KINDS.fullmatch(plain(found[0][1])):
        return None
    return [found[0], *((found[0][0] + at, word) for at, (_, word) in zip(head.columns[head.behind :], found[1:], strict=True))]


def _name_between(head: _Head, lines: Sequence[Sequence[tuple[int, str]]]) -> tuple[list[str], list[tuple[int, str]]] | None:
    """What stands before the kind of a row - the name in one word, and what the head has beside it - and the baseline; None where that is not clear."""
    beside = len(head.before) + head.behind
    if any(_KINDS.fullmatch(plain(word)) for words in lines for _, word in words):
        return None
    whole = [place for place, words in enumerate(lines) if len(words) > beside]
    if len(whole) != 1 and beside:
        return None
    texts = [[word for _, word in words] for words in lines]
    own = texts[whole[0]][-beside:] if beside else []
    if head.behind and not VALUE.fullmatch(plain(own[-1])):
        return None
    parts = [text[: len(text) - beside] if beside and place == whole[0] else text for place, text in enumerate(texts)]
    name = "".join("".join(part) for part in parts)
    return [name, *own[: len(head.before)]], [(head.columns[0], own[-1])] if head.behind else []


def _take(indicator: _Indicator, head: _Head, line: Line, cells: Sequence[tuple[int, str]]) -> bool:
    """Take the cells of the row that is awaited; whether it is clear of which columns they are."""
    if not indicator.awaited:
        return False
    columns = list(head.columns)
    placed: list[str] | None = [word for _, word in cells]
    if len(cells) != len(columns):
        above = next((starts for _, own, starts in indicator.rows.values() if all(own)), columns)
        shift = max(0, above[0] - cells[0][0])  # what stands before the first column is of it
        indicator.shifted = indicator.shifted or shift > 0
        placed = below_columns([(at + shift, word) for at, word in cells], above)
    if placed is None:
        return False
    indicator.rows[indicator.awaited.pop(0)] = (line, placed, [at for at, _ in cells])
    return True
