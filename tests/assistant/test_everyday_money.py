"""What people pay and are given, whom they may call, and figures by their indicator, of a plan of everyday matters."""

from __future__ import annotations

import datetime

import pytest

from assistant.assistant import Assistant
from corpus.embedding import load_embedder
from corpus.library import Library
from corpus.settings import Settings
from ingest.build import build_library
from ingest.catalog import Entry

PROJECTS = [
    (
        "循環バスの見直しと乗合タクシーの導入", "地域交通課", "1便当たりの利用者は2.8人と少なく、市の負担は年間6,420万円に上る。",
        "予約に応じて走る乗合タクシーに切り替える。運賃は1回300円(75歳以上の方は200円)とする。",
        "乗合タクシーの利用者数（累計）（人）", "3,000", "8,000",
    ),
    (
        "生ごみ処理機の購入補助", "環境課", "燃やせるごみの4割は生ごみである。",
        "家庭用の電動生ごみ処理機は購入費の2分の1(上限3万円)を補助する。市内の業者から買うものに限る。",
        "補助の件数（件）", "40", "50",
    ),
    ("公民館の講座の充実", "生涯学習課", "受講者の高齢化が進んでいる。", "働く世代が通える夜間の講座を開く。", "講座の数（講座）", "12", "15"),
]  # fmt: skip


@pytest.fixture(scope="module")
def everyday(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """The assistant over such a plan, asked in 令和8年度."""
    folder = tmp_path_factory.mktemp("everyday")
    sheets = "".join(
        f"<table><tr><th>取組名</th><td>{title}</td></tr><tr><th>担当課</th><td>{owner}</td></tr><tr><th>現状と課題</th><td>{state}</td></tr>"
        f"<tr><th>取組内容</th><td>{text}</td></tr></table><table><tr><th>指標名</th><th>令和8年度</th><th>令和9年度</th></tr>"
        f"<tr><td>{name}</td><td>{first}</td><td>{second}</td></tr></table>"
        for title, owner, state, text, name, first, second in PROJECTS
    )
    (folder / "plan.html").write_text(f"<html><body><h1>汐里市まちづくり計画</h1>{sheets}</body></html>", "utf-8")
    build_library(folder / "library", [Entry("plan", folder / "plan.html", "汐里市まちづくり計画", "汐里市")], {}, load_embedder())
    return Assistant(Library.open(folder / "library"), Settings(today=datetime.date(2026, 7, 1)))


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("79歳なのですが、バスの代わりの予約の乗り物は一回いくらで乗れますでしょうか。", "1回300円", "6,420万円"),
        ("How much is one bus ride for a person who is 75 or older?", "200円", "地域交通課"),
        ("生ごみ処理機を買うと、市からいくらか出ると聞きました。いくらまで補助が出るのですか。", "上限3万円", "見当たりません"),
        ("生ごみ処理機のことは、どこの課に電話すればよいですか。", "環境課", "電話番号"),
        ("乗合タクシーの利用者数（累計）の目標、令和8年度から令和9年度まで。", "3,000", "合計"),
        ("How many people does the city plan to carry by shared taxi in FY2027?", "8,000", "300円"),
    ],
)
def test_what_is_asked_is_told(everyday: Assistant, question: str, told: str, untold: str) -> None:
    """A fare is no cost, a grant no budget, an office that one may call no telephone number, and a figure so far no sum."""
    answer = everyday.ask(question)
    assert answer.status == "answered", answer.text
    assert told in answer.text, answer.text
    assert untold not in answer.text, answer.text
