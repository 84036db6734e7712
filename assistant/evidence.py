"""The smallest pieces that can be quoted, and which of them a question is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from corpus.library import Library
from corpus.text import loose, normalise, squeeze
from corpus.values import Achievement, Plan, Project, Remark, Span, Text
from corpus.words import words
from corpus.years import FiscalYear, find_years

LITERAL_LENGTH = 4  # characters of a question that must stand in a piece word for word to count as named
LITERAL_LONGEST = 10
LIKENESS_ORDER = 0.5  # of a piece's likeness to the question, beside its words, in the order of pieces
LITERAL_BONUS = 0.06  # added to a piece's share for each character of the longest run named word for word
FOCUS_BONUS = 0.4  # added where a piece holds the word that stands right before いつ, 何, どこ
_FOCUS = re.compile(r"([一-龯ァ-ヴーa-z0-9]{3,})(?:(?:は|が|を)(?:、)?(?:いつ|何|どこ|なに|いくつ|いくら|どの|どう|どれ)|の(?:日付|期日|日時|年月|時期))")
UNKNOWN_WEIGHT = 0.8  # of a word that no document holds, beside one that some do
_LABEL = re.compile(r"([一-龯ァ-ヴー]{3,})(\d{1,2})(?![\d,年月日件回人名台校])")
_NTH = re.compile(r"([一-龯ァ-ヴー]{3,})の(\d{1,2})(?:番目|つ目|点目|項目)")
_SCRIPTS = {"kanji": re.compile(r"[一-龯々]"), "katakana": re.compile(r"[ァ-ヴー]"), "latin": re.compile(r"[a-z0-9]")}
_RUN = re.compile(r"[一-龯々ァ-ヴーa-z0-9・、]{2,}(?:[のをにが][一-龯々ァ-ヴーa-z0-9]+)*")
_NO_EDGE = frozenset([*map(chr, range(ord("ぁ"), ord("ん") + 1)), "、", "・"])  # what no literal run begins or ends with
_DATES = re.compile(r"第?\d+(?:年度|年|月|日|期|次)|[hrs]\d+")
_ASKS_IDENTITY = re.compile(r"どこ|どの|どれ|誰|だれ|名|具体的|何という|which|who|name")
_COUNTED = re.compile(r"(?P<number>\d+)(?:つ?の)?(?P<unit>(?!年)[一-龯ァ-ヴー]{1,4})(?<!月)")
_SENTENCE = re.compile(r"[^。\n]*[。\n]|[^。\n]+$")
_KANJI_NUMBERS = str.maketrans("一二三四五六七八九", "123456789")


@dataclass(frozen=True, slots=True)
class Atom:
    """A quotable piece of one project (None: of the plan). `text` is as printed, with the lines it is nested under."""

    project_id: str | None
    plan_id: str
    kind: str  # achievement, note, description, action, sidebar, fact
    text: str
    span: Span
    years: tuple[FiscalYear, ...] = ()
    mark: str = ""
    context: str = ""  # what it hangs on, matched but not quoted

    @property
    def matched(self) -> str:
        """Text with its kana made plain, for comparing word for word."""
        return loose(f"{self.context}{self.text}")

    @property
    def line(self) -> str:
        """What a network reads: the text behind what it hangs on, with its mark."""
        return f"{self.context} {self.text}{self.mark}"

    @property
    def told_years(self) -> frozenset[FiscalYear]:
        """The years it was done in, or else those it names."""
        return frozenset(self.years) or frozenset(year for mention in find_years(self.text) for year in mention.years)

    @property
    def has_time(self) -> bool:
        """Whether it tells a year or date."""
        return bool(self.years) or bool(find_years(self.text))


def nested_text(item: Achievement) -> str:
    """The text of an achievement behind the lines it is nested under: 機能拡充：掲載団体数：59団体."""
    text = item.text.printed
    for parent in reversed(item.parents):
        text = f"{parent.printed}{'' if parent.printed.endswith('。') else '：'}{text}"
    return text


@lru_cache(maxsize=4096)
def atoms_of(project: Project) -> tuple[Atom, ...]:
    """Every quotable piece of a project but its figures, which are told only where they are asked for by name."""
    atoms: list[Atom] = []
    for item in project.achievements:
        atoms.append(Atom(project.id, project.plan_id, "achievement", nested_text(item), item.span, item.years, item.mark))
        for note in item.notes:
            atoms.append(Atom(project.id, project.plan_id, "note", note.printed.strip("（）()"), item.span.to(note.span), context=item.text.printed))
    if project.description:
        atoms += _sentences(project, "description", project.description)
    atoms += [Atom(project.id, project.plan_id, "action", step.printed, step.span, step.years, step.mark) for step in project.actions if step.certain]
    atoms += [Atom(project.id, project.plan_id, "remark", _labelled(remark), remark.text.span, _labelled_years(remark)) for remark in project.remarks]
    for sidebar in project.sidebars:
        for paragraph in sidebar.paragraphs:
            atoms += _sentences(project, "sidebar", paragraph)
    return tuple(atoms)


def _labelled_years(remark: Remark) -> tuple[FiscalYear, ...]:
    """The year that a label names (令和8年度の実施予定)."""
    years = tuple(year for mention in find_years(remark.label) for year in mention.years)
    return years if len(years) == 1 else ()


def _labelled(remark: Remark) -> str:
    """A remark behind its label, or behind the sign of a note."""
    return f"{remark.label}{'：' if remark.label[-1:].isalnum() else ''}{remark.text.printed}"


def plan_atoms(plan: Plan) -> tuple[Atom, ...]:
    """What a plan says of itself."""
    return tuple(Atom(None, plan.id, "fact", fact.text.printed, fact.text.span) for fact in plan.facts)


def _sentences(project: Project, kind: str, text: Text) -> list[Atom]:
    found = (match.group(0).strip() for match in _SENTENCE.finditer(text.printed))
    return [Atom(project.id, project.plan_id, kind, sentence.lstrip("・"), text.span) for sentence in found if len(sentence) > 1]


@lru_cache(maxsize=16384)
def _atom_words(text: str) -> frozenset[str]:
    return frozenset(words(text))


@dataclass(frozen=True, slots=True)
class Ranked:
    """An atom, the share (0 to 1) of the question's own words it holds, and the longest run it names word for word."""

    atom: Atom
    share: float
    literal: int
    focused: bool = False  # it holds the very word whose value is asked for (協定締結式はいつ)
    likeness: float = 0.0  # cosine between its vector and the question's

    @property
    def score(self) -> float:
        """Share with a bonus for what is named word for word."""
        return self.share + LITERAL_BONUS * self.literal + FOCUS_BONUS * self.focused

    @property
    def order(self) -> float:
        """What pieces are sorted by: the score, and likeness where words tell them not apart."""
        return self.score + LIKENESS_ORDER * self.likeness


