"""Free questions about one project: which of its pieces answer them, or that none does."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Any

from assistant.acts import acts_of, done_in
from assistant.aptness import aptness, features
from assistant.causes import cause
from assistant.compose import Draft, answer_detail, answer_field, answer_when, list_achievements
from assistant.contrast import names_other_of_kind, names_other_time, says_the_opposite
from assistant.cues import load_cues
from assistant.evidence import Atom, Ranked, atoms_of, holds_counted, literal_runs, nested_text, only_counts, rank_atoms
from assistant.fields import ASKS_END, ASKS_WHICH, asked_years, field_intended, figures_of, years_of_figure
from assistant.lists import wants_all
from assistant.phrases import masked, spans
from assistant.premises import is_contradicted
from assistant.quantities import ANY_FIGURE, gives_measure
from assistant.several import asking_clauses
from assistant.texts import Texts
from assistant.understand import FIELD_ASKS, NEVER_PRINTED, Query
from corpus.library import Library
from corpus.text import loose, normalise, squeeze
from corpus.values import Project
from corpus.words import words
from corpus.years import FiscalYear, find_years

# Chosen on the open evaluation cases; see docs/decisions/0004-finding.md.
LEAST_DETAIL = 0.36  # score of a piece below which it does not answer a free question
LEAST_GIVEN = 0.45  # the same for a piece that gives what plans rarely give, without naming it
CLOSE_GIVEN = 0.5  # and at least this share of the best piece's score
SHORTEST_THING = 2  # characters at the end of the thing's word that the question has, too
TELLING = 0.6  # aptness from which a piece is told
LIKELY = 0.3  # the same for a piece that the words chose
SURELY_WHETHER = 0.75  # both where it is asked whether something is so: a piece about the matter says neither yes nor no
WHETHER = 0.45  # the same for a piece that stands out and holds the thing's name
POSSIBLE = 0.1  # the same for one that holds WHOLE of them
WHOLE = 0.9  # share of the question's words
ANYTHING = "."  # evidence that says nothing
DETAIL = 0.5  # chance of a question of detail, from which its cue words may have been taken amiss
GIVING = 0.5  # the same for a piece that holds what is asked for, as it must look (a price, a reason)
RARE = 0.7  # aptness from which a piece answers although the question's cue words say otherwise
LEAST_WHEN = 0.3  # score of a piece below which it is not what was asked for
LEAST_NAMED = 0.5  # share of all words of the question, those of the title too, that a piece with a time must hold
LITERAL_SURE = 5  # characters named word for word that make up for that
LEAST_UNSURE = 0.5  # share of the words that a piece must hold where the question has words that no document holds
LEAST_WHETHER = 0.7  # the same where the question asks whether something is so
CLOSE_DETAIL = 0.75  # pieces at least this share of the best one's score are told too
CLOSE_COUNTED = 0.95  # the same where a number is asked for
SAME_PIECE = 0.8  # share of the best score from which a piece of another year tells of the same thing
LITERAL_PREMISE = 4  # characters named word for word that make a wrong year a wrong premise
REASONED = frozenset({"target", "indicator", "baseline", "owner", "category"})  # fields whose reason a plan does not give
SURELY_DONE = 0.8  # share of the question's words from which a piece tells of the act that is asked about
SAME_ACT = 0.7  # share of its words from which another piece may tell of the same act
DONE_KINDS = frozenset({"achievement", "note", "sidebar"})  # pieces that tell what happened
FEW_DONE = 3  # achievements of the years asked for that are told together where one of them answers
MOST_DESCRIBED = 250  # characters of a description that is quoted whole where one of its sentences answers
BESIDE = 0.1  # the same for one that is told beside the piece or description that answers
BEARING, MOST_BEARING = 0.15, 2  # aptness from which a piece bears on what is asserted, and pieces told of it
MOST_DETAILS = 3  # pieces quoted for one free question
MOST_ALIKE, LITERAL_ALIKE = 8, 6  # the same of pieces that name the same thing by so many characters or more, where all are asked for, or when each was
_NAMED_WHAT = re.compile(r"(?:何|なん)(?:という|ていう|と言う|っていう|とか|ちゃら)([一-龯ァ-ヴー]{2,})(?<!事業)")
_NAME_OF = re.compile(r"([一-龯々ァ-ヴー]{2,})の(?:お?名前|名称|正式名)")
_WRITTEN = re.compile(r"[一-龯々]+|[ァ-ヴー]{2,}|[a-z]{2,}")
_RUN_BY = re.compile(r"(?P<department>[一-龯々ァ-ヶー・]{2,}(?<!担当)(?<!関係)課)(?:が|で|において)(?P<thing>[^、。]+)")
_TELLS_PAST = re.compile(
    r"(?:まし|でし|てき|れ|っ|い)た(?:[。、が]|$)|した(?:[。、]|$)|(?:済み|完了)(?:[。、]|$)"
)  # what is told of the past in a plan of what is to be done
_QUANTITY = re.compile(r"[人回件個者戸台校]数|数$|率|割合")  # in a run of the question that says what is counted, not of what
_PRODUCT = re.compile(r"[a-z]{3,}")
_WHICH_KIND = re.compile(r"(?:どんな|どのような|どういう|どういった|どの|どこの|(?:何|なん)の)([ァ-ヴー]{2,})")  # a loan word
_ASKS_SUCH = re.compile(  # whether there is such a project at all
    r"(?:そういう|そういった|そのような|こういう|そんな|何か|なにか|なんか)[^。?、]{0,12}(?:ある|あり|ござい|や[っる]|し(?:て|ま)|行って)[^。?、]{0,8}(?:\?|$|か)"
    r"|\b(?:anything|something|such a|any (?:project|programme|program|plan))\b[^.?]{0,40}\?",
    re.ASCII,
)
_ASSERTS = re.compile(
    r"(?:です|でした|だ|だった|ます|ました|[っん]た)(?:よ?ね|よ?な|っけ)[?。]*$|合って|あって(?=る|ま|い|[?。]|$)|正しい|本当|ホント|ほんと|間違い(?:ない|ありま)|という理解"
    r"|(?:から|まで)で(?:すか|しょうか)|と(?:聞[いき]|伺[いっ])|説明を受け|でいい|確認(?:したい|です|を?(?:お願い|願い))|\b(?:right|correct|true)\?",
    re.ASCII,
)
_ORGANISATION = re.compile(r"株式会社|有限会社|法人|財団|大学|協会|組合|機構|\b(?:inc|ltd|corp)\b", re.ASCII | re.IGNORECASE)
_PER_ONE = re.compile(r"1[一-龯ァ-ヴ]{1,2}(?=あたり|当たり|につき|いくら|何)")
_COUNT = re.compile(r"(?P<figure>\d[\d,.]*[百千万億]*)\s*(?:つの)?(?P<unit>[一-龯ァ-ヶ%]{1,3})")
_ASKS_BUILT = re.compile(r"出来上が|でき(?:上が|た)|完成|\b(?:built|complet\w+|finished|ready)\b", re.ASCII)
_TELLS_BUILT = re.compile(r"(?:構築|完成|整備|開設|開発|設置)(?:し(?:、[^。]*)?た|済|$)|稼働|運用を開始")
_FIGURES = re.compile(r"[\d０-９]+")
_PLAINLY = re.compile(r"^[^?。]*[っんいしきぎ]た(?:の|ん)?\?$")  # Jアラートは平成24年に更新した?
_GUESSES = re.compile(r"[?。]\s*[^?。]{2,16}\?\s*$")  # a question behind another: which year was it? H22?
_ASKS_AVERAGE = re.compile(r"平均(?!台|律|寿命|年齢)|\b(?:average|mean number)\b", re.ASCII)
_ASKS_OPENING = re.compile(r"オープン|開館|開業|開所|開校|開園|開設|\bopen(?:s|ed|ing)?\b", re.ASCII)  # of a place: what tells of it says so in one of these
_TELLS_END = re.compile(r"終わ|終了|完了|まで|廃止|年度末|[~～〜]")
_ASKS_DEADLINE = re.compile(r"締め?切り?|申し?込み?(?:の)?期[限間]|応募期間|\b(?:deadline|closing date|apply by)\b", re.ASCII)
_TELLS_DEADLINE = re.compile(r"締め?切|期限|期間|まで")
_TELLS_OPENING = re.compile(r"オープン(?!データ)|開館|開業|開所|開校|開園|開設|供用開始")
_OPEN = re.compile(
    r"どんな|どのような|どういう|どういった|(?:何|なに)(?:を|が(?!あ)|に|で(?!す|し))|(?:何|なん)のため|どう(?:する|やって|なる|変|扱|使|生か|活か|役立|進め|見守)"
    r"|何か(?:し|やっ|対策|取り組|取組)"
    r"|\bwhat (?:kind|sort|new|problem)|\bwhat\b.*\b(?:do|does|did|will|going to|hope|want|trying)\b"
    r"|\bhow (?:exactly )?(?:do|does|will|would|is|are|was|were)\b",
    re.ASCII,
)


class Details:
    """Answers from the pieces of the projects of one library."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._texts = Texts(library)

    def doubts_year(self, draft: Draft, project: Project) -> bool:
        """Whether the question asserts a year for something that was done in another (更新は平成24年度でしたよね)."""
        ranked = self._dated(draft, project)
        best = ranked[0] if ranked else None
        if best is None or best.literal < LITERAL_PREMISE or set(best.atom.years) & set(draft.query.years):
            return False
        return not any(_of_years(draft.query, each) and _tells_same(each, best) for each in ranked)

    def other_act(self, draft: Draft, project: Project) -> Atom | None:
        """The piece that tells that the act asked about (システムの構築は平成24年度ですよね) was done in another year than the one asserted.

        None where a piece of that year tells it, too: 構築に向けて、仕様を検討した does not.
        """
        act = acts_of(draft.query.text)
        ranked = self._dated(draft, project) if act else []
        done = [each for each in ranked if act and done_in(act, each.atom)]
        best, years = done[0] if done else None, set(draft.query.years)
        if best is None or best.share < max(SURELY_DONE, WHOLE * ranked[0].share):
            return None
        return None if any(set(done_in(act, each.atom)) & years for each in done if each.share >= SAME_ACT * best.share) else best.atom

    def borne_out_elsewhere(self, draft: Draft, project: Project) -> tuple[Project, Atom] | None:
        """A piece of another project of the plan that tells all that is asked about in the year that is asserted."""
        query = draft.query
        for other in self._library.projects_of(project.plan_id):
            for atom in atoms_of(other) if other != project else ():
                held = set(words(atom.text))
                if set(atom.years) & set(query.years) and len(query.terms) > 1 and not any(held.isdisjoint(term) for term in query.terms):
                    return other, atom
        return None

    def _dated(self, draft: Draft, project: Project) -> list[Ranked]:
        """The pieces that say their years, best first, where the question asserts a year; none where it does not."""
        query = draft.query
        asserts = query.asks_whether or ("when" in query.asks and _GUESSES.search(query.text)) or (query.past and _PLAINLY.search(query.text))
        if not (asserts and query.years and project.achievements) or set(query.asks) & {"target", "owner"}:
            return []
        return self._rank(draft, project, [atom for atom in atoms_of(project) if atom.years])

    def residual(self, draft: Draft, project: Project) -> tuple[tuple[str, ...], ...]:
        """Terms of the question, known to the documents, beyond those that name the project."""
        named = set(words(project.title.printed)) | {word for name in project.department_names for word in words(name)}
        return tuple(term for term in draft.query.terms if named.isdisjoint(term) and not re.fullmatch(r"[ぁ-ん]{1,3}", term[0]))

    def asks_more(self, draft: Draft, project: Project) -> bool:
        """Whether the question has words beyond those that name the project, known or not, single characters too (紙の手帳はなくなりますか)."""
        query = draft.query
        if self.residual(draft, project) or query.unknown or query.foreign:
            return True
        if query.language == "en":
            return False
        named = loose(" ".join([project.title.printed, *project.department_names, *query.called]))
        spoken = {loose(word) for term in query.terms for word in term}
        return any(loose(run) not in named and loose(run) not in spoken for run in _WRITTEN.findall(query.subject))

    def ranked(self, draft: Draft, project: Project, doubted: bool) -> list[Ranked]:
        """The pieces of a project by how well they answer; `doubted`: the question names a wrong year. What was planned is no answer to what was done."""
        atoms = atoms_of(project)
        query = draft.query
        if _ASKS_AVERAGE.search(query.text):
            atoms = tuple(atom for atom in atoms if "平均" in atom.text)
        if query.past and not project.achievements and "when" not in query.asks:
            atoms = tuple(atom for atom in atoms if atom.kind == "sidebar" or _TELLS_PAST.search(atom.text))
        if query.past and (query.asks_whether or "when" in query.asks) and any(atom.kind in DONE_KINDS for atom in atoms):
            atoms = tuple(atom for atom in atoms if atom.kind in DONE_KINDS)
        years = query.years
        atoms = tuple(atom for atom in atoms if not (years and atom.kind == "remark" and len(atom.told_years) > 1 and atom.told_years.isdisjoint(years)))
        if years and not doubted and any(set(atom.years) & set(years) for atom in atoms):
            of_atom = attrgetter("told_years" if query.counter else "years")  # a figure that a line gives for another year is none of this one
            atoms = tuple(atom for atom in atoms if not of_atom(atom) or set(of_atom(atom)) & set(years))
        return [each for each in self._rank(draft, project, _with_its_figure(query, atoms)) if not _is_beside(query, each.atom)]

    def _rank(self, draft: Draft, project: Project, atoms: Sequence[Atom], unknown: Sequence[str] | None = None) -> list[Ranked]:
        if unknown is None:
            unknown = draft.query.unknown if draft.wording.language == "ja" else ()
        foreign = [term for term in draft.query.foreign if not self._texts.words(project).isdisjoint(term)]
        asked = [*(self.residual(draft, project) or draft.query.terms), *foreign]
        title = loose(project.title.printed)
        runs = [run for run in literal_runs(draft.query.subject) if run not in title]
        quoted = [run for run in map(loose, draft.query.quoted) if run not in title]
        return rank_atoms(self._library, atoms, asked, unknown, draft.query.text, runs, quoted)

    def absent(self, draft: Draft, project: Project, ranked: Sequence[Ranked]) -> bool:
        """Tell what plans rarely give where it stands in this one after all, or say that it does not; whether fields are left to answer."""
        tables, own_field = load_cues().absent, False
        for name in draft.query.absent:
            if name == "reason" and (due := cause(draft.query, atoms_of(project), self.residual(draft, project), self.years(draft, project))):
                answer_detail(draft, project, due)
                continue
            if name == "reason" and not set(draft.query.asks) & REASONED and not self.residual(draft, project):
                answer_field(draft, "description", project, ())
                continue
            held = self._only_given(tables[name], draft.query, project, ranked) or _held(tables[name], squeeze(draft.query.text), ranked)
            held = held or self._given(tables[name], draft.query, project, ranked)
            if held and gives_measure(draft.query.text, held.text):
                answer_detail(draft, project, held)
                continue
            own = loose(project.title.printed + (project.indicator.printed if project.indicator else ""))
            if any(loose(phrase) in own for phrase in tables[name]["ja"] if squeeze(phrase) in squeeze(draft.query.text)):
                own_field = True  # 満足度 is the project's own indicator
                continue
            self._deny(draft, project, tables[name], ranked)
        fields = set(draft.query.asks) & (set(FIELD_ASKS) - {"description", "when"})
        apart = "reason" not in draft.query.absent or len(asking_clauses(draft.query.text)) > 1  # どこの課で、なぜするのか
        return own_field or (bool(fields) and apart)

    def years(self, draft: Draft, project: Project) -> tuple[FiscalYear, ...]:
        """The years of the project's plan that the question asks for."""
        return asked_years(draft.query, self._library.plan_of(project))

    def _deny(self, draft: Draft, project: Project, table: dict[str, Any], ranked: Sequence[Ranked]) -> None:
        """Say that the plan does not give what plans rarely give; where a line of the project looks like it, what it says, though it may be something else."""
        label, title = table[f"label_{draft.wording.language}"], project.title.printed
        atoms, asked = [*(each.atom for each in ranked), *atoms_of(project)], loose(draft.query.text)
        alike = next((atom for atom in atoms if _looks_so(table, atom, asked, of_it=False)), None)
        if alike:
            draft.decline(draft.say("absent_alike", title=title, label=label, text=alike.text), draft.cite(alike.span, project))
        else:
            draft.decline(draft.say("absent", title=title, label=label), draft.cite(project.head, project))

    def _only_given(self, table: dict[str, Any], query: Query, project: Project, ranked: Sequence[Ranked]) -> Atom | None:
        """The only piece that looks as what plans rarely give, surely (運賃は1回300円) or where one is enough, if it may answer at all: an arrear is no fee."""
        sure = table.get("sure") if re.search(table.get("sure_where", ""), squeeze(query.text)) else None
        told = [each for each in ranked if sure and re.search(sure, squeeze(each.atom.text))]
        described = [each for each in told if each.atom.kind == "description"]  # and none of what was paid in a year
        alike = [each for each in ranked if table.get("in_only") and re.search(table["in_best"], squeeze(each.atom.text))]
        only = next((given[0].atom for given in (described, told, alike) if len(given) == 1), None)
        chances = {each.atom: chance for each, chance in _judged(query, project, ranked)} if only else {}
        return only if only and chances[only] >= POSSIBLE else None

    def _given(self, table: dict[str, Any], query: Query, project: Project, ranked: Sequence[Ranked]) -> Atom | None:
        """The piece that surely answers and looks as what plans rarely give must look."""
        if _names_unknown_product(query):
            return None
        asked = loose(query.text)
        judged = [(each.atom, chance) for each, chance in _judged(query, project, ranked) if _looks_so(table, each.atom, asked)]
        return next((atom for atom, chance in judged if chance >= GIVING), None)

    def surest(self, query: Query, project: Project, ranked: Sequence[Ranked]) -> Atom | None:
        """The piece that surely answers the question, whatever its cue words say."""
        if _names_unknown_product(query) or _asks_unknown_kind(query):
            return None
        judged = _judged(query, project, ranked)
        sure = (
            each.atom
            for each, chance in judged
            if chance >= RARE
            and (each.score or query.language == "en")
            and _may_tell(query, each)
            and gives_measure(query.text, each.atom.text)
            and not (query.counter and each.atom.years and not _of_years(query, each))
        )
        return next(sure, None)

    def run_by_another(self, draft: Draft, project: Project, ranked: Sequence[Ranked]) -> Atom | None:
        """The piece that names another department for the very thing that is asked about (〇〇課が作成している事故の地図), by words beside it alone."""
        terms = self.residual(draft, project) if draft.wording.language == "ja" else ()
        for each in ranked if terms else ():
            text = squeeze(each.atom.text)
            for found in _RUN_BY.finditer(text):
                elsewhere = set(words(project.title.printed)) | set(words(text[: found.start()])) | set(words(text[found.end() :]))
                beside = set(words(found["thing"])) - elsewhere
                if found["department"] not in project.department_names and sum(not beside.isdisjoint(term) for term in terms) > 1:
                    return each.atom
        return None

    def taken_amiss(self, draft: Draft, project: Project) -> Atom | None:
        """The piece that surely answers a question of detail whose cue words ask for what the project does not have (電話が来るのはどのくらいたってから)."""
        query = draft.query
        cues = query.absent or set(query.asks) & set(FIELD_ASKS)
        if not cues or query.years or set(query.absent) - NEVER_PRINTED or query.intent.of(("detail",)) < DETAIL:
            return None
        piece = self.surest(query, project, self.ranked(draft, project, doubted=False))
        tables = (load_cues().absent[name] for name in query.absent)
        patterns = [table.get("in_best") or table["evidence"] for table in tables if table.get("always")]
        return piece if piece and all(re.search(pattern, squeeze(piece.text)) for pattern in patterns) else None

    def surest_of(self, draft: Draft, project: Project) -> Atom | None:
        """The piece that surely answers, of a project that the question may be about."""
        return None if draft.query.absent else self.surest(draft.query, project, self.ranked(draft, project, doubted=False))

    def tell_mention(self, draft: Draft, project: Project) -> None:
        """Quote the piece of a project that holds most of the question word for word, where it holds some of it."""
        best = max(self.ranked(draft, project, doubted=False), key=lambda each: (each.literal, each.score), default=None)
        if best and best.literal >= LITERAL_PREMISE:
            answer_detail(draft, project, best.atom)

    def tell_asserted(self, draft: Draft, project: Project) -> bool:
        """Quote the pieces that bear on what is asserted (携帯会社3社と協定を交わしたと聞いている), whatever they say of it; False where none surely does.

        A piece does that has a figure of a unit, a time or an organisation where one is asserted. A name that no document holds is what is asserted, and counts
        against none.
        """
        query = replace(draft.query, unknown=())
        units, dated = {unit for unit, _ in _counts(_undated(query.text))}, bool(find_years(query.text))
        if not (query.asks_whether and _ASSERTS.search(query.text)) or not (units or dated or draft.query.unknown):
            return False
        told: list[Atom] = []
        ranked = self._rank(draft, project, atoms_of(project), unknown=())
        if units and dated and (denying := self._denying(draft.query, ranked)):
            return answer_detail(draft, project, denying, contradicts=True)
        for each, chance in _judged(query, project, ranked):
            counts = {unit for unit, _ in _counts(_undated(normalise(each.atom.text)))}
            bears = (counts & units or not units) and (each.atom.has_time or not dated) and (units or dated or _ORGANISATION.search(each.atom.text))
            if bears and (chance >= BEARING or (units and each.score >= LEAST_DETAIL)):
                told.append(each.atom)
        told = told[:MOST_BEARING]
        whole = {note.printed.strip("（）()"): item for item in project.achievements for note in item.notes}
        noted = tuple(dict.fromkeys(whole[atom.text] for atom in told if atom.kind == "note" and atom.text in whole))
        for atom in told:
            if atom.kind != "note" or not noted:
                answer_detail(draft, project, atom)
        if noted:  # each of several times that were decided at once, with the others
            list_achievements(draft, project, noted, draft.say("achievement_all", title=project.title.printed), draft.cite(project.head, project))
        return bool(told)

    def quote(self, draft: Draft, project: Project, ranked: Sequence[Ranked]) -> bool:
        """Quote the pieces that answer a free question; say that the plan does not tell when none does."""
        counter, years = draft.query.counter, draft.query.years
        if years and project.achievements and self.measures(draft, project) and not any(each.atom.told_years & set(years) for each in ranked):
            return answer_field(draft, "achievement", project, years)
        if draft.query.asks_whether and (denying := self._denying(draft.query, self._rank(draft, project, atoms_of(project)))):
            return answer_detail(draft, project, denying, contradicts=True)
        if self.tell_asserted(draft, project):
            return True
        what = _NAMED_WHAT.search(draft.query.text)
        called = next((each.atom for each in ranked if what and _longer(what[1], each.atom.text, draft.query.text)), None)
        if called:
            return answer_detail(draft, project, called)
        least = LEAST_WHETHER if draft.query.asks_whether else LEAST_UNSURE if draft.query.unsure or ASKS_WHICH.search(draft.query.text) else 0.0
        named = () if draft.query.asks_whether else [each for each in ranked if each.focused or each.literal >= LITERAL_SURE]
        fitting = [each for each in ranked if each.score >= LEAST_DETAIL and (each.share >= least or each in named)]
        best = [each for each in fitting if _may_tell(draft.query, each)]
        best = [each for each in best or self._only_counted(draft, project, ranked) if not self._counts_another(draft, project, each, ranked)]
        close = CLOSE_COUNTED if counter and len(years) < 2 else CLOSE_DETAIL  # of several years each has a figure
        best = [each for each in best if each.score >= close * best[0].score][: _most(draft.query)]
        best = self._apt(draft, project, ranked, best)
        best = _alike(best, ranked)[:MOST_ALIKE] if wants_all(draft.query.text) else best
        field = field_intended(draft.query, project)
        told = field is not None and answer_field(draft, field, project, self.years(draft, project))
        if told and not best:  # where both may be meant, both are told
            return True
        asks_more = counter or ASKS_WHICH.search(draft.query.text) or draft.query.past or self.asks_more(draft, project)
        if not best and not asks_more and project.description:
            return answer_field(draft, "description", project, ())
        if not best:
            return self._unknown_detail(draft, project, ranked)
        return self.tell(draft, project, [each.atom for each in best])

    def _denying(self, query: Query, ranked: Sequence[Ranked]) -> Atom | None:
        """The best piece about what is asserted, where it gives one other figure of the unit asserted (年間1万件でしたよね: 年間約10万件); None without one."""
        of_years = (each for each in ranked if _of_years(query, each) and each.score >= SAME_PIECE * ranked[0].score)
        best = next(of_years, None)
        asserted = set(_counts(_undated(query.text)))
        if any(asserted.intersection(_counts(_undated(normalise(each.atom.text)))) for each in ranked if _of_years(query, each)):
            return None  # リーフレットは10000部ですか, where the line of the パンフレット has 3000部
        return best.atom if best and best.share >= LEAST_UNSURE and is_contradicted(query.text, _undated(normalise(best.atom.text))) else None

    def tell(self, draft: Draft, project: Project, atoms: Sequence[Atom]) -> bool:
        """Quote pieces that answer, the likeliest first; where it is an achievement, all of the years asked for, if they are few and none is counted."""
        years = draft.query.years
        done = [item for item in project.achievements if set(item.years) & set(years)]
        if not draft.query.counter and 1 < len(done) <= FEW_DONE and atoms[0].kind == "achievement":
            return answer_field(draft, "achievement", project, years)
        if draft.query.counter and len(years) > 1:
            atoms = sorted(atoms, key=lambda atom: min(atom.years, default=years[0]))  # one figure after the other
        for atom in dict.fromkeys(_in_context(project, atom) for atom in atoms):
            answer_detail(draft, project, atom)
        return True

    def _apt(self, draft: Draft, project: Project, ranked: Sequence[Ranked], best: Sequence[Ranked]) -> list[Ranked]:
        """The pieces that answer, likeliest first; where none surely does, those of `best`, chosen word by word, that may well answer.

        A single one is told with the next that may answer, unless a figure is asked for, or whether something is so.
        """
        query = draft.query
        if _names_unknown_product(query) or _asks_unknown_kind(query):
            return []
        judged = [(each, chance) for each, chance in _judged(query, project, ranked) if gives_measure(query.text, each.atom.text)]
        sure = SURELY_WHETHER if query.asks_whether else TELLING
        told = [each for each, chance in judged if chance >= sure and _may_tell(query, each) and not self._counts_another(draft, project, each, ranked)]
        standing = [each for each in best if self._stands_out(draft, project, each, best)]
        chosen = [each for each, chance in judged if each in best and chance >= _least_aptness(query, each, each in standing)]
        named = [each for each in chosen if each.focused or each in standing]
        if not told or (named and not any(each in best for each in told)) or any(each.focused and each not in told for each in chosen):
            told = chosen
        elif ASKS_WHICH.search(query.text):
            told += [each for each in chosen if each not in told]
        if len(told) == 1 and not query.counter and not query.asks_whether:
            told += [each for each, chance in judged if chance >= BESIDE and each not in told and _may_tell(query, each)][:1]
        return told[: _most(query)]

    def _stands_out(self, draft: Draft, project: Project, ranked: Ranked, best: Sequence[Ranked]) -> bool:
        """Whether a piece holds nearly all words of the question beyond the title, or alone among `best` counts what is asked in the years asked for."""
        query = draft.query
        counting = [each for each in best if query.counter and _of_years(query, each)]
        return counting == [ranked] or (ranked.share >= WHOLE and bool(self.residual(draft, project)))

    def _counts_another(self, draft: Draft, project: Project, ranked: Ranked, beside: Sequence[Ranked]) -> bool:
        """Whether a figure is asked for and another achievement names the thing asked about at more length (the participants of the other course)."""
        if not draft.query.counter or ranked.atom.kind != "achievement":
            return False
        title = loose(project.title.printed)
        things = [run for run in literal_runs(draft.query.subject, draft.query.quoted) if run not in title and not _QUANTITY.search(run)]
        named = [next((len(thing) for thing in things if thing in each.atom.matched), 0) for each in (ranked, *beside) if each.atom.kind == "achievement"]
        return max(named) >= LITERAL_PREMISE and max(named) > named[0]

    def _only_counted(self, draft: Draft, project: Project, ranked: Sequence[Ranked]) -> list[Ranked]:
        """The one piece (of the years asked for) that counts what is asked, where the question speaks of nothing unknown; none where several do."""
        query = draft.query
        if not query.counter or any(map(_is_thing(query), query.unknown)):
            return []
        counted = [each for each in ranked if holds_counted(each.atom.text, query.counter) and _of_years(query, each)]
        sure = query.counter != ANY_FIGURE or not self.residual(draft, project) or any(each.share for each in counted)
        return counted if len(counted) == 1 and sure else []

    def _unknown_detail(self, draft: Draft, project: Project, ranked: Sequence[Ranked]) -> bool:
        """Tell the description to an open question, with a piece that may tell more; else say that the plan does not tell, and what it says of the project."""
        query, years = draft.query, self.years(draft, project)
        such = bool(_ASKS_SUCH.search(query.text))
        field = "achievement" if such and query.past and project.achievements else "description"
        if project.description and _is_open(query) and not _asks_unknown_kind(query):
            likeliest = _judged(query, project, ranked)[:1]
            beside = (each.atom for each, chance in likeliest if chance >= BESIDE and each.atom.kind != "description" and _may_tell(query, each))
            return any([answer_field(draft, field, project, years), *(answer_detail(draft, project, piece) for piece in beside)])
        if such and project.description and not (set(query.asks) - {"description"} or query.absent):
            return answer_field(draft, field, project, years)
        head = draft.cite(project.head, project)
        draft.decline(draft.say("unknown_detail", title=project.title.printed), head)
        if project.description:
            draft.decline(draft.say("given", text=project.description.printed), draft.cite(project.description.span, project))
        return False

    def measures(self, draft: Draft, project: Project) -> bool:
        """Whether some achievement gives the quantity that is asked for (何分短縮された, 何枚発行された); True where none is, or nothing was done."""
        query = draft.query
        if not (query.counter and project.achievements):
            return True
        return any(gives_measure(query.text, item.text.printed) and holds_counted(item.text.printed, query.counter) for item in project.achievements)

    def quote_better(self, draft: Draft, project: Project, ranked: Sequence[Ranked]) -> bool:
        """Quote a piece outside the description where it holds more of what was asked than the description does."""
        if not self.residual(draft, project) or not ranked:
            return False
        described = max((each.score for each in ranked if each.atom.kind == "description"), default=0.0)
        best = ranked[0]
        if best.atom.kind == "description" or best.score < max(LEAST_DETAIL * 1.5, described * 1.3):
            return False
        return answer_detail(draft, project, best.atom)

    def tell_when(self, draft: Draft, project: Project, ranked: Sequence[Ranked], doubted: bool) -> None:
        """Say when something was done or is to be reached, or that the plan does not say; `doubted`: the question named another year."""
        reached = years_of_figure(draft.query, project)
        timed = self._timed(draft, project, ranked, bool(reached))
        close = [each for each in timed if each.score >= CLOSE_DETAIL * timed[0].score] if timed else []
        close = close[: max(MOST_DETAILS, min(MOST_ALIKE, len(_alike(close[:1], close))))]
        again = doubted and len(close) > 1 and len({_FIGURES.sub("", each.atom.text) for each in close}) == 1  # in that year too, it may be
        if reached:
            answer_field(draft, "target", project, reached)
        elif not timed and draft.query.counter and len(dated := [target.year for target in project.targets if target.is_set]) == 1:
            answer_field(draft, "target", project, dated)  # how many are to be moved, and in which year
        elif not timed and project.baseline and figures_of(draft.query.text) & figures_of(project.baseline.printed):
            answer_field(draft, "baseline", project, ())
        elif not timed and project.achievements and not _ASKS_DEADLINE.search(draft.query.text) and not self.asks_more(draft, project):
            answer_field(draft, "achievement", project, ())  # それっていつできたの: all that was done, each with its years
        elif not timed or again:
            draft.decline(draft.say("when_none", title=project.title.printed), draft.cite(project.head, project))
        told = [each for each in close if not (doubted and _of_years(draft.query, each))] or close
        for each in () if again else told:
            answer_when(draft, project, each.atom, doubted)

    def _timed(self, draft: Draft, project: Project, ranked: Sequence[Ranked], reached: bool) -> list[Ranked]:
        """The pieces that tell when, best first. `reached`: whether a target tells it, too."""
        text = draft.query.text
        least = LEAST_UNSURE if draft.query.unsure else 0.0
        sure = [each for each in ranked if each.share >= least or each.literal >= LITERAL_SURE]
        timed = [each for each in sure if each.atom.has_time and each.score >= LEAST_WHEN] or self._named_and_timed(draft, project, least)
        timed = timed or _likely_timed(draft.query, project, ranked, TELLING)
        timed = timed or self._named_and_timed(draft, project, least, described=True)
        figures = figures_of(_undated(text))
        timed = [each for each in ranked if each.atom.years and figures & figures_of(each.atom.text)] or timed  # 1,204件とあるのは何年度
        if _ASKS_OPENING.search(text) and not self.residual(draft, project):
            timed = [each for each in ranked if each.atom.has_time and _TELLS_OPENING.search(each.atom.text)] or timed  # いつオープンする: 令和8年10月に開館
        timed = [each for each in timed if _ends_as_asked(text, each.atom)]
        if not (timed or reached) and _ASKS_BUILT.search(text) and self.asks_more(draft, project):  # 出来上がったのは何年度: システムを構築した
            timed = [each for each in ranked if each.atom.kind == "achievement" and each.atom.has_time and _TELLS_BUILT.search(each.atom.text)]
        if not (timed or reached) and self.asks_more(draft, project):
            timed = [each for each in _likely_timed(draft.query, project, ranked, BEARING) if _ends_as_asked(text, each.atom)][:1]
        return timed

    def _named_and_timed(self, draft: Draft, project: Project, least: float, described: bool = False) -> list[Ranked]:
        """The pieces with a time by all words of the question, those of the title too: the system was built in H25.

        `described`: but for those that only the description has, which name the project (避難所と情報を共有するシステム).
        """
        atoms = [atom for atom in atoms_of(project) if atom.years and not _is_beside(draft.query, atom)]
        naming = set(words(project.description.printed)) if described and project.description else set()
        naming -= {word for atom in atoms for word in words(atom.text)}
        ranked = rank_atoms(self._library, atoms, [term for term in draft.query.terms if naming.isdisjoint(term)], (), draft.query.text)
        return [each for each in ranked if each.share >= max(least, LEAST_NAMED)]

    def list_some(self, draft: Draft, project: Project, ranked: Sequence[Ranked]) -> bool:
        """List only the achievements, of whatever year, that hold what the question adds to the project's name, where some do so clearly."""
        if draft.query.years or not self.residual(draft, project):
            return False
        best = [each for each in ranked if each.atom.kind == "achievement" and (each.share >= 0.6 or each.literal >= 6)]
        items = {(nested_text(item), item.span): item for item in project.achievements}
        chosen = [item for each in best[:MOST_DETAILS] if (item := items.get((each.atom.text, each.atom.span)))]
        if not chosen:
            return False
        head = draft.cite(project.head, project)
        return list_achievements(draft, project, chosen, draft.say("achievement_all", title=project.title.printed), head)


