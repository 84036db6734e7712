"""Lists and counts: the projects of a department, policy, goal, category, year or plan, or those that hold certain words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from operator import attrgetter

from assistant.cues import english_stop_words
from assistant.decision import Decision
from assistant.glossary import Glossary
from assistant.list_words import BEGUN_OR_OVER, BOTH_RUN, DONE_IN, EXCEPT, MOST_DEPARTMENTS, OF_GROUPS, is_left_out
from assistant.marks import Mark, marks_of, spelt_as_marks, with_mark
from assistant.names import NOT
from assistant.requirements import Field, Requirement, Requirements, UnreadError, requirements_of
from assistant.understand import CONDITIONS, FIELD_ASKS, INCLUSIVE, LIST_ASKS, LISTED, LISTING, NEVER_PRINTED, Query
from assistant.worded import Worded, worded
from corpus.library import Library
from corpus.text import loose, normalise, squeeze
from corpus.values import Plan, Project
from corpus.words import words
from corpus.years import FiscalYear

WITHOUT = "clarify_without"  # says that projects which do not hold a word are not listed
UNREAD = "clarify_condition"  # says that a condition is not understood
GROUPS = "clarify_groups"  # says that policies and departments are not chosen by their projects
OF_DEPARTMENTS = frozenset({"several_departments", "one_department"})  # the conditions that are of no field
TOLD_BY_DEPARTMENT = frozenset({"target", "indicator", "baseline", "achievement"})  # fields told for every project of a department
MEASURES = frozenset({"人", "名", "円", "時間", "%"})  # what is never counted in projects: a question for one of these asks for no list
_NO_LIST = ("detail", "other", "plan_none", *NEVER_PRINTED)
LEAST_OTHER = 0.4  # chance that something else is asked, from which a question that names but a filter asks for no list
SHORT_QUESTION = 30  # characters; in a longer one, what was done is asked of something it names
_OF_PROJECTS = re.compile("事業|じぎょう|取組|取り組み|仕事|project|もの(?:[をはが、]|$)|やつ|何(?:があ|がご)|どんなの")
_OF_MEASURES = re.compile(r"^(?!.*(?:事業|取組|取り組み|プロジェクト|\bprojects?\b)).*(?:施策|\bmeasures?\b)", re.ASCII | re.DOTALL)  # and of no projects
_ASKS_ALL = re.compile(r"全部|すべて|全て|ぜんぶ|一覧|どの事業|どんな|何があ|all|every|list")
_WANTS_ALL = re.compile(
    r"全部|すべて|全て|ぜんぶ|残らず|一覧|列挙|並べ|挙げ|リスト|何と何|どれとどれ|ぶら下が|名前で|(?<![a-z])(?:all|every|each|list)(?![a-z])"
)
_WHICH_PROJECTS = re.compile(r"(?:どの|どんな|どういう|何の)(?:事業|取組|取り組み)|\bwhich projects?\b", re.ASCII)
_WHICH_ONES = re.compile(r"どれ(?!くらい|だけ|ほど)|項目|いくつ|何件|のは")  # asks for some of what a plan marks
_IN_ALL = re.compile(r"(?:全部|すべて|全て|ぜんぶ)で|\bin all\b", re.ASCII)
_GROUPED = {  # by what projects are counted, where the one with the most is asked for
    "department": re.compile(r"課|部署|部門|担当|所管|department|section|division"),
    "policy": re.compile(r"施策|polic"),
    "goal": re.compile(r"基本目標|goal"),
    "category": re.compile(r"区分|categor"),
}
_LEFT_OUT = (  # behind a word that projects are not to hold
    rf"[」』\"]?(?:事業)?(?:以外|を除|(?:じゃ|で|では){NOT}"
    rf"|(?:[のがを]|という)?[^。、?]{{0,6}}(?:記載|記述|書かれて|書いて|含まれて|載って|入って)[のがはも]?い?{NOT})"
)
_BESIDES = re.compile(r"(?P<word>[一-龯々ァ-ヴーa-z0-9・-]{2,})[」』]?(?:の?(?:事業|取組))?(?:以外|を除[いくき])")
_TOGETHER = re.compile(r"一緒|連名|共同|共管|合同|\btogether\b|\bjointly\b", re.ASCII)
_INTO_HEADING = re.compile(r"(?:目標|施策)[にの](?:入|属|含|ある|位置|ぶら|下)")
_THINGS = re.compile(r"(?:た|だ)(?:もの|こと)(?:を|は|が)")
_AS_INDICATOR = re.compile(
    r"指標が[^、。?]{2,16}の(?:事業|もの|取組)|(?<![何に]を)指標(?:に|と|として)(?:して|する|した|なって|設定)|で(?:成果を|進み具合を)?(?:測|評価|見て)"
    r"|as (?:its|their|an|the) indicator|whose (?:performance |outcome )?indicators?\b",
    re.ASCII,
)
_UNREAD_CONDITION = re.compile(  # reached where nothing has read it as a filter
    r"(?:状況|評価|進捗|達成度|指標|実績|目標値?)が[^、。?]{1,12}の(?:事業|取組|取り組み|もの)"
    r"|\b(?:new|ongoing|continued|finished|completed|delayed) projects?\b",
    re.ASCII,
)
_EITHER = re.compile(r"(?<=[一-龯ァ-ヴーa-z])(?:や|または|又は|か|もしくは)(?=[一-龯ァ-ヴーa-z])|\bor\b", re.ASCII)
_AND_OR = re.compile(r"又は|または|及び|および|並びに|ならびに|若しくは|もしくは")
_CONTENT_RUN = re.compile(r"[一-龯々ァ-ヴー]{2,}|[a-z0-9]{2,}")
_TIE = re.compile(  # stands between a word and the projects that it is tied to
    "[一-龯々ァ-ヴー]*(?:の|な|に関する|についての|に関わる|に係る|を使う|を使った|を活用した|関連の?|関係の?|系の?|向けの?)?(?:事業(?!集|計画)|取組|取り組み|プロジェクト)"
)
_TIE_ENGLISH = r"projects?\b[^.?]{0,25}\b(?:about|on|for|related to|using|with|involving|concerning|regarding|that)\b[^.?]{0,40}"
_FIELDS = {
    "target": attrgetter("targets"), "indicator": attrgetter("indicator"), "baseline": attrgetter("baseline"), "achievement": attrgetter("achievements"),
    "when": attrgetter("achievements"), "action": attrgetter("actions"),
}  # fmt: skip
# fmt: off
_OF_CONDITIONS = frozenset({  # words by which something is said to be had, or taken out
    "設定", "記載", "記述", "一つ", "空欄", "空白", "予定", "値", "有", "無", "定", "載", "示",
    "両方", "双方", "複数", "exclude", "excluding", "except", "without", "leave", "omit", "drop", "remove",
})
_GENERIC = frozenset({  # words of the question itself, or of any project
    "導入", "活用", "検討", "研究", "実績", "言葉", "単語", "文字", "記載", "試行", "開始", "使用", "利用", "実施", "推進", "充実", "事業", "関連", "関係",
    "対象", "担当", "一覧", "名前", "今", "現在", "開設", "作成", "構築", "行動", "目標", "名称", "表", "年", "全部", "含む", "始", "行", "入", "載",
    "出", "使", "作", "以外", "状況", "進捗",
})
# fmt: on


class Lister:
    """Lists the projects of one library."""

    def __init__(self, library: Library, glossary: Glossary, today: FiscalYear) -> None:
        self._library = library
        self._glossary = glossary
        self._today = today

    def listed(self, query: Query, named: bool) -> Decision | None:
        """The projects a list or count asks for; None when the question asks for neither."""
        members = {"name", *(["attribute"] if query.numbered and _WHICH_PROJECTS.search(query.text) else [])}  # 施策2-1では具体的にどの事業に
        if set(query.absent) - members or query.counter in MEASURES:
            return None
        fields = set(query.asks) & set(FIELD_ASKS) - {"achievement", "goal"}
        fields -= {"target"} if _INTO_HEADING.search(query.text) and query.numbered else set()  # 目標に入る事業: the goal is meant
        found = self._by_all(query) or self._by_most(query, named) or self._by_condition(query, named)
        found = found or self._by_filter(query, fields, named) or self._by_words(query, fields, named)
        return self._besides(query, found) if found and found.kind == "list" else found

    def _besides(self, query: Query, listed: Decision) -> Decision:
        """A list without the projects whose titles hold what the question leaves out (RPA以外のDX推進課の事業); a question back where none does."""
        match = _BESIDES.search(query.text)
        word = loose(match["word"]) if match and not any(is_left_out(each, query.text) for each in query.numbered) else ""
        named = (*query.departments, *(heading.name for plan in self._library.plans for heading in plan.categories))
        if not word or any(word in loose(name) or loose(name) in word for name in named):
            return listed
        kept = tuple(project for project in listed.projects if word not in loose(project.title.printed))
        return replace(listed, projects=kept, others="filter_besides") if len(kept) < len(listed.projects) else Decision("reask", says=WITHOUT)

    def marked(self, query: Query, named: bool) -> Decision | None:
        """The projects with the mark that the question asks for (評価がＣの項目はどれ); None where it asks for none."""
        asks_some = _of_projects(query) or set(query.asks) & LIST_ASKS or _WHICH_ONES.search(query.text) or _WANTS_ALL.search(query.text)
        if named or query.titles or not asks_some:
            return None
        text = spelt_as_marks(query.text)
        if not any(word in text for word in self._mark_words):
            return None
        found = with_mark(query, [(project, self._marks.get(project.id, ())) for project in self._filtered(replace(query, categories=()))])
        return Decision("list", found.projects, keyword=found.name, mark=found) if found else None

    @cached_property
    def _marks(self) -> dict[str, tuple[Mark, ...]]:
        """The marks of the projects that have any, by the project's id."""
        return {id: marks for plan in self._library.plans for id, marks in marks_of(self._library.projects_of(plan.id)).items()}

    @cached_property
    def _mark_words(self) -> frozenset[str]:
        """All marks of the library, and their labels."""
        return frozenset(word for marks in self._marks.values() for mark in marks for word in (mark.value, mark.label))

    def _by_all(self, query: Query) -> Decision | None:
        """Projects that have, or have not, all that the question says in several clauses, or of every year or one alone, or in a word beside a filter.

        None where the filters and conditions of the query say it all.
        """
        if OF_GROUPS.search(query.text) and not query.titles:
            return Decision("reask", says=GROUPS)
        said = _of_projects(query) and not query.titles
        if not said:
            return None
        held = worded(query.text) if query.language == "ja" else None
        try:
            required = requirements_of(query.text, self._today)
        except UnreadError:
            return Decision("reask", says=UNREAD) if set(query.asks) & CONDITIONS or not (query.quoted or self.says_more(query)) else None
        if MOST_DEPARTMENTS.search(query.text):
            return self._of_most_departments(query)
        if not required and query.years and DONE_IN.search(query.text) and not (query.plan_ids or self.content(query)):
            required = Requirements((Requirement("achievement", True, query.years),))
            return self._required(query, required, None)
        fields = set(query.asks) & CONDITIONS - OF_DEPARTMENTS
        if required and required.plain and (fields == set(required.plain) or query.language == "en" or self.says_more(query)):
            required = None
        restricted = query.departments or query.numbered or query.categories or required or set(query.asks) & CONDITIONS
        if held and not held.has:
            return Decision("reask", says=WITHOUT)
        if not required and not (held and restricted):
            return None
        quoted = [loose(word) for word in query.quoted if len(squeeze(word)) > 1]
        tied = quoted or [word for word in self.content(query) if word not in _OF_CONDITIONS and _is_tied(word, squeeze(query.text))]
        return self._required(query, required, held or (Worded(tied[0], True) if tied and required else None))

    def _of_most_departments(self, query: Query) -> Decision:
        """The projects that more departments share than any other."""
        found = self._filtered(query)
        most = max((len(project.departments) for project in found), default=0)
        return Decision("list", tuple(project for project in found if len(project.departments) == most), others="filter_most_departments")

    def _required(self, query: Query, required: Requirements | None, held: Worded | None, among: Sequence[Project] | None = None) -> Decision:
        """The projects, `among` these or all, that the filters let pass, and that have what is required and hold a word."""
        bare = replace(query, asks=tuple(ask for ask in query.asks if ask not in CONDITIONS or ask in OF_DEPARTMENTS)) if required else query
        found = self._filtered(bare, among)
        if required and among is None and not (query.plan_ids or query.years) and not any(required.speaks_of(project) for project in found):
            found = self._filtered(bare, [project for project in self._library.projects if required.speaks_of(project)])
        years = {plan.id: plan.years for plan in self._library.plans}
        kept = [project for project in found if required is None or required.met(project, years[project.plan_id])]
        if held:
            holding = {project.id for project in self._library.built(self._holding([held.word], query))}
            measured = {project.id for project in kept if project.indicator and loose(held.word) in loose(project.indicator.printed)}
            kept = [project for project in kept if project.id in (measured if held.of_indicator else holding)]
        return Decision("list", tuple(kept), keyword=self._printed(held.word, query) if held else None, required=required, held=held)

    def _printed(self, word: str, query: Query) -> str:
        """A word of a question as the documents or, where these do not hold it, the glossary print it."""
        return next((term for term in query.glossary if normalise(term) == word), word)

    def _by_most(self, query: Query, named: bool) -> Decision | None:
        """All projects the filters let pass, of which the department, policy, goal or category with the most is asked for."""
        kind = next((kind for kind, pattern in _GROUPED.items() if pattern.search(query.text)), None)
        if named or kind is None or not set(query.asks) & {"largest", "smallest"} or "target" in query.asks or not _of_projects(query):
            return None
        return None if self.content(query) else Decision("most", self._filtered(query), keyword=kind)

    def _by_condition(self, query: Query, named: bool) -> Decision | None:
        """Projects without a target, or of several departments."""
        conditions = set(query.asks) & CONDITIONS
        if not conditions or named or not _of_projects(query):
            return None
        return Decision("list", self._filtered(query))

    def _by_filter(self, query: Query, fields: set[str], named: bool) -> Decision | None:
        """Projects of a department, policy, goal, category, year or plan, where the question has no other subject."""
        counted = query.categories or query.numbered or "count" in query.asks or (query.departments and "target" not in query.asks)
        if self._restricting(query) or query.titles or ("sum" in query.asks and not counted):
            return None
        wants = set(query.asks) & LIST_ASKS
        told = [ask for ask in query.asks if ask in TOLD_BY_DEPARTMENT]
        if query.departments and not any(known.endswith(query.departments) for known in self._library.department_names):
            return Decision("list")  # a department of no plan, nor the end of the name of one
        owned = self._filtered(query) if query.departments and told else ()
        if owned and fields <= {*TOLD_BY_DEPARTMENT, "owner"}:
            return Decision("projects", tuple(project for project in owned if has_field(project, told)) or owned)  # each says that it has none
        if query.departments and fields <= {"owner", "description", "policy"}:
            return Decision("list", self._filtered(query))
        if (query.numbered or query.categories) and fields <= {"policy", "category", "description"}:
            return Decision("list", self._filtered(query))
        of_years = "achievement" in query.asks and not fields - {"description"} and not query.plan_ids and len(query.text) <= SHORT_QUESTION and not named
        done = [project for year in query.years for project in self._library.projects if project.done_in(year)] if of_years else []
        if done:
            return Decision("list", tuple(dict.fromkeys(done))) if _ASKS_ALL.search(query.text) else None
        chosen = query.departments or query.numbered or query.categories or self.content(query)
        if wants and query.years and BEGUN_OR_OVER.search(query.text) and not chosen and not named:
            return Decision("reask", says=UNREAD)
        everything = wants and not query.quoted and fields <= {"policy"} and _of_projects(query) and not _UNREAD_CONDITION.search(query.text)
        if everything and (query.plan_ids or query.years or wants & {"list_all", "count"} or not named):
            found = self._filtered(query)
            dated = "achievement" in query.asks and bool(query.years)
            return Decision("list", tuple(project for project in found if not dated or any(map(project.done_in, query.years))))
        return None

    def filtered_alone(self, query: Query) -> Decision | None:
        """The projects that the filters let pass, for a question that names nothing else and asks for no field; None without a filter."""
        restricted = query.numbered or query.categories or (query.departments and self._library.projects_run_by(query.departments))
        other = set(query.asks) & (set(FIELD_ASKS) - {"owner", "description", "policy", "goal", "category", "achievement"})
        asserted = query.asks_whether and query.departments and self.content(query) and not _of_projects(query)  # the library system is run by DX推進課, right?
        if not restricted or asserted or other or query.absent or query.counter in MEASURES or query.intent.of(_NO_LIST) >= LEAST_OTHER:
            return None
        return Decision("list", self._filtered(query))

    def _by_words(self, query: Query, fields: set[str], named: bool) -> Decision | None:
        """Projects that hold the words of the question, where it asks for every one of them."""
        wants = set(query.asks) & LIST_ASKS
        fields = fields - {"indicator"} if _AS_INDICATOR.search(query.text) else fields
        every = "list_all" in wants and (query.quoted or not fields - {"policy", "description"})
        some = ("list" in wants and (query.quoted or (not fields and not named))) or ("count" in wants and query.quoted and fields <= {"description"})
        things = query.years and not (query.quoted or "事業" in query.text) and _THINGS.search(query.text)  # what was added in a year is told by the project
        if not ((every or some) and _of_projects(query)) or things:
            return None
        left_out = any(re.search(rf"{re.escape(normalise(word))}{_LEFT_OUT}", query.text) for word in query.quoted or self._keywords(query))
        return Decision("reask", says=WITHOUT) if left_out else self._by_keyword(query)

    def narrowed(self, query: Query, among: Sequence[Project] | None) -> Decision | None:
        """Those of the projects `among` (None: all) that every filter, condition, year and word of the question lets pass; None when it has none of these."""
        conditions = set(query.asks) & CONDITIONS
        keywords = [] if conditions else self._restricting_words(query)
        filters = query.departments or query.numbered or query.categories or query.plan_ids
        if not (filters or conditions or keywords or query.years):
            return None
        projects = self._filtered(query, among)
        if query.years and not conditions:
            projects = tuple(project for project in projects if any(map(project.done_in, query.years)))
        if keywords:
            holding = {project.id for project in self._library.built(self._holding(keywords, query))}
            projects = tuple(project for project in projects if project.id in holding)
        return Decision("list", projects, keyword=_told(keywords, query))

    def having(self, query: Query, among: Sequence[Project], spoken: Field | None) -> Decision | None:
        """Those of the projects `among` that have, or have not, what a question says; `spoken`: the field that it leaves out.

        None where words or filters say it.
        """
        try:
            required = requirements_of(query.text, self._today, spoken)
        except UnreadError:
            return Decision("reask", says=UNREAD)
        conditions = set(query.asks) & CONDITIONS - OF_DEPARTMENTS
        if not required or (required.plain and conditions == set(required.plain)) or self.says_more(query):
            return None
        return self._required(query, required, None, among)

    def says_more(self, query: Query) -> bool:
        """Whether a question has content words beyond those by which something is said to be had."""
        return bool(set(self.content(query)) - _OF_CONDITIONS)

    def of_words(self, query: Query) -> Decision | None:
        """The projects that hold the words of a question, whatever it asks; None where none does."""
        return self._by_keyword(query)

    def _restricting_words(self, query: Query) -> list[str]:
        """Words by which a question chooses among projects: those quoted, or else its content words, where it speaks of projects or the documents hold them.

        In an English question these are the Japanese terms of its words, but for the names of departments and categories.
        """
        named: Sequence[str] = query.quoted or self._keywords(query)
        if query.language == "en" and query.glossary and not query.quoted:
            names = {*_GENERIC, *self._library.department_names, *(heading.name for plan in self._library.plans for heading in plan.categories)}
            named = [term for term in query.glossary if term not in names]
        named = [word for word in named if len(squeeze(word)) > 1 and not any(word in department for department in query.departments)]
        return named if _of_projects(query) or all(map(self._library.holding, named)) else []

    def _holding(self, keywords: Sequence[str], query: Query) -> set[int]:
        """Places of the projects that hold all the words, or any where the question says or; other spellings of a word that is not quoted count too."""
        spellings = [[word, *([] if query.quoted else self._spellings(word))] for word in keywords]
        held = [set[int]().union(*map(self._library.holding, each)) for each in spellings]
        return set.union(*held) if _EITHER.search(query.subject) else set.intersection(*held)

    def _restricting(self, query: Query) -> list[str]:
        """Content words that restrict a list beyond its filters.

        In a question for a list, beside a department, policy, goal or category, those tied to 事業 alone; beside a plan or its years, those and all that
        the documents know: the rest is talk.
        """
        content = self.content(query)
        wants_all = bool(set(query.asks) & LIST_ASKS or _WANTS_ALL.search(query.text)) and bool(_of_projects(query))
        strict = bool(query.departments or query.numbered or query.categories)
        if not wants_all or query.asks_whether or not (strict or query.plan_ids or query.years):
            return content
        text = squeeze(query.text) if query.language == "ja" else query.text
        content = [word for word in content if query.language == "ja" or not (strict or word in query.unknown)]
        tied = [word for word in content if _is_tied(word, text)]
        return tied if strict else [*tied, *(word for word in content if word not in query.unknown)]

    def content(self, query: Query) -> list[str]:
        """Content words of the subject that are neither of a department named nor of a plan's title; verbs do not count."""
        spoken = {word for name in query.departments for word in words(name)}
        spoken |= {word for plan in self._library.plans for word in words(plan.title)} if query.plan_ids else set()
        defined = {word for term in query.glossary for word in words(term)}  # 子育て looks like a verb and is none
        restricted = bool(query.departments or query.numbered or query.categories or query.plan_ids)
        asked = [word for term in query.terms for word in term] + list(query.unknown)
        return [word for word in asked if word not in spoken | _GENERIC and (word in defined or not _is_filler(word, restricted))]

    def _filtered(self, query: Query, among: Sequence[Project] | None = None) -> tuple[Project, ...]:
        """The projects, `among` these or all, that the filters let pass; of all, without a filter that tells the plan, those of today's plans."""
        excluded = bool(EXCEPT.search(query.text))
        plans = [plan for plan in self._library.plans if _in_plans(plan, query)]
        if query.departments and not excluded:
            among = self._library.projects_run_by(query.departments) if among is None else among
        elif among is None and not (query.plan_ids or query.years):
            plans = self._having(query.departments if excluded else (), plans)
            plans = [plan for plan in plans if plan.covers(self._today)] or plans
        ids = {plan.id for plan in plans}
        searched = [project for plan in plans for project in self._library.projects_of(plan.id)] if among is None else among
        of_measures = bool(_OF_MEASURES.search(query.text)) and any(project.is_measure for project in searched)
        searched = [project for project in searched if project.is_measure == of_measures]
        conditions = set(query.asks) & CONDITIONS
        named = _headings_named(query, searched) if query.numbered else frozenset()
        passing = (project for project in searched if project.plan_id in ids and _passes(project, query, excluded, named))
        return tuple(project for project in passing if _meets(project, conditions, query.years))

    def _having(self, departments: Sequence[str], plans: list[Plan]) -> list[Plan]:
        """The plans in which one of the departments has a project; all where none is named, or has one."""
        held = {project.plan_id for project in self._library.projects_run_by(departments)}
        return [plan for plan in plans if plan.id in held] or plans

    def _by_keyword(self, query: Query) -> Decision | None:
        """Projects whose texts hold the quoted words, or else the content words, of the question."""
        keywords = [word for word in query.quoted or self._keywords(query) if len(squeeze(word)) > 1]
        if query.language == "ja" and query.quoted and query.glossary and not any(map(self._library.holding, keywords)):
            keywords = list(query.glossary)  # 「だれひとりとりのこさない」, as it is printed
        if not keywords:
            return None
        projects = self._filtered(replace(query, departments=()), self._library.built(self._holding(keywords, query)))
        return Decision("list", projects, keyword=_told(keywords, query)) if projects else None

    def _keywords(self, query: Query) -> list[str]:
        """The glossary terms that the subject spells out, and its other content runs, what stands in brackets left out."""
        subject = _AND_OR.sub(" ", _AS_INDICATOR.sub(" ", re.sub(r"[(（][^)）]*[)）]", " ", query.subject)))
        terms = [term for term in query.glossary if normalise(term) in subject and normalise(term) not in _GENERIC]
        rest = subject
        for term in terms:
            rest = rest.replace(normalise(term), " ")
        generic = _GENERIC | english_stop_words()
        runs = [run for run in _CONTENT_RUN.findall(rest) if run not in generic and set(words(run)) - _GENERIC]
        runs = [run for run in runs if not any(run in name for name in query.departments)]
        return list(dict.fromkeys([*terms, *runs]))

    def _spellings(self, word: str) -> list[str]:
        """Other spellings of a word that the glossary knows."""
        return [spelling for match in self._glossary.find(normalise(word)) if match.phrase == normalise(word) for spelling in match.value.japanese]


