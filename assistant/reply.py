"""The reply to a decided question: which statements are said, in which order, and what may be asked next."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from assistant.answer import Status
from assistant.compose import (
    Draft,
    achievement_series,
    answer_detail,
    answer_field,
    answer_series_sum,
    answer_sum,
    answer_when,
    list_achievements,
    list_projects,
)
from assistant.cues import load_cues
from assistant.decide import same_undertaking
from assistant.decision import Decision
from assistant.evidence import Atom, Ranked, atoms_of, holds_counted, literal_runs, nested_text, only_counts, rank_atoms
from assistant.fields import ASKS_WHICH, asked_years, fields_asked, figures_of, years_of_figure
from assistant.lists import EXCEPT
from assistant.understand import ANY_FIGURE, FIELD_ASKS, PLAN_ASKS, Query
from corpus.library import Library
from corpus.text import loose, squeeze
from corpus.values import Heading, Plan, Project
from corpus.words import words
from corpus.years import FiscalYear

# Chosen on the open evaluation cases; see docs/decisions/0004-finding.md.
LEAST_DETAIL = 0.36  # score of a piece below which it does not answer a free question
LEAST_GIVEN = 0.45  # the same for a piece that gives what plans rarely give, without naming it
CLOSE_GIVEN = 0.5  # and at least this share of the best piece's score
SHORTEST_THING = 2  # characters at the end of the thing's word that the question has, too
LEAST_WHEN = 0.3  # score of a piece below which it is not what was asked for
LEAST_NAMED = 0.5  # share of all words of the question, those of the title too, that a piece with a time must hold
LITERAL_SURE = 5  # characters named word for word that make up for that
LEAST_UNSURE = 0.5  # share of the words that a piece must hold where the question has words that no document holds
LEAST_WHETHER = 0.7  # the same where the question asks whether something is so
CLOSE_DETAIL = 0.75  # pieces at least this share of the best one's score are told too
CLOSE_COUNTED = 0.95  # the same where a number is asked for
SAME_PIECE = 0.8  # share of the best score from which a piece of another year tells of the same thing
LITERAL_PREMISE = 4  # characters named word for word that make a wrong year a wrong premise
REASONED = frozenset({"target", "indicator", "baseline", "owner", "category"})  # fields whose reason a plan does not give
BESIDE_FIELDS = frozenset({"howto", "event", "name"})  # words that tell of a project rather than ask, where a field is asked for
DONE_KINDS = frozenset({"achievement", "note", "sidebar"})  # pieces that tell what happened
MOST_DETAILS = 3  # pieces quoted for one free question
MOST_SUGGESTIONS = 3
NOTHING_NEAR = 0.3  # score of the best project below which a question that speaks of no plan is about something else


_NAMED_WHAT = re.compile(r"(?:何|なん)(?:という|ていう|と言う|っていう)([一-龯ァ-ヴー]{2,})(?<!事業)")
_ASKED_AGAIN = ("owner", "indicator", "action")  # fields that a suggestion asks of a candidate in place of its description
_NAME_OF = re.compile(r"([一-龯々ァ-ヴー]{2,})の(?:お?名前|名称|正式名)")
_OPEN = re.compile(
    r"どんな|どのような|どういう|どういった|(?:何|なに)(?:を|が(?!あ)|に|で(?!す|し))|(?:何|なん)のため|どう(?:する|やって|なる|変)"
    r"|\bwhat (?:kind|sort|new|problem)|\bwhat\b.*\b(?:do|does|did|will|going to|hope|want|trying)\b|\bhow (?:do|does|will|would|is|are|was|were)\b"
)
_SPEAKS_OF_PLANS = re.compile(r"事業|じぎょう|計画|目標|担当|所管|施策|指標|予算|実績|課|市|プラン|project|plan|target|department|policy|budget|indicator")


class Replier:
    """Composes replies from one library."""

    def __init__(self, library: Library, today: FiscalYear) -> None:
        self._library = library
        self._today = today

    def reply(self, draft: Draft, decision: Decision) -> Status:
        """Fill the draft and return its status."""
        query = draft.query
        if query.kind != "question":
            return self._fixed(draft)
        replies = {
            "plan": self._plan, "list": self._list, "projects": self._projects, "clarify": self._clarify, "no_subject": self._no_subject, "none": self._none,
        }  # fmt: skip
        return replies[decision.kind](draft, decision)

    # --- without evidence -----------------------------------------------------------------------------

    def _fixed(self, draft: Draft) -> Status:
        statuses: dict[str, Status] = {
            "greeting": "greeting",
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

    def _none(self, draft: Draft, decision: Decision) -> Status:
        if draft.query.absent and (draft.query.departments or not draft.query.has_subject):
            labels = [load_cues().absent[name][f"label_{draft.wording.language}"] for name in draft.query.absent]
            draft.decline(draft.say("absent_plan", label=draft.wording.join(labels)))
            return "not_found"
        query = draft.query
        nothing_near = not decision.found or max(each.evidence for each in decision.found) < NOTHING_NEAR
        if nothing_near and not _SPEAKS_OF_PLANS.search(query.text) and not query.plan_ids and not query.departments:
            draft.decline(draft.say("out_of_scope", plans=draft.wording.plans(self._library.plans)))
            return "out_of_scope"
        if decision.near and not query.inherited:
            return self._near(draft, decision)
        about_plans = set(query.asks) & set(FIELD_ASKS) - {"description", "when"} or query.plan_ids or query.absent
        if about_plans and not query.inherited:
            draft.decline(draft.say("not_found_project"))
            return "not_found"
        draft.decline(draft.say("out_of_scope", plans=draft.wording.plans(self._library.plans)))
        return "out_of_scope"

    def _near(self, draft: Draft, decision: Decision) -> Status:
        """Name the projects that may be meant, where none is sure, and tell nothing of them."""
        draft.decline(draft.say("not_found_near"))
        self._candidates(draft, decision.near)
        return "not_found"

    def _clarify(self, draft: Draft, decision: Decision) -> Status:
        draft.decline(draft.say("clarify"))
        self._candidates(draft, decision.projects)
        return "clarify"

    def _candidates(self, draft: Draft, projects: Sequence[Project]) -> None:
        """A line for each project that may be meant, with its plan."""
        for project in projects:
            item = draft.say("clarify_item", title=project.title.printed, plan=self._plan_of(project).title)
            draft.decline(item, draft.cite(project.head, project))

    # --- plans ------------------------------------------------------------------------------------------

    def _plan(self, draft: Draft, decision: Decision) -> Status:
        plan, query = decision.plan, draft.query
        if plan is None:
            return self._none(draft, decision)
        if query.numbered and not set(query.asks) & {"period", "progress", "basic_idea"}:
            self._headings_named(draft, plan)
        for ask in dict.fromkeys(query.asks or ("overview",)):
            if ask in ("goals", "policies"):
                self._headings(draft, plan, ask)
            elif ask in PLAN_ASKS or ask == "description":
                self._facts(draft, plan, {"description": "overview"}.get(ask, ask))
            elif ask == "count" and any(fact.kind == "counts" for fact in plan.facts):
                self._facts(draft, plan, "counts")
        if not draft.statements:
            draft.decline(draft.say("plan_fact_none", plan=plan.title), draft.cite(plan.title_span, None, plan))
        return draft.status

    def _facts(self, draft: Draft, plan: Plan, kind: str) -> None:
        if kind == "categories":
            self._category_names(draft, plan)
        kinds = (kind, "category_review") if kind == "categories" else (kind,)
        facts = [fact for fact in plan.facts if fact.kind in kinds]
        runs = literal_runs(draft.query.text)
        facts += [fact for fact in plan.facts if fact not in facts and any(run in loose(fact.text.printed) for run in runs if run not in loose(plan.title))]
        for fact in {fact.text.printed: fact for fact in facts}.values():
            draft.fact(draft.say("plan_fact", plan=plan.title, text=fact.text.printed), draft.cite(fact.text.span, None, plan))
        if not facts:
            draft.decline(draft.say("plan_fact_none", plan=plan.title), draft.cite(plan.title_span, None, plan))

    def _category_names(self, draft: Draft, plan: Plan) -> None:
        asked = set(re.findall(r"区分の?([a-z])|category ([a-z])\b", draft.query.text))
        letters = {letter.upper() for pair in asked for letter in pair if letter} | set(draft.query.categories)
        for heading in plan.categories:
            if heading.number in letters:
                draft.fact(draft.say("category_name", number=heading.number, name=heading.name), draft.cite(heading.span, None, plan))

    def _headings(self, draft: Draft, plan: Plan, kind: str) -> None:
        headings = plan.goals if kind == "goals" else plan.policies
        if not headings:
            draft.decline(draft.say("plan_fact_none", plan=plan.title), draft.cite(plan.title_span, None, plan))
            return
        cells = [draft.cite(heading.span, None, plan) for heading in headings]
        draft.fact(draft.say(kind, plan=plan.title, count=len(headings)), *cells)
        for heading, cell in zip(headings, cells, strict=True):
            draft.fact(draft.say("heading_item", number=heading.number, name=heading.name), cell)

    def _headings_named(self, draft: Draft, plan: Plan) -> None:
        for kind, number in draft.query.numbered:
            heading = _heading(plan, kind, number)
            if heading:
                draft.fact(draft.say(f"{kind}_name", plan=plan.title, number=number, name=heading.name), draft.cite(heading.span, None, plan))

    # --- lists --------------------------------------------------------------------------------------------

    def _list(self, draft: Draft, decision: Decision) -> Status:
        filters = self._filter_text(draft, decision)
        if not decision.projects:
            plan = next((plan for plan in self._library.plans if plan.id in draft.query.plan_ids), None) or next(iter(self._library.plans), None)
            if plan is None:
                return self._none(draft, decision)
            draft.decline(draft.say("list_none", filter=filters), draft.cite(plan.title_span, None, plan))
            return "not_found"
        if {"goals", "policies"} & set(draft.query.asks) or ("count" in draft.query.asks and "施策" in draft.query.text and not draft.query.numbered):
            plan = self._library.plan(decision.projects[0].plan_id)
            if plan:
                self._headings(draft, plan, "policies")
        list_projects(draft, filters, decision.projects, self._filter_headings(draft, decision))
        return "answered"

    def _filter_headings(self, draft: Draft, decision: Decision) -> list[int]:
        """Citations of the goals, policies and categories that restrict a list."""
        cells: list[int] = []
        for plan in self._library.plans:
            if len(self._library.projects_of(plan.id)) == len(decision.projects) and decision.projects[0].plan_id == plan.id:
                cells += [draft.cite(fact.text.span, None, plan) for fact in plan.facts if fact.kind == "counts"]
            if any(project.plan_id == plan.id for project in decision.projects):
                headings = [_heading(plan, kind, number) for kind, number in draft.query.numbered]
                headings += [each for each in plan.categories if each.number in draft.query.categories]
                cells += [draft.cite(heading.span, None, plan) for heading in headings if heading]
        return cells

    def _filter_text(self, draft: Draft, decision: Decision) -> str:
        query = draft.query
        plans = [plan for plan in self._library.plans if any(project.plan_id == plan.id for project in decision.projects) or plan.id in query.plan_ids]
        parts: list[str] = []
        if query.plan_ids or query.years or not (query.departments or decision.keyword):
            parts += [draft.say("filter_plan", plan=plan.title) for plan in plans]
        if query.departments and not decision.keyword:
            by = "filter_except" if EXCEPT.search(query.text) else "filter_departments" if len(query.departments) > 1 else "filter_department"
            parts.append(draft.say(by, name=draft.wording.join(query.departments)))
        for kind, number in query.numbered:
            heading = next((found for plan in plans if (found := _heading(plan, kind, number))), None)
            parts.append(draft.say(f"filter_{kind}", number=number, name=heading.name if heading else "－"))
        names = {heading.number: heading.name for plan in self._library.plans for heading in plan.categories}
        parts += [draft.say("filter_category", name=names.get(number, number)) for number in query.categories]
        if "achievement" in query.asks and query.years and not decision.keyword:
            parts.append(draft.say("filter_done", year=draft.wording.years(query.years)))
        if "several_departments" in query.asks:
            parts.append(draft.say("filter_several"))
        if "with_baseline" in query.asks:
            parts.append(draft.say("filter_with_baseline"))
        if "without_target" in query.asks:
            parts.append(draft.say("filter_without_target", year=draft.wording.years(query.years)))
        if decision.keyword:
            parts.append(draft.say("filter_keyword", word=decision.keyword))
        return draft.say("filter_join").join(parts)

    # --- projects -----------------------------------------------------------------------------------------

    def _projects(self, draft: Draft, decision: Decision) -> Status:
        for project in decision.projects:
            self._project(draft, project, decision)
        if len(decision.projects) == 1:
            self._related(draft, decision.projects[0], decision)
        return draft.status

    def _project(self, draft: Draft, project: Project, decision: Decision) -> None:
        query = draft.query
        ranked = self._ranked(draft, project)
        beside = set(query.absent) <= BESIDE_FIELDS and bool(set(query.asks) & {*REASONED, "when"})  # 使い方を教える事業の担当課: not asked for
        if query.absent and not beside and not self._absent(draft, project, ranked):
            return
        asks = self._asks(draft, project)
        if not asks:
            self._detail(draft, project, ranked)
            return
        for ask in asks:
            if ask == "sum":
                self._sum(draft, project, ranked)
            elif ask == "when":
                self._when(draft, project, ranked, self._doubts_year(draft, project))
            elif (ask == "achievement" and self._some_achievements(draft, project, ranked)) or (
                ask == "description" and self._better_detail(draft, project, ranked)
            ):
                continue
            else:
                answer_field(draft, ask, project, self._years(draft, project))

    def _sum(self, draft: Draft, project: Project, ranked: Sequence[Ranked]) -> None:
        """The sum of targets, or of what was counted year by year."""
        years = self._years(draft, project)
        series = achievement_series(project, ranked[0].atom if ranked else None, years)
        if project.targets or not series:
            answer_sum(draft, project, years)
        else:
            answer_series_sum(draft, project, series)

    def _asks(self, draft: Draft, project: Project) -> list[str]:
        """The fields to answer, in order."""
        if self._doubts_year(draft, project):
            return ["when"]
        residual = bool(self._residual(draft, project) or draft.query.unknown)
        return fields_asked(draft.query, project, self._plan_of(project), residual)

    def _years(self, draft: Draft, project: Project) -> tuple[FiscalYear, ...]:
        return asked_years(draft.query, self._plan_of(project))

    def _plan_of(self, project: Project) -> Plan:
        plan = self._library.plan(project.plan_id)
        assert plan is not None
        return plan

    def _doubts_year(self, draft: Draft, project: Project) -> bool:
        """Whether the question asserts a year for something that was done in another (更新は平成24年度でしたよね)."""
        query = draft.query
        if not (query.asks_whether and query.years and project.achievements) or set(query.asks) & {"target", "owner"}:
            return False
        ranked = self._rank(draft, project, [atom for atom in atoms_of(project) if atom.years])
        best = ranked[0] if ranked else None
        if best is None or best.literal < LITERAL_PREMISE or set(best.atom.years) & set(query.years):
            return False
        return not any(set(each.atom.years) & set(query.years) for each in ranked if each.score >= SAME_PIECE * best.score)

    def _residual(self, draft: Draft, project: Project) -> tuple[tuple[str, ...], ...]:
        """Terms of the question, known to the documents, beyond those that name the project."""
        named = set(words(project.title.printed)) | {word for name in project.department_names for word in words(name)}
        return tuple(term for term in draft.query.terms if named.isdisjoint(term) and not re.fullmatch(r"[ぁ-ん]{1,3}", term[0]))

    def _ranked(self, draft: Draft, project: Project) -> list[Ranked]:
        """The pieces of a project by how well they answer. What was planned is no answer to what was done."""
        atoms = atoms_of(project)
        query = draft.query
        if query.past and not project.achievements and "when" not in query.asks:
            atoms = tuple(atom for atom in atoms if atom.kind == "sidebar")
        if query.past and (query.asks_whether or "when" in query.asks) and any(atom.kind in DONE_KINDS for atom in atoms):
            atoms = tuple(atom for atom in atoms if atom.kind in DONE_KINDS)
        years = draft.query.years
        if years and not self._doubts_year(draft, project) and any(set(atom.years) & set(years) for atom in atoms):
            atoms = tuple(atom for atom in atoms if not atom.years or set(atom.years) & set(years))
        return self._rank(draft, project, atoms)

    def _rank(self, draft: Draft, project: Project, atoms: Sequence[Atom]) -> list[Ranked]:
        unknown = draft.query.unknown if draft.wording.language == "ja" else ()
        asked = self._residual(draft, project) or draft.query.terms
        title = loose(project.title.printed)
        runs = [run for run in literal_runs(draft.query.subject, draft.query.quoted) if run not in title]
        return rank_atoms(self._library, atoms, asked, unknown, draft.query.text, runs)

    def _absent(self, draft: Draft, project: Project, ranked: Sequence[Ranked]) -> bool:
        """Whether what plans rarely give stands in this one after all; says so when it does not."""
        tables = load_cues().absent
        for name in draft.query.absent:
            if name == "reason" and not set(draft.query.asks) & REASONED and not self._residual(draft, project):
                answer_field(draft, "description", project, ())
                continue
            held = _held(tables[name], squeeze(draft.query.text), ranked)
            if held:
                answer_detail(draft, project, held)
                continue
            own = loose(project.title.printed + (project.indicator.printed if project.indicator else ""))
            if any(loose(phrase) in own for phrase in tables[name]["ja"] if squeeze(phrase) in squeeze(draft.query.text)):
                continue  # 満足度 is the project's own indicator
            label = tables[name][f"label_{draft.wording.language}"]
            draft.decline(draft.say("absent", title=project.title.printed, label=label), draft.cite(project.head, project))
        return bool(set(draft.query.asks) & (set(FIELD_ASKS) - {"description", "when"})) and "reason" not in draft.query.absent

    def _detail(self, draft: Draft, project: Project, ranked: Sequence[Ranked]) -> bool:
        """Quote the pieces that answer a free question; say that the plan does not tell when none does."""
        counter, years = draft.query.counter, draft.query.years
        if years and project.achievements and not any(each.atom.told_years & set(years) for each in ranked):
            return answer_field(draft, "achievement", project, years)
        named = _NAMED_WHAT.search(draft.query.text)
        called = next((each.atom for each in ranked if named and _longer(named[1], each.atom.text, draft.query.text)), None)
        if called:
            return answer_detail(draft, project, called)
        least = LEAST_WHETHER if draft.query.asks_whether else LEAST_UNSURE if _unsure(draft.query) or ASKS_WHICH.search(draft.query.text) else 0.0
        fitting = [each for each in ranked if each.score >= LEAST_DETAIL and each.share >= least]
        best = [each for each in fitting if (not counter or holds_counted(each.atom.text, counter)) and not only_counts(draft.query.text, each.atom.text)]
        best = best or self._only_counted(draft, project, ranked)
        close = CLOSE_COUNTED if counter else CLOSE_DETAIL
        best = [each for each in best if each.score >= close * best[0].score][:MOST_DETAILS]
        asks_more = counter or ASKS_WHICH.search(draft.query.text) or _unsure(draft.query) or draft.query.past or self._residual(draft, project)
        if not best and not asks_more and project.description:
            return answer_field(draft, "description", project, ())
        if not best:
            return self._unknown_detail(draft, project)
        for each in best:
            answer_detail(draft, project, each.atom)
        return True

    def _only_counted(self, draft: Draft, project: Project, ranked: Sequence[Ranked]) -> list[Ranked]:
        """The one piece (of the years asked for) that counts what is asked, where the question speaks of nothing unknown; none where several do."""
        query = draft.query
        if not query.counter or any(map(_is_thing(query), query.unknown)):
            return []
        counted = [each for each in ranked if holds_counted(each.atom.text, query.counter) and (not query.years or set(each.atom.years) & set(query.years))]
        sure = query.counter != ANY_FIGURE or not self._residual(draft, project) or any(each.share for each in counted)
        return counted if len(counted) == 1 and sure else []

    def _unknown_detail(self, draft: Draft, project: Project) -> bool:
        """Tell the description to an open question; else say that the plan does not tell, and what it does say of the project."""
        if project.description and _is_open(draft.query):
            return answer_field(draft, "description", project, ())
        head = draft.cite(project.head, project)
        draft.decline(draft.say("unknown_detail", title=project.title.printed), head)
        if project.description:
            draft.decline(draft.say("given", text=project.description.printed), draft.cite(project.description.span, project))
        return False

    def _better_detail(self, draft: Draft, project: Project, ranked: Sequence[Ranked]) -> bool:
        """Quote a piece outside the description where it holds more of what was asked than the description does."""
        if not self._residual(draft, project) or not ranked:
            return False
        described = max((each.score for each in ranked if each.atom.kind == "description"), default=0.0)
        best = ranked[0]
        if best.atom.kind == "description" or best.score < max(LEAST_DETAIL * 1.5, described * 1.3):
            return False
        return answer_detail(draft, project, best.atom)

    def _when(self, draft: Draft, project: Project, ranked: Sequence[Ranked], doubted: bool) -> None:
        least = LEAST_UNSURE if _unsure(draft.query) else 0.0
        sure = [each for each in ranked if each.share >= least or each.literal >= LITERAL_SURE]
        timed = [each for each in sure if each.atom.has_time and each.score >= LEAST_WHEN] or self._named_and_timed(draft, project, least)
        reached = years_of_figure(draft.query, project)
        if reached:
            answer_field(draft, "target", project, reached)
        elif not timed and project.baseline and figures_of(draft.query.text) & figures_of(project.baseline.printed):
            answer_field(draft, "baseline", project, ())
        elif not timed:
            draft.decline(draft.say("when_none", title=project.title.printed), draft.cite(project.head, project))
        close = [each for each in timed if each.score >= CLOSE_DETAIL * timed[0].score][:MOST_DETAILS] if timed else []
        for each in close:
            answer_when(draft, project, each.atom, doubted)

    def _named_and_timed(self, draft: Draft, project: Project, least: float) -> list[Ranked]:
        """The pieces with a time by all words of the question, those of the title too: the system was built in H25."""
        atoms = [atom for atom in atoms_of(project) if atom.years]
        ranked = rank_atoms(self._library, atoms, draft.query.terms, (), draft.query.text, ())
        return [each for each in ranked if each.share >= max(least, LEAST_NAMED)]

    def _some_achievements(self, draft: Draft, project: Project, ranked: Sequence[Ranked]) -> bool:
        """List only the achievements that hold what the question adds to the project's name, where some do so clearly."""
        if draft.query.years and not any(project.done_in(year) for year in draft.query.years):
            return False
        if not self._residual(draft, project):
            return False
        best = [each for each in ranked if each.atom.kind == "achievement" and (each.share >= 0.6 or each.literal >= 6)]
        items = {(nested_text(item), item.span): item for item in project.achievements}
        chosen = [item for each in best[:MOST_DETAILS] if (item := items.get((each.atom.text, each.atom.span)))]
        if not chosen or draft.query.years:
            return False
        head = draft.cite(project.head, project)
        return list_achievements(draft, project, chosen, draft.say("achievement_all", title=project.title.printed), head)

    # --- around the answer ----------------------------------------------------------------------------------

    def _related(self, draft: Draft, project: Project, decision: Decision) -> None:
        """Mention the same undertaking in another plan, as inferred."""
        if not draft.answered or draft.query.absent:
            return
        for other in self._library.projects:
            if other.plan_id != project.plan_id and same_undertaking(project, other):
                plan = self._library.plan(other.plan_id)
                assert plan is not None
                draft.decline(draft.say("related", plan=plan.title, title=other.title.printed), draft.cite(other.head, other))
                return

    def suggestions(self, draft: Draft, decision: Decision) -> tuple[str, ...]:
        """Questions that lead to answers: other fields of the project, or the candidates."""
        candidates = decision.projects if decision.kind == "clarify" else decision.near
        if candidates:
            key = next((f"ask_{ask}" for ask in draft.query.asks if ask in _ASKED_AGAIN), "ask_description")
            return tuple(draft.say(key, title=project.title.printed) for project in candidates[:MOST_SUGGESTIONS])
        project = decision.projects[0] if decision.kind == "projects" and decision.projects else None
        if project is None:
            project = next((each for each in self._library.projects if each.targets), None)
            if project is None or draft.query.kind not in ("greeting", "help", "unreadable"):
                return ()
        return tuple(self._open_questions(draft, project))[:MOST_SUGGESTIONS]

    def _open_questions(self, draft: Draft, project: Project) -> list[str]:
        title, asked = project.title.printed, draft.query.asks
        plan = self._library.plan(project.plan_id)
        year = self._today if plan and plan.covers(self._today) else (plan.last_year if plan else self._today)
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