def _ends_as_asked(text: str, atom: Atom) -> bool:
    """Whether a piece tells of an end or of a deadline, where the normalised question asks for one."""
    deadline = not _ASKS_DEADLINE.search(text) or _TELLS_DEADLINE.search(atom.text)
    return bool(deadline and (not ASKS_END.search(text) or _TELLS_END.search(f"{atom.text}{atom.mark}")))


def _alike(best: Sequence[Ranked], ranked: Sequence[Ranked]) -> list[Ranked]:
    """The best pieces, and those of the kind of the first that name the same thing as long word for word: at other places, in other years."""
    same = [each for each in ranked if best and each.atom.kind == best[0].atom.kind and each.literal == best[0].literal >= LITERAL_ALIKE]
    return [*best, *(each for each in same if each not in best)]


def _most(query: Query) -> int:
    """How many pieces are quoted at most: one for each year of which a figure is asked, if these are more."""
    return max(MOST_DETAILS, len(query.years)) if query.counter else MOST_DETAILS


def _undated(text: str) -> str:
    """A normalised text with its years masked."""
    return masked(text, spans(find_years(text)))


def _counts(text: str) -> list[tuple[str, str]]:
    """The units of the figures in a normalised text, each with its figure as written (10万)."""
    return [(match["unit"], match["figure"]) for match in _COUNT.finditer(text)]


