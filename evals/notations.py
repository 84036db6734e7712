"""The ways in which people write one fiscal year."""

from __future__ import annotations

from corpus.years import FiscalYear

WIDER = 0xFEE0  # from a Latin letter or digit to its full-width form


def year_notations(year: FiscalYear) -> tuple[str, ...]:
    """A fiscal year as Japanese people type it: R8, Ｒ８, 令和8年度, 令和８年度, 2026年度, ２０２６年度."""
    return year.code, _wide(year.code), year.japanese, _wide(year.japanese), f"{year.year}年度", _wide(f"{year.year}年度")


def bare_year(year: FiscalYear) -> str:
    """8年度: a fiscal year without its era, which the period of the plan places."""
    return f"{year.era[1]}年度"


def _wide(text: str) -> str:
    return "".join(chr(ord(char) + WIDER) if char.isascii() and char.isalnum() else char for char in text)
