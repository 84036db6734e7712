"""A project told label by label in a document whose other projects are rows of tables, told as these are:

１３－１　◎　除雪支援事業　（★）                事業名  除雪支援事業
事業主体　　町                                  担当課  健康福祉課、建設課
担 当 課　　健康福祉課　　建設課                事業内容  屋根の雪下ろしを助成する。
事業内容　　屋根の雪下ろしを助成する。    ->    事業主体  町
備　　考　　雪が多いときに限る。                備考  ★　雪が多いときに限る。
指　　標　　除雪組の数　　基準値　－            指標名  除雪組の数
目　　標　　Ｒ８　４組　　Ｒ９　７組            現状値  －
                                                目標値  R8：４組  R9：７組
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from corpus.text import display_width
from ingest.aligned_labels import labelled_parts
from ingest.goals_in_remarks import Goals, goal_named, goals_listed
from ingest.grid import Block, Cell, Grid, Page, Paragraph, text_of
from ingest.label_lines import REMARKS, TITLE, TITLE_MARKS, heads_goal, may_be_title, pair, parted, titled
from ingest.lines import join, plain
from ingest.prose_projects import BROKEN
from ingest.said_values import AIMS, said_values
from ingest.table_columns import Head, bare, heads
from ingest.table_pages import running_lines, runs
from ingest.table_projects import OfRow
from ingest.table_rows import BASELINE

FEWEST_LABELS = 4  # of a project told so
_MARK_BEFORE = re.compile(rf"(?:^|(?<=[\s　]))([{TITLE_MARKS}])[ 　]+(?=\S)")
_MARKS_BEHIND = re.compile(rf"[ 　]*[（(]?(?P<marks>[{TITLE_MARKS}]+)[)）]?$")
_WIDE = re.compile(r"[ 　]{2,}|\t")
_ENDS = re.compile(r"。[）)」』]?$")

Said = list[tuple[str, str]]


def with_lone_sheets(pages: Sequence[Page]) -> list[Page]:
    """The pages, such projects told as rows of tables are; as they are where no table tells projects, or others are told in prose."""
    blocks = [block for page in pages for block in page.blocks]
    if not any(map(_tells_projects, blocks)) or any(isinstance(block, Paragraph) and isinstance(block.text, OfRow) for block in blocks):
        return list(pages)
    running, goals = running_lines(pages), goals_listed(pages)
    headed = any(head.of("heading") for block in blocks if isinstance(block, Grid) and (head := Head.at(block, 0)))
    numbers = [number for number, page in enumerate(pages) for _ in page.blocks]
    found: list[list[Block]] = [[] for _ in pages]
    place = 0
    while place < len(blocks):
        said, end = _sheet(blocks, place, running)
        if headed and not _goal(said, goals)[0]:  # it would stand under the headings of the table above
            said, end = [], place
        if said:
            found[numbers[place]] += [Paragraph(OfRow(line)) for line in _told(text_of(blocks[place]), said, goals)]
            for at in range(place + 1, end):
                found[numbers[at]] += [blocks[at]] if runs(text_of(blocks[at]), running) else []
        else:
            found[numbers[place]].append(blocks[place])
        place = max(end, place + 1)
    return [Page(tuple(each)) for each in found]


def _tells_projects(block: Block) -> bool:
    head = Head.at(block, 0) if isinstance(block, Grid) else None
    return head is not None and head.tells_projects and bool(head.of("title")) and bool(head.of("departments"))


def _sheet(blocks: Sequence[Block], place: int, running: Collection[str]) -> tuple[Said, int]:
    """The labels below the title that stands here, each with its text, and the place behind them; none where no such project begins."""
    title = _MARK_BEFORE.sub(r"\1", text_of(blocks[place]))
    if not may_be_title(title) or heads_goal(title) or not (parted(title)[0] or title[0] in TITLE_MARKS):
        return [], place
    said: Said = []
    end, last = place + 1, ""
    while end < len(blocks) and isinstance(blocks[end], Paragraph):
        text = text_of(blocks[end])
        if parts := labelled_parts(text):
            said += parts
        elif not runs(text, running):
            if not said or not text or _ENDS.search(last) or display_width(last) < BROKEN or parted(text)[0] or heads_goal(text):
                break
            said[-1] = (said[-1][0], join([said[-1][1], text]))
        last = last if runs(text, running) else text
        end += 1
    labels = {bare(label) for label, _ in said}
    whole = len(labels) == len(said) >= FEWEST_LABELS and all(any(heads(label, field) for label in labels) for field in ("departments", "description"))
    return (said, end) if whole else ([], place)


def _told(title: str, said: Said, goals: Goals) -> Iterator[str]:
    """The lines of a project, in the order in which tables are told."""
    marks = _MARKS_BEHIND.search(title)
    named = _goal(said, goals)
    yield from filter(None, ["", named[1]])
    yield from _titled(_MARK_BEFORE.sub(r"\1", title[: marks.start()] if marks else title))
    for field in ("departments", "description"):
        for label, text in ((label, text) for label, text in said if heads(label, field)):
            yield from pair(Cell(0, 0, 1, 1, label), [Cell(0, 0, 1, 1, "、".join(_WIDE.split(text)) if field == "departments" else text)])
    measured = [(label, text) for label, text in said if bare(label) in AIMS or heads(label, "indicator", "baseline")]
    others = [each for each in said if each not in measured and not heads(each[0], "departments", "description")]
    yield from (f"{label}  {text}" for label, text in others if bare(label) != REMARKS)
    remarks = [marks["marks"] if marks else "", *(named[2] if named[0] else text for label, text in others if bare(label) == REMARKS)]
    yield from [f"{REMARKS}  {'　'.join(filter(None, remarks))}"] if any(remarks) else []
    yield from said_values([(BASELINE if heads(label, "baseline") else label, text) for label, text in measured])


def _goal(said: Said, goals: Goals) -> tuple[str, str, str]:
    """The goal that the remarks begin with, as `goal_named` has it."""
    return next((told for label, text in said if bare(label) == REMARKS and (told := goal_named(text, goals))[0]), ("", "", ""))


def _titled(title: str) -> Iterator[str]:
    """The lines of a title without its number, which projects in tables have not."""
    return titled(TITLE, parted(title)[1] if not _mark(title) else f"{_mark(title)}{parted(title)[1]}")


def _mark(title: str) -> str:
    """The mark that stands before a title, behind its number."""
    match = re.search(rf"[{TITLE_MARKS}](?=\S)", plain(title))
    return match[0] if match else ""
