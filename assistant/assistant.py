"""The assistant: a question in, a checked answer out.

`Assistant.ask` reads as the way of a question: understand, decide, compose, check.
"""

from __future__ import annotations

import re
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from assistant.answer import Answer, Conversation, Language, Listed, Statement, Status
from assistant.carried import asks_anew, carried_over, pointed_at, restricted_alike, returned_to, taken_up, works_out
from assistant.check import check, renumbered
from assistant.clauses import clauses_of_plans
from assistant.compose import Draft
from assistant.decide import Decider
from assistant.decision import Decision
from assistant.find import BARELY, NOTHING_FITS, Finder, Found, fit, says_something, shares
from assistant.followups import Follower
from assistant.gathering import NOUN, Gathered, Gatherer
from assistant.glossary import load_glossary
from assistant.listing import bounded
from assistant.narrowing import kinds_of
from assistant.pair import asked_again, in_full, set_side_by_side, spelt_out
from assistant.plans import plan_asks
from assistant.quantities import REACHED
from assistant.reply import Replier
from assistant.several import MOST_PARTS, asking_clauses, elliptical_parts, is_topic, joined, numbered_parts, parts_of, parts_of_each
from assistant.trace import trace
from assistant.understand import FIELD_ASKS, HISTORY, INTERROGATIVE, Query, Reader, check_question, is_japanese, normalised_question
from assistant.wording import load_wording
from corpus.library import Audience, Library
from corpus.settings import Settings, default_settings
from corpus.text import normalise
from corpus.values import Project

MOST_SPOKEN = 8  # projects of a conversation that a question may go back to, beside the first
LIKELY = 0.5  # chance of a field from which a numbered part asks for it without a cue
NO_CLAUSE = frozenset({"list", "list_all", HISTORY})  # asked by no clause of a question about one project
_BARE = re.compile(r"(?:は|も|って|and|what about|how about|[\s、,.?？。])*", re.IGNORECASE)  # all that is left of もう片方は
_REFERRING = re.compile(r"(その|この)?(次|前|翌)の?年度?")


