"""Follow-ups on a list: to see all of it, to count it, to narrow it (そのうち) or to extend it (…のものも).

What a follow-up restricts is read by the same reader as any question, from its text without the words that tie it to the list. One that
has no list to refer to is never answered over everything.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.answer import Conversation
from assistant.cues import Cues
from assistant.decide import Decider
from assistant.decision import Decision
from assistant.lists import Lister
from assistant.narrowing import asks_rest, field_spoken, is_condition_alone, kinds_of, takes_out, without_lead
from assistant.understand import CONDITIONS, FIELD_ASKS, LIST_ASKS, Query, Reader, detect_language
from corpus.library import Library
from corpus.text import normalise
from corpus.values import Project

MOST_OF_TOPIC = 20  # characters of a question that only names another word
_KANA = re.compile("[ぁ-ん]")
_JAPANESE = re.compile(r"[ぁ-ゖァ-ヺ一-龯々]")
_ONES = re.compile(r"\bones\b", re.ASCII)  # projects, as the list before had no others
_END = " 、。,.?!"
_CLAUSE_END = re.compile(r"[、。,.?!] ?$")
_TIED = {"owner": "departments", "policy": "numbered", "goal": "numbered", "category": "categories"}  # asked for by the words that name what restricts
_IS_DONE = frozenset({"achievement", "description"})  # asked for by the words for what was done in a year
REASK_NO_LIST, REASK_WHICH, REASK_LONG = "clarify_list", "clarify_narrowing", "clarify_long"


@dataclass(frozen=True, slots=True)
class Followup:
    """A question about the list told before: all of it, how many it has, which of it, or what else with it. `query`: what is left of the question."""

    kind: Literal["whole", "counted", "rest", "among", "instead", "also"]
    query: Query


@dataclass(frozen=True)
class Follower:
    """Reads and decides follow-ups on lists of one library."""

    library: Library
    reader: Reader
    decider: Decider
    lister: Lister
    cues: Cues

    def read(self, question: str, conversation: Conversation | None) -> Followup | None:
        """The follow-up that a question is; None where no list was told before, or it asks for something else."""
        text = normalise(question)
        if not text or conversation is None or conversation.listed == "none" or not any(map(self.library.project, conversation.project_ids)):
            return None
        if conversation.listed_from and asks_rest(text):
            return Followup("rest", replace(_bare(text), language=conversation.language))
        if kind := self._of_whole(text):
            return Followup(kind, _bare(text))
        if (rest := self._tail(text)) is not None:
            kind = self._of_whole(rest) if rest.strip(_END) else "counted"
            return Followup(kind, _bare(text)) if kind else Followup("among", self._read(rest, text))
        also = self.cues.also.search(text)
        rest = _without(text, also) if also else ""
        query = self._read(rest, text) if rest.strip(_END) else None
        if query and query.kind == "question" and _chooses(query) and not takes_out(text):
            return Followup("also", query)
        return self._condition_alone(text, conversation)

    def _condition_alone(self, text: str, conversation: Conversation) -> Followup | None:
        """The follow-up that a condition alone is: it narrows the list, or takes the place of one of its kind; None where it turns to a list of its own."""
        query = self._of_category(self.reader.read(without_lead(text) or text))
        query = replace(query, text=text, language=conversation.language if not _KANA.search(text) else query.language)
        if not is_condition_alone(query, text) or _asks_field(query) or self.lister.says_more(query):
            return None
        kinds, before = kinds_of(query), kinds_of(conversation)
        if not kinds:
            turned = {ask.partition("_")[0] for ask in conversation.asks if ask in CONDITIONS}
            said = "without" if re.search("ない|なし", text) else "with"
            return Followup("among", query) if said not in turned or not query.years else None
        if not kinds & before:
            return Followup("among", query)
        if kinds & set(conversation.narrowed_by):
            return Followup("instead", query)
        return Followup("instead", query) if before - kinds else None

    def decide(self, followup: Followup, conversation: Conversation) -> Decision:
        """What a follow-up is about: a list, one of its projects, or a question back."""
        listed = tuple(project for each in conversation.project_ids if (project := self.library.project(each)))
        beyond = conversation.listed == "part"
        if followup.kind in ("whole", "counted"):
            return Decision("list", listed, listing="again", whole=followup.kind == "whole", beyond=beyond)
        if beyond:
            return Decision("reask", says=REASK_LONG)
        if followup.kind == "rest":
            left = tuple(each for each in conversation.listed_from if each not in conversation.project_ids)
            return Decision("list", self._projects(left), listing="rest", part_of=conversation.listed_from)
        if followup.kind == "instead":
            return self._instead(followup.query, conversation)
        return self._extended(followup.query, listed) if followup.kind == "also" else self._narrowed(followup.query, listed, conversation)

    def _projects(self, ids: Sequence[str]) -> tuple[Project, ...]:
        """The projects with these ids that are still in the library."""
        return tuple(project for each in ids if (project := self.library.project(each)))

    def _instead(self, query: Query, conversation: Conversation) -> Decision:
        """The list before with a condition in the place of one of its kind: of the list that this one narrowed, or of all that the others let pass."""
        if conversation.listed_from and kinds_of(query) & set(conversation.narrowed_by):
            return self._narrowed(query, self._projects(conversation.listed_from), conversation)
        dated = set(conversation.asks) & CONDITIONS
        kept = {kind: getattr(query, kind) or getattr(conversation, kind) for kind in kinds_of(conversation)}
        asks = tuple(dict.fromkeys([*query.asks, *(ask for ask in conversation.asks if ask in CONDITIONS)]))
        asked = replace(query, asks=asks, years=query.years or (conversation.years if dated else ()), **kept)
        return self.lister.narrowed(asked, None) or Decision("reask", says=REASK_WHICH)

    def of_topic(self, query: Query, decision: Decision, conversation: Conversation | None) -> Decision:
        """The projects that hold another word, asked for after those that hold one (高齢者に関する事業は, and then 障害者は), where no project fits it."""
        if conversation is None or not conversation.keyword or conversation.listed == "none" or decision.kind != "none":
            return decision
        named = query.titles or query.absent or kinds_of(query) or set(query.asks) - {"followup", "description", *LIST_ASKS}
        if named or len(query.text) > MOST_OF_TOPIC:
            return decision
        return self.lister.of_words(query) or decision

    def unreferred(self, question: str, decision: Decision, conversation: Conversation | None) -> Decision:
        """The decision on a question without a list before it; to ask back where it would be over everything, though the question is about a part."""
        text = normalise(question)
        alone = conversation is None or not conversation.project_ids
        if self._tail(text) is not None and (decision.kind in ("list", "plan") or (alone and decision.kind in ("none", "no_subject"))):
            return Decision("reask", says=REASK_NO_LIST)
        return Decision("reask", says=REASK_NO_LIST) if alone and self._of_whole(text) == "whole" else decision

    def _of_whole(self, text: str) -> Literal["whole", "counted"] | None:
        """Whether a text asks for nothing but the whole list, or its count."""
        talk = self.cues.among_talk.match(text)
        for bare in (text, text[talk.end() :] if talk else text):
            if self.cues.whole.fullmatch(bare.strip(_END)):
                return "whole"
            if self.cues.counted.fullmatch(bare.strip(_END)):
                return "counted"
        return None

    def _tail(self, text: str) -> str | None:
        """The text without the words that refer to a list; None when it has none, or says itself what they refer to."""
        found = self.cues.among.search(text)
        if not found:
            return None
        head = text[: found.start()]
        talk = self.cues.among_talk.fullmatch(head)
        said = head if _CLAUSE_END.search(head) else head[: max(map(head.rfind, "?。.!")) + 1]  # which ones does it run? please list all of them
        own = not talk and bool(said.strip(_END)) and _names_something(self.reader.read(said))
        return None if own else _without(text, found)

    def _read(self, rest: str, text: str) -> Query:
        """The query of what is left of a question, in the language of the whole: a few English words alone are read as such by one before them."""
        if _JAPANESE.search(text):
            return self._of_category(replace(self.reader.read(rest), language=detect_language(text)))
        rest = _ONES.sub("projects", rest)
        return self.reader.read(rest if detect_language(rest) == "en" and self.reader.read(rest).kind == "question" else f"which {rest}")

    def _of_category(self, query: Query) -> Query:
        """The query with a category that it calls by the first part of its name (重点だけ), which elsewhere is a word of every day."""
        named = {heading.name.removesuffix("事業"): heading.number for plan in self.library.plans for heading in plan.categories}
        chosen = tuple(named[term[0]] for term in query.terms if term[0] in named)
        return replace(query, categories=chosen, terms=(), subject="") if chosen and len(chosen) == len(query.terms) and not query.unknown else query

    def _narrowed(self, query: Query, listed: Sequence[Project], conversation: Conversation) -> Decision:
        plain = query.kind == "question" and not query.titles
        narrowed = self.lister.having(query, listed, field_spoken(conversation)) if plain else None
        if plain and not narrowed and not _asks_field(query):
            narrowed = self.lister.narrowed(query, listed)
        if narrowed and narrowed.kind == "list":
            return replace(narrowed, listing="narrowed", part_of=tuple(project.id for project in listed))
        if narrowed:
            return narrowed
        decision = self.decider.decide(query, conversation) if query.kind == "question" else Decision("none")
        known = {project.id for project in listed}
        within = decision.kind == "projects" and all(project.id in known for project in decision.projects)
        return decision if within or (query.absent and decision.kind == "none") else Decision("reask", says=REASK_WHICH)

    def _extended(self, query: Query, listed: tuple[Project, ...]) -> Decision:
        chosen = self.lister.narrowed(query, None)
        if not chosen or not chosen.projects:
            return chosen or Decision("reask", says=REASK_WHICH)
        known = {project.id for project in listed}
        added = tuple(project for project in chosen.projects if project.id not in known)
        return replace(chosen, projects=listed + added, listing="extended", added=added)


def _bare(text: str) -> Query:
    """The query of a question that says nothing but that it is about the list."""
    return Query(text, "ja" if _JAPANESE.search(text) else "en")


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}".strip()


def _names_something(query: Query) -> bool:
    """Whether a clause names projects or what restricts them."""
    return bool(query.has_subject or query.departments or query.numbered or query.categories or query.plan_ids or query.titles)


def _asks_field(query: Query) -> bool:
    """Whether a question asks for a field rather than for projects; 担当する of a department named does not, nor what a condition is about."""
    if set(query.asks) & CONDITIONS:
        return False
    asked = [ask for ask in query.asks if ask in FIELD_ASKS and ask not in _IS_DONE]
    return any(not getattr(query, _TIED[ask]) if ask in _TIED else True for ask in asked) or "sum" in query.asks or bool(query.absent)


def _chooses(query: Query) -> bool:
    """Whether what is left of a question names projects to be added, and no field of them."""
    filters = query.departments or query.numbered or query.categories or query.plan_ids or set(query.asks) & CONDITIONS
    words = query.has_subject and (re.search(r"もの|事業|取組|project", query.text) or set(query.asks) & LIST_ASKS)
    return not _asks_field(query) and not query.titles and bool(filters or words)
