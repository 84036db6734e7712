"""What a short question alone makes of the list told before: a condition narrows it (DX推進課のは？, 重点だけ, Exclude …), another of the same kind takes

its place, and 残りは asks for what was left when it was narrowed.
"""

from __future__ import annotations

import re

from assistant.answer import Conversation
from assistant.requirements import WORDS, Field
from assistant.understand import CONDITIONS, Query

KINDS = ("departments", "categories", "numbered", "plan_ids")  # what of a query restricts a list
LONGEST = 30  # characters of a condition alone
_PROJECTS = re.compile(r"(?<!型)(?<!重点)(?:事業|取組|取り組み)|\bprojects\b", re.ASCII)
_ONLY = re.compile(r"だけ|のみ|(?:^|[^一-龯])限定|絞|\b(?:only|just)\b", re.ASCII)
_LEAD = re.compile(
    r"^(?:(?:please|and|but|now|ok|then|so|just|only|what about|how about|the ones?|those"
    r"|(?:run|managed|led|owned) by)\b[, ]*)+",
    re.ASCII,
)
_ENDS = re.compile(
    r"(?:の(?:もの|やつ|分|ほう|方)?|分|もの|のは)?(?:だけ|のみ)?(?:に(?:して|絞って|しぼって)|を?(?:教えて|見せて|お願い)|は|って|も)?"
    r"(?:どれ|いくつ|何件|どう)?(?:です|でしょう|なん)?(?:か|ください|して)?[?。!]*$"
)
_BARE = re.compile(r"\?$|(?:は|だけ|のみ|って|して|以外|除いて|抜きで)[。]?$|[課室館局]$")
_OUT = re.compile(r"^(?:(?:please|and|but|now|ok|then|those|the ones),? )*(?:exclude|excluding|without|leave out|omit|drop|remove|not|except)\b", re.ASCII)
_BOTH = re.compile("両方|どちらも|どっちも|いずれも|どちらにも")
_REST = re.compile(
    r"(?:(?:では|じゃあ|それでは|あと|で)、?)?(?:残り|のこり|残った(?:もの|事業|の)|それ以外|その(?:ほか|他)|(?<![一-龯])(?:ほか|他)|それら以外|これら以外|以外)(?:の(?:事業|もの|分|やつ))?"
    r"(?:は|を|も|って)?(?:(?:どれ|何|いくつ|何件)(?:です|でしょう|ある|あります)?か?|(?:教えて|見せて|お願い)[ぁ-ん]*)?[?。]*"
    r"|(?:and |ok,? |then |what about |how about |show (?:me )?|list )*(?:the )?(?:rest|others|other ones|remaining(?: ones| projects)?)"
    r"(?: of (?:them|those|these))?(?:,? please)?[?.! ]*",
    re.ASCII,
)


def asks_rest(text: str) -> bool:
    """Whether a normalised text asks for nothing but what a narrowed list left out."""
    return bool(_REST.fullmatch(text.strip()))


def takes_out(text: str) -> bool:
    """Whether a normalised English text begins with what the list before is to be without."""
    return bool(_OUT.match(text))


def without_lead(text: str) -> str:
    """A normalised text without the English words before what it names (only, what about)."""
    return _LEAD.sub("", text)


def kinds_of(query: Query | Conversation) -> set[str]:
    """What restricts a list, of a query or of the list told last."""
    return {kind for kind in KINDS if getattr(query, kind)}


def is_condition_alone(query: Query, text: str) -> bool:
    """Whether a question says nothing but what restricts a list; 事業 turns to all of them, unless it says だけ."""
    if len(text) > LONGEST * (2 if text.isascii() else 1) or query.titles or query.absent or query.kind != "question":
        return False
    if _PROJECTS.search(text) and not _ONLY.search(text):
        return False
    restricts = kinds_of(query) or set(query.asks) & CONDITIONS or ((query.years or _BOTH.search(text)) and _has_or_not(text))
    return bool(restricts) and (bool(_LEAD.match(text) or _OUT.match(text)) or (bool(_BARE.search(text)) and bool(_ENDS.search(text))))


def _has_or_not(text: str) -> bool:
    return bool(re.search(r"(?:ある|ない|なし|あり)(?:もの|やつ|の)?(?:は|だけ)", text))


def field_spoken(conversation: Conversation) -> Field | None:
    """The field of which the list told last was said to have it or not."""
    for name, conditions in WORDS.items():
        if {name, *conditions} & set(conversation.asks):
            return name
    return None