def _with_its_figure(query: Query, atoms: Sequence[Atom]) -> Sequence[Atom]:
    """The pieces that hold a figure of the question with its unit (29歳以下だと上限は), where some do: what is told of another (39歳以下) is none.

    １件いくらまで asks for what there is of each.
    """
    asked = set(_counts(_PER_ONE.sub("", _undated(query.text))))
    return [atom for atom in atoms if asked.intersection(_counts(normalise(atom.text)))] or atoms if asked else atoms


def _in_context(project: Project, atom: Atom) -> Atom:
    """A sentence of a description that is not long as the whole description: what stands beside it explains it."""
    described = project.description.printed if project.description else ""
    return replace(atom, text=described.lstrip("・")) if atom.kind == "description" and len(described) <= MOST_DESCRIBED else atom


def _names_unknown_product(query: Query) -> bool:
    """Whether a Japanese question names something in Latin letters that no document holds (PayPay)."""
    return query.language == "ja" and any(map(_PRODUCT.fullmatch, query.unknown))


def _asks_unknown_kind(query: Query) -> bool:
    """Whether a question asks which one of a kind that no document speaks of (どんなゲームがありますか)."""
    return any(loose(match[1]) in map(loose, query.unknown) for match in _WHICH_KIND.finditer(query.text))


