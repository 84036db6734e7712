"""The tracing check, worked by hand: what it catches, and what it lets pass."""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from typing import Any

import pytest

from evals.traced import Names, check, read_documents

LINES = [
    "事業名 デジタルアーカイブ推進事業 担当課・機関 情報公開・文書管理課",
    "令和６年度 令和７年度 令和８年度 令和９年度",
    "デジタルアーカイブのアクセス件数",
    "20,000 件 120,000 件 180,000 件 240,000 件",
    "",
    "・携帯電話からの申請・届出を開始した。（H23）",
    "・証明書自動交付機を",
    "  緑区合同庁舎に設置した。（Ｈ23～24）",
    "15 手続 15 手続 15 手続 15 手続",
    "市⺠が利⽤する。平成28年1月に始める。",
    "国際課　RPA 4,415時間",
    "指標名  通いの場の参加者数（人）",
    "目標値  令和8年度：1,200  令和9年度：1,300",
]
DOCUMENTS = {"plan": LINES}


def answer(text: str, *lines: tuple[int, int], status: str = "answered", projects: int = 1, period: str = "R6-R9") -> dict[str, Any]:
    """An answer as the API gives it, with a citation for each pair of first and last line."""
    citations = [
        {"number": number, "title": "デジタルアーカイブ推進事業", "plan": "第2次計画", "period": period, "document": "plan",
         "line_start": first, "line_end": last, "quote": "\n".join(line for line in LINES[first - 1 : last] if line)}
        for number, (first, last) in enumerate(lines, 1)
    ]  # fmt: skip
    listed = [{"title": f"事業{'甲乙丙丁'[each]}", "departments": []} for each in range(projects)]
    return {"answer": text, "status": status, "citations": citations, "projects": listed}


def kinds(said: dict[str, Any], question: str = "", names: Names | None = None) -> list[str]:
    """The kinds of what the check finds."""
    return [finding.kind for finding in check(said, question, DOCUMENTS, names or Names())]


def test_an_answer_that_was_read_is_clean() -> None:
    """Department, year and figure stand in the cited lines, in any width and notation."""
    text = "担当課は、情報公開・文書管理課です。[1]令和8年度の目標値は、１８０，０００件です。[2]The FY2026 target is 180,000 件.[2]"
    assert kinds(answer(text, (1, 1), (2, 4))) == []


def test_a_neighbours_number_is_caught() -> None:
    """4,415時間 stands in the document, but not in the cited lines."""
    assert kinds(answer("令和8年度の目標値は、4,415時間です。[1]", (2, 4))) == ["figure"]


def test_the_right_number_with_another_unit_is_caught() -> None:
    """180,000人 is not 180,000件."""
    assert kinds(answer("目標値は、180,000人です。[1]", (2, 4))) == ["figure"]


def test_the_unit_of_a_row_is_that_of_its_figures() -> None:
    """The unit behind the name of an indicator is that of figures without one of their own, in the same cited lines; another unit is not."""
    assert kinds(answer("令和8年度の目標値は、1,200 人です。[1]", (12, 13))) == []
    assert kinds(answer("令和8年度の目標値は、1,200 人です。[1]", (13, 13))) == ["figure"]
    assert kinds(answer("令和8年度の目標値は、1,200 件です。[1]", (12, 13))) == ["figure"]


def test_a_figure_of_another_statements_citation_is_caught() -> None:
    """A citation serves only the statement that carries its mark."""
    assert kinds(answer("国際課です。[1]目標値は、4,415時間です。[2]", (11, 11), (2, 4))) == ["figure"]


def test_a_year_shifted_in_a_row_of_targets_is_caught() -> None:
    """The cell under 令和9年度 is 240,000件, not 180,000件."""
    assert kinds(answer("令和9年度の目標値は、180,000件です。[1]", (2, 4))) == ["column"]


def test_a_year_shifted_in_an_achievement_is_caught() -> None:
    """Where the cited lines name a year, another year of the same plan is wrong."""
    assert kinds(answer("平成24年度に携帯電話からの申請を開始した。[1]", (6, 6), period="H22-H26")) == ["year"]


def test_a_year_out_of_the_row_is_caught() -> None:
    """令和10年度 is in no row."""
    assert kinds(answer("令和10年度の目標値は、180,000件です。[1]", (2, 4))) == ["year"]


def test_a_year_within_a_printed_range_passes() -> None:
    """Ｈ23～24 covers 平成24年度."""
    assert kinds(answer("平成24年度に設置した。[1]", (7, 8), period="H22-H26")) == []


def test_the_plans_period_always_passes_and_its_years_where_no_year_is_cited() -> None:
    """R6～R9 is the period of the cited plan; 令和7年度 lies in it."""
    assert kinds(answer("計画期間（令和6年度～令和9年度）の担当課は、情報公開・文書管理課です。[1]令和7年度も同じです。[1]", (1, 1))) == []
    assert kinds(answer("令和10年度も同じです。[1]", (1, 1))) == ["year"]


def test_a_department_that_is_not_cited_is_caught() -> None:
    """国際課 stands in the document, but not in the cited line."""
    assert kinds(answer("担当課は、国際課です。[1]", (1, 1))) == ["department"]


