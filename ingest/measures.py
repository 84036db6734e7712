"""Measures with projects below them and figures of their own, told as an entry beside their projects:

（２）地域の見守り活動の推進                        取組名  地域の見守り活動の推進
■ 施策の方向                                        番号  （２）
事業者と見守り協定を結びます。                      区分  施策
  取組名 | 内容 | 担当課                            事業内容  事業者と見守り協定を結びます。
  指標名 | 現状値 | 目標値 令和8年度                取組名  地域の見守り活動の推進
                                                    指標名  見守り協定の締結事業者数 …

What such a table gives is of none of the projects above it, and of no sheet. A small table may head the measure, with its departments (施策１－２ | 健康づくり
の推進 | 主管課 | 健康福祉課); what stands behind its tables is of it, too. A measure is none of the projects where these are listed or counted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.values import MEASURE
from ingest.grid import Block, Grid, Page, Paragraph, text_of
from ingest.label_lines import CATEGORY, DESCRIPTION, NUMBER, TITLE, below, heads_goal, may_be_title, parted
from ingest.lines import join, plain
from ingest.table_columns import MOST_HEAD_ROWS, Head, bare, called, heads, is_label
from ingest.table_pages import running_lines, runs
from ingest.table_projects import FEWEST_ALIKE, OfRow

_SUBHEAD = re.compile(r"^(?:[■◆●◇□▼○◎]\s*(?P<marked>[^\s。、:：]{2,14})|[【〔［\[＜<](?P<label>[^\s【】〔〕［］\[\]＜＞<>。]{2,14})[】〕］\]＞>])$")
_NUMBERS = r"[\d０-９]+(?:[-－.][\d０-９]+)*"
_WORDED = re.compile(rf"^(?P<number>[■◆●◇□▼○◎]?\s?[^\W\d_ぁ-ん]{{2,6}}?の?[^\W\d_]{{0,4}}\s?{_NUMBERS})[\s　]+(?P<title>\S.*)$")  # 分野１ 栄養・食生活
_MARKED = re.compile(r"^[★☆◎●]")
NOTE = "備考"
_GLOSSARY = re.compile(r"用語の?(?:解説|説明)")
_CHAPTER = re.compile(r"^第\s?[\dIVX一二三四五六七八九十]+\s?[章節部編]")
_TEXT_OF_IT = re.compile(r"方向性?|方針|内容|概要|取組の考え方|[目め]ざ?指?す(?:べき)?姿")  # heads what a measure is to do
_BULLET = re.compile(r"^[・●○◎◆◇■□▪◦•➢✓※]")


@dataclass(frozen=True, slots=True)
class _Headed:
    """The number with its word, title and mark (【重点施策】) of a measure that a small table heads, and what else that table tells."""

    number: str
    title: str
    mark: str
    rest: Grid

    @classmethod
    def of(cls, block: Block) -> _Headed | None:
        """What such a table gives; None for any other block."""
        if not isinstance(block, Grid) or block.height > MOST_HEAD_ROWS or not any(heads(cell.text, "departments") for cell in block.cells):
            return None
        number, *rest = block.cells
        word = re.fullmatch(rf"(?P<word>\D{{1,6}}?)\s?{_NUMBERS}", plain(number.line))
        if word is None or bare(word["word"]) not in called("policy") or not rest or is_label(rest[0].text):
            return None
        marks = [line for line in rest[0].text.split("\n") if _MARKED.match(line)]
        title = join([line for line in rest[0].text.split("\n") if line not in marks])
        return cls(number.line, title, f"【{join(marks)[1:]}】" if marks else "", Grid(tuple(rest[1:]))) if title else None


@dataclass(frozen=True, slots=True)
class _Section:
    """A heading by its place (page, block), and the places of what stands below it, to the next heading of its kind or a higher one."""

    heading: tuple[int, int]
    below: tuple[tuple[int, int], ...]


def told_with_figures(pages: Sequence[Page]) -> list[Page]:
    """The pages with each measure told as an entry: its text below its heading, its title above its tables of figures. As they are where fewer than

    FEWEST_ALIKE headings of one kind have projects and figures below them.
    """
    running = running_lines(pages)
    shapes = {(number, place): _shape(block) for number, page in enumerate(pages) for place, block in enumerate(page.blocks)}
    known = [shape for shape, times in Counter(shapes.values()).items() if shape and times >= FEWEST_ALIKE]
    found = {shape: _with_figures(pages, _sections(pages, {at for at in shapes if shapes[at] == shape}, running)) for shape in known}
    sections = found[max(found, key=lambda shape: (len(found[shape]), shape.count("-")))] if found else []  # of 政策1 and 施策1-1 the second
    if not sections:
        return list(pages)
    label = _title_label(pages, sections)
    told: dict[tuple[int, int], list[Block]] = {}  # in place of a block
    for section in sections:
        headed = _Headed.of(_at(pages, section.heading))
        title, texts = f"{headed.number} {headed.title}" if headed else text_of(_at(pages, section.heading)), _texts(pages, section, running)
        number, name = _numbered(title)
        again = [_told(""), _told(f"{label}  {name}")]
        entry: list[Block] = list(_entry(number, f"{name}{headed.mark}" if headed else name, label))
        entry += [headed.rest, *again] if headed else []
        told |= {at: [] for at in texts}
        told[section.heading] = [Paragraph(title) if headed else _at(pages, section.heading), *entry, *map(_told, _parts(texts.values()))]
        told |= {at: [*again, _at(pages, at)] for at in section.below if _gives_figures(_at(pages, at))}
        for run in _behind_tables(pages, section, running) if headed else ():
            told |= {at: [] for at in run} | {next(iter(run)): [*again, *map(_told, _parts(run.values(), NOTE))]}
    places = [[told.get((number, place), [block]) for place, block in enumerate(page.blocks)] for number, page in enumerate(pages)]
    return [Page(tuple(block for blocks in page for block in blocks)) for page in places]


def _told(line: str) -> Paragraph:
    return Paragraph(OfRow(line))


def _at(pages: Sequence[Page], at: tuple[int, int]) -> Block:
    return pages[at[0]].blocks[at[1]]


def _sections(pages: Sequence[Page], headings: Collection[tuple[int, int]], running: Collection[str]) -> list[_Section]:
    """The headings at these places with what stands below each."""
    found: list[_Section] = []
    heading: tuple[int, int] | None = None
    own: list[tuple[int, int]] = []
    seen: set[str] = set()  # what a page prints anew at its head begins nothing
    for number, page in enumerate(pages):
        for place, block in enumerate(page.blocks):
            begins = (number, place) in headings
            higher = not begins and not runs(text_of(block), running) and _is_higher(text_of(block)) and text_of(block) not in seen
            seen |= {text_of(block)} if higher else set()
            if (begins or higher) and heading:
                found.append(_Section(heading, tuple(own)))
            if begins or higher:
                heading, own = ((number, place) if begins else None), []
            elif heading:
                own.append((number, place))
    return [*found, *([_Section(heading, tuple(own))] if heading else [])]


def _is_higher(text: str) -> bool:
    """Whether a line heads a chapter, or a goal by its number; 施策の方向 is a part of a measure."""
    return bool(_CHAPTER.match(text)) or (heads_goal(text) and bool(re.search(r"\d", plain(text))))


def _with_figures(pages: Sequence[Page], sections: Sequence[_Section]) -> list[_Section]:
    """The sections with tables of figures that are of no project, from the first one on that has a table of projects, too; none where hardly any has both."""
    blocks = {section.heading: [_at(pages, at) for at in section.below] for section in sections}
    untold = [section for section in sections if not any(isinstance(getattr(block, "text", None), OfRow) for block in blocks[section.heading])]
    figured = [section for section in untold if any(map(_gives_figures, blocks[section.heading]))]
    both = [section for section in figured if any(map(_lists_projects, blocks[section.heading]))]
    return figured[figured.index(both[0]) :] if len(both) >= FEWEST_ALIKE else []


def _lists_projects(block: Block) -> bool:
    """Whether a block is a table with a project in each row, and its departments."""
    head = Head.at(block, 0) if isinstance(block, Grid) else None
    return head is not None and bool(head.of("title") and head.of("departments")) and head.tells_projects


def _gives_figures(block: Block) -> bool:
    """Whether a block is a table of indicators or of years that names no projects and no departments."""
    head = Head.at(block, 0) if isinstance(block, Grid) else None
    return head is not None and head.tells_values and not head.of("title", "departments")


def _title_label(pages: Sequence[Page], sections: Sequence[_Section]) -> str:
    """The word that heads the titles of the projects in their tables."""
    tables = (block for section in sections for at in section.below if isinstance(block := _at(pages, at), Grid) and _lists_projects(block))
    labels = Counter(head.of("title")[0].word for table in tables if (head := Head.at(table, 0)))
    label = labels.most_common(1)[0][0]
    return label if label in called("title") else TITLE


def _texts(pages: Sequence[Page], section: _Section, running: Collection[str]) -> dict[tuple[int, int], str]:
    """The lines between the heading and the first table, but heads of pages and what heads that table, by their places."""
    found: dict[tuple[int, int], str] = {}
    for at in section.below:
        block = _at(pages, at)
        if not isinstance(block, Paragraph):
            break
        if not runs(block.text, running):
            found[at] = block.text.strip()
    last = next(reversed(found), None)
    return {at: text for at, text in found.items() if at != last or not _SUBHEAD.match(text)}


def _behind_tables(pages: Sequence[Page], section: _Section, running: Collection[str]) -> Iterator[dict[tuple[int, int], str]]:
    """The lines behind each table of a measure by their places, without heads of pages and of the next table."""
    run: dict[tuple[int, int], str] = {}
    behind = False
    for at in (*section.below, None):
        block = _at(pages, at) if at else None
        if isinstance(block, Paragraph) and at:
            of_page = runs(block.text, running) or _is_higher(text_of(block))  # what a page prints anew
            run |= {at: block.text.strip()} if behind and text_of(block) and not of_page else {}
            continue
        last = next(reversed(run), None)
        if block and last and _SUBHEAD.match(run[last]):
            del run[last]
        if run:
            yield run
        run, behind = {}, True


def _entry(number: str, title: str, label: str) -> Iterator[Paragraph]:
    """The head of a measure: its title, its number, and what it is."""
    yield from map(_told, ["", f"{label}  {title}", *([f"{NUMBER}  {number}"] if number else []), f"{CATEGORY}  {MEASURE}"])


def _numbered(text: str) -> tuple[str, str]:
    """The number of a measure, with the word before it, and its title."""
    worded = _WORDED.match(text)
    return (worded["number"], worded["title"]) if worded else parted(text)


def _parts(texts: Iterable[str], unheaded: str = "") -> Iterator[str]:
    """The text of a measure under what heads the parts of it; what says its direction, or is headed by nothing and is not `unheaded`, describes it."""
    parts: list[tuple[str, list[str]]] = [(unheaded, [])]
    for text in texts:
        head = _SUBHEAD.match(text)
        if head or _GLOSSARY.fullmatch(text):
            parts.append((head["marked"] or head["label"] if head else text, []))
        else:
            parts[-1][1].append(text)
    described = [text for word, own in parts if _describes(word) for text in own]
    yield from below(DESCRIPTION, described) if described else ()
    for word, own in parts:
        yield from below(word, own) if own and not _describes(word) else ()


def _describes(word: str) -> bool:
    return not word or heads(word, "description") or bool(_TEXT_OF_IT.search(bare(word)))


def _shape(block: Block) -> str:
    """How the number of what may head a measure looks, its figures as 0 and with the word before it; empty for any other line."""
    if headed := _Headed.of(block):
        return re.sub(r"\d+", "0", plain(headed.number))
    text = text_of(block)
    if not text or isinstance(getattr(block, "text", None), OfRow) or not may_be_title(text) or _CHAPTER.match(text) or runs(text, ()):
        return ""
    if worded := _WORDED.match(text):
        return re.sub(r"\d+", "0", plain(worded["number"]))
    number = "" if _BULLET.match(text) or heads_goal(text) else parted(text)[0]
    return re.sub(r"\d+", "0", plain(number))
