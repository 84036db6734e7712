"""The sheets of a document that no profile knows: the words that head their fields, in which order, and the lines on which they begin.

Plans of all cities print the same few kinds of sheet with other words: 担当課 or 所管課, 事業内容 or 取組の概要. The words are data (drafted.toml). One is a
label where it begins lines about as often as there are sheets.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cmp_to_key, lru_cache
from itertools import accumulate, pairwise
from pathlib import Path
from statistics import mean
from typing import Any

from corpus.text import display_width, is_unset
from corpus.values import Line
from corpus.years import find_years
from ingest.lines import Piece, plain
from ingest.step_rows import read_step_table
from ingest.table_head import MOST_HEAD_LINES
from ingest.year_columns import has_lists

WORDS = Path(__file__).parent / "drafted.toml"
FEWEST = 3  # sheets from which something is taken for a layout
OFTEN = 0.5  # share of the sheets that must have a label
OFTENER = 1.6  # times the number of sheets: what stands more often is the word of a row
LONGEST_YEAR = 10  # characters of a year in a row of years, with what parts it from the next
LONGEST_SHEET = 200  # lines
MOST_STEPS = 4  # rows below a line of years that are looked at
LONGEST_HEAD = 8  # lines between the title of a sheet and the label of its description
FEWEST_WORDS = 4  # that begin lines again and again at one place, from which they are labels though no list has any
MOSTLY = 0.8  # share of a label's values that must be of a field
LONGEST_VALUE, LONGEST_TITLE = 12, 40  # lines behind a label that are looked at; characters
SELDOM = 0.1  # share of the sheets with a word that may have another one too
LEAST_SHEETS, AS_OFTEN = 5, 0.8  # sheets from which a word that begins lines so many times as often as known labels, or they as it, is one
LEAST_CELLS = 3  # behind a word at the head of a line, from which it is the head of a row
TABLE_COLUMNS = 2  # words of fields on one line, above which it is the head of a table
BODY = ("description", "indicator", "achievements", "schedule")  # one of which every sheet has
STEPS = ("achievements", "schedule")  # of them, by year
TOLD_STEPS = ("年次計画", "取組実績")  # what tables are told under that have no word for it
PLANNED_AND_DONE = "年度別の計画と実績"  # and where a table tells both
_RESULTS = "実績"  # how a word ends that heads nothing but what was done
TOLD_INDICATOR = "指標名"  # what tables tell the name of an indicator under
IN_HEAD = ("number", "title", "departments", "category")  # labels that may stand behind another on its line
ROWS = frozenset({"予定", "目標", "目標値", "実績", "実績値", "計画値", "現状値", "基準値", "現状", "単位"})  # words of rows and columns of values
YEAR = r"(?:[HRS]|平成|令和)(?:\d{1,2}|元)"
OPEN, CLOSE = r"[【\[〔《<(]", r"[】\]〕》>)]"
JUDGED = re.compile(r"[◎○●△▲×☆]|[SA-E]")  # a mark by which projects are judged
MARKS = r"[■◆◇●○□▼▽・]"
_YEAR_BEFORE = re.compile(rf"^(?:{YEAR}|\d{{1,2}}|20\d\d)年度の?")
_SAYS = re.compile(r"[^\d]{2,}")
_IN_WORD = r"[^\s■◆◇●○□▼▽【】\[\]［］〔〕《》<>＜＞()（）。、：:①-⑳]"
_WORD = rf"(?!・){_IN_WORD}{{2,14}}"
_NUMBER_BEHIND = re.compile(r"\s(?:No\.?|第)?\s?\d{1,3}(?:-\d{1,3})*号?(?:\s|$)")
_FIGURES = re.compile(r"(?:^|\s)[\d,.]+(?:\s\S+)*\s[\d,.]+(?:\s|$)")
_DATED = re.compile(rf"{YEAR}(?:年度)?\s\S")
_FIRST_WORD = re.compile(rf"{_WORD}(?=\s(?!\d)|$)")  # no number of a project or heading behind it
_CELLS = re.compile(r"[ 　]{2,}|　")
_LIKE_LABEL = re.compile(  # of a line as printed
    rf"(?P<indent>[ 　]*)(?P<mark>[■◆◇●○□▼▽])?[ 　]?(?:(?P<open>[【\[［〔《<＜])(?P<bracketed>[^【】\[\]［］〔〕《》<>＜＞()（）]{{2,14}})[】\]］〕》>＞]"
    rf"|(?P<bare>(?:{_IN_WORD}[ 　]){{1,3}}{_IN_WORD}|{_WORD})[①-⑳]?(?:[(（][^()（）]{{1,8}}[)）])?(?=(?(mark)[ 　]|(?:[ 　]{{2}}|　))|[ 　]*$))"
)
_OF_YEAR = re.compile(rf"{YEAR}年度(?:～{YEAR}年度)?：")  # begins a cell of a table that is told line by line
_PAST = re.compile(r"(?:[いえきけげしせたちってなびべめりれん]た|済み?|完了)(?:[。) ]|$)")
_DONE = re.compile(rf"{_PAST.pattern}|\d\S{{1,4}}(?:[。)]|$)")
_AROUND = "■◆◇●○□▼▽【】[]〔〕《》<>"
_APART = r"(?=\s|[:：]|$|[①-⑳]|\d(?!\d?年))"


@dataclass(frozen=True, slots=True)
class Label:
    """A word that heads a field: as the document prints it, with its brackets, and the (line, column) places where it stands.

    also: what heads the field on sheets that do not have the word.
    """

    printed: str
    places: tuple[tuple[int, int], ...]
    also: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """All words that head the field."""
        return (self.printed, *self.also)


@dataclass(frozen=True, slots=True)
class Sheets:
    """What the sheets of a document are like.

    lines: in plain form, those of `running` empty. running: heads of tables and titles of the plan that pages print anew. labels: by field, in the order in
    which sheets print them. found: by field, every word that might head it. unlisted: words that stand where labels do and that no list has. begins: the
    lines on which sheets begin. numbered: how a title with its number begins, where no label heads it. table: the words in the head of a table of indicators.
    """

    lines: tuple[str, ...]
    running: tuple[str, ...]
    labels: Mapping[str, Label]
    found: Mapping[str, Sequence[Label]]
    unlisted: Sequence[str]
    begins: tuple[int, ...]
    count: int
    numbered: str | None
    table: Mapping[str, str] | None

    @classmethod
    def of(
        cls, texts: Sequence[str], given: Mapping[str, Sequence[str]] | None = None, told: bool = False, known: Collection[str] = (),
    ) -> Sheets | None:  # fmt: skip
        """Those of the document with these lines; None where it shows no sheets with labels. `given`: the labels that were put before fields without any.

        `told`: whether tables were told line by line, where a label is surely one, however few sheets have it. `known`: words that are labels in cells.
        """
        printed = [plain(text) for text in texts]
        unlisted = [] if given else _unlisted(texts)
        running = _running_heads(printed, unlisted)
        lines = ["" if line in running else line for line in printed]
        fields = {label: field_of(label) or _numbers(lines, label) for label in unlisted} | _by_content(lines, unlisted)
        found = {
            field: list(find_labels(lines, [*each, *(label for label in unlisted if fields[label] == field), *_ending(known, field)], field in IN_HEAD))
            for field, each in (given or words()["labels"]).items()
        }
        if not given:
            found["achievements"] += _dated(lines)
        found["title"] = [label for label in found["title"] if not _heads_years(lines, label)]
        titled = max((label for label in found["title"] if len(label.places) >= FEWEST), key=lambda label: len(label.places), default=None)
        headed = None if titled else _headed(lines)
        numbered = None if titled else headed or _numbered(lines, found["description"])
        titles = [line for line, _ in titled.places] if titled else list(numbered[1]) if numbered else []
        if not titles:
            return None
        least = max(FEWEST, OFTEN * len({lines[line] for line in titles}))  # a further table may name the same projects
        least = 1 if given else min(least, FEWEST) if told else least
        labels = ({"title": titled} if titled else {}) | _chosen(found, titled, len(titles), lines, least, told)
        labels = {field: label for field, label in labels.items() if field not in ("number", "category") or _is_in_head(label, labels, lines)}
        if not headed and not {"description", "indicator", "achievements"} & set(labels):
            return None
        if numbered and not headed and "description" not in labels:
            return None  # a numbered line begins a sheet where this label stands behind it
        table = _table_head(lines, labels["indicator"].printed, len(titles)) if "indicator" in labels and not given else None
        if table or told or _has_rows(lines, len(titles)):
            labels = {field: label for field, label in labels.items() if field not in ("years", "baseline")}
        labels = _with_others(labels, found, [*titles, len(lines)], known, lines) if told else labels
        bodies = [line for field in BODY if field in labels for line, _ in labels[field].places]
        titles = titles if headed else [title for title, behind in pairwise([*titles, len(lines)]) if any(title <= line < behind for line in bodies)]
        if len(titles) < FEWEST:
            return None
        begins = _begins(labels, titles)
        count = len({lines[begin] for begin in begins} if told else begins)
        return cls(
            tuple(lines), tuple(running), _in_order(labels, begins, told), found, unlisted, tuple(begins), count, numbered[0] if numbered else None, table
        )

    def often(self, times: int) -> bool:
        """Whether what stands so many times is of the sheets."""
        return times >= max(FEWEST, OFTEN * self.count)


@lru_cache(maxsize=1)
def words() -> dict[str, Any]:
    """The words that profiles are drafted from."""
    return tomllib.loads(WORDS.read_text("utf-8"))


@lru_cache(maxsize=1)
def department_ends() -> re.Pattern[str]:
    """How the name of a department ends, searched in its plain form."""
    return re.compile(words()["profile"]["departments"]["ends"])


def spaced(word: str) -> str:
    """A pattern for the word that bears a blank between its characters."""
    return r"\s?".join(map(re.escape, plain(word)))


def find_labels(lines: Sequence[str], called: Sequence[str], in_head: bool) -> Iterator[Label]:
    """The words that begin lines, alone or in brackets or behind a mark, and may go on in the next line; those of a sheet's head also behind a blank."""
    places: dict[str, list[tuple[int, int]]] = {}
    longest = "|".join(map(spaced, sorted(called, key=len, reverse=True)))
    pattern = re.compile(
        rf"(?:^|(?<=\s))(?P<label>(?:{MARKS}[^\S\n]?)?(?:{OPEN}(?:{longest}){CLOSE}|(?:{longest})(?:\([^()]{{1,8}}\))?))(?:{_APART}|(?<={CLOSE}))", re.M
    )
    text = "\n".join(lines)
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    for match in pattern.finditer(text):
        number = bisect_right(starts, match.start()) - 1
        if match.start() == starts[number] or in_head:
            places.setdefault("".join(match["label"].split()), []).append((number, match.start() - starts[number]))
    yield from (Label(printed, tuple(where)) for printed, where in places.items())


