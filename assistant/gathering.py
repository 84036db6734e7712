"""Which projects the things are that one sentence names together, each asked for by itself, so that none is dropped and none gets the other's figure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.arithmetic import target_rows
from assistant.decide import Decider
from assistant.decision import Decision, Side
from assistant.together import Together, named_together
from assistant.understand import Query, normalised_question
from corpus.library import Library
from corpus.text import loose, normalise, squeeze
from corpus.values import Project
from corpus.years import without_years

NOUN = re.compile(r"[一-龯々]{2}|[ァ-ヴー]{2}|[a-z]{2}")
_LIKE_FIELD = re.compile(r"^指.|.[標票]$|[課値]$")  # 指票: the name of a field misspelt
_TARGET_OF = {"ja": "{}の目標は?", "en": "What is the target of {}?"}
_OF_YEARS = {"ja": "{}の{}", "en": "{} in {}"}
_TELLS_OF_ALL = frozenset({"list", "list_all", "count", "goals", "policies", "categories", "counts"})


@dataclass(frozen=True, slots=True)
class Part:
    """One of the things named: its name, the same question about it alone, and the project that it surely is; None where that could not be told."""

    name: str
    question: str
    project: Project | None


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a sentence names together. `sides`: the two that it sets against each other."""

    parts: tuple[Part, ...]
    compared: bool = False
    directed: bool = False
    sides: tuple[Side, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of those that could not be told."""
        return tuple(part.name for part in self.parts if part.project is None)

    def as_typed(self, name: str, question: str) -> str:
        """A name without the year that is asked for it, as the question writes it."""
        bare = without_years(name).strip("のはがで、 ")
        found = re.search(re.escape(bare), question, re.IGNORECASE)
        return found[0] if found else bare


@dataclass(frozen=True)
class Gatherer:
    """Tells the things apart that questions to one library name together."""

    library: Library
    read: Callable[[str], Query]
    decider: Decider

    def gathered(self, question: str) -> Gathered | None:
        """What a question of one sentence names together; None where it names one thing, or is answered of each of them as it stands."""
        text = normalised_question(question)
        if not named_together(text, ()):
            return None
        whole = self.read(question)
        if whole.kind != "question" or (set(whole.asks) & _TELLS_OF_ALL and not set(whole.asks) & {"difference", "compare"}):
            return None
        titles = [normalise(project.title.printed) for each in whole.titles if (project := self.library.project(each))]
        for together in named_together(whole.text if whole.language == "ja" else text, titles):
            gathered = self._told_apart(together, whole)
            if gathered:
                return gathered
        return None

    def _told_apart(self, together: Together, whole: Query) -> Gathered | None:
        """The projects of the things, where they are different ones, or where one that is named cannot be told."""
        asked = [self._alone(name, question, together.compared, whole) for name, question in zip(together.names, together.questions, strict=True)]
        if together.compared and any(query.absent for _, query in asked):
            return self._told_apart(together.apart(), whole)  # what plans rarely give is asked of each, and compared of none
        decision = self.decider.decide(whole, None)
        if together.compared and (sides := self._in_one_cell(asked, together, decision)):
            parts = [Part(name, side.query.text, side.project) for name, side in zip(together.names, sides, strict=True)]
            return Gathered(tuple(parts), compared=True, directed=together.directed, sides=sides)
        if not all(query.has_subject or query.titles for _, query in asked) or not (together.compared or _ask_alike(whole, [query for _, query in asked])):
            return None
        parts = [Part(name, question, self._project(query, name)) for name, (question, query) in zip(together.names, asked, strict=True)]
        told = [part.project for part in parts if part.project]
        if not told:
            return None
        if len(told) < len(parts) or len(set(told)) < len(told):
            return self._partly(parts, asked, together, decision)
        if decision.kind == "projects" and set(decision.projects) == set(told) and not together.compared:
            return None
        if decision.kind in ("list", "plan", "most") or self._is_one(parts, asked, decision):
            return None
        sides = tuple(Side(part.project, query) for part, (_, query) in zip(parts, asked, strict=True) if part.project) if together.compared else ()
        return Gathered(tuple(parts), together.compared, together.directed, sides)

    def _in_one_cell(self, asked: Sequence[tuple[str, Query]], together: Together, decision: Decision) -> tuple[Side, ...]:
        """Both things where they are figures that one cell of one project holds (YouTubeとX); none where they are not."""
        project = decision.projects[0] if decision.kind == "projects" and len(decision.projects) == 1 else None
        held = {normalise(amount.name) for row in target_rows(project).values() for amount in row if amount.name} if project else set()
        named = [next((name for name in held if re.search(rf"(?<![a-z]){re.escape(name)}(?![a-z])", each)), None) for each in together.names]
        return tuple(Side(project, query) for _, query in asked) if project and all(named) and len(set(named)) == len(named) else ()

    def _partly(self, parts: Sequence[Part], asked: Sequence[tuple[str, Query]], together: Together, decision: Decision) -> Gathered | None:
        """The same where some of them could not be told, or two are one project: only if what they are called stands nowhere in the project told."""
        told = {part.project for part in parts if part.project}
        strange = [query for part, (_, query) in zip(parts, asked, strict=True) if part.project is None]
        if not strange or any(query.absent for _, query in asked) or not all(NOUN.search(part.name) and not _LIKE_FIELD.search(part.name) for part in parts):
            return None
        if len(parts) > 2 and asked[0][1].language == "en":
            return None
        called = any(self._calls(query, part.project) for part, (_, query) in zip(parts, asked, strict=True) if part.project)
        if decision.kind == "projects":
            apart = called and set(decision.projects) <= told
        else:
            apart = decision.kind == "none" and called and all(query.unknown or query.missing for query in strange)
        if not apart or any(self.has_any(query, project) for query in strange for project in told):
            return None
        return Gathered(tuple(parts), together.compared, together.directed)

    def _alone(self, name: str, question: str, compared: bool, whole: Query) -> tuple[str, Query]:
        """The question about one thing alone, and its query; of two compared, for the figure that is compared."""
        if not compared:
            return question, self.read(question)
        own = self.read(name)
        years = "" if own.years else "・".join(year.code for year in (self.read(question).years or whole.years))
        question = name if own.asks else _TARGET_OF[whole.language].format(name if not years else _OF_YEARS[whole.language].format(name, years))
        query = self.read(question)
        return question, replace(query, asks=tuple(dict.fromkeys([*query.asks, *(ask for ask in whole.asks if ask == "baseline")])))

    def _project(self, query: Query, name: str) -> Project | None:
        """The one project that a query surely asks of; where it asks nothing by itself (緑区は), that its target would be asked of."""
        for each in (query, *([] if query.asks or query.years else [self.read(_TARGET_OF[query.language].format(name))])):
            decision = self.decider.decide(each, None) if each.kind == "question" else None
            if decision and decision.kind == "projects" and len(decision.projects) == 1:
                return decision.projects[0]
        return None

    def _is_one(self, parts: Sequence[Part], asked: Sequence[tuple[str, Query]], decision: Decision) -> bool:
        """Whether the sentence as a whole is about one project that has all that is named, so that と joins words of its description."""
        if decision.kind != "projects" or len(decision.projects) != 1:
            return False
        whole = decision.projects[0]
        others = [(part.project, query) for part, (_, query) in zip(parts, asked, strict=True) if part.project and part.project != whole]
        return all(self._titled(query, whole) or (self._has_all(query, whole) and not self._calls(query, project)) for project, query in others)

    def _calls(self, query: Query, project: Project) -> bool:
        """Whether the query calls the project by its title or indicator."""
        return self._titled(query, project) or self.decider.is_named(query, project)

    def _titled(self, query: Query, project: Project) -> bool:
        """Whether all words of the query stand in the project's title or indicator."""
        called = loose(squeeze(project.title.printed + (project.indicator.printed if project.indicator else "")))
        return bool(query.known) and all(any(loose(word) in called for word in term) for term in query.known)

    def _has_all(self, query: Query, project: Project) -> bool:
        own = self._text(project)
        return all(any(loose(word) in own for word in term) for term in query.known) and all(loose(word) in own for word in query.unknown)

    def has_any(self, query: Query, project: Project) -> bool:
        """Whether any word of the query stands in the project."""
        own = self._text(project)
        return any(loose(word) in own for term in query.searched for word in term)

    def _text(self, project: Project) -> str:
        return loose(squeeze(" ".join(project.texts())))


def _ask_alike(whole: Query, parts: Sequence[Query]) -> bool:
    """Whether each part asks for something where the whole does: what is asked behind the last name is asked of all."""
    asks = whole.asks or whole.absent or whole.years or whole.counter
    return not asks or all(query.asks or query.absent or query.years or query.counter for query in parts)
