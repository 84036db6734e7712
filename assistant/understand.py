"""From the text of a question to a `Query`: what is asked, of which years, plans and departments, and what is left to search by.

The cue words are data (data/cues.toml). Quoted words and titles are never read as cues: a title may hold the word 目標.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.answer import Language
from assistant.glossary import Glossary, Term
from assistant.phrases import Match, PhraseTable, masked
from corpus.errors import QuestionError
from corpus.library import Library
from corpus.text import bigrams, normalise, squeeze
from corpus.words import words
from corpus.years import FiscalYear, YearMention, find_years

DATA = Path(__file__).parent / "data"
PLAN_ASKS = frozenset({"period", "basic_idea", "overview", "categories", "progress", "revision", "goals", "policies"})
FIELD_ASKS = ("owner", "target", "indicator", "baseline", "action", "achievement", "when", "category", "policy", "goal", "description")
LIST_ASKS = frozenset({"list", "list_all", "count"})
_JAPANESE = re.compile(r"[ぁ-ゖァ-ヺ一-龯々]")
_LATIN_WORD = re.compile(r"[a-z]{2,}")
_OTHER_SCRIPT = re.compile(r"[\u0370-\u1fff\uac00-\ud7af]")
_QUOTED = re.compile(r"[「『\"“]([^「」『』\"“”]{2,})[」』\"”]")
_COUNTER = re.compile(r"(?:何|なん)((?!年|月|日|課|事業|番|故|度も)[一-龯ァ-ヶー]{1,4}|か所)")
_EXCLUDED = re.compile(r"[(（]\s*not [^)）]*[)）]|\bnot the one [^,.?]*|[^、。,()「」]{2,12}(?:ではなく|じゃなくて|でなく)(?:て)?")
_LIKE_DEPARTMENT = re.compile(r"[一-龯ァ-ヶーa-z・]{4,}(?:課|室|館|センター|機関)")
LIKE_NAME = 0.5  # share of character pairs (Jaccard) that a misspelt department must have in common with a known one
LONG_NAME = 4  # characters of a department name within which no cue is read (各窓口担当課)
_NUMBERED = {
    "policy": re.compile(r"(?:施策|policy|measure)\s*(?P<number>\d+-\d+)"),
    "goal": re.compile(r"(?:基本目標|きほんもくひょう|basic goal|goal)\s*の?\s*(?P<number>\d)(?!つ|\d|番目の施策)(?:番目)?"),
}
_FOLLOWS = re.compile(r"(は|の方は|のほうは|の方|のほう|の場合は|はどう|についても|も|は\?|じゃあ.*|では.*)?[?。!]*$")


@dataclass(frozen=True, slots=True)
class Query:
    """What a question asks.

    asks: names of cues in the order of the question. absent: attributes that plans rarely give. numbered: (kind, number) of policies
    and goals named. counter: the unit asked for (何法人 -> 法人). subject: what is left to search by. terms: its words, each with the
    words that may stand for it. unknown: content words found neither in the documents nor in the glossary.
    """

    text: str
    language: Language
    kind: str = "question"  # question, greeting, help, refused, other_place, unreadable
    asks: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    years: tuple[FiscalYear, ...] = ()
    relative: int | None = None
    plan_ids: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    numbered: tuple[tuple[str, str], ...] = ()
    categories: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()
    counter: str | None = None
    subject: str = ""
    terms: tuple[tuple[str, ...], ...] = ()
    unknown: tuple[str, ...] = ()
    glossary: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    inherited: bool = False  # the field asked for comes from the conversation

    @property
    def has_subject(self) -> bool:
        """Whether anything is left to search by."""
        return bool(self.terms or self.unknown)


class Cues:
    """The cue tables of data/cues.toml and data/places.toml, ready to match."""

    def __init__(self, data: dict[str, Any], places: dict[str, list[str]]) -> None:
        asks = [(phrase, ("ask", each["name"])) for each in data["ask"] for phrase in (*each["ja"], *each["en"])]
        absent = [(phrase, ("absent", each["name"])) for each in data["absent"] for phrase in (*each["ja"], *each["en"])]
        self.asks: PhraseTable[tuple[str, str]] = PhraseTable(absent + asks)
        self.absent = {each["name"]: each for each in data["absent"]}
        self.phrases: PhraseTable[str] = PhraseTable((phrase, phrase) for phrase in (*data["phrases"]["ja"], *data["phrases"]["en"]))
        self.greetings: PhraseTable[str] = PhraseTable((phrase, phrase) for phrase in (*data["greetings"]["ja"], *data["greetings"]["en"]))
        times = [(phrase, "now") for phrase in (*data["now"]["ja"], *data["now"]["en"])] + [
            (phrase, "past") for phrase in (*data["past"]["ja"], *data["past"]["en"])
        ]
        self.times: PhraseTable[str] = PhraseTable(times)
        self.help: PhraseTable[str] = PhraseTable((phrase, phrase) for phrase in (*data["help"]["ja"], *data["help"]["en"]))
        self.refused = re.compile("|".join(f"(?:{pattern})" for pattern in (*data["refused"]["ja"], *data["refused"]["en"])))
        self.places: PhraseTable[str] = PhraseTable((place, place) for place in (*places["ja"], *places["en"]))


@lru_cache(maxsize=1)
def load_cues() -> Cues:
    """The cue tables that ship with the assistant."""
    return Cues(tomllib.loads((DATA / "cues.toml").read_text("utf-8")), tomllib.loads((DATA / "places.toml").read_text("utf-8")))


@lru_cache(maxsize=1)
def english_stop_words() -> frozenset[str]:
    """English words that carry nothing of a subject."""
    return frozenset((DATA / "english_stop_words.txt").read_text("utf-8").split())


@dataclass(frozen=True)
class Reader:
    """Reads questions against one library: its plans, departments, titles and words."""

    library: Library
    glossary: Glossary
    cues: Cues
    today: FiscalYear
    longest: int
    _names: Any = field(default=None)

    @classmethod
    def for_library(cls, library: Library, glossary: Glossary, today: FiscalYear, longest: int) -> Reader:
        """A reader with the tables of names made ready."""
        names = {
            "plan": PhraseTable((alias, plan.id) for plan in library.plans for alias in (plan.title, *plan.aliases)),
            "department": PhraseTable((name, name) for name in library.department_names),
            "title": PhraseTable((squeeze(project.title.printed), project.id) for project in library.projects),
            "category": PhraseTable(_category_names(library)),
            "heading": PhraseTable(_heading_names(library)),  # value: (kind, number, plan id)
        }
        return cls(library, glossary, load_cues(), today, longest, names)

    def read(self, question: str) -> Query:
        """The query of a question. Raises QuestionError when it is empty, too long or holds no text."""
        text = _EXCLUDED.sub(" ", check_question(question, self.longest)).strip()
        language = detect_language(text)
        if not _JAPANESE.search(text) and not _LATIN_WORD.search(text):
            return Query(text, language, "unreadable")
        if self.cues.refused.search(text):
            return Query(text, language, "refused")
        if self._all_of(text, self.cues.greetings):
            return Query(text, language, "greeting")
        if self._other_place(text):
            return Query(text, language, "other_place")
        query = self._question(text, language)
        if not query.asks and any(self.cues.help.find(text)) and not query.terms:
            return Query(text, language, "help")
        return query

    def _all_of(self, text: str, table: PhraseTable[str]) -> bool:
        found = [(match.start, match.end) for match in table.longest_first(text)]
        rest = re.sub(r"[\W_]+|です|ます|ね|よ|、|。", "", masked(text, found))
        return bool(found) and not rest

    def _other_place(self, text: str) -> bool:
        names = "".join(squeeze(f"{plan.publisher} {plan.title}") for plan in self.library.plans)
        return any(match.value not in names and not self._in_documents(match.value) for match in self.cues.places.find(text))

    def _in_documents(self, word: str) -> bool:
        pieces = words(word)
        return bool(pieces) and any(squeeze(word) in squeeze(text) for project in self.library.projects for text in project.texts())

    def _question(self, text: str, language: Language) -> Query:
        mentions = find_years(text, self.today)
        years, relative = self._years(mentions)
        open_text = masked(text, [(mention.start, mention.end) for mention in mentions])
        plans = self._names["plan"].longest_first(open_text)
        plan_free = masked(open_text, _spans(plans))
        titles = self._names["title"].longest_first(plan_free)
        quoted = [match for match in _QUOTED.finditer(plan_free)]
        numbered = [(kind, match) for kind, pattern in _NUMBERED.items() for match in pattern.finditer(plan_free)]
        headings = [match for match in self._names["heading"].longest_first(plan_free) if not _covered(match, titles)]
        departments = self._departments(masked(plan_free, _spans(titles)))
        shielded = masked(
            plan_free,
            [
                *_spans(titles),
                *_spans(match for match in departments if len(match.phrase) >= LONG_NAME),
                *((match.start(1), match.end(1)) for match in quoted),
                *((match.start(), match.end()) for _, match in numbered),
                *_spans(headings),
            ],
        )
        glossed = [match for match in self.glossary.find(shielded) if not _is_question_word(match, self.cues)]
        asks = [match for match in self.cues.asks.longest_first(shielded) if not _inside_longer(match, glossed)]
        categories = self._names["category"].longest_first(shielded)
        cut = [*_spans(asks), *((match.start(), match.end()) for _, match in numbered), *_spans(categories), *_spans(headings)]
        rest = masked(plan_free, cut)
        rest = masked(rest, [span for span in _spans(self.cues.phrases.longest_first(masked(rest, _spans(titles))))])
        terms, unknown = self._terms(rest, glossed, language)
        return Query(
            text, language, asks=_values(asks, "ask"), absent=_values(asks, "absent"), years=years, relative=relative,
            plan_ids=tuple(dict.fromkeys([*(match.value for match in plans), *self._plans_of_time(text), *(match.value[2] for match in headings)])),
            departments=tuple(dict.fromkeys(match.value for match in departments)),
            numbered=(*((kind, match["number"]) for kind, match in numbered), *(match.value[:2] for match in headings)),
            categories=tuple(dict.fromkeys(match.value for match in categories)), quoted=tuple(match.group(1) for match in quoted if not any(_overlap(match, each) for each in headings)),
            counter=_counter(text), subject=" ".join(rest.split()), terms=terms, unknown=unknown,
            glossary=tuple(dict.fromkeys(match.value.printed for match in glossed)), titles=tuple(match.value for match in titles),
        )  # fmt: skip

    def _departments(self, text: str) -> list[Match[str]]:
        """Departments named, also with a character wrong (文書官理課): the likest name where most of its pairs agree."""
        exact = self._names["department"].longest_first(text)
        left = masked(text, _spans(exact))
        near = []
        for match in _LIKE_DEPARTMENT.finditer(left):
            pairs = set(bigrams(match.group(0)))
            name = max(
                self.library.department_names,
                key=lambda each: len(pairs & set(bigrams(normalise(each)))) / len(pairs | set(bigrams(normalise(each)))),
                default=None,
            )
            shared = len(pairs & set(bigrams(normalise(name)))) / len(pairs | set(bigrams(normalise(name)))) if name else 0.0
            if name and shared >= LIKE_NAME:
                near.append(Match(name, match.group(0), match.start(), match.end()))
        return [*exact, *near]

    def _plans_of_time(self, text: str) -> list[str]:
        """The plan in force today or those before it, where the question speaks of the current or a former plan."""
        times = {match.value for match in self.cues.times.find(text)}
        return [plan.id for plan in self.library.plans if (plan.covers(self.today) and "now" in times) or (plan.last_year < self.today and "past" in times)]

    def _years(self, mentions: Sequence[YearMention]) -> tuple[tuple[FiscalYear, ...], int | None]:
        """The fiscal years named, a number without an era placed by the plans' periods; and a step relative to the year before."""
        years: list[FiscalYear] = []
        for mention in mentions:
            years += mention.years or ([self._placed(mention.number)] if mention.number is not None else [])
        relative = next((mention.relative for mention in mentions if mention.relative is not None), None)
        return tuple(dict.fromkeys(years)), relative

    def _placed(self, number: int) -> FiscalYear:
        """The fiscal year of a number without an era: the one in some plan's period, else of this era."""
        for era in ("R", "H"):
            year = FiscalYear.of_era(era, number)
            if any(plan.covers(year) for plan in self.library.plans):
                return year
        return FiscalYear.of_era("R", number)

    def _terms(self, rest: str, glossed: Sequence[Match[Term]], language: Language) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
        """The words to search by, each with what may stand for it, and the content words nobody knows."""
        terms: list[tuple[str, ...]] = []
        unknown: list[str] = []
        taken: list[tuple[int, int]] = []
        for match in glossed:
            if rest[match.start : match.end].strip() != match.phrase.strip():
                continue
            taken.append((match.start, match.end))
            canonical = tuple(word for word in words(match.value.printed) if self._known(word))
            own = words(match.phrase)
            if self._stands(match.phrase):  # either spelling will do
                terms += [tuple(dict.fromkeys((word, *canonical))) for word in own]
            elif canonical:
                terms += [(word,) for word in canonical]
            else:
                unknown.append(match.phrase)
        for chunk in masked(rest, taken).split():
            for word in words(chunk):
                if self._known(word):
                    terms.append((word,))
                elif _is_content(word, language):
                    unknown.append(word)
        return tuple(dict.fromkeys(terms)), tuple(dict.fromkeys(unknown))

    def _known(self, word: str) -> bool:
        return self.library.fulltext.known(word)

    def _stands(self, phrase: str) -> bool:
        """Whether every word of a phrase stands in the documents, so that it need not be replaced."""
        pieces = words(phrase)
        return bool(pieces) and all(self._known(word) for word in pieces)


