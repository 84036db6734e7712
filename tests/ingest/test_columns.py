"""A table whose rows are the projects, its columns kept as the PDF lays them out: each row is a sheet of its own, its lines under their own numbers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.values import DividedDocument, Line
from ingest.columns import unfolded

HEAD = "      事業名                実施主体          概要（事業内容・主な実績・指標・状況）"
TEXT = f"""　　　　　試見市健やかプラン　個別事業進行管理報告書（平成29年度～令和３年度）

　番号　事業名                                          頁
　１    がん検診受診促進事業                              2
　２    健康マイレージ事業                                2

目標１　生涯を通じて健やかに暮らせるまち
　政策１－１　健康づくりと病気の予防

{HEAD}

 １   がん検診受診促進事    健康推進課、      【事業内容】がんを早く見つけて治療につなげるため、胃・肺・大腸・
      業                    市医師会          乳・子宮頸がんの検診を実施する。
                                              【主な実績】
                                              ・胃内視鏡検査を個別検診に導入。対象は50歳以上の偶数年齢の人
                                              　(H30)

                                                  － 1 －

{HEAD}

                                              ・集団検診の予約をウェブで受け付ける仕組みを導入(R2)
                                              【指標】胃がん検診受診率
                                              　策定時(H28) 8.9％　目標(R3) 12.0％　実績(R3) 9.6％
                                              【指標】乳がん検診受診率
                                              　策定時(H28) －　目標(R3) 25.0％　実績(R3) 21.4％
                                              【状況】継続

 ２   健康マイレージ事業    健康推進課        【事業内容】毎日の歩数の記録などでポイントをためる。
                                              【主な実績】
                                              ・記録カード方式で開始し、1,146人が参加(H29)
                                              【指標】参加者数（年間）
                                              　策定時(H28) －　目標(R3) 4,000人　実績(R3) 3,472人
                                              【状況】完了

目標２　子どもがのびのびと育つまち
　政策２－１　保育の充実

                                                  － 2 －

{HEAD}

 ３   病児保育事業          こども課          【事業内容】病気の子どもを預かる。
                                              【主な実績】
                                              ・市立病院内に開設(R元)
                                              【指標】延べ利用者数
                                              　策定時(H28) 12人　目標(R3) 40人　実績(R3) 38人
                                              【状況】継続

                                                  － 3 －
"""


@pytest.fixture
def plan(divide_text: Callable[[str], DividedDocument]) -> DividedDocument:
    """The plan read by a drafted profile."""
    return divide_text(TEXT)


def test_each_row_is_a_project(plan: DividedDocument) -> None:
    """Titles and departments run down their own columns; the list before the table holds none of the projects."""
    assert [(project.title.printed, project.department_names) for project in plan.projects] == [
        ("がん検診受診促進事業", ("健康推進課", "市医師会")),
        ("健康マイレージ事業", ("健康推進課",)),
        ("病児保育事業", ("こども課",)),
    ]
    assert [project.policy.name for project in plan.projects if project.policy] == ["健康づくりと病気の予防", "健康づくりと病気の予防", "保育の充実"]


def test_a_row_goes_on_over_the_page(plan: DividedDocument) -> None:
    """The page number and the head printed anew part nothing."""
    project = plan.projects[0]
    done = [(item.text.printed, [str(year) for year in item.years]) for item in project.achievements]
    assert done == [("胃内視鏡検査を個別検診に導入。対象は50歳以上の偶数年齢の人", ["H30"]), ("集団検診の予約をウェブで受け付ける仕組みを導入", ["R2"])]


def test_values_that_say_what_they_are(plan: DividedDocument) -> None:
    """A row with the baseline, the target and the actual value, each with its year, for each of two indicators."""
    project = plan.projects[0]
    assert (str(project.indicator), str(project.baseline)) == ("① 胃がん検診受診率 ② 乳がん検診受診率", "① 8.9%（H28） ② －")
    assert [(str(each.year), str(each.cell)) for each in project.targets] == [("R3", "① 12.0％ ② 25.0％")]
    assert [(str(each.year), str(each.cell)) for each in project.results] == [("R3", "① 9.6％ ② 21.4％")]


def test_lines_keep_their_numbers(plan: DividedDocument) -> None:
    """What is cited stands on the lines of the document."""
    lines = TEXT.splitlines()
    owner = plan.projects[0].departments[1]
    assert "市医師会" in lines[owner.span.line_start - 1]
    assert [line.text for line in plan.lines] == lines


LIST = "\n".join(f" {number}    {title}            福祉課            {title}を行う。" for number, title in enumerate(("見守り事業", "相談事業", "講座事業"), 1))


@pytest.mark.parametrize(
    "text",
    ["事業名 実施主体 概要\n1 見守り事業 福祉課 見守る。\n2 相談事業 福祉課 相談する。\n3 講座事業 福祉課 学ぶ。", f"{HEAD}\n{LIST}"],
    ids=["no layout", "a list"],
)
def test_what_is_no_such_table_stays_as_it_is(text: str) -> None:
    """Lines without columns, and a list with one line for each project."""
    lines = tuple(Line(number, 1, line) for number, line in enumerate(text.split("\n"), 1))
    assert unfolded(lines).lines == lines


VALUES = """第３期試見市まちづくり実施計画（令和６年度～令和７年度）

 No   取組名              担当課            取組内容                          指標                  現状値(R5)   R6             R7
 1    こども家庭センター  こども未来課、    妊娠期から18歳までの相談に応じ    相談受付件数          1,140件      1,250件        1,350件
      運営事業            健康づくり課      る。訪問相談を行う。
                                            日曜日も窓口を開く。              サポートプラン作成件  －           30件           45件
                                                                              数

 2    クラブ整備事業      こども未来課      クラブ室を増設する。              待機児童数            28人         20人           －
                                            開所時間は午後7時までとする。
                                            支援員の研修を行う。

 3    電子図書館事業      図書館            電子図書館を開く。                貸出点数              －           2,000点        4,500点
                                            閉館時刻を午後8時に延ばす。
                                            学習席を増やす。
