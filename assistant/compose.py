"""From evidence to a draft: statements, each with the citations it rests on. One function per thing that can be asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.answer import Reference, Statement, Status
from assistant.cues import english_stop_words
from assistant.evidence import Atom, nested_text
from assistant.indicators import unit_of
from assistant.phrases import masked, spans
from assistant.premises import asks_one_of, claims_of, denies, names_other_quantity, printed_figures, speaks_of_outcome, values_borne_out
from assistant.quantities import LATEST, other_quantity
from assistant.understand import Query
from assistant.wording import Wording
from corpus.library import Library
from corpus.text import is_unset, loose, normalise, squeeze
from corpus.values import Achievement, Action, Citation, Heading, Plan, Project, Remark, Span, Target, Text
from corpus.words import words
from corpus.years import FiscalYear, find_years

LONGEST_CITED = 80  # lines between a figure and the name of its indicator that are cited together
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_ENDS_WHETHER = re.compile(
    r"(?:(?<!どこ)(?<!何)(?:ですか|でしょうか|(?:です|でした|だった|だ)よね|だっけ)|[課部局室館]で(?:合って|正しい|いい|よろしい|間違いない)[^、。]{0,6}|(?:本当|ほんと|ホント|合ってい?ます|合ってる|正しい|間違いない)(?:です|でしょう)?[のか]*)[?。]*$"
    r"|^(?:is|does|was|are|were) |\b(?:right|correct|true) ?\?$|[, ] ?(?:was|is|did|does|were|isn't|wasn't) (?:it|they|that)(?: not)? *\?$"
)
_HOW_MANY_OF = re.compile(r"いくつの(?!予定|目標|見込|計画|つもり)(?P<thing>[一-龯々ァ-ヴー]{2,})")
_QUANTITY_OF_TARGET = re.compile(r"([ァ-ヴー]{3,}[者件回]?[数率])の[^、。]{0,10}目標")
_ASKS_WHAT = re.compile(r"(?:何|なに|なん)を(?!目標)|どんなこと|どういうこと")  # これから何を調べるつもり, 何を目指す
_OF_FIGURES = re.compile(r"実績|\b(?:actual|results?)\b", re.ASCII)
_TO_BE_DONE = re.compile(r"\b(?:must|should|shall|to|will|planned to|expected to) be (?:done|achieved|completed|reached|carried out)\b", re.ASCII)
_TAKING_PART = re.compile(
    r"(?:関係|関連|協力|連携|副担当)(?:課|部署|部局|課室|所属|機関)(?:等|名)?(?:・(?:関係)?(?:機関|団体))?"
)  # labels of those that are not in charge
_DEPARTMENT = re.compile(r"[一-龯ァ-ヶーa-z・]{1,12}(?:課|室|局)(?!題|長)")


_ALONE = re.compile(r"だけ|のみ|単独|\b(?:only|alone|solely)\b", re.ASCII)
_WILL = re.compile(r"(?:will|would) ")
_LATIN_NAME = re.compile(r"[a-zA-Z]{3,}")


@dataclass
class Draft:
    """Statements and references while an answer is put together."""

    library: Library
    wording: Wording
    query: Query
    statements: list[Statement] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    answered: int = 0
    years_told: list[FiscalYear] = field(default_factory=list)  # of what was told by a piece, the years it was done in
    fields_told: list[str] = field(default_factory=list)  # the fields that answered, in order
    _numbers: dict[tuple[Span, str | None], int] = field(default_factory=dict)  # of the citations given

    def cite(self, span: Span, project: Project | None, plan: Plan | None = None) -> int:
        """The number of the citation of these lines, a new one or the one already given."""
        key = (span, project.id if project else None)
        if key in self._numbers:
            return self._numbers[key]
        plan = plan or (self.library.plan_of(project) if project else None)
        assert plan is not None
        number = self._numbers[key] = len(self.references) + 1
        citation = Citation(number, plan.id, project.id if project else None, span, self.library.quote(span))
        self.references.append(Reference(citation, plan, project))
        return number

    def fact(self, text: str, *numbers: int) -> bool:
        """Add a statement that answers. Returns True."""
        self.statements.append(Statement(text, tuple(dict.fromkeys(numbers))))
        self.answered += 1
        return True

    def decline(self, text: str, *numbers: int) -> bool:
        """Add a statement that the documents do not tell. Returns False."""
        self.statements.append(Statement(text, tuple(dict.fromkeys(numbers))))
        return False

    def take_back(self, told: int) -> None:
        """Leave out what was said behind the first statements, and what only that cited."""
        del self.statements[told:]
        cited = max((number for each in self.statements for number in each.citations), default=0)
        del self.references[cited:]
        self._numbers = {key: number for key, number in self._numbers.items() if number <= cited}

    def say(self, key: str, **values: object) -> str:
        """A sentence of the wording."""
        return self.wording.say(key, **values)

    def verdict(self, borne_out: bool | None) -> str:
        """Yes, No, or nothing where it is not known whether what is asserted is so."""
        return "" if borne_out is None or asks_one_of(self.query.text) else self.say("right_premise" if borne_out else "wrong_premise")

    @property
    def status(self) -> Status:
        """`answered` when something was, else `not_found`."""
        return "answered" if self.answered else "not_found"

    def project_cited(self, project: Project) -> bool:
        """Whether a statement already named the project."""
        return any(reference.project == project for reference in self.references)


def answer_field(draft: Draft, ask: str, project: Project, years: Sequence[FiscalYear]) -> bool:
    """Say what the plan says of one field of a project; False when it does not say."""
    named = draft.project_cited(project)
    head = draft.cite(project.head, project)
    told = _FIELDS[ask](draft, project, tuple(years), head, "_next" if named else "")
    draft.fields_told += [ask] if told else []
    return told


def _owner(draft: Draft, project: Project, _: tuple[FiscalYear, ...], head: int, form: str) -> bool:
    title = project.title.printed
    if not project.departments:
        return draft.decline(draft.say("owner_none", title=title), head)
    text = draft.say(f"owner{form}", title=title, departments=draft.wording.join(project.department_names))
    told = draft.fact(_corrected(draft, text, [*_DEPARTMENT.findall(draft.query.text), *draft.query.departments], project.department_names), head)
    for remark in (remark for remark in project.remarks if _TAKING_PART.fullmatch(remark.label) and not is_unset(remark.text.printed)):
        draft.fact(draft.say("owner_beside", label=remark.label, departments=remark.text.printed), draft.cite(remark.text.span, project))
    return told


def _corrected(draft: Draft, text: str, asserted: Sequence[str], actual: Sequence[str]) -> str:
    """`text` behind a No when the question asserts something else (担当課は総務課ですか)."""
    if not draft.query.asks_whether:
        return text
    known = [squeeze(each) for each in actual]
    wrong = [each for each in asserted if len(each) > 2 and not any(squeeze(each) in one or one in squeeze(each) for one in known)]
    asks_whether = _ENDS_WHETHER.search(draft.query.text)
    named_elsewhere = [
        each
        for each in wrong
        if each not in ("担当課", "所管課", "主管課", "何課", "どの課", "担当の課") and not each.startswith(("どの", "何", "どちらの", "どこの", "担当"))
    ]
    if not asks_whether or (draft.query.departments and denies(draft.query.text)):
        return text
    more = draft.query.categories or claims_of(draft.query.text)  # 重点事業でDX推進課が担当ですか asserts two things
    borne_out = bool(draft.query.departments) and not (wrong or more or _ALONE.search(draft.query.text))
    return draft.verdict(False if named_elsewhere else borne_out or None) + text


def _target(draft: Draft, project: Project, years: tuple[FiscalYear, ...], head: int, form: str) -> bool:
    title = project.title.printed
    if not project.targets and project.description and not (years or draft.query.counter) and _ASKS_WHAT.search(draft.query.text):
        return _description(draft, project, years, head, form)
    if not project.targets and project.unread:
        return draft.decline(draft.say("target_unsure", title=title), head, draft.cite(project.unread.span, project))
    if not project.targets:
        draft.decline(draft.say("target_none", title=title), head)
        for text, cells in (_plan_of(draft, project, year, head) for year in years if project.planned_for(year)):
            draft.decline(text, *cells)  # what is planned, which is no target
        return False
    if asks_another_quantity(draft, project, head, "target_other", (target.cell.printed for target in project.targets)):
        return False
    if any(not target.cell.certain for target in project.targets):
        return draft.decline(draft.say("target_unsure", title=title), head, draft.cite(project.targets[0].span, project))
    found = False
    for year in years or tuple(target.year for target in project.targets):
        target = project.target(year)
        if target is None and len(years) > 1 and year in project.baseline_years:
            found = _baseline(draft, project, years, head, form)  # R5年度の時点で何年分、R9年度には何年分
            form = "_next"
        elif target is None:
            _target_unlisted(draft, project, year)
        elif target.is_set:
            found = _target_value(draft, project, target, head, form)
            form = "_next"
        else:
            cell = draft.cite(target.span, project)
            draft.decline(draft.say("target_unset", title=title, year=draft.wording.year(year), value=target.cell.printed), head, cell)
            for other in _asserted_of_another_year(draft, project, years):
                found = _target_value(draft, project, other, head, "_next")
    return found


def _asserted_of_another_year(draft: Draft, project: Project, years: tuple[FiscalYear, ...]) -> list[Target]:
    """The targets of other years with a figure or word that the question asserts of these (令和9年度に20業務ですよね, 完了は令和9年度ですよね)."""
    if not draft.query.asks_whether:
        return []
    asserted = _asserted_figures(draft)
    said = {word for term in draft.query.terms for word in term if len(word) > 1} - set(words(project.title.printed))
    others = [(target, _figures(normalise(target.cell.printed))) for target in project.targets if target.is_set and target.year not in years]
    return [target for target, figures in others if asserted & figures or (not figures and said & set(words(target.cell.printed)))]


def _target_unlisted(draft: Draft, project: Project, year: FiscalYear) -> bool:
    """Say that a year lies outside the plan's period, or that the table has no column for it."""
    if not draft.library.plan_of(project).covers(year):
        return out_of_period(draft, project, year)
    years = draft.wording.join([draft.wording.year(target.year) for target in project.targets])
    cells = draft.cite(project.targets[0].span, project)
    return draft.decline(draft.say("target_unlisted", title=project.title.printed, year=draft.wording.year(year), years=years), cells)