def _of_projects(query: Query) -> bool:
    """Whether a question speaks of projects, asks which of a plan there are, or is taken by the network for one that asks for a list of them."""
    asks_which = bool(set(query.asks) & LIST_ASKS) and bool(query.plan_ids or set(query.asks) & CONDITIONS)
    return bool(_OF_PROJECTS.search(query.text)) or asks_which or query.intent.of((*LISTING, "largest")) >= LISTED


def names_members(query: Query) -> bool:
    """Whether a name is asked for, and it is that of the projects (課が担当している事業の名前)."""
    return query.absent == ("name",) and _of_projects(query)


def _told(keywords: Sequence[str], query: Query) -> str | None:
    """The words that restrict a list, as the quotes of its sentence enclose them; None without any."""
    return ("」又は「" if _EITHER.search(query.subject) else "」「").join(keywords) or None


def wants_all(question: str) -> bool:
    """Whether a normalised question asks for every project of a list (全部, 一覧, every); 全部で何件 asks for a count."""
    return bool(_WANTS_ALL.search(_IN_ALL.sub("", question)))


def _is_tied(word: str, text: str) -> bool:
    """Whether a word of the text stands before 事業 or behind projects about. Only English makes a pattern of the word: that takes a millisecond."""
    places = (place for place in range(len(text)) if text.startswith(word, place))
    return any(_TIE.match(text, place + len(word)) for place in places) or ("project" in text and bool(re.search(f"{_TIE_ENGLISH}{re.escape(word)}", text)))