def _least_aptness(query: Query, ranked: Ranked, stands_out: bool) -> float:
    """The aptness from which a piece that the words chose is told."""
    if not query.asks_whether:
        return POSSIBLE if stands_out else LIKELY
    if stands_out and (ranked.focused or ranked.atom.kind in DONE_KINDS):
        return POSSIBLE
    return WHETHER if stands_out and ranked.literal >= LITERAL_SURE else SURELY_WHETHER


def _of_years(query: Query, ranked: Ranked) -> bool:
    """Whether a piece is of a year that is asked for, where any is."""
    return not query.years or bool(set(ranked.atom.years) & set(query.years))


def _tells_same(ranked: Ranked, best: Ranked) -> bool:
    """Whether a piece of another year may tell of the same thing as the best: it is near it, and lacks no word of the question that the best names."""
    return ranked.score >= SAME_PIECE * best.score and not (best.share >= WHOLE > ranked.share and best.literal > ranked.literal)


def _is_beside(query: Query, atom: Atom) -> bool:
    """Whether a piece tells of another thing of the kind that is asked about, of another time, or of the contrary."""
    text = f"{atom.text}{atom.mark}"
    return any(tells(query.text, text) for tells in (names_other_of_kind, names_other_time, says_the_opposite))


def _may_tell(query: Query, ranked: Ranked) -> bool:
    """Whether a piece gives the figure that is asked for, of a year that is, and names what it counts where that is asked for."""
    counted = not query.counter or (holds_counted(ranked.atom.text, query.counter) and (not ranked.atom.years or _of_years(query, ranked)))
    return counted and not only_counts(query.text, ranked.atom.text)