def asks_another_quantity(draft: Draft, project: Project, head: int, sentence: str, cells: Iterable[str]) -> bool:
    """Say that the plan sets another quantity than the one asked of (ダウンロード数の目標); False where it may be the same."""
    if not project.indicator:
        return False
    given = " ".join([project.indicator.printed, *cells])
    asked = (match.group(1) for match in _QUANTITY_OF_TARGET.finditer(draft.query.text))
    unknown = next((quantity for quantity in asked if any(loose(word) in loose(quantity) for word in draft.query.unknown)), None)
    quantity = unknown or other_quantity(draft.query.text, given) or _other_thing(draft, given, project) or _other_name(draft, given, project)
    if quantity is None:
        return False
    text = draft.say(sentence, title=project.title.printed, indicator=project.indicator.printed, quantity=quantity)
    draft.decline(text, head, draft.cite(project.indicator.span, project))
    return True


def _other_thing(draft: Draft, given: str, project: Project) -> str | None:
    """What is counted (いくつの事務) where neither the indicator, by its unit at least (校 of いくつの学校), nor the title speaks of it."""
    counted = _HOW_MANY_OF.search(draft.query.text)
    thing = loose(counted["thing"]) if counted else ""
    return counted["thing"] if counted and thing not in loose(given + project.title.printed) and thing[-1] not in loose(given) else None


