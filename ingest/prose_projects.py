"""Projects told in prose, title and owner on lines of their own and text below, or the owner in a table below the text, told label by label as tables are:

（１）こども家庭センターの運営                      事業名  こども家庭センターの運営
所管課：こども家庭課　　総合戦略：★                番号  （１）
相談窓口を一体化し、相談に応じます。                所管課  こども家庭課
・令和７年度：予約システムの選定                    総合戦略  ★
・令和８年度：インターネット予約の開始              事業内容  相談窓口を一体化し、相談に応じます。
                                                    年次計画
                                                    令和7年度：予約システムの選定 …

The owner may stand behind the text instead, on its last line (取組１－１ 空家の調査 ＜拡充＞ / text / （担当）住宅課).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.text import display_width
from ingest.aligned_labels import with_colons
from ingest.bars import PLACE
from ingest.grid import Block, Grid, Page, Paragraph, text_of
from ingest.heads import marks_apart
from ingest.label_lines import CATEGORY, DESCRIPTION, NUMBER, REMARKS, TITLE, TITLE_MARKS, below, heads_goal, may_be_title, parted, titled
from ingest.lines import plain
from ingest.profile import TITLE_MARK
from ingest.said_values import AIMS, said_values
from ingest.sheets import department_ends
from ingest.table_columns import LONGEST_LABEL, Head, bare, called, heads, is_label, of_year
from ingest.table_pages import running_lines, runs
from ingest.table_projects import FEWEST_ALIKE, OfProse
from ingest.table_rows import SCHEDULE

TITLED = 0.8  # share of the lines with an owner that stand below what may be a title
WHOLE = 120  # columns that hardly a line of a page has: a format whose lines are whole paragraphs has longer ones
SELDOM = 0.02  # share of the lines
MAIN = ("主な取組", "主な取り組み", "主な事業", "具体的な取組", "主な内容")  # head what is done, which goes on the description
MOST_BETWEEN = 5  # blocks in which the owner stands below the title, heads of pages between
MOSTLY_FULL = 0.9  # share of the lines of pages that are no longer than a full one
NEARLY_FULL = 8  # columns that may be left of a line that goes on in the next one
BROKEN = 60  # columns of a line that was broken by hand within a sentence
LONGEST_OFFICES = 40  # characters of a line with departments
_SAID = re.compile(  # a label in brackets or before a colon, and its text, or both in brackets
    r"^(?P<open>[(（【〔［\[])?(?P<label>[^\s:：、。()（）【】〔〕［］\[\]]{2,12})(?:(?P<close>[】〕］\])）])\s*[:：]?|\s*[:：])\s*"
    r"(?P<text>[^\s:：][^。]*?)(?(close)|(?(open)[)）】〕］\]]?))$"
)
_OWNER_BEHIND = re.compile(r"[(（](?P<departments>[^()（）]*[課室局部署所院館係])[)）]$")
_ENDS = re.compile(r"[。．][）)」』】]?$")
_CONTINUED = re.compile(r"[（(【［\[].*(?:つづき|続き)[）)】］\]]")  # heads the rest of a project on its next page
_IN_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_BETWEEN_OFFICES = re.compile(r"[、,，・／/\s]+|及び|と")
_LEADERS = re.compile(r"[.．・…‥]{3,}")  # of a table of contents
_MARKS_BEHIND = re.compile(rf"[ 　]+(?P<marks>[{TITLE_MARKS}]{{1,3}})$")  # a title
_WIDE_BLANK = re.compile(r"[ 　]{2,}")
_ITEM = re.compile(r"^[・･•➢✓※]")
_AT_RIGHT = re.compile(r"^ {12}|^　{6}")
_BULLET = re.compile(r"^[・●○◎◆◇■□▪◦•➢✓]\s*|^[-–]\s+")
_YEAR = r"(?:令和|平成|[RHＲＨ])?\s?(?:\d{1,2}|元)\s?(?:年度)?"
_OF_YEAR = re.compile(rf"^(?=[令平RHＲＨ]){_YEAR}(?:\s?[~～・、-]\s?{_YEAR})?\s?[:：]\s?(?=\S)")
_STEP = re.compile(rf"^(?P<year>(?=[令平RHＲＨ]){_YEAR}(?:\s?[~～・、-]\s?{_YEAR})?)[\s　]+(?=\S)")
_HEADING = re.compile(r"^[【〔［\[＜<](?P<label>[^\s【】〔〕［］\[\]＜＞<>。]{2,14})[】〕］\]＞>]$")
_STARRED = re.compile(r"^[★☆][^。、]{2,12}$")
_LABELLED = re.compile(rf"^(?P<label>[^\d\s:：、。「」()（）]{{2,{LONGEST_LABEL}}})[:：]\s?(?P<text>\S.*)$")


def told_as_sheets(pages: Sequence[Page]) -> list[Page]:
    """The pages with their projects of prose told label by label; as they are where fewer than FEWEST_ALIKE titles have an owner below them."""
    running = running_lines(pages)
    labelled = [with_colons(page) for page in pages]
    owners = {label: titles for label in _owners(labelled) if (titles := _titles(labelled, label, running))}
    if owners:
        return _Prose.of(labelled, owners, running).pages(labelled)
    if closed := _closed_by_owners([block for page in labelled for block in page.blocks], running):
        return _Closed(closed, running, _full(_texts(labelled, running)), _labels(labelled)).pages(labelled)
    shape = _numbered_above_tables(pages)
    if shape is None:
        return list(pages)
    full, known = _full(_texts(pages, running)), _labels(pages)
    return [Page(tuple(_above_tables(blocks, shape, running, full, known))) for blocks in _with_their_tables(pages, shape, running)]


def _owners(pages: Sequence[Page]) -> list[str]:
    """The labels that name owners on FEWEST_ALIKE lines or more, the most usual first."""
    found = Counter(label for page in pages for block in page.blocks if (label := _owner(block)))
    return [label for label, times in found.most_common() if times >= FEWEST_ALIKE]


def _titles(pages: Sequence[Page], label: str, running: Collection[str]) -> list[str]:
    """The titles above the lines with an owner behind this label; none where hardly a line has one, or labels on lines of their own head their texts

    (【事業概要】, ■実績).
    """
    blocks = [block for page in pages for block in page.blocks]
    owned = [place for place, block in enumerate(blocks) if _owner(block) == label]
    titles = [text_of(blocks[at]) for place in owned if (at := _title(blocks, place, running)) is not None]
    fewest = max(FEWEST_ALIKE, TITLED * len(owned))
    headed = sum(_has_headings(blocks[place + 1 : end]) for place, end in pairwise((*owned, len(blocks))))
    return titles if len(titles) >= fewest > headed else []


def _has_headings(blocks: Sequence[Block]) -> bool:
    """Whether a text behind an owner begins with a label in brackets (【事業概要】), or has one of another form on a line of its own."""
    first = text_of(blocks[0]) if blocks else ""
    labels = ((text_of(block), below) for block, below in pairwise(blocks) if is_label(text_of(block)))
    return bool(_HEADING.match(first)) or any(not of_year(text) and isinstance(below, Paragraph) for text, below in labels)


def _numbered_above_tables(pages: Sequence[Page]) -> str | None:
    """How the numbers of titles look (0-0) that have a table with their departments below their text; None where fewer than FEWEST_ALIKE have."""
    shapes: Counter[str] = Counter()
    shape = ""
    for page in pages:
        for block in page.blocks:
            if isinstance(block, Paragraph):
                shape = _shape(block) or shape
            elif shape and _tells_owner(block):
                shapes[shape] += 1
                shape = ""
    found = shapes.most_common(1)
    return found[0][0] if found and found[0][1] >= FEWEST_ALIKE else None


def _tells_owner(block: Block) -> bool:
    """Whether a block is a table with the departments of one project."""
    head = Head.at(block, 0) if isinstance(block, Grid) else None
    return head is not None and bool(head.of("departments")) and not head.of("title")


def _with_their_tables(pages: Sequence[Page], shape: str, running: Collection[str]) -> list[list[Block]]:
    """The blocks of each page, with what stands before the first table of the next one, and that table, where the last title of the page has none yet."""
    found = [list(page.blocks) for page in pages]
    for blocks, behind in pairwise(found):
        last = next((at for at in range(len(blocks) - 1, -1, -1) if not isinstance(blocks[at], Paragraph) or _shape(blocks[at])), None)
        table = next((at for at, block in enumerate(behind) if not isinstance(block, Paragraph) or _shape(block) or heads_goal(text_of(block))), None)
        if last is not None and table is not None and _shape(blocks[last]) == shape and _tells_owner(behind[table]):
            moved = [block for block in behind[: table + 1] if not (isinstance(block, Paragraph) and runs(block.text, running))]
            blocks += moved
            behind[:] = [block for block in behind if not any(block is each for each in moved)]
    return found


def _shape(block: Block) -> str:
    """How the number of what may be a title looks, its figures as 0; empty for any other line."""
    text = text_of(block)
    return _number_shape(text) if text and not _BULLET.match(text) and may_be_title(text) and not heads_goal(text) else ""


def _above_tables(blocks: Sequence[Block], shape: str, running: Collection[str], full: int | None, labels: set[str]) -> Iterator[Block]:
    """The blocks of a page, the text between each title of this shape and the table below it told label by label."""
    place = 0
    while place < len(blocks):
        end = next((at for at in range(place + 1, len(blocks)) if not isinstance(blocks[at], Paragraph) or _shape(blocks[at])), len(blocks))
        if _shape(blocks[place]) != shape or end == len(blocks) or isinstance(blocks[end], Paragraph):
            yield blocks[place]
            place += 1
            continue
        between = [block for block in blocks[place + 1 : end] if isinstance(block, Paragraph)]
        yield from (block for block in between if runs(block.text, running))
        texts = [block.text for block in between if not runs(block.text, running)]
        yield from (Paragraph(OfProse(line)) for line in _sheet(text_of(blocks[place]), "", _whole(texts, full, labels), labels))
        place = end


def _texts(pages: Sequence[Page], running: Collection[str]) -> list[str]:
    """The lines of the pages but for their heads."""
    return [block.text for page in pages for block in page.blocks if isinstance(block, Paragraph) and not runs(block.text, running)]


def _labels(pages: Sequence[Page]) -> set[str]:
    """The words that often head what stands behind a colon."""
    found = Counter(match["label"] for page in pages for block in page.blocks if (match := _LABELLED.match(_unmarked(block))))
    return {label for label, times in found.items() if times >= FEWEST_ALIKE}


def _full(texts: Sequence[str]) -> int | None:
    """The columns from which a line of these is full, and goes on in the next one; None where lines are whole paragraphs."""
    widths = sorted(display_width(text) for text in texts if not (_WIDE_BLANK.search(text.strip()) or _LEADERS.search(text)))
    longer = sum(width > WHOLE for width in widths)
    return None if not widths or longer > SELDOM * len(widths) else widths[int(MOSTLY_FULL * (len(widths) - 1))] - NEARLY_FULL


@dataclass(frozen=True, slots=True)
class _Prose:
    """How projects in prose are told. `owners`: the labels that name their owners. `shape`: of their numbers (0-0), empty where most have none.

    `running`: heads of pages. `full`: columns from which a line goes on, None where lines are whole. `labels`: words that head what stands behind a colon.
    """

    owners: Sequence[str]
    shape: str
    running: Collection[str]
    full: int | None
    labels: set[str]

    @classmethod
    def of(cls, pages: Sequence[Page], titles: Mapping[str, Sequence[str]], running: Collection[str]) -> _Prose:
        """Of the pages with these titles above owners, by the labels of these."""
        return cls([*titles], _shape_of([title for each in titles.values() for title in each]), running, _full(_texts(pages, running)), _labels(pages))

    def pages(self, pages: Sequence[Page]) -> list[Page]:
        """The pages, their projects told label by label with their tables, each on the page where it begins; lines of the page stand before or behind it."""
        blocks = [block for page in pages for block in page.blocks]
        numbers = [number for number, page in enumerate(pages) for _ in page.blocks]
        found: list[list[Block]] = [[] for _ in pages]
        project: list[Block] | None = None  # of the last project, as long as nothing else stands behind it
        place = 0
        while place < len(blocks):
            owned = self._owned(blocks, place)
            begin = owned[2] if owned else place
            end = begin
            while (owned or (project and self._says_more(blocks[place]))) and self._goes_on(blocks, end):
                end += 1
            texts = [text_of(block) for block in blocks[begin:end]]
            own = _whole([text for text in texts if not self._is_of_page(text)], self.full, self.labels)
            if owned:
                project = found[numbers[place]]
                project += [Paragraph(OfProse(line)) for line in _sheet(*owned[:2], own, self.labels)]
            elif project and (end > place or isinstance(blocks[place], Grid)):
                project += [Paragraph(OfProse(line)) for line in _parts(own, self.labels)] if own else [blocks[place]]
            else:
                found[numbers[place]].append(blocks[place])
                project = project if self._is_of_page(text_of(blocks[place])) else None
            place = max(end, place + 1)
        return [Page(tuple(each)) for each in found]

    def _says_more(self, block: Block) -> bool:
        """Whether a line behind a table of a project begins with a label."""
        return bool(_heading(text_of(block)) or _labelled(text_of(block), self.labels))

    def _is_of_page(self, text: str) -> bool:
        """Whether a line is of the page and not of what it tells."""
        return runs(text, self.running) or bool(_CONTINUED.fullmatch(text.strip()))

    def _owned(self, blocks: Sequence[Block], place: int) -> tuple[str, str, int] | None:
        """The title of the project that begins here, the line of its owner and the place behind both; None where none begins."""
        if self._is_torn_title(blocks, place):
            return text_of(blocks[place]) + text_of(blocks[place + 1]), *self._owner_at(blocks, place + 2)
        near = range(place + 1, min(place + MOST_BETWEEN, len(blocks)))
        if (at := next((at for at in near if self._is_owner(blocks[at]) and _title(blocks, at, self.running) == place), None)) is not None:
            return text_of(blocks[place]), *self._owner_at(blocks, at)
        text = text_of(blocks[place])
        behind = _OWNER_BEHIND.search(text) if self.shape and _number_shape(text) == self.shape and may_be_title(text) else None
        if behind is None or not self._goes_on(blocks, place + 1):
            return None
        return text[: behind.start()], f"{self.owners[0]}：{behind['departments']}", place + 1  # 施策3-1 耐震診断の促進（建築指導課）

    def _owner_at(self, blocks: Sequence[Block], place: int) -> tuple[str, int]:
        """The line of an owner with the departments on the lines below it, and the place behind."""
        end = place + 1
        while end < len(blocks) and _is_office(text_of(blocks[end])):
            end += 1
        return "、".join(text_of(block) for block in blocks[place:end]), end

    def _is_torn_title(self, blocks: Sequence[Block], place: int) -> bool:
        """Whether a title with its number fills its line and goes on in the next one, above the line of its owner."""
        if not self.shape or self.full is None or place + 2 >= len(blocks) or not self._is_owner(blocks[place + 2]):
            return False
        text, behind = text_of(blocks[place]), text_of(blocks[place + 1])
        return _number_shape(text) == self.shape and display_width(text) >= self.full and may_be_title(behind) and not parted(behind)[0]

    def _is_owner(self, block: Block) -> bool:
        return _owner(block) in self.owners

    def _goes_on(self, blocks: Sequence[Block], place: int) -> bool:
        """Whether a block is of the project above it: a sentence or a bullet, or what goes on from a line that is full or ends within a sentence; no table,

        title or heading.
        """
        text = text_of(blocks[place]) if place < len(blocks) else ""
        near = enumerate(blocks[place + 1 : place + 3], place + 1)
        if not text or self._is_torn_title(blocks, place) or any(self._is_owner(each) and _title(blocks, at, self.running) == place for at, each in near):
            return False
        if self._is_of_page(text):
            return self._goes_on(blocks, place + 1)
        if heads_goal(text) or text.startswith(("※", "（注", "(注")):
            return False
        if is_label(text) and _labelled(text, self.labels) is None:  # and no 評価：○
            return bool(_heading(text))  # ■評価指標 heads a table of them all
        above, own = blocks[place - 1], blocks[place]
        continued = isinstance(above, Paragraph) and _is_broken(above.text, self.full)
        fills = isinstance(own, Paragraph) and _is_broken(own.text, self.full)
        ends = bool(_BULLET.match(text) or text.endswith(("。", "。）", "。)")) or _STEP.match(text))
        return ends or continued or fills or _labelled(text, self.labels) is not None


def _closed_by_owners(blocks: Sequence[Block], running: Collection[str]) -> str:
    """How the numbers of titles look (取組0-0) whose texts end with the line of an owner; empty where fewer than FEWEST_ALIKE are so, or hardly most owners

    close a text.
    """
    owned = [place for place, block in enumerate(blocks) if _owner(block)]
    shapes = [_shape(block) for block in blocks]
    found: Counter[str] = Counter()
    for before, place in pairwise((-1, *owned)):
        begin = max((at for at in range(before + 1, place) if isinstance(blocks[at], Grid)), default=before) + 1
        last = next((at for at in range(place - 1, begin, -1) if not runs(text_of(blocks[at]), running)), begin)  # of its text
        found.update(set(shapes[begin:last]) - {""})
    times = Counter(shapes)
    shape = max(found, key=lambda each: (found[each], -times[each]), default="")
    closing = sum(not _is_text(blocks[place + 1 :], running) for place in owned)
    return shape if min(found[shape], closing) >= max(FEWEST_ALIKE, TITLED * len(owned)) else ""


def _is_text(blocks: Sequence[Block], running: Collection[str]) -> bool:
    """Whether the first of these blocks, but for heads of pages, is a sentence or a bullet."""
    text = next((text_of(block) for block in blocks if not (isinstance(block, Paragraph) and runs(block.text, running))), "")
    return bool(_ITEM.match(text) or _ENDS.search(text))


@dataclass(frozen=True, slots=True)
class _Closed:
    """How projects are told whose owners stand behind their texts. `shape`: of their numbers. `running`, `full` and `labels`: as for others in prose."""

    shape: str
    running: Collection[str]
    full: int | None
    labels: set[str]

    def pages(self, pages: Sequence[Page]) -> list[Page]:
        """The pages, each project told label by label on the page where it begins. One between others may have no owner, where its number is like no other."""
        blocks = [block for page in pages for block in page.blocks]
        numbers = [number for number, page in enumerate(pages) for _ in page.blocks]
        ends = {place: end for place, block in enumerate(blocks) if _shape(block) == self.shape and (end := self._owner_behind(blocks, place))}
        if re.search(r"[^\W\d]|-", self.shape):
            ends |= {at: self._text_end(blocks, at) for at in range(min(ends), max(ends)) if at not in ends and _shape(blocks[at]) == self.shape}
        found: list[list[Block]] = [[] for _ in pages]
        place = 0
        while place < len(blocks):
            end = ends.get(place, place)
            own = [at for at in range(place + 1, end) if not runs(text_of(blocks[at]), self.running)]
            if own:
                found[numbers[place]] += [Paragraph(OfProse(line)) for line in self._told([text_of(blocks[place]), *(_text(blocks[at]) for at in own)])]
            for at in range(place, max(end, place + 1)):
                found[numbers[at]] += [] if own and (at == place or at in own) else [blocks[at]]
            place = max(end, place + 1)
        return [Page(tuple(each)) for each in found]

    def _owner_behind(self, blocks: Sequence[Block], place: int) -> int | None:
        """The place behind the owner of the project whose title stands here; None where another heading or a table comes before."""
        for at in range(place + 1, len(blocks)):
            text = text_of(blocks[at])
            if _owner(blocks[at]):
                return next((behind for behind in range(at + 1, len(blocks)) if not _is_office(text_of(blocks[behind]))), len(blocks))
            if isinstance(blocks[at], Grid) or _shape(blocks[at]) == self.shape or (heads_goal(text) and may_be_title(text)):
                return None
        return None

    def _text_end(self, blocks: Sequence[Block], place: int) -> int:
        """The place behind the sentences and bullets below a title."""
        end, goes_on = place + 1, False
        while end < len(blocks) and isinstance(blocks[end], Paragraph) and _shape(blocks[end]) != self.shape:
            text = _text(blocks[end])
            if not (goes_on or _is_text(blocks[end:], ()) or self._fills(text)):
                break
            goes_on = self._fills(text)
            end += 1
        return end

    def _fills(self, text: str) -> bool:
        """Whether a line goes on in the next one; none that stands at the right of the page does, and none that ends a sentence."""
        return _is_broken(text, self.full) and not (_ENDS.search(text.strip()) or _AT_RIGHT.match(text))

    def _told(self, lines: Sequence[str]) -> Iterator[str]:
        """The lines of a project: of its title, its text, and its owner, if it has one. What stands behind ※ are remarks."""
        title, *texts = lines
        owned = next((at for at, text in enumerate(texts) if _owner(Paragraph(text))), len(texts))
        whole = _whole(texts[:owned], self.full, self.labels)
        notes = [text for text in whole if text.startswith("※")]
        marked = TITLE_MARK.search(title)
        marks = marks_apart(marked["mark"]) if marked else []
        named = title[: marked.start()] if marked and marks else title
        own = [text for text in whole if text not in notes]
        for line in _sheet(named, "、".join(text.strip() for text in texts[owned:]), own, self.labels):
            yield line
            yield from (f"{label}  {mark}" for label, mark in zip((CATEGORY, PLACE), marks, strict=False) if line.startswith(f"{NUMBER}  "))
        yield from below(REMARKS, [note.lstrip("※ 　") for note in notes]) if notes else ()


def _text(block: Block) -> str:
    """The text of a paragraph with the blanks around it."""
    return block.text if isinstance(block, Paragraph) else ""


def _heading(text: str) -> str:
    """The label that stands alone in brackets on a line (【工程】); empty for any other line."""
    match = _HEADING.match(text)
    return match["label"] if match and is_label(match["label"]) else ""


def _is_broken(text: str, full: int | None) -> bool:
    """Whether a line goes on in the next one: it is full or, where lines are whole paragraphs, a long one that ends within a sentence."""
    if full is not None:
        return display_width(text) >= full
    return display_width(text) >= BROKEN and not (_ENDS.search(text.strip()) or _WIDE_BLANK.search(text.strip()))


def _is_office(text: str) -> bool:
    """Whether a line holds no more than the names of departments."""
    said = _SAID.match(text)
    names = [part for part in _BETWEEN_OFFICES.split(_IN_BRACKETS.sub("", text)) if part] if not (said and is_label(said["label"])) else []
    return bool(names) and len(text) <= LONGEST_OFFICES and all(department_ends().search(name) and not parted(name)[0] for name in names)


def _number_shape(text: str) -> str:
    """How the number of a title looks, its figures as 0; empty where it has none."""
    return re.sub(r"\d+", "0", plain(parted(text)[0]))


def _shape_of(titles: Sequence[str]) -> str:
    """The shape that most titles' numbers have; empty where most have another, or none."""
    shape, times = Counter(map(_number_shape, titles)).most_common(1)[0]
    return shape if times >= TITLED * len(titles) else ""


