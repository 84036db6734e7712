"""A field that a page break tears: what is its own, and what stood at the end of the earlier page.

Captions stand at a page's end, so where a sheet goes on over the page they stand in the middle of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from ingest.lines import SENTENCE_END, Piece, groups
from ingest.profile import Outline


@dataclass(frozen=True, slots=True)
class Parts:
    """The pieces of a field, those detached from it, and whether the text settles which is which."""

    own: list[Piece]
    detached: list[Piece]
    settled: bool = True


def parts_of(label: str, pieces: Sequence[Piece], end_page: int) -> Parts:
    """The parts of the field `label`, which the next field follows on `end_page`."""
    if not pieces or pieces[0].page >= end_page:
        return Parts(list(pieces), [])
    before = [piece for piece in pieces if piece.page < end_page]
    behind = [piece for piece in pieces if piece.page >= end_page and not piece.blank]
    if label == "schedule":
        row, detached = until_blank(before)
        return Parts([*row, *behind], detached)
    if label == "description":
        return _description(before, behind)
    first, left = until_blank(before[1:])
    own = [piece for piece in (before[0], *first) if not piece.blank]
    return Parts(own, left, settled=bool(own) and not behind)


def body_parts(pieces: Sequence[Piece]) -> Parts:
    """The parts of a description that no other field follows: it ends with its last sentence."""
    shown = [piece for piece in pieces if not piece.blank]
    first = [piece for piece in shown if piece.page == pieces[0].page]
    if len(first) == len(shown):
        own, behind = until_last_sentence(pieces)
        return Parts(own, behind)
    if not first or not SENTENCE_END.search(first[-1].text):
        sentences, behind = until_last_sentence([piece for piece in pieces if piece.page == pieces[0].page])
        ended = any(SENTENCE_END.search(piece.text) for piece in sentences)
        later = [piece for piece in pieces if piece.page != pieces[0].page]
        alone = not any(SENTENCE_END.search(piece.text) for piece in later)  # captions of the next page, and no rest of a sentence
        if first and not (ended and alone):
            return Parts([], [], settled=False)
        return Parts(sentences if first else until_last_sentence(pieces)[0], [*behind, *later] if first else until_last_sentence(pieces)[1])
    own, behind = until_last_sentence(pieces)
    return Parts(own, behind)


def until_last_sentence(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """A paragraph up to the last line that ends a sentence, and what stands behind it."""
    ends = [i for i, piece in enumerate(pieces) if SENTENCE_END.search(piece.text)]
    cut = ends[-1] + 1 if ends else len(pieces)
    return list(pieces[:cut]), list(pieces[cut:])


def until_blank(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """What stands on the label's line and the lines right below it, and what stands behind."""
    blank = next((i for i, piece in enumerate(pieces) if piece.blank), len(pieces))
    return list(pieces[:blank]), list(pieces[blank:])


def _description(before: list[Piece], behind: list[Piece]) -> Parts:
    """A description that goes on over the page is settled only where no captions can stand in it."""
    sentences, left = until_last_sentence(before)
    if not any(SENTENCE_END.search(piece.text) for piece in before) and len(groups(before)) > 1:
        return Parts([], [], settled=False)
    if not any(not piece.blank for piece in left):
        return Parts([*sentences, *behind], [])
    return Parts([], [], settled=False) if behind else Parts(sentences, left)


def list_parts(pieces: Sequence[Piece], rules: Outline) -> Parts:
    """The parts of an achievement list: on each page it ends with the first paragraph that no marker begins and that is not indented.

    On a further page it goes on at a marker, or with the rest of a sentence where nothing stands between. An item that is torn with other text
    between is not settled and left out.
    """
    own: list[Piece] = []
    detached: list[Piece] = []
    settled = True
    for _, page in groupby(pieces, key=lambda piece: piece.page):
        on_page = list(page)
        first = next((piece for piece in on_page if not piece.blank), None)
        torn = bool(own) and not _ended(own)
        if first and not own and not _marked(first, rules) and any(_marked(piece, rules) for piece in pieces if piece.page > first.page):
            detached += on_page  # the list begins on the next page
            continue
        if first and own and not _marked(first, rules) and (detached or not torn):
            start = next((i for i, piece in enumerate(on_page) if _marked(piece, rules)), len(on_page))
            if torn:
                settled, own = False, own[: max(i for i, piece in enumerate(own) if i == 0 or _marked(piece, rules))]
            detached += [] if torn else on_page[:start]
            on_page = on_page[start:]
        listed, behind = _until_list_ends(on_page, rules)
        own += listed
        detached += behind
    return Parts(own, detached, settled)


def _marked(piece: Piece, rules: Outline) -> bool:
    """Whether a marker of the list begins the line."""
    return bool(rules.label_of(piece.plain)) or any(marker.search(piece.plain) for marker in (rules.bullet, rules.group, rules.yearly, rules.note))


def _ended(pieces: Sequence[Piece]) -> bool:
    """Whether the last line ends a sentence or an item, so that nothing of it is missing."""
    last = next((piece.plain for piece in reversed(pieces) if not piece.blank), "")
    return bool(SENTENCE_END.search(last)) or last.endswith((")", "】", "]", "〕", ">", "〉"))


def _until_list_ends(pieces: Sequence[Piece], rules: Outline) -> tuple[list[Piece], list[Piece]]:
    for i, piece in enumerate(pieces):
        begins = i > 0 and pieces[i - 1].blank and not piece.blank and any(not before.blank for before in pieces[:i])
        if begins and not piece.indented and not _marked(piece, rules):
            return list(pieces[:i]), list(pieces[i:])
    return list(pieces), []
