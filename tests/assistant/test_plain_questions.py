"""Plain wordings that once went wrong, found by asking every field and filter in many ways and by plans of other cities."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.answer import Answer
from assistant.assistant import Assistant

Ask = Callable[[str], Answer]
Talk = Callable[..., Answer]
NARASAKI, TOMI = "narasaki-kosodate-h27-r1", "tomi-kosodate2-r7-r11"


class TestLists:
    """Which projects, by a filter."""

    @pytest.mark.parametrize(
        ("question", "count"),
        [
            ("DX推進課が担当している事業の名前を教えてください", 14),
            ("What are the names of the projects that DX推進課 handles?", 14),
            ("Which initiatives does DX推進課 take part in? Please list all of them.", 14),
            ("施策1-1の事業の名前は", 6),
            ("DX推進科が単独で担当する事業はいくつですか", 11),
            ("アクセス件数で成果を測る事業を挙げてください", 3),
            ("個別事業進行管理表で、区政支援課の名前が実施主体に入っているものを教えてください", 2),
        ],
    )
    def test_every_project_is_told(self, ask: Ask, question: str, count: int) -> None:
        """A name that is asked for is that of the projects."""
        answer = ask(question)
        assert answer.status == "answered" and len(answer.projects) == count

    @pytest.mark.parametrize("question", ["DX推進課は何人いますか？", "文化振興課のアカウント名を教えて"])
    def test_what_is_asked_of_a_department_itself_is_no_list(self, ask: Ask, question: str) -> None:
        """Its staff and its accounts are not its projects."""
        assert ask(question).status != "answered"

    def test_the_policies_of_a_goal_are_no_projects(self, ask: Ask) -> None:
        """基本目標2の施策は asks for policies 2-1 to 2-3."""
        answer = ask("基本目標2の施策は？")
        assert all(number in answer.text for number in ("2-1", "2-2", "2-3")) and "3-1" not in answer.text and "担当課" not in answer.text


class TestNames:
    """What is named, in whatever way."""

    @pytest.mark.parametrize(
        ("question", "title"),
        [
            ("No.21の担当課は？", "「業務・システム全体最適化」事業"),
            ("事業番号12の実績は？", "インターネット活用力の向上と地域情報サポーター養成の推進"),
            ("who runs project 9?", "行政情報の提供・配信の充実"),
            ("「情報システムの標準化・共通化の推進」の担当課は？", "情報システムの標準化・共通化の推進"),
            ("「職員ナレッジマネジメント事業」ってどんな事業？", "職員ナレッジマネジメント事業"),
        ],
    )
    def test_a_project_is_found(self, ask: Ask, question: str, title: str) -> None:
        """By its number, and by its title in quotes, though a policy has the same name."""
        answer = ask(question)
        assert answer.status == "answered" and answer.references[0].project and answer.references[0].project.title.printed == title
        assert "記載がある事業は" not in answer.text

    @pytest.mark.parametrize("question", ["文化振興課のインスタグラムのフォロワー数のR8目標は？", "How many Instagram followers does the city want by FY2027?"])
    def test_a_name_that_no_document_holds_is_not_another(self, ask: Ask, question: str) -> None:
        """Instagram is neither X nor YouTube."""
        assert ask(question).status in ("not_found", "out_of_scope")


class TestFields:
    """Which field, and of what."""

    @pytest.mark.parametrize(
        ("question", "said"),
        [
            ("Who owns 子ども・子育て関連情報サイトの開設?", "こども関係各課"),
            ("市議会対応事務の電子化は令和9年度にどこまでやる計画ですか", "紙資料を併用としている"),
            ("働き方に合わせたファシリティの検討の説明をお願いします", "事務室を整理"),
            ("How is 「緑区特設サイトの充実」 measured?", "特設サイトのアクセス件数"),
            ("ICT-BCPの推進の今の値は？", "87.5%"),
            ("市HPのアクセス件数 R8は何％増の目標？", "約 7％増"),
            ("標準化・共通化 指標名とR7の数字", "20 業務"),
            ("職員のICT研修の受講者数の現状値は令和5年度の実績ですよね。何人ですか。", "1,027 人"),
            ("情報ｼｽﾃﾑ調達支援 H22 H23 H24 それぞれ何策定・改訂した", "情報セキュリティポリシーを改訂"),
            ("ほんやくのきかいを しらべる おしごとは、なんていう かが しているの？", "国際課"),
            ("SNSでの文化の発信、今の計画をお作りになった時点では何人の方が登録しておられたのですか", "568 人"),
            ("平成二十二年ごろからの計画では、市への届け出を家のパソコンのほかに何からできるようにするのですか", "携帯電話"),
            ("令和9年度のアクセス件数の目標は、デジタルアーカイブが緑区の特設サイトの何倍ですか", "240,000 ÷ 30,000 = 8 倍"),
        ],
    )
    def test_it_is_told(self, ask: Ask, question: str, said: str) -> None:
        """Though the title holds words of another."""
        answer = ask(question)
        assert answer.status == "answered" and said in answer.text

    def test_the_department_of_a_part_is_quoted(self, ask: Ask) -> None:
        """The map of accidents is another department's than the project; who runs the project is told as before."""
        assert "交通・地域安全課が作成" in ask("通学路マッピング、事故の発生箇所マップを作ってるのは何課").text
        assert "学務課" in ask("通学路改善要望データのマッピングの担当課は？").text

    def test_a_count_of_the_thing_beside_is_not_told(self, ask: Ask) -> None:
        """The plan counts the sessions of this course, and the participants of another one."""
        answer = ask("地域情報サポーターの養成講座に、平成24年度は何人が出席したのですか。回数でなく人の数です")
        assert answer.status == "not_found" and "70" not in answer.text

    def test_the_year_that_was_told_is_the_one_after_which_is_asked(self, talk: Talk) -> None:
        """翌年度 follows what was told, where the question before named no year."""
        answer = talk("緊急情報配信でtwitterを開始したのはいつ？", "その翌年度は何をした？")
        assert "一斉情報配信システムを構築した" in answer.text and "twitter" not in answer.text


