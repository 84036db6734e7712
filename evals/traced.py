"""Whether everything an answer states was really read: a checker that shares no code with the assistant.

It knows the answer as a dict (the HTTP contract) and the raw documents, and reads with rules of its own, so that one mistake
cannot hide in both. A statement is the text before its citation marks. What must hold of it:

quote       every quote stands in the lines it names
figure      stands with its unit in a quote of its citations, is the result of a sum that is shown, or counts what is listed
sum         a sum, difference or ratio that is shown is right (behind ≒: rounded)
column      of a row of cells, it is the cell under the year that the statement names
year        stands in a quote of its citations, or, where these name no year, in the plan's period; the whole period always does
department  stands in a quote of its citations
What the question names may be repeated where the answer is not `answered`, and its years in a sentence that says no.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from evals.reading import BLANK, Figure, departments, figures, plain, squeezed, without_marks, year_mentions, years_meant, years_told

Documents = Mapping[str, Sequence[str]]
Citations = Sequence[Mapping[str, Any]]

BULLET = "■"  # stands where a line of a list began

_UNIT_OF_ALL = re.compile(r"\((?:単位\s?:?\s?)?(\D)[^()\d]{0,6}\)")  # its first character
_MARKS = re.compile(r"((?:\s*\[\d+\])+)")
_BULLET = re.compile(r"^\s*(?:[・\-*]|\d{1,2}[.)])\s*", re.M)
_COUNTERS = frozenset(["", *"件事つ本個項施"])
_LISTING = re.compile(r"事業|施策|次の|project|polic|following", re.I)
_TERM = r"\d[\d,]*(?:\.\d+)?[^\d\s+\-×÷=。、]{0,4}"
_SUM = re.compile(rf"(?<!\d)({_TERM}(?:[+\-×÷]{_TERM})+)([=≒])(\d[\d,]*(?:\.\d+)?)")
_SIGN = re.compile(r"[+\-×÷]")
_OF_HUNDRED = re.compile(r"×100(?=[=≒])")
_STEP = re.compile(r"([+\-×÷]?)(\d[\d,]*(?:\.\d+)?)")
_NO = re.compile(r"ません|(?:は|が)ない|\b(?:no|not|nothing|outside)\b", re.I)
_CELL = re.compile(r"\d[\d,]*(?:\.\d+)?|(?:(?<=\s)|^)[－-](?=\s|$)")


@dataclass(frozen=True, slots=True)
class Untraced:
    """One thing of an answer that was not read: its kind, what it says, and what is wrong."""

    kind: str
    what: str
    why: str

    def __str__(self) -> str:
        return f"{self.kind} {self.what!r}: {self.why}"


@dataclass(frozen=True, slots=True)
class Names:
    """What is known beforehand. The figures in a plan's title need no citation; a department is one however its name ends; `today`: the fiscal year."""

    plan_titles: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    today: int | None = None


NO_NAMES = Names()


def read_documents(paths: Mapping[str, Path]) -> dict[str, list[str]]:
    """The raw lines of the files by document id; UTF-8, else Shift_JIS."""
    return {document_id: re.split(r"\r\n|\n|\r", _decode(path.read_bytes())) for document_id, path in paths.items()}


def check(answer: Mapping[str, Any], question: str, documents: Documents, names: Names = NO_NAMES) -> list[Untraced]:
    """What `answer` states without having read it; empty when everything stands where it is said to stand."""
    findings = [finding for citation in answer["citations"] for finding in _check_quote(citation, documents)]
    text = _without_names(answer, names)
    allowed = _Allowed.of(answer, text, question, names.today)
    for statement, citations in _statements(text, answer["citations"]):
        findings += _check_marks(statement, citations, answer)
        findings += [*_check_years(statement, citations, allowed), *_check_figures(statement, citations, allowed)]
        findings += [*_check_departments(statement, citations, names, allowed), *_check_columns(statement, citations)]
    return findings + _check_sums(text)


# --- what is looked at ---------------------------------------------------------------------------------


_IN_KANA = {"れいわ": "令和", "へいせい": "平成", "しょうわ": "昭和", "ねんど": "年度"}  # as a child types the years of a question
_YEAR_STEP = re.compile(r"次の年|翌年|前の年|その前|the year after|the year before|next year|last year|previous year|following year", re.I)


