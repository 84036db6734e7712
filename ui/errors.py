"""The one error of the user interfaces.

UiError    the API gave no usable reply; the message says what a person can do
"""

from __future__ import annotations

from typing import Literal

from ui.wording import Language, words_for

Reason = Literal["unreachable", "slow", "refused", "failed", "unreadable"]


class UiError(Exception):
    """The API gave no usable reply.

    `reason`: `unreachable` (nobody listens there), `slow` (no reply in time), `refused` (4xx), `failed` (5xx) or
    `unreadable` (a reply that is not of this contract). `detail`: what the API itself said, "" when it said nothing.
    """

    def __init__(self, reason: Reason, api: str, detail: str = "", status: int = 0) -> None:
        super().__init__(reason, api, detail, status)
        self.reason = reason
        self.api = api
        self.detail = detail
        self.status = status

    def message(self, language: Language = "ja") -> str:
        """What went wrong and what to do now, in `language`; the API's own words are kept as they came."""
        if self.reason == "refused" and self.detail:
            return self.detail
        text = words_for(language).problems[self.reason].format(api=self.api, status=self.status)
        return f"{text} {self.detail}".rstrip()

    def __str__(self) -> str:
        return self.message()
