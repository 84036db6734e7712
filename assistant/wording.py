"""What the assistant says, in both languages: data/wording.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.answer import Language
from corpus.values import Plan
from corpus.years import FiscalYear

FILE = Path(__file__).parent / "data" / "wording.toml"


@dataclass(frozen=True)
class Wording:
    """The sentences of one language."""

    language: Language
    sentences: dict[str, str]

    def say(self, key: str, **values: object) -> str:
        """The sentence `key` with its braces filled in."""
        return self.sentences[key].format(**values)

    def year(self, year: FiscalYear) -> str:
        """A fiscal year as people of the language write it."""
        return year.japanese if self.language == "ja" else year.english

    def years(self, years: tuple[FiscalYear, ...]) -> str:
        """Several fiscal years; three or more in a row as a range."""
        run = len(years) > 2 and years[-1].year - years[0].year == len(years) - 1
        if run:
            return f"{self.year(years[0])}～{self.year(years[-1])}" if self.language == "ja" else f"{self.year(years[0])} to {self.year(years[-1])}"
        return self.join(self.year(year) for year in years)

    def join(self, texts: Iterable[str]) -> str:
        """An enumeration."""
        return self.sentences["joiner"].join(texts)

    def quoted(self, texts: Iterable[str]) -> str:
        """An enumeration of quoted texts."""
        return self.join(self.say("quote", text=text) for text in texts)

    def plans(self, plans: tuple[Plan, ...]) -> str:
        """The titles of the plans, quoted; of none, only what they are called."""
        return self.quoted(plan.title for plan in plans) if plans else self.say("plans_none")


@lru_cache(maxsize=2)
def load_wording(language: Language) -> Wording:
    """The wording of `ja` or `en`."""
    return Wording(language, tomllib.loads(FILE.read_text("utf-8"))[language])