@dataclass(frozen=True)
class Assistant:
    """Answers questions from one library, for one audience. Safe to share between threads."""

    library: Library
    settings: Settings

    @classmethod
    def open(cls, library: Path | str, audience: Audience = "public", settings: Settings | None = None) -> Assistant:
        """The assistant over the current build of the library folder. Raises LibraryError when there is none."""
        settings = settings or default_settings()
        return cls(Library.open(Path(library), audience, settings.embedding_model), settings)

    def ask(self, question: str, conversation: Conversation | None = None, language: Language | None = None) -> Answer:
        """The checked answer to a question; hand `answer.conversation` back with the next one.

        Raises QuestionError when the question is empty, too long or holds no text.
        """
        check_question(question, self.settings.question_length)
        answer = self._told(self._unnumbered(question), conversation, language)
        return replace(answer, question=question)

    def _unnumbered(self, question: str) -> str:
        """A question whose numbered parts each ask something as one of several sentences; another one as it is."""
        before, *parts = numbered_parts(question) or [question]
        asked = [self.reader.read(f"{before}{part}") for part in parts]
        if not parts or not all(INTERROGATIVE.search(query.text) or _asks(query) or query.intent.of(FIELD_ASKS) >= LIKELY for query in asked):
            return question
        return before + "".join(part if part.endswith(("?", "？", "。")) else f"{part}?" for part in parts)

    def _told(self, question: str, conversation: Conversation | None, language: Language | None) -> Answer:
        """The answer to a question that has text."""
        text = normalised_question(question)
        of_plans = [] if conversation else self._of_two_plans(question, text, language)
        if of_plans and all(answer.status == "answered" for answer in of_plans):
            both = joined(question, of_plans)
            return replace(both, conversation=replace(both.conversation, project_ids=tuple(project.id for project in both.projects)))
        elliptical = elliptical_parts(text) or self._fields(text) if conversation and len(conversation.project_ids) == 1 else []
        parts, of_one = ([], []) if elliptical else self._parts(text)
        answers = self._in_turn(elliptical or parts or [question], conversation, language)
        if of_one and len(answers) == 1 and answers[0].status != "answered":
            answers = self._in_turn(of_one, conversation, language)
        if len(answers) == 1:
            answers = self._further(text, answers[0], language)
        if any(answer.status == "answered" for answer in of_plans) and not any(answer.status == "answered" for answer in answers):
            answers = of_plans
        return answers[0] if len(answers) == 1 else joined(question, answers)

    def _in_turn(self, parts: Sequence[str], conversation: Conversation | None, language: Language | None) -> list[Answer]:
        """The answers to questions that follow one another."""
        answers: list[Answer] = []
        for part in parts:
            before = answers[-1].conversation if answers else conversation
            answers.append(self._together(part, before, language) or self._ask(part, before, language))
        return answers

    def _together(self, question: str, conversation: Conversation | None, language: Language | None) -> Answer | None:
        """The answer to a question that names several things together, which are different projects; None where it does not."""
        gathered = self.gatherer.gathered(question)
        whole = in_full(normalised_question(question), conversation, self.library.project) if gathered is None else None
        if whole and (against := self.gatherer.gathered(whole)) and against.sides:
            question, gathered = whole, against
        if gathered is None or self.follower.read(question, conversation):
            return None
        answer = self._set_against(question, gathered, conversation, language) if gathered.sides else self._of_each(question, gathered, conversation, language)
        ids = tuple(dict.fromkeys(part.project.id for part in gathered.parts if part.project))
        listed: Listed = "whole" if len(ids) > 1 else "none"
        return replace(answer, conversation=replace(answer.conversation, project_ids=ids, listed=listed, offered="", spoken=_with_spoken(ids, conversation)))

    def _set_against(self, question: str, gathered: Gathered, conversation: Conversation | None, language: Language | None) -> Answer:
        """The answer to a question that sets two projects against each other."""
        started, query = time.perf_counter(), self.reader.read(question)
        decision = Decision("projects", tuple(dict.fromkeys(side.project for side in gathered.sides)), sides=gathered.sides, directed=gathered.directed)
        return self._answer(question, replace(query, language=language or query.language), decision, conversation, started)

    def _of_each(self, question: str, gathered: Gathered, conversation: Conversation | None, language: Language | None) -> Answer:
        """What is told of each of the things that a question names, and of which it could not be told what they are."""
        parts = [part for part in gathered.parts if part.project]
        answers = [self._ask(part.question, None if _asks(self.reader.read(part.question)) else conversation, language) for part in parts]
        told = joined(question, answers)
        key = "against_one" if gathered.compared else "part_missing"
        missing = tuple(Statement(load_wording(told.language).say(key, name=gathered.as_typed(name, question))) for name in gathered.missing)
        return replace(told, statements=told.statements + missing)

    def _ask(self, question: str, conversation: Conversation | None, language: Language | None) -> Answer:
        started = time.perf_counter()
        query, decision = self._decided(question, conversation, language)
        decision = set_side_by_side(question, self.reader.read, conversation, self.library.project) or decision
        return self._answer(question, query, decision, conversation, started)

    def _of_two_plans(self, question: str, text: str, language: Language | None) -> list[Answer]:
        """The answers about one undertaking in each of two plans that the question speaks of in turn; none where it does not."""
        clauses = clauses_of_plans(text, self.library.plans, self.settings.fiscal_year())
        whole = self.reader.read(text) if clauses else None
        if whole is None or whole.kind != "question" or whole.absent:
            return []
        started = time.perf_counter()
        read = {plan: self.reader.read(clause) for plan, clause in clauses.items()}
        queries = {
            plan: replace(query, language=language or whole.language, asks=tuple(ask for ask in query.asks if ask != HISTORY)) for plan, query in read.items()
        }
        projects = self.decider.of_each_plan(whole, queries)
        if len(projects) < len(queries):
            return []
        return [self._answer(question, query, Decision("projects", (projects[plan],)), None, started) for plan, query in queries.items()]

    def _further(self, text: str, answer: Answer, language: Language | None) -> list[Answer]:
        """The answer to a message, and what its clauses are told beyond it where they ask several things of one project; where it is told nothing as a whole,

        what they are told stands first, and for it where each of them is.
        """
        whole = answer.status == "answered"
        declined = answer.status == "not_found" and not answer.conversation.offered
        clauses = asking_clauses(_unparted(text, answer.projects)) if (whole or declined) and len(answer.projects) == 1 else []
        if not 1 < len(clauses) <= MOST_PARTS or (declined and self.reader.read(text).absent):
            return [answer]
        alone = Conversation(tuple(project.id for project in answer.projects), language=answer.language)
        cited = {reference.citation.span for reference in answer.references}
        found: list[Answer] = []
        for clause in clauses:
            query = self.reader.read(clause)
            if query.kind != "question" or query.absent or set(query.asks) & NO_CLAUSE or (declined and REACHED.search(clause)):
                continue
            told = self._ask(clause, alone, language or answer.language)
            if query.counter and told.conversation.asks == ("description",):
                continue  # no figure, but what the project is
            fresh = {reference.citation.span for reference in told.references} - cited
            if told.status == "answered" and told.projects == answer.projects and (fresh or _names_owner(told, answer)):
                found.append(replace(told, conversation=answer.conversation))
                cited |= fresh
        if whole:
            return [answer, *found]
        return found if len(found) >= max(1, sum(bool(INTERROGATIVE.search(clause)) for clause in clauses)) else [*found, answer]

    def _read_parts(self, parts: Sequence[str]) -> list[Query]:
        """The queries of the questions that one message holds; none where it holds one, or too many."""
        return [self.reader.read(part) for part in parts] if 1 < len(parts) <= MOST_PARTS else []

    def _fields(self, text: str) -> list[str]:
        """The questions of a message that asks several things of what was spoken of before, and names nothing (R9は？所管も), or of what it first turns to

        (建築のほうは？R9の数字も); none where it asks one.
        """
        parts = parts_of(text)
        queries = self._read_parts(parts)
        first = 1 if queries and is_topic(parts[0]) and not _asks(queries[0]) else 0
        names = (query.has_subject or query.absent or query.categories or query.numbered or query.departments or query.plan_ids for query in queries[first:])
        return parts if queries and all(map(_asks, queries[first:])) and not any(names) else []

    def _parts(self, text: str) -> tuple[list[str], list[str]]:
        """The questions of a message that asks something of different projects, each of them surely; and those to be asked by themselves, of one project or

        several, where the whole message is told nothing. None where it is one question.
        """
        each, apart = self._surely_of(parts_of_each(text), all_of_them=True)
        if apart:
            return each, each
        parts, apart = self._surely_of(parts_of(text))
        return (parts if apart else []), parts

    def _surely_of(self, parts: list[str], *, all_of_them: bool = False) -> tuple[list[str], bool]:
        """The parts where those that name something each ask of one project, surely, and whether they ask for something of different ones; else none."""
        queries = self._read_parts(parts)
        of_own = [(part, query) for part, query in zip(parts, queries, strict=True) if query.has_subject or query.titles] if queries else []
        asking = [bool(query.asks or query.counter or query.years) for _, query in of_own]
        turning = all(asks or is_topic(part) for asks, (part, _) in zip(asking[1:], of_own[1:], strict=True))
        if len(of_own) < 2 or not (asking[0] and turning) or any(query.kind != "question" or query.absent for _, query in of_own):
            return [], False
        decisions = [self.decider.decide(query, None) for _, query in of_own]
        surely = [decision.projects[0] if decision.kind == "projects" and len(decision.projects) == 1 else None for decision in decisions]
        told = {project for project in surely if project}
        if not all(surely):
            others = [decision for decision, project in zip(decisions, surely, strict=True) if project is None]
            near = all(decision.kind == "none" and decision.near and told.isdisjoint(decision.near) for decision in others)
            named = all(NOUN.search(" ".join(term[0] for term in query.known)) for project, (_, query) in zip(surely, of_own, strict=True) if project is None)
            return (parts, True) if told and near and named and not all_of_them else ([], False)
        return parts, len(told) > 1

    def _decided(self, question: str, conversation: Conversation | None, language: Language | None) -> tuple[Query, Decision]:
        """What the question asks, and what it is about: the list told before, or whatever it names."""
        question = self._taken_up(question, conversation)
        question, conversation = self._pointed_at(question, conversation)
        followup = self.follower.read(question, conversation)
        query = followup.query if followup else self.decider.resolved(self._read(question, conversation), conversation)
        query = replace(query, language=language) if language else query
        if followup and conversation:
            decision = self.follower.decide(replace(followup, query=query), conversation)
        else:
            decision = self.decider.decide(query, conversation) if query.kind == "question" else Decision("none")
            if query.kind == "question":
                decision = self.follower.of_topic(query, self.follower.unreferred(question, decision, conversation), conversation)
            whole = spelt_out(query, conversation) if decision.kind == "none" and query.kind == "question" else None
            if whole and (again := self.decider.decide(self.reader.read(whole), None)).kind == "projects" and len(again.projects) == 1:
                decision = again
        return query, bounded(decision, query.text)

    def _taken_up(self, question: str, conversation: Conversation | None) -> str:
        """The question to which projects were offered, asked of the one that this question takes up; the question itself where it takes up none."""
        if conversation is None or not conversation.offered:
            return question
        chosen = taken_up(normalise(question), conversation, self.reader.cues)
        project = self.library.project(chosen) if chosen else None
        quoted = {"ja": "「{}」", "en": '"{}"'}[conversation.language].format(project.title.printed) if project else ""
        return f"{quoted} {conversation.offered}"[: self.settings.question_length] if project else question

    def _pointed_at(self, question: str, conversation: Conversation | None) -> tuple[str, Conversation | None]:
        """The question about one of the projects listed before, by its place, or spoken of before, and the conversation about that one alone."""
        if conversation is None:
            return question, conversation
        text, cues = normalise(question), self.reader.cues
        pointed = pointed_at(text, conversation, cues) if conversation.listed != "none" else None
        if pointed is None and conversation.among and (again := pointed_at(text, replace(conversation, project_ids=conversation.among), cues)):
            return self._pointed_again(again, conversation)
        if pointed is None and (returned := returned_to(text, conversation, cues)):
            pointed = returned
            if _BARE.fullmatch(returned[1]) and conversation.asks:
                return self._pointed_again((returned[0], ""), conversation)
        if pointed is None:
            return question, conversation
        rest = pointed[1] or load_wording(conversation.language).say("ask_of_it")
        return rest, replace(conversation, project_ids=(pointed[0],), listed="none", asks=(), subject="")

    def _pointed_again(self, pointed: tuple[str, str], conversation: Conversation) -> tuple[str, Conversation]:
        """The question about one more project of the list before, by its place; where that is all it says, what was asked of the one before it."""
        if pointed[1]:
            return pointed[1], replace(conversation, project_ids=(pointed[0],), asks=(), subject="")
        project = self.library.project(pointed[0])
        return (asked_again(project, conversation), conversation) if project else (pointed[1], conversation)

    def _read(self, question: str, conversation: Conversation | None) -> Query:
        """The query of the question; one that only says of which year, when, or which is the least asks anew of what was spoken of before."""
        query = self.reader.read(question)
        if conversation and conversation.language == "en" and not is_japanese(query.text):
            query = replace(query, language="en")  # oops, I meant H26
        if conversation and conversation.subject and query.kind == "question" and not query.has_subject:
            years = carried_over(query, conversation).years
            if asks_anew(query, conversation, bool(years)):
                named = " ".join([conversation.subject, *(year.code for year in years if not query.asks or works_out(query)), _REFERRING.sub("", question)])
                return restricted_alike(self.reader.read(named[: self.settings.question_length]), conversation)
        return query

    def search(self, text: str, limit: int = 10, within: Collection[str] | None = None) -> list[Found]:
        """The projects that fit the text, best first: retrieval alone. Each score is the likelihood, 0 to 1, that this project is the one meant.

        With `within`, only these projects (ids) are searched.
        """
        query = self.reader.read(text)
        found = self.decider.ranked(query, self.finder.passages(query, within))
        found = [each for each in found if within is None or each.project.id in within]
        if not found or fit(found[0]) < NOTHING_FITS or (found[0].words < BARELY and not says_something(query)):
            return []  # the nearest neighbour of nothing is no find
        return [each.scored(share) for each, share in zip(found[:limit], shares(found), strict=False)]

    def _answer(self, question: str, query: Query, decision: Decision, conversation: Conversation | None, started: float) -> Answer:
        """The answer to the query about what was decided, with what is not traced left out."""
        draft = Draft(self.library, load_wording(query.language), query)
        status = self.replier.reply(draft, decision)
        departments = self.library.department_names
        problems = {each: check(each, draft.references, departments, query.text, query.years) for each in draft.statements if each.citations}
        kept = [each for each in draft.statements if not problems.get(each)]
        if not kept:
            status, kept = "not_found", [Statement(draft.say("not_found"))]
        statements, references = renumbered(kept, draft.references)
        told = tuple(dict.fromkeys(each.project for each in references if each.project))
        projects = decision.projects or told
        found = told if status == "answered" and decision.kind == "none" else ()
        return Answer(
            question, status, query.language, statements, references, projects, self.replier.suggestions(draft, decision),
            _next(query, decision, conversation, status, found, draft), trace(query, decision, problems, started),
        )  # fmt: skip

    @cached_property
    def reader(self) -> Reader:
        """Reads questions."""
        return Reader.for_library(self.library, load_glossary(self.settings.glossary), self.settings.fiscal_year(), self.settings.question_length)

    @cached_property
    def finder(self) -> Finder:
        """Searches passages and projects."""
        return Finder(self.library)

    @cached_property
    def decider(self) -> Decider:
        """Decides what a question is about."""
        return Decider(self.library, self.finder, load_glossary(self.settings.glossary), self.settings.fiscal_year())

    @cached_property
    def follower(self) -> Follower:
        """Reads follow-ups on lists."""
        return Follower(self.library, self.reader, self.decider, self.decider.lister, self.reader.cues)

    @cached_property
    def gatherer(self) -> Gatherer:
        """Tells the things apart that a question names together."""
        return Gatherer(self.library, self.reader.read, self.decider)

    @cached_property
    def replier(self) -> Replier:
        """Composes replies."""
        return Replier(self.library, self.settings.fiscal_year())