def _sheet(title: str, owner: str, texts: Sequence[str], labels: set[str]) -> Iterator[str]:
    """A project's lines: its title, the marks behind it (見守り活動　　◎☆), what stands on the line of its owner, and its text."""
    marked = _MARKS_BEHIND.search(title)
    yield ""
    yield from titled(TITLE, title[: marked.start()] if marked else title)
    yield from [f"{CATEGORY}  {marked['marks']}"] if marked else []
    for part in filter(None, _WIDE_BLANK.split(owner)):
        match = _SAID.match(part)
        yield f"{match['label']}  {match['text'].strip()}" if match else part
    yield from _parts(texts, labels)


def _parts(texts: Sequence[str], labels: set[str]) -> Iterator[str]:
    """The lines of a project's text, parted by the labels in it that stand alone in brackets."""
    yield from (f"{CATEGORY}  {text.lstrip('★☆')}" for text in texts if _STARRED.match(text))
    parts: list[tuple[str, list[str]]] = [("", [])]
    for text in texts:
        if heading := _HEADING.match(text):
            parts.append((heading["label"], []))
        elif not _STARRED.match(text):
            parts[-1][1].append(text)
    described = [text for label, own in parts if not label or heads(label, "description") or label in MAIN for text in own]
    yield from _description(described, labels)
    for label, own in parts:
        steps = [_STEP.sub(r"\g<year>：", _BULLET.sub("", text)) for text in own]
        if not label or heads(label, "description") or label in MAIN:
            continue
        yield from [label, *steps] if steps and all(map(_OF_YEAR.match, steps)) else below(label, own) if own else ()


