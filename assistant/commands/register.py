"""`projects` and `show`: the register printed."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from assistant.api.contract import Filters
from assistant.api.shapes import project_detail, project_row
from assistant.api.table import table
from assistant.commands.links import link_row, links_among, print_links, print_links_of
from assistant.commands.options import (
    NO,
    CategoryOption,
    DepartmentOption,
    JsonOption,
    LibraryOption,
    PlanOption,
    PolicyOption,
    YearOption,
    filtered,
    print_json,
)  # fmt: skip
from assistant.evidence import nested_text
from corpus.errors import QuestionError
from corpus.library import Library
from corpus.settings import default_settings
from corpus.values import Link, Project, Text

FILE_WIDTH = 1000  # columns of a table in a file or pipe, where no screen limits it: every row on one line


def projects(
    library: LibraryOption = None,
    plan: PlanOption = "",
    department: DepartmentOption = "",
    policy: PolicyOption = "",
    category: CategoryOption = "",
    fiscal_year: YearOption = "",
    text: Annotated[str, typer.Option("--text", help="only projects that hold this text")] = "",
    as_json: JsonOption = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="print CSV")] = False,
    links: Annotated[bool, typer.Option("--links", help="print the links of these projects to those of other plans, with their scores, instead")] = False,
) -> None:
    """Print the register: every project with its departments and targets, or the links between plans.

    Example: plan-assistant projects --department DX推進課 --json

    Example: plan-assistant projects --links
    """
    filters = Filters(plan=plan, department=department, policy=policy, category=category, fiscal_year=fiscal_year, q=text)
    if links and as_csv:
        raise QuestionError("--links with --csv: links are printed as a table or with --json. Leave one of the two out.")
    opened = _library(library)
    rows = filtered(opened, filters)
    if links:
        _print_all_links(links_among(opened, [project for project, _ in rows]), as_json)
    elif as_json:
        print_json([project_row(project, plan_) for project, plan_ in rows])
    elif as_csv:
        typer.echo(table(rows), nl=False)
    else:
        _print_table([project for project, _ in rows])
    if not rows:
        raise typer.Exit(NO)


def show(
    project_id: Annotated[str, typer.Argument(help="id of the project, as `projects` prints it")], library: LibraryOption = None, as_json: JsonOption = False
) -> None:
    """Print every field of one project with the lines where it stands, and its links to other plans.

    Example: plan-assistant show sagamihara-ict2-r6-r9-10
    """
    opened = _library(library)
    project = opened.project(project_id)
    if project is None:
        raise QuestionError(f"{project_id}: there is no such project. `plan-assistant projects` lists them all.")
    if as_json:
        print_json({**project_detail(project, opened.plan_of(project)), "links": [link_row(link) for link in opened.links_of(project)]})
    else:
        _print_project(project)
        print_links_of(opened.links_of(project))


def _library(library: LibraryOption) -> Library:
    settings = default_settings()
    return Library.open(library or settings.library, "staff", settings.embedding_model)


def _print_all_links(links: list[Link], as_json: bool) -> None:
    if as_json:
        print_json([link_row(link) for link in links])
    else:
        print_links(links)
    if not links:
        raise typer.Exit(NO)


def _print_table(projects: list[Project]) -> None:
    grid = Table()
    grid.add_column("id", no_wrap=True)
    for head in ("事業名", "担当課・機関", "施策", "区分", "目標値"):
        grid.add_column(head, overflow="fold")
    for project in projects:
        targets = " / ".join(f"{target.year} {target.cell.printed}" for target in project.targets if target.cell.certain)
        policy, category = (heading.number if heading else "" for heading in (project.policy, project.category))
        grid.add_row(project.id, project.title.printed, "、".join(project.department_names), policy, category, targets)
    screen = Console()
    (screen if screen.is_terminal else Console(width=FILE_WIDTH)).print(grid)


def _print_project(project: Project) -> None:
    typer.echo(f"{project.title.printed}  ({project.id})")
    rows: list[tuple[str, Text | None]] = [("担当課・機関", each) for each in project.departments]
    rows += [("事業内容", project.description), ("成果指標", project.indicator), ("現状値", project.baseline)]
    rows += [(f"目標値 {target.year}{'' if target.cell.certain else '（不確定）'}", target.cell) for target in project.targets]
    rows += [(f"実績値 {result.year}", result.cell) for result in project.results]
    rows += [(f"実績 {' '.join(year.code for year in item.years)}", replace(item.text, printed=nested_text(item))) for item in project.achievements]
    rows += [(" ".join(["行動目標" if action.certain else "行動目標（どの事業か不確定）", *map(str, action.years)]), action) for action in project.actions]
    rows += [(remark.label, remark.text) for remark in project.remarks]
    rows += [("取組の紹介", sidebar.title) for sidebar in project.sidebars]
    for heading, kind in ((project.goal, "基本目標"), (project.policy, "施策"), (project.category, "事業区分")):
        if heading:
            typer.echo(f"  {kind}: {heading}  [{heading.span}]")
    for kind, text in rows:
        if text:
            typer.echo(f"  {kind}: {text.printed}  [{text.span}]")
