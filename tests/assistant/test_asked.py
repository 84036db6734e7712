"""What is asked, where cue words and the network of intents have to be weighed."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant


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
