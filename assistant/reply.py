"""The reply to a decided question: which statements are said, in which order, and what may be asked next."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.against import set_against
from assistant.answer import Status
from assistant.arithmetic import calculate, can_calculate, compare_projects, gives_amounts
from assistant.compose import Draft, answer_field, answer_when, heading_word, indicator_of, tell_remark
from assistant.course import asks_course, tell_course
from assistant.cues import load_cues
from assistant.decision import Decision
from assistant.details import REASONED, Details
from assistant.evidence import Atom, Ranked
from assistant.fields import NO_FIGURE, OF_PART, asks_measured_money, fields_asked, figures_meant
from assistant.history import answer_history, list_links, other_department
from assistant.indicators import asked_indicator, further_indicators, names_indicator
from assistant.list_words import EXCEPT, is_left_out
from assistant.listing import is_cut, list_projects, say_requirements, tell_most
from assistant.lists import OF_DEPARTMENTS, has_field, is_together
from assistant.marks import Marked
from assistant.municipal import is_municipal
from assistant.names import alike_called
from assistant.plans import answer_plans, heading_of, tell_headings
from assistant.quantities import QUANTITY, asked_units
from assistant.remarks import asked_remarks
from assistant.understand import ARITHMETIC_ASKS, CONDITIONS, CORE_ASKS, FIELD_ASKS, HISTORY, LIST_ASKS, TOTALS, Query
from assistant.verdicts import tell_worked_out
from assistant.year_where import tell_years_where
from corpus.library import Library
from corpus.text import normalise, squeeze
from corpus.values import Plan, Project, Target
from corpus.years import FiscalYear

COMPARING = ARITHMETIC_ASKS - {"sum"}  # asks by which several projects are set against each other
DATED_CONDITIONS = frozenset({"with_achievement", "without_achievement", "with_target", "without_target", "same_targets"})  # of the years asked for
OF_ANY_YEAR = {"with_achievement": "need_achievement_any_year", "with_target": "need_target_any_year"}  # where several years are named
BESIDE_FIELDS = frozenset({"howto", "event", "name", "attribute"})  # words that tell of a project rather than ask, where a field is asked for
BESIDE_COURSE = BESIDE_FIELDS | {"opinion", "evaluation", "reason", "date", "month", "place"}  # the same where it is asked what was done year after year
MOST_SUGGESTIONS = 3
MOST_PLANS = 5  # plans whose titles a list of the projects of several is headed by
NEARLY_BEST = 0.5  # share of the best piece's score from which another one may be what is added up
NOTHING_NEAR = 0.3  # score of the best project below which a question that speaks of no plan is about something else
_OF_BOTH = re.compile(
    r"それぞれ|違[いうっわ]|ちが[いうっわ]|同じ|変わ|\b(?:each|same|both|differ\w*|change\w*)\b", re.ASCII
)  # plans, asked of their departments
_ASKS_ONE_OF = re.compile(
    r"どの(?!年|事業|課|部署|施策|目標|計画|取組|区分)|\bwhich (?!year|fiscal|project|department|division|policy|goal|plan|category)", re.ASCII
)
_ASKS_WHICH_PLAN = re.compile(  # of a project
    r"(?:どっち|どちら|どの計画|どの文書|どの資料)の?(?:計画|方|ほう|文書|資料|表)?に(?:載|ある|あり|ござ|出て|書|入って|含|記載)"
    r"|\bwhich (?:of the )?(?:two )?plans? (?:has|have|holds?|contains?|includes?|mentions?|lists?|covers?)\b|\bin which (?:of the )?(?:two )?plans?\b",
    re.ASCII,
)
_EACH = re.compile(r"それぞれ|各計画|別に|ごと|\b(?:each|both|respectively|per plan)\b", re.ASCII)
_OF_MONEY = re.compile(r"補助(?:金|額)|助成|手数料|料金|\b(?:subsid\w+|grants?|fees?|prices?|costs?|allowances?)\b", re.ASCII)  # may be the largest
_NAMES_OWNER = re.compile(r"担当|所管|主管|部署|どの課|何課|どこの課|\b(?:department|division|office|who)\b", re.ASCII)  # 課題 names no department
_ASKS_YEARS = re.compile(r"何年度?(?:から|まで)|いつ(?:から|まで)|\b(?:from|until|till|to) (?:what|which) (?:fiscal )?years?\b|\bwhen\b", re.ASCII)
_MONTH_NAMED = re.compile(r"(?P<era>令和|平成|(?<![a-z])[rh])(?P<year>\d{1,2}|元)(?:年|\.)(?P<month>\d{1,2})(?:月|(?!\d))")
_ERAS = {"r": "令和", "h": "平成"}
_ASKED_AGAIN: dict[str, Callable[[Project], bool]] = {  # fields that a suggestion asks of a candidate that has them, in place of its description
    "owner": lambda project: bool(project.departments),
    "indicator": lambda project: project.indicator is not None,
    "action": lambda project: any(action.certain for action in project.actions),
}
_SPEAKS_OF_PLANS = re.compile(r"事業|じぎょう|計画|目標|担当|所管|施策|指標|予算|実績|課|市|プラン|project|plan|target|department|policy|budget|indicator")

_MEASURED: dict[str, Callable[[Project, Sequence[FiscalYear]], bool]] = {  # by field: whether an indicator has it, in these years if any
    "indicator": lambda one, _: one.indicator is not None,
    "baseline": lambda one, _: one.baseline is not None,
    "target": lambda one, years: _is_set(one.targets, years),
    "result": lambda one, years: _is_set(one.results, years),
}


class Replier:
    """Composes replies from one library."""

    def __init__(self, library: Library, today: FiscalYear) -> None:
        self._library = library
        self._details = Details(library)
        self._today = today

    def reply(self, draft: Draft, decision: Decision) -> Status:
        """Fill the draft and return its status."""
        query = draft.query
        if query.kind != "question":
            return self._fixed(draft)
        replies = {
            "plan": self._plan, "list": self._list, "most": self._most, "links": self._links, "projects": self._projects, "clarify": self._clarify,
            "no_subject": self._no_subject, "none": self._none, "reask": self._reask, "no_counterpart": self._no_counterpart,
        }  # fmt: skip
        return replies[decision.kind](draft, decision)

    # --- without evidence -----------------------------------------------------------------------------

    def _fixed(self, draft: Draft) -> Status:
        statuses: dict[str, Status] = {
            "greeting": "greeting",
            "thanks": "greeting",
            "help": "greeting",
            "refused": "refused",
            "other_place": "out_of_scope",
            "third_language": "out_of_scope",
            "unreadable": "not_found",
        }
        draft.decline(draft.say(draft.query.kind, plans=draft.wording.plans(self._library.plans)))
        return statuses[draft.query.kind]

    def _no_subject(self, draft: Draft, decision: Decision) -> Status:
        query = draft.query
        if not (query.asks or query.years or (query.absent and _SPEAKS_OF_PLANS.search(query.text))):
            draft.decline(draft.say("out_of_scope", plans=draft.wording.plans(self._library.plans)))
            return "out_of_scope"
        draft.decline(draft.say("clarify_subject"))
        return "clarify"

    def _reask(self, draft: Draft, decision: Decision) -> Status:
        draft.decline(draft.say(decision.says))
        return "clarify"

    def _none(self, draft: Draft, decision: Decision) -> Status:
        if self._tells_surely(draft, decision):
            return "answered"
        if draft.query.absent and (draft.query.departments or not draft.query.has_subject):
            labels = [load_cues().absent[name][f"label_{draft.wording.language}"] for name in draft.query.absent]
            draft.decline(draft.say("absent_plan", label=draft.wording.join(labels)))
            return "not_found"
        query = draft.query
        nothing_near = not decision.found or max(each.evidence for each in decision.found) < NOTHING_NEAR
        if nothing_near and not _SPEAKS_OF_PLANS.search(query.text) and not query.plan_ids and not query.departments:
            return self._outside(draft)
        if decision.near and not query.inherited:
            return self._near(draft, decision)
        about_plans = set(query.asks) & set(FIELD_ASKS) - {"description", "when"} or query.plan_ids or query.absent
        if about_plans and not query.inherited:
            draft.decline(draft.say("not_found_project"))
            return "not_found"
        return self._outside(draft)

    def _outside(self, draft: Draft) -> Status:
        """Say that no project is about it or, where it is no matter of a city, that it is none of the plans'."""
        if is_municipal(draft.query):
            draft.decline(draft.say("not_found_project"))
            return "not_found"
        draft.decline(draft.say("out_of_scope", plans=draft.wording.plans(self._library.plans)))
        return "out_of_scope"

    def _tells_surely(self, draft: Draft, decision: Decision) -> bool:
        """Whether a line of the project spoken of before surely answers, or else one of a single project of those that may be meant; tells it."""
        free = not (draft.query.absent or set(draft.query.asks) & {*CORE_ASKS, "action", *LIST_ASKS})
        spoken = (decision.spoken,) if decision.spoken else ()
        for projects in (spoken, decision.near if free and not decision.faint else ()):
            told = [(project, piece) for project in projects if (piece := self._details.surest_of(draft, project))]
            if len(told) == 1:
                return self._details.tell(draft, told[0][0], [told[0][1]])
        return False

    def _near(self, draft: Draft, decision: Decision) -> Status:
        """Name the projects that may be meant, where none is sure, and tell nothing of them."""
        draft.decline(draft.say("not_found_near" if len(decision.near) > 1 else "not_found_near_one"))
        self._candidates(draft, decision.near)
        return "not_found"

    def _clarify(self, draft: Draft, decision: Decision) -> Status:
        draft.decline(draft.say("clarify"))
        self._candidates(draft, decision.projects)
        return "clarify"

    def _candidates(self, draft: Draft, projects: Sequence[Project]) -> None:
        """A line for each project that may be meant, with its plan."""
        for project in projects:
            item = draft.say("clarify_item", title=project.title.printed, plan=self._library.plan_of(project).title)
            draft.decline(item, draft.cite(project.head, project))

    # --- plans ------------------------------------------------------------------------------------------

    def _plan(self, draft: Draft, decision: Decision) -> Status:
        answer_plans(draft, decision)
        return draft.status

    # --- lists --------------------------------------------------------------------------------------------

    def _list(self, draft: Draft, decision: Decision) -> Status:
        filters = self._filter_text(draft, decision)
        if not decision.projects and decision.listing:
            draft.decline(draft.say("list_rest_none" if decision.listing == "rest" else "list_narrowed_none", filter=filters))
            return "not_found"
        if not decision.projects:
            plan = next((plan for plan in self._library.plans if plan.id in draft.query.plan_ids), None) or next(iter(self._library.plans), None)
            if plan is None:
                return self._none(draft, decision)
            run = [self._library.projects_run_by([name])[:1] for name in draft.query.departments]  # where each department that is told stands
            heads = [draft.cite(project.head, project) for projects in run for project in projects]
            draft.decline(draft.say("list_none", filter=filters), draft.cite(plan.title_span, None, plan), *heads)
            return "not_found"
        of_plan = {"goals", "policies"} & set(draft.query.asks) and not decision.mark  # 重点施策 is a mark of measures
        if of_plan or ("count" in draft.query.asks and "施策" in draft.query.text and not draft.query.numbered):
            tell_headings(draft, self._library.plan_of(decision.projects[0]), "policies")
        asked, parts = draft.query, self._by_plan(draft, decision)
        for part in parts:
            draft.query = replace(asked, plan_ids=(part.projects[0].plan_id,)) if len(parts) > 1 else asked
            restricted = replace(part, projects=part.added or part.projects)  # what extends a list, not what was told before
            list_projects(draft, self._filter_text(draft, restricted), part, self._filter_headings(draft, restricted))
        draft.query = asked
        return "answered"

    def _most(self, draft: Draft, decision: Decision) -> Status:
        tell_most(draft, self._filter_text(draft, replace(decision, keyword=None)), decision)
        return draft.status

    def _by_plan(self, draft: Draft, decision: Decision) -> list[Decision]:
        """A list for each plan where it is of a goal, policy or category: the same number is another one in another plan; or where each is counted."""
        query = draft.query
        whole = (
            "count" in query.asks and _EACH.search(query.text) and not (query.departments or decision.keyword or set(query.asks) & CONDITIONS or query.years)
        )
        if not (query.numbered or query.categories or whole) or decision.mark or decision.beyond or decision.listing == "extended":
            return [decision]
        plans = dict.fromkeys(project.plan_id for project in decision.projects)
        return [replace(decision, projects=tuple(project for project in decision.projects if project.plan_id == plan)) for plan in plans]

    def _filter_headings(self, draft: Draft, decision: Decision) -> list[int]:
        """Citations of the goals, policies, categories and dated marks that restrict a list."""
        cells: list[int] = []
        for plan in self._plans_of(decision):
            if len(self._library.listed_projects_of(plan.id)) == len(decision.projects) and decision.projects[0].plan_id == plan.id:
                cells += [draft.cite(fact.text.span, None, plan) for fact in plan.facts if fact.kind == "counts"]
            headings = [heading_of(plan, kind, number) for kind, number in draft.query.numbered]
            headings += [each for each in plan.categories if each.number in draft.query.categories]
            cells += [draft.cite(heading.span, None, plan) for heading in headings if heading]
        spans = decision.mark.spans if decision.mark and decision.mark.year else {}  # where the year stands
        return [*cells, *(draft.cite(spans[project.id], project) for project in decision.projects if project.id in spans)]

    def _plans_of(self, decision: Decision, named: Sequence[str] = ()) -> list[Plan]:
        """The plans of the projects of a list, and those `named`, in their order."""
        ids = {*named, *(project.plan_id for project in decision.projects)}
        return [plan for plan in self._library.plans if plan.id in ids]

    def _filter_text(self, draft: Draft, decision: Decision) -> str:
        query = draft.query
        plans = self._plans_of(decision, query.plan_ids) or (self._library.plans if decision.listing else ())
        parts: list[str] = []
        if query.plan_ids or (not decision.listing and (query.years or not (query.departments or decision.keyword))):
            few = len(plans) <= MOST_PLANS
            parts += [draft.say("filter_plan", plan=plan.title) for plan in plans] if few else [draft.say("filter_plans")]
        if query.departments and (decision.listing or decision.held or not decision.keyword):
            names = alike_called(query.departments)
            several = "filter_departments_all" if is_together(query) else "filter_departments"
            by = "filter_except" if EXCEPT.search(query.text) else several if len(names) > 1 else "filter_department"
            parts.append(draft.say(by, name=draft.wording.join(names)))
        known = plans or sorted(self._library.plans, key=lambda plan: not plan.covers(self._today))
        for place, (kind, number) in enumerate(query.numbered, 1):
            heading = next((found for plan in known if (found := heading_of(plan, kind, number))), None)
            shown, printed = (heading.number, heading.name) if heading else (number, "－")
            out = is_left_out((kind, number), query.text)
            key = f"filter_except_{kind}" if out else f"filter_{kind}"
            part = draft.say(key, label=heading_word(draft, kind, heading), number=shown, name=printed)
            also = draft.wording.language == "ja" and not out and (kind in [each for each, _ in query.numbered[place:]])
            parts.append(part.removesuffix("の") + draft.say("joiner") if also else part)
        categories = {heading.number: heading.name for plan in known for heading in plan.categories}
        if query.categories and not decision.mark:
            parts.append(draft.say("filter_category", name=draft.wording.join([categories.get(number, number) for number in query.categories])))
        conditions = set(query.asks) & CONDITIONS
        if decision.required:
            conditions &= OF_DEPARTMENTS
        if query.years and not (conditions or decision.required) and (decision.listing or ("achievement" in query.asks and not decision.keyword)):
            parts.append(draft.say("filter_done", year=draft.wording.years(query.years)))
        for condition in sorted(conditions):
            dated = query.years and condition in DATED_CONDITIONS
            if condition in OF_ANY_YEAR and len(query.years) > 1:
                parts.append(draft.say(OF_ANY_YEAR[condition], year=draft.wording.years(query.years), has=draft.say("has_yes")))
                continue
            parts.append(draft.say(f"filter_{condition}{'_year' * bool(dated)}", year=draft.wording.years(query.years)))
        if decision.required:
            parts.append(say_requirements(draft, decision.required))
        if decision.keyword:
            key = "filter_keyword_indicator" if decision.held and decision.held.of_indicator else "filter_keyword"
            parts.append(self._filter_mark(draft, decision.mark) if decision.mark else draft.say(key, word=decision.keyword))
        if decision.others:
            parts.insert(0 if draft.wording.language == "ja" else len(parts), draft.say(decision.others))
        return draft.say("filter_join").join(parts)

    def _filter_mark(self, draft: Draft, mark: Marked) -> str:
        return draft.say("filter_mark_year", word=mark.name, year=draft.wording.year(mark.year)) if mark.year else draft.say("filter_mark", word=mark.name)

    def _links(self, draft: Draft, decision: Decision) -> Status:
        """The undertakings that run through several plans."""
        return "answered" if list_links(draft) else "not_found"

    # --- projects -----------------------------------------------------------------------------------------

    def _projects(self, draft: Draft, decision: Decision) -> Status:
        if decision.sides:
            set_against(draft, decision.sides, decision.directed, self._today)
            return draft.status
        asked = draft.query
        compared = len(decision.projects) > 1 and bool(set(asked.asks) & COMPARING)
        each = _of_each(asked) if compared else asked
        for project in decision.projects:
            draft.query = replace(each, years=()) if _holds_date(each, project) else self._of_plan(each, project, decision)
            if HISTORY in asked.asks:
                self._history(draft, project, decision)
            else:
                self._project(draft, project)
        draft.query = asked
        if len(decision.projects) == 1 and HISTORY not in asked.asks:
            self._related(draft, decision.projects[0], decision)
        elif compared:
            compare_projects(draft, decision.projects, asked.years or (self._today,))
        return draft.status

    def _no_counterpart(self, draft: Draft, decision: Decision) -> Status:
        """The project spoken of has none in the plan that is asked for (RPAの担当は, and then 昔の計画では)."""
        for project in decision.projects:
            plan = self._library.plan_of(project)
            head = draft.cite(project.head, project)
            draft.decline(draft.say("no_counterpart", title=project.title.printed, plan=plan.title), head, draft.cite(plan.title_span, None, plan))
        return "not_found"

    def _of_plan(self, query: Query, project: Project, decision: Decision) -> Query:
        """The query with the years of the project's plan and the fields that it has alone, where projects of several plans are asked for."""
        if len({each.plan_id for each in decision.projects}) < 2:
            return query
        asks = tuple(ask for ask in query.asks if ask not in ("target", "achievement") or has_field(project, [ask])) or query.asks
        return replace(query, asks=asks, years=tuple(filter(self._library.plan_of(project).covers, query.years)))

    def _history(self, draft: Draft, project: Project, decision: Decision) -> None:
        """The project in each plan, and what else is asked of it; its departments are told with the plans."""
        answer_history(draft, project, self._today, decision.alike)
        for other in decision.alike:
            self._details.tell_mention(draft, other)
        told = {each.text for each in draft.statements}
        beside = tuple(ask for ask in draft.query.asks if ask not in (HISTORY, "owner", "followup"))
        if beside or draft.query.absent:
            place = len(draft.statements)
            draft.query = replace(draft.query, asks=beside)
            self._project(draft, project)
            draft.statements[place:] = [each for each in draft.statements[place:] if each.text not in told]

    def _project(self, draft: Draft, project: Project) -> None:
        """What is asked of a project: its fields, or else the piece that surely tells it."""
        project = asked_indicator(draft.query, project)
        if _ASKS_WHICH_PLAN.search(draft.query.text):
            plan = self._library.plan_of(project)
            draft.fact(
                draft.say("in_plan", title=project.title.printed, plan=plan.title), draft.cite(project.head, project), draft.cite(plan.title_span, None, plan)
            )
            if not set(draft.query.asks) & set(FIELD_ASKS) - {"description"}:
                return
        told, before = draft.answered, len(draft.statements)
        self._by_fields(draft, project)
        if draft.answered > told:
            return
        piece = self._details.taken_amiss(draft, project)
        figures = [] if piece else figures_meant(draft.query, project, self._library.plan_of(project))
        if piece or figures:
            draft.take_back(before)
        if piece:
            self._details.tell(draft, project, [piece])
        for ask in figures:
            answer_field(draft, ask, project, self._details.years(draft, project))

    def _by_fields(self, draft: Draft, project: Project) -> None:
        if "budget" in draft.query.absent and (names_indicator(draft.query, project) or asks_measured_money(draft.query, project)):  # 広告料収入額
            draft.query = replace(draft.query, absent=tuple(each for each in draft.query.absent if each != "budget"))
        if "period" in draft.query.asks and _ASKS_YEARS.search(draft.query.text):  # of what was done
            draft.query = replace(draft.query, asks=tuple("when" if ask == "period" else ask for ask in draft.query.asks))
        query = draft.query
        if remarks := asked_remarks(query, project, self._details.years(draft, project)):
            for remark in remarks:
                tell_remark(draft, project, remark)
            asks = ["result"] if "achievement" in query.asks and project.results and names_indicator(query, project) else []
            for ask in (*asks, *_core_asks(query)):
                answer_field(draft, ask, project, self._details.years(draft, project))
            return
        counts = (query.counter or "").endswith(QUANTITY) and not self._details.measures(draft, project)  # 枚数を年度別に, where none is told
        if asks_course(query, project) and set(query.absent) <= BESIDE_COURSE and not counts and tell_course(draft, project):
            for ask in _core_asks(query):
                answer_field(draft, ask, project, self._details.years(draft, project))
            return
        doubted = self._details.doubts_year(draft, project)
        ranked = self._details.ranked(draft, project, doubted)
        beside = set(query.absent) <= BESIDE_FIELDS and bool(set(query.asks) & {*REASONED, "when"})  # 使い方を教える事業の担当課: not asked for
        if query.absent and not beside and not self._details.absent(draft, project, ranked):
            return
        if self._puts_right(draft, project, doubted):
            return
        about = _counted_in(query, project, ranked)
        if not doubted and (tell_years_where(draft, project, about) or tell_worked_out(draft, project, ranked, about, self._details.years(draft, project))):
            return
        asks = ["when"] if doubted else self._asks(draft, project, about)
        by_year = asks and not doubted and not set(query.asks) - {"count"} and not query.departments  # a year alone asks for fields, beside words for one piece
        told = self._details.surest(query, project, ranked) if by_year and self._details.asks_more(draft, project) else None
        told = self._details.run_by_another(draft, project, ranked) if asks == ["owner"] else told
        if told:
            self._details.tell(draft, project, [told])
            return
        if not asks:
            self._details.quote(draft, project, ranked)
            return
        for ask in asks:
            if ask in ARITHMETIC_ASKS:
                calculate(draft, ask, project, about, self._details.years(draft, project))
            elif ask == "when":
                self._details.tell_when(draft, project, ranked, doubted)
            elif ask in ("achievement", "description") and self._details.tell_asserted(draft, project):
                continue
            elif ask == "achievement" and not self._details.measures(draft, project):
                self._details.quote(draft, project, ranked)
            elif (ask == "achievement" and self._details.list_some(draft, project, ranked)) or (
                ask == "description" and self._details.quote_better(draft, project, ranked)
            ):
                continue
            else:
                for one in _telling(query, ask, project, self._details.years(draft, project)):
                    answer_field(draft, ask, one, self._details.years(draft, project))
        if asks == ["owner"]:  # 緊急対策課が5つの自治会で試したのでしたよね
            self._details.tell_asserted(draft, project)

    def _puts_right(self, draft: Draft, project: Project, doubted: bool) -> bool:
        """Whether an act is told that was done in another year than the one asserted; told of another project of the plan where that bears it out."""
        act = self._details.other_act(draft, project)
        if (doubted or act) and (elsewhere := self._details.borne_out_elsewhere(draft, project)):
            return answer_when(draft, *elsewhere)
        return act is not None and answer_when(draft, project, act, doubted=True)

    def _asks(self, draft: Draft, project: Project, about: Atom | None) -> list[str]:
        """The fields to answer, in order; arithmetic only where the project has figures for it, and those of targets for no question about what was done."""
        if set(draft.query.asks) & ARITHMETIC_ASKS:
            done = draft.query.past or "achievement" in draft.query.asks
            detail = bool(_ASKS_ONE_OF.search(draft.query.text)) and draft.query.intent.of(("detail",)) >= NO_FIGURE  # どの小学校が一番多い
            detail = detail or bool(draft.query.counter and (OF_PART.search(draft.query.text) or not gives_amounts(project, draft.query.counter)))
            detail = detail or _asks_amount(draft.query, project)
            if detail or (done and project.targets and not project.results) or not can_calculate(project, about):
                draft.query = replace(draft.query, asks=tuple(ask for ask in draft.query.asks if ask not in ARITHMETIC_ASKS))
        return fields_asked(draft.query, project, self._library.plan_of(project), self._details.asks_more(draft, project))

    def asks_freely(self, draft: Draft, project: Project) -> bool:
        """Whether the question is told by no field of the project, but by a piece of it or by none."""
        ranked = self.pieces(draft, project)
        return not (draft.query.absent or self._details.doubts_year(draft, project) or self._asks(draft, project, ranked[0].atom if ranked else None))

    def pieces(self, draft: Draft, project: Project) -> list[Ranked]:
        """The pieces of the project that may answer the question, best first."""
        return self._details.ranked(draft, project, doubted=False)

    # --- around the answer ----------------------------------------------------------------------------------

    def _related(self, draft: Draft, project: Project, decision: Decision) -> None:
        """Mention the same undertaking in another plan, as inferred, and the change of department where that is asked for."""
        links = self._library.links_of(project)
        if not links or not draft.answered or draft.query.absent:
            return
        query, other = draft.query, links[0].other
        plan = self._library.plan_of(other)
        key = "related_confirmed" if links[0].origin == "confirmed" else "related"
        text = draft.say(key, plan=plan.title, title=other.title.printed)
        if "owner" in query.asks and other_department(project, other):
            of_both = plan.id in query.plan_ids or any(map(plan.covers, query.years)) or _OF_BOTH.search(query.text)
            differs = draft.say("related_owner_asked" if of_both else "related_owner", departments=draft.wording.join(other.department_names))
            draft.decline(text + differs, draft.cite(other.head, other), draft.cite(project.head, project))
        else:
            draft.decline(text, draft.cite(other.head, other))

    def suggestions(self, draft: Draft, decision: Decision) -> tuple[str, ...]:
        """Questions that lead to answers: other fields of the project, or the candidates."""
        if any(map(is_cut, self._by_plan(draft, decision))):
            return (draft.say("ask_whole"),)
        candidates = decision.projects if decision.kind == "clarify" else decision.near
        if candidates:
            asks = draft.query.asks or (draft.query.intent.name,)  # only offered, so however unsure
            return tuple(draft.say(f"ask_{_asked_again(asks, project)}", title=project.title.printed) for project in candidates[:MOST_SUGGESTIONS])
        project = decision.projects[0] if decision.kind == "projects" and decision.projects else None
        if project is None:
            project = next((each for each in self._library.projects if each.targets), None)
            if project is None or draft.query.kind not in ("greeting", "help", "unreadable"):
                return ()
        return tuple(self._open_questions(draft, project))[:MOST_SUGGESTIONS]

    def _open_questions(self, draft: Draft, project: Project) -> list[str]:
        title, asked = project.title.printed, draft.query.asks
        plan = self._library.plan_of(project)
        year = self._today if plan.covers(self._today) else plan.last_year
        target = project.target(year)
        done = sorted({done for item in project.achievements for done in item.years})
        open_fields = {
            "ask_owner": "owner" not in asked and bool(project.departments),
            "ask_target": "target" not in asked and bool(target and target.is_set),
            "ask_achievement": "achievement" not in asked and bool(done),
            "ask_indicator": "indicator" not in asked and bool(project.indicator),
            "ask_action": "action" not in asked and any(action.certain for action in project.actions),
            "ask_description": "description" not in asked and bool(project.description),
        }
        year = done[-1] if done else year
        return [draft.say(key, title=title, year=draft.wording.year(year)) for key, is_open in open_fields.items() if is_open]


