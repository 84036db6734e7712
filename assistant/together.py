"""What one sentence names together (RPAと職員研修のR9の目標は; デジタルアーカイブのR9は緑区特設サイトのR9の何倍): one question for each of them.

Taken for one, the sentence would be told of the project that its words fit best, and the others be dropped; two that are set against each other would be
answered out of one of them. The texts are normalised ones.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from assistant.names import QUOTED
from assistant.phrases import MASK
from corpus.years import find_years

MOST_NAMED = 5  # things that one sentence names together
LONGEST_NAME = 30  # characters of what is named beside others
_LAST = r"(?<=[一-龯々ァ-ヴーa-z0-9」』\"□)みちポ])"  # ends a name
_JOINED = rf"{_LAST}(?:とか、?|や(?=[一-龯々ァ-ヴーa-z□])|・)|{_LAST}と(?![いうかきさしすっとなのはもや思]|比べ)、?|{_LAST}(?:及び|および|ならびに|並びに|&|\+)"
_BETWEEN = re.compile(rf"{_JOINED}|、(?:それと|あと|および|及び)?")
_SURELY_BETWEEN = re.compile(_JOINED)
LEAST_LISTED = 3  # names that commas alone join
_CLAUSE = re.compile(  # says more than a name
    r"(?<=[一-龯々ァ-ヴーa-z□])[をがへ]|に(?=[^ゃ])|(?:は|ね|よ|も|に|から|まで|けど|ので|中)$|(?<=[一-龯々])で(?=.)|した|する|ます|です|って|ている|った|ない|できる|ところ|について|に関し|^(?:現状値?|目標値?|実績値?|基準値?|指標|担当課?)$|[?。()]"
)
_NAME_END = re.compile(r"(?<=..)(?:では?|なら|だと|の)$")
_YEAR_FIRST = re.compile(r"(?:の|における|時点の|で|では|に|は|、)+")
_ASKED = re.compile(  # begins what is asked of all of them
    r"の?(?:事業)?(?:の|は|って|を|が|に|で|では|なら|だと|とか|における|、|,|:|それぞれ)*(?:担当|所管|主管|部署|実施主体|目標|現状|指標|成果|実績|事業内容|内容|概要|区分|施策|基本目標|行動|取組|予定|値|差|違い|合計"
    r"|増加|伸び|減少|平均|何|どこ|どち|どっ|どの|どれ|どう|どん|いつ|いくつ|いくら|誰|だれ|なに|それぞれ|教|知|は(?:$|\?|、)|って)"
)
_BARE = re.compile(r"(?:の|は|って|を|も|について|教えて|知りたい|ください|です|か|[?。、])*")  # asks nothing by itself
_FIELD_WORDS = "担当|所管|主管|部署|実施主体|目標|現状|指標|実績|事業内容|内容|概要|区分|施策|行動"
_FIELD = re.compile(_FIELD_WORDS)
_FIELD_LAST = re.compile(rf"の(?:{_FIELD_WORDS})[課値名]?$")
_EN_AND = re.compile(r"(?:, ?(?:and|or) |, ?(?![\d ])| and | or | & )")
_EN_VERSUS = re.compile(r" (?:vs\.?|versus) ")
_EN_BEFORE = re.compile(
    r"^(?:.*\b(?:of|between|for|compare|run|runs|ran|handle|handles|manage|manages|own|owns|than|about|do|does|is|are|has|have|charge of|responsible for)) ",
    re.ASCII,
)
_EN_WHICH = re.compile(r"^(?:which|what|who)\b[^,]*, ?", re.ASCII)
_EN_BEHIND = re.compile(
    r"(?:\?|\.|$| (?:in|for) (?=r\d|h\d|fy|20|reiwa)| (?:have|has|differ)\b|'s? (?=r\d|target|baseline|indicator)| (?=r\d+ (?:target|goal)))", re.ASCII
)
_EN_CLAUSE = re.compile(r"\b(?:what|who|when|which|where|how|why|did|does|do|is|are|was|were|they|it|then|number|numbers)\b", re.ASCII)  # says more than a name
_EN_ARTICLE = re.compile(r"^(?:both )?(?:the )?(?:projects? )?", re.ASCII)
_DIFFERENCE = r"(?:差|(?:どれだけ|どのくらい|どれくらい|どれほど|目標|数字|値|\d年度?|[rh]\d+)[^。?]{0,8}(?:違い|違う|ちがい)|開き)"
_MUCH = r"(?:どれだけ|どのくらい|どれくらい|どれほど|いくつ|いくら|(?:何|なん)[一-龯ァ-ヴー%]{1,5}|\d[\d,.]*(?:万|千)?[一-龯ァ-ヴー%]{0,5})"
_MORE = r"(?:くらい|ぐらい|ほど|も|だけ)?、?(?:多|少な|大き|小さ|高|低|上|下回|長|短)"
_TIMES = r"(?:の|に対して|に対し|に比べて?|と比べて?|より)?、?(?:約|およそ)?(?:何|なん|\d[\d,.]*)倍"
_AGAINST = re.compile(
    rf"^(?P<one>.{{2,40}}?)(?:のほうが|の方が|は|が|って)、?(?P<other>.{{2,40}}?)(?P<tail>{_TIMES}|(?:より(?:も|は)?|と比べて?|に比べて?|と比較して)、?.*)"
)
_MEASURES = re.compile(rf"{_TIMES}|倍|{_MORE}|{_MUCH}|多|少|大|小|高|低|上|引")
_NOT_NAMED = re.compile(  # what the figure of one project is compared with, too
    r"どちら|どっち|[、。?]|^(?:現状|基準|当初|前年|前の年|昨年|去年|今年|翌年|来年|初年度|最終年|目標|実績|計画|予定|平均|従来|以前|昔|全国|全体|他|ほか)"
)
_AGAINST_SECOND = re.compile(
    r"^(?P<other>.{2,40}?)(?:より(?:も|は)?|に対して|に比べ(?:て|ると)?|と比べ(?:て|ると)?)、?(?P<one>.{2,40}?)(?:の(?:方|ほう))?(?:が|は)、?(?P<tail>.*)"
)
_LESS_OTHER = re.compile(r"^(?P<one>.{2,40}?)から、?(?P<other>.{2,40}?)を(?P<tail>引|差し引)")
_SIZE = r"(?:多|少な|大き|小さ|高|低|上|下|伸)"
_BETWEEN_TWO = re.compile(
    rf"の(?:差|開き)|(?:で|では|は|の)?[^。?と]{{0,16}}(?:{_DIFFERENCE}|{_MUCH}{_MORE}|(?:どちら|どっち)[^。?]{{0,12}}{_SIZE}|比べ|比較|何倍)"
)
_COMPARED_EN = re.compile(r"\b(?:compare|larger|bigger|higher|more|less|lower|smaller|fewer|difference|times|greater|exceed)\b", re.ASCII)
_MORE_EN = r"(?:larger|bigger|higher|more|greater|lower|smaller|less|fewer)"
_THAN_EN = re.compile(
    rf"^(?:(?:by )?how (?:much|many)(?: times)? {_MORE_EN} (?:is|are) (?P<one>.+?)"
    rf"|(?:is|are|does|do) (?P<first>.+?) (?:\d[\d,.]* times )?(?:{_MORE_EN}|as \w+)(?: as)?) (?:than|as) (?:that of )?(?P<other>.+?)[?.]*$",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Together:
    """What one sentence names together. `names`: as they stand in it, without what is asked; `questions`: the same asked of each alone.

    compared: it sets two against each other; directed: the first against the second (AはBの何倍).
    """

    names: tuple[str, ...]
    questions: tuple[str, ...]
    compared: bool = False
    directed: bool = False

    def apart(self) -> Together:
        """The same with nothing compared: what stands behind the last name alone is asked of each (RPAと研修の事業費の差は)."""
        last, of, quantity = self.names[-1].partition("の")
        if not of or any("の" in name for name in self.names[:-1]):
            return Together(self.names, tuple(f"{name}は?" for name in self.names))
        names = (*self.names[:-1], last)
        return Together(names, tuple(f"{name}の{quantity}は?" for name in names))


def named_together(text: str, titles: Collection[str]) -> tuple[Together, ...]:
    """How a sentence may be read as naming several things together, likeliest first; none where it cannot. `titles`: those of projects that stand in it."""
    if len(re.findall(r"[。?](?=.)", text)) > 0:
        return ()
    shielded, kept = _shielded(text, titles)
    read = _english(shielded) if text.isascii() else (*_against(shielded), *_enumerated(shielded))
    return tuple(_unshielded(each, kept) for each in read)


def _shielded(text: str, titles: Collection[str]) -> tuple[str, dict[str, str]]:
    """The text with a mark in place of each title and quotation, and what each mark stands for."""
    kept: dict[str, str] = {}

    def mark(found: str) -> str:
        kept[f"{MASK}{len(kept)}{MASK}"] = found
        return f"{MASK}{len(kept) - 1}{MASK}"

    for title in sorted(titles, key=len, reverse=True):
        text = text.replace(title, mark(title)) if title in text else text
    return QUOTED.sub(lambda quote: mark(quote[0]), text), kept


def _unshielded(read: Together, kept: dict[str, str]) -> Together:
    def whole(text: str) -> str:
        for name, found in reversed(kept.items()):
            text = text.replace(name, found)
        return text

    return replace(read, names=tuple(map(whole, read.names)), questions=tuple(map(whole, read.questions)))


def _enumerated(text: str) -> Sequence[Together]:
    """Things joined by と and the like, before what is asked of them all: with that behind each, and a year that stands first before each.

    What one is asked alone (RPAの担当課と研修のR9の目標は) stays its own.
    """
    spans = _parts(text)
    first = _leading_year(text[slice(*spans[0])]) if spans else ""
    if first:
        spans = [(spans[0][0] + len(first), spans[0][1]), *spans[1:]]
        spans = spans if spans[0][0] < spans[0][1] else spans[1:]
    if len(spans) < 2:
        return ()
    place, cut = _closing(text, spans) or (len(spans) - 1, len(text) - spans[-1][0])
    begin = spans[place][0] + cut
    names = [text[start:end] for start, end in spans[:place]] + ([text[spans[place][0] : begin]] if cut else [])
    names = [_NAME_END.sub("", name) for name in names]
    surely = _SURELY_BETWEEN.search(text, 0, spans[len(names) - 1][0] + 1) or len(names) >= LEAST_LISTED
    if not (2 <= len(names) <= MOST_NAMED and surely and all(map(_is_name, names))):
        return ()
    asked = text[begin:] if cut else f"の{text[begin:]}"
    whole = _together(first, names, asked)
    last, of, quantity = names[-1].partition("の")
    if not of or any("の" in name for name in names[:-1]):
        return (whole,)
    of_all = _together(first, [*names[:-1], last], f"の{quantity}{asked}")  # RPAと研修の予算は
    return (of_all, whole) if _BARE.fullmatch(asked) else (whole, of_all)


def _together(first: str, names: Sequence[str], asked: str) -> Together:
    """The names, each asked what is `asked` of all; one that asks for a field of its own for that alone."""
    alone = bool(_FIELD.search(asked))
    questions = [f"{first}{name}は?" if alone and _FIELD_LAST.search(name) else f"{first}{name}{asked}" for name in names]
    return Together(tuple(f"{first}{name}" for name in names), tuple(questions), len(names) == 2 and bool(_BETWEEN_TWO.match(asked)))


def _parts(text: str) -> list[tuple[int, int]]:
    """Where the parts of a text stand that are joined by と and the like."""
    joints = [match.span() for match in _BETWEEN.finditer(text)]
    starts, ends = [0, *(end for _, end in joints)], [*(start for start, _ in joints), len(text)]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if start < end] if joints else []


def _closing(text: str, spans: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The part in which that begins which is asked of all, and where in it; None where nothing is asked. Parts behind it ask, too (の担当課と目標は)."""
    found: tuple[int, int] | None = None
    for place in reversed(range(len(spans))):
        cut = _asked_from(text[slice(*spans[place])])
        if cut is None:
            return found
        if cut:
            return (place, cut) if found is None or not found[1] else found
        found = (place, 0)
    return found