def _is_filler(word: str, restricted: bool) -> bool:
    """Whether a word says nothing of a subject: a verb or adjective (kanji and kana), kana alone, or a crumb beside a filter."""
    return bool(re.fullmatch(r"[一-龯]+[ぁ-ん]+|[ぁ-ん]+", word)) or (len(word) == 1 and restricted) or word in english_stop_words()


def _in_plans(plan: Plan, query: Query) -> bool:
    """Whether the plan is one of those named, or else holds a year named."""
    return plan.id in query.plan_ids if query.plan_ids else not query.years or any(map(plan.covers, query.years))


def _headings_named(query: Query, projects: Iterable[Project]) -> frozenset[tuple[str, str]]:
    """Kind and name of the policies and goals of these numbers whose name stands in the question: where each goal has a policy 2, it says which."""
    headings = {(kind, heading) for project in projects for kind, heading in (("policy", project.policy), ("goal", project.goal)) if heading}
    asked = [(kind, heading) for kind, heading in headings if normalise(heading.name) in query.text]
    return frozenset((kind, heading.name) for kind, heading in asked if any(kind == each and heading.has_number(number) for each, number in query.numbered))


def is_together(query: Query) -> bool:
    """Whether projects are asked for that several departments have in common, and no division of one, nor those of each."""
    joint = "several_departments" in query.asks or (_TOGETHER.search(query.text) and not INCLUSIVE.search(query.text)) or BOTH_RUN.search(query.text)
    return bool(joint) and len({name.partition("(")[0] for name in query.departments}) > 1


