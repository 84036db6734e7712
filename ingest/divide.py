"""A document divided into its plan and its projects, every field with its lines.

The way: lines -> pages -> blocks (one per project) -> fields -> detached text brought home. What differs between layouts is in
the profile; what stays doubtful comes back as a warning with its line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from corpus.errors import LayoutError
from corpus.text import is_unset, squeeze
from corpus.values import DividedDocument, Doubt, Heading, Project, Remark, Target, Text
from corpus.years import find_years, without_years
from ingest.blocks import Block, Blocks, Overview, read_overview
from ingest.catalog import Entry
from ingest.columns import as_told, unfolded
from ingest.detached import Draft, bring_captions_home, bring_sidebars_home
from ingest.front import read_plan
from ingest.heads import (
    Head,
    behind_blanks,
    known_departments,
    numbered_head,
    numbers_apart,
    plain_head,
    split_departments,
    split_head,
    take_title,
    title_and_marks,
    title_text,
)
from ingest.indicator import MEASURED, Indicator, read_indicator, untorn
from ingest.labels import apart, never_found
from ingest.lines import SENTENCE_END, Joined, Piece, groups, join, to_text, without_start
from ingest.marks import dated_by_label, with_open_years
from ingest.nothing_found import no_project
from ingest.outline import parse_achievements
from ingest.pages import page_numbers, paginate, running_heads, to_pieces
from ingest.planned_done import planned_and_done
from ingest.profile import Profile
from ingest.remarks import apart_from_others, figures_as_remarks, read_remark, without_remark
from ingest.results import with_results
from ingest.rows import Tables
from ingest.schedule import own_lines, read_schedule
from ingest.sheets import is_listed
from ingest.step_rows import goals_apart
from ingest.table_head import without_targets
from ingest.torn import body_parts, list_parts, parts_of
from ingest.yearly_rows import has_yearly_rows, read_yearly_rows, with_first_value

NEVER_FOUND = "is never found; what it heads is missing"
HEAD_LABELS = ("number", "title", "departments", "category")  # labels that may stand behind another field on its line
_CORE = frozenset({"departments", "description"})  # labels that every sheet has, where one has
MOST_PRINTED = 0.5  # share of the projects whose schedules are printed, up to which the others' are taken for drawn
UNCLEAR_CELLS = "{count} target cells expected; not clear which text is whose: {{text}} (settled where the file says each behind its year: R7：20件 R8：－)"
NO_YEARS = "no fiscal year can be read in the head of the targets: {text} (settled where the file names them in it as 令和7年度 or R7)"
FEWEST_COLUMNS = 3  # years that no baseline names
CATEGORY = "区分"  # the label of a mark behind a title, where the sheets have none
LONGEST_CATEGORY = 14  # characters; 探索型事業（新規） has 9, 過疎地域持続的発展特別事業 13, a longer text is of another field whose label is torn
_BULLET = re.compile(r"[・○●◎◆◇■□▪◦①-⑳]\s?(?=\S)")
_REVISED = re.compile(r"(?:見直し|変更|改定|改訂|修正)後")
_MARKED_CATEGORY = re.compile(r"^[★☆◎○●◆■◇□※]\s?(?=\w)")
MARKED_NUMBER = re.compile(r"(?P<number>\d{1,3})(?:\s*[^\w\s]\D*|\s\D*)?")
NO_NUMBERED_TITLE = "project.numbered of the layout profile leaves no title in {text!r}; let its (?P<title>…) take the words of the title"


def divide(texts: Sequence[str], entry: Entry, profile: Profile, told: Collection[int] | None = None) -> DividedDocument:
    """The plan and projects in the lines `texts` of the document that `entry` describes. `told`: as a document has it whose cells were known.

    Raises LayoutError when the profile finds no project.
    """
    return _Divider(texts, entry, profile, told).divide()


class _Divider:
    def __init__(self, texts: Sequence[str], entry: Entry, profile: Profile, told: Collection[int] | None) -> None:
        self._entry = entry
        self._told = told
        self._profile = profile
        numbers = page_numbers(texts)
        self._lines = paginate(texts, profile.page, numbers)
        self._noise = noise = numbers | running_heads(self._lines, [entry.title, *entry.aliases])
        columns = as_told(self._lines, told) if told is not None else unfolded(self._lines, noise)
        self._of_rows = columns.of_rows
        self._pieces = to_pieces(columns.lines, noise)
        self._printed = {line.number: line.text for line in self._lines}
        self._id = entry.id
        self._doubts: list[Doubt] = []
        self._tables = Tables(profile.indicator_table, entry.id)
        self._incomplete = 0
        self._torn_pages: set[int] = set()  # on which there are lines of sheets that could not be read

    def divide(self) -> DividedDocument:
        overview = read_overview(self._pieces, self._profile)
        reader = Blocks(self._profile, overview, self._id, self._of_rows, self._told is not None)
        blocks = reader.read(self._pieces)
        drafts = self._drafts([block for block in blocks if block.kind != "sidebar"])
        if not drafts:
            told = "".join(f"\nline {doubt.line}: {doubt.message}" for doubt in self._doubts[:1])
            raise LayoutError(f"{self._entry.path}: {no_project(self._pieces, self._profile)}{told}")
        if not any(draft.project.description or draft.project.achievements or draft.project.targets for draft in drafts):
            told = "\n".join(doubt.message for doubt in self._doubts if doubt.message.endswith(NEVER_FOUND))
            raise LayoutError(f"{self._entry.path}: none of its {len(drafts)} projects has a description, achievements or targets. Correct the labels.\n{told}")
        self._torn_pages |= {piece.page for piece in reader.loose}
        self._captions(drafts)
        self._doubts += bring_sidebars_home(drafts, [block for block in blocks if block.kind == "sidebar"], self._id)
        self._compare_with_overview(overview, drafts)
        self._doubts += [Doubt(self._id, line, message) for line, message in reader.doubts]
        projects, read = with_results([draft.project for draft in drafts], self._lines, blocks[-1].pieces[0].number, self._noise, self._id)
        for draft, project in zip(drafts, projects, strict=True):
            draft.project = project
        if loose := [piece for piece in reader.loose if piece.number not in read]:
            self._doubt(loose[0], f"{len(loose)} lines from here on belong to no project, such as: {loose[0].text}")
        projects = self._told_once([draft.project for draft in drafts]) if self._told is not None else tuple(draft.project for draft in drafts)
        front = self._front(blocks)
        shown = [piece for piece in self._pieces if not piece.blank]
        first_shown = next((piece for piece in shown if without_years(piece.text).strip("年度 ")), shown[0])  # no year alone (令和8年度)
        back = [piece for piece in self._pieces if piece.number > blocks[-1].pieces[0].number]
        plan = read_plan(self._entry, front, back, first_shown, reader.headings, projects, self._profile.facts)
        completed = tuple(with_first_value(with_open_years(project, plan), plan) for project in projects)
        return DividedDocument(plan, completed, self._lines, tuple(self._doubts), self._incomplete)

    def _told_once(self, projects: Sequence[Project]) -> tuple[Project, ...]:
        """The projects, each title once: what a later table (指標一覧) or an earlier list tells of it is added; other figures under their own names."""
        found: dict[str, Project] = {}
        again: set[int] = set()  # lines on which what is missing there is no doubt
        for project in projects:
            title = squeeze(project.title.printed)
            first = found.setdefault(title, project)
            if first is project:
                continue
            again |= {each for one in (first, project) for each in (one.title.span.line_start, one.head.line_end)}
            listed = bool(project.description and not first.description and len(project.targets) >= len(first.targets))
            spoken = () if first.departments else self._spoken_of(first, project)
            if project.departments and (not first.departments or listed):  # the table before named it only, or listed it
                first, project = project, first
            measured = first.targets or first.results
            again_measured = measured and _measures_the_same(first, project)
            first = (
                replace(first, targets=_with_further(first.targets, project.targets), results=_with_further(first.results, project.results))
                if again_measured
                else first
            )
            remarks = () if again_measured or not measured or _tells_no_more(project, first) else figures_as_remarks(project)
            found[title] = replace(
                first,
                departments=first.departments or project.departments,
                goal=first.goal or project.goal,
                policy=first.policy or project.policy,
                category=first.category or project.category,
                description=first.description or project.description,
                achievements=first.achievements or project.achievements,
                actions=first.actions or project.actions,
                indicator=first.indicator if measured else project.indicator or first.indicator,
                baseline=first.baseline if measured else project.baseline or first.baseline,
                targets=first.targets if measured else project.targets,
                results=first.results if measured else project.results,
                remarks=(*first.remarks, *(each for each in (*remarks, *project.remarks) if not _is_remarked(each, first)), *spoken),
            )
        self._doubts = [doubt for doubt in self._doubts if doubt.line not in again]
        numbers = Counter(project.number for project in found.values())
        if set(numbers.values()) != {1} or None in numbers:
            return tuple(found.values())
        return tuple(replace(project, id=f"{self._id}-{project.number:02d}") for project in found.values())

    def _spoken_of(self, first: Project, project: Project) -> tuple[Remark, ...]:
        """What the text says of a project whose owner stands in a form behind it, where that form describes it anew."""
        if not (first.description and project.description and project.departments) or _same_text(first.description, project.description):
            return ()
        return (Remark(self._profile.labels["description"].partition("|")[0], first.description),)

    def _captions(self, drafts: list[Draft]) -> None:
        """Bring the captions of drawn schedules home; where most schedules are printed, what stands behind the fields is no caption, and told."""
        printed = sum(bool(draft.project.actions) or self._is_row(draft.project.title) for draft in drafts)
        if printed <= MOST_PRINTED * len(drafts):
            bring_captions_home(drafts, self._profile.project, self._id, self._torn_pages)
            return
        behind = [piece for draft in drafts for piece in draft.detached if not piece.blank]
        if behind:
            self._doubt(behind[0], f"{len(behind)} lines behind the fields of their sheets belong to no project, such as: {behind[0].text}")

    # --- projects ---------------------------------------------------------------------------------

    def _drafts(self, blocks: Sequence[Block]) -> list[Draft]:
        fields = [self._fields(block) for block in blocks]
        self._tell_labels_never_found(blocks, fields)
        rules = self._profile.departments
        heads = [known_departments([*behind_blanks(each["head"][:1]), *each["head"][1:], *each.get("departments", [])], rules) for each in fields]
        told = Counter(known for head in heads for known in head)
        self._tables.learn(fields)
        titled = [(block, each) for block, each in zip(blocks, fields, strict=True) if block.kind == "labelled" and "title" in each and not block.number]
        for (block, each), (number, title) in zip(titled, numbers_apart([each["title"] for _, each in titled]) or [], strict=False):
            block.number, each["title"] = _number(each.get("number", [])) or number, title
        usual = {label for block, each in zip(blocks, fields, strict=True) if block.kind == "labelled" for label in each}
        drafts: list[Draft] = []
        for position, (block, each) in enumerate(zip(blocks, fields, strict=True), 1):
            block.number = block.number or _number(each.get("number", []))
            project_id = self._project_id(block, position, {draft.project.id for draft in drafts})
            following = blocks[position].pieces[0].page if position < len(blocks) else None
            elsewhere = {known for known, times in told.items() if times > (known in heads[position - 1])}
            draft = self._draft(project_id, block, each, elsewhere, at_page_end=following != block.last_page)
            labelled = block.kind == "labelled" and self._told is None and block.pieces[0].number not in self._of_rows
            lacking = (usual - set(each)) & set(self._profile.labels) if labelled else set()
            if missing := sorted(self._profile.labels[label] for label in lacking):
                self._doubt(block.pieces[0], f"{block.pieces[0].text}: no label {'、'.join(missing)} on this sheet; what it heads is missing")
                self._torn_pages |= {piece.page for piece in block.pieces}
                self._incomplete += not _CORE.isdisjoint(lacking)
            drafts += [draft] if draft else []
        return drafts

    def _tell_labels_never_found(self, blocks: Sequence[Block], fields: Sequence[dict[str, list[Piece]]]) -> None:
        """Say which labels of the profile no sheet has: they may be mistyped."""
        sheets = [each for block, each in zip(blocks, fields, strict=True) if block.kind != "unlabelled"]
        for label in never_found(self._profile, sheets, self._pieces) if sheets else []:
            self._doubt(blocks[0].pieces[0], f"the label {label} of the layout profile {self._profile.file} {NEVER_FOUND}")

    def _project_id(self, block: Block, position: int, taken: set[str]) -> str:
        """The document's id and the printed number, or else the place in the document."""
        project_id = f"{self._id}-{block.number or position:02d}"
        if project_id not in taken:
            return project_id
        self._doubt(block.pieces[0], f"number {block.number or position} stands on several projects; this one is known by its place")
        return f"{project_id}-{position:02d}"

    def _fields(self, block: Block) -> dict[str, list[Piece]]:
        """The pieces of each labelled field; what stands before the first label is the `head`."""
        kept, block.asides, strays = apart(block.pieces, self._profile)
        if strays:
            self._doubt(strays[0], f"what stands behind {block.asides[-1][0]} on this page is left out; it may be of another sheet: {strays[0].text}")
        joined = Joined(kept)
        cuts: list[tuple[str, int, int]] = [("head", 0, 0)]
        for label, pattern in self._profile.label_patterns.items():
            begun = cuts[-1][2]
            if label in HEAD_LABELS:
                match = re.compile(rf"(?:^|(?<=\s)){pattern.pattern}", re.M).search(joined.text, begun, self._end_of_head(joined.text, begun, label))
            else:
                match = re.compile(rf"^{pattern.pattern}", re.M).search(joined.text, begun)
            if match:
                cuts.append((label, match.start(), match.end()))
        if self._told is not None:
            cuts = sorted([*cuts, *self._before_others(joined.text, {label for label, _, _ in cuts})], key=lambda cut: cut[1])
        ends = [start for _, start, _ in cuts[1:]] + [len(joined.text)]
        fields = {label: joined.cut(start, end) for (label, _, start), end in zip(cuts, ends, strict=True)}
        if block.kind == "numbered" and block.head_lines and "description" not in fields:
            whole = fields.pop("head")
            fields = {"head": whole[: block.head_lines], "description": whole[block.head_lines :], **fields}
        return goals_apart(fields, self._printed)

    def _before_others(self, text: str, found: Collection[str]) -> Iterator[tuple[str, int, int]]:
        """The labels of fields that were not found in the order of most sheets, each with where it begins and ends: on this sheet, which tables tell, it stands

        before another.
        """
        for label, pattern in self._profile.label_patterns.items():
            match = re.compile(rf"^{pattern.pattern}", re.M).search(text) if label not in (*found, *HEAD_LABELS) else None
            if match:
                yield label, match.start(), match.end()

    def _end_of_head(self, text: str, start: int, label: str) -> int:
        """Where the first field behind the head begins that the profile has behind `label`: a word of its text is no label of the head."""
        patterns = self._profile.label_patterns
        fields = (patterns[each] for each in list(patterns)[list(patterns).index(label) :] if each not in HEAD_LABELS)
        found = (re.compile(rf"^{pattern.pattern}", re.M).search(text, start) for pattern in fields)
        return min((match.start() for match in found if match), default=len(text))

    def _draft(self, project_id: str, block: Block, fields: dict[str, list[Piece]], known: set[str], at_page_end: bool) -> Draft | None:
        detached = [] if block.pieces[0].number in self._of_rows else self._mend(fields)
        head, body = self._head(block, fields, known)
        title, marks = title_and_marks(head.title, self._profile.project.title_mark, self._id)
        if title is None:
            self._doubt(block.pieces[0], "no title found; the project is left out")
            return None
        if SENTENCE_END.search(title.printed):
            self._doubt(block.pieces[0], f"no project, but what explains the sheets; it is left out: {title.printed}")
            return None
        if not head.departments:
            self._doubt(block.pieces[0], f"{title.printed}: no department found")
        context = block.context
        category = self._category(fields["category"], title) if "category" in fields else context.category
        remarks = tuple(remark for label, pieces in block.asides if (remark := read_remark(label, pieces, self._id)))
        if marks and category is None:
            category = Heading(marks[0].printed, marks[0].printed, marks[0].span)
        own = category.name if category else None
        if (
            category
            and (printed := title_text(fields.get("category", [])[:1], self._id))
            and printed.printed != own
            and printed.printed.endswith(category.name)
        ):
            remarks += (Remark(self._profile.labels.get("category", CATEGORY), printed),)
        remarks += tuple(Remark(self._profile.labels.get("category", CATEGORY), mark) for mark in marks if mark.printed != own)
        project = Project(project_id, self._id, title, block.number, head.departments, context.goal, context.policy, category, remarks=remarks)
        draft = Draft(project, title.span.page, self._schedule_pages(block, fields), detached)
        self._fill(draft, fields, body, at_page_end)
        return draft

    def _mend(self, fields: dict[str, list[Piece]]) -> list[Piece]:
        """Take out of the fields (but the last) what stood at the end of a page that they go over, and give it back."""
        detached: list[Piece] = []
        labels = [label for label, pieces in fields.items() if pieces and label != "head"]
        rows = has_yearly_rows(fields.get("indicator", ()), self._profile.project)
        table = rows or self._tables.head(fields) is not None  # its head tells what its rows are, on whichever page
        measured = [label for label in labels if label in MEASURED and not table]
        for label, following in pairwise(labels):
            if table and label == "indicator":
                continue
            if measured and label == measured[-1] and fields[label][-1].page == fields[label][0].page:
                continue  # its cells may stand behind blank lines; what is none is given back with them
            parts = parts_of(label, fields[label], fields[following][0].page)
            if not parts.settled:
                what = "what of it is left is" if parts.own else "it is"
                self._doubt(
                    fields[label][0], f"{self._profile.labels.get(label, label)} goes on over the page among other text; {what} not certain and left out"
                )
                parts = replace(parts, own=parts.own if label == "title" else [])
            fields[label] = parts.own
            detached += parts.detached
        if measured and labels[-1] == measured[-1] and len({piece.page for piece in fields[labels[-1]] if not piece.blank} | {fields[labels[-1]][0].page}) > 1:
            label = labels[-1]
            whole = untorn(fields, self._profile.project)
            if whole is None:
                self._doubt(fields[label][0], f"{self._profile.labels[label]} goes on over the page among other text; it is not certain and left out")
            fields[label], behind = whole or ([], [])
            detached += behind
        if "achievements" in fields and self._profile.outline:
            parts = list_parts(fields["achievements"], self._profile.outline)
            if not parts.settled:
                self._doubt(fields["achievements"][0], "what was done goes on over the page among other text; the item that is torn is left out")
            fields["achievements"] = parts.own
            detached += parts.detached
        return detached

    def _schedule_pages(self, block: Block, fields: dict[str, list[Piece]]) -> frozenset[int]:
        """The pages on which arrows of the block's schedule may be drawn: its schedule row's, or all of a numbered row."""
        if block.kind != "numbered":
            return frozenset(piece.page for piece in fields.get("schedule", [])[:1])
        return frozenset(piece.page for pieces in fields.values() for piece in pieces if not piece.blank)

    def _head(self, block: Block, fields: dict[str, list[Piece]], known: set[str]) -> tuple[Head, list[Piece]]:
        """Title and departments, and for an unlabelled block the pieces behind them."""
        rules = self._profile.departments
        if "departments" in fields:
            fields["departments"], others = apart_from_others(fields["departments"])
            block.asides += [others] if others else []
        if block.kind == "labelled":
            return Head(self._labelled_title(fields), split_departments(without_remark(fields.get("departments", []), rules), rules, self._id)), []
        if block.kind == "unlabelled":
            return self._unlabelled_head(block, known)
        if named := numbered_head(fields["head"], 0, self._profile):
            return Head(named.title, split_departments(without_remark(named.departments, rules), rules, self._id)), []
        first, *rest = fields["head"]
        numbered = self._profile.project.numbered
        match = numbered.match(first.plain) if numbered else None
        pieces = [without_start(first, match.start("title")) if match else first, *rest]
        if "departments" in fields:
            return Head(pieces, split_departments(without_remark(fields["departments"], rules), rules, self._id)), []
        pieces = without_remark(pieces, rules)
        head = split_head(pieces, self._profile, known, self._id)
        description = fields.get("description", [])
        if description and description[0].page > first.page:  # captions may stand behind the head
            paragraphs = groups(pieces)
            beginnings = ([piece for paragraph in paragraphs[:count] for piece in paragraph] for count in range(1, len(paragraphs) + 1))
            head = next((found for beginning in beginnings if (found := split_head(beginning, self._profile, known, self._id))), None)
            self._doubt(first, f"{first.text}: a page ends between its title and its description; see whether title and departments are whole")
        if not groups(pieces):
            self._doubt(first, NO_NUMBERED_TITLE.format(text=first.text))
            return Head([], ()), []
        if head is None:
            self._doubt(first, "no complete department name found behind the title; its first paragraph is taken for the title")
        return head or plain_head(pieces, rules, self._id), []

    def _category(self, pieces: Sequence[Piece], title: Text) -> Heading | None:
        """The category behind its label, whose name is its number as well, without marks before it (★拡充); None where it is empty or too long to be one.

        It ends where another label begins a line.
        """
        first, *behind = next(iter(groups(pieces)), []) or [Piece(0, 0, "")]
        text = title_text([first, *takewhile(lambda piece: not is_listed(piece.plain.split(" ")[0]), behind)], self._id)
        if text and len(text.printed) > LONGEST_CATEGORY:
            self._doubt(pieces[0], f"{title.printed}: no category, but a text stands behind {self._profile.labels['category']}; it is left out: {text.printed}")
            return None
        name = _MARKED_CATEGORY.sub("", text.printed) if text else ""
        return Heading(name, name, text.span) if text and not is_unset(text.printed) else None

    def _labelled_title(self, fields: dict[str, list[Piece]]) -> list[Piece]:
        """The title behind its label; only its first line where that was told, and, without what is left of a torn label, where the departments' label is

        missing.
        """
        label, title = self._profile.labels.get("departments"), fields.get("title", [])
        first = next((piece for piece in title if not piece.blank), None)
        if self._told is not None:
            return [first] if first else []
        if label is None or "departments" in fields:
            return title
        left = next((end for end in range(len(label), 1, -1) if first and first.text.endswith(label[:end])), 0)
        return [replace(first, text=first.text[: len(first.text) - left].strip())] if first else []

    def _unlabelled_head(self, block: Block, known: set[str]) -> tuple[Head, list[Piece]]:
        """The head of a project without labels: a listed title and what stands behind it up to the first empty line.

        A department list that ends with a separator goes on in the next line.
        """
        rules = self._profile.departments
        shown = [piece for piece in block.pieces if not piece.blank]
        taken, title, left = take_title(shown, block.title)
        if not title:
            lines = shown[: block.head_lines]
            head = split_head(lines, self._profile, known, self._id) or plain_head(lines, rules, self._id)
            return head, [piece for piece in block.pieces if piece.number > lines[-1].number]
        departments = [left] if left else []
        while taken < len(shown) and (not departments or rules.separators.search(departments[-1].plain[-1:])):
            departments.append(shown[taken])
            taken += 1
        last = (departments or title)[-1].number
        if departments and departments[-1].page != block.pieces[-1].page and not rules.ends.search(departments[-1].plain):
            self._doubt(departments[-1], f"{block.title}: its departments go on over the page among other text; they are left out")
            return Head(title, ()), []
        return Head(title, split_departments(departments, rules, self._id)), [piece for piece in block.pieces if piece.number > last]

    def _fill(self, draft: Draft, fields: dict[str, list[Piece]], body: list[Piece], at_page_end: bool) -> None:
        """Read the fields behind the head into the draft, and keep what is left over as detached."""
        project = draft.project
        description = fields.get("description", [])
        if (body or list(fields)[-1] == "description") and not self._is_row(project.title):
            parts = body_parts(body or description)
            if not parts.settled:
                self._doubt((body or description)[0], f"{project.title.printed}: its description goes on over the page among other text; it is left out")
            description = parts.own
            draft.detached += parts.detached
        both = planned_and_done(fields.get("achievements", []))
        if both:
            fields = fields | {"achievements": both.done} | ({} if "schedule" in fields else {"schedule": both.planned})
        if fields.get("achievements") and self._profile.outline:
            listed = parse_achievements(fields["achievements"], self._profile.outline, self._id)
            project = replace(project, achievements=dated_by_label(listed, self._profile.labels["achievements"], fields["achievements"][0]))
        schedule = fields.get("schedule", [])
        if list(fields)[-1] == "schedule":
            schedule, behind = own_lines(schedule, self._profile.schedule)
            draft.detached += behind
        project = replace(project, description=self._description(description), actions=read_schedule(schedule, self._profile, self._id, self._printed))
        if "indicator" in fields:
            project, behind = self._indicator(project, fields, at_page_end)
            draft.detached += behind
        draft.project = project

    def _is_row(self, title: Text) -> bool:
        """Whether a project was unfolded: nothing of others stands between its lines."""
        return title.span.line_start in self._of_rows

    def _description(self, pieces: list[Piece]) -> Text | None:
        """Bullets each on a line of their own, other lines joined."""
        items: list[list[Piece]] = []
        for piece in (piece for piece in pieces if not piece.blank):
            if _BULLET.match(piece.text) or not items:
                items.append([])
            items[-1].append(piece)
        whole = to_text(pieces, self._id)
        return Text("\n".join(join([piece.text for piece in item]) for item in items), whole.span) if whole else None

    def _indicator(self, project: Project, fields: dict[str, list[Piece]], at_page_end: bool) -> tuple[Project, list[Piece]]:
        if not fields["indicator"]:
            return project, []
        if rows := read_yearly_rows(fields["indicator"], self._profile.project, self._profile.label_patterns["indicator"], self._id, self._printed):
            for piece, message in rows.doubts:
                self._doubt(piece, f"{project.title.printed}: {message}")
            notes = (Remark("※", replace(note, printed=note.printed.lstrip("※＊* "))) for note in rows.notes)
            values = replace(project, indicator=rows.name, baseline=rows.baseline, targets=rows.targets, results=rows.results)
            return replace(values, remarks=(*project.remarks, *notes)), rows.rest
        if table := self._tables.read(fields):
            for piece, message in table.doubts:
                self._doubt(piece, f"{project.title.printed}: {message}")
            return replace(project, indicator=table.name, baseline=table.baseline, targets=table.targets, results=table.results), table.rest
        found = read_indicator(fields, self._profile.project, self._id, at_page_end)
        if not found.certain:
            what = UNCLEAR_CELLS.format(count=found.expected) if found.expected else NO_YEARS
            self._doubt(fields["indicator"][0], f"{project.title.printed}: {what.format(text=found.unclear)}")
        elif not found.targets:
            piece, message, is_name = without_targets(fields["indicator"], self._profile.labels["indicator"], _is_undivided(found))
            self._doubt(piece, f"{project.title.printed}: {message}")
            if not is_name:
                found, project = replace(found, name=None, baseline=None), replace(project, unread=to_text([piece], self._id))
        return replace(project, indicator=found.name, baseline=found.baseline, targets=found.targets), found.rest

    def _compare_with_overview(self, overview: Overview, drafts: Sequence[Draft]) -> None:
        listed = {title for title, _ in overview.entries}
        found = {draft.project.title.printed for draft in drafts}
        for title in sorted(listed - found) if listed else []:
            self._doubts.append(Doubt(self._id, overview.first_line, f"{title}: in the overview, but no such project was found"))
        categories = dict(overview.entries)
        for draft in drafts if listed else []:
            project, line = draft.project, draft.project.title.span.line_start
            if project.title.printed not in listed:
                self._doubts.append(Doubt(self._id, line, f"{project.title.printed}: not in the overview"))
            elif project.category and categories[project.title.printed] not in (None, project.category.number):
                labelled = "category" in self._profile.labels
                wanted = f"{categories[project.title.printed]} in the overview, {'' if labelled else 'under '}{project.category.number} here"
                what = "its category is not certain and left out" if labelled else "its headings may be of another page and are left out"
                self._doubts.append(Doubt(self._id, line, f"{project.title.printed}: {wanted}; {what}"))
                draft.project = replace(project, category=None) if labelled else replace(project, goal=None, policy=None, category=None)

    # --- around the projects ----------------------------------------------------------------------

    def _front(self, blocks: Sequence[Block]) -> list[Piece]:
        """The pieces before every project."""
        first = min(block.pieces[0].number for block in blocks)
        return [piece for piece in self._pieces if piece.number < first]

    def _doubt(self, piece: Piece, message: str) -> None:
        self._doubts.append(Doubt(self._id, piece.number, message))


