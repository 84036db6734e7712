"""Text that was taken from a PDF line by line, read as what stands on its pages: paragraphs, and the tables whose cells follow each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from corpus.text import squeeze
from ingest.flowed_measures import HEADING, PART_OF_HEAD, head_of_measures, measures, titles_of, unnumbered
from ingest.flowed_projects import fields_of, head_of_projects, projects
from ingest.grid import Block, Page, Paragraph
from ingest.lines import plain
from ingest.pages import page_numbers
from ingest.sheets import is_listed

HEAD_LINES, FEWEST_PAGES = 3, 3  # lines at the head of a page, and pages that have one alike


def flowed(texts: Sequence[str]) -> list[Page] | None:
    """The pages of a text, a paragraph for each line that is of no such table; None where a table of projects could not be read.

    A table stands on the page on which it begins.
    """
    numbers = page_numbers(texts)
    lines: list[str] = []
    pages: list[int] = []
    page = 0
    for number, text in enumerate(texts, 1):
        page += "\f" in text
        if number in numbers:
            page += 1
        elif text.strip():
            lines.append(text.replace("\f", "").strip())
            pages.append(page)
    running = _running(lines, pages)
    kept = [place for place in range(len(lines)) if place not in running]
    lines, pages = [lines[place] for place in kept], [pages[place] for place in kept]
    blocks = list(_blocks(lines, titles_of(lines)))
    texts = [block.text if isinstance(block, Paragraph) else "" for _, block in blocks]
    if any(head_of_projects(texts, place)[0] for place in range(len(texts))):
        return None
    return [Page(tuple(block for place, block in blocks if pages[place] == each)) for each in dict.fromkeys(pages)]


def left_out(pages: Sequence[Page]) -> int:
    """How many tables of indicators are left as their lines, since they are not whole."""
    count = 0
    for page in pages:
        texts = [block.text if isinstance(block, Paragraph) else "" for block in page.blocks]
        place = 0
        while place < len(texts):
            head = head_of_measures(texts, place)
            count += head is not None
            place += head.lines if head else 1
    return count


def _running(lines: Sequence[str], pages: Sequence[int]) -> set[int]:
    """The places of lines at the heads of pages that several pages have there, but for their figures; of a heading, those that say it again."""
    firsts = {page: place for place, page in reversed(list(enumerate(pages)))}
    tops = [[place for place in range(first, min(first + HEAD_LINES, len(lines))) if pages[place] == page] for page, first in sorted(firsts.items())]
    alike = Counter(re.sub(r"\d+", "0", squeeze(lines[place])) for top in tops for place in top)
    found: set[int] = set()
    seen: set[str] = set()
    for top in tops:
        for place in takewhile(lambda place: alike[re.sub(r"\d+", "0", squeeze(lines[place]))] >= FEWEST_PAGES, top):
            again = squeeze(lines[place]) in seen or not HEADING.match(plain(lines[place]))
            if again and not (fields_of(lines[place]) or is_listed(plain(lines[place])) or PART_OF_HEAD.fullmatch(plain(lines[place]))):
                found.add(place)
            seen.add(squeeze(lines[place]))
    return found


def _blocks(lines: Sequence[str], titles: Mapping[str, int]) -> Iterator[tuple[int, Block]]:
    """What stands on the lines, each with the place of its first one. A table of projects names them, whatever else does."""
    known = Counter(titles)
    place = 0
    while place < len(lines):
        of_projects = projects(lines, place)
        table = of_projects or measures(lines, place, known)
        known.update(unnumbered(cell.text) for cell in (of_projects[0].cells if of_projects else ()) if cell.top and not cell.left)
        yield place, table[0] if table else Paragraph(lines[place])
        place = table[1] if table else place + 1