def test_a_department_known_by_name_is_caught_however_it_ends() -> None:
    """窓口を有する各課・機関 does not end as departments do, but is on the list of names."""
    said = answer("担当は、窓口を有する各課・機関です。[1]", (1, 1))
    assert kinds(said) == []
    assert kinds(said, names=Names(departments=("窓口を有する各課・機関",))) == ["department"]


def test_a_sum_that_is_right_passes_and_a_wrong_one_is_caught() -> None:
    """15 + 15 + 15 + 15 = 60, and not 65."""
    assert kinds(answer("合計は、15 + 15 + 15 + 15 = 60 手続です。[1]", (9, 9))) == []
    assert kinds(answer("合計は、15 + 15 + 15 + 15 = 65 手続です。[1]", (9, 9))) == ["figure", "sum"]


def test_a_sum_of_figures_that_were_not_read_is_caught() -> None:
    """The terms of a sum must stand in the cited lines too."""
    assert kinds(answer("合計は、15 + 16 = 31 手続です。[1]", (9, 9))) == ["figure"]


def test_a_total_without_its_arithmetic_is_caught() -> None:
    """60 alone was computed somewhere else."""
    assert kinds(answer("合計は、60手続です。[1]", (9, 9))) == ["figure"]


def test_a_quote_that_is_not_in_the_document_is_caught() -> None:
    """Neither changed words nor the words of other lines pass; blanks and radicals make no difference."""
    said = answer("情報公開・文書管理課です。[1]", (1, 1))
    said["citations"][0]["quote"] = LINES[0].replace("情報公開・文書管理課", "国際課")
    assert kinds(said) == ["quote", "department"]
    said["citations"][0] |= {"quote": LINES[0], "line_start": 2, "line_end": 3}
    assert kinds(said) == ["quote"]
    said = answer("市民が利用する。[1]", (10, 10))
    said["citations"][0]["quote"] = "市民が 利用する。平成28年1月に始める。"
    assert kinds(said) == []


@pytest.mark.parametrize("lines", [(0, 1), (3, 2), (11, 12)])
def test_a_citation_of_lines_that_do_not_exist_is_caught(lines: tuple[int, int]) -> None:
    """Line numbers count from 1 to the end of the document."""
    said = answer("はい。[1]", (1, 1))
    said["citations"][0] |= {"line_start": lines[0], "line_end": lines[1]}
    assert kinds(said) == ["quote"]


def test_a_mark_without_a_citation_is_caught() -> None:
    """[2] must be in the list."""
    assert kinds(answer("はい。[2]", (1, 1))) == ["mark"]


def test_a_count_of_the_listed_projects_passes_and_another_is_caught() -> None:
    """Three projects are three, and not four."""
    assert kinds(answer("国際課の事業は、3件です。[1]\n・事業甲[1]\n・事業乙[1]\n・事業丙[1]", (11, 11), projects=3)) == []
    assert kinds(answer("国際課の事業は、4件です。[1]\n・事業甲[1]\n・事業乙[1]\n・事業丙[1]", (11, 11), projects=3)) == ["figure"]


def test_an_answer_that_declines_may_repeat_the_question() -> None:
    """令和12年度 and 9999時間 come from the question; in an answer they would have to be read."""
    said = answer("令和12年度の9999時間は、計画に記載がありません。[1]", (1, 1), status="not_found")
    assert kinds(said, "RPAの令和12年度の目標は9999時間ですか") == []
    assert kinds(said, "RPAの目標は？") == ["year", "figure"]
    assert kinds({**said, "status": "answered"}, "RPAの令和12年度の目標は9999時間ですか") == ["figure"]


def test_what_stands_nowhere_cited_is_caught() -> None:
    """A statement without marks is held against everything that is cited, and there is nothing."""
    assert kinds(answer("目標値は、180,000件です。")) == ["figure"]


def test_names_of_plans_are_no_figures() -> None:
    """The 2 of 第2次計画 is part of a name."""
    assert kinds(answer("第2次計画についてお答えします。", status="greeting"), names=Names(("第2次計画",))) == []


@pytest.mark.parametrize("module", ["traced", "reading"])
def test_the_checker_shares_no_code_with_what_it_checks(module: str) -> None:
    """Only the standard library and its own reading are imported."""
    tree = ast.parse((Path(__file__).parents[2] / "evals" / f"{module}.py").read_text("utf-8"))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name for name in imported if name.split(".")[0] not in sys.stdlib_module_names} <= {"evals.reading"}


def test_documents_are_read_line_by_line_in_either_encoding(tmp_path: Path) -> None:
    """Line numbers are those of the file; Shift_JIS is read too."""
    (tmp_path / "a.txt").write_bytes("一\r\n二\n".encode("cp932"))
    (tmp_path / "b.txt").write_bytes("\ufeff一\n\n三".encode())
    found = read_documents({"a": tmp_path / "a.txt", "b": tmp_path / "b.txt"})
    assert found == {"a": ["一", "二", ""], "b": ["一", "", "三"]}