def _passes(project: Project, query: Query, excluded: bool, named: Collection[tuple[str, str]] = ()) -> bool:
    """Whether department (`excluded`: any but those named), goal, policy and category are those that the question names.

    `named`: the names that it gives to policies and goals, each with its kind.
    """
    together = all if is_together(query) else any
    if query.departments and excluded == together(name in project.departments_called for name in query.departments):
        return False
    headings = {"policy": project.policy, "goal": project.goal}
    taken_out = {heading for heading in query.numbered if is_left_out(heading, query.text)}
    for kind in dict.fromkeys(kind for kind, _ in query.numbered):
        heading = headings[kind]
        left_out, asked = ([number for each, number in query.numbered if each == kind and ((each, number) in taken_out) == out] for out in (True, False))
        if heading is None or any(map(heading.has_number, left_out)) or (asked and not any(map(heading.has_number, asked))):
            return False
    if any((heading := headings[kind]) is None or (kind, heading.name) not in named for kind in {kind for kind, _ in named}):
        return False
    return not query.categories or bool(project.category and project.category.number in query.categories)


def _meets(project: Project, conditions: set[str], years: Sequence[FiscalYear]) -> bool:
    """Whether a project has what the conditions ask: targets and achievements (in the years asked for), a baseline, one department or several."""
    cells = [target for target in project.targets if (not years or target.year in years) and target.is_set]
    done = any(map(project.done_in, years)) if years else bool(project.achievements)
    meets = {
        "with_target": bool(cells), "without_target": not cells,
        "same_targets": len(cells) > 1 and len({squeeze(target.cell.printed) for target in cells}) == 1 and all(target.cell.certain for target in cells),
        "with_achievement": done, "without_achievement": not done,
        "with_baseline": project.baseline is not None, "without_baseline": project.baseline is None,
        "several_departments": len(project.departments) > 1, "one_department": len(project.departments) == 1,
    }  # fmt: skip
    return all(meets[condition] for condition in conditions)


def has_field(project: Project, asks: Sequence[str]) -> bool:
    """Whether the project has one of the fields asked for."""
    return any(_FIELDS[ask](project) for ask in asks if ask in _FIELDS)
