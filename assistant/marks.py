"""Projects by the mark that a plan gives them (評価 Ａ, 方向性 拡充, 区分 【重点】新規), where a question makes one the condition of a list.

Marks are what stands behind a label in a few characters: alone, before its reason, in brackets before a sentence, or year by year
(令和５年度 Ｂ、令和６年度 Ａ).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.answer import Language
from assistant.cues import load_cues
from assistant.understand import Query
from corpus.text import is_unset, nfkc, normalise
from corpus.values import Project, Span
from corpus.years import FiscalYear, find_years

LONGEST_MARK = 6  # characters of what is a mark (Ａ, 継続, 達成); longer ones are sentences
OF_KIND = "区分"  # the label of a category that is told by several marks
ARTICLE = "a"  # in English a mark only where no other is named: given a C
_GRADE = "[a-z◎○〇△▲×☆★●]"
_GRADES = re.compile(  # Ａ, Ｃ、Ａ, Ｂ 雪のため２回が中止となった; a sign right before a sentence is a bullet
    rf"{_GRADE}(?:[、・/]{_GRADE})*(?=[\s【(]|$)|[a-z](?:[、・/][a-z])*(?=[ぁ-んァ-ヴ一-龯])"
)
_BRACKETED = re.compile(rf"[【\[]([^】\]]{{1,{LONGEST_MARK}}})[】\]]\s*")  # 【見直し】器具を変更する
_EXPLAINED = re.compile(r"\s*\([^()]*\)$")  # Ａ（計画を上回って進んでいる）
_BEFORE_MARK = ":、 "
_SPOKEN = tuple(  # what people call a mark
    (re.compile(pattern), mark)
    for pattern, mark in (
        ("二重丸", "◎"), ("三角|さんかく", "△"), ("ばつ|バツ", "×"), ("[○丸]印", "○"), ("星印", "★"),
        ("新し[くい](?:始め|はじめ|加わ|加え)[^、。]{0,2}(?=事業|取組|もの)", "新規の"), ("(?:力を入れ|重視し)[^、。]{0,8}(?=事業|取組|施策)", "重点の"),
    )
)  # fmt: skip
_OR = re.compile(r"又は|または|もしくは|及び|(?<=[a-z\d])(?:か|と|や|・|、)(?=[a-z\d])|\bor\b|\band\b")
_PARTICLES = "(?:が|は|の|で|に|:|「|『|」|』|判定|(?:一番|最も)(?:良い|悪い))*"
_BETWEEN = rf"{_PARTICLES}(?:[^\W_]{{1,{LONGEST_MARK}}}[」』]?\s?(?:{_OR.pattern})\s?[「『]?){{0,2}}"
_GIVEN = r"[」』]?(?:が|の|を|に)?(?:つ[いけ]|付[いけ]|だった|なった|なって|評価|判定|印|マーク)"  # behind a mark whose label is not named
_RATED = r"\b(?:given|got|received?|rated|marked|graded|awarded)(?: an?| as)? [\"「]?"
_PART = re.compile(r"\(([^()]+)\)$")  # 評価(有効性)
_OF_PROJECTS = re.compile(r"(?:事業|施策|取組|項目)$")


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark of a project: its label as normalised without a year, the year it is of, if it says one, and itself, normalised and as printed."""

    label: str
    year: FiscalYear | None
    value: str
    printed: str
    span: Span


@dataclass(frozen=True, slots=True)
class Marked:
    """Projects that have a mark: as the list is called (評価「Ｃ」), of which of several years, and where each project's mark stands, by its id."""

    name: str
    year: FiscalYear | None
    projects: tuple[Project, ...]
    spans: dict[str, Span]


def marks_of(projects: Sequence[Project]) -> dict[str, tuple[Mark, ...]]:
    """The marks of those projects of a plan that have any, by the project's id: in the order of its remarks, then those of its category.

    A category is told by marks where some project of the plan has several (【重点】新規).
    """
    kinds = {project.id: _kinds(project) for project in projects}
    several = any(len(each) > 1 for each in kinds.values())
    marks = {
        project.id: (
            *(mark for remark in project.remarks for mark in _marks(remark.label, remark.text.printed, remark.text.span)),
            *(kinds[project.id] if several else ()),
        )
        for project in projects
    }
    return {id: own for id, own in marks.items() if own}


