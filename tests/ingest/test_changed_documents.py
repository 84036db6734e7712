"""Documents as they come: in other encodings, spaced or indented otherwise, with pages out of order, torn or cut. A field is right, or missing and told."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from corpus.values import DividedDocument, Project
from ingest.build import divide_entry
from ingest.catalog import load_catalog
from ingest.profile import Profile

CATALOGS = [Path(__file__).parent / "cities" / "catalog.toml", Path(__file__).parents[2] / "corpus" / "catalog.toml"]
ENTRIES = {entry.id: entry for catalog in CATALOGS for entry in load_catalog(catalog)}
REAL = ["sagamihara-ict2-r6-r9", "sagamihara-progress-h22-h26"]
SHEETS = "shirasegawa-digital-r7-r10"
Divide = Callable[[str, bytes], DividedDocument]


@pytest.fixture
def divide_as(tmp_path: Path, profiles: dict[str, Profile]) -> Divide:
    """Divides a document of the catalogues with other bytes."""

    def divide(document: str, data: bytes) -> DividedDocument:
        (tmp_path / "changed.txt").write_bytes(data)
        return divide_entry(replace(ENTRIES[document], path=tmp_path / "changed.txt"), profiles)

    return divide


def _text(document: str) -> str:
    return ENTRIES[document].path.read_text("utf-8")


def _plain(document: str) -> str:
    """The text in characters that every Japanese encoding has."""
    text = unicodedata.normalize("NFKC", _bracketed(_text(document)))
    return text.replace("⺠", "民").replace("~", "～").replace("〜", "～").replace("−", "－").replace("﹣", "－")


def _bracketed(text: str) -> str:
    """The text with ① before a blank or a name as (1): not every Japanese encoding has it, and NFKC makes a figure of it."""
    return re.sub(r"[①-⑳](?= )|(?<=指標名 )[①-⑳]", lambda mark: f"({ord(mark[0]) - ord('①') + 1})", text)


CHANGES: dict[str, Callable[[str], bytes]] = {
    "CRLF": lambda document: _text(document).replace("\n", "\r\n").encode(),
    "byte order mark": lambda document: _text(document).encode("utf-8-sig"),
    "UTF-16": lambda document: _text(document).encode("utf-16"),
    "Shift_JIS": lambda document: _plain(document).encode("cp932"),
    "EUC-JP": lambda document: _plain(document).replace("～", "〜").encode("euc_jp"),
    "an empty line behind each line": lambda document: _text(document).replace("\n", "\n\n").encode(),
    "two empty lines behind each line": lambda document: _text(document).replace("\n", "\n\n\n").encode(),
    "blanks behind each line": lambda document: _text(document).replace("\n", " 　\n").encode(),
    "a margin": lambda document: "\n".join(f"    {line}" for line in _text(document).split("\n")).encode(),
    "tabs for blanks": lambda document: _text(document).replace(" ", "\t").encode(),
    "no-break spaces": lambda document: _text(document).replace(" ", "\u00a0").encode(),
}


@pytest.mark.parametrize("document", ENTRIES)
@pytest.mark.parametrize("change", CHANGES)
def test_how_a_file_is_written_does_not_matter(divided: dict[str, DividedDocument], divide_as: Divide, document: str, change: str) -> None:
    """The same fields on the same projects, and the same warnings, whatever encoding, line ends and spacing a file has."""
    again = divide_as(document, CHANGES[change](document))
    assert _fields(again) == _fields(divided[document])
    assert len(again.warnings) == len(divided[document].warnings)


@pytest.mark.parametrize("document", ENTRIES)
@pytest.mark.parametrize("form_feeds", [True, False])
def test_pages_out_of_order_give_no_wrong_field(divided: dict[str, DividedDocument], divide_as: Divide, document: str, form_feeds: bool) -> None:
    """Projects on pages in reverse keep what is printed with them; a policy that only an earlier page could name is left out, and that is told."""
    whole = divided[document]
    first = min(project.title.span.page for project in whole.projects)
    pages: dict[int, list[str]] = {}
    for line in whole.lines:
        pages.setdefault(line.page, []).append(line.text)
    order = [*(page for page in pages if page < first), *sorted((page for page in pages if page >= first), reverse=True)]
    again = divide_as(document, ("\n\f" if form_feeds else "\n").join("\n".join(pages[page]) for page in order).encode())
    _assert_right_or_missing(whole, again, but=("actions",))


def test_roman_numbers_of_headings_are_numbers(divided: dict[str, DividedDocument], divide_as: Divide) -> None:
    """基本目標Ⅱ and 施策Ⅱ－１ hold the same projects as 基本目標2 and 施策2-1, and are no reason to doubt their order."""
    roman = dict(zip("123１２３", "ⅠⅡⅢⅠⅡⅢ", strict=True))
    text = re.sub(r"(基本目標|施策) ?([1-3１-３])", lambda match: match[1] + roman[match[2]], _text(SHEETS))
    again = divide_as(SHEETS, text.encode())
    arabic = {"I": "1", "II": "2", "III": "3"}
    under = {title: re.sub("I+", lambda match: arabic[match[0]], fields["under"]) for title, fields in _fields(again).items()}
    assert under == {title: fields["under"] for title, fields in _fields(divided[SHEETS]).items()}
    assert "II-" in "".join(fields["under"] for fields in _fields(again).values())
    assert len(again.warnings) == len(divided[SHEETS].warnings)


@pytest.mark.parametrize("document", REAL)
def test_without_one_project_the_others_stay(divided: dict[str, DividedDocument], divide_as: Divide, document: str) -> None:
    """Any project may be cut out; no other project takes its fields."""
    whole = divided[document]
    starts = [project.title.span.line_start for project in whole.projects]
    lines = [line.text for line in whole.lines]
    for project, following in zip(whole.projects, [*starts[1:], len(lines) + 1], strict=True):
        spans = [project.head, *(item.span for item in project.achievements), *(target.span for target in project.targets)]
        spans += [text.span for text in (project.description, project.indicator, project.baseline) if text]
        last = max(span.line_end for span in spans)
        assert last < following
        left = lines[: project.title.span.line_start - 1] + lines[last:]
        again = _fields(divide_as(document, "\n".join(left).encode()))
        before = _fields(whole)
        assert list(again) == [title for title in before if title != str(project.title)]
        assert {title: _without_actions(each) for title, each in again.items()} == {title: _without_actions(before[title]) for title in again}


INSERTED = {"captions": ["", "基盤の準備", "", "9/99"], "no captions": ["", "9/99"], "running head": ["", "9/99", ENTRIES[SHEETS].title]}


@pytest.mark.parametrize("every", INSERTED)
def test_a_page_may_end_anywhere_in_a_sheet(divided: dict[str, DividedDocument], divide_as: Divide, every: str) -> None:
    """Wherever a page break with captions falls in a sheet, no field takes them up; what can no longer be told apart is left out with a warning."""
    inserted = INSERTED[every]
    whole = divided[SHEETS]
    lines = [line.text for line in whole.lines]
    first, last = (next(project for project in whole.projects if str(project.title) == title) for title in ("防災情報の多言語配信", "職員研修の充実"))
    cuts = [
        number
        for number in range(first.head.line_end + 1, last.title.span.line_start)
        if not any(project.title.span.line_start <= number <= project.head.line_end for project in whole.projects) and not lines[number - 1].startswith("計画")
    ]
    for number in cuts:
        again = divide_as(SHEETS, "\n".join([*lines[:number], *inserted, *lines[number:]]).encode())
        _assert_right_or_missing(whole, again, but=("actions",))


def test_a_renamed_catalogue_changes_names_alone(divided: dict[str, DividedDocument], profiles: dict[str, Profile]) -> None:
    """Id, title, aliases and publisher come from the catalogue; every field stays."""
    for document in REAL:
        entry = replace(ENTRIES[document], id=f"other-{document}", title="別の名前の計画", publisher="別の市", aliases=(), layout=None)
        again = divide_entry(entry, profiles)
        assert (again.plan.id, again.plan.title, again.plan.publisher) == (f"other-{document}", "別の名前の計画", "別の市")
        assert _fields(again) == _fields(divided[document])


def test_page_numbers_are_no_text(divide_as: Divide, divided: dict[str, DividedDocument]) -> None:
    """Bare numbers that count the pages end them, as `3/6` and `- 3 -` do, and are nobody's field."""
    for mark in ("{}", "- {} -", "P.{}", "{} ページ"):
        text = _text(SHEETS)
        for page in range(1, 6):
            text = text.replace(f"\n{page}/5 \n", f"\n{mark.format(page)} \n")
        assert _fields(divide_as(SHEETS, text.encode())) == _fields(divided[SHEETS])