def _heads_years(lines: Sequence[str], label: Label) -> bool:
    """Whether mostly years stand behind a label: it heads the rows of a table (実施項目 R7 R8 R9)."""
    return mean(len(find_years(lines[line])) > 1 for line, _ in label.places) > OFTEN


def _dated(lines: Sequence[str]) -> Iterator[Label]:
    """Labels of achievements that name their year (令和7年度の主な取組), where mostly what is behind them was done."""
    called = "|".join(map(re.escape, map(plain, words()["labels"]["achievements"])))
    label = re.compile(rf"^(?:{MARKS}\s?)?(?P<open>{OPEN})?{YEAR}年度の?(?:{called})(?(open){CLOSE})(?=\s|:|$)")
    places: dict[str, list[tuple[int, int]]] = {}
    for place, line in enumerate(lines):
        if match := label.match(line):
            places.setdefault("".join(match.group().split()), []).append((place, 0))
    done = {printed: mean(_tells_done(lines, place) for place, _ in where) for printed, where in places.items()}
    yield from (Label(printed, tuple(where)) for printed, where in places.items() if done[printed] > OFTEN)


def _tells_done(lines: Sequence[str], place: int) -> bool:
    """Whether what stands behind the label on this line, or below it, ends as what was done does, or counts something."""
    first = next((text for text in (lines[place].partition(" ")[2], *lines[place + 1 : place + 3]) if text), "")
    return bool(_DONE.search(first))


