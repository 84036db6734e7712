"""A layout profile drafted from a document: the labels of its sheets, the headings they stand under, and what is the same in every draft.

What is drafted is a profile as any other: it can be printed, looked at and corrected.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import tomlkit

from corpus.values import Line
from ingest.columns import as_told, unfolded
from ingest.lines import plain
from ingest.outline import YEAR_COLUMN
from ingest.pages import page_numbers, shows_pages
from ingest.profile import Profile
from ingest.sheets import CLOSE, FEWEST, IN_HEAD, LONGEST_HEAD, MARKS, OFTEN, OPEN, ROWS, YEAR, Label, Sheets, find_labels, words

HEADED = 12  # lines of a sheet among which they may stand
ABOVE = 24  # lines above a sheet in which its headings stand
LONGEST_NAME = 40  # characters of a goal or policy
MOST_CATEGORIES = 6  # names of categories above projects
_CONTENTS = re.compile(r"[.・…‥]{3,} ?\d*$")


def draft_profile(texts: Sequence[str], name: str, told: Collection[int] | None = None, labels: Collection[str] = ()) -> Profile | None:
    """The profile that the lines of a document suggest, known as `name`; None where they show no sheets with labels. `told`: as a document has it

    whose cells were known, and `labels`, the words behind which it told the texts of these.
    """
    table = draft_table(texts, name, told, labels)
    return Profile.model_validate(table) if table else None


def draft_table(texts: Sequence[str], name: str, told: Collection[int] | None = None, labels: Collection[str] = ()) -> dict[str, Any] | None:
    """The same as a table, in the form of a profile's file."""
    numbers = page_numbers(texts)
    lines = [Line(number, 1, text) for number, text in enumerate(texts, 1)]
    document = as_told(lines, told) if told is not None else unfolded(lines, numbers)
    known = frozenset(map(plain, labels)) if told is not None else frozenset()
    sheets = Sheets.of([line.text for line in document.lines], document.labels, told is not None, known)
    if sheets is None:
        return None
    headings, same = _headings(sheets), words()["profile"]
    first = sheets.numbered or rf"^{re.escape(next(iter(sheets.labels.values())).printed)}"
    other = _others(sheets, known)
    ignored = {"ignore": rf"^(?:{'|'.join(map(re.escape, sheets.running))})$".replace("\\ ", " ")} if sheets.running else {}
    table: dict[str, Any] = {
        "id": name,
        "name": "文書の見出しから作成した様式",
        "recognise": {"all": [first]},
        "page": {} if shows_pages(texts, numbers) else {"starts": [*(pattern for pattern in headings.values() if not _is_within(sheets, pattern)), first]},
        "headings": headings,
        "labels": {field: "|".join(label.spellings) for field, label in sheets.labels.items()} | ({"other": other} if other else {}),
        "project": same["project"] | ({"numbered": sheets.numbered} if sheets.numbered else {}) | ignored,
        **{part: same[part] for part in ("outline", "titles", "departments", "facts")},
    }
    return table | ({"indicator_table": dict(sheets.table)} if sheets.table else {})


def as_toml(table: Mapping[str, Any]) -> str:
    """A drafted table as the text of a profile's file; patterns in single quotes, which need no backslash twice."""
    document = tomlkit.document()
    document.add(tomlkit.comment("Drafted from the document. Look at each label and heading, correct what is wrong, and put the file into `profiles/`"))
    document.add(tomlkit.comment("beside your catalogue. What each part means is told in the profiles that come with the product."))
    for key, value in table.items():
        document.add(key, _literal(value))
    return tomlkit.dumps(document)


def _literal(value: Any) -> Any:
    if isinstance(value, str):
        return tomlkit.string(value, literal="'" not in value and "\n" not in value)
    if isinstance(value, dict):
        table = tomlkit.table()
        for key, each in value.items():
            table.add(key, _literal(each))
        return table
    if value and isinstance(value[0], dict):
        tables = tomlkit.aot()
        for each in value:
            tables.append(_literal(each))
        return tables
    array = tomlkit.array()
    array.extend([_literal(each) for each in value])
    return array


def _others(sheets: Sheets, labels: Collection[str]) -> list[str]:
    """The labels that are no field, in their order: of words known as such or of no list, further words of a field, those with a year in them

    (令和7年度の予定), and `labels` known from cells.
    """
    known = [label for label in find_labels(sheets.lines, words()["other"]["words"], False) if len(label.places) >= FEWEST]
    known += [label for label in find_labels(sheets.lines, sheets.unlisted, False) if len(label.places) >= FEWEST] if sheets.unlisted else []
    further = [
        label
        for field, labels in sheets.found.items()
        for label in labels
        if field not in IN_HEAD and sheets.often(len(label.places)) and not _heads_below(sheets.labels.get(field), label, sheets.lines)
    ]
    taken = {word for label in sheets.labels.values() for word in label.spellings} | ROWS | set((sheets.table or {}).values())
    of_cells = [label.printed for label in find_labels(sheets.lines, sorted(labels), False)] if labels else []
    printed = dict.fromkeys([*(label.printed for label in (*known, *further)), *_dated(sheets), *of_cells])
    return [each for each in printed if each not in taken and each.partition("(")[0] not in taken]


