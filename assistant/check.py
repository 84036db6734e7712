"""The check every answer passes before it leaves, whoever composed it.

Every figure, fiscal year and department of a statement must stand in the lines it cites, or be shown arithmetic over them, or count
the citations themselves. A statement that fails is left out; an answer with nothing left is `not_found`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from assistant.answer import Reference, Statement
from assistant.phrases import MASK, masked, spans
from corpus.text import normalise, squeeze
from corpus.years import FiscalYear, YearMention, find_years

_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_QUOTED = re.compile(r"「([^「」]*(?:「[^「」]*」[^「」]*)*)」|\"([^\"]*)\"")
_ARITHMETIC = re.compile(r"(?P<terms>\d[\d,.]*(?:\s*[+\-×÷]\s*\d[\d,.]*)+)\s*(?P<sign>[=≒])\s*(?P<total>\d[\d,.]*)")  # ≒: rounded half up
_STEP = re.compile(r"[+\-×÷]")
_ROW_MARK = re.compile(r"[①-⑳]")  # tells the indicators of one project apart, and counts nothing
SHORTEST_RUN = 2  # characters of a quote in one line
PERCENT = Decimal(100)  # may be multiplied by without being cited


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a statement that no cited line holds."""

    kind: str  # citation, figure, year, department, arithmetic
    value: str

    def __str__(self) -> str:
        return f"{self.kind} {self.value}"


def check(statement: Statement, references: Sequence[Reference], departments: Sequence[str], question: str, asked: Sequence[FiscalYear] = ()) -> list[Problem]:
    """What in the statement is not traced; empty when all is. Figures of the question and the years that it asks for (`asked`) may be repeated."""
    numbers = frozenset(statement.citations)
    cited = [reference for reference in references if reference.citation.number in numbers]
    if not cited:
        return [Problem("citation", "none")]
    quotes = _ROW_MARK.sub(" ", " \n ".join([reference.citation.quote for reference in cited] + [reference.plan.title for reference in cited]))
    titles = [reference.project.title.printed for reference in cited if reference.project]
    text = _without_quotes(normalise(_ROW_MARK.sub(" ", statement.text)), [quotes, *titles])
    problems = _arithmetic(text, quotes)
    text = _ARITHMETIC.sub(lambda match: MASK * len(match.group(0)), text)
    mentions = find_years(text)
    problems += _years(mentions, quotes, _held_years(question) | set(asked), cited)
    text = masked(text, spans(mentions), MASK)
    counted = len({reference.project.id for reference in cited if reference.project}) or len(cited)  # of projects, or of headings
    problems += _figures(text, quotes, question, counted)
    return problems + _departments(_without_titles(statement.text, titles), quotes, departments)


def _without_quotes(text: str, sources: Sequence[str]) -> str:
    """The statement without what it quotes word for word."""
    source = squeeze(" ".join(sources))
    lines = _lines(sources[0])
    quoted = ((match, squeeze(match.group(1) or match.group(2) or "")) for match in _QUOTED.finditer(text))
    found = [match for match, quote in quoted if quote in source or _stands_beside(quote, lines)]
    return masked(text, [(match.start(), match.end()) for match in found], MASK)


def _lines(quotes: str) -> list[str]:
    return [squeeze(line) for line in quotes.split("\n")]


def _stands_beside(quote: str, lines: Sequence[str]) -> bool:
    """Whether a quote stands in lines that hold other cells beside it: a run of each line, one after the other."""
    rest = normalise(quote)
    for line in lines:
        length = next((size for size in range(min(len(rest), len(line)), SHORTEST_RUN - 1, -1) if rest[:size] in line), 0)
        rest = rest[length:]
    return len(rest) < len(quote) and not rest


def _without_titles(text: str, titles: Sequence[str]) -> str:
    """The statement without the whole titles that it names: a department's name may be a part of one (図書館 of 「学校図書館の蔵書データの統合」)."""
    named = "|".join(map(re.escape, titles))
    return re.sub(rf"[「\"](?:{named})[」\"]", MASK, text) if named else text


def _arithmetic(text: str, quotes: str) -> list[Problem]:
    """Steps that are wrong, or that start from a figure which is neither cited nor the result of a step shown before."""
    shown_steps = list(_ARITHMETIC.finditer(text))
    held = _numbers(normalise(quotes)) | {PERCENT} if shown_steps else set()
    problems: list[Problem] = []
    for match in shown_steps:
        terms = [_number(figure) for figure in _FIGURE.findall(match["terms"])]
        worked, shown = _worked(terms, _STEP.findall(match["terms"])), _number(match["total"])
        right = worked == shown if match["sign"] == "=" else worked.quantize(shown, ROUND_HALF_UP) == shown
        if not right or not set(terms) <= held:
            problems.append(Problem("arithmetic", match.group(0)))
        held.add(shown)
    return problems


def _worked(terms: Sequence[Decimal], steps: Sequence[str]) -> Decimal:
    """The terms worked out from left to right."""
    value = terms[0]
    for step, term in zip(steps, terms[1:], strict=True):
        if step == "÷" and not term:
            return Decimal("NaN")
        value = {"+": value.__add__, "-": value.__sub__, "×": value.__mul__, "÷": value.__truediv__}[step](term)
    return value


def _years(mentions: Sequence[YearMention], quotes: str, asked: set[FiscalYear], cited: Sequence[Reference]) -> list[Problem]:
    said = {year for mention in mentions for year in mention.years}
    if not said:
        return []
    held = _held_years(quotes) | asked
    for reference in cited:
        held |= {*reference.plan.years} if reference.project is None else set()
    return [Problem("year", year.code) for year in sorted(said - held)]


def _held_years(text: str) -> set[FiscalYear]:
    return {year for mention in find_years(text) for year in mention.years}


def _figures(text: str, quotes: str, question: str, counted: int) -> list[Problem]:
    said = _FIGURE.findall(text)
    held = _numbers(normalise(quotes)) | _numbers(normalise(question)) | {Decimal(counted)} if said else set()
    return [Problem("figure", figure) for figure in said if _number(figure) not in held]


def _departments(text: str, quotes: str, departments: Sequence[str]) -> list[Problem]:
    said, source, lines = squeeze(text), squeeze(quotes), _lines(quotes)
    named = [name for name in departments if squeeze(name) in said]
    return [Problem("department", name) for name in named if squeeze(name) not in source and not _stands_beside(squeeze(name), lines)]


def _numbers(text: str) -> set[Decimal]:
    return {_number(figure) for figure in _FIGURE.findall(text)}


def _number(figure: str) -> Decimal:
    return Decimal(figure.replace(",", "").rstrip("."))


def renumbered(statements: Sequence[Statement], references: Sequence[Reference]) -> tuple[tuple[Statement, ...], tuple[Reference, ...]]:
    """The statements and the references they use, citations numbered 1, 2, … in the order of first use."""
    order = dict.fromkeys(number for statement in statements for number in statement.citations)
    fresh = {old: new for new, old in enumerate(order, 1)}
    by_number = {reference.citation.number: reference for reference in references}
    used = [replace(by_number[old], citation=replace(by_number[old].citation, number=new)) for old, new in fresh.items()]
    return tuple(replace(each, citations=tuple(fresh[number] for number in each.citations)) for each in statements), tuple(used)
