"""Words that the projects of a list are to hold, or not to hold, where a question says so beside what else restricts the list.

AIに触れている重点事業, アクセス件数が指標の事業で現状値があるのは, ホームページの記載がない広聴広報課の事業.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = r"(?:[「『\"](?P<quoted>[^「」『』\"]{2,})[」』\"]|(?P<word>[一-龯々ァ-ヴーa-z0-9・]{2,}))"
_HELD = re.compile(
    rf"{_WORD}(?:という|との)?(?:言葉|単語|語|文字|文言)?(?:について|に関する)?"
    r"(?:(?:に|へ|にも|には|には?の)(?:触れ|言及)|(?:の|が|を|は|も|についての)?(?:記載|記述|言及|出て|登場|書かれて?(?=[あいな])|書いて(?=[あいな])|載って)|(?<=[葉語字」』\"])(?:を|が|も)?(?:含む|含ん|含まれ)|(?<=葉)(?:が|の)|(?<=語)(?:が|の)|(?<=字)(?:が|の))"
    rf"(?P<rest>[^、。?事業]{{0,8}})"
)
_MEASURED = re.compile(
    rf"{_WORD}(?:が|を|は)(?:成果)?指標(?:(?:の|である)(?=事業|もの|取組)|(?:に|と)(?:して|する|した|なって|設定)(?P<rest>[^、。?事業]{{0,6}}))"
    rf"|(?:成果)?指標(?:が|に)(?P<behind>[一-龯々ァ-ヴー]{{2,}})の(?=事業|もの|取組)"
)
_ABOUT = re.compile(rf"{_WORD}(?:に関(?:する|わる|係する|連する|連した|しての)|にかかわる|についての|関連の)(?=[^、。?]{{0,20}}(?:事業|もの|取組))")
_NOT = re.compile(r"(?:ない|なく|なし|無い|ません|ず(?=、|に))(?!で?しょう|です)")
_LEFT_OUT = re.compile(r"(?:事業|もの|取組)(?:以外|を除|ではな|じゃな)")
_FIELDS = re.compile(
    r"(?:年度別)?(?:数値)?目標(?:数?値)?|(?:主な)?実績値?|現状値?|基準値|成果指標|指標|設定|担当課?|課|部署|年度|計画|事業|施策|予定|行動目標|予算|区分|内容|一つ|複数|最も|一番|以上|以下|早速|すでに|既に|[^「」]*(?:事業名|名前|実績|実施主体|担当課|所管課|目標値?|現状値)|[^「」]*(?:共管|共同|担当|連名)|連名|他課|名称|下記|上記|評価"
)


@dataclass(frozen=True, slots=True)
class Worded:
    """A word that projects are to hold (`has`) or not, in their indicator alone or anywhere."""

    word: str
    has: bool
    of_indicator: bool = False


def worded(text: str) -> Worded | None:
    """What a normalised Japanese question says of a word in the projects of a list; None where it says nothing."""
    match = _MEASURED.search(text)
    if match:
        word = match["quoted"] or match["word"] or match["behind"] or ""
        return None if _FIELDS.fullmatch(word) else Worded(word, not _NOT.search(match["rest"] or ""), of_indicator=True)
    about = next((each for each in _ABOUT.finditer(text) if not _FIELDS.fullmatch(each["quoted"] or each["word"])), None)
    match = next((each for each in _HELD.finditer(text) if not _FIELDS.fullmatch(each["quoted"] or each["word"])), None)
    if match is None:
        return Worded(about["quoted"] or about["word"], not _LEFT_OUT.search(text, about.end())) if about else None
    negated = _NOT.search(match["rest"]) or _LEFT_OUT.search(text, match.end())
    return Worded(match["quoted"] or match["word"], not negated)