def _judged(query: Query, project: Project, ranked: Sequence[Ranked]) -> list[tuple[Ranked, float]]:
    """The pieces with how likely each answers the question, likeliest first."""
    chances = aptness(features(query, project, ranked))
    return sorted(zip(ranked, chances, strict=True), key=lambda pair: -pair[1])


def _likely_timed(query: Query, project: Project, ranked: Sequence[Ranked], least: float) -> list[Ranked]:
    """The pieces with a time that answer at least so likely, likeliest first."""
    return [each for each, chance in _judged(query, project, ranked) if chance >= least and each.atom.has_time]


def _looks_so(table: dict[str, Any], atom: Atom, asked: str, of_it: bool = True) -> bool:
    """Whether a piece looks as what plans rarely give, and gives what the question (`loose`) does not; `of_it`: of the thing asked about, where one is told."""
    evidence, text = table.get("evidence"), squeeze(atom.text)
    if evidence is None:
        found = re.finditer(table["in_best"], text) if "in_best" in table else ()
        return any(_gives(match, asked) if of_it else loose(match.groups()[-1]) not in asked for match in found)
    return evidence != ANYTHING and bool(re.search(evidence, text))


def _held(table: dict[str, Any], question: str, ranked: Sequence[Ranked]) -> Atom | None:
    """The piece that gives what plans rarely give: one of the best that looks so (`in_best`), or one that names it and holds `evidence`."""
    asked = loose(question)
    for each in ranked if "in_best" in table else ():
        close = each.score >= max(LEAST_GIVEN, CLOSE_GIVEN * ranked[0].score)
        if close and any(_gives(match, asked) for match in re.finditer(table["in_best"], squeeze(each.atom.text))):
            return each.atom
    thing = _NAME_OF.search(question) if table["name"] == "name" else None
    for each in ranked:
        if thing and each.score >= LEAST_GIVEN and (_longer(thing[1], each.atom.text, question) or _lists(thing[1], each.atom.text)):
            return each.atom
    cue = next((loose(phrase) for phrase in table["ja"] if squeeze(phrase) in question and any(loose(phrase) in each.atom.matched for each in ranked)), None)
    evidence = table.get("evidence")
    return next((each.atom for each in ranked if evidence and cue and cue in each.atom.matched and re.search(evidence, each.atom.matched)), None)


