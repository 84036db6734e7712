"""Which quantity a question asks a figure of, and whether an indicator gives it: 利用者数の目標 is no question for hours saved."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache

from assistant.cues import DATA
from corpus.text import normalise

_MEASURES = frozenset({"percent", "hours", "yen", "people"})  # what 何件 does not ask for
ANY_FIGURE = "#"  # a counter that any figure meets
REACHED = re.compile(
    r"達成(?:した|して|しまし|できた|できまし|された|\?|。|$)|届いた|届いて|届かな|上回|下回|及ばな|足り(?:な|ま)"
    r"|\b(?:reached?|met|miss(?:ed)?|exceed(?:ed)?|short of|fell short)\b",
    re.ASCII,
)  # asks how what came out compares with what was aimed at
LATEST = re.compile(
    r"今(?!年|後)|いま(?!まで)|現在|一番新しい|いちばん新しい|最新|直近|\b(?:now|latest|currently|most recent|at the moment|at present)\b", re.ASCII
)
LONGEST_UNIT = 4
QUANTITY = "数"  # ends a counter that names a quantity: its unit may be any end of the word before it (参加人数 -> 人)
_VERBS = (
    "減増伸超使貸置集受払残来通見呼採雇配建植出入売買乗登"  # begin what is done with what is counted (何枚減らす), beside what ends as verbs do (何人待って)
)
_COUNTER = re.compile(
    r"(?:何|なん)(%|年分|日(?=間|くらい|ほど|だった|でした|あり|開|分)|[カヵヶケか]所"
    rf"|(?!年|月|日|課|事業|番|故|度も|[一-龯]{{2}}(?:・[一-龯]{{2}})?[しさす])[一-龯]{{1,4}}?(?=[{_VERBS}][ぁ-ん]|[一-龯](?:っ|ん[でだ]|[いし]て)|[^一-龯]|$)|[ァ-ヶー]{{2,8}})"
)
_BOUND = re.compile(r"(?<=.)(?:未満|以[上下内]|程度|前後)$")  # behind a unit
_ANY_FIGURE = re.compile(
    r"なん(?:ふん|ぷん|こめ)|何[a-z]{1,3}(?=[かでなは?]|\b|$)"
    r"|どのくらい|どれくらい|どれだけ|どれほど|なんぼ|いくつ(?!か)|\bhow (?:many|much|often|long|big|large)\b|\bwhat percentage\b",
    re.ASCII,
)
_KANA_COUNTERS = {
    "けん": "件", "さつ": "冊", "まい": "枚", "だい": "台", "にん": "人", "かい": "回", "こ": "個", "ほん": "本", "じかん": "時間", "えん": "円",
    "にち": "日", "かしょ": "か所",
}  # fmt: skip
_KANA_COUNTER = re.compile(rf"なん({'|'.join(_KANA_COUNTERS)})")
_QUANTITY = re.compile(
    r"(?P<unit>[一-龯ァ-ヴー]{1,8})(?P<kind>数|率|割合|額)(?:は|って|を|が|の見込み|の)?(?:、|何|いくつ|いくら|どれ|どの|教|知|おしえ|確認|示|[一-龯]{1,3}(?:別|ごと)|\?|。|$)"
)
_NEAR = 4  # words after "how many" before the noun
_NO_VERB = r"(?!(?:do|does|did|is|are|was|were|will|would|has|have|had|can|could|should|must|may|in|at|on|per|for|with|by)\b)"


@lru_cache(maxsize=1)
def _patterns() -> tuple[dict[str, tuple[re.Pattern[str], re.Pattern[str]]], frozenset[str]]:
    """By name of the unit: what asks for it and what gives it; and the units that ask in a general way."""
    units = tomllib.loads((DATA / "units.toml").read_text("utf-8"))["unit"]
    return {unit["name"]: (_asking(unit), re.compile(unit["given"])) for unit in units}, frozenset(unit["name"] for unit in units if unit.get("general"))


def _asking(unit: Mapping[str, list[str]]) -> re.Pattern[str]:
    counters, nouns, english = (_either(unit.get(key, ())) for key in ("counters", "nouns", "en"))
    counted = rf"(?:何|なん)(?:{counters})(?!目)|[一-龯々ァ-ヴーa-z]*(?:{nouns})(?:数|の数)(?!字)"
    measured = rf"[一-龯々ァ-ヴー]+(?<![確効])(?:{_ending(nouns)})(?=[のはをがも、]|$)"
    many = rf"\bhow (?:many|much) (?:{_NO_VERB}[\w'-]+ ){{0,{_NEAR}}}?(?:{english})\b"
    return re.compile(rf"{counted}|{measured}|{many}|\b(?:number|target|baseline) (?:of|for) (?:{english})\b", re.ASCII)


def _either(words: object) -> str:
    return "|".join(map(re.escape, words)) if isinstance(words, list | tuple) and words else "(?!)"


def _ending(nouns: str) -> str:
    """The nouns that name a quantity without 数 behind them."""
    return "|".join(noun for noun in nouns.split("|") if noun.endswith(("率", "割合", "額"))) or "(?!)"


@lru_cache(maxsize=8)  # asked again for every piece that may answer one question
def asked_units(question: str) -> Mapping[str, str]:
    """The quantities that normalised `question` asks for, by unit, each with the words that do (people: 利用者数)."""
    return {name: match.group(0) for name, (asking, _) in _patterns()[0].items() if (match := asking.search(question))}


def given_units(text: str) -> set[str]:
    """The units of the quantities that a text gives (an indicator with its cells)."""
    return {name for name, (_, giving) in _patterns()[0].items() if giving.search(normalise(text))}


def other_quantity(question: str, given: str) -> str | None:
    """The quantity that normalised `question` asks for where `given` (indicator and cells) tells quantities and none of these; else None."""
    asked, told, general = asked_units(question), given_units(given), _patterns()[1]
    counter = _COUNTER.search(question)
    if counter and asked and not (told or set(asked) & general or counter.group(1) in normalise(given)):
        return counter.group(0)  # 何枚 of a table that counts nothing
    nothing_else = not (told or set(asked) & _MEASURES)  # 手続数 is no unit of the table, and no rate, hours or people either
    if not asked or nothing_else or told & set(asked) or (set(asked) & general and told - _MEASURES):
        return None
    return next(iter(asked.values()))


@lru_cache(maxsize=256)
def same_unit(text: str, unit: str) -> int | None:
    """How many characters of normalised `text` the unit takes that it begins with: `unit`, or one that stands for it (名 for 人, 件 for any count)."""
    if unit and text.lstrip().startswith(unit):
        return len(text) - len(text.lstrip()) + len(unit)
    found = _same_units(unit).match(text)
    return found.end() if found else None


@lru_cache(maxsize=64)
def _same_units(unit: str) -> re.Pattern[str]:
    """What stands behind a figure in a unit: the words of its table, and 件, つ and 個 of anything that is counted."""
    units = tomllib.loads((DATA / "units.toml").read_text("utf-8"))["unit"]
    of_kind = next((each for each in units if unit in each.get("counters", ()) or re.search(each["given"], f"1{unit}")), None)
    counts = not (of_kind and of_kind["name"] in _MEASURES)
    loose = ("件", "つ", "個") if counts or unit == "人" else ()
    japanese = [*(of_kind.get("counters", ()) if of_kind and of_kind["name"] in ("people", "sites", "percent") else ()), *(loose if counts else ())]
    english = of_kind.get("en", ()) if of_kind else ()
    return re.compile(rf"\s?(?:{_either(japanese)})|\s(?:[a-z]+ )?(?:{_either(english)})\b", re.ASCII)


def gives_measure(question: str, text: str) -> bool:
    """Whether a text gives people, hours, yen, a share or machines where normalised `question` asks for that; others are counted in many words."""
    asked = set(asked_units(question))
    measures = asked & _MEASURES or asked & {"machines"}
    return not measures or bool(measures & given_units(text))


def counter_of(text: str) -> str | None:
    """The unit asked for: of 何法人, or of a quantity that the question ends on (掲載団体数は, 充足率は)."""
    match = _COUNTER.search(text)
    if match:
        return _BOUND.sub("", match.group(1)) or match.group(1)
    kana = _KANA_COUNTER.search(text)
    if kana:
        return _KANA_COUNTERS[kana.group(1)]
    if _ANY_FIGURE.search(text):
        return ANY_FIGURE
    quantity = _QUANTITY.search(text)
    if not quantity:
        return None
    return {"率": "%", "割合": "%", "額": "円"}.get(quantity["kind"], quantity["unit"][-LONGEST_UNIT:] + QUANTITY)
