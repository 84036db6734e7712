"""Which fields of a project a question asks for: those it names, and those that its years, quantities and figures stand for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter

from assistant.contrast import asked_span, names_other_of_kind, says_span
from assistant.evidence import holds_counted
from assistant.indicators import IN_BRACKETS, asks_unit_of, indicators_of, names_indicator
from assistant.names import is_name
from assistant.quantities import ANY_FIGURE, LATEST, REACHED, asked_units, given_units
from assistant.understand import ARITHMETIC_ASKS, FIELD_ASKS, INTERROGATIVE, OPEN_ASKS, PAST, Query
from assistant.year_spans import by_place
from corpus.text import normalise
from corpus.values import Plan, Project
from corpus.words import words
from corpus.years import FiscalYear

ASKS_WHICH = re.compile(r"どことどこ|どの(?!よう|くらい|程度|へん|辺|時)|どれ(?!くらい|だけ|ほど)|which")
_RESULT = re.compile(
    r"実績|実際|実さい|達成|結果|進捗|状況|成果(?!指標)|やった|行った|\b(?:achieve\w*|actual\w*|result\w*|done)\b", re.ASCII
)  # asks for what was done, not for what was aimed at
_MAIN_STEPS = re.compile(r"主な取(?:り)?組")
_DONE = re.compile(r"実績|結果|\b(?:achieve\w*|actual\w*|results?)\b", re.ASCII)  # of which what is planned tells nothing
_SPEAKS_OF_TARGET = re.compile(
    r"目[標票表漂評]|もくひょ|めざ|目指|達成する|どこまで(?:や|進|増|減)"
    r"|\b(?:target|goal|aim)|\b(?:was|were|is|are) (?:supposed )?to (?:be|have)\b|\b(?:meant|planned|hop(?:ed|ing)|want(?:ed)?) (?:to|for)\b"
    r"|\bdid .{0,30}\bwant\b",
    re.ASCII,
)
_PLANS = re.compile(
    r"予定|よてい|スケジュール|工程|年次計画|年度の(?:計画|取組|取り組み|事業|実施)(?:内容)?(?:は|を|って|[。?]|$)|(?:工事|整備|作業)の?内容|(?:どんな|どういう)(?:こと|工事|作業|取組)"
    r"|(?:何|なに|なん)(?:を|が|か)?(?:す[るべ]|し[まよ]|や[るり]|行[うわ]|おこな|始[まめ]|進め|つく|作[るらり]|でき|取り組)"
    r"|\b(?:schedul|happen)|\bwhat (?:will|is|are|does|do|did)\b.{0,60}\b(?:plan(?:ned|ning)?|do|doing|done|carried out)\b",
    re.ASCII,
)  # asks for what a schedule says rather than for a figure
_HOW = re.compile(
    r"どうやって|どのようにして|どんな方法|(?:どのような|どんな|どういう)(?!目標|数|値)[^。、?]{1,20}(?:目指|めざ)|(?:何|なに)を[^。、?]{1,8}(?:ため(?!し)|目的)"
    r"|(?:何|なに)が[^。、?]{2,12}(?:目指|めざ)"
    r"|\bhow (?:will|do|does|is|are|would)\b",
    re.ASCII,
)
_ACTUAL = re.compile(r"実績値|実績の値|実際の(?:値|数)|\bactual (?:value|figure|number)s?\b", re.ASCII)
_DESCRIPTION_TOO = re.compile(  # beside other fields: 概要と担当課
    r"(?:事業内容|概要|あらまし|(?<![一-龯])内容)(?:と|や|、|,|・|及び|および|、それと|並びに|\s)|(?:と|や|、|,|・|及び|および|並びに)(?:その|事業の)?(?:事業内容|概要|あらまし|内容)(?=[をはも。?、]|$|教)"
    r"|\b(?:description|overview|outline|summary) (?:and|,)|(?:and|,) (?:the |its |a (?:short )?)?(?:description|overview|outline|summary)\b",
    re.ASCII,
)
_HOW_MANY = re.compile(r"\bhow (?:many|much)\b")
_HOW_FAR = re.compile(r"何|いくつ|いくら|どれ(?:だけ|くらい|ほど)|どのくらい|\bhow (?:much|many|far)\b|\bby (?:what|how)\b", re.ASCII)
_PLANNED_TOO = re.compile(r"(?:計画|目標)(?:値)?(?:と|に対|通り|どおり)|\b(?:versus|vs|against|compared (?:with|to)) (?:the )?(?:plan|target)", re.ASCII)
_INSTEAD = re.compile(r"(?<!と)(?<!と、)(?:実際|結果)(?:は|に|の|どう)|\bactual(?:ly)?\b", re.ASCII)  # 目標は26,250件だが、実際は何件
_NAMES_DEPARTMENT = re.compile(r"[一-龯ァ-ヶ・]{2,}課")
_ASKS_DEPARTMENT = re.compile(
    r"課(?=が|は|って|も|[、。?]|あり)[^。]{0,12}(?:どこ|どちら|何課|ドコ|\?|$)|課(?:だけ|のみ)(?=[?。、]|で(?:す|し|合|あ)|なの|だっ|$)"
)
OF_PART = re.compile(
    r"(?:の|その)うち(?!に|[^。、?]{1,24}(?:割合|[^確効]率[はが]|%))|うち、|内訳|だけ(?:だと|では|で(?:い|言|見|み)|の場合|なら)|に限(?:る|っ|れ)"
    r"|\bof (?:them|which|these|those)\b|\bhow many of (?:the|all)\b(?! projects)",
    re.ASCII,
)  # what a table counts whole is no answer for a part of it
_WHOLE_OF = re.compile(r"累計|合計|通算|全部で|これまで|\b(?:total|cumulative|so far|in all)\b", re.ASCII)
_WHO_DOES = re.compile(
    r"(?:どの|どこの|何|どちらの|なんという)(?:課|部署)が?(?:担当|所管|や[っる]|受け持|進め|取り組|行[っいう]|されて|して|なさ)|担当(?:課|部署)"
    r"|(?:どこの|どの) ?か(?=[?。が]|$)"
)  # whatever else is talked of
_VALUE_TOO = re.compile(r"(?:値|数字|数値|目標)も|いくつ|\b(?:value|figure|target)\b", re.ASCII)
_YEAR_OF_IT = re.compile(r"(?:何年度|いつ)の(?:主な)?実績")  # 「…」とあるのは何年度の実績ですか
_CLAUSE = re.compile(r"[。?!、,]|\band\b", re.ASCII)
_FIGURE = re.compile(r"\d[\d,.]*\d|\d{2,}")
_COUNTED = re.compile(
    r"(?!目標|計画|実績|予定|合計|累計|年間|延べ|平均|対象|一人|全体)(?P<of>[一-龯々ァ-ヴー]{2,}?)(?:者数|人数|頭数|件数|回数|台数|数|率|量|額)"
)
_VERB = re.compile(r"[一-龯]+[ぁ-ん]{1,2}")  # 開か
_PRESENT_TOO = re.compile(  # beside the target, what it is now: 今何% 目標何%, 今は12年分で
    r"(?:今|いま|現在|現時点)[のはがで、]?[^。、?]{0,8}?(?:何(?![年課]|度も|[をがにでか])|いくつ|どれ(?:くらい|だけ|ほど)|どの(?:程度|くらい|ぐらい)|\d|数(?=[と、もはを?]|$))"
    r"|\b(?:right now|currently|as of now)\b",
    re.ASCII,
)
TOLD = 0.8  # chance from which the network's word for a field is taken where no cue says one
OVERRULES = 0.95  # chance from which it is taken against the one cue that says another
_LIKE = {"goal": ("policy",), "when": ("achievement",)}  # what the network calls what a cue asks for
NO_OWNER = 0.8  # chance of a detail from which who and where ask for one
ASKS_DETAIL = 0.5  # the same for a year alone, which else asks for the baseline of that year
NO_FIGURE = 0.9  # the same for the largest, which otherwise is of a figure
_PRINTED = {  # the attribute of each field
    "owner": "departments", "target": "targets", "indicator": "indicator", "baseline": "baseline", "category": "category", "policy": "policy",
    "description": "description", "action": "actions", "achievement": "achievements",
}  # fmt: skip
_MEASURED = frozenset({"target", "baseline", "result"})  # figures of the indicator
_FIGURES = frozenset({"target", "baseline", "achievement"})  # fields that may hold the figure asked for
_AIMED = frozenset({"achievement", "goal"})  # asked by words that may ask for a target (reached, goal)
_BESIDE_ARITHMETIC = frozenset({"owner", "category", "policy", "goal"})
_UNDATED = frozenset({"owner", "category", "policy", "goal"})  # fields that a year says nothing of
_LOOSE = frozenset({"achievement", "description", "goal", "indicator", "when"})  # cues that everyday words set off, beside a quantity that is asked for

_AHEAD = re.compile(
    r"約束|予定|見込|つもり|目指|めざ|年に|年間|毎年|一年|1年|各年|(?:計画|戦略|プラン)(?:で|に|上)|(?:する|増やす|足す|出す|載せる|つくる|作る|始める)(?:こと|計画|つもり|の\?|の$|んです)"
    r"|\b(?:per|each|every|a) year\b|\b(?:yearly|annually|promis\w+|aim\w*|going to|plans? to|plann(?:ed|ing) to|(?:is|are) to be)\b"
    r"|\b(?:wants? to|hop(?:e|es|ing) to)\b",
    re.ASCII,
)  # asks for what will be counted, year by year
ASKS_END = re.compile(r"終わ|おわ(?=[るりっ])|終了|\b(?:ends?|is over|be over)\b", re.ASCII)
_FINISHES = re.compile(r"\b(?:finish\w*|complet\w*|done)\b", re.ASCII)
_IN_THE_END = re.compile("最終的に")  # of what was done: in whatever year


def asked_years(query: Query, plan: Plan) -> tuple[FiscalYear, ...]:
    """The years asked for; those named by their place (最終年度) come from the plan's period, and 各年度 or the whole period restricts nothing."""
    if query.stretched:
        covered = tuple(year for year in query.years if plan.covers(year))
        return () if set(plan.years) <= set(covered) else covered or query.years
    if placed := by_place(query.text, plan):
        return tuple(dict.fromkeys((*query.years, *placed)))
    if "all" in query.edges or set(plan.years) <= set(query.years):
        return ()
    if (query.years or ("achievement" in query.asks and "target" not in query.asks)) and _IN_THE_END.search(query.text):
        return query.years
    placed = tuple(year for edge, year in (("first", plan.first_year), ("last", plan.last_year)) if edge in query.edges)
    return tuple(dict.fromkeys((*query.years, *placed)))


