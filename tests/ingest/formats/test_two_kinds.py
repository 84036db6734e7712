"""Plans that tell their main projects in boxes and the others in lists, and what was done under a label with its year."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.values import DividedDocument, Project
from ingest.build import divide_entry
from ingest.catalog import Entry

BOXES = [("1", "避難所の環境整備事業", "危機管理課"), ("3", "乗合タクシー運行事業", "都市計画課"), ("5", "こども食堂支援事業", "こども課")]
LISTED = [("2", "防災倉庫点検事業", "危機管理課"), ("4", "バス停上屋整備事業", "道路課"), ("6", "学習支援事業", "こども課")]


def _box(number: str, title: str, owner: str) -> str:
    return (
        f"<table><tr><td colspan=4>★重点事業 {number} {title}</td></tr><tr><th>担当課</th><td>{owner}<br>（庶務係）</td><th>関係課</th><td>総務課</td></tr>"
        f"<tr><th>事業の内容</th><td colspan=3>{title}を計画的に進めます。</td></tr></table>"
        f"<h4>年度別計画</h4><table><tr><th>年度</th><th>取組内容</th><th>事業費（千円）</th></tr><tr><td>令和8年度</td><td>{title}の設計</td><td>1,200</td></tr>"
        f"<tr><td>令和9年度</td><td>{title}の工事</td><td>3,400</td></tr></table>"
        f"<h4>【令和7年度の主な取組】</h4><ul><li>{title}の調査を行った。</li><li>説明会を3回開いた。</li></ul>"
    )


def _list(rows: list[tuple[str, str, str]]) -> str:
    lines = "".join(f"<tr><td>{number}</td><td>{title}</td><td>{title}を着実に行います。</td><td>{owner}</td></tr>" for number, title, owner in rows)
    return f"<table><tr><th>番号</th><th>事業名</th><th>内容</th><th>担当課</th></tr>{lines}</table>"


@pytest.fixture
def divided(tmp_path: Path) -> DividedDocument:
    """What is read of such a plan."""
    path = tmp_path / "plan.html"
    boxes = "".join(_box(*box) for box in BOXES)
    path.write_text(f"<html><body><h1>水ノ瀬市実施計画</h1><h2>施策1-1　安心</h2>{boxes}<h3>その他の事業</h3>{_list(LISTED)}</body></html>", "utf-8")
    return divide_entry(Entry("plan", path, "水ノ瀬市実施計画", "水ノ瀬市"), {})


def _project(divided: DividedDocument, title: str) -> Project:
    return next(project for project in divided.projects if project.title.printed == title)


def test_boxes_and_lists_are_projects_alike(divided: DividedDocument) -> None:
    """Each has its title without what marks it as a main one, its number and its description, though these are headed by different words."""
    assert {project.title.printed: project.number for project in divided.projects} == {title: int(number) for number, title, _ in (*BOXES, *LISTED)}
    for _, title, _ in BOXES:
        assert (found := _project(divided, title).description) and found.printed == f"{title}を計画的に進めます。"
    for _, title, _ in LISTED:
        assert (found := _project(divided, title).description) and found.printed == f"{title}を着実に行います。"


def test_who_takes_part_does_not_own(divided: DividedDocument) -> None:
    """担当課 with its division owns the project, 関係課 beside it is kept under its own word."""
    project = _project(divided, "乗合タクシー運行事業")
    assert project.department_names == ("都市計画課(庶務係)",)
    assert ("関係課", "総務課") in [(remark.label, remark.text.printed) for remark in project.remarks]


def test_rows_for_each_year_are_steps(divided: DividedDocument) -> None:
    """取組内容 beside a year is planned for it; the heading above the table is no title."""
    steps = {(year.japanese, step.printed) for step in _project(divided, "こども食堂支援事業").actions for year in step.years}
    assert steps == {("令和8年度", "こども食堂支援事業の設計"), ("令和9年度", "こども食堂支援事業の工事")}


def test_a_label_with_its_year_heads_what_was_done(divided: DividedDocument) -> None:
    """【令和7年度の主な取組】 with sentences in the past tense: achievements of that year."""
    done = {(year.japanese, each.text.printed) for each in _project(divided, "避難所の環境整備事業").achievements for year in each.years}
    assert done == {("令和7年度", "避難所の環境整備事業の調査を行った。"), ("令和7年度", "説明会を3回開いた。")}
