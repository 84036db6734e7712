"""What the projects of a list must have and must not have, where a question says more than one thing of it, or of every year, or of one alone.

R7に目標がないがR8にはある, 平成25年度にも平成26年度にも実績がある, 令和7年度だけ目標がある, 現状値はないが目標値はある: each clause is read from the words for
fields, years and having or not having in it, in their order; what a clause leaves out, the field, is that of the clause before or behind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal

from assistant.names import QUOTED
from assistant.phrases import MASK
from corpus.text import squeeze
from corpus.values import Project
from corpus.years import FiscalYear, YearMention, find_years

Field = Literal["target", "achievement", "baseline"]
How = Literal["any", "every", "only", "once", "gap", "same"]

_FIELDS: tuple[tuple[Field, str], ...] = (
    ("target", r"(?<!基本)(?<!行動)(?<!重点)(?:年度)?目標(?:数?値)?(?!年度|[\d一二三四五六i]|に(?:入|属|含|ある|位置|ぶら)|の下)|数値目標|\btargets?\b"),
    ("achievement", r"実績(?:値)?|\b(?:achievements?|results?)\b"),
    ("baseline", r"現状値?(?![をとに])|基準値|\bbaselines?\b"),
)
_NOT_GIVEN = r"(?:設定|記載|記述)?(?:が|の|も)?(?:設定されてい|記載されてい|書かれてい|定められてい)?ない|なし|未設定|空白|空欄|[「\"]?[-－―][」\"]?"
_PUT = r"(?:設定され|設定し|設けられ|記載され|定められ|示され|書かれ)"  # said of what a table gives
_BY_KIND: dict[str, str] = {  # in this order, of which the first that fits counts
    "alike": r"(?:が|は)?(?:ずっと|すべて|全て|毎年)?(?:同じ|一定の)(?:数?値の?)?目標",
    **dict(_FIELDS),
    "full": r"(?:が|の|は)?ない年度?(?:が|は)(?:一つも|1つも)?(?:ない|ありません|無い)",
    "unsure": r"わけで|とは限|かもしれ|ないです(?:か|よね)|ないでしょうか|ませんか",
    "gap": rf"(?:(?:の|が)?(?:{_NOT_GIVEN})(?:に?なってい?る|である)?の?年度?(?:が|も)(?:一つでも|1つでも)?(?:ある|あり|あって|含))",
    "once": r"(?:一|1|ひと)(?:つの?|か?年度?|回|件)(?:年度)?分?(?:に|で)?(?:だけ|のみ|しか)"
    r"|\b(?:(?:in )?only (?:in )?one (?:fiscal )?year|only one (?=target|achievement|result)|in one (?:fiscal )?year only)\b",
    "every": r"両方(?:とも)?(?:に|で|の|が)?|双方(?:に|の)?|どちら(?:の年度?)?(?:に)?も|いずれ(?:の年度?)?(?:に)?も|ともに|共に|毎年度?"
    r"|(?:(?:すべて|全て|全部)の|全|どの|各)年度?(?:に|で)?も?|年度ごとに"
    r"|\b(?:both|(?:every|each) (?:fiscal )?year|all (?:the |four |five )?(?:fiscal )?years)\b",
    "only": r"だけ|のみ|しか|\b(?:only|alone)\b",
    "no": rf"(?:{_PUT}|書いて|決まって|載って|設け|定めて|持って|持た|無)(?:てい?|い)?(?:ない|なく|ません|ず)|未設定|空欄|空白|抜けて|空いて"
    r"|(?:が|の|は|も|を|に|で)?(?:無い|無く|無し|なし|ない(?!ように)|なく|なかった|ありません)|[「\"][-－―][」\"]"
    r"|\b(?:without(?: any)?|(?:(?:do|does|did) ?n[o']?t |(?:don|doesn|didn)'t )(?:have|had)|(?:have|has|having|with|but) (?:no|not any)|lack(?:s|ing)?"
    r"|neither|nor|not|none|no)\b",
    "yes": rf"あり(?!ません)|ある(?!いは)|あって|あった|あれば|{_PUT}(?:てい)?[るたて]|載って|決まって|(?:添えら|付さ|挙げら|掲げら)れ"
    r"|\b(?:with|have|has|having|had)\b",
    "same": r"(?:が|は)?(?:ずっと|すべて|全て|毎年)?(?:同じ|変わらない|変わらず|横ばい|据え置き)(?:値|数値|数|まま)?|\b(?:same|flat|unchanged|constant)\b",
    "change": r"増え|伸び|減[りら]|下が|上が|変わ|\b(?:increas|decreas|grow|ris|fall)\w*",
}
_TOKENS = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _BY_KIND.items()), re.ASCII)
_MANNERS = re.compile(  # say nothing of what projects have not
    r"少な[いくか]|危な[いく]|(?:漏れ|もれ|例外|間違い|遺漏|残り|のこり|余すところ)なく|(?:もら[いえ]|いただけ|頂け|くれ|くださら)[^、。?]{0,3}(?:ない|ません)(?:でしょう|です)?か?|思い出せない|(?:分|わ)からない|知らない"
)
_OF_A_PLAN = re.compile(r"年?度?(?:の|版の?)?(?:進行管理表|管理表|計画(?!期間)|実施事業集|プラン|戦略|表)")  # behind years that name one
_BOUND = re.compile(r"(?:年度|年)?(?:まで|以降|以後|以前|より前|より後|以外|を除)")  # behind a year that is not meant alone
_TOO = re.compile(r"(?:年度?|[hr]\d{1,2})に?も$")  # said of each of two years: 平成25年度にも平成26年度にも
_OF_PROJECTS = re.compile(
    r"(?:ある|ない|た|る|なし|[」\"]|同じ|未設定|空欄|まま|横ばい|据え置き|不変)(?:の|な|である)?(?:[一-龯ァ-ヴーa-z0-9-]{0,10}?(?:の|が担当する|が所管する))?[一-龯ァ-ヴー]{0,6}?"
    r"(?:事業|取組|取り組み|プロジェクト|もの|やつ|の(?=は|を|が|って|も|、|\?|$))|(?:同じ|一定の)(?:数?値の?)?目標の(?:事業|取組)",
)
_IN_ENGLISH = re.compile(r"\b(?:projects|ones|those|which (?:do|does|have|has|of)|not in)\b", re.ASCII)
_OR = re.compile(r"(?:どちら|いずれ|どれ)か|または|又は|もしくは|(?<=[値標績])か(?=現状|目標|実績|基準)|(?:ある|ない|なし|いる)か、?|\bor\b", re.ASCII)
_YEAR_WORD = re.compile(r"年|\byear")
_JOINT = re.compile(r"(?:年度?|\d)(?:と|及び|および)、?\s*(?:[hr平令]|\d)|\d(?:\))? and (?:in )?(?:fy|[hr])? ?\d", re.ASCII)  # of two years: in both
_EACH = re.compile(r"それぞれ|別に|ごと|\beach\b|\brespectively\b", re.ASCII)
_ONE_YEAR = re.compile(r"(?<=年度)(?:だけ|のみ)の(?=[一-龯]{0,4}(?:事業|取組|もの))|(?<=[hr]\d)(?:だけ|のみ)の(?=[一-龯]{0,4}(?:事業|取組|もの))")
_HOW_SAID: dict[str, How] = {"gap": "gap", "same": "same", "alike": "same", "full": "every", "every": "every"}  # by what closes a clause
WORDS: dict[Field, tuple[str, str]] = {
    "target": ("with_target", "without_target"),
    "achievement": ("with_achievement", "without_achievement"),
    "baseline": ("with_baseline", "without_baseline"),
}  # how cue words alone are read


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing that each project must have (`has`) or must not have.

    how: `any` in some of the years, `every` in each of them, or of the plan where none is named; `only` in these alone; `once` in one year, or one entry;
    `gap` in some year of its table and not in another; `same` the value in each.
    """

    field: Field
    has: bool
    years: tuple[FiscalYear, ...] = ()
    how: How = "any"

    def met(self, project: Project, period: Sequence[FiscalYear]) -> bool:
        """Whether a project of a plan of this period is so."""
        return _HOW[self.how](self, project, tuple(period)) == self.has