def _asks(query: Query) -> bool:
    """Whether a part of a message asks for a field, or of a year."""
    return query.kind == "question" and bool(query.asks or query.years or query.edges)


def _unparted(text: str, projects: Sequence[Project]) -> str:
    """A normalised text in which no title has a mark that parts clauses (オープンデータの充実、活用の推進)."""
    for title in (normalise(project.title.printed) for project in projects):
        text = text.replace(title, title.replace("、", "・"))
    return text


def _names_owner(told: Answer, answer: Answer) -> bool:
    """Whether a department of the project, which stands on the lines of its title, is named in what is told and not in the answer."""
    return any(name in told.text and name not in answer.text for project in answer.projects for name in project.department_names)


def _next(query: Query, decision: Decision, conversation: Conversation | None, status: Status, told: Sequence[Project], draft: Draft) -> Conversation:
    """What the next question may refer to: this answer's subject, or the one before when this had none.

    `told`: the projects of a question that named none. What was told stands for what was not asked for by name: the field, and the year something was done.
    """
    if conversation and (status in ("greeting", "refused") or (status == "out_of_scope" and not query.known)):
        return conversation
    ids = tuple(project.id for project in decision.projects or told or decision.near)
    kept = ids or (conversation.project_ids if conversation and decision.kind != "none" else ())
    asks = query.asks or tuple(dict.fromkeys(draft.fields_told)) or (conversation.asks if conversation and not query.has_subject else ())
    alone = tuple(set(draft.years_told)) if len(set(draft.years_told)) == 1 else ()
    years = query.years or alone or (conversation.years if conversation and not query.has_subject else ())
    offered = query.text if decision.kind == "clarify" or (decision.near and not decision.projects and status == "not_found") else ""
    same = conversation is not None and ids == conversation.project_ids
    before = (conversation.years_before if years == conversation.years else conversation.years) if conversation and same else ()
    subject = query.subject if query.has_subject else (conversation.subject if conversation else "")
    about_plan = decision.kind == "plan" or bool(conversation and conversation.about_plan and decision.kind in ("none", "no_subject", "reask"))
    plans = tuple(plan.id for plan in decision.plans) or (conversation.plan_ids if conversation and about_plan else query.plan_ids)
    part = bool(decision.projects) and decision.listing in ("narrowed", "rest")
    stays = conversation is not None and kept == conversation.project_ids
    narrows = conversation if part and conversation else Conversation()
    return Conversation(
        project_ids=kept,
        asks=plan_asks(query) if decision.kind == "plan" else asks,
        years=years,
        plan_ids=plans,
        subject=subject,
        language=query.language,
        listed=_listed(decision, conversation),
        about_plan=about_plan,
        offered=offered,
        years_before=before,
        numbered=query.numbered or narrows.numbered,
        departments=query.departments or narrows.departments if decision.kind == "list" else (),
        categories=query.categories or narrows.categories if decision.kind == "list" else (),
        listed_from=decision.part_of if part else conversation.listed_from if conversation and stays else (),
        narrowed_by=tuple(sorted(kinds_of(query))) if part else conversation.narrowed_by if conversation and stays else (),
        keyword=(decision.keyword or "") if decision.kind == "list" and not decision.mark else "",
        spoken=_spoken(ids, conversation),
        other_years=() if conversation is None else conversation.other_years if same or len(ids) != 1 else conversation.years,
        among=_among(ids, conversation) if decision.kind == "projects" else (),
    )


