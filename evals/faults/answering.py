"""Faults of composing and checking: the right project is found, and something wrong is said of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import assistant.arithmetic
import assistant.assistant
import assistant.compose
import assistant.details
import assistant.reply
import assistant.selection
import corpus.library
from assistant.assistant import Assistant
from assistant.compose import Draft
from assistant.decision import Decision
from assistant.followups import Follower
from assistant.wording import Wording
from corpus.library import Library
from corpus.values import Project, Span, Target
from corpus.years import FiscalYear
from evals.faults.plant import Change, Seams, fault, with_neighbours


def _told(seams: Seams, ask: str, change: Change) -> None:
    """The field `ask` is told of the project as `change` makes it of the right one and its neighbour."""

    def make(answer_field: Any) -> Any:
        def told(draft: Draft, asked: str, project: Project, years: Any) -> Any:
            own = draft.library.projects_of(project.plan_id)
            wrong = with_neighbours(own, change)[own.index(project)] if asked == ask else project
            return answer_field(draft, asked, wrong, years)

        return told

    seams.around(assistant.reply, "answer_field", make)


def _said(seams: Seams, keys: set[str], change: Any) -> None:
    """The values that fill the sentences `keys` are those that `change` makes of the right ones."""

    def make(say: Any) -> Any:
        return lambda wording, key, **values: say(wording, key, **(change(values) if key in keys else values))

    seams.around(Wording, "say", make)


@fault("answering")
def department_of_the_neighbour(seams: Seams) -> None:
    """The department of the next project is told."""
    _told(seams, "owner", lambda project, other: replace(project, departments=other.departments))


@fault("answering")
def target_of_the_next_year(seams: Seams) -> None:
    """The cell of the year after is told for the year asked for."""

    def shifted(project: Project, _: Project) -> Project:
        cells = [target.cell for target in project.targets]
        return replace(project, targets=tuple(replace(each, cell=cell) for each, cell in zip(project.targets, [*cells[1:], *cells[:1]], strict=True)))

    _told(seams, "target", shifted)


@fault("answering")
def target_of_the_neighbour(seams: Seams) -> None:
    """The target of the next project is told."""
    _told(seams, "target", lambda project, other: replace(project, targets=other.targets))


@fault("answering")
def baseline_told_as_target(seams: Seams) -> None:
    """Where it is asked for a target, the baseline is told."""

    def mixed(project: Project, _: Project) -> Project:
        if project.baseline is None:
            return project
        return replace(project, targets=tuple(replace(each, cell=project.baseline) for each in project.targets))

    _told(seams, "target", mixed)


@fault("answering")
def dash_told_as_a_target(seams: Seams) -> None:
    """A cell that sets no target is told as if it did."""
    seams.put(Target, "is_set", True)


@fault("answering")
def nearest_year_told(seams: Seams) -> None:
    """For a year outside the period, the nearest target is told."""

    def make(_: Any) -> Any:
        return lambda project, year: min(project.targets, key=lambda each: abs(each.year.year - year.year), default=None)

    seams.around(Project, "target", make)


@fault("answering")
def achievement_of_the_year_before(seams: Seams) -> None:
    """What was done in the year before is told for the year asked for."""
    seams.around(Project, "done_in", lambda done_in: lambda project, year: done_in(project, FiscalYear(year.year - 1)))


@fault("answering")
def category_of_the_neighbour(seams: Seams) -> None:
    """The category of the next project is told."""
    _told(seams, "category", lambda project, other: replace(project, category=other.category))


@fault("answering")
def uncertain_caption_told(seams: Seams) -> None:
    """Captions that may be a neighbour's are told as the project's."""
    _told(seams, "action", lambda project, _: replace(project, actions=tuple(replace(each, certain=True) for each in project.actions)))


@fault("answering")
def wrong_sum(seams: Seams) -> None:
    """A sum is one too high, and nobody checks."""
    seams.put(assistant.assistant, "check", lambda *_: [])
    _said(seams, {"sum", "sum_counted"}, lambda values: {**values, "total": f"{int(values['total'].replace(',', '')) + 1:,}"})


@fault("answering")
def wrong_unit(seams: Seams) -> None:
    """A target in hours is told in cases."""
    _said(seams, {"target", "target_next"}, lambda values: {**values, "value": values["value"].replace("時間", "件").replace("手続", "回")})


@fault("answering")
def false_figure_and_no_check(seams: Seams) -> None:
    """The check is switched off, and every figure of a baseline ends on 9."""
    seams.put(assistant.assistant, "check", lambda *_: [])
    _said(seams, {"baseline", "baseline_next"}, lambda values: {**values, "value": "".join("9" if char.isdigit() else char for char in values["value"])})


def _one_less(decision: Decision) -> Decision:
    return replace(decision, projects=decision.projects[:-1] or decision.projects)


@fault("answering")
def list_cut_short(seams: Seams) -> None:
    """The last project of a list is left out."""
    seams.around(assistant.reply, "list_projects", lambda tell: lambda draft, filters, decision, *more: tell(draft, filters, _one_less(decision), *more))


@fault("answering")
def count_off_by_one(seams: Seams) -> None:
    """One project more is counted than is listed."""
    _said(seams, {"list", "list_narrowed", "list_again", "list_extended"}, lambda values: {**values, "count": values["count"] + 1})


@fault("answering")
def citation_dropped(seams: Seams) -> None:
    """A statement loses the citation it rests on."""
    seams.around(Draft, "fact", lambda say: lambda draft, text, *numbers: say(draft, text, *numbers[1:]))


@fault("answering")
def quote_of_other_lines(seams: Seams) -> None:
    """A citation quotes the lines below those it names."""

    def make(quote: Any) -> Any:
        return lambda library, span: quote(library, replace(span, line_start=span.line_start + 1, line_end=span.line_end + 1))

    seams.around(Library, "quote", make)


@fault("answering")
def lines_of_the_citation_moved(seams: Seams) -> None:
    """A citation names the lines above those it quotes."""

    def make(cite: Any) -> Any:
        def cited(draft: Draft, span: Span, *of: Any) -> Any:
            number = cite(draft, span, *of)
            reference = draft.references[number - 1]
            moved = replace(span, line_start=max(1, span.line_start - 1), line_end=max(1, span.line_end - 1))
            draft.references[number - 1] = replace(reference, citation=replace(reference.citation, span=moved))
            return number

        return cited

    seams.around(Draft, "cite", make)


@fault("answering")
def page_of_the_citation_wrong(seams: Seams) -> None:
    """A citation names the page after its own."""

    def make(cite: Any) -> Any:
        return lambda draft, span, *of: cite(draft, replace(span, page=span.page + 1), *of)

    seams.around(Draft, "cite", make)


@fault("answering")
def title_of_the_neighbour(seams: Seams) -> None:
    """A citation carries the title of the next project."""

    def make(cite: Any) -> Any:
        def cited(draft: Draft, span: Span, project: Project | None, *of: Any) -> Any:
            own = draft.library.projects_of(project.plan_id) if project else ()
            return cite(draft, span, own[(own.index(project) + 1) % len(own)] if project in own else project, *of)

        return cited

    seams.around(Draft, "cite", make)


@fault("answering")
def wrong_premise_let_pass(seams: Seams) -> None:
    """A question that asserts something wrong is not told No."""

    def make(say: Any) -> Any:
        return lambda wording, key, **values: "" if key == "wrong_premise" else say(wording, key, **values)

    seams.around(Wording, "say", make)


@fault("answering")
def related_project_not_called_inferred(seams: Seams) -> None:
    """The same undertaking of another plan is told without the word that the link is inferred."""

    def make(say: Any) -> Any:
        def said(wording: Wording, key: str, **values: Any) -> Any:
            return f"「{values['plan']}」の「{values['title']}」と同じ事業です。" if key == "related" else say(wording, key, **values)

        return said

    seams.around(Wording, "say", make)


@fault("answering")
def english_answered_in_japanese(seams: Seams) -> None:
    """Whatever the language of the question, the answer is Japanese."""
    seams.around(assistant.assistant, "load_wording", lambda load: lambda _: load("ja"))


@fault("answering")
def suggestion_without_an_answer(seams: Seams) -> None:
    """A question is suggested that the plan does not answer."""

    def make(ask: Any) -> Any:
        def asked(*arguments: Any) -> Any:
            answer = ask(*arguments)
            return replace(answer, suggestions=tuple(f"{project.title.printed}の予算は？" for project in answer.projects[:1]))

        return asked

    seams.around(Assistant, "ask", make)


@fault("answering")
def visibility_ignored(seams: Seams) -> None:
    """The public is told what only staff may see."""
    seams.put(corpus.library, "_VISIBLE", dict.fromkeys(("public", "staff"), frozenset({"public", "staff"})))


@fault("answering")
def every_piece_answers(seams: Seams) -> None:
    """Any piece of the right project is quoted, whatever the question asks of it."""
    seams.put(assistant.details, "aptness", lambda pieces: [1.0] * len(pieces))


@fault("answering")
def the_first_line_answers(seams: Seams) -> None:
    """What the network makes of the lines of a project is told of the line before."""
    seams.around(assistant.selection, "log_odds", lambda right: lambda *asked: (found := right(*asked))[1:] + found[:1])


@fault("answering")
def every_question_asks_for_the_department(seams: Seams) -> None:
    """Where no line answers, the department is told."""
    seams.put(assistant.details, "field_intended", lambda *_: "owner")


@fault("answering")
def people_are_machines(seams: Seams) -> None:
    """A figure of another measure is told where people, hours, yen or shares are asked for."""
    seams.put(assistant.details, "gives_measure", lambda *_: True)
    seams.put(assistant.compose, "other_quantity", lambda *_: None)


@fault("answering")
def largest_is_smallest(seams: Seams) -> None:
    """The year with the lowest target is told as that with the highest."""
    each = assistant.arithmetic._EACH
    seams.put(assistant.arithmetic, "_EACH", {**each, "largest": each["smallest"]})


@fault("answering")
def difference_of_the_wrong_years(seams: Seams) -> None:
    """The difference is that of the whole period, whichever years were asked for."""
    seams.around(assistant.arithmetic, "_difference", lambda right: lambda draft, project, rows, years, of: right(draft, project, rows, (), of))
    seams.put(assistant.arithmetic, "_EACH", {**assistant.arithmetic._EACH, "difference": assistant.arithmetic._difference})


@fault("answering")
def narrowing_forgets_the_list(seams: Seams) -> None:
    """そのうち… is answered over everything, as if no list had been told before."""
    seams.put(Follower, "read", lambda *_: None)
    seams.put(Follower, "unreferred", lambda _, question, decision, conversation: decision)


@fault("answering")
def history_of_one_plan_alone(seams: Seams) -> None:
    """The same undertaking in other plans is not known."""
    seams.put(Library, "links_of", lambda *_: ())
