"""Questions to plans of cities that do not exist, read without a profile: sheets, tables of progress, measures, services, a budget, a web page."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.assistant import Assistant
from corpus.settings import Settings
from tests.conftest import TODAY

SHEETS, PROGRESS, WELFARE, PLAN = "sumino-hyoka", "misano-gyokaku", "shiomihara-fukushi", "asanagi-jisshi"
HEALTH, SERVICES, REPORT, WHOLE = "kashinohara-kenko", "mizushino-shogai", "shiomihara-danjo", "shiino-sogo"
BUDGET, REGISTER, PAGE, WASTE = "shiomikawa-yosan", "shiomino-ondanka", "kusunose-tabunka", "hagigase-gomi"
LINES, CELLS, REFORM, WATER = "kusunose-shinchoku", "mitsukawa-dx", "hiyose-gyokaku", "kashiwatari-suido"
FOOD, DISASTER = "haruse-shoku", "shiomizawa-bosai"
SCHEDULES, YEARS = "ashihama-digital", "kirigase-senryaku"
MARKS, COLONS, ROWS, TRAFFIC, STEPS = "shiomino-kankyo", "chidoriura-bosai", "kirisawa-kanko", "ashinosawa-kotsu", "shionari-senryaku"
SAFETY, LIFE = "kirise-bohan", "shiomizawa-jisatsu"
SPORTS, SAVINGS, FORMS = "yugihara-sports", "mitsuenoki-gyozaisei", "chidorigahara-jisshi"
Ask = Callable[[str, str], Answer]


@pytest.fixture(scope="module")
def ask_plan(published: Callable[[str], Path]) -> Ask:
    """Asks the plan of this name alone."""

    @cache
    def opened(plan: str) -> Assistant:
        return Assistant.open(published(plan), settings=Settings(today=TODAY))

    return lambda plan, question: opened(plan).ask(question)


@pytest.mark.parametrize(
    ("plan", "question", "told"),
    [
        (SAFETY, "建設課が受け持つ取組はいくつあるのか。共同で担当するものも含めて、名前とともに示してほしい。", "5件です"),
        (SAFETY, "見守り隊は最後の年には何人にしたいの？", "３４０人"),
        (SAFETY, "ゾーン３０プラスの整備の目標は？", "２地区"),
        (SAFETY, "青色防犯パトロールは令和5年度に何日走った？", "１３１日"),
        (LIFE, "子供家庭課がやってる取組は何こある？名まえも", "産前・産後サポート"),
        (LIFE, "産前・産後サポートの質問票の実施率、R9の目標は？", "99％"),
        (LIFE, "居場所なぎさのえきの開所日数、R11は？", "週３日"),
        (SPORTS, "ゆずあるきの登録者　基準値は？", "620"),
        (SPORTS, "令和７年度に「△」がついた事業をすべて挙げてください。", "令和7年度の評価「△」の事業は、4件です"),
        (SPORTS, "インクルーシブ用具の貸出、基準値欄が－なんだけどなんで？", "令和５年10月開始のため"),
        (DISASTER, "今後の方針が「見直し」になっている取組はいくつありますか？", "今後の方針「見直し」の事業は、3件です"),
        (REPORT, "Which projects were given a C in the self-evaluation for fiscal 2024?", "男性向け家事・育児セミナーの開催"),
        (WHOLE, "この計画の重点施策を全部挙げてください。", "区分「重点施策」の施策は、4件です"),
        (SPORTS, "学校開放 R7にやったこと", "スマートロックを４校"),
        (SAVINGS, "水道の有収率ですが、この計画が始まる前は何パーセントだったのでしょうか。", "81.5"),
        (SAVINGS, "オンライン申請を増やす件、どこの係？", "デジタル推進室"),
        (FORMS, "図書館の来館者数、計画の出発点は何人？", "21,400"),
        (FORMS, "産後ケアの助成、どこの課の何係？", "母子保健係"),
        (MARKS, "こども環境教室のR7の目標は？", "200 人"),
        (MARKS, "こども環境教室、令和６年度の参加者は何人？", "194 人"),
        (MARKS, "住宅用太陽光発電・蓄電池の設置費補助の担当課は", "環境課です"),
        (COLONS, "防災出前講座の開催、R9の目標は何回？", "36 回"),
        (COLONS, "家具転倒防止器具の取付支援の担当課はどこですか", "都市建設課です"),
        (COLONS, "津波ハザードマップの改訂、令和8年度の目標は？", "全戸配布"),
        (ROWS, "農林商工課が担当する事業は全部で何件ありますか。観光課との共同も含めてください。", "農林商工課が担当する事業は、5件です"),
        (TRAFFIC, "コミュニティバス「あしの号」の路線再編の担当課は？", "課です"),
        (STEPS, "藻場再生と磯根資源の回復事業のR8の目標は？", "3.4"),
        (SCHEDULES, "情報政策課が担当課に入っている事業を、他課と共同のものも含めて全部挙げて。", "6件です"),
        (SCHEDULES, "市民課で書かない窓口が使えるようになるのはいつ？", "導入（R8.1）"),
        (YEARS, "スマート農業って農林課だけでやってるんでしたっけ？", "農林課、デジタル推進課"),
        (YEARS, "自主防災組織の事業はどんな指標で見ているの？", "自主防災組織の結成率"),
        (YEARS, "放課後児童クラブの待機児童って、基準の年には何人いたんですか", "14人"),
        (YEARS, "新婚生活の補助、夫婦とも29歳以下だと上限はいくら？", "60万円"),
        (FOOD, "この計画の評価結果は毎年いつ公表されるんですか", "毎年９月に市ホームページで公表"),
        (FOOD, "しょくひんロス減らすやつの担当かはどこ", "資源循環課です"),
        (FOOD, "直売所に午後行くと野菜がほとんど無いです。何か対策は考えてますか？", "集荷便"),
        (FOOD, "首都圏販路開拓事業の令和７年度の予定は？", "都内２店舗で試験販売"),
        (DISASTER, "防災アプリのダウンロード数、R8の目標値は？", "18,000"),
        (DISASTER, "３日分以上の食料や水を備えている市民の割合は、令和７年度は実際どれくらいでしたか？", "57.1％"),
        (LINES, "コンビニで住民票などの証明書を取れるようにする事業の担当課は？", "市民課、課税課"),
        (LINES, "RPAによる作業時間の削減、R3の目標は何時間だった？", "1,500時間"),
        (LINES, "令和2年度の電子申請の利用件数、特別定額給付金の分を除くと何件？", "3,164件"),
        (LINES, "職員用のサテライトオフィスはどこに何席設けた？", "浜手支所2階に6席"),
        (CELLS, "窓口のキャッシュレス決済の割合、R11の目標値を教えてください。", "42％"),
        (CELLS, "書かない窓口の担当課は？", "市民課、デジタル戦略課"),
        (REFORM, "コンビニ交付率のR7の目標は？", "25.0％"),
        (SHEETS, "環境課が担当している事業はいくつ", "市民環境部環境課が担当する事業は、2件です"),
        (SHEETS, "総務部が担当する事業は？", "総務部危機管理課が担当する事業は、2件です"),
        (SHEETS, "How many people rode the community bus in fiscal year 2024?", "63,482"),
        (SHEETS, "介護予防教室は令和６年度に何回開かれたのですか。", "143"),
        (SHEETS, "がん検診事業の令和7年度の事業費は？", "令和7年度：80,150"),
        (SHEETS, "コミュニティバスについての委員会の主な意見は？", "電話での予約も残すべきである"),
        (PROGRESS, "市の職員数の令和６年度の目標は何人", "588人"),
        (PROGRESS, "使用料の基本方針の改定で、引上げの上限は何倍？", "1.5倍"),
        (PROGRESS, "県税事務所との相互併任で滞納整理をしたのは何年度から何年度まで", "令和2年度～令和4年度"),
        (WELFARE, "認知症サポーター養成講座の受講者数のR8の目標は？", "10,000人"),
        (WELFARE, "配食サービスの利用者数の現状値は？", "215人"),
        (WELFARE, "老人クラブの会員は令和11年度にどうする目標？", "現状維持"),
        (WELFARE, "福祉総務課の取組は何件", "件です"),
        (WELFARE, "この計画の事業は全部で何件", "72件です"),
        (PLAN, "津波避難施設の整備の令和8年度の計画額は？", "令和8年度：168,500"),
        (HEALTH, "野菜もうひと皿の協力店、R8の目標は何店？", "12店"),
        (HEALTH, "特定健診の受診率は令和9年度に何％をめざしていますか", "53.0％"),
        (SERVICES, "居宅介護の令和8年度の利用時間の見込みを教えてください", "1,894"),
        (SERVICES, "放デイの担当課はどこですか", "こども発達支援課"),
        (REPORT, "女性の自治会長の割合、R6の実績はどうだった？", "4.7％"),
        (REPORT, "「なぎさ」の事業で、公式SNSの発信回数のR7の目標は？", "36回"),
        (WHOLE, "特定健診受診率のR9の目標値は何％ですか。", "51.0"),
        (WHOLE, "企画政策課が主管課の施策は何がありますか。", "施策は、4件です"),
        (BUDGET, "中学校トイレの洋式化率　令和10年度目標", "82.0"),
        (REGISTER, "令和６年度に太陽光パネルを付けた市の施設はどことどこですか。", "中央図書館"),
        (PAGE, "医療通訳の派遣の令和8年度の目標は？", "５０件"),
        (WASTE, "企画財政課の取組は何件？", "企画財政課が担当する事業は、3件です"),
        (WASTE, "福祉係の取組は？", "福祉健康課(福祉係)が担当する事業は、1件です"),
        (WASTE, "重点取組を全部挙げて", "区分「重点取組」の事業は、6件です"),
        (WASTE, "今回の計画から新しく始める取組はいくつありますか？", "区分「新規」の事業は、4件です"),
    ],
)
def test_what_a_plan_tells_is_told(ask_plan: Ask, plan: str, question: str, told: str) -> None:
    """Departments by a part of their name, results, costs of one year, spans of years, and figures of measures."""
    answer = ask_plan(plan, question)
    assert answer.status == "answered"
    assert told in answer.text


@pytest.mark.parametrize(
    ("plan", "question", "absent"),
    [
        (SHEETS, "がん検診事業の令和８年度の予算額はいくら？", "80,150"),
        (PROGRESS, "公共施設の延床面積の令和５年度の目標は何㎡ですか？", "減らすことにより"),
        (WELFARE, "認知症施策の推進の担当課は？", "地域包括ケア推進課"),
        (REPORT, "市の管理職に占める女性の割合の、令和７年度の目標値は？", "18人"),
        (PAGE, "手話通訳者の派遣件数のR8目標は？", "５０件"),
    ],
)
def test_what_it_does_not_tell_is_declined(ask_plan: Ask, plan: str, question: str, absent: str) -> None:
    """No year's amount for another one's, no text in place of a target that is not set, no project's department for the measure above it."""
    answer = ask_plan(plan, question)
    assert answer.status == "not_found"
    assert absent not in answer.text


@pytest.mark.parametrize(
    ("plan", "question", "told"),
    [
        (WATER, "隣の町と料金しすてむの共同理用するのは何年度からのよてい", "令和９年度の開始"),
        (WATER, "水道料金の値上げが決まったと聞きました。いつの分から新しいお値段になったのですか。", "令和７年４月分から"),
        (BUDGET, "放課後児童クラブはお金がかかりますか？", "月額7,000円"),
    ],
)
def test_words_of_money_do_not_always_ask_for_a_budget(ask_plan: Ask, plan: str, question: str, told: str) -> None:
    """When a price changes, or is shared, is no question about an amount; and what one pays stands where the plan prints it, free of charge or not."""
    answer = ask_plan(plan, question)
    assert answer.status == "answered" and told in answer.text
