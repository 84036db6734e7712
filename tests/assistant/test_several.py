"""Several questions in one message: each is asked of its own project, and what is said is joined."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.answer import Answer
from assistant.several import asking_clauses, numbered_parts, parts_of
from corpus.settings import default_settings
from corpus.text import normalise
from evals.sources import Sources
from evals.traced import check

Ask = Callable[[str], Answer]
RPA, APPLY, ARCHIVE, LIBRARY = "RPAによる業務効率化の推進", "電子申請の利用促進", "デジタルアーカイブ推進事業", "図書館DXの推進"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("RPAの担当課は？電子申請の目標は？", ["RPAの担当課は?", "電子申請の目標は?"]),
        ("図書館DXの担当課と、アーカイブの目標を教えて", ["図書館DXの担当課", "アーカイブの目標を教えて"]),
        ("孫がいます。図書館の事業の担当は？", ["孫がいます。図書館の事業の担当は?"]),
        ("Who runs RPA and what is the target of the archive?", ["Who runs RPA", "what is the target of the archive?"]),
        ("RPAの担当課", ["RPAの担当課"]),
        ("掲載団体数、H23とH26。H26のバナー広告の法人数も", ["掲載団体数、H23とH26。", "H26のバナー広告の法人数も"]),
    ],
)
def test_a_message_is_cut_where_another_question_begins(text: str, parts: list[str]) -> None:
    """What is said before a question stays with it."""
    assert parts_of(normalise(text)) == [normalise(part) for part in parts]


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("RPAの件 ①担当課 ②R8の目標", ["RPAの件", "担当課", "R8の目標"]),
        ("RPA: (1) who owns it (2) its target", ["RPA:", "who owns it", "its target"]),
        ("RPAを教えてください。1. 担当課 2．指標", ["RPAを教えてください。", "担当課", "指標"]),
        ("施策(2)と(1)の事業", []),
        ("①の目標", []),
        ("R5は1.2倍、R6は2.5倍", []),
    ],
)
def test_numbered_parts_are_found_where_they_are_numbered_in_turn(question: str, parts: list[str]) -> None:
    """From one on, each by the next number; a single number, others and decimals number no parts."""
    assert numbered_parts(question) == parts


def test_numbered_questions_are_asked_one_by_one(ask: Ask) -> None:
    """What each of them asks is told, and the question is kept as it was typed; numbers before what asks nothing are read as they stand."""
    question = "RPAの件 ①担当課 ②R8の目標 ③現状値"
    answer = ask(question)
    assert answer.question == question and answer.status == "answered"
    assert all(told in answer.text for told in ("DX推進課", "令和8年度の目標値（簡易作業に係る作業削減時間）は、4,415 時間", "現状値の記載がありません"))
    assert ask("①参加者数②満足度の目標は？").status != "answered"


@pytest.mark.parametrize(
    ("question", "titles", "said", "unsaid"),
    [
        ("RPAの担当課は？電子申請のR8の目標は？", [RPA, APPLY], "15 手続", "4,415"),
        ("図書館DXの担当課と、デジタルアーカイブのR8の目標を教えて", [LIBRARY, ARCHIVE], "180,000 件", "目標値の記載がありません"),
        ("Who runs RPA? And what is the R8 target of the digital archive?", [RPA, ARCHIVE], "180,000 件", "4,415"),
    ],
)
def test_each_question_is_told_of_its_own_project(ask: Ask, question: str, titles: list[str], said: str, unsaid: str) -> None:
    """The year of the second asks for nothing of the first; every figure is traced in the joined answer, too."""
    answer, sources = ask(question), Sources.load(default_settings())
    assert [project.title.printed for project in answer.projects] == titles
    assert said in answer.text and unsaid not in answer.text and answer.status == "answered"
    assert check(answer.to_dict(), question, sources.lines, sources.names) == []
    assert [reference.citation.number for reference in answer.references] == list(range(1, len(answer.references) + 1))
    assert len(answer.trace["parts"]) == 2


@pytest.mark.parametrize(
    "question", ["電子申請の目標は何件？担当課はどこ？", "図書館DXってアプリも出ますか？担当はどこですか？", "RPAの担当課と、R8の目標は？"]
)
def test_questions_about_one_project_are_one(ask: Ask, question: str) -> None:
    """They are answered together."""
    answer = ask(question)
    assert len(answer.projects) == 1 and "parts" not in answer.trace


def test_the_next_question_is_about_the_last_project(talk: Callable[..., Answer]) -> None:
    """As after questions one by one."""
    answer = talk("RPAの担当課は？電子申請のR8の目標は？", "R9は？")
    assert [project.title.printed for project in answer.projects] == [APPLY] and "令和9年度" in answer.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("市のコールセンターに来る問い合わせは年間どれくらいとされていますか。中身を分析する道具を買ったのが何年度かもあわせて。", ["年間約10万件", "H23"]),
        ("通学路の危ない所を地図にするやつ、どこの課？ 件数は何件未満に抑えるんだった？", ["学務課", "150 件未満"]),
    ],
)
def test_each_clause_about_one_project_is_told(ask: Ask, question: str, said: list[str]) -> None:
    """Though the message as a whole is told nothing, or only the first thing that it asks."""
    answer = ask(question)
    assert answer.status == "answered" and len(answer.projects) == 1
    assert all(each in answer.text for each in said)


def test_a_question_word_in_a_name_parts_nothing() -> None:
    """Of what stands in quotation marks nothing is asked."""
    text = normalise("「汐の朝どれ」認証店舗数の令和11年度の目標は何店か。")
    assert asking_clauses(text) == [text]


@pytest.mark.parametrize(
    "question", ["What is the FY2028 target of オープンデータの充実、活用の推進?", "What was done in FY2024 for オープンデータの充実、活用の推進?"]
)
def test_a_title_is_one_clause(ask: Ask, question: str) -> None:
    """What stands behind a comma of a title asks for nothing."""
    assert ask(question).status == "not_found"


def test_clauses_are_asked_of_no_project_that_may_not_be_meant(ask: Ask) -> None:
    """Where it could not be told which project is meant, no clause is told of the nearest one."""
    answer = ask("小学校まで二キロもあって、夏は一年生がかわいそうで。送り迎えのバスを走らせる話はどこの課が進めていて、いつ頃になりますか。")
    assert answer.status in ("not_found", "out_of_scope") and "実績" not in answer.text


@pytest.mark.parametrize(
    ("questions", "said"),
    [
        (("システム標準化の担当は？", "それ担当は？ 業務数いくつだっけ"), ["DX推進課", "20 業務"]),
        (("SNSで文化の催しを知らせる事業の担当は？", "あと今何人ずつ"), ["568 人", "730 人"]),
        (("市のホームページのアクセス、R6の目標は", "最終年は？"), ["約 10％増"]),
        (("デジタルアーカイブの担当は？", "始めの年と終わりの年では、何件くらい見てもらうおつもりなの。"), ["20,000 件", "240,000 件"]),
    ],
)
def test_figures_asked_in_a_few_words(talk: Callable[..., Answer], questions: tuple[str, ...], said: list[str]) -> None:
    """The unit alone, or now and the last year, ask for the figures of the indicator."""
    answer = talk(*questions)
    assert answer.status == "answered" and all(each in answer.text for each in said)