def heading_of(lines: Sequence[Line], place: int, *fields: str) -> int | None:
    """The place of the heading right above a line (■ 成果指標), blank lines between, that says no more than one of these fields; None where none does."""
    above = next((at for at in range(place - 1, -1, -1) if lines[at].text.strip()), None)
    said = "".join(re.sub(rf"^{MARKS}\s?", "", plain(lines[above].text)).split()) if above is not None else ""
    return above if any(said in words()["labels"][field] for field in fields) else None


@lru_cache(maxsize=1)
def listed_labels() -> frozenset[str]:
    """Every label that plans have by the lists, in plain form: of fields, and of what is none."""
    return frozenset(plain(word) for each in (*words()["labels"].values(), words()["other"]["words"]) for word in each)


@lru_cache(maxsize=4096)
def is_listed(label: str) -> bool:
    """Whether a plain label is one that plans have, by the list."""
    return any(label in called for called in words()["labels"].values())


def field_of(label: str) -> str | None:
    """The field that a label which no list knows heads, by its end (進捗指標), or by a part of it (成果指標と目標値); None where these tell none."""
    word, ends = _YEAR_BEFORE.sub("", label), words()["endings"]
    parts = re.split(r"と|及び|・|/", word)
    return next((field for part in parts for field in ends for end in ends[field] if part.endswith(plain(end))), None)