def rank_atoms(
    library: Library,
    atoms: Iterable[Atom],
    asked: Sequence[tuple[str, ...]],
    unknown: Sequence[str],
    question: str,
    grams: Sequence[str] = (),
    quoted: Sequence[str] = (),
) -> list[Ranked]:
    """Atoms by how much of the asked terms they hold, weighed by rarity, best first. Unknown words count against all, but less.

    `grams`: runs of the question, of which the first that an atom holds counts, beside those that the question quotes.

    An atom under another number of a label that the question names (基本方針１ for 基本方針２) is no match at all.
    """
    idf = library.fulltext.idf
    weights = {term: max(idf(word) for word in term) for term in asked} | {(word,): UNKNOWN_WEIGHT * idf(word) for word in unknown}
    focus = [loose(match.group(1)) for match in _FOCUS.finditer(squeeze(question))]
    labels = {*_LABEL.findall(squeeze(question)), *_NTH.findall(squeeze(question))}
    total = sum(weights.values()) or 1.0
    ranked = []
    atoms = tuple(atoms)
    for atom, likeness in zip(atoms, _likenesses(library, atoms, question), strict=True):
        held, matched = _atom_words(f"{atom.context} {atom.text}"), atom.matched
        share = sum(weight for term, weight in weights.items() if not held.isdisjoint(term)) / total
        literal = next((len(gram) for gram in grams if gram in matched), 0) + sum(len(name) for name in quoted if name in matched)
        if not _other_label(matched, labels):
            focused = any(word in matched for word in focus) or any(f"{name}{number}" in matched for name, number in labels)
            ranked.append(Ranked(atom, share, literal, focused, likeness))
    return sorted(ranked, key=lambda each: -each.order)


