"""What a document says of itself: title, period and facts, from the lines before its first project."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from corpus.errors import LayoutError
from corpus.text import name, normalise, squeeze
from corpus.values import Heading, Plan, PlanFact, Project, Span
from corpus.years import FiscalYear, find_years
from ingest.catalog import Entry
from ingest.lines import SENTENCE_END, Piece, groups, plain, to_text
from ingest.profile import FactRule

OTHER = "other"  # kind of a sentence that no rule names
MOST_BELOW = 3  # lines below a heading that are its text
LONGEST_SECTION = 12  # the same of a section
SHORT_LINE = 20  # characters; a shorter line before a sentence is a heading or caption, not its beginning
_NUMBERED = re.compile(r"^([ⅠⅡⅢⅣⅤIVX]+|\d+)[ .]?\S")
_SECTION = re.compile(r"^([ⅠⅡⅢ]|\d+) \S")
_UNFINISHED = re.compile(r"[、ぁ-ん]$")  # a line of a sentence, and no heading
_TORN = re.compile(r"^[(（]|.※")  # a sentence that begins inside another, or runs into a note
_EXPLAINED = re.compile(r"(?<![A-Z])(?P<letter>[A-Z]) ?\((?P<name>[^()]{2,12})\)")
_SHORT_SECTION = re.compile(r"^([ⅠⅡⅢ]|\d+) ?\S{1,12}( |$)")


def read_plan(
    entry: Entry,
    front: Sequence[Piece],
    back: Sequence[Piece],
    first_shown: Piece,
    headings: dict[str, list[Heading]],
    projects: Sequence[Project],
    rules: Sequence[FactRule],
) -> Plan:
    """The plan of a document: what the catalogue says of it, and what is missing there from its `front` lines or its projects; sections also from its `back`.

    Raises LayoutError when neither names a fiscal year.
    """
    facts = _facts(front, back, rules, entry.id)
    first, last = entry.period or _declared_period(facts) or _period_of(projects, entry)
    heading_lines = {heading.span.line_start for each in headings.values() for heading in each}
    title = entry.title or _heading_title(first_shown, {piece.number for piece in front} - heading_lines) or entry.path.stem
    line = _title_line([title, *entry.aliases], front) or first_shown
    return Plan(
        entry.id, title, entry.publisher, first, last, entry.id, entry.source, entry.visibility, Span(entry.id, line.page, line.number, line.number),
        _whole(headings["goal"], [project.goal for project in projects]), _whole(headings["policy"], [project.policy for project in projects]),
        _categories([*headings["category"], *_labelled(projects)], facts), facts, entry.aliases,
    )  # fmt: skip


def _declared_period(facts: Sequence[PlanFact]) -> tuple[FiscalYear, FiscalYear] | None:
    """First and last year of the first range in a fact of kind `period`; None when the document declares none."""
    mentions = [mention for fact in facts if fact.kind == "period" for mention in find_years(fact.text.printed)]
    return next(((mention.years[0], mention.years[-1]) for mention in mentions if len(mention.years) > 1), None)


def _period_of(projects: Sequence[Project], entry: Entry) -> tuple[FiscalYear, FiscalYear]:
    """First and last year of all targets and achievements."""
    years = {target.year for project in projects for target in project.targets}
    years |= {year for project in projects for item in project.achievements for year in item.years}
    if not years:
        raise LayoutError(f'{entry.path}: no fiscal year found. Add it to the catalogue with its period, such as period = ["R6", "R9"].')
    return min(years), max(years)


def _heading_title(first: Piece, front_lines: set[int]) -> str | None:
    """The first visible line where it reads like a title: before any heading, no sentence, no section number."""
    reads_like_title = first.number in front_lines and not SENTENCE_END.search(first.text) and not _NUMBERED.search(first.plain)
    return first.text if reads_like_title else None


def _title_line(titles: Iterable[str], front: Sequence[Piece]) -> Piece | None:
    """The first line that holds one of the titles; None when no line does."""
    wanted = [title for title in map(squeeze, titles) if title]
    return next((piece for title in wanted for piece in front if title in squeeze(piece.text)), None)


def _facts(front: Sequence[Piece], back: Sequence[Piece], rules: Sequence[FactRule], document_id: str) -> tuple[PlanFact, ...]:
    units = {"sentence": _sentences(front), "line": [[piece] for piece in front], "paragraph": _paragraphs(front)}
    facts: list[PlanFact] = []
    for rule in rules:
        if rule.unit in ("below", "section"):
            parts = _below(front) if rule.unit == "below" else (*_sections(front), *_sections(back))
            texts = (to_text(below, document_id) for heading, below in parts if rule.pattern.search(heading.plain))
            told = {fact.text.span.line_start for fact in facts if fact.kind == rule.kind}
            facts += [PlanFact(rule.kind, text) for text in texts if text and text.span.line_start not in told]
            continue
        texts = (to_text(pieces, document_id) for pieces in units[rule.unit])
        facts += [PlanFact(rule.kind, text) for text in texts if text and rule.pattern.search(plain(name(text.printed)))]
    known = {(fact.text.span.line_start, fact.text.span.line_end) for fact in facts}
    others = (to_text(pieces, document_id) for pieces in units["sentence"])
    facts += [PlanFact(OTHER, text) for text in others if text and (text.span.line_start, text.span.line_end) not in known and not _TORN.search(text.printed)]
    return tuple(facts)


def _below(pieces: Sequence[Piece]) -> Iterator[tuple[Piece, list[Piece]]]:
    """Each short line, which may be a heading, with the text right below it: to the end of its first sentence, or of its lines where these end none."""
    shown = [piece for piece in pieces if not piece.blank]
    for place, heading in enumerate(shown):
        below = list(takewhile(lambda piece: not _SHORT_SECTION.match(piece.plain), shown[place + 1 : place + 1 + MOST_BELOW]))
        end = next((at for at, piece in enumerate(below, 1) if SENTENCE_END.search(piece.text)), 1)
        if below and len(heading.text) <= SHORT_LINE:
            yield heading, below[:end]


def _sections(pieces: Sequence[Piece]) -> Iterator[tuple[Piece, list[Piece]]]:
    """Each heading with each sentence right below it, up to the next heading or line that ends in no sentence."""
    shown = [piece for piece in pieces if not piece.blank]
    for place, heading in enumerate(shown):
        if len(heading.text) > SHORT_LINE or SENTENCE_END.search(heading.text):
            continue
        current: list[Piece] = []
        for piece in takewhile(lambda piece: not _SHORT_SECTION.match(piece.plain), shown[place + 1 : place + 1 + LONGEST_SECTION]):
            current.append(piece)
            if SENTENCE_END.search(piece.text):
                yield heading, current
                current = []
            elif len(piece.text) <= SHORT_LINE and not _UNFINISHED.search(piece.text):
                break


def _paragraphs(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Runs of pieces between blank lines, numbered section headings left out and ending them."""
    return groups([replace(piece, text="") if _SHORT_SECTION.match(piece.plain) else piece for piece in pieces])


