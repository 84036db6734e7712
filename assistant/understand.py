"""From the text of a question to a `Query`: what is asked, of which years, plans and departments, and what is left to search by.

The cue words are data (data/cues.toml). Quoted words and titles are never read as cues: a title may hold the word 目標.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar

from assistant.answer import Language
from assistant.coined import Coined
from assistant.courtesy import after_courtesies, begins_with_greeting, courtesy
from assistant.cues import Cue, Cues, english_stop_words, load_cues
from assistant.elsewhere import asks_of_another_city
from assistant.glossary import Glossary, Term
from assistant.homophones import Homophones
from assistant.intent import NO_INTENT, Intent, intent_of
from assistant.lexicon import in_japanese, of_its_noun
from assistant.miswritten import Miswritten
from assistant.mixed import Mixed
from assistant.names import QUOTED, Named, Names, is_name
from assistant.phrases import MASK, Match, is_within, masked, spans, uncut
from assistant.plan_names import PlanNames
from assistant.quantities import LATEST, QUANTITY, counter_of
from assistant.romaji import Romaji
from assistant.shortened import Shortened
from assistant.spelling import Spelling
from assistant.year_spans import around, of_the_matter
from corpus.errors import QuestionError
from corpus.library import Library
from corpus.text import loose, marked_parts, normalise, squeeze
from corpus.words import base_form, is_one_piece, words
from corpus.years import FiscalYear, YearMention, find_years

PAST = re.compile(
    r"(?<!ま)(?<!いでし)(?:た)(?!(?<=でした)っけ)(?:か(?!ら)|の(?!しい|で(?!す|し))|んです|のです|のでしょう|でしょう|っけ|そう|よね|\?|$)|ました|ませんでした"
    r"|\b(?:did|was|were|has|(?<!will )(?<!to )have|had)\b|\bhow (?:many|much)\b.{0,40}\b(?<!\bbe )(?:\w+ed"
    r"|took|came|went|got|made|held|saw|ran|gave|paid|sent|sold|built|met|spent|taught|grew|rode|drove|flew|swam|ate|read|kept|left|lost|won|bought|brought|caught|became)\b",
    re.ASCII,
)
_PLANNED = re.compile(
    r"(?<=[うくぐすつぬぶむる])ん(?:だった|でした)|予定|計画で|つもり|目標|はず|約束|腹づもり|\bhow (?:much|many) (?:does|do|will)\b|\bwill\b"
    r"|\b(?:should|meant|want|wants|wanted|aim|hope|hoping|planned|plans? to|planning to|supposed|target|expected)\b",
    re.ASCII,
)
INTERROGATIVE = re.compile(
    r"何|(?<!ん)なに|なん(?!だ|で)|どんな|どこ|どちら|誰|だれ|いつ|どの|どう|いくつ|いくら(?!か(?!か))|どれ|\b(?:which|what|who|when|where|how)\b", re.ASCII
)

Value = TypeVar("Value")
PLAN_ASKS = frozenset({"period", "basic_idea", "overview", "categories", "progress", "revision", "goals", "policies"})
FIELD_ASKS = ("owner", "target", "indicator", "baseline", "action", "achievement", "when", "category", "policy", "goal", "description")
CORE_ASKS = frozenset({"owner", "target", "indicator", "baseline", "category", "policy", "goal"})
ARITHMETIC_ASKS = frozenset({"sum", "difference", "largest", "smallest", "compare"})  # asks for what is worked out from figures
COUNTS_ALL = frozenset({"件", "つ", "本", "#"})  # counters of projects
LIST_ASKS = frozenset({"list", "list_all", "count"})
HISTORY = "history"
SHORTEST_TOLD = 9  # characters beside years of a question that the network can tell; a shorter one leans on the question before
LISTING, LISTED = ("list", "count"), 0.7  # intents of a question about a list of projects, and the chance from which it is one
COUNTED = 0.5  # chance from which what is added up is projects
CERTAIN = 0.95  # chance of a field from which the words for a history only say in which plan it is asked for
SURE = 0.8  # chance from which the network's word for what else is asked is taken where no cue word says what
INCLUSIVE = re.compile(
    r"含|も(?:足|数え|入れ)|足して|(?:共管|共同|連名|合同)(?:の(?:もの|事業)?)?も|\b(?:included|including|also|alone or|or jointly)\b", re.ASCII
)  # with projects of one department and of several
_COUNTED_TOO = re.compile(r"との?(?:共同|共管|連名|合同)[^、。?]{0,6}?(?:含|も|入れ|足)")
TALKED_OF = frozenset({"owner", "description", "achievement", "policy", "goal", "category"})  # asked of projects by words that only say which ones a list has
NEVER_PRINTED = frozenset({"budget", "contact", "hours", "reason", "evaluation"})
BESIDE_HISTORY = frozenset({HISTORY, "owner", "target", "indicator", "baseline", "action", "followup"})  # may be asked with the history of an undertaking
TALK_SETS_OFF = frozenset({"baseline", "when", "list", "list_all"})  # asked by words of everyday talk (初めは, その時期に, 一覧)
OPEN_ASKS = frozenset({"description", "achievement"})  # asked by everyday words (って何), beside which a field may be named misspelt
CONDITIONS = frozenset(
    {
        "with_achievement",
        "without_achievement",
        "with_target",
        "without_target",
        "same_targets",
        "with_baseline",
        "without_baseline",
        "several_departments",
        "one_department",
    }
)  # what the projects of a list must be like
_SENTENCE = re.compile(r"[^。?!]+[。?!]?")
_REPORTED = re.compile(  # what someone said, before one asks whether it is so: と書いてきました。これで合っていますか; and how one speaks: 間違えました。R9です
    r"と(?:か)?(?:書い|言っ|いっ|話し|聞い|教わっ|習っ|答え|発表し|説明し|思っ|覚え|伺っ|述べ)(?:て(?:い|き|お|もら|くれ)?(?:まし|た|っ|り)|た|まし)[^。?]{0,4}?(?=[。?]|が|けど|$)"
    r"|(?:聞き|伺い|うかがい|思い|思ってい|言い|書き|読み|見|知り|間違え|まちがえ|忘れ|わすれ|失礼し|勘違いし|分かり|わかり|申し遅れ|言い忘れ)ました"
    r"|(?:年度?|[rh]\d{1,2})でした(?=[。!]?$)"
)
_SAYS = r"(?:と|って)(?:[言書聞]い|言[っわ]|い[っわ]|聞[きか]|述べ|指摘|主張|おっしゃ|話し)"
_SAYER = re.compile(  # who said what one asks about: 議員は200件と言っている
    r"(?:ある|ほかの|他の|別の|知り合いの|近所の|隣の|うちの)?(?:議員|委員|市民|住民|部長|課長|係長|上司|同僚|記者|友人|友達|知人|近所の人|息子|娘|家内|主人|孫)"
    rf"(?:さん|の方|の人)?(?:は|が|から|に|いわく)、?(?=[^。?]{{1,60}}{_SAYS})"
)
_SAID = re.compile(rf"「([^「」]+)」(?={_SAYS})")  # and what
_WISHES = re.compile(r"教え|おしえ|知りた|しりた|聞きた|調べて|探し|ください|下さい|\?|\b(?:tell|want|show|know)\b", re.ASCII)
_INTRODUCES = re.compile(r"(?:です|ます|でした|ました|よろしく)[^。?]{0,4}[。!]*$|\b(?:i am|i'm|my name is|this is)\b", re.ASCII)  # says who one is
_PLACEHOLDER = re.compile(r"(?:なん|何)(?:とか|ちゃら)(?=[一-龯ァ-ヴー]{2})")  # stands for the first part of a name that one forgot
_WHY_ASKED = re.compile(  # a last sentence that tells why one asks: リプレースの時期を探ってます
    r"(?<=[。?!])[^。?!]{2,60}(?:探って|使い|使おう|作って|つくって|書いて|調べて|まとめて|準備して|用意して|考えて|悩んで|困って|迷って|気になって|説明し|報告し|提案し|発表し|載せ)"
    r"(?:ま(?:す|した)|たい(?:です|んです|ので)?|(?:い)?(?:る|ます|た)(?:ところ)?(?:です|んです|もので|ので)?|よう(?:と思|か))[^。?!]{0,8}[。!]?$"
    r"|(?<=[。?!])[^。?!]{2,60}(?:知りたくて|確認したくて|聞きたくて|教わりたくて)[。!]?$"
)
_SENTENCE_END = re.compile(r"[。?!:]|\.(?=\s|$)")
REQUEST = re.compile(
    r"教え|おしえ|知りた|しりた|聞きた|伺いた|うかがいた|示し|ください|下さい|お願い|\?|[かの]$|^.{1,12}[はも]。?$"
    r"|\b(?:please|tell|want to know|like to know)\b",
    re.ASCII,
)
_FRAMED = {"indicator": ("baseline", "target"), "owner": ("contact", "person", "howto")}  # what is named only for something asked of it
_OF_THE = re.compile(r" (?:of|for|at|in|to reach|from) (?:(?!and\b)[a-z]+ ){0,4}", re.ASCII)
_OF_IT = re.compile(r"(?:[^、。,とや]{0,8}(?:課|部署|機関|ところ|人|方|職員))?(?:の|に、?|では?|における|としての|'s ?)")
NO_CUE = ("ask", "none")
_PROJECT_IN_ENGLISH = re.compile(r"\b(?:initiative|undertaking)(s?)\b")  # what a 取組 is called as well
_MONEY = re.compile(r"\b(?:cost\w*|fees?|fares?|charge\w*|pay\w*|paid|price\w*|yen|free|money)\b", re.ASCII)
_PRICE_CHANGES = re.compile(
    r"変わ|かわ|[上下]が|値[上下]げ|引き?[上下]げ|改[定訂正]|見直|新しい|\b(?:chang|rais|rise|rose|increas|lower|revis|review|new|higher|goes up|went up)\w*",
    re.ASCII,
)
_OF_MONEY = ("budget", "fee")
_AMOUNT = re.compile(r"いくら|[何なん]円|金額|\bhow much\b", re.ASCII)
_KANA_WORD = re.compile(r"[ぁ-ん]{2}")
_WITHIN_NAME = re.compile(r"システム|しすてむ|体系|制度")  # behind money: 料金システムの共同利用
_THAN_YEAR_BEFORE = re.compile(
    r"前(?:の)?年度?(?:より|から|と?(?:に)?比べ[てる]*と?|比)"
    r"|\b(?:than|compared (?:with|to)|from|over) the (?:(?:fiscal )?year before|previous (?:fiscal )?year)\b",
    re.ASCII,
)  # of the year named beside it
_MODIFIES = re.compile(r" (?!(?:share|shares|is|was|does|has|runs|handles|manages)\b)[a-z]+s\b", re.ASCII)  # behind department: department sites
_HOW_MANY = re.compile(r"\bhow many (?:[a-z]+ )?(?:department|division|section|office)(?: ?s)?\b", re.ASCII)
_CALLED = re.compile(r"(?:どの|どこの|どちらの|何)[課係室部]署?[にへ]お?$")  # before 電話すればよいですか
TOTALS = re.compile(r"合計|足し|累計|目標|\b(?:total|sum|targets?)\b", re.ASCII)  # asks for a sum of figures
_OF_PROJECTS = re.compile(r"事業|じぎょう|取組|取り組み|計画|\bprojects?\b", re.ASCII)
_FROM = re.compile(r"から|より|に比べ|\b(?:from|since|between|compared)\b", re.ASCII)
ENGLISH_FRAME = 3  # English function words from which a question with Japanese names in it is an English one
_JAPANESE = re.compile(r"[ぁ-ゖァ-ヺ一-龯々]")
_OF_ORDER = re.compile(r"当初|最初|初め|はじめ")  # of a figure where it stood; of anything else what came first
_FIRST_OF_ALL = re.compile(r"(?:最初|初め|はじめ)(?:に(?!書|あ|置|定|設)|の(?:年|[1-9]|質問|ご?質問))")  # one begins to ask, or of the first years
_WHEN_OR_WHERE = re.compile(r"いつ|何年(?!分|間)|何月|どこ|どちらの|どの課|何課|誰|だれ")
_ASKS_ACTUAL = re.compile(  # beside the target
    r"実際(?:に|は|には)?(?:いくつ|何|どれ|どの(?:くらい|ぐらい|程度)|どう)[^。?]*(?:た|て(?:い)?る)"
    r"|\bhow (?:many|much)\b[^.?]*\b(?:were|was|did|have been)\b[^.?]*\b(?:really|actually|in fact|in reality)\b|\b(?:really|actually) (?:\w+ed|reach\w*)\b",
    re.ASCII,
)
_HOW_MANY_IN_KANJI = re.compile("幾(?:(?P<kana>(?=[つらた分]))|(?=[人名件回年日月個社本台]))")  # 幾つ, 幾人
_WISHED = re.compile(r"(?:知り|聞き|伺い|確かめ|確認し)た|教えて(?:くだ|下さ|ほし|欲し|もら|いただ)")
_BEFORE_ASKED = re.compile(r"(?:が|けど|けれども?|ので|ように)、")  # ends what is told before what is asked (使い方まで教えてくれると聞きましたが、)
_LATIN_OR_NOT = re.compile(r"[a-z]{2,}|[^a-z]+|[a-z]")
_LATIN_WORD = re.compile(r"[a-z]{2,}")
_CHINESE = re.compile("[项哪负这们么谁吗请问标门务计划责谢]")  # simplified characters that Japanese does not use
_OTHER_SCRIPT = re.compile(r"[\u0370-\u1fff\uac00-\ud7af]")
_SLIP = re.compile(r"(?<=[ぁ-ん])[a-z](?=[ぁ-ん])")  # a key pressed twice while kana are typed (すrんですか); a capital may be a name
_MARKUP = re.compile(r"</?[a-z!][^<>]*>")
_EXCLUDED = re.compile(
    r"[(（]\s*not [^)）]*[)）]|\bnot the (?:(?:old|older|new|newer|former|heisei|reiwa) )?one\b[^,.?]*"
    r"|[^、。,?？()「」]{2,12}(?:ではなく|じゃなくて|でなく)(?:て)?",
    re.ASCII,
)
_BOTH_COUNTED = re.compile(
    r"(?:いくつ|何(?:つ|本|個)?)の?(?:施策|目標)[^。?]{0,24}(?:いくつ|何(?:つ|本|個|件)?)の?(?:事業|取組)"
    r"|(?:施策|目標)の?(?:本?数|件数)(?:と|、|や|・|/| )[^。?]{0,4}(?:事業|取組)の?(?:本?数|件数)"
    r"|施策と事業の(?:本?数|件数)|施策[とや]事業[がは]?(?:それぞれ)?(?:いくつ|何)"
    r"|\bhow many (?:policies|measures|goals) and (?:how many )?projects\b|\bnumbers? of (?:policies|measures|goals) and (?:the number of )?projects\b"
)
_NOW = frozenset({"今", "現在", "今現在"})  # says of what time a figure is
_COUNTING = re.compile(r"[一二三四五六七八九十百千]{2,}|[パハ][ーア]?セント")  # figures in words, and per cent, which documents print as a sign
_REQUEST = re.compile(r"[てで](?:いただ[けき]|頂[けき]|もらえ|もらい|下さい|ください|くれ)(?:たい)?(?:ない|ませ|ます)?ん?(?:です)?(?:か|でしょうか)?")
_COMPOUND = re.compile(r"[一-龯]+")
_WHETHER = re.compile(
    r"(?:です|でした|ます|ました)(?:か|よね|ね)|でしょうか"
    r"|だよね|だっけ|(?:だっ|でし)たな|合って|あって(?=る|ま|い|[?。]|$)|よろしい|正しい|本当|ホント|ほんと|間違いない|という理解|と聞い|説明を受け"
    r"|(?:これ|それ|こと)でいい|確認(?:したい|です|を?(?:お願い|願い))"
    r"|[, ] ?(?:was|is|did|does|were|isn't|wasn't|didn't|doesn't|aren't|weren't|hasn't) (?:it|they|that)(?: not)? *\?"
    r"|\b(?:right|correct)\s*\?$|\bis (?:that|it|this) (?:true|right|correct)\b"
    r"|^(?:is|are|was|were|does|did|do|has|have)\b",
    re.ASCII,
)
_HEARSAY = re.compile(r"(?:本当|ホント|ほんと)(?:です|でしょう|な)?[のか]*\?|(?:って|と)(?:聞い|伺っ)|合って(?:い?ます|る|い)")  # a list is never asked for so


@dataclass(frozen=True, slots=True)
class Query:
    """What a question asks.

    asks: names of cues in the order of the question. absent: attributes that plans rarely give. numbered: (kind, number) of policies
    and goals named. counter: the unit asked for (何法人 -> 法人). subject: what is left to search by. terms: its words, each with the
    words that may stand for it. unknown: content words found neither in the documents nor in the glossary.
    """

    text: str
    language: Language
    kind: str = "question"  # question, greeting, thanks, help, refused, other_place, third_language, unreadable
    asks: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    years: tuple[FiscalYear, ...] = ()
    relative: int | None = None
    stretched: bool = False  # the years are what is left of a plan's period (R8以降, R8以外)
    plan_ids: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    numbered: tuple[tuple[str, str], ...] = ()
    categories: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()
    counter: str | None = None
    subject: str = ""
    terms: tuple[tuple[str, ...], ...] = ()
    unknown: tuple[str, ...] = ()
    foreign: tuple[tuple[str, ...], ...] = ()  # of each English word that only the dictionary knows, the words of the documents that may stand for it
    glossary: tuple[str, ...] = ()
    called: tuple[str, ...] = ()  # the words of the question that led to the glossary's terms
    spellings: tuple[tuple[str, tuple[str, ...]], ...] = ()  # of those in Latin letters, what else they are called (ICT: 情報通信技術)
    missing: tuple[str, ...] = ()  # those of them in Latin letters that the documents hold in no spelling (Instagram)
    titles: tuple[str, ...] = ()
    edges: tuple[str, ...] = ()  # first, last, all: years named by their place in the plan's period
    of_plan: bool = False  # it speaks of a plan
    inherited: bool = False  # the field asked for comes from the conversation
    past: bool = False  # it asks of something done
    intent: Intent = NO_INTENT  # what the network makes of it
    asks_whether: bool = False  # the question asserts something and asks whether it is so

    @property
    def known(self) -> tuple[tuple[str, ...], ...]:
        """All terms that the documents hold, of English words also those that only the dictionary knows."""
        return (*self.terms, *self.foreign)

    @property
    def searched(self) -> tuple[tuple[str, ...], ...]:
        """All terms to search by, also what nobody knows."""
        return (*self.known, *((word,) for word in self.unknown))

    @property
    def unsure(self) -> bool:
        """Whether the question has a word of some length that no document holds."""
        return any(len(word) > 1 for word in self.unknown)

    @property
    def has_subject(self) -> bool:
        """Whether anything is left to search by."""
        return bool(self.known or self.unknown or self.quoted)


@dataclass(frozen=True)
class Reader:
    """Reads questions against one library: its plans, departments, titles and words."""

    library: Library
    glossary: Glossary
    cues: Cues
    names: Names
    plan_names: PlanNames
    spelling: Spelling
    mixed: Mixed
    miswritten: Miswritten
    homophones: Homophones
    shortened: Shortened
    romaji: Romaji
    coined: Coined
    today: FiscalYear
    longest: int
    _held: dict[Term, tuple[str, ...]] = field(default_factory=dict, compare=False)  # filled as terms are asked for

    @classmethod
    def for_library(cls, library: Library, glossary: Glossary, today: FiscalYear, longest: int) -> Reader:
        """A reader of questions of at most `longest` characters, asked in the fiscal year `today`."""
        known = {name for name in library.department_names if is_name(name)} | {heading.name for plan in library.plans for heading in plan.categories}
        known |= {plan.publisher for plan in library.plans}
        aliases = {word: term.printed for term in glossary.terms if term.printed in known for word in (*term.japanese, *term.english)}
        cues = load_cues()
        names, plan_names = Names(library, aliases), PlanNames.of(library.plans, cues.plans)
        return cls(
            library,
            glossary,
            cues,
            names,
            plan_names,
            Spelling([*glossary.english, *cues.english]),
            Mixed(library.readings),
            Miswritten(_names_of_projects(library)),
            Homophones([*_names_of_projects(library), *cues.japanese], library.department_names, lambda word: library.fulltext.holds(words(word))),
            Shortened(_names_of_projects(library)),
            Romaji(library.readings, (plan.publisher.rstrip("市区町村") for plan in library.plans)),
            Coined.of(library),
            today,
            longest,
        )

    def read(self, question: str) -> Query:
        """The query of a question. Raises QuestionError when it is empty, too long or holds no text."""
        text = _MARKUP.sub(" ", check_question(_SLIP.sub("", question), self.longest)).strip()
        text = _without_reason(after_courtesies(_EXCLUDED.sub(" ", text).strip() or text))
        text = _SAID.sub(r"\1", _SAYER.sub("", text))
        text = self.coined.spelt_out(self.names.numbers_spelt_out(text))
        text = text if self._has_policies else text.replace("施策", "事業")  # what the projects of such a plan are called
        mixed = _JAPANESE.search(text) and _LATIN_WORD.search(text)
        language = detect_language(self.names.without_titles(text) if mixed else text)
        text = self._in_english(text) if language == "en" else self._in_japanese(text)
        kind = self._kind(text)
        if kind != "question":
            foreign = kind == "third_language" or (_LATIN_WORD.search(text) and not _JAPANESE.search(text))
            spoken: Language = "en" if foreign else "ja"
            return Query(text, language if kind == "refused" else spoken, kind)
        query = self._question(text, language)
        silent = not (query.asks or query.absent or query.years or query.plan_ids or query.departments or INTERROGATIVE.search(text))
        if silent and not (query.titles or _WISHES.search(text)) and _INTRODUCES.search(text) and begins_with_greeting(question):
            return Query(text, language, "greeting")  # こんにちは。中1です。よろしくお願いします
        return Query(text, language, "thanks") if silent and not query.known and self.cues.thanks.search(text.lower()) else query

    def _in_japanese(self, text: str) -> str:
        """A Japanese text without slips, names that are shortened in it as the documents print them."""
        return self.shortened.spelt_out(self.homophones.corrected(self.miswritten.corrected(self.mixed.restored(text))))

    def _in_english(self, text: str) -> str:
        """An English text without slips, Japanese names in Latin letters as the documents print them."""
        return self.spelling.corrected(self.romaji.restored(_PROJECT_IN_ENGLISH.sub(r"project\1", text)))

    def _kind(self, text: str) -> str:
        """What sort of text it is, before any of it is understood."""
        if _is_third_language(text):
            return "third_language"
        if not (_JAPANESE.search(text) or _LATIN_WORD.search(text) or find_years(text)):
            return "unreadable"
        if self.cues.refused.search(text):
            return "refused"
        return courtesy(text) or ("other_place" if self._other_place(text) else "question")

    def _other_place(self, text: str) -> bool:
        outside = any(not self._knows_place(match.value) for match in self.cues.places.find(text))
        return outside or asks_of_another_city(text, self._knows_place)

    def _knows_place(self, name: str) -> bool:
        return name in self._own_names or self._mentions(name)

    @cached_property
    def _has_policies(self) -> bool:
        """Whether some plan has policies above its projects."""
        return any(plan.policies for plan in self.library.plans)

    @cached_property
    def _own_names(self) -> str:
        """The publishers and titles of all plans as one text."""
        return "".join(squeeze(f"{plan.publisher} {plan.title}") for plan in self.library.plans)

    def _question(self, text: str, language: Language) -> Query:
        """The parts of a question, each taken out before the next is looked for: years, names, cues, empty phrases, words."""
        quoted = [match.span() for match in QUOTED.finditer(text)]  # a year inside quoted words is not asked for
        mentions = find_years(masked(text, quoted, MASK), self.today)
        against = _THAN_YEAR_BEFORE.search(text)
        before = [mention for mention in mentions if against and against.start() <= mention.start < against.end()]
        against = against if len(before) < len(mentions) else None
        mentions = tuple(mention for mention in mentions if not (against and mention in before))
        mentions, stretched = around(text, of_the_matter(text, mentions), self.library.plans, self._placed_range)
        undated = masked(text, spans(mentions))
        named = self.names.find(undated)
        free = masked(text, spans([*mentions, *named.plans]))
        if language == "en":
            named = self.names.with_english_headings(named, free, self.glossary)
        shielded = masked(free, named.shields)
        unnamed = masked(free, [*named.filters, *spans(named.titles)])
        glossed = [match for match in self.glossary.find(unnamed) if not _is_question_word(match, self.cues)]
        loans = self._loans(unnamed, glossed) if language == "en" else []
        glossed = [match for match in glossed if not is_within(match, loans)]
        found = uncut(self._asks(shielded, glossed), text)
        asks = _asked_of([match for i, match in enumerate(found) if not _only_frames(found[:i], match, found[i + 1 :], text)], text)
        categories = self.names.categories(shielded) or [match for match in self.names.categories(free) if _is_quoted(match, free)]
        edges = self.cues.edges.longest_first(shielded)
        publishers = [match for match in self.names.publishers(free) if not _inside_longer(match, glossed)]
        called, timed = list(self.plan_names.alone(shielded)), list(self.plan_names.timed(shielded, self.today))
        framing = [match for match in found if match.value[0] == "ask"]  # 担当課 of 担当課の電話番号 is neither asked for nor searched by
        rest = masked(free, [*spans([*asks, *framing]), *named.filters, *spans(publishers), *spans(categories), *spans(edges), *spans(called), *spans(timed)])
        rest = masked(rest, [against.span()] if against else [])
        phrases = uncut(self.cues.phrases.longest_first(masked(rest, spans(named.titles))), text)
        compounds = [match for match in glossed if _COMPOUND.fullmatch(match.phrase)]
        rest = masked(rest, spans(match for match in phrases if not _inside_longer(match, compounds)))  # 役所 of 区役所
        aloud = self.names.read_aloud(masked(rest, spans(glossed)))
        terms, unknown = self._terms(masked(rest, spans([*aloud, *loans])), glossed, language)
        read = [*(term for match in aloud for term in _of_reading(match)), *((word,) for match in loans for word in words(match.value))]
        terms = tuple(dict.fromkeys([*terms, *read]))
        foreign, unknown = self._translated(rest, unknown) if language == "en" else ((), unknown)
        counter = counter_of(text)
        unknown = tuple(word for word in unknown if not (counter and (word in counter or word.startswith(counter))))  # 人増 of 何人増える
        intent = intent_of(text, frozenset(match.value[1] for match in found)) if len(squeeze(undated)) >= SHORTEST_TOLD else NO_INTENT
        asked, absent = _weighed(_values(asks, "ask"), _values(asks, "absent"), intent, text)
        asked = tuple("achievement" if ask == "target" and _ASKS_ACTUAL.search(text) else ask for ask in asked)
        absent = tuple(each for each in absent if not (each == "contractor" and counter == "社"))  # 相手は何社
        absent = tuple(each for each in absent if not (each == "howto" and _PLACEHOLDER.search(text)))  # どんなやり方で。なんとか方式というもの
        if asked == ("one_department",) and terms:
            asked = ("owner", *asked)  # 農林課だけでやっているの
        if categories and counter in COUNTS_ALL and not set(asked) & {*LIST_ASKS, *CORE_ASKS - {"category"}, "achievement", *ARITHMETIC_ASKS}:
            asked = (*asked, "count")  # 探索型って何件
        dated = self.plan_names.dated(text, mentions)  # of these years nothing is asked
        mentions = tuple(mention for mention in mentions if mention not in dated)
        timed += [Match(plan_id, "", 0, 0) for called_by in dated.values() for plan_id in called_by]
        query = self._of_names(Query(text, language), named, [*called, *timed], asked)
        query = replace(query, plan_ids=query.plan_ids or tuple(self.names.plans_of(match.value for match in publishers)))
        years, relative = self._years(mentions)
        if against and len(years) == 1:  # R9は前年より増えるの
            years, asked = (FiscalYear(years[0].year - 1), *years), tuple(dict.fromkeys([*asked, "difference"]))
        query = replace(query, titles=tuple(each for title in query.titles for each in self._titled(title, query.plan_ids, years)))
        asserted = _asks_whether(text)  # 担当は区民課ですか is compared with what is printed, as it stands
        return replace(
            query, asks=_two_ended(_of_history(asked, bool(terms or unknown)), years, text), years=years, relative=relative, stretched=stretched, intent=intent,
            absent=_without_shadows(absent, asked, text),
            categories=self.names.included(categories, shielded), edges=_unique(edges), counter=counter,
            subject=" ".join(rest.split()), terms=terms, unknown=unknown, foreign=foreign,
            glossary=tuple(dict.fromkeys([*(each.value.printed for each in glossed), *(each.value[0] for each in aloud), *(each.value for each in loans)])),
            called=tuple(match.phrase for match in glossed),
            spellings=tuple((match.phrase, match.value.japanese) for match in glossed if match.phrase.isascii() and language == "ja"),
            missing=tuple(match.value.printed for match in glossed if match.phrase in unknown and match.value.printed.isascii()),
            past=_asks_past(text), asks_whether=asserted,
            departments=query.departments if asserted and terms else self.names.in_full(query.departments, query.plan_ids),
        )  # fmt: skip

    def _is_measured(self, phrase: str) -> bool:
        """Whether the name of an indicator begins with a quantity (職員数), of which plans elsewhere tell nothing."""
        return phrase.endswith(QUANTITY) and any(name.startswith(loose(phrase)) for name in self._indicators)

    @cached_property
    def _indicators(self) -> tuple[str, ...]:
        """The names of all indicators, their kana made plain."""
        printed = (project.indicator.printed for project in self.library.projects if project.indicator)
        return tuple(loose(name) for each in printed for name in (marked_parts(each).values() or [each]))

    def _titled(self, project_id: str, plan_ids: Sequence[str], years: Sequence[FiscalYear]) -> tuple[str, ...]:
        """The projects with the title of this one: those of the plans named, else of the plans of the years asked for, and of these the ones of today."""
        alike = self.names.titled_alike(project_id)
        plans = {each: self.library.plan_of(project) for each in alike if len(alike) > 1 and (project := self.library.project(each))}
        for meant in (lambda plan: plan.id in plan_ids, lambda plan: bool(years) and all(map(plan.covers, years)), lambda plan: plan.covers(self.today)):
            alike = tuple(each for each in alike if each in plans and meant(plans[each])) or alike
        return alike

    def _asks(self, text: str, glossed: Sequence[Match[Term]]) -> list[Match[Cue]]:
        """Cue phrases and the words of cue patterns, in the order of the text. A phrase inside a longer glossary word is none."""
        phrases = [match for match in self.cues.asks.longest_first(text) if not (_inside_longer(match, glossed) or _ends_a_name(match, text))]
        phrases = [match for match in phrases if match.value != NO_CUE and not (match.value == ("absent", "contact") and _CALLED.search(text[: match.start]))]
        phrases = [match for match in phrases if not (match.value[0] == "absent" and self._is_measured(match.phrase))]
        phrases = [match for match in phrases if not (match.value[1] in _OF_MONEY and _WITHIN_NAME.match(text, match.end))]
        counted = [match for match in _HOW_MANY.finditer(text) if _MODIFIES.match(text, match.end())]
        phrases = [match for match in phrases if not any(each.start() <= match.start < each.end() for each in counted)]  # how many department sites
        found = [*phrases, *self.cues.patterns(text)]
        if not any(match.value[1] in self.cues.spelt_asks - OPEN_ASKS or match.value[0] == "absent" for match in found):
            found += [match for match in self.cues.misspelt(text) if not self._mentions(match.phrase)]
        rare = [match for match in found if match.value[0] == "absent"]
        found = [match for match in found if match in rare or not any(match.start < other.end and other.start < match.end for other in rare)]
        return sorted(found, key=lambda match: match.start)

    def _loans(self, text: str, glossed: Sequence[Match[Term]]) -> list[Match[str]]:
        """The loan words of titles in an English text, but for those that the glossary or, by itself, the embedded model knows as well."""
        return [match for match in self.names.loan_words(text) if not (is_within(match, glossed) or is_one_piece(base_form(match.phrase)))]

    def _of_names(self, query: Query, named: Named, called: Sequence[Match[str]], asks: Sequence[str]) -> Query:
        """The query with what it names; `called`: the plans that it calls without their titles."""
        plans = [*_unique(named.plans), *(() if HISTORY in asks else _unique(called)), *(match.value[2] for match in named.headings)]
        numbered = [*(match.value for match in named.numbered), *((kind, number) for kind, number, _ in _unique(named.headings))]
        return replace(
            query, plan_ids=tuple(dict.fromkeys(plans)), departments=_unique(_alone(named.departments, query.text)), numbered=tuple(dict.fromkeys(numbered)),
            quoted=_unique(named.quoted), titles=_unique(named.titles), of_plan=bool(plans) or self.plan_names.spoken_of(query.text),
        )  # fmt: skip

    def _years(self, mentions: Sequence[YearMention]) -> tuple[tuple[FiscalYear, ...], int | None]:
        """The fiscal years named, a number without an era placed by the plans' periods; and a step relative to the year before."""
        named = [mention.years or self._placed_range(mention) for mention in mentions]
        spanning = [years for years in named if len(years) > 1 and any(plan.years == years for plan in self.library.plans)] if len(named) > 1 else []
        if spanning and any(years and years not in spanning for years in named):
            named = [years for years in named if years not in spanning]  # 平成22~26年度の計画で22年度に: the range names the plan
        relative = next((mention.relative for mention in mentions if mention.relative is not None), None)
        return tuple(dict.fromkeys(year for years in named for year in years)), relative

    def _placed_range(self, mention: YearMention) -> tuple[FiscalYear, ...]:
        """The fiscal years of a mention without an era; none of a mention that is no number."""
        if mention.number is None:
            return ()
        first = self._placed(mention.number)
        return tuple(FiscalYear(first.year + step) for step in range((mention.until or mention.number) - mention.number + 1))

    def _placed(self, number: int) -> FiscalYear:
        """The fiscal year of a number without an era: the one in some plan's period, else of this era."""
        for era in ("R", "H"):
            year = FiscalYear.of_era(era, number)
            if any(plan.covers(year) for plan in self.library.plans):
                return year
        return FiscalYear.of_era("R", number)

    def _terms(self, rest: str, glossed: Sequence[Match[Term]], language: Language) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
        """The words to search by, each with what may stand for it, and the content words nobody knows."""
        terms: list[tuple[str, ...]] = []
        unknown: list[str] = []
        kept = [match for match in glossed if self._is_left(match, rest[match.start : match.end].strip())]
        for match in kept:
            found = self._of_term(match)
            terms += found
            unknown += [] if found else [match.phrase]
        for word in (word for chunk in masked(rest, spans(kept)).split() for word in self._words_of(chunk, language)):
            if word.isdigit() or re.fullmatch(r"[ぁ-ん]+", word) or (language == "en" and word in english_stop_words()):
                continue
            if self.library.fulltext.known(word):
                terms += [(word,)] if len(word) > 1 else []
            elif _is_content(word, language):
                unknown.append(word)
        return tuple(dict.fromkeys(terms)), tuple(dict.fromkeys(unknown))

    def _words_of(self, chunk: str, language: Language) -> tuple[str, ...]:
        """The words of a piece of a question; an English word that the analyser tears apart, and the documents have not all parts of, as one."""
        if language == "ja":
            return words(chunk)
        parts = ((typed, words(typed)) for typed in _LATIN_OR_NOT.findall(chunk))
        return tuple(
            word
            for typed, found in parts
            for word in ((typed,) if _LATIN_WORD.fullmatch(typed) and len(found) > 1 and not all(map(self.library.fulltext.known, found)) else found)
        )

    def _translated(self, rest: str, unknown: Sequence[str]) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
        """Of unknown English words, or parts of such, the terms of the documents that the dictionary has for the words; and those that stay unknown."""
        terms: list[tuple[str, ...]] = []
        told: set[str] = set()
        for typed in dict.fromkeys(_LATIN_WORD.findall(rest)):
            parts = {typed, *words(typed)} & set(unknown)
            told_by = ((each for each in of(typed) if self._mentions(each)) for of in (in_japanese, of_its_noun)) if parts else ()
            spellings = next(filter(None, ([words(each) for each in found] for found in told_by)), [])
            rarest = (max(each, key=self.library.fulltext.idf) for each in spellings)  # 訪問 of 訪問者
            if term := tuple(dict.fromkeys(word for word in rarest if len(word) > 1)):
                terms.append(term)
                told |= parts
        return tuple(dict.fromkeys(terms)), tuple(word for word in unknown if word not in told)

    def _is_left(self, match: Match[Term], left: str) -> bool:
        """Whether what is left of a glossary term, its other words taken for a phrase (hp of 市hp), is the term still."""
        return left == match.phrase.strip() or any(other.value == match.value and other.phrase == left for other in self.glossary.find(left) if left)

    def _of_term(self, match: Match[Term]) -> list[tuple[str, ...]]:
        """The words of a glossary term: as typed where the documents hold it, else as the first spelling they hold; none when they hold none.

        A word that is a spelling by itself may stand for each.
        """
        spellings = self._spellings(match.value)
        typed = [match.phrase] if self._mentions(match.phrase) else list(spellings[:1])
        own = words(typed[0]) if typed else ()
        whole = [parts[0] for spelling in spellings if len(parts := words(spelling)) == 1 and (parts[0].isascii() or loose(parts[0]) == loose(spelling))]
        others = [word for word in whole if word not in own or len(own) == 1]  # 中学校 is not any 学校, nor 収集 of ごみ収集 any ごみ
        torn = typed and _KANA_WORD.search(typed[0])  # 日 is all the analyser leaves of ごみの日
        found = [tuple(dict.fromkeys((word, *others))) for word in own if self.library.fulltext.known(word) and not (torn and len(word) == 1)]
        told = {word for term in found for word in term}
        beside = [word for word in words(match.phrase) if len(word) > 1 and not _LATIN_WORD.match(word) and word not in told] if found else []
        return [*found, *((word,) for word in beside if self.library.fulltext.known(word))]  # 公式 of 公式サイト, beside ホームページ

    def _spellings(self, term: Term) -> tuple[str, ...]:
        """The Japanese spellings of a term that the documents hold."""
        if term not in self._held:
            self._held[term] = tuple(spelling for spelling in term.japanese if self._mentions(spelling))
        return self._held[term]

    def _mentions(self, phrase: str) -> bool:
        """Whether the documents hold the phrase, its words one after the other."""
        parts = words(phrase)
        inner = tuple(part for part in parts if part != loose(phrase))  # a loan word may stand inside a longer one
        return self.library.fulltext.holds(parts) or (1 < len(inner) < len(parts) and self.library.fulltext.holds(inner))


