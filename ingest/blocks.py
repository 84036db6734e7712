"""A document cut into blocks: one per project or sidebar, each knowing the headings it stands under."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import chain, pairwise, takewhile

from corpus.numbering import ordinals
from corpus.text import name
from corpus.values import Heading, Span
from ingest.heads import NumberedHead, numbered_head, split_head
from ingest.lines import SENTENCE_END, Piece, groups, join
from ingest.profile import Profile
from ingest.sheets import BODY, STEPS, is_listed
from ingest.yearly_rows import has_yearly_rows

_OF_CONTENTS = re.compile(r"[.・…‥]{3,} ?\d*$")  # a line of a table of contents, which leads to a heading and is none
BETWEEN_HEADINGS = " >→/・、"  # what stands between a goal and a policy that are named on one line
LONGEST_HEAD = 8  # lines between a numbered title and its first label
FEWEST_COLUMNS = 3  # labels beside each other that head a list
MOST_TITLE_LINES = 3
MOST_BODY_LINES = 12  # lines among which a head without labels stands and its description ends a sentence
MOST_HEAD_LINES = 4  # lines of title and departments without a label
SENTENCE = re.compile(r"[。．]")
_LEAD = re.compile(r"\D{0,6}\d{1,3}(?:-\d{1,3})*")  # the number of a sheet before a heading on its line
_CHAPTER = re.compile(r"^第\s?(?P<number>\d+)\s?[章部編](?=\s|[^\d\s])")
GOES_ON = re.compile(r"\((続き|つづき)\)")  # a head printed anew where its sheet goes on over the page


@dataclass(frozen=True, slots=True)
class Context:
    """The headings a block stands under."""

    goal: Heading | None = None
    policy: Heading | None = None
    category: Heading | None = None

    def under(self, kind: str, heading: Heading) -> Context:
        """The context after a heading: a goal closes policy and category, a policy closes the category."""
        if kind == "goal":
            return Context(goal=heading)
        if kind == "policy":
            return Context(self.goal, heading)
        return replace(self, category=heading)


@dataclass
class Block:
    """Consecutive lines of one project (or sidebar).

    `title` is set where the head names a listed title, `head_lines` where the lines of a head without labels are known.
    """

    kind: str  # labelled, numbered, unlabelled, sidebar
    context: Context
    pieces: list[Piece] = field(default_factory=list)
    number: int | None = None
    title: str | None = None
    head_lines: int = 0
    label: str | None = None  # the last label read
    had: set[str] = field(default_factory=set)  # all labels read
    asides: list[tuple[str, list[Piece]]] = field(default_factory=list)  # what stands behind labels that are no field

    @property
    def last_page(self) -> int:
        """The page of its last line that is not blank."""
        return next(piece.page for piece in reversed(self.pieces) if not piece.blank)


@dataclass(frozen=True, slots=True)
class Overview:
    """The list of all projects: titles with their category, if it names one, and the lines it takes ([first, last], or none)."""

    entries: tuple[tuple[str, str | None], ...] = ()
    first_line: int = 0
    last_line: int = -1

    def holds(self, line: int) -> bool:
        """Whether the list stands on this line."""
        return self.first_line <= line <= self.last_line


def read_overview(pieces: Sequence[Piece], profile: Profile) -> Overview:
    """The overview that the profile declares; an empty one when the document has none.

    A title that goes on in the next line is joined; a line that begins something else ends it.
    """
    rules = profile.overview
    if rules is None:
        return Overview()
    starts = [piece.number for piece in pieces if rules.start.search(piece.plain)]
    if len(starts) < rules.nth:
        return Overview()
    first = starts[rules.nth - 1]
    ends = [piece.number for piece in pieces if piece.number > first and rules.end.search(piece.plain)]
    last = (ends[0] - 1) if ends else first
    entries: list[tuple[str | None, list[str]]] = []
    open_entry = False
    for piece in (piece for piece in pieces if first <= piece.number <= last):
        match = rules.entry.search(piece.plain)
        if match:
            entries.append((match.groupdict().get("category") or None, [match["title"]]))
        elif rules.break_ and rules.break_.search(piece.plain):
            open_entry = False
        elif open_entry and not piece.blank:
            entries[-1][1].append(piece.text)
        open_entry = bool(match) or (open_entry and not piece.blank)
    return Overview(tuple((name(join(parts)), category) for category, parts in entries), first, last)


class Blocks:
    """Reads the blocks of a document, one line after the other."""

    def __init__(self, profile: Profile, overview: Overview, document_id: str, unfolded: Collection[int] = (), told: bool = False) -> None:
        self._profile = profile
        self._overview = overview
        self._document_id = document_id
        self._unfolded = unfolded  # the numbers of the lines of projects whose every line is known
        self._told = told  # whether tables are told whose cells were known
        self._titles = [title for title, category in overview.entries if category in profile.project.unlabelled_categories]
        self.headings: dict[str, list[Heading]] = {"goal": [], "policy": [], "category": []}
        self._policies: list[tuple[Heading | None, Heading]] = []  # each with the goal it stands under
        self.blocks: list[Block] = []
        self.doubts: list[tuple[int, str]] = []  # line and message
        self.loose: list[Piece] = []  # lines under a heading that no block holds
        self._context = Context()
        self._chapter: str | None = None  # the number of the last one
        self._ended = False  # whether what stands here is behind the projects
        self._numbered: dict[int, NumberedHead] = {}  # by the place of the line

    def read(self, pieces: Sequence[Piece]) -> list[Block]:
        """All blocks in the order of the text. Lines before the first one belong to none."""
        current: Block | None = None
        page = 0
        heads = {i: head for i in range(len(pieces)) if (head := numbered_head(pieces, i, self._profile))}
        last = {(head.number, join([piece.text for piece in head.title])): i for i, head in heads.items()}  # before it stands a list of projects
        self._numbered = {i: heads[i] for i in last.values()}
        for i, piece in enumerate(pieces):
            if self._overview.holds(piece.number) or self._is_noise(piece):
                continue
            if current and current.kind == "sidebar" and piece.page != page:
                current = None
            begins_page, page = piece.page != page, piece.page
            if current and (self._is_repeated(piece) or (GOES_ON.search(piece.plain) and self._starts(pieces, i, None))):
                continue
            if current and self._names_headings_of(current, piece):
                self._put_under(piece, current)
            elif self._ends(piece):
                current, self._ended = None, True
            elif self._heading(piece) or (begins_page and self._is_section(pieces, i)):
                current, self._ended = None, False
            elif (block := self._starts(pieces, i, current)) is not None:
                current, self._ended = block, False
                block.context = block.context if self.blocks else self._behind_lists()
                self.blocks.append(block)
                block.pieces.append(piece)
                self._headings_within(pieces, i, block)
            elif current is not None and not self._strays(pieces, i, current):
                current.pieces.append(piece)
                self._headings_within(pieces, i, current)
            else:
                current = None
                self.loose += [piece] if self.blocks and not piece.blank and not self._ended else []
        self._bring_goals_home()
        self._drop_headings_of_other_pages()
        return self.blocks

    def _behind_lists(self) -> Context:
        """The context of the first block: a goal or policy that is not the first one ends a list of them in the front matter, and is nobody's heading.

        Such a list says nothing of the order of the pages.
        """
        self._policies = self._policies[-1:]
        for kind in ("goal", "policy"):
            held, numbers = getattr(self._context, kind), [ordinals(heading.number) for heading in self.headings[kind]]
            if held and ordinals(held.number) != min(numbers):
                self._context = replace(self._context, **{kind: None})
        return self._context

    def _headings_within(self, pieces: Sequence[Piece], i: int, block: Block) -> None:
        """Put the block under the goal and policy that its sheet itself names behind a label of its head (取組番号 1-1 方針１ …)."""
        piece, label = pieces[i], self._label_at(pieces, i)
        other = any(pattern.match(piece.text) for pattern in self._profile.other_patterns)
        if self._in_head(block) and (other or label in ("number", "category") or (len(block.pieces) == 1 and label is None)):
            self._put_under(piece, block)

    def _in_head(self, block: Block) -> bool:
        """Whether the lines read of a block are of its head, before what it describes."""
        labels = list(self._profile.labels)
        return block.kind != "sidebar" and "description" not in labels[: labels.index(block.label) + 1 if block.label else 0]

    def _names_headings_of(self, block: Block, piece: Piece) -> bool:
        """Whether a line of a sheet's head begins with a heading that the sheet stands under; on the next page it is that page's."""
        begun = block.kind == "labelled" or (block.kind == "numbered" and block.label is not None and "description" in self._profile.labels)
        in_head = begun and piece.page == block.last_page and self._in_head(block)
        return in_head and any(pattern.search(piece.plain) for pattern in self._profile.headings.values())

    def _put_under(self, piece: Piece, block: Block) -> None:
        """Put the block under the headings that the line names, one behind the other."""
        found = [(kind, match) for kind, pattern in self._profile.headings.items() if (match := _inside(pattern).search(piece.plain))]
        starts = [match.start() for _, match in found]
        for kind, match in found:
            behind = min((start for start in starts if start > match.start()), default=len(piece.plain))
            printed = name(piece.plain[match.start("name") : behind].rstrip(BETWEEN_HEADINGS))
            known = next((heading for heading in self.headings[kind] if ordinals(heading.number) == ordinals(match["number"])), None)
            span = Span(self._document_id, piece.page, piece.number, piece.number)
            heading = Heading(match["number"], printed or (known.name if known else ""), span, _word_before(match))
            if heading.name:
                block.context = replace(block.context, **{kind: heading})
                self.headings[kind] += [] if known else [heading]

    def _drop_headings_of_other_pages(self) -> None:
        """Where policies are out of order, so may be the pages: a block then stands only under the headings of its own page."""
        place = out_of_order([_order(goal, policy) for goal, policy in self._policies])
        rising = all(ordinals(before.number) <= ordinals(after.number) for (_, before), (_, after) in pairwise(self._policies))
        if place is None or rising:  # of policies that several goals share, or in which goals take turns
            return
        behind = self._policies[place][1]
        inherited = [block for block in self.blocks if block.context.policy and block.context.policy.span.page != block.pieces[0].page]
        for block in inherited:
            block.context = Context()
        message = f"policy {behind} is out of order; {len(inherited)} projects whose page names no policy are left without one"
        self.doubts.append((behind.span.line_start, message))

    def _bring_goals_home(self) -> None:
        """Where the first policy under each goal is numbered by it (1-1 under goal 1, II-1 under II), all are: another goal is an earlier page's."""
        goals = {ordinals(goal.number): goal for goal in self.headings["goal"]}
        first = {ordinals(goal.number): policy for goal, policy in reversed(self._policies) if goal}
        if not first or not all(_goal_of(policy) == number for number, policy in first.items()):
            return
        for block in self.blocks:
            policy, goal = block.context.policy, block.context.goal
            number = _goal_of(policy) if policy else ()
            if number and (goal is None or ordinals(goal.number) != number):
                block.context = replace(block.context, goal=goals.get(number))

    def _strays(self, pieces: Sequence[Piece], i: int, block: Block) -> bool:
        """Whether line `i` is of another sheet, whose beginning stands elsewhere: it begins with a label that the block has had or cannot have.

        Of a block whose every line is known, whether it is none of these, and of another whether it is one of a row.
        """
        if (block.pieces[0].number in self._unfolded) != (pieces[i].number in self._unfolded):
            return True
        label = self._label_at(pieces, i)
        if label is None or block.kind == "sidebar":
            return False
        order = list(self._profile.labels)
        if label == block.label == "indicator" and has_yearly_rows(block.pieces, self._profile.project):
            return False  # the next indicator of the sheet
        behind = block.label is not None and order.index(label) <= order.index(block.label)
        if self._told and label not in block.had and label in (BODY if pieces[i].number in self._unfolded else STEPS):
            behind = False  # forms tell steps behind their indicators where rows of tables tell them before
        block.label = label
        block.had.add(label)
        return block.kind == "unlabelled" or behind

    def _label_at(self, pieces: Sequence[Piece], i: int) -> str | None:
        """The label that line `i` begins with, which may go on in the next line; None when it begins with none."""
        text = "\n".join(piece.text for piece in pieces[i : i + 2])
        found = ((label, pattern.match(text)) for label, pattern in self._profile.label_patterns.items())
        return next((label for label, match in found if match and match.start() == 0 and pieces[i].text), None)

    def _ends(self, piece: Piece) -> bool:
        """Whether the projects end with this line, or a chapter other than theirs begins; before the first one it is an entry of a table of contents."""
        end, chapter = self._profile.project.end, _CHAPTER.match(piece.plain)
        other = chapter is not None and chapter["number"] != self._chapter
        self._chapter = chapter["number"] if chapter else self._chapter
        return bool(self.blocks) and (other or bool(end and end.search(piece.plain)))

    def _is_noise(self, piece: Piece) -> bool:
        ignore = self._profile.project.ignore
        footers = self._profile.page.footers
        return bool(ignore and ignore.search(piece.plain)) or any(footer.search(piece.plain) for footer in footers)

    def _is_section(self, pieces: Sequence[Piece], i: int) -> bool:
        """Whether the first line of a page is one that begins pages without belonging to a project (２ 具体的な事業)."""
        begins = pieces[i].indented and any(pattern.search(pieces[i].plain) for pattern in self._profile.page.starts)
        return begins and self._label_at(pieces, i) is None

    def _is_repeated(self, piece: Piece) -> bool:
        """Whether the line is a heading that already holds here, printed anew at the head of a page or of a sheet."""
        found = ((kind, pattern.search(piece.plain) or self._behind_lead(pattern, piece)) for kind, pattern in self._profile.headings.items())
        matches = ((getattr(self._context, kind), match) for kind, match in found)
        return any(held and match and (held.number, held.name) == (match["number"], name(match["name"])) for held, match in matches)

    def _heading(self, piece: Piece) -> bool:
        for kind, pattern in self._profile.headings.items():
            match = pattern.search(piece.plain) or self._behind_lead(pattern, piece)
            if match and not _OF_CONTENTS.search(piece.plain):
                span = Span(self._document_id, piece.page, piece.number, piece.number)
                heading = Heading(match["number"], self._name_in(match, kind), span, "" if kind == "category" else _word_before(match))
                if kind == "policy":
                    self._policies.append((self._context.goal, heading))
                self._context = self._context.under(kind, heading)
                self.headings[kind].append(heading)
                return True
        return False

    def _name_in(self, match: re.Match[str], kind: str) -> str:
        """The name of a heading, without what stands behind a blank where it was named before without that (柱４ まちを生かす 重点取組個票)."""
        parts = match["name"].split(" ")
        shorter = [name(" ".join(parts[:count])) for count in range(1, len(parts))]
        known = (heading.name for heading in self.headings[kind] if heading.number == match["number"])
        return next((each for each in known if each in shorter), name(match["name"]))

    def _behind_lead(self, pattern: re.Pattern[str], piece: Piece) -> re.Match[str] | None:
        """The heading behind the number of the sheet at its head (シート 1  柱１ 窓口をかえる)."""
        match = _inside(pattern).search(piece.plain) if not any(label.match(piece.text) for label in self._profile.label_patterns.values()) else None
        return match if match and _LEAD.fullmatch(piece.plain[: match.start()].strip()) else None

    def _starts(self, pieces: Sequence[Piece], i: int, current: Block | None) -> Block | None:
        """The block that begins at line `i`, or None. A project without labels does not begin in the middle of a `current` sheet."""
        piece, profile = pieces[i], self._profile
        shown = piece.plain
        if any(pattern.search(shown) for pattern in profile.sidebar.values()):
            return Block("sidebar", self._context)
        if self._opens_sheet(pieces, i):
            return Block("labelled", self._context)
        if head := self._numbered.get(i):
            return Block("numbered", self._context, number=_whole(head.number), head_lines=head.lines)
        numbered = profile.project.numbered.match(shown) if profile.project.numbered else None
        if numbered and "departments" not in numbered.groupdict() and self._label_follows(pieces, i):
            return Block("numbered", self._context, number=_whole(numbered["number"]))
        in_sheet = current is not None and current.kind == "labelled" and current.label != list(self._profile.labels)[-1]
        return None if in_sheet else self._unlabelled(pieces, i)

    def _opens_sheet(self, pieces: Sequence[Piece], i: int) -> bool:
        """Whether line `i` begins with the first label of a sheet, with the title's label on it or close behind."""
        labels = self._profile.label_patterns
        first, title = next(iter(labels.values()), None), labels.get("title")
        if first is None or title is None or not first.match(pieces[i].text) or self._heads_list(pieces[i]):
            return False
        shown = [piece for piece in pieces[i + 1 : i + 1 + LONGEST_HEAD * 2] if not piece.blank][:LONGEST_HEAD]
        if first is title and title.fullmatch(pieces[i].text) and shown and is_listed(shown[0].plain):  # a list's head, its words one below the other
            return False
        sheet = [pieces[i], *takewhile(lambda piece: not first.match(piece.text), shown)]
        return any(re.search(rf"(?:^|\s){title.pattern}", piece.text) for piece in sheet)

    def _heads_list(self, piece: Piece) -> bool:
        """Whether a line holds hardly anything but labels, as the head of a list of the projects does (番号 事業名 担当課 評価)."""
        said = piece.plain.split()
        labels = [word for word in said if any((match := label.match(word)) and match.end() == len(word) for label in self._profile.label_patterns.values())]
        return len(labels) >= FEWEST_COLUMNS and len(said) - len(labels) <= 1

    def _label_follows(self, pieces: Sequence[Piece], i: int) -> bool:
        """Whether the description's label stands close behind line `i`, with no other numbered line between."""
        label, numbered = self._profile.label_patterns["description"], self._profile.project.numbered
        for piece in [piece for piece in pieces[i + 1 : i + 1 + LONGEST_HEAD * 2] if not piece.blank][:LONGEST_HEAD]:
            if label.match(piece.text):
                return True
            if numbered and numbered.match(piece.plain):
                return False
        return False

    def _unlabelled(self, pieces: Sequence[Piece], i: int) -> Block | None:
        category = self._context.category
        if self._ended or category is None or category.number not in self._profile.project.unlabelled_categories or pieces[i].blank:
            return None
        return self._listed(pieces, i) or self._unlisted(pieces, i)

    def _listed(self, pieces: Sequence[Piece], i: int) -> Block | None:
        """The block of a title in the overview that begins at line `i`."""
        joined = ""
        for piece in pieces[i : i + MOST_TITLE_LINES]:
            joined = name(join([joined, piece.text]))
            for title in sorted(self._titles, key=len, reverse=True):
                if joined.startswith(title) and not joined.endswith("。"):
                    self._titles.remove(title)  # a listed title begins one project; later it is only spoken of
                    return Block("unlabelled", self._context, title=title)
            if not any(title.startswith(joined) for title in self._titles):
                break
        return None

    def _unlisted(self, pieces: Sequence[Piece], i: int) -> Block | None:
        """The block of a head `title departments` at line `i` that opens a paragraph and has a sentence behind it."""
        if i and not self._may_end(pieces[i - 1]):
            return None
        window = pieces[i : i + MOST_BODY_LINES]
        lines = self._head_of(window)
        behind = groups([piece for piece in window if lines and piece.number > lines[-1].number])[:2]  # a sentence may break at an empty line
        has_body = any(SENTENCE.search(piece.text) for piece in chain(*behind))
        if not has_body or split_head(lines, self._profile, (), self._document_id) is None:
            return None
        return Block("unlabelled", self._context, head_lines=len(lines))

    def _may_end(self, piece: Piece) -> bool:
        """Whether something ends with this line, so that a head may follow."""
        ends = piece.blank or SENTENCE_END.search(piece.text) or self._is_noise(piece)
        return bool(ends) or any(pattern.search(piece.plain) for pattern in self._profile.headings.values())

    def _head_of(self, pieces: Sequence[Piece]) -> list[Piece]:
        """The first lines that may be a head: those up to the end of a department list, or a whole paragraph without a sentence."""
        separators = self._profile.departments.separators
        shown = [piece for piece in pieces if not piece.blank]
        listed = list(takewhile(lambda piece: separators.search(piece.plain[-1:]), shown))
        if listed:
            return shown[: len(listed) + 1]
        paragraph = list(takewhile(lambda piece: not piece.blank, pieces))
        if len(paragraph) <= MOST_HEAD_LINES and not any(SENTENCE.search(piece.text) for piece in paragraph):
            return paragraph
        return shown[:1] if self._ends_like_a_title(shown[0]) else []

    def _ends_like_a_title(self, piece: Piece) -> bool:
        """Whether a line that its body follows without a blank line reads `title departments`, with a title that ends as titles do."""
        head = split_head([piece], self._profile, (), self._document_id)
        titles = self._profile.titles
        return bool(head and titles and titles.ends.search(name(join([each.text for each in head.title]))))


