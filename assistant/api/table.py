"""The register as a CSV table that Excel opens without harm."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence

from corpus.text import is_unset
from corpus.values import Plan, Project, Text
from corpus.years import FiscalYear

# What Excel may read as a formula when a cell starts with it; a Japanese Excel takes the full-width forms too (OWASP, CSV injection).
FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
_NUMBER = re.compile(r"[-+]?\d[\d,.]*[%％]?")
Row = tuple[Project, Plan]
COLUMNS: dict[str, Callable[[Project, Plan], str]] = {
    "事業ID": lambda project, plan: project.id,
    "計画": lambda project, plan: plan.title,
    "計画期間": lambda project, plan: f"{plan.first_year.japanese}〜{plan.last_year.japanese}",
    "事業名": lambda project, plan: project.title.printed,
    "担当課・機関": lambda project, plan: _joined(project.departments),
    "基本目標": lambda project, plan: str(project.goal or ""),
    "施策": lambda project, plan: str(project.policy or ""),
    "事業区分": lambda project, plan: str(project.category or ""),
    "事業内容": lambda project, plan: _joined([project.description]),
    "成果指標": lambda project, plan: _joined([project.indicator]),
    "現状値": lambda project, plan: _joined([project.baseline]),
    "行動目標": lambda project, plan: _joined(project.actions),
    "主な実績": lambda project, plan: _joined(item.text for item in project.achievements),
    "文書": lambda project, plan: plan.document_id,
    "ページ": lambda project, plan: str(project.title.span.page),
    "行": lambda project, plan: f"{project.head.line_start}〜{project.head.line_end}行",  # 5-6 would become a date
}
TARGET_HEADING = "{year} 目標値"


def table(rows: Sequence[Row]) -> str:
    """The rows under Japanese headings, with a column for each fiscal year that a project has a target cell for."""
    years = sorted({target.year for project, _ in rows for target in project.targets})
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow([*COLUMNS, *(TARGET_HEADING.format(year=year.japanese) for year in years)])
    writer.writerows([safe(cell) for cell in _cells(project, plan, years)] for project, plan in rows)
    return out.getvalue()


def _cells(project: Project, plan: Plan, years: Iterable[FiscalYear]) -> list[str]:
    targets = [project.target(year) for year in years]
    return [column(project, plan) for column in COLUMNS.values()] + [_joined([target.cell if target and target.cell.certain else None]) for target in targets]


def _joined(texts: Iterable[Text | None]) -> str:
    """The pieces that are certain, one a line."""
    return "\n".join(text.printed for text in texts if text and text.certain)


def safe(cell: str) -> str:
    """`cell`, with an apostrophe before what a spreadsheet might take for a formula. Numbers and a lone dash stay as they are."""
    is_harmless = not cell.lstrip(" ").startswith(FORMULA_STARTS) or _NUMBER.fullmatch(cell) or is_unset(cell)
    return cell if is_harmless else f"'{cell}"
