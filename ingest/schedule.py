"""The schedule of a project: what is planned, with the fiscal years where the text says them.

A drawn bar leaves only its caption. A list (令和7年度：基本設計) and a row of years above a row of as many steps say the years.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from corpus.text import is_unset
from corpus.values import Action, Text
from corpus.years import FiscalYear, find_years
from ingest.lines import Piece, groups, join, to_text, without_start
from ingest.marks import since
from ingest.outline import tells_month, year_marks
from ingest.profile import Outline, Profile
from ingest.series import rows, years_before_colon
from ingest.step_rows import NOTHING_PRINTED, heads_columns, read_step_table
from ingest.torn import until_blank
from ingest.year_columns import read_year_columns

_WORDS = re.compile(r"[一-龯ァ-ヴ]{2}|\w{3}")  # less in a schedule row is what is left of a drawn bar
_SAYS = re.compile(r"\w")  # an arrow alone says nothing
_BETWEEN_STEPS = " 　、,/／"
_MARKS = "○◇・●◆■ 　"  # before the name of a group


def read_schedule(pieces: Sequence[Piece], profile: Profile, document_id: str, printed: Mapping[int, str] = NOTHING_PRINTED) -> tuple[Action, ...]:
    """The steps that are printed in a project's own schedule row. `printed`: the lines as stored, by number."""
    if lists := read_year_columns(pieces, printed, document_id):
        return lists
    table = read_step_table(pieces, printed)
    steps = table.actions(document_id) if table else _of_list(pieces, profile.schedule, document_id)
    captions = _captions(table.rest if table else pieces if not steps else (), profile, document_id)
    return (*steps, *(Action(text.printed, text.span) for text in captions))


def own_lines(pieces: Sequence[Piece], rules: Outline) -> tuple[list[Piece], list[Piece]]:
    """The lines of a schedule that ends its sheet, and what stands behind: those on the label's line and right below it, and a list, with bullets or years,

    that a blank line parts from it.
    """
    listed = next((i for i, piece in enumerate(pieces) if not piece.blank), 0)
    begins = bool(pieces) and any(pattern.match(pieces[listed].plain) for pattern in (rules.yearly, rules.bullet, rules.group))
    first = listed if begins else 0
    own, behind = until_blank(pieces[first:])
    return [*pieces[:first], *own], behind


@dataclass(frozen=True)
class _Step:
    """A step while it is read: its lines, and the lines of the group and of the year it stands under."""

    pieces: list[Piece]
    group: list[Piece] = field(default_factory=list)
    year: list[Piece] = field(default_factory=list)
    years: tuple[FiscalYear, ...] = ()
    mark: str = ""
    is_note: bool = False  # of no year, whatever it speaks of

    @property
    def printed(self) -> str:
        """Its own text."""
        return join([piece.text for piece in self.pieces]).strip(_BETWEEN_STEPS)

    def action(self, document_id: str) -> Action | None:
        """The step behind its group (本庁舎：設計); None where a dash plans nothing."""
        printed, mark, years = self.printed, self.mark, self.years
        marks = year_marks(printed)
        if marks:
            mark = marks[-1][0]
            years = tuple(sorted({*years, *(year for _, each in marks for year in each)}))
            if len(marks) == 1 and not tells_month(mark):  # １人（R7）、２人（R9） stays whole, and so does 導入（R8.1）
                printed = printed.removesuffix(mark).strip()
        elif not (mark or self.is_note):
            years = _named(printed)
        whole = to_text([*self.group, *self.year, *self.pieces], document_id)
        if not whole or not _SAYS.search(printed) or is_unset(printed):
            return None
        return Action("：".join([*(head.text.lstrip(_MARKS) for head in self.group), printed]), whole.span, True, years, mark)


def _named(text: str) -> tuple[FiscalYear, ...]:
    """The fiscal years that a sentence names (令和7年度に設計を行う); none where it names dates alone."""
    return tuple(sorted({year for mention in find_years(text) if not mention.is_date for year in mention.years}))


def _of_list(pieces: Sequence[Piece], rules: Outline, document_id: str) -> tuple[Action, ...]:
    """The steps of a list with bullets, or with years before or behind what is planned; none of other text, or where years head columns."""
    if any(heads_columns(piece) for piece in pieces):
        return ()
    first = next((piece for piece in pieces if not piece.blank), None)
    actions = [action for step in _steps(pieces, rules) if (action := step.action(document_id))]
    listed = first is not None and rules.bullet.match(first.plain)
    return tuple(actions) if listed or any(action.years or since(action.mark) for action in actions) else ()


def _steps(pieces: Sequence[Piece], rules: Outline) -> list[_Step]:
    """The steps in order. What is marked below a year is of that year; an unmarked line goes on with the step before it, or is the first of its year."""
    steps: list[_Step] = []
    under, begins = _Step([]), True
    for piece, goes_on in ((piece, row.goes_on) for row in rows(pieces, rules) for piece in (row.name, row.piece) if piece):
        dated, noted = rules.yearly.match(piece.plain), rules.note.match(piece.plain)
        if dated:
            under = replace(under, year=[piece], years=years_before_colon(dated["years"]), mark=dated["years"])
            piece = without_start(piece, dated.end())
        elif rules.group.match(piece.plain) or rules.label_of(piece.plain):
            under, begins = _Step([], group=[piece]), True
            continue
        elif noted:
            under = _Step([], is_note=True)
        bullet = rules.bullet.match(piece.plain)
        if bullet:
            piece = without_start(piece, bullet.end())
        follows = begins or (bool(year_marks(steps[-1].printed)) and not goes_on)  # the first of its group or year, or a line behind a dated step
        begins = not piece.text
        if begins:
            continue
        if dated or noted or bullet or follows:
            steps.append(replace(under, pieces=[piece]))
        else:
            steps[-1].pieces.append(piece)
    return steps


def _captions(pieces: Sequence[Piece], profile: Profile, document_id: str) -> list[Text]:
    texts = (to_text(group, document_id, profile.project.caption_join) for group in groups(pieces))
    return [text for text in texts if text and _WORDS.search(text.printed)]
