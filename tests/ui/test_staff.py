"""The staff app, run against the fake API."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from ui.staff import address_from

TIMEOUT_S = 60  # a script runs in a second; a machine that builds something beside it takes longer


def page(api: str) -> None:
    """What Streamlit runs: the staff app for the API at `api`."""
    from ui.staff import run

    run(api)


@pytest.fixture
def app(fake_api: Any) -> AppTest:
    """The staff app as it opens."""
    return AppTest.from_function(page, kwargs={"api": fake_api.url}, default_timeout=TIMEOUT_S).run()


def ask(app: AppTest, question: str) -> AppTest:
    """The app after `question` was typed and sent."""
    return app.chat_input[0].set_value(question).run()


def labels(app: AppTest) -> list[str]:
    """What the buttons say, without the signs that keep Markdown away."""
    return [button.label.replace("\\", "") for button in app.button]


def press(app: AppTest, label: str) -> AppTest:
    """The app after the button that says `label` was pressed."""
    return app.button[labels(app).index(label)].click().run()


def html(app: AppTest) -> str:
    """All HTML on the page."""
    return "".join(element.value for element in app.html)


def said(app: AppTest) -> str:
    """All text that is set in Markdown."""
    return "\n".join(element.value.replace("\\", "") for element in app.markdown)


def test_first_page_tells_what_can_be_asked(app: AppTest) -> None:
    """The app opens with the plans it knows and questions to try, and without an error."""
    assert not app.exception
    assert "第2次相模原市ICT総合戦略 実施事業集" in said(app)
    assert "相模原市 ・ 令和6〜9年度 ・ 26事業" in [caption.value.replace("\\", "") for caption in app.caption]
    assert "「RPAによる業務効率化の推進」の担当課はどこですか" in labels(app)


def test_answer_shows_the_cited_lines_among_their_neighbours(app: AppTest) -> None:
    """Each citation opens to three lines before and after it, the cited ones highlighted."""
    ask(app, "RPAの担当課は？")
    assert [expander.label.replace("\\", "") for expander in app.expander] == [
        "[1] RPAによる業務効率化の推進 ・ 9ページ 542〜543行目",
        "[2] RPAによる業務効率化の推進 ・ 9ページ 552〜559行目",
    ]
    first = app.expander[0].html[0].value
    assert (first.count("<tr"), first.count("pa-cited")) == (8, 2)
    assert "<th>539</th>" in first


def test_conversation_goes_on_under_one_id(app: AppTest, fake_api: Any) -> None:
    """The second question carries the conversation of the first, and a new conversation carries none."""
    ask(ask(app, "RPAの担当課は？"), "RPAの目標値は？")
    press(app, "新しい会話を始める")
    ask(app, "RPAの事業内容は？")
    assert [body["conversation_id"] for _, body in fake_api.posted] == [None, "c-1", None]


def test_suggestion_is_asked_when_pressed(app: AppTest, fake_api: Any) -> None:
    """Pressing a suggestion asks it."""
    press(ask(app, "RPAの担当課は？"), "「RPAによる業務効率化の推進」の事業内容は何ですか")
    assert fake_api.posted[-1][1]["question"] == "「RPAによる業務効率化の推進」の事業内容は何ですか"


def test_candidates_are_offered_when_several_projects_fit(app: AppTest, fake_api: Any) -> None:
    """When several projects fit, they stand as buttons with their departments; choosing one asks again about it."""
    ask(app, "図書館の担当課は？")
    assert "当てはまる事業が複数あります" in said(app)
    press(app, "図書館DXの推進（図書館）")
    assert fake_api.posted[-1][1]["question"] == "「図書館DXの推進」について：図書館の担当課は？"


def test_not_knowing_is_said_in_words(app: AppTest) -> None:
    """When the documents do not tell, a badge says so beside what they do tell."""
    ask(app, "予算はいくらですか")
    assert "計画に記載がありません" in said(app)
    assert len(app.expander) == 1


def test_answer_is_shown_as_text_and_never_as_markup(app: AppTest) -> None:
    """HTML and Markdown in an answer, a title or a quote are shown letter by letter."""
    ask(app, "HTMLの質問")
    shown = html(app)
    assert "<img" not in shown
    assert "&lt;img src=x" in shown
    assert "**太字**" in shown


def test_helpful_answer_is_reported_once(app: AppTest, fake_api: Any) -> None:
    """A thumb sends the question and answer to the API, then gives way to thanks."""
    press(ask(app, "RPAの担当課は？"), "役に立った")
    path, body = fake_api.posted[-1]
    assert (path, body["helpful"], body["comment"]) == ("/v1/feedback", True, None)
    assert "役に立った" not in labels(app)


def test_unhelpful_answer_can_be_explained(app: AppTest, fake_api: Any) -> None:
    """A clerk can say what was wrong with an answer."""
    ask(app, "RPAの担当課は？").text_area[0].set_value("別の事業の答えです")
    press(app, "送信する")
    assert (fake_api.posted[-1][1]["helpful"], fake_api.posted[-1][1]["comment"]) == (False, "別の事業の答えです")


def test_refusal_of_the_api_is_shown_in_its_own_words(app: AppTest) -> None:
    """What the API says of a question it does not accept is what the clerk reads."""
    ask(app, "もっと詳しく")
    assert app.error[0].value.replace("\\", "") == "質問が長すぎます。300文字以内で入力してください。"


def test_failed_question_can_be_tried_again(app: AppTest, fake_api: Any) -> None:
    """After a failure one button asks the same question again, and the answer takes the failure's place."""
    fake_api.failures = 1
    ask(app, "RPAの担当課は？")
    assert "もう一度お試しください" in app.error[0].value
    press(app, "もう一度試す")
    assert not app.error
    assert "DX推進課" in html(app)