class TestOtherCities:
    """Plans of the same kinds that nothing was made for."""

    @pytest.mark.parametrize(
        ("question", "said"),
        [
            ("楢崎市のH30の待機児童数は？", "４人（H30）|６人（H30）"),
            ("楢崎市の北浦保育所の民営化の年度と定員は", "90名から110名"),
            ("遠見市の３歳児健診の受診率の目標 令和９年度", "は、97.0％です"),
            ("遠見市の放課後児童クラブの定員 R11", "1,200 人"),
            ("遠見市の生涯学習課の事業は？", "放課後子ども教室推進事業"),
            ("遠見市の基本目標1の事業を全部教えて", "産後ケア事業の拡充"),
            ("遠見市の目標Ⅱの事業は？", "基本目標II"),
            ("List the projects under basic goal 2 of 遠見市", "under basic goal II"),
        ],
    )
    def test_a_figure_is_told_by_its_name(self, cities: Assistant, question: str, said: str) -> None:
        """Of its own year and indicator."""
        answer = cities.ask(question)
        assert answer.status == "answered" and any(each in answer.text for each in said.split("|"))

    @pytest.mark.parametrize(
        ("question", "count"), [("遠見市の施策Ⅱ－２に属する事業は？", 3), ("遠見市の新規事業はどれ？", 3), ("遠見市の基本目標Ⅲの事業は？", 5)]
    )
    def test_roman_numbers_and_named_categories_are_filters(self, cities: Assistant, question: str, count: int) -> None:
        """As the plan prints them."""
        assert len(cities.ask(question).projects) == count

    def test_what_looks_like_the_price_is_shown_and_not_denied(self, cities: Assistant) -> None:
        """A fee for its users is no fee of a contractor; but that the plan gives no money at all would be wrong."""
        answer = cities.ask("楢崎市の産後ケア事業の委託料はいくらですか")
        assert answer.status == "not_found" and "１日3,000円から1,500円" in answer.text

    def test_what_cannot_be_read_is_not_said_to_be_missing(self, cities: Assistant) -> None:
        """The cells are there, only not whose each of them is."""
        answer = cities.ask("遠見市の子育て支援センター「ひだまり」の移転整備のR9の目標は？")
        assert answer.status == "not_found" and "記載がありません" not in answer.text and "確実に読み取れない" in answer.text

    @pytest.mark.parametrize(
        ("question", "department"),
        [
            ("病児・病後児保育事業の担当課は？", "遠見病院"),
            ("平成30年度の病児・病後児保育事業の担当課は？", "市立楢崎病院事務局"),
            ("楢崎市の病児・病後児保育事業の担当課は？", "市立楢崎病院事務局"),
        ],
    )
    def test_a_title_that_two_cities_have_is_that_of_the_city_the_year_or_today(self, cities: Assistant, question: str, department: str) -> None:
        """The plan of today where neither is said, never simply the first."""
        answer = cities.ask(question)
        assert answer.status == "answered" and department in answer.text

    def test_the_year_of_a_figure_is_told(self, cities: Assistant) -> None:
        """By the figure alone, which stands in one line."""
        answer = cities.ask("総合案内の充実で「1,204件」とあるのは何年度の実績ですか。")
        assert answer.status == "answered" and "平成29年度" in answer.text

    def test_a_heading_of_the_contents_is_no_goal(self, cities: Assistant) -> None:
        """Its dots and page are not part of the goal's name."""
        goals = [heading.name for plan in cities.library.plans for heading in plan.goals]
        assert "脱炭素のまちをつくる" in goals and not any("..." in name for name in goals)


