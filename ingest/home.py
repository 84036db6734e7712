"""Bringing detached text home: schedule captions and sidebars that stand apart from their project.

A caption is certain when only one project on its page has a schedule, or when its words are found in one project and hardly in
another. Anything else stays with every candidate, marked uncertain.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from corpus.text import bigrams, squeeze
from corpus.values import Project, Text
from ingest.lines import Piece
from ingest.profile import CAPTION_ENDS

LEAST_SHARE = 0.5  # of a caption's weighted character pairs must stand in its project
LEAST_LEAD = 1.6  # times the share of the next best project
LEAST_TITLE_RUN = 4  # characters of a title that a caption must hold to name it
LEAST_NAMED = 2  # characters more than it shares with any other title
NEAR_SHARE = 0.5  # of the best project's share that keeps a project a candidate for an uncertain caption
LEAST_GLUED = 4  # characters of each of two captions that are glued together
_HIRAGANA = re.compile(r"[ぁ-ん]+")
_GOES_ON = re.compile(r"[ぁ-ん、・（(]$")  # at the end of a line: its caption goes on
_STEPS = frozenset(pair for word in re.findall(r"[一-龯]{2}", CAPTION_ENDS.pattern) for pair in bigrams(word))  # of what every project does
_CONTENT = re.compile(r"[一-龯々]{2,}|[ァ-ヴー]{2,}|[a-z0-9]{2,}")


@dataclass(frozen=True, slots=True)
class Likeness:
    """Share (0 to 1) of a text's weighted character pairs that stand in the best project, and in the next best one."""

    best: int
    share: float
    runner_up: float
    named: int  # characters by which the run shared with the best project's title is longer than with any other's
    opens: bool  # the title opens with that run: it is what the project is about, not a word in passing
    contested: bool = False  # another project has words of the text that the best one has not

    @property
    def certain(self) -> bool:
        """Whether the text is clearly the best project's."""
        if self.contested and not (self.opens and self.named >= LEAST_NAMED):
            return False
        if self.named >= LEAST_NAMED and (self.opens or self.share >= LEAST_LEAD * self.runner_up):
            return self.share >= self.runner_up
        return self.share >= LEAST_SHARE and self.share >= LEAST_LEAD * self.runner_up


def content_pairs(text: str) -> set[str]:
    """Character pairs inside runs of kanji, of katakana, and of Latin letters and digits."""
    return {pair for run in _CONTENT.findall(squeeze(text)) for pair in bigrams(run)}


def likeness(text: str, candidates: Sequence[Project]) -> Likeness:
    """Which of the candidates `text` is about. Pairs that many candidates share weigh least."""
    profiles = [content_pairs(" ".join(_own_texts(project, candidates))) for project in candidates]
    pairs = content_pairs(text)
    weights = {pair: math.log(1 + (len(profiles) + 1) / (sum(pair in each for each in profiles) + 0.5)) for pair in pairs}
    total = sum(weights.values()) or 1.0
    shares = [sum(weight for pair, weight in weights.items() if pair in each) / total for each in profiles]
    order = sorted(range(len(shares)), key=shares.__getitem__, reverse=True)
    best = order[0]
    others = [project for i, project in enumerate(candidates) if i != best]
    run = _shared_run(text, candidates[best])
    named = len(run) - max((len(_shared_run(text, project)) for project in others), default=0)
    opens = squeeze(candidates[best].title.printed).startswith(run)
    bare = [content_pairs(" ".join(replace(project, goal=None, policy=None, category=None).texts())) for project in candidates]
    contested = any(pairs & each - bare[best] - _STEPS for each in bare)
    return Likeness(best, shares[best], shares[order[1]] if others else 0.0, named if len(run) >= LEAST_TITLE_RUN else 0, opens, contested)


def _own_texts(project: Project, candidates: Sequence[Project]) -> list[str]:
    """The project's texts but for a heading that is the title of another candidate."""
    others = {squeeze(each.title.printed) for each in candidates if each.id != project.id}
    return [text for text in project.texts() if squeeze(text) not in others]