@dataclass(frozen=True, slots=True)
class Requirements:
    """All that a question says projects must have, each or (`either`) any of it."""

    parts: tuple[Requirement, ...]
    either: bool = False

    def met(self, project: Project, period: Sequence[FiscalYear]) -> bool:
        """Whether a project of a plan of this period is so."""
        return (any if self.either else all)(part.met(project, period) for part in self.parts)

    def speaks_of(self, project: Project) -> bool:
        """Whether a project has anything of a field that is required, in any year."""
        return any(_any(Requirement(part.field, True), project, ()) for part in self.parts)

    @property
    def plain(self) -> tuple[str, ...]:
        """The condition that cue words alone give for the same; empty where they give none."""
        one = self.parts[0]
        return (WORDS[one.field][not one.has],) if len(self.parts) == 1 and one.how == "any" else ()


_Placed = tuple[int, str, str, tuple[FiscalYear, ...]]  # where it stands, its kind, the phrase, and the years


@dataclass
class _Clause:
    """What has been read of one clause."""

    fields: list[Field] = field(default_factory=list)
    years: list[FiscalYear] = field(default_factory=list)
    named: int = 0  # mentions of years
    every: str = ""
    only: str = ""
    once: bool = False
    said: bool | None = None  # whether it is had; in English said first