def fields_asked(query: Query, project: Project, plan: Plan, residual: bool) -> list[str]:
    """The fields to answer, in order; empty where the question asks for something that is told in no field.

    `residual`: whether the question has words beyond those that name the project.
    """
    asked = _fields_asked(query, project, plan, residual)
    if set(asked) & _MEASURED and _is_of_another(query, project):
        return [ask for ask in asked if ask not in _MEASURED]
    present = "target" in asked and "baseline" not in asked and project.baseline and not project.results and _PRESENT_TOO.search(query.text)
    return ["baseline", *(ask for ask in asked if ask != "achievement" or project.achievements)] if present else asked


def _asks_present(query: Query, project: Project) -> bool:
    """Whether nothing but the present figure of the indicator is asked for, of which the plan gives the baseline (それ、今はどれくらい見られていますか)."""
    alone = query.counter and set(query.asks) <= {"count"} and not (query.absent or query.years or project.results or query.past)
    named = {*words(project.title.printed), *words(_measured_in(project))}
    of_unit = not given_units(_measured_in(project)).isdisjoint(asked_units(query.text)) and not any(named.isdisjoint(term) for term in query.known)
    alone = alone and (not query.terms or of_unit or _names_measured(query, project))
    return bool(alone and project.baseline and LATEST.search(query.text)) and not _is_of_another(query, project)


