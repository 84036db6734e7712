"""A project told label by label in a document whose others are rows of tables."""

from __future__ import annotations

from ingest.grid import Page, Paragraph
from ingest.linearised import linearised
from ingest.lone_sheets import with_lone_sheets
from tests.ingest.test_linearised import grid_of

TABLE = grid_of(
    ["事業名", "担当課", "事業内容", "備考"],
    ["相談", "健康課", "相談に応じます。", "柱１"],
    ["訪問", "健康課", "家を訪ねます。", "柱１"],
    ["道づくり", "建設課", "道を広げます。", "柱２"],
)
GOALS = ("柱１　ひと　…　人を増やす", "柱２　まち　…　町を守る")
SHEET = (
    "４－１　　◎　除雪支援事業　（★）",
    "　　事業主体　　町、協議会",
    "　　担 当 課　　健康課（雪下ろし）　　建設課（機械の貸与）",
    "－ 3 －",
    "　　事業内容　　６５歳以上のみの世帯等の屋根の雪下ろしの費用を、１冬に４回まで助",
    "　　　　　　　　成する。",
    "　　指　　標　　除雪組の数（累計）　　　基準値　　－",
    "　　目　　標　　Ｒ８　４組　　Ｒ９　７組",
    "　　備　　考　　柱２。事故は毎年０件を目指す。",
)


def test_its_lines_are_told_as_those_of_a_row() -> None:
    """The goal that its remarks begin with stands above it; what is below it is none of it."""
    lines = linearised([Page((*map(Paragraph, GOALS), TABLE, *map(Paragraph, SHEET), Paragraph("５　おわりに")))]).texts
    begin = lines.index("事業名  除雪支援事業")
    assert lines[begin - 1] == "柱2 まち"
    assert list(lines[begin + 1 :]) == [
        "担当課  健康課（雪下ろし）、建設課（機械の貸与）",
        "事業内容  ６５歳以上のみの世帯等の屋根の雪下ろしの費用を、１冬に４回まで助成する。",
        "事業主体  町、協議会",
        "備考  ★　事故は毎年０件を目指す。", "指標名  除雪組の数（累計）", "現状値  －", "目標値  R8：４組  R9：７組", "－ 3 －", "５　おわりに",
    ]  # fmt: skip


def test_one_that_names_no_goal_is_left_where_others_stand_under_one() -> None:
    """It would be told under that of the project above it."""
    page = Page((*map(Paragraph, GOALS), TABLE, *map(Paragraph, SHEET[:-1]), Paragraph("　　備　　考　　柱３")))
    lines = linearised([page]).texts
    assert "柱1 ひと" in lines
    assert not any(line.startswith("事業名  除雪") for line in lines)
    assert lines[-1] == "　　備　　考　　柱３"


def test_what_stands_below_a_short_line_is_none_of_it() -> None:
    """A line that is not full goes on in no other one."""
    page = Page((*map(Paragraph, GOALS), TABLE, *map(Paragraph, SHEET[:-1]), Paragraph("　　備　　考　　柱２"), Paragraph("資料のとおり")))
    lines = linearised([page]).texts
    assert lines[lines.index("事業名  除雪支援事業") - 1] == "柱2 まち"
    assert lines[-1] == "資料のとおり"


def test_few_labels_are_no_project() -> None:
    """Nor is one without an owner, and a document without tables of projects stays as it is."""
    for own in ((TABLE, *map(Paragraph, ("（１）問い合わせ先", "　担当課　　総務課", "　備　考　　平日"))), tuple(map(Paragraph, SHEET))):
        page = Page(own)
        assert with_lone_sheets([page]) == [page]