def _other_name(draft: Draft, given: str, project: Project) -> str | None:
    """A name in Latin letters (Instagram) asked of an indicator that names others (X, YouTube), and that the project has nothing of."""
    if not _LATIN_NAME.search(given):
        return None
    texts = normalise(" ".join(project.texts()))
    asked = (word for word in _LATIN_NAME.findall(draft.query.text) if word not in english_stop_words() and draft.query.language == "ja")
    return next((word for word in asked if len(word) > 2 and word not in texts), None)


def _result(draft: Draft, project: Project, years: tuple[FiscalYear, ...], head: int, form: str) -> bool:
    """The actual values of the indicator."""
    title, found = project.title.printed, False
    known = tuple(result.year for result in project.results if result.is_set)
    latest = known[-1:] if LATEST.search(draft.query.text) else ()
    for year in years or latest or tuple(result.year for result in project.results):
        result = project.result(year)
        if result is None:
            told = draft.wording.join([draft.wording.year(each.year) for each in project.results])
            cell = draft.cite(project.results[0].span, project)
            draft.decline(draft.say("result_unlisted", title=title, year=draft.wording.year(year), years=told), head, cell)
            continue
        cell = draft.cite(with_indicator(project, result.span), project)
        said = {"title": title, "year": draft.wording.year(year), "indicator": indicator_of(project), "value": result.cell.printed}
        if result.is_set:
            text = draft.say(f"result{form}", **said)
            found = draft.fact(text if form else _judged(draft, text, project, _cells_of(project.results, years)), *((cell,) if form else (head, cell)))
            form = "_next"
        else:
            draft.decline(draft.say("result_unset", **said), head, cell)
    return found