def _whole(number: str) -> int | None:
    """The number of a project; None where it has several parts (1-2-3)."""
    return int(number) if number.isdecimal() else None


def _word_before(match: re.Match[str]) -> str:
    """The word before the number of a heading, without brackets and blanks."""
    return re.sub(r"[\W_]", "", match.string[match.start() : match.start("number")])


@cache
def _inside(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """The pattern of a heading where it may stand behind something else on its line."""
    return re.compile(rf"(?:^|(?<=\s))(?:{pattern.pattern.removeprefix('^')})")


def _goal_of(policy: Heading) -> tuple[int, ...]:
    """The number of the goal that the policy's number holds (2 of 2-1); empty when it holds none."""
    goal, dash, _ = policy.number.partition("-")
    return ordinals(goal) if dash else ()


def out_of_order(keys: Sequence[tuple[int, ...]]) -> int | None:
    """The place of the first policy that comes behind a later one; None where they are in order, or lists name them before the sheets name all."""
    drops = [at for at, (before, after) in enumerate(pairwise(keys), 1) if after < before]
    runs = [set(keys[begin:end]) for begin, end in pairwise([0, *drops, len(keys)])]
    return drops[0] if drops and any(not run <= runs[-1] for run in runs) else None


def _order(goal: Heading | None, policy: Heading) -> tuple[int, ...]:
    """Where a policy comes in the order of the plan: its numbers, behind its goal's where they do not hold it."""
    own = ordinals(policy.number)
    return own if "-" in policy.number or goal is None else (*ordinals(goal.number), *own)
