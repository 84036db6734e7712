"""Labels on two lines: around the line of what they stand for, beside one another, or left of a text."""

from __future__ import annotations

from collections.abc import Callable

from corpus.values import DividedDocument, Line
from ingest.halves import FEWEST_TORN, labels_joined

SHEET = """ 整理             事業の
         1-{n}           {title}                       所管課   {owner}
 番号              名称

 事業の
        {aim}
 ねらい

{text}

               令和7年度        令和8年度                令和9年度
年次計画    ・未結成地区への         ・避難計画の          ・避難計画の
         説明会（12地区）        作成支援               見直し

                                      基準値
                 指標の名称         単位                 R7目標     R8目標     R9目標
                                      （R5）
 成果の
ものさし    {indicator}              ％         71.5     74.0       77.0     80.0
"""
AROUND = """        新たに結成した組織に、10万円を上限に資機材の購入費を補助します。毎年9月の第1日曜日に、市内で一斉
 事業の
        に訓練を行います。訓練の後には、参加した方々からご意見を伺い、翌年の内容を考えます。見学もでき
  概要
        ます。"""
ON_TWO = """ 事業の    新たに結成した組織に、10万円を上限に資機材の購入費を補助します。
  概要    毎年9月の第1日曜日に、市内で一斉に訓練を行います。"""
SHEETS = [
    ("自主防災組織育成事業", "危機管理課", "地域の防災力を高めます。", AROUND, "組織率"),
    ("避難所機能強化事業", "財産管理課", "避難所で安心して過ごせるようにします。", AROUND, "整備率"),
    ("木造住宅耐震化事業", "建築住宅課", "地震による被害を減らします。", ON_TWO, "耐震化率"),
    ("消防団活性化事業", "消防総務課", "団員を確保します。", AROUND, "充足率"),
]


def _plan() -> str:
    fields = ("title", "owner", "aim", "text", "indicator")
    return "\n\n".join(SHEET.format(n=number, **dict(zip(fields, sheet, strict=True))) for number, sheet in enumerate(SHEETS, 1))


def _joined(text: str) -> list[str]:
    return [line.text for line in labels_joined([Line(number, 1, line) for number, line in enumerate(text.split("\n"), 1)])]


def test_labels_in_halves_are_whole_and_before_their_cells() -> None:
    """Those side by side are parted, too; the year of a column stands behind its head."""
    lines = [" ".join(line.split()) for line in _joined(_plan())]
    assert lines[:3] == ["整理番号 1-1", "事業の名称 自主防災組織育成事業", "所管課 危機管理課"]
    assert lines[4:6] == ["事業のねらい", "地域の防災力を高めます。"]
    assert lines[7] == "事業の概要" and lines[10] == "ます。"
    assert lines.count("指標の名称 単位 基準値（R5） R7目標 R8目標 R9目標") == len(SHEETS)
    assert "成果のものさし" not in lines  # the head of the table begins with a label of its own


def test_a_label_beside_two_lines_of_text_is_whole_where_others_are_so() -> None:
    """By itself it might be two labels, each with its text (基本目標 above 施策)."""
    lines = [line.strip() for line in _joined(_plan())]
    assert lines[lines.index("新たに結成した組織に、10万円を上限に資機材の購入費を補助します。") - 1] == "事業の概要"
    two = "\n\n".join(f" 基本  安心して暮らせるまち{number}\n 施策  防災対策の推進{number}" for number in range(FEWEST_TORN + 1))
    assert _joined(two) == two.split("\n")


def test_what_hardly_any_line_has_is_left_as_it_is() -> None:
    """Words below one another are no halves of a label because they stand so once or twice."""
    text = SHEET.format(n=1, title="見守り事業", owner="福祉課", aim="安心を届けます。", text=AROUND, indicator="利用率")
    assert _joined(text) == text.split("\n")


def test_such_a_plan_is_read(divide_text: Callable[[str], DividedDocument]) -> None:
    """Every field of every sheet, by a drafted profile; entries with bullets go on without one."""
    projects = divide_text(_plan()).projects
    assert [project.title.printed for project in projects] == [title for title, *_ in SHEETS]
    assert [project.departments[0].printed for project in projects] == [owner for _, owner, *_ in SHEETS]
    for project, (*_, indicator) in zip(projects, SHEETS, strict=True):
        assert project.description is not None and project.description.printed.startswith("新たに結成した組織に、10万円を上限に")
        assert project.indicator is not None and project.indicator.printed == indicator
        assert [target.cell.printed for target in project.targets] == ["74.0％", "77.0％", "80.0％"]
        assert [(action.printed, [str(year) for year in action.years]) for action in project.actions] == [
            ("未結成地区への説明会（12地区）", ["R7"]),
            ("避難計画の作成支援", ["R8"]),
            ("避難計画の見直し", ["R9"]),
        ]