def _unlisted(texts: Sequence[str]) -> list[str]:
    """Words of no list that begin lines again and again where known labels do and as these do, in brackets, behind a mark, or two blanks from the text behind;

    or, in a text that keeps no columns, about as often as these. Without brackets and marks; none that heads a row of cells.
    """
    known = listed_labels()
    shapes: dict[str, Counter[tuple[int, str]]] = {}
    behind: Counter[str] = Counter()
    for text in texts:
        if match := _LIKE_LABEL.match(text):
            label = "".join(plain(match["bracketed"] or match["bare"]).split())
            shapes.setdefault(label, Counter())[display_width(match["indent"]), match["mark"] or match["open"] or ""] += 1
            cells = [cell for cell in _CELLS.split(text[match.end() :].strip()) if not cell or re.search(r"\w|[-－―★☆◎○●△×]", cell)]
            row = len(cells) >= LEAST_CELLS and not all(map(_OF_YEAR.match, cells))
            behind[label] += bool(match["bracketed"] or match["mark"] or any(cells)) and (not row or field_of(label) is not None)
    often = {label: shape.most_common(1)[0][0] for label, shape in shapes.items() if shape.total() >= FEWEST}
    alike = {shape for label, shape in often.items() if label in known - ROWS}
    apart = [label for label, shape in often.items() if shape in alike and behind[label] > OFTEN * shapes[label].total()]
    ends = department_ends()
    found = [label for label in dict.fromkeys([*apart, *as_often(texts, known)]) if field_of(label) or not ends.search(label)]
    if not alike:  # no list has any of them
        found = [label for label, shape in often.items() if shape in _commonest(often)]
    return _untorn([label for label in found if label not in known | ROWS and _SAYS.fullmatch(_YEAR_BEFORE.sub("", label))], texts)


def _numbers(lines: Sequence[str], label: str) -> str | None:
    """`number` where a number stands behind most places of a label that heads no goal or policy (事業シート No.3)."""
    headings = {word for each in words()["headings"].values() for word in each}
    behind = [line[len(label) :] for line in lines if line.startswith(f"{label} ")]
    numbered = sum(bool(_NUMBER_BEHIND.match(text)) for text in behind)
    return "number" if label not in headings and len(behind) >= FEWEST and numbered >= MOSTLY * len(behind) else None


def _commonest(often: Mapping[str, tuple[int, str]]) -> set[tuple[int, str]]:
    """Where and how most words stand that begin lines again and again, where no list has any of them."""
    shape, count = next(iter(Counter(often.values()).most_common(1)), ((0, ""), 0))
    return {shape} if count >= FEWEST_WORDS else set()