def _description(texts: Sequence[str], labels: set[str]) -> Iterator[str]:
    """The lines of a text: bullets that each begin with a year are steps, what stands behind a known word and a colon is told under it."""
    texts = _with_years(texts, labels)
    steps = [text for text in texts if _OF_YEAR.match(_BULLET.sub("", text))]
    steps = steps if len(steps) > 1 else []
    said = [match for text in texts if text not in steps and (match := _labelled(text, labels))]
    rest = [text for text in texts if text not in steps and not any(match.string == _BULLET.sub("", text) for match in said)]
    own = next((match for match in said if heads(match["label"], "description")), None)  # what follows without a label goes on with it
    yield from below(own["label"] if own else DESCRIPTION, [*([own["text"]] if own else []), *rest]) if own or rest else ()
    yield from [SCHEDULE, *(_BULLET.sub("", text) for text in steps)] if steps else ()
    yield from said_values([(match["label"], match["text"]) for match in said if match is not own])


def _with_years(texts: Sequence[str], labels: Collection[str]) -> list[str]:
    """The texts, what was done or is aimed at year by year on the lines below its label behind it (実績：令和４年度　14回 / 令和５年度　21回)."""
    found: list[str] = []
    for text in texts:
        above = _labelled(found[-1], labels) if found and _STEP.match(text) else None
        if above and (bare(above["label"]) in AIMS or heads(above["label"], "achievements")):
            said = above["text"] if _STEP.match(above["text"]) or "、" in found[-1] else ""
            found[-1] = f"{above['label']}：{'、'.join(filter(None, [said, text]))}"
        else:
            found.append(text)
    return found