def _is_of_another(query: Query, project: Project) -> bool:
    """Whether a figure is asked of another thing than the indicator's, or only of a part of it."""
    part = OF_PART.search(query.text) and query.counter and not set(query.asks) & ARITHMETIC_ASKS
    part = part and not ("target" in query.asks and query.language == "en" and not query.terms)  # how many of them do they want in R9
    if (span := asked_span(query.text)) and not says_span(_measured_in(project), span):
        return True  # a day's is asked for, and a year's is told
    return bool(part) or _counts_another(query, project) or (project.indicator is not None and names_other_of_kind(query.text, project.indicator.printed))


def _fields_asked(query: Query, project: Project, plan: Plan, residual: bool) -> list[str]:
    """The same, whatever the figure that is asked for is of."""
    if results := _of_results(query, project, plan):
        return results
    if _asks_present(query, project):
        return ["baseline"]
    if _names_figure(query, project):
        latest = project.baseline and LATEST.search(query.text)
        return [ask for ask in (("baseline",) if latest else ("baseline", "target")) if _has(project, ask)]
    if {"when", "target"} <= set(query.asks) and years_of_figure(query, project):
        return ["when"]  # 30拠点になるのは何年度の目標
    overruled = _overruled(query, project)
    if overruled:
        return [overruled]
    who = query.inherited or not residual or query.intent.of(("detail",)) < NO_OWNER or bool(_WHO_DOES.search(query.text))
    if query.asks == ("owner",) and not who:
        return []
    named = _of_project(query, project, plan, [ask for ask in _named(query) if ask != "owner" or who or not query.counter])
    measured = _measured(query, project, plan)
    if measured:
        return [*(ask for ask in named if ask not in {*_LOOSE, "target", "baseline"}), measured]
    details = bool(query.counter or ASKS_WHICH.search(query.text))
    if named == ["description"] and details:
        return []
    if not named and _speaks_of_departments(query):
        return ["owner"]
    if not named and query.categories and project.category:
        return ["category"]
    if not named and query.asks_whether and query.numbered and not (residual or query.years):
        return [kind for kind, _ in query.numbered[:1] if kind in ("policy", "goal")]
    by_year = _by_year(query, project, plan, named, residual) if set(named) <= {"description"} and not ASKS_WHICH.search(query.text) else None
    if by_year:
        return [by_year]
    if named == ["achievement"] and not project.achievements:
        if not _DONE.search(query.text) and any(map(project.planned_for, asked_years(query, plan))):
            return ["action"]
        if "when" not in query.asks and not (query.past or query.years or _RESULT.search(query.text)):
            return ["description"]  # 何ができるようになりますか
    if "action" in named and project.achievements and not project.actions and _MAIN_STEPS.search(query.text):
        named = ["achievement" if ask == "action" else ask for ask in named]  # of a report
    years = asked_years(query, plan)
    dated = any(map(project.target, years))
    if named and set(named) <= _UNDATED and residual and dated:
        return [*named, "target"]  # R9の新規公開数と担当課: the year is that of a target
    if named == ["indicator"] and "all" in query.edges and query.counter and project.targets:
        return [*named, "target"]  # what number is counted, and how many every year
    if named == ["indicator"] and dated and _VALUE_TOO.search(query.text):
        return [*named, "target"]  # 成果は何で測る？R10の値も
    beside_baseline = "baseline" in named and set(named) <= {"baseline", *_UNDATED}
    if beside_baseline and dated and (len(INTERROGATIVE.findall(query.text)) > 1 or not project.baseline_years & set(years)):
        return [*named, "target"]  # 現状何人でR9何人, 現状値とR9
    if named:
        return named
    if years and project.achievements and not query.counter:
        return ["achievement"]
    return [] if residual or details else ["description"]


