"""What to say where a layout profile finds no project: what it looked for, and the lines that come nearest."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from ingest.lines import Piece, plain
from ingest.profile import Profile

MOST_SHOWN = 2  # lines
LONGEST_SHOWN = 40  # characters of a line


def no_project(pieces: Sequence[Piece], profile: Profile) -> str:
    """The message, without the name of the document."""
    numbered = profile.project.numbered
    if not profile.labels:
        return f"the layout profile {profile.id} finds no project in it. Name the labels of its sheets in [labels], or correct the layout in the catalogue."
    key = "description" if numbered and "description" in profile.labels else next(iter(profile.labels))
    label, pattern = profile.labels[key], profile.label_patterns[key]
    shown = [piece for piece in pieces if not piece.blank]
    first = next((i for i, piece in enumerate(shown) if pattern.match(piece.text)), None)
    wanted = f"a line that [project] numbered ({numbered.pattern}) matches with the label {label} behind it" if numbered else f"lines that begin with {label}"
    if first is None:
        found, lines = f"No line begins with {label}; nearest are", _likest(shown, label)
    else:
        found, lines = f"{label} first stands on line {shown[first].number}; before it", shown[max(0, first - MOST_SHOWN) : first]
    told = ", ".join(f"line {piece.number}: {piece.plain[:LONGEST_SHOWN]}" for piece in lines)
    return (
        f"the layout profile {profile.id} finds no project in it. {profile.file} looks for {wanted}, in text after normalisation (№ is No, （ is (). "
        f"{found} {told or 'nothing'}. Correct the profile, or the layout named in the catalogue."
    )


def _likest(shown: Sequence[Piece], label: str) -> list[Piece]:
    """The lines that begin most like the label, in the order of the text."""
    wanted = plain(label)
    scored = sorted(shown, key=lambda piece: SequenceMatcher(None, wanted, piece.plain[: len(wanted) + 1]).ratio(), reverse=True)
    return sorted(scored[:MOST_SHOWN], key=lambda piece: piece.number)
