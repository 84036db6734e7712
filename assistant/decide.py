"""What a question is about: a plan, a list of projects, one project, several that fit equally, or nothing in the documents."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from assistant.another import names_another, names_institution, names_other_place
from assistant.answer import Conversation
from assistant.carried import carried_over, is_short, of_same
from assistant.confidence import Features, confidence, features
from assistant.continuity import Features as Continuing
from assistant.continuity import continuity
from assistant.continuity import features as going_on
from assistant.cues import english_stop_words
from assistant.decision import Decision
from assistant.evidence import LITERAL_LENGTH, literal_runs
from assistant.find import Finder, Found, Hit
from assistant.glossary import Glossary
from assistant.history import in_other_plans
from assistant.indicators import names_indicator, speaks_of_indicator
from assistant.lists import Lister, has_field, names_members
from assistant.plans import asks_by_name, lines_that_tell, of_plan, of_policies, surely_tells
from assistant.texts import Texts
from assistant.understand import CERTAIN, CORE_ASKS, FIELD_ASKS, HISTORY, INTERROGATIVE, LIST_ASKS, PLAN_ASKS, Query, asking_part
from corpus.library import Library
from corpus.text import loose, squeeze
from corpus.values import Plan, Project
from corpus.words import words
from corpus.years import FiscalYear

# Thresholds chosen on the open evaluation cases; the table is in docs/decisions/0004-finding.md.
CLEAR_LEAD = 0.08  # a lead over the next project below this is no lead
HARDLY_NAMED = 0.15  # naming below which the question's words are not those of the title
NAMING_LEAD = 0.25  # more naming that makes another project the one spoken of
NAMED = 0.55  # share of a title's character pairs above which a project counts as named
YEAR_BONUS = 0.4  # for projects of a plan whose period holds the year asked for
FIELD_BONUS = 0.2  # for projects that have the field asked for, where the question names no year
TODAY_BONUS = 0.06  # for projects of the plan whose period holds today
PLAN_BONUS = 1.0  # for projects of a plan named in the question
OF_PROJECTS = frozenset({"owner", "target", "indicator", "baseline"})  # asked of projects alone
FIGURES = frozenset({"target", "baseline", "indicator"})  # what an indicator has
NAMED_ASKS = CORE_ASKS | {"action"}  # asked of a project that is named, rather than of what it does
NAMED_CHANCE = 0.5  # chance of such a field from which it is asked for without a cue
ANCHOR_LENGTH = 3  # characters of a title word that can name a project by itself
MIN_PART, MOST_PARTS = 2, 5  # characters of a part, and parts of a question that may name several projects
LEAST_PART = 0.25  # coverage of a part that names a project
NEAR_PERIOD = 0.3  # lead of a project over one whose plan covers the year whose target is asked for, or that has a department, up to which that one is meant
OPEN_LEAD = 0.6  # the same where every word asked stands in several titles: システム更新 names none of them
MOST_OPEN_WORDS = 4  # a question with more content words than this is specific
HALF_NAMED = 0.5  # the same above which a short question behind one about another project names it
NAMED_TITLE = 0.7  # share of a title's words above which the question names it, though other titles hold them too
LITERAL_BONUS = 0.07  # for each character of the longest run that stands word for word in a project
LITERAL_BONUS_FREE = 0.1  # the same where no field is asked for: what was done is told in the document's own words
LITERAL_LONGEST = 10  # characters counted
LITERAL_RARE = 3  # projects that may hold the run; one that more hold tells them not apart
SURE = 0.5  # confidence from which a project is the one asked about
MAYBE = 0.1  # confidence from which a project may be the one asked about
GOES_ON, SURELY_GOES_ON = 0.5, 0.95  # continuity from which a question is about the project spoken of; the second where another one fits,
CLEARLY = 0.7  # but not so surely as this: a figure of the project before would be told for the one that is named
NAMED_FROM = 0.05  # confidence from which the projects that may be meant are named, where it is said that none could be told
NAMED_SCORE = 2.0  # the same by the score alone
MOST_NEAR, NEAR_LEAD = 3, 0.4  # projects named then, and how far below the best one they may score
MOST_PLANS = 5  # plans in which an undertaking is followed by the words of the question
OF_MANY = 5  # projects that hold a word which tells none of them (デジタル)
LITERAL_ALONE = 6  # characters (Latin ones count twice) of a run that only one project has, by which it is the one asked about
QUOTED_ALONE = 4  # characters of a quoted name that does so
LITERAL_TELLS = 7  # characters of a run that tells one project from all others
LITERAL_DEPTH = 15  # best projects looked at for that
DEPARTMENT_BONUS = 0.1  # for projects of a department named in the question
_REFERS_BACK = re.compile(
    r"(?:^|[。!?])(?:それで、?)?(?:それ(?!ぞれ|では|なら)|これ(?!まで|から)|あれ|その|この|あの|そこ|そちら)|\b(?:it|its|that|this one|they)\b", re.ASCII
)
_REFERS_TO_PROJECT = re.compile(r"(?:その|この|あの|同じ)(?:取り?組み?|とりくみ|事業|仕事)(?!と同じ|と似)")  # by a word for one
_OF_PLAN = ({"goal"}, {"policy"})  # asked of a plan that is named alone, by the words for a project's
_COMPARES = re.compile(r"比べ|比較|どっち|どちら|\bcompare|\bthan\b|\bversus\b|\bvs\b|\bwhich\b", re.ASCII)
_OTHERS = re.compile(r"(?:ほか|他|外)の|ほかに|他に|\bother\b|\belse\b", re.ASCII)
_IS_IT = re.compile(r"^(?:それ|これ|あれ|そちら)(?:は|って|、)|\b(?:is|was) (?:it|that|this)\b", re.ASCII)
_ASKS_NAME = re.compile(r"言い方|正式|名称|名前|何という|何ですか|なんですか|とは|って何|ってなに|呼ばれ|呼び名|what is|name|called")
_NAMES_OF_PROJECTS = re.compile(
    r"(?:事業|取組|取り組み)の?(?:名(?!称の)|なまえ)|\bnames? of (?:the |all |every )*projects?\b|\bprojects?\b.{0,40}\bcalled\b", re.ASCII
)
_ASKS_MEANING = re.compile(r"観点|分け|意味|違い|\bmean|\bdiffer", re.ASCII)
_AND = re.compile(r"と(?![かいきしっのも])|及び|\band\b|&", re.ASCII)
_BESIDE = re.compile(r"(?<=[一-龯々ァ-ヴー])(?:が|は|より(?:も|は)?)(?=[一-龯々ァ-ヴー])|\b(?:than|versus|vs)\b", re.ASCII)  # between things compared
_EACH = re.compile(r"それぞれ|[2-5二三四五]つ(?:の|、|は|と)|\beach of\b|\brespectively\b", re.ASCII)
_TURNS = re.compile(r"(?:ほう|方)(?:は|も|って|なら|だと)")  # to another one of a kind (中学校のほうは)
_LATIN = re.compile(r"[a-z]{3,}")
_LETTERS = re.compile(r"[a-z]")


class Decider:
    """Decides for one library."""

    def __init__(self, library: Library, finder: Finder, glossary: Glossary, today: FiscalYear) -> None:
        self._library = library
        self._texts = Texts(library)
        self._glossary = glossary
        self._finder = finder
        self.lister = Lister(library, glossary, today)
        self._today = today

    def decide(self, query: Query, conversation: Conversation | None) -> Decision:
        """What the question is about."""
        hits = self._finder.passages(query) if query.has_subject else []
        found = self.ranked(query, hits)
        decision = self._decide(query, found, hits, conversation)
        if HISTORY in query.asks and query.has_subject and not query.titles and not query.plan_ids and decision.kind == "projects":
            projects = tuple(dict.fromkeys(self._in_years(project, (self._today,)) for project in decision.projects))
            decision = replace(decision, projects=projects, alike=self._alike(query, found, projects))
        return replace(self._others(decision, query, conversation), found=tuple(found), hits=tuple(hits))

    def _alike(self, query: Query, found: Sequence[Found], projects: Sequence[Project]) -> tuple[Project, ...]:
        """What the plans that a link of one project leads into none of have that fits the question by itself."""
        if len(projects) != 1:
            return ()
        reached = {projects[0].plan_id, *(link.other.plan_id for link in in_other_plans(self._library, projects[0]))}
        return tuple(each for each in self._in_each_plan(query, found) if each.plan_id not in reached)

    def _in_spoken_plans(self, query: Query, found: Sequence[Found]) -> tuple[Project, ...]:
        """The project of each plan that the question speaks of by name or by year (平成26年度にはいくつ、いまの計画では); none where it speaks of one."""
        spoken = {*query.plan_ids, *(plan.id for plan in self._library.plans for year in query.years if plan.covers(year))}
        if len(spoken) < 2 or query.titles:
            return ()
        sure = [each for each in self._in_each_plan(replace(query, plan_ids=()), found) if each.plan_id in spoken]
        linked = (link.other for each in sure[:1] for link in in_other_plans(self._library, each) if link.other.plan_id in spoken - {each.plan_id})
        return tuple(sure if len(sure) > 1 else [*sure, *linked][:2])

    def of_each_plan(self, whole: Query, queries: Mapping[str, Query]) -> dict[str, Project]:
        """By plan the project that what is said of the plan is about, or else the whole question; at last the one linked to that of the other plan."""
        found: dict[str, Project] = {}
        for plan, said in queries.items():
            for query in (replace(said, plan_ids=(plan,)), replace(whole, plan_ids=(plan,), years=())):
                if plan not in found and query.has_subject:
                    fitting = self._in_each_plan(query, self.ranked(query, self._finder.passages(query)))
                    found |= {each.plan_id: each for each in fitting}
        for project in list(found.values()) if len(found) < len(queries) else ():
            for link in in_other_plans(self._library, project):
                if link.other.plan_id in queries:
                    found.setdefault(link.other.plan_id, link.other)
        return found

    def _in_each_plan(self, query: Query, found: Sequence[Found]) -> tuple[Project, ...]:
        """The project of each plan that surely fits, were the plan the only one; of plans of the best project's publisher, in the order of their periods."""
        publisher = self._library.plan_of(found[0].project).publisher if found else ""
        of_plans: dict[str, list[Found]] = {}
        for each in found:
            of_plans.setdefault(each.project.plan_id, []).append(each)
        plans = [
            plan for plan in self._library.plans if plan.id in of_plans and plan.publisher == publisher and (plan.id in query.plan_ids or not query.plan_ids)
        ]
        plans = sorted(plans, key=lambda plan: -of_plans[plan.id][0].score)[:MOST_PLANS]
        fitting = [plan for plan in plans if self._sureness(query, of_plans[plan.id], 1) >= SURE]
        return tuple(of_plans[plan.id][0].project for plan in sorted(fitting, key=lambda plan: plan.first_year))

    def _others(self, decision: Decision, query: Query, conversation: Conversation | None) -> Decision:
        """A list of the other projects (同じ施策のほかの事業は) without the one spoken of before."""
        spoken = self._projects(conversation.project_ids) if conversation and decision.kind == "list" and _OTHERS.search(query.text) else []
        if len(spoken) != 1 or spoken[0] not in decision.projects:
            return decision
        return replace(decision, projects=tuple(each for each in decision.projects if each != spoken[0]), others="filter_others")

    def _decide(self, query: Query, found: list[Found], hits: Sequence[Hit], conversation: Conversation | None) -> Decision:
        best = found[0] if found else None
        equals = self._equals(query, found) if found else []
        sure = self._sureness(query, found, len(equals)) if found else 0.0
        fits = sure >= SURE
        named = bool(query.titles) or bool(best and fits and best.naming >= NAMED)
        if conversation and self._changes_plan(query, conversation):
            moved = self._from_conversation(query, conversation)
            stays = moved.kind == "projects" and not {each.plan_id for each in moved.projects} & set(query.plan_ids)
            return replace(moved, kind="no_counterpart") if stays else moved
        if HISTORY in query.asks and not query.has_subject:
            alone = conversation is not None and len(conversation.project_ids) == 1
            asks_list = (set(query.asks) & LIST_ASKS and not alone) or (query.departments and not conversation)
            return Decision("links") if asks_list else self._from_conversation(query, conversation)
        of_all = query.departments or query.categories or (set(query.asks) & {"largest", "smallest"} and not (query.has_subject or conversation))
        if query.absent and of_all and not names_members(query) and not self.lister.content(query):
            return Decision("none")
        elliptical = bool(query.edges) and not (query.has_subject or INTERROGATIVE.search(query.text))
        if elliptical and conversation and conversation.project_ids and set(query.asks) <= set(conversation.asks):
            return self._from_conversation(query, conversation)  # And in the last year of the plan?
        if marked := self.lister.marked(query, named):
            return marked
        if self._asks_plan(query, named or (fits and "revision" in query.asks)):  # 基本方針の改定 is what a project does, too
            return Decision("plan", plans=self._plans(query))
        if conversation and query.categories and not set(query.asks) & LIST_ASKS and _IS_IT.search(query.text):
            return self._from_conversation(query, conversation)  # それは重点？探索型？
        same = self._titled_alike(query, conversation)
        if same:
            return Decision("projects" if len(same) == 1 else "clarify", same)
        listed = self.lister.listed(query, named)
        if listed is not None:
            return listed
        about_plan = set(query.asks) & PLAN_ASKS or (query.plan_ids and set(query.asks) <= {"description", "list"} and self._plan_tells(query, by_name=True))
        if about_plan and not named and not fits and (query.plan_ids or not query.unknown):
            return Decision("plan", plans=self._plans(query))
        if not (query.has_subject or conversation) and (run := self._run_alone(query)):
            return Decision("projects", run)
        if conversation and (within := self._within_spoken(query, conversation, found)):
            return within
        if not query.has_subject or (conversation and not named and self._speaks_of(query, conversation)):
            return self._from_conversation(query, conversation)
        if conversation and self._goes_on(query, conversation, found, sure):
            return self._from_conversation(query, conversation)
        several = self._several(query) or self._in_spoken_plans(query, found)
        if len(several) > 1:
            return Decision("projects", several)
        if not fits and conversation and self._refers_back(query, conversation):
            return self._from_conversation(query, conversation)
        if not fits and ((of_plan(query) and not query.unsure) or (query.of_plan and self._plan_tells(query))):
            return Decision("plan", plans=self._plans(query))
        if not (fits or named) and any(surely_tells(query, plan) for plan in self._plans(query)):
            return Decision("plan", plans=self._plans(query))
        if fits:
            return self._fitting(query, equals, self._projects(conversation.project_ids) if conversation else ())
        if conversation and (self._leans_on(query, conversation) or self._finds_again(query, conversation, found, sure)):
            return self._from_conversation(query, conversation)
        return self.lister.filtered_alone(query) or Decision(
            "none", near=_near(found, sure), faint=sure < MAYBE, spoken=self._spoken(query, conversation)
        )  # fmt: skip

    def _run_alone(self, query: Query) -> tuple[Project, ...]:
        """The only project of the plans asked about, or of today's, of the departments named (文化振興課のXを何人増やす); none where they have several."""
        if not query.departments or not set(query.asks) & set(FIELD_ASKS):
            return ()
        plans = {plan.id for plan in self._plans(query)}
        run = tuple(project for project in self._library.projects_run_by(query.departments) if project.plan_id in plans)
        return run if len(run) == 1 else ()

    def _titled_alike(self, query: Query, conversation: Conversation | None) -> tuple[Project, ...]:
        """The projects of the one title that the question names, where several plans have it: the one spoken of before, or all."""
        projects = self._projects(query.titles)
        if len(projects) < 2 or len({squeeze(project.title.printed) for project in projects}) > 1:
            return ()
        spoken = tuple(each for each in projects if conversation and conversation.project_ids == (each.id,))
        return spoken or tuple(projects)

    def _fitting(self, query: Query, equals: Sequence[Found], spoken: Sequence[Project]) -> Decision:
        """The project that fits, beside the one spoken of before where they are compared (…と比べて).

        Of several that fit alike a question back, unless they say the same, or the question has a word that no document holds.
        """
        if _COMPARES.search(query.text) and "compare" in query.asks and len(equals) == 1 == len(spoken) and equals[0].project not in spoken:
            return Decision("projects", (*spoken, equals[0].project))
        if len(equals) > 1 and len(spoken) == 1 and any(each.project == spoken[0] for each in equals):
            return Decision("projects", tuple(spoken))  # of several sites the one spoken of
        if len(equals) > 1 and not self._say_the_same(query, equals):
            return Decision("none") if query.unsure else Decision("clarify", tuple(each.project for each in equals))
        return Decision("projects", tuple(each.project for each in equals))

    def _changes_plan(self, query: Query, conversation: Conversation) -> bool:
        """昔の計画では?: the project spoken of before, in another plan; 今の計画の基本目標は? asks of the plan itself."""
        restricted = query.has_subject or query.numbered or query.categories or query.departments or of_plan(query)
        spoken = self._projects(conversation.project_ids)
        moves = len(spoken) == 1 and (spoken[0].plan_id not in query.plan_ids or not set(query.asks) & {"goal", "policy", "category"})
        return moves and bool(query.plan_ids) and not restricted and not set(query.asks) & {*PLAN_ASKS, *LIST_ASKS}

    def resolved(self, query: Query, conversation: Conversation | None) -> Query:
        """The query with what it leaves out taken from the conversation."""
        projects = self._projects(conversation.project_ids) if conversation else ()
        return of_same(carried_over(query, conversation), projects)

    def _projects(self, ids: Sequence[str]) -> list[Project]:
        """The projects with these ids that are still in the library."""
        return [project for each in ids if (project := self._library.project(each))]

    # --- projects -----------------------------------------------------------------------------------

    def ranked(self, query: Query, hits: Sequence[Hit]) -> list[Found]:
        """Projects by score, with what the question says of plan, year, field and department added."""
        evidence = self._finder.projects(query, hits)
        plans = {each.project.plan_id: self._library.plan_of(each.project) for each in evidence}
        of_plan = {plan_id: self._bonus_of_plan(query, plan) for plan_id, plan in plans.items()}
        scores = {each.project.id: each.score + self._bonus(query, each.project, *of_plan[each.project.plan_id]) for each in evidence}
        best = sorted(evidence, key=lambda each: (-scores[each.project.id], each.project.id))[:LITERAL_DEPTH]
        for project_id, bonus in self._literal(query, best).items():
            scores[project_id] += bonus
        found = [each.scored(scores[each.project.id]) for each in evidence]
        found.sort(key=lambda each: (each.project.id not in query.titles, -each.score, each.project.id))
        if measured := self._measured(query, found):
            return _led_by(found, measured)
        if found and not query.titles:
            found = _below_measure(query, found)
            found = _with_owner(found) if "owner" in query.asks else found
            found = _without_its_measure(query, found)
        if query.titles or "target" not in query.asks:
            return found
        return self._in_period(query, _better_named(found, {each.project.id: each.score for each in evidence}))

    def _measured(self, query: Query, found: Sequence[Found]) -> Found | None:
        """The only project of its plan whose indicator the question names, where a figure is asked for that the best one has not: the measure above it."""
        if not found or found[0].project.indicator or not (set(query.asks) & FIGURES or query.counter or query.years):
            return None
        says = names_indicator if query.titles else speaks_of_indicator
        own = (each for each in found[:LITERAL_DEPTH] if each.project.plan_id == found[0].project.plan_id)
        named = [each for each in own if says(query, each.project)]
        return named[0] if len(named) == 1 else None

    def _in_period(self, query: Query, found: list[Found]) -> list[Found]:
        """The projects, first those near the best one whose plan covers a year whose target is asked for, where its own plan does not."""
        if not query.years or query.plan_ids or not found or any(map(self._library.plan_of(found[0].project).covers, query.years)):
            return found
        near = [each for each in found if each.score >= found[0].score - NEAR_PERIOD and any(map(self._library.plan_of(each.project).covers, query.years))]
        return [*near, *(each for each in found if each not in near)]

    def _literal(self, query: Query, found: Sequence[Found]) -> dict[str, float]:
        """A bonus by project for the longest run of the question that its passages hold word for word and few others do."""
        texts = {each.project.id: self._texts.loose(each.project) for each in found}
        together = "\n".join(texts.values())
        runs = literal_runs(query.subject, query.quoted)
        begun = {begin for begin in {run[:LITERAL_LENGTH] for run in runs} if begin in together}
        held = (run for run in runs if run[:LITERAL_LENGTH] in begun and run in together)
        holders = {run: [project for project, text in texts.items() if run in text] for run in held}
        weight = LITERAL_BONUS if set(query.asks) & CORE_ASKS else LITERAL_BONUS_FREE
        bonus = dict.fromkeys(texts, 0.0)
        for run, projects in holders.items():
            for project in projects if len(projects) <= LITERAL_RARE else ():
                bonus[project] = max(bonus[project], weight * min(len(run), LITERAL_LONGEST))
        for name in _LATIN.findall(query.subject) if query.language == "ja" else ():
            titled = [each.project.id for each in found if name in loose(each.project.title.printed)]
            if len(titled) == 1:
                bonus[titled[0]] += LITERAL_BONUS_FREE * len(name)  # RPA
        return bonus

    def _bonus_of_plan(self, query: Query, plan: Plan) -> tuple[float, bool]:
        """What every project of a plan gets, and whether the years asked for are in its period."""
        in_period = any(plan.covers(year) for year in query.years)
        bonus = PLAN_BONUS * (plan.id in query.plan_ids) + (YEAR_BONUS if in_period else TODAY_BONUS * plan.covers(self._today))
        return bonus, in_period

    def _bonus(self, query: Query, project: Project, of_plan: float, in_period: bool) -> float:
        field = 0.0 if in_period else FIELD_BONUS * has_field(project, query.asks)
        return of_plan + field + DEPARTMENT_BONUS * any(department.printed in query.departments for department in project.departments)

    def _sureness(self, query: Query, found: Sequence[Found], equals: int) -> float:
        """How sure it is (0 to 1) that the best of `found` is what the question is about, rather than the nearest neighbour of something else.

        `equals`: how many of the first fit alike; between them there is no lead.
        """
        best = found[0]
        if best.project.id in query.titles:
            return 1.0
        asks_named = set(query.asks) & NAMED_ASKS or query.intent.of(NAMED_ASKS) >= NAMED_CHANCE or query.missing
        elsewhere = names_other_place(query, best.project) or names_institution(query, best.project, self._texts)
        if elsewhere or (asks_named and names_another(query, best.project, self._texts)):
            return 0.0
        if set(query.asks) & FIGURES and speaks_of_indicator(query, best.project):
            return 1.0
        return 1.0 if self._says_alone(query, found) else confidence(self._features(query, found, equals))

    def judged(self, query: Query) -> tuple[Project, Features] | None:
        """The best project for a query, and the features by which it is judged; None when nothing is found."""
        found = self.ranked(query, self._finder.passages(query))
        return (found[0].project, self._features(query, found, len(self._equals(query, found)))) if found else None

    def continuing(self, query: Query, spoken: Project) -> Continuing:
        """The features by which it is told whether a question goes on about the project spoken of before."""
        found = self.ranked(query, self._finder.passages(query))
        return going_on(query, spoken, found, self._sureness(query, found, len(self._equals(query, found))) if found else 0.0)

    def _features(self, query: Query, found: Sequence[Found], equals: int) -> Features:
        return features(query, [found[0], *found[equals:]], self._held(query, found[0].project))

    def _says_alone(self, query: Query, found: Sequence[Found]) -> bool:
        """Whether the question has words, long, quoted or in Latin letters, that of all projects near only the best one has (RPA, 「かわせみ号」)."""
        texts = [self._texts.loose(each.project) for each in found[:LITERAL_DEPTH]]
        latin = [word for word in _LATIN.findall(query.subject) if word not in english_stop_words()]
        runs = [run for run in literal_runs(query.subject, query.quoted) if not run.isascii() and len(run) + len(_LETTERS.findall(run)) >= LITERAL_ALONE]
        runs += [loose(term) for term in query.glossary if len(term) >= LITERAL_ALONE]
        runs += [loose(name) for name in query.quoted if len(name) >= QUOTED_ALONE]
        return any(run in texts[0] and not any(run in text for text in texts[1:]) for run in (*runs, *latin))

    def _held(self, query: Query, project: Project) -> float:
        """Share (0 to 1) of the question's words, by their rarity, that the project holds."""
        idf = self._library.fulltext.idf
        own = self._texts.words(project)
        asked = [(max(map(idf, term)), not own.isdisjoint(term)) for term in query.known]
        asked += [(idf(word), loose(word) in self._texts.loose(project)) for word in query.unknown if len(word) > 1]  # a part of a longer word, at best
        total = sum(weight for weight, _ in asked)
        return sum(weight for weight, held in asked if held) / total if total else 0.0

    def _anchored(self, query: Query, project: Project) -> bool:
        """Whether the question holds a word that stands in this project's title and in no other of its plan (RPA)."""
        own = self._texts.title_words(project)
        rivals = [each for each in self._library.projects_of(project.plan_id) if each.id != project.id]
        asked = {word for term in query.known for word in term if len(word) >= ANCHOR_LENGTH}
        return any(all(word not in self._texts.title_words(rival) for rival in rivals) for word in asked & own)

    def is_named(self, query: Query, project: Project) -> bool:
        """Whether the question calls this project by its title, by a word that only its title has, or by its indicator."""
        naming = next((each.naming for each in self.ranked(query, self._finder.passages(query)) if each.project == project), 0.0)
        return project.id in query.titles or naming >= NAMED or self._anchored(query, project) or speaks_of_indicator(query, project)

    def _equals(self, query: Query, found: Sequence[Found]) -> list[Found]:
        """The best project and those that fit the question as well: neither is named, and their evidence is alike."""
        best = found[0]
        asked = {word for term in query.known for word in term}
        if best.project.id in query.titles or len(asked) > MOST_OPEN_WORDS:
            return [best]
        only = {term[0] for term in query.known} if len(query.known) == 1 else asked  # paperless: what else may stand for it names another thing
        whole = _holds(best, only) == len(only)  # every word stands in the title or indicator
        if whole and _title_share(best, asked) >= NAMED_TITLE:
            return [best]
        lead = OPEN_LEAD if whole else CLEAR_LEAD
        if self._tells_apart(query, found):
            return [best]
        rivals = [each for each in found[1:8] if best.score - each.score < lead and each.project.plan_id == best.project.plan_id]
        if self._anchored(query, best.project):
            rivals = [each for each in rivals if self._anchored(query, each.project)]
        return [best, *(each for each in rivals if _holds(each, only) >= _holds(best, only))]

    def _tells_apart(self, query: Query, found: Sequence[Found]) -> bool:
        """Whether the best project alone holds a quoted name or a long run of the question word for word."""
        texts = [self._texts.loose(each.project) for each in found[:LITERAL_DEPTH]]
        runs = [loose(name) for name in query.quoted if len(name) >= QUOTED_ALONE]
        runs += [run for run in literal_runs(query.subject) if len(run) >= LITERAL_TELLS]
        longest = next((holders for run in runs if (holders := [place for place, text in enumerate(texts) if run in text])), [])
        return longest == [0]

    def _say_the_same(self, query: Query, equals: Sequence[Found]) -> bool:
        """Whether the projects hold the very same line that is asked for, so that each may be answered from."""
        if set(query.asks) - {"when", "achievement"}:
            return False
        best = [max(each.hits, key=lambda hit: hit.score).passage.text for each in equals if each.hits]
        return len(set(best)) == 1 and len(equals) <= MOST_OPEN_WORDS

    def _speaks_of(self, query: Query, conversation: Conversation) -> bool:
        """Whether all that the question adds is words of the project spoken of before (何件追加したの)."""
        projects = self._projects(conversation.project_ids)
        if len(projects) != 1 or query.unknown or query.foreign or len(query.terms) > MOST_OPEN_WORDS or not query.terms:
            return False
        texts = " ".join(text for project in self._continued(query, projects) for text in project.texts())
        held = set(words(texts))
        return all(word in held for term in query.terms for word in term)

    def _within_spoken(self, query: Query, conversation: Conversation, found: Sequence[Found]) -> Decision | None:
        """The decision on a short question all of whose words stand in the project spoken of before, though those of another title do, too (いつ公開？).

        One that only turns to a word (AIは？) is asked back where another project is called by it; None where another one is named for certain, or a core
        field of it is asked for.
        """
        spoken = self._spoken(query, conversation)
        if spoken is None or not found or found[0].project == spoken or query.plan_ids or query.years or not is_short(query) or query.quoted:
            return None
        asked = {word for term in query.known for word in term}
        if set(query.asks) & {*CORE_ASKS, *LIST_ASKS} - set(conversation.asks if query.inherited else ()) or _title_share(found[0], asked) >= HALF_NAMED:
            return None
        own = self._texts.words(spoken)
        if query.unknown or query.foreign or not 0 < len(query.terms) <= MOST_OPEN_WORDS or any(own.isdisjoint(term) for term in query.terms):
            return None
        if query.inherited and _TURNS.search(query.text):
            return None
        if query.inherited and _holds(found[0], asked):
            return Decision("clarify", (spoken, found[0].project))
        return self._from_conversation(query, conversation)

    def _goes_on(self, query: Query, conversation: Conversation, found: Sequence[Found], sure: float) -> bool:
        """Whether a question that names nothing goes on about the one project spoken of before, though other projects are near (それで何台あった)."""
        spoken = self._spoken(query, conversation)
        if spoken is None or query.plan_ids or query.inherited or sure >= CLEARLY:
            return False
        return continuity(going_on(query, spoken, found, sure)) >= (GOES_ON if sure < SURE else SURELY_GOES_ON)

    def _refers_back(self, query: Query, conversation: Conversation) -> bool:
        """Whether the question points at what was spoken of before, by a word for a project or where it names nothing else."""
        return bool(_REFERS_TO_PROJECT.search(query.text) or (_REFERS_BACK.search(query.text) and not self._names_other(query, conversation)))

    def _names_other(self, query: Query, conversation: Conversation) -> bool:
        """Whether the question has a term of the glossary that none of the projects spoken of before holds (registering a dog)."""
        asking = asking_part(query.text)
        if query.called and not any(phrase in asking for phrase in query.called):
            return False  # 「…どこの課ですか。お礼と要望を伝えたいです」: only told
        spoken = [self._texts.loose(project) for project in self._projects(conversation.project_ids)]
        searched = {word for term in query.known for word in term}
        return any(searched.intersection(words(term)) and not any(loose(term) in text for text in spoken) for term in query.glossary)

    def _leans_on(self, query: Query, conversation: Conversation) -> bool:
        """Whether a short question that fits nothing asks for something of the project spoken of before (R7は実際何件だったんですか)."""
        names = (
            query.titles
            or query.departments
            or query.numbered
            or query.categories
            or query.plan_ids
            or (query.glossary and not query.years)
            or query.unknown
            or query.foreign
        )
        asks = query.asks or query.years or query.counter or query.relative is not None
        return bool(asks) and not names and is_short(query) and len(conversation.project_ids) == 1

    def _finds_again(self, query: Query, conversation: Conversation, found: Sequence[Found], sure: float) -> bool:
        """Whether the one project spoken of before is also the likeliest for a question that asks for a field of it or for a year."""
        spoken = self._spoken(query, conversation)
        asks = query.years or query.edges or set(query.asks) & CORE_ASKS
        return bool(asks and spoken and found) and sure >= MAYBE and found[0].project == spoken and not query.absent

    def _spoken(self, query: Query, conversation: Conversation | None) -> Project | None:
        """The one project spoken of before, where the question names nothing else by a name."""
        projects = self._projects(conversation.project_ids) if conversation else []
        named = query.titles or query.departments or query.numbered or query.categories
        return self._continued(query, projects)[0] if len(projects) == 1 and not named else None

    def _continued(self, query: Query, projects: Sequence[Project]) -> tuple[Project, ...]:
        """The projects spoken of, or the same undertaking in the plan whose period holds the years now asked for."""
        return tuple(self._in_plan(self._in_years(project, query.years), query.plan_ids) for project in projects)

    def _in_plan(self, project: Project, plan_ids: Sequence[str]) -> Project:
        """The same undertaking in the plan asked for; the project itself where that plan has none."""
        if not plan_ids or project.plan_id in plan_ids:
            return project
        return next((link.other for link in in_other_plans(self._library, project) if link.other.plan_id in plan_ids), project)

    def _in_years(self, project: Project, years: Sequence[FiscalYear]) -> Project:
        """The same undertaking in the plan that covers the years asked for; the project itself where there is none."""
        if not years or any(map(self._library.plan_of(project).covers, years)):
            return project
        others = (link.other for link in in_other_plans(self._library, project))
        return next((other for other in others if all(map(self._library.plan_of(other).covers, years))), project)

    def _several(self, query: Query) -> tuple[Project, ...]:
        """The projects of a question that names two or more, joined by と, 、 or and, or compared (AがBの何倍); none when it names one."""
        if len(query.titles) > 1:
            return tuple(self._projects(query.titles))
        between = rf"{_AND.pattern}|、|:|,|/" + (rf"|{_BESIDE.pattern}" if set(query.asks) & {"difference", "compare"} else "")
        parts = [part.strip() for part in re.split(between, query.subject) if len(part.strip()) >= MIN_PART]
        if not 2 <= len(parts) <= MOST_PARTS:
            return ()
        smaller = [query_of for part in parts if (query_of := self._of_part(part, query))]
        named = [project for part in smaller if (project := self._named_by(part, query.text))] if len(smaller) > 1 else []
        unique = tuple(dict.fromkeys(named))
        joined = _AND.search(query.subject) or _BESIDE.search(query.subject)
        if not joined:  # 災害への備え、ICT-BCPの目標は: said in two ways, one of which names another project by its words
            unique = tuple(each for each in unique if has_field(each, query.asks)) or unique
        asked = {term for term in query.known if len(term[0]) > 1}
        whole = any(all(not self._texts.title_words(each).isdisjoint(term) for term in asked) for each in unique)  # 生成AIの活用と研究
        return unique if len(unique) > 1 and not whole else ()

    def _of_part(self, part: str, query: Query) -> Query | None:
        """The query of a part of the question alone; None when it holds no word of any title."""
        glossed = self._glossary.find(part)
        terms = [(word,) for word in words(part) if self._library.fulltext.known(word)]
        terms += [(word,) for match in glossed for word in words(match.value.printed) if self._library.fulltext.known(word)]
        if self._texts.every_title_word.isdisjoint(word for term in terms for word in term):
            return None
        printed = tuple(match.value.printed for match in glossed)
        return replace(query, text=part, subject=part, terms=tuple(dict.fromkeys(terms)), unknown=(), glossary=printed)

    def _named_by(self, part: Query, whole: str) -> Project | None:
        """The project that a part of the question names by itself; where the `whole` asks it of each, also one that it surely speaks of."""
        ranked = self.ranked(part, self._finder.passages(part))
        best = ranked[0] if ranked else None
        if best is None or best.coverage < LEAST_PART:
            return None
        named = best.naming >= NAMED or self._anchored(part, best.project)
        surely = _EACH.search(whole) and self._sureness(part, ranked, len(self._equals(part, ranked))) >= CLEARLY
        return best.project if named or surely else None

    def _from_conversation(self, query: Query, conversation: Conversation | None) -> Decision:
        projects = tuple(self._projects(conversation.project_ids if conversation else ()))
        if len(projects) == 1 or (projects and conversation and not set(conversation.asks) & LIST_ASKS):
            return Decision("projects", self._continued(query, projects))
        return Decision("no_subject")

    # --- plans and lists ----------------------------------------------------------------------------

    def _asks_plan(self, query: Query, named: bool) -> bool:
        """Whether the question is about a plan itself: its period, idea, goals, policies, categories or progress."""
        if query.of_plan and not named and (of_plan(query) or (query.plan_ids and not query.has_subject and set(query.asks) in _OF_PLAN)):
            return True
        if not named and "policy" in query.asks and of_policies(query):
            return True
        if "counts" in query.asks:
            return True
        asked = set(query.asks) & PLAN_ASKS
        fields = set(query.asks) & set(FIELD_ASKS) - {"description", "when", "category", "policy", "goal"}
        asks_itself = not query.counter and (_ASKS_NAME.search(query.text) or _ASKS_MEANING.search(query.text))
        if query.categories and set(query.asks) & LIST_ASKS and not asks_itself:
            return False
        if asked <= {"period", "overview"} and any(len(self._library.holding(word)) < OF_MANY for word in self.lister.content(query)):
            return False
        if (named and not query.plan_ids) or (fields and not query.plan_ids):
            return False
        asks_name = bool(_ASKS_NAME.search(query.text)) and not (set(query.asks) & LIST_ASKS or _NAMES_OF_PROJECTS.search(query.text))
        heading_named = bool(query.numbered) and asks_name and not (query.categories or fields or self.lister.content(query))
        plan_alone = (
            bool(query.plan_ids)
            and not (query.numbered or query.categories or query.departments)
            and not self.lister.content(query)
            and set(query.asks) <= {"description", "overview"}
        )
        return bool(asked) or heading_named or plan_alone

    def _plan_tells(self, query: Query, by_name: bool = False) -> bool:
        """Whether a line of the front matter of the plans asked about answers the question; `by_name`: or they tell what it names."""
        of_project = query.intent.of(OF_PROJECTS) >= CERTAIN
        return not of_project and any((by_name and asks_by_name(query, plan)) or lines_that_tell(query, plan) for plan in self._plans(query))

    def _plans(self, query: Query) -> tuple[Plan, ...]:
        """All plans that are named without a year; else the one of these, or of all, that covers the years asked for, or today, or the first."""
        named = [plan for plan in self._library.plans if plan.id in query.plan_ids] or list(self._library.plans)
        if len(query.plan_ids) > 1 and not query.years:
            return tuple(named)
        covering = [plan for plan in named if query.years and all(plan.covers(year) for year in query.years)]
        today = [plan for plan in named if plan.covers(self._today)]
        return tuple([*covering, *today, *named][:1])


