"""Where a title ends and its departments begin, and which names the department lines hold.

Nothing marks the border: a title breaks over lines, a department does, and both may share one line with a single blank between.
The border is the one that leaves complete names on both sides, and names seen elsewhere in the document weigh most.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from corpus.text import name
from corpus.values import Text
from ingest.lines import SENTENCE_END, Piece, between, groups, join, to_text, without_start
from ingest.profile import Departments, Pattern, Profile

_BETWEEN_NAMES = re.compile(r"[ ・]|(?<=[)）])(?=[^\s()（）、,・])")  # also behind brackets: 健康増進課(保健センター)こども家庭課
BRACKETS_LAST = re.compile(r"[(（][^()（）]*[)）]$")
_OF_BODY = re.compile(r"(?:(?<=[、,])|^)[^()、,]*?(?:市|町|村|県|委員会)\((?P<units>[^()]+)\)")
_BETWEEN_MARKS = re.compile(r"[・、/／]")
_STRESSED = re.compile(r"最?重点|主要")
KNOWN_NAME = 4.0  # a department that stands alone on a line elsewhere in the document
TITLE_END = 2.0  # the title ends like a title
BLANK_BETWEEN = 0.5  # an empty line or blank stands at the border
LONGEST_NAME = 14  # characters; longer department names are rare and cost
SHORTEST_NAME = 3  # characters; 各課 alone names nobody
_LEADS = "◎○●★☆"  # before the one that leads
_COUNTED = re.compile(r"(?P<number>\d{1,3})\s?[.．:：、)]?\s?(?=[^\d\s.,\-])")
FEWEST_COUNTED, COUNTED = 3, 0.8  # titles from which the numbers that they begin with are theirs; share of these that must be the next one
MOST_NUMBERED_LINES = 2  # over which a title with its number and departments goes on


@dataclass(frozen=True, slots=True)
class Head:
    """The pieces of a title and its departments."""

    title: list[Piece]
    departments: tuple[Text, ...]


def split_departments(pieces: Sequence[Piece], rules: Departments, document_id: str) -> tuple[Text, ...]:
    """The department names in `pieces`, each one value: a name ends at a separator, or at a line end where it is complete. A sentence is none."""
    found: list[list[Piece]] = [[]]
    for piece in (piece for piece in pieces if not piece.blank):
        first, *others = [
            Piece(piece.number, piece.page, part)
            for whole in rules.separators.split(_without_body(piece.plain, rules))
            for part in _side_by_side(whole.strip(), rules)
        ]
        if _is_whole(found[-1], first, rules):
            found.append([])
        found[-1].append(first)
        found += [[part] for part in others]
    texts = (to_text(parts, document_id) for parts in found)
    return tuple(Text(name(text.printed).lstrip(_LEADS), text.span) for text in texts if text and not SENTENCE_END.search(text.printed))


def _without_body(text: str, rules: Departments) -> str:
    """`text` with the departments in brackets behind the city in place of both: 汐見原市(道路公園課、観光課)."""

    def units(found: re.Match[str]) -> str:
        names = [name(part) for part in rules.separators.split(found["units"])]
        return found["units"] if all(len(each) >= SHORTEST_NAME and rules.ends.search(each) for each in names) else found[0]

    return _OF_BODY.sub(units, text)


def _side_by_side(text: str, rules: Departments) -> list[str]:
    """Names beside each other on one line with a blank or ・ between, or a bracket: each is complete, and they do not make one together."""
    for mark in _BETWEEN_NAMES.finditer(text):
        left, right = name(text[: mark.start()]), name(text[mark.end() :])
        complete = min(len(left), len(right)) >= SHORTEST_NAME and rules.ends.search(BRACKETS_LAST.sub("", left)) and rules.ends.search(right)
        if complete and not (rules.joins and rules.joins.search(f"{left}\n{right}")):
            return [text[: mark.start()], *_side_by_side(text[mark.end() :], rules)]
    return [text]


def _is_whole(parts: Sequence[Piece], behind: Piece, rules: Departments) -> bool:
    """Whether the name in `parts` is complete at its line end, so that the line `behind` begins another."""
    so_far = name(join([part.text for part in parts]))
    joins = rules.joins and rules.joins.search(f"{so_far}\n{name(behind.text)}")
    return bool(rules.ends.search(so_far)) and not joins


def known_departments(pieces: Iterable[Piece], rules: Departments) -> set[str]:
    """Names that stand whole on one of the lines, or between separators."""
    names = {name(part) for piece in pieces for part in rules.separators.split(piece.plain) if rules.ends.search(name(part))}
    return {known for known in names if len(known) > SHORTEST_NAME}


def split_head(pieces: Sequence[Piece], profile: Profile, known: Collection[str], document_id: str) -> Head | None:
    """The best border between title and departments; None when no border leaves complete names."""
    candidates = list(_borders(pieces))
    scored = [(_score(*candidate, profile, known), -i, candidate) for i, candidate in enumerate(candidates)]
    if not scored:
        return None
    best, _, (title, departments, _) = max(scored, key=lambda entry: entry[:2])
    if best == float("-inf"):
        return None
    return Head(title, split_departments(departments, profile.departments, document_id))


def plain_head(pieces: Sequence[Piece], rules: Departments, document_id: str) -> Head:
    """Title and departments where no border leaves complete names: the first paragraph is the title, the second names who is responsible."""
    title, *behind = groups(pieces)
    return Head(title, split_departments(behind[0] if behind else [], rules, document_id))


def title_text(pieces: Sequence[Piece], document_id: str) -> Text | None:
    """The title as people write it, with its lines."""
    text = to_text(pieces, document_id)
    return Text(name(text.printed), text.span) if text else None


def numbers_apart(titles: Sequence[Sequence[Piece]]) -> list[tuple[int, list[Piece]]] | None:
    """The number of each title and the title without it, where all begin with numbers that count up (１　書かない窓口の拡大); None where they do not."""
    shown = [[piece for piece in title if not piece.blank] for title in titles]
    matches = [_COUNTED.match(pieces[0].plain) if pieces else None for pieces in shown]
    if len(titles) < FEWEST_COUNTED or not all(matches):
        return None
    found = [(int(match["number"]), match.end()) for match in matches if match]
    steps = [behind - number for (number, _), (behind, _) in pairwise(found)]
    if min(steps) < 1 or steps.count(1) < COUNTED * len(steps):
        return None
    return [(number, [without_start(pieces[0], end), *pieces[1:]]) for (number, end), pieces in zip(found, shown, strict=True)]


def title_and_marks(pieces: Sequence[Piece], mark: Pattern, document_id: str) -> tuple[Text | None, list[Text]]:
    """The title without what marks it (〔重点〕, ★), and the marks that are words."""
    whole = title_text(pieces, document_id)
    match = mark.search(whole.printed) if whole else None
    if whole is None or match is None or not match.start():
        return whole, []
    return Text(whole.printed[: match.start()], whole.span), [Text(word, whole.span) for words in match.groupdict().values() for word in marks_apart(words)]


def marks_apart(said: str | None) -> list[str]:
    """The words of a mark that joins several (重点・新規), behind those by which projects are told apart the one that stresses some: 新規, 重点."""
    return sorted(_BETWEEN_MARKS.split(said), key=lambda word: bool(_STRESSED.match(word))) if said else []


def take_title(shown: Sequence[Piece], title: str | None) -> tuple[int, list[Piece], Piece | None]:
    """How many pieces the listed title takes, these pieces, and what of the last one is left behind it."""
    parts: list[Piece] = []
    for i, piece in enumerate(shown if title else ()):
        before = [part.text for part in parts]
        for end in range(1, len(piece.text) + 1):
            if name(join([*before, piece.text[:end]])) == title:
                left = piece.text[end:].strip()
                parts.append(replace(piece, text=piece.text[:end].strip()))
                return i + 1, parts, replace(piece, text=left) if left else None
        parts.append(piece)
    return 0, [], None


def behind_blanks(pieces: Sequence[Piece]) -> list[Piece]:
    """What stands behind the last blank of each line."""
    return [replace(piece, text=piece.text.rpartition(" ")[2]) for piece in pieces if " " in piece.text]


@dataclass(frozen=True, slots=True)
class NumberedHead:
    """The number, and the pieces of title and departments, that stand together on the first `lines` lines of a project."""

    lines: int
    number: str
    title: list[Piece]
    departments: list[Piece]


def numbered_head(pieces: Sequence[Piece], i: int, profile: Profile) -> NumberedHead | None:
    """The head that begins at line `i` with a number and names its departments in brackets; it may go on in the next line. None where there is none."""
    numbered = profile.project.numbered
    if numbered is None or "departments" not in numbered.groupindex or pieces[i].blank:
        return None
    for lines in range(1, MOST_NUMBERED_LINES + 1):
        own = [piece for piece in pieces[i : i + lines] if not piece.blank]
        match = numbered.match("".join(piece.plain for piece in own))
        departments = _cut(own, *match.span("departments")) if match else []
        if match and _are_complete(split_departments(departments, profile.departments, ""), profile.departments):
            return NumberedHead(lines, match["number"], _cut(own, *match.span("title")), departments)
    return None


def _cut(pieces: Sequence[Piece], start: int, end: int) -> list[Piece]:
    """The parts of lines that stand at [start, end) of their plain forms put together."""
    offsets = [0, *accumulate(len(piece.plain) for piece in pieces)]
    parts = (between(piece, max(0, start - at), min(end - at, len(piece.plain))) for piece, at in zip(pieces, offsets, strict=False) if at < end)
    return [part for part in parts if not part.blank]


def _are_complete(departments: Sequence[Text], rules: Departments) -> bool:
    """Whether there are names of departments, and each is complete."""
    return bool(departments) and all(rules.ends.search(each.printed) and len(each.printed) >= SHORTEST_NAME for each in departments)


def _borders(pieces: Sequence[Piece]) -> Iterable[tuple[list[Piece], list[Piece], bool]]:
    """Every (title, departments, a blank between) that lines and the blanks of the first line allow."""
    shown = [piece for piece in pieces if not piece.blank]
    before_blank = {piece.number for piece, behind in pairwise(pieces) if behind.blank}
    for i, piece in enumerate(shown):
        words = piece.text.split(" ")
        for j in range(1, len(words)):
            left = Piece(piece.number, piece.page, " ".join(words[:j]))
            right = Piece(piece.number, piece.page, " ".join(words[j:]))
            yield [*shown[:i], left], [right, *shown[i + 1 :]], True
        if i + 1 < len(shown):
            yield shown[: i + 1], shown[i + 1 :], piece.number in before_blank


def _score(title: list[Piece], departments: list[Piece], blank: bool, profile: Profile, known: Collection[str]) -> float:
    rules = profile.departments
    found = split_departments(departments, rules, "")
    names = [text.printed for text in found]
    if not _are_complete(found, rules) or any(rules.separators.search(piece.plain[-1:]) for piece in title):
        return float("-inf")
    title_ends = profile.titles.ends if profile.titles else None
    title_name = name(join([piece.text for piece in title]))
    score = BLANK_BETWEEN * blank
    if title_ends and title_ends.search(title_name):
        score += TITLE_END
    if title_ends and departments[0].number > title[-1].number and title_ends.fullmatch(name(departments[0].text)):
        score -= TITLE_END  # a line that is only the end of a title
    if rules.no_title and rules.no_title.search(title_name):
        score -= KNOWN_NAME  # what is left of a department's name
    score += sum(KNOWN_NAME if each in known else 0.0 for each in names) / len(names)
    return score - sum(max(0, len(each) - LONGEST_NAME) for each in names) * 0.2
