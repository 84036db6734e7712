"""What stands behind labels that are no field of every plan (評価 Ａ, 課題, 今後の方向性): asked for by the label, or as a condition of a list."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace

from assistant.cues import load_cues
from assistant.understand import Query
from corpus.text import normalise
from corpus.values import Project, Remark
from corpus.years import FiscalYear, find_years

LONGEST_MARK = 6  # characters of a remark that is a mark (Ａ, 継続, 達成), by which projects are listed; longer ones are sentences
_BEFORE_YEAR = re.compile(r"[\s、]+(?=(?:[RHＲＨ]|令和|平成|20\d\d)\s?[\d０-９元]*(?:年度?)?)")  # between what is told of one year and of the next
_IN_BRACKETS = re.compile(r"\(.*")
_EXPLAINED = re.compile(r"\s*[（(][^（）()]*[）)]$")  # Ａ（計画を上回って進んでいる）
_REASONED = re.compile(r"^(?P<mark>[A-ZＡ-Ｚ◎○〇△▲×☆★])\s+(?=\S)")  # Ｂ 雪のため２回が中止となった
_OR = re.compile(r"又は|または|もしくは|及び|(?<=[a-z\d])(?:か|と|や|・|、)(?=[a-z\d])|\bor\b|\band\b")
_BETWEEN = rf"(?:が|は|の|で|：|:|「|『|」|』|判定)*(?:[^\W_]{{1,{LONGEST_MARK}}}[」』]?\s?(?:{_OR.pattern})\s?[「『]?){{0,2}}"


def asked_remarks(query: Query, project: Project, years: Collection[FiscalYear]) -> tuple[Remark, ...]:
    """The remarks of a project whose labels the question names, in their own or everyday words; of one that is told by year what it tells of these years."""
    text = query.text.lower()

    def is_named(label: str) -> bool:
        return any(re.search(pattern, text) for pattern in _patterns(label)) or _named_by_year(query, label)

    named = (remark for remark in project.remarks if is_named(remark.label) and _of_its_year(query, remark.label))
    return tuple(told for remark in named if (told := _of_years(remark, years)))


def _of_years(remark: Remark, years: Collection[FiscalYear]) -> Remark | None:
    """The remark with what it tells of these years alone, None for nothing, where it tells it year by year (R6 14,600、R7 32,900); else as it is."""
    parts = _BEFORE_YEAR.split(remark.text.printed)
    first = [next(iter(find_years(part)), None) for part in parts]
    if len(parts) < 2 or not years or not all(mention and mention.start == 0 and len(mention.years) == 1 for mention in first):
        return remark
    told = "、".join(part for part, mention in zip(parts, first, strict=True) if mention and mention.years[0] in years)
    return replace(remark, text=replace(remark.text, printed=told)) if told else None


def names_label(query: Query) -> bool:
    """Whether the question names a label that projects may be listed by."""
    return any(normalise(each["label"]) in query.text or any(re.search(pattern, query.text) for pattern in each["en"]) for each in load_cues().remarks)


def _patterns(label: str) -> list[str]:
    """What asks for a label: itself without brackets, and what people say for a word of it."""
    own = _IN_BRACKETS.sub("", normalise(label))
    told = [each for each in load_cues().remarks if normalise(each["label"]) in own]
    return [re.escape(own), *(pattern for each in told for pattern in (*each["ja"], *each["en"]))]


def with_mark(query: Query, projects: Iterable[Project]) -> tuple[str, tuple[Project, ...]] | None:
    """The mark that a question makes a condition (評価がＤの事業, D評価), and the projects that have it; None where it names none."""
    marked = [(project, _marks(project)) for project in projects]
    known = sorted(dict.fromkeys(mark for _, marks in marked for mark in marks), key=lambda each: -len(each[1]))
    named = [(label, mark) for label, mark in known if _of_its_year(query, label) and _names(query.text, _undated(label), mark)]
    if not named:
        return None
    named.sort(key=lambda each: (not _names_part(query.text, each[0]), _undated(each[0]) not in query.text))  # one named as a whole before one of its kind
    chosen = sorted(each for each in named if each[0] == named[0][0] and (each == named[0] or _OR.search(query.text)))
    printed = (next(marks[each] for _, marks in marked if each in marks) for each in chosen)
    label = named[0][0] if query.years else _undated(named[0][0])  # no year is told that nobody asked for and no cited line names
    return f"{label}{''.join(f'「{mark}」' for mark in printed)}", tuple(project for project, marks in marked if set(chosen) & set(marks))


def _of_its_year(query: Query, label: str) -> bool:
    """Whether a label that says its year (R6年度評価) is of a year that is asked for, or none is."""
    years = {year for mention in find_years(label) for year in mention.years}
    return not (years and query.years) or bool(years & set(query.years))


def _named_by_year(query: Query, label: str) -> bool:
    """Whether a question names a label that says its year (令和７年度の予定) by the rest of it and the year."""
    years = {year for mention in find_years(label) for year in mention.years}
    rest = _undated(label)
    return bool(years & set(query.years)) and len(rest) > 1 and rest in query.text


def _undated(label: str) -> str:
    """A normalised label without the year it begins with, or that stands in brackets behind it."""
    whole = normalise(label)
    first = next(iter(find_years(whole)), None)
    if first and first.start == 0:
        return whole[first.end :].removeprefix("の")
    return whole[: first.start - 1] if first and whole[first.start - 1] == "(" and whole[first.end :] == ")" else whole


def _names_part(text: str, label: str) -> bool:
    """Whether a text names what a label says in brackets (効率性 of 評価（効率性）)."""
    part = re.search(r"\(([^()]+)\)$", normalise(label))
    return part is not None and part[1] in text


def _marks(project: Project) -> dict[tuple[str, str], str]:
    """The marks of a project as printed, by label and normalised mark; one letter or sign may stand before its reason."""
    parts = ((remark.label, _REASONED.match(remark.text.printed), _EXPLAINED.sub("", remark.text.printed)) for remark in project.remarks)
    first = ((label, reasoned["mark"] if reasoned else whole) for label, reasoned, whole in parts)
    return {(label, normalise(mark)): mark for label, mark in first if 0 < len(mark) <= LONGEST_MARK}


def _names(text: str, label: str, mark: str) -> bool:
    """Whether a text names a mark of a label, on either side of it."""
    ends = ("(?<![a-z])", "(?![a-z])") if mark.isascii() else ("", "")
    value = f"{ends[0]}{re.escape(mark)}{ends[1]}"
    short = label.removesuffix("状況").removesuffix("結果").removesuffix("区分")
    kind = next((each["label"] for each in load_cues().remarks if short.endswith(each["label"])), short)  # 進捗評価 is an 評価
    short = f"(?:{re.escape(short.removesuffix(kind))})?{re.escape(kind)}"
    return bool(
        re.search(
            rf"{value}(?:の|ランク)?{short}|{short}(?:状況|結果|区分)?{_BETWEEN}{value}|\b(?:grade|rated|rating|evaluation|status)s?\b[^.?]{{0,12}}{value}",
            text,
        )
    )
