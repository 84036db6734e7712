"""What the assistant's networks come to on questions that they have not seen, in the form in which the assistant reads them."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
from rich.table import Table

from assistant.intent import Intent, intent_of
from assistant.selection import log_odds
from training.exam import DETAIL, Lines, Matters, Wording, framed

ANSWERED_ALL_THE_SAME = (0.03, 0.07, 0.15)  # shares of the questions that nothing answers, at which the threshold is set
SURE = (0.5, 0.6, 0.7, 0.8, 0.9)
LANGUAGES = ("ja", "en")


def selection_table(measured: Sequence[Lines]) -> Table:
    """By language: how often the right line is first, and how many are told rightly and wrongly where few are answered that nothing answers."""
    heads = (f"right / wrong at {share:.0%} of these" for share in ANSWERED_ALL_THE_SAME)
    table = Table("questions under their titles", "told by a line", "first", "by none", *heads)
    chance = random.Random(0)
    for language in LANGUAGES:
        asked = [each for each in measured if each.language == language]
        odds = [np.asarray(log_odds(framed(each.question, language, each.title, chance), each.title, each.lines)) for each in asked]
        told = [(each.right, found) for each, found in zip(asked, odds, strict=True) if each.right is not None]
        none = np.asarray([found.max() for each, found in zip(asked, odds, strict=True) if each.right is None])
        right = np.asarray([found.argmax() == place for place, found in told])
        best = np.asarray([found.max() for _, found in told])
        cells = []
        for share in ANSWERED_ALL_THE_SAME:
            sure = best >= np.quantile(none, 1 - share)
            cells.append(f"{np.mean(right & sure):.1%} / {np.mean(~right & sure):.1%}")
        table.add_row(language, str(len(told)), f"{right.mean():.1%}", str(len(none)), *cells)
    return table


def intent_table(wordings: Sequence[Wording], details: Sequence[Lines]) -> Table:
    """By language and threshold: how many wordings are told, how many of these rightly, and how many questions of detail are taken for another."""
    table = Table("questions", "from", "told", "of these right", "questions of detail taken for another")
    chance, matters = random.Random(0), Matters()
    for language in LANGUAGES:
        asked = [matters.filled(each, chance) for each in wordings if each.language == language]
        found = [(each.ask, intent_of(each.text, each.cues)) for each in asked]
        beyond = [matters.of_detail(each, chance) for each in details if each.language == language]
        other: list[Intent] = [intent_of(each.text, each.cues) for each in beyond]
        for least in SURE:
            told = [intent.name == ask for ask, intent in found if intent.chance >= least]
            taken = [intent.chance >= least and intent.name != DETAIL for intent in other]
            cells = (f"{len(told) / len(found):.1%} of {len(found)}", f"{np.mean(told):.1%}", f"{np.mean(taken):.1%} of {len(other)}")
            table.add_row(language, f"{least:.1f}", *cells)
    return table