def tell_remark(draft: Draft, project: Project, remark: Remark) -> bool:
    """Quote what stands behind a label."""
    text = draft.say("remark", title=project.title.printed, label=remark.label, text=remark.text.printed)
    return draft.fact(text, draft.cite(project.head, project), draft.cite(remark.text.span, project))


def _target_value(draft: Draft, project: Project, target: Target, head: int, form: str) -> bool:
    cell = draft.cite(with_indicator(project, target.span), project)
    text = draft.say(
        f"target{form}", title=project.title.printed, year=draft.wording.year(target.year), indicator=indicator_of(project), value=target.cell.printed
    )
    return draft.fact(text if form else _figure_corrected(draft, text, project), *((cell,) if form else (head, cell)))


def with_indicator(project: Project, span: Span) -> Span:
    """The lines of a figure and those that tell what it is of; the figure's alone where it stands in a table far behind the sheet."""
    if project.indicator is None or abs(project.indicator.span.line_start - span.line_start) > LONGEST_CITED:
        return span
    return span.to(project.indicator.span)


def indicator_of(project: Project) -> str:
    """The indicator as printed; a dash where the project has none."""
    return project.indicator.printed if project.indicator else "－"


def _figure_corrected(draft: Draft, text: str, project: Project) -> str:
    """`text` behind a Yes or No where the targets of the years asked for surely bear out, or contradict, what the question asserts (目標は20手続ですか)."""
    return text if speaks_of_outcome(draft.query.text) else _judged(draft, text, project, _cells_of(project.targets, draft.query.years))


def _cells_of(values: Sequence[Target], years: Sequence[FiscalYear]) -> dict[FiscalYear | None, str]:
    """What is printed for each of the years, or for all where none is asked for."""
    return {value.year: value.cell.printed for value in values if not years or value.year in years}


def _judged(draft: Draft, text: str, project: Project, cells: Mapping[FiscalYear | None, str]) -> str:
    """`text` behind a Yes or No where these cells surely bear out, or contradict, what the question asserts."""
    if not (draft.query.asks_whether or _WILL.match(draft.query.text)):
        return text
    name = project.indicator.printed if project.indicator else ""
    units = {each.unit for cell in cells.values() for each in printed_figures(cell, unit_of(project)) if each.unit and not each.moves}
    other = names_other_quantity(draft.query.text, normalise(f"{name} {project.title.printed}"), units)
    return text if other else draft.verdict(values_borne_out(draft.query.text, cells, unit_of(project), name)) + text


def _asserted_figures(draft: Draft) -> set[str]:
    """The figures of the question, but for its years."""
    return _figures(masked(draft.query.text, spans(find_years(draft.query.text)), "□"))


def _figures(text: str) -> set[str]:
    """The figures of a normalised text as numbers: 58.0 is 58, 1,500 is 1500."""
    return {str(float(figure.replace(",", ""))) for figure in _FIGURE.findall(text)}


def out_of_period(draft: Draft, project: Project, year: FiscalYear) -> bool:
    """Say that a year lies outside the plan's period."""
    plan = draft.library.plan_of(project)
    wording = draft.wording
    text = draft.say("out_of_period", year=wording.year(year), plan=plan.title, first=wording.year(plan.first_year), last=wording.year(plan.last_year))
    return draft.decline(text, draft.cite(project.head, project), draft.cite(period_span(plan), None, plan))