def normalised_question(question: str) -> str:
    """The normalised question, 幾つ in kana."""
    return _HOW_MANY_IN_KANJI.sub(lambda match: "何" if match["kana"] is None else "いく", normalise(question))


def check_question(question: str, longest: int) -> str:
    """The normalised question. Raises QuestionError when it is empty, too long or holds no text."""
    text = normalised_question(question)
    if not text:
        raise QuestionError("質問が空です。知りたいことを入力してください。 (The question is empty. Please type what you want to know.)")
    if len(text) > longest:
        told = f"The question has {len(text)} characters; at most {longest} are allowed."
        raise QuestionError(f"質問が長すぎます（{len(text)}文字）。{longest}文字以内で入力してください。 ({told})")
    return text


def detect_language(text: str) -> Language:
    """`en` when the question is made of English words, also around Japanese names; else `ja`."""
    latin = _LATIN_WORD.findall(text)
    functional = [word for word in latin if word in english_stop_words()]
    if not _JAPANESE.search(text):
        return "en" if functional or len(latin) >= ENGLISH_FRAME or _OTHER_SCRIPT.search(text) else "ja"
    return "en" if len(functional) >= ENGLISH_FRAME or (len(functional) == ENGLISH_FRAME - 1 and not re.search(r"[ぁ-ゖ]{3,}", text)) else "ja"


