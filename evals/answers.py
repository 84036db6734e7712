"""The answers to the cases, each with what was expected, what came, and whether that is right."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from assistant.answer import Answer, Conversation
from corpus.errors import PlanAssistantError
from corpus.text import squeeze
from evals.cases import Case
from evals.matching import stands_in, without_marks
from evals.sources import Asker
from evals.traced import NO_NAMES, Documents, Names, check

ERROR = "error"
_QUOTED = re.compile(r"「[^「」]*(?:「[^「」]*」[^「」]*)*」|\"[^\"]*\"")
_LISTED = re.compile(r"^・.*$", re.M)
_ENGLISH_WORD = re.compile(r"[a-z]{2,}", re.I)
_OF_THE_OTHER = {"ja": re.compile(r"\b(?:the|is|are)\b", re.I), "en": re.compile(r"です|ます|ません")}
NOT_APPLICABLE = None
DECLINED = ("not_found", "out_of_scope", "refused")
CHECKS = ("right_status", "right_plan", "right_project", "right_facts", "right_absent", "right_projects", "right_lines", "right_language")


@dataclass(frozen=True)
class Outcome:
    """One case and its answer. Each `right_*` is None where nothing of the kind was due."""

    case: Case
    answer: Answer | None
    latency_ms: float
    untraced: tuple[str, ...] = ()
    error: str = ""

    @property
    def expected_status(self) -> str:
        """The statuses that are right, in words."""
        return " or ".join(self.case.expected.status)

    @property
    def actual_status(self) -> str:
        """The status that came, or `error`."""
        return self.answer.status if self.answer else ERROR

    @property
    def actual_text(self) -> str:
        """What was said, or the error."""
        return self.answer.text if self.answer else self.error

    @property
    def actual_plan(self) -> str | None:
        """The plan of the first citation."""
        return self.answer.references[0].plan.id if self.answer and self.answer.references else None

    @property
    def actual_project(self) -> str | None:
        """The title of the project of the first citation."""
        first = self.answer.references[0].project if self.answer and self.answer.references else None
        return first.title.printed if first else None

    @property
    def actual_projects(self) -> tuple[str, ...]:
        """The titles of the projects that are named."""
        return tuple(project.title.printed for project in self.answer.projects) if self.answer else ()

    @property
    def answered(self) -> bool:
        """Whether it says that it knows."""
        return self.actual_status == "answered"

    @property
    def _citation_due(self) -> bool | None:
        """True: a citation must be there and right. None: nothing is to be checked."""
        if self.answered or (self.answer and self.answer.references and self.right_status):
            return True
        return True if self.case.expected.answer_due else NOT_APPLICABLE

    @property
    def right_status(self) -> bool:
        """Whether the status is one of those expected."""
        return self.actual_status in self.case.expected.status

    @property
    def right_plan(self) -> bool | None:
        """Whether the first citation is of the plan expected."""
        expected = self.case.expected.plan
        return self.actual_plan == expected if expected and self._citation_due else NOT_APPLICABLE

    @property
    def right_project(self) -> bool | None:
        """Whether the first citation is of the project expected, in the plan expected."""
        expected = self.case.expected
        if expected.project is None or not self._citation_due:
            return NOT_APPLICABLE
        return self.right_plan is not False and squeeze(self.actual_project or "") == squeeze(expected.project)

    @property
    def missing_facts(self) -> tuple[str, ...]:
        """The facts expected that do not stand in the answer."""
        text, is_count = without_marks(self.actual_text), self.case.kind == "count"
        return tuple(fact for fact in self.case.expected.facts if not stands_in(fact, text, is_count))

    @property
    def present_absent(self) -> tuple[str, ...]:
        """What stands in the answer and must not."""
        text = without_marks(self.actual_text)
        return tuple(fact for fact in self.case.expected.absent if stands_in(fact, text))

    @property
    def right_facts(self) -> bool | None:
        """Whether every fact expected stands in the answer."""
        due = self.case.expected.facts and (self.answered or self.case.expected.answer_due)
        return self.answered and not self.missing_facts if due else NOT_APPLICABLE

    @property
    def right_absent(self) -> bool | None:
        """Whether nothing that must be absent stands in the answer."""
        return not self.present_absent if self.case.expected.absent else NOT_APPLICABLE

    @property
    def right_projects(self) -> bool | None:
        """Whether exactly the projects expected are named."""
        expected = self.case.expected.projects
        return set(map(squeeze, self.actual_projects)) == set(map(squeeze, expected)) if expected else NOT_APPLICABLE

    @property
    def right_lines(self) -> bool | None:
        """Whether every line expected is covered by some citation into the plan's document."""
        return not self.uncovered_lines if self.case.expected.lines and self._citation_due else NOT_APPLICABLE

    @property
    def uncovered_lines(self) -> tuple[int, ...]:
        """The lines expected that no citation covers."""
        references = self.answer.references if self.answer else ()
        spans = [each.citation.span for each in references if self.case.expected.plan in (None, each.plan.id)]
        return tuple(line for line in self.case.expected.lines if not any(span.line_start <= line <= span.line_end for span in spans))

    @property
    def right_language(self) -> bool | None:
        """Whether no sentence is of the other language, quotes and what is listed left out.

        None without an answer, and for a question in a third language (case language `en` without two English words).
        """
        if self.answer is None or (self.case.language == "en" and len(_ENGLISH_WORD.findall(self.case.question)) < 2):  # RPA is one in any language
            return NOT_APPLICABLE
        said, language = _QUOTED.sub("", _LISTED.sub("", without_marks(self.actual_text))), self.case.language
        return not _OF_THE_OTHER[language].search(said)

    @cached_property
    def right(self) -> bool:
        """Whether all that was due is right."""
        return all(getattr(self, check) is not False for check in CHECKS)

    @property
    def traced(self) -> bool | None:
        """Whether everything it states was read; None when there is no answer."""
        return not self.untraced if self.answer else NOT_APPLICABLE

    @property
    def passed(self) -> bool:
        """Whether it is right and everything it states was read."""
        return self.right and self.traced is True

    @property
    def wrong_when_answered(self) -> bool | None:
        """Whether an answer says something wrong, or should have been declined; None when it is not `answered`."""
        if not self.answered:
            return NOT_APPLICABLE
        parts = (self.right_status, self.right_plan, self.right_project, self.right_facts, self.right_absent, self.right_projects)
        return any(part is False for part in parts)

    @property
    def wrongly_declined(self) -> bool | None:
        """Whether it declined, or asked back, where an answer was due; None where none was."""
        return not self.answered if self.case.expected.answer_due else NOT_APPLICABLE

    @property
    def right_abstention(self) -> bool | None:
        """Whether it declined as it should, or told a dash (－) where that is right too, and no value that must be absent.

        Which way it declined is for `right_status` to say. None where no abstention was due.
        """
        declined = self.actual_status in DECLINED or self.right_status
        return declined and not self.present_absent if self.case.expected.abstention_due else NOT_APPLICABLE

    @property
    def problems(self) -> tuple[str, ...]:
        """What is wrong, a line for each check that failed."""
        said = {
            "right_status": f"status {self.actual_status}, expected {self.expected_status}",
            "right_plan": f"plan {self.actual_plan}, expected {self.case.expected.plan}",
            "right_project": f"project {self.actual_project}, expected {self.case.expected.project}",
            "right_facts": f"missing: {', '.join(self.missing_facts)}",
            "right_absent": f"must not say: {', '.join(self.present_absent)}",
            "right_projects": f"projects {_difference(self.actual_projects, self.case.expected.projects)}",
            "right_language": f"not in {self.case.language}",
            "right_lines": f"no citation covers line {', '.join(map(str, self.uncovered_lines))}",
        }
        wrong = [said[check] for check in CHECKS if getattr(self, check) is False]
        return (*wrong, *(f"untraced {each}" for each in self.untraced))