def _by_content(lines: Sequence[str], labels: Sequence[str]) -> dict[str, str]:
    """The field that each of some labels heads by what stands behind it, where hardly any is of a list: names of departments, short lines that differ, rows of

    years with figures, lines that each begin with a year, and the longest texts.
    """
    listed = {word for field in ("title", "description") for word in map(plain, words()["labels"][field])}
    begins = Counter(line.split(" ")[0] for line in lines)
    if len(labels) < FEWEST_WORDS or any(begins[word] >= FEWEST for word in listed):
        return {}
    values: dict[str, list[list[str]]] = {label: [] for label in labels}
    current: list[str] | None = None
    for line in lines:
        label = next((label for label in labels if line == label or line.startswith(f"{label} ")), None)
        if label:
            current = [line[len(label) :].strip()]
            values[label].append(current)
        elif current is not None and len(current) < LONGEST_VALUE:
            current.append(line)
    told = {label: [[line for line in value if line] for value in each] for label, each in values.items() if len(each) >= FEWEST}
    ends = department_ends()
    parts = re.compile(words()["profile"]["departments"]["separators"])
    tests: dict[str, Callable[[list[str]], bool]] = {
        "departments": lambda value: bool(value) and all(ends.search(part.strip()) for part in parts.split(value[0])),
        "indicator": lambda value: any(len(find_years(line)) > 1 for line in value[:2]) and any(_FIGURES.search(line) for line in value[1:]),
        "schedule": lambda value: sum(bool(_DATED.match(line)) for line in value) > 1,
        "title": lambda value: len(value) == 1 and len(value[0]) <= LONGEST_TITLE and "。" not in value[0],
    }
    found: dict[str, str] = {}
    for field, test in tests.items():
        fitting = (label for label in told if label not in found and mean(map(test, told[label])) >= MOSTLY and (field != "title" or _differ(told[label])))
        if label := next(fitting, None):
            found[label] = field
    rest = {label: mean(sum(map(len, value)) for value in told[label]) for label in told if label not in found}
    return found | ({max(rest, key=rest.__getitem__): "description"} if rest and "title" in found.values() else {})


def _differ(values: Sequence[Sequence[str]]) -> bool:
    """Whether hardly two sheets have the same text."""
    return len({tuple(value) for value in values}) > MOSTLY * len(values)


def _untorn(labels: Sequence[str], texts: Sequence[str]) -> list[str]:
    """The labels, two that mostly stand below each other, the first alone on its line, as the one that is torn over these (これまで / の取組)."""
    lines = [plain(text) for text in texts if text.strip()]
    pairs = Counter(
        (line, label) for line, behind in pairwise(lines) if line in labels for label in labels if behind == label or behind.startswith(f"{label} ")
    )
    begins = Counter(line for line in lines if line in labels)
    torn = {first: second for (first, second), times in pairs.items() if first != second and times > OFTEN * begins[first]}
    return [label + torn.get(label, "") for label in labels if label not in torn.values()]


def as_often(texts: Sequence[str], known: Set[str]) -> list[str]:
    """Words that begin lines, one blank before what is behind them or alone, about as often as most labels do that are known."""
    begins = Counter(match.group() for text in texts if (match := _FIRST_WORD.match(plain(text))))
    sheets = [times for word, times in begins.items() if word in known - ROWS and times >= LEAST_SHEETS]
    count = Counter(sheets).most_common(1)[0][0] if len(sheets) >= FEWEST else 0
    return [word for word, times in begins.items() if count and AS_OFTEN * count <= times <= count / AS_OFTEN]


def _numbered(lines: Sequence[str], descriptions: Sequence[Label]) -> tuple[str, tuple[int, ...]] | None:
    """How numbered titles begin where a label of the description stands close behind each: the pattern, and on which lines."""
    label = max(descriptions, key=lambda each: len(each.places), default=None)
    labelled = {line for line, _ in label.places} if label else set()
    best: tuple[str, tuple[int, ...]] | None = None
    for pattern in words()["numbered"]["patterns"] if labelled else ():
        begins = [i for i, line in enumerate(lines) if re.search(pattern, line)]
        sheets = tuple(i for i, behind in pairwise([*begins, len(lines)]) if labelled & set(_shown(lines, i + 1, behind)))
        if len(sheets) >= max(FEWEST, OFTEN * len(labelled)) and (best is None or len(sheets) > len(best[1])):
            best = (pattern, sheets)
    return best


def _headed(lines: Sequence[str]) -> tuple[str, tuple[int, ...]] | None:
    """How titles begin that name their number and departments on one line, and on which lines they stand last: before it they are listed."""
    best: tuple[str, tuple[int, ...]] | None = None
    ends = department_ends()
    for pattern in words()["numbered"]["headed"]:
        told = ((i, line, "" if re.match(MARKS, behind) else behind) for i, (line, behind) in enumerate(pairwise([*lines, ""])))
        joined = ((i, re.match(pattern, line) or re.match(pattern, line + behind)) for i, line, behind in told)
        found = {i: match for i, match in joined if match and ends.search(match["departments"])}
        last = {(match["number"], match["title"]): i for i, match in found.items()}
        if len(last) >= max(FEWEST, len(best[1]) + 1 if best else 0):
            best = (pattern, tuple(sorted(last.values())))
    return best


