"""What was done year after year, where a question asks for the course of an undertaking (年を追って, 順番に, それぞれ何年) rather than for one line of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose import Draft, list_achievements
from assistant.evidence import nested_text
from assistant.lists import has_field
from assistant.understand import Query, asking_part
from corpus.values import Achievement, Project
from corpus.words import words

FEWEST = 2  # achievements, from which on there is a course of things
MOST = 16  # that are told
NOT_DONE = frozenset({"target", "indicator", "baseline", "result", "action"})  # asked of what is planned or measured
_PLANNED = re.compile(r"目標|指標|現状値|予定|\btargets?\b|\bgoals?\b|\bindicators?\b", re.ASCII)
_ASKS_COURSE = re.compile(
    r"年度?(?:ごと|毎(?!年)|別)に?|年度?(?:を追|順)|順番に|順を追|順々に|時系列|(?:流れ|経緯|移り変わり|歩み|経過)(?:を|は|が|につい)|それぞれの年|各年度?に"
    r"|それぞれ[^。、?]{0,6}(?:何年|いつ)|何年度?に(?:どこ|何|なに)|(?:どこ|何|なに)[にをへ](?:何年|いつ)(?!から|まで)"
    r"|(?:時期|年月)[^。?]{0,12}それぞれ|それぞれ[^。?]{0,10}(?:時期|年月)"
    r"|(?:年度|年月|時期)と?[^。?]{2,40}(?:年度|年月|時期)を?(?:教え|知り|お聞|確認|示し|答え)"  # several facts at once
    r"|何年度?か、?(?:また|そして)|(?:何|いつ|どこ|いくつ|どの)[^。?、]{0,24}のか、(?!それとも|あるいは|または)[^。?]{0,40}(?:何|いつ|どこ|いくつ|どの)[^。?]{0,40}のか"
    r"|\b(?:year by year|year after year|over the years|step by step|chronolog\w+|in what order|timeline)\b"
    r"|\bfrom (?:fy|fiscal|heisei|h)? ?\d+ (?:to|until|till|through) (?:fy|fiscal|heisei|h)? ?\d+\b[^.?]{0,40}\b(?:happen\w*|chang\w+|develop\w*|progress\w*)",
    re.ASCII,
)


def asks_course(query: Query, project: Project) -> bool:
    """Whether a question asks what was done year after year, and for nothing planned or measured that the project has."""
    other = [ask for ask in NOT_DONE.intersection(query.asks) if has_field(project, [ask])]
    return bool(_ASKS_COURSE.search(asking_part(query.text))) and not (other or _PLANNED.search(query.text))


def tell_course(draft: Draft, project: Project) -> bool:
    """Tell what was done, in the order of the years, in those asked for if any; False where that is no more than one thing, or too many.

    A year beside another fact (何年度か、また平成26年度に) is that of one of them.
    """
    years = set() if "all" in draft.query.edges or len(draft.query.years) == 1 else set(draft.query.years)
    told = [item for item in project.achievements if not years or set(item.years) & years]
    told = _about(draft.query, project, told) if len(told) > MOST else told
    if not FEWEST <= len(told) <= MOST:
        return False
    told = [*sorted((item for item in told if item.years), key=lambda item: min(item.years)), *(item for item in told if not item.years)]
    return list_achievements(draft, project, told, draft.say("achievement_all", title=project.title.printed), draft.cite(project.head, project))


def _about(query: Query, project: Project, items: Sequence[Achievement]) -> list[Achievement]:
    """Of many achievements those that hold at least half as many words of the question beyond the project's name as the one with the most

    (載った団体の数が年ごとに); none where none holds any.
    """
    asked = [term for term in query.terms if set(words(project.title.printed)).isdisjoint(term)]
    held = [sum(not set(words(nested_text(item))).isdisjoint(term) for term in asked) for item in items]
    return [item for item, count in zip(items, held, strict=True) if count and 2 * count >= max(held)]
