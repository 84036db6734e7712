"""Words written half in kanji and half in kana (図書かん, けい帯), as children write and hurried people leave them: put back as the documents print them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from assistant.phrases import PhraseTable

LEAST_KANA = 2  # kana of a half; one alone is a particle or an ending more often
MOST_KANA = 3  # kana that one kanji is read as
_KANJI_WORD = re.compile(r"[一-龯々]{2,3}")  # where the halves of a longer one meet is hard to tell
_KANJI = re.compile(r"[一-龯々]")
_KANA = re.compile(r"[ぁ-ん]")


class Mixed:
    """Knows the halves of the words of one library, by their readings (kana, and the words that are read so)."""

    def __init__(self, readings: Mapping[str, Sequence[str]]) -> None:
        forms: dict[str, set[str]] = {}
        for kana, printed in readings.items():
            for word in filter(_KANJI_WORD.fullmatch, printed):
                for form in _halves(word, kana):
                    forms.setdefault(form, set()).add(word)
        self._table = PhraseTable((form, next(iter(words))) for form, words in forms.items() if len(words) == 1)

    def restored(self, text: str) -> str:
        """Normalised `text` with such words as they are printed; one beside a further kanji is another word (便利ような holds no 利用) and stays."""
        for match in reversed(self._table.longest_first(text)):
            before, after = text[: match.start], text[match.end :]
            cut = _KANJI.search(before[-1:]) if _KANJI.match(match.phrase) else _KANJI.match(after) or _KANA.search(before[-1:])
            if not cut:
                text = before + match.value + after
        return text


def _halves(word: str, kana: str) -> Iterator[str]:
    """The word with its end or its beginning in kana, wherever the two may meet."""
    for place in range(1, len(word)):
        rest = len(word) - place
        for cut in range(place, min(MOST_KANA * place, len(kana) - 1) + 1):
            begin, end = kana[:cut], kana[cut:]
            if not rest <= len(end) <= MOST_KANA * rest:
                continue
            if len(end) >= LEAST_KANA:
                yield word[:place] + end
            if len(begin) >= LEAST_KANA:
                yield begin + word[place:]
