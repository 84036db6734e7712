"""A label and its texts, told as lines (担当課  危機管理課)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.text import is_unset
from ingest.grid import Cell
from ingest.lines import join, plain
from ingest.sheets import department_ends, words
from ingest.table_columns import bare, called, heads, is_label

TITLE, NUMBER, CATEGORY, DESCRIPTION = "事業名", "番号", "区分", "事業内容"
REASON, REMARKS = "評価理由", "備考"
BEHIND = " " * 6  # before the further lines of a cell
OFFICE_MARKS = "◎○●"  # may stand before a department
TITLE_MARKS = "★☆◎○●◇◆□■△▲▽▼"  # may stand before a title
AS_ABOVE = re.compile(r"同上|〃|同|[(（]?(?:前(?:ページ|頁|項)|上)に同じ[)）]?")  # in place of what the project above has
LONGEST_TITLE = 45  # characters of a line above a sheet that is its title
SENTENCE = re.compile(r"[。、]|^[※（(]")
_LEGEND = re.compile(r"[◎○△▲×●☆★－]\s?[:：]")  # says what a mark means
_LISTING = re.compile(r"(?:一覧表?|名簿|体系図?|内訳)$|^[図表]\s?\d")  # marks what heads no project
SEVERAL = 2  # texts behind a label, from which on they are told on one line
_OFFICES = re.compile(
    r"(?<=[課室])(?=[^\s、,・（()）長税題外][^\s、,・]*[課室])|(?<=[^関]係)(?=[^\s、,・（()）員長]{2,}課)"
    r"|[　 ]+[・･][　 ]+|(?<=\S)[　 ]+(?=(?:(?!係)[^\s、,])+[課室](?:$|[　 、]))|(?<![◎○●])[　 ]*(?=[◎○●][^\s◎○●])"
)
_IN_BRACKETS = re.compile(r"[【〔［\[≪《〈＜<](?P<label>[^【】〔〕［］\[\]≪≫《》〈〉＜＞<>]{2,16})[】〕］\]≫》〉＞>]\s*(?P<text>.*)")
_PART_TAKEN = re.compile(r"\n?[(（](?:主|主管|主担当|副|副担当|関係|関連|協力|連携)課?[)）][ 　]*")  # before a department: which part it takes
_NOTE = re.compile(r"\n※(?![\d\s)）]).{2}[\s\S]*$")  # behind names of departments (※委託先)
_OPEN = re.compile(r"[(（][^()（）]*$")
_WHOLE_NAME = re.compile(rf"{department_ends().pattern}|[)校等体者社々全各]$")
_MARK = re.compile(r"[SA-E◎○●△▲×☆★]{1,3}|[1-5]|\d[\d,.]*%")  # how a project is judged
_DIGITS = r"(?:\d{1,3}|[①-⑳])"
_NUMBERED = re.compile(
    r"^(?:[★☆◎●◆■◇□]\s?)?(?:(?:重点|主要)(?:事業|取組|施策)\s?)?"
    rf"(?:(?:整理|事業|管理|取組|シート)番号\s?)?(?P<number>[(（【\[]?(?:No\.?|事業|取組|施策)?\s?{_DIGITS}(?:[-－.]{_DIGITS})*\s?[)）】\].．]?)[\s　]*"
    r"(?=[^\d\s\-－.])(?P<title>.+)$"
)
_ALONE = re.compile(r"(?:No\.?|事業|取組|施策|[^\W\d_]{1,2}-)?\s?\d{1,3}(?:-\d{1,3})*")
_MARKED = re.compile(rf"(?P<mark>[{TITLE_MARKS}])[ 　]?(?P<title>[^{TITLE_MARKS}\s].*)$")
GOES_ON = re.compile(r"\s*[（(【](?:前(?:ページ|頁|項)(?:から|より)?の?)?(?:つづき|続き|続)[)）】]$")  # behind a title on its next page
_PADDED = re.compile(r"(?<![^\s課室◎○●])(?:[^\s課室][ 　]+){2,}(?:[課室]|\S(?!\S))")  # 総　務　課, and what a narrow cell has right behind it
STATE = re.compile(r"新規|継続|拡充|充実|改善|見直し|縮小|廃止|完了|終了|統合")  # of a project
_STATE_BEHIND = re.compile(rf"^(?P<number>[^\s（(]+)[\s　]*[（(【\[]?(?P<state>{STATE.pattern})[）)】\]]?$")  # a number
_MARKED_NUMBER = re.compile(r"(?:(?P<mark>[★☆◎●◆■])\s*)?(?P<number>(?:No\.?\s?)?[\dIVX①-⑳](?:[\dIVX.~-]|－)*)(?:\s*(?P<behind>[★☆◎●◆■]))?")


def parted(text: str) -> tuple[str, str]:
    """The number with which a title begins, empty where it has none, and the title without the mark before it and the word that it goes on."""
    numbered = _NUMBERED.match(text)
    title = GOES_ON.sub("", numbered["title"] if numbered else text)
    marked = _MARKED.match(title)
    return numbered["number"].strip() if numbered else "", marked["title"] if marked else title


def is_number(text: str) -> bool:
    """Whether a cell holds no more than the number of a project (No.3, 施策1-1, 農-1), or that it goes on (3（つづき）)."""
    return bool(_ALONE.fullmatch(GOES_ON.sub("", plain(text))))


def heads_goal(text: str) -> bool:
    """Whether a line heads a goal or policy (施策の方向1-1 …)."""
    word = re.match(r"[^\dIVX]+", "".join(plain(text).split()))
    return word is not None and bare(word[0]) in called("goal", "policy")


def headed_in_brackets(line: str) -> tuple[str, str]:
    """The label in brackets with which a line begins, one that plans use or that heads what was done (〔前計画の実績〕), and the text behind it; nothing twice

    for another line.
    """
    match = _IN_BRACKETS.fullmatch(line.strip())
    known = match and (is_label(match["label"]) or heads(match["label"], "achievements"))
    return (match["label"], match["text"]) if match and known else ("", "")


def titled(label: str, text: str) -> Iterator[str]:
    """A title behind its label, and its number, if it has one, by itself below it."""
    number, title = parted(text)
    marked = re.search(rf"(?P<mark>[{TITLE_MARKS}])[ 　]?{re.escape(title)}", text)
    yield f"{label}  {title}"
    yield from [f"{NUMBER}  {number}"] if number else []
    yield from [f"{CATEGORY}  {marked['mark']}"] if marked and not title.startswith(tuple(TITLE_MARKS)) else []


def pair(label: Cell | None, texts: Sequence[Cell]) -> Iterator[str]:
    """A label and its text; several departments on one line."""
    lines = [line for cell in texts for line in cell.text.split("\n")]
    if label is None:
        yield from lines if len(texts) == 1 else ["  ".join(lines)] if lines else []
        return
    if bare(label.text) in called("number") and (mark := _mark_of(lines)):
        yield from (f"{told_label(label)}  {join(lines).strip(f'{mark} 　')}{mark}", f"{CATEGORY}  {mark}")
        return
    if bare(label.text) in called("number") and (state := _STATE_BEHIND.search(join(lines))) and is_number(state["number"]):
        yield from (f"{told_label(label)}  {state['number']}", f"{CATEGORY}  {state['state']}")
        return
    if bare(label.text) in called("departments"):
        lines = [_departments([_PADDED.sub(lambda match: "".join(match[0].split()), line) for line in lines])] if lines else []
    elif len(texts) > SEVERAL:
        lines = ["  ".join(lines)]
    elif len(texts) > 1 and all(_MARK.fullmatch(plain(cell.text)) or is_unset(cell.text) for cell in texts):
        lines = ["、".join(lines)]
    elif len(texts) > 1 and _MARK.fullmatch(plain(texts[0].text)) and lines:
        yield f"{label.line}  {lines[0]}"
        yield from below(REASON, lines[1:])
        return
    elif bare(label.text) in called("title") - called("goal", "policy") and lines:  # 改革項目 may be either
        yield from titled("".join(label.line.split()), join(lines))
        return
    elif bare(label.text) in called("goal", "policy") and lines:
        if all(bare(line).startswith(bare(label.text)) for line in lines):
            yield from lines
            return
        lines = [join(lines)]
    yield from below(told_label(label), lines)


def _mark_of(lines: Sequence[str]) -> str:
    """The mark before a number, or behind it, that says of which category the project is (★ / Ⅰ－２); nothing where there is none."""
    match = _MARKED_NUMBER.fullmatch(plain(join(lines)))
    return (match["mark"] or match["behind"] or "") if match else ""


def told_label(label: Cell) -> str:
    """A label as it is told: one that plans use without the blanks in it."""
    return "".join(label.line.split()) if is_label(label.text) else label.line


def _departments(lines: Sequence[str]) -> str:
    """The departments of a cell with a mark between them, where they stand on lines of their own, behind blanks or marks, or right behind each other.

    A division stays with the department that it is of, a name that goes on in the next line is whole, and a note behind ※ stands in brackets. What part each

    takes is left out where that stands before the names ((主)生涯学習課 (関係)福祉課).
    """
    joins = words()["profile"]["departments"]["joins"]
    noted = _NOTE.search("\n".join(lines))
    said, note = ("\n".join(lines)[: noted.start()], "".join(noted[0].split())) if noted and noted.start() else ("\n".join(lines), "")
    said = _PART_TAKEN.sub("\n", said) if _PART_TAKEN.match(said) else said
    told, parted_off = "", False  # each department with the mark before it, by which it may lead or take part
    for part in (part.strip() for line in said.split("\n") for part in _OFFICES.split(line)):
        name = part.strip(" 　、・／/")
        if name:
            joined = not parted_off and re.search(joins, f"{told}{chr(10)}{name.split()[0]}")
            whole = not told or name[0] in "(（" or (name[0] not in OFFICE_MARKS and (joined or _goes_on(told, name)))
            told += name if whole else f"、{name}"
            parted_off = part.endswith("、")
    return f"{told}（{note}）" if note else told


def _goes_on(told: str, part: str) -> bool:
    """Whether the last of the departments told ends within a bracket or a name that the next part makes whole (町立汐見沢 / 病院)."""
    last = told.rpartition("、")[2]
    if _OPEN.search(last):
        return True
    return not _WHOLE_NAME.search(plain(last)) and bool(department_ends().search(plain(last + part)))


def below(label: str, lines: Sequence[str]) -> Iterator[str]:
    """A label, and behind it lines below each other."""
    yield f"{label}  {lines[0]}" if lines else label
    yield from (f"{BEHIND}{line}" for line in lines[1:])


def listed(text: str) -> list[str]:
    """The entries of a cell whose lines all begin with a bullet, without these; any other text on one line."""
    lines = text.split("\n")
    return [line.lstrip("・ ") for line in lines] if all(line.startswith("・") for line in lines) else [" ".join(lines)]


def may_be_title(text: str) -> bool:
    """Whether a line may be the title of a project: it is short, no sentence, and heads nothing behind the projects (策定の経過)."""
    name = parted(text)[1]
    heads_else = _LISTING.search(name) or re.search(words()["profile"]["project"]["end"], name)
    return bool(name) and len(name) <= LONGEST_TITLE and not (SENTENCE.search(name) or _LEGEND.search(name)) and not heads_else and not is_label(text)
