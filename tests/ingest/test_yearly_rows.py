"""Rows of planned and actual values below a row of years: every cell is of its year and its indicator, or it is left out and told."""

from __future__ import annotations

import pytest

from ingest.lines import Piece
from ingest.profile import Profile
from ingest.yearly_rows import YearlyRows, has_yearly_rows, read_yearly_rows


def _pieces(text: str) -> list[Piece]:
    return [Piece(number, 1, " ".join(line.split()), line.startswith(" ")) for number, line in enumerate(text.split("\n"), 1)]


@pytest.fixture(scope="session")
def profile(profiles: dict[str, Profile]) -> Profile:
    """The layout of such sheets."""
    return profiles["planned-actual"]


def _read(text: str, profile: Profile) -> YearlyRows | None:
    return read_yearly_rows(_pieces(text), profile.project, profile.label_patterns["indicator"], "d")


def _said(rows: YearlyRows | None) -> tuple[str, str, dict[str, str], dict[str, str]]:
    assert rows is not None
    planned, actual = ({str(each.year): str(each.cell) for each in values} for values in (rows.targets, rows.results))
    return str(rows.name or ""), str(rows.baseline or ""), planned, actual


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "相談件数（単位：件）\n基準値（令和元年度） 312\n年度 令和２年度 令和３年度\n計画値 350 380\n実績値 298 367",
            ("相談件数（単位：件）", "312（令和元年度）", {"R2": "350", "R3": "380"}, {"R2": "298", "R3": "367"}),
        ),
        (
            "クラブの数\n策定時（Ｈ28）31クラブ　目標（Ｒ３）40クラブ　実績（Ｒ３）39ク\nラブ",
            ("クラブの数", "31クラブ（H28）", {"R3": "40クラブ"}, {"R3": "39クラブ"}),
        ),
        (
            "排出量\n策定時(H28) 24,300t　目標(R3) 20,600t　実績(R3)\n20,180t",
            ("排出量", "24,300t（H28）", {"R3": "20,600t"}, {"R3": "20,180t"}),
        ),
        (
            "見守り事業所数 計画当初値 38事業所 目標値（R2） 80事業所 実績値（R2）\n91事業所",
            ("見守り事業所数", "38事業所", {"R2": "80事業所"}, {"R2": "91事業所"}),
        ),
        ("サポーター数（累計） 計画当初値 － 目標値（R2） 60人 実績\n値（R2） 62人", ("サポーター数（累計）", "", {"R2": "60人"}, {"R2": "62人"})),
        (
            "待機児童数（4月1日現在）\n令和５年度 令和６年度\n目標値 － 30人\n実績値 42人 28人",
            ("待機児童数（4月1日現在）", "", {"R5": "－", "R6": "30人"}, {"R5": "42人", "R6": "28人"}),
        ),
        ("受診率\nR5 R6\n目標 40 %  43 %\n実績 集計中 －", ("受診率", "", {"R5": "40%", "R6": "43%"}, {"R5": "集計中", "R6": "－"})),
        (
            "①利用者数（単位：人）\nR5 R6\n計画値 10 20\n実績値 8 19\n指標名 ②か所数（単位：か所）\nR5 R6\n計画値 1 2\n実績値 1 －",
            ("① 利用者数（単位：人） ② か所数（単位：か所）", "", {"R5": "① 10 ② 1", "R6": "① 20 ② 2"}, {"R5": "① 8 ② 1", "R6": "① 19 ② －"}),
        ),
        (
            "①回数\nR5 R6\n計画値 1 2\n実績値 1 3\n②参加者数\nR5 R6\n計画値 10 20",
            ("① 回数 ② 参加者数", "", {"R5": "① 1 ② 10", "R6": "① 2 ② 20"}, {"R5": "① 1 ② －", "R6": "① 3 ② －"}),
        ),
        ("待機児童数\nR5 R6\n（基準値）\n目標値 － 30人\n実績値 42人 28人", ("待機児童数", "", {"R5": "－", "R6": "30人"}, {"R5": "42人", "R6": "28人"})),
        ("参加者数\nR5 R6\n計画値 10 20", ("参加者数", "", {"R5": "10", "R6": "20"}, {})),
        ("補助件数（件／年） 基準値 112\nR5 R6\n目標値 150 170", ("補助件数（件／年）", "112", {"R5": "150", "R6": "170"}, {})),
        (
            "協定を結んだ事業者数（社） 基準値（R1）：64\n目標 R2：72 R3：84\n実績 R2：66 R3：－",
            ("協定を結んだ事業者数（社）", "64（R1）", {"R2": "72", "R3": "84"}, {"R2": "66", "R3": "－"}),
        ),
        (
            "整備の進捗\n目標 R4：工事着手 R5：供用開\n始\n実績 R4：工事着手 R5：供用開始",
            ("整備の進捗", "", {"R4": "工事着手", "R5": "供用開始"}, {"R4": "工事着手", "R5": "供用開始"}),
        ),
        ("件数\n目標 令和4年度：3 令和5年度：4\n実績 令和3年度：1 令和4年度：2", ("件数", "", {"R4": "3", "R5": "4"}, {"R3": "1", "R4": "2"})),
        (
            "指標名 ①回数\n目標 R5：1 R6：2\n実績 R5：1 R6：1\n指標名 ②人数\n目標 R5：10 R6：20",
            ("① 回数 ② 人数", "", {"R5": "① 1 ② 10", "R6": "① 2 ② 20"}, {"R5": "① 1 ② －", "R6": "① 1 ② －"}),
        ),
    ],
)
def test_each_cell_is_of_its_year_and_indicator(text: str, said: tuple[str, str, dict[str, str], dict[str, str]], profile: Profile) -> None:
    """One indicator or several below each other, with units apart or not, below their years or behind them; a dash stays a dash."""
    assert _said(_read(text, profile)) == said


