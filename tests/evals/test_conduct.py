"""Rules that hold of every answer are counted, and a breach is named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from assistant.answer import Answer, Conversation, Language
from assistant.assistant import Assistant
from evals.conduct import hidden_libraries, score_conduct, score_hidden
from evals.sources import Sources, evaluation_settings


class Careless:
    """The assistant, but what it answers is changed."""

    def __init__(self, assistant: Assistant, change: Any) -> None:
        self._assistant, self._change = assistant, change

    def ask(self, question: str, conversation: Conversation | None = None, language: Language | None = None) -> Answer:
        """The changed answer."""
        answer: Answer = self._change(self._assistant.ask(question, conversation, language))
        return answer


def careless(answer: Answer) -> Answer:
    """Citations name the next page, what no plan answers is suggested, and nothing is called inferred or not certain."""
    spans = [replace(each.citation.span, page=each.citation.span.page + 1) for each in answer.references]
    cited = (replace(each, citation=replace(each.citation, span=span)) for each, span in zip(answer.references, spans, strict=True))
    said = (replace(each, text=each.text.replace("推定", "").replace("inferred", "").replace("確定できません", "")) for each in answer.statements)
    return replace(answer, references=tuple(cited), statements=tuple(said), suggestions=("RPAの予算は？",))


def test_a_breach_is_counted_under_its_rule(assistant: Assistant, sources: Sources) -> None:
    """The assistant itself keeps them all, but for one caption that is glued to another."""
    right, wrong = score_conduct(assistant, sources), score_conduct(Careless(assistant, careless), sources)
    assert all(score.rate > 0.98 for score in right.values())
    assert (wrong["pages"].rate, wrong["suggestions"].rate, wrong["inferred"].rate) == (0.0, 0.0, 0.0)
    assert wrong["captions"].rate < 0.9


def test_a_plan_for_staff_is_not_told_to_the_public(sources: Sources, library_folder: Path) -> None:
    """Each plan in turn is for staff only; a library that hides nothing breaks the rule."""
    settings = evaluation_settings()
    with hidden_libraries(sources, settings) as hidden:
        assert score_hidden(hidden, settings)["hidden"].rate == 1.0
        open_to_all = [replace(each, library=library_folder) for each in hidden]
        assert score_hidden(open_to_all, settings)["hidden"].rate == 0.0
