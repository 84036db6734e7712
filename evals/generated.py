"""Questions made from the gold: every field of every project, every target in every way to write its year, what was done in each year.

What is expected comes from gold/extraction.yaml alone, which a person wrote, never from what the product read.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.text import is_unset, squeeze
from corpus.years import FiscalYear
from evals.cases import Case, Expected, read_yaml
from evals.notations import bare_year, year_notations

Gold = Mapping[str, Any]

VOICE = "generated"  # in place of a person's
OWNER = (
    "{title}の担当課はどこですか。", "{title} 担当課", "{title}を担当している部署を教えてください。", "{title}の所管は？", "{title}はどの課がやっているの？",
    "{title}の実施主体は？", "{title}を受け持っている課はどこですか", "担当課を教えて。{title}", "誰が「{title}」をやっているのですか",
)  # fmt: skip
OWNER_EN = ("Which department is in charge of {title}?", "Who owns {title}?", "owner of {title}", "Which section handles {title}?")
DESCRIPTION = (
    "{title}の事業内容を教えてください。", "{title}とはどんな事業ですか。", "「{title}」ってどんな事業？", "{title}の概要は？", "{title}では何をするの？",
    "{title}の説明をお願いします", "{title}の目的は何ですか",
)  # fmt: skip
DESCRIPTION_EN = ("What is {title} about?", "Tell me about {title}", "What does {title} do?")
INDICATOR = ("{title}の成果指標は何ですか。", "{title} 成果指標", "{title}は何で成果を測るのですか", "{title}のKPIは？")
INDICATOR_EN = ("What is the indicator of {title}?", "How is the success of {title} measured?")
BASELINE = ("{title}の現状値を教えてください。", "{title} 現状値", "{title}の今の値は？", "{title}の計画策定時の値は")
BASELINE_EN = ("What is the baseline of {title}?",)
CATEGORY = ("{title}の事業区分は何ですか。",)
POLICY = ("{title}はどの施策の事業ですか。", "{title}はどの施策に位置づけられていますか")
GOAL = ("{title}はどの基本目標の事業ですか。",)
TARGET = ("{title}の{year}の目標値はいくつですか。", "{title} {year}目標")
TARGET_ALSO = ("{year}における{title}の目標は？", "{title}は{year}に何を達成する予定ですか", "{title}は{year}にどこまでやる計画ですか")
TARGET_EN = ("What is the {year} target of {title}?", "What does the plan aim for in {year} for {title}?")
TARGETS = ("{title}の年度別の目標値をすべて教えてください。",)
ACHIEVEMENT = ("{title}の{year}の実績を教えてください。", "{title}は{year}に何をしましたか。")
ACHIEVEMENT_ALSO = ("{year}に{title}で何が行われましたか", "{title}の{year}の取組実績は？")
ACHIEVEMENT_EN = ("What was done in {year} for {title}?", "{title} achievements in {year}")
WHEN = ("{title}で「{text}」とあるのは何年度の実績ですか。",)
ACTION = ("{title}の行動目標を教えてください。",)
BY_DEPARTMENT = (
    "{plan}で{name}が担当する事業をすべて教えてください。", "{plan}で{name}が担当している事業の名前を教えてください", "{plan}の{name}の事業一覧",
    "{plan}で{name}が受け持っている取組は何がありますか",
)  # fmt: skip
BY_POLICY = ("{plan}の施策{name}の事業をすべて教えてください。", "{plan}の施策{name}の事業の名前は", "{plan}で、施策{name}に入っている事業は")
COUNT_BY_DEPARTMENT = ("{plan}で{name}が担当する事業は何件ありますか。", "{plan}で{name}の事業はいくつありますか")
PREMISE_OWNER = ("{title}の担当課は{wrong}ですか。",)
PREMISE_TARGET = ("{title}の{year}の目標値は{wrong}ですか。",)
NO = "いいえ"
RELATIVE = {-1: ("昨年度", "last fiscal year"), 0: ("今年度", "this fiscal year"), 1: ("来年度", "next fiscal year")}
SHORT_NAMES = {"sagamihara-ict2-r6-r9": "第2次ICT総合戦略の実施事業集", "sagamihara-progress-h22-h26": "個別事業進行管理表"}
START_LENGTH = 24  # characters of a printed text that tell it from its neighbours; the whole may be broken differently
YEARS_OFF = 3  # how far behind and before the period a question asks


@dataclass(frozen=True, slots=True)
class _Plan:
    """A plan of the gold, with the years of its period."""

    id: str
    name: str
    years: tuple[FiscalYear, ...]
    projects: tuple[Gold, ...]
    goals: Mapping[str, str]

    @property
    def outside(self) -> tuple[FiscalYear, ...]:
        """Years that the plan does not cover."""
        first, last = self.years[0].year, self.years[-1].year
        return FiscalYear(first - 1), FiscalYear(first - YEARS_OFF), FiscalYear(last + 1), FiscalYear(last + YEARS_OFF)


def generate(gold_folder: Path, today: FiscalYear) -> tuple[Case, ...]:
    """All questions, at least 2,000 of the two Sagamihara plans; `today` is the year that 今年度 means."""
    maker = _Maker()
    for plan in _plans(gold_folder):
        for project in plan.projects:
            _fields(maker, plan, project)
            _premises(maker, plan, project)
            _targets(maker, plan, project, today)
            _achievements(maker, plan, project)
            _whens(maker, project)
            _actions(maker, project)
        _lists(maker, plan)
    return tuple(maker.cases)


class _Maker:
    """Collects cases, numbered by kind; the same question is kept once."""

    def __init__(self) -> None:
        self.cases: list[Case] = []
        self._numbers: Counter[str] = Counter()
        self._asked: set[str] = set()

    def add(self, kind: str, templates: Iterable[str], expected: Expected, language: str = "ja", **values: str) -> None:
        for template in templates:
            question = template.format(**values)
            if question not in self._asked:
                self._asked.add(question)
                self._numbers[kind] += 1
                self.cases.append(Case(f"generated-{kind}-{language}-{self._numbers[kind]:04d}", kind, VOICE, language, question, expected))


def _plans(folder: Path) -> Iterator[_Plan]:
    projects = read_yaml(folder / "extraction.yaml")
    for plan in read_yaml(folder / "plans.yaml"):
        first, last = (FiscalYear.from_code(plan["period"][end]).year for end in ("first", "last"))
        years = tuple(FiscalYear(year) for year in range(first, last + 1))
        own = tuple(each for each in projects if each["plan"] == plan["plan"])
        yield _Plan(plan["plan"], SHORT_NAMES.get(plan["plan"], plan["title"]), years, own, {goal["number"]: goal["name"] for goal in plan["goals"]})


def _told(project: Gold, *facts: str, absent: Iterable[str] = ()) -> Expected:
    """An answer from this project that holds the facts."""
    return Expected(("answered",), project["plan"], project["title"], facts, tuple(absent))


def _not_told(project: Gold, absent: Iterable[str] = ()) -> Expected:
    """The documents do not tell; where the answer cites, it cites this project."""
    return Expected(("not_found",), project["plan"], project["title"], absent=tuple(absent))


# --- fields ------------------------------------------------------------------------------------------


def _fields(maker: _Maker, plan: _Plan, project: Gold) -> None:
    title = project["title"]
    maker.add("owner", OWNER, _told(project, *project["departments"]), title=title)
    maker.add("owner", OWNER_EN, _told(project, *project["departments"]), "en", title=title)
    maker.add("description", DESCRIPTION, _told(project, start(project["description"])), title=title)
    maker.add("description", DESCRIPTION_EN, _told(project, start(project["description"])), "en", title=title)
    for kind, templates, english in (("indicator", INDICATOR, INDICATOR_EN), ("baseline", BASELINE, BASELINE_EN)):
        expected = _told(project, *_parts(project[kind])) if project[kind] else _not_told(project)
        maker.add(kind, templates, expected, title=title)
        maker.add(kind, english, expected, "en", title=title)
    category = {"A": "重点", "B": "深化型", "C": "探索型"}.get(project["category"])
    maker.add("category", CATEGORY, _told(project, category) if category else _not_told(project), title=title)
    maker.add("policy", POLICY, _told(project, project["policy_name"]), title=title)
    if project["goal"]:
        maker.add("goal", GOAL, _told(project, plan.goals[project["goal"]]), title=title)


def start(text: str) -> str:
    """The beginning of a printed text, up to the end of its first sentence and not inside a number or word."""
    first = re.split(r"[。\n]", text.lstrip("・"))[0]
    return first if len(first) <= START_LENGTH else re.sub(r"[0-9A-Za-z,.]+$", "", first[:START_LENGTH])


def _parts(text: str) -> tuple[str, ...]:
    """The pieces of a value that stand apart in every way to print it: 25拠点・14％ is two, X and YouTube are two."""
    return tuple(part for part in re.split(r"・|(?<=[人件])(?=YouTube)", text) if part)


# --- premises ----------------------------------------------------------------------------------------


def _premises(maker: _Maker, plan: _Plan, project: Gold) -> None:
    """What is asserted is not so, and the answer says No; what is so is not denied."""
    title, own = project["title"], project["departments"]
    neighbours = (name for each in plan.projects for name in each["departments"] if name not in own)
    maker.add("owner", PREMISE_OWNER, _told(project, NO, *own), title=title, wrong=next(neighbours))
    maker.add("owner", PREMISE_OWNER, _told(project, *own, absent=[NO]), title=title, wrong="、".join(own))
    cells = {year: cell for year, cell in project["targets"].items() if not is_unset(cell)}
    for year, cell in list(cells.items())[:1]:
        figures = re.findall(r"\d[\d,]*", cell)
        if len(figures) == 1 and cell.startswith(figures[0]):
            wrong = f"{int(figures[0].replace(',', '')) * 2 + 7:,}" + cell[len(figures[0]) :]
            maker.add("target", PREMISE_TARGET, _told(project, NO, cell), title=title, year=FiscalYear.from_code(year).japanese, wrong=wrong)


# --- targets -----------------------------------------------------------------------------------------


def _targets(maker: _Maker, plan: _Plan, project: Gold, today: FiscalYear) -> None:
    for year in (*plan.years, *plan.outside):
        expected = _target_expected(project, year)
        if not project["targets"]:
            maker.add("target", TARGET[:1], expected, title=project["title"], year=year.japanese)
            continue
        for notation in (*year_notations(year), bare_year(year)) if year in plan.years else year_notations(year)[:3:2]:
            maker.add("target", TARGET, expected, title=project["title"], year=notation)
        maker.add("target", TARGET_ALSO, expected, title=project["title"], year=year.japanese)
        maker.add("target", TARGET_EN, expected, "en", title=project["title"], year=f"FY{year.year}")
        if words := RELATIVE.get(year.year - today.year):
            maker.add("target", TARGET, expected, title=project["title"], year=words[0])
            maker.add("target", TARGET_EN, expected, "en", title=project["title"], year=words[1])
    cells = [cell for cell in project["targets"].values() if not is_unset(cell)]
    facts = dict.fromkeys(part for cell in cells for part in _parts(cell))
    maker.add("target", TARGETS, _told(project, *facts) if cells else _not_told(project), title=project["title"])


def _target_expected(project: Gold, year: FiscalYear) -> Expected:
    """The cell of the year and none of another one; a dash may be told or declined; without a cell it must be declined."""
    cell = project["targets"].get(year.code)
    own = _parts(cell) if cell else ()
    others = {part for each in project["targets"].values() for part in _parts(each) if not is_unset(each)} - set(own)
    absent = sorted(part for part in others if not any(squeeze(part) in squeeze(mine) for mine in own))
    if cell is None:
        return _not_told(project, absent)
    if is_unset(cell):
        return Expected(("not_found", "answered"), project["plan"], project["title"], absent=tuple(absent))
    return _told(project, *own, absent=absent)


# --- achievements ------------------------------------------------------------------------------------


def _achievements(maker: _Maker, plan: _Plan, project: Gold) -> None:
    for year in (*plan.years, *plan.outside[::2]):
        expected = _achievement_expected(project, year)
        notations = (*year_notations(year)[::2], bare_year(year)) if project["achievements"] and year in plan.years else year_notations(year)[:1]
        for notation in notations:
            maker.add("achievement", ACHIEVEMENT, expected, title=project["title"], year=notation)
        maker.add("achievement", ACHIEVEMENT_ALSO, expected, title=project["title"], year=year.japanese)
        maker.add("achievement", ACHIEVEMENT_EN, expected, "en", title=project["title"], year=f"FY{year.year}")


def _achievement_expected(project: Gold, year: FiscalYear) -> Expected:
    """Everything done in the year and nothing that was done in other years only."""
    done = [item for item in project["achievements"] if year.code in item["years"]]
    facts = tuple(dict.fromkeys(start(item["text"]) for item in done))
    others = dict.fromkeys(start(item["text"]) for item in project["achievements"] if item not in done)
    absent = [text for text in others if not any(squeeze(text) in squeeze(item["text"]) for item in done)]
    return _told(project, *facts, absent=absent) if done else _not_told(project, absent)


def _whens(maker: _Maker, project: Gold) -> None:
    """The year of each achievement that has one year and no namesake in the project."""
    texts = Counter(squeeze(item["text"]) for item in project["achievements"])
    for item in project["achievements"]:
        if len(item["years"]) == 1 and texts[squeeze(item["text"])] == 1:
            year = FiscalYear.from_code(item["years"][0])
            maker.add("when", WHEN, _told(project, year.japanese), title=project["title"], text=start(item["text"]))


def _actions(maker: _Maker, project: Gold) -> None:
    """The project must be right; whose a caption is, is measured by the extraction."""
    expected = Expected(("answered", "not_found"), project["plan"], project["title"])
    maker.add("action", ACTION, expected, title=project["title"])


# --- lists -------------------------------------------------------------------------------------------


def _lists(maker: _Maker, plan: _Plan) -> None:
    by_department, by_policy = defaultdict(list), defaultdict(list)
    for project in plan.projects:
        by_policy[project["policy"]].append(project["title"])
        for department in project["departments"]:
            by_department[department].append(project["title"])
    for name, titles in by_department.items():
        maker.add("list", BY_DEPARTMENT, _listed(plan, titles), plan=plan.name, name=name)
        counted = Expected(("answered",), plan.id, facts=(str(len(titles)),))
        maker.add("count", COUNT_BY_DEPARTMENT, counted, plan=plan.name, name=name)
    for name, titles in by_policy.items():
        maker.add("list", BY_POLICY, _listed(plan, titles), plan=plan.name, name=name)


def _listed(plan: _Plan, titles: Sequence[str]) -> Expected:
    return Expected(("answered",), plan.id, projects=tuple(titles))