def test_a_row_that_does_not_fill_its_years_is_left_out_and_told(profile: Profile) -> None:
    """No value is guessed; the other row is read."""
    rows = _read("参加者数\nR5 R6 R7\n計画値 10 20\n実績値 8 19 21", profile)
    assert rows is not None
    assert _said(rows)[2:] == ({}, {"R5": "8", "R6": "19", "R7": "21"})
    ((piece, message),) = rows.doubts
    assert piece.number == 3
    assert "計画値 10 20" in message and "Write a cell for each year" in message


def test_empty_cells_are_told_by_the_columns(profile: Profile) -> None:
    """A row that ends with the last year that is over: its cells stand below their years, and the others have none."""
    text = "指標　　受講者数\n　　　　基準値(R5)　R6　　R7　　R8\n目標値　83.1　　　　84.5　86.0　87.5\n実績値　　　　　　　84.2　86.3"
    label = profile.label_patterns["indicator"]
    rows = read_yearly_rows(_pieces(text), profile.project, label, "d", dict(enumerate(text.split("\n"), 1)))
    assert _said(rows)[1:] == ("83.1（R5）", {"R6": "84.5", "R7": "86.0", "R8": "87.5"}, {"R6": "84.2", "R7": "86.3"})
    assert rows is not None and not rows.doubts


def test_cells_between_two_columns_are_left_out(profile: Profile) -> None:
    """Where it is not clear below which year a cell stands, the row is told instead."""
    text = "受講者数\n　　　　R5　　　R6　　　R7\n目標値　10　　　20　　　30\n実績値　　　9　　　　　19"
    rows = read_yearly_rows(_pieces(text), profile.project, profile.label_patterns["indicator"], "d", dict(enumerate(text.split("\n"), 1)))
    assert _said(rows)[3] == {}
    assert rows is not None and len(rows.doubts) == 1


def test_blank_lines_do_not_part_years_from_their_rows(profile: Profile) -> None:
    """What is found to be a table is read as one."""
    text = "受講者数\nR5 R6\n\n計画値 10 20\n\n実績値 8 19"
    assert has_yearly_rows(_pieces(text), profile.project)
    assert _said(_read(text, profile))[2:] == ({"R5": "10", "R6": "20"}, {"R5": "8", "R6": "19"})


@pytest.mark.parametrize(
    "text", ["排出量\n策定時(H28) 24,300t 策定時(H30) 2t\n目標(R3) 20,600t", "排出量\n策定時(H28) 24,300t 策定時(H29) 23t\n実績(R3) 20,600t\n15t"]
)
def test_a_row_of_baselines_alone_has_no_values_of_years(text: str, profile: Profile) -> None:
    """What stands below it is not taken for a value of a year that the row does not print."""
    rows = _read(text, profile)
    assert rows is None or _said(rows)[2:] == ({}, {})


def test_notes_below_the_rows_are_kept(profile: Profile) -> None:
    """A note goes on in the next line; what stands behind it is none of it."""
    rows = _read("参加者数\nR5 R6\n計画値 10 20\n実績値 8 －\n※令和６年度の実績値は、集計できないため\n「－」とした。\n\n体制の準備", profile)
    assert rows is not None
    assert [str(note) for note in rows.notes] == ["※令和６年度の実績値は、集計できないため「－」とした。"]
    assert [piece.text for piece in rows.rest if not piece.blank] == ["体制の準備"]


@pytest.mark.parametrize(
    "text", ["指標 R7 R8\n件数 3 4", "R7 R8\n設計 工事", "計画値 10 20", "計画 R7：設計", "参加者数\n令和７年度：実績 3件 令和８年度：4件"]
)
def test_other_tables_are_none(text: str, profile: Profile) -> None:
    """Rows that no word names, and words without years above them."""
    assert not has_yearly_rows(_pieces(text), profile.project)
    assert _read(text, profile) is None
