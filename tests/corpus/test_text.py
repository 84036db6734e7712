from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.text import is_unset, name, normalise, radical_map, squeeze, tidy
from corpus.words import spelled

RADICALS = [chr(code) for code in (*range(0x2E80, 0x2EF4), *range(0x2F00, 0x2FD6)) if unicodedata.category(chr(code)) == "So"]


class TestRadicals:
    """Characters that a PDF draws like ordinary ones."""

    def test_the_only_min_of_a_document_is_found_as_people_type_it(self) -> None:
        """U+2EA0, which NFKC keeps, reads 民."""
        assert unicodedata.normalize("NFKC", "\u2ea0") == "\u2ea0"
        assert tidy("市\u2ea0") == name("市\u2ea0") == normalise("市\u2ea0") == "市民"

    @pytest.mark.parametrize("radical", [char for char in RADICALS if ord(char) in radical_map()])
    def test_a_radical_becomes_its_ordinary_character(self, radical: str) -> None:
        """Every radical of the Unicode table is the same as its ideograph, shown and matched."""
        ideograph = chr(radical_map()[ord(radical)])
        assert tidy(radical) == ideograph
        assert normalise(radical) == normalise(ideograph)

    def test_nearly_all_radicals_are_in_the_table(self) -> None:
        """The table covers the whole of both Unicode blocks but for radicals without an ideograph of their own."""
        missing = [char for char in RADICALS if ord(char) not in radical_map()]
        assert len(missing) <= 5, missing

    def test_kangxi_radicals_agree_with_unicode(self) -> None:
        """For the Kangxi block NFKC is an outside authority."""
        kangxi = [char for char in RADICALS if ord(char) >= 0x2F00]
        assert all(normalise(char) == unicodedata.normalize("NFKC", char) for char in kangxi)


class TestNormalise:
    """The one form in which documents and questions are matched."""

    @given(st.text())
    def test_it_is_idempotent(self, text: str) -> None:
        """Normalising twice changes nothing more."""
        assert normalise(normalise(text)) == normalise(text)

    @given(st.text())
    def test_squeezed_text_holds_no_blank(self, text: str) -> None:
        """What is asked for containment has no white space left."""
        assert not any(char.isspace() for char in squeeze(text))

    @given(st.text(alphabet="民市ＤＸdx　 ﾃﾞｰﾀ〜～0０", max_size=12))
    def test_width_and_case_do_not_matter(self, text: str) -> None:
        """Full width, half width and capitals are one."""
        assert normalise(unicodedata.normalize("NFKC", text).upper()) == normalise(text)

    @pytest.mark.parametrize(
        ("printed", "typed"),
        [
            ("DX 推進課", "DX推進課"),
            ("ＤＸ　推進課", "dx推進課"),
            ("15 手続", "15手続"),
            ("⾏ 政 サ ー ビ ス", "行政サービス"),
            ("ﾎｰﾑﾍﾟｰｼﾞ", "ホームページ"),
            ("R6〜R9", "r6～r9"),
            ("R6∼R9", "R6~R9"),
            ("－", "-"),
            ("現状値︓12", "現状値：12"),
            ("計画(Plan)､実行", "計画（plan）、実行"),
            ("市\u200b民\ufeff", "市民"),
        ],
    )
    def test_printed_text_equals_what_people_type(self, printed: str, typed: str) -> None:
        """Layout and habit leave no difference."""
        assert normalise(printed) == normalise(typed)

    def test_english_keeps_its_words_apart(self) -> None:
        """A blank between two Latin words stays, one beside Japanese goes."""
        assert normalise("Who owns  the RPA 事業 ?") == "who owns the rpa事業?"

    def test_the_long_vowel_mark_is_no_dash(self) -> None:
        """データ keeps its ー."""
        assert normalise("データ") == "データ"

    @pytest.mark.parametrize(("text", "expected"), [("①97.0％", "1 97.0%"), ("②８クラブ", "2 8クラブ"), ("10①", "10 1"), ("施策①", "施策1")])
    def test_a_mark_is_no_digit_of_a_figure(self, text: str, expected: str) -> None:
        """NFKC alone makes 197.0% of ①97.0％."""
        assert normalise(text) == expected


class TestPrinted:
    """What people are shown."""

    def test_printed_text_keeps_its_width(self) -> None:
        """Tidying maps radicals and blanks, and nothing else."""
        assert tidy(" ＩＣＴ・データの　戦略的活⽤ ") == "ＩＣＴ・データの 戦略的活用"

    def test_a_name_has_no_blank_between_latin_and_japanese(self) -> None:
        """Departments come as people write them."""
        assert name("ＤＸ 推進課") == "DX推進課"

    @pytest.mark.parametrize("cell", ["－", "-", "―", " — ", "なし", "未設定", "－（準備）", "－ （更新作業）", "－※２", "※１"])
    def test_a_dash_sets_no_target(self, cell: str) -> None:
        """Each of the dashes that printers use means: none set; so does what only points to a note."""
        assert is_unset(cell)

    @pytest.mark.parametrize("cell", ["0 件", "更新完了", "-3%", "±0", "3件（準備）", "※１ 3件"])
    def test_a_word_or_figure_sets_a_target(self, cell: str) -> None:
        """Zero, words and negative figures are targets."""
        assert not is_unset(cell)


class TestSpelled:
    """Words that have a meaning by themselves."""

    def test_figures_and_particles_are_left_out_and_loan_words_stay_whole(self) -> None:
        """Katakana as printed, no numbers, no marks, no single letters."""
        assert spelled("令和6年度にファシリティを、X 15件") == ("令和", "年度", "ファシリティ", "件")

    def test_english_words_lose_the_endings_that_the_model_does_not_know(self) -> None:
        """analyzing is analysis; a word that the model knows as it is stays, and so does one that it does not know in any form."""
        assert spelled("analyzing screens at ChatGPT") == ("analysis", "screens", "at", "chatgpt")
