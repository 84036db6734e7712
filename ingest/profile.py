"""Layout profiles: how a layout is recognised and divided, declared as data."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, ValidationError, field_validator, model_validator

from corpus.errors import CatalogError, LayoutError
from corpus.text import ROW_MARK
from corpus.years import expand
from ingest.patterns import Compared, HeadingPattern, PrintedSeparator, Separator, needs

BUILT_IN = Path(__file__).parent / "profiles"
Pattern = re.Pattern[str]
CAPTION_ENDS = re.compile(  # the nouns of doing that steps of a schedule end in
    r"(検討|研究|調査|分析|検証|評価|設計|構築|整備|導入|更新|改修|移行|運用|運営|稼働|開始|実施|活用|拡充|充実|推進|促進|強化|向上|策定|作成|決定|選定|調達|契約"
    r"|締結|周知|公開|配信|発信|掲載|追加|配布|養成|育成|研修|支援|見直し|集約|統合|改訂|設置|募集|試行|開催|点検|\S化)$"
)
_MARK = r"(?:最?重点|一般|新規?|拡[充大]|継続|再掲|主要|一部新規)(?:事業|取組|施策|項目|プロジェクト)?"
_MARKS = rf"{_MARK}(?:[・、/／]{_MARK})*"
TITLE_MARK = re.compile(  # 〔重点〕, （新規）, 【重点】継続, ＜重点・新規＞, ★ behind a title
    rf"\s*(?:[(（【〔［\[<＜〈《](?P<mark>{_MARKS})[)）】〕］\]>＞〉》](?:\s?[(（【〔［\[]?(?P<further>{_MARK})[)）】〕］\]]?)?|[★☆◎])$"
)
_ERA_YEAR = r"(?:[HRS]|平成|令和|昭和)(?:\d{1,2}|元)(?:年度?)?"
_YEAR = rf"(?:{_ERA_YEAR}(?:\({_ERA_YEAR}\)(?:年度?)?)?|20\d\d年度?)"  # the year of two eras: H31(R1)
_YEARS = rf"(?P<years>{_YEAR}(?:[~、・](?:{_YEAR}|\d{{1,2}}(?:年度?)?))*~?)"
YEARLY = re.compile(rf"^[・]?{_YEARS}\s*:")
PLANNED = re.compile(  # before a step of a schedule, which needs no colon behind its years
    rf"^(?P<open>[\[(【〔<〈])?[・●◆■○◇]?\s*{_YEARS}(?(open)[\])】〕>〉]\s*:?|(?:\s*[:…]|\s+(?=\S)|(?=[^\w\s~、・)の.]|\.(?!\d))|$))\s*"
)
_APART = r"(?:\s*[:：]|(?=\s|$|[①-⑳]))"
_PLANNED_ROW = re.compile(r"^(?:目標|計画|予定)値?(?:\s*:\s*|\s+)")  # the word before a row of cells below a row of years
_ACTUAL_ROW = re.compile(r"^実績(?:値|見込値?)?(?:\s*:\s*|\s+)")


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, ignored_types=(cached_property,))


class Recognise(_Table):
    """What must be in a document for the profile to fit: each pattern matches at least one line."""

    all: tuple[Compared, ...] = Field(min_length=1)


class Page(_Table):
    """Where pages begin: patterns for lines with a leading blank, and footers that end a page."""

    starts: tuple[Compared, ...] = ()
    footers: tuple[Compared, ...] = ()


class Overview(_Table):
    """The list of all projects, from the `nth` line matching `start` to one matching `end`; a line matching `break` ends a title.

    `entry` names the `title` and, where the list prints it, the `category`.
    """

    start: Compared
    end: Compared
    entry: Annotated[Compared, needs("title")]
    break_: Compared | None = Field(None, alias="break")
    nth: int = 1


class ProjectRules(_Table):
    """How projects begin and what their parts look like.

    `numbered`: a line with the number and title of a project. Where it names the `departments` too (1-2-3 移動手段の確保（交通政策課）), it begins a project by
    itself, and what stands behind it up to the first label is the description; else the label of the description stands close behind.
    `baseline_column`: what stands before the year of a column that sets no target. `title_mark`: what stands behind a title and is no part of it.
    `row_mark`: what several indicators of one sheet, and the rows of their cells, begin with; it alone is matched on the text as printed, where ① is
    not yet 1.
    """

    numbered: Annotated[Compared, needs("number", "title")] | None = None
    unlabelled_categories: tuple[str, ...] = ()
    baseline: Annotated[Pattern, needs("text")] | None = None
    baseline_column: Pattern | None = None
    row_mark: Pattern = ROW_MARK
    title_mark: Annotated[Pattern, needs("mark")] = TITLE_MARK
    planned_row: Compared = _PLANNED_ROW
    actual_row: Compared = _ACTUAL_ROW
    ignore: Compared | None = None
    end: Compared | None = None
    caption_join: str = ""
    caption_break: PrintedSeparator | None = None
    caption_ends: Pattern = CAPTION_ENDS


class IndicatorTable(_Table):
    """The words that head a table with one row for each indicator (指標 単位 現状(R5) R7 R8), as printed. Its years need no word."""

    name: str = Field(min_length=1)
    unit: str | None = Field(None, min_length=1)
    baseline: str | None = Field(None, min_length=1)


class Outline(_Table):
    """Markers of an achievement list. `yearly`: the years, in any form, that stand before a colon."""

    bullet: Compared
    group: Compared
    labelled_group: Annotated[Compared, needs("label")]
    yearly: Annotated[Compared, needs("years")] = YEARLY
    note: Compared

    def label_of(self, text: str) -> re.Match[str] | None:
        """The label of a group that a line begins with; years in brackets are the mark of what stands before them."""
        match = self.labelled_group.match(text)
        return match if match and not expand(match["label"]) else None


class Schedule(Outline):
    """Markers of a schedule that says its years, as an achievement list; `yearly`: the years before a step."""

    bullet: Compared = re.compile(r"^[・●◆■]")
    group: Compared = re.compile(r"^[○◇]")
    labelled_group: Annotated[Compared, needs("label")] = re.compile(r"^[\[【〔](?P<label>[^\]】〕\d]+)[\]】〕]\s*$")
    yearly: Annotated[Compared, needs("years")] = PLANNED
    note: Compared = re.compile(r"^※")  # of no year


class Ends(_Table):
    """How a complete title ends."""

    ends: Compared


class Departments(_Table):
    """How a complete department name ends, and what stands between two.

    `joins`: two lines (`first\nsecond`) that name one department all the same. `no_title`: how a title hardly ends.
    """

    ends: Compared
    separators: Separator
    no_title: Compared | None = None
    joins: Compared | None = None


class FactRule(_Table):
    """A sentence (or, with `unit`, a line, a paragraph, what stands below a heading of these words, or each sentence of the section that it heads, also behind

    the projects) outside the projects that tells something of the plan itself.
    """

    kind: str
    pattern: Compared
    unit: Literal["sentence", "line", "paragraph", "below", "section"] = "sentence"


class Profile(_Table):
    """One layout."""

    id: str
    name: str
    recognise: Recognise
    page: Page = Page()
    headings: dict[Literal["goal", "policy", "category"], HeadingPattern] = Field(default_factory=dict)
    overview: Overview | None = None
    labels: dict[str, str]
    other_labels: tuple[str, ...] = ()  # written as `other` among the labels
    project: ProjectRules = ProjectRules()
    indicator_table: IndicatorTable | None = None
    outline: Outline | None = None
    schedule: Schedule = Schedule()
    sidebar: dict[str, Compared] = Field(default_factory=dict)
    titles: Ends | None = None
    departments: Departments
    facts: tuple[FactRule, ...] = ()

    _file: str = PrivateAttr("")

    @model_validator(mode="before")
    @classmethod
    def _other_labels_apart(cls, data: Any) -> Any:
        labels = data.get("labels") if isinstance(data, dict) else None
        if not isinstance(labels, dict) or "other" not in labels:
            return data
        if not isinstance(labels["other"], list):
            raise ValueError('labels.other: write a list of labels, such as other = ["【今後の方向性】"]')
        return data | {"labels": {key: label for key, label in labels.items() if key != "other"}, "other_labels": labels["other"]}

    @field_validator("labels")
    @classmethod
    def _known_labels(cls, labels: dict[str, str]) -> dict[str, str]:
        known = {"number", "title", "departments", "category", "description", "years", "schedule", "indicator", "baseline", "achievements"}
        if unknown := set(labels) - known:
            raise ValueError(f"unknown labels {sorted(unknown)}; known are {sorted(known)}")
        return labels

    @model_validator(mode="after")
    def _numbered_by_its_description(self) -> Profile:
        if self.project.numbered and "description" not in self.labels and "departments" not in self.project.numbered.groupindex:
            raise ValueError("labels.description is missing; a numbered line begins a project where this label stands behind it, or where it names departments")
        return self

    def fits(self, lines: Iterable[str]) -> bool:
        """Whether every pattern of `recognise` matches some of the (plain) lines."""
        lines = list(lines)
        return all(any(pattern.search(line) for line in lines) for pattern in self.recognise.all)

    @cached_property
    def label_patterns(self) -> dict[str, Pattern]:
        """Each label as a pattern that bears blanks and line breaks between its characters, and either width.

        A label that is a word stands apart from what follows: 事業名称の変更 does not begin with the label 事業名. Where sheets differ, a label may be several
        words (内容|事業の内容).
        """
        return {field: _label_pattern(label) for field, label in self.labels.items()}

    def labels_in(self, lines: Iterable[str]) -> list[str]:
        """The labels that stand at the beginning of a line or behind a blank."""
        text = "\n".join(lines)
        return [self.labels[field] for field, pattern in self.label_patterns.items() if re.search(rf"(?:^|(?<=\s))(?:{pattern.pattern})", text, re.M)]

    @cached_property
    def other_patterns(self) -> tuple[Pattern, ...]:
        """The `other` labels as such patterns."""
        return tuple(map(_label_pattern, self.other_labels))

    @property
    def file(self) -> str:
        """The profile as messages name it: its id, and its file where it has one."""
        return f"{self.id} ({self._file})" if self._file else self.id


def _label_pattern(label: str) -> Pattern:
    return re.compile("|".join(spaced(word) + (_APART if word[-1:].isalnum() else "") for word in label.split("|")))


def spaced(word: str) -> str:
    """A pattern for a printed word that bears blanks and line breaks between its characters, and either width."""
    return r"\s*".join(map(_either_width, word))


def _either_width(char: str) -> str:
    """A pattern for the character in full and in half width."""
    narrow = unicodedata.normalize("NFKC", char)
    wide = chr(ord(narrow) + 0xFEE0) if len(narrow) == 1 and "!" <= narrow <= "~" else narrow
    return "(?:" + "|".join(map(re.escape, sorted({char, narrow, wide}))) + ")"


def load_profile(path: Path) -> Profile:
    """The profile in the TOML file at `path`. Raises CatalogError naming file and field."""
    try:
        profile = Profile.model_validate(tomllib.loads(path.read_text("utf-8")))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogError(f"{path}: not a readable layout profile ({error})") from error
    except ValidationError as error:
        first: Any = error.errors()[0]
        message = ": ".join(filter(None, (str(path), ".".join(map(str, first["loc"])), first["msg"].removeprefix("Value error, "))))
        raise CatalogError(message) from error
    profile._file = str(path)
    return profile


def load_profiles(folders: Iterable[Path] = ()) -> dict[str, Profile]:
    """All profiles by id: the built-in ones, then those of `folders`, which win over built-in ones of the same id."""
    profiles: dict[str, Profile] = {}
    for folder in (BUILT_IN, *folders):
        for path in sorted(folder.glob("*.toml")):
            profile = load_profile(path)
            profiles[profile.id] = profile
    return profiles


def recognise(lines: list[str], profiles: dict[str, Profile], label: str) -> Profile | None:
    """The one profile that fits the plain `lines`, None where none does. Raises LayoutError naming `label` when several do."""
    fitting = [profile for profile in profiles.values() if profile.fits(lines)]
    if len(fitting) > 1:
        known = ", ".join(f"{profile.id} ({profile.name})" for profile in fitting)
        raise LayoutError(f"{label}: several layout profiles fit: {known}. Name one as `layout` in the catalogue.")
    return next(iter(fitting), None)