class UnreadError(Exception):
    """What a question requires of projects is said in a way that is not understood."""


@lru_cache(maxsize=64)
def requirements_of(text: str, today: FiscalYear, spoken: Field | None = None) -> Requirements | None:
    """What a normalised question requires of the projects of a list; None where it says nothing of it. `spoken`: the field of the list before.

    Raises UnreadError where it says something that is not understood.
    """
    english = not re.search(r"[ぁ-ん]", text)
    text = _ONE_YEAR.sub("だけにある", _MANNERS.sub(lambda match: MASK * len(match[0]), text))
    if not (_IN_ENGLISH if english else _OF_PROJECTS).search(text):
        return None
    quotes = [match.span() for match in QUOTED.finditer(text)]
    tokens = [match for match in _TOKENS.finditer(text) if not any(start < match.start() < end for start, end in quotes)]
    if not spoken and not any(match.lastgroup in (*WORDS, "alike") for match in tokens):
        return None
    clauses = (_english if english else _japanese)(text, tokens, today)
    joint = bool(_JOINT.search(text)) and not (_EACH.search(text) or _OR.search(text))
    clauses = [replace(each, every=each.every or "年" * (joint and len(each.years) > 1 and not each.only)) for each in clauses]
    parts = [part for clause in _with_fields(clauses, spoken) for part in _parts(clause)]
    either = len(parts) > 1 and bool(_OR.search(text))
    if either and len(parts) > 2:
        raise UnreadError
    return Requirements(tuple(dict.fromkeys(parts)), either) if parts else None


def _japanese(text: str, tokens: Sequence[re.Match[str]], today: FiscalYear) -> list[_Clause]:
    """The clauses, each closed by the word for having or not having."""
    clauses, clause = [], _Clause()
    closed: list[tuple[_Clause, How | None]] = []
    for kind, token, years in _in_order(text, tokens, today):
        if years:
            clause.years += [year for year in years if year not in clause.years]
            clause.named += 1
        elif kind in ("yes", "no", "gap", "same", "alike", "full"):
            clause.fields += ["target"] if kind == "alike" else []
            if _adds_nothing(clause) and closed:
                if kind == "no" and closed[-1][1] == "gap":
                    raise UnreadError
                continue
            clause.said = kind != "no"
            closed.append((clause, _HOW_SAID.get(kind)))
            clause = _Clause()
        elif not (kind == "change" and closed and _adds_nothing(clause)):  # ずっと同じで、一つも上がっていかない
            _take(clause, kind, token)
    for clause, how in closed:
        if how:
            clause.every, clause.once, clause.only = "", False, ""
        clauses.append(replace(clause, every=how or clause.every))
    return clauses


def _english(text: str, tokens: Sequence[re.Match[str]], today: FiscalYear) -> list[_Clause]:
    """The clauses, each opened by the word for having or not having."""
    clauses: list[_Clause] = []
    for kind, token, years in _in_order(text, tokens, today):
        if kind in ("yes", "no"):
            clauses.append(_Clause(said=kind == "yes"))
        elif not clauses:
            continue
        elif years:
            clauses[-1].years += [year for year in years if year not in clauses[-1].years]
            clauses[-1].named += 1
        elif kind == "same":
            clauses[-1].every = "same"
        else:
            _take(clauses[-1], kind, token)
    return [clause for clause in clauses if not _adds_nothing(clause)]


def _in_order(text: str, tokens: Sequence[re.Match[str]], today: FiscalYear) -> list[tuple[str, str, tuple[FiscalYear, ...]]]:
    """The words and years of a text in their order: kind, phrase, years. A word within a year is none."""
    mentions = [mention for mention in _placed(find_years(text, today)) if not _OF_A_PLAN.match(text, mention.end)]
    if any(len(mention.years) == 1 and _BOUND.match(text, mention.end) for mention in mentions):
        raise UnreadError
    outside = [each for each in tokens if not any(mention.start <= each.start() < mention.end for mention in mentions)]
    found: list[_Placed] = [(each.start(), each.lastgroup or "", each[0], ()) for each in outside]
    found += [(mention.start, "too" if _TOO.search(text[: mention.end + 2]) else "", "", mention.years) for mention in mentions]
    too = sorted(start for start, kind, _, _ in found if kind == "too")
    found += [(too[0] - 1, "every", "年度にも", ())] if len(too) > 1 else []
    return [(kind, phrase, years) for _, kind, phrase, years in sorted(found, key=lambda each: each[0])]


