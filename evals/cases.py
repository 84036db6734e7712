"""Cases: questions with what a right answer must hold, read from YAML and checked before anything is asked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator, ValidationError

from corpus.errors import CaseError
from corpus.text import squeeze
from corpus.values import DividedDocument
from evals.matching import stands_in

DENIALS = frozenset({"いいえ", "No."})  # how an answer begins that puts the question right
SCHEMA = Path(__file__).parent / "case.schema.json"


@dataclass(frozen=True, slots=True)
class Expected:
    """What a right answer holds. Empty or None: nothing is expected of it."""

    status: tuple[str, ...]
    plan: str | None = None
    project: str | None = None
    facts: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()

    @property
    def answer_due(self) -> bool:
        """Whether nothing but an answer is right."""
        return self.status == ("answered",)

    @property
    def abstention_due(self) -> bool:
        """Whether it is right to say that the documents do not tell, that it is not about them, or no."""
        return bool({"not_found", "out_of_scope", "refused"} & set(self.status))


@dataclass(frozen=True, slots=True)
class Case:
    """One question as a person would type it, with what a right answer must hold."""

    id: str
    kind: str
    voice: str
    language: str
    question: str
    expected: Expected
    held: bool = False
    turns: tuple[str, ...] = ()
    file: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about a case that cannot be right. The message of a held case tells nothing of its question."""

    file: str
    id: str
    key: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}: {self.id}: {self.key}: {self.message}"


def load_cases(path: Path) -> tuple[Case, ...]:
    """The cases of a YAML file, or of all `*.yaml` of a folder. Raises CaseError naming file, id and key."""
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    if not files:
        raise CaseError(f"{path}: no *.yaml in this folder. Give the folder of cases with --cases.")
    return tuple(case for file in files for case in _read_file(file))


def lint(cases: Sequence[Case], documents: Sequence[DividedDocument]) -> tuple[Finding, ...]:
    """What is wrong with the cases: twice the same id or question, a plan, project, line or fact that the documents do not have."""
    known = _Known.of(documents)
    return (*_repeated(cases), *(finding for case in cases for finding in _unknown(case, known)))


# --- reading -----------------------------------------------------------------------------------------


def _read_file(path: Path) -> list[Case]:
    raw = read_yaml(path)
    for error in sorted(_validator().iter_errors(raw), key=lambda each: list(map(str, each.absolute_path))):
        raise CaseError(_message(path, raw, error))
    return [_case(each, path.name) for each in raw]


def read_yaml(path: Path) -> Any:
    """What the YAML file at `path` holds. Raises CaseError when it cannot be read."""
    try:
        return yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except FileNotFoundError as error:
        raise CaseError(f"{path}: there is no such file. Give it with --cases.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise CaseError(f"{path}: cannot be read ({error}).") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" line {mark.line + 1}" if mark else ""
        raise CaseError(f"{path}{where}: not valid YAML ({getattr(error, 'problem', 'unreadable')}).") from error


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))


def _message(path: Path, raw: Any, error: ValidationError) -> str:
    """File, id and key of a schema error; the value only where the case is open."""
    place: list[Any] = list(error.absolute_path)
    case = raw[place[0]] if place and isinstance(raw, list) else {}
    case = case if isinstance(case, dict) else {}
    name = case.get("id") or (f"case {int(place[0]) + 1}" if place else "the file")
    key = ".".join(str(part) for part in place[1:]) or "the case"
    shown = "" if case.get("held", True) else f"; it is {str(error.instance)[:80]!r}"
    return f"{path}: {name}: {key}: {_rule(error)}{shown}. The format is in {path.parent / 'README.md'}."


def _rule(error: ValidationError) -> str:
    """The rule that is broken, in words."""
    asked: Any = error.validator_value
    schema: Any = error.schema
    instance: Any = error.instance
    match error.validator:
        case "required":
            return f"missing: {', '.join(sorted(set(asked) - set(instance)))}"
        case "additionalProperties":
            return f"unknown key: {', '.join(sorted(set(instance) - set(schema['properties'])))}"
        case "enum":
            return f"must be one of {', '.join(asked)}"
        case "type" | "pattern":
            return f"must be of {error.validator} {asked}"
        case rule:
            return f"breaks the rule {rule}"


def _case(raw: Mapping[str, Any], file: str) -> Case:
    expected = raw["expected"]
    status = expected["status"]
    wanted = Expected(
        (status,) if isinstance(status, str) else tuple(status), expected.get("plan"), expected.get("project"),
        *(tuple(expected.get(key) or ()) for key in ("facts", "absent", "projects", "lines")),
    )  # fmt: skip
    return Case(raw["id"], raw["kind"], raw["voice"], raw["language"], raw["question"], wanted, raw["held"], tuple(raw.get("turns") or ()), file)


# --- lint --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Known:
    """What the documents have: titles, text and number of lines by plan."""

    titles: dict[str, set[str]]
    texts: dict[str, str]
    lengths: dict[str, int]

    @classmethod
    def of(cls, documents: Sequence[DividedDocument]) -> _Known:
        titles = {each.plan.id: {squeeze(project.title.printed) for project in each.projects} for each in documents}
        texts = {each.plan.id: " ".join(line.text for line in each.lines) + " " + _shown(each) for each in documents}
        return cls(titles, texts, {each.plan.id: len(each.lines) for each in documents})


def _shown(document: DividedDocument) -> str:
    """What is printed in pieces and put together again, and the names of the headings."""
    plan = document.plan
    headings = [str(heading) for heading in (*plan.goals, *plan.policies, *plan.categories)]
    return " ".join([plan.title, *headings, *(text for project in document.projects for text in project.texts())])


def _repeated(cases: Sequence[Case]) -> Iterable[Finding]:
    seen: dict[tuple[str, str], str] = {}
    for case in cases:
        asked = " / ".join(map(squeeze, (*case.turns, case.question)))
        for key, value in (("id", case.id), ("question", asked)):
            if (key, value) in seen:
                yield Finding(case.file, case.id, key, f"the same {key} as {seen[key, value]}")
            seen.setdefault((key, value), case.id)


def _unknown(case: Case, known: _Known) -> Iterable[Finding]:
    expected = case.expected
    if expected.plan is not None and expected.plan not in known.titles:
        yield Finding(case.file, case.id, "plan", f"no such plan; known are {', '.join(known.titles)}")
        return
    plans = [expected.plan] if expected.plan else list(known.titles)
    titles = set[str]().union(*(known.titles[plan] for plan in plans))
    for key, named in (("project", filter(None, [expected.project])), ("projects", expected.projects)):
        for title in named:
            if squeeze(title) not in titles:
                yield _finding(case, key, "no such project in this plan", title)
    for line in expected.lines:
        if line > max(known.lengths[plan] for plan in plans):
            yield _finding(case, "lines", "the document is shorter", str(line))
    for fact in expected.facts:
        may_be_unprinted = fact.replace(",", "").isdigit() or fact in DENIALS  # counted or added up, or a word of the answer's own
        if not may_be_unprinted and not any(stands_in(fact, known.texts[plan]) for plan in plans):
            yield _finding(case, "facts", "does not occur in the documents", fact)


def _finding(case: Case, key: str, message: str, value: str) -> Finding:
    return Finding(case.file, case.id, key, message if case.held else f"{value!r}: {message}")
