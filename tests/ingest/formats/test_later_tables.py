"""Plans that tell of a project in several places: prose below its title, a table of all indicators, a report on the first year."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.assistant import Assistant
from corpus.embedding import load_embedder
from corpus.values import DividedDocument
from corpus.years import FiscalYear
from ingest.build import build_library, divide_entry
from ingest.catalog import Entry

SHEETS = "".join(
    f"<h3>施策1-{number}　{policy}</h3><p>{policy}を進めます。</p><h4>（1）{title}</h4><p>{described}</p>"
    f"<table><tr><th>担当課</th><td>{owner}</td></tr></table>{steps}"
    for number, policy, title, described, owner, steps in [
        ("1", "備え", "防災訓練事業", "各地区で訓練を年2回行います。", "防災課", ""),
        ("2", "学び", "出前講座事業", "職員が学校へ出向き、講座を開きます。", "学習課", ""),
        (
            "3", "移動", "乗合バス事業", "予約に応じて走るバスを運行します。", "交通課",
            "<p>【年度別の取組】</p><table><tr><th>項目</th><th>令和6年度</th><th>令和7年度</th></tr><tr><td>区域</td><td>北部</td><td>全域</td></tr></table>",
        ),
    ]
)  # fmt: skip
INDICATORS = (
    "<p>指標一覧</p><table><tr><th>分野</th><th>指標名</th><th>令和6年度</th><th>令和7年度</th><th>関連する事業</th></tr>"
    "<tr><td>全体</td><td>市民の満足度</td><td>60％</td><td>65％</td><td>計画全体</td></tr>"
    "<tr><td>安全</td><td>訓練の回数</td><td>40回</td><td>44回</td><td>防災訓練事業</td></tr>"
    "<tr><td>安全</td><td>訓練の参加者</td><td>900人</td><td>950人</td><td>防災訓練事業</td></tr>"
    "<tr><td>学び</td><td>講座の数</td><td>12講座</td><td>15講座</td><td>出前講座事業</td></tr>"
    "<tr><td>移動</td><td>利用者</td><td>3,000人</td><td>3,500人</td><td>乗合バス事業</td></tr></table>"
)
REPORT = (
    "<h2>第4章　令和6年度の進捗</h2><table><tr><th>事業名</th><th>令和6年度の取組実績</th><th>R6実績値</th><th>評価（R6）</th></tr>"
    "<tr><td>防災訓練事業</td><td>3地区で夜間の訓練を行った。</td><td>41回<br>870人</td><td>Ｂ</td></tr>"
    "<tr><td>出前講座事業</td><td>小学校で12の講座を開いた。</td><td>12講座</td><td>Ａ</td></tr>"
    "<tr><td>乗合バス事業</td><td>北部で運行した。</td><td>2,810人</td><td>Ｂ</td></tr></table>"
    "<h2>第5章　推進体制</h2><p>副市長を長とする本部が進めます。</p>"
)


@pytest.fixture
def entry(tmp_path: Path) -> Entry:
    """The catalogue's entry of such a plan."""
    path = tmp_path / "plan.html"
    path.write_text(f"<html><body><h1>三ツ沢市まちづくり計画</h1><h2>第3章　取組</h2>{SHEETS}{INDICATORS}{REPORT}</body></html>", "utf-8")
    return Entry("plan", path, "三ツ沢市まちづくり計画", "三ツ沢市")


@pytest.fixture
def divided(entry: Entry) -> DividedDocument:
    """What is read of it."""
    return divide_entry(entry, {})


def test_what_several_tables_tell_is_one_project(divided: DividedDocument) -> None:
    """Title, prose, department, indicators, results and evaluation of each, under its own policy; the chapters behind are of none."""
    assert [project.title.printed for project in divided.projects] == ["防災訓練事業", "出前講座事業", "乗合バス事業"]
    first, _, last = divided.projects
    assert first.policy
    assert (first.policy.number, first.policy.name) == ("1-1", "備え")
    assert first.department_names == ("防災課",)
    assert first.description
    assert first.description.printed == "各地区で訓練を年2回行います。"
    assert first.indicator
    assert first.indicator.printed == "① 訓練の回数 ② 訓練の参加者"
    assert [target.cell.printed for target in first.targets] == ["① 40回 ② 900人", "① 44回 ② 950人"]
    assert [result.cell.printed for result in first.results] == ["① 41回 ② 870人"]
    assert [item.text.printed for item in first.achievements] == ["3地区で夜間の訓練を行った。"]
    assert [(remark.label, remark.text.printed) for remark in first.remarks] == [("評価(令和6年度)", "Ｂ")]
    assert [(step.printed, [year.japanese for year in step.years]) for step in last.actions] == [("区域：北部", ["令和6年度"]), ("区域：全域", ["令和7年度"])]
    told = [text.printed for project in divided.projects for text in (project.description, *(each.text for each in project.remarks)) if text]
    assert not any("本部" in text for text in told)


def test_an_evaluation_of_its_year_is_a_condition(entry: Entry, tmp_path: Path) -> None:
    """The year in brackets behind a label is the one that is asked for."""
    build_library(tmp_path / "library", [entry], {}, load_embedder())
    answer = Assistant.open(tmp_path / "library").ask("令和6年度の評価がＢの事業はどれですか。")
    assert answer.status == "answered"
    assert [project.title.printed for project in answer.projects] == ["防災訓練事業", "乗合バス事業"]


def test_a_year_alone_is_no_title(entry: Entry, tmp_path: Path) -> None:
    """Of a document that no catalogue names the first line is the title that says more than 令和8年度."""
    path = tmp_path / "alone.html"
    path.write_text(entry.path.read_text("utf-8").replace("<h1>", "<p>令和8年度</p><h1>"), "utf-8")
    assert divide_entry(Entry("plan", path, "", ""), {}).plan.title == "三ツ沢市まちづくり計画"


