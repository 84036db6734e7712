"""Sheets whose cells stand close together, each label in the middle of its cell; and tables with a row for each year."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.values import DividedDocument, Line
from ingest.columns import unfolded
from ingest.dense import parted_cells

TITLES = ("道路損傷通報の運用", "電子図書館の充実", "給食センターの統合", "市税の収納率の向上")
STEPS = (("通報の方法を広報", "で知らせる。"), ("利用者の意見を聴", "く会を開く。"), ("住民への説明会と", "設計の発注。"), ("口座振替の方法を", "窓口で案内。"))
OWNERS = ("道路管理課", "生涯学習課", "教育総務課", "収納課")
SHEET = """基本方針1　暮らしを支えるまち

  整理番号        1-{number}       実施項目    {title}
  所管課          {owner}
  ねらい          {title}により、市民の負担を軽くする。
                  ・市民が写真と位置を送ると、担当者の端末に届き、対応の状況が通報した人に返る仕組
                  みを運用する。
  実施内容        ・収集車に小型カメラを{number}台載せる。
                  ・結果は毎月の広報と市のホームページで公表する。
                  令和7年度          令和8年度          令和9年度
  年次計画        {step[0]}   通報の本格運用     手順の点検と統廃
                  {step[1]}                          合
                  成果指標                    現状値(R5)   R7          R8          R9
  目標            写真で受け付けた通報の件数  30 件        31 件       3{number} 件       40 件
                  市民の利用件数（年間）      10 件        11 件       12 件       13 件
  期待される      窓口の待ち時間が短くなるとともに、職員の作業時間を年間 1,{number}50 時間減らすことが
  効　　果        できる。

                                      {number}
"""
BY_CHARACTERS = """基本目標1 安心して子どもを産み育てられるまち                       施策1-1 子育て支援の充実
事業番号 {number}                     事業区分       拡充
 事業名 {title}
 担当課 {owner}
      地域の大人の見守りのもとで、放課後に学習や体験活動を行う教室を、市内{number}
現状と課題 校で週1回開いています。ボランティアの平均年齢は68歳を超え、担い手の固定
      化が課題となっています。
      残る5校での開設を順次進めます。高校生と大学生を「学びサポーター」として
取組内容 登録し、交通費相当として1回1,{number}00円を支給します。将棋、茶道、プログラミン
      グなどの体験プログラムを年間24回以上実施し、参加費は無料とします（材料費を
      除く）。
     指標       単位 基準値           年度別目標
                              令和7年度   令和8年度     令和9年度 令和10年度
{title}の回数 校     9     10    1{number}     13     14
       事業費（千円）         9,800 10,600 12,300 13,100
       令和7年度 南原小学校での開設
 年度別の 令和8年度 川口小学校での開設
  取組 令和9年度 中里小学校での開設
      令和10年度 全校実施の検証