MEASURES: Mapping[str, Callable[[Outcome], bool | None]] = {
    name: attrgetter(name) for name in ("right", *CHECKS, "traced", "wrong_when_answered", "wrongly_declined", "right_abstention")
}


def ask_one(case: Case, asker: Asker, documents: Documents, names: Names = NO_NAMES) -> Outcome:
    """The outcome of one case, its earlier turns asked first in the same conversation.

    An error that a person can mend is an outcome too, so that one bad question does not hide the others.
    """
    try:
        conversation: Conversation | None = None
        for turn in case.turns:
            conversation = asker.ask(turn, conversation).conversation
        start = time.perf_counter()
        answer = asker.ask(case.question, conversation)
        latency_ms = (time.perf_counter() - start) * 1000
    except PlanAssistantError as error:
        return Outcome(case, None, math.nan, error=f"{type(error).__name__}: {error}")
    asked = " ".join((*case.turns, case.question))
    return Outcome(case, answer, latency_ms, tuple(map(str, check(answer.to_dict(), asked, documents, names))))


def _difference(actual: Sequence[str], expected: Sequence[str]) -> str:
    """The projects that are too many and too few."""
    have, want = {squeeze(title): title for title in actual}, {squeeze(title): title for title in expected}
    extra, missing = [have[key] for key in have.keys() - want], [want[key] for key in want.keys() - have]
    return f"too many: {', '.join(sorted(extra)) or 'none'}; missing: {', '.join(sorted(missing)) or 'none'}"