def test_an_earlier_list_adds_to_the_sheets(tmp_path: Path) -> None:
    """Of projects that a list at the front gives with the last target alone, the sheets behind tell; what only the list says is kept."""
    titles = ("訓練の実施", "水の備蓄", "井戸の点検")
    listed = "".join(f"<tr><td>{title}</td><td>防災課</td><td>Ｂ</td><td>回数</td><td>9回</td></tr>" for title in titles)
    front = f"<table><tr><th>事業名</th><th>担当課</th><th>R7評価</th><th>指標</th><th>令和8年度</th></tr>{listed}</table>"
    sheets = "".join(
        f"<table><tr><th>事業名</th><td>{title}</td></tr><tr><th>担当課</th><td>防災課</td></tr><tr><th>事業内容</th><td>{title}を進めます。</td></tr></table>"
        "<table><tr><th>指標名</th><th>令和7年度</th><th>令和8年度</th></tr><tr><td>回数（回）</td><td>5回</td><td>9回</td></tr></table>"
        for title in titles
    )
    path = tmp_path / "plan.html"
    path.write_text(f"<html><body><h1>みなと市計画</h1>{front}{sheets}</body></html>", "utf-8")
    projects = divide_entry(Entry("plan", path, "みなと市計画", "みなと市"), {}).projects
    assert [project.title.printed for project in projects] == list(titles)
    for project in projects:
        assert [target.cell.printed for target in project.targets] == ["5回", "9回"]
        assert project.department_names == ("防災課",)
        assert [(remark.label, remark.text.printed) for remark in project.remarks] == [("評価(令和7年度)", "Ｂ")]


def test_the_mark_of_a_note_is_no_part_of_a_name(tmp_path: Path) -> None:
    """A title and a department are told without ※1 behind them."""
    rows = "".join(f"<tr><td>{title}</td><td>防災課※２</td><td>進めます。</td></tr>" for title in ("訓練※１", "備蓄", "点検※"))
    path = tmp_path / "plan.html"
    path.write_text(f"<h1>みなと市計画</h1><table><tr><th>事業名</th><th>担当課</th><th>内容</th></tr>{rows}</table>", "utf-8")
    projects = divide_entry(Entry("plan", path, "みなと市計画", "みなと市", period=(FiscalYear.of_era("R", 7), FiscalYear.of_era("R", 8))), {}).projects
    assert [(project.title.printed, project.department_names) for project in projects] == [("訓練", ("防災課",)), ("備蓄", ("防災課",)), ("点検", ("防災課",))]


def test_results_of_an_indicator_that_is_called_shorter(tmp_path: Path) -> None:
    """Where a report has the targets of the sheets, its results are of their indicator, whatever it calls that, or where it has no name for it."""
    titles = {"訓練の実施": "回数", "水の備蓄": "箱", "井戸の点検": "－"}
    sheets = "".join(
        f"<table><tr><th>事業名</th><td>{title}</td></tr><tr><th>担当課</th><td>防災課</td></tr><tr><th>事業内容</th><td>{title}を進めます。</td></tr></table>"
        f"<table><tr><th>指標名</th><th>令和7年度</th><th>令和8年度</th></tr><tr><td>{title}の数（累計）</td><td>－</td><td>{target}</td></tr></table>"
        for title, target in zip(titles, ("9回", "8箱", "－"), strict=True)
    )
    rows = "".join(
        f"<tr><td>{title}</td><td>{name}</td><td>－</td><td>{target}</td><td>{result}</td></tr>"
        for (title, name), target, result in zip(titles.items(), ("9回", "80箱", "－"), ("4回", "7箱", "完了"), strict=True)
    )
    report = f"<table><tr><th>事業名</th><th>指標</th><th>R7目標</th><th>R8目標</th><th>R7実績</th></tr>{rows}</table>"
    path = tmp_path / "plan.html"
    path.write_text(f"<html><body><h1>みなと市計画</h1>{sheets}{report}</body></html>", "utf-8")
    projects = divide_entry(Entry("plan", path, "みなと市計画", "みなと市"), {}).projects
    assert [[result.cell.printed for result in project.results] for project in projects] == [["4回"], [], ["完了"]]


def test_a_target_that_a_later_table_sets_anew(tmp_path: Path) -> None:
    """What says that it was set anew is the target of its year; another value of a year that has one changes nothing."""
    titles = ("訓練の実施", "水の備蓄", "井戸の点検")
    sheets = "".join(
        f"<table><tr><th>事業名</th><td>{title}</td></tr><tr><th>担当課</th><td>防災課</td></tr><tr><th>事業内容</th><td>{title}を進めます。</td></tr></table>"
        "<table><tr><th>指標名</th><th>令和7年度</th><th>令和8年度</th></tr><tr><td>回数</td><td>5回</td><td>9回</td></tr></table>"
        for title in titles
    )
    rows = "".join(f"<tr><td>{title}</td><td>回数</td><td>6回</td><td>7回（見直し後）</td><td>4回</td></tr>" for title in titles)
    report = f"<table><tr><th>事業名</th><th>指標</th><th>R7目標</th><th>R8目標</th><th>R7実績</th></tr>{rows}</table>"
    path = tmp_path / "plan.html"
    path.write_text(f"<html><body><h1>みなと市計画</h1>{sheets}{report}</body></html>", "utf-8")
    for project in divide_entry(Entry("plan", path, "みなと市計画", "みなと市"), {}).projects:
        assert [target.cell.printed for target in project.targets] == ["5回", "7回（見直し後）"]
        assert [result.cell.printed for result in project.results] == ["4回"]