def _heads_below(label: Label | None, other: Label, lines: Sequence[str]) -> bool:
    """Whether another word of a field mostly stands right below its label, in the head of the table there (■実績 / 年度 / 取組の実績)."""
    own = {line for line, at in label.places if at == 0 and "".join(lines[line].split()) == label.printed} if label else set()
    below = [line for line, _ in other.places if line - 1 in own or (line - 2 in own and YEAR_COLUMN.fullmatch(lines[line - 1]))]
    return len(below) > OFTEN * len(other.places)


def _dated(sheets: Sheets) -> list[str]:
    """Labels with years in them (令和6年度決算額, 令和7年度の予定, R7・R8の予定) that stand on several sheets."""
    either = "|".join(map(re.escape, [*words()["other"]["words"], *words()["labels"]["achievements"]]))
    pattern = re.compile(rf"^(?P<label>{YEAR}(?:年度)?(?:[・、~]{YEAR}(?:年度)?)?の?(?:{either}))(?=\s|$|:)")
    found = Counter(match["label"] for line in sheets.lines if (match := pattern.match(line)))
    return [label for label, times in found.items() if times >= FEWEST]


def _headings(sheets: Sheets) -> dict[str, str]:
    """Patterns of the goals, policies and categories that projects stand under."""
    policy = _heading(sheets, [*words()["headings"]["policy"], *words()["headings"]["goal"]], r"[\dIVX]+-\d+")
    goal = _heading(sheets, words()["headings"]["goal"], r"[\dIVX]+")
    policy = policy or _heading(sheets, words()["headings"]["policy"], r"[\dIVX]+")
    found = {"goal": goal, "policy": policy, "category": _categories(sheets.lines)}
    return {kind: pattern for kind, pattern in found.items() if pattern}


def _heading(sheets: Sheets, called: Sequence[str], number: str) -> str | None:
    """The pattern of the lines of one shape (word, number, brackets) that stand close above sheets, or within their heads, under most numbers, and, of several

    such shapes, above most sheets: a list before them stands above one. The number may be in brackets of its own: 推進項目（1）窓口の見直し.
    """
    near = sorted({line for begin in sheets.begins for line in range(max(0, begin - ABOVE), min(begin + HEADED, len(sheets.lines)))})
    shown = [line for line in near if not _CONTENTS.search(sheets.lines[line])]
    shapes: dict[tuple[str, str, str, str], set[str]] = {}
    behind: dict[tuple[str, str, str, str], set[int]] = {}  # the sheets before which such lines stand: a list of them stands before one alone
    for word in called:
        before = rf"(?:^|(?<=\s))(?P<open>(?:{OPEN}|{MARKS})?)\s?{re.escape(word)}\s?"
        pattern = re.compile(rf"{before}(?P<inner>\(?)(?P<number>{number})\s?(?P<close>{CLOSE}|[.:]|)(?:\s|(?<={CLOSE}))(?P<name>\S.*)$")
        for line, match in ((line, match) for line in shown if (match := pattern.search(sheets.lines[line])) and _is_name(match["name"])):
            shape = (word, match["open"], match["inner"], match["close"])
            shapes.setdefault(shape, set()).add(match["number"])
            behind.setdefault(shape, set()).add(bisect_left(sheets.begins, line))
    best = max(shapes, key=lambda shape: (len(shapes[shape]), len(behind[shape])), default=None)
    if best is None or len(shapes[best]) < 2:
        return None
    word, left, inner, right = best
    opens, closes = rf"{re.escape(left)}\s?" if left else "", rf"\s?{re.escape(right)}\s?" if right else r"\s"
    return rf"^{opens}{word}\s?{re.escape(inner)}(?P<number>{number}){closes}(?P<name>\S.*)$"


def _is_within(sheets: Sheets, pattern: str) -> bool:
    """Whether most lines with a heading stand within the heads of sheets, not above them."""
    lines = [i for i, line in enumerate(sheets.lines) if re.search(pattern, line)]
    return sum(any(begin < i < begin + LONGEST_HEAD for begin in sheets.begins) for i in lines) > len(lines) / 2


def _is_name(text: str) -> bool:
    """Whether the text behind a number is the name of a goal rather than the rest of a sentence."""
    return len(text) <= LONGEST_NAME and not re.search(r"[。、]$|^[はがをにのと]", text) and bool(re.search(r"[^\W\d]{2}", text))


def _categories(lines: Sequence[str]) -> str | None:
    """The pattern of lines such as ◆ 重点事業 that stand above projects again and again, under a few names."""
    lettered = r"^[■◆●▼]\s?(?P<name>[^(]+)\(\S{0,4}区分\s?:\s?(?P<number>[A-Z])\)$"
    if len({match["number"] for line in lines if (match := re.match(lettered, line))}) > 1:
        return lettered
    pattern = re.compile(r"^(?P<mark>[■◆●▼])\s?(?P<name>\S{1,10})(?P<noun>事業|取組)$")
    found = Counter((match["mark"], match["noun"], match["name"]) for line in lines if (match := pattern.match(line)))
    for mark, noun in dict.fromkeys((mark, noun) for mark, noun, _ in found):
        times = [number for (each, other, _), number in found.items() if (each, other) == (mark, noun)]
        if 1 < len(times) <= MOST_CATEGORIES and sum(times) >= max(FEWEST, len(times) + 1):
            return rf"^{mark}\s?(?P<name>(?P<number>\S{{1,10}}){noun})$"
    return None
