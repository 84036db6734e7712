"""A layout profile drafted from a document: which words head the fields of its sheets, in which order, and under which headings the sheets stand.

Plans of all cities print the same few kinds of sheet with other words: 担当課 or 所管課, 事業内容 or 取組の概要. The words are data (drafted.toml). One is a
label where it begins lines about as often as there are sheets. What is drafted is a profile as any other: it can be printed, looked at and corrected.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from pathlib import Path
from statistics import mean
from typing import Any

import tomlkit

from corpus.years import find_years
from ingest.lines import plain
from ingest.profile import Profile

WORDS = Path(__file__).parent / "drafted.toml"
FEWEST = 3  # sheets from which something is taken for a layout
OFTEN = 0.5  # share of the sheets that must have a label
LONGEST_YEAR = 10  # characters of a year in a row of years, with what parts it from the next
ABOVE = 12  # lines above a sheet in which its headings stand
LONGEST_SHEET = 200  # lines
LONGEST_HEAD = 8  # lines between a numbered title and its description's label
MOST_CATEGORIES, LONGEST_CATEGORY = 6, 12  # names of categories above projects, and their characters
TABLE_COLUMNS = 2  # words of fields on one line that make it the head of a table
OFTENER = 1.6  # times the number of sheets: what stands more often is the word of a row
BODY = ("description", "indicator", "achievements", "schedule")  # one of which every sheet has
IN_HEAD = ("number", "title", "departments", "category")  # labels that may stand behind another on its line
_MARKS = r"[■◆◇●○□▼▽・]"
_OPEN, _CLOSE = r"[【\[〔《<(]", r"[】\]〕》>)]"
_APART = r"(?=\s|[:：]|$|[①-⑳]|\d(?!\d?年))"
_CONTENTS = re.compile(r"[.・…‥]{3,} ?\d*$")
_YEAR = r"(?:[HRS]|平成|令和)(?:\d{1,2}|元)"


@dataclass(frozen=True, slots=True)
class _Label:
    """A word that heads a field: as the document prints it, with its brackets, and the (line, column) places where it stands."""

    printed: str
    places: tuple[tuple[int, int], ...]


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    return tomllib.loads(WORDS.read_text("utf-8"))


def draft_profile(texts: Sequence[str], name: str) -> Profile | None:
    """The profile that the lines of a document suggest, known as `name`; None where they show no sheets with labels."""
    table = draft_table(texts, name)
    return Profile.model_validate(table) if table else None


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


def draft_table(texts: Sequence[str], name: str) -> dict[str, Any] | None:
    """The same as a table, in the form of a profile's file."""
    lines = [plain(text) for text in texts]
    running = _running_heads(lines)
    lines = ["" if line in running else line for line in lines]
    found = {field: list(_labels(lines, words, field in IN_HEAD)) for field, words in _words()["labels"].items()}
    titled = max(found["title"], key=lambda label: len(label.places), default=None)
    labels: dict[str, _Label] = {}
    if titled and len(titled.places) >= FEWEST:
        labels["title"] = titled
    numbered = None if labels else _numbered(lines, found["description"])
    count = len(labels["title"].places) if labels else numbered[1] if numbered else 0
    if not count:
        return None
    labels |= _chosen(found, labels, count, lines, numbered is not None)
    if "description" not in labels and "indicator" not in labels and "achievements" not in labels:
        return None
    head = _table_head(lines, labels.get("indicator"), count)
    if head or _has_rows(lines, count):
        labels = {field: label for field, label in labels.items() if field not in ("years", "baseline")}
    starts = [line for line, _ in labels["title"].places] if "title" in labels else list(numbered[2] if numbered else ())
    bodies = sorted(line for field in BODY if field in labels for line, _ in labels[field].places)
    starts = [start for start, behind in pairwise([*starts, len(lines)]) if any(start <= line < behind for line in bodies)]
    if len(starts) < FEWEST:
        return None
    begins = _begins(labels, starts)
    labels = _in_order(labels, begins)
    return _as_table(lines, name, labels, head, numbered[0] if numbered else None, count, found, running, begins)


def _spaced(word: str) -> str:
    """A pattern for the word that bears a blank between its characters."""
    return r"\s?".join(map(re.escape, plain(word)))