def period_span(plan: Plan) -> Span:
    """The lines that tell a plan's period, or those of its title."""
    return next((fact.text.span for fact in plan.facts if fact.kind == "period"), plan.title_span)


def _unread(project: Project) -> Span | None:
    """The lines of a table of indicators of the project that could not be read; None where it has none."""
    uncertain = next((target.span for target in project.targets if not target.cell.certain), None) if not project.indicator else None
    return uncertain or (project.unread.span if project.unread else None)


def _indicator(draft: Draft, project: Project, _: tuple[FiscalYear, ...], head: int, form: str) -> bool:
    if not project.indicator and (unread := _unread(project)):
        return draft.decline(draft.say("indicator_unsure", title=project.title.printed), head, draft.cite(unread, project))
    if not project.indicator:
        return draft.decline(draft.say("indicator_none", title=project.title.printed), head)
    cell = draft.cite(project.indicator.span, project)
    return draft.fact(draft.say(f"indicator{form}", title=project.title.printed, indicator=project.indicator.printed), *((cell,) if form else (head, cell)))


def _baseline(draft: Draft, project: Project, _: tuple[FiscalYear, ...], head: int, form: str) -> bool:
    if not project.baseline and (unread := _unread(project)):
        return draft.decline(draft.say("indicator_unsure", title=project.title.printed), head, draft.cite(unread, project))
    if not project.baseline:
        return draft.decline(draft.say("baseline_none", title=project.title.printed), head)
    if asks_another_quantity(draft, project, head, "baseline_other", [project.baseline.printed]):
        return False
    cell = draft.cite(with_indicator(project, project.baseline.span), project)
    text = draft.say(f"baseline{form}", title=project.title.printed, indicator=indicator_of(project), value=project.baseline.printed)
    text = text if form else _judged(draft, text, project, dict.fromkeys((None, *project.baseline_years), project.baseline.printed))
    return draft.fact(text, *((cell,) if form else (head, cell)))


def _description(draft: Draft, project: Project, _: tuple[FiscalYear, ...], head: int, form: str) -> bool:
    if not project.description:
        return draft.decline(draft.say("description_none", title=project.title.printed), head)
    cell = draft.cite(project.description.span, project)
    return draft.fact(draft.say(f"description{form}", title=project.title.printed, text=project.description.printed), *((cell,) if form else (head, cell)))


def _action(draft: Draft, project: Project, years: tuple[FiscalYear, ...], head: int, form: str) -> bool:
    certain = [action for action in project.actions if action.certain]
    unsure = [action for action in project.actions if not action.certain]
    if any(action.years for action in certain):
        return _planned(draft, project, years, head) if years else _schedule(draft, project, certain, head)
    if certain:
        cells = [draft.cite(action.span, project) for action in certain]
        items = draft.wording.quoted(dict.fromkeys(action.printed for action in certain))
        draft.fact(draft.say(f"action{form}", title=project.title.printed, items=items), *(cells if form else (head, *cells)))
    else:
        draft.decline(draft.say("action_none", title=project.title.printed), head)
    if unsure:
        items = draft.wording.quoted(dict.fromkeys(action.printed for action in unsure))
        draft.statements.append(Statement(draft.say("action_unsure", items=items), tuple(draft.cite(action.span, project) for action in unsure)))
    return bool(certain)


def _schedule(draft: Draft, project: Project, actions: Sequence[Action], head: int) -> bool:
    """A line for each step of a schedule that says its years."""
    cells = [draft.cite(action.span, project) for action in actions]
    draft.fact(draft.say("schedule", title=project.title.printed), head, *cells[:1])
    for action, cell in zip(actions, cells, strict=True):
        mark = "" if action.mark and action.printed.endswith(action.mark) else action.mark or (draft.wording.years(action.years) if action.years else "")
        draft.fact(draft.say("achievement_item", text=action.printed, mark=bracketed(mark)), cell)
    return True