def _of_results(query: Query, project: Project, plan: Plan) -> list[str]:
    """The fields to answer where the actual values of the indicator are asked for, alone or beside its targets; empty where they are not."""
    if not project.results or set(query.asks) & ARITHMETIC_ASKS:
        return []
    others = [ask for ask in _named(query) if ask not in ("target", "achievement", "description")]
    reached = REACHED.search(query.text) and (query.years or len(project.results) == 1)
    if reached and _HOW_FAR.search(query.text) and _SPEAKS_OF_TARGET.search(query.text):
        return [*others, "difference"]
    if reached or _asks_both(query) or {"target", "achievement"} <= set(query.asks) or (_PLANNED_TOO.search(query.text) and _RESULT.search(query.text)):
        return [*others, "target", "result"]
    dated = asked_years(query, plan)
    if dated and set(dated) <= project.baseline_years - {result.year for result in project.results}:
        return []
    of_result = not others and set(query.asks) <= {"description"} and any(map(project.result, dated)) and not any(map(project.target, dated))
    if of_result and names_indicator(query, project):
        return ["result"]  # 年間利用者数、令和2年度
    figure = bool(query.counter) or _ACTUAL.search(query.text) or bool(set(asked_units(query.text)) & given_units(_measured_in(project)))
    done = "achievement" in query.asks or ((query.past or _RESULT.search(query.text)) and not _SPEAKS_OF_TARGET.search(query.text))
    if figure and not (done or others or query.years) and LATEST.search(query.text):
        return ["result"]  # 今いくつ
    if not done or others:
        return []
    if figure and not _ACTUAL.search(query.text) and not (query.inherited or _is_of_indicator(query, project, plan)):
        return []
    if figure or not project.achievements:
        return ["result"]
    return ["result", "achievement"] if any(map(project.result, asked_years(query, plan))) else []