"""


@pytest.fixture
def plan(divide_text: Callable[[str], DividedDocument]) -> DividedDocument:
    """Bordered sheets, read by a drafted profile."""
    parts = enumerate(zip(TITLES, OWNERS, STEPS, strict=True), 1)
    sheets = (SHEET.format(number=i, title=title, owner=owner, step=step) for i, (title, owner, step) in parts)
    return divide_text("試見市実施計画\n\n" + "\n\f".join(sheets))


def test_each_cell_is_whole(plan: DividedDocument) -> None:
    """Lines above a label are of its own cell, and a label on two lines is one."""
    assert [project.title.printed for project in plan.projects] == list(TITLES)
    for number, project in enumerate(plan.projects, 1):
        assert project.description is not None
        assert [line[:12] for line in project.description.printed.split("\n")] == [
            "・市民が写真と位置を送る",
            f"・収集車に小型カメラを{number}",
            "・結果は毎月の広報と市の",
        ]
        remarks = {remark.label: remark.text.printed for remark in project.remarks}
        assert remarks["ねらい"] == f"{TITLES[number - 1]}により、市民の負担を軽くする。"
        assert remarks["期待される効果"].startswith("窓口の待ち時間") and remarks["期待される効果"].endswith("減らすことができる。")


def test_a_cell_of_a_table_that_leaves_no_room_goes_on_below(plan: DividedDocument) -> None:
    """The steps of each year are whole, also where only two cells of a sheet are full."""
    for number, project in enumerate(plan.projects, 1):
        steps = {str(year): action.printed for action in project.actions for year in action.years}
        assert steps == {"R7": "".join(STEPS[number - 1]), "R8": "通報の本格運用", "R9": "手順の点検と統廃合"}


def test_labels_by_characters(divide_text: Callable[[str], DividedDocument]) -> None:
    """Some PDFs are laid out by characters, and labels are centred both ways; a row of costs above a cell is not of it."""
    sheets = (BY_CHARACTERS.format(number=i, title=title, owner=owner) for i, (title, owner) in enumerate(zip(TITLES, OWNERS, strict=True), 1))
    plan = divide_text("試見市実施計画\n\n" + "\n\f".join(sheets))
    assert [project.title.printed for project in plan.projects] == list(TITLES)
    for number, project in enumerate(plan.projects, 1):
        assert project.description is not None
        assert project.description.printed.startswith("残る5校") and f"1回1,{number}00円" in project.description.printed
        assert project.description.printed.endswith("（材料費を除く）。")
        steps = {str(year): action.printed for action in project.actions for year in action.years}
        assert steps == {"R7": "南原小学校での開設", "R8": "川口小学校での開設", "R9": "中里小学校での開設", "R10": "全校実施の検証"}


def test_labels_at_the_heads_of_their_cells_stay() -> None:
    """Where every label stands on the first line of its cell, nothing is moved."""
    sheet = """ 事業名    {title}
 担当課    {owner}
 内容      市民が写真と位置を送ると、担当者の端末に届き、対応の状況が通報
           者に返る。
 効果      待ち時間が短くなり、職員の作業時間を減らすことができる。
"""
    text = "\n".join(sheet.format(title=title, owner=owner) for title, owner in zip(TITLES, OWNERS, strict=True))
    lines = [Line(number, 1, each) for number, each in enumerate(text.split("\n"), 1)]
    assert parted_cells(lines) == lines


def test_a_text_without_blank_lines_is_left_alone() -> None:
    """However long a text is whose lines begin with the same words, it is no sheet of one page, and reading it ends."""
    lines = [Line(number, 1, f"  担当課    第{number}係" if number % 2 else "            市民が写真と位置を送る。") for number in range(1, 6001)]
    assert parted_cells(lines) == lines


YEARLY = """ 取組番号    1-{number}    取組名    {title}
  担当課     {owner}
 計画内容    {title}を、市内の協力事業者とともに進める。

    年度              計画                                実績                               評価
  令和4年度   導入システムの選定、対象手   先進3市を視察し、対象とする手続を転入・転出・       B
              続の整理                     証明書交付など1{number}手続に整理した。
                                           令和5年10月2日に4窓口で運用を開始した。利用者
  令和5年度   窓口での運用開始             アンケートでは87％が「便利になった」と回答し        A
                                           た。

