"""Faults of understanding and finding: the question is misread, another project is chosen, or what is not there is answered."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np

import assistant.assistant
import assistant.decide
import assistant.find
import assistant.understand
from assistant.assistant import Assistant
from assistant.cues import DATA, Cues
from assistant.decide import Decider
from assistant.decision import Decision
from assistant.glossary import Glossary
from assistant.names import Names
from assistant.understand import LIST_ASKS, Query, Reader
from corpus.fulltext import FullText
from corpus.settings import Settings
from corpus.vectors import VectorIndex
from corpus.years import FiscalYear
from evals.faults.plant import Seams, fault


def _understood(seams: Seams, change: Callable[[Reader, Query], Query]) -> None:
    """Every question is understood as `change` makes it of the right query."""
    seams.around(Reader, "read", lambda read: lambda reader, question: change(reader, read(reader, question)))


def _decided(seams: Seams, change: Callable[[Decision], Decision]) -> None:
    """Every decision is what `change` makes of the right one."""
    seams.around(Decider, "decide", lambda decide: lambda decider, *arguments: change(decide(decider, *arguments)))


def _without(data: Any, key: str) -> Any:
    """Tables read from TOML with every list under `key` emptied."""
    if isinstance(data, dict):
        return {name: [] if name == key else _without(value, key) for name, value in data.items()}
    return [_without(each, key) for each in data] if isinstance(data, list) else data


# --- understanding -----------------------------------------------------------------------------------


@fault("answering")
def english_cues_gone(seams: Seams) -> None:
    """No English word is a cue any more."""
    data, places = (tomllib.loads((DATA / name).read_text("utf-8")) for name in ("cues.toml", "places.toml"))
    seams.put(assistant.understand, "load_cues", lambda: Cues(_without(data, "en"), places))


@fault("answering")
def glossary_ignored(seams: Seams) -> None:
    """The words people use are not led to those that plans use."""
    seams.put(assistant.assistant, "load_glossary", lambda _: Glossary(()))


@fault("answering")
def years_of_a_range_lost(seams: Seams) -> None:
    """Of R6～R8 only the first year is read."""
    _understood(seams, lambda _, query: replace(query, years=query.years[:1]))


@fault("answering")
def clock_one_year_behind(seams: Seams) -> None:
    """今年度 is taken for the year before."""
    seams.put(Settings, "fiscal_year", lambda settings: FiscalYear.of_date((settings.today or date.today()).replace(year=2025)))


@fault("answering")
def number_without_an_era_misplaced(seams: Seams) -> None:
    """8年度 is read as a year of Heisei."""
    seams.put(Reader, "_placed", lambda reader, number: FiscalYear.of_era("H", number))


@fault("answering")
def kana_not_read_aloud(seams: Seams) -> None:
    """としょかん is not read as 図書館."""
    seams.put(Names, "read_aloud", lambda names, text: [])


@fault("answering")
def plan_swapped(seams: Seams) -> None:
    """The other plan is taken for the one that was named."""

    def swapped(reader: Reader, query: Query) -> Query:
        others = tuple(plan.id for plan in reader.library.plans if plan.id not in query.plan_ids)
        return replace(query, plan_ids=others) if query.plan_ids else query

    _understood(seams, swapped)


@fault("answering")
def attribute_of_another_answered(seams: Seams) -> None:
    """What plans do not give (a budget, a telephone number) is not noticed."""
    _understood(seams, lambda _, query: replace(query, absent=()))


@fault("answering")
def other_city_answered(seams: Seams) -> None:
    """A question about another city is taken for one about this one."""
    seams.put(Reader, "_other_place", lambda reader, text: False)


@fault("answering")
def refused_answered(seams: Seams) -> None:
    """Who asks to break a rule is answered."""
    _understood(seams, lambda _, query: replace(query, kind="question") if query.kind == "refused" else query)


@fault("answering")
def greeting_answered_with_facts(seams: Seams) -> None:
    """Who says hello is told about the first project."""

    def told(reader: Reader, query: Query) -> Query:
        first = reader.library.projects[0]
        asked = replace(query, kind="question", titles=(first.id,), subject=first.title.printed, terms=((first.title.printed,),), asks=("owner",))
        return asked if query.kind == "greeting" else query

    _understood(seams, told)


@fault("answering")
def follow_up_lost(seams: Seams) -> None:
    """The next question forgets what was spoken of."""
    seams.around(Assistant, "ask", lambda ask: lambda assistant, question, conversation=None, language=None: ask(assistant, question, None, language))


@fault("answering")
def follow_up_keeps_the_year(seams: Seams) -> None:
    """翌年度 is answered with the year spoken of before."""
    _understood(seams, lambda _, query: replace(query, relative=None))


# --- finding -----------------------------------------------------------------------------------------


@fault("answering")
def second_rank_told(seams: Seams) -> None:
    """The project of second rank is taken for the one asked about."""

    def make(ranked: Any) -> Any:
        def swapped(*arguments: Any) -> Any:
            found = ranked(*arguments)
            return [*found[1:2], *found[:1], *found[2:]]

        return swapped

    seams.around(Decider, "ranked", make)


@fault("answering")
def naming_weight_zero(seams: Seams) -> None:
    """The likeness of title and question counts nothing."""
    seams.put(assistant.find, "NAMING_WEIGHT", 0.0)


@fault("answering")
def full_text_gone(seams: Seams) -> None:
    """No passage is found by its words."""
    seams.put(FullText, "search", lambda *_: [])


@fault("answering")
def vectors_gone(seams: Seams) -> None:
    """No passage is found by its meaning."""

    def make(nearest: Any) -> Any:
        def far(*arguments: Any) -> Any:
            rows, cosines = nearest(*arguments)
            return rows, np.zeros_like(cosines)

        return far

    seams.around(VectorIndex, "nearest", make)


@fault("answering")
def abstention_removed(seams: Seams) -> None:
    """The nearest project is answered from, however far it is."""

    def nearest(decision: Decision) -> Decision:
        found = decision.found[:1] if decision.kind == "none" else ()
        return replace(decision, kind="projects", projects=(found[0].project,)) if found else decision

    _decided(seams, nearest)


@fault("answering")
def neighbours_compound_taken(seams: Seams) -> None:
    """南区特設サイト is answered from 緑区特設サイト."""
    seams.put(assistant.decide, "names_another", lambda *_: False)


@fault("answering")
def clarify_a_coin_toss(seams: Seams) -> None:
    """Where several projects fit, the first is answered from."""
    _decided(seams, lambda decision: replace(decision, kind="projects", projects=decision.projects[:1]) if decision.kind == "clarify" else decision)


@fault("answering")
def second_project_forgotten(seams: Seams) -> None:
    """Of two projects asked about, only the first is answered."""
    _decided(seams, lambda decision: replace(decision, projects=decision.projects[:1]) if decision.kind == "projects" else decision)


@fault("answering")
def list_of_another_plan(seams: Seams) -> None:
    """The plan that a list or a count is asked of is not heard."""
    _understood(seams, lambda _, query: replace(query, plan_ids=()) if set(query.asks) & LIST_ASKS else query)


@fault("answering")
def no_question_goes_on(seams: Seams) -> None:
    """A detail behind an answer is never asked of the project spoken of."""
    seams.put(Decider, "_goes_on", lambda *_: False)


@fault("answering")
def every_question_goes_on(seams: Seams) -> None:
    """Whatever a conversation turns to is asked of the project spoken of before."""
    seams.put(Decider, "_goes_on", lambda decider, query, conversation, found, sure: len(conversation.project_ids) == 1)


@fault("answering")
def two_plans_answered_from_one(seams: Seams) -> None:
    """A question that speaks of two plans is answered from the one that fits best."""
    seams.put(Decider, "_in_spoken_plans", lambda *_: ())
