"""What a list of the projects says of each, which their own forms need not say again: the goal or policy that it stands under."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from ingest.grid import Block, Cell, Grid, Page, Paragraph, text_of
from ingest.label_lines import heads_goal, parted
from ingest.lines import plain
from ingest.table_columns import Column, Head, bare, called, heads
from ingest.table_projects import Known, OfRow, heading_line, projects_of

MOSTLY = 0.5  # share of the goals and policies below which projects must be told
Under = Mapping[str, tuple[str, ...]]


def headings_listed(pages: Sequence[Page]) -> Under:
    """The lines of the goals and policies that the lists of the document give for a project, by its title and by its number.

    None where two lists differ, and none at all where the document heads its forms with these lines.
    """
    found: dict[str, set[tuple[str, ...]]] = {}
    told = [block.text for page in pages for block in page.blocks if isinstance(block, Paragraph) and isinstance(block.text, OfRow)]
    parts: list[list[Block]] = [[]]  # of the document, between its lists
    for block in (block for page in pages for block in page.blocks):
        listed = list(_listed(block, projects_of(told))) if isinstance(block, Grid) else []
        for key, lines in listed:
            found.setdefault(key, set()).add(lines)
        parts += [[]] if listed else []
        parts[-1] += [] if listed else [block]
    named = {line for lines in found.values() for each in lines for line in map(_squeezed, each)}
    if _heads_forms(parts, named):
        return {}
    return {key: next(iter(lines)) for key, lines in found.items() if len(lines) == 1 and any(lines)}


def _heads_forms(parts: Sequence[Sequence[Block]], named: Collection[str]) -> bool:
    """Whether lines that are one of those `named` head projects: these are told below half of all goals and policies, which else are those of a preface."""
    heading: list[bool] = []
    for blocks in parts:
        begins = [at for at, block in enumerate(blocks) if _is_line(block) and (_squeezed(text_of(block)) in named or heads_goal(text_of(block)))]
        heading += [any(map(_tells_project, blocks[at:end])) for at, end in pairwise((*begins, len(blocks)))]
    own = any(_is_line(block) and _squeezed(text_of(block)) in named for blocks in parts for block in blocks)
    return own and sum(heading) >= MOSTLY * len(heading)


def _is_line(block: Block) -> bool:
    return isinstance(block, Paragraph) and not _is_told(block)


def _tells_project(block: Block) -> bool:
    return _is_told(block) or (isinstance(block, Grid) and any(heads(cell.text, "departments") for cell in block.cells))


def _squeezed(text: str) -> str:
    """A line in plain form without blanks."""
    return "".join(plain(text).split())


def told_under(pages: Sequence[Page], under: Under) -> list[Page]:
    """The pages, the headings that a list gives for a project among the lines that tell it, where it is told in prose."""
    return [Page(tuple(told for of_row, run in groupby(page.blocks, key=_is_told) for told in (_run_under(run, under) if of_row else run))) for page in pages]


def _is_told(block: Block) -> bool:
    return isinstance(block, Paragraph) and isinstance(block.text, OfRow)


def _run_under(run: Iterable[Block], under: Under) -> Iterator[Block]:
    """Lines of projects, each of which begins behind a blank one, with the headings of each."""
    project: list[str] = []
    for text in (*(block.text for block in run if isinstance(block, Paragraph)), None):
        if not text:
            kind = type(project[-1]) if project else OfRow
            yield from (Paragraph(kind(line)) for line in with_headings(project, under))
            project = []
        project += [] if text is None else [text]


def _listed(grid: Grid, known: Mapping[str, Known]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """For each title and number in a list of projects that tells nothing else of them the lines of its headings. `known`: titles told in prose, which may

    stand below a word that heads none elsewhere.
    """
    head = Head.at(grid, 0)
    title = _of_titles(grid, head, known) if head else None
    if head is None or title is None or not head.of("heading") or head.tells_projects:
        return
    rows = range(head.height, grid.height)
    numbers = Counter(_text(grid, column, row) for column in head.of("number") for row in rows)
    for row in rows:
        name = parted(_text(grid, title, row))[1]
        cells = [(column, cell) for column in head.of("heading") if (cell := _at(grid, column, row))]
        lines = tuple(heading_line(column.word, [cell]) for column, cell in cells)
        yield "".join(name.split()), lines
        yield from ((number, lines) for column in head.of("number") if numbers[number := _text(grid, column, row)] == 1 and number)


def _of_titles(grid: Grid, head: Head, known: Mapping[str, Known]) -> Column | None:
    """The column of the titles: by its word, or else the one that holds no others than these."""
    rows = range(head.height, grid.height)
    unsaid = (column for column in head.columns if column.role is None and known)
    own = (column for column in unsaid if all("".join(parted(_text(grid, column, row))[1].split()) in known for row in rows))
    return next(iter(head.of("title")), None) or next(own, None)


def with_headings(lines: Sequence[str], under: Under) -> list[str]:
    """The lines of a form, with those of its headings before its departments where a list of the projects gives them and the form names none itself."""
    told = [(bare(label), text) for label, _, text in (line.partition("  ") for line in lines) if text]
    named = called("goal", "policy") - called("title")
    words = [bare(line.partition("  ")[0]) for line in lines]
    place = next((at for field in ("departments", "description") for at, word in enumerate(words) if word in called(field)), None)
    titles, numbers = ({text: label for label, text in told if label in called(field)} for field in ("title", "number"))
    if place is None or len(titles) != 1 or {label for label, _ in told} & named:
        return list(lines)
    keys = ("".join(next(iter(titles)).split()), *(plain(number).strip() for number in numbers))
    headings = next((under[key] for key in keys if key in under), ())
    whole = "".join(map(_squeezed, lines))
    return [*lines[:place], *(each for each in headings if _squeezed(each) not in whole), *lines[place:]]


def _at(grid: Grid, column: Column, row: int) -> Cell | None:
    """The cell of a column in a row, which may have begun above it."""
    return next((cell for cell in grid.cells if cell.top <= row < cell.bottom and column.left <= cell.left < column.right), None)


def _text(grid: Grid, column: Column, row: int) -> str:
    cell = _at(grid, column, row)
    return plain(cell.line).strip() if cell and column.role == "number" else cell.line if cell else ""
