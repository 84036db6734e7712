"""What is asked, where cue words and the network of intents have to be weighed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.answer import Answer
from assistant.assistant import Assistant

Ask = Callable[[str], Answer]


@pytest.mark.parametrize(
    ("question", "ask"),
    [
        ("DX推進課さんが担当の取組をひとつ残らず並べてほしい", "list"),
        ("情報政策課と一緒に担当している課がある事業はいくつですか", "count"),
        ("RPAの四年分の削減時間の合計はいくらになりますか", "sum"),
    ],
)
def test_a_list_count_or_sum_is_understood(assistant: Assistant, question: str, ask: str) -> None:
    """By a cue or by the network."""
    assert ask in assistant.reader.read(question).asks


@pytest.mark.parametrize(
    ("question", "ask"),
    [("オープンデータは、いま全部で何件が載っていますか", "sum"), ("What is the FY2026 target for the amount of waste per person?", "fee")],
)
def test_what_only_looks_like_a_sum_or_a_fee(assistant: Assistant, question: str, ask: str) -> None:
    """How many there are now is no sum of targets, and per person no price."""
    query = assistant.reader.read(question)
    assert ask not in (*query.asks, *query.absent)


def test_by_how_much_a_target_grows_is_no_price(assistant: Assistant) -> None:
    """いくら増えるか between two years asks for the difference of the targets."""
    query = assistant.reader.read("電子申請の利用促進の目標は、令和7年度から令和9年度までにいくら増えるか")
    assert "difference" in query.asks and not query.absent


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("電子申請の利用促進、うまくいったかどうかは何を数えて決めるの", "電子申請の新規導入手続数"),
        ("緑区特設サイトの充実、まだ試しの段階なのか、もう力を入れる段階なのか、どちらの扱いですか", "重点事業"),
        ("Digital archive project: whose remit is that?", "情報公開・文書管理課"),
    ],
)
def test_a_field_in_words_that_no_cue_has_is_told(assistant: Assistant, question: str, told: str) -> None:
    """Where the network is sure and no line of the project answers."""
    answer = assistant.ask(question)
    assert answer.status == "answered" and told in answer.text


@pytest.mark.parametrize("fragment", ["H26は", "来年度は？", "で、Cは？"])
def test_a_fragment_is_not_told_by_the_network(assistant: Assistant, fragment: str) -> None:
    """It leans on the question before."""
    assert not assistant.reader.read(fragment).intent.name


def test_projects_of_one_department_and_of_several_together_are_no_condition(assistant: Assistant) -> None:
    """単独も共管も restricts nothing; beside each other the one that asks for several counts."""
    both = assistant.reader.read("DX推進課の事業は、単独も共管も含めていくつですか").asks
    assert assistant.reader.read("DX推進課が担当する事業は何件ですか。広聴広報課との共同も含めてください。").departments == ("DX推進課",)
    assert not {"one_department", "several_departments"} & set(both)
    alone = assistant.reader.read("DX推進課が単独で担当する事業は？").asks
    assert "one_department" in alone and "several_departments" not in alone


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("DX推進課が単独で担当する事業はいくつですか", 11),
        ("重点事業で現状値の記載がない事業はいくつですか", None),
        ("実施事業集で目標がどの年度も同じ事業は？", None),
        ("平成の管理表で平成26年度の実績がない事業は？", 8),
    ],
)
def test_conditions_of_a_list(assistant: Assistant, question: str, count: int | None) -> None:
    """Each project meets the condition, and every one that does is told."""
    answer = assistant.ask(question)
    assert answer.status == "answered" and answer.projects
    assert count is None or len(answer.projects) == count


def test_a_detail_is_no_largest_figure(assistant: Assistant) -> None:
    """どの小学校 asks for no year and no project."""
    assert assistant.ask("通学路の改善要望が一番多いのはどの小学校ですか").status == "not_found"


def test_the_few_achievements_of_a_year_are_told_together(assistant: Assistant) -> None:
    """Where one of them answers."""
    text = assistant.ask("市民の声をためておく仕組み、H25には何が出来上がって、どんな人を雇ったの？").text
    assert "市民の声システムを構築" in text and "市政アドバイザー" in text


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("令和6年度からの市のICTの計画には、事業が全部でいくつ入っていますか？", "26件", "ICT-BCP 事業計画"),
        ('How many projects does the current plan have under "leaving no one behind"?', "1-2", "1-1"),
        ("Which projects in the 2024-2027 plan belong to the policy on promoting the use of data?", "統計データ利活用推進", "図書館DX"),
        ("RPAで減らす作業時間、年を追って増えていく計画なのか、それとも横ばいか。", "4,415 時間", "見当たりません"),
        ("自治体システムの標準化は令和9年度に20業務をやる目標だと聞いています。間違いないですか。", "令和7年度の目標値", "令和6年度の目標値"),
        ("地域情報プラットフォームを調べた結果は最終的にどう扱うことになったのか。", "取組において活用", "記載がありません"),
        ("インターネット安全教室、24年度と25年度で参加者はどれだけ減ったのか。", "70 － 52 = 18", "目標"),
        ("基幹システム最適化の「実施計画」の方を作った年度は。基本計画ではなく。", "平成25年度", "最適化基本計画を策定した"),
        ("引っ越しのときに要る手続きが分かるようにする、という昔の計画（平成26年度まで）はどういう仕組みだったのですか。", "ライフイベント", "マイポータル"),
        ("システム標準化の対象業務数、2025年度はいくつ？", "20 業務", "対象外"),
        ("災害時に情報システムを止めない対策の事業、担当課とR8の目標を一緒に教えて", "100％", "特定できません"),
        ("How many policies and projects make up the second ICT strategy?", "8 つの施策", "Sorry"),
        ("2026年度に新しくオンライン申請できるようになる手続はいくつの予定か。", "15 手続", "お尋ねの数量"),
        ("翻訳の機械が役に立たないそうですね。市は外国から来た人の窓口について、これから何を調べるつもりなのでしょうか。", "翻訳精度", "目標値の記載"),
        ("子供や高齢者の見守りにICT使う事業(H22-26) 所菅どこなってる", "見守り支援担当各課", "見当たりません"),
        ("市のホームページを見る人を、2025年度はどれくらい増やしたいの？", "約 5％増", "複数あります"),
        ("How many municipal operations are to be moved to the national standard systems, and in which year?", "FY2025", "does not say"),
    ],
)
def test_what_is_asked_in_other_words(ask: Ask, question: str, said: str, unsaid: str) -> None:
    """A plan called by its first year, a policy by what its name means, a course of targets, a figure of another year, an outcome, and one of two alike."""
    answer = ask(question)
    assert answer.status == "answered" and said in answer.text and unsaid not in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "キャッシュレス決済の拡大について、会計課はどういう意見を出していますか。",
        "年寄りのスマホの手助けは、どこの課がやっておるのかね",
        "What time does the passport centre in Hashimoto open?",
        "バナー広告の平均掲載期間は何か月ですか",
    ],
)
def test_what_another_line_looks_like_is_not_told(ask: Ask, question: str) -> None:
    """An opinion is no description, and a department of the front matter owns no project."""
    answer = ask(question)
    assert answer.status == "not_found" and "割り当て" not in answer.text


def test_another_project_and_the_first_one_again(talk: Callable[..., Answer]) -> None:
    """The field goes on with the one about something else; back to the first one."""
    first = "Who looks after the project for digital services at city office counters?"
    assert "保険企画課" in talk(first, "And the one about health insurance work?").text
    core = "In FY2011, what was decided about optimizing the city's core computer systems?"
    shown = talk("緑区の魅力を発信する特設サイトは、令和6年度に何件のアクセスを目指していますか？", "それ、今はどれくらい見られているんですか？")
    assert "25,000" in shown.text and shown.status == "answered"
    answer = talk(core, "And which section built the disaster information sharing system?", "Back to the first one. What happened there in FY2014?")
    assert answer.status == "answered" and "共通基盤システム" in answer.text


def test_the_last_year_goes_on_with_the_target(talk: Callable[..., Answer]) -> None:
    """A year by its place in the plan, and nothing else, asks the question before anew; a question of its own asks about the plan."""
    first = "How many new open data sets are planned for FY2024?"
    assert "13 種類" in talk(first, "And in the last year of the plan?").text
    assert "13 種類" not in talk(first, "What is the last year of the plan?").text