def is_japanese(text: str) -> bool:
    """Whether a text has any Japanese character."""
    return bool(_JAPANESE.search(text))


def _is_third_language(text: str) -> bool:
    """Whether the question is in a script or in words that are neither Japanese nor English."""
    if _CHINESE.search(text) and not re.search(r"[ぁ-ん]", text):
        return True
    if _JAPANESE.search(text):
        return False
    latin = _LATIN_WORD.findall(text)
    return bool(_OTHER_SCRIPT.search(text)) or (len(latin) > ENGLISH_FRAME and not any(word in english_stop_words() for word in latin))


def _of_reading(match: Match[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The words that kana stand for: those of the first printed form, or any of them where each is one word."""
    forms = [words(form) for form in match.value]
    if all(len(form) == 1 for form in forms):
        return [tuple(dict.fromkeys(form[0] for form in forms))]
    return [(word,) for word in forms[0]]


def _is_quoted(match: Match[str], text: str) -> bool:
    """Whether a phrase is all that stands between quotation marks."""
    return QUOTED.fullmatch(text[max(0, match.start - 1) : match.end + 1]) is not None


def _weighed(asks: tuple[str, ...], absent: tuple[str, ...], intent: Intent, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What cues say is asked for, and what plans rarely give, with what only the network tells: a list, a sum, a history, or what plans never print."""
    if _BOTH_COUNTED.search(text):
        return ("counts",), absent  # 施策と事業の数
    if INCLUSIVE.search(text):
        asks = tuple(ask for ask in asks if ask not in ("several_departments", "one_department"))
    if "several_departments" in asks:
        asks = tuple(ask for ask in asks if ask != "one_department")
    if "target" in asks and text.isascii() and not _MONEY.search(text):
        absent = tuple(each for each in absent if each != "fee")  # the amount of waste per person
    if "sum" in asks and LATEST.search(text) and not TOTALS.search(text):
        asks = tuple(ask for ask in asks if ask != "sum")  # いま全部で何件載っていますか
    asks = tuple(ask for ask in asks if not (ask.startswith("with_") and ask.replace("with_", "without_") in asks))
    if HISTORY in asks and intent.chance >= CERTAIN and intent.name in CORE_ASKS and intent.name in asks:
        asks = tuple(ask for ask in asks if ask != HISTORY)  # 昔の計画にあったと思うんですが、どこの課
    if "sum" in asks and _OF_PROJECTS.search(text) and not set(asks) & {"target", "achievement"} and intent.of(("count", "counts")) >= COUNTED:
        asks = tuple("count" if ask == "sum" else ask for ask in asks)  # 全部でいくつの事業
    if not set(asks) & LIST_ASKS and intent.of(LISTING) >= LISTED and not _HEARSAY.search(text):
        return (*(ask for ask in asks if ask not in TALKED_OF), intent.best_of(LISTING)), absent
    if intent.name == "difference" and intent.chance >= CERTAIN and "target" in asks and not absent:
        return (*asks, "difference"), absent
    if absent or intent.chance < SURE or any(ask in FIELD_ASKS or ask in LIST_ASKS or ask in ARITHMETIC_ASKS for ask in asks):
        return asks, absent
    if intent.name in ARITHMETIC_ASKS or intent.name == HISTORY:
        return (*asks, intent.name), absent
    return asks, ((intent.name,) if intent.name in NEVER_PRINTED else ())


def _of_history(asks: tuple[str, ...], has_subject: bool) -> tuple[str, ...]:
    """The asks; where the history of an undertaking is asked for, without those that other words of such a question set off (何が変わった).

    A list is asked for only where no project is named (計画をまたいで続いている事業は).
    """
    beside = BESIDE_HISTORY if has_subject else BESIDE_HISTORY | LIST_ASKS
    return tuple(ask for ask in asks if ask in beside) if HISTORY in asks else asks


def _without_shadows(absent: tuple[str, ...], asks: tuple[str, ...], text: str) -> tuple[str, ...]:
    """What plans rarely give, without the name that a history tells, and without the budget where it is asked what something costs to use, or by how much a

    target grows (目標はR7からR9までにいくら増えるか), and without either where it is asked when a price changes (袋の値段が変わるのはいつから).
    """
    grows = "target" in asks and not {"growth", "difference"}.isdisjoint(asks)
    changes = "when" in asks and _PRICE_CHANGES.search(text) and not _AMOUNT.search(text)
    shadows = {*(["name"] if HISTORY in asks else []), *(["budget"] if "fee" in absent or grows or changes else []), *(["fee"] if changes else [])}
    return tuple(each for each in absent if each not in shadows)


def _values(matches: Iterable[Match[Cue]], kind: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(match.value[1] for match in matches if match.value[0] == kind))


def _unique(matches: Iterable[Match[Value]]) -> tuple[Value, ...]:
    return tuple(dict.fromkeys(match.value for match in matches))


def _inside_longer(match: Match[Any], others: Iterable[Match[Term]]) -> bool:
    """Whether a match only stands inside a longer word of the glossary (しょかん in としょかん)."""
    return any(other.start <= match.start and match.end <= other.end and other.end - other.start > match.end - match.start for other in others)


def _only_frames(before: Sequence[Match[Cue]], match: Match[Cue], after: Sequence[Match[Cue]], text: str) -> bool:
    """Whether something is named only for what is asked of it: 成果指標の現状値, 担当課の電話番号, the phone number of the department."""
    of = _FRAMED.get(match.value[1], ())
    follows = next((other for other in after if other.value != match.value), None)
    precedes = next((other for other in reversed(before) if other.value != match.value), None)
    if follows and follows.value[1] in of and _OF_IT.fullmatch(text[match.end : follows.start]):
        return True
    return precedes is not None and precedes.value[1] in of and bool(_OF_THE.fullmatch(text[precedes.end : match.start]))


def _asked_of(asks: Sequence[Match[Cue]], text: str) -> list[Match[Cue]]:
    """The cues without what plans rarely give, and what everyday words ask for, where it is only talked about: in another sentence than those that ask."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text)] + [len(text)]
    sentences = [(start, end) for start, end in zip([0, *ends], ends, strict=False) if text[start:end].strip()]
    interrogative = [(start, end) for start, end in sentences if INTERROGATIVE.search(text[start:end])]
    asking = [(start, end) for start, end in sentences if (start, end) in interrogative or REQUEST.search(text[start:end])] or sentences
    asking = [(_told_until(text, start, end), end) for start, end in asking]
    talk = TALK_SETS_OFF if interrogative else ()
    of_order = [match for match in asks if _OF_ORDER.match(match.phrase) and match.value[1] == "baseline"]
    asks = [match for match in asks if not (match in of_order and (_WHEN_OR_WHERE.search(text) or _FIRST_OF_ALL.match(text, match.start)))]
    named = [match for match in asks if match.value[0] == "ask" and (match.value[1] not in talk or match.phrase.endswith("値"))]
    return [match for match in asks if match in named or any(start <= match.start < end for start, end in asking)]


def _told_until(text: str, start: int, end: int) -> int:
    """Where a sentence of the text begins to ask: behind what it only tells, in which nothing is wished for."""
    breaks = [match.end() for match in _BEFORE_ASKED.finditer(text, start, end) if INTERROGATIVE.search(text, match.end(), end)]
    return max((each for each in breaks if not (INTERROGATIVE.search(text, start, each) or _WISHED.search(text, start, each))), default=start)


def _ends_a_name(match: Match[Cue], text: str) -> bool:
    """Whether a cue that begins with 課 only ends a name (区民課はどこ)."""
    return match.phrase.startswith("課") and match.start > 0 and bool(re.match(r"[一-龯々]", text[match.start - 1]))


def _is_question_word(match: Match[Term], cues: Cues) -> bool:
    return any(found.start <= 0 and found.end >= len(match.phrase) for found in cues.asks.longest_first(match.phrase))


def _names_of_projects(library: Library) -> Iterator[str]:
    """The titles and indicators of all projects."""
    for project in library.projects:
        yield project.title.printed
        yield from [project.indicator.printed] if project.indicator else []


def _two_ended(asks: tuple[str, ...], years: Sequence[FiscalYear], text: str) -> tuple[str, ...]:
    """How much something grows asks for a difference where two ends are named (R6からR9で); else it speaks of the figure itself (R8に何時間減らす)."""
    ends = len(years) > 1 or "baseline" in asks or (years and _FROM.search(text))
    spoken = (("difference" if ends else None) if ask == "growth" else ask for ask in asks)
    return tuple(dict.fromkeys(ask for ask in spoken if ask))


def _asks_past(text: str) -> bool:
    """Whether what is asked lies in the past; what people tell of before they ask (…と友人から聞きました) does not count."""
    asking = _REPORTED.sub("", asking_part(text))
    return bool(PAST.search(asking)) and not _PLANNED.search(asking)


def _without_reason(text: str) -> str:
    """`text` without a last sentence that tells why one asks, where what stands before it asks something."""
    before = _WHY_ASKED.sub("", text)
    return before if INTERROGATIVE.search(before) or REQUEST.search(before) else text


def asking_part(text: str) -> str:
    """The sentences of a question that ask; all where none does by a question word."""
    sentences = _SENTENCE.findall(text)
    return "".join([each for each in sentences if INTERROGATIVE.search(each)] or sentences)


def _alone(departments: Sequence[Match[str]], text: str) -> Sequence[Match[str]]:
    """The departments that are asked about, without one whose common projects with another count too (農林商工課は、観光課との共同も含めて何件)."""
    return [match for match in departments if not _COUNTED_TOO.match(text, match.end)] or departments


def _asks_whether(text: str) -> bool:
    sentences = _SENTENCE.findall(text)
    requests = bool(sentences) and bool(_REQUEST.search(sentences[-1]))  # 挙げてもらえますか asserts nothing
    return not requests and bool(_WHETHER.search(text)) and not INTERROGATIVE.search(text)


def _is_content(word: str, language: Language) -> bool:
    """Whether an unknown word carries something: not kana or a verb form, not a figure, no English stop word."""
    if (re.search(r"[ぁ-ん]", word) and not re.search(r"[ァ-ヴ]", word)) or re.fullmatch(r"[\d.,]+", word):
        return False
    if word in _NOW or _COUNTING.fullmatch(word):
        return False
    if re.fullmatch(r"[a-z]+", word):
        return len(word) > 1 and word not in english_stop_words()
    return True
