"""Labels and the document: text behind the `other` labels is set aside and glued to no field, and labels that stand nowhere are found out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from ingest.lines import Piece
from ingest.profile import Pattern, Profile


def without_aside(pieces: Sequence[Piece], profile: Profile) -> list[Piece]:
    """The pieces, those from an `other` label to the end of its paragraph, its page or the next label as if empty."""
    kept: list[Piece] = []
    page, began = 0, False  # the page of the label that is open, 0 where none is, and whether its text has begun
    of_label = 0  # characters of the line that are still the label
    for i, piece in enumerate(pieces):
        if (end := _label_end(pieces, i, profile.other_patterns)) is not None:
            page, began, of_label = piece.page, len(piece.text) > end, max(0, end - len(piece.text) - 1)
        elif page and (piece.page != page or (began and piece.blank) or _label_end(pieces, i, profile.label_patterns.values()) is not None):
            page = 0
        elif page:
            began, of_label = began or len(piece.text) > of_label, 0
        kept.append(replace(piece, text="") if page else piece)
    return kept


def _label_end(pieces: Sequence[Piece], i: int, patterns: Iterable[Pattern]) -> int | None:
    """Where a label ends that line `i` begins with and that may go on in the next line, in characters; None where it begins with none."""
    if pieces[i].blank:
        return None
    text = "\n".join(piece.text for piece in pieces[i : i + 2])
    return next((match.end() for pattern in patterns if (match := pattern.match(text))), None)


def never_found(profile: Profile, sheets: Sequence[Collection[str]], pieces: Sequence[Piece]) -> list[str]:
    """The labels of the profile, each with its key, that none of the `sheets` (the keys of each) has, and the `other` labels that no line begins with."""
    missing = [f"{label} ({key})" for key, label in profile.labels.items() if not any(key in sheet for sheet in sheets)]
    others = zip(profile.other_labels, profile.other_patterns, strict=True)
    return missing + [f"{label} (other)" for label, pattern in others if all(_label_end(pieces, i, [pattern]) is None for i in range(len(pieces)))]
