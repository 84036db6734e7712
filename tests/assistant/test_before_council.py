"""Hurried questions as clerks and councillors' aides type them, on the two plans: what is set against what, hearsay, and what is left out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.answer import Answer

Talk = Callable[..., Answer]


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (["職員研修の受講者 R6目標は", "現状値からだと何人増？"], "1,150 － 1,027 = 123 人"),
        (["ICT-BCP: how many pts up from the R4 figure to the R6 target?"], "100 － 87.5 = 12.5"),
        (["文化振興課のXのフォロワー、現状値からR9目標で何人増？"], "X：750 － 568 = 182 人"),
        (["文化振興課のXのフォロワー、現状値からR9目標で何人増？", "YouTubeの方は？"], "YouTube：900 － 730 = 170 人"),
        (["RPAの削減時間 R8の目標", "R9は？前年より増えるの"], "4,415 － 4,415 = 0 時間"),
        (["オープンデータの新規公開、R6〜R9計で何種類になる"], "12 + 12 + 12 + 13 = 49 種類"),
        (["By how many visits is the Midori Ward special website supposed to grow between the R5 baseline and R9?"], "30,000 － 25,000 = 5,000 件"),
        (["How many people came to the internet safety classes from H24 to H26 in total? Please show each year too."], "70 + 52 + 64 = 186 名"),
    ],
)
def test_figures_are_set_against_each_other(talk: Talk, turns: list[str], told: str) -> None:
    """A rise from the baseline, of one of two accounts, against the year before, and a total asked for as 計."""
    assert told in talk(*turns).text


def test_only_the_account_that_is_named_is_told(talk: Talk) -> None:
    """Of two figures in one cell the other is left out of the arithmetic."""
    assert "900" not in talk("文化振興課のXのフォロワー、現状値からR9目標で何人増？").text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("基幹システム最適化基本計画 H23策定ってメモにあるけどホント？", "平成24年度"),
        ("System introduction manual (導入手順書) - which year was it drawn up? H22?", "FY2012"),
        ("キャッシュレス決済の窓口が30拠点になるのって何年度の目標？R8て聞いたけど", "令和9年度"),
        ("緊急対策課がツイッター始めたの何年", "平成25年度"),
        ("パスポトセンターは相模大野と橋本どっちが先？何年", "平成25年度"),
        ("消防水利のしすてむ改修、警防課だけ？ほかも入ってたけ", "警防課、指令課"),
        ("国保のデジタル化、保険企画課ともう一課どこでしたっけ。至急", "国保年金課"),
        ("犬の登録のデジタル化、重点事業って説明していい？", "探索型事業"),
    ],
)
def test_hearsay_is_compared_with_what_is_printed(talk: Talk, question: str, told: str) -> None:
    """A year, a department or a category that was heard of is no filter: what the plan prints is told."""
    assert told in talk(question).text


def test_topics_alone_go_on_with_what_was_asked(talk: Talk) -> None:
    """Two topics behind a question are each asked what it asked."""
    text = talk("基幹システム最適化の基本計画、何年に策定した", "実施計画は？共通基盤の調達は？").text
    assert "実施計画を策定した。」は、平成25年度" in text
    assert "共通基盤システムを調達し" in text


def test_talk_behind_a_question_names_no_other_project(talk: Talk) -> None:
    """What is only told (お礼と要望を伝えたい) does not lead away from the project spoken of; what stood in another sentence restricts no list."""
    text = talk("「福祉のしおり」に音声コードが付いたのは平成何年度ですか。", "それを進めていたのはどこの課ですか。お礼と要望を伝えたいです。").text
    assert "広聴広報課、障害政策課" in text
    listed = talk("台風で店が水につかったことがあって気になってる。平成22〜26年度の表で緊急対策課がやってた事業を全部教えて").text
    assert "2件" in listed


def test_what_fits_two_projects_is_asked_back_but_for_the_one_spoken_of(talk: Talk) -> None:
    """Paperless is two projects' matter; of several sites the one spoken of is meant."""
    assert talk("hi, whats the R9 goal for going paperless?").status == "clarify"
    assert "さがみはら地域ポータルサイト" in talk("「さがポ」って市のサイトの愛称ですよね", "サイトそのものはいつできたの").text


def test_another_ward_s_site_is_none_of_the_plan(talk: Talk) -> None:
    """A word that other documents know is no slip of a title's: 南区 is not 緑区."""
    assert talk("南区の特設サイトもあるらしいけど、アクセス目標は？").status == "not_found"


def test_an_age_is_no_fiscal_year(talk: Talk) -> None:
    """今年で78になりまして tells an age."""
    answer = talk("私は今年で78になりまして。市が年寄りにスマートフォンをただで貸してくれるのは、市役所のどの課がやっていることなのでしょうか。")
    assert answer.trace["query"]["years"] == []
    assert "DX推進課" in answer.text


def test_a_range_of_bare_years_says_which_plan(talk: Talk) -> None:
    """22〜26年度 are years of the plan of Heisei."""
    assert "5件" in talk("22〜26年度で広聴広報課が実施主体に入ってる事業 一覧で").text


def test_parts_of_departments_are_counted_and_own_nothing(talk: Talk) -> None:
    """How many department sites were built asks for no department."""
    assert "department in charge" not in talk("How many department sites were built on the staff portal in H26?").text


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (["How many operations are to be moved to the standardised information systems, and in which fiscal year?"], ["20 業務", "FY2025"]),
        (["図書館システムの刷新の検討、犬の登録受付のデジタル化、多言語対応のICT活用の3つ、担当はそれぞれどこですか"], ["図書館です", "生活衛生課", "国際課"]),
        (["紙の統計書のオープンデータ化は、R5年度の時点で何年分まで済んでいて、R9年度には何年分にする予定ですか？"], ["12 年分", "20 年分"]),
        (["通学路の改善要望のマッピングって何をするの？", "今ってどれくらい要望が出てるんでしょう。学校の数と件数が知りたいです"], ["25 校、180 件"]),
        (["地域情報プラットフォームの調査研究って、平成24年度に最終的にどういう扱いになったんですか"], ["平成24年度"]),
    ],
)
def test_all_that_is_asked_is_told(talk: Talk, turns: list[str], told: list[str]) -> None:
    """A verb whose noun the plan has, three projects of one question, a baseline's year beside a target's, the figure of today, a year beside 最終的に."""
    text = talk(*turns).text
    assert all(each in text for each in told)
