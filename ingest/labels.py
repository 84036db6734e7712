"""Labels and the document: text behind the `other` labels is kept apart from every field, and labels that stand nowhere are found out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from ingest.lines import Piece
from ingest.profile import Pattern, Profile

_BRACKETS = "【】［］[]〔〕（）()■◆○● 　"
_BETWEEN = " 　:："


Aside = tuple[str, list[Piece]]  # an `other` label and the pieces behind it


def apart(pieces: Sequence[Piece], profile: Profile) -> tuple[list[Piece], list[Aside], list[Piece]]:
    """The pieces, those from an `other` label to the end of its paragraph, its page or the next label as if empty; and what stands behind each such label.

    At last what stands behind it on another page with no label between, which is as if empty, too: where pages are out of order it is of another sheet.
    """
    kept: list[Piece] = []
    asides: list[Aside] = []
    strays: list[Piece] = []
    open_, began, page = False, False, 0  # whether a label is open, whether its text has begun, and the page of the last one, 0 behind a label of a field
    of_label = 0  # characters of the line that are still the label
    for i, piece in enumerate(pieces):
        if found := _label_at(pieces, i, profile.other_labels, profile.other_patterns):
            label, end = found
            open_, began, page, of_label = True, len(piece.text) > end, piece.page, max(0, end - len(piece.text) - 1)
            asides.append((_bare(label), [replace(piece, text=piece.text[end:].strip(_BETWEEN))]))
        elif _label_at(pieces, i, profile.labels, profile.label_patterns.values()):
            open_, page = False, 0
        elif page and piece.page != page:
            open_ = True
            strays += [] if piece.blank else [piece]
        elif open_ and began and piece.blank:
            open_ = False
        elif open_:
            asides[-1][1].append(replace(piece, text=piece.text[of_label:].strip(_BETWEEN)))
            began, of_label = began or len(piece.text) > of_label, 0
        kept.append(replace(piece, text="") if open_ else piece)
    return kept, asides, strays


def _bare(label: str) -> str:
    """A label without the brackets and marks around it; a unit in brackets behind it stays (事業費(千円))."""
    bare = label.strip(_BRACKETS)
    closing = {"(": ")", "（": "）"}.get(next((char for char in bare if char in "(（"), ""), "")
    return bare + closing if closing and closing not in bare else bare


def _label_at(pieces: Sequence[Piece], i: int, labels: Iterable[str], patterns: Iterable[Pattern]) -> tuple[str, int] | None:
    """The label that line `i` begins with and that may go on in the next line, and where it ends, in characters; None where it begins with none."""
    if pieces[i].blank:
        return None
    text = "\n".join(piece.text for piece in pieces[i : i + 2])
    return next(((label, match.end()) for label, pattern in zip(labels, patterns, strict=True) if (match := pattern.match(text))), None)


def never_found(profile: Profile, sheets: Sequence[Collection[str]], pieces: Sequence[Piece]) -> list[str]:
    """The labels of the profile, each with its key, that none of the `sheets` (the keys of each) has, and the `other` labels that no line begins with."""
    missing = [f"{label} ({key})" for key, label in profile.labels.items() if not any(key in sheet for sheet in sheets)]
    others = zip(profile.other_labels, profile.other_patterns, strict=True)
    return missing + [f"{label} (other)" for label, pattern in others if not any(_label_at(pieces, i, [label], [pattern]) for i in range(len(pieces)))]