def _labelled(text: str, labels: Collection[str]) -> re.Match[str] | None:
    """The label before a colon with which a line or bullet begins, and its text: a word that often is one in this document, or that plans use."""
    match = _LABELLED.match(_BULLET.sub("", text))
    return match if match and (match["label"] in labels or is_label(match["label"])) else None


def _owner(block: Block) -> str:
    """The label of a line that names an owner behind it (所管課：危機管理課, 【担当課】危機管理課); empty for any other."""
    first = _WIDE_BLANK.split(text_of(block))[0] if isinstance(block, Paragraph) else ""
    match = _SAID.match(first)
    return match["label"] if match and bare(match["label"]) in called("departments") else ""


def _title(blocks: Sequence[Block], owner: int, running: Collection[str]) -> int | None:
    """The place of what may be the title above a line with an owner; None where none is."""
    place = next((at for at in range(owner - 1, -1, -1) if not (isinstance(blocks[at], Paragraph) and runs(text_of(blocks[at]), running))), None)
    text = text_of(blocks[place]) if place is not None else ""
    heading = heads_goal(text) and not parted(text)[0]  # 施策１－１ 相談体制の充実 may be a title
    return place if text and may_be_title(text) and not (heading or _owner(blocks[place or 0])) else None


def _whole(texts: Sequence[str], full: int | None, labels: Collection[str]) -> list[str]:
    """The texts, without the blanks around them, lines that go on joined; none that begins with a label and a colon."""
    found: list[str] = []
    goes_on = False
    for text in texts:
        alone = _HEADING.match(text.strip()) or _STARRED.match(text.strip())
        noted = text.strip().startswith("※")
        if goes_on and not (alone or noted or _BULLET.match(text.strip()) or _STEP.match(text.strip()) or _labelled(text.strip(), labels)):
            found[-1] += text.strip()
        else:
            found.append(text.strip())
        goes_on = not alone and _is_broken(text, full)
    return found


def _unmarked(block: Block) -> str:
    return _BULLET.sub("", text_of(block))