def _held(table: dict[str, Any], question: str, ranked: Sequence[Ranked]) -> Atom | None:
    """The piece that gives what plans rarely give: among the best where it looks so (`in_best`), or one that names it and holds `evidence`."""
    asked = loose(question)
    for each in ranked if "in_best" in table else ():
        close = each.score >= max(LEAST_GIVEN, CLOSE_GIVEN * ranked[0].score)
        if close and any(_gives(match, asked) for match in re.finditer(table["in_best"], squeeze(each.atom.text))):
            return each.atom
    thing = _NAME_OF.search(question) if table["name"] == "name" else None
    for each in ranked:
        if thing and each.score >= LEAST_GIVEN and _longer(thing[1], each.atom.text, question):
            return each.atom
    cue = next((loose(phrase) for phrase in table["ja"] if squeeze(phrase) in question and any(loose(phrase) in each.atom.matched for each in ranked)), None)
    evidence = table.get("evidence")
    return next((each.atom for each in ranked if evidence and cue and cue in each.atom.matched and re.search(evidence, each.atom.matched)), None)


def _gives(match: re.Match[str], asked: str) -> bool:
    """Whether what was found is new to the question, and of the thing it asks about where the pattern has one (専用サイト「さがみはらキッズ」)."""
    *thing, given = map(loose, match.groups())
    return given not in asked and all(each[-SHORTEST_THING:] in asked for each in thing)


