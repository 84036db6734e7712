"""Whether a question names something that the project has nothing of: its neighbour of a like name, a product, another place."""

from __future__ import annotations

import re

from assistant.texts import Texts
from assistant.understand import Query, asking_part
from corpus.text import bigrams, loose, normalise, squeeze
from corpus.values import Project
from corpus.words import is_one_piece, words

MIN_PART = 2  # characters before the part of a compound that it shares with a title
SHORTEST_END = 3  # characters at the end of a compound that it shares with a title
TOLD_APART = 4  # characters behind a place by which it is known what is spoken of there
LIKE_LOAN = 0.25  # share of character pairs (Jaccard) from which a loan word may be another one misspelt
LONG_END = 5  # the same for a compound that is not kanji alone and may be an everyday word for the title
_LOAN = re.compile(r"[ァ-ヴー]{4,}")
_KANJI = re.compile(r"[一-龯々]+")
_JOINED = r"[館等用]?(?:(?![をかはにてともへや])[ぁ-ん]){0,2}の?"  # between two words of one name, kana made plain: 粗大ごみのインターネット
_NOUN = re.compile(r"[一-龯々]{2,}|[ァ-ヴ]{3,}")
_COMPOUND = re.compile(r"[一-龯々ァ-ヴー]{5,}")
_OF_ANY = frozenset(
    {"対象", "合計", "年間", "新規", "目標", "予定", "実際", "全体", "現在", "当初", "平均", "累計", "今回", "最終", "毎年"}
)  # before the name of any figure
_PLACED = re.compile(r"(?P<place>[一-龯々]{1,4}(?:地区|[区町村市駅]))の?")
_LATIN = re.compile(r"[a-z]{3,}")
_INSTITUTION = re.compile(r"(?P<name>[一-龯々ヶ]{2,4})(?:小学校|中学校|高等学校|高校|幼稚園|保育園|公民館)")
_OF_ANY_INSTITUTION = re.compile(r"[市県国私公町村区]立$|^(?:最寄|近隣|近所|地元|各|全|対象|両方|特定|実際|一部)")  # names none


def names_another(query: Query, project: Project, texts: Texts) -> bool:
    """Whether the question names something that the project has nothing of.

    A compound that ends like its title or indicator and begins otherwise (南区特設サイト is not 緑区特設サイト); a name in Latin letters that the
    glossary knows and no document holds (Instagram); in a Japanese question, a word in Latin letters (LINE).
    """
    named = squeeze(project.title.printed + (project.indicator.printed if project.indicator else ""))
    printed = texts.squeezed(project)
    held = texts.words(project)
    told = {word for term in query.terms if not held.isdisjoint(term) for word in term}  # also by another spelling
    latin = [word for word in [*(term[0] for term in query.terms), *query.unknown] if _LATIN.fullmatch(word)] if query.language == "ja" else []
    asking = asking_part(query.text) if latin else ""
    latin = [word for word in latin if word in asking]
    latin += filter(_LATIN.fullmatch, map(normalise, query.missing))
    also = {word for word, others in query.spellings if any(squeeze(normalise(other)) in printed for other in others)}
    if any(word not in told | also and word not in printed for word in latin) or _names_product(query, project, texts):
        return True
    for compound in _COMPOUND.findall(query.subject):
        if compound in named:
            continue
        start = next((start for start in range(MIN_PART, len(compound) - SHORTEST_END + 1) if compound[start:] in named), 0)
        other, parts = compound[:start], [part for part in words(compound[:start]) if len(part) > 1 and part not in _OF_ANY]
        own = [part in told | held or part in printed for part in parts]
        if parts and (not any(own) if _KANJI.fullmatch(other) else not all(own) and len(compound) - start >= LONG_END):
            return True
    return _names_neighbour(query, project, texts)


