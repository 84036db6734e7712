"""Questions in the fewest words: several things of several projects at once, and what is asked of what was told before."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.answer import Answer
from assistant.several import parts_of_each
from assistant.understand import Query
from corpus.text import normalise, squeeze

Ask = Callable[[str], Answer]
Talk = Callable[..., Answer]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("共有基盤の更新完了と標準化の20業務、それぞれ何年度？", ["共有基盤の更新完了、何年度?", "標準化の20業務、何年度?"]),
        ("児相の効率化、国保のデジタル化。担当課を順に", ["児相の効率化、担当課", "国保のデジタル化、担当課"]),
        ("バスの位置情報と、名簿の検索対応、各何年度", ["バスの位置情報、何年度", "名簿の検索対応、何年度"]),
        ("RPA、電子申請、アーカイブのR8の目標をそれぞれ教えて", ["RPA、R8の目標教えて", "電子申請、R8の目標教えて", "アーカイブ、R8の目標教えて"]),
        ("RPA and the archive, the R8 target of each?", ["RPA: the R8 target?", "the archive: the R8 target?"]),
        ("RPAと電子申請の担当課をそれぞれ教えて", []),
        ("災害情報共有システムの構築、Jアラート更新 何年度", ["災害情報共有システムの構築、何年度", "Jアラート更新、何年度"]),
        ("RPAの担当課は？", []),
    ],
)
def test_what_is_asked_of_each_is_asked_of_each(text: str, parts: list[str]) -> None:
    """The things stand before the words for each, what is asked of them beside these."""
    assert list(map(normalise, parts_of_each(normalise(text)))) == list(map(normalise, parts))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("情報共有基盤の更新完了と標準化対応の20業務、それぞれ何年度？", ["更新完了", "令和6年度", "20業務", "令和7年度"]),
        ("児相の効率化、国保のデジタル化、消防水利の改修。担当課を順に", ["児童相談所総務課", "保険企画課、国保年金課", "警防課、指令課"]),
        ("陽光園バスの位置情報システムと、医療機関名簿の検索対応、各何年度", ["平成24年度", "平成23年度"]),
        ("職員ポータルの部門別サイト、平成26年度に何サイト？あと情報システム導入手順書の策定年度", ["8サイト", "平成24年度"]),
        ("さがポの掲載団体数、H23とH26。H26のバナー広告の法人数も", ["38団体", "77団体", "1法人"]),
        ("電子申請、H22とH23の追加件数は？あと今の計画のR7目標も", ["10件", "17件", "15手続"]),
        ("第２次ICT総合戦略の実施事業集、計画期間と事業数", ["令和6年度から令和9年度まで", "26の事業"]),
        (
            "待ち人数表示システム、導入した場所と年度を全部",
            ["相模大野パスポートセンター", "橋本パスポートセンター", "南区役所区民課", "緑区役所区民課及び中央区役所区民課"],
        ),
        ("電子申請の担当って平成22〜26のときといまの令和ので課ちがうよね？それぞれどこ", ["情報政策課", "DX推進課"]),
        ("通学路マッピング 担当と現状とR9", ["学務課", "25校、180件", "30校以上かつ150件未満"]),
        ("H22-26 広聴広報課の事業 全部 共管も", ["5件です"]),
        ("待ち人数表示 南区役所と緑区役所、あと公文書目録システムの稼働 いつ", ["平成25年度", "平成26年度", "平成27年4月"]),
        ("議員が「電子申請はH26年度末で100手続きあった」と言ってる。正しい？", ["62手続き"]),
        ("昔の計画（平成22〜26）で、コールセンターに1年でだいたい何件の質問が来ますか", ["年間約10万件"]),
    ],
)
def test_all_of_it_is_told(ask: Ask, question: str, told: list[str]) -> None:
    """Each part from its own project."""
    answer = ask(question)
    text = squeeze(answer.text)
    assert answer.status == "answered"
    assert [each for each in told if squeeze(each) not in text] == []


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (["デジタルアーカイブのR7目標は", "R9は？所管も"], ["240,000件", "情報公開・文書管理課"]),
        (["通学路の改善要望マップ、R6の目標は？", "現状値は？議員は200件と言ってる"], ["25校、180件"]),
        (["高齢者のスマートフォン教室はどこの課？", "ありがとう。それで、その取り組みには電話の会社さんは何社くらい加わっているのでしょうか"], ["4社"]),
    ],
)
def test_what_was_spoken_of_is_asked_of(talk: Talk, turns: list[str], told: list[str]) -> None:
    """Several things in one message, what somebody said of it, and a word for the project that nothing else of the question fits."""
    text = squeeze(talk(*turns).text)
    assert [each for each in told if each not in text] == []


@pytest.mark.parametrize("question", ["働き方に合わせた什器、R8までに何課に入れる計画？", "What is the R8 target for the Minami Ward special site?"])
def test_what_is_not_told_is_declined(ask: Ask, question: str) -> None:
    """How many departments get something is not who runs it; one ward's site is none of another's."""
    assert ask(question).status == "not_found"


@pytest.mark.parametrize(
    ("turns", "told", "not_told"),
    [
        (["紙なくす系で議会のやつ、担当どこ", "建築のほうは？R9の数字も"], ["建築審査課", "令和9年度の目標値", "7％"], "総務法制課"),
        (["職員のDX研修 R7は何人受ける目標", "最終年は？ 所管も"], ["1,300人", "人材育成課"], "1,250"),
        (["さがポに載っている団体、一番新しい数字でいくつですか", "逆に最初のころ、平成23年度は？"], ["38団体"], "現状値"),
    ],
)
def test_another_topic_and_what_is_added_are_each_asked(talk: Talk, turns: list[str], told: list[str], not_told: str) -> None:
    """A message may turn to another project and ask one thing more of it; the last year is that alone; of a report the beginning is what was done then."""
    text = squeeze(talk(*turns).text)
    assert [each for each in told if squeeze(each) not in text] == []
    assert not_told not in text


@pytest.mark.parametrize(
    ("question", "absent"),
    [
        ("スマートフォンの使い方まで教えてくれると聞いたのですが、電話会社は何社ですか", ()),
        ("申込方法を知りたいのですが、どうすればよいですか", ("howto",)),
        ("予算を知りたいのですが、担当課はどこですか", ("budget",)),
        ("市の施設の持ち物が入るのですか", ()),
        ("持ち物は何ですか", ("howto",)),
    ],
)
def test_what_is_only_told_before_is_not_asked(read: Callable[[str], Query], question: str, absent: tuple[str, ...]) -> None:
    """使い方まで教えてくれると聞いた is talk; what is wished for in it counts."""
    assert read(question).absent == absent


def test_how_many_is_read_in_kanji_too(read: Callable[[str], Query]) -> None:
    """幾つ and 幾人."""
    assert read("自治会は幾つでしたか").text == "自治会はいくつでしたか"
    assert read("受講者は幾人ですか").counter == "人"
