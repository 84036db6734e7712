"""The names a library holds - plans, titles, departments, goals, policies, categories - and which of them a question speaks of."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cached_property
from itertools import takewhile

from assistant.glossary import Glossary
from assistant.loanwords import LoanWords
from assistant.phrases import Match, PhraseTable, Spans, is_within, masked, spans
from corpus.library import Library
from corpus.numbering import ordinals
from corpus.text import bigrams, normalise, squeeze
from corpus.values import Plan
from corpus.words import words

LIKE_NAME = 0.5  # share of character pairs (Jaccard) that a misspelt department must have in common with a known one
LIKE_HEADING = 0.6  # the same for a policy or goal that is quoted
LEAST_MEANT = 0.4  # share of the name of a policy or goal that the words of an English question must mean
PART_OF_HEADING = 8  # characters of a policy's or goal's name by which it may be called
LONG_NAME = 4  # characters from which a department that is no 課 is read as a name rather than a word
QUOTED = re.compile(r"[「『\"“]([^「」『』\"“”]{2,})[」』\"”]")
_UNKNOWN_DEPARTMENT = re.compile(  # 財政課, but neither 担当課 nor 庁内各課 nor 課題
    r"(?<![一-龯々ァ-ヶー])[一-龯々ァ-ヶー・]{1,8}(?<![何他各同当原])(?<!複数)(?<!担当)(?<!所管)(?<!主管)(?<!管轄)(?<!関係)(?<!責任)(?<!関連)(?<!実施)(?<!該当)(?<!もう一)(?<!もう二)課(?![一-龯])"
)
_LIKE_DEPARTMENT = re.compile(r"[一-龯ァ-ヶーa-z・]{4,}(?:課|科|室|館|センター|機関)")  # 科 is typed for 課
_AS_OWNER = re.compile(r"(?:が|の|で|は)?(?:主に)?(?:担当|所管|受け持|実施主体|事業|取組|取り組|やってい|行ってい)|(?:[・、と]|及び)[^。、]{1,12}[課室部]")
_IS_OWNER = re.compile(r"(?:担当|所管|主管|実施主体)[^。、]{0,4}$|[課室部](?:[・、と]|及び)$|\b(?:run|owned|managed|handled) by ?(?:the )?$", re.ASCII)
SHORTEST_TITLE = 5  # characters of a plan's short title
_TITLE_PART = re.compile(r"[\s()（）]+")
_COUNTED_TITLE = re.compile(r"第[\d一二三四五六七八九十]+[次期]")
_PLAN_WORD = re.compile(r"計画|戦略|プラン|構想|方針|ビジョン|事業集|管理表")
_OF_PROJECTS = re.compile(r"(.{2,})(事業|取組|施策|項目)")
NOT = r"な(?:い|かった)(?!です|で(?:しょう|すか)|の?か|の(?:です|でしょう)|ん(?:です|だ)|よ|かと|。|\?|$)"  # leaves out, and is no doubt (…じゃないですか)
_TAKEN_OUT = re.compile(rf"(?:事業)?(?:(?:は|を|も)?(?:除|以外|含ま|抜き)|(?:に区分されて|になって|として挙げられて)い{NOT}|(?:じゃ|で|では)(?:{NOT}|なく))")
_OTHER_THAN = re.compile(r"\b(?:other than|except|excluding|exclude|without|leave out|leaving out|omit|drop|remove|not) (?:the |those (?:of|in) )?$", re.ASCII)
_OF_HEADINGS = re.compile(r"(?:という|って|との|の|」)(?:施策|基本目標)|(?:という|って|との|」)目標|の目標(?=に|の(?:事業|取組))")
_ENGLISH_HEADING = re.compile(
    r"\b(?:(?:polic(?:y|ies)|(?:basic )?goals?|pillars?) (?:on|of|for|about|to|called|named|concerning|related to|that)|under(?: the)?(?= ?[\"“”']))"
    r"\W{0,3}(?P<name>[^?.,;\"“”]+)",
    re.ASCII,
)
_BODY_BEFORE = re.compile(r"[所局部室館署院]$|センター$|委員会$|事務局$|本部$")  # ends what a department belongs to (区役所 of 区役所区民課)
_BODY = re.compile(r"[^・、]{1,8}?(?:部|局|本部|委員会(?:事務局)?|事務局)(?=.{2,}[課室係]$)")  # what a department belongs to, at the head of its name
_KANA_BEFORE = re.compile(r"(?:^|(?<=[\s、。「]))[ぁ-ん]{2,8}$")  # the first part of a name, written in kana (こうちょう広報課)
_CHILD = ("子ども", "子供", "こども")
_DIVISION = re.compile(r"[^、・課室部]{1,12}[係班]|[^、・課室部]{1,12}(?:担当|グループ|チーム)")  # of a department, behind its name
_WITH_DIVISION = re.compile(rf"(.+?[課室])(?:{_DIVISION.pattern})")
_SHARED_BODY = re.compile(r".*[部局課室]")  # of the names of several divisions
_NO_READING = re.compile(r"[のはがをにでともやかへてたねよばしだるすりら]$|いう$")  # ends a word of the sentence; 広聴 is read こうちょう
_KANJI_END = re.compile(r"[一-龯々]+$")
_GLOSS = re.compile(r"\s*[(（][^)）]*[)）]")  # what a number is called, in brackets after it
_NUMBER = r"(?:\d+|[ivx]+)(?:-(?:\d+|[ivx]+))*"  # 2-1, and Ⅱ-1 as it is normalised
_FURTHER_NUMBER = re.compile(r"\s*(?:と|、|,|・|や|及び|および|or|and)\s*(?P<number>\d{1,2}(?:-\d{1,2})?)(?=の|と|、|,|・|に|で|は|や|及び|\?|$)")
_NUMBERED = (
    (
        "policy",
        re.compile(
            rf"(?:施策|政策(?= ?\d-\d)|policy|measure|shisaku)(?: ?[(（](?:施策|policy|shisaku)[)）])?\s*[(（]?"
            rf"(?P<number>{_NUMBER})(?![\da-z]|つ|個|本|件|番目|種)|(?<=projects )[(（](?P<bare>{_NUMBER})[)）]"
            r"|(?<![\w.-])(?P<alone>(?:\d|[ivx]+)-\d)(?=は|って|も|\?|$)"
        ),
    ),
    (
        "goal",
        re.compile(
            r"(?:基本目標|きほんもくひょう|kihon mokuhyou?|basic goal|goal|目標(?=[\divx]+の?(?:事業|取組|施策|に(?:属|含|ある))))\s*の?\s*"
            rf"(?P<number>{_NUMBER})(?![\da-z]|つ|番目の施策)(?:番目)?"
        ),
    ),
)
_LABELS = {"方針": "policy", "基本方針": "basic policy", "政策": "policy", "柱": "pillar", "重点目標": "priority goal", "分野": "field", "戦略": "strategy"}
_PROJECT_NUMBER = re.compile(
    r"(?<![a-z\d])(?:project )?no\.? ?(?P<no>\d{1,3})(?!\d)|(?:事業|取組)番号(?:が|は|の)?(?P<label>\d{1,3})(?!\d)|(?<!\d)(?P<place>\d{1,3})番の?(?:事業|取組)"
    r"|\bproject (?:number )?(?P<en>\d{1,3})\b",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Named:
    """The names found in one question, each with its place in the normalised text."""

    plans: tuple[Match[str], ...]
    titles: tuple[Match[str], ...]
    departments: tuple[Match[str], ...]
    headings: tuple[Match[tuple[str, str, str]], ...]  # (kind, number, plan id), by name
    numbered: tuple[Match[tuple[str, str]], ...]  # (kind, number), by number
    quoted: tuple[Match[str], ...]

    @property
    def shields(self) -> Spans:
        """Places where no cue is read: a title may hold the word 目標, a department the word 担当."""
        long = [match for match in self.departments if is_name(match.phrase)]
        return spans([*self.titles, *long, *self.quoted, *self.numbered, *self.headings])

    @property
    def filters(self) -> Spans:
        """Places of what restricts a question without being its subject."""
        long = [match for match in self.departments if is_name(match.phrase)]
        return spans([*long, *self.numbered, *self.headings])


def is_name(department: str) -> bool:
    """Whether a department is only ever read as a name; 図書館 is a word of every day, too."""
    return len(department) >= LONG_NAME or department.endswith("課")


class Names:
    """Finds the names of one library; `aliases` are other names of its departments, categories and publishers (dx promotion division)."""

    def __init__(self, library: Library, aliases: Mapping[str, str] | None = None) -> None:
        self._library = library
        self._aliases = aliases or {}

    def find(self, text: str) -> Named:
        """The names in normalised `text`. Plan titles are taken out first, project titles win over what they hold."""
        plans = tuple(self._plans.longest_first(text))
        free = masked(text, spans(plans))
        titles = tuple(self._titles.longest_first(free))
        untitled = masked(free, spans(titles))
        headings = tuple(match for match in self._headings.longest_first(free) if not is_within(match, titles))
        quoted = [Match(match.group(1), match.group(1), match.start(1), match.end(1)) for match in QUOTED.finditer(free)]
        quoted = [each for each in quoted if not is_within(each, titles)]
        headings += tuple(self._misspelt_headings(quoted, headings))
        headings += tuple(self._partial_headings(masked(free, spans(titles)), headings))
        own = tuple(each for each in quoted if not _overlaps(each, headings) and not self._is_filter(each.value))
        return Named(plans, titles, tuple(self._departments_in(untitled)), headings, tuple(self._numbered(free)), own)

    def numbers_spelt_out(self, text: str) -> str:
        """`text` with the title of each project that is called by its number (No.21, 事業番号12), where only one has that number, in place of it."""
        if not _PROJECT_NUMBER.search(text):
            return text
        named = {match.value for match in self._plans.longest_first(text)}
        plans = [plan.id for plan in self._library.plans if plan.id in named or not named]

        def title(match: re.Match[str]) -> str:
            number = int(next(filter(None, match.groups())))
            numbered = [project for plan in plans for project in self._library.projects_of(plan) if project.number == number]
            return normalise(numbered[0].title.printed) if len(numbered) == 1 else match.group(0)

        return _PROJECT_NUMBER.sub(title, text)

    def titled_alike(self, project_id: str) -> tuple[str, ...]:
        """The projects with the title of this one, itself among them: two cities may have one each."""
        project = self._library.project(project_id)
        return self._by_title[squeeze(project.title.printed)] if project else (project_id,)

    def without_titles(self, text: str) -> str:
        """Normalised `text` without the titles of projects in it: they say nothing of its language."""
        return masked(text, spans(self._titles.longest_first(text)))

    def publishers(self, text: str) -> list[Match[str]]:
        """The publishers named (白瀬川市, 白瀬川)."""
        return self._publishers.longest_first(text)

    def plans_of(self, publishers: Iterable[str]) -> list[str]:
        """The plans of these publishers; none where the library holds no other city's, so that the name tells nothing."""
        named = set(publishers)
        chosen = [plan.id for plan in self._library.plans if plan.publisher in named]
        return chosen if len(chosen) < len(self._library.plans) else []

    def read_aloud(self, text: str) -> list[Match[tuple[str, ...]]]:
        """Words of the documents that the question writes in kana (みどりく), each with its printed forms."""
        return self._readings.longest_first(text)

    def loan_words(self, text: str) -> list[Match[str]]:
        """English words that sound like katakana of the titles (family support), each with what the titles write."""
        return self._loans.find(text)

    def in_full(self, departments: Iterable[str], plan_ids: Sequence[str] = ()) -> tuple[str, ...]:
        """The departments by the names of the plans, or of these: one called without what it belongs to (区民課), or without its division (交通政策係), is each

        that is called so in full.
        """
        chosen = [name for plan in plan_ids for project in self._library.projects_of(plan) for name in project.department_names] if departments else []
        known = tuple(dict.fromkeys(chosen)) or self._library.department_names
        called = {name: [full for full in known if _is_called(full, name)] for name in departments}
        return tuple(dict.fromkeys(full for name, fulls in called.items() for full in ([name] if name in known else fulls or [name])))

    def categories(self, text: str) -> list[Match[str]]:
        """Categories spoken of (重点事業, 探索型, 区分C), by their letter; one that is taken out also by the first part of its name (重点じゃない事業)."""
        spoken = self._categories.longest_first(text)
        short = ((heading.number, heading.name.removesuffix("事業")) for plan in self._library.plans for heading in plan.categories) if not spoken else ()
        found = ((number, name, re.search(rf"{re.escape(normalise(name))}(?=以外|(?:じゃ|で|では){NOT})", text)) for number, name in short)
        return spoken or [Match(number, name, match.start(), match.end()) for number, name, match in found if match]

    def included(self, categories: Sequence[Match[str]], text: str) -> tuple[str, ...]:
        """The letters of the categories meant: without those that are taken out (探索型は除く), or all others where nothing else is named."""
        out = {match.value for match in categories if _TAKEN_OUT.match(text, match.end) or _OTHER_THAN.search(text[: match.start])}
        kept = tuple(dict.fromkeys(match.value for match in categories if match.value not in out))
        others = (heading.number for plan in self._library.plans for heading in plan.categories if heading.number not in out)
        return kept or (tuple(dict.fromkeys(others)) if out else ())

    def _departments_in(self, text: str) -> Iterator[Match[str]]:
        """Departments named, also misspelt (the likest name where most character pairs agree) or unknown to the library (財政課)."""
        named = (match for match in self._departments.longest_first(text) if is_name(match.phrase) or _speaks_of_department(match, text))
        exact = [match for match in named if not self._in_longer_name(match, text)]
        yield from exact
        misspelt = list(self._misspelt(masked(text, spans(exact))))
        yield from misspelt
        for match in _UNKNOWN_DEPARTMENT.finditer(masked(text, spans([*exact, *misspelt]))):
            if not self._is_longer_name(match.group(0)):
                yield self._half_in_kana(match, text)

    def _half_in_kana(self, match: re.Match[str], text: str) -> Match[str]:
        """The department whose name begins in kana before the match (こうちょう広報課), or the match itself, which no plan may know."""
        before = {name: name.removesuffix(match.group(0)) for name in self._library.department_names if name.endswith(match.group(0))}
        kana = _KANA_BEFORE.search(text[: match.start()])
        if kana and before:
            read = [name for name, part in before.items() if part in self._library.readings.get(kana.group(0), ())]
            named = read or ([] if len(before) > 1 or _NO_READING.search(kana.group(0)) else [*before])
            if len(named) == 1:
                return Match(named[0], text[kana.start() : match.end()], kana.start(), match.end())
        return Match(match.group(0), match.group(0), match.start(), match.end())

    def _misspelt(self, text: str) -> Iterator[Match[str]]:
        for match in _LIKE_DEPARTMENT.finditer(text):
            if self._is_longer_name(match.group(0)):
                continue
            likest = max(filter(is_name, self._library.department_names), key=lambda name: _alike(match.group(0), name), default=None)
            if likest and _alike(match.group(0), likest) >= LIKE_NAME:
                yield Match(likest, match.group(0), match.start(), match.end())

    def _in_longer_name(self, match: Match[str], text: str) -> bool:
        """Whether a department only ends a longer name that the documents hold (緑区役所区民課): that is what was spoken of."""
        before = _KANJI_END.search(text[: match.start])
        return before is not None and self._is_longer_name(before.group(0) + match.phrase)

    def _is_longer_name(self, name: str) -> bool:
        """Whether a name ends with a department's and stands in the documents itself."""
        ends = any(name.endswith(known) and name != known for known in self._library.department_names)
        return ends and self._library.fulltext.holds(words(name))

    def _is_filter(self, quoted: str) -> bool:
        """Whether what stands in quotes is the name of a department or category, which restricts a list."""
        return any(match.start == 0 and match.end == len(quoted) for table in (self._departments, self._categories) for match in table.find(quoted))

    def _numbered(self, text: str) -> Iterator[Match[tuple[str, str]]]:
        """Policies and goals by number, each as the plans print it; a policy's number without parts only where some plan has it."""
        for kind, pattern in (*_NUMBERED, *self._own_numbered):
            for match in pattern.finditer(text):
                typed = next(filter(None, match.groups()))
                printed = self._heading_numbers.get((kind, typed))
                if printed or "-" in typed or (kind == "goal" and typed.isdigit()):
                    gloss = _GLOSS.match(text, match.end())
                    end = gloss.end() if gloss else match.end()
                    yield Match((kind, printed or typed), match.group(0), match.start(), end)
                    yield from self._further_numbers(kind, text, end)

    def _further_numbers(self, kind: str, text: str, end: int) -> Iterator[Match[tuple[str, str]]]:
        """The policies or goals whose numbers alone are added to one (施策3-1と3-2の事業), where the plans have them."""
        while match := _FURTHER_NUMBER.match(text, end):
            printed = self._heading_numbers.get((kind, match["number"]))
            if not printed:
                return
            yield Match((kind, printed), match.group(0), match.start(), match.end())
            end = match.end()

    def _partial_headings(self, text: str, found: Iterable[Match[object]]) -> Iterator[Match[tuple[str, str, str]]]:
        """A policy or goal that is called by a part of its name, where the question speaks of policies or goals (誰一人取り残さないという施策)."""
        if any(True for _ in found) or not _OF_HEADINGS.search(text):
            return
        shared = [(SequenceMatcher(None, text, normalise(name), autojunk=False).find_longest_match(), value) for name, value in self._heading_names]
        longest = max((block.size for block, _ in shared), default=0)
        best = [(block, value) for block, value in shared if block.size == longest]
        if longest >= PART_OF_HEADING and len(best) == 1:
            block, value = best[0]
            yield Match(value, text[block.a : block.a + block.size], block.a, block.a + block.size)

    def with_english_headings(self, named: Named, text: str, glossary: Glossary) -> Named:
        """The names with the policy or goal that an English question calls by what its name means (the policy on promoting the use of data)."""
        if named.headings or named.numbered:
            return named
        for called in _ENGLISH_HEADING.finditer(text):
            own = [match for match in glossary.find(text) if called.start("name") <= match.start and match.end <= called.end("name")]
            shares = [(_share_meant(normalise(name), {normalise(match.value.printed) for match in own}), value) for name, value in self._heading_names]
            most = max((share for share, _ in shares), default=0.0)
            best = [value for share, value in shares if share == most]
            if most >= LEAST_MEANT and len(best) == 1:
                end = max(match.end for match in own)
                return replace(named, headings=(Match(best[0], text[called.start() : end], called.start(), end),))
        return named

    def _misspelt_headings(self, quoted: Iterable[Match[str]], found: Iterable[Match[object]]) -> Iterator[Match[tuple[str, str, str]]]:
        """Policies and goals that are quoted with a letter wrong."""
        known = tuple(found)
        for each in quoted:
            likest = max(self._heading_names, key=lambda named: _alike(each.value, named[0]), default=None)
            if likest and not _overlaps(each, known) and _alike(each.value, likest[0]) >= LIKE_HEADING:
                yield Match(likest[1], each.value, each.start, each.end)

    @cached_property
    def _plans(self) -> PhraseTable[str]:
        own = [(alias, plan.id) for plan in self._library.plans for alias in (plan.title, *plan.aliases)]
        return PhraseTable([*own, *_short_titles(self._library.plans)])

    @cached_property
    def _publishers(self) -> PhraseTable[str]:
        names = {plan.publisher for plan in self._library.plans if plan.publisher}
        own = {spelling: name for name in names for spelling in (name, name.rstrip("市区町村"))}
        return PhraseTable({**{alias: name for alias, name in self._aliases.items() if name in names}, **own}.items())

    @cached_property
    def _readings(self) -> PhraseTable[tuple[str, ...]]:
        return PhraseTable(self._library.readings.items())

    @cached_property
    def _by_title(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for project in self._library.projects:
            title = squeeze(project.title.printed)
            found[title] = (*found.get(title, ()), project.id)
        return found

    @cached_property
    def _titles(self) -> PhraseTable[str]:
        return PhraseTable((title, ids[0]) for title, ids in self._by_title.items())

    @cached_property
    def _loans(self) -> LoanWords:
        return LoanWords(project.title.printed for project in self._library.projects)

    @cached_property
    def _departments(self) -> PhraseTable[str]:
        own = {name: name for name in self._library.department_names}
        aliases = {alias: name for alias, name in self._aliases.items() if name in own}
        short = {part: part for name in own for part in _called_short(name)}
        written = {spelling: name for name in own for spelling in _written_otherwise(name)}
        return PhraseTable({**written, **aliases, **short, **own}.items())

    @cached_property
    def _headings(self) -> PhraseTable[tuple[str, str, str]]:
        return PhraseTable(self._heading_names)

    @cached_property
    def _heading_names(self) -> list[tuple[str, tuple[str, str, str]]]:
        """Each policy and goal by name, with its kind, number and plan."""
        kinds = [(plan, kind, headings) for plan in self._library.plans for kind, headings in (("policy", plan.policies), ("goal", plan.goals))]
        return [(heading.name, (kind, heading.number, plan.id)) for plan, kind, headings in kinds for heading in headings]

    @cached_property
    def _own_numbered(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """How the plans number goals and policies by words of their own (方針3, 政策2)."""
        found = {(kind, heading.label) for plan in self._library.plans for kind, own in (("policy", plan.policies), ("goal", plan.goals)) for heading in own}
        own = sorted((kind, label) for kind, label in found if label not in ("", "施策", "基本目標"))
        printed = [(kind, rf"{re.escape(normalise(label))}\s*の?(?P<number>{_NUMBER})(?![\da-z]|つ|番目)") for kind, label in own]
        english = [(kind, rf"\b{_LABELS[label]} (?P<number>{_NUMBER})(?![\da-z])") for kind, label in own if label in _LABELS]
        return tuple((kind, re.compile(pattern)) for kind, pattern in (*printed, *english))

    @cached_property
    def _heading_numbers(self) -> dict[tuple[str, str], str]:
        """By kind and normalised number of a policy or goal, as printed or in Arabic figures: the number as printed."""
        headings = [(kind, number) for _, (kind, number, _) in self._heading_names]
        arabic = {(kind, "-".join(map(str, ordinals(number)))): number for kind, number in headings}  # 基本目標4 asks for IV
        return arabic | {(kind, normalise(number)): number for kind, number in headings}

    @cached_property
    def _categories(self) -> PhraseTable[str]:
        own = [heading for plan in self._library.plans for heading in plan.categories]
        lettered = [(name, each.number) for each in own if each.number != each.name for name in (*_spoken(each.name), *_lettered(each.number))]
        spoken = [*lettered, *((name, each.number) for each in own if each.number == each.name for name in _as_category(each.name))]
        named = {heading.name: heading.number for heading in own}
        return PhraseTable([*spoken, *((alias, named[name]) for alias, name in self._aliases.items() if name in named)])


def _written_otherwise(name: str) -> Iterator[str]:
    """A department with a word that cities write in several ways (子ども家庭課, 子供家庭課, こども家庭課)."""
    for word in filter(name.__contains__, _CHILD):
        yield from (name.replace(word, other) for other in _CHILD if other != word)


def _called_short(name: str) -> Iterator[str]:
    """A department without what it belongs to, without its division (健康福祉部健康づくり課健康推進係: 健康づくり課), and what it belongs to.

    Also what stands before brackets and within them (建設課(土木係・管理係)).
    """
    department, _, within = name.partition("(")
    if within:
        yield from (department, *within.removesuffix(")").split("・"))
        return
    body = _BODY.match(name)
    part = name[body.end() :] if body else name
    division = _WITH_DIVISION.fullmatch(part)
    yield from (each for each in (part, division[1] if division else "", body[0] if body else "") if each and each != name)


def _speaks_of_department(match: Match[str], text: str) -> bool:
    """Whether an everyday word (図書館) is spoken of as a department: 図書館の事業, 担当は図書館ですか."""
    return bool(_AS_OWNER.match(text, match.end) or _IS_OWNER.search(text[: match.start]))


def _short_titles(plans: Sequence[Plan]) -> Iterator[tuple[str, str]]:
    """What people call a plan: the parts of its title without its publisher and its count (第3次), where only one plan is called so."""
    called: dict[str, set[str]] = {}
    for plan in plans:
        for part in _TITLE_PART.split(plan.title):
            for bare in (part, part.replace(plan.publisher or part, ""), _COUNTED_TITLE.sub("", part.replace(plan.publisher or part, ""))):
                if len(bare) >= SHORTEST_TITLE and _PLAN_WORD.search(bare):
                    called.setdefault(bare, set()).add(plan.id)
    yield from ((name, next(iter(ids))) for name, ids in called.items() if len(ids) == 1)


def _spoken(category: str) -> tuple[str, ...]:
    """A category's name and its short form; 重点 alone is a word of every day, 探索型 is not."""
    short = category.removesuffix("事業")
    return (category, short) if short.endswith("型") else (category,)


def _as_category(name: str) -> tuple[str, ...]:
    """How a category without a letter is spoken of as one (新規); by itself it is a word of every day (新規公開数), but for one that says of what it is."""
    of_projects = _OF_PROJECTS.fullmatch(name)  # 重点取組, 重点の取組
    alone = (name, f"{of_projects[1]}の{of_projects[2]}") if of_projects else ()
    forms = (f"{name}事業", f"{name}の事業", f"{name}の取組", f"区分{name}", f"区分が{name}", f"区分は{name}", f"区分の{name}", f"「{name}」", f"{name}区分")
    return (*alone, *forms)


def _lettered(letter: str) -> tuple[str, ...]:
    """How a category is spoken of by its letter."""
    forms = (f"区分{letter}", f"区分の{letter}", f"区分の({letter})", f"区分({letter})", f"{letter}区分", f"({letter})の区分", f"({letter})の事業")
    return (*forms, f"category {letter}", f"type {letter}", f"({letter}) projects", f"({letter}) ones")


def _alike(one: str, other: str) -> float:
    """Jaccard index of the character pairs of two names."""
    first, second = set(bigrams(one)), set(bigrams(normalise(other)))
    return len(first & second) / len(first | second)


def _overlaps(match: Match[object], others: Iterable[Match[object]]) -> bool:
    return any(match.start < other.end and other.start < match.end for other in others)


def _share_meant(name: str, words: Collection[str]) -> float:
    """The share of a name's characters that the words, where they stand in it, make up."""
    covered = {at for word in words for found in re.finditer(re.escape(word), name) for at in range(*found.span())}
    return len(covered) / len(name)


def alike_called(departments: Sequence[str]) -> tuple[str, ...]:
    """Several divisions of one department by what they have in common (健康福祉部健康づくり課), or all as they are."""
    begin = "".join(chars[0] for chars in takewhile(lambda chars: len(set(chars)) == 1, zip(*departments, strict=False)))
    shared = _SHARED_BODY.match(begin) if len(departments) > 1 else None
    return (shared[0],) if shared else tuple(departments)


def _is_called(full: str, name: str) -> bool:
    """Whether a department's name in full may be told without what it belongs to, or without the division that it ends with, or by what it belongs to."""
    department, _, within = full.partition("(")
    if within:  # 建設課(土木係), known by either
        return any(part == name or _is_called(part, name) for part in (department, *within.removesuffix(")").split("・")))
    body = _BODY.match(full)
    if body and body[0] == name:
        return True
    before, found, behind = full.partition(name)
    whole = not behind or (name[-1] in "課室" and bool(_DIVISION.fullmatch(behind)))
    return bool(found) and whole and (not before or bool(_BODY_BEFORE.search(before)))
