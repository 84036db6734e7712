"""Several indicators of one project (① 受診率 ② 満足度): told apart, and the one that a question asks for."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from assistant.quantities import asked_units, given_units
from assistant.understand import Query
from corpus.text import is_unset, marked_parts, normalise
from corpus.values import Project, Text
from corpus.words import words

_NO_UNIT = ("累計", "年間", "延べ", "延", "年平均", "実数", "実人数")  # what stands in the brackets beside a unit (累計、人)
_ASKS_SHARE = re.compile(r"割合|何%|何パーセント|\b(?:share|percentage|percent|proportion|rate|ratio)\b", re.ASCII)
_SHARE = re.compile(r"率|割合|比率|%")  # in the name of an indicator
_COUNTED = frozenset("人者数")  # ends the names of many quantities, and names none (外国人 is not 人)
_OF_TIME = frozenset({"年度", "年間", "現在", "末", "年", "月"})  # in names of indicators, and in any question
IN_BRACKETS = re.compile(r"[（(［\[][^（）()［］\[\]]*[）)］\]]|[①-⑳]")
_QUANTITY = frozenset({"数", "率", "量", "額"})  # ends the name of an indicator, and may go unsaid (老人クラブの会員は)
_NO_NAME = frozenset({"目標", "目標値", "数値目標", "年度目標", "年次目標", "年度別目標", "指標", "成果指標"})
_FIGURE = re.compile(r"\d")  # in a word, which is then of a year or a value
_UNIT = re.compile(r"[（(](?:単位\s*[:：]?\s*)?(?P<unit>[^（）()\d]{1,8}?)(?:\s*[/／]\s*年度?)?[)）]$")


def indicators_of(project: Project) -> tuple[Project, ...]:
    """The project once for each of its indicators, with the baseline and targets of that one; once for those whose figures do not all say whose they are."""
    further = further_indicators(project)
    return (*(replace(each, remarks=further[0].remarks) for each in _of_table(project)), *further) if further else _of_table(project)


def further_indicators(project: Project) -> tuple[Project, ...]:
    """The project once for each indicator that another table gives."""
    beside = tuple(remark for remark in project.remarks if not remark.figures)
    return tuple(
        replace(project, indicator=each.indicator, baseline=each.baseline, targets=each.targets, results=each.results, remarks=beside)
        for remark in project.remarks
        if (each := remark.figures)
    )


def _of_table(project: Project) -> tuple[Project, ...]:
    """The project once for each indicator of the table that it has as its own."""
    names = marked_parts(project.indicator.printed) if project.indicator else {}
    if len(names) < 2:
        return (project,)
    printed = [*([project.baseline] if project.baseline else []), *(target.cell for target in (*project.targets, *project.results))]
    if any(list(marked_parts(text.printed)) != list(names) and not is_unset(text.printed) for text in printed):
        return (project,)
    return tuple(_of_one(project, mark) for mark in names)


def _of_one(project: Project, mark: str) -> Project:
    """The project with what stands behind one mark."""
    targets, results = (tuple(replace(target, cell=_behind(target.cell, mark)) for target in cells) for cells in (project.targets, project.results))
    baseline = project.baseline and _behind(project.baseline, mark)
    return replace(project, indicator=project.indicator and _behind(project.indicator, mark), baseline=baseline, targets=targets, results=results)


def _behind(text: Text, mark: str) -> Text:
    return replace(text, printed=marked_parts(text.printed).get(mark, text.printed))


def asked_indicator(query: Query, project: Project) -> Project:
    """The project with the one indicator alone that the question speaks of by its name or unit; the project itself where it speaks of none or several."""
    each = indicators_of(project)
    if len(each) == 1 or "indicator" in query.asks:
        return project
    names = [normalise(one.indicator.printed) if one.indicator else "" for one in each]
    spoken = {word for word in spoken_words(query) - set(words(project.title.printed)) if word not in _COUNTED | _OF_TIME and not _FIGURE.search(word)}
    named = [one for one, own in zip(each, names, strict=True) if any(word in own and sum(word in name for name in names) == 1 for word in spoken)]
    counted = [one for one in each if asks_unit_of(query, one)]
    shares = [one for one, own in zip(each, names, strict=True) if _SHARE.search(own)] if _ASKS_SHARE.search(query.text) else []
    chosen = shares if len(shares) == 1 else named or ([] if _speaks_of_part(project, names, spoken) else counted)
    return chosen[0] if len(chosen) == 1 else project


def _speaks_of_part(project: Project, names: Sequence[str], spoken: Collection[str]) -> bool:
    """Whether the question names something that the project's text speaks of and none of its indicators does (the bus of a project that counts guests)."""
    described = set(words(project.description.printed)) if project.description else set()
    return any(len(word) > 1 and not any(word in name for name in names) for word in described.intersection(spoken))


def asks_unit_of(query: Query, project: Project) -> bool:
    """Whether a figure in the unit of the project's one indicator is asked for."""
    unit = unit_of(project)
    return bool(unit) and ((query.counter or "").startswith(unit) or not given_units(f"1{unit}").isdisjoint(asked_units(query.text)))


def names_indicator(query: Query, project: Project) -> bool:
    """Whether the question names one of the project's indicators: all words of its name but those of its unit."""
    spoken = spoken_words(query)
    return any(name and name <= spoken for name in _names(project))


def speaks_of_indicator(query: Query, project: Project) -> bool:
    """The same, where it may leave out that it is a number, and of names with two words at least."""
    spoken = spoken_words(query)
    return any(len(name - _QUANTITY) > 1 and name - _QUANTITY <= spoken for name in _names(project))


def _names(project: Project) -> list[set[str]]:
    """The words of each of the project's indicators, without what stands in brackets; none of one that is called by its label alone."""
    names = (IN_BRACKETS.sub("", each.indicator.printed).strip() for each in indicators_of(project) if each.indicator)
    return [set(words(name)) for name in names if name not in _NO_NAME]


def spoken_words(query: Query) -> set[str]:
    """The words of the question, and the Japanese ones that those of another language stand for."""
    return {word for term in query.known for word in term} | set(words(query.text))


def unit_of(project: Project) -> str:
    """The unit that the indicator's name ends with in brackets (利用者数（人）), without the year it may be of; empty where it has none."""
    match = _UNIT.search(project.indicator.printed.strip()) if project.indicator else None
    parts = [part for part in re.split(r"[、,・]", match["unit"]) if part not in _NO_UNIT] if match else []
    return normalise(parts[-1]) if parts else ""
