"""How questions call the plans of a library without their titles: 今の計画, the old table, 事業集, 平成の進行管理表.

A word for a plan means one by what stands before it (the current one, the former, that of an era), or because one title alone holds it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.phrases import Match
from corpus.text import normalise
from corpus.values import Plan
from corpus.years import FiscalYear, YearMention

MOST_BETWEEN = 10  # characters of a title between what tells the time and the word for a plan
SHORTEST_NOUN = 2  # characters of a word for a plan that means one by itself
BOTH = "both"
_NO_PLAN = "(?!的|示|現|明|記|彰)"  # 戦略的, 表示
_SINCE = r"(?:度)?(?:ごろ|頃|ころ)?(?:から(?:の|始ま[^、。]{1,3})|スタートの|始まりの)(?:市の?)?"  # behind the year in which a plan begins


@dataclass(frozen=True)
class PlanNames:
    """Finds what calls a plan of one library.

    nouns: words for a plan. times: by the time of the plans meant (`now`, `past`, `heisei`, `reiwa`, `both`), the pattern of what calls them. before, behind:
    what stands on either side of a plan's first year, or of its period, that calls the plan; since: what follows its first year (平成22年からの計画).
    until, named: what follows its last year, and what may stand before that (昔の計画（平成26年度まで）, 平成26年度までの計画).
    """

    plans: Sequence[Plan]
    nouns: Sequence[str]
    times: Mapping[str, re.Pattern[str]]
    before: re.Pattern[str]
    behind: re.Pattern[str]
    since: re.Pattern[str]
    until: re.Pattern[str]
    named: re.Pattern[str]

    @classmethod
    def of(cls, plans: Sequence[Plan], table: Mapping[str, str]) -> PlanNames:
        """Those of a library's plans; `table`: the words of the cue tables."""
        nouns = sorted(table["nouns"], key=len, reverse=True)
        noun = "|".join(map(re.escape, nouns)) + _NO_PLAN
        japanese = rf"(?:の|い)?(?:方の|ほうの|市の|頃の|ころの)?{_of_titles(plans)}の?(?:{noun})"
        english = rf"(?: (?:{table['between']}))* (?:{noun})\b"
        times = {name: table[name] for name in ("now", "past", "heisei", "reiwa")}
        patterns = {name: re.compile(rf"(?:{words})(?:{japanese}|{english})") for name, words in times.items()}
        patterns |= {name: re.compile(f"{patterns[name].pattern}|{table[f'{name}_alone']}") for name in ("now", "past")}
        begun = rf"\b(?:{noun})\b[^.?!]{{0,16}}\b(?:{table['begun']})\s(?:in )?(?:the )?(?:fiscal year|fiscal|fy)?\s*$"
        period = rf"\)?(?:年度)?の?{_of_titles(plans)}の?(?:{noun})|\)?(?: (?:{table['between']}))* (?:{noun}|{table['period_of']})\b"
        since = rf"{_SINCE}{_of_titles(plans)}の?(?:{noun}|表|書類|やつ|ほう|方)"
        until = rf"(?:年?度)?(?:ごろ|頃)?まで(?:の(?:市の?)?(?P<of>{_of_titles(plans)}の?(?:{noun}))|[)）])"
        found = {**patterns, BOTH: re.compile(table[BOTH])}, re.compile(begun, re.ASCII), re.compile(period, re.ASCII)
        return cls(plans, nouns, *found, re.compile(since), re.compile(until), re.compile(rf"(?:{noun})[(（]$"))

    def timed(self, text: str, today: FiscalYear) -> Iterator[Match[str]]:
        """A match with its id for each plan that a normalised text calls by its time, or for every plan where it speaks of both."""
        meant: dict[str, Callable[[Plan], bool]] = {
            "now": lambda plan: plan.covers(today), "past": lambda plan: plan.last_year < today, BOTH: lambda plan: True,
            "heisei": lambda plan: plan.first_year.era[0] == "H", "reiwa": lambda plan: plan.first_year.era[0] == "R",
        }  # fmt: skip
        for name, pattern in self.times.items():
            for found in pattern.finditer(text):
                yield from (Match(plan.id, found.group(0), found.start(), found.end()) for plan in self.plans if meant[name](plan))

    def dated(self, text: str, mentions: Sequence[YearMention]) -> dict[YearMention, tuple[str, ...]]:
        """The years by which a normalised text calls a plan, each with the plan's id: the strategy that began in R6, the R6-R9 collection, 平成22年からの計画.

        Without an id where it calls none of the library's.
        """
        found: dict[YearMention, tuple[str, ...]] = {}
        for mention in (mention for mention in mentions if mention.years):
            begun, since = self.before.search(text[: mention.start]), self.since.match(text, mention.end)
            named = self.named.search(text[: mention.start]) is not None
            period = self.behind.match(text, mention.end) or (named and text.startswith((")", "）"), mention.end))  # 昔の計画(平成22~26)
            end = self.until.match(text, mention.end)
            until = end is not None and bool(end["of"] or named)
            called = [plan.id for plan in self.plans if ((begun or since) and mention.years[0] == plan.first_year) or (period and mention.years == plan.years)]
            called += [plan.id for plan in self.plans if until and plan.id not in called and mention.years[-1] == plan.last_year]
            if called or since:
                found[mention] = tuple(called)
        return found

    def alone(self, text: str) -> Iterator[Match[str]]:
        """A match for each word for a plan that stands in the title of one plan only, with what of that title stands before it."""
        for noun in (noun for noun in self.nouns if len(noun) >= SHORTEST_NOUN and noun in text):
            holders = [plan for plan in self.plans if noun in normalise(plan.title)]
            if len(holders) == 1:
                for found in re.finditer(f"{_of_titles(holders)}{re.escape(noun)}{_NO_PLAN}", text):
                    yield Match(holders[0].id, found.group(0), found.start(), found.end())

    def spoken_of(self, text: str) -> bool:
        """Whether a normalised text has any word for a plan."""
        return any(noun in text for noun in self.nouns if len(noun) >= SHORTEST_NOUN)


def _of_titles(plans: Sequence[Plan]) -> str:
    """A pattern of characters that the titles hold, as they are called in part (ICT戦略)."""
    characters = sorted({char for plan in plans for char in normalise(plan.title) if char.isalnum()})
    return f"[{''.join(map(re.escape, characters))}]{{0,{MOST_BETWEEN}}}" if characters else ""
