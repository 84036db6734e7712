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
_ASKED_AGAIN = ("owner", "target", "achievement", "indicator", "action", "description")  # fields that the wording asks for
_TOPIC = re.compile(r"(?:では|じゃあ|それでは|なら)?、?(?P<topic>[^、。?]{2,20}?)(?:は|って)\??")
_DATED = ("target", "achievement")
_FIGURES = ("target", "baseline")
_NOT_BETWEEN = frozenset({"baseline", "achievement", "list", "list_all", "owner", "sum", "action", "result", "history"})


def set_side_by_side(read: Callable[[], Query], conversation: Conversation | None, project: Callable[[str], Project | None]) -> Decision | None:
    """The decision on a question that names nothing and compares (差は, どっちが多い) behind two turns about a figure of two projects; None for another one."""
    if conversation is None or len(conversation.spoken) < 2 or conversation.project_ids != conversation.spoken[-1:] or conversation.years_before:
        return None
    asked = next((ask for ask in _FIGURES if ask in conversation.asks), None)
    if asked is None:
        return None
    query = read()
    names = query.has_subject or query.titles or query.years or query.edges or query.relative is not None or query.plan_ids or query.departments or query.absent
    if names or not set(query.asks) & _COMPARES or set(query.asks) & _NOT_BETWEEN:
        return None
    two = [found for each in conversation.spoken[-2:] if (found := project(each))]
    if len(set(two)) < 2:
        return None
    years = (conversation.other_years or conversation.years, conversation.years)
    sides = tuple(Side(each, replace(query, text=each.title.printed, asks=(asked,), years=of)) for each, of in zip(two, years, strict=True))
    return Decision("projects", tuple(two), sides=sides)


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
