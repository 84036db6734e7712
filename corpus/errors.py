"""All errors of Plan Assistant.

PlanAssistantError            anything a person can mend; the message names the thing and the way out
├── DocumentError             a document cannot be read or divided
│   ├── EncodingError         its bytes are no text in a supported encoding
│   └── LayoutError           no profile fits, or a profile finds no project
│       └── TornTextError     the lines of a text are not in the order of its sheets
├── CatalogError              the catalogue, a layout profile or the file of links is not valid
├── LibraryError              there is no library, or it is damaged or of another model
├── ModelError                the embedding model cannot be loaded
├── GlossaryError             the glossary is not valid
├── OperationsError           the file of conversations and feedback cannot be opened, read or written
├── SettingsError             a setting in the environment has no valid value
├── QuestionError             a question is empty, too long or no text
└── CaseError                 an evaluation case or gate file is not valid
"""

from __future__ import annotations


class PlanAssistantError(Exception):
    """Anything a person can mend. Exit code 2 on the command line, 4xx over HTTP."""


class DocumentError(PlanAssistantError):
    """A document cannot be read or divided."""


class EncodingError(DocumentError):
    """The bytes of a document are no text in a supported encoding."""


class LayoutError(DocumentError):
    """No layout profile fits a document, or the profile finds no project in it."""


class TornTextError(LayoutError):
    """The lines of a text are not in the order of its sheets, so that what stands behind a label is of another."""


class CatalogError(PlanAssistantError):
    """The catalogue, a layout profile or the file of links is not valid."""


class LibraryError(PlanAssistantError):
    """There is no library at the given place, or it is damaged, or was built with another model."""


class ModelError(PlanAssistantError):
    """The embedding model cannot be loaded."""


class GlossaryError(PlanAssistantError):
    """The glossary is not valid."""


class OperationsError(PlanAssistantError):
    """The file of conversations and feedback cannot be opened, read or written."""


class SettingsError(PlanAssistantError):
    """A setting in the environment has no valid value."""


class QuestionError(PlanAssistantError):
    """A question is empty, too long, or holds no text."""


class CaseError(PlanAssistantError):
    """An evaluation case or a gate file is not valid."""