def _asks_both(query: Query) -> bool:
    """Whether one clause asks for a figure of the past and another for the target (令和6年度は何人だった？目標は何人？)."""
    clauses = [clause for clause in _CLAUSE.split(query.text) if INTERROGATIVE.search(clause)]
    aimed = [bool(_SPEAKS_OF_TARGET.search(clause)) for clause in clauses]
    return any(aimed) and any(PAST.search(clause) and not each for clause, each in zip(clauses, aimed, strict=True))


def asks_measured_money(query: Query, project: Project) -> bool:
    """Whether a baseline or target of an indicator that measures money is asked for (売上、計画を作った時の数字は何万円): no budget."""
    return bool({"target", "baseline"} & set(query.asks)) and "yen" in given_units(_measured_in(project)) and bool(re.search("何[百千万億]*円", query.text))


def _names_measured(query: Query, project: Project) -> bool:
    """Whether the question has a word of an indicator that the title does not have."""
    measured = set(words(IN_BRACKETS.sub("", _measured_in(project)))) - set(words(project.title.printed))
    return any(not measured.isdisjoint(term) for term in query.known)


def _counts_another(query: Query, project: Project) -> bool:
    """Whether the question counts something by a word of its own (捕獲頭数, 来訪者数) of which neither title nor indicators have a character."""
    counted = _COUNTED.fullmatch(query.counter or "")
    return counted is not None and set(counted["of"]).isdisjoint(f"{project.title.printed}{_measured_in(project)}")


def _is_of_indicator(query: Query, project: Project, plan: Plan) -> bool:
    """Whether a figure that is asked for is the indicator's: no part of it, of what its name says, and no single year's where it counts all years so far."""
    name = project.indicator.printed if project.indicator else ""
    title, named = set(words(project.title.printed)), set(words(name))
    beyond = [term for term in query.terms if title.isdisjoint(term)]
    by_unit = all(_VERB.fullmatch(term[0]) for term in beyond) and sum(asks_unit_of(query, each) for each in indicators_of(project)) == 1
    if OF_PART.search(query.text) or ((beyond or query.unsure) and not (by_unit or any(named & set(term) for term in beyond))):
        return False
    if "累計" not in name or _WHOLE_OF.search(query.text):
        return True
    years = set(asked_years(query, plan))
    return not any(set(item.years) & years and holds_counted(item.text.printed, query.counter or ANY_FIGURE) for item in project.achievements)


