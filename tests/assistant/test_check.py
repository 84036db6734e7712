"""The check: what a statement says must stand in the lines it cites, or it does not leave."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from assistant.answer import Reference, Statement
from assistant.assistant import Assistant
from assistant.check import check, renumbered
from corpus.library import Library
from corpus.values import Citation, Plan, Project, Span
from corpus.years import FiscalYear

Traced = Callable[..., list[str]]
Titled = Callable[[str], Project]
ONLINE, RPA, ARCHIVE = "電子申請の利用促進", "RPAによる業務効率化の推進", "デジタルアーカイブ推進事業"


def _reference(library: Library, number: int, span: Span, project: Project | None, plan: Plan) -> Reference:
    return Reference(Citation(number, plan.id, project.id if project else None, span, library.quote(span)), plan, project)


@pytest.fixture
def references(library: Library, project: Titled) -> tuple[Reference, ...]:
    """Citations 1-3: head, R8 target and owner of other projects; 4: the plan's period; 5: all target cells of 電子申請."""
    plan = library.plans[0]
    online, archive = project(ONLINE), project(ARCHIVE)
    target = archive.target(FiscalYear.from_code("R8"))
    cells = [each.span for each in online.targets]
    period = next(fact for fact in plan.facts if fact.kind == "period")
    assert target
    spans = [(online.head, online), (target.span, archive), (project(RPA).head, project(RPA)), (period.text.span, None), (cells[0].to(cells[-1]), online)]
    return tuple(_reference(library, number, span, owner, plan) for number, (span, owner) in enumerate(spans, 1))


@pytest.fixture
def traced(library: Library, references: Sequence[Reference]) -> Traced:
    """The kinds of problems of a statement with these citations."""

    def kinds(text: str, *numbers: int, question: str = "") -> list[str]:
        return [problem.kind for problem in check(Statement(text, numbers), references, library.department_names, question)]

    return kinds


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("「電子申請の利用促進」の担当課は、DX推進課です。", (1,)),
        ("令和8年度の目標値は、180,000 件です。", (2,)),
        ("The FY2026 (Reiwa 8) target is 180,000 件.", (2,)),
        ("The FY2026 (Reiwa 8) target is 180000 件.", (2,)),
        ("担当課は、どちらもDX推進課です。2件あります。", (1, 3)),
        ("合計は、15 + 15 + 15 + 15 = 60 手続です。", (5,)),
        ("計画の期間は、令和6年度から令和9年度までです。", (4,)),
        ("差は、180,000 － 180,000 = 0 件です。", (2,)),
        ("差は15 － 15 = 0 手続、割合は0 ÷ 15 × 100 = 0 ％です。", (5,)),  # a result shown before may be gone on with
        ("倍率は180,000 ÷ 15 = 12,000 倍です。", (2, 5)),
    ],
)
def test_what_stands_in_the_cited_lines_passes(traced: Traced, text: str, numbers: tuple[int, ...]) -> None:
    """Names, figures with or without commas, years in either language, shown sums and the number of citations are traced."""
    assert traced(text, *numbers) == []