def _shown(lines: Sequence[str], start: int, end: int) -> list[int]:
    """The first lines from `start` that are not blank."""
    return [i for i in range(start, min(end, start + 2 * LONGEST_HEAD)) if lines[i]][:LONGEST_HEAD]


def _chosen(found: Mapping[str, Sequence[Label]], titled: Label | None, count: int, lines: Sequence[str], least: float, told: bool) -> dict[str, Label]:
    """For each field but the title the label that stands nearest to once on each sheet; a word that two fields have goes to the one that what stands
    behind it fits. `titled`: the label of the title; a number has none where the title has none. `least`: how often a label stands, where `told` not those of
    steps, which were put there.
    """
    chosen: dict[str, Label] = {}
    taken = {titled.printed} if titled else set()
    for field, labels in found.items():
        if (titled and field == "title") or (not titled and field == "number"):
            continue
        most = float("inf") if field == "indicator" else OFTENER * count  # a sheet may have several
        fewest = 1 if told and field in STEPS else least
        fitting = [label for label in labels if label.printed not in taken and _least(label, fewest) <= len(label.places) <= most]
        fitting = [label for label in fitting if _fits(field, label, lines)]
        for doubtful in ("other", "either"):  # 関係課 where no sheet has 担当課, 主な取組 where none has 年次計画
            fitting = [label for label in fitting if label.printed.strip(_AROUND) not in words()[doubtful]["words"]] or fitting
        of_tables = (*TOLD_STEPS, PLANNED_AND_DONE, TOLD_INDICATOR)
        fitting = [label for label in fitting if told and label.printed in of_tables and len(label.places) >= FEWEST] or fitting
        best = min(fitting, key=lambda label: abs(len(label.places) - count), default=None)
        if best:
            chosen[field] = best
            taken.add(best.printed)
    return chosen


def _ending(known: Collection[str], field: str) -> list[str]:
    """The words of these that head a field by their end."""
    return [word for word in known if field_of("".join(word.split())) == field]


def _with_others(
    labels: Mapping[str, Label], found: Mapping[str, Sequence[Label]], bounds: Sequence[int], known: Collection[str], lines: Sequence[str],
) -> dict[str, Label]:  # fmt: skip
    """The labels, those of departments, descriptions and what was done with the words that head these where the label does not stand: on other sheets.

    bounds: the lines of the titles, and the end. known: words that are labels in cells, however few sheets have them.
    """
    own = {*(label.printed for label in labels.values()), *words()["other"]["words"]}
    sheets = [range(begin, behind) for begin, behind in pairwise(bounds)]
    said = dict(labels)
    for field in ("departments", "description", "achievements"):
        others = found[field] if field in labels else ()
        if field == "achievements" and field in labels:  # tables tell what was done under one word or the other
            told = {*TOLD_STEPS, PLANNED_AND_DONE}
            done = [other.printed for other in others if _names_results(other, lines) and labels[field].printed in told]
            others = [other for other in others if {other.printed, labels[field].printed} <= {*told, *done}]
        for other in others:
            with_it = [sheet for sheet in sheets if any(line in sheet for line, at in other.places if at == 0)]
            label = said[field]
            both = [sheet for sheet in with_it if any(line in sheet for line, at in label.places if at == 0)]
            alone = len(both) <= SELDOM * len(with_it)  # the last sheet goes on to the end of the document
            if other.printed not in own and len(with_it) >= (1 if other.printed in known else FEWEST) and alone:
                said[field] = replace(label, places=tuple(sorted((*label.places, *other.places))), also=(*label.also, other.printed))
    return said


def _names_results(label: Label, lines: Sequence[str]) -> bool:
    """Whether a word heads nothing but what was done: its end says so, or most of what stands behind it."""
    return label.printed not in ROWS and (label.printed.endswith(_RESULTS) or mean(_tells_done(lines, line) for line, _ in label.places) > OFTEN)


def _least(label: Label, least: float) -> float:
    """How often a label must stand; one in brackets is none of the words of a text, and may be left out where a sheet has nothing to say."""
    return min(least, FEWEST) if re.match(OPEN, label.printed) else least


