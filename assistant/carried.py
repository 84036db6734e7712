"""What a question leaves out and the conversation says: the field, the years, the department or policy spoken of before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Conversation
from assistant.cues import Cues
from assistant.understand import ARITHMETIC_ASKS, CONDITIONS, CORE_ASKS, LIST_ASKS, PLAN_ASKS, Query
from corpus.values import Project
from corpus.years import FiscalYear

SHORT_QUESTION = {"ja": 30, "en": 60}  # characters; a longer question without a field asks for itself, not for the field before
OF_PLAN = 0.5  # chance from which the network's word for what is asked of a plan is taken, not what was asked before
DOUBT_WITHIN = 12  # characters in which a question that doubts what was said says so
TOLD_BY_YEAR = frozenset({"target", "achievement", *ARITHMETIC_ASKS, *LIST_ASKS})
_SAME_DEPARTMENT = re.compile(r"(?:その|同じ|(?<!ど)この|おなじ)(?:担当)?(?:課|部署|か)|same department|that department")
_SAME_HEADING = {
    "policy": re.compile(r"(?:その|同じ|(?<!ど)この|おなじ)施策|(?:same|that) policy"),
    "goal": re.compile(r"(?:その|同じ|(?<!ど)この|おなじ)(?:基本)?目標の|(?:same|that) (?:basic )?goal"),
    "category": re.compile(r"(?:その|同じ|(?<!ど)この|おなじ)(?:事業)?区分|(?:same|that) (?:category|type)"),
}
_BARE_NUMBER = re.compile(r"(?:では|じゃあ?|それでは|なら|で|and |what about |how about )?、?(?P<number>\d-\d)(?:は|だと|なら|の(?:方|ほう)は?)?[?。]?")
_TURNS = re.compile(r"(?:では|じゃあ?|それでは|逆に|反対に|and|then|what about|how about)(?![ぁ-んa-z])", re.ASCII)
_PLAN_AND_ACTUAL = re.compile(r"(?:計画|目標)値?(?:と|に対する|との?差)[^。?]{0,4}実(?:績|際)|実(?:績|際)[^。?]{0,4}(?:計画|目標)", re.ASCII)
_SAME_TIME = re.compile(r"(?:その|同じ)(?:とき|時点?|年度?|頃|ころ)(?!の?[次前])|\b(?:that|the same) (?:fiscal )?year\b|\bat that time\b", re.ASCII)
_DOUBTS = re.compile(r"本当|ほんと|合って|あってる|間違い|まちがい|確かです|\breally\b|\bare you sure\b|\bis that (?:right|correct|true)\b", re.ASCII)
_ASKS_ITSELF = re.compile(r"何を|なにを|いつ|は(?:何|なん)(?:です|でし|だ|と|っ|\?|$)|どこ(?!ですか|$|\?)|どう(?!ですか|なの|です|$|\?)|いくつ|何件|何人|何回")
_PREDICATE = re.compile(  # ends a whole sentence, which asks for itself
    r"(?:あっ|だっ|なっ|し|い)たよね[?。]*$|(?:ます|ました|ません|でき(?:る|た)|てる|ている|(?<!ど)(?<!しょ)う|(?<!で)す|[くつぬむる])(?:か|の|んです(?:か)?|のです(?:か)?|のでしょうか|かね|かな)?[?。]*$"
    r"|(?:^|[.:?!] )(?:(?:so|and|but|ok|oh),? )?"
    r"(?:is|are|do|does|did|can|could|will|would|was|were|has|have|what (?!about)|who|when|where|why|how (?!about)|which)\b",
    re.ASCII,
)
_SENTENCE = re.compile(r"[^。?]+[。?]*")
_PLACES = {name: place for names in ("123456789", "一二三四五六七八九", ("first", "second", "third", "fourth", "fifth")) for place, name in enumerate(names, 1)}


_YEAR_BEFORE = re.compile(r"前年度?(?!比)|前の年度?")  # of the year spoken of, not of this one
_AGAINST = re.compile(r"前(?:の)?年度?(?:より|と(?:の差|比)|から|に比べ)|\b(?:than|from|compared (?:with|to)) the (?:fiscal )?(?:year before|previous year)\b")


def is_short(query: Query) -> bool:
    """Whether a question is so short that it may lean on the one before."""
    return len(query.text) <= SHORT_QUESTION[query.language]


def carried_over(query: Query, conversation: Conversation | None) -> Query:
    """The query with what it leaves out taken from the conversation: the field, the years, a step to another year."""
    numbered = _heading_named(query, conversation) if conversation else ()
    if conversation and (other := _other_heading(query, conversation)):
        return replace(query, asks=conversation.asks, numbered=other, plan_ids=query.plan_ids or conversation.plan_ids, terms=(), unknown=())
    if conversation and numbered:
        return replace(query, asks=("list",), numbered=numbered, plan_ids=query.plan_ids or conversation.plan_ids, of_plan=False, terms=(), unknown=())
    if conversation and conversation.about_plan and _stays_with_plan(query):
        own = (query.intent.name,) if query.intent.name in PLAN_ASKS and query.intent.chance >= OF_PLAN else ()
        asks = tuple(ask for ask in query.asks if ask in PLAN_ASKS) or own or conversation.asks
        return replace(query, asks=asks, plan_ids=query.plan_ids or conversation.plan_ids, of_plan=True)
    if conversation is None or not (conversation.project_ids or conversation.asks):
        return query
    if _DOUBTS.search(query.text) and (_names_nothing(query) or _is_doubt(query)):
        return replace(query, asks=conversation.asks, years=conversation.years, inherited=True)  # 本当に15件？
    if set(query.asks) == {"period"} and not query.has_subject and conversation.listed != "none" and conversation.plan_ids:
        return replace(query, plan_ids=query.plan_ids or conversation.plan_ids, of_plan=True)  # of the plan whose projects were listed
    if query.asks == ("period",) and not query.of_plan and conversation.project_ids:
        query = replace(query, asks=("when",))  # いつからいつまで？, of what was told of a project
    years = query.years
    step = -1 if query.relative is None and len(years) == 1 and _YEAR_BEFORE.search(query.text) else query.relative
    if step is not None and conversation.years:
        base = conversation.years[-1] if step > 0 else conversation.years[0]
        years = (FiscalYear(base.year + step),)
        if _AGAINST.search(query.text):  # 前の年より何種類多い, of the year spoken of
            query = replace(query, asks=tuple(dict.fromkeys([*query.asks, "difference"])))
    elif not years and _SAME_TIME.search(query.text):
        years = conversation.years
    asks = tuple(ask for ask in query.asks if ask != "followup")
    followup = asks != query.asks
    only_year = not (query.has_subject or asks or query.absent) and (bool(years) or query.relative is not None or bool(query.edges) or bool(query.plan_ids))
    asks_itself = bool(query.counter or _ASKS_ITSELF.search(query.text) or (any(map(_PREDICATE.search, _SENTENCE.findall(query.text))) and not followup))
    only_project = query.has_subject and not asks and not query.absent and not asks_itself and (followup or is_short(query))
    if only_year or only_project:
        asks = tuple(ask for ask in conversation.asks if ask != "sum")
        scheduled = "action" in asks and bool(conversation.years)  # R8の予定は, and then じゃあR9は
        if (years or query.relative is not None) and not (scheduled or set(asks) & TOLD_BY_YEAR):
            asks = ()  # 次の年度は, after the indicator: what the project has for that year
    asks, years = _of_figures(query, conversation, asks, years, only_project)
    turned = set(asks) & CONDITIONS - set(query.asks) or _TURNS.match(query.text)  # of the list before
    restricts = turned and conversation.listed != "none" and set(asks) & CONDITIONS and not query.has_subject
    query = restricted_alike(query, conversation) if restricts else query
    return replace(query, asks=asks, years=years, inherited=only_project)


def _of_figures(
    query: Query, conversation: Conversation, asks: tuple[str, ...], years: tuple[FiscalYear, ...], only_project: bool
) -> tuple[tuple[str, ...], tuple[FiscalYear, ...]]:
    """What is asked, and the years, where figures told before are added up or set against each other."""
    spoken = tuple(dict.fromkeys([*conversation.years_before, *conversation.years]))
    against_plan = bool(_PLAN_AND_ACTUAL.search(query.text))  # 計画と実績の差, of one year
    if not against_plan and set(asks) & {"difference", "compare"} and len(years) <= 1 and len(spoken) > 1 - len(years) and not query.titles:
        years = tuple(dict.fromkeys([*(conversation.years if years else spoken), *years]))  # R9との差は: from the year spoken of
    if {"baseline", "difference"} <= set(asks) and not (years or query.edges) and len(conversation.years) == 1 and not query.has_subject:
        years = conversation.years  # 現状からどれだけ伸ばす, to the year whose target was told
    if "compare" in asks and not years:
        years = conversation.years  # …と比べて, of the year spoken of
    if asks == ("sum",) or (set(asks) == {"count", "sum"} and not query.has_subject):
        asks = (*(ask for ask in conversation.asks if ask == "target"), "sum")
        years = years or (spoken if len(spoken) > 1 else ())
    turned = {"target", "achievement"} & set(asks) and {"target", "achievement", "result"} & set(conversation.asks) and not query.has_subject
    dated = years or query.relative or query.edges
    if not dated and turned and set(asks) <= {"target", "achievement"}:
        years = conversation.years  # 実績のほうは, of the year whose target was told
    if not dated and only_project and (not asks or {"target", "achievement"} & set(asks)):
        years = conversation.years
    return asks, years


def taken_up(text: str, conversation: Conversation, cues: Cues) -> str | None:
    """The id of the project that yes (はい、それです) or a place (2番目) takes up of those that were offered; None where it takes up none."""
    ids = conversation.project_ids
    text = text.strip().lower()
    if len(ids) == 1 and cues.agreed.fullmatch(text):
        return ids[0]
    picked = cues.picked.fullmatch(text)
    return _at_place(picked, ids) if picked else None


def pointed_at(text: str, conversation: Conversation, cues: Cues) -> tuple[str, str] | None:
    """The id of the project of a list that the question points at by its place (2番目のの担当は), and the rest of the question; None where it does not."""
    found = next((match for pattern in cues.pointed if (match := pattern.search(text))), None)
    chosen = _at_place(found, conversation.project_ids) if found else None
    return (chosen, f"{text[: found.start()]} {text[found.end() :]}".strip(" ?？。.")) if found and chosen else None


def returned_to(text: str, conversation: Conversation, cues: Cues) -> tuple[str, str] | None:
    """The id of the project spoken of first or before the last one, to which the question goes back (最初に聞いた方の), and the rest of it."""
    found = next((match for pattern in cues.returned if (match := pattern.search(text))), None)
    if not found or len(conversation.spoken) < 2:
        return None
    chosen = conversation.spoken[0 if found.groupdict().get("first") else -2]
    return chosen, f"{text[: found.start()]} {text[found.end() :]}".strip(" 、,:?")


def _at_place(match: re.Match[str], ids: Sequence[str]) -> str | None:
    """The id at the place that a match names; None beyond the last one."""
    named = {name: value.lower() for name, value in match.groupdict().items() if value}
    last = "last" in named or named.get("word") == "last"
    place = len(ids) if last else 1 if "first" in named else _PLACES[next(iter(named.values()))]
    return ids[place - 1] if place <= len(ids) else None


def asks_anew(query: Query, conversation: Conversation, years: bool) -> bool:
    """Whether a question without a subject asks for another year, or when, of the free question before, or for another extreme of the same figures."""
    asks, before = set(query.asks), set(conversation.asks)
    if works_out(query) and before <= {"achievement"} and conversation.years:
        return True  # さがポの掲載団体はH25でいくつ, H26は, and then 差は
    if not before:
        return (asks <= {"when", "period"} or (asks <= ARITHMETIC_ASKS and not conversation.years)) if asks else years
    return bool(asks) and asks <= ARITHMETIC_ASKS and bool(before & ARITHMETIC_ASKS)


def works_out(query: Query) -> bool:
    """Whether a question asks for nothing but what is worked out of figures told before (差は？, 合計は？)."""
    return bool(set(query.asks) & ARITHMETIC_ASKS) and set(query.asks) <= {*ARITHMETIC_ASKS, "target", "achievement"} and not query.years


def _is_doubt(query: Query) -> bool:
    """Whether a question begins with a doubt and asks for nothing else (Are you sure? I had 25 written down)."""
    found = _DOUBTS.search(query.text)
    asked = query.asks or query.absent or query.years or query.titles or query.departments or query.plan_ids
    return found is not None and found.start() <= DOUBT_WITHIN and not asked


def _names_nothing(query: Query) -> bool:
    """Whether a question says neither what is asked nor of what."""
    asked = query.asks or query.absent or query.years or query.counter or query.relative is not None or query.edges
    return not (asked or query.has_subject or query.plan_ids or query.departments or query.numbered or query.categories)


def _same_heading(text: str) -> str | None:
    """The kind of heading that a question speaks of as that of the answer before (同じ施策)."""
    return next((kind for kind, pattern in _SAME_HEADING.items() if pattern.search(text)), None)


def _other_heading(query: Query, conversation: Conversation) -> tuple[tuple[str, str], ...]:
    """The policy or goal of the number alone that a short question names after one about another (施策1-1に事業はいくつ, and then なら2-1は)."""
    kinds = {kind for kind, _ in conversation.numbered}
    bare = _BARE_NUMBER.fullmatch(query.text)
    return ((kinds.pop(), bare["number"]),) if len(kinds) == 1 and bare and not query.numbered and set(conversation.asks) & LIST_ASKS else ()


def restricted_alike(query: Query, conversation: Conversation) -> Query:
    """The query of another condition or year (では令和9年度が「－」のものは) with what the list before was restricted to; the query where it names its own."""
    if query.departments or query.categories or query.numbered or query.plan_ids:
        return query
    before = conversation
    return replace(query, departments=before.departments, categories=before.categories, numbered=before.numbered, plan_ids=before.plan_ids)


def _heading_named(query: Query, conversation: Conversation) -> tuple[tuple[str, str], ...]:
    """The policies or goals whose name was told before and whose projects are asked for (その施策の事業は)."""
    same = _same_heading(query.text) if set(query.asks) & LIST_ASKS and not conversation.project_ids else None
    return tuple(each for each in conversation.numbered if each[0] == same)


def _stays_with_plan(query: Query) -> bool:
    """Whether a question after one about a plan names nothing else (終わるのは, Cは, 古い方のも)."""
    names = query.titles or query.departments or query.relative is not None or set(query.asks) & (CORE_ASKS - {"category", "policy", "goal"})
    return not names and (not query.has_subject or (is_short(query) and not query.years))


def of_same(query: Query, projects: Sequence[Project]) -> Query:
    """The query with その課, 同じ施策 or 同じ区分 of a list as those of the projects spoken of before."""
    if not (projects and set(query.asks) & LIST_ASKS):
        return query
    bare = replace(query, asks=("list",), terms=(), unknown=())
    if _SAME_DEPARTMENT.search(query.text):
        return replace(bare, departments=tuple(dict.fromkeys(name for project in projects for name in project.department_names)))
    kind = _same_heading(query.text)
    headings = tuple(dict.fromkeys(heading.number for project in projects if (heading := getattr(project, kind)))) if kind else ()
    if not headings:
        return query
    bare = replace(bare, plan_ids=query.plan_ids or tuple(dict.fromkeys(project.plan_id for project in projects)))
    return replace(bare, categories=headings) if kind == "category" else replace(bare, numbered=tuple((str(kind), number) for number in headings))