def _better_named(found: list[Found], evidence: dict[str, float]) -> list[Found]:
    """The projects with a better named one first, where the first is hardly named and leads by year, plan or field alone.

    The year asked for tells two projects apart that fit; it does not make one fit that the question does not name. Applied to
    targets alone, where the neighbour's figure would be told.
    """
    if not found or found[0].naming >= HARDLY_NAMED:
        return found
    best = found[0]
    named = [each for each in found[1:] if each.naming >= best.naming + NAMING_LEAD and evidence[each.project.id] > evidence[best.project.id]]
    return [*named[:1], *(each for each in found if each not in named[:1])]


def _below_measure(query: Query, found: list[Found]) -> list[Found]:
    """The projects, first one near the best that stands below it, where that is a measure none of whose indicators is spoken of."""
    best = found[0].project
    if not best.is_measure or speaks_of_indicator(query, best):
        return found
    near = _near_best(found, lambda project: not project.is_measure and project.plan_id == best.plan_id)
    if near is None or (set(query.asks) & FIGURES and best.indicator and not near.project.indicator):
        return found
    return _led_by(found, near)


def _with_owner(found: list[Found]) -> list[Found]:
    """The projects, first one near the best that has a department, where the best has none: a measure, above the projects that are carried out."""
    if not found or found[0].project.departments:
        return found
    near = _near_best(found, lambda project: bool(project.departments))
    return _led_by(found, near) if near else found


