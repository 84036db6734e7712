"""Cases: questions with what a right answer must hold, read from YAML and checked before anything is asked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator, ValidationError

from corpus.errors import CaseError

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
