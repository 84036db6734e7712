"""What stands behind labels that are no field of every plan (評価 Ａ, 課題, 今後の方向性): asked for by the label, or as a condition of a list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.cues import load_cues
from assistant.understand import Query
from corpus.text import normalise
from corpus.values import Project, Remark

LONGEST_MARK = 6  # characters of a remark that is a mark (Ａ, 継続, 達成), by which projects are listed; longer ones are sentences
_BETWEEN = r"(?:が|は|の|で|：|:|「|『|判定)*"


def asked_remarks(query: Query, project: Project) -> tuple[Remark, ...]:
    """The remarks of a project whose labels the question names, in their own or everyday words."""
    text = query.text.lower()
    return tuple(remark for remark in project.remarks if any(re.search(pattern, text) for pattern in _patterns(remark.label)))


def names_label(query: Query) -> bool:
    """Whether the question names a label that projects may be listed by."""
    return any(normalise(each["label"]) in query.text or any(re.search(pattern, query.text) for pattern in each["en"]) for each in load_cues().remarks)


def _patterns(label: str) -> list[str]:
    """What asks for a label: itself without 今後の and brackets, and what people say for a word of it."""
    own = normalise(label)
    told = [each for each in load_cues().remarks if normalise(each["label"]) in own]
    return [re.escape(own), *(pattern for each in told for pattern in (*each["ja"], *each["en"]))]


def with_mark(query: Query, projects: Iterable[Project]) -> tuple[str, tuple[Project, ...]] | None:
    """The mark that a question makes a condition (評価がＤの事業, D評価), and the projects that have it; None where it names none."""
    projects = tuple(projects)
    marks = {(remark.label, normalise(remark.text.printed)) for project in projects for remark in project.remarks if len(remark.text.printed) <= LONGEST_MARK}
    named = [(label, mark) for label, mark in sorted(marks, key=lambda each: -len(each[1])) if _names(query.text, normalise(label), mark)]
    if not named:
        return None
    label, mark = named[0]
    having = tuple(project for project in projects if any(each.label == label and normalise(each.text.printed) == mark for each in project.remarks))
    return f"{label}「{_printed(having, label)}」", having


def _names(text: str, label: str, mark: str) -> bool:
    """Whether a text names a mark of a label, on either side of it."""
    ends = ("(?<![a-z])", "(?![a-z])") if mark.isascii() else ("", "")
    value = f"{ends[0]}{re.escape(mark)}{ends[1]}"
    short = re.escape(label.removesuffix("状況").removesuffix("結果").removesuffix("区分"))
    return bool(
        re.search(
            rf"{value}(?:の|ランク)?{short}|{short}(?:状況|結果|区分)?{_BETWEEN}{value}|\b(?:grade|rated|rating|evaluation|status)s?\b[^.?]{{0,12}}{value}",
            text,
        )
    )


def _printed(having: Sequence[Project], label: str) -> str:
    return next(each.text.printed for each in having[0].remarks if each.label == label)
