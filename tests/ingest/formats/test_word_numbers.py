"""Numbers and marks of Word's lists, which are no text of their paragraphs."""

from __future__ import annotations

import io

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from ingest.formats.word import read_word
from ingest.grid import Grid, Paragraph


def _level(place: int, form: str, text: str, start: int = 1, style: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{named}<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'


def _document(*levels: str, anew: int = 0) -> Document:
    """An empty document with one list of these levels, number 90, and another of the same, 91, that begins anew at `anew`."""
    document = docx.Document()
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{"".join(levels)}</w:abstractNum>'))
    for number in (90, 91):
        begins = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{anew}"/></w:lvlOverride>' if anew and number == 91 else ""
        numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="90"/>{begins}</w:num>'))
    return document


def _add(document: Document, text: str, number: int = 90, level: int = 0) -> None:
    properties = document.add_paragraph(text)._p.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'))


def _lines(document: Document) -> list[str]:
    stream = io.BytesIO()
    document.save(stream)
    return [block.text for page in read_word(stream.getvalue(), "plan.docx") for block in page.blocks if isinstance(block, Paragraph)]


def test_levels_count_on_and_begin_anew_below_a_higher_one() -> None:
    """A chapter, its sections, and the sections of the next chapter from one on, as Word shows them."""
    document = _document(_level(0, "decimalFullWidth", "第%1章　"), _level(1, "decimalFullWidth", "%1－%2　"))
    for text, level in (("概要", 0), ("目的", 1), ("期間", 1), ("施策", 0), ("体系", 1)):
        _add(document, text, level=level)
    document.add_paragraph("本文です。")
    assert _lines(document) == ["第１章　概要", "１－１　目的", "１－２　期間", "第２章　施策", "２－１　体系", "本文です。"]


def test_a_list_may_begin_anew_and_another_goes_on() -> None:
    """A list with a start of its own counts from there; without one it goes on where the other of its kind ended."""
    again = _document(_level(0, "decimalFullWidth", "（%1）"), anew=1)
    on = _document(_level(0, "decimalFullWidth", "（%1）"))
    for document in (again, on):
        _add(document, "訓練")
        _add(document, "備蓄", number=91)
    assert _lines(again) == ["（１）訓練", "（１）備蓄"]
    assert _lines(on) == ["（１）訓練", "（２）備蓄"]


@pytest.mark.parametrize(
    ("form", "text", "shown"),
    [
        ("decimalEnclosedCircle", "%1", "③訓練"), ("japaneseCounting", "第%1", "第三訓練"), ("aiueoFullWidth", "（%1）", "（ウ）訓練"),
        ("lowerRoman", "%1.", "iii.訓練"), ("bullet", "○", "○訓練"), ("bullet", "", "・訓練"), ("hebrew1", "%1)", "3)訓練"),
    ],
)  # fmt: skip
def test_forms(form: str, text: str, shown: str) -> None:
    """Forms of numbers are told as Word shows them, marks of fonts of pictures as a bullet, unknown forms in digits."""
    document = _document(_level(0, form, text, start=3))
    _add(document, "訓練")
    assert _lines(document) == [shown]


def test_a_style_may_say_the_list() -> None:
    """What is of a style with a list is numbered at the level that names the style; zero takes a paragraph out of it."""
    document = _document(_level(0, "decimal", "%1"), _level(1, "decimalFullWidth", "施策%2　", style="Heading2"))
    style = document.styles["Heading 2"].element
    style.get_or_add_pPr().append(parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="90"/></w:numPr>'))
    document.add_heading("支え合い", 2)
    document.add_heading("学び", 2)
    document.add_heading("資料", 2)._p.get_or_add_pPr().append(parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="0"/></w:numPr>'))
    assert _lines(document) == ["施策１　支え合い", "施策２　学び", "資料"]


def test_a_merged_cell_counts_once() -> None:
    """The text of a cell that covers several places is numbered as one."""
    document = _document(_level(0, "decimal", "(%1)"))
    table = document.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "見守り"
    table.cell(1, 0).text, table.cell(1, 1).text = "訓練", "備蓄"
    for cell in table._cells:
        properties = cell.paragraphs[0]._p.get_or_add_pPr()
        if properties.find(qn("w:numPr")) is None:
            properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="90"/></w:numPr>'))
    stream = io.BytesIO()
    document.save(stream)
    tables = [block for page in read_word(stream.getvalue(), "plan.docx") for block in page.blocks if isinstance(block, Grid)]
    assert [cell.text for cell in tables[0].cells] == ["(1)見守り", "(2)訓練", "(3)備蓄"]