@dataclass(frozen=True, slots=True)
class _Allowed:
    """What needs no quote: what an answer that declines repeats of the question, counts of what is listed, results of sums."""

    years: frozenset[int]
    years_denied: frozenset[int]
    figures: frozenset[Decimal]
    counts: frozenset[int]
    words: str

    @classmethod
    def of(cls, answer: Mapping[str, Any], text: str, question: str, today: int | None) -> _Allowed:
        repeated = question if answer["status"] != "answered" else ""
        results = {stated for _, stated, actual in _sums(text) if stated == actual}
        asked = {figure.value for figure in figures(repeated)}
        asked |= {Decimal(100)} if _OF_HUNDRED.search(text) else set()  # of a rate that is shown
        projects, shown = len(answer["projects"]), text.count(BULLET)
        counts = frozenset({projects, shown, projects - shown})
        for kana, era in _IN_KANA.items():
            question = question.replace(kana, era)
        denied = years_told(question) | (years_meant(question, today) if today else frozenset())
        if _YEAR_STEP.search(question):  # その次の年度: a sentence that says no may name the year that the question steps to
            denied = frozenset(year + step for year in denied for step in (-1, 0, 1))
        return cls(years_told(repeated), denied, frozenset(asked | results), counts, squeezed(repeated))


def _without_names(answer: Mapping[str, Any], known: Names) -> str:
    """The plain text of the answer, bullets and the titles of its plans and projects taken out."""
    text = plain(without_marks(_BULLET.sub(BULLET, answer["answer"])))
    names = {*known.plan_titles} | {each[key] for each in answer["citations"] for key in ("plan", "title")} | {each["title"] for each in answer["projects"]}
    for name in sorted(map(plain, names), key=len, reverse=True):
        text = text.replace(name, BLANK)
    return text


def _statements(text: str, citations: Citations) -> Iterator[tuple[str, Citations]]:
    """Each statement with its citations; one without marks behind it, with all that are cited."""
    by_number = {each["number"]: each for each in citations}
    parts = [*_MARKS.split(text), ""]
    cited = [int(number) for marks in parts[1::2] for number in re.findall(r"\d+", marks)]
    for statement, marks in zip(parts[::2], parts[1::2], strict=True):
        numbers = [int(number) for number in re.findall(r"\d+", marks)] or cited
        if statement.strip():
            yield statement, [by_number.get(number, {"number": number}) for number in dict.fromkeys(numbers)]


def _sums(text: str) -> Iterator[tuple[str, Decimal, Decimal]]:
    """Each sum shown in plain `text`: as written, the result that is stated, and the one worked out from left to right."""
    for match in _SUM.finditer(text):
        steps = [(sign, _decimal(number)) for sign, number in _STEP.findall(match[1])]
        actual, stated = steps[0][1], _decimal(match[3])
        for sign, number in steps[1:]:
            actual = _worked(actual, sign, number)
        if match[2] == "≒" and actual.is_finite():
            actual = actual.quantize(stated, ROUND_HALF_UP)
        yield match[0], stated, actual


def _worked(value: Decimal, sign: str, number: Decimal) -> Decimal:
    if sign == "÷":
        return value / number if number else Decimal("NaN")
    return {"+": value + number, "-": value - number, "×": value * number}[sign]


def _decimal(number: str) -> Decimal:
    return Decimal(number.replace(",", ""))


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp932", errors="replace")


# --- the checks ----------------------------------------------------------------------------------------


def _check_quote(citation: Mapping[str, Any], documents: Documents) -> Iterator[Untraced]:
    lines = documents.get(citation["document"])
    first, last = citation["line_start"], citation["line_end"]
    where = f"{citation['document']} lines {first} to {last}"
    if lines is None or not 1 <= first <= last <= len(lines):
        yield Untraced("quote", citation["quote"][:40], f"there are no {where}")
    elif not squeezed(citation["quote"]) or squeezed(citation["quote"]) not in squeezed("\n".join(lines[first - 1 : last])):
        yield Untraced("quote", citation["quote"][:40], f"does not stand in {where}")


def _check_marks(statement: str, citations: Citations, answer: Mapping[str, Any]) -> list[Untraced]:
    known = {each["number"] for each in answer["citations"]}
    missing = [each["number"] for each in citations if each["number"] not in known]
    return [Untraced("mark", f"[{number}]", f"no such citation behind {statement[-30:]!r}") for number in missing]


