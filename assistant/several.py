"""Several questions in one message (RPAの担当課は？電子申請のR8の目標は？): each is asked by itself, and what is said is joined.

Taken for one question, the year and the field of the second would be told of the project of the first. Of one project several things may be asked in one
breath (何社といつ協定を結んだ): each of its clauses is asked of the project that the whole was about, and what it tells beyond that is added.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer, Reference, Statement
from assistant.names import QUOTED
from assistant.phrases import MASK
from assistant.understand import INTERROGATIVE, REQUEST
from corpus.text import normalise
from corpus.years import find_years

MOST_PARTS = 4  # questions of one message that are asked by themselves
ADDS = r"(?:あと|それと|それから|また)"  # before one more thing that is asked
_SENTENCE = re.compile(r"[^。?!\n]+[。?!\n]*")
_NUMBER = re.compile(r"\s*(?:(?P<circled>[①-⑨])|[(（](?P<within>[1-9１-９])[)）]|(?<![\d.(（])(?P<before>[1-9１-９])[)）.．](?!\d))\s*")
_TOPIC = re.compile(r"\?$|(?:は|って|も)。?$")  # ends a question without a question word (担当課は)
_ELLIPTICAL = re.compile(r"(?:では|じゃあ|あと|それと)?、?[^。?、]{2,20}(?:は|って)\?")
_ASKS = re.compile(
    r"何(?!か)|(?<!ん)なに(?!か)|なん(?!だ|で|か)|どんな|どのよう|どこ(?!か)|どちら|誰|だれ|いつ(?!か|も)|どの(?!よう)|どう(?!も|や?ら|ぞ)|いくつ(?!か)|いくら(?!か)|どれ|なぜ(?!か)"
    r"|\?|も、?(?:知りた|教え|聞きた|お願い|ほし|欲し)|\b(?:which|what|who|when|where|how|why)\b",
    re.ASCII,
)
_CLAUSE = re.compile(r"(?<=[。?!、])|,? ?\band (?=(?:when|what|who|which|where|how|why)\b)|; ", re.ASCII)
_WORD = r"(?:(?:何|なん|どの)[一-龯ァ-ヴー]{0,4}|なに|どこ|どちら|誰|だれ|いつ|いくつ|どれ)(?:から|まで)?"
_TWO_WORDS = re.compile(rf"(?P<one>{_WORD}[とにでやがをへ]、?)(?P<other>{_WORD}[とにでやがをへの]?)")  # 何社といつ
_CLOSE = 4  # characters between two question words that may be of one question (どこの何)
_AND = re.compile(rf"(?<=[課値標額数率績容分])(?:と、|及び、?|および、?)|(?:、|。){ADDS}、?|,? and (?=(?:what|who|which|how|when|where)\b)", re.ASCII)
_NOUN_LAST = re.compile(r"[一-龯々ァ-ヴーa-z0-9]。?$")  # of a message in the fewest words: さがポの掲載団体数。バナー広告の法人数も
_PAUSE = re.compile(r"[、。:]\s?|,\s?(?!\d)")
_EACH = re.compile(r"(?:を|は)?それぞれ(?:の|は|、)?|(?:を|は)?順番?に|各(?=何|担当|課)|(?: (?:for|of))? ?\beach\b|,? ?\brespectively\b", re.ASCII)
_ASKED_LAST = re.compile(r"(?<=[一-龯ァ-ヴ])の?(?:担当課?|所管課?|いつ(?:から)?|何年度?|どこの課|何課)(?:は|ですか)?\??$")
_ADDED = re.compile(rf"^{ADDS}(?=.)")
_OF_LAST = re.compile(r"(?P<topic>[^の]{2,})の(?P<asked>.+)")
_BETWEEN_TOPICS = re.compile(r"と(?=[一-龯ァ-ヴa-z「])|と$|及び| and ")


def numbered_parts(question: str) -> list[str]:
    """What stands before the numbers of a question whose parts are numbered in turn (RPA、①担当課②R8の目標), then the parts; none of another one."""
    numbers = list(_NUMBER.finditer(question))
    if len(numbers) < 2 or [int(normalise(match[match.lastgroup or 0])) for match in numbers] != list(range(1, len(numbers) + 1)):
        return []
    ends = [*(match.start() for match in numbers[1:]), len(question)]
    return [question[: numbers[0].start()], *(question[match.end() : end].strip() for match, end in zip(numbers, ends, strict=True))]


def parts_of(text: str) -> list[str]:
    """The questions that a normalised text may hold, each with what is said before it; one where it is no more than one."""
    asking: list[str] = []
    before = ""
    for match in _SENTENCE.finditer(text):
        clauses = _AND.split(match[0])
        for place, clause in enumerate(clauses, 1):
            before += clause
            asks = INTERROGATIVE.search(clause) or REQUEST.search(clause) or _TOPIC.search(clause.strip()) or _NOUN_LAST.search(clause.strip())
            if place < len(clauses) or asks:
                asking.append(before.strip())
                before = ""
    if before.strip() and asking:
        asking[-1] += before
    return asking


def parts_of_each(text: str) -> list[str]:
    """The questions of a normalised text that asks the same of each of several things (AとB、それぞれ何年度; A、B。担当課を順に); none where it does not."""
    clauses = [clause for clause in _PAUSE.split(text) if clause]
    place = next((place for place, clause in enumerate(clauses) if _EACH.search(clause)), 0)
    ends = _ASKED_LAST.search(clauses[-1]) if not place and len(clauses) > 1 else None
    if ends:  # Aの更新、B、Cの調達 何年度
        clauses, place = [*clauses[:-1], clauses[-1][: ends.start()], ends[0]], len(clauses)
    topics = [topic for clause in clauses[:place] for topic in _BETWEEN_TOPICS.split(_ADDED.sub("", clause)) if topic]
    asked = _EACH.sub("", clauses[place]) if topics else ""
    last = _OF_LAST.match(asked)
    if last and not find_years(last["topic"]):  # A、B、Cの担当課をそれぞれ
        topics, asked = [*topics, last["topic"]], last["asked"]
    pause = ": " if text.isascii() else "、"
    asked = pause.join(filter(None, [asked, *clauses[place + 1 :]]))
    return [f"{topic.strip()}{pause}{asked}" for topic in topics] if 1 < len(topics) <= MOST_PARTS and asked else []


def asking_clauses(text: str) -> list[str]:
    """The clauses of a normalised text that each ask something, with what is said before; one with two question words once with each of them."""
    asking: list[str] = []
    before = ""
    for clause in filter(None, _CLAUSE.split(text)):
        before += clause
        if _ASKS.search(clause):
            asking += _each_asked(before.strip())
            before = ""
    return asking


def _each_asked(clause: str) -> list[str]:
    """A clause as it is, or as two where it asks for two things."""
    together = _TWO_WORDS.search(clause)
    if together and together["one"][:2] != together["other"][:2]:  # どことどこ asks for one thing
        before, behind = clause[: together.start()], clause[together.end() :]
        return [before + together[word] + behind for word in ("one", "other")]
    unquoted = QUOTED.sub(lambda quote: MASK * len(quote[0]), clause.rstrip("?"))  # 「汐の朝どれ」 asks nothing
    places = [match.start() for match in _ASKS.finditer(unquoted)]
    if len(places) == 2 and places[1] - places[0] > _CLOSE and not clause.isascii():
        return [clause[: places[1]], clause[places[1] :]]
    return [clause]


def is_topic(part: str) -> bool:
    """Whether a part of a normalised text only turns to something else, to ask the same of it (建築のほうは?)."""
    return bool(_ELLIPTICAL.fullmatch(part))


def elliptical_parts(text: str) -> list[str]:
    """The topics of which a normalised text asks what was asked before (実施計画は？共通基盤の調達は？); none where it asks anything else."""
    parts = [match[0].strip() for match in _SENTENCE.finditer(text)]
    return parts if 1 < len(parts) <= MOST_PARTS and all(map(is_topic, parts)) else []


def joined(question: str, answers: Sequence[Answer]) -> Answer:
    """One answer of several: what is said one after the other, each citation once; answered where any is."""
    numbers: dict[tuple[object, ...], int] = {}
    references: list[Reference] = []
    statements: list[Statement] = []
    for answer in answers:
        fresh: dict[int, int] = {}
        for reference in answer.references:
            key = (reference.citation.span, reference.project.id if reference.project else None)
            if key not in numbers:
                numbers[key] = len(references) + 1
                references.append(replace(reference, citation=replace(reference.citation, number=numbers[key])))
            fresh[reference.citation.number] = numbers[key]
        statements += [replace(each, citations=tuple(fresh[number] for number in each.citations)) for each in answer.statements]
    answered = next((each for each in answers if each.status == "answered"), answers[0])
    last = answers[-1]
    return replace(
        answered, question=question, statements=tuple(dict.fromkeys(statements)), references=tuple(references),
        projects=tuple(dict.fromkeys(project for answer in answers for project in answer.projects)),
        suggestions=last.suggestions, conversation=last.conversation, trace=answered.trace | {"parts": [answer.trace for answer in answers]},
    )  # fmt: skip