def _measured_in(project: Project) -> str:
    """The texts that tell the units of an indicator."""
    return " ".join([project.indicator.printed if project.indicator else "", *(target.cell.printed for target in project.targets)])


def _of_project(query: Query, project: Project, plan: Plan, named: Sequence[str]) -> list[str]:
    """The fields named, where one word stands for another field in this project: reached for its target, 推移 for what was done in a plan without targets."""
    aimed = ["target" if ask in _AIMED and _aims(ask, query, project, plan) else ask for ask in named]
    if not project.baseline and any(map(project.done_in, query.years)):
        aimed = list(dict.fromkeys("achievement" if ask == "baseline" else ask for ask in aimed))  # 最初のころ、平成23年度は
    if query.inherited or project.targets or not project.achievements or _SPEAKS_OF_TARGET.search(query.text):
        return aimed
    return ["achievement" if ask == "target" else ask for ask in aimed]


def _by_year(query: Query, project: Project, plan: Plan, named: Sequence[str], residual: bool) -> str | None:
    """The field that the years asked for stand for, where no other field than the description is named; None where they stand for none."""
    if residual and not (named or query.counter) and query.intent.of(("detail",)) >= NO_OWNER:
        return None
    if query.counter and OF_PART.search(query.text):
        return None
    years = asked_years(query, plan)
    if years and not query.past and any(action.years for action in project.actions):
        figures = query.counter or asked_units(query.text) or _HOW_MANY.search(query.text) or not _PLANS.search(query.text)
        if not figures or (any(map(project.planned_for, years)) and not any(map(project.target, years))):
            return "action"
    if any(map(project.target, years)):
        figure = query.counter or asked_units(query.text) or _SPEAKS_OF_TARGET.search(query.text) or _names_measured(query, project)
        if residual and not (figure or query.past or query.inherited) and any(map(project.planned_for, years)):
            return "action"  # R7に訪問の対象に加わる圏域は
        done = query.past and not (query.edges or query.inherited or _asks_target(query) or _only_recalls(query, project))
        return "achievement" if done else "target"
    if "all" in query.edges and project.targets and not query.past and (query.counter or _names_measured(query, project)):
        return "target"  # ペーパーレス化率、年度ごとに
    ahead = bool(years) and not (query.past or project.achievements)
    if ahead and (_SPEAKS_OF_TARGET.search(query.text) or (any(map(plan.covers, years)) and not (named or residual))):
        return "target"  # that it has none, or none of that year
    done = query.past or query.intent.name == "achievement"
    return "achievement" if named and done and any(map(project.done_in, years)) else None


def _only_recalls(query: Query, project: Project) -> bool:
    """Whether でした is all that is past in a question about a project of which nothing is recorded: R7は何時間でしたか recalls what was planned."""
    return not (project.achievements or project.results) and not PAST.search(query.text.replace("でした", "です"))


def _names_figure(query: Query, project: Project) -> bool:
    """Whether a question names nothing but a project and what is measured of it (RPAの削減時間は？)."""
    if query.asks or query.absent or query.years or query.edges or query.past or query.unknown or query.foreign or INTERROGATIVE.search(query.text):
        return False
    title, counted = set(words(project.title.printed)), set(words(_measured_in(project)))
    beyond = [term for term in query.terms if title.isdisjoint(term)]
    return bool(beyond) and not query.asks_whether and not any(counted.isdisjoint(term) for term in beyond)


