"""Every word that the staff app shows, in Japanese and English. A new sentence goes into both tables at the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Language = Literal["ja", "en"]

QUESTION_LENGTH = 300  # the longest question that the API takes
ERAS = MappingProxyType({"R": ("令和", 2018), "H": ("平成", 1988)})  # letter: name and the year before its first


def era_year(year: str) -> tuple[str, int, int] | None:
    """Era, year of the era and western year of a fiscal year such as `R6`; None for other text."""
    era = ERAS.get(year[:1])
    if era is None or not year[1:].isdigit():
        return None
    name, before_first = era
    return name, int(year[1:]), before_first + int(year[1:])


def western_year(year: str) -> int:
    """The western year in which a fiscal year such as `R6` begins, to sort by; 0 for other text."""
    known = era_year(year)
    return known[2] if known else 0


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language. Names in braces are filled in by the methods or the caller."""

    language: Language
    app_title: str
    chat_view: str
    register_view: str
    views: str
    language_label: str
    new_conversation: str
    plans_title: str
    plan_line: str
    plans_missing: str
    placeholder: str
    welcome_title: str
    welcome: str
    example: str
    asking: str
    retry: str
    sources_title: str
    source_label: str
    place: str
    place_one_line: str
    source_document: str
    source_missing: str
    cited_line: str
    candidates_title: str
    suggestions_title: str
    titled: str
    about: str
    helpful: str
    unhelpful: str
    comment: str
    comment_help: str
    send: str
    thanks: str
    register_intro: str
    search: str
    search_help: str
    plan: str
    department: str
    all: str
    count: str
    count_limited: str
    none_found: str
    csv: str
    csv_help: str
    title: str
    departments: str
    policy: str
    category: str
    indicator: str
    baseline: str
    description: str
    actions: str
    results: str
    achievements: str
    achievement: str
    nested: str
    choose: str
    choose_help: str
    targets_title: str
    no_targets: str
    target_value: str
    target_not_set: str
    ask_about: str
    ask_owner: str
    year: str
    years: str
    separator: str
    statuses: Mapping[str, str]
    problems: Mapping[str, str]

    def fiscal_year(self, year: str) -> str:
        """A fiscal year such as `R6` as people read it: 令和6年度, FY2024; other text as it is."""
        known = era_year(year)
        return self.year.format(era=known[0], number=known[1], western=known[2]) if known else year

    def period(self, period: str) -> str:
        """A period such as `R6-R9` as people read it: 令和6〜9年度, FY2024–2027; other text as it is."""
        first, last = (era_year(year) for year in [*period.split("-"), ""][:2])
        if first is None or last is None or first[0] != last[0]:
            return "〜".join(self.fiscal_year(year) for year in period.split("-"))
        return self.years.format(era=first[0], first=first[1], last=last[1], western=first[2], western_last=last[2])

    def cited_place(self, page: int, line_start: int, line_end: int) -> str:
        """Page and lines of a citation."""
        pattern = self.place_one_line if line_start == line_end else self.place
        return pattern.format(page=page, first=line_start, last=line_end)

    def question_about(self, title: str, question: str) -> str:
        """`question` asked of the project `title`; the title alone where both are too long for one question."""
        joined = self.about.format(title=title, question=question)
        return joined if len(joined) <= QUESTION_LENGTH else title

    def candidate(self, title: str, departments: tuple[str, ...]) -> str:
        """A project with its departments, where it has any."""
        return self.titled.format(title=title, departments=self.separator.join(departments)) if departments else title


JA = Wording(
    language="ja",
    app_title="計画アシスタント",
    chat_view="質問する",
    register_view="事業一覧",
    views="画面",
    language_label="言語 / Language",
    new_conversation="新しい会話を始める",
    plans_title="質問できる計画",
    plan_line="{publisher} ・ {period} ・ {projects}事業",
    plans_missing="計画の一覧を表示できません。",
    placeholder="質問を入力してください",
    welcome_title="計画についてお尋ねください",
    welcome="計画に載っている事業の担当課、年度ごとの目標値、取組の内容や実績を、根拠となる行とともにお答えします。"
    "計画に書かれていないことは、書かれていないとお伝えします。",
    example="「{title}」の担当課はどこですか",
    asking="計画を調べています…",
    retry="もう一度試す",
    sources_title="出典（番号を選ぶと、計画の該当する行を表示します）",
    source_label="[{number}] {title} ・ {place}",
    place="{page}ページ {first}〜{last}行目",
    place_one_line="{page}ページ {first}行目",
    source_document="文書：{title}",
    source_missing="文書の前後の行を表示できません。次は回答に使った箇所です。",
    cited_line="引用した行",
    candidates_title="お探しの事業を選んでください",
    suggestions_title="続けて質問できます",
    titled="{title}（{departments}）",
    about="「{title}」について：{question}",
    helpful="役に立った",
    unhelpful="役に立たなかった",
    comment="どのような点が役に立ちませんでしたか（任意）",
    comment_help="例：別の事業の目標値が表示されました",
    send="送信する",
    thanks="ご意見をお送りいただき、ありがとうございます。",
    register_intro="計画に載っている事業を探せます。行を選ぶと、年度ごとの目標値や実績を表示します。",
    search="ことばで探す",
    search_help="例：窓口、AI",
    plan="計画",
    department="担当課",
    all="すべて",
    count="{total}件の事業があります。",
    count_limited="{total}件のうち、はじめの{shown}件を表示しています。条件を加えて絞り込んでください。",
    none_found="条件に合う事業はありません。ことばを短くするか、計画や担当課を「すべて」に戻してください。",
    csv="この一覧をCSVで保存する",
    csv_help="いまの条件に合うすべての事業を、事業内容や実績も含めて保存します。",
    title="事業名",
    departments="担当課",
    policy="施策",
    category="事業区分",
    indicator="成果指標",
    baseline="現状値",
    description="事業内容",
    actions="行動目標",
    results="実績値",
    achievements="主な実績",
    achievement="{text}（{years}）",
    nested="：",
    choose="詳しく見る事業",
    choose_help="事業を選んでください",
    targets_title="年度ごとの目標値",
    no_targets="この事業には、年度ごとの目標値の記載がありません。",
    target_value="目標値（{unit}）",
    target_not_set="設定なし",
    ask_about="この事業について質問する",
    ask_owner="「{title}」の担当課と年度ごとの目標値を教えてください",
    year="{era}{number}年度",
    years="{era}{first}〜{last}年度",
    separator="、",
    statuses=MappingProxyType(
        {
            "not_found": "計画に記載がありません",
            "out_of_scope": "登録されている計画の対象外です",
            "clarify": "当てはまる事業が複数あります",
            "refused": "このご依頼にはお答えできません",
        }
    ),
    problems=MappingProxyType(
        {
            "unreachable": "回答サーバー（{api}）に接続できません。make run でサーバーを起動してから、もう一度お試しください。",
            "slow": "回答サーバー（{api}）から時間内に返答がありませんでした。少し待ってから、もう一度お試しください。",
            "refused": "回答サーバーが受け付けませんでした（{status}）。質問を短くするか言い換えて、もう一度お試しください。",
            "failed": "回答サーバーで問題が発生しました（{status}）。少し待ってから、もう一度お試しください。続くときは、システムの担当者にお知らせください。",
            "unreadable": "{api} からの返答を読み取れませんでした。アドレスと、サーバーの版を確認してください。",
        }
    ),
)

