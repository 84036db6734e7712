"""`ask`, `chat` and `search`."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.answer import Conversation
from assistant.api.contract import Filters
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
    open_assistant,
    print_answer,
    print_json,
)  # fmt: skip
from corpus.errors import QuestionError

LEAVE = {"exit", "quit", "終了", "おわり"}


def ask(
    question: Annotated[str, typer.Argument(help="the question, in Japanese or English")],
    library: LibraryOption = None,
    as_json: JsonOption = False,
    trace: Annotated[bool, typer.Option("--trace", help="print how the answer came about")] = False,
) -> None:
    """Answer one question, with the lines the answer comes from. Exit code 1 when the plans do not tell.

    Example: plan-assistant ask "RPAの担当課とR8の目標は？"
    """
    answer = open_assistant(library).ask(question)
    if as_json:
        print_json(answer.to_dict() | ({"trace": answer.trace} if trace else {}))
    else:
        print_answer(answer)
        if trace:
            print_json(answer.trace)
    if answer.status not in ("answered", "greeting", "clarify"):
        raise typer.Exit(NO)


def chat(library: LibraryOption = None) -> None:
    """Ask several questions in a row; a follow-up may leave out what was said before. Leave with 終了, exit or Ctrl-D.

    Example: plan-assistant chat
    """
    assistant = open_assistant(library)
    conversation: Conversation | None = None
    while True:
        try:
            question = typer.prompt("質問", prompt_suffix="> ").strip()
        except typer.Abort:
            typer.echo("")
            return
        if question.lower() in LEAVE:
            return
        try:
            answer = assistant.ask(question, conversation)
        except QuestionError as error:
            typer.echo(str(error))
            continue
        conversation = answer.conversation
        print_answer(answer)
        typer.echo("")


def search(
    text: Annotated[str, typer.Argument(help="what to search for")],
    library: LibraryOption = None,
    limit: Annotated[int, typer.Option(min=1, max=100, help="most projects shown")] = 10,
    plan: PlanOption = "",
    department: DepartmentOption = "",
    policy: PolicyOption = "",
    category: CategoryOption = "",
    fiscal_year: YearOption = "",
    explain: Annotated[bool, typer.Option("--explain", help="print what matched, from which side, with which weight")] = False,
    as_json: JsonOption = False,
) -> None:
    """Show the projects that fit a text, best first: retrieval alone.

    Example: plan-assistant search "お年寄りのスマホ" --explain
    """
    assistant = open_assistant(library)
    filters = Filters(plan=plan, department=department, policy=policy, category=category, fiscal_year=fiscal_year)
    within = {project.id for project, _ in filtered(assistant.library, filters)} if filters != Filters() else None
    found = assistant.search(text, limit, within)
    if as_json:
        print_json(
            [{"project_id": each.project.id, "title": each.project.title.printed, "plan_id": each.project.plan_id, "score": round(each.score, 4),
              **{side: round(value, 4) for side, (value, _) in each.sides.items()},
              "passages": [passage.id for passage in each.passages[:3]]} for each in found]
        )  # fmt: skip
    for each in [] if as_json else found:
        typer.echo(f"{each.score:6.3f}  {each.project.title.printed}（{'、'.join(each.project.department_names)}） {each.project.id}")
        if explain:
            typer.echo("        " + "  ".join(f"{side} {value:.3f} x {weight}" for side, (value, weight) in each.sides.items()))
            for hit in each.hits[:3]:
                typer.echo(f"        {hit.score:.3f} {hit.passage.kind}: {hit.passage.text[:60]}")
    if not found:
        raise typer.Exit(NO)