def _is_name(text: str) -> bool:
    """Whether a part is short enough for a name, and no clause of its own."""
    return (1 if text.isascii() else 2) <= len(text) <= LONGEST_NAME and not _CLAUSE.search(text)


def _leading_year(part: str) -> str:
    """A year with which a text begins, with the particle behind it; empty where it begins otherwise."""
    mention = next(iter(find_years(part)), None)
    if mention is None or mention.start:
        return ""
    behind = _YEAR_FIRST.match(part, mention.end)
    return part[: behind.end() if behind else mention.end] if behind or mention.end == len(part) else ""


def _asked_from(part: str) -> int | None:
    """Where in the last of several parts that begins which is asked of them all; None where nothing is asked."""
    places = [match.start() for match in _ASKED.finditer(part)]
    for mention in find_years(part):
        before = part[: mention.start]
        particle = re.search(r"(?:の|は|で|では|における|、)*$", before)
        places.append(particle.start() if particle else mention.start)
    return min(places, default=None)


def _against(text: str) -> Sequence[Together]:
    """Two that are set against each other with another particle than と: AはBの何倍, AはBより何件多い."""
    for pattern in (_AGAINST, _AGAINST_SECOND, _LESS_OTHER):
        match = pattern.match(text)
        if not match or not _MEASURES.search(match["tail"]):
            continue
        two = (match["one"], match["other"])
        if not any(_NOT_NAMED.search(name) or _CLAUSE.search(name) for name in two):
            return (Together(two, two, compared=True, directed=True),)
    return ()


