"""Projects spoken of one behind the other: two that are set against each other (デジタルアーカイブのR9は | 緑区は | どっちが多い), and one of which that is

asked which was asked of the one before (2番目のR8の目標は | 3番目は).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from assistant.answer import Conversation
from assistant.decision import Decision, Side
from assistant.understand import Query
from assistant.wording import load_wording
from corpus.values import Project

_COMPARES = frozenset({"difference", "compare", "largest", "smallest"})
_MAY_COMPARE = re.compile(r"差|比|どっち|どちら|違|倍|多|少な|大き|小さ|高|低|larg|big|high|more|less|differ|compar|which|low|small|times", re.IGNORECASE)
_WHICH = re.compile(r"(?:どっち|どちら)(?!も)|\bwhich\b", re.ASCII)
_SAYS = re.compile(rf"{_WHICH.pattern}|差は?\??$|違[いう]|何倍|比べ", re.ASCII)
_OF_BASELINE = re.compile(r"現状|基準|\bbaseline\b", re.ASCII)
_ALONE = re.compile(r"^(?:では|じゃあ|それは|これは)?、?(?P<other>[^、。?]{2,40}?)(?P<tail>(?:より(?:も|は)?|と比べて?|に比べて?|の?何倍|の?\d[\d.]*倍).*)")
_DIFFERENCE = re.compile(r"^(?P<other>[^、。?]{2,40}?)との差(?P<tail>.*)")
_ASKED_AGAIN = ("owner", "target", "achievement", "indicator", "action", "description")  # fields that the wording asks for
_TOPIC = re.compile(r"(?:では|じゃあ|それでは|なら)?、?(?P<topic>[^、。?]{2,20}?)(?:は|って)\??")
_DATED = ("target", "achievement")
_FIGURES = ("target", "baseline")
_NOT_BETWEEN = frozenset({"baseline", "achievement", "list", "list_all", "owner", "sum", "action", "result", "history"})


def set_side_by_side(
    question: str, read: Callable[[str], Query], conversation: Conversation | None, project: Callable[[str], Project | None]
) -> Decision | None:
    """The decision on a question that names nothing and compares (差は, どっちが多い) behind two turns about a figure of two projects; None for another one."""
    ids = _two_last(conversation) if conversation else ()
    two = [found for each in ids if (found := project(each))]
    if conversation is None or len(set(two)) < 2 or not _MAY_COMPARE.search(question):
        return None
    query = read(question)
    asked = next((ask for ask in _FIGURES if ask in conversation.asks), None)
    asked = asked or ("target" if _WHICH.search(query.text) and all(each.targets for each in two) else None)
    names = query.has_subject or query.titles or query.years or query.edges or query.relative is not None or query.plan_ids or query.departments or query.absent
    others = set(query.asks) & (_NOT_BETWEEN if _OF_BASELINE.search(query.text) else _NOT_BETWEEN - {"baseline"})
    if asked is None or names or others or not (set(query.asks) & _COMPARES or _SAYS.search(query.text)):
        return None
    years = (conversation.other_years if ids == conversation.spoken[-2:] and conversation.other_years else conversation.years, conversation.years)
    sides = tuple(Side(each, replace(query, text=each.title.printed, asks=(asked,), years=of)) for each, of in zip(two, years, strict=True))
    return Decision("projects", tuple(two), sides=sides)


def _two_last(conversation: Conversation) -> tuple[str, ...]:
    """The two projects told together last, or one behind the other; none where the last one was asked of again."""
    told = conversation.project_ids
    if len(told) == 2 and "list" not in conversation.asks:
        return told
    behind = len(conversation.spoken) > 1 and told == conversation.spoken[-1:] and not conversation.years_before
    return conversation.spoken[-2:] if behind else ()


def in_full(text: str, conversation: Conversation | None, project: Callable[[str], Project | None]) -> str | None:
    """The whole comparison for a question that names only what the project spoken of is compared with (緑区のR9より何件多い？); None for another one."""
    spoken = project(conversation.project_ids[0]) if conversation and len(conversation.project_ids) == 1 else None
    if conversation is None or spoken is None or not set(_FIGURES) & set(conversation.asks):
        return None
    title = f"「{spoken.title.printed}」" + (f"の{conversation.years[-1].code}" if conversation.years else "")
    if match := _DIFFERENCE.match(text):
        return f"{title}と{match['other']}の差{match['tail']}"
    match = _ALONE.match(text)
    return f"{title}は{match['other']}{match['tail']}" if match else None


def spelt_out(query: Query, conversation: Conversation | None) -> str | None:
    """The whole question for one that only turns to something else (緑区は？ behind RPAの担当は？); None where that takes more than one field."""
    topic = _TOPIC.fullmatch(query.text) if query.inherited and conversation and query.language == "ja" else None
    asked = [ask for ask in query.asks if ask in _ASKED_AGAIN]
    if topic is None or len(asked) != 1 or len(query.asks) > 1 or (asked[0] in _DATED and not query.years):
        return None
    wording = load_wording("ja")
    return wording.say(f"ask_{asked[0]}", title=topic["topic"], year=wording.years(query.years))


def asked_again(project: Project, conversation: Conversation) -> str:
    """The question for a project that asks what was asked last: in words where one field was, else by its title alone."""
    wording, title = load_wording(conversation.language), project.title.printed
    quoted = {"ja": f"「{title}」", "en": f'"{title}"'}[conversation.language]
    asked = [ask for ask in conversation.asks if ask in _ASKED_AGAIN]
    if len(asked) != 1 or len(conversation.asks) > 1 or (asked[0] in _DATED and not conversation.years):
        return {"ja": f"{quoted}は？", "en": f"What about {quoted}?"}[conversation.language]
    return wording.say(f"ask_{asked[0]}", title=quoted, year=wording.years(conversation.years))