def _kinds(project: Project) -> list[Mark]:
    """The marks of a project's category."""
    category = project.category
    return [Mark(OF_KIND, None, kind, kind, category.span) for kind in _values(normalise(category.name))] if category else []


def spelt_as_marks(text: str) -> str:
    """A normalised text with the marks that it calls by other words (二重丸, 新しく始める取組)."""
    for spoken, mark in _SPOKEN:
        text = spoken.sub(mark, text)
    return text


def with_mark(query: Query, projects: Sequence[tuple[Project, Sequence[Mark]]]) -> Marked | None:
    """Those of the projects, each with its marks, that have the one which a question makes a condition (評価がＤの事業, △がついた事業).

    None where it names none.
    """
    text = spelt_as_marks(query.text)
    held = {project.id: (project, _of_years(marks, query)) for project, marks in projects}
    chosen = _chosen(text, {(mark.label, mark.value) for _, marks in held.values() for mark in marks if mark.value in text}, query.language)
    having = {id: [mark for mark in marks if (mark.label, mark.value) in chosen] for id, (_, marks) in held.items()}
    first = [marks[0] for marks in having.values() if marks]
    if not first:
        graded = {mark.label for _, marks in projects for mark in marks if re.fullmatch(_GRADE, mark.value)}
        name = _named_alone(text, (label for label in graded if not _PART.search(label)))
        return Marked(name, None, (), {}) if name else None
    printed = {mark.value: mark.printed for mark in first}
    years = {mark.year for mark in first}
    several = len({mark.year for _, marks in projects for mark in marks if mark.label == chosen[0][0]}) > 1
    return Marked(
        f"{chosen[0][0]}{''.join(f'「{printed[value]}」' for _, value in chosen if value in printed)}",
        years.pop() if len(years) == 1 and (query.years or several) else None,  # of the only year that there is, none is told
        tuple(held[id][0] for id, marks in having.items() if marks),
        {id: marks[0].span for id, marks in having.items() if marks},
    )


def _chosen(text: str, known: Iterable[tuple[str, str]], language: Language) -> list[tuple[str, str]]:
    """The label and mark that a text names, with the other marks of the label where it says or; of the `known` ones."""
    longest = sorted(known, key=lambda each: (-len(each[1]), each))
    named = [each for each in longest if _names(text, *each)] or _without_label(text, longest)
    named = [each for each in named if language == "ja" or each[1] != ARTICLE] or named
    labels = {label for label, _ in named}
    if len(labels) > 1 and all(map(_PART.search, labels)) and not any(_names_part(text, label) for label in labels):
        return []  # 評価がＢの事業, where 妥当性 and 有効性 are each given one
    named.sort(key=lambda each: (not _names_part(text, each[0]), each[0] not in text))  # one named as a whole before one of its kind
    return sorted(each for each in named if each[0] == named[0][0] and (each == named[0] or _OR.search(text)))


def _named_alone(text: str, labels: Iterable[str]) -> str:
    """The label of grades with the one that a text names and no project has (評価がＥの事業); empty where it names none."""
    for label in sorted(labels):
        if found := re.search(rf"{_short(label)}{_PARTICLES}({_GRADE})(?![a-z])", text):
            return f"{label}「{found[found.lastindex or 0].upper()}」"
    return ""


def _marks(label: str, text: str, span: Span) -> Iterator[Mark]:
    """The marks that stand behind a label."""
    own = next((year for mention in find_years(label) for year in mention.years), None)
    dated: list[tuple[FiscalYear | None, str]] = [*_by_year(normalise(text))]
    for year, told in dated or [(own, nfkc(text).lower())]:
        for value in _values(told):
            printed = next((each for each in text if normalise(each) == value), value)  # one letter or sign
            yield Mark(undated(label), year, value, printed, span)