def _fits(field: str, label: Label, lines: Sequence[str]) -> bool:
    """Whether what stands behind the label is of the field: a row of years behind that of targets, none, or steps below it, behind that of a schedule.

    What was done is more than how it is judged (進捗状況 △), and a word that may head what is to be done too heads it where most of it is told as done.
    """
    if field == "achievements":
        if label.printed.strip(_AROUND) in words()["either"]["words"]:
            return mean(bool(_PAST.search(" ".join([lines[line], *lines[line + 1 : line + 3]]))) for line, _ in label.places) > OFTEN
        told = ["".join(_behind(lines, i, at, label.printed)[:1]) for i, at in label.places]
        return not all(JUDGED.fullmatch(text) or is_unset(text) for text in told)
    if field not in ("years", "schedule", "baseline"):
        return True
    behind = [_behind(lines, i, at, label.printed) for i, at in label.places]
    rows = mean(any(len(find_years(text)) > 1 and len(text) < LONGEST_YEAR * (len(find_years(text)) + 1) for text in texts) for texts in behind) > OFTEN
    if rows and field != "baseline":
        tables = [[*texts[:1], *lines[i + 1 : i + 1 + MOST_STEPS]] for texts, (i, _) in zip(behind, label.places, strict=True)]
        return (mean(_says_steps(texts) or has_lists(texts) for texts in tables) > OFTEN) == (field == "schedule")
    return rows if field == "years" else not rows


def _says_steps(texts: Sequence[str]) -> bool:
    """Whether a line of years begins a table whose rows are steps."""
    return read_step_table([Piece(number, 0, text) for number, text in enumerate(texts)]) is not None


def _is_in_head(label: Label, labels: Mapping[str, Label], lines: Sequence[str]) -> bool:
    """Whether a label of the category mostly begins its lines, or stands behind another label on them: no word in the head of a table, nor behind a sheet's

    number.
    """
    others = tuple(other.printed for other in labels.values() if other is not label)
    behind = [line for line, at in label.places if at and not (lines[line].startswith(others) and len(find_years(lines[line])) < 2)]
    return len(behind) <= OFTEN * len(label.places)


def _behind(lines: Sequence[str], line: int, at: int, printed: str) -> list[str]:
    """What stands behind a label on its last line, or else on the two lines after."""
    text, left = lines[line][at:], printed
    while left and line + 1 < len(lines):
        taken = "".join(text.split())
        if len(taken) >= len(left):
            rest = re.sub(spaced(left), "", text, count=1).strip()
            return [rest] if rest else list(lines[line + 1 : line + 3])
        left, line = left[len(taken) :], line + 1
        text = lines[line]
    return [text]


def _table_head(lines: Sequence[str], label: str, count: int) -> dict[str, str] | None:
    """The words in the head of a table with a row for each indicator, where the sheets have one; its first may be the label of the indicator."""
    called = sorted({label, *map(plain, words()["labels"]["indicator"])}, key=len, reverse=True)
    names, units, baselines = ("|".join(map(spaced, each)) for each in (called, words()["table"]["unit"], words()["labels"]["baseline"]))
    own = rf"[^\s\d()]{{2,6}}(?=\s{YEAR})"  # a word before the years, in a table of no known words
    pattern = re.compile(rf"^(?P<name>{names})(?:\s?\([^()]{{1,8}}\))?(?:\s?(?P<unit>{units}))?(?:\s(?:\S*?(?P<baseline>{baselines}|{own}))(?=\s|\(|$))?")
    found = ((i, pattern.search(line)) for i, line in enumerate(lines))
    heads = [match for i, match in found if match and (match["unit"] or _years_from(lines, i, MOST_HEAD_LINES if match["baseline"] else 1) > 1)]
    if len(heads) < max(FEWEST, OFTEN * count):
        return None
    said = {field: Counter("".join(match[field].split()) for match in heads if match[field]) for field in ("name", "unit", "baseline")}
    return {field: found.most_common(1)[0][0] for field, found in said.items() if heads[0][field]}


def _years_from(lines: Sequence[str], i: int, count: int) -> int:
    """How many years so many lines name, from line `i` on."""
    return len(find_years(" ".join(lines[i : i + count])))


def _has_rows(lines: Sequence[str], count: int) -> bool:
    """Whether rows of planned or actual values stand on the sheets, which are found by their own words."""
    rows = [line for line in lines if re.match(r"(?:目標|計画|予定|実績)値?\s", line) and len(find_years(line)) != 1 and not re.match(r"\S+\s\D*$", line)]
    values = [line for line in rows if not find_years(line) or re.search(rf"\s{YEAR}(?:年度)?\s?:", line)]
    return len(values) >= max(FEWEST, OFTEN * count)