def _english(text: str) -> Sequence[Together]:
    """The same in English: joined by and, or and commas."""
    bare = text.strip(" ?.")
    compared = bool(_COMPARED_EN.search(bare))
    than = _THAN_EN.match(text) if compared else None
    if than:
        two = (than["one"] or than["first"], than["other"])
        return (Together(two, two, compared=True, directed=True),)
    versus = _EN_VERSUS.search(bare)
    joint = versus or next(reversed(list(_EN_AND.finditer(bare))), None)
    if joint is None:
        return ()
    before, behind, compared = bare[: joint.start()], bare[joint.end() :], compared or bool(versus)
    start = (_EN_WHICH.match(before) if compared else None) or _EN_BEFORE.match(before)
    if not (start or versus):
        return ()
    first = start.end() if start else 0
    end = _EN_BEHIND.search(behind)
    names = [*_EN_AND.split(before[first:]), behind[: end.start() if end else len(behind)]]
    names = [_EN_ARTICLE.sub("", name.strip()) for name in names]
    if not 2 <= len(names) <= MOST_NAMED or any(not 2 <= len(name) <= LONGEST_NAME or _EN_CLAUSE.search(name) for name in names):
        return ()
    rest = behind[end.start() :] if end else ""
    return (Together(tuple(names), tuple(f"{before[:first]}{name}{rest}" for name in names), compared),)
