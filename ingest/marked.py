"""Projects that begin with a mark and name their departments in brackets behind the text, without any labels:

◆見守りネットワーク事業
新聞販売店などと協定を結び、異変に気付いたときは連絡する仕組みを広げます。
年次計画：R7 協定の締結 → R8～R9 拡大
目標（協定の数）：R7 30件、R8 40件                       【担当課：地域福祉課】

or behind a label of their own, with an indicator whose two values say their years:

◎ 創業まるごと応援事業
  商工会議所に相談窓口を置きます。
    〔担当〕商工観光課          〔ＫＰＩ〕創業塾の修了者数　24人（R5）→ 40人（R11）

They are unfolded into sheets with labels: the title, the departments, the text, and what a word at the head of a line calls its plan and its targets. Lines
keep their numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from corpus.text import tidy
from corpus.values import Line
from ingest.lines import plain, printed_between

# the words that are put before the fields, by which the drafted profile knows them
LABELS = dict(zip(("title", "departments", "description", "schedule", "indicator"), ("事業名", "担当課", "事業内容", "年次計画", "成果指標"), strict=True))
FEWEST = 3  # projects from which lines are taken for such a layout
LEAST_OWNED = 0.8  # share of the marked titles behind which departments are named
_YEAR = r"(?:[HRS]|平成|令和)\s?(?:\d{1,2}|元)(?:年度)?|20\d\d年度?"
_YEARS = rf"(?:{_YEAR})(?:[~・](?:{_YEAR}|\d{{1,2}}))?"
_TITLE = re.compile(r"^(?P<mark>[◆◇●○■□◎▼▽★☆▶])\s?(?P<title>[^\s。、:][^。:]{2,40})$")
_OWNER = re.compile(r"\s*[【\[〔(](?:主?担当|所管|実施)(?:部署|課室?|部局|所属|主体)?(?:名|等)?\s?[:]\s?(?P<departments>[^【】\[\]〔〕()]+)[】\]〕)]$")
_LABELLED = re.compile(
    r"^[【\[〔<](?:主?担当|所管|実施)(?:部署|課室?|部局|所属|主体)?(?:名|等)?[】\]〕>]\s?:?\s?(?P<departments>[^【】\[\]〔〕<>]+?)"
    r"(?:\s?[【\[〔<](?:KPI|(?:成果|目標)?指標|数値目標)[】\]〕>]\s?:?\s?(?P<measured>.+))?$"
)
_MEASURED = re.compile(rf"^(?P<name>\S.*?)\s(?P<baseline>\S+?)\s?\((?P<since>{_YEAR})\)\s?[→⇒]\s?(?P<target>\S+?)\s?\((?P<year>{_YEAR})\)$")
_HEADING = re.compile(r"^[【\[〔<《].*[】\]〕>》]$|^(?:第?[\dIVX]+[章節部編]|(?:基本)?(?:目標|方針|施策|政策)\s?\d)")
_SCHEDULE = re.compile(r"^(?:年次計画|年度別計画|実施計画|スケジュール|工程|年度計画|取組計画)\s?:\s?")
_TARGETS = re.compile(r"^(?:目標|数値目標|成果目標|成果指標|指標|KPI)値?\s?(?:\((?P<name>[^()]+(?:\([^()]*\))?)\))?\s?:\s?")
_NOTE = re.compile(r"[※*]")
_STEP = re.compile(rf"(?:^|(?<=→)|(?<=[、。]))\s*(?P<years>{_YEARS})(?:\s?:\s?|\s+)(?=\S)")
_VALUE = re.compile(rf"(?:^|(?<=[、,]))\s*(?P<years>{_YEARS})(?:\s?:\s?|\s+)(?P<value>[^、]*(?:、(?!\s*(?:{_YEAR}))[^、]*)*)")


@dataclass
class _Project:
    """The lines of a project: that of its title, and those behind it up to the one that ends with its departments, None where none does."""

    title: str
    first: Line
    lines: list[Line] = field(default_factory=list)
    departments: str | None = None
    labelled: list[Line] = field(default_factory=list)  # that of its departments behind a label of their own, and those of indicators behind it
    measured: list[tuple[Line, re.Match[str]]] = field(default_factory=list)

    def take(self, line: Line) -> bool:
        """Take a line with the departments behind their label, or one with an indicator behind that; whether it is one."""
        text = plain(line.text)
        owner = _LABELLED.match(text) if not self.labelled else None
        measured = _MEASURED.match(text if self.labelled else owner["measured"] or "" if owner else "")
        if owner:
            self.departments = owner["departments"]
        if owner or measured:
            self.labelled.append(line)
            self.measured += [(line, measured)] if measured else []
        return bool(owner or measured)

    def unfolded(self) -> Iterator[Line]:
        """Its parts one below the other, each behind the word of its field."""
        yield replace(self.first, text=f"{LABELS['title']} {self.title}")
        yield replace([self.first, *self.lines, *self.labelled[:1]][-1], text=f"{LABELS['departments']} {self.departments}")
        for kind, lines in self._parts():
            if kind == "schedule":
                yield from _steps(lines)
            elif kind == "targets":
                yield from _targets(lines)
            else:
                yield replace(lines[0], text=f"{LABELS['description']} {lines[0].text.strip()}")
                yield from lines[1:]
        for place, (line, said) in enumerate(self.measured):
            told = (f"{said['name']}", f"現状値（{said['since']}） {said['baseline']}", said["year"], f"目標値 {said['target']}")
            yield from (replace(line, text=text) for text in (f"{LABELS['indicator']} {told[0]}" if not place else told[0], *told[1:]))

    def _parts(self) -> Iterator[tuple[str, list[Line]]]:
        """The text, and what follows the word of a plan or of targets, in their order."""
        kind, part = "text", list[Line]()
        for line in self.lines:
            owner = _OWNER.search(plain(line.text)) if line is self.lines[-1] and not self.labelled else None
            own = replace(line, text=printed_between(line.text, 0, owner.start())) if owner else line
            begun = "schedule" if _SCHEDULE.match(plain(own.text)) else "targets" if _TARGETS.match(plain(own.text)) else ""
            if part and begun:
                yield kind, part
                part = []
            kind = begun or kind
            part += [own] if own.text.strip() else []
        if part:
            yield kind, part


def _steps(lines: Sequence[Line]) -> Iterator[Line]:
    """The steps of a plan, each on a line of its own behind its years; what goes on in the next line is joined."""
    text = "".join(tidy(line.text).strip() for line in lines)
    text = printed_between(text, begin.end() if (begin := _SCHEDULE.match(plain(text))) else 0)
    starts = list(_STEP.finditer(plain(text)))
    yield replace(lines[0], text=LABELS["schedule"])
    for start, behind in zip(starts, [*starts[1:], None], strict=True):
        said = printed_between(text, start.end(), behind.start() if behind else None).strip(" →、")
        line = next((each for each in lines if start["years"] in plain(each.text)), lines[0])
        yield replace(line, text=f"{start['years']}：{said}")


def _targets(lines: Sequence[Line]) -> Iterator[Line]:
    """An indicator, a row of its targets that says the year of each, and the notes behind it."""
    notes = next((place for place, line in enumerate(lines) if _NOTE.match(plain(line.text))), len(lines))
    text = "".join(tidy(line.text).strip() for line in lines[:notes])
    begin = _TARGETS.match(plain(text))
    row = printed_between(text, begin.end() if begin else 0)
    values = [f"{match['years']}：{printed_between(row, *match.span('value')).strip()}" for match in _VALUE.finditer(plain(row))]
    name = printed_between(text, *begin.span("name")) if begin and begin["name"] else ""
    yield replace(lines[0], text=f"{LABELS['indicator']} {name}".strip())
    yield replace(lines[0], text=" ".join(["目標", *values]))
    yield from lines[notes:]


def marked_projects(lines: Sequence[Line], noise: Collection[int] = ()) -> tuple[tuple[Line, ...], frozenset[int]] | None:
    """The lines with such projects unfolded, and the numbers of theirs; None where there are none. `noise`: the numbers of lines that are no text."""
    shown = [line for line in lines if line.text.strip() and line.number not in noise]
    marks = Counter(match["mark"] for line in shown if (match := _TITLE.match(_OWNER.sub("", plain(line.text)))))
    for mark, times in marks.most_common():
        projects = list(_projects(shown, mark)) if times >= FEWEST else []
        if len(projects) >= FEWEST and len(projects) >= LEAST_OWNED * times:
            own = {line.number: project for project in projects for line in (project.first, *project.lines, *project.labelled)}
            firsts = {project.first.number: project for project in projects}
            parts = ([*firsts[line.number].unfolded()] if line.number in firsts else [] if line.number in own else [line] for line in lines)
            return tuple(line for part in parts for line in part), frozenset(own)
    return None


def _projects(lines: Sequence[Line], mark: str) -> Iterator[_Project]:
    """The projects whose titles begin with the mark and behind whose text departments are named."""
    current: _Project | None = None
    for line in lines:
        text = plain(line.text)
        owner = _OWNER.search(text)
        title = _TITLE.match(text[: owner.start()] if owner else text)
        titled = bool(title and title["mark"] == mark)
        if current and not titled and current.take(line):
            continue
        if current and current.labelled:
            yield current
            current = None
        if title and titled:
            current = _Project(printed_between(line.text, title.start("title"), owner.start() if owner else None), line)
            current.departments = owner["departments"] if owner else None
        elif current and _HEADING.match(text) and not owner:
            current = None
        elif current:
            current.lines.append(line)
            current.departments = owner["departments"] if owner else None
        if current and current.departments:
            yield current
            current = None
    if current and current.labelled:
        yield current