def _planned(draft: Draft, project: Project, years: tuple[FiscalYear, ...], head: int) -> bool:
    """What the schedule plans for each of the years."""
    found = False
    for year in years:
        if project.planned_for(year):
            text, cells = _plan_of(draft, project, year, head)
            found = draft.fact(text, *cells)
        elif not draft.library.plan_of(project).covers(year):
            out_of_period(draft, project, year)
        else:
            draft.decline(draft.say("planned_none", title=project.title.printed, year=draft.wording.year(year)), head)
    return found


def _plan_of(draft: Draft, project: Project, year: FiscalYear, head: int) -> tuple[str, tuple[int, ...]]:
    """The sentence of what the schedule plans for a year, and its citations."""
    actions = project.planned_for(year)
    items = draft.wording.quoted(dict.fromkeys(action.printed for action in actions))
    text = draft.say("planned", title=project.title.printed, year=draft.wording.year(year), items=items)
    return text, (head, *(draft.cite(action.span, project) for action in actions))


def _category(draft: Draft, project: Project, _: tuple[FiscalYear, ...], head: int, form: str) -> bool:
    if not project.category:
        return draft.decline(draft.say("category_none", title=project.title.printed), head)
    cell = draft.cite(project.category.span, project)
    title, name, number = project.title.printed, project.category.name, project.category.number
    verdict = _is_asserted(draft, draft.query.categories, number)
    if number == name:
        return draft.fact(verdict + draft.say(f"category_named{form}", title=title, category=name), head, cell)
    return draft.fact(verdict + draft.say(f"category{form}", title=title, category=name, number=number), head, cell)


def _is_asserted(draft: Draft, named: Sequence[str], actual: str) -> str:
    """Yes or No to the one number that the question asserts (区分Aですよね, 施策3-1ですよね); nothing where it asserts none, or several."""
    asserted = set(named) if draft.query.asks_whether and not denies(draft.query.text) else set()
    return draft.verdict(actual in asserted) if len(asserted) == 1 else ""


def heading_word(draft: Draft, kind: str, heading: Heading | None) -> str:
    """The word that the plan prints before the number of a goal or policy (方針); the usual one where none is known, and in English."""
    return heading.label if heading and heading.label and draft.wording.language == "ja" else draft.say(f"{kind}_word")


def _policy(draft: Draft, project: Project, _: tuple[FiscalYear, ...], head: int, form: str) -> bool:
    if not project.policy:
        return draft.decline(draft.say("policy_none", title=project.title.printed), head)
    cell = draft.cite(project.policy.span, project)
    label = heading_word(draft, "policy", project.policy)
    number, policy = project.policy.number, project.policy.name
    verdict = _is_asserted(draft, [each for kind, each in draft.query.numbered if kind == "policy"], number)
    return draft.fact(verdict + draft.say(f"policy{form}", title=project.title.printed, label=label, number=number, policy=policy), head, cell)


def _goal(draft: Draft, project: Project, _: tuple[FiscalYear, ...], head: int, form: str) -> bool:
    if not project.goal:
        return draft.decline(draft.say("goal_none", title=project.title.printed), head)
    cell = draft.cite(project.goal.span, project)
    label = heading_word(draft, "goal", project.goal)
    text = draft.say(f"goal{form}", title=project.title.printed, label=label, number=project.goal.number, goal=project.goal.name)
    return draft.fact(_is_asserted(draft, [each for kind, each in draft.query.numbered if kind == "goal"], project.goal.number) + text, head, cell)


def _reached_before(draft: Draft, project: Project, baseline: Text, years: Sequence[FiscalYear]) -> bool:
    """Beside the remark that a plan records nothing done: its baseline, where that is of the years asked for or an actual value itself (R6.1 実績)."""
    of_years = set(years) <= project.baseline_years - set(draft.library.plan_of(project).years) if years else "実績" in baseline.printed
    if not of_years or not _OF_FIGURES.search(draft.query.text) or draft.query.past:
        return False
    text = draft.say("baseline_next", indicator=indicator_of(project), value=baseline.printed)
    return draft.decline(text, draft.cite(with_indicator(project, baseline.span), project))


