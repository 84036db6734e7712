"""Questions of a councillor's aide, an auditor and a vendor: several things at once, each year and the sum, conditions carried on, premises that are wrong."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.several import asking_clauses
from corpus.text import normalise

Ask = Callable[[str], Answer]


def _flat(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("どんな資料を電子化して、何で見るのですか？", ["どんな資料を電子化して、", "何で見るのですか?"]),
        ("実験、何社といつ協定を結んだ？", ["実験、何社と協定を結んだ?", "実験、いつ協定を結んだ?"]),
        ("RPAはどこの課がやってて何を減らすの", ["RPAはどこの課がやってて", "何を減らすの"]),
        ("合計は何人ですか。現状値も知りたい。", ["合計は何人ですか。", "現状値も知りたい。"]),
        ("Who runs it, and when did it start?", ["Who runs it", "when did it start?"]),
        ("RPAの担当課とR8の目標は？", ["RPAの担当課とR8の目標は?"]),
        ("市は何かやってる？", ["市は何かやってる?"]),
        ("どこの何という事業ですか", ["どこの何という事業ですか"]),
        ("置いたのはどことどこでしたか", ["置いたのはどことどこでしたか"]),
    ],
)
def test_clauses_that_each_ask(text: str, clauses: list[str]) -> None:
    """A clause with a question word, or a question without one; two words of one question are not two."""
    assert asking_clauses(normalise(text)) == [normalise(clause) for clause in clauses]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("市議会のどんな資料を電子化して、何で見るようにするんですか？", ["議案集", "タブレット"]),
        ("スマホ普及の実証実験、何社といつ協定を結んだ？", ["令和６年１月", "４社"]),
        ("Which company did Sagamihara sign an agreement with over made-in-Japan generative AI, and when was the signing ceremony?", ["日本電気", "10月19日"]),
        ("昔の記録や文化財の資料を家から見たいんだけど、そういうのある？どこの課がやってるの", ["情報公開・文書管理課", "検索・閲覧"]),
        ("職員研修の受講者数、令和6～9年度の目標を合計すると何人？現状値も知りたい。", ["5,000", "1,027"]),
        ("緑区の特設サイト、現状値とR9", ["25,000 件", "30,000 件"]),
    ],
)
def test_what_is_asked_in_one_breath_is_all_told(ask: Ask, question: str, told: list[str]) -> None:
    """Each clause is asked of the project that the whole is about; what it tells beyond the rest is added, with its citation."""
    answer = ask(question)
    assert answer.status == "answered" and len(answer.projects) == 1
    assert all(_flat(normalise(part)) in _flat(normalise(answer.text)) for part in told)
    assert all(statement.citations for statement in answer.statements)


def test_what_is_declined_as_a_whole_is_not_told_by_its_clauses(ask: Ask) -> None:
    """A clause by itself may lose the word that no document has (火葬場)."""
    assert ask("火葬場がいつも混んでいて、主人の時は一週間も待ちました。新しいのを建てるそうですが、何年にできあがるのでしょうか。").status != "answered"


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("電子申請は今の計画では年にいくつずつ足すことになってる？", ["15手続"]),
        ("オープンデータは今の戦略では年に何種類出すと約束していますか", ["12種類", "13種類"]),
        ("通学路の改善要望は今の計画では何校を見込んでますか", ["30校以上"]),
    ],
)
def test_how_many_there_are_to_be_is_the_target(ask: Ask, question: str, figures: list[str]) -> None:
    """Nothing but what the indicator counts is asked, ahead, of whatever year."""
    answer = ask(question)
    assert answer.status == "answered" and all(figure in _flat(normalise(answer.text)) for figure in figures)


def test_how_many_there_are_is_no_target(ask: Ask) -> None:
    """How often something is used is not how many are to be added."""
    assert ask("電子申請は年に何件くらい使われていますか").status == "not_found"


def test_each_year_and_the_sum(ask: Ask) -> None:
    """Where the figures of the years are asked for beside their sum, both are told, the project named first."""
    answer = ask("新しく電子申請できるようにする手続、令和6〜9年度の目標を足すと全部でいくつ？各年度の数も")
    assert answer.text.startswith("「電子申請の利用促進」") and "令和7年度の目標値" in answer.text and "= 60" in answer.text


def test_the_baseline_is_set_against_each_year_named(ask: Ask) -> None:
    """With two years named there are two differences; the baseline says its year. A figure among words is taken where its unit is asked for."""
    answer = ask("職員研修の受講者数について、現状値と、令和6年度及び令和9年度の目標値とを比較してお示し願いたい。")
    assert "現状値（R4 年度）" in answer.text and "= 123" in answer.text and "= 273" in answer.text
    assert "20 － 12 = 8 年分" in ask("紙の人口統計書のオープンデータ化、現状は過去何年分で令和9年度は何年分になる目標？何年分増えますか").text


def test_departments_that_run_a_project_alone(ask: Ask) -> None:
    """他の課と一緒じゃなく asks for one department, not for several."""
    answer = ask("平成22〜26年度の計画で、情報政策課が単独で（他の課と一緒じゃなく）やっていた事業を全部教えてください")
    assert len(answer.projects) == 4 and all(len(project.departments) == 1 for project in answer.projects)


def test_a_list_keeps_its_conditions(assistant: Assistant) -> None:
    """では令和9年度が「－」のものは asks of the same category as before; 令和9年度は of the same department."""
    first = assistant.ask("重点事業の中で、令和6年度の目標値が「－」になっている事業はどれですか")
    second = assistant.ask("では令和9年度が「－」のものは？", first.conversation)
    assert [project.title.printed for project in second.projects] == ["情報共有基盤システムの更新", "情報システムの標準化・共通化の推進"]
    first = assistant.ask("DX推進課の事業で令和6年度の目標がないものは？")
    second = assistant.ask("令和9年度は？", first.conversation)
    assert len(second.projects) == 7 and all("DX推進課" in project.department_names for project in second.projects)


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("How many projects stand under policy (施策) 3-1 of the R6-R9 project collection? Please name them.", 4),
        ("Seisaku 2-1, only tansaku-gata jigyo (C). Please tell me all", 5),
        ("前の計画の「安全・安心に暮らせるまちづくりの支援」って、事業いくつあったの？名前も教えて", 6),
        ("「だれひとりとりのこさない」の なかまの じぎょう ぜんぶ おしえて", 3),
        ("平成22年度から26年度までの進行管理表で、ツイッターの開設、開始又は試行実施を挙げている事業を漏れなく", 3),
    ],
)
def test_lists_by_numbers_and_words(ask: Ask, question: str, count: int) -> None:
    """A policy by its number with a gloss or in romaji, a name in kana, words joined by 又は."""
    assert len(ask(question).projects) == count


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("生徒がRPAの作業削減時間は令和9年度に6,000時間になると書いてきました。これで合っていますか。", "いいえ"),
        ("情報共有基盤システムの更新が完了するのは令和9年度ですよね？", "令和6年度の目標値"),
        ("コールセンターに寄せられる問合わせは年間およそ1万件、でしたよね？", "いいえ"),
    ],
)
def test_wrong_premises_are_corrected(ask: Ask, question: str, said: str) -> None:
    """A figure or a year that the documents contradict, however it is asserted."""
    answer = ask(question)
    assert answer.status == "answered" and said in answer.text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("国産の生成AIは富士通と協定を結んで、令和６年から共同で検証しているんでしたね？", ["日本電気株式会社", "令和5年"]),
        ("国産の生成AIの共同検証は富士通と協定を結んだんですよね？", ["日本電気株式会社"]),
        ("山あいのお年寄りにスマホを貸す件、携帯会社３社と令和５年１月に協定を交わしたと聞いている。確認したい。", ["令和6年1月", "4社"]),
        ("要援護者の情報を地域と分け合う事業、緊急対策課が市内５つの自治会で試したのでしたよね？", ["いいえ", "地域福祉課", "市内3自治会"]),
        ("戸籍の証明も平成28年1月からコンビニで取れるようになると決まった、と聞いたが本当か", ["平成29年4月戸籍関連証明書"]),
        ("緊急対策課がツイッターを始めたのが平成25年度、一斉に情報を流すシステムを構築したのが平成26年度。この理解で正しいですね？", ["(h25)", "(h26)"]),
        ("コンビニで住民票が取れるのは平成２７年１月から、戸籍も同じ日から、という決定だったはずですが間違いないですか", ["平成28年1月", "平成29年4月"]),
    ],
)
def test_what_bears_on_an_assertion_is_quoted(ask: Ask, question: str, told: list[str]) -> None:
    """The line that tells the figure, time or organisation that is asserted, whatever it says of it."""
    text = _flat(normalise(ask(question).text))
    assert [each for each in told if each not in text] == []


@pytest.mark.parametrize(
    "question",
    [
        "災害時要援護者のモデル事業に協力した自治会の一つは城山の自治会ですよね？",
        "図書館がマイナンバーカード連携をすると今の貸出カードは使えなくなるんですよね？",
        "RPAでスマホを全職員に配ったのは平成24年度ですよね",
    ],
)
def test_what_nothing_bears_on_is_declined(ask: Ask, question: str) -> None:
    """A line about the matter that tells nothing of the kind is no answer."""
    assert ask(question).status == "not_found"


@pytest.mark.parametrize(
    "question",
    [
        "「インターネット安全教室」、平成23年度の参加人数は60名でしたよね？",  # held again and again, and in that year nothing is told
        "窓口待ち時間緩和推進事業で、平均待ち時間は実際に何分短縮されたのか、実績値があれば御教示願いたい。",
        "国産生成AIの共同検証はいつ終わる予定ですか",
        "区民課 待ち時間 平均何分 H26",
        "探索型事業10件の予算額を合計するといくらになりますか。",
        "Kokumin kenko hoken and AI. What is the name of the AI tool they buy?",
    ],
)
def test_what_is_not_told_is_declined(ask: Ask, question: str) -> None:
    """Another year, another unit, the beginning for the end and a description for a name are no answers."""
    assert ask(question).status == "not_found"


def test_a_name_half_forgotten(ask: Ask) -> None:
    """なんとか方式 asks which one it is."""
    assert "企画提案方式" in ask("災害時要援護者情報共有システムはどんなやり方で入れたの？なんとか方式ってやつ").text


def test_why_one_asks_is_not_asked(ask: Ask) -> None:
    """A last sentence that tells what the answer is for restricts nothing."""
    answer = ask("災害対策本部と避難所で情報を共有するシステム、前の計画ではどこの課が持っていて、構築できたのはいつ？リプレースの時期を探ってます")
    assert "緊急対策課" in answer.text and "平成25年度の実績" in answer.text


def test_who_one_is_is_a_greeting(ask: Ask) -> None:
    """A greeting with an introduction asks for nothing yet; with a question behind it the question is answered."""
    assert ask("こんにちは！ 中１です しゃかいの けんきゅうで つかいます よろしくです").status == "greeting"
    assert ask("こんにちは。中１です。RPAの担当課を教えてください").status == "answered"


def test_what_was_done_before_the_plan_of_today(ask: Ask) -> None:
    """A clause about what was done, before one about the plan of today, is of the plan that is over."""
    answer = ask("ＩＣＴ人材育成方針を作ったのは何年度で、令和の計画で職員研修を引き受けてるのはどの事業？")
    assert "H24" in answer.text and "職員のICTスキル等の向上" in answer.text


def test_figures_of_each_year_asked(ask: Ask) -> None:
    """Of four years named four figures are told, one after the other."""
    answer = ask("How many groups were listed on the community portal Sagapo in H23, H24, H25 and H26?")
    places = [answer.text.index(figure) for figure in ("38団体", "59団体", "70団体", "77団体")]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Which office is responsible for making the child consultation center work more efficient, and why do they want to do it?", "児童相談所総務課"),
        ("ICT-BPCの推進 R8の目標は", "100％"),
        ("建築確認台帳のシステム更新ってどこ課", "建築審査課"),
        ("しぎかいの かみの しりょうを タブレットで みるように するのは どこの か？", "総務法制課"),
    ],
)
def test_fields_however_they_are_asked_for(ask: Ask, question: str, told: str) -> None:
    """Beside a reason, by finishing, with letters swapped, in the words of a phone or of a child."""
    assert told in ask(question).text


@pytest.mark.parametrize(
    "question",
    [
        "コンビニ交付で実際に発行された住民票の枚数を年度別に",
        "通学路を直してほしいという要望の件数ですが、上溝小学校からは何件出ていますか。",
    ],
)
def test_another_quantity_or_name_is_not_told(ask: Ask, question: str) -> None:
    """What none of the lines counts, and a school by its name."""
    assert ask(question).status != "answered"


def test_what_may_be_meant_is_named(ask: Ask) -> None:
    """Where little is sure the plan is not said to have no such project; where another thing is named it is."""
    answer = ask("市のHP見る人の数、今年はどｎくらい増やすつもr？")
    assert answer.status == "not_found" and "相模原市公式ホームページ管理システム更新" in answer.text
    assert "緑区" not in ask("南区特設サイトのR7のアクセス目標").text


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (("緑区特設サイトの充実の令和8年度の目標は？", "SNSを使った文化事業の情報発信の担当はどこ？", "最初に聞いたサイトのほうの現状値は？"), "25,000 件"),
        (("緊急情報配信拡充事業はどこの課ですか", "災害情報共有システムの構築事業は？", "一つ目の事業に戻るけど、25年度は何を始めたの"), "twitterを開始した"),
        (("情報共有基盤システムの更新の担当は？", "更新が終わるのはいつの予定ですか"), "更新完了"),
        (
            ("災害情報共有システムはどちらの課の仕事だったのでしょう。", "ありがとうございます。それで、その仕組みが出来上がったのは何年度なのですか。"),
            "平成25年度",
        ),
    ],
)
def test_what_was_spoken_of_before(talk: Callable[..., Answer], turns: tuple[str, ...], told: str) -> None:
    """The first project by what it is, its place, and what is asked of it in other words."""
    assert told in talk(*turns).text


@pytest.mark.parametrize(
    ("turns", "count"),
    [
        (("第2次ICT総合戦略の探索型事業を一覧にして", "施策1-1の分だけにしてください"), 3),
        (("第2次ICT総合戦略の重点事業を全部教えて", "基本目標3のものだけだと？", "そのうちDX推進課だけで担当しているのはどれですか"), 2),
    ],
)
def test_lists_are_narrowed(talk: Callable[..., Answer], turns: tuple[str, ...], count: int) -> None:
    """By a policy alone, and by a department alone."""
    assert len(talk(*turns).projects) == count