def _gives(match: re.Match[str], asked: str) -> bool:
    """Whether what was found is new to the question, and of the thing it asks about where the pattern has one (専用サイト「さがみはらキッズ」)."""
    *thing, given = map(loose, match.groups())
    return given not in asked and all(each[-SHORTEST_THING:] in asked for each in thing)


def _longer(thing: str, text: str, question: str) -> bool:
    """Whether a text names a thing of the question by a longer name (何という方針: DX人材育成方針)."""
    compounds = re.findall(rf"[一-龯々ァ-ヴーA-Za-z・]{{2,}}{re.escape(thing)}", squeeze(text))
    return any(loose(compound) not in loose(question) for compound in compounds)


def _lists(thing: str, text: str) -> bool:
    """Whether a text names several of a thing in brackets behind it: コンビニエンスストア（セブンイレブン、ローソン…）."""
    return bool(re.search(rf"{re.escape(thing)}[^。（(]{{0,12}}[（(][^（）()]*、[^（）()]*", text))


def _is_open(query: Query) -> bool:
    """Whether the question asks what something is like or is for (どんな情報を流す計画ですか), and speaks of nothing that the documents do not know."""
    asking = [clause for clause in re.split(r"(?<=[。?!、,])", query.text) if _OPEN.search(clause)]
    if not asking or query.counter or query.absent or ASKS_WHICH.search(query.text):
        return False
    return not any(word in asking[-1] for word in filter(_is_thing(query), query.unknown))


def _is_thing(query: Query) -> Callable[[str], bool]:
    """Whether an unknown word of the question is a thing rather than the stem of a verb (手伝わせる); any English word may be one."""
    return lambda word: len(word) > 1 and not re.search(rf"{re.escape(word)}[ぁ-ん](?<![はがをにのでともやへか])", query.text)