def _by_year(text: str) -> list[tuple[FiscalYear, str]]:
    """Each year of a normalised text with the mark behind it, whatever stands before the first (令和５年度：◎ 令和６年度：○); empty of any other text."""
    mentions = find_years(text)
    ends = [*(mention.start for mention in mentions[1:]), len(text)]
    parts = [(mention.years, text[mention.end : end].strip(_BEFORE_MARK)) for mention, end in zip(mentions, ends, strict=True)] if mentions else []
    told = [(years[0], part) for years, part in parts if len(years) == 1 and part and (is_unset(part) or _values(part))]
    return told if len(told) == len(parts) else []


def _values(text: str) -> list[str]:
    """The marks of a normalised text; none of a sentence."""
    rest, found = _EXPLAINED.sub("", text.strip()), []
    while bracketed := _BRACKETED.match(rest):
        found.append(bracketed[1])
        rest = rest[bracketed.end() :]
    graded = _GRADES.match(rest)
    if graded:
        found += re.findall(_GRADE, graded[0])
    elif 0 < len(rest) <= LONGEST_MARK and not is_unset(rest):
        found.append(rest)
    return found


def _of_years(marks: Sequence[Mark], query: Query) -> list[Mark]:
    """Of the marks that say a year those of the years asked for, or else of the latest that there is."""
    latest = max((mark.year for mark in marks if mark.year), default=None)
    years = query.years or (latest,)
    return [mark for mark in marks if mark.year is None or mark.year in years]


def undated(label: str) -> str:
    """A normalised label without the year it begins with, or that stands in brackets behind it."""
    whole = normalise(label)
    first = next(iter(find_years(whole)), None)
    if first and first.start == 0:
        return whole[first.end :].removeprefix("の")
    return whole[: first.start - 1] if first and whole[first.start - 1] == "(" and whole[first.end :] == ")" else whole


def _names_part(text: str, label: str) -> bool:
    """Whether a text names what a label says in brackets (効率性 of 評価（効率性）)."""
    part = _PART.search(label)
    return part is not None and part[1] in text


def _names(text: str, label: str, value: str) -> bool:
    """Whether a text names a mark of a label, on either side of it."""
    mark, short = _alone(value), _short(label)
    english = r"(?:grade|rated|rating|evaluation|assessment|status)s?\b"
    return bool(
        re.search(
            rf"{mark}(?:の|ランク)?{short}|{short}(?:状況|結果|区分)?{_BETWEEN}{mark}|\b{english}[^.?]{{0,12}}{mark}|{_RATED}{mark}\b[^.?]{{0,16}}\b(?:self-)?{english}",
            text,
        )
    )


def _short(label: str) -> str:
    """A pattern of what people call a label: 進捗評価 also 評価, 評価(有効性) also 有効性."""
    whole = _PART.sub("", label).removesuffix("状況").removesuffix("結果").removesuffix(OF_KIND) or OF_KIND
    kind = next((each["label"] for each in load_cues().remarks if whole.endswith(each["label"])), whole)
    part = _PART.search(label)
    return f"(?:(?:{re.escape(whole.removesuffix(kind))})?{re.escape(kind)}{f'|{re.escape(part[1])}' if part else ''})"


def _without_label(text: str, known: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The mark that a text names without its label (△がついた事業, given a C, 重点事業), where but one label has it."""
    named = [(label, value) for label, value in known if _is_given(text, value)]
    return named if len({label for label, _ in named}) == 1 else []


def _is_given(text: str, value: str) -> bool:
    if not re.fullmatch(_GRADE, value):
        return bool(_OF_PROJECTS.search(value)) if len(value) > LONGEST_MARK // 2 else bool(re.search(rf"{re.escape(value)}の?(?:事業|取組|施策|項目)", text))
    mark = _alone(value)
    return bool(re.search(rf"{mark}{_GIVEN}|{_RATED}{mark}", text))


def _alone(value: str) -> str:
    """A pattern of the mark, no letter beside one that is a letter."""
    return rf"(?<![a-z]){re.escape(value)}(?![a-z])" if value.isascii() else re.escape(value)
