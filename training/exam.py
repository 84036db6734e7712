"""What the networks of the assistant learn from: questions with lines of which one answers or none, and questions with what they ask for."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from assistant.cues import load_cues
from corpus.text import normalise
from evals.invented import Detailed, load_details, taught
from training.files import TrainingError
from training.sources import SAYINGS, load_sources

WORDINGS = Path(__file__).parent / "wordings.jsonl"
ARTICLES = ("jaquad", "jsquad")  # sources in SQuAD format, each question with its paragraph
MOST_LINES = 12  # lines of a question, those around the right one
DETAIL = "detail"  # the class of a question that asks for no field but for what a line tells
MEASURED_EVERY = 5  # one wording in so many is kept from training and measures
_PLACE = re.compile(r"\{\w*\}")
_SENTENCE = re.compile(r"[^。\n]*[。\n]|[^。\n]+$")
_PLAIN = re.compile(r"(?:推進)?事業$|の推進$")
FRAMES = {
    "ja": ("「{title}」について、{question}", "{title}の件ですが、{question}", "{title}、{question}", "{title}では、{question}", "{question}（{title}）",
           "{title}のことで。{question}", "{title}で{question}", "{title}は{question}"),
    "en": ('For "{title}": {question}', "About {title}, {question}", "{question} ({title})", "In {title}, {question}", "{title}. {question}"),
}  # fmt: skip
FILLED = {
    "ja": {
        "{dept}": ("財政課", "総務課", "子育て支援課", "道路維持課", "危機管理室", "教育総務室", "市民協働推進課"),
        "{policy}": ("基本目標２", "施策３", "目標1", "政策の柱「安全・安心」"),
        "{kind}": ("継続事業", "Ａ評価", "新規", "試行型"),
        "{word}": ("携帯電話", "防災", "高齢者", "学校", "AI"),
        "{plan}": ("今の計画", "実施計画", "総合戦略", "前期計画", "実施事業集", "旧計画", "平成の管理表", "第3次デジタル戦略", "今の市の計画"),
        "{number}": ("1-1", "2", "２－１", "3-2", "１"),
        "{year}": ("令和8", "R7", "平成24", "H25", "令和6", "2026"),
        "{year2}": ("令和9", "R8", "平成26", "2027"),
    },
    "en": {
        "{dept}": ("the Finance Division", "the Parks Department", "the Health Division", "the Disaster Management Office"),
        "{policy}": ("policy 3", "goal 2", "basic goal 1"),
        "{kind}": ("priority", "pilot", "new", "continued"),
        "{word}": ("mobile phones", "disaster", "schools", "AI"),
        "{plan}": ("the plan", "the current plan", "the strategy", "the 2010 plan", "the old table", "the project collection", "the second digital strategy"),
        "{number}": ("1-1", "2", "2-1", "3-2"),
        "{year}": ("FY2026", "2025", "H24", "Reiwa 8", "fiscal 2024"),
        "{year2}": ("FY2027", "2028", "H26", "Reiwa 9"),
    },
}
TALK = {
    "ja": (
        "近所の人から聞いたのですが、", "先日、広報で読みましてね。", "孫に聞かれて答えられなかったのですが、", "お忙しいところすみません。", "ねえ、",
        "前から気になっていたんだけど、", "新聞に載っていたので伺います。", "うちの母が知りたがっていまして、", "議会で聞かれそうなので確認です。",
        "難しいことは分からないのですけれど、",
    ),
    "en": (
        "I read about this in the paper. ", "My neighbour told me about it. ", "Sorry to bother you, but ", "I have been wondering: ", "I am new in town. ",
        "For a school report: ", "Quick question before the meeting: ",
    ),
}  # fmt: skip
PARTIAL = 0.15  # share of names of which only a part is said
TALKED = 0.2  # share of questions behind some talk
IT = {"ja": ("それ", "この事業", "その取組", "あれ"), "en": ("it", "this project", "that", "the project")}
DATED = 0.15  # share of the other questions that name a year or a plan
DATES = {
    "ja": ("平成24年度の{}", "今の計画で、{}", "平成22～26年度の計画の{}", "令和8年度の{}", "{}（今の計画）", "H25当時、{}", "昔の計画です。{}", "R6〜R9、{}"),
    "en": (
        "In FY2012, {}",
        "In the current plan, {}",
        "{} (the 2010-2014 plan)",
        "For Reiwa 8: {}",
        "Back in the old plan, {}",
        "{} In the present plan, I mean.",
    ),
}
EVERYDAY = 0.3  # share of matters that are spoken of in everyday words instead of by their name
CALLED = ("やつ", "話", "の", "っていうの", "という話", "取組", "件", "事業", "仕組み", "こと", "ようにする話", "とかいうの")
SPOKEN_OF = ("{}", "{matter}", "{other}")  # where a wording names the matter


@dataclass(frozen=True, slots=True)
class Lines:
    """A question, the title it is asked under, the lines of which one may answer, and the place of that one (None: none answers)."""

    source: str
    language: str
    question: str
    title: str
    lines: tuple[str, ...]
    right: int | None


@dataclass(frozen=True, slots=True)
class Wording:
    """A question with places for matter and year, and what it asks for."""

    ask: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is asked, what it asks for, and the names of the cues that stand in it beside the matter."""

    ask: str
    text: str
    cues: frozenset[str]