def test_server_that_is_down_is_told_with_what_to_do() -> None:
    """Without an API the page says which address does not answer and how to start it."""
    app = AppTest.from_function(page, kwargs={"api": "http://127.0.0.1:9"}, default_timeout=TIMEOUT_S).run()
    assert not app.exception
    assert "make run" in app.error[0].value
    assert "127\\.0\\.0\\.1" in app.error[0].value


def test_english_is_one_switch_away(app: AppTest, fake_api: Any) -> None:
    """The language switch changes the words of the page; an answer is in the language of its question, whatever the switch says."""
    app.radio(key="language").set_value("en").run()
    assert "Start a new conversation" in labels(app)
    ask(app, "担当課は？")
    assert "language" not in fake_api.posted[-1][1]


def test_register_can_be_searched(app: AppTest) -> None:
    """The second view lists the projects in a table and narrows them down by words."""
    app.radio(key="view").set_value("register").run()
    assert "5件の事業があります。" in [caption.value for caption in app.caption]
    assert list(app.dataframe[0].value["令和6年度"])[-2:] == ["", ""]
    app.text_input[0].set_value("図書館").run()
    assert list(app.dataframe[0].value["事業名"]) == ["図書館DXの推進"]
    app.text_input[0].set_value("存在しない").run()
    assert "条件に合う事業はありません" in app.info[0].value


def test_targets_are_drawn_where_they_are_numbers(app: AppTest) -> None:
    """A project with numbers has a chart, one with words has cards, one without targets says so."""
    app.radio(key="view").set_value("register").run()
    choice = app.selectbox(key="register-choice")
    choice.set_value("sagamihara-ict2-r6-r9/rpa").run()
    assert app.get("arrow_vega_lite_chart") or app.get("vega_lite_chart")
    app.selectbox(key="register-choice").set_value("sagamihara-ict2-r6-r9/council").run()
    assert "紙資料を併用" in html(app)
    app.selectbox(key="register-choice").set_value("sagamihara-ict2-r6-r9/library").run()
    assert "この事業には、年度ごとの目標値の記載がありません。" in [caption.value for caption in app.caption]


def test_register_shows_what_was_done_and_when(app: AppTest) -> None:
    """Achievements are shown with years and headings; what may belong to another project is left out."""
    app.radio(key="view").set_value("register").run()
    app.selectbox(key="register-choice").set_value("sagamihara-progress-h22-h26/1").run()
    assert "メニューの拡大：電子申請・届出メニューを追加した。（平成22年度、平成23年度）" in said(app)
    assert "要件作成業務委託" not in said(app)


def test_question_can_be_asked_from_the_register(app: AppTest, fake_api: Any) -> None:
    """From a project in the register one button leads to the chat with a question about it."""
    app.radio(key="view").set_value("register").run()
    app.selectbox(key="register-choice").set_value("sagamihara-ict2-r6-r9/rpa").run()
    press(app, "この事業について質問する")
    assert "「RPAによる業務効率化の推進」" in fake_api.posted[-1][1]["question"]
    assert len(app.chat_message) == 2


def test_address_of_the_api_comes_from_the_command_line() -> None:
    """`--api` names the API; without it, it is looked for on this machine."""
    assert address_from(["--api", "http://plans.example"]) == "http://plans.example"
    assert address_from([]) == "http://127.0.0.1:8000"