def _assert_right_or_missing(whole: DividedDocument, again: DividedDocument, but: tuple[str, ...] = ()) -> None:
    before, after = _fields(whole), _fields(again)
    told = len(again.warnings) > len(whole.warnings)
    assert set(after) == set(before)
    for title, fields in after.items():
        for field, value in fields.items():
            wanted = before[title][field]
            missing = not value or (isinstance(value, Mapping) and value.items() <= wanted.items()) or (isinstance(value, list) and set(value) <= set(wanted))
            parts = field == "under" and set(value.split(" / ")) <= set(wanted.split(" / "))
            assert field in but or value == wanted or ((missing or parts) and told), (title, field, value, wanted)


def _without_actions(fields: dict[str, Any]) -> dict[str, Any]:
    return {field: value for field, value in fields.items() if field not in ("actions", "sidebars")}


def _fields(document: DividedDocument) -> dict[str, dict[str, Any]]:
    return {_folded(str(project.title)): _of(project) for project in document.projects}


def _of(project: Project) -> dict[str, Any]:
    """What is certain of a project, in one width."""
    return {
        "departments": list(project.department_names),
        "under": " / ".join(heading.number for heading in (project.goal, project.policy, project.category) if heading),
        "description": _folded(str(project.description or "")),
        "indicator": _folded(str(project.indicator or "")),
        "baseline": _folded(str(project.baseline or "")),
        "targets": {str(target.year): _folded(str(target.cell)) for target in project.targets if target.cell.certain},
        "done": [f"{' '.join(map(str, item.years))} {_folded(str(item.text))}" for item in project.achievements],
        "actions": [_folded(str(action)) for action in project.actions if action.certain],
        "sidebars": [_folded(str(sidebar.title)) for sidebar in project.sidebars],
    }


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", _bracketed(text)).replace("~", "～").replace("〜", "～").replace("−", "-")
