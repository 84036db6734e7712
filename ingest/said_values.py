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
from itertools import takewhile

from corpus.years import find_years
from ingest.label_lines import headed_in_brackets
from ingest.lines import plain, printed_between
from ingest.table_columns import bare, heads, other_labels
from ingest.table_rows import BASELINE, DONE, INDICATOR, TARGETS

AIMS = frozenset({"目標", "目標値", "数値目標", "年度目標", "年次目標", "年度別目標"})
PRESENT = "現状"
LONGEST_SAID = 16  # characters behind a label in brackets, from which on a text may go on below its line
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
_BEFORE_LABEL = re.compile(r"(?<=。)(?=[【〔［\[≪《〈＜<])")
_ENTRY = re.compile(rf"[・･○●](?P<text>.+)|(?={_YEARS}\s?[:\s])", re.ASCII)
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


def parts_apart(lines: Sequence[str]) -> tuple[list[str], list[str], list[str]]:
    """The lines of a text without those that a label in brackets heads; the lines that tell what these say besides (［財源］国・町: 財源  国・町); and those

    that tell what was done, year by year on its line (〔前計画の実績〕Ｒ５　12回) or entry by entry below it (≪これまでの取組≫ / ・令和５年度：…).
    """
    rest: list[str] = []
    others: list[str] = []
    done: list[str] = []
    lines = [part for line in lines for part in _before_label(line)]
    place = 0
    while place < len(lines):
        label, text = headed_in_brackets(lines[place])
        done_here = heads(label, "achievements")
        entries = _entries(lines[place + 1 :]) if done_here and not text else []
        values = entries or (_by_year(text, each=False) if done_here else [])
        if values:
            done += [f"○{label}", *values]
        elif text and bare(label) in other_labels() and (len(text) <= LONGEST_SAID or _ends_part(lines[place + 1 :])):
            others.append(f"{label}  {text}")
        else:
            rest.append(lines[place])
        place += 1 + len(entries)
    return rest, others, [DONE, *done] if done else []


def _ends_part(behind: Sequence[str]) -> bool:
    """Whether nothing goes on behind a line that a label in brackets begins: the text ends there, or another label heads what follows."""
    return not behind or bool(headed_in_brackets(behind[0])[0])


def _before_label(line: str) -> list[str]:
    """The line, or, where a label in brackets stands behind a sentence (…を直す。［財源］町), what is before that, and the rest."""
    place = next((match.start() for match in _BEFORE_LABEL.finditer(line) if headed_in_brackets(line[match.start() :])[0]), 0)
    return [line[:place], line[place:]] if place else [line]


def _entries(lines: Sequence[str]) -> list[str]:
    """The lines that stand first and each begin with a bullet or a year, without bullets before years."""
    found = [(line.strip(), _ENTRY.match(plain(line.strip()))) for line in lines]
    entries = takewhile(lambda entry: entry[1], found)
    return [line[1:] if match and match["text"] and _ENTRY.match(match["text"]) else line for line, match in entries]


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
