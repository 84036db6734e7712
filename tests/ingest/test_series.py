"""Values of several years on one line or over wrapped lines: each is an achievement of its own year."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.values import Achievement
from ingest.lines import Piece
from ingest.outline import parse_achievements
from ingest.profile import Outline, Profile
from ingest.series import rows


@pytest.fixture(scope="module")
def rules(profiles: dict[str, Profile]) -> Outline:
    """The markers of the built-in progress table."""
    found = profiles["progress-table"].outline
    assert found
    return found


@pytest.fixture
def read(pieces: Callable[[str], list[Piece]], rules: Outline) -> Callable[[str], list[str]]:
    """The achievements of a list as `years | parents > text`."""
    return lambda text: [_told(item) for item in parse_achievements(pieces(text), rules, "d")]


def _told(item: Achievement) -> str:
    years = " ".join(year.code for year in item.years)
    return f"{years} | {' > '.join(str(each) for each in (*item.parents, item.text))}"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("・待機児童数\n　H27：23人　H28：17人", ["H27 | 待機児童数 > 23人", "H28 | 待機児童数 > 17人"]),
        ("○件数\n　H30：1,034件　R1：980件（３月は減）", ["H30 | 件数 > 1,034件", "R1 | 件数 > 980件（３月は減）"]),
        ("・給付金を支給した。（H27～H28）\n　H27：４人、H28：３人",
         ["H27 H28 | 給付金を支給した。", "H27 | 給付金を支給した。 > ４人", "H28 | 給付金を支給した。 > ３人"]),
        ("・利用者\n　「北」　H28：5人 H29：6人\n　「南」　H29：7人\n　　　　H30：8人",
         ["H28 | 利用者 > 「北」 > 5人", "H29 | 利用者 > 「北」 > 6人", "H29 | 利用者 > 「南」 > 7人", "H30 | 利用者 > 「南」 > 8人"]),
        ("・登録数　平成27年度：5室12人、平成28\n年度：6室15人", ["H27 | 登録数 > 5室12人", "H28 | 登録数 > 6室15人"]),
        ("・登録数　H27：5室12人、H28：6室\n15人、\nH29：7室20人", ["H27 | 登録数 > 5室12人", "H28 | 登録数 > 6室15人", "H29 | 登録数 > 7室20人"]),
        ("・登録数　H27：5室、\nH28：6室", ["H27 | 登録数 > 5室", "H28 | 登録数 > 6室"]),
        ("・延長\n　（東）H27：5m　H28：6m", ["H27 | 延長 > 東 > 5m", "H28 | 延長 > 東 > 6m"]),
        ("・相談\n　H30：3件\n　H31(R1)：4件\n　平成31年度（令和元年度）：5件", ["H30 | 相談 > 3件", "R1 | 相談 > 4件", "R1 | 相談 > 5件"]),
        ("・件数は次のとおり。\n　○受付\n　　H27：5件　H28：6件", ["H27 | 件数は次のとおり。 > 受付 > 5件", "H28 | 件数は次のとおり。 > 受付 > 6件"]),
    ],
)  # fmt: skip
def test_each_year_has_its_value(read: Callable[[str], list[str]], text: str, told: list[str]) -> None:
    """A value stands with its year alone, under the name of what is counted; a wrapped one goes on in the next line."""
    assert read(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("・メニューをH22年度に10件、H23年度に17件、\nH24年度に4件追加した。（H22～H24）",
         ["H22 H23 H24 | メニューをH22年度に10件、H23年度に17件、H24年度に4件追加した。"]),
        ("・給食費を補助した。対象は、H28：286人、H29：301\n人、H30：294人（H28～H30）",
         ["H28 H29 H30 | 給食費を補助した。対象は、H28：286人、H29：301人、H30：294人"]),
        ("・対象を拡大した。（H28：５年生まで、\nH29：６年生まで）", ["H28 H29 | 対象を拡大した。（H28：５年生まで、H29：６年生まで）"]),
        ("・冊子を配付した。（H30：\n63冊、R1：88冊）", ["H30 R1 | 冊子を配付した。（H30：63冊、R1：88冊）"]),
        ("・訓練の回数　H28：2回、H29：3回（H28～H29）", ["H28 H29 | 訓練の回数　H28：2回、H29：3回"]),
        ("・開所時間を、H28：18時、H29：19時とした。", ["H28 H29 | 開所時間を、H28：18時、H29：19時とした。"]),
    ],
)  # fmt: skip
def test_a_sentence_stays_whole(read: Callable[[str], list[str]], text: str, told: list[str]) -> None:
    """Years inside a sentence or a bracket, or with a mark behind them that holds for all, make one achievement."""
    assert read(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("・全ての協定事業者に手引きを配布した\n（R6）", ["R6 | 全ての協定事業者に手引きを配布した"]),
        ("・講座を開いた\n(R4～R6)\n・（仮称）広場を開いた。（R5）", ["R4 R5 R6 | 講座を開いた", "R5 | （仮称）広場を開いた。"]),
    ],
)
def test_years_in_brackets_on_a_line_are_a_mark_and_no_group(
    profiles: dict[str, Profile], pieces: Callable[[str], list[Piece]], text: str, told: list[str]
) -> None:
    """Also where the profile takes whatever stands alone in brackets for the name of a group."""
    rules = profiles["indicator-rows"].outline
    assert rules and [_told(item) for item in parse_achievements(pieces(text), rules, "d")] == told


def test_a_full_line_goes_on_in_the_next(profiles: dict[str, Profile]) -> None:
    """Below a year, a line that reaches the edge of the page goes on; a short one, or one that ends a sentence, is an entry of its own."""
    rules = profiles["indicator-rows"].outline
    lines = ["R6年度 窓口を公民館８か所の全てに広げた。スーパー４店舗で", "回収を始めた。", "訪問の試行", "相談会"]
    widths = [80, 32, 24, 20]
    found = [Piece(number, 1, line, True, width) for number, (line, width) in enumerate(zip(lines, widths, strict=True), 1)]
    assert rules
    assert [_told(item) for item in parse_achievements(found, rules, "d")] == [
        "R6 | 窓口を公民館８か所の全てに広げた。スーパー４店舗で回収を始めた。",
        "R6 | 訪問の試行",
        "R6 | 相談会",
    ]


LINES = [
    "・登録数　H27：5人、H28：6人、",
    "H29：7人",
    "　H27：5人　H28：6人",
    "　「北」　H27：5人",
    "・した。（H27：",
    "5人、H28：6人）",
    "○件数",
    "※注",
    "",
    "続き",
]


@given(st.lists(st.sampled_from(LINES), max_size=8))
def test_rows_lose_nothing(rules: Outline, lines: list[str]) -> None:
    """The rows of any list hold every character of it, in order."""
    pieces = [Piece(number, 1, line.strip(), line[:1] == "　") for number, line in enumerate(lines, 1)]
    shown = "".join(f"{row.name.text if row.name else ''}{row.piece.text}" for row in rows(pieces, rules))
    assert "".join(shown.split()) == "".join("".join(lines).split())