def _asks_amount(query: Query, project: Project) -> bool:
    """Whether the most or least money is asked for (the maximum amount of the subsidy), of a project whose targets count other things."""
    money = set(query.asks) & {"largest", "smallest"} and _OF_MONEY.search(query.text) and not (query.counter or asked_units(query.text))
    return bool(money) and not any("円" in target.cell.printed for target in project.targets) and "円" not in indicator_of(project)


def _core_asks(query: Query) -> list[str]:
    """The core fields that are asked for beside something else; the department only where it is named as such."""
    return [ask for ask in query.asks if ask in CORE_ASKS and (ask != "owner" or _NAMES_OWNER.search(query.text))]


def _asked_again(asks: Sequence[str], project: Project) -> str:
    """What a suggestion asks of a candidate: the field that was asked for, where it has that."""
    return next((ask for ask in asks if ask in _ASKED_AGAIN and _ASKED_AGAIN[ask](project)), "description")


def _telling(query: Query, ask: str, project: Project, years: Sequence[FiscalYear]) -> tuple[Project, ...]:
    """The project, and once more for each further indicator of which what is asked is told; alone where a question that names a quantity asks of one."""
    tells = _MEASURED.get(ask)
    names_one = ask != "indicator" and (query.counter or asked_units(query.text))
    further = further_indicators(project) if tells and not names_one else ()
    return tuple(one for one in (project, *further) if tells and further and tells(one, years)) or (project,)