def _longer(thing: str, text: str, question: str) -> bool:
    """Whether a text names a thing of the question by a longer name (何という方針: DX人材育成方針)."""
    compounds = re.findall(rf"[一-龯々ァ-ヴーA-Za-z・]{{2,}}{re.escape(thing)}", squeeze(text))
    return any(loose(compound) not in loose(question) for compound in compounds)


def _is_open(query: Query) -> bool:
    """Whether the question asks what something is like or is for (どんな情報を流す計画ですか), and speaks of nothing that the documents do not know."""
    asking = [sentence for sentence in re.split(r"(?<=[。?!])", query.text) if _OPEN.search(sentence)]
    if not asking or query.counter or query.absent or ASKS_WHICH.search(query.text):
        return False
    return not any(word in asking[-1] for word in filter(_is_thing(query), query.unknown))


def _is_thing(query: Query) -> Callable[[str], bool]:
    """Whether an unknown word of the question is a thing rather than the stem of a verb (手伝わせる); any English word may be one."""
    return lambda word: len(word) > 1 and not re.search(rf"{re.escape(word)}[ぁ-ん](?<![はがをにのでともやへか])", query.text)


def _unsure(query: Query) -> bool:
    """Whether the question has a word of some length that no document holds."""
    return any(len(word) > 1 for word in query.unknown)


def _heading(plan: Plan, kind: str, number: str) -> Heading | None:
    headings = plan.policies if kind == "policy" else plan.goals
    return next((heading for heading in headings if heading.number == number), None)
