"""Replies to free questions: the line that tells is quoted, an open question is told the description, and nothing else is made up."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.answer import Answer
from corpus.values import Project

Ask = Callable[[str], Answer]


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("国産生成AIの協定締結式は何年何月何日ですか", "令和 5 年 10 月 19 日", "平成"),
        ("戸籍の証明書がコンビニで取れるのは何年何月から？", "平成29年4月", "平成28年1月"),
        ("職員のICTスキル等の向上では何という方針に基づいて研修しますか", "DX 人材育成方針", "目標値"),
        ("アクセシビリティの何という規格に基づいて改善しますか", "JIS X 8341-3", "目標値"),
    ],
)
def test_names_dates_and_months_are_told_where_a_line_gives_them(ask: Ask, question: str, said: str, unsaid: str) -> None:
    """The line with the date, the month or the longer name is quoted, and no other line's."""
    answer = ask(question)
    assert answer.status == "answered" and said in answer.text and unsaid not in answer.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("山あいの村に住む年寄りにもスマートフォンを教えてくださると聞きました。機器を貸していただくのにお金はかかるのでございましょうか。", "無償貸与"),
    ],
)
def test_a_line_that_surely_answers_is_told_though_cue_words_ask_for_what_plans_never_print(ask: Ask, question: str, said: str) -> None:
    """お金 asks for no budget here: the line that tells of the money is quoted."""
    answer = ask(question)
    assert answer.status == "answered" and said in answer.text


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("公式ホームページ管理システム更新の公開日は何月何日", "相模原市公式ホームページ管理システム更新"),
        ("標準化・共通化の対象となる20業務の名前をすべて書き出して", "情報システムの標準化・共通化の推進"),
        ("橋本パスポートセンターの待ち人数表示システムを納めた会社の名前は？", "窓口待ち時間緩和推進事業"),
    ],
)
def test_names_and_dates_that_no_line_gives_are_declined(ask: Ask, question: str, title: str) -> None:
    """The right project is named, and that its plan does not tell."""
    answer = ask(question)
    assert answer.status == "not_found" and [project.title.printed for project in answer.projects] == [title]
    assert "見当たりません" in answer.text and answer.references


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("バナー広告は平成24年度に何法人？", "３法人", "59団体"),
        ("さがポの平成24年度の掲載団体数は？", "59団体", "38団体"),
        ("電子申請推進事業は平成23年度に何件追加した？", "H23年度に17件", "携帯電話"),
    ],
)
def test_the_one_piece_that_counts_is_told(ask: Ask, question: str, said: str, unsaid: str) -> None:
    """Of the year asked for, the piece that counts the thing; other counts and other years stay untold."""
    answer = ask(question)
    assert answer.status == "answered" and said in answer.text and unsaid not in answer.text


@pytest.mark.parametrize("question", ["陽光園の通園バスは何台", "デジタルサイネージは平成25年度に何台", "バナー広告は何社と契約した？"])
def test_what_no_piece_counts_is_not_told(ask: Ask, question: str) -> None:
    """A count that the project does not give is declined with what the plan does say; no other figure is put in its place."""
    answer = ask(question)
    assert answer.status == "not_found" and len(answer.projects) == 1 and "見当たりません" in answer.text


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("デジタル・ディバイド対策ではどんなことをするの？", "デジタル・ディバイド対策事業"),
        ("児童相談所の業務の何が変わりますか", "児童相談所業務効率化促進事業"),
        ("ファシリティの検討は何のため？", "働き方に合わせたファシリティの検討"),
        ("多言語対応ではどんな技術を試すのですか", "多言語対応における更なるICT活用の検討"),
        ("急いでいます。図書館DXではどのようなことをしますか？", "図書館DXの推進"),
    ],
)
def test_an_open_question_is_told_the_description(ask: Ask, project: Callable[[str], Project], question: str, title: str) -> None:
    """What it is like, what it is for and what changes stand in the description."""
    answer = ask(question)
    description = project(title).description
    assert answer.status == "answered" and description and description.printed in answer.text


@pytest.mark.parametrize("question", ["図書館DXでドローンはどう使いますか", "図書館DXではどのロボットを何台使う？"])
def test_an_open_question_about_what_no_plan_knows_is_declined(ask: Ask, question: str) -> None:
    """A thing that no document holds is not answered by what the project does otherwise."""
    answer = ask(question)
    assert answer.status == "not_found" and "見当たりません" in answer.text


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("RPAの担当課の電話番号は？", "RPAによる業務効率化の推進"), ("図書館DXの担当課の電話番号を教えてください", "図書館DXの推進"),
        ("What is the phone number of the department for the RPA project?", "RPAによる業務効率化の推進"),
    ],
)  # fmt: skip
def test_what_frames_a_question_is_not_what_it_is_about(ask: Ask, question: str, title: str) -> None:
    """The department's telephone is declined for the project named: no other project that has 担当 in its text, and no department in its place."""
    answer = ask(question)
    assert answer.status == "not_found" and [project.title.printed for project in answer.projects] == [title]
    assert "電話番号" in answer.text or "phone number" in answer.text
    assert "担当課は、" not in answer.text


def test_targets_of_another_quantity_are_not_told(ask: Ask) -> None:
    """Asked for books, the hours of RPA are no answer: what the target is of is said."""
    answer = ask("RPAの冊数の目標は？")
    assert answer.status == "not_found" and "作業削減時間" in answer.text and "4,415" not in answer.text
    assert "4,415" in ask("RPAの削減時間の目標は？").text


@pytest.mark.parametrize(
    ("question", "title", "said"),
    [
        ("平成24年度、正月前後に具合が悪くなった人向けに市が作ったページは、何という題名でしたか", "医療機関情報提供拡充の推進", "急病になったとき"),
        ("What does the city do so that its IT systems keep running in a disaster?", "ICT-BCPの推進", "非常用電源の確保"),
    ],
)
def test_a_line_that_surely_answers_says_which_project_is_meant(ask: Ask, question: str, title: str, said: str) -> None:
    """The project alone would not be sure."""
    answer = ask(question)
    assert answer.status == "answered" and [project.title.printed for project in answer.projects] == [title] and said in answer.text


def test_what_looks_like_the_answer_is_not_denied(ask: Ask) -> None:
    """A line that holds a date is quoted where a date is asked for, told where it surely answers, and never said not to be there."""
    told = ask("On what date did the mayor sign the agreement with NEC about made-in-Japan AI?")
    quoted = ask("国産のAIで会社と手を組んだときの式、何月何日にやった？")
    assert told.status == "answered" and "10 月 19 日" in told.text
    assert quoted.status == "not_found" and "日付としての記載は見当たりません" in quoted.text and "10 月 19 日" in quoted.text