def _placed(mentions: Sequence[YearMention]) -> list[YearMention]:
    """Mentions of years, a number alone (R6も7年度も) being of the era of the one before."""
    found: list[YearMention] = []
    for mention in mentions:
        if not mention.years and mention.number and found:
            mention = replace(mention, years=(FiscalYear.of_era(found[-1].years[-1].era[0], mention.number),))
        found += [mention] if mention.years else []
    return found


def _take(clause: _Clause, kind: str, phrase: str) -> None:
    """A word that says of which field or how."""
    if kind in WORDS:
        clause.fields += [name for name in WORDS if name == kind and name not in clause.fields]
    elif kind == "every":
        clause.every = phrase
    elif kind == "only":
        clause.only = phrase
    elif kind == "once":
        clause.once = True
    elif kind in ("unsure", "change"):
        raise UnreadError


def _adds_nothing(clause: _Clause) -> bool:
    return not (clause.fields or clause.years or clause.once)


def _with_fields(clauses: Sequence[_Clause], spoken: Field | None) -> list[_Clause]:
    """The clauses with the field that they leave out: that of the one before, else behind, else of the list before."""
    known = [clause.fields for clause in clauses if clause.fields]
    before: list[Field] = known[0] if known else [spoken] if spoken else []
    found = []
    for clause in clauses:
        before = clause.fields or before
        found.append(replace(clause, fields=list(before)))
    return found


def _how(clause: _Clause, years: Sequence[FiscalYear], has: bool) -> How:
    """In which of the years; raises UnreadError where that is not understood (R7だけ目標がない)."""
    if clause.every in _HOW_SAID:
        return _HOW_SAID[clause.every]
    if (clause.only and not (years or clause.once)) or (not has and (clause.only or clause.once) and clause.only != "しか" and not clause.once):
        raise UnreadError
    if clause.once or clause.only:
        return "once" if clause.once else "only"
    if not clause.every or len(clause.fields) > 1:
        return "any"
    if not (len(years) > 1 or (not years and _YEAR_WORD.search(clause.every))):
        raise UnreadError
    return "every" if has else "any"


def _parts(clause: _Clause) -> list[Requirement]:
    """What one clause requires of each of its fields."""
    years, has = tuple(sorted(clause.years)), bool(clause.said)
    if not clause.fields:
        return []
    how = _how(clause, years, has)
    has = has or how in ("only", "once")
    dated = ((name, () if name == "baseline" else years) for name in clause.fields)
    return [Requirement(name, has, own, how if own or how != "only" else "any") for name, own in dated]


def _had(one: Requirement, project: Project, year: FiscalYear) -> bool:
    """Whether a project has the field in a year."""
    if one.field == "target":
        cell = project.target(year)
        return cell is not None and cell.is_set
    result = project.result(year)
    return bool(project.done_in(year)) or (result is not None and result.is_set)


def _any(one: Requirement, project: Project, period: tuple[FiscalYear, ...]) -> bool:
    if one.field == "baseline":
        return project.baseline is not None
    if one.field == "achievement" and not one.years:
        return bool(project.achievements) or any(each.is_set for each in project.results)
    return any(_had(one, project, year) for year in one.years or _years_of(project, period))


def _every(one: Requirement, project: Project, period: tuple[FiscalYear, ...]) -> bool:
    return all(_had(one, project, year) for year in one.years or period)


def _only(one: Requirement, project: Project, period: tuple[FiscalYear, ...]) -> bool:
    had = {year for year in {*_years_of(project, period), *one.years} if _had(one, project, year)}
    return had == set(one.years)


def _once(one: Requirement, project: Project, period: tuple[FiscalYear, ...]) -> bool:
    if one.field == "achievement" and not project.results:
        return len(project.achievements) == 1
    return sum(_had(one, project, year) for year in _years_of(project, period)) == 1


def _gap(one: Requirement, project: Project, period: tuple[FiscalYear, ...]) -> bool:
    had = [_had(one, project, year) for year in one.years or period]
    return any(had) and not all(had)


def _same(one: Requirement, project: Project, period: tuple[FiscalYear, ...]) -> bool:
    cells = [each.cell for each in project.targets if each.is_set and (not one.years or each.year in one.years)]
    return len(cells) > 1 and all(cell.certain for cell in cells) and len({squeeze(cell.printed) for cell in cells}) == 1


def _years_of(project: Project, period: tuple[FiscalYear, ...]) -> set[FiscalYear]:
    """The years of the plan, and those that the project has anything of."""
    done = {year for item in project.achievements for year in item.years}
    return {*period, *done, *(each.year for each in (*project.targets, *project.results))}


_HOW: dict[How, Callable[[Requirement, Project, tuple[FiscalYear, ...]], bool]] = {
    "any": _any,
    "every": _every,
    "only": _only,
    "once": _once,
    "gap": _gap,
    "same": _same,
}