def _without_its_measure(query: Query, found: list[Found]) -> list[Found]:
    """The projects without the measure that the best one is carried out under, which tells of the same: no other project for what is asked.

    One of whose indicators is spoken of stays.
    """
    best = found[0].project
    if best.is_measure or best.policy is None:
        return found
    of_best = (each for each in found[1:] if each.project.is_measure and each.project.plan_id == best.plan_id and each.project.policy == best.policy)
    above = [each for each in of_best if not speaks_of_indicator(query, each.project)]
    return [each for each in found if each not in above]


def _near_best(found: Sequence[Found], fits: Callable[[Project], bool]) -> Found | None:
    """The first that fits and stands near the best one; None where none does."""
    return next((each for each in found if fits(each.project) and each.score >= found[0].score - NEAR_PERIOD), None)


def _led_by(found: Sequence[Found], first: Found) -> list[Found]:
    """The projects, this one first."""
    return [first, *(each for each in found if each is not first)]


def _near(found: Sequence[Found], sure: float) -> tuple[Project, ...]:
    """The projects that may be meant, best first, where none of `found` is sure: of two alike neither is. None where another thing is named (南区のサイト)."""
    if sure < NAMED_FROM and not (sure and found and found[0].score >= NAMED_SCORE):
        return ()
    return tuple(each.project for each in found[:MOST_NEAR] if found[0].score - each.score < NEAR_LEAD)


def _title_share(found: Found, asked: set[str]) -> float:
    """Share of a title's words that were asked for."""
    title = set(words(found.project.title.printed))
    return len(asked & title) / max(1, len(title))


def _holds(found: Found, asked: set[str]) -> int:
    """How many of the asked words the title or indicator of a project holds."""
    texts = [found.project.title.printed] + ([found.project.indicator.printed] if found.project.indicator else [])
    return len(asked & {word for text in texts for word in words(text)})