def _check_years(statement: str, citations: Citations, allowed: _Allowed) -> Iterator[Untraced]:
    quoted = frozenset[int]().union(*(years_told(quote) for quote in _quotes(citations)))
    periods = [frozenset[int]().union(*(mention.years for mention in year_mentions(each.get("period", "")))) for each in citations]
    known = (quoted or frozenset().union(*periods)) | allowed.years | (allowed.years_denied if _NO.search(statement) else frozenset())
    for mention in year_mentions(statement):
        if not mention.years <= known and mention.years not in periods:
            yield Untraced("year", mention.text, f"not among the years of its citations {_numbers(citations)}")


def _check_figures(statement: str, citations: Citations, allowed: _Allowed) -> Iterator[Untraced]:
    names = [str(each.get(key, "")) for each in citations for key in ("plan", "title")]
    read = {(figure.value, unit) for text in [*_quotes(citations), *names] for figure in figures(text) for unit in ("", figure.unit)}
    for quote in _quotes(citations):  # 指標名 …（人） … 目標値 … 320: the unit of figures that have none of their own
        of_all = _UNIT_OF_ALL.findall(plain(quote))
        read |= {(figure.value, unit) for figure in figures(quote) if not figure.unit for unit in of_all}
    for figure in figures(_SUM.sub(lambda shown: _SIGN.sub("、", shown[0]), statement)):  # 30-25 is no numbering
        if (figure.value, figure.unit) not in read and figure.value not in allowed.figures and not _is_count(figure, statement, citations, allowed):
            yield Untraced("figure", figure.text, f"not in the quotes of {_numbers(citations)}")


def _is_count(figure: Figure, statement: str, citations: Citations, allowed: _Allowed) -> bool:
    """Whether a figure counts the projects that are listed, or the citations of a sentence that heads a list."""
    counted = figure.unit in _COUNTERS and _LISTING.search(statement)
    of_projects = sum(bool(each.get("project_id")) for each in citations)
    return bool(counted and (figure.value in allowed.counts or figure.value in (len(citations), of_projects)))


def _check_departments(statement: str, citations: Citations, names: Names, allowed: _Allowed) -> Iterator[Untraced]:
    quotes = squeezed("\n".join(_quotes(citations)))
    text = squeezed(statement)
    known = (squeezed(name) for name in names.departments)
    for name in dict.fromkeys([*departments(statement), *(name for name in known if name in text)]):
        if squeezed(name) not in quotes and squeezed(name) not in allowed.words:
            yield Untraced("department", name, f"not in the quotes of {_numbers(citations)}")


def _check_columns(statement: str, citations: Citations) -> Iterator[Untraced]:
    """The figures of a statement about one year, in a row of cells that stands below a row of years."""
    named = frozenset[int]().union(*(mention.years for mention in year_mentions(statement)))
    for quote in _quotes(citations) if len(named) == 1 else ():
        columns, cells = _table(quote)
        if named <= set(columns):
            own = cells[columns.index(min(named))]
            others = {value for column in cells for value in column} - set(own)
            for figure in figures(statement):
                if figure.value in others:
                    yield Untraced("column", figure.text, f"not the cell of {min(named)}, which holds {', '.join(map(str, own)) or 'none'}")


def _check_sums(text: str) -> list[Untraced]:
    return [Untraced("sum", shown, f"it is {actual}") for shown, stated, actual in _sums(text) if stated != actual]


def _table(quote: str) -> tuple[list[int], list[list[Decimal]]]:
    """The years of a row that names at least two, one by one, and the figures under each in the last line; empty when uneven."""
    lines = [line for line in quote.splitlines() if line.strip()]
    rows = [[min(mention.years) for mention in year_mentions(line) if len(mention.years) == 1] for line in lines[:-1]]
    columns = next((row for row in rows if len(row) > 1), [])
    found = _CELL.findall(_kept_apart(lines[-1])) if columns else []
    size, rest = divmod(len(found), len(columns)) if columns else (0, 0)
    if not size or rest:
        return [], []
    groups = [found[start : start + size] for start in range(0, len(found), size)]
    return columns, [[_decimal(cell) for cell in group if cell[0].isdigit()] for group in groups]


def _kept_apart(line: str) -> str:
    """A row of cells in NFKC with its blanks kept, since a lone dash is a cell too."""
    return " ".join(plain(part) for part in line.split())


def _quotes(citations: Citations) -> list[str]:
    return [each.get("quote", "") for each in citations]


def _numbers(citations: Citations) -> str:
    return "".join(f"[{each['number']}]" for each in citations) or "any citation (there is none)"
