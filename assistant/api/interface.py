"""What the API needs of an assistant, as small as that."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from assistant.answer import Answer, Conversation, Language
from corpus.library import Library
from corpus.settings import Settings
from corpus.values import Passage, Project

WARM_UP = "お年寄りのスマホ教室はありますか？"  # any free question: it makes the assistant open its indexes, and finds out what is damaged


class FoundLike(Protocol):
    """A project that a search found, with the passages it was found by."""

    @property
    def project(self) -> Project:
        """The project."""

    @property
    def score(self) -> float:
        """How well it fits, higher is better."""

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The passages it was found by, best first."""


class AssistantLike(Protocol):
    """Answers questions from one library. Safe to use from several threads."""

    @property
    def library(self) -> Library:
        """The library it answers from."""

    @property
    def settings(self) -> Settings:
        """Its settings."""

    def ask(self, question: str, conversation: Conversation | None = None, language: Language | None = None) -> Answer:
        """The checked answer. Raises QuestionError for a question that is empty, too long or no text."""

    def search(self, text: str, limit: int = 10) -> Sequence[FoundLike]:
        """The projects that fit `text` best, best first. Raises QuestionError as `ask` does."""
