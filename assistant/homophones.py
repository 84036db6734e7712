"""Words typed with other kanji of the same sound (電子新生, 理容率), as a phone or keyboard turns kana into kanji, as the plans write them.

What was typed becomes the word of the plans or of questions that sounds alike, where there is only one, and where no other kanji is of a word of its own
(余定, 標順化). A word of every day (新生) in the place of one is mistyped where the rest of a longer word is the same.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from assistant.lexicon import is_japanese_word
from corpus.embedding import embedded_model
from corpus.sounds import readings, sound_alike
from corpus.text import normalise
from corpus.words import is_one_piece, words

LONGEST = 8  # kanji of a word that is compared
MOST_PIECES = 4  # words in a row that are one (災害情報共有)
FEWEST_KANA = 5  # of what is typed in words of every day: 保険課 is none of 保健課
OF_TIME = frozenset("一二三四五六七八九十百千万何年月日度今去来昨前後初末")  # mistaken for no other
_RUN = re.compile(r"[一-龯々]{2,}")
_ENDING = re.compile(  # of a verb or adjective, of which the kanji before it are a part; no particle, question word or verb of its own
    r"(?![はがをにのでともへやかっ]|ど[これのうん]|な[にんの]|い[つく]|だ[れっよ]|す[るべ]|し[てたま]|く[だれ]|お[しね]|わ[。?]|わ$|よ|ね)[ぁ-ん]"
)
_PLACE = frozenset("市区町村県都府")  # ends what is typed as the name of a place
_BEGINS_NONE = "等各及並他約全計同当"  # begins no word of its own


class Homophones:
    """Corrects runs of kanji against `printed`, texts whose words are meant, and the names of `departments`. `held`: whether the documents hold a word."""

    def __init__(self, printed: Iterable[str], departments: Iterable[str], held: Callable[[str], bool]) -> None:
        self._printed = tuple(map(normalise, printed))
        self._departments = tuple(map(normalise, departments))
        self._held = held

    def corrected(self, text: str) -> str:
        """Normalised `text` with each such word as it is meant."""
        edges = frozenset(place for offsets in embedded_model().offsets(text) for place in offsets)
        changes = [change for run in _RUN.finditer(text) for change in self._changes(text, run.start(), run.end(), edges)]
        for start, meant in reversed(changes):
            text = text[:start] + meant + text[start + len(meant) :]
        return text

    def _changes(self, text: str, begin: int, end: int, edges: frozenset[int]) -> Iterator[tuple[int, str]]:
        """The places between two others where a word is mistyped, with what is meant, from left to right; of longer words first."""
        for length in range(min(LONGEST, end - begin), 1, -1):
            for start in range(begin, end - length + 1):
                part = text[start : start + length]
                meant = part if part in self._words else self._meant(text, start, start + length) if {start, start + length} <= edges else None
                if meant:
                    yield from self._changes(text, begin, start, edges)
                    yield from [(start, meant)] if meant != part else []
                    yield from self._changes(text, start + length, end, edges)
                    return

    def _meant(self, text: str, start: int, end: int) -> str | None:
        """The only word that sounds like what stands there; None where there is none, or several, or it may be a word itself."""
        typed = text[start:end]
        near = (word for sound in readings(typed[0]) for word in self._by_sound.get((len(typed), sound), ()))
        found = {word for word in near if sound_alike(typed, word) and OF_TIME.isdisjoint(typed + word)}
        meant = found.pop() if len(found) == 1 else None
        if meant is None or _is_word(typed) or _ENDING.match(text, end) or self._held(typed):
            return None
        places = [place for place, (one, other) in enumerate(zip(typed, meant, strict=True)) if one != other]
        if len(places) == len(typed) or not _PLACE.isdisjoint(typed[place] for place in places):
            return None
        return meant if _is_slip(text, [start + place for place in places]) or (meant in self._others and _is_long(meant)) else None

    @cached_property
    def _words(self) -> frozenset[str]:
        """The words of kanji alone, and those that several of them make."""
        return self._others | _words_of(self._departments)

    @cached_property
    def _others(self) -> frozenset[str]:
        """Those of no department, of which one that sounds alike may be another."""
        return _words_of(self._printed)

    @cached_property
    def _by_sound(self) -> dict[tuple[int, str], list[str]]:
        """The words by their length and each sound of their first kanji."""
        found: dict[tuple[int, str], list[str]] = defaultdict(list)
        for word in self._words:
            for sound in readings(word[0]):
                found[len(word), sound].append(word)
        return found


def _words_of(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word for text in texts for run in _RUN.findall(text) for word in _in_run(run))


def _in_run(run: str) -> Iterator[str]:
    """A run of kanji, and the words in it, also of several pieces."""
    pieces = [piece for piece in words(run) if piece in run]
    yield run
    for start in range(len(pieces)):
        for end in range(start + 1, min(start + MOST_PIECES, len(pieces)) + 1):
            word = "".join(pieces[start:end])
            if 1 < len(word) <= LONGEST and word in run and word[0] not in _BEGINS_NONE:
                yield word


def _is_word(text: str) -> bool:
    return is_one_piece(text) or is_japanese_word(text)


def _is_slip(text: str, places: Sequence[int]) -> bool:
    """Whether no kanji in these places is of a word with those beside it."""
    spans = ((place - before, place - before + length) for place in places for length in range(2, LONGEST + 1) for before in range(length))
    return not any(start >= 0 and _RUN.fullmatch(text[start:end]) and len(text[start:end]) == end - start and _is_word(text[start:end]) for start, end in spans)


def _is_long(meant: str) -> bool:
    """Whether a word of which words of every day were typed in a part is long enough to be no other."""
    kana = sum(max(map(len, readings(kanji)), default=1) for kanji in meant)
    return len(meant) > 2 and kana >= FEWEST_KANA