@cache
def cues_in(text: str) -> frozenset[str]:
    """The names of the cues in a wording, its places left out."""
    return load_cues().named(normalise(_PLACE.sub(" ", text)))


def detail_lines(rows: Iterable[Detailed], source: str) -> Iterator[Lines]:
    """Every question of the detailed projects."""
    for row in rows:
        for each in row.asked:
            yield Lines(source, each.language, each.question, row.title, row.lines, each.line)


def project_lines() -> Iterator[Lines]:
    """What the fact of a taught invented project tells, and what nothing tells."""
    for each in taught():
        lines = tuple(_sentences(each.text + each.fact))
        facts = [place for place, line in enumerate(lines) if line in each.fact]
        for language, question in each.told.items():
            if len(facts) == 1:
                yield Lines("projects", language, question, each.title, lines, facts[0])
        for language, question in each.beyond.items():
            yield Lines("projects", language, question, each.title, lines, None)


def article_lines(data: Path) -> Iterator[Lines]:
    """The questions of the sources in SQuAD format, each with the sentences around the one that holds its answer."""
    for source in load_sources():
        if source.id in ARTICLES:
            for path in source.paths(data):
                for article in json.loads(path.read_text("utf-8"))["data"]:
                    for paragraph in article["paragraphs"]:
                        yield from of_paragraph(source.id, article["title"].replace("_", " "), paragraph)