def _sentences(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces of each sentence, blank lines inside it dropped. A heading or caption before a sentence stays out of it."""
    sentences: list[list[Piece]] = []
    current: list[Piece] = []
    gap = 0
    for piece in pieces:
        if piece.blank:
            gap += 1
            continue
        if gap > 1 or _SHORT_SECTION.match(piece.plain) or (current and len(current[-1].text) < SHORT_LINE):
            current = []
        gap = 0
        if _SECTION.match(piece.plain):
            continue
        current.append(piece)
        if SENTENCE_END.search(piece.text):
            sentences.append(current)
            current = []
    return sentences


def _labelled(projects: Sequence[Project]) -> list[Heading]:
    """The categories of the projects in printed order."""
    return [project.category for project in projects if project.category]


def _categories(headings: Sequence[Heading], facts: Sequence[PlanFact]) -> tuple[Heading, ...]:
    """The categories by letter, or in printed order where they have none: those of projects, and those that the plan only explains (Ａ(重点事業))."""
    explained = [
        Heading(match["letter"], match["name"], fact.text.span)
        for fact in facts
        if fact.kind == "categories"
        for match in _EXPLAINED.finditer(normalise(fact.text.printed).upper())
    ]
    return tuple(sorted(_unique([*headings, *explained]), key=lambda heading: heading.number if heading.number != heading.name else ""))


def _whole(headings: Sequence[Heading], used: Sequence[Heading | None]) -> tuple[Heading, ...]:
    """The first heading of each number; one that a list in the front matter names with figures behind it (施策の名  4  2) as the projects stand under it."""
    names = {heading.number: heading for heading in used if heading}
    return tuple(
        own if (own := names.get(heading.number)) and heading.name != own.name and heading.name.startswith(own.name) else heading
        for heading in _unique(headings)
    )


def _unique(headings: Sequence[Heading]) -> tuple[Heading, ...]:
    """The first heading of each number, in printed order."""
    return tuple({heading.number: heading for heading in reversed(headings)}[number] for number in dict.fromkeys(heading.number for heading in headings))