def _named(query: Query) -> list[str]:
    """The fields that cue words name, without those that another one makes a mere manner of speaking."""
    asks = [ask for ask in query.asks if ask in FIELD_ASKS or ask in ARITHMETIC_ASKS]
    worked_out = [ask for ask in asks if ask in ARITHMETIC_ASKS]
    if worked_out:  # of the figures; 目標 and 現状値 say which, and two ways of asking for one thing are one
        chosen = "difference" if "difference" in worked_out else worked_out[0]  # 累計 may be of the indicator's name
        asks = [*(ask for ask in asks if ask in _BESIDE_ARITHMETIC), chosen]
    if len(asks) > 1 and "description" in asks and not _DESCRIPTION_TOO.search(query.text):
        asks.remove("description")
    if query.past and not query.inherited and not _SPEAKS_OF_TARGET.search(query.text):
        asks = list(dict.fromkeys("achievement" if ask == "target" else ask for ask in asks))  # 何時間減らしたのか asks for what was done
    if "target" in asks and _HOW.search(query.text) and not (query.years or query.counter):
        asks.remove("target")  # どうやって手続の時間を減らす計画なのか
    if "target" in asks and "achievement" in asks:
        asks.remove("target" if _INSTEAD.search(query.text) else "achievement")
    if "when" in asks:
        asks = [ask for ask in asks if ask not in ("policy", "goal", "category")]
    if "goal" in asks and "policy" in asks:
        asks.remove("policy")
    if "when" in asks and _YEAR_OF_IT.search(query.text):
        asks = [ask for ask in asks if ask != "achievement"]
    elif "when" in asks and len(asks) > 1 and {"target", "baseline", "achievement"} & set(asks):
        asks.remove("when")
    return asks


def _asks_target(query: Query) -> bool:
    """Whether a question about the past asks for what was aimed at (何人にしたいとお考えだったのですか)."""
    return bool(_SPEAKS_OF_TARGET.search(query.text)) or query.intent.name == "target"


def _aims(ask: str, query: Query, project: Project, plan: Plan) -> bool:
    """Whether an everyday word for a field (goal, reached) asks for the target of a year: the project has one, and nothing was done yet."""
    done = ask == "achievement" and (query.past or _RESULT.search(query.text))
    return not (done or project.achievements) and any(project.target(year) for year in asked_years(query, plan))


def _measured(query: Query, project: Project, plan: Plan) -> str | None:
    """`target` or `baseline` where the question asks for a figure of the indicator's quantity, or of the year that the baseline is of."""
    asked = asked_units(query.text)
    given = given_units(_measured_in(project))
    same = bool(set(asked) & given) or (bool(query.counter) and not asked)
    years = asked_years(query, plan)
    if project.baseline and years and not any(plan.covers(year) for year in years):
        aimed = bool(_SPEAKS_OF_TARGET.search(query.text)) and not asked  # 令和5年度の目標値は: not the baseline of that year
        detail = not (same or query.asks_whether) and query.intent.of(("detail",)) >= ASKS_DETAIL
        named = same or set(query.asks) <= {"description"}
        return "baseline" if project.baseline_years & set(years) and named and not (aimed or detail) else None
    told_apart = bool({"target", "baseline", *ARITHMETIC_ASKS} & set(query.asks))
    if told_apart or not same or OF_PART.search(query.text) or query.past or _RESULT.search(query.text) or ("owner" in query.asks and not asked):
        return None
    if not years and _counts_ahead(query, project):
        return "target"
    return "target" if years and any(project.target(year) for year in years) else None


def figures_meant(query: Query, project: Project, plan: Plan) -> list[str]:
    """The figures of the indicator, where nothing but one in its unit is asked for, of no year that something was done in; empty where anything else is."""
    if not query.counter or query.past or query.years or query.absent or OF_PART.search(query.text):
        return []
    if _is_of_another(query, project) or not _asks_its_figure(_at_any_time(query), project):
        return []
    aimed = bool(asked_years(query, plan)) or bool(_SPEAKS_OF_TARGET.search(query.text))
    return [ask for ask in ("baseline", "target") if _has(project, ask) and not (aimed and ask == "baseline")]


def _at_any_time(query: Query) -> Query:
    """The query without its asking when: each target says its year (何業務、何年度に)."""
    return replace(query, asks=tuple(ask for ask in query.asks if ask != "when"))