def _likenesses(library: Library, atoms: Sequence[Atom], question: str) -> list[float]:
    """The cosine of each atom's vector and the question's."""
    if not atoms:
        return []
    rows = np.vstack([library.vector(normalise(atom.text)) for atom in atoms])
    cosines: list[float] = (rows @ library.embedder.embed([question])[0]).tolist()
    return cosines


def _other_label(text: str, labels: set[tuple[str, str]]) -> bool:
    return any(any(name == label and number != asked for name, number in _LABEL.findall(text)) and f"{label}{asked}" not in text for label, asked in labels)


def literal_runs(text: str, quoted: Sequence[str] = ()) -> tuple[str, ...]:
    """What is quoted, then runs of 4 to 10 characters of a question's content, longest first; kana made plain, hiragana endings left out."""
    return (*map(loose, quoted), *_runs(text))


@lru_cache(maxsize=8)  # several steps of one question ask for the same runs
def _runs(text: str) -> tuple[str, ...]:
    grams: set[str] = set()
    for run in _RUN.findall(loose(text)):
        for start in (place for place, char in enumerate(run) if char not in _NO_EDGE):
            ends = range(start + LITERAL_LENGTH, min(start + LITERAL_LONGEST, len(run)) + 1)
            grams.update(run[start:end] for end in ends if run[end - 1] not in _NO_EDGE)
    return tuple(sorted(sorted(grams), key=len, reverse=True))


def stands_alone(run: str, text: str) -> bool:
    """Whether `run` stands in the text as words of its own: 学校給食 does not in 中学校給食ブログ."""
    for match in re.finditer(re.escape(run), text):
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if _script(before) != _script(run[0]) and _script(after) != _script(run[-1]):
            return True
    return False


def _script(char: str) -> str | None:
    """kanji, katakana or latin; None for anything else."""
    return next((name for name, pattern in _SCRIPTS.items() if pattern.match(char)), None) if char else None


def holds_counted(text: str, unit: str) -> bool:
    """Whether a figure with the unit stands in the text (何法人 -> ３法人), numbers in kanji too."""
    asked, shown = normalise(unit), squeeze(text).replace("一部", "")  # a part, no count
    if asked == "#":
        return bool(re.search(r"\d", _DATES.sub("", shown)))
    if asked.endswith("数"):
        ends = [asked[i:-1] for i in range(len(asked) - 1)]  # 掲載団体数 counts 団体, 参加人数 counts 人
        return bool(re.search(rf"{re.escape(asked)}[^。]*\d", shown)) or any(
            (end in shown and re.search(rf"\d{re.escape(end)}", shown)) or _shorter_unit(text, end) for end in ends
        )
    begin = re.escape(asked[:1])  # 何種類公開 asks for 種類: whatever follows the first character may be no part of the unit
    return bool(re.search(rf"[\d一二三四五六七八九十](?:千|万|億)?{begin}", shown)) or _shorter_unit(text, asked)


def only_counts(question: str, text: str) -> bool:
    """Whether the question asks which ones of a counted number (3法人はどこ) and the text counts them without naming them."""
    if not _ASKS_IDENTITY.search(question):
        return False
    shown = squeeze(text)
    counted = [match for match in _COUNTED.finditer(squeeze(question)) if f"{match['number']}{match['unit'][:1]}" in shown]
    return any(not re.search(rf"(?:及び|、|・|と).{{0,24}}の{match['number']}{match['unit'][:1]}", shown) for match in counted)


def _shorter_unit(text: str, unit: str) -> bool:
    """何か所 also finds カ所, 何人 also 名."""
    unit = next((each for each in ("か所", "人", "名", "個", "会社") if unit.startswith(each)), unit)
    same = {"か所": "(?:か|カ|ヶ|箇)所", "カ所": "(?:か|カ|ヶ|箇)所", "人": "(?:人|名)", "名": "(?:人|名)", "個": "(?:個|件|つ)", "会社": "社"}
    return unit in same and bool(re.search(rf"\d\s*{same[unit]}", squeeze(text)))