"""


def test_a_table_with_a_row_for_each_year(divide_text: Callable[[str], DividedDocument]) -> None:
    """What was planned, what was done and how that is judged are each told of their year, with the lines where they stand."""
    sheets = (YEARLY.format(number=i, title=title, owner=owner) for i, (title, owner) in enumerate(zip(TITLES, OWNERS, strict=True), 1))
    plan = divide_text("試見市行政改革実施計画\n\n" + "\n".join(sheets))
    assert [project.title.printed for project in plan.projects] == list(TITLES)
    for number, project in enumerate(plan.projects, 1):
        assert [(item.text.printed, [str(year) for year in item.years]) for item in project.achievements] == [
            (f"先進3市を視察し、対象とする手続を転入・転出・証明書交付など1{number}手続に整理した。", ["R4"]),
            ("令和5年10月2日に4窓口で運用を開始した。利用者アンケートでは87％が「便利になった」と回答した。", ["R5"]),
        ]
        steps = {str(year): action.printed for action in project.actions for year in action.years}
        assert steps == {"R4": "導入システムの選定、対象手続の整理", "R5": "窓口での運用開始"}
        assert {remark.label: remark.text.printed for remark in project.remarks} == {"令和4年度の評価": "B", "令和5年度の評価": "A"}
    span = plan.projects[0].achievements[1].text.span
    assert "令和5年10月2日" in plan.lines[span.line_start - 1].text and plan.lines[span.line_end - 1].text.strip() == "た。"


@pytest.mark.parametrize("odd", ["  令和5年度        備考        窓口での運用開始        開始した。    A", "（単位：件）"])
def test_a_table_that_is_not_clear_stays(odd: str) -> None:
    """Where a line fits no column, or none is of a year, the table is left as it is printed."""
    head = "    年度        計画                  実績              評価"
    rows = [*([odd] if odd.startswith("（") else []), "  令和4年度   対象の整理            視察した。        B", *([odd] if odd.startswith(" ") else [])]
    lines = [Line(number, 1, text) for number, text in enumerate([head, *rows, ""] * 3, 1)]
    assert [line.text for line in unfolded(lines).lines if "計画" in line.text] == [head] * 3


REAL = """ 事業名    1-1-{number} {title}
 担当課   {owner}                    施策 1-{number} {title}の強化
       県の想定では、浜町地区と南汐見地区に、避難開始から10分以内に高台へ到達できない区域があ
現状・課題 り、約1,{number}00人が居住しています。令和5年度に浜町1号タワーが完成しましたが、南汐見地区に
       は避難できる高い建物がありません。
       {title}を、地区の自治会とともに進めます。完成後は、鍵の管理と日常の点検を自治会に委託し
 事業内容 、毎年11月の津波防災の日に合わせて避難訓練を行います。資材の購入費は、市が{number}分の1を補助し
       ます。
             指標名         現状値 令和7年度 令和8年度
                       （令和6年度）
 成果指標 津波避難タワーの整備数（累        1基     1基     {number}基
       計）
       津波避難困難者数          1,900人 1,800人 1,250人
          令和7年度       令和8年度
  年度別
スケジュール 実施設計の発注      建設工事の着手
  備考    国の防災・安全交付金を活用します。

"""


def test_sheets_as_a_real_pdf_prints_them(divide_text: Callable[[str], DividedDocument]) -> None:
    """A number before the title, a policy beside the departments, the year of 現状値 below the head, and a label on two lines, the first of them empty."""
    sheets = (REAL.format(number=i, title=title, owner=owner) for i, (title, owner) in enumerate(zip(TITLES, OWNERS, strict=True), 1))
    plan = divide_text("試見市実施計画\n\n" + "\n".join(sheets))
    assert [project.title.printed for project in plan.projects] == list(TITLES)
    for number, project in enumerate(plan.projects, 1):
        assert project.department_names == (OWNERS[number - 1],)
        assert project.policy is not None and project.policy.number == f"1-{number}"
        assert (
            project.description is not None
            and project.description.printed.startswith(f"{TITLES[number - 1]}を")
            and project.description.printed.endswith("す。")
        )
        assert project.baseline is not None and project.baseline.printed == "① 1基 ② 1,900人（令和6年度）"
        assert [(str(target.year), target.cell.printed) for target in project.targets] == [("R7", "① 1基 ② 1,800人"), ("R8", f"① {number}基 ② 1,250人")]
        assert {str(year): action.printed for action in project.actions for year in action.years} == {"R7": "実施設計の発注", "R8": "建設工事の着手"}
