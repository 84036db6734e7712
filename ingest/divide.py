"""A document divided into its plan and its projects, every field with its lines.

The way: lines -> pages -> blocks (one per project) -> fields -> detached text brought home. What differs between layouts is in
the profile; what stays doubtful comes back as a warning with its line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.errors import LayoutError
from corpus.text import name, squeeze
from corpus.values import DividedDocument, Doubt, Heading, Plan, PlanFact, Project, Sidebar, Span, Target, Text
from corpus.years import find_years
from ingest.blocks import Block, Blocks, Overview, read_overview
from ingest.catalog import Entry
from ingest.heads import Head, known_departments, split_departments, split_head, title_text
from ingest.home import likeness, owners
from ingest.lines import Joined, Piece, groups, join, paginate, to_pieces, to_text
from ingest.outline import parse_achievements
from ingest.profile import Profile
from ingest.tables import cell_text, split_cells

_SENTENCE_END = re.compile(r"[。．]$")


@dataclass
class _Draft:
    """A project while it is read: the value, and the lines behind it that are not its fields."""

    project: Project
    page: int
    has_schedule: bool
    detached: list[Piece] = field(default_factory=list)


def divide(texts: Sequence[str], entry: Entry, profile: Profile) -> DividedDocument:
    """The plan and projects in the lines `texts` of the document that `entry` describes.

    Raises LayoutError when the profile finds no project.
    """
    return _Divider(texts, entry, profile).divide()


class _Divider:
    def __init__(self, texts: Sequence[str], entry: Entry, profile: Profile) -> None:
        self._entry = entry
        self._profile = profile
        self._lines = paginate(texts, profile.page)
        self._pieces = to_pieces(self._lines)
        self._id = entry.id
        self._doubts: list[Doubt] = []

    def divide(self) -> DividedDocument:
        overview = read_overview(self._pieces, self._profile)
        reader = Blocks(self._profile, overview, self._id)
        blocks = reader.read(self._pieces)
        drafts = self._drafts([block for block in blocks if block.kind != "sidebar"])
        if not drafts:
            raise LayoutError(f"{self._entry.path}: the layout profile {self._profile.id} finds no project in it. Check the layout named in the catalogue.")
        self._bring_captions_home(drafts)
        self._bring_sidebars_home(drafts, [block for block in blocks if block.kind == "sidebar"])
        self._compare_with_overview(overview, drafts)
        projects = tuple(draft.project for draft in drafts)
        plan = self._plan(projects, reader.headings, self._first_line(overview, blocks))
        return DividedDocument(plan, projects, self._lines, tuple(self._doubts))

    # --- projects ---------------------------------------------------------------------------------

    def _drafts(self, blocks: Sequence[Block]) -> list[_Draft]:
        fields = [self._fields(block) for block in blocks]
        known = known_departments((each.get("head", []) for each in fields), self._profile.departments)
        found = zip(blocks, fields, strict=True)
        drafts = [self._draft(position, block, each, known) for position, (block, each) in enumerate(found, 1)]
        return [draft for draft in drafts if draft]

    def _fields(self, block: Block) -> dict[str, list[Piece]]:
        """The pieces of each labelled field; what stands before the first label is the `head`."""
        joined = Joined(block.pieces)
        cuts: list[tuple[str, int, int]] = [("head", 0, 0)]
        for label, pattern in self._profile.label_patterns.items():
            anchored = re.compile(rf"(?:^|(?<=\s)){pattern.pattern}" if label == "departments" else rf"^{pattern.pattern}", re.M)
            match = anchored.search(joined.text, cuts[-1][2])
            if match:
                cuts.append((label, match.start(), match.end()))
        ends = [start for _, start, _ in cuts[1:]] + [len(joined.text)]
        return {label: joined.cut(start, end) for (label, _, start), end in zip(cuts, ends, strict=True)}

    def _draft(self, position: int, block: Block, fields: dict[str, list[Piece]], known: set[str]) -> _Draft | None:
        head, body = self._head(block, fields, known)
        title = title_text(head.title, self._id) if head else None
        if head is None or title is None:
            self._doubt(block.pieces[0], "no border between title and departments found; the project is left out")
            return None
        if not head.departments:
            self._doubt(block.pieces[0], f"{title.printed}: no department found")
        context = block.context
        project = Project(
            f"{self._id}-{block.number or position:02d}", self._id, title, block.number, head.departments, context.goal, context.policy, context.category
        )  # fmt: skip
        draft = _Draft(project, title.span.page, "schedule" in fields or block.kind == "numbered")
        self._fill(draft, fields, body)
        return draft

    def _head(self, block: Block, fields: dict[str, list[Piece]], known: set[str]) -> tuple[Head | None, list[Piece]]:
        """Title and departments, and for an unlabelled block the pieces behind them."""
        if block.kind == "labelled":
            departments = split_departments(fields.get("departments", []), self._profile.departments, self._id)
            return Head(fields["title"], departments), []
        if block.kind == "numbered":
            first, *rest = fields["head"]
            return split_head([_without_number(first), *rest], self._profile, known, self._id), []
        return self._unlabelled_head(block, known)

    def _unlabelled_head(self, block: Block, known: set[str]) -> tuple[Head | None, list[Piece]]:
        """The head of a project without labels: a listed title and what stands behind it up to the first empty line.

        A department list that ends with a separator goes on in the next line.
        """
        shown = [piece for piece in block.pieces if not piece.blank]
        taken, title, left = _take_title(shown, block.title) if block.title else (0, [], None)
        if not title:
            head = split_head(shown[:1], self._profile, known, self._id)
            return head, [piece for piece in block.pieces if piece.number > shown[0].number]
        departments = [left] if left else []
        while taken < len(shown) and (not departments or self._profile.departments.separators.search(departments[-1].text[-1:])):
            departments.append(shown[taken])
            taken += 1
        last = (departments or title)[-1].number
        names = split_departments(departments, self._profile.departments, self._id)
        return Head(title, names), [piece for piece in block.pieces if piece.number > last]

    def _fill(self, draft: _Draft, fields: dict[str, list[Piece]], body: list[Piece]) -> None:
        """Read the fields behind the head into the draft, and keep what is left over as detached."""
        project = draft.project
        description = fields.get("description", [])
        if body:
            description, draft.detached = _until_last_sentence(body)
        if "achievements" in fields and self._profile.outline:
            items, draft.detached = _until_list_ends(fields["achievements"], self._profile)
            project = replace(project, achievements=parse_achievements(items, self._profile.outline, self._id))
        project = replace(project, description=self._description(description))
        if "indicator" in fields:
            project, draft.detached = self._indicator(project, fields)
        draft.project = project

    def _description(self, pieces: list[Piece]) -> Text | None:
        """Bullets each on a line of their own, other lines joined."""
        items: list[list[Piece]] = []
        for piece in (piece for piece in pieces if not piece.blank):
            if piece.text.startswith("・") or not items:
                items.append([])
            items[-1].append(piece)
        whole = to_text(pieces, self._id)
        return Text("\n".join(join([piece.text for piece in item]) for item in items), whole.span) if whole else None

    def _indicator(self, project: Project, fields: dict[str, list[Piece]]) -> tuple[Project, list[Piece]]:
        years = find_years(" ".join(piece.text for piece in fields.get("years", [])))
        columns = [year for mention in years for year in mention.years]
        row = to_text(fields.get("years", []), self._id)
        name_pieces, baseline, rest = _split_indicator(fields["indicator"], self._profile.project.baseline)
        cells, rest, certain = split_cells(rest, len(columns)) if columns else ([], rest, True)
        if columns and not (cells and certain):
            self._doubt(fields["indicator"][0], f"{project.title.printed}: {len(columns)} target cells expected; not clear which text is whose")
        targets = []
        for year, cell in zip(columns, cells, strict=False):
            text = to_text(cell, self._id, certain=certain)
            if text and row:
                targets.append(Target(year, replace(text, printed=cell_text(cell)), row.span))
        stood = _baseline(baseline, self._profile.project.baseline, self._id)
        return replace(project, indicator=to_text(name_pieces, self._id), baseline=stood, targets=tuple(targets)), rest

    # --- detached text ----------------------------------------------------------------------------

    def _bring_captions_home(self, drafts: list[_Draft]) -> None:
        for page in sorted({draft.page for draft in drafts}):
            on_page = [draft for draft in drafts if draft.page == page]
            candidates = [draft for draft in on_page if draft.has_schedule] or on_page
            bare = [draft.project for draft in candidates]  # captions already brought home must not draw others after them
            captions = self._captions(on_page)
            for caption in captions:
                owned = owners(caption, captions, bare)
                for draft in candidates:
                    if draft.project.id in owned:
                        draft.project = replace(draft.project, actions=(*draft.project.actions, owned[draft.project.id]))

    def _captions(self, drafts: Sequence[_Draft]) -> list[Text]:
        """The captions on a page: paragraphs, a single stray character going on from the one before."""
        paragraphs: list[list[Piece]] = []
        for group in groups([piece for draft in drafts for piece in (*draft.detached, Piece(0, 0, ""))]):
            if paragraphs and len(group) == 1 and len(group[0].text) == 1:
                paragraphs[-1] += group
            else:
                paragraphs.append(group)
        texts = (to_text(group, self._id, self._profile.project.caption_join) for group in paragraphs)
        return [text for text in texts if text]

    def _bring_sidebars_home(self, drafts: list[_Draft], blocks: Sequence[Block]) -> None:
        for block in blocks:
            shown = [piece for piece in block.pieces[1:] if not piece.blank]
            title = to_text(shown[:1], self._id)
            if title is None:
                continue
            below = [piece for piece in block.pieces if piece.number > shown[0].number]
            paragraphs = tuple(text for group in groups(below) if (text := to_text(group, self._id)))
            candidates = [draft for draft in drafts if draft.page == shown[0].page] or drafts
            found = likeness(" ".join(text.printed for text in (title, *paragraphs)), [draft.project for draft in candidates])
            if found.share <= found.runner_up:
                self._doubt(shown[0], f"{title.printed}: not clear whose sidebar this is; it is left out")
                continue
            draft = candidates[found.best]
            sidebar = Sidebar(replace(title, printed=title.printed.strip("「」")), paragraphs)
            draft.project = replace(draft.project, sidebars=(*draft.project.sidebars, sidebar))

    def _compare_with_overview(self, overview: Overview, drafts: Sequence[_Draft]) -> None:
        listed = {title for title, _ in overview.entries}
        found = {draft.project.title.printed for draft in drafts}
        for title in sorted(listed - found) if listed else []:
            self._doubts.append(Doubt(self._id, overview.first_line, f"{title}: in the overview, but no such project was found"))
        for draft in drafts if listed else []:
            if draft.project.title.printed not in listed:
                self._doubts.append(Doubt(self._id, draft.project.title.span.line_start, f"{draft.project.title.printed}: not in the overview"))

    # --- the plan itself --------------------------------------------------------------------------

    def _first_line(self, overview: Overview, blocks: Sequence[Block]) -> int:
        """The first line that belongs to the overview or a project."""
        starts = [block.pieces[0].number for block in blocks]
        return min([*starts, overview.first_line or len(self._lines)])

    def _plan(self, projects: Sequence[Project], headings: dict[str, list[Heading]], first_line: int) -> Plan:
        entry = self._entry
        years = sorted({target.year for project in projects for target in project.targets})
        years += sorted({year for project in projects for item in project.achievements for year in item.years})
        if entry.period is None and not years:
            raise LayoutError(f"{entry.path}: no fiscal year found. Give its `period` in the catalogue.")
        first, last = entry.period or (min(years), max(years))
        front = [piece for piece in self._pieces if piece.number < first_line]
        return Plan(
            entry.id, entry.title, entry.publisher, first, last, entry.id, entry.source, entry.visibility, self._title_span(front),
            _unique(headings["goal"]), _unique(headings["policy"]), _unique(headings["category"]), self._facts(front), entry.aliases,
        )  # fmt: skip

    def _title_span(self, front: Sequence[Piece]) -> Span:
        wanted = [squeeze(self._entry.title), *(squeeze(alias) for alias in self._entry.aliases)]
        for title in wanted:
            for piece in front:
                if title and title in squeeze(piece.text):
                    return Span(self._id, piece.page, piece.number, piece.number)
        first = next(piece for piece in self._pieces if not piece.blank)
        return Span(self._id, first.page, first.number, first.number)

    def _facts(self, front: Sequence[Piece]) -> tuple[PlanFact, ...]:
        units = {"sentence": _sentences(front), "line": [[piece] for piece in front], "paragraph": groups(front)}
        facts: list[PlanFact] = []
        for rule in self._profile.facts:
            for text in (to_text(pieces, self._id) for pieces in units[rule.unit]):
                if text and rule.pattern.search(name(text.printed)):
                    facts.append(PlanFact(rule.kind, text))
        return tuple(facts)

    def _doubt(self, piece: Piece, message: str) -> None:
        self._doubts.append(Doubt(self._id, piece.number, message))


def _without_number(piece: Piece) -> Piece:
    return replace(piece, text=re.sub(r"^\s*[0-9０-９]+[.．]\s*", "", piece.text))


def _take_title(shown: Sequence[Piece], title: str) -> tuple[int, list[Piece], Piece | None]:
    """How many pieces the listed title takes, these pieces, and what of the last one is left behind it."""
    parts: list[Piece] = []
    for i, piece in enumerate(shown):
        before = [part.text for part in parts]
        for end in range(1, len(piece.text) + 1):
            if name(join([*before, piece.text[:end]])) == title:
                left = piece.text[end:].strip()
                parts.append(replace(piece, text=piece.text[:end].strip()))
                return i + 1, parts, replace(piece, text=left) if left else None
        parts.append(piece)
    return 0, [], None


def _until_last_sentence(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """A paragraph up to the last line that ends a sentence, and what stands behind it."""
    ends = [i for i, piece in enumerate(pieces) if _SENTENCE_END.search(piece.text)]
    cut = ends[-1] + 1 if ends else len(pieces)
    return list(pieces[:cut]), list(pieces[cut:])


def _until_list_ends(pieces: Sequence[Piece], profile: Profile) -> tuple[list[Piece], list[Piece]]:
    """A list up to the first paragraph that no marker begins and that is not indented, and what stands behind it."""
    assert profile.outline is not None
    rules = profile.outline
    markers = (rules.bullet, rules.group, rules.labelled_group, rules.yearly, rules.note)
    for i, piece in enumerate(pieces):
        begins = i > 0 and pieces[i - 1].blank and not piece.blank and any(not before.blank for before in pieces[:i])
        if begins and not piece.indented and not any(marker.search(piece.plain) for marker in markers):
            return list(pieces[:i]), list(pieces[i:])
    return list(pieces), []


def _split_indicator(pieces: Sequence[Piece], baseline: re.Pattern[str] | None) -> tuple[list[Piece], list[Piece], list[Piece]]:
    """The name of the indicator, its baseline, and the pieces behind both."""
    paragraphs = groups(pieces)
    if not paragraphs:
        return [], [], []
    first = paragraphs[0]
    start = next((i for i, piece in enumerate(first) if baseline and baseline.search(_rest(first, i))), len(first))
    named, based = first[:start], first[start:]
    if not based and len(paragraphs) > 1 and baseline and baseline.search(_rest(paragraphs[1], 0)):
        based = paragraphs[1]
    last = (based or named)[-1].number
    return named, based, [piece for piece in pieces if piece.number > last]


def _rest(pieces: Sequence[Piece], start: int) -> str:
    text = join([piece.text for piece in pieces[start:]])
    return text if text[:1] in "〈<《" else ""


def _baseline(pieces: Sequence[Piece], pattern: re.Pattern[str] | None, document_id: str) -> Text | None:
    text = to_text(pieces, document_id)
    match = pattern.search(text.printed) if text and pattern else None
    return Text(match["text"].strip(), text.span) if match and text else None


def _sentences(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces of each sentence, blank lines inside it dropped. A heading or caption before a sentence stays out of it."""
    sentences: list[list[Piece]] = []
    current: list[Piece] = []
    gap = 0
    for piece in pieces:
        if piece.blank:
            gap += 1
            continue
        heading = gap > 1 or re.match(r"^([ⅠⅡⅢ]|\d+) ?\S{1,12}( |$)", piece.plain) or (current and len(current[-1].text) < 20)
        if heading and current and not _SENTENCE_END.search(current[-1].text):
            current = []
        gap = 0
        if re.match(r"^([ⅠⅡⅢ]|\d+) \S", piece.plain):
            continue
        current.append(piece)
        if _SENTENCE_END.search(piece.text):
            sentences.append(current)
            current = []
    return sentences


def _unique(headings: Sequence[Heading]) -> tuple[Heading, ...]:
    return tuple({heading.number: heading for heading in reversed(headings)}[number] for number in dict.fromkeys(heading.number for heading in headings))