def owners(caption: Text, on_page: Sequence[Text], candidates: Sequence[Project]) -> dict[str, Text]:
    """The caption by id of each project it may belong to, marked certain where the text settles it.

    `on_page` are all captions of the page: one that says less of the same as another may be another project's.
    """
    if len(candidates) == 1:
        return {candidates[0].id: replace(caption, certain=True)}
    found = likeness(caption.printed, candidates)
    pairs = content_pairs(caption.printed)
    echoed = any(pairs < content_pairs(other.printed) for other in on_page)
    if caption.certain and found.certain and not echoed:
        return {candidates[found.best].id: caption}
    shares = [likeness(caption.printed, [project]).share for project in candidates]
    near = [project for project, share in zip(candidates, shares, strict=True) if share >= NEAR_SHARE * max(shares)]
    return {project.id: Text(caption.printed, caption.span, certain=False) for project in near}


def break_line(lines: list[Piece], pattern: re.Pattern[str] | None) -> list[list[Piece]]:
    """Captions that stand side by side on one line, where the layout tells them apart."""
    if pattern is None or len(lines) != 1:
        return [lines]
    return [[replace(lines[0], text=part)] for part in pattern.split(lines[0].text)]


def unglue(lines: list[Piece], others: Sequence[list[Piece]], ends: re.Pattern[str]) -> list[list[Piece]]:
    """A caption with one of `others` glued to its beginning or end as two captions, else whole. Each of the two must end as captions do."""
    whole = _letters(lines)
    for other in sorted({_letters(each) for each in others}, key=lambda text: (-len(text), text)):
        rest = len(whole) - len(other)
        if min(len(other), rest) < LEAST_GLUED:
            continue
        cuts = [len(other)] * whole.startswith(other) + [rest] * whole.endswith(other)
        for cut in cuts:
            if not whole[cut].isdigit() and ends.search(whole[:cut]) and ends.search(whole[cut:]):  # a number goes on with the word before it
                return _cut(lines, cut)
    return [lines]


def _letters(lines: Sequence[Piece]) -> str:
    return "".join(line.text for line in lines)


def _cut(lines: Sequence[Piece], at: int) -> list[list[Piece]]:
    """The pieces before and behind character `at`."""
    parts: list[list[Piece]] = [[], []]
    for line in lines:
        cut = min(max(at, 0), len(line.text))
        for part, text in zip(parts, (line.text[:cut], line.text[cut:]), strict=True):
            part += [replace(line, text=text)] if text else []
        at -= len(line.text)
    return parts


def split_caption(lines: list[Piece], candidates: Sequence[Project], ends: re.Pattern[str]) -> tuple[list[list[Piece]], bool]:
    """The captions in a paragraph, and whether the text settles that they are these.

    Lines that are certainly projects' and not all the same one's are captions of their own. So are the parts that each end as captions do; where
    one of those is not certainly the same project's, nothing tells whether the paragraph is one caption or several.
    """
    if len(lines) < 2 or len(candidates) < 2:
        return [lines], True
    apart = not any(_GOES_ON.search(line.text) for line in lines[:-1])
    for parts in ([[line] for line in lines] if apart else [lines], _parts(lines, ends)):
        found = [likeness(_letters(part), candidates) for part in parts]
        if all(each.certain for each in found) and len({each.best for each in found}) > 1:
            return parts, True
    return [lines], all(each.certain for each in found) or len(found) == 1


def _parts(lines: Sequence[Piece], ends: re.Pattern[str]) -> list[list[Piece]]:
    """The lines in runs that end as captions do; what is behind the last such end goes with the run before it."""
    parts: list[list[Piece]] = [[]]
    for i, line in enumerate(lines):
        parts[-1].append(line)
        if ends.search(_letters(parts[-1])) and ends.search(_letters(lines[i + 1 :])):
            parts.append([])
    return parts


def _shared_run(text: str, project: Project) -> str:
    """The longest run of characters other than hiragana that `text` and the project's title share."""
    a, b = (_HIRAGANA.sub(" ", squeeze(each)) for each in (text, project.title.printed))
    a = a.replace(" ", "\n")  # blanks of the two never match
    match = SequenceMatcher(None, a, b, autojunk=False).find_longest_match()
    return b[match.b : match.b + match.size]