"""


def test_columns_of_values_are_indicators_with_their_years(divide_text: Callable[[str], DividedDocument]) -> None:
    """A row may have several indicators; the name of one goes on below its values."""
    lines = VALUES.split("\n")
    first, second, _ = divide_text(VALUES).projects
    assert str(first.description) == "妊娠期から18歳までの相談に応じる。訪問相談を行う。日曜日も窓口を開く。"
    assert (str(first.indicator), str(first.baseline)) == ("① 相談受付件数 ② サポートプラン作成件数", "① 1,140件 ② －")
    assert {each.row.line_start for each in first.targets} == {lines.index(next(line for line in lines if "取組内容" in line)) + 1}
    assert [(str(each.year), str(each.cell)) for each in first.targets] == [("R6", "① 1,250件 ② 30件"), ("R7", "① 1,350件 ② 45件")]
    assert [(str(each.year), str(each.cell)) for each in second.targets] == [("R6", "20人"), ("R7", "－")]


CENTRED = """ No. 事業名        事業の内容                     担当課       現状値       目標値
                                                  (R5)      (R11)

                出産後1年を経過しない母子を対象に、助産師が授
                乳の相談や心身のケアを行います。令和{year}年
 {number}   産後ケア第{number}事    度から回数を増やします。              母子保健課     8{number}人       180人
     業          利用は合わせて7日までです。            こども課
                【指標】利用者数（実人数）

"""


def test_cells_may_be_centred(divide_text: Callable[[str], DividedDocument]) -> None:
    """Number and title stand in the middle of a row; every character takes one column; the years of the values stand below their heads."""
    tables = "".join(f"施策1-{number}　支援の充実\n\n{CENTRED.format(number=number, year=number + 6)}\f" for number in (1, 2, 3, 4))
    projects = divide_text(f"試見市こどもプラン\n\n{tables}").projects
    assert [project.title.printed for project in projects] == [f"産後ケア第{number}事業" for number in (1, 2, 3, 4)]
    for number, project in enumerate(projects, 1):
        assert project.department_names == ("母子保健課", "こども課")
        assert project.description is not None and project.indicator is not None and project.baseline is not None
        assert project.description.printed.startswith("出産後1年を経過しない母子を対象に、助産師が授乳の相談や心身のケアを行います。")
        assert project.description.printed.endswith(f"令和{number + 6}年度から回数を増やします。利用は合わせて7日までです。")
        assert (project.indicator.printed, project.baseline.printed) == ("利用者数（実人数）", f"8{number}人")
        assert [(str(target.year), target.cell.printed) for target in project.targets] == [("R11", "180人")]