class TestAnotherThing:
    """A target is no answer to what asks for something else."""

    @pytest.mark.parametrize(
        "question",
        [
            "RPAツールは、令和8年度末でいくつの事務に導入済みとなる計画ですか。",
            "市議会の紙の資料をやめることで、1年に紙を何枚減らせる見込みなんですか？",
            "職員のICTスキル等の向上では、どのような職員の育成を目指していますか。",
            "情報共有基盤システムを更新する際、あわせて何の在り方を検討することになっていますか。",
        ],
    )
    def test_no_target_is_told(self, ask: Ask, question: str) -> None:
        """Neither of another thing counted, nor for what the project aims at or considers."""
        assert "目標値（" not in ask(question).text

    @pytest.mark.parametrize(
        ("question", "told"),
        [
            ("今の計画の施策3-3の名前を知りたいです。", "ICT教育・人材育成の推進"),
            ("Which fiscal years does the older of the two documents cover?", "FY2010"),
            ("実施事業集に出てくる事業区分のA・B・Cって、それぞれ何ていう事業のことですか？", "深化型事業"),
            ("Which two yardsticks decide whether a project ends up as A, B or C in the R6-R9 collection?", "実現性"),
            ("Please, the ICT plan from 2024, how many projects in total inside?", "26"),
            ("The special website of Midori Ward already got 30,000 visits in R5, didn't it?", "25,000"),
            ("What was the ICT-BCP implementation rate back in FY2022?", "87.5"),
            ("通学路を直してほしいという学校からの要望、目標を立てる前は何校・何件あったんですか？", "25校、180件"),
        ],
    )
    def test_what_is_asked_is_told(self, ask: Ask, question: str, told: str) -> None:
        """The name of a policy, the period of a plan that is called by its age, and the baseline by its year or by its time."""
        assert told in ask(question).text.replace(" ", "")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "相模大野の駅のあたりに、市のお知らせを映す電気の看板がありますでしょう。あれの機械を新しいのに取り替えたのは、平成の何年度のことだったか教えてもらえませんかねえ。",
            "機器更新を行った",
        ),
        (
            "おばあちゃんが ゴミを わけるのが むずかしいって いってます。しの ゴミのアプリが あるよって おしえてあげたいです。いつ つくったの？",
            "ごみ分別アプリ",
        ),
        ("区役所で何人待っているか画面に出る機械は、いつどこの区役所に付いたのでしょうか。全部教えてください。", "待ち人数表示システム"),
    ],
)
def test_when_is_told_by_the_likeliest_line_with_a_time(ask: Ask, question: str, told: str) -> None:
    """Where the project is sure, and words that the question does not share with the line do not matter."""
    answer = ask(question)
    assert answer.status == "answered" and told in "".join(answer.text.split())


@pytest.mark.parametrize(
    "question", ["前にアリオ橋本に置いてあった、住民票が出る機械は何年度に撤去されたんですか？", "お薬手帳を電子にする事業は、いつ始まるのでしょうか。"]
)
def test_when_is_not_told_by_a_line_of_something_else(ask: Ask, question: str) -> None:
    """What was set up is not what was taken away."""
    assert ask(question).status == "not_found"