def _is_undivided(found: Indicator) -> bool:
    """Whether what was taken for an indicator and its baseline is the head of a table and all of its cells."""
    years = {year for mention in find_years(found.baseline.printed) for year in mention.years} if found.baseline else ()
    return len(years) >= FEWEST_COLUMNS or bool(found.name and is_listed(found.name.printed))


def _same_text(one: Text | None, other: Text | None) -> bool:
    """Whether both are there and print the same."""
    return one is not None and other is not None and squeeze(one.printed) == squeeze(other.printed)


def _is_remarked(remark: Remark, project: Project) -> bool:
    """Whether a project has a remark that prints the same under the same label."""
    return any(each.label == remark.label and squeeze(each.text.printed) == squeeze(remark.text.printed) for each in project.remarks)


def _measures_the_same(first: Project, project: Project) -> bool:
    """Whether two tables tell of one indicator: by its name, or, where the later one calls it shorter or not at all (－), by its targets, all known."""
    if _same_text(first.indicator, project.indicator):
        return True
    told = project.indicator is None or any(target.is_set for target in project.targets)
    return bool(project.targets) and told and _tells_no_more(project, first)


def _tells_no_more(project: Project, than: Project) -> bool:
    """Whether each target of a project is one of the other's, too."""
    known = {(target.year, squeeze(target.cell.printed)) for target in than.targets}
    return all((target.year, squeeze(target.cell.printed)) in known for target in project.targets)


def _with_further(targets: Sequence[Target], further: Sequence[Target]) -> tuple[Target, ...]:
    """The values by year, with those of years that have none, and those that say that they were set anew (165t（見直し後）)."""
    revised = [target for target in further if _REVISED.search(target.cell.printed)]
    own = [target for target in targets if target.year not in {each.year for each in revised}]
    known = {target.year for target in own}
    return tuple(sorted([*own, *(target for target in further if target.year not in known)], key=lambda target: target.year))


def _number(pieces: Sequence[Piece]) -> int | None:
    """The number that stands behind a number's label, with or without a mark behind it (1 ★重点); None when it is no plain number."""
    printed = join([piece.plain for piece in next(iter(groups(pieces)), [])])
    match = MARKED_NUMBER.fullmatch(printed)
    return int(match["number"]) if match else None