def _is_set(values: Sequence[Target], years: Sequence[FiscalYear]) -> bool:
    return any(value.is_set and (not years or value.year in years) for value in values)


def _of_each(query: Query) -> Query:
    """What is asked of each of several projects that are compared: its target."""
    return replace(query, asks=tuple(dict.fromkeys("target" if ask in COMPARING else ask for ask in query.asks)))


def _counted_in(query: Query, project: Project, ranked: Sequence[Ranked]) -> Atom | None:
    """The piece that a question is about: the best one, or, where something is worked out of what was done, the first near it that counts year by year."""
    best = ranked[0].atom if ranked else None
    each_year = "all" in query.edges and not TOTALS.search(query.text)
    if not set(query.asks) & ARITHMETIC_ASKS or each_year or project.targets or can_calculate(project, best):
        return best
    near = (each.atom for each in ranked if each.score >= NEARLY_BEST * ranked[0].score)
    return next((atom for atom in near if can_calculate(project, atom)), best)


def _holds_date(query: Query, project: Project) -> bool:
    """Whether a month that the question names (平成28年1月, H28.1) stands in the project: it is what is spoken of, and no fiscal year is asked."""
    found = _MONTH_NAMED.finditer(squeeze(normalise(query.text)))
    months = [f"{_ERAS.get(match['era'], match['era'])}{match['year']}年{int(match['month'])}月" for match in found]
    return any(month in squeeze(normalise(text)) for text in (project.texts() if months else ()) for month in months)