@pytest.mark.parametrize(
    ("text", "numbers", "kind"),
    [
        ("令和8年度の目標値は、4,415 時間です。", (2,), "figure"),  # the neighbour's
        ("令和8年度の目標値は、18,000 件です。", (2,), "figure"),  # a digit lost
        ("令和8年度の目標値は、180,001 件です。", (2,), "figure"),
        ("令和5年度の目標値は、180,000 件です。", (2,), "year"),  # a year that the table has not
        ("The FY2030 (Reiwa 12) target is 180,000 件.", (2,), "year"),
        ("担当課は、広聴広報課です。", (1,), "department"),
        ("担当課は、DX推進課と学務課です。", (1,), "department"),
        ("担当課は、DX推進課です。", (2,), "department"),  # the lines cited do not say so
        ("合計は、15 + 15 + 15 + 15 = 75 手続です。", (5,), "arithmetic"),
        ("合計は、15 + 15 + 99 = 129 手続です。", (5,), "arithmetic"),  # adds up, but one term was not read
        ("差は、180,000 － 15 = 179,984 件です。", (2, 5), "arithmetic"),
        ("倍率は、15 ÷ 180,000 ≒ 0.1 倍です。", (2, 5), "arithmetic"),  # rounded wrongly
        ("倍率は、15 ÷ 180,000 = 0.0 倍です。", (2, 5), "arithmetic"),  # rounded, and said to be exact
        ("差は、15 － 99 = 0 件です。", (5,), "arithmetic"),
        ("差は、180,000 － 0 = 180,000 件です。", (2,), "arithmetic"),  # 0 was not read
        ("合計は、60 手続です。", (5,), "figure"),  # a sum that is not shown
        ("担当課は、DX推進課です。", (), "citation"),
        ("担当課は、DX推進課です。", (99,), "citation"),
        ("該当する事業は、7件です。", (1, 3), "figure"),  # two are cited
    ],
)
def test_what_does_not_is_caught(traced: Traced, text: str, numbers: tuple[int, ...], kind: str) -> None:
    """A neighbour's figure, another year, a department, a wrong or hidden sum, a miscount, and a statement without citation."""
    assert kind in traced(text, *numbers)


def test_what_the_question_says_may_be_repeated(traced: Traced) -> None:
    """A year or figure of the question is no claim of the answer: 令和12年度は期間に含まれません."""
    text = "令和12年度は、期間に含まれません。"
    assert traced(text, 1) == ["year"]
    assert traced(text, 1, question="令和12年度の目標は？") == []


def test_words_quoted_from_the_lines_pass_as_they_are(traced: Traced) -> None:
    """What stands between 「」 is compared whole: a true quotation passes with its figures, a changed one does not."""
    assert traced("「180,000 件」と記載されています。", 2) == []
    assert traced("「190,000 件」と記載されています。", 2) == ["figure"]


def test_problems_can_be_read(library: Library, references: Sequence[Reference]) -> None:
    """A problem names what was not found."""
    (problem,) = check(Statement("目標値は、4,415 時間です。", (2,)), references, library.department_names, "")
    assert str(problem) == "figure 4,415"


def test_citations_are_numbered_by_first_use(references: Sequence[Reference]) -> None:
    """What is left out takes its citations along; the others count from 1 again."""
    statements, used = renumbered([Statement("二", (3,)), Statement("一", (3, 1))], references)
    assert [each.citations for each in statements] == [(1,), (1, 2)]
    assert [(each.citation.number, each.project.title.printed) for each in used if each.project] == [(1, RPA), (2, ONLINE)]


def test_every_answer_has_passed(assistant: Assistant) -> None:
    """Statements of typical answers, checked again as they left, have no problem."""
    departments = assistant.library.department_names
    for question in (
        "RPAの担当課とR8の目標は？",
        "電子申請の目標値の合計は？",
        "DX推進課の事業は？",
        "計画期間は？",
        "Who owns RPA?",
        "RPAの行動目標は？",
        "施策一覧",
    ):
        answer = assistant.ask(question)
        assert [problem for each in answer.statements for problem in check(each, answer.references, departments, question)] == [], question


BESIDE = "居場所を広げます。令和   保育課       5か所\n8年度に車両を月2回出し   こども家庭セ   8か所\nます。                  ンター"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("「居場所を広げます。令和8年度に車両を月2回出します。」と記載されています。", []),
        ("担当課は、こども家庭センターです。", []),
        ("「居場所を広げます。令和8年度に車両を月3回出します。」と記載されています。", ["figure"]),
        ("「居場所を広げます。令和9年度に車両を月2回出します。」と記載されています。", ["year"]),
        ("担当課は、こども保育センターです。", ["department"]),
    ],
)
def test_a_cell_may_stand_beside_others(references: Sequence[Reference], text: str, kinds: list[str]) -> None:
    """Where columns stand side by side, what is quoted is a run of each line, one below the other; nothing else passes so."""
    reference = references[0]
    cited = replace(reference, citation=replace(reference.citation, quote=BESIDE))
    found = {problem.kind for problem in check(Statement(text, (1,)), [cited], ["保育課", "こども家庭センター", "こども保育センター"], "")}
    assert found >= set(kinds) and bool(found) == bool(kinds)