def _spoken(ids: Sequence[str], conversation: Conversation | None) -> tuple[str, ...]:
    """The projects spoken of alone so far; of very many the first and the last ones."""
    spoken = conversation.spoken if conversation else ()
    if len(ids) == 1 and ids[0] not in spoken[-1:]:
        spoken = (*spoken, ids[0])
    return (*spoken[:1], *spoken[1:][-MOST_SPOKEN:])


def _among(ids: Sequence[str], conversation: Conversation | None) -> tuple[str, ...]:
    """The list before, while one of its projects is spoken of."""
    listed = () if conversation is None else conversation.project_ids if conversation.listed != "none" else conversation.among
    return listed if len(ids) == 1 and ids[0] in listed and len(listed) > 1 else ()


def _with_spoken(ids: Sequence[str], conversation: Conversation | None) -> tuple[str, ...]:
    """The projects spoken of so far, and these."""
    for each in ids:
        conversation = replace(conversation or Conversation(), spoken=_spoken((each,), conversation))
    return conversation.spoken if conversation else ()


def _listed(decision: Decision, conversation: Conversation | None) -> Listed:
    """Whether the next question may refer to a list: several projects that were told, or a list however short; the one before where none is told."""
    if not decision.projects:
        return conversation.listed if conversation else "none"
    if decision.beyond:
        return "part"
    return "whole" if decision.kind == "list" or len(decision.projects) > 1 else "none"
