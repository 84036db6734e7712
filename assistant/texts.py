"""What projects say, in the forms in which questions are compared with it: made once a project is asked about, and kept."""

from __future__ import annotations

from corpus.library import Library
from corpus.text import loose, squeeze
from corpus.values import Project
from corpus.words import words


class Texts:
    """The texts of the projects of one library."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._loose: dict[str, str] = {}
        self._squeezed: dict[str, str] = {}
        self._words: dict[str, frozenset[str]] = {}
        self._title_words: dict[str, frozenset[str]] = {}
        self._titled: frozenset[str] | None = None

    def loose(self, project: Project) -> str:
        """Everything that is certainly the project's, with its kana made plain."""
        if project.id not in self._loose:
            self._loose[project.id] = loose("\n".join(project.texts()))
        return self._loose[project.id]

    def squeezed(self, project: Project) -> str:
        """Everything that is certainly the project's, without white space."""
        if project.id not in self._squeezed:
            self._squeezed[project.id] = squeeze(" ".join(project.texts()))
        return self._squeezed[project.id]

    def words(self, project: Project) -> frozenset[str]:
        """The words of everything that is certainly the project's."""
        if project.id not in self._words:
            self._words[project.id] = frozenset(word for text in project.texts() for word in words(text))
        return self._words[project.id]

    def title_words(self, project: Project) -> frozenset[str]:
        """The words of the project's title."""
        if project.id not in self._title_words:
            self._title_words[project.id] = frozenset(words(project.title.printed))
        return self._title_words[project.id]

    @property
    def every_title_word(self) -> frozenset[str]:
        """The words of all titles."""
        if self._titled is None:
            self._titled = frozenset[str]().union(*map(self.title_words, self._library.projects))
        return self._titled