EN = Wording(
    language="en",
    app_title="Plan Assistant",
    chat_view="Ask",
    register_view="Projects",
    views="View",
    language_label="言語 / Language",
    new_conversation="Start a new conversation",
    plans_title="Plans you can ask about",
    plan_line="{publisher} · {period} · {projects} projects",
    plans_missing="The list of plans cannot be shown.",
    placeholder="Type your question",
    welcome_title="Ask about the plans",
    welcome="Answers about the projects in the plans: which department is responsible, the target for each "
    "fiscal year, what was planned and what was done, each with the lines it was read from. "
    "What the plans do not say is not answered.",
    example="Which department is responsible for 「{title}」?",
    asking="Looking in the plans…",
    retry="Try again",
    sources_title="Sources (choose a number to see the lines of the plan)",
    source_label="[{number}] {title} · {place}",
    place="page {page}, lines {first}–{last}",
    place_one_line="page {page}, line {first}",
    source_document="Document: {title}",
    source_missing="The lines around it cannot be shown. This is the part that was used for the answer.",
    cited_line="cited line",
    candidates_title="Choose the project you mean",
    suggestions_title="You can go on with",
    titled="{title} ({departments})",
    about="About 「{title}」: {question}",
    helpful="Helpful",
    unhelpful="Not helpful",
    comment="What was wrong with the answer? (optional)",
    comment_help="For example: it showed the target of another project",
    send="Send",
    thanks="Thank you for telling us.",
    register_intro="Find a project of the plans. Choose a row to see its targets and what was done.",
    search="Search by words",
    search_help="For example: 窓口, AI",
    plan="Plan",
    department="Department",
    all="All",
    count="{total} projects.",
    count_limited="The first {shown} of {total} projects. Add a condition to narrow them down.",
    none_found="No project fits. Use fewer words, or set plan and department back to “All”.",
    csv="Save this list as CSV",
    csv_help="Saves every project that fits, with its description and achievements.",
    title="Project",
    departments="Departments",
    policy="Policy",
    category="Category",
    indicator="Indicator",
    baseline="Baseline",
    description="Description",
    actions="Actions",
    results="Actual values",
    achievements="Achievements",
    achievement="{text} ({years})",
    nested=": ",
    choose="Project to look at",
    choose_help="Choose a project",
    targets_title="Target for each fiscal year",
    no_targets="The plan sets no yearly targets for this project.",
    target_value="Target ({unit})",
    target_not_set="none set",
    ask_about="Ask about this project",
    ask_owner="Which department is responsible for 「{title}」, and what are its targets for each fiscal year?",
    year="FY{western}",
    years="FY{western}–{western_last}",
    separator=", ",
    statuses=MappingProxyType(
        {
            "not_found": "The plans do not say",
            "out_of_scope": "Not about the plans listed here",
            "clarify": "Several projects fit",
            "refused": "This request cannot be answered",
        }
    ),
    problems=MappingProxyType(
        {
            "unreachable": "The answer server ({api}) cannot be reached. Start it with make run, then try again.",
            "slow": "The answer server ({api}) did not reply in time. Wait a moment, then try again.",
            "refused": "The answer server did not accept this ({status}). Shorten or reword the question and try again.",
            "failed": "The answer server had a problem ({status}). Wait a moment, then try again. If it goes on, tell whoever runs the system.",
            "unreadable": "The reply of {api} cannot be read. Check the address, and the version of the server.",
        }
    ),
)

WORDS: Mapping[Language, Wording] = MappingProxyType({"ja": JA, "en": EN})


def words_for(language: Language) -> Wording:
    """The words of `language`."""
    return WORDS[language]
