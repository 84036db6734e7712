"""Forms of one document that each department prints its own way, told alike: titles and categories under one word, fields in one order.

事業名, 事務事業名, 事業の名称 -> 事業名                年次計画 above 指標名 in one form, below it in another -> below in all

A document whose forms have all one order stays as it is, and so does a form in which two words of one field stand.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import combinations

from ingest.label_lines import LONGEST_TITLE, heads_goal
from ingest.table_columns import bare, called, heads, is_label, of_year
from ingest.table_projects import FEWEST_ALIKE, OfProse, OfRow
from ingest.table_rows import BASELINE, INDICATOR, RESULTS, TARGETS

NEAR = 12  # lines around a title within which another word for titles is of the same form, where both are of rows of tables, or neither
ONE_WORD = ("title", "category")
ORDER = ("title", "number", "category", "heading", "departments", "description", "indicator", "schedule", "achievements")
FEWEST = 2  # forms with another word
OFTEN = 0.2  # share of the forms that have another order than most
OTHERS = len(ORDER)
_TITLE, _NUMBER, _HEADED = map(ORDER.index, ("title", "number", "heading"))
_HEADING = re.compile(r"[■◆●□◇▼◎]|[(（]?\d{1,2}[)）.．　 ]")
_VALUES = (BASELINE, TARGETS, RESULTS)  # lines of an indicator
_MAIN = re.compile(r"(?P<word>[^()（）]+)[(（](?P<part>主|副|正|主担当|副担当)[)）]$")

Segment = tuple[int, list[str]]  # the place of its field in the order, and its lines


def alike(pages: Sequence[Sequence[str]], labels: Collection[str]) -> tuple[list[list[str]], bool]:
    """The lines of each page, forms told alike, and whether they differed. `labels`: the words behind which a text stands in a cell."""
    told = _under_one_word([_with_one_owner(page) for page in pages])
    shapes = [[_indicators_together(sheet) for sheet in _sheets(page, labels)] for page in told]
    prose = sum(map(_is_form, (sheet for sheets in shapes for sheet in sheets))) >= FEWEST_ALIKE  # beside forms of other projects
    differ = _differ([list(_pairs(sheet)) for sheets in shapes for sheet in sheets if _is_form(sheet, prose)])
    return [
        [line for sheet in sheets for _, lines in (sorted(sheet, key=lambda each: each[0]) if differ and _is_form(sheet, prose) else sheet) for line in lines]
        for sheets in shapes
    ], differ


def _under_one_word(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """The pages, those words that fewer forms have for a field replaced by the one that most have, where a form has only one of them."""
    told = [list(page) for page in pages]
    for field in ONE_WORD:
        known = called(field) - called("goal", "policy")
        labelled = [
            [(at, label, text) for at, line in enumerate(page) for label, _, text in [line.partition("  ")] if text and bare(label) in known] for page in told
        ]
        times = Counter(label for page in labelled for _, label, _ in page)
        most = times.most_common(1)
        for page, found in zip(told, labelled, strict=True):
            for at, label, text in found:
                of_row = isinstance(page[at], OfRow)
                alone = all(word == label or isinstance(page[other], OfRow) != of_row or abs(other - at) > NEAR for other, word, _ in found)
                if label != most[0][0] and alone and times[label] >= FEWEST:
                    page[at] = type(page[at])(f"{most[0][0]}  {text}")
    return told


def _with_one_owner(page: Sequence[str]) -> list[str]:
    """The lines, departments that are in charge and those that help (担当課（主）, 担当課（副）) on one line."""
    told: list[str] = []
    above = ""
    for line in page:
        label, _, text = line.partition("  ")
        match = _MAIN.match(label)
        word = match["word"] if match and text and bare(match["word"]) in called("departments") else ""
        if word and word == above:
            told[-1] = type(told[-1])(f"{told[-1]}、{text}")
        else:
            told.append(type(line)(f"{word}  {text}") if word else line)
        above = word
    return told


def _sheets(page: Sequence[str], labels: Collection[str]) -> Iterator[list[Segment]]:
    """The lines of a page in their order, those of each form together, each segment from one label to the next."""
    sheet: list[Segment] = []
    waiting: list[str] = []  # blank lines, and what heads the next segment behind them
    for line in page:
        place = _place(line, labels)
        if place is None and waiting and line.strip() and not _HEADING.match(line):
            place = OTHERS  # a note below a table
        if place is None and (waiting or not line.strip() or not sheet):
            waiting.append(line)
            continue
        if place is None:
            sheet[-1][1].append(line)
            continue
        if _begins_sheet(place, {each for each, _ in sheet}, apart=any(not each.strip() for each in waiting)):
            yield sheet
            sheet = []
        sheet.append((place, [*waiting, line]))
        waiting = []
    yield [*sheet, *([(OTHERS, waiting)] if waiting else [])]


def _indicators_together(sheet: list[Segment]) -> list[Segment]:
    """The segments of a form, indicators that a further table of it names (（続き）) right behind the first ones."""
    named = [at for at, (_, lines) in enumerate(sheet) if lines[-1].startswith(_VALUES) and any(line.startswith(f"{INDICATOR}  ") for line in lines)]
    first = next((at for at in named if at + 1 not in named), None)
    if first is None or not _is_form(sheet):
        return sheet
    further = [sheet[at] for at in named if at > first]
    return [*sheet[: first + 1], *further, *(segment for segment in sheet[first + 1 :] if segment not in further)]


def _begins_sheet(place: int, before: Collection[int], apart: bool) -> bool:
    """Whether a field begins another form than that of the fields `before` it: a title, a number behind both, or a heading `apart` from the line above."""
    return place == _TITLE or (place == _NUMBER and {_TITLE, _NUMBER} <= set(before)) or (apart and place == _HEADED)


def _place(line: str, labels: Collection[str]) -> int | None:
    """Where the field that a line begins comes in the order; None where it begins none."""
    label, _, text = line.partition("  ")
    word = bare(label)
    if not label.strip() or label.startswith(_VALUES) or of_year(label):
        return None
    if not text and len(line) <= LONGEST_TITLE and heads_goal(line):
        return _HEADED
    fields = [field for field in ORDER if (word in called("goal", "policy") if field == "heading" else heads(label, field))]
    if fields and (text or fields[0] in ("schedule", "achievements")):
        return ORDER.index(fields[0])
    if label == INDICATOR:
        return ORDER.index("indicator")
    return OTHERS if text and (label in labels or is_label(label)) else None


def _is_form(sheet: Sequence[Segment], prose: bool = False) -> bool:
    """Whether these segments are those of a form, and none is of a row of a table. `prose`: whether a project that is told in prose is a form, too."""
    if not {_TITLE, ORDER.index("departments")} <= {place for place, _ in sheet}:
        return False
    if not any(isinstance(line, OfRow) for _, lines in sheet for line in lines):
        return True
    told = any(isinstance(line, OfProse) for place, lines in sheet if place == _TITLE for line in lines)
    within = [segment for segment in sheet[:-1] if segment[0] != _TITLE] + [segment for segment in sheet[-1:] if segment[0] != OTHERS]
    return prose and told and all(isinstance(line, OfRow) for _, lines in within for line in lines if line.strip())


def _differ(forms: Sequence[Sequence[tuple[int, int]]]) -> bool:
    """Whether many of some forms, whose fields are given two by two, have fields in an order that most, or as many, have not."""
    times = Counter(pair for form in forms for pair in form)
    others = sum(any(times[second, first] >= times[first, second] for first, second in form) for form in forms)
    return others > OFTEN * len(forms)


def _pairs(sheet: Sequence[Segment]) -> Iterator[tuple[int, int]]:
    """The fields of a form, two by two in the order in which they first stand."""
    firsts = list(dict.fromkeys(place for place, _ in sheet if place < OTHERS))
    yield from combinations(firsts, 2)
