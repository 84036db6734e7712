"""Questions about a plan itself: its period, idea, goals, policies, categories, progress, and whatever else its front matter tells.

What is asked for by name is told from the headings and facts of that kind; anything else by the line of the front matter that answers it
(`assistant.selection`), or by none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose import Draft, heading_word
from assistant.cues import load_cues
from assistant.decision import Decision
from assistant.evidence import literal_runs
from assistant.selection import log_odds
from assistant.understand import CONDITIONS, HISTORY, LIST_ASKS, PLAN_ASKS, Query
from corpus.text import loose, normalise, squeeze
from corpus.values import Heading, Plan, PlanFact

NOT_GIVEN = "plan_none"  # what plans never print of themselves, such as who wrote them
TOLD_OF_PLANS = (*sorted(PLAN_ASKS), "counts", "layout", "publisher", NOT_GIVEN)  # what the network tells of a question about a plan
OF_ALL = ("overview", "publisher")  # what is hardly asked of a plan where its projects are spoken of
SPOKEN_OF = 0.25  # chance that it is asked what a plan is, from which that is told where nothing else is
SURE_OF_PLAN = 0.6  # chance from which a question is about a plan though no cue says so
LEAST_OF_PLANS = 0.5  # chance that anything is asked of a plan, from which the network's word for what it is counts
TOLD_BY_NETWORK = 0.4  # share of that from which it is taken where no cue says it
OVERRULES = 0.8  # the same where the cues say something else
ANSWERS = 0.2  # log-odds from which a line answers what is asked by no name
SURELY_ANSWERS = 1.5  # the same where nothing says that the plan itself is asked about, and no project fits
OVER_ABSENT = 3.0  # the same where something is spoken of that plans hardly ever tell (評価の結果)
OF_KIND = 2.0  # added to them for a line of the kind that is surely asked for
CLOSE = 1.0  # a further line at most so far below the best one is told too
MOST_LINES = 2
OF_ONE_PROJECT = frozenset({"owner", "target", "indicator", "baseline", "category", "achievement"})  # what is hardly asked of front matter
OF_PROJECTS = {"when": "period", "goal": "goals", "policy": "policies", "category": "categories"}  # what cues of a project's fields ask of a plan
BESIDE = {"categories": ("category_review",), "revision": ("category_review",)}  # kinds of facts that belong to another
_KIND = {"category_review": "categories", "category_note": "categories"}  # what is asked for by which lines of other kinds answer
_PROJECTS = re.compile(r"事業(?!集|区分|票)|じぎょう|取組|\bprojects?\b(?! collection)", re.ASCII)
_POLICIES = re.compile(r"施策(?=は|が|を|って|も|と|名|、|\?|$|に(?:は|何|どんな))|\bpolicies\b", re.ASCII)
_LETTER = re.compile(r"(?<![a-z])([a-z])(?=は|って|に|と|の|だけ|区分|\)|、|\?|$)(?![a-z])|\b(?:category|type|class|marked) ?\"?([a-z])\b", re.ASCII)
_SAID = {"エー": "A", "ビー": "B", "シー": "C", "ディー": "D"}  # letters as people say them
_SAID_LETTER = re.compile(rf"(?<![ァ-ヴー])({'|'.join(_SAID)})(?=は|って|の|と|が|だけ|区分|\)|、|\?|$)")
_ASKS_DAY = re.compile(r"日にち|日付|何月何日|何日に|\bwhat (?:date|day)\b|\bdate (?:of|on)\b", re.ASCII)
_IN_TITLE = r" (?:\w+ ){0,3}(?:plan|strategy|collection|program|programme)\b"  # the second ICT strategy
_ORDINAL = re.compile(
    rf"(?P<number>[\d一二三四五六])(?:つ目|つめ|番目|個目|本目|番台)|(?P<first>(?:最初|いちばん初め)の|\bfirst\b(?!{_IN_TITLE}))|\b(?P<word>second|third|fourth|fifth)\b(?!{_IN_TITLE})"
    r"|\bnumber (?P<named>one|two|three|four|five)\b",
    re.ASCII,
)
_NUMBERS = {name: str(place) for names in ("一二三四五六", ("one", "two", "three", "four", "five")) for place, name in enumerate(names, 1)}
_NUMBERS |= {"second": "2", "third": "3", "fourth": "4", "fifth": "5"}


def of_plan(query: Query) -> bool:
    """Whether the network is sure that a plan itself is asked about, and not its projects."""
    asks, projects = set(query.asks), bool(_PROJECTS.search(query.text))
    restricted = bool(query.numbered or query.categories or query.departments)
    if asks & {"largest", "smallest", HISTORY, *CONDITIONS} or (query.numbered and query.categories):
        return False
    if not (query.numbered or query.departments) and query.intent.of(("categories",)) >= OVERRULES:
        return True
    if projects and (restricted or (asks & LIST_ASKS and not asks & PLAN_ASKS) or query.intent.best_of(TOLD_OF_PLANS) in OF_ALL):
        return False
    if asks & LIST_ASKS and restricted:
        return False
    if query.plan_ids and not projects and asks & {"policy", "goal"} and asks & LIST_ASKS:
        return True  # the names of all policies
    counted = "count" in asks and not asks & PLAN_ASKS  # its projects are listed
    return query.intent.of([name for name in TOLD_OF_PLANS if not (counted and name == "counts")]) >= SURE_OF_PLAN


def of_policies(query: Query) -> bool:
    """Whether the policies of a goal that is named by its number are asked for, and not its projects."""
    goals = [kind for kind, _ in query.numbered] == ["goal"]
    return goals and bool(_POLICIES.search(query.text)) and not (_PROJECTS.search(query.text) or query.categories or query.departments)


def plan_asks(query: Query) -> tuple[str, ...]:
    """The facts of a plan that a question about one asks for by name; none where a line of its front matter must tell."""
    if "counts" in query.asks:
        return ("counts",)
    asks = tuple(ask for ask in query.asks if ask in PLAN_ASKS)
    counts = ("counts",) if "count" in query.asks and _PROJECTS.search(query.text) else ()
    best, of_plans = query.intent.best_of(TOLD_OF_PLANS), query.intent.of(TOLD_OF_PLANS)
    sure = of_plans >= LEAST_OF_PLANS and query.intent.of((best,)) / of_plans >= (OVERRULES if asks else TOLD_BY_NETWORK)
    if best in asks or not sure or (best == "counts" and asks and counts):
        return (asks or tuple(dict.fromkeys(OF_PROJECTS[ask] for ask in query.asks if ask in OF_PROJECTS))) + counts
    return () if best == NOT_GIVEN else tuple(dict.fromkeys((best, *counts)))


def asks_by_name(query: Query, plan: Plan) -> bool:
    """Whether a question names what a plan tells of itself: one of its facts, a goal or policy, the letter of a category."""
    return bool(plan_asks(query) or _letters(query) & {heading.number for heading in plan.categories} or _named(plan, query))


def answer_plans(draft: Draft, decision: Decision) -> None:
    """Tell of each plan what is asked, or that it does not say."""
    for plan in decision.plans:
        told = len(draft.statements)
        _answer(draft, plan, plan_asks(draft.query))
        if len(draft.statements) == told:
            draft.decline(draft.say("plan_fact_none", plan=plan.title), draft.cite(plan.title_span, None, plan))


def _answer(draft: Draft, plan: Plan, asks: Sequence[str]) -> None:
    query, before = draft.query, len(draft.statements)
    absent = [name for name in query.absent if not (name == "name" and query.numbered)]  # 施策3-3の名前
    if absent and not asks:
        labels = [load_cues().absent[name][f"label_{draft.wording.language}"] for name in absent]
        draft.decline(draft.say("absent_plan", label=draft.wording.join(labels)))
        return
    if not asks and _letters(query) & {heading.number for heading in plan.categories}:
        asks = ("categories",)
    for kind, heading in _named(plan, query) if not set(asks) & {"period", "progress", "basic_idea"} else ():
        _tell_heading(draft, plan, kind, heading)
    if asks and not set(asks) & set(query.asks) and (lines := lines_that_tell(query, plan, SURELY_ANSWERS)):  # いつ公表 asks for no period
        for fact in lines:
            _tell(draft, plan, fact)
        return
    for ask in asks if asks != ("policies",) or len(draft.statements) == before else ():
        if ask in ("goals", "policies"):
            tell_headings(draft, plan, ask)
        elif ask == "counts":
            _counts(draft, plan)
        elif ask == "publisher":
            draft.fact(draft.say("plan_title", plan=plan.title), draft.cite(plan.title_span, None, plan))
        else:
            _facts(draft, plan, ask)
    if len(draft.statements) == before and query.intent.name != NOT_GIVEN:
        for fact in lines_that_tell(query, plan):
            _tell(draft, plan, fact)
    told_of = query.intent.of(("overview",)) >= SPOKEN_OF if query.has_subject else set(query.asks) <= {"description"}
    if len(draft.statements) == before and not asks and told_of:
        _facts(draft, plan, "overview")


def _facts(draft: Draft, plan: Plan, kind: str) -> None:
    """The facts of one kind."""
    if kind == "categories":
        _category_names(draft, plan)
    facts = _unlike([fact for fact in plan.facts if fact.kind in (kind, *BESIDE.get(kind, ()))])
    facts = sorted(facts, key=lambda fact: fact.text.span.line_start) if kind == "progress" else facts  # steps, in their order
    if kind == "period" and _ASKS_DAY.search(draft.query.text):
        return  # the fiscal years of a plan are no day
    if kind == "period" and facts:
        first, last = draft.wording.year(plan.first_year), draft.wording.year(plan.last_year)
        draft.fact(draft.say("plan_period", plan=plan.title, first=first, last=last), *(draft.cite(fact.text.span, None, plan) for fact in facts))
        facts = [fact for fact in facts if squeeze(normalise(fact.text.printed)) != squeeze(normalise(plan.title))]  # a title with its years
    for fact in facts:
        _tell(draft, plan, fact)


def lines_that_tell(query: Query, plan: Plan, least: float = ANSWERS) -> list[PlanFact]:
    """The lines of the front matter that answer a question, best first: by what the line says, and by whether it is of the kind that is asked for.

    `least`: log-odds from which one does.
    """
    facts = _unlike(plan.facts)
    kinds = [{_KIND.get(fact.kind, fact.kind) for fact in plan.facts if fact.text == each.text} for each in facts]
    scores = [value + OF_KIND * query.intent.of(kind) for value, kind in zip(_odds(query, plan, facts), kinds, strict=True)]
    ranked = sorted(zip(scores, facts, strict=True), key=lambda pair: -pair[0])[:MOST_LINES]
    return [fact for value, fact in ranked if value >= max(least, ranked[0][0] - CLOSE)]


def surely_tells(query: Query, plan: Plan) -> bool:
    """Whether a line of the front matter surely answers a question that does not speak of the plan (委員会の委員は何人).

    What is asked of a project (its department, its target) is answered by a line alone that holds a part of the question word for word (伴走支援の担当者).
    """
    facts = _unlike(plan.facts)
    unknown = [word for word in query.unknown if len(word) > 1]
    runs = literal_runs(query.text) if set(query.asks) & OF_ONE_PROJECT else None
    texts = [(squeeze(fact.text.printed), loose(fact.text.printed) if runs else "") for fact in facts]
    hold = [all(word in text for word in unknown) and (runs is None or any(run in folded for run in runs)) for text, folded in texts]
    least = OVER_ABSENT if query.absent else SURELY_ANSWERS
    return any(hold) and any(held and odds >= least for held, odds in zip(hold, _odds(query, plan, facts), strict=True))


def _odds(query: Query, plan: Plan, facts: Sequence[PlanFact]) -> list[float]:
    return log_odds(query.text, plan.title, [fact.text.printed for fact in facts])


def _tell(draft: Draft, plan: Plan, fact: PlanFact) -> None:
    draft.fact(draft.say("plan_fact", plan=plan.title, text=fact.text.printed), draft.cite(fact.text.span, None, plan))


def _unlike(facts: Sequence[PlanFact]) -> list[PlanFact]:
    """The facts without a sentence that tells several of them told twice."""
    return list({fact.text.printed: fact for fact in facts}.values())


def _counts(draft: Draft, plan: Plan) -> None:
    """How many projects and policies a plan has: as it says itself, or counted."""
    facts = [fact for fact in plan.facts if fact.kind == "counts"]
    for fact in facts:
        _tell(draft, plan, fact)
    if not facts:
        projects = draft.library.listed_projects_of(plan.id)
        filters = draft.say("filter_plan", plan=plan.title)
        draft.fact(draft.say("list", filter=filters, count=len(projects)), *(draft.cite(project.head, project) for project in projects))


def _category_names(draft: Draft, plan: Plan) -> None:
    asked = _letters(draft.query)
    for heading in plan.categories:
        if heading.number in asked and heading.number != heading.name:
            draft.fact(draft.say("category_name", number=heading.number, name=heading.name), draft.cite(heading.span, None, plan))


def _letters(query: Query) -> set[str]:
    """The letters of the categories that a question about a plan speaks of."""
    spoken = {_SAID[letter] for letter in _SAID_LETTER.findall(query.text)}
    return {letter.upper() for pair in _LETTER.findall(query.text) for letter in pair if letter} | spoken | set(query.categories)


def tell_headings(draft: Draft, plan: Plan, kind: str) -> None:
    """The goals or policies of a plan: the one that is asked for by its place, those of a goal that is named, or all."""
    headings = _chosen(draft.query, kind, plan.goals if kind == "goals" else plan.policies)
    if not headings:
        draft.decline(draft.say("plan_fact_none", plan=plan.title), draft.cite(plan.title_span, None, plan))
        return
    if len(headings) == 1:
        _tell_heading(draft, plan, "goal" if kind == "goals" else "policy", headings[0])
        return
    cells = [draft.cite(heading.span, None, plan) for heading in headings]
    word = heading_word(draft, "goal" if kind == "goals" else "policy", headings[0])
    draft.fact(draft.say(kind, plan=plan.title, label=word, count=len(headings)), *cells)
    for heading, cell in zip(headings, cells, strict=True):
        draft.fact(draft.say("heading_item", number=heading.number, name=heading.name), cell)


def _chosen(query: Query, kind: str, headings: Sequence[Heading]) -> list[Heading]:
    """The headings of a goal that is named by number or place (二つ目の目標の施策), the goal of that place, or all."""
    found = _ORDINAL.search(query.text)
    place = "1" if found and found["first"] else next((_NUMBERS.get(each, each) for each in found.groups() if each), None) if found else None
    numbers = [number for named, number in query.numbered if named == "goal"] or [place or ""]
    chosen = [heading for heading in headings if heading.number.split("-")[0] in numbers]
    return chosen or list(headings)


def _named(plan: Plan, query: Query) -> list[tuple[str, Heading]]:
    """The goals and policies that a question names, with their kind; a goal whose policies are asked for is none of them."""
    of_policies = "policies" in plan_asks(query)
    found = [(kind, heading_of(plan, kind, number)) for kind, number in query.numbered if not (kind == "goal" and of_policies)]
    return [(kind, heading) for kind, heading in found if heading]


def _tell_heading(draft: Draft, plan: Plan, kind: str, heading: Heading) -> None:
    text = draft.say(f"{kind}_name", plan=plan.title, label=heading_word(draft, kind, heading), number=heading.number, name=heading.name)
    draft.fact(text, draft.cite(heading.span, None, plan))


def heading_of(plan: Plan, kind: str, number: str) -> Heading | None:
    """The goal or policy of this number."""
    headings = plan.policies if kind == "policy" else plan.goals
    return next((heading for heading in headings if heading.has_number(number)), None)