def check_question(question: str, longest: int) -> str:
    """The normalised question. Raises QuestionError when it is empty, too long or holds no text."""
    text = normalise(question)
    if not text:
        raise QuestionError("質問が空です。知りたいことを入力してください。 (The question is empty. Please type what you want to know.)")
    if len(text) > longest:
        raise QuestionError(
            f"質問が長すぎます（{len(text)}文字）。{longest}文字以内で入力してください。 (The question has {len(text)} characters; at most {longest} are allowed.)"
        )
    return text


def detect_language(text: str) -> Language:
    """`en` when the question is made of English words, also around Japanese names; else `ja`."""
    if not _JAPANESE.search(text):
        return "en" if _LATIN_WORD.search(text) or _OTHER_SCRIPT.search(text) else "ja"
    functional = [word for word in _LATIN_WORD.findall(text) if word in english_stop_words()]
    return "en" if len(functional) >= 2 and not re.search(r"[ぁ-ゖ]{3,}", text) else "ja"


def _category_names(library: Library) -> Iterable[tuple[str, str]]:
    """Spoken names of categories: 重点事業, 重点, 探索型."""
    for plan in library.plans:
        for heading in plan.categories:
            yield heading.name, heading.number
            yield heading.name.removesuffix("事業"), heading.number
    yield from (("深化型事業", "B"), ("深化型", "B"), ("exploratory projects", "C"), ("exploratory", "C"), ("priority projects", "A"), ("priority", "A"))


