"""Words by which a question for a list says what the projects are: patterns over the normalised question."""

from __future__ import annotations

import re

from assistant.names import NOT

EXCEPT = re.compile(  # takes out the departments named
    rf"(?:[課室館局部署所院校園会ー係]|それ|そこ)(?:が?担当(?:する|の)?(?:もの|事業)?)?(?:以外|を除)|[課室館局](?:じゃ|で|では)ない"
    rf"|[課室館局][がはもの](?:担当|所管|主管)(?:課|部署)?(?:じゃ|で|では){NOT}|[課室館局][がはもの](?:(?:担当|所管)し|受け持っ|担っ|やっ)て(?:は)?い?{NOT}"
    r"|[課室館局][がはもの][^。、?]{0,8}(?:入って|含まれて?|関わって|加わって)い?ない"
    rf"|[課室館局](?:が|は|も|の)[^。、?]{{0,8}}?(?:関わら|関与し|担当し|所管し|携わら|受け持た|入ら|加わら){NOT}"
    r"|\b(?:exclude|without|minus|drop|remove|omit|leave out|(?<!or )(?<!if )(?<!is it )not) (?:the |those (?:of|run by) |any (?:of|from|run by) )*"
    r"(?=[^\sa-z]*[a-z]{0,4}[^\sa-z]+[課室館局]|(?!an? |any |have|targets?\b|baselines?\b|achievements?\b)[a-z ]{2,30}"
    r"\b(?:division|department|section|office)\b)"
    r"|except|other than|excluding|not (?:run|managed|handled|owned|led|overseen) by|not in the charge of"
)
DONE_IN = re.compile(  # asks for the projects that something was done for
    r"(?:行われ|行なわれ|実施され|取り組まれ|行っ|実施し|取り組ん|や[っら])(?:れ|て(?:い|き))?[ただ](?:[一-龯ァ-ヴー]{0,4}?(?:事業|取組|もの)|のは)"
    r"|\bprojects?\b[^.?]{0,12}\b(?:(?:was|were|been) (?:actually )?)?(?:done|carried out|implemented|conducted|undertaken|worked on|executed)\b",
    re.ASCII,
)
BEGUN_OR_OVER = re.compile(  # by which no project is chosen
    r"(?:始ま|はじま|始め|終わ|おわ|終了|完了|開始|スタート|着手|満了|継続)(?:に?な|す)?(?:る|った|した|り|し|て|ます|れた)?(?:予定の|見込みの)?(?:の)?(?:事業|取組|もの|のは)"
    r"|\bprojects?\b[^.?]{0,20}\b(?:start|begin|began|begun|end|finish|complet|launch)\w*",
    re.ASCII,
)
OF_GROUPS = re.compile(  # by what its projects are not, or how few they are
    r"(?:(?:事業|取組|課|部署)[^、。?]{0,8}?(?:(?<!少)ない|なし|しかない|だけ(?:の|ある)|のみの)|課[がはも][^、。?]{0,8}?(?:な(?:い|かった)))(?:基本目標|施策|政策|方針|目標|課(?!題)|部署|区分)(?=は|を|が|って|の|も|\?|$)"
    r"|施策[がはの][^、。?]{0,6}(?:最も|一番|いちばん|もっとも)[^、。?]{0,4}目標"
    r"|\b(?:which|what|how many|any) (?:polic|goal|department|division|categor)\w*\b[^.?]{0,30}\b(?:no|without|only one|not)\b[^.?]{0,20}\bprojects?\b",
    re.ASCII,
)
MOST_DEPARTMENTS = re.compile(
    r"(?:課|部署|機関|実施主体)(?:の?数)?(?:が|の)(?:最も|一番|いちばん|もっとも)(?:多|おお)い(?:事業|取組|もの|のは)|(?:最も|一番|いちばん|もっとも)多くの(?:課|部署|機関)(?:が|で)[^、。?]{0,8}(?:事業|取組)"
    r"|\bprojects?\b[^.?]{0,20}\bmost (?:departments|divisions|sections)\b",
    re.ASCII,
)
_AFTER_NUMBER = (
    r"(?:\s?[(（「『][^)）」』]*[)）」』])?(?:の(?:事業|取組|もの))?"
    rf"(?:以外|を?除[いくき]|(?:じゃ|で|では){NOT}|に(?:は|も)?(?:属さ|含まれ|入ら|入って)[^、。?]{{0,4}}な)"
)
_BEFORE_NUMBER = (
    r"(?:other than|except(?: for)?|excluding|outside(?: of)?|not (?:under|in|of|within|part of|belonging to)|without|leav\w+ out)"
    r" (?:those (?:of|under|in) |projects (?:of|under|in) )?(?:the )?"
)
_HEADING_LEFT_OUT = {
    "policy": re.compile(rf"(?:施策|政策|方針)?(?<![\d-])(\d[\d-]*){_AFTER_NUMBER}|\b{_BEFORE_NUMBER}(?:policy|measure) ?([\d-]+)"),
    "goal": re.compile(rf"目標\s?(\d+){_AFTER_NUMBER}|\b{_BEFORE_NUMBER}(?:basic )?goal ?(\d+)"),
}
BOTH_RUN = re.compile(
    r"(?:両方|双方|(?:両|2|二)課)(?:とも|共)?(?:が|で|に|は|も)?[^、。?]{0,6}?(?:担当|所管|関わ|受け持|携わ|入って|やって)|(?:どちらも|いずれも|ともに|共に)(?:担当|所管|関わ|受け持|携わ|入って)"
    r"|\bboth\b[^.?]{0,60}\band\b|\bin common\b",
    re.ASCII,
)


def is_left_out(heading: tuple[str, str], text: str) -> bool:
    """Whether a question takes out the policy or goal of a number (施策2-1以外の事業, projects not under policy 2-1)."""
    kind, number = heading
    return any(number in match.groups() for match in _HEADING_LEFT_OUT[kind].finditer(text))