def _labels(lines: Sequence[str], words: Sequence[str], in_head: bool) -> Iterator[_Label]:
    """The words that begin lines, alone or in brackets or behind a mark, and may go on in the next line; those of a sheet's head also behind a blank."""
    places: dict[str, list[tuple[int, int]]] = {}
    longest = "|".join(map(_spaced, sorted(words, key=len, reverse=True)))
    pattern = re.compile(
        rf"(?:^|(?<=\s))(?P<label>(?:{_MARKS}\s?)?(?:{_OPEN}(?:{longest}){_CLOSE}|(?:{longest})(?:\([^()]{{1,8}}\))?))(?:{_APART}|(?<={_CLOSE}))", re.M
    )
    text = "\n".join(lines)
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    for match in pattern.finditer(text):
        number = bisect_right(starts, match.start()) - 1
        if match.start() == starts[number] or in_head:
            places.setdefault("".join(match["label"].split()), []).append((number, match.start() - starts[number]))
    yield from (_Label(printed, tuple(where)) for printed, where in places.items())


def _numbered(lines: Sequence[str], descriptions: Sequence[_Label]) -> tuple[str, int, tuple[int, ...]] | None:
    """How numbered titles begin where a label of the description stands close behind each: the pattern, how many, and on which lines."""
    label = max(descriptions, key=lambda each: len(each.places), default=None)
    if label is None:
        return None
    labelled = {line for line, _ in label.places}
    best: tuple[str, int, tuple[int, ...]] | None = None
    for pattern in _words()["numbered"]["patterns"]:
        begins = [i for i, line in enumerate(lines) if re.search(pattern, line)]
        sheets = tuple(i for i, behind in pairwise([*begins, len(lines)]) if labelled & set(_shown(lines, i + 1, behind)))
        if len(sheets) >= max(FEWEST, OFTEN * len(labelled)) and (best is None or len(sheets) > best[1]):
            best = (pattern, len(sheets), sheets)
    return best


def _shown(lines: Sequence[str], start: int, end: int) -> list[int]:
    """The first lines from `start` that are not blank."""
    return [i for i in range(start, min(end, start + 2 * LONGEST_HEAD)) if lines[i]][:LONGEST_HEAD]


def _chosen(found: Mapping[str, Sequence[_Label]], given: Mapping[str, _Label], count: int, lines: Sequence[str], numbered: bool) -> dict[str, _Label]:
    """For each field the label that stands nearest to once on each sheet; a word that two fields have goes to the one that what stands behind it fits."""
    chosen: dict[str, _Label] = {}
    taken = {label.printed for label in given.values()}
    for field, labels in found.items():
        if field in given or (numbered and field == "number"):
            continue
        most = float("inf") if field == "indicator" else OFTENER * count  # a sheet may have several
        fitting = [label for label in labels if label.printed not in taken and max(FEWEST, OFTEN * count) <= len(label.places) <= most]
        fitting = [label for label in fitting if _fits(field, label, lines)]
        best = min(fitting, key=lambda label: abs(len(label.places) - count), default=None)
        if best:
            chosen[field] = best
            taken.add(best.printed)
    return chosen


def _fits(field: str, label: _Label, lines: Sequence[str]) -> bool:
    """Whether what stands behind the label is of the field: a row of years behind that of targets, none behind that of a schedule."""
    if field not in ("years", "schedule", "baseline"):
        return True
    behind = [_behind(lines, i, at, label.printed) for i, at in label.places]
    rows = mean(any(len(find_years(text)) > 1 and len(text) < LONGEST_YEAR * (len(find_years(text)) + 1) for text in texts) for texts in behind) > OFTEN
    return rows if field == "years" else not rows


def _behind(lines: Sequence[str], line: int, at: int, printed: str) -> list[str]:
    """What stands behind a label on its last line, or else on the two lines after."""
    text, left = lines[line][at:], printed
    while left and line + 1 < len(lines):
        taken = "".join(text.split())
        if len(taken) >= len(left):
            rest = re.sub(_spaced(left), "", text, count=1).strip()
            return [rest] if rest else list(lines[line + 1 : line + 3])
        left, line = left[len(taken) :], line + 1
        text = lines[line]
    return [text]


def _table_head(lines: Sequence[str], indicator: _Label | None, count: int) -> dict[str, str] | None:
    """The words in the head of a table with a row for each indicator, where the sheets have one."""
    names, units, baselines = ("|".join(map(re.escape, words)) for words in (_indicators(), _words()["table"]["unit"], _words()["labels"]["baseline"]))
    pattern = re.compile(rf"^(?P<name>{names})(?:\s?(?P<unit>{units}))?(?:\s(?:\S*?(?P<baseline>{baselines}))(?=\s|\(|$))?")
    heads = [match for line in lines if (match := pattern.search(line)) and (match["unit"] or len(find_years(line)) > 1)]
    if indicator is None or len(heads) < max(FEWEST, OFTEN * count):
        return None
    return {field: Counter(match[field] for match in heads).most_common(1)[0][0] for field in ("name", "unit", "baseline") if heads[0][field]}