def of_paragraph(source: str, title: str, paragraph: dict[str, Any]) -> Iterator[Lines]:
    """The questions of one paragraph in SQuAD format that one of its sentences answers, with the sentences around that one."""
    head, _, body = paragraph["context"].rpartition("[SEP]")
    begin = len(paragraph["context"]) - len(body)
    found = [(match.start() + begin, match.end() + begin, match.group().strip()) for match in _SENTENCE.finditer(body) if match.group().strip()]
    for each in paragraph["qas"]:
        start = each["answers"][0]["answer_start"] if each["answers"] else -1
        right = next((place for place, (first, end, _) in enumerate(found) if first <= start < end), None)
        if right is not None and len(found) > 1:
            first = max(0, min(right - MOST_LINES // 2, len(found) - MOST_LINES))
            yield Lines(source, "ja", each["question"], title or head, tuple(text for *_, text in found[first : first + MOST_LINES]), right - first)


def _sentences(text: str) -> list[str]:
    return [match.group().strip() for match in _SENTENCE.finditer(text) if match.group().strip()]


def framed(question: str, language: str, title: str, chance: random.Random) -> str:
    """A question under its title or a part of it, now and then behind some talk, as people put it."""
    named = chance.choice([title, _PLAIN.sub("", title), _part(title, chance)])
    talk = chance.choice(TALK[language]) if chance.random() < TALKED else ""
    return talk + chance.choice(FRAMES[language]).format(title=named, question=question)


def _part(title: str, chance: random.Random) -> str:
    """A run of half to all of a title's characters."""
    length = chance.randint((len(title) + 1) // 2, len(title))
    first = chance.randint(0, len(title) - length)
    return title[first : first + length]


def load_wordings() -> tuple[list[Wording], list[Wording]]:
    """Those that teach and those that measure. Raises TrainingError when the file is not as expected."""
    try:
        rows = [json.loads(line) for line in WORDINGS.read_text("utf-8").splitlines()]
        found = [Wording(row["ask"], row["lang"], row["q"]) for row in rows]
    except (ValueError, KeyError) as error:
        raise TrainingError(f"{WORDINGS}: not as expected ({error}). Get it anew from the repository.") from error
    return [each for place, each in enumerate(found) if place % MEASURED_EVERY], found[::MEASURED_EVERY]


class Matters:
    """Matters that fill the places of a wording: titles and English names of the sayings."""

    def __init__(self) -> None:
        rows = [json.loads(line) for line in SAYINGS.read_text("utf-8").splitlines()]
        self._said = {"ja": [said for row in rows for said in row["said"]], "en": [said for row in rows for said in row["en"][1:]]}
        self._names = {"ja": [row["title"] for row in rows], "en": [row["en"][0] for row in rows]}

    def filled(self, wording: Wording, chance: random.Random) -> Asked:
        """The question of a wording about some matter."""
        text = wording.text
        for place, words in FILLED[wording.language].items():
            text = text.replace(place, chance.choice(words)) if place in text else text
        before = ""
        for place in SPOKEN_OF:
            if place in text and chance.random() < EVERYDAY:
                before, named = self._everyday(wording.language, chance)
            else:
                named = self._name(wording.language, chance) if place in text else ""
            text = text.replace(place, named)
        text = before + text
        return Asked(wording.ask, self._dated(text, wording, chance), cues_in(wording.text))

    def of_detail(self, each: Lines, chance: random.Random) -> Asked:
        """A question of detail, with or without the matter it is asked of."""
        named = each.title if each.language == "ja" else chance.choice(self._names["en"])
        text = each.question if chance.random() < 0.25 else framed(each.question, each.language, named, chance)
        return Asked(DETAIL, text, cues_in(each.question))

    def _everyday(self, language: str, chance: random.Random) -> tuple[str, str]:
        """A matter in everyday words: what is said before the question, and what stands in the place of its name."""
        said = chance.choice(self._said[language]).strip(" ?？。.!")
        if language == "en":
            return (f"{said}{chance.choice(('. ', ': ', ' - '))}", chance.choice(IT["en"])) if chance.random() < 0.7 else ("", said)
        if chance.random() < 0.5:
            return f"{said}{chance.choice(('。', '、', 'って', 'という話ですが、', 'っていう話、'))}", chance.choice(IT["ja"])
        return "", said + chance.choice(CALLED)

    def _dated(self, text: str, wording: Wording, chance: random.Random) -> str:
        """The question with a year or plan before or behind it that tells nothing of what is asked."""
        if "{year}" in wording.text or "{plan}" in wording.text or chance.random() > DATED:
            return text
        return chance.choice(DATES[wording.language]).format(text)

    def _name(self, language: str, chance: random.Random) -> str:
        if chance.random() < 0.1:
            return chance.choice(IT[language])
        name = chance.choice(self._names[language])
        if language == "ja" and chance.random() < PARTIAL:
            return _part(name, chance)
        return name if chance.random() < 0.4 else _PLAIN.sub("", name)


def all_lines(data: Path) -> tuple[list[Lines], list[Lines]]:
    """Those that teach and those that measure."""
    taught_details, kept_details = load_details()
    teach = [*article_lines(data), *project_lines(), *detail_lines(taught_details, "details")]
    return teach, list(detail_lines(kept_details, "details"))
