"""The command line. Each room brings its own commands; they are found by entry points and loaded only when run."""

from __future__ import annotations

import sys
from importlib.metadata import entry_points
from typing import Any

import typer
from typer.core import TyperGroup

from corpus.errors import PlanAssistantError

GROUP = "plan_assistant.commands"
ORDER = ("up", "ingest", "profile", "ask", "chat", "search", "projects", "show", "serve", "ui", "eval", "bench")


class Commands(TyperGroup):
    """The commands of all rooms. A command's module is imported when the command is run or its help is shown."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Names in the order of the help page."""
        found = {entry.name for entry in entry_points(group=GROUP)}
        return [name for name in ORDER if name in found] + sorted(found - set(ORDER))

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name; None when there is none."""
        for entry in entry_points(group=GROUP, name=cmd_name):
            found = entry.load()
            if isinstance(found, typer.Typer):  # a command with commands of its own
                return typer.main.get_command(found)
            app = typer.Typer(add_completion=False, rich_markup_mode=None)
            app.command(cmd_name)(found)
            return typer.main.get_command(app)
        return None


app = typer.Typer(
    cls=Commands, no_args_is_help=True, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False,
    help="Answers questions about Japanese municipal plans, with the lines they come from. 自治体の計画について、根拠の行とともにお答えします。",
)  # fmt: skip


@app.callback()
def options(debug: bool = typer.Option(False, "--debug", help="print the traceback of an error")) -> None:
    """Options of every command."""


def main() -> None:
    """Run the command line: exit code 0 done, 1 the answer is no, 2 wrong use or bad input. No traceback unless --debug."""
    try:
        app()
    except PlanAssistantError as error:
        if "--debug" in sys.argv:
            raise
        print(f"plan-assistant: {error}", file=sys.stderr)
        sys.exit(2)
    except BrokenPipeError:
        sys.exit(0)


if __name__ == "__main__":
    main()