def _indicators() -> list[str]:
    return sorted(map(plain, _words()["labels"]["indicator"]), key=len, reverse=True)


def _has_rows(lines: Sequence[str], count: int) -> bool:
    """Whether rows of planned or actual values stand on the sheets, which are found by their own words."""
    rows = [line for line in lines if re.match(r"(?:目標|計画|予定|実績)値?\s", line) and len(find_years(line)) != 1 and not re.match(r"\S+\s\D*$", line)]
    values = [line for line in rows if not find_years(line) or re.search(rf"\s{_YEAR}(?:年度)?\s?:", line)]
    return len(values) >= max(FEWEST, OFTEN * count)


def _begins(labels: Mapping[str, _Label], titles: Sequence[int]) -> list[int]:
    """The lines on which sheets begin: with the labels that stand above the first title, which no sheet before it can have."""
    above = [line for label in labels.values() for line, _ in label.places if titles[0] - LONGEST_HEAD <= line < titles[0]]
    lead = titles[0] - min(above, default=titles[0])
    return [max(title - lead, before + 1) for before, title in pairwise([-1, *titles])]


def _in_order(labels: Mapping[str, _Label], begins: Sequence[int]) -> dict[str, _Label]:
    """The labels in the order in which most sheets print them."""
    sheets = list(pairwise([*begins, begins[-1] + LONGEST_SHEET]))

    def place(label: _Label) -> tuple[float, float]:
        firsts = [next(((line - start, at) for line, at in label.places if start <= line < end), None) for start, end in sheets]
        found = sorted(first for first in firsts if first)
        return found[len(found) // 2] if found else (float("inf"), 0)

    return dict(sorted(labels.items(), key=lambda pair: place(pair[1])))


def _as_table(
    lines: Sequence[str], name: str, labels: Mapping[str, _Label], head: dict[str, str] | None, numbered: str | None, count: int,
    found: Mapping[str, Sequence[_Label]], running: Sequence[str],
    begins: Sequence[int],
) -> dict[str, Any]:  # fmt: skip
    headings = _headings(lines, begins)
    first = next(iter(labels.values())).printed
    starts = [*(pattern for pattern in headings.values()), numbered or rf"^{re.escape(first)}"]
    taken = {label.printed for label in labels.values()}
    others = [label.printed for label in _labels(lines, _words()["other"]["words"], False)]
    others += [each.printed for field, held in found.items() if field not in IN_HEAD for each in held if len(each.places) >= OFTEN * count]
    others += _dated(lines, count)
    places = {label.printed: len(label.places) for label in _labels(lines, [*_words()["other"]["words"]], False)}
    other = [each for each in dict.fromkeys(others) if each not in taken and places.get(each, count) >= max(FEWEST, OFTEN * count) and not _is_row(each, head)]
    same = _words()["profile"]
    ignored = {"ignore": rf"^(?:{'|'.join(map(re.escape, running))})$".replace("\\ ", " ")} if running else {}
    table: dict[str, Any] = {
        "id": name,
        "name": "文書の見出しから作成した様式",
        "recognise": {"all": [numbered or rf"^{re.escape(first)}"]},
        "page": {"starts": starts},
        "headings": headings,
        "labels": {field: label.printed for field, label in labels.items()} | ({"other": other} if other else {}),
        "project": same["project"] | ({"numbered": numbered} if numbered else {}) | ignored,
        **{part: same[part] for part in ("outline", "titles", "departments", "facts")},
    }
    if head:
        table["indicator_table"] = head
    return table


def _is_row(printed: str, head: Mapping[str, str] | None) -> bool:
    """Whether the word names rows or columns of values rather than a field."""
    printed = printed.partition("(")[0]
    return printed in {"予定", "目標", "目標値", "実績", "実績値", "計画値", "現状値", "基準値", "現状", "単位", *(head or {}).values()}


def _dated(lines: Sequence[str], count: int) -> list[str]:
    """Labels with a year in them (令和6年度決算額, 令和7年度の予定) that stand on most sheets."""
    words = "|".join(map(re.escape, [*_words()["other"]["words"], *_words()["labels"]["achievements"]]))
    pattern = re.compile(rf"^(?P<label>{_YEAR}年度の?(?:{words}))(?=\s|$|:)")
    found = Counter(match["label"] for line in lines if (match := pattern.match(line)))
    return [label for label, times in found.items() if times >= max(FEWEST, OFTEN * count)]


def _headings(lines: Sequence[str], begins: Sequence[int]) -> dict[str, str]:
    """Patterns of the goals, policies and categories that projects stand under: those of lines close above sheets, or within their heads."""
    near = {line for begin in begins for line in range(max(0, begin - ABOVE), begin + LONGEST_HEAD)}
    found: dict[str, str] = {}
    for kind, number in (("policy", r"[\dIVX]+-\d+"), ("goal", r"[\dIVX]+"), ("policy", r"[\dIVX]+")):
        words = _words()["headings"]
        shapes: Counter[tuple[str, str, str]] = Counter()
        for word in (*words["policy"], *words["goal"]) if "-" in number else words[kind]:
            pattern = re.compile(
                rf"(?:^|(?<=\s))(?P<open>{_OPEN}?)\s?{re.escape(word)}\s?(?P<number>{number})\s?(?P<close>{_CLOSE}|[.:]|)(?:\s|(?<={_CLOSE}))(?P<name>\S.*)$"
            )
            held = [(i, match) for i, line in enumerate(lines) if not _CONTENTS.search(line) and (match := pattern.search(line)) and _is_name(match["name"])]
            told = {(match["open"], match["close"], match["number"]) for i, match in held if i in near}
            shapes.update((word, left, right) for left, right, _ in told)
        best = max(shapes, key=lambda shape: shapes[shape], default=None)
        if kind not in found and best and shapes[best] > 1:
            word, left, right = best
            opens, closes = rf"{re.escape(left)}\s?" if left else "", rf"\s?{re.escape(right)}\s?" if right else r"\s"
            found[kind] = rf"^{opens}{word}\s?(?P<number>{number}){closes}(?P<name>\S.*)$"
    if category := _categories(lines):
        found["category"] = category
    return dict(sorted(found.items(), key=lambda pair: ("goal", "policy", "category").index(pair[0])))


def _is_name(text: str) -> bool:
    """Whether the text behind a number is the name of a goal rather than the rest of a sentence."""
    return len(text) <= 40 and not re.search(r"[。、]$|^[はがをにのと]", text)


def _categories(lines: Sequence[str]) -> str | None:
    """The pattern of lines such as ◆ 重点事業 that stand above projects again and again, under a few names."""
    lettered = r"^[■◆●▼]\s?(?P<name>[^(]+)\(\S{0,4}区分\s?:\s?(?P<number>[A-Z])\)$"
    if len({match["number"] for line in lines if (match := re.match(lettered, line))}) > 1:
        return lettered
    pattern = re.compile(r"^(?P<mark>[■◆●▼])\s?(?P<name>\S{1,10})(?P<noun>事業|取組)$")
    found = Counter((match["mark"], match["noun"], match["name"]) for line in lines if (match := pattern.match(line)))
    for mark, noun in {(mark, noun) for mark, noun, _ in found}:
        times = [number for (each, other, _), number in found.items() if (each, other) == (mark, noun)]
        if 1 < len(times) <= MOST_CATEGORIES and sum(times) >= max(FEWEST, len(times) + 1):
            return rf"^{mark}\s?(?P<name>(?P<number>\S{{1,10}}){noun})$"
    return None


def _running_heads(lines: Sequence[str]) -> list[str]:
    """The heads of a table that are printed anew on every page: lines with the words of several fields, or with two and several years."""
    words = sorted({plain(word) for words in _words()["labels"].values() for word in words}, key=len, reverse=True)
    spaced = re.compile(rf"(?:^|(?<=\s))(?:{'|'.join(map(_spaced, words))})(?=\s|$)")
    columns = "|".join(map(re.escape, [*_words()["table"]["unit"], *_words()["labels"]["baseline"]]))
    of_table = re.compile(rf"^\S+\s?(?:{columns})(?=\s|\(|$)")  # a head above the indicators of each sheet
    titles = re.compile(r"(?:計画|プラン|大綱|戦略|シート|報告書|事業集|ビジョン)(?:\s|\(|$)")  # of the plan, at the head of each page
    told = Counter(
        line
        for line in lines
        if titles.search(line) and len(line) >= LONGEST_HEAD and not (spaced.match(line) or re.match(_YEAR, line) or len(find_years(line)) > 1)
    )
    heads = Counter(line for line in lines if len(spaced.findall(line)) > TABLE_COLUMNS or (len(spaced.findall(line)) > 1 and len(find_years(line)) > 1))
    whole = {line for line in heads if len(spaced.findall(line)) > TABLE_COLUMNS and not spaced.sub("", line).strip()}  # words of fields and nothing else
    heads.update({line: times for line, times in told.items() if line not in heads})
    return [line for line, times in heads.items() if (times >= FEWEST or line in whole) and not of_table.search(line)]
