"""What a question is about: a plan, a list of projects, one project, several that fit equally, or nothing in the documents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.answer import Conversation
from assistant.evidence import literal_runs
from assistant.find import Finder, Found, Hit
from assistant.understand import FIELD_ASKS, LIST_ASKS, PLAN_ASKS, Query
from corpus.library import Library
from corpus.text import squeeze
from corpus.values import Plan, Project
from corpus.words import words
from corpus.years import FiscalYear

# Thresholds chosen on the open evaluation cases; the table is in docs/decisions/0004-finding.md.
LEAST_SCORE = 0.47  # a best project below this is none: what people ask of weather and cooking stays under 0.46
LEAST_LITERAL = 4  # characters named word for word that make up for a low score
CLEAR_LEAD = 0.08  # a lead over the next project below this is no lead
NAMED = 0.55  # share of a title's character pairs above which a project counts as named
YEAR_BONUS = 0.25  # for projects of a plan whose period holds the year asked for
FIELD_BONUS = 0.2  # for projects that have the field asked for, where the question names no year
TODAY_BONUS = 0.06  # for projects of the plan whose period holds today
PLAN_BONUS = 1.0  # for projects of a plan named in the question
DEPARTMENT_BONUS = 0.1  # for projects of a department named in the question
_CONTENT_RUN = re.compile(r"[一-龯々ァ-ヴー]{2,}|[a-z0-9]{2,}")
_GENERIC = frozenset(
    ["導入", "活用", "検討", "研究", "実績", "言葉", "単語", "文字", "記載", "試行", "開始", "使用", "利用", "実施", "推進", "充実", "事業", "関連", "関係", "対象", "担当", "一覧", "名前", "今", "現在", "開設", "作成", "構築", "行動", "目標"]
)  # fmt: skip

Kind = Literal["plan", "list", "projects", "clarify", "no_subject", "none"]


@dataclass(frozen=True, slots=True)
class Decision:
    """What to answer from. `found`: the projects by score. `filters`: for a list, what restricts it."""

    kind: Kind
    projects: tuple[Project, ...] = ()
    plan: Plan | None = None
    found: tuple[Found, ...] = ()
    hits: tuple[Hit, ...] = ()
    keyword: str | None = None


def carried_over(query: Query, conversation: Conversation | None) -> Query:
    """The query with what it leaves out taken from the conversation: the field, the years, a step to another year."""
    if conversation is None or not (conversation.project_ids or conversation.asks):
        return query
    years = query.years
    if query.relative is not None and conversation.years:
        base = conversation.years[-1] if query.relative > 0 else conversation.years[0]
        years = (FiscalYear(base.year + query.relative),)
    asks = query.asks
    only_year = not query.has_subject and not query.asks and (bool(years) or query.relative is not None)
    only_project = query.has_subject and not query.asks and not query.absent and len(query.text) <= 30
    if only_year or only_project:
        asks = tuple(ask for ask in conversation.asks if ask != "sum")
    if asks == ("sum",) or (set(asks) == {"count", "sum"} and not query.has_subject):
        asks = (*(ask for ask in conversation.asks if ask == "target"), "sum")
    if not years and not query.relative and conversation.years and ("sum" in asks or (only_project and "target" in asks) or (only_project and "achievement" in asks)):
        years = conversation.years
    return replace(query, asks=asks, years=years)


class Decider:
    """Decides for one library."""

    def __init__(self, library: Library, finder: Finder, today: FiscalYear) -> None:
        self._library = library
        self._finder = finder
        self._today = today

    def decide(self, query: Query, conversation: Conversation | None) -> Decision:
        """What the question is about."""
        hits = self._finder.passages(query) if query.has_subject else []
        found = self.ranked(query, hits)
        best = found[0] if found else None
        named = bool(query.titles) or bool(best and best.naming >= NAMED and best.score >= LEAST_SCORE)
        if self._asks_plan(query, named):
            return Decision("plan", plan=self._plan(query), found=tuple(found), hits=tuple(hits))
        listed = self._listed(query, named)
        if listed is not None:
            return replace(listed, found=tuple(found), hits=tuple(hits))
        if not query.has_subject:
            return self._from_conversation(query, conversation)
        if best is None or not self._fits(query, best, hits):
            return Decision("none", found=tuple(found), hits=tuple(hits))
        several = self._several(query)
        if several:
            return Decision("projects", several, found=tuple(found), hits=tuple(hits))
        equals = self._equals(query, found)
        if len(equals) > 1:
            return Decision("clarify", tuple(each.project for each in equals), found=tuple(found), hits=tuple(hits))
        return Decision("projects", (best.project,), found=tuple(found), hits=tuple(hits))

    # --- projects -----------------------------------------------------------------------------------

    def ranked(self, query: Query, hits: Sequence[Hit]) -> list[Found]:
        """Projects by score, with what the question says of plan, year, field and department added."""
        found = [replace(each, score=each.score + self._bonus(query, each.project)) for each in self._finder.projects(query, hits)]
        if query.titles:
            named = [each for each in found if each.project.id in query.titles]
            found = named + [each for each in found if each.project.id not in query.titles]
            return sorted(named, key=lambda each: (-each.score, each.project.id)) + sorted(found[len(named) :], key=lambda each: (-each.score, each.project.id))
        return sorted(found, key=lambda each: (-each.score, each.project.id))

    def _bonus(self, query: Query, project: Project) -> float:
        plan = self._library.plan(project.plan_id)
        assert plan is not None
        bonus = PLAN_BONUS * (project.plan_id in query.plan_ids)
        in_period = any(plan.covers(year) for year in query.years)
        bonus += YEAR_BONUS * in_period
        if not in_period:
            bonus += FIELD_BONUS * _has_field(project, query.asks) + TODAY_BONUS * plan.covers(self._today)
        return bonus + DEPARTMENT_BONUS * any(name in query.departments for name in project.department_names)

    def _fits(self, query: Query, best: Found, hits: Sequence[Hit]) -> bool:
        score = best.score - self._bonus(query, best.project)
        if best.project.id in query.titles or score >= LEAST_SCORE:
            return True
        runs = [run for run in literal_runs(query.subject) if len(run) >= LEAST_LITERAL]
        return any(run in squeeze(hit.passage.text) for hit in best.hits[:3] for run in runs)

    def _equals(self, query: Query, found: Sequence[Found]) -> list[Found]:
        """The best project and those that fit the question as well: neither is named, and their evidence is alike."""
        best = found[0]
        if best.project.id in query.titles:
            return [best]
        plan_of = best.project.plan_id
        rivals = [each for each in found[1:6] if best.score - each.score < CLEAR_LEAD and each.project.plan_id == plan_of]
        asked = {word for term in query.terms for word in term}
        if not rivals or len(asked) > 4:
            return [best]
        return [best, *(each for each in rivals if _holds(each, asked) >= _holds(best, asked))]

    def _several(self, query: Query) -> tuple[Project, ...]:
        """The projects of a question that names two or more, joined by と, 、 or and; none when it names one."""
        if len(query.titles) > 1:
            return tuple(project for each in query.titles if (project := self._library.project(each)))
        parts = [part.strip() for part in re.split(r"と|、|及び|\band\b|,|&", query.subject) if len(part.strip()) >= 2]
        if len(parts) < 2 or len(parts) > 4:
            return ()
        projects: list[Project] = []
        for part in parts:
            terms = tuple((word,) for word in words(part) if self._library.fulltext.known(word))
            smaller = replace(query, subject=part, terms=terms, unknown=(), glossary=(), titles=())
            ranked = self.ranked(smaller, self._finder.passages(smaller)) if terms else []
            if not ranked or ranked[0].naming < NAMED or ranked[0].coverage < 0.3:
                return ()
            projects.append(ranked[0].project)
        unique = tuple(dict.fromkeys(projects))
        return unique if len(unique) > 1 else ()

    def _from_conversation(self, query: Query, conversation: Conversation | None) -> Decision:
        projects = tuple(project for each in (conversation.project_ids if conversation else ()) if (project := self._library.project(each)))
        if len(projects) == 1 or (projects and conversation and "list" not in conversation.asks):
            return Decision("projects", projects)
        return Decision("no_subject")

    # --- plans and lists ----------------------------------------------------------------------------

    def _asks_plan(self, query: Query, named: bool) -> bool:
        asked = set(query.asks) & PLAN_ASKS
        about_heading = bool(query.numbered) and "description" not in query.asks and bool(re.search(r"名称|名前|何ですか|なに|とは|what is|name", query.text)) and not set(query.asks) & LIST_ASKS
        if named and not query.plan_ids:
            return False
        return bool(asked) or (about_heading and not query.has_subject) or (bool(query.plan_ids) and not self._content(query) and not set(query.asks) & {*LIST_ASKS, *FIELD_ASKS} - {"description"})

    def _plan(self, query: Query) -> Plan | None:
        """The plan named, or the one of the years asked for, or today's, or the only one."""
        for plan in self._library.plans:
            if plan.id in query.plan_ids:
                return plan
        covering = [plan for plan in self._library.plans if query.years and all(plan.covers(year) for year in query.years)]
        today = [plan for plan in self._library.plans if plan.covers(self._today)]
        return next(iter([*covering, *today, *self._library.plans]), None)

    def _listed(self, query: Query, named: bool) -> Decision | None:
        """The projects a list or count asks for; None when the question asks for neither."""
        wants = set(query.asks) & LIST_ASKS
        fields = set(query.asks) & {"target", "indicator", "baseline", "action", "when"}
        content = self._content(query)
        filtered = bool(query.departments or query.numbered or query.categories)
        only_filter = filtered and not content and not fields and (bool(wants) or not query.asks or query.asks in (("owner",), ("achievement",), ("description",)))
        if only_filter and not ({"owner"} == set(query.asks) and not query.departments):
            return Decision("list", self._filtered(query))
        if wants and not content and not fields and not filtered and (query.plan_ids or query.years or "事業" in query.text or "project" in query.text):
            return Decision("list", self._filtered(query))
        if "list" in wants and not fields and "owner" not in query.asks and (not named or query.quoted):
            return self._by_keyword(query)
        return None

    def _content(self, query: Query) -> list[str]:
        """Words of the subject that are neither of a department named nor of a plan's title."""
        spoken = {word for name in query.departments for word in words(name)}
        spoken |= {word for plan in self._library.plans for word in words(plan.title)} if query.plan_ids else set()
        terms = [word for term in query.terms for word in term]
        return [word for word in (*terms, *query.unknown) if word not in spoken and word not in _GENERIC and not (len(word) == 1 and query.departments)]

    def _filtered(self, query: Query) -> tuple[Project, ...]:
        return tuple(project for project in self._library.projects if self._passes(project, query))

    def _passes(self, project: Project, query: Query) -> bool:
        plan = self._library.plan(project.plan_id)
        assert plan is not None
        headings = {"policy": project.policy, "goal": project.goal}
        if query.plan_ids and plan.id not in query.plan_ids:
            return False
        if not query.plan_ids and query.years and not any(plan.covers(year) for year in query.years):
            return False
        if query.departments and not any(name in project.department_names for name in query.departments):
            return False
        if any((heading := headings[kind]) is None or heading.number != number for kind, number in query.numbered):
            return False
        if query.categories and not (project.category and project.category.number in query.categories):
            return False
        open_question = not (query.plan_ids or query.years or query.departments)
        return not open_question or plan.covers(self._today) or not any(other.covers(self._today) for other in self._library.plans)

    def _by_keyword(self, query: Query) -> Decision | None:
        """Projects whose texts hold the quoted words, or else the content words, of the question."""
        keywords = list(query.quoted) or [run for run in _CONTENT_RUN.findall(query.subject) if run not in _GENERIC and not any(run in name for name in query.departments)]
        keywords = [word for word in keywords if len(squeeze(word)) > 1]
        if not keywords:
            return None
        variants = [[word, *self._spellings(word)] for word in keywords]
        projects = tuple(
            project
            for project in self._library.projects
            if self._passes(project, replace(query, departments=())) and all(any(_mentions(project, word) for word in each) for each in variants)
        )
        return Decision("list", projects, keyword="」「".join(keywords)) if projects else None

    def _spellings(self, word: str) -> list[str]:
        return []


def _mentions(project: Project, word: str) -> bool:
    wanted = squeeze(word)
    latin = wanted.isascii()
    return any(re.search(rf"(?<![a-z]){re.escape(wanted)}(?![a-z])", squeeze(text)) if latin else wanted in squeeze(text) for text in project.texts())


def _has_field(project: Project, asks: Sequence[str]) -> bool:
    has = {"target": project.targets, "indicator": project.indicator, "baseline": project.baseline, "achievement": project.achievements, "when": project.achievements, "action": project.actions}
    return any(has.get(ask) for ask in asks)


def _holds(found: Found, asked: set[str]) -> int:
    """How many of the asked words the title or indicator of a project holds."""
    texts = [found.project.title.printed] + ([found.project.indicator.printed] if found.project.indicator else [])
    return len(asked & {word for text in texts for word in words(text)})
