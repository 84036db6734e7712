"""Cells of a table of projects that say no more than under which goal each stands, put below the word of that goal, with the name that the plan gives it:

柱１　ひと　…　移り住む人を増やす

事業名  | 備考           事業名  | 柱        | 備考
相談    | 柱１      ->   相談    | 柱１ ひと  |
移住体験 | 柱１　★       移住体験 | 柱１ ひと  | ★
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ingest.grid import Cell, Grid, Page, Paragraph, moved
from ingest.label_lines import LONGEST_TITLE
from ingest.lines import plain, printed_between
from ingest.table_columns import Head, bare, called

FEWEST_GOALS = 2  # that a plan lists
_LISTED = re.compile(
    r"^[・●◆■◎]?\s*(?P<word>[^\s\d:。、]{1,6}?)\s?(?P<number>\d{1,2}|[IVX]{1,4})[:.]?\s*(?P<name>[^\d\s.。、:][^.。:]*?)\s*(?:(?:\.{2,}|:).*)?$"
)
_OF_CONTENTS = re.compile(r"[.・‥]{3,}\s?\d*$")  # ends a line of a table of contents
_NAMED = re.compile(r"^(?P<word>[^\s\d]{1,6}?)\s?(?P<number>\d{1,2}|[IVX]{1,4})(?!\d)[\s。、]*(?P<rest>.*)$", re.S)

Goals = Mapping[tuple[str, str], str]


def with_goals(pages: Sequence[Page]) -> list[Page]:
    """The pages, such cells in a column of their own."""
    goals = goals_listed(pages)
    if len(goals) < FEWEST_GOALS:
        return list(pages)
    return [Page(tuple(_with_goals(block, goals) if isinstance(block, Grid) else block for block in page.blocks)) for page in pages]


def goals_listed(pages: Sequence[Page]) -> Goals:
    """The names of goals by their word and number, as paragraphs list them one below the other; none that is named in two ways."""
    found: dict[tuple[str, str], set[str]] = {}
    for block in (block for page in pages for block in page.blocks if isinstance(block, Paragraph)):
        match = _LISTED.match(plain(block.text).strip())
        if match and _is_goal(match["word"]) and len(match["name"]) <= LONGEST_TITLE and not _OF_CONTENTS.search(match.string):
            found.setdefault((match["word"], match["number"]), set()).add(match["name"])
    return {key: next(iter(names)) for key, names in found.items() if len(names) == 1}


def _is_goal(word: str) -> bool:
    """Whether a word heads goals and nothing else (柱, 基本目標)."""
    return bare(word) in called("goal") and bare(word) not in called("years", "indicator")


def _with_goals(grid: Grid, goals: Goals) -> Grid:
    """The table with a column of goals before the one whose cells name them, one for each project; as it is where none does."""
    head = Head.at(grid, 0)
    if head is None or not (head.of("title") and head.tells_projects):
        return grid
    titles = [cell for cell in grid.cells if cell.left == head.of("title")[0].left and cell.top >= head.height]
    for column in head.columns:
        cells = [cell for cell in grid.cells if cell.left == column.left and cell.right == column.right and cell.top >= head.height]
        named = {cell: told for cell in cells if (told := goal_named(cell.line, goals))[0]}
        words = {word for word, _, _ in named.values()}
        each = all(any(cell.top < title.bottom and cell.bottom > title.top for cell in named) for title in titles)
        if column.role in (None, "other") and len(named) == len(cells) and len(words) == 1 and titles and each:
            return Grid(tuple(sorted(_parted(grid, head, column.left, named))))
    return grid


def goal_named(text: str, goals: Goals) -> tuple[str, str, str]:
    """The word of the goal with which a text begins, the goal with its name, and what the text says behind it; nothing thrice where it begins with none, or

    names several.
    """
    match = _NAMED.match(plain(text))
    key = (match["word"], match["number"]) if match else ("", "")
    if match is None or key not in goals:
        return "", "", ""
    rest = printed_between(text, *match.span("rest"))
    return ("", "", "") if goal_named(rest, goals)[0] else (match["word"], f"{''.join(key)} {goals[key]}", rest)


def _parted(grid: Grid, head: Head, left: int, named: Mapping[Cell, tuple[str, str, str]]) -> Iterator[Cell]:
    """The cells of the table with a column of goals at this place."""
    yield Cell(0, left, head.height, left + 1, next(iter(named.values()))[0])
    for cell in grid.cells:
        _, goal, rest = named.get(cell, ("", "", ""))
        if goal:
            yield replace(cell, right=left + 1, text=goal)
            yield from [replace(moved(cell, left), text=rest)] if rest else []
        else:
            yield moved(cell, left)
