"""The act that a question speaks of (システムの構築は, 子育てサイトができたのは), and whether a piece tells that it was done, and in which years."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.evidence import Atom
from corpus.text import squeeze
from corpus.years import FiscalYear, find_years

_NAMED = re.compile(r"の(?P<act>[一-龯]{2}|[ァ-ヴー]{3,8})(?:は|が|って|も)")
_BUILT = re.compile(r"(?:が|は)(?:でき|出来)(?:上が|あが)?(?:た|まし)|(?:が|は)完成し")
_BUILDING = "構築|整備|開設|開発|設置|完成"
_NOT_ACTS = re.compile(r"目標|実績|事業|内容|担当|予定|現状|年度|場合|時期|計画|施策|方針|指標|結果|効果|理由|対象|場所")
_DONE = r"(?:、[^。]{0,12}?)?(?:し(?:た|、|、[^。]*た|て)|を(?:行|実施|完了|開始)(?:っ|い|し)|済|完了|を?終|$|[(（。])"


def acts_of(text: str) -> str:
    """A pattern of the act that a normalised question names before it asks about its year; empty where it names none."""
    named = next((match["act"] for match in _NAMED.finditer(text) if not _NOT_ACTS.search(match["act"])), "")
    return _BUILDING if _BUILT.search(text) else re.escape(named)


def done_in(act: str, atom: Atom) -> Sequence[FiscalYear]:
    """The years in which a piece tells that the act was done: those that its clause names, else its own; empty where it does not tell it."""
    text = squeeze(atom.text)
    found = re.search(rf"(?:{act}){_DONE}", text)
    if found is None:
        return ()
    clause = re.split(r"[、。]", text[: found.start()])[-1]
    named = tuple(year for mention in find_years(clause) for year in mention.years)
    return named or atom.years