def _counts_ahead(query: Query, project: Project) -> bool:
    """Whether nothing but how much the indicator is to count is asked (電子申請は年にいくつずつ足す計画ですか), of whatever year."""
    return bool(not query.inherited and project.targets and _AHEAD.search(query.text)) and _asks_its_figure(query, project)


def _asks_its_figure(query: Query, project: Project) -> bool:
    """Whether a figure in the unit of the indicator is asked for, with no word that neither it nor the title has."""
    if set(query.asks) - {"description", "count"}:
        return False
    counted = _measured_in(project)
    told = {*words(project.title.printed), *words(counted), query.counter}
    terms = query.known if query.language == "ja" else query.terms  # what the dictionary guesses of aiming and ones
    beyond = [term for term in terms if told.isdisjoint(term) and not _VERB.fullmatch(term[0])]
    of_unit = query.counter in (None, ANY_FIGURE) or query.counter in normalise(counted) or not given_units(counted).isdisjoint(asked_units(query.text))
    return of_unit and not beyond and all(_AHEAD.search(word) for word in query.unknown)


def _speaks_of_departments(query: Query) -> bool:
    """Whether a department is asserted (総務課ですよね) or another one asked for (警防課のほかにもう1課)."""
    asserted = query.asks_whether and not query.counter and (any(map(is_name, query.departments)) or bool(_NAMES_DEPARTMENT.search(query.text)))
    return asserted or bool(_ASKS_DEPARTMENT.search(query.text))


def field_intended(query: Query, project: Project) -> str | None:
    """The field of a project that the network is sure the question asks for.

    None where it is not sure, the project has none, a figure is asked for that the field is not, or the question has a word that no document holds.
    """
    intent = query.intent
    sure = intent.chance >= TOLD and (query.language == "en" or not query.unsure) and (not query.counter or intent.name in _FIGURES)
    return intent.name if sure and _has(project, intent.name) else None


def _overruled(query: Query, project: Project) -> str | None:
    """The field that the network is sure of where cue words name another one that is not what is asked for (どこ of どこまで増やす)."""
    intent = query.intent
    fields = [ask for ask in query.asks if ask in FIELD_ASKS]
    asserted = query.asks_whether and query.departments
    one = len(fields) == 1 or (fields and set(fields) <= OPEN_ASKS)
    if intent.chance < OVERRULES or not one or len(query.asks) > len(fields) or query.absent or asserted or intent.name in (*fields, *_LIKE.get(fields[0], ())):
        return None
    return intent.name if _has(project, intent.name) else None


def _has(project: Project, field: str) -> bool:
    """Whether something is printed for a project in this field; never in what is not a field of projects."""
    return field in _PRINTED and bool(attrgetter(_PRINTED[field])(project))


def figures_of(text: str) -> set[str]:
    """The figures of two digits or more in a text, normalised."""
    return set(_FIGURE.findall(normalise(text)))


def years_of_figure(query: Query, project: Project) -> Sequence[FiscalYear]:
    """The years whose target holds a figure that the question names (30拠点になるのは何年度), or a word of it (更新完了: いつ完了する)."""
    asked = figures_of(query.text)
    return [target.year for target in project.targets if asked & figures_of(target.cell.printed)] or _years_of_word(query, project)


def _years_of_word(query: Query, project: Project) -> list[FiscalYear]:
    """The years whose target in words holds one of the question beyond the title, where the project has something of each of its words."""
    held = {word for text in project.texts() for word in words(text)}
    if query.unknown or any(held.isdisjoint(term) for term in query.terms):
        return []
    spoken = {word for term in query.terms for word in term if len(word) > 1} - set(words(project.title.printed))
    spoken |= {"完了", "終了"} if ASKS_END.search(query.text) or _FINISHES.search(query.text) else set()
    return [target.year for target in project.targets if not figures_of(target.cell.printed) and spoken & set(words(target.cell.printed))]