def _begins(labels: Mapping[str, Label], titles: Sequence[int]) -> list[int]:
    """The lines on which sheets begin: with the labels that stand above the first title, which no sheet before it can have."""
    heads = [label for field, label in labels.items() if field in IN_HEAD]  # a list of achievements above a title ends the sheet before
    above = [line for label in heads for line, _ in label.places if titles[0] - LONGEST_HEAD <= line < titles[0]]
    lead = titles[0] - min(above, default=titles[0])
    return [max(title - lead, before + 1) for before, title in pairwise([-1, *titles])]


def _in_order(labels: Mapping[str, Label], begins: Sequence[int], told: bool) -> dict[str, Label]:
    """The labels in the order in which most sheets print them; where tables were `told`, of two the one first that is so in most sheets with both."""
    sheets = list(pairwise([*begins, begins[-1] + LONGEST_SHEET]))
    firsts = {
        field: [next(((line - start, at) for line, at in label.places if start <= line < end), None) for start, end in sheets]
        for field, label in labels.items()
    }

    def place(field: str) -> tuple[float, float]:
        found = sorted(first for first in firsts[field] if first)
        return found[len(found) // 2] if found else (float("inf"), 0)

    def lead(one: str, other: str) -> int:
        """In how many more sheets the one stands before the other than behind it."""
        both = [first < second for first, second in zip(firsts[one], firsts[other], strict=True) if first and second]
        return 2 * sum(both) - len(both)

    def compared(one: str, other: str) -> int:
        return -lead(one, other) or (place(one) > place(other)) - (place(one) < place(other))

    if not told:
        return {field: labels[field] for field in sorted(labels, key=place)}
    ordered, rest = list[str](), list(labels)
    while free := [field for field in rest if not any(lead(other, field) > 0 for other in rest)]:
        ordered.append(min(free, key=place))
        rest.remove(ordered[-1])
    # two that no sheet has together follow what they stand with; where sheets contradict each other, their places
    return {field: labels[field] for field in (sorted(labels, key=cmp_to_key(compared)) if rest else ordered)}


def _running_heads(lines: Sequence[str], labels: Sequence[str]) -> list[str]:
    """The heads of a table that are printed anew on every page: lines with the words of several fields, or with two and several years.

    What begins with one of `labels`, words of no list, is none.
    """
    pages = [plain(word) for word in words()["table"]["page"]]
    called = sorted({*pages, *(plain(word) for each in words()["labels"].values() for word in each)}, key=len, reverse=True)
    of_fields = re.compile(rf"(?:^|(?<=\s))(?:{'|'.join(map(spaced, called))})(?=\s|$)")
    columns = "|".join(map(re.escape, [*words()["table"]["unit"], *words()["labels"]["baseline"]]))
    of_table = re.compile(rf"^(?:\S+|\S\s\S)\s?(?:{columns})(?=\s|\(|$)")  # a head above the indicators of each sheet (指 標 基準値)
    titles = re.compile(r"(?:計画|プラン|大綱|戦略|シート|報告書|事業集|ビジョン)(?:\s|\(|$)")  # of the plan, at the head of each page
    told = Counter(
        line
        for line in lines
        if titles.search(line)
        and len(line) >= LONGEST_HEAD
        and not line.startswith(tuple(labels))
        and not (of_fields.match(line) or re.match(YEAR, line) or len(find_years(line)) > 1)
    )
    fields = {line: len(of_fields.findall(line)) for line in lines}
    bare = {line for line, count in fields.items() if count > 1 and not of_fields.sub("", line).strip()}  # words of fields and nothing else
    to_pages = {line for line in bare if line.split()[-1] in pages}  # a list that leads to the pages of the projects
    heads = Counter(line for line in lines if fields[line] > TABLE_COLUMNS or (fields[line] > 1 and len(find_years(line)) > 1) or line in to_pages)
    whole = to_pages | {line for line in bare if fields[line] > TABLE_COLUMNS}
    heads.update({line: times for line, times in told.items() if line not in heads})
    return [line for line, times in heads.items() if (times >= FEWEST or line in whole) and not of_table.search(line)]
