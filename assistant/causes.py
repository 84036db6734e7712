"""Why something came out otherwise than planned (なぜ減ったか, 遅れた理由は): the piece of a project that tells what it was due to.

Why a target is what it is plans hardly ever say; why a year fell short, was left out or put off they do, in one sentence with what happened.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from assistant.evidence import Atom
from assistant.understand import Query
from corpus.text import squeeze
from corpus.words import words
from corpus.years import FiscalYear

_OUTCOME = (
    r"(?:でき|行わ|実施せ|至ら|進ま|集まら|開か)(?:ず|な)|なかった|なし(?:[。)]|$)|遅れ|遅延|中止|休止|休館|休業|減[っ少額]|減り|増[えし加]|延期|延長|見送|見合わせ|先送り"
    r"|翌年度|繰り?越|下回|届か|未達|低下|停止|取り?やめ|廃止|設けな|設定し(?:てい)?な|未実施|通行止|変更"
)
_OTHERWISE = re.compile(  # of which a question asks why
    rf"{_OUTCOME}|増え|ふえ|へっ|少な|低[いくか]|[-－×△]|(?:ない|なし)[のん]|ありませ|やめ|やら[なん]|休み|悪[いく]|しか|だけ|置いて(?:い)?な|つかな|られ(?:ん|な)かった"
    r"|\b(?:delayed|late|low|fewer|less|drop\w*|fell|decreas\w*|declin\w*|postponed|cancel\w*|suspended|missed|not|no|only)\b",
    re.ASCII,
)
_DUE_TO = r"(?:ため(?!の|に必要)|により|によって|ことから|影響|に伴い|を受け|不足|不調|遅れ|台風|豪雨|感染症|の減額|[でずれ]、)"  # before what it led to
_CAUSE = re.compile(rf"{_DUE_TO}[^。]{{0,40}}?(?:{_OUTCOME})|(?:{_OUTCOME})[^。]{{0,12}}は[^。]*ため")


def cause(query: Query, atoms: Sequence[Atom], terms: Sequence[Collection[str]], years: Collection[FiscalYear]) -> Atom | None:
    """The piece that tells what the outcome a question asks about was due to; None where none does, or several do as well.

    terms: what the question speaks of beyond the project's name. years: those asked about; a piece that tells of other years alone is none of these.
    """
    if not _OTHERWISE.search(query.text):
        return None
    telling = [atom for atom in atoms if _CAUSE.search(squeeze(atom.text)) and not (years and atom.told_years and atom.told_years.isdisjoint(years))]
    fitting = sorted((_fit(atom, terms, years) for atom in telling), reverse=True)
    if not telling or fitting[:1] == fitting[1:2] or (not any(fitting[0]) and (terms or years)):
        return None
    return max(telling, key=lambda atom: _fit(atom, terms, years))


def _fit(atom: Atom, terms: Sequence[Collection[str]], years: Collection[FiscalYear]) -> tuple[int, int]:
    """How many of the years and of the terms a piece tells of."""
    held = set(words(atom.text))
    return len(atom.told_years & set(years)), sum(not held.isdisjoint(term) for term in terms)
