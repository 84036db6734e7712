"""Which lines stand on which page of a document."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.library import Library
from corpus.values import Plan

LAST_LINE = 2**31  # beyond any document


@dataclass(frozen=True)
class Outline:
    """A document's plan and, by page, its first and last line."""

    plan: Plan
    pages: dict[int, tuple[int, int]]

    @property
    def line_count(self) -> int:
        """How many lines the document has."""
        return max(last for _, last in self.pages.values())

    def page_of(self, line: int) -> int:
        """The page that `line` stands on."""
        return next(page for page, (first, last) in self.pages.items() if first <= line <= last)


class Outlines:
    """The outlines of one library, each made when it is first asked for: the library never changes."""

    def __init__(self) -> None:
        self._known: tuple[Library | None, dict[str, Outline]] = (None, {})

    def of(self, library: Library, document_id: str) -> Outline | None:
        """The outline of a document; None when there is none that the library's audience may see."""
        of_library, outlines = self._known
        if library is not of_library:
            outlines = {}
            self._known = (library, outlines)
        found = outlines.get(document_id) or outline(library, document_id)
        if found:
            outlines[document_id] = found
        return found


def outline(library: Library, document_id: str) -> Outline | None:
    """The outline of a document; None when there is none that the library's audience may see."""
    pages: dict[int, tuple[int, int]] = {}
    for line in library.lines(document_id, 1, LAST_LINE):
        first, _ = pages.get(line.page, (line.number, 0))
        pages[line.page] = (first, line.number)
    plan = next((plan for plan in library.plans if plan.document_id == document_id), None)
    return Outline(plan, pages) if plan and pages else None