def _heading_names(library: Library) -> Iterable[tuple[str, tuple[str, str, str]]]:
    for plan in library.plans:
        yield from ((heading.name, ("policy", heading.number, plan.id)) for heading in plan.policies)
        yield from ((heading.name, ("goal", heading.number, plan.id)) for heading in plan.goals)


def _values(matches: Iterable[Match[tuple[str, str]]], kind: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(match.value[1] for match in matches if match.value[0] == kind))


def _spans(matches: Iterable[Match[Any]]) -> list[tuple[int, int]]:
    return [(match.start, match.end) for match in matches]


def _overlap(one: re.Match[str], other: Match[Any]) -> bool:
    return one.start() < other.end and other.start < one.end()


def _covered(match: Match[Any], others: Iterable[Match[Any]]) -> bool:
    return any(other.start <= match.start and match.end <= other.end for other in others)


def _inside_longer(match: Match[Any], others: Iterable[Match[Any]]) -> bool:
    """Whether a cue only stands inside a longer word of the glossary (しょかん in としょかん)."""
    return any(other.start <= match.start and match.end <= other.end and other.end - other.start > match.end - match.start for other in others)


def _is_question_word(match: Match[Term], cues: Cues) -> bool:
    return any(found.start <= 0 and found.end >= len(match.phrase) for found in cues.asks.longest_first(match.phrase))


def _counter(text: str) -> str | None:
    match = _COUNTER.search(text)
    return match.group(1) if match else None


def _is_content(word: str, language: Language) -> bool:
    """Whether an unknown word carries something: not kana alone, not a figure, no English stop word."""
    if re.fullmatch(r"[ぁ-ゖー]+|[\d.,]+", word):
        return False
    if re.fullmatch(r"[a-z]+", word):
        return len(word) > 1 and word not in english_stop_words()
    return True