def _achievement(draft: Draft, project: Project, years: tuple[FiscalYear, ...], head: int, form: str) -> bool:
    plan = draft.library.plan_of(project)
    if not any(other.achievements for other in draft.library.projects_of(plan.id)):
        if any(target.year in years and target.is_set for target in project.targets) and _TO_BE_DONE.search(draft.query.text):
            return _target(draft, project, years, head, form)
        draft.decline(draft.say("achievement_no_field", title=project.title.printed, plan=plan.title), head, draft.cite(plan.title_span, None, plan))
        return project.baseline is not None and _reached_before(draft, project, project.baseline, years)
    if not project.achievements and not years:
        return draft.decline(draft.say("achievement_none_at_all", title=project.title.printed), head)
    if not years:
        return list_achievements(draft, project, project.achievements, draft.say("achievement_all", title=project.title.printed), head)
    found = False
    for year in years:
        items = project.done_in(year)
        if items:
            lead = draft.say("achievement", title=project.title.printed, year=draft.wording.year(year))
            found = list_achievements(draft, project, items, lead, head)
        elif project.planned_for(year) and not draft.query.past:  # 今年は何かなさるのでしょうか
            found = _planned(draft, project, (year,), head)
        elif not plan.covers(year) and not any(other.done_in(year) for other in draft.library.projects_of(plan.id)):
            out_of_period(draft, project, year)
        else:
            draft.decline(draft.say("achievement_none", title=project.title.printed, year=draft.wording.year(year)), head)
    return found


def list_achievements(draft: Draft, project: Project, items: Sequence[Achievement], lead: str, head: int) -> bool:
    """A lead sentence and a line for each achievement, with its year mark and notes as printed."""
    cells = [draft.cite(_with_notes(item), project) for item in items]
    draft.fact(lead, head, *cells[:1])
    for item, cell in zip(items, cells, strict=True):
        text = nested_text(item)
        for note in item.notes:
            text = draft.say("note_item", text=text, note=note.printed.strip("（）()"))
        mark = bracketed(item.mark)
        draft.fact(draft.say("achievement_item", text=text, mark=mark), cell)
    return True


def bracketed(mark: str) -> str:
    """A year mark in brackets, its own where it has any."""
    return mark if mark[:1] in tuple("（([【〔") or not mark else f"（{mark}）"


def _with_notes(item: Achievement) -> Span:
    span = item.span
    for note in item.notes:
        span = span.to(note.span)
    return span


_FIELDS: dict[str, Callable[[Draft, Project, tuple[FiscalYear, ...], int, str], bool]] = {
    "owner": _owner, "target": _target, "indicator": _indicator, "baseline": _baseline, "description": _description, "action": _action,
    "category": _category, "policy": _policy, "goal": _goal, "achievement": _achievement, "result": _result,
}  # fmt: skip


def answer_when(draft: Draft, project: Project, atom: Atom, doubted: bool = False) -> bool:
    """Say in which fiscal years a thing was done, or quote the sentence that tells its date; `doubted`: the question named another year."""
    head, cell = draft.cite(project.head, project), draft.cite(atom.span, project)
    if not atom.years or atom.kind == "remark":
        return draft.fact(draft.say("when_date", title=project.title.printed, text=atom.text), head, cell)
    draft.years_told += atom.years
    key = "when_planned" if atom.kind == "action" else "when" if atom.mark else "when_plain"
    text = draft.say(key, title=project.title.printed, text=atom.text, years=draft.wording.years(atom.years), mark=atom.mark.strip("（）()"))
    return draft.fact(draft.say("wrong_premise") + text if doubted else text, head, cell)


def answer_detail(draft: Draft, project: Project, atom: Atom, contradicts: bool = False) -> bool:
    """Quote the piece that answers a free question; `contradicts`: the question asserts what it denies."""
    head, cell = draft.cite(project.head, project), draft.cite(atom.span, project)
    if atom.years and atom.kind != "remark":  # whose label says its year
        draft.years_told += atom.years
        key, mark = ("detail_planned", "") if atom.kind == "action" else ("detail_year", bracketed(atom.mark))
        text = draft.say(key, title=project.title.printed, years=draft.wording.years(atom.years), text=atom.text + mark)
    else:
        text = draft.say("detail", title=project.title.printed, text=atom.text)
    return draft.fact(draft.say("wrong_premise") + text if contradicts else text, head, cell)
