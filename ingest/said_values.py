"""What a line says behind the label of an indicator, of its targets or of what was done, told as a table tells it:

指標：年間の開催回数（現状値　令和５年度　21 回）            指標名  年間の開催回数
                                                             現状値（令和５年度）  21 回
目標：令和７年度　28 回、令和８年度　32 回               ->  目標値  令和７年度：28 回  令和８年度：32 回
実績：令和４年度　14 回、令和５年度　21 回                   実績
                                                             令和４年度：14 回
                                                             令和５年度：21 回

A line of which anything is left besides its years and their values stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.years import find_years
from ingest.lines import plain, printed_between
from ingest.table_columns import bare, heads
from ingest.table_rows import BASELINE, DONE, INDICATOR, TARGETS

AIMS = frozenset({"目標", "目標値", "数値目標", "年度目標", "年次目標", "年度別目標"})
PRESENT = "現状"
_YEAR = r"(?:(?:令和|平成|[HRS])\s?(?:\d{1,2}|元)(?:年度)?|20\d\d年度?)"
_YEARS = rf"{_YEAR}(?:\s?~\s?{_YEAR})?"
_OF_YEAR = re.compile(
    rf"(?:^|(?<=[、,\s]))\s?(?P<year>{_YEARS})(?:末?までに、?\s?|(?:以降|以後)?(?:\s?:\s?|\s))(?P<value>(?:(?![、\s]\s?{_YEAR}).)+)",
    re.ASCII,
)
_BEFORE_YEAR = re.compile(rf"(?:^|(?<=[、,]))\s?(?P<value>[^、()]+?)\s?\((?P<year>{_YEARS})\)", re.ASCII)  # １地区（Ｒ10）
_EACH = re.compile(r"^各\s?")
_NOTE = re.compile(r"\s?※.*$")
_SINCE = re.compile(r"^(?P<name>[^:]+?)\s?(?:\((?:現状|基準|現況|当初)値?\s?:?\s?(?P<within>[^()]+)\)|\s(?:現状|基準|現況|当初)値?\s?:?\s?(?P<behind>[^()]+))$")
_DATED = re.compile(rf"^(?P<year>{_YEAR}(?:末|現在)?)\s?:?\s(?P<value>\S.*)$")
_RESULTS = re.compile(r"[【〔［\[](?P<label>[^【】〔〕［］\[\]]{2,16})[】〕］\]]\s*(?P<text>\S.*)")
_SEVERAL = re.compile(r"(?:^|[、,]\s?)(?:[(（]\d[)）]|[①-⑳])")  # indicators of one line, as printed


def said_values(said: Sequence[tuple[str, str]]) -> Iterator[str]:
    """The lines that tell what stands behind each label, in their order; targets without an indicator above them are those of their own label."""
    measured, aims = False, any(bare(label) in AIMS and _by_year(text) for label, text in said)
    for label, text in said:
        values = _by_year(text) if bare(label) in AIMS or heads(label, "achievements") else []
        if heads(label, "indicator") and not _SEVERAL.search(text):
            measured = True
            yield from _indicator(text)
        elif bare(label) == PRESENT and aims and not measured:
            measured = True
            yield from (f"{INDICATOR}  {next(aim for aim, _ in said if bare(aim) in AIMS)}", f"{BASELINE}  {text}")
        elif bare(label) in AIMS and values:
            yield from ([] if measured else [f"{INDICATOR}  {label}"])
            yield "  ".join([TARGETS, *values])
            measured = False
        elif values:
            yield from [label, *values]
        else:
            yield f"{label}  {text}"


def results_apart(text: str) -> tuple[str, list[str]]:
    """The lines of a text without those that say year by year what was done, behind a label in brackets (〔前計画の実績〕Ｒ５　12回), and the lines that

    tell these.
    """
    rest: list[str] = []
    told: list[str] = []
    for line in text.split("\n"):
        match = _RESULTS.fullmatch(line.strip())
        values = _by_year(match["text"], each=False) if match and heads(match["label"], "achievements") else []
        told += [f"○{match['label']}", *values] if match and values else []
        rest += [] if values else [line]
    return "\n".join(rest), [DONE, *told] if told else []


def _by_year(text: str, each: bool = True) -> list[str]:
    """Each year with its value; none where anything else is said but a note. `each`: whether a value behind several years is one of each."""
    note = _NOTE.search(plain(text))
    whole = printed_between(text, 0, note.start() if note else None)
    for form in (_OF_YEAR, _BEFORE_YEAR):
        found = list(form.finditer(plain(whole)))
        left = form.sub("", plain(whole)).strip("、, 。")
        if found and not left and not any(":" in match["value"] for match in found):
            return [line for match in found for line in _of_years(match["year"], printed_between(whole, *match.span("value")), each)]
    return []


def _of_years(printed: str, value: str, each: bool = True) -> Iterator[str]:
    """A value behind its year, or behind each of several (R10~R12 各30回); behind all of them where it is not one of `each`."""
    said = [year for mention in find_years(printed) for year in mention.years]
    if said and not each:
        yield f"{'～'.join(year.japanese for year in dict.fromkeys((said[0], said[-1])))}：{value}"
        return
    years = said if "~" in printed else []
    yield from (f"{year.japanese}：{_EACH.sub('', value)}" for year in years)
    yield from [] if years else [f"{printed}：{value}"]


def _indicator(text: str) -> Iterator[str]:
    """The name of an indicator, and its baseline with the year that it is of, where both are said."""
    match = _SINCE.match(plain(text))
    yield f"{INDICATOR}  {printed_between(text, *match.span('name')) if match else text}"
    if match:
        value = printed_between(text, *match.span("within" if match["within"] else "behind"))
        dated = _DATED.match(plain(value))
        yield f"{BASELINE}（{dated['year']}）  {printed_between(value, *dated.span('value'))}" if dated else f"{BASELINE}  {value}"