def names_other_place(query: Query, project: Project) -> bool:
    """Whether what the title calls by a place is spoken of, at last, by another one (緑区の特設サイトはわかりました。南区の特設サイトは).

    An English question says where in its own order: what counts is the place that the glossary finds last in it (Minami Ward).
    """
    title = squeeze(normalise(project.title.printed))
    own = _PLACED.match(title)
    if own is None:
        return False
    behind = re.escape(title[own.end() : own.end() + TOLD_APART])
    spoken = [match["place"] for match in re.finditer(rf"{_PLACED.pattern}{behind}", squeeze(query.text))]
    spoken += [term for term in query.glossary if _PLACED.fullmatch(term)] if query.language == "en" else []
    return bool(spoken) and not spoken[-1].endswith(own["place"])


def names_institution(query: Query, project: Project, texts: Texts) -> bool:
    """Whether a school or the like is asked about by its name, of which the project has nothing (上溝小学校からは何件)."""
    named = [match for match in _INSTITUTION.finditer(asking_part(query.text)) if not _OF_ANY_INSTITUTION.search(match["name"])]
    return any(match[0] not in texts.squeezed(project) and match["name"] not in texts.squeezed(project) for match in named)


def _names_neighbour(query: Query, project: Project, texts: Texts) -> bool:
    """Whether a word that the project has nothing of stands in the place of one of its title's, as if it were another one's (博物館DX for 図書館DX).

    It stands before another word of the title, and nothing that the title has before that word is spoken of: 毎月の国民健康保険 names no other one.
    """
    printed, held = texts.loose(project), texts.words(project)
    foreign = {loose(term[0]) for term in query.terms if held.isdisjoint(term) and not any(loose(word) in printed for word in term)}
    unknown = {loose(word) for word in query.unknown if loose(word) not in printed}
    foreign |= unknown | {loose(phrase) for phrase in _without_meaning(query, project, texts)}
    titled = [loose(word) for word in words(project.title.printed) if len(word) > 1]
    spoken = {loose(word) for term in query.terms for word in term}
    subject = loose(query.subject)
    spoken |= {loose(word) for term in query.glossary for word in words(term)}  # 国保 speaks of 国民健康保険
    for word in filter(_NOUN.fullmatch, foreign):
        others = subject.replace(word, " ")
        replaced = [own for place, own in enumerate(titled) if place and not any(before in spoken or before in others for before in titled[:place])]
        misspelt = word in unknown and not is_one_piece(word) and any(_is_slip(word, own) for own in titled)
        if not misspelt and any(own in subject and re.search(rf"{re.escape(word)}{_JOINED}{re.escape(own)}", subject) for own in replaced):
            return True
    return False


def _without_meaning(query: Query, project: Project, texts: Texts) -> list[str]:
    """The kanji words that the project lacks of what the question says by the glossary, where it has neither that nor what it means (手話通訳: 聴覚障害者)."""
    printed, held = texts.loose(project), texts.words(project)
    pairs = zip(query.called, query.glossary, strict=True) if len(query.called) == len(query.glossary) else ()
    lacking = (phrase for phrase, term in pairs if not any(loose(each) in printed or held.issuperset(words(each)) for each in (phrase, term)))
    return [word for phrase in lacking for word in words(phrase) if word not in held and _KANJI.fullmatch(word)]


def _names_product(query: Query, project: Project, texts: Texts) -> bool:
    """Whether a loan word that no document holds, and that no slip makes of one that this project has, is spoken of (ネーミングライツ)."""
    loans = [set(bigrams(run)) for run in _LOAN.findall(texts.loose(project))]
    names = (word for word in _LOAN.findall(query.subject) if loose(word) in query.unknown and not is_one_piece(word))  # コンピューター names nothing
    asked = [set(bigrams(loose(name))) for name in names]
    return any(all(len(pairs & own) / len(pairs | own) < LIKE_LOAN for own in loans) for pairs in asked)


def _is_slip(word: str, own: str) -> bool:
    """Whether one word is another with a letter wrong (推新 for 推進), or a loan word spelt otherwise (プラットホーム)."""
    if _KANJI.fullmatch(word):
        return len(word) == len(own) and len(set(word) & set(own)) >= len(own) - 1
    pairs, others = set(bigrams(word)), set(bigrams(own))
    return len(pairs & others) / len(pairs | others) >= LIKE_LOAN
